//! Drawings to program: steps with names.

use crate::drawing::{Drawing, ruler_of};
use crate::parameters::name_sizes;
use crate::prisms::Sign;
use crate::regular::Regular;
use resolid_geom::{Aabb2, Aabb3, Edge, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::{Extent, Mode, Program, Step};

/// The program of regular drawings.
pub fn program(drawings: &[Drawing], regular: &Regular) -> Program {
    let mut program = Program::default();
    let mut bodies: Vec<Aabb3> = Vec::new();
    for drawing in drawings {
        let axes = &regular.frames[drawing.axis];
        // The sketch's zero lies on the datum, so that its coordinates are the round ones.
        let datum = [axes.x, axes.y, axes.z()].map(|d| {
            let (ruler, sign) = ruler_of(&regular.rulers, d);
            sign * regular.datum[ruler]
        });
        let origin = axes.world_from_local(Vec3::new(datum[0], datum[1], drawing.lo));
        let shift = Vec2::new(datum[0], datum[1]);
        let profiles = drawing
            .profiles
            .iter()
            .map(|p| Profile {
                outer: shifted(&p.outer, shift),
                holes: p.holes.iter().map(|h| shifted(h, shift)).collect(),
            })
            .collect();
        let own = world_box(drawing, axes);
        let mode = match drawing.sign {
            Sign::Cut => Mode::Cut,
            // What stands apart from all before it is a body of its own.
            Sign::Add if bodies.iter().all(|b| !b.overlaps(&own)) => Mode::New,
            Sign::Add => Mode::Join,
        };
        if drawing.sign == Sign::Add {
            bodies.push(own);
        }
        let mut step =
            Step::extrude(axes.at(origin), profiles, Extent::OneSide { distance: drawing.hi - drawing.lo }, mode);
        let first = program.steps.is_empty();
        step.name = Some(if mode == Mode::New && !first { "body" } else { name_of(drawing, first) }.to_string());
        program.steps.push(step);
    }
    number_names(&mut program);
    name_sizes(&mut program);
    program
}

/// The box around a drawing's prism.
fn world_box(drawing: &Drawing, frame: &Frame) -> Aabb3 {
    let flat = drawing.profiles.iter().fold(Aabb2::EMPTY, |b, p| b.union(p.bounds()));
    let corners =
        [(flat.min.x, flat.min.y), (flat.max.x, flat.min.y), (flat.min.x, flat.max.y), (flat.max.x, flat.max.y)];
    let heights = [drawing.lo, drawing.hi];
    Aabb3::of(corners.iter().flat_map(|&(x, y)| heights.map(|z| frame.world_from_local(Vec3::new(x, y, z)))))
}

fn shifted(l: &Loop, shift: Vec2) -> Loop {
    l.mapped(1.0, false, |p| {
        let q = p - shift;
        // Sums of rounded numbers leave dust like 1e-17, which no one wants to read.
        Vec2::new(clean(q.x), clean(q.y))
    })
}

fn clean(v: f64) -> f64 {
    if v.abs() < 1e-12 { 0.0 } else { v }
}

/// What a person would call the step.
fn name_of(drawing: &Drawing, first: bool) -> &'static str {
    let outer = &drawing.profiles[0].outer;
    let is_slot = |edges: &[Edge]| {
        edges.len() == 4 && edges.iter().filter(|e| (e.sweep.abs() - std::f64::consts::PI).abs() < 1e-3).count() == 2
    };
    match (drawing.sign, outer) {
        (Sign::Add, _) if first => "base",
        (Sign::Add, Loop::Circle(_)) => "boss",
        (Sign::Add, _) => "block",
        (Sign::Cut, Loop::Circle(_)) => "hole",
        (Sign::Cut, Loop::Path(edges)) if is_slot(edges) => "slot",
        (Sign::Cut, _) => "pocket",
    }
}

/// `hole`, `hole`, `base` → `hole_1`, `hole_2`, `base`.
fn number_names(program: &mut Program) {
    let names: Vec<Option<String>> = program.steps.iter().map(|s| s.name.clone()).collect();
    for (i, step) in program.steps.iter_mut().enumerate() {
        let Some(name) = &names[i] else { continue };
        if names.iter().filter(|n| n.as_ref() == Some(name)).count() > 1 {
            let nth = names[..=i].iter().filter(|n| n.as_ref() == Some(name)).count();
            step.name = Some(format!("{name}_{nth}"));
        }
    }
}
