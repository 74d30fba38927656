//! Small parts the tests are made of.
#![allow(dead_code)]

use resolid_geom::{Edge, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::{Combine, Extent, Mode, Operation, Program, Step, Targets};

/// A program of these steps.
pub fn program(steps: Vec<Step>) -> Program {
    Program { steps, ..Program::default() }
}

/// A block between two corners.
pub fn block(mode: Mode, min: [f64; 3], max: [f64; 3]) -> Step {
    let [x0, y0, z0] = min;
    let [x1, y1, z1] = max;
    prism(mode, vec![Profile::solid(Loop::rectangle(Vec2::new(x0, y0), Vec2::new(x1, y1)))], z0, z1)
}

/// A cylinder along z.
pub fn cylinder(mode: Mode, x: f64, y: f64, radius: f64, z0: f64, z1: f64) -> Step {
    prism(mode, vec![Profile::solid(Loop::circle(Vec2::new(x, y), radius))], z0, z1)
}

/// A cylinder along x, its axis through (·, y, z).
pub fn lying_cylinder(mode: Mode, y: f64, z: f64, radius: f64, x0: f64, x1: f64) -> Step {
    // The frame's x is the world's y, its y the world's z, its normal the world's x.
    let frame = Frame { origin: Vec3::new(x0, 0.0, 0.0), x: Vec3::Y, y: Vec3::Z };
    let profile = Profile::solid(Loop::circle(Vec2::new(y, z), radius));
    Step::extrude(frame, vec![profile], Extent::OneSide { distance: x1 - x0 }, mode)
}

/// Profiles in the world's xy plane, from `z0` to `z1`.
pub fn prism(mode: Mode, profiles: Vec<Profile>, z0: f64, z1: f64) -> Step {
    let frame = Frame::WORLD.at(Vec3::new(0.0, 0.0, z0));
    Step::extrude(frame, profiles, Extent::OneSide { distance: z1 - z0 }, mode)
}

/// A closed path of (x, y, sweep).
pub fn path(edges: &[(f64, f64, f64)]) -> Loop {
    Loop::Path(edges.iter().map(|&(x, y, sweep)| Edge { start: Vec2::new(x, y), sweep }).collect())
}

/// The step on these bodies only.
pub fn on(mut step: Step, bodies: &[usize]) -> Step {
    step.combine = Combine { mode: step.combine.mode, targets: Targets::Bodies(bodies.to_vec()) };
    step
}

/// The whole program carried into `frame`.
pub fn carried(program: &Program, frame: &Frame) -> Program {
    let mut moved = program.clone();
    for step in moved.steps.iter_mut().chain(moved.definitions.iter_mut().flat_map(|d| &mut d.steps)) {
        if let Operation::Extrude(extrude) = &mut step.operation {
            extrude.sketch.frame = frame.compose(&extrude.sketch.frame);
        }
    }
    moved
}

/// A frame along no axis.
pub fn askew(origin: Vec3) -> Frame {
    let z = Vec3::new(1.0, 2.0, 3.0).normalize();
    let x = z.cross(Vec3::new(0.3, -0.9, 0.2)).normalize();
    Frame { origin, x, y: z.cross(x) }
}

/// A plate with four holes, a boss and a pocket: the everyday part that times are taken on.
pub fn everyday() -> Program {
    let mut steps = vec![block(Mode::New, [0.0, 0.0, 0.0], [80.0, 50.0, 8.0])];
    for (x, y) in [(8.0, 8.0), (72.0, 8.0), (8.0, 42.0), (72.0, 42.0)] {
        steps.push(cylinder(Mode::Cut, x, y, 3.0, 0.0, 8.0));
    }
    steps.push(cylinder(Mode::Join, 25.0, 25.0, 10.0, 8.0, 20.0));
    steps.push(block(Mode::Cut, [45.0, 15.0, 4.0], [65.0, 35.0, 8.0]));
    program(steps)
}

/// Volume of [`everyday`].
pub fn everyday_volume() -> f64 {
    use std::f64::consts::PI;
    80.0 * 50.0 * 8.0 - 4.0 * PI * 9.0 * 8.0 + PI * 100.0 * 12.0 - 20.0 * 20.0 * 4.0
}
