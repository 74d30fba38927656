//! The golden parts of `tests/cases/`, built: volume, area, box, faces and solids as derived by hand.

use resolid_geom::Vec3;
use resolid_kernel::{StepOptions, build, read_step};
use resolid_program::file;
use serde_json::Value;
use std::path::Path;

#[test]
fn every_golden_part_is_built_as_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut names: Vec<_> = std::fs::read_dir(&cases).expect("tests/cases is there").flatten().collect();
    names.sort_by_key(|e| e.file_name());
    assert!(names.len() >= 10, "{} golden parts only", names.len());
    for case in names {
        let name = case.file_name().to_string_lossy().into_owned();
        let text =
            |file: &str| std::fs::read_to_string(case.path().join(file)).unwrap_or_else(|e| panic!("{name}: {e}"));
        let program = file::read(&text("program.resolid.json")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let expected: Value = serde_json::from_str(&text("expected.json")).unwrap();
        let number = |key: &str| expected[key].as_f64().unwrap_or_else(|| panic!("{name} expects no {key}"));
        let corner = |k: usize| {
            let c = |axis: usize| expected["box"][k][axis].as_f64().unwrap();
            Vec3::new(c(0), c(1), c(2))
        };
        let tolerance = number("tolerance");
        let solid = build(&program).unwrap_or_else(|e| panic!("{name}: {e}"));
        let close = |a: f64, b: f64| (a - b).abs() <= tolerance * b.abs().max(1.0);
        let (mass, bounds, counts) = (solid.mass(), solid.bounds(), solid.counts());
        assert!(close(mass.volume, number("volume")), "{name}: volume {} for {}", mass.volume, number("volume"));
        assert!(close(mass.area, number("area")), "{name}: area {} for {}", mass.area, number("area"));
        let off = (bounds.min - corner(0)).abs().max((bounds.max - corner(1)).abs()).max_element();
        assert!(off <= tolerance * bounds.diagonal(), "{name}: the box is {bounds:?}");
        assert_eq!(counts.faces as f64, number("faces"), "{name}: faces");
        assert_eq!(counts.solids as f64, number("solids"), "{name}: solids");
        assert!(solid.validity().is_valid() && solid.validity().non_manifold_edges == 0, "{name}");
        let mesh = solid.mesh(1e-3 * bounds.diagonal(), 0.2).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!((mesh.volume() - mass.volume).abs() < 0.02 * mass.volume, "{name}: the mesh holds {}", mesh.volume());
        let back = read_step(&solid.write_step(&StepOptions::default()).unwrap()).unwrap();
        assert_eq!((back.counts().faces, back.counts().solids), (counts.faces, counts.solids), "{name}: STEP");
        assert!((back.mass().volume - mass.volume).abs() < 1e-6 * mass.volume, "{name}: STEP");
    }
}
