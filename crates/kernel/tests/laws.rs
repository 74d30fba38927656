//! Direct evaluation and the kernel are two roads to one part: volume, membership and surface must agree.

mod chords;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_geom::Vec3;
use resolid_kernel::{KernelError, Place, Solid, build};
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Mode, Program, flatten};
use std::time::{Duration, Instant};

/// Programs of which OpenCASCADE 7.6 makes a solid that it calls valid and that is wrong by per cents, of its own accord: a
/// join that overlooks where a rod and a ring, or a cylinder tangent to another, run through each other returns both
/// unconnected, and no bound on the volume tells. [`where_the_kernel_errs_a_third_count_says_so`].
const KERNEL_ERRS: [u64; 3] = [700_111, 700_506, 701_327];

/// What became of the programs.
#[derive(Debug, Default)]
struct Tally {
    agreed: usize,
    empty: usize,
    /// The kernel's own failures, which it must own up to.
    refused: Vec<String>,
    wrong: Vec<String>,
    /// Programs whose pieces the two count differently.
    parted: Vec<String>,
    /// The largest relative difference of volumes that both know exactly.
    apart: f64,
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
            Ok(solid) => {
                // Bodies of their own that touch in a face are one piece to the evaluator, several solids to the kernel.
                let (solids, sound) = (solid.counts().solids, part.soundness());
                let alone = part.prisms().iter().filter(|p| p.mode == Mode::New).count() == 1;
                let same = if alone { sound.pieces == solids } else { (1..=solids).contains(&sound.pieces) };
                if !same {
                    tally.parted.push(format!("seed {seed}: {solids} solids to the kernel, {sound:?}"));
                }
                if part.measure().exact {
                    let volume = solid.mass().volume;
                    tally.apart = tally.apart.max((volume - part.volume()).abs() / volume);
                }
                match disagreement(&solid, &part, &mut rng) {
                    Err(refusal) => tally.refused.push(format!("seed {seed}: {refusal}")),
                    Ok(Some(why)) => tally.wrong.push(format!("seed {seed}: {why}")),
                    Ok(None) => tally.agreed += 1,
                }
            }
        }
    }
    tally
}

/// What the two do not agree on; an error where the kernel owns up that it cannot mesh its solid.
fn disagreement(solid: &Solid, part: &Evaluator, rng: &mut ChaCha8Rng) -> Result<Option<String>, KernelError> {
    let (mass, direct) = (solid.mass(), part.measure());
    let bounds = solid.bounds();
    let (diagonal, size) = (bounds.diagonal(), bounds.size());
    let volume = mass.volume;
    // Where two cylinders meet, the kernel's edge is a spline. Where the evaluator cannot be exact, it counts cells of
    // the box; membership and distances below are the finer test then.
    let slack = if direct.exact { 1e-5 * volume } else { 5e-3 * size.x * size.y * size.z };
    if (volume - direct.volume).abs() > slack {
        return Ok(Some(format!("volume {volume} to the kernel, {direct:?} to the evaluator")));
    }
    // Bodies that touch are solids of their own to the kernel: its surface has their common face twice,
    // the evaluator's not at all.
    let apart = solid.counts().solids == 1;
    if apart && direct.exact && (mass.area - direct.area).abs() > 1e-5 * mass.area {
        return Ok(Some(format!("area {} to the kernel, {} to the evaluator", mass.area, direct.area)));
    }
    let room = bounds.expanded(0.05 * diagonal);
    let points: Vec<Vec3> = (0..64)
        .map(|_| room.min + room.size() * Vec3::new(rng.random::<f64>(), rng.random::<f64>(), rng.random::<f64>()))
        .collect();
    let places = solid.locate(&points, 1e-6 * diagonal).expect("the kernel classifies");
    for (&p, place) in points.iter().zip(places) {
        if place != Place::Surface && (place == Place::Inside) != part.contains(p) {
            return Ok(Some(format!("{p} lies {place:?} to the kernel, not to the evaluator")));
        }
    }
    let near = &points[..8];
    let distances = solid.distances(near).expect("the kernel measures");
    for (&p, distance) in near.iter().zip(distances) {
        let direct = part.signed_distance(p).abs();
        if distance > direct + 1e-5 * diagonal || (apart && distance < direct - 1e-5 * diagonal) {
            return Ok(Some(format!("{p} lies {distance} off to the kernel, {direct} to the evaluator")));
        }
    }
    // The kernel's mesh has its vertices on the surface, all of it.
    let mesh = solid.mesh(0.01 * diagonal, 0.5)?;
    if (mesh.volume() - volume).abs() > 0.1 * volume {
        return Ok(Some(format!("the mesh holds {} of {volume}", mesh.volume())));
    }
    if !apart {
        return Ok(None);
    }
    Ok(mesh.vertices.iter().find_map(|&v| {
        let off = part.signed_distance(v).abs();
        (off > 1e-5 * diagonal).then(|| format!("the vertex {v} lies {off} off the evaluator's surface"))
    }))
}

fn hold(seeds: std::ops::Range<u64>) {
    let count = seeds.end - seeds.start;
    let tally = compare(seeds.clone());
    println!(
        "{} agree, {} empty, {} refused, {} wrong, {} parted; volumes {:.1e} apart at most; \
         kernel {:?} each, direct {:?} each",
        tally.agreed,
        tally.empty,
        tally.refused.len(),
        tally.wrong.len(),
        tally.parted.len(),
        tally.apart,
        tally.kernel / count as u32,
        tally.direct / count as u32,
    );
    for line in tally.refused.iter().chain(&tally.wrong).chain(&tally.parted) {
        println!("{line}");
    }
    let expected: Vec<String> =
        KERNEL_ERRS.iter().filter(|s| seeds.contains(s)).map(|s| format!("seed {s}: ")).collect();
    let known = |line: &&String| expected.iter().any(|seed| line.starts_with(seed));
    let unknown: Vec<&String> = tally.wrong.iter().filter(|line| !known(line)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert_eq!(tally.wrong.len(), expected.len(), "the kernel no longer errs where it did: {:?}", tally.wrong);
    // Pieces are found from places spread over the faces, or on a coarse mesh: minute ones, and what holds by a hair beside a line
    // of contact, which these parts are full of, may be counted otherwise. Of 4,500 programs 8 were.
    assert!(tally.parted.len() as u64 * 200 <= count, "{}", tally.parted.join("\n"));
    // Joins of parts that touch along a line, nearly all of them, and a mesh or two: the kernel says so itself.
    assert!(tally.refused.len() as u64 * 100 <= count, "{}", tally.refused.join("\n"));
}

#[test]
fn direct_evaluation_and_kernel_agree() {
    hold(0..300);
}

#[test]
#[ignore = "slow: 3,000 solids, minutes"]
fn direct_evaluation_and_kernel_agree_on_thousands() {
    hold(1000..4000);
}

/// Programs that were never looked at while either was written.
#[test]
#[ignore = "slow: 1,500 solids, minutes"]
fn direct_evaluation_and_kernel_agree_on_thousands_unseen() {
    hold(700_000..701_500);
}

/// A count along lines sides with direct evaluation where the kernel errs.
#[test]
fn where_the_kernel_errs_a_third_count_says_so() {
    for seed in KERNEL_ERRS {
        let program = random_program(&mut ChaCha8Rng::seed_from_u64(seed));
        let counted = chords::volume(&flatten(&program), 300, &mut ChaCha8Rng::seed_from_u64(1));
        let direct = Evaluator::new(&program).measure();
        assert!(direct.exact && (direct.volume - counted).abs() < 1e-4 * counted, "seed {seed}: {direct:?}, {counted}");
        let kernel = build(&program).expect("the kernel builds something, and calls it valid").mass().volume;
        assert!((kernel - counted).abs() > 1e-2 * counted, "seed {seed}: {kernel} to the kernel, {counted} counted");
    }
}
