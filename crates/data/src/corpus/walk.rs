//! Files and lines of a corpus in order, as records.

use super::tree;
use super::xz::Unpacked;
use super::{CorpusError, Form, Layout, Record, Reject, Split, Splits, hdf5, img2cad, json, rows};
use crate::dataset::{self, Dataset, Entries};
use resolid_geom::format::one_line;
use resolid_geom::guard::guarded;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The largest record that is read, bytes.
const LARGEST: u64 = 64 << 20;

/// Which of a corpus's records are wanted.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Those of one split, by its name.
    pub split: Option<String>,
    /// The split file to go by, instead of what the corpus says of its splits itself.
    pub split_file: Option<PathBuf>,
}

/// The records of a corpus, in order of files and lines.
///
/// Of two records with one id and one form the second is refused.
pub struct Corpus {
    files: VecDeque<PathBuf>,
    lines: Option<Lines>,
    entries: Option<Entries>,
    splits: Option<Splits>,
    /// The split whose records are wanted, where not all are.
    only: Option<Split>,
    /// What is listed and not there.
    missing: VecDeque<Reject>,
    seen: HashMap<(String, Form), String>,
    bytes: u64,
    read: Arc<AtomicU64>,
}

struct Lines {
    reader: BufReader<Box<dyn Read>>,
    file: String,
    line: usize,
}

/// The corpus at a path: a file, a folder of files, the folder of the published GenCAD-3D data, or a data set's.
///
/// # Errors
/// [`CorpusError`]: the path cannot be read, holds nothing that is known, or its split file is damaged.
pub fn open(path: &Path) -> Result<Corpus, CorpusError> {
    open_some(path, &Choice::default())
}

/// Those records of the corpus at a path that are chosen.
///
/// What the split file lists under the split and a folder of the GenCAD-3D data has no program of is told as records that could
/// not be read.
///
/// # Errors
/// [`CorpusError`], as of [`open`]; a split that the corpus does not have.
pub fn open_some(path: &Path, choice: &Choice) -> Result<Corpus, CorpusError> {
    let shown = path.display().to_string();
    let io = |source| CorpusError::Io { path: shown.clone(), source };
    let meta = std::fs::metadata(path).map_err(io)?;
    let mut corpus = Corpus::empty();
    corpus.splits = choice.split_file.as_deref().map(Splits::read).transpose()?;
    let mut there: BTreeMap<Split, usize> = BTreeMap::new();
    let published = meta.is_dir() && Layout::is(path);
    if meta.is_dir() && dataset::is(path) {
        let set = Dataset::open(path)?;
        there.clone_from(&set.manifest().splits);
        corpus.bytes = set.size();
        corpus.entries = Some(set.entries());
    } else if meta.is_dir() {
        let mut root = path.to_path_buf();
        if published {
            root = Layout::programs(path);
            if corpus.splits.is_none() {
                corpus.splits = Splits::published(path)?;
            }
        }
        corpus.files = tree::files(&root).map_err(io)?.into_iter().filter(|file| kind(file).is_some()).collect();
        if corpus.files.is_empty() {
            return Err(CorpusError::Empty { path: shown });
        }
    } else if kind(path).is_some() {
        corpus.files.push_back(path.to_path_buf());
    } else {
        return Err(CorpusError::Unknown { path: shown });
    }
    if let Some(name) = &choice.split {
        let there = corpus.splits.as_ref().map_or(there, Splits::counts);
        let split = Split::named(name).filter(|split| there.contains_key(split));
        let Some(split) = split else {
            let of = corpus.splits.as_ref().map_or(shown, |s| s.file().display().to_string());
            return Err(CorpusError::NoSplit { path: of, name: name.clone(), there });
        };
        corpus.only = Some(split);
        if let Some(splits) = corpus.splits.as_ref().filter(|_| published) {
            // A file is a program here, so that those of other splits need not be read.
            corpus.files.retain(|file| splits.of(&id_of(file)) == Some(split));
            corpus.missing = missing(splits, split, &corpus.files);
        }
    }
    corpus.bytes += corpus.files.iter().map(|file| dataset::size(file)).sum::<u64>();
    Ok(corpus)
}

/// The ids of a split that have no file, nor has a variant of theirs.
fn missing(splits: &Splits, split: Split, files: &VecDeque<PathBuf>) -> VecDeque<Reject> {
    let ids: Vec<String> = files.iter().map(|file| id_of(file)).collect();
    let own = ids.iter().flat_map(|id| [id.as_str(), id.split('_').next().unwrap_or_default()]);
    let own: HashSet<&str> = own.collect();
    let reject = |id: &str| Reject {
        id: Some(id.into()),
        place: splits.file().display().to_string(),
        reason: format!("listed under {}, and there is no program of it", split.name()),
    };
    splits.ids(split).into_iter().filter(|id| !own.contains(id)).map(reject).collect()
}

/// A reader that counts what goes through it.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(out)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// How a file is read.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Json,
    Lines,
    Xz,
    Hdf5,
}

fn kind(path: &Path) -> Option<Kind> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    [
        (".jsonl.xz", Kind::Xz),
        (".jsonl", Kind::Lines),
        (".json", Kind::Json),
        (".h5", Kind::Hdf5),
        (".hdf5", Kind::Hdf5),
    ]
    .into_iter()
    .find(|(ending, _)| name.ends_with(ending))
    .map(|(_, kind)| kind)
}

/// The id of a file: its stem, or its folder's name where the file is called `cad` (Img2CAD).
fn id_of(path: &Path) -> String {
    let text = |s: &std::ffi::OsStr| s.to_string_lossy().into_owned();
    let stem = path.file_stem().map(text).unwrap_or_default();
    let stem = stem.strip_suffix(".resolid").map(str::to_owned).unwrap_or(stem);
    let folder = path.parent().and_then(Path::file_name).map(text);
    match folder {
        Some(folder) if stem == "cad" => folder,
        _ => stem,
    }
}

impl Iterator for Corpus {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let item = self.next_of_any()?.and_then(|record| self.admitted(record));
            // Readers of others tell some faults in several lines.
            let item = item.map_err(|reject| Reject { reason: one_line(&reject.reason), ..reject });
            // Whose split cannot be told for want of a record is not left out unheard.
            if item.as_ref().map_or(true, |record| self.only.is_none() || record.split == self.only) {
                return Some(item);
            }
        }
    }
}

impl Corpus {
    fn empty() -> Self {
        Self {
            files: VecDeque::new(),
            lines: None,
            entries: None,
            splits: None,
            only: None,
            missing: VecDeque::new(),
            seen: HashMap::new(),
            bytes: 0,
            read: Arc::default(),
        }
    }

    /// How many bytes have been read, as they lie on the disk.
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// How many bytes there are to read.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The next record, whatever its split.
    fn next_of_any(&mut self) -> Option<Result<Record, Reject>> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(item) => return Some(item),
                    None => self.lines = None,
                }
            }
            if let Some(entries) = &mut self.entries {
                match entries.next() {
                    Some(item) => {
                        self.read.store(entries.read(), Ordering::Relaxed);
                        return Some(item.and_then(dataset::Read::record));
                    }
                    None => self.entries = None,
                }
            }
            let Some(path) = self.files.pop_front() else { return self.missing.pop_front().map(Err) };
            let place = path.display().to_string();
            let id = id_of(&path);
            let reject =
                |e: std::io::Error| Reject { id: None, place: place.clone(), reason: format!("cannot be read: {e}") };
            let file = File::open(&path).map(|inner| Counted { inner, count: Arc::clone(&self.read) });
            return Some(match (kind(&path)?, file) {
                (_, Err(e)) => Err(reject(e)),
                (kind @ (Kind::Lines | Kind::Xz), Ok(file)) => {
                    let reader: Box<dyn Read> = match kind {
                        Kind::Xz => Box::new(Unpacked::new(BufReader::new(file))),
                        _ => Box::new(file),
                    };
                    self.lines = Some(Lines { reader: BufReader::new(reader), file: place, line: 0 });
                    continue;
                }
                (Kind::Json, Ok(file)) => whole(file).map_err(reject).and_then(|bytes| {
                    let text = String::from_utf8(bytes).map_err(|_| not_text(Some(id.clone()), &place))?;
                    json::record(&text, Some(&id), &place)
                }),
                (Kind::Hdf5, Ok(file)) => whole(file).map_err(reject).and_then(|bytes| tables(bytes, &id, &place)),
            });
        }
    }

    /// The record with its split, unless its id has been there.
    fn admitted(&mut self, mut record: Record) -> Result<Record, Reject> {
        let key = (record.id.clone(), record.form);
        if let Some(first) = self.seen.get(&key) {
            return Err(twice(record, first));
        }
        self.seen.insert(key, record.place.clone());
        if let Some(splits) = &self.splits {
            record.split = splits.of(&record.id);
        }
        Ok(record)
    }
}

/// The refusal of a record whose id another of its form has, which stood at `first`.
pub fn twice(record: Record, first: &str) -> Reject {
    let reason = format!("the id stands twice; first in {first}");
    Reject { id: Some(record.id), place: record.place, reason }
}

fn not_text(id: Option<String>, place: &str) -> Reject {
    Reject { id, place: place.into(), reason: "not text: some bytes are no UTF-8".into() }
}

fn whole(file: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(std::io::Error::other(format!("over {} MiB for one record", LARGEST >> 20)));
    }
    Ok(bytes)
}

/// The record of an HDF5 file: parts where it has some, else rows.
fn tables(bytes: Vec<u8>, id: &str, place: &str) -> Result<Record, Reject> {
    let reject = |reason: String| Reject { id: Some(id.into()), place: place.into(), reason };
    let contradicts = || Err("damaged HDF5: its parts contradict one another".into());
    let found = guarded(|| hdf5::read(bytes)).unwrap_or_else(contradicts).map_err(reject)?;
    if img2cad::parts(&found.tables).next().is_some() {
        return img2cad::record(&found.tables, id, place);
    }
    for name in ["vec", "out_vec"] {
        if let Some(table) = found.tables.iter().find(|t| t.name == name) {
            return rows::record(table, id, place);
        }
        if let Some((_, what)) = found.others.iter().find(|(other, _)| other == name) {
            return Err(reject(format!("`{name}` is {what}")));
        }
    }
    Err(reject("no dataset `vec`, and none of a part".into()))
}

impl Iterator for Lines {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.line += 1;
            let place = format!("{}:{}", self.file, self.line);
            let mut bytes = Vec::new();
            let read = self.reader.by_ref().take(LARGEST + 1).read_until(b'\n', &mut bytes);
            match read {
                Ok(0) => return None,
                Err(e) => {
                    // What follows a damaged block cannot be read either.
                    self.reader = BufReader::new(Box::new(std::io::empty()));
                    let reason = match e.kind() {
                        ErrorKind::UnexpectedEof => {
                            "the file ends in the middle; what lies before is read, what followed is missing".into()
                        }
                        _ => format!("cannot be read: {e}"),
                    };
                    return Some(Err(Reject { id: None, place, reason }));
                }
                Ok(n) if n as u64 > LARGEST => {
                    self.reader = BufReader::new(Box::new(std::io::empty()));
                    let reason = format!("a line of over {} MiB; the rest of the file is passed over", LARGEST >> 20);
                    return Some(Err(Reject { id: None, place, reason }));
                }
                Ok(_) => {}
            }
            let Ok(text) = String::from_utf8(bytes) else { return Some(Err(not_text(None, &place))) };
            if !text.trim().is_empty() {
                return Some(json::record(text.trim_end(), None, &place));
            }
        }
    }
}
