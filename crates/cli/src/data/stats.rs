//! `resolid data stats`.

use super::reading::Chosen;
use crate::exit::{Exit, Failure};
use crate::progress::{Progress, Talk};
use crate::{files, style};
use clap::Args;
use rayon::prelude::*;
use resolid_data::statistics::{Summary, figures, table};
use resolid_geom::Observer;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    /// Which programs count.
    #[command(flatten)]
    pub chosen: Chosen,
}

/// Runs the verb.
///
/// # Errors
/// A source that is not there or holds no program.
pub fn run(args: &Stats) -> Result<Exit, Failure> {
    let mut summaries = Vec::new();
    let mut rejected = Vec::new();
    for source in &args.sources {
        let (name, path) = match source.split_once('=') {
            Some((name, path)) if !name.is_empty() && !name.contains(['/', '\\']) => {
                (name.to_owned(), PathBuf::from(path))
            }
            _ => (files::name(&PathBuf::from(source)), PathBuf::from(source)),
        };
        let (mut programs, before) = (Vec::new(), rejected.len());
        for item in args.chosen.records(&path)? {
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
        let progress = Progress::counting(Talk::Normal, programs.len() as u64);
        let done = AtomicUsize::new(0);
        let measured = programs.par_iter().map(|program| {
            let found = figures(program);
            let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress.stage("measuring", so_far as f64 / programs.len() as f64);
            found
        });
        summaries.push(Summary { name, figures: measured.collect() });
    }
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
