//! Parts as a user might hand them in: turned, resized, moved, their vertices off by a little.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::StandardNormal;
use resolid_geom::{Frame, TriMesh, Vec3};
use resolid_program::{EditError, Program};

/// Longest side a part may get, millimetres: from a screw to a chair.
const LONGEST: std::ops::Range<f64> = 10.0..500.0;

/// What a part's own random numbers begin with, so that it is the same whatever else is evaluated.
pub fn seed(id: &str) -> u64 {
    id.bytes().fold(0u64, |seed, b| seed.wrapping_mul(31).wrapping_add(b.into()))
}

/// Turns the original at random, gives it a size of [`LONGEST`] unless `keep_size`, and moves it by up to its own size, `own`
/// being its longest side; the scale about zero and the frame that do the same to its mesh or cloud.
///
/// # Errors
/// None for sound programs: the motion is rigid.
pub fn pose(original: &mut Program, own: f64, id: &str, keep_size: bool) -> Result<(f64, Frame), EditError> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed(id));
    // Even over the logarithm: small parts are as common as large ones.
    let wanted = LONGEST.start * (LONGEST.end / LONGEST.start).powf(rng.random::<f64>());
    let scale = if keep_size { 1.0 } else { wanted / own };
    let mut direction = || Vec3::from_array(std::array::from_fn(|_| rng.sample(StandardNormal)));
    let x = direction().normalize();
    let aside = direction();
    let y = (aside - x * x.dot(aside)).normalize();
    let origin = Vec3::from_array(std::array::from_fn(|_| own * scale * rng.random_range(-1.0..1.0)));
    let world_from_part = Frame { origin, x, y };
    original.scale(scale)?;
    original.move_by(&world_from_part)?;
    Ok((scale, world_from_part))
}

/// Moves each vertex along each axis by a normal deviate, its deviation `share` of the diagonal.
pub fn shake(mesh: &mut TriMesh, id: &str, share: f64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed(id) ^ 0x5a5a);
    let deviation = share * mesh.bounds().diagonal();
    for vertex in &mut mesh.vertices {
        *vertex += Vec3::from_array(std::array::from_fn(|_| deviation * rng.sample::<f64, _>(StandardNormal)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::{Loop, Profile, Vec2};
    use resolid_program::{Evaluator, Extent, Mode, Step};

    #[test]
    fn part_and_original_stay_together_and_noise_is_as_wide_as_asked() {
        let step = Step::extrude(
            Frame::WORLD,
            vec![Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::new(4.0, 2.0)))],
            Extent::OneSide { distance: 1.0 },
            Mode::New,
        );
        let block = Program { steps: vec![step], ..Program::default() };
        let flat = TriMesh::cuboid(Vec3::ZERO, Vec3::new(4.0, 2.0, 1.0));
        for (id, keep_size) in [("00000633", false), ("00521000", true)] {
            let (mut original, mut mesh) = (block.clone(), flat.clone());
            let (scale, frame) = pose(&mut original, 4.0, id, keep_size).unwrap();
            mesh.vertices.iter_mut().for_each(|v| *v = frame.world_from_local(*v * scale));
            let surface = Evaluator::new(&original);
            let size = mesh.bounds().diagonal();
            for v in &mesh.vertices {
                assert!(surface.nearest(*v).unwrap().position.distance(*v) < 1e-9 * size, "{id}");
            }
            let grown = mesh.volume() / flat.volume();
            assert_eq!((grown - 1.0).abs() < 1e-9, keep_size, "{id}: grown {grown}");
            let still = mesh.vertices.clone();
            shake(&mut mesh, id, 1e-2);
            let squared: f64 = still.iter().zip(&mesh.vertices).map(|(a, b)| a.distance_squared(*b)).sum();
            let deviation = (squared / (3 * still.len()) as f64).sqrt() / size;
            assert!((0.3e-2..3e-2).contains(&deviation), "{deviation}");
        }
    }
}
