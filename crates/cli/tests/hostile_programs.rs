//! The kernel against programs that nobody would write, each in a process of its own: it ends soon, in bounded memory,
//! with a documented exit code and in words, and leaves a STEP file only where it says that it wrote one.
#![cfg(feature = "kernel")]
#![allow(missing_docs)]

mod common;

use common::{names, resolid};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// Longest that one program of a few steps may take, on a machine that does other things beside.
const LONGEST: Duration = Duration::from_secs(60);
/// Most memory that a process may have, bytes.
const MEMORY: &str = "1000000000";

/// Every number of a file, to be changed in place.
fn numbers<'a>(value: &'a mut Value, found: &mut Vec<&'a mut Value>) {
    match value {
        Value::Number(_) => found.push(value),
        Value::Array(items) => items.iter_mut().for_each(|item| numbers(item, found)),
        Value::Object(fields) => fields.iter_mut().for_each(|(_, field)| numbers(field, found)),
        _ => {}
    }
}

/// The program with a few numbers changed a little, much, or to what another number of it is; or with steps more than once.
fn hostile(program: &Value, rng: &mut ChaCha8Rng) -> Value {
    let mut out = program.clone();
    // What follows a parameter would be refused as a contradiction, long before the kernel.
    for list in ["parameters", "bindings"] {
        out.as_object_mut().unwrap().remove(list);
    }
    if rng.random_bool(0.3) {
        let steps = out["steps"].as_array_mut().unwrap();
        for _ in 0..rng.random_range(1..12) {
            let at = rng.random_range(0..steps.len());
            let mut step = steps[at].clone();
            step["combine"]["mode"] = ["new", "join", "cut", "intersect"][rng.random_range(0..4)].into();
            step.as_object_mut().unwrap().remove("name");
            steps.push(step);
        }
    }
    let mut all = Vec::new();
    numbers(&mut out["steps"], &mut all);
    let values: Vec<f64> = all.iter().filter_map(|n| n.as_f64()).collect();
    for _ in 0..rng.random_range(1..4) {
        let at = rng.random_range(0..all.len());
        let value = values[at];
        *all[at] = match rng.random_range(0..7) {
            // Faces that all but touch.
            0 => value + [1e-12, -1e-9, 1e-7, -1e-6, 1e-5][rng.random_range(0..5)],
            1 => value * [0.0, -1.0, 0.999_999, 2.0, 1e6, 1e-6][rng.random_range(0..6)],
            2 => values[rng.random_range(0..values.len())],
            3 => value + values[rng.random_range(0..values.len())],
            4 => [1e7, -1e7, 1e300, 1e-300, 5e-8][rng.random_range(0..5)],
            5 => value + rng.random_range(-1.0..1.0),
            _ => std::f64::consts::PI * f64::from(rng.random_range(-2..3)),
        }
        .into();
    }
    out
}

fn hostile_programs(rounds: usize, seed: u64) {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(cases).unwrap().map(|case| case.unwrap().path()).collect();
    files.sort();
    let programs: Vec<Value> = files
        .iter()
        .map(|case| serde_json::from_slice(&std::fs::read(case.join("program.resolid.json")).unwrap()).unwrap())
        .collect();
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut codes: BTreeMap<Option<i32>, usize> = BTreeMap::new();
    for round in 0..rounds {
        let folder = tempfile::tempdir().unwrap();
        let program = hostile(&programs[round % programs.len()], &mut rng).to_string();
        std::fs::write(folder.path().join("part.resolid.json"), &program).unwrap();
        let begun = Instant::now();
        let run = resolid(folder.path(), &["convert", "part.resolid.json", "part.step", "--own-memory", MEMORY]);
        let took = begun.elapsed();
        let wrote = names(folder.path()).contains(&"part.step".into());
        let fine = match run.code {
            Some(0 | 4) => wrote,
            Some(3 | 5) => !wrote && run.stderr.lines().count() == 2 && run.stderr.starts_with("error: "),
            _ => false,
        };
        assert!(fine && took < LONGEST, "round {round}, {took:?}: {run:?}\n{program}");
        *codes.entry(run.code).or_default() += 1;
    }
    assert!(codes.len() > 1, "all programs end alike: {codes:?}");
    println!("{rounds} programs by exit code: {codes:?}");
}

#[test]
fn hostile_programs_bring_no_process_down() {
    hostile_programs(40, 1);
}

#[test]
#[ignore = "slow: a process for each of fifteen hundred programs"]
fn many_hostile_programs_bring_no_process_down() {
    hostile_programs(1_500, 2);
}
