//! Files of a folder and of those within it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The deepest folder that is looked into.
const DEEPEST: usize = 8;

/// All files under a folder, in order of their paths. A folder that links lead to several times is looked into once, so that
/// links that lead back up come to an end.
///
/// # Errors
/// A folder that cannot be read.
pub(super) fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut seen = HashSet::new();
    collect(folder, 0, &mut seen, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, depth: usize, seen: &mut HashSet<PathBuf>, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if depth > DEEPEST || !seen.insert(folder.canonicalize()?) {
        return Ok(());
    }
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // Only links have to be followed to learn what they are.
        let kind = entry.file_type()?;
        if kind.is_dir() || kind.is_symlink() && path.is_dir() {
            // Real folders first: of a folder and a link to it the folder gives its files their places.
            folders.push((kind.is_symlink(), path));
        } else {
            files.push(path);
        }
    }
    folders.sort();
    folders.into_iter().try_for_each(|(_, path)| collect(&path, depth + 1, seen, files))
}

#[cfg(all(test, unix))]
mod tests {
    use super::files;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_that_lead_back_up_come_to_an_end() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        std::fs::create_dir_all(at("a/b")).unwrap();
        std::fs::write(at("a/b/one.json"), "").unwrap();
        std::fs::write(at("two.json"), "").unwrap();
        // Nine ways back at each level, which followed eight deep are forty million paths.
        for k in 0..9 {
            symlink(root.path(), at(&format!("a/b/up{k}"))).unwrap();
        }
        symlink(at("two.json"), at("three.json")).unwrap();
        let found = files(root.path()).unwrap();
        assert_eq!(found, ["a/b/one.json", "three.json", "two.json"].map(at));
    }
}
