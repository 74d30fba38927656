//! Records of every corpus, and the shards of a data set. The first byte says what the name's ending would.
#![no_main]

mod hook;

use libfuzzer_sys::fuzz_target;
use resolid_data::corpus::{npy, open};
use resolid_data::dataset::{Dataset, Entry, Header};
use resolid_program::tokens::Dialect;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

const ENDINGS: [&str; 6] = ["json", "jsonl", "jsonl.xz", "h5", "npy", "parquet"];

/// A folder of this process, with a data set of one shard in it.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("resolid-fuzz-{}", std::process::id()));
    let header = Header {
        command: String::new(),
        seed: 0,
        dialect: Dialect::DeepCad,
        shard: 1,
        sources: Vec::new(),
        digest: None,
    };
    let entry = Entry {
        id: "a".into(),
        root: "a".into(),
        split: None,
        origin: "original".into(),
        tokens: None,
        program: Some("{}".into()),
    };
    let mut set = Dataset::begin(&folder.join("set"), header).expect("a folder of its own");
    set.append(&[entry], &0).expect("room for a shard");
    folder
});

fuzz_target!(init: hook::pass_over_guarded(), |bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let ending = ENDINGS[usize::from(first) % ENDINGS.len()];
    let (corpus, file) = match ending {
        "parquet" => (FOLDER.join("set"), FOLDER.join("set/programs-00000.parquet")),
        _ => (FOLDER.join(format!("one.{ending}")), FOLDER.join(format!("one.{ending}"))),
    };
    fs::write(&file, bytes).expect("a file of its own");
    let told = |line: String| assert!(!line.contains('\n'), "{line}");
    if ending == "npy" {
        match npy::read(&file) {
            Ok(cloud) => assert!(cloud.points.iter().all(|p| p.is_finite())),
            Err(error) => told(error.to_string()),
        }
        return;
    }
    match open(&corpus) {
        Ok(records) => {
            for record in records {
                match record {
                    Ok(record) => drop(record.tokens(Dialect::Resolid)),
                    Err(reject) => told(reject.to_string()),
                }
            }
        }
        Err(error) => told(error.to_string()),
    }
});
