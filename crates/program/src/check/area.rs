//! Loops enclose area, and holes leave some.

use super::{Found, profiles};
use crate::program::Program;

const RULE: &str = "area";

pub(super) fn check(program: &Program, tol: f64, found: &mut Found) {
    for (at, profile) in profiles(program) {
        let index = at.profile.unwrap_or(0);
        let mut sound = true;
        for (k, l) in profile.loops().enumerate() {
            let place = at.loop_(index, k);
            if found.bad(place) {
                sound = false;
                continue;
            }
            let area = l.signed_area().abs();
            // A strip of the tolerance's width along half the loop is no area.
            if area <= tol * l.length() * 0.5 {
                found.error(
                    RULE,
                    place,
                    format!("the loop encloses {area:e} mm²"),
                    "draw a loop that runs round something",
                );
                sound = false;
            }
        }
        if sound && !profile.holes.is_empty() && profile.area() <= tol * profile.outer.length() * 0.5 {
            let outer = profile.outer.signed_area().abs();
            let message =
                format!("{} holes leave nothing of the {outer:.6} mm² of the outer loop", profile.holes.len());
            found.error(RULE, at, message, "make the holes smaller, or delete the profile");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{found, only, with};
    use crate::geom::{Edge, Loop, Profile, Vec2};

    #[test]
    fn loops_and_profiles_without_area_are_found() {
        let v = Vec2::new;
        let sliver = Loop::polygon(&[v(0.0, 0.0), v(10.0, 0.0), v(5.0, 1e-8)]);
        only(&with(Profile::solid(sliver)), "area error: step 1, profile 1, outer loop: the loop encloses 5e-8 mm²");
        let there_and_back =
            Loop::Path(vec![Edge { start: v(0.0, 0.0), sweep: 1.0 }, Edge { start: v(3.0, 0.0), sweep: -1.0 }]);
        only(&with(Profile::solid(there_and_back)), "area error: step 1, profile 1, outer loop");
        let square = Loop::rectangle(v(0.0, 0.0), v(4.0, 4.0));
        let full = Profile { outer: square.clone(), holes: vec![square] };
        let all = found(&with(full));
        assert!(all[0].starts_with("area error: step 1, profile 1: 1 holes leave nothing of the 16"), "{all:?}");
    }
}
