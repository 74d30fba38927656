//! Edits as data, as a person makes them one after the other.

use super::EditError;
use crate::program::{Program, Slot};
use serde::{Deserialize, Serialize};

/// One edit of a program. Steps are counted from 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "op", deny_unknown_fields)]
pub enum Edit {
    /// [`Program::rename_step`].
    Rename {
        /// Which.
        step: usize,
        /// The new name; none takes it away.
        name: Option<String>,
    },
    /// [`Program::suppress`].
    Suppress {
        /// Which.
        step: usize,
        /// Whether it is left out from here on.
        suppressed: bool,
    },
    /// [`Program::delete_step`].
    Delete {
        /// Which.
        step: usize,
    },
    /// [`Program::move_step`].
    Move {
        /// Which.
        step: usize,
        /// Its place afterwards.
        to: usize,
    },
    /// [`Program::set_number`]; a number that follows a parameter stays tied to it, at another distance.
    SetNumber {
        /// Which.
        slot: Slot,
        /// Millimetres.
        value: f64,
    },
    /// [`Program::set_parameter`].
    SetParameter {
        /// Which.
        name: String,
        /// Millimetres or radians.
        value: f64,
    },
    /// [`Program::rename_parameter`].
    RenameParameter {
        /// Which.
        name: String,
        /// Its new name.
        to: String,
    },
    /// [`Program::set_dimension`].
    SetDimension {
        /// Which, as [`Program::dimensions`] calls it.
        id: String,
        /// Millimetres or radians.
        value: f64,
    },
}

impl Program {
    /// Makes one edit.
    ///
    /// # Errors
    /// As the edit says; the program is as it was then.
    pub fn edit(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::Rename { step, name } => self.rename_step(*step, name.as_deref()),
            Edit::Suppress { step, suppressed } => self.suppress(*step, *suppressed),
            Edit::Delete { step } => self.delete_step(*step).map(drop),
            Edit::Move { step, to } => self.move_step(*step, *to),
            Edit::SetNumber { slot, value } => {
                let before = self.number(*slot).ok_or(EditError::NoNumber { slot: *slot })?;
                self.set_number(*slot, *value)?;
                self.shift_binding(*slot, *value - before);
                Ok(())
            }
            Edit::SetParameter { name, value } => self.set_parameter(name, *value).map(drop),
            Edit::RenameParameter { name, to } => self.rename_parameter(name, to),
            Edit::SetDimension { id, value } => self.set_dimension(id, *value),
        }
    }

    /// What follows a parameter goes on following it from where it is now.
    pub(super) fn shift_binding(&mut self, slot: Slot, by: f64) {
        self.bindings.iter_mut().filter(|b| b.slot == slot).for_each(|b| b.offset += by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Frame, Loop, Profile, Vec2};
    use crate::program::{Binding, Extent, Mode, Parameter, Quantity, Step, Term};

    #[test]
    fn edits_are_plain_json_and_a_tied_number_stays_tied() {
        let disc = Profile::solid(Loop::circle(Vec2::ZERO, 5.0));
        let step = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: 2.0 }, Mode::New);
        let slot = Slot::Radius { step: 0, profile: 0, loop_: 0 };
        let term = Term { parameter: "d".into(), factor: 0.5 };
        let mut program = Program {
            steps: vec![step],
            parameters: vec![Parameter { name: "d".into(), value: 10.0, quantity: Quantity::Length }],
            bindings: vec![Binding { slot, terms: vec![term], offset: 0.0 }],
            ..Program::default()
        };
        let text = r#"[{"op":"set_number","slot":{"number":"radius","step":0,"profile":0,"loop":0},"value":6},
            {"op":"set_parameter","name":"d","value":20},{"op":"rename","step":0,"name":"pin"}]"#;
        let edits: Vec<Edit> = serde_json::from_str(text).unwrap();
        for edit in &edits {
            program.edit(edit).unwrap();
            assert_eq!(program.check(1e-9), vec![]);
        }
        assert_eq!(program.number(slot), Some(11.0));
        assert_eq!(program.steps[0].name.as_deref(), Some("pin"));
        assert!(serde_json::from_str::<Edit>(r#"{"op":"explode","step":0}"#).is_err());
    }
}
