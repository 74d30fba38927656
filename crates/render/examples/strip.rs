//! Lays a DeepCAD program over a mesh of the same part and draws the strip:
//! `cargo run -p resolid-render --example strip -- program.json part.stl strip.png [width]`.

use resolid_geom::format::read_mesh;
use resolid_program::{Evaluator, flatten};
use resolid_render::{Badge, Deviation, Shape, Strip, Tone, program_stages, strip, subdivided};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, program, mesh, to, ..] = args.as_slice() else { return Err("strip PROGRAM MESH PNG [WIDTH]".into()) };
    let width = args.get(4).map_or(Ok(1600), |s| s.parse())?;
    let mut input = read_mesh(&std::fs::read(mesh)?, None)?;
    let program = resolid_program::deepcad::read(&std::fs::read_to_string(program)?)?;
    let evaluator = Evaluator::new(&program);
    // The meshes of that collection are normalised: bring them to the program's size and place.
    let (from, onto) = (input.bounds(), evaluator.bounds());
    let scale = onto.diagonal() / from.diagonal();
    for v in &mut input.vertices {
        *v = (*v - from.center()) * scale + onto.center();
    }
    let tolerance = 0.002 * onto.diagonal();
    let fine = subdivided(&input, onto.diagonal() / 80.0, 400_000);
    let values: Vec<f64> = fine.mesh.vertices.iter().map(|&p| evaluator.signed_distance(p)).collect();
    let mut sizes: Vec<f64> = values.iter().map(|v| v.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let prisms = flatten(&program);
    let stages = program_stages(&program, &prisms);
    let max = sizes.last().copied().unwrap_or(0.0);
    let good = max <= tolerance;
    let start = std::time::Instant::now();
    let image = strip(&Strip {
        width,
        title: std::path::Path::new(mesh).file_name().unwrap_or_default().to_string_lossy().into_owned(),
        badge: Some(if good {
            Badge { text: "full".into(), tone: Tone::Good }
        } else {
            Badge { text: "partial".into(), tone: Tone::Caution }
        }),
        facts: vec![format!("{} steps", stages.len()), format!("{:.0} mm across", onto.diagonal())],
        input: &input,
        loose: false,
        input_note: format!("{} triangles", input.triangles.len()),
        stages,
        solid: Some(Shape::Prisms(&prisms)),
        solid_note: format!("{} prisms", prisms.len()),
        deviation: Some(Deviation {
            mesh: &input,
            fine: &fine,
            values: &values,
            tolerance,
            mean: sizes.iter().sum::<f64>() / sizes.len().max(1) as f64,
            p95: sizes.get(sizes.len() * 95 / 100).copied().unwrap_or(0.0),
            max,
        }),
        unit: "mm".into(),
        captions: vec!["Distances from the vertices of the input to the solid.".into()],
        view: None,
    })?;
    println!("{}×{} in {:.2} s", image.width, image.height, start.elapsed().as_secs_f64());
    std::fs::write(to, image.to_png()?)?;
    Ok(())
}
