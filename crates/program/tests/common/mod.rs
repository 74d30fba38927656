//! Random programs that use every field of the language. They parse; whether they build is another matter.

use rand::Rng;
use resolid_program::geom::{Edge, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::*;

/// A number of any size and sign, zero and awkward ones among them.
pub fn number(rng: &mut impl Rng) -> f64 {
    match rng.random_range(0..8) {
        0 => 0.0,
        1 => -0.0,
        2 => f64::from(rng.random_range(-1000..1000)),
        3 => f64::from(rng.random_range(-1000..1000)) / 16.0,
        4 => 0.1 + 0.2,
        5 => loop {
            let any = f64::from_bits(rng.random());
            if any.is_finite() {
                break any;
            }
        },
        _ => rng.random_range(-100.0..100.0),
    }
}

pub fn point(rng: &mut impl Rng) -> Vec2 {
    Vec2::new(number(rng), number(rng))
}

pub fn vector(rng: &mut impl Rng) -> Vec3 {
    Vec3::new(number(rng), number(rng), number(rng))
}

fn label(rng: &mut impl Rng) -> Option<String> {
    let labels = ["leg", "a \"quoted\" name", "Strebe 3 — links", "", "x,y: {[]}\\", "\n\t\u{0}"];
    rng.random_bool(0.5).then(|| labels[rng.random_range(0..labels.len())].to_owned())
}

fn frame(rng: &mut impl Rng) -> Frame {
    Frame { origin: vector(rng), x: vector(rng), y: vector(rng) }
}

fn any_loop(rng: &mut impl Rng) -> Loop {
    if rng.random_bool(0.4) {
        return Loop::circle(point(rng), number(rng));
    }
    let n = rng.random_range(0..6);
    Loop::Path(
        (0..n).map(|_| Edge { start: point(rng), sweep: if rng.random() { 0.0 } else { number(rng) } }).collect(),
    )
}

fn step(rng: &mut impl Rng, definitions: usize) -> Step {
    let operation = if definitions > 0 && rng.random_bool(0.3) {
        let placements = (0..rng.random_range(0..3))
            .map(|_| Placement { frame: frame(rng), mirrored: rng.random(), name: label(rng) })
            .collect();
        Operation::Place { definition: rng.random_range(0..definitions), placements }
    } else {
        let profiles = (0..rng.random_range(0..3))
            .map(|_| Profile {
                outer: any_loop(rng),
                holes: (0..rng.random_range(0..3)).map(|_| any_loop(rng)).collect(),
            })
            .collect();
        let extent = match rng.random_range(0..3) {
            0 => Extent::OneSide { distance: number(rng) },
            1 => Extent::Symmetric { distance: number(rng) },
            _ => Extent::TwoSides { forward: number(rng), backward: number(rng) },
        };
        Operation::Extrude(Extrude { sketch: Sketch { frame: frame(rng), profiles }, extent })
    };
    let mode = [Mode::New, Mode::Join, Mode::Cut, Mode::Intersect][rng.random_range(0..4)];
    let targets = if rng.random() {
        Targets::All
    } else {
        Targets::Bodies((0..rng.random_range(0..3)).map(|_| rng.random_range(0..9)).collect())
    };
    Step {
        name: label(rng),
        group: label(rng),
        suppressed: rng.random(),
        operation,
        combine: Combine { mode, targets },
    }
}

fn slot(rng: &mut impl Rng) -> Slot {
    let (step, profile, loop_, edge) =
        (rng.random_range(0..9), rng.random_range(0..3), rng.random_range(0..3), rng.random_range(0..9));
    match rng.random_range(0..6) {
        0 => Slot::Distance { step },
        1 => Slot::Backward { step },
        2 => Slot::Radius { step, profile, loop_ },
        3 => Slot::X { step, profile, loop_, edge },
        4 => Slot::Y { step, profile, loop_, edge },
        _ => Slot::Origin { step, axis: rng.random_range(0..3) },
    }
}

/// Any program that has a file form.
pub fn program(rng: &mut impl Rng) -> Program {
    let unit = [Unit::Mm, Unit::Cm, Unit::M, Unit::Inch, Unit::Unknown][rng.random_range(0..5)];
    let parameters = (0..rng.random_range(0..3))
        .map(|i| Parameter {
            name: format!("p{i}"),
            value: number(rng),
            quantity: if rng.random() { Quantity::Length } else { Quantity::Angle },
        })
        .collect();
    let bindings = (0..rng.random_range(0..3))
        .map(|_| Binding {
            slot: slot(rng),
            terms: (0..rng.random_range(0..3))
                .map(|i| Term { parameter: format!("p{i}"), factor: number(rng) })
                .collect(),
            offset: number(rng),
        })
        .collect();
    let definitions: Vec<Definition> = (0..rng.random_range(0..3))
        .map(|i| Definition {
            name: format!("part {i}"),
            steps: (0..rng.random_range(0..3)).map(|_| step(rng, 0)).collect(),
        })
        .collect();
    let steps = (0..rng.random_range(0..5)).map(|_| step(rng, definitions.len())).collect();
    Program { unit, parameters, bindings, definitions, steps }
}
