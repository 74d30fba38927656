//! This program as a worker, and as one who starts workers and ends them when it is cancelled itself.

use crate::exit::Exit;
use crate::interrupt;
use resolid_server::worker::Worker;
pub use resolid_server::worker::{Ended, Limits, option};
use std::ffi::OsString;
use std::io::Read;

/// Runs this program with `arguments` within `limits`.
///
/// # Errors
/// The system's, when the process cannot be started.
pub fn run(arguments: &[OsString], limits: impl Into<Limits>) -> std::io::Result<Ended> {
    let tethered: Vec<OsString> = arguments.iter().cloned().chain(["--tethered".into()]).collect();
    let worker = Worker::start(&tethered, limits)?;
    let stopper = worker.stopper();
    let registration = interrupt::on_cancel(move || stopper.stop());
    let ended = worker.wait(|_| {});
    drop(registration);
    ended
}

/// Ends this process, tidily, as soon as its standard input closes.
pub fn tether() {
    std::thread::spawn(|| {
        let mut stdin = std::io::stdin();
        let mut bytes = [0; 64];
        while stdin.read(&mut bytes).is_ok_and(|n| n > 0) {}
        interrupt::end(Exit::Cancelled, || {});
    });
}

/// Lets this process have so many bytes of its own and no more, where the system knows such a limit.
///
/// What counts is what it may write to: code, and address space that is only set aside, do not.
pub fn limit_memory(bytes: u64) {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // A limit that is refused leaves the one there was; the part is worth trying all the same.
        let _ = setrlimit(Resource::Data, Rlimit { current: Some(bytes), maximum: Some(bytes) });
    }
    #[cfg(not(target_os = "linux"))]
    let _ = bytes;
}
