//! The server's side: a few workers, each with one question at a time.

use super::{Answer, Input, Question, read_frame, write_frame};
use crate::fault::Fault;
use crate::worker::{Limits, Stopper, Worker};
use axum::http::StatusCode;
use std::io::{self, Read};
use std::process::{ChildStdin, ChildStdout};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Inputs that a worker is believed to have at hand.
const REMEMBERED: usize = 3;

/// The workers.
#[derive(Clone)]
pub struct Desks {
    idle: Arc<Mutex<Vec<Desk>>>,
    free: Arc<Semaphore>,
    limit: Duration,
    memory: u64,
}

/// A worker that waits for a question.
struct Desk {
    questions: ChildStdin,
    answers: ChildStdout,
    worker: Worker,
    /// The newest last.
    knows: Vec<Input>,
}

/// Ends the worker unless it answered.
struct Watch(Option<Stopper>);

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(stopper) = self.0.take() {
            stopper.stop();
        }
    }
}

impl Desks {
    /// So many workers at most, each with so long for an answer and so much memory; started when first needed.
    pub fn new(count: usize, limit: Duration, memory: u64) -> Self {
        Self { idle: Arc::default(), free: Arc::new(Semaphore::new(count.max(1))), limit, memory }
    }

    /// The answer to a question.
    ///
    /// # Errors
    /// The fault that the worker found; that it took too long, or ended.
    pub async fn ask(&self, question: Question) -> Answer {
        self.ask_held(question, |_| {}).await
    }

    /// The same; `hold` is given what ends the worker when it takes up the question, and nothing once it has answered.
    ///
    /// # Errors
    /// As above; also where the worker was ended so.
    pub async fn ask_held(&self, question: Question, hold: impl Fn(Option<Stopper>) + Send + Sync + 'static) -> Answer {
        let desks = self.clone();
        // In a task of its own: a client that goes away leaves a worker that has said its answer to nobody, not half of it.
        let asked = tokio::spawn(async move { desks.exchange(question, hold).await });
        asked.await.unwrap_or_else(|_| Err(Fault::own("the server failed to ask its worker", "try again")))
    }

    async fn exchange(&self, question: Question, hold: impl Fn(Option<Stopper>)) -> Answer {
        let _turn = self.free.acquire().await.map_err(|_| stopping())?;
        let bytes = serde_json::to_vec(&question).map_err(|e| Fault::own(e.to_string(), "tell the authors"))?;
        let input = question.input().cloned();
        let mut desk = self.take(input.as_ref()).map_err(|e| {
            Fault::new(StatusCode::SERVICE_UNAVAILABLE, format!("no worker can be started: {e}"), "try again later")
        })?;
        let stopper = desk.worker.stopper();
        hold(Some(stopper.clone()));
        let mut watch = Watch(Some(stopper));
        let talk = tokio::task::spawn_blocking(move || {
            let answer = desk.talk(&bytes);
            (desk, answer)
        });
        let Ok(ended) = tokio::time::timeout(self.limit, talk).await else {
            return Err(Fault::new(
                StatusCode::SERVICE_UNAVAILABLE,
                format!("no answer within {} s", self.limit.as_secs_f64()),
                "the program is too much to look at while it is edited; undo the last change",
            ));
        };
        let Ok((mut desk, answer)) = ended else { return Err(stopping()) };
        // From here on the worker is others'.
        hold(None);
        match answer {
            Ok(answer) => {
                watch.0 = None;
                if let Some(input) = input {
                    desk.knows.retain(|known| *known != input);
                    desk.knows.push(input);
                    let surplus = desk.knows.len().saturating_sub(REMEMBERED);
                    desk.knows.drain(..surplus);
                }
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(desk);
                answer
            }
            Err(_) => Err(Fault::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "the worker ended over this program: it took more memory than it may have, or it crashed",
                "undo the last change; other programs are not touched by it",
            )),
        }
    }

    /// An idle worker, best one that has read the input already, or a new one.
    fn take(&self, input: Option<&Input>) -> io::Result<Desk> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let knowing = input.and_then(|input| idle.iter().position(|d| d.knows.contains(input)));
        let at = knowing.or_else(|| idle.len().checked_sub(1));
        if let Some(at) = at {
            return Ok(idle.swap_remove(at));
        }
        drop(idle);
        let limits = Limits { time: Duration::MAX, memory: Some(self.memory), threads: None };
        let mut worker = Worker::start(&["desk".into()], limits)?;
        let (questions, answers) = worker.pipes().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Desk { questions, answers, worker, knows: Vec::new() })
    }
}

impl Desk {
    fn talk(&mut self, question: &[u8]) -> io::Result<Answer> {
        write_frame(&mut self.questions, question)?;
        let mut kind = [0];
        self.answers.read_exact(&mut kind)?;
        let bytes = read_frame(&mut self.answers)?;
        Ok(if kind == [0] { Ok(bytes) } else { Err(serde_json::from_slice(&bytes).map_err(io::Error::other)?) })
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.worker.stopper().stop();
    }
}

fn stopping() -> Fault {
    Fault::new(StatusCode::SERVICE_UNAVAILABLE, "the server is stopping", "try again when it is back")
}
