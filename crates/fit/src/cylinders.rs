//! Cylinders along a direction, found among the facets of a mesh.
//!
//! Meshes often divide the two rims of a cylinder differently, so that its facets lean a little and cut inside the true
//! surface. Only the vertices lie on it. Once a wall is known to be a cylinder, every section through it is made
//! of the same points on the true circle, and sections at different heights compare equal.

use crate::sketch::{MOST_TURN, fit_circle};
use resolid_geom::{Observer, Vec2, Vec3};
use std::f64::consts::{PI, TAU};

/// A circle of the sketch plane that facets stand on.
#[derive(Clone, Debug)]
pub struct Cylinder {
    /// Centre.
    pub center: Vec2,
    /// Radius.
    pub radius: f64,
    /// Angles of all mesh vertices on it, ascending in −π..π.
    angles: Vec<f64>,
}

/// The facets of a mesh seen along a direction.
pub struct Facets<'a> {
    /// Vertices on the sketch plane.
    pub plan: &'a [Vec2],
    /// Vertex indices.
    pub triangles: &'a [[u32; 3]],
    /// Unit normals in the sketch frame.
    pub normals: &'a [Vec3],
    /// Triangles across the three edges of each.
    pub neighbours: &'a [[Option<u32>; 3]],
}

/// The cylinders, and for each facet the one it belongs to; those found so far where the time is up.
pub fn cylinders(facets: &Facets, tolerance: f64, observer: &dyn Observer) -> (Vec<Cylinder>, Vec<Option<u32>>) {
    let count = facets.triangles.len();
    let mut label: Vec<Option<u32>> = vec![None; count];
    let mut tried = vec![false; count];
    let mut found: Vec<(Vec2, f64, Vec<usize>)> = Vec::new();
    for seed in 0..count {
        if label[seed].is_some() || tried[seed] || !facets.is_wall(seed) {
            continue;
        }
        if observer.should_stop() {
            break;
        }
        let Some(Grown { circle: (center, radius), members, bends }) = facets.grow(seed, tolerance, &label) else {
            continue;
        };
        if !bends {
            // It would be found flat from any of its facets.
            members.iter().for_each(|&t| tried[t] = true);
            continue;
        }
        // Pieces of one circle, parted by other features, are one cylinder.
        let twin = found
            .iter()
            .position(|f| f.0.distance(center) <= 4.0 * tolerance && (f.1 - radius).abs() <= 4.0 * tolerance);
        let id = twin.unwrap_or(found.len());
        for &t in &members {
            label[t] = Some(id as u32);
        }
        match twin {
            Some(id) => found[id].2.extend(members),
            None => found.push((center, radius, members)),
        }
    }
    let cylinders = found
        .into_iter()
        .map(|(center, radius, members)| {
            let mut points: Vec<Vec2> =
                members.iter().flat_map(|&t| facets.triangles[t].map(|v| facets.plan[v as usize])).collect();
            points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
            points.dedup();
            let (center, radius) = fit_circle(&points).unwrap_or((center, radius));
            let mut angles: Vec<f64> = points.iter().map(|p| (*p - center).to_angle()).collect();
            angles.sort_by(f64::total_cmp);
            angles.dedup_by(|a, b| (*a - *b) * radius < 2.0 * tolerance);
            Cylinder { center, radius, angles }
        })
        .collect();
    (cylinders, label)
}

/// Facets on a circle.
struct Grown {
    circle: (Vec2, f64),
    members: Vec<usize>,
    /// Whether they bend by more than their vertices scatter.
    bends: bool,
}

impl Facets<'_> {
    /// Whether the facet is steep enough to be a leaning piece of a wall.
    fn is_wall(&self, t: usize) -> bool {
        let n = self.normals[t];
        n != Vec3::ZERO && n.z.abs() < 0.3
    }

    fn smooth_neighbours(&self, t: usize) -> impl Iterator<Item = usize> + '_ {
        self.neighbours[t]
            .iter()
            .flatten()
            .map(|&o| o as usize)
            .filter(move |&o| self.is_wall(o) && self.normals[t].angle_between(self.normals[o]) < MOST_TURN * 1.2)
    }

    fn points(&self, t: usize) -> [Vec2; 3] {
        self.triangles[t].map(|v| self.plan[v as usize])
    }

    /// The cylinder around `seed`: a circle through the vertices near it, grown as far as vertices lie on it.
    fn grow(&self, seed: usize, tolerance: f64, label: &[Option<u32>]) -> Option<Grown> {
        let mut near = vec![seed];
        let mut points: Vec<Vec2> = Vec::new();
        let mut at = 0;
        while at < near.len() && points.len() < 5 {
            for p in self.points(near[at]) {
                if points.iter().all(|q| q.distance(p) > tolerance) {
                    points.push(p);
                }
            }
            let t = near[at];
            let more: Vec<usize> =
                self.smooth_neighbours(t).filter(|o| label[*o].is_none() && !near.contains(o)).collect();
            near.extend(more);
            at += 1;
        }
        if points.len() < 5 {
            return None;
        }
        let (center, radius) = fit_circle(&points)?;
        let mut circle = (center, radius);
        if !near[..at].iter().all(|&t| self.lies_on(t, circle, tolerance)) {
            return None;
        }
        let mut members: Vec<usize> = near[..at].to_vec();
        let mut inside: std::collections::HashSet<usize> = members.iter().copied().collect();
        let (mut next, mut refit_at) = (0, 16);
        while next < members.len() {
            let t = members[next];
            next += 1;
            for o in self.smooth_neighbours(t).collect::<Vec<_>>() {
                if label[o].is_none() && !inside.contains(&o) && self.lies_on(o, circle, tolerance) {
                    inside.insert(o);
                    members.push(o);
                }
            }
            if members.len() >= refit_at {
                refit_at *= 2;
                let all: Vec<Vec2> = members.iter().flat_map(|&t| self.points(t)).collect();
                circle = fit_circle(&all).unwrap_or(circle);
            }
        }
        // A flat wall lies on circles too, of any size its vertices' scatter allows; a curve bends by more than that.
        let reach: Vec<Vec2> = members.iter().flat_map(|&t| self.points(t)).collect();
        let span = reach.iter().map(|p| p.distance(reach[0])).fold(0.0, f64::max);
        Some(Grown { circle, members, bends: span * span > 64.0 * tolerance * circle.1 })
    }

    fn lies_on(&self, t: usize, (center, radius): (Vec2, f64), tolerance: f64) -> bool {
        let points = self.points(t);
        let on = points.iter().all(|p| (p.distance(center) - radius).abs() <= tolerance);
        let narrow = (0..3).all(|k| {
            let (a, b) = (points[k] - center, points[(k + 1) % 3] - center);
            a.angle_to(b).abs() <= MOST_TURN
        });
        let middle = (points[0] + points[1] + points[2]) / 3.0 - center;
        let across = self.normals[t].truncate().normalize_or_zero().dot(middle.normalize_or_zero()).abs();
        on && narrow && across > 0.9
    }
}

impl Cylinder {
    /// `p` moved along the radius onto the polygon through the mesh's own points on the circle, which every section and
    /// shadow of the wall is drawn with; onto the circle where the mesh has no point near.
    pub fn projected(&self, p: Vec2) -> Vec2 {
        let spoke = (p - self.center).normalize_or_zero();
        let angle = spoke.to_angle();
        let n = self.angles.len();
        let after = self.angles.partition_point(|&a| a < angle) % n;
        let (from, to) = (self.angles[(after + n - 1) % n], self.angles[after]);
        let facet = (to - from).rem_euclid(TAU);
        let share = (angle - from).rem_euclid(TAU);
        // The chord's distance from the centre, seen at the angle between its middle and the point.
        // A circle of which the mesh shows one point only has no chord.
        let chord = facet < MOST_TURN && share <= facet;
        let reach = if chord { (0.5 * facet).cos() / (share - 0.5 * facet).cos() } else { 1.0 };
        self.center + spoke * (self.radius * reach)
    }

    /// The mesh's own points on the circle strictly between `from` and `to`, met when walking the way `hint` lies.
    /// With `from == to`, once round.
    pub fn between(&self, from: Vec2, hint: Vec2, to: Vec2) -> Vec<Vec2> {
        let start = (from - self.center).to_angle();
        let way = (from - self.center).angle_to(hint - self.center).signum();
        let turned = |angle: f64| ((angle - start) * way).rem_euclid(TAU);
        let mut sweep = turned((to - self.center).to_angle());
        let slack = 1e-7;
        if sweep < slack {
            sweep = TAU;
        }
        let mut steps: Vec<f64> =
            self.angles.iter().map(|&a| turned(a)).filter(|&s| s > slack && s < sweep - slack).collect();
        steps.sort_by(f64::total_cmp);
        steps
            .into_iter()
            .map(|s| self.center + Vec2::from_angle((start + s * way + PI).rem_euclid(TAU) - PI) * self.radius)
            .collect()
    }

    /// All the mesh's points on the circle, counter-clockwise.
    pub fn all(&self) -> Vec<Vec2> {
        self.angles.iter().map(|&a| self.center + Vec2::from_angle(a) * self.radius).collect()
    }
}
