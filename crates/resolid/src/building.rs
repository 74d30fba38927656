//! A program made a part: whole where the kernel builds it, else as much of it as holds.

use crate::overlap::overlap;
use crate::part::Part;
use crate::{Error, part};
use resolid_geom::words::count;
use resolid_geom::{Aabb3, Loop, Observer, Profile, Vec3};
use resolid_program::check::Severity;
use resolid_program::{Evaluator, Mode, Program, flatten};

/// A part, and how much of the program it was to be is in it.
pub(crate) struct Built {
    pub part: Part,
    /// Steps that are not in it.
    pub left_out: usize,
    /// Why the first of them is not, where it was not for want of time.
    pub refused: Option<String>,
    /// Whether the observer ended the build.
    pub stopped: bool,
    /// Index of the program it was made of.
    pub choice: usize,
}

/// Points at which answers that are all incomplete are compared.
const SAMPLES: usize = 4_000;
/// A program of no more steps and curves is built though time is up: the kernel takes a moment for it.
const PLAIN: [usize; 2] = [12, 150];

/// Steps at most that are looked for because they spoil a whole.
#[cfg(feature = "kernel")]
const MOST_LOST: usize = 3;

/// How much nearer an answer must come to be taken before one the fit likes better, as a share of the volume.
const NEARER: f64 = 0.005;

/// The programs of a fit, best first.
pub(crate) struct Choices<'a> {
    /// The programs.
    pub programs: &'a [Program],
    /// Whether the search ended before it knew how good they are.
    pub unsure: bool,
}

/// The first of the programs that builds as it is; where none does in time, what holds of the one that comes nearest to
/// what is `wanted`. Programs of an unfinished search are put in the order of how near they come; what is plain is built
/// under `patient`, who does not say stop.
///
/// # Errors
/// What was wrong with the first program, where nothing of any holds.
pub(crate) fn build_best(
    choices: &Choices,
    wanted: &Wanted,
    observer: &dyn Observer,
    patient: &dyn Observer,
) -> Result<Built, Error> {
    let mut incomplete: Vec<Built> = Vec::new();
    let mut fault = None;
    let near = wanted;
    let programs = choices.programs;
    let mut order: Vec<usize> = (0..programs.len()).collect();
    let mut expected = vec![f64::MAX; programs.len()];
    if choices.unsure && programs.len() > 1 {
        for (score, program) in expected.iter_mut().zip(programs) {
            *score = near.iou(program);
        }
        // What comes all but equally near stays in the order of the fit.
        order.sort_by(|&a, &b| (expected[b] / NEARER).round().total_cmp(&(expected[a] / NEARER).round()));
        let each: Vec<String> = expected.iter().map(|iou| format!("{iou:.3}")).collect();
        let order = "the search is unfinished: programs are built in the order of how near they come";
        observer.note("building", format!("{order}; IoU of program 1 and after: {}", each.join(", ")));
    }
    for choice in order {
        let program = &programs[choice];
        let curves: usize =
            flatten(program).iter().flat_map(|p| &p.profiles).flat_map(Profile::loops).map(Loop::curve_count).sum();
        let is_plain = program.steps.len() <= PLAIN[0] && curves <= PLAIN[1];
        // Out of time, only what is plain is built, and only where what holds of those before is worse than all of it.
        if observer.should_stop() && !incomplete.is_empty() {
            let so_far = incomplete.iter().map(|b| near.iou(&b.part.program)).fold(0.0, f64::max);
            if !is_plain || near.iou(program) <= so_far + NEARER {
                continue;
            }
        }
        match what_holds(program.clone(), choice, if is_plain { patient } else { observer }) {
            Ok(built) if built.left_out == 0 => {
                let all = count(built.part.program.steps.len(), "step");
                observer.note("building", format!("program {} of {} builds whole: {all}", choice + 1, programs.len()));
                if incomplete.is_empty() {
                    return Ok(built);
                }
                incomplete.push(built);
                break;
            }
            Ok(built) => {
                let why = built.refused.as_deref().unwrap_or("time is up");
                let left_out = count(built.left_out, "step");
                observer.note("building", format!("program {}: {left_out} left out: {why}", choice + 1));
                incomplete.push(built);
            }
            Err(error) => {
                observer.note("building", format!("program {} does not build: {error}", choice + 1));
                fault.get_or_insert(error);
            }
        }
    }
    if incomplete.len() > 1 {
        let scores: Vec<f64> = incomplete.iter().map(|b| near.iou(&b.part.program)).collect();
        // Of equals the first, which the fit likes best.
        let best = (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        let choice = incomplete[best].choice + 1;
        observer.note("choice", format!("program {choice} comes nearest of those that do: IoU {:.3}", scores[best]));
        return Ok(incomplete.swap_remove(best));
    }
    let nothing = Error::Fit(resolid_fit::FitError::Stopped);
    incomplete.pop().ok_or(fault.unwrap_or(nothing))
}

/// Up to `count` parts of the programs beside the one chosen, in their order; those that do not build whole are passed over.
pub(crate) fn others(programs: &[Program], chosen: usize, count: usize, observer: &dyn Observer) -> Vec<Part> {
    let beside = programs.iter().enumerate().filter(|(k, _)| *k != chosen);
    let built = beside.filter_map(|(k, program)| what_holds(program.clone(), k, observer).ok());
    built.filter(|b| b.left_out == 0).map(|b| b.part).take(count).collect()
}

/// What a program should come near to.
pub(crate) struct Wanted<'a> {
    /// The box around it.
    pub bounds: Aabb3,
    /// Whether a place lies inside it.
    pub inside: &'a (dyn Fn(Vec3) -> bool + Sync),
}

impl Wanted<'_> {
    /// IoU of the program with it, by direct evaluation at a few thousand points.
    fn iou(&self, program: &Program) -> f64 {
        let program = Evaluator::new(program);
        let bounds = self.bounds.union(program.bounds());
        overlap(bounds, SAMPLES, 0, self.inside, &|p| program.contains(p)).iou
    }
}

/// The part of a program without the steps that fail its check, that the kernel refuses, or that came too late.
fn what_holds(mut program: Program, choice: usize, observer: &dyn Observer) -> Result<Built, Error> {
    let (mut left_out, mut refused) = (0, None);
    loop {
        let problems = part::problems(&program);
        let Some(fault) = problems.into_iter().find(|p| p.severity == Severity::Error) else { break };
        let whole = Error::Unsound { reason: format!("{}: {}", fault.at, fault.message) };
        let Some(step) = fault.step().filter(|_| program.steps.len() > 1) else { return Err(whole) };
        delete(&mut program, step)?;
        left_out += 1;
        refused.get_or_insert(whole.to_string());
    }
    #[cfg(feature = "kernel")]
    {
        use resolid_kernel::KernelError;
        let mut lost = 0;
        loop {
            let holding = match resolid_kernel::build_what_holds(&program, observer) {
                Ok(holding) => holding,
                Err(KernelError::Stopped) => return Err(Error::Fit(resolid_fit::FitError::Stopped)),
                // What the kernel cannot even draw it says before it begins.
                Err(e @ KernelError::Sketch { step, .. }) if program.steps.len() > 1 => {
                    delete(&mut program, step)?;
                    left_out += 1;
                    refused.get_or_insert(e.to_string());
                    continue;
                }
                Err(e) => return Err(Error::Unsound { reason: e.to_string() }),
            };
            for &step in holding.left_out.iter().rev() {
                delete(&mut program, step)?;
            }
            left_out += holding.left_out.len();
            refused = refused.or(holding.refused.map(|e| e.to_string()));
            let fault = match Part::of(program.clone(), holding.solid) {
                Ok(part) => return Ok(Built { part, left_out, refused, stopped: holding.stopped, choice }),
                Err(fault) => fault,
            };
            // Each step held, and yet the whole is not what the program says: the step that spoiled it is taken out.
            lost += 1;
            let spoiled = if lost > MOST_LOST || observer.should_stop() { None } else { spoiling(&program, observer) };
            let Some(step) = spoiled else { return Err(fault) };
            observer.note("building", format!("program {}: step {} spoils it: {fault}", choice + 1, step + 1));
            delete(&mut program, step)?;
            left_out += 1;
            refused.get_or_insert(fault.to_string());
        }
    }
    #[cfg(not(feature = "kernel"))]
    Ok(Built { part: Part::new(program, observer)?, left_out, refused, stopped: false, choice })
}

/// The first step after which the kernel's solid is not what the program up to there says; nothing where that is the first.
#[cfg(feature = "kernel")]
fn spoiling(program: &Program, observer: &dyn Observer) -> Option<usize> {
    let stages = resolid_kernel::build_stages(program, observer).ok()?;
    let good = stages.partition_point(|stage| {
        let mut so_far = program.clone();
        so_far.steps.truncate(stage.step + 1);
        part::sound(&stage.solid, &Evaluator::new(&so_far)).is_ok()
    });
    stages.get(good.max(1)).map(|stage| stage.step)
}

/// Takes a step out, and lets the first that is left begin the body.
fn delete(program: &mut Program, step: usize) -> Result<(), Error> {
    program.delete_step(step).map_err(|e| Error::Unsound { reason: e.to_string() })?;
    if let Some(first) = program.steps.first_mut()
        && first.combine.mode == Mode::Join
    {
        first.combine.mode = Mode::New;
    }
    Ok(())
}

#[cfg(all(test, feature = "kernel"))]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;
    use resolid_geom::Silent;
    use resolid_program::random::random_program;

    /// OpenCASCADE 7.6 loses a piece of a join of these and calls the rest valid.
    #[test]
    fn of_a_program_that_one_step_spoils_the_rest_is_kept() {
        for seed in [700_111, 700_506, 701_327] {
            let program = random_program(&mut ChaCha8Rng::seed_from_u64(seed));
            let steps = program.steps.len();
            assert!(Part::new(program.clone(), &Silent).is_err(), "{seed}: this kernel builds it");
            let built = what_holds(program, 0, &Silent).expect("most of it holds");
            assert_eq!(built.part.program.steps.len() + built.left_out, steps, "{seed}");
            assert!((1..=MOST_LOST).contains(&built.left_out) && built.refused.is_some(), "{seed}: {}", built.left_out);
        }
    }
}
