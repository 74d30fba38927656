//! Named parameters and the numbers they drive.

use super::EditError;
use crate::check::well_formed;
use crate::program::{Binding, Program};

impl Program {
    /// What a binding makes of its number; `None` where it follows a parameter that is not there.
    pub fn bound(&self, binding: &Binding) -> Option<f64> {
        binding.terms.iter().try_fold(binding.offset, |sum, term| {
            let parameter = self.parameters.iter().find(|p| p.name == term.parameter)?;
            Some(sum + term.factor * parameter.value)
        })
    }

    /// Sets a parameter and rewrites every number that follows it; says how many numbers those are.
    ///
    /// # Errors
    /// [`EditError::NoParameter`]; [`EditError::Value`] where the value is not finite; [`EditError::NoNumber`] where a
    /// binding names nothing.
    ///
    /// ```
    /// use resolid_program::{geom::*, *};
    /// let disc = Profile::solid(Loop::circle(Vec2::ZERO, 5.0));
    /// let step = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: 2.0 }, Mode::New);
    /// let mut program = Program { steps: vec![step], ..Program::default() };
    /// let slot = Slot::Radius { step: 0, profile: 0, loop_: 0 };
    /// program.parameters.push(Parameter { name: "diameter".into(), value: 10.0, quantity: Quantity::Length });
    /// program.bindings.push(Binding { slot, terms: vec![Term { parameter: "diameter".into(), factor: 0.5 }], offset: 0.0 });
    /// assert_eq!(program.set_parameter("diameter", 12.0), Ok(1));
    /// assert_eq!(program.number(slot), Some(6.0));
    /// ```
    pub fn set_parameter(&mut self, name: &str, value: f64) -> Result<usize, EditError> {
        if !value.is_finite() {
            return Err(EditError::Value { what: "a parameter", value });
        }
        let index = self.parameter_index(name)?;
        let mut changed = self.clone();
        changed.parameters[index].value = value;
        let following: Vec<&Binding> =
            self.bindings.iter().filter(|b| b.terms.iter().any(|t| t.parameter == name)).collect();
        for binding in &following {
            if let Some(number) = changed.bound(binding) {
                changed.set_number(binding.slot, number)?;
            }
        }
        let count = following.len();
        *self = changed;
        Ok(count)
    }

    /// Renames a parameter wherever it is named.
    ///
    /// # Errors
    /// [`EditError::NoParameter`]; [`EditError::Name`] where the new name is no identifier or taken.
    pub fn rename_parameter(&mut self, name: &str, to: &str) -> Result<(), EditError> {
        let index = self.parameter_index(name)?;
        if name == to {
            return Ok(());
        }
        let fault = |reason| Err(EditError::Name { name: to.to_owned(), reason });
        if !well_formed(to) {
            return fault("is no name");
        }
        if self.parameters.iter().any(|p| p.name == to) {
            return fault("is taken");
        }
        to.clone_into(&mut self.parameters[index].name);
        for term in self.bindings.iter_mut().flat_map(|b| &mut b.terms) {
            if term.parameter == name {
                to.clone_into(&mut term.parameter);
            }
        }
        Ok(())
    }

    fn parameter_index(&self, name: &str) -> Result<usize, EditError> {
        self.parameters.iter().position(|p| p.name == name).ok_or_else(|| EditError::NoParameter {
            name: name.to_owned(),
            names: self.parameters.iter().map(|p| p.name.clone()).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Frame, Loop, Profile, Vec2};
    use crate::program::{Extent, Mode, Parameter, Quantity, Slot, Step, Term};

    /// A plate whose width is `w`, with a hole of radius `r` at `w − 2 r`.
    fn driven() -> Program {
        let profile = Profile {
            outer: Loop::rectangle(Vec2::ZERO, Vec2::new(40.0, 20.0)),
            holes: vec![Loop::circle(Vec2::new(34.0, 10.0), 3.0)],
        };
        let step = Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance: 5.0 }, Mode::New);
        let parameter = |name: &str, value| Parameter { name: name.into(), value, quantity: Quantity::Length };
        let term = |name: &str, factor| Term { parameter: name.into(), factor };
        let x = |loop_, edge| Slot::X { step: 0, profile: 0, loop_, edge };
        let bind = |slot, terms| Binding { slot, terms, offset: 0.0 };
        Program {
            parameters: vec![parameter("w", 40.0), parameter("r", 3.0)],
            bindings: vec![
                bind(x(0, 1), vec![term("w", 1.0)]),
                bind(x(0, 2), vec![term("w", 1.0)]),
                bind(x(1, 0), vec![term("w", 1.0), term("r", -2.0)]),
                bind(Slot::Radius { step: 0, profile: 0, loop_: 1 }, vec![term("r", 1.0)]),
            ],
            steps: vec![step],
            ..Program::default()
        }
    }

    #[test]
    fn one_parameter_moves_all_that_follow_it() {
        let mut p = driven();
        assert_eq!(p.check(1e-9), vec![]);
        assert_eq!(p.set_parameter("w", 50.0), Ok(3));
        assert_eq!(p.set_parameter("r", 2.5), Ok(2));
        assert_eq!(p.check(1e-9), vec![]);
        let profile = &p.steps[0].as_extrude().unwrap().sketch.profiles[0];
        assert_eq!(profile.outer, Loop::rectangle(Vec2::ZERO, Vec2::new(50.0, 20.0)));
        assert_eq!(profile.holes[0], Loop::circle(Vec2::new(45.0, 10.0), 2.5));
    }

    #[test]
    fn refused_edits_change_nothing() {
        let mut p = driven();
        let before = p.clone();
        let refused = p.set_parameter("width", 1.0).unwrap_err().to_string();
        assert_eq!(refused, "there is no parameter `width`; there are: w, r");
        assert!(p.set_parameter("w", f64::NAN).is_err());
        assert!(p.rename_parameter("w", "r").is_err());
        assert!(p.rename_parameter("w", "the width").is_err());
        assert_eq!(p, before);
        p.bindings[3].slot = Slot::Radius { step: 0, profile: 0, loop_: 9 };
        let before = p.clone();
        assert!(p.set_parameter("r", 1.0).is_err());
        assert_eq!(p, before);
    }

    #[test]
    fn a_renamed_parameter_still_drives() {
        let mut p = driven();
        p.rename_parameter("r", "hole_radius").unwrap();
        assert_eq!(p.set_parameter("hole_radius", 2.0), Ok(2));
        assert_eq!(p.check(1e-9), vec![]);
    }
}
