//! How far two shapes differ: Chamfer distance, intersection over union, deviation.

use crate::bvh::Bvh;
use crate::sample::SurfaceSample;
use crate::{Aabb3, MeshDistance, Vec3};
use rand::Rng;
use serde::{Deserialize, Serialize};

/// Points a side for [`chamfer_of_papers`].
pub const PAPER_POINTS: usize = 2_000;
/// The largest coordinate of a model for [`chamfer_of_papers`].
pub const PAPER_REACH: f64 = 0.75;
/// Points a side for [`chamfer_in_unit_cube`].
pub const UNIT_CUBE_POINTS: usize = 8_192;

/// Points prepared for nearest-neighbour queries.
#[derive(Clone, Debug)]
pub struct PointTree {
    points: Vec<Vec3>,
    bvh: Bvh,
}

impl PointTree {
    /// The points, prepared.
    pub fn new(points: &[Vec3]) -> Self {
        let boxes: Vec<Aabb3> = points.iter().map(|&p| Aabb3 { min: p, max: p }).collect();
        Self { points: points.to_vec(), bvh: Bvh::new(&boxes) }
    }

    /// The point nearest to `p` (its number) and the squared distance; `None` when there are no points.
    pub fn nearest(&self, p: Vec3) -> Option<(usize, f64)> {
        self.bvh.nearest(p, f64::INFINITY, |i| self.points[i].distance_squared(p))
    }

    /// Puts the `count` points nearest to `p` (their numbers, squared distances) into `found`, nearest first.
    pub fn nearest_some(&self, p: Vec3, count: usize, found: &mut Vec<(usize, f64)>) {
        found.clear();
        if count == 0 {
            return;
        }
        self.bvh.nearest(p, f64::INFINITY, |i| {
            let d = self.points[i].distance_squared(p);
            let worst = |found: &[(usize, f64)]| if found.len() < count { f64::INFINITY } else { found[count - 1].1 };
            if d < worst(found) {
                let at = found.partition_point(|f| f.1 <= d);
                found.insert(at, (i, d));
                found.truncate(count);
            }
            // What the tree takes for the nearest is the farthest that still counts.
            worst(found)
        });
    }
}

/// Chamfer distance as DeepCAD and GenCAD-3D print it: mean squared distance to the nearest point, both ways, summed, × 1000.
///
/// The papers draw [`PAPER_POINTS`] from each surface. `NaN` when either set is empty.
///
/// # Units
/// Squared lengths of the points as they are; the papers' models fill a cube of edge 2 at most.
pub fn chamfer_of_papers(a: &[Vec3], b: &[Vec3]) -> f64 {
    1000.0 * squared_chamfer(a, b)
}

/// Chamfer distance after both sets are scaled by the factor that fits `reference` into the unit cube, × 1000.
///
/// Later papers use [`UNIT_CUBE_POINTS`] a side. Both sets get the reference's scale and shift: a shape of the
/// wrong size or place is wrong. `NaN` when either set is empty.
pub fn chamfer_in_unit_cube(reference: &[Vec3], other: &[Vec3]) -> f64 {
    let extent = Aabb3::of(reference.iter().copied()).size().max_element();
    chamfer_of_papers(reference, other) / (extent * extent)
}

/// Mean squared distance from each set to the other, summed.
fn squared_chamfer(a: &[Vec3], b: &[Vec3]) -> f64 {
    let one_way = |from: &[Vec3], to: &PointTree| {
        from.iter().map(|&p| to.nearest(p).map_or(f64::NAN, |(_, d)| d)).sum::<f64>() / from.len() as f64
    };
    one_way(a, &PointTree::new(b)) + one_way(b, &PointTree::new(a))
}

/// Harmonic mean of the shares of either set that lie within `threshold` of the other; 1 is best.
pub fn f_score(a: &[Vec3], b: &[Vec3], threshold: f64) -> f64 {
    let share = |from: &[Vec3], to: &PointTree| {
        let near = from.iter().filter(|&&p| to.nearest(p).is_some_and(|(_, d)| d <= threshold * threshold)).count();
        near as f64 / from.len().max(1) as f64
    };
    let (p, r) = (share(a, &PointTree::new(b)), share(b, &PointTree::new(a)));
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

/// How well the surfaces' directions agree: the mean of |cos| between a sample's normal and that of the nearest sample
/// on the other surface, over both ways; 1 is best. `NaN` when either set is empty.
pub fn normal_consistency(a: &[SurfaceSample], b: &[SurfaceSample]) -> f64 {
    let one_way = |from: &[SurfaceSample], to: &[SurfaceSample]| {
        let tree = PointTree::new(&to.iter().map(|s| s.point).collect::<Vec<_>>());
        let agreement =
            |s: &SurfaceSample| tree.nearest(s.point).map_or(f64::NAN, |(i, _)| s.normal.dot(to[i].normal).abs());
        from.iter().map(agreement).sum::<f64>() / from.len() as f64
    };
    (one_way(a, b) + one_way(b, a)) / 2.0
}

/// What membership sampling found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overlap {
    /// Volume inside both over volume inside either; `None` when no sample lay in either.
    pub iou: Option<f64>,
    /// Volume of the first shape inside the box.
    pub volume_a: f64,
    /// Volume of the second shape inside the box.
    pub volume_b: f64,
    /// Volume inside both.
    pub volume_both: f64,
    /// Samples taken.
    pub samples: usize,
}

/// How much two shapes overlap inside `region`, by about `samples` points, one at random in each cell of a grid.
///
/// # Accuracy
/// Only cells that a surface crosses err, so the error falls as `samples^(−2/3)`: for a cube that fills a third of the
/// box, ±0.001 at 100,000 samples.
pub fn overlap(
    region: &Aabb3,
    samples: usize,
    rng: &mut impl Rng,
    a: impl Fn(Vec3) -> bool,
    b: impl Fn(Vec3) -> bool,
) -> Overlap {
    let size = region.size();
    let volume = size.x * size.y * size.z;
    // Cells as cubic as the counts allow; a flat box has one layer.
    let edge = (volume / samples.max(1) as f64).cbrt();
    let counts = size.to_array().map(|s| if edge > 0.0 { (s / edge).round().max(1.0) as usize } else { 1 });
    let cell = size / Vec3::new(counts[0] as f64, counts[1] as f64, counts[2] as f64);
    let (mut in_a, mut in_b, mut in_both) = (0usize, 0usize, 0usize);
    for k in 0..counts[2] {
        for j in 0..counts[1] {
            for i in 0..counts[0] {
                let jitter = Vec3::new(rng.random(), rng.random(), rng.random());
                let p = region.min + (Vec3::new(i as f64, j as f64, k as f64) + jitter) * cell;
                let (inside_a, inside_b) = (a(p), b(p));
                in_a += usize::from(inside_a);
                in_b += usize::from(inside_b);
                in_both += usize::from(inside_a && inside_b);
            }
        }
    }
    let taken = counts.iter().product::<usize>();
    let either = in_a + in_b - in_both;
    let scale = volume / taken as f64;
    Overlap {
        iou: (either > 0).then(|| in_both as f64 / either as f64),
        volume_a: in_a as f64 * scale,
        volume_b: in_b as f64 * scale,
        volume_both: in_both as f64 * scale,
        samples: taken,
    }
}

/// Intersection over union alone; 0 when no sample lay in either shape. See [`overlap`].
pub fn iou(
    region: &Aabb3,
    samples: usize,
    rng: &mut impl Rng,
    a: impl Fn(Vec3) -> bool,
    b: impl Fn(Vec3) -> bool,
) -> f64 {
    overlap(region, samples, rng, a, b).iou.unwrap_or(0.0)
}

/// How far points lie from a surface.
///
/// # Units
/// Millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Deviation {
    /// Mean distance.
    pub mean: f64,
    /// The distance that 95 % of the points do not exceed.
    pub p95: f64,
    /// Largest distance.
    pub max: f64,
}

impl Deviation {
    /// The statistics of unsigned `distances`; `None` when there are none.
    pub fn of(mut distances: Vec<f64>) -> Option<Self> {
        if distances.is_empty() {
            return None;
        }
        distances.sort_by(f64::total_cmp);
        let rank = (distances.len() * 95).div_ceil(100) - 1;
        Some(Self {
            mean: distances.iter().sum::<f64>() / distances.len() as f64,
            p95: distances[rank],
            max: distances[distances.len() - 1],
        })
    }

    /// How far `points` lie from `surface`; `None` when there are no points.
    pub fn between(points: &[Vec3], surface: &MeshDistance) -> Option<Self> {
        Self::of(points.iter().map(|&p| surface.distance(p)).collect())
    }
}
