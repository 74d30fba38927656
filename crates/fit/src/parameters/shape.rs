//! A loop that was recognised: its sizes, and where its numbers lie from its own low end.

use super::outline::Outline;
use super::sheet::{Of, Sheet, Sum};
use super::slot::Obround;
use resolid_geom::{Loop, Vec2};
use resolid_program::{Mode, Program, Slot};

/// Which loop is meant, and what its sizes are called.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub step: usize,
    pub profile: usize,
    pub loop_: usize,
    /// The step's name.
    pub name: &'a str,
    pub mode: Mode,
    /// Whether the step draws this one outline only.
    pub alone: bool,
}

impl Place<'_> {
    /// The number of a corner, or of a circle's centre, along an axis.
    pub fn slot(&self, axis: usize, edge: usize) -> Slot {
        let (step, profile, loop_) = (self.step, self.profile, self.loop_);
        if axis == 0 { Slot::X { step, profile, loop_, edge } } else { Slot::Y { step, profile, loop_, edge } }
    }

    /// `width`, and of a hole in the outline `hole_width`.
    pub fn word(&self, what: &str) -> String {
        if self.loop_ > 0 { format!("hole_{what}") } else { what.to_owned() }
    }

    pub fn size(&self, of: Of, what: &str, value: f64, sheet: &mut Sheet) -> Sum {
        sheet.size(of, self.name, &self.word(what), value)
    }
}

/// A shape along one axis of its sketch.
#[derive(Clone, Debug)]
pub struct Along {
    /// Where it begins and ends; for circles and slots both are the middle, from which their places are written.
    pub ends: [f64; 2],
    /// From the one to the other.
    pub size: Sum,
    /// The numbers that lie along this axis, from the low end.
    pub numbers: Vec<(Slot, Sum)>,
    /// Where straight sides lie across this axis: in the sketch, and from the low end.
    pub levels: Vec<(f64, Sum)>,
}

impl Along {
    /// What has its numbers written from its middle.
    pub fn middle(at: f64, numbers: Vec<(Slot, Sum)>) -> Self {
        Self { ends: [at, at], size: Sum::ZERO, numbers, levels: Vec::new() }
    }

    pub fn center(&self) -> f64 {
        0.5 * (self.ends[0] + self.ends[1])
    }
}

/// A loop that was recognised.
#[derive(Clone, Debug)]
pub struct Shape {
    pub along: [Along; 2],
    /// What tells it from shapes of another kind or size.
    pub kind: &'static str,
    pub sizes: Vec<Sum>,
    /// What places of such shapes are called by.
    pub prefix: String,
    /// Middles of its arcs along both axes: in the sketch, and from the low ends.
    pub centers: Vec<[(f64, Sum); 2]>,
}

impl Shape {
    /// The loop, if it is a circle, a slot or an outline along the axes. `whole` is its width along an axis
    /// where that is something else's.
    pub fn of(
        program: &Program,
        l: &Loop,
        place: &Place,
        whole: impl Fn(usize) -> Option<Sum>,
        sheet: &mut Sheet,
    ) -> Option<Self> {
        if let Loop::Circle(circle) = l {
            let hole = (place.loop_ > 0) != (place.mode == Mode::Cut);
            let diameter = place.size(Of::Diameter { hole }, "diameter", 2.0 * circle.radius, sheet);
            let (step, profile, loop_) = (place.step, place.profile, place.loop_);
            sheet.bind(program, Slot::Radius { step, profile, loop_ }, &diameter.times(0.5));
            let along = [0, 1].map(|axis| Along::middle(circle.center[axis], vec![(place.slot(axis, 0), Sum::ZERO)]));
            let centers = vec![[0, 1].map(|axis| (circle.center[axis], Sum::ZERO))];
            return Some(Self { along, kind: "circle", sizes: vec![diameter], prefix: place.word(""), centers });
        }
        if let Some(slot) = Obround::of(l) {
            return Some(slot.shape(place, sheet));
        }
        Some(Outline::of(l)?.shape(place, [0, 1].map(whole), sheet))
    }

    /// Where it begins and ends along both axes.
    pub fn ends(&self) -> [[f64; 2]; 2] {
        [self.along[0].ends, self.along[1].ends]
    }

    pub fn center(&self) -> Vec2 {
        Vec2::new(self.along[0].center(), self.along[1].center())
    }

    /// Whether the other is the same, elsewhere.
    pub fn is_like(&self, other: &Shape) -> bool {
        self.kind == other.kind && self.sizes == other.sizes
    }
}
