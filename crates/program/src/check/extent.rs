//! Extrusions have depth.

use super::{Found, extrusions, short};
use crate::program::Program;

const RULE: &str = "extent";

pub(super) fn check(program: &Program, tol: f64, found: &mut Found) {
    for (at, e) in extrusions(program) {
        if found.bad(at) {
            continue;
        }
        let [low, high] = e.extent.range();
        if high - low <= tol {
            let message = format!("the extrusion is {} mm deep; tolerance {tol}", short(high - low));
            found.error(RULE, at, message, "give it a depth, or delete the step");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{extrude, only, plate};
    use crate::program::Extent;

    #[test]
    fn flat_extrusions_are_found() {
        for extent in [
            Extent::OneSide { distance: 0.0 },
            Extent::Symmetric { distance: 1e-9 },
            Extent::TwoSides { forward: 3.0, backward: -3.0 },
        ] {
            let mut p = plate();
            extrude(&mut p).extent = extent;
            only(&p, "extent error: step 1: the extrusion is 0 mm deep");
        }
    }
}
