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
}
