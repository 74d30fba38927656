//! An index that a team shares: PostgreSQL with pgvector, the same records in tables of a schema of their own.
//!
//! The nearest are found by an exact scan, as in a folder, so that both give the same answers.

use crate::IndexError;
use crate::embedded::radius_of;
use crate::embedding::{Embedding, Encoding, closed_form};
use crate::gallery::{Near, SizeWish};
use crate::part::{Entry, Kind, Listed, Stamp};
use crate::sketch::Sketch;
use crate::store::{Candidate, Root, Store, VERSION};
use ::postgres::{Client, NoTls, Row, Transaction};
use std::collections::HashMap;

const SCHEMA: &str = "
CREATE SCHEMA resolid;
CREATE TABLE resolid.meta (version BIGINT NOT NULL);
CREATE TABLE resolid.root (path TEXT PRIMARY KEY, unit TEXT);
CREATE TABLE resolid.embedding (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL UNIQUE, length BIGINT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE resolid.part (
  id BIGSERIAL PRIMARY KEY, path TEXT NOT NULL UNIQUE, size BIGINT NOT NULL, modified BIGINT NOT NULL, digest BYTEA NOT NULL,
  kind TEXT, sized BOOLEAN NOT NULL, about TEXT NOT NULL, sketch BYTEA);
CREATE TABLE resolid.vector (
  embedding BIGINT NOT NULL REFERENCES resolid.embedding, part BIGINT NOT NULL REFERENCES resolid.part ON DELETE CASCADE,
  size REAL, numbers VECTOR NOT NULL, PRIMARY KEY (embedding, part));
";

/// An index in a database.
pub struct Postgres {
    place: String,
    client: Client,
}

impl Postgres {
    /// The index in the database at an address.
    ///
    /// # Errors
    /// [`IndexError::Missing`], [`IndexError::Version`]; [`IndexError::Store`]: nobody answers, or pgvector is not there.
    pub fn open(address: &str) -> Result<Self, IndexError> {
        let mut index = Self::connect(address)?;
        match index.version()? {
            None => Err(IndexError::Missing { place: index.place }),
            Some(VERSION) => Ok(index),
            Some(found) => Err(IndexError::Version { place: index.place, found, known: VERSION }),
        }
    }

    /// The index in the database at an address, which is made where there is none.
    ///
    /// # Errors
    /// As [`Postgres::open`], and where no tables may be made.
    pub fn open_or_make(address: &str) -> Result<Self, IndexError> {
        match Self::open(address) {
            Err(IndexError::Missing { .. }) => Self::make(address, &[]),
            other => other,
        }
    }

    /// A new index in the place of what is there.
    ///
    /// # Errors
    /// As [`Postgres::open_or_make`].
    pub fn make(address: &str, roots: &[Root]) -> Result<Self, IndexError> {
        let mut index = Self::connect(address)?;
        let place = index.place.clone();
        let gone = |e: ::postgres::Error| of_postgres(&place, &e);
        let mut transaction = index.client.transaction().map_err(gone)?;
        // Many roles may use the extension, few may make it.
        let there = transaction.query_opt("SELECT 1 FROM pg_extension WHERE extname = 'vector'", &[]).map_err(gone)?;
        if there.is_none() {
            transaction.batch_execute("CREATE EXTENSION vector").map_err(|e| IndexError::Store {
                place: place.clone(),
                reason: format!("it has no pgvector ({}); have its owner say: CREATE EXTENSION vector", said(&e)),
            })?;
        }
        transaction.batch_execute("DROP SCHEMA IF EXISTS resolid CASCADE").map_err(gone)?;
        transaction.batch_execute(SCHEMA).map_err(gone)?;
        transaction.execute("INSERT INTO resolid.meta VALUES ($1)", &[&VERSION]).map_err(gone)?;
        for embedding in closed_form() {
            number_of(&place, &mut transaction, &embedding)?;
        }
        for root in roots {
            transaction.execute("INSERT INTO resolid.root VALUES ($1, $2)", &[&root.path, &root.unit]).map_err(gone)?;
        }
        transaction.commit().map_err(gone)?;
        Ok(index)
    }

    fn connect(address: &str) -> Result<Self, IndexError> {
        let place = without_password(address);
        let client = Client::connect(address, NoTls).map_err(|e| of_postgres(&place, &e))?;
        Ok(Self { place, client })
    }

    fn version(&mut self) -> Result<Option<i64>, IndexError> {
        let there = self.client.query_one("SELECT to_regclass('resolid.meta') IS NOT NULL", &[]);
        if !there.map_err(|e| of_postgres(&self.place, &e))?.get::<_, bool>(0) {
            return Ok(None);
        }
        let row = self.client.query_opt("SELECT version FROM resolid.meta", &[]);
        Ok(row.map_err(|e| of_postgres(&self.place, &e))?.map(|r| r.get(0)))
    }

    fn query(&mut self, text: &str, values: &[&(dyn ::postgres::types::ToSql + Sync)]) -> Result<Vec<Row>, IndexError> {
        self.client.query(text, values).map_err(|e| of_postgres(&self.place, &e))
    }
}

impl Store for Postgres {
    fn place(&self) -> String {
        self.place.clone()
    }

    fn embeddings(&mut self) -> Result<Vec<Embedding>, IndexError> {
        let rows = self.query("SELECT name, length, digest FROM resolid.embedding ORDER BY id", &[])?;
        let embedding = |r: &Row| Embedding { name: r.get(0), length: r.get::<_, i64>(1) as usize, digest: r.get(2) };
        Ok(rows.iter().map(embedding).collect())
    }

    fn roots(&mut self) -> Result<Vec<Root>, IndexError> {
        let rows = self.query("SELECT path, unit FROM resolid.root ORDER BY path", &[])?;
        Ok(rows.iter().map(|r| Root { path: r.get(0), unit: r.get(1) }).collect())
    }

    fn add_root(&mut self, root: &Root) -> Result<(), IndexError> {
        let text = "INSERT INTO resolid.root VALUES ($1, $2) ON CONFLICT (path) DO UPDATE SET unit = EXCLUDED.unit";
        self.query(text, &[&root.path, &root.unit]).map(|_| ())
    }

    fn stamps(&mut self) -> Result<HashMap<String, Stamp>, IndexError> {
        let rows = self.query("SELECT path, size, modified, digest FROM resolid.part", &[])?;
        Ok(rows.iter().map(|r| (r.get(0), stamp(r, 1))).collect())
    }

    fn put(&mut self, entries: &[Entry]) -> Result<(), IndexError> {
        let place = self.place.clone();
        let gone = |e: ::postgres::Error| of_postgres(&place, &e);
        let mut transaction = self.client.transaction().map_err(gone)?;
        let mut numbers: HashMap<Embedding, i64> = HashMap::new();
        for entry in entries {
            transaction.execute("DELETE FROM resolid.part WHERE path = $1", &[&entry.path()]).map_err(gone)?;
            let stamp = entry.stamp();
            let (kind, sized, about, sketch) = match entry {
                Entry::Part(p) => (Some(p.kind.word()), p.sized, &p.about, Some(p.sketch.packed())),
                Entry::Fault { reason, .. } => (None, false, reason, None),
            };
            let id: i64 = transaction
                .query_one(
                    "INSERT INTO resolid.part (path, size, modified, digest, kind, sized, about, sketch)
                     VALUES ($1,$2,$3,$4,$5,$6,$7,$8) RETURNING id",
                    &[
                        &entry.path(),
                        &(stamp.size as i64),
                        &stamp.modified,
                        &&stamp.digest[..],
                        &kind,
                        &sized,
                        about,
                        &sketch,
                    ],
                )
                .map_err(gone)?
                .get(0);
            let Entry::Part(part) = entry else { continue };
            for encoding in &part.encodings {
                let embedding = match numbers.get(&encoding.embedding) {
                    Some(&number) => number,
                    None => {
                        let number = number_of(&place, &mut transaction, &encoding.embedding)?;
                        numbers.insert(encoding.embedding.clone(), number);
                        number
                    }
                };
                let size = radius_of(part).map(|r| r.ln() as f32);
                transaction
                    .execute(
                        "INSERT INTO resolid.vector VALUES ($1, $2, $3, $4::text::vector)",
                        &[&embedding, &id, &size, &as_text(&encoding.vector)],
                    )
                    .map_err(gone)?;
            }
        }
        transaction.commit().map_err(gone)
    }

    fn touch(&mut self, files: &[(String, Stamp)]) -> Result<(), IndexError> {
        let place = self.place.clone();
        let gone = |e: ::postgres::Error| of_postgres(&place, &e);
        let mut transaction = self.client.transaction().map_err(gone)?;
        for (path, stamp) in files {
            transaction
                .execute("UPDATE resolid.part SET modified = $2 WHERE path = $1", &[path, &stamp.modified])
                .map_err(gone)?;
        }
        transaction.commit().map_err(gone)
    }

    fn remove(&mut self, paths: &[String]) -> Result<usize, IndexError> {
        let place = self.place.clone();
        let gone = |e: ::postgres::Error| of_postgres(&place, &e);
        let mut transaction = self.client.transaction().map_err(gone)?;
        let count = transaction.execute("DELETE FROM resolid.part WHERE path = ANY($1)", &[&paths]).map_err(gone)?;
        transaction.execute("DELETE FROM resolid.root WHERE path = ANY($1)", &[&paths]).map_err(gone)?;
        transaction.commit().map_err(gone)?;
        Ok(count as usize)
    }

    fn list(&mut self) -> Result<Vec<Listed>, IndexError> {
        // By bytes, as in a folder, whatever language the database sorts in.
        let rows = self.query(&format!("{LISTED} ORDER BY path COLLATE \"C\""), &[])?;
        Ok(rows.iter().map(listed).collect())
    }

    fn nearest(&mut self, query: &Encoding, count: usize, wish: Option<SizeWish>) -> Result<Vec<Near>, IndexError> {
        let found = self.query(
            "SELECT id FROM resolid.embedding WHERE name = $1 AND digest = $2",
            &[&query.embedding.name, &query.embedding.digest],
        )?;
        let Some(id) = found.first().map(|r| r.get::<_, i64>(0)) else {
            return Err(IndexError::Embedding { place: self.place.clone(), name: query.embedding.name.clone() });
        };
        // A weight of nothing where size does not matter, so that there is one question for both.
        let wish = wish.unwrap_or(SizeWish { size: 0.0, weight: 0.0, most: 1.0 });
        let rows = self.query(
            "SELECT part, sqrt(power(numbers <-> $2::text::vector, 2)
               + $3::float8 * power(coalesce(least(abs(size - $4::float8), $5::float8), $5::float8 / 4), 2)) AS off
             FROM resolid.vector WHERE embedding = $1 ORDER BY off, part LIMIT $6",
            &[
                &id,
                &as_text(&query.vector),
                &f64::from(wish.weight),
                &f64::from(wish.size),
                &f64::from(wish.most),
                &(count as i64),
            ],
        )?;
        Ok(rows.iter().map(|r| Near { id: r.get(0), distance: r.get::<_, f64>(1) as f32 }).collect())
    }

    fn candidates(&mut self, ids: &[i64]) -> Result<Vec<Candidate>, IndexError> {
        let rows = self.query(&format!("{LISTED} WHERE id = ANY($1)"), &[&ids])?;
        let mut found: HashMap<i64, Candidate> = HashMap::new();
        for row in &rows {
            let part = listed(row);
            let sketch: Option<Vec<u8>> = row.get(8);
            let damaged = |what: String| IndexError::Damaged { place: self.place.clone(), what };
            let sketch = sketch.ok_or_else(|| damaged(format!("part {} has no points", part.id)))?;
            let sketch = Sketch::unpacked(&sketch).map_err(|e| damaged(e.to_string()))?;
            found.insert(part.id, Candidate { part, sketch });
        }
        // One that was taken out meanwhile is no candidate any more.
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    fn verify(&mut self) -> Result<Vec<String>, IndexError> {
        let mut faults = Vec::new();
        for part in self.list()? {
            if part.kind.is_some()
                && let Err(e) = self.candidates(&[part.id])
            {
                match e {
                    IndexError::Damaged { what, .. } => faults.push(what),
                    e => return Err(e),
                }
            }
        }
        let bare = self.query(
            "SELECT count(*) FROM resolid.part p WHERE kind IS NOT NULL AND NOT EXISTS
               (SELECT 1 FROM resolid.vector v WHERE v.part = p.id)",
            &[],
        )?;
        let bare: i64 = bare[0].get(0);
        if bare > 0 {
            faults.push(format!("{bare} parts have no numbers"));
        }
        Ok(faults)
    }
}

const LISTED: &str = "SELECT id, path, size, modified, digest, kind, sized, about, sketch FROM resolid.part";

fn stamp(row: &Row, first: usize) -> Stamp {
    let digest: Vec<u8> = row.get(first + 2);
    let digest = digest.try_into().unwrap_or([0; 32]);
    Stamp { size: row.get::<_, i64>(first) as u64, modified: row.get(first + 1), digest }
}

fn listed(row: &Row) -> Listed {
    let sketch: Option<Vec<u8>> = row.get(8);
    Listed {
        id: row.get(0),
        path: row.get(1),
        stamp: stamp(row, 2),
        kind: row.get::<_, Option<String>>(5).as_deref().and_then(Kind::of_word),
        sized: row.get(6),
        about: row.get(7),
        diagonal: sketch.and_then(|s| Sketch::unpacked(&s).ok()).map_or(0.0, |s| s.diagonal),
    }
}

/// The number of an embedding, which is added where it is new.
fn number_of(place: &str, transaction: &mut Transaction, embedding: &Embedding) -> Result<i64, IndexError> {
    let gone = |e: ::postgres::Error| of_postgres(place, &e);
    let row = transaction
        .query_opt("SELECT id, digest FROM resolid.embedding WHERE name = $1", &[&embedding.name])
        .map_err(gone)?;
    match row {
        Some(row) if row.get::<_, String>(1) == embedding.digest => Ok(row.get(0)),
        Some(_) => Err(IndexError::Embedding { place: place.into(), name: embedding.name.clone() }),
        None => {
            let text = "INSERT INTO resolid.embedding (name, length, digest) VALUES ($1, $2, $3) RETURNING id";
            let values: [&(dyn ::postgres::types::ToSql + Sync); 3] =
                [&embedding.name, &(embedding.length as i64), &embedding.digest];
            Ok(transaction.query_one(text, &values).map_err(gone)?.get(0))
        }
    }
}

/// Numbers as pgvector reads them, to what half precision holds, so that both stores answer alike.
fn as_text(vector: &[f32]) -> String {
    let numbers: Vec<String> = vector.iter().map(|&v| crate::embedding::as_held(v).to_string()).collect();
    format!("[{}]", numbers.join(","))
}

/// The address as it may be shown.
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.into() };
    let (end, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host = match end.rsplit_once('@') {
        Some((user, host)) => format!("{}@{host}", user.split(':').next().unwrap_or_default()),
        None => end.to_owned(),
    };
    // Options may hold one too.
    format!("{scheme}://{host}{}", path.split('?').next().unwrap_or_default())
}

/// What the database said, in one line.
fn said(e: &::postgres::Error) -> String {
    let text = match (e.as_db_error(), std::error::Error::source(e)) {
        (Some(e), _) => e.message().to_owned(),
        (None, Some(source)) => source.to_string(),
        (None, None) => e.to_string(),
    };
    text.replace('\n', " ")
}

/// What the database says, in our words.
fn of_postgres(place: &str, e: &::postgres::Error) -> IndexError {
    let place = place.to_owned();
    let left = e.is_closed() || e.code().is_some_and(|c| c.code().starts_with("57P"));
    let reason = match (left, e.as_db_error()) {
        (true, _) => "the database went away; what was finished is kept, the same command goes on from there".into(),
        (false, Some(_)) => format!("{}; look at the database and the address", said(e)),
        (false, None) => format!("nobody answers there ({}); check that the database runs, and its address", said(e)),
    };
    IndexError::Store { place, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        for (address, shown) in [
            ("postgres://me:secret@host:5432/parts", "postgres://me@host:5432/parts"),
            ("postgresql://host/parts?password=secret", "postgresql://host/parts"),
            ("postgres://me:p@ss@host", "postgres://me@host"),
        ] {
            assert_eq!(without_password(address), shown);
        }
    }
}
