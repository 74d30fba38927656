//! Drawings to program: steps with names, and the parameters a person would turn.

use crate::drawing::{Drawing, ruler_of};
use crate::prisms::Sign;
use crate::regular::Regular;
use resolid_geom::{Aabb2, Aabb3, Edge, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::{Binding, Extent, Mode, Parameter, Program, Quantity, Slot, Step, Term};

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
    name_parameters(&mut program);
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

/// A number of a drawing, and what it is of the parameter it follows: factor and offset.
type Follower = (Slot, f64, f64);

/// Names depths, diameters and the sides of rectangles, and ties the numbers to them. Equal diameters of one step are one
/// parameter.
fn name_parameters(program: &mut Program) {
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut bindings: Vec<Binding> = Vec::new();
    let mut tie = |name: String, value: f64, slots: Vec<Follower>| {
        parameters.push(Parameter { name: name.clone(), value, quantity: Quantity::Length });
        bindings.extend(slots.into_iter().map(|(slot, factor, offset)| Binding {
            slot,
            terms: vec![Term { parameter: name.clone(), factor }],
            offset,
        }));
    };
    for (s, step) in program.steps.iter().enumerate() {
        let (Some(extrude), Some(name)) = (step.as_extrude(), &step.name) else { continue };
        if let Extent::OneSide { distance } = extrude.extent {
            tie(format!("{name}_depth"), distance, vec![(Slot::Distance { step: s }, 1.0, 0.0)]);
        }
        let mut diameters: Vec<(f64, bool, Vec<Follower>)> = Vec::new();
        for (p, profile) in extrude.sketch.profiles.iter().enumerate() {
            for (l, contour) in profile.loops().enumerate() {
                let Loop::Circle(circle) = contour else { continue };
                let slot = (Slot::Radius { step: s, profile: p, loop_: l }, 0.5, 0.0);
                match diameters.iter_mut().find(|d| d.0 == 2.0 * circle.radius && d.1 == (l > 0)) {
                    Some(family) => family.2.push(slot),
                    None => diameters.push((2.0 * circle.radius, l > 0, vec![slot])),
                }
            }
        }
        let inner = diameters.iter().filter(|d| d.1).count();
        let outer = diameters.len() - inner;
        let (mut nth_inner, mut nth_outer) = (0, 0);
        for (diameter, is_hole, slots) in diameters {
            let (what, nth, of) = if is_hole {
                nth_inner += 1;
                ("hole_diameter", nth_inner, inner)
            } else {
                nth_outer += 1;
                ("diameter", nth_outer, outer)
            };
            let suffix = if of > 1 { format!("_{nth}") } else { String::new() };
            tie(format!("{name}_{what}{suffix}"), diameter, slots);
        }
        if let [profile] = extrude.sketch.profiles.as_slice()
            && let Some([min, max]) = rectangle(&profile.outer)
            && let Loop::Path(edges) = &profile.outer
        {
            for (axis, what) in ["width", "height"].into_iter().enumerate() {
                let (lo, hi) = (min[axis], max[axis]);
                let size = hi - lo;
                // A side that is centred on zero grows both ways; any other keeps its lower end.
                let centred = (lo + hi).abs() < 1e-9;
                let slots = edges
                    .iter()
                    .enumerate()
                    .filter(|(_, e)| centred || e.start[axis] == hi)
                    .map(|(edge, e)| {
                        let slot = if axis == 0 {
                            Slot::X { step: s, profile: 0, loop_: 0, edge }
                        } else {
                            Slot::Y { step: s, profile: 0, loop_: 0, edge }
                        };
                        let upper = e.start[axis] == hi;
                        if centred { (slot, if upper { 0.5 } else { -0.5 }, (lo + hi) * 0.5) } else { (slot, 1.0, lo) }
                    })
                    .collect();
                tie(format!("{name}_{what}"), size, slots);
            }
        }
    }
    program.parameters = parameters;
    program.bindings = bindings;
}

/// The corners of an axis-aligned rectangle, if the loop is one.
fn rectangle(l: &Loop) -> Option<[Vec2; 2]> {
    let Loop::Path(edges) = l else { return None };
    if edges.len() != 4 || edges.iter().any(|e| e.sweep != 0.0) {
        return None;
    }
    let b = l.bounds();
    let corner = |p: Vec2| (p.x == b.min.x || p.x == b.max.x) && (p.y == b.min.y || p.y == b.max.y);
    edges.iter().all(|e| corner(e.start)).then_some([b.min, b.max])
}
