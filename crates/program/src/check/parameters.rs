//! Parameters have names that programs of any language can carry, each its own.

use super::{At, Found};
use crate::program::Program;

const RULE: &str = "parameters";

/// Whether `name` is a letter or underscore, then letters, digits and underscores, all ASCII.
pub(crate) fn well_formed(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && letters.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

pub(super) fn check(program: &Program, _tol: f64, found: &mut Found) {
    for (i, parameter) in program.parameters.iter().enumerate() {
        let name = &parameter.name;
        if !well_formed(name) {
            let message = format!("parameter {} is called {name:?}", i + 1);
            found.error(RULE, At::default(), message, "use letters, digits and underscores, no digit first");
        }
        if program.parameters[..i].iter().any(|p| p.name == *name) {
            let message = format!("parameter {} is called `{name}`, as an earlier one is", i + 1);
            found.error(RULE, At::default(), message, "give each its own name");
        }
        let used = program.bindings.iter().flat_map(|b| &b.terms).any(|t| t.parameter == *name);
        if !used {
            let message = format!("parameter `{name}` drives nothing");
            found.warning(RULE, At::default(), message, "bind a number to it, or delete it");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{found, plate};
    use super::well_formed;
    use crate::program::{Parameter, Quantity};

    #[test]
    fn names_are_words_of_their_own() {
        assert!(["a", "_", "bolt_circle_2", "R"].iter().all(|n| well_formed(n)));
        assert!(["", "2r", "wall thickness", "größe", "a-b"].iter().all(|n| !well_formed(n)));
        let mut p = plate();
        for name in ["w", "w", "2r"] {
            p.parameters.push(Parameter { name: name.into(), value: 1.0, quantity: Quantity::Length });
        }
        let all = found(&p);
        assert!(
            all.iter().any(|f| f.starts_with("parameters error: program: parameter 2 is called `w`, as")),
            "{all:?}"
        );
        assert!(all.iter().any(|f| f.starts_with("parameters error: program: parameter 3 is called \"2r\"")));
        assert_eq!(all.iter().filter(|f| f.contains("drives nothing")).count(), 3);
    }
}
