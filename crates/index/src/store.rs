//! What an index can be asked, wherever it is kept.

use crate::IndexError;
use crate::embedding::{Embedding, Encoding};
use crate::gallery::{Near, SizeWish};
use crate::part::{Entry, Listed, Stamp};
use crate::sketch::Sketch;
use std::collections::HashMap;

/// The version of the form that records are kept in.
pub const VERSION: i64 = 1;

/// A part that may be what is looked for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The part.
    pub part: Listed,
    /// Its surface in a kilobyte.
    pub sketch: Sketch,
}

/// Where an index is kept.
pub trait Store: Send {
    /// Where that is, for people.
    fn place(&self) -> String;

    /// The embeddings it holds.
    ///
    /// # Errors
    /// As the store fails; so everywhere below.
    fn embeddings(&mut self) -> Result<Vec<Embedding>, IndexError>;

    /// The folders and files that were added, as they were named, each with the unit its meshes are in.
    fn roots(&mut self) -> Result<Vec<Root>, IndexError>;

    /// Adds a root, or gives one that is there another unit.
    fn add_root(&mut self, root: &Root) -> Result<(), IndexError>;

    /// What is known of every file, by path.
    fn stamps(&mut self) -> Result<HashMap<String, Stamp>, IndexError>;

    /// Puts entries in, in the place of those of the same paths: all, or none if the process ends meanwhile.
    fn put(&mut self, entries: &[Entry]) -> Result<(), IndexError>;

    /// Keeps what is known of files whose time changed, but not their bytes.
    fn touch(&mut self, files: &[(String, Stamp)]) -> Result<(), IndexError>;

    /// Takes files out; gives how many there were.
    fn remove(&mut self, paths: &[String]) -> Result<usize, IndexError>;

    /// All files, by path.
    fn list(&mut self) -> Result<Vec<Listed>, IndexError>;

    /// The parts nearest to a query in one embedding, nearest first.
    fn nearest(&mut self, query: &Encoding, count: usize, wish: Option<SizeWish>) -> Result<Vec<Near>, IndexError>;

    /// What is known of parts, in the order asked for.
    fn candidates(&mut self, ids: &[i64]) -> Result<Vec<Candidate>, IndexError>;

    /// Looks at every record; gives what is wrong with it, a line each.
    fn verify(&mut self) -> Result<Vec<String>, IndexError>;
}

/// A folder or file that was added.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Root {
    /// Where it is.
    pub path: String,
    /// The unit of meshes in it, where the user said: "mm", "in".
    pub unit: Option<String>,
}

/// The first of a query's encodings that an index holds.
///
/// # Errors
/// [`IndexError::Embedding`]: none of them.
pub fn usable<'a>(place: &str, held: &[Embedding], encodings: &'a [Encoding]) -> Result<&'a Encoding, IndexError> {
    encodings.iter().find(|e| held.contains(&e.embedding)).ok_or_else(|| IndexError::Embedding {
        place: place.into(),
        name: encodings.iter().map(|e| e.embedding.name.as_str()).collect::<Vec<_>>().join(" or "),
    })
}
