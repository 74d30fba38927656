//! Regions of a sketch plane: which loop lies in which, and the outline of several regions that touch.

use crate::geom::{Curve, Edge, Loop, Profile, Vec2};
use std::f64::consts::{PI, TAU};

/// How often the loop runs round `p`: 1 inside a counter-clockwise loop, −1 inside a clockwise one, 0 outside.
/// On the boundary itself the answer is one of the two sides'.
///
/// The angle under which `p` sees a line is that of its chord; an arc adds a full turn for points between the arc
/// and its chord. The sum is exact up to rounding, with no polygon in between.
pub fn winding(l: &Loop, p: Vec2) -> i32 {
    let mut angle = 0.0;
    for curve in l.curves() {
        match curve {
            Curve::Circle(c) => return i32::from(p.distance_squared(c.center) < c.radius * c.radius),
            Curve::Line { start, end } => angle += seen(start - p, end - p),
            Curve::Arc { start, end, center, radius, sweep } => {
                angle += seen(start - p, end - p);
                let side = (end - start).perp_dot(p - start);
                let between = p.distance_squared(center) < radius * radius && side * sweep < 0.0;
                if between {
                    angle += TAU * sweep.signum();
                }
            }
        }
    }
    (angle / TAU).round() as i32
}

fn seen(a: Vec2, b: Vec2) -> f64 {
    a.perp_dot(b).atan2(a.dot(b))
}

/// Points spread along a loop: four on each curve, ends left out.
pub(crate) fn samples(l: &Loop) -> Vec<Vec2> {
    l.curves().flat_map(|c| [0.13, 0.37, 0.61, 0.87].map(|t| c.point(t))).collect()
}

/// Whether most of `inner` lies inside `outer`; touching loops are no obstacle.
pub fn encloses(outer: &Loop, inner: &Loop) -> bool {
    let points = samples(inner);
    let inside = points.iter().filter(|&&p| winding(outer, p) != 0).count();
    2 * inside > points.len()
}

/// Profiles from loops in any order that do not cross: a loop inside none, or inside a hole, is an outer loop;
/// a loop directly inside an outer loop is its hole.
///
/// Outer loops come out counter-clockwise and holes clockwise; larger outer loops come first.
pub fn nest(loops: Vec<Loop>) -> Vec<Profile> {
    let mut loops: Vec<(f64, Loop)> = loops.into_iter().map(|l| (l.signed_area(), l)).collect();
    loops.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    // For each loop placed so far, the profile it bounds and whether it is that profile's outer loop.
    let mut placed: Vec<(usize, bool)> = Vec::new();
    let mut profiles: Vec<Profile> = Vec::new();
    for i in 0..loops.len() {
        let (area, l) = loops[i].clone();
        // Loops are sorted by size, so the last enclosing one is the closest.
        let parent = (0..i).rev().find(|&j| encloses(&loops[j].1, &l));
        let place = match parent.map(|j| placed[j]) {
            Some((profile, true)) => {
                profiles[profile].holes.push(if area > 0.0 { l.reversed() } else { l });
                (profile, false)
            }
            Some((_, false)) | None => {
                profiles.push(Profile::solid(if area < 0.0 { l.reversed() } else { l }));
                (profiles.len() - 1, true)
            }
        };
        placed.push(place);
    }
    profiles
}

/// One directed piece of a boundary.
#[derive(Clone, Copy)]
struct Piece {
    start: Vec2,
    end: Vec2,
    sweep: f64,
}

impl Piece {
    fn curve(&self) -> Curve {
        Curve::from_edge(Edge { start: self.start, sweep: self.sweep }, self.end)
    }

    fn middle(&self) -> Vec2 {
        self.curve().point(0.5)
    }

    fn undoes(&self, other: &Self, tol: f64) -> bool {
        self.start.distance(other.end) < tol
            && self.end.distance(other.start) < tol
            && self.middle().distance(other.middle()) < tol
    }
}

/// The outline of the union of `profiles` whose regions do not overlap but may touch along edges: a disc in the
/// hole of a plate gives the plate, two halves of a square the square. Lines that run on and arcs of one circle are made one.
///
/// Boundaries shared by two regions run in opposite directions and cancel; `tol` is how near points must be to be
/// the same. Regions that do overlap come back as they are where they overlap.
///
/// # Cost
/// Quadratic in the number of curves.
pub fn merged(profiles: &[Profile], tol: f64) -> Vec<Profile> {
    let mut pieces: Vec<Piece> = Vec::new();
    for profile in profiles {
        for (index, l) in profile.loops().enumerate() {
            let counter_clockwise = l.signed_area() > 0.0;
            let l = if counter_clockwise == (index == 0) { l.clone() } else { l.reversed() };
            pieces.extend(pieces_of(&l, index > 0));
        }
    }
    split_at_ends(&mut pieces, tol);
    let mut alive = vec![true; pieces.len()];
    for i in 0..pieces.len() {
        if !alive[i] {
            continue;
        }
        if let Some(j) = (i + 1..pieces.len()).find(|&j| alive[j] && pieces[i].undoes(&pieces[j], tol)) {
            alive[i] = false;
            alive[j] = false;
        }
    }
    let mut keep = alive.iter();
    pieces.retain(|_| *keep.next().unwrap_or(&false));
    nest(chain(pieces, tol).into_iter().map(|l| simplified(&l, tol)).collect())
}

fn pieces_of(l: &Loop, clockwise_circle: bool) -> Vec<Piece> {
    match l {
        // A circle becomes two half turns, so that it can meet arcs of itself.
        Loop::Circle(c) => {
            let (a, b) = (c.center + Vec2::X * c.radius, c.center - Vec2::X * c.radius);
            let sweep = if clockwise_circle { -PI } else { PI };
            vec![Piece { start: a, end: b, sweep }, Piece { start: b, end: a, sweep }]
        }
        Loop::Path(edges) => (0..edges.len())
            .map(|i| Piece { start: edges[i].start, end: edges[(i + 1) % edges.len()].start, sweep: edges[i].sweep })
            .collect(),
    }
}

/// Splits every piece at the ends of others that lie on it.
fn split_at_ends(pieces: &mut Vec<Piece>, tol: f64) {
    let ends: Vec<Vec2> = pieces.iter().map(|p| p.start).collect();
    let mut done: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        let curve = piece.curve();
        let bounds = curve.bounds().expanded(tol);
        let mut cuts: Vec<f64> = ends
            .iter()
            .filter(|&&q| bounds.contains(q) && q.distance(piece.start) > tol && q.distance(piece.end) > tol)
            .filter_map(|&q| parameter_of(&curve, q, tol))
            .collect();
        cuts.sort_by(f64::total_cmp);
        let length = curve.length();
        cuts.dedup_by(|a, b| (*a - *b) * length < tol);
        let mut from = 0.0;
        let mut start = piece.start;
        for t in cuts {
            let end = curve.point(t);
            done.push(Piece { start, end, sweep: piece.sweep * (t - from) });
            (from, start) = (t, end);
        }
        done.push(Piece { start, end: piece.end, sweep: piece.sweep * (1.0 - from) });
    }
    *pieces = done;
}

/// Where on the curve `q` lies, strictly between its ends, if it lies on it.
fn parameter_of(curve: &Curve, q: Vec2, tol: f64) -> Option<f64> {
    match *curve {
        Curve::Line { start, end } => {
            let d = end - start;
            let t = (q - start).dot(d) / d.length_squared();
            (t > 0.0 && t < 1.0 && curve.point(t).distance(q) < tol).then_some(t)
        }
        Curve::Arc { start, center, radius, sweep, .. } => {
            if (q.distance(center) - radius).abs() > tol {
                return None;
            }
            let turn = seen(start - center, q - center) * sweep.signum();
            let t = turn.rem_euclid(TAU) / sweep.abs();
            (t > 0.0 && t < 1.0).then_some(t)
        }
        Curve::Circle(_) => None,
    }
}

/// Closed loops from directed pieces. Where several pieces leave a point the one turning most to the left is
/// taken, so that loops which touch in a point come out apart.
fn chain(mut pieces: Vec<Piece>, tol: f64) -> Vec<Loop> {
    let mut loops = Vec::new();
    while let Some(first) = pieces.pop() {
        let mut edges = vec![Edge { start: first.start, sweep: first.sweep }];
        let mut last = first;
        while last.end.distance(first.start) > tol {
            let incoming = last.curve().tangent(1.0);
            let next = (0..pieces.len()).filter(|&i| pieces[i].start.distance(last.end) <= tol).max_by(|&i, &j| {
                let turn = |k: usize| seen(incoming, pieces[k].curve().tangent(0.0));
                turn(i).total_cmp(&turn(j))
            });
            let Some(next) = next else { break };
            last = pieces.swap_remove(next);
            edges.push(Edge { start: last.start, sweep: last.sweep });
        }
        loops.push(Loop::Path(edges));
    }
    loops
}

/// The same loop with as few curves as it needs: straight runs and arcs of one circle are joined, and an arc that
/// comes back to its start is a circle.
pub fn simplified(l: &Loop, tol: f64) -> Loop {
    let Loop::Path(edges) = l else { return l.clone() };
    let mut edges = edges.clone();
    // Edges of no length first: they have no direction to compare.
    let n = edges.len();
    edges = (0..n)
        .filter(|&i| edges[i].sweep != 0.0 || edges[i].start.distance(edges[(i + 1) % n].start) > tol)
        .map(|i| edges[i])
        .collect();
    let mut i = 0;
    let mut unchanged = 0;
    while edges.len() > 1 && unchanged < edges.len() {
        let n = edges.len();
        i %= n;
        let j = (i + 1) % n;
        let end = edges[(j + 1) % n].start;
        let (a, b) = (Curve::from_edge(edges[i], edges[j].start), Curve::from_edge(edges[j], end));
        match joined(&a, &b, tol) {
            Some(Joined::Circle(circle)) if n == 2 => return circle,
            Some(Joined::Sweep(sweep)) if n > 2 => {
                edges[i].sweep = sweep;
                edges.remove(j);
                if j < i {
                    i -= 1;
                }
                unchanged = 0;
            }
            _ => {
                i += 1;
                unchanged += 1;
            }
        }
    }
    Loop::Path(edges)
}

enum Joined {
    Sweep(f64),
    Circle(Loop),
}

fn joined(a: &Curve, b: &Curve, tol: f64) -> Option<Joined> {
    match (*a, *b) {
        (Curve::Line { start, end: corner }, Curve::Line { end, .. }) => {
            let d = end - start;
            let off = d.perp_dot(corner - start).abs() / d.length().max(f64::MIN_POSITIVE);
            (off < tol && (corner - start).dot(end - corner) > 0.0).then_some(Joined::Sweep(0.0))
        }
        (Curve::Arc { center, radius, sweep, .. }, Curve::Arc { center: c2, radius: r2, sweep: s2, .. }) => {
            let sum = sweep + s2;
            if sweep * s2 < 0.0 || center.distance(c2) > tol || (radius - r2).abs() > tol {
                None
            } else if (sum.abs() - TAU).abs() * radius < tol {
                Some(Joined::Circle(Loop::circle(center, radius)))
            } else {
                (sum.abs() < TAU).then_some(Joined::Sweep(sum))
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn v(x: f64, y: f64) -> Vec2 {
        Vec2::new(x, y)
    }

    #[test]
    fn winding_counts_points_between_arc_and_chord() {
        // A "D" whose arc bulges to the left by three quarters of a turn.
        let d = Loop::Path(vec![Edge { start: v(0.0, 1.0), sweep: 1.5 * PI }, Edge { start: v(1.0, 0.0), sweep: 0.0 }]);
        assert_eq!(winding(&d, v(-0.9, 0.0)), 1);
        assert_eq!(winding(&d, v(0.4, 0.4)), 1);
        assert_eq!(winding(&d, v(0.6, 0.6)), 0);
        assert_eq!(winding(&d.reversed(), v(0.0, -0.99)), -1);
        // A bite out of a square: the arc's chord is the missing side.
        let bitten = Loop::Path(vec![
            Edge { start: v(0.0, 0.0), sweep: 0.0 },
            Edge { start: v(2.0, 0.0), sweep: -PI },
            Edge { start: v(2.0, 2.0), sweep: 0.0 },
            Edge { start: v(0.0, 2.0), sweep: 0.0 },
        ]);
        assert_eq!(winding(&bitten, v(1.5, 1.0)), 0);
        assert_eq!(winding(&bitten, v(0.5, 1.0)), 1);
    }

    #[test]
    fn a_disc_in_a_ring_in_a_plate_makes_two_profiles_of_three_loops() {
        let loops = vec![
            Loop::circle(v(5.0, 5.0), 1.0),
            Loop::rectangle(v(0.0, 0.0), v(10.0, 10.0)),
            Loop::circle(v(5.0, 5.0), 3.0),
        ];
        let profiles = nest(loops);
        assert_eq!(profiles.len(), 2);
        assert_eq!(profiles[0].holes.len(), 1);
        assert!((profiles[0].area() - (100.0 - 9.0 * PI)).abs() < 1e-9);
        assert!((profiles[1].area() - PI).abs() < 1e-9);
    }

    #[test]
    fn a_disc_fills_the_hole_it_was_cut_from() {
        let hole = Loop::circle(v(5.0, 5.0), 2.0);
        let plate = Profile { outer: Loop::rectangle(v(0.0, 0.0), v(10.0, 10.0)), holes: vec![hole.clone()] };
        let merged = merged(&[plate, Profile::solid(hole)], 1e-6);
        assert_eq!(merged.len(), 1);
        assert!(merged[0].holes.is_empty());
        assert!((merged[0].area() - 100.0).abs() < 1e-9);
    }

    #[test]
    fn touching_rectangles_become_one_and_lose_their_collinear_corners() {
        let a = Profile::solid(Loop::rectangle(v(0.0, 0.0), v(4.0, 2.0)));
        let b = Profile::solid(Loop::rectangle(v(4.0, 0.0), v(6.0, 2.0)));
        let c = Profile::solid(Loop::rectangle(v(1.0, 2.0), v(2.0, 3.0)));
        let merged = merged(&[a, b, c], 1e-6);
        assert_eq!(merged.len(), 1);
        assert!((merged[0].area() - 13.0).abs() < 1e-9);
        assert_eq!(merged[0].outer.curve_count(), 8);
    }

    #[test]
    fn a_circle_cut_in_halves_is_a_circle_again() {
        let half = |sweep| {
            Profile::solid(Loop::Path(vec![
                Edge { start: v(1.0, 0.0), sweep },
                Edge { start: v(-1.0, 0.0), sweep: 0.0 },
            ]))
        };
        let merged = merged(&[half(PI), half(-PI)], 1e-6);
        assert_eq!(merged.len(), 1);
        assert!(matches!(merged[0].outer, Loop::Circle(c) if (c.radius - 1.0).abs() < 1e-9));
    }
}
