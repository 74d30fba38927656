//! The lines of a drawing: levels along a direction, and straight and round walls seen along it.

use crate::complex::{Divider, Role, Solid};
use resolid_geom::{Frame, Vec2};

/// A straight wall: points `p` with `p · normal = offset`.
#[derive(Clone, Copy, Debug)]
pub struct StraightWall {
    /// Unit normal, in the sketch plane.
    pub normal: Vec2,
    /// Distance from zero along the normal.
    pub offset: f64,
}

/// A round wall.
#[derive(Clone, Copy, Debug)]
pub struct RoundWall {
    /// Centre.
    pub center: Vec2,
    /// Radius.
    pub radius: f64,
}

/// What a direction shows.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Heights of the faces across the direction, and of both ends, ascending.
    pub levels: Vec<f64>,
    /// Straight walls.
    pub straight: Vec<StraightWall>,
    /// Round walls.
    pub round: Vec<RoundWall>,
}

impl Layout {
    /// The walls and levels that bound a solid, seen along `frame`'s z, where it reaches from the first to the second of `ends`.
    pub fn of_solid(solid: &Solid, frame: &Frame, ends: [f64; 2]) -> Self {
        let whole: f64 = solid.bounding.iter().sum();
        let mut layout = Self::default();
        for (divider, area) in solid.dividers.list.iter().zip(&solid.bounding) {
            if *area < 2e-4 * whole {
                continue;
            }
            match (*divider, divider.role(frame.z())) {
                (Divider::Plane { normal, offset }, Some(role)) => {
                    let n = frame.local_from_world_direction(normal);
                    // Heights and walls count from the frame's origin.
                    let offset = offset - normal.dot(frame.origin);
                    if role == Role::Cap {
                        layout.levels.push(offset * n.z.signum());
                    } else {
                        layout.straight.push(StraightWall { normal: n.truncate().normalize(), offset });
                    }
                }
                (Divider::Cylinder { center, axis, radius }, Some(role)) => {
                    let center = frame.local_from_world(center).truncate();
                    if role == Role::Wall {
                        layout.round.push(RoundWall { center, radius });
                        continue;
                    }
                    // What lies across is seen from its side as far as its radius reaches.
                    let normal = frame.local_from_world_direction(axis).truncate().normalize().perp();
                    for side in [-radius, radius] {
                        layout.straight.push(StraightWall { normal, offset: normal.dot(center) + side });
                    }
                }
                (_, None) => {}
            }
        }
        layout.part_slots();
        let near = 1e-3 * (ends[1] - ends[0]);
        if layout.levels.iter().all(|l| *l > ends[0] + near) {
            layout.levels.push(ends[0]);
        }
        if layout.levels.iter().all(|l| *l < ends[1] - near) {
            layout.levels.push(ends[1]);
        }
        layout.levels.sort_by(f64::total_cmp);
        layout
    }

    /// Parts slots at their ends: walls are added through the middles of round walls that two opposite straight ones touch, and the round
    /// ones brought to where they do exactly. Where a round end does not quite reach the sides of its slot, the slot and what lies beyond
    /// its end would be one piece of the plane; where it does not quite touch them, slivers are left between.
    fn part_slots(&mut self) {
        /// How far a side may be from touching, in radii.
        const TOUCHING: f64 = 0.1;
        /// The same where the round wall is moved: what lies between a hole and a side near by may be a wall.
        const MOVED: f64 = 0.02;
        let mut parting = Vec::new();
        for round in &mut self.round {
            let away = |wall: &StraightWall| wall.normal.dot(round.center) - wall.offset;
            let touches = |wall: &&StraightWall| (away(wall).abs() - round.radius).abs() < TOUCHING * round.radius;
            let sides: Vec<&StraightWall> = self.straight.iter().filter(touches).collect();
            let opposite = |a: &StraightWall, b: &StraightWall| {
                a.normal.perp_dot(b.normal).abs() < 1e-6 && away(a) * away(b) * a.normal.dot(b.normal) < 0.0
            };
            let pair = sides.iter().find_map(|a| Some((*a, *sides.iter().find(|b| opposite(a, b))?)));
            let Some((near, far)) = pair else { continue };
            // Both from the middle, along the one's normal.
            let [to_near, to_far] = [-away(near), -away(far) * near.normal.dot(far.normal).signum()];
            let normal = near.normal;
            let is_end = [to_near, to_far].iter().all(|to| (to.abs() - round.radius).abs() < MOVED * round.radius);
            if is_end {
                round.center += normal * (0.5 * (to_near + to_far));
                round.radius = 0.5 * (to_near - to_far).abs();
            }
            let across = normal.perp();
            parting.push(StraightWall { normal: across, offset: across.dot(round.center) });
        }
        self.straight.extend(parting);
    }
}
