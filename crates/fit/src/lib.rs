//! Geometry to program without nets.
#![forbid(unsafe_code)]

use resolid_geom::{Observer, TriMesh, Vec3};
use resolid_program::Program;

/// What the caller allows and wants.
#[derive(Clone, Debug, Default)]
pub struct FitOptions {
    /// Largest deviation that still counts as the same surface, millimetres; `None`: 0.2 % of the bounding diagonal.
    pub tolerance: Option<f64>,
    /// Whether and how dimensions are snapped to round values.
    pub snap: Snap,
}

/// How dimensions are snapped to what a draughtsman would have written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Snap {
    /// Round values in `unit_mm` (1 for millimetres, 25.4 for inches), within `budget` millimetres
    /// (`None`: a quarter of the tolerance).
    To {
        /// Millimetres in one unit.
        unit_mm: f64,
        /// Largest change of a dimension, millimetres.
        budget: Option<f64>,
    },
    /// Equal things are made equal, nothing is rounded.
    #[default]
    Off,
}

/// What came out.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The program.
    pub program: Program,
    /// The dimensions that were moved to round values.
    pub snapped: Vec<Snapped>,
    /// The regions of the input that the program does not reproduce.
    pub missed: Vec<Missed>,
    /// The tolerance used, millimetres.
    pub tolerance: f64,
    /// Whether the search was stopped before its end.
    pub stopped: bool,
}

/// A dimension moved to a round value.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapped {
    /// Which: "step 2 radius".
    pub what: String,
    /// Measured, millimetres.
    pub from: f64,
    /// Written, millimetres.
    pub to: f64,
}

/// A connected region of the input whose points lie outside the tolerance of the program's surface.
#[derive(Clone, Debug, PartialEq)]
pub struct Missed {
    /// What it looks like: "fillet", "cone", "free-form surface", "small detail".
    pub kind: &'static str,
    /// Its middle, millimetres.
    pub center: Vec3,
    /// Its area, square millimetres.
    pub area: f64,
    /// Its farthest distance from the program's surface, millimetres.
    pub deviation: f64,
}

/// Why no program can be given.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// The mesh encloses nothing.
    #[error("the mesh encloses no volume ({triangles} triangles); a closed surface is needed")]
    NoVolume {
        /// Triangles looked at.
        triangles: usize,
    },
    /// Nothing prismatic was found.
    #[error("no sketch-and-extrude program was found: {reason}")]
    NothingFound {
        /// What stood in the way.
        reason: String,
    },
    /// Stopped before a first program was there.
    #[error("stopped before a first program was found")]
    Stopped,
}

/// The shortest program found for a cleaned, closed `mesh` (welded, outward-facing).
///
/// # Errors
/// [`FitError`]: no volume, nothing found, or stopped too early.
pub fn fit(mesh: &TriMesh, options: &FitOptions, observer: &dyn Observer) -> Result<Fit, FitError> {
    let _ = (options, observer);
    Err(FitError::NoVolume { triangles: mesh.triangles.len() })
}
