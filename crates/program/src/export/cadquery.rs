//! CadQuery scripts.

use super::words::{Expression, Names, one_line, short, vector};
use crate::evaluate::Evaluator;
use crate::flatten::{Prism, flatten};
use crate::geom::{Aabb3, Circle, Curve, Edge, Frame, Loop, Profile, Vec2, Vec3};
use crate::program::{
    Combine, Definition, Extent, Extrude, Mode, Operation, Placement, Program, Quantity, Slot, Step, Targets, Unit,
};
use crate::region::merged;
use std::fmt::Write;

/// Words a script must not use for its own names: the language's, and those it imports or ends in.
const TAKEN: &[&str] = &[
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
    "cq",
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
];

/// The planes CadQuery knows by name, with their x and y axes.
const PLANES: [(&str, Vec3, Vec3); 6] = [
    ("XY", Vec3::X, Vec3::Y),
    ("YZ", Vec3::Y, Vec3::Z),
    ("ZX", Vec3::Z, Vec3::X),
    ("XZ", Vec3::X, Vec3::Z),
    ("YX", Vec3::Y, Vec3::X),
    ("ZY", Vec3::Z, Vec3::Y),
];

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
    let mut names = Names::avoiding(TAKEN);
    let parameters: Vec<(String, String)> =
        program.parameters.iter().map(|p| (p.name.clone(), names.free(p.name.clone()))).collect();
    let mut script = Script { program, parameters, names, text: String::new(), bends: false };
    let definitions = script.definitions();
    let mut body = String::new();
    std::mem::swap(&mut body, &mut script.text);
    let result = script.steps(&program.steps, None, &definitions, "");
    std::mem::swap(&mut body, &mut script.text);
    // `text` holds the definitions and `body` the steps.
    let mut out = script.header();
    out.push_str(&script.text);
    out.push_str(&body);
    let _ = write!(
        out,
        "\nresult = {result}\n\nif __name__ == \"__main__\":\n    cq.exporters.export(result, \"result.step\")\n"
    );
    out
}

struct Script<'a> {
    program: &'a Program,
    /// Each parameter's name in the program and in the script.
    parameters: Vec<(String, String)>,
    names: Names,
    text: String,
    /// Whether an arc's middle has to be computed when the script runs.
    bends: bool,
}

/// A body as the script holds it.
struct Body {
    variable: String,
    /// The steps it may be named by.
    known_by: Vec<usize>,
    bounds: Aabb3,
    /// Placed to be joined: it is united with the rest in the end.
    joins: bool,
    /// Cut or intersected away: CadQuery has no empty solid to go on with.
    gone: bool,
    /// What made it, as prisms of its own list: asked whether anything is left.
    history: Vec<Prism>,
}

impl Body {
    /// Lets `tools` act on the body, or, where it has none yet, begin it.
    fn act(&mut self, mode: Mode, tools: &[Prism]) {
        for tool in tools {
            let own: Vec<usize> = (0..self.history.len()).filter(|&i| self.history[i].mode == Mode::New).collect();
            let (mode, targets) = if own.is_empty() { (Mode::New, None) } else { (mode, Some(own)) };
            self.history.push(Prism { mode, targets, ..tool.clone() });
        }
    }

    /// Takes in another body's history, its own indices behind this one's.
    fn take_in(&mut self, other: Vec<Prism>) {
        let shift = self.history.len();
        self.history.extend(other.into_iter().map(|mut prism| {
            prism.targets.iter_mut().flatten().for_each(|t| *t += shift);
            prism
        }));
    }

    /// Whether cuts and intersections have left nothing.
    fn is_empty(&self) -> bool {
        let rest = Evaluator::from_prisms(self.history.clone());
        rest.volume() <= 1e-9 * rest.bounds().size().element_product().max(f64::MIN_POSITIVE)
    }
}

/// A method chain, one call a line.
type Chain = Vec<String>;

impl Script<'_> {
    fn header(&self) -> String {
        let mut out = String::new();
        let steps = self.program.steps.len();
        let _ =
            writeln!(out, "# A CadQuery script written by Resolid: {steps} step{}.", if steps == 1 { "" } else { "s" });
        let unit = match self.program.unit {
            Unit::Mm => "Lengths are millimetres.",
            Unit::Cm => "Lengths are millimetres; the part is shown in centimetres.",
            Unit::M => "Lengths are millimetres; the part is shown in metres.",
            Unit::Inch => "Lengths are millimetres; the part is shown in inches.",
            Unit::Unknown => "The input had no unit: lengths are as it gave them.",
        };
        let _ = writeln!(out, "# {unit}\n");
        if self.bends {
            out.push_str("import math\n\n");
        }
        out.push_str("import cadquery as cq\n");
        if !self.program.parameters.is_empty() {
            out.push_str("\n# Parameters\n");
            for (p, (_, name)) in self.program.parameters.iter().zip(&self.parameters) {
                match p.quantity {
                    // Parameters may be counts or ratios in disguise: all digits that matter.
                    Quantity::Length => {
                        let _ = writeln!(out, "{name} = {}", short(p.value));
                    }
                    Quantity::Angle => {
                        let _ = writeln!(out, "{name} = {:?}  # radians", p.value);
                    }
                }
            }
        }
        if self.bends {
            out.push_str(concat!(
                "\n\ndef arc_middle(start, end, degrees):\n",
                "    \"\"\"The point halfway along an arc that turns through `degrees`, counter-clockwise positive.\"\"\"\n",
                "    bulge = math.tan(math.radians(degrees) / 4) / 2\n",
                "    dx, dy = end[0] - start[0], end[1] - start[1]\n",
                "    return ((start[0] + end[0]) / 2 + bulge * dy, (start[1] + end[1]) / 2 - bulge * dx)\n\n",
            ));
        }
        let placed = self.program.steps.iter().any(|s| !s.suppressed && matches!(s.operation, Operation::Place { .. }));
        if placed {
            out.push_str(concat!(
                "\n\ndef place(part, origin, x_dir=(1, 0, 0), normal=(0, 0, 1), mirrored=False):\n",
                "    \"\"\"The part, its x turned round if mirrored, then moved to a frame.\"\"\"\n",
                "    if mirrored:\n",
                "        part = part.mirror(\"YZ\")\n",
                "    frame = cq.Location(cq.Plane(origin=origin, xDir=x_dir, normal=normal))\n",
                "    return cq.Workplane(obj=part.val().moved(frame))\n",
            ));
        }
        out
    }

    /// Writes a function for each definition that is placed, and gives their names.
    fn definitions(&mut self) -> Vec<String> {
        let mut functions = Vec::new();
        for (index, definition) in self.program.definitions.iter().enumerate() {
            let name = self.names.take(&definition.name, "part");
            functions.push(name.clone());
            let placed = self.program.steps.iter().any(|s| {
                !s.suppressed && matches!(s.operation, Operation::Place { definition, .. } if definition == index)
            });
            if !placed {
                continue;
            }
            let _ = write!(self.text, "\n\n# Definition: {}\ndef {name}():\n", one_line(&definition.name));
            // Names inside a function are its own, but parameters stay taken.
            let outer = self.names.clone();
            let start = self.text.len();
            let result = self.steps(&definition.steps, Some(index), &[], "    ");
            // No blank line between `def` and its first comment.
            if self.text[start..].starts_with('\n') {
                self.text.remove(start);
            }
            self.names = outer;
            let _ = write!(self.text, "\n    return {result}\n\n");
        }
        functions
    }

    /// Writes a list of steps and gives the expression of what they build.
    fn steps(&mut self, steps: &[Step], definition: Option<usize>, functions: &[String], indent: &str) -> String {
        let mut bodies: Vec<Body> = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            self.comment(index, steps.len(), step, indent);
            if step.suppressed {
                continue;
            }
            match &step.operation {
                Operation::Extrude(extrude) => {
                    // The numbers of definitions cannot be bound.
                    let number = if definition.is_none() { Some(index) } else { None };
                    let chains = self.chains(extrude, number);
                    self.combine(&mut bodies, index, step, chains, extrude, indent);
                }
                Operation::Place { definition, placements } => {
                    let Some(function) = functions.get(*definition) else { continue };
                    let part = &self.program.definitions[*definition].steps;
                    for placement in placements {
                        self.place(&mut bodies, index, step, function, part, placement, indent);
                    }
                }
            }
        }
        self.united(bodies, indent)
    }

    fn comment(&mut self, index: usize, count: usize, step: &Step, indent: &str) {
        let number = index + 1;
        let mut line = format!("\n{indent}# Step {number} of {count}");
        if let Some(name) = step.name.as_deref().map(one_line).filter(|n| !n.is_empty()) {
            let _ = write!(line, ": {name}");
        }
        if let Some(group) = step.group.as_deref().map(one_line).filter(|g| !g.is_empty()) {
            let _ = write!(line, " ({group})");
        }
        if step.suppressed {
            line.push_str(", suppressed");
        }
        self.text.push_str(&line);
        self.text.push('\n');
    }

    /// Indices of the bodies a step acts on.
    fn targets(bodies: &[Body], combine: &Combine) -> Vec<usize> {
        (0..bodies.len())
            .filter(|&b| match &combine.targets {
                Targets::All => true,
                Targets::Bodies(steps) => bodies[b].known_by.iter().any(|s| steps.contains(s)),
            })
            .collect()
    }

    fn combine(
        &mut self,
        bodies: &mut Vec<Body>,
        index: usize,
        step: &Step,
        mut chains: Vec<Chain>,
        extrude: &Extrude,
        indent: &str,
    ) {
        let bounds = bounds(extrude, None);
        let tool = [Prism {
            frame: extrude.sketch.frame,
            profiles: extrude.sketch.profiles.clone(),
            range: extrude.extent.range(),
            mode: step.combine.mode,
            targets: None,
            step: index,
        }];
        let targets = Self::targets(bodies, &step.combine);
        let mode = step.combine.mode;
        let named = step.name.as_deref().unwrap_or("");
        if chains.is_empty() {
            return;
        }
        if mode == Mode::New || (mode == Mode::Join && targets.is_empty()) {
            let variable = self.names.take(named, "body");
            self.assign(&variable, &chains[0], indent);
            for chain in &chains[1..] {
                self.call(&variable, "union", chain, indent);
            }
            // A join that found its targets missing has no name to be aimed at.
            let known_by = if mode == Mode::New || bodies.is_empty() { vec![index] } else { Vec::new() };
            let mut body = Body { variable, known_by, bounds, joins: false, gone: false, history: Vec::new() };
            body.act(Mode::New, &tool);
            bodies.push(body);
            return;
        }
        if targets.is_empty() {
            return;
        }
        if targets.len() > 1 && mode != Mode::Join || (chains.len() > 1 && mode == Mode::Intersect) {
            let tool = self.names.take(named, "tool");
            self.assign(&tool, &chains[0], indent);
            for chain in &chains[1..] {
                self.call(&tool, "union", chain, indent);
            }
            chains = vec![vec![tool]];
        }
        match mode {
            Mode::New | Mode::Join => {
                let first = bodies[targets[0]].variable.clone();
                let mut gone = bodies[targets[0]].gone;
                for &other in targets[1..].iter().rev() {
                    let other = bodies.remove(other);
                    if !other.gone {
                        let _ = if gone {
                            writeln!(self.text, "{indent}{first} = {}", other.variable)
                        } else {
                            writeln!(self.text, "{indent}{first} = {first}.union({})", other.variable)
                        };
                        gone = false;
                    }
                    let body = &mut bodies[targets[0]];
                    body.known_by.extend(other.known_by);
                    body.take_in(other.history);
                    body.bounds = body.bounds.union(other.bounds);
                    body.joins |= other.joins;
                }
                for chain in &chains {
                    if gone {
                        self.assign(&first, chain, indent);
                    } else {
                        self.call(&first, "union", chain, indent);
                    }
                    gone = false;
                }
                bodies[targets[0]].gone = false;
                bodies[targets[0]].act(Mode::Join, &tool);
                let body = &mut bodies[targets[0]];
                body.bounds = body.bounds.union(bounds);
            }
            Mode::Cut | Mode::Intersect => {
                let method = if mode == Mode::Cut { "cut" } else { "intersect" };
                for &t in targets.iter().filter(|&&t| !bodies[t].gone) {
                    let variable = bodies[t].variable.clone();
                    for chain in &chains {
                        self.call(&variable, method, chain, indent);
                    }
                }
                targets.iter().for_each(|&t| bodies[t].act(mode, &tool));
                self.vanish(bodies, &targets, indent);
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn place(
        &mut self,
        bodies: &mut Vec<Body>,
        index: usize,
        step: &Step,
        function: &str,
        part: &[Step],
        placement: &Placement,
        indent: &str,
    ) {
        let f = &placement.frame;
        let mut call = format!("place({function}(), {}", vector(f.origin));
        let straight = (f.x - Vec3::X).length() < 1e-12 && (f.y - Vec3::Y).length() < 1e-12;
        if !straight {
            let _ = write!(call, ", x_dir={}, normal={}", vector(f.x), vector(f.z()));
        }
        if placement.mirrored {
            call.push_str(", mirrored=True");
        }
        call.push(')');
        let once = Program {
            definitions: vec![Definition { name: String::new(), steps: part.to_vec() }],
            steps: vec![Step {
                operation: Operation::Place { definition: 0, placements: vec![placement.clone()] },
                combine: Combine::all(Mode::New),
                ..step.clone()
            }],
            ..Program::default()
        };
        let prisms = flatten(&once);
        match step.combine.mode {
            Mode::New | Mode::Join => {
                let wish = placement.name.as_deref().or(step.name.as_deref()).unwrap_or(function);
                let variable = self.names.take(wish, "body");
                let _ = writeln!(self.text, "{indent}{variable} = {call}");
                let bounds = part
                    .iter()
                    .filter(|s| !s.suppressed)
                    .filter_map(Step::as_extrude)
                    .fold(Aabb3::EMPTY, |b, e| b.union(self::bounds(e, Some(placement))));
                let joins = step.combine.mode == Mode::Join;
                bodies.push(Body { variable, known_by: vec![index], bounds, joins, gone: false, history: prisms });
            }
            Mode::Cut | Mode::Intersect => {
                let method = if step.combine.mode == Mode::Cut { "cut" } else { "intersect" };
                let targets = Self::targets(bodies, &step.combine);
                for body in targets.iter().map(|&t| &bodies[t]).filter(|b| !b.gone) {
                    let _ = writeln!(self.text, "{indent}{0} = {0}.{method}({call})", body.variable);
                }
                targets.iter().for_each(|&t| bodies[t].act(step.combine.mode, &prisms));
                self.vanish(bodies, &targets, indent);
            }
        }
    }

    /// Marks those of the bodies just cut or intersected of which nothing is left.
    fn vanish(&mut self, bodies: &mut [Body], targets: &[usize], indent: &str) {
        for &t in targets {
            let body = &mut bodies[t];
            if !body.gone && body.is_empty() {
                body.gone = true;
                let _ = writeln!(self.text, "{indent}# Nothing is left of {}", body.variable);
            }
        }
    }

    /// The bodies as one expression; those that belong together are united first.
    fn united(&mut self, mut bodies: Vec<Body>, indent: &str) -> String {
        bodies.retain(|b| !b.gone);
        let mut i = 0;
        let mut said = false;
        while i < bodies.len() {
            let mut j = i + 1;
            while j < bodies.len() {
                if bodies[i].joins || bodies[j].joins || overlap(&bodies[i].bounds, &bodies[j].bounds) {
                    if !said {
                        let _ = writeln!(self.text, "\n{indent}# Bodies that meet are one");
                        said = true;
                    }
                    let other = bodies.remove(j);
                    let first = &mut bodies[i];
                    let _ = writeln!(self.text, "{indent}{0} = {0}.union({1})", first.variable, other.variable);
                    first.bounds = first.bounds.union(other.bounds);
                    first.joins |= other.joins;
                    // The grown body may reach one it was judged apart from before.
                    j = i + 1;
                } else {
                    j += 1;
                }
            }
            i += 1;
        }
        match bodies.as_slice() {
            [] => "cq.Workplane()".into(),
            [body] => body.variable.clone(),
            _ => {
                let values: Vec<String> = bodies.iter().map(|b| format!("{}.val()", b.variable)).collect();
                format!("cq.Workplane(obj=cq.Compound.makeCompound([{}]))", values.join(", "))
            }
        }
    }

    fn assign(&mut self, variable: &str, chain: &Chain, indent: &str) {
        if let [single] = chain.as_slice() {
            let _ = writeln!(self.text, "{indent}{variable} = {single}");
            return;
        }
        let _ = writeln!(self.text, "{indent}{variable} = (");
        self.lines(chain, indent);
        let _ = writeln!(self.text, "{indent})");
    }

    fn call(&mut self, variable: &str, method: &str, chain: &Chain, indent: &str) {
        if let [single] = chain.as_slice() {
            let _ = writeln!(self.text, "{indent}{variable} = {variable}.{method}({single})");
            return;
        }
        let _ = writeln!(self.text, "{indent}{variable} = {variable}.{method}(");
        self.lines(chain, indent);
        let _ = writeln!(self.text, "{indent})");
    }

    fn lines(&mut self, chain: &Chain, indent: &str) {
        for line in chain {
            let _ = writeln!(self.text, "{indent}    {line}");
        }
    }

    /// The extrusion as method chains whose solids' union it is. `step` is where its numbers may be bound.
    fn chains(&mut self, extrude: &Extrude, step: Option<usize>) -> Vec<Chain> {
        let profiles = &extrude.sketch.profiles;
        if apart(profiles) {
            return vec![self.chain(extrude, step, profiles, true)];
        }
        // Regions that touch: their outline, if it says the same; else one solid each.
        let size = profiles.iter().map(|p| p.bounds().diagonal()).fold(0.0, f64::max);
        let outline = merged(profiles, 1e-9 * size);
        let area = |list: &[Profile]| list.iter().map(Profile::area).sum::<f64>();
        let driven = step.is_some_and(|s| self.program.bindings.iter().any(|b| b.slot.step() == s));
        if !driven && apart(&outline) && (area(&outline) - area(profiles)).abs() < 1e-9 * size * size {
            return vec![self.chain(extrude, None, &outline, false)];
        }
        profiles.iter().enumerate().map(|(i, p)| self.chain_of(extrude, step, &[(i, p)])).collect()
    }

    fn chain(&mut self, extrude: &Extrude, step: Option<usize>, profiles: &[Profile], own: bool) -> Chain {
        let numbered: Vec<(usize, &Profile)> = profiles.iter().enumerate().collect();
        self.chain_of(extrude, if own { step } else { None }, &numbered)
    }

    fn expression(&self, slot: Option<Slot>, value: f64) -> Expression {
        match slot {
            None => Expression::number(value),
            Some(slot) => Expression::of(self.program, slot, value, |name| {
                self.parameters.iter().find(|(n, _)| n == name).map_or_else(|| name.to_owned(), |(_, s)| s.clone())
            }),
        }
    }

    fn chain_of(&mut self, extrude: &Extrude, step: Option<usize>, profiles: &[(usize, &Profile)]) -> Chain {
        let mut chain = vec![self.plane(&extrude.sketch.frame, step)];
        let distance = |this: &Self, v| this.expression(step.map(|step| Slot::Distance { step }), v);
        let last = match extrude.extent {
            Extent::OneSide { distance: d } => format!(".extrude({})", distance(self, d).text),
            Extent::Symmetric { distance: d } => format!(".extrude({}, both=True)", distance(self, d).text),
            Extent::TwoSides { forward, backward } => {
                let forward = distance(self, forward);
                let backward = self.expression(step.map(|step| Slot::Backward { step }), backward);
                chain.push(format!(".workplane(offset={})", backward.negated().text));
                let depth = if forward == backward { forward.doubled() } else { forward.plus(&backward) };
                format!(".extrude({})", depth.text)
            }
        };
        let mut circles: Vec<(Expression, Expression, Expression)> = Vec::new();
        let mut drawn = false;
        for (index, profile) in profiles {
            for (k, l) in profile.loops().enumerate() {
                let place = step.map(|step| (step, *index, k));
                match l {
                    Loop::Circle(c) => {
                        let circle = self.circle(c, place);
                        // Equal circles in a row are drawn at a list of points.
                        if circles.last().is_some_and(|(_, _, r)| r.text != circle.2.text) {
                            flush(&mut circles, &mut chain, &mut drawn);
                        }
                        circles.push(circle);
                    }
                    Loop::Path(edges) => {
                        flush(&mut circles, &mut chain, &mut drawn);
                        self.path(l, edges, place, &mut chain, drawn);
                        drawn = true;
                    }
                }
            }
        }
        flush(&mut circles, &mut chain, &mut drawn);
        chain.push(last);
        chain
    }

    fn plane(&self, frame: &Frame, step: Option<usize>) -> String {
        let origin = [0, 1, 2].map(|axis| {
            self.expression(step.map(|step| Slot::Origin { step, axis }), frame.origin.to_array()[axis]).text
        });
        let at_zero = origin.iter().all(|c| c == "0");
        let origin = format!("origin=({}, {}, {})", origin[0], origin[1], origin[2]);
        let named = PLANES.iter().find(|(_, x, y)| (frame.x - *x).length() < 1e-12 && (frame.y - *y).length() < 1e-12);
        match named {
            Some((name, ..)) if at_zero => format!("cq.Workplane(\"{name}\")"),
            Some((name, ..)) => format!("cq.Workplane(\"{name}\", {origin})"),
            None => {
                format!("cq.Workplane(cq.Plane({origin}, xDir={}, normal={}))", vector(frame.x), vector(frame.z()))
            }
        }
    }

    fn circle(&self, c: &Circle, place: Option<(usize, usize, usize)>) -> (Expression, Expression, Expression) {
        let slot = |f: fn(usize, usize, usize) -> Slot| place.map(|(step, profile, loop_)| f(step, profile, loop_));
        (
            self.expression(slot(|step, profile, loop_| Slot::X { step, profile, loop_, edge: 0 }), c.center.x),
            self.expression(slot(|step, profile, loop_| Slot::Y { step, profile, loop_, edge: 0 }), c.center.y),
            self.expression(slot(|step, profile, loop_| Slot::Radius { step, profile, loop_ }), c.radius),
        )
    }

    fn path(&mut self, l: &Loop, edges: &[Edge], place: Option<(usize, usize, usize)>, chain: &mut Chain, drawn: bool) {
        let corners: Vec<[Expression; 2]> = edges
            .iter()
            .enumerate()
            .map(|(edge, e)| {
                let x = place.map(|(step, profile, loop_)| Slot::X { step, profile, loop_, edge });
                let y = place.map(|(step, profile, loop_)| Slot::Y { step, profile, loop_, edge });
                [self.expression(x, e.start.x), self.expression(y, e.start.y)]
            })
            .collect();
        let point = |c: &[Expression; 2]| format!("({}, {})", c[0].text, c[1].text);
        let bare = |c: &[Expression; 2]| format!("{}, {}", c[0].text, c[1].text);
        if edges.iter().all(|e| e.sweep == 0.0) {
            if let Some(lines) = rectangle(&corners, drawn) {
                chain.extend(lines);
                return;
            }
            let points: Vec<String> = corners.iter().map(point).collect();
            push_list(chain, ".polyline(", &points, ").close()");
            return;
        }
        chain.push(format!(".moveTo({})", bare(&corners[0])));
        let n = edges.len();
        for (i, curve) in l.curves().enumerate() {
            let (from, to) = (&corners[i], &corners[(i + 1) % n]);
            match curve {
                Curve::Arc { sweep, .. } => {
                    let driven = from.iter().chain(to).any(|e| e.driven);
                    let middle = if driven {
                        self.bends = true;
                        format!("arc_middle({}, {}, {})", point(from), point(to), short(sweep.to_degrees()))
                    } else {
                        let m: Vec2 = curve.point(0.5);
                        format!("({}, {})", short(m.x), short(m.y))
                    };
                    chain.push(format!(".threePointArc({middle}, {})", point(to)));
                }
                // `close` draws the last line.
                _ if i + 1 == n => {}
                _ => chain.push(format!(".lineTo({})", bare(to))),
            }
        }
        chain.push(".close()".into());
    }
}

/// Writes the circles gathered so far.
fn flush(circles: &mut Vec<(Expression, Expression, Expression)>, chain: &mut Chain, drawn: &mut bool) {
    let Some((x, y, r)) = circles.first() else { return };
    let radius = r.text.clone();
    if circles.len() == 1 {
        // Only the first thing drawn finds itself at the origin.
        if *drawn || x.text != "0" || y.text != "0" {
            chain.push(format!(".moveTo({}, {})", x.text, y.text));
        }
        chain.push(format!(".circle({radius})"));
    } else {
        let points: Vec<String> = circles.iter().map(|(x, y, _)| format!("({}, {})", x.text, y.text)).collect();
        push_list(chain, ".pushPoints(", &points, &format!(").circle({radius})"));
    }
    circles.clear();
    *drawn = true;
}

/// A call with a list of points, on one line where it fits.
fn push_list(chain: &mut Chain, open: &str, points: &[String], close: &str) {
    let line = format!("{open}[{}]{close}", points.join(", "));
    if line.len() <= 96 {
        chain.push(line);
        return;
    }
    chain.push(format!("{open}["));
    let mut row = String::new();
    for p in points {
        if row.len() + p.len() > 84 {
            chain.push(format!("    {}", row.trim_end()));
            row.clear();
        }
        row.push_str(p);
        row.push_str(", ");
    }
    chain.push(format!("    {}", row.trim_end()));
    chain.push(format!("]{close}"));
}

/// An axis-parallel rectangle as `rect`, where that is shorter than its corners.
fn rectangle(corners: &[[Expression; 2]], drawn: bool) -> Option<Vec<String>> {
    let [a, b, c, d] = corners else { return None };
    let same = |p: &Expression, q: &Expression| p.text == q.text;
    let along_x = same(&a[1], &b[1]) && same(&b[0], &c[0]) && same(&c[1], &d[1]) && same(&d[0], &a[0]);
    let along_y = same(&a[0], &b[0]) && same(&b[1], &c[1]) && same(&c[0], &d[0]) && same(&d[1], &a[1]);
    if !(along_x || along_y) {
        return None;
    }
    if corners.iter().flatten().any(|e| e.driven) {
        // Parameters stand for sizes where the rectangle begins at the origin.
        let at_origin = a[0].text == "0" && a[1].text == "0" && c[0].value > 0.0 && c[1].value > 0.0 && !drawn;
        return at_origin.then(|| vec![format!(".rect({}, {}, centered=False)", c[0].text, c[1].text)]);
    }
    let low = Vec2::new(a[0].value.min(c[0].value), a[1].value.min(c[1].value));
    let high = Vec2::new(a[0].value.max(c[0].value), a[1].value.max(c[1].value));
    let (size, center) = (high - low, (low + high) * 0.5);
    let (w, h) = (short(size.x), short(size.y));
    if short(center.x) == "0" && short(center.y) == "0" {
        let rect = format!(".rect({w}, {h})");
        return Some(if drawn { vec![".moveTo(0, 0)".into(), rect] } else { vec![rect] });
    }
    let rect = format!(".rect({w}, {h}, centered=False)");
    let at = format!(".moveTo({}, {})", short(low.x), short(low.y));
    Some(if at == ".moveTo(0, 0)" && !drawn { vec![rect] } else { vec![at, rect] })
}

/// Whether the profiles' boxes are apart, so that a sketch of all their loops means their union.
fn apart(profiles: &[Profile]) -> bool {
    let boxes: Vec<_> = profiles.iter().map(Profile::bounds).collect();
    let size = boxes.iter().map(|b| b.diagonal()).fold(0.0, f64::max);
    let boxes: Vec<_> = boxes.into_iter().map(|b| b.expanded(1e-6 * size)).collect();
    (0..boxes.len()).all(|i| (i + 1..boxes.len()).all(|j| !boxes[i].overlaps(&boxes[j])))
}

/// A box around an extrusion, where it is drawn or where it is placed.
fn bounds(extrude: &Extrude, placement: Option<&Placement>) -> Aabb3 {
    let mut b = Aabb3::EMPTY;
    for profile in &extrude.sketch.profiles {
        let plane = profile.bounds();
        for x in [plane.min.x, plane.max.x] {
            for y in [plane.min.y, plane.max.y] {
                for z in extrude.extent.range() {
                    let p = extrude.sketch.frame.world_from_local(Vec3::new(x, y, z));
                    b.include(match placement {
                        Some(to) if to.mirrored => to.frame.world_from_local(Vec3::new(-p.x, p.y, p.z)),
                        Some(to) => to.frame.world_from_local(p),
                        None => p,
                    });
                }
            }
        }
    }
    b
}

/// Whether two boxes share volume, touching not counted.
fn overlap(a: &Aabb3, b: &Aabb3) -> bool {
    let margin = 1e-6 * a.diagonal().max(b.diagonal());
    a.expanded(-margin).overlaps(b)
}
