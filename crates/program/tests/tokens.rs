//! Rows against real ones, and the laws of reading and writing them. The folder of real data is named by `RESOLID_DATA`;
//! without it only the models in `tests/rows/` (from the DeepCAD data set, MIT, named by their ids) are read.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_program::geom::{Aabb3, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::random::random_program;
use resolid_program::tokens::{Cube, Dialect, TokenError, Tokens};
use resolid_program::{Evaluator, Extent, Mode, Prism, Program, Step, deepcad, flatten};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn data() -> PathBuf {
    std::env::var_os("RESOLID_DATA").map(PathBuf::from).expect("RESOLID_DATA names the folder of real data")
}

/// The lines of a compressed file, by id.
fn lines(file: &str) -> BTreeMap<String, String> {
    let out = std::process::Command::new("xz").arg("-dc").arg(data().join(file)).output().expect("xz runs");
    assert!(out.status.success(), "xz failed on {file}");
    let text = String::from_utf8(out.stdout).unwrap();
    let id = |l: &str| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].as_str().unwrap().to_owned();
    text.lines().map(|l| (id(l), l.to_owned())).collect()
}

fn vec_of(line: &str) -> Result<Tokens, TokenError> {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    let rows: Vec<Vec<i64>> = serde_json::from_value(value["vec"].clone()).unwrap();
    Tokens::read(&rows).map_err(TokenError::Faults)
}

/// Where two programs' rows differ.
fn differences(ours: &Tokens, real: &Tokens) -> Vec<String> {
    let mut found = Vec::new();
    if ours.len() != real.len() {
        found.push(format!("{} rows against {}", ours.len(), real.len()));
    }
    for (i, (a, b)) in ours.rows().iter().zip(real.rows()).enumerate() {
        if a != b {
            found.push(format!("row {i}: {a:?} against {b:?}"));
        }
    }
    found
}

#[test]
#[ignore = "needs RESOLID_DATA: 92 real models in both forms"]
fn our_rows_are_the_published_ones_row_for_row() {
    let (json, rows) = (lines("deepcad/train_json.jsonl.xz"), lines("deepcad/train_vec.jsonl.xz"));
    let (mut seen, mut equal) = (0, 0);
    for (id, line) in &json {
        let Some(real) = rows.get(id) else { continue };
        seen += 1;
        match (deepcad::tokens(line), vec_of(real)) {
            (Ok(ours), Ok(real)) if ours == real => equal += 1,
            (Ok(ours), Ok(real)) => println!("{id}:\n  {}", differences(&ours, &real).join("\n  ")),
            (ours, real) => println!("{id}: {:?} {:?}", ours.err(), real.err()),
        }
    }
    println!("{equal} of {seen} equal");
    assert_eq!(seen, 92);
    assert_eq!(equal, seen);
}

#[test]
#[ignore = "needs RESOLID_DATA: 1,033 real programs in rows"]
fn real_rows_read_as_programs() {
    let mut refused: Vec<String> = Vec::new();
    let (mut n, mut differ) = (0, 0);
    for file in ["deepcad/train_vec.jsonl.xz", "deepcad/dev_vec.jsonl.xz"] {
        for (id, line) in lines(file) {
            n += 1;
            match vec_of(&line).and_then(|t| Ok((t.to_program(Dialect::DeepCad, Cube::UNKNOWN)?, t))) {
                Ok((program, tokens)) => {
                    let again = Tokens::from_program_in(&program, Cube::UNKNOWN);
                    differ += usize::from(again.as_ref() != Ok(&tokens));
                }
                Err(e) => refused.push(format!("{id}: {e}")),
            }
        }
    }
    println!("{n} programs, {} refused:\n{}", refused.len(), refused.join("\n"));
    println!("{differ} are written otherwise by the resolid dialect");
    assert!(refused.len() * 100 < n);
}

#[test]
fn models_in_the_repository_have_their_published_rows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rows");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Some(id) = path.to_string_lossy().strip_suffix(".vec.json").map(str::to_owned) else { continue };
        let real = vec_of(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let ours = deepcad::tokens(&std::fs::read_to_string(format!("{id}.json")).unwrap()).unwrap();
        assert_eq!(differences(&ours, &real), Vec::<String>::new(), "{id}");
        // The rows survive a change of one number only as another program.
        let mut changed = real.rows().to_vec();
        let last = changed.len() - 1;
        changed[last][13] += 1;
        let changed = Tokens::from_rows(&changed).unwrap();
        assert_eq!(real.difference(&changed), Some(1));
        assert!(real.near(&changed, 1) && !real.near(&changed, 0));
        seen += 1;
    }
    assert_eq!(seen, 6);
}

/// The world boxes of the program's prisms, one a profile, and their normals.
fn boxes(program: &Program) -> Vec<(Aabb3, Vec3)> {
    let mut boxes = Vec::new();
    for prism in flatten(program) {
        for profile in &prism.profiles {
            let single = Prism { profiles: vec![profile.clone()], mode: Mode::New, targets: None, ..prism.clone() };
            boxes.push((Evaluator::from_prisms(vec![single]).bounds(), prism.frame.z()));
        }
    }
    boxes
}

/// Rows read and written again are the same rows; and along the axes no face of a prism moves by more than two levels of the cube
/// and one of its sketch. Returns the largest such move, in levels of the cube.
fn assert_laws(program: &Program, name: &str) -> Result<f64, TokenError> {
    let (tokens, cube) = Tokens::from_program(program, Dialect::Resolid)?;
    let read = tokens.to_program(Dialect::Resolid, cube).unwrap_or_else(|e| panic!("{name}: {e}"));
    let again = Tokens::from_program_in(&read, cube).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert_eq!(differences(&again, &tokens), Vec::<String>::new(), "{name}");
    let level = cube.half / 128.0;
    let (before, after) = (boxes(program), boxes(&read));
    assert_eq!(before.len(), after.len(), "{name}");
    let mut worst: f64 = 0.0;
    for (((a, n), (b, _)), rows) in before.iter().zip(&after).zip(tokens.groups()) {
        let arcs = rows.iter().any(|r| r[0] == 1);
        // An oblique plane turns by up to a level of its angles, an arc bulges by a level of its sweep, and a cut that reaches far
        // past the part ends anywhere past it.
        if n.abs().max_element() < 1.0 - 1e-9 || arcs || rows[rows.len() - 1][15] > 1 {
            continue;
        }
        let size = rows[rows.len() - 1][12];
        let sketch = f64::from(size) / 95.0;
        let off = (a.min - b.min).abs().max((a.max - b.max).abs()).max_element() / level;
        assert!(off <= 2.0 + sketch, "{name}: off by {off} levels, sketch level {sketch}");
        worst = worst.max(off);
    }
    Ok(worst)
}

#[test]
fn reading_and_writing_rows_are_inverse() {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let (mut told, mut worst) = (0, 0.0_f64);
    for i in 0..2000 {
        let program = random_program(&mut rng);
        // Some are what rows cannot hold, by words, fineness or length.
        if let Ok(off) = assert_laws(&program, &format!("program {i}")) {
            told += 1;
            worst = worst.max(off);
        }
    }
    println!("{told} of 2000 told, largest move {worst:.2} levels");
    assert!(told > 1500, "{told}");
}

#[test]
fn flush_caps_stay_flush() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let plate = |x: f64, z: [f64; 2], mode| {
        let profile = Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::new(x, 20.0)));
        let (frame, distance) = if z[0] < z[1] {
            (Frame::WORLD.at(Vec3::Z * z[0]), z[1] - z[0])
        } else {
            // Drawn from above, on a plane that looks down.
            (Frame { origin: Vec3::new(x, 0.0, z[0]), x: Vec3::NEG_X, y: Vec3::Y }, z[0] - z[1])
        };
        Step::extrude(frame, vec![profile], Extent::OneSide { distance }, mode)
    };
    for _ in 0..500 {
        let mut heights: Vec<f64> = (0..3).map(|_| rng.random_range(0.0..60.0)).collect();
        heights.sort_by(f64::total_cmp);
        let [a, b, c] = heights[..] else { unreachable!() };
        let steps = vec![plate(80.0, [a, b], Mode::New), plate(40.0, [c, b], Mode::Join)];
        let program = Program { steps, ..Program::default() };
        let (tokens, cube) = Tokens::from_program(&program, Dialect::Resolid).unwrap();
        let read = boxes(&tokens.to_program(Dialect::Resolid, cube).unwrap());
        if b - a > cube.half / 64.0 && c - b > cube.half / 64.0 {
            assert!((read[0].0.max.z - read[1].0.min.z).abs() < 1e-9, "{a} {b} {c}: {read:?}");
        }
    }
}

#[test]
#[ignore = "needs RESOLID_DATA: 1,406 real models"]
fn real_models_obey_the_laws() {
    let (mut n, mut told, mut worst) = (0, 0, 0.0_f64);
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for file in ["deepcad/train_json.jsonl.xz", "deepcad/dev_json.jsonl.xz"] {
        for (id, line) in lines(file) {
            let Ok(program) = deepcad::read(&line) else { continue };
            n += 1;
            match assert_laws(&program, &id) {
                Ok(off) => {
                    told += 1;
                    worst = worst.max(off);
                }
                Err(e) => {
                    println!("{id}: {e}");
                    let kind = e.to_string().chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
                    *refused.entry(kind).or_default() += 1;
                }
            }
        }
    }
    println!("{told} of {n} told, largest move {worst:.2} levels\n{refused:#?}");
    assert!(told * 100 > n * 80);
}
