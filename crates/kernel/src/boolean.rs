//! Booleans whose results are looked at before they are believed.

use crate::error::{KernelError, Operation};
use crate::shim::ffi::{self, Boolean, Shape};
use crate::stop::Watch;
use cxx::UniquePtr;

/// The step at work, and who watches it.
pub(crate) struct Context<'a> {
    /// Index in `Program::steps`.
    pub step: usize,
    pub watch: Watch<'a>,
}

/// A shape that was found sound, with its volume.
pub(crate) struct Sound {
    pub shape: UniquePtr<Shape>,
    pub volume: f64,
}

impl Context<'_> {
    /// What is left of a Boolean: `None` when nothing is.
    pub fn boolean(&self, kind: Boolean, objects: &[&Sound], tools: &[&Sound]) -> Result<Option<Sound>, KernelError> {
        let operation = match kind {
            Boolean::Cut => Operation::Cut,
            Boolean::Intersect => Operation::Intersect,
            _ => Operation::Join,
        };
        let failed = |e: cxx::Exception| self.failed(operation, e);
        let shape = ffi::combine(kind, &list(objects), &list(tools), &self.watch).map_err(failed)?;
        let volume = ffi::volume(&shape).map_err(failed)?;
        let invalid = |reason: String| KernelError::Invalid { step: self.step, operation, reason };
        let (least, most) = possible(kind, objects, tools);
        let slack = 1e-6 * objects.iter().chain(tools).map(|s| s.volume).sum::<f64>();
        // The kernel's own check sees no contradiction in a Boolean that overlooked an intersection altogether.
        if !(volume.total >= least - slack && volume.total <= most + slack) {
            return Err(invalid(format!("{} mm³ where only {least} to {most} are possible", volume.total)));
        }
        if volume.solids == 0 {
            return Ok(None);
        }
        let fault = ffi::fault(&shape).map_err(failed)?;
        if !fault.is_empty() {
            return Err(invalid(fault));
        }
        if !(volume.least > 0.0) {
            return Err(invalid(format!("a solid of {} mm³", volume.least)));
        }
        Ok(Some(Sound { shape, volume: volume.total }))
    }

    /// An exception of the shim as the error of this step.
    pub fn failed(&self, operation: Operation, error: cxx::Exception) -> KernelError {
        if self.watch.has_stopped() {
            return KernelError::Stopped;
        }
        KernelError::Failed { step: self.step, operation, message: error.what().to_string() }
    }
}

/// The least and the greatest volume a Boolean can leave, from the volumes that went in.
fn possible(kind: Boolean, objects: &[&Sound], tools: &[&Sound]) -> (f64, f64) {
    let sum = |v: &[&Sound]| v.iter().map(|s| s.volume).sum::<f64>();
    let most = |v: &[&Sound]| v.iter().map(|s| s.volume).fold(0.0, f64::max);
    match kind {
        Boolean::Cut => ((most(objects) - sum(tools)).max(0.0), sum(objects)),
        Boolean::Intersect => (0.0, sum(objects).min(sum(tools))),
        _ => (most(objects).max(most(tools)), sum(objects) + sum(tools)),
    }
}

/// The shapes as the shim takes them.
pub(crate) fn list(shapes: &[&Sound]) -> UniquePtr<ffi::Shapes> {
    let mut list = ffi::shapes();
    for sound in shapes {
        list.pin_mut().push(&sound.shape);
    }
    list
}
