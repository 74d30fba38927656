//! `resolid data` on corpora and data sets, through the real binary.
#![allow(missing_docs)]

mod common;

use common::{names, program, resolid, start};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Rows of a cylinder as a line of JSON.
fn cylinder(id: &str, size: u32, height: u32) -> String {
    let pad = |numbers: &[i64]| {
        let mut row = vec![-1_i64; 17];
        row[..numbers.len()].copy_from_slice(numbers);
        row
    };
    let mut circle = pad(&[2, 176, 128]);
    circle[5] = 48;
    let mut extrude = pad(&[5]);
    let numbers = [128, 128, 128, 128, 128, 128, i64::from(size), i64::from(height), 128, 0, 0];
    extrude[6..].copy_from_slice(&numbers);
    format!("{{\"id\": \"{id}\", \"vec\": {:?}}}", [pad(&[4]), circle, extrude])
}

fn write(folder: &Path, name: &str, lines: &[String]) {
    std::fs::write(folder.join(name), lines.join("\n")).unwrap();
}

/// Every file of a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    names(folder).into_iter().map(|n| (n.clone(), std::fs::read(folder.join(&n)).unwrap())).collect()
}

#[test]
fn import_names_what_it_rejects_and_keeps_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let short = cylinder("00010003", 64, 160).replace(", -1]", "]");
    let nan = cylinder("00010005", 64, 160).replace("176", "NaN");
    let lines = [
        cylinder("00010001", 64, 160),
        cylinder("00010002", 60, 170),
        short,
        "{\"id\": \"00010004\", \"vec\": [[".into(),
        nan,
        cylinder("00010001", 50, 150),
    ];
    write(at, "mixed.jsonl", &lines);
    let run = resolid(at, &["data", "import", "mixed.jsonl", "--list-rejects", "-o", "kept"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(run.stdout.contains("2 of 6 records read"), "{run:?}");
    for reason in
        ["mixed.jsonl:3", "are needed", "mixed.jsonl:4", "mixed.jsonl:5", "stands twice; first in mixed.jsonl:1"]
    {
        assert!(run.stdout.contains(reason), "{reason}: {run:?}");
    }
    assert_eq!(names(&at.join("kept")), ["_manifest.json", "programs-00000.parquet"]);
    let again = resolid(at, &["data", "import", "kept"]);
    assert_eq!(again.code, Some(0), "{again:?}");
    assert!(again.stdout.contains("2 of 2 records read"), "{again:?}");
    // Of other numbers, but the same shape at another size: the size of sketch and extent are doubled.
    write(at, "held.jsonl", &[cylinder("99990001", 120, 212)]);
    let run = resolid(at, &["data", "import", "kept", "--held-out", "held.jsonl", "-o", "safe"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("dropped, their shape being held out: 1\n    00010002"), "{run:?}");
    assert!(run.stdout.contains("wrote 1 program to safe"), "{run:?}");
    // From another source the first counts as well; of another form it is told, and nothing is wrong with it.
    write(at, "more.jsonl", &[cylinder("00010001", 50, 150), cylinder("00010003", 50, 150)]);
    let run = resolid(at, &["data", "import", "kept", "more.jsonl", "mixed.jsonl", "--list-rejects", "-o", "both"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    for said in [
        "kept: 2 of 2 records",
        "more.jsonl: 2 of 2 records",
        "mixed.jsonl: 1 of 6 records",
        "the first of which is kept: 1\n    00010001 (more.jsonl:1): first in kept/programs-00000.parquet",
        "00010001 (mixed.jsonl:1): the id stands twice; first in more.jsonl:1",
        "wrote 3 programs to both",
    ] {
        assert!(run.stdout.contains(said), "{said}: {run:?}");
    }
    resolid(at, &["data", "import", "nowhere.jsonl"]).fails(3, "nowhere.jsonl");
    write(at, "none.jsonl", &["{}".into()]);
    assert_eq!(resolid(at, &["data", "import", "none.jsonl"]).code, Some(5));
}

#[test]
fn balancing_names_what_it_cannot_read_and_what_each_split_is_short_of() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let lines =
        [cylinder("00010001", 64, 160), "{".into(), cylinder("00010001", 60, 200), cylinder("00020001", 50, 200)];
    write(at, "all.jsonl", &lines[..2]);
    write(at, "more.jsonl", &lines[2..]);
    let common = ["data", "balance", "all.jsonl", "more.jsonl", "--count", "114", "--patience", "1", "--list-rejects"];
    let run = resolid(at, &[&common[..], &["--validation", "0", "--test", "0", "-o", "set"]].concat());
    assert_eq!(run.code, Some(4), "{run:?}");
    for said in [
        "all.jsonl: 1 program, 1 could not be read\n  all.jsonl:2: not a JSON object",
        "left out: 1 × an id that came before",
    ] {
        assert!(run.stdout.contains(said), "{said}: {run:?}");
    }
    assert!(run.stdout.contains("short in train at length 59: 0 of 2"), "{run:?}");
    // The folder cannot be made where a file stands.
    std::fs::write(at.join("file"), "").unwrap();
    let run = resolid(at, &["data", "import", "more.jsonl", "-o", "file/set"]);
    assert_eq!(run.code, Some(6), "{run:?}");
    assert!(run.stderr.contains("file/set cannot be written"), "{run:?}");
}

#[test]
fn a_data_set_is_not_taken_for_one_of_changed_programs() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let import = ["data", "import", "all.jsonl", "--held-out", "held.jsonl", "-o", "set"];
    write(at, "held.jsonl", &[cylinder("99990001", 120, 212)]);
    write(at, "all.jsonl", &[cylinder("00010001", 64, 160), cylinder("00010002", 60, 200)]);
    for _ in 0..2 {
        let run = resolid(at, &import);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains("wrote 2 programs to set"), "{run:?}");
    }
    let before = files(&at.join("set"));
    let refused = |arguments: &[&str]| {
        let run = resolid(at, arguments);
        assert_eq!(run.code, Some(6), "{run:?}");
        assert!(run.stderr.contains("made of other programs; the sources or what is held out changed"), "{run:?}");
        assert!(run.stderr.contains("hint: give a new or empty folder"), "{run:?}");
        assert!(!run.stdout.contains("wrote"), "{run:?}");
    };
    // As many programs of the same names, one of them another.
    write(at, "all.jsonl", &[cylinder("00010001", 64, 160), cylinder("00010002", 60, 210)]);
    refused(&import);
    // The same again, and another file to hold out that is called the same.
    write(at, "all.jsonl", &[cylinder("00010001", 64, 160), cylinder("00010002", 60, 200)]);
    write(at, "held.jsonl", &[cylinder("99990001", 64, 160)]);
    refused(&import);
    assert_eq!(files(&at.join("set")), before);
    let balance = ["data", "balance", "all.jsonl", "--count", "57", "--held-out", "held.jsonl", "-o", "balanced"];
    let run = resolid(at, &balance);
    assert_eq!(run.code, Some(4), "{run:?}");
    write(at, "held.jsonl", &[cylinder("99990001", 64, 161)]);
    refused(&balance);
    write(at, "held.jsonl", &[cylinder("99990001", 64, 160), cylinder("99990002", 64, 250)]);
    refused(&balance);
}

#[test]
fn what_cannot_be_held_out_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "all.jsonl", &[cylinder("00010001", 64, 160), cylinder("00010002", 60, 200)]);
    let bad = |k: u32| format!("{{\"id\": \"{k}\"}}");
    write(at, "held.jsonl", &[bad(1), bad(2), cylinder("99990001", 120, 212), bad(3), bad(4)]);
    write(at, "none.jsonl", &[bad(1)]);
    let import = ["data", "import", "all.jsonl", "-o", "kept", "--held-out"];
    let balance = ["data", "balance", "all.jsonl", "--count", "57", "-o", "balanced", "--held-out"];
    for command in [&import[..], &balance[..]] {
        resolid(at, &[command, &["none.jsonl"]].concat())
            .fails(3, "none.jsonl holds no program that could be held out");
        let run = resolid(at, &[command, &["held.jsonl"]].concat());
        assert_eq!(run.code, Some(4), "{run:?}");
        for said in ["4 of 5 records of held.jsonl cannot be read", "1 (held.jsonl:1): none of", "and 1 more"] {
            assert!(run.stderr.contains(said), "{said}: {run:?}");
        }
    }
    // All that is read of the sources is read, and all of what is held out: nothing is left to say.
    write(at, "held.jsonl", &[cylinder("99990001", 120, 212)]);
    let run = resolid(at, &["data", "import", "all.jsonl", "-o", "whole", "--held-out", "held.jsonl"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    resolid(at, &["data", "balance", "all.jsonl", "--count", "0", "-o", "zero"]).fails(2, "no programs");
}

#[test]
fn boxes_that_contradict_their_geometry_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("part.resolid.json"), program()).unwrap();
    assert_eq!(resolid(at, &["convert", "part.resolid.json", "00010001.deepcad.json"]).code, Some(0));
    let mut model: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(at.join("00010001.deepcad.json")).unwrap()).unwrap();
    model["id"] = "00010001".into();
    let honest = model.to_string();
    // The part is 40 long; its box now says twice as much.
    let long = &mut model["properties"]["bounding_box"]["max_point"]["x"];
    *long = (2.0 * long.as_f64().unwrap()).into();
    model["id"] = "00010002".into();
    write(at, "boxes.jsonl", &[honest, model.to_string()]);
    let run = resolid(at, &["data", "import", "boxes.jsonl", "--boxes"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("% off the geometry: 1\n    00010002: the file says 80.000 × 20.000"), "{run:?}");
}

#[test]
fn one_program_is_shown_and_a_wrong_id_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "all.jsonl", &[cylinder("00010001", 64, 160), cylinder("00010002", 60, 170)]);
    assert_eq!(resolid(at, &["data", "import", "all.jsonl", "-o", "set"]).code, Some(0));
    for data in ["all.jsonl", "set"] {
        let run = resolid(at, &["data", "show", "00010002", "--data", data, "-o", "one.png"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains("rows: 3 commands"), "{run:?}");
        assert!(std::fs::read(at.join("one.png")).unwrap().starts_with(b"\x89PNG"));
        resolid(at, &["data", "show", "7", "--data", data]).fails(3, "there is no `7` among the 2 records");
    }
}

#[test]
fn figures_of_all_forms_stand_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "rows.jsonl", &[cylinder("00010001", 64, 160), "{".into()]);
    std::fs::create_dir(at.join("parts")).unwrap();
    std::fs::write(at.join("parts/plate.resolid.json"), program()).unwrap();
    let run = resolid(at, &["data", "stats", "real=rows.jsonl", "ours=parts"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(run.stdout.contains("real") && run.stdout.contains("ours"), "{run:?}");
    assert!(run.stderr.contains("note: 1 record could not be read"), "{run:?}");
    std::fs::create_dir(at.join("empty")).unwrap();
    resolid(at, &["data", "stats", "empty"]).fails(3, "empty");
}

#[test]
fn furniture_keeps_its_names_from_data_set_to_data_set() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let order = ["data", "generate", "--family", "chair,storage", "--count", "24", "--seed", "3", "-o"];
    let run = resolid(at, &[&order[..], &["files"]].concat());
    assert!(run.code == Some(0) && run.stdout.contains("chair ") && run.stdout.contains("storage "), "{run:?}");
    let run = resolid(at, &[&order[..], &["set", "--dataset"]].concat());
    assert!(run.code == Some(0) && run.stdout.contains("wrote 24 parts to set"), "{run:?}");
    let run = resolid(at, &["data", "import", "set", "-o", "again"]);
    assert!(run.code == Some(0) && run.stdout.contains("24 of 24 records read"), "{run:?}");
    // The same programs, whether they lie in files or in a data set, once or twice removed.
    let text = |folder: &str| -> BTreeMap<String, String> {
        let records = resolid_data::corpus::open(&at.join(folder)).unwrap().map(Result::unwrap);
        records.map(|r| (r.id, resolid_program::file::write(&r.program))).collect()
    };
    let files = text("files");
    assert_eq!(files.len(), 24);
    assert!(files.values().all(|program| program.contains("\"name\": \"")), "{files:?}");
    for set in ["set", "again"] {
        assert!(text(set).values().eq(files.values()), "{set}");
    }
    let refused = resolid(at, &["data", "generate", "--family", "sofa", "--count", "1", "-o", "none"]);
    assert!(refused.code == Some(2) && refused.stderr.contains("handle, chair, table, storage"), "{refused:?}");
}

#[test]
fn generated_parts_are_balanced_the_same_for_any_threads_and_after_being_killed() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let parts = ["data", "generate", "--dataset", "--dialect", "deepcad", "--count", "250", "-o"];
    for (out, threads) in [("parts", "1"), ("parts2", "8")] {
        let run = resolid(at, &[&parts[..], &[out, "--threads", threads]].concat());
        assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    }
    assert_eq!(files(&at.join("parts")), files(&at.join("parts2")));
    let balance = |out: &str, threads: &str| -> Vec<String> {
        let common =
            ["data", "balance", "parts", "--count", "342", "--seed", "3", "--patience", "4", "--shard", "50", "-o"];
        [&common[..], &[out, "--threads", threads]].concat().iter().map(|s| (*s).to_owned()).collect()
    };
    let run = |out: &str, threads: &str| {
        let arguments = balance(out, threads);
        resolid(at, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let first = run("one", "1");
    assert!(matches!(first.code, Some(0 | 4)), "{first:?}");
    assert!(first.stdout.contains("length: sources → balanced"), "{first:?}");
    let one = files(&at.join("one"));
    assert!(one.contains_key("_lengths.png") && one.contains_key("_lengths.csv"), "{:?}", one.keys());
    assert!(one.len() > 6, "{:?}", one.keys());
    run("eight", "8");
    assert!(files(&at.join("eight")) == one, "other bytes with other threads");
    // Killed at once, and then later and later, until it gets through.
    let mut killed = 0;
    for wait in (0..).map(|k| 40 * k) {
        let arguments = balance("killed", "2");
        let mut child = start(at, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        std::thread::sleep(Duration::from_millis(wait));
        if child.try_wait().unwrap().is_some() {
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        killed += 1;
    }
    assert!(killed > 2, "killed {killed} times");
    run("killed", "2");
    assert!(files(&at.join("killed")) == one, "other bytes after being killed {killed} times");
    // Killed between the last programs and the pictures of their lengths.
    std::fs::remove_file(at.join("killed/_lengths.png")).unwrap();
    run("killed", "2");
    assert!(files(&at.join("killed")) == one, "the lengths are not shown after being killed late");
    // Another command does not go on with it.
    let arguments = ["data", "balance", "parts", "--count", "300", "-o", "one"];
    let other = resolid(at, &arguments);
    assert_eq!(other.code, Some(6), "{other:?}");
    assert!(other.stderr.contains("it holds what"), "{other:?}");
}
