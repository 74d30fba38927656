//! Something is built: steps, profiles, placements.

use super::{At, Found, steps};
use crate::program::{Operation, Program};

const RULE: &str = "empty";

pub(super) fn check(program: &Program, _tol: f64, found: &mut Found) {
    if program.steps.is_empty() {
        found.error(RULE, At::default(), "the program has no steps", "add an extrusion");
    } else if program.steps.iter().all(|s| s.suppressed) {
        let message = format!("all {} steps are suppressed", program.steps.len());
        found.error(RULE, At::default(), message, "switch one on");
    }
    for (at, step) in steps(program) {
        match &step.operation {
            Operation::Extrude(e) if e.sketch.profiles.is_empty() => {
                found.error(RULE, at, "the sketch has no profile", "draw one, or delete the step");
            }
            Operation::Place { placements, .. } if placements.is_empty() => {
                found.error(RULE, at, "the definition is placed nowhere", "add a placement, or delete the step");
            }
            _ => {}
        }
    }
    for (i, definition) in program.definitions.iter().enumerate() {
        if definition.steps.iter().all(|s| s.suppressed) {
            let at = At { definition: Some(i), ..At::default() };
            let message = format!("definition `{}` builds nothing", definition.name);
            found.error(RULE, at, message, "give it an extrusion that is not suppressed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{extrude, found, only, plate};
    use crate::program::Program;

    #[test]
    fn nothing_to_build_is_said() {
        only(&Program::default(), "empty error: program: the program has no steps");
        let mut p = plate();
        p.steps[0].suppressed = true;
        only(&p, "empty error: program: all 1 steps are suppressed");
        let mut p = plate();
        extrude(&mut p).sketch.profiles.clear();
        assert!(found(&p)[0].starts_with("empty error: step 1: the sketch has no profile"));
    }
}
