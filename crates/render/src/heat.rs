//! Signed deviations as colours.

use crate::color::{Rgb, mix};
use resolid_geom::{TriMesh, Vec3};
use std::collections::HashMap;

/// Within the tolerance.
const GOOD: Rgb = [203, 217, 201];
/// Just outside the tolerance, and far outside: material that is too much.
const OVER: [Rgb; 3] = [[246, 206, 170], [222, 96, 66], [128, 16, 32]];
/// The same for material that is missing.
const UNDER: [Rgb; 3] = [[176, 208, 236], [62, 124, 196], [24, 44, 116]];
/// Where nothing was measured.
const UNKNOWN: Rgb = [168, 168, 168];

/// Colours for signed distances in millimetres: within the tolerance a light grey-green, outside (positive) from
/// orange to dark red, inside (negative) from light to dark blue. Lightness falls with the distance on both sides, so
/// the map also reads in grey.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeatMap {
    /// Distances up to this count as none.
    pub tolerance: f64,
    /// Distances from this on have the darkest colour.
    pub limit: f64,
}

impl HeatMap {
    /// The map for a tolerance, up to five times as much.
    pub fn new(tolerance: f64) -> Self {
        Self { tolerance, limit: 5.0 * tolerance }
    }

    /// The colour of a distance; grey for NaN.
    pub fn color(&self, distance: f64) -> Rgb {
        if distance.is_nan() {
            return UNKNOWN;
        }
        let size = distance.abs();
        let ramp = if distance > 0.0 { OVER } else { UNDER };
        if size <= self.tolerance {
            // A breath of the colour to come, so that a drift within the tolerance still shows.
            return mix(GOOD, ramp[0], (size / self.tolerance.max(f64::MIN_POSITIVE)).powi(2) as f32 * 0.35);
        }
        let t = ((size - self.tolerance) / (self.limit - self.tolerance).max(f64::MIN_POSITIVE)).min(1.0) as f32;
        if t < 0.5 { mix(ramp[0], ramp[1], t * 2.0) } else { mix(ramp[1], ramp[2], t * 2.0 - 1.0) }
    }
}

/// The mesh with no edge longer than `longest`, so that a number a vertex tells what happens within large triangles.
/// Edges are halved, the longest first in each triangle, and neighbours halve a shared edge at the same point; the
/// surface stays as it was. Stops short where the result would have more than `most` triangles.
pub fn subdivided(mesh: &TriMesh, longest: f64, most: usize) -> TriMesh {
    let mut out = mesh.clone();
    if longest.is_nan() || longest <= 0.0 {
        return out;
    }
    // Files repeat vertices; halves of one edge must still be one point, so edges go by the places of their ends.
    loop {
        let too_long = |p: Vec3, q: Vec3| {
            let length = p.distance(q);
            length > longest && length.is_finite()
        };
        let mut middles: HashMap<(u32, u32), u32> = HashMap::new();
        let mut triangles = Vec::with_capacity(out.triangles.len() * 2);
        let mut split = false;
        for t in &out.triangles {
            let p = t.map(|v| out.vertices[v as usize]);
            let lengths = [0, 1, 2].map(|k| p[k].distance_squared(p[(k + 1) % 3]));
            let marks: [Option<u32>; 3] = [0, 1, 2].map(|k| {
                if !too_long(p[k], p[(k + 1) % 3]) {
                    return None;
                }
                let (a, b) = (t[k], t[(k + 1) % 3]);
                Some(*middles.entry((a.min(b), a.max(b))).or_insert_with(|| {
                    out.vertices.push((p[k] + p[(k + 1) % 3]) * 0.5);
                    out.vertices.len() as u32 - 1
                }))
            });
            split |= marks.iter().any(|m| m.is_some());
            divide(*t, marks, lengths, &mut triangles);
        }
        if !split || triangles.len() > most {
            if split {
                // The new points of the round that goes too far are not used.
                out.vertices.truncate(out.vertices.len() - middles.len());
            }
            return out;
        }
        out.triangles = triangles;
    }
}

/// Cuts a triangle at the middles of some of its edges (edge `k` runs from corner `k`).
fn divide(t: [u32; 3], marks: [Option<u32>; 3], lengths: [f64; 3], out: &mut Vec<[u32; 3]>) {
    match marks {
        [Some(ab), Some(bc), Some(ca)] => {
            out.extend([[t[0], ab, ca], [ab, t[1], bc], [ca, bc, t[2]], [ab, bc, ca]]);
        }
        [None, None, None] => out.push(t),
        _ => {
            // Turned so that the longest cut edge is the first.
            let k =
                (0..3).filter(|&k| marks[k].is_some()).max_by(|&a, &b| lengths[a].total_cmp(&lengths[b])).unwrap_or(0);
            let (t, marks) =
                ([t[k], t[(k + 1) % 3], t[(k + 2) % 3]], [marks[k], marks[(k + 1) % 3], marks[(k + 2) % 3]]);
            let Some(ab) = marks[0] else { return out.push(t) };
            match (marks[1], marks[2]) {
                (Some(bc), _) => out.extend([[ab, t[1], bc], [t[0], ab, t[2]], [ab, bc, t[2]]]),
                (_, Some(ca)) => out.extend([[t[0], ab, ca], [ab, t[1], t[2]], [ca, ab, t[2]]]),
                _ => out.extend([[t[0], ab, t[2]], [ab, t[1], t[2]]]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prism::tests::cylinder;

    #[test]
    fn known_deviations_have_known_colours() {
        let map = HeatMap::new(0.1);
        assert_eq!(map.color(0.0), GOOD);
        assert_eq!(map.color(f64::NAN), UNKNOWN);
        assert_eq!(map.color(0.3), OVER[1]);
        assert_eq!(map.color(-0.3), UNDER[1]);
        assert_eq!(map.color(7.0), OVER[2]);
        assert_eq!(map.color(f64::NEG_INFINITY), UNDER[2]);
        assert_eq!(HeatMap::new(0.0).color(0.0), GOOD);
    }

    #[test]
    fn colours_darken_with_distance_on_both_sides() {
        let map = HeatMap::new(0.1);
        let luma = |c: Rgb| 0.2126 * f64::from(c[0]) + 0.7152 * f64::from(c[1]) + 0.0722 * f64::from(c[2]);
        for sign in [1.0, -1.0] {
            let shades: Vec<f64> = (11..=50).map(|i| luma(map.color(sign * 0.01 * f64::from(i)))).collect();
            assert!(shades.windows(2).all(|w| w[1] <= w[0] + 0.5), "{shades:?}");
            assert!(shades[0] - shades[39] > 100.0);
        }
    }

    #[test]
    fn subdividing_keeps_surface_and_stays_closed() {
        let mesh = cylinder(5.0, 40.0);
        let fine = subdivided(&mesh, 1.5, 1_000_000);
        assert!((fine.area() / mesh.area() - 1.0).abs() < 1e-12 && (fine.volume() / mesh.volume() - 1.0).abs() < 1e-12);
        let mut edges: HashMap<(u32, u32), i32> = HashMap::new();
        for t in &fine.triangles {
            for k in 0..3 {
                let (a, b) = (t[k], t[(k + 1) % 3]);
                assert!(fine.vertices[a as usize].distance(fine.vertices[b as usize]) <= 1.5);
                *edges.entry((a.min(b), a.max(b))).or_default() += if a < b { 1 } else { -1 };
            }
        }
        assert!(edges.values().all(|&n| n == 0));
        let capped = subdivided(&mesh, 1e-3, 5_000);
        assert!(capped.triangles.len() <= 5_000 && capped.triangles.len() > mesh.triangles.len());
    }
}
