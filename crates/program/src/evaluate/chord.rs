//! Straight lines through the part: where they run inside it.

use super::solid::Solid;
use resolid_geom::region::Stretch;
use resolid_geom::{Vec2, Vec3};

/// Reusable room for the places where a line meets borders of slabs.
#[derive(Default)]
pub(super) struct Chords {
    stops: Vec<f64>,
}

impl Chords {
    /// Whether the part holds the whole segment from `a` to `b`.
    pub fn holds(&mut self, solid: &Solid, a: Vec3, b: Vec3) -> bool {
        self.meet(solid, a, b - a, 1.0);
        let least = 4.0 * solid.scale.nudge / a.distance(b).max(f64::MIN_POSITIVE);
        let mut begin = 0.0;
        for &stop in &self.stops {
            if stop - begin > least {
                if !solid.contains(a + (b - a) * (begin + (stop - begin) * 0.4837)) {
                    return false;
                }
                begin = stop;
            }
        }
        true
    }

    /// How far one can go from `p`, a point of the surface, along the unit vector `way` before leaving the part;
    /// zero where the part does not lie that way.
    pub fn depth(&mut self, solid: &Solid, p: Vec3, way: Vec3) -> f64 {
        self.meet(solid, p, way, f64::INFINITY);
        let least = 4.0 * solid.scale.nudge;
        let mut begin = 0.0;
        for &stop in &self.stops {
            if stop - begin > least {
                if !solid.contains(p + way * (begin + (stop - begin) * 0.4837)) {
                    break;
                }
                begin = stop;
            }
        }
        begin
    }

    /// Collects, in order, the parameters in 0..=`end` at which `p + t way` may enter or leave a slab, and `end` where
    /// it is finite.
    fn meet(&mut self, solid: &Solid, p: Vec3, way: Vec3, end: f64) {
        self.stops.clear();
        for slab in &solid.slabs {
            // The stretch of the line within the slab's box, a little widened.
            let hair = solid.scale.beside;
            let mut span = [0.0f64, end];
            for k in 0..3 {
                let (low, high) = (slab.bounds.min[k] - hair - p[k], slab.bounds.max[k] + hair - p[k]);
                if way[k].abs() < 1e-300 {
                    if low > 0.0 || high < 0.0 {
                        span = [1.0, 0.0];
                    }
                } else {
                    let (a, b) = (low / way[k], high / way[k]);
                    span = [span[0].max(a.min(b)), span[1].min(a.max(b))];
                }
            }
            let [from, to] = span;
            if from > to {
                continue;
            }
            let stops = &mut self.stops;
            let mut add = |t: f64| {
                if t >= from && t <= to {
                    stops.push(t);
                }
            };
            let (at, d) = (slab.axes.local(p), slab.axes.local_direction(way));
            if d.z.abs() > 1e-12 * way.length() {
                add((slab.low - at.z) / d.z);
                add((slab.high - at.z) / d.z);
            }
            let (at, d) = (at.truncate(), d.truncate());
            if d.length_squared() > 1e-24 * way.length_squared() {
                for contour in slab.region.contours() {
                    for (stretch, _) in contour.stretches() {
                        crossings(stretch, at, d, &mut add);
                    }
                }
            }
        }
        if end.is_finite() {
            self.stops.push(end);
        }
        self.stops.sort_unstable_by(f64::total_cmp);
    }
}

/// Calls `add` with the parameters at which the plane's line `at + t d` meets a stretch, and perhaps with some where
/// it passes a hair beside its ends.
fn crossings(stretch: &Stretch, at: Vec2, d: Vec2, add: &mut impl FnMut(f64)) {
    match *stretch {
        Stretch::Line { start, end } => {
            let e = end - start;
            let across = d.perp_dot(e);
            let s = (start - at).perp_dot(d);
            // The place on the segment, in units of `across`; compared without dividing.
            let slack = 1e-9 * across.abs();
            if across != 0.0 && s * across.signum() >= -slack && s * across.signum() <= across.abs() + slack {
                add((start - at).perp_dot(e) / across);
            }
        }
        Stretch::Arc { center, radius, middle, cos_half, .. } => {
            let m = at - center;
            let a = d.length_squared();
            let nearest = -m.dot(d) / a;
            let gap = (m + d * nearest).length_squared();
            let room = (radius * radius - gap) / a;
            if room < 0.0 {
                return;
            }
            let half = room.sqrt();
            for t in [nearest - half, nearest + half] {
                if cos_half <= -1.0 || (m + d * t).dot(middle) >= radius * (cos_half - 1e-9) {
                    add(t);
                }
            }
        }
    }
}
