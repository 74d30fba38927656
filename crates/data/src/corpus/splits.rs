//! Split files: which ids are to learn from, to choose by and to report on.
//!
//! ```text
//! {"train": ["0012/00123456", …], "validation": […], "test": […]}
//! ```

use super::{CorpusError, Split};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// The published split files, in the order in which they are looked for.
const PUBLISHED: [&str; 4] =
    ["filtered_data.json", "filtered_data_deepcad.json", "train_val_test_split.json", "filtered_data_balanced.json"];

/// The split of each id.
#[derive(Clone, Debug)]
pub struct Splits {
    file: PathBuf,
    of: HashMap<String, Split>,
}

impl Splits {
    /// The first of the published split files that lies in `folder`, or none.
    ///
    /// # Errors
    /// [`CorpusError`]: a split file that is there and cannot be read.
    pub fn published(folder: &Path) -> Result<Option<Self>, CorpusError> {
        PUBLISHED.iter().map(|name| folder.join(name)).find(|p| p.is_file()).map(|file| Self::read(&file)).transpose()
    }

    /// The splits in a file.
    ///
    /// # Errors
    /// [`CorpusError`]: it cannot be read, names a split that is none, or an id stands in two of them.
    pub fn read(file: &Path) -> Result<Self, CorpusError> {
        let path = file.display().to_string();
        let bytes = std::fs::read(file).map_err(|source| CorpusError::Io { path: path.clone(), source })?;
        let wrong = |reason: String| CorpusError::Split { path: path.clone(), reason };
        let lists: BTreeMap<String, Vec<String>> = serde_json::from_slice(&bytes).map_err(|e| wrong(e.to_string()))?;
        let mut of = HashMap::new();
        for (name, ids) in lists {
            let split = Split::named(&name).ok_or_else(|| wrong(format!("`{name}` is no split")))?;
            for id in ids {
                let id = bare(&id).to_owned();
                if let Some(other) = of.insert(id.clone(), split)
                    && other != split
                {
                    return Err(wrong(format!("{id} stands under {} and {}", other.name(), split.name())));
                }
            }
        }
        Ok(Self { file: file.into(), of })
    }

    /// The file they were read from.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Where an id belongs. Variants of a program (`<id>_<number>`) belong where it does.
    pub fn of(&self, id: &str) -> Option<Split> {
        let id = bare(id);
        self.of.get(id).or_else(|| self.of.get(id.split('_').next()?)).copied()
    }

    /// The splits that have ids, and how many.
    pub fn counts(&self) -> BTreeMap<Split, usize> {
        let mut counts = BTreeMap::new();
        self.of.values().for_each(|split| *counts.entry(*split).or_default() += 1);
        counts
    }

    /// The ids that are listed under a split, in order.
    pub fn ids(&self, split: Split) -> Vec<&str> {
        let mut ids: Vec<&str> = self.of.iter().filter(|(_, s)| **s == split).map(|(id, _)| id.as_str()).collect();
        ids.sort_unstable();
        ids
    }
}

/// An id without its folder.
pub(super) fn bare(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}
