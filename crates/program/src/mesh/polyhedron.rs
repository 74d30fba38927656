//! One profile of a prism as a closed mesh.

use super::rims::Rims;
use super::{Fineness, MeshError};
use crate::flatten::Prism;
use manifold_rust::linalg::Vec2 as PlanePoint;
use manifold_rust::polygon;
use resolid_geom::{Loop, Profile, TriMesh, Vec2, Vec3};

/// The chord error of a profile whose contours cross is quartered until it is this share of what was asked for.
const FINEST_SHARE: f64 = 1.0 / 4096.0;

/// The polyhedra of each prism, one a profile; closed and outward.
///
/// Where two circles of a profile all but touch, chords of one can cut through the other; the chord error of its circles
/// is made smaller then until none does.
pub(super) fn all(prisms: &[Prism], fineness: &Fineness, same: f64) -> Result<Vec<Vec<TriMesh>>, MeshError> {
    // What the chord error is multiplied with, for each profile of each prism.
    let mut finer: Vec<Vec<f64>> = prisms.iter().map(|p| vec![1.0; p.profiles.len()]).collect();
    loop {
        let rims = Rims::new(prisms, &finer, fineness, same);
        let mut crossing = false;
        let mut polyhedra = Vec::with_capacity(prisms.len());
        for (prism, finer) in prisms.iter().zip(&mut finer) {
            let mut made = Vec::with_capacity(prism.profiles.len());
            for (profile, finer) in finer.iter_mut().enumerate() {
                match extruded(prism, profile, &rims, same) {
                    Extruded::Solid(mesh) => made.push(mesh),
                    Extruded::Nothing => {}
                    Extruded::Crossing if *finer <= FINEST_SHARE => {
                        let (step, chord) = (prism.step, *finer * fineness.chord);
                        return Err(MeshError::Crossing { step, profile, chord });
                    }
                    Extruded::Crossing => {
                        *finer *= 0.25;
                        crossing = true;
                    }
                }
            }
            polyhedra.push(made);
        }
        if !crossing {
            return Ok(polyhedra);
        }
    }
}

/// What becomes of a profile.
enum Extruded {
    Solid(TriMesh),
    /// It has no area, or no height.
    Nothing,
    /// Its contours cross.
    Crossing,
}

/// Profile `index` of a prism between its two heights.
fn extruded(prism: &Prism, index: usize, rims: &Rims, same: f64) -> Extruded {
    let profile: &Profile = &prism.profiles[index];
    let [low, high] = prism.range;
    if high - low <= same {
        return Extruded::Nothing;
    }
    let z = prism.frame.z();
    // Contours on the sketch plane, in space and in the sketch; counter-clockwise, holes clockwise.
    let mut contours: Vec<Vec<(Vec3, Vec2)>> = Vec::new();
    for (k, l) in profile.loops().enumerate() {
        let mut contour = divided(prism, l, rims, same);
        let area = signed_area(&contour);
        // A loop of no area bounds nothing: a profile with such an outer loop is none.
        if contour.len() < 3 || area.abs() <= same * same {
            if k == 0 {
                return Extruded::Nothing;
            }
            continue;
        }
        if (area > 0.0) != (k == 0) {
            contour.reverse();
        }
        contours.push(contour);
    }
    if cross(&contours) {
        return Extruded::Crossing;
    }
    let flat: Vec<Vec<PlanePoint>> =
        contours.iter().map(|c| c.iter().map(|(_, p)| PlanePoint::new(p.x, p.y)).collect()).collect();
    let caps = polygon::triangulate(&flat, -1.0, true);
    let count: usize = contours.iter().map(Vec::len).sum();
    let mut vertices = Vec::with_capacity(2 * count);
    for height in [low, high] {
        vertices.extend(contours.iter().flatten().map(|(p, _)| *p + z * height));
    }
    let mut triangles = Vec::with_capacity(2 * caps.len() + 2 * count);
    let top = count as u32;
    for t in &caps {
        let [a, b, c] = [t.x as u32, t.y as u32, t.z as u32];
        triangles.push([a, c, b]);
        triangles.push([a + top, b + top, c + top]);
    }
    let mut first = 0;
    for contour in &contours {
        let n = contour.len() as u32;
        for i in 0..n {
            let (a, b) = (first + i, first + (i + 1) % n);
            triangles.push([a, b, b + top]);
            triangles.push([a, b + top, a + top]);
        }
        first += n;
    }
    Extruded::Solid(TriMesh { vertices, triangles })
}

/// A loop's points on the sketch plane, in space and in the sketch; none nearer than `same` to the one before.
fn divided(prism: &Prism, l: &Loop, rims: &Rims, same: f64) -> Vec<(Vec3, Vec2)> {
    let mut points: Vec<(Vec3, Vec2)> = Vec::new();
    for curve in l.curves() {
        let on_curve =
            rims.points(prism, &curve).unwrap_or_else(|| vec![prism.frame.world_from_sketch(curve.point(0.0))]);
        points.extend(on_curve.into_iter().map(|p| (p, prism.frame.local_from_world(p).truncate())));
    }
    points.dedup_by(|a, b| a.0.distance(b.0) <= same);
    while points.len() > 1 && points[0].0.distance(points[points.len() - 1].0) <= same {
        points.pop();
    }
    points
}

fn signed_area(contour: &[(Vec3, Vec2)]) -> f64 {
    let Some(&(_, o)) = contour.first() else { return 0.0 };
    let n = contour.len();
    (0..n).map(|i| (contour[i].1 - o).perp_dot(contour[(i + 1) % n].1 - o)).sum::<f64>() * 0.5
}

/// Whether any two sides of the contours cross at inner points of both.
///
/// # Cost
/// Sides are swept in order of x: near linear for outlines of parts, quadratic at worst.
fn cross(contours: &[Vec<(Vec3, Vec2)>]) -> bool {
    let mut sides: Vec<(Vec2, Vec2)> = contours
        .iter()
        .flat_map(|c| (0..c.len()).map(move |i| (c[i].1, c[(i + 1) % c.len()].1)))
        .map(|(a, b)| if a.x <= b.x { (a, b) } else { (b, a) })
        .collect();
    sides.sort_by(|s, t| s.0.x.total_cmp(&t.0.x));
    let mut open: Vec<(Vec2, Vec2)> = Vec::new();
    for side in sides {
        open.retain(|o| o.1.x > side.0.x);
        if open.iter().any(|o| sides_cross(*o, side)) {
            return true;
        }
        open.push(side);
    }
    false
}

fn sides_cross((a, b): (Vec2, Vec2), (c, d): (Vec2, Vec2)) -> bool {
    if a.y.max(b.y) <= c.y.min(d.y) || c.y.max(d.y) <= a.y.min(b.y) {
        return false;
    }
    let side = |p: Vec2, q: Vec2, r: Vec2| (q - p).perp_dot(r - p);
    let (s, t) = (side(a, b, c), side(a, b, d));
    let (u, v) = (side(c, d, a), side(c, d, b));
    // What only touches, to rounding, does not cross.
    let slack = 1e-12 * (b - a).length() * (d - c).length();
    (s > slack && t < -slack || s < -slack && t > slack) && (u > slack && v < -slack || u < -slack && v > slack)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_that_touch_do_not_cross() {
        let v = Vec2::new;
        assert!(sides_cross((v(0.0, 0.0), v(2.0, 2.0)), (v(0.0, 2.0), v(2.0, 0.0))));
        assert!(!sides_cross((v(0.0, 0.0), v(2.0, 2.0)), (v(1.0, 1.0), v(2.0, 0.0))));
        assert!(!sides_cross((v(0.0, 0.0), v(2.0, 0.0)), (v(1.0, 0.0), v(3.0, 0.0))));
    }
}
