//! `resolid index` and `resolid search`, as a newcomer uses them.
#![allow(missing_docs)]

mod common;

use common::{cuboid, resolid, start, stl};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Plates and brackets under `parts/`.
fn parts(folder: &Path) {
    fs::create_dir_all(folder.join("parts/deep")).unwrap();
    for k in 0..8u8 {
        let k = f32::from(k);
        let mut bracket = cuboid([0.0, 0.0, 0.0], [40.0 + 3.0 * k, 20.0, 4.0]);
        bracket.extend(cuboid([0.0, 0.0, 4.0], [5.0, 20.0 - k, 25.0]));
        fs::write(folder.join(format!("parts/bracket{k}.stl")), stl(&bracket)).unwrap();
    }
    fs::write(folder.join("parts/deep/plate.resolid.json"), common::program()).unwrap();
    fs::write(folder.join("parts/settings.json"), "{\"a\": 1}").unwrap();
    fs::write(folder.join("parts/broken.stl"), "solid nothing\nendsolid").unwrap();
}

/// The third bracket, turned a quarter about x and moved.
fn turned_bracket(folder: &Path) {
    let mut bracket = cuboid([0.0, 0.0, 0.0], [49.0, 20.0, 4.0]);
    bracket.extend(cuboid([0.0, 0.0, 4.0], [5.0, 17.0, 25.0]));
    let turned: Vec<_> = bracket.iter().map(|t| t.map(|[x, y, z]| [x + 7.0, -z, y - 3.0])).collect();
    fs::write(folder.join("query.stl"), stl(&turned)).unwrap();
}

fn hits(folder: &Path, more: &[&str]) -> Value {
    let run = resolid(folder, &[&["search", "query.stl", "--json"], more].concat());
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

fn first(found: &Value) -> (String, String) {
    let hit = &found["hits"][0];
    let path = hit["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    (path, hit["likeness"].as_str().unwrap().to_owned())
}

#[test]
fn a_part_is_added_once_and_found_in_another_pose() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    parts(folder);
    turned_bracket(folder);
    resolid(folder, &["search", "query.stl"]).fails(3, "there is no index at resolid-index");
    let run = resolid(folder, &["index", "add", "parts"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("9 new or changed, 0 unchanged, 1 unreadable"), "{run:?}");
    assert!(run.stdout.contains("broken.stl"), "{run:?}");
    let again = resolid(folder, &["index", "add"]);
    assert!(again.stdout.contains("0 new or changed, 10 unchanged, 0 unreadable"), "{again:?}");
    // Another time, but the same bytes.
    let bytes = fs::read(folder.join("parts/bracket1.stl")).unwrap();
    fs::write(folder.join("parts/bracket1.stl"), bytes).unwrap();
    let again = resolid(folder, &["index", "add", "parts"]);
    assert!(again.stdout.contains("0 new or changed, 10 unchanged"), "{again:?}");

    let found = hits(folder, &["--top", "3"]);
    assert_eq!(first(&found), ("bracket3.stl".into(), "identical".into()), "{found:#}");
    assert_eq!(found["hits"].as_array().unwrap().len(), 3);
    let hit = &found["hits"][0];
    assert!(hit["part_to_query_mm"]["max"].as_f64().unwrap() < 0.01, "{hit:#}");
    // The transform takes a corner of the part to a corner of the query, as the turn did.
    let row = |i: usize| -> Vec<f64> {
        hit["query_from_part"][i].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
    };
    let at = |p: [f64; 3], i: usize| row(i)[3] + (0..3).map(|k| row(i)[k] * p[k]).sum::<f64>();
    let corner: Vec<f64> = (0..3).map(|i| at([49.0, 20.0, 4.0], i)).collect();
    for (value, expected) in corner.iter().zip([56.0, -4.0, 17.0]) {
        assert!((value - expected).abs() < 0.05, "{corner:?}");
    }
    let shown = resolid(folder, &["search", "query.stl", "--top", "2", "--html", "hits.html", "--export", "found"]);
    assert_eq!(shown.code, Some(0), "{shown:?}");
    assert!(shown.stdout.contains("identical") && shown.stdout.contains("parts/bracket3.stl"), "{shown:?}");
    let page = fs::read_to_string(folder.join("hits.html")).unwrap();
    assert_eq!(page.matches("data:image/png").count(), 3);
    assert_eq!(common::names(&folder.join("found"))[0], "1-bracket3.stl");
    // A program is found by itself, and a STEP or mesh would be the same way.
    let run = resolid(folder, &["search", "parts/deep/plate.resolid.json", "--json"]);
    assert_eq!(first(&serde_json::from_str(&run.stdout).unwrap()).0, "plate.resolid.json");
}

#[test]
fn what_is_gone_is_said_and_can_be_taken_out() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    parts(folder);
    turned_bracket(folder);
    resolid(folder, &["index", "add", "parts", "-q"]);
    fs::remove_file(folder.join("parts/bracket3.stl")).unwrap();
    let run = resolid(folder, &["search", "query.stl"]);
    assert!(run.stdout.contains("bracket3.stl") && run.stdout.contains("its file is gone"), "{run:?}");
    assert!(resolid(folder, &["index", "verify"]).stdout.contains("1 gone, 0 changed"));
    assert!(resolid(folder, &["index", "list", "--missing"]).stdout.contains("bracket3.stl"));
    assert!(resolid(folder, &["index", "remove", "--missing"]).stdout.contains("1 file taken out"));
    assert_ne!(first(&hits(folder, &[])).0, "bracket3.stl");
    assert!(resolid(folder, &["index", "remove", "parts/deep"]).stdout.contains("1 file taken out"));
    resolid(folder, &["index", "remove", "elsewhere"]).fails(2, "nothing of elsewhere is in the index");
    let faults = resolid(folder, &["index", "list", "--faults"]);
    assert!(faults.stdout.contains("broken.stl") && !faults.stdout.contains("bracket1"), "{faults:?}");
    let listed: Value = serde_json::from_str(&resolid(folder, &["index", "list", "--json"]).stdout).unwrap();
    assert_eq!(listed["parts"].as_array().unwrap().len(), 8);
    assert_eq!(listed["embeddings"][0]["name"], "shape-whole/1");
}

#[test]
fn bad_queries_and_damaged_indexes_get_one_line_and_a_hint() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    parts(folder);
    turned_bracket(folder);
    resolid(folder, &["index", "add", "nowhere"]).fails(3, "nowhere does not exist");
    resolid(folder, &["index", "add"]).fails(3, "there is no index");
    resolid(folder, &["index", "add", "parts", "-q"]);
    fs::write(folder.join("three.xyz"), "0 0 0\n1 0 0\n0 1 0\n").unwrap();
    resolid(folder, &["search", "three.xyz"]).fails(3, "3 points");
    resolid(folder, &["search", "none.stl"]).fails(3, "does not exist");
    resolid(folder, &["search", "parts/broken.stl"]).fails(3, "broken.stl");
    resolid(folder, &["search", "query.stl", "--store", "parts"]).fails(3, "there is no index at parts");
    resolid(folder, &["search", "query.stl", "--html", "no/folder.html"]).fails(6, "does not exist");
    let records = folder.join("resolid-index/parts.sqlite");
    let mut bytes = fs::read(&records).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].iter_mut().for_each(|b| *b = 0xAA);
    fs::write(&records, bytes).unwrap();
    let run = resolid(folder, &["search", "query.stl"]);
    run.fails(3, "is damaged");
    assert!(run.stderr.contains("resolid index rebuild"), "{run:?}");
    assert_eq!(resolid(folder, &["index", "verify"]).code, Some(3));
    let run = resolid(folder, &["index", "rebuild"]);
    assert!(run.stdout.contains("9 new or changed"), "{run:?}");
    assert_eq!(first(&hits(folder, &[])).0, "bracket3.stl");
}

#[test]
fn being_killed_while_adding_loses_nothing_that_was_written() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    fs::create_dir(folder.join("many")).unwrap();
    for k in 0..120u8 {
        let k = f32::from(k);
        let plate = cuboid([0.0, 0.0, 0.0], [40.0 + k, 20.0 + 0.1 * k, 4.0]);
        fs::write(folder.join(format!("many/{k:03}.stl")), stl(&plate)).unwrap();
    }
    for wait in [50, 300, 700] {
        let mut child = start(folder, &["index", "add", "many"]);
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let run = resolid(folder, &["index", "add", "many"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("120 parts in the index"), "{run:?}");
    assert!(resolid(folder, &["index", "verify"]).stdout.contains("120 files, every record whole"));
}
