//! The file form, `*.resolid.json`: a program as JSON under a versioned schema.
//!
//! The schema is published as `docs/schema/resolid-1.schema.json`; a test holds it and this reader to each other.
//! Numbers round-trip to the last bit. Whatever the reader does not know is an error that says where it stands:
//! a file from a later version is never half understood.

mod layout;

use crate::program::{Binding, Definition, Parameter, Program, Step, Unit};
use serde::{Deserialize, Serialize};

/// What `schema` says in files of this version.
pub const SCHEMA: &str = "resolid/1";

/// Why a text is no program file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FileError {
    /// The text is not JSON.
    #[error("not JSON (line {line}, column {column}): {message}")]
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser says.
        message: String,
    },
    /// JSON of another kind, or of another version.
    #[error("`schema` is {found}, expected \"resolid/1\"; {hint}")]
    Schema {
        /// What stands there, as JSON, or "missing".
        found: String,
        /// What to try.
        hint: &'static str,
    },
    /// A field that is missing, unknown or of the wrong kind.
    #[error("{path} (line {line}, column {column}): {message}{}", hint_text(hint))]
    Field {
        /// Where, from the top of the file: `steps[2].operation.extrude.extent`.
        path: String,
        /// From 1; where the reader noticed.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong.
        message: String,
        /// What to try, where there is something to say.
        hint: Option<String>,
    },
}

fn hint_text(hint: &Option<String>) -> String {
    hint.as_ref().map_or(String::new(), |h| format!("; {h}"))
}

/// The program of a `*.resolid.json` text. It is read, not judged: see `Program::check`.
///
/// # Errors
/// [`FileError`]: not JSON, another schema, or a field that is missing, unknown or of the wrong kind, with its path.
///
/// ```
/// let text = r#"{"schema": "resolid/1", "steps": []}"#;
/// assert_eq!(resolid_program::file::read(text).unwrap(), resolid_program::Program::default());
/// let newer = r#"{"schema": "resolid/1", "steps": [{"operation": {"revolve": {}}, "combine": {"mode": "new"}}]}"#;
/// assert!(resolid_program::file::read(newer).unwrap_err().to_string().starts_with("steps[0].operation"));
/// ```
pub fn read(text: &str) -> Result<Program, FileError> {
    // Editors on some systems begin a file with a byte-order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head: Head = serde_json::from_str(text).map_err(|e| syntax(&e))?;
    match head.schema {
        Some(serde_json::Value::String(s)) if s == SCHEMA => {}
        Some(serde_json::Value::String(s)) if s.starts_with("resolid/") => {
            return Err(FileError::Schema {
                found: format!("{s:?}"),
                hint: "the file was written by another version of Resolid; use that one, or a later one",
            });
        }
        Some(other) => return Err(FileError::Schema { found: other.to_string(), hint: "is this a Resolid program?" }),
        None if head.entities.is_some() && head.sequence.is_some() => {
            return Err(FileError::Schema { found: "missing".into(), hint: "this looks like DeepCAD JSON" });
        }
        None => return Err(FileError::Schema { found: "missing".into(), hint: "is this a Resolid program?" }),
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let form: Form = serde_path_to_error::deserialize(&mut json).map_err(|e| {
        let path = e.path().to_string();
        field(path, e.inner())
    })?;
    let Form { schema: _, unit, parameters, bindings, definitions, steps } = form;
    Ok(Program { unit, parameters, bindings, definitions, steps })
}

/// The program as a `*.resolid.json` text, laid out for people: what fits on a line stands on one.
///
/// Numbers that are not finite have no JSON form and become `null`, which [`read`] refuses: check first.
pub fn write(program: &Program) -> String {
    let form = FormRef { schema: SCHEMA, program };
    // Strings, numbers, lists and maps with string keys: nothing that serialisation could refuse.
    let compact = serde_json::to_string(&form).unwrap_or_default();
    layout::laid_out(&compact)
}

/// Only what tells whether the rest is worth reading.
#[derive(Deserialize)]
struct Head {
    schema: Option<serde_json::Value>,
    entities: Option<serde::de::IgnoredAny>,
    sequence: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[allow(dead_code)] // Compared before; here so that it is no unknown field.
    schema: String,
    #[serde(default)]
    unit: Unit,
    #[serde(default)]
    parameters: Vec<Parameter>,
    #[serde(default)]
    bindings: Vec<Binding>,
    #[serde(default)]
    definitions: Vec<Definition>,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct FormRef<'a> {
    schema: &'static str,
    #[serde(flatten)]
    program: &'a Program,
}

fn syntax(e: &serde_json::Error) -> FileError {
    FileError::Syntax { line: e.line(), column: e.column(), message: without_place(e) }
}

fn without_place(e: &serde_json::Error) -> String {
    let text = e.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

fn field(path: String, e: &serde_json::Error) -> FileError {
    if matches!(e.classify(), serde_json::error::Category::Syntax | serde_json::error::Category::Eof) {
        return syntax(e);
    }
    let message = without_place(e);
    let hint = if message.starts_with("unknown variant") && path.ends_with("operation") {
        Some("a later version of Resolid may know this kind of step; this one does not build without it".to_owned())
    } else if message.starts_with("unknown field") || message.starts_with("unknown variant") {
        closest(&message).map(|near| format!("did you mean `{near}`?"))
    } else if message.contains("null, expected f64") {
        Some("a number that is not finite was written; mend the program that wrote it".to_owned())
    } else {
        None
    };
    let path = if path == "." { "the file".to_owned() } else { path };
    FileError::Field { path, line: e.line(), column: e.column(), message, hint }
}

/// The expected name nearest to the one found, out of a message "unknown field `a`, expected one of `b`, `c`".
fn closest(message: &str) -> Option<String> {
    let mut names = message.split('`').skip(1).step_by(2);
    let found = names.next()?;
    let (distance, name) = names.map(|n| (edits(found, n), n)).min()?;
    (distance * 2 <= found.chars().count().max(2)).then(|| name.to_owned())
}

/// The least number of letters to insert, drop or change that makes `a` of `b` (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn errors_say_where_and_what_to_try() {
        assert_eq!(
            refusal(r#"{"schema": "resolid/1", "steps": [{"operation": {"revolve": {"angle": 1}}}]}"#),
            "steps[0].operation (line 1, column 58): unknown variant `revolve`, expected `extrude` or `place`; \
             a later version of Resolid may know this kind of step; this one does not build without it"
        );
        let typo = r#"{"schema": "resolid/1", "steps": [{"naem": "x", "combine": {"mode": "new"}}]}"#;
        assert!(
            refusal(typo).contains("steps[0]") && refusal(typo).contains("did you mean `name`?"),
            "{}",
            refusal(typo)
        );
        assert!(refusal(r#"{"schema": "resolid/2", "steps": [], "new": 1}"#).contains("another version"));
        assert!(refusal(r#"{"schema": "resolid/1"}"#).contains("missing field `steps`"));
        assert!(refusal(r#"{"schema": "resolid/1", "steps": [,]}"#).starts_with("not JSON (line 1, column "));
        assert!(refusal("").starts_with("not JSON"));
        assert!(refusal(r#"{"schema": "resolid/1", "steps": []} {}"#).starts_with("not JSON"));
        assert!(refusal(r#"{"entities": {}, "sequence": []}"#).contains("DeepCAD"));
        assert!(refusal("[]").starts_with("not JSON") || refusal("[]").contains("schema"), "{}", refusal("[]"));
        assert!(read("\u{feff}{\"schema\": \"resolid/1\", \"steps\": []}").is_ok());
    }

    #[test]
    fn not_a_number_is_refused_on_the_way_back() {
        let step = Step::extrude(
            crate::geom::Frame::WORLD,
            vec![],
            crate::program::Extent::OneSide { distance: f64::NAN },
            crate::program::Mode::New,
        );
        let text = write(&Program { steps: vec![step], ..Program::default() });
        assert!(refusal(&text).contains("not finite"), "{}", refusal(&text));
    }

    #[test]
    fn edit_distance_counts_letters() {
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("same", "same"), 0);
    }
}
