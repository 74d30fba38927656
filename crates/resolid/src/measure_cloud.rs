//! How far a program is from the points it was made for, and how much of its surface they show.

use crate::measure::{Measured, Sampling, in_rounds};
use crate::overlap::overlap;
use crate::report::{Deviation, MissedRegion, Spread};
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
/// Deviations of the points by which the neighbourhood of one that lies on one face scatters at most.
const FLAT: f64 = 2.0;

/// Tolerances by which points that the program misses lie off.
const FAR: f64 = 2.0;
/// Deviations of the points by which they do too: under noise some always lie far off.
const FAR_IN_NOISE: f64 = 4.0;
/// As many points that lie far off together are no outliers.
const TOGETHER: usize = 12;
/// So large a share of all points.
const MISSED: f64 = 0.002;

/// How much of a program's surface the points show, and where the program does not show theirs.
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
    /// Groups of points that lie far off, the largest first.
    pub missed: Vec<MissedRegion>,
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
    tolerance: f64,
    observer: &dyn Observer,
) -> (Measured, Covered) {
    let points = &cloud.cloud.points;
    let mut rng = ChaCha8Rng::seed_from_u64(sampling.seed);
    let to_program = |p: Vec3| program.nearest(p).map_or(f64::INFINITY, |n| n.position.distance(p));
    let places: Vec<usize> = (0..points.len()).collect();
    let from_points = in_rounds(&places, observer, |&i| (i, to_program(points[i])));
    let far = (FAR * tolerance).max(FAR_IN_NOISE * cloud.locals.noise);
    let missed = missed(cloud, from_points.iter().copied().filter(|(_, off)| *off > far));
    let mut from_points: Vec<f64> = from_points.into_iter().map(|(_, off)| off).collect();
    let samples = program.sample_surface(sampling.surface, &mut rng);
    let tree = PointTree::new(points);
    let reach = GAP * cloud.apart();
    // Beside an edge the nearest point may lie on the other face, so the planes of some are asked.
    let off = samples.par_iter().map(|sample| {
        let s = sample.position;
        let mut near = Vec::new();
        tree.nearest_some(s, ASKED, &mut near);
        near.retain(|n| n.1 <= reach * reach);
        let off = near.iter().map(|n| {
            let (point, plane) = (points[n.0], cloud.locals.planes[n.0]);
            // A plane through points of two faces lies on neither; then the surface itself says how far the point is off.
            let off = if plane.scatter <= FLAT * cloud.locals.noise {
                plane.normal.dot(s - plane.center)
            } else {
                sample.normal.dot(s - point)
            };
            off.abs().min(s.distance(point))
        });
        off.min_by(f64::total_cmp)
    });
    let off: Vec<Option<f64>> = off.collect();
    let mut from_program: Vec<f64> = off.iter().copied().flatten().collect();
    let bare: Vec<(Vec3, Vec3)> =
        samples.iter().zip(&off).filter(|(_, o)| o.is_none()).map(|(s, _)| (s.position, s.normal)).collect();
    let each = program.measure().area / samples.len().max(1) as f64;
    let covered = Covered {
        share: 1.0 - bare.len() as f64 / samples.len().max(1) as f64,
        unseen: groups(&bare.iter().map(|b| b.0).collect::<Vec<_>>(), 3.0 * each.sqrt())
            .into_iter()
            .map(|group| {
                let center = group.iter().map(|&k| bare[k].0).sum::<Vec3>() / group.len() as f64;
                (center, group.len() as f64 * each)
            })
            .filter(|(_, area)| *area >= LEAST * each * samples.len() as f64)
            .collect(),
        bare,
        each,
        missed,
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

/// Groups of the points that lie `far` from the program, by index and distance.
fn missed(cloud: &Prepared, far: impl Iterator<Item = (usize, f64)>) -> Vec<MissedRegion> {
    let far: Vec<(usize, f64)> = far.collect();
    let points: Vec<Vec3> = far.iter().map(|f| cloud.cloud.points[f.0]).collect();
    let least = TOGETHER.max((MISSED * cloud.cloud.len() as f64) as usize);
    let areas = cloud.areas();
    groups(&points, GAP * cloud.apart())
        .into_iter()
        .take_while(|group| group.len() >= least)
        .map(|group| MissedRegion {
            kind: "points off the solid".into(),
            center: (group.iter().map(|&k| points[k]).sum::<Vec3>() / group.len() as f64).to_array(),
            area: group.iter().map(|&k| areas[far[k].0]).sum(),
            deviation: group.iter().map(|&k| far[k].1).fold(0.0, f64::max),
        })
        .collect()
}

/// Groups of points no farther than `reach` from one another, by index, the largest first.
fn groups(points: &[Vec3], reach: f64) -> Vec<Vec<usize>> {
    /// Neighbours that a point is grouped with.
    const NEAR: usize = 9;
    let tree = PointTree::new(points);
    let mut found = Vec::new();
    let near = points.iter().map(|&p| {
        tree.nearest_some(p, NEAR, &mut found);
        found.iter().filter(|n| n.1 <= reach * reach).map(|n| n.0 as u32).collect()
    });
    let connected = connected(&near.collect::<Vec<_>>(), |_, _| true);
    let mut groups = vec![Vec::new(); connected.sizes.len()];
    connected.of.iter().enumerate().for_each(|(k, &group)| groups[group as usize].push(k));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::tests::{plate, scanned};
    use resolid_geom::Silent;

    #[test]
    fn points_that_a_program_misses_are_named_and_outliers_are_not() {
        let truth = Evaluator::new(&plate(&[], &[4.0]));
        let mut cloud = scanned(&plate(&[], &[4.0]), 0.02);
        // Three points that float above it.
        cloud.cloud.points[..3].iter_mut().for_each(|p| p.z = 30.0);
        let sampling = Sampling { surface: 4000, overlap: 4000, seed: 0 };
        let measured =
            |program: &Evaluator| measure_cloud(&cloud, &|p| truth.contains(p), program, sampling, 0.09, &Silent);
        assert!(measured(&truth).1.missed.is_empty(), "{:?}", measured(&truth).1.missed);
        let missed = measured(&Evaluator::new(&plate(&[], &[]))).1.missed;
        let [boss] = &missed[..] else { panic!("{missed:?}") };
        // The wall and the top of a boss of radius 2.5.
        let area = std::f64::consts::PI * (5.0 * 4.0 + 2.5 * 2.5);
        // What is low of the wall passes, and a boss has more edge than points for it.
        assert!((0.7..1.1).contains(&(boss.area / area)), "{boss:?} for {area}");
        assert!((boss.deviation - 4.0).abs() < 0.15, "{boss:?}");
        let middle = Vec3::from_array(boss.center);
        assert!(middle.truncate().distance(resolid_geom::Vec2::new(20.0, 10.0)) < 0.5, "{boss:?}");
    }
}
