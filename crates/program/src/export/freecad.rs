//! FreeCAD macros: PartDesign bodies of sketches, pads and pockets.

use super::expression::Expression;
use super::plan::{Action, Plan, Plane, Prism, Reach, Sequence, Solid, Verb};
use super::planner::{Placing, planned_in_pieces};
use super::python::{self, Script as _};
use super::sketch::{Corner, Outline};
use super::words::{Names, short, vector};
use crate::geom::Vec3;
use crate::program::Program;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The functions that macros are written with; a macro holds those it calls.
const FUNCTIONS: &str = include_str!("freecad.py");

/// Words the macros import, define or use themselves, beside their functions and the language's.
const TAKEN: &[&str] = &["App", "Part", "Sketcher", "Placement", "Rotation", "Vector", "PARAMETERS", "doc", "re"];

/// Names of two letters and more that FreeCAD's formulas read as units, constants or functions.
const FORMULA_WORDS: &[&str] = &[
    "deg",
    "rad",
    "gon",
    "mol",
    "psi",
    "ksi",
    "mil",
    "thou",
    "mph",
    "ohm",
    "kohm",
    "mohm",
    "lbf",
    "abs",
    "acos",
    "asin",
    "atan",
    "atan2",
    "cath",
    "ceil",
    "cos",
    "cosh",
    "exp",
    "floor",
    "hypot",
    "log",
    "log10",
    "mod",
    "pow",
    "round",
    "sin",
    "sinh",
    "sqrt",
    "tan",
    "tanh",
    "trunc",
    "average",
    "count",
    "max",
    "min",
    "stddev",
    "sum",
    "create",
    "list",
    "tuple",
    "vector",
    "placement",
    "rotation",
    "matrix",
    "mscale",
    "minvert",
    "href",
    "str",
    "hiddenref",
    "cosn",
    "mil",
];

/// The program as a FreeCAD macro: its parameters a spreadsheet that sketches and features follow, the part in
/// `result`.
///
/// A body is a PartDesign body of sketches, pads and pockets as long as it is in one piece after each of them and
/// meets no other; from there on features of the Part workbench go on. Every sketch is fully dimensioned. What is
/// said of numbers and bodies at [`crate::export::cadquery`] holds here too.
///
/// # Cost
/// A count of pieces a step, some milliseconds each.
///
/// ```
/// use resolid_program::{export, geom::*, *};
/// let disc = Profile::solid(Loop::circle(Vec2::ZERO, 12.5));
/// let step = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: 4.0 }, Mode::New);
/// let script = export::freecad(&Program { steps: vec![step], ..Program::default() });
/// assert!(script.contains("circle(solid_sketch, (0, 0), 12.5)\npad(body_2, solid_sketch, 4)"));
/// ```
pub fn freecad(program: &Program) -> String {
    let mut names = Names::avoiding(python::TAKEN).without(means_something_in_formulas);
    names.also(&Names::avoiding(TAKEN));
    let functions: Vec<(&str, &str)> = blocks(FUNCTIONS).collect();
    names.also(&Names::avoiding(&functions.iter().map(|f| f.0).collect::<Vec<_>>()));
    let plan = planned_in_pieces(program, names, Placing::Turned);
    let mut script = Script { plan: &plan, out: String::new(), bodies: BTreeSet::new() };
    let result = script.functions_and_part(&plan);
    let _ = write!(script.out, "\nresult = {result}\ndoc.recompute()\n");
    let body = script.out;
    header(&plan, &body, &functions) + &body
}

fn means_something_in_formulas(name: &str) -> bool {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = name.len() - letters;
    let cell = (1..=2).contains(&letters) && digits > 0 && name.bytes().skip(letters).all(|b| b.is_ascii_digit());
    name.len() <= 2 || cell || FORMULA_WORDS.contains(&name)
}

/// Name and text of each function of a Python file.
fn blocks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\n\n\n").filter_map(|block| {
        let (name, _) = block.strip_prefix("def ")?.split_once('(')?;
        Some((name, block.trim_end()))
    })
}

fn header(plan: &Plan, body: &str, functions: &[(&str, &str)]) -> String {
    let calls = |text: &str, name: &str| {
        let start = |i: usize| i == 0 || !matches!(text.as_bytes()[i - 1], b'_' | b'.' | b'a'..=b'z' | b'0'..=b'9');
        let defined = |i: usize| text[..i].ends_with("def ");
        let call = format!("{name}(");
        text.match_indices(&call).any(|(i, _)| start(i) && !defined(i)) || text.contains(&format!("map({name},"))
    };
    let mut used: Vec<&str> = if plan.parameters.is_empty() { vec![] } else { vec!["parameters"] };
    loop {
        let next = functions.iter().find(|(name, _)| {
            !used.contains(name)
                && (calls(body, name) || functions.iter().any(|(n, text)| used.contains(n) && calls(text, name)))
        });
        match next {
            Some((name, _)) => used.push(name),
            None => break,
        }
    }
    let written: Vec<&str> = functions.iter().filter(|f| used.contains(&f.0)).map(|f| f.1).collect();
    let written = written.join("\n\n\n");
    let mut out = format!("# A FreeCAD macro written by Resolid: {}.\n# {}\n\n", plan.steps_text(), plan.unit_text());
    for (module, line) in [("math.", "import math\n"), ("re.", "import re\n")] {
        if written.contains(module) {
            out.push_str(line);
        }
    }
    if written.contains("math.") || written.contains("re.sub") {
        out.push('\n');
    }
    out.push_str("import FreeCAD as App\n");
    for module in ["Part", "Sketcher"] {
        if written.contains(&format!(" {module}.")) || written.contains(&format!("({module}.")) {
            let _ = writeln!(out, "import {module}");
        }
    }
    out.push_str("from FreeCAD import Placement, Rotation, Vector\n\n# Parameters\nPARAMETERS = {\n");
    for p in &plan.parameters {
        let _ = writeln!(out, "    \"{}\": {},", p.name, p.value_text());
    }
    out.push_str("}\n\ndoc = App.newDocument(\"part\")\n\n\n");
    out.push_str(&written);
    out.push_str("\n\n");
    if !plan.parameters.is_empty() {
        out.push_str("\nparameters()\n");
    }
    out
}

struct Script<'a> {
    plan: &'a Plan,
    out: String,
    /// Variables that hold PartDesign bodies.
    bodies: BTreeSet<String>,
}

impl python::Script for Script<'_> {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn sequence(&mut self, sequence: &Sequence, indent: &str) -> String {
        let mut names = sequence.names.clone();
        self.bodies.clear();
        for action in &sequence.actions {
            match action {
                Action::Step(_) | Action::Meet | Action::Gone { .. } => action.comment(&mut self.out, "#", indent),
                Action::Make { variable, solid: Solid::Prism(prism), .. } if sequence.whole.contains(variable) => {
                    let _ = writeln!(self.out, "{indent}{variable} = body(\"{variable}\")");
                    self.bodies.insert(variable.clone());
                    let (sketch, how) = self.drawing(prism, variable, indent, &mut names);
                    let _ = writeln!(self.out, "{indent}pad({variable}, {sketch}, {how})");
                }
                Action::Make { variable, solid, .. } => {
                    let solid = self.solid(solid, indent, &mut names);
                    let _ = writeln!(self.out, "{indent}{variable} = {solid}");
                    self.bodies.remove(variable);
                }
                Action::Combine { variable, verb: verb @ (Verb::Join | Verb::Cut), solid: Solid::Prism(prism) }
                    if self.bodies.contains(variable) =>
                {
                    let (sketch, how) = self.drawing(prism, variable, indent, &mut names);
                    let call = if *verb == Verb::Join { "pad" } else { "pocket" };
                    let _ = writeln!(self.out, "{indent}{call}({variable}, {sketch}, {how})");
                }
                Action::Combine { variable, verb, solid } => {
                    let solid = self.solid(solid, indent, &mut names);
                    let kind = match verb {
                        Verb::Join => "Fuse",
                        Verb::Cut => "Cut",
                        Verb::Intersect => "Common",
                    };
                    let _ = writeln!(
                        self.out,
                        "{indent}{variable} = combine(\"{kind}\", \"{variable}\", {variable}, {solid})"
                    );
                    self.bodies.remove(variable);
                }
            }
        }
        match sequence.bodies.as_slice() {
            [body] => body.clone(),
            bodies => format!("together(\"part\", {})", bodies.join(", ")),
        }
    }
}

impl Script<'_> {
    /// The expression of a solid that belongs to no body.
    fn solid(&mut self, solid: &Solid, indent: &str, names: &mut Names) -> String {
        match solid {
            Solid::Variable(name) => name.clone(),
            Solid::Prism(prism) => {
                let (sketch, how) = self.drawing(prism, "None", indent, names);
                format!("prism({sketch}, {how})")
            }
            Solid::Placed(placed) => {
                let (f, function) = (&placed.frame, &self.plan.functions[placed.function].name);
                let mut call = format!("place({function}(), {}", vector(f.origin));
                if (f.x - Vec3::X).length() >= 1e-12 || (f.y - Vec3::Y).length() >= 1e-12 {
                    let _ = write!(call, ", x={}, y={}", vector(f.x), vector(f.y));
                }
                call.push(')');
                call
            }
        }
    }

    /// Writes the sketch of a prism, and gives its variable and how far it is extruded.
    fn drawing(&mut self, prism: &Prism, owner: &str, indent: &str, names: &mut Names) -> (String, String) {
        let sketch = names.take(&format!("{}_sketch", prism.name), "sketch");
        let zero = Expression::number(0.0);
        let (from, how) = match &prism.reach {
            Reach::OneSide(d) if d.value < 0.0 => (zero, format!("{}, reversed=True", text(&d.times(-1.0)))),
            Reach::OneSide(d) => (zero, text(d)),
            Reach::Symmetric(d) if d.value < 0.0 => (zero, format!("{}, symmetric=True", text(&d.times(-2.0)))),
            Reach::Symmetric(d) => (zero, format!("{}, symmetric=True", text(&d.times(2.0)))),
            Reach::TwoSides { .. } => {
                let [from, height] = prism.reach.span();
                (from, text(&height))
            }
        };
        let plane = placed(&prism.plane, &from);
        let _ = writeln!(self.out, "{indent}{sketch} = sketch({owner}, \"{sketch}\", {plane})");
        for outline in prism.regions.iter().flat_map(|r| r.outlines()) {
            match outline {
                Outline::Circle(c) => {
                    let _ = writeln!(self.out, "{indent}circle({sketch}, {}, {})", point(&c.center), text(&c.radius));
                }
                Outline::Path(corners) => {
                    let corners: Vec<String> = corners.iter().map(corner).collect();
                    let line = format!("{indent}path({sketch}, {})", corners.join(", "));
                    if line.len() <= 110 {
                        let _ = writeln!(self.out, "{line}");
                        continue;
                    }
                    let _ = writeln!(self.out, "{indent}path(\n{indent}    {sketch},");
                    for row in python::rows(&corners) {
                        let _ = writeln!(self.out, "{indent}{row}");
                    }
                    let _ = writeln!(self.out, "{indent})");
                }
            }
        }
        (sketch, how)
    }
}

/// A number, or a formula in quotes.
fn text(e: &Expression) -> String {
    if e.driven() { format!("\"{}\"", e.text()) } else { e.text() }
}

fn point(at: &[Expression; 2]) -> String {
    format!("({}, {})", text(&at[0]), text(&at[1]))
}

fn corner(c: &Corner) -> String {
    match c.bend {
        Some(bend) => format!("({}, {}, {})", text(&c.at[0]), text(&c.at[1]), short(bend.sweep.to_degrees())),
        None => point(&c.at),
    }
}

/// The plane's arguments, its zero moved by `from` along its normal.
fn placed(plane: &Plane, from: &Expression) -> String {
    let [x, y, z] = &plane.origin;
    let (name, at) = match plane.name() {
        Some("XY") => ("\"XY\"".to_owned(), [x.clone(), y.clone(), z.plus(from)]),
        Some("XZ") => ("\"XZ\"".to_owned(), [x.clone(), z.clone(), from.minus(y)]),
        Some("YZ") => ("\"YZ\"".to_owned(), [y.clone(), z.clone(), x.plus(from)]),
        _ => {
            let f = &plane.frame;
            let normal = f.z().to_array();
            let at = [0, 1, 2].map(|i| match normal[i] {
                n if n.abs() < 1e-15 => plane.origin[i].clone(),
                n => plane.origin[i].plus(&from.times(n)),
            });
            (format!("frame({}, {})", vector(f.x), vector(f.y)), at)
        }
    };
    if at.iter().all(Expression::is_zero) {
        return name;
    }
    format!("{name}, ({}, {}, {})", text(&at[0]), text(&at[1]), text(&at[2]))
}
