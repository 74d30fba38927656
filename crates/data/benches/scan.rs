//! How long a scan of 8,192 points takes at each level, on one core.
//!
//! `cargo bench -p resolid-data --bench scan`

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_data::scan::{Level, Scan, scan};
use resolid_geom::MeshDistance;
use resolid_program::Evaluator;
use resolid_program::mesh::{self, Fineness};
use resolid_program::random::random_program;
use std::time::{Duration, Instant};

fn main() {
    let begun = Instant::now();
    let surfaces: Vec<MeshDistance> = (0..120)
        .filter_map(|seed| {
            let program = random_program(&mut ChaCha8Rng::seed_from_u64(seed));
            let size = Evaluator::new(&program).bounds().diagonal();
            let mesh = mesh::of_program(&program, &Fineness { chord: 1e-4 * size, angle: 0.3 }).ok()?;
            Some(MeshDistance::new(&mesh))
        })
        .collect();
    println!("{} parts prepared in {:.2} ms each", surfaces.len(), 1e3 * begun.elapsed().as_secs_f64() / 120.0);
    for level in Level::ALL {
        let mut times: Vec<Duration> = Vec::new();
        let mut points = 0;
        for (seed, surface) in surfaces.iter().enumerate() {
            let begun = Instant::now();
            let cloud = scan(surface, &Scan::of(level), &mut ChaCha8Rng::seed_from_u64(seed as u64));
            times.push(begun.elapsed());
            points += cloud.map_or(0, |c| c.len());
        }
        times.sort_unstable();
        let total: Duration = times.iter().sum();
        println!(
            "{:9} mean {:.1} ms, median {:.1} ms, longest {:.1} ms, {} points each",
            level.name(),
            1e3 * total.as_secs_f64() / times.len() as f64,
            1e3 * times[times.len() / 2].as_secs_f64(),
            1e3 * times[times.len() - 1].as_secs_f64(),
            points / times.len(),
        );
    }
}
