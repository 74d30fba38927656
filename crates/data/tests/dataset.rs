//! Data sets on disk: whole, the same for any number of threads, and none the worse for having been cut short.
#![allow(missing_docs)]

use resolid_data::balance::{self, Order, Recipe, Sources};
use resolid_data::corpus::{Form, Split, open};
use resolid_data::dataset::{Dataset, Entry, Header, MANIFEST};
use resolid_data::generate::{self, part_rng};
use resolid_geom::{Observer, Silent};
use resolid_program::file;
use resolid_program::tokens::{Dialect, Tokens, shape_hash};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

fn header(command: &str) -> Header {
    Header { command: command.into(), seed: 5, dialect: Dialect::DeepCad, shard: 40, sources: Vec::new(), digest: None }
}

fn entries(count: u64) -> Vec<Entry> {
    let order = generate::Order { families: Vec::new(), length: None, steps: None };
    let entry = |k: u64| {
        let (family, program) = generate::generate(&mut part_rng(5, k), &order).ok()?;
        let (tokens, _) = Tokens::from_program(&program, Dialect::DeepCad).ok()?;
        let id = format!("{:04}{k:04}", k / 8);
        Some(Entry {
            root: id.clone(),
            id,
            split: [None, Some(Split::Train), Some(Split::Test)][k as usize % 3],
            origin: family.name().into(),
            tokens: Some(tokens),
            program: k.is_multiple_of(2).then(|| file::write(&program)),
        })
    };
    (0..count).filter_map(entry).collect()
}

/// Every file of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    files.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&p).unwrap())).collect()
}

#[test]
fn what_is_written_is_read_back_as_entries_and_as_a_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let given = entries(150);
    let mut set = Dataset::begin(folder.path(), header("test")).unwrap();
    set.append(&given[..100], &1).unwrap();
    set.append(&given[100..], &2).unwrap();
    set.finish(&"done").unwrap();
    let manifest = set.manifest();
    assert!(manifest.complete && manifest.programs == given.len());
    assert_eq!(manifest.lengths.values().sum::<usize>(), given.len());
    let back: Vec<Entry> = Dataset::open(folder.path()).unwrap().entries().map(|read| read.unwrap().entry).collect();
    assert_eq!(back, given);
    let records: Vec<_> = open(folder.path()).unwrap().map(Result::unwrap).collect();
    for (record, entry) in records.iter().zip(&given) {
        assert_eq!((record.form, &record.id, record.split), (Form::Dataset, &entry.id, entry.split));
        assert_eq!(record.tokens(Dialect::DeepCad).ok(), entry.tokens);
        if let Some(program) = &entry.program {
            assert_eq!(record.program, file::read(program).unwrap());
        }
    }
}

#[test]
fn what_rows_cannot_hold_is_kept_as_a_program_with_its_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut given = entries(4);
    for k in 0..6 {
        let program = generate::draw(generate::Family::Chair, &mut part_rng(9, k), &generate::Brief { length: 20 });
        let (id, program) = (format!("chair-{k}"), Some(file::write(&program)));
        // Beside, between and after others that have rows.
        let entry = Entry { root: id.clone(), id, split: None, origin: "chair".into(), tokens: None, program };
        given.insert((k as usize * 2).min(given.len()), entry);
    }
    let mut set = Dataset::begin(folder.path(), header("test")).unwrap();
    set.append(&given, &1).unwrap();
    assert_eq!(set.manifest().lengths.get(&0), Some(&6));
    let back: Vec<Entry> = Dataset::open(folder.path()).unwrap().entries().map(|read| read.unwrap().entry).collect();
    assert_eq!(back, given);
    for (record, entry) in open(folder.path()).unwrap().map(Result::unwrap).zip(&given) {
        assert_eq!(record.rows.is_some(), entry.tokens.is_some());
        if let Some(program) = &entry.program {
            assert_eq!(&file::write(&record.program), program);
        }
    }
    // A row of nothing at all is no program.
    let nothing = Entry { id: "none".into(), program: None, ..given[0].clone() };
    set.append(&[nothing], &2).unwrap();
    let reasons: Vec<String> = open(folder.path()).unwrap().filter_map(Result::err).map(|r| r.to_string()).collect();
    assert!(reasons.len() == 1 && reasons[0].contains("neither rows nor a program"), "{reasons:?}");
}

#[test]
fn damage_is_told_and_foreign_folders_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let begin = |command: &str| Dataset::begin(folder.path(), header(command));
    std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    assert!(begin("a").unwrap_err().to_string().contains("notes.txt is in it"));
    std::fs::remove_file(folder.path().join("notes.txt")).unwrap();
    let mut set = begin("a").unwrap();
    set.append(&entries(90), &0).unwrap();
    assert!(begin("b").unwrap_err().to_string().contains("it holds what `a` made"));
    let shard = folder.path().join("programs-00001.parquet");
    let whole = std::fs::read(&shard).unwrap();
    for damaged in [&whole[..whole.len() / 2], &whole[..4], b"", &[&whole[..200], &[0; 64], &whole[264..]].concat()] {
        std::fs::write(&shard, damaged).unwrap();
        assert!(begin("a").unwrap_err().to_string().contains("programs-00001.parquet"));
        let read: Vec<_> = set.entries().collect();
        // The other shards go on.
        assert!(read.iter().filter(|r| r.is_ok()).count() >= set.manifest().programs - 40);
        assert!(read.len() <= set.manifest().programs);
    }
    std::fs::write(folder.path().join(MANIFEST), "{\"format\": \"resolid-dataset\", \"version\": 99}").unwrap();
    assert!(Dataset::open(folder.path()).unwrap_err().to_string().contains("version 99"));
}

#[test]
fn no_damaged_byte_of_a_shard_brings_the_reader_down() {
    let folder = tempfile::tempdir().unwrap();
    let mut set = Dataset::begin(folder.path(), header("damaged")).unwrap();
    set.append(&entries(6), &0).unwrap();
    let shard = folder.path().join("programs-00000.parquet");
    let whole = std::fs::read(&shard).unwrap();
    let mut refused = 0;
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= [0xff, 0x01, 0x80][at % 3];
        std::fs::write(&shard, damaged).unwrap();
        for reject in open(folder.path()).unwrap().filter_map(Result::err) {
            assert!(!reject.to_string().contains('\n'), "byte {at}: {reject}");
            refused += 1;
        }
    }
    assert!(refused > 0);
}

fn sources() -> Sources {
    let folder = tempfile::tempdir().unwrap();
    let mut set = Dataset::begin(folder.path(), header("sources")).unwrap();
    let all: Vec<Entry> = entries(400).into_iter().map(|e| Entry { split: None, ..e }).collect();
    set.append(&all, &0).unwrap();
    let mut sources = Sources::default();
    for record in open(folder.path()).unwrap() {
        sources.take(&record.unwrap(), Dialect::DeepCad, &HashSet::new());
    }
    sources.split(0.1, 0.1, 5);
    sources
}

fn order(held_out: HashSet<u64>) -> Order {
    Order {
        recipe: Recipe::named("resolid").unwrap(),
        dialect: Dialect::DeepCad,
        count: 285,
        seed: 5,
        cumulative: false,
        patience: 6,
        held_out,
    }
}

/// Says stop at the `at`th question, as a process that is killed between two rounds.
struct Killed {
    at: usize,
    asked: AtomicUsize,
}

impl Observer for Killed {
    fn should_stop(&self) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed) >= self.at
    }
}

#[test]
fn threads_and_being_killed_change_no_byte() {
    let sources = sources();
    assert!(sources.shared_blocks().is_empty());
    let order = order(HashSet::new());
    let run = |threads: usize, stops: &[usize]| {
        let folder = tempfile::tempdir().unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut killed_at = 0;
        for &at in stops {
            let mut set = Dataset::begin(folder.path(), header("balance")).unwrap();
            let killed = Killed { at, asked: AtomicUsize::new(0) };
            let done = pool.install(|| balance::run(&mut set, &sources.list, &order, &killed)).unwrap();
            if done.is_some() {
                break;
            }
            killed_at = killed_at.max(set.manifest().programs);
            // What a process leaves that is killed while it writes: half a file, and a shard no manifest names.
            std::fs::write(folder.path().join(".part-_manifest.json"), "{").unwrap();
            let next = format!("programs-{:05}.parquet", set.manifest().shards.len());
            std::fs::write(folder.path().join(next), "PAR1").unwrap();
        }
        assert!(stops.is_empty() || killed_at > 0, "never killed with work in hand");
        let mut set = Dataset::begin(folder.path(), header("balance")).unwrap();
        let done = pool.install(|| balance::run(&mut set, &sources.list, &order, &Silent)).unwrap().unwrap();
        (done, files(folder.path()))
    };
    let (done, one) = run(1, &[]);
    assert!(one.len() > 2, "{} files", one.len());
    assert_eq!(done.after.iter().sum::<usize>(), done.origins.values().sum::<usize>());
    for (threads, stops) in [(2, &[][..]), (8, &[]), (2, &[2]), (1, &[1, 3, 2, 1])] {
        let (again, files) = run(threads, stops);
        assert_eq!(again, done, "{threads} threads, {stops:?}");
        assert!(files == one, "{threads} threads, {stops:?}: other bytes");
    }
}

#[test]
fn nothing_leaks_between_splits_or_from_what_is_held_out() {
    let mut sources = sources();
    let shape = |tokens: &Tokens| shape_hash(&balance::read(tokens, Dialect::DeepCad).unwrap());
    let held_out: HashSet<u64> = sources.list.iter().take(40).filter_map(|s| shape(&s.tokens)).collect();
    sources.list.retain(|s| shape(&s.tokens).is_some_and(|h| !held_out.contains(&h)));
    let folder = tempfile::tempdir().unwrap();
    let mut set = Dataset::begin(folder.path(), header("balance")).unwrap();
    balance::run(&mut set, &sources.list, &order(held_out.clone()), &Silent).unwrap();
    let split_of: BTreeMap<&str, Split> = sources.list.iter().map(|s| (s.root.as_str(), s.split)).collect();
    let made: Vec<Entry> = set.entries().map(|r| r.unwrap().entry).collect();
    let mut ids = HashSet::new();
    for (k, entry) in made.iter().enumerate() {
        assert!(ids.insert(&entry.id), "{} stands twice", entry.id);
        assert_eq!(entry.split, Some(split_of[entry.root.as_str()]));
        let rows = |e: &Entry| e.tokens.clone().unwrap();
        assert!(shape(&rows(entry)).is_none_or(|h| !held_out.contains(&h)));
        assert!(made[..k].iter().all(|other| !rows(other).near(&rows(entry), balance::ALIKE)));
    }
    assert!(set.manifest().splits.len() == 3, "{:?}", set.manifest().splits);
}
