//! Runs this program again as a worker: a crash, a hang or a memory leak of one part stays its own.
//!
//! A worker's standard input is a pipe that only its starter holds: when that ends, however it ends, the pipe closes,
//! and the worker ends too ([`tether`]).

use crate::exit::Exit;
use crate::interrupt;
use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What a worker may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Wall-clock time, after which it is ended.
    pub time: Duration,
    /// Its own memory, bytes.
    pub memory: Option<u64>,
    /// Threads for its loops; as many as there are cores if nothing is said.
    pub threads: Option<usize>,
}

impl From<Duration> for Limits {
    fn from(time: Duration) -> Self {
        Self { time, memory: None, threads: None }
    }
}

/// How a worker ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Its exit code; `None` where a signal ended it, ours after the limit or another.
    pub code: Option<i32>,
    /// Whether it was ended for running too long.
    pub overran: bool,
    /// Whether it ended for want of memory.
    pub out_of_memory: bool,
    /// Wall-clock seconds, start and end of the process included.
    pub seconds: f64,
    /// Its standard output.
    pub stdout: String,
    /// The first line it wrote to standard error.
    pub said: String,
}

/// Runs this program with `arguments` within `limits`.
///
/// # Errors
/// The system's, when the process cannot be started.
pub fn run(arguments: &[OsString], limits: impl Into<Limits>) -> std::io::Result<Ended> {
    let limits = limits.into();
    let started = Instant::now();
    let mut command = Command::new(std::env::current_exe()?);
    command.args(arguments).arg("--tethered").env("NO_COLOR", "1");
    if let Some(bytes) = limits.memory {
        command.arg("--own-memory").arg(bytes.to_string());
    }
    if let Some(threads) = limits.threads {
        command.env("RAYON_NUM_THREADS", threads.to_string());
    }
    // Ctrl-C at the terminal is for the starter alone, which ends its workers in order.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // Never written to; held until the worker has ended.
    let tether = child.stdin.take();
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
        let mut child = for_cancel.lock().unwrap_or_else(PoisonError::into_inner);
        // Only when it has ended does it write no more.
        let _ = child.kill().and_then(|()| child.wait());
    });
    let mut overran = false;
    let status = loop {
        let mut locked = child.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(status) = locked.try_wait()? {
            break status;
        }
        if started.elapsed() > limits.time && !overran {
            overran = true;
            locked.kill()?;
        }
        drop(locked);
        std::thread::sleep(Duration::from_millis(2));
    };
    let seconds = started.elapsed().as_secs_f64();
    drop((registration, tether));
    let stdout = stdout.join().unwrap_or_default();
    let stderr = stderr.join().unwrap_or_default();
    // What the allocator of Rust says before it aborts, and what the kernel's exceptions are called.
    let starved = ["memory allocation of", "bad_alloc"].iter().any(|words| stderr.contains(words));
    let said = stderr.lines().next().unwrap_or_default().trim_start_matches("error: ").to_string();
    let out_of_memory = starved && status.code() != Some(Exit::Full as i32);
    Ok(Ended { code: status.code(), overran, out_of_memory, seconds, stdout, said })
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

/// `--flag value`, where there is a value.
pub fn option(arguments: &mut Vec<OsString>, flag: &str, value: Option<impl AsRef<OsStr>>) {
    if let Some(value) = value {
        arguments.push(flag.into());
        arguments.push(value.as_ref().into());
    }
}
