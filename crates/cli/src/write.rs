//! Writing outputs: looked at before the work begins, then all of them or none, each in one motion.

use crate::exit::Failure;
use crate::interrupt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// A file that is to be written, known to be writable as far as can be told beforehand.
#[derive(Clone, Debug)]
pub struct Target {
    /// As the user gave it.
    pub path: PathBuf,
    /// Where the bytes go: links followed.
    real: PathBuf,
    /// A device or pipe, which cannot be replaced and is written straight into.
    device: bool,
}

impl Target {
    /// The target at `path`.
    ///
    /// # Errors
    /// A folder that is missing or cannot be written to, a target that is a folder or write-protected.
    pub fn check(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        match fs::metadata(&real) {
            Ok(meta) if meta.is_dir() => {
                return Err(Failure::cannot_write(format!("{shown} is a folder"), "give the name of a file in it"));
            }
            Ok(meta) if !meta.is_file() => return Ok(Self { path: path.into(), real, device: true }),
            Ok(_) => {
                fs::OpenOptions::new().append(true).open(&real).map_err(|e| {
                    Failure::cannot_write(
                        format!("{shown} cannot be overwritten: {}", reason(&e)),
                        "give another name, or make the file writable",
                    )
                })?;
            }
            Err(_) => {}
        }
        let folder = folder_of(&real);
        match fs::metadata(folder) {
            Ok(meta) if !meta.is_dir() => {
                return Err(Failure::cannot_write(
                    format!("cannot write {shown}: {} is no folder", folder.display()),
                    "give a path whose folder exists",
                ));
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Err(Failure::cannot_write(
                    format!("cannot write {shown}: the folder {} does not exist", folder.display()),
                    format!("make it first: mkdir -p {}", folder.display()),
                ));
            }
            Err(e) => {
                return Err(Failure::cannot_write(
                    format!("cannot write {shown}: {}: {}", folder.display(), reason(&e)),
                    "give a path whose folder exists and is yours",
                ));
            }
            Ok(_) => {}
        }
        // Permissions, quotas and read-only file systems show only when something is really made there.
        Builder::new().prefix(".resolid-").tempfile_in(folder).map_err(|e| {
            Failure::cannot_write(
                format!("cannot write {shown}: no file can be made in {}: {}", folder.display(), reason(&e)),
                "give a folder that you may write to",
            )
        })?;
        Ok(Self { path: path.into(), real, device: false })
    }

    /// Whether both are the same file.
    pub fn is_same(&self, other: &Path) -> bool {
        !self.device && resolved(&self.real) == resolved(other)
    }
}

/// The path without links and dots, whether there is a file or not.
fn resolved(path: &Path) -> PathBuf {
    let of_folder = || Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(of_folder).unwrap_or_else(|| path.to_path_buf())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What the system said, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    // tempfile appends the path it tried, which the message names already.
    let text = text.split(" at path ").next().unwrap_or_default();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

/// Writes every file, or none.
///
/// The bytes go into files beside the targets first; only when all of them lie safely on the disk are they moved
/// into place. If a move fails, those done before are taken back.
///
/// # Errors
/// A full disk, or a folder that changed since [`Target::check`].
pub fn write_all(files: &[(Target, Vec<u8>)]) -> Result<(), Failure> {
    let failed = |target: &Target, e: &io::Error| {
        let hint = match e.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                "free some space, or write to another disk; files that were there are unchanged"
            }
            _ => "check the folder; files that were there are unchanged",
        };
        Failure::cannot_write(format!("cannot write {}: {}", target.path.display(), reason(e)), hint)
    };
    let mut staged = Vec::new();
    let mut registrations = Vec::new();
    for (target, bytes) in files.iter().filter(|(t, _)| !t.device) {
        let file = stage(target, bytes, &mut registrations).map_err(|e| failed(target, &e))?;
        staged.push((target, file));
    }
    // A pipe may keep us waiting for its reader: before anything is moved, and while cancelling is possible.
    for (target, bytes) in files.iter().filter(|(t, _)| t.device) {
        let write = || fs::OpenOptions::new().write(true).open(&target.real)?.write_all(bytes);
        write().map_err(|e| failed(target, &e))?;
    }
    let result = interrupt::commit(|| {
        let mut placed: Vec<Placed> = Vec::new();
        for (target, file) in staged {
            match place(target, file) {
                Ok(done) => placed.push(done),
                Err(e) => {
                    placed.into_iter().rev().for_each(Placed::take_back);
                    return Err(failed(target, &e));
                }
            }
        }
        Ok(())
    });
    drop(registrations);
    result
}

fn stage(target: &Target, bytes: &[u8], registrations: &mut Vec<interrupt::Registration>) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".resolid-");
    // A new file gets the permissions any program would give it, a replaced one keeps those it had.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder_of(&target.real))?;
    let path = file.path().to_path_buf();
    registrations.push(interrupt::on_cancel(move || {
        let _ = fs::remove_file(path);
    }));
    if let Ok(meta) = fs::metadata(&target.real) {
        file.as_file().set_permissions(meta.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A file in its place, and the file it replaced.
struct Placed {
    real: PathBuf,
    replaced: Option<tempfile::TempPath>,
}

impl Placed {
    fn take_back(self) {
        // Nothing more can be done if this fails too; the error that led here is reported.
        let _ = match self.replaced {
            Some(old) => fs::rename(&old, &self.real),
            None => fs::remove_file(&self.real),
        };
    }
}

fn place(target: &Target, file: NamedTempFile) -> io::Result<Placed> {
    let replaced = if target.real.exists() {
        // A second name for the old file keeps its bytes while the target always has some.
        let second = Builder::new().prefix(".resolid-").tempfile_in(folder_of(&target.real))?.into_temp_path();
        fs::remove_file(&second)?;
        if fs::hard_link(&target.real, &second).is_err() {
            fs::copy(&target.real, &second)?;
        }
        Some(second)
    } else {
        None
    };
    file.persist(&target.real).map_err(|e| e.error)?;
    Ok(Placed { real: target.real.clone(), replaced })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_failed_move_takes_back_the_ones_before() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a.step"), folder.path().join("b.step"));
        let new = folder.path().join("new.step");
        fs::write(&a, "old a").unwrap();
        let targets = [&new, &a, &b].map(|p| Target::check(p).unwrap());
        // The third becomes a folder after it was checked: a file cannot be moved over it.
        fs::create_dir(&b).unwrap();
        fs::write(b.join("inside"), "").unwrap();
        let files: Vec<_> = targets.into_iter().map(|t| (t, b"fresh".to_vec())).collect();
        assert!(write_all(&files).is_err());
        assert_eq!(fs::read_to_string(&a).unwrap(), "old a");
        assert_eq!(names(folder.path()), ["a.step", "b.step"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_its_permissions_and_links_are_followed() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.step"), folder.path().join("link.step"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_all(&[(Target::check(&link).unwrap(), b"fresh".to_vec())]).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "fresh");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(names(folder.path()), ["a.step", "link.step"]);
    }
}
