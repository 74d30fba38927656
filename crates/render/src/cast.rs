//! Prisms as the solid they build, met by rays: exact pictures without a kernel.
//!
//! A ray meets each prism in the stretches where its line runs inside the profiles and between the two heights; the
//! Boolean history is then played on stretches. The faces of each prism are numbered through: bottom, top, then one
//! wall a curve.

use crate::camera::Lens;
use crate::prism::{bounds, corners_of};
use crate::profile_pieces::{Crossing, Pieces};
use crate::spans::{Span, intersect, subtract, unite};
use glam::Vec3 as Normal;
use resolid_geom::{Aabb3, Curve, Frame, Vec2, Vec3};
use resolid_program::{Mode, Prism};
use std::collections::BTreeMap;
use std::ops::Range;

/// Faces closer than this along a ray, relative to the whole part, are one.
const FLUSH: f64 = 1e-7;

/// A ray that runs less than this beside a prism's axis, a unit along it, runs along the axis.
const ALONG: f64 = 1e-9;

/// The surface a face lies in.
#[derive(Clone, Copy, Debug)]
enum Carrier {
    Plane(Normal),
    /// A point of the axis and its unit direction.
    Cylinder(Vec3, Vec3),
}

/// What a prism does to the bodies before it.
#[derive(Clone, Debug)]
enum Act {
    Begin(usize),
    /// Prism and bodies `1` become body `0`.
    Join(usize, Vec<usize>),
    Cut(Vec<usize>),
    Intersect(Vec<usize>),
}

/// Prisms made ready for rays.
#[derive(Clone, Debug)]
pub(crate) struct Caster {
    prisms: Vec<Prism>,
    acts: Vec<Act>,
    bodies: usize,
    /// The first face of each prism.
    first_face: Vec<u32>,
    carriers: Vec<Carrier>,
    slack: f64,
}

impl Caster {
    /// Prisms with numbers that are not finite are left out, as broken triangles are.
    pub fn new(prisms: &[Prism]) -> Self {
        let acts = acts(prisms);
        let mut whole = Aabb3::EMPTY;
        let mut carriers = Vec::new();
        let mut first_face = Vec::with_capacity(prisms.len());
        for prism in prisms {
            let around = bounds(prism);
            if !around.is_empty() && around.size().is_finite() {
                whole = whole.union(around);
            }
            first_face.push(carriers.len() as u32);
            let frame = &prism.frame;
            let z = frame.z();
            carriers.extend([Carrier::Plane((-z).as_vec3()), Carrier::Plane(z.as_vec3())]);
            for curve in prism.profiles.iter().flat_map(|p| p.loops()).flat_map(|l| l.curves()) {
                carriers.push(match curve {
                    Curve::Line { start, end } => {
                        let across = (end - start).perp().normalize_or_zero();
                        Carrier::Plane(frame.world_from_local_direction(across.extend(0.0)).as_vec3())
                    }
                    Curve::Arc { center, .. } => Carrier::Cylinder(frame.world_from_sketch(center), z),
                    Curve::Circle(c) => Carrier::Cylinder(frame.world_from_sketch(c.center), z),
                });
            }
        }
        let bodies = prisms.len();
        Self { prisms: prisms.to_vec(), acts, bodies, first_face, carriers, slack: whole.diagonal() * FLUSH }
    }

    /// How many faces the prisms have together.
    pub fn face_count(&self) -> u32 {
        self.carriers.len() as u32
    }

    /// Whether a face is flat.
    pub fn is_flat(&self, face: u32) -> bool {
        matches!(self.carriers[face as usize], Carrier::Plane(_))
    }

    /// Unit normal of a face at a point of it, to either side.
    pub fn normal(&self, face: u32, p: Vec3) -> Normal {
        match self.carriers[face as usize] {
            Carrier::Plane(n) => n,
            Carrier::Cylinder(center, axis) => {
                let d = p - center;
                (d - axis * d.dot(axis)).normalize_or_zero().as_vec3()
            }
        }
    }

    /// The caster made ready for the rays of a camera.
    pub fn aimed<'a>(&'a self, lens: &'a Lens, width: usize, height: usize) -> Rays<'a> {
        let aims = self
            .prisms
            .iter()
            .map(|prism| {
                let around = bounds(prism);
                if around.is_empty() || !around.size().is_finite() {
                    return Aim { columns: 0..0, rows: 0..0, pieces: None };
                }
                let (columns, rows) = shadow_box(around, lens, width, height);
                let pieces = lens.distance.is_none().then(|| {
                    let flat = prism.frame.local_from_world_direction(lens.forward).truncate();
                    let mut pieces = Pieces::default();
                    pieces.cut(&prism.profiles, if flat.length() < ALONG { Vec2::X } else { flat.normalize() });
                    pieces.sort_into_bins();
                    pieces
                });
                Aim { columns, rows, pieces }
            })
            .collect();
        Rays { caster: self, lens, aims }
    }
}

/// The samples that may see a box.
fn shadow_box(b: Aabb3, lens: &Lens, width: usize, height: usize) -> (Range<usize>, Range<usize>) {
    let mut low = [f64::INFINITY; 2];
    let mut high = [f64::NEG_INFINITY; 2];
    for corner in corners_of(b) {
        let [x, y, key] = lens.project(corner);
        if !key.is_finite() {
            // A box that reaches behind the eye may be anywhere.
            return (0..width, 0..height);
        }
        low = [low[0].min(x), low[1].min(y)];
        high = [high[0].max(x), high[1].max(y)];
    }
    let range = |low: f64, high: f64, count: usize| {
        let first = (low - 1.0).clamp(0.0, count as f64) as usize;
        first..((high + 2.0).clamp(0.0, count as f64) as usize).max(first)
    };
    (range(low[0], high[0], width), range(low[1], high[1], height))
}

fn acts(prisms: &[Prism]) -> Vec<Act> {
    // The body each prism of mode New answers under now, and the bodies there are.
    let mut body_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut alive: Vec<usize> = Vec::new();
    prisms
        .iter()
        .enumerate()
        .map(|(index, prism)| {
            let mut targets: Vec<usize> = match &prism.targets {
                None => alive.clone(),
                Some(list) => list.iter().filter_map(|t| body_of.get(t).copied()).collect(),
            };
            targets.sort_unstable();
            targets.dedup();
            match prism.mode {
                Mode::New => {
                    body_of.insert(index, index);
                    alive.push(index);
                    Act::Begin(index)
                }
                Mode::Join if targets.is_empty() => {
                    alive.push(index);
                    Act::Begin(index)
                }
                Mode::Join => {
                    let body = targets.remove(0);
                    alive.retain(|b| !targets.contains(b));
                    for b in body_of.values_mut().filter(|b| targets.contains(b)) {
                        *b = body;
                    }
                    Act::Join(body, targets)
                }
                Mode::Cut => Act::Cut(targets),
                Mode::Intersect => Act::Intersect(targets),
            }
        })
        .collect()
}

/// What is known of a prism for all rays of a picture.
struct Aim {
    columns: Range<usize>,
    rows: Range<usize>,
    /// The cut profiles, where all rays run the same way.
    pieces: Option<Pieces>,
}

/// A caster before a camera.
pub(crate) struct Rays<'a> {
    caster: &'a Caster,
    lens: &'a Lens,
    aims: Vec<Aim>,
}

/// Memory one thread works in.
pub(crate) struct Scratch {
    bodies: Vec<Vec<Span>>,
    tool: Vec<Span>,
    spare: Vec<Span>,
    crossings: Vec<Crossing>,
    pieces: Pieces,
}

impl Rays<'_> {
    pub fn scratch(&self) -> Scratch {
        Scratch {
            bodies: vec![Vec::new(); self.caster.bodies],
            tool: Vec::new(),
            spare: Vec::new(),
            crossings: Vec::new(),
            pieces: Pieces::default(),
        }
    }

    /// The columns of a row that may see anything.
    pub fn columns(&self, row: usize) -> Range<usize> {
        self.aims
            .iter()
            .filter(|a| a.rows.contains(&row) && !a.columns.is_empty())
            .map(|a| a.columns.clone())
            .reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
            .unwrap_or(0..0)
    }

    /// Depth key and face of the first hit at a sample.
    pub fn first_hit(&self, x: usize, y: usize, s: &mut Scratch) -> Option<(f64, u32)> {
        let slack = self.caster.slack;
        let (origin, direction) = self.lens.ray(x as f64 + 0.5, y as f64 + 0.5);
        // In a view along an axis rays may run within faces, where rounding would decide. Moved by less than can be
        // seen, to a side that no drawing uses, they run beside them.
        let origin = origin + (self.lens.right * 0.541_196_1 + self.lens.up * 0.383_460_9) * (0.1 * slack);
        for body in &mut s.bodies {
            body.clear();
        }
        for (k, act) in self.caster.acts.iter().enumerate() {
            let aim = &self.aims[k];
            s.tool.clear();
            if aim.columns.contains(&x) && aim.rows.contains(&y) {
                self.stretches(k, origin, direction, s);
            }
            match act {
                Act::Begin(body) => s.bodies[*body].extend_from_slice(&s.tool),
                Act::Join(body, merged) => {
                    let mut all = std::mem::take(&mut s.bodies[*body]);
                    for &m in merged {
                        unite(&mut all, &s.bodies[m], slack, &mut s.spare);
                        s.bodies[m].clear();
                    }
                    unite(&mut all, &s.tool, slack, &mut s.spare);
                    s.bodies[*body] = all;
                }
                Act::Cut(targets) => {
                    for &t in targets {
                        subtract(&mut s.bodies[t], &s.tool, slack, &mut s.spare);
                    }
                }
                Act::Intersect(targets) => {
                    for &t in targets {
                        intersect(&mut s.bodies[t], &s.tool, slack, &mut s.spare);
                    }
                }
            }
        }
        // An eye inside the part looks out of it: only what begins before it is seen.
        let nearest = if self.lens.distance.is_some() { 0.0 } else { f64::NEG_INFINITY };
        let first = s
            .bodies
            .iter()
            .filter_map(|b| b.iter().find(|span| span.enter > nearest))
            .min_by(|a, b| a.enter.total_cmp(&b.enter))?;
        Some((self.lens.key(first.enter), first.enter_face))
    }

    /// Puts the stretches of a ray inside prism `k` into `s.tool`.
    fn stretches(&self, k: usize, origin: Vec3, direction: Vec3, s: &mut Scratch) {
        let prism = &self.caster.prisms[k];
        let base = self.caster.first_face[k];
        let frame: &Frame = &prism.frame;
        let (o, d) = (frame.local_from_world(origin), frame.local_from_world_direction(direction));
        // Between the two heights.
        let mut slab = Span { enter: f64::NEG_INFINITY, leave: f64::INFINITY, enter_face: base, leave_face: base + 1 };
        if d.z.abs() < 1e-12 {
            if o.z <= prism.range[0] || o.z >= prism.range[1] {
                return;
            }
        } else {
            let (a, b) = ((prism.range[0] - o.z) / d.z, (prism.range[1] - o.z) / d.z);
            slab = if a <= b {
                Span { enter: a, leave: b, enter_face: base, leave_face: base + 1 }
            } else {
                Span { enter: b, leave: a, enter_face: base + 1, leave_face: base }
            };
        }
        let flat = d.truncate();
        let speed = flat.length();
        let along = speed < ALONG;
        let u = if along { Vec2::X } else { flat.normalize() };
        let pieces = match &self.aims[k].pieces {
            Some(pieces) => pieces,
            None => {
                s.pieces.cut(&prism.profiles, u);
                &s.pieces
            }
        };
        let start = u.dot(o.truncate());
        s.crossings.clear();
        pieces.crossings(u.perp().dot(o.truncate()), &mut s.crossings);
        if along {
            // The whole slab or nothing: inside is where a line to +x leaves a profile an odd number of times.
            let mut profiles = s.crossings.chunk_by(|a, b| a.profile == b.profile);
            if profiles.any(|c| c.iter().filter(|c| c.run > start).count() % 2 == 1) {
                s.tool.push(slab);
            }
            return;
        }
        for profile in s.crossings.chunk_by(|a, b| a.profile == b.profile) {
            for pair in profile.chunks_exact(2) {
                let (enter, leave) = ((pair[0].run - start) / speed, (pair[1].run - start) / speed);
                let mut span = slab;
                if enter > slab.enter {
                    (span.enter, span.enter_face) = (enter, base + 2 + pair[0].curve);
                }
                if leave < slab.leave {
                    (span.leave, span.leave_face) = (leave, base + 2 + pair[1].curve);
                }
                if span.leave > span.enter {
                    unite(&mut s.tool, &[span], self.caster.slack, &mut s.spare);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::{Camera, Projection, View};
    use rand::{Rng, SeedableRng};
    use resolid_program::{Evaluator, flatten};

    /// Rays and the direct evaluation must tell the same solid: a hit lies on its surface, nothing of it lies before
    /// a hit, and nothing at all on a ray that misses.
    #[test]
    fn first_hits_agree_with_the_direct_evaluation() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(7);
        let (mut hits, mut misses) = (0, 0);
        for case in 0..150 {
            let prisms = flatten(&resolid_program::random::random_program(&mut rng));
            let evaluator = Evaluator::from_prisms(prisms.clone());
            let whole = evaluator.bounds();
            if whole.is_empty() {
                continue;
            }
            let size = whole.diagonal();
            let caster = Caster::new(&prisms);
            let projection =
                if case % 3 == 0 { Projection::Perspective { fov: 0.8 } } else { Projection::Orthographic };
            // Every fifth view looks along an axis, as every sketch of a plain part does.
            let view = if case % 5 == 0 {
                View { direction: [Vec3::X, Vec3::NEG_Y, Vec3::NEG_Z][case / 5 % 3], up: Vec3::new(0.1, 0.2, 0.3) }
            } else {
                View::from_angles(rng.random_range(0.0..6.3), rng.random_range(-1.4..1.4))
            };
            let camera = Camera::fitted(view, projection, corners_of(whole), 1.0, 0.05);
            let lens = camera.lens(41, 41).unwrap();
            let rays = caster.aimed(&lens, 41, 41);
            let mut scratch = rays.scratch();
            for (x, y) in (0..41).step_by(4).flat_map(|y| (0..41).step_by(4).map(move |x| (x, y))) {
                let (origin, direction) = lens.ray(x as f64 + 0.5, y as f64 + 0.5);
                let hit = rays.first_hit(x, y, &mut scratch);
                let end = match hit {
                    Some((key, _)) => {
                        let p = origin + direction * lens.depth(key);
                        let off = evaluator.signed_distance(p).abs();
                        assert!(off < 1e-5 * size, "case {case}: a hit {off} mm off the surface of {size} mm");
                        hits += 1;
                        lens.depth(key)
                    }
                    None => {
                        misses += 1;
                        size + lens.distance.unwrap_or(0.0)
                    }
                };
                let start = lens.distance.map_or(-size, |d| (d - size).max(0.0));
                for k in 0..24 {
                    let t = start + (end - start) * (f64::from(k) + 0.5) / 24.0;
                    let p = origin + direction * t;
                    let deep = evaluator.contains(p) && evaluator.signed_distance(p).abs() > 1e-5 * size;
                    assert!(!deep, "case {case}, sample {x}, {y}: part of the solid was passed over");
                }
            }
        }
        assert!(hits > 3000 && misses > 1000, "{hits} hits, {misses} misses");
    }
}
