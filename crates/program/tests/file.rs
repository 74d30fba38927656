//! The file form: it round-trips to the last bit, and the published schema and the reader accept the same files.

mod common;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_program::file;
use serde_json::{Value, json};
use std::path::Path;

#[test]
fn read_undoes_write_to_the_last_bit() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for _ in 0..2000 {
        let program = common::program(&mut rng);
        let text = file::write(&program);
        let again = file::read(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        // `PartialEq` takes −0 for 0; the text tells them apart.
        assert_eq!(again, program, "{text}");
        assert_eq!(file::write(&again), text);
    }
}

struct Published {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Published {
    fn load() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/resolid-1.schema.json");
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let mut compiler = boon::Compiler::new();
        let name = "https://resolid.dev/schema/resolid-1.schema.json";
        compiler.add_resource(name, schema).unwrap();
        let mut schemas = boon::Schemas::new();
        let index = compiler.compile(name, &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }
}

#[test]
fn the_schema_accepts_what_is_written() {
    let schema = Published::load();
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    for _ in 0..300 {
        let text = file::write(&common::program(&mut rng));
        let value: Value = serde_json::from_str(&text).unwrap();
        if let Err(e) = schema.schemas.validate(&value, schema.index) {
            panic!("{e}\n{text}");
        }
    }
}

/// The pointers of all values inside.
fn pointers(value: &Value, at: String, out: &mut Vec<String>) {
    out.push(at.clone());
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| pointers(v, format!("{at}/{k}"), out)),
        Value::Array(list) => list.iter().enumerate().for_each(|(i, v)| pointers(v, format!("{at}/{i}"), out)),
        _ => {}
    }
}

#[test]
fn the_schema_and_the_reader_refuse_the_same_damage() {
    let schema = Published::load();
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let (mut refused, mut accepted) = (0, 0);
    for _ in 0..4000 {
        let mut value: Value = serde_json::from_str(&file::write(&common::program(&mut rng))).unwrap();
        let mut all = Vec::new();
        pointers(&value, String::new(), &mut all);
        let at = all[rng.random_range(0..all.len())].clone();
        let kind = rng.random_range(0..4);
        let target = value.pointer_mut(&at).unwrap();
        match (kind, target) {
            (0, Value::Object(map)) if !map.is_empty() => {
                let key = map.keys().nth(rng.random_range(0..map.len())).unwrap().clone();
                map.remove(&key);
            }
            (1, Value::Object(map)) => {
                map.insert("surprise".into(), json!(1));
            }
            (0, Value::Array(list)) if !list.is_empty() => {
                list.pop();
            }
            (1, Value::Array(list)) => list.push(json!("surprise")),
            // A list in place of an object is left out: serde reads a struct from the list of its fields.
            (2, v) if !v.is_object() => {
                *v = [json!(true), json!("other"), json!(-3), json!(0.5), json!({})][rng.random_range(0..5)].clone();
            }
            (3, v) if v.is_object() => *v = [json!(true), json!("other"), json!(7)][rng.random_range(0..3)].clone(),
            _ => continue,
        }
        let text = value.to_string();
        let (read, valid) = (file::read(&text), schema.accepts(&value));
        assert_eq!(read.is_ok(), valid, "at {at}: {:?}\n{text}", read.err().map(|e| e.to_string()));
        if valid { accepted += 1 } else { refused += 1 }
    }
    assert!(refused > 1000 && accepted > 100, "{refused} refused, {accepted} accepted");
}

#[test]
fn the_example_of_the_description_is_sound() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/program.md");
    let text = std::fs::read_to_string(path).unwrap();
    let example = text.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(Published::load().accepts(&serde_json::from_str(example).unwrap()));
    let program = file::read(example).unwrap();
    assert_eq!(program.check(1e-6), []);
    assert_eq!(program.steps.len(), 3);
}
