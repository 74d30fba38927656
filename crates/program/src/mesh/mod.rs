//! A program as a watertight mesh, without the kernel: prisms become polyhedra, and those are combined as the steps say.
//!
//! Coplanar faces, shared walls and coaxial cylinders are the norm, and a mesh Boolean leaves no slivers only where
//! what should coincide does so to the last bit. So three things come first. The part is turned into the frame of its
//! first sketch, where a part that was drawn square is square; all circles on one cylinder are divided at the same
//! points, whichever sketch they are drawn in ([`rims`]); and coordinates that agree to rounding are made equal
//! ([`grid`]).

mod assemble;
mod folds;
mod grid;
mod polyhedron;
mod rims;

use crate::flatten::{Prism, flatten};
use crate::program::Program;
use resolid_geom::{Aabb3, Frame, TriMesh, Vec3};

/// Points of different prisms nearer than this, relative to the part's diagonal, are one: half of what direct evaluation
/// calls coincident.
const SAME: f64 = 5e-9;

/// Chord errors are no finer than this, relative to the part's diagonal: a circle as wide as the part has 1,600 chords then.
const FINEST: f64 = 1e-6;
/// Nor are angles, radians.
const FINEST_ANGLE: f64 = 2e-3;

/// How closely a mesh follows what is curved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fineness {
    /// Largest distance of a chord from its arc, millimetres.
    pub chord: f64,
    /// Largest angle that one chord spans, radians.
    pub angle: f64,
}

impl Fineness {
    /// A thousandth of `diagonal`, and a twentieth of a turn: what a picture or a net needs.
    pub fn of_diagonal(diagonal: f64) -> Self {
        Self { chord: 1e-3 * diagonal, angle: std::f64::consts::TAU / 20.0 }
    }
}

/// Why a program has no mesh.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MeshError {
    /// The fineness cannot be met by any mesh.
    #[error(
        "a chord error of {chord} mm and {angle} rad a chord make no mesh; both must be positive: try a thousandth of the part's diagonal and 0.3"
    )]
    Fineness {
        /// As asked for.
        chord: f64,
        /// As asked for.
        angle: f64,
    },
    /// A number is NaN or infinite.
    #[error("step {}: a number is not finite; check the program for what is wrong", step + 1)]
    NotFinite {
        /// Index in `Program::steps`.
        step: usize,
    },
    /// Contours that meet or cross.
    #[error(
        "step {}, profile {}: contours cross, even when followed within {chord} mm; check the program for what is wrong",
        step + 1,
        profile + 1
    )]
    Crossing {
        /// Index in `Program::steps`.
        step: usize,
        /// Index in the sketch's profiles.
        profile: usize,
        /// The finest chord error tried.
        chord: f64,
    },
    /// The Boolean of a step failed.
    #[error("step {}: the mesh Boolean gave up ({reason}); try another chord error", step + 1)]
    Boolean {
        /// Index in `Program::steps`.
        step: usize,
        /// In the library's words.
        reason: String,
    },
    /// Nothing is left.
    #[error("the program leaves no solid: its cuts and intersections take all that was added")]
    Empty,
}

/// The part that `program` builds, as a closed mesh: outward, every edge between exactly two triangles, bodies that touch or overlap
/// joined into one, and no walls inside. See [`of_prisms`].
///
/// ```
/// use resolid_program::geom::{Frame, Loop, Profile, Vec2};
/// use resolid_program::{Extent, Mode, Program, Step, mesh};
/// let plate = Profile { outer: Loop::rectangle(Vec2::ZERO, Vec2::splat(9.0)), holes: vec![Loop::circle(Vec2::splat(4.0), 2.0)] };
/// let step = Step::extrude(Frame::WORLD, vec![plate], Extent::OneSide { distance: 3.0 }, Mode::New);
/// let program = Program { steps: vec![step], ..Program::default() };
/// let mesh = mesh::of_program(&program, &mesh::Fineness { chord: 0.01, angle: 0.3 })?;
/// assert!((mesh.volume() - 3.0 * (81.0 - 4.0 * std::f64::consts::PI)).abs() < 0.5);
/// # Ok::<(), mesh::MeshError>(())
/// ```
///
/// # Errors
/// As [`of_prisms`].
pub fn of_program(program: &Program, fineness: &Fineness) -> Result<TriMesh, MeshError> {
    of_prisms(&flatten(program), fineness)
}

/// The part that `prisms` build, in order, as a closed mesh.
///
/// # Accuracy
/// Vertices lie on the part's surface, but for those where a chord crosses another face: they lie within
/// `fineness.chord` of it, as does every triangle. Values finer than 10⁻⁶ of the diagonal or 0.002 rad are raised to these.
///
/// # Errors
/// [`MeshError`], each case as it says.
///
/// # Cost
/// See `benches/mesh.rs`.
pub fn of_prisms(prisms: &[Prism], fineness: &Fineness) -> Result<TriMesh, MeshError> {
    let &Fineness { chord, angle } = fineness;
    if !(chord > 0.0 && angle > 0.0 && chord.is_finite() && angle.is_finite()) {
        return Err(MeshError::Fineness { chord, angle });
    }
    for prism in prisms {
        if !is_finite(prism) {
            return Err(MeshError::NotFinite { step: prism.step });
        }
    }
    let Some(base) = base_of(prisms) else { return Err(MeshError::Empty) };
    let prisms: Vec<Prism> = prisms.iter().map(|p| in_base(p, &base)).collect();
    let size = prisms.iter().fold(Aabb3::EMPTY, |b, p| b.union(reach(p))).diagonal();
    let fineness = Fineness { chord: chord.max(FINEST * size), angle: angle.max(FINEST_ANGLE) };
    let mut polyhedra = polyhedron::all(&prisms, &fineness, SAME * size)?;
    grid::snap(&mut polyhedra, SAME * size);
    let mesh = folds::unfolded(assemble::part(&prisms, &polyhedra, SAME * size)?, 8.0 * SAME * size);
    if mesh.triangles.is_empty() { Err(MeshError::Empty) } else { Ok(mesh.mapped(|p| base.world_from_local(p))) }
}

/// The frame to work in: the world's, unless more of the sketches are drawn square to another or the part lies far from
/// the origin.
fn base_of(prisms: &[Prism]) -> Option<Frame> {
    let first = prisms.first()?.frame;
    // How many curves are drawn in frames square to this one.
    let weight = |base: &Frame| -> usize {
        let square = |v: Vec3| base.local_from_world_direction(v).abs().max_element() > 1.0 - 1e-12;
        let drawn = prisms.iter().filter(|p| square(p.frame.x) && square(p.frame.y));
        drawn.flat_map(|p| &p.profiles).flat_map(|p| p.loops()).map(|l| l.curve_count()).sum()
    };
    let mut axes = Frame::WORLD;
    let mut most = weight(&axes);
    let all: usize = prisms.iter().flat_map(|p| &p.profiles).flat_map(|p| p.loops()).map(|l| l.curve_count()).sum();
    // Hundreds of frames are a pattern, and its first few tell what it is.
    for frame in prisms.iter().map(|p| p.frame).take(32) {
        if most == all {
            break;
        }
        let drawn = weight(&frame);
        if drawn > most {
            (axes, most) = (frame, drawn);
        }
    }
    let bounds = prisms.iter().fold(Aabb3::EMPTY, |b, p| b.union(reach(p)));
    // Near the origin the numbers stay those of the drawing.
    let far = bounds.center().length() > 100.0 * bounds.diagonal();
    Some(axes.at(if far { first.origin } else { Vec3::ZERO }))
}

/// A prism as seen from `base`; axes that are square to it become so to the last bit.
fn in_base(prism: &Prism, base: &Frame) -> Prism {
    let clean = |v: Vec3| {
        let rounded = v.round();
        if v.distance(rounded) < 1e-9 { rounded } else { v }
    };
    let frame = Frame {
        origin: base.local_from_world(prism.frame.origin),
        x: clean(base.local_from_world_direction(prism.frame.x)),
        y: clean(base.local_from_world_direction(prism.frame.y)),
    };
    Prism { frame, ..prism.clone() }
}

/// A box around a prism.
fn reach(prism: &Prism) -> Aabb3 {
    let mut bounds = Aabb3::EMPTY;
    for profile in &prism.profiles {
        let b = profile.bounds();
        for (x, y) in [(b.min.x, b.min.y), (b.max.x, b.min.y), (b.min.x, b.max.y), (b.max.x, b.max.y)] {
            for z in prism.range {
                bounds.include(prism.frame.world_from_local(Vec3::new(x, y, z)));
            }
        }
    }
    bounds
}

/// Whether all numbers of a prism are.
fn is_finite(prism: &Prism) -> bool {
    let b = reach(prism);
    let sweeps =
        prism.profiles.iter().flat_map(|p| p.loops()).all(|l| l.length().is_finite() && l.bounds().size().is_finite());
    (b.is_empty() || (b.min.is_finite() && b.max.is_finite())) && sweeps
}
