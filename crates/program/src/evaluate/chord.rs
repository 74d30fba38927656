//! Straight lines through the part: where they run inside it.

use super::solid::Solid;
use resolid_geom::region::Stretch;
use resolid_geom::{Vec2, Vec3};

/// Reusable room for the places where a line meets borders of slabs.
#[derive(Default)]
pub(super) struct Chords {
    stops: Vec<Stop>,
}

/// A place where a line meets the border of a slab.
#[derive(Clone, Copy)]
struct Stop {
    at: f64,
    /// Of the border there, not of unit length in general.
    normal: Vec3,
}

impl Chords {
    /// Whether the part holds the whole segment from `a` to `b`, with some room along every wall that it
    /// goes through: through an edge or a point in which two pieces touch it does not.
    pub fn holds(&mut self, solid: &Solid, a: Vec3, b: Vec3) -> bool {
        self.meet(solid, a, b - a, 1.0);
        let way = b - a;
        let length = way.length();
        let room = 500.0 * solid.scale.beside;
        let least = 4.0 * solid.scale.nudge / length.max(f64::MIN_POSITIVE);
        let mut begin = 0.0;
        for stop in &self.stops {
            let far = stop.at - begin > least;
            if far && !solid.contains(a + way * (begin + (stop.at - begin) * 0.4837)) {
                return false;
            }
            if stop.at < 1.0 {
                let p = a + way * stop.at;
                let (side, other) = stop.normal.normalize().any_orthonormal_pair();
                if ![side, other].into_iter().all(|d| solid.contains(p + d * room) && solid.contains(p - d * room)) {
                    return false;
                }
            }
            if far {
                begin = stop.at;
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
        for stop in &self.stops {
            if stop.at - begin > least {
                if !solid.contains(p + way * (begin + (stop.at - begin) * 0.4837)) {
                    break;
                }
                begin = stop.at;
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
            let mut add = |t: f64, normal: Vec3| {
                if t >= from && t <= to {
                    stops.push(Stop { at: t, normal });
                }
            };
            let (at, d) = (slab.axes.local(p), slab.axes.local_direction(way));
            if d.z.abs() > 1e-12 * way.length() {
                add((slab.low - at.z) / d.z, slab.axes.z);
                add((slab.high - at.z) / d.z, slab.axes.z);
            }
            let (at, d) = (at.truncate(), d.truncate());
            if d.length_squared() > 1e-24 * way.length_squared() {
                for contour in slab.region.contours() {
                    for (stretch, _) in contour.stretches() {
                        crossings(stretch, at, d, &mut |t, normal| {
                            add(t, slab.axes.x * normal.x + slab.axes.y * normal.y);
                        });
                    }
                }
            }
        }
        if end.is_finite() {
            self.stops.push(Stop { at: end, normal: way });
        }
        self.stops.sort_unstable_by(|a, b| a.at.total_cmp(&b.at));
    }
}

/// Calls `add` with the parameters at which the plane's line `at + t d` meets a stretch, and with normals there;
/// perhaps also where it passes a hair beside its ends.
fn crossings(stretch: &Stretch, at: Vec2, d: Vec2, add: &mut impl FnMut(f64, Vec2)) {
    match *stretch {
        Stretch::Line { start, end } => {
            let e = end - start;
            let across = d.perp_dot(e);
            let s = (start - at).perp_dot(d);
            // The place on the segment, in units of `across`; compared without dividing.
            let slack = 1e-9 * across.abs();
            if across != 0.0 && s * across.signum() >= -slack && s * across.signum() <= across.abs() + slack {
                add((start - at).perp_dot(e) / across, e.perp());
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
                    add(t, m + d * t);
                }
            }
        }
    }
}
