//! How far a program is from the input it was made for: distances in both directions, and the shared volume.

use crate::chord::chord_heights;
use crate::overlap::{Overlap, overlap};
use crate::report::{Deviation, Spread};
use rand::SeedableRng;
use rand::seq::index;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use resolid_geom::{MeshDistance, Observer, TriMesh, Vec3, sample};
use resolid_program::Evaluator;

/// Vertices looked at; of more, as many are drawn.
const MOST_VERTICES: usize = 40_000;

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Distances in both directions.
    pub deviation: Deviation,
    /// Shared volume.
    pub overlap: Overlap,
    /// How much IoU the facets of curved surfaces cost at most: the volume between chords and arcs over the input's.
    pub chord_share: f64,
}

/// How many points are taken, and where the dice start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// On either surface.
    pub surface: usize,
    /// In the box around both.
    pub overlap: usize,
    /// Of all of them.
    pub seed: u64,
}

/// The distances between the surfaces of `mesh` (welded, closed, outward) and of `program`, and their overlap.
///
/// The mesh's vertices lie on the true surface and its facets do not, so the first direction is measured from the
/// vertices, and from the second each facet's own chord height is taken off.
///
/// Told to stop, it makes do with some of the points.
///
/// # Cost
/// A few microseconds a point, shared among the threads; the answer does not depend on their number.
pub fn measure(mesh: &TriMesh, program: &Evaluator, sampling: Sampling, observer: &dyn Observer) -> Measured {
    let mut rng = ChaCha8Rng::seed_from_u64(sampling.seed);
    let surface = MeshDistance::new(mesh);
    let heights = chord_heights(mesh);
    // Beyond the rim of a curved facet the flat face beside it is nearest, so curved facets are asked on their own.
    let curved_triangles: Vec<usize> = (0..heights.len()).filter(|&t| heights[t] > 0.0).collect();
    let curved = MeshDistance::new(&TriMesh {
        vertices: mesh.vertices.clone(),
        triangles: curved_triangles.iter().map(|&t| mesh.triangles[t]).collect(),
    });
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    let to_program = |p: Vec3| program.nearest(p).map_or(f64::INFINITY, |n| n.position.distance(p));

    let vertices: Vec<Vec3> = if mesh.vertices.len() > MOST_VERTICES {
        let drawn = index::sample(&mut rng, mesh.vertices.len(), MOST_VERTICES);
        drawn.into_iter().map(|i| mesh.vertices[i]).collect()
    } else {
        mesh.vertices.clone()
    };
    let mut from_vertices = in_rounds(&vertices, observer, |&p| to_program(p));
    let on_facets = sample::points(mesh, sampling.surface, &mut rng);
    let mut from_facets = in_rounds(&on_facets, observer, |&p| to_program(p));
    // Drawing points on the program is itself work.
    let count = if observer.should_stop() { sampling.surface / 10 } else { sampling.surface };
    let on_program = program.sample_surface(count, &mut rng);
    let mut from_program = in_rounds(&on_program, observer, |s| {
        let flat = surface.distance(s.position);
        // A facet farther off than the tallest chord allows for nothing that the flat distance has not.
        let over_curved = curved
            .nearest_within(s.position, flat + tallest)
            .map_or(flat, |n| (n.distance - heights[curved_triangles[n.triangle]]).max(0.0));
        flat.min(over_curved)
    });

    let bounds = mesh.bounds().union(program.bounds());
    let shared =
        |samples: usize| overlap(bounds, samples, sampling.seed, &|p| surface.contains(p), &|p| program.contains(p));
    // Out of time, a tenth of the points says three times less surely what a tenth of the time suffices for.
    let overlap = shared(if observer.should_stop() { sampling.overlap / 10 } else { sampling.overlap });
    let under_arcs: f64 =
        heights.iter().enumerate().map(|(t, h)| mesh.area_normal(t).length() * 0.5 * h * 2.0 / 3.0).sum();
    Measured {
        deviation: Deviation {
            input_to_output: Spread::of(&mut from_vertices),
            output_to_input: Spread::of(&mut from_program),
            facets_to_output: Spread::of(&mut from_facets),
            chord_height: tallest,
        },
        overlap,
        chord_share: under_arcs / mesh.volume().abs().max(f64::MIN_POSITIVE),
    }
}

/// In how many rounds points are looked at, between which measuring may stop.
const ROUNDS: usize = 32;

/// `distance` of the items, of all of them unless the observer says stop; each round goes through all of them in steps.
pub(crate) fn in_rounds<T: Sync, D: Send>(
    items: &[T],
    observer: &dyn Observer,
    distance: impl Fn(&T) -> D + Sync,
) -> Vec<D> {
    let mut found = Vec::with_capacity(items.len());
    for round in 0..ROUNDS {
        if round > 0 && observer.should_stop() {
            break;
        }
        found.par_extend(items.par_iter().skip(round).step_by(ROUNDS).map(&distance));
    }
    found
}
