//! What there is to annotate: files whose groups or nodes have names, folders of PartNet, folders of either.

use super::{Annotate, Up};
use crate::exit::{Exit, Failure};
use crate::files;
use resolid::annotate::{self, pieces};
use resolid_data::partnet;
use resolid_geom::format::{Format, NamedPart, read_named};
use resolid_geom::{TriMesh, Vec3};
use resolid_program::Unit;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The deepest folder that is looked into.
const DEEPEST: usize = 16;

/// An object that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it is called: its path within the folder that was given, without its ending.
    pub id: String,
    /// The file, or the folder of PartNet.
    pub path: PathBuf,
}

impl Found {
    /// The files that make it.
    pub fn files(&self) -> Vec<PathBuf> {
        if self.path.is_dir() { partnet::files(&self.path) } else { vec![self.path.clone()] }
    }
}

/// All objects of the inputs, in the order of their paths; what lies in `output` is none of them.
///
/// # Errors
/// An input that is not there or holds no object; two objects of one name.
pub fn find(inputs: &[PathBuf], output: &Path) -> Result<Vec<Found>, Failure> {
    let own = std::fs::canonicalize(output).ok();
    let mut found: Vec<(PathBuf, PathBuf)> = Vec::new();
    for input in inputs {
        let before = found.len();
        if !input.exists() {
            return Err(Failure::new(
                Exit::Unreadable,
                format!("{} does not exist", input.display()),
                "check the path",
            ));
        }
        let full = std::fs::canonicalize(input).unwrap_or_else(|_| input.clone());
        if !input.is_dir() || partnet::is(input) {
            found.push((PathBuf::from(full.file_name().unwrap_or(full.as_os_str())), input.clone()));
        } else {
            walk(input, Path::new(""), own.as_deref(), 0, &mut found).map_err(|e| {
                Failure::new(
                    Exit::Unreadable,
                    format!("{} cannot be read: {e}", input.display()),
                    "check its permissions",
                )
            })?;
        }
        if found.len() == before {
            return Err(Failure::new(
                Exit::Unreadable,
                format!("there is no object in {}", input.display()),
                "give OBJ files with groups, glTF files with named nodes, or folders of PartNet, which hold a result.json",
            ));
        }
    }
    let shown = |path: &Path| path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    let short = |within: &Path, path: &Path| {
        if path.is_dir() { shown(within) } else { shown(&within.with_file_name(files::stem(within))) }
    };
    let mut count: HashMap<String, usize> = HashMap::new();
    found.iter().for_each(|(within, path)| *count.entry(short(within, path)).or_default() += 1);
    // Of two files that differ in their endings each keeps its own.
    let id =
        |within: &Path, path: &Path| Some(short(within, path)).filter(|id| count[id] == 1).unwrap_or(shown(within));
    let objects: Vec<Found> =
        found.iter().map(|(within, path)| Found { id: id(within, path), path: path.clone() }).collect();
    let mut seen = HashSet::new();
    if let Some(twice) = objects.iter().find(|o| !seen.insert(o.id.as_str())) {
        return Err(Failure::usage(
            format!("two objects are called {}", twice.id),
            "give the folder that holds both, or annotate them in calls of their own",
        ));
    }
    Ok(objects)
}

/// Adds the objects of a folder; links to folders are not followed, since they may lead round in circles.
fn walk(
    root: &Path,
    within: &Path,
    own: Option<&Path>,
    depth: usize,
    found: &mut Vec<(PathBuf, PathBuf)>,
) -> std::io::Result<()> {
    let mut entries = std::fs::read_dir(root.join(within))?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (path, within) = (entry.path(), within.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            let is_output = own.is_some_and(|own| std::fs::canonicalize(&path).is_ok_and(|p| p == own));
            if partnet::is(&path) {
                found.push((within, path));
            } else if !is_output && depth < DEEPEST {
                walk(root, &within, own, depth + 1, found)?;
            }
        } else if path.is_file() && matches!(format_of(&path), Some(Format::Obj | Format::Gltf)) {
            found.push((within, path));
        }
    }
    Ok(())
}

fn format_of(path: &Path) -> Option<Format> {
    Format::from_extension(path.extension()?.to_str()?)
}

/// What was found, read and taken apart.
///
/// # Errors
/// It cannot be read.
pub fn read(found: &Found, args: &Annotate, called: &HashMap<String, String>) -> Result<annotate::Object, Failure> {
    let name = files::name(&found.path);
    let unreadable = |text: String, hint: &str| {
        let (what, hint) = text.rsplit_once("; ").unwrap_or((&text, hint));
        Failure::new(Exit::Unreadable, what, hint).about(&name)
    };
    let (mut parts, format, category) = if found.path.is_dir() {
        let object = partnet::read(&found.path).map_err(|e| unreadable(e.to_string(), "download the object again"))?;
        (object.parts, Format::Obj, Some(object.category).filter(|c| !c.is_empty()))
    } else {
        let bytes = files::read(&found.path)?;
        let hint = format_of(&found.path);
        let parts = read_named(&bytes, hint).map_err(|e| unreadable(e.to_string(), "export it again"))?;
        (parts, Format::sniff(&bytes).or(hint).unwrap_or(Format::Obj), None)
    };
    let up = args.up.unwrap_or(if found.path.is_dir() { Up::Y } else { Up::Z });
    // glTF says which way is up, and its reader has followed.
    if matches!(up, Up::Y) && !format.states_unit() {
        parts.iter_mut().for_each(|part| turn(&mut part.mesh));
    }
    let unit = if format.states_unit() { Some(Unit::Mm) } else { args.unit.map(Into::into) };
    Ok(annotate::Object {
        name: found.id.clone(),
        category,
        format: format.to_string(),
        unit,
        pieces: taken_apart(parts, args, called),
    })
}

fn taken_apart(parts: Vec<NamedPart>, args: &Annotate, called: &HashMap<String, String>) -> Vec<annotate::Piece> {
    pieces(parts, args.level.map(usize::from), called)
}

/// What stands with y up is stood with z up, as glTF is.
fn turn(mesh: &mut TriMesh) {
    mesh.vertices.iter_mut().for_each(|v| *v = Vec3::new(v.x, -v.z, v.y));
}

/// The names that others are replaced by, from a file: `{"bar_stretcher": "stretcher"}`. Of several words for one, between slashes, the
/// first is taken, as in the tables that came with Img2CAD.
///
/// # Errors
/// A file that cannot be read, or is none of names.
pub fn names(path: Option<&Path>) -> Result<HashMap<String, String>, Failure> {
    let Some(path) = path else { return Ok(HashMap::new()) };
    let names: HashMap<String, String> = serde_json::from_slice(&files::read(path)?).map_err(|e| {
        Failure::new(
            Exit::Unreadable,
            format!("{} holds no names: {e}", path.display()),
            "write it as JSON: {\"name in the file\": \"name in the program\"}",
        )
    })?;
    Ok(names.into_iter().map(|(from, to)| (from, to.split('/').next().unwrap_or_default().to_owned())).collect())
}
