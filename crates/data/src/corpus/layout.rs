//! The folder of the published GenCAD-3D data: programs, and beside them clouds, meshes and scans under the same ids.
//!
//! ```text
//! cad_vec/<id>.h5  clouds/<id>.npy  stls/<id>.stl  remeshed_stls/<id>.stl  step/<id>.step  scans/…  *.json (splits)
//! ```
//! Ids may hold a folder, `0012/00123456`. A split file lists ids under `train`, `validation` and `test`.

use super::{CorpusError, Split};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Split files in the order in which they are looked for.
const SPLITS: [&str; 4] =
    ["filtered_data.json", "filtered_data_deepcad.json", "train_val_test_split.json", "filtered_data_balanced.json"];

/// A data folder and the split in force.
#[derive(Clone, Debug)]
pub struct Layout {
    root: PathBuf,
    splits: HashMap<String, Split>,
}

#[derive(Deserialize)]
struct SplitFile {
    #[serde(default)]
    train: Vec<String>,
    #[serde(default)]
    validation: Vec<String>,
    #[serde(default)]
    test: Vec<String>,
}

impl Layout {
    /// The layout of `root`, with the first of the published split files that is there, or none.
    ///
    /// # Errors
    /// [`CorpusError`]: a split file that is there and cannot be read.
    pub fn open(root: &Path) -> Result<Self, CorpusError> {
        match SPLITS.iter().map(|name| root.join(name)).find(|p| p.is_file()) {
            Some(split) => Self::with_split(root, &split),
            None => Ok(Self { root: root.into(), splits: HashMap::new() }),
        }
    }

    /// The layout of `root` under a given split file.
    ///
    /// # Errors
    /// [`CorpusError`]: the split file cannot be read, or an id stands in two of its parts.
    pub fn with_split(root: &Path, split: &Path) -> Result<Self, CorpusError> {
        let path = split.display().to_string();
        let bytes = std::fs::read(split).map_err(|source| CorpusError::Io { path: path.clone(), source })?;
        let wrong = |reason: String| CorpusError::Split { path: path.clone(), reason };
        let file: SplitFile = serde_json::from_slice(&bytes).map_err(|e| wrong(e.to_string()))?;
        let mut splits = HashMap::new();
        for (ids, part) in [(file.train, Split::Train), (file.validation, Split::Validation), (file.test, Split::Test)]
        {
            for id in ids {
                let id = last(&id).to_owned();
                if let Some(other) = splits.insert(id.clone(), part)
                    && other != part
                {
                    return Err(wrong(format!("{id} stands under {other:?} and {part:?}")));
                }
            }
        }
        Ok(Self { root: root.into(), splits })
    }

    /// Whether a folder is laid out so.
    pub fn is(root: &Path) -> bool {
        root.join("cad_vec").is_dir()
    }

    /// The folder of programs.
    pub fn programs(&self) -> PathBuf {
        self.root.join("cad_vec")
    }

    /// Where an id belongs. Variants of a program (`<id>_<number>`) belong where it does.
    pub fn split(&self, id: &str) -> Option<Split> {
        let id = last(id);
        self.splits.get(id).or_else(|| self.splits.get(id.split('_').next()?)).copied()
    }

    /// The cloud of an id, if it is there; [`super::npy::read`] reads it.
    pub fn cloud(&self, id: &str) -> Option<PathBuf> {
        self.beside("clouds", id, "npy")
    }

    /// The mesh of an id, if it is there.
    pub fn mesh(&self, id: &str) -> Option<PathBuf> {
        self.beside("stls", id, "stl")
    }

    /// The evenly divided mesh of an id, if it is there.
    pub fn remeshed(&self, id: &str) -> Option<PathBuf> {
        self.beside("remeshed_stls", id, "stl")
    }

    /// The solid of an id, if it is there.
    pub fn solid(&self, id: &str) -> Option<PathBuf> {
        self.beside("step", id, "step")
    }

    /// Files under `scans` whose name begins with the id, in order of name.
    pub fn scans(&self, id: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.root.join("scans")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if entry.file_type().is_ok_and(|t| t.is_dir()) {
                    folders.push(path);
                } else if entry.file_name().to_string_lossy().starts_with(last(id)) {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }

    /// `<folder>/<id>.<ending>`, or with the id's first four digits as a folder between.
    fn beside(&self, folder: &str, id: &str, ending: &str) -> Option<PathBuf> {
        let file = format!("{}.{ending}", last(id));
        let folder = self.root.join(folder);
        let block = last(id).get(..4).map(|b| folder.join(b).join(&file));
        [Some(folder.join(&file)), block].into_iter().flatten().find(|p| p.is_file())
    }
}

/// The id without its folder.
fn last(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}
