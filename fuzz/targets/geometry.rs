//! Meshes and clouds of every format, read and cleaned. The first byte says what the name's ending would.
#![no_main]

mod hook;

use libfuzzer_sys::fuzz_target;
use resolid_geom::cloud::prepare;
use resolid_geom::format::{Format, Geometry, read_geometry, read_named};
use resolid_geom::{Silent, clean};

/// Larger ones are only read: cleaning them is right to take its time.
const LARGEST: usize = 2_000;

const ENDINGS: [&str; 12] = ["", "stl", "obj", "ply", "off", "xyz", "las", "e57", "3mf", "glb", "gltf", "step"];

fuzz_target!(init: hook::pass_over_guarded(), |bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let hint = Format::from_extension(ENDINGS[usize::from(first) % ENDINGS.len()]);
    match read_geometry(bytes, hint) {
        Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
        Ok(Geometry::Mesh(mesh)) => {
            let vertices = mesh.vertices.len() as u32;
            assert!(mesh.triangles.iter().flatten().all(|&v| v < vertices));
            assert!(mesh.vertices.iter().all(|v| v.is_finite()));
            if let Ok(parts) = read_named(bytes, hint) {
                assert_eq!(parts.iter().map(|p| p.mesh.triangles.len()).sum::<usize>(), mesh.triangles.len());
            }
            if mesh.triangles.len() <= LARGEST {
                let _ = clean::clean(&mesh);
            }
        }
        Ok(Geometry::Cloud(file)) => {
            assert!(file.cloud.points.iter().all(|v| v.is_finite()));
            if file.cloud.len() <= LARGEST {
                let _ = prepare(&file.cloud, &Silent);
            }
        }
    }
});
