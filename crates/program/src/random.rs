//! Random programs for laws and benches: made to meet, not to be pretty.
//!
//! All numbers lie on one lattice, so faces that are flush, edges that touch and cylinders that are tangent are the
//! norm; some sketch planes stand oblique to the rest, and some whole parts do.

use crate::program::{
    Combine, Definition, Extent, Extrude, Mode, Operation, Placement, Program, Sketch, Step, Targets,
};
use rand::Rng;
use resolid_geom::{Edge, Frame, Loop, Profile, Vec2, Vec3};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_3, FRAC_PI_4, FRAC_PI_6, PI};

/// The lattice, millimetres.
const STEP: f64 = 5.0;

/// A program of one to five steps; every sketch is sound, and the part may be empty, in several pieces or touch itself.
pub fn random_program(rng: &mut impl Rng) -> Program {
    let count = rng.random_range(1..=5usize);
    let pose = if rng.random_bool(0.7) { Frame::WORLD } else { turned(rng) };
    let mut program = Program::default();
    // Steps that began a body, and so can be aimed at.
    let mut bodies: Vec<usize> = Vec::new();
    for index in 0..count {
        let mode = if index == 0 {
            Mode::New
        } else {
            match rng.random_range(0..100) {
                0..45 => Mode::Join,
                45..80 => Mode::Cut,
                80..88 => Mode::Intersect,
                _ => Mode::New,
            }
        };
        let targets = if mode != Mode::New && bodies.len() > 1 && rng.random_bool(0.5) {
            let chosen: Vec<usize> = bodies.iter().copied().filter(|_| rng.random_bool(0.5)).collect();
            if chosen.is_empty() { Targets::All } else { Targets::Bodies(chosen) }
        } else {
            Targets::All
        };
        let extrude = random_extrude(rng, &pose);
        let operation = if rng.random_bool(0.06) {
            let step = Step {
                name: None,
                group: None,
                suppressed: false,
                operation: Operation::Extrude(extrude),
                combine: Combine::all(Mode::New),
            };
            program.definitions.push(Definition { name: format!("part_{index}"), steps: vec![step] });
            let shift = Vec3::new(lattice(rng, -2, 2), lattice(rng, -2, 2), 0.0);
            Operation::Place {
                definition: program.definitions.len() - 1,
                placements: vec![
                    Placement { frame: Frame::WORLD, mirrored: false, name: None },
                    Placement { frame: Frame::WORLD.at(shift), mirrored: rng.random_bool(0.5), name: None },
                ],
            }
        } else {
            Operation::Extrude(extrude)
        };
        if mode == Mode::New || matches!(operation, Operation::Place { .. }) && mode == Mode::Join {
            bodies.push(index);
        }
        program.steps.push(Step {
            name: None,
            group: None,
            suppressed: rng.random_bool(0.02) && index > 0,
            operation,
            combine: Combine { mode, targets },
        });
    }
    program
}

fn lattice(rng: &mut impl Rng, from: i32, to: i32) -> f64 {
    f64::from(rng.random_range(from..=to)) * STEP
}

/// A frame at the origin, turned about one or two axes by a drawing's angles or by any angle.
fn turned(rng: &mut impl Rng) -> Frame {
    let angle = |rng: &mut dyn rand::RngCore| match rng.random_range(0..4) {
        0 => FRAC_PI_6,
        1 => FRAC_PI_4,
        2 => FRAC_PI_3,
        _ => rng.random_range(-PI..PI),
    };
    let (a, b) = (angle(rng), if rng.random_bool(0.5) { angle(rng) } else { 0.0 });
    let (s, c) = a.sin_cos();
    let (t, d) = b.sin_cos();
    Frame { origin: Vec3::ZERO, x: Vec3::new(c, s, 0.0), y: Vec3::new(-s * d, c * d, t) }
}

fn random_extrude(rng: &mut impl Rng, pose: &Frame) -> Extrude {
    let (x, y) = match rng.random_range(0..6) {
        0 => (Vec3::Y, Vec3::Z),
        1 => (Vec3::Z, Vec3::X),
        2 => (Vec3::X, Vec3::NEG_Y),
        3 => (Vec3::X, Vec3::NEG_Z),
        _ => (Vec3::X, Vec3::Y),
    };
    let origin = Vec3::new(lattice(rng, -2, 2), lattice(rng, -2, 2), lattice(rng, -2, 2));
    let mut frame = Frame { origin, x, y };
    if rng.random_bool(0.12) {
        frame = frame.compose(&turned(rng));
    }
    let first = random_profile(rng);
    let mut profiles = vec![first];
    if rng.random_bool(0.15) {
        // A second region beside the first, flush with its box or apart from it.
        let second = random_profile(rng);
        let gap = if rng.random_bool(0.5) { 0.0 } else { STEP };
        let (a, b) = (profiles[0].bounds(), second.bounds());
        let shift = Vec2::new(a.max.x - b.min.x + gap, 0.0);
        let moved = |l: &Loop| l.mapped(1.0, false, |p| p + shift);
        profiles.push(Profile { outer: moved(&second.outer), holes: second.holes.iter().map(moved).collect() });
    }
    let distance = lattice(rng, 1, 4);
    let extent = match rng.random_range(0..6) {
        0 => Extent::Symmetric { distance: distance * 0.5 },
        1 => Extent::TwoSides { forward: distance, backward: lattice(rng, 1, 2) },
        2 => Extent::OneSide { distance: -distance },
        _ => Extent::OneSide { distance },
    };
    Extrude { sketch: Sketch { frame: pose.compose(&frame), profiles }, extent }
}

fn path(edges: &[(f64, f64, f64)], at: Vec2) -> Loop {
    Loop::Path(edges.iter().map(|&(x, y, sweep)| Edge { start: at + Vec2::new(x, y), sweep }).collect())
}

/// One sound region: its holes lie inside it and apart from each other.
pub fn random_profile(rng: &mut impl Rng) -> Profile {
    let at = Vec2::new(lattice(rng, -2, 2), lattice(rng, -2, 2));
    let (w, h) = (lattice(rng, 1, 5), lattice(rng, 1, 5));
    let holed = rng.random_bool(0.35);
    let (outer, holes) = match rng.random_range(0..10) {
        0..3 => {
            let holes = if holed { rectangle_holes(rng, at, w, h) } else { Vec::new() };
            (Loop::rectangle(at, at + Vec2::new(w, h)), holes)
        }
        3 => {
            // An L.
            let (w, h) = (w + STEP, h + STEP);
            (
                path(
                    &[(0.0, 0.0, 0.0), (w, 0.0, 0.0), (w, STEP, 0.0), (STEP, STEP, 0.0), (STEP, h, 0.0), (0.0, h, 0.0)],
                    at,
                ),
                Vec::new(),
            )
        }
        4 => {
            // A slot along x, one or two steps wide.
            let r = STEP * if rng.random_bool(0.5) { 0.5 } else { 1.0 };
            let outer = path(&[(0.0, -r, 0.0), (w, -r, PI), (w, r, 0.0), (0.0, r, PI)], at);
            let holes = if holed {
                vec![Loop::circle(at, r * 0.4), Loop::circle(at + Vec2::new(w, 0.0), r * 0.4)]
            } else {
                Vec::new()
            };
            (outer, holes)
        }
        5 | 6 => {
            let r = lattice(rng, 1, 3);
            let holes = if holed { vec![Loop::circle(at, r - STEP * 0.5)] } else { Vec::new() };
            (Loop::circle(at, r), holes)
        }
        7 => {
            // A rounded rectangle; the corner arcs turn either way.
            let (w, h, r) = (w + STEP, h + STEP, STEP * 0.5);
            let q = if rng.random_bool(0.7) { FRAC_PI_2 } else { -FRAC_PI_2 };
            let outer = path(
                &[
                    (r, 0.0, 0.0),
                    (w - r, 0.0, q),
                    (w, r, 0.0),
                    (w, h - r, q),
                    (w - r, h, 0.0),
                    (r, h, q),
                    (0.0, h - r, 0.0),
                    (0.0, r, q),
                ],
                at,
            );
            (outer, Vec::new())
        }
        8 => {
            // Three quarters of a disc, or a half.
            let r = lattice(rng, 1, 3);
            if rng.random_bool(0.5) {
                (path(&[(0.0, 0.0, 0.0), (r, 0.0, 1.5 * PI), (0.0, -r, 0.0)], at), Vec::new())
            } else {
                (path(&[(r, 0.0, PI), (-r, 0.0, 0.0)], at), Vec::new())
            }
        }
        _ => {
            // A trapezoid, drawn clockwise.
            let s = STEP * f64::from(rng.random_range(0..2u8));
            (path(&[(0.0, 0.0, 0.0), (s, h, 0.0), (w + 2.0 * s, h, 0.0), (w + STEP, 0.0, 0.0)], at), Vec::new())
        }
    };
    Profile { outer, holes }
}

/// A hole or two in a rectangle, none where it is too small for them.
fn rectangle_holes(rng: &mut impl Rng, at: Vec2, w: f64, h: f64) -> Vec<Loop> {
    let middle = at + Vec2::new(w, h) * 0.5;
    let least = w.min(h);
    match rng.random_range(0..3) {
        0 => vec![Loop::circle(middle, least * 0.25)],
        1 => {
            let half = Vec2::new(w, h) * 0.25;
            vec![Loop::rectangle(middle - half, middle + half)]
        }
        _ => {
            let x = Vec2::new(w * 0.25, 0.0);
            let r = (w * 0.2).min(h * 0.4);
            vec![Loop::circle(middle - x, r), Loop::circle(middle + x, r)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::region::Region;

    #[test]
    fn profiles_are_sound() {
        use rand::SeedableRng;
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(3);
        for _ in 0..2000 {
            let profile = random_profile(&mut rng);
            assert!(profile.area() > 0.0, "{profile:?}");
            let outer = Region::new(&Profile::solid(profile.outer.clone()));
            for (k, hole) in profile.holes.iter().enumerate() {
                for p in hole.polyline(0.01) {
                    assert!(outer.signed_distance(p) < -1e-3, "{profile:?}");
                    for other in &profile.holes[..k] {
                        assert!(Region::new(&Profile::solid(other.clone())).signed_distance(p) > 1e-3, "{profile:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn one_seed_makes_one_program() {
        use rand::SeedableRng;
        let make = |seed| random_program(&mut rand_chacha::ChaCha8Rng::seed_from_u64(seed));
        assert_eq!(make(7), make(7));
        assert_ne!(make(7), make(8));
    }
}
