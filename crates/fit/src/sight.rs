//! How a surface is looked at: exactly, facet by facet, or through the walls and levels that scattered points agree on.

use crate::bearings::bearings;
use crate::cells::Cells;
use crate::directions::frame_of;
use crate::evidence::Evidence;
use crate::layout::layout;
use crate::outlines::Outlines;
use crate::regular::Exactness;
use crate::sketch::CurveTolerance;
use crate::stack::{Fineness, Stack};
use crate::{directions, noise};
use rand::Rng;
use resolid_geom::{Frame, Observer, TriMesh, Vec3};

/// Vertices that scatter by more than this share of the diagonal hide which facets lie in one plane.
const NOISY: f64 = 3e-5;

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
    /// The points to measure on, where the mesh's vertices are too uneven to be it.
    pub evidence: Option<Evidence>,
    /// Standard deviation of the surface, millimetres.
    pub noise: f64,
}

impl Sight {
    /// The surface of `mesh`, looked at as its noise demands; `tolerance` is what counts as the same surface.
    pub fn of(
        mesh: &TriMesh,
        neighbours: &[[Option<u32>; 3]],
        tolerance: f64,
        rng: &mut impl Rng,
        observer: &dyn Observer,
    ) -> Self {
        let diagonal = mesh.bounds().diagonal();
        let mut noise = noise::noise(mesh, neighbours);
        if noise > 2e-7 * diagonal {
            // A part that is all curves has few facets in one plane, and their turn is taken for scatter.
            noise = noise.min(directions::cylinder_scatter(mesh, neighbours).unwrap_or(noise));
        }
        observer.note(format!("vertices scatter by {noise:.2e} mm; tolerance {tolerance:.4} mm"));
        if noise > NOISY * diagonal {
            Self::scattered(mesh, noise, tolerance, rng, observer)
        } else {
            Self::exact(mesh, neighbours, noise, tolerance, observer)
        }
    }

    fn exact(
        mesh: &TriMesh,
        neighbours: &[[Option<u32>; 3]],
        noise: f64,
        tolerance: f64,
        observer: &dyn Observer,
    ) -> Self {
        let diagonal = mesh.bounds().diagonal();
        let noise = noise.min(0.25 * tolerance);
        let fineness = Fineness {
            point: (2e-6 * diagonal).max(5.0 * noise),
            sliver: (2e-5 * diagonal).max(8.0 * noise),
            detail: (0.5 * tolerance).max(8.0 * noise),
        };
        let frames = directions::directions(mesh, neighbours, noise);
        let stacks = along(&frames, observer, |frame| Stack::new(mesh, neighbours, frame, fineness, observer));
        Self {
            frames: frames[..stacks.len()].to_vec(),
            stacks,
            fineness,
            curve: CurveTolerance { fit: (2e-5 * diagonal).max(5.0 * noise) },
            exactness: Exactness {
                equal: (1e-5 * diagonal).max(5.0 * noise),
                scatter: (4e-7 * diagonal).max(3.0 * noise),
                reach: (1e-4 * diagonal).max(8.0 * noise),
            },
            evidence: None,
            noise,
        }
    }

    fn scattered(mesh: &TriMesh, noise: f64, tolerance: f64, rng: &mut impl Rng, observer: &dyn Observer) -> Self {
        let diagonal = mesh.bounds().diagonal();
        let evidence = Evidence::of_mesh(mesh, noise, rng);
        let noise = evidence.noise;
        observer.note(format!("points scatter by {noise:.2e} mm"));
        let directions: Vec<Vec3> = bearings(&evidence).into_iter().map(|b| b.0).collect();
        let frames: Vec<Frame> = directions.iter().map(|&d| frame_of(d, &directions)).collect();
        // The cells' borders are exact, however uncertain where they lie.
        let fineness = Fineness {
            point: 2e-6 * diagonal,
            sliver: (2e-5 * diagonal).max(0.5 * noise),
            detail: (0.5 * tolerance).max(4.0 * noise),
        };
        let stacks = along(&frames, observer, |frame| {
            let layout = layout(&evidence, &Outlines::new(mesh, &frame), &frame, rng);
            observer.note(format!(
                "along {:.4}: {} levels, {} straight and {} round walls",
                frame.z(),
                layout.levels.len(),
                layout.straight.len(),
                layout.round.len()
            ));
            let cells = Cells::new(&layout, mesh, &frame, noise);
            Stack::of_cells(cells, layout.levels, frame, fineness, observer)
        });
        Self {
            frames: frames[..stacks.len()].to_vec(),
            stacks,
            fineness,
            curve: CurveTolerance { fit: 2e-5 * diagonal },
            exactness: Exactness {
                equal: 1e-5 * diagonal,
                scatter: 1e-6 * diagonal,
                reach: (2e-3 * diagonal).max(4.0 * noise),
            },
            evidence: Some(evidence),
            noise,
        }
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
        observer.note(format!(
            "direction {:.4}: {} levels, {straight} of {} slabs straight",
            stack.frame.z(),
            stack.levels.len(),
            stack.slabs.len()
        ));
    }
    stacks
}
