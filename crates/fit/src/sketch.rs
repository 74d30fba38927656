//! Polygons back to lines, arcs and circles.
//!
//! A mesh's vertices lie on the true curve and its edges do not, so a circle is fitted to the corners of a polygon
//! that turn evenly, never to its sides.

use crate::scattered;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay;
use resolid_geom::{Curve, Edge, Loop, Vec2};

/// Facets of one curve turn by less than this from each to the next (30° and a little): a regular polygon
/// with twelve sides or more is read as a circle, one with fewer as a polygon.
pub const MOST_TURN: f64 = 31.0 * std::f64::consts::PI / 180.0;
/// Corners that turn less than this are straight.
const LEAST_TURN: f64 = 2e-4;

/// How exactly corners lie on curves.
#[derive(Clone, Copy, Debug)]
pub struct CurveTolerance {
    /// Largest distance of a corner from the curve it is fitted by, millimetres.
    pub fit: f64,
    /// How far corners scatter, a standard deviation in millimetres; nothing where they lie on their curves.
    pub scatter: f64,
}

/// The loop of lines, arcs and circles whose curves pass through the corners of `contour`.
pub fn loop_of(contour: &[Vec2], tolerance: CurveTolerance) -> Loop {
    if let Some((center, radius)) = full_circle(contour, tolerance) {
        return Loop::circle(center, radius);
    }
    let n = contour.len();
    let start = first_corner(contour);
    let points: Vec<Vec2> = (0..=n).map(|i| contour[(start + i) % n]).collect();
    let mut pieces = match tolerance.scatter > 0.0 {
        true => scattered::pieces(&points, tolerance.scatter),
        false => pieces_of(&points, tolerance),
    };
    merge_arcs(&mut pieces, &points, tolerance);
    if tolerance.scatter == 0.0 {
        absorb_cut_facets(&mut pieces, &points);
    }
    let drawn = Loop::Path(closed_edges(&pieces, &points));
    // Curves may cross where the polygon did not, in a corner too tight for them; the polygon then says all there is.
    let area = crate::region::signed_area(contour);
    let kept = (drawn.signed_area() - area).abs() < 0.05 * area.abs();
    if kept && is_simple(&drawn) { drawn } else { Loop::polygon(contour) }
}

/// Where to begin reading: at the sharpest corner, since no curve runs over it; on a loop without one at the start of the
/// longest side, which is a line or as good a place as any.
fn first_corner(contour: &[Vec2]) -> usize {
    let n = contour.len();
    let first_with_most = |measure: &dyn Fn(usize) -> f64| {
        (0..n).max_by(|&a, &b| measure(a).total_cmp(&measure(b)).then(b.cmp(&a))).unwrap_or(0)
    };
    let sharpness = |i: usize| turn(contour[(i + n - 1) % n], contour[i], contour[(i + 1) % n]).abs();
    let sharpest = first_with_most(&sharpness);
    if sharpness(sharpest) > MOST_TURN {
        sharpest
    } else {
        first_with_most(&|i| contour[i].distance(contour[(i + 1) % n]))
    }
}

/// Whether the loop, drawn finely, does not cross or touch itself.
fn is_simple(l: &Loop) -> bool {
    if l.curves().all(|c| matches!(c, Curve::Line { .. })) {
        return true;
    }
    let fine: Vec<[f64; 2]> = l.polyline(1e-3 * l.bounds().diagonal()).iter().map(|p| [p.x, p.y]).collect();
    let nothing: Vec<[f64; 2]> = Vec::new();
    let shapes = fine.overlay_as::<i64>(&nothing, OverlayRule::Subject, FillRule::EvenOdd);
    shapes.len() == 1 && shapes[0].len() == 1
}

/// A run of polygon sides that is one curve: sides `first..last` (corner `last` is its end).
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Number of its first corner.
    pub first: usize,
    /// Of its last.
    pub last: usize,
    /// Centre and radius of an arc.
    pub circle: Option<(Vec2, f64)>,
}

fn full_circle(points: &[Vec2], tolerance: CurveTolerance) -> Option<(Vec2, f64)> {
    let n = points.len();
    if tolerance.scatter > 0.0 {
        return scattered::circle(points, tolerance.scatter);
    }
    if n < 12 {
        return None;
    }
    let sign = turn(points[n - 1], points[0], points[1]).signum();
    for i in 0..n {
        let t = turn(points[(i + n - 1) % n], points[i], points[(i + 1) % n]) * sign;
        if !(-LEAST_TURN..=MOST_TURN).contains(&t) {
            return None;
        }
    }
    let (center, radius) = fit_circle(points)?;
    let off = points.iter().map(|p| (p.distance(center) - radius).abs()).fold(0.0, f64::max);
    (off <= tolerance.fit).then_some((center, radius))
}

/// Signed angle from `a → b` to `b → c`.
pub fn turn(a: Vec2, b: Vec2, c: Vec2) -> f64 {
    let (u, v) = (b - a, c - b);
    u.perp_dot(v).atan2(u.dot(v))
}

/// Splits a closed polyline (first corner repeated at the end) into lines and arcs, greedily from its start.
fn pieces_of(points: &[Vec2], tolerance: CurveTolerance) -> Vec<Piece> {
    let sides = points.len() - 1;
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < sides {
        let arc = longest_arc(points, at, tolerance).or_else(|| short_arc(points, at));
        let piece = arc.unwrap_or(Piece { first: at, last: at + 1, circle: None });
        at = piece.last;
        pieces.push(piece);
    }
    pieces
}

/// The longest arc of three sides or more that begins at corner `first`.
fn longest_arc(points: &[Vec2], first: usize, tolerance: CurveTolerance) -> Option<Piece> {
    let sides = points.len() - 1;
    let mut best = None;
    let mut last = first + 3;
    while last <= sides {
        let run = &points[first..=last];
        let Some((center, radius)) = fit_circle(run) else { break };
        let off = run.iter().map(|p| (p.distance(center) - radius).abs()).fold(0.0, f64::max);
        if off > tolerance.fit || !turns_evenly(run, center, radius) {
            break;
        }
        best = Some(Piece { first, last, circle: Some((center, radius)) });
        last += 1;
    }
    best
}

/// Whether every corner of the run turns the same way by no more than a facet may, and no side is longer than a facet.
fn turns_evenly(run: &[Vec2], center: Vec2, radius: f64) -> bool {
    let sign = turn(run[0], run[1], run[2]).signum();
    let turns = run.windows(3).all(|w| (LEAST_TURN..=MOST_TURN).contains(&(turn(w[0], w[1], w[2]) * sign)));
    let step = |a: Vec2, b: Vec2| (a - center).angle_to(b - center).abs();
    let short = run.windows(2).all(|w| step(w[0], w[1]) <= MOST_TURN);
    // Four corners of a symmetric chamfer always lie on a circle; its outer sides are longer than the middle one, while
    // the outer facets of an arc are at most as long as an inner one.
    let inner = run.windows(2).skip(1).take(run.len() - 3).map(|w| w[0].distance(w[1])).fold(0.0, f64::max);
    let (head, tail) = (run[0].distance(run[1]), run[run.len() - 2].distance(run[run.len() - 1]));
    let chords = run.len() > 5 || (head <= inner * 1.05 && tail <= inner * 1.05);
    turns && short && chords && radius > 0.0
}

/// Where another step cut a curve, its end lies on a side of the polygon and not on the curve: a last, shorter side in
/// the direction the next facet would have had belongs to the arc all the same.
fn absorb_cut_facets(pieces: &mut Vec<Piece>, points: &[Vec2]) {
    let sides = points.len() - 1;
    let corner = |i: usize| points[i % sides];
    let mut i = 0;
    while i < pieces.len() {
        let Piece { first, last, circle: Some((center, radius)) } = pieces[i] else {
            i += 1;
            continue;
        };
        let next = (i + 1) % pieces.len();
        if pieces.len() > 2
            && pieces[next].circle.is_none()
            && is_cut_facet(&[last - 2, last - 1, last, last + 1].map(corner), center, radius)
        {
            pieces[i].last += 1;
            pieces.remove(next);
            i = i.saturating_sub(usize::from(next < i));
            continue;
        }
        let before = (i + pieces.len() - 1) % pieces.len();
        if pieces.len() > 2
            && pieces[before].circle.is_none()
            && is_cut_facet(&[first + 2, first + 1, first, first + sides - 1].map(corner), center, radius)
        {
            pieces[i].first = first + sides - 1;
            pieces[i].last = last + sides;
            pieces.remove(before);
            i = i.saturating_sub(usize::from(before < i));
            continue;
        }
        i += 1;
    }
}

fn is_cut_facet([a, b, c, d]: &[Vec2; 4], center: Vec2, radius: f64) -> bool {
    let (facet, last) = (turn(*a, *b, *c), turn(*b, *c, *d));
    let sagitta = radius - (radius * radius - 0.25 * b.distance(*c).powi(2)).max(0.0).sqrt();
    let inside = radius - d.distance(center);
    (last - facet).abs() < 0.02 * facet.abs()
        && c.distance(*d) < b.distance(*c)
        && (0.0..=sagitta * 1.05).contains(&inside)
}

/// An arc of two equal sides whose neighbours run on as its tangents: a fillet too short to show more corners.
fn short_arc(points: &[Vec2], first: usize) -> Option<Piece> {
    let sides = points.len() - 1;
    if sides < 4 || first + 2 > sides {
        return None;
    }
    let corner = |i: usize| points[i % sides];
    let before = corner(first + sides - 1);
    let (a, b, c, after) = (corner(first), corner(first + 1), corner(first + 2), corner(first + 3));
    let middle = turn(a, b, c);
    let even = (a.distance(b) / b.distance(c) - 1.0).abs() < 0.02;
    let tangent = |t: f64| (t - middle * 0.5).abs() < 0.01;
    let (enter, leave) = (turn(before, a, b), turn(b, c, after));
    let rounds = even && (0.01..=MOST_TURN).contains(&middle.abs());
    if !rounds || !tangent(enter) || !tangent(leave) {
        return None;
    }
    Some(Piece { first, last: first + 2, circle: Some(fit_circle(&[a, b, c])?) })
}

/// Joins neighbouring arcs of one circle, across the start of the loop too.
fn merge_arcs(pieces: &mut Vec<Piece>, points: &[Vec2], tolerance: CurveTolerance) {
    let same = |a: &Piece, b: &Piece| match (a.circle, b.circle) {
        (Some((ca, ra)), Some((cb, rb))) => {
            ca.distance(cb) <= tolerance.fit * 4.0 && (ra - rb).abs() <= tolerance.fit * 4.0
        }
        _ => false,
    };
    let mut i = 0;
    while i + 1 < pieces.len() {
        if same(&pieces[i], &pieces[i + 1]) {
            pieces[i].last = pieces[i + 1].last;
            pieces[i].circle = fit_circle(&points[pieces[i].first..=pieces[i].last]).or(pieces[i].circle);
            pieces.remove(i + 1);
        } else {
            i += 1;
        }
    }
    if pieces.len() > 2 && same(&pieces[pieces.len() - 1], &pieces[0]) {
        let head = pieces.remove(0);
        let sides = points.len() - 1;
        if let Some(tail) = pieces.last_mut() {
            // Corner numbers past the end wrap round.
            tail.last = sides + head.last;
        }
    }
}

/// Edges with their ends where the curves meet.
fn closed_edges(pieces: &[Piece], points: &[Vec2]) -> Vec<Edge> {
    let sides = points.len() - 1;
    let corner = |i: usize| points[i % sides];
    let n = pieces.len();
    let starts: Vec<Vec2> =
        (0..n).map(|i| junction(&pieces[(i + n - 1) % n], &pieces[i], corner(pieces[i].first), &corner)).collect();
    (0..n)
        .map(|i| {
            let piece = pieces[i];
            let sweep = match piece.circle {
                None => 0.0,
                Some((center, _)) => {
                    // Summed corner by corner, so that an arc past half a turn keeps its way round.
                    let mut path = vec![starts[i]];
                    path.extend((piece.first + 1..piece.last).map(corner));
                    path.push(starts[(i + 1) % n]);
                    path.windows(2).map(|w| (w[0] - center).angle_to(w[1] - center)).sum()
                }
            };
            Edge { start: starts[i], sweep }
        })
        .collect()
}

/// Where two neighbouring curves meet: their crossing nearest the polygon's corner; the corner itself where they
/// touch, since the crossing of tangents is ill-conditioned.
fn junction(before: &Piece, after: &Piece, corner: Vec2, at: &impl Fn(usize) -> Vec2) -> Vec2 {
    let reach = at(before.last - 1).distance(corner).min(at(after.first + 1).distance(corner));
    let line = |p: &Piece| (at(p.first), (at(p.last) - at(p.first)).normalize_or_zero());
    let crossing = match (before.circle, after.circle) {
        (None, None) => None,
        (Some(circle), None) => line_circle(line(after), circle, corner),
        (None, Some(circle)) => line_circle(line(before), circle, corner),
        (Some(a), Some(b)) => circle_circle(a, b, corner),
    };
    match crossing {
        Some(p) if p.distance(corner) < 0.5 * reach => p,
        _ => corner,
    }
}

fn line_circle((p, d): (Vec2, Vec2), (center, radius): (Vec2, f64), near: Vec2) -> Option<Vec2> {
    let foot = p + d * (center - p).dot(d);
    let h = foot.distance(center);
    // Within some eight degrees of tangency the corner is the better answer.
    if h > radius * 0.99 {
        return None;
    }
    let half = (radius * radius - h * h).sqrt();
    let (a, b) = (foot + d * half, foot - d * half);
    Some(if a.distance(near) < b.distance(near) { a } else { b })
}

fn circle_circle((ca, ra): (Vec2, f64), (cb, rb): (Vec2, f64), near: Vec2) -> Option<Vec2> {
    let between = cb - ca;
    let d = between.length();
    if d < 1e-9 * (ra + rb) {
        return None;
    }
    let along = (d * d + ra * ra - rb * rb) / (2.0 * d);
    let height = (ra * ra - along * along).max(0.0).sqrt();
    if height < 0.14 * ra.min(rb) {
        return None;
    }
    let foot = ca + between / d * along;
    let (a, b) = (foot + between.perp() / d * height, foot - between.perp() / d * height);
    Some(if a.distance(near) < b.distance(near) { a } else { b })
}

/// The circle nearest to points in the least-squares sense: an algebraic start, then Gauss–Newton on the distances.
pub fn fit_circle(points: &[Vec2]) -> Option<(Vec2, f64)> {
    if points.len() < 3 {
        return None;
    }
    let mean = points.iter().copied().sum::<Vec2>() / points.len() as f64;
    let size = points.iter().map(|p| p.distance(mean)).fold(0.0, f64::max);
    if size == 0.0 {
        return None;
    }
    let mut normal = nalgebra::Matrix3::<f64>::zeros();
    let mut right = nalgebra::Vector3::<f64>::zeros();
    for p in points {
        let q = (*p - mean) / size;
        let row = nalgebra::Vector3::new(q.x, q.y, 1.0);
        normal += row * row.transpose();
        right += row * q.length_squared();
    }
    let s = normal.lu().solve(&right)?;
    let mut center = Vec2::new(s.x, s.y) * 0.5;
    let mut radius = (s.z + center.length_squared()).max(0.0).sqrt();
    for _ in 0..6 {
        let mut jtj = nalgebra::Matrix3::<f64>::zeros();
        let mut jtr = nalgebra::Vector3::<f64>::zeros();
        for p in points {
            let d = (*p - mean) / size - center;
            let length = d.length();
            if length < 1e-12 {
                return None;
            }
            let row = nalgebra::Vector3::new(-d.x / length, -d.y / length, -1.0);
            jtj += row * row.transpose();
            jtr += row * (length - radius);
        }
        let Some(step) = jtj.lu().solve(&-jtr) else { break };
        center += Vec2::new(step.x, step.y);
        radius += step.z;
        if step.norm() < 1e-13 {
            break;
        }
    }
    // Steps from points that are all but in line may end on the other side, at a radius less than nothing.
    (center.is_finite() && radius > 0.0 && radius < 1e4).then_some((center * size + mean, radius * size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::{FRAC_PI_2, PI, TAU};

    const TOLERANCE: CurveTolerance = CurveTolerance { fit: 1e-5, scatter: 0.0 };

    fn arc(center: Vec2, radius: f64, from: f64, sweep: f64, n: usize) -> Vec<Vec2> {
        (0..=n).map(|i| center + Vec2::from_angle(from + sweep * i as f64 / n as f64) * radius).collect()
    }

    #[test]
    fn a_36_gon_is_a_circle_and_an_octagon_is_not() {
        let polygon = |n: usize| arc(Vec2::new(3.0, 4.0), 2.0, 0.1, TAU, n)[..n].to_vec();
        let Loop::Circle(c) = loop_of(&polygon(36), TOLERANCE) else { panic!("a circle") };
        assert!((c.radius - 2.0).abs() < 1e-9 && c.center.distance(Vec2::new(3.0, 4.0)) < 1e-9);
        assert_eq!(loop_of(&polygon(8), TOLERANCE).curve_count(), 8);
    }

    #[test]
    fn a_circle_has_a_radius() {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1 << 24) - 0.5
        };
        let mut found = 0;
        for _ in 0..2000 {
            let bend = 10f64.powf(-6.0 * (next() + 0.5));
            let points: Vec<Vec2> = (0..6).map(|i| Vec2::new(f64::from(i), bend * next() + 1e-6 * next())).collect();
            if let Some((_, radius)) = fit_circle(&points) {
                assert!(radius > 0.0, "{points:?}: {radius}");
                found += 1;
            }
        }
        assert!(found > 500, "{found}");
    }

    #[test]
    fn a_slot_is_two_lines_and_two_half_circles() {
        let mut points = arc(Vec2::new(5.0, 0.0), 2.0, -FRAC_PI_2, PI, 18);
        points.extend(arc(Vec2::new(-5.0, 0.0), 2.0, FRAC_PI_2, PI, 18));
        let slot = loop_of(&points, TOLERANCE);
        let Loop::Path(edges) = &slot else { panic!("a path") };
        assert_eq!(edges.len(), 4);
        assert!((slot.signed_area() - (40.0 + 4.0 * PI)).abs() < 1e-9);
    }

    #[test]
    fn short_fillets_are_arcs_and_chamfers_are_lines() {
        // A square with one corner rounded in two facets of 15°… and the rest straight.
        let mut points = arc(Vec2::new(8.0, 8.0), 2.0, 0.0, FRAC_PI_2, 5);
        points.extend([Vec2::new(-10.0, 10.0), Vec2::new(-10.0, -10.0), Vec2::new(10.0, -10.0)]);
        assert_eq!(loop_of(&points, TOLERANCE).curve_count(), 5);
        let chamfered = [
            Vec2::new(0.0, 0.0),
            Vec2::new(9.0, 0.0),
            Vec2::new(10.0, 1.0),
            Vec2::new(10.0, 10.0),
            Vec2::new(0.0, 10.0),
        ];
        assert_eq!(loop_of(&chamfered, TOLERANCE).curve_count(), 5);
    }

    #[test]
    fn an_arc_longer_than_every_line_is_one_arc() {
        // Four facets, each longer than the sides that close the loop.
        let mut points = arc(Vec2::ZERO, 10.0, 0.3, 0.27, 4);
        let (first, last) = (points[0], points[4]);
        points.extend([last * 0.95, first * 0.95]);
        for turned in 0..points.len() {
            points.rotate_left(1);
            assert_eq!(loop_of(&points, TOLERANCE).curve_count(), 4, "turned by {turned}");
        }
    }

    #[test]
    fn an_arc_cut_by_a_line_ends_on_the_circle() {
        // A disc of 36 facets cut by x = 1.3, which passes through two facets.
        let cut = 1.3;
        let disc = arc(Vec2::ZERO, 2.0, 0.0, TAU, 36);
        let mut points: Vec<Vec2> = Vec::new();
        for w in disc.windows(2) {
            if w[0].x <= cut {
                points.push(w[0]);
            }
            if (w[0].x <= cut) != (w[1].x <= cut) {
                points.push(w[0].lerp(w[1], (cut - w[0].x) / (w[1].x - w[0].x)));
            }
        }
        let Loop::Path(edges) = loop_of(&points, TOLERANCE) else { panic!("a path") };
        assert_eq!(edges.len(), 2, "{edges:?}");
        for e in &edges {
            assert!((e.start.length() - 2.0).abs() < 1e-6, "{e:?}");
        }
    }
}
