//! Outlines of sides along the axes: rectangles, angles, channels, and all of these with corners that are round or cut off, and
//! with half circles for sides.
//!
//! A round corner is the sharp one that its sides would make, and a radius: both ends of the arc lie that far from it, so that
//! the arc stays tangent whatever is changed. A half circle is the straight side between its ends.

use super::corner::{Corner, Kind};
use super::levels::{Axis, Scheme, Side};
use super::shape::{Along, Place, Shape};
use super::sheet::{Of, Sheet, Sum, near};
use resolid_geom::{Curve, Loop};
use std::f64::consts::PI;

/// Half circles turn by a half to this.
const ANGLE: f64 = 1e-7;

/// A side of the loop.
struct Line {
    /// The edge that it is.
    edge: usize,
    /// The axis that it lies across, where it lies along that, and which of its levels that is.
    across: usize,
    at: f64,
    level: usize,
    /// Its ends along the other axis, were its corners sharp.
    ends: [f64; 2],
    half_circle: bool,
    /// The corner at its end, where that is not sharp.
    corner: Option<Corner>,
}

/// An outline along the axes.
pub struct Outline {
    /// How large it is.
    scale: f64,
    edges: usize,
    /// In the order of the loop.
    lines: Vec<Line>,
    /// Where sides lie across each axis, lowest first.
    levels: [Vec<f64>; 2],
    schemes: [Scheme; 2],
    /// Whether it bulges over its last sides, by half circles.
    bulges: [bool; 2],
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
            let (start, end) = (curve.point(0.0), curve.point(1.0));
            let along = (0..2).find(|&axis| near(start[axis], end[axis], scale));
            let across = match (*curve, along) {
                (Curve::Line { .. }, Some(across)) => across,
                (Curve::Arc { sweep, .. }, Some(across)) if (sweep.abs() - PI).abs() < ANGLE => across,
                // Between two sides.
                _ => continue,
            };
            let ends = [start, end].map(|p| p[1 - across]);
            lines.push(Line {
                edge,
                across,
                at: start[across],
                level: 0,
                ends,
                half_circle: !is_straight(curve),
                corner: None,
            });
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
                2 => Some(Corner::of([0, 1, 2].map(|k| &curves[(from + k) % edges.len()]), left, scale)?),
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
        let bounds = l.bounds();
        let bulges = [0, 1].map(|axis| {
            let size = levels[axis][levels[axis].len() - 1] - levels[axis][0];
            !near(bounds.max[axis] - bounds.min[axis], size, scale)
        });
        Some(Self { scale, edges: edges.len(), lines, levels, schemes, bulges })
    }

    /// Its sizes, and where its numbers lie; `whole` gives those that are something else's.
    pub fn shape(&self, place: &Place, whole: [Option<Sum>; 2], sheet: &mut Sheet) -> Shape {
        let of = if place.alone { Of::Side } else { Of::Alike };
        let mut sizes = Vec::new();
        for (axis, own) in whole.into_iter().enumerate() {
            let [low, high] = self.ends(axis);
            let what = match self.bulges[axis] {
                false => ["width", "height"][axis],
                true => ["straight_width", "straight_height"][axis],
            };
            let own = own.filter(|_| !self.bulges[axis]);
            sizes.push(own.unwrap_or_else(|| place.size(of.clone(), what, high - low, sheet)));
        }
        let sums = [0, 1].map(|axis| {
            let step = ["step_width", "step_height"][axis];
            let sums = self.schemes[axis].sums(&sizes[axis], step, place, sheet);
            sizes.extend(sums.iter().cloned());
            sums
        });
        let reaches = self.reaches(&sums, place, sheet);
        let mut numbers = [Vec::new(), Vec::new()];
        for (i, (line, reach)) in self.lines.iter().zip(reaches).enumerate() {
            let next = self.next(i);
            let sum = |line: &Line| &sums[line.across][line.level];
            let mut put = |axis: usize, edge: usize, sum: Sum| {
                numbers[axis].push((place.slot(axis, edge % self.edges), sum));
            };
            // The next side begins as far from this one as the corner between them reaches.
            let off = reach.as_ref().map_or(Sum::ZERO, |reach| reach.times(next.way()));
            put(next.across, next.edge, sum(next).clone());
            put(line.across, next.edge, sum(line).plus(&off));
            if let Some(reach) = reach {
                put(line.across, line.edge + 1, sum(line).clone());
                put(next.across, line.edge + 1, sum(next).minus(&reach.times(line.way())));
                sizes.push(reach);
            }
        }
        let along = [0, 1].map(|axis| Along {
            ends: self.ends(axis),
            size: sizes[axis].clone(),
            numbers: std::mem::take(&mut numbers[axis]),
            levels: self.levels[axis].iter().copied().zip(sums[axis].iter().cloned()).collect(),
        });
        let centers = self.centers(&sums);
        Shape { along, kind: "outline", sizes, prefix: place.word(""), centers }
    }

    /// Middles of half circles.
    fn centers(&self, sums: &[Vec<Sum>; 2]) -> Vec<[(f64, Sum); 2]> {
        let sum = |line: &Line| sums[line.across][line.level].clone();
        let center = |i: usize| {
            let (before, line, after) = (self.line(i + self.lines.len() - 1), self.line(i), self.line(i + 1));
            let own = (line.at, sum(line));
            let middle = (0.5 * (before.at + after.at), sum(before).middle(&sum(after)));
            if line.across == 0 { [own, middle] } else { [middle, own] }
        };
        (0..self.lines.len()).filter(|&i| self.lines[i].half_circle).map(center).collect()
    }

    /// How far the corner after each side reaches. Where a wall is bent, the outer radius is the inner one and the wall.
    fn reaches(&self, sums: &[Vec<Sum>; 2], place: &Place, sheet: &mut Sheet) -> Vec<Option<Sum>> {
        let bends: Vec<Option<(usize, Sum)>> = (0..self.lines.len()).map(|i| self.bend(i, sums)).collect();
        let mut own = |i: usize| Some(self.lines[i].corner?.size(place, sheet));
        let plain: Vec<Option<Sum>> = bends.iter().enumerate().map(|(i, b)| b.is_none().then(|| own(i))?).collect();
        let bent = |(inner, wall): &(usize, Sum)| plain[*inner].as_ref().map(|radius| radius.plus(wall));
        bends.iter().zip(&plain).map(|(bend, plain)| bend.as_ref().map_or_else(|| plain.clone(), bent)).collect()
    }

    /// The corner inside of a round one, about the same middle, and how thick the wall is between them.
    fn bend(&self, outer: usize, sums: &[Vec<Sum>; 2]) -> Option<(usize, Sum)> {
        let corner = |i: usize, kind: Kind| self.lines[i].corner.filter(|c| c.kind == kind);
        let round = corner(outer, Kind::Round)?;
        (0..self.lines.len()).find_map(|inner| {
            let fillet = corner(inner, Kind::Fillet).filter(|f| f.reach < round.reach)?;
            let wall = |axis: usize| {
                let ([from, side], [to, other]) = (self.middle(outer, axis), self.middle(inner, axis));
                let is_one = near(from + side * round.reach, to + side * fillet.reach, self.scale) && side == other;
                let sum = |i: usize| &sums[axis][self.across(i, axis).level];
                is_one.then(|| sum(inner).minus(sum(outer)).times(side))
            };
            let walls = [wall(0)?, wall(1)?];
            (walls[0] == walls[1]).then(|| (inner, walls[0].clone()))
        })
    }

    /// Where the sharp corner after a side lies along an axis, and on which side of it the middle of its arc.
    fn middle(&self, i: usize, axis: usize) -> [f64; 2] {
        let (line, next) = (&self.lines[i], self.next(i));
        if line.across == axis { [line.at, next.way()] } else { [next.at, -line.way()] }
    }

    /// The side before or after a corner that lies across an axis.
    fn across(&self, i: usize, axis: usize) -> &Line {
        if self.lines[i].across == axis { &self.lines[i] } else { self.next(i) }
    }

    fn ends(&self, axis: usize) -> [f64; 2] {
        let levels = &self.levels[axis];
        [levels[0], levels[levels.len() - 1]]
    }

    /// Counted round the loop.
    fn line(&self, i: usize) -> &Line {
        &self.lines[i % self.lines.len()]
    }

    fn next(&self, i: usize) -> &Line {
        self.line(i + 1)
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

fn is_straight(curve: &Curve) -> bool {
    matches!(curve, Curve::Line { .. })
}
