//! Generated parts compile: the kernel makes one solid of each, of the volume direct evaluation gives it.

use resolid_data::generate::{Brief, Family, LENGTHS, draw, part_rng};
use resolid_kernel::build;
use resolid_program::Evaluator;

/// What speaks against the parts of these indices, of every family.
fn faults(indices: std::ops::Range<u64>) -> Vec<String> {
    let (some, others) = Family::MECHANICAL.split_at(Family::MECHANICAL.len() / 2);
    std::thread::scope(|scope| {
        let beside = scope.spawn(|| faults_of(others, indices.clone()));
        let mut faults = faults_of(some, indices.clone());
        faults.extend(beside.join().expect("a part that panics is a fault of its own"));
        faults
    })
}

fn faults_of(families: &[Family], indices: std::ops::Range<u64>) -> Vec<String> {
    let mut faults = Vec::new();
    for &family in families {
        for i in indices.clone() {
            let wanted = LENGTHS.start() + (i as usize * 11) % LENGTHS.count();
            let program = draw(family, &mut part_rng(21, i), &Brief { length: wanted });
            let name = format!("{} {i} of length {wanted}", family.name());
            match build(&program) {
                Err(error) => faults.push(format!("{name}: {error}")),
                Ok(solid) => {
                    let (volume, direct) = (solid.mass().volume, Evaluator::new(&program).measure());
                    if solid.counts().solids != 1 {
                        faults.push(format!("{name}: {} solids", solid.counts().solids));
                    }
                    // What direct evaluation cannot measure exactly it counts on cells.
                    let slack = if direct.exact { 1e-5 } else { 1e-2 };
                    if (volume - direct.volume).abs() > slack * volume {
                        faults.push(format!("{name}: volume {volume}, by direct evaluation {direct:?}"));
                    }
                }
            }
        }
    }
    faults
}

#[test]
fn generated_parts_compile_to_one_solid() {
    let faults = faults(0..8);
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}

#[test]
#[ignore = "slow: two thousand parts, some minutes of the kernel"]
fn two_thousand_generated_parts_compile_to_one_solid() {
    let faults = faults(8..133);
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}
