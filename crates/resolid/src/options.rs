//! What the caller asks for and lends.

use crate::Error;
use resolid_fit::Without;
use resolid_geom::{Frame, Observer};
use resolid_program::Unit;

/// What the caller asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Unit of the numbers in a mesh file. `None`: millimetres, or unknown for parts under [`UNKNOWN_UNDER`].
    pub unit: Option<Unit>,
    /// Largest deviation that counts as the same surface. `None`: 0.2 % of the bounding diagonal.
    pub tolerance: Option<Tolerance>,
    /// Whether dimensions are snapped to round values.
    pub snapping: Snapping,
    /// Points at which the IoU is sampled.
    pub overlap_samples: usize,
    /// Points on the surfaces, each way, between which distances are measured.
    pub surface_samples: usize,
    /// Seed of all sampling.
    pub seed: u64,
    /// Seconds, on the host's clock, within which the best so far is to be there. `None`: as long as it takes.
    pub time_limit: Option<f64>,
    /// How many of the next best answers are built too.
    pub alternatives: usize,
    /// Whether a cloud is read in several ways, and the judge decides.
    pub compared: bool,
    /// Where the part's own zero and axes lie in the file, in its numbers. Program and report are in this frame then.
    pub datum: Option<Frame>,
    /// What the fit leaves out.
    pub without: Without,
}

/// Overall extents, in a mesh file's own numbers, under which millimetres are not believed.
pub const UNKNOWN_UNDER: f64 = 5.0;

/// The default tolerance, as a share of the bounding diagonal.
pub const DEFAULT_TOLERANCE: f64 = 0.002;

impl Default for Options {
    fn default() -> Self {
        Self {
            unit: None,
            tolerance: None,
            snapping: Snapping::WhereUnitKnown,
            overlap_samples: 40_000,
            surface_samples: 8_000,
            seed: 0,
            time_limit: None,
            alternatives: 0,
            compared: true,
            datum: None,
            without: Without::default(),
        }
    }
}

/// A length, absolute or relative to the part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// Millimetres.
    Millimetres(f64),
    /// A share of the bounding diagonal.
    Relative(f64),
}

impl Tolerance {
    /// In millimetres, for a part of this bounding diagonal.
    ///
    /// # Errors
    /// [`Error::Option`]: not positive, or a tenth of the part or more.
    pub fn of(self, diagonal: f64) -> Result<f64, Error> {
        let tolerance = match self {
            Self::Millimetres(mm) => mm,
            Self::Relative(share) => share * diagonal,
        };
        if tolerance > 0.0 && tolerance <= 0.1 * diagonal {
            return Ok(tolerance);
        }
        Err(Error::Option {
            reason: format!("a tolerance of {tolerance} mm makes no sense for a part of {diagonal:.4} mm across"),
            hint: format!("give one between 0 and {:.4} mm, or a share such as 0.1%", 0.1 * diagonal),
        })
    }
}

/// When dimensions are snapped to round values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Snapping {
    /// Where it is known what the numbers mean.
    #[default]
    WhereUnitKnown,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What the caller lends: an ear, and a clock, which a library does not have.
#[derive(Clone, Copy)]
pub struct Host<'a> {
    /// Hears of progress and decisions, and says when to stop.
    pub observer: &'a dyn Observer,
    /// Seconds since some moment.
    pub clock: &'a (dyn Fn() -> f64 + Sync),
}

/// Millimetres in one unit; an unknown unit counts as millimetres.
pub fn millimetres(unit: Unit) -> f64 {
    match unit {
        Unit::Mm | Unit::Unknown => 1.0,
        Unit::Cm => 10.0,
        Unit::M => 1000.0,
        Unit::Inch => 25.4,
    }
}
