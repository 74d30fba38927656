//! Signed deviations as colours.

use crate::color::{Rgb, linear, mix};
use glam::Vec3;
use resolid_geom::TriMesh;
use std::collections::HashMap;

/// Within the tolerance.
const GOOD: Rgb = [203, 217, 201];
/// Outside: beyond the tolerance, halfway, and from the limit on.
const OVER: [Rgb; 3] = [[246, 206, 170], [222, 96, 66], [128, 16, 32]];
/// The same for inside.
const UNDER: [Rgb; 3] = [[176, 208, 236], [62, 124, 196], [24, 44, 116]];
/// Where nothing was measured: a colour of its own, since pictures of clouds show there what is a guess.
pub(crate) const UNKNOWN: Rgb = [178, 152, 206];

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

    /// The colour of a distance; violet for NaN.
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

/// A heat map as a table, for millions of samples.
pub(crate) struct Scale {
    limit: f64,
    colors: Vec<Vec3>,
}

impl Scale {
    const STEPS: usize = 1024;

    pub fn new(map: &HeatMap) -> Self {
        let limit = map.limit.abs().max(map.tolerance.abs()).max(f64::MIN_POSITIVE);
        let at = |i: usize| limit * (2.0 * i as f64 / Self::STEPS as f64 - 1.0);
        let colors = (0..=Self::STEPS).map(|i| linear(map.color(at(i)))).chain([linear(UNKNOWN)]).collect();
        Self { limit, colors }
    }

    /// The colour of a distance in linear light.
    pub fn color(&self, distance: f64) -> Vec3 {
        if distance.is_nan() {
            return self.colors[Self::STEPS + 1];
        }
        let t = (distance / self.limit).clamp(-1.0, 1.0) * 0.5 + 0.5;
        self.colors[(t * Self::STEPS as f64).round() as usize]
    }
}

/// A mesh cut finer, and where its triangles come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fine {
    /// The same surface in smaller triangles.
    pub mesh: TriMesh,
    /// For each of them, the triangle of the coarse mesh it lies in.
    pub parent: Vec<u32>,
}

/// The mesh with no edge longer than `longest`, so that a number a vertex tells what happens within large triangles.
/// Edges are halved, round by round, and neighbours halve a shared edge at the same point; the surface stays as it
/// was, and the first vertices are the mesh's own. Stops short where there would be more than `most` triangles.
pub fn subdivided(mesh: &TriMesh, longest: f64, most: usize) -> Fine {
    let mut fine = Fine { mesh: mesh.clone(), parent: (0..mesh.triangles.len() as u32).collect() };
    if longest.is_nan() || longest <= 0.0 {
        return fine;
    }
    loop {
        let vertices = &mut fine.mesh.vertices;
        let own = vertices.len();
        let mut middles: HashMap<(u32, u32), u32> = HashMap::new();
        let mut next = Vec::with_capacity(fine.parent.len() * 2);
        let mut parent = Vec::with_capacity(fine.parent.len() * 2);
        for (t, &from) in fine.mesh.triangles.iter().zip(&fine.parent) {
            let p = t.map(|v| vertices[v as usize]);
            let lengths = [0, 1, 2].map(|k| p[k].distance(p[(k + 1) % 3]));
            let marks: [Option<u32>; 3] = [0, 1, 2].map(|k| {
                if !(lengths[k] > longest && lengths[k].is_finite()) {
                    return None;
                }
                let (a, b) = (t[k], t[(k + 1) % 3]);
                Some(*middles.entry((a.min(b), a.max(b))).or_insert_with(|| {
                    vertices.push((p[k] + p[(k + 1) % 3]) * 0.5);
                    vertices.len() as u32 - 1
                }))
            });
            divide(*t, marks, lengths, &mut next);
            parent.resize(next.len(), from);
        }
        if middles.is_empty() || next.len() > most {
            vertices.truncate(own);
            return fine;
        }
        fine.mesh.triangles = next;
        fine.parent = parent;
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
        let Fine { mesh: fine, parent } = subdivided(&mesh, 1.5, 1_000_000);
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
        for (t, &from) in parent.iter().enumerate() {
            let middle = fine.corners(t).iter().sum::<resolid_geom::Vec3>() / 3.0;
            let off = (middle - mesh.corners(from as usize)[0]).dot(mesh.area_normal(from as usize).normalize());
            assert!(off.abs() < 1e-12);
        }
        let capped = subdivided(&mesh, 1e-3, 5_000).mesh;
        assert_eq!(
            capped.vertices.iter().take(3).collect::<Vec<_>>(),
            mesh.vertices.iter().take(3).collect::<Vec<_>>()
        );
        assert!(capped.triangles.len() <= 5_000 && capped.triangles.len() > mesh.triangles.len());
    }
}
