//! The edges of the part: stretches of curve, in which two faces meet, that touch its boundary.
//!
//! The nearest point of a trimmed face is either a foot of the perpendicular or a point of the face's rim, and
//! every rim is made of the prisms' own edges and of the curves in which faces of different prisms meet. Each such
//! curve is cut wherever it meets any other face's surface; between two cuts it bounds the part wholly or not at all,
//! so one point tells. A stretch kept in the middle of a flat face does no harm: its points bound the part too.

use super::face::{Carrier, Face, Faces, Fate, Patch};
use super::solid::{Slab, Solid};
use super::track::{Run, Track, kinks, meetings};
use resolid_geom::boxtree::Span;
use resolid_geom::region::Stretch;
use resolid_geom::{Aabb3, Vec2, Vec3};
use std::f64::consts::PI;

/// A stretch of an edge.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub track: Track,
    pub from: f64,
    pub to: f64,
    /// Faces that bound the part beside the edge, with the sign that turns their normals outward.
    pub faces: Vec<(usize, f64)>,
    pub bounds: Aabb3,
}

/// All edges of the part.
pub(super) fn edges(solid: &Solid, faces: &Faces) -> Vec<Edge> {
    let mut builder = Builder::new(solid, faces);
    builder.own();
    builder.crossing();
    builder.edges
}

/// Finds and cuts the curves that faces have in common.
pub(super) struct Builder<'a> {
    solid: &'a Solid,
    faces: &'a Faces,
    edges: Vec<Edge>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(solid: &'a Solid, faces: &'a Faces) -> Self {
        Self { solid, faces, edges: Vec::new() }
    }

    /// Rims of caps, and the lines between neighbouring side faces.
    fn own(&mut self) {
        let faces = self.faces;
        let mut first = 0;
        for (index, slab) in self.solid.slabs.iter().enumerate() {
            // A slab's faces follow one another: bottom, top, then the sides, loop by loop.
            let count = faces.list[first..].iter().take_while(|f| f.slab == index).count();
            let sides = first + 2..first + count;
            for side in sides.clone() {
                let Patch::Side { contour, stretch, .. } = &faces.list[side].patch else { continue };
                for (cap, z) in [(first, slab.low), (first + 1, slab.high)] {
                    let (track, from, to) = rim(slab, stretch, z);
                    self.keep(track, from, to, side, cap, None);
                }
                // The neighbour that begins where this one ends; the last one's is the loop's first.
                let same = |f: usize| {
                    sides.contains(&f) && matches!(faces.list[f].patch, Patch::Side { contour: k, .. } if k == *contour)
                };
                let mut next = side + 1;
                if !same(next) {
                    next = side;
                    while same(next - 1) {
                        next -= 1;
                    }
                }
                if next != side {
                    let end = match stretch {
                        Stretch::Line { end, .. } | Stretch::Arc { end, .. } => *end,
                    };
                    let track = Track::Line { at: slab.axes.world(end, 0.0), way: slab.axes.z };
                    self.keep(track, slab.low, slab.high, side, next, None);
                }
            }
            first += count;
        }
    }

    /// The curves in which faces of different slabs meet.
    fn crossing(&mut self) {
        let hair = self.solid.scale.coincident;
        for f in 0..self.faces.list.len() {
            let face = &self.faces.list[f];
            if face.fate != Fate::Mixed {
                continue;
            }
            let near = Span::from(face.bounds.expanded(hair));
            let mut others = Vec::new();
            self.faces.tree.visit(
                |s| s.overlaps(&near),
                |g| {
                    let other = &self.faces.list[g];
                    if g > f && other.slab != face.slab && other.fate == Fate::Mixed {
                        others.push(g);
                    }
                },
            );
            for g in others {
                let other = &self.faces.list[g];
                if face.partners.iter().any(|p| p.face == g) {
                    continue;
                }
                let shared = Aabb3 {
                    min: face.bounds.min.max(other.bounds.min) - Vec3::splat(hair),
                    max: face.bounds.max.min(other.bounds.max) + Vec3::splat(hair),
                };
                for track in meetings(&face.carrier, &other.carrier, hair) {
                    if let Some([from, to]) = track.range(&shared) {
                        self.keep(track, from, to, f, g, Some(shared));
                    }
                }
            }
        }
    }

    /// Keeps the stretches of a curve common to faces `f` and `g` that bound the part. `shared` is the box both
    /// faces lie in, for curves that are not known to lie on both.
    fn keep(&mut self, track: Track, from: f64, to: f64, f: usize, g: usize, shared: Option<Aabb3>) {
        let (face, other) = (&self.faces.list[f], &self.faces.list[g]);
        let own = shared.is_none();
        if own && face.fate == Fate::Gone && other.fate == Fate::Gone {
            return;
        }
        if let (true, Fate::Bounds(a), Fate::Bounds(b)) = (own, face.fate, other.fate) {
            let bounds = track.bounds(from, to).unwrap_or(face.bounds);
            self.edges.push(Edge { track, from, to, faces: vec![(f, a), (g, b)], bounds });
            return;
        }
        let hair = self.solid.scale.coincident;
        let area = shared.unwrap_or_else(|| track.bounds(from, to).unwrap_or(face.bounds)).expanded(hair);
        let mut stops = kinks(&track);
        stops.retain(|t| *t > from && *t < to);
        let run = Run::new(&track, from, to, area);
        if !own {
            self.limits(&run, face, &mut stops);
            self.limits(&run, other, &mut stops);
        }
        let skip = |h: usize| h == f || h == g || own && self.faces.list[h].slab == face.slab;
        self.cuts(&run, &area, skip, &mut stops);
        stops.push(to);
        stops.sort_by(f64::total_cmp);
        let step = hair / track.speed();
        let mut begin = from;
        let mut last: Option<Edge> = None;
        for stop in stops {
            // What is left before the end too: of a remnant of rounding nothing could be told.
            if stop - begin <= step {
                continue;
            }
            // Off the middle, which symmetric parts like to give a meaning.
            let at = begin + (stop - begin) * 0.4837;
            let point = track.point(at);
            let here = own
                || shared.is_some_and(|s| s.expanded(hair).contains(point))
                    && self.on(face, point)
                    && self.on(other, point);
            let bounding = if here { self.beside(&track, at, f, g) } else { Vec::new() };
            match &mut last {
                Some(edge) if edge.faces == bounding => edge.to = stop,
                _ => {
                    self.close(last.take(), shared);
                    last = (!bounding.is_empty()).then(|| Edge {
                        track: track.clone(),
                        from: begin,
                        to: stop,
                        faces: bounding,
                        bounds: Aabb3::EMPTY,
                    });
                }
            }
            begin = stop;
        }
        self.close(last, shared);
    }

    fn close(&mut self, edge: Option<Edge>, shared: Option<Aabb3>) {
        let Some(mut edge) = edge else { return };
        let hair = self.solid.scale.coincident;
        edge.bounds = edge.track.bounds(edge.from, edge.to).or(shared).unwrap_or(Aabb3::EMPTY).expanded(hair);
        self.edges.push(edge);
    }

    fn on(&self, face: &Face, p: Vec3) -> bool {
        face.holds(&self.solid.slabs[face.slab], p)
    }

    /// Cuts a run where it meets the surfaces of the faces in `area`.
    pub(super) fn cuts(&self, run: &Run, area: &Aabb3, skip: impl Fn(usize) -> bool, stops: &mut Vec<f64>) {
        let window = Span::from(*area);
        self.faces.tree.visit(
            |s| s.overlaps(&window),
            |h| {
                if !skip(h) {
                    run.crossings(&self.faces.list[h].carrier, self.solid.scale.coincident, stops);
                }
            },
        );
    }

    /// Cuts a run where it leaves a side face through one of its straight ends.
    pub(super) fn limits(&self, run: &Run, face: &Face, stops: &mut Vec<f64>) {
        let slab = &self.solid.slabs[face.slab];
        let Patch::Side { stretch, .. } = &face.patch else { return };
        let mut cut = |origin: Vec3, normal: Vec3| {
            run.crossings(&Carrier::Plane { origin, normal }, self.solid.scale.coincident, stops);
        };
        for z in [slab.low, slab.high] {
            cut(slab.axes.world(Vec2::ZERO, z), slab.axes.z);
        }
        let flat = |d: Vec2| slab.axes.x * d.x + slab.axes.y * d.y;
        match *stretch {
            Stretch::Line { start, end } => {
                let way = flat((end - start).normalize());
                cut(slab.axes.world(start, 0.0), way);
                cut(slab.axes.world(end, 0.0), way);
            }
            Stretch::Arc { center, start, end, cos_half, .. } => {
                if cos_half > -1.0 {
                    for tip in [start, end] {
                        cut(slab.axes.world(center, 0.0), flat((tip - center).perp().normalize()));
                    }
                }
            }
        }
    }

    /// The faces, of `f` and `g`, that bound the part just beside the track.
    fn beside(&self, track: &Track, t: f64, f: usize, g: usize) -> Vec<(usize, f64)> {
        let point = track.point(t);
        let Some(along) = track.rate(t).try_normalize() else { return Vec::new() };
        let mut found: Vec<(usize, f64)> = Vec::new();
        for h in [f, g] {
            let carrier = &self.faces.list[h].carrier;
            let across = carrier.normal(point).cross(along) * self.solid.scale.beside;
            for side in [point + across, point - across] {
                match self.faces.outward(self.solid, h, carrier.project(side)) {
                    Some(sign) if !found.contains(&(h, sign)) => found.push((h, sign)),
                    _ => {}
                }
            }
        }
        found
    }
}

/// The rim of a side face at height `z`.
pub(super) fn rim(slab: &Slab, stretch: &Stretch, z: f64) -> (Track, f64, f64) {
    match *stretch {
        Stretch::Line { start, end } => {
            let (a, b) = (slab.axes.world(start, z), slab.axes.world(end, z));
            let length = a.distance(b);
            (Track::Line { at: a, way: (b - a) / length }, 0.0, length)
        }
        Stretch::Arc { center, radius, middle, cos_half, start, .. } => {
            let flat = |d: Vec2| slab.axes.x * d.x + slab.axes.y * d.y;
            let d = start - center;
            let half = if cos_half <= -1.0 { PI } else { middle.perp_dot(d).abs().atan2(middle.dot(d)) };
            let track = Track::Circle {
                center: slab.axes.world(center, z),
                u: flat(middle) * radius,
                v: flat(middle.perp()) * radius,
            };
            (track, -half, half)
        }
    }
}
