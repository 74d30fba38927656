//! Tools that run exported scripts, and what they make of them.
#![allow(dead_code, reason = "each test program uses a part")]

use resolid_program::{Program, export, file};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A tool that runs scripts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tool {
    CadQuery,
    Build123d,
    OpenScad,
    FreeCad,
    Kcl,
}

impl Tool {
    pub fn python(self) -> PathBuf {
        let (variable, folder) = match self {
            Self::Build123d => ("RESOLID_BUILD123D", ".venv-build123d"),
            _ => ("RESOLID_PYTHON", ".venv-tools"),
        };
        std::env::var_os(variable).map_or_else(|| root().join(folder).join("bin/python"), PathBuf::from)
    }

    pub fn script(self, program: &Program) -> (&'static str, String) {
        match self {
            Self::CadQuery => ("py", export::cadquery(program)),
            Self::Build123d => ("py", export::build123d(program)),
            Self::OpenScad => ("scad", export::openscad(program)),
            Self::FreeCad => ("FCMacro", export::freecad(program)),
            Self::Kcl => ("kcl", export::kcl(program)),
        }
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What is missing, where the answers say that the tool is.
pub fn missing(answers: &[Value]) -> bool {
    let missing = answers.iter().find_map(|a| a["missing"].as_str());
    if let Some(name) = missing {
        println!("NOT TESTED: {name} is not installed here");
    }
    missing.is_some()
}

/// Runs the scripts of `programs` and gives what each came to.
pub fn run(tool: Tool, programs: &[(String, Program)]) -> Vec<Value> {
    run_with(tool, programs, |_| vec![json!({})])
}

/// Runs the script of each program once for each set of parameters that `changes` gives for its index.
pub fn run_with(tool: Tool, programs: &[(String, Program)], changes: impl Fn(usize) -> Vec<Value>) -> Vec<Value> {
    let python = tool.python();
    let folder = tempfile::Builder::new().prefix("resolid-exports-").tempdir().unwrap();
    let (mut tasks, mut count) = (String::new(), 0);
    for (i, (id, program)) in programs.iter().enumerate() {
        let (ending, text) = tool.script(program);
        let script = folder.path().join(format!("{i}.{ending}"));
        std::fs::write(&script, text).unwrap();
        std::fs::write(folder.path().join(format!("{i}.resolid.json")), file::write(program)).unwrap();
        for set in changes(i) {
            tasks += &json!({"id": id, "script": script, "set": set}).to_string();
            tasks.push('\n');
            count += 1;
        }
    }
    let mut child = Command::new(&python)
        .arg(root().join("tools/run_scripts.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("{}: {e}; say `make tools`, or name another Python", python.display()));
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(tasks.as_bytes()));
    let out = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(out.status.success());
    let answers: Vec<Value> =
        String::from_utf8(out.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(answers.len(), count);
    if std::env::var_os("RESOLID_KEEP").is_some() {
        println!("kept: {}", folder.keep().display());
    }
    answers
}
