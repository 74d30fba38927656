//! Files and lines of a corpus in order, as records.

use super::xz::Unpacked;
use super::{CorpusError, Form, Layout, Record, Reject, hdf5, img2cad, json, rows};
use crate::dataset::{self, Dataset, Entries};
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The largest record that is read, bytes.
const LARGEST: u64 = 64 << 20;
/// The deepest folder that is looked into.
const DEEPEST: usize = 8;

/// The records of a corpus, in order of files and lines.
///
/// Of two records with one id and one form the second is refused.
pub struct Corpus {
    files: VecDeque<PathBuf>,
    lines: Option<Lines>,
    entries: Option<Entries>,
    layout: Option<Layout>,
    seen: HashMap<(String, Form), String>,
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
    let shown = path.display().to_string();
    let meta = std::fs::metadata(path).map_err(|source| CorpusError::Io { path: shown.clone(), source })?;
    let (mut files, mut layout) = (Vec::new(), None);
    if meta.is_dir() && dataset::is(path) {
        let entries = Some(Dataset::open(path)?.entries());
        return Ok(Corpus { files: VecDeque::new(), lines: None, entries, layout, seen: HashMap::new() });
    }
    if meta.is_dir() {
        let root = if Layout::is(path) {
            let found = Layout::open(path)?;
            let root = found.programs();
            layout = Some(found);
            root
        } else {
            path.to_path_buf()
        };
        collect(&root, 0, &mut files).map_err(|source| CorpusError::Io { path: shown.clone(), source })?;
        files.sort();
        if files.is_empty() {
            return Err(CorpusError::Empty { path: shown });
        }
    } else if kind(path).is_some() {
        files.push(path.to_path_buf());
    } else {
        return Err(CorpusError::Unknown { path: shown });
    }
    Ok(Corpus { files: files.into(), lines: None, entries: None, layout, seen: HashMap::new() })
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

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if depth > DEEPEST {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, depth + 1, files)?;
        } else if kind(&path).is_some() {
            files.push(path);
        }
    }
    Ok(())
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
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(item) => return Some(item.and_then(|r| self.admitted(r))),
                    None => self.lines = None,
                }
            }
            if let Some(entries) = &mut self.entries {
                match entries.next() {
                    Some(item) => return Some(item.and_then(|entry| entry.record()).and_then(|r| self.admitted(r))),
                    None => self.entries = None,
                }
            }
            let path = self.files.pop_front()?;
            let place = path.display().to_string();
            let id = id_of(&path);
            let reject =
                |e: std::io::Error| Reject { id: None, place: place.clone(), reason: format!("cannot be read: {e}") };
            let item = match kind(&path)? {
                kind @ (Kind::Lines | Kind::Xz) => match File::open(&path) {
                    Ok(file) => {
                        let reader: Box<dyn Read> = match kind {
                            Kind::Xz => Box::new(Unpacked::new(BufReader::new(file))),
                            _ => Box::new(file),
                        };
                        self.lines = Some(Lines { reader: BufReader::new(reader), file: place, line: 0 });
                        continue;
                    }
                    Err(e) => Err(reject(e)),
                },
                Kind::Json => whole(&path).map_err(reject).and_then(|bytes| {
                    let text = String::from_utf8(bytes).map_err(|_| not_text(Some(id.clone()), &place))?;
                    json::record(&text, Some(&id), &place)
                }),
                Kind::Hdf5 => whole(&path).map_err(reject).and_then(|bytes| tables(bytes, &id, &place)),
            };
            return Some(item.and_then(|r| self.admitted(r)));
        }
    }
}

impl Corpus {
    /// The record with its split, unless its id has been there.
    fn admitted(&mut self, mut record: Record) -> Result<Record, Reject> {
        let key = (record.id.clone(), record.form);
        if let Some(first) = self.seen.get(&key) {
            let reason = format!("the id stands twice; first in {first}");
            return Err(Reject { id: Some(record.id), place: record.place, reason });
        }
        self.seen.insert(key, record.place.clone());
        if let Some(layout) = &self.layout {
            record.split = layout.split(&record.id);
        }
        Ok(record)
    }
}

fn not_text(id: Option<String>, place: &str) -> Reject {
    Reject { id, place: place.into(), reason: "not text: some bytes are no UTF-8".into() }
}

fn whole(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(std::io::Error::other(format!("over {} MiB for one record", LARGEST >> 20)));
    }
    Ok(bytes)
}

/// The record of an HDF5 file: parts where it has some, else rows.
fn tables(bytes: Vec<u8>, id: &str, place: &str) -> Result<Record, Reject> {
    let reject = |reason: String| Reject { id: Some(id.into()), place: place.into(), reason };
    let found = hdf5::read(bytes).map_err(reject)?;
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
