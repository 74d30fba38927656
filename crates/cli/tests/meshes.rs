//! Odd meshes that are parts all the same, through the real binary.
#![allow(missing_docs)]

mod common;

use common::{Triangle, cuboid, names, resolid, stl};
use serde_json::Value;

/// Runs `reconstruct`, and gives back its code and report.
#[track_caller]
fn report(triangles: &[Triangle], arguments: &[&str]) -> (i32, Value) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("part.stl"), stl(triangles)).unwrap();
    let mut all = vec!["reconstruct", "part.stl", "-o", "out.resolid.json", "--report", "out.json"];
    all.extend(arguments);
    let run = resolid(folder.path(), &all);
    let code = run.code.expect("no crash");
    if matches!(code, 0 | 4 | 7) {
        assert_eq!(names(folder.path()), ["out.json", "out.resolid.json", "part.stl"], "{run:?}");
        let checked = resolid(folder.path(), &["check", "out.resolid.json"]);
        assert_eq!(checked.code, Some(0), "{checked:?}");
        let text = std::fs::read_to_string(folder.path().join("out.json")).unwrap();
        return (code, serde_json::from_str(&text).unwrap());
    }
    run.fails(code, "part.stl");
    assert_eq!(names(folder.path()), ["part.stl"]);
    (code, Value::Null)
}

fn close(value: &Value, expected: f64) -> bool {
    (value.as_f64().unwrap() - expected).abs() <= 1e-5 * expected.abs()
}

#[test]
fn a_box_is_exact() {
    let (code, report) = report(&cuboid([1.0, 2.0, 3.0], [41.0, 22.0, 13.0]), &[]);
    assert_eq!(code, 0, "{report:#}");
    assert_eq!(report["verdict"], "full");
    assert_eq!(report["features"]["count"], 1);
    assert!(close(&report["volume_mm3"]["output"], 8000.0), "{report:#}");
    assert_eq!(report["unit"], "mm");
    if cfg!(feature = "kernel") {
        assert_eq!(report["faces"], 6);
    }
}

#[test]
fn inside_out_is_turned() {
    let mut triangles = cuboid([0.0, 0.0, 0.0], [40.0, 20.0, 10.0]);
    triangles.iter_mut().for_each(|t| t.swap(0, 1));
    let (code, report) = report(&triangles, &[]);
    assert_eq!(code, 0, "{report:#}");
    assert!(close(&report["volume_mm3"]["output"], 8000.0), "{report:#}");
    assert!(!report["input"]["repairs"].as_array().unwrap().is_empty(), "{report:#}");
}

#[test]
fn two_shells_are_two_solids() {
    let mut triangles = cuboid([0.0, 0.0, 0.0], [10.0, 10.0, 10.0]);
    triangles.extend(cuboid([20.0, 0.0, 0.0], [30.0, 10.0, 10.0]));
    let (code, report) = report(&triangles, &[]);
    assert_eq!(code, 0, "{report:#}");
    assert_eq!(report["input"]["shells"], 2);
    assert!(close(&report["volume_mm3"]["output"], 2000.0), "{report:#}");
    if cfg!(feature = "kernel") {
        assert_eq!(report["solids"], 2);
    }
}

#[test]
fn zero_area_triangles_are_left_out() {
    let mut triangles = cuboid([0.0, 0.0, 0.0], [40.0, 20.0, 10.0]);
    triangles.push([[0.0, 0.0, 0.0], [20.0, 0.0, 0.0], [40.0, 0.0, 0.0]]);
    triangles.push([[0.0; 3]; 3]);
    let (code, report) = report(&triangles, &[]);
    assert!(matches!(code, 0 | 4), "{report:#}");
    assert!(close(&report["volume_mm3"]["output"], 8000.0), "{report:#}");
}

#[test]
fn an_open_box_is_closed_over_and_never_full() {
    let triangles = cuboid([0.0, 0.0, 0.0], [40.0, 20.0, 10.0]);
    for missing in 1..=2 {
        let (code, report) = report(&triangles[missing..], &[]);
        assert_eq!((code, &report["verdict"]), (4, &"partial".into()), "{report:#}");
        assert_eq!(report["input"]["closed"], false);
        assert!(report["input"]["repairs"][0].as_str().unwrap().contains("guess"), "{report:#}");
        assert!(close(&report["volume_mm3"]["output"], 8000.0), "{report:#}");
    }
}

#[test]
fn bodies_that_overlap_are_one() {
    let mut triangles = cuboid([0.0, 0.0, 0.0], [10.0, 10.0, 10.0]);
    triangles.extend(cuboid([5.0, 5.0, 5.0], [15.0, 15.0, 15.0]));
    let (code, report) = report(&triangles, &[]);
    // What of each is buried in the other is no region that was missed.
    assert_eq!((code, &report["verdict"]), (0, &"full".into()), "{report:#}");
    for volume in ["input", "output"] {
        assert!(close(&report["volume_mm3"][volume], 1875.0), "{report:#}");
    }
}

#[test]
fn bodies_that_touch_are_joined_and_told() {
    let mut triangles = cuboid([0.0, 0.0, 0.0], [10.0, 10.0, 10.0]);
    triangles.extend(cuboid([10.0, 2.0, 2.0], [20.0, 6.0, 6.0]));
    triangles.extend(cuboid([40.0, 0.0, 0.0], [50.0, 10.0, 10.0]));
    let (code, report) = report(&triangles, &[]);
    assert_eq!((code, &report["verdict"]), (0, &"full".into()), "{report:#}");
    assert_eq!((&report["input"]["shells"], &report["input"]["bodies"]), (&3.into(), &3.into()));
    if cfg!(feature = "kernel") {
        assert_eq!(report["solids"], 2);
        assert_eq!(report["notes"][0], "the input's 3 bodies touch or overlap and were joined to 2 solids");
    }
}

#[test]
fn bodies_are_split_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut triangles = cuboid([0.0, 0.0, 0.0], [10.0, 10.0, 10.0]);
    // Under 5 across, and yet in the unit of the whole.
    triangles.extend(cuboid([10.0, 2.0, 2.0], [12.0, 4.0, 4.0]));
    std::fs::write(folder.path().join("two.stl"), stl(&triangles)).unwrap();
    let run = resolid(
        folder.path(),
        &["reconstruct", "two.stl", "--split", "-o", "out.resolid.json", "--report", "out.json", "-q"],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    let written = ["out.part1.json", "out.part1.resolid.json", "out.part2.json", "out.part2.resolid.json", "two.stl"];
    assert_eq!(names(folder.path()), written);
    for (name, volume) in [("out.part1.json", 1000.0), ("out.part2.json", 8.0)] {
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        let report: Value = serde_json::from_str(&text).unwrap();
        assert!(close(&report["volume_mm3"]["output"], volume) && report["unit"] == "mm", "{report:#}");
    }
}

#[test]
fn a_shell_that_faces_against_where_it_lies_is_told_and_never_full() {
    let outer = cuboid([0.0; 3], [20.0; 3]);
    let turned = |mut triangles: Vec<Triangle>| {
        triangles.iter_mut().for_each(|t| t.swap(0, 1));
        triangles
    };
    let void = [outer.clone(), turned(cuboid([5.0; 3], [15.0; 3]))].concat();
    let (code, said) = report(&void, &[]);
    // Without the kernel there is one thing to note: that it is not there.
    let notes = said["notes"].as_array().unwrap();
    assert!(notes.iter().all(|n| !cfg!(feature = "kernel") && n.as_str().unwrap().contains("without the kernel")));
    assert_eq!((code, &said["input"]["faults"]), (0, &serde_json::json!([])), "{said:#}");
    assert_eq!((&said["input"]["shells"], &said["input"]["bodies"]), (&2.into(), &1.into()));
    for (second, volume, doubt) in [
        (cuboid([5.0; 3], [15.0; 3]), 7000.0, "1 inner shell taken for a void, though it faces outward"),
        (
            turned(cuboid([10.0; 3], [30.0; 3])),
            15000.0,
            "1 shell that cuts through another taken for a body, though it faces inward",
        ),
    ] {
        let (code, said) = report(&[outer.clone(), second].concat(), &[]);
        assert_eq!((code, &said["verdict"]), (4, &"partial".into()), "{said:#}");
        assert_eq!(said["reasons"], serde_json::json!([doubt]));
        assert_eq!(said["input"]["faults"].as_array().unwrap().last().unwrap(), doubt);
        assert!(close(&said["volume_mm3"]["output"], volume), "{said:#}");
    }
}

/// A tetrahedron pushed through a box's own wall, welded to it at one corner: one shell that cuts through itself.
#[test]
fn self_crossing_neither_crashes_nor_boasts() {
    let mut triangles = cuboid([0.0, 0.0, 0.0], [10.0, 10.0, 10.0]);
    // The top's two triangles fold down to a point below the floor.
    triangles.retain(|t| !t.iter().all(|v| v[2] == 10.0));
    let [a, b, c, d] = [[0.0, 0.0, 10.0], [10.0, 0.0, 10.0], [10.0, 10.0, 10.0], [0.0, 10.0, 10.0]];
    let tip = [5.0, 5.0, -5.0];
    triangles.extend([[a, b, tip], [b, c, tip], [c, d, tip], [d, a, tip]]);
    let (code, _) = report(&triangles, &[]);
    assert!(matches!(code, 4 | 5), "{code}");
}

#[test]
fn units_scale_and_small_parts_are_of_unknown_unit() {
    let small = cuboid([0.0, 0.0, 0.0], [1.0, 0.5, 0.25]);
    let (_, inches) = report(&small, &["--unit", "in"]);
    assert!(close(&inches["volume_mm3"]["output"], 0.125 * 25.4f64.powi(3)), "{inches:#}");
    assert_eq!(inches["unit"], "inch");
    let (_, unknown) = report(&small, &[]);
    assert!(close(&unknown["volume_mm3"]["output"], 0.125), "{unknown:#}");
    assert_eq!(unknown["unit"], "unknown");
    assert_eq!(unknown["snapping"], false);
    assert!(unknown["notes"][0].as_str().unwrap().contains("unknown"), "{unknown:#}");
}

#[test]
fn every_kind_of_output_at_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("part.stl"), stl(&cuboid([0.0; 3], [40.0, 20.0, 10.0]))).unwrap();
    let mut arguments = vec!["reconstruct", "part.stl", "--report", "o.json", "--picture", "o.png", "-q"];
    let mut expected = vec!["o.json", "o.png", "o.py", "o.resolid.json", "part.stl"];
    arguments.extend(["-o", "o.py", "-o", "o.resolid.json"]);
    if cfg!(feature = "kernel") {
        arguments.extend(["-o", "o.step", "-o", "o.stl"]);
        expected.extend(["o.step", "o.stl"]);
    }
    expected.sort_unstable();
    let run = resolid(folder.path(), &arguments);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    assert_eq!(names(folder.path()), expected);
    // Colours only where they are asked for: a pipe is no terminal.
    let plain = resolid(folder.path(), &["reconstruct", "part.stl"]);
    assert!(!plain.stdout.contains('\u{1b}') && plain.stdout.contains("full"), "{plain:?}");
    let painted = resolid(folder.path(), &["reconstruct", "part.stl", "--color", "always"]);
    assert!(painted.stdout.contains('\u{1b}'), "{painted:?}");
    let json = resolid(folder.path(), &["reconstruct", "part.stl", "--report", "-"]);
    assert_eq!(serde_json::from_str::<Value>(&json.stdout).unwrap()["verdict"], "full");
}

#[test]
fn a_form_that_cannot_hold_the_part_keeps_no_other_from_being_written() {
    let folder = tempfile::tempdir().unwrap();
    // A star of more sides than rows have room for.
    let at = |k: usize, z: f32| {
        let (angle, reach) = (k as f32 * std::f32::consts::TAU / 72.0, if k.is_multiple_of(2) { 20.0 } else { 15.0 });
        [reach * angle.cos(), reach * angle.sin(), z]
    };
    let sector = |k: usize| {
        let [a, b, c, d] = [at(k, 0.0), at((k + 1) % 72, 0.0), at((k + 1) % 72, 5.0), at(k, 5.0)];
        [[a, b, c], [a, c, d], [[0.0; 3], b, a], [[0.0, 0.0, 5.0], d, c]]
    };
    std::fs::write(folder.path().join("star.stl"), stl(&(0..72).flat_map(sector).collect::<Vec<_>>())).unwrap();
    let run = resolid(folder.path(), &["reconstruct", "star.stl", "-o", "o.vec.npy", "-o", "o.py", "-q"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(run.stderr.starts_with("error: o.vec.npy: ") && !run.stderr.contains('/'), "{run:?}");
    assert_eq!(names(folder.path()), ["o.py", "star.stl"]);
    let alone = resolid(folder.path(), &["reconstruct", "star.stl", "-o", "p.vec.npy", "-q"]);
    assert_eq!(alone.code, Some(5), "{alone:?}");
}
