//! Prisms to program: profiles with true curves, grouped into the steps a person would have drawn.

use crate::prisms::{PolyPrism, Sign};
use crate::sketch::{CurveTolerance, loop_of};
use resolid_geom::{Frame, Profile};
use resolid_program::{Extent, Mode, Program, Step};

/// The program of a list of prisms; neighbours over the same heights share a sketch.
pub fn program(prisms: &[PolyPrism], frames: &[Frame], tolerance: CurveTolerance) -> Program {
    let mut steps: Vec<Step> = Vec::new();
    let mut i = 0;
    while i < prisms.len() {
        let first = &prisms[i];
        let same = |p: &PolyPrism| p.axis == first.axis && p.lo == first.lo && p.hi == first.hi && p.sign == first.sign;
        let end = (i..prisms.len()).find(|&j| !same(&prisms[j])).unwrap_or(prisms.len());
        let profiles = prisms[i..end]
            .iter()
            .map(|p| Profile {
                outer: loop_of(&p.shape.outer, tolerance),
                holes: p.shape.holes.iter().map(|h| loop_of(h, tolerance)).collect(),
            })
            .collect();
        let frame = &frames[first.axis];
        let mode = match first.sign {
            Sign::Cut => Mode::Cut,
            Sign::Add if steps.is_empty() => Mode::New,
            Sign::Add => Mode::Join,
        };
        steps.push(Step::extrude(
            frame.at(frame.origin + frame.z() * first.lo),
            profiles,
            Extent::OneSide { distance: first.hi - first.lo },
            mode,
        ));
        i = end;
    }
    Program { steps, ..Program::default() }
}
