//! Questions to regions of the plane: is a point inside, and where is the nearest point of the border?
//!
//! Borders are loops of lines, arcs and circles, answered in closed form. A loop is cut into pieces that rise or
//! fall in y; a point is inside where a ray to the right crosses an odd number of them. Neighbouring pieces share
//! their end heights bit for bit and each owns only its lower end, so no ray slips through a corner.

use crate::boxtree::{BoxTree, Span};
use crate::{Aabb2, Curve, Loop, Profile, Vec2};
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// Loops of more pieces than this are searched through a tree.
const SCAN: usize = 48;

/// Arcs that turn through less are taken as lines: their sagitta is below the rounding error of their far centre.
const STRAIGHT: f64 = 3e-8;

/// A curve of a contour, made ready for distance questions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stretch {
    /// A segment.
    Line {
        /// First end.
        start: Vec2,
        /// Second end.
        end: Vec2,
    },
    /// An arc, or a full circle where `cos_half` is −1.
    Arc {
        /// Centre.
        center: Vec2,
        /// Radius.
        radius: f64,
        /// Unit direction from the centre to the arc's middle.
        middle: Vec2,
        /// Cosine of half the swept angle: a direction `d` lies on the arc where `d·middle ≥ |d| cos_half`.
        cos_half: f64,
        /// First end.
        start: Vec2,
        /// Second end.
        end: Vec2,
    },
}

impl Stretch {
    /// The curve made ready; `None` where it has no length or a number is not finite.
    pub fn new(curve: &Curve) -> Option<Self> {
        let stretch = match *curve {
            Curve::Line { start, end } => Self::Line { start, end },
            Curve::Arc { start, end, sweep, .. } if sweep.abs() < STRAIGHT => Self::Line { start, end },
            Curve::Arc { start, end, center, radius, sweep } => Self::Arc {
                center,
                radius,
                middle: Vec2::from_angle(sweep * 0.5).rotate((start - center) / radius),
                cos_half: (sweep.abs() * 0.5).min(PI).cos(),
                start,
                end,
            },
            Curve::Circle(c) => {
                let side = c.center + Vec2::X * c.radius;
                Self::Arc {
                    center: c.center,
                    radius: c.radius,
                    middle: Vec2::NEG_X,
                    cos_half: -1.0,
                    start: side,
                    end: side,
                }
            }
        };
        let sound = match stretch {
            Self::Line { start, end } => start.is_finite() && end.is_finite() && start != end,
            Self::Arc { center, radius, middle, .. } => {
                center.is_finite() && radius.is_finite() && middle.is_finite() && radius > 0.0
            }
        };
        sound.then_some(stretch)
    }

    /// Whether the direction from the centre to `p` lies within the arc; for a line, whether `p`'s foot lies on it.
    pub fn spans(&self, p: Vec2) -> bool {
        match *self {
            Self::Line { start, end } => {
                let d = end - start;
                let t = (p - start).dot(d);
                t >= 0.0 && t <= d.length_squared()
            }
            Self::Arc { center, middle, cos_half, .. } => {
                let d = p - center;
                cos_half <= -1.0 || d.dot(middle) >= d.length() * cos_half
            }
        }
    }

    /// The point nearest to `p`.
    #[inline]
    pub fn nearest(&self, p: Vec2) -> Vec2 {
        match *self {
            Self::Line { start, end } => {
                let d = end - start;
                start + d * ((p - start).dot(d) / d.length_squared()).clamp(0.0, 1.0)
            }
            Self::Arc { center, radius, middle, cos_half, start, end } => {
                let d = p - center;
                let length = d.length();
                if length <= radius * 1e-14 {
                    center + middle * radius
                } else if cos_half <= -1.0 || d.dot(middle) >= length * cos_half {
                    center + d * (radius / length)
                } else if p.distance_squared(start) <= p.distance_squared(end) {
                    start
                } else {
                    end
                }
            }
        }
    }
}

/// Part of a curve on which y only rises or only falls.
#[derive(Clone, Copy, Debug)]
struct Piece {
    low: f64,
    high: f64,
    shape: Shape,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    /// x at the lower end, and dx/dy.
    Line { x: f64, slope: f64 },
    /// The half of a circle on the side of `sign`.
    Half { center: Vec2, radius: f64, sign: f64 },
}

impl Piece {
    /// Whether a ray from `p` to the right crosses.
    #[inline]
    fn crossed(&self, p: Vec2) -> bool {
        if !(self.low <= p.y && p.y < self.high) {
            return false;
        }
        let x = match self.shape {
            Shape::Line { x, slope } => x + (p.y - self.low) * slope,
            Shape::Half { center, radius, sign } => {
                let dy = p.y - center.y;
                center.x + sign * ((radius - dy) * (radius + dy)).max(0.0).sqrt()
            }
        };
        x > p.x
    }
}

/// Where a point of the border was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foot {
    /// The point.
    pub point: Vec2,
    /// Its distance from the query, not negative.
    pub distance: f64,
    /// 0 for the outer loop, `k` for hole `k − 1`; always 0 from a single [`Contour`].
    pub contour: usize,
    /// The curve's index in its loop.
    pub curve: usize,
}

/// A loop made ready for questions.
#[derive(Clone, Debug)]
pub struct Contour {
    stretches: Vec<(Stretch, u32)>,
    pieces: Vec<Piece>,
    bounds: Aabb2,
    /// Over the stretches, where they are many.
    stretch_tree: Option<BoxTree<2>>,
    /// Over the pieces, where they are many.
    piece_tree: Option<BoxTree<2>>,
}

impl Contour {
    /// The loop, made ready. Curves of no length or with numbers that are not finite are left out.
    pub fn new(source: &Loop) -> Self {
        let mut contour = Self {
            stretches: Vec::with_capacity(source.curve_count()),
            pieces: Vec::with_capacity(source.curve_count()),
            bounds: Aabb2::EMPTY,
            stretch_tree: None,
            piece_tree: None,
        };
        let (mut stretch_spans, mut piece_spans) = (Vec::new(), Vec::new());
        for (index, curve) in source.curves().enumerate() {
            let Some(stretch) = Stretch::new(&curve) else { continue };
            let straight = matches!(stretch, Stretch::Line { .. });
            let bounds = match stretch {
                Stretch::Line { start, end } => Aabb2::of([start, end]),
                Stretch::Arc { .. } => curve.bounds(),
            };
            contour.bounds = contour.bounds.union(bounds);
            let first = contour.pieces.len();
            match curve {
                Curve::Circle(c) => {
                    for sign in [1.0, -1.0] {
                        contour.push(
                            c.center.y - c.radius,
                            c.center.y + c.radius,
                            Shape::Half { center: c.center, radius: c.radius, sign },
                        );
                    }
                }
                Curve::Arc { start, end, center, radius, sweep } if !straight => {
                    contour.push_arc(start, end, center, radius, sweep);
                }
                Curve::Line { start, end } | Curve::Arc { start, end, .. } => contour.push_line(start, end),
            }
            contour.stretches.push((stretch, index as u32));
            stretch_spans.push(Span::from(bounds));
            // A piece is tested where the ray's height meets it, so the whole curve's width is box enough.
            for piece in &contour.pieces[first..] {
                piece_spans.push(Span { min: [bounds.min.x, piece.low], max: [bounds.max.x, piece.high] });
            }
        }
        if contour.stretches.len() > SCAN {
            contour.stretch_tree = Some(BoxTree::new(stretch_spans));
        }
        if contour.pieces.len() > SCAN {
            contour.piece_tree = Some(BoxTree::new(piece_spans));
        }
        contour
    }

    fn push(&mut self, a: f64, b: f64, shape: Shape) {
        if a != b {
            self.pieces.push(Piece { low: a.min(b), high: a.max(b), shape });
        }
    }

    fn push_line(&mut self, start: Vec2, end: Vec2) {
        let low = if start.y < end.y { start } else { end };
        let slope = (end.x - start.x) / (end.y - start.y);
        self.push(start.y, end.y, Shape::Line { x: low.x, slope });
    }

    fn push_arc(&mut self, start: Vec2, end: Vec2, center: Vec2, radius: f64, sweep: f64) {
        let from = (start - center).to_angle();
        // An arc of many turns, which only a file can ask for, lies on the same circle as one turn of it.
        let to = from + sweep.clamp(-TAU, TAU);
        let (low, high) = (from.min(to), from.max(to));
        // Angles of the highest and lowest points met on the way.
        let first = ((low - FRAC_PI_2) / PI).floor() as i64 + 1;
        let last = ((high - FRAC_PI_2) / PI).ceil() as i64 - 1;
        let turns = (first..=last).map(|k| {
            let up = k.rem_euclid(2) == 0;
            (FRAC_PI_2 + k as f64 * PI, center.y + if up { radius } else { -radius })
        });
        let mut stops: Vec<(f64, f64)> = turns.collect();
        if sweep < 0.0 {
            stops.reverse();
        }
        stops.push((to, end.y));
        let mut at = (from, start.y);
        for stop in stops {
            let sign = ((at.0 + stop.0) * 0.5).cos().signum();
            self.push(at.1, stop.1, Shape::Half { center, radius, sign });
            at = stop;
        }
    }

    /// The smallest box around the loop.
    pub fn bounds(&self) -> Aabb2 {
        self.bounds
    }

    /// The curves with their indices in the loop.
    pub fn stretches(&self) -> &[(Stretch, u32)] {
        &self.stretches
    }

    /// Whether `p` is enclosed (even–odd); on the border, either.
    #[inline]
    pub fn contains(&self, p: Vec2) -> bool {
        if !self.bounds.contains(p) {
            return false;
        }
        let mut inside = false;
        match &self.piece_tree {
            None => {
                for piece in &self.pieces {
                    inside ^= piece.crossed(p);
                }
            }
            Some(tree) => tree.visit(
                |s| s.min[1] <= p.y && p.y <= s.max[1] && s.max[0] >= p.x,
                |i| inside ^= self.pieces[i].crossed(p),
            ),
        }
        inside
    }

    /// The nearest point of the loop; `None` for a loop without curves, or where nothing lies within `bound`.
    pub fn nearest_within(&self, p: Vec2, bound: f64) -> Option<Foot> {
        let mut best = bound * bound;
        let mut found = None;
        let mut look = |i: usize, best: f64| {
            let point = self.stretches[i].0.nearest(p);
            let d = point.distance_squared(p);
            if d <= best {
                found = Some((point, i));
                d
            } else {
                best
            }
        };
        match &self.stretch_tree {
            None => {
                for i in 0..self.stretches.len() {
                    best = look(i, best);
                }
            }
            Some(tree) => tree.nearest(&p.to_array(), best, look),
        }
        found.map(|(point, i)| Foot {
            point,
            distance: point.distance(p),
            contour: 0,
            curve: self.stretches[i].1 as usize,
        })
    }

    /// The nearest point of the loop; `None` for a loop without curves.
    pub fn nearest(&self, p: Vec2) -> Option<Foot> {
        self.nearest_within(p, f64::INFINITY)
    }

    /// Distance to the loop, negative inside; exact. Infinite for a loop without curves.
    pub fn signed_distance(&self, p: Vec2) -> f64 {
        let d = self.nearest(p).map_or(f64::INFINITY, |f| f.distance);
        if self.contains(p) { -d } else { d }
    }

    /// How far the loop reaches along `direction`, lowest and highest; exact.
    pub fn extent(&self, direction: Vec2) -> [f64; 2] {
        let mut range = [f64::INFINITY, f64::NEG_INFINITY];
        let mut include = |v: f64| range = [range[0].min(v), range[1].max(v)];
        for (stretch, _) in &self.stretches {
            match stretch {
                Stretch::Line { start, end } => {
                    include(start.dot(direction));
                    include(end.dot(direction));
                }
                Stretch::Arc { center, radius, start, end, .. } => {
                    include(start.dot(direction));
                    include(end.dot(direction));
                    let reach = radius * direction.length();
                    for (sign, way) in [(1.0, direction), (-1.0, -direction)] {
                        if stretch.spans(*center + way) {
                            include(center.dot(direction) + sign * reach);
                        }
                    }
                }
            }
        }
        range
    }
}

/// A profile made ready for questions: inside the outer contour and outside every hole.
#[derive(Clone, Debug)]
pub struct Region {
    outer: Contour,
    holes: Vec<Contour>,
}

impl Region {
    /// The profile, made ready.
    pub fn new(profile: &Profile) -> Self {
        Self { outer: Contour::new(&profile.outer), holes: profile.holes.iter().map(Contour::new).collect() }
    }

    /// The outer contour, then the holes.
    pub fn contours(&self) -> impl Iterator<Item = &Contour> {
        std::iter::once(&self.outer).chain(&self.holes)
    }

    /// Contour `k`: 0 is the outer one.
    pub fn contour(&self, k: usize) -> &Contour {
        if k == 0 { &self.outer } else { &self.holes[k - 1] }
    }

    /// The box of the outer contour.
    pub fn bounds(&self) -> Aabb2 {
        self.outer.bounds
    }

    /// Whether `p` lies in the region; on the border, either.
    #[inline]
    pub fn contains(&self, p: Vec2) -> bool {
        self.outer.contains(p) && !self.holes.iter().any(|h| h.contains(p))
    }

    /// The nearest point of the border; `None` for a region without curves.
    pub fn nearest(&self, p: Vec2) -> Option<Foot> {
        let mut best: Option<Foot> = None;
        for (k, contour) in self.contours().enumerate() {
            let bound = best.map_or(f64::INFINITY, |b| b.distance);
            if let Some(foot) = contour.nearest_within(p, bound) {
                best = Some(Foot { contour: k, ..foot });
            }
        }
        best
    }

    /// Distance to the border, negative inside; exact where the loops are disjoint, as a profile's are.
    pub fn signed_distance(&self, p: Vec2) -> f64 {
        let d = self.nearest(p).map_or(f64::INFINITY, |f| f.distance);
        if self.contains(p) { -d } else { d }
    }
}

/// The nearest point of `curve` to `p`, and its parameter in 0..=1.
pub fn nearest_on_curve(curve: &Curve, p: Vec2) -> (Vec2, f64) {
    let Some(stretch) = Stretch::new(curve) else { return (curve.point(0.0), 0.0) };
    let point = stretch.nearest(p);
    let t = match *curve {
        Curve::Line { start, end } => (point - start).dot(end - start) / start.distance_squared(end),
        Curve::Arc { start, end, .. } if point == start || point == end => f64::from(u8::from(point == end)),
        Curve::Arc { start, center, sweep, .. } => {
            let turn = (start - center).angle_to(point - center) * sweep.signum();
            let turn = if turn < 0.0 { turn + TAU } else { turn };
            (turn / sweep.abs()).min(1.0)
        }
        Curve::Circle(c) => (point - c.center).to_angle().rem_euclid(TAU) / TAU,
    };
    (point, t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Edge;

    fn path(edges: &[(f64, f64, f64)]) -> Loop {
        Loop::Path(edges.iter().map(|&(x, y, sweep)| Edge { start: Vec2::new(x, y), sweep }).collect())
    }

    /// A slot of half length 2 and radius 1 about the origin.
    fn slot() -> Loop {
        path(&[(-2.0, -1.0, 0.0), (2.0, -1.0, PI), (2.0, 1.0, 0.0), (-2.0, 1.0, PI)])
    }

    fn lattice(step: f64, reach: f64) -> impl Iterator<Item = Vec2> {
        let n = (reach / step) as i64;
        (-n..=n).flat_map(move |i| (-n..=n).map(move |j| Vec2::new(i as f64, j as f64) * step))
    }

    #[test]
    fn slot_distance_is_distance_to_its_spine_less_radius() {
        for slot in [slot(), slot().reversed()] {
            let contour = Contour::new(&slot);
            for p in lattice(0.25, 4.0) {
                let spine = Vec2::new(p.x.clamp(-2.0, 2.0), 0.0);
                let want = p.distance(spine) - 1.0;
                let got = contour.signed_distance(p);
                assert!((got - want).abs() < 1e-12, "{p}: {got} for {want}");
            }
        }
    }

    #[test]
    fn arc_past_half_a_turn_is_inside_and_outside_where_it_should() {
        // Three quarters of the unit circle, closed by its chord from (0,−1) to (1,0).
        let contour = Contour::new(&path(&[(1.0, 0.0, 1.5 * PI), (0.0, -1.0, 0.0)]));
        for p in lattice(0.07, 1.5) {
            let want = p.length() < 1.0 && p.y > p.x - 1.0;
            if (p.length() - 1.0).abs() > 1e-9 && (p.y - p.x + 1.0).abs() > 1e-9 {
                assert_eq!(contour.contains(p), want, "{p}");
            }
        }
        let [low, high] = contour.extent(Vec2::new(0.6, -0.8));
        assert!((low + 1.0).abs() < 1e-12 && (high - 0.8).abs() < 1e-12, "{low} {high}");
    }

    #[test]
    fn rays_through_corners_are_counted_once() {
        // Every lattice height meets a corner of this diamond with a notch.
        let contour = Contour::new(&Loop::polygon(&[
            Vec2::new(0.0, -2.0),
            Vec2::new(2.0, 0.0),
            Vec2::new(1.0, 1.0),
            Vec2::new(1.0, 0.0),
            Vec2::new(0.0, 0.0),
            Vec2::new(0.0, 2.0),
            Vec2::new(-2.0, 0.0),
        ]));
        for (x, y, want) in [
            (-1.0, 0.0, true),
            (-3.0, 0.0, false),
            (-0.5, 1.0, true),
            (-3.0, 1.0, false),
            (0.5, 0.5, false),
            (-3.0, -2.0, false),
            (-3.0, 2.0, false),
            (1.5, 0.2, true),
        ] {
            assert_eq!(contour.contains(Vec2::new(x, y)), want, "{x} {y}");
        }
    }

    #[test]
    fn ring_distance_counts_the_hole() {
        let ring =
            Region::new(&Profile { outer: Loop::circle(Vec2::ZERO, 3.0), holes: vec![Loop::circle(Vec2::ZERO, 1.0)] });
        for p in lattice(0.3, 4.0) {
            let r = p.length();
            let want = (r - 3.0).max(1.0 - r);
            assert!((ring.signed_distance(p) - want).abs() < 1e-12, "{p}");
        }
        assert_eq!(ring.nearest(Vec2::new(0.0, 1.2)).unwrap().contour, 1);
    }

    #[test]
    fn thousand_curves_answer_as_the_circle_they_follow() {
        let n = 4000;
        let points: Vec<Vec2> = (0..n).map(|i| Vec2::from_angle(TAU * f64::from(i) / f64::from(n)) * 10.0).collect();
        let contour = Contour::new(&Loop::polygon(&points));
        let sagitta = 10.0 * (1.0 - (PI / f64::from(n)).cos());
        for p in lattice(1.03, 13.0) {
            let want = p.length() - 10.0;
            let got = contour.signed_distance(p);
            assert!((got - want).abs() <= sagitta * 1.01, "{p}: {got} for {want}");
        }
    }

    #[test]
    fn degenerate_curves_do_not_panic() {
        let contour = Contour::new(&path(&[(0.0, 0.0, 1.0), (0.0, 0.0, 0.0), (f64::NAN, 0.0, 0.0)]));
        assert!(!contour.contains(Vec2::ZERO));
        assert!(contour.nearest(Vec2::ZERO).is_none());
        assert!(Contour::new(&Loop::Path(Vec::new())).nearest(Vec2::ONE).is_none());
    }

    #[test]
    fn parameter_of_the_nearest_point_gives_the_point_back() {
        let curves = [
            Curve::from_edge(Edge { start: Vec2::X, sweep: 1.5 * PI }, Vec2::NEG_Y),
            Curve::from_edge(Edge { start: Vec2::X, sweep: -0.5 * PI }, Vec2::NEG_Y),
            Curve::from_edge(Edge { start: Vec2::X, sweep: 0.0 }, Vec2::new(3.0, 4.0)),
            Curve::Circle(crate::Circle { center: Vec2::ONE, radius: 0.5 }),
        ];
        for curve in curves {
            for p in lattice(0.31, 3.0) {
                let (point, t) = nearest_on_curve(&curve, p);
                assert!(curve.point(t).distance(point) < 1e-9, "{curve:?} {p}: {point} at {t}");
            }
        }
    }
}
