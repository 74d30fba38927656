//! Invariant 1: geometry knows no paths, clocks, threads or unsafe code.

use std::path::Path;

const FORBIDDEN: [&str; 8] =
    ["std::fs", "std::path", "std::time", "std::thread", "std::env", "std::process", "std::net", "println!"];

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn geometry_knows_no_paths_clocks_threads_or_unsafe() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 15, "the sources were not found");
    for (name, text) in &files {
        for word in FORBIDDEN {
            assert!(!text.contains(word), "{name} uses {word}");
        }
        // Nested imports would hide the words above.
        for line in text.lines().filter(|l| l.trim_start().starts_with("use std::{")) {
            for module in ["fs", "path", "time", "thread", "env", "process", "net"] {
                assert!(!line.contains(module), "{name}: {line}");
            }
        }
    }
    let root = files.iter().find(|(name, _)| name.ends_with("lib.rs")).unwrap();
    assert!(root.1.contains("#![forbid(unsafe_code)]"));
}
