//! All that a step changes, on disk; whole or not at all.

use crate::Error;
use resolid_models::adamw::Moving;
use resolid_models::weights::{Array, Label, Precision, Weights, to_bytes};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// The file that training goes on from.
pub const LAST: &str = "last.safetensors";
/// The file of the best weights so far.
pub const BEST: &str = "best.safetensors";

/// Where a run stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Steps done.
    pub step: u64,
    /// Seconds of work, all sittings together.
    pub seconds: f64,
    /// The best figure so far, and when.
    pub best: Option<(f64, u64)>,
    /// Evaluations since then.
    pub since: usize,
    /// Sums for the next line of the table.
    pub sums: Vec<f64>,
    /// How many steps the sums are of.
    pub lines: u64,
}

/// Writes the state of a run.
///
/// # Errors
/// [`Error::Output`].
pub fn save(folder: &Path, label: &Label, moving: &Moving, standing: &Standing, run: &str) -> Result<(), Error> {
    let all = [&moving.numbers, &moving.means, &moving.squares, &moving.average];
    let names = ["numbers", "means", "squares", "average"];
    let arrays = names.map(|n| Array { name: n.into(), shape: vec![moving.numbers.len()] });
    let numbers: Vec<f32> = all.into_iter().flatten().copied().collect();
    let mut label = Label { net: format!("{} in training", label.net), ..label.clone() };
    label.notes.insert("standing".into(), serde_json::to_string(standing).unwrap_or_default());
    label.notes.insert("steps".into(), moving.steps.to_string());
    label.notes.insert("run".into(), run.into());
    put(&folder.join(LAST), &to_bytes(&arrays, &numbers, &label, Precision::Single))
}

/// The state of a run that is to go on, `None` where none was begun.
///
/// # Errors
/// [`Error::Unreadable`]: a damaged checkpoint, or one of another run.
pub fn load(folder: &Path, label: &Label, count: usize, run: &str) -> Result<Option<(Moving, Standing)>, Error> {
    let path = folder.join(LAST);
    if !path.exists() {
        return Ok(None);
    }
    let hint = "give another folder, or take this one away to begin again";
    let unreadable = |reason: String| Error::Unreadable { reason, hint: hint.into() };
    let file = Weights::read(&path).map_err(|e| unreadable(e.to_string()))?;
    let shown = path.display();
    if file.label.net != format!("{} in training", label.net) || file.label.configuration != label.configuration {
        let found = &file.label;
        return Err(unreadable(format!(
            "{shown} is a checkpoint of `{}` {}, and the run's net is `{}` {}",
            found.net, found.configuration, label.net, label.configuration
        )));
    }
    if file.label.notes.get("run").is_none_or(|found| found != run) {
        return Err(unreadable(format!("{shown} is a checkpoint of a run with other settings than the run file's")));
    }
    let arrays = ["numbers", "means", "squares", "average"].map(|n| Array { name: n.into(), shape: vec![count] });
    let all = file.numbers(&arrays).map_err(|e| unreadable(e.to_string()))?;
    let mut parts = all.chunks(count.max(1)).map(<[f32]>::to_vec);
    let mut next = || parts.next().unwrap_or_default();
    let (numbers, means, squares, average) = (next(), next(), next(), next());
    let steps = file.label.notes.get("steps").and_then(|s| s.parse().ok()).unwrap_or(0);
    let standing = file.label.notes.get("standing").and_then(|s| serde_json::from_str(s).ok());
    let standing = standing.ok_or_else(|| unreadable(format!("{shown} does not say where the run stands")))?;
    Ok(Some((Moving { numbers, means, squares, average, steps }, standing)))
}

/// Writes a file so that it is there whole or not at all.
///
/// # Errors
/// [`Error::Output`].
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let beside = path.with_extension("part");
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(|e| Error::Output {
        reason: format!("{}: {e}", path.display()),
        hint: "free some space, or give another folder".into(),
    })
}
