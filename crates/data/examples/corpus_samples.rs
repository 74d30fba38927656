//! Small files of the forms of a corpus that are not text and that the repository does not hold already.
//!
//! `cargo run -p resolid-data --example corpus_samples FOLDER` writes them, for `tools/fuzz`.
#![allow(missing_docs)]

use resolid_data::dataset::{Dataset, Entry, Header};
use resolid_data::generate::{Order, generate, part_rng};
use resolid_program::file;
use resolid_program::tokens::{Dialect, Tokens};
use std::fs;
use std::path::Path;

fn main() {
    let folder = std::env::args().nth(1).expect("a folder");
    let folder = Path::new(&folder);
    let set = folder.join("set");
    let header = Header {
        command: "samples".into(),
        seed: 0,
        dialect: Dialect::DeepCad,
        shard: 8,
        sources: Vec::new(),
        digest: None,
    };
    let entries: Vec<Entry> = (0..8).filter_map(entry).collect();
    Dataset::begin(&set, header).expect("a new folder").append(&entries, &0).expect("room");
    fs::copy(set.join("programs-00000.parquet"), folder.join("sample.parquet")).expect("room");
    fs::remove_dir_all(set).expect("its own folder");
    let shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    let header = format!("{shape:<117}\n");
    let mut npy = b"\x93NUMPY\x01\x00".to_vec();
    npy.extend((header.len() as u16).to_le_bytes());
    npy.extend(header.bytes());
    npy.extend((0..6_u8).flat_map(|n| f32::from(n).to_le_bytes()));
    fs::write(folder.join("sample.npy"), npy).expect("room");
}

fn entry(k: u64) -> Option<Entry> {
    let order = Order { families: Vec::new(), length: None, steps: None };
    let (family, program) = generate(&mut part_rng(0, k), &order).ok()?;
    let (tokens, _) = Tokens::from_program(&program, Dialect::DeepCad).ok()?;
    Some(Entry {
        id: format!("{k:04}"),
        root: format!("{k:04}"),
        split: None,
        origin: family.name().into(),
        tokens: Some(tokens),
        program: k.is_multiple_of(2).then(|| file::write(&program)),
    })
}
