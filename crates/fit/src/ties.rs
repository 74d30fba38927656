//! What ties the numbers of a drawing together: arcs that end where their neighbours begin, tangents, symmetry, patterns.
//!
//! A tie is an equation in the numbers that a draughtsman would have written. The first kind (an arc's ends lie on it)
//! always holds; all others are taken where the drawing obeys them to within what is known of it.

use crate::numbers::{Numbers, Outline, Round, Seen, Span};
use resolid_geom::Vec2;
use resolid_geom::words::count;
use std::f64::consts::TAU;

/// An equation between numbers, in millimetres: zero where it holds.
#[derive(Clone, Debug)]
pub enum Tie {
    /// `|p − center| = radius`.
    OnCircle {
        /// The point.
        p: [Seen; 2],
        /// The circle.
        round: Round,
    },
    /// The line from `p` to `far` is square to the radius at `p`.
    TangentLine {
        /// Where line and arc meet.
        p: [Seen; 2],
        /// The line's other end.
        far: [Seen; 2],
        /// The arc's centre.
        center: [Seen; 2],
    },
    /// `p` and two centres lie on one line.
    TangentArcs {
        /// Where the arcs meet.
        p: [Seen; 2],
        /// One centre.
        a: [Seen; 2],
        /// The other.
        b: [Seen; 2],
    },
    /// The segment `a` is parallel to segment `b` turned by a fixed angle.
    Turned {
        /// Ends of one segment.
        a: [[Seen; 2]; 2],
        /// Ends of the other.
        b: [[Seen; 2]; 2],
        /// From `b` to `a`.
        angle: f64,
    },
    /// The segment runs at a fixed angle to the sketch's x.
    Heading {
        /// Ends of the segment.
        a: [[Seen; 2]; 2],
        /// Its direction.
        angle: f64,
    },
    /// `Σ factor · number = 0`.
    Sum(Vec<(usize, f64)>),
    /// The point is `center` plus `spoke`, turned by a fixed angle from the first point of its ring.
    Ring {
        /// The point.
        p: [Seen; 2],
        /// The ring's first point.
        first: [Seen; 2],
        /// The ring's middle.
        center: [Seen; 2],
        /// The turn between them.
        angle: f64,
        /// Whether this is the equation across the turned spoke rather than along it.
        across: bool,
    },
}

/// Value and derivatives by number; a number may occur more than once.
pub type Row = (f64, Vec<(usize, f64)>);

impl Tie {
    /// How far the tie is from holding, and how that changes with each number.
    pub fn row(&self, numbers: &Numbers) -> Row {
        let at = |p: [Seen; 2]| numbers.point(p);
        match self {
            Self::OnCircle { p, round } => {
                let spoke = at(*p) - at(round.center);
                let unit = spoke.normalize_or_zero();
                let mut row = Gradient::default();
                row.point(*p, unit);
                row.point(round.center, -unit);
                row.0.push((round.radius, -1.0));
                (spoke.length() - numbers.values[round.radius], row.0)
            }
            Self::TangentLine { p, far, center } => {
                let (line, spoke) = (at(*p) - at(*far), at(*p) - at(*center));
                cosine([(*p, *far, line), (*p, *center, spoke)], 0.0)
            }
            Self::TangentArcs { p, a, b } => {
                let (u, v) = (at(*p) - at(*a), at(*b) - at(*a));
                cosine([(*p, *a, u), (*b, *a, v)], TAU / 4.0)
            }
            Self::Turned { a, b, angle } => {
                let (u, v) = (at(a[1]) - at(a[0]), at(b[1]) - at(b[0]));
                cosine([(a[1], a[0], u), (b[1], b[0], v)], TAU / 4.0 + angle)
            }
            Self::Heading { a, angle } => {
                let (u, across) = (at(a[1]) - at(a[0]), Vec2::from_angle(*angle).perp());
                let mut row = Gradient::default();
                row.point(a[1], across);
                row.point(a[0], -across);
                (u.dot(across), row.0)
            }
            Self::Sum(terms) => (terms.iter().map(|&(n, f)| f * numbers.values[n]).sum(), terms.clone()),
            Self::Ring { p, first, center, angle, across } => {
                // p − c − R(angle) (first − c), one of its two components.
                let turn = Vec2::from_angle(*angle);
                let off = at(*p) - at(*center) - turn.rotate(at(*first) - at(*center));
                let axis = if *across { Vec2::Y } else { Vec2::X };
                let back = Vec2::from_angle(-angle).rotate(axis);
                let mut row = Gradient::default();
                row.point(*p, axis);
                row.point(*first, -back);
                row.point(*center, back - axis);
                (off.dot(axis), row.0)
            }
        }
    }
}

#[derive(Default)]
struct Gradient(Vec<(usize, f64)>);

impl Gradient {
    fn point(&mut self, p: [Seen; 2], g: Vec2) {
        self.0.push((p[0].number, p[0].sign * g.x));
        self.0.push((p[1].number, p[1].sign * g.y));
    }
}

/// A segment from its second point to its first, and its value.
type Segment = ([Seen; 2], [Seen; 2], Vec2);

/// The share of segment `u` along segment `v` turned by `angle`, as a length of the shorter one: zero where they are
/// square after the turn.
fn cosine([(u1, u0, u), (v1, v0, v)]: [Segment; 2], angle: f64) -> Row {
    let turn = Vec2::from_angle(angle);
    let (lu, lv) = (u.length().max(f64::MIN_POSITIVE), v.length().max(f64::MIN_POSITIVE));
    let (a, b) = (u / lu, turn.rotate(v) / lv);
    let c = a.dot(b);
    let size = lu.min(lv);
    // Near zero the change of `size` weighs nothing, so it is held.
    let du = (b - a * c) * (size / lu);
    let dv = Vec2::from_angle(-angle).rotate((a - b * c) * (size / lv));
    let mut row = Gradient::default();
    row.point(u1, du);
    row.point(u0, -du);
    row.point(v1, dv);
    row.point(v0, -dv);
    (size * c, row.0)
}

/// Ends of arcs lie on them.
pub fn ends_on_arcs(numbers: &Numbers) -> Vec<Tie> {
    let mut ties = Vec::new();
    for_each_span(numbers, |span, next| {
        if let Some(round) = span.round {
            ties.push(Tie::OnCircle { p: span.start, round });
            ties.push(Tie::OnCircle { p: next.start, round });
        }
    });
    ties
}

fn for_each_span(numbers: &Numbers, mut f: impl FnMut(&Span, &Span)) {
    for outline in numbers.plans.iter().flat_map(|p| &p.outlines) {
        if let Outline::Path(spans) = outline {
            for i in 0..spans.len() {
                f(&spans[i], &spans[(i + 1) % spans.len()]);
            }
        }
    }
}

/// How many ties of which kind there are, in words.
pub fn summary(ties: &[Tie]) -> String {
    let of = |kinds: &dyn Fn(&Tie) -> bool| ties.iter().filter(|t| kinds(t)).count();
    let kinds = [
        (of(&|t| matches!(t, Tie::OnCircle { .. })), "arc end"),
        (of(&|t| matches!(t, Tie::TangentLine { .. } | Tie::TangentArcs { .. })), "tangent join"),
        (of(&|t| matches!(t, Tie::Sum(_))), "symmetric or even place"),
        (of(&|t| matches!(t, Tie::Ring { .. })), "ring place"),
        (of(&|t| matches!(t, Tie::Turned { .. } | Tie::Heading { .. })), "angle"),
    ];
    let some: Vec<String> = kinds.iter().filter(|k| k.0 > 0).map(|&(n, what)| count(n, what)).collect();
    if some.is_empty() { "no tie was found".into() } else { some.join(", ") }
}

/// The ties that hold to within `slack(tie)`.
pub fn found(numbers: &Numbers, slack: impl Fn(&Tie) -> f64) -> Vec<Tie> {
    let mut ties = tangents(numbers);
    ties.extend(symmetries(numbers));
    ties.extend(rings(numbers));
    ties.extend(rows(numbers));
    ties.extend(headings(numbers));
    ties.extend(parallels(numbers));
    ties.retain(|t| t.row(numbers).0.abs() <= slack(t));
    ties
}

/// Smooth joins of lines and arcs.
fn tangents(numbers: &Numbers) -> Vec<Tie> {
    let mut ties = Vec::new();
    for outline in numbers.plans.iter().flat_map(|p| &p.outlines) {
        let Outline::Path(spans) = outline else { continue };
        let n = spans.len();
        for i in 0..n {
            let (before, after) = (&spans[(i + n - 1) % n], &spans[i]);
            let (p, far_before, far_after) = (after.start, before.start, spans[(i + 1) % n].start);
            ties.extend(match (before.round, after.round) {
                (Some(a), Some(b)) if a.center != b.center => Some(Tie::TangentArcs { p, a: a.center, b: b.center }),
                (Some(a), None) if after.sweep == 0.0 => Some(Tie::TangentLine { p, far: far_after, center: a.center }),
                (None, Some(b)) if before.sweep == 0.0 => {
                    Some(Tie::TangentLine { p, far: far_before, center: b.center })
                }
                _ => None,
            });
        }
    }
    ties
}

/// Coordinates of a drawing in the middle of its ends, and pairs of them as far from either.
fn symmetries(numbers: &Numbers) -> Vec<Tie> {
    let mut ties = Vec::new();
    for plan in &numbers.plans {
        for axis in 0..2 {
            let mut used: Vec<usize> = Vec::new();
            for outline in &plan.outlines {
                match outline {
                    Outline::Circle(r) => used.push(r.center[axis].number),
                    Outline::Path(spans) => used.extend(spans.iter().map(|s| s.start[axis].number)),
                }
            }
            used.sort_by(|&a, &b| numbers.values[a].total_cmp(&numbers.values[b]).then(a.cmp(&b)));
            used.dedup();
            let n = used.len();
            for i in 1..n.div_ceil(2) {
                let (a, b) = (used[i], used[n - 1 - i]);
                ties.push(if a == b {
                    Tie::Sum(vec![(a, 2.0), (used[0], -1.0), (used[n - 1], -1.0)])
                } else {
                    Tie::Sum(vec![(a, 1.0), (b, 1.0), (used[0], -1.0), (used[n - 1], -1.0)])
                });
            }
        }
    }
    ties
}

/// Equal circles evenly spaced around the centre of another circle, or around the middle of them all.
fn rings(numbers: &Numbers) -> Vec<Tie> {
    let mut ties = Vec::new();
    for plan in &numbers.plans {
        let circles: Vec<Round> =
            plan.outlines.iter().filter_map(|o| if let Outline::Circle(r) = o { Some(*r) } else { None }).collect();
        let mut seen: Vec<usize> = Vec::new();
        for c in &circles {
            if seen.contains(&c.radius) {
                continue;
            }
            seen.push(c.radius);
            let family: Vec<[Seen; 2]> = circles.iter().filter(|o| o.radius == c.radius).map(|o| o.center).collect();
            if family.len() < 3 {
                continue;
            }
            let middle = family.iter().map(|&p| numbers.point(p)).sum::<Vec2>() / family.len() as f64;
            let reach = numbers.point(family[0]).distance(middle);
            // A centre to turn about must be a number already: the ring's own middle need not be drawn.
            let Some(center) = circles
                .iter()
                .map(|o| o.center)
                .filter(|o| !family.contains(o))
                .find(|o| numbers.point(*o).distance(middle) < 0.02 * reach)
            else {
                continue;
            };
            let mid = numbers.point(center);
            let mut around = family.clone();
            around
                .sort_by(|a, b| (numbers.point(*a) - mid).to_angle().total_cmp(&(numbers.point(*b) - mid).to_angle()));
            for (k, &p) in around.iter().enumerate().skip(1) {
                let angle = TAU * k as f64 / around.len() as f64;
                for across in [false, true] {
                    ties.push(Tie::Ring { p, first: around[0], center, angle, across });
                }
            }
        }
    }
    ties
}

/// Three coordinates of equal circles in a row, evenly spaced.
fn rows(numbers: &Numbers) -> Vec<Tie> {
    let mut ties = Vec::new();
    for plan in &numbers.plans {
        for axis in 0..2 {
            let mut at: Vec<(usize, usize)> = Vec::new();
            for outline in &plan.outlines {
                if let Outline::Circle(r) = outline {
                    at.push((r.radius, r.center[axis].number));
                }
            }
            at.sort_by(|a, b| a.0.cmp(&b.0).then(numbers.values[a.1].total_cmp(&numbers.values[b.1])));
            at.dedup();
            for w in at.windows(3).filter(|w| w[0].0 == w[2].0) {
                ties.push(Tie::Sum(vec![(w[0].1, 1.0), (w[1].1, -2.0), (w[2].1, 1.0)]));
            }
        }
    }
    ties
}

/// Straight edges that turn from the sketch's axes by whole multiples of fifteen degrees, but do not run along one.
fn headings(numbers: &Numbers) -> Vec<Tie> {
    let step = TAU / 24.0;
    let mut ties = Vec::new();
    for_each_span(numbers, |span, next| {
        let (a, b) = (span.start, next.start);
        if span.sweep != 0.0 || a[0].number == b[0].number || a[1].number == b[1].number {
            return;
        }
        let angle = (numbers.point(b) - numbers.point(a)).to_angle();
        let whole = (angle / step).round() * step;
        ties.push(Tie::Heading { a: [a, b], angle: whole });
    });
    ties
}

/// Straight edges of one loop that are parallel or square to one another, but not to the sketch's axes.
fn parallels(numbers: &Numbers) -> Vec<Tie> {
    let mut ties = Vec::new();
    for outline in numbers.plans.iter().flat_map(|p| &p.outlines) {
        let Outline::Path(spans) = outline else { continue };
        let mut lines: Vec<(f64, [[Seen; 2]; 2])> = Vec::new();
        for (i, span) in spans.iter().enumerate() {
            let ends = [span.start, spans[(i + 1) % spans.len()].start];
            let along = numbers.point(ends[1]) - numbers.point(ends[0]);
            if span.sweep == 0.0 && ends[0][0].number != ends[1][0].number && ends[0][1].number != ends[1][1].number {
                lines.push((along.to_angle(), ends));
            }
        }
        let quarter = TAU / 4.0;
        lines.sort_by(|a, b| a.0.rem_euclid(quarter).total_cmp(&b.0.rem_euclid(quarter)));
        for w in lines.windows(2) {
            let angle = ((w[1].0 - w[0].0) / quarter).round() * quarter;
            ties.push(Tie::Turned { a: w[1].1, b: w[0].1, angle });
        }
    }
    ties
}
