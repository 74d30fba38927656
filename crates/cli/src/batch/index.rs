//! A batch as a page.

use super::Batch;
use super::folder::{Outcome, PAGE, PartResult, THUMBNAIL};
use crate::files;
use resolid_report::{Entry, Tone, index};

/// The page over all parts.
pub fn page(args: &Batch, rows: &[PartResult]) -> String {
    let entries: Vec<Entry> = rows.iter().map(entry).collect();
    index(&files::name(&args.input), &crate::reconstruct::command_line(), &entries)
}

fn entry(row: &PartResult) -> Entry {
    let path = |name: &str| row.folder.join(name).to_string_lossy().into_owned();
    let report = row.report.as_ref();
    Entry {
        name: row.part.clone(),
        verdict: row.outcome.word().into(),
        tone: match row.outcome {
            Outcome::Full => Tone::Good,
            Outcome::Partial | Outcome::TimeLimit => Tone::Caution,
            _ => Tone::Bad,
        },
        picture: row.files.iter().any(|f| f == THUMBNAIL).then(|| path(THUMBNAIL)),
        files: row
            .files
            .iter()
            .filter(|f| *f != THUMBNAIL)
            .map(|f| (if f == PAGE { "report".into() } else { ending(f) }, path(f)))
            .collect(),
        iou: report.map(|r| r.iou),
        deviation: report.map(|r| r.deviation_mm.input_to_output.p95 / r.tolerance),
        features: report.map(|r| r.features.count),
        seconds: row.seconds,
        words: row.reasons(),
    }
}

/// What a file is called in a list: its ending, or its whole name where that says more.
fn ending(name: &str) -> String {
    match name.find('.') {
        Some(_) if name == super::folder::REPORT => name.into(),
        Some(_) => {
            let stem = files::stem(name.as_ref());
            name[stem.len()..].trim_start_matches('.').into()
        }
        None => name.into(),
    }
}
