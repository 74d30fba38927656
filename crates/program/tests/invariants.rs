//! Invariant 1: the language knows no paths, clocks, threads, environment, `unsafe` or kernel.

use std::path::Path;

const FORBIDDEN: [&str; 13] = [
    "std::fs",
    "std::path",
    "std::time",
    "std::thread",
    "std::env",
    "std::process",
    "std::net",
    "std::io",
    "unsafe {",
    "println!",
    "eprintln!",
    "dbg!",
    "resolid_kernel",
];

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

/// What of `text` breaks the rule.
fn faults(text: &str) -> Vec<String> {
    let mut faults: Vec<String> = FORBIDDEN.iter().filter(|w| text.contains(*w)).map(|w| (*w).to_owned()).collect();
    // Nested imports would hide the words above.
    for line in text.lines().filter(|l| l.trim_start().starts_with("use std::{")) {
        let words = line.split(|c: char| !c.is_alphanumeric());
        faults.extend(
            words
                .filter(|w| ["fs", "path", "time", "thread", "env", "process", "net", "io"].contains(w))
                .map(str::to_owned),
        );
    }
    faults
}

#[test]
fn the_language_knows_no_paths_clocks_threads_or_unsafe() {
    assert_eq!(faults("use std::{fmt, fs};\nfn f() { std::thread::yield_now() }"), ["std::thread", "fs"]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    assert!(files.len() > 30, "the sources were not found");
    for (name, text) in &files {
        assert_eq!(faults(text), Vec::<String>::new(), "{name}");
    }
    let lib = files.iter().find(|(name, _)| name.ends_with("src/lib.rs")).unwrap();
    assert!(lib.1.contains("#![forbid(unsafe_code)]"));
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for other in ["resolid-kernel", "resolid-fit", "resolid-render", "resolid-models"] {
        assert!(!manifest.contains(other), "the language stands below {other}");
    }
}
