//! DeepCAD JSON: sketches and extrusions as exported from Onshape documents (`entities` and `sequence`), read and written.
//!
//! The form gives metres; here they become millimetres. Its `NewBody` is read as `Join`, so that a model is one
//! union, as the data set's own builder makes it. What the form leaves open, and how it is read (measured on the
//! 1,406 models of the development data):
//!
//! - **Arcs** run counter-clockwise about the sketch's +z from `reference_vector` through `end_angle`, whatever
//!   `normal` says; `start_point` may be at either end of that run.
//! - **Curves of a loop** come in any direction, and now and then with ends 1e-5 of the loop's size apart.
//! - **`is_outer`** is true for every loop; the outer loop is the one that contains the others.
//! - **A symmetric extent** reaches its distance to *each* side: so say the bounding boxes of the documents.
//! - **A negative first distance** turns the extrusion round, the second distance with it.
//! - **Extrusions without profiles** occur and build nothing; they are passed over and reported.

mod boxes;
mod form;
mod published;
mod read;
mod rows;
mod write;

pub use boxes::{Boxes, boxes};
pub use read::{Imported, Passed, read, read_fusion, read_published, read_reporting};
use resolid_geom::words::count;
pub use rows::{tokens, tokens_in_cube};
pub use write::write;

/// Why a DeepCAD model cannot be read. Extrusions are counted from 0 among the extrusions of `sequence`.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DeepCadError {
    /// Not JSON, or not of this form.
    #[error("not DeepCAD JSON: {message}; expected an object with `entities` and `sequence`")]
    Form {
        /// What the parser says, with line and column.
        message: String,
    },
    /// Nothing would be built.
    #[error("the model builds nothing: {} in its sequence, {passed} without profiles", count(*.extrusions, "extrusion"))]
    Empty {
        /// Extrusions named in the sequence.
        extrusions: usize,
        /// Those passed over.
        passed: usize,
    },
    /// The first extrusion that builds anything takes away.
    #[error(
        "extrusion {} is a {operation} with nothing before it; what it acts on has no profile in the file",
        extrusion + 1
    )]
    NoBody {
        /// Which extrusion.
        extrusion: usize,
        /// Its operation, as in the file.
        operation: String,
    },
    /// A name that leads nowhere.
    #[error("extrusion {}: there is no {what} `{id}`", extrusion + 1)]
    Missing {
        /// Which extrusion.
        extrusion: usize,
        /// What was looked for.
        what: &'static str,
        /// Its name.
        id: String,
    },
    /// Something outside lines, arcs, circles and plain extrusions.
    #[error("extrusion {}: {what} `{value}` is not supported; known: {known}", extrusion + 1)]
    Unsupported {
        /// Which extrusion.
        extrusion: usize,
        /// The field or feature.
        what: &'static str,
        /// What it holds.
        value: String,
        /// What could be read.
        known: &'static str,
    },
    /// Axes that are no right-handed frame.
    #[error(
        "extrusion {}: the sketch's axes are off a right-handed frame by {off:.2e}; at most 1e-3 is mended",
        extrusion + 1
    )]
    Frame {
        /// Which extrusion.
        extrusion: usize,
        /// Largest deviation of a component.
        off: f64,
    },
    /// The curves of a loop do not meet.
    #[error(
        "extrusion {}, profile {}, loop {}: open by {gap_mm:.4} mm; tolerance {tolerance_mm:.4}",
        extrusion + 1,
        profile + 1,
        loop_ + 1
    )]
    Open {
        /// Which extrusion.
        extrusion: usize,
        /// Which of its profiles.
        profile: usize,
        /// Which of the profile's loops.
        loop_: usize,
        /// The gap.
        gap_mm: f64,
        /// What would be closed.
        tolerance_mm: f64,
    },
    /// A curve that is no curve.
    #[error("extrusion {}, profile {}, loop {}: {reason}", extrusion + 1, profile + 1, loop_ + 1)]
    Curve {
        /// Which extrusion.
        extrusion: usize,
        /// Which of its profiles.
        profile: usize,
        /// Which of the profile's loops.
        loop_: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A length that overflows in millimetres.
    #[error("{at}: {message} in millimetres; lengths of this size are no part's")]
    Endless {
        /// Where it would stand in the program.
        at: crate::check::At,
        /// What holds it.
        message: String,
    },
    /// No box to scale the rows by.
    #[error("`properties.bounding_box` is missing or has no size; rows of the deepcad dialect are scaled by it")]
    NoBox,
    /// An extent the published preprocessing refuses.
    #[error("extrusion {}: an extent of {value:.3} units of the named box; the published limit is 2", extrusion + 1)]
    Extent {
        /// Which extrusion.
        extrusion: usize,
        /// Its extent.
        value: f64,
    },
    /// Rows against the grammar or over the limits.
    #[error("as rows: {}", crate::tokens::TokenError::Faults(.0.clone()))]
    Rows(Vec<crate::tokens::Fault>),
}
