//! What is known of a job, on the disk and to a client.

use crate::outcome::Outcome;
use serde::{Deserialize, Serialize};
use std::time::{SystemTime, UNIX_EPOCH};

/// The form of a job's record.
pub const SCHEMA: &str = "resolid-job/1";

/// What is to be made of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// A program of a mesh or cloud; a file that holds a program is read.
    #[default]
    Reconstruct,
    /// Nothing: programs are compared with it.
    Input,
}

/// How a job's file is to be read. All of it is written as the command line writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Unit of a mesh's numbers.
    pub unit: Option<String>,
    /// Tolerance.
    pub tolerance: Option<String>,
    /// Whether dimensions are snapped; `None` where that depends on the unit.
    pub snap: Option<bool>,
    /// How many of the next best answers are kept.
    pub alternatives: u8,
    /// Of all that is left to chance.
    pub seed: u64,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It waits.
    Queued,
    /// A worker is at it.
    Running,
    /// There is an answer.
    Done,
    /// There is none.
    Failed,
    /// It was stopped by a client.
    Cancelled,
}

impl State {
    /// Whether it will not change any more.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ending {
    /// [`State::Done`], [`State::Failed`] or [`State::Cancelled`].
    pub state: State,
    /// In one word.
    pub outcome: Option<String>,
    /// What is wrong, where there is no answer.
    pub error: Option<String>,
    /// What to try.
    pub hint: Option<String>,
    /// Seconds of its worker.
    pub seconds: f64,
    /// Next best answers there are.
    pub alternatives: usize,
}

impl Ending {
    /// The ending of a worker that left an answer.
    pub fn done(outcome: &str, seconds: f64, alternatives: usize) -> Self {
        Self { state: State::Done, outcome: Some(outcome.into()), error: None, hint: None, seconds, alternatives }
    }

    /// That of one that left none.
    pub fn failed(outcome: &str, error: &str, hint: &str, seconds: f64) -> Self {
        let text = |t: &str| Some(resolid_geom::format::one_line(t)).filter(|t| !t.is_empty());
        let (error, hint) = (text(error), text(hint));
        Self { state: State::Failed, outcome: Some(outcome.into()), error, hint, seconds, alternatives: 0 }
    }

    /// That of a job that nobody wanted any more.
    pub fn cancelled(seconds: f64) -> Self {
        Self { state: State::Cancelled, outcome: None, error: None, hint: None, seconds, alternatives: 0 }
    }
}

/// The word that a client reads for what became of a part.
pub fn word(outcome: Outcome) -> String {
    serde_json::to_value(outcome).ok().and_then(|v| v.as_str().map(String::from)).unwrap_or_default()
}

/// A job as it lies on the disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// Names it; begins with the time it came at, so that names sort by age.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// What is made of it.
    pub mode: Mode,
    /// Size of the file.
    pub bytes: u64,
    /// When it came, RFC 3339.
    pub created: String,
    /// How it is read.
    pub asked: Asked,
    /// How often a worker began with it.
    pub attempts: u32,
    /// How it ended.
    pub ending: Option<Ending>,
}

/// How far a worker is.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Progress {
    /// What it is at.
    pub stage: String,
    /// Of the whole, from 0 to 1.
    pub fraction: f64,
    /// Since it began.
    pub seconds: f64,
    /// Until it ends, as far as can be told.
    pub seconds_left: Option<f64>,
}

/// A job as a client reads it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Job {
    /// Names it.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// What is made of it.
    pub mode: Mode,
    /// Size of the file.
    pub bytes: u64,
    /// When it came, RFC 3339.
    pub created: String,
    /// Where it stands.
    pub state: State,
    /// Jobs before it, where it waits.
    pub ahead: usize,
    /// How far it is, where it runs.
    pub progress: Option<Progress>,
    /// How it ended: full, partial, time_limit, program, input; or refused, unreadable, out_of_time, out_of_memory, crashed.
    pub outcome: Option<String>,
    /// What is wrong, where there is no answer.
    pub error: Option<String>,
    /// What to try then.
    pub hint: Option<String>,
    /// Seconds of its worker.
    pub seconds: Option<f64>,
    /// What can be fetched.
    pub has: Vec<String>,
    /// Next best answers that can be fetched.
    pub alternatives: usize,
}

/// Now, as a date and a time: `2026-11-30T14:30:00Z`.
pub fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    date(seconds)
}

/// Seconds since 1970 as a date and a time.
///
/// # Source
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years that begin in March put the odd day last.
fn date(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year + 400 * era + u64::from(month <= 2);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z", second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(date(0), "1970-01-01T00:00:00Z");
        assert_eq!(date(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(date(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(date(1_796_049_000), "2026-11-30T14:30:00Z");
    }

    #[test]
    fn outcomes_are_words() {
        assert_eq!(word(Outcome::OutOfMemory), "out_of_memory");
        assert_eq!(word(Outcome::Full), "full");
    }
}
