//! Which point of the input lies on which face of the drawings.

use crate::drawing::Drawing;
use crate::evidence::Evidence;
use crate::numbers::loops;
use crate::region::{Contour, inside};
use rayon::prelude::*;
use resolid_geom::{Aabb2, Curve, Frame, TriMesh, Vec2, Vec3};
use std::collections::HashSet;

/// Facets looked at, at most; on larger meshes every n-th.
const MOST_FACETS: usize = 60_000;
/// Cosine between a facet's normal and its face's, at least: facets of curves lean by half their turn.
const ALIKE: f64 = 0.94;

/// A face of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// The lower or upper end of a drawing.
    Cap {
        /// Index of the drawing.
        drawing: usize,
        /// Whether it is the upper one.
        top: bool,
    },
    /// The wall over one curve.
    Wall {
        /// Index of the drawing.
        drawing: usize,
        /// Index of the loop, profile by profile.
        outline: usize,
        /// Index of the edge; 0 for a circle.
        span: usize,
    },
}

/// A point of the input and the face it lies on.
#[derive(Clone, Copy, Debug)]
pub struct Sighting {
    /// World coordinates.
    pub point: Vec3,
    /// The face.
    pub face: Face,
}

/// One drawing, ready to be asked.
struct Sheet<'a> {
    frame: &'a Frame,
    lo: f64,
    hi: f64,
    curves: Vec<(usize, usize, Curve, Aabb2)>,
    contours: Vec<Contour>,
    bounds: Aabb2,
}

/// The vertices of `mesh` on the faces of `drawings`: of every facet whose three corners lie within `reach` of one.
pub fn sightings_of_mesh(mesh: &TriMesh, drawings: &[Drawing], frames: &[Frame], reach: f64) -> Vec<Sighting> {
    let sheets: Vec<Sheet> = drawings.iter().map(|d| Sheet::of(d, &frames[d.axis], reach)).collect();
    let stride = mesh.triangles.len().div_ceil(MOST_FACETS).max(1);
    let found: Vec<(usize, Face)> = (0..mesh.triangles.len())
        .into_par_iter()
        .step_by(stride)
        .filter_map(|t| {
            let normal = mesh.area_normal(t).normalize_or_zero();
            let face = face_of(&sheets, mesh.corners(t), normal, reach)?;
            Some((t, face))
        })
        .collect();
    let mut told = HashSet::new();
    let mut sightings = Vec::new();
    for (t, face) in found {
        for v in mesh.triangles[t] {
            if told.insert((v, face)) {
                sightings.push(Sighting { point: mesh.vertices[v as usize], face });
            }
        }
    }
    sightings
}

/// The points of `evidence` on the faces of `drawings`, those within `reach` of one.
pub fn sightings_of_points(evidence: &Evidence, drawings: &[Drawing], frames: &[Frame], reach: f64) -> Vec<Sighting> {
    let sheets: Vec<Sheet> = drawings.iter().map(|d| Sheet::of(d, &frames[d.axis], reach)).collect();
    let stride = evidence.points.len().div_ceil(MOST_FACETS).max(1);
    (0..evidence.points.len())
        .into_par_iter()
        .step_by(stride)
        .filter_map(|i| {
            let (point, normal) = (evidence.points[i], evidence.normals[i]);
            Some(Sighting { point, face: face_of(&sheets, [point], normal, reach)? })
        })
        .collect()
}

fn face_of<const N: usize>(sheets: &[Sheet], corners: [Vec3; N], normal: Vec3, reach: f64) -> Option<Face> {
    let mut best: Option<(f64, Face)> = None;
    for (drawing, sheet) in sheets.iter().enumerate() {
        let local = corners.map(|c| sheet.frame.local_from_world(c));
        let n = sheet.frame.local_from_world_direction(normal);
        let middle = local.into_iter().sum::<Vec3>() / N as f64;
        let mut offer = |off: f64, face: Face| {
            if off <= reach && best.is_none_or(|b| off < b.0) {
                best = Some((off, face));
            }
        };
        if n.z.abs() > ALIKE {
            for (top, level) in [(false, sheet.lo), (true, sheet.hi)] {
                let off = local.iter().map(|p| (p.z - level).abs()).fold(0.0, f64::max);
                if off <= reach && sheet.covers(middle.truncate()) {
                    offer(off, Face::Cap { drawing, top });
                }
            }
        } else if n.z.abs() < 1.0 - ALIKE.powi(2) && middle.z > sheet.lo - reach && middle.z < sheet.hi + reach {
            let across = n.truncate().normalize_or_zero();
            for (outline, span, curve, bounds) in &sheet.curves {
                if bounds.contains(middle.truncate())
                    && let Some(off) = off_curve(curve, local.map(|p| p.truncate()), across, reach)
                {
                    offer(off, Face::Wall { drawing, outline: *outline, span: *span });
                }
            }
        }
    }
    best.map(|b| b.1)
}

/// How far the corners of a wall facet lie off the curve at most, where it stands on it.
fn off_curve<const N: usize>(curve: &Curve, corners: [Vec2; N], across: Vec2, reach: f64) -> Option<f64> {
    let middle = corners.into_iter().sum::<Vec2>() / N as f64;
    match *curve {
        Curve::Line { start, end } => {
            let along = (end - start).normalize_or_zero();
            let length = start.distance(end);
            let at = (middle - start).dot(along);
            let beside = along.perp_dot(across).abs() > ALIKE && (-reach..=length + reach).contains(&at);
            beside.then(|| corners.iter().map(|c| along.perp_dot(*c - start).abs()).fold(0.0, f64::max))
        }
        Curve::Arc { start, center, radius, sweep, .. } => {
            let within = resolid_geom::profile::angle_within(start - center, middle - center, sweep);
            (within && is_radial(middle - center, across)).then(|| off_circle(&corners, center, radius))
        }
        Curve::Circle(c) => is_radial(middle - c.center, across).then(|| off_circle(&corners, c.center, c.radius)),
    }
}

fn is_radial(spoke: Vec2, across: Vec2) -> bool {
    spoke.normalize_or_zero().dot(across).abs() > ALIKE
}

fn off_circle(corners: &[Vec2], center: Vec2, radius: f64) -> f64 {
    corners.iter().map(|c| (c.distance(center) - radius).abs()).fold(0.0, f64::max)
}

impl<'a> Sheet<'a> {
    fn of(drawing: &Drawing, frame: &'a Frame, reach: f64) -> Self {
        let curves: Vec<(usize, usize, Curve, Aabb2)> = loops(drawing)
            .enumerate()
            .flat_map(|(o, l)| l.curves().enumerate().map(move |(s, c)| (o, s, c, c.bounds().expanded(reach))))
            .collect();
        let bounds = curves.iter().fold(Aabb2::EMPTY, |b, c| b.union(c.3));
        let contours = loops(drawing).map(|l| l.polyline(1e-3 * bounds.diagonal())).collect();
        Self { frame, lo: drawing.lo, hi: drawing.hi, curves, contours, bounds }
    }

    fn covers(&self, p: Vec2) -> bool {
        self.bounds.contains(p) && inside(&self.contours, p)
    }
}
