//! Circles have a positive radius.

use super::{Found, loops};
use crate::geom::Loop;
use crate::program::Program;

const RULE: &str = "circles";

pub(super) fn check(program: &Program, tol: f64, found: &mut Found) {
    for (at, l) in loops(program) {
        let Loop::Circle(c) = l else { continue };
        if c.radius <= 0.0 {
            found.error(RULE, at, format!("the circle has radius {}", c.radius), "give it a positive one");
        } else if c.radius <= tol {
            let message = format!("the circle has radius {:e} mm; tolerance {tol}", c.radius);
            found.error(RULE, at, message, "enlarge or delete it");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{extrude, only, plate};
    use crate::geom::{Loop, Vec2};

    #[test]
    fn circles_without_size_are_found() {
        for (radius, begins) in [
            (0.0, "circles error: step 1, profile 1, hole 1: the circle has radius 0"),
            (-2.0, "circles error: step 1, profile 1, hole 1: the circle has radius -2"),
            (1e-9, "circles error: step 1, profile 1, hole 1: the circle has radius 1e-9 mm"),
        ] {
            let mut p = plate();
            extrude(&mut p).sketch.profiles[0].holes[0] = Loop::circle(Vec2::new(10.0, 10.0), radius);
            only(&p, begins);
        }
    }
}
