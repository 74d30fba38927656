//! Exported scripts really run in the tools they are written for, and build the volume that direct evaluation and
//! hand formulas give.
//!
//! `make tools` makes the Pythons these tests need. `RESOLID_PYTHON` and `RESOLID_BUILD123D` name others: the first
//! with `tools/requirements.txt`, the second with `tools/requirements-build123d.txt` installed. OpenSCAD and FreeCAD
//! are run where they are installed; where they are not, their tests say so and pass.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_program::geom::{Circle, Curve, Edge, Loop, Profile, Vec2};
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Operation, Program, deepcad, export, file};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

mod tools;
use tools::{Tool, missing, root, run};

/// The program as the tool sees it: with its facets, where it has no curves.
fn seen(tool: Tool, program: &Program) -> Program {
    if tool == Tool::OpenScad { faceted(program) } else { program.clone() }
}

/// Relative error of what the tool writes.
fn accuracy(tool: Tool) -> f64 {
    // OpenSCAD writes six digits of a coordinate.
    if tool == Tool::OpenScad { 1e-5 } else { 1e-6 }
}

/// The programs whose script fails or builds another volume, each with the reason.
fn wrong(tool: Tool, programs: &[(String, Program)]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut estimated = 0;
    let answers = run(tool, programs);
    if missing(&answers) {
        return wrong;
    }
    for ((id, program), answer) in programs.iter().zip(answers) {
        let evaluator = Evaluator::new(&seen(tool, program));
        let ours = evaluator.measure();
        // OpenCASCADE approximates the curves in which oblique faces meet, and takes what is nearer than 1e-7 for one.
        // Where rims touch within rounding, ours is a count and not exact; it says so.
        let tolerance =
            if ours.exact { 1e-5 * ours.volume } else { 5e-4 * evaluator.bounds().size().element_product() };
        estimated += usize::from(!ours.exact);
        match answer["volume"].as_f64() {
            Some(v) if (v - ours.volume).abs() <= tolerance => {
                if answer["valid"] != json!(true) {
                    println!("{id}: right volume, but OpenCASCADE finds the shape invalid");
                }
            }
            Some(v) => wrong.push(format!("{id}: volume {v}, ours {ours:?}, ratio {}", v / ours.volume)),
            None => wrong.push(format!("{id}: {answer}")),
        }
    }
    println!(
        "{tool:?}: {} programs, {} wrong, our volume an estimate for {estimated}\n{}",
        programs.len(),
        wrong.len(),
        wrong.join("\n")
    );
    wrong
}

/// The program with each circle and arc as the polygon that our OpenSCAD scripts make of it.
fn faceted(program: &Program) -> Program {
    let mut program = program.clone();
    let steps = program.steps.iter_mut().chain(program.definitions.iter_mut().flat_map(|d| d.steps.iter_mut()));
    for step in steps {
        let Operation::Extrude(extrude) = &mut step.operation else { continue };
        for profile in &mut extrude.sketch.profiles {
            let holes = profile.holes.iter().map(polygon).collect();
            *profile = Profile { outer: polygon(&profile.outer), holes };
        }
    }
    program
}

fn polygon(l: &Loop) -> Loop {
    let corners = l.curves().flat_map(|curve| {
        let turn = match curve {
            Curve::Line { .. } => 0.0,
            Curve::Arc { sweep, .. } => sweep.abs(),
            Curve::Circle(Circle { .. }) => std::f64::consts::TAU,
        };
        let pieces = (export::FACETS as f64 * turn / std::f64::consts::TAU - 0.001).ceil().max(1.0) as usize;
        (0..pieces).map(move |i| curve.point(i as f64 / pieces as f64))
    });
    Loop::Path(corners.map(|start: Vec2| Edge { start, sweep: 0.0 }).collect())
}

/// Every golden part, and what it comes to.
fn golden() -> Vec<(String, Program, Value)> {
    let mut parts = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/cases")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let program = file::read(&std::fs::read_to_string(folder.join("program.resolid.json")).unwrap()).unwrap();
        let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
        parts.push((name, program, serde_json::from_str(&text).unwrap()));
    }
    assert!(parts.len() >= 12, "{} golden parts", parts.len());
    parts.sort_by(|a, b| a.0.cmp(&b.0));
    parts
}

/// Runs the golden parts; what is wrong with them.
fn golden_faults(tool: Tool) -> Vec<String> {
    let parts = golden();
    let programs: Vec<(String, Program)> = parts.iter().map(|(id, program, _)| (id.clone(), program.clone())).collect();
    let answers = run(tool, &programs);
    let mut faults = Vec::new();
    if missing(&answers) {
        return faults;
    }
    for ((id, program, want), got) in parts.iter().zip(&answers) {
        if let Some(error) = got["error"].as_str() {
            faults.push(format!("{id}: {error}"));
            continue;
        }
        let mut compare = |what: &str, expected: f64, found: &Value, tolerance: f64| {
            if !found.as_f64().is_some_and(|v| (v - expected).abs() <= tolerance) {
                faults.push(format!("{id}: {what} {found}, expected {expected}"));
            }
        };
        if tool == Tool::OpenScad {
            let volume = Evaluator::new(&seen(tool, program)).measure();
            assert!(volume.exact, "{id}");
            compare("volume", volume.volume, &got["volume"], accuracy(tool) * volume.volume);
            continue;
        }
        for what in ["volume", "area"] {
            let expected = want[what].as_f64().unwrap();
            compare(what, expected, &got[what], accuracy(tool) * expected);
        }
        for side in 0..2 {
            for axis in 0..3 {
                compare("box", want["box"][side][axis].as_f64().unwrap(), &got["box"][side][axis], 1e-6);
            }
        }
        compare("solids", want["solids"].as_f64().unwrap(), &got["solids"], 0.0);
        // FreeCAD's joins of bodies leave seams in flush faces: to have them refined loses solids now and then.
        let refined = tool != Tool::FreeCad || program.definitions.is_empty();
        if refined {
            compare("faces", want["faces"].as_f64().unwrap(), &got["faces"], 0.0);
        }
        if got["valid"] != json!(true) {
            faults.push(format!("{id}: not valid"));
        }
    }
    faults
}

/// Sound programs that build something.
fn random_programs(count: usize, seed: u64) -> Vec<(String, Program)> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut programs = Vec::new();
    while programs.len() < count {
        let program = random_program(&mut rng);
        // Scripts of programs with errors are not promised to run; OpenCASCADE has no empty part.
        let sound = program.check(1e-7).iter().all(|p| p.severity == resolid_program::Severity::Warning);
        if sound && Evaluator::new(&program).volume() > 1.0 {
            programs.push((format!("random {}", programs.len()), program));
        }
    }
    programs
}

#[test]
#[ignore = "tools: needs a Python with cadquery"]
fn golden_parts_build_in_cadquery() {
    let faults = golden_faults(Tool::CadQuery);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
#[ignore = "tools: needs a Python with build123d"]
fn golden_parts_build_in_build123d() {
    let faults = golden_faults(Tool::Build123d);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
#[ignore = "tools: runs OpenSCAD where it is installed"]
fn golden_parts_build_in_openscad() {
    let faults = golden_faults(Tool::OpenScad);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
#[ignore = "tools: runs FreeCAD where it is installed"]
fn golden_parts_build_in_freecad() {
    let faults = golden_faults(Tool::FreeCad);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// KCL scripts are read by Zoo's library, which runs them but for the geometry.
#[test]
#[ignore = "tools: needs a Python with zoo-kcl"]
fn kcl_scripts_are_read_and_checked_by_their_own_library() {
    let mut programs: Vec<(String, Program)> = golden().into_iter().map(|(id, program, _)| (id, program)).collect();
    programs.extend(random_programs(150, 21));
    let answers = run(Tool::Kcl, &programs);
    assert!(!missing(&answers));
    let faults: Vec<String> = answers.iter().filter(|a| a["error"].is_string()).map(Value::to_string).collect();
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), answers.len(), faults.join("\n"));
    assert!(answers.iter().all(|a| a["read"] == json!(true)));
}

// Random programs are full of tangent and flush contacts, on which OpenCASCADE itself errs now and then.

#[test]
#[ignore = "tools: needs a Python with cadquery"]
fn random_programs_build_the_same_volume_in_cadquery() {
    assert!(wrong(Tool::CadQuery, &random_programs(150, 21)).len() <= 1);
}

#[test]
#[ignore = "tools: needs a Python with build123d"]
fn random_programs_build_the_same_volume_in_build123d() {
    assert!(wrong(Tool::Build123d, &random_programs(150, 21)).len() <= 1);
}

#[test]
#[ignore = "tools: runs OpenSCAD where it is installed"]
fn random_programs_build_the_same_volume_in_openscad() {
    assert!(wrong(Tool::OpenScad, &random_programs(20, 21)).is_empty());
}

#[test]
#[ignore = "tools: runs OpenSCAD where it is installed"]
fn small_parts_build_the_same_volume_in_openscad() {
    let mut programs = random_programs(8, 22);
    for (name, program) in &mut programs {
        program.scale(1e-3).unwrap();
        name.push_str(" at a thousandth");
    }
    assert!(wrong(Tool::OpenScad, &programs).is_empty());
}

#[test]
#[ignore = "needs RESOLID_DATA and a Python with cadquery: 183 real models"]
fn real_models_build_the_same_volume_in_cadquery() {
    let data = PathBuf::from(std::env::var_os("RESOLID_DATA").expect("RESOLID_DATA names the folder of real data"));
    let out = Command::new("xz").arg("-dc").arg(data.join("deepcad/dev_json.jsonl.xz")).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let programs: Vec<(String, Program)> = text
        .lines()
        .filter_map(|line| {
            let value: Value = serde_json::from_str(line).unwrap();
            let program = deepcad::read(line).ok()?;
            Some((value["id"].as_str().unwrap().to_owned(), program))
        })
        .collect();
    let wrong = wrong(Tool::CadQuery, &programs);
    assert!(programs.len() > 150 && wrong.is_empty());
}

#[test]
#[ignore = "tools: runs FreeCAD where it is installed"]
fn random_programs_build_the_same_volume_in_freecad() {
    assert!(wrong(Tool::FreeCad, &random_programs(30, 21)).len() <= 1);
}
