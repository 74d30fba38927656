//! Times pictures of large meshes: `cargo run -p resolid-render --example speed -- [PNG [TRIANGLES]]`.

use resolid_geom::{TriMesh, Vec3};
use resolid_render::{Scene, Shape, render};
use std::f64::consts::TAU;

/// A knobbly ring of about `count` triangles; every triangle with vertices of its own, as STL files have it.
fn ring(count: usize) -> TriMesh {
    let around = ((count / 2) as f64).sqrt().round() as usize;
    let point = |i: usize, j: usize| {
        let (u, v) = (i as f64 / around as f64 * TAU, j as f64 / around as f64 * TAU);
        let tube = 12.0 + 1.5 * (12.0 * u).sin() * (6.0 * v).cos();
        let out = 40.0 + tube * v.cos();
        Vec3::new(out * u.cos(), out * u.sin(), tube * v.sin())
    };
    let mut mesh = TriMesh::default();
    for i in 0..around {
        for j in 0..around {
            let (k, l) = ((i + 1) % around, (j + 1) % around);
            let (a, b, c, d) = (point(i, j), point(k, j), point(k, l), point(i, l));
            for t in [[a, b, c], [a, c, d]] {
                let first = mesh.vertices.len() as u32;
                mesh.vertices.extend(t);
                mesh.triangles.push([first, first + 1, first + 2]);
            }
        }
    }
    mesh
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let counts = match std::env::args().nth(2) {
        Some(count) => vec![count.parse()?],
        None => vec![10_000, 100_000, 1_000_000, 2_000_000],
    };
    for count in counts {
        let mesh = ring(count);
        let start = std::time::Instant::now();
        let image = render(&Scene::of(Shape::Mesh(&mesh)), 800, 800)?;
        println!("{:>8} triangles, 800 × 800: {:.2} s", mesh.triangles.len(), start.elapsed().as_secs_f64());
        if let Some(path) = std::env::args().nth(1) {
            std::fs::write(path, image.to_png()?)?;
        }
    }
    Ok(())
}
