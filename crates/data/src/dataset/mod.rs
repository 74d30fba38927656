//! Data sets: a folder of Parquet shards that any tool reads as it is, and a manifest that says what they are.
//!
//! ```text
//! _manifest.json  programs-00000.parquet  programs-00001.parquet  …
//! ```
//! Tools that read a folder of Parquet pass over names that begin with `_` or `.`, so the folder itself is what they are given.
//!
//! A shard is written beside its place, flushed to the disk and moved there; then the manifest that names it is, and with
//! it where the work stands. So whatever moment a process is killed at, the manifest names whole shards only, and work
//! that goes on from there comes to the same bytes as work that was never cut short. What no manifest names is swept away
//! when the work goes on.

pub mod digest;
mod manifest;
mod shard;

pub use manifest::{Header, Input, Manifest, Shard, VERSION};

use crate::corpus::{CorpusError, Form, Record, Reject, Split};
use digest::sha256;
use rayon::prelude::*;
use resolid_program::tokens::{Cube, Dialect, Tokens};
use serde::Serialize;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The manifest's name.
pub const MANIFEST: &str = "_manifest.json";
/// Programs of a full shard, where nobody says otherwise.
pub const SHARD: usize = 4096;

/// One program of a data set: a line of its table.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name: no other of the data set has it.
    pub id: String,
    /// The name of the model it goes back to; its own where it was not made from another.
    pub root: String,
    /// Its split, where it has one.
    pub split: Option<Split>,
    /// How it came about: `original`, the name of a change, or of a family of parts.
    pub origin: String,
    /// Its rows; `None` where rows cannot hold it, and then the program file is all there is.
    pub tokens: Option<Tokens>,
    /// The program file of what the rows were made of, where that is kept.
    pub program: Option<String>,
}

impl Entry {
    /// Commands without `EOS`; 0 where there are no rows.
    pub fn length(&self) -> usize {
        self.tokens.as_ref().map_or(0, Tokens::len)
    }
}

/// Whether a folder holds a data set.
pub fn is(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}

/// A data set on disk.
#[derive(Debug)]
pub struct Dataset {
    folder: PathBuf,
    manifest: Manifest,
}

impl Dataset {
    /// The data set in a folder, to read.
    ///
    /// # Errors
    /// [`CorpusError`]: no manifest, a damaged one, or one of a version that is not known.
    pub fn open(folder: &Path) -> Result<Self, CorpusError> {
        Ok(Self { folder: folder.into(), manifest: Manifest::read(&folder.join(MANIFEST))? })
    }

    /// The data set that `header` describes, to write: a new one, or the one in the folder where that has the same header;
    /// its shards are read and held against their digests, and it goes on from what its manifest says.
    ///
    /// # Errors
    /// [`CorpusError`]: the folder holds something else, another data set, or a shard that is missing or damaged.
    pub fn begin(folder: &Path, header: Header) -> Result<Self, CorpusError> {
        let refused = |reason: String| CorpusError::Dataset { path: folder.display().to_string(), reason };
        if is(folder) {
            let found = Self::open(folder)?;
            if found.manifest.header != header {
                let Header { command, sources, digest, .. } = &found.manifest.header;
                let others = *command == header.command && (*digest != header.digest || *sources != header.sources);
                let of = if others { " of other programs; the sources or what is held out changed since" } else { "" };
                return Err(refused(format!("it holds what `{command}` made{of}; give another folder")));
            }
            found.verify()?;
            if !found.manifest.complete {
                found.sweep()?;
            }
            return Ok(found);
        }
        fs::create_dir_all(folder).map_err(|e| unwritten(folder, e))?;
        let other =
            fs::read_dir(folder).map_err(|e| unwritten(folder, e))?.flatten().map(|e| e.file_name()).find(|name| {
                // What a process that was killed before its first manifest left behind is no one's.
                let name = name.to_string_lossy();
                !(name.starts_with("programs-") || name.starts_with(".part-"))
            });
        if let Some(name) = other {
            return Err(refused(format!("{} is in it; give a new or empty folder", name.to_string_lossy())));
        }
        let new = Self { folder: folder.into(), manifest: Manifest::new(header) };
        new.save()?;
        Ok(new)
    }

    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Adds entries in shards of the size that the header says, written side by side, and notes where the work stands; both or neither, should
    /// the process be killed.
    ///
    /// # Errors
    /// [`CorpusError`]: the folder cannot be written.
    pub fn append(&mut self, entries: &[Entry], standing: &impl Serialize) -> Result<(), CorpusError> {
        let first = self.manifest.shards.len();
        let written: Result<Vec<Shard>, CorpusError> = entries
            .par_chunks(self.manifest.header.shard.max(1))
            .enumerate()
            .map(|(k, chunk)| {
                let file = format!("programs-{:05}.parquet", first + k);
                let path = self.folder.join(&file);
                let bytes = shard::encode(chunk).map_err(|reason| damaged(&path, reason))?;
                put(&path, &bytes)?;
                Ok(Shard { file, programs: chunk.len(), sha256: sha256(&bytes) })
            })
            .collect();
        self.manifest.shards.extend(written?);
        for entry in entries {
            *self.manifest.lengths.entry(entry.length()).or_default() += 1;
            if let Some(split) = entry.split {
                *self.manifest.splits.entry(split).or_default() += 1;
            }
        }
        self.manifest.programs += entries.len();
        self.manifest.standing =
            Some(serde_json::to_value(standing).map_err(|e| damaged(&self.folder, e.to_string()))?);
        self.save()
    }

    /// Says that nothing more will come, and what there is to know of the making.
    ///
    /// # Errors
    /// [`CorpusError`]: the folder cannot be written.
    pub fn finish(&mut self, account: &impl Serialize) -> Result<(), CorpusError> {
        self.manifest.account = Some(serde_json::to_value(account).map_err(|e| damaged(&self.folder, e.to_string()))?);
        self.manifest.standing = None;
        self.manifest.complete = true;
        self.save()
    }

    /// Its programs, in order.
    pub fn entries(&self) -> Entries {
        let shards = self.manifest.shards.iter().map(|s| self.folder.join(&s.file)).collect::<Vec<_>>();
        let dialect = self.manifest.header.dialect;
        Entries { shards: shards.into_iter(), place: String::new(), bytes: 0, dialect, read: Vec::new().into_iter() }
    }

    /// Bytes of its shards.
    pub fn size(&self) -> u64 {
        self.manifest.shards.iter().map(|s| size(&self.folder.join(&s.file))).sum()
    }

    /// Holds every shard against its digest.
    ///
    /// # Errors
    /// [`CorpusError`] of the first that is missing or differs.
    pub fn verify(&self) -> Result<(), CorpusError> {
        self.manifest.shards.par_iter().try_for_each(|shard| {
            let path = self.folder.join(&shard.file);
            let bytes = fs::read(&path).map_err(|e| io(&path, e))?;
            if sha256(&bytes) == shard.sha256 {
                return Ok(());
            }
            Err(damaged(&path, "its bytes are not those the manifest names; make the data set again".into()))
        })
    }

    /// Takes away what a process left behind that was killed while it wrote.
    fn sweep(&self) -> Result<(), CorpusError> {
        for entry in fs::read_dir(&self.folder).map_err(|e| unwritten(&self.folder, e))?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let named = self.manifest.shards.iter().any(|s| s.file == name);
            if name.starts_with(".part-") || name.starts_with("programs-") && !named {
                fs::remove_file(entry.path()).map_err(|e| unwritten(&entry.path(), e))?;
            }
        }
        Ok(())
    }

    fn save(&self) -> Result<(), CorpusError> {
        put(&self.folder.join(MANIFEST), self.manifest.text().as_bytes())
    }
}

/// The programs of a data set, in order; a shard that cannot be read is told, and the rest goes on.
#[derive(Debug)]
pub struct Entries {
    shards: std::vec::IntoIter<PathBuf>,
    place: String,
    /// Bytes of the shards that are behind.
    bytes: u64,
    dialect: Dialect,
    read: std::vec::IntoIter<Result<Entry, Reject>>,
}

impl Entries {
    /// Bytes of the shards that have been read.
    pub fn read(&self) -> u64 {
        self.bytes
    }
}

/// An entry, and how its rows are read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The entry.
    pub entry: Entry,
    /// The data set's dialect.
    pub dialect: Dialect,
    /// Its shard.
    pub place: String,
}

impl Iterator for Entries {
    type Item = Result<Read, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.read.next() {
                return Some(item.map(|entry| Read { entry, dialect: self.dialect, place: self.place.clone() }));
            }
            let path = self.shards.next()?;
            self.place = path.display().to_string();
            self.bytes += size(&path);
            match shard::read(&path, &self.place) {
                Ok(entries) => self.read = entries.into_iter(),
                Err(reason) => return Some(Err(Reject { id: None, place: self.place.clone(), reason })),
            }
        }
    }
}

impl Read {
    /// As a record of a corpus.
    ///
    /// # Errors
    /// Rows that cannot be drawn, a program file that cannot be read, or neither of the two.
    pub fn record(self) -> Result<Record, Reject> {
        let Self { entry, dialect, place } = self;
        let reject = |reason: String| Reject { id: Some(entry.id.clone()), place: place.clone(), reason };
        let program = match (&entry.program, &entry.tokens) {
            (Some(text), _) => resolid_program::file::read(text).map_err(|e| reject(e.to_string()))?,
            (None, Some(rows)) => rows.to_program(dialect, Cube::UNKNOWN).map_err(|e| reject(e.to_string()))?,
            (None, None) => return Err(reject("neither rows nor a program".into())),
        };
        Ok(Record {
            form: Form::Dataset,
            split: entry.split,
            program,
            rows: entry.tokens.map(|rows| (dialect, rows)),
            text: entry.program,
            notes: Vec::new(),
            id: entry.id,
            place,
        })
    }
}

/// Bytes of a file; none of one that cannot be looked at.
pub(crate) fn size(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |meta| meta.len())
}

fn io(path: &Path, source: std::io::Error) -> CorpusError {
    CorpusError::Io { path: path.display().to_string(), source }
}

fn unwritten(path: &Path, source: std::io::Error) -> CorpusError {
    CorpusError::Write { path: path.display().to_string(), source }
}

fn damaged(path: &Path, reason: String) -> CorpusError {
    CorpusError::Dataset { path: path.display().to_string(), reason }
}

/// Writes a file so that it is there whole or not at all, and on the disk when this returns.
fn put(path: &Path, bytes: &[u8]) -> Result<(), CorpusError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".part-{name}"));
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        // The folder holds the name; a power cut may lose it otherwise. Not every system can open a folder.
        match path.parent().map(File::open) {
            Some(Ok(folder)) => folder.sync_all(),
            _ => Ok(()),
        }
    };
    write().map_err(|e| unwritten(path, e))
}
