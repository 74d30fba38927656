//! Scaling and rigid motion of the whole part.

use super::EditError;
use crate::geom::{Frame, Loop, Profile, Vec3};
use crate::program::{Binding, Extent, Operation, Program, Quantity, Slot, Step, Term};

impl Program {
    /// Scales the part about the world's origin: lengths, parameters and bindings by `factor`, angles not. A part in
    /// inches taken for millimetres is mended by `scale(25.4)`.
    ///
    /// # Errors
    /// [`EditError::Value`] where the factor is not positive and finite.
    pub fn scale(&mut self, factor: f64) -> Result<(), EditError> {
        if !(factor > 0.0 && factor.is_finite()) {
            return Err(EditError::Value { what: "a scale", value: factor });
        }
        let steps = self.steps.iter_mut().chain(self.definitions.iter_mut().flat_map(|d| &mut d.steps));
        for step in steps {
            scale_step(step, factor);
        }
        for parameter in self.parameters.iter_mut().filter(|p| p.quantity == Quantity::Length) {
            parameter.value *= factor;
        }
        for binding in &mut self.bindings {
            binding.offset *= factor;
            for term in &mut binding.terms {
                // A length that follows an angle: the angle stays, so its share must grow.
                let angle = |p: &crate::Parameter| p.name == term.parameter && p.quantity == Quantity::Angle;
                if self.parameters.iter().any(angle) {
                    term.factor *= factor;
                }
            }
        }
        Ok(())
    }

    /// Moves the part rigidly: a point `p` goes to `world_from_part.world_from_local(p)`. Definitions stay as they
    /// are, their placements move; bindings of origins follow.
    ///
    /// # Errors
    /// [`EditError::Motion`] where the frame's axes are not orthonormal.
    pub fn move_by(&mut self, world_from_part: &Frame) -> Result<(), EditError> {
        let Frame { origin, x, y } = *world_from_part;
        let sound = (x.length() - 1.0).abs() < 1e-9 && (y.length() - 1.0).abs() < 1e-9 && x.dot(y).abs() < 1e-9;
        if !(sound && origin.is_finite()) {
            return Err(EditError::Motion { x: x.length(), y: y.length(), dot: x.dot(y) });
        }
        self.move_origin_bindings(world_from_part);
        for step in &mut self.steps {
            match &mut step.operation {
                Operation::Extrude(e) => e.sketch.frame = world_from_part.compose(&e.sketch.frame),
                Operation::Place { placements, .. } => {
                    for p in placements {
                        p.frame = world_from_part.compose(&p.frame);
                    }
                }
            }
        }
        Ok(())
    }

    /// A moved origin mixes the coordinates of the old one, and so the bindings of those.
    fn move_origin_bindings(&mut self, motion: &Frame) {
        let mut steps: Vec<usize> = self
            .bindings
            .iter()
            .filter(|b| matches!(b.slot, Slot::Origin { axis: 0..=2, .. }))
            .map(|b| b.slot.step())
            .collect();
        steps.sort_unstable();
        steps.dedup();
        let rows = [Vec3::X, Vec3::Y, Vec3::Z]
            .map(|axis| Vec3::new(motion.x.dot(axis), motion.y.dot(axis), motion.z().dot(axis)));
        for step in steps {
            let bound = |axis: usize| {
                let slot = Slot::Origin { step, axis };
                self.bindings.iter().find(|b| b.slot == slot).cloned()
            };
            let old: [Option<Binding>; 3] = [bound(0), bound(1), bound(2)];
            let numbers = [0, 1, 2].map(|axis| self.number(Slot::Origin { step, axis }));
            let [Some(a), Some(b), Some(c)] = numbers else { continue };
            let numbers = [a, b, c];
            self.bindings.retain(|b| !matches!(b.slot, Slot::Origin { step: s, axis: 0..=2 } if s == step));
            for (axis, row) in rows.iter().enumerate() {
                let mut terms: Vec<Term> = Vec::new();
                let mut offset = motion.origin[axis];
                for k in 0..3 {
                    match &old[k] {
                        None => offset += row[k] * numbers[k],
                        Some(binding) => {
                            offset += row[k] * binding.offset;
                            for term in &binding.terms {
                                let factor = row[k] * term.factor;
                                match terms.iter_mut().find(|t| t.parameter == term.parameter) {
                                    Some(t) => t.factor += factor,
                                    None => terms.push(Term { parameter: term.parameter.clone(), factor }),
                                }
                            }
                        }
                    }
                }
                // A right angle's cosine is 1e-17, not 0.
                terms.retain(|t| t.factor.abs() > 1e-12);
                if !terms.is_empty() {
                    self.bindings.push(Binding { slot: Slot::Origin { step, axis }, terms, offset });
                }
            }
        }
    }
}

fn scale_step(step: &mut Step, factor: f64) {
    match &mut step.operation {
        Operation::Extrude(e) => {
            e.sketch.frame.origin *= factor;
            for profile in &mut e.sketch.profiles {
                *profile = scaled(profile, factor);
            }
            match &mut e.extent {
                Extent::OneSide { distance } | Extent::Symmetric { distance } => *distance *= factor,
                Extent::TwoSides { forward, backward } => {
                    *forward *= factor;
                    *backward *= factor;
                }
            }
        }
        Operation::Place { placements, .. } => {
            for p in placements {
                p.frame.origin *= factor;
            }
        }
    }
}

fn scaled(profile: &Profile, factor: f64) -> Profile {
    let grow = |l: &Loop| l.mapped(factor, false, |p| p * factor);
    Profile { outer: grow(&profile.outer), holes: profile.holes.iter().map(grow).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Parameter;
    use crate::random::random_program;
    use crate::{Evaluator, Side};
    use rand::{Rng, SeedableRng};

    /// Every origin bound to a parameter, so that the laws hold for bindings too.
    fn bound(mut program: Program) -> Program {
        let origins: Vec<Slot> =
            program.slots().into_iter().filter(|s| matches!(s, Slot::Origin { .. } | Slot::Distance { .. })).collect();
        for (i, slot) in origins.into_iter().enumerate().filter(|(i, _)| i % 3 != 1) {
            let name = format!("p{i}");
            let value = program.number(slot).unwrap();
            program.parameters.push(Parameter { name: name.clone(), value: value - 1.0, quantity: Quantity::Length });
            program.bindings.push(Binding { slot, terms: vec![Term { parameter: name, factor: 1.0 }], offset: 1.0 });
        }
        program
    }

    fn errors(program: &Program) -> Vec<String> {
        program.check(1e-7).iter().filter(|p| p.rule == "bindings").map(ToString::to_string).collect()
    }

    #[test]
    fn scaled_parts_hold_the_scaled_points() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(11);
        for _ in 0..200 {
            let program = bound(random_program(&mut rng));
            let factor = rng.random_range(0.1..10.0);
            let mut big = program.clone();
            big.scale(factor).unwrap();
            assert_eq!(errors(&big), Vec::<String>::new());
            let (small, large) = (Evaluator::new(&program), Evaluator::new(&big));
            for _ in 0..50 {
                let p = Vec3::from_array(std::array::from_fn(|_| rng.random_range(-21.0..21.0)));
                if small.classify(p, 1e-6) != Side::On {
                    assert_eq!(large.contains(p * factor), small.contains(p));
                }
            }
        }
    }

    #[test]
    fn moved_parts_hold_the_moved_points() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(12);
        for round in 0..200 {
            let program = bound(random_program(&mut rng));
            let normal = if round % 2 == 0 {
                Vec3::X
            } else {
                Vec3::from_array(std::array::from_fn(|_| rng.random_range(-1.0..1.0))).normalize()
            };
            let origin = Vec3::from_array(std::array::from_fn(|_| rng.random_range(-30.0..30.0)));
            let motion = Frame::from_normal(origin, normal);
            let mut moved = program.clone();
            moved.move_by(&motion).unwrap();
            assert_eq!(errors(&moved), Vec::<String>::new());
            let (here, there) = (Evaluator::new(&program), Evaluator::new(&moved));
            for _ in 0..50 {
                let p = Vec3::from_array(std::array::from_fn(|_| rng.random_range(-21.0..21.0)));
                if here.classify(p, 1e-6) != Side::On {
                    assert_eq!(there.contains(motion.world_from_local(p)), here.contains(p));
                }
            }
        }
    }

    #[test]
    fn impossible_motions_are_refused() {
        let mut program = Program::default();
        assert!(program.scale(0.0).is_err() && program.scale(-1.0).is_err() && program.scale(f64::NAN).is_err());
        let sheared = Frame { y: Vec3::new(1.0, 1.0, 0.0).normalize(), ..Frame::WORLD };
        assert!(program.move_by(&sheared).unwrap_err().to_string().contains("not orthonormal"));
    }
}
