//! Profiles into the shim's form, refused where no kernel could draw them.

use crate::shim::ffi::{Plane, PlaneCurve, Position};
use resolid_geom::profile::angle_within;
use resolid_geom::{Aabb2, Curve, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::check::loop_words;
use std::f64::consts::TAU;

/// The kernel's own tolerance: nothing shorter exists for it.
pub(crate) const SHORTEST: f64 = 1e-7;
/// Coordinates beyond this leave an f64 less than fifty steps to the kernel's tolerance.
pub(crate) const FARTHEST: f64 = 1e7;
/// The kernel's checks take time with the square of the curves of a face: half a minute for this many.
const MOST: usize = 4000;
/// An arc that bulges less is drawn as its chord.
const FLATTEST: f64 = 1e-6;

/// The loops of one profile: curves end to end, the outer loop counter-clockwise, holes clockwise.
#[derive(Clone, Default)]
pub(crate) struct Outline {
    pub curves: Vec<PlaneCurve>,
    pub sizes: Vec<u32>,
}

impl Outline {
    /// The outline of a whole profile, or what is wrong with it. `place` says which one: "profile 2".
    pub fn of(profile: &Profile, place: &str) -> Result<Self, String> {
        let mut outline = Self::default();
        for (index, loop_) in profile.loops().enumerate() {
            outline.add(loop_, index == 0).map_err(|reason| format!("{place}, {}: {reason}", loop_words(index)))?;
        }
        if outline.curves.len() > MOST {
            return Err(format!("{place} has {} curves; {MOST} are the most", outline.curves.len()));
        }
        Ok(outline)
    }

    /// The region inside one loop alone.
    pub fn disc(loop_: &Loop) -> Result<Self, String> {
        let mut outline = Self::default();
        outline.add(loop_, true)?;
        Ok(outline)
    }

    fn add(&mut self, loop_: &Loop, counter_clockwise: bool) -> Result<(), String> {
        check(loop_)?;
        let area = loop_.signed_area();
        let turned;
        let loop_ = match loop_ {
            Loop::Path(_) if (area > 0.0) != counter_clockwise => {
                turned = loop_.reversed();
                &turned
            }
            _ => loop_,
        };
        let before = self.curves.len();
        for curve in loop_.curves() {
            self.curves.push(plane_curve(curve, counter_clockwise)?);
        }
        self.sizes.push((self.curves.len() - before) as u32);
        Ok(())
    }
}

/// What makes a loop impossible to draw. Crossings are found by the kernel itself.
fn check(loop_: &Loop) -> Result<(), String> {
    let in_range = |p: Vec2| {
        if !p.is_finite() {
            Err(format!("a point is not a number ({}, {})", p.x, p.y))
        } else if p.abs().max_element() > FARTHEST {
            Err(format!("a point lies at ({:e}, {:e}); coordinates end at {FARTHEST:e} mm", p.x, p.y))
        } else {
            Ok(())
        }
    };
    match loop_ {
        Loop::Circle(circle) => {
            in_range(circle.center)?;
            if !(circle.radius >= SHORTEST && circle.radius <= FARTHEST) {
                return Err(format!(
                    "the radius is {} mm; it must lie between {SHORTEST:e} and {FARTHEST:e}",
                    circle.radius
                ));
            }
        }
        Loop::Path(edges) => {
            if edges.len() < 2 {
                return Err(format!("a closed path needs two edges or more, this has {}", edges.len()));
            }
            for (index, edge) in edges.iter().enumerate() {
                in_range(edge.start)?;
                if !(edge.sweep.abs() < TAU) {
                    return Err(format!(
                        "edge {} turns by {} rad; less than a full turn is needed",
                        index + 1,
                        edge.sweep
                    ));
                }
                let length = edge.start.distance(edges[(index + 1) % edges.len()].start);
                if !(length >= SHORTEST) {
                    return Err(format!("edge {} is {length:e} mm long; {SHORTEST:e} is the shortest", index + 1));
                }
            }
            if let Some((corner, edge)) = touching(loop_) {
                return Err(format!(
                    "corner {} touches edge {}; split the loop there into two, or leave material",
                    corner + 1,
                    edge + 1
                ));
            }
            let (area, length) = (loop_.signed_area().abs(), loop_.length());
            if !(area > length * SHORTEST) {
                return Err(format!("the loop encloses {area:e} mm² on {length} mm of length: it has collapsed"));
            }
        }
    }
    Ok(())
}

/// A corner that lies on an edge it does not end, if there is one: a pinch, or a spike that runs back on itself.
/// The kernel's own check passes both.
fn touching(loop_: &Loop) -> Option<(usize, usize)> {
    let curves: Vec<(Curve, Aabb2)> = loop_.curves().map(|c| (c, c.bounds().expanded(SHORTEST))).collect();
    let n = curves.len();
    (0..n).find_map(|corner| {
        let p = curves[corner].0.point(0.0);
        let before = (corner + n - 1) % n;
        let touched = |edge: &usize| {
            let (curve, bounds) = &curves[*edge];
            *edge != corner && *edge != before && bounds.contains(p) && lies_on(curve, p)
        };
        (0..n).find(touched).map(|edge| (corner, edge))
    })
}

fn lies_on(curve: &Curve, p: Vec2) -> bool {
    match *curve {
        Curve::Line { start, end } => {
            let along = end - start;
            let t = ((p - start).dot(along) / along.length_squared()).clamp(0.0, 1.0);
            p.distance(start + along * t) <= SHORTEST
        }
        Curve::Arc { start, end, center, radius, sweep } => {
            let on_circle = (p.distance(center) - radius).abs() <= SHORTEST;
            (on_circle && angle_within(start - center, p - center, sweep))
                || p.distance(start).min(p.distance(end)) <= SHORTEST
        }
        Curve::Circle(circle) => (p.distance(circle.center) - circle.radius).abs() <= SHORTEST,
    }
}

fn plane_curve(curve: Curve, counter_clockwise: bool) -> Result<PlaneCurve, String> {
    let line = |start: Vec2| PlaneCurve {
        start_x: start.x,
        start_y: start.y,
        sweep: 0.0,
        center_x: 0.0,
        center_y: 0.0,
        radius: 0.0,
    };
    match curve {
        Curve::Line { start, .. } => Ok(line(start)),
        Curve::Circle(circle) => Ok(PlaneCurve {
            start_x: circle.center.x + circle.radius,
            start_y: circle.center.y,
            sweep: if counter_clockwise { TAU } else { -TAU },
            center_x: circle.center.x,
            center_y: circle.center.y,
            radius: circle.radius,
        }),
        Curve::Arc { start, end, center, radius, sweep } => {
            let bulge = start.distance(end) * 0.5 * (sweep * 0.25).tan().abs();
            if bulge < FLATTEST {
                return Ok(line(start));
            }
            if !(radius <= FARTHEST) || !center.is_finite() {
                return Err(format!(
                    "an arc has a radius of {radius:e} mm; {FARTHEST:e} is the largest: draw it as a line"
                ));
            }
            Ok(PlaneCurve { start_x: start.x, start_y: start.y, sweep, center_x: center.x, center_y: center.y, radius })
        }
    }
}

/// The plane at `height` over the frame's own, or what is wrong with the frame.
pub(crate) fn plane(frame: &Frame, height: f64) -> Result<Plane, String> {
    let sound = |v: Vec3| v.is_finite() && (v.length() - 1.0).abs() < 1e-6;
    if !sound(frame.x) || !sound(frame.y) || frame.x.dot(frame.y).abs() > 1e-6 {
        return Err(format!("the frame's axes ({}) and ({}) are not perpendicular unit vectors", frame.x, frame.y));
    }
    let origin = frame.origin + frame.z() * height;
    if !origin.is_finite() || origin.abs().max_element() > FARTHEST {
        return Err(format!("the sketch lies at {origin}; coordinates end at {FARTHEST:e} mm"));
    }
    Ok(Plane { origin: position(origin), x: position(frame.x), z: position(frame.z()) })
}

pub(crate) fn position(v: Vec3) -> Position {
    Position { x: v.x, y: v.y, z: v.z }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::Edge;

    #[test]
    fn loops_are_turned_the_right_way() {
        let square = Loop::rectangle(Vec2::ZERO, Vec2::ONE);
        let profile = Profile { outer: square.reversed(), holes: vec![square] };
        let outline = Outline::of(&profile, "profile 1").unwrap();
        assert_eq!(outline.sizes, [4, 4]);
        let area = |curves: &[PlaneCurve]| {
            (0..4)
                .map(|i| {
                    let (a, b) = (&curves[i], &curves[(i + 1) % 4]);
                    (a.start_x * b.start_y - a.start_y * b.start_x) / 2.0
                })
                .sum::<f64>()
        };
        assert_eq!(area(&outline.curves[..4]), 1.0);
        assert_eq!(area(&outline.curves[4..]), -1.0);
    }

    #[test]
    fn a_flat_arc_becomes_its_chord() {
        let mut edges: Vec<Edge> = [Vec2::ZERO, Vec2::X, Vec2::ONE].map(|start| Edge { start, sweep: 0.0 }).to_vec();
        edges[0].sweep = 1e-7;
        let outline = Outline::disc(&Loop::Path(edges.clone())).unwrap();
        assert_eq!(outline.curves[0].sweep, 0.0);
        edges[0].sweep = 1e-4;
        let outline = Outline::disc(&Loop::Path(edges)).unwrap();
        assert_eq!(outline.curves[0].sweep, 1e-4);
    }
}
