//! Points that show no depth: on one plane or line, exactly or but for their scatter.

use super::{Cloud, LocalPlane, plane_through};
use crate::Vec3;

/// Depth of an exact plane or line, as a share of its length: the rounding of its numbers.
const EXACT: f64 = 1e-6;
/// Depth that scatter is taken to make at most, as a share of the next extent.
const THIN: f64 = 0.1;
/// How far a bell's skewness may be off nought, and its kurtosis off three, in draws as large as scans are.
const BELL: [f64; 2] = [0.2, 0.3];
/// Share of the normals that a second side has.
const SECOND_SIDE: f64 = 0.1;
/// How far the share of points below a depth may be off an even spread's, beside what chance makes of as many points.
const EVEN: f64 = 0.01;
/// Points to a cell of the plane, on average.
const CELL: usize = 16;
/// Share of the cells that points on an area have points in, however it lies; walls seen from above fill few.
const FILLED: f64 = 0.3;
/// Share of the depth's variance that is within single cells, where the depth is scatter and no slope.
const WITHIN: f64 = 0.8;

/// "line" or "plane", where the points lie on one but for the rounding of their numbers.
pub fn exactly_flat(points: &[Vec3]) -> Option<&'static str> {
    let whole = plane_through(points.iter().copied());
    let share = |extent: f64| extent / whole.spread[0].max(f64::MIN_POSITIVE);
    [("line", whole.spread[1]), ("plane", whole.scatter)].into_iter().find(|s| share(s.1) < EXACT).map(|s| s.0)
}

/// "line" or "plane", where no depth of the points is more than their scatter.
///
/// A part has two sides, however thin, and the distances of its points from the plane between them gather about two places; those of a
/// plane that was seen badly are a bell about one, or spread evenly over the same depth wherever one looks.
pub fn flat_but_for_scatter(cloud: &Cloud) -> Option<&'static str> {
    let whole = plane_through(cloud.points.iter().copied());
    let shape = if whole.spread[1] < THIN * whole.spread[0] { "line" } else { "plane" };
    if whole.scatter > THIN * whole.spread[0] || (shape == "plane" && whole.scatter > THIN * whole.spread[1]) {
        return None;
    }
    let scattered = is_bell(cloud, &whole) || shape == "plane" && is_even(cloud, &whole);
    (scattered && !has_two_sides(cloud, whole.normal)).then_some(shape)
}

/// Whether the distances from the plane are distributed normally.
fn is_bell(cloud: &Cloud, plane: &LocalPlane) -> bool {
    let mut moments = [0.0; 3];
    for p in &cloud.points {
        let off = plane.normal.dot(*p - plane.center) / plane.scatter.max(f64::MIN_POSITIVE);
        (2..5).zip(&mut moments).for_each(|(power, sum)| *sum += off.powi(power));
    }
    let [second, third, fourth] = moments.map(|sum| sum / cloud.len() as f64);
    (third / second.powf(1.5)).abs() < BELL[0] && (fourth / second.powi(2) - 3.0).abs() < BELL[1]
}

/// Whether the distances from the plane are spread evenly, and over the whole of it alike: faces gather them at their own depths, a sheet that
/// is bent has others here than there, and walls without faces fill no area.
fn is_even(cloud: &Cloud, plane: &LocalPlane) -> bool {
    let count = cloud.len();
    let off = |p: &Vec3| plane.normal.dot(*p - plane.center);
    let mut depths: Vec<f64> = cloud.points.iter().map(off).collect();
    depths.sort_by(f64::total_cmp);
    let ends = [depths[count / 100], depths[count - 1 - count / 100]];
    let chance = 1.36 / (count as f64).sqrt();
    let even = |(k, depth): (usize, &f64)| {
        let wanted = 0.01 + 0.98 * (depth - ends[0]) / (ends[1] - ends[0]);
        ((k as f64 + 0.5) / count as f64 - wanted.clamp(0.0, 1.0)).abs() < EVEN + chance
    };
    depths.iter().enumerate().all(even) && is_scatter_everywhere(cloud, plane)
}

/// Whether the points fill an area of the plane, and their depth varies within its cells as much as over all of it.
fn is_scatter_everywhere(cloud: &Cloud, plane: &LocalPlane) -> bool {
    let (u, v) = plane.normal.any_orthonormal_pair();
    let flat = |p: &Vec3| [u.dot(*p - plane.center), v.dot(*p - plane.center)];
    let mut least = [f64::MAX; 2];
    let mut most = [f64::MIN; 2];
    for at in cloud.points.iter().map(flat) {
        (0..2).for_each(|k| (least[k], most[k]) = (least[k].min(at[k]), most[k].max(at[k])));
    }
    let size = [0, 1].map(|k| (most[k] - least[k]).max(f64::MIN_POSITIVE));
    let cells = cloud.len() as f64 / CELL as f64;
    let across = [0, 1].map(|k: usize| (cells * size[k] / size[1 - k]).sqrt().ceil().max(1.0) as usize);
    // Of each cell: points, and the sum and the sum of squares of their depths.
    let mut sums = vec![[0.0; 3]; across[0] * across[1]];
    for p in &cloud.points {
        let at = flat(p);
        let place = [0, 1].map(|k| (((at[k] - least[k]) / size[k] * across[k] as f64) as usize).min(across[k] - 1));
        let off = plane.normal.dot(*p - plane.center);
        let cell = &mut sums[place[0] * across[1] + place[1]];
        [1.0, off, off * off].iter().zip(cell).for_each(|(term, sum)| *sum += term);
    }
    let filled = sums.iter().filter(|s| s[0] > 0.0).count() as f64;
    let (mut within, mut free) = (0.0, 0.0);
    for [n, sum, squares] in sums.iter().copied().filter(|s| s[0] > 1.0) {
        within += squares - sum * sum / n;
        free += n - 1.0;
    }
    filled > FILLED * sums.len() as f64 && within > WITHIN * plane.scatter.powi(2) * free
}

/// Whether normals say that the surface faces both ways.
fn has_two_sides(cloud: &Cloud, normal: Vec3) -> bool {
    const FACING: f64 = 0.5;
    let Some(normals) = &cloud.normals else { return false };
    let facing = |way: f64| normals.iter().filter(|n| n.dot(normal) * way > FACING).count();
    facing(1.0).min(facing(-1.0)) as f64 > SECOND_SIDE * cloud.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};

    /// Points over a square of 100, each at the depth that `depth` gives for its place and two chances from 0 to 1.
    fn seen(count: usize, depth: impl Fn(f64, f64, [f64; 2]) -> f64) -> Cloud {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(4);
        let mut one = || {
            let [x, y, a, b] = std::array::from_fn(|_| rng.random::<f64>());
            Vec3::new(100.0 * x, 100.0 * y, depth(x - 0.5, y - 0.5, [a, b]))
        };
        Cloud { points: (0..count).map(|_| one()).collect(), ..Cloud::default() }
    }

    #[test]
    fn even_scatter_about_a_plane_is_no_depth_and_plates_domes_and_walls_are() {
        for count in [300, 1_000, 8_000] {
            for scatter in [0.1, 1.0] {
                let plane = seen(count, |_, _, [a, _]| scatter * a);
                assert_eq!(flat_but_for_scatter(&plane), Some("plane"), "{count} {scatter}");
            }
            // Half of the points on walls, half on the two faces.
            let plate = seen(count, |_, _, [a, b]| if a < 0.5 { b } else { f64::from(u8::from(b < 0.5)) });
            assert_eq!(flat_but_for_scatter(&plate), None, "{count}");
            // Two faces that scatter by a fifth of their distance.
            let two = seen(count, |_, _, [a, b]| f64::from(u8::from(b < 0.5)) + 0.4 * (a - 0.5));
            assert_eq!(flat_but_for_scatter(&two), None, "{count}");
            // A ball's cap has as many points at each of its depths.
            let dome = seen(count, |x, y, _| 8.0 * (1.0 - 2.0 * (x * x + y * y)));
            assert_eq!(flat_but_for_scatter(&dome), None, "{count}");
        }
        let mut ring = seen(8_000, |_, _, [a, _]| 4.0 * a);
        for p in &mut ring.points {
            let (sin, cos) = (p.x / 100.0 * std::f64::consts::TAU).sin_cos();
            (p.x, p.y) = (50.0 * cos, 50.0 * sin);
        }
        assert_eq!(flat_but_for_scatter(&ring), None);
    }
}
