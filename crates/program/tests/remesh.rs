//! Isotropic remeshing of the meshes of programs: as many vertices as asked for, even, closed, and the same part.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_program::geom::remesh::{Remesh, evenness, remesh};
use resolid_program::geom::topology::Topology;
use resolid_program::geom::{MeshDistance, Silent, TriMesh, sample};
use resolid_program::mesh::{self, Fineness};
use resolid_program::random::random_program;
use resolid_program::{Evaluator, file};

fn golden() -> Vec<(String, TriMesh)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut cases: Vec<(String, TriMesh)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let folder = entry.unwrap().path();
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            let program = file::read(&std::fs::read_to_string(folder.join("program.resolid.json")).unwrap()).unwrap();
            let size = Evaluator::new(&program).bounds().diagonal();
            (name, mesh::of_program(&program, &Fineness::of_diagonal(size)).unwrap())
        })
        .collect();
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    cases
}

fn random(seeds: std::ops::Range<u64>) -> Vec<(String, TriMesh)> {
    seeds
        .filter_map(|seed| {
            let program = random_program(&mut ChaCha8Rng::seed_from_u64(seed));
            let size = Evaluator::new(&program).bounds().diagonal();
            let mesh = mesh::of_program(&program, &Fineness::of_diagonal(size.max(1e-3))).ok()?;
            Some((format!("seed {seed}"), mesh))
        })
        .collect()
}

/// How far points of one surface lie from the other, at most, both ways.
fn apart(a: &TriMesh, b: &TriMesh) -> f64 {
    let one_way = |from: &TriMesh, to: &TriMesh| {
        let to = MeshDistance::new(to);
        let points = sample::points(from, 3000, &mut ChaCha8Rng::seed_from_u64(1));
        points.into_iter().map(|p| to.distance(p)).fold(0.0, f64::max)
    };
    one_way(a, b).max(one_way(b, a))
}

fn hold(meshes: Vec<(String, TriMesh)>) {
    let wanted = Remesh::default();
    let (mut even, mut angles, mut wrong, count) = (0.0, 0.0, Vec::new(), meshes.len());
    for (name, before) in meshes {
        let after = match remesh(&before, &wanted, &Silent) {
            Ok(after) => after,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        let size = before.bounds().diagonal();
        let mean = (after.area() / (after.triangles.len() as f64 * 0.433)).sqrt();
        let (share, angle) = evenness(&after);
        even += share / count as f64;
        angles += angle / count as f64;
        let volume = (after.volume() / before.volume() - 1.0).abs();
        let off = apart(&before, &after);
        if !wanted.vertices.contains(&after.vertices.len()) || !Topology::new(&after).is_closed() {
            wrong.push(format!("{name}: {} vertices, or not closed", after.vertices.len()));
        } else if off > 0.45 * mean
            || volume > 0.02
            || after.bounds().size().distance(before.bounds().size()) > 0.01 * size
        {
            wrong.push(format!("{name}: {off} off with edges of {mean}, volume {volume} off"));
        } else if share < 0.95 || angle < 0.75 {
            wrong.push(format!("{name}: {share} of the edges near the mean, smallest angles {angle} of 60°"));
        }
    }
    println!(
        "{count} meshes, {} wrong; {even:.3} of edges near the mean, smallest angles {angles:.3} of 60°",
        wrong.len()
    );
    for line in &wrong {
        println!("{line}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn golden_parts_fit_the_budget_evenly() {
    hold(golden());
}

#[test]
fn random_parts_fit_the_budget_evenly() {
    hold(random(0..40));
}

#[test]
#[ignore = "slow: hundreds of parts, a minute"]
fn hundreds_of_random_parts_fit_the_budget_evenly() {
    hold(random(1000..1400));
}
