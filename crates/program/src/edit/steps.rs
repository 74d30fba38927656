//! Renaming, suppressing, moving and deleting steps.

use super::EditError;
use crate::program::{Program, Step, Targets};

impl Program {
    /// Names a step, or takes its name away.
    ///
    /// # Errors
    /// [`EditError::NoStep`].
    pub fn rename_step(&mut self, step: usize, name: Option<&str>) -> Result<(), EditError> {
        self.step_mut(step)?.name = name.map(str::to_owned);
        Ok(())
    }

    /// Leaves a step out of the part, or takes it in again.
    ///
    /// # Errors
    /// [`EditError::NoStep`]. What then lacks its body is for `check` to say.
    pub fn suppress(&mut self, step: usize, suppressed: bool) -> Result<(), EditError> {
        self.step_mut(step)?.suppressed = suppressed;
        Ok(())
    }

    /// Takes a step out of the program and gives it back. Later steps' indices, in targets and bindings, are mended;
    /// bindings of its own numbers go with it, parameters stay.
    ///
    /// # Errors
    /// [`EditError::NoStep`]; [`EditError::Targeted`] where another step acts on its body alone.
    pub fn delete_step(&mut self, step: usize) -> Result<Step, EditError> {
        self.step_mut(step)?;
        for (by, other) in self.steps.iter().enumerate().filter(|(i, _)| *i != step) {
            if let Targets::Bodies(targets) = &other.combine.targets
                && !targets.is_empty()
                && targets.iter().all(|&t| t == step)
            {
                return Err(EditError::Targeted { step, by });
            }
        }
        let deleted = self.steps.remove(step);
        for other in &mut self.steps {
            if let Targets::Bodies(targets) = &mut other.combine.targets {
                targets.retain(|&t| t != step);
                for t in targets.iter_mut().filter(|t| **t > step) {
                    *t -= 1;
                }
            }
        }
        self.bindings.retain(|b| b.slot.step() != step);
        for binding in self.bindings.iter_mut().filter(|b| b.slot.step() > step) {
            binding.slot = binding.slot.at_step(binding.slot.step() - 1);
        }
        Ok(deleted)
    }

    /// Moves a step to another place in the order: afterwards it is step `to`. Targets and bindings are mended.
    ///
    /// # Errors
    /// [`EditError::NoStep`]; [`EditError::Order`] where a step would come before a body that it acts on.
    pub fn move_step(&mut self, from: usize, to: usize) -> Result<(), EditError> {
        self.step_mut(from)?;
        self.step_mut(to)?;
        let place = |old: usize| match old {
            _ if old == from => to,
            _ if from < old && old <= to => old - 1,
            _ if to <= old && old < from => old + 1,
            _ => old,
        };
        for (by, step) in self.steps.iter().enumerate() {
            if let Targets::Bodies(targets) = &step.combine.targets
                && let Some(&step) = targets.iter().find(|&&t| t < by && place(t) > place(by))
            {
                return Err(EditError::Order { step, by });
            }
        }
        let moved = self.steps.remove(from);
        self.steps.insert(to, moved);
        for step in &mut self.steps {
            if let Targets::Bodies(targets) = &mut step.combine.targets {
                targets.iter_mut().for_each(|t| *t = place(*t));
                targets.sort_unstable();
            }
        }
        for binding in &mut self.bindings {
            binding.slot = binding.slot.at_step(place(binding.slot.step()));
        }
        Ok(())
    }

    fn step_mut(&mut self, step: usize) -> Result<&mut Step, EditError> {
        let steps = self.steps.len();
        self.steps.get_mut(step).ok_or(EditError::NoStep { step, steps })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Frame, Loop, Profile, Vec2, Vec3};
    use crate::program::{Binding, Combine, Extent, Mode, Parameter, Quantity, Slot, Term};

    fn disc(x: f64, mode: Mode, targets: &[usize]) -> Step {
        let targets = if targets.is_empty() { Targets::All } else { Targets::Bodies(targets.to_vec()) };
        let frame = Frame::WORLD.at(Vec3::X * x);
        let profile = Profile::solid(Loop::circle(Vec2::ZERO, 1.0));
        let step = Step::extrude(frame, vec![profile], Extent::OneSide { distance: 1.0 }, mode);
        Step { combine: Combine { mode, targets }, ..step }
    }

    fn three_bodies() -> Program {
        let radius = |step| Binding {
            slot: Slot::Radius { step, profile: 0, loop_: 0 },
            terms: vec![Term { parameter: "r".into(), factor: 1.0 }],
            offset: 0.0,
        };
        Program {
            parameters: vec![Parameter { name: "r".into(), value: 1.0, quantity: Quantity::Length }],
            bindings: vec![radius(0), radius(1), radius(3)],
            steps: vec![
                disc(0.0, Mode::New, &[]),
                disc(5.0, Mode::New, &[]),
                disc(10.0, Mode::New, &[]),
                disc(5.0, Mode::Cut, &[1, 2]),
                disc(10.0, Mode::Cut, &[2]),
            ],
            ..Program::default()
        }
    }

    #[test]
    fn deleting_mends_targets_and_bindings() {
        let mut p = three_bodies();
        assert_eq!(p.check(1e-9), vec![]);
        p.delete_step(0).unwrap();
        assert_eq!(p.steps[2].combine.targets, Targets::Bodies(vec![0, 1]));
        assert_eq!(p.bindings.iter().map(|b| b.slot.step()).collect::<Vec<_>>(), [0, 2]);
        p.delete_step(0).unwrap();
        assert_eq!(p.steps[1].combine.targets, Targets::Bodies(vec![0]));
        assert_eq!(p.check(1e-9), vec![]);
        let before = p.clone();
        assert_eq!(p.delete_step(0), Err(EditError::Targeted { step: 0, by: 1 }));
        assert_eq!(p.delete_step(9), Err(EditError::NoStep { step: 9, steps: 3 }));
        assert_eq!(p, before);
    }

    #[test]
    fn moving_takes_targets_and_bindings_along() {
        let mut p = three_bodies();
        p.move_step(2, 0).unwrap();
        assert_eq!(p.steps[3].combine.targets, Targets::Bodies(vec![0, 2]));
        assert_eq!(p.steps[4].combine.targets, Targets::Bodies(vec![0]));
        assert_eq!(p.bindings.iter().map(|b| b.slot.step()).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(p.check(1e-9), vec![]);
        let before = p.clone();
        assert_eq!(p.move_step(3, 1), Err(EditError::Order { step: 2, by: 3 }));
        assert_eq!(p.move_step(0, 4), Err(EditError::Order { step: 0, by: 3 }));
        assert_eq!(p.move_step(0, 5), Err(EditError::NoStep { step: 5, steps: 5 }));
        assert_eq!(p, before);
        p.move_step(0, 2).unwrap();
        assert_eq!(p, three_bodies());
    }

    #[test]
    fn steps_are_renamed_and_suppressed() {
        let mut p = three_bodies();
        p.rename_step(2, Some("pin")).unwrap();
        p.suppress(2, true).unwrap();
        assert_eq!(p.steps[2].name.as_deref(), Some("pin"));
        assert!(p.check(1e-9).iter().any(|x| x.message == "target 3 is suppressed"));
        p.suppress(2, false).unwrap();
        p.rename_step(2, None).unwrap();
        assert_eq!(p, three_bodies());
        assert!(p.rename_step(5, None).is_err() && p.suppress(5, true).is_err());
    }
}
