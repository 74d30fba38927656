//! `resolid data annotate`: meshes with named parts to named programs.

mod objects;
mod set;
mod table;

use crate::args::{LengthUnit, duration, memory, tolerance};
use crate::exit::{Exit, Failure};
use crate::progress::{Progress, Talk};
use crate::write::{Target, write_all};
use crate::{files, interrupt};
use clap::{Args, ValueEnum};
use objects::Found;
use resolid::annotate::{Annotated, Record, Thresholds, annotate};
use resolid::{Host, Options, Snapping, Tolerance};
use resolid_geom::Observer;
use resolid_program::file;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Time past a part's limit after which one that does not listen is given up, and the object with it.
const GRACE: Duration = Duration::from_secs(10);

/// `resolid data annotate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid data annotate chair.obj -o chair.resolid.json
  resolid data annotate chairs/ tables/ -o named
  resolid data annotate PartNet/data_v0 -o named --names partnet2common_chair.json
  resolid data annotate desk.glb --level 1 --min-parts 1 -o desk.resolid.json
  resolid data show 173 --data named

What names the parts: groups (g) within objects (o) of OBJ, nodes within nodes of glTF, the tree of PartNet. A part is kept where
the IoU of its own program is --min-part-iou or more, an object where --min-parts of its parts are kept, these build together, and
the IoU of the whole is --min-iou or more. A data set has _objects.csv and _parts.csv beside it, which say what was kept, how near it
comes, and why the rest was not; the same command goes on where it was cut short.

Exit codes: 0 every object and every part is kept, 4 some are not, 5 none is.")]
pub struct Annotate {
    /// OBJ or glTF files, folders of PartNet (result.json beside objs/), or folders of any of them; each is an object.
    #[arg(value_name = "IN", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Folder for a data set: new, empty, or of the same command; or X.resolid.json for the program of a single object.
    #[arg(short, long = "out", value_name = "DIR|JSON")]
    pub output: PathBuf,
    /// How many names deep a part is told from others, below what all have in common [default: as deep as there are names].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub level: Option<u8>,
    /// Names to replace others by: JSON, {"bar_stretcher": "stretcher"}.
    #[arg(long, value_name = "JSON")]
    pub names: Option<PathBuf>,
    /// The axis of the files that points up, which is z in programs [default: z; y for PartNet; glTF says it itself].
    #[arg(long, value_name = "AXIS")]
    pub up: Option<Up>,
    /// Unit of the numbers in the files [default: mm; unknown for objects under 5; glTF says it itself].
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<LengthUnit>,
    /// Least IoU of an object that is kept.
    #[arg(long, value_name = "IOU", default_value_t = Thresholds::default().object, value_parser = share)]
    pub min_iou: f64,
    /// Least IoU of a part that is kept.
    #[arg(long, value_name = "IOU", default_value_t = Thresholds::default().part, value_parser = share)]
    pub min_part_iou: f64,
    /// Least share of an object's parts that are kept.
    #[arg(long, value_name = "SHARE", default_value_t = Thresholds::default().parts, value_parser = share)]
    pub min_parts: f64,
    /// Largest deviation that is still the same surface: millimetres, or a share of a part's diagonal [default: 0.2%].
    #[arg(long, value_name = "MM|%", value_parser = tolerance, allow_negative_numbers = true)]
    pub tolerance: Option<Tolerance>,
    /// Leave dimensions as measured.
    #[arg(long)]
    pub no_snap: bool,
    /// Time for each part, after which the best so far is taken.
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "20s")]
    pub time_limit: Duration,
    /// Objects at a time [default: one a core].
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Memory for each object of several (500M, 2G).
    #[arg(long, value_name = "SIZE", value_parser = memory, default_value = "2G")]
    pub memory_limit: u64,
    /// Print nothing but errors.
    #[arg(short, long)]
    pub quiet: bool,
    /// Where a worker says what came of its object.
    #[arg(long, value_name = "JSON", hide = true)]
    pub record: Option<PathBuf>,
}

/// An axis that points up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Up {
    /// As in most files of characters and scenes.
    Y,
    /// As in most files of parts.
    Z,
}

/// A share or an IoU.
fn share(text: &str) -> Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|v| (0.0..=1.0).contains(v));
    value.ok_or_else(|| format!("'{text}' is no number from 0 to 1"))
}

/// Runs the verb.
///
/// # Errors
/// Inputs that hold no object, an output that cannot be written; of a single object, that it cannot be read or is not kept.
pub fn run(args: &Annotate) -> Result<Exit, Failure> {
    let ending = files::name(&args.output).to_ascii_lowercase();
    let is_program = ending.ends_with(".resolid.json") && ending.len() > ".resolid.json".len();
    if !is_program && (ending.ends_with(".json") || resolid::Form::of_name(&ending).is_some()) {
        return Err(Failure::usage(
            format!("{} is neither a folder nor a .resolid.json file", args.output.display()),
            "write the program, then its other forms with: resolid convert X.resolid.json X.step",
        ));
    }
    let found = objects::find(&args.inputs, &args.output)?;
    if !is_program {
        return set::run(args, &found);
    }
    match &found[..] {
        [one] => single(args, one),
        _ => Err(Failure::usage(
            format!("{} objects do not fit into one program", found.len()),
            "give a folder to -o, for a data set",
        )),
    }
}

/// The program of one object.
fn single(args: &Annotate, found: &Found) -> Result<Exit, Failure> {
    let target = Target::check(&args.output)?;
    if target.is_same(&found.path) {
        return Err(Failure::usage(format!("{} is the input itself", found.path.display()), "give another name"));
    }
    let record_target = args.record.as_deref().map(Target::check).transpose()?;
    let called = objects::names(args.names.as_deref())?;
    let object = objects::read(found, args, &called)?;
    let count = object.pieces.len();
    let talk = if args.quiet { Talk::Quiet } else { Talk::Normal };
    let watch = Watch { progress: Progress::counting(talk, count as u64), begun: Mutex::new(Instant::now()) };
    let annotated = std::thread::scope(|scope| {
        let (done, ended) = channel::<()>();
        let (watch, limit) = (&watch, args.time_limit);
        scope.spawn(move || watch.give_up(limit, &ended));
        let clock = || watch.progress.seconds();
        let annotated = annotate(object, &thresholds(args), &options(args), Host { observer: watch, clock: &clock });
        drop(done);
        annotated
    });
    drop(watch);
    let Annotated { program, record } = annotated.map_err(|e| Failure::from(e).about(&files::name(&found.path)))?;
    let mut written = Vec::new();
    if let Some(target) = record_target {
        written.push((target, serde_json::to_vec(&record).unwrap_or_default()));
    }
    let is_kept = program.is_some();
    written.extend(program.map(|program| (target, file::write(&program).into_bytes())));
    write_all(&written)?;
    if !args.quiet {
        anstream::print!("{}", table::object(&record));
    }
    if !is_kept {
        return Err(not_kept(&record));
    }
    if !args.quiet {
        anstream::println!("  wrote      {}", args.output.display());
    }
    Ok(if record.is_whole() { Exit::Full } else { Exit::Partial })
}

fn not_kept(record: &Record) -> Failure {
    let reason = record.reason.clone().unwrap_or_default();
    Failure::new(
        Exit::Refused,
        format!("{} is not kept: {reason}", record.object),
        "lower --min-iou, --min-part-iou or --min-parts where that is near enough",
    )
}

fn thresholds(args: &Annotate) -> Thresholds {
    Thresholds { object: args.min_iou, part: args.min_part_iou, parts: args.min_parts }
}

fn options(args: &Annotate) -> Options {
    Options {
        tolerance: args.tolerance,
        snapping: if args.no_snap { Snapping::Never } else { Snapping::WhereUnitKnown },
        time_limit: Some(args.time_limit.as_secs_f64()),
        ..Options::default()
    }
}

/// Watches one object: shows which part it is at, and knows since when.
struct Watch {
    progress: Progress,
    begun: Mutex<Instant>,
}

impl Watch {
    /// Ends the process where a part does not come to an end; returns when the object does.
    fn give_up(&self, limit: Duration, ended: &Receiver<()>) {
        while ended.recv_timeout(Duration::from_millis(200)) == Err(RecvTimeoutError::Timeout) {
            let begun = *self.begun.lock().unwrap_or_else(PoisonError::into_inner);
            if begun.elapsed() > limit + GRACE {
                let limit = limit.as_secs_f64();
                let failure = Failure::new(
                    Exit::TimeLimit,
                    format!("a part did not end within {limit} s and could not be stopped; nothing was written"),
                    "give a longer --time-limit, or leave that part out",
                );
                interrupt::end(Exit::TimeLimit, || failure.print());
            }
        }
    }
}

impl Observer for Watch {
    fn stage(&self, name: &'static str, done: f64) {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.progress.stage(name, done);
    }
}

/// What the result depends on, as the command says it, but for the inputs.
fn asked(args: &Annotate) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut option = |name: &str, value: Option<String>| {
        words.extend(value.into_iter().flat_map(|value| [format!("--{name}"), value]));
    };
    option("level", args.level.map(|n| n.to_string()));
    option("up", args.up.map(|up| if up == Up::Y { "y".into() } else { "z".into() }));
    option("unit", args.unit.map(|u| u.word().into()));
    let tolerance = args.tolerance.map(|t| match t {
        Tolerance::Millimetres(mm) => mm.to_string(),
        Tolerance::Relative(share) => format!("{}%", 100.0 * share),
    });
    option("tolerance", tolerance);
    for (name, value) in [("min-iou", args.min_iou), ("min-part-iou", args.min_part_iou), ("min-parts", args.min_parts)]
    {
        option(name, Some(value.to_string()));
    }
    option("time-limit", Some(format!("{}s", args.time_limit.as_secs_f64())));
    if args.no_snap {
        words.push("--no-snap".into());
    }
    words
}

/// What an input is called, wherever it lies.
fn shown(path: &Path) -> String {
    let full = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    files::name(&full)
}
