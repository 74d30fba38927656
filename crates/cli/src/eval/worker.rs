//! Runs this program again as a worker: a crash, a hang or a memory leak of one part stays its own.

use crate::interrupt;
use std::ffi::OsString;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How a worker ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Its exit code; `None` where a signal ended it, ours after the limit or another.
    pub code: Option<i32>,
    /// Whether it was ended for running too long.
    pub overran: bool,
    /// Wall-clock seconds, start and end of the process included.
    pub seconds: f64,
    /// Its standard output.
    pub stdout: String,
    /// The first line it wrote to standard error.
    pub said: String,
}

/// Runs this program with `arguments`, for no longer than `limit`.
///
/// # Errors
/// The system's, when the process cannot be started.
pub fn run(arguments: &[OsString], limit: Duration) -> std::io::Result<Ended> {
    let started = Instant::now();
    let mut child = Command::new(std::env::current_exe()?)
        .args(arguments)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // Drained all the while, so that a worker with much to say does not wait for us.
    let drain = |mut pipe: Box<dyn Read + Send>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let stdout = drain(Box::new(child.stdout.take().expect("stdout is piped")));
    let stderr = drain(Box::new(child.stderr.take().expect("stderr is piped")));
    let child = Arc::new(Mutex::new(child));
    let for_cancel = Arc::clone(&child);
    let registration = interrupt::on_cancel(move || {
        let _ = for_cancel.lock().unwrap_or_else(PoisonError::into_inner).kill();
    });
    let mut overran = false;
    let status = loop {
        let mut locked = child.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(status) = locked.try_wait()? {
            break status;
        }
        if started.elapsed() > limit && !overran {
            overran = true;
            locked.kill()?;
        }
        drop(locked);
        std::thread::sleep(Duration::from_millis(2));
    };
    let seconds = started.elapsed().as_secs_f64();
    drop(registration);
    let stdout = stdout.join().unwrap_or_default();
    let stderr = stderr.join().unwrap_or_default();
    let said = stderr.lines().next().unwrap_or_default().trim_start_matches("error: ").to_string();
    Ok(Ended { code: status.code(), overran, seconds, stdout, said })
}
