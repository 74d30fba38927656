//! CadQuery scripts.

use super::expression::Expression;
use super::plan::{Action, Plan, Plane, Prism, Reach, Sequence, Solid, Verb};
use super::planner::{Placing, plan};
use super::python::{self, Script as _};
use super::sketch::{Corner, Drawn, Outline, Round, rows_of_circles};
use super::words::{Names, short, vector};
use crate::geom::Vec3;
use crate::program::Program;
use std::fmt::Write;

const PLACE: &str = "

def place(part, origin, x_dir=(1, 0, 0), normal=(0, 0, 1), mirrored=False):
    \"\"\"The part, its x turned round if mirrored, then moved to a frame.\"\"\"
    if mirrored:
        part = part.mirror(\"YZ\")
    frame = cq.Location(cq.Plane(origin=origin, xDir=x_dir, normal=normal))
    return cq.Workplane(obj=part.val().moved(frame))
";

/// The program as a CadQuery script: named parameters on top, one block a step, the part in `result`; run as a
/// program it writes `result.step`.
///
/// Numbers are given to 1e-9. Several bodies become a compound; those that were placed to be joined, or whose boxes
/// overlap, are united. The program should be free of errors: a step that cannot be built makes a script that
/// cannot run.
///
/// ```
/// use resolid_program::{export, geom::*, *};
/// let disc = Profile::solid(Loop::circle(Vec2::ZERO, 12.5));
/// let step = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: 4.0 }, Mode::New);
/// let script = export::cadquery(&Program { steps: vec![step], ..Program::default() });
/// assert!(script.contains("cq.Workplane(\"XY\")\n    .circle(12.5)\n    .extrude(4)"));
/// ```
pub fn cadquery(program: &Program) -> String {
    let mut names = Names::avoiding(python::TAKEN);
    names.also(&Names::avoiding(&["cq"]));
    let plan = plan(program, names, Placing::Moved);
    let mut script = Script { plan: &plan, out: python::header(&plan, "CadQuery script", "import cadquery as cq") };
    if !plan.functions.is_empty() {
        script.out.push_str(PLACE);
    }
    let result = script.functions_and_part(&plan);
    let _ = write!(
        script.out,
        "\nresult = {result}\n\nif __name__ == \"__main__\":\n    cq.exporters.export(result, \"result.step\")\n"
    );
    script.out
}

/// A method chain, one call a line.
type Chain = Vec<String>;

struct Script<'a> {
    plan: &'a Plan,
    out: String,
}

impl python::Script for Script<'_> {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn sequence(&mut self, sequence: &Sequence, indent: &str) -> String {
        for action in &sequence.actions {
            match action {
                Action::Step(_) | Action::Meet | Action::Gone { .. } => action.comment(&mut self.out, "#", indent),
                Action::Make { variable, solid, .. } => {
                    self.write(&format!("{variable} = "), &self.chain(solid), indent)
                }
                Action::Combine { variable, verb, solid } => {
                    let method = match verb {
                        Verb::Join => "union",
                        Verb::Cut => "cut",
                        Verb::Intersect => "intersect",
                    };
                    self.write(&format!("{variable} = {variable}.{method}"), &self.chain(solid), indent);
                }
            }
        }
        match sequence.bodies.as_slice() {
            [] => "cq.Workplane()".into(),
            [body] => body.clone(),
            bodies => {
                let values: Vec<String> = bodies.iter().map(|b| format!("{b}.val()")).collect();
                format!("cq.Workplane(obj=cq.Compound.makeCompound([{}]))", values.join(", "))
            }
        }
    }
}

impl Script<'_> {
    /// `start(chain)`, without brackets where a single call is assigned.
    fn write(&mut self, start: &str, chain: &Chain, indent: &str) {
        let _ = match chain.as_slice() {
            [single] if start.ends_with("= ") => writeln!(self.out, "{indent}{start}{single}"),
            [single] => writeln!(self.out, "{indent}{start}({single})"),
            lines => {
                let lines: Vec<String> = lines.iter().map(|l| format!("{indent}    {l}\n")).collect();
                writeln!(self.out, "{indent}{start}(\n{}{indent})", lines.concat())
            }
        };
    }

    fn chain(&self, solid: &Solid) -> Chain {
        match solid {
            Solid::Variable(name) => vec![name.clone()],
            Solid::Prism(prism) => prism_chain(prism),
            Solid::Placed(placed) => {
                let (f, function) = (&placed.frame, &self.plan.functions[placed.function].name);
                let mut call = format!("place({function}(), {}", vector(f.origin));
                let straight = (f.x - Vec3::X).length() < 1e-12 && (f.y - Vec3::Y).length() < 1e-12;
                if !straight {
                    let _ = write!(call, ", x_dir={}, normal={}", vector(f.x), vector(f.z()));
                }
                if placed.mirrored {
                    call.push_str(", mirrored=True");
                }
                call.push(')');
                vec![call]
            }
        }
    }
}

fn prism_chain(prism: &Prism) -> Chain {
    let mut chain = vec![workplane(&prism.plane)];
    let last = match &prism.reach {
        Reach::OneSide(d) => format!(".extrude({})", d.text()),
        Reach::Symmetric(d) => format!(".extrude({}, both=True)", d.text()),
        Reach::TwoSides { forward, backward } => {
            chain.push(format!(".workplane(offset={})", backward.times(-1.0).text()));
            format!(".extrude({})", forward.plus(backward).text())
        }
    };
    let mut drawn = false;
    for row in rows_of_circles(prism.regions.iter().flat_map(|r| r.outlines())) {
        match row {
            Drawn::Circles(circles) => push_circles(&mut chain, &circles, drawn),
            Drawn::Path(outline, corners) => push_path(&mut chain, outline, corners, drawn),
        }
        drawn = true;
    }
    chain.push(last);
    chain
}

fn workplane(plane: &Plane) -> String {
    match plane.name() {
        Some(name) if plane.at_zero() => format!("cq.Workplane(\"{name}\")"),
        Some(name) => format!("cq.Workplane(\"{name}\", origin=({}))", plane.origin_text()),
        None => format!(
            "cq.Workplane(cq.Plane(origin=({}), xDir={}, normal={}))",
            plane.origin_text(),
            vector(plane.frame.x),
            vector(plane.frame.z())
        ),
    }
}

fn point(at: &[Expression; 2]) -> String {
    format!("({}, {})", at[0].text(), at[1].text())
}

/// Goes to a place; only the first thing drawn finds itself at zero.
fn push_place(chain: &mut Chain, at: &[Expression; 2], drawn: bool) {
    if drawn || !at.iter().all(Expression::is_zero) {
        chain.push(format!(".moveTo{}", point(at)));
    }
}

fn push_circles(chain: &mut Chain, circles: &[&Round], drawn: bool) {
    let circle = format!(".circle({})", circles[0].radius.text());
    if let [only] = circles {
        push_place(chain, &only.center, drawn);
        chain.push(circle);
        return;
    }
    let points: Vec<String> = circles.iter().map(|c| point(&c.center)).collect();
    chain.extend(python::list(".pushPoints(", &points, &format!("){circle}")));
}

fn push_path(chain: &mut Chain, outline: &Outline, corners: &[Corner], drawn: bool) {
    if let Some(rectangle) = outline.rectangle() {
        let [width, height] = rectangle.size.each_ref().map(Expression::text);
        let (at, how) = if rectangle.is_centered() {
            (rectangle.center(), "")
        } else {
            (rectangle.low.clone(), ", centered=False")
        };
        push_place(chain, &at, drawn);
        chain.push(format!(".rect({width}, {height}{how})"));
        return;
    }
    if Outline::is_straight(corners) {
        let points: Vec<String> = corners.iter().map(|c| point(&c.at)).collect();
        chain.extend(python::list(".polyline(", &points, ").close()"));
        return;
    }
    chain.push(format!(".moveTo{}", point(&corners[0].at)));
    for (i, (from, to)) in Outline::edges(corners).enumerate() {
        match from.bend {
            Some(bend) => {
                let middle = if bend.driven {
                    format!("arc_middle({}, {}, {})", point(&from.at), point(&to.at), short(bend.sweep.to_degrees()))
                } else {
                    format!("({}, {})", short(bend.middle.x), short(bend.middle.y))
                };
                chain.push(format!(".threePointArc({middle}, {})", point(&to.at)));
            }
            // `close` draws the last line.
            None if i + 1 == corners.len() => {}
            None => chain.push(format!(".lineTo{}", point(&to.at))),
        }
    }
    chain.push(".close()".into());
}
