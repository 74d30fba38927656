//! The named parameters of exported scripts do what their names say: each is changed by 5 %, the script is run again in
//! its tool, and what comes out is the part that the same change of the program describes, and no other.

#[path = "../../program/tests/tools/mod.rs"]
mod tools;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid::{Host, Options, reconstruct};
use resolid_program::{Evaluator, Program, file};
use serde_json::{Value, json};
use tools::{Tool, root, run_with};

/// The examples, reconstructed from their meshes, and the golden parts that have parameters.
fn parts() -> Vec<(String, Program)> {
    let mut parts = Vec::new();
    for entry in std::fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "stl") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).unwrap();
            let host = Host { observer: &resolid_geom::Silent, clock: &|| 0.0 };
            let found = reconstruct(bytes, &name, &Options::default(), host).unwrap();
            parts.push((name, found.part.program));
        }
    }
    for entry in std::fs::read_dir(root().join("tests/cases")).unwrap() {
        let folder = entry.unwrap().path();
        let program = file::read(&std::fs::read_to_string(folder.join("program.resolid.json")).unwrap()).unwrap();
        parts.push((folder.file_name().unwrap().to_string_lossy().into_owned(), program));
    }
    parts.retain(|(_, program)| !program.parameters.is_empty());
    parts.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(parts.len() >= 6, "{} parts have parameters", parts.len());
    parts
}

/// Whether some of the surface follows a parameter that grows or shrinks; a hole right through may grow into the air.
fn moves(program: &Program, name: &str) -> bool {
    let value = program.parameters.iter().find(|p| p.name == name).unwrap().value;
    let before = Evaluator::new(program);
    [0.95, 1.05].into_iter().any(|factor| {
        let mut changed = program.clone();
        changed.set_parameter(name, factor * value).unwrap();
        let points = Evaluator::new(&changed).sample_surface(2000, &mut ChaCha8Rng::seed_from_u64(1));
        points.iter().any(|p| before.signed_distance(p.position).abs() > 1e-4 * value.abs())
    })
}

/// Changes every parameter of every part; what goes wrong.
fn faults(tool: Tool) -> Vec<String> {
    let parts = parts();
    let changed = |i: usize| -> Vec<(String, f64)> {
        parts[i].1.parameters.iter().map(|p| (p.name.clone(), 1.05 * p.value)).collect()
    };
    let answers = run_with(tool, &parts, |i| changed(i).into_iter().map(|(name, v)| json!({name: v})).collect());
    let mut answers = answers.into_iter();
    let mut faults = Vec::new();
    let mut count = 0;
    for (i, (id, program)) in parts.iter().enumerate() {
        for (name, value) in changed(i) {
            let answer = answers.next().unwrap();
            let what = format!("{id}: {name} = {value}");
            count += 1;
            let mut wanted = program.clone();
            let followers = wanted.set_parameter(&name, value).unwrap();
            let part = Evaluator::new(&wanted);
            let (volume, bounds) = (part.measure(), part.bounds());
            let right = |found: &Value, wanted: f64, tolerance: f64| {
                found.as_f64().is_some_and(|v| (v - wanted).abs() <= tolerance)
            };
            if !right(&answer["volume"], volume.volume, 1e-6 * volume.volume) || !volume.exact {
                faults.push(format!("{what}: {answer}, expected a volume of {}", volume.volume));
            } else if answer["valid"] != json!(true) {
                faults.push(format!("{what}: not valid"));
            } else if !moves(program, &name) {
                faults.push(format!("{what}: {followers} numbers follow, and nothing changes"));
            }
            // Direct evaluation's box is blind to what is cut away; it holds the part all the same.
            let inside = |side: usize, axis: usize| {
                let limit = [bounds.min, bounds.max][side].to_array()[axis];
                let found = answer["box"][side][axis].as_f64().unwrap_or(f64::NAN);
                if side == 0 { found >= limit - 1e-6 } else { found <= limit + 1e-6 }
            };
            if !(0..3).all(|axis| inside(0, axis) && inside(1, axis)) {
                faults.push(format!("{what}: box {}, expected {bounds:?}", answer["box"]));
            }
        }
    }
    println!("{tool:?}: {count} parameters of {} parts, {} wrong", parts.len(), faults.len());
    faults
}

#[test]
#[ignore = "tools: needs a Python with cadquery"]
fn each_parameter_of_a_cadquery_script_moves_what_it_should() {
    let faults = faults(Tool::CadQuery);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
#[ignore = "tools: needs a Python with build123d"]
fn each_parameter_of_a_build123d_script_moves_what_it_should() {
    let faults = faults(Tool::Build123d);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
