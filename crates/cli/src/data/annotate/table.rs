//! What came of annotated objects as lines: on the terminal, and as CSV.

use crate::style::{ERROR, GOOD, LABEL, STRONG, WARN, count, csv_field, paint};
use resolid::annotate::{PartRecord, Record};
use resolid_geom::format::one_line;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// Objects shown that are not kept, and parts that are not.
const SHOWN: usize = 20;
/// Parts of one object that are listed.
const LISTED: usize = 60;

/// One object, part by part.
pub fn object(record: &Record) -> String {
    let mut text = format!("{}\n", one_line(&record.object));
    let mut row = |label: &str, value: String| {
        let _ = writeln!(text, "  {}{value}", paint(LABEL, format!("{label:<11}")));
    };
    let word = if record.kept { paint(GOOD, "yes") } else { paint(ERROR, "no") };
    row("kept", word);
    row("IoU", record.iou.map_or("–".into(), |iou| format!("{iou:.4}")));
    let [kept, all] = record.counts();
    let shared: BTreeSet<&str> = record.parts.iter().filter_map(|p| p.definition.as_deref()).collect();
    let shared = if shared.is_empty() {
        String::new()
    } else {
        format!(", {} drawn once and placed", shared.into_iter().collect::<Vec<_>>().join(", "))
    };
    row("parts", format!("{kept} of {all} kept{shared}"));
    let width = record.parts.iter().map(|p| p.name.len()).max().unwrap_or(0);
    for part in record.parts.iter().take(LISTED) {
        let name = paint(if part.kept { STRONG } else { WARN }, format!("{:<width$}", part.name));
        row("", format!("{name}  {}", told(part)));
    }
    if record.parts.len() > LISTED {
        row("", format!("and {} more", record.parts.len() - LISTED));
    }
    text
}

/// How a part came out, in a few words.
fn told(part: &PartRecord) -> String {
    let iou = part.iou.map_or("–     ".into(), |iou| format!("{iou:.4}"));
    let steps = if part.kept { count(part.steps, "step") } else { String::new() };
    let why = part.reason.as_deref().map_or(String::new(), |why| format!("not kept: {}", one_line(why)));
    format!("{iou}  {:<7}  {steps}{why}", part.read_as.word())
}

/// All objects in short: how many are kept, how near they come, and what is not.
pub fn set(folder: &Path, records: &[Record]) -> String {
    let mut text = String::new();
    let mut row = |label: &str, value: String| {
        let _ = writeln!(text, "  {}{value}", paint(LABEL, format!("{label:<11}")));
    };
    let kept: Vec<&Record> = records.iter().filter(|r| r.kept).collect();
    let share = |n: usize, all: usize| format!("{:.1} %", 100.0 * n as f64 / all.max(1) as f64);
    row(
        "objects",
        format!("{} of {} kept, {}", paint(STRONG, kept.len()), records.len(), share(kept.len(), records.len())),
    );
    let [parts, all] = records.iter().map(Record::counts).fold([0, 0], |[a, b], [c, d]| [a + c, b + d]);
    row("parts", format!("{parts} of {all} kept, {}", share(parts, all)));
    let ious: Vec<f64> = kept.iter().filter_map(|r| r.iou).collect();
    if !ious.is_empty() {
        let mean = ious.iter().sum::<f64>() / ious.len() as f64;
        let least = ious.iter().copied().fold(1.0, f64::min);
        row("IoU", format!("mean {mean:.4}, min {least:.4} of what is kept"));
    }
    let seconds: f64 = records.iter().map(|r| r.seconds).sum();
    row("seconds", format!("{:.2} an object", seconds / records.len().max(1) as f64));
    let refused: Vec<&Record> = records.iter().filter(|r| !r.kept).collect();
    if !refused.is_empty() {
        row("not kept", count(refused.len(), "object"));
    }
    for record in refused.iter().take(SHOWN) {
        let why = record.reason.as_deref().unwrap_or_default();
        row("", format!("{}: {}", paint(ERROR, one_line(&record.object)), one_line(why)));
    }
    if refused.len() > SHOWN {
        row("", format!("and {} more", refused.len() - SHOWN));
    }
    let lost: Vec<(&Record, &PartRecord)> =
        kept.iter().flat_map(|r| r.parts.iter().filter(|p| p.is_lost()).map(move |p| (*r, p))).collect();
    if !lost.is_empty() {
        row("left out", format!("{} of objects that are kept", count(lost.len(), "part")));
    }
    for (record, part) in lost.iter().take(SHOWN) {
        let name = paint(WARN, format!("{} {}", one_line(&record.object), part.name));
        row("", format!("{name}: {}", one_line(part.reason.as_deref().unwrap_or_default())));
    }
    if lost.len() > SHOWN {
        row("", format!("and {} more", lost.len() - SHOWN));
    }
    row("wrote", format!("{0}, {0}/_objects.csv, {0}/_parts.csv", folder.display()));
    text
}

fn yes(is: bool) -> String {
    String::from(if is { "yes" } else { "no" })
}

fn lines(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = format!("{header}\n");
    for row in rows {
        text += &row.iter().map(|field| csv_field(field)).collect::<Vec<_>>().join(",");
        text.push('\n');
    }
    text
}

fn digits(value: Option<f64>) -> String {
    value.map_or(String::new(), |v| format!("{v:.6}"))
}

/// Every object, with a header.
pub fn objects_csv(records: &[Record]) -> String {
    let row = |r: &Record| {
        let [kept, all] = r.counts();
        let words = [r.object.clone(), r.category.clone().unwrap_or_default(), yes(r.kept), digits(r.iou)];
        let rest =
            [all.to_string(), kept.to_string(), format!("{:.3}", r.seconds), r.reason.clone().unwrap_or_default()];
        words.into_iter().chain(rest).collect()
    };
    lines("object,category,kept,iou,parts,parts_kept,seconds,reason", records.iter().map(row))
}

/// Every part of every object, with a header.
pub fn parts_csv(records: &[Record]) -> String {
    let row = |(r, p): (&Record, &PartRecord)| {
        let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
        let words = [r.object.clone(), p.name.clone(), p.source.clone(), or_none(&p.group), yes(p.kept)];
        let numbers = [p.read_as.word().into(), digits(p.iou), digits(p.distance), p.steps.to_string()];
        words.into_iter().chain(numbers).chain([or_none(&p.definition), or_none(&p.reason)]).collect()
    };
    lines(
        "object,part,source,group,kept,read_as,iou,distance,steps,definition,reason",
        records.iter().flat_map(|r| r.parts.iter().map(move |p| (r, p))).map(row),
    )
}
