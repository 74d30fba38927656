//! What a data set says of itself, in JSON.

use crate::corpus::{CorpusError, Split};
use resolid_program::tokens::Dialect;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The version of manifest and columns that is written; others are refused.
pub const VERSION: u32 = 1;
/// What the first key says.
const FORMAT: &str = "resolid-dataset";

/// What is known before the work begins. Work goes on in a folder only where it is the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// The command that makes it, without what cannot change a byte: threads and folders.
    pub command: String,
    /// The seed of all chance.
    pub seed: u64,
    /// How the rows are read.
    #[serde(with = "dialect")]
    pub dialect: Dialect,
    /// Programs of a full shard.
    pub shard: usize,
    /// What it is made of.
    pub sources: Vec<Input>,
    /// A digest of the sources' programs and of the shapes that are held out, where they are known before the work begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// A source, as far as a reader of the data set may want to know it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// Name of the file or folder, without the path to it.
    pub name: String,
    /// Records that were read.
    pub records: usize,
    /// Records that could not be.
    pub rejected: usize,
}

/// One file of programs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shard {
    /// Its name.
    pub file: String,
    /// Programs in it.
    pub programs: usize,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The whole manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    version: u32,
    /// The version of Resolid that began it.
    pub made_by: String,
    /// What was known before.
    #[serde(flatten)]
    pub header: Header,
    /// Whether all of it is there.
    pub complete: bool,
    /// Programs in all shards.
    pub programs: usize,
    /// Programs of each length.
    pub lengths: BTreeMap<usize, usize>,
    /// Programs of each split.
    pub splits: BTreeMap<Split, usize>,
    /// The files, in order.
    pub shards: Vec<Shard>,
    /// Where the work stands, until it is complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Value>,
    /// What there is to know of the making, once it is complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Value>,
}

impl Manifest {
    /// Of a data set that holds nothing yet.
    pub fn new(header: Header) -> Self {
        Self {
            format: FORMAT.into(),
            version: VERSION,
            made_by: format!("resolid {}", env!("CARGO_PKG_VERSION")),
            header,
            complete: false,
            programs: 0,
            lengths: BTreeMap::new(),
            splits: BTreeMap::new(),
            shards: Vec::new(),
            standing: None,
            account: None,
        }
    }

    /// The manifest in a file.
    ///
    /// # Errors
    /// [`CorpusError`]: not there, no manifest, or of another version.
    pub fn read(path: &Path) -> Result<Self, CorpusError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u32,
        }
        let shown = path.display().to_string();
        let text = std::fs::read(path).map_err(|source| CorpusError::Io { path: shown.clone(), source })?;
        let wrong = |reason: String| CorpusError::Dataset { path: shown.clone(), reason };
        let head: Head = serde_json::from_slice(&text).map_err(|e| wrong(format!("no manifest of a data set: {e}")))?;
        if head.format != FORMAT {
            return Err(wrong(format!("a `{}`, no `{FORMAT}`", head.format)));
        }
        if head.version != VERSION {
            let reason =
                format!("version {}; this Resolid reads version {VERSION}: use the one that made it", head.version);
            return Err(wrong(reason));
        }
        serde_json::from_slice(&text).map_err(|e| wrong(format!("a damaged manifest: {e}")))
    }

    /// Its text; the same manifest makes the same bytes.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// A dialect as one word.
mod dialect {
    use resolid_program::tokens::Dialect;
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for the reference
    pub fn serialize<S: Serializer>(dialect: &Dialect, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(match dialect {
            Dialect::DeepCad => "deepcad",
            Dialect::Resolid => "resolid",
        })
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Dialect, D::Error> {
        match String::deserialize(from)?.as_str() {
            "deepcad" => Ok(Dialect::DeepCad),
            "resolid" => Ok(Dialect::Resolid),
            other => Err(serde::de::Error::custom(format!("there is no dialect `{other}`"))),
        }
    }
}
