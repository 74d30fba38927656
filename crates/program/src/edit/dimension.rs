//! The dimensions of a program as a person would change them: each moves one wall, one circle, one depth, and all numbers
//! that make it up move together.
//!
//! The corners of a loop lie at levels along each axis of its sketch: one dimension moves the loop as a whole, and one for each
//! further level says how far that is from the first. Together with depths, diameters, centres and the sketches' own places they
//! tell all numbers of a program, each once.

use super::EditError;
use crate::check::loop_words;
use crate::evaluate::PrismFace;
use crate::geom::{Curve, Frame, Loop, Vec2, Vec3};
use crate::program::{Extent, Extrude, Program, Slot};

/// Coordinates of one loop closer than this share of its size are one level.
const LEVEL: f64 = 1e-7;
/// A loop with more levels along an axis is lettering, or a curve made of facets: it is moved, not dimensioned.
const MOST_LEVELS: usize = 24;

/// What a dimension measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DimensionKind {
    /// A named parameter, whatever follows it.
    Parameter,
    /// How far a step reaches from its sketch; of a symmetric one, all of it.
    Depth,
    /// How far a step of two sides reaches against its sketch's normal.
    Backward,
    /// Of a circle.
    Diameter,
    /// Where a circle's centre lies in its sketch, along x.
    CenterX,
    /// The same along y.
    CenterY,
    /// Where a loop begins in its sketch, along x: the loop moves whole.
    PositionX,
    /// The same along y.
    PositionY,
    /// How far the last level along x is from the first.
    Width,
    /// The same along y.
    Height,
    /// How far a level between is from the first, along x.
    LevelX,
    /// The same along y.
    LevelY,
    /// Where the sketch lies in space, along x, y or z.
    Origin(usize),
}

impl DimensionKind {
    /// As files and messages call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Depth => "depth",
            Self::Backward => "backward",
            Self::Diameter => "diameter",
            Self::CenterX => "center_x",
            Self::CenterY => "center_y",
            Self::PositionX => "position_x",
            Self::PositionY => "position_y",
            Self::Width => "width",
            Self::Height => "height",
            Self::LevelX => "level_x",
            Self::LevelY => "level_y",
            Self::Origin(0) => "origin_x",
            Self::Origin(1) => "origin_y",
            Self::Origin(_) => "origin_z",
        }
    }
}

/// A dimension of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// Names it, in this program: `diameter:1.0.2` is of step 1, profile 0, loop 2, all counted from 0.
    pub id: String,
    /// The step it belongs to; a parameter belongs to none.
    pub step: Option<usize>,
    /// What it measures.
    pub kind: DimensionKind,
    /// In words: "diameter of hole 2".
    pub label: String,
    /// Millimetres; radians for a parameter that is an angle.
    pub value: f64,
    /// The parameter that it is changed through.
    pub parameter: Option<String>,
    /// The numbers that move with it, and how far each moves when it grows by 1.
    pub numbers: Vec<(Slot, f64)>,
    /// A place on what it moves.
    pub anchor: Vec3,
    /// Which way that place moves as the value grows; zero for a parameter.
    pub direction: Vec3,
    /// How much the value grows as the place moves by 1 that way.
    pub gain: f64,
}

impl Program {
    /// The dimensions: parameters first, then those of each step.
    pub fn dimensions(&self) -> Vec<Dimension> {
        let mut found: Vec<Dimension> = self.parameters.iter().map(|p| self.of_parameter(&p.name, p.value)).collect();
        for (step, s) in self.steps.iter().enumerate() {
            let Some(extrude) = s.as_extrude() else { continue };
            let from = found.len();
            depths(step, extrude, &mut found);
            for (profile, p) in extrude.sketch.profiles.iter().enumerate() {
                for (loop_, l) in p.loops().enumerate() {
                    Drawn { step, profile, loop_, extrude }.dimensions(l, &mut found);
                }
            }
            origins(step, extrude, &mut found);
            for dimension in &mut found[from..] {
                dimension.parameter = self.parameter_of(&dimension.numbers);
            }
        }
        found
    }

    /// Sets a dimension. What follows a parameter wholly is set through it, and all else that follows it moves too; numbers tied
    /// otherwise stay tied, at another distance.
    ///
    /// # Errors
    /// [`EditError::NoDimension`]; [`EditError::Value`] where the value is not finite.
    pub fn set_dimension(&mut self, id: &str, value: f64) -> Result<(), EditError> {
        if !value.is_finite() {
            return Err(EditError::Value { what: "a dimension", value });
        }
        let found = self.dimensions().into_iter().find(|d| d.id == id);
        let dimension = found.ok_or_else(|| EditError::NoDimension { id: id.to_owned() })?;
        let by = value - dimension.value;
        if by != 0.0 { self.shift(&dimension, by) } else { Ok(()) }
    }

    /// Lets a dimension grow by so much.
    ///
    /// # Errors
    /// [`EditError::NoNumber`] where it is of another program.
    pub fn shift(&mut self, dimension: &Dimension, by: f64) -> Result<(), EditError> {
        if let Some(name) = &dimension.parameter {
            let parameter = self.parameters.iter().find(|p| p.name == *name);
            let before = parameter.map(|p| p.value).ok_or_else(|| EditError::NoParameter {
                name: name.clone(),
                names: self.parameters.iter().map(|p| p.name.clone()).collect(),
            })?;
            let rate = match dimension.kind {
                DimensionKind::Parameter => 1.0,
                _ => self.rate(name, &dimension.numbers).unwrap_or(1.0),
            };
            return self.set_parameter(name, before + by * rate).map(drop);
        }
        let mut changed = self.clone();
        for &(slot, factor) in &dimension.numbers {
            let before = changed.number(slot).ok_or(EditError::NoNumber { slot })?;
            changed.set_number(slot, before + factor * by)?;
            changed.shift_binding(slot, factor * by);
        }
        *self = changed;
        Ok(())
    }

    /// The dimension that moves a face, where one does: of an extrusion, `face` is of its only prism.
    pub fn dimension_of_face(&self, step: usize, face: PrismFace) -> Option<String> {
        let extrude = self.steps.get(step)?.as_extrude()?;
        let top = match face {
            PrismFace::Side { profile, loop_, curve } => {
                let l = extrude.sketch.profiles.get(profile)?.loops().nth(loop_)?;
                return Drawn { step, profile, loop_, extrude }.of_curve(l, curve);
            }
            PrismFace::Top { .. } => true,
            PrismFace::Bottom { .. } => false,
        };
        match extrude.extent {
            Extent::OneSide { distance } if (distance > 0.0) == top => Some(format!("depth:{step}")),
            Extent::OneSide { .. } => {
                let z = extrude.sketch.frame.z().abs().to_array();
                let axis = z.iter().position(|c| *c > 1.0 - 1e-9)?;
                Some(format!("{}:{step}", DimensionKind::Origin(axis).word()))
            }
            Extent::Symmetric { .. } => Some(format!("depth:{step}")),
            Extent::TwoSides { .. } => Some(format!("{}:{step}", if top { "depth" } else { "backward" })),
        }
    }

    fn of_parameter(&self, name: &str, value: f64) -> Dimension {
        let followers = self.bindings.iter().flat_map(|b| {
            let terms = b.terms.iter().filter(|t| t.parameter == name);
            terms.map(|t| (b.slot, t.factor))
        });
        Dimension {
            id: format!("parameter:{name}"),
            step: None,
            kind: DimensionKind::Parameter,
            label: name.to_owned(),
            value,
            parameter: Some(name.to_owned()),
            numbers: followers.collect(),
            anchor: Vec3::ZERO,
            direction: Vec3::ZERO,
            gain: 1.0,
        }
    }

    /// The parameter that all of these numbers follow, and nothing else, at one rate.
    fn parameter_of(&self, numbers: &[(Slot, f64)]) -> Option<String> {
        let &(slot, _) = numbers.first()?;
        let first = self.bindings.iter().find(|b| b.slot == slot)?;
        let name = &first.terms.first()?.parameter;
        self.rate(name, numbers).map(|_| name.clone())
    }

    /// How much the parameter grows as what these numbers make up grows by 1.
    fn rate(&self, parameter: &str, numbers: &[(Slot, f64)]) -> Option<f64> {
        let mut rate = None;
        for &(slot, factor) in numbers {
            let binding = self.bindings.iter().find(|b| b.slot == slot)?;
            let [term] = binding.terms.as_slice() else { return None };
            if term.parameter != parameter || term.factor == 0.0 {
                return None;
            }
            let own = factor / term.factor;
            if (*rate.get_or_insert(own) - own).abs() > 1e-9 * own.abs() {
                return None;
            }
        }
        rate
    }
}

/// The middle of what a sketch draws, at a height over it.
fn middle(extrude: &Extrude, height: f64) -> Vec3 {
    let at = extrude.sketch.profiles.first().map_or(Vec2::ZERO, |p| p.bounds().center());
    extrude.sketch.frame.world_from_local(at.extend(height))
}

fn depths(step: usize, extrude: &Extrude, found: &mut Vec<Dimension>) {
    let z = extrude.sketch.frame.z();
    let mut add =
        |kind: DimensionKind, value: f64, slot: Slot, factor: f64, height: f64, direction: Vec3, gain: f64| {
            let label = if kind == DimensionKind::Backward { "depth backward" } else { "depth" };
            found.push(Dimension {
                id: format!("{}:{step}", kind.word()),
                step: Some(step),
                kind,
                label: label.into(),
                value,
                parameter: None,
                numbers: vec![(slot, factor)],
                anchor: middle(extrude, height),
                direction,
                gain,
            });
        };
    let slot = Slot::Distance { step };
    match extrude.extent {
        Extent::OneSide { distance } => {
            let sign = if distance < 0.0 { -1.0 } else { 1.0 };
            add(DimensionKind::Depth, distance.abs(), slot, sign, distance, z * sign, 1.0);
        }
        Extent::Symmetric { distance } => {
            let sign = if distance < 0.0 { -1.0 } else { 1.0 };
            add(DimensionKind::Depth, 2.0 * distance.abs(), slot, 0.5 * sign, distance.abs(), z, 2.0);
        }
        Extent::TwoSides { forward, backward } => {
            add(DimensionKind::Depth, forward, slot, 1.0, forward, z, 1.0);
            add(DimensionKind::Backward, backward, Slot::Backward { step }, 1.0, -backward, -z, 1.0);
        }
    }
}

fn origins(step: usize, extrude: &Extrude, found: &mut Vec<Dimension>) {
    let Frame { origin, .. } = extrude.sketch.frame;
    for (axis, direction) in [Vec3::X, Vec3::Y, Vec3::Z].into_iter().enumerate() {
        let kind = DimensionKind::Origin(axis);
        found.push(Dimension {
            id: format!("{}:{step}", kind.word()),
            step: Some(step),
            kind,
            label: format!("sketch along {}", ["x", "y", "z"][axis]),
            value: origin[axis],
            parameter: None,
            numbers: vec![(Slot::Origin { step, axis }, 1.0)],
            anchor: middle(extrude, 0.0),
            direction,
            gain: 1.0,
        });
    }
}

/// A loop of a step's sketch.
struct Drawn<'a> {
    step: usize,
    profile: usize,
    loop_: usize,
    extrude: &'a Extrude,
}

/// Coordinates along one axis that are one, and the corners that have them.
struct Level {
    at: f64,
    corners: Vec<usize>,
}

impl Drawn<'_> {
    fn dimensions(&self, l: &Loop, found: &mut Vec<Dimension>) {
        match l {
            Loop::Circle(c) => {
                let (step, profile, loop_) = (self.step, self.profile, self.loop_);
                let radius = Slot::Radius { step, profile, loop_ };
                let rim = c.center + Vec2::X * c.radius;
                let x = self.extrude.sketch.frame.x;
                let value = 2.0 * c.radius;
                found.push(self.dimension(DimensionKind::Diameter, None, value, vec![(radius, 0.5)], rim, x, 2.0));
                for axis in 0..2 {
                    let kind = [DimensionKind::CenterX, DimensionKind::CenterY][axis];
                    let numbers = vec![(self.slot(axis, 0), 1.0)];
                    found.push(self.dimension(kind, None, c.center[axis], numbers, c.center, self.axis(axis), 1.0));
                }
            }
            Loop::Path(edges) => (0..2).for_each(|axis| self.levels_as_dimensions(axis, l, edges.len(), found)),
        }
    }

    fn levels_as_dimensions(&self, axis: usize, l: &Loop, corners: usize, found: &mut Vec<Dimension>) {
        let levels = levels(l, axis);
        let Some(first) = levels.first() else { return };
        let kind = [DimensionKind::PositionX, DimensionKind::PositionY][axis];
        let all = (0..corners).map(|edge| (self.slot(axis, edge), 1.0)).collect();
        let center = l.bounds().center();
        found.push(self.dimension(kind, None, first.at, all, center, self.axis(axis), 1.0));
        if levels.len() > MOST_LEVELS {
            return;
        }
        for (k, level) in levels.iter().enumerate().skip(1) {
            let kind = match (axis, k + 1 == levels.len()) {
                (0, true) => DimensionKind::Width,
                (_, true) => DimensionKind::Height,
                (0, false) => DimensionKind::LevelX,
                (_, false) => DimensionKind::LevelY,
            };
            let numbers = level.corners.iter().map(|&edge| (self.slot(axis, edge), 1.0)).collect();
            let mut place = center;
            place[axis] = level.at;
            let value = level.at - first.at;
            found.push(self.dimension(kind, Some(k), value, numbers, place, self.axis(axis), 1.0));
        }
    }

    /// The dimension that moves a curve as it is, where one does.
    fn of_curve(&self, l: &Loop, curve: usize) -> Option<String> {
        let Loop::Path(edges) = l else { return Some(self.id(DimensionKind::Diameter, None)) };
        let Some(Curve::Line { start, end }) = l.curves().nth(curve) else { return None };
        let size = l.bounds().size().max_element();
        let axis = (0..2).find(|&axis| (start[axis] - end[axis]).abs() <= LEVEL * size)?;
        let levels = levels(l, axis);
        if levels.len() > MOST_LEVELS {
            return None;
        }
        let k = levels.iter().position(|level| level.corners.contains(&(curve % edges.len())))?;
        Some(match (k, axis) {
            (0, 0) => self.id(DimensionKind::PositionX, None),
            (0, _) => self.id(DimensionKind::PositionY, None),
            (_, 0) if k + 1 == levels.len() => self.id(DimensionKind::Width, Some(k)),
            (_, 0) => self.id(DimensionKind::LevelX, Some(k)),
            _ if k + 1 == levels.len() => self.id(DimensionKind::Height, Some(k)),
            _ => self.id(DimensionKind::LevelY, Some(k)),
        })
    }

    fn slot(&self, axis: usize, edge: usize) -> Slot {
        let (step, profile, loop_) = (self.step, self.profile, self.loop_);
        if axis == 0 { Slot::X { step, profile, loop_, edge } } else { Slot::Y { step, profile, loop_, edge } }
    }

    fn axis(&self, axis: usize) -> Vec3 {
        if axis == 0 { self.extrude.sketch.frame.x } else { self.extrude.sketch.frame.y }
    }

    fn id(&self, kind: DimensionKind, level: Option<usize>) -> String {
        let level = match kind {
            DimensionKind::LevelX | DimensionKind::LevelY => level.map_or(String::new(), |k| format!(".{k}")),
            _ => String::new(),
        };
        format!("{}:{}.{}.{}{level}", kind.word(), self.step, self.profile, self.loop_)
    }

    #[expect(clippy::too_many_arguments, reason = "the fields that differ")]
    fn dimension(
        &self,
        kind: DimensionKind,
        level: Option<usize>,
        value: f64,
        numbers: Vec<(Slot, f64)>,
        place: Vec2,
        direction: Vec3,
        gain: f64,
    ) -> Dimension {
        let [low, high] = self.extrude.extent.range();
        let of = match (self.profile, self.loop_) {
            (0, 0) if self.extrude.sketch.profiles.len() == 1 => String::new(),
            (p, 0) => format!(" of profile {}", p + 1),
            (0, k) if self.extrude.sketch.profiles.len() == 1 => format!(" of {}", loop_words(k)),
            (p, k) => format!(" of {} of profile {}", loop_words(k), p + 1),
        };
        let what = match kind {
            DimensionKind::CenterX => "centre along x".into(),
            DimensionKind::CenterY => "centre along y".into(),
            DimensionKind::PositionX => "position along x".into(),
            DimensionKind::PositionY => "position along y".into(),
            DimensionKind::LevelX => format!("side {} along x", level.unwrap_or(0) + 1),
            DimensionKind::LevelY => format!("side {} along y", level.unwrap_or(0) + 1),
            kind => kind.word().to_string(),
        };
        Dimension {
            id: self.id(kind, level),
            step: Some(self.step),
            kind,
            label: format!("{what}{of}"),
            value,
            parameter: None,
            numbers,
            anchor: self.extrude.sketch.frame.world_from_local(place.extend(0.5 * (low + high))),
            direction,
            gain,
        }
    }
}

/// The levels of a path's corners along an axis, lowest first. The ends of an arc that rounds a corner are one level, so that
/// the arc moves whole; it lies where it has a straight side.
fn levels(l: &Loop, axis: usize) -> Vec<Level> {
    let Loop::Path(edges) = l else { return Vec::new() };
    let near = LEVEL * l.bounds().size().max_element();
    let mut corners: Vec<(f64, usize)> = edges.iter().enumerate().map(|(i, e)| (e.start[axis], i)).collect();
    corners.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut levels: Vec<Level> = Vec::new();
    let mut level_of = vec![0; edges.len()];
    for (at, corner) in corners {
        match levels.last_mut() {
            Some(level) if at - level.at <= near => level.corners.push(corner),
            _ => levels.push(Level { at, corners: vec![corner] }),
        }
        level_of[corner] = levels.len() - 1;
    }
    let ends = |i: usize| (level_of[i], level_of[(i + 1) % edges.len()]);
    let has_side = |k: usize| (0..edges.len()).any(|i| edges[i].sweep == 0.0 && ends(i) == (k, k));
    // Each level is of the lowest that an arc joins it to.
    let mut joined: Vec<usize> = (0..levels.len()).collect();
    for (i, edge) in edges.iter().enumerate() {
        let (start, end) = (edge.start, edges[(i + 1) % edges.len()].start);
        let rounds = edge.sweep != 0.0 && edge.sweep.abs() < std::f64::consts::PI - 1e-6;
        if rounds && (start - end).abs().min_element() > near {
            let (a, b) = (joined[ends(i).0], joined[ends(i).1]);
            joined.iter_mut().filter(|j| **j == a.max(b)).for_each(|j| *j = a.min(b));
        }
    }
    let mut whole: Vec<Level> = Vec::new();
    for k in (0..levels.len()).filter(|&k| joined[k] == k) {
        let members: Vec<usize> = (k..levels.len()).filter(|&m| joined[m] == k).collect();
        let at = members.iter().copied().find(|&m| has_side(m)).unwrap_or(k);
        let corners = members.iter().flat_map(|&m| levels[m].corners.iter().copied()).collect();
        whole.push(Level { at: levels[at].at, corners });
    }
    whole.sort_by(|a, b| a.at.total_cmp(&b.at));
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Profile;
    use crate::program::{Binding, Mode, Parameter, Quantity, Step, Term};
    use crate::random::random_program;
    use rand::SeedableRng;

    /// A plate 40 × 20 × 5 with a hole ⌀6, whose width follows `w` and whose hole stays 10 from the left.
    fn plate() -> Program {
        let profile = Profile {
            outer: Loop::rectangle(Vec2::ZERO, Vec2::new(40.0, 20.0)),
            holes: vec![Loop::circle(Vec2::new(10.0, 10.0), 3.0)],
        };
        let step = Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance: 5.0 }, Mode::New);
        let x = |edge| Binding {
            slot: Slot::X { step: 0, profile: 0, loop_: 0, edge },
            terms: vec![Term { parameter: "w".into(), factor: 1.0 }],
            offset: 0.0,
        };
        Program {
            parameters: vec![Parameter { name: "w".into(), value: 40.0, quantity: Quantity::Length }],
            bindings: vec![x(1), x(2)],
            steps: vec![step],
            ..Program::default()
        }
    }

    fn value(program: &Program, id: &str) -> f64 {
        program.dimensions().iter().find(|d| d.id == id).unwrap().value
    }

    #[test]
    fn dimensions_move_what_they_name_and_nothing_else() {
        let mut p = plate();
        for (id, to) in [("depth:0", 8.0), ("diameter:0.0.1", 7.0), ("height:0.0.0", 25.0), ("center_x:0.0.1", 12.0)] {
            let before = p.dimensions();
            p.set_dimension(id, to).unwrap();
            assert_eq!(p.check(1e-9), vec![], "{id}");
            for (old, new) in before.iter().zip(p.dimensions()) {
                assert_eq!(new.value, if old.id == id { to } else { old.value }, "{id}: {}", old.id);
            }
        }
        assert_eq!(p.set_dimension("depth:7", 1.0), Err(EditError::NoDimension { id: "depth:7".into() }));
        assert!(p.set_dimension("depth:0", f64::NAN).is_err());
    }

    #[test]
    fn what_follows_a_parameter_is_set_through_it_and_a_moved_loop_stays_tied() {
        let mut p = plate();
        p.set_dimension("width:0.0.0", 50.0).unwrap();
        assert_eq!((value(&p, "parameter:w"), value(&p, "width:0.0.0")), (50.0, 50.0));
        p.set_dimension("position_x:0.0.0", -5.0).unwrap();
        assert_eq!((value(&p, "parameter:w"), value(&p, "width:0.0.0")), (50.0, 50.0));
        assert_eq!(p.check(1e-9), vec![]);
        p.set_dimension("parameter:w", 30.0).unwrap();
        assert_eq!(p.steps[0].as_extrude().unwrap().sketch.profiles[0].bounds().max.x, 25.0);
    }

    #[test]
    fn a_place_moves_as_its_dimension_says() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(5);
        let mut seen = 0;
        for _ in 0..60 {
            let program = random_program(&mut rng);
            for dimension in program.dimensions().iter().filter(|d| d.direction != Vec3::ZERO) {
                let mut moved = program.clone();
                moved.shift(dimension, 1e-3 * dimension.gain).unwrap();
                let after = moved.dimensions().into_iter().find(|d| d.id == dimension.id);
                // A level may pass another one, or join it.
                let Some(after) = after else { continue };
                if (after.value - dimension.value - 1e-3 * dimension.gain).abs() > 1e-9 {
                    continue;
                }
                let along = (after.anchor - dimension.anchor).dot(dimension.direction);
                let centred = matches!(dimension.kind, DimensionKind::Origin(_));
                assert!((along - 1e-3).abs() < 1e-9 || centred, "{}: {along}", dimension.id);
                seen += 1;
            }
        }
        assert!(seen > 300, "{seen}");
    }

    #[test]
    fn rounded_corners_move_whole() {
        use crate::geom::Edge;
        use std::f64::consts::FRAC_PI_2;
        let corner =
            |x: f64, y: f64, round: bool| Edge { start: Vec2::new(x, y), sweep: if round { FRAC_PI_2 } else { 0.0 } };
        // 40 × 20, corners of radius 3.
        let outer = Loop::Path(vec![
            corner(3.0, 0.0, false),
            corner(37.0, 0.0, true),
            corner(40.0, 3.0, false),
            corner(40.0, 17.0, true),
            corner(37.0, 20.0, false),
            corner(3.0, 20.0, true),
            corner(0.0, 17.0, false),
            corner(0.0, 3.0, true),
        ]);
        let step =
            Step::extrude(Frame::WORLD, vec![Profile::solid(outer)], Extent::OneSide { distance: 5.0 }, Mode::New);
        let mut p = Program { steps: vec![step], ..Program::default() };
        p.set_dimension("width:0.0.0", 50.0).unwrap();
        let profile = &p.steps[0].as_extrude().unwrap().sketch.profiles[0];
        let rounding = (4.0 - std::f64::consts::PI) * 9.0;
        assert!((profile.area() - (50.0 * 20.0 - rounding)).abs() < 1e-9, "{}", profile.area());
        assert_eq!(p.check(1e-9), vec![]);
    }

    #[test]
    fn faces_know_their_dimensions() {
        let p = plate();
        let of = |face| p.dimension_of_face(0, face);
        assert_eq!(of(PrismFace::Top { profile: 0 }).as_deref(), Some("depth:0"));
        assert_eq!(of(PrismFace::Bottom { profile: 0 }).as_deref(), Some("origin_z:0"));
        let side = |loop_, curve| of(PrismFace::Side { profile: 0, loop_, curve });
        assert_eq!(side(0, 1).as_deref(), Some("width:0.0.0"));
        assert_eq!(side(0, 2).as_deref(), Some("height:0.0.0"));
        assert_eq!(side(0, 3).as_deref(), Some("position_x:0.0.0"));
        assert_eq!(side(1, 0).as_deref(), Some("diameter:0.0.1"));
    }
}
