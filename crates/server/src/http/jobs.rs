//! Jobs over HTTP: sent, watched, fetched.

use super::extract::{Attachment, Path, Query, Shapes};
use super::{App, DONE};
use crate::fault::Fault;
use crate::jobs::{Asked, Change, Job, Mode, safe_name};
use axum::Json;
use axum::body::{Body, BodyDataStream};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{AppendHeaders, IntoResponse};
use futures_util::{Stream, StreamExt, stream};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::path::Path as FilePath;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::sync::broadcast::error::RecvError;
use utoipa::{IntoParams, ToSchema};

/// A client that sends nothing for so long has gone.
const SILENCE: Duration = Duration::from_secs(20);
/// A whole file may take so long.
const UPLOAD: Duration = Duration::from_secs(600);
/// Comments keep a stream alive.
const ALIVE: Duration = Duration::from_secs(10);

/// How a file is to be read.
#[derive(Debug, Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Sent {
    /// The file's name; its ending says what it holds, where its content does not.
    #[param(max_length = 1000)]
    name: String,
    /// Unit of a mesh's numbers.
    unit: Option<LengthUnit>,
    /// Largest deviation that is still the same surface: millimetres (`0.05`) or a share of the diagonal (`0.2%`).
    #[param(example = "0.2%", pattern = r"^\d{1,6}(\.\d{1,9})?%?$")]
    tolerance: Option<String>,
    /// Whether dimensions are snapped to round values.
    #[serde(default)]
    snap: Snap,
    /// How many of the next best answers to keep.
    #[param(maximum = 5)]
    #[serde(default = "two")]
    alternatives: u8,
    /// Seed of all that is left to chance.
    #[serde(default)]
    seed: u64,
    /// What is to be made of it.
    #[serde(default)]
    mode: Mode,
}

fn two() -> u8 {
    2
}

/// A unit of length.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    /// Millimetres.
    Mm,
    /// Centimetres.
    Cm,
    /// Metres.
    M,
    /// Inches.
    In,
}

/// When dimensions are snapped.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Snap {
    /// Where the unit is known.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// An event.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the document's alone")]
pub struct Told {
    /// `job` or `gone`.
    event: String,
    /// A job as JSON; of one that is gone its `id`.
    data: String,
}

/// Which of the answers.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// 0 is the answer, 1 the next best.
    #[param(maximum = 5)]
    #[serde(default)]
    alternative: usize,
}

/// The jobs there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct List {
    /// The newest first.
    jobs: Vec<Job>,
}

/// Sends a file; it becomes a job.
#[utoipa::path(post, path = "/api/jobs", tag = "jobs", params(Sent),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "the file"),
    responses((status = 202, description = "the job that it has become", body = Job)))]
pub async fn send(
    State(app): State<App>,
    Query(sent): Query<Sent>,
    headers: HeaderMap,
    body: Body,
) -> Result<impl IntoResponse, Fault> {
    let asked = sent.asked()?;
    let is = |name: header::HeaderName, word: &str| {
        headers.get(name).is_some_and(|v| v.as_bytes().starts_with(word.as_bytes()))
    };
    if headers.contains_key(header::CONTENT_ENCODING) && !is(header::CONTENT_ENCODING, "identity") {
        return Err(Fault::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "encoded files are not unpacked",
            "send the file itself",
        ));
    }
    if !is(header::CONTENT_TYPE, "application/octet-stream") {
        return Err(Fault::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "a file is sent by itself, not in a form",
            "send its bytes with: Content-Type: application/octet-stream",
        ));
    }
    let most = app.jobs.limits().upload;
    let told = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    if told.is_some_and(|n| n > most) {
        return Err(too_large(most));
    }
    let name = safe_name(&sent.name);
    let (_place, room, id) = app.jobs.expect()?;
    let folder = room.path.join("input");
    tokio::fs::create_dir(&folder).await.map_err(|e| Fault::disk(&e))?;
    let path = folder.join(&name);
    let received = receive(body.into_data_stream(), &path, most);
    let bytes = tokio::time::timeout(UPLOAD, received).await.map_err(|_| too_slow(UPLOAD))??;
    let jobs = app.jobs.clone();
    let job = jobs.submit(room, id, name, sent.mode, bytes, asked)?;
    let place = format!("/api/jobs/{}", job.id);
    Ok((StatusCode::ACCEPTED, AppendHeaders([(header::LOCATION, place)]), Json(job)))
}

impl Sent {
    fn asked(&self) -> Result<Asked, Fault> {
        let unit = self.unit.map(|unit| match unit {
            LengthUnit::Mm => "mm",
            LengthUnit::Cm => "cm",
            LengthUnit::M => "m",
            LengthUnit::In => "in",
        });
        if let Some(text) = self.tolerance.as_ref().filter(|t| crate::desk::tolerance(t).is_none()) {
            return Err(Fault::new(
                StatusCode::BAD_REQUEST,
                format!("'{text}' is no tolerance"),
                "write millimetres (0.05) or a share of the diagonal (0.1%)",
            ));
        }
        if self.alternatives > 5 {
            return Err(Fault::new(StatusCode::BAD_REQUEST, "at most 5 alternatives are kept", "ask for fewer"));
        }
        Ok(Asked {
            unit: unit.map(String::from),
            tolerance: self.tolerance.clone(),
            snap: match self.snap {
                Snap::Auto => None,
                Snap::Always => Some(true),
                Snap::Never => Some(false),
            },
            alternatives: self.alternatives,
            seed: self.seed,
        })
    }
}

/// Writes what comes to a file; its length.
async fn receive(mut body: BodyDataStream, path: &FilePath, most: u64) -> Result<u64, Fault> {
    let mut file = tokio::fs::File::create_new(path).await.map_err(|e| Fault::disk(&e))?;
    let mut length = 0;
    loop {
        let next = tokio::time::timeout(SILENCE, body.next()).await.map_err(|_| too_slow(SILENCE))?;
        let Some(piece) = next else { break };
        let piece = piece.map_err(|_| {
            Fault::new(StatusCode::BAD_REQUEST, "the file ended before it was complete", "send it again")
        })?;
        length += piece.len() as u64;
        if length > most {
            return Err(too_large(most));
        }
        file.write_all(&piece).await.map_err(|e| Fault::disk(&e))?;
    }
    file.sync_all().await.map_err(|e| Fault::disk(&e))?;
    if length == 0 {
        return Err(Fault::new(StatusCode::BAD_REQUEST, "the file is empty", "send the file's bytes as the body"));
    }
    Ok(length)
}

fn too_large(most: u64) -> Fault {
    let words = format!("the file is too large: at most {} MB are taken", most / 1_000_000);
    Fault::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        words,
        "simplify the mesh, or start the server with a larger --upload-limit",
    )
}

fn too_slow(limit: Duration) -> Fault {
    let words = format!("the file came too slowly: nothing more within {} s", limit.as_secs());
    Fault::new(StatusCode::REQUEST_TIMEOUT, words, "send it again")
}

/// All jobs, the newest first.
#[utoipa::path(get, path = "/api/jobs", tag = "jobs", responses((status = 200, description = "the jobs", body = List)))]
pub async fn list(State(app): State<App>) -> Json<List> {
    Json(List { jobs: app.jobs.list() })
}

/// One job.
#[utoipa::path(get, path = "/api/jobs/{id}", tag = "jobs", params(("id" = String, Path, description = "the job")),
    responses((status = 200, description = "the job", body = Job)))]
pub async fn get(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Job>, Fault> {
    app.jobs.get(&id).map(Json)
}

/// Takes a job away; one that has not ended is cancelled.
#[utoipa::path(delete, path = "/api/jobs/{id}", tag = "jobs", params(("id" = String, Path, description = "the job")),
    responses((status = 204, description = "done")))]
pub async fn remove(State(app): State<App>, Path(id): Path<String>) -> Result<StatusCode, Fault> {
    blocking(move || app.jobs.remove(&id)).await.map(|()| DONE)
}

/// Cancels a job that has not ended.
#[utoipa::path(post, path = "/api/jobs/{id}/cancel", tag = "jobs", params(("id" = String, Path, description = "the job")),
    responses((status = 204, description = "done")))]
pub async fn cancel(State(app): State<App>, Path(id): Path<String>) -> Result<StatusCode, Fault> {
    blocking(move || app.jobs.cancel(&id)).await.map(|()| DONE)
}

/// Waits where waiting holds up nobody else.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Fault::own("the server failed", "try again")))
}

/// The report of a job, see docs/report.md.
#[utoipa::path(get, path = "/api/jobs/{id}/report", tag = "results", params(("id" = String, Path, description = "the job")),
    responses((status = 200, description = "the report", body = Object, content_type = "application/json")))]
pub async fn report(State(app): State<App>, Path(id): Path<String>) -> Result<impl IntoResponse, Fault> {
    file(&app, &id, "report.json").await.map(|bytes| ([(header::CONTENT_TYPE, "application/json")], bytes))
}

/// The program of a job, see docs/program.md.
#[utoipa::path(get, path = "/api/jobs/{id}/program", tag = "results", params(("id" = String, Path, description = "the job"), Which),
    responses((status = 200, description = "the program", body = Object, content_type = "application/json")))]
pub async fn program(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<impl IntoResponse, Fault> {
    let bytes = file(&app, &id, &program_file(which.alternative)).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], bytes))
}

/// The file of an answer.
pub(super) fn program_file(alternative: usize) -> String {
    if alternative == 0 { "part.resolid.json".into() } else { format!("part.alt{alternative}.resolid.json") }
}

/// Input and result of a job as shapes.
#[utoipa::path(get, path = "/api/jobs/{id}/geometry", tag = "results", params(("id" = String, Path, description = "the job")),
    responses((status = 200, description = "shapes", body = Vec<u8>, content_type = "application/vnd.resolid.geometry")))]
pub async fn geometry(State(app): State<App>, Path(id): Path<String>) -> Result<Shapes, Fault> {
    file(&app, &id, "geometry.bin").await.map(Shapes)
}

/// The result of a job as a small picture.
#[utoipa::path(get, path = "/api/jobs/{id}/thumbnail", tag = "results", params(("id" = String, Path, description = "the job")),
    responses((status = 200, description = "the picture", body = Vec<u8>, content_type = "image/png")))]
pub async fn thumbnail(State(app): State<App>, Path(id): Path<String>) -> Result<impl IntoResponse, Fault> {
    file(&app, &id, "thumbnail.png").await.map(|bytes| ([(header::CONTENT_TYPE, "image/png")], bytes))
}

/// Input, steps, result and deviation of a job in one picture, which is drawn when it is first asked for.
#[utoipa::path(get, path = "/api/jobs/{id}/picture", tag = "results", params(("id" = String, Path, description = "the job")),
    responses((status = 200, description = "the picture", body = Vec<u8>, content_type = "image/png")))]
pub async fn picture(State(app): State<App>, Path(id): Path<String>) -> Result<impl IntoResponse, Fault> {
    let bytes = drawn(&app, &id, "picture.png", "--picture").await?;
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes))
}

/// The report of a job as a page that opens anywhere, which is made when it is first asked for.
#[utoipa::path(get, path = "/api/jobs/{id}/page", tag = "results", params(("id" = String, Path, description = "the job")),
    responses((status = 200, description = "the page", body = String, content_type = "text/html")))]
pub async fn page(State(app): State<App>, Path(id): Path<String>) -> Result<impl IntoResponse, Fault> {
    let bytes = drawn(&app, &id, "report.html", "--report").await?;
    let name = format!("{}.html", super::export::stem(&app.jobs.record(&id)?.name));
    let page = Attachment { name, kind: "text/html; charset=utf-8", bytes };
    Ok((AppendHeaders([("x-resolid-report", "yes")]), page))
}

async fn drawn(app: &App, id: &str, name: &'static str, flag: &'static str) -> Result<Vec<u8>, Fault> {
    if app.jobs.file(id, name).is_err() {
        let _turn = app.exports.acquire().await.map_err(|_| Fault::own("the server is stopping", "try again"))?;
        let (jobs, id) = (app.jobs.clone(), id.to_string());
        blocking(move || jobs.draw(&id, name, flag)).await?;
    }
    file(app, id, name).await
}

async fn file(app: &App, id: &str, name: &str) -> Result<Vec<u8>, Fault> {
    let path = app.jobs.file(id, name)?;
    tokio::fs::read(path).await.map_err(|e| Fault::disk(&e))
}

/// A job whenever it changes, until it has ended.
#[utoipa::path(get, path = "/api/jobs/{id}/events", tag = "jobs", params(("id" = String, Path, description = "the job")),
    responses((status = 200, description = "events `job`, each a job", body = Told, content_type = "text/event-stream")))]
pub async fn events(State(app): State<App>, Path(id): Path<String>) -> Result<impl IntoResponse, Fault> {
    let changes = app.jobs.subscribe();
    let first = app.jobs.get(&id)?;
    let start = Watching { app, changes, only: Some(id), next: vec![first], over: false };
    Ok(stream_of(start))
}

/// All jobs whenever one changes.
#[utoipa::path(get, path = "/api/events", tag = "jobs",
    responses((status = 200, description = "events `job`, each a job, and `gone`", body = Told, content_type = "text/event-stream")))]
pub async fn all_events(State(app): State<App>) -> impl IntoResponse {
    let changes = app.jobs.subscribe();
    let mut next = app.jobs.list();
    next.truncate(200);
    stream_of(Watching { app, changes, only: None, next, over: false })
}

/// A client that watches.
struct Watching {
    app: App,
    changes: tokio::sync::broadcast::Receiver<Change>,
    /// The job that it watches, if not all.
    only: Option<String>,
    /// What it is to be told next, the last first.
    next: Vec<Job>,
    over: bool,
}

impl Watching {
    async fn event(mut self) -> Option<(Event, Self)> {
        loop {
            if self.over {
                return None;
            }
            if let Some(job) = self.next.pop() {
                self.over = self.only.is_some() && job.state.has_ended();
                return Some((told("job", &job), self));
            }
            match self.changes.recv().await {
                Ok(Change::Job(job)) if self.only.as_ref().is_none_or(|id| *id == job.id) => {
                    self.next.push((*job).clone())
                }
                Ok(Change::Job(_)) => {}
                Ok(Change::Gone(id)) => {
                    let concerned = self.only.as_ref().is_none_or(|only| *only == id);
                    self.over = self.only.is_some() && concerned;
                    if concerned {
                        return Some((told("gone", &serde_json::json!({ "id": id })), self));
                    }
                }
                // It fell behind: what counts is how things stand.
                Err(RecvError::Lagged(_)) => match &self.only {
                    Some(id) => self.next.extend(self.app.jobs.get(id).ok()),
                    None => self.next = self.app.jobs.list(),
                },
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

fn told(name: &str, value: &impl Serialize) -> Event {
    Event::default().event(name).json_data(value).unwrap_or_default()
}

fn stream_of(start: Watching) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut stop = start.app.stop.subscribe();
    let events =
        stream::unfold(start, |watching| async { watching.event().await.map(|(event, rest)| (Ok(event), rest)) });
    // A stream that never ends would keep the server from ending.
    let events = events.take_until(async move { drop(stop.wait_for(|stop| *stop).await) });
    Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE))
}
