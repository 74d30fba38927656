//! What is wrong with a program: every fault, where it is, and what to try. One file a rule.
//!
//! Checking judges the text of a program, not the solid it builds: a cut that misses is no fault here. Later rules
//! pass over what an earlier one has found fault with, so that one slip is reported once.

mod area;
mod bindings;
mod circles;
mod crossing;
mod definitions;
mod edges;
mod empty;
mod extent;
mod frame;
mod meet;
mod nesting;
mod numbers;
mod parameters;
mod targets;

use crate::geom::{Loop, Profile};
use crate::program::{Extrude, Operation, Program, Step};
use std::fmt;

pub(crate) use parameters::well_formed;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It can be built, but hardly as it was meant.
    Warning,
    /// It cannot be built, or says two things at once.
    Error,
}

/// Where a problem is: indices as in the file, from 0. Messages count from 1, and tell the outer loop from the holes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The definition, if the step is one of a definition's.
    pub definition: Option<usize>,
    /// The step.
    pub step: Option<usize>,
    /// The profile of its sketch.
    pub profile: Option<usize>,
    /// The loop of the profile: 0 is the outer one, `k` the hole `k − 1`.
    pub loop_: Option<usize>,
}

impl At {
    fn profile(self, profile: usize) -> Self {
        Self { profile: Some(profile), ..self }
    }

    fn loop_(self, profile: usize, loop_: usize) -> Self {
        Self { profile: Some(profile), loop_: Some(loop_), ..self }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = [("definition", self.definition), ("step", self.step), ("profile", self.profile)];
        let mut words: Vec<String> =
            counted.into_iter().filter_map(|(word, index)| Some(format!("{word} {}", index? + 1))).collect();
        words.extend(self.loop_.map(loop_words));
        if words.is_empty() { write!(f, "program") } else { write!(f, "{}", words.join(", ")) }
    }
}

/// What messages call a loop of a profile: the outer loop, or one of its holes counted from 1.
pub fn loop_words(index: usize) -> String {
    if index == 0 { "outer loop".into() } else { format!("hole {index}") }
}

/// One fault of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The rule that found it: the name of its file.
    pub rule: &'static str,
    /// Where it is.
    pub at: At,
    /// What is wrong, with numbers.
    pub message: String,
    /// What to try.
    pub hint: &'static str,
}

impl Problem {
    /// The step it is in, where it is in one of `Program::steps`.
    pub fn step(&self) -> Option<usize> {
        if self.at.definition.is_none() { self.at.step } else { None }
    }
}

impl fmt::Display for Problem {
    /// `error: step 3, profile 1, hole 1: the loop crosses itself at (1, 2); draw it …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{word}: {}: {}; {}", self.at, self.message, self.hint)
    }
}

impl Program {
    /// Every fault, in the order of the steps; empty for a sound program. `tol` is the length, in millimetres, under which
    /// points are one and edges and depths nothing.
    ///
    /// Suppressed steps are checked too: they may be switched on again.
    ///
    /// # Cost
    /// All but linear in the number of curves of a profile whose loops keep apart.
    ///
    /// ```
    /// use resolid_program::{Program, geom::{Frame, Loop, Profile, Vec2}, Extent, Mode, Step};
    /// let circle = Profile::solid(Loop::circle(Vec2::ZERO, -1.0));
    /// let step = Step::extrude(Frame::WORLD, vec![circle], Extent::OneSide { distance: 2.0 }, Mode::New);
    /// let problems = Program { steps: vec![step], ..Program::default() }.check(1e-6);
    /// assert_eq!(problems[0].to_string(),
    ///     "error: step 1, profile 1, outer loop: the circle has radius -1; give it a positive one");
    /// ```
    pub fn check(&self, tol: f64) -> Vec<Problem> {
        let rules = [
            numbers::check,
            empty::check,
            frame::check,
            extent::check,
            circles::check,
            edges::check,
            area::check,
            crossing::check,
            nesting::check,
            targets::check,
            definitions::check,
            parameters::check,
            bindings::check,
        ];
        let mut found = Found { problems: Vec::new() };
        for rule in rules {
            rule(self, tol, &mut found);
        }
        found.problems.sort_by_key(|p| (p.at.definition, p.at.step, p.at.profile, p.at.loop_));
        found.problems
    }
}

/// The first number that is not finite, for readers whose scaling can overflow.
pub(crate) fn endless(program: &Program) -> Option<Problem> {
    let mut found = Found { problems: Vec::new() };
    numbers::check(program, 0.0, &mut found);
    found.problems.into_iter().next()
}

/// What the rules have found so far.
struct Found {
    problems: Vec<Problem>,
}

impl Found {
    fn error(&mut self, rule: &'static str, at: At, message: impl Into<String>, hint: &'static str) {
        self.problems.push(Problem { severity: Severity::Error, rule, at, message: message.into(), hint });
    }

    fn warning(&mut self, rule: &'static str, at: At, message: impl Into<String>, hint: &'static str) {
        self.problems.push(Problem { severity: Severity::Warning, rule, at, message: message.into(), hint });
    }

    /// Whether an error stands at `at` or anywhere in what holds it.
    fn bad(&self, at: At) -> bool {
        self.problems.iter().any(|p| {
            p.severity == Severity::Error
                && p.at.definition == at.definition
                && p.at.step == at.step
                && (p.at.profile.is_none() || p.at.profile == at.profile)
                && (p.at.loop_.is_none() || p.at.loop_ == at.loop_)
        })
    }
}

/// All lists of steps with their definition: the program's own first.
fn lists(program: &Program) -> impl Iterator<Item = (Option<usize>, &[Step])> {
    let own = std::iter::once((None, program.steps.as_slice()));
    own.chain(program.definitions.iter().enumerate().map(|(i, d)| (Some(i), d.steps.as_slice())))
}

/// All steps with their places.
fn steps(program: &Program) -> impl Iterator<Item = (At, &Step)> {
    lists(program).flat_map(|(definition, steps)| {
        steps.iter().enumerate().map(move |(i, s)| (At { definition, step: Some(i), ..At::default() }, s))
    })
}

/// All extrusions with their places.
fn extrusions(program: &Program) -> impl Iterator<Item = (At, &Extrude)> {
    steps(program).filter_map(|(at, step)| match &step.operation {
        Operation::Extrude(e) => Some((at, e)),
        Operation::Place { .. } => None,
    })
}

/// All profiles with their places.
fn profiles(program: &Program) -> impl Iterator<Item = (At, &Profile)> {
    extrusions(program).flat_map(|(at, e)| e.sketch.profiles.iter().enumerate().map(move |(i, p)| (at.profile(i), p)))
}

/// All loops with their places.
fn loops(program: &Program) -> impl Iterator<Item = (At, &Loop)> {
    profiles(program).flat_map(|(at, p)| {
        let profile = at.profile.unwrap_or(0);
        p.loops().enumerate().map(move |(k, l)| (at.loop_(profile, k), l))
    })
}

/// A point as messages show it.
fn shown(p: crate::geom::Vec2) -> String {
    format!("({}, {})", short(p.x), short(p.y))
}

/// A number with at most six digits after the point, none of them idle.
fn short(v: f64) -> f64 {
    let rounded = (v * 1e6).round() / 1e6;
    if rounded.is_finite() { rounded + 0.0 } else { v }
}

/// What the rules' tests share: a sound program to damage, and one line for each problem found.
#[cfg(test)]
mod example {
    use super::*;
    use crate::geom::{Frame, Vec2};
    use crate::program::{Extent, Mode};

    /// A plate 40 × 20 × 5 with a hole.
    pub fn plate() -> Program {
        Program { steps: vec![step(Mode::New)], ..Program::default() }
    }

    pub fn step(mode: Mode) -> Step {
        let profile = Profile {
            outer: Loop::rectangle(Vec2::ZERO, Vec2::new(40.0, 20.0)),
            holes: vec![Loop::circle(Vec2::new(10.0, 10.0), 3.0)],
        };
        Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance: 5.0 }, mode)
    }

    pub fn extrude(program: &mut Program) -> &mut Extrude {
        match &mut program.steps[0].operation {
            Operation::Extrude(e) => e,
            Operation::Place { .. } => unreachable!("the plate is extruded"),
        }
    }

    /// The plate with its profile replaced.
    pub fn with(profile: Profile) -> Program {
        let mut program = plate();
        extrude(&mut program).sketch.profiles = vec![profile];
        program
    }

    pub fn found(program: &Program) -> Vec<String> {
        program.check(1e-6).iter().map(|p| format!("{} {p}", p.rule)).collect()
    }

    /// Asserts that the one problem found begins so: `rule severity: place: message`.
    pub fn only(program: &Program, begins: &str) {
        let found = found(program);
        assert!(found.len() == 1 && found[0].starts_with(begins), "{begins:?} expected, found {found:#?}");
    }

    #[test]
    fn a_sound_program_has_no_problems() {
        assert_eq!(found(&plate()), Vec::<String>::new());
    }
}
