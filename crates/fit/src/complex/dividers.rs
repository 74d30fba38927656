//! The planes and cylinders that divide space, with shared directions and nothing twice.

use super::Sides;
use super::rims::{rims, unseen_depth};
use super::walls::{Curve, Mark, curves, heading, span};
use crate::Without;
use crate::cloud::{Cylinder, Plane, Primitives, squared};
use crate::sketch::fit_circle;
use rand::Rng;
use rayon::prelude::*;
use resolid_geom::cloud::Prepared;
use resolid_geom::{Frame, Vec2, Vec3};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, TAU};

/// As many as there are bits in [`Sides`].
const MOST: usize = 128;
/// A plane or axis that lies this near to a main direction, or to square with it, is taken to be so, radians.
const ALONG: f64 = 0.012;
/// The same for the axes of cylinders, which are known worse.
const AXIS_ALONG: f64 = 0.06;
/// Surfaces closer than this share of the diagonal are one.
const SAME: f64 = 2e-4;
/// Scatters within which an edge blurs the faces that meet there.
const BESIDE: f64 = 8.0;
/// How far inside of a face's rim its outermost points lie, in the usual distance between points.
const RIM: f64 = 0.35;

/// A surface that divides space in two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Divider {
    /// Places with `p · normal > offset` lie before it.
    Plane {
        /// Unit normal.
        normal: Vec3,
        /// Distance from zero along it.
        offset: f64,
    },
    /// Places farther than `radius` from the axis lie before it.
    Cylinder {
        /// A point on the axis.
        center: Vec3,
        /// Unit direction.
        axis: Vec3,
        /// Radius.
        radius: f64,
    },
}

/// What a surface is to what is extruded along a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A plane across the direction.
    Cap,
    /// A plane or cylinder along it.
    Wall,
    /// A cylinder that lies across it.
    Lying,
}

impl Divider {
    /// The distance of `p`, positive before it.
    pub fn distance(&self, p: Vec3) -> f64 {
        match *self {
            Self::Plane { normal, offset } => normal.dot(p) - offset,
            Self::Cylinder { center, axis, radius } => (p - center).reject_from_normalized(axis).length() - radius,
        }
    }

    /// The direction from it to `p`'s side before it, at `p`.
    pub fn normal(&self, p: Vec3) -> Vec3 {
        match *self {
            Self::Plane { normal, .. } => normal,
            Self::Cylinder { center, axis, .. } => {
                (p - center).reject_from_normalized(axis).try_normalize().unwrap_or(axis.any_orthonormal_vector())
            }
        }
    }

    /// What it is to what is extruded along `direction`; `None` where it stands aslant.
    pub fn role(&self, direction: Vec3) -> Option<Role> {
        const SQUARE: f64 = 1e-6;
        let (own, along, square) = match *self {
            Self::Plane { normal, .. } => (normal, Role::Cap, Role::Wall),
            Self::Cylinder { axis, .. } => (axis, Role::Wall, Role::Lying),
        };
        if own.cross(direction).length() < SQUARE {
            return Some(along);
        }
        (own.dot(direction).abs() < SQUARE).then_some(square)
    }

    /// Whether it is a cap or a wall of what is extruded along `direction`.
    pub fn is_along(&self, direction: Vec3) -> bool {
        matches!(self.role(direction), Some(Role::Cap | Role::Wall))
    }

    /// The nearest place on it.
    pub fn foot(&self, p: Vec3) -> Vec3 {
        p - self.normal(p) * self.distance(p)
    }
}

/// All surfaces that divide space.
#[derive(Clone, Debug, Default)]
pub struct Dividers {
    /// The surfaces, at most 128.
    pub list: Vec<Divider>,
    /// How surely each is placed, millimetres.
    errors: Vec<f64>,
}

impl Dividers {
    /// The surfaces of `found`, turned onto shared directions; `points` are what they were found in.
    pub fn of(found: &Primitives, points: &[Vec3], diagonal: f64) -> Self {
        let axes: Vec<Vec3> = found.directions.iter().map(|d| d.axis).collect();
        let mut order: Vec<usize> = (0..found.planes.len() + found.cylinders.len()).collect();
        let weight = |k: usize| {
            found.planes.get(k).map_or_else(|| found.cylinders[k - found.planes.len()].points, |plane| plane.points)
        };
        order.sort_by_key(|&k| std::cmp::Reverse(weight(k)));
        let mut on: Vec<Vec<Vec3>> = vec![Vec::new(); order.len()];
        for (p, owner) in points.iter().zip(&found.surface_of) {
            if let Some(k) = owner {
                on[*k as usize].push(*p);
            }
        }
        let mut dividers = Self::default();
        for k in order {
            let (own, error) = match found.planes.get(k) {
                Some(plane) => (straightened(plane, &axes), plane.error),
                None => {
                    let cylinder = &found.cylinders[k - found.planes.len()];
                    (upright(cylinder, &axes, &on[k]), cylinder.error)
                }
            };
            dividers.add(own, error, diagonal);
        }
        dividers
    }

    /// Adds a surface placed as surely as `error` says, if it is not there yet.
    fn add(&mut self, own: Divider, error: f64, diagonal: f64) {
        let twin = |other: &Divider, known: f64| same(other, &own, SAME * diagonal + 3.0 * known.hypot(error));
        if self.list.len() < MOST && !self.list.iter().zip(&self.errors).any(|(d, &known)| twin(d, known).is_some()) {
            self.list.push(own);
            self.errors.push(error);
        }
    }

    /// Leaves out all that is no cap or wall along any of `directions`.
    pub fn keep_along(&mut self, directions: &[Vec3]) {
        let keep: Vec<bool> = self.list.iter().map(|d| directions.iter().any(|&z| d.is_along(z))).collect();
        let mut kept = keep.iter();
        self.list.retain(|_| *kept.next().unwrap_or(&true));
        let mut kept = keep.iter();
        self.errors.retain(|_| *kept.next().unwrap_or(&true));
    }

    /// Whether most of the points, each with its normal, lie beside surfaces that are there already: what a blurred edge shows.
    fn explains(&self, on: &[(Vec3, Vec3)], beside: f64) -> bool {
        let explained = |(p, n): &&(Vec3, Vec3)| {
            self.list.iter().any(|d| d.distance(*p).abs() < beside && d.normal(*p).dot(*n).abs() > 0.5)
        };
        on.iter().filter(explained).count() * 10 >= on.len() * 7
    }

    /// Adds the levels and walls along `frame`'s z that points without a surface agree on; `owners` is brought up to date.
    pub fn add_along(
        &mut self,
        frame: &Frame,
        ready: &Prepared,
        noise: f64,
        owners: &mut Vec<Option<(usize, bool)>>,
        without: Without,
        rng: &mut impl Rng,
    ) {
        let points = &ready.cloud.points;
        let diagonal = ready.cloud.bounds().diagonal();
        let least = (points.len() / 900).clamp(8, 40);
        let before = self.list.len();
        let free: Vec<usize> = (0..points.len()).filter(|&i| owners[i].is_none()).collect();
        let local: Vec<(Vec3, Vec3)> = free
            .iter()
            .map(|&i| (frame.local_from_world(points[i]), frame.local_from_world_direction(ready.normals()[i])))
            .collect();
        for sign in [1.0, -1.0] {
            let caps = local.iter().zip(&free).filter(|(l, _)| l.1.z * sign > 0.93);
            let heights = caps.map(|(l, &i)| (l.0.z, i)).collect();
            for on in levels(heights, 2.5 * noise, least) {
                let members: Vec<(Vec3, Vec3)> = on.iter().map(|&(_, i)| (points[i], ready.normals()[i])).collect();
                if !self.explains(&members, BESIDE * noise) {
                    let offset = on[on.len() / 2].0 + frame.z().dot(frame.origin);
                    self.add(Divider::Plane { normal: frame.z(), offset }, noise / (on.len() as f64).sqrt(), diagonal);
                }
            }
        }
        let walls: Vec<usize> = (0..free.len()).filter(|&k| local[k].1.z.abs() < 0.35).collect();
        let marks: Vec<Mark> = walls
            .iter()
            .map(|&k| Mark { at: local[k].0.truncate(), normal: local[k].1.truncate().normalize() })
            .collect();
        let mut number = vec![usize::MAX; points.len()];
        walls.iter().enumerate().for_each(|(m, &k)| number[free[k]] = m);
        let beside = |m: usize, draw: &mut dyn FnMut(usize) -> usize| {
            let mut i = free[walls[m]];
            for _ in 0..1 + draw(5) {
                let near = &ready.locals.neighbours[i];
                i = near[draw(near.len())] as usize;
            }
            Some(number[i]).filter(|&j| j != usize::MAX && j != m)
        };
        let heading = heading(&all_walls(ready, frame));
        for (curve, on) in curves(&marks, &beside, noise, diagonal, least, rng) {
            let members: Vec<(Vec3, Vec3)> =
                on.iter().map(|&m| free[walls[m]]).map(|i| (points[i], ready.normals()[i])).collect();
            if !self.explains(&members, BESIDE * noise) {
                self.add(upright_on(curve, frame, heading), noise / (on.len() as f64).sqrt(), diagonal);
            }
        }
        if self.list.len() > before {
            *owners = self.owners(ready, noise);
        }
        if without.rims {
            return;
        }
        let before = self.list.len();
        self.add_rims(frame, ready, noise, owners, heading, rng);
        if self.list.len() > before {
            *owners = self.owners(ready, noise);
        }
    }

    /// Adds the walls that faces across `frame`'s z end at, where the walls themselves were not seen or are too low to be.
    fn add_rims(
        &mut self,
        frame: &Frame,
        ready: &Prepared,
        noise: f64,
        owners: &[Option<(usize, bool)>],
        heading: f64,
        rng: &mut impl Rng,
    ) {
        let points = &ready.cloud.points;
        let diagonal = ready.cloud.bounds().diagonal();
        let apart = ready.apart();
        let is_cap = |i: usize| {
            owners[i].is_some_and(|(k, _)| {
                matches!(self.list[k], Divider::Plane { normal, .. } if normal.cross(frame.z()).length() < 1e-6)
            })
        };
        let rims = rims(ready, owners, frame, is_cap);
        let marks: Vec<Mark> = rims.iter().map(|r| r.1).collect();
        let mut number = vec![usize::MAX; points.len()];
        rims.iter().enumerate().for_each(|(m, r)| number[r.0] = m);
        let beside = |m: usize, draw: &mut dyn FnMut(usize) -> usize| {
            let mut i = rims[m].0;
            for _ in 0..2 + draw(6) {
                let near = &ready.locals.neighbours[i];
                i = near[draw(near.len())] as usize;
            }
            Some(number[i]).filter(|&j| j != usize::MAX && j != m)
        };
        let scatter = noise.max(0.25 * apart);
        let least = (points.len() / 600).clamp(12, 60);
        for (curve, on) in curves(&marks, &beside, scatter, diagonal, least, rng) {
            let members: Vec<(Vec3, Vec3)> = on
                .iter()
                .map(|&m| (points[rims[m].0], frame.world_from_local_direction(marks[m].normal.extend(0.0))))
                .collect();
            if !self.explains(&members, (BESIDE * noise).max(1.2 * apart)) {
                // The outermost points lie a little inside of where a face ends.
                let curve = curve.moved_out(RIM * apart);
                self.add(upright_on(curve, frame, heading), scatter / (on.len() as f64).sqrt(), diagonal);
            }
        }
    }

    /// For each point the surface it lies on, and whether it faces the way that the surface does.
    pub fn owners(&self, ready: &Prepared, noise: f64) -> Vec<Option<(usize, bool)>> {
        let owner = |i: usize| {
            let (p, normal) = (ready.cloud.points[i], ready.normals()[i]);
            self.list
                .iter()
                .enumerate()
                .map(|(k, d)| (d.distance(p).abs(), k, d))
                .filter(|(off, _, d)| *off < 3.0 * noise && d.normal(p).dot(normal).abs() > 0.6)
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, k, d)| (k, d.normal(p).dot(normal) > 0.0))
        };
        (0..ready.cloud.len()).into_par_iter().map(owner).collect()
    }

    /// Places round about the cylinders that the part lies within, at both ends of what was seen of them: a round side that was seen
    /// over a good part of its turn goes on where it was not.
    pub fn rounds(&self, ready: &Prepared, owners: &[Option<(usize, bool)>]) -> Vec<Vec3> {
        /// Least turn seen, radians.
        const TURN: f64 = 1.6;
        const PLACES: usize = 32;
        let points = &ready.cloud.points;
        let diagonal = ready.cloud.bounds().diagonal();
        let mut rounds = Vec::new();
        for (k, divider) in self.list.iter().enumerate() {
            let Divider::Cylinder { center, axis, radius } = *divider else { continue };
            let on: Vec<Vec3> =
                points.iter().zip(owners).filter(|(_, o)| **o == Some((k, true))).map(|(&p, _)| p).collect();
            if on.len() * 100 < points.len() || radius > 0.5 * diagonal {
                continue;
            }
            let (u, v) = axis.any_orthonormal_pair();
            let spoke = |p: Vec3| (p - center).reject_from_normalized(axis);
            if span(on.iter().map(|&p| spoke(p).dot(v).atan2(spoke(p).dot(u))).collect()) < TURN {
                continue;
            }
            let height = |p: Vec3| (p - center).dot(axis);
            let (low, high) = on.iter().fold((f64::MAX, f64::MIN), |(l, h), &p| (l.min(height(p)), h.max(height(p))));
            for i in 0..PLACES {
                let (sin, cos) = (i as f64 / PLACES as f64 * TAU).sin_cos();
                let out = center + (u * cos + v * sin) * radius;
                rounds.extend([out + axis * low, out + axis * high]);
            }
        }
        rounds
    }

    /// Adds planes through the axes of cylinders, square to the flat walls that touch or cross them.
    ///
    /// Sides name a cell, and outside a cylinder they name two places alike that do not hang together: the corner that a rounding takes
    /// away and the solid it belongs to, the middle of a slot and what lies beyond its ends.
    pub fn part_at_cylinders(&mut self, noise: f64, diagonal: f64) {
        /// Most planes added; where walls touch comes first.
        const MOST_ADDED: usize = 24;
        /// Points that scatter by more, in diagonals, leave such planes apart from others that they should lie in, and slivers between:
        /// only the ends of slots, which are lost without, are parted then.
        const SURE: f64 = 3e-4;
        let sure = noise <= SURE * diagonal;
        let near = 6.0 * noise + 2e-3 * diagonal;
        let mut wanted: Vec<(f64, Divider)> = Vec::new();
        for cylinder in &self.list {
            let Divider::Cylinder { center, axis, radius } = *cylinder else { continue };
            // The walls along the axis that reach the cylinder: their normals, how far from the axis and how far from touching.
            let walls: Vec<(Vec3, f64, f64)> = self
                .list
                .iter()
                .filter_map(|plane| match *plane {
                    Divider::Plane { normal, offset } if normal.dot(axis).abs() < 1e-6 => {
                        let away = normal.dot(center) - offset;
                        Some((normal, away, away.abs() - radius)).filter(|w| w.2 < near)
                    }
                    _ => None,
                })
                .collect();
            for &(normal, away, beyond) in &walls {
                let touches = |w: &(Vec3, f64, f64)| w.2.abs() < near;
                let across =
                    |w: &(Vec3, f64, f64)| w.1 * away * w.0.dot(normal) < 0.0 && w.0.cross(normal).length() < 1e-6;
                if sure || (beyond.abs() < near && walls.iter().any(|w| touches(w) && across(w))) {
                    let normal = axis.cross(normal).normalize();
                    wanted.push((beyond.abs(), Divider::Plane { normal, offset: normal.dot(center) }));
                }
            }
        }
        wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
        wanted.into_iter().take(MOST_ADDED).for_each(|(_, plane)| self.add(plane, 2.0 * noise, diagonal));
    }

    /// Adds the sides of the box around the points along `frame` where no plane lies near; what was not seen must end somewhere.
    /// Where the outermost plane faces inwards, nothing of what lies behind it was seen: so much of it is assumed as may have gone unseen.
    /// The places that the part reaches beside the points are `beside`, and those that are assumed so come to be.
    pub fn enclose(&mut self, ready: &Prepared, frame: &Frame, noise: f64, beside: &mut Vec<Vec3>) {
        let points = &ready.cloud.points;
        let diagonal = ready.cloud.bounds().diagonal();
        let near = (6.0 * noise).max(1e-3 * diagonal);
        let owners = self.owners(ready, noise);
        // Points that face the way a plane does, less those that face the other way.
        let mut facing = vec![0i64; self.list.len()];
        owners.iter().flatten().for_each(|&(k, same)| facing[k] += if same { 1 } else { -1 });
        for axis in [frame.x, frame.y, frame.z()] {
            let mut along: Vec<f64> = points.iter().map(|p| p.dot(axis)).collect();
            along.sort_by(f64::total_cmp);
            let cut = along.len() / 500;
            for (end, out) in [(along[cut], -1.0), (along[along.len() - 1 - cut], 1.0)] {
                let end =
                    beside.iter().map(|p| p.dot(axis)).fold(end, |e, r| if out < 0.0 { e.min(r) } else { e.max(r) });
                let ends = |d: &Divider| {
                    matches!(*d, Divider::Plane { normal, offset }
                        if normal.dot(axis).abs() > 0.999 && (offset * normal.dot(axis).signum() - end).abs() < near)
                };
                // What lies beside a cylinder lying across must end too, so the side of the box only stays clear of it.
                let rounded = self.list.iter().filter_map(|d| match *d {
                    Divider::Cylinder { center, axis: own, radius } if own.dot(axis).abs() < 0.05 => {
                        Some(center.dot(axis) + out * radius).filter(|top| (top - end).abs() < near)
                    }
                    _ => None,
                });
                let clear = rounded.fold(end, |e, top| if out < 0.0 { e.min(top - near) } else { e.max(top + near) });
                let last = (0..self.list.len()).find(|&k| ends(&self.list[k]));
                let inward = last.filter(|&k| {
                    matches!(self.list[k], Divider::Plane { normal, .. } if facing[k] as f64 * normal.dot(axis) * out < 0.0)
                });
                if (last.is_none() || inward.is_some()) && self.list.len() < MOST {
                    let offset = match inward {
                        None => clear,
                        Some(k) => {
                            let across = Frame::from_normal(Vec3::ZERO, axis);
                            let rim = rims(ready, &owners, &across, |i| owners[i].is_some_and(|o| o.0 == k));
                            let depth = unseen_depth(ready, &rim, &across);
                            beside.extend(rim.iter().map(|r| points[r.0] + axis * (out * depth)));
                            end + out * depth
                        }
                    };
                    self.list.push(Divider::Plane { normal: axis, offset });
                    self.errors.push(near);
                    facing.push(0);
                }
            }
        }
    }

    /// The cell of `p`.
    pub fn sides(&self, p: Vec3) -> Sides {
        self.list.iter().enumerate().fold(0, |sides, (k, d)| sides | (Sides::from(d.distance(p) > 0.0) << k))
    }
}

/// The plane, turned onto the direction it nearly has, or square to those it nearly is square to, the main one first.
fn straightened(plane: &Plane, axes: &[Vec3]) -> Divider {
    let near = (3.0 * plane.tilt).clamp(ALONG, 0.05);
    let off = |a: &Vec3| a.cross(plane.normal).length();
    let nearest = axes.iter().min_by(|a, b| off(a).total_cmp(&off(b))).filter(|a| off(a) < near);
    let normal = match nearest {
        Some(axis) => *axis * axis.dot(plane.normal).signum(),
        None => squared(plane.normal, axes.iter().map(|&a| (a, near))),
    };
    Divider::Plane { normal, offset: normal.dot(plane.center) }
}

/// The cylinder, turned onto a main direction where it nearly is so already and fitted anew to its points.
fn upright(cylinder: &Cylinder, axes: &[Vec3], on: &[Vec3]) -> Divider {
    let near = (3.0 * cylinder.tilt).clamp(AXIS_ALONG, 0.2);
    let Some(&axis) = axes
        .iter()
        .filter(|a| a.cross(cylinder.axis).length() < near)
        .min_by(|a, b| a.cross(cylinder.axis).length().total_cmp(&b.cross(cylinder.axis).length()))
    else {
        return Divider::Cylinder { center: cylinder.center, axis: cylinder.axis, radius: cylinder.radius };
    };
    let (u, v) = axis.any_orthonormal_pair();
    let flat: Vec<Vec2> = on.iter().map(|p| Vec2::new(p.dot(u), p.dot(v))).collect();
    match fit_circle(&flat) {
        Some((c, radius)) if (radius / cylinder.radius).ln().abs() < 0.3 => {
            Divider::Cylinder { center: u * c.x + v * c.y + axis * cylinder.center.dot(axis), axis, radius }
        }
        _ => Divider::Cylinder { center: cylinder.center, axis, radius: cylinder.radius },
    }
}

/// Whether two surfaces are one, and if so whether they face the same way.
fn same(a: &Divider, b: &Divider, apart: f64) -> Option<bool> {
    match (*a, *b) {
        (Divider::Plane { normal, offset }, Divider::Plane { normal: other, offset: height }) => {
            let way = normal.dot(other);
            (way.abs() > 1.0 - 1e-9 && (offset - height * way.signum()).abs() < apart).then_some(way > 0.0)
        }
        (
            Divider::Cylinder { center, axis, radius },
            Divider::Cylinder { center: other, axis: along, radius: wide },
        ) => {
            let between = (other - center).reject_from_normalized(axis).length();
            (axis.dot(along).abs() > 1.0 - 1e-9 && between < apart && (radius - wide).abs() < apart).then_some(true)
        }
        _ => None,
    }
}

/// The plane or cylinder that stands on a curve of `frame`'s plane, turned onto the heading it nearly has.
fn upright_on(curve: Curve, frame: &Frame, heading: f64) -> Divider {
    match curve {
        Curve::Line { mut normal, mut offset, tilt, middle } => {
            let off = (normal.to_angle() - heading + FRAC_PI_4).rem_euclid(FRAC_PI_2) - FRAC_PI_4;
            if off.abs() < (3.0 * tilt).clamp(0.004, 0.05) {
                normal = Vec2::from_angle(normal.to_angle() - off);
                offset = normal.dot(middle);
            }
            let normal = frame.world_from_local_direction(normal.extend(0.0));
            Divider::Plane { normal, offset: offset + normal.dot(frame.origin) }
        }
        Curve::Circle { center, radius, .. } => {
            Divider::Cylinder { center: frame.world_from_local(center.extend(0.0)), axis: frame.z(), radius }
        }
    }
}

/// The points of walls along `frame`'s z.
pub fn all_walls(ready: &Prepared, frame: &Frame) -> Vec<Mark> {
    ready
        .cloud
        .points
        .iter()
        .zip(ready.normals())
        .map(|(&p, &n)| (frame.local_from_world(p), frame.local_from_world_direction(n)))
        .filter(|(_, n)| n.z.abs() < 0.35)
        .map(|(p, n)| Mark { at: p.truncate(), normal: n.truncate().normalize() })
        .collect()
}

/// Peaks of the heights, each with the numbers of its points, strongest first.
fn levels(mut heights: Vec<(f64, usize)>, near: f64, least: usize) -> Vec<Vec<(f64, usize)>> {
    heights.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut levels = Vec::new();
    while heights.len() >= least {
        // The window of twice the reach that holds most.
        let (mut first, mut best) = (0, (0, 0));
        for last in 0..heights.len() {
            while heights[last].0 - heights[first].0 > 2.0 * near {
                first += 1;
            }
            if last + 1 - first > best.1 - best.0 {
                best = (first, last + 1);
            }
        }
        if best.1 - best.0 < least {
            break;
        }
        let peak = heights[best.0..best.1].to_vec();
        let middle = peak[peak.len() / 2].0;
        levels.push(peak);
        heights.retain(|h| (h.0 - middle).abs() > 2.0 * near);
    }
    levels
}
