//! build123d scripts, in its algebra mode.

use super::expression::Expression;
use super::plan::{Action, Plan, Plane, Prism, Reach, Sequence, Solid, Verb};
use super::planner::{Placing, plan};
use super::python::{self, Script as _};
use super::sketch::{Bend, Corner, Drawn, Outline, Region, Round, rows_of_circles};
use super::words::{Names, short, vector};
use crate::geom::Vec3;
use crate::program::Program;
use std::fmt::Write;

/// What the scripts name of the library; everything is imported by name, so that no other word is taken.
const IMPORTED: &[&str] = &[
    "Align",
    "Circle",
    "Compound",
    "Edge",
    "Line",
    "Part",
    "Plane",
    "Polygon",
    "Polyline",
    "Pos",
    "Rectangle",
    "Sketch",
    "ThreePointArc",
    "Vector",
    "export_step",
    "extrude",
    "make_face",
    "mirror",
];

const PLACE: &str = "

def place(part, origin, x_dir=(1, 0, 0), normal=(0, 0, 1), mirrored=False):
    \"\"\"The part, its x turned round if mirrored, then moved to a frame.\"\"\"
    if mirrored:
        part = mirror(part, about=Plane.YZ)
    return Plane(origin=origin, x_dir=x_dir, z_dir=normal).location * part
";

/// The program as a build123d script: named parameters on top, a sketch and a solid a step, the part in `result`;
/// run as a program it writes `result.step`.
///
/// What is said of numbers and bodies at [`crate::export::cadquery`] holds here too.
///
/// ```
/// use resolid_program::{export, geom::*, *};
/// let disc = Profile::solid(Loop::circle(Vec2::ZERO, 12.5));
/// let step = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: 4.0 }, Mode::New);
/// let script = export::build123d(&Program { steps: vec![step], ..Program::default() });
/// assert!(script.contains("body = extrude(Plane.XY * Circle(12.5), amount=4)"));
/// ```
pub fn build123d(program: &Program) -> String {
    let mut names = Names::avoiding(python::TAKEN);
    names.also(&Names::avoiding(IMPORTED));
    let plan = plan(program, names, Placing::Moved);
    let mut script = Script { plan: &plan, out: String::new() };
    if !plan.functions.is_empty() {
        script.out.push_str(PLACE);
    }
    let result = script.functions_and_part(&plan);
    let _ = write!(
        script.out,
        "\nresult = {result}\n\nif __name__ == \"__main__\":\n    export_step(result, \"result.step\")\n"
    );
    let body = script.out;
    let words: Vec<&str> = body.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    let used: Vec<&str> = IMPORTED.iter().copied().filter(|name| words.contains(name)).collect();
    let line = format!("from build123d import {}", used.join(", "));
    let import = if line.len() <= 100 {
        line
    } else {
        let rows = python::rows(&used.iter().map(|u| (*u).to_owned()).collect::<Vec<_>>());
        format!("from build123d import (\n{}\n)", rows.join("\n"))
    };
    python::header(&plan, "build123d script", &import) + &body
}

struct Script<'a> {
    plan: &'a Plan,
    out: String,
}

impl python::Script for Script<'_> {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn sequence(&mut self, sequence: &Sequence, indent: &str) -> String {
        let mut names = sequence.names.clone();
        for action in &sequence.actions {
            match action {
                Action::Step(_) | Action::Meet | Action::Gone { .. } => action.comment(&mut self.out, "#", indent),
                Action::Make { variable, solid, .. } => {
                    let solid = self.solid(solid, indent, &mut names);
                    let _ = writeln!(self.out, "{indent}{variable} = {solid}");
                }
                Action::Combine { variable, verb, solid } => {
                    let solid = self.solid(solid, indent, &mut names);
                    let sign = match verb {
                        Verb::Join => '+',
                        Verb::Cut => '-',
                        Verb::Intersect => '&',
                    };
                    let _ = writeln!(self.out, "{indent}{variable} {sign}= {solid}");
                }
            }
        }
        match sequence.bodies.as_slice() {
            [] => "Part()".into(),
            [body] => body.clone(),
            bodies => {
                let solids: Vec<String> = bodies.iter().map(|b| format!("*{b}.solids()")).collect();
                format!("Compound([{}])", solids.join(", "))
            }
        }
    }
}

impl Script<'_> {
    /// The expression of a solid, after the lines that draw its sketch.
    fn solid(&mut self, solid: &Solid, indent: &str, names: &mut Names) -> String {
        match solid {
            Solid::Variable(name) => name.clone(),
            Solid::Prism(prism) => self.prism(prism, indent, names),
            Solid::Placed(placed) => {
                let (f, function) = (&placed.frame, &self.plan.functions[placed.function].name);
                let mut call = format!("place({function}(), {}", vector(f.origin));
                if (f.x - Vec3::X).length() >= 1e-12 || (f.y - Vec3::Y).length() >= 1e-12 {
                    let _ = write!(call, ", x_dir={}, normal={}", vector(f.x), vector(f.z()));
                }
                if placed.mirrored {
                    call.push_str(", mirrored=True");
                }
                call.push(')');
                call
            }
        }
    }

    fn prism(&mut self, prism: &Prism, indent: &str, names: &mut Names) -> String {
        let mut plane = plane_text(&prism.plane);
        let how = match &prism.reach {
            Reach::OneSide(d) => format!("amount={}", d.text()),
            Reach::Symmetric(d) => format!("amount={}, both=True", d.text()),
            Reach::TwoSides { forward, backward } => {
                plane = format!("{plane}.offset({})", backward.times(-1.0).text());
                format!("amount={}", forward.plus(backward).text())
            }
        };
        let drawing = drawing(&prism.regions);
        // A single short shape needs no name.
        if let [only] = drawing.as_slice()
            && let [shape] = only.as_slice()
            && shape.len() <= 48
        {
            return format!("extrude({plane} * {shape}, {how})");
        }
        let sketch = names.take(&format!("{}_sketch", prism.name), "sketch");
        for (i, lines) in drawing.iter().enumerate() {
            for (k, line) in lines.iter().enumerate() {
                let start = match (i, k) {
                    (0, 0) => format!("{sketch} = "),
                    (_, 0) => format!("{sketch} "),
                    _ => String::new(),
                };
                let _ = writeln!(self.out, "{indent}{start}{line}");
            }
        }
        format!("extrude({plane} * {sketch}, {how})")
    }
}

fn plane_text(plane: &Plane) -> String {
    match plane.name() {
        Some(name) if plane.at_zero() => format!("Plane.{name}"),
        Some("XY") => format!("Plane(({}))", plane.origin_text()),
        _ => format!(
            "Plane(({}), x_dir={}, z_dir={})",
            plane.origin_text(),
            vector(plane.frame.x),
            vector(plane.frame.z())
        ),
    }
}

/// The sketch as statements: the first is its value, each other begins with `+=` or `-=`.
fn drawing(regions: &[Region]) -> Vec<Vec<String>> {
    let mut statements: Vec<Vec<String>> = Vec::new();
    let mut add = |sign: &str, mut lines: Vec<String>| {
        if !statements.is_empty() {
            lines[0] = format!("{sign} {}", lines[0]);
        }
        statements.push(lines);
    };
    // Regions are apart, so that their order is free: those without holes come last, their circles in rows.
    for region in regions.iter().filter(|r| !r.holes.is_empty()) {
        rows_of_circles(std::iter::once(&region.outer)).iter().for_each(|d| add("+=", shape(d)));
        rows_of_circles(region.holes.iter()).iter().for_each(|d| add("-=", shape(d)));
    }
    let plain = regions.iter().filter(|r| r.holes.is_empty()).map(|r| &r.outer);
    rows_of_circles(plain).iter().for_each(|d| add("+=", shape(d)));
    // A list is no sketch yet.
    if let Some(first) = statements.first_mut().and_then(|lines| lines.first_mut())
        && first.starts_with('[')
    {
        *first = format!("Sketch() + {first}");
    }
    statements
}

fn point(at: &[Expression; 2]) -> String {
    format!("({}, {})", at[0].text(), at[1].text())
}

/// `Pos(x, y) * ` where it is not at zero.
fn place(at: &[Expression; 2]) -> String {
    if at.iter().all(Expression::is_zero) { String::new() } else { format!("Pos{} * ", point(at)) }
}

fn shape(drawn: &Drawn) -> Vec<String> {
    match drawn {
        Drawn::Circles(circles) => circles_text(circles),
        Drawn::Path(outline, corners) => path(outline, corners),
    }
}

fn circles_text(circles: &[&Round]) -> Vec<String> {
    let circle = format!("Circle({})", circles[0].radius.text());
    if let [only] = circles {
        return vec![format!("{}{circle}", place(&only.center))];
    }
    let points: Vec<String> = circles.iter().map(|c| point(&c.center)).collect();
    python::list(&format!("[Pos(at) * {circle} for at in "), &points, "]")
}

fn path(outline: &Outline, corners: &[Corner]) -> Vec<String> {
    if let Some(rectangle) = outline.rectangle() {
        let [width, height] = rectangle.size.each_ref().map(Expression::text);
        if rectangle.is_centered() {
            return vec![format!("Rectangle({width}, {height})")];
        }
        return vec![format!("{}Rectangle({width}, {height}, align=Align.MIN)", place(&rectangle.low))];
    }
    if Outline::is_straight(corners) {
        let points: Vec<String> = corners.iter().map(|c| point(&c.at)).collect();
        return python::list("make_face(Polyline(", &points, ", close=True))");
    }
    let edges: Vec<String> = Outline::edges(corners)
        .map(|(from, to)| match from.bend {
            None => format!("Line({}, {})", point(&from.at), point(&to.at)),
            Some(bend) => {
                format!("ThreePointArc({}, {}, {})", point(&from.at), middle(from, to, bend), point(&to.at))
            }
        })
        .collect();
    let mut lines = vec!["make_face([".to_owned()];
    lines.extend(edges.iter().map(|e| format!("    {e},")));
    lines.push("])".into());
    lines
}

fn middle(from: &Corner, to: &Corner, bend: Bend) -> String {
    if bend.driven {
        format!("arc_middle({}, {}, {})", point(&from.at), point(&to.at), short(bend.sweep.to_degrees()))
    } else {
        format!("({}, {})", short(bend.middle.x), short(bend.middle.y))
    }
}
