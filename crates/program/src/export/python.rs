//! What scripts in Python share: words that are taken, the head with its parameters, the middle of an arc, functions for
//! definitions, long lists.

use super::plan::{Plan, Sequence};
use crate::program::Quantity;
use std::fmt::Write;

/// Words of the language, and those that our scripts import, define or end in.
pub const TAKEN: &[&str] = &[
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "try",
    "while",
    "with",
    "yield",
    "math",
    "place",
    "arc_middle",
    "result",
    "print",
    "abs",
    "min",
    "max",
    "sum",
    "len",
    "range",
    "list",
    "tuple",
    "map",
    "zip",
];

/// What a script's calls look like where an arc's middle has to be computed.
const ARC_MIDDLE: &str = "

def arc_middle(start, end, degrees):
    \"\"\"The point halfway along an arc that turns through `degrees`, counter-clockwise positive.\"\"\"
    bulge = math.tan(math.radians(degrees) / 4) / 2
    dx, dy = end[0] - start[0], end[1] - start[1]
    return ((start[0] + end[0]) / 2 + bulge * dy, (start[1] + end[1]) / 2 - bulge * dx)

";

/// The script's first lines: what it is, what it imports, its parameters, and the function for an arc's middle.
pub fn header(plan: &Plan, kind: &str, import: &str) -> String {
    let mut out = format!("# A {kind} written by Resolid: {}.\n# {}\n\n", plan.steps_text(), plan.unit_text());
    if plan.bends {
        out.push_str("import math\n\n");
    }
    let _ = writeln!(out, "{import}");
    if !plan.parameters.is_empty() {
        out.push_str("\n# Parameters\n");
        for p in &plan.parameters {
            let note = if p.quantity == Quantity::Angle { "  # radians" } else { "" };
            let _ = writeln!(out, "{} = {}{note}", p.name, p.value_text());
        }
    }
    if plan.bends {
        out.push_str(ARC_MIDDLE);
    }
    out
}

/// A script in one library's words.
pub trait Script {
    /// What is written so far.
    fn out(&mut self) -> &mut String;

    /// Writes the actions, and gives the expression of the bodies they make.
    fn sequence(&mut self, sequence: &Sequence, indent: &str) -> String;

    /// Writes each definition as a function, then the part; gives the expression of the part.
    fn functions_and_part(&mut self, plan: &Plan) -> String {
        for function in &plan.functions {
            let _ = write!(self.out(), "\n\n# Definition: {}\ndef {}():\n", function.title, function.name);
            let result = self.sequence(&function.part, "    ");
            let _ = write!(self.out(), "\n    return {result}\n\n");
        }
        self.sequence(&plan.part, "")
    }
}

/// `open[a, b, c]close`, in rows where it does not fit on one line.
pub fn list(open: &str, items: &[String], close: &str) -> Vec<String> {
    let line = format!("{open}[{}]{close}", items.join(", "));
    if line.len() <= 96 {
        return vec![line];
    }
    let mut lines = vec![format!("{open}[")];
    lines.extend(rows(items));
    lines.push(format!("]{close}"));
    lines
}

/// The items in indented rows, a comma behind each.
pub fn rows(items: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut row = String::new();
    for item in items {
        if row.len() + item.len() > 84 && !row.is_empty() {
            lines.push(format!("    {}", row.trim_end()));
            row.clear();
        }
        row.push_str(item);
        row.push_str(", ");
    }
    lines.push(format!("    {}", row.trim_end()));
    lines
}
