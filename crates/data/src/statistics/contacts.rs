//! Extrusions that share a plane or a cylinder: the contacts that modelling consists of and Booleans stumble over.

use resolid_geom::{Aabb3, Curve, Vec3};
use resolid_program::Prism;

/// Surfaces that agree within this part of the diagonal are one.
const SAME: f64 = 1e-6;

/// What a face lies on.
#[derive(Clone, Copy)]
enum Carrier {
    Plane { normal: Vec3, offset: f64 },
    Cylinder { axis: Vec3, foot: Vec3, radius: f64 },
}

/// A face of a prism, as far as contacts are concerned.
struct Face {
    carrier: Carrier,
    bounds: Aabb3,
}

/// Pairs of prisms with a face of each on one plane or cylinder, where the boxes of those faces meet.
pub(super) fn count(prisms: &[Prism], diagonal: f64) -> usize {
    let tolerance = SAME * diagonal;
    let faces: Vec<Vec<Face>> = prisms.iter().map(faces_of).collect();
    let touch = |a: &Face, b: &Face| {
        same(&a.carrier, &b.carrier, tolerance) && a.bounds.expanded(tolerance).overlaps(&b.bounds)
    };
    let mut pairs = 0;
    for i in 0..faces.len() {
        for j in 0..i {
            pairs += usize::from(faces[i].iter().any(|a| faces[j].iter().any(|b| touch(a, b))));
        }
    }
    pairs
}

fn faces_of(prism: &Prism) -> Vec<Face> {
    let frame = prism.frame;
    let z = frame.z();
    let mut faces = Vec::new();
    for profile in &prism.profiles {
        let flat = profile.bounds();
        for height in prism.range {
            let corners = [
                (flat.min.x, flat.min.y),
                (flat.max.x, flat.min.y),
                (flat.max.x, flat.max.y),
                (flat.min.x, flat.max.y),
            ];
            let bounds = Aabb3::of(corners.map(|(x, y)| frame.world_from_local(Vec3::new(x, y, height))));
            let normal = unsigned(z);
            faces.push(Face { carrier: Carrier::Plane { normal, offset: normal.dot(bounds.center()) }, bounds });
        }
        for curve in profile.loops().flat_map(|l| l.curves().collect::<Vec<_>>()) {
            let flat = curve.bounds();
            let corners = [
                (flat.min.x, flat.min.y),
                (flat.max.x, flat.min.y),
                (flat.max.x, flat.max.y),
                (flat.min.x, flat.max.y),
            ];
            let ends =
                prism.range.iter().flat_map(|&h| corners.map(|(x, y)| frame.world_from_local(Vec3::new(x, y, h))));
            let bounds = Aabb3::of(ends);
            let carrier = match curve {
                Curve::Line { start, end } => {
                    let across = (end - start).perp().normalize_or_zero();
                    let normal = unsigned(frame.x * across.x + frame.y * across.y);
                    Carrier::Plane { normal, offset: normal.dot(frame.world_from_sketch(start)) }
                }
                Curve::Arc { center, radius, .. } => cylinder(frame.world_from_sketch(center), z, radius),
                Curve::Circle(c) => cylinder(frame.world_from_sketch(c.center), z, c.radius),
            };
            faces.push(Face { carrier, bounds });
        }
    }
    faces
}

fn cylinder(point: Vec3, z: Vec3, radius: f64) -> Carrier {
    let axis = unsigned(z);
    Carrier::Cylinder { axis, foot: point - axis * axis.dot(point), radius }
}

fn same(a: &Carrier, b: &Carrier, tolerance: f64) -> bool {
    match (a, b) {
        (Carrier::Plane { normal: n, offset: a }, Carrier::Plane { normal: m, offset: b }) => {
            n.dot(*m) > 1.0 - SAME && (a - b).abs() <= tolerance
        }
        (Carrier::Cylinder { axis: n, foot: p, radius: r }, Carrier::Cylinder { axis: m, foot: q, radius: s }) => {
            n.dot(*m) > 1.0 - SAME && p.distance(*q) <= tolerance && (r - s).abs() <= tolerance
        }
        _ => false,
    }
}

/// The direction or its opposite, first component that is not zero positive.
fn unsigned(d: Vec3) -> Vec3 {
    let first = d.to_array().into_iter().find(|c| c.abs() > 1e-9).unwrap_or(1.0);
    d * first.signum()
}
