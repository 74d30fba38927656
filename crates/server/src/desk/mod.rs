//! A worker that answers questions about programs one after the other: edits, stages, fits. It is kept between questions, with
//! the inputs that they compare with; a program that takes it too long, or brings it down, costs one worker and no more.
//!
//! Question and answer are frames: `u32` length, little-endian, and so many bytes; an answer has one more byte before the length,
//! 0 for an answer and 1 for a fault.

mod answer;
mod pool;

pub use answer::run;
pub(crate) use answer::tolerance;
pub use pool::Desks;

use crate::fault::Fault;
use resolid_program::Edit;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// Bytes of a frame, at most: a part of 100,000 triangles for every step of a long program.
const LARGEST: u32 = 1 << 30;

/// A file that programs are compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Where it lies.
    pub path: PathBuf,
    /// The unit of its numbers, as the command line writes it.
    pub unit: Option<String>,
    /// The tolerance, as the command line writes it.
    pub tolerance: Option<String>,
}

/// Shapes that an answer to an edit carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// The part's surface.
    Result,
    /// The input's; without it, only its deviations are sent.
    Input,
    /// The part after each step.
    Stages,
}

/// What is asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Edit a program, check and build it, and compare it.
    Edit {
        /// The program's text.
        program: Box<RawValue>,
        /// What is to be changed.
        edits: Vec<Edit>,
        /// What to compare with.
        input: Option<Input>,
        /// What to send.
        want: Vec<Want>,
    },
    /// Fit a program to an input again.
    Resolve {
        /// The program's text.
        program: Box<RawValue>,
        /// The dimensions that stay.
        locked: Vec<String>,
        /// What to fit to.
        input: Input,
    },
    /// The part after each step.
    Stages {
        /// The program's text.
        program: Box<RawValue>,
    },
    /// An input, for the eye.
    Show {
        /// Which.
        input: Input,
    },
    /// The program in a file of any form that holds one; the answer is its text.
    Read {
        /// Where it lies.
        path: PathBuf,
    },
}

impl Question {
    /// The input it is about.
    fn input(&self) -> Option<&Input> {
        match self {
            Self::Edit { input, .. } => input.as_ref(),
            Self::Resolve { input, .. } | Self::Show { input } => Some(input),
            Self::Stages { .. } | Self::Read { .. } => None,
        }
    }
}

/// An answer, or why there is none.
pub type Answer = Result<Vec<u8>, Fault>;

fn write_frame(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok().filter(|n| *n <= LARGEST);
    let length = length.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the answer is too long"))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

fn read_frame(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > LARGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the frame is too long"));
    }
    let mut bytes = Vec::new();
    from.take(length.into()).read_to_end(&mut bytes)?;
    if bytes.len() < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_and_torn_ones_are_errors() {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, b"one").unwrap();
        write_frame(&mut bytes, b"").unwrap();
        let mut from = bytes.as_slice();
        assert_eq!(read_frame(&mut from).unwrap(), b"one");
        assert_eq!(read_frame(&mut from).unwrap(), b"");
        assert!(read_frame(&mut from).is_err());
        assert!(read_frame(&mut &bytes[..5]).is_err());
        assert!(read_frame(&mut [0xff; 40].as_slice()).is_err());
    }
}
