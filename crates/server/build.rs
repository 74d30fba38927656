//! Embeds the viewer: every file of `web/dist`, by its path, as it is when this is built.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    gather(&root, &mut files);
    files.sort();
    let mut table = String::from("&[\n");
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(&root).expect("it was found there");
        let name = name.to_string_lossy().replace('\\', "/");
        let file = std::fs::canonicalize(file).expect("it was found there");
        writeln!(table, "    ({name:?}, include_bytes!({:?})),", file.display().to_string()).expect("memory takes all");
    }
    table.push_str("]\n");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo says where"));
    std::fs::write(out.join("pages.rs"), table).expect("the build folder can be written");
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() { gather(&path, files) } else { files.push(path) }
    }
}
