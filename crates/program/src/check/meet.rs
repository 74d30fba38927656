//! Where two curves meet, touching counted.

use crate::geom::profile::angle_within;
use crate::geom::{Aabb2, Curve, Vec2};

/// Points, within `tol` of both curves, where they cross or touch. Curves that share a stretch give the ends of that
/// stretch, and equal circles a point of theirs.
pub(super) fn meetings(a: &Curve, b: &Curve, tol: f64) -> Vec<Vec2> {
    let mut points = crossings(a, b, tol);
    points.extend(ends(a).into_iter().filter(|&p| distance(b, p) <= tol));
    points.extend(ends(b).into_iter().filter(|&p| distance(a, p) <= tol));
    points.retain(|&p| distance(a, p) <= tol && distance(b, p) <= tol);
    points
}

/// Whether the curves' boxes come within `tol` of one another.
pub(super) fn near(a: &Aabb2, b: &Aabb2, tol: f64) -> bool {
    a.expanded(tol).overlaps(b)
}

fn ends(c: &Curve) -> Vec<Vec2> {
    match *c {
        Curve::Line { start, end } | Curve::Arc { start, end, .. } => vec![start, end],
        Curve::Circle(_) => Vec::new(),
    }
}

/// Distance from a point to a curve.
pub(super) fn distance(c: &Curve, p: Vec2) -> f64 {
    match *c {
        Curve::Line { start, end } => {
            let d = end - start;
            let t = ((p - start).dot(d) / d.length_squared()).clamp(0.0, 1.0);
            p.distance(start + d * t)
        }
        Curve::Circle(c) => (p.distance(c.center) - c.radius).abs(),
        Curve::Arc { start, end, center, radius, sweep } => {
            if angle_within(start - center, p - center, sweep) {
                (p.distance(center) - radius).abs()
            } else {
                p.distance(start).min(p.distance(end))
            }
        }
    }
}

/// The circle a curve lies on, if it is not straight.
fn round(c: &Curve) -> Option<(Vec2, f64)> {
    match *c {
        Curve::Line { .. } => None,
        Curve::Arc { center, radius, .. } => Some((center, radius)),
        Curve::Circle(c) => Some((c.center, c.radius)),
    }
}

/// Points where the whole lines and circles meet; whether they lie on the pieces is for the caller to see.
fn crossings(a: &Curve, b: &Curve, tol: f64) -> Vec<Vec2> {
    match (round(a), round(b)) {
        (None, None) => {
            let (Curve::Line { start: p, end: p2 }, Curve::Line { start: q, end: q2 }) = (*a, *b) else {
                return Vec::new();
            };
            let (d, e) = (p2 - p, q2 - q);
            let cross = d.perp_dot(e);
            // Parallel lines that meet do so at an end.
            if cross == 0.0 { Vec::new() } else { vec![p + d * ((q - p).perp_dot(e) / cross)] }
        }
        (None, Some(circle)) => line_circle(a, circle, tol),
        (Some(circle), None) => line_circle(b, circle, tol),
        (Some((p, r)), Some((q, s))) => {
            let d = q - p;
            let length = d.length();
            if length <= tol {
                // Concentric: the same circle, or none that meets.
                let mut points = ends(a);
                points.extend(ends(b));
                points.push(p + Vec2::X * r);
                return points;
            }
            let along = (length * length + r * r - s * s) / (2.0 * length);
            let foot = p + d * (along / length);
            let off = (r * r - along * along).max(0.0).sqrt() * d.perp() / length;
            // Near tangency the foot itself lies within tolerance of both.
            vec![foot + off, foot - off, p + d * (r * along.signum() / length)]
        }
    }
}

fn line_circle(line: &Curve, (center, radius): (Vec2, f64), _tol: f64) -> Vec<Vec2> {
    let Curve::Line { start, end } = *line else { return Vec::new() };
    let d = (end - start).normalize_or_zero();
    let foot = start + d * (center - start).dot(d);
    let half = (radius * radius - foot.distance_squared(center)).max(0.0).sqrt();
    vec![foot + d * half, foot - d * half, foot]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Circle, Edge};

    fn v(x: f64, y: f64) -> Vec2 {
        Vec2::new(x, y)
    }

    #[test]
    fn lines_arcs_and_circles_meet_where_they_should() {
        let line = |a, b| Curve::Line { start: a, end: b };
        let arc = |a, b, sweep| Curve::from_edge(Edge { start: a, sweep }, b);
        let circle = |c, radius| Curve::Circle(Circle { center: c, radius });
        let count = |a: &Curve, b: &Curve| {
            let mut points = meetings(a, b, 1e-6);
            assert_eq!(points.len(), meetings(b, a, 1e-6).len());
            points.dedup_by(|p, q| p.distance(*q) < 1e-5);
            points.len()
        };
        assert_eq!(count(&line(v(0.0, 0.0), v(2.0, 2.0)), &line(v(0.0, 2.0), v(2.0, 0.0))), 1);
        assert_eq!(count(&line(v(0.0, 0.0), v(2.0, 2.0)), &line(v(0.0, 2.0), v(0.9, 1.1))), 0);
        assert_eq!(count(&line(v(-2.0, 0.0), v(2.0, 0.0)), &circle(v(0.0, 0.0), 1.0)), 2);
        assert_eq!(count(&line(v(-2.0, 1.0), v(2.0, 1.0)), &circle(v(0.0, 0.0), 1.0)), 1);
        assert_eq!(count(&line(v(-2.0, 1.1), v(2.0, 1.1)), &circle(v(0.0, 0.0), 1.0)), 0);
        // The lower half circle misses what the upper one meets.
        let upper = arc(v(1.0, 0.0), v(-1.0, 0.0), std::f64::consts::PI);
        let lower = arc(v(1.0, 0.0), v(-1.0, 0.0), -std::f64::consts::PI);
        assert_eq!(count(&line(v(0.0, 0.5), v(0.0, 2.0)), &upper), 1);
        assert_eq!(count(&line(v(0.0, 0.5), v(0.0, 2.0)), &lower), 0);
        assert_eq!(count(&circle(v(0.0, 0.0), 1.0), &circle(v(2.0, 0.0), 1.0)), 1);
        assert_eq!(count(&circle(v(0.0, 0.0), 1.0), &circle(v(1.0, 0.0), 1.0)), 2);
        assert_eq!(count(&circle(v(0.0, 0.0), 3.0), &circle(v(1.0, 0.0), 2.0)), 1);
        assert_eq!(count(&circle(v(0.0, 0.0), 3.0), &circle(v(0.5, 0.0), 2.0)), 0);
        assert_eq!(count(&circle(v(0.0, 0.0), 3.0), &circle(v(0.0, 0.0), 3.0)), 1);
        assert_eq!(count(&circle(v(0.0, 0.0), 3.0), &circle(v(0.0, 0.0), 2.0)), 0);
    }
}
