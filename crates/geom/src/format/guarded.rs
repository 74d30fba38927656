//! Readers of others that end in a panic over some damaged files: here that is an error like any other.

use super::{Format, ReadError};
use std::cell::Cell;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread would become an error: nothing needs to be said of it then.
pub fn guards_panics() -> bool {
    GUARDED.get()
}

/// What `read` gives; where it panics, that the file is damaged.
pub(super) fn guarded<T>(format: Format, read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    GUARDED.set(true);
    // What it has touched is gone with it.
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    GUARDED.set(false);
    ended.unwrap_or_else(|_| Err(ReadError::Damaged { format, reason: "its parts contradict one another".into() }))
}
