//! `resolid data`: programs by the thousand.

pub mod generate;
pub mod scan;
pub mod sources;
pub mod stats;

use crate::exit::{Exit, Failure};
use clap::{Args, Subcommand};

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
    /// Scan parts as a scanner would, faults and all, and write the clouds.
    Scan(scan::Scan),
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
        DataVerb::Scan(args) => scan::run(args),
        DataVerb::Stats(args) => stats::run(args),
    }
}
