//! How a surface is looked at: exactly, facet by facet, or through the walls and levels that scattered points agree on.

use crate::cells::Cells;
use crate::cloud::Primitives;
use crate::complex::{Hint, ROOM, Solid, all_walls, heading};
use crate::directions::frame_of;
use crate::layout::Layout;
use crate::refine::Turning;
use crate::regular::{Exactness, axis_name};
use crate::sketch::CurveTolerance;
use crate::stack::{Fineness, Stack};
use crate::{FitOptions, Without, directions, noise};
use rand::Rng;
use resolid_geom::cloud::Prepared;
use resolid_geom::words::{count, number};
use resolid_geom::{Aabb2, Aabb3, Frame, Observer, TriMesh, Vec3};

/// Vertices that scatter by more than this share of the diagonal hide which facets lie in one plane.
const NOISY: f64 = 3e-5;
/// How many directions points are looked at along.
const MOST_DIRECTIONS: usize = 16;
/// Scatter that is assumed of points at least, in diagonals.
const LEAST_NOISE: f64 = 5e-5;

/// A surface seen along its directions, and how well.
pub struct Sight {
    /// Sketch frames, the most telling first.
    pub frames: Vec<Frame>,
    /// The surface along each.
    pub stacks: Vec<Stack>,
    /// What counts as nothing.
    pub fineness: Fineness,
    /// How near corners lie to the curves through them.
    pub curve: CurveTolerance,
    /// How exactly drawings are known.
    pub exactness: Exactness,
    /// Standard deviation of the surface, millimetres.
    pub noise: f64,
}

impl Sight {
    /// The surface of `mesh`, looked at facet by facet; nothing where its vertices scatter too much for that.
    /// `tolerance` is what counts as the same surface.
    pub fn of_mesh(
        mesh: &TriMesh,
        neighbours: &[[Option<u32>; 3]],
        tolerance: f64,
        without: Without,
        observer: &dyn Observer,
    ) -> Result<Self, f64> {
        let diagonal = mesh.bounds().diagonal();
        let mut noise = noise::noise(mesh, neighbours, 8).unwrap_or(0.0);
        if noise > 2e-7 * diagonal {
            // A part that is all curves has few facets in one plane, and their turn is taken for scatter.
            noise = noise.min(directions::cylinder_scatter(mesh, neighbours).unwrap_or(noise));
        }
        observer.note("scatter", format!("vertices lie {} mm off the faces they share, on the mean", number(noise)));
        if noise > NOISY * diagonal {
            observer.note("scatter", "too much to take each facet at its word: points drawn on them are fitted".into());
            return Err(noise);
        }
        let mut sight = Self::exact(mesh, neighbours, [noise; 2], tolerance, observer);
        sight.exactness.measured = !without.refinement;
        Ok(sight)
    }

    /// The surface of a mesh that was made straight, and whose vertices were off by `noise` before.
    pub fn of_straight(
        mesh: &TriMesh,
        neighbours: &[[Option<u32>; 3]],
        noise: f64,
        tolerance: f64,
        without: Without,
        observer: &dyn Observer,
    ) -> Self {
        let off = number(noise);
        observer.note(
            "scatter",
            format!("vertices lie {off} mm off, and were moved to where faces are flat and walls upright"),
        );
        let mut sight = Self::exact(mesh, neighbours, [0.0, noise], tolerance, observer);
        sight.curve.scatter = noise;
        sight.noise = noise;
        sight.exactness.measured = !without.refinement;
        sight
    }

    /// `noise`: of faces, and of curves.
    fn exact(
        mesh: &TriMesh,
        neighbours: &[[Option<u32>; 3]],
        noise: [f64; 2],
        tolerance: f64,
        observer: &dyn Observer,
    ) -> Self {
        let diagonal = mesh.bounds().diagonal();
        let [flat, noise] = noise.map(|n| n.min(0.25 * tolerance));
        let fineness = Fineness {
            point: (2e-6 * diagonal).max(5.0 * flat),
            sliver: (2e-5 * diagonal).max(8.0 * flat),
            detail: (0.5 * tolerance).max(8.0 * noise),
        };
        let frames = directions::directions(mesh, neighbours, flat);
        let stacks = along(&frames, observer, |frame| Stack::new(mesh, neighbours, frame, fineness, observer));
        Self {
            frames: frames[..stacks.len()].to_vec(),
            stacks,
            fineness,
            curve: CurveTolerance { fit: (2e-5 * diagonal).max(5.0 * noise), scatter: 0.0 },
            exactness: Exactness {
                equal: (1e-5 * diagonal).max(5.0 * noise),
                scatter: (4e-7 * diagonal).max(3.0 * noise),
                reach: (1e-4 * diagonal).max(8.0 * noise),
                measured: true,
                turning: Turning::Held,
            },
            noise,
        }
    }

    /// The solid that prepared points bound, looked at along their main directions.
    pub fn of_points(
        ready: &Prepared,
        found: &Primitives,
        tolerance: f64,
        hints: &[Hint],
        options: &FitOptions,
        rng: &mut impl Rng,
        observer: &dyn Observer,
    ) -> (Self, Solid) {
        let diagonal = ready.cloud.bounds().diagonal();
        let noise = found.noise.max(LEAST_NOISE * diagonal);
        let directions = directions_of_points(ready, found);
        let known: Vec<Vec3> = found.directions.iter().map(|d| d.axis).collect();
        let offered = frames_of(&directions, &known, ready);
        observer.note(
            "surfaces",
            format!(
                "{} and {} hold {:.1} % of the points, which scatter by {} mm; {} to extrude along",
                count(found.planes.len(), "plane"),
                count(found.cylinders.len(), "cylinder"),
                100.0 * found.coverage,
                number(noise),
                count(offered.len(), "direction")
            ),
        );
        observer.stage("telling solid from empty", 0.0);
        let (solid, directions) = Solid::of(ready, found, &offered, noise, hints, options.without, rng);
        let frames = frames_of(&directions, &known, ready);
        let [dividers, cells] =
            [(solid.dividers.list.len(), "surface"), (solid.count(), "cell")].map(|(n, of)| count(n, of));
        observer.note("surfaces", format!("{dividers} divide space into {cells}, each told solid or empty"));
        let fineness =
            Fineness { point: 2e-6 * diagonal, sliver: 2e-5 * diagonal, detail: (0.5 * tolerance).max(4.0 * noise) };
        let stacks = along(&frames, observer, |frame| {
            let reached = ready.cloud.points.iter().chain(&solid.beside);
            let bounds = Aabb3::of(reached.map(|&p| frame.local_from_world(p)));
            let layout = Layout::of_solid(&solid, &frame, [bounds.min.z, bounds.max.z]);
            observer.note(
                "direction",
                format!(
                    "{}: {}, {} straight and {} round walls",
                    axis_name(frame.z()),
                    count(layout.levels.len(), "level"),
                    layout.straight.len(),
                    layout.round.len()
                ),
            );
            let plan = Aabb2 { min: bounds.min.truncate(), max: bounds.max.truncate() };
            let cells = Cells::new(&layout, &solid, &frame, plan.expanded(ROOM * diagonal));
            Stack::of_cells(cells, layout.levels, frame, fineness, observer)
        });
        let sight = Self {
            frames: frames[..stacks.len()].to_vec(),
            stacks,
            fineness,
            curve: CurveTolerance { fit: 2e-5 * diagonal, scatter: 0.0 },
            exactness: Exactness {
                equal: (1e-5 * diagonal).max(0.5 * noise),
                scatter: 1e-6 * diagonal,
                reach: (2e-3 * diagonal).max(4.0 * noise),
                measured: !options.without.refinement,
                turning: if options.upright { Turning::Held } else { Turning::Free },
            },
            noise,
        };
        (sight, solid)
    }
}

/// One stack a frame; one is enough for an answer when time is up.
fn along(frames: &[Frame], observer: &dyn Observer, mut see: impl FnMut(Frame) -> Stack) -> Vec<Stack> {
    let mut stacks = Vec::new();
    for (k, &frame) in frames.iter().enumerate() {
        if k > 0 && observer.should_stop() {
            break;
        }
        observer.stage("slicing", k as f64 / frames.len() as f64);
        stacks.push(see(frame));
    }
    for stack in &stacks {
        let straight = stack.slabs.iter().filter(|s| s.shadow.is_empty()).count();
        observer.note(
            "direction",
            format!(
                "{}: {}; of {} between them {straight} straight",
                axis_name(stack.frame.z()),
                count(stack.levels.len(), "level"),
                count(stack.slabs.len(), "slab")
            ),
        );
    }
    stacks
}

/// Directions along which the points may be extruded, the most telling first: those of planes and cylinders, and those along
/// which two planes meet.
fn directions_of_points(ready: &Prepared, found: &Primitives) -> Vec<Vec3> {
    let mut offered: Vec<Vec3> = found.directions.iter().map(|d| d.axis).collect();
    let own = offered.len().min(8);
    for i in 0..own {
        for j in 0..i {
            let across = offered[i].cross(offered[j]);
            if across.length() > 0.2 && !offered.iter().any(|o| o.cross(across).length() < 0.02 * across.length()) {
                offered.push(across.normalize());
            }
        }
    }
    let normals = ready.normals();
    let share = |d: Vec3| {
        let tells = |n: &&Vec3| n.dot(d).abs() < 0.15 || n.dot(d).abs() > 0.98;
        normals.iter().filter(tells).count() as f64 / normals.len() as f64
    };
    let mut scored: Vec<(f64, Vec3)> = offered.into_iter().map(|d| (share(d), d)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let least = 0.3 * scored.first().map_or(0.0, |s| s.0);
    scored.into_iter().filter(|s| s.0 > least).take(MOST_DIRECTIONS).map(|s| s.1).collect()
}

/// A sketch frame a direction; its x lies along another of them, or of all that are `known`, and where none is square to it, faces as
/// most walls do.
fn frames_of(directions: &[Vec3], known: &[Vec3], ready: &Prepared) -> Vec<Frame> {
    let square = |d: Vec3, of: &[Vec3]| of.iter().any(|o| o.dot(d).abs() < 1e-9);
    directions
        .iter()
        .map(|&d| {
            let of = if square(d, directions) { directions } else { known };
            let frame = frame_of(d, of);
            if square(d, of) {
                return frame;
            }
            let (s, c) = heading(&all_walls(ready, &frame)).sin_cos();
            Frame { origin: frame.origin, x: frame.x * c + frame.y * s, y: frame.y * c - frame.x * s }
        })
        .collect()
}
