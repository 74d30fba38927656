//! Outlines of sides along the axes: rectangles, angles, channels, and all of these with round corners.
//!
//! A round corner is the sharp one that its sides would make, and a radius: both ends of the arc lie that far from it, so that
//! the arc stays tangent whatever is changed.

use super::levels::{Axis, Scheme, Side};
use super::shape::{Along, Place, Shape};
use super::sheet::{Of, Sheet, Sum, near};
use resolid_geom::{Curve, Loop};
use std::f64::consts::FRAC_PI_2;

/// Arcs turn by a quarter, and tangents agree, to this.
const ANGLE: f64 = 1e-7;

/// A straight side of the loop.
struct Line {
    /// The edge that it is.
    edge: usize,
    /// The axis that it lies across, where it lies along that, and which of its levels that is.
    across: usize,
    at: f64,
    level: usize,
    /// Its ends along the other axis, were its corners sharp.
    ends: [f64; 2],
    /// The corner at its end, where that is round.
    corner: Option<Corner>,
}

/// A round corner.
#[derive(Clone, Copy)]
struct Corner {
    radius: f64,
    /// Whether the material lies inside of the arc.
    convex: bool,
}

/// An outline along the axes.
pub struct Outline {
    edges: usize,
    /// In the order of the loop.
    lines: Vec<Line>,
    /// Where sides lie across each axis, lowest first.
    levels: [Vec<f64>; 2],
    schemes: [Scheme; 2],
}

impl Outline {
    /// The loop, if it is such an outline.
    pub fn of(l: &Loop) -> Option<Self> {
        let Loop::Path(edges) = l else { return None };
        let scale = l.bounds().size().max_element();
        let left = l.signed_area() > 0.0;
        let curves: Vec<Curve> = l.curves().collect();
        let mut lines: Vec<Line> = Vec::new();
        for (edge, curve) in curves.iter().enumerate() {
            let Curve::Line { start, end } = *curve else { continue };
            let across = (0..2).find(|&axis| near(start[axis], end[axis], scale))?;
            let ends = [start, end].map(|p| p[1 - across]);
            lines.push(Line { edge, across, at: start[across], level: 0, ends, corner: None });
        }
        let sides = lines.len();
        if sides < 4 || (0..sides).any(|i| lines[i].across == lines[(i + 1) % sides].across) {
            return None;
        }
        for i in 0..sides {
            let j = (i + 1) % sides;
            let from = lines[i].edge;
            let corner = match (lines[j].edge + edges.len() - from) % edges.len() {
                1 => None,
                2 => Some(corner([0, 1, 2].map(|k| &curves[(from + k) % edges.len()]), left, scale)?),
                _ => return None,
            };
            (lines[i].ends[1], lines[j].ends[0]) = (lines[j].at, lines[i].at);
            lines[i].corner = corner;
        }
        let levels = [0, 1].map(|axis| {
            let mut all: Vec<f64> = lines.iter().filter(|l| l.across == axis).map(|l| l.at).collect();
            all.sort_by(f64::total_cmp);
            all.dedup_by(|b, a| near(*a, *b, scale));
            all
        });
        for line in &mut lines {
            line.level = levels[line.across].iter().position(|&v| near(v, line.at, scale))?;
        }
        let scheme = |axis: usize| {
            let sides: Vec<Side> = lines.iter().filter(|l| l.across == axis).map(|l| l.side(left)).collect();
            Axis { levels: &levels[axis], sides: &sides, scale }.scheme()
        };
        let schemes = [scheme(0)?, scheme(1)?];
        Some(Self { edges: edges.len(), lines, levels, schemes })
    }

    /// Its sizes, and where its numbers lie; `whole` gives those that are something else's.
    pub fn shape(&self, place: &Place, whole: [Option<Sum>; 2], sheet: &mut Sheet) -> Shape {
        let of = if place.alone { Of::Side } else { Of::Alike };
        let mut sizes = Vec::new();
        for (axis, own) in whole.into_iter().enumerate() {
            let [low, high] = self.ends(axis);
            let what = ["width", "height"][axis];
            sizes.push(own.unwrap_or_else(|| place.size(of.clone(), what, high - low, sheet)));
        }
        let sums = [0, 1].map(|axis| {
            let step = ["step_width", "step_height"][axis];
            let sums = self.schemes[axis].sums(&sizes[axis], step, place, sheet);
            sizes.extend(sums.iter().cloned());
            sums
        });
        let mut numbers = [Vec::new(), Vec::new()];
        for (i, line) in self.lines.iter().enumerate() {
            let next = &self.lines[(i + 1) % self.lines.len()];
            let rounded = line.corner.map(|c| {
                let what = if c.convex { "corner_radius" } else { "fillet_radius" };
                place.size(Of::Alike, what, c.radius, sheet)
            });
            let sum = |line: &Line| &sums[line.across][line.level];
            let mut put = |axis: usize, edge: usize, sum: Sum| {
                numbers[axis].push((place.slot(axis, edge % self.edges), sum));
            };
            // The next side begins as far from this one as the corner is round.
            let off = rounded.as_ref().map_or(Sum::ZERO, |radius| radius.times(next.way()));
            put(next.across, next.edge, sum(next).clone());
            put(line.across, next.edge, sum(line).plus(&off));
            if let Some(radius) = rounded {
                put(line.across, line.edge + 1, sum(line).clone());
                put(next.across, line.edge + 1, sum(next).minus(&radius.times(line.way())));
                sizes.push(radius);
            }
        }
        let along = [0, 1].map(|axis| Along {
            ends: self.ends(axis),
            size: sizes[axis].clone(),
            numbers: std::mem::take(&mut numbers[axis]),
            levels: self.levels[axis].iter().copied().zip(sums[axis].iter().cloned()).collect(),
        });
        Shape { along, kind: "outline", sizes, prefix: place.word("") }
    }

    fn ends(&self, axis: usize) -> [f64; 2] {
        let levels = &self.levels[axis];
        [levels[0], levels[levels.len() - 1]]
    }
}

impl Line {
    /// 1 where it runs up along its axis, −1 where it runs down.
    fn way(&self) -> f64 {
        (self.ends[1] - self.ends[0]).signum()
    }

    /// `left`: whether the loop has its material on the left.
    fn side(&self, left: bool) -> Side {
        let [a, b] = self.ends;
        // Upwards with the material on the left is a side that faces to the right.
        let upper = ((self.way() > 0.0) == left) == (self.across == 0);
        Side { level: self.level, span: [a.min(b), a.max(b)], upper }
    }
}

/// The corner of two lines with an arc between, if that turns by a quarter and runs on smoothly from both.
fn corner([before, arc, after]: [&Curve; 3], left: bool, scale: f64) -> Option<Corner> {
    let Curve::Arc { start, end, sweep, .. } = *arc else { return None };
    let turn = (end - start).abs();
    let smooth = |a: &Curve, b: &Curve| (a.tangent(1.0) - b.tangent(0.0)).length() < ANGLE;
    let is_quarter = (sweep.abs() - FRAC_PI_2).abs() < ANGLE && near(turn.x, turn.y, scale);
    (is_quarter && smooth(before, arc) && smooth(arc, after))
        .then_some(Corner { radius: turn.x, convex: (sweep > 0.0) == left })
}
