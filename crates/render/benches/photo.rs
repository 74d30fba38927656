//! Milliseconds of one core for a picture of 224 pixels to learn from, by kind.
//!
//! `cargo bench -p resolid-render --bench photo`

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_program::mesh::{Fineness, of_program};
use resolid_program::{Evaluator, Program};
use resolid_render::photo::{Look, Shot, Subject};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

const PICTURES: usize = 400;

fn main() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be had");
    one.install(measure);
}

fn measure() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let programs = std::fs::read_dir(cases).expect("the golden parts are there").flatten().filter_map(|folder| {
        let file = std::fs::read_dir(folder.path())
            .ok()?
            .flatten()
            .find(|f| f.path().to_string_lossy().ends_with(".resolid.json"))?;
        resolid_program::file::read(&std::fs::read_to_string(file.path()).ok()?).ok()
    });
    let fineness = |p: &Program| Fineness::of_diagonal(Evaluator::new(p).bounds().diagonal());
    let meshes: Vec<_> = programs.filter_map(|p| of_program(&p, &fineness(&p)).ok()).collect();
    assert!(!meshes.is_empty(), "no golden part has a mesh");
    let subjects: Vec<_> = meshes.iter().map(|m| Subject::new(m).expect("the mesh is whole")).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut times: Vec<(f64, &str)> = Vec::new();
    for k in 0..PICTURES {
        let shot = Shot::drawn(&mut rng);
        let kind = match shot.look {
            Look::Photo => "photographs",
            Look::Shaded { .. } => "drawing programs",
            Look::Lines { .. } => "lines",
        };
        let begun = Instant::now();
        black_box(subjects[k % subjects.len()].photograph(&shot, 224).expect("the shot is whole"));
        times.push((begun.elapsed().as_secs_f64() * 1e3, kind));
    }
    println!("{} golden parts, {PICTURES} pictures of 224 pixels, one thread", subjects.len());
    for kind in ["photographs", "drawing programs", "lines", ""] {
        let mut own: Vec<f64> = times.iter().filter(|t| t.1.starts_with(kind)).map(|t| t.0).collect();
        own.sort_by(f64::total_cmp);
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        let name = if kind.is_empty() { "all" } else { kind };
        println!("{name:<18} {:>4}  mean {mean:.2} ms, 95th percentile {:.2} ms", own.len(), own[own.len() * 95 / 100]);
    }
}
