//! The weights that ship say the same on every machine.
#![allow(missing_docs)]

use resolid_models::autoencoder::Autoencoder;
use resolid_models::codec::{All, Batch};
use resolid_models::weights::Weights;
use resolid_program::deepcad;
use resolid_program::tokens::{Dialect, Row, Tokens};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What a latent's numbers may differ by: machines add up in different orders.
const TOLERANCE: f32 = 1e-3;

/// What the weights make of one program.
#[derive(Debug, Serialize, Deserialize)]
struct Golden {
    program: String,
    latent: Vec<f32>,
    rows: Vec<Row>,
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The DeepCAD programs of the tests, by name.
fn programs() -> Vec<(String, Tokens)> {
    let folder = here("../program/tests/deepcad");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "json"));
    paths.sort();
    let read = |path: PathBuf| {
        let program = deepcad::read(&std::fs::read_to_string(&path).unwrap()).ok()?;
        let (tokens, _) = Tokens::from_program(&program, Dialect::Resolid).ok()?;
        Some((path.file_stem().unwrap().to_string_lossy().into_owned(), tokens))
    };
    paths.into_iter().filter_map(read).collect()
}

fn told() -> Vec<Golden> {
    let device = resolid_models::cpu();
    let net =
        Autoencoder::load(&Weights::read(&here("weights/program-autoencoder.safetensors")).unwrap(), &device).unwrap();
    programs()
        .into_iter()
        .map(|(program, tokens)| {
            let latent = net.encode(&Batch::of(&[&tokens], &mut All));
            let rows = net.decode(latent.clone())[0].rows().to_vec();
            let latent: Vec<f32> = latent.into_data().iter::<f32>().collect();
            Golden { program, latent: latent.into_iter().map(|v| (v * 1e4).round() / 1e4).collect(), rows }
        })
        .collect()
}

fn golden() -> PathBuf {
    here("tests/golden/program-autoencoder.json")
}

#[test]
fn the_shipped_autoencoder_says_what_it_said() {
    let golden: Vec<Golden> = serde_json::from_str(&std::fs::read_to_string(golden()).unwrap()).unwrap();
    let told = told();
    assert!(!golden.is_empty());
    assert_eq!(golden.len(), told.len());
    for (then, now) in golden.iter().zip(&told) {
        assert_eq!(then.program, now.program);
        let off = then.latent.iter().zip(&now.latent).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(off <= TOLERANCE, "{}: the latent is {off} off", now.program);
        // A number between two levels may fall on either.
        let [before, after] = [then, now].map(|g| Tokens::from_rows(&g.rows).unwrap());
        assert!(before.near(&after, 1), "{}: {:?}", now.program, now.rows);
    }
}

#[test]
#[ignore = "golden: writes what the shipped weights say, for when others ship"]
fn write_golden() {
    std::fs::create_dir_all(golden().parent().unwrap()).unwrap();
    let lines: Vec<String> = told().iter().map(|g| serde_json::to_string(g).unwrap()).collect();
    std::fs::write(golden(), format!("[{}]\n", lines.join(",\n"))).unwrap();
}
