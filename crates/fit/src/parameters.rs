//! The parameters a person would turn: depths, diameters and the sides of rectangles, equal ones under one name.
//!
//! Equal is what the fit made equal to the last bit. One parameter drives the depths of steps that run between the same
//! two planes the same way, as holes do that go right through; the depths of steps of one kind, as of two bosses; the
//! diameters of all equal holes, and those of all equal discs. Sides of rectangles stand alone.

use resolid_geom::{Loop, Vec2, Vec3};
use resolid_program::{Binding, Extent, Mode, Parameter, Program, Quantity, Slot, Term};

/// A number of a drawing, and what it is of the parameter it follows: factor and offset.
type Follower = (Slot, f64, f64);

/// What a size is of.
#[derive(Clone, Debug, PartialEq)]
enum Of {
    /// Of a step: the direction it runs in, and how far along that it starts.
    Depth { direction: Vec3, from: f64 },
    /// Of a circle that material is taken from, or one that it fills.
    Diameter { hole: bool },
    /// Of a rectangle.
    Side,
}

/// A size and the numbers that follow it.
struct Size {
    of: Of,
    value: f64,
    /// The names of the steps that have it.
    steps: Vec<String>,
    what: String,
    slots: Vec<Follower>,
}

impl Size {
    /// Whether a draughtsman would write the other size as this one.
    fn takes(&self, other: &Size) -> bool {
        if self.value != other.value {
            return false;
        }
        match (&self.of, &other.of) {
            (Of::Depth { .. }, Of::Depth { .. }) => {
                self.of == other.of || stem(&self.steps[0]) == stem(&other.steps[0])
            }
            (Of::Diameter { hole }, Of::Diameter { hole: there }) => hole == there,
            _ => false,
        }
    }
}

/// `hole` of `hole_2`.
fn stem(name: &str) -> &str {
    name.rsplit_once('_').map_or(name, |(stem, number)| if number.parse::<u32>().is_ok() { stem } else { name })
}

/// Names the program's sizes and ties its numbers to them.
pub fn name_sizes(program: &mut Program) {
    let mut sizes: Vec<Size> = Vec::new();
    for size in sizes_of(program) {
        match sizes.iter_mut().find(|s| s.takes(&size)) {
            Some(same) => {
                same.slots.extend(size.slots);
                same.steps.extend(size.steps);
            }
            None => sizes.push(size),
        }
    }
    let names = names(&sizes);
    program.parameters.clear();
    program.bindings.clear();
    for (size, name) in sizes.into_iter().zip(names) {
        program.bindings.extend(size.slots.into_iter().map(|(slot, factor, offset)| Binding {
            slot,
            terms: vec![Term { parameter: name.clone(), factor }],
            offset,
        }));
        program.parameters.push(Parameter { name, value: size.value, quantity: Quantity::Length });
    }
}

/// `hole_diameter` where holes of several steps share it and there is no other, else the name of the first step that has
/// the size: `hole_1_diameter`. What would be named twice is numbered.
fn names(sizes: &[Size]) -> Vec<String> {
    let shared = |size: &Size| {
        let first = stem(&size.steps[0]);
        let others = size.steps.iter().any(|s| *s != size.steps[0]);
        (others && size.steps.iter().all(|s| stem(s) == first)).then(|| format!("{first}_{}", size.what))
    };
    let general: Vec<Option<String>> = sizes.iter().map(shared).collect();
    let wanted: Vec<String> = sizes
        .iter()
        .zip(&general)
        .map(|(size, own)| match own {
            Some(name) if general.iter().filter(|g| g.as_ref() == Some(name)).count() == 1 => name.clone(),
            _ => format!("{}_{}", size.steps[0], size.what),
        })
        .collect();
    wanted
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let nth = wanted[..=i].iter().filter(|n| *n == name).count();
            if wanted.iter().filter(|n| *n == name).count() > 1 { format!("{name}_{nth}") } else { name.clone() }
        })
        .collect()
}

/// Every size, in the order of the steps.
fn sizes_of(program: &Program) -> Vec<Size> {
    let mut sizes = Vec::new();
    for (s, step) in program.steps.iter().enumerate() {
        let (Some(extrude), Some(name)) = (step.as_extrude(), &step.name) else { continue };
        let mut add = |of: Of, what: &str, value: f64, slots: Vec<Follower>| {
            sizes.push(Size { of, value, steps: vec![name.clone()], what: what.into(), slots });
        };
        if let Extent::OneSide { distance } = extrude.extent {
            let direction = extrude.sketch.frame.z();
            let of = Of::Depth { direction, from: extrude.sketch.frame.origin.dot(direction) };
            add(of, "depth", distance, vec![(Slot::Distance { step: s }, 1.0, 0.0)]);
        }
        for (p, profile) in extrude.sketch.profiles.iter().enumerate() {
            for (l, contour) in profile.loops().enumerate() {
                let Loop::Circle(circle) = contour else { continue };
                let hole = (l > 0) != (step.combine.mode == Mode::Cut);
                let what = if l > 0 { "hole_diameter" } else { "diameter" };
                let slot = (Slot::Radius { step: s, profile: p, loop_: l }, 0.5, 0.0);
                add(Of::Diameter { hole }, what, 2.0 * circle.radius, vec![slot]);
            }
        }
        if let [profile] = extrude.sketch.profiles.as_slice()
            && let Some([min, max]) = rectangle(&profile.outer)
            && let Loop::Path(edges) = &profile.outer
        {
            for (axis, what) in ["width", "height"].into_iter().enumerate() {
                let (lo, hi) = (min[axis], max[axis]);
                // A side that is centred on zero grows both ways; any other keeps its lower end.
                let centred = (lo + hi).abs() < 1e-9;
                let slots = edges
                    .iter()
                    .enumerate()
                    .filter(|(_, e)| centred || e.start[axis] == hi)
                    .map(|(edge, e)| {
                        let slot = if axis == 0 {
                            Slot::X { step: s, profile: 0, loop_: 0, edge }
                        } else {
                            Slot::Y { step: s, profile: 0, loop_: 0, edge }
                        };
                        let upper = e.start[axis] == hi;
                        if centred { (slot, if upper { 0.5 } else { -0.5 }, (lo + hi) * 0.5) } else { (slot, 1.0, lo) }
                    })
                    .collect();
                add(Of::Side, what, hi - lo, slots);
            }
        }
    }
    sizes
}

/// The corners of an axis-aligned rectangle, if the loop is one.
fn rectangle(l: &Loop) -> Option<[Vec2; 2]> {
    let Loop::Path(edges) = l else { return None };
    if edges.len() != 4 || edges.iter().any(|e| e.sweep != 0.0) {
        return None;
    }
    let b = l.bounds();
    let corner = |p: Vec2| (p.x == b.min.x || p.x == b.max.x) && (p.y == b.min.y || p.y == b.max.y);
    edges.iter().all(|e| corner(e.start)).then_some([b.min, b.max])
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::{Frame, Profile};
    use resolid_program::Step;

    /// A plate 5 thick; each further step is circles of one diameter, cut or joined.
    fn plate(steps: &[(&str, Mode, f64, f64, f64)]) -> Program {
        let rectangle = Loop::rectangle(Vec2::ZERO, Vec2::new(40.0, 20.0));
        let mut program = Program::default();
        let mut add = |name: &str, profiles, from: f64, distance, mode| {
            let frame = Frame::WORLD.at(Vec3::Z * from);
            let mut step = Step::extrude(frame, profiles, Extent::OneSide { distance }, mode);
            step.name = Some(name.into());
            program.steps.push(step);
        };
        add("base", vec![Profile::solid(rectangle)], 0.0, 5.0, Mode::New);
        for &(name, mode, diameter, from, depth) in steps {
            let circles =
                [5.0, 15.0].map(|x| Profile::solid(Loop::circle(Vec2::new(x, 10.0), 0.5 * diameter))).to_vec();
            add(name, circles, from, depth, mode);
        }
        name_sizes(&mut program);
        program
    }

    fn names(program: &Program) -> Vec<&str> {
        program.parameters.iter().map(|p| p.name.as_str()).collect()
    }

    #[test]
    fn through_holes_follow_the_plate_and_equal_holes_each_other() {
        let program = plate(&[("hole_1", Mode::Cut, 4.0, 0.0, 5.0), ("hole_2", Mode::Cut, 4.0, 2.0, 3.0)]);
        assert_eq!(names(&program), ["base_depth", "base_width", "base_height", "hole_diameter", "hole_2_depth"]);
        assert!(program.check(1e-9).is_empty(), "{:?}", program.check(1e-9));
        let mut thicker = program.clone();
        thicker.set_parameter("base_depth", 6.0).unwrap();
        let depth = |p: &Program, k: usize| p.steps[k].as_extrude().unwrap().extent.range()[1];
        assert_eq!([depth(&thicker, 0), depth(&thicker, 1), depth(&thicker, 2)], [6.0, 6.0, 3.0]);
        let mut wider = program.clone();
        assert_eq!(wider.set_parameter("hole_diameter", 5.0), Ok(4));
    }

    #[test]
    fn bosses_and_holes_of_one_size_stay_apart() {
        let program = plate(&[
            ("boss_1", Mode::Join, 4.0, 5.0, 2.0),
            ("boss_2", Mode::Join, 6.0, 5.0, 2.0),
            ("hole_1", Mode::Cut, 4.0, 3.0, 2.0),
            ("hole_2", Mode::Cut, 3.0, 3.0, 2.0),
        ]);
        assert_eq!(
            names(&program),
            [
                "base_depth",
                "base_width",
                "base_height",
                "boss_depth",
                "boss_1_diameter",
                "boss_2_diameter",
                "hole_depth",
                "hole_1_diameter",
                "hole_2_diameter"
            ]
        );
    }
}
