//! Solids that touch: stacked, flush, coplanar, tangent, coaxial, equal. The kernel must get every one right,
//! along the axes, askew, and far from the origin.

mod parts;

use parts::*;
use resolid_geom::{Frame, Loop, Profile, Vec2, Vec3};
use resolid_kernel::{KernelError, build};
use resolid_program::{Mode, Program, Step};
use std::f64::consts::PI;

use Mode::{Cut, Intersect, Join, New};

/// What should come out.
enum Expect {
    /// Volume, number of solids, number of faces (0: not looked at).
    Solid(f64, usize, usize),
    /// Nothing is left.
    Nothing,
}

use Expect::{Nothing, Solid};

/// Area two discs of radii `r` and `s` share when their centres are `d` apart.
fn lens(r: f64, s: f64, d: f64) -> f64 {
    let a = ((d * d + r * r - s * s) / (2.0 * d * r)).acos();
    let b = ((d * d + s * s - r * r) / (2.0 * d * s)).acos();
    r * r * (a - a.sin() * a.cos()) + s * s * (b - b.sin() * b.cos())
}

/// Area of a disc of radius `r` beyond a line at distance `d` from its centre.
fn cap(r: f64, d: f64) -> f64 {
    r * r * (d / r).acos() - d * (r * r - d * d).sqrt()
}

fn cube() -> Step {
    block(New, [0.0; 3], [10.0; 3])
}

fn rod() -> Step {
    cylinder(New, 0.0, 0.0, 5.0, 0.0, 10.0)
}

fn square(min: [f64; 2], max: [f64; 2]) -> Profile {
    Profile::solid(Loop::rectangle(Vec2::from(min), Vec2::from(max)))
}

fn disc(x: f64, y: f64, r: f64) -> Profile {
    Profile::solid(Loop::circle(Vec2::new(x, y), r))
}

fn ring(outer: Loop, holes: Vec<Loop>) -> Profile {
    Profile { outer, holes }
}

fn cases() -> Vec<(&'static str, Vec<Step>, Expect)> {
    let j = |a, b| block(Join, a, b);
    let c = |a, b| block(Cut, a, b);
    let i = |a, b| block(Intersect, a, b);
    let big = || Loop::rectangle(Vec2::ZERO, Vec2::splat(10.0));
    vec![
        // Joined blocks.
        ("join, apart", vec![cube(), j([20., 0., 0.], [30., 10., 10.])], Solid(2000., 2, 12)),
        ("join, stacked, same footprint", vec![cube(), j([0., 0., 10.], [10., 10., 20.])], Solid(2000., 1, 6)),
        ("join, stacked, smaller", vec![cube(), j([2., 2., 10.], [8., 8., 20.])], Solid(1360., 1, 11)),
        ("join, stacked, larger", vec![cube(), j([-2., -2., 10.], [12., 12., 20.])], Solid(2960., 1, 11)),
        ("join, stacked, flush with a side", vec![cube(), j([0., 2., 10.], [8., 8., 20.])], Solid(1480., 1, 10)),
        ("join, stacked, flush with a corner", vec![cube(), j([0., 0., 10.], [5., 5., 20.])], Solid(1250., 1, 9)),
        ("join, stacked, flush with two sides", vec![cube(), j([0., 2., 10.], [10., 8., 20.])], Solid(1600., 1, 10)),
        ("join, side by side", vec![cube(), j([10., 0., 0.], [20., 10., 10.])], Solid(2000., 1, 6)),
        ("join, side by side, lower", vec![cube(), j([10., 0., 0.], [20., 10., 5.])], Solid(1500., 1, 8)),
        ("join, side by side, shifted", vec![cube(), j([10., 5., 5.], [20., 15., 15.])], Solid(2000., 1, 12)),
        ("join, half over", vec![cube(), j([5., 0., 0.], [15., 10., 10.])], Solid(1500., 1, 6)),
        ("join, over a corner", vec![cube(), j([5., 5., 5.], [15., 15., 15.])], Solid(1875., 1, 12)),
        ("join, the same again", vec![cube(), j([0.; 3], [10.; 3])], Solid(1000., 1, 6)),
        ("join, inside", vec![cube(), j([2.; 3], [8.; 3])], Solid(1000., 1, 6)),
        ("join, inside, flush", vec![cube(), j([0., 2., 2.], [8., 8., 8.])], Solid(1000., 1, 6)),
        ("join, around", vec![cube(), j([-1.; 3], [11.; 3])], Solid(1728., 1, 6)),
        ("join, edge to edge", vec![cube(), j([10., 10., 0.], [20., 20., 10.])], Solid(2000., 2, 12)),
        ("join, edge to longer edge", vec![cube(), j([10., 10., -5.], [20., 20., 15.])], Solid(3000., 2, 12)),
        ("join, corner to corner", vec![cube(), j([10.; 3], [20.; 3])], Solid(2000., 2, 12)),
        (
            "join, edge on a face",
            vec![cube(), {
                let frame =
                    Frame { origin: Vec3::new(5., 0., 10.), x: Vec3::new(0.6, 0., 0.8), y: Vec3::new(-0.8, 0., 0.6) };
                Step::extrude(
                    frame,
                    vec![square([0., 0.], [5., 5.])],
                    resolid_program::Extent::OneSide { distance: -10.0 },
                    Join,
                )
            }],
            Solid(1250., 2, 12),
        ),
        (
            "join, bridge over two",
            vec![cube(), block(New, [20., 0., 0.], [30., 10., 10.]), j([0., 0., 10.], [30., 10., 15.])],
            Solid(3500., 1, 10),
        ),
        (
            "join, plug between two",
            vec![cube(), block(New, [20., 0., 0.], [30., 10., 10.]), j([10., 0., 0.], [20., 10., 10.])],
            Solid(3000., 1, 6),
        ),
        (
            "join, crossing bars",
            vec![block(New, [0., 4., 0.], [10., 6., 2.]), j([4., 0., 0.], [6., 10., 2.])],
            Solid(72., 1, 14),
        ),
        (
            "join, closing a frame",
            vec![
                block(New, [0., 0., 0.], [10., 2., 2.]),
                j([0., 8., 0.], [10., 10., 2.]),
                j([0., 2., 0.], [2., 8., 2.]),
                j([8., 2., 0.], [10., 8., 2.]),
            ],
            Solid(128., 1, 10),
        ),
        // Joined cylinders.
        ("join, boss on a face", vec![cube(), cylinder(Join, 5., 5., 3., 10., 15.)], Solid(1000. + 45. * PI, 1, 8)),
        ("join, boss over an edge", vec![cube(), cylinder(Join, 10., 5., 3., 0., 10.)], Solid(1000. + 45. * PI, 1, 8)),
        ("join, boss at a corner", vec![cube(), cylinder(Join, 10., 10., 3., 0., 10.)], Solid(1000. + 67.5 * PI, 1, 7)),
        (
            "join, boss tangent to two sides within",
            vec![cube(), cylinder(Join, 5., 5., 5., 10., 15.)],
            Solid(1000. + 125. * PI, 1, 11),
        ),
        (
            "join, rod tangent to a face",
            vec![cube(), cylinder(Join, 13., 5., 3., 0., 10.)],
            Solid(1000. + 90. * PI, 2, 9),
        ),
        ("join, rod tangent within", vec![cube(), cylinder(Join, 7., 5., 3., 0., 10.)], Solid(1000., 1, 6)),
        ("join, rods tangent", vec![rod(), cylinder(Join, 10., 0., 5., 0., 10.)], Solid(500. * PI, 2, 6)),
        ("join, rods tangent within", vec![rod(), cylinder(Join, 2., 0., 3., 0., 10.)], Solid(250. * PI, 1, 3)),
        ("join, rods stacked, same radius", vec![rod(), cylinder(Join, 0., 0., 5., 10., 20.)], Solid(500. * PI, 1, 3)),
        (
            "join, rods overlapping, same radius",
            vec![rod(), cylinder(Join, 0., 0., 5., 5., 15.)],
            Solid(375. * PI, 1, 3),
        ),
        ("join, rods stacked, smaller", vec![rod(), cylinder(Join, 0., 0., 3., 10., 20.)], Solid(340. * PI, 1, 5)),
        (
            "join, rods stacked, eccentric, tangent",
            vec![rod(), cylinder(Join, 2., 0., 3., 10., 20.)],
            Solid(340. * PI, 1, 5),
        ),
        (
            "join, rods side by side, overlapping",
            vec![rod(), cylinder(Join, 6., 0., 5., 0., 10.)],
            Solid(10. * (50. * PI - lens(5., 5., 6.)), 1, 4),
        ),
        (
            "join, rods crossing, same radius",
            vec![cylinder(New, 0., 0., 2., -6., 6.), lying_cylinder(Join, 0., 0., 2., -6., 6.)],
            Solid(2. * PI * 4. * 12. - 16. / 3. * 8., 1, 0),
        ),
        (
            "join, bar through a rod",
            vec![cylinder(New, 0., 0., 5., -10., 10.), block(Join, [-1., -12., -1.], [1., 12., 1.])],
            Solid(500. * PI + 96. - 4. * (24f64.sqrt() + 25. * 0.2f64.asin()), 1, 0),
        ),
        // Cut blocks.
        ("cut, pocket", vec![cube(), c([2., 2., 5.], [8., 8., 10.])], Solid(820., 1, 11)),
        ("cut, through", vec![cube(), c([2., 2., 0.], [8., 8., 10.])], Solid(640., 1, 10)),
        ("cut, through and beyond", vec![cube(), c([2., 2., -5.], [8., 8., 15.])], Solid(640., 1, 10)),
        ("cut, slot", vec![cube(), c([3., 0., 5.], [7., 10., 10.])], Solid(800., 1, 10)),
        ("cut, open pocket", vec![cube(), c([3., 0., 5.], [7., 6., 10.])], Solid(880., 1, 10)),
        ("cut, corner", vec![cube(), c([5., 5., 5.], [10., 10., 10.])], Solid(875., 1, 9)),
        ("cut, half", vec![cube(), c([5., 0., 0.], [10., 10., 10.])], Solid(500., 1, 6)),
        ("cut, in two", vec![cube(), c([4., 0., 0.], [6., 10., 10.])], Solid(800., 2, 12)),
        ("cut, cavity", vec![cube(), c([2.; 3], [8.; 3])], Solid(784., 1, 12)),
        ("cut, missing", vec![cube(), c([20.; 3], [30.; 3])], Solid(1000., 1, 6)),
        ("cut, touching a face", vec![cube(), c([2., 2., 10.], [8., 8., 20.])], Solid(1000., 1, 6)),
        ("cut, touching an edge", vec![cube(), c([10., 10., 0.], [20., 20., 10.])], Solid(1000., 1, 6)),
        ("cut, everything", vec![cube(), c([0.; 3], [10.; 3])], Nothing),
        ("cut, more than everything", vec![cube(), c([-1.; 3], [11.; 3])], Nothing),
        (
            "cut, diagonal quarters",
            vec![cube(), c([0., 0., 0.], [5., 5., 10.]), c([5., 5., 0.], [10., 10., 10.])],
            Solid(500., 2, 12),
        ),
        (
            "cut, pockets that meet in an edge",
            vec![cube(), c([1., 1., 5.], [5., 5., 10.]), c([5., 5., 5.], [9., 9., 10.])],
            Solid(840., 1, 0),
        ),
        (
            "cut, the same pocket again",
            vec![cube(), c([2., 2., 5.], [8., 8., 10.]), c([2., 2., 5.], [8., 8., 10.])],
            Solid(820., 1, 11),
        ),
        (
            "cut, then filled",
            vec![cube(), c([2., 2., 5.], [8., 8., 10.]), j([2., 2., 5.], [8., 8., 10.])],
            Solid(1000., 1, 6),
        ),
        (
            "cut, then half filled",
            vec![cube(), c([2., 2., 5.], [8., 8., 10.]), j([2., 2., 5.], [5., 8., 10.])],
            Solid(910., 1, 11),
        ),
        // Cut cylinders.
        ("cut, hole", vec![cube(), cylinder(Cut, 5., 5., 3., 0., 10.)], Solid(1000. - 90. * PI, 1, 7)),
        ("cut, blind hole", vec![cube(), cylinder(Cut, 5., 5., 3., 4., 10.)], Solid(1000. - 54. * PI, 1, 8)),
        (
            "cut, hole tangent to a side",
            vec![cube(), cylinder(Cut, 7., 5., 3., 5., 10.)],
            Solid(1000. - 45. * PI, 1, 0),
        ),
        ("cut, half hole in a side", vec![cube(), cylinder(Cut, 10., 5., 3., 0., 10.)], Solid(1000. - 45. * PI, 1, 0)),
        (
            "cut, quarter hole at a corner",
            vec![cube(), cylinder(Cut, 10., 10., 3., 0., 10.)],
            Solid(1000. - 22.5 * PI, 1, 7),
        ),
        ("cut, outside tangent", vec![cube(), cylinder(Cut, 13., 5., 3., 0., 10.)], Solid(1000., 1, 6)),
        (
            "cut, counterbore",
            vec![cube(), cylinder(Cut, 5., 5., 2., 0., 10.), cylinder(Cut, 5., 5., 4., 7., 10.)],
            Solid(1000. - 28. * PI - 48. * PI, 1, 9),
        ),
        (
            "cut, deeper in two steps",
            vec![cube(), cylinder(Cut, 5., 5., 3., 6., 10.), cylinder(Cut, 5., 5., 3., 0., 6.)],
            Solid(1000. - 90. * PI, 1, 7),
        ),
        (
            "cut, tangent holes",
            vec![cube(), cylinder(Cut, 3., 5., 2., 0., 10.), cylinder(Cut, 7., 5., 2., 0., 10.)],
            Solid(1000. - 80. * PI, 1, 0),
        ),
        (
            "cut, overlapping holes",
            vec![cube(), cylinder(Cut, 4., 5., 2., 0., 10.), cylinder(Cut, 6., 5., 2., 0., 10.)],
            Solid(1000. - 10. * (8. * PI - lens(2., 2., 2.)), 1, 8),
        ),
        (
            "cut, boss drilled to its own wall",
            vec![cube(), cylinder(Join, 5., 5., 3., 10., 15.), cylinder(Cut, 5., 5., 3., 0., 10.)],
            Solid(1000. - 90. * PI + 45. * PI, 2, 0),
        ),
        (
            "cut, boss drilled away",
            vec![cube(), cylinder(Join, 5., 5., 3., 10., 15.), cylinder(Cut, 5., 5., 3., 10., 15.)],
            Solid(1000., 1, 6),
        ),
        (
            "cut, boss drilled through",
            vec![cube(), cylinder(Join, 5., 5., 3., 10., 15.), cylinder(Cut, 5., 5., 2., 0., 15.)],
            Solid(1000. + 45. * PI - 60. * PI, 1, 9),
        ),
        ("cut, tube", vec![rod(), cylinder(Cut, 0., 0., 3., 0., 10.)], Solid(160. * PI, 1, 4)),
        ("cut, crescent", vec![rod(), cylinder(Cut, 2., 0., 3., 0., 10.)], Solid(160. * PI, 1, 0)),
        ("cut, rod halved", vec![rod(), c([0., -5., 0.], [5., 5., 10.])], Solid(125. * PI, 1, 4)),
        (
            "cut, flat on a rod",
            vec![rod(), c([3., -9., 0.], [9., 9., 10.])],
            Solid(10. * (25. * PI - cap(5., 3.)), 1, 4),
        ),
        ("cut, block tangent to a rod", vec![rod(), c([5., -5., 0.], [9., 5., 10.])], Solid(250. * PI, 1, 3)),
        (
            "cut, crossing holes, same radius",
            vec![
                block(New, [-5.; 3], [5.; 3]),
                cylinder(Cut, 0., 0., 2., -5., 5.),
                lying_cylinder(Cut, 0., 0., 2., -5., 5.),
            ],
            Solid(1000. - (2. * 40. * PI - 16. / 3. * 8.), 1, 0),
        ),
        // Intersections.
        ("intersect, the same", vec![cube(), i([0.; 3], [10.; 3])], Solid(1000., 1, 6)),
        ("intersect, half", vec![cube(), i([5., 0., 0.], [15., 10., 10.])], Solid(500., 1, 6)),
        ("intersect, inside", vec![cube(), i([2.; 3], [8.; 3])], Solid(216., 1, 6)),
        ("intersect, inside, flush", vec![cube(), i([0., 2., 2.], [8., 8., 10.])], Solid(384., 1, 6)),
        ("intersect, touching faces", vec![cube(), i([0., 0., 10.], [10., 10., 20.])], Nothing),
        ("intersect, touching edges", vec![cube(), i([10., 10., 0.], [20., 20., 10.])], Nothing),
        ("intersect, apart", vec![cube(), i([20.; 3], [30.; 3])], Nothing),
        ("intersect, rod in a block", vec![cube(), cylinder(Intersect, 5., 5., 5., 0., 10.)], Solid(250. * PI, 1, 3)),
        ("intersect, rods", vec![rod(), cylinder(Intersect, 6., 0., 5., 0., 10.)], Solid(10. * lens(5., 5., 6.), 1, 4)),
        ("intersect, rods tangent", vec![rod(), cylinder(Intersect, 10., 0., 5., 0., 10.)], Nothing),
        (
            "intersect, rods crossing, same radius",
            vec![cylinder(New, 0., 0., 2., -6., 6.), lying_cylinder(Intersect, 0., 0., 2., -6., 6.)],
            Solid(16. / 3. * 8., 1, 4),
        ),
        // Bodies.
        ("bodies, stacked", vec![cube(), block(New, [0., 0., 10.], [10., 10., 20.])], Solid(2000., 2, 12)),
        ("bodies, overlapping", vec![cube(), block(New, [5., 0., 0.], [15., 10., 10.])], Solid(1500., 1, 6)),
        (
            "bodies, the third joins the others",
            vec![cube(), block(New, [12., 0., 0.], [22., 10., 10.]), block(New, [5., 2., 2.], [15., 8., 8.])],
            Solid(2000. + 2. * 36., 1, 0),
        ),
        (
            "bodies, one is cut",
            vec![cube(), block(New, [20., 0., 0.], [30., 10., 10.]), on(c([-1., -1., 5.], [40., 11., 11.]), &[1])],
            Solid(1500., 2, 12),
        ),
        (
            "bodies, one is cut away",
            vec![cube(), block(New, [20., 0., 0.], [30., 10., 10.]), on(c([-1.; 3], [11.; 3]), &[0])],
            Solid(1000., 1, 6),
        ),
        (
            "bodies, joined answer to both names",
            vec![
                cube(),
                block(New, [20., 0., 0.], [30., 10., 10.]),
                j([5., 4., 4.], [25., 6., 6.]),
                on(c([-1., -1., 9.], [40., 11., 11.]), &[1]),
            ],
            Solid(1800. + 40., 1, 0),
        ),
        // Sketches of several profiles.
        (
            "profiles, apart",
            vec![prism(New, vec![square([0., 0.], [1., 1.]), disc(5., 0., 1.)], 0., 1.)],
            Solid(1. + PI, 2, 9),
        ),
        (
            "profiles, side by side",
            vec![prism(New, vec![square([0., 0.], [1., 1.]), square([1., 0.], [2., 1.])], 0., 1.)],
            Solid(2., 1, 6),
        ),
        (
            "profiles, overlapping",
            vec![prism(New, vec![disc(0., 0., 5.), disc(6., 0., 5.), disc(3., 3., 5.)], 0., 1.)],
            Solid(0., 1, 0),
        ),
        (
            "profiles, the same twice",
            vec![prism(New, vec![disc(0., 0., 5.), disc(0., 0., 5.)], 0., 1.)],
            Solid(25. * PI, 1, 3),
        ),
        (
            "profiles, disc fills its ring",
            vec![prism(
                New,
                vec![ring(Loop::circle(Vec2::ZERO, 5.), vec![Loop::circle(Vec2::ZERO, 3.)]), disc(0., 0., 3.)],
                0.,
                1.,
            )],
            Solid(25. * PI, 1, 3),
        ),
        (
            "profiles, cut at once",
            vec![cube(), prism(Cut, vec![disc(3., 3., 2.), disc(7., 7., 2.)], 0., 10.)],
            Solid(1000. - 80. * PI, 1, 8),
        ),
        // Holes that are no longer inside.
        (
            "holes, one",
            vec![prism(New, vec![ring(big(), vec![Loop::circle(Vec2::splat(5.), 3.)])], 0., 10.)],
            Solid(1000. - 90. * PI, 1, 7),
        ),
        (
            "holes, tangent to the border",
            vec![prism(New, vec![ring(big(), vec![Loop::circle(Vec2::new(7., 5.), 3.)])], 0., 10.)],
            Solid(1000. - 90. * PI, 1, 0),
        ),
        (
            "holes, sharing an edge with the border",
            vec![prism(New, vec![ring(big(), vec![Loop::rectangle(Vec2::new(5., 2.), Vec2::new(10., 8.))])], 0., 10.)],
            Solid(700., 1, 10),
        ),
        (
            "holes, across the border",
            vec![prism(New, vec![ring(big(), vec![Loop::circle(Vec2::new(10., 5.), 3.)])], 0., 10.)],
            Solid(1000. - 45. * PI, 1, 0),
        ),
        (
            "holes, outside",
            vec![prism(New, vec![ring(big(), vec![Loop::circle(Vec2::new(20., 5.), 3.)])], 0., 10.)],
            Solid(1000., 1, 6),
        ),
        (
            "holes, overlapping",
            vec![prism(
                New,
                vec![ring(big(), vec![Loop::circle(Vec2::new(4., 5.), 2.), Loop::circle(Vec2::new(6., 5.), 2.)])],
                0.,
                10.,
            )],
            Solid(1000. - 10. * (8. * PI - lens(2., 2., 2.)), 1, 8),
        ),
        (
            "holes, one in the other",
            vec![prism(
                New,
                vec![ring(big(), vec![Loop::circle(Vec2::splat(5.), 3.), Loop::circle(Vec2::splat(5.), 1.)])],
                0.,
                10.,
            )],
            Solid(1000. - 90. * PI, 1, 7),
        ),
    ]
}

/// The area of the three discs of "profiles, overlapping", by fine summation: three lenses overlap themselves.
fn three_discs() -> f64 {
    let centers = [Vec2::ZERO, Vec2::new(6., 0.), Vec2::new(3., 3.)];
    // Each horizontal line meets a disc in one interval; the rows are summed with Simpson's rule between the
    // heights where the pattern changes, so that the sum is exact to far better than the tolerance.
    let width = |y: f64| {
        let mut spans: Vec<(f64, f64)> = centers
            .iter()
            .filter_map(|c| {
                let h = 25.0 - (y - c.y) * (y - c.y);
                (h > 0.0).then(|| (c.x - h.sqrt(), c.x + h.sqrt()))
            })
            .collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut total = 0.0;
        let mut end = f64::NEG_INFINITY;
        for (a, b) in spans {
            total += (b - a.max(end)).max(0.0);
            end = end.max(b);
        }
        total
    };
    let n = 4_000_000;
    let step = 13.0 / n as f64;
    (0..n).map(|k| width(-5.0 + (k as f64 + 0.5) * step)).sum::<f64>() * step
}

/// What went wrong with a case, if anything.
fn verdict(program: &Program, expect: &Expect) -> Option<String> {
    match (build(program), expect) {
        (Err(KernelError::Empty { .. }), Nothing) => None,
        (Err(error), Nothing) => Some(format!("another error than Empty: {error}")),
        (Ok(solid), Nothing) => Some(format!("{} mm³ where nothing should be", solid.mass().volume)),
        (Err(error), Solid(..)) => Some(error.to_string()),
        (Ok(solid), Solid(volume, solids, faces)) => {
            let (mass, counts) = (solid.mass(), solid.counts());
            if (mass.volume - volume).abs() > 1e-6 * volume {
                Some(format!("volume {} instead of {volume}", mass.volume))
            } else if counts.solids != *solids || (*faces > 0 && counts.faces != *faces) {
                Some(format!("{} solids, {} faces instead of {solids}, {faces}", counts.solids, counts.faces))
            } else if !solid.validity().is_valid() {
                Some(format!("{:?}", solid.validity()))
            } else {
                solid.mesh(0.05, 0.3).map_or_else(
                    |error| Some(error.to_string()),
                    |mesh| {
                        let off = (mesh.volume() - volume).abs() / volume;
                        (off > 0.03).then(|| format!("the mesh holds {} of {volume}", mesh.volume()))
                    },
                )
            }
        }
    }
}

fn run(frame: Option<Frame>) {
    let mut cases = cases();
    let discs = three_discs();
    for case in &mut cases {
        if case.0 == "profiles, overlapping" {
            case.2 = Solid(discs, 1, 0);
        }
    }
    assert!(cases.len() >= 62);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(name, steps, expect)| {
            let program = program(steps.clone());
            let program = frame.map_or(program.clone(), |f| carried(&program, &f));
            verdict(&program, expect).map(|why| format!("{name}: {why}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_contact_along_the_axes() {
    run(None);
}

#[test]
fn every_contact_askew() {
    run(Some(askew(Vec3::new(1.0, -2.0, 0.5))));
}

#[test]
fn every_contact_a_kilometre_away() {
    run(Some(askew(Vec3::new(1e6, -3e5, 2e5))));
}
