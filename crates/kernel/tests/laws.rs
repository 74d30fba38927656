//! Direct evaluation and the kernel are two roads to one part: volume, membership and surface must agree.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_geom::Vec3;
use resolid_kernel::{KernelError, Place, Solid, build};
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Program};
use std::time::{Duration, Instant};

/// What became of the programs.
#[derive(Debug, Default)]
struct Tally {
    agreed: usize,
    empty: usize,
    /// The kernel's own failures, which it must own up to.
    refused: Vec<String>,
    wrong: Vec<String>,
    kernel: Duration,
    direct: Duration,
}

/// Asks both about programs of these seeds.
fn compare(seeds: std::ops::Range<u64>) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let program = random_program(&mut rng);
        let begun = Instant::now();
        let built = build(&program);
        tally.kernel += begun.elapsed();
        let begun = Instant::now();
        let part = Evaluator::new(&program);
        let _ = part.measure();
        tally.direct += begun.elapsed();
        match built {
            Err(KernelError::Empty { step, .. }) => {
                // What the steps up to that one build must be nothing to direct evaluation too.
                let so_far = Program { steps: program.steps[..=step].to_vec(), ..program.clone() };
                let volume = Evaluator::new(&so_far).volume();
                if volume > 1e-3 {
                    tally.wrong.push(format!("seed {seed}: nothing to the kernel, {volume} mm³ to the evaluator"));
                } else {
                    tally.empty += 1;
                }
            }
            Err(error) => tally.refused.push(format!("seed {seed}: {error}")),
            Ok(solid) => match disagreement(&solid, &part, &mut rng) {
                Some(why) => tally.wrong.push(format!("seed {seed}: {why}")),
                None => tally.agreed += 1,
            },
        }
    }
    tally
}

fn disagreement(solid: &Solid, part: &Evaluator, rng: &mut ChaCha8Rng) -> Option<String> {
    let (mass, direct) = (solid.mass(), part.measure());
    let bounds = solid.bounds();
    let (diagonal, size) = (bounds.diagonal(), bounds.size());
    let volume = mass.volume;
    // Where two cylinders meet, the kernel's edge is a spline good to some 1e-6 of the volume. Where the evaluator
    // cannot be exact, it counts cells of the box; membership and distances below are the finer test then.
    let slack = if direct.exact { 1e-5 * volume } else { 5e-3 * size.x * size.y * size.z };
    if (volume - direct.volume).abs() > slack {
        return Some(format!("volume {volume} to the kernel, {direct:?} to the evaluator"));
    }
    // Bodies that touch are solids of their own to the kernel: its surface has their common face twice,
    // the evaluator's not at all.
    let apart = solid.counts().solids == 1;
    if apart && direct.exact && (mass.area - direct.area).abs() > 1e-5 * mass.area {
        return Some(format!("area {} to the kernel, {} to the evaluator", mass.area, direct.area));
    }
    let room = bounds.expanded(0.05 * diagonal);
    let points: Vec<Vec3> = (0..64)
        .map(|_| room.min + room.size() * Vec3::new(rng.random::<f64>(), rng.random::<f64>(), rng.random::<f64>()))
        .collect();
    let places = solid.locate(&points, 1e-6 * diagonal).expect("the kernel classifies");
    for (&p, place) in points.iter().zip(places) {
        if place != Place::Surface && (place == Place::Inside) != part.contains(p) {
            return Some(format!("{p} lies {place:?} to the kernel, not to the evaluator"));
        }
    }
    let near = &points[..8];
    let distances = solid.distances(near).expect("the kernel measures");
    for (&p, distance) in near.iter().zip(distances) {
        let direct = part.signed_distance(p).abs();
        if distance > direct + 1e-5 * diagonal || (apart && distance < direct - 1e-5 * diagonal) {
            return Some(format!("{p} lies {distance} off to the kernel, {direct} to the evaluator"));
        }
    }
    // The kernel's mesh has its vertices on the surface, all of it.
    let mesh = match solid.mesh(0.01 * diagonal, 0.5) {
        Ok(mesh) => mesh,
        Err(error) => return Some(error.to_string()),
    };
    if (mesh.volume() - volume).abs() > 0.1 * volume {
        return Some(format!("the mesh holds {} of {volume}", mesh.volume()));
    }
    if !apart {
        return None;
    }
    mesh.vertices.iter().find_map(|&v| {
        let off = part.signed_distance(v).abs();
        (off > 1e-5 * diagonal).then(|| format!("the vertex {v} lies {off} off the evaluator's surface"))
    })
}

fn hold(seeds: std::ops::Range<u64>) {
    let count = seeds.end - seeds.start;
    let tally = compare(seeds);
    println!(
        "{} agree, {} empty, {} refused, {} wrong; kernel {:?} each, direct {:?} each",
        tally.agreed,
        tally.empty,
        tally.refused.len(),
        tally.wrong.len(),
        tally.kernel / count as u32,
        tally.direct / count as u32,
    );
    for line in tally.refused.iter().chain(&tally.wrong) {
        println!("{line}");
    }
    assert!(tally.wrong.is_empty(), "{}", tally.wrong.join("\n"));
    assert!(tally.refused.len() as u64 * 20 <= count, "{}", tally.refused.join("\n"));
}

#[test]
fn direct_evaluation_and_kernel_agree() {
    hold(0..300);
}

#[test]
#[ignore = "slow: thousands of solids, minutes"]
fn direct_evaluation_and_kernel_agree_on_thousands() {
    hold(1000..4000);
}
