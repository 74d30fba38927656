//! Times direct evaluation beside the kernel, question by question, on the same programs in one run.
//!
//! `cargo run --release -p resolid-kernel --example evaluation_speed -- [COUNT [FILE]]`: `COUNT` random programs of the
//! laws, or those of `FILE`, one DeepCAD JSON a line. `COUNT` 0 takes all. `--direct` leaves the kernel out.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_geom::{Vec3, sample};
use resolid_kernel::build;
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Program, deepcad};
use std::time::{Duration, Instant};

/// Surface points a program.
const POINTS: usize = 4096;
/// Places asked for membership and distance, a program.
const PLACES: usize = 256;

/// Times of one question over all programs.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    fn take<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = work();
        self.0.push(begun.elapsed());
        result
    }

    fn mean(&self) -> f64 {
        self.0.iter().map(Duration::as_secs_f64).sum::<f64>() / self.0.len().max(1) as f64 * 1e3
    }

    /// Median and 99th percentile, milliseconds.
    fn spread(&mut self) -> (f64, f64) {
        self.0.sort_unstable();
        let at = |share: f64| {
            let i = (share * self.0.len() as f64) as usize;
            self.0.get(i.min(self.0.len().saturating_sub(1))).map_or(0.0, |d| d.as_secs_f64() * 1e3)
        };
        (at(0.5), at(0.99))
    }
}

fn row(what: &str, [kernel, direct]: &mut [Times; 2]) {
    let (k, d) = (kernel.mean(), direct.mean());
    let ((km, kp), (dm, dp)) = (kernel.spread(), direct.spread());
    println!("{what:<34} {k:>9.3} {km:>9.3} {kp:>9.3}   {d:>8.3} {dm:>8.3} {dp:>8.3}   {:>7.1}", k / d);
}

fn programs(count: usize, file: Option<&str>) -> Result<Vec<Program>, Box<dyn std::error::Error>> {
    let all = if count == 0 { usize::MAX } else { count };
    Ok(match file {
        Some(file) => {
            std::fs::read_to_string(file)?.lines().filter_map(|line| deepcad::read(line).ok()).take(all).collect()
        }
        None => (0..all.min(100_000) as u64).map(|seed| random_program(&mut ChaCha8Rng::seed_from_u64(seed))).collect(),
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let with_kernel = !words.iter().any(|w| w == "--direct");
    words.retain(|w| w != "--direct");
    let count = words.first().map_or(Ok(300), |w| w.parse())?;
    let programs = programs(count, words.get(1).map(String::as_str))?;
    let [mut made, mut volume, mut sampled, mut sound, mut asked, mut distance, mut whole] =
        std::array::from_fn::<[Times; 2], 7, _>(|_| Default::default());
    let (mut parts, mut prisms) = (0, 0);
    for (index, program) in programs.iter().enumerate() {
        let mut rng = ChaCha8Rng::seed_from_u64(index as u64);
        let bounds = Evaluator::new(program).bounds();
        if bounds.is_empty() {
            continue;
        }
        let room = bounds.expanded(0.05 * bounds.diagonal());
        let places: Vec<Vec3> = (0..PLACES)
            .map(|_| room.min + room.size() * Vec3::new(rng.random::<f64>(), rng.random::<f64>(), rng.random::<f64>()))
            .collect();
        if with_kernel {
            // What the kernel refuses is left out on both sides.
            let begun = Instant::now();
            let Ok(solid) = build(program) else { continue };
            made[0].0.push(begun.elapsed());
            volume[0].take(|| solid.mass());
            let mesh = sampled[0].take(|| {
                let mesh = solid.mesh(1e-3 * bounds.diagonal(), 0.3);
                mesh.map(|m| sample::surface(&m, POINTS, &mut rng))
            });
            if mesh.is_err() {
                continue;
            }
            sound[0].take(|| (solid.counts(), solid.validity().is_valid()));
            whole[0].0.push(begun.elapsed());
            asked[0].take(|| solid.locate(&places, 1e-7 * bounds.diagonal())).ok();
            distance[0].take(|| solid.distances(&places[..8])).ok();
        }
        let begun = Instant::now();
        let part = made[1].take(|| Evaluator::new(program));
        sampled[1].take(|| part.sample_surface(POINTS, &mut rng));
        sound[1].take(|| part.soundness());
        whole[1].0.push(begun.elapsed());
        volume[1].take(|| part.measure());
        asked[1].take(|| places.iter().filter(|p| part.contains(**p)).count());
        // The first question prepares the edges; it is part of the price.
        distance[1].take(|| places[..8].iter().map(|p| part.signed_distance(*p)).sum::<f64>());
        parts += 1;
        prisms += part.prisms().len();
    }
    println!("{parts} parts of {:.1} prisms; milliseconds a part", prisms as f64 / f64::from(parts.max(1)));
    println!("{:<34} {:^29}   {:^26}   {:>7}", "", "kernel: mean, median, 99 %", "direct: mean, median, 99 %", "ratio");
    row("build", &mut made);
    row(&format!("{POINTS} surface points, normals"), &mut sampled);
    row("soundness", &mut sound);
    row("build, points and soundness", &mut whole);
    row("volume and area, after that", &mut volume);
    row(&format!("membership of {PLACES} places"), &mut asked);
    row("distance of 8 places", &mut distance);
    Ok(())
}
