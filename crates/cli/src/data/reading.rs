//! Records of sources: which of them are wanted, and how far the reading is.

use crate::exit::Failure;
use crate::files;
use crate::progress::{Progress, Talk};
use clap::Args;
use resolid_data::corpus::{Choice, Corpus, Record, Reject, open_some};
use resolid_geom::Observer;
use std::path::{Path, PathBuf};

/// Which records of a source are wanted.
#[derive(Clone, Debug, Default, Args)]
pub struct Chosen {
    /// Only programs of this split: train, validation or test.
    #[arg(long, value_name = "NAME")]
    pub split: Option<String>,
    /// Split file to go by: lists of ids under train, validation and test [default: what the source says itself].
    #[arg(long, value_name = "JSON")]
    pub split_file: Option<PathBuf>,
}

impl Chosen {
    /// Those records of a source, with progress on standard error.
    ///
    /// # Errors
    /// A source that cannot be read, or has no such split.
    pub fn records(&self, path: &Path) -> Result<Records, Failure> {
        let choice = Choice { split: self.split.clone(), split_file: self.split_file.clone() };
        let corpus = open_some(path, &choice).map_err(super::unreadable)?;
        let progress = Progress::reading(Talk::Normal, corpus.bytes());
        Ok(Records { corpus, progress })
    }

    /// As a command has it, without the folder of the file.
    pub fn words(&self) -> String {
        let split = self.split.as_ref().map(|name| format!(" --split {name}"));
        let file = self.split_file.as_ref().map(|path| format!(" --split-file {}", files::name(path)));
        [split, file].into_iter().flatten().collect()
    }
}

/// Records, one at a time.
pub struct Records {
    corpus: Corpus,
    progress: Progress,
}

impl Iterator for Records {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.corpus.next();
        self.progress.stage("reading", self.corpus.read() as f64 / self.corpus.bytes().max(1) as f64);
        item
    }
}
