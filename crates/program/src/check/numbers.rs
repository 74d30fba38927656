//! Every number is finite.

use super::{At, Found, loops, steps};
use crate::geom::{Frame, Loop};
use crate::program::{Extent, Operation, Program};

const RULE: &str = "numbers";
const HINT: &str = "mend the source it came from; infinities and NaN have no place in a part";

pub(super) fn check(program: &Program, _tol: f64, found: &mut Found) {
    for (at, step) in steps(program) {
        match &step.operation {
            Operation::Extrude(e) => {
                frame(&e.sketch.frame, at, "the sketch's frame", found);
                let depths = match e.extent {
                    Extent::OneSide { distance } | Extent::Symmetric { distance } => [distance, 0.0],
                    Extent::TwoSides { forward, backward } => [forward, backward],
                };
                if let Some(bad) = depths.into_iter().find(|d| !d.is_finite()) {
                    found.error(RULE, at, format!("the extent holds {bad}"), HINT);
                }
            }
            Operation::Place { placements, .. } => {
                for (i, placement) in placements.iter().enumerate() {
                    frame(&placement.frame, at, &format!("the frame of placement {i}"), found);
                }
            }
        }
    }
    for (at, l) in loops(program) {
        let bad = match l {
            Loop::Circle(c) => [c.center.x, c.center.y, c.radius].into_iter().find(|v| !v.is_finite()),
            Loop::Path(edges) => edges.iter().flat_map(|e| [e.start.x, e.start.y, e.sweep]).find(|v| !v.is_finite()),
        };
        if let Some(bad) = bad {
            found.error(RULE, at, format!("the loop holds {bad}"), HINT);
        }
    }
    for parameter in program.parameters.iter().filter(|p| !p.value.is_finite()) {
        let message = format!("parameter `{}` is {}", parameter.name, parameter.value);
        found.error(RULE, At::default(), message, HINT);
    }
    for (i, binding) in program.bindings.iter().enumerate() {
        let numbers = binding.terms.iter().map(|t| t.factor).chain([binding.offset]);
        if let Some(bad) = numbers.into_iter().find(|v| !v.is_finite()) {
            found.error(RULE, At::default(), format!("binding {i} holds {bad}"), HINT);
        }
    }
}

fn frame(f: &Frame, at: At, what: &str, found: &mut Found) {
    let numbers = [f.origin, f.x, f.y].into_iter().flat_map(|v| v.to_array());
    if let Some(bad) = numbers.into_iter().find(|v| !v.is_finite()) {
        found.error(RULE, at, format!("{what} holds {bad}"), HINT);
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{extrude, found, only, plate};
    use crate::program::{Extent, Parameter, Quantity};

    #[test]
    fn nan_is_found_wherever_it_stands() {
        let mut p = plate();
        extrude(&mut p).extent = Extent::OneSide { distance: f64::NAN };
        only(&p, "numbers error: step 1: the extent holds NaN");
        let mut p = plate();
        extrude(&mut p).sketch.frame.origin.y = f64::INFINITY;
        only(&p, "numbers error: step 1: the sketch's frame holds inf");
        let mut p = plate();
        let crate::geom::Loop::Path(edges) = &mut extrude(&mut p).sketch.profiles[0].outer else { panic!() };
        edges[2].sweep = f64::NEG_INFINITY;
        only(&p, "numbers error: step 1, profile 1, outer loop: the loop holds -inf");
        let mut p = plate();
        p.parameters.push(Parameter { name: "width".into(), value: f64::NAN, quantity: Quantity::Length });
        assert!(found(&p)[0].starts_with("numbers error: program: parameter `width` is NaN"), "{:?}", found(&p));
    }
}
