//! `resolid data`: programs by the thousand.

pub mod generate;
mod import;
pub mod scan;
mod show;
pub mod sources;
pub mod stats;

use crate::exit::{Exit, Failure};
use clap::{Args, Subcommand};
use resolid_data::corpus::{Corpus, CorpusError, open};
use std::path::Path;

/// `resolid data`.
#[derive(Debug, Args)]
pub struct Data {
    /// What to do.
    #[command(subcommand)]
    pub verb: DataVerb,
}

/// What can be done with data.
#[derive(Debug, Subcommand)]
pub enum DataVerb {
    /// Draw parts to order: plates, brackets, flanges, shafts and more.
    Generate(generate::Generate),
    /// Read corpora, and tell what can be used and what cannot.
    Import(import::Import),
    /// Scan parts as a scanner would, faults and all, and write the clouds.
    Scan(scan::Scan),
    /// Draw one program of a corpus.
    Show(show::Show),
    /// Compare what programs are like, source by source, in one table.
    Stats(stats::Stats),
}

/// Runs the verb.
///
/// # Errors
/// Those of the verb.
pub fn run(args: &Data) -> Result<Exit, Failure> {
    match &args.verb {
        DataVerb::Generate(args) => generate::run(args),
        DataVerb::Import(args) => import::run(args),
        DataVerb::Show(args) => show::run(args),
        DataVerb::Scan(args) => scan::run(args),
        DataVerb::Stats(args) => stats::run(args),
    }
}

/// The records of a corpus.
fn corpus(path: &Path) -> Result<Corpus, Failure> {
    open(path).map_err(|e| {
        let hint = match &e {
            CorpusError::Io { .. } => "check the path",
            CorpusError::Split { .. } => "mend the split file, or move it away to read the programs without one",
            _ => "give a file or folder of DeepCAD, Fusion 360 Gallery, vec or Img2CAD programs",
        };
        Failure::new(Exit::Unreadable, e.to_string(), hint)
    })
}
