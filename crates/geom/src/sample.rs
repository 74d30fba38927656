//! Random points on a mesh's surface.

use crate::{TriMesh, Vec3};
use rand::Rng;

/// A point on a surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfaceSample {
    /// Where.
    pub point: Vec3,
    /// The triangle's unit normal.
    pub normal: Vec3,
    /// The triangle.
    pub triangle: usize,
}

/// `count` points drawn independently and uniformly by area; none when the mesh has no area.
///
/// The same seed gives the same points.
///
/// ```
/// use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
/// use resolid_geom::{TriMesh, Vec3, sample};
/// let cube = TriMesh::cuboid(Vec3::ZERO, Vec3::ONE);
/// let samples = sample::surface(&cube, 100, &mut ChaCha8Rng::seed_from_u64(1));
/// assert_eq!(samples.len(), 100);
/// ```
pub fn surface(mesh: &TriMesh, count: usize, rng: &mut impl Rng) -> Vec<SurfaceSample> {
    let mut cumulative = Vec::with_capacity(mesh.triangles.len());
    let mut total = 0.0;
    for t in 0..mesh.triangles.len() {
        total += mesh.area_normal(t).length();
        cumulative.push(total);
    }
    if total.is_nan() || total <= 0.0 {
        return Vec::new();
    }
    (0..count)
        .map(|_| {
            let target = rng.random::<f64>() * total;
            // The first triangle whose sum exceeds the target, so that triangles without area are never drawn.
            let triangle = cumulative.partition_point(|&s| s <= target).min(cumulative.len() - 1);
            let [a, b, c] = mesh.corners(triangle);
            let (mut u, mut v) = (rng.random::<f64>(), rng.random::<f64>());
            if u + v > 1.0 {
                (u, v) = (1.0 - u, 1.0 - v);
            }
            SurfaceSample {
                point: a + (b - a) * u + (c - a) * v,
                normal: mesh.area_normal(triangle).normalize_or_zero(),
                triangle,
            }
        })
        .collect()
}

/// The positions of `count` points drawn as [`surface`] does.
pub fn points(mesh: &TriMesh, count: usize, rng: &mut impl Rng) -> Vec<Vec3> {
    surface(mesh, count, rng).into_iter().map(|s| s.point).collect()
}
