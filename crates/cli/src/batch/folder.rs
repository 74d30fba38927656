//! The folder a batch writes to: what is done in it, and how a result gets there in one motion.

use super::shown;
use crate::exit::{Exit, Failure};
use crate::interrupt;
use resolid::Report;
use resolid_geom::format::Format;
pub use resolid_server::Outcome;
use resolid_server::worker::Ended;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use tempfile::TempDir;

/// The form of the manifest and of a part's result.
const SCHEMA: &str = "resolid-batch/1";
/// What the batch as a whole was asked.
const MANIFEST: &str = "batch.json";
/// What came of a part.
const RESULT: &str = "result.json";
/// A part's report.
pub const REPORT: &str = "report.json";
/// A part's picture.
pub const THUMBNAIL: &str = "thumbnail.png";
/// A part's report as a page.
pub const PAGE: &str = "report.html";

/// An input.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where it is.
    pub path: PathBuf,
    /// The same within the folder of inputs.
    pub within: PathBuf,
    stamp: Stamp,
}

/// Tells an input from what was there before under its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    bytes: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

/// What came of a part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartResult {
    schema: String,
    /// Its path within the folder of inputs.
    pub part: String,
    input: Stamp,
    /// How it ended.
    pub outcome: Outcome,
    /// Exit code of its worker; `None` where a signal ended it.
    pub exit: Option<i32>,
    /// Wall-clock seconds of its worker.
    pub seconds: f64,
    /// What it said, where there is no answer.
    pub said: String,
    /// The option to look at, where there is no answer.
    pub hint: String,
    /// The files beside this one.
    pub files: Vec<String>,
    /// The report, where there is an answer.
    #[serde(skip)]
    pub report: Option<Report>,
    /// Where its files are, within the batch's folder.
    #[serde(skip)]
    pub folder: PathBuf,
}

impl PartResult {
    /// The result of a worker that ended.
    pub fn new(part: &Part, outcome: Outcome, ended: &Ended, said: String, hint: &str) -> Self {
        Self {
            schema: SCHEMA.into(),
            part: shown(&part.within),
            input: part.stamp,
            outcome,
            exit: ended.code,
            seconds: ended.seconds,
            said,
            hint: hint.into(),
            files: Vec::new(),
            report: None,
            folder: PathBuf::new(),
        }
    }

    /// Why it is not full, in words.
    pub fn reasons(&self) -> String {
        match &self.report {
            _ if !self.said.is_empty() => self.said.clone(),
            Some(report) => report.reasons.join("; "),
            None => String::new(),
        }
    }
}

/// What the batch was asked, so that no other is mixed into it.
#[derive(PartialEq, Serialize, Deserialize)]
struct Manifest {
    schema: String,
    version: String,
    options: Vec<String>,
}

/// The folder, locked.
pub struct Folder {
    path: PathBuf,
    /// Where workers write until their part is done; taken away at the end.
    pub work: PathBuf,
    _lock: File,
}

impl Folder {
    /// The folder at `path`, new or of the same batch.
    ///
    /// # Errors
    /// One that holds something else, is at work already, or cannot be written.
    pub fn begin(path: &Path, options: &[String]) -> Result<Self, Failure> {
        let shown = path.display();
        let cannot = |e: &io::Error| {
            Failure::cannot_write(format!("{shown} cannot be written: {e}"), "check the path and its permissions")
        };
        let manifest_path = path.join(MANIFEST);
        let is_new = !manifest_path.exists();
        let foreign = |e: fs::DirEntry| e.file_name() != ".lock" && e.file_name() != ".work";
        if is_new && fs::read_dir(path).is_ok_and(|mut entries| entries.any(|e| e.is_ok_and(foreign))) {
            return Err(Failure::cannot_write(
                format!("{shown} holds other things already"),
                "give a new or empty folder, or one of an earlier batch",
            ));
        }
        fs::create_dir_all(path).map_err(|e| cannot(&e))?;
        let lock = File::create(path.join(".lock")).map_err(|e| cannot(&e))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::cannot_write(
                    format!("another batch is at work in {shown}"),
                    "wait for it, or give another folder",
                ));
            }
            // Where a file system knows no locks, none are to be had.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let work = path.join(".work");
        // What an earlier run left unfinished.
        let _ = fs::remove_dir_all(&work);
        fs::create_dir_all(&work).map_err(|e| cannot(&e))?;
        let folder = Self { path: path.into(), work, _lock: lock };
        let manifest =
            Manifest { schema: SCHEMA.into(), version: env!("CARGO_PKG_VERSION").into(), options: options.to_vec() };
        if is_new {
            folder.write(&folder.work, MANIFEST, &manifest).map_err(|e| cannot(&e))?;
            fs::rename(folder.work.join(MANIFEST), &manifest_path).map_err(|e| cannot(&e))?;
            return Ok(folder);
        }
        let before: Option<Manifest> = fs::read(&manifest_path).ok().and_then(|b| serde_json::from_slice(&b).ok());
        match before {
            Some(before) if before == manifest => Ok(folder),
            Some(before) => {
                let said = |m: &Manifest| format!("{} ({})", m.options.join(" "), m.version);
                Err(Failure::usage(
                    format!("{shown} is of a batch with {}, this one has {}", said(&before), said(&manifest)),
                    "give the same options, or another folder",
                ))
            }
            None => Err(Failure::cannot_write(
                format!("{} is damaged", manifest_path.display()),
                "give another folder, or remove this one",
            )),
        }
    }

    /// What came of `part`; `None` where it is not done, or its file is another by now.
    pub fn result(&self, part: &Part) -> Option<PartResult> {
        let folder = Path::new("parts").join(&part.within);
        let read = |name: &str| fs::read(self.path.join(&folder).join(name)).ok();
        let result: PartResult = serde_json::from_slice(&read(RESULT)?).ok()?;
        let report = read(REPORT).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let stands = |file: &String| match file.as_str() {
            // Of a refused part it says less.
            REPORT if matches!(result.outcome, Outcome::Full | Outcome::Partial | Outcome::TimeLimit) => {
                report.is_some()
            }
            file => self.path.join(&folder).join(file).is_file(),
        };
        (result.input == part.stamp && result.files.iter().all(stands)).then_some(PartResult {
            report,
            folder,
            ..result
        })
    }

    /// Whether a worker that could not write could have, a part's usual files being smaller than what is tried.
    pub fn has_room(&self) -> bool {
        const TRIED: usize = 8 << 20;
        let tried = tempfile::tempfile_in(&self.work)
            .and_then(|mut f| f.write_all(&vec![1; TRIED]).and_then(|()| f.sync_all()));
        tried.is_ok()
    }

    /// An empty folder for a worker.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn room(&self) -> Result<TempDir, Failure> {
        // Not while the process is being cancelled: what it works in is taken away then.
        interrupt::hold(|| tempfile::Builder::new().prefix("part-").tempdir_in(&self.work)).map_err(|e| {
            Failure::cannot_write(format!("no folder can be made in {}: {e}", self.work.display()), "check the disk")
        })
    }

    /// Puts what a worker left in `room`, and `result` with it, under the part's name.
    ///
    /// # Errors
    /// A full disk, or a folder that changed.
    pub fn place(&self, room: TempDir, part: &Part, result: &PartResult) -> Result<(), Failure> {
        let target = self.path.join("parts").join(&part.within);
        let place = || -> io::Result<()> {
            interrupt::hold(|| self.write(room.path(), RESULT, result))?;
            let parent = target.parent().unwrap_or(&self.path);
            fs::create_dir_all(parent)?;
            // Not while the process is being cancelled: its workers are ended then, and their parts are not done.
            interrupt::hold(|| {
                if target.exists() {
                    let old = tempfile::Builder::new().prefix("old-").tempdir_in(&self.work)?;
                    fs::rename(&target, old.path().join("part"))?;
                }
                fs::rename(room.path(), &target)
            })?;
            // So that a machine that loses power finds what a killed program finds.
            File::open(parent).and_then(|folder| folder.sync_all())
        };
        let placed = place();
        if placed.is_ok() {
            // The folder has another name by now, and is to stay.
            let _ = room.keep();
        }
        placed.map_err(|e| {
            Failure::cannot_write(
                format!("the result of {} cannot be written: {e}", result.part),
                "check the disk; the same command goes on from there",
            )
        })
    }

    /// Takes away what is no result.
    pub fn end(&self) {
        let _ = fs::remove_dir_all(&self.work);
    }

    fn write(&self, folder: &Path, name: &str, value: &impl Serialize) -> io::Result<()> {
        let bytes = serde_json::to_vec_pretty(value).map_err(io::Error::other)?;
        let path = folder.join(name);
        fs::write(&path, [&bytes[..], b"\n"].concat())?;
        File::open(path)?.sync_all()
    }
}

/// The parts under `input`, by path, and what could not be looked into; what this batch or another wrote to is left out.
///
/// # Errors
/// No folder, or no parts there.
pub fn parts(input: &Path, output: &Path) -> Result<(Vec<Part>, Vec<Failure>), Failure> {
    let unreadable = |what: String, hint: &str| Failure::new(Exit::Unreadable, what, hint);
    if !input.is_dir() {
        let why = if input.exists() { "is no folder" } else { "does not exist" };
        let hint = "give the folder the parts are in; a single part goes through: resolid reconstruct";
        return Err(unreadable(format!("{} {why}", input.display()), hint));
    }
    let own = fs::canonicalize(output).ok();
    let (mut parts, mut unread) = (Vec::new(), Vec::new());
    let mut folders = vec![PathBuf::new()];
    while let Some(within) = folders.pop() {
        let at = input.join(&within);
        let entries = fs::read_dir(&at).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = match entries {
            Ok(entries) => entries,
            Err(e) => {
                unread.push(unreadable(format!("{} cannot be read: {e}", at.display()), "check its permissions"));
                continue;
            }
        };
        for entry in entries {
            let within = within.join(entry.file_name());
            // Links to files are followed, links to folders are not: they may lead round in circles.
            let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
            let is_results = || fs::canonicalize(entry.path()).ok() == own || entry.path().join(MANIFEST).is_file();
            if is_folder && !is_results() {
                folders.push(within);
            } else if let Some(part) = (!is_folder).then(|| part(entry.path(), within)).flatten() {
                parts.push(part);
            }
        }
    }
    if parts.is_empty() {
        return Err(unread.pop().unwrap_or_else(|| {
            unreadable(
                format!("there are no parts in {}", input.display()),
                "give a folder with meshes (.stl, .obj, .ply, .off, .glb, .gltf, .3mf), clouds (.ply, .xyz, .pts, .asc, .e57, .las, .laz) or .step files",
            )
        }));
    }
    parts.sort_by(|a, b| a.within.cmp(&b.within));
    Ok((parts, unread))
}

/// The part at `path`; `None` of what is none.
fn part(path: PathBuf, within: PathBuf) -> Option<Part> {
    Format::from_extension(within.extension()?.to_str()?)?;
    let meta = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let modified = meta.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    let stamp = Stamp { bytes: meta.len(), modified: modified.map_or(0, |t| t.as_nanos() as u64) };
    Some(Part { path, within, stamp })
}
