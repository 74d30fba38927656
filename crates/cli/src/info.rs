//! `resolid info`.

use crate::args::Info;
use crate::exit::{Exit, Failure};
use crate::style::{LABEL, STRONG, count, number, paint};
use crate::{files, summary};
use resolid::{CloudSource, Error, HAS_KERNEL, MeshSource, Part, ProgramSource, Source, describe};
use resolid_geom::cloud::{Locals, prepare};
use resolid_geom::{Aabb3, Silent, clean};
use resolid_program::{Evaluator, Unit};
use serde_json::{Map, Value, json};

/// Runs the verb: what is in a file, as short lines or JSON.
///
/// # Errors
/// An unreadable file. Faults of what it holds are told, not errors.
pub fn run(args: &Info) -> Result<Exit, Failure> {
    let name = files::name(&args.input);
    let about = |e: Error| Failure::from(e).about(&name);
    let bytes = files::read(&args.input)?;
    let facts = match Source::read(&bytes, &name, args.unit.map(Into::into)).map_err(about)? {
        Source::Mesh(source) => mesh(source),
        Source::Cloud(source) => cloud(&source),
        Source::Program(source) => program(source),
        #[cfg(feature = "kernel")]
        Source::Step(solid) => step(&solid),
    };
    if args.json {
        let map: Map<String, Value> =
            facts.into_iter().map(|f| (f.key.to_string(), f.value)).chain([("file".into(), json!(name))]).collect();
        anstream::println!("{}", serde_json::to_string_pretty(&map).expect("facts are plain data"));
    } else {
        anstream::println!("{}", paint(STRONG, &name));
        for fact in facts {
            let mut label = fact.key.replace('_', " ");
            for line in fact.text {
                anstream::println!("  {}{line}", paint(LABEL, format!("{label:<11}")));
                label.clear();
            }
        }
    }
    Ok(Exit::Full)
}

/// One thing to say: for people as lines, for programs as JSON.
struct Fact {
    key: &'static str,
    value: Value,
    text: Vec<String>,
}

fn fact(key: &'static str, value: impl Into<Value>, text: impl Into<String>) -> Fact {
    Fact { key, value: value.into(), text: vec![text.into()] }
}

fn list(key: &'static str, lines: Vec<String>) -> Fact {
    Fact { key, value: json!(lines), text: lines }
}

fn extent(bounds: &Aabb3, unit: Unit) -> [Fact; 2] {
    let place = |v: resolid_geom::Vec3| format!("({}, {}, {})", number(v.x), number(v.y), number(v.z));
    [
        fact("size_mm", json!(bounds.size().to_array()), summary::size(bounds.size().to_array(), unit)),
        fact(
            "bounds_mm",
            json!([bounds.min.to_array(), bounds.max.to_array()]),
            format!("{} to {}", place(bounds.min), place(bounds.max)),
        ),
    ]
}

fn mesh(source: MeshSource) -> Vec<Fact> {
    let unit = source.taken_unit();
    let format = source.format.clone();
    let mesh = source.into_millimetres();
    let mut facts = vec![
        fact("kind", "mesh", format!("mesh, {format}")),
        fact("triangles", mesh.triangles.len(), count(mesh.triangles.len(), "triangle")),
    ];
    facts.extend(extent(&mesh.bounds(), unit));
    match clean::clean(&mesh) {
        Err(error) => facts.push(fact("unusable", error.to_string(), error.to_string())),
        Ok((cleaned, report)) => {
            let closed = report.is_closed();
            facts.push(fact("closed", closed, if closed { "yes" } else { "no" }));
            facts.push(fact("shells", report.shells, count(report.shells, "shell")));
            if closed {
                let volume = cleaned.volume();
                facts.push(fact("volume_mm3", volume, format!("{} {}³", number(volume), unit.of_lengths())));
            }
            facts.push(fact("area_mm2", report.area, format!("{} {}²", number(report.area), unit.of_lengths())));
            for (key, lines) in [("repaired", report.repairs()), ("faults", report.faults())] {
                if !lines.is_empty() {
                    facts.push(list(key, lines));
                }
            }
        }
    }
    facts
}

fn cloud(source: &CloudSource) -> Vec<Fact> {
    let cloud = source.in_millimetres();
    let mut facts = vec![
        fact("kind", "cloud", format!("cloud, {}", source.format)),
        fact("points", cloud.len(), count(cloud.len(), "point")),
    ];
    if source.dropped > 0 {
        facts.push(fact("dropped", source.dropped, format!("{} without a place", count(source.dropped, "point"))));
    }
    if source.astray > 0 {
        let what = format!("{} a thousand times as far away as all others", count(source.astray, "point"));
        facts.push(fact("astray", source.astray, what));
    }
    let length = source.taken_unit().of_lengths();
    facts.extend(extent(&cloud.bounds(), source.taken_unit()));
    let yes_no = |yes: bool| if yes { "yes" } else { "no" };
    facts.push(fact("normals", cloud.normals.is_some(), yes_no(cloud.normals.is_some())));
    match prepare(&cloud, &Silent) {
        Err(error) => facts.push(fact("unusable", error.to_string(), error.to_string())),
        Ok(ready) => {
            let Locals { spacing, noise, .. } = ready.locals;
            facts.push(fact("outliers", ready.outliers, count(ready.outliers, "point")));
            facts.push(fact("spacing_mm", spacing, format!("{} {length}", number(spacing))));
            facts.push(fact("noise_mm", noise, format!("about {} {length}", number(noise))));
            let parts = ready.parts().len().max(1);
            facts.push(fact("parts", parts, count(parts, "part")));
        }
    }
    facts
}

fn program(source: ProgramSource) -> Vec<Fact> {
    let described = describe(&source.program);
    let unit = source.program.unit;
    let mut facts = vec![
        fact("kind", "program", source.format),
        fact("steps", source.program.steps.len(), count(source.program.steps.len(), "step")),
        fact("features", described.count, count(described.count, "feature")),
        list("list", described.list),
    ];
    if !source.notes.is_empty() {
        facts.push(list("notes", source.notes));
    }
    let names: Vec<String> =
        source.program.parameters.iter().map(|p| format!("{} = {}", p.name, number(p.value))).collect();
    if !names.is_empty() {
        facts.push(list("parameters", names));
    }
    let rough = Evaluator::new(&source.program).bounds();
    match Part::new(source.program, &Silent) {
        Ok(part) => {
            let by = if HAS_KERNEL { "yes" } else { "yes, by direct evaluation (built without the kernel)" };
            facts.extend(extent(&part.bounds(), unit));
            facts.push(fact("valid", true, by));
            facts.extend(part.solids().map(|n| fact("solids", n, count(n, "solid"))));
            facts.extend(part.faces().map(|n| fact("faces", n, count(n, "face"))));
            facts.push(fact("volume_mm3", part.volume(), format!("{} {}³", number(part.volume()), unit.of_lengths())));
            if part.non_manifold_edges() > 0 {
                let n = part.non_manifold_edges();
                facts.push(fact("touching_edges", n, format!("{} where solids touch", count(n, "edge"))));
            }
        }
        Err(error) => {
            facts.extend(extent(&rough, unit));
            facts.push(fact("valid", false, format!("no: {error}")));
        }
    }
    facts
}

#[cfg(feature = "kernel")]
fn step(solid: &resolid_kernel::Solid) -> Vec<Fact> {
    let counts = solid.counts();
    let mut facts = vec![fact("kind", "step", "STEP")];
    facts.extend(extent(&solid.bounds(), Unit::Mm));
    facts.push(match &solid.validity().fault {
        None => fact("valid", true, "yes"),
        Some(fault) => fact("valid", false, format!("no: {fault}")),
    });
    let faces = format!(
        "{} ({} plane, {} cylindrical, {} other)",
        count(counts.faces, "face"),
        counts.planes,
        counts.cylinders,
        counts.others
    );
    facts.extend([
        fact("solids", counts.solids, count(counts.solids, "solid")),
        fact("faces", counts.faces, faces),
        fact("volume_mm3", solid.mass().volume, format!("{} mm³", number(solid.mass().volume))),
        fact("area_mm2", solid.mass().area, format!("{} mm²", number(solid.mass().area))),
    ]);
    facts
}
