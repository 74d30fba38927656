//! Runs a program on OpenCASCADE: program → solid → mesh, STEP, mass. The only C++ and `unsafe` of Resolid.
//!
//! ```
//! use resolid_geom::{Frame, Loop, Profile, Vec2};
//! use resolid_program::{Extent, Mode, Program, Step};
//!
//! let mut plate = Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::new(40.0, 20.0)));
//! plate.holes.push(Loop::circle(Vec2::new(10.0, 10.0), 3.0));
//! let step = Step::extrude(Frame::WORLD, vec![plate], Extent::OneSide { distance: 5.0 }, Mode::New);
//! let solid = resolid_kernel::build(&Program { steps: vec![step], ..Program::default() })?;
//! assert!((solid.mass().volume - (4000.0 - 45.0 * std::f64::consts::PI)).abs() < 1e-6);
//! assert_eq!(solid.counts().cylinders, 1);
//! # Ok::<(), resolid_kernel::KernelError>(())
//! ```
//!
//! A [`Solid`] may go to another thread but not be shared between two. Faults of the kernel arrive as
//! [`KernelError`], on Unix memory faults too, at the price of the memory that the call held. A stack overflow and a
//! call that never returns cannot be caught, so batch work on programs that nobody checked belongs into worker processes.

// `!(x > 0.0)` also catches what is not a number; its mirror image does not.
#![allow(clippy::neg_cmp_op_on_partial_ord)]

mod boolean;
mod build;
mod error;
mod mesh;
mod prism;
mod shim;
mod sketch;
mod solid;
mod step;
mod stop;

pub use build::{Holding, Stage, build, build_observed, build_stages, build_what_holds};
pub use error::{KernelError, Operation};
pub use solid::{Counts, Mass, Place, Solid, Validity};
pub use step::{Schema, StepOptions, read_step};

/// Ends the process at once, without the destructors of C++ statics, which calls under way on other threads would trip over.
pub fn leave(code: i32) -> ! {
    unsafe extern "C" {
        safe fn _Exit(code: std::ffi::c_int) -> !;
    }
    _Exit(code)
}

/// The version of the OpenCASCADE that runs underneath, such as `7.6.3`.
pub fn version() -> String {
    shim::ffi::version()
}
