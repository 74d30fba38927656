//! The folder that jobs are kept in.
//!
//! A job that waits or runs has a room under `work/`; once it has ended its room is renamed to `jobs/ID`, and no sooner. Whatever
//! moment the server is killed at, a job is in one place or the other, and what had ended is whole.

use super::record::{Record, SCHEMA};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A job's record.
const RECORD: &str = "job.json";

/// The folder, locked.
pub struct Store {
    root: PathBuf,
    _lock: File,
}

/// What was found in the folder.
#[derive(Default)]
pub struct Found {
    /// Jobs that have ended.
    pub ended: Vec<Record>,
    /// Jobs that have not, the oldest first.
    pub waiting: Vec<Record>,
}

impl Store {
    /// The folder at `root`, made where it is missing.
    ///
    /// # Errors
    /// It cannot be written, or another server is at work in it.
    pub fn open(root: &Path) -> io::Result<Self> {
        for folder in ["jobs", "work"] {
            fs::create_dir_all(root.join(folder))?;
        }
        let lock = File::create(root.join(".lock"))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                let words = format!("another server is at work in {}", root.display());
                return Err(io::Error::new(io::ErrorKind::ResourceBusy, words));
            }
            // Where a file system knows no locks, none are to be had.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        Ok(Self { root: fs::canonicalize(root)?, _lock: lock })
    }

    /// Everything in the folder; what was begun and never came to be a job is taken away.
    pub fn found(&self) -> Found {
        let mut found = Found::default();
        for (folder, list) in [("jobs", &mut found.ended), ("work", &mut found.waiting)] {
            let Ok(entries) = fs::read_dir(self.root.join(folder)) else { continue };
            for path in entries.flatten().map(|e| e.path()) {
                match read(&path) {
                    Some(record) if path.file_name().is_some_and(|n| n == record.id.as_str()) => list.push(record),
                    _ if folder == "work" => drop(fs::remove_dir_all(&path)),
                    // A folder that is damaged, or not ours, is nobody's to take away.
                    _ => {}
                }
            }
            list.sort_by(|a, b| a.id.cmp(&b.id));
        }
        found
    }

    /// A room for a job that is to come; see [`Room`].
    ///
    /// # Errors
    /// The disk's.
    pub fn room(&self, id: &str) -> io::Result<Room> {
        let path = self.work(id);
        fs::create_dir(&path)?;
        Ok(Room { path, keep: false })
    }

    /// Where a job that has not ended lies.
    pub fn work(&self, id: &str) -> PathBuf {
        self.root.join("work").join(id)
    }

    /// Where one that has lies.
    pub fn ended(&self, id: &str) -> PathBuf {
        self.root.join("jobs").join(id)
    }

    /// Where a job lies, wherever it stands.
    pub fn folder(&self, record: &Record) -> PathBuf {
        if record.ending.is_some() { self.ended(&record.id) } else { self.work(&record.id) }
    }

    /// The file that a job is about.
    pub fn input(&self, record: &Record) -> PathBuf {
        self.folder(record).join("input").join(&record.name)
    }

    /// Puts the record of a job that has not ended beside its file, in one motion.
    ///
    /// # Errors
    /// The disk's.
    pub fn write(&self, record: &Record) -> io::Result<()> {
        let folder = self.work(&record.id);
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        serde_json::to_writer_pretty(&mut file, record).map_err(io::Error::other)?;
        file.as_file().sync_all()?;
        file.persist(folder.join(RECORD)).map_err(|e| e.error)?;
        Ok(())
    }

    /// Gives a job that has ended its place.
    ///
    /// # Errors
    /// The disk's.
    pub fn place(&self, record: &Record) -> io::Result<()> {
        self.write(record)?;
        fs::rename(self.work(&record.id), self.ended(&record.id))?;
        // So that a machine that loses power finds what a killed program finds.
        File::open(self.root.join("jobs")).and_then(|folder| folder.sync_all())
    }

    /// Takes a job that has ended away: out of its place first, in one motion.
    pub fn remove(&self, id: &str) {
        let gone = self.root.join("work").join(format!("{id}.gone"));
        let _ = fs::rename(self.ended(id), &gone).and_then(|()| fs::remove_dir_all(&gone));
    }

    /// An empty folder that goes when it is dropped.
    ///
    /// # Errors
    /// The disk's.
    pub fn scratch(&self) -> io::Result<tempfile::TempDir> {
        tempfile::Builder::new().prefix("scratch-").tempdir_in(self.root.join("work"))
    }
}

/// A room that goes again unless it is kept.
pub struct Room {
    /// Where it is.
    pub path: PathBuf,
    keep: bool,
}

impl Room {
    /// Lets it stay.
    pub fn keep(mut self) {
        self.keep = true;
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if !self.keep {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

fn read(folder: &Path) -> Option<Record> {
    let record: Record = serde_json::from_slice(&fs::read(folder.join(RECORD)).ok()?).ok()?;
    (record.schema == SCHEMA).then_some(record)
}

/// Bytes of all files in a folder.
pub fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let of = |entry: fs::DirEntry| match entry.metadata() {
        Ok(meta) if meta.is_dir() => size(&entry.path()),
        Ok(meta) => meta.len(),
        Err(_) => 0,
    };
    entries.flatten().map(of).sum()
}

/// The name a file is kept under: the last part of what the client calls it, letters, digits and a few marks of it, so that it names
/// a file in the folder it is put into and nothing else.
pub fn safe_name(name: &str) -> String {
    const LONGEST: usize = 100;
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |c: char| if c.is_alphanumeric() || "._-+() ".contains(c) { c } else { '_' };
    let mut kept: Vec<char> = last.trim().trim_start_matches(['.', '-', ' ']).chars().map(plain).collect();
    // The ending tells what a file is, so it is the beginning that goes.
    while kept.iter().map(|c| c.len_utf8()).sum::<usize>() > LONGEST {
        kept.remove(0);
    }
    let kept: String = kept.into_iter().collect();
    let kept = kept.trim().trim_start_matches(['.', '-', ' ']).trim_end_matches(['.', ' ']);
    if kept.is_empty() { "part".into() } else { kept.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_names_of_files_and_nothing_else() {
        for (given, kept) in [
            ("bracket.stl", "bracket.stl"),
            ("../../etc/passwd", "passwd"),
            ("C:\\parts\\a b.STEP", "a b.STEP"),
            ("..", "part"),
            ("", "part"),
            ("/", "part"),
            ("-rf.stl", "rf.stl"),
            (".hidden.stl", "hidden.stl"),
            ("a\0b\n.stl", "a_b_.stl"),
            ("Träger №1.stl", "Träger _1.stl"),
            ("x.stl. ", "x.stl"),
        ] {
            assert_eq!(safe_name(given), kept, "{given:?}");
        }
        let long = safe_name(&format!("{}.stl", "ü".repeat(500)));
        assert!(long.len() <= 100 && long.ends_with(".stl"), "{long}");
    }

    #[test]
    fn a_folder_has_one_server() {
        let folder = tempfile::tempdir().unwrap();
        let first = Store::open(folder.path()).unwrap();
        assert!(Store::open(folder.path()).is_err_and(|e| e.kind() == io::ErrorKind::ResourceBusy));
        drop(first);
        assert!(Store::open(folder.path()).is_ok());
    }

    #[test]
    fn rooms_that_came_to_nothing_go() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let room = store.room("a").unwrap();
        let path = room.path.clone();
        drop(room);
        assert!(!path.exists());
        store.room("b").unwrap().keep();
        assert_eq!(store.found().waiting.len(), 0);
        assert!(!store.work("b").exists());
    }
}
