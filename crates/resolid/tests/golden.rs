//! Every golden part through its own mesh and back: the numbers a draughtsman wrote come out again, whatever the pose.
#![allow(missing_docs)]
#![cfg(feature = "kernel")]

use resolid::{Host, Options, Reconstruction, Snapping, Verdict, reconstruct};
use resolid_geom::format::write_stl;
use resolid_geom::{Frame, Silent, TriMesh, Vec3};
use resolid_program::{Operation, file};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Name, mesh, and the expected volume, faces and features of a golden part.
struct Golden {
    name: String,
    mesh: TriMesh,
    volume: f64,
    faces: u64,
    features: u64,
}

fn golden() -> Vec<Golden> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut parts: Vec<Golden> = std::fs::read_dir(cases)
        .unwrap()
        .flatten()
        .map(|entry| {
            let text = |f: &str| std::fs::read_to_string(entry.path().join(f)).unwrap();
            let program = file::read(&text("program.resolid.json")).unwrap();
            let expected: serde_json::Value = serde_json::from_str(&text("expected.json")).unwrap();
            Golden {
                name: entry.file_name().to_string_lossy().into_owned(),
                mesh: resolid_kernel::build(&program).unwrap().mesh(0.2, 0.2).unwrap(),
                volume: expected["volume"].as_f64().unwrap(),
                faces: expected["faces"].as_u64().unwrap(),
                features: expected["features"].as_u64().unwrap(),
            }
        })
        .collect();
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(parts.len() >= 12, "the golden parts are gone");
    parts
}

fn back(mesh: &TriMesh) -> Reconstruction {
    let options =
        Options { snapping: Snapping::Always, overlap_samples: 2000, surface_samples: 500, ..Options::default() };
    let host = Host { observer: &Silent, clock: &|| 0.0 };
    reconstruct(write_stl(mesh), "part.stl", &options, host).unwrap()
}

#[test]
fn golden_parts_come_back_exact() {
    for part in golden() {
        let report = back(&part.mesh).report;
        let name = &part.name;
        assert_eq!(report.verdict, Verdict::Full, "{name}: {:?}", report.reasons);
        let volume = report.volume_mm3.output;
        // The lens's shallow arcs take their radius from single-precision vertices a few hundredths of it apart.
        let close = if name == "lens" { 1e-4 } else { 1e-5 };
        assert!((volume / part.volume - 1.0).abs() < close, "{name}: {volume} for {}", part.volume);
        assert!(
            report.faces.unwrap() as u64 * 4 <= part.faces * 5,
            "{name}: {:?} faces for {}",
            report.faces,
            part.faces
        );
        let features = report.features.count as u64;
        // Equal holes from three sides are three cuts, and so three families, to us.
        let most = if name == "drilled_cube" { part.features + 2 } else { part.features * 3 / 2 };
        assert!(features <= most, "{name}: {features} features for {}", part.features);
    }
}

#[test]
fn pose_scale_and_unwelded_vertices_change_nothing() {
    let x = Vec3::new(0.36, 0.48, -0.8);
    let y = Vec3::new(-0.8, 0.6, 0.0);
    let pose = Frame { origin: Vec3::new(210.0, -35.0, 90.0), x, y };
    let scale: f64 = 3.7;
    for part in
        golden().into_iter().filter(|p| ["flange", "l_bracket", "plate_with_four_holes"].contains(&p.name.as_str()))
    {
        let moved = part.mesh.mapped(|p| pose.world_from_local(p * scale));
        let report = back(&moved).report;
        let name = &part.name;
        assert_eq!(report.verdict, Verdict::Full, "{name}: {:?}", report.reasons);
        let volume = report.volume_mm3.output / scale.powi(3);
        // Single-precision STL a quarter of a metre from zero holds some five digits of these parts.
        assert!((volume / part.volume - 1.0).abs() < 1e-4, "{name}: {volume} for {}", part.volume);
        assert_eq!(report.faces.unwrap() as u64, part.faces, "{name}");
        assert!(report.features.count as u64 <= part.features, "{name}: {} features", report.features.count);
    }
}

/// The mesh with every triangle in four, as many times over.
fn refined(mesh: &TriMesh, times: usize) -> TriMesh {
    (0..times).fold(mesh.clone(), |mesh, _| {
        let mut fine = TriMesh { vertices: mesh.vertices.clone(), triangles: Vec::new() };
        for (t, &[a, b, c]) in mesh.triangles.iter().enumerate() {
            let [p, q, r] = mesh.corners(t);
            let first = fine.vertices.len() as u32;
            fine.vertices.extend([p.midpoint(q), q.midpoint(r), r.midpoint(p)]);
            let [ab, bc, ca] = [first, first + 1, first + 2];
            fine.triangles.extend([[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]]);
        }
        fine
    })
}

#[test]
fn vertices_on_facets_change_nothing() {
    for part in golden().into_iter().filter(|p| ["flange", "slotted_plate", "stepped_shaft"].contains(&p.name.as_str()))
    {
        let report = back(&refined(&part.mesh, 2)).report;
        let name = &part.name;
        assert_eq!(report.verdict, Verdict::Full, "{name}: {:?}", report.reasons);
        assert!(report.input.repairs.iter().any(|r| r.contains("flat places")), "{name}: {:?}", report.input.repairs);
        let volume = report.volume_mm3.output;
        assert!((volume / part.volume - 1.0).abs() < 1e-5, "{name}: {volume} for {}", part.volume);
        assert_eq!(report.faces.unwrap() as u64, part.faces, "{name}");
    }
}

#[test]
fn equal_bodies_are_drawn_once_and_placed() {
    let bracket = golden().into_iter().find(|p| p.name == "l_bracket").unwrap();
    let mut mesh = bracket.mesh.clone();
    mesh.append(&bracket.mesh.mapped(|p| p + Vec3::new(100.0, 0.0, 0.0)));
    mesh.append(&bracket.mesh.mapped(|p| Vec3::new(-p.y, p.x, p.z + 80.0)));
    let found = back(&mesh);
    let (report, program) = (&found.report, &found.part.program);
    assert_eq!(report.verdict, Verdict::Full, "{:?}", report.reasons);
    assert_eq!((program.definitions.len(), program.steps.len(), report.solids), (1, 1, Some(3)));
    assert_eq!((report.features.count as u64, report.steps), (bracket.features, program.definitions[0].steps.len()));
    assert!((report.volume_mm3.output / (3.0 * bracket.volume) - 1.0).abs() < 1e-5, "{}", report.volume_mm3.output);
    let Operation::Place { placements, .. } = &program.steps[0].operation else { panic!("{program:#?}") };
    let origins: Vec<Vec3> = placements.iter().map(|p| p.frame.origin).collect();
    assert_eq!(origins, [Vec3::ZERO, Vec3::new(100.0, 0.0, 0.0), Vec3::new(0.0, 0.0, 80.0)]);
}

#[test]
fn an_answer_cut_off_anywhere_comes_as_near_as_the_box_around_the_part() {
    for part in golden() {
        let box_iou = part.volume / part.mesh.bounds().size().to_array().iter().product::<f64>();
        // The clock moves on by a millisecond whenever it is looked at.
        for limit in [0.001, 0.01, 0.05, 0.2] {
            let looks = AtomicU64::new(0);
            let clock = || looks.fetch_add(1, Ordering::Relaxed) as f64 * 1e-3;
            let host = Host { observer: &Silent, clock: &clock };
            let options = Options { time_limit: Some(limit), overlap_samples: 4000, ..Options::default() };
            let found = reconstruct(write_stl(&part.mesh), "part.stl", &options, host).unwrap();
            let (iou, error) = (found.report.iou, found.report.iou_error);
            assert!(iou > box_iou - 3.0 * error - 0.01, "{}, {limit} s: {iou} for {box_iou}", part.name);
            assert!(found.picture(host).unwrap().starts_with(b"\x89PNG"), "{}", part.name);
        }
    }
}
