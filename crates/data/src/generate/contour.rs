//! Contours of driven numbers: what is drawn in a sketch before it becomes loops.

use super::dim::Dim;
use resolid_geom::{Circle, Edge, Loop, Profile, Vec2};
use std::f64::consts::{FRAC_PI_2, PI};

/// A point of a sketch.
pub(super) type Point = [Dim; 2];

/// A point from two numbers, driven or plain.
pub(super) fn at(x: impl Into<Dim>, y: impl Into<Dim>) -> Point {
    [x.into(), y.into()]
}

/// The sketch's zero.
pub(super) const CENTER: Point = [Dim::ZERO, Dim::ZERO];

/// A closed contour.
// A circle's numbers are held inline: contours are few, and copied often.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug)]
pub(super) enum Contour {
    Circle(Point, Dim),
    /// Starts of edges and the angle each turns through.
    Path(Vec<(Point, f64)>),
}

impl Contour {
    /// Curves it consists of.
    pub fn curve_count(&self) -> usize {
        match self {
            Self::Circle(..) => 1,
            Self::Path(edges) => edges.len(),
        }
    }

    /// Its numbers without what drives them.
    pub fn plain(&self) -> Loop {
        let v = |p: &Point| Vec2::new(p[0].v, p[1].v);
        match self {
            Self::Circle(c, r) => Loop::Circle(Circle { center: v(c), radius: r.v }),
            Self::Path(edges) => {
                Loop::Path(edges.iter().map(|(p, sweep)| Edge { start: v(p), sweep: *sweep }).collect())
            }
        }
    }

    /// The contour moved by `by`.
    pub fn moved(&self, by: Point) -> Self {
        self.mapped(false, |p| [p[0] + by[0], p[1] + by[1]])
    }

    /// The contour turned by a quarter, counter-clockwise about zero.
    pub fn quarter(&self) -> Self {
        self.mapped(false, |p| [-p[1], p[0]])
    }

    /// The mirror image in the y axis.
    pub fn mirrored(&self) -> Self {
        self.mapped(true, |p| [-p[0], p[1]])
    }

    /// Each point put through `f`, a rigid motion; `flips` says that it turns the plane over.
    pub fn mapped(&self, flips: bool, f: impl Fn(Point) -> Point) -> Self {
        match self {
            Self::Circle(c, r) => Self::Circle(f(*c), *r),
            Self::Path(edges) => Self::Path(edges.iter().map(|&(p, s)| (f(p), if flips { -s } else { s })).collect()),
        }
    }
}

/// A region of the sketch: a contour less others.
#[derive(Clone, Debug)]
pub(super) struct Area {
    pub outer: Contour,
    pub holes: Vec<Contour>,
}

impl Area {
    /// A region without holes.
    pub fn of(outer: Contour) -> Self {
        Self { outer, holes: Vec::new() }
    }

    /// With one hole more.
    pub fn less(mut self, hole: Contour) -> Self {
        self.holes.push(hole);
        self
    }

    /// Its commands: the extrusion, and each loop with its curves.
    pub fn cost(&self) -> usize {
        2 + self.outer.curve_count() + self.holes.iter().map(|h| 1 + h.curve_count()).sum::<usize>()
    }

    /// Its numbers without what drives them.
    pub fn plain(&self) -> Profile {
        Profile { outer: self.outer.plain(), holes: self.holes.iter().map(Contour::plain).collect() }
    }
}

/// A circle by its diameter.
pub(super) fn disc(center: Point, diameter: impl Into<Dim>) -> Contour {
    Contour::Circle(center, diameter.into() / 2.0)
}

/// Straight edges.
pub(super) fn polygon(points: &[Point]) -> Contour {
    Contour::Path(points.iter().map(|&p| (p, 0.0)).collect())
}

/// A rectangle round `c`.
pub(super) fn rectangle(c: Point, width: impl Into<Dim>, height: impl Into<Dim>) -> Contour {
    polygon(&corners(c, width.into() / 2.0, height.into() / 2.0))
}

/// A rectangle between two corners.
pub(super) fn block(min: Point, max: Point) -> Contour {
    polygon(&[min, [max[0], min[1]], max, [min[0], max[1]]])
}

/// The corners of a rectangle round `c`, counter-clockwise from the lower left.
pub(super) fn corners(c: Point, half_x: Dim, half_y: Dim) -> [Point; 4] {
    [
        [c[0] - half_x, c[1] - half_y],
        [c[0] + half_x, c[1] - half_y],
        [c[0] + half_x, c[1] + half_y],
        [c[0] - half_x, c[1] + half_y],
    ]
}

/// How a corner is taken off.
#[derive(Clone, Copy, Debug)]
pub(super) enum Corner {
    Sharp,
    Round(Dim),
    Bevel(Dim),
}

/// A polygon of edges along x and y, its corners taken off. Stays exact when parameters change.
pub(super) fn squared(points: &[(Point, Corner)]) -> Contour {
    let n = points.len();
    let value = |k: usize| Vec2::new(points[k % n].0[0].v, points[k % n].0[1].v);
    let mut edges = Vec::with_capacity(2 * n);
    for (k, &(p, corner)) in points.iter().enumerate() {
        let inward = (value(k) - value(k + n - 1)).normalize_or_zero().round();
        let onward = (value(k + 1) - value(k)).normalize_or_zero().round();
        let along = |d: Vec2, by: Dim| [p[0] + by * d.x, p[1] + by * d.y];
        match corner {
            Corner::Sharp => edges.push((p, 0.0)),
            Corner::Round(r) => {
                edges.push((along(-inward, r), FRAC_PI_2 * inward.perp_dot(onward).signum()));
                edges.push((along(onward, r), 0.0));
            }
            Corner::Bevel(c) => {
                edges.push((along(-inward, c), 0.0));
                edges.push((along(onward, c), 0.0));
            }
        }
    }
    Contour::Path(edges)
}

/// A rectangle round `c` with all corners alike.
pub(super) fn cornered(c: Point, width: impl Into<Dim>, height: impl Into<Dim>, corner: Corner) -> Contour {
    squared(&corners(c, width.into() / 2.0, height.into() / 2.0).map(|p| (p, corner)))
}

/// A slot along x: `spacing` between the centres of its ends, `width` across.
pub(super) fn slot(c: Point, spacing: impl Into<Dim>, width: impl Into<Dim>) -> Contour {
    let (a, r) = (spacing.into() / 2.0, width.into() / 2.0);
    Contour::Path(vec![
        ([c[0] - a, c[1] - r], 0.0),
        ([c[0] + a, c[1] - r], PI),
        ([c[0] + a, c[1] + r], 0.0),
        ([c[0] - a, c[1] + r], PI),
    ])
}

/// A tongue: straight at y = `foot`, round at the top about `c`; `width` across.
pub(super) fn tongue(c: Point, foot: impl Into<Dim>, width: impl Into<Dim>) -> Contour {
    let (foot, r) = (foot.into(), width.into() / 2.0);
    Contour::Path(vec![
        ([c[0] - r, foot], 0.0),
        ([c[0] + r, foot], 0.0),
        ([c[0] + r, c[1]], PI),
        ([c[0] - r, c[1]], 0.0),
    ])
}

/// A regular polygon by the distance across its flats, a corner on the x axis turned by half a step where `flat`.
pub(super) fn regular(c: Point, sides: usize, across: impl Into<Dim>) -> Contour {
    let apothem = across.into() / 2.0;
    let step = 2.0 * PI / sides as f64;
    let points: Vec<Point> =
        (0..sides).map(|k| polar(c, apothem / (step / 2.0).cos(), step * (k as f64 + 0.5) - FRAC_PI_2)).collect();
    polygon(&points)
}

/// The point at `radius` and `angle` from `c`.
pub(super) fn polar(c: Point, radius: Dim, angle: f64) -> Point {
    // Quarter turns come out exact.
    let clean = |v: f64| if v.abs() < 1e-12 { 0.0 } else { v };
    [c[0] + radius * clean(angle.cos()), c[1] + radius * clean(angle.sin())]
}

/// A piece of a ring about `c`, from angle `from` over `turn`.
pub(super) fn ring_piece(c: Point, inner: Dim, outer: Dim, from: f64, turn: f64) -> Contour {
    Contour::Path(vec![
        (polar(c, outer, from), turn),
        (polar(c, outer, from + turn), 0.0),
        (polar(c, inner, from + turn), -turn),
        (polar(c, inner, from), 0.0),
    ])
}

/// A disc of diameter `d` about `c` cut off by the line `flat` above `c`. Plain numbers: its arc does not follow
/// a parameter.
pub(super) fn flatted(c: [f64; 2], d: f64, flat: f64) -> Contour {
    let half = (0.25 * d * d - flat * flat).max(0.0).sqrt();
    let sweep = 2.0 * PI - 2.0 * half.atan2(flat);
    Contour::Path(vec![(at(c[0] - half, c[1] + flat), sweep), (at(c[0] + half, c[1] + flat), 0.0)])
}

/// A disc of diameter `d` about zero with two flats, `across` apart. Plain numbers.
pub(super) fn two_flats(d: f64, across: f64) -> Contour {
    let (y, half) = (across / 2.0, (0.25 * (d * d - across * across)).max(0.0).sqrt());
    let sweep = 2.0 * y.atan2(half);
    Contour::Path(vec![(at(half, -y), sweep), (at(half, y), 0.0), (at(-half, y), sweep), (at(-half, -y), 0.0)])
}

/// The hull of discs (centre, radius), given counter-clockwise and all on the hull: arcs and their common tangents.
/// Plain numbers: tangents do not follow parameters.
pub(super) fn hull(discs: &[([f64; 2], f64)]) -> Contour {
    let n = discs.len();
    // Outward normal of the tangent from disc k to the next.
    let normal = |k: usize| {
        let ((p, r), (q, s)) = (discs[k % n], discs[(k + 1) % n]);
        let d = Vec2::new(q[0] - p[0], q[1] - p[1]);
        let along = (r - s) / d.length();
        let u = d.normalize_or_zero();
        u * along - u.perp() * (1.0 - along * along).max(0.0).sqrt()
    };
    let mut edges = Vec::with_capacity(2 * n);
    for (k, &(c, r)) in discs.iter().enumerate() {
        let (from, to) = (normal(k + n - 1), normal(k));
        let mut sweep = from.perp_dot(to).atan2(from.dot(to));
        if sweep < 0.0 {
            sweep += 2.0 * PI;
        }
        let place = |v: Vec2| at(c[0] + r * v.x, c[1] + r * v.y);
        edges.push((place(from), sweep));
        edges.push((place(to), 0.0));
    }
    Contour::Path(edges)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(c: &Contour) -> f64 {
        c.plain().signed_area()
    }

    #[test]
    fn contours_enclose_what_their_formulas_say() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9 * b.abs(), "{a} {b}");
        close(area(&rectangle(CENTER, 4.0, 3.0)), 12.0);
        close(area(&cornered(CENTER, 10.0, 8.0, Corner::Round(2.0.into()))), 80.0 - (4.0 - PI) * 4.0);
        close(area(&cornered(CENTER, 10.0, 8.0, Corner::Bevel(2.0.into()))), 80.0 - 8.0);
        close(area(&slot(CENTER, 10.0, 4.0)), 40.0 + 4.0 * PI);
        close(area(&tongue(at(0.0, 10.0), 0.0, 6.0)), 60.0 + 4.5 * PI);
        close(area(&regular(CENTER, 6, 10.0)), 50.0 * 3f64.sqrt());
        close(area(&ring_piece(CENTER, 2.0.into(), 4.0.into(), 0.3, 1.0)), 0.5 * (16.0 - 4.0));
        close(area(&flatted([1.0, 2.0], 10.0, 0.0)), 12.5 * PI);
        // A disc of radius 5, flats at ±3: less two caps.
        let cap = 25.0 * (3.0f64 / 5.0).acos() - 3.0 * 4.0;
        close(area(&two_flats(10.0, 6.0)), 25.0 * PI - 2.0 * cap);
        close(area(&flatted([0.0, 0.0], 10.0, 3.0)), 25.0 * PI - cap);
        close(area(&hull(&[([-5.0, 0.0], 2.0), ([5.0, 0.0], 2.0)])), 40.0 + 4.0 * PI);
    }

    #[test]
    fn hulls_are_tangent() {
        let discs = [([0.0, 0.0], 6.0), ([30.0, 0.0], 3.0), ([10.0, 20.0], 4.0)];
        let contour = hull(&discs).plain();
        let curves: Vec<_> = contour.curves().collect();
        for k in 0..curves.len() {
            let next = &curves[(k + 1) % curves.len()];
            assert!(curves[k].tangent(1.0).distance(next.tangent(0.0)) < 1e-9, "corner {k}");
        }
    }
}
