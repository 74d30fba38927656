//! A mesh whose edges can be split, collapsed and flipped.

use super::original::Original;
use crate::{TriMesh, Vec3};
use std::collections::HashMap;

/// What a vertex may move along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// This patch.
    Patch(u32),
    /// This line.
    Line(u32),
    /// Nothing.
    Corner,
}

/// A triangle that is no more.
const GONE: [u32; 3] = [u32::MAX; 3];

/// Triangles that know their neighbours.
pub(super) struct Net {
    pub places: Vec<Vec3>,
    pub holds: Vec<Hold>,
    pub triangles: Vec<[u32; 3]>,
    /// The patch of each triangle.
    pub patch: Vec<u32>,
    /// The triangles about each vertex; none about one that is no more.
    pub around: Vec<Vec<u32>>,
    /// The line of each sharp edge. Never walked through, so its order decides nothing.
    lines: HashMap<(u32, u32), u32>,
}

impl Net {
    pub fn of(original: &Original) -> Self {
        let mesh = original.mesh();
        let mut around = vec![Vec::new(); mesh.vertices.len()];
        let mut holds = vec![Hold::Corner; mesh.vertices.len()];
        for (t, corners) in mesh.triangles.iter().enumerate() {
            for &v in corners {
                around[v as usize].push(t as u32);
                holds[v as usize] = Hold::Patch(original.patch[t]);
            }
        }
        for (&(a, b), &line) in &original.lines {
            for v in [a, b] {
                holds[v as usize] = if original.corners[v as usize] { Hold::Corner } else { Hold::Line(line) };
            }
        }
        Self {
            places: mesh.vertices.clone(),
            holds,
            triangles: mesh.triangles.clone(),
            patch: original.patch.clone(),
            around,
            lines: original.lines.iter().map(|(k, v)| (*k, *v)).collect(),
        }
    }

    pub fn vertex_count(&self) -> usize {
        self.around.iter().filter(|a| !a.is_empty()).count()
    }

    pub fn into_mesh(self) -> TriMesh {
        let triangles = self.triangles.into_iter().filter(|t| *t != GONE).collect();
        TriMesh { vertices: self.places, triangles }.compacted()
    }

    /// The line an edge is part of.
    pub fn line(&self, a: u32, b: u32) -> Option<u32> {
        self.lines.get(&(a.min(b), a.max(b))).copied()
    }

    pub fn length(&self, a: u32, b: u32) -> f64 {
        self.places[a as usize].distance(self.places[b as usize])
    }

    pub fn area_normal(&self, [a, b, c]: [u32; 3]) -> Vec3 {
        let p = self.places[a as usize];
        (self.places[b as usize] - p).cross(self.places[c as usize] - p)
    }

    /// The edges there are, each once, lower vertex first, in a fixed order.
    pub fn edges(&self) -> Vec<(u32, u32)> {
        let mut edges = Vec::with_capacity(self.triangles.len() * 3 / 2);
        for t in self.triangles.iter().filter(|t| **t != GONE) {
            for k in 0..3 {
                let (a, b) = (t[k], t[(k + 1) % 3]);
                // An edge between two triangles is met both ways; one at the rim may be met from above only.
                if a < b || self.across(b, a).0.is_none() {
                    edges.push((a.min(b), a.max(b)));
                }
            }
        }
        edges
    }

    /// The triangles with a side from `a` to `b`, and from `b` to `a`.
    pub fn across(&self, a: u32, b: u32) -> (Option<u32>, Option<u32>) {
        let runs = |t: u32, from: u32, to: u32| {
            let c = self.triangles[t as usize];
            (0..3).any(|k| c[k] == from && c[(k + 1) % 3] == to)
        };
        let about = &self.around[a as usize];
        (about.iter().copied().find(|&t| runs(t, a, b)), about.iter().copied().find(|&t| runs(t, b, a)))
    }

    /// The corner of a triangle that is neither `a` nor `b`.
    pub fn third(&self, t: u32, a: u32, b: u32) -> u32 {
        let c = self.triangles[t as usize];
        c.into_iter().find(|v| *v != a && *v != b).unwrap_or(c[0])
    }

    /// The vertices joined with `v`, each once, ascending.
    pub fn neighbours(&self, v: u32) -> Vec<u32> {
        let mut all: Vec<u32> =
            self.around[v as usize].iter().flat_map(|&t| self.triangles[t as usize]).filter(|&w| w != v).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    pub fn are_joined(&self, a: u32, b: u32) -> bool {
        self.around[a as usize].iter().any(|&t| self.triangles[t as usize].contains(&b))
    }

    /// Puts a vertex at `place` into the edge from `a` to `b`.
    pub fn split(&mut self, a: u32, b: u32, place: Vec3) {
        let middle = self.places.len() as u32;
        let line = self.lines.remove(&(a.min(b), a.max(b)));
        let (front, back) = self.across(a, b);
        let halves: Vec<u32> = [front, back].into_iter().flatten().collect();
        let Some(&first) = halves.first() else { return };
        self.places.push(place);
        self.holds.push(line.map_or(Hold::Patch(self.patch[first as usize]), Hold::Line));
        self.around.push(Vec::new());
        if let Some(line) = line {
            self.lines.insert((a.min(middle), middle), line);
            self.lines.insert((b.min(middle), middle), line);
        }
        for t in halves {
            let whole = self.triangles[t as usize];
            let replaced = |from: u32| whole.map(|v| if v == from { middle } else { v });
            let new = self.triangles.len() as u32;
            self.triangles[t as usize] = replaced(b);
            self.triangles.push(replaced(a));
            self.patch.push(self.patch[t as usize]);
            self.around[b as usize].retain(|o| *o != t);
            self.around[b as usize].push(new);
            let opposite = self.third(t, a, middle);
            self.around[opposite as usize].push(new);
            self.around[middle as usize].extend([t, new]);
        }
    }

    /// Draws `gone` into `kept`, which moves to `place`. The caller has seen that the surface stays one.
    pub fn collapse(&mut self, kept: u32, gone: u32, place: Vec3) {
        for w in self.neighbours(gone) {
            if let Some(line) = self.lines.remove(&(gone.min(w), gone.max(w)))
                && w != kept
            {
                self.lines.insert((kept.min(w), kept.max(w)), line);
            }
        }
        for t in std::mem::take(&mut self.around[gone as usize]) {
            let corners = self.triangles[t as usize];
            if corners.contains(&kept) {
                for v in corners.into_iter().filter(|&v| v != gone) {
                    self.around[v as usize].retain(|o| *o != t);
                }
                self.triangles[t as usize] = GONE;
            } else {
                self.triangles[t as usize] = corners.map(|v| if v == gone { kept } else { v });
                self.around[kept as usize].push(t);
            }
        }
        self.places[kept as usize] = place;
    }

    /// Turns the edge from `a` to `b`, which triangles `front` and `back` share, to join the corners across it.
    pub fn flip(&mut self, a: u32, b: u32, front: u32, back: u32) {
        let (c, d) = (self.third(front, a, b), self.third(back, a, b));
        self.triangles[front as usize] = [c, d, b];
        self.triangles[back as usize] = [d, c, a];
        self.around[a as usize].retain(|o| *o != front);
        self.around[b as usize].retain(|o| *o != back);
        self.around[c as usize].push(back);
        self.around[d as usize].push(front);
    }
}
