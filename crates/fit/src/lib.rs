//! Geometry to program without nets.
#![forbid(unsafe_code)]

pub mod cloud;

mod assemble;
mod bases;
mod bodies;
mod cells;
mod classes;
mod columns;
mod complex;
mod conforming;
mod congruent;
mod cylinders;
mod directions;
mod drawing;
mod evidence;
mod facets;
mod growing;
mod layout;
mod missed;
mod noise;
mod numbers;
mod parameters;
mod prisms;
mod refine;
mod region;
mod regular;
pub mod resolve;
mod scattered;
mod search;
mod sight;
mod sightings;
mod sketch;
mod sound;
mod stack;
mod straighten;
mod ties;

pub use complex::{Hint, Solid, passed as passed_by_light};
pub use congruent::congruence;
use evidence::Evidence;
pub use parameters::name_sizes;
use prisms::{PolyPrism, Sign};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use regular::Source;
use resolid_geom::cloud::{Prepared, prepare};
use resolid_geom::distance::MeshDistance;
use resolid_geom::topology::{Across, Topology};
use resolid_geom::words::{count, number};
use resolid_geom::{Aside, Observer, TriMesh, Vec3};
use resolid_program::Program;
use resolid_program::evaluate::Evaluator;
use search::Search;
use sight::Sight;
use std::sync::OnceLock;

/// What the caller allows and wants.
#[derive(Clone, Debug, Default)]
pub struct FitOptions {
    /// Largest deviation that still counts as the same surface, millimetres; `None`: 0.2 % of the bounding diagonal.
    pub tolerance: Option<f64>,
    /// Whether and how dimensions are snapped to round values.
    pub snap: Snap,
    /// Of the generator that draws points on noisy surfaces and tries curves through them.
    pub seed: u64,
    /// Whether the world's axes are the part's own: directions found in scattered points that nearly are one of them are it.
    pub upright: bool,
    /// What is left out.
    pub without: Without,
}

/// Parts of the work that may be left out, to see what each is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Without {
    /// Numbers stay as they were drawn, and are not measured on the input again.
    pub refinement: bool,
    /// What sensors could or could not have seen is not asked.
    pub light: bool,
    /// Walls that were not seen are not told by the rims of faces.
    pub rims: bool,
}

/// How dimensions are snapped to what a draughtsman would have written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Snap {
    /// Round values in `unit_mm` (1 for millimetres, 25.4 for inches), within `budget` millimetres
    /// (`None`: a quarter of the tolerance).
    To {
        /// Millimetres in one unit.
        unit_mm: f64,
        /// Largest change of a dimension, millimetres.
        budget: Option<f64>,
    },
    /// Equal things are made equal, nothing is rounded.
    #[default]
    Off,
}

/// What came out.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The program.
    pub program: Program,
    /// What to fall back on where the program cannot be built, best first; less exact or longer. The last is the plainest.
    pub alternatives: Vec<Drawn>,
    /// The dimensions that were moved to round values.
    pub snapped: Vec<Snapped>,
    /// The program's dimensions and how well each is known, where they were measured together.
    pub dimensions: Vec<Dimension>,
    /// The tolerance used, millimetres.
    pub tolerance: f64,
    /// Standard deviation with which the input scatters about its surface, millimetres.
    pub noise: f64,
    /// Whether the search was stopped before its end.
    pub stopped: bool,
}

/// A program that was drawn, and what belongs to its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The program.
    pub program: Program,
    /// The dimensions that were moved to round values.
    pub snapped: Vec<Snapped>,
    /// Its dimensions and how well each is known, where they were measured together.
    pub dimensions: Vec<Dimension>,
}

/// A dimension moved to a round value.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapped {
    /// Which: "step 2 radius".
    pub what: String,
    /// Measured, millimetres.
    pub from: f64,
    /// Written, millimetres.
    pub to: f64,
}

/// A dimension and how well it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// Which: "step 2 diameter"; a position counts from the lowest along its direction.
    pub what: String,
    /// As written, millimetres.
    pub value: f64,
    /// Standard deviation with which the input sets it, millimetres.
    pub deviation: f64,
}

/// A connected region of the input whose points lie outside the tolerance of the program's surface.
#[derive(Clone, Debug, PartialEq)]
pub struct Missed {
    /// What it looks like: "oblique face", "cone", "free-form surface", "small detail".
    pub kind: &'static str,
    /// Its middle, millimetres.
    pub center: Vec3,
    /// Its area, square millimetres.
    pub area: f64,
    /// Its farthest distance from the program's surface, millimetres.
    pub deviation: f64,
}

/// Why no program can be given.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// The mesh encloses nothing.
    #[error("the mesh encloses no volume ({triangles} triangles); a closed surface is needed")]
    NoVolume {
        /// Triangles looked at.
        triangles: usize,
    },
    /// Nothing prismatic was found.
    #[error("no sketch-and-extrude program was found: {reason}")]
    NothingFound {
        /// What stood in the way.
        reason: String,
    },
    /// Stopped before a first program was there.
    #[error("stopped before a first program was found")]
    Stopped,
}

/// The shortest program found for a cleaned, closed `mesh` (welded, outward-facing).
///
/// # Errors
/// [`FitError`]: no volume, nothing found, or stopped too early.
pub fn fit(mesh: &TriMesh, options: &FitOptions, observer: &dyn Observer) -> Result<Fit, FitError> {
    let tolerance = Some(options.tolerance.unwrap_or(0.002 * mesh.bounds().diagonal()));
    let options = FitOptions { tolerance, ..options.clone() };
    if let Some(kinds) = bodies::kinds(mesh) {
        let counts: Vec<String> = kinds.iter().map(|k| k.places.len().to_string()).collect();
        let kinds_of =
            format!("{}, which come {} times", count(kinds.len(), "kind") + " of bodies", counts.join(" and "));
        observer.note("bodies", format!("{kinds_of}: each kind is fitted once and placed"));
        if let Some(fit) = bodies::fit_kinds(&kinds, &options, observer, fit_whole) {
            return Ok(fit);
        }
        observer.note("bodies", "that says no more than drawing them together: the whole is fitted at once".into());
    }
    fit_whole(mesh, &options, observer)
}

fn fit_whole(mesh: &TriMesh, options: &FitOptions, observer: &dyn Observer) -> Result<Fit, FitError> {
    let diagonal = mesh.bounds().diagonal();
    if mesh.triangles.len() < 4 || mesh.volume() <= 1e-9 * diagonal.powi(3) {
        return Err(FitError::NoVolume { triangles: mesh.triangles.len() });
    }
    let tolerance = options.tolerance.unwrap_or(0.002 * diagonal);
    observer.stage("segmenting", 0.0);
    let neighbours = neighbours(mesh);
    let straight = straighten::straighten(mesh, &neighbours).and_then(|straight| {
        let sight =
            Sight::of_straight(&straight.mesh, &neighbours, straight.noise, tolerance, options.without, observer);
        let fit = program_of_mesh(mesh, straight.mesh.volume(), &sight, options, tolerance, observer).ok()?;
        Some((strayed(mesh, &fit.program), straight.noise, fit))
    });
    let straight = match straight {
        Some((strayed, noise, fit)) if strayed <= STRAYED * noise || observer.should_stop() => return Ok(fit),
        other => other,
    };
    let as_it_is = fit_as_it_is(mesh, &neighbours, options, tolerance, observer);
    match (straight, as_it_is) {
        (Some((by, _, straight)), Ok(fit)) => {
            let other = strayed(mesh, &fit.program);
            let [first, second] = [by, other].map(number);
            observer.note(
                "choice",
                format!("vertices lie {first} mm off the program of the straight mesh, {second} mm off the other's: the nearer one is kept"),
            );
            Ok(if by <= other { straight } else { fit })
        }
        (Some((_, _, straight)), Err(_)) => Ok(straight),
        (None, fit) => fit,
    }
}

/// How much farther from the surface than they scatter vertices lie, on the mean, where a wall was taken for another.
const STRAYED: f64 = 3.0;

/// How far vertices of `mesh` lie from the program's surface: the root of the mean square, of some hundreds of them.
fn strayed(mesh: &TriMesh, program: &Program) -> f64 {
    const MOST: usize = 400;
    let part = Evaluator::new(program);
    let step = mesh.vertices.len().div_ceil(MOST);
    let off: Vec<f64> = mesh.vertices.iter().step_by(step).map(|v| part.signed_distance(*v).powi(2)).collect();
    (off.iter().sum::<f64>() / off.len() as f64).sqrt()
}

/// The program of a mesh whose vertices are taken to be where they are, or of points on it where they scatter too much for that.
fn fit_as_it_is(
    mesh: &TriMesh,
    neighbours: &[[Option<u32>; 3]],
    options: &FitOptions,
    tolerance: f64,
    observer: &dyn Observer,
) -> Result<Fit, FitError> {
    match Sight::of_mesh(mesh, neighbours, tolerance, options.without, observer) {
        Ok(sight) => program_of_mesh(mesh, mesh.volume(), &sight, options, tolerance, observer),
        Err(noise) => {
            if neighbours.iter().flatten().any(Option::is_none) {
                return Err(FitError::NothingFound {
                    reason: "the surface is open, and too uneven to tell what would close it".into(),
                });
            }
            let mut rng = ChaCha8Rng::seed_from_u64(options.seed);
            let cloud = evidence::points_on(mesh, noise, &mut rng);
            let ready = prepare(&cloud, observer).map_err(|e| FitError::NothingFound { reason: e.to_string() })?;
            let hints = evidence::within(mesh, noise, &mut rng);
            let options = FitOptions { tolerance: Some(tolerance), ..options.clone() };
            Ok(fit_points(&ready, &hints, &options, &mut rng, observer)?.fit)
        }
    }
}

/// The program of a mesh that is seen facet by facet, and holds `volume`.
fn program_of_mesh(
    mesh: &TriMesh,
    volume: f64,
    sight: &Sight,
    options: &FitOptions,
    tolerance: f64,
    observer: &dyn Observer,
) -> Result<Fit, FitError> {
    let surface = OnceLock::new();
    let near = |p: Vec3| {
        let surface = surface.get_or_init(|| MeshDistance::new(mesh));
        surface.nearest_within(p, sight.fineness.detail).is_some()
    };
    let shown = Shown { source: Source::Mesh(mesh), near: &near, volume, diagonal: mesh.bounds().diagonal() };
    program_of(&shown, sight, options, tolerance, observer)
}

/// What a cloud's fit says beside the program.
#[derive(Clone, Debug)]
pub struct CloudFit {
    /// The program and what belongs to it.
    pub fit: Fit,
    /// The solid that the points were taken to bound.
    pub solid: Solid,
}

/// The shortest program found for the part that a prepared cloud shows.
///
/// # Errors
/// [`FitError`]: the points enclose nothing, nothing found, or stopped too early.
pub fn fit_cloud(ready: &Prepared, options: &FitOptions, observer: &dyn Observer) -> Result<CloudFit, FitError> {
    let mut rng = ChaCha8Rng::seed_from_u64(options.seed);
    let hints = match options.without.light {
        true => Vec::new(),
        false => complex::passed(ready, ready.locals.noise, &mut rng),
    };
    fit_points(ready, &hints, options, &mut rng, observer)
}

/// The shortest program found for points on a surface, with what is known of the places about it.
fn fit_points(
    ready: &Prepared,
    hints: &[complex::Hint],
    options: &FitOptions,
    rng: &mut ChaCha8Rng,
    observer: &dyn Observer,
) -> Result<CloudFit, FitError> {
    let axes: &[Vec3] = if options.upright { &[Vec3::X, Vec3::Y, Vec3::Z] } else { &[] };
    let found = cloud::primitives(ready, axes, rng, observer);
    let diagonal = ready.cloud.bounds().diagonal();
    let tolerance = options.tolerance.unwrap_or(0.002 * diagonal);
    if found.directions.is_empty() {
        return Err(FitError::NothingFound { reason: "no plane and no cylinder sets a direction".into() });
    }
    let evidence = Evidence::of_cloud(ready, &found, rng);
    let (sight, solid) = Sight::of_points(ready, &found, tolerance, hints, options, rng, observer);
    let near = |p: Vec3| solid.is_near_surface(p, sight.fineness.detail);
    let volume = solid.volume();
    if volume <= 1e-9 * diagonal.powi(3) {
        return Err(FitError::NoVolume { triangles: 0 });
    }
    let shown = Shown { source: Source::Points(&evidence), near: &near, volume, diagonal };
    let fit = program_of(&shown, &sight, options, tolerance, observer)?;
    Ok(CloudFit { fit, solid })
}

/// What the search and the drawings ask of the shape itself.
struct Shown<'a> {
    source: Source<'a>,
    near: &'a (dyn Fn(Vec3) -> bool + Sync),
    volume: f64,
    diagonal: f64,
}

/// The shortest program found for a surface as it is seen.
fn program_of(
    shown: &Shown,
    sight: &Sight,
    options: &FitOptions,
    tolerance: f64,
    observer: &dyn Observer,
) -> Result<Fit, FitError> {
    if sight.stacks.is_empty() {
        return Err(FitError::NothingFound { reason: "no flat face and no straight edge sets a direction".into() });
    }
    let &Shown { source, near, volume, diagonal } = shown;
    let Sight { frames, stacks, fineness, .. } = sight;
    let search = Search { stacks, frames: frames.clone(), volume, fineness: *fineness, near };
    let found = search.run(observer);
    let Some(best) = found.candidates.first() else { return Err(FitError::Stopped) };
    observer.stage("regularising", 0.0);
    let draw = |prisms: &[PolyPrism], observer: &dyn Observer| {
        let mut drawings = drawing::drawings(prisms, sight.curve, 2.0 * fineness.point);
        let regular = regular::regularise(
            &mut drawings,
            frames,
            source,
            sight.exactness,
            options.snap,
            tolerance * 0.25,
            observer,
        );
        let dimensions = regular.dimensions();
        let program = sound::sound_program(drawings, &regular, diagonal, fineness.point);
        Drawn { program, snapped: regular.snapped, dimensions }
    };
    let first = draw(&best.prisms, observer);
    // A kernel may refuse what is sound on paper, and time may be too short to build it: then the next best answers, and at
    // last what is plain. Out of time, drawing all of them would take what is left for building one.
    let mut plain = found.plain;
    if plain.is_empty() {
        plain = best.prisms.iter().filter(|p| p.sign == Sign::Add).take(1).cloned().collect();
    }
    let next = found.candidates.iter().skip(1).take(3).take_while(|_| !observer.should_stop());
    let others: Vec<_> =
        next.map(|c| c.prisms.as_slice()).chain([plain.as_slice()]).map(|p| draw(p, &Aside(observer))).collect();
    let mut drawn = Vec::from([first]);
    for other in others {
        if drawn.iter().all(|d| d.program != other.program) {
            drawn.push(other);
        }
    }
    let mut drawn = drawn.into_iter().filter(|d| !d.program.steps.is_empty());
    let Some(Drawn { program, snapped, dimensions }) = drawn.next() else {
        return Err(FitError::NothingFound { reason: "no profile could be drawn without crossing itself".into() });
    };
    Ok(Fit {
        program,
        alternatives: drawn.collect(),
        snapped,
        dimensions,
        tolerance,
        noise: sight.noise,
        stopped: observer.should_stop(),
    })
}

/// The regions of a cleaned mesh whose vertices lie farther than `tolerance` from the part's surface, largest first.
/// Told to stop, it has looked at some of the vertices only.
pub fn missed_regions(mesh: &TriMesh, part: &Evaluator, tolerance: f64, observer: &dyn Observer) -> Vec<Missed> {
    missed::missed(mesh, &neighbours(mesh), part, tolerance, observer)
}

/// For each triangle the triangles across its three edges (edge `k` runs from corner `k` to corner `k + 1`).
fn neighbours(mesh: &TriMesh) -> Vec<[Option<u32>; 3]> {
    let topology = Topology::new(mesh);
    let across = |side: usize| match topology.across(side) {
        Across::Side(other) => Some((other / 3) as u32),
        _ => None,
    };
    (0..mesh.triangles.len()).map(|t| [3 * t, 3 * t + 1, 3 * t + 2].map(across)).collect()
}
