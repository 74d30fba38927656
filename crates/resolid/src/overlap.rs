//! Intersection over union of two solids, by asking both about the same points.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use resolid_geom::{Aabb3, Vec3};

/// What sampling found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlap {
    /// Intersection over union; 0 where neither holds a point.
    pub iou: f64,
    /// Its standard error, from above: 1/n where the samples saw no difference.
    pub error: f64,
}

/// Intersection over union of two solids within `bounds`, by one random point in each of about `samples` cells.
///
/// # Accuracy
/// The error is stated for independent points; one point a cell does better, by about the cube root of their number.
///
/// # Cost
/// `samples` calls of each question, shared among the threads; the answer does not depend on their number.
pub fn overlap(
    bounds: Aabb3,
    samples: usize,
    seed: u64,
    a: &(dyn Fn(Vec3) -> bool + Sync),
    b: &(dyn Fn(Vec3) -> bool + Sync),
) -> Overlap {
    let size = bounds.size();
    // Cells near to cubes, at least one along each axis.
    let edge = (size.x * size.y * size.z / samples.max(1) as f64).cbrt();
    let counts = [size.x, size.y, size.z].map(|s| ((s / edge).round().max(1.0) as usize).min(samples.max(1)));
    let cell = Vec3::new(size.x / counts[0] as f64, size.y / counts[1] as f64, size.z / counts[2] as f64);
    let (both, either) = (0..counts[2] * counts[1])
        .into_par_iter()
        .map(|row| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            rng.set_stream(row as u64);
            let (mut both, mut either) = (0u64, 0u64);
            for i in 0..counts[0] {
                let corner = Vec3::new(i as f64, (row % counts[1]) as f64, (row / counts[1]) as f64);
                let p = bounds.min + (corner + Vec3::new(rng.random(), rng.random(), rng.random())) * cell;
                let (in_a, in_b) = (a(p), b(p));
                both += u64::from(in_a && in_b);
                either += u64::from(in_a || in_b);
            }
            (both, either)
        })
        .reduce(|| (0, 0), |x, y| (x.0 + y.0, x.1 + y.1));
    if either == 0 {
        return Overlap { iou: 0.0, error: 1.0 };
    }
    let (n, differ) = (either as f64, (either - both) as f64);
    let error = if differ == 0.0 { 1.0 / n } else { (differ * (1.0 - differ / n)).sqrt().max(1.0) / n };
    Overlap { iou: both as f64 / n, error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifted_cubes_overlap_as_computed() {
        let cube = |shift: f64| move |p: Vec3| (p - Vec3::new(shift, 0.0, 0.0)).abs().max_element() <= 1.0;
        let bounds = Aabb3::of([Vec3::splat(-1.0), Vec3::new(1.5, 1.0, 1.0)]);
        let found = overlap(bounds, 50_000, 7, &cube(0.0), &cube(0.5));
        assert!((found.iou - 1.5 / 2.5).abs() < 2.0 * found.error, "{found:?}");
        assert_eq!(found, overlap(bounds, 50_000, 7, &cube(0.0), &cube(0.5)));
        assert_eq!(overlap(bounds, 1000, 7, &cube(9.0), &cube(9.0)).iou, 0.0);
        assert_eq!(overlap(bounds, 1000, 7, &cube(0.0), &cube(0.0)).iou, 1.0);
    }
}
