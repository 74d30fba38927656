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

impl Context<'_> {
    /// What is left of a Boolean: `None` when nothing is.
    pub fn boolean(
        &self,
        kind: Boolean,
        objects: &[&UniquePtr<Shape>],
        tools: &[&UniquePtr<Shape>],
    ) -> Result<Option<UniquePtr<Shape>>, KernelError> {
        let operation = match kind {
            Boolean::Cut => Operation::Cut,
            Boolean::Intersect => Operation::Intersect,
            _ => Operation::Join,
        };
        let failed = |e: cxx::Exception| self.failed(operation, e);
        let volumes = |shapes: &[&UniquePtr<Shape>]| -> Result<Vec<f64>, KernelError> {
            shapes.iter().map(|s| ffi::mass(s).map(|m| m.volume).map_err(failed)).collect()
        };
        let (objects_volumes, tools_volumes) = (volumes(objects)?, volumes(tools)?);
        let result = ffi::combine(kind, &list(objects), &list(tools), &self.watch).map_err(failed)?;
        let mass = ffi::mass(&result).map_err(failed)?;
        let empty = ffi::tally(&result).map_err(failed)?.solids == 0;
        let invalid = |reason: String| KernelError::Invalid { step: self.step, operation, reason };
        let (least, most) = possible(kind, &objects_volumes, &tools_volumes);
        let slack = 1e-6 * objects_volumes.iter().chain(&tools_volumes).sum::<f64>();
        // The kernel's own check sees no contradiction in a Boolean that overlooked an intersection altogether.
        if mass.volume < least - slack || mass.volume > most + slack {
            return Err(invalid(format!("{} mm³ where only {least} to {most} are possible", mass.volume)));
        }
        if empty {
            return Ok(None);
        }
        let fault = ffi::fault(&result).map_err(failed)?;
        if !fault.is_empty() {
            return Err(invalid(fault));
        }
        if !(mass.least_volume > 0.0) {
            return Err(invalid(format!("a solid of {} mm³", mass.least_volume)));
        }
        Ok(Some(result))
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
fn possible(kind: Boolean, objects: &[f64], tools: &[f64]) -> (f64, f64) {
    let sum = |v: &[f64]| v.iter().sum::<f64>();
    let most = |v: &[f64]| v.iter().copied().fold(0.0, f64::max);
    match kind {
        Boolean::Cut => ((most(objects) - sum(tools)).max(0.0), sum(objects)),
        Boolean::Intersect => (0.0, sum(objects).min(sum(tools))),
        _ => (most(objects).max(most(tools)), sum(objects) + sum(tools)),
    }
}

/// The shapes as the shim takes them.
pub(crate) fn list(shapes: &[&UniquePtr<Shape>]) -> UniquePtr<ffi::Shapes> {
    let mut list = ffi::shapes();
    for shape in shapes {
        list.pin_mut().push(shape);
    }
    list
}
