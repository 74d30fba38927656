//! Parts to put into an index.
#![allow(dead_code, missing_docs)]

use resolid_geom::{Frame, Loop, Profile, Vec2};
use resolid_index::{Entry, Kind, Part, Sketch, Stamp, Surface, encode_part};
use resolid_program::{Extent, Mode, Program, Step};

/// A plate with a hole at a place, and a block on it.
pub fn plate(size: Vec2, thickness: f64, hole: Option<(Vec2, f64)>, block: f64) -> Program {
    let holes = hole.map(|(at, radius)| Loop::circle(at, radius)).into_iter().collect();
    let base = Profile { outer: Loop::rectangle(Vec2::ZERO, size), holes };
    let mut steps = vec![Step::extrude(Frame::WORLD, vec![base], Extent::OneSide { distance: thickness }, Mode::New)];
    if block > 0.0 {
        let top = Profile::solid(Loop::rectangle(Vec2::new(1.0, 1.0), Vec2::new(7.0, 5.0)));
        steps.push(Step::extrude(Frame::WORLD, vec![top], Extent::OneSide { distance: thickness + block }, Mode::Join));
    }
    Program { steps, ..Program::default() }
}

/// Plates of many proportions, no two alike.
pub fn plates(count: usize) -> Vec<Program> {
    let share = |k: usize, phase: f64| (k as f64 * phase).fract();
    (0..count)
        .map(|k| {
            let size = Vec2::new(30.0 + 30.0 * share(k, 0.618), 20.0 + 8.0 * share(k, 0.755));
            let hole = (k % 3 != 0).then(|| (Vec2::new(15.0 + 4.0 * share(k, 0.57), 10.0), 2.0 + 3.0 * share(k, 0.33)));
            plate(size, 2.0 + 6.0 * share(k, 0.81), hole, if k % 2 == 0 { 6.0 * share(k, 0.43) + 1.0 } else { 0.0 })
        })
        .collect()
}

/// A part as an index takes it.
pub fn entry(path: &str, surface: &Surface) -> Entry {
    let stamp = Stamp { size: 1000, modified: 7, digest: [3; 32] };
    Entry::Part(Box::new(Part {
        path: path.into(),
        stamp,
        kind: Kind::Program,
        sized: true,
        about: "2 steps".into(),
        sketch: Sketch::new(surface),
        encodings: encode_part(surface),
    }))
}
