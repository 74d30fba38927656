//! Which regions of the input a program does not reproduce, and what they look like.

use crate::Missed;
use rayon::prelude::*;
use resolid_geom::{Observer, TriMesh, Vec3};
use resolid_program::evaluate::Evaluator;

/// Vertices looked at, at most; on larger meshes every n-th.
const MOST_VERTICES: usize = 40_000;
/// In how many rounds, between which it may stop.
const ROUNDS: usize = 32;

/// The connected regions of the mesh with vertices farther than `tolerance` from the part's surface, largest first. Told
/// to stop, it has looked at some of the vertices only.
pub fn missed(
    mesh: &TriMesh,
    neighbours: &[[Option<u32>; 3]],
    part: &Evaluator,
    tolerance: f64,
    observer: &dyn Observer,
) -> Vec<Missed> {
    let stride = mesh.vertices.len().div_ceil(MOST_VERTICES).max(1);
    let looked_at = mesh.vertices.len().div_ceil(stride);
    let mut distance = vec![0.0; mesh.vertices.len()];
    for round in 0..ROUNDS {
        if round > 0 && observer.should_stop() {
            break;
        }
        let some: Vec<(usize, f64)> = (round..looked_at)
            .into_par_iter()
            .step_by(ROUNDS)
            .map(|k| (k * stride, part.signed_distance(mesh.vertices[k * stride]).abs()))
            .collect();
        for (vertex, off) in some {
            distance[vertex] = off;
        }
    }
    let off = |t: usize| mesh.triangles[t].map(|v| distance[v as usize]).into_iter().fold(0.0, f64::max);
    let total = mesh.area();
    let mut seen = vec![false; mesh.triangles.len()];
    let mut regions = Vec::new();
    for seed in 0..mesh.triangles.len() {
        if seen[seed] || off(seed) <= tolerance {
            continue;
        }
        seen[seed] = true;
        let mut facets = vec![seed];
        let mut next = 0;
        while next < facets.len() {
            for o in neighbours[facets[next]].iter().flatten().map(|&o| o as usize) {
                if !seen[o] && off(o) > tolerance {
                    seen[o] = true;
                    facets.push(o);
                }
            }
            next += 1;
        }
        regions.push(describe(mesh, &facets, total, facets.iter().map(|&t| off(t)).fold(0.0, f64::max)));
    }
    regions.sort_by(|a, b| b.area.total_cmp(&a.area));
    regions
}

fn describe(mesh: &TriMesh, facets: &[usize], total: f64, deviation: f64) -> Missed {
    let mut area = 0.0;
    let mut center = Vec3::ZERO;
    let mut mean = Vec3::ZERO;
    for &t in facets {
        let n = mesh.area_normal(t);
        let a = n.length() * 0.5;
        area += a;
        center += mesh.corners(t).into_iter().sum::<Vec3>() / 3.0 * a;
        mean += n * 0.5;
    }
    let normals: Vec<(Vec3, f64)> = facets
        .iter()
        .map(|&t| mesh.area_normal(t))
        .filter(|n| n.length() > 0.0)
        .map(|n| (n.normalize(), n.length() * 0.5))
        .collect();
    let kind =
        if area < 5e-4 * total { "small detail" } else { kind_of(&normals, mean / area.max(f64::MIN_POSITIVE), area) };
    Missed { kind, center: if area > 0.0 { center / area } else { mesh.corners(facets[0])[0] }, area, deviation }
}

/// What the spread of a region's normals says: one direction is a plane, a great circle a cylinder, a small circle a cone.
fn kind_of(normals: &[(Vec3, f64)], mean: Vec3, area: f64) -> &'static str {
    const FLAT: f64 = 1e-3;
    let spread = |about: Vec3| {
        let mut m = nalgebra::Matrix3::<f64>::zeros();
        for &(n, a) in normals {
            let d = n - about;
            m += nalgebra::Vector3::new(d.x, d.y, d.z) * nalgebra::RowVector3::new(d.x, d.y, d.z) * (a / area);
        }
        let values = m.symmetric_eigenvalues();
        values.iter().copied().fold(f64::MAX, f64::min)
    };
    if mean.length() > 1.0 - FLAT {
        "oblique face"
    } else if spread(Vec3::ZERO) < FLAT {
        "fillet or crossing cylinder"
    } else if spread(mean) < FLAT {
        "cone"
    } else {
        "free-form surface"
    }
}
