//! The sides of a rectangular outline along one axis: which of their distances a person would write.
//!
//! The whole width comes first. Then the shortest distances, one after another, until every side is reached: walls, which
//! have material between their faces; gaps, which have none; and steps from one side to the next that faces the same way.
//! Where the outline is its own mirror image, both halves are dimensioned at once, and what lies across the middle stays there.

use super::shape::Place;
use super::sheet::{Of, Sheet, Sum, near};

/// More sides along an axis are a comb or lettering, which has other rules than these.
const MOST_LEVELS: usize = 8;

/// A side across the axis.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    /// Which of the axis' levels it lies at.
    pub level: usize,
    /// Where it begins and ends along the other axis.
    pub span: [f64; 2],
    /// Whether the material lies below it.
    pub upper: bool,
}

/// What lies between two sides; the earlier is preferred where both are as long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Wall,
    Gap,
    Step,
}

/// A distance that could be written.
#[derive(Clone, Copy, Debug)]
struct Distance {
    kind: Kind,
    /// Levels, the lower first.
    ends: [usize; 2],
    value: f64,
}

/// One axis of an outline.
pub struct Axis<'a> {
    /// Where sides lie, lowest first.
    pub levels: &'a [f64],
    /// In the order of the loop.
    pub sides: &'a [Side],
    /// How large the part is.
    pub scale: f64,
}

/// A distance that is written, and how often it lies between two nodes.
#[derive(Debug)]
struct Written {
    ends: [usize; 2],
    factor: f64,
    kind: Kind,
    value: f64,
}

/// The distances that are written along an axis. Nodes are its levels, or where the outline is symmetric its middle and the
/// levels above that.
#[derive(Debug)]
pub struct Scheme {
    levels: usize,
    symmetric: bool,
    written: Vec<Written>,
}

impl Scheme {
    /// How far each level is from the first, as a sum over sizes. `whole` is how far the last is; `step` is what steps are
    /// called along this axis.
    pub fn sums(&self, whole: &Sum, step: &str, place: &Place, sheet: &mut Sheet) -> Vec<Sum> {
        let sizes: Vec<Sum> = self
            .written
            .iter()
            .map(|w| {
                let what = match w.kind {
                    Kind::Wall => "wall",
                    Kind::Gap => "gap",
                    Kind::Step => step,
                };
                place.size(Of::Alike, what, w.value, sheet).times(w.factor)
            })
            .collect();
        let nodes = if self.symmetric { self.levels / 2 + 1 } else { self.levels };
        let mut sums: Vec<Option<Sum>> = vec![None; nodes];
        sums[0] = Some(Sum::ZERO);
        sums[nodes - 1] = Some(if self.symmetric { whole.times(0.5) } else { whole.clone() });
        while sums.iter().any(Option::is_none) {
            for (w, size) in self.written.iter().zip(&sizes) {
                let [a, b] = w.ends;
                match (sums[a].clone(), sums[b].clone()) {
                    (Some(sum), None) => sums[b] = Some(sum.plus(size)),
                    (None, Some(sum)) => sums[a] = Some(sum.minus(size)),
                    _ => {}
                }
            }
        }
        let sums: Vec<Sum> = sums.into_iter().flatten().collect();
        if !self.symmetric {
            return sums;
        }
        let middle = whole.times(0.5);
        let below = sums[1..].iter().rev().map(|s| middle.minus(s));
        let above = sums[1..].iter().map(|s| middle.plus(s));
        let between = (self.levels % 2 == 1).then(|| middle.clone());
        below.chain(between).chain(above).collect()
    }
}

impl Axis<'_> {
    /// What is written along the axis; `None` where it has too many levels, or some that no distance reaches.
    pub fn scheme(&self) -> Option<Scheme> {
        let levels = self.levels.len();
        if !(2..=MOST_LEVELS).contains(&levels) {
            return None;
        }
        let mut distances = self.distances();
        let bucket = |d: &Distance| (d.value / (1e-9 * self.scale)).round() as i64;
        distances.sort_by_key(|d| (bucket(d), d.kind, d.ends));
        if let Some(written) = self.is_symmetric().then(|| self.halves(&distances)).flatten() {
            return Some(Scheme { levels, symmetric: true, written });
        }
        let mut written = tree(levels, distances.iter().map(|d| (d.ends, 1.0, *d)))?;
        // The top of a stair is as wide as its treads, and a tread like them, though it has material below.
        let steps: Vec<f64> = written.iter().filter(|w| w.kind == Kind::Step).map(|w| w.value).collect();
        for w in written.iter_mut().filter(|w| steps.iter().any(|&s| near(s, w.value, self.scale))) {
            w.kind = Kind::Step;
        }
        Some(Scheme { levels, symmetric: false, written })
    }

    /// The levels above the middle.
    fn upper(&self) -> std::ops::Range<usize> {
        self.levels.len().div_ceil(2)..self.levels.len()
    }

    /// What is written of a symmetric outline: node 0 is its middle, the others are the levels above it.
    fn halves(&self, distances: &[Distance]) -> Option<Vec<Written>> {
        let (count, upper) = (self.levels.len(), self.upper());
        let node = |level: usize| if upper.contains(&level) { level + 1 - upper.start } else { 0 };
        let middle = |level: usize| 2 * level + 1 == count;
        let folded = distances.iter().filter_map(|d| {
            let [a, b] = d.ends;
            if a + b + 1 == count {
                Some(([0, node(b)], 0.5, *d))
            } else {
                (upper.contains(&a) || middle(a)).then(|| ([node(a), node(b)], 1.0, *d))
            }
        });
        tree(upper.len() + 1, folded)
    }

    fn value(&self, ends: [usize; 2]) -> f64 {
        self.levels[ends[1]] - self.levels[ends[0]]
    }

    /// Everything that could be written, some of it twice.
    fn distances(&self) -> Vec<Distance> {
        let mut stops: Vec<f64> = self.sides.iter().flat_map(|s| s.span).collect();
        stops.sort_by(f64::total_cmp);
        let mut found = Vec::new();
        let mut add = |kind, a: usize, b: usize| {
            let ends = [a.min(b), a.max(b)];
            found.push(Distance { kind, ends, value: self.value(ends) });
        };
        for strip in stops.windows(2).filter(|w| !near(w[0], w[1], self.scale)) {
            let at = 0.5 * (strip[0] + strip[1]);
            let mut met: Vec<&Side> = self.sides.iter().filter(|s| s.span[0] < at && at < s.span[1]).collect();
            met.sort_by_key(|s| s.level);
            for pair in met.windows(2).filter(|p| p[0].upper != p[1].upper) {
                add(if pair[0].upper { Kind::Gap } else { Kind::Wall }, pair[0].level, pair[1].level);
            }
        }
        for (i, side) in self.sides.iter().enumerate() {
            let next = &self.sides[(i + 1) % self.sides.len()];
            if side.upper == next.upper && side.level != next.level {
                add(Kind::Step, side.level, next.level);
            }
        }
        found
    }

    /// Whether the sides are their own image, mirrored at the middle or turned round about it.
    fn is_symmetric(&self) -> bool {
        let count = self.levels.len();
        let [low, high] = [self.levels[0], self.levels[count - 1]];
        let ends = self.sides.iter().flat_map(|s| s.span);
        let around = ends.clone().fold(f64::INFINITY, f64::min) + ends.fold(f64::NEG_INFINITY, f64::max);
        let is_image = |turned: bool| {
            self.sides.iter().all(|s| {
                let [a, b] = if turned { [around - s.span[1], around - s.span[0]] } else { s.span };
                self.sides.iter().any(|o| {
                    o.level + s.level + 1 == count
                        && near(self.levels[o.level] + self.levels[s.level], low + high, self.scale)
                        && near(o.span[0], a, self.scale)
                        && near(o.span[1], b, self.scale)
                })
            })
        };
        is_image(false) || is_image(true)
    }
}

/// The first distances that reach every node; the first and the last are joined from the start. `None` where some are not
/// reached.
fn tree(nodes: usize, distances: impl Iterator<Item = ([usize; 2], f64, Distance)>) -> Option<Vec<Written>> {
    let mut group: Vec<usize> = (0..nodes).collect();
    let mut unite = |[a, b]: [usize; 2]| {
        let (from, to) = (group[a.max(b)], group[a.min(b)]);
        group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
        from != to
    };
    unite([0, nodes - 1]);
    let mut written = Vec::new();
    for (ends, factor, d) in distances {
        if unite(ends) {
            written.push(Written { ends, factor, kind: d.kind, value: d.value });
        }
    }
    (written.len() + 2 == nodes).then_some(written)
}
