//! What a shape is like, whatever its pose and size: a closed form of its surface points.
//!
//! Notation: *x* are the points relative to the surface's mean, in units of its root mean square radius, *n* the normals. Everything
//! below is a distribution or a mean over points, or over pairs of them, of quantities that turning and moving leave alone:
//!
//! | group | of what | numbers |
//! |---|---|---|
//! | spread | standard deviations along the principal axes; the same of the normals | 6 |
//! | fullness | mean of *n·x*, three times the volume over area and radius; area over the square of the radius | 2 |
//! | radii | \|*x*\| | 24 |
//! | heights | *n·x*, the distance of a point's tangent plane from the mean | 24 |
//! | distances | \|*x − y*\| of pairs, one histogram each for normals alike, opposed, square, and else (Osada et al. 2002 for the distances alone) | 4 × 16 |
//! | steps | *n·(y − x)* of pairs with parallel normals: how far one face lies from another, along both | 16 + 24 |
//! | normals | means of Legendre's polynomials of the cosine between two normals, degrees 1 to 8: the energies of the area by direction, degree by degree | 8 |
//! | directions | the same of the directions of *x*, plain, and weighted by \|*x*\| \|*y*\| | 8 + 8 |
//! | widths | quantiles of the width over all directions | 12 |
//!
//! Histograms are filled linearly, so that a value at a border between two bins fills both, and their roots are taken, so that the same
//! error weighs the same in a full bin and in an empty one (Hellinger's distance).

use crate::surface::Surface;
use nalgebra::{Matrix3, SymmetricEigen};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use resolid_geom::Vec3;

/// Numbers of a description.
pub const LENGTH: usize = 3 + 3 + 2 + RADII + HEIGHTS + 4 * DISTANCES + ALIKE + OPPOSED + 3 * DEGREES + WIDTHS;

const RADII: usize = 24;
const HEIGHTS: usize = 24;
const DISTANCES: usize = 16;
const ALIKE: usize = 16;
const OPPOSED: usize = 24;
const DEGREES: usize = 8;
const WIDTHS: usize = 12;
/// Partners of each point.
const PARTNERS: usize = 64;
/// Directions in which widths are taken.
const DIRECTIONS: usize = 200;
/// Cosine from which on normals are parallel.
const PARALLEL: f64 = 0.95;
/// Share of the points left out on either side where a width is taken of what scatters.
const FRINGE: f64 = 0.004;

/// A histogram that is filled linearly.
struct Histogram<'a> {
    bins: &'a mut [f64],
    low: f64,
    step: f64,
}

impl Histogram<'_> {
    fn add(&mut self, value: f64, weight: f64) {
        let last = self.bins.len() - 1;
        let at = ((value - self.low) / self.step - 0.5).clamp(0.0, last as f64);
        let k = (at as usize).min(last);
        let over = at - k as f64;
        self.bins[k] += weight * (1.0 - over);
        self.bins[(k + 1).min(last)] += weight * over;
    }
}

/// The description of a surface.
///
/// # Cost
/// About 20 ms.
pub fn describe(surface: &Surface) -> Vec<f32> {
    let radius = surface.radius().max(f64::MIN_POSITIVE);
    let points: Vec<Vec3> = surface.points.iter().map(|&p| (p - surface.center) / radius).collect();
    let normals = &surface.normals;
    let n = points.len();
    let mut out = vec![0.0; LENGTH];
    let mut rest = &mut out[..];
    let mut take = |count: usize| {
        let (own, left) = std::mem::take(&mut rest).split_at_mut(count);
        rest = left;
        own
    };

    // Spread and fullness.
    let spread = take(6);
    spread[..3].copy_from_slice(&deviations(surface.moment / (radius * radius)));
    spread[3..].copy_from_slice(&deviations(
        normals.iter().map(|&v| crate::surface::outer(v)).sum::<Matrix3<f64>>() / n as f64,
    ));
    let fullness = take(2);
    fullness[0] = match surface.volume {
        Some(volume) => 3.0 * volume / (surface.area * radius),
        None => points.iter().zip(normals).map(|(x, n)| n.dot(*x)).sum::<f64>() / n as f64,
    };
    fullness[1] = (surface.area / (radius * radius)).max(1e-6).ln() * 0.5;

    // Of single points.
    let share = 1.0 / n as f64;
    let mut radii = Histogram { bins: take(RADII), low: 0.0, step: 2.2 / RADII as f64 };
    points.iter().for_each(|x| radii.add(x.length(), share));
    let mut heights = Histogram { bins: take(HEIGHTS), low: -0.7, step: 2.7 / HEIGHTS as f64 };
    points.iter().zip(normals).for_each(|(x, n)| heights.add(n.dot(*x), share));

    // Of pairs.
    let mut distances = [0; 4].map(|_| Histogram { bins: take(DISTANCES), low: 0.0, step: 3.4 / DISTANCES as f64 });
    let mut alike = Histogram { bins: take(ALIKE), low: 0.0, step: 2.2 / ALIKE as f64 };
    let mut opposed = Histogram { bins: take(OPPOSED), low: -2.6, step: 3.8 / OPPOSED as f64 };
    let (by_normal, by_direction, by_place) = (take(DEGREES), take(DEGREES), take(DEGREES));
    let directions: Vec<Vec3> = points.iter().map(|x| x.normalize_or_zero()).collect();
    let lengths: Vec<f64> = points.iter().map(|x| x.length()).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let share = 1.0 / (n * PARTNERS) as f64;
    for i in 0..n {
        for _ in 0..PARTNERS {
            let j = (i + 1 + rng.random_range(0..n - 1)) % n;
            let d = points[j] - points[i];
            let cosine = normals[i].dot(normals[j]);
            // Shares in the classes fall off linearly, so that a noisy normal does not jump between them.
            let ramp = |c: f64| ((c - 0.8) / 0.15).clamp(0.0, 1.0);
            let square = ((0.35 - cosine.abs()) / 0.2).clamp(0.0, 1.0);
            let (same, opposite) = (ramp(cosine), ramp(-cosine));
            let length = d.length();
            for (class, weight) in distances.iter_mut().zip([same, opposite, square, 1.0 - same - opposite - square]) {
                if weight > 0.0 {
                    class.add(length, weight * share);
                }
            }
            if cosine > PARALLEL {
                alike.add(normals[i].dot(d).abs(), share);
            } else if cosine < -PARALLEL {
                opposed.add(normals[i].dot(d), share);
            }
            legendre(by_normal, cosine, share);
            let cosine = directions[i].dot(directions[j]);
            legendre(by_direction, cosine, share);
            legendre(by_place, cosine, share * lengths[i] * lengths[j]);
        }
    }

    // Of directions.
    let widths = take(WIDTHS);
    let mut all: Vec<f64> = (0..DIRECTIONS).map(|k| width(surface, &points, radius, spiral(k))).collect();
    all.sort_by(f64::total_cmp);
    for (k, width) in widths.iter_mut().enumerate() {
        *width = all[k * (DIRECTIONS - 1) / (WIDTHS - 1)];
    }

    let histograms = 8..8 + RADII + HEIGHTS + 4 * DISTANCES + ALIKE + OPPOSED;
    out[histograms].iter_mut().for_each(|v| *v = v.sqrt());
    out.into_iter().map(|v| v as f32).collect()
}

/// Roots of the eigenvalues, the largest first.
fn deviations(moment: Matrix3<f64>) -> [f64; 3] {
    let mut values = SymmetricEigen::new(moment).eigenvalues.map(|v| v.max(0.0).sqrt());
    values.as_mut_slice().sort_by(|a, b| b.total_cmp(a));
    [values[0], values[1], values[2]]
}

/// Adds `weight` times the Legendre polynomials of degree 1 and up at `x`.
fn legendre(sums: &mut [f64], x: f64, weight: f64) {
    let (mut before, mut now) = (1.0, x);
    for (k, sum) in sums.iter_mut().enumerate() {
        *sum += weight * now;
        let degree = (k + 1) as f64;
        (before, now) = (now, ((2.0 * degree + 1.0) * x * now - degree * before) / (degree + 1.0));
    }
}

/// Direction `k` of those spread evenly over half a sphere.
fn spiral(k: usize) -> Vec3 {
    let z = (k as f64 + 0.5) / DIRECTIONS as f64;
    let angle = k as f64 * std::f64::consts::PI * (3.0 - 5f64.sqrt());
    let r = (1.0 - z * z).sqrt();
    Vec3::new(r * angle.cos(), r * angle.sin(), z)
}

/// How wide the surface is along a direction, in radii.
fn width(surface: &Surface, points: &[Vec3], radius: f64, along: Vec3) -> f64 {
    // Corners are exact where there are few; of a fine mesh, as of a cloud, the points say as much.
    if let Some(mesh) = surface.mesh.as_ref().filter(|m| m.vertices.len() <= points.len()) {
        let ends = |(low, high): (f64, f64), p: &Vec3| (low.min(p.dot(along)), high.max(p.dot(along)));
        let (low, high) = mesh.vertices.iter().fold((f64::INFINITY, f64::NEG_INFINITY), ends);
        return (high - low) / radius;
    }
    let mut along: Vec<f64> = points.iter().step_by(2).map(|p| p.dot(along)).collect();
    let fringe = (FRINGE * along.len() as f64) as usize;
    let (_, low, above) = along.select_nth_unstable_by(fringe, f64::total_cmp);
    let low = *low;
    let high = above.len() - 1 - fringe;
    *above.select_nth_unstable_by(high, f64::total_cmp).1 - low
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::TriMesh;

    #[test]
    fn legendre_s_polynomials_are_those_of_the_books() {
        let mut sums = [0.0; 4];
        legendre(&mut sums, 0.3, 2.0);
        let expected =
            [0.3, (3.0 * 0.09 - 1.0) / 2.0, (5.0 * 0.027 - 0.9) / 2.0, (35.0 * 0.0081 - 30.0 * 0.09 + 3.0) / 8.0];
        for (s, e) in sums.iter().zip(expected) {
            assert!((s - 2.0 * e).abs() < 1e-12, "{s} {e}");
        }
    }

    #[test]
    fn a_box_is_described_by_its_sides() {
        let surface = Surface::of_mesh(&TriMesh::cuboid(Vec3::ZERO, Vec3::new(4.0, 2.0, 1.0))).unwrap();
        let d = describe(&surface);
        assert_eq!(d.len(), LENGTH);
        // Volume 8, area 28; fullness is three times their ratio over the radius.
        assert!((f64::from(d[6]) - 24.0 / (28.0 * surface.radius())).abs() < 1e-6);
        // Shares of the normals: 16, 8 and 4 of 28.
        for (k, share) in [16.0f64, 8.0, 4.0].into_iter().enumerate() {
            assert!((f64::from(d[3 + k]) - (share / 28.0).sqrt()).abs() < 0.01);
        }
        let histograms = &d[8..8 + RADII];
        assert!((histograms.iter().map(|v| v * v).sum::<f32>() - 1.0).abs() < 1e-4);
    }
}
