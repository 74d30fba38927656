//! Polygonal regions of a sketch plane and their Booleans.
//!
//! Everything the search reasons about is a polygon whose corners are mesh vertices seen along an extrusion
//! direction; lines and arcs are read off only once a profile is chosen (`sketch.rs`). The Booleans are
//! `i_overlay`'s, which work on a 64-bit integer grid and so never fail on touching or coinciding edges.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay;
use resolid_geom::{Aabb2, Vec2};

/// Coordinates beyond this, which only a plane all but parallel to a prism can make, are left out: `i_overlay` refuses
/// coordinates its grid cannot hold.
const FARTHEST: f64 = 1e12;

/// What coordinates of Booleans are rounded by, as a share of the largest.
const ROUNDING: f64 = 1e-12;

type Contours = Vec<Vec<[f64; 2]>>;

/// A closed polygon; the last corner joins the first.
pub type Contour = Vec<Vec2>;

/// One connected piece: a counter-clockwise outer contour, then clockwise holes.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The boundary.
    pub outer: Contour,
    /// What is left out.
    pub holes: Vec<Contour>,
}

/// Any number of disjoint pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Region {
    /// The pieces.
    pub shapes: Vec<Shape>,
}

/// Area of a contour, positive where it runs counter-clockwise.
pub fn signed_area(contour: &[Vec2]) -> f64 {
    let Some(&o) = contour.first() else { return 0.0 };
    let n = contour.len();
    (0..n).map(|i| (contour[i] - o).perp_dot(contour[(i + 1) % n] - o)).sum::<f64>() * 0.5
}

/// Whether a contour of either direction encloses `p`.
pub fn winds_around(contour: &[Vec2], p: Vec2) -> bool {
    let n = contour.len();
    let mut inside = false;
    for i in 0..n {
        let (a, b) = (contour[i], contour[(i + 1) % n]);
        if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
            inside = !inside;
        }
    }
    inside
}

/// Whether `p` lies in the region that outer contours and holes bound together: inside an odd number of them.
pub fn inside<'a>(contours: impl IntoIterator<Item = &'a Contour>, p: Vec2) -> bool {
    contours.into_iter().filter(|c| winds_around(c, p)).count() % 2 == 1
}

/// Length of a contour.
pub fn perimeter(contour: &[Vec2]) -> f64 {
    let n = contour.len();
    (0..n).map(|i| contour[i].distance(contour[(i + 1) % n])).sum()
}

impl Shape {
    /// A piece without holes.
    pub fn solid(outer: Contour) -> Self {
        Self { outer, holes: Vec::new() }
    }

    /// Outer contour, then holes.
    pub fn contours(&self) -> impl Iterator<Item = &Contour> {
        std::iter::once(&self.outer).chain(&self.holes)
    }

    /// Enclosed area.
    pub fn area(&self) -> f64 {
        signed_area(&self.outer).abs() - self.holes.iter().map(|h| signed_area(h).abs()).sum::<f64>()
    }

    /// Mean width: what is left after dividing the area by half the border. Slivers have next to none.
    pub fn width(&self) -> f64 {
        let border: f64 = self.contours().map(|c| perimeter(c)).sum();
        if border > 0.0 { 2.0 * self.area() / border } else { 0.0 }
    }

    /// The box of the outer contour.
    pub fn bounds(&self) -> Aabb2 {
        Aabb2::of(self.outer.iter().copied())
    }

    /// The outer contour with its holes filled.
    pub fn filled(&self) -> Self {
        Self::solid(self.outer.clone())
    }
}

impl Region {
    /// One piece.
    pub fn of(shape: Shape) -> Self {
        Self { shapes: vec![shape] }
    }

    /// The union of oriented contours: points wound around more often counter-clockwise than clockwise.
    pub fn from_oriented(contours: Vec<Contour>) -> Self {
        let sane = |c: &&Contour| c.iter().all(|p| p.abs().max_element() < FARTHEST);
        let contours: Contours = contours.iter().filter(sane).map(|c| c.iter().map(|p| [p.x, p.y]).collect()).collect();
        if contours.is_empty() {
            return Self::default();
        }
        let nothing: Contours = Vec::new();
        Self::collect(contours.overlay_as::<i64>(&nothing, OverlayRule::Subject, FillRule::Positive))
    }

    fn collect(shapes: Vec<Vec<Vec<[f64; 2]>>>) -> Self {
        // Where lines cross at next to no angle, contours come back that run to and fro along them. Each Boolean after that would find
        // ten times as many crossings.
        let contour = |c: Vec<[f64; 2]>| {
            let largest = c.iter().flatten().fold(0.0f64, |m, x| m.max(x.abs()));
            straightened(&c.into_iter().map(|[x, y]| Vec2::new(x, y)).collect::<Contour>(), ROUNDING * largest)
        };
        let shapes = shapes
            .into_iter()
            .filter_map(|s| {
                let mut contours = s.into_iter().map(contour);
                let outer = contours.next().filter(|c| !c.is_empty())?;
                Some(Shape { outer, holes: contours.filter(|c| !c.is_empty()).collect() })
            })
            .collect();
        Self { shapes }
    }

    /// Every contour of every piece.
    pub fn contours_mut(&mut self) -> impl Iterator<Item = &mut Contour> {
        self.shapes.iter_mut().flat_map(|s| std::iter::once(&mut s.outer).chain(&mut s.holes))
    }

    fn contours(&self) -> Contours {
        self.shapes.iter().flat_map(|s| s.contours()).map(|c| c.iter().map(|p| [p.x, p.y]).collect()).collect()
    }

    fn overlay(&self, other: &Self, rule: OverlayRule) -> Self {
        Self::collect(self.contours().overlay_as::<i64>(&other.contours(), rule, FillRule::NonZero))
    }

    /// Points in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other.clone(),
            (_, true) => self.clone(),
            _ => self.overlay(other, OverlayRule::Union),
        }
    }

    /// Points in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        if self.is_empty() || other.is_empty() || !self.bounds().overlaps(&other.bounds()) {
            return Self::default();
        }
        self.overlay(other, OverlayRule::Intersect)
    }

    /// Points of `self` outside `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        if self.is_empty() || other.is_empty() || !self.bounds().overlaps(&other.bounds()) {
            return self.clone();
        }
        self.overlay(other, OverlayRule::Difference)
    }

    /// Points in one and not the other.
    #[must_use]
    pub fn exclusion(&self, other: &Self) -> Self {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other.clone(),
            (_, true) => self.clone(),
            _ => self.overlay(other, OverlayRule::Xor),
        }
    }

    /// Whether nothing is inside.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// Enclosed area.
    pub fn area(&self) -> f64 {
        self.shapes.iter().map(Shape::area).sum()
    }

    /// The box around all pieces.
    pub fn bounds(&self) -> Aabb2 {
        self.shapes.iter().fold(Aabb2::EMPTY, |b, s| b.union(s.bounds()))
    }

    /// The region without what is thinner than `width`, its contours without corners that lie within `eps` of the
    /// line through their neighbours.
    #[must_use]
    pub fn cleaned(&self, eps: f64, width: f64) -> Self {
        let thick = |c: &Contour| c.len() >= 3 && 2.0 * signed_area(c).abs() > width * perimeter(c);
        let shapes = self
            .shapes
            .iter()
            .filter_map(|s| {
                let outer = straightened(&s.outer, eps);
                let holes: Vec<Contour> = s.holes.iter().map(|h| straightened(h, eps)).filter(|h| thick(h)).collect();
                let shape = Shape { outer, holes };
                (thick(&shape.outer) && shape.width() > width).then_some(shape)
            })
            .collect();
        Self { shapes }
    }

    /// Whether the two cover the same points but for slivers thinner than `width`.
    pub fn same(&self, other: &Self, width: f64) -> bool {
        let (a, b) = (self.bounds(), other.bounds());
        if self.is_empty() || other.is_empty() {
            return self.is_empty() && other.is_empty();
        }
        if (a.min - b.min).abs().max_element() > width || (a.max - b.max).abs().max_element() > width {
            return false;
        }
        let border: f64 = self.shapes.iter().flat_map(|s| s.contours()).map(|c| perimeter(c)).sum();
        if (self.area() - other.area()).abs() > width * border {
            return false;
        }
        self.exclusion(other).shapes.iter().all(|s| s.width() < width)
    }
}

/// The shape as pieces whose contours nowhere touch themselves: a contour that passes twice through one point, or comes
/// back to one of its own sides, is parted there.
pub fn unpinched(shape: &Shape, eps: f64) -> Vec<Shape> {
    let simple: Vec<Contour> = shape.contours().flat_map(|c| parted(c, eps)).collect();
    let (outers, holes): (Vec<Contour>, Vec<Contour>) = simple.into_iter().partition(|c| signed_area(c) > 0.0);
    let mut shapes: Vec<Shape> = outers.into_iter().map(Shape::solid).collect();
    shapes.sort_by(|a, b| a.area().total_cmp(&b.area()));
    for hole in holes {
        // A corner may lie on the outer contour; the middle of the hole's widest ear does not.
        let probe = inner_point(&hole);
        if let Some(host) = shapes.iter_mut().find(|s| winds_around(&s.outer, probe)) {
            host.holes.push(hole);
        }
    }
    shapes
}

/// A point inside a simple contour: the middle of the triangle at a convex corner that holds no other corner.
fn inner_point(contour: &Contour) -> Vec2 {
    let n = contour.len();
    let sign = signed_area(contour).signum();
    let ear = |i: usize| [contour[(i + n - 1) % n], contour[i], contour[(i + 1) % n]];
    let cross = |[a, b, c]: [Vec2; 3]| (b - a).perp_dot(c - b) * sign;
    let empty = |t: [Vec2; 3]| contour.iter().filter(|p| !t.contains(p)).all(|p| !winds_around(&t, *p));
    let best = (0..n).map(ear).filter(|&t| cross(t) > 0.0 && empty(t)).max_by(|a, b| cross(*a).total_cmp(&cross(*b)));
    let [a, b, c] = best.unwrap_or_else(|| ear(0));
    (a + b + c) / 3.0
}

/// Simple contours of a contour that may touch itself at corners or sides.
fn parted(contour: &Contour, eps: f64) -> Vec<Contour> {
    const LARGEST: usize = 3000;
    let n = contour.len();
    if n > LARGEST {
        return vec![contour.clone()];
    }
    // Corners that lie on a side that is not their own become corners of that side too.
    let mut points: Contour = Vec::with_capacity(n);
    for i in 0..n {
        let (a, b) = (contour[i], contour[(i + 1) % n]);
        points.push(a);
        let length = a.distance(b);
        let mut on: Vec<(f64, Vec2)> = (0..n)
            .filter(|&j| j != i && j != (i + 1) % n)
            .filter_map(|j| {
                let t = (contour[j] - a).dot(b - a) / length;
                let off = (contour[j] - a).perp_dot(b - a).abs() / length;
                (off <= eps && t > eps && t < length - eps).then_some((t, contour[j]))
            })
            .collect();
        on.sort_by(|x, y| x.0.total_cmp(&y.0));
        points.extend(on.into_iter().map(|o| o.1));
    }
    let mut walk: Contour = Vec::new();
    let mut simple: Vec<Contour> = Vec::new();
    for p in points {
        if let Some(first) = walk.iter().position(|q| q.distance(p) <= eps) {
            simple.push(walk.split_off(first));
            // The place itself stays on the way.
            walk.push(p);
        } else {
            walk.push(p);
        }
    }
    simple.push(walk);
    let thin = |c: &Contour| 2.0 * signed_area(c).abs() <= 4.0 * eps * perimeter(c);
    simple.into_iter().map(|c| straightened(&c, eps)).filter(|c| c.len() >= 3 && !thin(c)).collect()
}

/// The contour without corners that lie on the way between their neighbours, and without spikes that go out and back.
pub fn straightened(contour: &[Vec2], eps: f64) -> Contour {
    let mut points: Contour = contour.to_vec();
    points.dedup_by(|a, b| a.distance(*b) <= eps);
    loop {
        let n = points.len();
        if n < 3 {
            return Vec::new();
        }
        // Never two neighbours in one pass, so that a run of shallow corners is not worn away in order.
        let mut keep = vec![true; n];
        let mut removed = false;
        for i in 0..n {
            let (p, q, r) = (points[(i + n - 1) % n], points[i], points[(i + 1) % n]);
            if !keep[(i + n - 1) % n] || !keep[(i + 1) % n] {
                continue;
            }
            let chord = r - p;
            let length = chord.length();
            let off = if length <= eps { 0.0 } else { chord.perp_dot(q - p).abs() / length };
            let pointless = off <= eps || q.distance(p) <= eps || q.distance(r) <= eps;
            if pointless {
                keep[i] = false;
                removed = true;
            }
        }
        if !removed {
            return points;
        }
        let mut flags = keep.iter();
        points.retain(|_| *flags.next().expect("one flag a point"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rectangle(x0: f64, y0: f64, x1: f64, y1: f64) -> Region {
        Region::of(Shape::solid(vec![Vec2::new(x0, y0), Vec2::new(x1, y0), Vec2::new(x1, y1), Vec2::new(x0, y1)]))
    }

    #[test]
    fn booleans_of_flush_rectangles_leave_no_slivers() {
        let a = rectangle(0.0, 0.0, 2.0, 1.0);
        let b = rectangle(2.0 - 1e-9, 0.0, 3.0, 1.0);
        let both = a.union(&b).cleaned(1e-6, 1e-5);
        assert_eq!(both.shapes.len(), 1);
        assert_eq!(both.shapes[0].outer.len(), 4);
        assert!(both.difference(&a).cleaned(1e-6, 1e-5).same(&b, 1e-5));
        assert!(a.difference(&both).cleaned(1e-6, 1e-5).is_empty());
    }

    #[test]
    fn lines_that_cross_at_next_to_no_angle_do_not_multiply() {
        // The shadows of prisms that stand a hundredth of a radian askew.
        let [before, more]: [Vec<Vec<[f64; 2]>>; 2] =
            serde_json::from_str(include_str!("../tests/cases/along_one_line.json")).unwrap();
        let contours = |c: Vec<Vec<[f64; 2]>>| c.into_iter().map(|c| c.into_iter().map(Vec2::from).collect()).collect();
        let region = |c| Region::from_oriented(contours(c));
        let (before, more) = (region(before), region(more));
        let both = before.union(&more);
        let corners: usize = both.shapes.iter().flat_map(|s| s.contours()).map(Vec::len).sum();
        assert!(corners < 100, "{corners}");
        assert!(
            both.area() > before.area().max(more.area()) - 1e-9 && both.area() < before.area() + more.area() + 1e-9
        );
    }

    #[test]
    fn a_contour_that_touches_itself_is_parted_there() {
        // Two squares that share a corner, walked as one contour.
        let bow = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0), (0.0, 1.0)];
        let bow: Contour = bow.iter().map(|&(x, y)| Vec2::new(x, y)).collect();
        let pieces = unpinched(&Shape::solid(bow), 1e-6);
        assert_eq!(pieces.len(), 2);
        assert!(pieces.iter().all(|p| (p.area() - 1.0).abs() < 1e-9 && p.holes.is_empty()));
        // A ring closed at one point of its outer side: outside and hole.
        let ring = [
            (0.0, 0.0),
            (4.0, 0.0),
            (4.0, 4.0),
            (0.0, 4.0),
            (0.0, 2.0),
            (1.0, 3.0),
            (3.0, 2.0),
            (1.0, 1.0),
            (0.0, 2.0),
        ];
        let ring: Contour = ring.iter().map(|&(x, y)| Vec2::new(x, y)).collect();
        let pieces = unpinched(&Shape::solid(ring), 1e-6);
        assert_eq!((pieces.len(), pieces[0].holes.len()), (1, 1));
    }

    #[test]
    fn straightening_keeps_one_of_two_corners_that_meet() {
        let wedge = vec![Vec2::ZERO, Vec2::X, Vec2::ONE, Vec2::Y, Vec2::new(0.0, 1e-7)];
        assert!((signed_area(&straightened(&wedge, 1e-6)) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn straightening_keeps_the_corners_of_a_fine_circle() {
        let n = 360;
        let circle: Contour = (0..n).map(|i| Vec2::from_angle(i as f64 / n as f64 * std::f64::consts::TAU)).collect();
        assert_eq!(straightened(&circle, 1e-6).len(), n);
        let spiked = vec![Vec2::ZERO, Vec2::X, Vec2::new(3.0, 0.0), Vec2::X, Vec2::ONE, Vec2::Y];
        assert_eq!(straightened(&spiked, 1e-6), vec![Vec2::ZERO, Vec2::X, Vec2::ONE, Vec2::Y]);
    }
}
