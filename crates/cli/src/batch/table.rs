//! A batch as lines: on the terminal, and as CSV.

use super::folder::{Outcome, PartResult};
use crate::style::{ERROR, GOOD, LABEL, STRONG, WARN, count, number, paint};
use resolid::Spread;
use resolid_geom::format::one_line;
use std::fmt::Write;
use std::path::Path;

/// Parts shown that are not full.
const SHOWN: usize = 20;

/// The batch in short: how many ended how, figures over those with an answer, and what is not full.
pub fn table(output: &Path, rows: &[PartResult]) -> String {
    let mut text = String::new();
    let mut row = |label: &str, value: String| {
        let _ = writeln!(text, "  {}{value}", paint(LABEL, format!("{label:<11}")));
    };
    row("parts", paint(STRONG, rows.len()));
    for outcome in Outcome::ALL {
        let n = rows.iter().filter(|r| r.outcome == outcome).count();
        if n > 0 {
            row("", format!("{n:>6} {}", paint(style(outcome), outcome.word())));
        }
    }
    let answers: Vec<_> = rows.iter().filter_map(|r| r.report.as_ref()).collect();
    if !answers.is_empty() {
        let spread = |values: &mut dyn Iterator<Item = f64>| Spread::of(&mut values.collect::<Vec<_>>());
        // IoU is good where it is high: its tail is the lower one.
        let iou = spread(&mut answers.iter().map(|r| 1.0 - r.iou));
        let off = spread(&mut answers.iter().map(|r| r.deviation_mm.input_to_output.p95 / r.tolerance));
        let (mean, low, least) = (1.0 - iou.mean, 1.0 - iou.p95, 1.0 - iou.max);
        row("IoU", format!("mean {mean:<9.5} p5  {low:<9.5} min {least:.5}"));
        row("deviation", format!("mean {:<9.3} p95 {:<9.3} max {:.3} tolerances (p95)", off.mean, off.p95, off.max));
    }
    let seconds = Spread::of(&mut rows.iter().map(|r| r.seconds).collect::<Vec<_>>());
    row("seconds", format!("mean {:<9.2} p95 {:<9.2} max {:.2}", seconds.mean, seconds.p95, seconds.max));
    let memory = rows.iter().filter_map(|r| r.report.as_ref()?.peak_memory_mib).fold(0.0, f64::max);
    if memory > 0.0 {
        row("memory", format!("max {} MiB", number(memory)));
    }
    let mut wanting: Vec<&PartResult> = rows.iter().filter(|r| r.outcome != Outcome::Full).collect();
    wanting.sort_by_key(|r| std::cmp::Reverse(r.outcome));
    if !wanting.is_empty() {
        row("not full", count(wanting.len(), "part"));
    }
    for r in wanting.iter().take(SHOWN) {
        row("", format!("  {} {}: {}", paint(style(r.outcome), r.outcome.word()), one_line(&r.part), r.reasons()));
    }
    if wanting.len() > SHOWN {
        row("", format!("  and {} more", wanting.len() - SHOWN));
    }
    row("wrote", format!("{0}/index.html, {0}/batch.csv", output.display()));
    text
}

fn style(outcome: Outcome) -> anstyle::Style {
    match outcome {
        Outcome::Full => GOOD,
        Outcome::Partial | Outcome::TimeLimit => WARN,
        _ => ERROR,
    }
}

/// Every part, with a header.
pub fn csv(rows: &[PartResult]) -> String {
    let mut text = String::from(
        "part,outcome,exit,iou,deviation_mean_mm,deviation_p95_mm,deviation_max_mm,tolerance_mm,features,steps,faces,\
         solids,volume_mm3,size_x_mm,size_y_mm,size_z_mm,unit,snapped,missed,seconds,peak_memory_mib,folder,reasons\n",
    );
    for r in rows {
        let report = r.report.as_ref();
        let get = |f: &dyn Fn(&resolid::Report) -> String| report.map_or(String::new(), f);
        let whole = |n: Option<usize>| n.map_or(String::new(), |n| n.to_string());
        let unit = |p: &resolid::Report| {
            let word = serde_json::to_value(p.unit).ok();
            word.and_then(|v| v.as_str().map(String::from)).unwrap_or_default()
        };
        let fields = [
            r.part.clone(),
            r.outcome.word().into(),
            r.exit.map_or(String::new(), |c| c.to_string()),
            get(&|p| format!("{:.6}", p.iou)),
            get(&|p| p.deviation_mm.input_to_output.mean.to_string()),
            get(&|p| p.deviation_mm.input_to_output.p95.to_string()),
            get(&|p| p.deviation_mm.input_to_output.max.to_string()),
            get(&|p| p.tolerance.to_string()),
            get(&|p| p.features.count.to_string()),
            get(&|p| p.steps.to_string()),
            get(&|p| whole(p.faces)),
            get(&|p| whole(p.solids)),
            get(&|p| p.volume_mm3.output.to_string()),
            get(&|p| p.input.size_mm[0].to_string()),
            get(&|p| p.input.size_mm[1].to_string()),
            get(&|p| p.input.size_mm[2].to_string()),
            get(&unit),
            get(&|p| p.snapped.len().to_string()),
            get(&|p| p.missed.len().to_string()),
            format!("{:.3}", r.seconds),
            get(&|p| p.peak_memory_mib.map_or(String::new(), |m| format!("{m:.1}"))),
            r.folder.to_string_lossy().into_owned(),
            r.reasons(),
        ];
        text.push_str(&fields.map(|f| crate::style::csv_field(&f)).join(","));
        text.push('\n');
    }
    text
}
