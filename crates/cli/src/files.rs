//! Reading inputs, and the names of files.

use crate::exit::{Exit, Failure};
use std::io;
use std::path::Path;

/// The largest file that is read, bytes.
const LARGEST: u64 = 4 << 30;

/// The bytes of an input.
///
/// # Errors
/// Missing, a folder, unreadable, or larger than 4 GiB.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let unreadable = |message: String, hint: &str| Failure::new(Exit::Unreadable, message, hint);
    let failed = |e: io::Error| match e.kind() {
        io::ErrorKind::NotFound => unreadable(format!("{shown} does not exist"), "check the path"),
        io::ErrorKind::PermissionDenied => unreadable(format!("{shown} may not be read"), "check its permissions"),
        io::ErrorKind::OutOfMemory => {
            unreadable(format!("{shown} does not fit into memory"), "simplify the mesh in the tool that wrote it")
        }
        _ => unreadable(format!("{shown} cannot be read: {e}"), "check the path"),
    };
    let meta = std::fs::metadata(path).map_err(failed)?;
    if meta.is_dir() {
        return Err(unreadable(format!("{shown} is a folder"), "give one file"));
    }
    if meta.len() > LARGEST {
        return Err(unreadable(
            format!("{shown} holds {:.1} GB; at most 4 can be read", meta.len() as f64 / 1e9),
            "simplify the mesh in the tool that wrote it",
        ));
    }
    std::fs::read(path).map_err(failed)
}

/// The last part of a path, as text.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The name without the ending that tells its kind: "bracket" of `bracket.resolid.json`.
pub fn stem(path: &Path) -> String {
    let name = name(path);
    let lower = name.to_ascii_lowercase();
    for ending in [".resolid.json", ".deepcad.json", "_b123d.py"] {
        if lower.ends_with(ending) && lower.len() > ending.len() {
            return name[..name.len() - ending.len()].to_string();
        }
    }
    name.rsplit_once('.')
        .map_or(name.clone(), |(stem, _)| if stem.is_empty() { name.clone() } else { stem.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems() {
        for (path, expected) in
            [("a/bracket.RESOLID.json", "bracket"), ("b.step", "b"), (".hidden", ".hidden"), ("x.y.stl", "x.y")]
        {
            assert_eq!(stem(Path::new(path)), expected);
        }
    }
}
