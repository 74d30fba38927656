//! Polygons in space, cut into triangles.
//!
//! Own code: the triangulators at hand drop corners that lie on a straight edge, and the neighbour that uses such a
//! corner then has a crack beside it.

use crate::{Vec2, Vec3};

/// Polygons with more corners are fanned: cutting ears takes quadratic time.
const MOST_CORNERS: usize = 4096;

/// Adds the triangles of the polygon with these `corners`, keeping its direction and using every corner.
///
/// Ears are cut, best shaped first; a polygon that crosses itself is fanned. Polygons with fewer than three corners
/// have none.
pub(crate) fn triangulate(vertices: &[Vec3], corners: &[u32], triangles: &mut Vec<[u32; 3]>) {
    if corners.len() == 3 {
        triangles.push([corners[0], corners[1], corners[2]]);
        return;
    }
    if corners.len() < 3 {
        return;
    }
    if corners.len() > MOST_CORNERS || !cut_ears(vertices, corners, triangles) {
        for i in 1..corners.len() - 1 {
            triangles.push([corners[0], corners[i], corners[i + 1]]);
        }
    }
}

/// Twice the polygon's area along its normal, also for polygons that are not quite flat.
pub(crate) fn area_normal(points: impl Iterator<Item = Vec3> + Clone) -> Vec3 {
    let Some(first) = points.clone().next() else { return Vec3::ZERO };
    let mut normal = Vec3::ZERO;
    let mut previous = first;
    for p in points.skip(1) {
        normal += (previous - first).cross(p - first);
        previous = p;
    }
    normal
}

fn cut_ears(vertices: &[Vec3], corners: &[u32], triangles: &mut Vec<[u32; 3]>) -> bool {
    let points = corners.iter().map(|&c| vertices[c as usize]);
    let normal = area_normal(points.clone());
    let Some(normal) = normal.try_normalize() else { return false };
    // The plane's axes, so that the polygon turns counter-clockwise in it.
    let x = normal.any_orthonormal_vector();
    let y = normal.cross(x);
    let flat: Vec<Vec2> = points.map(|p| Vec2::new(p.dot(x), p.dot(y))).collect();
    let area: f64 = (0..flat.len()).map(|i| flat[i].perp_dot(flat[(i + 1) % flat.len()])).sum();
    let noise = area.abs() * 1e-12;
    let n = flat.len();
    let mut next: Vec<usize> = (0..n).map(|i| (i + 1) % n).collect();
    let mut previous: Vec<usize> = (0..n).map(|i| (i + n - 1) % n).collect();
    let turn = |a: usize, b: usize, c: usize| (flat[b] - flat[a]).perp_dot(flat[c] - flat[b]);
    // How good an ear is: the sine of its sharpest angle; none for a reflex or straight corner or one with a point inside.
    let quality = |next: &[usize], previous: &[usize], i: usize| -> Option<f64> {
        let (a, c) = (previous[i], next[i]);
        let double_area = turn(a, i, c);
        if double_area <= noise {
            return None;
        }
        let mut j = next[c];
        while j != a {
            // Only reflex and straight corners can lie in an ear.
            let p = flat[j];
            let within = turn_point(flat[a], flat[i], p) >= -noise
                && turn_point(flat[i], flat[c], p) >= -noise
                && turn_point(flat[c], flat[a], p) >= -noise;
            if within && p != flat[a] && p != flat[c] && p != flat[i] {
                return None;
            }
            j = next[j];
        }
        let (p, q, r) = (flat[a].distance(flat[i]), flat[i].distance(flat[c]), flat[c].distance(flat[a]));
        Some(double_area / (p * q).max(q * r).max(r * p))
    };
    let mut qualities: Vec<Option<f64>> = (0..n).map(|i| quality(&next, &previous, i)).collect();
    let before = triangles.len();
    let mut left = n;
    let mut alive = vec![true; n];
    while left > 3 {
        let best = best_ear(&alive, &qualities).or_else(|| {
            // Corners that were hidden behind an ear that is gone now may be free.
            for j in (0..n).filter(|&j| alive[j]) {
                qualities[j] = quality(&next, &previous, j);
            }
            best_ear(&alive, &qualities)
        });
        let Some(i) = best else {
            triangles.truncate(before);
            return false;
        };
        let (a, c) = (previous[i], next[i]);
        triangles.push([corners[a], corners[i], corners[c]]);
        alive[i] = false;
        next[a] = c;
        previous[c] = a;
        left -= 1;
        qualities[a] = quality(&next, &previous, a);
        qualities[c] = quality(&next, &previous, c);
    }
    let Some(i) = alive.iter().position(|&a| a) else { return false };
    triangles.push([corners[i], corners[next[i]], corners[next[next[i]]]]);
    true
}

fn turn_point(a: Vec2, b: Vec2, p: Vec2) -> f64 {
    (b - a).perp_dot(p - a)
}

fn best_ear(alive: &[bool], qualities: &[Option<f64>]) -> Option<usize> {
    let ears = (0..alive.len()).filter(|&i| alive[i]).filter_map(|i| qualities[i].map(|q| (q, i)));
    ears.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, i)| i)
}
