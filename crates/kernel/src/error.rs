//! What can go wrong, with the step it went wrong in.

use resolid_program::Mode;
use std::fmt;

/// What a step was doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Making its own solid from its sketch.
    Extrude,
    /// Adding to the bodies.
    Join,
    /// Taking away from the bodies.
    Cut,
    /// Keeping what the bodies share with it.
    Intersect,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Extrude => "extrusion",
            Self::Join => "join",
            Self::Cut => "cut",
            Self::Intersect => "intersection",
        })
    }
}

impl From<Mode> for Operation {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::New => Self::Extrude,
            Mode::Join => Self::Join,
            Mode::Cut => Self::Cut,
            Mode::Intersect => Self::Intersect,
        }
    }
}

/// Why there is no solid, mesh or file. Steps are counted as in `Program::steps`, from 0; messages count from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum KernelError {
    /// No step makes anything.
    #[error("the program builds nothing: every one of its {steps} steps is suppressed or places nothing")]
    NoSteps {
        /// Steps in the program.
        steps: usize,
    },
    /// The sketch cannot be drawn.
    #[error("step {}: {reason}", step + 1)]
    Sketch {
        /// Index in `Program::steps`.
        step: usize,
        /// What is wrong, with the numbers.
        reason: String,
    },
    /// A Boolean without a body to act on.
    #[error(
        "step {}: the {operation} has no body to act on; begin with a step of mode new, or correct its targets",
        step + 1
    )]
    NoTarget {
        /// Index in `Program::steps`.
        step: usize,
        /// The Boolean.
        operation: Operation,
    },
    /// Nothing is left after a step.
    #[error("step {}: the {operation} left nothing; check the depth and place of its sketch", step + 1)]
    Empty {
        /// Index in `Program::steps`.
        step: usize,
        /// The Boolean.
        operation: Operation,
    },
    /// The kernel made a solid that is not sound.
    #[error(
        "step {}: the {operation} gave an invalid solid: {reason}; \
         move the sketch a little where it only touches what is there",
        step + 1
    )]
    Invalid {
        /// Index in `Program::steps`.
        step: usize,
        /// What was done.
        operation: Operation,
        /// What the check said.
        reason: String,
    },
    /// The kernel gave up.
    #[error("step {}: the {operation} failed in the kernel: {message}", step + 1)]
    Failed {
        /// Index in `Program::steps`.
        step: usize,
        /// What was done.
        operation: Operation,
        /// OpenCASCADE's own words.
        message: String,
    },
    /// The observer asked to stop.
    #[error("stopped while building")]
    Stopped,
    /// Something that needs a sound solid was asked of a shape that is none.
    #[error("not a sound solid: {reason}")]
    Unsound {
        /// What the check said.
        reason: String,
    },
    /// No mesh came out.
    #[error("the solid could not be meshed: {message}; try another chord error than {linear} mm")]
    Mesh {
        /// The chord error asked for.
        linear: f64,
        /// What went wrong.
        message: String,
    },
    /// A measurement failed.
    #[error("the solid could not be measured: {message}")]
    Measure {
        /// OpenCASCADE's own words.
        message: String,
    },
    /// A STEP file could not be read.
    #[error("not a readable STEP file: {message}; export it again as AP214 or AP242")]
    ReadStep {
        /// What went wrong.
        message: String,
    },
    /// A STEP file could not be written.
    #[error("the STEP file could not be written: {message}")]
    WriteStep {
        /// What went wrong.
        message: String,
    },
}
