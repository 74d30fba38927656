//! Everything a user may hand in by mistake, through the real binary: one line that says what is wrong, one that
//! says what to try, the documented exit code, and no file half written.
#![allow(missing_docs)]

mod common;

use common::{Run, cuboid, names, program, resolid, saddle, stl};
use std::path::Path;

/// Runs `reconstruct` on `bytes` under `name`, and asserts that nothing but the input lies in the folder after it.
#[track_caller]
fn refused(name: &str, bytes: &[u8], code: i32, what: &str) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let run = resolid(folder.path(), &["reconstruct", name, "-o", "out.resolid.json", "--report", "out.json"]);
    run.fails(code, what);
    assert!(run.stderr.contains(name), "the file is not named: {run:?}");
    assert_eq!(names(folder.path()), [name]);
}

fn part() -> Vec<common::Triangle> {
    cuboid([0.0, 0.0, 0.0], [40.0, 20.0, 10.0])
}

#[test]
fn empty() {
    refused("part.stl", b"", 3, "empty");
    refused("part.obj", b"  \n\n", 3, "empty");
}

#[test]
fn truncated() {
    let mut bytes = stl(&part());
    bytes.truncate(bytes.len() - 70);
    refused("part.stl", &bytes, 3, "triangles");
    // Cut off behind a whole facet, where all that is missing are facets and the last word.
    let facet = |[a, b, c]: &common::Triangle| {
        let corner = |p: &[f32; 3]| format!("vertex {} {} {}\n", p[0], p[1], p[2]);
        format!("facet normal 0 0 0\nouter loop\n{}{}{}endloop\nendfacet\n", corner(a), corner(b), corner(c))
    };
    let text = part().iter().map(facet).collect::<String>();
    refused("part.stl", format!("solid part\n{text}").as_bytes(), 3, "endsolid");
    refused("part.off", b"OFF\n4 4 0\n0 0 0\n1 0 0\n", 3, "");
    refused("part.ply", b"ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\n", 3, "");
}

#[test]
fn text_renamed() {
    refused("part.stl", b"Dear customer,\nplease find attached the drawing.\n", 3, "text");
    refused("part.stl", b"\x89PNG\r\n\x1a\n0000000000000000", 3, "PNG");
    refused("part.step", b"not a STEP file at all\n", 3, "STEP");
    refused("part.xyz", b"what is this", 3, "text");
}

#[test]
fn coordinates_that_are_no_numbers_or_huge() {
    let mut triangles = part();
    triangles[3][1][2] = f32::NAN;
    refused("part.stl", &stl(&triangles), 3, "NaN");
    triangles[3][1][2] = f32::INFINITY;
    refused("part.stl", &stl(&triangles), 3, "inf");
    triangles[3][1][2] = 3e30;
    refused("part.stl", &stl(&triangles), 3, "coordinate");
}

#[test]
fn too_small_to_be_a_shape() {
    refused("part.stl", &stl(&cuboid([0.0; 3], [1e-7; 3])), 3, "only 1");
}

#[test]
fn nothing_but_zero_area() {
    let line = [[0.0, 0.0, 0.0], [10.0, 0.0, 0.0], [20.0, 0.0, 0.0]];
    let run_folder = tempfile::tempdir().unwrap();
    std::fs::write(run_folder.path().join("part.stl"), stl(&[line; 8])).unwrap();
    let run = resolid(run_folder.path(), &["reconstruct", "part.stl", "-o", "out.resolid.json"]);
    assert!(matches!(run.code, Some(3 | 5)), "{run:?}");
    run.fails(run.code.unwrap(), "part.stl");
    assert_eq!(names(run_folder.path()), ["part.stl"]);
}

#[test]
fn one_triangle() {
    refused("part.stl", &stl(&part()[..1]), 3, "1 triangle");
}

#[test]
fn a_header_that_lies() {
    let mut bytes = stl(&part());
    bytes[80..84].copy_from_slice(&u32::MAX.to_le_bytes());
    refused("part.stl", &bytes, 3, "4,294,967,295");
    refused("part.off", b"OFF\n4000000000 4000000000 0\n0 0 0\n", 3, "");
    refused(
        "part.ply",
        b"ply\nformat binary_little_endian 1.0\nelement vertex 4000000000\nproperty float x\nproperty float y\nproperty float z\nend_header\n",
        3,
        "",
    );
}

#[test]
fn points_without_faces() {
    refused("part.obj", b"v 0 0 0\nv 1 0 0\nv 0 1 0\n", 3, "point cloud");
}

#[test]
fn a_refusal_is_reported_where_a_report_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("part.stl"), stl(&saddle())).unwrap();
    let run = resolid(folder.path(), &["reconstruct", "part.stl", "-o", "out.resolid.json", "--report", "out.json"]);
    run.fails(5, "part.stl");
    assert_eq!(names(folder.path()), ["out.json", "part.stl"]);
    let text = std::fs::read_to_string(folder.path().join("out.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((report["verdict"].as_str(), report["input"]["file"].as_str()), (Some("refused"), Some("part.stl")));
    assert!(!report["reasons"][0].as_str().unwrap().is_empty() && !report["hint"].as_str().unwrap().is_empty());
}

#[test]
fn an_open_sheet_encloses_nothing() {
    // One square, twice subdivided, so that it has triangles enough.
    let p = |x: f32, y: f32| [x * 10.0, y * 10.0, 0.0];
    let mut sheet = Vec::new();
    for (x, y) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
        sheet.push([p(x, y), p(x + 1.0, y), p(x + 1.0, y + 1.0)]);
        sheet.push([p(x, y), p(x + 1.0, y + 1.0), p(x, y + 1.0)]);
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("part.stl"), stl(&sheet)).unwrap();
    let run = resolid(folder.path(), &["reconstruct", "part.stl", "-o", "out.resolid.json"]);
    assert!(matches!(run.code, Some(3 | 5)), "{run:?}");
    run.fails(run.code.unwrap(), "part.stl");
    assert_eq!(names(folder.path()), ["part.stl"]);
}

#[test]
fn a_missing_path_or_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    resolid(folder.path(), &["reconstruct", "gone.stl", "-o", "out.step"])
        .fails_or_kernel(3, "gone.stl does not exist");
    std::fs::create_dir(folder.path().join("folder.stl")).unwrap();
    resolid(folder.path(), &["info", "folder.stl"]).fails(3, "is a folder");
    assert_eq!(names(folder.path()), ["folder.stl"]);
}

trait OrKernel {
    fn fails_or_kernel(&self, code: i32, what: &str);
}

impl OrKernel for Run {
    /// As `fails`; a build without the kernel refuses STEP before it looks at anything else.
    #[track_caller]
    fn fails_or_kernel(&self, code: i32, what: &str) {
        if cfg!(feature = "kernel") { self.fails(code, what) } else { self.fails(2, "needs the kernel") }
    }
}

fn with_part(check: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("part.stl"), stl(&part())).unwrap();
    std::fs::write(folder.path().join("plate.resolid.json"), program()).unwrap();
    let before = names(folder.path());
    check(folder.path());
    assert_eq!(names(folder.path()), before);
}

#[test]
fn output_folders_are_looked_at_before_the_work() {
    with_part(|folder| {
        resolid(folder, &["reconstruct", "part.stl", "-o", "no/such/out.py"]).fails(6, "does not exist");
        // A path under a file fails for root too, whom permissions do not stop.
        resolid(folder, &["reconstruct", "part.stl", "-o", "part.stl/out.py"]).fails(6, "part.stl");
        resolid(folder, &["reconstruct", "part.stl", "-o", "/proc/out.py"]).fails(6, "/proc");
        // Looked at before the input: the input here is not even a mesh.
        resolid(folder, &["reconstruct", "plate.resolid.json", "-o", "no/out.py"]).fails(6, "does not exist");
        resolid(folder, &["convert", "plate.resolid.json", "no/out.py"]).fails(6, "does not exist");
    });
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_what_was_there() {
    with_part(|folder| {
        std::os::unix::fs::symlink("/dev/full", folder.join("full.py")).unwrap();
        if Path::new("/dev/full").exists() {
            let run = resolid(folder, &["convert", "plate.resolid.json", "full.py"]);
            run.fails(6, "no space left");
        }
        std::fs::remove_file(folder.join("full.py")).unwrap();
        if let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") {
            let mut info = std::process::Command::new(env!("CARGO_BIN_EXE_resolid"));
            let told = info.args(["info", "plate.resolid.json"]).current_dir(folder).stdout(full).output().unwrap();
            let stderr = String::from_utf8(told.stderr).unwrap();
            assert_eq!(told.status.code(), Some(6), "{stderr}");
            assert!(
                stderr.starts_with("error: what was found cannot be printed: ") && !stderr.contains("panicked"),
                "{stderr}"
            );
        }
    });
    // A file that may not grow stands for a disk that is full halfway.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plate.resolid.json"), program()).unwrap();
    std::fs::write(folder.path().join("old.py"), "old").unwrap();
    let output = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" convert plate.resolid.json old.py"])
        .arg(env!("CARGO_BIN_EXE_resolid"))
        .current_dir(folder.path())
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(6), "{stderr}");
    assert_eq!(stderr.lines().count(), 2, "{stderr}");
    assert_eq!(std::fs::read_to_string(folder.path().join("old.py")).unwrap(), "old");
    assert_eq!(names(folder.path()), ["old.py", "plate.resolid.json"]);
}

#[test]
fn existing_files_survive_a_refusal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("part.stl"), &stl(&part())[..300]).unwrap();
    for old in ["out.py", "out.resolid.json", "out.json", "out.png"] {
        std::fs::write(folder.path().join(old), "old").unwrap();
    }
    let run = resolid(
        folder.path(),
        &[
            "reconstruct",
            "part.stl",
            "-o",
            "out.py",
            "-o",
            "out.resolid.json",
            "--report",
            "out.json",
            "--picture",
            "out.png",
        ],
    );
    assert_eq!(run.code, Some(3), "{run:?}");
    for old in ["out.py", "out.resolid.json", "out.json", "out.png"] {
        assert_eq!(std::fs::read_to_string(folder.path().join(old)).unwrap(), "old");
    }
    assert_eq!(names(folder.path()).len(), 5);
}

#[test]
fn a_wrong_command_line_is_two_lines_too() {
    with_part(|folder| {
        resolid(folder, &["reconstruct"]).fails(2, "IN");
        resolid(folder, &["reconstruct", "part.stl", "-o", "out.doc"]).fails(2, "out.doc");
        resolid(folder, &["reconstruct", "part.stl", "--unit", "furlong"]).fails(2, "furlong");
        resolid(folder, &["reconstruct", "part.stl", "--tolerance", "-3"]).fails(2, "-3");
        resolid(folder, &["reconstruct", "part.stl", "--tolerance", "30"]).fails(2, "tolerance");
        resolid(folder, &["reconstruct", "part.stl", "-o", "a.py", "-o", "./a.py"]).fails(2, "twice");
        resolid(folder, &["reconstruct", "part.stl", "-o", "part.stl"]).fails(2, "input itself");
        resolid(folder, &["reconstruct", "part.stl", "--picture", "p.jpg"]).fails(2, "PNG");
        resolid(folder, &["reconstruct", "part.stl", "--report", "r.txt"]).fails(2, "no kind of report");
        resolid(folder, &["reconstruct", "plate.resolid.json", "-o", "a.py"]).fails(2, "program already");
        resolid(folder, &["reconstrct", "part.stl"]).fails(2, "reconstrct");
        resolid(folder, &["convert", "part.stl", "part.py"]).fails(2, "is a mesh");
        resolid(folder, &["check", "part.stl"]).fails(3, "is no program");
    });
}

#[test]
fn programs_with_faults_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("good.resolid.json", &program());
    let run = resolid(folder.path(), &["check", "good.resolid.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("valid"), "{run:?}");
    write("broken.resolid.json", "{\"schema\": ");
    resolid(folder.path(), &["check", "broken.resolid.json"]).fails(3, "broken.resolid.json");
    write("newer.resolid.json", "{\"schema\": \"resolid/99\", \"steps\": []}");
    resolid(folder.path(), &["check", "newer.resolid.json"]).fails(3, "resolid/99");
    write("flat.resolid.json", &program().replace("\"distance\": 5.0", "\"distance\": 0.0"));
    let run = resolid(folder.path(), &["check", "flat.resolid.json"]);
    assert_eq!(run.code, Some(5), "{run:?}");
    assert!(run.stdout.contains("error: step 1"), "{run:?}");
    resolid(folder.path(), &["convert", "flat.resolid.json", "flat.py"]).fails(5, "flat.resolid.json");
}

/// STEP files damaged at random, each read by a process of its own.
#[cfg(feature = "kernel")]
fn damaged_step(rounds: usize, seed: u64) {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{RngCore, SeedableRng};
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("part.resolid.json"), program()).unwrap();
    assert_eq!(resolid(folder.path(), &["convert", "part.resolid.json", "whole.step"]).code, Some(0));
    let whole = std::fs::read(at("whole.step")).unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut below = |n: usize| rng.next_u32() as usize % n.max(1);
    let mut said = std::collections::BTreeSet::new();
    for round in 0..rounds {
        let mut bytes = whole.clone();
        for _ in 0..1 + below(2) {
            let from = below(bytes.len());
            let to = (from + below(80)).min(bytes.len());
            match below(6) {
                0 => bytes.truncate(from.max(200)),
                1 => drop(bytes.drain(from..to)),
                2 => bytes[from] = b"#0123456789(),;'$*.-E"[below(21)],
                3 => {
                    // A reference to something else.
                    if let Some(hash) = bytes[from..].iter().position(|b| *b == b'#').map(|p| from + p + 1) {
                        let end =
                            bytes[hash..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |p| hash + p);
                        bytes.splice(hash..end, below(400).to_string().into_bytes());
                    }
                }
                4 => {
                    let piece = bytes[from..to].to_vec();
                    bytes.splice(to..to, piece);
                }
                _ => drop(bytes.splice(from..from, b"1.E+308".iter().copied())),
            }
        }
        std::fs::write(at("damaged.step"), &bytes).unwrap();
        let run = resolid(folder.path(), &["info", "damaged.step", "--own-memory", "1000000000"]);
        let fine = match run.code {
            Some(0) => run.stderr.is_empty(),
            Some(3 | 5) => run.stderr.lines().count() == 2 && run.stdout.is_empty(),
            _ => false,
        };
        assert!(fine, "round {round}: {run:?}\n{}", String::from_utf8_lossy(&bytes));
        said.insert(run.stderr);
    }
    assert!(said.len() > 5, "all damage is told alike: {said:?}");
}

#[cfg(feature = "kernel")]
#[test]
fn damaged_step_files_bring_no_process_down() {
    damaged_step(30, 1);
}

#[cfg(feature = "kernel")]
#[test]
#[ignore = "slow: a process for each of two thousand files"]
fn many_damaged_step_files_bring_no_process_down() {
    damaged_step(2_000, 2);
}
