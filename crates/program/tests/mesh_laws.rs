//! Meshes made without the kernel: closed, outward, and the part that direct evaluation describes.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_program::geom::topology::Topology;
use resolid_program::geom::{Frame, Loop, MeshDistance, Profile, TriMesh, Vec2, Vec3, sample};
use resolid_program::mesh::{self, Fineness, MeshError};
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Extent, Mode, Program, Step, file};
use std::collections::HashSet;

/// Why the mesh is not the boundary of a solid.
fn unsound(mesh: &TriMesh) -> Option<String> {
    let mut sides = HashSet::new();
    for t in &mesh.triangles {
        for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
            if !sides.insert((a, b)) {
                return Some(format!("two triangles run from {a} to {b}"));
            }
        }
    }
    if let Some((a, b)) = sides.iter().find(|&&(a, b)| !sides.contains(&(b, a))) {
        return Some(format!("nothing runs back from {b} to {a}"));
    }
    (!Topology::new(mesh).is_closed()).then(|| "an edge has not two triangles".into())
}

/// Where the mesh is not what direct evaluation says.
fn disagreement(part: &Evaluator, mesh: &TriMesh, chord: f64, seed: u64) -> Option<String> {
    if let Some(why) = unsound(mesh) {
        return Some(why);
    }
    let exact = part.measure();
    let diagonal = part.bounds().diagonal();
    // Between chord and arc lies at most the chord error over the whole surface.
    let slack = chord * exact.area + if exact.exact { 1e-6 * exact.volume } else { 1e-3 * diagonal.powi(3) };
    if (mesh.volume() - exact.volume).abs() > slack {
        return Some(format!("volume {} for {exact:?}, slack {slack}", mesh.volume()));
    }
    if exact.exact && (mesh.area() - exact.area).abs() > 0.06 * exact.area {
        return Some(format!("area {} for {exact:?}", mesh.area()));
    }
    // Where faces meet at a shallow angle, as a cylinder and the plane that all but touches it do, the edge between them
    // moves much farther than the chords do: by the root of chord error times size, where they are tangent.
    let near = 1.01 * chord + 1e-6 * diagonal;
    let far = (2.0 * chord * diagonal).sqrt();
    let off_by = |what: &str, distances: Vec<f64>, share: f64| {
        let most = distances.iter().copied().fold(0.0, f64::max);
        let off = distances.iter().filter(|d| **d > near).count();
        (most > far || off as f64 > share * distances.len() as f64)
            .then(|| format!("{off} of {} {what}, one by {most}", distances.len()))
    };
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let surface = MeshDistance::new(mesh);
    let to_part = |p: Vec3| part.signed_distance(p).abs();
    let vertices = mesh.vertices.iter().map(|&v| to_part(v)).collect();
    let on_mesh = sample::points(mesh, 300, &mut rng).into_iter().map(to_part).collect();
    let on_part = part.sample_surface(300, &mut rng).iter().map(|s| surface.distance(s.position)).collect();
    off_by("vertices lie off the part", vertices, 0.1)
        .or_else(|| off_by("points of the mesh lie off the part", on_mesh, 0.01))
        .or_else(|| off_by("points of the part lie off the mesh", on_part, 0.01))
}

fn hold(seeds: std::ops::Range<u64>) {
    let count = seeds.end - seeds.start;
    let (mut agreed, mut empty, mut wrong) = (0, 0, Vec::new());
    for seed in seeds {
        let program: Program = random_program(&mut ChaCha8Rng::seed_from_u64(seed));
        let part = Evaluator::new(&program);
        let diagonal = part.bounds().diagonal();
        let fineness = Fineness::of_diagonal(if diagonal > 0.0 { diagonal } else { 1.0 });
        match mesh::of_program(&program, &fineness) {
            Err(MeshError::Empty) if part.volume() < 1e-6 => empty += 1,
            Err(error) => wrong.push(format!("seed {seed}: {error}; {:?}", part.measure())),
            Ok(mesh) => match disagreement(&part, &mesh, fineness.chord, seed) {
                Some(why) => wrong.push(format!("seed {seed}: {why}")),
                None => agreed += 1,
            },
        }
    }
    println!("{agreed} agree, {empty} empty, {} wrong", wrong.len());
    for line in &wrong {
        println!("{line}");
    }
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn golden() -> Vec<(String, Program)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut cases: Vec<(String, Program)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let folder = entry.unwrap().path();
            let text = std::fs::read_to_string(folder.join("program.resolid.json")).unwrap();
            (folder.file_name().unwrap().to_string_lossy().into_owned(), file::read(&text).unwrap())
        })
        .collect();
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(cases.len() >= 16);
    cases
}

#[test]
fn golden_parts_come_nearer_as_chords_get_shorter() {
    for (name, program) in golden() {
        let part = Evaluator::new(&program);
        let diagonal = part.bounds().diagonal();
        let error = |chord: f64| {
            let fineness = Fineness { chord: chord * diagonal, angle: 1.0 };
            let mesh = mesh::of_program(&program, &fineness).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(disagreement(&part, &mesh, fineness.chord, 1), None, "{name}");
            (mesh.volume() / part.volume() - 1.0).abs()
        };
        let (coarse, fine) = (error(4e-3), error(4e-5));
        assert!(fine <= 1e-8 || fine < coarse / 40.0, "{name}: off by {coarse}, then by {fine}");
    }
}

#[test]
fn the_mesh_does_not_depend_on_what_else_runs() {
    let programs: Vec<Program> = (0..40).map(|s| random_program(&mut ChaCha8Rng::seed_from_u64(s))).collect();
    let fineness = Fineness { chord: 0.05, angle: 0.3 };
    let alone: Vec<_> = programs.iter().map(|p| mesh::of_program(p, &fineness)).collect();
    std::thread::scope(|scope| {
        for shift in 0..4 {
            let (programs, alone) = (&programs, &alone);
            scope.spawn(move || {
                for i in 0..programs.len() {
                    let i = (i + shift * 7) % programs.len();
                    assert_eq!(mesh::of_program(&programs[i], &fineness), alone[i], "program {i}");
                }
            });
        }
    });
}

#[test]
fn what_has_no_mesh_says_why() {
    let plate = |profile: Profile, distance: f64, mode: Mode| {
        Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance }, mode)
    };
    let square = || Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::splat(2.0)));
    let of = |steps: Vec<Step>, chord: f64| {
        mesh::of_program(&Program { steps, ..Program::default() }, &Fineness { chord, angle: 0.3 })
    };
    assert!(of(vec![plate(square(), 1.0, Mode::New)], 0.1).is_ok());
    for chord in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(of(vec![plate(square(), 1.0, Mode::New)], chord), Err(MeshError::Fineness { .. })));
    }
    assert_eq!(of(Vec::new(), 0.1), Err(MeshError::Empty));
    assert_eq!(of(vec![plate(square(), 0.0, Mode::New)], 0.1), Err(MeshError::Empty));
    assert_eq!(of(vec![plate(square(), 1.0, Mode::New), plate(square(), 1.0, Mode::Cut)], 0.1), Err(MeshError::Empty));
    let lost = Profile::solid(Loop::circle(Vec2::ZERO, f64::NAN));
    assert_eq!(of(vec![plate(lost, 1.0, Mode::New)], 0.1), Err(MeshError::NotFinite { step: 0 }));
    let bow = Loop::polygon(&[Vec2::ZERO, Vec2::ONE, Vec2::X, Vec2::Y * 3.0]);
    assert!(matches!(
        of(vec![plate(Profile::solid(bow), 1.0, Mode::New)], 0.1),
        Err(MeshError::Crossing { step: 0, profile: 0, .. })
    ));
    // A wall of a thousandth between hole and rim is thinner than the chord error, and comes out whole all the same.
    let ring = Profile { outer: Loop::circle(Vec2::ZERO, 10.0), holes: vec![Loop::circle(Vec2::new(4.999, 0.0), 5.0)] };
    let mesh = of(vec![plate(ring, 1.0, Mode::New)], 0.1).unwrap();
    assert_eq!(unsound(&mesh), None);
}

#[test]
fn meshes_are_closed_and_agree_with_direct_evaluation() {
    hold(0..300);
}

#[test]
#[ignore = "slow: a thousand parts and more, half a minute"]
fn thousands_of_meshes_agree_with_direct_evaluation() {
    hold(1000..3000);
}

#[test]
#[ignore = "needs RESOLID_DATA: 1,406 real models"]
fn real_programs_have_meshes_that_agree_with_direct_evaluation() {
    let folder = std::path::PathBuf::from(std::env::var_os("RESOLID_DATA").expect("RESOLID_DATA names the folder"));
    let (mut agreed, mut empty, mut wrong, mut unread) = (0, 0, Vec::new(), 0);
    let mut spent = std::time::Duration::ZERO;
    let mut longest = (spent, String::new());
    for name in ["dev_json", "train_json"] {
        let file = folder.join(format!("deepcad/{name}.jsonl.xz"));
        let out = std::process::Command::new("xz").arg("-dc").arg(&file).output().expect("xz runs");
        // Checking takes many times as long as meshing, so one in five has to do.
        for line in String::from_utf8(out.stdout).unwrap().lines().step_by(5) {
            let id = line.split('"').nth(3).unwrap_or_default().to_owned();
            let Ok(program) = resolid_program::deepcad::read(line) else {
                unread += 1;
                continue;
            };
            let part = Evaluator::new(&program);
            let fineness = Fineness::of_diagonal(part.bounds().diagonal().max(1e-6));
            let begun = std::time::Instant::now();
            let made = mesh::of_program(&program, &fineness);
            spent += begun.elapsed();
            longest = longest.max((begun.elapsed(), id.clone()));
            match made {
                Err(MeshError::Empty) if part.volume() < 1e-6 * part.bounds().diagonal().powi(3) => empty += 1,
                Err(error) => wrong.push(format!("{id}: {error}")),
                Ok(mesh) => match disagreement(&part, &mesh, fineness.chord, 1) {
                    Some(why) => wrong.push(format!("{id}: {why}")),
                    None => agreed += 1,
                },
            }
        }
    }
    let count = agreed + empty + wrong.len();
    println!(
        "{agreed} agree, {empty} empty, {} wrong, {unread} not read; {:?} each",
        wrong.len(),
        spent / count as u32
    );
    for line in &wrong {
        println!("{line}");
    }
    assert!(count >= 200 && wrong.len() * 100 <= count, "{} of {count} wrong", wrong.len());
}
