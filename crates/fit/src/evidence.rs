//! What was measured of a surface: points with normals, and how much they scatter.

use crate::cloud::Primitives;
use crate::complex::Hint;
use rand::Rng;
use rayon::prelude::*;
use resolid_geom::bvh::Bvh;
use resolid_geom::cloud::{Prepared, plane_through};
use resolid_geom::sample::surface;
use resolid_geom::{Aabb3, Cloud, MeshDistance, TriMesh, Vec3};

/// Points drawn on a mesh.
const COUNT: usize = 12_000;

/// Oriented points of a surface.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Positions, millimetres.
    pub points: Vec<Vec3>,
    /// Unit normals that face out of the solid; zero where none could be told.
    pub normals: Vec<Vec3>,
}

impl Evidence {
    /// The points of a prepared cloud, each with the normal of the plane or cylinder it lies on, if there is one. Of many
    /// points some are drawn.
    pub fn of_cloud(ready: &Prepared, found: &Primitives, rng: &mut impl Rng) -> Self {
        let n = ready.cloud.len();
        let mut drawn: Vec<usize> =
            if n > COUNT { rand::seq::index::sample(rng, n, COUNT).into_vec() } else { (0..n).collect() };
        drawn.sort_unstable();
        let points: Vec<Vec3> = drawn.iter().map(|&i| ready.cloud.points[i]).collect();
        let normals = drawn
            .iter()
            .zip(&points)
            .map(|(&i, &p)| found.surface_of[i].map_or(ready.normals()[i], |k| found.at(k, p).1))
            .collect();
        Self { points, normals }
    }
}

/// Points drawn evenly on a mesh whose vertices scatter by `noise`, with normals. Facets much larger than the noise keep
/// theirs; elsewhere the normal is that of the plane nearest to the points around.
pub fn points_on(mesh: &TriMesh, noise: f64, rng: &mut impl Rng) -> Cloud {
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
    let normals = normals(&points, &facing, radius(share, noise));
    // A facet much larger than the noise knows its normal best.
    let normals = facing.iter().zip(normals).map(|(f, n)| if f.sure > 20.0 { f.normal } else { n }).collect();
    Cloud { points, normals: Some(normals), ..Cloud::default() }
}

/// Which places about a closed mesh are solid, as hints; those nearer to its ragged surface than it is ragged say nothing.
pub fn within(mesh: &TriMesh, noise: f64, rng: &mut impl Rng) -> Vec<Hint> {
    /// How much all places together weigh, against all of the surface.
    const WEIGHT: f64 = 1.0;
    const PLACES: usize = 12_000;
    let distance = MeshDistance::new(mesh);
    let bounds = mesh.bounds();
    let weight = WEIGHT * mesh.area() / PLACES as f64;
    let places: Vec<Vec3> =
        (0..PLACES).map(|_| bounds.min + bounds.size() * Vec3::new(rng.random(), rng.random(), rng.random())).collect();
    places
        .into_par_iter()
        .filter(|&at| distance.nearest_within(at, 3.0 * noise).is_none())
        .map(|at| Hint { at, solid: if distance.contains(at) { weight } else { -weight } })
        .collect()
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

/// The normals of the planes nearest to the points within `reach` of each, turned the way `facing` says.
fn normals(points: &[Vec3], facing: &[Facing], reach: f64) -> Vec<Vec3> {
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
                return facing[i];
            }
            let normal = plane_through(near.iter().map(|&j| points[j])).normal;
            if normal.dot(facing[i]) < 0.0 { -normal } else { normal }
        })
        .collect()
}
