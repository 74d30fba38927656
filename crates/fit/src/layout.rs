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
}
