//! The library of known parts, fed from files of every kind that can be read.

use crate::Error;
use crate::source::{Source, split};
use rayon::prelude::*;
use resolid_geom::Observer;
use resolid_index::{Entry, IndexError, Kind, Listed, Original, Part, Sketch, Stamp, Store, Surface, encode_part};
use resolid_program::Unit;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;

/// Files whose records are written in one go: what a process that is killed has to do again.
const BATCH: usize = 32;
/// The largest file that is read, bytes.
const LARGEST: u64 = 4 << 30;

/// A file as a shape.
pub struct Shape {
    /// Its surface, millimetres.
    pub surface: Surface,
    /// What kind of file it was.
    pub kind: Kind,
    /// Whether its unit is known.
    pub sized: bool,
    /// What is in it: "896 triangles".
    pub about: String,
}

/// The shape that `bytes` hold; `unit` is that of a mesh's or cloud's numbers, where it is known.
///
/// # Errors
/// [`Error::Unreadable`]: it cannot be read, or has no surface; [`Error::NoKernel`] for STEP in a build without it.
pub fn shape(bytes: &[u8], name: &str, unit: Option<Unit>) -> Result<Shape, Error> {
    let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    match Source::read(bytes, name, unit)? {
        Source::Mesh(source) => {
            let sized = source.taken_unit() != Unit::Unknown;
            let about = counted(source.mesh.triangles.len(), "triangle", "triangles");
            let surface = Surface::of_mesh(&source.into_millimetres()).map_err(unusable)?;
            Ok(Shape { surface, kind: Kind::Mesh, sized, about })
        }
        Source::Cloud(source) => {
            let sized = source.taken_unit() != Unit::Unknown;
            let about = counted(source.cloud.len(), "point", "points");
            let surface = Surface::of_cloud(&source.in_millimetres()).map_err(unusable)?;
            Ok(Shape { surface, kind: Kind::Cloud, sized, about })
        }
        Source::Program(source) => {
            let sized = source.program.unit != Unit::Unknown;
            let about = counted(source.program.steps.len(), "step", "steps");
            let surface = Surface::of_program(&source.program).map_err(unusable)?;
            Ok(Shape { surface, kind: Kind::Program, sized, about })
        }
        #[cfg(feature = "kernel")]
        step @ Source::Step(_) => {
            let mesh = step.into_mesh()?.into_millimetres();
            let about = counted(mesh.triangles.len(), "triangle", "triangles");
            let surface = Surface::of_mesh(&mesh).map_err(unusable)?;
            Ok(Shape { surface, kind: Kind::Step, sized: true, about })
        }
    }
}

fn unusable(e: IndexError) -> Error {
    split(&e.to_string(), "look at it with: resolid info FILE")
}

/// A file to be looked at.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// Its size, bytes.
    pub size: u64,
    /// When it was last written to, nanoseconds since 1970.
    pub modified: i64,
    /// The unit of meshes in it, where it is known.
    pub unit: Option<Unit>,
}

/// What came of adding files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Files whose parts are new or changed.
    pub parts: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files that could not be read, with the reasons.
    pub faults: Vec<(String, String)>,
    /// Files that were not looked at, because it was asked to stop.
    pub left: usize,
}

/// Puts files into an index: those that are new or whose bytes changed, several at a time.
///
/// No file stops it: one that cannot be read is noted, and looked at again when it changes. Records are written a few dozen at a time,
/// so a process killed at any moment has lost no more than those.
///
/// # Errors
/// What would fail for every other file too: the store.
pub fn add(store: &mut dyn Store, files: &[File], observer: &dyn Observer) -> Result<Added, IndexError> {
    let stamps = store.stamps()?;
    let mut added = Added::default();
    let fresh: Vec<&File> = files.iter().filter(|file| !is_known(file, &stamps)).collect();
    added.unchanged = files.len() - fresh.len();
    let (done, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (sender, receiver) = sync_channel::<Looked>(BATCH);
    // Threads that read, and this one that writes.
    let stopped = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (fresh, stamps, done, taken, stopped) = (&fresh, &stamps, &done, &taken, &stopped);
        scope.spawn(move || {
            (0..rayon::current_num_threads()).into_par_iter().for_each_with(sender, |sender, _| {
                while !observer.should_stop() && !stopped.load(Ordering::Relaxed) {
                    let Some(file) = fresh.get(taken.fetch_add(1, Ordering::Relaxed)) else { break };
                    if sender.send(looked_at(file, stamps.get(&*file.path.to_string_lossy()))).is_err() {
                        break;
                    }
                }
            });
        });
        let result = (|| {
            let (mut entries, mut touched) = (Vec::new(), Vec::new());
            for looked in receiver {
                let count = done.fetch_add(1, Ordering::Relaxed) + 1;
                observer.stage("parts", count as f64 / fresh.len() as f64);
                match looked {
                    Looked::Same(path, stamp) => {
                        added.unchanged += 1;
                        touched.push((path, stamp));
                    }
                    Looked::New(entry) => {
                        match &*entry {
                            Entry::Part(_) => added.parts += 1,
                            Entry::Fault { path, reason, .. } => added.faults.push((path.clone(), reason.clone())),
                        }
                        entries.push(*entry);
                    }
                }
                if entries.len() >= BATCH {
                    store.put(&entries)?;
                    entries.clear();
                }
            }
            store.put(&entries)?;
            store.touch(&touched)
        })();
        stopped.store(true, Ordering::Relaxed);
        result
    })?;
    added.left = fresh.len() - done.into_inner();
    added.faults.sort();
    Ok(added)
}

/// What came of looking at a file.
enum Looked {
    /// Its bytes are as they were.
    Same(String, Stamp),
    /// They are not.
    New(Box<Entry>),
}

fn is_known(file: &File, stamps: &HashMap<String, Stamp>) -> bool {
    stamps.get(&*file.path.to_string_lossy()).is_some_and(|s| s.size == file.size && s.modified == file.modified)
}

fn looked_at(file: &File, known: Option<&Stamp>) -> Looked {
    let path = file.path.to_string_lossy().into_owned();
    let mut stamp = Stamp { size: file.size, modified: file.modified, digest: [0; 32] };
    let fault = |stamp: Stamp, reason: String| {
        Looked::New(Box::new(Entry::Fault {
            path: path.clone(),
            stamp,
            reason: resolid_geom::format::one_line(&reason),
        }))
    };
    if file.size > LARGEST {
        return fault(stamp, format!("it holds {:.1} GB; at most 4 can be read", file.size as f64 / 1e9));
    }
    let bytes = match std::fs::read(&file.path) {
        Ok(bytes) => bytes,
        Err(e) => return fault(stamp, format!("it cannot be read: {e}")),
    };
    stamp.size = bytes.len() as u64;
    stamp.digest = Sha256::digest(&bytes).into();
    if known.is_some_and(|k| k.digest == stamp.digest) {
        return Looked::Same(path, stamp);
    }
    // A reader that gives up in its own way must not take the others along.
    let made = catch_unwind(AssertUnwindSafe(|| {
        let shape = shape(&bytes, &path, file.unit)?;
        let sketch = Sketch::new(&shape.surface);
        Ok::<_, Error>((encode_part(&shape.surface), sketch, shape))
    }));
    match made {
        Ok(Ok((encodings, sketch, Shape { kind, sized, about, .. }))) => {
            let part = Part { path, stamp, kind, sized, about, sketch, encodings };
            Looked::New(Box::new(Entry::Part(Box::new(part))))
        }
        Ok(Err(e)) => fault(stamp, e.to_string()),
        Err(_) => fault(stamp, "the reader gave up on it; tell the authors".into()),
    }
}

/// The file of a listed part as it is now; `unit` is that of its mesh, where it is known.
pub fn original(part: &Listed, unit: Option<Unit>) -> Original {
    let bytes = match std::fs::read(Path::new(&part.path)) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Original::Missing,
        Err(e) => return Original::Unreadable(e.to_string()),
    };
    let same = <[u8; 32]>::from(Sha256::digest(&bytes)) == part.stamp.digest;
    match catch_unwind(AssertUnwindSafe(|| shape(&bytes, &part.path, unit))) {
        Ok(Ok(shape)) if same => Original::Same(Box::new(shape.surface)),
        Ok(Ok(shape)) => Original::Changed(Box::new(shape.surface)),
        Ok(Err(e)) => Original::Unreadable(e.to_string()),
        Err(_) => Original::Unreadable("the reader gave up on it".into()),
    }
}
