//! A mesh made ready to be looked at: smooth where it curves, sharp where it has edges.

use glam::DVec3;
use resolid_geom::TriMesh;
use resolid_geom::topology::{Across, Topology, side_vertices};
use std::collections::HashMap;

/// Facets that meet at less than this look like one surface, radians.
const SMOOTH: f64 = 0.6;
/// Corners where more facets meet are left flat: each would be compared with each.
const CROWD: usize = 48;

/// Triangles with a normal at each corner; corners that agree are shared.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    /// Places.
    pub positions: Vec<DVec3>,
    /// Unit normals, one a place.
    pub normals: Vec<DVec3>,
    /// The vertex of the mesh that each place is of.
    pub of_vertex: Vec<u32>,
    /// Corners.
    pub triangles: Vec<[u32; 3]>,
    /// Sides where the surface has an edge or ends.
    pub edges: Vec<[u32; 2]>,
}

impl Surface {
    /// The surface of `mesh`; triangles without area are left out.
    pub fn new(mesh: &TriMesh) -> Self {
        let area_normals: Vec<DVec3> = (0..mesh.triangles.len()).map(|t| mesh.area_normal(t)).collect();
        let normals: Vec<DVec3> = area_normals.iter().map(|n| n.normalize_or_zero()).collect();
        let mut around: Vec<Vec<u32>> = vec![Vec::new(); mesh.vertices.len()];
        for (t, corners) in mesh.triangles.iter().enumerate() {
            for &v in corners {
                around[v as usize].push(t as u32);
            }
        }
        let least = SMOOTH.cos();
        let corner_normal = |t: usize, v: u32| -> DVec3 {
            let near = &around[v as usize];
            if near.len() > CROWD {
                return normals[t];
            }
            let agreeing = near.iter().filter(|&&o| normals[o as usize].dot(normals[t]) >= least);
            agreeing.map(|&o| area_normals[o as usize]).sum::<DVec3>().try_normalize().unwrap_or(normals[t])
        };
        let mut surface = Self::default();
        let mut shared: HashMap<(u32, [i8; 2]), u32> = HashMap::new();
        let mut place_of: Vec<Option<u32>> = vec![None; mesh.vertices.len()];
        for (t, corners) in mesh.triangles.iter().enumerate() {
            if normals[t] == DVec3::ZERO || !normals[t].is_finite() {
                continue;
            }
            let triangle = corners.map(|v| {
                let normal = corner_normal(t, v);
                let place = *shared.entry((v, octahedral(normal))).or_insert_with(|| {
                    surface.positions.push(mesh.vertices[v as usize]);
                    surface.normals.push(normal);
                    surface.of_vertex.push(v);
                    surface.positions.len() as u32 - 1
                });
                place_of[v as usize] = Some(place);
                place
            });
            surface.triangles.push(triangle);
        }
        let topology = Topology::new(mesh);
        let mut edge = |side: usize| {
            let ends = side_vertices(mesh, side);
            if let [Some(a), Some(b)] = ends.map(|v| place_of[v as usize]) {
                surface.edges.push([a, b]);
            }
        };
        for side in 0..3 * mesh.triangles.len() {
            match topology.across(side) {
                Across::Open => edge(side),
                Across::Side(other) if other > side && normals[side / 3].dot(normals[other / 3]) < least => {
                    edge(side);
                }
                _ => {}
            }
        }
        surface
    }

    /// The sides of `facets`, whose vertices are the first of the mesh this is the surface of, that are no edges of it.
    pub fn facet_lines(&self, facets: &TriMesh) -> Vec<[u32; 2]> {
        let mut place_of: HashMap<u32, u32> = HashMap::new();
        for (place, &v) in self.of_vertex.iter().enumerate() {
            place_of.entry(v).or_insert(place as u32);
        }
        let mut sides: Vec<[u32; 2]> = facets
            .triangles
            .iter()
            .flat_map(|t| [0, 1, 2].map(|k| [t[k], t[(k + 1) % 3]]))
            .map(|[a, b]| [a.min(b), a.max(b)])
            .collect();
        sides.sort_unstable();
        sides.dedup();
        sides.iter().filter_map(|s| Some([*place_of.get(&s[0])?, *place_of.get(&s[1])?])).collect()
    }
}

/// A direction as two numbers: the octahedron unfolded to a square.
///
/// # Source
/// Meyer et al., "On floating-point normal vectors" (2010).
pub fn octahedral(n: DVec3) -> [i8; 2] {
    let sum = n.x.abs() + n.y.abs() + n.z.abs();
    if sum.is_nan() || sum <= 0.0 {
        return [0, 0];
    }
    let (x, y) = (n.x / sum, n.y / sum);
    let sign = |v: f64| if v < 0.0 { -1.0 } else { 1.0 };
    let (x, y) = if n.z < 0.0 { ((1.0 - y.abs()) * sign(x), (1.0 - x.abs()) * sign(y)) } else { (x, y) };
    [x, y].map(|v| (v * 127.0).round() as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_has_sharp_corners_and_twelve_edges() {
        let mesh = TriMesh::cuboid(DVec3::ZERO, DVec3::new(3.0, 2.0, 1.0));
        let surface = Surface::new(&mesh);
        assert_eq!((surface.positions.len(), surface.triangles.len(), surface.edges.len()), (24, 12, 12));
        for t in &surface.triangles {
            let [a, b, c] = t.map(|i| surface.positions[i as usize]);
            let own = (b - a).cross(c - a).normalize();
            assert!(t.iter().all(|&i| surface.normals[i as usize].distance(own) < 1e-12));
        }
        // Every side is an edge or a diagonal of a face.
        assert_eq!(surface.facet_lines(&mesh).len(), 18);
    }

    #[test]
    fn directions_survive_the_octahedron() {
        for n in
            [DVec3::X, DVec3::NEG_Z, DVec3::new(1.0, -2.0, -3.0).normalize(), DVec3::new(-0.3, 0.2, 0.9).normalize()]
        {
            let [x, y] = octahedral(n).map(|v| f64::from(v) / 127.0);
            let z = 1.0 - x.abs() - y.abs();
            let t = (-z).max(0.0);
            let back = DVec3::new(x - t * x.signum(), y - t * y.signum(), z).normalize();
            assert!(back.distance(n) < 0.02, "{n} {back}");
        }
    }
}
