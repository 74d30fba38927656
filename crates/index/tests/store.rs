//! What an index in a folder keeps, and what it notices.
#![allow(missing_docs)]

mod common;

use common::{entry, plates};
use resolid_index::{Embedded, Entry, IndexError, Root, Stamp, Store, Surface, encode_query};
use std::fs;
use std::path::Path;

fn surfaces(count: usize) -> Vec<Surface> {
    plates(count).iter().map(|p| Surface::of_program(p).unwrap()).collect()
}

fn filled(folder: &Path, surfaces: &[Surface]) -> Embedded {
    let mut index = Embedded::open_or_make(folder).unwrap();
    index.add_root(&Root { path: "/parts".into(), unit: Some("mm".into()) }).unwrap();
    let entries: Vec<Entry> = surfaces.iter().enumerate().map(|(k, s)| entry(&format!("/parts/{k}.json"), s)).collect();
    index.put(&entries).unwrap();
    index
}

#[test]
fn what_is_put_in_is_there_after_opening_again_and_is_its_own_nearest() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("index");
    let surfaces = surfaces(12);
    drop(filled(&folder, &surfaces));
    let mut index = Embedded::open(&folder).unwrap();
    assert_eq!(index.list().unwrap().len(), 12);
    assert_eq!(index.roots().unwrap(), [Root { path: "/parts".into(), unit: Some("mm".into()) }]);
    assert_eq!(index.verify().unwrap(), Vec::<String>::new());
    let stamps = index.stamps().unwrap();
    assert_eq!(stamps["/parts/3.json"], Stamp { size: 1000, modified: 7, digest: [3; 32] });
    for (k, surface) in surfaces.iter().enumerate() {
        let near = index.nearest(&encode_query(surface)[0], 3, None).unwrap();
        let found = index.candidates(&[near[0].id]).unwrap();
        assert_eq!(found[0].part.path, format!("/parts/{k}.json"));
        assert!(near[0].distance < near[1].distance);
    }
}

#[test]
fn a_file_is_there_once_and_can_be_taken_out() {
    let room = tempfile::tempdir().unwrap();
    let surfaces = surfaces(3);
    let mut index = filled(room.path(), &surfaces);
    index.put(&[entry("/parts/1.json", &surfaces[0])]).unwrap();
    let fault = Entry::Fault {
        path: "/parts/2.json".into(),
        stamp: Stamp { size: 5, ..Stamp::default() },
        reason: "not a part".into(),
    };
    index.put(&[fault]).unwrap();
    let listed = index.list().unwrap();
    assert_eq!(listed.iter().map(|l| l.kind.is_some()).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(listed[2].about, "not a part");
    let touched = Stamp { size: 1000, modified: 8, digest: [3; 32] };
    index.touch(&[("/parts/1.json".into(), touched.clone())]).unwrap();
    assert_eq!(index.stamps().unwrap()["/parts/1.json"], touched);
    assert_eq!(index.remove(&["/parts/1.json".into(), "/parts/none".into()]).unwrap(), 1);
    assert_eq!(index.verify().unwrap(), Vec::<String>::new());
    let near = index.nearest(&encode_query(&surfaces[0])[0], 9, None).unwrap();
    assert_eq!(near.len(), 1);
}

#[test]
fn two_trainings_of_one_embedding_are_never_compared() {
    let room = tempfile::tempdir().unwrap();
    let surfaces = surfaces(2);
    let mut index = filled(room.path(), &surfaces);
    let mut encoding = encode_query(&surfaces[0]).remove(0);
    encoding.embedding.digest = "another".into();
    assert!(matches!(index.nearest(&encoding, 1, None), Err(IndexError::Embedding { .. })));
    let Entry::Part(mut part) = entry("/parts/9.json", &surfaces[0]) else { unreachable!() };
    part.encodings[0].embedding.digest = "another".into();
    assert!(matches!(index.put(&[Entry::Part(part.clone())]), Err(IndexError::Embedding { .. })));
    // One of a name of its own is a column more.
    part.encodings[0].embedding.name = "latent/1".into();
    index.put(&[Entry::Part(part)]).unwrap();
    assert_eq!(index.embeddings().unwrap().len(), 3);
    encoding.embedding.name = "latent/1".into();
    assert_eq!(index.nearest(&encoding, 5, None).unwrap().len(), 1);
}

/// Flips the bits of one byte in a file.
fn spoil(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 0xff;
    fs::write(path, bytes).unwrap();
}

#[test]
fn damage_anywhere_is_noticed_or_does_no_harm() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("index");
    let surfaces = surfaces(6);
    drop(filled(&folder, &surfaces));
    let records = folder.join("parts.sqlite");
    let whole = fs::read(&records).unwrap();
    let query = encode_query(&surfaces[0]).remove(0);
    let answers = |index: &mut Embedded| -> Result<Vec<String>, IndexError> {
        let near = index.nearest(&query, 3, None)?;
        let ids: Vec<i64> = near.iter().map(|n| n.id).collect();
        Ok(index.candidates(&ids)?.into_iter().map(|c| c.part.path).collect())
    };
    let right = answers(&mut Embedded::open(&folder).unwrap()).unwrap();
    let mut noticed = 0;
    for at in (0..whole.len()).step_by(397) {
        fs::write(&records, &whole).unwrap();
        spoil(&records, at);
        match Embedded::open(&folder).and_then(|mut index| answers(&mut index)) {
            Ok(found) => assert_eq!(found, right, "byte {at}"),
            Err(IndexError::Damaged { .. } | IndexError::Version { .. } | IndexError::Embedding { .. }) => noticed += 1,
            Err(e) => panic!("byte {at}: {e}"),
        }
    }
    assert!(noticed > 10, "{noticed} of {}", whole.len() / 397);
    // What was added is known all the same.
    assert_eq!(Embedded::roots_of(&folder).len(), 1);
    fs::write(&records, &whole[..whole.len() / 2]).unwrap();
    let cut = Embedded::open(&folder).and_then(|mut index| answers(&mut index));
    assert!(matches!(cut, Err(IndexError::Damaged { .. })), "{cut:?}");
}

#[test]
fn other_versions_other_files_and_nothing_are_told_apart() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("index");
    assert!(matches!(Embedded::open(&folder), Err(IndexError::Missing { .. })));
    drop(filled(&folder, &surfaces(1)));
    let db = rusqlite::Connection::open(folder.join("parts.sqlite")).unwrap();
    db.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(db);
    let said = Embedded::open(&folder).err().unwrap().to_string();
    assert!(said.contains("version 99") && said.contains("resolid index rebuild"), "{said}");
    let other = room.path().join("other");
    fs::create_dir(&other).unwrap();
    let db = rusqlite::Connection::open(other.join("parts.sqlite")).unwrap();
    db.execute_batch("CREATE TABLE a (b)").unwrap();
    drop(db);
    assert!(matches!(Embedded::open(&other), Err(IndexError::Foreign { .. })));
}
