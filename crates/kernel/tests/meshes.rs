//! Two roads from a program to a mesh, with the kernel and without: both closed, both the same solid.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_geom::TriMesh;
use resolid_kernel::{KernelError, build};
use resolid_program::mesh::{self, Fineness, MeshError};
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Program, file};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Sides that are not run as often the other way.
fn open_sides(mesh: &TriMesh) -> usize {
    let mut balance: HashMap<(u32, u32), i32> = HashMap::new();
    for t in &mesh.triangles {
        for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
            *balance.entry((a.min(b), a.max(b))).or_default() += if a < b { 1 } else { -1 };
        }
    }
    balance.values().filter(|&&b| b != 0).count()
}

#[derive(Debug, Default)]
struct Tally {
    agreed: usize,
    empty: usize,
    /// The kernel's own failures.
    refused: usize,
    wrong: Vec<String>,
    kernel: Duration,
    own: Duration,
}

fn compare(programs: impl Iterator<Item = (String, Program)>) -> Tally {
    let mut tally = Tally::default();
    for (name, program) in programs {
        let diagonal = Evaluator::new(&program).bounds().diagonal();
        let fineness = Fineness::of_diagonal(if diagonal > 0.0 { diagonal } else { 1.0 });
        let begun = Instant::now();
        let own = mesh::of_program(&program, &fineness);
        tally.own += begun.elapsed();
        let begun = Instant::now();
        let built = build(&program).and_then(|s| Ok((s.mesh(fineness.chord, fineness.angle)?, s)));
        tally.kernel += begun.elapsed();
        match (own, built) {
            (Err(MeshError::Empty), Err(KernelError::Empty { .. })) => tally.empty += 1,
            // The kernel stops where a step leaves nothing, be it only for the time being.
            (_, Err(_)) => tally.refused += 1,
            (Err(error), Ok(_)) => tally.wrong.push(format!("{name}: {error}")),
            (Ok(own), Ok((theirs, solid))) => {
                let area = solid.mass().area;
                let slack = 2.0 * fineness.chord * area;
                let (v, w) = (own.volume(), theirs.volume());
                let (a, b) = (own.area(), theirs.area());
                // Bodies that touch are solids of their own to the kernel: their common faces count twice.
                let one = solid.counts().solids == 1;
                let open = open_sides(&own) + open_sides(&theirs);
                if open > 0 || (v - w).abs() > slack || (one && (a - b).abs() > 0.06 * area) {
                    tally.wrong.push(format!("{name}: volume {v} and {w}, area {a} and {b}, {open} open sides"));
                } else {
                    tally.agreed += 1;
                }
            }
        }
    }
    tally
}

fn random(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (String, Program)> {
    seeds.map(|seed| (format!("seed {seed}"), random_program(&mut ChaCha8Rng::seed_from_u64(seed))))
}

fn hold(programs: Vec<(String, Program)>) {
    let count = programs.len();
    let tally = compare(programs.into_iter());
    println!(
        "{} agree, {} empty, {} refused by the kernel, {} wrong; {:?} each with the kernel, {:?} without",
        tally.agreed,
        tally.empty,
        tally.refused,
        tally.wrong.len(),
        tally.kernel / count as u32,
        tally.own / count as u32,
    );
    assert!(tally.wrong.is_empty(), "{}", tally.wrong.join("\n"));
    assert!(tally.refused * 10 <= count, "{} of {count} refused", tally.refused);
}

#[test]
fn meshes_with_and_without_the_kernel_agree() {
    hold(random(0..150).collect());
}

#[test]
fn golden_parts_have_the_same_mesh_both_ways() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let cases = std::fs::read_dir(folder).unwrap().map(|entry| {
        let folder = entry.unwrap().path();
        let text = std::fs::read_to_string(folder.join("program.resolid.json")).unwrap();
        (folder.file_name().unwrap().to_string_lossy().into_owned(), file::read(&text).unwrap())
    });
    hold(cases.collect());
}

#[test]
#[ignore = "slow: a thousand solids and more, a minute"]
fn a_thousand_meshes_with_and_without_the_kernel_agree() {
    hold(random(1000..2500).collect());
}
