//! How libraries report progress and learn that they should stop.

/// What a long-running call tells its caller, and asks it. Callers that do not care pass [`Silent`].
pub trait Observer: Sync {
    /// A stage has begun, or moved on: `done` runs from 0 to 1.
    fn stage(&self, _name: &'static str, _done: f64) {}

    /// A decision was taken: what it is about, one short word, and what was decided and why, one line; shown by `-v`.
    fn note(&self, _about: &'static str, _text: String) {}

    /// Whether to stop at the next safe point and return the best so far (cancelled, or out of time).
    fn should_stop(&self) -> bool {
        false
    }
}

/// Reports nothing and never stops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {}

/// Says when to stop, and tells nothing: of work done beside what is told, which would make it a confused story.
pub struct Aside<'a>(pub &'a dyn Observer);

impl Observer for Aside<'_> {
    fn should_stop(&self) -> bool {
        self.0.should_stop()
    }
}
