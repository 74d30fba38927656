//! Vertices that say nothing: in the middle of a flat place, or of a straight edge between two.
//!
//! A mesh's vertices are taken to lie on the true surface, and its facets not. A mesh that was refined after it was exported
//! has vertices on its facets, and of those this does not hold; they say nothing that the others do not.

use super::unite::{mesh_of, solid_of};
use crate::{TriMesh, Vec3};
use manifold_rust::types::Error;

/// Facets whose normals differ by less are in one plane, radians; single precision turns small ones by as much.
const SAME_PLANE: f64 = 1e-3;
/// Fewer idle vertices than this share are left alone: every exporter leaves some.
const FEW: f64 = 0.05;
/// Share of the volume that may not change.
const SAME_VOLUME: f64 = 1e-6;

/// The closed mesh without its idle vertices, where it has more than a few; no vertex that stays is moved. Those left out lie
/// within `tolerance` of what is left.
///
/// # Cost
/// Nothing but a look at every vertex where there are few; else about a microsecond a triangle.
pub(super) fn without_idle(mesh: &TriMesh, tolerance: f64) -> Option<TriMesh> {
    if (idle(mesh) as f64) < FEW * mesh.vertices.len() as f64 {
        return None;
    }
    let solid = solid_of(mesh)?.simplify(tolerance);
    let left = mesh_of(&solid);
    let (before, after) = (mesh.volume(), left.volume());
    let same = solid.status() == Error::NoError && (after - before).abs() <= SAME_VOLUME * before.abs();
    (same && left.vertices.len() < mesh.vertices.len()).then_some(left)
}

/// How many vertices have facets in one plane or in two only: the border of two planes is a line, and it runs on.
fn idle(mesh: &TriMesh) -> usize {
    let mut planes: Vec<[Option<Vec3>; 2]> = vec![[None; 2]; mesh.vertices.len()];
    let mut corner = vec![false; mesh.vertices.len()];
    for (t, triangle) in mesh.triangles.iter().enumerate() {
        let normal = mesh.area_normal(t).normalize_or_zero();
        for &v in triangle {
            let v = v as usize;
            let same = |n: Vec3| n.distance_squared(normal) < SAME_PLANE * SAME_PLANE;
            match &mut planes[v] {
                [Some(a), _] if same(*a) => {}
                [Some(_), Some(b)] => corner[v] |= !same(*b),
                [Some(_), free] | [free, _] => *free = Some(normal),
            }
        }
    }
    corner.into_iter().filter(|c| !c).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every triangle in four, three times over.
    fn refined(mesh: &TriMesh) -> TriMesh {
        (0..3).fold(mesh.clone(), |mesh, _| {
            let mut middles = std::collections::HashMap::new();
            let mut fine = TriMesh { vertices: mesh.vertices.clone(), triangles: Vec::new() };
            for &[a, b, c] in &mesh.triangles {
                let [ab, bc, ca] = [[a, b], [b, c], [c, a]].map(|[i, j]| {
                    *middles.entry((i.min(j), i.max(j))).or_insert_with(|| {
                        fine.vertices.push(mesh.vertices[i as usize].midpoint(mesh.vertices[j as usize]));
                        fine.vertices.len() as u32 - 1
                    })
                });
                fine.triangles.extend([[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]]);
            }
            fine
        })
    }

    /// A prism of `n` sides.
    fn prism(n: u32) -> TriMesh {
        let at = |k: u32, z: f64| {
            let (s, c) = (std::f64::consts::TAU * f64::from(k) / f64::from(n)).sin_cos();
            Vec3::new(10.0 * c, 10.0 * s, z)
        };
        let mut mesh = TriMesh::default();
        mesh.vertices.extend((0..n).map(|k| at(k, 0.0)).chain((0..n).map(|k| at(k, 5.0))));
        for k in 0..n {
            let next = (k + 1) % n;
            mesh.triangles.extend([[k, next, n + next], [k, n + next, n + k]]);
        }
        for k in 1..n - 1 {
            mesh.triangles.extend([[0, k + 1, k], [n, n + k, n + k + 1]]);
        }
        mesh
    }

    #[test]
    fn a_refined_mesh_is_what_it_was() {
        for mesh in [TriMesh::cuboid(Vec3::ZERO, Vec3::new(3.0, 2.0, 1.0)), prism(48)] {
            assert_eq!(without_idle(&mesh, 1e-6), None);
            let fine = refined(&mesh);
            let left = without_idle(&fine, 1e-6).unwrap();
            assert_eq!((left.vertices.len(), left.triangles.len()), (mesh.vertices.len(), mesh.triangles.len()));
            assert!(left.vertices.iter().all(|v| mesh.vertices.contains(v)));
        }
    }

    #[test]
    fn a_mesh_that_scatters_is_left_alone() {
        let mut mesh = refined(&prism(48));
        for (k, v) in mesh.vertices.iter_mut().enumerate() {
            *v += Vec3::new((k as f64 * 0.7).sin(), (k as f64 * 1.3).sin(), (k as f64 * 2.9).sin()) * 0.01;
        }
        assert_eq!(without_idle(&mesh, 1e-6), None);
    }
}
