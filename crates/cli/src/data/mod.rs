//! `resolid data`: programs by the thousand.

mod annotate;
mod balance;
pub mod generate;
mod held_out;
mod import;
mod photograph;
pub mod reading;
pub mod scan;
mod show;
pub mod stats;

use crate::exit::{Exit, Failure};
use clap::{Args, Subcommand};
use resolid_data::corpus::{CorpusError, Layout};
use resolid_program::tokens::Dialect;
use std::path::Path;

/// `resolid data`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid data import dev_json.jsonl.xz --list-rejects
  resolid data generate --help
  resolid data scan bracket.stl --level light -o scan.ply")]
pub struct Data {
    /// What to do.
    #[command(subcommand)]
    pub verb: DataVerb,
}

/// What can be done with data.
#[derive(Debug, Subcommand)]
pub enum DataVerb {
    /// Make named programs of meshes whose parts have names.
    Annotate(annotate::Annotate),
    /// Make as many programs of each length as of any other, out of real ones.
    Balance(balance::Balance),
    /// Draw parts to order: plates, brackets, flanges, shafts and more.
    Generate(generate::Generate),
    /// Read corpora, and tell what can be used and what cannot.
    Import(import::Import),
    /// Photograph parts, or show them as drawing programs do, and write the pictures.
    Photograph(photograph::Photograph),
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
        DataVerb::Annotate(args) => annotate::run(args),
        DataVerb::Balance(args) => balance::run(args),
        DataVerb::Generate(args) => generate::run(args),
        DataVerb::Import(args) => import::run(args),
        DataVerb::Photograph(args) => photograph::run(args),
        DataVerb::Show(args) => show::run(args),
        DataVerb::Scan(args) => scan::run(args),
        DataVerb::Stats(args) => stats::run(args),
    }
}

/// What lies in a folder of the GenCAD-3D data.
pub fn layout(root: &Path) -> Result<Layout, Failure> {
    Layout::open(root).map_err(|source| unreadable(CorpusError::Io { path: root.display().to_string(), source }))
}

/// The failure of a corpus that cannot be read.
pub fn unreadable(e: CorpusError) -> Failure {
    let hint = match &e {
        CorpusError::Io { .. } => "check the path",
        CorpusError::Split { .. } => "mend the split file, or name another with --split-file",
        CorpusError::NoSplit { .. } => "name one of its splits, or another split file with --split-file",
        CorpusError::Dataset { .. } => "make the data set again, or take the folder it was copied from",
        _ => "give a file or folder of DeepCAD, Fusion 360 Gallery, vec, Img2CAD or Resolid programs, or a data set",
    };
    Failure::new(Exit::Unreadable, e.to_string(), hint)
}

/// The failure of a data set that cannot be written.
fn unwritable(e: CorpusError) -> Failure {
    Failure::cannot_write(
        e.to_string(),
        "give a new or empty folder; the same command on the same programs goes on with what it began",
    )
}

/// A pool of so many threads, or of one a core.
fn pool(threads: Option<usize>) -> Result<rayon::ThreadPool, Failure> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
        .map_err(|e| Failure::usage(format!("{threads:?} threads cannot be had: {e}"), "leave out --threads"))
}

/// A dialect by its word.
fn dialect(text: &str) -> Result<Dialect, String> {
    match text {
        "deepcad" => Ok(Dialect::DeepCad),
        "resolid" => Ok(Dialect::Resolid),
        _ => Err(format!("'{text}' is no dialect; there are deepcad and resolid")),
    }
}

/// The word of a dialect.
fn word(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::DeepCad => "deepcad",
        Dialect::Resolid => "resolid",
    }
}
