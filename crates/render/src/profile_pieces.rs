//! Where a straight line runs inside the profiles of a sketch.
//!
//! Notation: `u` is the line's unit direction, `n` its left normal. Every point of the sketch has an *offset*
//! (along `n`) and a *run* (along `u`); a line is one offset. Curves are cut into pieces over which the offset only
//! grows or only falls, so that a line meets a piece once or not at all, by the sign of two numbers that neighbours
//! share: however a line passes through corners, it enters a closed loop as often as it leaves.

use resolid_geom::{Curve, Profile, Vec2};
use std::f64::consts::{FRAC_PI_2, PI};

/// A piece of a loop that a line meets at most once.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Offsets of its ends.
    from: f64,
    to: f64,
    form: Form,
    profile: u32,
    curve: u32,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    /// Runs of the ends.
    Line { from: f64, to: f64 },
    /// Offset and run of the centre, and on which side of it, seen along the line, the piece lies.
    Arc { offset: f64, run: f64, radius: f64, side: f64 },
}

/// Where a line crosses a curve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crossing {
    pub run: f64,
    pub profile: u32,
    /// Number of the curve, counted through all profiles, outer loops first in each.
    pub curve: u32,
}

/// Profiles cut into pieces for lines of one direction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pieces {
    pieces: Vec<Piece>,
    /// Piece numbers by offset, in [`Self::bins`] equal steps from `low`; empty where lines come one by one.
    bins: Vec<Vec<u32>>,
    low: f64,
    per_offset: f64,
}

impl Pieces {
    /// Cuts profiles for lines along `u`, a unit vector.
    pub fn cut(&mut self, profiles: &[Profile], u: Vec2) {
        self.pieces.clear();
        self.bins.clear();
        let n = u.perp();
        let mut number = 0;
        for (p, profile) in profiles.iter().enumerate() {
            for curve in profile.loops().flat_map(|l| l.curves()) {
                let mut add = |from, to, form| {
                    self.pieces.push(Piece { from, to, form, profile: p as u32, curve: number });
                };
                match curve {
                    Curve::Line { start, end } => {
                        add(n.dot(start), n.dot(end), Form::Line { from: u.dot(start), to: u.dot(end) });
                    }
                    Curve::Circle(c) => {
                        let (offset, run, radius) = (n.dot(c.center), u.dot(c.center), c.radius);
                        for side in [1.0, -1.0] {
                            add(offset - radius, offset + radius, Form::Arc { offset, run, radius, side });
                        }
                    }
                    Curve::Arc { start, end, center, radius, sweep } => {
                        let (offset, run) = (n.dot(center), u.dot(center));
                        let arm = start - center;
                        let first = n.dot(arm).atan2(u.dot(arm));
                        let last = first + sweep;
                        // The offset turns back at the angles π/2 + kπ.
                        let (low, high) = (first.min(last), first.max(last));
                        let turns = ((low - FRAC_PI_2) / PI).ceil() as i64..=((high - FRAC_PI_2) / PI).floor() as i64;
                        let mut angles: Vec<i64> = turns.collect();
                        if sweep < 0.0 {
                            angles.reverse();
                        }
                        let mut at = (first, n.dot(start));
                        let ends = angles
                            .iter()
                            .map(|&k| (FRAC_PI_2 + k as f64 * PI, offset + if k % 2 == 0 { radius } else { -radius }))
                            .chain([(last, n.dot(end))]);
                        for to in ends {
                            let side = if (0.5 * (at.0 + to.0)).cos() >= 0.0 { 1.0 } else { -1.0 };
                            add(at.1, to.1, Form::Arc { offset, run, radius, side });
                            at = to;
                        }
                    }
                }
                number += 1;
            }
        }
    }

    /// Sorts the pieces by offset, for many lines of this direction.
    pub fn sort_into_bins(&mut self) {
        let low = self.pieces.iter().map(|p| p.from.min(p.to)).fold(f64::INFINITY, f64::min);
        let high = self.pieces.iter().map(|p| p.from.max(p.to)).fold(f64::NEG_INFINITY, f64::max);
        let count = (self.pieces.len() * 2).clamp(1, 1024);
        if high.partial_cmp(&low) != Some(std::cmp::Ordering::Greater) {
            return;
        }
        self.low = low;
        self.per_offset = count as f64 / (high - low);
        self.bins = vec![Vec::new(); count];
        for (k, p) in self.pieces.iter().enumerate() {
            // A bin to either side makes up for rounding in the division.
            let first = ((p.from.min(p.to) - low) * self.per_offset) as usize;
            let last = ((p.from.max(p.to) - low) * self.per_offset) as usize + 1;
            for bin in &mut self.bins[first.saturating_sub(1)..=last.min(count - 1)] {
                bin.push(k as u32);
            }
        }
    }

    /// Adds where the line at `offset` crosses loops, sorted by profile and run.
    pub fn crossings(&self, offset: f64, out: &mut Vec<Crossing>) {
        let mut meet = |piece: &Piece| {
            if (piece.from > offset) == (piece.to > offset) {
                return;
            }
            let run = match piece.form {
                Form::Line { from, to } => from + (offset - piece.from) / (piece.to - piece.from) * (to - from),
                Form::Arc { offset: center, run, radius, side } => {
                    run + side * (radius * radius - (offset - center).powi(2)).max(0.0).sqrt()
                }
            };
            out.push(Crossing { run, profile: piece.profile, curve: piece.curve });
        };
        if self.bins.is_empty() {
            self.pieces.iter().for_each(&mut meet);
        } else {
            let bin = ((offset - self.low) * self.per_offset).floor();
            if bin >= -1.0 && bin <= self.bins.len() as f64 {
                let bin = (bin.max(0.0) as usize).min(self.bins.len() - 1);
                self.bins[bin].iter().for_each(|&k| meet(&self.pieces[k as usize]));
            }
        }
        out.sort_unstable_by(|a, b| a.profile.cmp(&b.profile).then(a.run.total_cmp(&b.run)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::{Edge, Loop};

    /// A slot with rounded ends and a round hole.
    fn slot() -> Profile {
        let outer = Loop::Path(vec![
            Edge { start: Vec2::new(-3.0, -1.0), sweep: 0.0 },
            Edge { start: Vec2::new(3.0, -1.0), sweep: PI },
            Edge { start: Vec2::new(3.0, 1.0), sweep: 0.0 },
            Edge { start: Vec2::new(-3.0, 1.0), sweep: PI },
        ]);
        Profile { outer, holes: vec![Loop::circle(Vec2::new(1.0, 0.0), 0.5)] }
    }

    #[test]
    fn chords_sum_to_the_area_in_every_direction() {
        let profile = slot();
        for k in 0..50 {
            let u = Vec2::from_angle(f64::from(k) * 0.13);
            let mut pieces = Pieces::default();
            pieces.cut(std::slice::from_ref(&profile), u);
            let plain = pieces.clone();
            pieces.sort_into_bins();
            let lines = 8000;
            let mut area = 0.0;
            for i in 0..lines {
                let offset = -5.0 + 10.0 * (f64::from(i) + 0.5) / f64::from(lines);
                let mut found = Vec::new();
                pieces.crossings(offset, &mut found);
                let mut slow = Vec::new();
                plain.crossings(offset, &mut slow);
                assert_eq!(found.len(), slow.len());
                assert_eq!(found.len() % 2, 0);
                area += found.chunks(2).map(|c| c[1].run - c[0].run).sum::<f64>() * 10.0 / f64::from(lines);
            }
            assert!((area - profile.area()).abs() < 1e-3, "direction {k}: {area} for {}", profile.area());
        }
    }

    #[test]
    fn lines_through_corners_enter_as_often_as_they_leave() {
        let diamond = Profile::solid(Loop::polygon(&[
            Vec2::new(1.0, 0.0),
            Vec2::new(0.0, 1.0),
            Vec2::new(-1.0, 0.0),
            Vec2::new(0.0, -1.0),
        ]));
        let mut pieces = Pieces::default();
        pieces.cut(&[diamond, slot()], Vec2::X);
        for offset in [-1.0, 0.0, 1.0, 0.5, -0.5] {
            let mut found = Vec::new();
            pieces.crossings(offset, &mut found);
            for p in 0..2 {
                assert_eq!(found.iter().filter(|c| c.profile == p).count() % 2, 0, "offset {offset}");
            }
        }
    }
}
