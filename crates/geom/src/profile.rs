//! Closed planar loops of lines, arcs and circles, and profiles: an outer loop with holes.

use crate::{Aabb2, Vec2};
use serde::{Deserialize, Serialize};

/// One edge of a closed path: from `start` to the next edge's start.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    /// Where the edge begins.
    pub start: Vec2,
    /// Signed angle the edge turns through, in radians: 0 is a line, positive counter-clockwise, |sweep| < 2π.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sweep: f64,
}

fn is_zero(v: &f64) -> bool {
    *v == 0.0
}

/// A full circle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circle {
    /// Centre.
    pub center: Vec2,
    /// Radius, positive.
    pub radius: f64,
}

/// A closed curve that does not cross itself. Orientation carries no meaning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loop {
    /// A full circle.
    Circle(Circle),
    /// Lines and arcs, each from its start to the next one's; the last returns to the first. Closed by construction.
    Path(Vec<Edge>),
}

/// A region of the sketch plane: inside `outer` and outside every hole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The boundary.
    pub outer: Loop,
    /// Inner loops, disjoint and inside `outer`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holes: Vec<Loop>,
}

/// One curve of a loop, with its ends resolved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Curve {
    /// A straight segment.
    Line {
        /// First end.
        start: Vec2,
        /// Second end.
        end: Vec2,
    },
    /// A circular arc.
    Arc {
        /// First end.
        start: Vec2,
        /// Second end.
        end: Vec2,
        /// Centre of the circle.
        center: Vec2,
        /// Radius of the circle.
        radius: f64,
        /// Signed sweep from `start`, counter-clockwise positive.
        sweep: f64,
    },
    /// A full circle, counter-clockwise.
    Circle(Circle),
}

impl Curve {
    /// The curve of an edge that ends at `end`.
    pub fn from_edge(edge: Edge, end: Vec2) -> Self {
        let start = edge.start;
        if edge.sweep == 0.0 {
            return Self::Line { start, end };
        }
        let chord = end - start;
        let half = edge.sweep * 0.5;
        // The centre lies left of the chord for a counter-clockwise arc under half a turn.
        let center = (start + end) * 0.5 + chord.perp() * (0.5 / half.tan());
        Self::Arc { start, end, center, radius: (chord.length() * 0.5 / half.sin()).abs(), sweep: edge.sweep }
    }

    /// The point at parameter `t` in 0..=1, proportional to length.
    pub fn point(&self, t: f64) -> Vec2 {
        match *self {
            Self::Line { start, end } => start.lerp(end, t),
            Self::Arc { start, center, sweep, .. } => center + Vec2::from_angle(sweep * t).rotate(start - center),
            Self::Circle(c) => c.center + Vec2::from_angle(std::f64::consts::TAU * t) * c.radius,
        }
    }

    /// Length.
    pub fn length(&self) -> f64 {
        match *self {
            Self::Line { start, end } => start.distance(end),
            Self::Arc { radius, sweep, .. } => radius * sweep.abs(),
            Self::Circle(c) => std::f64::consts::TAU * c.radius,
        }
    }

    /// Unit tangent at parameter `t`; zero for a curve of no length.
    pub fn tangent(&self, t: f64) -> Vec2 {
        match *self {
            Self::Line { start, end } => (end - start).normalize_or_zero(),
            Self::Arc { center, sweep, .. } => ((self.point(t) - center).perp() * sweep.signum()).normalize_or_zero(),
            Self::Circle(c) => (self.point(t) - c.center).perp().normalize_or_zero(),
        }
    }

    /// The smallest box around the curve, exact.
    pub fn bounds(&self) -> Aabb2 {
        match *self {
            Self::Line { start, end } => Aabb2::of([start, end]),
            Self::Circle(c) => Aabb2 { min: c.center - Vec2::splat(c.radius), max: c.center + Vec2::splat(c.radius) },
            Self::Arc { start, end, center, radius, sweep } => {
                let mut bounds = Aabb2::of([start, end]);
                for axis in [Vec2::X, Vec2::Y, Vec2::NEG_X, Vec2::NEG_Y] {
                    if angle_within(start - center, axis, sweep) {
                        bounds.include(center + axis * radius);
                    }
                }
                bounds
            }
        }
    }

    /// Area between the curve and its rays to the origin, signed: summed over a loop this is the loop's area.
    pub fn signed_area(&self) -> f64 {
        match *self {
            Self::Line { start, end } => start.perp_dot(end) * 0.5,
            Self::Arc { start, end, radius, sweep, .. } => {
                start.perp_dot(end) * 0.5 + radius * radius * 0.5 * (sweep - sweep.sin())
            }
            Self::Circle(c) => std::f64::consts::PI * c.radius * c.radius,
        }
    }
}

/// Whether direction `to` is met when turning from `from` by the signed angle `sweep`.
pub fn angle_within(from: Vec2, to: Vec2, sweep: f64) -> bool {
    let mut angle = from.perp_dot(to).atan2(from.dot(to));
    if sweep < 0.0 {
        angle = -angle;
    }
    if angle < 0.0 {
        angle += std::f64::consts::TAU;
    }
    angle <= sweep.abs()
}

impl Loop {
    /// An axis-aligned rectangle between two corners, counter-clockwise.
    pub fn rectangle(min: Vec2, max: Vec2) -> Self {
        Self::polygon(&[min, Vec2::new(max.x, min.y), max, Vec2::new(min.x, max.y)])
    }

    /// Straight edges through `points`.
    pub fn polygon(points: &[Vec2]) -> Self {
        Self::Path(points.iter().map(|&start| Edge { start, sweep: 0.0 }).collect())
    }

    /// A circle.
    pub fn circle(center: Vec2, radius: f64) -> Self {
        Self::Circle(Circle { center, radius })
    }

    /// The curves in order.
    pub fn curves(&self) -> impl Iterator<Item = Curve> + '_ {
        let (edges, circle): (&[Edge], _) = match self {
            Self::Circle(c) => (&[], Some(Curve::Circle(*c))),
            Self::Path(edges) => (edges, None),
        };
        (0..edges.len()).map(move |i| Curve::from_edge(edges[i], edges[(i + 1) % edges.len()].start)).chain(circle)
    }

    /// Number of curves.
    pub fn curve_count(&self) -> usize {
        match self {
            Self::Circle(_) => 1,
            Self::Path(edges) => edges.len(),
        }
    }

    /// Enclosed area, positive where the loop runs counter-clockwise.
    pub fn signed_area(&self) -> f64 {
        // About the first point, so that a loop far from the origin loses no digits.
        match self {
            Self::Circle(_) => self.curves().map(|c| c.signed_area()).sum(),
            Self::Path(edges) => {
                let Some(first) = edges.first() else { return 0.0 };
                let moved: Vec<Edge> = edges.iter().map(|e| Edge { start: e.start - first.start, ..*e }).collect();
                Self::Path(moved).curves().map(|c| c.signed_area()).sum()
            }
        }
    }

    /// Total length.
    pub fn length(&self) -> f64 {
        self.curves().map(|c| c.length()).sum()
    }

    /// The smallest box around the loop, exact.
    pub fn bounds(&self) -> Aabb2 {
        self.curves().fold(Aabb2::EMPTY, |b, c| b.union(c.bounds()))
    }

    /// The loop run the other way.
    #[must_use]
    pub fn reversed(&self) -> Self {
        match self {
            Self::Circle(_) => self.clone(),
            Self::Path(edges) => {
                let n = edges.len();
                // Edge k of the reverse runs from the start of edge n−k to the start of edge n−k−1.
                Self::Path(
                    (0..n).map(|k| Edge { start: edges[(n - k) % n].start, sweep: -edges[n - k - 1].sweep }).collect(),
                )
            }
        }
    }

    /// Each point moved by `f`, which must keep angles (a rigid motion or an even scale); `mirrored` says that it flips the plane.
    #[must_use]
    pub fn mapped(&self, scale: f64, mirrored: bool, f: impl Fn(Vec2) -> Vec2) -> Self {
        match self {
            Self::Circle(c) => Self::circle(f(c.center), c.radius * scale),
            Self::Path(edges) => Self::Path(
                edges
                    .iter()
                    .map(|e| Edge { start: f(e.start), sweep: if mirrored { -e.sweep } else { e.sweep } })
                    .collect(),
            ),
        }
    }

    /// Points along the loop, each chord within `chord_error` of its curve; the first is not repeated at the end.
    pub fn polyline(&self, chord_error: f64) -> Vec<Vec2> {
        let mut points = Vec::new();
        for curve in self.curves() {
            let pieces = match curve {
                Curve::Line { .. } => 1,
                Curve::Arc { radius, sweep, .. } => arc_pieces(radius, sweep.abs(), chord_error).max(1),
                Curve::Circle(c) => arc_pieces(c.radius, std::f64::consts::TAU, chord_error).max(3),
            };
            points.extend((0..pieces).map(|i| curve.point(i as f64 / pieces as f64)));
        }
        points
    }
}

fn arc_pieces(radius: f64, sweep: f64, chord_error: f64) -> usize {
    let ratio = (chord_error / radius).clamp(1e-9, 1.0);
    (sweep / (2.0 * (1.0 - ratio).acos())).ceil().min(1e6) as usize
}

impl Profile {
    /// A profile without holes.
    pub fn solid(outer: Loop) -> Self {
        Self { outer, holes: Vec::new() }
    }

    /// The outer loop, then the holes.
    pub fn loops(&self) -> impl Iterator<Item = &Loop> {
        std::iter::once(&self.outer).chain(&self.holes)
    }

    /// Area of the region, positive.
    pub fn area(&self) -> f64 {
        self.outer.signed_area().abs() - self.holes.iter().map(|h| h.signed_area().abs()).sum::<f64>()
    }

    /// The box of the outer loop.
    pub fn bounds(&self) -> Aabb2 {
        self.outer.bounds()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    #[test]
    fn half_disc_has_area_and_bounds_of_a_half_disc() {
        // From (1,0) over the top to (−1,0), then the diameter back.
        let half = Loop::Path(vec![
            Edge { start: Vec2::new(1.0, 0.0), sweep: PI },
            Edge { start: Vec2::new(-1.0, 0.0), sweep: 0.0 },
        ]);
        assert!((half.signed_area() - PI / 2.0).abs() < 1e-12);
        assert!((half.reversed().signed_area() + PI / 2.0).abs() < 1e-12);
        let b = half.bounds();
        assert!((b.max - Vec2::new(1.0, 1.0)).length() < 1e-12 && (b.min - Vec2::new(-1.0, 0.0)).length() < 1e-12);
    }

    #[test]
    fn three_quarter_arc_bulges_past_its_chord() {
        let curve = Curve::from_edge(Edge { start: Vec2::X, sweep: 1.5 * PI }, Vec2::NEG_Y);
        let Curve::Arc { center, radius, .. } = curve else { panic!("an arc") };
        assert!(center.length() < 1e-12 && (radius - 1.0).abs() < 1e-12);
        assert!((curve.point(1.0) - Vec2::NEG_Y).length() < 1e-12);
    }
}
