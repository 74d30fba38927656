//! KCL scripts, for Zoo Design Studio.

use super::expression::Expression;
use super::plan::{Plane, Prism, Sequence, Solid};
use super::planner::{Placing, plan};
use super::sketch::{Corner, Outline, Region, Round};
use super::tree::{Tree, trees};
use super::words::{Names, Spelling, short};
use crate::geom::Vec3;
use crate::program::{Program, Quantity};
use std::collections::BTreeMap;
use std::fmt::Write;

const TAKEN: &[&str] = &[
    "fn",
    "return",
    "if",
    "else",
    "as",
    "import",
    "export",
    "from",
    "true",
    "false",
    "nil",
    "let",
    "var",
    "record",
    "struct",
    "object",
    "enum",
    "for",
    "while",
    "loop",
    "mod",
    "self",
    "std",
    "X",
    "Y",
    "Z",
    "XY",
    "XZ",
    "YZ",
    "PI",
    "E",
    "TAU",
    "START",
    "END",
    "HIDDEN",
    "arc",
    "line",
    "circle",
    "close",
    "extrude",
    "union",
    "subtract",
    "intersect",
    "subtract2d",
    "startSketchOn",
    "startProfile",
    "offsetPlane",
    "clone",
    "rectangle",
    "arcMiddle",
    "part",
    "abs",
    "cos",
    "sin",
    "tan",
    "min",
    "max",
    "sqrt",
    "floor",
    "ceil",
    "round",
    "pow",
    "map",
    "reduce",
    "push",
    "pop",
    "concat",
    "rotate",
    "translate",
    "scale",
    "mirror2d",
    "shell",
    "fillet",
    "chamfer",
    "revolve",
    "sweep",
    "loft",
    "hole",
    "helix",
    "polygon",
    "ellipse",
    "split",
    "hollow",
    "flatten",
    "count",
    "range",
    "sketch",
    "region",
    "point",
    "mm",
    "cm",
    "m",
    "inch",
    "ft",
    "yd",
    "deg",
    "rad",
    "turn",
    "appearance",
    "assert",
    "log",
    "ln",
    "units",
    "rem",
    "tag",
];

const ARC_MIDDLE: &str = "
// The point halfway along an arc that turns through an angle, counter-clockwise positive
fn arcMiddle(@start, end, angle) {
  bulge = tan(angle / 4) / 2
  dx = end[0] - start[0]
  dy = end[1] - start[1]
  return [(start[0] + end[0]) / 2 + bulge * dy, (start[1] + end[1]) / 2 - bulge * dx]
}
";

/// The program as a KCL script: named parameters on top, a sketch and a solid a step, the Booleans last.
///
/// Zoo's own library reads and checks it (`make test-tools`), but its geometry engine is a service and was not asked:
/// the solid is not proved. What is said of numbers and bodies at [`crate::export::cadquery`] holds here too.
///
/// ```
/// use resolid_program::{export, geom::*, *};
/// let disc = Profile::solid(Loop::circle(Vec2::ZERO, 12.5));
/// let step = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: 4.0 }, Mode::New);
/// let script = export::kcl(&Program { steps: vec![step], ..Program::default() });
/// assert!(script.contains("solid = startSketchOn(XY)\n  |> circle(center = [0, 0], radius = 12.5)\n  |> extrude(length = 4)"));
/// ```
pub fn kcl(program: &Program) -> String {
    let names = Names::avoiding(TAKEN).spelled(Spelling::Camel);
    let plan = plan(program, names, Placing::Drawn);
    let mut script = Script { out: String::new(), functions: Vec::new() };
    for function in &plan.functions {
        let _ = writeln!(script.out, "\n// Definition: {}\nfn {}() {{", function.title, function.name);
        let solids = script.sequence(&function.part, "  ");
        let _ = writeln!(script.out, "  return {}\n}}", listed(&solids));
        script.functions.push((function.name.clone(), solids.len()));
    }
    script.sequence(&plan.part, "");
    let mut out = format!(
        "// A KCL script written by Resolid: {}.\n// {}\n@settings(defaultLengthUnit = mm)\n",
        plan.steps_text(),
        plan.unit_text()
    );
    if !plan.parameters.is_empty() {
        out.push_str("\n// Parameters\n");
        for p in &plan.parameters {
            let note = if p.quantity == Quantity::Angle { " // radians" } else { "" };
            let _ = writeln!(out, "{} = {}{note}", p.name, p.value_text());
        }
    }
    if plan.bends {
        out.push_str(ARC_MIDDLE);
    }
    out + &script.out
}

struct Script {
    out: String,
    /// Name of each function, and the number of solids it returns.
    functions: Vec<(String, usize)>,
}

/// `a`, or `[a, b]`.
fn listed(items: &[String]) -> String {
    if let [only] = items { only.clone() } else { format!("[{}]", items.join(", ")) }
}

impl Script {
    /// Writes solids and bodies, and gives the expressions of what is left.
    fn sequence(&mut self, sequence: &Sequence, indent: &str) -> Vec<String> {
        let trees = trees(sequence);
        let mut names = sequence.names.clone();
        // Expressions of a solid's parts.
        let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (head, solids) in &trees.steps {
            let gap = if self.out.ends_with("{\n") { "" } else { "\n" };
            let _ = writeln!(self.out, "{gap}{indent}// {}", head.text);
            for solid in solids {
                let (name, count) = match solid {
                    Solid::Prism(prism) => (&prism.name, self.prism(prism, indent, &mut names)),
                    Solid::Placed(placed) => {
                        let (function, count) = &self.functions[placed.function];
                        let _ = writeln!(self.out, "{indent}{} = {function}()", placed.name);
                        (&placed.name, *count)
                    }
                    Solid::Variable(_) => continue,
                };
                let all = match count {
                    1 => vec![name.clone()],
                    n => (0..n).map(|i| format!("{name}[{i}]")).collect(),
                };
                parts.insert(name.clone(), all);
            }
        }
        let mut uses = BTreeMap::new();
        trees.bodies.iter().for_each(|(_, tree)| count(tree, &mut uses));
        let mut booleans = Booleans { parts, uses, lines: Vec::new(), names };
        let left: Vec<String> =
            trees.bodies.iter().flat_map(|(variable, tree)| booleans.items(tree, variable)).collect();
        if !booleans.lines.is_empty() {
            let _ = writeln!(self.out, "\n{indent}// The part");
        }
        for line in &booleans.lines {
            let _ = writeln!(self.out, "{indent}{line}");
        }
        left
    }

    /// Writes a prism, and gives the number of solids it is.
    fn prism(&mut self, prism: &Prism, indent: &str, names: &mut Names) -> usize {
        let [from, height] = prism.reach.span();
        let mut plane = named_plane(&prism.plane, &from);
        if plane.contains('\n') {
            let name = names.take(&format!("{}_plane", prism.name), "plane");
            let _ = writeln!(self.out, "{indent}{name} = {}", plane.replace('\n', &format!("\n{indent}")));
            plane = name;
        }
        let profiles: Vec<Vec<String>> = prism.regions.iter().map(|r| region(&plane, r)).collect();
        let length = format!("extrude(length = {})", height.text());
        if let [only] = profiles.as_slice() {
            self.pipe(&prism.name, only.iter().cloned().chain([length]), indent);
            return 1;
        }
        let mut drawn = Vec::new();
        for lines in &profiles {
            let name = names.take(&format!("{}_profile", prism.name), "profile");
            self.pipe(&name, lines.iter().cloned(), indent);
            drawn.push(name);
        }
        let _ =
            writeln!(self.out, "{indent}{} = extrude([{}], length = {})", prism.name, drawn.join(", "), height.text());
        drawn.len()
    }

    fn pipe(&mut self, name: &str, calls: impl Iterator<Item = String>, indent: &str) {
        for (i, call) in calls.enumerate() {
            let start = if i == 0 { format!("{name} = ") } else { "  |> ".into() };
            let _ = writeln!(self.out, "{indent}{start}{call}");
        }
    }
}

/// The Booleans of a list of bodies. A solid that a Boolean has taken in is gone, so that a second one needs a copy.
struct Booleans {
    parts: BTreeMap<String, Vec<String>>,
    /// How often each solid is still to be used.
    uses: BTreeMap<String, usize>,
    lines: Vec<String>,
    names: Names,
}

impl Booleans {
    /// The expressions of a tree's solids, after the lines that make them.
    fn items(&mut self, tree: &Tree, wish: &str) -> Vec<String> {
        let (call, parts) = match tree {
            Tree::Leaf(solid) => {
                let parts = self.parts.get(solid.name()).cloned().unwrap_or_default();
                let left = self.uses.entry(solid.name().to_owned()).or_default();
                *left = left.saturating_sub(1);
                let last = *left == 0;
                return parts.into_iter().map(|p| if last { p } else { format!("clone({p})") }).collect();
            }
            Tree::Union(parts) => ("union", parts),
            Tree::Difference(parts) => ("subtract", parts),
            Tree::Intersection(parts) => ("intersect", parts),
        };
        // Solids as they are come after those that take lines of their own: their use is later.
        let mut items: Vec<Vec<String>> = vec![Vec::new(); parts.len()];
        for leaves in [false, true] {
            for (part, items) in parts.iter().zip(&mut items).filter(|(p, _)| matches!(p, Tree::Leaf(_)) == leaves) {
                *items = self.items(part, wish);
            }
        }
        let name = self.names.take(wish, "body");
        let line = match call {
            "subtract" => format!("subtract([{}], tools = [{}])", items[0].join(", "), items[1..].concat().join(", ")),
            "intersect" => {
                // What all share: each operand in one piece first.
                let whole: Vec<String> = items.into_iter().map(|i| self.whole(i, wish)).collect();
                format!("intersect([{}])", whole.join(", "))
            }
            _ => format!("union([{}])", items.concat().join(", ")),
        };
        self.lines.push(format!("{name} = {line}"));
        vec![name]
    }

    fn whole(&mut self, items: Vec<String>, wish: &str) -> String {
        if let [only] = items.as_slice() {
            return only.clone();
        }
        let name = self.names.take(wish, "body");
        self.lines.push(format!("{name} = union([{}])", items.join(", ")));
        name
    }
}

/// Counts how often each solid is used.
fn count(tree: &Tree, uses: &mut BTreeMap<String, usize>) {
    match tree {
        Tree::Leaf(solid) => *uses.entry(solid.name().to_owned()).or_default() += 1,
        Tree::Union(parts) | Tree::Difference(parts) | Tree::Intersection(parts) => {
            parts.iter().for_each(|p| count(p, uses));
        }
    }
}

/// The calls that draw a region.
fn region(plane: &str, region: &Region) -> Vec<String> {
    let start = format!("startSketchOn({plane})");
    let mut calls = vec![start.clone()];
    calls.extend(outline(&region.outer));
    for hole in &region.holes {
        match hole {
            Outline::Circle(c) => {
                calls.push(format!("subtract2d(tool = circle({start}, {}))", circle(c)));
            }
            path => {
                let lines = outline(path);
                calls.push(format!("subtract2d(tool = {start}\n      |> {})", lines.join("\n      |> ")));
            }
        }
    }
    calls
}

fn circle(c: &Round) -> String {
    format!("center = {}, radius = {}", point(&c.center), c.radius.text())
}

fn outline(outline: &Outline) -> Vec<String> {
    let corners = match outline {
        Outline::Circle(c) => return vec![format!("circle({})", circle(c))],
        Outline::Path(corners) => corners,
    };
    let mut calls = vec![format!("startProfile(at = {})", point(&corners[0].at))];
    for (i, (from, to)) in Outline::edges(corners).enumerate() {
        match from.bend {
            Some(_) => calls.push(arc(from, to)),
            // `close` draws the last line.
            None if i + 1 == corners.len() => {}
            None => calls.push(format!("line(endAbsolute = {})", point(&to.at))),
        }
    }
    calls.push("close()".into());
    calls
}

fn arc(from: &Corner, to: &Corner) -> String {
    let middle = match from.bend {
        Some(bend) if bend.driven => format!(
            "arcMiddle({}, end = {}, angle = {}deg)",
            point(&from.at),
            point(&to.at),
            short(bend.sweep.to_degrees())
        ),
        Some(bend) => format!("[{}, {}]", short(bend.middle.x), short(bend.middle.y)),
        None => point(&from.at),
    };
    format!("arc(interiorAbsolute = {middle}, endAbsolute = {})", point(&to.at))
}

fn point(at: &[Expression; 2]) -> String {
    format!("[{}, {}]", at[0].text(), at[1].text())
}

/// The plane by name where it has one, else by its zero and axes; its zero is moved by `from` along its normal.
fn named_plane(plane: &Plane, from: &Expression) -> String {
    let normal = plane.frame.z().to_array();
    let at = [0, 1, 2].map(|i| match normal[i] {
        n if n.abs() < 1e-15 => plane.origin[i].clone(),
        n => plane.origin[i].plus(&from.times(n)),
    });
    let zero = |axes: [usize; 2]| axes.iter().all(|&i| at[i].is_zero());
    match plane.name() {
        Some(name @ ("XY" | "XZ" | "YZ")) if at.iter().all(Expression::is_zero) => return name.to_owned(),
        Some("XY") if zero([0, 1]) => return format!("offsetPlane(XY, offset = {})", at[2].text()),
        Some("YZ") if zero([1, 2]) => return format!("offsetPlane(YZ, offset = {})", at[0].text()),
        _ => {}
    }
    let direction = |v: Vec3| format!("{{ x = {}, y = {}, z = {} }}", short(v.x), short(v.y), short(v.z));
    format!(
        "{{\n  origin = {{ x = {}, y = {}, z = {} }},\n  xAxis = {},\n  yAxis = {}\n}}",
        at[0].text(),
        at[1].text(),
        at[2].text(),
        direction(plane.frame.x),
        direction(plane.frame.y)
    )
}
