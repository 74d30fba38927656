//! Programs as rows of small integers: the form in which nets, balanced data sets and the published corpora hold them.
//!
//! A row is a command and 16 numbers ([`COLUMNS`]); numbers a command does not use are −1. A program is groups of loops
//! (`SOL` and its curves) that end in an extrusion each, and an extrusion row holds one profile: sketches of several
//! are split and rejoined.
//!
//! Lengths count in units of a [`Cube`], 128 levels to the unit; sketch coordinates in 95ths of the sketch's size from
//! its start point, which always stands at (128, 128); angles in 256ths of a turn. Both dialects are read by the same
//! formulas. They differ in how rows are made:
//!
//! | | [`Dialect::DeepCad`] | [`Dialect::Resolid`] |
//! |---|---|---|
//! | direction of a normal | plain arctan: normals of negative x turn round | all directions |
//! | an angle of π | clipped to 255, 1.4° short | exact: level 0, which is −π |
//! | the unit | the box the file names, about the world's zero | the geometry's own box, about its centre |
//! | one-sided extents over 0.99 | saturate | drawn about the middle of the prism |
//! | caps that are flush | rounded apart by up to a level | land on one level |
//! | size of a sketch | its box, rounded after the coordinates were scaled by it | its corners', rounded up first; the coordinates follow |
//! | arc direction | found again from rounded points | the arc's own |
//! | `NewBody` | joins what is there | starts a body |

mod decode;
mod encode;
mod grammar;
pub(crate) mod plane;
mod shape;

pub use grammar::Fault;
pub use shape::shape_hash;

use crate::geom::Vec3;

/// Numbers in a row, the command among them.
pub const WIDTH: usize = 17;
/// Rows of a padded program; at least the last is `EOS`.
pub const ROWS: usize = 60;
/// Most extrusions of a program.
pub const EXTRUSIONS: usize = 10;
/// Most loops of one extrusion.
pub const LOOPS: usize = 6;
/// Most curves of one loop. The published limit of 15 rows counts the `SOL`.
pub const CURVES: usize = 14;
/// Levels of a number.
pub const LEVELS: i16 = 256;
/// What stands where a command uses no number.
pub const UNUSED: i16 = -1;

/// Levels of a sketch's farthest coordinate from its start point.
pub(crate) const REACH: f64 = 95.0;
/// Where a sketch's start point stands, and what 0 is for positions and extents.
pub(crate) const MIDDLE: f64 = 128.0;
/// Largest coordinate of a part in units of its cube. The rest is room for changes.
pub(crate) const FILL: f64 = 0.75;

/// One command with its numbers.
pub type Row = [i16; WIDTH];

/// What stands in each column: its name in messages and tables.
pub const COLUMNS: [&str; WIDTH] = [
    "command",
    "x",
    "y",
    "sweep",
    "flag",
    "radius",
    "theta",
    "phi",
    "gamma",
    "px",
    "py",
    "pz",
    "size",
    "e1",
    "e2",
    "operation",
    "extent",
];

/// Commands, as they stand in column 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i16)]
pub enum Command {
    /// A segment to (x, y).
    Line = 0,
    /// An arc to (x, y).
    Arc = 1,
    /// A full circle about (x, y).
    Circle = 2,
    /// The end, and the padding after it.
    End = 3,
    /// A loop begins.
    Loop = 4,
    /// The loops since the last extrusion are extruded.
    Extrude = 5,
}

impl Command {
    /// The command of a number.
    pub fn of(value: i64) -> Option<Self> {
        Some(match value {
            0 => Self::Line,
            1 => Self::Arc,
            2 => Self::Circle,
            3 => Self::End,
            4 => Self::Loop,
            5 => Self::Extrude,
            _ => return None,
        })
    }

    /// The columns whose numbers it uses; column 0 is not among them.
    pub fn columns(self) -> &'static [usize] {
        match self {
            Self::Line => &[1, 2],
            Self::Arc => &[1, 2, 3, 4],
            Self::Circle => &[1, 2, 5],
            Self::Extrude => &[6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
            Self::End | Self::Loop => &[],
        }
    }

    /// Whether it draws.
    pub fn is_curve(self) -> bool {
        matches!(self, Self::Line | Self::Arc | Self::Circle)
    }
}

/// Smallest and largest number a column may hold where it is used.
pub fn bounds(column: usize) -> [i16; 2] {
    match column {
        0 => [0, 5],
        // A sweep of nothing and a circle of nothing cannot be drawn.
        3 | 5 => [1, LEVELS - 1],
        4 => [0, 1],
        15 => [0, 3],
        16 => [0, 2],
        _ => [0, LEVELS - 1],
    }
}

/// Whether a column's numbers name a case and do not measure: arc flag, operation, kind of extent.
pub fn is_category(column: usize) -> bool {
    matches!(column, 0 | 4 | 15 | 16)
}

/// How rows are made of geometry, and what `NewBody` means in them; the module's text compares the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// As the published preprocessing makes them, faults and all, bit for bit.
    DeepCad,
    /// Without those faults.
    Resolid,
}

/// The cube rows are measured in: its centre is their zero, half its side their 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cube {
    /// Its centre, millimetres.
    pub center: Vec3,
    /// Half its side, millimetres.
    pub half: f64,
}

impl Cube {
    /// About the world's zero, 100 mm to the unit: for rows whose size nobody knows.
    pub const UNKNOWN: Self = Self { center: Vec3::ZERO, half: 100.0 };

    /// A world point in the cube's units.
    pub fn local(&self, p: Vec3) -> Vec3 {
        (p - self.center) / self.half
    }

    /// The world point of one in the cube's units.
    pub fn world(&self, p: Vec3) -> Vec3 {
        self.center + p * self.half
    }
}

/// Why a program cannot be told in rows, or rows cannot be read as a program. Steps, rows and loops are counted from 0.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TokenError {
    /// Nothing is built.
    #[error("the program builds nothing, so there are no rows to write")]
    Empty,
    /// A number is not finite, or a length is zero that must not be.
    #[error("step {}: {what}; run the program's check first", step + 1)]
    Unsound {
        /// Which step.
        step: usize,
        /// What is wrong.
        what: &'static str,
    },
    /// A step that rows have no words for.
    #[error("step {}: {what}", step + 1)]
    Untellable {
        /// Which step.
        step: usize,
        /// What cannot be told, and what to try.
        what: String,
    },
    /// A shape smaller than the levels.
    #[error("step {}: {what} is smaller than a level of its sketch ({level_mm:.4} mm); rows cannot hold it", step + 1)]
    TooFine {
        /// Which step.
        step: usize,
        /// What vanishes.
        what: &'static str,
        /// The level.
        level_mm: f64,
    },
    /// Rows against the grammar or the limits; every fault is listed.
    #[error("{}", grammar::listed(.0))]
    Faults(Vec<Fault>),
    /// A loop of which nothing is left when its numbers are read.
    #[error("row {row}: the loop is a point or a line; its curves' ends coincide")]
    Point {
        /// The row of its `SOL`.
        row: usize,
    },
    /// Written by way of DeepCAD JSON, and that cannot tell it.
    #[error("{0}")]
    Form(String),
}

/// A program in rows, sound in its grammar; the `EOS` is not stored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tokens {
    rows: Vec<Row>,
}

impl Tokens {
    /// The rows, without `EOS`.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Number of commands, `EOS` not counted: what the papers call sequence length.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Never: a program has three rows at least.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows of each extrusion: its loops, then the extrusion row.
    pub fn groups(&self) -> impl Iterator<Item = &[Row]> {
        self.rows.split_inclusive(|r| r[0] == Command::Extrude as i16)
    }

    /// Number of extrusions.
    pub fn extrusions(&self) -> usize {
        self.groups().count()
    }

    /// All 60 rows, padded with `EOS`.
    pub fn padded(&self) -> [Row; ROWS] {
        let mut rows = [END; ROWS];
        rows[..self.rows.len()].copy_from_slice(&self.rows);
        rows
    }

    /// Largest difference of a number; `None` where commands, flags, operations or kinds of extent differ. Angles are
    /// compared round the turn.
    pub fn difference(&self, other: &Self) -> Option<u16> {
        if self.rows.len() != other.rows.len() {
            return None;
        }
        let mut largest = 0;
        for (a, b) in self.rows.iter().zip(&other.rows) {
            for column in 0..WIDTH {
                let apart = a[column].abs_diff(b[column]);
                if apart == 0 {
                    continue;
                }
                if is_category(column) {
                    return None;
                }
                let apart = if matches!(column, 6..=8) { apart.min(LEVELS as u16 - apart) } else { apart };
                largest = largest.max(apart);
            }
        }
        Some(largest)
    }

    /// Whether every number lies within `levels` of the other program's, and all else is equal.
    pub fn near(&self, other: &Self, levels: u16) -> bool {
        self.difference(other).is_some_and(|d| d <= levels)
    }

    /// The commands alone: programs that are [`near`](Self::near) one another share it, so it serves as a first key.
    pub fn signature(&self) -> Vec<u8> {
        let mut key = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            key.push(row[0] as u8);
            if row[0] == Command::Extrude as i16 {
                key.extend([row[15] as u8, row[16] as u8]);
            } else if row[0] == Command::Arc as i16 {
                key.push(row[4] as u8);
            }
        }
        key
    }
}

/// A row of `command` whose used columns hold `numbers`, in order.
pub fn row(command: Command, numbers: &[i16]) -> Row {
    let mut row = [UNUSED; WIDTH];
    row[0] = command as i16;
    for (&column, &number) in command.columns().iter().zip(numbers) {
        row[column] = number;
    }
    row
}

/// The row that ends a program.
pub const END: Row = {
    let mut row = [UNUSED; WIDTH];
    row[0] = Command::End as i16;
    row
};
