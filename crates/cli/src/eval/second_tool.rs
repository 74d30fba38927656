//! Intersection over union by a tool that is not ours: `tools/iou.py` in a Python with OpenCASCADE and manifold.

use crate::exit::{Exit, Failure};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SCRIPT: &str = include_str!("../../../../tools/iou.py");

/// Two shapes to compare.
#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    /// Comes back with the answer.
    pub id: String,
    /// A STEP or STL file.
    pub a: PathBuf,
    /// The other.
    pub b: PathBuf,
}

/// What the tool found.
#[derive(Clone, Debug, Deserialize)]
pub struct Answer {
    id: String,
    /// `None` where nothing could be computed.
    pub iou: Option<f64>,
    /// "mesh" or "solid": which Boolean; "points" where neither is to be believed.
    #[serde(default)]
    pub by: String,
    /// Why there is no number.
    #[serde(default)]
    pub error: String,
}

/// Whether `python` can run the comparison; asked before the long work begins.
///
/// # Errors
/// It is missing, or lacks a package.
pub fn ready(python: &Path) -> Result<(), Failure> {
    let hint = "make the environment with `make tools`, or name another with --python or RESOLID_PYTHON";
    let shown = python.display();
    let output = Command::new(python).args(["-c", "import OCP, manifold3d, numpy"]).stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stderr);
            let last = text.lines().last().unwrap_or("it failed").to_string();
            Err(Failure::new(Exit::Unreadable, format!("{shown} cannot take the IoU: {last}"), hint))
        }
        Err(e) => Err(Failure::new(Exit::Unreadable, format!("{shown} cannot be run: {e}"), hint)),
    }
}

/// The IoU of every pair, by id, in one process.
///
/// # Errors
/// The process ends before the last answer.
pub fn compare(python: &Path, pairs: &[Pair]) -> Result<HashMap<String, Answer>, Failure> {
    let broken = |what: String| {
        Failure::new(Exit::Refused, format!("the IoU tool failed: {what}"), "run it by hand: tools/iou.py")
    };
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .map_err(|e| broken(e.to_string()))?;
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let lines: Vec<String> = pairs.iter().map(|p| serde_json::to_string(p).expect("paths are text")).collect();
    // Fed from a thread of its own: both pipes would fill up otherwise.
    let feeder = std::thread::spawn(move || lines.iter().try_for_each(|line| writeln!(stdin, "{line}")));
    let stdout = BufReader::new(child.stdout.take().expect("stdout is piped"));
    let mut answers = HashMap::new();
    for line in stdout.lines() {
        let line = line.map_err(|e| broken(e.to_string()))?;
        // OpenCASCADE prints to standard output too.
        if let Ok(answer) = serde_json::from_str::<Answer>(&line) {
            answers.insert(answer.id.clone(), answer);
        }
    }
    let _ = feeder.join();
    let status = child.wait().map_err(|e| broken(e.to_string()))?;
    if answers.len() < pairs.len() {
        return Err(broken(format!("{} of {} answers came ({status})", answers.len(), pairs.len())));
    }
    Ok(answers)
}
