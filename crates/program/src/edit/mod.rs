//! Changes to a program that keep it whole: every edit mends the indices, bindings and numbers that hang on it.
//!
//! Edits that fail leave the program as it was.

mod dimension;
mod join;
mod list;
mod motion;
mod parameter;
mod slot;
mod steps;

use crate::program::Slot;

pub use dimension::{Dimension, DimensionKind};
pub use list::Edit;

/// Why an edit was not made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// No such step.
    #[error("there is no step {}; the program has {steps}", step + 1)]
    NoStep {
        /// What was asked for.
        step: usize,
        /// How many there are.
        steps: usize,
    },
    /// No such parameter.
    #[error("there is no parameter `{name}`; {}", known(names))]
    NoParameter {
        /// What was asked for.
        name: String,
        /// Those there are.
        names: Vec<String>,
    },
    /// A name that is no identifier, or taken.
    #[error("`{name}` {reason}; use letters, digits and underscores, no digit first, and each name once")]
    Name {
        /// What was asked for.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The slot names nothing.
    #[error("{slot} is not there; ask `Program::slots` for the numbers there are")]
    NoNumber {
        /// What was asked for.
        slot: Slot,
    },
    /// A number that is not finite, or a scale that is not positive.
    #[error("{what} cannot be {value}")]
    Value {
        /// What was to be set.
        what: &'static str,
        /// To what.
        value: f64,
    },
    /// Axes that are not at right angles or not of unit length.
    #[error("the motion's axes are not orthonormal: |x| = {x}, |y| = {y}, x·y = {dot}; make them so")]
    Motion {
        /// Length of x.
        x: f64,
        /// Length of y.
        y: f64,
        /// Their product.
        dot: f64,
    },
    /// Moving would put a step before the body that it acts on.
    #[error("step {0} acts on the body of step {1}, which has to come before it", by + 1, step + 1)]
    Order {
        /// The step that begins the body.
        step: usize,
        /// The step that acts on it.
        by: usize,
    },
    /// No such dimension.
    #[error("there is no dimension `{id}`; ask `Program::dimensions` for those there are")]
    NoDimension {
        /// What was asked for.
        id: String,
    },
    /// Deleting would leave a step without a body to act on.
    #[error("step {0} acts on step {1} only; aim step {0} at another body, or delete it first", by + 1, step + 1)]
    Targeted {
        /// What was to be deleted.
        step: usize,
        /// What needs it.
        by: usize,
    },
}

fn known(names: &[String]) -> String {
    if names.is_empty() { "the program has none".into() } else { format!("there are: {}", names.join(", ")) }
}
