//! Clouds through the real binary: files in, answers and exit codes out.
#![allow(missing_docs)]

mod common;

use common::{names, program, resolid};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Normal};
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;

/// A scan of a plate of 40 × 20 × 5 with a hole, at `level`, as `scan.ply`.
fn scanned(folder: &Path, level: &str) {
    std::fs::write(folder.join("plate.resolid.json"), program()).unwrap();
    let run = resolid(folder, &["data", "scan", "plate.resolid.json", "--level", level, "-o", "scan.ply"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_scan_is_told_and_made_a_part() {
    let folder = tempfile::tempdir().unwrap();
    scanned(folder.path(), "light");
    let info = resolid(folder.path(), &["info", "scan.ply", "--json"]);
    assert_eq!(info.code, Some(0), "{info:?}");
    let told: Value = serde_json::from_str(&info.stdout).unwrap();
    assert_eq!(
        (&told["kind"], &told["points"], &told["parts"]),
        (&"cloud".into(), &8192.into(), &1.into()),
        "{told:#}"
    );
    assert!(told["noise_mm"].as_f64().is_some_and(|n| (0.005..0.1).contains(&n)), "{told:#}");

    let run = resolid(
        folder.path(),
        &["reconstruct", "scan.ply", "-o", "out.resolid.json", "--report", "out.json", "--picture", "out.png"],
    );
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    let report = json(&folder.path().join("out.json"));
    assert_eq!(report["features"]["count"], 2, "{report:#}");
    let volume = 40.0 * 20.0 * 5.0 - 5.0 * 9.0 * std::f64::consts::PI;
    let found = report["volume_mm3"]["output"].as_f64().unwrap();
    assert!((found / volume - 1.0).abs() < 0.02, "{found} for {volume}");
    assert!(report["coverage"]["share"].as_f64().is_some_and(|c| c > 0.9), "{report:#}");
    assert!(std::fs::read(folder.path().join("out.png")).unwrap().starts_with(b"\x89PNG"));
    assert_eq!(resolid(folder.path(), &["check", "out.resolid.json"]).code, Some(0));
}

#[test]
fn one_view_is_answered_and_what_it_hides_is_named() {
    let folder = tempfile::tempdir().unwrap();
    scanned(folder.path(), "one-view");
    let run = resolid(
        folder.path(),
        &["reconstruct", "scan.ply", "-o", "out.resolid.json", "--report", "out.json", "--alternatives", "2"],
    );
    assert_eq!(run.code, Some(4), "{run:?}");
    let report = json(&folder.path().join("out.json"));
    let volume = 40.0 * 20.0 * 5.0 - 5.0 * 9.0 * std::f64::consts::PI;
    let found = report["volume_mm3"]["output"].as_f64().unwrap();
    assert!((found / volume - 1.0).abs() < 0.1, "{found} for {volume}");
    assert!(report["coverage"]["share"].as_f64().is_some_and(|c| (0.3..0.9).contains(&c)), "{report:#}");
    assert!(!report["coverage"]["unseen"].as_array().unwrap().is_empty(), "{report:#}");
    assert!(report["reasons"].to_string().contains("not seen"), "{report:#}");
    // Next best answers lie beside the first, as many as there are, and each is a sound program.
    let others: Vec<String> = names(folder.path()).into_iter().filter(|n| n.contains(".alt")).collect();
    assert!(others.len() <= 2 && others.iter().all(|n| n.ends_with(".resolid.json")), "{others:?}");
    assert_eq!(others.first().map(String::as_str), Some("out.alt1.resolid.json"), "{report:#}");
    for name in &others {
        assert_eq!(resolid(folder.path(), &["check", name]).code, Some(0), "{name}");
    }
}

/// A block of 30 × 20 × 10 in rows half a millimetre apart, moved by `by`.
fn block(by: [f64; 3]) -> Vec<[f64; 3]> {
    let mut points = Vec::new();
    for i in 0..=60 {
        for j in 0..=40 {
            let (x, y) = (0.5 * f64::from(i), 0.5 * f64::from(j));
            points.extend([[x, y, 0.0], [x, y, 10.0]]);
            if j <= 20 {
                points.extend([[x, 0.0, y], [x, 20.0, y]]);
            }
        }
    }
    for i in 1..40 {
        for j in 1..20 {
            let (y, z) = (0.5 * f64::from(i), 0.5 * f64::from(j));
            points.extend([[0.0, y, z], [30.0, y, z]]);
        }
    }
    points.into_iter().map(|p| [0, 1, 2].map(|k| p[k] + by[k])).collect()
}

fn xyz(points: &[[f64; 3]]) -> String {
    points.iter().fold(String::new(), |mut text, [x, y, z]| {
        writeln!(text, "{x} {y} {z}").unwrap();
        text
    })
}

/// The report of a block's reconstruction, which must have one feature and its volume.
fn told_block(path: &Path) -> Value {
    let report = json(path);
    assert_eq!(report["features"]["count"], 1, "{report:#}");
    assert!((report["volume_mm3"]["output"].as_f64().unwrap() / 6000.0 - 1.0).abs() < 0.01, "{report:#}");
    report
}

#[test]
fn text_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("block.xyz"), xyz(&block([0.0; 3]))).unwrap();
    let info = resolid(folder.path(), &["info", "block.xyz"]);
    assert_eq!(info.code, Some(0), "{info:?}");
    assert!(info.stdout.contains("cloud, XYZ"), "{info:?}");
    let run = resolid(folder.path(), &["reconstruct", "block.xyz", "-o", "out.resolid.json", "--report", "out.json"]);
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    told_block(&folder.path().join("out.json"));
}

/// A LAS 1.2 file of plain points, coordinates in thousandths.
fn las(points: &[[f64; 3]]) -> Vec<u8> {
    let mut bytes = b"LASF".to_vec();
    bytes.extend([0; 20]);
    bytes.extend([1, 2]);
    bytes.extend([b' '; 64]);
    bytes.extend([1, 0, 0xe8, 7, 227, 0, 227, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0]);
    bytes.extend((points.len() as u32).to_le_bytes());
    bytes.extend((points.len() as u32).to_le_bytes());
    bytes.extend([0; 16]);
    let ends = [60.0, -60.0].repeat(3);
    for number in [0.001_f64; 3].into_iter().chain([0.0; 3]).chain(ends) {
        bytes.extend(number.to_le_bytes());
    }
    for point in points {
        for v in point {
            bytes.extend(((v * 1000.0).round() as i32).to_le_bytes());
        }
        bytes.extend([0, 0, 0b1001, 0, 0, 0, 0, 0]);
    }
    bytes
}

#[test]
fn surveyors_files_are_read_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("block.las"), las(&block([0.0; 3]))).unwrap();
    let run = resolid(folder.path(), &["reconstruct", "block.las", "-o", "out.resolid.json", "--report", "out.json"]);
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    let report = told_block(&folder.path().join("out.json"));
    assert_eq!(report["input"]["format"], "LAS", "{report:#}");
    std::fs::write(folder.path().join("half.las"), &las(&block([0.0; 3]))[..9000]).unwrap();
    resolid(folder.path(), &["reconstruct", "half.las", "-o", "half.step"]).fails(3, "LAS");
}

#[test]
fn parts_that_stand_apart_are_noticed_and_split() {
    let folder = tempfile::tempdir().unwrap();
    let mut points = block([0.0; 3]);
    points.extend(block([60.0, 0.0, 5.0]));
    std::fs::write(folder.path().join("two.xyz"), xyz(&points)).unwrap();
    let run = resolid(folder.path(), &["reconstruct", "two.xyz", "--report", "whole.json"]);
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    assert!(json(&folder.path().join("whole.json"))["notes"].to_string().contains("--split"), "{run:?}");
    let run = resolid(
        folder.path(),
        &["reconstruct", "two.xyz", "--split", "-o", "out.resolid.json", "--report", "out.json", "-q"],
    );
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    for part in ["out.part1", "out.part2"] {
        let report = told_block(&folder.path().join(format!("{part}.json")));
        assert!(report["input"]["file"].as_str().unwrap().contains("of 2"), "{report:#}");
        assert_eq!(resolid(folder.path(), &["check", &format!("{part}.resolid.json")]).code, Some(0));
    }
    assert!(!names(folder.path()).contains(&"out.json".to_string()));
}

#[test]
fn points_a_thousand_sizes_away_are_left_out_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("block.xyz");
    std::fs::write(&path, xyz(&block([0.0; 3])) + "1e9 0 0\n4e5 4e5 4e5\n").unwrap();
    resolid(folder.path(), &["reconstruct", "block.xyz", "-o", "b.resolid.json", "--report", "b.json"]);
    let report = told_block(&folder.path().join("b.json"));
    assert!(report["input"]["repairs"].to_string().contains("2 points a thousand times as far away"), "{report:#}");
}

#[test]
fn a_frame_says_where_zero_and_the_axes_are() {
    let folder = tempfile::tempdir().unwrap();
    // The block turned by a quarter and a hair about z, and moved: x lies along y.
    let (sin, cos) = (std::f64::consts::FRAC_PI_2 + 0.001).sin_cos();
    let turned =
        block([0.0; 3]).into_iter().map(|[x, y, z]| [7.0 + x * cos - y * sin, -4.0 + x * sin + y * cos, z + 2.0]);
    std::fs::write(folder.path().join("block.xyz"), xyz(&turned.collect::<Vec<_>>())).unwrap();
    let run = resolid(
        folder.path(),
        &["reconstruct", "block.xyz", "--frame=7,-4,2,0,1,0,-1,0,0", "-o", "out.resolid.json", "--report", "out.json"],
    );
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    told_block(&folder.path().join("out.json"));
    let info = resolid(folder.path(), &["info", "out.resolid.json", "--json"]);
    let told: Value = serde_json::from_str(&info.stdout).unwrap();
    // In its frame the block stands at zero.
    for (end, corner) in [[0.0; 3], [30.0, 20.0, 10.0]].into_iter().enumerate() {
        for (k, expected) in corner.into_iter().enumerate() {
            let found = told["bounds_mm"][end][k].as_f64().unwrap();
            assert!((found - expected).abs() < 0.06, "{told:#}");
        }
    }
    // And its axes are the frame's to the last digit, though the points lie a hair askew.
    let program = json(&folder.path().join("out.resolid.json"));
    for axis in ["x", "y"] {
        let axis = &program["steps"][0]["operation"]["extrude"]["sketch"]["frame"][axis];
        let largest = (0..3).map(|k| axis[k].as_f64().unwrap().abs()).fold(0.0, f64::max);
        assert_eq!(largest, 1.0, "{axis}");
    }
    resolid(folder.path(), &["reconstruct", "block.xyz", "--frame", "1,2", "-o", "a.step"]);
    assert!(!folder.path().join("a.step").exists());
}

#[test]
fn what_shows_no_part_is_refused_in_one_line() {
    let refused = |name: &str, text: String, code: i32, what: &str| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
        let run = resolid(folder.path(), &["reconstruct", name, "-o", "out.resolid.json"]);
        run.fails(code, what);
        assert_eq!(names(folder.path()), [name]);
    };
    let lines = |count: i32, of: &dyn Fn(i32) -> String| (0..count).map(|i| of(i) + "\n").collect::<String>();
    refused("a.xyz", lines(1600, &|i| format!("{} {} {}", i % 40, i / 40, i % 40)), 3, "plane");
    refused("a.xyz", lines(1600, &|i| format!("{i} {i} {i}")), 3, "line");
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let scatter: Vec<f64> = (0..1600).map(|_| Normal::new(0.0, 0.1).unwrap().sample(&mut rng)).collect();
    let scattered = |i: i32| format!("{} {} {}", i % 40, i / 40, scatter[i as usize]);
    refused("a.xyz", lines(1600, &scattered), 3, "plane");
    refused("a.xyz", lines(1000, &|_| "1 2 3".into()), 3, "1 of 1000 points");
    refused("a.xyz", lines(40, &|i| format!("{i} {} {}", i * i, i % 3)), 3, "40 points");
    refused("a.xyz", lines(1600, &|i| format!("{} {} {}e9", i % 40, i / 40, i % 7)), 3, "e9");
}

#[test]
fn points_anywhere_end_within_the_time_limit() {
    let folder = tempfile::tempdir().unwrap();
    let spread = |i: i32, k: f64| (f64::from(i) * k).fract() * 50.0;
    let text: String = (0..3000)
        .map(|i| format!("{} {} {}\n", spread(i, 0.754_877), spread(i, 0.569_84), spread(i, 0.819_17)))
        .collect();
    std::fs::write(folder.path().join("a.xyz"), text).unwrap();
    let started = std::time::Instant::now();
    let run = resolid(folder.path(), &["reconstruct", "a.xyz", "-o", "out.resolid.json", "--time-limit", "3s"]);
    assert!(matches!(run.code, Some(4 | 5 | 7)), "{run:?}");
    // Five seconds past the limit the process is ended from outside.
    assert!(started.elapsed().as_secs() < 10, "{run:?}");
}

#[test]
fn too_little_time_is_no_fault_of_the_points() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.xyz"), xyz(&block([0.0; 3]))).unwrap();
    let run = resolid(folder.path(), &["reconstruct", "a.xyz", "-o", "out.resolid.json", "--time-limit", "1ms"]);
    run.fails(5, "a.xyz: no answer within the time limit of 0.001 s");
    assert!(run.stderr.contains("--time-limit"), "{run:?}");
}

#[test]
fn normals_that_are_no_numbers_do_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let points = block([0.0; 3]);
    let mut ply = format!("ply\nformat ascii 1.0\nelement vertex {}\n", points.len());
    for name in ["x", "y", "z", "nx", "ny", "nz"] {
        writeln!(ply, "property float {name}").unwrap();
    }
    ply += "end_header\n";
    for [x, y, z] in points {
        writeln!(ply, "{x} {y} {z} nan nan nan").unwrap();
    }
    std::fs::write(folder.path().join("block.ply"), ply).unwrap();
    let run = resolid(folder.path(), &["reconstruct", "block.ply", "-o", "out.resolid.json", "--report", "out.json"]);
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    told_block(&folder.path().join("out.json"));
}
