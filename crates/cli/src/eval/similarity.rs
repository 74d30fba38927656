//! The scale and shift that lay a mesh's vertices onto a program's surface.

use resolid_geom::Vec3;
use resolid_program::Evaluator;

/// `p ↦ scale · p + shift`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Similarity {
    /// The factor, positive.
    pub scale: f64,
    /// Added after scaling.
    pub shift: Vec3,
}

impl Similarity {
    /// Where a point goes.
    pub fn apply(self, p: Vec3) -> Vec3 {
        p * self.scale + self.shift
    }

    /// The way back.
    pub fn inverse(self) -> Self {
        Self { scale: 1.0 / self.scale, shift: -self.shift / self.scale }
    }
}

/// The similarity near `rough` under which `vertices` lie closest to the surface, by Gauss–Newton on the distances.
pub fn refine(vertices: &[Vec3], surface: &Evaluator, rough: Similarity) -> Similarity {
    let size = surface.bounds().diagonal();
    let (mut best, mut found) = (rough, rough);
    let mut least = median_distance(vertices, surface, rough);
    for _ in 0..40 {
        // Scale is varied about the middle, so that it does not drag the part along.
        let middle = vertices.iter().sum::<Vec3>() / vertices.len().max(1) as f64;
        let mut normal = [[0.0f64; 5]; 4];
        for &v in vertices {
            let p = found.apply(v);
            let Some(foot) = surface.nearest(p) else { return rough };
            let distance = (p - foot.position).dot(foot.normal);
            // Where data and program disagree the feet are far off; they are not to pull the rest along.
            let weight = 1.0 / (1.0 + (distance / (0.01 * size)).powi(2));
            let n = foot.normal;
            let row = [(v - middle).dot(n), n.x, n.y, n.z, -distance];
            for i in 0..4 {
                for j in 0..5 {
                    normal[i][j] += weight * row[i] * row[j];
                }
            }
        }
        let Some([scale, x, y, z]) = solve(normal) else { break };
        found.scale += scale;
        found.shift += Vec3::new(x, y, z) - middle * scale;
        let off = median_distance(vertices, surface, found);
        if off < least {
            (best, least) = (found, off);
        } else if found.scale.is_nan() || found.scale <= 0.0 || off > 4.0 * least {
            break;
        }
    }
    best
}

/// The middle one of the vertices' distances from the surface.
pub fn median_distance(vertices: &[Vec3], surface: &Evaluator, at: Similarity) -> f64 {
    let mut distances: Vec<f64> = vertices
        .iter()
        .map(|&v| {
            let p = at.apply(v);
            surface.nearest(p).map_or(f64::INFINITY, |foot| foot.position.distance(p))
        })
        .collect();
    distances.sort_unstable_by(f64::total_cmp);
    distances.get(distances.len() / 2).copied().unwrap_or(f64::INFINITY)
}

/// The solution of four equations with a little damping, by elimination; `None` where they say nothing.
fn solve(mut m: [[f64; 5]; 4]) -> Option<[f64; 4]> {
    let largest = (0..4).map(|i| m[i][i]).fold(0.0, f64::max);
    for (i, row) in m.iter_mut().enumerate() {
        row[i] += 1e-12 * largest;
    }
    for i in 0..4 {
        let pivot = (i..4).max_by(|&a, &b| m[a][i].abs().total_cmp(&m[b][i].abs()))?;
        m.swap(i, pivot);
        let row = m[i];
        if row[i] == 0.0 || row[i].is_nan() {
            return None;
        }
        for other in (0..4).filter(|&j| j != i) {
            let factor = m[other][i] / row[i];
            for (entry, own) in m[other].iter_mut().zip(row) {
                *entry -= factor * own;
            }
        }
    }
    Some([0, 1, 2, 3].map(|i| m[i][4] / m[i][i]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::{Frame, Loop, Profile, Vec2};
    use resolid_program::{Extent, Mode, Program, Step};
    use std::f64::consts::TAU;

    #[test]
    fn a_coarse_disc_finds_its_scale_and_place() {
        let step = Step::extrude(
            Frame::WORLD,
            vec![Profile::solid(Loop::circle(Vec2::ZERO, 30.0))],
            Extent::OneSide { distance: 8.0 },
            Mode::New,
        );
        let disc = Evaluator::new(&Program { steps: vec![step], ..Program::default() });
        let true_one = Similarity { scale: 50.0, shift: Vec3::new(1.0, -2.0, 3.0) };
        // Seven corners: the box of the facets is neither as wide as the disc nor centred on it.
        let vertices: Vec<Vec3> = (0..14)
            .map(|i| {
                let a = TAU * f64::from(i % 7) / 7.0;
                let p = Vec3::new(30.0 * a.cos(), 30.0 * a.sin(), if i < 7 { 0.0 } else { 8.0 });
                true_one.inverse().apply(p)
            })
            .collect();
        let bounds = resolid_geom::Aabb3::of(vertices.iter().copied());
        let scale = 60.0 / bounds.size().max_element();
        let rough = Similarity { scale, shift: disc.bounds().center() - bounds.center() * scale };
        assert!((rough.scale - 50.0).abs() > 0.5);
        let found = refine(&vertices, &disc, rough);
        assert!((found.scale - 50.0).abs() < 1e-6, "{found:?}");
        assert!((found.shift - true_one.shift).length() < 1e-6, "{found:?}");
    }
}
