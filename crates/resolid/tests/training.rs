//! Training goes on after being killed as if nothing had happened, and says what is wrong where something is.
#![allow(missing_docs)]

use resolid::Error;
use resolid::training::{End, Now, Ours, Pool, Published, Run, Trained, Watch, train};
use resolid_geom::{Observer, Silent};
use resolid_models::gencad::Gencad;
use resolid_models::weights::{self, Weights};
use resolid_program::tokens::{Command, Row, row};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A run small enough for a test.
fn text(name: &str, steps: u64, rate: f64) -> String {
    format!(
        r#"
name = "{name}"
seed = 5
steps = {steps}
rows = 96
checkpoint = 1000
[net]
kind = "program-autoencoder"
width = 32
heads = 2
hidden = 48
encoder = 1
decoder = 1
code = 8
latent = 16
[data]
dialect = "resolid"
held_out = ["held.jsonl"]
validation = 0.2
[[data.sources]]
path = "parts.jsonl"
share = 1.0
lengths = "own"
real = true
[optimiser]
rate = {rate:e}
warmup = 5
last = 0.1
average = 0.9
beta1 = 0.9
beta2 = 0.98
epsilon = 1e-8
decay = 0.01
clip = 1.0
[forget]
programs = 0.5
rows = 0.5
noise = 0.05
[evaluate]
every = 20
programs = 8
patience = 100
"#
    )
}

/// Blocks and cylinders, a line each, as rows in JSON; forty blocks of ids.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let line =
        |id: usize, rows: &[Row]| serde_json::json!({"id": format!("{id:04}0000"), "vec": rows}).to_string() + "\n";
    let mut all = String::new();
    for k in 0..40_i16 {
        let extrude = [128, 128, 128, 128, 128, 100 + k, 70 + k, 130 + 2 * k, 128, 0, 0];
        let rows = if k % 2 == 0 {
            vec![row(Command::Loop, &[]), row(Command::Circle, &[175, 128, 47]), row(Command::Extrude, &extrude)]
        } else {
            let corner = |x, y| row(Command::Line, &[x, y]);
            let y = 140 + 2 * k;
            vec![
                row(Command::Loop, &[]),
                corner(223, 128),
                corner(223, y),
                corner(128, y),
                corner(128, 128),
                row(Command::Extrude, &extrude),
            ]
        };
        all += &line(k as usize, &rows);
        if k == 0 {
            fs::write(folder.path().join("held.jsonl"), line(9999, &rows)).unwrap();
        }
    }
    fs::write(folder.path().join("parts.jsonl"), all).unwrap();
    folder
}

struct StopAt(u64, AtomicU64);

impl Observer for StopAt {
    fn should_stop(&self) -> bool {
        self.1.fetch_add(1, Ordering::Relaxed) + 1 >= self.0
    }
}

fn begin(data: &Path, text: &str, out: &Path, stop_after: u64) -> Result<Trained, Error> {
    let run = Run::read(text)?;
    let pool = Pool::of(&run, |p| data.join(p), &Silent)?;
    let device = resolid_models::cpu().autodiff();
    let (recipe, net) = Ours::new(&run, &pool, &device, None)?;
    let seen = Cell::new(0);
    let show = |now: &Now| seen.set(now.step[0]);
    let stop = StopAt(stop_after, AtomicU64::new(0));
    let watch = Watch { observer: &stop, clock: &|| 0.0, show: &show };
    train(&recipe, net, &run, out, &watch)
}

fn losses(folder: &Path) -> Vec<String> {
    // The rate at which programs went by is no matter of the run's.
    let table = fs::read_to_string(folder.join("steps.csv")).unwrap();
    table
        .lines()
        .map(|l| l.split(',').enumerate().filter(|(k, _)| *k != 4).map(|(_, c)| c).collect::<Vec<_>>().join(","))
        .collect()
}

#[test]
fn a_run_that_was_stopped_anywhere_goes_on_to_the_same_numbers() {
    let data = folder();
    let out = |name: &str| -> PathBuf { data.path().join(name) };
    let text = text("small", 60, 2e-3);
    let whole = begin(data.path(), &text, &out("whole"), u64::MAX).unwrap();
    assert_eq!((whole.step, whole.end), (60, End::Full));
    assert!(whole.best.is_some());
    // Stopped at a line's end, within a line twice, and after the end, where nothing is left to do.
    for (stop, step, end) in [
        (20, 20, End::Stopped),
        (7, 27, End::Stopped),
        (12, 39, End::Stopped),
        (99, 60, End::Full),
        (99, 60, End::Full),
    ] {
        let parts = begin(data.path(), &text, &out("parts"), stop).unwrap();
        assert_eq!((parts.step, parts.end), (step, end));
    }
    for file in ["best.safetensors", "evaluations.csv"] {
        assert!(fs::read(out("whole").join(file)).unwrap() == fs::read(out("parts").join(file)).unwrap(), "{file}");
    }
    let (a, b) = (losses(&out("whole")), losses(&out("parts")));
    assert_eq!(a.len(), 4);
    assert_eq!(a, b);
    let first: f64 = a[1].split(',').nth(1).unwrap().parse().unwrap();
    let last: f64 = a[3].split(',').nth(1).unwrap().parse().unwrap();
    assert!(last < 0.8 * first, "nothing was learnt: {first} to {last}");
}

#[test]
fn what_is_held_out_or_kept_back_is_not_learnt_from() {
    let data = folder();
    let run = Run::read(&text("small", 5, 1e-3)).unwrap();
    let pool = Pool::of(&run, |p| data.path().join(p), &Silent).unwrap();
    assert_eq!(pool.len() + pool.validation.len(), 39, "{:?}", pool.account);
    assert!((6..=10).contains(&pool.validation.len()));
    for index in 0..40 {
        let batch = pool.batch(run.seed, index, run.rows);
        assert_eq!(batch, pool.batch(run.seed, index, run.rows));
        let rows: usize = batch.iter().map(|p| p.len() + 1).sum();
        assert!((60..=140).contains(&rows), "{rows}");
        assert!(batch.iter().all(|p| pool.validation.iter().all(|v| v.tokens != **p)));
    }
}

#[test]
fn what_is_wrong_is_told_in_one_line() {
    let data = folder();
    let out = data.path().join("out");
    let good = text("small", 20, 1e-3);
    let fails = |text: &str, out: &Path| begin(data.path(), text, out, u64::MAX).unwrap_err().to_string();
    let unknown = fails(&good.replace("patience", "patients"), &out);
    assert!(unknown.contains("patients") && unknown.starts_with("line "), "{unknown}");
    for table in ["[net]", "[data]", "[[data.sources]]", "[optimiser]", "[forget]", "[evaluate]"] {
        let told = fails(&good.replace(table, &format!("{table}\nnothing_of_ours = 1")), &out);
        assert!(told.contains("nothing_of_ours"), "{table}: {told}");
    }
    assert!(fails(&good.replace("heads = 2", "heads = 3"), &out).contains("heads"));
    assert!(fails(&good.replace("rows = 0.5", "rows = 64"), &out).contains("forget.rows"));
    assert!(fails(&good.replace("noise = 0.05", "noise = -1"), &out).contains("forget.noise"));
    assert!(fails(&good.replace("parts.jsonl", "none.jsonl"), &out).contains("none.jsonl"));
    fs::write(data.path().join("empty.jsonl"), "").unwrap();
    assert!(fails(&good.replace("parts.jsonl", "empty.jsonl"), &out).contains("0 programs to learn from"));
    // A loss that is no number: what was saved before stays.
    let wild = good.replace("rate = 1e-3", "rate = 1e30").replace("checkpoint = 1000", "checkpoint = 1");
    let text = fails(&wild, &out);
    assert!(text.contains("the loss is") && text.starts_with("step "), "{text}");
    assert!(out.join("last.safetensors").exists());
    let kept = fs::read(out.join("last.safetensors")).unwrap();
    // Another run's folder, a damaged checkpoint, another net's.
    assert!(fails(&good, &out).contains("other settings"), "{}", fails(&good, &out));
    assert!(fails(&good.replace("width = 32", "width = 64"), &out).contains("is a checkpoint of"));
    fs::write(out.join("last.safetensors"), &kept[..kept.len() - 9]).unwrap();
    assert!(fails(&wild, &out).contains("cut short"));
}

#[test]
fn the_published_net_learns_too_and_a_stage_leaves_what_is_frozen_as_it_was() {
    let data = folder();
    let published = |name: &str, more: &str| {
        let text = text(name, 40, 3e-3);
        let (before, rest) = text.split_once("[net]").unwrap();
        let (_, after) = rest.split_once("[data]").unwrap();
        let net = "kind = \"gencad3d\"\nwidth = 32\nheads = 2\nhidden = 48\nencoder = 1\ndecoder = 1\nlatent = 32\ndropout = 0.1\ngroups = false";
        format!("{before}accumulate = 2\n{more}\n[net]\n{net}\n[data]{after}")
    };
    let train_one = |text: &str, out: &Path, from: Option<&Weights>| {
        let run = Run::read(text).unwrap();
        let pool = Pool::of(&run, |p| data.path().join(p), &Silent).unwrap();
        let (recipe, net) = Published::new(&run, &pool, &resolid_models::cpu().autodiff(), from).unwrap();
        let watch = Watch { observer: &Silent, clock: &|| 0.0, show: &|_| {} };
        train(&recipe, net, &run, out, &watch).unwrap()
    };
    let (base, stage) = (data.path().join("base"), data.path().join("stage"));
    train_one(&published("base", ""), &base, None);
    let table = losses(&base);
    let loss = |line: &str| line.split(',').nth(1).unwrap().parse::<f64>().unwrap();
    assert!(loss(&table[2]) < loss(&table[1]), "{table:?}");
    let begun = Weights::read(&base.join("best.safetensors")).unwrap();
    train_one(&published("stage", "frozen = [\"commands\", \"encoder\"]"), &stage, Some(&begun));
    let ended = Weights::read(&stage.join("best.safetensors")).unwrap();
    let device = resolid_models::cpu();
    let [a, b] = [&begun, &ended].map(|w| Gencad::load(w, &device).unwrap());
    let (arrays, a, b) = (weights::arrays(&a), weights::numbers(&a), weights::numbers(&b));
    let mut at = 0;
    for array in arrays {
        let same = a[at..at + array.len()] == b[at..at + array.len()];
        at += array.len();
        let frozen = array.name.starts_with("commands") || array.name.starts_with("encoder");
        assert_eq!(same, frozen, "{}", array.name);
    }
}
