//! Numbers of a program by name.

use super::EditError;
use crate::check::loop_words;
use crate::geom::Loop;
use crate::program::{Extent, Extrude, Operation, Program, Slot};
use std::fmt;

impl Slot {
    /// The step the number belongs to.
    pub fn step(&self) -> usize {
        match *self {
            Self::Distance { step }
            | Self::Backward { step }
            | Self::Radius { step, .. }
            | Self::X { step, .. }
            | Self::Y { step, .. }
            | Self::Origin { step, .. } => step,
        }
    }

    /// The same number of another step.
    #[must_use]
    pub fn at_step(mut self, to: usize) -> Self {
        match &mut self {
            Self::Distance { step }
            | Self::Backward { step }
            | Self::Radius { step, .. }
            | Self::X { step, .. }
            | Self::Y { step, .. }
            | Self::Origin { step, .. } => *step = to,
        }
        self
    }
}

impl fmt::Display for Slot {
    /// `radius of hole 1 of profile 1 of step 3`: counted from 1.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Distance { .. } => write!(f, "distance")?,
            Self::Backward { .. } => write!(f, "backward")?,
            Self::Radius { profile, loop_, .. } => {
                write!(f, "radius of {} of profile {}", loop_words(loop_), profile + 1)?;
            }
            Self::X { profile, loop_, edge, .. } => {
                write!(f, "x {} of {} of profile {}", edge + 1, loop_words(loop_), profile + 1)?;
            }
            Self::Y { profile, loop_, edge, .. } => {
                write!(f, "y {} of {} of profile {}", edge + 1, loop_words(loop_), profile + 1)?;
            }
            Self::Origin { axis, .. } => match ["x", "y", "z"].get(axis) {
                Some(letter) => write!(f, "origin {letter}")?,
                None => write!(f, "origin {}", axis + 1)?,
            },
        }
        write!(f, " of step {}", self.step() + 1)
    }
}

impl Program {
    /// The number `slot` names, if it is there.
    pub fn number(&self, slot: Slot) -> Option<f64> {
        let extrude = self.steps.get(slot.step())?.as_extrude()?;
        // Reading goes the way of writing, on a copy of the one loop or extent that is asked for.
        match slot {
            Slot::Distance { .. } => Some(match extrude.extent {
                Extent::OneSide { distance } | Extent::Symmetric { distance } => distance,
                Extent::TwoSides { forward, .. } => forward,
            }),
            Slot::Backward { .. } => match extrude.extent {
                Extent::TwoSides { backward, .. } => Some(backward),
                _ => None,
            },
            Slot::Origin { axis, .. } => extrude.sketch.frame.origin.to_array().get(axis).copied(),
            Slot::Radius { profile, loop_, .. } => match loop_of(extrude, profile, loop_)? {
                Loop::Circle(c) => Some(c.radius),
                Loop::Path(_) => None,
            },
            Slot::X { profile, loop_, edge, .. } => Some(point_of(loop_of(extrude, profile, loop_)?, edge)?.x),
            Slot::Y { profile, loop_, edge, .. } => Some(point_of(loop_of(extrude, profile, loop_)?, edge)?.y),
        }
    }

    /// Writes one number. Bindings are not followed: a bound number is changed through its parameter, see
    /// [`Self::set_parameter`].
    ///
    /// # Errors
    /// [`EditError::NoNumber`] where the slot names nothing; [`EditError::Value`] where the value is not finite.
    pub fn set_number(&mut self, slot: Slot, value: f64) -> Result<(), EditError> {
        if !value.is_finite() {
            return Err(EditError::Value { what: "a number", value });
        }
        match self.place_of(slot) {
            Some(place) => {
                *place = value;
                Ok(())
            }
            None => Err(EditError::NoNumber { slot }),
        }
    }

    /// Every number of the steps that has a slot, in the order of the steps.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        for (step, s) in self.steps.iter().enumerate() {
            let Some(extrude) = s.as_extrude() else { continue };
            slots.push(Slot::Distance { step });
            if matches!(extrude.extent, Extent::TwoSides { .. }) {
                slots.push(Slot::Backward { step });
            }
            slots.extend((0..3).map(|axis| Slot::Origin { step, axis }));
            for (profile, p) in extrude.sketch.profiles.iter().enumerate() {
                for (loop_, l) in p.loops().enumerate() {
                    let points = match l {
                        Loop::Circle(_) => {
                            slots.push(Slot::Radius { step, profile, loop_ });
                            1
                        }
                        Loop::Path(edges) => edges.len(),
                    };
                    for edge in 0..points {
                        slots.push(Slot::X { step, profile, loop_, edge });
                        slots.push(Slot::Y { step, profile, loop_, edge });
                    }
                }
            }
        }
        slots
    }

    fn place_of(&mut self, slot: Slot) -> Option<&mut f64> {
        let Operation::Extrude(extrude) = &mut self.steps.get_mut(slot.step())?.operation else { return None };
        let (profile, loop_) = match slot {
            Slot::Distance { .. } => {
                return Some(match &mut extrude.extent {
                    Extent::OneSide { distance } | Extent::Symmetric { distance } => distance,
                    Extent::TwoSides { forward, .. } => forward,
                });
            }
            Slot::Backward { .. } => {
                return match &mut extrude.extent {
                    Extent::TwoSides { backward, .. } => Some(backward),
                    _ => None,
                };
            }
            Slot::Origin { axis, .. } => {
                let origin = &mut extrude.sketch.frame.origin;
                return [&mut origin.x, &mut origin.y, &mut origin.z].into_iter().nth(axis);
            }
            Slot::Radius { profile, loop_, .. } | Slot::X { profile, loop_, .. } | Slot::Y { profile, loop_, .. } => {
                (profile, loop_)
            }
        };
        let profile = extrude.sketch.profiles.get_mut(profile)?;
        let l = if loop_ == 0 { &mut profile.outer } else { profile.holes.get_mut(loop_ - 1)? };
        match (slot, l) {
            (Slot::Radius { .. }, Loop::Circle(c)) => Some(&mut c.radius),
            (Slot::X { edge: 0, .. }, Loop::Circle(c)) => Some(&mut c.center.x),
            (Slot::Y { edge: 0, .. }, Loop::Circle(c)) => Some(&mut c.center.y),
            (Slot::X { edge, .. }, Loop::Path(edges)) => edges.get_mut(edge).map(|e| &mut e.start.x),
            (Slot::Y { edge, .. }, Loop::Path(edges)) => edges.get_mut(edge).map(|e| &mut e.start.y),
            _ => None,
        }
    }
}

fn loop_of(extrude: &Extrude, profile: usize, loop_: usize) -> Option<&Loop> {
    extrude.sketch.profiles.get(profile)?.loops().nth(loop_)
}

fn point_of(l: &Loop, edge: usize) -> Option<crate::geom::Vec2> {
    match l {
        Loop::Circle(c) => (edge == 0).then_some(c.center),
        Loop::Path(edges) => edges.get(edge).map(|e| e.start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::random_program;
    use rand::SeedableRng;

    #[test]
    fn every_slot_can_be_read_written_and_read_again() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(7);
        let mut seen = 0;
        for _ in 0..100 {
            let mut program = random_program(&mut rng);
            let slots = program.slots();
            for (i, &slot) in slots.iter().enumerate() {
                assert!(program.number(slot).is_some(), "{slot}");
                program.set_number(slot, i as f64 + 0.5).unwrap();
            }
            // Had two slots named one number, the first would read as the second.
            for (i, &slot) in slots.iter().enumerate() {
                assert_eq!(program.number(slot), Some(i as f64 + 0.5), "{slot}");
            }
            seen += slots.len();
        }
        assert!(seen > 1000);
    }

    #[test]
    fn slots_that_name_nothing_are_refused() {
        let mut program = Program::default();
        let slot = Slot::Radius { step: 2, profile: 0, loop_: 1 };
        assert_eq!(program.number(slot), None);
        let refused = program.set_number(slot, 1.0).unwrap_err().to_string();
        assert!(refused.starts_with("radius of hole 1 of profile 1 of step 3 is not there"), "{refused}");
    }
}
