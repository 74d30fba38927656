//! The surface of a mesh as the eye takes it: which triangles run smoothly into each other, and its normals.
//!
//! Files often repeat every vertex for each triangle, so vertices are first matched by position. Triangles that meet
//! at less than [`CREASE`] are one *patch*; lines are drawn between patches, and light runs evenly within one.

use crate::camera::drawable;
use glam::Vec3 as Normal;
use rayon::prelude::*;
use resolid_geom::{TriMesh, Vec3};

/// Dihedral angle in degrees from which an edge is a crease.
pub(crate) const CREASE: f64 = 25.0;

/// A mesh whose single triangles that are patches of their own make up this part of it is taken as noise: a scan.
const NOISE: f64 = 0.25;

/// Noise is not looked for in meshes with fewer triangles.
const NOISE_FROM: usize = 4000;

/// More triangles than this about a vertex are not averaged: it is the hub of a fan, hence flat, or a needle's tip.
const CROWD: usize = 512;

/// Patches and normals of a mesh.
#[derive(Debug)]
pub(crate) struct Skin {
    /// Unit normal of each triangle; zero where it has no area.
    pub normals: Vec<Normal>,
    /// The patch of each triangle: the number of one of its triangles.
    pub patches: Vec<u32>,
    /// The vertex number shared by all vertices at the same place.
    welded: Vec<u32>,
    /// `around[starts[v]..starts[v + 1]]` are the triangles about welded vertex `v`.
    starts: Vec<u32>,
    around: Vec<u32>,
}

impl Skin {
    pub fn new(mesh: &TriMesh) -> Self {
        let normals: Vec<Normal> = (0..mesh.triangles.len())
            .into_par_iter()
            .map(|t| {
                let [a, b, c] = mesh.corners(t);
                if !(drawable(a) && drawable(b) && drawable(c)) {
                    return Normal::ZERO;
                }
                let edges = [b - a, c - b, a - c];
                let longest = edges.iter().map(|e| e.length_squared()).fold(0.0, f64::max);
                let cross = edges[0].cross(edges[1]);
                // Under this height over its longest edge a triangle's direction is rounding.
                if cross.length() <= 1e-7 * longest { Normal::ZERO } else { cross.normalize().as_vec3() }
            })
            .collect();
        let welded = weld(&mesh.vertices);
        let (starts, around) = fans(mesh, &welded);
        let mut skin = Self { normals, patches: Vec::new(), welded, starts, around };
        skin.patches = skin.grow_patches(mesh);
        skin
    }

    fn fan(&self, v: u32) -> &[u32] {
        &self.around[self.starts[v as usize] as usize..self.starts[v as usize + 1] as usize]
    }

    fn grow_patches(&self, mesh: &TriMesh) -> Vec<u32> {
        let least = CREASE.to_radians().cos() as f32;
        let corners = |t: u32| mesh.triangles[t as usize].map(|v| self.welded[v as usize]);
        let smooth: Vec<Vec<[u32; 2]>> = (0..mesh.triangles.len() as u32)
            .collect::<Vec<_>>()
            .par_chunks(8192)
            .map(|list| {
                let mut pairs = Vec::new();
                for &t in list {
                    let own = corners(t);
                    for k in 0..3 {
                        let (a, b) = (own[k], own[(k + 1) % 3]);
                        if a == b {
                            continue;
                        }
                        let (hub, rim) = if self.fan(a).len() <= self.fan(b).len() { (a, b) } else { (b, a) };
                        // So many triangles about both ends of an edge are copies of one another, not a surface.
                        if self.fan(hub).len() > 8 * CROWD {
                            continue;
                        }
                        for &other in self.fan(hub) {
                            if other <= t {
                                continue;
                            }
                            let theirs = corners(other);
                            let Some(at) = theirs.iter().position(|&v| v == rim) else { continue };
                            // Neighbours that run along their edge in the same direction face opposite ways:
                            // one of them is turned over, and the angle between them is meant the other way round.
                            let next = theirs[(at + 1) % 3];
                            let same_way = if rim == b { next != a } else { next == b };
                            let cos = self.normals[t as usize].dot(self.normals[other as usize]);
                            if (if same_way { -cos } else { cos }) > least {
                                pairs.push([t, other]);
                            }
                        }
                    }
                }
                pairs
            })
            .collect();
        let mut parent: Vec<u32> = (0..mesh.triangles.len() as u32).collect();
        for [a, b] in smooth.into_iter().flatten() {
            let (a, b) = (root(&mut parent, a), root(&mut parent, b));
            // The lower number stays, so that patches do not depend on the order of their pairs.
            let (low, high) = (a.min(b), a.max(b));
            parent[high as usize] = low;
        }
        let patches: Vec<u32> = (0..parent.len() as u32).map(|t| root(&mut parent, t)).collect();
        if patches.len() >= NOISE_FROM {
            let mut size = vec![0u32; patches.len()];
            for &p in &patches {
                size[p as usize] += 1;
            }
            if size.iter().filter(|&&n| n == 1).count() as f64 > NOISE * patches.len() as f64 {
                return vec![0; patches.len()];
            }
        }
        patches
    }

    /// Unit normals at the three corners of a triangle, averaged over the triangles of its patch about each.
    pub fn corner_normals(&self, mesh: &TriMesh, t: u32) -> [Normal; 3] {
        let own = self.normals[t as usize];
        let patch = self.patches[t as usize];
        mesh.triangles[t as usize].map(|v| {
            let fan = self.fan(self.welded[v as usize]);
            if fan.len() > CROWD {
                return own;
            }
            let here = mesh.vertices[v as usize];
            let mut sum = Normal::ZERO;
            for &other in fan.iter().filter(|&&o| self.patches[o as usize] == patch) {
                let n = self.normals[other as usize];
                // Weighted by the angle at the vertex, so that it does not matter how faces are cut into triangles, and
                // by area, so that a flat face keeps its own direction where a narrow fillet runs out of it.
                let corners = mesh.triangles[other as usize];
                let k = corners.iter().position(|&c| self.welded[c as usize] == self.welded[v as usize]).unwrap_or(0);
                let (p, q) =
                    (mesh.vertices[corners[(k + 1) % 3] as usize], mesh.vertices[corners[(k + 2) % 3] as usize]);
                let weight = ((p - here).angle_between(q - here) * (p - here).cross(q - here).length()) as f32;
                if weight.is_finite() {
                    sum += n * weight * if n.dot(own) < 0.0 { -1.0 } else { 1.0 };
                }
            }
            sum.try_normalize().unwrap_or(own)
        })
    }
}

fn root(parent: &mut [u32], mut t: u32) -> u32 {
    while parent[t as usize] != t {
        parent[t as usize] = parent[parent[t as usize] as usize];
        t = parent[t as usize];
    }
    t
}

/// For each vertex the first vertex at the same place.
fn weld(vertices: &[Vec3]) -> Vec<u32> {
    let slots = (vertices.len() * 2).next_power_of_two().max(16);
    let mut table = vec![u32::MAX; slots];
    vertices
        .iter()
        .enumerate()
        .map(|(i, v)| {
            if !drawable(*v) {
                return i as u32;
            }
            // Adding zero makes one number of the two zeros.
            let key = [v.x + 0.0, v.y + 0.0, v.z + 0.0].map(f64::to_bits);
            let mut hash = key.iter().fold(0u64, |h, &k| (h ^ k).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29));
            hash ^= hash >> 31;
            let mut at = hash as usize & (slots - 1);
            loop {
                match table[at] {
                    u32::MAX => {
                        table[at] = i as u32;
                        return i as u32;
                    }
                    found if vertices[found as usize] == *v => return found,
                    _ => at = (at + 1) & (slots - 1),
                }
            }
        })
        .collect()
}

fn fans(mesh: &TriMesh, welded: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; mesh.vertices.len() + 1];
    for t in &mesh.triangles {
        for v in t {
            starts[welded[*v as usize] as usize + 1] += 1;
        }
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut next = starts.clone();
    let mut around = vec![0u32; mesh.triangles.len() * 3];
    for (t, corners) in mesh.triangles.iter().enumerate() {
        for v in corners {
            let at = &mut next[welded[*v as usize] as usize];
            around[*at as usize] = t as u32;
            *at += 1;
        }
    }
    (starts, around)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prism::tests::{cylinder, slab};
    use std::collections::BTreeSet;

    fn unwelded(mesh: &TriMesh) -> TriMesh {
        let vertices: Vec<Vec3> = (0..mesh.triangles.len()).flat_map(|t| mesh.corners(t)).collect();
        let triangles = (0..mesh.triangles.len() as u32).map(|t| [3 * t, 3 * t + 1, 3 * t + 2]).collect();
        TriMesh { vertices, triangles }
    }

    #[test]
    fn a_cube_has_six_patches_and_a_cylinder_three() {
        for (mesh, patches) in [(slab(10.0, 10.0, 10.0), 6), (cylinder(5.0, 8.0), 3)] {
            for mesh in [unwelded(&mesh), mesh] {
                let skin = Skin::new(&mesh);
                assert_eq!(skin.patches.iter().collect::<BTreeSet<_>>().len(), patches);
            }
        }
    }

    #[test]
    fn turned_over_triangles_stay_in_their_patch() {
        let mut mesh = cylinder(5.0, 8.0);
        for t in mesh.triangles.iter_mut().step_by(3) {
            t.swap(1, 2);
        }
        let skin = Skin::new(&mesh);
        assert_eq!(skin.patches.iter().collect::<BTreeSet<_>>().len(), 3);
    }

    #[test]
    fn normals_of_a_cylinder_point_away_from_its_axis() {
        let mesh = unwelded(&cylinder(5.0, 8.0));
        let skin = Skin::new(&mesh);
        let mut seen = 0;
        for t in 0..mesh.triangles.len() as u32 {
            if skin.normals[t as usize].z.abs() > 0.5 {
                continue;
            }
            for (v, n) in mesh.triangles[t as usize].into_iter().zip(skin.corner_normals(&mesh, t)) {
                let p = mesh.vertices[v as usize].as_vec3();
                assert!((Normal::new(p.x, p.y, 0.0).normalize() - n).length() < 1e-3, "{n} at {p}");
                seen += 1;
            }
        }
        assert!(seen > 30);
    }
}
