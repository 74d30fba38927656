//! The CAD language of Resolid: a program is a short list of sketches and extrusions.
//!
//! Data flows one way: a [`Program`] is checked ([`check`]), flattened into [`flatten::Prism`]s, and those are
//! what evaluation, the kernel and the exporters read.
#![forbid(unsafe_code)]

pub mod check;
pub mod deepcad;
pub mod edit;
pub mod evaluate;
pub mod export;
pub mod features;
pub mod file;
pub mod flatten;
pub mod mesh;
pub mod program;
pub mod random;
pub mod region;
pub mod tokens;

pub use check::{At, Problem, Severity};
pub use edit::{Dimension, DimensionKind, Edit, EditError};
pub use evaluate::{Evaluator, Measure, PrismFace, Side, Soundness, SurfacePoint};
pub use flatten::{Prism, flatten};
pub use program::{
    Binding, Combine, Definition, Extent, Extrude, Mode, Operation, Parameter, Placement, Program, Quantity, Sketch,
    Slot, Step, Targets, Term, Unit,
};
pub use resolid_geom as geom;
