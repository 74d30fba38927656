//! Which way a shape may lie: frames along its flat faces and principal axes, and the motions that put one shape on another.

use crate::surface::{Surface, outer, turned};
use nalgebra::{Matrix3, SymmetricEigen, Vector3};
use resolid_geom::Vec3;

/// Normals within this cosine are of one direction.
const ALIKE: f64 = 0.99;
/// Normals of a flat face lie within [`ALIKE`] of one another, all but a few; about one of a round face as many more lie within this.
const ABOUT: f64 = 0.97;
/// Share of those within [`ABOUT`] that lie within [`ALIKE`], of a flat face at least.
const FLAT: f64 = 0.78;
/// Directions within this sine of a right angle are square.
const SQUARE: f64 = 0.1;
/// Share of the area that a direction worth trying has.
const LEAST_AREA: f64 = 0.03;
/// Frames of one shape, at most.
const MOST_FRAMES: usize = 14;
/// Spreads closer than this share of one another give no axis.
const DISTINCT: f64 = 0.02;
/// Turns about an axis that nothing else fixes, in a quarter turn.
const TURNS: usize = 6;

/// A turn or a turn with a mirroring, a scale and a shift: *p* becomes `turn` · *p* · `scale` + `shift`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placing {
    /// A rotation; its determinant is −1 where the shape is mirrored too.
    pub turn: Matrix3<f64>,
    /// Factor of size.
    pub scale: f64,
    /// What is added last, millimetres.
    pub shift: Vec3,
}

impl Placing {
    /// Where a point comes to lie.
    pub fn of(&self, p: Vec3) -> Vec3 {
        turned(&self.turn, p) * self.scale + self.shift
    }

    /// Where a direction comes to point.
    pub fn direction(&self, d: Vec3) -> Vec3 {
        turned(&self.turn, d)
    }

    /// The point that comes to lie at `p`.
    pub fn back(&self, p: Vec3) -> Vec3 {
        turned(&self.turn.transpose(), p - self.shift) / self.scale
    }

    /// Whether the shape is mirrored.
    pub fn is_mirrored(&self) -> bool {
        self.turn.determinant() < 0.0
    }

    /// Four rows of four numbers, for columns of homogeneous coordinates.
    pub fn matrix(&self) -> [[f64; 4]; 4] {
        let m = self.turn * self.scale;
        let t = self.shift.to_array();
        let row = |i: usize| [m[(i, 0)], m[(i, 1)], m[(i, 2)], t[i]];
        [row(0), row(1), row(2), [0.0, 0.0, 0.0, 1.0]]
    }
}

/// Frames of a shape, the likeliest first; their axes are the columns. Two that differ by which axis comes first, or which way it
/// points, count as one.
///
/// Axes lie along the normals that most area has, else along the principal axes of normals and of points. Where nothing tells one
/// direction about an axis from another, `all` asks for turns about it.
pub fn frames(surface: &Surface, all: bool) -> Vec<Matrix3<f64>> {
    let flats = directions(&surface.normals);
    let n = surface.normals.len() as f64;
    let of_normals = axes(surface.normals.iter().map(|&v| outer(v)).sum::<Matrix3<f64>>() / n);
    let of_points = axes(surface.moment);
    // What can stand first.
    let mut first: Vec<Vec3> = flats.iter().take(3).copied().collect();
    first.extend(of_normals.iter().filter(|a| a.1).map(|a| a.0));
    first.extend(of_points.iter().filter(|a| a.1).map(|a| a.0));
    if first.is_empty() {
        first.push(of_points[0].0);
    }
    let mut found: Vec<Matrix3<f64>> = Vec::new();
    let mut add = |z: Vec3, x: Vec3| {
        let x = x.reject_from_normalized(z).normalize_or_zero();
        if x == Vec3::ZERO || found.len() >= MOST_FRAMES {
            return;
        }
        let y = z.cross(x);
        let frame = Matrix3::from_columns(&[column(x), column(y), column(z)]);
        if !found.iter().any(|f| is_same(f, &frame)) {
            found.push(frame);
        }
    };
    for z in first {
        let across: Vec<Vec3> = flats.iter().filter(|d| d.dot(z).abs() < SQUARE).take(2).copied().collect();
        let square = across.iter().copied().chain(of_points.iter().filter(|a| a.1).map(|a| a.0));
        let square: Vec<Vec3> = square.filter(|d| d.dot(z).abs() < SQUARE).collect();
        if square.is_empty() {
            // Round about this axis, as far as the moments say.
            let x = z.any_orthonormal_vector();
            let y = z.cross(x);
            for k in 0..if all { TURNS } else { 1 } {
                let angle = k as f64 * std::f64::consts::FRAC_PI_2 / TURNS as f64;
                add(z, x * angle.cos() + y * angle.sin());
            }
        }
        square.into_iter().for_each(|x| add(z, x));
    }
    found
}

/// The 24 ways to lay a frame's axes on another's, without mirroring and, after them, the 24 with it.
pub fn relabelings() -> Vec<Matrix3<f64>> {
    let orders = [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1], [2, 1, 0], [1, 0, 2]];
    let mut all: Vec<Matrix3<f64>> = Vec::new();
    for order in orders {
        for signs in 0..8 {
            let mut m = Matrix3::zeros();
            for (i, &j) in order.iter().enumerate() {
                m[(i, j)] = if signs >> i & 1 == 0 { 1.0 } else { -1.0 };
            }
            all.push(m);
        }
    }
    all.sort_by_key(|m| m.determinant() < 0.0);
    all
}

/// Directions of flat faces, without sign, those of most area first.
fn directions(normals: &[Vec3]) -> Vec<Vec3> {
    let mut left: Vec<Vec3> = normals.iter().step_by(4).copied().collect();
    let least = (LEAST_AREA * left.len() as f64).max(3.0) as usize;
    let mut found = Vec::new();
    let mut round = 0;
    while found.len() < 8 && round < 12 && left.len() >= least {
        // The likeliest of a few that are spread through the rest.
        let step = (left.len() / 48).max(1);
        let near = |d: Vec3| left.iter().filter(|n| n.dot(d).abs() > ALIKE).count();
        let Some((count, seed)) = left.iter().step_by(step).map(|&d| (near(d), d)).max_by_key(|c| c.0) else { break };
        if count < least {
            break;
        }
        let mut mean = seed;
        for _ in 0..3 {
            let alike = left.iter().filter(|n| n.dot(mean).abs() > ALIKE);
            mean = alike.map(|n| if n.dot(mean) < 0.0 { -*n } else { *n }).sum::<Vec3>().normalize_or(seed);
        }
        let within = |cosine: f64| normals.iter().filter(|n| n.dot(mean).abs() > cosine).count() as f64;
        let flat = within(ALIKE) > FLAT * within(ABOUT);
        left.retain(|n| n.dot(mean).abs() <= ALIKE);
        if flat {
            found.push((count, mean));
        } else {
            round += 1;
        }
    }
    found.sort_by_key(|f| std::cmp::Reverse(f.0));
    found.into_iter().map(|f| f.1).collect()
}

/// The principal axes, the longest first, and whether each is told from the others.
fn axes(moment: Matrix3<f64>) -> [(Vec3, bool); 3] {
    let eigen = SymmetricEigen::new(moment);
    let mut order = [0, 1, 2];
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    let spread = order.map(|k| eigen.eigenvalues[k].max(0.0).sqrt());
    let apart = |a: usize, b: usize| (spread[a] - spread[b]).abs() > DISTINCT * spread[0];
    let told = [apart(0, 1), apart(0, 1) && apart(1, 2), apart(1, 2)];
    [0, 1, 2].map(|i| {
        let v = eigen.eigenvectors.column(order[i]);
        (Vec3::new(v[0], v[1], v[2]).normalize_or(Vec3::Z), told[i])
    })
}

fn column(v: Vec3) -> Vector3<f64> {
    Vector3::new(v.x, v.y, v.z)
}

/// Whether two frames have the same three lines.
fn is_same(a: &Matrix3<f64>, b: &Matrix3<f64>) -> bool {
    let between = a.transpose() * b;
    (0..3).all(|i| (0..3).any(|j| between[(i, j)].abs() > 0.996))
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::TriMesh;

    #[test]
    fn relabelings_are_half_proper_and_all_different() {
        let all = relabelings();
        assert_eq!(all.len(), 48);
        assert!(all[..24].iter().all(|m| (m.determinant() - 1.0).abs() < 1e-12));
        assert!(all[24..].iter().all(|m| (m.determinant() + 1.0).abs() < 1e-12));
        assert!((0..48).all(|i| (0..i).all(|j| all[i] != all[j])));
    }

    #[test]
    fn a_turned_box_has_its_own_axes() {
        let turn = *nalgebra::Rotation3::from_euler_angles(0.4, 1.0, -0.7).matrix();
        let surface = Surface::of_mesh(&TriMesh::cuboid(Vec3::ZERO, Vec3::new(4.0, 2.0, 1.0))).unwrap();
        let found = frames(&surface.placed(&turn, 2.0, Vec3::X), false);
        assert!(is_same(&found[0], &turn), "{}", found[0]);
    }
}
