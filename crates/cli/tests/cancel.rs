//! Ctrl-C leaves nothing behind and exits with 130, while reading and while writing.
#![cfg(unix)]
#![allow(missing_docs)]

mod common;

use common::{cuboid, names, start, stl};
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

fn pipe(folder: &Path, name: &str) {
    assert!(Command::new("mkfifo").arg(folder.join(name)).status().unwrap().success());
}

/// Interrupts the child until it ends: the first signal may come before the handler is there.
fn interrupt(child: &mut Child) -> Option<i32> {
    let deadline = Instant::now() + Duration::from_secs(20);
    let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    panic!("it did not end");
}

#[test]
fn while_reading() {
    let folder = tempfile::tempdir().unwrap();
    pipe(folder.path(), "part.stl");
    std::fs::write(folder.path().join("out.py"), "old").unwrap();
    let mut child = start(folder.path(), &["reconstruct", "part.stl", "-o", "out.py", "-o", "out.resolid.json"]);
    // Opening a pipe for writing waits until its reader is there: the child is at work then.
    let pipe = std::fs::OpenOptions::new().write(true).open(folder.path().join("part.stl")).unwrap();
    assert_eq!(interrupt(&mut child), Some(130));
    drop(pipe);
    assert_eq!(names(folder.path()), ["out.py", "part.stl"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("out.py")).unwrap(), "old");
}

/// `resolid … 2>&1 | head -1` that was cancelled used to go on for ever: what is said to nobody must not hold up the end.
#[test]
fn when_nobody_listens() {
    let folder = tempfile::tempdir().unwrap();
    pipe(folder.path(), "part.stl");
    let mut child = Command::new(env!("CARGO_BIN_EXE_resolid"))
        .args(["reconstruct", "part.stl", "-o", "out.py"])
        .current_dir(folder.path())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let pipe = std::fs::OpenOptions::new().write(true).open(folder.path().join("part.stl")).unwrap();
    drop(child.stderr.take());
    assert_eq!(interrupt(&mut child), Some(130));
    drop(pipe);
    assert_eq!(names(folder.path()), ["part.stl"]);
}

/// The kernel's own threads are at work then, and used to trip over what C++ destroys at the end of a process.
#[test]
fn while_building() {
    let folder = tempfile::tempdir().unwrap();
    let many = (0..64).flat_map(|i| {
        let (x, y) = ((i % 8) as f32 * 5.0, (i / 8) as f32 * 5.0);
        cuboid([x, y, 0.0], [x + 3.0, y + 3.0, 2.0 + i as f32 / 64.0])
    });
    std::fs::write(folder.path().join("part.stl"), stl(&many.collect::<Vec<_>>())).unwrap();
    for wait in [300, 600, 900, 1200, 1500] {
        let mut child = start(folder.path(), &["reconstruct", "part.stl", "-o", "out.step"]);
        std::thread::sleep(Duration::from_millis(wait));
        let ended = interrupt(&mut child);
        // On a fast machine it may have come to its end before.
        if ended != Some(130) {
            assert!(matches!(ended, Some(0 | 4)), "{ended:?} after {wait} ms");
            std::fs::remove_file(folder.path().join("out.step")).unwrap();
        }
        assert_eq!(names(folder.path()), ["part.stl"]);
    }
}

#[test]
fn while_writing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("part.stl"), stl(&cuboid([0.0; 3], [40.0, 20.0, 10.0]))).unwrap();
    std::fs::write(folder.path().join("out.py"), "old").unwrap();
    pipe(folder.path(), "out.json");
    // Nobody reads the pipe: the child waits there, its other output lying beside its target, not yet in place.
    let mut child = start(folder.path(), &["reconstruct", "part.stl", "-o", "out.py", "--report", "out.json"]);
    let deadline = Instant::now() + Duration::from_secs(60);
    let staged = |n: &String| n.starts_with(".resolid-");
    loop {
        let there = names(folder.path());
        let full = there
            .iter()
            .filter(|n| staged(n))
            .any(|n| std::fs::metadata(folder.path().join(n)).is_ok_and(|m| m.len() > 0));
        if full {
            break;
        }
        assert!(Instant::now() < deadline && child.try_wait().unwrap().is_none(), "{there:?}");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(interrupt(&mut child), Some(130));
    assert_eq!(names(folder.path()), ["out.json", "out.py", "part.stl"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("out.py")).unwrap(), "old");
}
