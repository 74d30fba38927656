//! Exported CadQuery scripts really run, and build the volume that direct evaluation and hand formulas give.
//!
//! `RESOLID_PYTHON` names a Python with `tools/requirements.txt` installed (`make tools` makes one in `.venv-tools`).

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Program, deepcad, export, file};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the scripts of `programs` and gives what each came to.
fn run(programs: &[(String, Program)]) -> Vec<Value> {
    let python =
        std::env::var_os("RESOLID_PYTHON").map_or_else(|| root().join(".venv-tools/bin/python"), PathBuf::from);
    let first = programs.first().map_or(String::new(), |(id, _)| id.replace(' ', "-"));
    let folder = std::env::temp_dir().join(format!("resolid-cadquery-{}-{first}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut tasks = String::new();
    for (i, (id, program)) in programs.iter().enumerate() {
        let script = folder.join(format!("{i}.py"));
        std::fs::write(&script, export::cadquery(program)).unwrap();
        std::fs::write(folder.join(format!("{i}.resolid.json")), file::write(program)).unwrap();
        tasks += &json!({"id": id, "script": script}).to_string();
        tasks.push('\n');
    }
    let mut child = Command::new(&python)
        .arg(root().join("tools/run_cadquery.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("{}: {e}; say `make tools` or set RESOLID_PYTHON", python.display()));
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(tasks.as_bytes()));
    let out = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(out.status.success());
    let answers: Vec<Value> =
        String::from_utf8(out.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(answers.len(), programs.len());
    if std::env::var_os("RESOLID_KEEP").is_none() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    answers
}

/// The programs whose script fails or builds another volume, each with the reason.
fn wrong(programs: &[(String, Program)]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut estimated = 0;
    for ((id, program), answer) in programs.iter().zip(run(programs)) {
        let evaluator = Evaluator::new(program);
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
        "{} programs, {} wrong, our volume an estimate for {estimated}\n{}",
        programs.len(),
        wrong.len(),
        wrong.join("\n")
    );
    wrong
}

#[test]
#[ignore = "tools: needs a Python with cadquery"]
fn golden_parts_build_in_cadquery() {
    let mut programs = Vec::new();
    let mut expected = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/cases")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let program = file::read(&std::fs::read_to_string(folder.join("program.resolid.json")).unwrap()).unwrap();
        let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
        expected.push(serde_json::from_str::<Value>(&text).unwrap());
        programs.push((name, program));
    }
    assert!(programs.len() >= 12, "{} golden parts", programs.len());
    let mut faults = Vec::new();
    for (((id, _), want), got) in programs.iter().zip(&expected).zip(run(&programs)) {
        let tolerance = want["tolerance"].as_f64().unwrap();
        for what in ["volume", "area"] {
            let (w, g) = (want[what].as_f64().unwrap(), got[what].as_f64().unwrap_or(f64::NAN));
            if g.is_nan() || (w - g).abs() > tolerance * w {
                faults.push(format!("{id}: {what} {g}, expected {w}; {}", got["error"]));
            }
        }
        for side in 0..2 {
            for axis in 0..3 {
                let (w, g) =
                    (want["box"][side][axis].as_f64().unwrap(), got["box"][side][axis].as_f64().unwrap_or(f64::NAN));
                if g.is_nan() || (w - g).abs() > 1e-6 {
                    faults.push(format!("{id}: box {}, expected {}", got["box"], want["box"]));
                }
            }
        }
        for what in ["faces", "solids"] {
            if want[what] != got[what] {
                faults.push(format!("{id}: {what} {}, expected {}", got[what], want[what]));
            }
        }
        if got["valid"] != json!(true) {
            faults.push(format!("{id}: not valid"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
#[ignore = "tools: needs a Python with cadquery"]
fn random_programs_build_the_same_volume_in_cadquery() {
    let mut rng = ChaCha8Rng::seed_from_u64(21);
    let mut programs = Vec::new();
    while programs.len() < 150 {
        let program = random_program(&mut rng);
        // Scripts of programs with errors are not promised to run; OpenCASCADE has no empty part.
        let sound = program.check(1e-7).iter().all(|p| p.severity == resolid_program::Severity::Warning);
        if sound && Evaluator::new(&program).volume() > 1.0 {
            programs.push((format!("random {}", programs.len()), program));
        }
    }
    let wrong = wrong(&programs);
    // Random programs are full of tangent and flush contacts, on which OpenCASCADE itself errs now and then.
    assert!(wrong.len() <= 1);
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
    let wrong = wrong(&programs);
    assert!(programs.len() > 150 && wrong.is_empty());
}
