//! Runs this program again as a worker: a crash, a hang or a memory leak of one part stays its own.
//!
//! A worker's standard input is a pipe that only its starter holds: when that ends, however it ends, the pipe closes,
//! and the worker ends too.

use crate::outcome::Exit;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
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
    /// What it advises in its second line there.
    pub hint: String,
}

/// A worker at work.
pub struct Worker {
    child: Arc<Mutex<Child>>,
    stdin: Option<ChildStdin>,
    stdout: Option<ChildStdout>,
    stderr: Option<ChildStderr>,
    started: Instant,
    limit: Duration,
}

/// Ends a worker from elsewhere.
#[derive(Clone)]
pub struct Stopper(Arc<Mutex<Child>>);

impl Stopper {
    /// Ends the worker; when this returns it has ended, and writes no more.
    pub fn stop(&self) {
        let mut child = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = child.kill().and_then(|()| child.wait());
    }
}

/// The very program that runs, though an update may have put another in its file's place.
fn own_program() -> std::io::Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() { Ok(running.into()) } else { std::env::current_exe() }
}

impl Worker {
    /// Starts this program with `arguments` within `limits`.
    ///
    /// # Errors
    /// The system's, when the process cannot be started.
    pub fn start(arguments: &[OsString], limits: impl Into<Limits>) -> std::io::Result<Self> {
        let limits = limits.into();
        let started = Instant::now();
        let mut command = Command::new(own_program()?);
        command.args(arguments).env("NO_COLOR", "1").env_remove("RESOLID_TOKEN");
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
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        Ok(Self { child: Arc::new(Mutex::new(child)), stdin, stdout, stderr, started, limit: limits.time })
    }

    /// What ends it from elsewhere.
    pub fn stopper(&self) -> Stopper {
        Stopper(Arc::clone(&self.child))
    }

    /// Its standard input and output, for a talk with it; what it says of errors is passed over. Once the first is dropped it ends.
    pub fn pipes(&mut self) -> Option<(ChildStdin, ChildStdout)> {
        let mut stderr = self.stderr.take()?;
        std::thread::spawn(move || drop(std::io::copy(&mut stderr, &mut std::io::sink())));
        Some((self.stdin.take()?, self.stdout.take()?))
    }

    /// Waits until it has ended; `heard` is given each line of its standard output as it comes.
    ///
    /// # Errors
    /// The system's.
    pub fn wait(mut self, mut heard: impl FnMut(&str) + Send + 'static) -> std::io::Result<Ended> {
        // Drained all the while, so that a worker with much to say does not wait for us.
        let stdout = self.stdout.take().map(|pipe| {
            std::thread::spawn(move || {
                let (mut text, mut pipe, mut line) = (String::new(), BufReader::new(pipe), Vec::new());
                while pipe.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
                    let piece = String::from_utf8_lossy(&line);
                    heard(piece.trim_end());
                    text.push_str(&piece);
                    line.clear();
                }
                text
            })
        });
        let stderr = self.stderr.take().map(|mut pipe| {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                let _ = pipe.read_to_end(&mut bytes);
                String::from_utf8_lossy(&bytes).into_owned()
            })
        });
        let mut overran = false;
        let status = loop {
            let mut locked = self.child.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(status) = locked.try_wait()? {
                break status;
            }
            if self.started.elapsed() > self.limit && !overran {
                overran = true;
                locked.kill()?;
            }
            drop(locked);
            std::thread::sleep(Duration::from_millis(2));
        };
        let seconds = self.started.elapsed().as_secs_f64();
        let text = |thread: Option<std::thread::JoinHandle<String>>| {
            thread.and_then(|thread| thread.join().ok()).unwrap_or_default()
        };
        let (stdout, stderr) = (text(stdout), text(stderr));
        // What the allocator of Rust says before it aborts, and what the kernel's exceptions are called.
        let starved = ["memory allocation of", "bad_alloc"].iter().any(|words| stderr.contains(words));
        let said = stderr.lines().next().unwrap_or_default().trim_start_matches("error: ").to_string();
        let hint = stderr.lines().find_map(|line| line.strip_prefix("hint: ")).unwrap_or_default().to_string();
        let out_of_memory = starved && status.code() != Some(Exit::Full as i32);
        Ok(Ended { code: status.code(), overran, out_of_memory, seconds, stdout, said, hint })
    }
}

/// `--flag value`, where there is a value.
pub fn option(arguments: &mut Vec<OsString>, flag: &str, value: Option<impl AsRef<OsStr>>) {
    if let Some(value) = value {
        arguments.push(flag.into());
        arguments.push(value.as_ref().into());
    }
}
