//! What several proposals found between them: steps of one in place of another's, beside them, or left out.

use crate::judge::{Judge, Score};
use crate::part::problems;
use crate::proposals::{Proposal, renumbered};
use rayon::prelude::*;
use resolid_fit::{Dimension, Snapped, name_sizes};
use resolid_geom::{Observer, Profile};
use resolid_program::check::Severity;
use resolid_program::{Mode, Operation, Program, Step};

/// Proposals that lend steps.
const LENDING: usize = 4;
/// Changes tried in a round, and rounds.
const MOST_CHANGES: usize = 12;
const MOST_ROUNDS: usize = 3;
/// Bits that a change must save: what one feature is worth, and more than the judge's samples are unsure of.
const LEAST_SAVING: f64 = 60.0;

/// A step and where it was found: the number of the proposal and of its step.
type Lent = (Step, (usize, usize));

/// What the changes of a proposal come to.
#[derive(Default)]
pub(crate) struct Combined {
    /// With the changes that the judge finds it better for, where there are any.
    pub better: Option<Proposal>,
    /// With the one more change that would cost least: what the answer was preferred to.
    pub next: Option<Proposal>,
}

/// The first of `proposals`, changed step by step as long as the judge finds it better for that.
///
/// A step is left out, one of another proposal is added, or takes the place of one of the same kind. Each round keeps the change that
/// saves most bits. What comes next to a single step is the same without one of its holes or profiles.
pub(crate) fn combined(proposals: &[&Proposal], judge: &Judge, observer: &dyn Observer) -> Combined {
    let plain =
        |p: &Proposal| p.program.definitions.is_empty() && p.program.steps.iter().all(|s| s.as_extrude().is_some());
    let Some(first) = proposals.first().filter(|p| plain(p)) else { return Combined::default() };
    let Some(mut score) = first.score else { return Combined::default() };
    let lenders = || proposals.iter().enumerate().take(LENDING).skip(1).filter(|(_, p)| plain(p));
    let mut steps: Vec<Lent> = numbered(0, first);
    let mut changed = false;
    let mut next = None;
    // Some of these changes, those that are sound programs, with their scores.
    let scored = |changes: Vec<Vec<Lent>>| -> Vec<(Vec<Lent>, Score)> {
        let stride = changes.len().div_ceil(MOST_CHANGES).max(1);
        changes
            .into_par_iter()
            .step_by(stride)
            .filter(|_| !observer.should_stop())
            .filter_map(|steps| {
                let program = program_of(&first.program, &steps);
                let sound = problems(&program).iter().all(|p| p.severity != Severity::Error);
                sound.then(|| judge.score(&program)).map(|score| (steps, score))
            })
            .collect()
    };
    let cheapest =
        |scored: Vec<(Vec<Lent>, Score)>| scored.into_iter().min_by(|a, b| a.1.total().total_cmp(&b.1.total()));
    for _ in 0..MOST_ROUNDS {
        let mut offered: Vec<Lent> = Vec::new();
        for (k, lender) in lenders() {
            for lent in numbered(k, lender) {
                let known = |other: &Lent| other.0.operation == lent.0.operation && other.0.combine == lent.0.combine;
                if !steps.iter().chain(&offered).any(known) {
                    offered.push(lent);
                }
            }
        }
        let mut changes: Vec<Vec<Lent>> = (1..steps.len())
            .map(|left_out| steps.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, s)| s.clone()).collect())
            .collect();
        for lent in &offered {
            let mode = lent.0.combine.mode;
            for i in (0..steps.len()).filter(|&i| steps[i].0.combine.mode == mode) {
                let mut other = steps.clone();
                other[i] = lent.clone();
                changes.push(other);
            }
            if mode != Mode::New {
                let mut other = steps.clone();
                other.push(lent.clone());
                changes.push(other);
            }
        }
        if observer.should_stop() {
            break;
        }
        let best = cheapest(scored(changes));
        match best {
            Some(better) if better.1.total() + LEAST_SAVING < score.total() => (steps, score) = better,
            // What saves a little, but not enough to be sure of, is nothing that the answer was preferred to.
            other => {
                next = other.filter(|(_, s)| s.total() > score.total());
                break;
            }
        }
        changed = true;
    }
    if let ([(only, of)], None) = (&steps[..], &next) {
        // Of a bore that goes deep hardly any point is seen, and the judge would rather do without; so this is only named.
        let less = with_less(only).into_iter().map(|less| vec![(less, *of)]).collect();
        next = cheapest(scored(less).into_iter().filter(|(_, s)| s.total() > score.total()).collect());
    }
    let drawn = |steps: &[Lent], score: Score, by: String| {
        let mut snapped = Vec::new();
        let mut dimensions = Vec::new();
        for (k, (step, of)) in steps.iter().enumerate() {
            // A profile that lost a hole has lost its numbers too, and they do not say which was whose.
            let whole = proposals[of.0].program.steps[of.1].operation == step.operation;
            let own = |what: &str| renumbered(what, of.1, k).filter(|own| whole || own.ends_with(" depth"));
            snapped.extend(
                proposals[of.0].snapped.iter().filter_map(|s| Some(Snapped { what: own(&s.what)?, ..s.clone() })),
            );
            dimensions.extend(
                proposals[of.0].dimensions.iter().filter_map(|d| Some(Dimension { what: own(&d.what)?, ..d.clone() })),
            );
        }
        // Names say nothing to the judge: only what is given out has them.
        let mut program = program_of(&first.program, steps);
        name_sizes(&mut program);
        Proposal { program, snapped, dimensions, by, score: Some(score) }
    };
    let lent = |steps: &[Lent]| steps.iter().filter(|s| s.1.0 != 0).count();
    Combined {
        next: next.map(|(other, score)| {
            let by = match (lent(&other) > lent(&steps), other.len() < steps.len()) {
                (true, _) => format!("{}, with a step of another", first.by),
                (false, true) => {
                    let missing = steps.iter().position(|s| other.iter().all(|o| o.1 != s.1));
                    format!("{}, without step {}", first.by, missing.map_or(0, |k| k + 1))
                }
                (false, false) => format!("{}, with a hole or profile less", first.by),
            };
            drawn(&other, score, by)
        }),
        better: changed.then(|| {
            let by = match lent(&steps) {
                0 => format!("{}, less what the judge found needless", first.by),
                1 => format!("{}, with a step of another", first.by),
                n => format!("{}, with {n} steps of others", first.by),
            };
            drawn(&steps, score, by)
        }),
    }
}

/// A step with one of its holes left out, and with one of several profiles.
fn with_less(step: &Step) -> Vec<Step> {
    let Some(extrude) = step.as_extrude() else { return Vec::new() };
    let profiles = &extrude.sketch.profiles;
    let mut less: Vec<Vec<Profile>> = Vec::new();
    for (k, profile) in profiles.iter().enumerate() {
        for hole in 0..profile.holes.len() {
            let mut own = profiles.clone();
            own[k].holes.remove(hole);
            less.push(own);
        }
        if profiles.len() > 1 {
            let mut own = profiles.clone();
            own.remove(k);
            less.push(own);
        }
    }
    let drawn = |profiles| {
        let mut step = step.clone();
        if let Operation::Extrude(extrude) = &mut step.operation {
            extrude.sketch.profiles = profiles;
        }
        step
    };
    less.into_iter().map(drawn).collect()
}

fn numbered(proposal: usize, of: &Proposal) -> Vec<Lent> {
    of.program.steps.iter().enumerate().map(|(i, step)| (step.clone(), (proposal, i))).collect()
}

/// The program of these steps, none of its sizes named; what is drawn for the second time under a name goes without.
fn program_of(like: &Program, steps: &[Lent]) -> Program {
    let mut program = Program { steps: steps.iter().map(|s| s.0.clone()).collect(), ..like.clone() };
    // Those that it had follow numbers of steps and holes that may be gone or elsewhere now.
    program.parameters.clear();
    program.bindings.clear();
    for i in 1..program.steps.len() {
        let (before, step) = program.steps.split_at_mut(i);
        if before.iter().any(|b| b.name == step[0].name) {
            step[0].name = None;
        }
    }
    program
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::tests::{plate, scanned};
    use resolid_geom::Silent;

    /// As a fit gives it: its steps have names, and its sizes too.
    fn named(mut program: Program) -> Program {
        for (step, name) in program.steps.iter_mut().zip(["base", "boss"]) {
            step.name = Some(name.into());
        }
        name_sizes(&mut program);
        assert!(!program.bindings.is_empty());
        program
    }

    fn proposed(program: Program, judge: &Judge) -> Proposal {
        let program = named(program);
        let score = Some(judge.score(&program));
        let dimensions = (1..=program.steps.len())
            .map(|k| Dimension { what: format!("step {k} depth"), value: k as f64, deviation: 0.01 })
            .collect();
        Proposal { program, snapped: Vec::new(), dimensions, by: "drawn".into(), score }
    }

    #[test]
    fn what_only_another_found_is_taken_over() {
        let truth = plate(&[(10.0, 3.0)], &[4.0]);
        let judge = Judge::of_cloud(&scanned(&truth, 0.02), 0.02, 0.09, 0);
        // One found the hole, the other the boss.
        let one = proposed(plate(&[(10.0, 3.0)], &[]), &judge);
        let other = proposed(plate(&[], &[4.0]), &judge);
        let both = combined(&[&one, &other], &judge, &Silent).better.expect("both together are better");
        assert_eq!(both.program.steps.len(), 2);
        assert!((both.score.unwrap().total() - judge.score(&truth).total()).abs() < LEAST_SAVING);
        let told: Vec<&str> = both.dimensions.iter().map(|d| d.what.as_str()).collect();
        assert_eq!(told, ["step 1 depth", "step 2 depth"]);
        assert!(both.by.contains("step of another"), "{}", both.by);
    }

    #[test]
    fn what_shows_nowhere_is_left_out_and_what_is_right_stays() {
        let truth = plate(&[(10.0, 3.0)], &[]);
        let judge = Judge::of_cloud(&scanned(&truth, 0.02), 0.02, 0.09, 0);
        let more = proposed(plate(&[(10.0, 3.0)], &[4.0]), &judge);
        let less = combined(&[&more], &judge, &Silent).better.expect("a step too many");
        assert_eq!(less.program, named(truth.clone()));
        let right = combined(&[&proposed(truth.clone(), &judge)], &judge, &Silent);
        assert!(right.better.is_none());
        // It was preferred to the plate without its hole.
        let next = right.next.expect("one that costs more");
        assert_eq!(next.program, named(plate(&[], &[])));
        assert!(next.score.unwrap().total() > judge.score(&truth).total() && next.by.contains("hole"), "{}", next.by);
    }
}
