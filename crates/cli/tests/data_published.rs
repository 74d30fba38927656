//! The folder of the GenCAD-3D data, through the real binary. The test writes one: golden parts as rows, and beside them meshes,
//! clouds and scans in the frame that the data have.
#![allow(missing_docs)]

mod common;

use common::resolid;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use resolid_data::scan::{self, Level, Scan};
use resolid_geom::Cloud;
use resolid_geom::format::{write_cloud_ply, write_stl};
use resolid_program::mesh::{self, Fineness};
use resolid_program::tokens::{Cube, Dialect, Tokens, WIDTH};
use resolid_program::{Evaluator, Program, file};
use std::path::{Path, PathBuf};

/// Golden parts of fewer than 16 rows, and the ids they go by.
const PARTS: [(&str, &str); 3] = [("00010001", "drilled_cube"), ("00010002", "lens"), ("00020003", "slotted_plate")];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Rows as the published files keep them: a file of 16 rows whose numbers are put in the place of another's.
fn h5(tokens: &Tokens) -> Vec<u8> {
    const ROWS: usize = 16;
    let mut bytes = std::fs::read(repository().join("crates/data/tests/corpus/rows_contiguous.h5")).unwrap();
    let numbers = bytes.len() - ROWS * WIDTH * 8;
    assert!(tokens.rows().len() < ROWS, "{} rows", tokens.rows().len());
    let mut end = [-1_i16; WIDTH];
    end[0] = 3;
    let rows = tokens.rows().iter().copied().chain(std::iter::repeat(end)).take(ROWS);
    let written: Vec<u8> = rows.flatten().flat_map(|n| i64::from(n).to_le_bytes()).collect();
    bytes[numbers..].copy_from_slice(&written);
    bytes
}

/// A cloud as NumPy writes it, float32.
fn npy(cloud: &Cloud) -> Vec<u8> {
    let normals = cloud.normals.as_ref();
    let columns = if normals.is_some() { 6 } else { 3 };
    let header =
        format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {columns}), }}\n", cloud.points.len());
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.bytes());
    for (i, p) in cloud.points.iter().enumerate() {
        let numbers = p.to_array().into_iter().chain(normals.iter().flat_map(|n| n[i].to_array()));
        bytes.extend(numbers.flat_map(|v| (v as f32).to_le_bytes()));
    }
    bytes
}

/// Writes the folder. The last part has neither mesh nor scan, and its cloud no normals; one id is listed that is not there.
fn published(root: &Path) {
    for folder in ["cad_vec/0001", "cad_vec/0002", "clouds/0001", "clouds/0002", "stls/0001", "scans/raw"] {
        std::fs::create_dir_all(root.join(folder)).unwrap();
    }
    for (id, part) in PARTS {
        let path = repository().join(format!("tests/cases/{part}/program.resolid.json"));
        let program = file::read(&std::fs::read_to_string(path).unwrap()).unwrap();
        let (tokens, _) = Tokens::from_program(&program, Dialect::DeepCad).unwrap();
        let write = |name: String, bytes: &[u8]| std::fs::write(root.join(name), bytes).unwrap();
        let block = &id[..4];
        write(format!("cad_vec/{block}/{id}.h5"), &h5(&tokens));
        // The data's unit is half the cube's side.
        let mut program: Program = tokens.to_program(Dialect::DeepCad, Cube::UNKNOWN).unwrap();
        program.scale(1.0 / Cube::UNKNOWN.half).unwrap();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let surface = Evaluator::new(&program).sample_surface(4096, &mut rng);
        let mut cloud = Cloud::of(surface.iter().map(|s| s.position).collect());
        let last = id == PARTS[2].0;
        cloud.normals = (!last).then(|| surface.iter().map(|s| s.normal).collect());
        write(format!("clouds/{block}/{id}.npy"), &npy(&cloud));
        if last {
            continue;
        }
        let size = Evaluator::new(&program).bounds().diagonal();
        let mesh = mesh::of_program(&program, &Fineness { chord: 1e-4 * size, angle: 0.1 }).unwrap();
        write(format!("stls/{block}/{id}.stl"), &write_stl(&mesh));
        let scanned = scan::of_program(&program, &Scan::of(Level::Light), &mut rng).unwrap();
        write(format!("scans/raw/{id}_a.ply"), &write_cloud_ply(&scanned));
    }
    let split = r#"{"train": ["0002/00020003"], "validation": [], "test": ["0001/00010001", "0001/00010002"]}"#;
    std::fs::write(root.join("filtered_data.json"), split).unwrap();
    let other = r#"{"test": ["00020003", "00029999"]}"#;
    std::fs::write(root.join("other.json"), other).unwrap();
}

#[test]
fn one_split_is_imported_and_what_lies_beside_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    published(&at.join("data"));
    let run = resolid(at, &["data", "import", "data"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for said in ["3 of 3 records read", "Train: 1", "Test: 2", "beside them: clouds 3, meshes 2, scans 2"] {
        assert!(run.stdout.contains(said), "{said}: {run:?}");
    }
    let run = resolid(at, &["data", "import", "data", "--split", "test", "-o", "test"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("wrote 2 programs to test"), "{run:?}");
    // What a split file lists and the folder lacks is no program that was read.
    let other = ["data", "import", "data", "--split", "test", "--split-file", "data/other.json", "--list-rejects"];
    let run = resolid(at, &other);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(run.stdout.contains("1 of 2 records read"), "{run:?}");
    assert!(run.stdout.contains("00029999 (data/other.json): listed under test"), "{run:?}");
    // A data set says of its splits itself.
    let run = resolid(at, &["data", "stats", "test", "--split", "test"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for (source, has) in [("data", "train (1), test (2)"), ("test", "test (2)")] {
        let command = ["data", "import", source, "--split", "validation"];
        resolid(at, &command).fails(3, &format!("no split `validation`; it has {has}"));
    }
    resolid(at, &["data", "stats", "data", "--split", "dev"]).fails(3, "no split `dev`; it has train (1), test (2)");
}

#[test]
fn a_program_is_shown_with_what_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    published(&at.join("data"));
    let run = resolid(at, &["data", "show", "00010001", "--data", "data", "-o", "one.png"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for said in [
        "mesh: stls/0001/00010001.stl",
        "cloud: clouds/0001/00010001.npy, 4,096 points with normals",
        "scan: scans/raw/00010001_a.ply",
    ] {
        assert!(run.stdout.contains(said), "{said}: {run:?}");
    }
    std::fs::write(at.join("data/clouds/0002/00020003.npy"), "no array").unwrap();
    let run = resolid(at, &["data", "show", "00020003", "--data", "data", "-o", "two.png"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(run.stdout.contains("00020003.npy: not a .npy file"), "{run:?}");
}

#[cfg(feature = "kernel")]
#[test]
fn what_cannot_be_evaluated_is_refused_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    published(&at.join("data"));
    let run = |arguments: &[&str]| resolid(at, &[&["eval", "reconstruct", "--data", "data"], arguments].concat());
    run(&["--split", "dev"]).fails(3, "no split `dev`; it has train (1), test (2)");
    run(&["--split", "train"]).fails(3, "none of 1 program has a mesh in data/stls");
    run(&["--ids", "7"]).fails(2, "no part 7 in data/cad_vec");
    run(&["--true-size"]).fails(2, "no true size");
    run(&["--input", "cloud", "--points", "500"]).fails(2, "--points is for simulated clouds");
    run(&["--input", "cloud", "--noise", "1e-4"]).fails(2, "--noise is for meshes");
}

#[cfg(feature = "kernel")]
#[test]
#[ignore = "tools: needs a Python with cadquery and manifold3d"]
fn meshes_clouds_and_scans_of_the_data_are_evaluated() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    published(&at.join("data"));
    let rows = |arguments: &[&str]| -> Vec<(String, f64)> {
        let common = ["eval", "reconstruct", "--data", "data", "--csv", "parts.csv"];
        let run = resolid(at, &[&common[..], arguments].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(!run.stdout.contains("not of the original"), "{run:?}");
        let text = std::fs::read_to_string(at.join("parts.csv")).unwrap();
        let row = |line: &str| {
            let fields: Vec<&str> = line.split(',').collect();
            (fields[0].to_owned(), fields[4].parse().unwrap())
        };
        text.lines().skip(1).map(row).collect()
    };
    let right = |found: &[(String, f64)], ids: &[&str], least: f64| {
        assert_eq!(found.iter().map(|r| r.0.as_str()).collect::<Vec<_>>(), ids, "{found:?}");
        assert!(found.iter().all(|r| r.1 >= least), "{found:?}");
    };
    let both = ["00010001", "00010002"];
    right(&rows(&["--split", "test"]), &both, 0.999);
    right(&rows(&["--input", "cloud", "--split", "test"]), &both, 0.99);
    // Without normals, and by another split file; the id that is listed and not there is told.
    let other = ["--input", "cloud", "--split", "test", "--split-file", "data/other.json"];
    right(&rows(&other), &["00020003"], 0.98);
    right(&rows(&["--input", "scan"]), &["raw_00010001_a", "raw_00010002_a"], 0.9);
    // Of programs alone, clouds are taken.
    let ids = PARTS.map(|p| p.0);
    right(&rows(&["--input", "scan", "--level", "clean", "--pose"]), &ids, 0.99);
}
