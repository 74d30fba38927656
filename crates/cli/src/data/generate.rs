//! `resolid data generate`.

use crate::exit::{Exit, Failure};
use crate::interrupt;
use crate::progress::{Progress, Talk};
use clap::Args;
use rayon::prelude::*;
use resolid_data::dataset::{Dataset, Entry, Header, SHARD};
use resolid_data::generate::{Family, LENGTHS, Order, Shortfall, generate, part_rng};
use resolid_geom::Observer;
use resolid_program::file;
use resolid_program::tokens::{Dialect, Tokens};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// `resolid data generate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid data generate --count 1000 -o parts
  resolid data generate --count 200 --family bracket,flange --length 20..40 --seed 7 -o brackets
  resolid data generate --count 570 --length 3..59 -o flat
  resolid data generate --count 300 --family chair,table,storage -o furniture
  resolid data generate --count 100000 --dataset -o parts")]
pub struct Generate {
    /// How many parts.
    #[arg(long, value_name = "N")]
    pub count: u64,
    /// Same seed, same parts.
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// Only these families, separated by commas: plate, bracket, flange, housing, shaft, clamp, spacer, wheel, ribbed,
    /// block, clevis, rail, manifold, profile, link, handle [default: all of these, as common as they are]; or furniture
    /// with named parts: chair, table, storage.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = family)]
    pub family: Vec<Family>,
    /// Command lengths, each as often: 12 or 3..59 [default: as real parts have them; furniture of any].
    #[arg(long, value_name = "MIN..MAX", value_parser = lengths)]
    pub length: Option<RangeInclusive<usize>>,
    /// Steps of the timeline: 2 or 1..4 [default: any].
    #[arg(long, value_name = "MIN..MAX", value_parser = range)]
    pub steps: Option<RangeInclusive<usize>>,
    /// Threads [default: one a core]. The parts do not depend on it.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Write a data set (Parquet and a manifest) and no single files; a run that was cut short goes on when the same command
    /// is given again.
    #[arg(long)]
    pub dataset: bool,
    /// How the data set's rows are written: deepcad or resolid.
    #[arg(long, value_name = "DIALECT", default_value = "resolid", value_parser = super::dialect, requires = "dataset")]
    pub dialect: Dialect,
    /// Folder to write them to, one NUMBER-FAMILY.resolid.json each; it must be new or empty.
    #[arg(short, long = "out", value_name = "DIR")]
    pub output: PathBuf,
}

/// Runs the verb.
///
/// # Errors
/// A folder that is not empty, or cannot be written.
pub fn run(args: &Generate) -> Result<Exit, Failure> {
    if args.dataset {
        return into_dataset(args);
    }
    let out = &args.output;
    if std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) || out.is_file() {
        return Err(Failure::cannot_write(format!("{} is there already", out.display()), "give a new or empty folder"));
    }
    let cannot =
        |e: io::Error| Failure::cannot_write(format!("{} cannot be written: {e}", out.display()), "check the path");
    let parent = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // All parts or none: they are gathered beside the target and moved into place at the end.
    let gathered = tempfile::Builder::new().prefix(".resolid-").tempdir_in(parent).map_err(cannot)?;
    let begun = gathered.path().to_path_buf();
    let registration = interrupt::on_cancel(move || drop(std::fs::remove_dir_all(begun)));
    let order = Order { families: args.family.clone(), length: args.length.clone(), steps: args.steps.clone() };
    let pool = super::pool(args.threads)?;
    let progress = Progress::counting(Talk::Normal, args.count);
    let done = AtomicU64::new(0);
    let made: Vec<Result<Family, Shortfall>> = pool
        .install(|| {
            (0..args.count)
                .into_par_iter()
                .map(|index| {
                    let part = generate(&mut part_rng(args.seed, index), &order);
                    let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if so_far.is_multiple_of(64) {
                        progress.stage("drawing", so_far as f64 / args.count as f64);
                    }
                    match part {
                        Err(shortfall) => Ok(Err(shortfall)),
                        Ok((family, program)) => {
                            let name = format!("{index:06}-{}.resolid.json", family.name());
                            std::fs::write(gathered.path().join(name), file::write(&program)).map(|()| Ok(family))
                        }
                    }
                })
                .collect::<Result<_, io::Error>>()
        })
        .map_err(cannot)?;
    let seconds = progress.seconds();
    drop(progress);
    drop(registration);
    let parts = made.iter().filter(|m| m.is_ok()).count();
    if parts == 0 && args.count > 0 {
        let why = made.into_iter().find_map(Result::err).map(|s| s.to_string()).unwrap_or_default();
        let (what, hint) = why.split_once("; ").unwrap_or((&why, ""));
        return Err(Failure::new(Exit::Refused, what, hint));
    }
    interrupt::commit(|| {
        let gathered = gathered.keep();
        // An empty folder gives way; one that is not has been refused.
        std::fs::remove_dir(out).or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) })?;
        std::fs::rename(&gathered, out)
    })
    .map_err(cannot)?;
    report(&made, parts, seconds, out);
    Ok(if parts == made.len() { Exit::Full } else { Exit::Partial })
}

/// The parts as a data set, a lot of shards at a time.
fn into_dataset(args: &Generate) -> Result<Exit, Failure> {
    let order = Order { families: args.family.clone(), length: args.length.clone(), steps: args.steps.clone() };
    let mut command = format!("resolid data generate --dataset --count {} --seed {}", args.count, args.seed);
    let families: Vec<&str> = args.family.iter().map(|f| f.name()).collect();
    if !families.is_empty() {
        command += &format!(" --family {}", families.join(","));
    }
    for (name, range) in [("length", &args.length), ("steps", &args.steps)] {
        if let Some(range) = range {
            command += &format!(" --{name} {}..{}", range.start(), range.end());
        }
    }
    command += &format!(" --dialect {}", super::word(args.dialect));
    let header =
        Header { command, seed: args.seed, dialect: args.dialect, shard: SHARD, sources: Vec::new(), digest: None };
    let mut made = Dataset::begin(&args.output, header).map_err(super::unwritable)?;
    let pool = super::pool(args.threads)?;
    let progress = Progress::counting(Talk::Normal, args.count);
    let damaged = |_| Failure::cannot_write("the manifest does not say where the work stands", "give a new folder");
    let standing = made.manifest().standing.clone();
    // The next part to draw, how many could not be drawn, and how many rows could not hold.
    let mut at: [u64; 3] = standing.map_or(Ok([0; 3]), |v| serde_json::from_value(v).map_err(damaged))?;
    while at[0] < args.count && !made.manifest().complete {
        let until = (at[0] + 4 * SHARD as u64).min(args.count);
        let part = |index: u64| -> Result<Entry, usize> {
            let (family, program) = generate(&mut part_rng(args.seed, index), &order).map_err(|_| 1_usize)?;
            let tokens = match Tokens::from_program(&program, args.dialect) {
                Ok((tokens, _)) => Some(tokens),
                // Most furniture has more parts than rows can hold; its program is what counts.
                Err(_) if family.is_furniture() => None,
                Err(_) => return Err(2),
            };
            let id = format!("{index:06}-{}", family.name());
            let program = Some(file::write(&program));
            Ok(Entry { root: id.clone(), id, split: None, origin: family.name().into(), tokens, program })
        };
        let parts: Vec<_> = pool.install(|| (at[0]..until).into_par_iter().map(part).collect());
        let mut entries = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Ok(entry) => entries.push(entry),
                Err(why) => at[why] += 1,
            }
        }
        at[0] = until;
        pool.install(|| made.append(&entries, &at)).map_err(super::unwritable)?;
        progress.stage("drawing", until as f64 / args.count as f64);
    }
    let seconds = progress.seconds();
    drop(progress);
    if !made.manifest().complete {
        made.finish(&Shortage { not_drawn: at[1], not_told: at[2] }).map_err(super::unwritable)?;
    }
    let programs = made.manifest().programs;
    anstream::println!("wrote {programs} parts to {} in {seconds:.1} s", args.output.display());
    if at[1] > 0 {
        anstream::println!("short of {} that could not be drawn to this order", at[1]);
    }
    if at[2] > 0 {
        anstream::println!("short of {} that rows of the dialect {} cannot hold", at[2], super::word(args.dialect));
    }
    Ok(if programs as u64 == args.count { Exit::Full } else { Exit::Partial })
}

/// Parts that the data set lacks.
#[derive(Serialize)]
struct Shortage {
    not_drawn: u64,
    not_told: u64,
}

/// How many came of each family, and what could not be made.
fn report(made: &[Result<Family, Shortfall>], parts: usize, seconds: f64, out: &Path) {
    anstream::println!("wrote {parts} parts to {} in {seconds:.1} s", out.display());
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    let mut short: BTreeMap<usize, usize> = BTreeMap::new();
    for m in made {
        match m {
            Ok(family) => *families.entry(family.name()).or_default() += 1,
            Err(shortfall) => *short.entry(shortfall.length).or_default() += 1,
        }
    }
    let list: Vec<String> = families.iter().map(|(name, n)| format!("{name} {n}")).collect();
    anstream::println!("{}", list.join(", "));
    for (length, count) in short {
        anstream::println!("short of {count} with {length} commands");
    }
}

fn family(text: &str) -> Result<Family, String> {
    Family::from_name(text).ok_or_else(|| {
        let names: Vec<&str> = Family::all().map(Family::name).collect();
        format!("'{text}' is no family; there are {}", names.join(", "))
    })
}

fn range(text: &str) -> Result<RangeInclusive<usize>, String> {
    let wrong = || format!("'{text}' is no range: write 12 or 3..59");
    let number = |t: &str| t.trim().parse::<usize>().ok().filter(|n| *n > 0).ok_or_else(wrong);
    let (low, high) = match text.split_once("..") {
        Some((low, high)) => (number(low)?, number(high)?),
        None => (number(text)?, number(text)?),
    };
    if low <= high { Ok(low..=high) } else { Err(wrong()) }
}

fn lengths(text: &str) -> Result<RangeInclusive<usize>, String> {
    let found = range(text)?;
    if LENGTHS.contains(found.start()) && LENGTHS.contains(found.end()) {
        Ok(found)
    } else {
        Err(format!("'{text}' is out of reach: parts have {} to {} commands", LENGTHS.start(), LENGTHS.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_families_are_read() {
        assert_eq!(range("3..59"), Ok(3..=59));
        assert_eq!(range("12"), Ok(12..=12));
        assert_eq!(lengths("3..59"), Ok(3..=59));
        for wrong in ["", "..", "5..3", "0..4", "a", "-1"] {
            assert!(range(wrong).is_err(), "{wrong}");
        }
        assert!(lengths("3..60").unwrap_err().contains("3 to 59"));
        assert_eq!(family("flange"), Ok(Family::Flange));
        assert_eq!(family("storage"), Ok(Family::Storage));
        assert!(family("flanges").unwrap_err().contains("flange, housing"));
    }
}
