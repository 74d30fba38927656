//! A report as a person reads it: short and aligned.

use crate::style::{GOOD, LABEL, STRONG, WARN, count, grouped, number, paint};
use resolid::{Judge, Report, Spread, Verdict};
use resolid_report::words::distance;
pub use resolid_report::words::size;
use std::fmt::Write;

/// Lines shown of a list before "and n more".
const SHOWN: usize = 8;

/// The report as lines of text with colours; `written` are the files, as "name (size)".
pub fn summary(report: &Report, written: &[String]) -> String {
    let mut text = String::new();
    let mut row = |label: &str, value: String| {
        // Padded before it is painted: escape codes have no width.
        let _ = writeln!(text, "  {}{value}", paint(LABEL, format!("{label:<11}")));
    };
    let input = &report.input;
    let verdict = match report.verdict {
        Verdict::Full => paint(GOOD, "full"),
        Verdict::Partial => paint(WARN, "partial"),
        Verdict::Refused => paint(WARN, "refused"),
    };
    row("verdict", verdict);
    for reason in &report.reasons {
        row("", reason.clone());
    }
    let held = match input.points {
        0 => {
            let ends = if input.closed { "closed" } else { "open" };
            format!("{}, {}, {ends}", count(input.triangles, "triangle"), count(input.shells, "shell"))
        }
        points => format!("{}, of which {} used", count(points, "point"), grouped(input.points_used)),
    };
    row("input", format!("{}, {held}, {}", input.format, size(input.size_mm, report.unit)));
    if !input.repairs.is_empty() {
        row("repaired", input.repairs.join(", "));
    }
    if !input.faults.is_empty() {
        row("faults", input.faults.join(", "));
    }
    row("program", format!("{}, {}", count(report.steps, "step"), count(report.features.count, "feature")));
    list(&mut row, &report.features.list);
    // Rounded first, so that nothing is shown as minus zero.
    let change = (1e5 * (report.volume_mm3.output / report.volume_mm3.input - 1.0)).round() / 1e3 + 0.0;
    let length = report.unit.of_lengths();
    let mut solid = vec![match (report.valid, report.judged_by) {
        (true, Judge::Kernel) => "valid".into(),
        (true, Judge::Evaluation) => "valid by direct evaluation (built without the kernel)".into(),
        (false, _) => "not valid".to_string(),
    }];
    solid.extend(report.solids.map(|n| count(n, "solid")));
    solid.extend(report.faces.map(|n| count(n, "face")));
    solid.push(format!("{} {length}³ ({change:+.3} % of the input's)", number(report.volume_mm3.output)));
    row("solid", solid.join(", "));
    // Points bound nothing by themselves: what is between them was guessed by the search itself.
    let of = if report.coverage.is_some() { "  with what the points were taken to bound" } else { "" };
    row("IoU", format!("{} ± {:.5}{of}", paint(STRONG, format!("{:.5}", report.iou)), report.iou_error));
    let distance = |v: f64| distance(v, report.tolerance);
    let spread = |s: &Spread| {
        format!("mean {:<9} p95 {:<9} max {:<9} {length}", distance(s.mean), distance(s.p95), distance(s.max))
    };
    let deviation = &report.deviation_mm;
    row("deviation", format!("{}  input → output", spread(&deviation.input_to_output)));
    let chord = match deviation.chord_height {
        0.0 => String::new(),
        h => format!(", chord height up to {} allowed for", number(h)),
    };
    row("", format!("{}  output → input{chord}", spread(&deviation.output_to_input)));
    row("tolerance", format!("{} {length}", number(report.tolerance)));
    if let Some(coverage) = &report.coverage {
        row("noise", format!("{} {length}", number(report.noise_mm)));
        row("coverage", format!("{:.1} % of the surface was seen", 100.0 * coverage.share));
        let lines: Vec<String> = coverage
            .unseen
            .iter()
            .map(|u| {
                let [x, y, z] = u.center.map(number);
                format!("unseen at ({x}, {y}, {z}), {} {length}²", number(u.area))
            })
            .collect();
        list(&mut row, &lines);
    }
    let judged: Vec<String> = report
        .proposals
        .iter()
        .filter_map(|p| {
            let bits = p.score_bits.as_ref()?.total();
            let answer = if p.built { ", the answer" } else { "" };
            Some(format!("{bits:>8.0} bits  {}, {}{answer}", p.by, count(p.features, "feature")))
        })
        .collect();
    if !judged.is_empty() {
        row("judged", format!("{}, less is better", count(judged.len(), "proposal")));
        list(&mut row, &judged);
    }
    // Of a mesh that is exact the numbers are, too.
    let known: Vec<String> = report
        .dimensions
        .iter()
        .filter(|_| report.coverage.is_some())
        .map(|d| format!("{}: {}", d.what, d.shown()))
        .collect();
    if !known.is_empty() {
        row("dimensions", format!("{}, each ± its standard deviation", count(known.len(), "dimension")));
        list(&mut row, &known);
    }
    // What looks the same before and after needs no line.
    let snapped: Vec<_> = report.snapped.iter().filter(|d| number(d.from) != number(d.to)).collect();
    if !snapped.is_empty() {
        let most = snapped.iter().map(|d| (d.from - d.to).abs()).fold(0.0, f64::max);
        row("snapped", format!("{}, by {} {length} at most", count(snapped.len(), "dimension"), number(most)));
        let lines: Vec<String> =
            snapped.iter().map(|d| format!("{}: {} → {}", d.what, number(d.from), number(d.to))).collect();
        list(&mut row, &lines);
    }
    if !report.missed.is_empty() {
        row("missed", count(report.missed.len(), "region"));
        let lines: Vec<String> = report
            .missed
            .iter()
            .map(|m| {
                let [x, y, z] = m.center.map(number);
                format!("{} at ({x}, {y}, {z}), {} {length}², off by {}", m.kind, number(m.area), number(m.deviation))
            })
            .collect();
        list(&mut row, &lines);
    }
    for note in &report.notes {
        row("note", note.clone());
    }
    let s = &report.seconds;
    row(
        "time",
        format!(
            "{:.2} s (read {:.2}, clean {:.2}, fit {:.2}, build {:.2}, measure {:.2})",
            s.total, s.read, s.clean, s.fit, s.build, s.measure
        ),
    );
    if !written.is_empty() {
        row("wrote", written.join(", "));
    }
    text
}

fn list(row: &mut impl FnMut(&str, String), lines: &[String]) {
    for line in lines.iter().take(SHOWN) {
        row("", format!("  {line}"));
    }
    if lines.len() > SHOWN {
        row("", format!("  and {} more", grouped(lines.len() - SHOWN)));
    }
}

/// Bytes, in a unit that keeps the number short.
pub fn bytes(n: usize) -> String {
    match n {
        0..1_000 => format!("{n} B"),
        1_000..1_000_000 => format!("{:.0} kB", n as f64 / 1e3),
        _ => format!("{:.1} MB", n as f64 / 1e6),
    }
}
