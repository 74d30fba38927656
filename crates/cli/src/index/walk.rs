//! The files of a folder that may hold parts.

use crate::exit::{Exit, Failure};
use crate::files;
use resolid::library::File;
use resolid_geom::format::one_line;
use resolid_program::Unit;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Endings of files that are looked at.
const ENDINGS: [&str; 15] =
    ["stl", "obj", "ply", "off", "glb", "gltf", "3mf", "step", "stp", "xyz", "pts", "asc", "e57", "las", "laz"];
/// The deepest folder that is looked into.
const DEEPEST: usize = 40;
/// Bytes of a JSON file in which it must say that it is a program.
const HEAD: u64 = 4096;

/// The files under `root`, in order; folders that are hidden, or that hold an index, are passed over.
///
/// # Errors
/// The root cannot be read. What cannot be read below it is said.
pub fn files(root: &Path, unit: Option<Unit>) -> Result<Vec<File>, Failure> {
    let shown = root.display();
    let meta = std::fs::metadata(root)
        .map_err(|e| Failure::new(Exit::Unreadable, format!("{shown} cannot be read: {e}"), "check the path"))?;
    let mut found = Vec::new();
    if meta.is_dir() {
        folder(root, unit, 0, &mut found);
    } else {
        found.extend(file(root.to_path_buf(), unit));
    }
    Ok(found)
}

fn folder(path: &Path, unit: Option<Unit>, depth: usize, found: &mut Vec<File>) {
    if depth > DEEPEST || path.join("parts.sqlite").is_file() {
        return;
    }
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(e) => {
            eprintln!("note: {}", one_line(&format!("{} was passed over: {e}", path.display())));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if files::name(&path).starts_with('.') {
            continue;
        }
        // Links to folders may lead round in a circle; links to files do not.
        match std::fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_dir() => folder(&path, unit, depth + 1, found),
            Ok(_) if holds_a_part(&path) => found.extend(file(path, unit)),
            _ => {}
        }
    }
}

fn holds_a_part(path: &Path) -> bool {
    let name = files::name(path).to_ascii_lowercase();
    if let Some((_, ending)) = name.rsplit_once('.')
        && ENDINGS.contains(&ending)
    {
        return true;
    }
    if name.ends_with(".resolid.json") || name.ends_with(".deepcad.json") {
        return true;
    }
    // Other JSON files are mostly something else.
    let head = || -> std::io::Result<Vec<u8>> {
        let mut head = Vec::new();
        std::fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
        Ok(head)
    };
    let says = |head: &[u8], word: &[u8]| head.windows(word.len()).any(|w| w == word);
    name.ends_with(".json") && head().is_ok_and(|h| says(&h, b"\"resolid/1\"") || says(&h, b"\"entities\""))
}

/// A file with its size and time; `None` where it is gone or is none.
pub fn file(path: PathBuf, unit: Option<Unit>) -> Option<File> {
    let meta = std::fs::metadata(&path).ok().filter(|m| m.is_file())?;
    let modified = meta.modified().ok()?;
    let modified = match modified.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX),
    };
    Some(File { path, size: meta.len(), modified, unit })
}
