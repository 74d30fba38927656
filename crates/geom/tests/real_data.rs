//! Real meshes are described truly. The figures were checked with trimesh and MeshLab.

use resolid_geom::clean::{CleanReport, clean};
use resolid_geom::format::{Format, read_mesh};
use std::path::{Path, PathBuf};

fn data() -> PathBuf {
    PathBuf::from(std::env::var("RESOLID_DATA").expect("RESOLID_DATA names the data folder"))
}

fn report(path: &Path) -> CleanReport {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let hint = path.extension().and_then(|e| Format::from_extension(&e.to_string_lossy()));
    let mesh = read_mesh(&bytes, hint).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let (result, report) = clean(&mesh).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    // What is clean stays clean: a second pass finds nothing to repair.
    let (_, second) = clean(&result).expect("a cleaned mesh is one");
    let repairs: Vec<String> = second.repairs().into_iter().filter(|r| !r.contains("bodies touch")).collect();
    assert!(repairs.is_empty(), "{}: {repairs:?}", path.display());
    assert_eq!((second.shells, second.open_edges), (report.shells, report.open_edges), "{}", path.display());
    report
}

#[test]
#[ignore = "needs RESOLID_DATA: real meshes"]
fn machined_and_odd_meshes_are_what_they_are() {
    // File, triangles, shells, enclosed volume.
    let sound = [
        ("20mm-xyz-cube.stl", 260, 1, 7938.681876),
        ("3holes.off", 7200, 1, 0.099465),
        ("MachinedPart2.STL", 5302, 1, 3612546.947597),
        ("anchor.off", 1050, 1, 0.143428),
        ("angle_block.STL", 704, 1, 1.145523),
        ("busted.STL", 3878, 1, 526.448910),
        ("featuretype.STL", 3476, 1, 11.627733),
        ("handle.off", 2326, 1, 0.206861),
        ("idler_riser.STL", 1572, 1, 1.487803),
        ("joint.off", 446, 1, 0.359494),
        // Of two bodies one is turned over in part and both face inward.
        ("multibody.stl", 32, 2, 0.007423),
        // Eight blocks that touch along edges.
        ("not_convex.obj", 96, 8, 0.030815),
        ("spool.off", 1294, 1, 0.161850),
    ];
    let mech = data().join("mech");
    for (file, triangles, shells, volume) in sound {
        let report = report(&mech.join(file));
        assert!(report.is_sound() && report.faults().is_empty(), "{file}: {:?}", report.faults());
        assert_eq!((report.input_triangles, report.shells, report.voids), (triangles, shells, 0), "{file}");
        assert!((report.volume - volume).abs() <= 1e-6 * volume.max(1.0), "{file}: {}", report.volume);
    }
    assert_eq!(report(&mech.join("multibody.stl")).turned_triangles, 6);
    assert_eq!(report(&mech.join("not_convex.obj")).separated_edges, 12);
    // An assembly whose bodies overlap: closed, but no solid to be proud of.
    let drive = report(&mech.join("cycloidal.ply"));
    assert!(drive.is_closed() && drive.shells == 115 && drive.crossings.between_shells > 10_000);
    assert!(drive.crossings.within_shells > 0 && drive.crossings.complete && !drive.is_sound());
    // A laser scan: patches with ragged borders. MeshLab counts 63 pieces and 1,829 open edges; small flat holes are
    // filled.
    let scan = report(&data().join("scans/dirty-scan-2019-03.stl"));
    assert_eq!((scan.shells, scan.open_shells), (63, 63));
    assert!(scan.filled_holes > 0 && (1600..1829).contains(&scan.open_edges), "{}", scan.open_edges);
}

#[test]
#[ignore = "needs RESOLID_DATA: real meshes"]
fn deepcad_parts_are_sound() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(data().join("parts")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 108);
    for path in files {
        let report = report(&path);
        assert!(report.is_sound(), "{}: {:?}", path.display(), report.faults());
        assert!(report.volume > 0.0);
    }
}
