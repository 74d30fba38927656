//! How far a program is from the points it was made for, and how much of its surface they show.

use crate::measure::{Measured, Sampling, in_rounds};
use crate::overlap::overlap;
use crate::report::{Deviation, Spread};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use resolid_geom::cloud::{Prepared, connected};
use resolid_geom::metrics::PointTree;
use resolid_geom::{Observer, Vec3};
use resolid_program::Evaluator;

/// Times the usual distance between points at which a place has none.
pub(crate) const GAP: f64 = 3.5;
/// Regions with less than this share of the surface are gaps between points.
const LEAST: f64 = 0.004;
/// Points whose planes are asked for the distance of a place.
const ASKED: usize = 6;

/// How much of a program's surface the points show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Covered {
    /// Share of the surface with points near.
    pub share: f64,
    /// Middle and area of each connected region without, millimetres, the largest first.
    pub unseen: Vec<(Vec3, f64)>,
    /// Places spread over those regions, with the normal of the surface there.
    pub bare: Vec<(Vec3, Vec3)>,
    /// The area that each of these places stands for.
    pub each: f64,
}

/// The distances between the points and the surface of `program`, and its overlap with what they enclose.
///
/// The first direction is measured from all points, noise and all. The second is measured from samples of the program's
/// surface to the planes of the points next to them; where there is none, the surface is a guess, and counted as unseen instead.
pub(crate) fn measure_cloud(
    cloud: &Prepared,
    inside: &(dyn Fn(Vec3) -> bool + Sync),
    program: &Evaluator,
    sampling: Sampling,
    observer: &dyn Observer,
) -> (Measured, Covered) {
    let points = &cloud.cloud.points;
    let mut rng = ChaCha8Rng::seed_from_u64(sampling.seed);
    let to_program = |p: &Vec3| program.nearest(*p).map_or(f64::INFINITY, |n| n.position.distance(*p));
    let mut from_points = in_rounds(points, observer, to_program);
    let samples = program.sample_surface(sampling.surface, &mut rng);
    let tree = PointTree::new(points);
    let reach = GAP * cloud.apart();
    // Beside an edge the nearest point may lie on the other face, so the planes of some are asked.
    let off = samples.par_iter().map(|sample| {
        let s = sample.position;
        let mut near = Vec::new();
        tree.nearest_some(s, ASKED, &mut near);
        near.retain(|n| n.1 <= reach * reach);
        let planes = near.iter().map(|n| (cloud.locals.planes[n.0], s.distance(points[n.0])));
        planes.map(|(plane, apart)| plane.normal.dot(s - plane.center).abs().min(apart)).min_by(f64::total_cmp)
    });
    let off: Vec<Option<f64>> = off.collect();
    let mut from_program: Vec<f64> = off.iter().copied().flatten().collect();
    let bare: Vec<(Vec3, Vec3)> =
        samples.iter().zip(&off).filter(|(_, o)| o.is_none()).map(|(s, _)| (s.position, s.normal)).collect();
    let each = program.measure().area / samples.len().max(1) as f64;
    let covered = Covered {
        share: 1.0 - bare.len() as f64 / samples.len().max(1) as f64,
        unseen: regions(&bare.iter().map(|b| b.0).collect::<Vec<_>>(), 3.0 * each.sqrt())
            .into_iter()
            .map(|(center, count)| (center, count as f64 * each))
            .filter(|(_, area)| *area >= LEAST * each * samples.len() as f64)
            .collect(),
        bare,
        each,
    };
    let bounds = cloud.cloud.bounds().union(program.bounds());
    let overlap = overlap(bounds, sampling.overlap, sampling.seed, inside, &|p| program.contains(p));
    let spread = Spread::of(&mut from_points);
    let deviation = Deviation {
        input_to_output: spread,
        output_to_input: Spread::of(&mut from_program),
        facets_to_output: spread,
        chord_height: 0.0,
    };
    (Measured { deviation, overlap, chord_share: 0.0 }, covered)
}

/// Groups of points no farther than `reach` from one another, by middle and count, the largest first.
fn regions(points: &[Vec3], reach: f64) -> Vec<(Vec3, usize)> {
    /// Neighbours that a point is grouped with.
    const NEAR: usize = 9;
    let tree = PointTree::new(points);
    let mut found = Vec::new();
    let near = points.iter().map(|&p| {
        tree.nearest_some(p, NEAR, &mut found);
        found.iter().filter(|n| n.1 <= reach * reach).map(|n| n.0 as u32).collect()
    });
    let groups = connected(&near.collect::<Vec<_>>(), |_, _| true);
    let mut regions: Vec<(Vec3, usize)> = groups.sizes.iter().map(|&size| (Vec3::ZERO, size)).collect();
    for (p, &g) in points.iter().zip(&groups.of) {
        let (center, size) = &mut regions[g as usize];
        *center += *p / *size as f64;
    }
    regions
}
