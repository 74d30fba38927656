//! What a program is: steps, sketches, extents, and the named parameters that tie their numbers together.
//!
//! Lengths are millimetres and angles radians whatever [`Unit`] says: the unit is only what files and reports show.

use resolid_geom::{Frame, Profile};
use serde::{Deserialize, Serialize};

/// A whole part: what is built, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// The unit files and reports show.
    #[serde(default)]
    pub unit: Unit,
    /// Named numbers, each of which may drive several numbers of the steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// Which numbers of the steps the parameters drive.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bindings: Vec<Binding>,
    /// Parts that are placed more than once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub definitions: Vec<Definition>,
    /// What is built, in order.
    pub steps: Vec<Step>,
}

/// The length unit shown to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Millimetre.
    #[default]
    Mm,
    /// Centimetre.
    Cm,
    /// Metre.
    M,
    /// Inch.
    Inch,
    /// Not known: numbers are as the input gave them.
    Unknown,
}

impl Unit {
    /// What lengths are called where people read them: numbers of a file of unknown unit are no millimetres.
    pub fn of_lengths(self) -> &'static str {
        if self == Self::Unknown { "units" } else { "mm" }
    }
}

/// A named number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// An identifier: a letter or underscore, then letters, digits and underscores.
    pub name: String,
    /// Millimetres or radians, as `quantity` says.
    pub value: f64,
    /// What the number measures.
    #[serde(default)]
    pub quantity: Quantity,
}

/// What a parameter measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Millimetres.
    #[default]
    Length,
    /// Radians.
    Angle,
}

/// One number of the program, tied to parameters: `offset + Σ factor · parameter`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binding {
    /// The number.
    pub slot: Slot,
    /// The parameters it follows.
    pub terms: Vec<Term>,
    /// The constant part.
    #[serde(default)]
    pub offset: f64,
}

/// `factor · parameter`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The parameter's name.
    pub parameter: String,
    /// What it is multiplied by.
    pub factor: f64,
}

/// Names one number of a step. Loop 0 of a profile is its outer loop, loop `k` its hole `k − 1`.
/// Steps are counted in `Program::steps`; the numbers of definitions cannot be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "number", deny_unknown_fields)]
pub enum Slot {
    /// The extent's first distance (`distance`, or `forward`).
    Distance {
        /// Index in `Program::steps`.
        step: usize,
    },
    /// The second distance of a two-sided extent.
    Backward {
        /// Index in `Program::steps`.
        step: usize,
    },
    /// Radius of a circle.
    Radius {
        /// Index in `Program::steps`.
        step: usize,
        /// Index in the sketch's profiles.
        profile: usize,
        /// 0 is the outer loop.
        #[serde(rename = "loop")]
        loop_: usize,
    },
    /// First coordinate of an edge's start, or of a circle's centre (`edge` 0).
    X {
        /// Index in `Program::steps`.
        step: usize,
        /// Index in the sketch's profiles.
        profile: usize,
        /// 0 is the outer loop.
        #[serde(rename = "loop")]
        loop_: usize,
        /// Index of the edge.
        edge: usize,
    },
    /// Second coordinate of an edge's start, or of a circle's centre (`edge` 0).
    Y {
        /// Index in `Program::steps`.
        step: usize,
        /// Index in the sketch's profiles.
        profile: usize,
        /// 0 is the outer loop.
        #[serde(rename = "loop")]
        loop_: usize,
        /// Index of the edge.
        edge: usize,
    },
    /// World coordinate of the sketch frame's origin.
    Origin {
        /// Index in `Program::steps`.
        step: usize,
        /// 0, 1, 2 for x, y, z.
        axis: usize,
    },
}

/// A part that is drawn once and placed several times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What it is called.
    pub name: String,
    /// How it is built, in its own frame. Definitions do not place definitions.
    pub steps: Vec<Step>,
}

/// One step of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What a person calls it ("leg").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The group it is shown in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Left out when the part is built.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suppressed: bool,
    /// What is made.
    pub operation: Operation,
    /// How it meets what is there.
    pub combine: Combine,
}

/// What a step makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Operation {
    /// A sketch, extruded.
    Extrude(Extrude),
    /// A definition, placed once or more.
    Place {
        /// Index in `Program::definitions`.
        definition: usize,
        /// Where.
        placements: Vec<Placement>,
    },
}

/// A sketch pushed along its normal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extrude {
    /// What is extruded.
    pub sketch: Sketch,
    /// How far.
    pub extent: Extent,
}

/// Profiles in a plane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sketch {
    /// Where the plane lies: profiles are drawn in its x and y, extents run along its z.
    pub frame: Frame,
    /// The regions; their union is extruded.
    pub profiles: Vec<Profile>,
}

/// How far a sketch is extruded along its frame's z.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Extent {
    /// From the plane to `distance`, which may be negative.
    OneSide {
        /// Signed depth.
        distance: f64,
    },
    /// `distance` to each side of the plane: the whole depth is twice that.
    Symmetric {
        /// Half the whole depth.
        distance: f64,
    },
    /// From `−backward` to `forward`.
    TwoSides {
        /// Depth along z.
        forward: f64,
        /// Depth against z.
        backward: f64,
    },
}

impl Extent {
    /// The range of heights over the sketch plane, lowest first.
    pub fn range(&self) -> [f64; 2] {
        let (a, b) = match *self {
            Self::OneSide { distance } => (0.0, distance),
            Self::Symmetric { distance } => (-distance, distance),
            Self::TwoSides { forward, backward } => (-backward, forward),
        };
        [a.min(b), a.max(b)]
    }
}

/// How a step's solid meets the bodies made before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combine {
    /// The Boolean.
    pub mode: Mode,
    /// Which bodies it acts on; not read for [`Mode::New`].
    #[serde(default, skip_serializing_if = "Targets::is_all")]
    pub targets: Targets,
}

impl Combine {
    /// `mode` on all bodies so far.
    pub fn all(mode: Mode) -> Self {
        Self { mode, targets: Targets::All }
    }
}

/// The Boolean of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Starts a body of its own.
    New,
    /// Adds to the targets, which become one body.
    Join,
    /// Takes away from each target.
    Cut,
    /// Keeps what each target shares with it.
    Intersect,
}

/// The bodies a step acts on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Targets {
    /// Every body so far.
    #[default]
    All,
    /// The bodies begun by these steps (indices in the same list of steps): steps of mode [`Mode::New`], and the
    /// first step that builds anything. A body that was joined into an earlier one answers under the earlier
    /// one's index and its own. Inside a definition the steps are the definition's.
    Bodies(Vec<usize>),
}

impl Targets {
    /// Whether every body is meant.
    pub fn is_all(&self) -> bool {
        *self == Self::All
    }
}

/// Where a definition goes: mirrored first if asked (its x turned round), then moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// The definition's frame in the world.
    pub frame: Frame,
    /// Whether x is turned round before moving.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mirrored: bool,
    /// What this one is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Step {
    /// An unnamed extrusion.
    pub fn extrude(frame: Frame, profiles: Vec<Profile>, extent: Extent, mode: Mode) -> Self {
        Self {
            name: None,
            group: None,
            suppressed: false,
            operation: Operation::Extrude(Extrude { sketch: Sketch { frame, profiles }, extent }),
            combine: Combine::all(mode),
        }
    }

    /// The extrusion, where the step is one.
    pub fn as_extrude(&self) -> Option<&Extrude> {
        match &self.operation {
            Operation::Extrude(e) => Some(e),
            Operation::Place { .. } => None,
        }
    }
}
