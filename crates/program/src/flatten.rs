//! A program as the plain list of prisms it builds: placements expanded, suppressed steps gone.
//!
//! Evaluation, kernel, renderer and exporters all read this form, so that none of them interprets a program anew.

use crate::program::{Combine, Mode, Operation, Program, Step, Targets};
use resolid_geom::{Frame, Profile, Vec2, Vec3};

/// One extruded sketch and how it meets the bodies before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Prism {
    /// Where the sketch lies.
    pub frame: Frame,
    /// The regions, in the frame's x and y; their union is extruded.
    pub profiles: Vec<Profile>,
    /// Lowest and highest height along the frame's z.
    pub range: [f64; 2],
    /// The Boolean.
    pub mode: Mode,
    /// What the Boolean acts on: indices of earlier prisms of the same list whose mode is [`Mode::New`];
    /// `None` for every body so far.
    pub targets: Option<Vec<usize>>,
    /// The step of `Program::steps` it comes from.
    pub step: usize,
}

/// The prisms of `program`, in building order.
///
/// A `Join` before any body exists begins one, as CAD systems do. The steps of a placed definition first make
/// the definition's own solid: for a `New` or `Join` placement its additions follow one another and its cuts
/// act on its own bodies only; a `Cut` or `Intersect` placement applies each of its extrusions with that mode.
/// Indices that point nowhere are passed over: [`crate::program::Program`] checks report them.
pub fn flatten(program: &Program) -> Vec<Prism> {
    let mut prisms: Vec<Prism> = Vec::new();
    // For each step, the prisms of mode New that its bodies are known by.
    let mut bodies_of_step: Vec<Vec<usize>> = vec![Vec::new(); program.steps.len()];
    for (index, step) in program.steps.iter().enumerate() {
        if step.suppressed {
            continue;
        }
        let targets = match &step.combine.targets {
            Targets::All => None,
            Targets::Bodies(steps) => {
                Some(steps.iter().flat_map(|&s| bodies_of_step.get(s).cloned().unwrap_or_default()).collect())
            }
        };
        match &step.operation {
            Operation::Extrude(extrude) => {
                let first = !prisms.iter().any(|p| p.mode == Mode::New);
                let mode = if first && step.combine.mode == Mode::Join { Mode::New } else { step.combine.mode };
                if mode == Mode::New {
                    bodies_of_step[index].push(prisms.len());
                }
                prisms.push(Prism {
                    frame: extrude.sketch.frame,
                    profiles: extrude.sketch.profiles.clone(),
                    range: extrude.extent.range(),
                    mode,
                    targets: if mode == Mode::New { None } else { targets },
                    step: index,
                });
            }
            Operation::Place { definition, placements } => {
                let Some(definition) = program.definitions.get(*definition) else { continue };
                for placement in placements {
                    place(
                        &definition.steps,
                        placement.frame,
                        placement.mirrored,
                        &step.combine,
                        &targets,
                        index,
                        &mut prisms,
                        &mut bodies_of_step[index],
                    );
                }
            }
        }
    }
    prisms
}

#[allow(clippy::too_many_arguments)]
fn place(
    steps: &[Step],
    frame: Frame,
    mirrored: bool,
    combine: &Combine,
    targets: &Option<Vec<usize>>,
    index: usize,
    prisms: &mut Vec<Prism>,
    bodies: &mut Vec<usize>,
) {
    // For each of the definition's steps, the prisms of mode New that its bodies are known by.
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    for (local, step) in steps.iter().enumerate().filter(|(_, s)| !s.suppressed) {
        let Some(extrude) = step.as_extrude() else { continue };
        let begins = step.combine.mode == Mode::New
            || (step.combine.mode == Mode::Join && own.iter().all(|bodies| bodies.is_empty()));
        let (mode, targets) = match combine.mode {
            Mode::Cut | Mode::Intersect => (combine.mode, targets.clone()),
            Mode::New | Mode::Join if begins => (Mode::New, None),
            Mode::New | Mode::Join => {
                let acts_on: Vec<usize> = match &step.combine.targets {
                    Targets::All => own.concat(),
                    Targets::Bodies(list) => list.iter().filter_map(|&s| own.get(s)).flatten().copied().collect(),
                };
                (step.combine.mode, Some(acts_on))
            }
        };
        if mode == Mode::New {
            own[local].push(prisms.len());
            bodies.push(prisms.len());
        }
        let (sketch_frame, profiles) = moved(&extrude.sketch.frame, &extrude.sketch.profiles, &frame, mirrored);
        prisms.push(Prism { frame: sketch_frame, profiles, range: extrude.extent.range(), mode, targets, step: index });
    }
}

/// A sketch carried by a placement. A mirrored sketch keeps its normal's image as z, so its plane is flipped in x.
pub(crate) fn moved(sketch: &Frame, profiles: &[Profile], placement: &Frame, mirrored: bool) -> (Frame, Vec<Profile>) {
    if !mirrored {
        return (placement.compose(sketch), profiles.to_vec());
    }
    let flip = |v: Vec3| Vec3::new(-v.x, v.y, v.z);
    // The mirror image of a right-handed frame is left-handed; turning its x round mends that, and the
    // sketch's own x coordinates are turned round in exchange.
    let image = Frame { origin: flip(sketch.origin), x: -flip(sketch.x), y: flip(sketch.y) };
    let turn = |l: &resolid_geom::Loop| l.mapped(1.0, true, |p| Vec2::new(-p.x, p.y));
    let profiles =
        profiles.iter().map(|p| Profile { outer: turn(&p.outer), holes: p.holes.iter().map(turn).collect() }).collect();
    (placement.compose(&image), profiles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Definition, Extent, Placement};
    use resolid_geom::Loop;

    #[test]
    fn mirrored_placement_keeps_height_and_flips_x() {
        let leg = Step::extrude(
            Frame { origin: Vec3::new(5.0, 1.0, 0.0), ..Frame::WORLD },
            vec![Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::new(2.0, 1.0)))],
            Extent::OneSide { distance: 3.0 },
            Mode::New,
        );
        let place = |mirrored| Placement { frame: Frame::WORLD, mirrored, name: None };
        let program = Program {
            definitions: vec![Definition { name: "leg".into(), steps: vec![leg] }],
            steps: vec![Step {
                name: None,
                group: None,
                suppressed: false,
                operation: Operation::Place { definition: 0, placements: vec![place(false), place(true)] },
                combine: Combine::all(Mode::New),
            }],
            ..Program::default()
        };
        let prisms = flatten(&program);
        assert_eq!(prisms.len(), 2);
        let corner = |p: &Prism| {
            p.frame.world_from_sketch(match &p.profiles[0].outer {
                Loop::Path(e) => e[1].start,
                Loop::Circle(c) => c.center,
            })
        };
        assert_eq!(corner(&prisms[0]), Vec3::new(7.0, 1.0, 0.0));
        assert_eq!(corner(&prisms[1]), Vec3::new(-7.0, 1.0, 0.0));
        assert!((prisms[1].frame.z() - Vec3::Z).length() < 1e-12);
    }
}
