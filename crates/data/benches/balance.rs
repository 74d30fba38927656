//! Validated programs with 4,096 surface points a second on one core, on the workload of balancing; and beside it the
//! published way, through OpenCASCADE's Python wheels, on the same programs.
//!
//! `RESOLID_DATA=FOLDER RESOLID_PYTHON=PYTHON cargo bench -p resolid-data --bench balance -- [COUNT] [FILE]`
//!
//! Sources are `FOLDER/deepcad/train_*.jsonl.xz`, or generated parts where no folder is given; without a Python the
//! comparison (`published.py`) is left out. FILE keeps the programs and both verdicts, a line each.

use resolid_data::balance::{self, Balancer, LENGTHS, Recipe, Rejection, Source, Sources, drawn, parse, read, sound};
use resolid_data::corpus::{Split, open};
use resolid_data::generate::{Order, generate, part_rng};
use resolid_program::Evaluator;
use resolid_program::tokens::{Cube, Dialect, Tokens};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const POINTS: usize = 4096;

/// Seconds that this thread has had a core, so that what else the machine does is not counted; the time of day where the
/// system does not say.
fn core_seconds(begun: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split_whitespace().next()?.parse::<u64>().ok());
    nanoseconds.map_or_else(|| begun.elapsed().as_secs_f64(), |n| n as f64 * 1e-9)
}

const SEED: u64 = 2026;

fn sources() -> Vec<Source> {
    let source = |(k, tokens): (usize, Tokens)| {
        let id = format!("{k:08}");
        Source { root: id.clone(), id, split: Split::Train, tokens }
    };
    let Some(folder) = std::env::var_os("RESOLID_DATA") else {
        let order = Order { families: Vec::new(), length: None, steps: None };
        let part = |k| generate(&mut part_rng(SEED, k), &order).ok();
        let rows = |k| Tokens::from_program(&part(k)?.1, Dialect::DeepCad).ok();
        return (0..3000).filter_map(rows).map(|(tokens, _): (Tokens, Cube)| tokens).enumerate().map(source).collect();
    };
    let mut sources = Sources::default();
    for name in ["train_json.jsonl.xz", "train_vec.jsonl.xz"] {
        let path = Path::new(&folder).join("deepcad").join(name);
        for record in open(&path).expect("the corpus is there").flatten() {
            sources.take(&record, Dialect::DeepCad, &HashSet::new());
        }
    }
    sources.list
}

/// Attempts of our recipe whose rows keep the grammar, spread evenly over the lengths they aim at.
fn attempts(sources: &[Source], count: usize) -> Vec<Tokens> {
    let order = balance::Order {
        recipe: Recipe::named("resolid").expect("our own recipe"),
        dialect: Dialect::DeepCad,
        count: 170_000,
        seed: SEED,
        cumulative: false,
        patience: 60,
        held_out: HashSet::new(),
    };
    let balancer = Balancer::new(sources, &order);
    (0..).filter_map(|k| parse(&balancer.proposed(k as usize % LENGTHS, k).0).ok()).take(count).collect()
}

fn judged(tokens: &Tokens) -> (Result<(), Rejection>, Option<Evaluator>) {
    let program = match read(tokens, Dialect::DeepCad).and_then(|p| drawn(&p).map(|()| p)) {
        Ok(program) => program,
        Err(reason) => return (Err(reason), None),
    };
    let part = Evaluator::new(&program);
    (sound(&part), Some(part))
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let count: usize = arguments.first().and_then(|a| a.parse().ok()).unwrap_or(2000);
    let sources = sources();
    let programs = attempts(&sources, count);
    println!("{} sources, {} attempts", sources.len(), programs.len());
    let mut verdicts = Vec::new();
    let mut by_reason: BTreeMap<&str, (usize, Duration)> = BTreeMap::new();
    let mut times = Vec::new();
    let mut points = 0;
    let begun = Instant::now();
    let from = core_seconds(begun);
    for (k, tokens) in programs.iter().enumerate() {
        let own = Instant::now();
        let (verdict, part) = judged(tokens);
        if let (Ok(()), Some(part)) = (verdict, &part) {
            points += part.sample_surface(POINTS, &mut part_rng(SEED, k as u64)).len();
        }
        times.push(own.elapsed());
        let name = verdict.err().map_or("sound", Rejection::name);
        let entry = by_reason.entry(name).or_default();
        *entry = (entry.0 + 1, entry.1 + own.elapsed());
        verdicts.push(name);
    }
    let seconds = core_seconds(begun) - from;
    let kept = by_reason.get("sound").map_or(0, |e| e.0);
    assert_eq!(points, kept * POINTS);
    for (name, (n, time)) in &by_reason {
        println!("  {name:14} {n:5}, {:.3} ms each", 1e3 * time.as_secs_f64() / *n as f64);
    }
    times.sort_unstable();
    let at = |share: f64| 1e3 * times[((times.len() - 1) as f64 * share) as usize].as_secs_f64();
    println!("an attempt: median {:.2} ms, 95 % under {:.2} ms, longest {:.2} ms", at(0.5), at(0.95), at(1.0));
    println!(
        "direct evaluation, one core: {:.0} validated programs with {POINTS} points a second; {:.0} attempts a second",
        kept as f64 / seconds,
        count as f64 / seconds
    );
    let given = arguments.get(1).map(std::path::PathBuf::from);
    let file = given.unwrap_or_else(|| std::env::temp_dir().join("resolid-balance.jsonl"));
    let mut lines = Vec::new();
    for (k, (tokens, verdict)) in programs.iter().zip(&verdicts).enumerate() {
        let line = json!({"id": k, "rows": tokens.rows(), "ours": verdict});
        writeln!(lines, "{line}").expect("memory");
    }
    std::fs::write(&file, lines).expect("the file can be written");
    match std::env::var_os("RESOLID_PYTHON") {
        Some(python) => compare(&python, &file, seconds),
        None => println!("no RESOLID_PYTHON: the published way was not run"),
    }
}

/// Runs the published way on the same programs and sets the verdicts side by side.
fn compare(python: &std::ffi::OsStr, file: &Path, ours: f64) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/published.py");
    let output = Command::new(python).arg(script).arg(file).stderr(std::process::Stdio::inherit()).output();
    let output = output.expect("Python runs");
    assert!(output.status.success(), "published.py failed");
    let answers: Vec<Value> =
        String::from_utf8_lossy(&output.stdout).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let programs = std::fs::read_to_string(file).expect("it was written");
    let mut theirs = 0.0;
    let (mut same, mut steady, mut steady_same) = (0usize, 0usize, 0usize);
    let mut classes: BTreeMap<(String, String, bool), Vec<u64>> = BTreeMap::new();
    let mut lines = Vec::new();
    for (answer, program) in answers.iter().zip(programs.lines()) {
        let mut program: Value = serde_json::from_str(program).expect("JSON");
        theirs += answer["seconds"].as_f64().unwrap_or(0.0);
        let own = program["ours"].as_str().unwrap_or("").to_owned();
        let kernel = answer["verdict"].as_str().unwrap_or("").to_owned();
        // Thin walls are asked for by us alone: a part with one is sound to the kernel.
        let agrees = matches!(own.as_str(), "sound" | "sliver") == (kernel == "sound");
        let holds = answer["perturbed"]
            .as_array()
            .is_some_and(|all| all.iter().all(|v| (v.as_str() == Some("sound")) == (kernel == "sound")));
        same += usize::from(agrees);
        steady += usize::from(holds);
        steady_same += usize::from(holds && agrees);
        if !agrees {
            classes.entry((own, kernel, holds)).or_default().push(answer["id"].as_u64().unwrap_or(0));
        }
        program["kernel"] = answer["verdict"].clone();
        program["perturbed"] = answer["perturbed"].clone();
        writeln!(lines, "{program}").expect("memory");
    }
    std::fs::write(file, lines).expect("the file can be written");
    let count = answers.len();
    println!(
        "the published way, one core: {:.2} attempts a second; direct evaluation is {:.0} × faster",
        count as f64 / theirs,
        theirs / ours
    );
    println!("same verdict: {same} of {count} ({:.2} %)", 100.0 * same as f64 / count as f64);
    println!(
        "where a rebuild perturbed by 1e-6 leaves the kernel's verdict: {steady_same} of {steady} ({:.2} %)",
        100.0 * steady_same as f64 / steady as f64
    );
    for ((own, kernel, holds), ids) in classes {
        let word = if holds { "steady" } else { "wavers" };
        println!("  ours {own:14} kernel {kernel:12} {word}: {} {:?}", ids.len(), &ids[..ids.len().min(12)]);
    }
}
