//! How the kernel learns, in the middle of a Boolean, that it should stop.

use resolid_geom::Observer;
use std::cell::Cell;

/// An observer as the shim sees it; remembers whether it ever said stop.
pub(crate) struct Watch<'a> {
    observer: &'a dyn Observer,
    stopped: Cell<bool>,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(observer: &'a dyn Observer) -> Self {
        Self { observer, stopped: Cell::new(false) }
    }

    /// Asked by OpenCASCADE at its own safe points, and between steps.
    pub(crate) fn should_stop(&self) -> bool {
        if self.observer.should_stop() {
            self.stopped.set(true);
        }
        self.stopped.get()
    }

    /// Whether a failure since is explained by the wish to stop.
    pub(crate) fn has_stopped(&self) -> bool {
        self.stopped.get()
    }

    pub(crate) fn observer(&self) -> &dyn Observer {
        self.observer
    }
}
