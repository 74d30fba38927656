//! `resolid batch`: every part of a folder through `resolid reconstruct`, each in a process of its own.
//!
//! A part is done when its folder of results stands under its name, which happens in one motion; so a run that is killed
//! at any moment has lost nothing that was done, and the next one begins where it ended.

mod folder;
mod index;
mod table;

use crate::args::{LengthUnit, StepSchema, Wanted, duration, memory};
use crate::exit::{Exit, Failure};
use crate::progress::{Progress, Talk};
use crate::worker::{self, Limits};
use crate::write::{Target, write_all};
use crate::{files, interrupt};
use clap::Args;
use folder::{Folder, Outcome, Part, PartResult};
use resolid::{Form, HAS_KERNEL, Tolerance};
use resolid_geom::Observer;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Time past a part's limit after which its worker is ended: it writes what it has until then.
const GRACE: Duration = Duration::from_secs(15);

/// `resolid batch`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid batch meshes --out parts
  resolid batch meshes --out parts --form step,py --html
  resolid batch scans --out parts --jobs 4 --time-limit 2m --memory-limit 4G
  resolid batch meshes --out parts --retry

The same command goes on where a run was cut short. DIR is searched with all folders in it. For each part OUT/parts holds a
folder with its files, report and picture; OUT/index.html shows all parts, OUT/batch.csv lists them.

Exit codes: 0 every part is full, 4 some are not.")]
pub struct Batch {
    /// Folder with meshes, clouds and STEP files.
    #[arg(value_name = "DIR")]
    pub input: PathBuf,
    /// Folder for the results: new, empty, or of the same batch.
    #[arg(short, long = "out", value_name = "DIR")]
    pub output: PathBuf,
    /// Files to write of each part, by their endings, separated by commas [default: step,resolid.json].
    #[arg(long, value_name = "ENDINGS", value_delimiter = ',')]
    pub form: Vec<String>,
    /// Also write each part's report as a page (report.html).
    #[arg(long)]
    pub html: bool,
    /// Parts at a time [default: one a core].
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Time for each part, after which its best so far is written.
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "30s")]
    pub time_limit: Duration,
    /// Memory for each part (500M, 2G).
    #[arg(long, value_name = "SIZE", value_parser = memory, default_value = "2G")]
    pub memory_limit: u64,
    #[command(flatten)]
    pub wanted: Wanted,
    /// Do those parts again that crashed or ran out of time or memory.
    #[arg(long)]
    pub retry: bool,
    /// Print nothing but errors.
    #[arg(short, long)]
    pub quiet: bool,
}

/// Runs the verb.
///
/// # Errors
/// A folder without parts, or one that cannot be written. That parts fail is no error.
pub fn run(args: &Batch) -> Result<Exit, Failure> {
    let endings = endings(&args.form)?;
    let options = options(args, &endings);
    let (parts, unread) = folder::parts(&args.input, &args.output)?;
    let folder = Folder::begin(&args.output, &asked(args, &endings, &options))?;
    unread.iter().for_each(Failure::print);
    let pending: Vec<&Part> = parts
        .iter()
        .filter(|part| match folder.result(part) {
            None => true,
            Some(result) => args.retry && result.outcome.is_worth_another_try(),
        })
        .collect();
    let done = Arc::new(AtomicUsize::new(parts.len() - pending.len()));
    let (so_far, all) = (Arc::clone(&done), parts.len());
    interrupt::last_words(move || {
        format!("{} of {all} parts are done; the same command goes on from there", so_far.load(Ordering::Relaxed))
    });
    let work = folder.work.clone();
    let registration = interrupt::on_cancel(move || drop(std::fs::remove_dir_all(work)));
    reconstruct_all(args, &endings, &options, &folder, &pending, &done)?;
    drop(registration);

    let rows: Vec<PartResult> = parts.iter().filter_map(|part| folder.result(part)).collect();
    let of = |name: &str| Target::check(&args.output.join(name));
    let csv = (of("batch.csv")?, table::csv(&rows).into_bytes());
    let page = (of("index.html")?, index::page(args, &rows).into_bytes());
    folder.end();
    write_all(&[csv, page])?;
    if !args.quiet {
        anstream::print!("{}", table::table(&args.output, &rows));
    }
    let all_full = unread.is_empty() && rows.iter().all(|r| r.outcome == Outcome::Full);
    Ok(if all_full { Exit::Full } else { Exit::Partial })
}

/// Works through `pending`, several at a time.
fn reconstruct_all(
    args: &Batch,
    endings: &[String],
    options: &[OsString],
    folder: &Folder,
    pending: &[&Part],
    done: &AtomicUsize,
) -> Result<(), Failure> {
    if pending.is_empty() {
        return Ok(());
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = args.jobs.map_or(cores, usize::from).min(pending.len());
    let limits =
        Limits { time: args.time_limit + GRACE, memory: Some(args.memory_limit), threads: Some((cores / jobs).max(1)) };
    let next = AtomicUsize::new(0);
    let failure: Mutex<Option<Failure>> = Mutex::new(None);
    let failed = || failure.lock().unwrap_or_else(PoisonError::into_inner);
    let finished = AtomicUsize::new(0);
    let talk = if args.quiet { Talk::Quiet } else { Talk::Normal };
    let progress = Progress::counting(talk, pending.len() as u64);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while failed().is_none() {
                    let Some(part) = pending.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
                    match reconstruct_one(args, endings, options, folder, part, limits) {
                        Ok(()) => {
                            done.fetch_add(1, Ordering::Relaxed);
                            let finished = finished.fetch_add(1, Ordering::Relaxed) + 1;
                            progress.stage("parts", finished as f64 / pending.len() as f64);
                        }
                        Err(e) => *failed() = Some(e),
                    }
                }
            });
        }
    });
    drop(progress);
    failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

/// One part in a worker, and its results in their place.
///
/// # Errors
/// What would fail for every other part too: a disk that is full, a folder that is gone.
fn reconstruct_one(
    args: &Batch,
    endings: &[String],
    options: &[OsString],
    folder: &Folder,
    part: &Part,
    limits: Limits,
) -> Result<(), Failure> {
    let room = folder.room()?;
    let stem = stem(part);
    let mut command: Vec<OsString> = vec!["reconstruct".into(), (&part.path).into()];
    let mut written = Vec::new();
    for ending in endings {
        let name = file_name(&stem, ending);
        command.extend(["-o".into(), room.path().join(&name).into()]);
        written.push(name);
    }
    let own = [("--report", folder::REPORT), ("--thumbnail", folder::THUMBNAIL)];
    let page = args.html.then_some(("--report", folder::PAGE));
    for (flag, name) in own.into_iter().chain(page) {
        command.extend([flag.into(), room.path().join(name).into()]);
        written.push(name.into());
    }
    command.extend(options.iter().cloned());
    command.extend(["-q".into(), "--time-limit".into(), format!("{}s", args.time_limit.as_secs_f64()).into()]);
    let ended = worker::run(&command, limits).map_err(|e| {
        Failure::cannot_write(format!("no worker can be started: {e}"), "close other programs, or give fewer --jobs")
    })?;
    if ended.code == Some(Exit::CannotWrite as i32) && !folder.has_room() {
        return Err(Failure::cannot_write(ended.said, "free some space; the same command goes on from there"));
    }
    let outcome = Outcome::of(&ended);
    let (said, hint) = match outcome {
        Outcome::OutOfTime => (format!("no answer within {} s", args.time_limit.as_secs_f64()), "--time-limit"),
        Outcome::OutOfMemory => (format!("more than {} MB needed", args.memory_limit / 1_000_000), "--memory-limit"),
        Outcome::Crashed if ended.code == Some(Exit::CannotWrite as i32) => (ended.said.clone(), ""),
        Outcome::Crashed => (format!("the worker crashed: {}", ended.said), "tell the authors"),
        _ => (ended.said.clone(), ""),
    };
    let mut result = PartResult::new(part, outcome, &ended, resolid_geom::format::one_line(&said), hint);
    written.retain(|name| room.path().join(name).is_file());
    result.files = written;
    folder.place(room, part, &result)
}

/// What a part's files are called: as it, but for a name so long that no ending fits behind it.
fn stem(part: &Part) -> String {
    /// Bytes; file systems take 255 with the ending.
    const LONGEST: usize = 200;
    let mut stem = files::stem(&part.path);
    stem.truncate(stem.floor_char_boundary(LONGEST));
    stem
}

/// The endings asked for, each a form that `reconstruct` writes.
fn endings(wanted: &[String]) -> Result<Vec<String>, Failure> {
    if wanted.is_empty() {
        let usual: &[&str] = if HAS_KERNEL { &["step", "resolid.json"] } else { &["resolid.json"] };
        return Ok(usual.iter().map(|e| e.to_string()).collect());
    }
    let mut endings: Vec<String> = Vec::new();
    for ending in wanted {
        let ending = ending.trim().trim_start_matches('.').to_ascii_lowercase();
        let form = Form::of_name(&file_name("part", &ending)).ok_or_else(|| {
            Failure::usage(format!("'{ending}' is the ending of no form"), format!("endings are {}", Form::ENDINGS))
        })?;
        if let Some(what) = form.needs_kernel().filter(|_| !HAS_KERNEL) {
            let failure = Failure::from(resolid::Error::NoKernel { what });
            return Err(Failure { exit: Exit::Usage, ..failure });
        }
        if !endings.contains(&ending) {
            endings.push(ending);
        }
    }
    Ok(endings)
}

/// A name with an ending: those that begin with a word of their own have no dot before them.
fn file_name(stem: &str, ending: &str) -> String {
    if ending.starts_with('_') { format!("{stem}{ending}") } else { format!("{stem}.{ending}") }
}

/// What a part's result depends on, as `reconstruct` is told it. Limits are not among it: they may be changed between runs.
fn options(args: &Batch, endings: &[String]) -> Vec<OsString> {
    let wanted = &args.wanted;
    let mut options = Vec::new();
    worker::option(&mut options, "--unit", wanted.unit.map(LengthUnit::word));
    let tolerance = wanted.tolerance.map(|t| match t {
        Tolerance::Millimetres(mm) => mm.to_string(),
        Tolerance::Relative(share) => format!("{}%", 100.0 * share),
    });
    worker::option(&mut options, "--tolerance", tolerance);
    if wanted.snap {
        options.push("--snap".into());
    } else if wanted.no_snap {
        options.push("--no-snap".into());
    }
    if endings.iter().any(|e| matches!(Form::of_name(&file_name("part", e)), Some(Form::Step(_)))) {
        let word = match wanted.step_schema {
            StepSchema::Ap242 => "ap242",
            StepSchema::Ap214 => "ap214",
        };
        worker::option(&mut options, "--step-schema", Some(word));
    }
    options
}

/// All that the results of a batch depend on, as its command says it.
fn asked(args: &Batch, endings: &[String], options: &[OsString]) -> Vec<String> {
    let options = options.iter().map(|o| o.to_string_lossy().into_owned());
    let html = args.html.then(|| "--html".to_owned());
    ["--form".to_owned(), endings.join(",")].into_iter().chain(options).chain(html).collect()
}

/// The name of a part as a person reads it: its path within the folder of inputs.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        assert_eq!(memory("500M"), Ok(500_000_000));
        assert_eq!(memory("1.5 GB"), Ok(1_500_000_000));
        assert_eq!(memory("2GiB"), Ok(2_000_000_000));
        for wrong in ["", "G", "-1G", "nan", "1T", "10M", "1e99G"] {
            assert!(memory(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn endings_are_forms_and_each_is_there_once() {
        assert_eq!(endings(&[".PY".into(), "py".into(), "resolid.json".into()]).unwrap(), ["py", "resolid.json"]);
        assert_eq!(endings(&["docx".into()]).unwrap_err().exit, Exit::Usage);
    }
}
