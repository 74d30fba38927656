//! Programs beside one another in one, and a program without its definitions.

use crate::flatten::flatten;
use crate::program::{Combine, Extent, Mode, Operation, Parameter, Program, Step, Targets};

impl Program {
    /// Adds the bodies of `other` beside those that are there: its steps act on no body but its own. The names of its steps,
    /// parameters and definitions are put behind `name` and an underscore, so that they are told from those of others.
    pub fn append(&mut self, other: &Self, name: &str) {
        let (first, definitions) = (self.steps.len(), self.definitions.len());
        let own = |word: &str| format!("{name}_{word}");
        // Those of its steps that begin bodies, as they are counted here.
        let mut begun: Vec<usize> = Vec::new();
        for (k, step) in other.steps.iter().enumerate() {
            let mut step = step.clone();
            step.name = step.name.as_deref().map(own);
            if let Operation::Place { definition, .. } = &mut step.operation {
                *definition += definitions;
            }
            if begun.is_empty() && step.combine.mode == Mode::Join {
                step.combine.mode = Mode::New;
            }
            if step.combine.mode == Mode::New {
                step.combine.targets = Targets::All;
                if !step.suppressed {
                    begun.push(first + k);
                }
            } else {
                step.combine.targets = Targets::Bodies(match &step.combine.targets {
                    Targets::All => begun.clone(),
                    Targets::Bodies(steps) => steps.iter().map(|s| s + first).collect(),
                });
            }
            self.steps.push(step);
        }
        for definition in &other.definitions {
            let mut definition = definition.clone();
            definition.name = own(&definition.name);
            self.definitions.push(definition);
        }
        for parameter in &other.parameters {
            self.parameters.push(Parameter { name: own(&parameter.name), ..parameter.clone() });
        }
        for binding in &other.bindings {
            let mut binding = binding.clone();
            binding.slot = binding.slot.at_step(binding.slot.step() + first);
            binding.terms.iter_mut().for_each(|t| t.parameter = own(&t.parameter));
            self.bindings.push(binding);
        }
    }

    /// The steps that build the same without definitions: every placement is drawn out. Such steps can be a definition themselves.
    pub fn inlined(&self) -> Vec<Step> {
        if self.definitions.is_empty() {
            return self.steps.clone();
        }
        let drawn = |prism: crate::flatten::Prism| {
            let [low, high] = prism.range;
            let extent = if low == 0.0 {
                Extent::OneSide { distance: high }
            } else {
                Extent::TwoSides { forward: high, backward: -low }
            };
            let step = Step::extrude(prism.frame, prism.profiles, extent, prism.mode);
            let targets = prism.targets.map_or(Targets::All, Targets::Bodies);
            Step { combine: Combine { mode: prism.mode, targets }, ..step }
        };
        flatten(self).into_iter().map(drawn).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Evaluator;
    use crate::program::{Definition, Placement};
    use resolid_geom::{Frame, Loop, Profile, Vec2, Vec3};

    fn block(x: f64, width: f64, mode: Mode) -> Step {
        let profile = Profile::solid(Loop::rectangle(Vec2::new(x, 0.0), Vec2::new(x + width, 10.0)));
        let mut step = Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance: 10.0 }, mode);
        step.name = Some("block".into());
        step
    }

    /// Two blocks, one of them placed in mirror image, and a cut through all of it.
    fn pair() -> Program {
        let place = |mirrored| Placement { frame: Frame::WORLD, mirrored, name: None };
        let mut placed = block(0.0, 1.0, Mode::New);
        placed.operation = Operation::Place { definition: 0, placements: vec![place(false), place(true)] };
        Program {
            definitions: vec![Definition { name: "leg".into(), steps: vec![block(20.0, 5.0, Mode::New)] }],
            steps: vec![placed, block(-22.0, 44.0, Mode::Cut)],
            ..Program::default()
        }
    }

    #[test]
    fn programs_stand_beside_one_another_and_cut_nothing_of_each_other() {
        let mut both = Program { steps: vec![block(-30.0, 60.0, Mode::New)], ..Program::default() };
        both.append(&pair(), "chair");
        assert!(both.check(1e-6).is_empty(), "{:?}", both.check(1e-6));
        assert_eq!(both.steps[2].combine.targets, Targets::Bodies(vec![1]));
        assert_eq!(both.definitions[0].name, "chair_leg");
        assert_eq!(both.steps[2].name.as_deref(), Some("chair_block"));
        // The first block is whole, so all that was added lies inside it.
        assert!((Evaluator::new(&both).volume() - 6000.0).abs() < 1e-6);
        assert!(Evaluator::new(&both).contains(Vec3::new(0.0, 5.0, 5.0)));
    }

    #[test]
    fn what_is_drawn_out_is_the_same_part() {
        let pair = pair();
        let plain = Program { steps: pair.inlined(), ..Program::default() };
        assert!(plain.definitions.is_empty() && plain.steps.len() == 3);
        assert!(plain.check(1e-6).is_empty(), "{:?}", plain.check(1e-6));
        let (a, b) = (Evaluator::new(&pair), Evaluator::new(&plain));
        assert!((a.volume() - 600.0).abs() < 1e-6 && (a.volume() - b.volume()).abs() < 1e-9);
        for x in [-24.0, -21.0, 0.0, 21.0, 24.0] {
            let p = Vec3::new(x, 5.0, 5.0);
            assert_eq!(a.contains(p), b.contains(p), "{x}");
        }
    }
}
