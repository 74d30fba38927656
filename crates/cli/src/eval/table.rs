//! The evaluation as a table for people and a file for everything else.

use super::{Feed, Row};
use crate::args::EvalReconstruct;
use crate::style::{LABEL, STRONG, csv_field, paint};
use std::fmt::Write;

/// The value below which that share of the values lies, on a line between its two neighbours, as NumPy has it: the median of an even
/// number is the mean of the middle two. `None` of none.
pub(super) fn quantile(values: &[f64], q: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let place = q * sorted.len().saturating_sub(1) as f64;
    let (below, above) = (sorted.get(place.floor() as usize)?, sorted.get(place.ceil() as usize)?);
    Some(below + place.fract() * (above - below))
}

fn share(rows: &[Row], holds: impl Fn(&Row) -> bool) -> String {
    let n = rows.iter().filter(|r| holds(r)).count();
    format!("{:.1} % ({n}/{})", 100.0 * n as f64 / rows.len() as f64, rows.len())
}

fn of(values: &[f64], q: f64, decimals: usize) -> String {
    quantile(values, q).map_or("–".into(), |v| format!("{v:.decimals$}"))
}

/// The figures over all rows, and the worst rows where they are asked for.
pub fn table(args: &EvalReconstruct, rows: &[Row]) -> String {
    let mut text = String::new();
    let mut row = |label: &str, value: String, goal: &str| {
        let label = paint(LABEL, format!("{label:<34}"));
        let goal = if goal.is_empty() { String::new() } else { paint(LABEL, format!("goal {goal}")) };
        let _ = writeln!(text, "  {label} {value:<44} {goal}");
    };
    let iou: Vec<f64> = rows.iter().map(|r| r.iou).collect();
    let faceted: Vec<f64> = rows.iter().map(|r| r.report.as_ref().map_or(0.0, |p| p.iou)).collect();
    let data: Vec<f64> = rows.iter().filter_map(|r| r.iou_data).collect();
    let steps: Vec<f64> = rows.iter().filter_map(Row::feature_ratio).collect();
    let seconds: Vec<f64> = rows.iter().map(|r| r.seconds).collect();
    let memory: Vec<f64> = rows.iter().filter_map(Row::memory).collect();
    let at = match (args.true_size, args.pose) {
        (true, false) => "at true size",
        (true, true) => "turned and moved, at true size",
        (false, false) => "at the meshes' own size",
        (false, true) => "turned, resized and moved",
    };
    row("parts", format!("{}, {at}, {} at a time", rows.len(), args.jobs), "");
    if let Some(share) = args.noise {
        row("noise", format!("vertices moved by {share:.0e} of the diagonal"), "");
    }
    if !args.without.is_empty() {
        row("left out", args.without.iter().map(|w| w.word()).collect::<Vec<_>>().join(", "), "");
    }
    let feed = args.feed();
    let bare = if args.bare { ", without normals and sensors" } else { "" };
    let input = match feed {
        Feed::Mesh => None,
        Feed::Cloud => Some(format!("clouds of the data{bare}")),
        Feed::Scan => Some(format!("scans of the data{bare}")),
        Feed::Simulated(level) => {
            let points = resolid_report::words::grouped(args.points(level));
            Some(format!("clouds of {points} points, {}{bare}", level.name()))
        }
    };
    input.into_iter().for_each(|input| row("input", input, ""));
    row("valid solids", share(rows, |r| r.valid), "100 %");
    if feed != Feed::Mesh {
        let mean = iou.iter().sum::<f64>() / iou.len().max(1) as f64;
        let wanted = share(rows, |r| r.iou >= 0.95);
        row("IoU with the original", format!("mean {mean:.4}, median {}, ≥ 0.95 on {wanted}", of(&iou, 0.5, 4)), "");
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
        let chamfer: Vec<f64> = rows.iter().filter_map(|r| r.chamfer).collect();
        let counted =
            format!("median {}, mean {:.3}, of {} valid", of(&chamfer, 0.5, 3), mean(&chamfer), chamfer.len());
        row("Chamfer distance × 1000", counted, "");
        let mut papers: Vec<f64> = rows.iter().filter_map(|r| r.chamfer_papers).collect();
        papers.sort_by(f64::total_cmp);
        let cut = papers.len() / 10;
        let trimmed = mean(&papers[cut..papers.len() - cut]);
        row(
            "the same by GenCAD-3D",
            format!("median {}, mean {:.3}, trimmed {trimmed:.3}", of(&papers, 0.5, 3), mean(&papers)),
            "",
        );
    } else {
        row(
            "IoU with the original",
            format!("median {}, ≥ 0.99 on {}", of(&iou, 0.5, 5), share(rows, |r| r.iou >= 0.99)),
            "≥ 0.998, 95 %",
        );
    }
    row("right faces", share(rows, Row::right_faces), "95 %");
    row(
        "steps over the original's",
        format!("median {}, 90th percentile {}", of(&steps, 0.5, 3), of(&steps, 0.9, 3)),
        "≤ 1.1, ≤ 1.5",
    );
    if args.true_size {
        let (all, repeated) = rows
            .iter()
            .filter_map(|r| r.dimensions.as_ref())
            .fold((0, 0), |(a, b), d| (a + d.dimensions, b + d.repeated));
        let share = 100.0 * repeated as f64 / f64::from(all.max(1) as u32);
        row("dimensions equal to 1e-3", format!("{share:.1} % ({repeated}/{all})"), "90 %");
    }
    let in_time = if feed != Feed::Mesh { "≤ 3, ≤ 15" } else { "≤ 1, ≤ 5" };
    row("seconds", format!("median {}, 95th percentile {}", of(&seconds, 0.5, 2), of(&seconds, 0.95, 2)), in_time);
    row("memory, MiB", format!("largest {}", of(&memory, 1.0, 0)), "≤ 500");
    row("IoU with the faceted input", format!("median {}", of(&faceted, 0.5, 5)), "");
    row("IoU of original and input", format!("median {}, least {}", of(&data, 0.5, 5), of(&data, 0.0, 5)), "");
    let others: Vec<&str> = rows.iter().filter(|r| r.of_another).map(|r| r.id.as_str()).collect();
    if !others.is_empty() {
        row(
            "input is not of the original",
            format!("{} ({}); counted all the same", others.len(), others.join(", ")),
            "",
        );
    }
    let count = |v: i32| rows.iter().filter(|r| r.code == Some(v)).count();
    let crashed = rows.iter().filter(|r| r.code.is_none()).count();
    row(
        "verdicts",
        format!(
            "{} full, {} partial, {} refused, {} out of time, {crashed} crashed",
            count(0),
            count(4),
            count(5),
            count(7)
        ),
        "",
    );
    if args.worst > 0 {
        let mut worst: Vec<&Row> = rows.iter().collect();
        // By what went wrong first: no solid, then volume, then faces, then steps.
        let rank = |r: &Row| (r.valid, r.iou >= 0.99, r.right_faces());
        worst.sort_by(|a, b| {
            rank(a)
                .cmp(&rank(b))
                .then(a.iou.total_cmp(&b.iou))
                .then(b.feature_ratio().unwrap_or(f64::INFINITY).total_cmp(&a.feature_ratio().unwrap_or(f64::INFINITY)))
        });
        let _ =
            writeln!(text, "\n  {}", paint(STRONG, "id        verdict   IoU      faces      features  seconds  what"));
        for r in worst.into_iter().take(args.worst) {
            let _ = writeln!(text, "  {}", line(r));
        }
    }
    text
}

fn verdict(row: &Row) -> &'static str {
    match row.code {
        Some(0) => "full",
        Some(4) => "partial",
        Some(5) => "refused",
        Some(7) => "time",
        Some(_) => "error",
        None => "crashed",
    }
}

fn line(r: &Row) -> String {
    let number = |n: Option<usize>| n.map_or("–".to_string(), |n| n.to_string());
    let report = r.report.as_ref();
    let faces = format!("{}/{}", number(report.and_then(|p| p.faces)), number(r.original_faces));
    let features = format!("{}/{}", number(report.map(|p| p.features.count)), r.original_features);
    let what = match report {
        _ if !r.error.is_empty() => r.error.clone(),
        Some(report) => report.reasons.join("; "),
        None => String::new(),
    };
    format!("{:<9} {:<9} {:<8.5} {faces:<10} {features:<9} {:<8.2} {what}", r.id, verdict(r), r.iou, r.seconds)
}

/// Every row, with a header.
pub fn csv(rows: &[Row]) -> String {
    let mut text = String::from(
        "id,verdict,exit,valid,iou,iou_by,iou_faceted,iou_data,data_off,faces,faces_original,faces_ratio,steps,features,\
         features_original,features_ratio,right_faces,deviation_p95,deviation_max,tolerance,snapped,missed,\
         seconds,seconds_fit,peak_memory_mib,dimensions,dimensions_equal,triangles,error,reasons,dimensions_lost\n",
    );
    for r in rows {
        let report = r.report.as_ref();
        let get = |f: &dyn Fn(&resolid::Report) -> String| report.map_or(String::new(), f);
        let float = |v: Option<f64>| v.map_or(String::new(), |v| format!("{v:.6}"));
        let fields = [
            r.id.clone(),
            verdict(r).into(),
            r.code.map_or(String::new(), |c| c.to_string()),
            r.valid.to_string(),
            format!("{:.6}", r.iou),
            r.iou_by.clone(),
            get(&|p| format!("{:.6}", p.iou)),
            float(r.iou_data),
            r.data_off.map_or(String::new(), |v| format!("{v:.2e}")),
            get(&|p| p.faces.map_or(String::new(), |n| n.to_string())),
            r.original_faces.map_or(String::new(), |n| n.to_string()),
            float(r.face_ratio()),
            get(&|p| p.steps.to_string()),
            get(&|p| p.features.count.to_string()),
            r.original_features.to_string(),
            float(r.feature_ratio()),
            r.right_faces().to_string(),
            get(&|p| format!("{:.6}", p.deviation_mm.input_to_output.p95)),
            get(&|p| format!("{:.6}", p.deviation_mm.input_to_output.max)),
            get(&|p| format!("{:.6}", p.tolerance)),
            get(&|p| p.snapped.len().to_string()),
            get(&|p| p.missed.len().to_string()),
            format!("{:.3}", r.seconds),
            get(&|p| format!("{:.3}", p.seconds.fit)),
            float(r.memory()),
            r.dimensions.as_ref().map_or(String::new(), |d| d.dimensions.to_string()),
            r.dimensions.as_ref().map_or(String::new(), |d| d.repeated.to_string()),
            get(&|p| p.input.triangles.to_string()),
            r.error.clone(),
            get(&|p| p.reasons.join("; ")),
            r.dimensions.as_ref().map_or(String::new(), |d| d.lost.join("; ")),
        ];
        text.push_str(&fields.map(|f| csv_field(&f)).join(","));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_neighbours() {
        let values: Vec<f64> = (1..=9).rev().map(f64::from).collect();
        assert_eq!(quantile(&values, 0.5), Some(5.0));
        assert_eq!(quantile(&values[1..], 0.5), Some(4.5));
        assert_eq!(quantile(&values, 0.75), Some(7.0));
        assert_eq!(quantile(&values, 0.0), Some(1.0));
        assert_eq!(quantile(&values, 1.0), Some(9.0));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn fields_with_commas_are_quoted() {
        assert_eq!(csv_field("a, \"b\""), "\"a, \"\"b\"\"\"");
        let rows = [Row { id: "1".into(), error: "x, y".into(), ..Row::default() }];
        let text = csv(&rows);
        assert_eq!(text.lines().count(), 2);
        let header = text.lines().next().unwrap().split(',').count();
        assert_eq!(text.lines().nth(1).unwrap().replace("\"x, y\"", "x").split(',').count(), header);
    }
}
