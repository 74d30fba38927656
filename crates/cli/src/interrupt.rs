//! Ctrl-C: what was begun is undone, and the process ends with code 130.

use crate::exit::Exit;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

type Action = Box<dyn FnOnce() + Send>;

struct State {
    /// Set once the results are in place: there is nothing left to cancel.
    finished: bool,
    actions: Vec<(u64, Action)>,
    next: u64,
    /// What the last words are, where something was written all the same.
    last_words: Option<LastWords>,
}

type LastWords = Box<dyn Fn() -> String + Send>;

static STATE: Mutex<State> = Mutex::new(State { finished: false, actions: Vec::new(), next: 0, last_words: None });

/// Whether the work looks for itself whether it was asked to stop.
static ASKS: AtomicBool = AtomicBool::new(false);
/// What is said then.
static ASKING: OnceLock<&str> = OnceLock::new();
/// Whether it was.
static ASKED: AtomicBool = AtomicBool::new(false);

/// From here on the first Ctrl-C asks the work to stop where it can go on later, which `words` say, and only the second ends the
/// process.
pub fn ask_first(words: &'static str) {
    let _ = ASKING.set(words);
    ASKS.store(true, Ordering::Relaxed);
}

/// Whether the work was asked to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens for Ctrl-C and termination from here on.
///
/// The handler ends the process itself rather than asking the work to stop: a Boolean of the kernel may take
/// long, and nothing has touched the disk but what the registered actions take back.
pub fn listen() {
    // Without a handler Ctrl-C still ends the process, only less tidily.
    let _ = ctrlc::set_handler(|| {
        if ASKS.load(Ordering::Relaxed) && !ASKED.swap(true, Ordering::Relaxed) {
            say(&format!("\n{}; again to end at once", ASKING.get().unwrap_or(&"stopping")));
            return;
        }
        let words = state().last_words.take();
        let words = words.map_or_else(|| "nothing was written".into(), |words| words());
        end(Exit::Cancelled, || say(&format!("\ncancelled; {words}")));
    });
}

/// Writes a line to standard error, or nowhere if its reader has gone: a handler that panics would never end the process.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Says what is left behind when the process is cancelled, from here on.
pub fn last_words(words: impl Fn() -> String + Send + 'static) {
    state().last_words = Some(Box::new(words));
}

/// Undoes what was begun, speaks, and ends the process; does nothing once the results are in place.
pub fn end(exit: Exit, speak: impl FnOnce()) {
    let mut state = state();
    if state.finished {
        return;
    }
    // The last begun is the first undone: workers end before the folder that they write to goes.
    for (_, action) in state.actions.drain(..).rev() {
        action();
    }
    speak();
    leave(exit);
}

/// Ends the process. Other threads still use what C++ destroys at a regular end, so with the kernel none of that is run; nothing
/// waits to be written either: standard error is not held back, nor are whole lines of standard output.
pub fn leave(exit: Exit) -> ! {
    #[cfg(feature = "kernel")]
    resolid_kernel::leave(exit as i32);
    #[cfg(not(feature = "kernel"))]
    std::process::exit(exit as i32)
}

/// Keeps an action registered while it lives.
#[must_use]
pub struct Registration(u64);

impl Drop for Registration {
    fn drop(&mut self) {
        state().actions.retain(|(id, _)| *id != self.0);
    }
}

/// Runs `action` if the process is cancelled while the result is alive.
pub fn on_cancel(action: impl FnOnce() + Send + 'static) -> Registration {
    let mut state = state();
    state.next += 1;
    let id = state.next;
    state.actions.push((id, Box::new(action)));
    Registration(id)
}

/// Runs `work` with cancelling held back until it is over.
///
/// `work` must not register actions.
pub fn hold<T>(work: impl FnOnce() -> T) -> T {
    let _state = state();
    work()
}

/// Runs `work` with cancelling held back until it is over; if it succeeds, for good.
///
/// `work` must not register actions.
pub fn commit<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let mut state = state();
    let result = work();
    if result.is_ok() {
        state.finished = true;
    }
    result
}
