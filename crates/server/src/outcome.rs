//! How a run of this program ends: exit codes, and what they say of a part that was given to a worker.

use crate::worker::Ended;
use serde::{Deserialize, Serialize};

/// The exit codes of every verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything asked for was done.
    Full = 0,
    /// The command line makes no sense.
    Usage = 2,
    /// The input cannot be read, or is nothing a part could be.
    Unreadable = 3,
    /// Files were written, but the answer misses something; the report says what.
    Partial = 4,
    /// There is no answer; nothing was written.
    Refused = 5,
    /// An output cannot be written; files that were there are as they were.
    CannotWrite = 6,
    /// The time limit came first; the best answer so far was written.
    TimeLimit = 7,
    /// Stopped from outside.
    Cancelled = 130,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// How a part ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Valid, nothing missed, within tolerance.
    Full,
    /// The closest answer there is.
    Partial,
    /// The time limit came first; the best so far was written.
    TimeLimit,
    /// No answer.
    Refused,
    /// The input cannot be read.
    Unreadable,
    /// Ended for running on past the limit.
    OutOfTime,
    /// Ended for want of memory.
    OutOfMemory,
    /// Ended by a fault of ours.
    Crashed,
}

impl Outcome {
    /// All of them, the best first.
    pub const ALL: [Self; 8] = [
        Self::Full,
        Self::Partial,
        Self::TimeLimit,
        Self::Refused,
        Self::Unreadable,
        Self::OutOfTime,
        Self::OutOfMemory,
        Self::Crashed,
    ];

    /// What the end of a worker says of its part.
    pub fn of(ended: &Ended) -> Self {
        let is = |exit: Exit| ended.code == Some(exit as i32);
        match ended {
            _ if is(Exit::Full) => Self::Full,
            _ if is(Exit::Partial) => Self::Partial,
            _ if is(Exit::TimeLimit) => Self::TimeLimit,
            _ if ended.out_of_memory => Self::OutOfMemory,
            _ if ended.overran => Self::OutOfTime,
            // An option that makes no sense for this part, such as a tolerance larger than it, is no answer either.
            _ if is(Exit::Refused) || is(Exit::Usage) => Self::Refused,
            _ if is(Exit::Unreadable) => Self::Unreadable,
            _ => Self::Crashed,
        }
    }

    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::TimeLimit => "time limit",
            Self::Refused => "refused",
            Self::Unreadable => "unreadable",
            Self::OutOfTime => "out of time",
            Self::OutOfMemory => "out of memory",
            Self::Crashed => "crashed",
        }
    }

    /// Whether it might end otherwise with other limits, or another day.
    pub fn is_worth_another_try(self) -> bool {
        matches!(self, Self::TimeLimit | Self::OutOfTime | Self::OutOfMemory | Self::Crashed)
    }
}
