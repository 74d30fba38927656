//! Triangles that cut through one another.

use crate::bvh::Bvh;
use crate::{Aabb3, Observer, TriMesh, Vec3};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Pairs with overlapping boxes that are tested before the search ends: some five seconds. A well-shaped mesh has about
/// ten a triangle.
const MOST_TESTS: u64 = 100_000_000;
/// Crossings after which the search ends.
const MOST_CROSSINGS: usize = 100_000;

/// Pairs of triangles that cut through one another. Faces that only touch, and coplanar ones, are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossings {
    /// Pairs within one shell.
    pub within_shells: usize,
    /// Pairs of triangles of two shells: bodies that overlap.
    pub between_shells: usize,
    /// Whether every pair was looked at; otherwise there may be more.
    pub complete: bool,
}

impl Crossings {
    /// Both kinds together.
    pub fn total(&self) -> usize {
        self.within_shells + self.between_shells
    }
}

/// The crossings that are longer than `tolerance` and reach deeper than it, and the pairs of shells that have any.
pub(super) fn crossings(
    mesh: &TriMesh,
    shell_of: &[u32],
    tolerance: f64,
    observer: &dyn Observer,
) -> (Crossings, BTreeSet<[u32; 2]>) {
    let mut pairs = BTreeSet::new();
    if observer.should_stop() {
        return (Crossings::default(), pairs);
    }
    let boxes: Vec<Aabb3> = (0..mesh.triangles.len()).map(|t| Aabb3::of(mesh.corners(t))).collect();
    let tree = Bvh::new(&boxes);
    let mut found = Crossings::default();
    let mut tests = 0u64;
    found.complete = tree.overlapping_pairs(|s, t| {
        if !boxes[s].overlaps(&boxes[t]) {
            return true;
        }
        tests += 1;
        if cross(mesh.corners(s), mesh.corners(t), tolerance) {
            if shell_of[s] == shell_of[t] {
                found.within_shells += 1;
            } else {
                found.between_shells += 1;
                pairs.insert([shell_of[s].min(shell_of[t]), shell_of[s].max(shell_of[t])]);
            }
        }
        let stop = tests.is_multiple_of(1 << 20) && observer.should_stop();
        !stop && tests < MOST_TESTS && found.total() < MOST_CROSSINGS
    });
    (found, pairs)
}

/// Whether two triangles cut through one another: each has corners on both sides of the other's plane, and on the
/// line where the planes meet they share more than a point.
///
/// Neighbours at an edge or a vertex never do unless they really fold through one another, so they need no exception.
fn cross(p: [Vec3; 3], q: [Vec3; 3], tolerance: f64) -> bool {
    let Some((normal_q, on_p)) = cut(p, q, tolerance) else { return false };
    let Some((normal_p, on_q)) = cut(q, p, tolerance) else { return false };
    let Some(line) = normal_p.cross(normal_q).try_normalize() else { return false };
    let span = |s: [Vec3; 2]| {
        let (a, b) = ((s[0] - p[0]).dot(line), (s[1] - p[0]).dot(line));
        (a.min(b), a.max(b))
    };
    let ((p0, p1), (q0, q1)) = (span(on_p), span(on_q));
    p1.min(q1) - p0.max(q0) > 2.0 * tolerance
}

/// The unit normal of `plane`, and the segment in which it cuts `triangle`, if that has corners clearly on both sides.
fn cut(triangle: [Vec3; 3], plane: [Vec3; 3], tolerance: f64) -> Option<(Vec3, [Vec3; 2])> {
    let normal = (plane[1] - plane[0]).cross(plane[2] - plane[0]).try_normalize()?;
    let d = triangle.map(|v| (v - plane[0]).dot(normal));
    let (low, high) = (d[0].min(d[1]).min(d[2]), d[0].max(d[1]).max(d[2]));
    if low >= -tolerance || high <= tolerance {
        return None;
    }
    // The corner that is alone on its side; its two edges cross the plane, or end on it.
    let alone = (0..3).find(|&i| {
        let (e, f) = (d[(i + 1) % 3], d[(i + 2) % 3]);
        if d[i] > 0.0 { e <= 0.0 && f <= 0.0 } else { d[i] < 0.0 && e >= 0.0 && f >= 0.0 }
    })?;
    let at = |j: usize| triangle[alone].lerp(triangle[j], d[alone] / (d[alone] - d[j]));
    Some((normal, [at((alone + 1) % 3), at((alone + 2) % 3)]))
}
