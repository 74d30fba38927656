//! The motion that carries one mesh onto another, whatever the turn.
//!
//! Both are taken about the middle of their vertices, which any such motion keeps. Two corners of the first that do not lie in line
//! with the middle go to two of the second at the same distances; these say the turn, and all other vertices say whether it is one.

use crate::bodies;
use glam::DMat3;
use resolid_geom::{Frame, TriMesh, Vec3};
use resolid_program::Placement;
use std::collections::HashMap;

/// Turns that are tried at most: a body of revolution has as many as facets.
const MOST_TURNS: usize = 400;

/// The motion that carries the vertices of `a` onto those of `b`, within `eps`: by a turn along the world's axes where one does, else
/// by the smallest that was found; mirrored where no turn does. Both are to be welded.
///
/// # Cost
/// Few turns survive their first vertices: some milliseconds for a thousand of these.
pub fn congruence(a: &TriMesh, b: &TriMesh, eps: f64) -> Option<Placement> {
    if let Some(plain) = bodies::motion(a, b, eps) {
        return Some(plain);
    }
    if !bodies::may_be_same(a, b, eps) {
        return None;
    }
    let (from, to) = (middle(a), middle(b));
    let a: Vec<Vec3> = a.vertices.iter().map(|&v| v - from).collect();
    let b: Vec<Vec3> = b.vertices.iter().map(|&v| v - to).collect();
    let first = *farthest(&a, |p| p.length())?;
    let second = *farthest(&a, |p| p.cross(first).length())?;
    if second.cross(first).length() <= 1e3 * eps * first.length() {
        return None;
    }
    let places = Places::of(&b, eps);
    let like = |p: Vec3| b.iter().filter(move |q| (q.length() - p.length()).abs() <= 2.0 * eps);
    let apart = first.distance(second);
    let mut best: Option<(bool, f64, DMat3)> = None;
    let pairs = like(first).flat_map(|&q| like(second).map(move |&r| (q, r)));
    for (q, r) in pairs.filter(|(q, r)| (q.distance(*r) - apart).abs() <= 2.0 * eps).take(MOST_TURNS) {
        let (Some(own), Some(its)) = (axes(first, second), axes(q, r)) else { continue };
        for hand in [1.0, -1.0] {
            let turn = DMat3::from_cols(its.x_axis, its.y_axis, its.z_axis * hand) * own.transpose();
            let rank = (hand < 0.0, -(turn.x_axis.x + turn.y_axis.y + turn.z_axis.z));
            let is_better = best.as_ref().is_none_or(|(mirrored, angle, _)| rank < (*mirrored, *angle));
            if is_better && a.iter().all(|&p| places.have(turn * p)) {
                best = Some((rank.0, rank.1, turn));
            }
        }
    }
    let (mirrored, _, turn) = best?;
    let x = if mirrored { -turn.x_axis } else { turn.x_axis };
    Some(Placement { frame: Frame { origin: to - turn * from, x, y: turn.y_axis }, mirrored, name: None })
}

/// The mean of a mesh's vertices.
pub(crate) fn middle(mesh: &TriMesh) -> Vec3 {
    mesh.vertices.iter().sum::<Vec3>() / mesh.vertices.len().max(1) as f64
}

fn farthest(points: &[Vec3], how_far: impl Fn(Vec3) -> f64) -> Option<&Vec3> {
    points.iter().max_by(|p, q| how_far(**p).total_cmp(&how_far(**q)))
}

/// Axes along the first and towards the second.
fn axes(first: Vec3, second: Vec3) -> Option<DMat3> {
    let x = first.try_normalize()?;
    let y = second.reject_from_normalized(x).try_normalize()?;
    Some(DMat3::from_cols(x, y, x.cross(y)))
}

/// Points by where they lie.
pub(crate) struct Places {
    cells: HashMap<[i64; 3], Vec<Vec3>>,
    eps: f64,
}

impl Places {
    /// These points; those within `eps` of one are that one.
    pub fn of(points: &[Vec3], eps: f64) -> Self {
        let mut cells: HashMap<[i64; 3], Vec<Vec3>> = HashMap::new();
        points.iter().for_each(|&p| cells.entry(cell(p, eps)).or_default().push(p));
        Self { cells, eps }
    }

    /// Whether one lies here.
    pub fn have(&self, p: Vec3) -> bool {
        let [x, y, z] = cell(p, self.eps);
        let around = (0..27).map(|k| [x + k % 3 - 1, y + k / 3 % 3 - 1, z + k / 9 - 1]);
        around.filter_map(|c| self.cells.get(&c)).flatten().any(|q| q.distance(p) <= self.eps)
    }
}

fn cell(p: Vec3, eps: f64) -> [i64; 3] {
    (p / (4.0 * eps)).floor().to_array().map(|v| v as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wedge() -> TriMesh {
        let mut mesh = TriMesh::cuboid(Vec3::ZERO, Vec3::new(30.0, 8.0, 5.0));
        mesh.vertices.iter_mut().filter(|v| v.x > 1.0).for_each(|v| v.z *= 0.4 + 0.1 * v.y);
        mesh
    }

    #[test]
    fn parts_that_stand_askew_to_one_another_are_the_same() {
        let own = wedge();
        let (s, c) = (72.0_f64).to_radians().sin_cos();
        let turned = own.mapped(|p| Vec3::new(c * p.x - s * p.y, s * p.x + c * p.y, p.z) + Vec3::new(3.0, 4.0, 5.0));
        let mirrored = turned.mapped(|p| Vec3::new(p.x, p.y, -p.z)).flipped();
        assert!(bodies::motion(&own, &turned, 1e-6).is_none());
        for (other, is_mirrored) in [(&turned, false), (&mirrored, true)] {
            let place = congruence(&own, other, 1e-6).unwrap();
            assert_eq!(place.mirrored, is_mirrored);
            for (p, q) in own.vertices.iter().zip(&other.vertices) {
                let local = if place.mirrored { Vec3::new(-p.x, p.y, p.z) } else { *p };
                assert!(place.frame.world_from_local(local).distance(*q) < 1e-6, "{place:?}");
            }
        }
        let longer = turned.mapped(|p| p * 1.001);
        assert!(congruence(&own, &longer, 1e-6).is_none());
    }
}
