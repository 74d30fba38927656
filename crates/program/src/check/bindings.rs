//! Bindings name numbers that are there and agree with them.

use super::{At, Found, short};
use crate::program::{Program, Quantity};

const RULE: &str = "bindings";

pub(super) fn check(program: &Program, tol: f64, found: &mut Found) {
    for (i, binding) in program.bindings.iter().enumerate() {
        let at = At { step: Some(binding.slot.step()), ..At::default() };
        if program.bindings[..i].iter().any(|b| b.slot == binding.slot) {
            let message = format!("binding {} binds {}, which an earlier one binds", i + 1, binding.slot);
            found.error(RULE, at, message, "keep one of them");
        }
        if binding.terms.is_empty() {
            let message = format!("binding {} of {} follows no parameter", i + 1, binding.slot);
            found.warning(RULE, at, message, "give it a term, or delete it");
        }
        for term in &binding.terms {
            match program.parameters.iter().find(|p| p.name == term.parameter) {
                None => {
                    let message = format!("binding {} follows `{}`, which is no parameter", i + 1, term.parameter);
                    found.error(RULE, at, message, "add the parameter, or mend the name");
                }
                Some(p) if p.quantity == Quantity::Angle => {
                    let message =
                        format!("binding {} makes {}, a length, follow the angle `{}`", i + 1, binding.slot, p.name);
                    found.warning(RULE, at, message, "bind lengths to lengths");
                }
                Some(_) => {}
            }
        }
        let Some(number) = program.number(binding.slot) else {
            let message = format!("binding {} binds {}, which is not there", i + 1, binding.slot);
            found.error(RULE, at, message, "bind a number of a step that has it, or delete the binding");
            continue;
        };
        let Some(bound) = program.bound(binding) else { continue };
        // Relative for large numbers, so that a part in metres is not judged by its last bit.
        if (bound - number).abs() > tol.max(1e-9 * number.abs()) {
            let message =
                format!("{} is {}, but binding {} makes it {}", binding.slot, short(number), i + 1, short(bound));
            found.error(RULE, at, message, "set the parameter again, or mend the binding");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{found, only, plate};
    use crate::program::{Binding, Parameter, Program, Quantity, Slot, Term};

    fn bound(slot: Slot, factor: f64, offset: f64) -> Program {
        let mut p = plate();
        p.parameters.push(Parameter { name: "depth".into(), value: 2.0, quantity: Quantity::Length });
        p.bindings.push(Binding { slot, terms: vec![Term { parameter: "depth".into(), factor }], offset });
        p
    }

    #[test]
    fn bindings_that_lie_or_lead_nowhere_are_found() {
        let depth = Slot::Distance { step: 0 };
        assert_eq!(found(&bound(depth, 2.0, 1.0)), Vec::<String>::new());
        only(&bound(depth, 2.0, 0.0), "bindings error: step 1: distance of step 1 is 5, but binding 1 makes it 4");
        only(
            &bound(Slot::Backward { step: 0 }, 1.0, 0.0),
            "bindings error: step 1: binding 1 binds backward of step 1, which is not there",
        );
        only(
            &bound(Slot::Distance { step: 4 }, 1.0, 0.0),
            "bindings error: step 5: binding 1 binds distance of step 5",
        );
        only(
            &bound(Slot::Radius { step: 0, profile: 0, loop_: 0 }, 1.0, 0.0),
            "bindings error: step 1: binding 1 binds radius",
        );
        only(&bound(Slot::Origin { step: 0, axis: 3 }, 1.0, 0.0), "bindings error: step 1: binding 1 binds origin");
        let mut p = bound(depth, 2.0, 1.0);
        p.bindings.push(p.bindings[0].clone());
        only(&p, "bindings error: step 1: binding 2 binds distance of step 1, which an earlier one binds");
        let mut p = bound(depth, 2.0, 1.0);
        p.bindings[0].terms[0].parameter = "dept".into();
        assert!(found(&p).iter().any(|f| f.starts_with("bindings error: step 1: binding 1 follows `dept`")));
        let mut p = bound(depth, 2.0, 1.0);
        p.parameters[0].quantity = Quantity::Angle;
        only(&p, "bindings warning: step 1: binding 1 makes distance of step 1, a length, follow the angle `depth`");
    }
}
