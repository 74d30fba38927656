//! The golden parts of `tests/cases`: each a program and what it comes to by hand formulas.
//!
//! `RESOLID_BLESS=1` lays the program files out anew, as `file::write` does; the numbers are never blessed.

use resolid_program::{Evaluator, Program, deepcad, features, file};
use serde_json::Value;
use std::path::{Path, PathBuf};

struct Case {
    name: String,
    folder: PathBuf,
    program: Program,
    expected: Value,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut cases: Vec<Case> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let folder = entry.unwrap().path();
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(folder.join("program.resolid.json")).unwrap();
            let program = file::read(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
            Case { name, folder, program, expected: serde_json::from_str(&expected).unwrap() }
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(cases.len() >= 16, "{} golden parts", cases.len());
    cases
}

fn number(value: &Value, what: &str) -> f64 {
    value[what].as_f64().unwrap_or_else(|| panic!("`{what}` is a number"))
}

#[test]
fn golden_parts_are_laid_out_sound_and_counted() {
    for case in cases() {
        let path = case.folder.join("program.resolid.json");
        let canonical = file::write(&case.program);
        if std::env::var_os("RESOLID_BLESS").is_some() {
            std::fs::write(&path, &canonical).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), canonical, "{}", case.name);
        assert_eq!(case.program.check(1e-9), vec![], "{}", case.name);
        let found = features::list(&case.program);
        assert_eq!(found.len() as u64, case.expected["features"].as_u64().unwrap(), "{}: {found:#?}", case.name);
    }
}

#[test]
fn direct_evaluation_gives_the_hand_formulas() {
    for case in cases() {
        let part = Evaluator::new(&case.program);
        let measure = part.measure();
        let tolerance = number(&case.expected, "tolerance");
        for (what, got) in [("volume", measure.volume), ("area", measure.area)] {
            let want = number(&case.expected, what);
            assert!((got - want).abs() <= tolerance * want, "{}: {what} {got}, by hand {want}", case.name);
        }
        let bounds = part.bounds();
        for (side, got) in [bounds.min, bounds.max].into_iter().enumerate() {
            for axis in 0..3 {
                let want = case.expected["box"][side][axis].as_f64().unwrap();
                assert!((got[axis] - want).abs() < 1e-9, "{}: box {bounds:?}", case.name);
            }
        }
    }
}

#[test]
fn scaled_and_moved_golden_parts_keep_their_laws() {
    for case in cases() {
        let before = Evaluator::new(&case.program).measure();
        let count = features::count(&case.program);
        let mut program = case.program.clone();
        program.scale(25.4).unwrap();
        let motion = resolid_program::geom::Frame::from_normal(
            resolid_program::geom::Vec3::new(3.0, -200.0, 17.5),
            resolid_program::geom::Vec3::new(1.0, 2.0, -3.0).normalize(),
        );
        program.move_by(&motion).unwrap();
        let after = Evaluator::new(&program).measure();
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * b;
        assert!(near(after.volume, before.volume * 25.4f64.powi(3)), "{}: {after:?} {before:?}", case.name);
        assert!(near(after.area, before.area * 25.4f64.powi(2)), "{}: {after:?} {before:?}", case.name);
        assert_eq!(program.check(1e-7), vec![], "{}", case.name);
        assert_eq!(features::count(&program), count, "{}", case.name);
    }
}

#[test]
fn golden_parts_go_through_deepcad_json_and_back() {
    for case in cases() {
        let text = match deepcad::write(&case.program) {
            Ok(text) => text,
            Err(reason) => {
                // These cut one body of several, which that form cannot say.
                assert!(["two_bodies", "mirrored_feet"].contains(&case.name.as_str()), "{}: {reason}", case.name);
                continue;
            }
        };
        let back = deepcad::read(&text).unwrap_or_else(|e| panic!("{}: {e}", case.name));
        let want = number(&case.expected, "volume");
        let got = Evaluator::new(&back).volume();
        let tolerance = 1e-7;
        assert!((got - want).abs() <= tolerance * want, "{}: {got}, by hand {want}", case.name);
    }
}
