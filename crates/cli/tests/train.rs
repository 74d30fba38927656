//! `resolid train` and `resolid eval autoencoder`, as users run them.
#![allow(missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// A run that ends within seconds.
const RUN: &str = r#"
name = "small"
seed = 5
steps = 120
rows = 96
checkpoint = 5
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
held_out = []
validation = 0.2
[[data.sources]]
path = "parts.jsonl"
share = 1.0
lengths = "own"
real = true
[optimiser]
rate = 2e-3
warmup = 5
last = 0.1
average = 0.9
beta1 = 0.9
beta2 = 0.98
epsilon = 1e-8
decay = 0.01
clip = 1.0
[evaluate]
every = 60
programs = 8
patience = 100
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut all = String::new();
    for k in 0..40 {
        let unused = [-1; 16];
        let line = |numbers: &[(usize, i32)], command: i32| {
            let mut row = [vec![command], unused.to_vec()].concat();
            numbers.iter().for_each(|&(at, v)| row[at] = v);
            row
        };
        let extrude: Vec<(usize, i32)> =
            (6..17).zip([128, 128, 128, 128, 128, 100 + k, 70 + k, 130 + 2 * k, 128, 0, 0]).collect();
        let rows = [line(&[], 4), line(&[(1, 175), (2, 128), (5, 47)], 2), line(&extrude, 5)];
        all += &format!("{{\"id\": \"{k:04}0000\", \"vec\": {rows:?}}}\n");
    }
    fs::write(folder.path().join("parts.jsonl"), all).unwrap();
    fs::write(folder.path().join("run.toml"), RUN).unwrap();
    folder
}

fn train(folder: &Path, out: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_resolid"));
    command.current_dir(folder).env_remove("RESOLID_DATA").args(["train", "run.toml", "--threads", "1", "-o", out]);
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Exit code, and the first line of standard error.
fn failed(output: &Output) -> (i32, String) {
    let error = text(&output.stderr);
    assert_eq!(error.lines().filter(|l| l.starts_with("hint:")).count(), 1, "{error}");
    (output.status.code().unwrap(), error.lines().find(|l| l.starts_with("error:")).unwrap().to_string())
}

fn losses(folder: &Path) -> String {
    // The rate at which programs went by is no matter of the run's.
    let table = fs::read_to_string(folder.join("small/steps.csv")).unwrap();
    let line = |l: &str| {
        l.split(',').enumerate().filter(|(k, _)| *k != 4).map(|(_, c)| c.to_string()).collect::<Vec<_>>().join(",")
    };
    table.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_training_that_is_killed_goes_on_to_the_same_numbers_and_its_weights_are_judged() {
    let folder = folder();
    let whole = train(folder.path(), "whole").output().unwrap();
    assert_eq!(whole.status.code(), Some(0), "{}", text(&whole.stderr));
    assert!(text(&whole.stderr).contains("step     120 of 120: loss"), "{}", text(&whole.stderr));
    let mut child = train(folder.path(), "parts").spawn().unwrap();
    let begun = Instant::now();
    while !folder.path().join("parts/small/last.safetensors").exists() && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let rest = train(folder.path(), "parts").output().unwrap();
    assert_eq!(rest.status.code(), Some(0), "{}", text(&rest.stderr));
    assert_eq!(losses(&folder.path().join("whole")), losses(&folder.path().join("parts")));
    let best = |out: &str| fs::read(folder.path().join(out).join("small/best.safetensors")).unwrap();
    assert!(best("whole") == best("parts"));
    let eval = |weights: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_resolid"));
        let args = ["eval", "autoencoder", "parts.jsonl", "--csv", "programs.csv", "--weights", weights];
        command.current_dir(folder.path()).args(args).output().unwrap()
    };
    let judged = eval("whole/small/best.safetensors");
    assert_eq!(judged.status.code(), Some(0), "{}", text(&judged.stderr));
    let table = text(&judged.stdout);
    assert!(table.contains("40 programs of 40") && table.contains("balanced"), "{table}");
    let programs = fs::read_to_string(folder.path().join("programs.csv")).unwrap();
    assert_eq!(programs.lines().count(), 41);
    // What comes out always parses, learnt or not.
    assert!(!programs.contains("do not parse"));
    let (code, error) = failed(&eval("whole/small/last.safetensors"));
    assert!(code == 3 && error.contains("in training"), "{error}");
    fs::write(folder.path().join("cut"), &best("whole")[..1000]).unwrap();
    let (code, error) = failed(&eval("cut"));
    assert!(code == 3 && error.contains("cut short"), "{error}");
}

#[test]
fn keys_of_a_run_are_set_on_the_command_line() {
    let folder = folder();
    let set = |out: &str, settings: &[&str]| {
        let settings = settings.iter().flat_map(|s| ["--set", s]);
        train(folder.path(), out).args(settings).output().unwrap()
    };
    let plain = "net.without=[\"ordinal\", \"places\", \"pre-norm\"]";
    let trained = set("out", &["name=plain", "steps=20", "evaluate.every=10", "forget.noise=0", plain]);
    assert_eq!(trained.status.code(), Some(0), "{}", text(&trained.stderr));
    assert!(text(&trained.stdout).contains("20 of 20 steps"), "{}", text(&trained.stdout));
    let weights = fs::read(folder.path().join("out/plain/best.safetensors")).unwrap();
    assert!(String::from_utf8_lossy(&weights).contains("pre-norm"));
    for (setting, said) in
        [("steps", "no `=`"), ("stepps=3", "stepps"), ("steps=many", "invalid type"), ("name.x=1", "holds no keys")]
    {
        let (code, error) = failed(&set("out", &[setting]));
        assert!(code == 2 && error.contains(said) && !error.contains("line "), "{error}");
    }
}

#[test]
fn what_is_wrong_with_a_run_is_told_in_two_lines() {
    let folder = folder();
    let with = |from: &str, to: &str| {
        fs::write(folder.path().join("run.toml"), RUN.replace(from, to)).unwrap();
        failed(&train(folder.path(), "out").output().unwrap())
    };
    let (code, error) = with("warmup", "warm_up");
    assert!(code == 2 && error.contains("warm_up") && error.contains("line "), "{error}");
    let (code, error) = with("parts.jsonl", "nothing.jsonl");
    assert!(code == 3 && error.contains("nothing.jsonl"), "{error}");
    let (code, error) = with("rate = 2e-3", "rate = 1e30");
    assert!(code == 5 && error.contains("the loss is"), "{error}");
    assert!(!folder.path().join("out/small/best.safetensors").exists());
}
