//! Where circles are divided: at the same points for all circles of one cylinder.
//!
//! A hole and the boss it is drilled through, or a cut that follows a rounded corner, are drawn in different sketches. Were
//! each divided on its own, their facets would cross all round and leave a crown of slivers where the drawing has one
//! smooth wall.

use super::Fineness;
use crate::flatten::Prism;
use resolid_geom::{Curve, Vec3};
use std::collections::BTreeMap;
use std::f64::consts::TAU;

/// How near a regular division may come to the end of an arc, in divisions: nearer ones are left out.
const CLEARANCE: f64 = 0.15;

/// A cylinder that circles and arcs of the part lie on.
#[derive(Debug)]
struct Rim {
    axis: Vec3,
    /// Foot of the perpendicular from the origin onto the axis.
    foot: Vec3,
    radius: f64,
    u: Vec3,
    v: Vec3,
    /// Angles at which arcs end, and the middles of arcs that must not be one chord.
    ends: Vec<f64>,
    /// What the chord error is multiplied with.
    finer: f64,
    /// All angles at which the circle is divided, ascending in 0..2π.
    stops: Vec<f64>,
}

/// The cylinders of a part.
#[derive(Debug)]
pub(super) struct Rims {
    rims: Vec<Rim>,
    /// The rims by their radius, rounded.
    by_radius: BTreeMap<i64, Vec<usize>>,
    same: f64,
}

impl Rims {
    /// The cylinders of `prisms`, divided within `fineness` times what `finer` says for each profile; what is nearer than
    /// `same` is one.
    pub fn new(prisms: &[Prism], finer: &[Vec<f64>], fineness: &Fineness, same: f64) -> Self {
        let mut rims = Self { rims: Vec::new(), by_radius: BTreeMap::new(), same };
        for (prism, finer) in prisms.iter().zip(finer) {
            let loops = prism.profiles.iter().zip(finer).flat_map(|(p, &finer)| p.loops().map(move |l| (l, finer)));
            for (l, finer) in loops {
                // Two arcs alone would be two chords, which enclose nothing.
                let few = l.curve_count() <= 2;
                for curve in l.curves() {
                    let i = match rims.find(prism, &curve) {
                        Found::Straight => continue,
                        Found::Rim(i) => i,
                        Found::New(rim) => rims.add(rim),
                    };
                    rims.rims[i].finer = rims.rims[i].finer.min(finer);
                    if let Some((from, sweep)) = rims.rims[i].span(prism, &curve) {
                        rims.rims[i].ends.extend([from, from + sweep]);
                        if few {
                            rims.rims[i].ends.push(from + 0.5 * sweep);
                        }
                    }
                }
            }
        }
        for rim in &mut rims.rims {
            rim.divide(fineness, same);
        }
        rims
    }

    /// The points of a curve on the sketch plane, its start first and its end left out; `None` for a line or an arc that is
    /// no cylinder of these.
    pub fn points(&self, prism: &Prism, curve: &Curve) -> Option<Vec<Vec3>> {
        let Found::Rim(i) = self.find(prism, curve) else { return None };
        let rim = &self.rims[i];
        let height = rim.axis.dot(prism.frame.origin);
        let at = |angle: f64| {
            let (s, c) = angle.sin_cos();
            rim.foot + (rim.u * c + rim.v * s) * rim.radius + rim.axis * height
        };
        let Some((from, sweep)) = rim.span(prism, curve) else {
            let mut points: Vec<Vec3> = rim.stops.iter().map(|&a| at(a)).collect();
            if rim.axis.dot(prism.frame.z()) < 0.0 {
                points.reverse();
            }
            return Some(points);
        };
        let start = prism.frame.world_from_sketch(curve.point(0.0));
        let margin = self.same / rim.radius;
        // How far along the arc each stop lies, where it lies strictly within.
        let mut along: Vec<(f64, f64)> = rim
            .stops
            .iter()
            .map(|&a| (((a - from) * sweep.signum()).rem_euclid(TAU), a))
            .filter(|&(d, _)| d > margin && d < sweep.abs() - margin)
            .collect();
        along.sort_by(|a, b| a.0.total_cmp(&b.0));
        Some(std::iter::once(start).chain(along.into_iter().map(|(_, a)| at(a))).collect())
    }

    fn find(&self, prism: &Prism, curve: &Curve) -> Found {
        let (center, radius) = match *curve {
            Curve::Line { .. } => return Found::Straight,
            Curve::Arc { center, radius, .. } => (center, radius),
            Curve::Circle(c) => (c.center, c.radius),
        };
        let axis = prism.frame.z();
        let center = prism.frame.world_from_sketch(center);
        let foot = center - axis * center.dot(axis);
        if !(radius.is_finite() && foot.is_finite()) {
            return Found::Straight;
        }
        // Radii that are the same may round to neighbouring numbers.
        let key = self.key(radius);
        for i in (key - 1..=key + 1).filter_map(|k| self.by_radius.get(&k)).flatten() {
            let rim = &self.rims[*i];
            if (rim.radius - radius).abs() <= self.same
                && rim.axis.cross(axis).length() <= 1e-9
                && rim.foot.distance(foot) <= self.same
            {
                return Found::Rim(*i);
            }
        }
        Found::New(Rim {
            axis,
            foot,
            radius,
            u: prism.frame.x,
            v: prism.frame.y,
            ends: Vec::new(),
            finer: 1.0,
            stops: Vec::new(),
        })
    }

    fn add(&mut self, rim: Rim) -> usize {
        let key = self.key(rim.radius);
        self.by_radius.entry(key).or_default().push(self.rims.len());
        self.rims.push(rim);
        self.rims.len() - 1
    }

    fn key(&self, radius: f64) -> i64 {
        (radius / (4.0 * self.same).max(f64::MIN_POSITIVE)).floor() as i64
    }
}

enum Found {
    Straight,
    Rim(usize),
    New(Rim),
}

impl Rim {
    /// The angle at which an arc starts and its signed sweep, as seen from this rim; `None` for a full circle.
    fn span(&self, prism: &Prism, curve: &Curve) -> Option<(f64, f64)> {
        let Curve::Arc { start, center, sweep, .. } = *curve else { return None };
        let out = prism.frame.world_from_sketch(start) - prism.frame.world_from_sketch(center);
        let turn = self.axis.dot(prism.frame.z()).signum();
        Some((out.dot(self.v).atan2(out.dot(self.u)), sweep * turn))
    }

    /// Sets the stops.
    fn divide(&mut self, fineness: &Fineness, same: f64) {
        // A step may become longer by the clearance at either end.
        let by_chord = 2.0 * (1.0 - (fineness.chord * self.finer / self.radius).clamp(1e-9, 1.0)).acos();
        let wanted = by_chord.min(fineness.angle) / (1.0 + CLEARANCE);
        // A multiple of four, so that the extreme points of a circle are divisions, and its box is exact.
        let count = ((TAU / wanted).ceil().min(1e5) as usize).max(8).next_multiple_of(4);
        let step = TAU / count as f64;
        let least = (same / self.radius).max(1e-12);
        for end in &mut self.ends {
            *end = end.rem_euclid(TAU);
        }
        self.ends.sort_by(f64::total_cmp);
        self.ends.dedup_by(|a, b| (*a - *b).abs() <= least);
        if self.ends.len() > 1 && self.ends[0] + TAU - self.ends[self.ends.len() - 1] <= least {
            self.ends.pop();
        }
        let clear = |angle: f64| {
            let i = self.ends.partition_point(|&e| e < angle);
            let n = self.ends.len();
            n == 0
                || [self.ends[i % n], self.ends[(i + n - 1) % n]].iter().all(|e| {
                    let d = (angle - e).abs();
                    d.min(TAU - d) >= CLEARANCE * step
                })
        };
        self.stops = (0..count).map(|k| k as f64 * step).filter(|&a| clear(a)).collect();
        self.stops.extend(&self.ends);
        self.stops.sort_by(f64::total_cmp);
    }
}
