//! OpenSCAD scripts.

use super::expression::Expression;
use super::plan::{Placed, Plan, Plane, Prism, Reach, Sequence, Solid};
use super::planner::{Placing, plan};
use super::sketch::{Bend, Corner, Drawn, Outline, Region, rows_of_circles};
use super::tree::{Tree, trees};
use super::words::{Names, short};
use crate::evaluate::Evaluator;
use crate::geom::{Frame, Vec3};
use crate::program::{Program, Quantity};
use std::fmt::Write;

const TAKEN: &[&str] = &[
    "module",
    "function",
    "if",
    "else",
    "for",
    "let",
    "each",
    "assert",
    "echo",
    "include",
    "use",
    "true",
    "false",
    "undef",
    "union",
    "difference",
    "intersection",
    "translate",
    "rotate",
    "scale",
    "mirror",
    "multmatrix",
    "color",
    "hull",
    "minkowski",
    "offset",
    "resize",
    "render",
    "projection",
    "import",
    "surface",
    "children",
    "text",
    "cube",
    "sphere",
    "cylinder",
    "polyhedron",
    "square",
    "circle",
    "polygon",
    "linear_extrude",
    "rotate_extrude",
    "arc",
    "abs",
    "sign",
    "sin",
    "cos",
    "tan",
    "acos",
    "asin",
    "atan",
    "atan2",
    "floor",
    "round",
    "ceil",
    "ln",
    "log",
    "pow",
    "sqrt",
    "exp",
    "rands",
    "min",
    "max",
    "concat",
    "len",
    "lookup",
    "str",
    "chr",
    "ord",
    "search",
    "version",
    "norm",
    "cross",
    "parent_module",
    "is_undef",
    "is_list",
    "is_num",
    "is_bool",
    "is_string",
    "is_function",
    "group",
];

/// Facets of a full circle.
pub const FACETS: usize = 96;

/// Parts under this size are drawn [`ENLARGED`]: OpenSCAD rounds the points of sketches to multiples of 2⁻¹⁶, which would
/// show in their volumes.
const SMALL: f64 = 10.0;

/// How many times its size a small part is drawn.
const ENLARGED: u32 = 1000;

const ARC: &str = "
// Points from a to b, b left out, along an arc that turns through the angle, counter-clockwise positive
function arc(a, b, angle) =
    let (n = ceil($fn * abs(angle) / 360 - 0.001),
         d = (b - a) * cos(angle / 2) / sin(angle / 2) / 2,
         c = (a + b) / 2 + [-d.y, d.x], r = a - c)
    [for (i = [0 : n - 1]) let (t = angle * i / n) c + [r.x * cos(t) - r.y * sin(t), r.x * sin(t) + r.y * cos(t)]];
";

/// The program as an OpenSCAD script: named parameters on top, one module a solid, the Booleans last.
///
/// Circles and arcs are polygons of `$fn` (96) corners to the turn that lie on the curve. A part under 10 mm is drawn a
/// thousand times its size, parameters too, and scaled back last, since OpenSCAD rounds sketches. What is said of numbers and
/// bodies at [`crate::export::cadquery`] holds here too.
///
/// ```
/// use resolid_program::{export, geom::*, *};
/// let disc = Profile::solid(Loop::circle(Vec2::ZERO, 12.5));
/// let step = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: 4.0 }, Mode::New);
/// let script = export::openscad(&Program { steps: vec![step], ..Program::default() });
/// assert!(script.contains("linear_extrude(height = 4)\n        circle(r = 12.5);"));
/// ```
pub fn openscad(program: &Program) -> String {
    let mut large = program.clone();
    let enlarged = Evaluator::new(program).bounds().diagonal() < SMALL && large.scale(f64::from(ENLARGED)).is_ok();
    let plan = plan(if enlarged { &large } else { program }, Names::avoiding(TAKEN), Placing::Moved);
    let mut script = Script { plan: &plan, out: String::new(), arcs: false, curves: false, enlarged };
    for function in &plan.functions {
        let _ = writeln!(script.out, "\n// Definition: {}\nmodule {}() {{", function.title, function.name);
        script.sequence(&function.part, 1);
        script.out.push_str("}\n");
    }
    script.sequence(&plan.part, 0);
    let (arcs, curves, body) = (script.arcs, script.curves, script.out);
    let mut out =
        format!("// An OpenSCAD script written by Resolid: {}.\n// {}\n", plan.steps_text(), plan.unit_text());
    if enlarged {
        let _ = writeln!(
            out,
            "// OpenSCAD rounds sketches to 1/65536: the part is drawn {ENLARGED} times its size, and scaled back last."
        );
    }
    if !plan.parameters.is_empty() {
        out.push_str("\n// Parameters\n");
        for p in &plan.parameters {
            let note = if p.quantity == Quantity::Angle { "  // radians" } else { "" };
            let _ = writeln!(out, "{} = {};{note}", p.name, p.value_text());
        }
    }
    if curves {
        let _ = write!(out, "\n// Facets of a full circle\n$fn = {FACETS};\n");
    }
    if arcs {
        out.push_str(ARC);
    }
    out + &body
}

struct Script<'a> {
    plan: &'a Plan,
    out: String,
    /// Whether `arc` is called.
    arcs: bool,
    /// Whether anything is round.
    curves: bool,
    /// Whether the part is drawn [`ENLARGED`].
    enlarged: bool,
}

impl Script<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "    ".repeat(depth));
    }

    fn sequence(&mut self, sequence: &Sequence, depth: usize) {
        let trees = trees(sequence);
        for (head, solids) in &trees.steps {
            if !self.out.ends_with("{\n") {
                self.out.push('\n');
            }
            self.line(depth, &format!("// {}", head.text));
            for prism in solids.iter().filter_map(|s| if let Solid::Prism(p) = s { Some(p) } else { None }) {
                self.line(depth, &format!("module {}() {{", prism.name));
                self.prism(prism, depth + 1);
                self.line(depth, "}");
            }
        }
        self.out.push('\n');
        if depth == 0 {
            self.line(0, if trees.bodies.is_empty() { "// Nothing is left" } else { "// The part" });
        }
        let back = depth == 0 && self.enlarged && !trees.bodies.is_empty();
        if back {
            self.line(0, &format!("scale(1 / {ENLARGED}) {{"));
        }
        for (_, tree) in &trees.bodies {
            self.tree(tree, depth + usize::from(back));
        }
        if back {
            self.line(0, "}");
        }
    }

    fn tree(&mut self, tree: &Tree, depth: usize) {
        let (name, parts) = match tree {
            Tree::Leaf(Solid::Placed(placed)) => return self.placed(placed, depth),
            Tree::Leaf(solid) => return self.line(depth, &format!("{}();", solid.name())),
            Tree::Union(parts) => ("union", parts),
            Tree::Difference(parts) => ("difference", parts),
            Tree::Intersection(parts) => ("intersection", parts),
        };
        self.line(depth, &format!("{name}() {{"));
        parts.iter().for_each(|p| self.tree(p, depth + 1));
        self.line(depth, "}");
    }

    fn placed(&mut self, placed: &Placed, depth: usize) {
        let plane = Plane { origin: placed.frame.origin.to_array().map(Expression::number), frame: placed.frame };
        let mut call = motion(&plane);
        if placed.mirrored {
            call.push_str("mirror([1, 0, 0]) ");
        }
        let function = &self.plan.functions[placed.function].name;
        self.line(depth, &format!("{call}{function}();  // {}", placed.name));
    }

    fn prism(&mut self, prism: &Prism, depth: usize) {
        let [from, height] = prism.reach.span();
        let mut start = motion(&prism.plane);
        let extrude = match &prism.reach {
            Reach::Symmetric(_) => format!("linear_extrude(height = {}, center = true)", height.text()),
            _ => format!("linear_extrude(height = {})", height.text()),
        };
        if !from.is_zero() && !matches!(prism.reach, Reach::Symmetric(_)) {
            let _ = write!(start, "translate([0, 0, {}]) ", from.text());
        }
        if !start.is_empty() {
            self.line(depth, start.trim_end());
        }
        let inner = match prism.regions.as_slice() {
            // A single shape needs no braces.
            [only] if only.holes.is_empty() => {
                self.line(depth, &extrude);
                return self.outlines(std::iter::once(&only.outer), depth + 1);
            }
            [only] => {
                self.line(depth, &extrude);
                return self.region(only, depth);
            }
            regions => regions,
        };
        self.line(depth, &format!("{extrude} {{"));
        inner.iter().filter(|r| !r.holes.is_empty()).for_each(|r| self.region(r, depth + 1));
        self.outlines(inner.iter().filter(|r| r.holes.is_empty()).map(|r| &r.outer), depth + 1);
        self.line(depth, "}");
    }

    fn region(&mut self, region: &Region, depth: usize) {
        self.line(depth, "difference() {");
        self.outlines(std::iter::once(&region.outer), depth + 1);
        self.outlines(region.holes.iter(), depth + 1);
        self.line(depth, "}");
    }

    fn outlines<'a>(&mut self, outlines: impl Iterator<Item = &'a Outline>, depth: usize) {
        for drawn in rows_of_circles(outlines) {
            match drawn {
                Drawn::Circles(circles) => {
                    self.curves = true;
                    let circle = format!("circle(r = {});", circles[0].radius.text());
                    if let [only] = circles.as_slice() {
                        self.line(depth, &format!("{}{circle}", shift(&only.center)));
                        continue;
                    }
                    let points: Vec<String> = circles.iter().map(|c| point(&c.center)).collect();
                    let all = points.join(", ");
                    if all.len() <= 80 {
                        self.line(depth, &format!("for (at = [{all}]) translate(at) {circle}"));
                        continue;
                    }
                    self.line(depth, "for (at = [");
                    self.rows(&points, depth + 1);
                    self.line(depth, &format!("]) translate(at) {circle}"));
                }
                Drawn::Path(outline, corners) => self.path(outline, corners, depth),
            }
        }
    }

    fn rows(&mut self, points: &[String], depth: usize) {
        for row in points.chunks(5) {
            self.line(depth, &format!("{},", row.join(", ")));
        }
    }

    fn path(&mut self, outline: &Outline, corners: &[Corner], depth: usize) {
        if let Some(rectangle) = outline.rectangle() {
            let size = point(&rectangle.size);
            if rectangle.is_centered() {
                self.line(depth, &format!("square({size}, center = true);"));
            } else {
                self.line(depth, &format!("{}square({size});", shift(&rectangle.low)));
            }
            return;
        }
        if Outline::is_straight(corners) {
            let points: Vec<String> = corners.iter().map(|c| point(&c.at)).collect();
            let all = points.join(", ");
            if all.len() <= 80 {
                self.line(depth, &format!("polygon([{all}]);"));
            } else {
                self.line(depth, "polygon([");
                self.rows(&points, depth + 1);
                self.line(depth, "]);");
            }
            return;
        }
        (self.arcs, self.curves) = (true, true);
        self.line(depth, "polygon([");
        for (from, to) in Outline::edges(corners) {
            let text = match from.bend {
                None => point(&from.at),
                Some(Bend { sweep, .. }) => {
                    format!("each arc({}, {}, {})", point(&from.at), point(&to.at), short(sweep.to_degrees()))
                }
            };
            self.line(depth + 1, &format!("{text},"));
        }
        self.line(depth, "]);");
    }
}

fn point(at: &[Expression; 2]) -> String {
    format!("[{}, {}]", at[0].text(), at[1].text())
}

/// `translate([x, y]) ` where it is not at zero.
fn shift(at: &[Expression; 2]) -> String {
    if at.iter().all(Expression::is_zero) { String::new() } else { format!("translate({}) ", point(at)) }
}

/// The calls that take the world's frame to a plane's, the outermost first.
fn motion(plane: &Plane) -> String {
    let shift = if plane.at_zero() { String::new() } else { format!("translate([{}]) ", plane.origin_text()) };
    if let Some(angles) = quarter_turns(&plane.frame) {
        let angles = angles.map(|a| a.to_string()).join(", ");
        return if angles == "0, 0, 0" { shift } else { format!("{shift}rotate([{angles}]) ") };
    }
    let (x, y, z) = (plane.frame.x, plane.frame.y, plane.frame.z());
    let rows = [0, 1, 2].map(|i| {
        format!("[{}, {}, {}, 0]", precise(x.to_array()[i]), precise(y.to_array()[i]), precise(z.to_array()[i]))
    });
    format!("{shift}multmatrix([{}]) ", rows.join(", "))
}

/// A direction's component: it is multiplied by lengths, so that nine digits are too few.
fn precise(v: f64) -> String {
    let close = short(v);
    if close.len() <= 4 && (close.parse() == Ok(v) || v.abs() < 1e-15) { close } else { format!("{v:?}") }
}

/// The angles about x, y and z, in degrees, that turn the world's axes into the frame's, where all are quarter turns.
fn quarter_turns(frame: &Frame) -> Option<[i32; 3]> {
    let turned = |v: Vec3, axis: usize, quarters: usize| {
        (0..quarters).fold(v, |v, _| match axis {
            0 => Vec3::new(v.x, -v.z, v.y),
            1 => Vec3::new(v.z, v.y, -v.x),
            _ => Vec3::new(-v.y, v.x, v.z),
        })
    };
    let mut all: Vec<[usize; 3]> = (0..64).map(|i| [i % 4, i / 4 % 4, i / 16]).collect();
    all.sort_by_key(|q| q.iter().filter(|n| **n != 0).count());
    let found = all.into_iter().find(|q| {
        let turn = |v: Vec3| (0..3).fold(v, |v, axis| turned(v, axis, q[axis]));
        (turn(Vec3::X) - frame.x).length() < 1e-12 && (turn(Vec3::Y) - frame.y).length() < 1e-12
    })?;
    Some(found.map(|n| [0, 90, 180, -90][n]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_planes_are_turned_to_by_quarters() {
        let frame = |x: Vec3, y: Vec3| Frame { origin: Vec3::ZERO, x, y };
        assert_eq!(quarter_turns(&frame(Vec3::X, Vec3::Y)), Some([0, 0, 0]));
        assert_eq!(quarter_turns(&frame(Vec3::Y, Vec3::Z)), Some([90, 0, 90]));
        assert_eq!(quarter_turns(&frame(Vec3::X, Vec3::Z)), Some([90, 0, 0]));
        assert!(quarter_turns(&frame(Vec3::NEG_Z, Vec3::X)).is_some());
        assert_eq!(quarter_turns(&frame(Vec3::new(0.6, 0.8, 0.0), Vec3::Z)), None);
    }
}
