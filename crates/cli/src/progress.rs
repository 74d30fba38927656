//! Progress on standard error for anything over a second, decisions under `-v`, the time limit, and the clock
//! that the libraries are lent.

use crate::interrupt;
use crate::summary::bytes;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use resolid_geom::Observer;
use std::io::{IsTerminal, Write};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How much is said while the work goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Talk {
    /// Nothing.
    Quiet,
    /// A progress line after a second.
    Normal,
    /// Every decision.
    Verbose,
    /// How far it is, to a program that reads standard output.
    Told,
}

/// Time between the lines of a log.
const NOW_AND_THEN: Duration = Duration::from_secs(30);

/// Least time between two lines that tell a program how far the work is within one stage.
const OFTEN: Duration = Duration::from_millis(100);

/// What work is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Things,
    Bytes,
}

/// Watches the work for the user.
pub struct Progress {
    talk: Talk,
    /// The stage that was told last, and when.
    told: Mutex<(&'static str, Option<Instant>)>,
    started: Instant,
    deadline: Option<Instant>,
    bar: ProgressBar,
    stop_showing: Option<Sender<()>>,
    shower: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins to watch; work is asked to stop after `limit`.
    pub fn start(talk: Talk, limit: Option<Duration>) -> Self {
        Self::watching(talk, limit, 1000, "{spinner} {msg:<12} [{bar:24}] {elapsed}")
    }

    /// Begins to watch work on `count` like things: what is shown is how many are done, how fast, and the time left; where no terminal
    /// shows a line that changes, a new line now and then.
    pub fn counting(talk: Talk, count: u64) -> Self {
        Self::measuring(talk, count, "{human_pos} of {human_len}, {per_sec}", Of::Things)
    }

    /// Begins to watch the reading of so many bytes, in the same way.
    pub fn reading(talk: Talk, bytes: u64) -> Self {
        Self::measuring(talk, bytes, "{decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}", Of::Bytes)
    }

    fn measuring(talk: Talk, all: u64, measure: &str, of: Of) -> Self {
        let template = format!("{{spinner}} {{msg:<12}} [{{bar:24}}] {measure}, {{eta}} left");
        let mut progress = Self::watching(talk, None, all, &template);
        if talk != Talk::Quiet && progress.shower.is_none() {
            let (sender, receiver) = channel();
            let (bar, started) = (progress.bar.clone(), progress.started);
            progress.stop_showing = Some(sender);
            progress.shower = Some(std::thread::spawn(move || {
                while receiver.recv_timeout(NOW_AND_THEN).is_err_and(|e| e == timeout()) {
                    interrupt::say(&plain_line(&bar, started.elapsed(), of));
                }
            }));
        }
        progress
    }

    fn watching(talk: Talk, limit: Option<Duration>, length: u64, template: &str) -> Self {
        let started = Instant::now();
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template(template).expect("the template is well formed").progress_chars("━╸ ");
        bar.set_style(style);
        let mut progress = Self {
            talk,
            told: Mutex::new(("", None)),
            started,
            deadline: limit.and_then(|l| started.checked_add(l)),
            bar,
            stop_showing: None,
            shower: None,
        };
        if !matches!(talk, Talk::Quiet | Talk::Told) && std::io::stderr().is_terminal() {
            let (sender, receiver) = channel();
            let bar = progress.bar.clone();
            progress.stop_showing = Some(sender);
            progress.shower = Some(std::thread::spawn(move || {
                if receiver.recv_timeout(Duration::from_secs(1)).is_err_and(|e| e == timeout()) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(Duration::from_millis(120));
                }
            }));
        }
        progress
    }

    fn tell(&self, name: &'static str, done: f64) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.0 != name || told.1.is_none_or(|at| at.elapsed() >= OFTEN) {
            *told = (name, Some(Instant::now()));
            // Nobody may be there to hear it any more.
            let _ = writeln!(std::io::stdout(), "{}", serde_json::json!({ "stage": name, "done": done }));
        }
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Takes the progress line away.
    pub fn finish(&mut self) {
        drop(self.stop_showing.take());
        if let Some(shower) = self.shower.take() {
            let _ = shower.join();
        }
        self.bar.finish_and_clear();
    }
}

/// How far the work is, for a log: "parts 34 of 108, 2.1 a second, 0:35 left".
fn plain_line(bar: &ProgressBar, elapsed: Duration, of: Of) -> String {
    let (done, all) = (bar.position(), bar.length().unwrap_or(0));
    let rate = done as f64 / elapsed.as_secs_f64().max(1e-3);
    let left = if done == 0 {
        String::new()
    } else {
        let seconds = (all.saturating_sub(done) as f64 / rate).round() as u64;
        format!(", {}:{:02} left", seconds / 60, seconds % 60)
    };
    let name = bar.message();
    match of {
        Of::Bytes => {
            let [done, all, rate] = [done as usize, all as usize, rate as usize].map(bytes);
            format!("{name} {done} of {all}, {rate} a second{left}")
        }
        Of::Things if rate >= 1.0 => format!("{name} {done} of {all}, {rate:.1} a second{left}"),
        Of::Things => format!("{name} {done} of {all}, {:.1} a minute{left}", 60.0 * rate),
    }
}

fn timeout() -> std::sync::mpsc::RecvTimeoutError {
    std::sync::mpsc::RecvTimeoutError::Timeout
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Observer for Progress {
    fn stage(&self, name: &'static str, done: f64) {
        self.bar.set_message(name);
        let length = self.bar.length().unwrap_or(0) as f64;
        self.bar.set_position((done.clamp(0.0, 1.0) * length) as u64);
        if self.talk == Talk::Told {
            self.tell(name, done);
        }
    }

    fn note(&self, about: &'static str, text: String) {
        if self.talk == Talk::Verbose {
            let line = format!("{:8.3} s  {about:<9}  {text}", self.seconds());
            self.bar.suspend(|| interrupt::say(&line));
        }
    }

    fn should_stop(&self) -> bool {
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_says_how_far_it_is() {
        let bar = ProgressBar::with_draw_target(Some(108), ProgressDrawTarget::hidden());
        bar.set_message("parts");
        assert_eq!(plain_line(&bar, Duration::from_secs(60), Of::Things), "parts 0 of 108, 0.0 a minute");
        bar.set_position(54);
        assert_eq!(plain_line(&bar, Duration::from_secs(90), Of::Things), "parts 54 of 108, 36.0 a minute, 1:30 left");
        assert_eq!(plain_line(&bar, Duration::from_secs(27), Of::Things), "parts 54 of 108, 2.0 a second, 0:27 left");
        let bar = ProgressBar::with_draw_target(Some(120_000_000), ProgressDrawTarget::hidden());
        bar.set_message("reading");
        bar.set_position(90_000_000);
        let line = plain_line(&bar, Duration::from_secs(180), Of::Bytes);
        assert_eq!(line, "reading 90.0 MB of 120.0 MB, 500 kB a second, 1:00 left");
    }
}
