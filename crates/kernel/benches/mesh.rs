//! A program to a mesh, with the kernel and without, side by side on the same programs and one core.
//!
//! `cargo bench -p resolid-kernel --bench mesh`

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_program::mesh::{self, Fineness};
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Program};
use std::time::{Duration, Instant};

fn main() {
    let programs: Vec<(Program, Fineness)> = (0..300)
        .map(|seed| {
            let program = random_program(&mut ChaCha8Rng::seed_from_u64(seed));
            let size = Evaluator::new(&program).bounds().diagonal().max(1.0);
            (program, Fineness::of_diagonal(size))
        })
        .collect();
    let (mut with, mut without, mut made) = (Duration::ZERO, Duration::ZERO, [0, 0]);
    for (program, fineness) in &programs {
        let begun = Instant::now();
        let solid = resolid_kernel::build(program).and_then(|s| s.mesh(fineness.chord, fineness.angle));
        with += begun.elapsed();
        let begun = Instant::now();
        let own = mesh::of_program(program, fineness);
        without += begun.elapsed();
        made[0] += usize::from(solid.is_ok());
        made[1] += usize::from(own.is_ok());
    }
    let rate = |t: Duration| programs.len() as f64 / t.as_secs_f64();
    println!("with the kernel:    {:.0} programs a second, {} of {} meshes", rate(with), made[0], programs.len());
    println!("without the kernel: {:.0} programs a second, {} of {} meshes", rate(without), made[1], programs.len());
    println!("ratio: {:.1}", with.as_secs_f64() / without.as_secs_f64());
}
