//! `resolid data scan` and `resolid data photograph`, through the real binary.
#![allow(missing_docs)]

mod common;

use common::{cuboid, names, program, resolid, stl};
use resolid_geom::format::{Geometry, read_geometry};

/// Header lines of a PLY file, and how many bytes follow.
fn ply(bytes: &[u8]) -> (Vec<String>, usize) {
    let end = bytes.windows(11).position(|w| w == b"end_header\n").expect("a header") + 11;
    (String::from_utf8_lossy(&bytes[..end]).lines().map(str::to_owned).collect(), bytes.len() - end)
}

#[test]
fn programs_and_meshes_are_scanned_the_same_for_the_same_seed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("plate.resolid.json"), program()).unwrap();
    // Inside out, to be turned before anything is seen of it.
    let mut turned = cuboid([0.0; 3], [40.0, 20.0, 5.0]);
    turned.iter_mut().for_each(|t| t.swap(0, 1));
    std::fs::write(path("box.stl"), stl(&turned)).unwrap();
    for (input, level, sensors) in [
        ("plate.resolid.json", "heavy", 6),
        ("box.stl", "one-view", 1),
        ("box.stl", "light", 12),
        ("box.stl", "clean", 60),
    ] {
        let scan = |out: &str, seed: &str| {
            let run = resolid(folder.path(), &["data", "scan", input, "--level", level, "--seed", seed, "-o", out]);
            assert_eq!(run.code, Some(0), "{run:?}");
            assert!(run.stdout.contains(out), "{run:?}");
            std::fs::read(path(out)).unwrap()
        };
        let first = scan("a.ply", "1");
        assert_eq!(scan("b.ply", "1"), first);
        assert_ne!(scan("b.ply", "2"), first);
        let (header, body) = ply(&first);
        assert!(header.contains(&"element vertex 8192".to_owned()), "{header:?}");
        assert!(header.contains(&format!("element sensor {sensors}")), "{header:?}");
        assert_eq!(body, 8192 * (6 * 8 + 4) + sensors * 24);
    }
}

#[test]
fn several_inputs_go_into_a_folder_each_with_faults_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("a.stl"), stl(&cuboid([0.0; 3], [40.0, 20.0, 5.0]))).unwrap();
    std::fs::copy(path("a.stl"), path("b.stl")).unwrap();
    let common = ["data", "scan", "a.stl", "b.stl", "--points", "500", "--no-normals", "-o"];
    let run = resolid(folder.path(), &[&common[..], &["scans"]].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(names(&path("scans")), ["a.ply", "b.ply"]);
    let [a, b] = ["a.ply", "b.ply"].map(|n| std::fs::read(path("scans").join(n)).unwrap());
    assert_ne!(a, b);
    assert_eq!(ply(&a).1, 500 * (3 * 8 + 4) + 12 * 24);
    assert!(!ply(&a).0.iter().any(|l| l.contains("nx")));
    // A file cannot hold two scans.
    resolid(folder.path(), &[&common[..], &["a.stl"]].concat()).fails(6, "a.stl");
    // A scan hangs on the seed and the input's name, not on its place among others.
    let alone = ["data", "scan", "b.stl", "--points", "500", "--no-normals", "-o", "alone.ply"];
    assert_eq!(resolid(folder.path(), &alone).code, Some(0));
    assert_eq!(std::fs::read(path("alone.ply")).unwrap(), b);
}

#[test]
fn a_bad_input_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["a.stl", "c.stl"] {
        std::fs::write(path(name), stl(&cuboid([0.0; 3], [40.0, 20.0, 5.0]))).unwrap();
    }
    std::fs::write(path("b.stl"), "nothing of the kind").unwrap();
    let scan = |inputs: &[&str]| {
        let common = ["data", "scan", "--points", "500", "-o", "scans"];
        resolid(folder.path(), &[&common[..], inputs].concat())
    };
    let run = scan(&["a.stl", "b.stl", "gone.stl", "c.stl"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert_eq!(names(&path("scans")), ["a.ply", "c.ply"]);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{run:?}");
    assert!(lines[0].starts_with("not scanned: b.stl: ") && lines[1].starts_with("not scanned: gone.stl"), "{run:?}");
    assert_eq!(scan(&["b.stl", "gone.stl"]).code, Some(5));
}

#[test]
fn parameters_of_the_level_can_be_set() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("a.stl"), stl(&cuboid([0.0; 3], [40.0, 20.0, 5.0]))).unwrap();
    let scan = |settings: &[&str]| {
        let common = ["data", "scan", "a.stl", "-o", "a.ply", "--level", "light"];
        resolid(folder.path(), &[&common[..], settings].concat())
    };
    // How many of the points lie off the box's faces.
    let off = || {
        let bytes = std::fs::read(path("a.ply")).unwrap();
        let Geometry::Cloud(file) = read_geometry(&bytes, None).unwrap() else { panic!("no cloud") };
        let on_face =
            |p: &[f64; 3]| p.iter().zip([40.0, 20.0, 5.0]).any(|(v, far)| v.abs().min((v - far).abs()) < 1e-6);
        (file.cloud.sensors.len(), file.cloud.points.iter().filter(|p| !on_face(&p.to_array())).count())
    };
    assert_eq!(scan(&[]).code, Some(0));
    let usual = off();
    assert!(usual.0 == 12 && usual.1 > 8000, "{usual:?}");
    let run = scan(&["--set", "views=3,noise=0,blur=0", "--set", "outliers=0", "--set", "drift=0,drift-turn=0"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(off(), (3, 0));
    scan(&["--set", "sound=1"]).fails(2, "no `sound`");
    scan(&["--set", "views=0"]).fails(2, "views = 0: it should be a whole number, from 1");
    let help = resolid(folder.path(), &["data", "scan", "--help"]).stdout;
    assert!(help.contains("noise-by-distance"), "{help}");
}

#[test]
fn what_cannot_be_scanned_is_refused_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.stl"), stl(&cuboid([0.0; 3], [4.0, 2.0, 5.0]))).unwrap();
    let run = |arguments: &[&str]| resolid(folder.path(), &[&["data", "scan"], arguments].concat());
    run(&["a.stl", "-o", "a.stl"]).fails(2, "a.stl");
    run(&["a.stl", "-o", "a.xyz"]).fails(2, "scans are PLY files");
    run(&["a.stl", "a.stl", "-o", "."]).fails(2, "a.ply");
    run(&["gone.stl", "-o", "a.ply"]).fails(3, "gone.stl");
    run(&["a.stl", "--level", "medium", "-o", "a.ply"]).fails(2, "medium");
    run(&["a.stl", "--points", "0", "-o", "a.ply"]).fails(2, "0");
    run(&["a.stl"]).fails(2, "--out");
    assert_eq!(names(folder.path()), ["a.stl"]);
}

#[test]
fn parts_are_photographed_the_same_for_the_same_seed_and_a_bad_input_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("plate.resolid.json"), program()).unwrap();
    std::fs::write(path("box.stl"), stl(&cuboid([0.0; 3], [40.0, 20.0, 5.0]))).unwrap();
    std::fs::write(path("bad.stl"), "nothing of the kind").unwrap();
    let take = |inputs: &[&str], more: &[&str]| {
        let args = [&["data", "photograph"], inputs, &["--count", "3", "--side", "64"], more].concat();
        resolid(folder.path(), &args)
    };
    let run = take(&["plate.resolid.json", "box.stl"], &["-o", "a"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "wrote 6 pictures to a\n"), "{run:?}");
    assert_eq!(names(&path("a")), ["box_0.png", "box_1.png", "box_2.png", "plate_0.png", "plate_1.png", "plate_2.png"]);
    assert_eq!(take(&["box.stl"], &["-o", "b"]).code, Some(0));
    assert_eq!(take(&["box.stl"], &["-o", "c", "--seed", "1"]).code, Some(0));
    assert_eq!(take(&["box.stl"], &["-o", "d", "--plain"]).code, Some(0));
    let read = |of: &str| std::fs::read(path(of).join("box_1.png")).unwrap();
    assert!(read("a").starts_with(b"\x89PNG"));
    assert_eq!(read("a"), read("b"));
    assert!(read("a") != read("c") && read("a") != read("d"));
    let run = take(&["bad.stl", "box.stl"], &["-o", "e"]);
    assert_eq!((run.code, names(&path("e")).len()), (Some(4), 3), "{run:?}");
    assert!(run.stderr.contains("not photographed: bad.stl"), "{run:?}");
    assert_eq!(take(&["bad.stl"], &["-o", "f"]).code, Some(3));
    let run = take(&["box.stl", "a/../box.stl"], &["-o", "g"]);
    assert!(run.code == Some(2) && run.stderr.contains("two inputs are called box"), "{run:?}");
}
