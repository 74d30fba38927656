//! A folder of parts: every part is done once, whatever the others do and whenever the run is killed.
#![cfg(unix)]
#![allow(missing_docs)]

mod common;

use common::{Run, cuboid, names, resolid, start, stl};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// `count` boxes, each of another size, some of them in a folder of their own.
fn boxes(folder: &Path, count: usize) {
    fs::create_dir_all(folder.join("meshes/more")).unwrap();
    for k in 0..count {
        let mesh = stl(&cuboid([0.0; 3], [20.0 + k as f32, 15.0, 10.0]));
        let name = if k % 3 == 0 { format!("meshes/more/{k}.stl") } else { format!("meshes/{k}.stl") };
        fs::write(folder.join(name), mesh).unwrap();
    }
}

/// The bytes and identity of every result there is, by part.
fn results(out: &Path) -> BTreeMap<String, (Vec<u8>, u64)> {
    let mut found = BTreeMap::new();
    let mut folders = vec![out.join("parts")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else if entry.file_name() == "result.json" {
                let bytes = fs::read(entry.path()).unwrap();
                found.insert(folder.display().to_string(), (bytes, entry.metadata().unwrap().ino()));
            }
        }
    }
    found
}

const BATCH: [&str; 6] = ["batch", "meshes", "--out", "out", "--form", "resolid.json"];

fn finish(folder: &Path) -> Run {
    resolid(folder, &BATCH)
}

/// Kills a batch of `count` parts `kills` times at random moments, and lets it end: no result is lost, none done twice.
fn survives_being_killed(count: usize, kills: usize, seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    boxes(folder.path(), count);
    let out = folder.path().join("out");
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut before = results(&out);
    let mut at_work = 0;
    for _ in 0..kills {
        let mut child = start(folder.path(), &[&BATCH[..], &["-q"]].concat());
        let moment = Duration::from_millis(u64::from(rng.next_u32() % 1200));
        let begun = Instant::now();
        while begun.elapsed() < moment && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(3));
        }
        at_work += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let now = results(&out);
        for (part, result) in &before {
            assert_eq!(now.get(part), Some(result), "{part} was lost or done twice");
        }
        before = now;
    }
    assert!(at_work > kills / 2, "only {at_work} of {kills} kills came while it was at work: more parts are needed");
    let run = finish(folder.path());
    assert_eq!(run.code, Some(0), "{run:?}");
    let now = results(&out);
    assert_eq!(now.len(), count);
    for (part, result) in &before {
        assert_eq!(now.get(part), Some(result), "{part} was lost or done twice");
    }
    assert_eq!(names(&out), [".lock", "batch.csv", "batch.json", "index.html", "parts"]);
    assert_eq!(fs::read_to_string(out.join("batch.csv")).unwrap().lines().count(), count + 1);
    // With nothing left to do, nothing is done.
    assert_eq!(finish(folder.path()).code, Some(0));
    assert_eq!(results(&out), now);
}

#[test]
fn a_killed_batch_loses_nothing_and_does_nothing_twice() {
    survives_being_killed(16, 4, 1);
}

#[test]
#[ignore = "slow: twenty kills"]
fn twenty_kills_lose_nothing_and_nothing_is_done_twice() {
    survives_being_killed(120, 20, 2);
}

#[test]
fn bad_parts_stop_nothing_and_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let meshes = folder.path().join("meshes");
    fs::create_dir(&meshes).unwrap();
    let good = cuboid([0.0; 3], [40.0, 20.0, 10.0]);
    fs::write(meshes.join("good.stl"), stl(&good)).unwrap();
    fs::write(meshes.join("<b>&'\" odd.stl"), stl(&good)).unwrap();
    fs::write(meshes.join("empty.stl"), "").unwrap();
    fs::write(meshes.join("letter.obj"), "Dear customer, please find attached\n").unwrap();
    fs::write(meshes.join("flat.stl"), stl(&cuboid([0.0; 3], [40.0, 20.0, 10.0])[..2].repeat(3))).unwrap();
    fs::write(meshes.join("notes.md"), "no part").unwrap();
    // No ending fits behind such a name, and such a one works a terminal.
    let long = format!("{}.stl", "long".repeat(62));
    fs::write(meshes.join(&long), stl(&good)).unwrap();
    fs::write(meshes.join("\u{1b}[2J.stl"), "").unwrap();
    // What another batch has written is no part.
    fs::create_dir(meshes.join("earlier")).unwrap();
    fs::write(meshes.join("earlier/batch.json"), "{}").unwrap();
    fs::write(meshes.join("earlier/good.stl"), stl(&good)).unwrap();
    let run = resolid(folder.path(), &["batch", "meshes", "--out", "out", "--form", "resolid.json,py"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(!run.stdout.contains('\u{1b}'), "{run:?}");
    for words in ["3 full", "empty.stl", "letter.obj", "flat.stl"] {
        assert!(run.stdout.contains(words), "{words:?} is not in {run:?}");
    }
    let csv = fs::read_to_string(folder.path().join("out/batch.csv")).unwrap();
    let line = |name: &str| csv.lines().find(|l| l.contains(name)).unwrap().to_string();
    assert!(line("empty.stl").contains(",unreadable,3,") && line("letter.obj").contains(",unreadable,3,"), "{csv}");
    assert!(line("good.stl").contains(",full,0,1.0"), "{csv}");
    assert!(line("longlong").contains(",full,0,1.0"), "{csv}");
    assert_eq!(csv.lines().count(), 8, "{csv}");
    let files = names(&folder.path().join("out/parts/good.stl"));
    assert_eq!(files, ["good.py", "good.resolid.json", "report.json", "result.json", "thumbnail.png"]);
    let page = fs::read_to_string(folder.path().join("out/index.html")).unwrap();
    assert!(page.contains("&lt;b&gt;&amp;") && !page.contains("<b>"), "a name became a tag");
    assert!(page.contains("parts/%3Cb%3E%26%27%22%20odd.stl/thumbnail.png"), "{page}");
}

#[test]
fn parts_that_take_too_much_are_ended_and_may_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("meshes")).unwrap();
    // A sphere of so many triangles that what is made of them does not fit.
    let (rings, sides) = (500, 500);
    let point = |i: usize, k: usize| {
        let (a, b) = (i as f32 / rings as f32 * std::f32::consts::PI, k as f32 / sides as f32 * std::f32::consts::TAU);
        [20.0 * a.sin() * b.cos(), 20.0 * a.sin() * b.sin(), 20.0 * a.cos()]
    };
    let mut sphere = Vec::new();
    for i in 0..rings {
        for k in 0..sides {
            let [a, b, c, d] = [point(i, k), point(i + 1, k), point(i + 1, k + 1), point(i, k + 1)];
            sphere.extend([[a, b, c], [a, c, d]]);
        }
    }
    fs::write(folder.path().join("meshes/sphere.stl"), stl(&sphere)).unwrap();
    fs::write(folder.path().join("meshes/box.stl"), stl(&cuboid([0.0; 3], [40.0, 20.0, 10.0]))).unwrap();
    let batch = |more: &[&str]| {
        let own = ["batch", "meshes", "--out", "out", "--form", "resolid.json", "--time-limit", "20s"];
        resolid(folder.path(), &[&own, more].concat())
    };
    if cfg!(target_os = "linux") {
        let run = batch(&["--memory-limit", "80M"]);
        assert_eq!(run.code, Some(4), "{run:?}");
        assert!(run.stdout.contains("1 full") && run.stdout.contains("1 out of memory"), "{run:?}");
        assert!(run.stdout.contains("80 MB"), "{run:?}");
        let first = results(&folder.path().join("out"));
        let again = batch(&["--memory-limit", "2G"]);
        assert!(again.stdout.contains("1 out of memory"), "it was tried again without being asked: {again:?}");
        assert_eq!(results(&folder.path().join("out")), first);
        let retried = batch(&["--memory-limit", "2G", "--retry"]);
        assert!(!retried.stdout.contains("out of memory") && retried.stdout.contains("1 full"), "{retried:?}");
        let second = results(&folder.path().join("out"));
        let changed = first.iter().filter(|(part, result)| second.get(*part) != Some(result)).count();
        assert_eq!((second.len(), changed), (2, 1));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_batch_goes_on_though_an_update_takes_its_program_away() {
    let folder = tempfile::tempdir().unwrap();
    boxes(folder.path(), 4);
    let program = folder.path().join("resolid");
    std::fs::copy(env!("CARGO_BIN_EXE_resolid"), &program).unwrap();
    let quiet = std::process::Stdio::null;
    let mut command = std::process::Command::new(&program);
    command.args(BATCH).current_dir(folder.path()).stdin(quiet()).stdout(quiet()).stderr(quiet());
    let mut batch = command.spawn().unwrap();
    std::fs::remove_file(&program).unwrap();
    assert_eq!(batch.wait().unwrap().code(), Some(0));
    assert_eq!(results(&folder.path().join("out")).len(), 4);
}

#[test]
fn another_batch_is_not_mixed_in() {
    let folder = tempfile::tempdir().unwrap();
    boxes(folder.path(), 1);
    resolid(folder.path(), &["batch", "nothing", "--out", "out"]).fails(3, "does not exist");
    fs::create_dir(folder.path().join("bare")).unwrap();
    resolid(folder.path(), &["batch", "bare", "--out", "bare-out"]).fails(3, "no parts");
    assert!(!folder.path().join("bare-out").exists());
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/letter.txt"), "dear").unwrap();
    resolid(folder.path(), &["batch", "meshes", "--out", "mine"]).fails(6, "holds other things");
    assert_eq!(names(&folder.path().join("mine")), ["letter.txt"]);
    assert_eq!(finish(folder.path()).code, Some(0));
    resolid(folder.path(), &["batch", "meshes", "--out", "out", "--form", "resolid.json", "--unit", "in"])
        .fails(2, "--unit in");
    resolid(folder.path(), &["batch", "meshes", "--out", "out", "--form", "py"]).fails(2, "--form resolid.json");
    resolid(folder.path(), &["batch", "meshes", "--out", "out", "--form", "resolid.json", "--html"]).fails(2, "--html");
    // So is one that lost a file.
    let lost = folder.path().join("out/parts/more/0.stl/0.resolid.json");
    fs::remove_file(&lost).unwrap();
    assert_eq!(finish(folder.path()).code, Some(0));
    assert!(lost.is_file());
    // A part whose file has changed is done anew.
    let before = results(&folder.path().join("out"));
    fs::write(folder.path().join("meshes/more/0.stl"), stl(&cuboid([0.0; 3], [50.0, 25.0, 10.0]))).unwrap();
    assert_eq!(finish(folder.path()).code, Some(0));
    let after = results(&folder.path().join("out"));
    assert!(before.keys().eq(after.keys()) && before != after);
}

#[test]
fn ctrl_c_says_where_it_stands_and_leaves_no_workers() {
    let folder = tempfile::tempdir().unwrap();
    boxes(folder.path(), 60);
    let mut child = Command::new(env!("CARGO_BIN_EXE_resolid"))
        .args(["batch", "meshes", "--out", "out", "--form", "resolid.json", "--jobs", "2"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let out = folder.path().join("out");
    let deadline = Instant::now() + Duration::from_secs(60);
    while results(&out).is_empty() {
        assert!(Instant::now() < deadline && child.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("of 60 parts are done"), "{said}");
    // A second batch could not begin while the first one's lock is held, nor would a worker's room be gone.
    assert_eq!(names(&out), [".lock", "batch.json", "parts"]);
    let done = results(&out);
    assert!(!done.is_empty() && done.len() < 60);
    let told: usize = said.trim().split(' ').find_map(|w| w.parse().ok()).unwrap();
    assert!(told <= done.len() && done.len() <= told + 2, "{said}: {}", done.len());
}
