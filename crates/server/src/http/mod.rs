//! The server's addresses.

mod edit;
mod export;
mod extract;
mod guard;
mod jobs;
mod listen;
mod pages;

pub use guard::Access;
pub use listen::serve;
pub use pages::is_there as has_page;

use crate::desk::Desks;
use crate::fault::Fault;
use crate::jobs::Jobs;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use axum::{Json, Router};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{Semaphore, watch};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Bytes of a body of JSON, at most.
const MOST_JSON: usize = 8 << 20;
/// What a handler that has nothing to say answers.
const DONE: StatusCode = StatusCode::NO_CONTENT;

/// What handlers share.
#[derive(Clone)]
pub struct App {
    /// The jobs.
    pub jobs: Jobs,
    /// The workers that look at programs.
    pub desks: Desks,
    /// Who may ask.
    pub access: Arc<Access>,
    /// What the viewer was opened with.
    pub opened: Arc<Opened>,
    /// The kernel's name and version.
    pub kernel: Option<String>,
    /// Exports at a time.
    pub exports: Arc<Semaphore>,
    /// Whether the server is to end.
    pub stop: watch::Sender<bool>,
}

/// What the viewer was opened with.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// The part's name.
    pub name: Option<String>,
    /// The program, as a file's text.
    pub program: Option<String>,
    /// A mesh or cloud to compare with.
    pub scan: Option<PathBuf>,
    /// The unit of its numbers.
    pub unit: Option<String>,
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Resolid", description = "Meshes and clouds back to editable CAD programs. Lengths are millimetres; docs/http.md describes the forms."),
    components(schemas(Fault, jobs::LengthUnit, jobs::Snap, crate::jobs::Mode)),
    tags((name = "server"), (name = "jobs"), (name = "results"), (name = "programs"))
)]
struct Document;

/// The addresses, and what is said about them; one cannot be without the other.
fn addresses() -> (Router<App>, utoipa::openapi::OpenApi) {
    let (router, mut document) = OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(about))
        .routes(routes!(opened))
        .routes(routes!(openapi))
        .routes(routes!(session))
        .routes(routes!(jobs::list, jobs::send))
        .routes(routes!(jobs::get, jobs::remove))
        .routes(routes!(jobs::cancel))
        .routes(routes!(jobs::events))
        .routes(routes!(jobs::all_events))
        .routes(routes!(jobs::report))
        .routes(routes!(jobs::program))
        .routes(routes!(jobs::geometry))
        .routes(routes!(jobs::thumbnail))
        .routes(routes!(jobs::picture))
        .routes(routes!(jobs::page))
        .routes(routes!(export::of_job))
        .routes(routes!(export::export))
        .routes(routes!(edit::edit))
        .routes(routes!(edit::resolve))
        .routes(routes!(edit::stages))
        .split_for_parts();
    // Whatever goes wrong is said in one form.
    let fault = || {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Fault"))).build();
        RefOr::T(ResponseBuilder::new().description("what is wrong").content("application/json", content).build())
    };
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            operation.responses.responses.insert("default".into(), fault());
        }
    }
    (router, document)
}

/// The OpenAPI document of the server, as JSON.
pub fn document() -> String {
    let (_, document) = addresses();
    document.to_pretty_json().unwrap_or_default() + "\n"
}

/// All that the server answers.
pub fn router(app: App) -> Router {
    let (router, _) = addresses();
    router
        .method_not_allowed_fallback(async || {
            Fault::new(StatusCode::METHOD_NOT_ALLOWED, "this address knows other methods", "see /api/openapi.json")
        })
        .fallback(pages::file)
        .layer(DefaultBodyLimit::max(MOST_JSON))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}

/// A form that programs are written in.
#[derive(Serialize, ToSchema)]
struct FormAbout {
    /// What its files' names end in.
    ending: &'static str,
    /// What it is.
    label: &'static str,
    /// Whether this build can write it.
    available: bool,
}

/// What the server allows.
#[derive(Serialize, ToSchema)]
struct LimitsAbout {
    /// Bytes of a file.
    upload_bytes: u64,
    /// Seconds of a job.
    seconds: f64,
    /// Jobs at a time.
    jobs_at_once: usize,
    /// Jobs that may wait.
    queue: usize,
}

/// The server.
#[derive(Serialize, ToSchema)]
struct About {
    /// "resolid".
    name: &'static str,
    /// Its version.
    version: &'static str,
    /// The kernel's name and version; nothing where there is none.
    kernel: Option<String>,
    /// Whether a token is needed.
    token_needed: bool,
    /// What it allows.
    limits: LimitsAbout,
    /// Endings of files that can be sent.
    inputs: Vec<&'static str>,
    /// Forms that programs are written in.
    forms: Vec<FormAbout>,
    /// Colours of deviations, from five tolerances inside to five outside.
    colours: Vec<String>,
}

/// What can be sent.
const INPUTS: [&str; 17] = [
    ".stl",
    ".obj",
    ".ply",
    ".off",
    ".glb",
    ".gltf",
    ".3mf",
    ".xyz",
    ".pts",
    ".asc",
    ".e57",
    ".las",
    ".laz",
    ".step",
    ".stp",
    ".resolid.json",
    ".deepcad.json",
];

/// What the server is and allows.
#[utoipa::path(get, path = "/api/about", tag = "server", responses((status = 200, description = "the server", body = About)))]
async fn about(State(app): State<App>) -> Json<About> {
    let limits = app.jobs.limits();
    let forms = export::FORMS.iter().map(|&(ending, label, _)| FormAbout {
        ending,
        label,
        available: resolid::HAS_KERNEL || ending != ".step",
    });
    Json(About {
        name: "resolid",
        version: env!("CARGO_PKG_VERSION"),
        kernel: app.kernel.clone(),
        token_needed: app.access.token.is_some(),
        limits: LimitsAbout {
            upload_bytes: limits.upload,
            seconds: limits.time.as_secs_f64(),
            jobs_at_once: limits.at_once,
            queue: limits.queue,
        },
        inputs: INPUTS.to_vec(),
        forms: forms.collect(),
        colours: resolid_report::colours(),
    })
}

/// What the viewer was opened with.
#[derive(Serialize, ToSchema)]
struct OpenedAbout {
    /// The part's name.
    name: Option<String>,
    /// The program.
    #[schema(value_type = Option<Object>)]
    program: Option<serde_json::Value>,
    /// `opened`, where there is something to compare with.
    input: Option<&'static str>,
}

/// What the viewer was opened with.
#[utoipa::path(get, path = "/api/opened", tag = "server", responses((status = 200, description = "what there is", body = OpenedAbout)))]
async fn opened(State(app): State<App>) -> Json<OpenedAbout> {
    let opened = &app.opened;
    Json(OpenedAbout {
        name: opened.name.clone(),
        program: opened.program.as_ref().and_then(|text| serde_json::from_str(text).ok()),
        input: opened.scan.as_ref().map(|_| edit::OPENED),
    })
}

/// This document.
#[utoipa::path(get, path = "/api/openapi.json", tag = "server",
    responses((status = 200, description = "OpenAPI", body = Object, content_type = "application/json")))]
async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], document())
}

/// Has the browser remember the token, which this request carries.
#[utoipa::path(post, path = "/api/session", tag = "server", responses((status = 204, description = "done")))]
async fn session(State(app): State<App>) -> Result<impl IntoResponse, Fault> {
    let mut headers = Vec::new();
    if let Some(token) = &app.access.token {
        let cookie = format!("{}={token}; Path=/; HttpOnly; SameSite=Strict", guard::COOKIE);
        let value =
            HeaderValue::from_str(&cookie).map_err(|_| Fault::own("the token is no cookie", "choose a plainer one"))?;
        headers.push((header::SET_COOKIE, value));
    }
    Ok((DONE, AppendHeaders(headers)))
}
