//! Holes lie inside the outer loop and outside one another.

use super::{Found, profiles};
use crate::program::Program;
use crate::region::encloses;

const RULE: &str = "nesting";

pub(super) fn check(program: &Program, tol: f64, found: &mut Found) {
    for (at, profile) in profiles(program) {
        let index = at.profile.unwrap_or(0);
        if found.bad(at) || found.bad(at.loop_(index, 0)) {
            continue;
        }
        let outer = profile.outer.bounds().expanded(tol);
        let boxes: Vec<_> = profile.holes.iter().map(|h| h.bounds()).collect();
        for (k, hole) in profile.holes.iter().enumerate() {
            let place = at.loop_(index, k + 1);
            if found.bad(place) {
                continue;
            }
            let inside = outer.contains(boxes[k].min) && outer.contains(boxes[k].max) && encloses(&profile.outer, hole);
            if !inside {
                found.error(
                    RULE,
                    place,
                    "the hole lies outside the outer loop",
                    "move it inside, or make it a profile of its own",
                );
                continue;
            }
            let around = (0..profile.holes.len()).find(|&j| {
                j != k
                    && boxes[j].contains(boxes[k].min)
                    && boxes[j].contains(boxes[k].max)
                    && !found.bad(at.loop_(index, j + 1))
                    && encloses(&profile.holes[j], hole)
            });
            if let Some(j) = around {
                let message = format!("the hole lies inside hole {}", j + 1);
                found.error(RULE, place, message, "delete it, or make it the outer loop of another profile");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{only, with};
    use crate::geom::{Loop, Profile, Vec2};

    #[test]
    fn misplaced_holes_are_found() {
        let v = Vec2::new;
        let plate = |holes| Profile { outer: Loop::rectangle(v(0.0, 0.0), v(20.0, 20.0)), holes };
        only(
            &with(plate(vec![Loop::circle(v(40.0, 10.0), 3.0)])),
            "nesting error: step 1, profile 1, hole 1: the hole lies outside",
        );
        only(
            &with(plate(vec![Loop::circle(v(10.0, 10.0), 3.0), Loop::circle(v(10.0, 10.0), 1.0)])),
            "nesting error: step 1, profile 1, hole 2: the hole lies inside hole 1",
        );
    }
}
