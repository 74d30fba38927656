//! The jobs of a server: which wait, which run, what became of the others.

use super::record::{Asked, Ending, Job, Mode, Progress, Record, SCHEMA, State, now};
use super::run;
use super::store::{Room, Store, size};
use crate::desk::{Desks, Input};
use crate::fault::Fault;
use crate::worker::Stopper;
use axum::http::StatusCode;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, broadcast};

/// How often a file may have been at work when the server ended before it is taken for what ended it.
const ATTEMPTS: u32 = 3;
/// Changes that a client may fall behind by before it is told all of it anew.
const BEHIND: usize = 256;

/// What jobs may use.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Jobs at a time.
    pub at_once: usize,
    /// Jobs that may wait.
    pub queue: usize,
    /// Time for each, after which its best so far is kept.
    pub time: Duration,
    /// Memory of each, bytes.
    pub memory: u64,
    /// Bytes of a file that is sent.
    pub upload: u64,
    /// Jobs that are kept once they have ended; older ones go.
    pub kept: usize,
    /// Bytes that these may take.
    pub kept_bytes: u64,
}

/// Something that changed.
#[derive(Clone, Debug)]
pub enum Change {
    /// A job is new, or further.
    Job(Arc<Job>),
    /// A job was taken away.
    Gone(String),
}

/// The jobs.
#[derive(Clone)]
pub struct Jobs(Arc<Inner>);

struct Inner {
    store: Store,
    limits: Limits,
    desks: Desks,
    table: Mutex<Table>,
    changes: broadcast::Sender<Change>,
    turns: Arc<Semaphore>,
    stopping: AtomicBool,
}

#[derive(Default)]
struct Table {
    entries: BTreeMap<String, Entry>,
    /// Places given out in the queue.
    places: u64,
    /// Files on their way in, which will want one.
    coming: usize,
}

struct Entry {
    record: Record,
    place: u64,
    running: Option<Running>,
    cancelled: bool,
    has: Vec<String>,
    /// Bytes on the disk, once it has ended.
    stored: u64,
}

struct Running {
    since: Instant,
    stage: String,
    fraction: f64,
    stopper: Option<Stopper>,
}

/// A place in the queue for a file on its way in.
pub struct Place(Jobs);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.table().coming -= 1;
    }
}

impl Jobs {
    /// The jobs in a folder; those that had not ended are taken up again. To be called where tasks can be started.
    pub fn new(store: Store, limits: Limits, desks: Desks) -> Self {
        let found = store.found();
        let turns = Arc::new(Semaphore::new(limits.at_once.max(1)));
        let (changes, _) = broadcast::channel(BEHIND);
        let stopping = AtomicBool::new(false);
        let jobs = Self(Arc::new(Inner { store, limits, desks, table: Mutex::default(), changes, turns, stopping }));
        for record in found.ended {
            let mut entry = Entry::new(record, 0);
            entry.look(&jobs.0.store);
            jobs.table().entries.insert(entry.record.id.clone(), entry);
        }
        for record in found.waiting {
            if record.attempts < ATTEMPTS {
                jobs.enqueue(record);
                continue;
            }
            let words = format!("the server ended {ATTEMPTS} times while it was at work on this file");
            let ending = Ending::failed("crashed", &words, "tell the authors", 0.0);
            let id = record.id.clone();
            jobs.table().entries.insert(id.clone(), Entry::new(record, 0));
            jobs.end(&id, ending);
        }
        jobs
    }

    /// What jobs may use.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(super) fn desks(&self) -> &Desks {
        &self.0.desks
    }

    /// The folder that jobs are kept in.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// A place in the queue, and a room for the file that is to come.
    ///
    /// # Errors
    /// The queue is full, the server is stopping, or the disk's.
    pub fn expect(&self) -> Result<(Place, Room, String), Fault> {
        if self.is_stopping() {
            return Err(Fault::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "the server is stopping",
                "try again when it is back",
            ));
        }
        {
            let mut table = self.table();
            let waiting = table.entries.values().filter(|e| e.state() == State::Queued).count();
            if waiting + table.coming >= self.0.limits.queue {
                return Err(Fault::new(
                    StatusCode::TOO_MANY_REQUESTS,
                    format!("{waiting} jobs are waiting already"),
                    "send it again when some of them are done",
                ));
            }
            table.coming += 1;
        }
        let place = Place(self.clone());
        let id = new_id().map_err(|e| Fault::disk(&e))?;
        let room = self.0.store.room(&id).map_err(|e| Fault::disk(&e))?;
        Ok((place, room, id))
    }

    /// Takes a job on whose file is complete.
    ///
    /// # Errors
    /// The disk's.
    pub fn submit(
        &self,
        room: Room,
        id: String,
        name: String,
        mode: Mode,
        bytes: u64,
        asked: Asked,
    ) -> Result<Job, Fault> {
        let record =
            Record { schema: SCHEMA.into(), id, name, mode, bytes, created: now(), asked, attempts: 0, ending: None };
        self.0.store.write(&record).map_err(|e| Fault::disk(&e))?;
        room.keep();
        let id = record.id.clone();
        self.enqueue(record);
        self.get(&id)
    }

    fn enqueue(&self, record: Record) {
        let id = record.id.clone();
        {
            let mut table = self.table();
            table.places += 1;
            let place = table.places;
            table.entries.insert(id.clone(), Entry::new(record, place));
        }
        self.tell(&id);
        let jobs = self.clone();
        tokio::spawn(async move {
            // Turns come in the order they were asked for.
            let Ok(_turn) = Arc::clone(&jobs.0.turns).acquire_owned().await else { return };
            let Some(record) = jobs.begin(&id) else { return };
            let ending = run::run(&jobs, &record).await;
            // What the server itself cut short is taken up when it is back.
            let ending = ending.filter(|_| !jobs.is_stopping());
            if let Some(ending) = ending {
                let _ = tokio::task::spawn_blocking(move || jobs.end(&id, ending)).await;
            }
        });
    }

    /// Marks a job as running; `None` where it is not wanted any more.
    fn begin(&self, id: &str) -> Option<Record> {
        let record = {
            let mut table = self.table();
            let entry = table.entries.get_mut(id)?;
            if self.is_stopping() || entry.state() != State::Queued {
                return None;
            }
            entry.record.attempts += 1;
            let stage = "starting".into();
            entry.running = Some(Running { since: Instant::now(), stage, fraction: 0.0, stopper: None });
            entry.record.clone()
        };
        // Where this fails so will the result.
        let _ = self.0.store.write(&record);
        self.tell(id);
        Some(record)
    }

    /// Gives a running job what ends it, or takes it back; ends it at once where it is not wanted any more.
    pub(super) fn set_stopper(&self, id: &str, stopper: Option<Stopper>) {
        let mut table = self.table();
        let Some(entry) = table.entries.get_mut(id) else { return };
        match stopper {
            Some(stopper) if entry.cancelled || self.is_stopping() => {
                drop(table);
                stopper.stop();
            }
            stopper => {
                if let Some(running) = &mut entry.running {
                    running.stopper = stopper;
                }
            }
        }
    }

    /// Notes how far a job is.
    pub(super) fn progress(&self, id: &str, stage: &str, fraction: f64) {
        if let Some(running) = self.table().entries.get_mut(id).and_then(|e| e.running.as_mut()) {
            running.stage = stage.into();
            // It never goes back: a stage may begin anew.
            running.fraction = fraction.max(running.fraction).min(1.0);
        }
        self.tell(id);
    }

    pub(super) fn is_cancelled(&self, id: &str) -> bool {
        self.table().entries.get(id).is_some_and(|e| e.cancelled)
    }

    fn end(&self, id: &str, ending: Ending) {
        let record = {
            let table = self.table();
            let Some(entry) = table.entries.get(id) else { return };
            Record { ending: Some(ending), ..entry.record.clone() }
        };
        let placed = self.0.store.place(&record);
        {
            let mut table = self.table();
            let Some(entry) = table.entries.get_mut(id) else { return };
            entry.record = record;
            entry.running = None;
            if let Err(error) = placed {
                let words = format!("the result cannot be kept: {error}");
                entry.record.ending =
                    Some(Ending::failed("crashed", &words, "free some space on the server's disk", 0.0));
            }
            entry.look(&self.0.store);
        }
        self.tell(id);
        self.clear();
    }

    /// Takes the oldest jobs away, until what is left is no more than is kept.
    fn clear(&self) {
        let mut gone = Vec::new();
        {
            let mut table = self.table();
            let ended = |t: &Table| -> Vec<(String, u64)> {
                let of = |e: &Entry| (e.record.id.clone(), e.stored);
                t.entries.values().filter(|e| e.state().has_ended()).map(of).collect()
            };
            let all = ended(&table);
            let (mut count, mut bytes) = (all.len(), all.iter().map(|e| e.1).sum::<u64>());
            for (id, stored) in all {
                if count <= self.0.limits.kept && bytes <= self.0.limits.kept_bytes {
                    break;
                }
                (count, bytes) = (count - 1, bytes - stored);
                table.entries.remove(&id);
                gone.push(id);
            }
        }
        for id in gone {
            self.0.store.remove(&id);
            let _ = self.0.changes.send(Change::Gone(id));
        }
    }

    /// Stops a job that has not ended.
    ///
    /// # Errors
    /// It is not there, or has ended.
    pub fn cancel(&self, id: &str) -> Result<(), Fault> {
        let (stopper, waits) = {
            let mut table = self.table();
            let entry = table.entries.get_mut(id).ok_or_else(unknown)?;
            if entry.state().has_ended() {
                return Err(Fault::new(StatusCode::CONFLICT, "the job has ended", "DELETE takes it away"));
            }
            entry.cancelled = true;
            (entry.running.as_mut().and_then(|r| r.stopper.take()), entry.running.is_none())
        };
        if let Some(stopper) = stopper {
            stopper.stop();
        }
        if waits {
            self.end(id, Ending::cancelled(0.0));
        }
        Ok(())
    }

    /// Takes a job away; one that has not ended is stopped instead.
    ///
    /// # Errors
    /// It is not there.
    pub fn remove(&self, id: &str) -> Result<(), Fault> {
        if self.cancel(id).is_ok() {
            return Ok(());
        }
        self.table().entries.remove(id).ok_or_else(unknown)?;
        self.0.store.remove(id);
        let _ = self.0.changes.send(Change::Gone(id.into()));
        Ok(())
    }

    /// A job.
    ///
    /// # Errors
    /// It is not there.
    pub fn get(&self, id: &str) -> Result<Job, Fault> {
        let table = self.table();
        table.entries.get(id).map(|e| e.shown(&table, &self.0.limits)).ok_or_else(unknown)
    }

    /// All jobs, the newest first.
    pub fn list(&self) -> Vec<Job> {
        let table = self.table();
        table.entries.values().rev().map(|e| e.shown(&table, &self.0.limits)).collect()
    }

    /// The record of a job.
    ///
    /// # Errors
    /// It is not there.
    pub fn record(&self, id: &str) -> Result<Record, Fault> {
        self.table().entries.get(id).map(|e| e.record.clone()).ok_or_else(unknown)
    }

    /// A file of a job that has ended.
    ///
    /// # Errors
    /// The job or the file is not there.
    pub fn file(&self, id: &str, name: &str) -> Result<PathBuf, Fault> {
        let record = self.record(id)?;
        let path = self.0.store.folder(&record).join(name);
        if record.ending.is_some() && path.is_file() {
            return Ok(path);
        }
        Err(Fault::missing("the job has no such result", "the field `has` of a job lists what it has"))
    }

    /// Sees what files a job has got meanwhile.
    pub(super) fn look_again(&self, id: &str) {
        if let Some(entry) = self.table().entries.get_mut(id) {
            entry.look(&self.0.store);
        }
        self.tell(id);
    }

    /// A job's file as something to compare programs with.
    ///
    /// # Errors
    /// It is not there, or holds a program.
    pub fn input(&self, id: &str) -> Result<Input, Fault> {
        let record = self.record(id)?;
        if record.ending.as_ref().is_some_and(|e| e.outcome.as_deref() == Some("program")) {
            return Err(Fault::unprocessable(
                "the job's file holds a program, nothing to compare with",
                "leave out `input`",
            ));
        }
        let Asked { unit, tolerance, .. } = record.asked.clone();
        Ok(Input { path: self.0.store.input(&record), unit, tolerance })
    }

    /// Hears of all changes from here on.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.0.changes.subscribe()
    }

    /// Ends all workers; what ran is taken up by the next server.
    pub fn stop(&self) {
        self.0.stopping.store(true, Ordering::SeqCst);
        let stoppers: Vec<Stopper> =
            self.table().entries.values_mut().filter_map(|e| e.running.as_mut()?.stopper.take()).collect();
        stoppers.iter().for_each(Stopper::stop);
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.0.stopping.load(Ordering::SeqCst)
    }

    fn tell(&self, id: &str) {
        if self.0.changes.receiver_count() > 0
            && let Ok(job) = self.get(id)
        {
            let _ = self.0.changes.send(Change::Job(Arc::new(job)));
        }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn new(record: Record, place: u64) -> Self {
        Self { record, place, running: None, cancelled: false, has: Vec::new(), stored: 0 }
    }

    fn state(&self) -> State {
        match (&self.record.ending, &self.running) {
            (Some(ending), _) => ending.state,
            (None, Some(_)) => State::Running,
            (None, None) => State::Queued,
        }
    }

    /// Sees what files there are.
    fn look(&mut self, store: &Store) {
        let folder = store.folder(&self.record);
        let there = run::FILES.iter().filter(|(_, file)| folder.join(file).is_file());
        self.has = there.map(|(name, _)| name.to_string()).collect();
        let is_input = self.record.ending.as_ref().is_some_and(|e| e.outcome.as_deref() != Some("program"));
        if is_input && store.input(&self.record).is_file() {
            self.has.push("input".into());
        }
        self.stored = size(&folder);
    }

    fn shown(&self, table: &Table, limits: &Limits) -> Job {
        let Record { id, name, mode, bytes, created, ending, .. } = &self.record;
        let state = self.state();
        let is_before = |e: &&Entry| e.state() == State::Queued && e.place < self.place;
        let ahead = if state == State::Queued { table.entries.values().filter(is_before).count() } else { 0 };
        let ending = ending.as_ref();
        Job {
            id: id.clone(),
            name: name.clone(),
            mode: *mode,
            bytes: *bytes,
            created: created.clone(),
            state,
            ahead,
            progress: self.running.as_ref().filter(|_| state == State::Running).map(|r| r.shown(limits)),
            outcome: ending.and_then(|e| e.outcome.clone()),
            error: ending.and_then(|e| e.error.clone()),
            hint: ending.and_then(|e| e.hint.clone()),
            seconds: ending.map(|e| e.seconds),
            has: self.has.clone(),
            alternatives: ending.map_or(0, |e| e.alternatives),
        }
    }
}

impl Running {
    fn shown(&self, limits: &Limits) -> Progress {
        let seconds = self.since.elapsed().as_secs_f64();
        // The search takes as long as it takes; what is sure is that its time limit ends it.
        let most = (limits.time.as_secs_f64() - seconds).max(0.0);
        let at_this_pace = seconds * (1.0 - self.fraction) / self.fraction;
        let seconds_left = (self.fraction >= 0.05 && seconds >= 0.2).then(|| at_this_pace.min(most));
        Progress { stage: self.stage.clone(), fraction: self.fraction, seconds, seconds_left }
    }
}

fn unknown() -> Fault {
    Fault::missing("there is no such job", "GET /api/jobs lists those there are")
}

/// A name that sorts by age and cannot be guessed by chance: `20261130-143000-k3f9qz`.
fn new_id() -> io::Result<String> {
    let mut random = [0; 6];
    getrandom::fill(&mut random).map_err(|e| io::Error::other(e.to_string()))?;
    let letters = b"abcdefghijklmnopqrstuvwxyz234567";
    let tail: String = random.iter().map(|b| char::from(letters[usize::from(b % 32)])).collect();
    let time: String = now().chars().filter(char::is_ascii_digit).collect();
    Ok(format!("{}-{}-{tail}", &time[..8], &time[8..]))
}
