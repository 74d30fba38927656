//! Prints what each mesh file is: `cargo run -p resolid-geom --example inspect -- part.stl scan.ply`.

use resolid_geom::format::{Format, read_mesh};
use resolid_geom::{MeshDistance, clean};
use std::time::Instant;

fn main() {
    for path in std::env::args().skip(1) {
        println!("{path}");
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                println!("  {error}");
                continue;
            }
        };
        let hint = path.rsplit('.').next().and_then(Format::from_extension);
        let start = Instant::now();
        let mesh = match read_mesh(&bytes, hint) {
            Ok(mesh) => mesh,
            Err(error) => {
                println!("  {error}");
                continue;
            }
        };
        let read = start.elapsed();
        let start = Instant::now();
        match clean::clean(&mesh) {
            Err(error) => println!("  {error}"),
            Ok((mesh, report)) => {
                let cleaned = start.elapsed();
                let start = Instant::now();
                let surface = MeshDistance::new(&mesh);
                let inside = surface.contains(mesh.bounds().center());
                println!(
                    "  {} → {} triangles, {} → {} vertices; size {:.4}; area {:.5}, volume {:.6}; shells {}, voids {}, open {}; {}",
                    report.input_triangles,
                    report.triangles,
                    report.input_vertices,
                    report.vertices,
                    mesh.bounds().size(),
                    report.area,
                    report.volume,
                    report.shells,
                    report.voids,
                    report.open_shells,
                    if report.is_sound() {
                        "sound"
                    } else if report.is_closed() {
                        "closed"
                    } else {
                        "NOT CLOSED"
                    },
                );
                for repair in report.repairs() {
                    println!("  repaired: {repair}");
                }
                for fault in report.faults() {
                    println!("  fault: {fault}");
                }
                println!(
                    "  read {read:.1?}, clean {cleaned:.1?}, prepared {:.1?}; centre {}",
                    start.elapsed(),
                    if inside { "inside" } else { "outside" }
                );
            }
        }
    }
}
