//! What `-v` says: one aligned line a decision, in words, for meshes, clouds and parts that are refused.
#![allow(missing_docs)]

mod common;

use common::{program, resolid, saddle, stl};
use std::path::Path;

/// The decisions told on `input`, as what each is about and its words.
#[track_caller]
fn decisions(folder: &Path, input: &str, code: i32) -> Vec<(String, String)> {
    let run = resolid(folder, &["reconstruct", input, "-v"]);
    assert_eq!(run.code, Some(code), "{run:?}");
    let told = run.stderr.lines().filter(|l| !l.starts_with("error: ") && !l.starts_with("hint: "));
    let decisions: Vec<(String, String)> =
        told.map(|line| decision(line).unwrap_or_else(|| panic!("{line:?}"))).collect();
    for (_, text) in &decisions {
        for mark in ["Some(", "None", "Ok(", "Err(", "{", "::", "[", "NaN", "\""] {
            assert!(!text.contains(mark), "{mark} in: {text}");
        }
        assert!(!text.contains(" 1 vertices") && !text.contains(" 1 features") && !text.ends_with('.'), "{text}");
    }
    decisions
}

/// "   0.002 s  choice     base along z wins, …" taken apart, where every column is in its place.
fn decision(line: &str) -> Option<(String, String)> {
    let (time, rest) = line.split_once(" s  ")?;
    let seconds = time.len() == 8 && time.trim_start().parse::<f64>().is_ok();
    let (about, text) = rest.split_at_checked(11)?;
    let about = about.trim_end();
    let in_place = seconds && !about.is_empty() && !about.contains(' ') && !text.starts_with(' ') && !text.is_empty();
    in_place.then(|| (about.to_string(), text.to_string()))
}

#[track_caller]
fn says(decisions: &[(String, String)], about: &str, what: &str) {
    assert!(
        decisions.iter().any(|(a, text)| a == about && text.contains(what)),
        "nothing about {about} says {what:?}: {decisions:#?}"
    );
}

#[test]
fn every_decision_on_a_mesh_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let odd = program().replace("\"radius\": 3.0", "\"radius\": 3.12345");
    assert!(odd.contains("3.12345"), "the program's form has changed: {odd}");
    std::fs::write(folder.path().join("plate.resolid.json"), odd).unwrap();
    assert_eq!(resolid(folder.path(), &["convert", "plate.resolid.json", "plate.stl"]).code, Some(0));
    // Inside out, and its last triangle there twice.
    let mut bytes = std::fs::read(folder.path().join("plate.stl")).unwrap();
    for record in bytes[84..].chunks_exact_mut(50) {
        let (a, b) = record[12..36].split_at_mut(12);
        a.swap_with_slice(b);
    }
    bytes.extend_from_within(bytes.len() - 50..);
    let count = u32::from_le_bytes(bytes[80..84].try_into().unwrap()) + 1;
    bytes[80..84].copy_from_slice(&count.to_le_bytes());
    std::fs::write(folder.path().join("plate.stl"), bytes).unwrap();
    let told = decisions(folder.path(), "plate.stl", 0);
    for (about, what) in [
        ("input", "STL, "),
        ("cleaning", "welded"),
        ("cleaning", "mended: 1 duplicate triangle dropped"),
        ("cleaning", "mended: 1 inside-out shell turned"),
        ("cleaning", "1 body and 0 voids"),
        ("scale", "unit mm, since nothing was said"),
        ("scale", "0.2 % of the diagonal"),
        ("scale", "snapping on, by a quarter of the tolerance"),
        ("scatter", "off the faces they share"),
        ("direction", "z: 2 levels"),
        ("candidate", "base along z, "),
        ("choice", "wins, price "),
        ("ties", "hold together"),
        ("refining", "moved by "),
        ("snapping", "is round"),
        ("snapping", "stays, nothing round lies within"),
        ("building", "program 1 of "),
        ("verdict", "input to output: 95 % within "),
        ("verdict", "full: nothing speaks against it"),
    ] {
        says(&told, about, what);
    }
}

#[test]
fn every_decision_on_a_cloud_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plate.resolid.json"), program()).unwrap();
    let scan = resolid(folder.path(), &["data", "scan", "plate.resolid.json", "--level", "one-view", "-o", "scan.ply"]);
    assert_eq!(scan.code, Some(0), "{scan:?}");
    let told = decisions(folder.path(), "scan.ply", 4);
    for (about, what) in [
        ("input", "PLY, "),
        ("cleaning", "which scatter by "),
        ("reading", "3 readings of the points"),
        ("surfaces", "planes and "),
        ("surfaces", "each told solid or empty"),
        ("refining", "moved by "),
        ("snapping", " → "),
        ("candidate", " for distances, "),
        ("choice", "the fewest bits to tell the points with"),
        ("building", "program 1 of "),
        ("verdict", "against full: "),
        ("verdict", "partial: "),
    ] {
        says(&told, about, what);
    }
}

#[test]
fn why_a_part_is_refused_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("part.stl"), stl(&saddle())).unwrap();
    let told = decisions(folder.path(), "part.stl", 5);
    says(&told, "cleaning", "left as it is: 16 open edges in 1 loop");
    says(&told, "verdict", "none: ");
}
