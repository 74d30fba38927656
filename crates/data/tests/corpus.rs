//! Corpora of every form, and what is said of records that cannot be read. The files in `tests/corpus/` are described by
//! `ORIGIN.txt` and `make_fixtures.py` there.

use resolid_data::corpus::{Choice, Form, Layout, Record, Reject, Split, open, open_some};
use resolid_program::{Evaluator, Mode};
use std::f64::consts::PI;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// An empty folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn read(path: &Path) -> Vec<Result<Record, Reject>> {
    open(path).unwrap().collect()
}

fn only(path: &Path) -> Result<Record, Reject> {
    let mut items = read(path);
    assert_eq!(items.len(), 1, "{items:?}");
    items.remove(0)
}

#[test]
fn rows_are_the_same_in_json_and_both_kinds_of_hdf5() {
    let json = std::fs::read_to_string(fixtures().join("../../../program/tests/rows/00060207.vec.json")).unwrap();
    let lines = folder("same_rows").join("rows.jsonl");
    std::fs::write(&lines, json).unwrap();
    let expected = only(&lines).unwrap();
    assert_eq!((expected.form, expected.id.as_str()), (Form::RowsJson, "00060207"));
    for file in ["rows_contiguous.h5", "rows_padded_deflated.h5"] {
        let record = only(&fixtures().join(file)).unwrap();
        assert_eq!(record.form, Form::RowsHdf5);
        assert_eq!((record.rows, record.program), (expected.rows.clone(), expected.program.clone()), "{file}");
    }
}

#[test]
fn fusion_files_mean_what_their_importer_builds() {
    let record = only(&fixtures().join("fusion.json")).unwrap();
    assert_eq!((record.form, record.id.as_str()), (Form::FusionJson, "fusion"));
    // Half a disc of radius 20 mm, 30 mm deep, less a hole of radius 5 mm; its arc turns clockwise, over the top.
    let part = Evaluator::new(&record.program);
    let b = part.bounds();
    assert!((b.min.to_array().iter().zip([-20.0, 0.0, -5.0])).all(|(a, e)| (a - e).abs() < 1e-9), "{b:?}");
    assert!((b.max.to_array().iter().zip([20.0, 20.0, 25.0])).all(|(a, e)| (a - e).abs() < 1e-9), "{b:?}");
    let volume = 30.0 * (PI * 400.0 / 2.0 - PI * 25.0);
    assert!((part.volume() / volume - 1.0).abs() < 1e-9, "{} {volume}", part.volume());
}

#[test]
fn parts_keep_their_names_and_lengths() {
    let record = only(&fixtures().join("parts.h5")).unwrap();
    assert_eq!(record.form, Form::PartsHdf5);
    let mut groups: Vec<&str> = record.program.steps.iter().filter_map(|s| s.group.as_deref()).collect();
    groups.sort_unstable();
    assert_eq!(groups, ["leg 1", "rung", "seat"]);
    assert_eq!(record.program.steps[0].combine.mode, Mode::New);
    // 100 mm to the unit; the seat's top lies at 0.05, the leg's foot at −0.4.
    let b = Evaluator::new(&record.program).bounds();
    assert!((b.min.z + 40.0).abs() < 1e-9 && (b.max.z - 5.0).abs() < 1e-9, "{b:?}");
    assert!((b.size().x - 50.0).abs() < 1e-9 && (b.size().y - 50.0).abs() < 1e-9, "{b:?}");
}

#[test]
fn each_bad_record_is_named_and_the_rest_goes_on() {
    let good = std::fs::read_to_string(fixtures().join("../../../program/tests/rows/00060207.vec.json")).unwrap();
    let good = good.trim();
    let with_id = |id: &str| good.replace("00060207", id);
    let bad = [
        ("{\"id\": \"a\", \"vec\": [[4,".to_owned(), "not a JSON object"),
        ("[1, 2]".into(), "not a JSON object"),
        ("{\"id\": \"c\", \"vec\": [[4, -1]]}".into(), "row 0 has 2 numbers; 17 are needed"),
        (
            "{\"id\": \"c\", \"vec\": [[4, -1], [3], [3]]}".into(),
            "row 0 has 2 numbers; 17 are needed (of another width are 3 of 3 rows)",
        ),
        (with_id("d").replacen("176", "NaN", 1), "NaN is no number"),
        (with_id("e").replacen("176", "400", 1), "x is 400; 0 to 255"),
        (with_id("f").replacen("176", "1.5", 1), "1.5 is no whole number"),
        (good.to_owned(), "the id stands twice"),
        ("{\"id\": \"m\", \"vec\": [[1e999]]}".into(), "column 26: 1e999 is no number; numbers are finite"),
        ("{\"id\": \"n\", \"vec\": [[-Infinity]]}".into(), "-Infinity is no number"),
        ("{\"id\": \"o\", \"entities\": {\"x\": 1e999}, \"sequence\": []}".into(), "1e999 is no number"),
        ("{\"vec\": []}".into(), "no `id`"),
        ("{\"id\": \"i\", \"vec\": []}".into(), "no commands"),
        ("{\"id\": \"j\"}".into(), "no known form"),
        ("{\"id\": \"k\", \"entities\": {}, \"sequence\": []}".into(), "builds nothing"),
        (
            "{\"id\": \"l\", \"entities\": {}, \"sequence\": [{\"type\": \"ExtrudeFeature\", \"entity\": \"E\"}]}"
                .into(),
            "no extrusion `E`",
        ),
    ];
    let mut text = format!("{good}\n\n");
    for (line, _) in &bad {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str(&with_id("last"));
    let file = folder("bad").join("mixed.jsonl");
    std::fs::write(&file, text).unwrap();
    let items = read(&file);
    assert_eq!(items.len(), bad.len() + 2);
    assert_eq!(items[0].as_ref().unwrap().id, "00060207");
    assert_eq!(items[items.len() - 1].as_ref().unwrap().id, "last");
    for (i, ((line, reason), item)) in bad.iter().zip(&items[1..]).enumerate() {
        let reject = item.as_ref().unwrap_err();
        assert!(reject.reason.contains(reason), "{line}: {reject}");
        assert!(reject.place.ends_with(&format!("mixed.jsonl:{}", i + 3)), "{reject}");
    }
}

#[test]
fn a_stream_that_was_cut_off_gives_its_whole_lines_and_then_one_word() {
    let whole = std::fs::read(fixtures().join("lines.jsonl.xz")).unwrap();
    let file = folder("cut").join("lines.jsonl.xz");
    std::fs::write(&file, &whole).unwrap();
    let all: Vec<String> = read(&file).into_iter().map(|r| r.unwrap().id).collect();
    assert_eq!(all.len(), 60);
    let mut most = 0;
    for n in (whole.len() / 4..whole.len()).step_by(131) {
        std::fs::write(&file, &whole[..n]).unwrap();
        let items = read(&file);
        let (last, before) = items.split_last().unwrap();
        let ids: Vec<&str> = before.iter().map(|r| r.as_ref().unwrap().id.as_str()).collect();
        assert_eq!(ids, all[..ids.len()], "cut to {n} bytes");
        let last = last.as_ref().unwrap_err();
        assert!(last.reason.contains("the file ends in the middle"), "{last}");
        assert!(last.place.ends_with(&format!(":{}", ids.len() + 1)), "{last}");
        // A line takes as many bytes as any other.
        let share = ids.len() as f64 / all.len() as f64;
        assert!(share > n as f64 / whole.len() as f64 - 0.15, "{} lines of {n} bytes", ids.len());
        most = most.max(ids.len());
    }
    assert!(most > 50, "{most}");
}

#[test]
fn numbers_of_other_types_are_read_and_what_is_no_table_is_named() {
    let expected = only(&fixtures().join("rows_contiguous.h5")).unwrap();
    assert_eq!(only(&fixtures().join("rows_float16.h5")).unwrap().rows, expected.rows);
    let reason = |file: &str| only(&fixtures().join(file)).unwrap_err().reason;
    // Numbers without a sign cannot say that a column is unused, which is what the grammar finds wrong then.
    for file in ["rows_uint8.h5", "rows_uint16.h5"] {
        assert!(reason(file).contains("`vec`: row 0: x is 0, and its command does not use it"), "{}", reason(file));
    }
    assert_eq!(reason("rows_stack.h5"), "`vec` is of shape [1, 16, 17]; [rows, 17] is read");
    assert_eq!(reason("rows_scalar.h5"), "`vec` is of shape []; [rows, 17] is read");
    let wide = reason("rows_wide.h5");
    assert_eq!(wide, "`vec`: row 0 has 18 numbers; 17 are needed (of another width are 16 of 16 rows)");
}

#[test]
fn truncated_damaged_and_foreign_hdf5_is_refused_without_a_panic() {
    let folder = folder("damaged");
    assert!(only(&fixtures().join("foreign.h5")).unwrap_err().reason.contains("no dataset `vec`"));
    for name in ["rows_contiguous.h5", "rows_padded_deflated.h5", "parts.h5"] {
        let whole = std::fs::read(fixtures().join(name)).unwrap();
        let file = folder.join(name);
        for n in (0..whole.len()).step_by(97) {
            std::fs::write(&file, &whole[..n]).unwrap();
            assert!(only(&file).is_err(), "{name} cut to {n} of {} bytes", whole.len());
        }
        // Flipped bytes may leave a readable file; they must not bring the reader down.
        for i in (0..whole.len()).step_by(53) {
            let mut damaged = whole.clone();
            damaged[i] ^= 0xff;
            std::fs::write(&file, damaged).unwrap();
            let _ = only(&file);
        }
    }
    std::fs::write(folder.join("text.h5"), "no HDF5 at all").unwrap();
    assert!(only(&folder.join("text.h5")).unwrap_err().reason.contains("signature"));
}

/// The published layout with three programs, and something beside them.
fn published(name: &str) -> PathBuf {
    let root = folder(name);
    for sub in ["cad_vec/0006", "clouds/0006", "stls", "scans/raw"] {
        std::fs::create_dir_all(root.join(sub)).unwrap();
    }
    for id in ["00060207", "00060207_3", "00069999"] {
        std::fs::copy(fixtures().join("rows_contiguous.h5"), root.join(format!("cad_vec/0006/{id}.h5"))).unwrap();
    }
    for file in ["clouds/0006/00060207.npy", "stls/00060207.stl", "scans/raw/00060207_a.ply"] {
        std::fs::write(root.join(file), "").unwrap();
    }
    root
}

#[test]
fn the_published_folder_gives_splits_and_what_lies_beside() {
    let root = published("layout");
    let split = root.join("filtered_data.json");
    std::fs::write(&split, r#"{"train": ["0006/00060207"], "validation": [], "test": []}"#).unwrap();
    let splits: Vec<_> = read(&root).into_iter().map(|r| r.map(|r| (r.id, r.split)).unwrap()).collect();
    let train = Some(Split::Train);
    let expected = [("00060207", train), ("00060207_3", train), ("00069999", None)];
    assert_eq!(splits, expected.map(|(id, s)| (id.to_owned(), s)));
    let layout = Layout::open(&root).unwrap();
    assert!(layout.cloud("0006/00060207").is_some() && layout.mesh("00060207").is_some());
    assert!(layout.solid("00060207").is_none());
    assert_eq!(layout.scans("00060207"), [root.join("scans/raw/00060207_a.ply")]);
    assert!(layout.scans("00060207_3").is_empty());
    assert_eq!(layout.scan_name(&root.join("scans/raw/00060207_a.ply")), "raw_00060207_a");
    let fault = |text: &str| {
        std::fs::write(&split, text).unwrap();
        open(&root).err().unwrap().to_string()
    };
    assert!(fault(r#"{"train": ["a"], "test": ["a"]}"#).contains("a stands under test and train"));
    assert!(fault(r#"{"train": ["a"], "dev": ["b"]}"#).contains("`dev` is no split"));
}

#[test]
fn one_split_is_read_and_what_it_lacks_is_told() {
    let root = published("one_split");
    let write = |name: &str, text: &str| std::fs::write(root.join(name), text).unwrap();
    write("filtered_data.json", r#"{"train": ["00060207"], "test": ["00069999", "00067777"]}"#);
    write("mine.json", r#"{"validation": ["00069999"], "test": ["00060207"]}"#);
    let ids = |split: &str, file: Option<&str>| {
        let choice = Choice { split: Some(split.into()), split_file: file.map(|f| root.join(f)) };
        open_some(&root, &choice).map(|corpus| {
            let items: Vec<_> = corpus.collect();
            let (there, missing): (Vec<_>, Vec<_>) = items.into_iter().partition(Result::is_ok);
            let there: Vec<String> = there.into_iter().flatten().map(|r| r.id).collect();
            (there, missing.into_iter().filter_map(Result::err).map(|r| r.to_string()).collect::<Vec<_>>())
        })
    };
    let (there, missing) = ids("test", None).unwrap();
    assert_eq!(there, ["00069999"]);
    assert!(missing.len() == 1 && missing[0].contains("00067777"), "{missing:?}");
    assert!(missing[0].contains("listed under test, and there is no program of it"), "{missing:?}");
    assert_eq!(ids("train", None).unwrap(), (vec!["00060207".into(), "00060207_3".into()], vec![]));
    assert_eq!(ids("validation", Some("mine.json")).unwrap(), (vec!["00069999".into()], vec![]));
    let refused = ids("validation", None).unwrap_err().to_string();
    assert!(refused.ends_with("filtered_data.json has no split `validation`; it has train (1), test (2)"), "{refused}");
    assert!(ids("dev", Some("mine.json")).unwrap_err().to_string().contains("it has validation (1), test (1)"));
    // Any other corpus is read by a split file as well, and has no splits without one.
    let lines = fixtures().join("lines.jsonl.xz");
    let all: Vec<String> = read(&lines).into_iter().map(|r| r.unwrap().id).collect();
    write("lines.json", &format!("{{\"test\": [\"0001/{}\"]}}", all[7]));
    let test = Some("test".to_owned());
    let choice = Choice { split: test.clone(), split_file: Some(root.join("lines.json")) };
    let some: Vec<_> = open_some(&lines, &choice).unwrap().map(|r| r.map(|r| (r.id, r.split)).unwrap()).collect();
    assert_eq!(some, [(all[7].clone(), Some(Split::Test))]);
    let none = open_some(&lines, &Choice { split: test, split_file: None });
    assert!(none.err().unwrap().to_string().ends_with("has no split `test`; it has none"));
}

#[test]
fn how_far_a_corpus_is_read_is_told_in_bytes() {
    for name in ["lines.jsonl.xz", "rows_contiguous.h5", "fusion.json"] {
        let path = fixtures().join(name);
        let mut corpus = open(&path).unwrap();
        assert_eq!((corpus.read(), corpus.bytes()), (0, std::fs::metadata(&path).unwrap().len()));
        while corpus.next().is_some() {}
        assert_eq!(corpus.read(), corpus.bytes(), "{name}");
    }
}
