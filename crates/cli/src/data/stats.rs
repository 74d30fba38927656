//! `resolid data stats`.

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
    /// Whatever `resolid data import` reads: folders, files, corpora, data sets; NAME=PATH gives the column a name.
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
        let (mut programs, before) = (Vec::new(), rejected.len());
        for item in super::corpus(&path)? {
            match item {
                Ok(record) => programs.push(record.program),
                Err(reject) => rejected.push(reject.to_string()),
            }
        }
        if programs.is_empty() {
            let why = rejected.get(before).cloned().unwrap_or_else(|| "nothing is in it".into());
            let message = format!("{} holds no program: {why}", path.display());
            return Err(Failure::new(
                Exit::Unreadable,
                message,
                "resolid data import --list-rejects names all reasons",
            ));
        }
        summaries.push(Summary { name, figures: programs.par_iter().map(figures).collect() });
    }
    drop(progress);
    anstream::print!("{}", table(&summaries));
    if !rejected.is_empty() {
        let label = style::paint(style::LABEL, "note:");
        let records = style::count(rejected.len(), "record");
        anstream::eprintln!("{label} {records} could not be read; --list-rejects says why");
        if args.list_rejects {
            rejected.iter().for_each(|r| anstream::eprintln!("{r}"));
        }
    }
    Ok(if rejected.is_empty() { Exit::Full } else { Exit::Partial })
}
