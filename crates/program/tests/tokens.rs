//! Rows against real ones, and the laws of reading and writing them. The folder of real data is named by `RESOLID_DATA`;
//! without it only the models in `tests/deepcad/` (from the DeepCAD data set, MIT, named by their ids) are read.

use resolid_program::deepcad;
use resolid_program::tokens::{Cube, Dialect, TokenError, Tokens};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn data() -> PathBuf {
    std::env::var_os("RESOLID_DATA").map(PathBuf::from).expect("RESOLID_DATA names the folder of real data")
}

/// The lines of a compressed file, by id.
fn lines(file: &str) -> BTreeMap<String, String> {
    let out = std::process::Command::new("xz").arg("-dc").arg(data().join(file)).output().expect("xz runs");
    assert!(out.status.success(), "xz failed on {file}");
    let text = String::from_utf8(out.stdout).unwrap();
    let id = |l: &str| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].as_str().unwrap().to_owned();
    text.lines().map(|l| (id(l), l.to_owned())).collect()
}

fn vec_of(line: &str) -> Result<Tokens, TokenError> {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    let rows: Vec<Vec<i64>> = serde_json::from_value(value["vec"].clone()).unwrap();
    Tokens::read(&rows).map_err(TokenError::Faults)
}

/// Where two programs' rows differ.
fn differences(ours: &Tokens, real: &Tokens) -> Vec<String> {
    let mut found = Vec::new();
    if ours.len() != real.len() {
        found.push(format!("{} rows against {}", ours.len(), real.len()));
    }
    for (i, (a, b)) in ours.rows().iter().zip(real.rows()).enumerate() {
        if a != b {
            found.push(format!("row {i}: {a:?} against {b:?}"));
        }
    }
    found
}

#[test]
#[ignore = "needs RESOLID_DATA: 92 real models in both forms"]
fn our_rows_are_the_published_ones_row_for_row() {
    let (json, rows) = (lines("deepcad/train_json.jsonl.xz"), lines("deepcad/train_vec.jsonl.xz"));
    let (mut seen, mut equal) = (0, 0);
    for (id, line) in &json {
        let Some(real) = rows.get(id) else { continue };
        seen += 1;
        match (deepcad::tokens(line), vec_of(real)) {
            (Ok(ours), Ok(real)) if ours == real => equal += 1,
            (Ok(ours), Ok(real)) => println!("{id}:\n  {}", differences(&ours, &real).join("\n  ")),
            (ours, real) => println!("{id}: {:?} {:?}", ours.err(), real.err()),
        }
    }
    println!("{equal} of {seen} equal");
    assert_eq!(seen, 92);
    assert_eq!(equal, seen);
}

#[test]
#[ignore = "needs RESOLID_DATA: 1,033 real programs in rows"]
fn real_rows_read_as_programs() {
    let mut refused: Vec<String> = Vec::new();
    let (mut n, mut differ) = (0, 0);
    for file in ["deepcad/train_vec.jsonl.xz", "deepcad/dev_vec.jsonl.xz"] {
        for (id, line) in lines(file) {
            n += 1;
            match vec_of(&line).and_then(|t| Ok((t.to_program(Dialect::DeepCad, Cube::UNKNOWN)?, t))) {
                Ok((program, tokens)) => {
                    let again = Tokens::from_program_in(&program, Cube::UNKNOWN);
                    differ += usize::from(again.as_ref() != Ok(&tokens));
                }
                Err(e) => refused.push(format!("{id}: {e}")),
            }
        }
    }
    println!("{n} programs, {} refused:\n{}", refused.len(), refused.join("\n"));
    println!("{differ} are written otherwise by the resolid dialect");
    assert!(refused.len() * 100 < n);
}
