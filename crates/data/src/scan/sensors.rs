//! Where the sensor stands.

use rand::Rng;
use resolid_geom::Vec3;
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// Directions from the part's middle to `count` sensors, spread evenly over the sphere above elevation `lowest`, each a little
/// out of place as a hand or a turntable would have it; the whole pattern is turned at random.
pub(super) fn directions(count: usize, lowest: f64, rng: &mut impl Rng) -> Vec<Vec3> {
    let turn = rng.random::<f64>() * TAU;
    let floor = lowest.sin();
    // A pattern that goes all round has no natural axis.
    let tumble = if lowest <= -FRAC_PI_2 + 1e-9 { Some((on_sphere(rng), on_sphere(rng))) } else { None };
    let spacing = ((1.0 - floor) * 2.0 * PI / count as f64).sqrt();
    let golden = PI * (3.0 - 5f64.sqrt());
    (0..count)
        .map(|i| {
            // A spiral whose turns cover equal areas.
            let height = floor + (1.0 - floor) * (1.0 - (i as f64 + 0.5) / count as f64);
            let angle = turn + golden * i as f64;
            let across = (1.0 - height * height).max(0.0).sqrt();
            let mut d = Vec3::new(across * angle.cos(), across * angle.sin(), height);
            if let Some((a, b)) = tumble {
                let x = a;
                let y = x.cross(b).normalize_or(x.any_orthonormal_vector());
                d = x * d.x + y * d.y + x.cross(y) * d.z;
            }
            let moved = (d + on_sphere(rng) * (0.2 * spacing.min(1.0) * rng.random::<f64>())).normalize();
            // The floor holds for what is put out of place, too.
            if moved.z < floor { d } else { moved }
        })
        .collect()
}

/// A direction, all equally likely.
pub(super) fn on_sphere(rng: &mut impl Rng) -> Vec3 {
    let z = rng.random_range(-1.0..=1.0f64);
    let angle = rng.random::<f64>() * TAU;
    let across = (1.0 - z * z).max(0.0).sqrt();
    Vec3::new(across * angle.cos(), across * angle.sin(), z)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

    #[test]
    fn sensors_stand_apart_and_above_the_floor() {
        for (count, lowest, apart) in [(12, -FRAC_PI_2, 0.6), (6, 0.0, 0.5), (1, 0.3, f64::INFINITY)] {
            for seed in 0..20 {
                let found = directions(count, lowest, &mut ChaCha8Rng::seed_from_u64(seed));
                assert_eq!(found.len(), count);
                for (i, a) in found.iter().enumerate() {
                    assert!((a.length() - 1.0).abs() < 1e-12 && a.z >= lowest.sin() - 1e-12);
                    let nearest = found.iter().take(i).map(|b| a.distance(*b)).fold(f64::INFINITY, f64::min);
                    assert!(i == 0 || nearest > apart, "{count} {seed}: {nearest}");
                }
            }
        }
    }
}
