//! Programs nobody should write: each gives an error that names the step, and none ends or holds up the process.

mod parts;

use parts::*;
use resolid_geom::{Frame, Loop, Observer, Profile, Vec2, Vec3};
use resolid_kernel::{KernelError, Operation, build, build_observed, build_stages, build_what_holds};
use resolid_program::{Extent, Mode, Operation as Make, Placement, Program, Step, Targets};
use std::f64::consts::PI;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The error of a program whose step 2 is at fault.
fn refused(step: Step) -> KernelError {
    let begun = Instant::now();
    let error = build(&program(vec![block(Mode::New, [0.0; 3], [10.0; 3]), step.clone()])).err();
    assert!(begun.elapsed() < Duration::from_secs(5), "{step:?} took {:?}", begun.elapsed());
    let error = error.unwrap_or_else(|| panic!("accepted: {step:?}"));
    assert!(error.to_string().starts_with("step 2: "), "{error}");
    error
}

fn loop_(outer: Loop) -> Step {
    prism(Mode::Join, vec![Profile::solid(outer)], 0.0, 5.0)
}

#[test]
fn degenerate_sketches_are_refused() {
    let nan = f64::NAN;
    for outer in [
        Loop::circle(Vec2::ZERO, 0.0),
        Loop::circle(Vec2::ZERO, -1.0),
        Loop::circle(Vec2::ZERO, nan),
        Loop::circle(Vec2::ZERO, f64::INFINITY),
        Loop::circle(Vec2::ZERO, 1e-9),
        Loop::circle(Vec2::new(nan, 0.0), 1.0),
        Loop::circle(Vec2::new(1e12, 0.0), 1.0),
        Loop::Path(vec![]),
        path(&[(0.0, 0.0, 0.0)]),
        path(&[(0.0, 0.0, PI)]),
        path(&[(0.0, 0.0, 0.0), (1.0, 0.0, 0.0)]),
        path(&[(0.0, 0.0, 1.0), (1.0, 0.0, -1.0)]),
        path(&[(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (2.0, 0.0, 0.0)]),
        path(&[(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1e-8, 0.0), (0.0, 1.0, 0.0)]),
        path(&[(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)]),
        path(&[(0.0, 0.0, nan), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)]),
        path(&[(0.0, 0.0, 7.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)]),
        path(&[(0.0, nan, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)]),
        path(&[(0.0, 0.0, 0.0), (1e12, 0.0, 0.0), (0.0, 1e12, 0.0)]),
        path(&[(0.0, 0.0, 1e-9), (1e7, 0.0, 0.0), (0.0, 1e7, 0.0)]),
        path(&[(0.0, 0.0, 0.0), (f64::INFINITY, 0.0, 0.0), (0.0, 1.0, 0.0)]),
    ] {
        assert!(matches!(refused(loop_(outer)), KernelError::Sketch { step: 1, .. }));
    }
    assert!(matches!(refused(prism(Mode::Join, vec![], 0.0, 5.0)), KernelError::Sketch { .. }));
}

#[test]
fn loops_that_cross_themselves_are_refused() {
    for outer in [
        // A bow tie; one of two equal halves; a pentagram; an arc through its opposite side; a spike; a doubled edge.
        path(&[(0.0, 0.0, 0.0), (4.0, 3.0, 0.0), (4.0, 0.0, 0.0), (0.0, 2.0, 0.0)]),
        path(&[(0.0, 0.0, 0.0), (4.0, 4.0, 0.0), (4.0, 0.0, 0.0), (0.0, 4.0, 0.0)]),
        Loop::polygon(&[0, 2, 4, 1, 3].map(|k| Vec2::from_angle(2.0 * PI * f64::from(k) / 5.0) * 5.0)),
        path(&[(0.0, 0.0, -3.0), (4.0, 0.0, 0.0), (4.0, 1.0, 0.0), (0.0, 1.0, 0.0)]),
        path(&[
            (0.0, 0.0, 0.0),
            (4.0, 0.0, 0.0),
            (4.0, 4.0, 0.0),
            (2.0, 4.0, 0.0),
            (2.0, 9.0, 0.0),
            (2.0, 4.0, 0.0),
            (0.0, 4.0, 0.0),
        ]),
        path(&[(0.0, 0.0, 0.0), (4.0, 0.0, 0.0), (0.0, 0.0, 0.0), (4.0, 0.0, 0.0), (4.0, 4.0, 0.0), (0.0, 4.0, 0.0)]),
    ] {
        let error = refused(loop_(outer.clone()));
        assert!(matches!(error, KernelError::Sketch { step: 1, .. }), "{outer:?}: {error}");
    }
}

#[test]
fn impossible_frames_and_depths_are_refused() {
    let square = || vec![Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::ONE))];
    let nan = f64::NAN;
    for frame in [
        Frame { x: Vec3::ZERO, ..Frame::WORLD },
        Frame { y: Vec3::X, ..Frame::WORLD },
        Frame { x: Vec3::new(2.0, 0.0, 0.0), ..Frame::WORLD },
        Frame { x: Vec3::new(nan, 0.0, 0.0), ..Frame::WORLD },
        Frame { origin: Vec3::new(0.0, nan, 0.0), ..Frame::WORLD },
        Frame { origin: Vec3::new(0.0, 1e12, 0.0), ..Frame::WORLD },
    ] {
        refused(Step::extrude(frame, square(), Extent::OneSide { distance: 5.0 }, Mode::Join));
    }
    for distance in [0.0, 1e-9, nan, f64::INFINITY, 1e12, -1e12] {
        refused(Step::extrude(Frame::WORLD, square(), Extent::OneSide { distance }, Mode::Join));
    }
}

#[test]
fn steps_that_leave_nothing_or_act_on_nothing_say_so() {
    let cube = || block(Mode::New, [0.0; 3], [10.0; 3]);
    let error = build(&program(vec![cube(), block(Mode::Cut, [-1.0; 3], [11.0; 3])])).unwrap_err();
    assert_eq!(error, KernelError::Empty { step: 1, operation: Operation::Cut });
    assert_eq!(error.to_string(), "step 2: the cut left nothing; check the depth and place of its sketch");
    let error = build(&program(vec![block(Mode::Cut, [0.0; 3], [10.0; 3])])).unwrap_err();
    assert_eq!(error, KernelError::NoTarget { step: 0, operation: Operation::Cut });
    let mut aimless = block(Mode::Cut, [0.0; 3], [5.0; 3]);
    aimless.combine.targets = Targets::Bodies(vec![7]);
    let error = build(&program(vec![cube(), aimless])).unwrap_err();
    assert_eq!(error, KernelError::NoTarget { step: 1, operation: Operation::Cut });
    let mut hidden = block(Mode::New, [20.0; 3], [30.0; 3]);
    hidden.suppressed = true;
    let solid = build(&program(vec![cube(), hidden, on(block(Mode::Cut, [-1.0; 3], [11.0; 3]), &[1])])).unwrap();
    assert!((solid.mass().volume - 1000.0).abs() < 1e-6, "a cut of a suppressed body does nothing");
    assert_eq!(build(&Program::default()).unwrap_err(), KernelError::NoSteps { steps: 0 });
    let mut hidden = cube();
    hidden.suppressed = true;
    assert_eq!(build(&program(vec![hidden])).unwrap_err(), KernelError::NoSteps { steps: 1 });
    let nowhere = Step {
        operation: Make::Place {
            definition: 3,
            placements: vec![Placement { frame: Frame::WORLD, mirrored: false, name: None }],
        },
        ..cube()
    };
    assert_eq!(build(&program(vec![nowhere])).unwrap_err(), KernelError::NoSteps { steps: 1 });
}

#[test]
fn a_thousand_corners_are_no_trouble() {
    let wheel = |n: usize| {
        Loop::polygon(
            &(0..n)
                .map(|k| {
                    let angle = 2.0 * PI * k as f64 / n as f64;
                    Vec2::from_angle(angle) * (20.0 + (k % 2) as f64)
                })
                .collect::<Vec<_>>(),
        )
    };
    let begun = Instant::now();
    let star = wheel(1000);
    let area = star.signed_area();
    let solid = build(&program(vec![
        prism(Mode::New, vec![Profile::solid(star)], 0.0, 5.0),
        cylinder(Mode::Cut, 0.0, 0.0, 5.0, 0.0, 5.0),
    ]))
    .unwrap();
    assert!((solid.mass().volume - 5.0 * (area - 25.0 * PI)).abs() < 1e-6 * area);
    assert_eq!(solid.counts().faces, 1003);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

/// Asks to stop after so many questions.
struct Impatient(AtomicUsize);

impl Observer for Impatient {
    fn should_stop(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_err()
    }
}

#[test]
fn a_wish_to_stop_is_heard_between_steps_and_inside_booleans() {
    let asked = Impatient(AtomicUsize::new(usize::MAX));
    build_observed(&everyday(), &asked).unwrap();
    let questions = usize::MAX - asked.0.load(Ordering::Relaxed);
    assert!(questions > 3 * everyday().steps.len(), "asked {questions} times only");
    for patience in [0, 1, 3, questions / 3, questions / 2] {
        let observer = Impatient(AtomicUsize::new(patience));
        assert_eq!(build_observed(&everyday(), &observer).unwrap_err(), KernelError::Stopped);
    }
}

#[test]
fn what_holds_is_built_without_the_steps_that_do_not() {
    let swallow = block(Mode::Cut, [-1.0; 3], [11.0; 3]);
    let notch = block(Mode::Cut, [5.0, -1.0, -1.0], [11.0; 3]);
    let program = program(vec![block(Mode::New, [0.0; 3], [10.0; 3]), swallow, notch]);
    let holding = build_what_holds(&program, &resolid_geom::Silent).unwrap();
    assert_eq!((holding.left_out, holding.stopped), (vec![1], false));
    assert!((holding.solid.mass().volume - 500.0).abs() < 1e-6, "the refused cut left a trace");
    assert_eq!(holding.refused, Some(KernelError::Empty { step: 1, operation: Operation::Cut }));
    let whole = build_what_holds(&everyday(), &resolid_geom::Silent).unwrap();
    assert!(whole.left_out.is_empty() && whole.refused.is_none());
    assert_eq!(whole.solid.counts(), build(&everyday()).unwrap().counts());
}

#[test]
fn out_of_time_the_first_body_is_there_all_the_same() {
    let asked = Impatient(AtomicUsize::new(usize::MAX));
    build_observed(&everyday(), &asked).unwrap();
    let questions = usize::MAX - asked.0.load(Ordering::Relaxed);
    for patience in [0, 1, questions / 3, questions / 2] {
        let holding = build_what_holds(&everyday(), &Impatient(AtomicUsize::new(patience))).unwrap();
        assert!(holding.stopped && holding.refused.is_none() && !holding.left_out.is_empty(), "{holding:?}");
        assert!(holding.solid.mass().volume > 0.0 && holding.solid.validity().fault.is_none());
    }
}

#[test]
fn stages_grow_into_the_solid() {
    let stages = build_stages(&everyday(), &resolid_geom::Silent).unwrap();
    assert_eq!(stages.iter().map(|s| s.step).collect::<Vec<_>>(), (0..everyday().steps.len()).collect::<Vec<_>>());
    assert!((stages[0].solid.mass().volume - 32000.0).abs() < 1e-6);
    assert_eq!(stages[0].solid.counts().faces, 6);
    let last = &stages.last().unwrap().solid;
    assert!((last.mass().volume - everyday_volume()).abs() < 1e-6 * everyday_volume());
    assert_eq!(last.counts(), build(&everyday()).unwrap().counts());
    // They share nothing: each can be meshed on a thread of its own.
    let volumes: Vec<f64> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            stages.into_iter().map(|s| scope.spawn(move || s.solid.mesh(0.01, 0.2).unwrap().volume())).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(volumes.iter().all(|v| v.is_finite() && *v > 20000.0));
}

#[test]
fn mesh_tolerances_are_checked_and_bounded() {
    let solid = build(&everyday()).unwrap();
    for (linear, angular) in
        [(0.0, 0.1), (-1.0, 0.1), (f64::NAN, 0.1), (0.1, 0.0), (0.1, f64::NAN), (f64::INFINITY, 0.1)]
    {
        assert!(matches!(solid.mesh(linear, angular), Err(KernelError::Mesh { .. })));
    }
    let begun = Instant::now();
    let finest = solid.mesh(1e-300, 1e-300).unwrap();
    assert!((finest.volume() - everyday_volume()).abs() < 1e-4 * everyday_volume());
    assert!(
        begun.elapsed() < Duration::from_secs(30),
        "{:?} for {} triangles",
        begun.elapsed(),
        finest.triangles.len()
    );
    let coarse = solid.mesh(100.0, 3.0).unwrap();
    assert!(coarse.triangles.len() < 1000);
}
