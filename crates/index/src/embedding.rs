//! The columns that parts are found by: named embeddings, each with the digest of what made it.
//!
//! An embedding is a list of numbers of a fixed length in which shapes that are alike lie near one another. A part may have several, a query
//! says which it has, and the index picks the first that both know by name and by digest: numbers of two nets, or of two trainings of one,
//! are never compared. The two that come of the closed form are there always; those of a net are put beside them under names of their own.

use crate::descriptor::{LENGTH, describe};
use crate::surface::{Sight, Surface};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// What an embedding is called, and what made it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Embedding {
    /// Its name, with a version after a slash: "shape-whole/1".
    pub name: String,
    /// How many numbers it has.
    pub length: usize,
    /// SHA-256 of the weights that made it, in hexadecimal.
    pub digest: String,
}

/// The numbers of one shape in one embedding.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoding {
    /// Which embedding.
    pub embedding: Embedding,
    /// Its numbers.
    pub vector: Vec<f32>,
}

/// A linear map of descriptions, so that distances afterwards count what tells parts apart in units of what does not: the way one
/// part's description changes from one look at it to the next.
pub struct Projection {
    /// What it makes.
    pub embedding: Embedding,
    /// The mean description, so that numbers stay small.
    mean: Vec<f32>,
    /// What a query's description is off by in the mean, against the part's own.
    bias: Vec<f32>,
    /// Row by row.
    rows: Vec<f32>,
}

/// First bytes of a projection's file.
const MAGIC: &[u8; 8] = b"RSLPROJ1";

static WHOLE: LazyLock<Projection> =
    LazyLock::new(|| Projection::read("shape-whole/1", include_bytes!("../weights/whole.projection")));
static SCAN: LazyLock<Projection> =
    LazyLock::new(|| Projection::read("shape-scan/1", include_bytes!("../weights/scan.projection")));

impl Projection {
    /// For queries that show all of a shape.
    pub fn whole() -> &'static Self {
        &WHOLE
    }

    /// For queries that show some of it, with noise.
    pub fn scan() -> &'static Self {
        &SCAN
    }

    /// A projection of its file; see [`Projection::file`].
    fn read(name: &str, bytes: &[u8]) -> Self {
        let numbers: Vec<f32> = bytes[MAGIC.len()..]
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes(b.try_into().expect("four bytes")))
            .collect();
        assert!(bytes.starts_with(MAGIC) && numbers.len().is_multiple_of(LENGTH), "{name} is shipped whole");
        let digest = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        let (mean, rest) = numbers.split_at(LENGTH);
        let (bias, rows) = rest.split_at(LENGTH);
        let embedding = Embedding { name: name.into(), length: rows.len() / LENGTH, digest };
        Self { embedding, mean: mean.to_vec(), bias: bias.to_vec(), rows: rows.to_vec() }
    }

    /// The file of a projection: eight bytes that say what it is, then numbers as little-endian f32: the mean description, what queries
    /// are off by, then the rows.
    pub fn file(mean: &[f32], bias: &[f32], rows: &[Vec<f32>]) -> Vec<u8> {
        let numbers = mean.iter().chain(bias).chain(rows.iter().flatten()).flat_map(|v| v.to_le_bytes());
        MAGIC.iter().copied().chain(numbers).collect()
    }

    /// The encoding of a part that the index is to hold.
    pub fn part(&self, description: &[f32]) -> Encoding {
        self.of(description.iter().zip(&self.mean).map(|(v, m)| v - m))
    }

    /// The encoding of a query.
    pub fn query(&self, description: &[f32]) -> Encoding {
        self.of(description.iter().zip(&self.mean).zip(&self.bias).map(|((v, m), b)| v - m - b))
    }

    fn of(&self, description: impl Iterator<Item = f32>) -> Encoding {
        let d: Vec<f32> = description.collect();
        let dot = |row: &[f32]| row.iter().zip(&d).map(|(a, b)| a * b).sum();
        Encoding { embedding: self.embedding.clone(), vector: self.rows.chunks_exact(LENGTH).map(dot).collect() }
    }
}

/// A number of an encoding as an index holds it: in half precision.
pub fn as_held(value: f32) -> f32 {
    half::f16::from_f32(value).to_f32()
}

/// The embeddings that every part of an index has.
pub fn closed_form() -> Vec<Embedding> {
    vec![WHOLE.embedding.clone(), SCAN.embedding.clone()]
}

/// The encodings of a part by its surface alone.
pub fn encode_part(surface: &Surface) -> Vec<Encoding> {
    let description = describe(surface);
    vec![WHOLE.part(&description), SCAN.part(&description)]
}

/// The encodings of a query by its surface alone, that which suits it best first.
pub fn encode_query(surface: &Surface) -> Vec<Encoding> {
    let description = describe(surface);
    let (whole, scan) = (WHOLE.query(&description), SCAN.query(&description));
    match surface.sight {
        Sight::Whole => vec![whole, scan],
        Sight::Part => vec![scan, whole],
    }
}
