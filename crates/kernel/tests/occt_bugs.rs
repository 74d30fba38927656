//! Faults of OpenCASCADE, pinned: each test shows what it does and that we do not pass it on.
//!
//! When a newer kernel mends one, its test says so, and the guard that stands against it may be thought over.

mod parts;

use parts::*;
use resolid_geom::{Frame, Loop, Profile, Vec2, Vec3};
use resolid_kernel::{KernelError, Place, build, read_step};
use resolid_program::Mode::{Cut, Intersect, Join, New};
use resolid_program::{Extent, Step};
use std::f64::consts::PI;

/// BRepCheck passes an empty compound; only counting solids tells.
#[test]
fn an_empty_result_passes_the_check() {
    let cube = || block(New, [0.0; 3], [10.0; 3]);
    for step in [block(Cut, [0.0; 3], [10.0; 3]), block(Intersect, [10.0, 0.0, 0.0], [20.0, 10.0, 10.0])] {
        assert!(matches!(build(&program(vec![cube(), step])), Err(KernelError::Empty { step: 1, .. })));
    }
}

/// Solids that share an edge pass it as well, and as two solids they are sound. Within one solid the edge has four
/// faces: volume and mesh are right, but the solid is no manifold, and we count such edges.
#[test]
fn solids_that_touch_in_an_edge_pass_the_check() {
    let two =
        build(&program(vec![block(New, [0.0; 3], [10.0; 3]), block(Join, [10.0, 10.0, 0.0], [20.0, 20.0, 10.0])]));
    let two = two.unwrap();
    assert_eq!((two.counts().solids, two.counts().faces, two.validity().non_manifold_edges), (2, 12, 0));
    let pinched = build(&program(vec![
        block(New, [0.0; 3], [10.0; 3]),
        block(Cut, [1.0, 1.0, 5.0], [5.0, 5.0, 10.0]),
        block(Cut, [5.0, 5.0, 5.0], [9.0, 9.0, 10.0]),
    ]))
    .unwrap();
    assert!(pinched.validity().is_valid());
    assert_eq!((pinched.counts().solids, pinched.validity().non_manifold_edges), (1, 1));
    assert!((pinched.mesh(0.1, 0.3).unwrap().volume() - 840.0).abs() < 1e-9);
}

/// The edge two solids share keeps UnifySameDomain from joining the faces it splits; each solid is given a copy.
#[test]
fn a_touching_line_does_not_split_faces_for_good() {
    let tangent = program(vec![block(New, [0.0; 3], [10.0; 3]), cylinder(Join, 13.0, 5.0, 3.0, 0.0, 10.0)]);
    assert_eq!(build(&tangent).unwrap().counts().faces, 9);
}

/// A kilometre from zero the Boolean overlooks that a bar runs through a rod: it returns both, unconnected, and
/// calls them valid. Far parts are therefore built at zero; the volume bounds stand behind that.
#[test]
fn far_from_zero_intersections_are_overlooked() {
    let bar =
        program(vec![cylinder(New, 0.0, 0.0, 5.0, -10.0, 10.0), block(Join, [-1.0, -12.0, -1.0], [1.0, 12.0, 1.0])]);
    let expected = 500.0 * PI + 96.0 - 4.0 * (24f64.sqrt() + 25.0 * 0.2f64.asin());
    for origin in [Vec3::ZERO, Vec3::new(1e6, -3e5, 2e5), Vec3::splat(5e6)] {
        let solid = build(&carried(&bar, &askew(origin))).unwrap();
        assert!((solid.mass().volume - expected).abs() < 1e-6 * expected, "{origin}: {}", solid.mass().volume);
        assert_eq!(solid.counts().solids, 1);
        assert!((solid.mass().centroid - origin).length() < 1e-6);
        assert_eq!(solid.locate(&[origin], 1e-6).unwrap(), [Place::Inside]);
    }
}

/// With the same angular step on both, the first chords of two circles that touch from within coincide, and the
/// face between them comes out with holes or not at all.
#[test]
fn a_face_between_tangent_circles_is_meshed() {
    let crescent = program(vec![cylinder(New, 0.0, 0.0, 5.0, 0.0, 10.0), cylinder(Cut, 2.0, 0.0, 3.0, 0.0, 10.0)]);
    let solid = build(&crescent).unwrap();
    for (linear, angular) in [(0.5, 0.1), (0.5, 0.3), (0.05, 0.3), (0.01, 0.2), (0.002, 0.5)] {
        let volume = solid.mesh(linear, angular).unwrap().volume();
        assert!((volume - 160.0 * PI).abs() < 0.03 * 160.0 * PI, "{linear} {angular}: {volume}");
    }
}

/// A loop that runs out and back along the same line passes the check of its face, and of the solid.
#[test]
fn a_spike_passes_the_check() {
    let spike =
        path(&[(0., 0., 0.), (4., 0., 0.), (4., 4., 0.), (2., 4., 0.), (2., 9., 0.), (2., 4., 0.), (0., 4., 0.)]);
    let error = build(&program(vec![prism(New, vec![Profile::solid(spike)], 0.0, 1.0)])).unwrap_err();
    assert!(error.to_string().contains("corner 4 touches edge 5"), "{error}");
}

/// The face maker takes a hole that lies outside the outer loop and gives a face of the wrong area; the check finds
/// it. Such holes are cut from the outer prism instead, where they do nothing.
#[test]
fn a_hole_outside_does_not_count() {
    let profile = Profile {
        outer: Loop::rectangle(Vec2::ZERO, Vec2::splat(10.0)),
        holes: vec![Loop::circle(Vec2::new(20.0, 5.0), 3.0)],
    };
    let solid = build(&program(vec![prism(New, vec![profile], 0.0, 10.0)])).unwrap();
    assert!((solid.mass().volume - 1000.0).abs() < 1e-6);
}

/// The STEP reader of 7.6 follows a missing point into a crash. It is refused before, and what is not refused
/// is caught.
#[test]
fn a_step_file_without_its_points_does_not_crash() {
    let solid = build(&everyday()).unwrap();
    let text = String::from_utf8(solid.write_step(&resolid_kernel::StepOptions::default()).unwrap()).unwrap();
    let mut without = String::new();
    let mut left_out = 0;
    for line in text.lines() {
        if line.contains("= CARTESIAN_POINT(") && left_out < 5 {
            left_out += 1;
        } else {
            without.push_str(line);
            without.push('\n');
        }
    }
    assert_eq!(left_out, 5);
    assert!(matches!(read_step(without.as_bytes()), Err(KernelError::ReadStep { .. })));
    assert!(read_step(text.as_bytes()).is_ok(), "the next file is read as ever");
}

/// An angle that only touches a rod, in one line along its side, is joined to a solid turned inside out; the kernel of
/// 2025 (7.9) does the same. The volume bounds refuse it.
#[test]
fn a_join_along_a_line_of_contact_is_refused_or_right() {
    let rod = |mode| {
        let frame = Frame { origin: Vec3::new(0.0, 10.0, -10.0), x: Vec3::Z, y: Vec3::X };
        let outer = Loop::circle(Vec2::new(10.0, -10.0), 5.0);
        Step::extrude(frame, vec![Profile::solid(outer)], Extent::OneSide { distance: -10.0 }, mode)
    };
    let angle = |mode| {
        let frame = Frame { origin: Vec3::new(-5.0, 5.0, 10.0), x: Vec3::X, y: Vec3::NEG_Z };
        let outer = path(&[(0., 0., 0.), (25., 0., 0.), (25., 5., 0.), (5., 5., 0.), (5., 30., 0.), (0., 30., 0.)]);
        Step::extrude(frame, vec![Profile::solid(outer)], Extent::OneSide { distance: 20.0 }, mode)
    };
    for steps in [vec![rod(New), angle(Join)], vec![angle(New), rod(Join)]] {
        match build(&program(steps)) {
            Err(error) => assert!(matches!(error, KernelError::Invalid { step: 1, .. }), "{error}"),
            Ok(solid) => {
                assert!((solid.mass().volume - 5000.0 - 250.0 * PI).abs() < 1e-6, "{}", solid.mass().volume);
                assert_eq!(solid.counts().solids, 2);
            }
        }
    }
}
