//! Where a sketch plane points, as three angles: polar angles of its normal, and the turn of its x axis about it.

use super::{LEVELS, MIDDLE};
use crate::geom::Vec3;
use std::f64::consts::PI;

/// Directions are rounded to this before their angles are taken, so that rounding errors choose no hemisphere.
const GRAIN: f64 = 1e6;

/// Theta, phi and gamma of a plane with this normal and x axis, as levels.
pub(crate) fn levels(normal: Vec3, x: Vec3) -> [i16; 3] {
    let n = (normal * GRAIN).round() / GRAIN;
    // The levels of the normal come first, so that the turn makes up for what their rounding does to its zero.
    let [theta, phi] = [(n.z / n.length()).clamp(-1.0, 1.0).acos(), n.y.atan2(n.x)].map(level);
    let (rounded, reference) = axes([theta, phi, MIDDLE as i16]);
    let gamma = x.dot(rounded.cross(reference)).atan2(x.dot(reference));
    [theta, phi, level(gamma)]
}

/// Normal and x axis of the three levels.
pub(crate) fn axes(levels: [i16; 3]) -> (Vec3, Vec3) {
    let [theta, phi, gamma] = levels.map(angle);
    let ((st, ct), (sp, cp), (sg, cg)) = (sin_cos(theta), sin_cos(phi), sin_cos(gamma));
    let normal = Vec3::new(st * cp, st * sp, ct);
    let reference = Vec3::new(ct * cp, ct * sp, -st);
    (normal, reference * cg + normal.cross(reference) * sg)
}

/// Sine and cosine, exact at quarter turns.
fn sin_cos(angle: f64) -> (f64, f64) {
    let quarters = angle / (PI / 2.0);
    if quarters == quarters.round() {
        match (quarters as i64).rem_euclid(4) {
            0 => (0.0, 1.0),
            1 => (1.0, 0.0),
            2 => (0.0, -1.0),
            _ => (-1.0, 0.0),
        }
    } else {
        angle.sin_cos()
    }
}

/// The level of an angle. π is the level of −π: they are one direction.
fn level(angle: f64) -> i16 {
    (((angle / PI + 1.0) * MIDDLE).round() as i16).rem_euclid(LEVELS)
}

/// The angle of a level.
fn angle(level: i16) -> f64 {
    (f64::from(level) / MIDDLE - 1.0) * PI
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(normal: Vec3, x: Vec3) -> (Vec3, Vec3) {
        axes(levels(normal, x))
    }

    #[test]
    fn all_planes_of_the_axes_come_back_exactly() {
        let world = [Vec3::X, Vec3::Y, Vec3::Z, Vec3::NEG_X, Vec3::NEG_Y, Vec3::NEG_Z];
        for n in world {
            for x in world.into_iter().filter(|x| x.dot(n) == 0.0) {
                let (m, y) = back(n, x);
                assert_eq!((m, y), (n, x), "{n} {x}: {m} {y}");
            }
        }
    }

    #[test]
    fn every_direction_comes_back_within_a_level() {
        for i in 0..4000 {
            // Points spread evenly by the golden angle.
            let z = 1.0 - (2.0 * f64::from(i) + 1.0) / 4000.0;
            let a = 2.399_963_229_728_653 * f64::from(i);
            let r = (1.0 - z * z).sqrt();
            let n = Vec3::new(r * a.cos(), r * a.sin(), z);
            let x = n.any_orthonormal_vector();
            let (m, y) = back(n, x);
            // Half a level of each of three angles.
            assert!(n.angle_between(m) < PI / 128.0 && x.angle_between(y) < 1.5 * PI / 128.0, "{n}: {m}, {x}: {y}");
            assert!(m.dot(y).abs() < 1e-12);
        }
    }
}
