//! One JSON text to a record: DeepCAD, Fusion 360 Gallery, rows, or a program of our own.

use super::{Form, Record, Reject};
use resolid_program::tokens::{Cube, Dialect, TokenError, Tokens};
use resolid_program::{deepcad, file};
use serde::Deserialize;
use serde_json::Value;

/// The keys by which the forms are told apart.
#[derive(Deserialize)]
struct Keys {
    id: Option<Value>,
    vec: Option<Value>,
    entities: Option<serde::de::IgnoredAny>,
    timeline: Option<serde::de::IgnoredAny>,
    schema: Option<serde::de::IgnoredAny>,
}

/// The record of a JSON text; `name` is its id where the text has none.
///
/// # Errors
/// The reason: not JSON, of no known form, or what the form's reader refuses.
pub fn record(text: &str, name: Option<&str>, place: &str) -> Result<Record, Reject> {
    let named = |id: Option<String>, reason: String| Reject { id, place: place.into(), reason };
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('{') {
        return Err(named(name.map(str::to_owned), "not a JSON object".into()));
    }
    let keys: Keys =
        serde_json::from_str(text).map_err(|e| named(name.map(str::to_owned), format!("not a JSON object: {e}")))?;
    let id = match &keys.id {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => name.map(str::to_owned),
    };
    let Some(id) = id.filter(|id| !id.trim().is_empty()) else {
        return Err(named(None, "it has no `id`".into()));
    };
    let refused = |reason: String| named(Some(id.clone()), reason);
    let record = |form, program, rows, text, notes| Record {
        id: id.clone(),
        place: place.to_owned(),
        form,
        split: None,
        program,
        rows,
        text,
        notes,
    };
    if let Some(vec) = &keys.vec {
        let rows = rows_of(vec).map_err(&refused)?;
        let (rows, program) = read_rows(&rows).map_err(&refused)?;
        Ok(record(Form::RowsJson, program, Some((Dialect::DeepCad, rows)), None, Vec::new()))
    } else if keys.entities.is_some() {
        let fusion = keys.timeline.is_some();
        let read = if fusion { deepcad::read_fusion(text) } else { deepcad::read_reporting(text) };
        let imported = read.map_err(|e| refused(e.to_string()))?;
        let passed =
            |p: &deepcad::Passed| format!("extrusion {} (`{}`) passed over: {}", p.extrusion, p.name, p.reason);
        let notes = imported.passed.iter().map(passed).collect();
        let form = if fusion { Form::FusionJson } else { Form::DeepCadJson };
        Ok(record(form, imported.program, None, Some(text.to_owned()), notes))
    } else if keys.schema.is_some() {
        let program = file::read(text).map_err(|e| refused(e.to_string()))?;
        Ok(record(Form::ResolidJson, program, None, None, Vec::new()))
    } else {
        Err(refused("none of `entities`, `vec` and `schema` in it: no known form".into()))
    }
}

/// Rows of any width, so that the grammar can name the wrong ones.
fn rows_of(vec: &Value) -> Result<Vec<Vec<i64>>, String> {
    let rows = vec.as_array().ok_or("`vec` is no list of rows")?;
    let row = |(i, row): (usize, &Value)| {
        let numbers = row.as_array().ok_or(format!("row {i} is no list"))?;
        let number = |(c, v): (usize, &Value)| {
            // Some writers keep whole numbers as 128.0.
            let whole = v.as_f64().filter(|f| f.fract() == 0.0 && f.abs() < 1e9).map(|f| f as i64);
            v.as_i64().or(whole).ok_or(format!("row {i}, column {c}: {v} is no whole number"))
        };
        numbers.iter().enumerate().map(number).collect()
    };
    rows.iter().enumerate().map(row).collect()
}

/// Rows checked, and read as the published pipeline reads them.
pub(super) fn read_rows(rows: &[Vec<i64>]) -> Result<(Tokens, resolid_program::Program), String> {
    let tokens = Tokens::read(rows).map_err(|f| TokenError::Faults(f).to_string())?;
    let program = tokens.to_program(Dialect::DeepCad, Cube::UNKNOWN).map_err(|e| e.to_string())?;
    Ok((tokens, program))
}
