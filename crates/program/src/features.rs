//! Steps counted as features, so that programs drawn in different ways can be compared.
//!
//! **Steps are counted as features**: an extrusion of its outer profile is one; each family of equal holes in it
//! is one more, whether drawn as inner loops or cut apart. To make the count independent of how a part was drawn:
//!
//! - Suppressed steps count nothing. A placed definition counts once, however often it is placed.
//! - Profiles of one sketch that touch are one region ([`crate::region::merged`]), and runs of one line or circle one curve.
//! - Every boundary loop of a step is one *element*: the outer loop of an addition adds, its inner loops are holes;
//!   the outer loop of a cut is a hole, its inner loops are islands; the outer loop of an intersection keeps.
//! - An element has a shape (its loop, up to moving, turning and mirroring in the plane), an axis (the direction of
//!   extrusion, either way) and a depth (of a hole or an island: as far as it lies within the added material, so
//!   that a through cut counts the same however far it overshoots).
//! - Elements of one kind that agree in shape, axis and depth are one **family**, wherever they lie and whichever step
//!   drew them. The families are the features.
//!
//! Lengths agree within 1e-3 of the shape's size.
//!
//! So a plate with four equal through holes counts 2 as one sketch with inner loops, as a plate and one cut of four circles, and as
//! a plate and four cuts; a counterbored hole pattern is 3 with its plate; four equal legs joined one by one are one feature.

use crate::flatten::{Prism, flatten};
use crate::geom::{Curve, Loop, Vec2, Vec3};
use crate::program::{Mode, Operation, Program};
use crate::region::{merged, simplified};

/// Lengths that agree within this part of a shape's size are equal.
const SAME: f64 = 1e-3;

/// What a feature does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Adds material: the outer profile of a new or joined extrusion.
    Addition,
    /// Takes material away: a cut, or an inner loop of an addition.
    Hole,
    /// Material left standing inside a cut.
    Island,
    /// Keeps what lies inside it.
    Intersection,
}

/// A family of equal elements.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// What it does.
    pub kind: Kind,
    /// The first step it appears in.
    pub step: usize,
    /// How many equal ones there are. A placed definition's elements are counted once.
    pub instances: usize,
    /// Direction of extrusion, first component that is not zero positive.
    pub axis: Vec3,
    /// Depth along the axis, millimetres.
    pub depth: f64,
    shape: Shape,
}

impl Feature {
    /// Radius of the circle it is drawn with, if it is one.
    pub fn radius(&self) -> Option<f64> {
        match self.shape {
            Shape::Circle(radius) => Some(radius),
            Shape::Path { .. } => None,
        }
    }
}

/// The number of features of `program`; see the module's text for what is counted.
pub fn count(program: &Program) -> usize {
    list(program).len()
}

/// The features of `program`, in the order of the steps they first appear in.
///
/// # Cost
/// Quadratic in the number of curves of a sketch, and in the number of loops of the program.
pub fn list(program: &Program) -> Vec<Feature> {
    // A placed definition is counted where it is first placed.
    let mut once = program.clone();
    for step in &mut once.steps {
        if let Operation::Place { placements, .. } = &mut step.operation {
            placements.truncate(1);
        }
    }
    let material: Vec<Prism> =
        flatten(program).into_iter().filter(|p| matches!(p.mode, Mode::New | Mode::Join)).collect();
    let mut features: Vec<Feature> = Vec::new();
    for prism in flatten(&once) {
        let axis = unsigned(prism.frame.z());
        let depth = prism.range[1] - prism.range[0];
        let within = within_material(&prism, axis, &material);
        let size = prism.profiles.iter().map(|p| p.bounds().size().max_element()).fold(0.0, f64::max);
        for profile in merged(&prism.profiles, SAME * 0.1 * size) {
            for (index, l) in profile.loops().enumerate() {
                let (kind, depth) = match (prism.mode, index) {
                    (Mode::New | Mode::Join, 0) => (Kind::Addition, depth),
                    (Mode::Intersect, 0) => (Kind::Intersection, depth),
                    (Mode::New | Mode::Join | Mode::Intersect, _) => (Kind::Hole, depth),
                    (Mode::Cut, 0) => (Kind::Hole, within),
                    (Mode::Cut, _) => (Kind::Island, within),
                };
                let shape = Shape::of(l);
                let same = |f: &&mut Feature| {
                    let scale = shape.size().max(depth).max(f.depth);
                    f.kind == kind
                        && (f.axis - axis).length() < SAME
                        && (f.depth - depth).abs() < SAME * scale
                        && f.shape.congruent(&shape)
                };
                match features.iter_mut().find(same) {
                    Some(family) => family.instances += 1,
                    None => features.push(Feature { kind, step: prism.step, instances: 1, axis, depth, shape }),
                }
            }
        }
    }
    features
}

fn unsigned(axis: Vec3) -> Vec3 {
    let lead = axis.to_array().into_iter().find(|c| c.abs() > 1e-6).unwrap_or(1.0);
    if lead < 0.0 { -axis } else { axis }
}

/// How deep a cut lies between the lowest and highest height, along its axis, of all added material.
fn within_material(cut: &Prism, axis: Vec3, material: &[Prism]) -> f64 {
    let z = cut.frame.z();
    let at = |h: f64| (cut.frame.origin + z * h).dot(axis);
    let (a, b) = (at(cut.range[0]), at(cut.range[1]));
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for prism in material {
        let (l, h) = reach(prism, axis);
        low = low.min(l);
        high = high.max(h);
    }
    let (from, to) = (a.min(b).max(low), a.max(b).min(high));
    // A cut beside the material keeps its own depth: it has no other.
    if to > from { to - from } else { (b - a).abs() }
}

/// Lowest and highest height of a prism along a direction, exact for lines and circles' boxes alike.
fn reach(prism: &Prism, axis: Vec3) -> (f64, f64) {
    let along = prism.frame.local_from_world_direction(axis);
    let base = prism.frame.origin.dot(axis);
    let ends = prism.range.map(|h| h * along.z);
    let plane = Vec2::new(along.x, along.y);
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for profile in &prism.profiles {
        for curve in profile.outer.curves() {
            let (l, h) = reach_of(&curve, plane);
            low = low.min(l);
            high = high.max(h);
        }
    }
    (base + low + ends[0].min(ends[1]), base + high + ends[0].max(ends[1]))
}

fn reach_of(curve: &Curve, d: Vec2) -> (f64, f64) {
    let spread = |points: &[Vec2]| {
        points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), p| (l.min(p.dot(d)), h.max(p.dot(d))))
    };
    match *curve {
        Curve::Line { start, end } => spread(&[start, end]),
        Curve::Circle(c) => {
            let r = c.radius * d.length();
            (c.center.dot(d) - r, c.center.dot(d) + r)
        }
        Curve::Arc { start, end, center, radius, sweep } => {
            let u = d.normalize_or_zero();
            let mut points = vec![start, end];
            for side in [u, -u] {
                if side != Vec2::ZERO && crate::geom::profile::angle_within(start - center, side, sweep) {
                    points.push(center + side * radius);
                }
            }
            spread(&points)
        }
    }
}

/// A loop without its place: what it looks like from its own corners.
#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Circle(f64),
    Path { size: f64, corners: Vec<Corner> },
}

/// The edge that leaves a corner and the one after it, in lengths that moving and turning do not change.
type Corner = [f64; 4];

impl Shape {
    fn of(l: &Loop) -> Self {
        let size = width(l);
        match simplified(l, SAME * 0.1 * size) {
            Loop::Circle(c) => Self::Circle(c.radius),
            path => {
                let path = if path.signed_area() < 0.0 { path.reversed() } else { path };
                Self::Path { size, corners: corners(&path) }
            }
        }
    }

    fn size(&self) -> f64 {
        match self {
            Self::Circle(radius) => 2.0 * radius,
            Self::Path { size, .. } => *size,
        }
    }

    /// Whether one is the other moved, turned or mirrored.
    fn congruent(&self, other: &Self) -> bool {
        let tol = SAME * self.size().max(other.size());
        match (self, other) {
            (Self::Circle(a), Self::Circle(b)) => (a - b).abs() < tol,
            (Self::Path { corners: a, .. }, Self::Path { corners: b, .. }) => {
                a.len() == b.len() && (matches_turned(a, b, tol) || matches_turned(a, &mirrored(b), tol))
            }
            _ => false,
        }
    }
}

/// A size that turning does not change: the mean width, for a convex loop.
fn width(l: &Loop) -> f64 {
    l.length() / std::f64::consts::PI
}

fn corners(path: &Loop) -> Vec<Corner> {
    let curves: Vec<Curve> = path.curves().collect();
    let n = curves.len();
    let size = width(path).max(f64::MIN_POSITIVE);
    let chord = |i: usize| curves[i % n].point(1.0) - curves[i % n].point(0.0);
    (0..n)
        .map(|i| {
            let (a, b) = (chord(i), chord(i + 1));
            // The signed height of the arc over its chord.
            let sagitta = match curves[i] {
                Curve::Arc { sweep, radius, .. } => radius * (1.0 - (sweep * 0.5).cos()) * sweep.signum(),
                _ => 0.0,
            };
            [a.length(), sagitta, a.perp_dot(b) / size, a.dot(b) / size]
        })
        .collect()
}

/// The corners of the mirror image, run counter-clockwise again: mirroring turns curves and corners round, and
/// running the other way turns them back, so only the order changes.
fn mirrored(corners: &[Corner]) -> Vec<Corner> {
    let n = corners.len();
    (0..n)
        .map(|i| {
            let edge = corners[n - 1 - i];
            // The turn that follows this edge in the reverse is the one that came before it.
            let turn = corners[(2 * n - 2 - i) % n];
            [edge[0], edge[1], turn[2], turn[3]]
        })
        .collect()
}

fn matches_turned(a: &[Corner], b: &[Corner], tol: f64) -> bool {
    let n = a.len();
    (0..n.max(1)).any(|shift| (0..n).all(|i| (0..4).all(|k| (a[i][k] - b[(i + shift) % n][k]).abs() < tol)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Edge, Frame, Profile};
    use crate::program::{Combine, Definition, Extent, Placement, Step};

    fn v(x: f64, y: f64) -> Vec2 {
        Vec2::new(x, y)
    }

    const HOLES: [Vec2; 4] = [v2(5.0, 5.0), v2(35.0, 5.0), v2(5.0, 15.0), v2(35.0, 15.0)];

    const fn v2(x: f64, y: f64) -> Vec2 {
        Vec2::new(x, y)
    }

    fn rectangle(w: f64, h: f64) -> Loop {
        Loop::rectangle(Vec2::ZERO, v(w, h))
    }

    fn program(steps: Vec<Step>) -> Program {
        Program { steps, ..Program::default() }
    }

    fn up(profiles: Vec<Profile>, distance: f64, mode: Mode) -> Step {
        Step::extrude(Frame::WORLD, profiles, Extent::OneSide { distance }, mode)
    }

    fn discs(centers: &[Vec2]) -> Vec<Profile> {
        centers.iter().map(|&c| Profile::solid(Loop::circle(c, 2.0))).collect()
    }

    #[test]
    fn plate_with_four_holes_is_two_features_however_it_is_drawn() {
        let plate = || up(vec![Profile::solid(rectangle(40.0, 20.0))], 5.0, Mode::New);
        let inner = program(vec![up(
            vec![Profile {
                outer: rectangle(40.0, 20.0),
                holes: HOLES.iter().map(|&c| Loop::circle(c, 2.0)).collect(),
            }],
            5.0,
            Mode::New,
        )]);
        let together = program(vec![plate(), up(discs(&HOLES), 5.0, Mode::Cut)]);
        let mut apart = vec![plate()];
        // Some overshoot, one comes from the other side.
        for (i, c) in HOLES.iter().enumerate() {
            apart.push(match i {
                0 => Step::extrude(
                    Frame { origin: Vec3::new(0.0, 0.0, 5.0), x: Vec3::X, y: -Vec3::Y },
                    discs(&[v(c.x, -c.y)]),
                    Extent::OneSide { distance: 9.0 },
                    Mode::Cut,
                ),
                _ => up(discs(&[*c]), 5.0 + i as f64, Mode::Cut),
            });
        }
        let halved = program(vec![
            up(
                vec![
                    Profile::solid(rectangle(15.0, 20.0)),
                    Profile::solid(Loop::rectangle(v(15.0, 0.0), v(40.0, 20.0))),
                ],
                5.0,
                Mode::New,
            ),
            up(discs(&HOLES), 5.0, Mode::Cut),
        ]);
        for p in [inner, together, program(apart), halved] {
            assert_eq!(count(&p), 2, "{:?}", list(&p));
            assert_eq!(list(&p)[1].instances, 4);
            assert_eq!(list(&p)[1].radius(), Some(2.0));
        }
    }

    #[test]
    fn depth_axis_and_shape_tell_families_apart() {
        let plate = || up(vec![Profile::solid(rectangle(40.0, 20.0))], 5.0, Mode::New);
        let side = Frame { origin: Vec3::ZERO, x: Vec3::Y, y: Vec3::Z };
        let steps = vec![
            plate(),
            up(discs(&HOLES[..1]), 3.0, Mode::Cut),
            up(discs(&HOLES[1..2]), 5.0, Mode::Cut),
            up(vec![Profile::solid(Loop::circle(HOLES[2], 1.0))], 5.0, Mode::Cut),
            Step::extrude(side, discs(&[v(10.0, 2.5)]), Extent::OneSide { distance: 5.0 }, Mode::Cut),
        ];
        assert_eq!(count(&program(steps)), 5);
    }

    #[test]
    fn congruent_paths_match_turned_and_mirrored_but_not_otherwise() {
        let bent = |sweep: f64| {
            Loop::Path(vec![
                Edge { start: v(0.0, 0.0), sweep: 0.0 },
                Edge { start: v(7.0, 0.0), sweep },
                Edge { start: v(5.0, 3.0), sweep: 0.0 },
                Edge { start: v(0.0, 2.0), sweep: 0.0 },
            ])
        };
        let turn = Vec2::from_angle(0.7);
        let moved = bent(0.9).mapped(1.0, false, |p| turn.rotate(p) + v(3.0, -8.0));
        let image = bent(0.9).mapped(1.0, true, |p| turn.rotate(v(-p.x, p.y)) + v(3.0, -8.0));
        let shape = Shape::of(&bent(0.9));
        assert!(shape.congruent(&Shape::of(&moved)));
        assert!(shape.congruent(&Shape::of(&image)));
        assert!(shape.congruent(&Shape::of(&moved.reversed())));
        assert!(!shape.congruent(&Shape::of(&bent(1.0))));
        assert!(!shape.congruent(&Shape::of(&bent(0.9).mapped(1.01, false, |p| p * 1.01))));
        // A parallelogram and its reflected corners: same lengths, other angles.
        let slant = |d: f64| Shape::of(&Loop::polygon(&[v(0.0, 0.0), v(4.0, 0.0), v(4.0 + d, 3.0), v(d, 3.0)]));
        assert!(slant(1.0).congruent(&slant(-1.0)));
        assert!(!slant(1.0).congruent(&slant(1.1)));
    }

    #[test]
    fn equal_legs_and_placed_legs_are_one_feature() {
        let leg = |x: f64| {
            let frame = Frame { origin: Vec3::new(x, 0.0, 0.0), ..Frame::WORLD };
            Step::extrude(
                frame,
                vec![Profile::solid(rectangle(2.0, 2.0))],
                Extent::OneSide { distance: 30.0 },
                Mode::Join,
            )
        };
        assert_eq!(count(&program(vec![leg(0.0), leg(10.0), leg(20.0)])), 1);
        let placement = |x: f64| Placement {
            frame: Frame { origin: Vec3::new(x, 0.0, 0.0), x: Vec3::X, y: Vec3::Z },
            mirrored: x > 0.0,
            name: None,
        };
        let placed = Program {
            definitions: vec![Definition { name: "leg".into(), steps: vec![leg(0.0)] }],
            steps: vec![Step {
                operation: Operation::Place { definition: 0, placements: vec![placement(0.0), placement(5.0)] },
                combine: Combine::all(Mode::New),
                ..leg(0.0)
            }],
            ..Program::default()
        };
        assert_eq!(count(&placed), 1);
    }
}
