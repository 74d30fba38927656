//! What was measured of a surface: points with normals, and how much they scatter.

use rand::Rng;
use rayon::prelude::*;
use resolid_geom::bvh::Bvh;
use resolid_geom::sample::surface;
use resolid_geom::{Aabb3, TriMesh, Vec3};

/// Points drawn on a mesh.
const COUNT: usize = 12_000;

/// Oriented points of a surface.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Positions, millimetres.
    pub points: Vec<Vec3>,
    /// Unit normals that face out of the solid; zero where none could be told.
    pub normals: Vec<Vec3>,
    /// Whether the surface about the point is seen on all sides and as flat as its scatter lets it be: away from edges and
    /// tight curves the normal is not blurred.
    pub plain: Vec<bool>,
    /// Standard deviation of the points across the surface, millimetres.
    pub noise: f64,
}

impl Evidence {
    /// Points drawn evenly on a mesh whose vertices scatter by `noise`. Facets much larger than the noise keep their
    /// normals; elsewhere the normal is that of the plane nearest to the points around.
    pub fn of_mesh(mesh: &TriMesh, noise: f64, rng: &mut impl Rng) -> Self {
        let samples = surface(mesh, COUNT, rng);
        let points: Vec<Vec3> = samples.iter().map(|s| s.point).collect();
        let share = mesh.area() / points.len().max(1) as f64;
        let facing: Vec<Facing> = samples
            .iter()
            .map(|s| {
                let [a, b, c] = mesh.corners(s.triangle);
                let longest = a.distance(b).max(b.distance(c)).max(c.distance(a));
                let height = mesh.area_normal(s.triangle).length() / longest;
                Facing { normal: s.normal, sure: height / noise.max(f64::MIN_POSITIVE) }
            })
            .collect();
        let planes = planes(&points, &facing, radius(share, noise));
        // The lowest third of the residuals stands on flat ground.
        let mut off: Vec<f64> = planes.iter().map(|p| p.off).filter(|o| o.is_finite()).collect();
        off.sort_by(f64::total_cmp);
        let scatter = noise.max(off.get(off.len() * 3 / 10).copied().unwrap_or(0.0));
        // A facet much larger than the noise knows its normal best.
        let normals = facing.iter().zip(&planes).map(|(f, p)| if f.sure > 20.0 { f.normal } else { p.normal });
        let normals = normals.collect();
        let plain = planes.iter().map(|p| p.off < 1.3 * scatter && p.lean < 0.3).collect();
        Self { points, normals, plain, noise: scatter }
    }
}

/// How far around a point its plane is looked for: as far as fifteen points lie, and far enough that noise tilts the plane
/// by some degrees at most.
fn radius(share: f64, noise: f64) -> f64 {
    (2.2 * share.sqrt()).max(6.0 * noise)
}

/// Which way a surface faces at a point.
struct Facing {
    normal: Vec3,
    /// Height of the facet over the noise: under one or two the facet may face anywhere.
    sure: f64,
}

/// The plane about a point.
struct Patch {
    normal: Vec3,
    /// Standard deviation of the points around from it.
    off: f64,
    /// How far the middle of the points around lies from the point, as a share of how far they reach.
    lean: f64,
}

/// The planes nearest to the points within `reach` of each, turned the way `facing` says.
fn planes(points: &[Vec3], facing: &[Facing], reach: f64) -> Vec<Patch> {
    let boxes: Vec<Aabb3> = points.iter().map(|&p| Aabb3 { min: p, max: p }).collect();
    let tree = Bvh::new(&boxes);
    let around = |i: usize| {
        let p = points[i];
        let mut near: Vec<usize> = Vec::new();
        tree.overlapping(&Aabb3 { min: p - Vec3::splat(reach), max: p + Vec3::splat(reach) }, |j| {
            if points[j].distance_squared(p) <= reach * reach {
                near.push(j);
            }
            true
        });
        near.sort_unstable();
        near
    };
    // Facets smaller than the noise face anywhere; their mean does not. The other side of a thin wall is not asked.
    let facing: Vec<Vec3> = (0..points.len())
        .into_par_iter()
        .map(|i| {
            let own = &facing[i];
            let others = around(i).into_iter().map(|j| &facing[j]);
            let agree = others.filter(|o| own.sure < 3.0 || o.normal.dot(own.normal) > 0.0);
            agree.map(|o| o.normal * o.sure.min(6.0)).sum::<Vec3>().normalize_or_zero()
        })
        .collect();
    (0..points.len())
        .into_par_iter()
        .map(|i| {
            let mut near = around(i);
            // The other side of a thin wall faces the other way.
            near.retain(|&j| facing[j].dot(facing[i]) > 0.0);
            if near.len() < 6 {
                return Patch { normal: facing[i], off: f64::INFINITY, lean: 1.0 };
            }
            let mean = near.iter().map(|&j| points[j]).sum::<Vec3>() / near.len() as f64;
            let mut m = nalgebra::Matrix3::<f64>::zeros();
            for &j in &near {
                let d = points[j] - mean;
                let d = nalgebra::Vector3::new(d.x, d.y, d.z);
                m += d * d.transpose();
            }
            let eigen = m.symmetric_eigen();
            let least = eigen.eigenvalues.imin();
            let v = eigen.eigenvectors.column(least);
            let normal = Vec3::new(v[0], v[1], v[2]).normalize_or_zero();
            Patch {
                normal: if normal.dot(facing[i]) < 0.0 { -normal } else { normal },
                off: (eigen.eigenvalues[least].max(0.0) / (near.len() - 3) as f64).sqrt(),
                lean: mean.distance(points[i]) / reach,
            }
        })
        .collect()
}
