//! Meshes and clouds back to editable CAD programs: the facade over geometry, language, fitting and kernel.
//!
//! ```no_run
//! use resolid::{Form, Host, Options, StepSchema, reconstruct};
//! let bytes = std::fs::read("bracket.stl")?;
//! let host = Host { observer: &resolid_geom::Silent, clock: &|| 0.0 };
//! let found = reconstruct(&bytes, "bracket.stl", &Options::default(), host)?;
//! println!("{:?}, IoU {:.4}", found.report.verdict, found.report.iou);
//! std::fs::write("bracket.step", found.part.write(Form::Step(StepSchema::Ap242), "bracket")?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Without the feature `kernel` everything works but STEP, meshing of programs and the count of faces; a program's
//! soundness is then judged by direct evaluation, and the report says so.
#![forbid(unsafe_code)]

pub mod accuracy;
pub mod annotate;
pub mod dimensions;
pub mod editing;
pub mod library;
pub mod rebuilding;
pub mod retrieval;
pub mod training;

mod budget;
mod building;
mod chord;
mod combine;
mod error;
mod judge;
mod measure;
mod measure_cloud;
mod options;
mod overlap;
mod part;
mod picture;
mod proposals;
mod ready;
mod reconstruct;
mod report;
mod source;
mod verdict;

pub use chord::chord_heights;
pub use error::Error;
pub use judge::Score;
pub use measure::{Measured, Sampling, measure};
pub use options::{DEFAULT_TOLERANCE, Host, Options, Snapping, Tolerance, UNKNOWN_UNDER, millimetres};
pub use overlap::{Overlap, overlap};
pub use part::{Form, HAS_KERNEL, Part, StepSchema, problems};
pub use reconstruct::{Reconstruction, describe, reconstruct, reconstruct_source};
pub use report::{
    Coverage, Deviation, DimensionReport, Features, InputReport, Judge, Method, MissedRegion, ProposalReport,
    REPORT_SCHEMA, Refusal, Report, Seconds, SnappedDimension, Spread, Unseen, Verdict, Volumes,
};
pub use resolid_fit::Without;
pub use source::{CloudSource, MeshSource, ProgramSource, Source};
