//! `resolid index`: the library of known parts.

mod place;
mod walk;

pub use place::{Place, failure};

use crate::args::LengthUnit;
use crate::exit::{Exit, Failure};
use crate::interrupt;
use crate::progress::{Progress, Talk};
use crate::style::{GOOD, LABEL, STRONG, WARN, count, number, paint};
use clap::{Args, Subcommand};
use resolid::library::{self, Added};
use resolid_geom::Observer;
use resolid_geom::format::one_line;
use resolid_index::{Listed, Root, Store};
use resolid_program::Unit;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Reasons that are listed for files that could not be read.
const LISTED: usize = 5;

/// `resolid index`.
#[derive(Debug, Args)]
pub struct Index {
    /// What to do.
    #[command(subcommand)]
    pub verb: IndexVerb,
}

/// What can be done with an index.
#[derive(Debug, Subcommand)]
pub enum IndexVerb {
    /// Put the parts of folders into the index; of what is in it already, only what changed.
    Add(Add),
    /// List what is in the index.
    List(List),
    /// Take files or folders out of the index; the files themselves stay.
    Remove(Remove),
    /// Look whether every record is whole, and every file still there.
    Verify(Verify),
    /// Make the index anew from the folders that were added.
    Rebuild(Rebuild),
}

/// `resolid index add`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid index add parts/
  resolid index add parts/ old/*.step --store /srv/parts.index
  resolid index add scans/ --unit in
  resolid index add                    what was added before, looked at again")]
pub struct Add {
    /// Folders or files: STEP, meshes, clouds, programs. None: all that were added before.
    #[arg(value_name = "DIR")]
    pub roots: Vec<PathBuf>,
    #[command(flatten)]
    pub place: Place,
    /// Unit of the numbers in mesh files [default: mm; unknown for parts under 5].
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<LengthUnit>,
    /// Print nothing but errors.
    #[arg(short, long)]
    pub quiet: bool,
}

/// `resolid index list`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid index list
  resolid index list --faults
  resolid index list --json")]
pub struct List {
    #[command(flatten)]
    pub place: Place,
    /// Only files that could not be read, and why.
    #[arg(long)]
    pub faults: bool,
    /// Only files that are gone.
    #[arg(long)]
    pub missing: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `resolid index remove`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid index remove parts/old
  resolid index remove --missing")]
pub struct Remove {
    /// Files or folders.
    #[arg(value_name = "PATH", required_unless_present = "missing")]
    pub paths: Vec<PathBuf>,
    /// All files that are gone.
    #[arg(long)]
    pub missing: bool,
    #[command(flatten)]
    pub place: Place,
}

/// `resolid index verify`.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    pub place: Place,
}

/// `resolid index rebuild`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid index rebuild
  resolid index rebuild parts/ --store parts.index")]
pub struct Rebuild {
    /// Folders or files, where the index does not know any more what was added.
    #[arg(value_name = "DIR")]
    pub roots: Vec<PathBuf>,
    #[command(flatten)]
    pub place: Place,
    /// Unit of the numbers in mesh files of these.
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<LengthUnit>,
    /// Print nothing but errors.
    #[arg(short, long)]
    pub quiet: bool,
}

/// Runs the verb.
///
/// # Errors
/// No index, a damaged one, one that cannot be written to. That files cannot be read is none.
pub fn run(args: &Index) -> Result<Exit, Failure> {
    match &args.verb {
        IndexVerb::Add(args) => add(args),
        IndexVerb::List(args) => list(args),
        IndexVerb::Remove(args) => remove(args),
        IndexVerb::Verify(args) => verify(args),
        IndexVerb::Rebuild(args) => rebuild(args),
    }
}

fn add(args: &Add) -> Result<Exit, Failure> {
    let named = roots(&args.roots, args.unit)?;
    let mut store = if named.is_empty() { args.place.open()? } else { args.place.open_or_make()? };
    if named.is_empty() && store.roots().map_err(failure)?.is_empty() {
        return Err(Failure::usage("nothing was added to this index yet", "resolid index add DIR"));
    }
    for root in &named {
        store.add_root(root).map_err(failure)?;
    }
    let all = if named.is_empty() { store.roots().map_err(failure)? } else { named };
    work_through(&mut *store, &all, args.quiet)
}

fn rebuild(args: &Rebuild) -> Result<Exit, Failure> {
    let named = roots(&args.roots, args.unit)?;
    let mut known = args.place.known_roots();
    known.retain(|k| !named.iter().any(|n| n.path == k.path));
    known.extend(named);
    if known.is_empty() {
        return Err(Failure::usage(
            format!("what was added to {} is not known any more", args.place.shown()),
            "name the folders: resolid index rebuild DIR",
        ));
    }
    let mut store = args.place.make(&known)?;
    work_through(&mut *store, &known, args.quiet)
}

/// Roots as the index keeps them: whole paths.
fn roots(paths: &[PathBuf], unit: Option<LengthUnit>) -> Result<Vec<Root>, Failure> {
    let root = |path: &PathBuf| {
        let whole = std::fs::canonicalize(path).map_err(|e| {
            let message = match e.kind() {
                std::io::ErrorKind::NotFound => format!("{} does not exist", path.display()),
                _ => format!("{} cannot be read: {e}", path.display()),
            };
            Failure::new(Exit::Unreadable, message, "check the path")
        })?;
        Ok(Root { path: whole.to_string_lossy().into_owned(), unit: unit.map(|u| u.word().to_owned()) })
    };
    paths.iter().map(root).collect()
}

/// The unit that a root's meshes are in.
fn unit_of(root: &Root) -> Option<Unit> {
    match root.unit.as_deref()? {
        "mm" => Some(Unit::Mm),
        "cm" => Some(Unit::Cm),
        "m" => Some(Unit::M),
        "in" => Some(Unit::Inch),
        _ => None,
    }
}

/// The unit that a file's numbers were taken to be in: that of the narrowest root it lies under.
pub fn unit_of_file(roots: &[Root], path: &str) -> Option<Unit> {
    let under = roots.iter().filter(|r| Path::new(path).starts_with(&r.path));
    under.max_by_key(|r| r.path.len()).and_then(unit_of)
}

/// A watch that stops when it is told to.
struct Watched(Progress);

impl Observer for Watched {
    fn stage(&self, name: &'static str, done: f64) {
        self.0.stage(name, done);
    }

    fn should_stop(&self) -> bool {
        interrupt::asked()
    }
}

fn work_through(store: &mut dyn Store, roots: &[Root], quiet: bool) -> Result<Exit, Failure> {
    let mut files = Vec::new();
    for root in roots {
        match walk::files(Path::new(&root.path), unit_of(root)) {
            Ok(found) => files.extend(found),
            // A root that is gone does not keep the others from being looked at.
            Err(e) if roots.len() > 1 => eprintln!("note: {}", one_line(&e.message)),
            Err(e) => return Err(e),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    interrupt::ask_first("stopping after this file");
    let watched = Watched(Progress::counting(if quiet { Talk::Quiet } else { Talk::Normal }, files.len() as u64));
    let added = library::add(store, &files, &watched);
    let seconds = watched.0.seconds();
    drop(watched);
    let added = added.map_err(failure)?;
    let under = |path: &str| roots.iter().any(|r| Path::new(path).starts_with(&r.path));
    let listed = store.list().map_err(failure)?;
    let gone = listed.iter().filter(|l| under(&l.path) && !Path::new(&l.path).exists()).count();
    if !quiet {
        anstream::print!(
            "{}",
            summary(&store.place(), &added, gone, listed.iter().filter(|l| l.kind.is_some()).count(), seconds)
        );
    }
    if added.left > 0 {
        eprintln!("stopped; the same command goes on from there");
        return Ok(Exit::Cancelled);
    }
    if files.is_empty() && listed.is_empty() {
        return Err(Failure::new(
            Exit::Unreadable,
            "no file that could hold a part was found",
            "parts are .stl .obj .ply .off .glb .gltf .3mf .step .xyz .pts .asc .e57 .las .laz .resolid.json .deepcad.json",
        ));
    }
    Ok(Exit::Full)
}

fn summary(place: &str, added: &Added, gone: usize, all: usize, seconds: f64) -> String {
    let rate = added.parts as f64 / seconds.max(1e-3);
    let speed = if added.parts > 20 { format!(" ({rate:.0} a second)") } else { String::new() };
    let mut text = format!(
        "{}  {} new or changed{speed}, {} unchanged, {} unreadable\n",
        paint(STRONG, place),
        paint(GOOD, added.parts),
        added.unchanged,
        added.faults.len()
    );
    for (path, reason) in added.faults.iter().take(LISTED) {
        text += &format!("  {} {}: {reason}\n", paint(WARN, "unreadable"), one_line(path));
    }
    if added.faults.len() > LISTED {
        text += "  … all of them: resolid index list --faults\n";
    }
    if gone > 0 {
        text += &format!("  {} gone since; take them out with: resolid index remove --missing\n", count(gone, "file"));
    }
    text + &format!("  {} in the index; look for one with: resolid search FILE\n", count(all, "part"))
}

fn list(args: &List) -> Result<Exit, Failure> {
    let mut store = args.place.open()?;
    let mut listed = store.list().map_err(failure)?;
    listed.retain(|l| (!args.faults || l.kind.is_none()) && (!args.missing || !Path::new(&l.path).exists()));
    if args.json {
        let entry = |l: &Listed| {
            json!({
                "path": l.path,
                "kind": l.kind.map(|k| k.word()),
                "about": l.about,
                "diagonal_mm": l.kind.map(|_| l.diagonal),
                "unit_known": l.sized,
                "bytes": l.stamp.size,
                "sha256": l.stamp.digest.iter().map(|b| format!("{b:02x}")).collect::<String>(),
                "missing": !Path::new(&l.path).exists(),
            })
        };
        let embeddings = store.embeddings().map_err(failure)?;
        let all = json!({
            "store": store.place(),
            "roots": store.roots().map_err(failure)?,
            "embeddings": embeddings,
            "parts": listed.iter().map(entry).collect::<Vec<_>>(),
        });
        anstream::println!("{}", serde_json::to_string_pretty(&all).expect("plain data"));
        return Ok(Exit::Full);
    }
    for l in &listed {
        let kind = l.kind.map_or_else(|| paint(WARN, "unreadable"), |k| paint(LABEL, format!("{:<8}", k.word())));
        let size = if l.kind.is_some() { format!(", {} across", length(l.diagonal, l.sized)) } else { String::new() };
        let gone = if Path::new(&l.path).exists() { "" } else { "  (gone)" };
        anstream::println!("{kind} {}  {}{size}{gone}", one_line(&l.path), paint(LABEL, one_line(&l.about)));
    }
    let parts = listed.iter().filter(|l| l.kind.is_some()).count();
    anstream::println!("{}, {} unreadable", count(parts, "part"), listed.len() - parts);
    Ok(Exit::Full)
}

/// A length as people read it.
pub fn length(mm: f64, known: bool) -> String {
    format!("{} {}", number(mm), if known { "mm" } else { "units" })
}

fn remove(args: &Remove) -> Result<Exit, Failure> {
    let mut store = args.place.open()?;
    let listed = store.list().map_err(failure)?;
    // A path that is gone has no whole form; then what was typed is looked for, from here and as it stands.
    let here = std::env::current_dir().unwrap_or_default();
    let wholes: Vec<PathBuf> =
        args.paths.iter().map(|p| std::fs::canonicalize(p).unwrap_or_else(|_| here.join(p))).collect();
    let wanted = |l: &&Listed| {
        let path = Path::new(&l.path);
        wholes.iter().any(|w| path.starts_with(w)) || (args.missing && !path.exists())
    };
    let mut paths: Vec<String> = listed.iter().filter(wanted).map(|l| l.path.clone()).collect();
    let files = paths.len();
    let roots = store.roots().map_err(failure)?;
    paths.extend(
        roots.iter().filter(|r| wholes.iter().any(|w| Path::new(&r.path).starts_with(w))).map(|r| r.path.clone()),
    );
    if paths.is_empty() && !args.missing {
        return Err(Failure::usage(
            format!("nothing of {} is in the index", args.paths[0].display()),
            "resolid index list shows what is",
        ));
    }
    store.remove(&paths).map_err(failure)?;
    anstream::println!("{} taken out of {}", count(files, "file"), store.place());
    Ok(Exit::Full)
}

fn verify(args: &Verify) -> Result<Exit, Failure> {
    let mut store = args.place.open()?;
    let faults = store.verify().map_err(failure)?;
    let listed = store.list().map_err(failure)?;
    let (mut gone, mut changed) = (0, 0);
    for l in &listed {
        match walk::file(PathBuf::from(&l.path), None) {
            None => gone += 1,
            Some(f) if f.size != l.stamp.size || f.modified != l.stamp.modified => changed += 1,
            Some(_) => {}
        }
    }
    if let Some(first) = faults.first() {
        return Err(Failure::new(
            Exit::Unreadable,
            format!("the index at {} is damaged in {}: {first}", store.place(), count(faults.len(), "place")),
            "make it anew with: resolid index rebuild",
        ));
    }
    anstream::println!(
        "{}  {}, every record whole; {gone} gone, {changed} changed since",
        paint(STRONG, store.place()),
        count(listed.len(), "file")
    );
    if gone + changed > 0 {
        anstream::println!("  bring it up to date with: resolid index add; resolid index remove --missing");
    }
    Ok(Exit::Full)
}
