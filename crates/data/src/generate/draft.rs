//! A part being drawn: steps of driven numbers in the part's own axes, turned into a program at the end.

use super::Brief;
use super::contour::{Area, Contour, Point};
use super::dice::Dice;
use super::dim::{Dim, MOST};
use super::sizes::Screw;
use rand::{Rng, RngCore};
use resolid_geom::{Aabb3, Frame, Vec3};
use resolid_program::{
    Binding, Combine, Extent, Extrude, Mode, Operation, Parameter, Program, Quantity, Sketch, Slot, Step, Term,
};

/// Extrusions the command form holds.
const MOST_ROWS: usize = 10;
/// Loops of a profile the command form holds.
pub(super) const MOST_LOOPS: usize = 6;

/// A sketch plane in the part's axes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane {
    pub origin: [Dim; 3],
    pub x: Vec3,
    pub y: Vec3,
}

impl Plane {
    /// The plane through `origin` whose normal points along +z; x to the right.
    pub fn up(origin: [Dim; 3]) -> Self {
        Self { origin, x: Vec3::X, y: Vec3::Y }
    }

    /// Normal along −z.
    pub fn down(origin: [Dim; 3]) -> Self {
        Self { origin, x: Vec3::NEG_X, y: Vec3::Y }
    }

    /// Normal along −y; sketch y is the part's z.
    pub fn front(origin: [Dim; 3]) -> Self {
        Self { origin, x: Vec3::X, y: Vec3::Z }
    }

    /// Normal along +y; sketch y is the part's z.
    pub fn back(origin: [Dim; 3]) -> Self {
        Self { origin, x: Vec3::NEG_X, y: Vec3::Z }
    }

    /// Normal along +x; sketch y is the part's z.
    pub fn right(origin: [Dim; 3]) -> Self {
        Self { origin, x: Vec3::Y, y: Vec3::Z }
    }

    /// Normal along −x; sketch y is the part's z.
    pub fn left(origin: [Dim; 3]) -> Self {
        Self { origin, x: Vec3::NEG_Y, y: Vec3::Z }
    }

    /// The normal.
    pub fn z(&self) -> Vec3 {
        self.x.cross(self.y)
    }

    /// A point of the sketch at a height over it, in the part's axes.
    pub fn point(&self, p: Point, height: impl Into<Dim>) -> [Dim; 3] {
        let (height, z) = (height.into(), self.z());
        std::array::from_fn(|k| {
            let mut sum = self.origin[k];
            for (axis, dim) in [(self.x, p[0]), (self.y, p[1]), (z, height)] {
                // Most axes are the part's own: nothing is added three times over.
                if axis[k] != 0.0 {
                    sum = sum + dim * axis[k];
                }
            }
            sum
        })
    }

    /// The plane moved along its normal.
    pub fn lifted(&self, by: impl Into<Dim>) -> Self {
        Self { origin: self.point([Dim::ZERO; 2], by), ..*self }
    }

    /// The plane with its zero at a point of it.
    pub fn at(&self, p: Point) -> Self {
        Self { origin: self.point(p, 0.0), ..*self }
    }

    /// The same plane seen from behind; x turns round.
    fn flipped(&self) -> Self {
        Self { x: -self.x, ..*self }
    }

    /// The sketch coordinates here of a point of the part.
    fn local(&self, p: [Dim; 3]) -> Point {
        let along = |axis: Vec3| {
            (0..3).filter(|&k| axis[k] != 0.0).fold(Dim::ZERO, |sum, k| sum + (p[k] - self.origin[k]) * axis[k])
        };
        [along(self.x), along(self.y)]
    }
}

/// How far a step goes; see [`Extent`].
#[derive(Clone, Copy, Debug)]
enum Reach {
    One(Dim),
    Both(Dim),
    Two(Dim, Dim),
}

/// A step as drawn.
#[derive(Clone, Debug)]
struct Drawn {
    name: String,
    plane: Plane,
    areas: Vec<Area>,
    reach: Reach,
    mode: Mode,
}

/// How one draughtsman goes about cuts that pass right through.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Through {
    /// From the face, just as deep as the material.
    Exact,
    /// As deep, with the sketch's normal into the material.
    Inward,
    /// From the face and beyond the other side.
    Beyond,
    /// From the middle to both sides.
    Middle,
    /// From the face, a little to the front and all the way to the back.
    TwoSided,
}

/// A flat piece of the part's surface that can be worked on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    /// Zero at the middle of the piece, normal out of the material.
    pub plane: Plane,
    /// Half its free width and height.
    pub half: [Dim; 2],
    /// Whether it is a disc of radius `half[0]`.
    pub round: bool,
    /// How much of each edge a rounding or bevel takes off at the corners.
    pub corner: f64,
    /// Material behind it.
    pub depth: Dim,
    /// Whether a cut may go beyond that depth, and begin before the face.
    pub clear: bool,
    /// The step whose sketch lies square to it and whose material alone is behind it.
    pub of: Option<usize>,
}

impl Face {
    /// Whether a rectangle of half sides `half` round `p` lies within it.
    pub fn holds(&self, p: Point, half: [f64; 2]) -> bool {
        let (x, y) = (p[0].v.abs() + half[0], p[1].v.abs() + half[1]);
        if self.round {
            // What is to lie on a disc is round itself, or nearly.
            return p[0].v.hypot(p[1].v) + half[0].max(half[1]) <= self.half[0].v;
        }
        let (free_x, free_y) = (self.half[0].v - x, self.half[1].v - y);
        // Judged as if every corner were rounded and what lies there a disc.
        let corner = self.corner - half[0].min(half[1]);
        let (into_x, into_y) = (self.corner - half[0] - free_x, self.corner - half[1] - free_y);
        let cut = into_x > 0.0 && into_y > 0.0 && into_x.hypot(into_y) > corner.max(0.0);
        free_x >= 0.0 && free_y >= 0.0 && !cut
    }
}

/// A part being drawn.
pub(super) struct Draft<'r> {
    dice: Dice<'r>,
    brief: Brief,
    through: Through,
    parameters: Vec<(String, f64)>,
    drawn: Vec<Drawn>,
    taken: Vec<Aabb3>,
}

impl<'r> Draft<'r> {
    /// An empty sheet.
    pub fn new(rng: &'r mut dyn RngCore, brief: &Brief) -> Self {
        let dice = Dice::new(rng);
        let through = match dice.rng.random_range(0..100) {
            0..58 => Through::Exact,
            58..86 => Through::Inward,
            86..92 => Through::Beyond,
            92..97 => Through::Middle,
            _ => Through::TwoSided,
        };
        let brief = brief.clone();
        Self { dice, brief, through, parameters: Vec::new(), drawn: Vec::new(), taken: Vec::new() }
    }

    /// See [`Dice::chance`].
    pub fn chance(&mut self, p: f64) -> bool {
        self.dice.chance(p)
    }

    /// See [`Dice::among`].
    pub fn among<T: Copy>(&mut self, choices: &[T]) -> T {
        self.dice.among(choices)
    }

    /// See [`Dice::weighted`].
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        self.dice.weighted(weights)
    }

    /// See [`Dice::count`].
    pub fn count(&mut self, low: usize, high: usize) -> usize {
        self.dice.count(low, high)
    }

    /// See [`Dice::size`].
    pub fn size(&mut self, low: f64, high: f64) -> f64 {
        self.dice.size(low, high)
    }

    /// See [`Dice::sheet`].
    pub fn sheet(&mut self, low: f64, high: f64) -> f64 {
        self.dice.sheet(low, high)
    }

    /// See [`Dice::screw`].
    pub fn screw(&mut self, low: f64, high: f64) -> Option<Screw> {
        self.dice.screw(low, high)
    }

    /// `value` as a parameter called `name`, numbered on where the name is taken; a plain number where there are
    /// enough parameters.
    pub fn named(&mut self, name: &str, value: f64) -> Dim {
        if self.parameters.len() == MOST {
            return value.into();
        }
        let taken = |n: &str| self.parameters.iter().any(|(p, _)| p == n);
        let mut full = name.to_owned();
        let mut k = 2;
        while taken(&full) {
            full = format!("{name}_{k}");
            k += 1;
        }
        self.parameters.push((full, value));
        Dim::of_parameter(self.parameters.len() - 1, value)
    }

    /// A picked length as a parameter.
    pub fn named_size(&mut self, name: &str, low: f64, high: f64) -> Dim {
        let v = self.size(low, high);
        self.named(name, v)
    }

    /// A stock thickness as a parameter.
    pub fn named_sheet(&mut self, name: &str, low: f64, high: f64) -> Dim {
        let v = self.sheet(low, high);
        self.named(name, v)
    }

    /// Commands so far.
    pub fn length(&self) -> usize {
        self.drawn.iter().flat_map(|s| &s.areas).map(Area::cost).sum()
    }

    /// Commands left until the length that was asked for.
    pub fn room(&self) -> usize {
        self.brief.length.saturating_sub(self.length())
    }

    /// Extrusions left that the command form can hold.
    pub fn rows_left(&self) -> usize {
        MOST_ROWS.saturating_sub(self.drawn.iter().map(|s| s.areas.len()).sum())
    }

    /// Whether `commands` more, in `rows` extrusions, keep within what was asked for.
    pub fn fits(&self, commands: usize, rows: usize) -> bool {
        commands <= self.room() && rows <= self.rows_left()
    }

    /// Whether there is room, and chance wants it: the longer the asked-for length, the likelier.
    pub fn wants(&mut self, p: f64, commands: usize, rows: usize) -> bool {
        self.fits(commands, rows) && self.chance(p)
    }

    /// Extrudes `areas` along the plane's normal by `height`, as a person might: from either end, or from the middle.
    /// What comes back names the step.
    pub fn body(&mut self, name: &str, plane: Plane, areas: Vec<Area>, height: Dim, mode: Mode) -> usize {
        let index = self.drawn.len();
        let name = self.step_name(name);
        let (plane, areas, reach) = match self.dice.rng.random_range(0..100) {
            0..5 => (plane.lifted(height / 2.0), areas, Reach::Both(height / 2.0)),
            5..6 => (plane.lifted(height / 4.0), areas, Reach::Two(height * 0.75, height / 4.0)),
            6..14 => (plane.lifted(height), areas, Reach::One(-height)),
            14..20 => (plane.flipped(), areas.iter().map(turned).collect(), Reach::One(-height)),
            _ => (plane, areas, Reach::One(height)),
        };
        self.drawn.push(Drawn { name, plane, areas, reach, mode });
        index
    }

    /// Cuts `areas` into the face whose normal points out of the material.
    pub fn cut(&mut self, name: &str, plane: Plane, areas: Vec<Area>, depth: Dim) {
        let name = self.step_name(name);
        let (plane, areas, reach) = if self.through == Through::Inward {
            (plane.flipped(), areas.iter().map(turned).collect(), Reach::One(depth))
        } else {
            (plane, areas, Reach::One(-depth))
        };
        self.drawn.push(Drawn { name, plane, areas, reach, mode: Mode::Cut });
    }

    /// Cuts `areas` right through what is behind the face.
    pub fn cut_through(&mut self, name: &str, face: &Face, areas: Vec<Area>) {
        let over = self.size(1.0, 5.0).min(face.depth.v);
        let (plane, depth) = (face.plane, face.depth);
        let reach = match self.through {
            Through::Beyond if face.clear => Reach::One(-(depth + over)),
            Through::TwoSided if face.clear => Reach::Two(over.into(), depth + over),
            Through::Middle => {
                let name = self.step_name(name);
                let plane = plane.lifted(-(depth / 2.0));
                self.drawn.push(Drawn { name, plane, areas, reach: Reach::Both(depth / 2.0), mode: Mode::Cut });
                return;
            }
            _ => return self.cut(name, plane, areas, depth),
        };
        let name = self.step_name(name);
        self.drawn.push(Drawn { name, plane, areas, reach, mode: Mode::Cut });
    }

    /// Keeps of the part what lies over `areas`, between the plane and `height`.
    pub fn trim(&mut self, name: &str, plane: Plane, areas: Vec<Area>, height: Dim) {
        let name = self.step_name(name);
        self.drawn.push(Drawn { name, plane, areas, reach: Reach::One(height), mode: Mode::Intersect });
    }

    /// Draws `hole`, given on `plane`, into the first profile of an earlier step, as an inner loop; `false` where that
    /// profile has all the loops it can have.
    pub fn pierce(&mut self, step: usize, plane: &Plane, hole: &Contour) -> bool {
        let drawn = &mut self.drawn[step];
        let area = &mut drawn.areas[0];
        if area.holes.len() + 1 >= MOST_LOOPS {
            return false;
        }
        let flips = drawn.plane.z().dot(plane.z()) < 0.0;
        let target = drawn.plane;
        area.holes.push(hole.mapped(flips, |p| target.local(plane.point(p, 0.0))));
        true
    }

    /// How many inner loops the first profile of a step can still take.
    pub fn loops_left(&self, step: usize) -> usize {
        MOST_LOOPS - 1 - self.drawn[step].areas[0].holes.len().min(MOST_LOOPS - 1)
    }

    /// Whether the room from height `low` to `high` over a rectangle of the plane is nobody's yet.
    pub fn is_free(&self, plane: &Plane, c: Point, half: [f64; 2], heights: [f64; 2]) -> bool {
        let wanted = room(plane, c, half, heights);
        !self.taken.iter().any(|t| t.overlaps(&wanted))
    }

    /// Takes that room.
    pub fn take(&mut self, plane: &Plane, c: Point, half: [f64; 2], heights: [f64; 2]) {
        self.taken.push(room(plane, c, half, heights));
    }

    fn step_name(&self, name: &str) -> String {
        let taken = |n: &str| self.drawn.iter().any(|s| s.name == n);
        let mut full = name.to_owned();
        let mut k = 2;
        while taken(&full) {
            full = format!("{name} {k}");
            k += 1;
        }
        full
    }

    /// The program: the part turned into one of the ways people place their first sketch.
    pub fn finish(self) -> Program {
        // Columns: where the part's own x, y and z point in the world.
        let pose = match self.dice.rng.random_range(0..100) {
            0..46 => [Vec3::X, Vec3::Y, Vec3::Z],
            46..52 => [Vec3::Y, Vec3::NEG_X, Vec3::Z],
            52..74 => [Vec3::X, Vec3::Z, Vec3::NEG_Y],
            74..80 => [Vec3::NEG_X, Vec3::Z, Vec3::Y],
            80..86 => [Vec3::Z, Vec3::NEG_X, Vec3::NEG_Y],
            86..96 => [Vec3::Y, Vec3::Z, Vec3::X],
            _ => [Vec3::NEG_Z, Vec3::Y, Vec3::X],
        };
        let turn = |v: Vec3| pose[0] * v.x + pose[1] * v.y + pose[2] * v.z + Vec3::ZERO;
        let mut sheet = Sheet { parameters: &self.parameters, bindings: Vec::new(), used: [false; MOST] };
        let mut steps = Vec::with_capacity(self.drawn.len());
        for (index, drawn) in self.drawn.iter().enumerate() {
            let mut origin = Vec3::ZERO;
            for axis in 0..3 {
                let along = (0..3).fold(Dim::ZERO, |sum, k| {
                    if pose[k][axis] == 0.0 { sum } else { sum + drawn.plane.origin[k] * pose[k][axis] }
                });
                origin[axis] = along.v + 0.0;
                sheet.bind(Slot::Origin { step: index, axis }, along);
            }
            let frame = Frame { origin, x: turn(drawn.plane.x), y: turn(drawn.plane.y) };
            let extent = match drawn.reach {
                Reach::One(d) => Extent::OneSide { distance: d.v },
                Reach::Both(d) => Extent::Symmetric { distance: d.v },
                Reach::Two(f, b) => Extent::TwoSides { forward: f.v, backward: b.v },
            };
            let (Reach::One(first) | Reach::Both(first) | Reach::Two(first, _)) = drawn.reach;
            sheet.bind(Slot::Distance { step: index }, first);
            if let Reach::Two(_, backward) = drawn.reach {
                sheet.bind(Slot::Backward { step: index }, backward);
            }
            for (profile, area) in drawn.areas.iter().enumerate() {
                for (loop_, contour) in std::iter::once(&area.outer).chain(&area.holes).enumerate() {
                    sheet.bind_contour(index, profile, loop_, contour);
                }
            }
            let profiles = drawn.areas.iter().map(Area::plain).collect();
            steps.push(Step {
                name: Some(drawn.name.clone()),
                group: None,
                suppressed: false,
                operation: Operation::Extrude(Extrude { sketch: Sketch { frame, profiles }, extent }),
                combine: Combine::all(drawn.mode),
            });
        }
        let Sheet { bindings, used, .. } = sheet;
        let parameters = self
            .parameters
            .iter()
            .zip(used)
            .filter(|(_, used)| *used)
            .map(|((name, value), _)| Parameter { name: name.clone(), value: *value, quantity: Quantity::Length })
            .collect();
        let unit = self.dice.unit();
        Program { unit, parameters, bindings, definitions: Vec::new(), steps }
    }
}

/// The area seen from behind its plane.
fn turned(area: &Area) -> Area {
    Area { outer: area.outer.mirrored(), holes: area.holes.iter().map(Contour::mirrored).collect() }
}

fn room(plane: &Plane, c: Point, half: [f64; 2], heights: [f64; 2]) -> Aabb3 {
    let corners = [-1.0, 1.0]
        .into_iter()
        .flat_map(|sx| [-1.0, 1.0].into_iter().flat_map(move |sy| heights.map(|h| (sx * half[0], sy * half[1], h))));
    let z = plane.z();
    let origin = Vec3::new(plane.origin[0].v, plane.origin[1].v, plane.origin[2].v);
    Aabb3::of(corners.map(|(x, y, h)| origin + plane.x * (c[0].v + x) + plane.y * (c[1].v + y) + z * h))
}

/// Where bindings are noted down.
struct Sheet<'p> {
    parameters: &'p [(String, f64)],
    bindings: Vec<Binding>,
    used: [bool; MOST],
}

impl Sheet<'_> {
    fn bind(&mut self, slot: Slot, dim: Dim) {
        if !dim.is_driven() {
            return;
        }
        let mut terms = Vec::new();
        for (k, &factor) in dim.factors.iter().enumerate() {
            // Sums that cancel leave nothing but rounding.
            if factor.abs() > 1e-12 {
                self.used[k] = true;
                terms.push(Term { parameter: self.parameters[k].0.clone(), factor });
            }
        }
        if terms.is_empty() {
            return;
        }
        let offset = if dim.constant.abs() < 1e-12 { 0.0 } else { dim.constant };
        self.bindings.push(Binding { slot, terms, offset });
    }

    fn bind_contour(&mut self, step: usize, profile: usize, loop_: usize, contour: &Contour) {
        let mut point = |edge: usize, p: &Point| {
            self.bind(Slot::X { step, profile, loop_, edge }, p[0]);
            self.bind(Slot::Y { step, profile, loop_, edge }, p[1]);
        };
        match contour {
            Contour::Circle(c, r) => {
                point(0, c);
                self.bind(Slot::Radius { step, profile, loop_ }, *r);
            }
            Contour::Path(edges) => edges.iter().enumerate().for_each(|(k, (p, _))| point(k, p)),
        }
    }
}
