//! Generated parts compile: the kernel makes one solid of each, and of furniture one for each of its parts, of the volume
//! direct evaluation gives it.

use resolid_data::generate::{Brief, Family, LENGTHS, draw, part_rng};
use resolid_kernel::build;
use resolid_program::{Evaluator, Mode, flatten};

/// What speaks against the parts of these indices, of every family.
fn faults(indices: std::ops::Range<u64>) -> Vec<String> {
    let all: Vec<Family> = Family::all().collect();
    let (some, others) = all.split_at(all.len() / 2);
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
                    // Every part of furniture is a body that touches others, and no more.
                    let bodies = flatten(&program).iter().filter(|p| p.mode == Mode::New).count();
                    let wanted = if family.is_furniture() { bodies } else { 1 };
                    if solid.counts().solids != wanted {
                        faults.push(format!("{name}: {} solids, {wanted} wanted", solid.counts().solids));
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
