//! Where sections of a ragged surface have their border, as points with normals on the sketch plane.
//!
//! A wall too low for its own normals to be told (the rim of a thin plate) still has an outline, and outlines at several
//! heights of one slab repeat each other but for their noise.

use resolid_geom::{Aabb2, Frame, TriMesh, Vec2, Vec3};
use std::collections::HashMap;

/// Heights looked at in each slab.
const HEIGHTS: usize = 5;
/// Marks are this share of the plan's diagonal apart.
const SPACING: f64 = 1.0 / 350.0;

/// A point of an outline.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Where.
    pub at: Vec2,
    /// Unit normal out of the solid.
    pub normal: Vec2,
}

/// A closed mesh, ready to be cut across a direction.
pub struct Outlines<'a> {
    points: Vec<Vec3>,
    triangles: &'a [[u32; 3]],
    size: f64,
}

impl<'a> Outlines<'a> {
    /// The mesh in the coordinates of `frame`.
    pub fn new(mesh: &'a TriMesh, frame: &Frame) -> Self {
        let points: Vec<Vec3> = mesh.vertices.iter().map(|&v| frame.local_from_world(v)).collect();
        let size = Aabb2::of(points.iter().map(|p| p.truncate())).diagonal();
        Self { points, triangles: &mesh.triangles, size }
    }

    /// The marks of all slabs between `levels`.
    pub fn marks(&self, levels: &[f64], noise: f64) -> Vec<Mark> {
        let mut marks = Vec::new();
        for w in levels.windows(2) {
            for k in 0..HEIGHTS {
                // Away from the levels, whose own noise would be taken for walls.
                let height = w[0] + (w[1] - w[0]) * (k as f64 + 1.0) / (HEIGHTS as f64 + 1.0);
                marks.extend(self.at(height, noise));
            }
        }
        marks
    }

    fn at(&self, height: f64, noise: f64) -> Vec<Mark> {
        let spacing = self.size * SPACING;
        let mut raw: Vec<Mark> = Vec::new();
        let mut left = 0.0;
        for tri in self.triangles {
            let corner = tri.map(|v| self.points[v as usize]);
            let above = corner.map(|c| c.z > height);
            if above[0] == above[1] && above[1] == above[2] {
                continue;
            }
            let k = (0..3).find(|&k| above[k] != above[(k + 1) % 3] && above[k] != above[(k + 2) % 3]).unwrap_or(0);
            let cross = |a: Vec3, b: Vec3| a.lerp(b, (height - a.z) / (b.z - a.z)).truncate();
            let (p, q) = (cross(corner[k], corner[(k + 1) % 3]), cross(corner[k], corner[(k + 2) % 3]));
            // Counter-clockwise facets keep the inside on the left when walked from the edge that rises.
            let (p, q) = if above[k] { (p, q) } else { (q, p) };
            let length = p.distance(q);
            if length == 0.0 {
                continue;
            }
            // Evenly by length over all segments, however short each is.
            let normal = -(q - p).perp() / length;
            let mut at = spacing - left;
            while at <= length {
                raw.push(Mark { at: p.lerp(q, at / length), normal });
                at += spacing;
            }
            left = length - (at - spacing);
        }
        smoothed(&raw, (3.0 * spacing).max(5.0 * noise))
    }
}

/// The marks that lie on a stretch as straight as its noise lets it be, with the normal of the line through the marks
/// within `reach`.
fn smoothed(raw: &[Mark], reach: f64) -> Vec<Mark> {
    let cell = |p: Vec2| ((p.x / reach).floor() as i64, (p.y / reach).floor() as i64);
    let mut bins: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    for (i, m) in raw.iter().enumerate() {
        bins.entry(cell(m.at)).or_default().push(i);
    }
    let around = |i: usize| {
        let (x, y) = cell(raw[i].at);
        let mut near: Vec<usize> = (-1..=1)
            .flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)))
            .filter_map(|c| bins.get(&c))
            .flatten()
            .copied()
            .filter(|&j| raw[j].at.distance(raw[i].at) <= reach)
            .collect();
        near.sort_unstable();
        near
    };
    let facing: Vec<Vec2> = (0..raw.len())
        .map(|i| around(i).into_iter().map(|j| raw[j].normal).sum::<Vec2>().normalize_or_zero())
        .collect();
    (0..raw.len())
        .filter_map(|i| {
            let mut near = around(i);
            near.retain(|&j| facing[j].dot(facing[i]) > 0.3);
            if near.len() < 4 {
                return None;
            }
            let mean = near.iter().map(|&j| raw[j].at).sum::<Vec2>() / near.len() as f64;
            let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
            for &j in &near {
                let d = raw[j].at - mean;
                xx += d.x * d.x;
                xy += d.x * d.y;
                yy += d.y * d.y;
            }
            let along = Vec2::from_angle(0.5 * (2.0 * xy).atan2(xx - yy));
            let normal = along.perp() * along.perp().dot(facing[i]).signum();
            // Beside a corner the stretch is seen on one side only.
            let lean = mean.distance(raw[i].at) / reach;
            (lean < 0.35).then_some(Mark { at: raw[i].at, normal })
        })
        .collect()
}
