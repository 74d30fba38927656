//! The folder of the published GenCAD-3D data: programs, and beside them clouds, meshes and scans under the same ids.
//!
//! ```text
//! cad_vec/<id>.h5  clouds/<id>.npy  stls/<id>.stl  remeshed_stls/<id>.stl  step/<id>.step  scans/…  *.json (splits)
//! ```
//! Files may lie in a folder between, named after the id's first four digits: `clouds/0012/00123456.npy`. What lies under
//! `scans` is of the part whose id the file's name begins with, or the name of a folder that it lies in.

use super::splits::bare;
use super::tree;
use std::path::{Path, PathBuf};

/// A data folder.
#[derive(Clone, Debug)]
pub struct Layout {
    root: PathBuf,
    /// Every file under `scans`.
    scans: Vec<PathBuf>,
}

impl Layout {
    /// The layout of `root`.
    ///
    /// # Errors
    /// A folder of scans that is there and cannot be read.
    pub fn open(root: &Path) -> std::io::Result<Self> {
        let scans = root.join("scans");
        let scans = if scans.is_dir() { tree::files(&scans)? } else { Vec::new() };
        Ok(Self { root: root.into(), scans })
    }

    /// Whether a folder is laid out so.
    pub fn is(root: &Path) -> bool {
        Self::programs(root).is_dir()
    }

    /// The folder of programs of a data folder.
    pub fn programs(root: &Path) -> PathBuf {
        root.join("cad_vec")
    }

    /// The cloud of an id, if it is there; [`super::npy::read`] reads it.
    pub fn cloud(&self, id: &str) -> Option<PathBuf> {
        self.beside("clouds", id, "npy")
    }

    /// The mesh of an id, if it is there.
    pub fn mesh(&self, id: &str) -> Option<PathBuf> {
        self.beside("stls", id, "stl")
    }

    /// The evenly divided mesh of an id, if it is there.
    pub fn remeshed(&self, id: &str) -> Option<PathBuf> {
        self.beside("remeshed_stls", id, "stl")
    }

    /// The solid of an id, if it is there.
    pub fn solid(&self, id: &str) -> Option<PathBuf> {
        self.beside("step", id, "step")
    }

    /// The scans of an id, in order of name.
    pub fn scans(&self, id: &str) -> Vec<PathBuf> {
        let folder = self.root.join("scans");
        let of_id = |path: &&PathBuf| {
            let names = path.strip_prefix(&folder).unwrap_or(path).components();
            names.into_iter().any(|name| begins(&name.as_os_str().to_string_lossy(), bare(id)))
        };
        self.scans.iter().filter(of_id).cloned().collect()
    }

    /// The name of a scan within the folder of scans, without its ending: `raw_00060207_a` of `scans/raw/00060207_a.ply`.
    pub fn scan_name(&self, scan: &Path) -> String {
        let within = scan.strip_prefix(self.root.join("scans")).unwrap_or(scan).with_extension("");
        within.components().map(|name| name.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("_")
    }

    /// `<folder>/<id>.<ending>`, or with the id's first four digits as a folder between.
    fn beside(&self, folder: &str, id: &str, ending: &str) -> Option<PathBuf> {
        let file = format!("{}.{ending}", bare(id));
        let folder = self.root.join(folder);
        let block = bare(id).get(..4).map(|b| folder.join(b).join(&file));
        [Some(folder.join(&file)), block].into_iter().flatten().find(|p| p.is_file())
    }
}

/// Whether a name is an id or goes on after it with neither letter nor digit; the number of a variant, as in `00060207_3`,
/// makes it another's.
fn begins(name: &str, id: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let Some(rest) = stem.strip_prefix(id) else { return false };
    let mut after = rest.chars();
    match after.next() {
        None => true,
        Some('_') => !after.as_str().starts_with(|c: char| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn a_scan_is_of_one_part() {
        for name in ["00060207", "00060207.ply", "00060207_a.ply", "00060207-2.npy"] {
            assert!(begins(name, "00060207"), "{name}");
        }
        for name in ["000602071.ply", "00060207_3.ply", "00060207_3_a.ply", "raw", "10060207.ply"] {
            assert!(!begins(name, "00060207"), "{name}");
        }
        assert!(begins("00060207_3_a.ply", "00060207_3"));
    }
}
