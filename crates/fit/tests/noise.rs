//! Parts are found again through noise.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use resolid_fit::{Fit, FitOptions, fit};
use resolid_geom::remesh::{Remesh, remesh_to_length};
use resolid_geom::{Frame, Silent, TriMesh, Vec3, metrics};
use resolid_program::evaluate::Evaluator;
use resolid_program::mesh::{Fineness, of_program};
use resolid_program::{Program, features, file};

fn golden(case: &str) -> Program {
    let path = format!("{}/../../tests/cases/{case}/program.resolid.json", env!("CARGO_MANIFEST_DIR"));
    file::read(&std::fs::read_to_string(path).expect("the golden part is there")).expect("it reads")
}

/// The part's surface in even triangles, every vertex moved by about `noise` of the diagonal.
fn ragged(program: &Program, noise: f64, seed: u64) -> TriMesh {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let exact = of_program(program, &Fineness { chord: 0.02, angle: 0.1 }).expect("a mesh");
    let diagonal = exact.bounds().diagonal();
    let even = remesh_to_length(&exact, 0.02 * diagonal, &Remesh::default(), &Silent).expect("even triangles");
    // The sum of three even numbers is near enough to a bell, of deviation one.
    let mut scatter = || (0..3).map(|_| rng.random_range(-1.0..1.0)).sum::<f64>() * noise * diagonal;
    even.mapped(|p| p + Vec3::new(scatter(), scatter(), scatter()))
}

/// The part's surface in as few triangles as show it, turned, every vertex moved by about `noise` of the diagonal.
fn coarse(program: &Program, noise: f64, seed: u64) -> TriMesh {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let exact = of_program(program, &Fineness { chord: 0.02, angle: 0.2 }).expect("a mesh");
    let diagonal = exact.bounds().diagonal();
    let mut scatter = || (0..3).map(|_| rng.random_range(-1.0..1.0)).sum::<f64>() * noise * diagonal;
    exact.mapped(|p| p + Vec3::new(scatter(), scatter(), scatter()))
}

fn overlap(program: &Program, found: &Fit) -> f64 {
    let (a, b) = (Evaluator::new(program), Evaluator::new(&found.program));
    let region = a.bounds().union(b.bounds());
    metrics::iou(&region, 60_000, &mut ChaCha8Rng::seed_from_u64(1), |p| a.contains(p), |p| b.contains(p))
}

#[test]
fn parts_of_one_direction_come_back_through_noise_with_few_features() {
    for case in ["plate_with_four_holes", "flange", "l_bracket"] {
        let program = golden(case);
        // Holes of one size may come back in two.
        let most = 2 * features::count(&program);
        let found = fit(&ragged(&program, 1e-3, 7), &FitOptions::default(), &Silent).expect(case);
        let iou = overlap(&program, &found);
        let count = features::count(&found.program);
        println!("{case}: IoU {iou:.4}, {count} features, noise {:.4}", found.noise);
        assert!(iou > 0.97, "{case}: IoU {iou:.4}, {count} features");
        assert!(count <= most, "{case}: {count} features, {most} would do; IoU {iou:.4}");
        assert!(found.noise > 3e-4 * Evaluator::new(&program).bounds().diagonal(), "{case}: noise {}", found.noise);
    }
}

#[test]
fn coarse_meshes_come_back_through_noise_turned_and_with_hardly_a_feature_more() {
    let turned =
        Frame { origin: Vec3::new(30.0, -7.0, 110.0), x: Vec3::new(0.8, 0.0, 0.6), y: Vec3::new(0.36, 0.8, -0.48) };
    for case in ["plate_with_four_holes", "flange", "l_bracket", "slotted_plate", "pocketed_block"] {
        let mut program = golden(case);
        program.move_by(&turned).expect("a rigid motion");
        for (noise, least) in [(1e-4, 0.995), (3e-4, 0.985)] {
            let found = fit(&coarse(&program, noise, 3), &FitOptions::default(), &Silent).expect(case);
            let (iou, count) = (overlap(&program, &found), features::count(&found.program));
            println!("{case} at {noise}: IoU {iou:.4}, {count} features, noise {:.4}", found.noise);
            assert!(iou > least, "{case} at {noise}: IoU {iou:.4}");
            // One more where a block came in two.
            assert!(count <= features::count(&program) + 1, "{case} at {noise}: {count} features");
        }
    }
}
