//! Onshape FeatureScript: a feature with the part's parameters in its dialog.

use super::expression::Expression;
use super::plan::{Action, Plan, Prism, Sequence, Solid, Verb};
use super::planner::{Placing, plan};
use super::sketch::{Outline, Round};
use super::words::{Names, Spelling, short};
use crate::geom::Vec3;
use crate::program::{Program, Quantity};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The version of the standard library that the script asks for.
const VERSION: &str = "2455";

/// Words of the language, and what the scripts name of the standard library or define themselves.
const TAKEN: &[&str] = &[
    "annotation",
    "array",
    "as",
    "boolean",
    "box",
    "break",
    "builtin",
    "case",
    "catch",
    "const",
    "continue",
    "default",
    "do",
    "else",
    "enum",
    "export",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "inf",
    "is",
    "map",
    "new",
    "number",
    "operator",
    "precondition",
    "predicate",
    "return",
    "returns",
    "string",
    "switch",
    "throw",
    "true",
    "try",
    "type",
    "typecheck",
    "typeconvert",
    "undefined",
    "var",
    "while",
    "context",
    "id",
    "definition",
    "part",
    "arcMiddle",
    "vector",
    "plane",
    "millimeter",
    "meter",
    "radian",
    "degree",
    "toWorld",
    "coordSystem",
    "tan",
    "sin",
    "cos",
    "abs",
    "min",
    "max",
    "sqrt",
    "floor",
    "ceil",
    "round",
    "size",
    "append",
    "cross",
    "dot",
    "norm",
    "normalize",
    "line",
    "sketches",
    "isLength",
    "isReal",
    "isAngle",
    "unitless",
    "box3d",
    "transform",
    "print",
    "println",
    "debug",
    "range",
];

const ARC_MIDDLE: &str = "
// The point halfway along an arc that turns through an angle, counter-clockwise positive
function arcMiddle(start is Vector, end is Vector, angle is ValueWithUnits) returns Vector
{
    const bulge = tan(angle / 4) / 2;
    const chord = end - start;
    return (start + end) / 2 + vector(bulge * chord[1], -bulge * chord[0]);
}
";

/// The program as an Onshape feature: its parameters in the dialog, a sketch and a solid a step.
///
/// The script is held against the language's grammar, the standard library's functions and the keys they want, but
/// Onshape is a service and was not asked: neither script nor solid is proved. What is said of numbers and bodies at
/// [`crate::export::cadquery`] holds here too.
///
/// ```
/// use resolid_program::{export, geom::*, *};
/// let disc = Profile::solid(Loop::circle(Vec2::ZERO, 12.5));
/// let step = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: 4.0 }, Mode::New);
/// let script = export::featurescript(&Program { steps: vec![step], ..Program::default() });
/// assert!(script.contains("\"radius\" : 12.5 * millimeter"));
/// ```
pub fn featurescript(program: &Program) -> String {
    let plan = plan(program, Names::avoiding(TAKEN).spelled(Spelling::Camel), Placing::Turned);
    let mut script = Script { plan: &plan, out: String::new() };
    let _ = write!(
        script.out,
        "FeatureScript {VERSION};\nimport(path : \"onshape/std/geometry.fs\", version : \"{VERSION}.0\");\n\n\
         // A FeatureScript written by Resolid: {}.\n// {}\n",
        plan.steps_text(),
        plan.unit_text()
    );
    if plan.bends {
        script.out.push_str(ARC_MIDDLE);
    }
    for function in &plan.functions {
        let _ = write!(
            script.out,
            "\n// Definition: {}\nfunction {}(context is Context, id is Id) returns Query\n{{\n",
            function.title, function.name
        );
        let bodies = script.sequence(&function.part, "    ");
        let _ = write!(script.out, "    return {bodies};\n}}\n");
    }
    script.out.push_str(
        "\nannotation { \"Feature Type Name\" : \"Part\" }\n\
         export const part = defineFeature(function(context is Context, id is Id, definition is map)\n    \
         precondition\n    {\n",
    );
    for p in &plan.parameters {
        let (check, unit, bounds, limit) = match p.quantity {
            Quantity::Length => ("isLength", "millimeter", "LengthBoundSpec", "1e5"),
            Quantity::Angle => ("isReal", "unitless", "RealBoundSpec", "1e6"),
        };
        let _ = write!(
            script.out,
            "        annotation {{ \"Name\" : \"{}\" }}\n        {check}(definition.{}, {{ ({unit}) : [-{limit}, {}, {limit}] }} as {bounds});\n",
            title(&p.name),
            p.name,
            p.value_text()
        );
    }
    script.out.push_str("    }\n    {\n");
    if !plan.parameters.is_empty() {
        script.out.push_str("        // Parameters, in millimetres\n");
        for p in &plan.parameters {
            let unit = if p.quantity == Quantity::Length { " / millimeter" } else { "" };
            let _ = writeln!(script.out, "        const {0} = definition.{0}{unit};", p.name);
        }
    }
    script.sequence(&plan.part, "        ");
    script.out.push_str("    });\n");
    script.out
}

/// `baseDepth` as "Base depth".
fn title(name: &str) -> String {
    let mut out = String::new();
    for (i, c) in name.chars().enumerate() {
        match c {
            c if i == 0 => out.push(c.to_ascii_uppercase()),
            c if c.is_ascii_uppercase() => out.extend([' ', c.to_ascii_lowercase()]),
            '_' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

struct Script<'a> {
    plan: &'a Plan,
    out: String,
}

impl Script<'_> {
    fn line(&mut self, indent: &str, text: &str) {
        let _ = writeln!(self.out, "{indent}{text}");
    }

    /// Writes the actions, and gives the expression of the bodies they make.
    fn sequence(&mut self, sequence: &Sequence, indent: &str) -> String {
        let mut names = sequence.names.clone();
        let (mut sketches, mut tools): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let mut declared: BTreeSet<&str> = BTreeSet::new();
        for action in &sequence.actions {
            match action {
                Action::Step(_) | Action::Meet | Action::Gone { .. } => action.comment(&mut self.out, "//", indent),
                Action::Make { variable, solid, body } => {
                    let solid = self.solid(solid, indent, &mut names, &mut sketches);
                    // A body of which nothing was left may begin anew.
                    let var = if declared.insert(variable) { "var " } else { "" };
                    self.line(indent, &format!("{var}{variable} = {solid};"));
                    if !body {
                        tools.push(variable.clone());
                    }
                }
                Action::Combine { variable, verb, solid } => {
                    let kept = matches!(solid, Solid::Variable(name) if tools.contains(name));
                    let solid = self.solid(solid, indent, &mut names, &mut sketches);
                    let id = names.take(&format!("{variable}_boolean"), "boolean");
                    self.line(indent, &format!("opBoolean(context, id + \"{id}\", {{"));
                    let (operands, operation) = match verb {
                        Verb::Join => (format!("\"tools\" : qUnion([{variable}, {solid}])"), "UNION"),
                        Verb::Cut => (format!("\"targets\" : {variable}, \"tools\" : {solid}"), "SUBTRACTION"),
                        Verb::Intersect => {
                            (format!("\"targets\" : {variable}, \"tools\" : {solid}"), "SUBTRACT_COMPLEMENT")
                        }
                    };
                    let kept = if kept { ", \"keepTools\" : true" } else { "" };
                    self.line(indent, &format!("    {operands}{kept},"));
                    self.line(indent, &format!("    \"operationType\" : BooleanOperationType.{operation}"));
                    self.line(indent, "});");
                }
            }
        }
        let done: Vec<String> =
            sketches.iter().map(|s| format!("qCreatedBy(id + \"{s}\", EntityType.BODY)")).chain(tools).collect();
        if !done.is_empty() {
            let _ = writeln!(self.out, "\n{indent}// Sketches and tools have done their work");
            self.line(indent, "opDeleteBodies(context, id + \"deleteSketches\", {");
            self.line(indent, "    \"entities\" : qUnion([");
            self.line(indent, &format!("        {}", done.join(&format!(",\n{indent}        "))));
            self.line(indent, "    ])");
            self.line(indent, "});");
        }
        match sequence.bodies.as_slice() {
            [body] => body.clone(),
            bodies => format!("qUnion([{}])", bodies.join(", ")),
        }
    }

    /// The query of a solid, after the lines that make it.
    fn solid(&mut self, solid: &Solid, indent: &str, names: &mut Names, sketches: &mut Vec<String>) -> String {
        let name = match solid {
            Solid::Variable(name) => return name.clone(),
            Solid::Placed(placed) => {
                let name = &placed.name;
                let query = names.take(&format!("{name}_part"), "part");
                let function = &self.plan.functions[placed.function].name;
                self.line(indent, &format!("const {query} = {function}(context, id + \"{name}\");"));
                let (f, id) = (&placed.frame, names.take(&format!("{name}_transform"), "transform"));
                self.line(indent, &format!("opTransform(context, id + \"{id}\", {{"));
                self.line(indent, &format!("    \"bodies\" : {query},"));
                let axes = format!("{}, {}", direction(f.x), direction(f.z()));
                let origin = format!("{} * millimeter", direction(f.origin));
                self.line(indent, &format!("    \"transform\" : toWorld(coordSystem({origin}, {axes}))"));
                self.line(indent, "});");
                return query;
            }
            Solid::Prism(prism) => {
                self.prism(prism, indent, names, sketches);
                &prism.name
            }
        };
        format!("qCreatedBy(id + \"{name}\", EntityType.BODY)")
    }

    fn prism(&mut self, prism: &Prism, indent: &str, names: &mut Names, sketches: &mut Vec<String>) {
        let [from, height] = prism.reach.span();
        let (x, z) = (direction(prism.plane.frame.x), direction(prism.plane.frame.z()));
        let normal = prism.plane.frame.z().to_array();
        let at = [0, 1, 2].map(|i| match normal[i] {
            n if n.abs() < 1e-15 => prism.plane.origin[i].text(),
            n => prism.plane.origin[i].plus(&from.times(n)).text(),
        });
        let sketch = names.take(&format!("{}_sketch", prism.name), "sketch");
        self.line(indent, &format!("const {sketch} = newSketchOnPlane(context, id + \"{sketch}\", {{"));
        let plane = format!("plane(vector({}) * millimeter, {z}, {x})", at.join(", "));
        self.line(indent, &format!("    \"sketchPlane\" : {plane}"));
        self.line(indent, "});");
        let mut count = 0;
        for outline in prism.regions.iter().flat_map(|r| r.outlines()) {
            self.outline(&sketch, outline, &mut count, indent);
        }
        self.line(indent, &format!("skSolve({sketch});"));
        self.line(indent, &format!("opExtrude(context, id + \"{}\", {{", prism.name));
        self.line(indent, &format!("    \"entities\" : qSketchRegion(id + \"{sketch}\", true),"));
        self.line(indent, &format!("    \"direction\" : {z},"));
        self.line(indent, "    \"endBound\" : BoundingType.BLIND,");
        self.line(indent, &format!("    \"endDepth\" : {}", length(&height)));
        self.line(indent, "});");
        sketches.push(sketch);
    }

    fn outline(&mut self, sketch: &str, outline: &Outline, count: &mut usize, indent: &str) {
        let mut call = |this: &mut Self, kind: &str, fields: &str| {
            *count += 1;
            this.line(indent, &format!("sk{kind}({sketch}, \"{}{count}\", {{ {fields} }});", lower(kind)));
        };
        let corners = match outline {
            Outline::Circle(Round { center, radius }) => {
                let fields = format!("\"center\" : {}, \"radius\" : {}", point(center), length(radius));
                return call(self, "Circle", &fields);
            }
            Outline::Path(corners) => corners,
        };
        if let Some(rectangle) = outline.rectangle() {
            let high = [0, 1].map(|axis| rectangle.low[axis].plus(&rectangle.size[axis]));
            let fields = format!("\"firstCorner\" : {}, \"secondCorner\" : {}", point(&rectangle.low), point(&high));
            return call(self, "Rectangle", &fields);
        }
        for (from, to) in Outline::edges(corners) {
            let ends = format!("\"start\" : {}, \"end\" : {}", point(&from.at), point(&to.at));
            match from.bend {
                None => call(self, "LineSegment", &ends),
                Some(bend) => {
                    let middle = if bend.driven {
                        let degrees = short(bend.sweep.to_degrees());
                        format!("arcMiddle({}, {}, {degrees} * degree)", point(&from.at), point(&to.at))
                    } else {
                        format!("vector({}, {}) * millimeter", short(bend.middle.x), short(bend.middle.y))
                    };
                    let start = format!("\"start\" : {}, \"mid\" : {middle}", point(&from.at));
                    call(self, "Arc", &format!("{start}, \"end\" : {}", point(&to.at)));
                }
            }
        }
    }
}

fn lower(kind: &str) -> String {
    let (first, rest) = kind.split_at(1);
    first.to_ascii_lowercase() + rest
}

fn length(e: &Expression) -> String {
    format!("{} * millimeter", e.factor_text())
}

fn point(at: &[Expression; 2]) -> String {
    format!("vector({}, {}) * millimeter", at[0].text(), at[1].text())
}

fn direction(v: Vec3) -> String {
    format!("vector({}, {}, {})", short(v.x), short(v.y), short(v.z))
}
