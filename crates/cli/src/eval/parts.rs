//! Parts to evaluate: what is handed in, and the programs it was made from.

use super::Feed;
use crate::args::EvalReconstruct;
use crate::data::{self, reading::Chosen};
use crate::exit::{Exit, Failure};
use crate::style::{LABEL, count, paint};
use resolid_data::corpus::{Layout, Record, Reject};
use resolid_program::Program;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A part.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name; of a scan, the scan's.
    pub id: String,
    /// What it was made from, or why that cannot be read.
    pub original: Result<Program, String>,
    /// Its mesh, cloud or scan; none where clouds are taken of originals that no mesh lies beside.
    pub file: Option<PathBuf>,
}

/// The parts of the data folder, by id; only those in `--ids` unless it is empty.
///
/// # Errors
/// Missing folders or files, an id that is not there, nothing to hand in.
pub fn parts(args: &EvalReconstruct) -> Result<Vec<Part>, Failure> {
    if Layout::is(&args.data) { published(args) } else { meshes(args) }
}

/// The meshes of `parts/` that have an original in `deepcad/`.
fn meshes(args: &EvalReconstruct) -> Result<Vec<Part>, Failure> {
    let folder = &args.data;
    if args.chosen.split.is_some() || args.chosen.split_file.is_some() {
        return Err(Failure::usage(
            format!("{} has no splits", folder.display()),
            "--split is for folders of the GenCAD-3D data, which hold cad_vec/",
        ));
    }
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
    all_there(&args.ids, |id| found.iter().any(|(name, _)| name == id), &meshes)?;
    let plain = folder.join("deepcad/dev_json.jsonl");
    let path = if plain.is_file() { plain } else { folder.join("deepcad/dev_json.jsonl.xz") };
    let records = Chosen::default().records(&path).map_err(|e| Failure { hint: HOLDS.into(), ..e })?;
    let mut originals: HashMap<String, _> = records.filter_map(named).collect();
    let parts: Vec<Part> = found
        .into_iter()
        .filter(|(id, _)| args.ids.is_empty() || args.ids.contains(id))
        .filter_map(|(id, mesh)| originals.remove(&id).map(|original| Part { id, original, file: Some(mesh) }))
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

/// The programs of a folder of the GenCAD-3D data, with what lies beside them.
fn published(args: &EvalReconstruct) -> Result<Vec<Part>, Failure> {
    if args.true_size {
        return Err(Failure::usage(
            "rows carry no unit, so there is no true size",
            "leave out --true-size for the GenCAD-3D data",
        ));
    }
    let layout = data::layout(&args.data)?;
    let originals: Vec<_> = args.chosen.records(&args.data)?.filter_map(named).collect();
    all_there(&args.ids, |id| originals.iter().any(|(name, _)| name == id), &Layout::programs(&args.data))?;
    let (mut parts, mut bare, mut asked) = (Vec::new(), 0, 0);
    for (id, original) in originals.into_iter().filter(|(id, _)| args.ids.is_empty() || args.ids.contains(id)) {
        asked += 1;
        let named = match args.feed() {
            Feed::Mesh => layout.mesh(&id).map(|file| vec![(id, Some(file))]),
            Feed::Cloud => layout.cloud(&id).map(|file| vec![(id, Some(file))]),
            Feed::Scan => Some(layout.scans(&id).into_iter().map(|f| (layout.scan_name(&f), Some(f))).collect()),
            // The original stands where the data have it, and needs no mesh to be laid on.
            Feed::Simulated(_) => Some(vec![(id, None)]),
        };
        let named = named.unwrap_or_default();
        bare += usize::from(named.is_empty());
        parts.extend(named.into_iter().map(|(id, file)| Part { id, original: original.clone(), file }));
    }
    let (kind, place) = match args.feed() {
        Feed::Mesh => ("mesh", "stls"),
        Feed::Cloud => ("cloud", "clouds"),
        Feed::Scan | Feed::Simulated(_) => ("scan", "scans"),
    };
    if parts.is_empty() {
        return Err(Failure::new(
            Exit::Unreadable,
            format!("none of {} has a {kind} in {}", count(asked, "program"), args.data.join(place).display()),
            "names there are the programs' ids; clouds of the programs themselves are taken with --input scan --level LEVEL",
        ));
    }
    if bare > 0 {
        let label = paint(LABEL, "note:");
        anstream::eprintln!(
            "{label} {bare} of {} have no {kind} in {place}, and are left out",
            count(asked, "program")
        );
    }
    Ok(parts)
}

/// An id, and its program or what is wrong with it.
fn named(item: Result<Record, Reject>) -> Option<(String, Result<Program, String>)> {
    match item {
        Ok(record) => Some((record.id, Ok(record.program))),
        Err(reject) => reject.id.map(|id| (id, Err(format!("the original cannot be read: {}", reject.reason)))),
    }
}

fn all_there(ids: &[String], there: impl Fn(&str) -> bool, folder: &Path) -> Result<(), Failure> {
    match ids.iter().find(|id| !there(id)) {
        None => Ok(()),
        Some(missing) => Err(Failure::usage(
            format!("there is no part {missing} in {}", folder.display()),
            "ids are the names of the files there without their endings, separated by commas",
        )),
    }
}

/// What a folder of parts is.
const HOLDS: &str =
    "--data names the folder that holds parts/ and deepcad/, or one of the GenCAD-3D data with cad_vec/";

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(Exit::Unreadable, format!("cannot read {}: {error}", path.display()), HOLDS)
}
