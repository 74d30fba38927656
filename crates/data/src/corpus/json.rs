//! One JSON text to a record: DeepCAD, Fusion 360 Gallery, rows, or a program of our own.

use super::{Form, Record, Reject};
use resolid_program::tokens::{Cube, Dialect, TokenError, Tokens, WIDTH};
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
    let keys: Keys = serde_json::from_str(text).map_err(|e| named(name.map(str::to_owned), fault(text, &e)))?;
    let id = match &keys.id {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => name.map(str::to_owned),
    };
    let Some(id) = id.filter(|id| !id.trim().is_empty()) else {
        return Err(named(None, "it has no `id`".into()));
    };
    let refused = |reason: String| named(Some(id.clone()), reason);
    // What the keys do not tell of is looked at by the form's reader alone, which knows nothing of numbers that are none.
    let unread = |reason: String| {
        let fault = serde_json::from_str::<Value>(text).err().map(|e| fault(text, &e));
        refused(fault.unwrap_or(reason))
    };
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
        let imported = read.map_err(|e| unread(e.to_string()))?;
        let passed =
            |p: &deepcad::Passed| format!("extrusion {} (`{}`) passed over: {}", p.extrusion, p.name, p.reason);
        let notes = imported.passed.iter().map(passed).collect();
        let form = if fusion { Form::FusionJson } else { Form::DeepCadJson };
        Ok(record(form, imported.program, None, Some(text.to_owned()), notes))
    } else if keys.schema.is_some() {
        let program = file::read(text).map_err(|e| unread(e.to_string()))?;
        Ok(record(Form::ResolidJson, program, None, None, Vec::new()))
    } else {
        Err(refused("none of `entities`, `vec` and `schema` in it: no known form".into()))
    }
}

/// What is wrong with a text that is no JSON, and where in it: a record of one line has its line in its place already.
fn fault(text: &str, e: &serde_json::Error) -> String {
    let place = match text.trim_end().lines().nth(1) {
        None => format!("column {}", e.column()),
        Some(_) => format!("line {}, column {}", e.line(), e.column()),
    };
    let line = text.lines().nth(e.line().saturating_sub(1)).unwrap_or_default();
    if let Some(word) = word(line, e.column().saturating_sub(1))
        && word.parse::<f64>().is_ok_and(|v| !v.is_finite())
    {
        return format!("{place}: {word} is no number; numbers are finite");
    }
    let said = e.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    format!("not a JSON object: {said} ({place})")
}

/// The word or number that stands at a byte of a line, or ends right before it.
fn word(line: &str, at: usize) -> Option<&str> {
    let of_word = |b: &u8| b.is_ascii_alphanumeric() || b"+-.".contains(b);
    let bytes = line.as_bytes();
    let at = [Some(at), at.checked_sub(1)].into_iter().flatten().find(|&k| bytes.get(k).is_some_and(of_word))?;
    let from = at - bytes[..at].iter().rev().take_while(|b| of_word(b)).count();
    let to = at + bytes[at..].iter().take_while(|b| of_word(b)).count();
    line.get(from..to)
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
    // A table of the wrong width has it in every row.
    let wrong: Vec<_> = rows.iter().enumerate().filter(|(_, row)| row.len() != WIDTH).collect();
    if let [(i, row), _, ..] = wrong[..] {
        return Err(format!(
            "row {i} has {} numbers; {WIDTH} are needed (of another width are {} of {} rows)",
            row.len(),
            wrong.len(),
            rows.len()
        ));
    }
    let tokens = Tokens::read(rows).map_err(|f| TokenError::Faults(f).to_string())?;
    let program = tokens.to_program(Dialect::DeepCad, Cube::UNKNOWN).map_err(|e| e.to_string())?;
    Ok((tokens, program))
}
