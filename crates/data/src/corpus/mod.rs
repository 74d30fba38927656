//! Programs of published corpora, one at a time: what can be read, and why the rest cannot.
//!
//! | form | module | told by |
//! |---|---|---|
//! | DeepCAD JSON: one model a file, or a line of `.jsonl`, `.jsonl.xz` | [`json`] | `entities` and `sequence` |
//! | Fusion 360 Gallery reconstruction JSON | [`json`] | `timeline` beside them |
//! | rows as JSON lines | [`json`] | `vec` |
//! | rows as HDF5 (DeepCAD, GenCAD, GenCAD-3D) | [`rows`] | the dataset `vec`, or `out_vec` |
//! | parts as HDF5 (Img2CAD) | [`img2cad`] | further datasets, one a part |
//! | programs of our own, one a file | [`json`] | `schema` |
//! | a folder that `resolid data` wrote | [`crate::dataset`] | its `_manifest.json` |
//! | the folder of the published GenCAD-3D data | [`layout`] | a folder `cad_vec` |
//!
//! A record that cannot be read is told with its place and reason, and the rest goes on.

mod hdf5;
pub mod img2cad;
pub mod json;
pub mod layout;
pub mod npy;
pub mod rows;
mod splits;
mod tree;
mod walk;
mod xz;

pub use layout::Layout;
pub use splits::Splits;
pub use walk::{Choice, Corpus, open, open_some, twice};

use resolid_program::Program;
use resolid_program::tokens::{Dialect, TokenError, Tokens};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The form a record was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// DeepCAD JSON.
    DeepCadJson,
    /// Fusion 360 Gallery reconstruction JSON.
    FusionJson,
    /// Rows in JSON.
    RowsJson,
    /// Rows in HDF5.
    RowsHdf5,
    /// Parts in HDF5.
    PartsHdf5,
    /// Our own program file.
    ResolidJson,
    /// A data set's Parquet.
    Dataset,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::DeepCadJson => "DeepCAD JSON",
            Self::FusionJson => "Fusion 360 Gallery JSON",
            Self::RowsJson => "rows (JSON)",
            Self::RowsHdf5 => "rows (HDF5)",
            Self::PartsHdf5 => "Img2CAD parts (HDF5)",
            Self::ResolidJson => "Resolid programs",
            Self::Dataset => "data set (Parquet)",
        })
    }
}

/// The part of a split a record belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// To learn from.
    Train,
    /// To choose by.
    Validation,
    /// To report on.
    Test,
}

impl Split {
    /// In one word, as files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Validation => "validation",
            Self::Test => "test",
        }
    }

    /// The split of that word.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Train, Self::Validation, Self::Test].into_iter().find(|s| s.name() == name)
    }
}

/// One program of a corpus.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name in the corpus.
    pub id: String,
    /// Where it was read: file, and line where the file holds several.
    pub place: String,
    /// The form it came in.
    pub form: Form,
    /// Its split, where the corpus has one.
    pub split: Option<Split>,
    /// What it builds, in millimetres; of unknown unit where it came as rows.
    pub program: Program,
    /// The rows, where it came as rows, and how they are read.
    pub rows: Option<(Dialect, Tokens)>,
    /// The text, where it came as text.
    pub text: Option<String>,
    /// What was passed over in reading.
    pub notes: Vec<String>,
}

impl Record {
    /// Its rows in a dialect: as they stood in the corpus, or made of the program.
    ///
    /// # Errors
    /// [`TokenError`]: what rows cannot hold.
    pub fn tokens(&self, dialect: Dialect) -> Result<Tokens, TokenError> {
        match (&self.rows, &self.text, dialect) {
            (Some((own, rows)), _, _) if *own == dialect => Ok(rows.clone()),
            // The file's own box and arcs count, which the program no longer knows.
            (_, Some(text), Dialect::DeepCad) if self.form == Form::DeepCadJson => {
                resolid_program::deepcad::tokens(text).map_err(|e| TokenError::Form(e.to_string()))
            }
            _ => Tokens::from_program(&self.program, dialect).map(|(tokens, _)| tokens),
        }
    }
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Its name in the corpus, where that much was read.
    pub id: Option<String>,
    /// File, and line where the file holds several.
    pub place: String,
    /// What is wrong, in one line.
    pub reason: String,
}

impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{id} ({}): {}", self.place, self.reason),
            None => write!(f, "{}: {}", self.place, self.reason),
        }
    }
}

/// Why a corpus as a whole cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The path leads to nothing that can be read.
    #[error("{path} cannot be read: {source}")]
    Io {
        /// The path.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A path that cannot be written to.
    #[error("{path} cannot be written: {source}")]
    Write {
        /// The path.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file of no known ending.
    #[error("{path} is no corpus; .json, .jsonl, .jsonl.xz, .h5 and folders of them are read")]
    Unknown {
        /// The path.
        path: String,
    },
    /// A folder without records.
    #[error("{path} holds no .json, .jsonl, .jsonl.xz or .h5 file")]
    Empty {
        /// The path.
        path: String,
    },
    /// A split file that is none.
    #[error("{path} is no split: {reason}; expected {{\"train\": [ids], \"validation\": [ids], \"test\": [ids]}}")]
    Split {
        /// The path.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A split that a corpus does not have.
    #[error("{path} has no split `{name}`; {}", listed(.there))]
    NoSplit {
        /// The split file, or the corpus that says of its splits itself.
        path: String,
        /// As it was asked for.
        name: String,
        /// The splits it has, and how many programs of each.
        there: BTreeMap<Split, usize>,
    },
    /// A data set that is damaged, or not the one that was meant.
    #[error("{path}: {reason}")]
    Dataset {
        /// The folder or file.
        path: String,
        /// What is wrong, and what to try.
        reason: String,
    },
    /// A damaged or foreign array file.
    #[error("{path}: {reason}")]
    Array {
        /// The path.
        path: String,
        /// What is wrong.
        reason: String,
    },
}

/// The splits of a corpus, in words.
fn listed(there: &BTreeMap<Split, usize>) -> String {
    if there.is_empty() {
        return "it has none".into();
    }
    let each: Vec<String> = there.iter().map(|(split, n)| format!("{} ({n})", split.name())).collect();
    format!("it has {}", each.join(", "))
}
