//! `resolid data balance`.

use super::held_out;
use super::reading::Chosen;
use crate::exit::{Exit, Failure};
use crate::files::name;
use crate::progress::{Progress, Talk};
use crate::style::{LABEL, WARN, count, paint};
use crate::write::{Target, write_all};
use clap::Args;
use resolid_data::balance::{Bin, Dropped, LENGTHS, Order, RECIPES, Recipe, Run, SHORTEST, Sources, run as balance};
use resolid_data::corpus::Split;
use resolid_data::dataset::{Dataset, Header, Input, SHARD, digest};
use resolid_geom::format::one_line;
use resolid_program::tokens::Dialect;
use resolid_render::bars;
use std::fmt::Write as _;
use std::path::PathBuf;

/// `resolid data balance`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid data balance train_vec.jsonl.xz train_json.jsonl.xz --count 170000 -o balanced
  resolid data balance GenCAD3D --recipe gencad3d --count 170000 --seed 7 -o synthbal
  resolid data balance train.jsonl --held-out dev.jsonl --count 5000 --validation 0 --test 0 -o small

A run that was cut short goes on when the same command is given again.")]
pub struct Balance {
    /// What to start from: whatever `resolid data import` reads.
    #[arg(value_name = "SOURCE", required = true)]
    pub sources: Vec<PathBuf>,
    /// How programs are made: resolid, gencad3d, or one of its published variants: LN_snRS, SN_snRS, snRS, RS, SN, SN_RS,
    /// LN_snRS_ne, RRE, RRE_ne, LN_snRRE, LN_snRRE_ne, LN_snReE, LN_snRE, LN_snArc.
    #[arg(long, value_name = "NAME", default_value = "resolid", value_parser = recipe)]
    pub recipe: &'static Recipe,
    /// How rows are written and read: deepcad or resolid.
    #[arg(long, value_name = "DIALECT", default_value = "deepcad", value_parser = super::dialect)]
    pub dialect: Dialect,
    /// Programs over all lengths and splits.
    #[arg(long, value_name = "N", value_parser = some)]
    pub count: usize,
    /// Same seed, same data set.
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// Share of the sources that validation is made from, where they do not say themselves; whole blocks of ids.
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = share)]
    pub validation: f64,
    /// Share of the sources that the test is made from.
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = share)]
    pub test: f64,
    /// What of the sources is used.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Name every record that could not be read, with its place and reason.
    #[arg(long)]
    pub list_rejects: bool,
    /// Neither start from nor make a program whose shape is that of a program in this corpus; may be given several times.
    #[arg(long, value_name = "SOURCE")]
    pub held_out: Vec<PathBuf>,
    /// Read the recipe's weights as running sums, as the published program does: its second change is never drawn then.
    #[arg(long)]
    pub cumulative_weights: bool,
    /// Attempts for each program a length wants, after which it is given up.
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub patience: usize,
    /// Programs of a file; work that is cut short is kept file by file.
    #[arg(long, value_name = "N", default_value_t = SHARD)]
    pub shard: usize,
    /// Threads [default: one a core]. The data set does not depend on it.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Folder of the data set: Parquet, a manifest, and the lengths before and after as picture and table.
    #[arg(short, long = "out", value_name = "DIR")]
    pub output: PathBuf,
}

/// Runs the verb.
///
/// # Errors
/// Sources that cannot be read or hold nothing, a folder that holds something else, a disk that is full.
pub fn run(args: &Balance) -> Result<Exit, Failure> {
    if args.validation + args.test > 0.9 {
        let message = format!("{} of the sources would be held back", args.validation + args.test);
        return Err(Failure::usage(message, "leave a tenth at least for training"));
    }
    let held_out = held_out::read(&args.held_out)?;
    let mut sources = Sources::default();
    let mut inputs = Vec::new();
    for path in &args.sources {
        let (mut records, mut rejects) = (0, Vec::new());
        for item in args.chosen.records(path)? {
            match item {
                Ok(record) => {
                    records += 1;
                    sources.take(&record, args.dialect, &held_out.shapes);
                }
                Err(reject) => rejects.push(reject.to_string()),
            }
        }
        let input = Input { name: name(path), records, rejected: rejects.len() };
        print_source(&input, &rejects, args.list_rejects);
        inputs.push(input);
    }
    if sources.list.is_empty() {
        return Err(Failure::new(
            Exit::Unreadable,
            "no source holds a program that rows can tell",
            "--list-rejects says why",
        ));
    }
    sources.split(args.validation, args.test, args.seed);
    print_sources(&sources);
    let header = Header {
        command: command(args),
        seed: args.seed,
        dialect: args.dialect,
        shard: args.shard,
        sources: inputs.clone(),
        digest: Some(digest::with_shapes(sources.digest(), &held_out.shapes)),
    };
    let unread = held_out.unread > 0 || inputs.iter().any(|i| i.rejected > 0);
    let mut made = Dataset::begin(&args.output, header).map_err(super::unwritable)?;
    let shown = ["_lengths.png", "_lengths.csv"].map(|name| args.output.join(name));
    // A run that was killed at the very last has its programs, but not what shows their lengths.
    if made.manifest().complete && shown.iter().all(|path| path.exists()) {
        anstream::println!(
            "{} is complete already: {}",
            args.output.display(),
            count(made.manifest().programs, "program")
        );
        return Ok(if unread { Exit::Partial } else { Exit::Full });
    }
    if made.manifest().programs > 0 {
        anstream::println!("going on from {}", count(made.manifest().programs, "program"));
    }
    let order = Order {
        recipe: args.recipe,
        dialect: args.dialect,
        count: args.count,
        seed: args.seed,
        cumulative: args.cumulative_weights,
        patience: args.patience,
        held_out: held_out.shapes,
    };
    let progress = Progress::counting(Talk::Normal, args.count as u64);
    let done = super::pool(args.threads)?
        .install(|| balance(&mut made, &sources.list, &order, &progress))
        .map_err(super::unwritable)?;
    let seconds = progress.seconds();
    drop(progress);
    let Some(done) = done else { return Ok(Exit::TimeLimit) };
    let table = lengths(&done);
    // No folder's name in it: the same command makes the same bytes wherever it writes.
    let picture =
        bars("Programs by length", "commands", SHORTEST, &[("sources", &done.before), ("balanced", &done.after)]);
    let picture = picture.to_png().map_err(|e| Failure::cannot_write(e.to_string(), "try again"))?;
    let [png, csv] = shown;
    write_all(&[(Target::check(&png)?, picture), (Target::check(&csv)?, table.into_bytes())])?;
    report(args, &made, &done, seconds);
    Ok(if unread || !done.shortfalls.is_empty() { Exit::Partial } else { Exit::Full })
}

fn print_source(input: &Input, rejects: &[String], list: bool) {
    let rejected = if rejects.is_empty() { String::new() } else { format!(", {} could not be read", rejects.len()) };
    anstream::println!("{}: {}{rejected}", input.name, count(input.records, "program"));
    if list {
        rejects.iter().for_each(|line| anstream::println!("  {}", one_line(line)));
    }
}

fn print_sources(sources: &Sources) {
    let of = |split| sources.list.iter().filter(|s| s.split == split).count();
    let [train, validation, test] = [Split::Train, Split::Validation, Split::Test].map(of);
    anstream::println!(
        "{} to start from: train {train}, validation {validation}, test {test}",
        count(sources.list.len(), "program")
    );
    let dropped: Vec<String> =
        sources.dropped.iter().map(|(why, n): (&Dropped, &usize)| format!("{n} × {}", why.name())).collect();
    if !dropped.is_empty() {
        anstream::println!("left out: {}", dropped.join(", "));
    }
}

/// The lengths before and after, a line each.
fn lengths(run: &Run) -> String {
    let mut text = String::from("length,sources,balanced\n");
    for k in 0..LENGTHS {
        let _ = writeln!(text, "{},{},{}", k + SHORTEST, run.before[k], run.after[k]);
    }
    text
}

fn report(args: &Balance, made: &Dataset, run: &Run, seconds: f64) {
    let manifest = made.manifest();
    let splits: Vec<String> = manifest.splits.iter().map(|(s, n)| format!("{} {n}", s.name())).collect();
    anstream::println!(
        "wrote {} to {} in {seconds:.0} s ({}; {})",
        count(manifest.programs, "program"),
        args.output.display(),
        count(manifest.shards.len(), "shard"),
        splits.join(", ")
    );
    let origins: Vec<String> = run.origins.iter().map(|(name, n)| format!("{name} {n}")).collect();
    anstream::println!("{} attempts; kept: {}", run.attempts, origins.join(", "));
    for (reason, n) in &run.rejected {
        anstream::println!("  not kept, {reason}: {n}");
    }
    // A column of lengths is long: eight to a line.
    anstream::println!("{}", paint(LABEL, "length: sources → balanced"));
    let cells: Vec<String> =
        (0..LENGTHS).map(|k| format!("{:>2}: {:>4} → {:<6}", k + SHORTEST, run.before[k], run.after[k])).collect();
    cells.chunks(6).for_each(|line| anstream::println!("  {}", line.join("  ").trim_end()));
    // Of each split, since what one has more of is not what another lacks.
    for Bin { split, length, share, made, .. } in &run.shortfalls {
        let line = format!("short in {} at length {length}: {made} of {share}", split.name());
        anstream::println!("{}", paint(WARN, line));
    }
}

/// The command as the manifest keeps it: without folders and threads, which change no byte.
fn command(args: &Balance) -> String {
    let mut text = String::from("resolid data balance");
    args.sources.iter().for_each(|s| text += &format!(" {}", name(s)));
    let _ = write!(
        text,
        " --recipe {} --dialect {} --count {} --seed {} --validation {} --test {} --patience {}",
        args.recipe.name,
        super::word(args.dialect),
        args.count,
        args.seed,
        args.validation,
        args.test,
        args.patience
    );
    text += &args.chosen.words();
    args.held_out.iter().for_each(|s| text += &format!(" --held-out {}", name(s)));
    if args.cumulative_weights {
        text += " --cumulative-weights";
    }
    text
}

fn recipe(text: &str) -> Result<&'static Recipe, String> {
    Recipe::named(text).ok_or_else(|| {
        let names: Vec<&str> = RECIPES.iter().map(|r| r.name).collect();
        format!("'{text}' is no recipe; there are {}", names.join(", "))
    })
}

fn some(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("a data set of no programs; ask for 1 at least".into()),
        Ok(count) => Ok(count),
        Err(_) => Err(format!("'{text}' is no whole number")),
    }
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| format!("'{text}' is no number"))?;
    if (0.0..=0.9).contains(&share) { Ok(share) } else { Err(format!("{share} is no share from 0 to 0.9")) }
}
