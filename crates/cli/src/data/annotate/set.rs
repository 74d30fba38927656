//! Many objects to a data set, each in a process of its own.
//!
//! ```text
//! _manifest.json  _objects.jsonl  _objects.csv  _parts.csv  programs-00000.parquet  …
//! ```
//! Objects are done in lots. A lot's lines are on the disk before the shard of its programs is, and the shard before the manifest that
//! names it: lines of a lot that was cut short are taken away when the work goes on.

use super::objects::Found;
use super::{Annotate, asked, shown, table};
use crate::exit::{Exit, Failure};
use crate::interrupt;
use crate::progress::{Progress, Talk};
use crate::worker::{self, Limits};
use crate::write::{Target, write_all};
use resolid::annotate::Record;
use resolid_data::dataset::{Dataset, Entry, Header, Input, digest};
use resolid_geom::Observer;
use resolid_geom::format::one_line;
use resolid_program::file;
use resolid_program::tokens::{Dialect, Tokens};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Objects that are done before their programs are written.
const LOT: usize = 16;
/// Time after which a worker is ended, however many parts its object has; each part has a limit of its own.
const LONGEST: Duration = Duration::from_secs(3600);
/// What is known of each object, a line of JSON each.
const RECORDS: &str = "_objects.jsonl";

/// Where the work stands.
#[derive(Serialize, Deserialize)]
struct Standing {
    done: usize,
}

/// What there is to know in the end.
#[derive(Serialize)]
struct Account {
    objects: usize,
    kept: usize,
}

/// Annotates all objects that were found.
///
/// # Errors
/// A folder that cannot be written, or holds something else. That objects are not kept is no error.
pub fn run(args: &Annotate, found: &[Found]) -> Result<Exit, Failure> {
    let mut made = Dataset::begin(&args.output, header(args, found)?).map_err(super::super::unwritable)?;
    let folder = args.output.as_path();
    let cannot = |e: std::io::Error| {
        Failure::cannot_write(
            format!("{} cannot be written: {e}", folder.display()),
            "check the disk; the same command goes on from there",
        )
    };
    let standing = made.manifest().standing.clone();
    let standing: Option<Standing> = standing.and_then(|v| serde_json::from_value(v).ok());
    let done = if made.manifest().complete { found.len() } else { standing.map_or(0, |s| s.done) };
    let mut records = records(folder, done)?;
    let so_far = Arc::new(AtomicUsize::new(records.len()));
    let (count, all) = (Arc::clone(&so_far), found.len());
    interrupt::last_words(move || {
        format!("{} of {all} objects are done; the same command goes on from there", count.load(Ordering::Relaxed))
    });
    if !made.manifest().complete {
        rewrite(folder, &records).map_err(cannot)?;
        let work = folder.join(".work");
        let _ = fs::remove_dir_all(&work);
        fs::create_dir_all(&work).map_err(cannot)?;
        let begun = work.clone();
        let registration = interrupt::on_cancel(move || drop(fs::remove_dir_all(begun)));
        let talk = if args.quiet { Talk::Quiet } else { Talk::Normal };
        let progress = Progress::counting(talk, (found.len() - records.len()).max(1) as u64);
        let before = records.len();
        let finished = AtomicUsize::new(0);
        while records.len() < found.len() {
            let lot = &found[records.len()..(records.len() + LOT).min(found.len())];
            let results = lot_of(args, lot, &work, || {
                let finished = finished.fetch_add(1, Ordering::Relaxed) + 1;
                progress.stage("objects", finished as f64 / (found.len() - before) as f64);
            })?;
            let entries: Vec<Entry> =
                results.iter().filter_map(|(record, text)| entry(record, text.as_deref()?)).collect();
            records.extend(results.into_iter().map(|(record, _)| record));
            interrupt::hold(|| {
                add(folder, &records[records.len() - lot.len()..]).map_err(cannot)?;
                made.append(&entries, &Standing { done: records.len() }).map_err(super::super::unwritable)
            })?;
            so_far.store(records.len(), Ordering::Relaxed);
        }
        drop(progress);
        let kept = records.iter().filter(|r| r.kept).count();
        made.finish(&Account { objects: records.len(), kept }).map_err(super::super::unwritable)?;
        drop(registration);
        let _ = fs::remove_dir_all(&work);
    }
    let of = |name: &str| Target::check(&folder.join(name));
    let objects = (of("_objects.csv")?, table::objects_csv(&records).into_bytes());
    let parts = (of("_parts.csv")?, table::parts_csv(&records).into_bytes());
    write_all(&[objects, parts])?;
    if !args.quiet {
        anstream::print!("{}", table::set(folder, &records));
    }
    let all_kept = records.iter().all(|r| r.kept && r.is_whole());
    Ok(match records.iter().filter(|r| r.kept).count() {
        0 => Exit::Refused,
        _ if all_kept => Exit::Full,
        _ => Exit::Partial,
    })
}

fn header(args: &Annotate, found: &[Found]) -> Result<Header, Failure> {
    let unreadable = |e: std::io::Error| {
        Failure::new(Exit::Unreadable, format!("the inputs cannot be read: {e}"), "check their permissions")
    };
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for object in found {
        let own = object.files();
        files.extend(own.into_iter().map(|path| (format!("{}/{}", object.id, crate::files::name(&path)), path)));
    }
    files.extend(args.names.iter().map(|path| ("names".to_owned(), path.clone())));
    let named = files.iter().map(|(name, path)| (name.as_str(), path.as_path()));
    let digest = Some(digest::of_files(named).map_err(unreadable)?);
    let mut command = String::from("resolid data annotate");
    asked(args).iter().for_each(|word| command += &format!(" {word}"));
    let of = |input: &PathBuf| {
        let records = found.iter().filter(|o| o.path.starts_with(input)).count();
        Input { name: shown(input), records, rejected: 0 }
    };
    let sources = args.inputs.iter().map(of).collect();
    Ok(Header { command, seed: 0, dialect: Dialect::Resolid, shard: LOT, sources, digest })
}

/// The first `done` lines of what was noted before.
fn records(folder: &Path, done: usize) -> Result<Vec<Record>, Failure> {
    if done == 0 {
        return Ok(Vec::new());
    }
    let path = folder.join(RECORDS);
    let damaged = |why: String| {
        Failure::cannot_write(
            format!("{} {why}", path.display()),
            "give a new folder; what was done cannot be told any more",
        )
    };
    let file = File::open(&path).map_err(|e| damaged(format!("cannot be read: {e}")))?;
    let lines = BufReader::new(file).lines().take(done);
    let read = |line: std::io::Result<String>| {
        serde_json::from_str(&line.map_err(|e| damaged(e.to_string()))?)
            .map_err(|e| damaged(format!("is damaged: {e}")))
    };
    let records: Vec<Record> = lines.map(read).collect::<Result<_, Failure>>()?;
    if records.len() < done {
        return Err(damaged(format!("is cut short: {} of {done} lines", records.len())));
    }
    Ok(records)
}

fn lines(records: &[Record]) -> Vec<u8> {
    let line = |record: &Record| serde_json::to_string(record).unwrap_or_default() + "\n";
    records.iter().map(line).collect::<String>().into_bytes()
}

/// The lines of what is done, and no more.
fn rewrite(folder: &Path, records: &[Record]) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&lines(records))?;
    file.as_file().sync_all()?;
    file.persist(folder.join(RECORDS)).map(drop).map_err(|e| e.error)
}

fn add(folder: &Path, records: &[Record]) -> std::io::Result<()> {
    let mut file = File::options().append(true).create(true).open(folder.join(RECORDS))?;
    file.write_all(&lines(records))?;
    file.sync_all()
}

/// The line of the data set.
fn entry(record: &Record, program: &str) -> Option<Entry> {
    let read = file::read(program).ok()?;
    Some(Entry {
        id: record.object.clone(),
        root: record.object.clone(),
        split: None,
        origin: record.category.clone().unwrap_or_else(|| "annotated".into()),
        // Most objects have more parts than rows can hold; the program is what counts.
        tokens: Tokens::from_program(&read, Dialect::Resolid).ok().map(|(tokens, _)| tokens),
        program: Some(program.to_owned()),
    })
}

/// What came of an object, and its program's text.
type Outcome = (Record, Option<String>);

/// Works through a lot, several objects at a time; `told` is called after each.
fn lot_of(args: &Annotate, lot: &[Found], work: &Path, told: impl Fn() + Sync) -> Result<Vec<Outcome>, Failure> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = args.jobs.map_or(cores, usize::from).min(lot.len());
    let limits = Limits { time: LONGEST, memory: Some(args.memory_limit), threads: Some((cores / jobs).max(1)) };
    let next = AtomicUsize::new(0);
    let slots: Vec<Mutex<Option<Result<Outcome, Failure>>>> = lot.iter().map(|_| Mutex::new(None)).collect();
    let failed = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while failed.load(Ordering::Relaxed) == 0 {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(object) = lot.get(at) else { break };
                    let outcome = one(args, object, work, limits);
                    failed.fetch_add(usize::from(outcome.is_err()), Ordering::Relaxed);
                    *slots[at].lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
                    told();
                }
            });
        }
    });
    let mut outcomes = Vec::with_capacity(lot.len());
    let mut failure = None;
    for slot in slots {
        match slot.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(Ok(outcome)) => outcomes.push(outcome),
            Some(Err(e)) => failure = Some(e),
            None => {}
        }
    }
    failure.map_or(Ok(outcomes), Err)
}

/// One object in a worker.
///
/// # Errors
/// What would fail for every other object too.
fn one(args: &Annotate, object: &Found, work: &Path, limits: Limits) -> Result<Outcome, Failure> {
    let cannot = |e: std::io::Error| Failure::cannot_write(format!("{}: {e}", work.display()), "check the disk");
    let room = interrupt::hold(|| tempfile::Builder::new().prefix("object-").tempdir_in(work)).map_err(cannot)?;
    let [program, record] = ["object.resolid.json", "record.json"].map(|name| room.path().join(name));
    // A name may begin with a dash.
    let path = if object.path.is_relative() { Path::new(".").join(&object.path) } else { object.path.clone() };
    let mut command: Vec<OsString> = vec!["data".into(), "annotate".into(), path.into()];
    command.extend(asked(args).into_iter().map(OsString::from));
    command.extend(args.names.iter().flat_map(|names| ["--names".into(), names.clone().into_os_string()]));
    command.extend(["-q".into(), "-o".into(), program.clone().into(), "--record".into(), record.clone().into()]);
    let ended = worker::run(&command, limits).map_err(|e| {
        Failure::cannot_write(format!("no worker can be started: {e}"), "close other programs, or give fewer --jobs")
    })?;
    if ended.code == Some(Exit::CannotWrite as i32) {
        return Err(Failure::cannot_write(ended.said, "free some space; the same command goes on from there"));
    }
    let told: Option<Record> = fs::read(&record).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let text = fs::read_to_string(&program).ok();
    Ok(match told {
        Some(told) => {
            let text = text.filter(|_| told.kept);
            (Record { object: object.id.clone(), seconds: ended.seconds, ..told }, text)
        }
        None => {
            let reason = if ended.out_of_memory {
                format!("more than {} MB were needed (--memory-limit)", args.memory_limit / 1_000_000)
            } else if ended.overran {
                format!("no answer within {} s", LONGEST.as_secs())
            } else if ended.said.is_empty() {
                "its worker ended without a word; tell the authors".into()
            } else {
                let said = one_line(ended.said.trim_start_matches("error: "));
                // The object's own name stands before it anyway.
                let own = format!("{}: ", crate::files::name(&object.path));
                said.strip_prefix(&own).map(str::to_owned).unwrap_or(said)
            };
            (Record::refused(object.id.clone(), reason, ended.seconds), None)
        }
    })
}
