//! What a script says, whatever its language: named numbers, planes, sketches, and which solid acts on which.
//!
//! Each language's module writes a [`Plan`]; none reads a program itself, so that names, parameters and bodies are
//! the same in all.

use super::expression::Expression;
use super::sketch::Region;
use super::words::{Names, short};
use crate::geom::{Frame, Vec3};
use crate::program::{Quantity, Unit};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A program, ready to be written.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The unit files show.
    pub unit: Unit,
    /// Steps of the program.
    pub steps: usize,
    /// The named numbers.
    pub parameters: Vec<Named>,
    /// Definitions that are placed.
    pub functions: Vec<Function>,
    /// What the part is made of.
    pub part: Sequence,
    /// Whether an arc's ends follow parameters, so that its middle is computed when the script runs.
    pub bends: bool,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// As the script names it.
    pub name: String,
    /// Millimetres or radians.
    pub value: f64,
    /// What it measures.
    pub quantity: Quantity,
}

/// A definition.
#[derive(Clone, Debug)]
pub struct Function {
    /// As the script names it.
    pub name: String,
    /// As the program names it, and whether this is its mirror image.
    pub title: String,
    /// What it makes.
    pub part: Sequence,
}

/// What is done, in order, and the bodies that are there in the end.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// In order.
    pub actions: Vec<Action>,
    /// Variables of what is left.
    pub bodies: Vec<String>,
    /// All names in use.
    pub names: Names,
    /// Variables of bodies that are in one piece from their first prism to the first action that is none, where that
    /// was asked for.
    pub whole: BTreeSet<String>,
}

/// One thing a script does.
#[derive(Clone, Debug)]
pub enum Action {
    /// A step begins.
    Step(Head),
    /// Bodies that meet are united from here on.
    Meet,
    /// A variable is given a solid, for the first time or anew.
    Make {
        /// The variable.
        variable: String,
        /// What it is.
        solid: Solid,
        /// Whether it is a body, and not a tool for several.
        body: bool,
    },
    /// A variable's solid is joined, cut or intersected with another.
    Combine {
        /// The variable.
        variable: String,
        /// How.
        verb: Verb,
        /// With what.
        solid: Solid,
    },
    /// Nothing is left of a variable's solid, and nothing more is done to it.
    Gone {
        /// The variable.
        variable: String,
    },
}

impl Action {
    /// Writes the comment of an action that is nothing else, after `mark`: a blank line before it, unless it is the first
    /// in its block.
    pub fn comment(&self, out: &mut String, mark: &str, indent: &str) {
        let gap = if out.ends_with("():\n") || out.ends_with("{\n") { "" } else { "\n" };
        let _ = match self {
            Self::Step(head) => writeln!(out, "{gap}{indent}{mark} {}", head.text),
            Self::Meet => writeln!(out, "{gap}{indent}{mark} Bodies that meet are one"),
            Self::Gone { variable } => writeln!(out, "{indent}{mark} Nothing is left of {variable}"),
            Self::Make { .. } | Self::Combine { .. } => Ok(()),
        };
    }
}

/// A Boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Adds.
    Join,
    /// Takes away.
    Cut,
    /// Keeps what both share.
    Intersect,
}

/// The comment over a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// "Step 2 of 3: hole (left side)".
    pub text: String,
    /// Whether it is left out.
    pub suppressed: bool,
}

/// Something solid.
#[derive(Clone, Debug)]
pub enum Solid {
    /// An extruded sketch.
    Prism(Box<Prism>),
    /// A variable's.
    Variable(String),
    /// A definition's, placed.
    Placed(Placed),
}

/// An extruded sketch.
#[derive(Clone, Debug)]
pub struct Prism {
    /// A name for it, given to no other solid, body or tool of the sequence but the body it begins.
    pub name: String,
    /// Where the sketch lies.
    pub plane: Plane,
    /// What is drawn; the regions are apart.
    pub regions: Vec<Region>,
    /// How far it is extruded.
    pub reach: Reach,
}

/// A definition's solid, mirrored if asked (its x turned round), then moved.
#[derive(Clone, Debug)]
pub struct Placed {
    /// A name for it, as [`Prism::name`].
    pub name: String,
    /// Which function.
    pub function: usize,
    /// Where.
    pub frame: Frame,
    /// Whether x is turned round first.
    pub mirrored: bool,
}

/// The plane of a sketch.
#[derive(Clone, Debug)]
pub struct Plane {
    /// Its zero.
    pub origin: [Expression; 3],
    /// Its axes, and where its zero lies while the parameters are as they are.
    pub frame: Frame,
}

/// How far a sketch is extruded.
#[derive(Clone, Debug)]
pub enum Reach {
    /// From the plane to here.
    OneSide(Expression),
    /// This far to each side.
    Symmetric(Expression),
    /// From `-backward` to `forward`.
    TwoSides {
        /// Along the normal.
        forward: Expression,
        /// Against it.
        backward: Expression,
    },
}

impl Reach {
    /// The lower end, and the height over it, which is positive.
    pub fn span(&self) -> [Expression; 2] {
        let (from, to) = match self {
            Self::OneSide(d) => (Expression::number(0.0), d.clone()),
            Self::Symmetric(d) => (d.times(-1.0), d.clone()),
            Self::TwoSides { forward, backward } => (backward.times(-1.0), forward.clone()),
        };
        if from.value <= to.value { [from.clone(), to.minus(&from)] } else { [to.clone(), from.minus(&to)] }
    }
}

/// The planes that CadQuery, build123d and others know by name, with their x and y axes.
const PLANES: [(&str, Vec3, Vec3); 6] = [
    ("XY", Vec3::X, Vec3::Y),
    ("YZ", Vec3::Y, Vec3::Z),
    ("ZX", Vec3::Z, Vec3::X),
    ("XZ", Vec3::X, Vec3::Z),
    ("YX", Vec3::Y, Vec3::X),
    ("ZY", Vec3::Z, Vec3::Y),
];

impl Plane {
    /// The world's plane with the same axes.
    pub fn name(&self) -> Option<&'static str> {
        let f = &self.frame;
        let same = |a: Vec3, b: Vec3| (a - b).length() < 1e-12;
        PLANES.iter().find(|(_, x, y)| same(f.x, *x) && same(f.y, *y)).map(|p| p.0)
    }

    /// Whether its zero is the world's.
    pub fn at_zero(&self) -> bool {
        self.origin.iter().all(Expression::is_zero)
    }

    /// `x, y, z` of its zero.
    pub fn origin_text(&self) -> String {
        self.origin.iter().map(Expression::text).collect::<Vec<_>>().join(", ")
    }
}

impl Plan {
    /// "Lengths are millimetres.", or what else is to be said of the unit.
    pub fn unit_text(&self) -> &'static str {
        match self.unit {
            Unit::Mm => "Lengths are millimetres.",
            Unit::Cm => "Lengths are millimetres; the part is shown in centimetres.",
            Unit::M => "Lengths are millimetres; the part is shown in metres.",
            Unit::Inch => "Lengths are millimetres; the part is shown in inches.",
            Unit::Unknown => "The input had no unit: lengths are as it gave them.",
        }
    }

    /// "3 steps".
    pub fn steps_text(&self) -> String {
        format!("{} step{}", self.steps, if self.steps == 1 { "" } else { "s" })
    }
}

impl Named {
    /// Its value as scripts spell it.
    pub fn value_text(&self) -> String {
        match self.quantity {
            Quantity::Length => short(self.value),
            // An angle in disguise may be a count or a ratio: all digits that matter.
            Quantity::Angle => format!("{:?}", self.value),
        }
    }
}
