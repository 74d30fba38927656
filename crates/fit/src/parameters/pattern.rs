//! Where shapes lie: on centres that are there, against sides, in the middle of what they are drawn on, at equal margins from
//! its sides, in rows and grids of equal pitch, on circles.
//!
//! What follows none of these keeps its place, or where that is close to the far side, its distance from that.

use super::ground::{Between, Ground};
use super::shape::{Along, Shape};
use super::sheet::{Of, Sheet, Sum, near};
use resolid_geom::Vec2;
use std::f64::consts::TAU;

/// What is closer to a side than this share of what it is drawn on goes with that side.
const CLOSE: f64 = 0.1;
/// Angles between holes on a circle are equal to this.
const ANGLE: f64 = 1e-7;

/// Where the low ends of the shapes lie, shape by shape. `name` is the step's.
pub fn places(shapes: &[Shape], ground: &Ground, name: &str, sheet: &mut Sheet) -> Vec<[Sum; 2]> {
    let mut places: Vec<Option<[Sum; 2]>> = vec![None; shapes.len()];
    for first in 0..shapes.len() {
        if places[first].is_some() {
            continue;
        }
        let like = |&k: &usize| places[k].is_none() && shapes[k].is_like(&shapes[first]);
        let members: Vec<usize> = (first..shapes.len()).filter(like).collect();
        let group = Group { shapes: members.iter().map(|&k| &shapes[k]).collect(), ground, name };
        for (&k, place) in members.iter().zip(group.places(sheet)) {
            places[k] = Some(place);
        }
    }
    places.into_iter().flatten().collect()
}

/// Equal shapes of a step.
struct Group<'a> {
    shapes: Vec<&'a Shape>,
    ground: &'a Ground<'a>,
    name: &'a str,
}

/// How the places along an axis are written.
enum Rule {
    /// The first as far from the low side as the last from the high one.
    Margin { from: Between, margin: f64 },
    /// One pitch apart, about a middle.
    Pitch { pitch: f64, middle: Sum },
    /// The first one where it is, the others one pitch apart.
    Row { pitch: f64 },
    /// Each by itself.
    Alone,
}

impl Group<'_> {
    fn places(&self, sheet: &mut Sheet) -> Vec<[Sum; 2]> {
        let on: Option<Vec<[Sum; 2]>> = self.shapes.iter().map(|s| self.on_center(s)).collect();
        if let Some(places) = on {
            return places;
        }
        let rows = [self.row(0), self.row(1)];
        let is_grid = rows[0].len() * rows[1].len() == self.shapes.len();
        let rules = [0, 1].map(|axis| if is_grid { self.rule(axis, &rows[axis]) } else { Rule::Alone });
        // Holes in a square may be meant either way: where a margin says how they lie, that does.
        let has_margin = rules.iter().any(|r| matches!(r, Rule::Margin { .. }));
        if let Some(places) = (!has_margin).then(|| self.on_circle(sheet)).flatten() {
            return places;
        }
        let what = self.words(&rules);
        let [x, y] = [0, 1].map(|axis| self.written(axis, &rules[axis], &rows[axis], &what[axis], sheet));
        x.into_iter().zip(y).map(|(x, y)| [x, y]).collect()
    }

    /// `margin` or `pitch`, and `margin_x` where it is another along y.
    fn words(&self, rules: &[Rule; 2]) -> [String; 2] {
        let word = |rule: &Rule| match rule {
            Rule::Margin { margin, .. } => Some(("margin", *margin)),
            Rule::Pitch { pitch, .. } | Rule::Row { pitch } => Some(("pitch", *pitch)),
            Rule::Alone => None,
        };
        let found = [word(&rules[0]), word(&rules[1])];
        let differ = matches!(found, [Some(a), Some(b)] if a.0 == b.0 && !near(a.1, b.1, a.1));
        let prefix = &self.shapes[0].prefix;
        [0, 1].map(|axis| {
            let tail = if differ { ["_x", "_y"][axis] } else { "" };
            format!("{prefix}{}{tail}", found[axis].map_or("", |f| f.0))
        })
    }

    /// The places along an axis that shapes lie at, lowest first.
    fn row(&self, axis: usize) -> Vec<f64> {
        let mut all: Vec<f64> = self.shapes.iter().map(|s| s.along[axis].center()).collect();
        all.sort_by(f64::total_cmp);
        let scale = self.scale();
        all.dedup_by(|b, a| near(*a, *b, scale));
        all
    }

    fn scale(&self) -> f64 {
        let all = self.shapes.iter().flat_map(|s| s.along.iter().flat_map(|a| a.ends));
        all.fold(0.0, |most: f64, v| most.max(v.abs()))
    }

    /// Where all of them together begin and end along both axes.
    fn ends(&self) -> [[f64; 2]; 2] {
        [0, 1].map(|axis| {
            let all = self.shapes.iter().flat_map(|s| s.along[axis].ends);
            [all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max)]
        })
    }

    fn rule(&self, axis: usize, row: &[f64]) -> Rule {
        let [first, .., last] = row else { return Rule::Alone };
        let pitch = (last - first) / (row.len() - 1) as f64;
        let scale = self.scale();
        if row.windows(2).any(|w| !near(w[1] - w[0], pitch, scale)) {
            return Rule::Alone;
        }
        let along = &self.shapes[0].along[axis];
        let half = 0.5 * (along.ends[1] - along.ends[0]);
        if let Some(from) = self.ground.between(axis, self.ends()) {
            let margins = [first - half - from.ends[0], from.ends[1] - last - half];
            if near(margins[0], margins[1], scale) {
                let margin = margins[0];
                let between = pitch - 2.0 * half;
                if row.len() == 2 && margin <= between && !near(margin, 0.0, scale) {
                    return Rule::Margin { from, margin };
                }
                // Flush with both sides, each follows its own.
                if near(margin, 0.0, scale) {
                    return Rule::Alone;
                }
                return Rule::Pitch { pitch, middle: from.sums[0].middle(&from.sums[1]) };
            }
        } else if let Some(middle) = self.ground.center(self.middle()) {
            return Rule::Pitch { pitch, middle: middle[axis].clone() };
        } else if near(first + last, 0.0, scale) {
            return Rule::Pitch { pitch, middle: Sum::ZERO };
        }
        // Two may lie anywhere.
        if row.len() > 2 { Rule::Row { pitch } } else { Rule::Alone }
    }

    fn middle(&self) -> Vec2 {
        self.shapes.iter().map(|s| s.center()).sum::<Vec2>() / self.shapes.len() as f64
    }

    fn written(&self, axis: usize, rule: &Rule, row: &[f64], what: &str, sheet: &mut Sheet) -> Vec<Sum> {
        let alone = |s: &&Shape| single(s, axis, self.ground);
        let nth = |s: &Shape| {
            let at = s.along[axis].center();
            row.iter().position(|&p| near(p, at, self.scale())).unwrap_or(0)
        };
        match rule {
            Rule::Alone => self.shapes.iter().map(alone).collect(),
            Rule::Margin { from, margin } => {
                let margin = sheet.size(Of::Alike, self.name, what, *margin);
                let [low, high] = &from.sums;
                let size = &self.shapes[0].along[axis].size;
                let ends = [low.plus(&margin), high.minus(&margin).minus(size)];
                self.shapes.iter().map(|s| ends[nth(s)].clone()).collect()
            }
            Rule::Pitch { pitch, middle } => {
                let pitch = sheet.size(Of::Alike, self.name, what, *pitch);
                let from = |s: &&Shape| {
                    let steps = nth(s) as f64 - 0.5 * (row.len() - 1) as f64;
                    middle.plus(&pitch.times(steps)).minus(&s.along[axis].size.times(0.5))
                };
                self.shapes.iter().map(from).collect()
            }
            Rule::Row { pitch } => {
                let first = self.shapes.iter().find(|s| nth(s) == 0).map(alone).unwrap_or(Sum::ZERO);
                let pitch = sheet.size(Of::Alike, self.name, what, *pitch);
                self.shapes.iter().map(|s| first.plus(&pitch.times(nth(s) as f64))).collect()
            }
        }
    }

    /// The shape drawn about a middle that is there.
    fn on_center(&self, shape: &Shape) -> Option<[Sum; 2]> {
        let center = self.ground.center(shape.center())?;
        Some([0, 1].map(|axis| center[axis].minus(&shape.along[axis].size.times(0.5))))
    }

    /// Three circles or more, equal angles apart on a circle.
    fn on_circle(&self, sheet: &mut Sheet) -> Option<Vec<[Sum; 2]>> {
        let count = self.shapes.len();
        if count < 3 || self.shapes[0].kind != "circle" {
            return None;
        }
        let (middle, scale) = (self.middle(), self.scale());
        let arms: Vec<Vec2> = self.shapes.iter().map(|s| s.center() - middle).collect();
        let radius = arms[0].length();
        let mut angles: Vec<f64> = arms.iter().map(|a| a.y.atan2(a.x).rem_euclid(TAU)).collect();
        angles.sort_by(f64::total_cmp);
        let apart = TAU / count as f64;
        let even = angles.windows(2).all(|w| (w[1] - w[0] - apart).abs() < ANGLE);
        if !even || arms.iter().any(|a| !near(a.length(), radius, scale)) {
            return None;
        }
        let middle = self.ground.center(middle).unwrap_or_else(|| {
            let point = Shape { along: [0, 1].map(|k| Along::middle(middle[k], Vec::new())), ..self.shapes[0].clone() };
            [0, 1].map(|axis| single(&point, axis, self.ground))
        });
        let what = format!("{}pitch_circle_diameter", self.shapes[0].prefix);
        let diameter = sheet.size(Of::Alike, self.name, &what, 2.0 * radius);
        let place =
            |arm: &Vec2| [0, 1].map(|axis| middle[axis].plus(&diameter.times(0.5 * factor(arm[axis] / radius))));
        Some(arms.iter().map(place).collect())
    }
}

/// A cosine without the digits that are rounding.
fn factor(cosine: f64) -> f64 {
    (cosine * 1e12).round() / 1e12
}

/// Where the low end of a shape lies that is alone along an axis.
fn single(shape: &Shape, axis: usize, ground: &Ground) -> Sum {
    let along = &shape.along[axis];
    let [low, high] = along.ends;
    let scale = low.abs().max(high.abs());
    if !along.levels.is_empty() {
        // What abuts on something, or is flush with it, stays so.
        let side = |at: f64| ground.side(axis, at, shape.ends());
        if let Some(low) = side(low).or_else(|| side(high).map(|high| high.minus(&along.size))) {
            return low;
        }
    }
    if let Some(Between { ends: [from, to], sums: [start, end] }) = ground.between(axis, shape.ends()) {
        let [below, above] = [low - from, to - high];
        let scale = scale.max(to - from);
        let is_close = |margin: f64| margin <= CLOSE * (to - from);
        if near(below, above, scale) {
            return start.middle(&end).minus(&along.size.times(0.5));
        }
        if above < below && is_close(above) {
            return end.add(-above).minus(&along.size);
        }
        if below < above && is_close(below) {
            return start.add(below);
        }
    }
    if near(low, -high, scale) {
        return along.size.times(-0.5);
    }
    // What lies on zero stays there.
    match along.levels.iter().find(|(at, _)| near(*at, 0.0, scale)) {
        Some((_, from)) => from.times(-1.0),
        None => Sum::number(low),
    }
}
