//! Times reading, cleaning and querying a torus of two million triangles in every format:
//! `cargo run -p resolid-geom --example large`.

use resolid_geom::{MeshDistance, TriMesh, Vec3, clean, format};
use std::time::Instant;

fn main() {
    let mesh = torus(1000, 1000);
    println!("{} triangles, {} vertices", mesh.triangles.len(), mesh.vertices.len());
    let ascii = ascii_stl(&mesh);
    type Writer = fn(&TriMesh) -> Vec<u8>;
    let writers: [(&str, Writer); 4] = [
        ("OBJ", format::write_obj),
        ("OFF", format::write_off),
        ("PLY", format::write_ply),
        ("STL", format::write_stl),
    ];
    time_reading("ASCII STL", &ascii);
    drop(ascii);
    let mut read = None;
    for (name, write) in writers {
        read = Some(time_reading(name, &write(&mesh)));
    }
    let read = read.unwrap_or_default();
    let start = Instant::now();
    let (cleaned, report) = clean::clean(&read).expect("a torus is a solid");
    println!("clean {:.2?}: {:?} {:?}", start.elapsed(), report.repairs(), report.faults());
    let start = Instant::now();
    let surface = MeshDistance::new(&cleaned);
    println!("prepare {:.2?}", start.elapsed());
    let points: Vec<Vec3> = (0..100_000u32)
        .map(|i| Vec3::new(f64::from(i % 47), f64::from(i % 53), f64::from(i % 59)) / 10.0 - Vec3::new(2.3, 2.6, 2.9))
        .collect();
    let start = Instant::now();
    let inside = points.iter().filter(|&&p| surface.contains(p)).count();
    println!("contains {:.2?} for {} points, {inside} inside", start.elapsed(), points.len());
    let start = Instant::now();
    let far: f64 = points.iter().map(|&p| surface.distance(p)).sum();
    println!("distance {:.2?}, sum {far:.1}", start.elapsed());
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", peak.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default());
}

fn time_reading(name: &str, bytes: &[u8]) -> TriMesh {
    let start = Instant::now();
    let mesh = format::read_mesh(bytes, None).expect("what was written is read");
    println!("{name}: {} MB read in {:.2?}", bytes.len() >> 20, start.elapsed());
    mesh
}

fn ascii_stl(mesh: &TriMesh) -> Vec<u8> {
    use std::fmt::Write;
    let mut text = String::from("solid torus\n");
    for t in 0..mesh.triangles.len() {
        let n = mesh.normal(t);
        let _ = writeln!(text, " facet normal {:e} {:e} {:e}\n  outer loop", n.x, n.y, n.z);
        for v in mesh.corners(t) {
            let _ = writeln!(text, "   vertex {:e} {:e} {:e}", v.x as f32, v.y as f32, v.z as f32);
        }
        text.push_str("  endloop\n endfacet\n");
    }
    text.push_str("endsolid torus\n");
    text.into_bytes()
}

fn torus(around: u32, along: u32) -> TriMesh {
    let angle = |i: u32, n: u32| f64::from(i) / f64::from(n) * std::f64::consts::TAU;
    let mut mesh = TriMesh::default();
    for i in 0..around {
        for j in 0..along {
            let (a, b) = (angle(i, around), angle(j, along));
            let r = 2.0 + 0.7 * b.cos();
            mesh.vertices.push(Vec3::new(r * a.cos(), r * a.sin(), 0.7 * b.sin()));
            let at = |i: u32, j: u32| i % around * along + j % along;
            mesh.triangles.push([at(i, j), at(i + 1, j), at(i + 1, j + 1)]);
            mesh.triangles.push([at(i, j), at(i + 1, j + 1), at(i, j + 1)]);
        }
    }
    mesh
}
