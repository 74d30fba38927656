//! Where programs come from: folders, single files, and DeepCAD models one a line.

use crate::exit::{Exit, Failure};
use resolid_program::{Program, deepcad, file};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The programs of a source, and how many of its records could not be read.
pub struct Programs {
    /// Those that could.
    pub programs: Vec<Program>,
    /// Where and why the others could not.
    pub rejected: Vec<String>,
}

/// The programs of `path`: a folder of `.resolid.json` and DeepCAD `.json` files, one such file, or DeepCAD models one a
/// line (`.jsonl`, `.jsonl.xz`).
///
/// # Errors
/// A path that is not there, or holds no program at all.
pub fn read(path: &Path) -> Result<Programs, Failure> {
    let mut found = Programs { programs: Vec::new(), rejected: Vec::new() };
    let shown = path.display().to_string();
    let unreadable =
        |e: std::io::Error| Failure::new(Exit::Unreadable, format!("{shown} cannot be read: {e}"), "check the path");
    let name = path.to_string_lossy().to_ascii_lowercase();
    if path.is_dir() {
        let mut files: Vec<PathBuf> = std::fs::read_dir(path)
            .map_err(unreadable)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")))
            .collect();
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file).map_err(unreadable)?;
            found.take(&text, &file.display().to_string());
        }
    } else if name.ends_with(".jsonl") || name.ends_with(".jsonl.xz") {
        let opened = std::fs::File::open(path).map_err(unreadable)?;
        let reader: Box<dyn Read> =
            if name.ends_with(".xz") { Box::new(lzma_rust2::XzReader::new(opened, true)) } else { Box::new(opened) };
        for (k, line) in BufReader::new(reader).lines().enumerate() {
            found.take(&line.map_err(unreadable)?, &format!("{shown}:{}", k + 1));
        }
    } else {
        let bytes = crate::files::read(path)?;
        found.take(&String::from_utf8_lossy(&bytes), &shown);
    }
    if found.programs.is_empty() {
        let why = found.rejected.first().cloned().unwrap_or_else(|| "nothing is in it".into());
        return Err(Failure::new(
            Exit::Unreadable,
            format!("{shown} holds no program: {why}"),
            "give a folder of .resolid.json files, or DeepCAD models as .json or .jsonl",
        ));
    }
    Ok(found)
}

impl Programs {
    /// Reads one program, in either form.
    fn take(&mut self, text: &str, at: &str) {
        // DeepCAD models have a `sequence`, programs a `resolid` header; each reader refuses the other's form by name.
        let read = match file::read(text) {
            Ok(program) => Ok(program),
            Err(own) => deepcad::read(text)
                .map_err(|theirs| if text.contains("\"sequence\"") { theirs.to_string() } else { own.to_string() }),
        };
        match read {
            Ok(program) => self.programs.push(program),
            Err(why) => self.rejected.push(format!("{at}: {why}")),
        }
    }
}
