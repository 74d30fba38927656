//! Every reader on files that were damaged at random: an answer or an error of one line, soon, and without much memory.
#![allow(missing_docs)]

#[path = "../../geom/examples/samples.rs"]
mod samples;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid::{Source, problems};
use resolid_geom::cloud::Cloud;
use resolid_geom::format::{write_cloud_ply, write_obj, write_off, write_ply, write_stl};
use resolid_geom::{TriMesh, Vec3};
use resolid_program::tokens::{Cube, Dialect, Tokens};
use resolid_program::{deepcad, file};
use std::path::Path;
use std::time::{Duration, Instant};

/// Longest that one file of a few kilobytes may take.
const LONGEST: Duration = Duration::from_secs(5);
/// Most that all of them together may add to the memory of the process, MiB.
const MOST_MIB: f64 = 1000.0;

/// Texts that readers of numbers, counts and names trip over.
const WORDS: [&[u8]; 22] = [
    b"nan",
    b"-inf",
    b"1e308",
    b"-1e-320",
    b"99999999999999999999",
    b"-1",
    b"0",
    b"4294967295",
    b"2147483648",
    b"0x7f",
    b"\xff\xfe",
    b"\0",
    b"\r",
    b"\n\n",
    b"[[[[[[[[",
    b"{\"a\":",
    b"null",
    b"\"",
    b"end_header\n",
    b"f 1 2 3\n",
    b"//",
    b"\xe2\x80\xae",
];

/// `bytes`, damaged in a few places.
fn damaged(bytes: &[u8], others: &[Vec<u8>], rng: &mut ChaCha8Rng) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..rng.random_range(1..4) {
        let at = rng.random_range(0..=out.len());
        let to = rng.random_range(at..=out.len().min(at + 200));
        match rng.random_range(0..9) {
            0 => out.truncate(at),
            1 if at < out.len() => out[at] = rng.random(),
            2 if at < out.len() => out[at] ^= 1 << rng.random_range(0..8),
            3 => drop(out.drain(at..to)),
            4 => {
                let piece = out[at..to].to_vec();
                out.splice(at..at, piece);
            }
            5 => drop(out.splice(at..to.min(at + 8), WORDS[rng.random_range(0..WORDS.len())].iter().copied())),
            6 => {
                // Another file from somewhere on.
                let other = &others[rng.random_range(0..others.len())];
                let from = rng.random_range(0..=other.len());
                out.truncate(at);
                out.extend(&other[from..]);
            }
            7 => {
                // A number becomes another one.
                let is_digit = |b: &u8| b.is_ascii_digit();
                if let Some(start) = out[at..].iter().position(is_digit).map(|p| at + p) {
                    let end = out[start..].iter().position(|b| !is_digit(b)).map_or(out.len(), |p| start + p);
                    let word = WORDS[rng.random_range(0..10)];
                    out.splice(start..end, word.iter().copied());
                }
            }
            _ => {
                let n: u32 = [0, 1, u32::MAX, 1 << 31, 0x00ff_ffff][rng.random_range(0..5)];
                let end = (at + 4).min(out.len());
                out.splice(at..end, n.to_le_bytes());
            }
        }
    }
    out
}

/// Files of every form, with the name's ending.
fn originals() -> Vec<(String, Vec<u8>)> {
    let mesh = TriMesh::cuboid(Vec3::ZERO, Vec3::new(40.0, 20.0, 10.0));
    let points: Vec<Vec3> =
        (0..60).map(|k| Vec3::new(f64::from(k % 5), f64::from(k / 5 % 4), f64::from(k / 20))).collect();
    let text = |rows: &str| points.iter().map(|p| format!("{} {} {}{rows}\n", p.x, p.y, p.z)).collect::<String>();
    let ascii =
        "solid a\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\n"
            .repeat(6);
    let ply = "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\nelement face 2\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n3 2 1 0\n";
    let mut all: Vec<(String, Vec<u8>)> = [
        ("stl", write_stl(&mesh)),
        ("stl", format!("{ascii}endsolid a\n").into_bytes()),
        ("obj", write_obj(&mesh)),
        ("off", write_off(&mesh)),
        ("ply", write_ply(&mesh)),
        ("ply", ply.into()),
        ("ply", write_cloud_ply(&Cloud { points: points.clone(), ..Cloud::default() })),
        ("xyz", text("").into_bytes()),
        ("pts", format!("{}\n{}", points.len(), text(" 7 255 0 0")).into_bytes()),
        ("asc", text(", 0, 0, 1").into_bytes()),
    ]
    .map(|(ending, bytes)| (ending.to_string(), bytes))
    .into();
    all.extend(samples::samples().into_iter().map(|(ending, bytes)| (ending.to_string(), bytes)));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<_> = std::fs::read_dir(root.join("tests/cases"))
        .unwrap()
        .map(|case| case.unwrap().path().join("program.resolid.json"))
        .chain(std::fs::read_dir(root.join("crates/program/tests/deepcad")).unwrap().map(|e| e.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    all.extend(files.iter().map(|path| ("json".to_string(), std::fs::read(path).unwrap())));
    assert!(all.len() > 25, "only {} originals", all.len());
    all
}

fn resident_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()).map_or(0.0, |kib| kib / 1024.0)
}

fn read_damaged(rounds: usize, seed: u64) {
    let originals = originals();
    let bytes: Vec<Vec<u8>> = originals.iter().map(|o| o.1.clone()).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (mut read, mut programs) = (0, 0);
    let before = resident_mib();
    for round in 0..rounds {
        let (ending, original) = &originals[round % originals.len()];
        let broken = damaged(original, &bytes, &mut rng);
        let name = if rng.random_ratio(1, 8) { "part".to_string() } else { format!("part.{ending}") };
        let started = Instant::now();
        match Source::read(&broken, &name, None) {
            Err(error) => {
                let text = format!("{error}{}", error.hint());
                assert!(!text.contains('\n') && text.len() < 1000, "round {round}: {text}");
            }
            Ok(Source::Mesh(source)) => {
                read += 1;
                let vertices = source.mesh.vertices.len() as u32;
                assert!(source.mesh.triangles.iter().flatten().all(|&v| v < vertices), "round {round}");
                assert!(source.mesh.vertices.iter().all(|v| v.is_finite()), "round {round}");
                let _ = resolid_geom::clean::clean(&source.mesh);
            }
            Ok(Source::Cloud(source)) => {
                read += 1;
                assert!(source.cloud.points.iter().all(|v| v.is_finite()), "round {round}");
                let _ = resolid_geom::cloud::prepare(&source.cloud, &resolid_geom::Silent);
            }
            Ok(Source::Program(source)) => {
                programs += 1;
                let _ = problems(&source.program);
                let _ = deepcad::write(&source.program);
                assert_eq!(file::read(&file::write(&source.program)), Ok(source.program), "round {round}");
            }
            #[allow(unreachable_patterns)]
            Ok(_) => {}
        }
        assert!(started.elapsed() < LONGEST, "round {round} ({name}): {:?}", started.elapsed());
    }
    assert!(read > rounds / 50 && programs > rounds / 200, "too little is left whole: {read}, {programs} of {rounds}");
    let more = resident_mib() - before;
    assert!(more < MOST_MIB, "{more:.0} MiB");
}

fn read_rows(rounds: usize, seed: u64) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut paths: Vec<_> = std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let programs =
        paths.iter().map(|p| file::read(&std::fs::read_to_string(p.join("program.resolid.json")).unwrap()).unwrap());
    let whole: Vec<Tokens> =
        programs.filter_map(|p| Some(Tokens::from_program(&p, Dialect::Resolid).ok()?.0)).collect();
    assert!(whole.len() > 5);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut read = 0;
    for round in 0..rounds {
        let mut rows: Vec<Vec<i64>> =
            whole[round % whole.len()].rows().iter().map(|r| r.iter().map(|&n| i64::from(n)).collect()).collect();
        for _ in 0..rng.random_range(1..5) {
            let at = rng.random_range(0..rows.len());
            let column = rng.random_range(0..rows[at].len().max(1));
            match rng.random_range(0..5) {
                0 => drop(rows.remove(at)),
                1 => rows.insert(at, rows[rng.random_range(0..rows.len())].clone()),
                2 => rows[at].truncate(column),
                3 if column < rows[at].len() => rows[at][column] = rng.random(),
                _ if column < rows[at].len() => rows[at][column] = rng.random_range(-1..256),
                _ => {}
            }
            if rows.is_empty() {
                rows.push(vec![3]);
            }
        }
        let started = Instant::now();
        if let Ok(tokens) = Tokens::read(&rows) {
            read += 1;
            for dialect in [Dialect::DeepCad, Dialect::Resolid] {
                if let Ok(program) = tokens.to_program(dialect, Cube::UNKNOWN) {
                    let _ = problems(&program);
                    let _ = Tokens::from_program(&program, dialect);
                }
            }
        }
        assert!(started.elapsed() < LONGEST, "round {round}: {:?}", started.elapsed());
    }
    assert!(read > rounds / 20, "{read} of {rounds} rows were read");
}

#[test]
fn damaged_files_are_answers_or_errors() {
    read_damaged(3_000, 1);
    read_rows(2_000, 1);
}

#[test]
#[ignore = "slow: hundreds of thousands of damaged files"]
fn many_damaged_files_are_answers_or_errors() {
    read_damaged(300_000, 2);
    read_rows(200_000, 2);
}
