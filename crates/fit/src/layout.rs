//! The lines of a drawing found in scattered points: levels along a direction, and straight and round walls seen along it.
//!
//! Seen along the direction, every wall is a curve, and the outlines of all sections follow it. Lines and circles are looked
//! for together, the one that most points agree on first, by place and by normal; its points are then taken away. That
//! many points agree by chance on a wrong curve is unlikely, and what few points say is not believed.

use crate::evidence::Evidence;
use crate::outlines::{Mark, Outlines};
use crate::sketch::fit_circle;
use rand::Rng;
use resolid_geom::{Frame, Vec2};
use std::f64::consts::{FRAC_PI_2, TAU};

const MOST_LEVELS: usize = 24;
const MOST_CURVES: usize = 48;
/// Tries for the best curve in each round.
const TRIES: usize = 400;
/// Faces that look opposite ways lie in one plane where they are closer than this share of what points scatter by.
const SAME: f64 = 0.4;
/// Marks looked at for each try.
const MOST_WALLS: usize = 3500;
/// What fewer marks agree on is not believed.
const LEAST_MARKS: usize = 14;

/// A straight wall: points `p` with `p · normal = offset`.
#[derive(Clone, Copy, Debug)]
pub struct StraightWall {
    /// Unit normal out of the solid, in the sketch plane.
    pub normal: Vec2,
    /// Distance from zero along the normal.
    pub offset: f64,
    /// The middle of its points.
    pub middle: Vec2,
}

/// A round wall.
#[derive(Clone, Copy, Debug)]
pub struct RoundWall {
    /// Centre.
    pub center: Vec2,
    /// Radius.
    pub radius: f64,
    /// 1 where the solid lies within, −1 where it lies around.
    pub facing: f64,
}

/// What a direction shows.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Heights of the faces across the direction, and of both ends, ascending.
    pub levels: Vec<f64>,
    /// Straight walls.
    pub straight: Vec<StraightWall>,
    /// Round walls.
    pub round: Vec<RoundWall>,
}

/// A curve that points agree on.
#[derive(Clone, Copy)]
enum Curve {
    Line(StraightWall),
    Circle(RoundWall),
}

/// The layout of the points, and of the outlines that sections of their surface show, seen along `frame`'s z.
pub fn layout(evidence: &Evidence, outlines: &Outlines, frame: &Frame, rng: &mut impl Rng) -> Layout {
    let local: Vec<_> = evidence
        .points
        .iter()
        .zip(&evidence.normals)
        .filter(|(_, n)| **n != resolid_geom::Vec3::ZERO)
        .map(|(&p, &n)| (frame.local_from_world(p), frame.local_from_world_direction(n)))
        .collect();
    let size = {
        let b = resolid_geom::Aabb3::of(local.iter().map(|l| l.0));
        b.diagonal()
    };
    let near = (2.5 * evidence.noise).max(1e-3 * size);
    // A face of a three-hundredth of the part's surface is the least that is believed.
    let least = (local.len() / 300).max(10);
    // The two faces of a thin plate are told apart by how they face, not by how far apart they lie.
    let facing = |sign: f64| {
        let heights = local.iter().filter(|l| l.1.z * sign > 0.9).map(|l| l.0.z).collect();
        levels(heights, near, least)
    };
    let mut levels = facing(1.0);
    for level in facing(-1.0) {
        if levels.iter().all(|l| (l - level).abs() > SAME * near) {
            levels.push(level);
        }
    }
    let levels = with_ends(levels, local.iter().map(|l| l.0.z).collect(), near);
    let mut marks = outlines.marks(&levels, evidence.noise);
    let stride = marks.len().div_ceil(MOST_WALLS).max(1);
    marks = marks.into_iter().step_by(stride).collect();
    let least = (LEAST_MARKS / stride).max(8);
    let mut layout = Layout { levels, ..Layout::default() };
    let headings = headings(&marks);
    for _ in 0..MOST_CURVES {
        let Some((curve, members)) = best_curve(&marks, near, size, rng) else { break };
        if members.len() < least {
            break;
        }
        let mut at = 0;
        marks.retain(|_| {
            at += 1;
            members.binary_search(&(at - 1)).is_err()
        });
        match curve {
            Curve::Line(line) => layout.add_line(line, headings, near),
            Curve::Circle(circle) => layout.add_circle(circle, near),
        }
    }
    layout
}

/// Peaks of the heights, strongest first taken, then sorted.
fn levels(mut heights: Vec<f64>, near: f64, least: usize) -> Vec<f64> {
    heights.sort_by(f64::total_cmp);
    let mut levels = Vec::new();
    while levels.len() < MOST_LEVELS && heights.len() >= least {
        // The window of twice the reach that holds most.
        let (mut first, mut best) = (0, (0, 0));
        for last in 0..heights.len() {
            while heights[last] - heights[first] > 2.0 * near {
                first += 1;
            }
            if last + 1 - first > best.1 - best.0 {
                best = (first, last + 1);
            }
        }
        if best.1 - best.0 < least {
            break;
        }
        levels.push(heights[(best.0 + best.1) / 2]);
        let middle = heights[(best.0 + best.1) / 2];
        heights.retain(|h| (h - middle).abs() > 2.0 * near);
    }
    levels
}

/// The levels with the ends of the part added where none is near, ascending.
fn with_ends(mut levels: Vec<f64>, mut heights: Vec<f64>, near: f64) -> Vec<f64> {
    heights.sort_by(f64::total_cmp);
    // The outermost few points are the ones that scatter most.
    let cut = heights.len() / 1000;
    if let (Some(&lo), Some(&hi)) = (heights.get(cut), heights.get(heights.len().saturating_sub(1 + cut))) {
        let (lowest, highest) = levels.iter().fold((f64::MAX, f64::MIN), |(a, b): (f64, f64), &l| (a.min(l), b.max(l)));
        if lo < lowest - 2.0 * near {
            levels.push(lo);
        }
        if hi > highest + 2.0 * near {
            levels.push(hi);
        }
    }
    levels.sort_by(f64::total_cmp);
    levels
}

/// The angle in 0..90° that most normals have, modulo a quarter turn.
fn headings(marks: &[Mark]) -> f64 {
    const BINS: usize = 180;
    let mut bins = [0usize; BINS];
    for m in marks {
        bins[((m.normal.to_angle().rem_euclid(FRAC_PI_2) / FRAC_PI_2 * BINS as f64) as usize).min(BINS - 1)] += 1;
    }
    let wide = |i: usize| (0..5).map(|k| bins[(i + BINS + k - 2) % BINS]).sum::<usize>();
    let top = (0..BINS).max_by_key(|&i| (wide(i), BINS - i)).unwrap_or(0);
    // The mean over the peak, as an angle four times as large so that it closes on itself.
    let middle = (top as f64 + 0.5) / BINS as f64 * FRAC_PI_2;
    let mut sum = Vec2::ZERO;
    for m in marks {
        let a = m.normal.to_angle();
        let off = (a - middle + FRAC_PI_2 / 2.0).rem_euclid(FRAC_PI_2) - FRAC_PI_2 / 2.0;
        if off.abs() < 0.06 {
            sum += Vec2::from_angle(4.0 * a);
        }
    }
    if sum == Vec2::ZERO { 0.0 } else { sum.to_angle() / 4.0 }
}

fn best_curve(marks: &[Mark], near: f64, size: f64, rng: &mut impl Rng) -> Option<(Curve, Vec<usize>)> {
    if marks.len() < 8 {
        return None;
    }
    let mut best: Option<(usize, Curve)> = None;
    for k in 0..TRIES {
        let a = marks[rng.random_range(0..marks.len())];
        let curve = if k % 3 == 0 {
            Some(Curve::Line(StraightWall { normal: a.normal, offset: a.normal.dot(a.at), middle: a.at }))
        } else {
            let b = marks[rng.random_range(0..marks.len())];
            circle_of(a, b, size).map(Curve::Circle)
        };
        let Some(curve) = curve else { continue };
        let score = marks.iter().filter(|m| curve.holds(m, near)).count();
        if best.as_ref().is_none_or(|b| score > b.0) {
            best = Some((score, curve));
        }
    }
    let (_, mut curve) = best?;
    // Fitted to its own points until it keeps them; loosely at first, since the first guess leans.
    let mut members: Vec<usize> = Vec::new();
    for reach in [2.0, 1.5, 1.0, 1.0] {
        members = (0..marks.len()).filter(|&i| curve.holds(&marks[i], reach * near)).collect();
        curve = curve.fitted(&members.iter().map(|&i| marks[i]).collect::<Vec<_>>(), near)?;
    }
    // What lies about it belongs to it too, though its normal be blurred by an edge.
    members.retain(|&i| curve.holds(&marks[i], near));
    let around = (0..marks.len()).filter(|&i| curve.near(&marks[i], 1.6 * near));
    let mut all: Vec<usize> = members.iter().copied().chain(around).collect();
    all.sort_unstable();
    all.dedup();
    (members.len() >= 6).then_some((curve, all))
}

/// The circle on which two oriented points lie, if their normals meet.
fn circle_of(a: Mark, b: Mark, size: f64) -> Option<RoundWall> {
    let turn = a.normal - b.normal;
    if turn.length() < 0.25 {
        return None;
    }
    let radius = (a.at - b.at).dot(turn) / turn.length_squared();
    let (ca, cb) = (a.at - a.normal * radius, b.at - b.normal * radius);
    (ca.distance(cb) < 0.15 * radius.abs() && radius.abs() < size).then_some(RoundWall {
        center: (ca + cb) * 0.5,
        radius: radius.abs(),
        facing: radius.signum(),
    })
}

impl Curve {
    fn off(&self, m: &Mark) -> (f64, f64) {
        match self {
            Self::Line(l) => ((l.normal.dot(m.at) - l.offset).abs(), l.normal.dot(m.normal)),
            Self::Circle(c) => {
                let spoke = m.at - c.center;
                ((spoke.length() - c.radius).abs(), c.facing * spoke.normalize_or_zero().dot(m.normal))
            }
        }
    }

    /// Whether the mark lies on the curve and faces as it does, to within twenty degrees.
    fn holds(&self, m: &Mark, near: f64) -> bool {
        let (off, along) = self.off(m);
        off <= near && along > 0.94
    }

    fn near(&self, m: &Mark, near: f64) -> bool {
        let (off, along) = self.off(m);
        off <= near && along > 0.8
    }

    /// The curve nearest to marks; a circle so flat over its marks that a line does as well becomes one.
    fn fitted(&self, marks: &[Mark], near: f64) -> Option<Self> {
        if marks.len() < 6 {
            return None;
        }
        if let Self::Circle(old) = self {
            let points: Vec<Vec2> = marks.iter().map(|m| m.at).collect();
            let (center, radius) = fit_circle(&points)?;
            let span = arc_span(marks.iter().map(|m| (m.at - center).to_angle()).collect());
            let bend = radius * (1.0 - (0.5 * span).min(FRAC_PI_2).cos());
            if bend > 1.5 * near && radius < 4.0 * old.radius {
                return Some(Self::Circle(RoundWall { center, radius, facing: old.facing }));
            }
        }
        let mean = marks.iter().map(|m| m.at).sum::<Vec2>() / marks.len() as f64;
        let facing = marks.iter().map(|m| m.normal).sum::<Vec2>();
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for m in marks {
            let d = m.at - mean;
            xx += d.x * d.x;
            xy += d.x * d.y;
            yy += d.y * d.y;
        }
        let along = Vec2::from_angle(0.5 * (2.0 * xy).atan2(xx - yy));
        let length = ((xx + yy) / marks.len() as f64).sqrt();
        // A wall hardly longer than it scatters is told by its normals.
        let normal = if length > 4.0 * near { along.perp() } else { facing.try_normalize()? };
        let normal = if normal.dot(facing) < 0.0 { -normal } else { normal };
        Some(Self::Line(StraightWall { normal, offset: normal.dot(mean), middle: mean }))
    }
}

/// The angle that holds all of `angles` but the widest gap.
fn arc_span(mut angles: Vec<f64>) -> f64 {
    angles.sort_by(f64::total_cmp);
    let gaps = angles.windows(2).map(|w| w[1] - w[0]);
    let around = angles.first().zip(angles.last()).map_or(0.0, |(a, b)| a + TAU - b);
    TAU - gaps.fold(around, f64::max)
}

impl Layout {
    /// Adds a line, turned onto the part's main headings where it lies near one and onto a wall it repeats.
    fn add_line(&mut self, mut line: StraightWall, heading: f64, near: f64) {
        const TURN: f64 = 0.035;
        let angle = line.normal.to_angle();
        let off = (angle - heading + FRAC_PI_2 / 2.0).rem_euclid(FRAC_PI_2) - FRAC_PI_2 / 2.0;
        if off.abs() < TURN {
            line.normal = Vec2::from_angle(angle - off);
            line.offset = line.normal.dot(line.middle);
        }
        let twin = self.straight.iter().any(|l| {
            let way = l.normal.dot(line.normal).signum();
            let reach = if way > 0.0 { near } else { SAME * near };
            l.normal.perp_dot(line.normal).abs() < TURN && (l.offset * way - line.offset).abs() < reach
        });
        if !twin {
            self.straight.push(line);
        }
    }

    fn add_circle(&mut self, circle: RoundWall, near: f64) {
        let twin = |c: &RoundWall| {
            let reach = if c.facing == circle.facing { near } else { SAME * near };
            c.center.distance(circle.center) < reach && (c.radius - circle.radius).abs() < reach
        };
        if !self.round.iter().any(twin) {
            self.round.push(circle);
        }
    }
}
