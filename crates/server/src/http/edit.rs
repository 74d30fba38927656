//! Programs changed and looked at. Nothing is kept: a client has its programs, and so what to undo and redo.

use super::App;
use super::extract::{Json, Shapes};
use crate::desk::{Input, Question, Want};
use crate::fault::Fault;
use axum::extract::State;
use resolid_program::Edit;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// The name by which clients compare with what the viewer was opened with.
pub const OPENED: &str = "opened";
/// Edits of one request, at most.
const MOST_EDITS: usize = 1000;

/// The program of the document's examples.
fn plate() -> Value {
    json!({
        "schema": "resolid/1",
        "steps": [{
            "name": "plate",
            "operation": {"extrude": {
                "sketch": {
                    "frame": {"origin": [0, 0, 0], "x": [1, 0, 0], "y": [0, 1, 0]},
                    "profiles": [{
                        "outer": {"path": [{"start": [0, 0]}, {"start": [40, 0]}, {"start": [40, 20]}, {"start": [0, 20]}]},
                        "holes": [{"circle": {"center": [10, 10], "radius": 3}}],
                    }],
                },
                "extent": {"one_side": {"distance": 5}},
            }},
            "combine": {"mode": "new"},
        }],
    })
}

/// A program, and what is to be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
        "program": plate(),
        "edits": [{"op": "set_dimension", "id": "diameter:0.0.1", "value": 8}, {"op": "rename", "step": 0, "name": "base"}],
    }))]
pub struct EditRequest {
    /// The program, see docs/program.md.
    #[schema(value_type = Object)]
    program: Box<RawValue>,
    /// What is to be changed, one after the other; see docs/http.md.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    edits: Vec<Edit>,
    /// The job whose file to compare with, or `opened`.
    input: Option<String>,
    /// The shapes to send.
    #[serde(default = "result")]
    want: Vec<Want>,
}

fn result() -> Vec<Want> {
    vec![Want::Result]
}

/// A program that is to be fitted again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResolveRequest {
    /// The program, see docs/program.md.
    #[schema(value_type = Object)]
    program: Box<RawValue>,
    /// The job whose file to fit to, or `opened`.
    input: String,
    /// Ids of the dimensions that stay as they are.
    #[serde(default)]
    locked: Vec<String>,
}

/// A program.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
        "program": plate(),
    }))]
pub struct StagesRequest {
    /// The program, see docs/program.md.
    #[schema(value_type = Object)]
    program: Box<RawValue>,
}

/// Edits a program, checks and builds it, and compares it with an input.
#[utoipa::path(post, path = "/api/edit", tag = "programs", request_body = EditRequest,
    responses((status = 200, description = "the program with all there is to say about it, and shapes",
        body = Vec<u8>, content_type = "application/vnd.resolid.geometry")))]
pub async fn edit(State(app): State<App>, Json(asked): Json<EditRequest>) -> Result<Shapes, Fault> {
    let EditRequest { program, edits, input, want } = asked;
    if edits.len() > MOST_EDITS {
        return Err(Fault::unprocessable(format!("{} edits at once are too many", edits.len()), "send fewer"));
    }
    let input = input.map(|id| input_of(&app, &id)).transpose()?;
    app.desks.ask(Question::Edit { program, edits, input, want }).await.map(Shapes)
}

/// Moves all dimensions but the locked ones to where an input says they are.
#[utoipa::path(post, path = "/api/resolve", tag = "programs", request_body = ResolveRequest,
    responses((status = 200, description = "as of an edit, with the dimensions that moved",
        body = Vec<u8>, content_type = "application/vnd.resolid.geometry")))]
pub async fn resolve(State(app): State<App>, Json(asked): Json<ResolveRequest>) -> Result<Shapes, Fault> {
    let ResolveRequest { program, input, locked } = asked;
    let input = input_of(&app, &input)?;
    app.desks.ask(Question::Resolve { program, locked, input }).await.map(Shapes)
}

/// The part after each step.
#[utoipa::path(post, path = "/api/stages", tag = "programs", request_body = StagesRequest,
    responses((status = 200, description = "shapes", body = Vec<u8>, content_type = "application/vnd.resolid.geometry")))]
pub async fn stages(State(app): State<App>, Json(asked): Json<StagesRequest>) -> Result<Shapes, Fault> {
    app.desks.ask(Question::Stages { program: asked.program }).await.map(Shapes)
}

fn input_of(app: &App, id: &str) -> Result<Input, Fault> {
    if id != OPENED {
        return app.jobs.input(id);
    }
    let path = app.opened.scan.clone();
    let path =
        path.ok_or_else(|| Fault::missing("nothing was opened to compare with", "send a file with mode=input"))?;
    Ok(Input { path, unit: app.opened.unit.clone(), tolerance: None })
}
