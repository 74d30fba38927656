//! The folder of parts: meshes, and the programs they were made from.

use crate::exit::{Exit, Failure};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A mesh and the DeepCAD JSON it was made from.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name in both places.
    pub id: String,
    /// `parts/ID.stl`.
    pub mesh: PathBuf,
    /// Its line of `deepcad/dev_json.jsonl.xz`.
    pub original: String,
}

/// The parts of `folder` that have an original, by id; only those in `ids` unless it is empty.
///
/// # Errors
/// Missing folders or files, an id that is not there, lines that are no JSON.
pub fn parts(folder: &Path, ids: &[String]) -> Result<Vec<Part>, Failure> {
    let meshes = folder.join("parts");
    let mut found: Vec<(String, PathBuf)> = std::fs::read_dir(&meshes)
        .map_err(|e| unreadable(&meshes, &e))?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let stl = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("stl"));
            Some((path.file_stem()?.to_str()?.to_string(), path)).filter(|_| stl)
        })
        .collect();
    found.sort();
    let mut originals = originals(folder)?;
    if let Some(missing) = ids.iter().find(|id| !found.iter().any(|(name, _)| name == *id)) {
        return Err(Failure::usage(
            format!("there is no part {missing} in {}", meshes.display()),
            "ids are the names of the meshes without .stl, separated by commas",
        ));
    }
    let parts: Vec<Part> = found
        .into_iter()
        .filter(|(id, _)| ids.is_empty() || ids.contains(id))
        .filter_map(|(id, mesh)| originals.remove(&id).map(|original| Part { id, mesh, original }))
        .collect();
    if parts.is_empty() {
        return Err(Failure::new(
            Exit::Unreadable,
            format!("no part of {} has an original", folder.display()),
            "the ids of deepcad/dev_json.jsonl.xz must be the names of parts/*.stl",
        ));
    }
    Ok(parts)
}

fn originals(folder: &Path) -> Result<HashMap<String, String>, Failure> {
    let packed = folder.join("deepcad/dev_json.jsonl.xz");
    let plain = folder.join("deepcad/dev_json.jsonl");
    let path = if plain.is_file() { plain } else { packed };
    let file = std::fs::File::open(&path).map_err(|e| unreadable(&path, &e))?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|e| e == "xz") {
        Box::new(lzma_rust2::XzReader::new(file, true))
    } else {
        Box::new(file)
    };
    let mut originals = HashMap::new();
    for line in BufReader::new(reader).lines() {
        let line = line.map_err(|e| unreadable(&path, &e))?;
        let value: Value = serde_json::from_str(&line).map_err(|e| unreadable(&path, &e.into()))?;
        if let Some(id) = value["id"].as_str() {
            originals.insert(id.to_string(), line);
        }
    }
    Ok(originals)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        Exit::Unreadable,
        format!("cannot read {}: {error}", path.display()),
        "--data names the folder that holds parts/ and deepcad/",
    )
}
