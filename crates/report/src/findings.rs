//! What was found: dimensions, what is missing, and what else was proposed.

use crate::histogram::signed;
use crate::page::SHOWN;
use crate::words::{count, distance, grouped, number};
use maud::{Markup, html};
use resolid::{Reconstruction, Report};
use resolid_program::Quantity;

/// The dimensions of the program: those it names, those that were moved, and how well the input sets each.
pub(crate) fn dimensions(found: &Reconstruction) -> Markup {
    let report = &found.report;
    let program = &found.part.program;
    let unit = report.unit.of_lengths();
    let value = |quantity: Quantity, v: f64| match quantity {
        Quantity::Length => format!("{} {unit}", number(v)),
        Quantity::Angle => format!("{}°", number(v.to_degrees())),
    };
    html! {
        section {
            h2 { "Dimensions" }
            div.halves {
                @if !program.parameters.is_empty() {
                    table {
                        caption { "Named in the program" }
                        thead { tr { th { "name" } th.n { "value" } } }
                        tbody {
                            @for p in program.parameters.iter().take(SHOWN) {
                                tr { td { (p.name) } td.n { (value(p.quantity, p.value)) } }
                            }
                        }
                    }
                }
                @if report.snapped.is_empty() {
                    p.quiet {
                        @if report.snapping { "No dimension had to be moved to a round value." }
                        @else { "Dimensions stand as measured: round values were not looked for." }
                    }
                } @else {
                    table {
                        caption { "Moved to round values" }
                        thead { tr { th { "dimension" } th.n { "measured" } th.n { "written" } th.n { "change" } } }
                        tbody {
                            @for s in report.snapped.iter().take(SHOWN) {
                                tr {
                                    td { (s.what) } td.n { (number(s.from)) } td.n { (number(s.to)) }
                                    td.n { (signed(s.to - s.from)) }
                                }
                            }
                        }
                    }
                }
            }
            @if !report.dimensions.is_empty() {
                details open[report.coverage.is_some()] {
                    summary { (count(report.dimensions.len(), "dimension")) " measured, each ± its standard deviation" }
                    table {
                        thead { tr { th { "dimension" } th.n { (unit) } } }
                        tbody {
                            @for d in report.dimensions.iter().take(SHOWN) {
                                tr { td { (d.what) } td.n { (d.shown()) } }
                            }
                        }
                    }
                }
            }
            @for rest in [program.parameters.len(), report.snapped.len(), report.dimensions.len()].iter().filter(|n| **n > SHOWN) {
                p.quiet { "and " (grouped(rest - SHOWN)) " more" }
            }
        }
    }
}

/// What of the input is not reproduced, and what of the result no input supports.
pub(crate) fn missing(report: &Report) -> Markup {
    let unit = report.unit.of_lengths();
    let place = |c: [f64; 3]| c.map(|v| distance(v, report.tolerance)).join(", ");
    html! {
        @if !report.missed.is_empty() {
            section {
                h2 { "Not reproduced" }
                table.wide {
                    thead { tr { th { "looks like" } th { "at" } th.n { "area, " (unit) "²" } th.n { "off by, " (unit) } th.screen {} } }
                    tbody {
                        @for (k, m) in report.missed.iter().take(SHOWN).enumerate() {
                            tr {
                                td { (m.kind) } td { (place(m.center)) } td.n { (number(m.area)) } td.n { (number(m.deviation)) }
                                td.n.screen { button data-missed=(k) { "Show" } }
                            }
                        }
                    }
                }
                @if report.missed.len() > SHOWN { p.quiet { "and " (grouped(report.missed.len() - SHOWN)) " more" } }
            }
        }
        @if let Some(coverage) = &report.coverage {
            section {
                h2 { "What was seen" }
                p {
                    (format!("{:.1} %", 100.0 * coverage.share)) " of the result's surface has points near"
                    @if coverage.share < 0.9995 { "; the rest is a guess" } "."
                }
                @if !coverage.unseen.is_empty() {
                    table.wide {
                        thead { tr { th { "unseen at" } th.n { "area, " (unit) "²" } } }
                        tbody {
                            @for u in coverage.unseen.iter().take(SHOWN) {
                                tr { td { (place(u.center)) } td.n { (number(u.area)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What competed, the best first.
pub(crate) fn proposals(report: &Report) -> Markup {
    html! {
        @if report.proposals.len() > 1 {
            section {
                h2 { "Alternatives" }
                table.wide {
                    thead { tr { th { "found by" } th.n { "features" } th.n { "bits to tell the scan" } } }
                    tbody {
                        @for p in report.proposals.iter().take(SHOWN) {
                            tr {
                                td { (p.by) @if p.built { " " strong { "the answer" } } } td.n { (grouped(p.features)) }
                                td.n { @match &p.score_bits {
                                    Some(score) => (grouped(score.total().max(0.0).round() as usize)),
                                    None => "–",
                                } }
                            }
                        }
                    }
                }
                p.quiet {
                    "The fewer bits it takes to tell the scan with a program, the better it explains what was seen. "
                    "The next best are written with " code { "--alternatives" } "."
                }
            }
        }
    }
}
