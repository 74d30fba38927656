//! FeatureScript is checked without Onshape: against the language's grammar as far as our scripts use it, the
//! functions of the standard library they call with the keys those want, and names that are declared, each once.

mod common;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_program::random::random_program;
use resolid_program::{Program, export, file};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Functions with the number of their arguments and, where the last is a map, its keys; those with `?` may be missing.
const FUNCTIONS: &[(&str, usize, &[&str])] = &[
    ("newSketchOnPlane", 3, &["sketchPlane"]),
    ("skRectangle", 3, &["firstCorner", "secondCorner"]),
    ("skCircle", 3, &["center", "radius"]),
    ("skLineSegment", 3, &["start", "end"]),
    ("skArc", 3, &["start", "mid", "end"]),
    ("skSolve", 1, &[]),
    ("opExtrude", 3, &["entities", "direction", "endBound", "endDepth"]),
    ("opBoolean", 3, &["tools", "targets?", "keepTools?", "operationType"]),
    ("opTransform", 3, &["bodies", "transform"]),
    ("opDeleteBodies", 3, &["entities"]),
    ("qSketchRegion", 2, &[]),
    ("qCreatedBy", 2, &[]),
    ("qUnion", 1, &[]),
    ("coordSystem", 3, &[]),
    ("toWorld", 1, &[]),
    ("tan", 1, &[]),
    ("isLength", 2, &[]),
    ("isReal", 2, &[]),
    ("defineFeature", 1, &[]),
];

/// Constants of the standard library and members of its enumerations.
const CONSTANTS: &[&str] = &[
    "millimeter",
    "degree",
    "unitless",
    "EntityType.BODY",
    "BoundingType.BLIND",
    "BooleanOperationType.UNION",
    "BooleanOperationType.SUBTRACTION",
    "BooleanOperationType.SUBTRACT_COMPLEMENT",
];

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Number(String),
    Text(String),
    Sign(&'static str),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let take = |until: &dyn Fn(char) -> bool| rest.find(|c| !until(c)).unwrap_or(rest.len());
        if c.is_whitespace() {
            rest = &rest[c.len_utf8()..];
        } else if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
        } else if c.is_ascii_alphabetic() || c == '_' {
            let n = take(&|c| c.is_ascii_alphanumeric() || c == '_');
            tokens.push(Token::Name(rest[..n].into()));
            rest = &rest[n..];
        } else if c.is_ascii_digit() {
            let mut n = take(&|c| c.is_ascii_digit() || c == '.');
            if rest[n..].starts_with('e') {
                n += 1 + rest[n + 1..].find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap();
            }
            assert!(rest[..n].parse::<f64>().is_ok(), "number {}", &rest[..n]);
            tokens.push(Token::Number(rest[..n].into()));
            rest = &rest[n..];
        } else if c == '"' {
            let n = rest[1..].find('"').expect("a text ends");
            assert!(!rest[1..=n].contains(['\n', '\\']), "a text on one line");
            tokens.push(Token::Text(rest[1..=n].into()));
            rest = &rest[n + 2..];
        } else {
            let signs = ["(", ")", "[", "]", "{", "}", ",", ";", ":", "=", "+", "-", "*", "/", "."];
            let sign = signs.iter().find(|s| rest.starts_with(**s)).unwrap_or_else(|| panic!("sign {c:?}"));
            tokens.push(Token::Sign(sign));
            rest = &rest[1..];
        }
    }
    tokens
}

/// A reader of the grammar that keeps what is declared.
struct Reader {
    tokens: Vec<Token>,
    at: usize,
    /// Names in sight, innermost last.
    scopes: Vec<BTreeSet<String>>,
    /// Own functions and the number of their arguments.
    functions: BTreeMap<String, usize>,
    /// Ids made under the feature's or function's own.
    ids: BTreeSet<String>,
    parameters: BTreeSet<String>,
}

impl Reader {
    fn peek(&self) -> &Token {
        self.tokens.get(self.at).unwrap_or(&Token::Sign("end"))
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.peek(), Token::Sign(s) if *s == sign) || matches!(self.peek(), Token::Name(n) if n == sign)
    }

    fn eat(&mut self, sign: &str) -> bool {
        let there = self.is(sign);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, sign: &str) {
        let there = self.eat(sign);
        let near = &self.tokens[self.at.saturating_sub(6)..(self.at + 3).min(self.tokens.len())];
        assert!(there, "expected {sign} at {near:?}");
    }

    fn name(&mut self) -> String {
        let Token::Name(name) = self.peek().clone() else { panic!("expected a name, found {:?}", self.peek()) };
        self.at += 1;
        name
    }

    fn text(&mut self) -> String {
        let Token::Text(text) = self.peek().clone() else { panic!("expected a text, found {:?}", self.peek()) };
        self.at += 1;
        text
    }

    fn number(&mut self) -> String {
        let Token::Number(number) = self.peek().clone() else { panic!("expected a number, found {:?}", self.peek()) };
        self.at += 1;
        number
    }

    fn declare(&mut self, name: String) {
        assert!(!self.scopes.iter().any(|s| s.contains(&name)), "{name} is declared twice");
        self.scopes.last_mut().unwrap().insert(name);
    }

    fn script(&mut self) {
        self.expect("FeatureScript");
        let version = self.number();
        self.expect(";");
        self.expect("import");
        self.expect("(");
        for key in ["path", "version"] {
            self.expect(key);
            self.expect(":");
            let value = self.text();
            assert!(if key == "path" { value == "onshape/std/geometry.fs" } else { value == format!("{version}.0") });
            self.eat(",");
        }
        self.expect(")");
        self.expect(";");
        while self.eat("function") {
            let name = self.name();
            let arguments = self.arguments();
            self.expect("returns");
            self.name();
            self.functions.insert(name, arguments);
            self.block();
            self.scopes.pop();
        }
        self.annotation("Feature Type Name");
        self.expect("export");
        self.expect("const");
        self.name();
        self.expect("=");
        self.expect("defineFeature");
        self.expect("(");
        self.expect("function");
        assert_eq!(self.arguments(), 3);
        self.expect("precondition");
        self.expect("{");
        while !self.eat("}") {
            self.annotation("Name");
            let check = self.name();
            assert!(check == "isLength" || check == "isReal");
            self.expect("(");
            self.expect("definition");
            self.expect(".");
            let parameter = self.name();
            assert!(self.parameters.insert(parameter), "a parameter twice");
            self.expect(",");
            self.expression();
            self.expect(")");
            self.expect(";");
        }
        self.block();
        self.expect(")");
        self.expect(";");
        assert_eq!(self.at, self.tokens.len(), "something follows the feature");
    }

    fn annotation(&mut self, key: &str) {
        self.expect("annotation");
        self.expect("{");
        assert_eq!(self.text(), key);
        self.expect(":");
        assert!(!self.text().is_empty());
        self.expect("}");
    }

    /// `(a is Type, b is Type)`: opens a scope with them, and counts them.
    fn arguments(&mut self) -> usize {
        self.scopes.push(BTreeSet::new());
        self.ids.clear();
        self.expect("(");
        let mut count = 0;
        while !self.eat(")") {
            let name = self.name();
            self.declare(name);
            self.expect("is");
            self.name();
            self.eat(",");
            count += 1;
        }
        count
    }

    fn block(&mut self) {
        self.expect("{");
        while !self.eat("}") {
            if self.eat("const") || self.eat("var") {
                let name = self.name();
                self.expect("=");
                self.expression();
                self.declare(name);
            } else if self.eat("return") {
                self.expression();
            } else {
                self.expression();
                if self.eat("=") {
                    self.expression();
                }
            }
            self.expect(";");
        }
    }

    fn expression(&mut self) {
        self.product();
        while self.eat("+") || self.eat("-") {
            self.product();
        }
        if self.eat("as") {
            self.name();
        }
    }

    fn product(&mut self) {
        self.factor();
        while self.eat("*") || self.eat("/") {
            self.factor();
        }
    }

    fn list(&mut self, end: &str) -> usize {
        let mut count = 0;
        while !self.eat(end) {
            self.expression();
            count += 1;
            assert!(self.eat(",") || self.is(end), "a list goes on");
        }
        count
    }

    fn map(&mut self) -> Vec<String> {
        let mut keys = Vec::new();
        self.expect("{");
        while !self.eat("}") {
            if self.eat("(") {
                self.expression();
                self.expect(")");
            } else {
                keys.push(self.text());
            }
            self.expect(":");
            self.expression();
            assert!(self.eat(",") || self.is("}"), "a map goes on");
        }
        keys
    }

    fn factor(&mut self) {
        self.eat("-");
        match self.peek().clone() {
            Token::Number(_) | Token::Text(_) => self.at += 1,
            Token::Sign("(") => {
                self.at += 1;
                self.expression();
                self.expect(")");
            }
            Token::Sign("[") => {
                self.at += 1;
                self.list("]");
            }
            Token::Sign("{") => {
                self.map();
            }
            Token::Name(name) => {
                self.at += 1;
                self.named(&name);
            }
            other => panic!("no expression begins with {other:?}"),
        }
        while self.eat("[") {
            self.expression();
            self.expect("]");
        }
    }

    fn named(&mut self, name: &str) {
        if matches!(name, "true" | "false") {
            return;
        }
        if self.eat("(") {
            return self.call(name);
        }
        if self.eat(".") {
            let member = self.name();
            let known = CONSTANTS.contains(&format!("{name}.{member}").as_str())
                || (name == "definition" && self.parameters.contains(&member));
            assert!(known, "{name}.{member} is not known");
            return;
        }
        let known = CONSTANTS.contains(&name) || self.scopes.iter().any(|s| s.contains(name));
        assert!(known, "{name} is not declared");
    }

    fn call(&mut self, name: &str) {
        let own = self.functions.get(name).copied();
        let standard = FUNCTIONS.iter().find(|f| f.0 == name);
        let makes = name.starts_with("op") || name == "newSketchOnPlane" || (own.is_some() && name != "arcMiddle");
        let mut count = 0;
        let mut keys = None;
        while !self.eat(")") {
            if makes && count == 1 {
                self.expect("id");
                self.expect("+");
                let id = self.text();
                assert!(self.ids.insert(id.clone()), "the id {id} is given twice");
            } else if self.is("{") {
                keys = Some(self.map());
            } else {
                self.expression();
            }
            count += 1;
            assert!(self.eat(",") || self.is(")"), "the arguments of {name} go on");
        }
        match (name, own, standard) {
            ("vector", ..) => assert!(count == 2 || count == 3),
            ("plane", ..) => assert_eq!(count, 3),
            (_, Some(arguments), _) => assert_eq!(count, arguments, "{name}"),
            (_, _, Some((_, arguments, wanted))) => {
                assert_eq!(count, *arguments, "{name}");
                let keys = keys.unwrap_or_default();
                for key in wanted.iter().filter(|k| !k.ends_with('?')) {
                    assert!(keys.iter().any(|k| k == key), "{name} lacks {key}");
                }
                for key in &keys {
                    assert!(wanted.iter().any(|w| w.trim_end_matches('?') == key), "{name} knows no {key}");
                }
            }
            _ => panic!("{name} is no function"),
        }
    }
}

/// Panics where a script is not what Onshape would take.
fn check(script: &str) {
    let mut reader = Reader {
        tokens: tokens(script),
        at: 0,
        scopes: vec![BTreeSet::new()],
        functions: BTreeMap::new(),
        ids: BTreeSet::new(),
        parameters: BTreeSet::new(),
    };
    reader.script();
}

fn golden() -> Vec<(String, Program)> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let folders = std::fs::read_dir(cases).unwrap().map(|e| e.unwrap().path());
    let read = |folder: &Path| file::read(&std::fs::read_to_string(folder.join("program.resolid.json")).unwrap());
    folders.map(|f| (f.file_name().unwrap().to_string_lossy().into_owned(), read(&f).unwrap())).collect()
}

#[test]
fn golden_parts_are_sound_featurescript() {
    let parts = golden();
    assert!(parts.len() >= 12);
    for (name, program) in parts {
        println!("{name}");
        check(&export::featurescript(&program));
    }
}

#[test]
fn random_programs_are_sound_featurescript() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    for i in 0..300 {
        println!("random {i}");
        check(&export::featurescript(&random_program(&mut rng)));
    }
}

#[test]
fn any_names_and_numbers_give_sound_featurescript() {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    for i in 0..300 {
        println!("program {i}");
        let mut program = common::program(&mut rng);
        // Numbers that are no lengths have no place in a script; names are what is tried here.
        program.steps.retain(|s| s.as_extrude().is_none());
        check(&export::featurescript(&program));
    }
}

#[test]
fn faults_are_found() {
    let (_, program) = golden().into_iter().find(|(name, _)| name == "plate_with_four_holes").unwrap();
    let good = export::featurescript(&program);
    check(&good);
    for (what, by) in [
        ("\"radius\"", "\"radios\""),
        ("skSolve(", "skSolved("),
        ("});\n", "})\n"),
        ("width", "breadth"),
        ("\"circle2\"", "\"circle2"),
        ("BoundingType.BLIND", "BoundingType.BLINDED"),
        ("as LengthBoundSpec", "as"),
    ] {
        let bad = good.replacen(what, by, 1);
        assert_ne!(bad, good, "{what}");
        assert!(std::panic::catch_unwind(|| check(&bad)).is_err(), "{what} for {by} is not found");
    }
}
