//! Draws a mesh file: `cargo run -p resolid-render --example picture -- part.stl part.png [pixels]`.

use resolid_geom::format::read_mesh;
use resolid_render::{Scene, Shape, render};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, from, to, ..] = args.as_slice() else { return Err("picture MESH PNG [PIXELS]".into()) };
    let side = args.get(3).map_or(Ok(800), |s| s.parse())?;
    let mesh = read_mesh(&std::fs::read(from)?, None)?;
    let start = std::time::Instant::now();
    let image = render(&Scene::of(Shape::Mesh(&mesh)), side, side)?;
    println!("{from}: {} triangles in {:.2} s", mesh.triangles.len(), start.elapsed().as_secs_f64());
    std::fs::write(to, image.to_png()?)?;
    Ok(())
}
