//! Clouds through the real binary: files in, answers and exit codes out.
#![allow(missing_docs)]

mod common;

use common::{names, program, resolid};
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

#[test]
fn text_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    // A block of 30 × 20 × 10 in rows half a millimetre apart.
    let mut text = String::new();
    for i in 0..=60 {
        for j in 0..=40 {
            let (x, y) = (0.5 * f64::from(i), 0.5 * f64::from(j));
            writeln!(text, "{x} {y} 0\n{x} {y} 10").unwrap();
            if j <= 20 {
                writeln!(text, "{x} 0 {y}\n{x} 20 {y}").unwrap();
            }
        }
    }
    for i in 1..40 {
        for j in 1..20 {
            let (y, z) = (0.5 * f64::from(i), 0.5 * f64::from(j));
            writeln!(text, "0 {y} {z}\n30 {y} {z}").unwrap();
        }
    }
    std::fs::write(folder.path().join("block.xyz"), text).unwrap();
    let info = resolid(folder.path(), &["info", "block.xyz"]);
    assert_eq!(info.code, Some(0), "{info:?}");
    assert!(info.stdout.contains("cloud, XYZ"), "{info:?}");
    let run = resolid(folder.path(), &["reconstruct", "block.xyz", "-o", "out.resolid.json", "--report", "out.json"]);
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    let report = json(&folder.path().join("out.json"));
    assert_eq!(report["features"]["count"], 1, "{report:#}");
    assert!((report["volume_mm3"]["output"].as_f64().unwrap() / 6000.0 - 1.0).abs() < 0.01, "{report:#}");
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
    // Ten seconds past the limit the process is ended from outside.
    assert!(started.elapsed().as_secs() < 15, "{run:?}");
}
