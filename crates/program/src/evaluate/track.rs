//! The curves in which planes and cylinders meet: lines, circles and ellipses, and the space curve of two cylinders.

use super::face::Carrier;
use resolid_geom::boxtree::Span;
use resolid_geom::{Aabb3, Vec3};
use std::cell::OnceCell;
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// A curve in space over a parameter.
#[derive(Clone, Debug)]
pub(super) enum Track {
    /// `at + t way`, `way` of unit length.
    Line { at: Vec3, way: Vec3 },
    /// `center + u cos t + v sin t`, with equal and perpendicular `u` and `v`.
    Circle { center: Vec3, u: Vec3, v: Vec3 },
    /// The same with any `u` and `v`.
    Ellipse { center: Vec3, u: Vec3, v: Vec3 },
    /// Where two cylinders with skew or crossing axes meet.
    Quartic(Box<Quartic>),
}

/// A line or circle round a cylinder at the angle θ, lifted along the axis until it meets another cylinder.
///
/// With `w(θ)` the point at height 0 less the other's origin, and `a`, `b` the axes, height `h` obeys
/// `α h² + 2β h + γ = 0`, where `α = 1 − (a·b)²`, `β = w·a − (w·b)(a·b)`, `γ = |w|² − (w·b)² − r_b²`.
#[derive(Clone, Debug)]
pub(super) struct Quartic {
    origin: Vec3,
    axis: Vec3,
    x: Vec3,
    y: Vec3,
    radius: f64,
    other_origin: Vec3,
    other_axis: Vec3,
    other_radius: f64,
    branch: Branch,
}

#[derive(Clone, Copy, Debug)]
enum Branch {
    /// One of the two roots, all the way round; t is θ.
    Round(f64),
    /// Both roots over a stretch of θ at whose ends they meet: θ = `middle + half sin t`, a smooth closed curve.
    Lobe { middle: f64, half: f64 },
}

impl Quartic {
    /// θ, dθ/dt and the sign of the root at parameter `t`.
    fn angle(&self, t: f64) -> (f64, f64, f64) {
        match self.branch {
            Branch::Round(sign) => (t, 1.0, sign),
            Branch::Lobe { middle, half } => {
                let (s, c) = t.sin_cos();
                (middle + half * s, half * c, if c < 0.0 { -1.0 } else { 1.0 })
            }
        }
    }

    /// α, β, γ at θ, and the derivatives of β and γ.
    fn coefficients(&self, theta: f64) -> (f64, f64, f64, f64, f64) {
        let (s, c) = theta.sin_cos();
        let w = self.origin + (self.x * c + self.y * s) * self.radius - self.other_origin;
        let dw = (self.y * c - self.x * s) * self.radius;
        let (a, b) = (self.axis, self.other_axis);
        let k = a.dot(b);
        let across = |v: Vec3| v.dot(a) - v.dot(b) * k;
        (
            1.0 - k * k,
            across(w),
            w.length_squared() - w.dot(b).powi(2) - self.other_radius * self.other_radius,
            across(dw),
            2.0 * (w.dot(dw) - w.dot(b) * dw.dot(b)),
        )
    }

    /// A quarter of the discriminant of the height's equation: the curve exists where it is not negative.
    fn room(&self, theta: f64) -> f64 {
        let (alpha, beta, gamma, ..) = self.coefficients(theta);
        beta * beta - alpha * gamma
    }

    /// The room at 64 even steps of a turn that begins at `from`, both ends included.
    fn rooms(&self, from: f64) -> Vec<(f64, f64)> {
        (0..=64).map(|i| from + f64::from(i) * TAU / 64.0).map(|t| (t, self.room(t))).collect()
    }

    fn point_and_rate(&self, t: f64) -> (Vec3, Vec3) {
        let (theta, rate, sign) = self.angle(t);
        let (alpha, beta, gamma, dbeta, dgamma) = self.coefficients(theta);
        let mut root = sign * (beta * beta - alpha * gamma).max(0.0).sqrt();
        let mut root_rate = None;
        if let Branch::Lobe { half, .. } = self.branch {
            let (sine, cosine) = t.sin_cos();
            if cosine.abs() < 1e-5 {
                // At a tip the room is a parabola in t, and its root a line: the quotients below would be 0 / 0.
                let bend = ((2.0 * beta * dbeta - alpha * dgamma).abs() * half * 0.5).sqrt();
                root = bend * cosine;
                root_rate = Some(-bend * sine);
            }
        }
        let h = (root - beta) / alpha;
        let (s, c) = theta.sin_cos();
        let point = self.origin + (self.x * c + self.y * s) * self.radius + self.axis * h;
        let round = (self.y * c - self.x * s) * self.radius;
        let slope = match root_rate {
            Some(r) => (r - dbeta * rate) / alpha,
            // αh + β is the signed root itself.
            None if root != 0.0 => -(dbeta * h + dgamma * 0.5) / root * rate,
            None => 0.0,
        };
        (point, round * rate + self.axis * slope)
    }
}

impl Track {
    pub fn point(&self, t: f64) -> Vec3 {
        match self {
            Self::Line { at, way } => *at + *way * t,
            Self::Circle { center, u, v } | Self::Ellipse { center, u, v } => {
                let (s, c) = t.sin_cos();
                *center + *u * c + *v * s
            }
            Self::Quartic(q) => q.point_and_rate(t).0,
        }
    }

    /// The derivative by the parameter.
    pub fn rate(&self, t: f64) -> Vec3 {
        match self {
            Self::Line { way, .. } => *way,
            Self::Circle { u, v, .. } | Self::Ellipse { u, v, .. } => {
                let (s, c) = t.sin_cos();
                *v * c - *u * s
            }
            Self::Quartic(q) => q.point_and_rate(t).1,
        }
    }

    /// A length that one unit of the parameter does not exceed by much: for judging whether an interval is empty.
    pub fn speed(&self) -> f64 {
        match self {
            Self::Line { .. } => 1.0,
            Self::Circle { u, v, .. } | Self::Ellipse { u, v, .. } => u.length().max(v.length()),
            Self::Quartic(q) => q.radius,
        }
    }

    /// The range in which the track runs inside a box, or its whole turn.
    pub fn range(&self, within: &Aabb3) -> Option<[f64; 2]> {
        let Self::Line { at, way } = self else { return Some([0.0, TAU]) };
        let mut range = [f64::NEG_INFINITY, f64::INFINITY];
        for k in 0..3 {
            let (a, b) = ((within.min[k] - at[k]) / way[k], (within.max[k] - at[k]) / way[k]);
            if way[k].abs() < 1e-15 {
                if at[k] < within.min[k] || at[k] > within.max[k] {
                    return None;
                }
            } else {
                range = [range[0].max(a.min(b)), range[1].min(a.max(b))];
            }
        }
        (range[0] < range[1]).then_some(range)
    }

    /// The box of the stretch between two parameters; `None` where only sampling could tell.
    pub fn bounds(&self, from: f64, to: f64) -> Option<Aabb3> {
        let mut bounds = Aabb3::of([self.point(from), self.point(to)]);
        match self {
            Self::Line { .. } => {}
            Self::Circle { u, v, .. } | Self::Ellipse { u, v, .. } => {
                for k in 0..3 {
                    let peak = v[k].atan2(u[k]);
                    for t in [peak, peak + PI] {
                        let t = from + (t - from).rem_euclid(TAU);
                        if t <= to {
                            bounds.include(self.point(t));
                        }
                    }
                }
            }
            Self::Quartic(_) => return None,
        }
        Some(bounds)
    }

    /// The parameter between `from` and `to` whose point is nearest to `p`: closed form for lines and circles,
    /// else to rounding by bisection between 24 samples.
    pub fn nearest(&self, p: Vec3, from: f64, to: f64) -> f64 {
        match self {
            Self::Line { at, way } => (p - *at).dot(*way).clamp(from, to),
            Self::Circle { center, u, v } => {
                let d = p - *center;
                let t = from + (d.dot(*v).atan2(d.dot(*u)) - from).rem_euclid(TAU);
                if t <= to {
                    t
                } else if self.point(from).distance_squared(p) <= self.point(to).distance_squared(p) {
                    from
                } else {
                    to
                }
            }
            Self::Ellipse { .. } | Self::Quartic(_) => {
                const SAMPLES: usize = 24;
                let at = |i: usize| from + (to - from) * i as f64 / SAMPLES as f64;
                let slope = |t: f64| (self.point(t) - p).dot(self.rate(t));
                let distance = |t: f64| self.point(t).distance_squared(p);
                let mut best = if distance(from) <= distance(to) { from } else { to };
                let mut left = slope(from);
                for i in 1..=SAMPLES {
                    let right = slope(at(i));
                    if left <= 0.0 && right >= 0.0 {
                        let t = bisect(&slope, at(i - 1), at(i), -1.0);
                        if distance(t) < distance(best) {
                            best = t;
                        }
                    }
                    left = right;
                }
                best
            }
        }
    }
}

/// A stretch of a track, asked where it meets surfaces.
pub(super) struct Run<'a> {
    track: &'a Track,
    from: f64,
    to: f64,
    /// Only within this box need meetings be found.
    within: Aabb3,
    /// Parameters and points, for tracks without a closed form; made at the first need.
    samples: OnceCell<Vec<(f64, Vec3)>>,
}

/// Intervals a run is sampled in, and how often one may be halved.
const SAMPLES: usize = 32;
const HALVINGS: usize = 40;

impl<'a> Run<'a> {
    pub fn new(track: &'a Track, from: f64, to: f64, within: Aabb3) -> Self {
        Self { track, from, to, within, samples: OnceCell::new() }
    }

    /// Even steps, halved until those that may enter the box are short beside it: all that is seen there of an
    /// ellipse drawn out by an oblique cut, or of two cylinders that are nearly parallel, may lie within one step.
    fn samples(&self) -> &[(f64, Vec3)] {
        self.samples.get_or_init(|| {
            let at = |t: f64| (t, self.track.point(t));
            let span = Span::from(self.within);
            let off = |p: Vec3| span.distance_squared(&p.to_array()).sqrt();
            let short = self.within.diagonal() / 12.0;
            let step = (self.to - self.from) / SAMPLES as f64;
            let mut samples = vec![at(self.from)];
            let mut ahead: Vec<((f64, Vec3), usize)> = Vec::new();
            // Near the ends a dip would have no sample beyond it.
            let stops = (0..=SAMPLES).map(|i| self.from + step * i as f64);
            let near = [self.from + step / 16.0, self.to - step / 16.0];
            let mut stops: Vec<f64> = stops.chain(near).collect();
            stops.sort_by(f64::total_cmp);
            for &stop in &stops[1..] {
                ahead.push((at(stop), 0));
                while let Some(((t, p), depth)) = ahead.pop() {
                    let (begin, q) = samples[samples.len() - 1];
                    let middle = at(0.5 * (begin + t));
                    let length = q.distance(middle.1) + middle.1.distance(p);
                    // What enters the box and returns is as long as both ways.
                    if depth < HALVINGS && length > short && off(p) + off(q) <= 1.2 * length {
                        ahead.push(((t, p), depth + 1));
                        ahead.push((middle, depth + 1));
                    } else {
                        samples.push((t, p));
                    }
                }
            }
            samples
        })
    }

    /// Adds the parameters within the run at which it crosses or touches `carrier`; nothing where it lies in it.
    pub fn crossings(&self, carrier: &Carrier, hair: f64, stops: &mut Vec<f64>) {
        let (from, to) = (self.from, self.to);
        let mut add = |t: f64| {
            if t > from && t < to {
                stops.push(t);
            }
        };
        match (self.track, carrier) {
            (Track::Line { at, way }, Carrier::Plane { origin, normal }) => {
                let slope = way.dot(*normal);
                if slope.abs() > 1e-12 {
                    add((*origin - *at).dot(*normal) / slope);
                }
            }
            (Track::Line { at, way }, Carrier::Cylinder { origin, axis, radius, .. }) => {
                let flat = |d: Vec3| d - *axis * d.dot(*axis);
                let (w, m) = (flat(*way), flat(*at - *origin));
                let a = w.length_squared();
                if a > 1e-20 {
                    let middle = -m.dot(w) / a;
                    let gap = (m + w * middle).length();
                    let room = (radius - gap) * (radius + gap) / a;
                    if gap <= radius + hair {
                        let half = room.max(0.0).sqrt();
                        add(middle - half);
                        add(middle + half);
                    }
                }
            }
            (Track::Circle { center, u, v } | Track::Ellipse { center, u, v }, Carrier::Plane { origin, normal }) => {
                let (c, s, k) = (u.dot(*normal), v.dot(*normal), (*origin - *center).dot(*normal));
                let reach = c.hypot(s);
                if reach > hair && k.abs() <= reach + hair {
                    let (peak, half) = (s.atan2(c), (k / reach).clamp(-1.0, 1.0).acos());
                    for t in [peak - half, peak + half] {
                        add(from + (t - from).rem_euclid(TAU));
                    }
                }
            }
            _ => {
                let heights: Vec<(f64, f64)> = self.samples().iter().map(|(t, p)| (*t, carrier.height(*p))).collect();
                if heights.iter().all(|(_, h)| h.abs() <= 4.0 * hair) {
                    return;
                }
                // No height changes faster than its point moves; between samples a curve is hardly longer than its chord.
                let samples = self.samples();
                let speed = |i: usize| samples[i].1.distance(samples[i - 1].1) / (samples[i].0 - samples[i - 1].0);
                let steep = |i: usize| 1.5 * speed(i).max(speed(i + 1));
                roots(&|t| carrier.height(self.track.point(t)), &heights, steep, hair, &mut add);
            }
        }
    }
}

/// A zero between `a` and `b`, at whose ends `f` differs in sign; `left` is its value at `a`.
fn bisect(f: &impl Fn(f64) -> f64, mut a: f64, mut b: f64, left: f64) -> f64 {
    for _ in 0..60 {
        let m = 0.5 * (a + b);
        if m <= a.min(b) || m >= a.max(b) {
            break;
        }
        if (f(m) < 0.0) == (left < 0.0) { a = m } else { b = m }
    }
    0.5 * (a + b)
}

/// Calls `add` with the zeros of a smooth `f`, and with the places where it touches zero within `hair`. `values` are
/// arguments of `f` in order, each with its value; pairs of zeros between two of them are found by descending into the
/// dip. `steep` bounds the slope of `f` from sample `i − 1` to `i + 1`: what cannot come down to zero is left alone.
fn roots(
    f: &impl Fn(f64) -> f64,
    values: &[(f64, f64)],
    steep: impl Fn(usize) -> f64,
    hair: f64,
    add: &mut impl FnMut(f64),
) {
    for pair in values.windows(2) {
        let [(s, a), (t, b)] = [pair[0], pair[1]];
        if (a < 0.0) != (b < 0.0) {
            add(bisect(f, s, t, a));
        }
    }
    for i in 1..values.len() - 1 {
        let [(before, first), (at, value), (after, last)] = [values[i - 1], values[i], values[i + 1]];
        let sign = if value < 0.0 { -1.0 } else { 1.0 };
        let [a, b, c] = [first, value, last].map(|v| v * sign);
        if a < 0.0 || c < 0.0 || b > a || b > c {
            continue;
        }
        // Golden section for the bottom of the dip.
        let steep = steep(i);
        if (a + b - steep * (at - before)).min(b + c - steep * (after - at)) > 2.0 * hair {
            continue;
        }
        let (mut low, mut high) = (before, after);
        const GOLDEN: f64 = 0.618_033_988_749_895;
        for _ in 0..40 {
            let (l, h) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
            let (left, right) = (f(l) * sign, f(h) * sign);
            if left.min(right) - steep * (high - low) > hair {
                break;
            }
            if left < right { high = h } else { low = l }
        }
        let bottom = 0.5 * (low + high);
        let lowest = f(bottom) * sign;
        if lowest < 0.0 {
            add(bisect(f, before, bottom, first));
            add(bisect(f, bottom, after, -sign));
        } else if lowest <= hair {
            add(bottom);
        }
    }
}

/// The curves in which two surfaces meet; none where they are parallel or one. Touching counts as meeting.
pub(super) fn meetings(a: &Carrier, b: &Carrier, hair: f64) -> Vec<Track> {
    match (a, b) {
        (Carrier::Plane { origin: o, normal: n }, Carrier::Plane { origin: p, normal: m }) => {
            let cross = n.cross(*m);
            let sine = cross.length();
            if sine < 1e-9 {
                return Vec::new();
            }
            // From the second plane's origin, in that plane, square to the line, to the first plane.
            let toward = m.cross(cross / sine);
            let at = *p + toward * ((*o - *p).dot(*n) / toward.dot(*n));
            vec![Track::Line { at, way: cross / sine }]
        }
        (Carrier::Cylinder { .. }, Carrier::Plane { .. }) => meetings(b, a, hair),
        (Carrier::Plane { origin: o, normal: n }, Carrier::Cylinder { origin, axis, x, y, radius }) => {
            let cosine = n.dot(*axis);
            if cosine.abs() < 1e-9 {
                let side = (*n - *axis * cosine).normalize();
                let gap = (*o - *origin).dot(side);
                return pair(*origin + side * gap, axis.cross(side), gap, *radius, *axis, hair);
            }
            let center = *origin + *axis * ((*o - *origin).dot(*n) / cosine);
            let tilt = |d: Vec3| (d - *axis * (d.dot(*n) / cosine)) * *radius;
            if cosine.abs() > 1.0 - 1e-15 {
                return vec![Track::Circle { center, u: *x * *radius, v: *y * *radius }];
            }
            vec![Track::Ellipse { center, u: tilt(*x), v: tilt(*y) }]
        }
        (Carrier::Cylinder { origin, axis, radius, .. }, Carrier::Cylinder { origin: p, axis: m, radius: s, .. }) => {
            if axis.cross(*m).length() < 1e-9 {
                let d = *p - *origin;
                let d = d - *axis * d.dot(*axis);
                let apart = d.length();
                if apart <= hair {
                    return Vec::new();
                }
                // The common chord stands square to the centres' line, this far from the first centre.
                let gap = (apart * apart + (radius - s) * (radius + s)) / (2.0 * apart);
                let way = d / apart;
                return pair(*origin + way * gap, axis.cross(way), gap, *radius, *axis, hair);
            }
            quartics(a, b)
        }
    }
}

/// The two lines along `way`, at either side of `middle`, in which a plane `gap` from the axis cuts a cylinder;
/// one where it only touches.
fn pair(middle: Vec3, across: Vec3, gap: f64, radius: f64, way: Vec3, hair: f64) -> Vec<Track> {
    if gap.abs() > radius + hair {
        return Vec::new();
    }
    let half = ((radius - gap) * (radius + gap)).max(0.0).sqrt();
    if radius - gap.abs() <= hair {
        return vec![Track::Line { at: middle, way }];
    }
    vec![Track::Line { at: middle + across * half, way }, Track::Line { at: middle - across * half, way }]
}

fn quartics(a: &Carrier, b: &Carrier) -> Vec<Track> {
    let (
        Carrier::Cylinder { origin, axis, x, y, radius },
        Carrier::Cylinder { origin: other_origin, axis: other_axis, radius: other_radius, .. },
    ) = (a, b)
    else {
        return Vec::new();
    };
    // Round the thinner one the curve is more often a plain loop.
    if radius > other_radius {
        return quartics(b, a);
    }
    let mut q = Quartic {
        origin: *origin,
        axis: *axis,
        x: *x,
        y: *y,
        radius: *radius,
        other_origin: *other_origin,
        other_axis: *other_axis,
        other_radius: *other_radius,
        branch: Branch::Round(1.0),
    };
    let mut stops = Vec::new();
    // Begin where the room is widest, so that no stretch straddles the ends of the turn.
    let widest =
        (0..64).map(|i| f64::from(i) * TAU / 64.0).max_by(|s, t| q.room(*s).total_cmp(&q.room(*t))).unwrap_or_default();
    if q.room(widest) <= 0.0 {
        return Vec::new();
    }
    // Where the room only touches zero, as for crossing axes and equal radii, the two loops touch: a tip of both.
    let values = q.rooms(widest);
    roots(&|t| q.room(t), &values, |_| f64::INFINITY, 1e-13 * q.room(widest), &mut |t| stops.push(t));
    if stops.is_empty() {
        let other = Quartic { branch: Branch::Round(-1.0), ..q.clone() };
        return vec![Track::Quartic(Box::new(q)), Track::Quartic(Box::new(other))];
    }
    stops.sort_by(f64::total_cmp);
    let mut tracks = Vec::new();
    for i in 0..stops.len() {
        let from = stops[i];
        let to = if i + 1 < stops.len() { stops[i + 1] } else { stops[0] + TAU };
        let (middle, half) = ((from + to) * 0.5, (to - from) * 0.5);
        // Not at the middle, which by symmetry may be a touch.
        if q.room(from + 0.37 * (to - from)) > 1e-12 * q.room(widest) {
            q.branch = Branch::Lobe { middle, half };
            tracks.push(Track::Quartic(Box::new(q.clone())));
        }
    }
    tracks
}

/// Parameters at which a track doubles back: they always end a stretch.
pub(super) fn kinks(track: &Track) -> Vec<f64> {
    match track {
        Track::Quartic(q) if matches!(q.branch, Branch::Lobe { .. }) => vec![FRAC_PI_2, 3.0 * FRAC_PI_2],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cylinder(origin: Vec3, axis: Vec3, radius: f64) -> Carrier {
        let frame = resolid_geom::Frame::from_normal(origin, axis);
        Carrier::Cylinder { origin, axis: frame.z(), x: frame.x, y: frame.y, radius }
    }

    #[test]
    fn every_meeting_lies_in_both_surfaces() {
        let oblique = Vec3::new(1.0, 2.0, 3.0).normalize();
        let surfaces = [
            Carrier::Plane { origin: Vec3::new(0.0, 0.0, 0.3), normal: Vec3::Z },
            Carrier::Plane { origin: Vec3::new(0.2, 0.0, 0.0), normal: oblique },
            cylinder(Vec3::ZERO, Vec3::Z, 1.0),
            cylinder(Vec3::new(0.5, 0.1, 0.0), Vec3::Z, 0.8),
            cylinder(Vec3::new(0.3, 0.0, 0.0), Vec3::X, 0.7),
            cylinder(Vec3::new(0.1, 0.9, 0.0), Vec3::X, 0.5),
            cylinder(Vec3::new(0.0, 0.2, 0.1), oblique, 1.1),
        ];
        let mut met = 0;
        for (i, a) in surfaces.iter().enumerate() {
            for b in &surfaces[..i] {
                for track in meetings(a, b, 1e-9) {
                    met += 1;
                    for k in 0..40 {
                        let t = f64::from(k) * 0.157;
                        let p = track.point(t);
                        assert!(a.height(p).abs() < 1e-9 && b.height(p).abs() < 1e-9, "{track:?} at {t}");
                        let step = 1e-6;
                        let slope = (track.point(t + step) - track.point(t - step)) / (2.0 * step);
                        assert!((track.rate(t) - slope).length() < 1e-4, "{track:?} at {t}");
                    }
                }
            }
        }
        assert!(met >= 20, "{met}");
    }

    #[test]
    fn mirrored_cylinders_meet_in_their_mirror() {
        for (x, z) in [(0.2386, -0.1377), (1.0, 0.0), (0.3, 0.4), (0.0123, 0.7)] {
            let axis = Vec3::new(x, 1.0, z).normalize();
            let mirror = Vec3::new(-axis.x, axis.y, axis.z);
            let (a, b) = (cylinder(axis * 7.3, axis, 10.0), cylinder(mirror * -2.1, mirror, 10.0));
            let tracks = meetings(&a, &b, 1e-8);
            // The mirror plane cuts both cylinders in one ellipse.
            let plane = Carrier::Plane { origin: Vec3::ZERO, normal: Vec3::X };
            let [ellipse] = &meetings(&plane, &a, 1e-8)[..] else { panic!("one ellipse") };
            for k in 0..200 {
                let p = ellipse.point(f64::from(k) * 0.0314);
                let near =
                    tracks.iter().map(|t| t.point(t.nearest(p, 0.0, TAU)).distance(p)).fold(f64::INFINITY, f64::min);
                assert!(near < 1e-5, "{axis}: {p} is {near} off {} tracks", tracks.len());
            }
        }
    }

    #[test]
    fn nearest_on_an_ellipse_beats_every_sample() {
        let track = Track::Ellipse { center: Vec3::ZERO, u: Vec3::X * 3.0, v: Vec3::Y };
        for p in [Vec3::new(0.5, 0.2, 0.4), Vec3::new(-5.0, 0.1, 0.0), Vec3::new(0.0, 0.0, 1.0)] {
            let t = track.nearest(p, 0.3, 5.0);
            let best = track.point(t).distance(p);
            for i in 0..=10_000 {
                let d = track.point(0.3 + 4.7 * f64::from(i) / 1e4).distance(p);
                assert!(best <= d + 1e-12);
            }
        }
    }

    #[test]
    fn both_ends_of_a_short_stretch_of_a_long_ellipse_are_found() {
        // A plane that leans ever less out of a rod's axis; a bar across the rod, and what of the ellipse lies in the bar.
        let (rod, bar) = (cylinder(Vec3::ZERO, Vec3::Z, 15.0), cylinder(Vec3::new(0.0, 0.0, 3.0), Vec3::Y, 10.0));
        let within = Aabb3::of([Vec3::splat(-16.0), Vec3::splat(16.0)]);
        for lean in [0.3, 0.03, 1e-3, 1e-6] {
            let plane =
                Carrier::Plane { origin: Vec3::new(4.0, 0.0, 0.0), normal: Vec3::new(1.0, 0.0, lean).normalize() };
            let [ellipse] = &meetings(&plane, &rod, 1e-8)[..] else { panic!("one ellipse") };
            let mut stops = Vec::new();
            Run::new(ellipse, 0.0, TAU, within).crossings(&bar, 1e-8, &mut stops);
            let ends: Vec<Vec3> = stops.iter().map(|t| ellipse.point(*t)).collect();
            // Up and down on either side of the rod.
            assert_eq!(ends.len(), 4, "{lean}: {ends:?}");
            assert!(ends.iter().all(|p| bar.height(*p).abs() < 1e-6), "{lean}: {ends:?}");
        }
    }

    #[test]
    fn a_ring_that_touches_a_round_is_cut_there() {
        // A rim in the plane in which a fillet ends, at all places beside the samples that a touch may fall on.
        for k in 0..40 {
            let shift = 5.0 + 0.05 * f64::from(k);
            let ring = Track::Circle { center: Vec3::ZERO, u: Vec3::X * 10.0, v: Vec3::Z * 10.0 };
            let round = cylinder(Vec3::new(shift, 2.5, 0.0), Vec3::Z, 2.5);
            let mut stops = Vec::new();
            let within = Aabb3::of([Vec3::new(-10.0, 0.0, -10.0), Vec3::new(10.0, 0.0, 10.0)]);
            Run::new(&ring, -PI, PI, within).crossings(&round, 1e-7, &mut stops);
            for at in [(shift / 10.0).acos(), -(shift / 10.0).acos()] {
                assert!(stops.iter().any(|t| (t - at).abs() < 1e-3), "{shift}: {stops:?}, not {at}");
            }
        }
    }

    #[test]
    fn touching_counts_as_meeting() {
        let plane = Carrier::Plane { origin: Vec3::Y, normal: Vec3::Y };
        assert_eq!(meetings(&plane, &cylinder(Vec3::ZERO, Vec3::Z, 1.0), 1e-9).len(), 1);
        let mut stops = Vec::new();
        let line = Track::Line { at: Vec3::new(-5.0, 1.0, 0.0), way: Vec3::X };
        Run::new(&line, 0.0, 10.0, Aabb3::of([Vec3::splat(-9.0), Vec3::splat(9.0)])).crossings(
            &cylinder(Vec3::ZERO, Vec3::Z, 1.0),
            1e-9,
            &mut stops,
        );
        assert!(stops.iter().all(|t| (t - 5.0).abs() < 1e-4) && !stops.is_empty());
    }
}
