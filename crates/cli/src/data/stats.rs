//! `resolid data stats`.

use super::sources;
use crate::exit::{Exit, Failure};
use crate::progress::{Progress, Talk};
use crate::{files, style};
use clap::Args;
use rayon::prelude::*;
use resolid_data::statistics::{Summary, figures, table};
use resolid_geom::Observer;
use std::path::PathBuf;

/// `resolid data stats`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid data stats parts
  resolid data stats train=corpus.jsonl.xz ours=generated")]
pub struct Stats {
    /// Folders of programs, single programs, or DeepCAD models one a line (.jsonl, .jsonl.xz); NAME=PATH gives the column
    /// a name.
    #[arg(value_name = "SOURCE", required = true)]
    pub sources: Vec<String>,
    /// Also list the records that could not be read.
    #[arg(long)]
    pub list_rejects: bool,
}

/// Runs the verb.
///
/// # Errors
/// A source that is not there or holds no program.
pub fn run(args: &Stats) -> Result<Exit, Failure> {
    let progress = Progress::start(Talk::Normal, None);
    let mut summaries = Vec::new();
    let mut rejected = Vec::new();
    for (k, source) in args.sources.iter().enumerate() {
        let (name, path) = match source.split_once('=') {
            Some((name, path)) if !name.is_empty() && !name.contains(['/', '\\']) => {
                (name.to_owned(), PathBuf::from(path))
            }
            _ => (files::name(&PathBuf::from(source)), PathBuf::from(source)),
        };
        progress.stage("measuring", k as f64 / args.sources.len() as f64);
        let found = sources::read(&path)?;
        rejected.extend(found.rejected);
        summaries.push(Summary { name, figures: found.programs.par_iter().map(figures).collect() });
    }
    drop(progress);
    anstream::print!("{}", table(&summaries));
    if !rejected.is_empty() {
        let label = style::paint(style::LABEL, "note:");
        anstream::eprintln!("{label} {} records could not be read; --list-rejects says why", rejected.len());
        if args.list_rejects {
            rejected.iter().for_each(|r| anstream::eprintln!("{r}"));
        }
    }
    Ok(if rejected.is_empty() { Exit::Full } else { Exit::Partial })
}
