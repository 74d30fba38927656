//! The directions that planes and cylinders share, exactly parallel and square where they are so within their errors.
//!
//! A part is extruded along a few directions, and one of them tells most of it: all walls are square to it, all caps across it. Each
//! of these faces says something of it, the walls often more than the caps, so they set it together, and all others follow.

use super::primitives::{Cylinder, Plane};
use nalgebra::{Matrix3, Vector3};
use resolid_geom::Vec3;

/// Most of the directions among which the main one is looked for.
const MOST_CROSSED: usize = 8;
/// Two directions this much in line set none between them: the sine.
const TELLING: f64 = 0.2;
/// No two directions this far apart are one, however badly they are known, radians.
const FARTHEST: f64 = 0.1;
/// The same for what only moves points by less than they scatter.
const FARTHEST_HIDDEN: f64 = 0.06;
/// The share of the scatter that a turn may move points by, unnoticed.
const HIDDEN: f64 = 0.5;
/// Farther off a given axis than this a direction was meant to be another, radians.
const NEARLY: f64 = 0.035;

/// A direction that planes and cylinders share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Direction {
    /// Unit vector.
    pub axis: Vec3,
    /// Standard error, radians.
    pub error: f64,
    /// Points on the surfaces whose normal or axis it is.
    pub points: usize,
    /// A turn that moves the points of none of these surfaces by more than they scatter, radians.
    pub hidden: f64,
}

/// The direction of one surface.
#[derive(Clone, Copy)]
struct Told {
    axis: Vec3,
    tilt: f64,
    points: usize,
    flat: bool,
}

impl Told {
    /// A turn that moves its points by less than they scatter. The tilt is known from how far the points reach along the surface,
    /// so that tells the reach.
    fn hidden(&self) -> f64 {
        let spokes = if self.flat { 1.0 } else { 0.5 };
        (HIDDEN * spokes * self.tilt * (self.points as f64).sqrt()).min(FARTHEST_HIDDEN)
    }

    fn weight(&self) -> f64 {
        1.0 / (self.tilt * self.tilt)
    }
}

/// The directions of the surfaces: the main one, then those of most points first. Those nearer than `least` radians are one at any rate.
/// Of `given` axes the main direction takes the nearest, and others the one they nearly are.
pub fn directions(planes: &[Plane], cylinders: &[Cylinder], least: f64, given: &[Vec3]) -> Vec<Direction> {
    let known = |tilt: f64| tilt.clamp(1e-9, 0.3);
    let flat = planes.iter().map(|p| Told { axis: p.normal, tilt: known(p.tilt), points: p.points, flat: true });
    let round = cylinders.iter().map(|c| Told { axis: c.axis, tilt: known(c.tilt), points: c.points, flat: false });
    let mut told: Vec<Told> = flat.chain(round).collect();
    told.sort_by_key(|t| std::cmp::Reverse(t.points));
    let mut shared = shared(&told, least);
    let Some(main) = main(&told, &shared, least) else { return shared };
    let main = on_axis(main, given);
    shared.retain(|d| !is_one(&main, d, least));
    shared.insert(0, main);
    for k in 1..shared.len() {
        shared[k] = on_axis(shared[k], given);
        let near = |d: &Direction| (3.0 * d.error.hypot(shared[k].error)).max(least).max(shared[k].hidden);
        let others: Vec<(Vec3, f64)> = shared[..k].iter().map(|d| (d.axis, near(d))).collect();
        shared[k].axis = squared(shared[k].axis, others);
    }
    shared
}

/// `axis`, made exactly square to the first two of `others`, square to one another, that it is within an angle of.
pub fn squared(axis: Vec3, others: impl IntoIterator<Item = (Vec3, f64)>) -> Vec3 {
    let mut square: Vec<Vec3> = Vec::new();
    for (other, near) in others {
        let fits = |s: &Vec3| s.dot(other).abs() < 1e-9;
        if square.len() < 2 && axis.dot(other).abs() < near && square.iter().all(fits) {
            square.push(other);
        }
    }
    let straight = square.iter().fold(axis, |left, s| left - *s * s.dot(left));
    straight.normalize_or(axis)
}

/// Whether `b` is rather `a`, which is the better known.
fn is_one(a: &Direction, b: &Direction, least: f64) -> bool {
    let near = (3.0 * a.error.hypot(b.error)).max(least).max(b.hidden);
    a.axis.cross(b.axis).length() < near.min(FARTHEST)
}

/// The directions of surfaces, those that are one put together.
fn shared(told: &[Told], least: f64) -> Vec<Direction> {
    let mut shared: Vec<(Direction, Vec3)> = Vec::new();
    for t in told {
        let own = Direction { axis: t.axis, error: t.tilt, points: t.points, hidden: t.hidden() };
        let off = |d: &Direction| d.axis.cross(t.axis).length();
        let one = |d: &Direction| is_one(d, &own, least);
        let nearest = shared.iter_mut().filter(|s| one(&s.0)).min_by(|a, b| off(&a.0).total_cmp(&off(&b.0)));
        let Some((direction, sum)) = nearest else {
            shared.push((own, t.axis * t.weight()));
            continue;
        };
        *sum += t.axis * t.weight() * t.axis.dot(direction.axis).signum();
        let error = (direction.error.powi(-2) + t.weight()).sqrt().recip();
        let (points, hidden) = (direction.points + t.points, direction.hidden.min(own.hidden));
        *direction = Direction { axis: sum.normalize(), error, points, hidden };
    }
    let mut shared: Vec<Direction> = shared.into_iter().map(|s| s.0).collect();
    shared.sort_by_key(|d| std::cmp::Reverse(d.points));
    shared
}

/// The direction, of `shared` and those in which two of them meet, along which surfaces with most points are walls or which they lie
/// across, as all of these set it.
fn main(told: &[Told], shared: &[Direction], least: f64) -> Option<Direction> {
    let mut offered: Vec<Direction> = shared.to_vec();
    for (i, a) in shared.iter().enumerate().take(MOST_CROSSED) {
        for b in &shared[..i] {
            let across = a.axis.cross(b.axis);
            if across.length() > TELLING {
                let error = a.error.hypot(b.error) / across.length();
                offered.push(Direction { axis: across.normalize(), error, points: 0, hidden: 0.0 });
            }
        }
    }
    let near = |d: &Direction, t: &Told| (3.0 * d.error.hypot(t.tilt)).max(least).max(t.hidden()).min(FARTHEST);
    let across = |d: &Direction, t: &Told| t.axis.cross(d.axis).length() < near(d, t);
    let along = |d: &Direction, t: &Told| t.flat && t.axis.dot(d.axis).abs() < near(d, t);
    let worth = |d: &Direction| -> usize {
        told.iter().filter(|t| across(d, t) || along(d, t)).map(|t| t.points).sum::<usize>()
    };
    // Of equal worth the first is the better known.
    let best = offered.into_iter().rev().max_by_key(worth)?;
    let mut sum = Matrix3::<f64>::zeros();
    for t in told {
        let n = Vector3::new(t.axis.x, t.axis.y, t.axis.z);
        if across(&best, t) {
            sum += (Matrix3::identity() - n * n.transpose()) * t.weight();
        } else if along(&best, t) {
            sum += n * n.transpose() * t.weight();
        }
    }
    let eigen = sum.symmetric_eigen();
    let mut order = [0, 1, 2];
    order.sort_by(|&a, &b| eigen.eigenvalues[a].total_cmp(&eigen.eigenvalues[b]));
    let axis = eigen.eigenvectors.column(order[0]);
    let axis = Vec3::new(axis[0], axis[1], axis[2]).try_normalize()?;
    let points = told.iter().filter(|t| across(&best, t)).map(|t| t.points).sum();
    let error = eigen.eigenvalues[order[1]].max(f64::MIN_POSITIVE).sqrt().recip();
    Some(Direction { axis: axis * axis.dot(best.axis).signum(), error, points, hidden: best.hidden })
}

/// The direction, turned onto that of the axes which it nearly is.
fn on_axis(direction: Direction, axes: &[Vec3]) -> Direction {
    let off = |a: &Vec3| direction.axis.cross(*a).length();
    match axes.iter().min_by(|a, b| off(a).total_cmp(&off(b))).filter(|a| off(a) < NEARLY) {
        Some(&axis) => Direction { axis: axis * axis.dot(direction.axis).signum(), error: 1e-9, ..direction },
        None => direction,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(normal: Vec3, tilt: f64, points: usize) -> Plane {
        Plane { normal: normal.normalize(), center: Vec3::ZERO, points, tilt, error: 0.01 }
    }

    #[test]
    fn walls_set_the_direction_that_caps_know_badly() {
        // A long bar: wide walls every sixty degrees about y, a little out of true, and small ends that lean.
        let wall = |k: f64, off: f64| {
            let (s, c) = (k * std::f64::consts::FRAC_PI_3).sin_cos();
            plane(Vec3::new(c, off, s), 2e-4, 900)
        };
        let mut planes: Vec<Plane> =
            [(0.0, 1e-4), (1.0, -2e-4), (2.0, 1e-4), (4.0, 2e-4)].map(|(k, off)| wall(k, off)).into();
        planes.push(plane(Vec3::new(8e-4, 1.0, -6e-4), 8e-4, 100));
        let found = directions(&planes, &[], 1e-3, &[]);
        assert!(found[0].axis.cross(Vec3::Y).length() < 3e-4, "{:?}", found[0]);
        assert!(found[1..].iter().all(|d| d.axis.dot(found[0].axis).abs() < 1e-12), "{found:?}");
        // Walls that face one another share one.
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn a_low_cylinder_stands_as_the_faces_at_its_ends_do() {
        let planes = [plane(Vec3::Z, 3e-5, 2500), plane(-Vec3::Z, 3e-5, 2500)];
        let leaning = |tilt| {
            let axis = Vec3::new(0.03, 0.0, 1.0).normalize();
            [Cylinder { center: Vec3::ZERO, axis, radius: 0.7, convex: true, points: 1700, tilt, error: 1e-5 }]
        };
        assert_eq!(directions(&planes, &leaning(5e-3), 1e-3, &[]).len(), 1);
        // A high one tells that it leans.
        assert_eq!(directions(&planes, &leaning(2e-4), 1e-3, &[]).len(), 2);
    }

    #[test]
    fn given_axes_are_taken_where_directions_nearly_are_them() {
        let planes = [plane(Vec3::new(0.01, 0.0, 1.0), 1e-4, 900), plane(Vec3::new(1.0, 0.01, -0.01), 1e-4, 500)];
        let found = directions(&planes, &[], 1e-3, &[Vec3::X, Vec3::Y, Vec3::Z]);
        assert!(found.iter().all(|d| d.axis.abs().max_element() == 1.0), "{found:?}");
    }
}
