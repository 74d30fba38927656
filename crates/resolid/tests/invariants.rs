//! Invariant 7: only the programs at the edge print, read the environment, know the time or touch the network.
#![allow(missing_docs)]

use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn libraries_neither_print_nor_read_the_environment_nor_the_clock() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for library in ["geom", "program", "kernel", "fit", "render", "data", "models", "index", "resolid", "report"] {
        let mut files = Vec::new();
        sources(&crates.join(library).join("src"), &mut files);
        assert!(!files.is_empty(), "no sources of {library}");
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            // Unit tests at the end of a file may do as they like.
            let code = text.split("#[cfg(test)]").next().unwrap();
            for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
                for word in
                    ["println!", "print!(", "dbg!", "std::env", "std::time", "Instant::", "SystemTime", "std::net"]
                {
                    assert!(!line.contains(word), "{}: {word} in: {line}", file.display());
                }
            }
        }
    }
}
