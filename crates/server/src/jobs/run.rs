//! One job in a worker.

use super::queue::Jobs;
use super::record::{Ending, Mode, Record, word};
use crate::desk::Question;
use crate::fault::Fault;
use crate::outcome::Outcome;
use crate::worker::{self, Ended, Stopper, Worker};
use serde::Deserialize;
use std::ffi::OsString;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

/// Time past a job's limit after which its worker is ended: it writes what it has until then.
const GRACE: Duration = Duration::from_secs(15);

/// What a client may fetch, and the files it lies in.
pub const FILES: [(&str, &str); 6] = [
    ("report", REPORT),
    ("program", PROGRAM),
    ("geometry", GEOMETRY),
    ("picture", PICTURE),
    ("thumbnail", THUMBNAIL),
    ("page", PAGE),
];
/// The report.
pub const REPORT: &str = "report.json";
/// The program.
pub const PROGRAM: &str = "part.resolid.json";
/// Input and result as shapes.
pub const GEOMETRY: &str = "geometry.bin";
/// Input, steps, result and deviation side by side.
pub const PICTURE: &str = "picture.png";
/// The result, small.
pub const THUMBNAIL: &str = "thumbnail.png";
/// The report as a page.
pub const PAGE: &str = "report.html";

/// The file of a next best answer, counted from 1.
pub fn alternative(rank: usize) -> String {
    format!("part.alt{rank}.resolid.json")
}

/// What a worker says of its progress, a line each.
#[derive(Deserialize)]
struct Told {
    stage: String,
    done: f64,
}

/// The stages of a reconstruction, and how much of the whole is done when they begin.
const STAGES: [(&str, f64); 12] = [
    ("reading", 0.0),
    ("cleaning", 0.05),
    ("fitting", 0.12),
    ("segmenting", 0.12),
    ("finding planes and cylinders", 0.15),
    ("telling solid from empty", 0.3),
    ("slicing", 0.25),
    ("searching", 0.4),
    ("regularising", 0.6),
    ("building", 0.7),
    ("measuring", 0.8),
    ("drawing", 0.92),
];

/// Works on a job; how it ended, if it did of itself.
pub(super) async fn run(jobs: &Jobs, record: &Record) -> Option<Ending> {
    let path = jobs.store().input(record);
    match record.mode {
        Mode::Input => desk_work(jobs, record, "input").await,
        Mode::Reconstruct if holds_program(&path) => desk_work(jobs, record, "program").await,
        Mode::Reconstruct => {
            let (jobs, record) = (jobs.clone(), record.clone());
            tokio::task::spawn_blocking(move || reconstruct(&jobs, &record)).await.ok()
        }
    }
}

/// What a desk does as well as a process of its own.
async fn desk_work(jobs: &Jobs, record: &Record, outcome: &str) -> Option<Ending> {
    let started = std::time::Instant::now();
    let store = jobs.store();
    let asked = match outcome {
        "input" => jobs.input(&record.id).map(|input| (Question::Show { input }, GEOMETRY)),
        _ => Ok((Question::Read { path: store.input(record) }, PROGRAM)),
    };
    let answer = match asked {
        Ok((question, file)) => match jobs.desks().ask_held(question, held(jobs, &record.id)).await {
            Ok(bytes) => std::fs::write(store.work(&record.id).join(file), bytes).map_err(|e| Fault::disk(&e)),
            Err(fault) => Err(fault),
        },
        Err(fault) => Err(fault),
    };
    let seconds = started.elapsed().as_secs_f64();
    Some(match answer {
        _ if jobs.is_cancelled(&record.id) => Ending::cancelled(seconds),
        Ok(()) => Ending::done(outcome, seconds, 0),
        Err(fault) => {
            let how = if fault.status == 422 { "unreadable" } else { "crashed" };
            Ending::failed(how, &fault.error, &fault.hint, seconds)
        }
    })
}

/// Lends a job what ends the worker that a desk has for it.
fn held(jobs: &Jobs, id: &str) -> impl Fn(Option<Stopper>) + Send + Sync + 'static {
    let (jobs, id) = (jobs.clone(), id.to_owned());
    move |stopper| jobs.set_stopper(&id, stopper)
}

/// Whether a file is JSON, which no mesh is but glTF, which says so.
fn holds_program(path: &Path) -> bool {
    let name = path.to_string_lossy().to_ascii_lowercase();
    let mut start = [0; 64];
    let read = std::fs::File::open(path).and_then(|mut f| f.read(&mut start)).unwrap_or(0);
    let is_json = start[..read].trim_ascii_start().starts_with(b"{");
    name.ends_with(".json") || (is_json && !name.ends_with(".gltf"))
}

/// How a reconstruction is asked for, but for where its outputs go.
pub(super) fn command(jobs: &Jobs, record: &Record) -> Vec<OsString> {
    let asked = &record.asked;
    let mut command: Vec<OsString> = vec!["reconstruct".into(), jobs.store().input(record).into(), "-q".into()];
    let seconds = format!("{}s", jobs.limits().time.as_secs_f64());
    worker::option(&mut command, "--time-limit", Some(seconds));
    worker::option(&mut command, "--unit", asked.unit.as_ref());
    worker::option(&mut command, "--tolerance", asked.tolerance.as_ref());
    worker::option(&mut command, "--seed", Some(asked.seed.to_string()));
    match asked.snap {
        Some(true) => command.push("--snap".into()),
        Some(false) => command.push("--no-snap".into()),
        None => {}
    }
    command
}

/// What a job's worker may use.
pub(super) fn limits(jobs: &Jobs) -> worker::Limits {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let own = jobs.limits();
    worker::Limits {
        time: own.time + GRACE,
        memory: Some(own.memory),
        threads: Some((cores / own.at_once.max(1)).max(1)),
    }
}

fn reconstruct(jobs: &Jobs, record: &Record) -> Ending {
    let room = jobs.store().work(&record.id);
    let mut arguments = command(jobs, record);
    arguments.extend(["-o".into(), room.join(PROGRAM).into()]);
    for (flag, file) in [("--report", REPORT), ("--thumbnail", THUMBNAIL), ("--shapes", GEOMETRY)] {
        arguments.extend([flag.into(), room.join(file).into()]);
    }
    worker::option(&mut arguments, "--alternatives", Some(record.asked.alternatives.to_string()));
    arguments.extend(["--tell".into(), "--tethered".into()]);
    let worker = match Worker::start(&arguments, limits(jobs)) {
        Ok(worker) => worker,
        Err(error) => {
            let words = format!("no worker can be started: {error}");
            return Ending::failed("crashed", &words, "close other programs on the server", 0.0);
        }
    };
    jobs.set_stopper(&record.id, Some(worker.stopper()));
    let (hearing, id) = (jobs.clone(), record.id.clone());
    let ended = worker.wait(move |line| {
        if let Ok(told) = serde_json::from_str::<Told>(line) {
            hearing.progress(&id, &told.stage, overall(&told));
        }
    });
    match ended {
        Ok(ended) if jobs.is_cancelled(&record.id) => Ending::cancelled(ended.seconds),
        Ok(ended) => ending(jobs, &room, &ended),
        Err(error) => Ending::failed("crashed", &format!("the worker was lost: {error}"), "send the file again", 0.0),
    }
}

impl Jobs {
    /// Draws a file of a job that has ended, which it did not have yet: the same reconstruction once more, for the same seed finds the
    /// same part.
    ///
    /// # Errors
    /// It has no answer, or a worker's.
    pub fn draw(&self, id: &str, name: &str, flag: &str) -> Result<(), Fault> {
        self.file(id, REPORT)?;
        let record = self.record(id)?;
        let scratch = self.store().scratch().map_err(|e| Fault::disk(&e))?;
        let made = scratch.path().join(name);
        let mut arguments = command(self, &record);
        arguments.extend([flag.into(), (&made).into(), "--tethered".into()]);
        let ended =
            Worker::start(&arguments, limits(self)).and_then(|w| w.wait(|_| {})).map_err(|e| Fault::disk(&e))?;
        match Outcome::of(&ended) {
            Outcome::Full | Outcome::Partial | Outcome::TimeLimit => {}
            _ => return Err(Fault::unprocessable(format!("it could not be drawn: {}", ended.said), &ended.hint)),
        }
        std::fs::rename(&made, self.store().ended(id).join(name)).map_err(|e| Fault::disk(&e))?;
        self.look_again(id);
        Ok(())
    }
}

/// How much of the whole is done, where so much of a stage is.
fn overall(told: &Told) -> f64 {
    let Some(begin) = STAGES.iter().find(|s| s.0 == told.stage).map(|s| s.1) else { return 0.0 };
    let end = STAGES.iter().map(|s| s.1).filter(|b| *b > begin).fold(1.0, f64::min);
    begin + told.done.clamp(0.0, 1.0) * (end - begin)
}

fn ending(jobs: &Jobs, room: &Path, ended: &Ended) -> Ending {
    let outcome = Outcome::of(ended);
    let limits = jobs.limits();
    let (error, hint) = match outcome {
        Outcome::Full | Outcome::Partial | Outcome::TimeLimit => {
            let count = (1..=5).take_while(|&rank| room.join(alternative(rank)).is_file()).count();
            return Ending::done(&word(outcome), ended.seconds, count);
        }
        Outcome::OutOfTime => (
            format!("no answer within {} s", limits.time.as_secs_f64()),
            "simplify the mesh, or start the server with a longer --time-limit",
        ),
        Outcome::OutOfMemory => (
            format!("more than {} MB of memory needed", limits.memory / 1_000_000),
            "simplify the mesh, or start the server with a larger --memory-limit",
        ),
        Outcome::Crashed => (format!("the worker crashed: {}", ended.said), "tell the authors, and send them the file"),
        Outcome::Refused | Outcome::Unreadable => (ended.said.clone(), ended.hint.as_str()),
    };
    Ending::failed(&word(outcome), &error, hint, ended.seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_grows_with_the_stages() {
        let at = |stage: &str, done| overall(&Told { stage: stage.into(), done });
        assert_eq!(at("reading", 0.0), 0.0);
        assert!(at("fitting", 0.0) < at("searching", 0.5) && at("searching", 0.5) < at("regularising", 0.0));
        assert_eq!(at("drawing", 1.0), 1.0);
        assert_eq!(at("juggling", 0.5), 0.0);
    }
}
