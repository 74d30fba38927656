//! What the index knows of a part.

use crate::embedding::Encoding;
use crate::sketch::Sketch;
use serde::{Deserialize, Serialize};

/// By what a file is known to be the same as before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When it was last written to, nanoseconds since 1970.
    pub modified: i64,
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
}

/// What kind of file a part comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Triangles.
    Mesh,
    /// Points.
    Cloud,
    /// A program.
    Program,
    /// A STEP file.
    Step,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Mesh, Self::Cloud, Self::Program, Self::Step];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mesh => "mesh",
            Self::Cloud => "cloud",
            Self::Program => "program",
            Self::Step => "step",
        }
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// A part as it is put into an index.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where its file is.
    pub path: String,
    /// How the file was when it was read.
    pub stamp: Stamp,
    /// What kind of file it is.
    pub kind: Kind,
    /// Whether its unit is known, so that its size says something.
    pub sized: bool,
    /// What is in it, in a few words: "896 triangles".
    pub about: String,
    /// Its surface in a kilobyte.
    pub sketch: Sketch,
    /// What it is found by.
    pub encodings: Vec<Encoding>,
}

/// A file that was looked at.
#[derive(Clone, Debug)]
pub enum Entry {
    /// It holds a part.
    Part(Box<Part>),
    /// It does not, or it cannot be read.
    Fault {
        /// Where it is.
        path: String,
        /// How it was.
        stamp: Stamp,
        /// Why, in one line.
        reason: String,
    },
}

impl Entry {
    /// Where its file is.
    pub fn path(&self) -> &str {
        match self {
            Self::Part(part) => &part.path,
            Self::Fault { path, .. } => path,
        }
    }

    /// How the file was.
    pub fn stamp(&self) -> &Stamp {
        match self {
            Self::Part(part) => &part.stamp,
            Self::Fault { stamp, .. } => stamp,
        }
    }
}

/// A part as the index lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its number in the index.
    pub id: i64,
    /// Where its file is.
    pub path: String,
    /// How the file was when it was read.
    pub stamp: Stamp,
    /// What kind of file it is; `None` where it could not be read.
    pub kind: Option<Kind>,
    /// Whether its unit is known.
    pub sized: bool,
    /// What is in it, or why it could not be read.
    pub about: String,
    /// Bounding diagonal, millimetres; 0 where it could not be read.
    pub diagonal: f64,
}
