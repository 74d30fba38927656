//! Loops meet neither themselves nor one another.

use super::meet::{distance, meetings, near};
use super::{At, Found, loop_words, profiles, shown};
use crate::geom::boxtree::{BoxTree, Span};
use crate::geom::{Aabb2, Curve, Loop, Vec2};
use crate::program::Program;
use crate::region::winding;

const RULE: &str = "crossing";

pub(super) fn check(program: &Program, tol: f64, found: &mut Found) {
    for (at, profile) in profiles(program) {
        let index = at.profile.unwrap_or(0);
        let loops: Vec<(At, &Loop, Aabb2)> = profile
            .loops()
            .enumerate()
            .map(|(k, l)| (at.loop_(index, k), l))
            .filter(|(at, _)| !found.bad(*at))
            .map(|(at, l)| (at, l, l.bounds()))
            .collect();
        for (at, l, _) in &loops {
            if let Some(p) = own_meeting(l, tol) {
                let message = format!("the loop meets itself at {}", shown(p));
                found.error(
                    RULE,
                    *at,
                    message,
                    "draw it so that it runs round once, or split it into several profiles",
                );
            }
        }
        for i in 0..loops.len() {
            for j in i + 1..loops.len() {
                let ((_, a, box_a), (at, b, box_b)) = (&loops[i], &loops[j]);
                if !near(box_a, box_b, tol) {
                    continue;
                }
                let Some(p) = meeting(a, b, tol) else { continue };
                let other = match loops[i].0.loop_ {
                    Some(k @ 1..) => loop_words(k),
                    _ => format!("the {}", loop_words(0)),
                };
                if crosses(a, b, tol) {
                    let message = format!("the loop crosses {other} at {}", shown(p));
                    found.error(RULE, *at, message, "move or shrink one of them, or make them one loop");
                } else {
                    let message = format!("the loop touches {other} at {}", shown(p));
                    found.warning(
                        RULE,
                        *at,
                        message,
                        "walls of no thickness rarely survive a kernel; leave material, or make them one loop",
                    );
                }
            }
        }
    }
}

/// A point where the loop comes upon itself other than at the joint of two neighbours.
fn own_meeting(l: &Loop, tol: f64) -> Option<Vec2> {
    let curves: Vec<Curve> = l.curves().collect();
    let all = Near::new(&curves);
    let n = curves.len();
    for i in 0..n {
        for j in all.of(&curves[i].bounds(), tol).into_iter().filter(|&j| j > i) {
            let mut joints = Vec::new();
            if j == i + 1 {
                joints.push(curves[j].point(0.0));
            }
            if i == 0 && j == n - 1 {
                joints.push(curves[0].point(0.0));
            }
            let points = meetings(&curves[i], &curves[j], tol);
            if let Some(p) = points.into_iter().find(|&p| !part_of_joint(p, &joints, &curves[i], &curves[j], tol)) {
                return Some(p);
            }
        }
    }
    None
}

/// Whether the neighbours have not yet come apart at `p`: smooth joints meet over a stretch, within tolerance,
/// and a stretch much longer than the tolerance that never leaves it is a spike.
fn part_of_joint(p: Vec2, joints: &[Vec2], a: &Curve, b: &Curve, tol: f64) -> bool {
    joints.iter().any(|&joint| {
        let reach = joint.distance(p);
        let shorter = a.length().min(b.length());
        let tangent = |c: &Curve| {
            let at_start = c.point(0.0).distance(joint) < c.point(1.0).distance(joint);
            if at_start { c.tangent(0.0) } else { -c.tangent(1.0) }
        };
        // Neighbours that leave the joint in opposite directions run on smoothly there.
        let smooth = tangent(a).dot(tangent(b)) < 0.0;
        reach <= 2.0 * tol || (smooth && reach < 0.25 * shorter && distance(a, p.midpoint(joint)) <= tol)
    })
}

/// A point where two loops meet.
fn meeting(a: &Loop, b: &Loop, tol: f64) -> Option<Vec2> {
    let others: Vec<Curve> = b.curves().collect();
    let all = Near::new(&others);
    a.curves()
        .find_map(|c| all.of(&c.bounds(), tol).into_iter().find_map(|j| meetings(&c, &others[j], tol).first().copied()))
}

/// Curves by place, so that each is compared with those near it only.
struct Near(BoxTree<2>);

impl Near {
    fn new(curves: &[Curve]) -> Self {
        Self(BoxTree::new(curves.iter().map(|c| Span::from(c.bounds()))))
    }

    /// Indices of the curves whose boxes come within `tol` of `bounds`, ascending.
    fn of(&self, bounds: &Aabb2, tol: f64) -> Vec<usize> {
        let around = Span::from(bounds.expanded(tol));
        let mut found = Vec::new();
        self.0.visit(|s| s.overlaps(&around), |i| found.push(i));
        found.sort_unstable();
        found
    }
}

/// Whether `a` runs on both sides of `b`, or the other way about.
fn crosses(a: &Loop, b: &Loop, tol: f64) -> bool {
    both_sides(a, b, tol) || both_sides(b, a, tol)
}

fn both_sides(a: &Loop, b: &Loop, tol: f64) -> bool {
    let others: Vec<Curve> = b.curves().collect();
    let all = Near::new(&others);
    let (mut inside, mut outside) = (false, false);
    for curve in a.curves() {
        // Between two neighbouring meetings a curve lies on one side.
        let mut cuts: Vec<f64> = vec![0.0, 1.0];
        for j in all.of(&curve.bounds(), tol) {
            cuts.extend(meetings(&curve, &others[j], tol).into_iter().map(|p| parameter(&curve, p)));
        }
        cuts.sort_by(f64::total_cmp);
        for pair in cuts.windows(2) {
            let p = curve.point((pair[0] + pair[1]) * 0.5);
            if all.of(&Aabb2 { min: p, max: p }, tol).into_iter().all(|j| distance(&others[j], p) > tol) {
                if winding(b, p) != 0 { inside = true } else { outside = true }
            }
        }
    }
    inside && outside
}

/// Where along the curve a point near it lies, 0 to 1.
fn parameter(c: &Curve, p: Vec2) -> f64 {
    let turned = |from: Vec2, to: Vec2| from.perp_dot(to).atan2(from.dot(to));
    match *c {
        Curve::Line { start, end } => ((p - start).dot(end - start) / (end - start).length_squared()).clamp(0.0, 1.0),
        Curve::Arc { start, center, sweep, .. } => {
            let turn = (turned(start - center, p - center) * sweep.signum()).rem_euclid(std::f64::consts::TAU);
            (turn / sweep.abs()).min(1.0)
        }
        Curve::Circle(c) => turned(Vec2::X, p - c.center).rem_euclid(std::f64::consts::TAU) / std::f64::consts::TAU,
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{found, only, with};
    use crate::geom::{Edge, Loop, Profile, Vec2};
    use std::f64::consts::PI;

    fn v(x: f64, y: f64) -> Vec2 {
        Vec2::new(x, y)
    }

    #[test]
    fn self_crossing_loops_are_found() {
        let lopsided_bow_tie = Loop::polygon(&[v(0.0, 0.0), v(4.0, 4.0), v(4.0, 0.0), v(0.0, 2.0)]);
        only(
            &with(Profile::solid(lopsided_bow_tie)),
            "crossing error: step 1, profile 1, outer loop: the loop meets itself at (1.333333, 1.333333)",
        );
        let spike = Loop::polygon(&[v(0.0, 0.0), v(4.0, 0.0), v(8.0, 0.0), v(4.0, 0.0), v(4.0, 4.0), v(0.0, 4.0)]);
        assert!(found(&with(Profile::solid(spike)))[0].starts_with("crossing error"));
        let pinched = Loop::polygon(&[v(0.0, 0.0), v(4.0, 0.0), v(2.0, 2.0), v(4.0, 4.0), v(0.0, 4.0), v(2.0, 2.0)]);
        only(
            &with(Profile::solid(pinched)),
            "crossing error: step 1, profile 1, outer loop: the loop meets itself at (2, 2)",
        );
        let arc_through_side = Loop::Path(vec![
            Edge { start: v(0.0, 0.0), sweep: 0.0 },
            Edge { start: v(10.0, 0.0), sweep: 0.0 },
            Edge { start: v(10.0, 2.0), sweep: -PI },
            Edge { start: v(0.0, 2.0), sweep: 0.0 },
        ]);
        only(
            &with(Profile::solid(arc_through_side)),
            "crossing error: step 1, profile 1, outer loop: the loop meets itself",
        );
    }

    #[test]
    fn smooth_joints_are_no_crossings() {
        // A slot, its arcs tangent to its lines; one joint slightly off, as imported files are.
        for off in [0.0, 1e-7, -1e-7] {
            let slot = Loop::Path(vec![
                Edge { start: v(0.0, 0.0), sweep: 0.0 },
                Edge { start: v(30.0, 0.0), sweep: PI + off },
                Edge { start: v(30.0, 10.0), sweep: 0.0 },
                Edge { start: v(0.0, 10.0), sweep: PI - off },
            ]);
            assert_eq!(found(&with(Profile::solid(slot))), Vec::<String>::new());
        }
        let lens = Loop::Path(vec![Edge { start: v(0.0, 0.0), sweep: 1.0 }, Edge { start: v(3.0, 0.0), sweep: 0.5 }]);
        assert_eq!(found(&with(Profile::solid(lens))), Vec::<String>::new());
    }

    #[test]
    fn loops_that_cross_are_told_from_loops_that_touch() {
        let plate = |hole| Profile { outer: Loop::rectangle(v(0.0, 0.0), v(20.0, 20.0)), holes: vec![hole] };
        only(
            &with(plate(Loop::circle(v(2.0, 10.0), 3.0))),
            "crossing error: step 1, profile 1, hole 1: the loop crosses the outer loop",
        );
        only(
            &with(plate(Loop::circle(v(3.0, 10.0), 3.0))),
            "crossing warning: step 1, profile 1, hole 1: the loop touches the outer loop at (0, 10)",
        );
        let two = Profile {
            holes: vec![Loop::circle(v(8.0, 10.0), 3.0), Loop::circle(v(12.0, 10.0), 3.0)],
            ..plate(Loop::circle(v(8.0, 10.0), 3.0))
        };
        only(&with(two), "crossing error: step 1, profile 1, hole 2: the loop crosses hole 1");
        // Crossing exactly through corners.
        let diamond = Loop::polygon(&[v(0.0, 10.0), v(-5.0, 20.0), v(5.0, 15.0)]);
        only(&with(plate(diamond)), "crossing error: step 1, profile 1, hole 1: the loop crosses the outer loop");
    }
}
