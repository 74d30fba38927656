//! A mesh with named parts becomes a named program: part by part through the fitter, kept or left out by IoU.
//!
//! ```text
//! named parts ─ pieces ─► kinds ─ reconstruct each ─► judged ─ assembled ─► checked, built, compared with all parts ─► kept?
//! ```
//!
//! # Source
//! What Img2CAD (arXiv 2408.01437) made of PartNet's chairs, tables and cabinets, of which 30 % were kept after a look at each.

mod assembly;
mod naming;
mod pieces;
mod record;

pub use naming::word;
pub use pieces::{Kind, Piece, pieces};
pub use record::{PartRecord, ReadAs, Record};

use crate::options::millimetres;
use crate::part::Part;
use crate::source::{MeshSource, Source, split};
use crate::{Error, Host, Options, Reconstruction, overlap, reconstruct_source};
use assembly::{Drawn, assembled};
use pieces::kinds;
use resolid_fit::Solid;
use resolid_geom::clean::clean_observed;
use resolid_geom::guard::guarded;
use resolid_geom::{Aabb3, Aside, MeshDistance, TriMesh, Vec3};
use resolid_program::{Evaluator, Placement, Program, Unit};

/// Points at which a program is compared with all parts: a chair fills a tenth of its box.
const SAMPLES: usize = 200_000;
/// What is not closed is near to its program where 95 % of its surface lie within this share of its diagonal.
const NEAR: f64 = 0.02;

/// What an object and its parts must come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Least IoU of the whole.
    pub object: f64,
    /// Least IoU of a part that is kept.
    pub part: f64,
    /// Least share of its parts that are kept.
    pub parts: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { object: 0.5, part: 0.5, parts: 0.8 }
    }
}

/// An object that was taken apart.
#[derive(Debug)]
pub struct Object {
    /// What it is called.
    pub name: String,
    /// What its file says that it is.
    pub category: Option<String>,
    /// "OBJ" or "glTF".
    pub format: String,
    /// The unit of its numbers, where the file or the user says.
    pub unit: Option<Unit>,
    /// Its parts.
    pub pieces: Vec<Piece>,
}

/// What came of it.
#[derive(Debug)]
pub struct Annotated {
    /// The program, where the object is kept.
    pub program: Option<Program>,
    /// What there is to say.
    pub record: Record,
}

/// The named program of an object, in its own frame, millimetres.
///
/// Parts that are equal but for where they stand are read once. Each is read as [`crate::reconstruct()`] reads a file of it, within
/// the options' time limit, but in the unit of the whole. A part is kept where its IoU is high enough, and where it is not closed
/// only where its surface lies near its program too; what it is compared with says [`ReadAs`]. The object is kept where enough of its
/// parts are, the program of these builds as one, and its IoU with all parts is high enough.
///
/// The observer is told `parts` before each part; when it says stop, what is left goes without.
///
/// # Errors
/// [`Error::Unreadable`]: no part has a name. That parts cannot be read is no error.
pub fn annotate(object: Object, wanted: &Thresholds, options: &Options, host: Host) -> Result<Annotated, Error> {
    let Object { name, category, format, unit, pieces } = object;
    let start = (host.clock)();
    if pieces.is_empty() {
        return Err(Error::Unreadable {
            reason: "none of its parts has a name".into(),
            hint: "name them: groups (g) or objects (o) of OBJ, nodes of glTF; one part alone goes through: resolid reconstruct".into(),
        });
    }
    let bounds = pieces.iter().fold(Aabb3::EMPTY, |all, p| all.union(p.mesh.bounds()));
    // Each is in the unit that the whole is taken to be in, however small it is.
    let whole = MeshSource { mesh: corners(bounds), format: format.clone(), unit };
    let unit = whole.taken_unit();
    let factor = millimetres(unit);
    let welded: Vec<Option<TriMesh>> = pieces
        .iter()
        .map(|p| {
            let mesh = p.mesh.mapped(|v| v * factor);
            clean_observed(&mesh, &Aside(host.observer)).ok().map(|(mesh, _)| mesh.compacted())
        })
        .collect();
    let kinds = kinds(&welded, factor * bounds.diagonal());
    let mut read: Vec<Reading> = Vec::with_capacity(kinds.len());
    for (k, kind) in kinds.iter().enumerate() {
        host.observer.stage(STAGE, k as f64 / kinds.len() as f64);
        let piece = &pieces[kind.first()];
        let source = MeshSource { mesh: piece.mesh.clone(), format: format.clone(), unit: Some(unit) };
        read.push(Reading::of(source, &piece.name, wanted, options, host));
    }
    host.observer.stage(STAGE, 1.0);
    let drawn: Vec<Drawn> = kinds
        .iter()
        .zip(&read)
        .filter(|(_, r)| r.reason.is_none())
        .filter_map(|(kind, r)| Some(Drawn { kind, program: &r.found.as_ref()?.part.program }))
        .collect();
    let (program, defined) = assembled(&pieces, &drawn, unit);
    let mut parts: Vec<Option<PartRecord>> = vec![None; pieces.len()];
    let mut defined = defined.into_iter();
    for (kind, r) in kinds.iter().zip(&read) {
        let definition = if r.reason.is_none() { defined.next().flatten() } else { None };
        for &(index, _) in &kind.members {
            parts[index] = Some(r.told(&pieces[index], definition.clone()));
        }
    }
    let mut record = Record {
        object: name,
        category,
        kept: false,
        iou: None,
        reason: None,
        seconds: 0.0,
        parts: parts.into_iter().flatten().collect(),
    };
    let taken: Vec<Taken> = kinds.iter().zip(read).map(|(kind, r)| Taken::of(kind, r, &welded)).collect();
    let judged = judge(program, &taken, &mut record, wanted, options, host);
    record.kept = judged.is_ok();
    record.reason = judged.as_ref().err().cloned();
    record.seconds = (host.clock)() - start;
    Ok(Annotated { program: judged.ok(), record })
}

/// What the observer is told.
const STAGE: &str = "parts";

/// The program, where it is good enough; else why it is not.
fn judge(
    program: Program,
    taken: &[Taken],
    record: &mut Record,
    wanted: &Thresholds,
    options: &Options,
    host: Host,
) -> Result<Program, String> {
    let [kept, all] = record.counts();
    if kept == 0 {
        let first = record.parts.iter().find_map(|p| p.reason.clone());
        return Err(format!(
            "no part is kept; the first because: {}",
            first.unwrap_or_else(|| "it has no faces".into())
        ));
    }
    let evaluator = Evaluator::new(&program);
    let bounds = taken.iter().fold(evaluator.bounds(), |all, t| all.union(t.bounds()));
    let inside = |p: Vec3| taken.iter().any(|t| t.contains(p));
    let found = overlap(bounds, SAMPLES, options.seed, &inside, &|p| evaluator.contains(p));
    record.iou = Some(found.iou);
    if (kept as f64) < wanted.parts * all as f64 {
        return Err(format!("only {kept} of {all} parts are kept; --min-parts {} asks for more", wanted.parts));
    }
    if found.iou < wanted.object {
        return Err(format!("its IoU is {:.3}, under --min-iou {}", found.iou, wanted.object));
    }
    let part =
        Part::new(program, &Aside(host.observer)).map_err(|e| format!("its parts do not build together: {e}"))?;
    Ok(part.program)
}

/// A mesh as large as a box.
fn corners(bounds: Aabb3) -> TriMesh {
    TriMesh { vertices: vec![bounds.min, bounds.max], triangles: Vec::new() }
}

/// What came of a kind of parts.
struct Reading {
    found: Option<Reconstruction>,
    read_as: ReadAs,
    /// Why it is not kept.
    reason: Option<String>,
}

impl Reading {
    fn of(source: MeshSource, name: &str, wanted: &Thresholds, options: &Options, host: Host) -> Self {
        if source.mesh.triangles.is_empty() {
            return Self { found: None, read_as: ReadAs::Nothing, reason: Some("it has no faces".into()) };
        }
        let quiet = Host { observer: &Aside(host.observer), clock: host.clock };
        let start = (host.clock)();
        // A fault of ours is the loss of one part, and not of the object.
        let found = guarded(|| reconstruct_source(Source::Mesh(source), name, options, start, quiet));
        let failed = |reason: String| Self { found: None, read_as: ReadAs::Open, reason: Some(reason) };
        let found = match found {
            None => return failed("Resolid failed on it; tell the authors".into()),
            Some(Err(e)) if e.is_stop() => return failed("no program was found in time".into()),
            Some(Err(e)) => return failed(first_words(&e)),
            Some(Ok(found)) => found,
        };
        let read_as = match (&found.taken, found.report.input.closed) {
            (Some(_), _) => ReadAs::Scan,
            (None, true) => ReadAs::Solid,
            (None, false) => ReadAs::Open,
        };
        let mut reading = Self { found: Some(found), read_as, reason: None };
        let iou = reading.iou().unwrap_or(0.0);
        let far = reading.distance().filter(|far| read_as != ReadAs::Solid && *far > NEAR);
        reading.reason = if iou < wanted.part {
            Some(format!("its IoU is {iou:.3}, under --min-part-iou {}", wanted.part))
        } else {
            far.map(|far| format!("it is open, and its surface lies off by {:.1} % of its diagonal", 100.0 * far))
        };
        reading
    }

    fn iou(&self) -> Option<f64> {
        self.found.as_ref().map(|f| f.report.iou)
    }

    fn distance(&self) -> Option<f64> {
        let report = &self.found.as_ref()?.report;
        let diagonal = Vec3::from_array(report.input.size_mm).length();
        let of = &report.deviation_mm;
        Some(of.input_to_output.p95.max(of.facets_to_output.p95) / diagonal.max(f64::MIN_POSITIVE))
    }

    fn told(&self, piece: &Piece, definition: Option<String>) -> PartRecord {
        PartRecord {
            name: piece.name.clone(),
            source: piece.source.clone(),
            group: piece.group.clone(),
            kept: self.reason.is_none(),
            read_as: self.read_as,
            iou: self.iou(),
            distance: self.distance(),
            steps: self.found.as_ref().map_or(0, |f| f.report.steps),
            definition,
            reason: self.reason.clone(),
        }
    }
}

/// What is wrong with a part, without advice that is for a file.
fn first_words(error: &Error) -> String {
    match split(&error.to_string(), "") {
        Error::Unreadable { reason, .. } => reason,
        other => other.to_string(),
    }
}

/// What a kind of parts fills of space, wherever it stands.
struct Taken {
    fills: Fills,
    places: Vec<Placement>,
}

enum Fills {
    Surface(MeshDistance, Aabb3),
    Solid(Box<Solid>),
    Nothing,
}

impl Taken {
    fn of(kind: &Kind, reading: Reading, welded: &[Option<TriMesh>]) -> Self {
        let fills = match (reading.found, &welded[kind.first()]) {
            (Some(Reconstruction { taken: Some(solid), .. }), _) => Fills::Solid(Box::new(solid)),
            (Some(found), _) => Fills::Surface(MeshDistance::new(&found.input), found.input.bounds()),
            // Where the gaps of what was refused are is not known, but what lies deep inside it is.
            (None, Some(mesh)) => Fills::Surface(MeshDistance::new(mesh), mesh.bounds()),
            (None, None) => Fills::Nothing,
        };
        Self { fills, places: kind.members.iter().map(|(_, place)| place.clone()).collect() }
    }

    fn contains(&self, p: Vec3) -> bool {
        self.places.iter().any(|place| {
            let local = place.frame.local_from_world(p);
            let own = if place.mirrored { Vec3::new(-local.x, local.y, local.z) } else { local };
            match &self.fills {
                Fills::Surface(surface, _) => surface.contains(own),
                Fills::Solid(solid) => solid.contains(own),
                Fills::Nothing => false,
            }
        })
    }

    fn bounds(&self) -> Aabb3 {
        let own = match &self.fills {
            Fills::Surface(_, bounds) => *bounds,
            Fills::Solid(solid) => solid.bounds,
            Fills::Nothing => return Aabb3::EMPTY,
        };
        let corner = |k: usize| {
            Vec3::from_array([0, 1, 2].map(|axis| if k >> axis & 1 == 1 { own.max[axis] } else { own.min[axis] }))
        };
        let placed = self.places.iter().flat_map(|place| {
            (0..8).map(move |k| {
                let p = corner(k);
                place.frame.world_from_local(if place.mirrored { Vec3::new(-p.x, p.y, p.z) } else { p })
            })
        });
        Aabb3::of(placed)
    }
}
