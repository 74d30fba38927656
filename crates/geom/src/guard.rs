//! Readers of others that end in a panic over some damaged files: here that is an error like any other.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread would become an error: nothing needs to be said of it then.
pub fn guards_panics() -> bool {
    GUARDED.get()
}

/// What `read` gives; none where it panics. What it has touched must be gone with it.
pub fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let ended = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(before);
    ended.ok()
}
