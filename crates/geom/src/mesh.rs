//! Triangle meshes.

use crate::{Aabb3, Vec3};

/// Triangles over shared vertices; counter-clockwise seen from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TriMesh {
    /// Vertex positions.
    pub vertices: Vec<Vec3>,
    /// Vertex indices, three a triangle.
    pub triangles: Vec<[u32; 3]>,
}

impl TriMesh {
    /// The corners of triangle `t`.
    pub fn corners(&self, t: usize) -> [Vec3; 3] {
        self.triangles[t].map(|v| self.vertices[v as usize])
    }

    /// Cross product of two edges of triangle `t`: twice its area, along its normal.
    pub fn area_normal(&self, t: usize) -> Vec3 {
        let [a, b, c] = self.corners(t);
        (b - a).cross(c - a)
    }

    /// The box around all vertices.
    pub fn bounds(&self) -> Aabb3 {
        Aabb3::of(self.vertices.iter().copied())
    }

    /// Total area of all triangles.
    pub fn area(&self) -> f64 {
        (0..self.triangles.len()).map(|t| self.area_normal(t).length() * 0.5).sum()
    }

    /// Signed enclosed volume by the divergence theorem; negative where the mesh is inside out.
    pub fn volume(&self) -> f64 {
        // Taken about the box centre: far from the origin the terms would cancel badly.
        let c = self.bounds().center();
        (0..self.triangles.len())
            .map(|t| {
                let [p, q, r] = self.corners(t).map(|v| v - c);
                p.dot(q.cross(r)) / 6.0
            })
            .sum()
    }

    /// Adds another mesh's triangles as they are.
    pub fn append(&mut self, other: &Self) {
        let base = self.vertices.len() as u32;
        self.vertices.extend_from_slice(&other.vertices);
        self.triangles.extend(other.triangles.iter().map(|t| t.map(|v| v + base)));
    }

    /// Unit normal of triangle `t`; zero for a triangle without area.
    pub fn normal(&self, t: usize) -> Vec3 {
        self.area_normal(t).normalize_or_zero()
    }

    /// The box between two corners, 12 triangles.
    pub fn cuboid(min: Vec3, max: Vec3) -> Self {
        let corner = |i: usize| {
            let pick = |axis: usize| if i >> axis & 1 == 1 { max[axis] } else { min[axis] };
            Vec3::new(pick(0), pick(1), pick(2))
        };
        // Corner numbers are binary zyx; each face is a quad, counter-clockwise from outside.
        let quads = [[0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4], [2, 6, 7, 3], [0, 2, 3, 1], [4, 5, 7, 6]];
        Self {
            vertices: (0..8).map(corner).collect(),
            triangles: quads.iter().flat_map(|&[a, b, c, d]| [[a, b, c], [a, c, d]]).collect(),
        }
    }

    /// The mesh with every triangle turned over.
    #[must_use]
    pub fn flipped(&self) -> Self {
        Self { vertices: self.vertices.clone(), triangles: self.triangles.iter().map(|&[a, b, c]| [a, c, b]).collect() }
    }

    /// The mesh with every vertex moved by `f`, which should keep orientation.
    #[must_use]
    pub fn mapped(&self, f: impl FnMut(Vec3) -> Vec3) -> Self {
        Self { vertices: self.vertices.iter().copied().map(f).collect(), triangles: self.triangles.clone() }
    }

    /// The mesh of some of the triangles, with the vertices they use.
    #[must_use]
    pub fn subset(&self, triangles: impl IntoIterator<Item = usize>) -> Self {
        let triangles = triangles.into_iter().map(|t| self.triangles[t]).collect();
        compact(&self.vertices, triangles)
    }

    /// The mesh without the vertices that no triangle uses; the others keep their order.
    #[must_use]
    pub fn compacted(self) -> Self {
        let mut used = vec![false; self.vertices.len()];
        for t in &self.triangles {
            for &v in t {
                used[v as usize] = true;
            }
        }
        if used.iter().all(|&u| u) {
            return self;
        }
        let mut number = vec![0u32; self.vertices.len()];
        let mut vertices = Vec::new();
        for (i, &v) in self.vertices.iter().enumerate() {
            if used[i] {
                number[i] = vertices.len() as u32;
                vertices.push(v);
            }
        }
        Self { vertices, triangles: self.triangles.iter().map(|t| t.map(|v| number[v as usize])).collect() }
    }
}

/// The triangles with the vertices they use, numbered in the order of their first use.
fn compact(vertices: &[Vec3], mut triangles: Vec<[u32; 3]>) -> TriMesh {
    let mut number = std::collections::HashMap::new();
    let mut kept = Vec::new();
    for v in triangles.iter_mut().flatten() {
        *v = *number.entry(*v).or_insert_with(|| {
            kept.push(vertices[*v as usize]);
            kept.len() as u32 - 1
        });
    }
    TriMesh { vertices: kept, triangles }
}
