//! One reconstruction as one page.

use crate::container::{Container, Detail};
use crate::decimate::decimated;
use crate::findings::{dimensions, missing, proposals};
use crate::geometry::{Packed, Packing, address, compressed};
use crate::histogram::{Histogram, hex, signed};
use crate::pictures::{Pictures, Shown, pictures, result_mesh};
use crate::surface::Surface;
use crate::words::{count, distance, grouped, number, size};
use crate::{POLICY, STYLE};
use glam::DVec3;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use resolid::{Error, Host, Judge, Method, Reconstruction, Report, Spread, Verdict};
use resolid_geom::TriMesh;
use resolid_program::file;
use resolid_render::HeatMap;
use serde_json::json;

/// Triangles of a shape on the page, at most.
const MOST_TRIANGLES: usize = 100_000;
/// Colours along the scale of deviations.
const COLOURS: usize = 256;
/// Bytes of the longest program that is shown.
const LONGEST_PROGRAM: usize = 300_000;
/// Lines of a list before the rest is only counted.
pub(crate) const SHOWN: usize = 200;

/// The 3D view, built from `web/src/report` by `make web`.
const VIEWER: &str = include_str!("../web/viewer.js");
/// What unpacks and runs it.
const START: &str = include_str!("../web/start.js");

/// How a page's reconstruction came about.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// The command line.
    pub command: String,
    /// The seed of all sampling.
    pub seed: u64,
    /// What built the solid: name and version.
    pub kernel: Option<String>,
}

/// The page of `found`: a file of its own, under 5 MB, that opens without a network.
///
/// Shapes of more than 100,000 triangles are shown with fewer; what is measured is measured on all of them.
///
/// # Errors
/// [`Error::Output`] when its pictures cannot be drawn.
pub fn page(found: &Reconstruction, provenance: &Provenance, host: Host) -> Result<Vec<u8>, Error> {
    let report = &found.report;
    let map = HeatMap::new(report.tolerance);
    let (fine, values) = found.deviations(host);
    let histogram = Histogram::new(&fine.mesh, &values, &map);
    let result = result_mesh(found)?;
    let pictures = pictures(found, Shown { fine: &fine.mesh, values: &values, result: &result }, host)?;
    // Scripts ask what each step leaves, which may take as long as the search did; the program itself is there at once.
    let program = file::write(&found.part.program);
    let (packing, shown) = packed(found, fine.mesh, values, result);
    let unit = report.unit.of_lengths();
    let direction = pictures.view.direction;
    let description = json!({
        "geometry": packing.description(),
        "cloud": report.input.points > 0,
        "closed": report.input.closed,
        "unit": unit,
        "tolerance": report.tolerance,
        "limit": map.limit,
        "colours": colours(),
        "view": { "direction": direction.to_array(), "up": pictures.view.up.to_array() },
        "missed": report.missed.iter().map(|m| m.center).collect::<Vec<_>>(),
    });
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(format!("Resolid {}", report.version));
                title { (report.input.file) " – Resolid" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    (header(report))
                    (viewer(&pictures, &map, report, shown))
                    (deviation(report, &histogram, &map))
                    (steps(report, &pictures))
                    (dimensions(found))
                    (missing(report))
                    (proposals(report))
                    (input(report))
                    @if program.len() <= LONGEST_PROGRAM {
                        section.screen {
                            details {
                                summary { h2 { "Program (.resolid.json)" } }
                                pre { (program) }
                            }
                        }
                    }
                    (origin(report, provenance))
                }
                script #description type="application/json" { (PreEscaped(embedded(&description))) }
                script #geometry type="text/plain" { (packing.text()) }
                script #code type="text/plain" { (compressed(VIEWER.as_bytes())) }
                script { (PreEscaped(START)) }
            }
        }
    };
    Ok(page.into_string().into_bytes())
}

/// Colours of signed distances, `#rrggbb`, from five tolerances inside to five outside.
pub fn colours() -> Vec<String> {
    let map = HeatMap::new(1.0);
    (0..COLOURS).map(|k| hex(map.color(map.limit * (2.0 * k as f64 / (COLOURS - 1) as f64 - 1.0)))).collect()
}

/// JSON that may stand in a script element: no tag can begin in it.
fn embedded(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// Input and result for the eye, and how many triangles the input is shown with if not with all.
fn packed(found: &Reconstruction, fine: TriMesh, values: Vec<f64>, result: TriMesh) -> (Packing, Option<usize>) {
    let result = Surface::new(&decimated(result, Vec::new(), MOST_TRIANGLES).mesh);
    let bounds = fine.bounds().union(found.part.bounds());
    let mut packing = Packing::new(bounds);
    let mut shown = None;
    if found.report.input.points > 0 {
        let (surface, values) = points(&found.input, &values);
        packing.add(&Packed { name: "input", surface: &surface, values: Some(&values), facets: &[] });
    } else {
        let whole = fine.triangles.len() <= MOST_TRIANGLES;
        let few = decimated(fine, values, MOST_TRIANGLES);
        let surface = Surface::new(&few.mesh);
        let values: Vec<f64> = surface.of_vertex.iter().map(|&v| few.values[v as usize]).collect();
        let facets = if whole { surface.facet_lines(&found.input) } else { Vec::new() };
        shown = (!whole).then_some(surface.triangles.len());
        packing.add(&Packed { name: "input", surface: &surface, values: Some(&values), facets: &facets });
    }
    packing.add(&Packed { name: "result", surface: &result, values: None, facets: &[] });
    (packing, shown)
}

/// Input and result as a [`Container`]: the input with its signed distances from the result. Shapes of more than 100,000
/// triangles are given with fewer.
///
/// # Errors
/// [`Error::Output`] when the result cannot be meshed.
pub fn shapes(found: &Reconstruction, host: Host) -> Result<Vec<u8>, Error> {
    let report = &found.report;
    let map = HeatMap::new(report.tolerance);
    let (fine, values) = found.deviations(host);
    let result = decimated(result_mesh(found)?, Vec::new(), MOST_TRIANGLES).mesh;
    let mut container = Container::new(fine.mesh.bounds().union(found.part.bounds()).center());
    let is_cloud = report.input.points > 0;
    if is_cloud {
        let (surface, values) = points(&found.input, &values);
        container.surface("input", &surface, true, Some(&values), Detail::Whole, &[]);
    } else {
        let few = decimated(fine.mesh, values, MOST_TRIANGLES);
        container.mesh("input", &few.mesh, Some(&few.values), Detail::Whole, &[]);
    }
    container.mesh("result", &result, None, Detail::Whole, &[]);
    let header = json!({
        "kind": "job",
        "unit": report.unit.of_lengths(),
        "tolerance": report.tolerance,
        "limit": map.limit,
        "cloud": is_cloud,
        "missed": report.missed.iter().map(|m| m.center).collect::<Vec<_>>(),
    });
    Ok(container.finish(header.as_object().cloned().unwrap_or_default()))
}

/// The points of a cloud that is drawn as a square tile each, four corners in a row, with the numbers of the tiles.
pub(crate) fn points(tiles: &TriMesh, values: &[f64]) -> (Surface, Vec<f64>) {
    let mut surface = Surface::default();
    let mut own = Vec::new();
    for (k, tile) in tiles.vertices.as_chunks::<4>().0.iter().enumerate() {
        surface.positions.push((tile[0] + tile[2]) * 0.5);
        surface.normals.push((tile[2] - tile[0]).cross(tile[3] - tile[1]).try_normalize().unwrap_or(DVec3::Z));
        // All of a tile's corners lie in its plane; that one is taken which is farthest off.
        let corners = values.get(4 * k..4 * k + 4).unwrap_or_default();
        own.push(corners.iter().copied().fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a }));
    }
    (surface, own)
}

fn header(report: &Report) -> Markup {
    let (word, class) = match report.verdict {
        Verdict::Full => ("full", "good"),
        Verdict::Partial => ("partial", "caution"),
        Verdict::Refused => ("refused", "bad"),
    };
    let unit = report.unit.of_lengths();
    let length = |v: f64| format!("{} {unit}", distance(v, report.tolerance));
    let deviation = &report.deviation_mm;
    let change = 100.0 * (report.volume_mm3.output / report.volume_mm3.input - 1.0);
    html! {
        header {
            h1 { (report.input.file) " " span class=(format!("verdict {class}")) { (word) } }
            p.quiet {
                (report.input.format) " · "
                @if report.input.points > 0 { (count(report.input.points, "point")) }
                @else { (count(report.input.triangles, "triangle")) }
                " · " (size(report.input.size_mm, report.unit))
            }
        }
        @if !report.reasons.is_empty() {
            ul.reasons { @for reason in &report.reasons { li { (reason) } } }
        }
        dl.facts {
            (fact(if report.coverage.is_some() { "IoU with what the points were taken to bound" } else { "IoU with the input" }, &format!("{:.5}", report.iou), &format!("± {:.5}", report.iou_error)))
            (fact("Deviation, 95 % under", &length(deviation.input_to_output.p95),
                &format!("tolerance {}", length(report.tolerance))))
            (fact("Deviation, largest", &length(deviation.input_to_output.max), "from the input to the result"))
            (fact("Program", &count(report.features.count, "feature"), &count(report.steps, "step")))
            @if let Some(faces) = report.faces {
                (fact("Solid", &count(faces, "face"), &count(report.solids.unwrap_or(0), "solid")))
            }
            (fact("Volume", &format!("{} {unit}³", number(report.volume_mm3.output)),
                &format!("{} % of the input's", signed((change * 1e3).round() / 1e3))))
        }
    }
}

fn fact(what: &str, value: &str, more: &str) -> Markup {
    html! { div { dt { (what) } dd { strong { (value) } span { (more) } } } }
}

fn viewer(pictures: &Pictures, map: &HeatMap, report: &Report, shown: Option<usize>) -> Markup {
    let still =
        [("Input", &pictures.input), ("Result", &pictures.result), ("Deviation, on the input", &pictures.deviation)];
    html! {
        section #compare {
            h2 { "Input and result" }
            div.still {
                @for (name, png) in still {
                    figure { img src=(address(png)) alt=(name); figcaption { (name) } }
                }
            }
            div #viewer hidden {
                div.bar role="toolbar" aria-label="View" {
                    div.tabs role="tablist" {
                        @for (id, name) in [("sides", "Side by side"), ("overlay", "Overlaid"), ("deviation", "Deviation")] {
                            button role="tab" data-mode=(id) aria-selected=(if id == "sides" { "true" } else { "false" }) { (name) }
                        }
                    }
                    label.mix data-for="overlay" { "Input" input #mix type="range" min="0" max="100" value="35"; "Result" }
                    span.gap {}
                    label { input #edges type="checkbox" checked; "Edges" }
                    label #facets-label { input #facets type="checkbox"; "Facets" }
                    div.views {
                        @for (id, name) in [("start", "Home"), ("front", "Front"), ("right", "Right"), ("top", "Top")] {
                            button data-view=(id) { (name) }
                        }
                    }
                }
                div.stage {
                    canvas #canvas tabindex="0" aria-label="Input and result in 3D; drag to turn, wheel to zoom, right button to move" {}
                    span.name data-for="sides" style="left:0" { "Input" }
                    span.name data-for="sides" style="left:50%" { "Result" }
                    span.name data-for="overlay" style="left:0" { "Input (sand) over result (blue)" }
                    span.name data-for="deviation" style="left:0" { "Input, coloured by its distance from the result" }
                    div #tip hidden {}
                }
            }
            div.scale { (scale(map, report.unit.of_lengths())) }
            p.quiet {
                "Distances are signed: positive where the input lies outside the result. "
                @if report.deviation_mm.chord_height > 1e-4 * report.tolerance {
                    "Facets run up to " (number(report.deviation_mm.chord_height)) " " (report.unit.of_lengths())
                    " inside the curves they stand for; the heat map shows that as deviation, the verdict allows for it. "
                }
                @if let Some(shown) = shown {
                    "The input is shown with " (grouped(shown)) " of its " (grouped(report.input.triangles_used))
                    " triangles; everything was measured on all of them."
                }
            }
        }
    }
}

/// The colours of deviations, with their lengths beneath.
fn scale(map: &HeatMap, unit: &str) -> Markup {
    let stops: Vec<String> = (0..=64).map(|k| hex(map.color(map.limit * (f64::from(k) / 32.0 - 1.0)))).collect();
    html! {
        div.ramp style=(format!("background:linear-gradient(to right,{})", stops.join(","))) {}
        div.ticks {
            @for mm in [-map.limit, -map.limit / 2.0, -map.tolerance, map.tolerance, map.limit / 2.0, map.limit] {
                span style=(format!("left:{:.2}%", 50.0 * (mm / map.limit + 1.0))) { (signed(mm)) }
            }
            span.unit { (unit) }
        }
    }
}

fn deviation(report: &Report, histogram: &Histogram, map: &HeatMap) -> Markup {
    let unit = report.unit.of_lengths();
    let d = &report.deviation_mm;
    let cloud = report.input.points > 0;
    let rows: Vec<(&str, &Spread)> = if cloud {
        vec![
            ("from the points to the result", &d.input_to_output),
            ("from the result to the points", &d.output_to_input),
        ]
    } else {
        vec![
            ("from the input's vertices to the result", &d.input_to_output),
            ("from the result to the input, chord height allowed for", &d.output_to_input),
            ("from the input's facets to the result, chord height and all", &d.facets_to_output),
        ]
    };
    let cell = |v: f64| distance(v, report.tolerance);
    html! {
        section {
            h2 { "Deviation" }
            div.halves {
                figure {
                    (histogram.svg(map, unit))
                    figcaption {
                        "Share of the input's surface by signed distance, " (unit) "; "
                        (format!("{:.1} %", 100.0 * histogram.within)) " within the tolerance of ±" (number(map.tolerance))
                    }
                }
                table {
                    thead { tr { th { "Distance, " (unit) } th.n { "mean" } th.n { "95 %" } th.n { "largest" } } }
                    tbody {
                        @for (what, s) in rows {
                            tr { td { (what) } td.n { (cell(s.mean)) } td.n { (cell(s.p95)) } td.n { (cell(s.max)) } }
                        }
                        tr { td { "tolerance" } td.n {} td.n { (number(report.tolerance)) } td.n {} }
                        @if report.noise_mm > 1e-4 * report.tolerance {
                            tr { td { "scatter of the input about its surface (standard deviation)" }
                                td.n { (number(report.noise_mm)) } td.n {} td.n {} }
                        }
                    }
                }
            }
        }
    }
}

fn steps(report: &Report, pictures: &Pictures) -> Markup {
    html! {
        section {
            h2 { "Steps" }
            ol.steps {
                @for (k, stage) in pictures.stages.iter().enumerate() {
                    li {
                        @if let Some(png) = &stage.png {
                            img src=(address(png)) alt=(format!("after step {}", k + 1));
                        }
                        div { strong { (k + 1) " " (stage.title) } span { (stage.note) } }
                    }
                }
            }
            @if pictures.stages.iter().any(|s| s.png.is_none()) {
                p.quiet { "Not every step has a picture: there are many, or the time limit was near." }
            }
            details.screen {
                summary { "The same in words" }
                ul { @for line in &report.features.list { li { (line) } } }
            }
        }
    }
}

fn input(report: &Report) -> Markup {
    let i = &report.input;
    html! {
        section {
            h2 { "Input" }
            table.wide {
                tbody {
                    @if i.points > 0 {
                        tr { th { "points" } td { (grouped(i.points)) ", of which " (grouped(i.points_used)) " used" } }
                    } @else {
                        tr { th { "triangles" } td { (grouped(i.triangles)) ", of which " (grouped(i.triangles_used)) " used" } }
                        tr { th { "surface" } td { (count(i.shells, "shell")) ", " @if i.closed { "closed" } @else { "open" } } }
                    }
                    tr { th { "mended" } td { @if i.repairs.is_empty() { "nothing" } @else { (i.repairs.join(", ")) } } }
                    @if !i.faults.is_empty() { tr { th { "still wrong" } td { (i.faults.join(", ")) } } }
                    @for note in &report.notes { tr { th { "note" } td { (note) } } }
                }
            }
        }
    }
}

fn origin(report: &Report, provenance: &Provenance) -> Markup {
    let s = &report.seconds;
    html! {
        section {
            h2 { "Provenance" }
            table.wide {
                tbody {
                    tr { th { "made by" } td { "Resolid " (report.version) } }
                    tr { th { "judged by" } td {
                        @match report.judged_by {
                            Judge::Kernel => { (provenance.kernel.as_deref().unwrap_or("the kernel")) ", which built the solid" }
                            Judge::Evaluation => { "direct evaluation; this build has no kernel" }
                        }
                    } }
                    @match report.method {
                        Method::Fit => {
                            tr { th { "method" } td { "planes, cylinders and sections fitted to the input" } }
                            tr { th { "weights" } td { "none: no net took part" } }
                        }
                    }
                    @if !provenance.command.is_empty() { tr { th { "command" } td { code { (provenance.command) } } } }
                    tr { th { "seed" } td { (provenance.seed) } }
                    tr { th { "time" } td {
                        (format!("{:.2} s: read {:.2}, clean {:.2}, fit {:.2}, build {:.2}, measure {:.2}",
                            s.total, s.read, s.clean, s.fit, s.build, s.measure))
                    } }
                    @if let Some(mib) = report.peak_memory_mib { tr { th { "memory" } td { (number(mib)) " MiB at most" } } }
                }
            }
        }
    }
}
