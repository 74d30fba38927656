//! Programs as files of every form. The kernel builds them, so it is done by a worker.

use super::App;
use super::extract::{Attachment, Json, Path, Query};
use super::jobs::{blocking, program_file};
use crate::fault::Fault;
use crate::jobs::safe_name;
use crate::outcome::{Exit, Outcome};
use crate::worker::{Limits, Worker};
use axum::extract::State;
use axum::http::StatusCode;
use resolid::Form;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};

/// A form may take so long.
const LIMIT: Duration = Duration::from_secs(60);

/// The forms there are: ending, what it is, media type.
pub const FORMS: [(&str, &str, &str); 12] = [
    (".step", "STEP (AP242)", "model/step"),
    (".stl", "STL mesh", "model/stl"),
    (".glb", "glTF mesh", "model/gltf-binary"),
    (".resolid.json", "Resolid program", "application/json"),
    (".py", "CadQuery script", "text/x-python; charset=utf-8"),
    ("_b123d.py", "build123d script", "text/x-python; charset=utf-8"),
    (".scad", "OpenSCAD script", "application/x-openscad; charset=utf-8"),
    (".FCMacro", "FreeCAD macro", "text/x-python; charset=utf-8"),
    (".kcl", "KCL script (Zoo)", "text/plain; charset=utf-8"),
    (".fs", "FeatureScript (Onshape)", "text/plain; charset=utf-8"),
    (".deepcad.json", "DeepCAD JSON", "application/json"),
    (".vec.npy", "DeepCAD rows (NumPy)", "application/octet-stream"),
];

/// A program, and the form wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    /// The program, see docs/program.md.
    #[schema(value_type = Object)]
    program: Box<RawValue>,
    /// One of the endings that /api/about lists.
    #[schema(example = ".step")]
    ending: String,
    /// What the file is to be called, without its ending.
    name: Option<String>,
}

/// A form of a job's answer.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// One of the endings that /api/about lists.
    #[param(example = ".step")]
    ending: String,
    /// 0 is the answer, 1 the next best.
    #[param(maximum = 5)]
    #[serde(default)]
    alternative: usize,
}

/// A program as a file.
#[utoipa::path(post, path = "/api/export", tag = "programs", request_body = ExportRequest,
    responses((status = 200, description = "the file, of the type its ending has", body = serde_json::Value, content_type = "*/*")))]
pub async fn export(State(app): State<App>, Json(asked): Json<ExportRequest>) -> Result<Attachment, Fault> {
    let name = safe_name(asked.name.as_deref().unwrap_or("part"));
    written(&app, asked.program.get().to_string(), &asked.ending, &name).await
}

/// The answer of a job as a file.
#[utoipa::path(get, path = "/api/jobs/{id}/export", tag = "results", params(("id" = String, Path, description = "the job"), Wanted),
    responses((status = 200, description = "the file, of the type its ending has", body = serde_json::Value, content_type = "*/*")))]
pub async fn of_job(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Attachment, Fault> {
    let path = app.jobs.file(&id, &program_file(wanted.alternative))?;
    let program = tokio::fs::read_to_string(path).await.map_err(|e| Fault::disk(&e))?;
    let name = stem(&app.jobs.record(&id)?.name).to_string();
    written(&app, program, &wanted.ending, &name).await
}

/// The name without what tells its kind.
pub fn stem(name: &str) -> &str {
    let lower = name.to_ascii_lowercase();
    for ending in [".resolid.json", ".deepcad.json"] {
        if lower.ends_with(ending) && name.len() > ending.len() {
            return &name[..name.len() - ending.len()];
        }
    }
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

async fn written(app: &App, program: String, ending: &str, name: &str) -> Result<Attachment, Fault> {
    let Some((ending, what, kind)) = FORMS.iter().find(|f| f.0.eq_ignore_ascii_case(ending)) else {
        let all: Vec<&str> = FORMS.iter().map(|f| f.0).collect();
        return Err(Fault::new(
            StatusCode::BAD_REQUEST,
            format!("'{ending}' is the ending of no form"),
            format!("endings are {}", all.join(" ")),
        ));
    };
    let file = format!("{name}{ending}");
    if let Some(what) = Form::of_name(&file).and_then(Form::needs_kernel).filter(|_| !resolid::HAS_KERNEL) {
        return Err(resolid::Error::NoKernel { what }.into());
    }
    let _turn = app.exports.acquire().await.map_err(|_| Fault::own("the server is stopping", "try again"))?;
    let (jobs, what) = (app.jobs.clone(), *what);
    let wanted = file.clone();
    let bytes = blocking(move || {
        let room = jobs.store().scratch().map_err(|e| Fault::disk(&e))?;
        // The two may have the same name.
        let (from, to) = (room.path().join("in"), room.path().join("out"));
        let source = from.join("part.resolid.json");
        let target = to.join(&wanted);
        let prepared = std::fs::create_dir(&from).and_then(|()| std::fs::create_dir(&to));
        prepared.and_then(|()| std::fs::write(&source, program)).map_err(|e| Fault::disk(&e))?;
        let arguments = ["convert".into(), (&source).into(), (&target).into(), "--tethered".into()];
        let limits = Limits { time: LIMIT, memory: Some(jobs.limits().memory), threads: None };
        let ended = Worker::start(&arguments, limits).and_then(|w| w.wait(|_| {}));
        let ended = ended.map_err(|e| Fault::own(format!("no worker can be started: {e}"), "try again later"))?;
        let said = ended.said.strip_prefix("part.resolid.json: ").unwrap_or(&ended.said);
        match Outcome::of(&ended) {
            Outcome::Full => std::fs::read(&target).map_err(|e| Fault::disk(&e)),
            _ if ended.code == Some(Exit::CannotWrite as i32) => Err(Fault::own(said, &ended.hint)),
            Outcome::Refused | Outcome::Unreadable => Err(Fault::unprocessable(said, &ended.hint)),
            Outcome::OutOfTime => Err(Fault::unprocessable(
                format!("the kernel did not build it within {} s", LIMIT.as_secs()),
                "simplify the program, or ask for a script",
            )),
            _ => Err(Fault::unprocessable(
                format!("the worker ended while it wrote {what}: {said}"),
                "this program is too much for the kernel; ask for another form",
            )),
        }
    })
    .await?;
    Ok(Attachment { name: file, kind, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_command_line_is_there() {
        for ending in Form::ENDINGS.split(' ').filter(|e| *e != ".stp") {
            assert!(FORMS.iter().any(|f| f.0 == ending), "{ending}");
        }
        assert!(FORMS.iter().all(|f| Form::of_name(&format!("part{}", f.0)).is_some()));
    }
}
