//! Lines and circles that points of walls lie on, seen along a direction.
//!
//! Once a direction is known, a wall takes two or three numbers where a plane or cylinder in space takes three to five, so that the
//! rim of a plate shows with a dozen points. The curve that most points agree on by place and by normal comes first; its
//! points are then taken away.

use crate::sketch::fit_circle;
use rand::Rng;
use resolid_geom::Vec2;
use std::f64::consts::{FRAC_PI_2, TAU};

/// Tries for the best curve in each round.
const TRIES: usize = 160;
/// Points looked at for each try.
const COMPARED: usize = 1200;
/// Rounds in a row that found nothing before the search ends.
const PATIENCE: usize = 5;
const MOST_CURVES: usize = 64;

/// A point of a wall.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Where.
    pub at: Vec2,
    /// Unit normal out of the solid.
    pub normal: Vec2,
}

/// A curve that points agree on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Curve {
    /// Points `p` with `p · normal = offset`.
    Line {
        /// Unit normal out of the solid.
        normal: Vec2,
        /// Distance from zero along it.
        offset: f64,
        /// How surely the normal is known, radians.
        tilt: f64,
        /// The middle of its points.
        middle: Vec2,
    },
    /// A circle.
    Circle {
        /// Centre.
        center: Vec2,
        /// Radius.
        radius: f64,
        /// 1 where the solid lies within, −1 where it lies around.
        facing: f64,
    },
}

/// Picks for a mark another one near it, by the draw that is passed.
pub type Beside<'a> = dyn Fn(usize, &mut dyn FnMut(usize) -> usize) -> Option<usize> + 'a;

/// The curves that at least `least` marks agree on to within some times `noise`, most marks first, with the marks of each.
pub fn curves(
    marks: &[Mark],
    beside: &Beside,
    noise: f64,
    size: f64,
    least: usize,
    rng: &mut impl Rng,
) -> Vec<(Curve, Vec<usize>)> {
    let near = 2.5 * noise;
    let mut left: Vec<usize> = (0..marks.len()).collect();
    let mut found = Vec::new();
    let mut idle = 0;
    while left.len() >= least && idle < PATIENCE && found.len() < MOST_CURVES {
        let stride = left.len().div_ceil(COMPARED);
        let compared: Vec<usize> = left.iter().copied().skip(rng.random_range(0..stride)).step_by(stride).collect();
        let mut best: Option<(usize, Curve)> = None;
        for k in 0..TRIES {
            let i = left[rng.random_range(0..left.len())];
            let a = marks[i];
            let curve = if k % 3 == 0 {
                Some(Curve::Line { normal: a.normal, offset: a.normal.dot(a.at), tilt: 0.0, middle: a.at })
            } else {
                beside(i, &mut |n| rng.random_range(0..n)).and_then(|j| through(a, marks[j], size, k % 3 == 1))
            };
            let Some(curve) = curve else { continue };
            let score = compared.iter().filter(|&&i| curve.holds(&marks[i], near)).count();
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, curve));
            }
        }
        let settled = best.and_then(|(_, curve)| settled(curve, marks, &left, noise, size));
        match settled.filter(|(_, members)| members.len() >= least) {
            Some((curve, members)) => {
                idle = 0;
                left.retain(|i| members.binary_search(i).is_err());
                found.push((curve, members));
            }
            None => idle += 1,
        }
    }
    found
}

/// The curve fitted to its own marks until it keeps them; loosely at first, since the first guess leans.
fn settled(mut curve: Curve, marks: &[Mark], left: &[usize], noise: f64, size: f64) -> Option<(Curve, Vec<usize>)> {
    let mut members = Vec::new();
    for reach in [4.0, 3.0, 2.5, 2.5] {
        members = left.iter().copied().filter(|&i| curve.holds(&marks[i], reach * noise)).collect::<Vec<_>>();
        curve = curve.fitted(&members.iter().map(|&i| marks[i]).collect::<Vec<_>>(), noise, size)?;
    }
    members.retain(|&i| curve.holds(&marks[i], 3.0 * noise));
    Some((curve, members))
}

/// The line or circle through two oriented points.
fn through(a: Mark, b: Mark, size: f64, straight: bool) -> Option<Curve> {
    let turn = a.normal - b.normal;
    if straight || turn.length() < 0.1 {
        let along = (b.at - a.at).try_normalize()?;
        let normal = along.perp() * along.perp().dot(a.normal).signum();
        return (normal.dot(a.normal) > 0.9 && normal.dot(b.normal) > 0.9).then(|| Curve::Line {
            normal,
            offset: normal.dot(a.at),
            tilt: 0.0,
            middle: (a.at + b.at) * 0.5,
        });
    }
    let radius = (a.at - b.at).dot(turn) / turn.length_squared();
    let (ca, cb) = (a.at - a.normal * radius, b.at - b.normal * radius);
    (ca.distance(cb) < 0.3 * radius.abs() && radius.abs() < size).then_some(Curve::Circle {
        center: (ca + cb) * 0.5,
        radius: radius.abs(),
        facing: radius.signum(),
    })
}

impl Curve {
    /// The curve moved out of the solid by `by`.
    pub fn moved_out(self, by: f64) -> Self {
        match self {
            Self::Line { normal, offset, tilt, middle } => {
                Self::Line { normal, offset: offset + by, tilt, middle: middle + normal * by }
            }
            Self::Circle { center, radius, facing } => {
                Self::Circle { center, radius: (radius + facing * by).max(0.1 * radius), facing }
            }
        }
    }

    /// Whether the mark lies on the curve and faces as it does, to within some twenty degrees.
    fn holds(&self, m: &Mark, near: f64) -> bool {
        match *self {
            Self::Line { normal, offset, .. } => {
                (normal.dot(m.at) - offset).abs() <= near && normal.dot(m.normal) > 0.9
            }
            Self::Circle { center, radius, facing } => {
                let spoke = m.at - center;
                (spoke.length() - radius).abs() <= near && facing * spoke.normalize_or_zero().dot(m.normal) > 0.9
            }
        }
    }

    /// The curve nearest to marks; a circle so flat over its marks that a line does as well becomes one.
    fn fitted(&self, marks: &[Mark], noise: f64, size: f64) -> Option<Self> {
        if marks.len() < 4 {
            return None;
        }
        if let Self::Circle { facing, .. } = *self {
            let points: Vec<Vec2> = marks.iter().map(|m| m.at).collect();
            let (center, radius) = fit_circle(&points)?;
            let span = span(marks.iter().map(|m| (m.at - center).to_angle()).collect());
            let bend = radius * (1.0 - (0.5 * span).min(FRAC_PI_2).cos());
            if bend > 4.0 * noise && radius < 2.0 * size {
                return Some(Self::Circle { center, radius, facing });
            }
        }
        let count = marks.len() as f64;
        let mean = marks.iter().map(|m| m.at).sum::<Vec2>() / count;
        let facing = marks.iter().map(|m| m.normal).sum::<Vec2>();
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for m in marks {
            let d = m.at - mean;
            xx += d.x * d.x;
            xy += d.x * d.y;
            yy += d.y * d.y;
        }
        let along = Vec2::from_angle(0.5 * (2.0 * xy).atan2(xx - yy));
        let length = ((xx + yy) / count).sqrt();
        // A wall hardly longer than it scatters is told by its normals.
        let (normal, tilt) = if length > 6.0 * noise {
            (along.perp(), noise / (length * count.sqrt()))
        } else {
            (facing.try_normalize()?, 0.05)
        };
        let normal = if normal.dot(facing) < 0.0 { -normal } else { normal };
        Some(Self::Line { normal, offset: normal.dot(mean), tilt, middle: mean })
    }
}

/// The angle that holds all of `angles` but the widest gap.
pub(super) fn span(mut angles: Vec<f64>) -> f64 {
    angles.sort_by(f64::total_cmp);
    let gaps = angles.windows(2).map(|w| w[1] - w[0]);
    let around = angles.first().zip(angles.last()).map_or(0.0, |(a, b)| a + TAU - b);
    TAU - gaps.fold(around, f64::max)
}

/// The angle in 0..90° that most normals have, modulo a quarter turn, by the lengths that face it.
pub fn heading(marks: &[Mark]) -> f64 {
    const BINS: usize = 360;
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
        if off.abs() < 0.04 {
            sum += Vec2::from_angle(4.0 * a);
        }
    }
    if sum == Vec2::ZERO { 0.0 } else { sum.to_angle() / 4.0 }
}
