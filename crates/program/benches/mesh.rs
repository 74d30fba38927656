//! How many programs become watertight meshes a second on one core, and how long remeshing takes.
//!
//! `cargo bench -p resolid-program --bench mesh`; the kernel's side is in `resolid-kernel`.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_program::geom::Silent;
use resolid_program::geom::remesh::{Remesh, evenness, remesh};
use resolid_program::mesh::{self, Fineness};
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Program};
use std::time::{Duration, Instant};

fn main() {
    let programs: Vec<(Program, f64)> = (0..1000)
        .map(|seed| {
            let program = random_program(&mut ChaCha8Rng::seed_from_u64(seed));
            let size = Evaluator::new(&program).bounds().diagonal().max(1.0);
            (program, size)
        })
        .collect();
    for (name, chord, angle) in [("1e-3", 1e-3, 0.314), ("1e-4", 1e-4, 0.2)] {
        let mut times = Vec::new();
        let mut triangles = 0;
        for (program, size) in &programs {
            let begun = Instant::now();
            let made = mesh::of_program(program, &Fineness { chord: chord * size, angle });
            times.push(begun.elapsed());
            triangles += made.map_or(0, |m| m.triangles.len());
        }
        report(&format!("mesh, chord {name} of the diagonal"), times);
        println!("    {} triangles each", triangles / programs.len());
    }
    let meshes =
        programs.iter().take(100).filter_map(|(p, size)| mesh::of_program(p, &Fineness::of_diagonal(*size)).ok());
    let (mut times, mut even, mut angle) = (Vec::new(), Vec::new(), Vec::new());
    for before in meshes {
        let begun = Instant::now();
        let after = remesh(&before, &Remesh::default(), &Silent);
        times.push(begun.elapsed());
        if let Ok(after) = after {
            let found = evenness(&after);
            even.push(found.0);
            angle.push(found.1);
        }
    }
    println!("remeshed to 2,048–4,000 vertices: {} of {}", even.len(), times.len());
    report("remesh", times);
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    println!("    {:.4} of edges within half of the mean, smallest angles {:.1}°", mean(&even), 60.0 * mean(&angle));
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let total: Duration = times.iter().sum();
    println!(
        "{what}: {:.0} a second; mean {:.2} ms, median {:.2} ms, 99th percentile {:.2} ms",
        times.len() as f64 / total.as_secs_f64(),
        1e3 * total.as_secs_f64() / times.len() as f64,
        1e3 * times[times.len() / 2].as_secs_f64(),
        1e3 * times[times.len() * 99 / 100].as_secs_f64(),
    );
}
