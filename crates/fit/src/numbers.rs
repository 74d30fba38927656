//! The free numbers behind a list of drawings: equal things are one number.
//!
//! Every coordinate of a drawing (the height of a cap, a corner, a centre) is measured along one of the part's rulers,
//! and every circle and arc has a radius. An arc is held by its centre and radius as well as by its ends, so that what is
//! seen of it and what ties it to its neighbours can be said simply; that its ends lie on it is a tie like any other.

use crate::drawing::{Drawing, Ruler, ruler_of};
use resolid_geom::{Circle, Curve, Frame, Loop, Vec2};
use std::f64::consts::{PI, TAU};

/// Arcs flatter than this have a centre too far away to be a number of its own; they keep their sweep.
const FLATTEST: f64 = 0.12;

/// A number seen from a drawing: a sketch may look at a ruler from its other end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Index in [`Numbers::values`].
    pub number: usize,
    /// 1, or −1 where the sketch's axis runs against the ruler.
    pub sign: f64,
}

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A coordinate along a ruler.
    Along(usize),
    /// A radius.
    Radius,
}

/// One loop of a drawing.
#[derive(Clone, Debug)]
pub enum Outline {
    /// A full circle.
    Circle(Round),
    /// Lines and arcs.
    Path(Vec<Span>),
}

/// Centre and radius.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Centre.
    pub center: [Seen; 2],
    /// Index of the radius.
    pub radius: usize,
}

/// One edge of a path, from `start` to the next span's start.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// Where it begins.
    pub start: [Seen; 2],
    /// Signed turn as drawn; 0 is a line.
    pub sweep: f64,
    /// Centre and radius, where it is an arc that is not too flat.
    pub round: Option<Round>,
}

/// The numbers of one drawing.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Index of its frame.
    pub axis: usize,
    /// Lower height.
    pub lo: Seen,
    /// Upper height.
    pub hi: Seen,
    /// Its loops, profile by profile, each outer loop before its holes.
    pub outlines: Vec<Outline>,
}

/// All numbers, and where each is used.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// Millimetres.
    pub values: Vec<f64>,
    /// What each measures.
    pub kinds: Vec<Kind>,
    /// One a drawing.
    pub plans: Vec<Plan>,
}

impl Numbers {
    /// The numbers of `drawings`; those closer than `equal` are one.
    pub fn of(drawings: &[Drawing], frames: &[Frame], rulers: &[Ruler], equal: f64) -> Self {
        let mut numbers = Self { values: Vec::new(), kinds: Vec::new(), plans: Vec::new() };
        for drawing in drawings {
            let frame = &frames[drawing.axis];
            let axes = [frame.x, frame.y, frame.z()].map(|d| ruler_of(rulers, d));
            let mut along = |axis: usize, value: f64| {
                let (ruler, sign) = axes[axis];
                Seen { number: numbers.add(Kind::Along(ruler), sign * value), sign }
            };
            let (lo, hi) = (along(2, drawing.lo), along(2, drawing.hi));
            let mut outlines = Vec::new();
            for l in loops(drawing) {
                let mut point = |p: Vec2| [along(0, p.x), along(1, p.y)];
                outlines.push(match l {
                    Loop::Circle(c) => {
                        let center = point(c.center);
                        Outline::Circle(Round { center, radius: usize::MAX })
                    }
                    Loop::Path(edges) => {
                        let curves = l.curves();
                        let spans = edges.iter().zip(curves).map(|(edge, curve)| {
                            let start = point(edge.start);
                            let round = match curve {
                                Curve::Arc { center, .. } if edge.sweep.abs() > FLATTEST => {
                                    Some(Round { center: point(center), radius: usize::MAX })
                                }
                                _ => None,
                            };
                            Span { start, sweep: edge.sweep, round }
                        });
                        Outline::Path(spans.collect())
                    }
                });
            }
            // Radii after the points: the closure above holds the list of numbers.
            for (outline, l) in outlines.iter_mut().zip(loops(drawing)) {
                match (outline, l) {
                    (Outline::Circle(round), Loop::Circle(c)) => round.radius = numbers.add(Kind::Radius, c.radius),
                    (Outline::Path(spans), Loop::Path(_)) => {
                        for (span, curve) in spans.iter_mut().zip(l.curves()) {
                            if let (Some(round), Curve::Arc { radius, .. }) = (&mut span.round, curve) {
                                round.radius = numbers.add(Kind::Radius, radius);
                            }
                        }
                    }
                    _ => unreachable!("outlines were made from these loops"),
                }
            }
            numbers.plans.push(Plan { axis: drawing.axis, lo, hi, outlines });
        }
        let groups = numbers.runs(equal);
        numbers.merge(&groups);
        numbers
    }

    fn add(&mut self, kind: Kind, value: f64) -> usize {
        self.values.push(value);
        self.kinds.push(kind);
        self.values.len() - 1
    }

    /// The numbers by kind and value.
    pub fn ascending(&self) -> Vec<usize> {
        let rank = |i: usize| match self.kinds[i] {
            Kind::Along(ruler) => ruler,
            Kind::Radius => usize::MAX,
        };
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        order.sort_by(|&a, &b| rank(a).cmp(&rank(b)).then(self.values[a].total_cmp(&self.values[b])));
        order
    }

    /// Runs of numbers of one kind whose neighbours lie within `equal`.
    fn runs(&self, equal: f64) -> Vec<Vec<usize>> {
        self.ascending()
            .chunk_by(|&a, &b| self.kinds[a] == self.kinds[b] && self.values[b] - self.values[a] <= equal)
            .map(<[usize]>::to_vec)
            .collect()
    }

    /// Makes each group one number, their mean; numbers in no group stay.
    pub fn merge(&mut self, groups: &[Vec<usize>]) {
        let mut host: Vec<usize> = (0..self.values.len()).collect();
        for group in groups {
            for &i in group {
                host[i] = group[0];
            }
        }
        let mut new = vec![usize::MAX; host.len()];
        let (mut values, mut kinds) = (Vec::new(), Vec::new());
        for group in groups {
            // Relative to the first, so that equal values keep all their digits.
            let first = self.values[group[0]];
            self.values[group[0]] =
                first + group.iter().map(|&i| self.values[i] - first).sum::<f64>() / group.len() as f64;
        }
        for i in 0..host.len() {
            if host[i] == i {
                new[i] = values.len();
                values.push(self.values[i]);
                kinds.push(self.kinds[i]);
            }
        }
        let renumber = |number: &mut usize| *number = new[host[*number]];
        for plan in &mut self.plans {
            renumber(&mut plan.lo.number);
            renumber(&mut plan.hi.number);
            for outline in &mut plan.outlines {
                let mut round = |r: &mut Round| {
                    r.center.iter_mut().for_each(|c| renumber(&mut c.number));
                    renumber(&mut r.radius);
                };
                match outline {
                    Outline::Circle(r) => round(r),
                    Outline::Path(spans) => {
                        for span in spans {
                            span.round.iter_mut().for_each(&mut round);
                            span.start.iter_mut().for_each(|c| renumber(&mut c.number));
                        }
                    }
                }
            }
        }
        (self.values, self.kinds) = (values, kinds);
    }

    /// The value of a number as a drawing sees it.
    pub fn value(&self, seen: Seen) -> f64 {
        seen.sign * self.values[seen.number]
    }

    /// A point of a sketch.
    pub fn point(&self, p: [Seen; 2]) -> Vec2 {
        Vec2::new(self.value(p[0]), self.value(p[1]))
    }

    /// Writes the numbers into the drawings they were taken from.
    pub fn write(&self, drawings: &mut [Drawing]) {
        for (drawing, plan) in drawings.iter_mut().zip(&self.plans) {
            (drawing.lo, drawing.hi) = (self.value(plan.lo), self.value(plan.hi));
            let loops = drawing.profiles.iter_mut().flat_map(|p| std::iter::once(&mut p.outer).chain(&mut p.holes));
            for (l, outline) in loops.zip(&plan.outlines) {
                match (l, outline) {
                    (Loop::Circle(c), Outline::Circle(round)) => {
                        *c = Circle { center: self.point(round.center), radius: self.values[round.radius] };
                    }
                    (Loop::Path(edges), Outline::Path(spans)) => {
                        for (i, edge) in edges.iter_mut().enumerate() {
                            edge.start = self.point(spans[i].start);
                            if let Some(round) = spans[i].round {
                                let end = self.point(spans[(i + 1) % spans.len()].start);
                                edge.sweep = sweep(edge.start, end, self.point(round.center), spans[i].sweep);
                            }
                        }
                    }
                    _ => unreachable!("the numbers were taken from these drawings"),
                }
            }
        }
    }
}

/// The signed turn about `center` from `start` to `end`, the way `drawn` goes.
fn sweep(start: Vec2, end: Vec2, center: Vec2, drawn: f64) -> f64 {
    let turn = (start - center).angle_to(end - center);
    let turned = [turn - TAU, turn, turn + TAU]
        .into_iter()
        .filter(|t| t.signum() == drawn.signum() && t.abs() < TAU)
        .min_by(|a, b| (a - drawn).abs().total_cmp(&(b - drawn).abs()))
        .unwrap_or(drawn);
    // Fifteen degrees: the step of every drawing board.
    let step = PI / 12.0;
    let whole = (turned / step).round() * step;
    if whole != 0.0 && (turned - whole).abs() < 2e-5 { whole } else { turned }
}

/// The loops of a drawing, profile by profile, each outer loop before its holes.
pub fn loops(drawing: &Drawing) -> impl Iterator<Item = &Loop> {
    drawing.profiles.iter().flat_map(|p| p.loops())
}
