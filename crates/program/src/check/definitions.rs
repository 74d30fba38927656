//! Placed definitions exist, and are such as can be placed.

use super::{At, Found, steps};
use crate::program::{Mode, Operation, Program};

const RULE: &str = "definitions";

pub(super) fn check(program: &Program, _tol: f64, found: &mut Found) {
    let mut used = vec![false; program.definitions.len()];
    for (at, step) in steps(program) {
        let Operation::Place { definition, .. } = &step.operation else { continue };
        if at.definition.is_some() {
            found.error(
                RULE,
                at,
                "a definition places a definition",
                "draw its steps here, or place both from the program",
            );
            continue;
        }
        let Some(placed) = program.definitions.get(*definition) else {
            let message = format!("there is no definition {}; there are {}", definition + 1, program.definitions.len());
            found.error(RULE, at, message, "add it, or place another");
            continue;
        };
        used[*definition] = true;
        let built = placed.steps.iter().filter(|s| !s.suppressed);
        let takes_away = built.clone().skip(1).any(|s| matches!(s.combine.mode, Mode::Cut | Mode::Intersect));
        match step.combine.mode {
            Mode::Cut if takes_away => {
                let message =
                    format!("`{}` is placed to cut, but cuts itself; its cuts would cut as well", placed.name);
                found.error(RULE, at, message, "place a definition that only adds");
            }
            Mode::Intersect if built.count() > 1 => {
                let message = format!(
                    "`{}` is placed to intersect and has several steps, each of which would intersect",
                    placed.name
                );
                found.error(RULE, at, message, "place a definition of one extrusion");
            }
            _ => {}
        }
    }
    for (i, definition) in program.definitions.iter().enumerate() {
        let at = At { definition: Some(i), ..At::default() };
        if !used[i] {
            found.warning(RULE, at, format!("`{}` is placed nowhere", definition.name), "place or delete it");
        }
        if program.definitions[..i].iter().any(|d| d.name == definition.name) {
            let message = format!("another definition is called `{}` too", definition.name);
            found.warning(RULE, at, message, "give each its own name");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{found, only, plate, step};
    use crate::geom::Frame;
    use crate::program::{Combine, Definition, Mode, Operation, Placement, Program, Step};

    fn placing(definition: usize, mode: Mode) -> Step {
        Step {
            operation: Operation::Place {
                definition,
                placements: vec![Placement { frame: Frame::WORLD, mirrored: false, name: None }],
            },
            combine: Combine::all(mode),
            ..step(mode)
        }
    }

    fn placed(mode: Mode) -> Program {
        let mut p = plate();
        p.definitions.push(Definition { name: "leg".into(), steps: vec![step(Mode::New), step(Mode::Cut)] });
        p.steps.push(placing(0, mode));
        p
    }

    #[test]
    fn what_cannot_be_placed_is_found() {
        assert_eq!(found(&placed(Mode::Join)), Vec::<String>::new());
        only(&placed(Mode::Cut), "definitions error: step 2: `leg` is placed to cut, but cuts itself");
        only(&placed(Mode::Intersect), "definitions error: step 2: `leg` is placed to intersect and has several");
        let mut p = placed(Mode::Join);
        p.steps[1] = placing(3, Mode::Join);
        assert_eq!(found(&p).len(), 2, "and `leg` is placed nowhere: {:?}", found(&p));
        assert!(found(&p)[0].starts_with("definitions error: step 2: there is no definition 4; there are 1"));
        let mut p = placed(Mode::Join);
        p.definitions[0].steps.push(placing(0, Mode::Join));
        only(&p, "definitions error: definition 1, step 3: a definition places a definition");
        let mut p = placed(Mode::Join);
        p.definitions.push(p.definitions[0].clone());
        p.steps.push(placing(1, Mode::Join));
        only(&p, "definitions warning: definition 2: another definition is called `leg`");
    }
}
