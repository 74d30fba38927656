//! `resolid data import`: what of a corpus can be used.

use super::held_out::{self, HeldOut};
use super::reading::Chosen;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::style::{GOOD, WARN, count, paint};
use clap::Args;
use resolid_data::balance::root_of;
use resolid_data::corpus::{Form, Layout, Record, Reject, Split, twice};
use resolid_data::dataset::{Dataset, Entry, Header, Input, SHARD, digest};
use resolid_geom::format::one_line;
use resolid_program::tokens::{Dialect, shape_hash};
use resolid_program::{deepcad, file};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// How far a named box may lie off the drawn one, relative to its longest side.
const BOX: f64 = 1e-2;

/// `resolid data import`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid data import train_json.jsonl.xz train_vec.jsonl.xz --list-rejects
  resolid data import GenCAD3D --list-rejects
  resolid data import GenCAD3D --split test --split-file filtered_data_deepcad.json -o test
  resolid data import dev_json.jsonl.xz --boxes
  resolid data import train_json.jsonl.xz --held-out dev_json.jsonl.xz -o train")]
pub struct Import {
    /// File (.json, .jsonl, .jsonl.xz, .h5), folder of files, or folder of the GenCAD-3D data.
    #[arg(value_name = "SOURCE", required = true)]
    pub sources: Vec<PathBuf>,
    /// Name every record that was rejected, with its place and reason.
    #[arg(long)]
    pub list_rejects: bool,
    /// Name every DeepCAD model whose bounding box contradicts what it draws.
    #[arg(long)]
    pub boxes: bool,
    /// Which programs are read.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Drop programs whose shape is that of a program in this corpus; may be given several times.
    #[arg(long, value_name = "SOURCE")]
    pub held_out: Vec<PathBuf>,
    /// Folder of a data set (Parquet and a manifest) to keep what was read in; of one id in several forms the first.
    #[arg(short, long = "out", value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// How the data set's rows are written: deepcad or resolid.
    #[arg(long, value_name = "DIALECT", default_value = "deepcad", value_parser = super::dialect)]
    pub dialect: Dialect,
}

/// What became of the records of one source.
#[derive(Default)]
struct Tally {
    forms: BTreeMap<Form, usize>,
    splits: BTreeMap<Split, usize>,
    /// Records that a dialect's rows hold.
    rows: BTreeMap<&'static str, usize>,
    rejects: Vec<String>,
    /// How often records were rejected for reasons that are alike but for their numbers, and the first of these as it was said.
    reasons: BTreeMap<String, (usize, String)>,
    contradictions: Vec<String>,
    leaks: Vec<String>,
    notes: usize,
    /// Records whose ids stand before in another form.
    others: Vec<String>,
    /// Files of each kind that lie beside the programs, in a folder of the GenCAD-3D data.
    beside: BTreeMap<&'static str, usize>,
    /// Ids whose rows the data set cannot hold, and why.
    untold: Vec<String>,
}

/// Where each id of all sources stood first, by form.
#[derive(Default)]
struct Known(HashMap<String, BTreeMap<Form, String>>);

impl Known {
    /// The record, and the place of one that has its id in another form; refused where one has it in the same.
    fn admit(&mut self, record: Record) -> Result<(Record, Option<String>), Reject> {
        let places = self.0.entry(record.id.clone()).or_default();
        if let Some(first) = places.get(&record.form) {
            return Err(twice(record, first));
        }
        let other = places.values().next().cloned();
        places.insert(record.form, record.place.clone());
        Ok((record, other))
    }
}

/// What goes into the data set.
#[derive(Default)]
struct Kept {
    ids: HashSet<String>,
    entries: Vec<Entry>,
}

impl Tally {
    fn read(&self) -> usize {
        self.forms.values().sum()
    }
}

/// Runs the verb.
///
/// # Errors
/// A source that cannot be read at all, or nothing to hold out in a corpus given for it. Records that were rejected, those to
/// hold out among them, end with the code for "partial", or for "refused" where none was read.
pub fn run(args: &Import) -> Result<Exit, Failure> {
    let held_out = held_out::read(&args.held_out)?;
    let (mut read, mut rejected) = (0, held_out.unread);
    let (mut known, mut kept, mut inputs) = (Known::default(), Kept::default(), Vec::new());
    for source in &args.sources {
        let mut tally = Tally::default();
        let records = args.chosen.records(source)?;
        let layout = Layout::is(source).then(|| super::layout(source)).transpose()?;
        for item in records {
            match item.and_then(|record| known.admit(record)) {
                Ok((record, other)) => {
                    if let Some(first) = other {
                        tally.others.push(format!("{} ({}): first in {first}", record.id, record.place));
                    }
                    if let Some(layout) = &layout {
                        count_beside(layout, &record.id, &mut tally.beside);
                    }
                    take(record, args, &held_out.shapes, &mut tally, &mut kept);
                }
                Err(reject) => {
                    let kind: String =
                        reject.reason.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
                    let said = || (0, reject.reason.clone());
                    tally.reasons.entry(collapsed(&kind)).or_insert_with(said).0 += 1;
                    tally.rejects.push(reject.to_string());
                }
            }
        }
        print(source, args, &tally);
        read += tally.read();
        rejected += tally.rejects.len() + tally.untold.len();
        inputs.push(Input { name: files::name(source), records: tally.read(), rejected: tally.rejects.len() });
    }
    if let Some(folder) = &args.output {
        keep(args, folder, inputs, &kept.entries, &held_out)?;
    }
    Ok(match (read, rejected) {
        (0, _) => Exit::Refused,
        (_, 0) => Exit::Full,
        _ => Exit::Partial,
    })
}

/// Counts what lies beside a program.
fn count_beside(layout: &Layout, id: &str, beside: &mut BTreeMap<&'static str, usize>) {
    let there = [
        ("meshes", usize::from(layout.mesh(id).is_some())),
        ("remeshed", usize::from(layout.remeshed(id).is_some())),
        ("solids", usize::from(layout.solid(id).is_some())),
        ("clouds", usize::from(layout.cloud(id).is_some())),
        ("scans", layout.scans(id).len()),
    ];
    there.into_iter().filter(|(_, n)| *n > 0).for_each(|(kind, n)| *beside.entry(kind).or_default() += n);
}

/// Writes the data set; one that the same command made of the same programs is there already, or is finished.
fn keep(
    args: &Import,
    folder: &Path,
    sources: Vec<Input>,
    entries: &[Entry],
    held_out: &HeldOut,
) -> Result<(), Failure> {
    let digest = Some(digest::with_shapes(digest::of_entries(entries), &held_out.shapes));
    let names: Vec<&str> = sources.iter().map(|s| s.name.as_str()).collect();
    let held_out: Vec<String> = args.held_out.iter().map(|p| format!(" --held-out {}", files::name(p))).collect();
    let word = super::word(args.dialect);
    let chosen = args.chosen.words();
    let command = format!("resolid data import {} --dialect {word}{chosen}{}", names.join(" "), held_out.concat());
    let header = Header { command, seed: 0, dialect: args.dialect, shard: SHARD, sources, digest };
    let mut made = Dataset::begin(folder, header).map_err(super::unwritable)?;
    if made.manifest().programs == 0 {
        made.append(entries, &()).map_err(super::unwritable)?;
    }
    made.finish(&()).map_err(super::unwritable)?;
    anstream::println!("wrote {} to {}", count(made.manifest().programs, "program"), folder.display());
    Ok(())
}

fn take(record: Record, args: &Import, held_out: &HashSet<u64>, tally: &mut Tally, kept: &mut Kept) {
    *tally.forms.entry(record.form).or_default() += 1;
    if let Some(split) = record.split {
        *tally.splits.entry(split).or_default() += 1;
    }
    tally.notes += record.notes.len();
    let leaks = !held_out.is_empty() && shape_hash(&record.program).is_some_and(|h| held_out.contains(&h));
    if leaks {
        tally.leaks.push(record.id.clone());
    }
    for (name, dialect) in [("deepcad", Dialect::DeepCad), ("resolid", Dialect::Resolid)] {
        let tokens = record.tokens(dialect);
        *tally.rows.entry(name).or_default() += usize::from(tokens.is_ok());
        if args.output.is_none() || dialect != args.dialect || leaks {
            continue;
        }
        let tokens = match tokens {
            Ok(tokens) => Some(tokens),
            // A data set that was made without rows is worth as much without them here.
            Err(_) if record.form == Form::Dataset && record.rows.is_none() => None,
            Err(why) => {
                tally.untold.push(format!("{} ({}): {why}", record.id, record.place));
                continue;
            }
        };
        if kept.ids.insert(record.id.clone()) {
            kept.entries.push(Entry {
                id: record.id.clone(),
                root: root_of(&record.id),
                split: record.split,
                origin: "original".into(),
                tokens,
                // Rows say all there is to know of what came as rows alone.
                program: (record.rows.is_none() || record.text.is_some()).then(|| file::write(&record.program)),
            });
        }
    }
    if args.boxes
        && record.form == Form::DeepCadJson
        && let Some(boxes) = record.text.as_deref().and_then(|t| deepcad::boxes(t).ok())
        && boxes.contradiction() > BOX
    {
        let size = |b: resolid_geom::Aabb3| b.size().to_array().map(|v| format!("{v:.3}")).join(" × ");
        let line = format!(
            "{}: the file says {} mm, its geometry {} mm; off by {:.1} % of the longest side",
            record.id,
            size(boxes.named),
            size(boxes.drawn),
            100.0 * boxes.contradiction()
        );
        tally.contradictions.push(line);
    }
}

fn print(source: &Path, args: &Import, tally: &Tally) {
    let all = tally.read() + tally.rejects.len();
    let style = if tally.rejects.is_empty() && all > 0 { GOOD } else { WARN };
    let share = if all == 0 { 0.0 } else { 100.0 * tally.read() as f64 / all as f64 };
    let summary = format!("{} of {} read ({share:.2} %)", tally.read(), count(all, "record"));
    anstream::println!("{}: {}", source.display(), paint(style, summary));
    for (form, n) in &tally.forms {
        anstream::println!("  {form}: {n}");
    }
    for (split, n) in &tally.splits {
        anstream::println!("  {split:?}: {n}");
    }
    if !tally.beside.is_empty() {
        let each: Vec<String> = tally.beside.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
        anstream::println!("  beside them: {}", each.join(", "));
    }
    for (dialect, n) in &tally.rows {
        anstream::println!("  fit rows of the {dialect} dialect: {n}");
    }
    if tally.notes > 0 {
        anstream::println!("  extrusions without profiles passed over: {}", tally.notes);
    }
    if !args.held_out.is_empty() {
        anstream::println!("  dropped, their shape being held out: {}", tally.leaks.len());
        tally.leaks.iter().for_each(|id| anstream::println!("    {id}"));
    }
    if !tally.others.is_empty() {
        anstream::println!(
            "  ids that stand before in another form, the first of which is kept: {}",
            tally.others.len()
        );
        if args.list_rejects {
            tally.others.iter().for_each(|line| anstream::println!("    {}", one_line(line)));
        }
    }
    if !tally.untold.is_empty() {
        anstream::println!("  left out of the data set, rows cannot hold them: {}", tally.untold.len());
        tally.untold.iter().for_each(|line| anstream::println!("    {}", one_line(line)));
    }
    if args.boxes {
        let n = tally.contradictions.len();
        anstream::println!("  bounding boxes more than {} % off the geometry: {n}", 100.0 * BOX);
        tally.contradictions.iter().for_each(|line| anstream::println!("    {line}"));
    }
    if !tally.rejects.is_empty() {
        anstream::println!("  rejected: {}", tally.rejects.len());
        if args.list_rejects {
            tally.rejects.iter().for_each(|line| anstream::println!("    {}", one_line(line)));
        } else {
            let mut reasons: Vec<_> = tally.reasons.values().collect();
            reasons.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
            let alike = |n: usize| if n > 1 { ", and the like" } else { "" };
            reasons.into_iter().for_each(|(n, said)| anstream::println!("    {n} × {}{}", one_line(said), alike(*n)));
        }
    }
}

/// Runs of `#` as one.
fn collapsed(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c != '#' || !out.ends_with('#') {
            out.push(c);
        }
    }
    out
}
