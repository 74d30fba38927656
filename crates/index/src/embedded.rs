//! An index in a folder of its own: one SQLite file, and beside it the list of what was added, from which it can be made anew.

use crate::IndexError;
use crate::embedding::{Embedding, Encoding, closed_form};
use crate::gallery::{Gallery, Near, SizeWish};
use crate::part::{Entry, Kind, Listed, Part, Stamp};
use crate::sketch::Sketch;
use crate::store::{Candidate, Root, Store, VERSION};
use half::f16;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The file of records.
const RECORDS: &str = "parts.sqlite";
/// The list of what was added.
const ROOTS: &str = "roots.json";
/// What SQLite's header says a file is for: "RSLD".
const APPLICATION: i64 = 0x5253_4c44;
/// How long another process's writing is waited for, milliseconds.
const PATIENCE: i64 = 10_000;

const SCHEMA: &str = "
CREATE TABLE root (path TEXT PRIMARY KEY, unit TEXT) WITHOUT ROWID;
CREATE TABLE embedding (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, length INTEGER NOT NULL, digest TEXT NOT NULL, held INTEGER NOT NULL DEFAULT 0);
CREATE TABLE part (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL, digest BLOB NOT NULL,
  kind TEXT, sized INTEGER NOT NULL, about TEXT NOT NULL, sketch BLOB, crc INTEGER NOT NULL);
CREATE TABLE vector (
  embedding INTEGER NOT NULL, part INTEGER NOT NULL, radius REAL, numbers BLOB NOT NULL, crc INTEGER NOT NULL,
  PRIMARY KEY (embedding, part)) WITHOUT ROWID;
CREATE TRIGGER more AFTER INSERT ON vector BEGIN UPDATE embedding SET held = held + 1 WHERE id = NEW.embedding; END;
CREATE TRIGGER less AFTER DELETE ON vector BEGIN UPDATE embedding SET held = held - 1 WHERE id = OLD.embedding; END;
";

/// An index in a folder.
pub struct Embedded {
    folder: PathBuf,
    place: String,
    db: Connection,
    galleries: HashMap<i64, Gallery>,
}

/// The list of what was added, as a file.
#[derive(Serialize, Deserialize)]
struct Roots {
    schema: String,
    roots: Vec<Root>,
}

impl Embedded {
    /// The index in a folder.
    ///
    /// # Errors
    /// [`IndexError::Missing`], [`IndexError::Foreign`], [`IndexError::Version`], [`IndexError::Damaged`].
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let place = folder.display().to_string();
        let file = folder.join(RECORDS);
        if !file.is_file() {
            let foreign = folder.is_file() || folder.join(ROOTS).is_file();
            return Err(match foreign {
                // Where the list is left, the index can be made anew.
                true if folder.is_dir() => IndexError::Damaged { place, what: format!("{RECORDS} is missing") },
                true => IndexError::Foreign { place },
                false => IndexError::Missing { place },
            });
        }
        let db =
            Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
                .map_err(|e| of_sqlite(&place, &e))?;
        let index = Self { folder: folder.into(), place, db, galleries: HashMap::new() };
        index.db.execute_batch(&format!("PRAGMA busy_timeout = {PATIENCE}")).map_err(|e| index.fault(&e))?;
        let number = |name: &str| index.db.query_row(&format!("PRAGMA {name}"), [], |r| r.get::<_, i64>(0));
        let application = number("application_id").map_err(|e| index.fault(&e))?;
        if application != APPLICATION {
            // Where the list lies beside it, it was an index once.
            return Err(match index.folder.join(ROOTS).is_file() {
                true => index.damaged("its header is not what it should be"),
                false => IndexError::Foreign { place: index.place },
            });
        }
        let found = number("user_version").map_err(|e| index.fault(&e))?;
        if found != VERSION {
            return Err(IndexError::Version { place: index.place, found, known: VERSION });
        }
        Ok(index)
    }

    /// The index in a folder, which is made where there is none.
    ///
    /// # Errors
    /// As [`Embedded::open`], and where the folder cannot be made.
    pub fn open_or_make(folder: &Path) -> Result<Self, IndexError> {
        match Self::open(folder) {
            Err(IndexError::Missing { .. }) => Self::make(folder, &[]),
            other => other,
        }
    }

    /// A new index in a folder, in the place of what is there, with a list of what is to be added.
    ///
    /// # Errors
    /// [`IndexError::Store`]: the folder cannot be made or written to.
    pub fn make(folder: &Path, roots: &[Root]) -> Result<Self, IndexError> {
        let place = folder.display().to_string();
        let failed = |reason: String| IndexError::Store { place: place.clone(), reason };
        std::fs::create_dir_all(folder).map_err(|e| failed(e.to_string()))?;
        // Whole or not at all: under another name until the tables are in it.
        let fresh = folder.join(format!("{RECORDS}.new"));
        for stale in ["", "-journal"] {
            let _ = std::fs::remove_file(folder.join(format!("{RECORDS}.new{stale}")));
        }
        let lite = |e: &rusqlite::Error| of_sqlite(&place, e);
        let mut db = Connection::open(&fresh).map_err(|e| lite(&e))?;
        // Rows of a kilobyte waste a quarter of SQLite's usual pages.
        db.execute_batch(&format!(
            "PRAGMA page_size = 16384; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        ))
        .map_err(|e| lite(&e))?;
        let transaction = db.transaction().map_err(|e| lite(&e))?;
        transaction.execute_batch(SCHEMA).map_err(|e| lite(&e))?;
        for embedding in closed_form() {
            transaction
                .execute(
                    "INSERT INTO embedding (name, length, digest) VALUES (?1, ?2, ?3)",
                    params![embedding.name, embedding.length as i64, embedding.digest],
                )
                .map_err(|e| lite(&e))?;
        }
        for root in roots {
            transaction
                .execute("INSERT OR REPLACE INTO root VALUES (?1, ?2)", params![root.path, root.unit])
                .map_err(|e| lite(&e))?;
        }
        transaction.commit().map_err(|e| lite(&e))?;
        db.close().map_err(|(_, e)| lite(&e))?;
        let _ = std::fs::remove_file(folder.join(format!("{RECORDS}-journal")));
        std::fs::rename(&fresh, folder.join(RECORDS)).map_err(|e| failed(e.to_string()))?;
        let index = Self::open(folder)?;
        index.write_roots(roots)?;
        Ok(index)
    }

    /// What was added to the index in a folder, whatever state its records are in; none where nobody knows.
    pub fn roots_of(folder: &Path) -> Vec<Root> {
        let text = std::fs::read_to_string(folder.join(ROOTS)).unwrap_or_default();
        serde_json::from_str::<Roots>(&text).map(|r| r.roots).unwrap_or_default()
    }

    fn write_roots(&self, roots: &[Root]) -> Result<(), IndexError> {
        let failed = |e: std::io::Error| IndexError::Store { place: self.place.clone(), reason: e.to_string() };
        let list = Roots { schema: format!("resolid-index/{VERSION}"), roots: roots.to_vec() };
        let text = serde_json::to_string_pretty(&list).expect("a list is plain data");
        let fresh = self.folder.join(format!("{ROOTS}.new"));
        std::fs::write(&fresh, text + "\n").map_err(failed)?;
        std::fs::rename(&fresh, self.folder.join(ROOTS)).map_err(failed)
    }

    fn fault(&self, e: &rusqlite::Error) -> IndexError {
        of_sqlite(&self.place, e)
    }

    fn damaged(&self, what: impl Into<String>) -> IndexError {
        IndexError::Damaged { place: self.place.clone(), what: what.into() }
    }

    /// The number of an embedding, which is added where it is new.
    fn number_of(place: &str, transaction: &Transaction, embedding: &Embedding) -> Result<i64, IndexError> {
        let lite = |e: rusqlite::Error| of_sqlite(place, &e);
        let found: Option<(i64, String)> = transaction
            .query_row("SELECT id, digest FROM embedding WHERE name = ?1", [&embedding.name], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .optional()
            .map_err(lite)?;
        match found {
            Some((id, digest)) if digest == embedding.digest => Ok(id),
            // Numbers of other weights under one name would be compared with these.
            Some(_) => Err(IndexError::Embedding { place: place.into(), name: embedding.name.clone() }),
            None => {
                transaction
                    .execute(
                        "INSERT INTO embedding (name, length, digest) VALUES (?1, ?2, ?3)",
                        params![embedding.name, embedding.length as i64, embedding.digest],
                    )
                    .map_err(lite)?;
                Ok(transaction.last_insert_rowid())
            }
        }
    }

    /// The gallery of one embedding, read once.
    fn gallery(&mut self, id: i64, length: usize) -> Result<&Gallery, IndexError> {
        if !self.galleries.contains_key(&id) {
            let mut gallery = Gallery::new(length);
            let mut damaged = None;
            {
                let mut rows = self
                    .db
                    .prepare("SELECT part, radius, numbers, crc FROM vector WHERE embedding = ?1")
                    .map_err(|e| self.fault(&e))?;
                let mut rows = rows.query([id]).map_err(|e| self.fault(&e))?;
                while let Some(row) = rows.next().map_err(|e| self.fault(&e))? {
                    let mut read = || -> rusqlite::Result<_> {
                        let (part, radius, crc): (i64, Option<f64>, u32) = (row.get(0)?, row.get(1)?, row.get(3)?);
                        let bytes = row.get_ref(2)?.as_blob().map_err(|e| {
                            rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Blob, Box::new(e))
                        })?;
                        let good = bytes.len() == 2 * length && vector_crc(id, part, radius, bytes) == crc;
                        if good {
                            let numbers = bytes.chunks_exact(2).map(|b| f16::from_le_bytes([b[0], b[1]]).to_f32());
                            gallery.push(part, radius, numbers);
                        }
                        Ok((part, good))
                    };
                    let (part, good) = read().map_err(|e| self.fault(&e))?;
                    if !good {
                        damaged = Some(part);
                        break;
                    }
                }
            }
            if let Some(part) = damaged {
                return Err(self.damaged(format!("a checksum of part {part} does not match")));
            }
            // Records that a damaged page lost have no checksum to be told by.
            let held: i64 = self
                .db
                .query_row("SELECT held FROM embedding WHERE id = ?1", [id], |r| r.get(0))
                .map_err(|e| self.fault(&e))?;
            if held != gallery.len() as i64 {
                return Err(self.damaged(format!("{} of {held} records are left", gallery.len())));
            }
            self.galleries.insert(id, gallery);
        }
        Ok(&self.galleries[&id])
    }
}

impl Store for Embedded {
    fn place(&self) -> String {
        self.place.clone()
    }

    fn embeddings(&mut self) -> Result<Vec<Embedding>, IndexError> {
        let all = || -> rusqlite::Result<Vec<Embedding>> {
            let mut rows = self.db.prepare("SELECT name, length, digest FROM embedding ORDER BY id")?;
            let rows = rows.query_map([], |r| {
                Ok(Embedding { name: r.get(0)?, length: r.get::<_, i64>(1)? as usize, digest: r.get(2)? })
            })?;
            rows.collect()
        };
        all().map_err(|e| self.fault(&e))
    }

    fn roots(&mut self) -> Result<Vec<Root>, IndexError> {
        let all = || -> rusqlite::Result<Vec<Root>> {
            let mut rows = self.db.prepare("SELECT path, unit FROM root ORDER BY path")?;
            let rows = rows.query_map([], |r| Ok(Root { path: r.get(0)?, unit: r.get(1)? }))?;
            rows.collect()
        };
        all().map_err(|e| self.fault(&e))
    }

    fn add_root(&mut self, root: &Root) -> Result<(), IndexError> {
        self.db
            .execute("INSERT OR REPLACE INTO root VALUES (?1, ?2)", params![root.path, root.unit])
            .map_err(|e| self.fault(&e))?;
        let roots = self.roots()?;
        self.write_roots(&roots)
    }

    fn stamps(&mut self) -> Result<HashMap<String, Stamp>, IndexError> {
        let all = || -> rusqlite::Result<HashMap<String, Stamp>> {
            let mut rows = self.db.prepare("SELECT path, size, modified, digest FROM part")?;
            let rows = rows.query_map([], |r| Ok((r.get(0)?, stamp(r, 1)?)))?;
            rows.collect()
        };
        all().map_err(|e| self.fault(&e))
    }

    fn put(&mut self, entries: &[Entry]) -> Result<(), IndexError> {
        let place = self.place.clone();
        let lite = |e: rusqlite::Error| of_sqlite(&place, &e);
        let transaction = self.db.transaction().map_err(lite)?;
        let mut numbers: HashMap<Embedding, i64> = HashMap::new();
        for entry in entries {
            take_out(&transaction, entry.path()).map_err(lite)?;
            let stamp = entry.stamp();
            let (kind, sized, about, sketch) = match entry {
                Entry::Part(p) => (Some(p.kind.word()), p.sized, &p.about, Some(p.sketch.packed())),
                Entry::Fault { reason, .. } => (None, false, reason, None),
            };
            let crc = part_crc(entry.path(), stamp, kind, sized, about, sketch.as_deref());
            transaction
                .prepare_cached(
                    "INSERT INTO part (path, size, modified, digest, kind, sized, about, sketch, crc) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
                )
                .and_then(|mut s| {
                    let size = stamp.size as i64;
                    s.execute(params![entry.path(), size, stamp.modified, stamp.digest, kind, sized, about, sketch, crc])
                })
                .map_err(lite)?;
            let id = transaction.last_insert_rowid();
            let Entry::Part(part) = entry else { continue };
            for encoding in &part.encodings {
                let embedding = match numbers.get(&encoding.embedding) {
                    Some(&number) => number,
                    None => {
                        let number = Self::number_of(&place, &transaction, &encoding.embedding)?;
                        numbers.insert(encoding.embedding.clone(), number);
                        number
                    }
                };
                let (radius, bytes) = (radius_of(part), packed(&encoding.vector));
                let crc = vector_crc(embedding, id, radius, &bytes);
                transaction
                    .prepare_cached("INSERT INTO vector VALUES (?1, ?2, ?3, ?4, ?5)")
                    .and_then(|mut s| s.execute(params![embedding, id, radius, bytes, crc]))
                    .map_err(lite)?;
            }
        }
        transaction.commit().map_err(lite)?;
        self.galleries.clear();
        Ok(())
    }

    fn touch(&mut self, files: &[(String, Stamp)]) -> Result<(), IndexError> {
        let place = self.place.clone();
        let lite = |e: rusqlite::Error| of_sqlite(&place, &e);
        let transaction = self.db.transaction().map_err(lite)?;
        for (path, stamp) in files {
            let known = transaction
                .query_row("SELECT kind, sized, about, sketch FROM part WHERE path = ?1", [path], |r| {
                    let crc = {
                        let (kind, sized, about): (Option<String>, bool, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
                        let sketch: Option<Vec<u8>> = r.get(3)?;
                        part_crc(path, stamp, kind.as_deref(), sized, &about, sketch.as_deref())
                    };
                    Ok(crc)
                })
                .optional()
                .map_err(lite)?;
            if let Some(crc) = known {
                transaction
                    .execute(
                        "UPDATE part SET modified = ?2, crc = ?3 WHERE path = ?1",
                        params![path, stamp.modified, crc],
                    )
                    .map_err(lite)?;
            }
        }
        transaction.commit().map_err(lite)
    }

    fn remove(&mut self, paths: &[String]) -> Result<usize, IndexError> {
        let place = self.place.clone();
        let lite = |e: rusqlite::Error| of_sqlite(&place, &e);
        let transaction = self.db.transaction().map_err(lite)?;
        let mut count = 0;
        for path in paths {
            count += take_out(&transaction, path).map_err(lite)?;
            transaction.execute("DELETE FROM root WHERE path = ?1", [path]).map_err(lite)?;
        }
        transaction.commit().map_err(lite)?;
        self.galleries.clear();
        let roots = self.roots()?;
        self.write_roots(&roots)?;
        Ok(count)
    }

    fn list(&mut self) -> Result<Vec<Listed>, IndexError> {
        let all = || -> rusqlite::Result<Vec<Listed>> {
            let mut rows = self.db.prepare(
                "SELECT id, path, size, modified, digest, kind, sized, about, sketch FROM part ORDER BY path",
            )?;
            let rows = rows.query_map([], listed)?;
            rows.collect()
        };
        all().map_err(|e| self.fault(&e))
    }

    fn nearest(&mut self, query: &Encoding, count: usize, wish: Option<SizeWish>) -> Result<Vec<Near>, IndexError> {
        let found: Option<i64> = self
            .db
            .query_row(
                "SELECT id FROM embedding WHERE name = ?1 AND digest = ?2",
                [&query.embedding.name, &query.embedding.digest],
                |r| r.get(0),
            )
            .optional()
            .map_err(|e| self.fault(&e))?;
        let Some(id) = found else {
            return Err(IndexError::Embedding { place: self.place.clone(), name: query.embedding.name.clone() });
        };
        Ok(self.gallery(id, query.vector.len())?.nearest(&query.vector, count, wish))
    }

    fn candidates(&mut self, ids: &[i64]) -> Result<Vec<Candidate>, IndexError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let row = self
                .db
                .prepare_cached(
                    "SELECT id, path, size, modified, digest, kind, sized, about, sketch, crc FROM part WHERE id = ?1",
                )
                .and_then(|mut s| {
                    s.query_row([id], |r| Ok((listed(r)?, r.get::<_, Option<Vec<u8>>>(8)?, r.get::<_, u32>(9)?)))
                        .optional()
                })
                .map_err(|e| self.fault(&e))?;
            let Some((part, sketch, crc)) = row else { return Err(self.damaged(format!("part {id} is missing"))) };
            let kind = part.kind.map(Kind::word);
            if part_crc(&part.path, &part.stamp, kind, part.sized, &part.about, sketch.as_deref()) != crc {
                return Err(self.damaged(format!("a checksum of part {id} does not match")));
            }
            let sketch = sketch.ok_or_else(|| self.damaged(format!("part {id} has no points")))?;
            let sketch = Sketch::unpacked(&sketch).map_err(|e| self.damaged(e.to_string()))?;
            found.push(Candidate { part, sketch });
        }
        Ok(found)
    }

    fn verify(&mut self) -> Result<Vec<String>, IndexError> {
        let mut faults: Vec<String> = Vec::new();
        let check = || -> rusqlite::Result<Vec<String>> {
            let mut rows = self.db.prepare("PRAGMA integrity_check(20)")?;
            let rows = rows.query_map([], |r| r.get(0))?;
            rows.collect()
        };
        faults.extend(check().map_err(|e| self.fault(&e))?.into_iter().filter(|line| line != "ok"));
        let parts: Vec<i64> = {
            let all = || -> rusqlite::Result<Vec<i64>> {
                let mut rows = self.db.prepare("SELECT id FROM part WHERE kind IS NOT NULL ORDER BY id")?;
                let rows = rows.query_map([], |r| r.get(0))?;
                rows.collect()
            };
            all().map_err(|e| self.fault(&e))?
        };
        for id in &parts {
            if let Err(e) = self.candidates(&[*id]) {
                match e {
                    IndexError::Damaged { what, .. } => faults.push(what),
                    e => return Err(e),
                }
            }
        }
        self.galleries.clear();
        for embedding in self.embeddings()? {
            let query = Encoding { vector: vec![0.0; embedding.length], embedding };
            match self.nearest(&query, 1, None) {
                Ok(_) => {}
                Err(IndexError::Damaged { what, .. }) => faults.push(what),
                Err(e) => return Err(e),
            }
        }
        Ok(faults)
    }
}

/// The size that parts are told by, where it is known.
pub(crate) fn radius_of(part: &Part) -> Option<f64> {
    part.sized.then_some(part.sketch.radius)
}

fn take_out(transaction: &Transaction, path: &str) -> rusqlite::Result<usize> {
    transaction
        .prepare_cached("DELETE FROM vector WHERE part = (SELECT id FROM part WHERE path = ?1) AND embedding IN (SELECT id FROM embedding)")?
        .execute([path])?;
    transaction.prepare_cached("DELETE FROM part WHERE path = ?1")?.execute([path])
}

fn stamp(row: &Row, first: usize) -> rusqlite::Result<Stamp> {
    Ok(Stamp { size: row.get::<_, i64>(first)? as u64, modified: row.get(first + 1)?, digest: row.get(first + 2)? })
}

fn listed(row: &Row) -> rusqlite::Result<Listed> {
    let kind: Option<String> = row.get(5)?;
    let sketch: Option<Vec<u8>> = row.get(8)?;
    Ok(Listed {
        id: row.get(0)?,
        path: row.get(1)?,
        stamp: stamp(row, 2)?,
        kind: kind.as_deref().and_then(Kind::of_word),
        sized: row.get(6)?,
        about: row.get(7)?,
        diagonal: sketch.and_then(|s| Sketch::unpacked(&s).ok()).map_or(0.0, |s| s.diagonal),
    })
}

/// Numbers in half precision, little-endian.
fn packed(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|&v| f16::from_f32(v).to_le_bytes()).collect()
}

fn vector_crc(embedding: i64, part: i64, radius: Option<f64>, numbers: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(&embedding.to_le_bytes());
    crc.update(&part.to_le_bytes());
    crc.update(&radius.unwrap_or(f64::NAN).to_bits().to_le_bytes());
    crc.update(numbers);
    crc.finalize()
}

fn part_crc(path: &str, stamp: &Stamp, kind: Option<&str>, sized: bool, about: &str, sketch: Option<&[u8]>) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    for field in [path, kind.unwrap_or_default(), about] {
        crc.update(&(field.len() as u64).to_le_bytes());
        crc.update(field.as_bytes());
    }
    crc.update(&stamp.size.to_le_bytes());
    crc.update(&stamp.modified.to_le_bytes());
    crc.update(&stamp.digest);
    crc.update(&[u8::from(sized), u8::from(kind.is_some())]);
    crc.update(sketch.unwrap_or_default());
    crc.finalize()
}

/// What SQLite says, in our words.
fn of_sqlite(place: &str, e: &rusqlite::Error) -> IndexError {
    let place = place.to_owned();
    match e.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            IndexError::Damaged { place, what: "its records cannot be read".into() }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => IndexError::Busy { place },
        Some(ErrorCode::DiskFull) => IndexError::Store { place, reason: "the disk is full".into() },
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            IndexError::Store { place, reason: "it may not be written to".into() }
        }
        // A column of another type, or a table that is gone: not as it was written.
        None => IndexError::Damaged { place, what: "its records are not what they should be".into() },
        // Nothing is wrong with the question, so what it asks for is not as it was made.
        Some(ErrorCode::Unknown) => IndexError::Damaged { place, what: e.to_string() },
        Some(_) => IndexError::Store { place, reason: e.to_string() },
    }
}
