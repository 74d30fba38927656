//! What programs are like, in figures: how long, how drawn, how combined, what shape. One program gives [`Figures`],
//! many give a [`Summary`], and several summaries stand side by side in a [`table()`].

mod contacts;
mod table;

pub use table::{Summary, table};

use resolid_geom::{Aabb3, Curve, Vec3};
use resolid_program::{Evaluator, Extent, Mode, Operation, Prism, Program, features};

/// Directions whose cosine is nearer to one than this by are one direction.
const PARALLEL: f64 = 1e-6;
/// Points by which symmetry is judged.
const MIRRORED: u32 = 256;
/// Points by which the filling of the box is measured.
const FILLED: u32 = 4096;

/// What one program is like. Placed definitions are counted as often as they are placed, suppressed steps not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Steps of the timeline.
    pub steps: usize,
    /// Features, as [`features::count`] counts them.
    pub features: usize,
    /// Profiles, each of which is an extrusion of its own in the command form.
    pub profiles: usize,
    /// Command length; see [`length`].
    pub length: usize,
    /// Loops.
    pub loops: usize,
    /// Straight curves.
    pub lines: usize,
    /// Arcs.
    pub arcs: usize,
    /// Full circles.
    pub circles: usize,
    /// Extrusions by [`Mode`]: new, join, cut, intersect.
    pub modes: [usize; 4],
    /// Extrusions by [`Extent`]: one side, symmetric, two sides.
    pub extents: [usize; 3],
    /// Distinct directions of extrusion, either way counted once.
    pub directions: usize,
    /// Extrusions along none of the world's axes.
    pub oblique: usize,
    /// Pairs of extrusions with faces in one plane, or walls on one cylinder, that come near each other.
    pub contacts: usize,
    /// Sides of the box around the part, longest first, millimetres. What cuts take from the outside is not seen.
    pub sides: [f64; 3],
    /// Volume over that of the box; 0 where there is no part.
    pub fill: f64,
    /// Middle planes of the box, square to the world's axes, about which the part is its own mirror image.
    pub mirrors: usize,
}

/// The command length of `program`: for each profile one for its extrusion, one for each loop and one for each curve.
/// The end mark is not counted.
pub fn length(program: &Program) -> usize {
    commands(&resolid_program::flatten(program))
}

fn commands(prisms: &[Prism]) -> usize {
    let profiles = prisms.iter().flat_map(|p| &p.profiles);
    profiles.map(|p| 1 + p.loops().map(|l| 1 + l.curve_count()).sum::<usize>()).sum()
}

/// The figures of `program`, by direct evaluation.
///
/// # Accuracy
/// `fill` is counted on 4,096 evenly spread points of the box, good to about 1 %. `mirrors` is judged by 256 of them:
/// asymmetries of less than about 1 % of the box are overlooked.
///
/// # Cost
/// Some 5,000 questions of membership; quadratic in the number of faces.
pub fn figures(program: &Program) -> Figures {
    let part = Evaluator::new(program);
    let prisms = part.prisms();
    let mut found = Figures {
        steps: program.steps.iter().filter(|s| !s.suppressed).count(),
        features: features::count(program),
        profiles: prisms.iter().map(|p| p.profiles.len()).sum(),
        length: commands(prisms),
        loops: 0,
        lines: 0,
        arcs: 0,
        circles: 0,
        modes: [0; 4],
        extents: extents(program),
        directions: 0,
        oblique: 0,
        contacts: contacts::count(prisms, part.bounds().diagonal()),
        sides: [0.0; 3],
        fill: 0.0,
        mirrors: 0,
    };
    let mut directions: Vec<Vec3> = Vec::new();
    for prism in prisms {
        let mode = [Mode::New, Mode::Join, Mode::Cut, Mode::Intersect].iter().position(|m| *m == prism.mode);
        found.modes[mode.unwrap_or(0)] += 1;
        let z = prism.frame.z();
        if z.abs().max_element() < 1.0 - PARALLEL {
            found.oblique += 1;
        }
        if !directions.iter().any(|d| d.dot(z).abs() > 1.0 - PARALLEL) {
            directions.push(z);
        }
        for l in prism.profiles.iter().flat_map(|p| p.loops()) {
            found.loops += 1;
            for curve in l.curves() {
                match curve {
                    Curve::Line { .. } => found.lines += 1,
                    Curve::Arc { .. } => found.arcs += 1,
                    Curve::Circle(_) => found.circles += 1,
                }
            }
        }
    }
    found.directions = directions.len();
    let bounds = part.bounds();
    if !bounds.is_empty() {
        found.sides = bounds.size().to_array();
        found.sides.sort_by(|a, b| b.total_cmp(a));
        let inside = even(&bounds, FILLED).filter(|&p| part.contains(p)).count();
        found.fill = inside as f64 / f64::from(FILLED);
        found.mirrors = (0..3).filter(|&axis| mirrored(&part, axis)).count();
    }
    found
}

/// How far the extrusions of the timeline go; those of definitions count once.
fn extents(program: &Program) -> [usize; 3] {
    let mut counts = [0; 3];
    let own = program.steps.iter();
    for step in own.chain(program.definitions.iter().flat_map(|d| &d.steps)).filter(|s| !s.suppressed) {
        if let Operation::Extrude(extrude) = &step.operation {
            counts[match extrude.extent {
                Extent::OneSide { .. } => 0,
                Extent::Symmetric { .. } => 1,
                Extent::TwoSides { .. } => 2,
            }] += 1;
        }
    }
    counts
}

/// `count` points spread evenly through a box, always the same: multiples of the powers of the root of x⁴ = x + 1, of
/// which the fractions are kept.
fn even(bounds: &Aabb3, count: u32) -> impl Iterator<Item = Vec3> {
    let root = 1.220_744_084_605_759_5_f64;
    let step = Vec3::new(1.0 / root, 1.0 / (root * root), 1.0 / (root * root * root));
    let (min, size) = (bounds.min, bounds.size());
    (1..=count).map(move |k| min + size * (step * f64::from(k)).fract())
}

/// Whether the part is its own image in the middle plane of its box square to `axis`, but for a hundredth of the points.
fn mirrored(part: &Evaluator, axis: usize) -> bool {
    let bounds = part.bounds();
    let center = bounds.center();
    let unlike = even(&bounds, MIRRORED).filter(|&p| {
        let mut image = p.to_array();
        image[axis] = 2.0 * center[axis] - image[axis];
        part.contains(p) != part.contains(Vec3::from_array(image))
    });
    unlike.count() * 100 <= MIRRORED as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::{Frame, Loop, Profile, Vec2};
    use resolid_program::Step;

    /// A plate 40 × 20 × 5 with a hole off its middle, and a boss on it.
    fn plate() -> Program {
        let outer = Loop::rectangle(Vec2::ZERO, Vec2::new(40.0, 20.0));
        let base = Profile { outer, holes: vec![Loop::circle(Vec2::new(10.0, 10.0), 3.0)] };
        let boss = Profile::solid(Loop::circle(Vec2::new(30.0, 10.0), 4.0));
        let on_top = Frame::WORLD.at(Vec3::new(0.0, 0.0, 5.0));
        let steps = vec![
            Step::extrude(Frame::WORLD, vec![base], Extent::OneSide { distance: 5.0 }, Mode::New),
            Step::extrude(on_top, vec![boss], Extent::TwoSides { forward: 5.0, backward: 0.0 }, Mode::Join),
        ];
        Program { steps, ..Program::default() }
    }

    #[test]
    fn a_plate_with_a_boss_has_the_figures_counted_by_hand() {
        let found = figures(&plate());
        assert_eq!((found.steps, found.features, found.profiles), (2, 3, 2));
        // Rectangle 1 + 4, hole 1 + 1, extrusion 1; boss 1 + 1, extrusion 1.
        assert_eq!((found.length, found.loops), (11, 3));
        assert_eq!((found.lines, found.arcs, found.circles), (4, 0, 2));
        assert_eq!((found.modes, found.extents), ([1, 1, 0, 0], [1, 0, 1]));
        assert_eq!((found.directions, found.oblique, found.contacts), (1, 0, 1));
        assert_eq!(found.sides, [40.0, 20.0, 10.0]);
        let volume = 40.0 * 20.0 * 5.0 + (16.0 - 9.0) * 5.0 * std::f64::consts::PI;
        assert!((found.fill - volume / 8000.0).abs() < 0.01, "{}", found.fill);
        // Hole and boss lie on the long middle line only.
        assert_eq!(found.mirrors, 1);
    }

    #[test]
    fn nothing_has_figures_too() {
        let found = figures(&Program::default());
        assert_eq!((found.steps, found.length, found.fill, found.mirrors), (0, 0, 0.0, 0));
    }
}
