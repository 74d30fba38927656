//! The mesh that is divided anew: its smooth patches, the sharp lines between them, and the corners where those meet.

use super::RemeshError;
use crate::bvh::Bvh;
use crate::distance::{nearest_on_segment, nearest_on_triangle};
use crate::topology::{Across, Topology, side_vertices};
use crate::{Aabb3, MeshDistance, TriMesh, Vec3};
use std::collections::BTreeMap;

/// A line that turns more than this at a vertex has a corner there: cos 50°.
const TURN: f64 = 0.64;

/// A mesh and what may not move in it.
pub(super) struct Original {
    pub surface: MeshDistance,
    /// The patch of each triangle.
    pub patch: Vec<u32>,
    /// The line of each sharp edge, by its vertices in ascending order.
    pub lines: BTreeMap<(u32, u32), u32>,
    /// Vertices that stay where they are.
    pub corners: Vec<bool>,
    /// The sharp edges, with their line.
    segments: Vec<([Vec3; 2], u32)>,
    segment_tree: Bvh,
}

fn edge(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

impl Original {
    pub fn new(mesh: &TriMesh, sharp: f64) -> Result<Self, RemeshError> {
        let area = mesh.area();
        if area.is_nan() || area <= 0.0 {
            return Err(RemeshError::NoSurface { triangles: mesh.triangles.len() });
        }
        let mesh = without_needles(mesh.clone().compacted());
        let topology = Topology::new(&mesh);
        let crowded = topology.crowded_sides().count();
        if crowded > 0 {
            return Err(RemeshError::Crowded { edges: crowded.div_ceil(3) });
        }
        let limit = sharp.cos();
        let is_sharp = |side: usize| match topology.across(side) {
            Across::Side(other) => mesh.normal(side / 3).dot(mesh.normal(other / 3)) < limit,
            _ => true,
        };
        let patch = patches(&mesh, &topology, is_sharp);
        let mut sharp_edges: Vec<(u32, u32)> = (0..mesh.triangles.len() * 3)
            .filter(|&s| is_sharp(s))
            .map(|s| {
                let [a, b] = side_vertices(&mesh, s);
                edge(a, b)
            })
            .collect();
        sharp_edges.sort_unstable();
        sharp_edges.dedup();
        let mut at: Vec<Vec<u32>> = vec![Vec::new(); mesh.vertices.len()];
        for &(a, b) in &sharp_edges {
            at[a as usize].push(b);
            at[b as usize].push(a);
        }
        let corners: Vec<bool> = (0..mesh.vertices.len())
            .map(|v| match at[v].as_slice() {
                [] => false,
                &[a, b] => {
                    let here = mesh.vertices[v];
                    let (back, on) = (here - mesh.vertices[a as usize], mesh.vertices[b as usize] - here);
                    back.normalize_or_zero().dot(on.normalize_or_zero()) < TURN
                }
                _ => true,
            })
            .collect();
        let lines = lines(&sharp_edges, &at, &corners);
        let segments: Vec<([Vec3; 2], u32)> =
            lines.iter().map(|(&(a, b), &line)| ([a, b].map(|v| mesh.vertices[v as usize]), line)).collect();
        let boxes: Vec<Aabb3> = segments.iter().map(|(ends, _)| Aabb3::of(*ends)).collect();
        Ok(Self { surface: MeshDistance::new(&mesh), patch, lines, corners, segment_tree: Bvh::new(&boxes), segments })
    }

    pub fn mesh(&self) -> &TriMesh {
        self.surface.mesh()
    }

    /// The point of a patch nearest to `p`.
    pub fn on_patch(&self, p: Vec3, patch: u32) -> Vec3 {
        let mesh = self.mesh();
        let squared = |t: usize| {
            if self.patch[t] == patch {
                p.distance_squared(nearest_on_triangle(p, mesh.corners(t)))
            } else {
                f64::INFINITY
            }
        };
        let found = self.surface.bvh().nearest(p, f64::INFINITY, squared);
        found.map_or(p, |(t, _)| nearest_on_triangle(p, mesh.corners(t)))
    }

    /// The point of a line nearest to `p`.
    pub fn on_line(&self, p: Vec3, line: u32) -> Vec3 {
        let foot = |i: usize| {
            let [a, b] = self.segments[i].0;
            nearest_on_segment(p, a, b)
        };
        let squared = |i: usize| if self.segments[i].1 == line { p.distance_squared(foot(i)) } else { f64::INFINITY };
        self.segment_tree.nearest(p, f64::INFINITY, squared).map_or(p, |(i, _)| foot(i))
    }
}

/// The patch of each triangle: those that can be reached from one another without crossing a sharp edge.
fn patches(mesh: &TriMesh, topology: &Topology, is_sharp: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut patch = vec![u32::MAX; mesh.triangles.len()];
    let mut count = 0;
    for start in 0..patch.len() {
        if patch[start] != u32::MAX {
            continue;
        }
        patch[start] = count;
        let mut pending = vec![start];
        while let Some(t) = pending.pop() {
            for (own, theirs) in topology.neighbours(t) {
                if patch[theirs / 3] == u32::MAX && !is_sharp(own) {
                    patch[theirs / 3] = count;
                    pending.push(theirs / 3);
                }
            }
        }
        count += 1;
    }
    patch
}

/// The line of each sharp edge: edges that meet at a vertex which is no corner are of one line.
fn lines(edges: &[(u32, u32)], at: &[Vec<u32>], corners: &[bool]) -> BTreeMap<(u32, u32), u32> {
    let mut lines = BTreeMap::new();
    let mut count = 0;
    for &start in edges {
        if lines.contains_key(&start) {
            continue;
        }
        let mut pending = vec![start];
        while let Some((a, b)) = pending.pop() {
            if lines.insert(edge(a, b), count).is_none() {
                for v in [a, b].into_iter().filter(|&v| !corners[v as usize]) {
                    pending.extend(at[v as usize].iter().map(|&w| edge(v, w)).filter(|e| !lines.contains_key(e)));
                }
            }
        }
        count += 1;
    }
    lines
}

/// The mesh without triangles of no height, which have no normal to tell patches by: the longest edge of each is turned to join
/// the corner on it with the one across.
fn without_needles(mut mesh: TriMesh) -> TriMesh {
    let size = mesh.bounds().diagonal();
    // Turning one edge may leave a needle across it; runs of collinear vertices are as long as they are.
    for _ in 0..64 {
        let topology = Topology::new(&mesh);
        let mut touched = vec![false; mesh.triangles.len()];
        let mut turned = false;
        for t in 0..mesh.triangles.len() {
            let c = mesh.corners(t);
            let lengths = [0, 1, 2].map(|k| c[k].distance(c[(k + 1) % 3]));
            let longest = (0..3).max_by(|&a, &b| lengths[a].total_cmp(&lengths[b])).unwrap_or(0);
            if touched[t] || mesh.area_normal(t).length() > 1e-9 * size * lengths[longest] {
                continue;
            }
            let Across::Side(across) = topology.across(3 * t + longest) else { continue };
            if touched[across / 3] {
                continue;
            }
            let [a, b] = side_vertices(&mesh, 3 * t + longest);
            let middle = mesh.triangles[t][(longest + 2) % 3];
            let far = mesh.triangles[across / 3][(across % 3 + 2) % 3];
            if middle == far || joined(&mesh, &topology, t, longest, far) {
                continue;
            }
            mesh.triangles[t] = [a, far, middle];
            mesh.triangles[across / 3] = [far, b, middle];
            (touched[t], touched[across / 3], turned) = (true, true, true);
            // Neighbours see other edges now; they wait for the next round.
            for (_, other) in topology.neighbours(t).chain(topology.neighbours(across / 3)) {
                touched[other / 3] = true;
            }
        }
        if !turned {
            break;
        }
    }
    mesh
}

/// Whether the corner opposite side `k` of triangle `t` is joined by an edge with vertex `far` already.
fn joined(mesh: &TriMesh, topology: &Topology, t: usize, k: usize, far: u32) -> bool {
    // Once round the corner, from triangle to triangle.
    let mut side = 3 * t + (k + 2) % 3;
    for _ in 0..mesh.triangles.len() {
        if mesh.triangles[side / 3].contains(&far) {
            return true;
        }
        // The side that ends at the corner, and across it.
        let before = side - side % 3 + (side % 3 + 2) % 3;
        match topology.across(before) {
            Across::Side(next) => side = next,
            _ => return false,
        }
        if side / 3 == t {
            return false;
        }
    }
    false
}
