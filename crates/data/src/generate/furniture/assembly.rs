//! A piece of furniture being put together out of named parts.

use super::super::contour::{Area, at, rectangle};
use resolid_geom::{Frame, Profile, Vec3};
use resolid_program::{
    Combine, Definition, Extent, Extrude, Mode, Operation, Placement, Program, Sketch, Step, Targets, Unit,
};

/// From where to where, lowest first, millimetres.
pub(super) type Range = [f64; 2];

/// An extrusion along one of the axes. What is drawn symmetrically about zero is extruded to both sides of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Solid {
    frame: Frame,
    profile: Profile,
    extent: Extent,
}

impl Solid {
    /// Along z; `area` is seen from above.
    pub fn upright(area: &Area, z: Range) -> Self {
        Self::along(Frame::WORLD, area, z)
    }

    /// Along x; `area` is drawn in y and z.
    pub fn across(area: &Area, x: Range) -> Self {
        Self::along(Frame { origin: Vec3::ZERO, x: Vec3::Y, y: Vec3::Z }, area, x)
    }

    /// Along y; `area` is drawn in x and z, as seen from the front.
    pub fn deep(area: &Area, y: Range) -> Self {
        Self::along(Frame { origin: Vec3::ZERO, x: Vec3::X, y: Vec3::Z }, area, [-y[1], -y[0]])
    }

    /// A box, drawn as a joiner would: its largest face, and the thickness.
    pub fn cuboid(x: Range, y: Range, z: Range) -> Self {
        let [w, d, h] = [x, y, z].map(|r| r[1] - r[0]);
        let face = |a: Range, b: Range| {
            let center = at((a[0] + a[1]) / 2.0, (b[0] + b[1]) / 2.0);
            Area::of(rectangle(center, a[1] - a[0], b[1] - b[0]))
        };
        if h <= w && h <= d {
            Self::upright(&face(x, y), z)
        } else if w <= d {
            Self::across(&face(y, z), x)
        } else {
            Self::deep(&face(x, z), y)
        }
    }

    /// From the plane of `frame` by `thickness` along its normal.
    pub fn on(frame: Frame, area: &Area, thickness: f64) -> Self {
        Self { frame, profile: area.plain(), extent: Extent::OneSide { distance: thickness } }
    }

    fn along(frame: Frame, area: &Area, heights: Range) -> Self {
        let [low, high] = heights;
        if low == -high {
            return Self { frame, profile: area.plain(), extent: Extent::Symmetric { distance: high } };
        }
        Self::on(frame.at(frame.origin + frame.z() * low), area, high - low)
    }

    fn step(&self, mode: Mode, targets: Targets) -> Step {
        let sketch = Sketch { frame: self.frame, profiles: vec![self.profile.clone()] };
        Step {
            name: None,
            group: None,
            suppressed: false,
            operation: Operation::Extrude(Extrude { sketch, extent: self.extent }),
            combine: Combine { mode, targets },
        }
    }
}

/// A place: drawn as it is, moved by `by`.
pub(super) fn moved(by: [f64; 3]) -> Placement {
    Placement { frame: Frame::WORLD.at(Vec3::from_array(by)), mirrored: false, name: None }
}

/// On the right, moved by `by`, and the mirror image of that on the left.
pub(super) fn pair(by: [f64; 3]) -> Vec<Placement> {
    let [x, y, z] = by;
    vec![Placement { mirrored: true, ..moved([0.0 - x, y, z]) }, moved(by)]
}

/// Turned about z by `angle`, x first to the right.
pub(super) fn turned(by: [f64; 3], angle: f64) -> Placement {
    // Quarter turns come out exact.
    let clean = |v: f64| if v.abs() < 1e-12 { 0.0 } else { v };
    let (s, c) = (clean(angle.sin()), clean(angle.cos()));
    let frame = Frame { origin: Vec3::from_array(by), x: Vec3::new(c, s, 0.0), y: Vec3::new(-s + 0.0, c, 0.0) };
    Placement { frame, mirrored: false, name: None }
}

/// The parts so far.
pub(super) struct Assembly {
    unit: Unit,
    definitions: Vec<Definition>,
    steps: Vec<Step>,
}

impl Assembly {
    /// Nothing yet.
    pub fn new(unit: Unit) -> Self {
        Self { unit, definitions: Vec::new(), steps: Vec::new() }
    }

    /// Adds a part that is there once, of one extrusion.
    pub fn part(&mut self, group: &str, name: &str, solid: &Solid) {
        self.add(group, name, solid.step(Mode::New, Targets::All));
    }

    /// Adds a part of the `solids`, which are one body, at each of `places`. They are drawn once, in one definition; what
    /// is one extrusion at one place needs none.
    pub fn parts(&mut self, group: &str, name: &str, solids: &[Solid], places: Vec<Placement>) {
        if let ([solid], [place]) = (solids, &places[..])
            && !place.mirrored
        {
            return self.part(group, name, &Solid { frame: place.frame.compose(&solid.frame), ..solid.clone() });
        }
        let mut steps: Vec<Step> = vec![solids[0].step(Mode::New, Targets::All)];
        steps.extend(solids[1..].iter().map(|s| s.step(Mode::Join, Targets::Bodies(vec![0]))));
        let of_name = |d: &&Definition| d.name.split_once(" no. ").map_or(d.name.as_str(), |n| n.0) == name;
        let word = match self.definitions.iter().filter(of_name).count() {
            0 => name.to_owned(),
            n => format!("{name} no. {}", n + 1),
        };
        let single = places.len() == 1;
        let named = |(k, p): (usize, Placement)| {
            let name = if single { None } else { Some(format!("{name} {}", k + 1)) };
            Placement { name, ..p }
        };
        let placements = places.into_iter().enumerate().map(named).collect();
        let operation = Operation::Place { definition: self.definitions.len(), placements };
        self.definitions.push(Definition { name: word, steps });
        let combine = Combine::all(Mode::New);
        self.add(group, name, Step { name: None, group: None, suppressed: false, operation, combine });
    }

    fn add(&mut self, group: &str, name: &str, step: Step) {
        self.steps.push(Step { name: Some(name.to_owned()), group: Some(group.to_owned()), ..step });
    }

    /// The program.
    pub fn finish(self) -> Program {
        let Self { unit, definitions, steps } = self;
        Program { unit, parameters: Vec::new(), bindings: Vec::new(), definitions, steps }
    }
}
