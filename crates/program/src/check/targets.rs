//! Booleans act on bodies that are there.

use super::{At, Found, lists};
use crate::program::{Mode, Program, Step, Targets};

const RULE: &str = "targets";

pub(super) fn check(program: &Program, _tol: f64, found: &mut Found) {
    for (definition, steps) in lists(program) {
        for (i, step) in steps.iter().enumerate() {
            let at = At { definition, step: Some(i), ..At::default() };
            judge(steps, i, step, at, found);
        }
    }
}

/// Whether a step begins a body: a new one, or the first that adds.
fn begins(steps: &[Step], i: usize) -> bool {
    match steps[i].combine.mode {
        Mode::New => true,
        Mode::Join => {
            // Placements joined to a part keep a body of their own to be named by.
            matches!(steps[i].operation, crate::program::Operation::Place { .. })
                || !steps[..i].iter().any(|s| !s.suppressed && matches!(s.combine.mode, Mode::New | Mode::Join))
        }
        Mode::Cut | Mode::Intersect => false,
    }
}

fn judge(steps: &[Step], i: usize, step: &Step, at: At, found: &mut Found) {
    let mode = step.combine.mode;
    if let Mode::Cut | Mode::Intersect = mode
        && !step.suppressed
        && !steps[..i].iter().any(|s| !s.suppressed && matches!(s.combine.mode, Mode::New | Mode::Join))
    {
        let verb = if mode == Mode::Cut { "cuts" } else { "intersects" };
        found.error(RULE, at, format!("the step {verb} before there is a body"), "begin with a step of mode `new`");
        return;
    }
    let Targets::Bodies(targets) = &step.combine.targets else { return };
    if mode == Mode::New {
        found.warning(RULE, at, "a step of mode `new` has targets, which are not read", "leave them out");
        return;
    }
    if targets.is_empty() {
        found.error(RULE, at, "the list of targets is empty", "name a body, or leave the targets out for all of them");
    }
    for (k, &target) in targets.iter().enumerate() {
        if target >= steps.len() {
            let message = format!("target {} is no step; there are {}", target + 1, steps.len());
            found.error(RULE, at, message, "name a step that begins a body");
        } else if target >= i {
            let message = format!("target {} is not built before this step", target + 1);
            found.error(RULE, at, message, "name an earlier step, or move this one down");
        } else if !begins(steps, target) {
            let message = format!("target {} begins no body", target + 1);
            found.error(RULE, at, message, "name the step of mode `new` that began the body");
        } else if steps[target].suppressed && !step.suppressed {
            let message = format!("target {} is suppressed", target + 1);
            found.error(RULE, at, message, "suppress this step too, or aim it at another body");
        } else if targets[..k].contains(&target) {
            found.warning(RULE, at, format!("target {} is named twice", target + 1), "name it once");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{found, only, plate, step};
    use crate::program::{Combine, Mode, Program, Targets};

    fn aimed(targets: Vec<usize>) -> Program {
        let mut p = plate();
        p.steps.push(step(Mode::New));
        let mut cut = step(Mode::Cut);
        cut.combine = Combine { mode: Mode::Cut, targets: Targets::Bodies(targets) };
        p.steps.push(cut);
        p
    }

    #[test]
    fn targets_that_name_no_body_are_found() {
        assert_eq!(found(&aimed(vec![0, 1])), Vec::<String>::new());
        only(&aimed(vec![]), "targets error: step 3: the list of targets is empty");
        only(&aimed(vec![7]), "targets error: step 3: target 8 is no step; there are 3");
        only(&aimed(vec![2]), "targets error: step 3: target 3 is not built before");
        only(&aimed(vec![1, 1]), "targets warning: step 3: target 2 is named twice");
        let mut p = aimed(vec![1]);
        p.steps[1].combine = Combine::all(Mode::Join);
        only(&p, "targets error: step 3: target 2 begins no body");
        let mut p = aimed(vec![1]);
        p.steps[1].suppressed = true;
        only(&p, "targets error: step 3: target 2 is suppressed");
        p.steps[2].suppressed = true;
        assert_eq!(found(&p), Vec::<String>::new());
    }

    #[test]
    fn cutting_before_there_is_a_body_is_found() {
        let mut p = plate();
        p.steps.insert(0, step(Mode::Cut));
        only(&p, "targets error: step 1: the step cuts before there is a body");
        let mut p = plate();
        p.steps[0].suppressed = true;
        p.steps.push(step(Mode::Join));
        p.steps.push(step(Mode::Intersect));
        assert_eq!(found(&p), Vec::<String>::new(), "the first that is built begins the body");
        p.steps[0].suppressed = false;
        p.steps[0].combine.targets = Targets::Bodies(vec![0]);
        only(&p, "targets warning: step 1: a step of mode `new` has targets");
    }
}
