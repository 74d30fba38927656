use super::name_sizes;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use resolid_geom::{Edge, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::evaluate::Evaluator;
use resolid_program::random::random_program;
use resolid_program::{Extent, Mode, Program, Step, file};
use std::f64::consts::{FRAC_PI_2, PI};

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
        let circles = [5.0, 15.0].map(|x| Profile::solid(Loop::circle(Vec2::new(x, 10.0), 0.5 * diameter))).to_vec();
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

/// The golden parts, without what they name themselves.
fn golden() -> Vec<(String, Program)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases");
    let mut parts: Vec<(String, Program)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let folder = entry.unwrap().path();
            let text = std::fs::read_to_string(folder.join("program.resolid.json")).unwrap();
            let mut program = file::read(&text).unwrap();
            program.parameters.clear();
            program.bindings.clear();
            (folder.file_name().unwrap().to_string_lossy().into_owned(), program)
        })
        .collect();
    parts.sort_by(|a, b| a.0.cmp(&b.0));
    parts
}

fn drawn(steps: Vec<(&str, Frame, Vec<Profile>, f64, Mode)>) -> Program {
    let mut program = Program::default();
    for (name, frame, profiles, distance, mode) in steps {
        let mut step = Step::extrude(frame, profiles, Extent::OneSide { distance }, mode);
        step.name = Some(name.into());
        program.steps.push(step);
    }
    name_sizes(&mut program);
    sound(&program);
    program
}

fn polygon(points: &[[f64; 2]]) -> Loop {
    Loop::polygon(&points.iter().map(|&p| Vec2::from_array(p)).collect::<Vec<_>>())
}

/// 60 by 30, open above, its walls 4 thick.
fn channel() -> Loop {
    polygon(&[[0.0, 0.0], [60.0, 0.0], [60.0, 30.0], [56.0, 30.0], [56.0, 4.0], [4.0, 4.0], [4.0, 30.0], [0.0, 30.0]])
}

fn circles(centers: &[[f64; 2]], radius: f64) -> Vec<Profile> {
    centers.iter().map(|&c| Profile::solid(Loop::circle(Vec2::from_array(c), radius))).collect()
}

/// A rectangle about zero with round corners.
fn rounded(width: f64, height: f64, radius: f64) -> Loop {
    let (w, h) = (0.5 * width, 0.5 * height);
    let corner = |x: f64, y: f64, sweep: f64| Edge { start: Vec2::new(x, y), sweep };
    Loop::Path(vec![
        corner(radius - w, -h, 0.0),
        corner(w - radius, -h, FRAC_PI_2),
        corner(w, radius - h, 0.0),
        corner(w, h - radius, FRAC_PI_2),
        corner(w - radius, h, 0.0),
        corner(radius - w, h, FRAC_PI_2),
        corner(-w, h - radius, 0.0),
        corner(-w, radius - h, FRAC_PI_2),
    ])
}

fn turned(program: &Program, name: &str, value: f64) -> Program {
    let mut turned = program.clone();
    turned.set_parameter(name, value).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert_eq!(turned.check(1e-9), vec![], "{name} = {value}");
    turned
}

/// The numbers of all sketches, and where they lie.
fn numbers(program: &Program) -> Vec<f64> {
    program.slots().into_iter().map(|slot| program.number(slot).unwrap()).collect()
}

/// Whatever is turned a little and back again is sound and moves nothing for good; naming again changes nothing.
fn sound(program: &Program) {
    assert_eq!(program.check(1e-9), vec![]);
    let mut again = program.clone();
    name_sizes(&mut again);
    assert_eq!(again, *program);
    for parameter in &program.parameters {
        for factor in [0.95, 1.05] {
            let mut changed = turned(program, &parameter.name, factor * parameter.value);
            assert!(numbers(&changed) != numbers(program), "{} moves nothing", parameter.name);
            changed.set_parameter(&parameter.name, parameter.value).unwrap();
            for (now, then) in numbers(&changed).into_iter().zip(numbers(program)) {
                assert!((now - then).abs() <= 1e-13 * then.abs(), "{} back again: {now}, not {then}", parameter.name);
            }
        }
    }
}

/// Sets a parameter; the volume is then what is said.
fn weighs(program: &Program, name: &str, value: f64, volume: f64) {
    let found = Evaluator::new(&turned(program, name, value)).volume();
    assert!((found - volume).abs() < 1e-3 * volume.abs().min(1.0), "{name} = {value}: {found}, not {volume}");
}

fn x_y(program: &Program, step: usize, profile: usize) -> [f64; 2] {
    program.steps[step].as_extrude().unwrap().sketch.profiles[profile].bounds().center().to_array()
}

#[test]
fn an_angle_has_one_wall_and_its_holes_go_through_that() {
    let outline = [[0.0, -40.0], [5.0, -40.0], [5.0, -5.0], [40.0, -5.0], [40.0, 0.0], [0.0, 0.0]];
    let upright = Frame { origin: Vec3::ZERO, x: Vec3::X, y: Vec3::NEG_Z };
    let bracket = drawn(vec![
        ("base", upright, vec![Profile::solid(polygon(&outline))], 30.0, Mode::New),
        ("hole", Frame::WORLD, circles(&[[25.0, 8.0], [25.0, 22.0]], 2.5), 5.0, Mode::Cut),
    ]);
    assert_eq!(
        names(&bracket),
        ["base_depth", "base_width", "base_height", "base_wall", "hole_diameter", "hole_margin"]
    );
    let volume = |depth: f64, width: f64, height: f64, wall: f64, diameter: f64| {
        depth * wall * (width + height - wall) - 0.5 * PI * diameter * diameter * wall
    };
    weighs(&bracket, "base_wall", 6.0, volume(30.0, 40.0, 40.0, 6.0, 5.0));
    weighs(&bracket, "base_width", 50.0, volume(30.0, 50.0, 40.0, 5.0, 5.0));
    weighs(&bracket, "base_height", 38.0, volume(30.0, 40.0, 38.0, 5.0, 5.0));
    weighs(&bracket, "base_depth", 31.0, volume(31.0, 40.0, 40.0, 5.0, 5.0));
    weighs(&bracket, "hole_diameter", 6.0, volume(30.0, 40.0, 40.0, 5.0, 6.0));
    let longer = turned(&bracket, "base_depth", 31.0);
    assert_eq!([x_y(&longer, 1, 0), x_y(&longer, 1, 1)], [[25.0, 8.0], [25.0, 23.0]]);
    let closer = turned(&bracket, "hole_margin", 9.0);
    assert_eq!([x_y(&closer, 1, 0), x_y(&closer, 1, 1)], [[25.0, 9.0], [25.0, 21.0]]);
}

#[test]
fn walls_of_channels_and_tees_follow_the_outside_and_webs_stay_in_the_middle() {
    let channel = drawn(vec![("base", Frame::WORLD, vec![Profile::solid(channel())], 100.0, Mode::New)]);
    assert_eq!(names(&channel), ["base_depth", "base_width", "base_height", "base_wall"]);
    weighs(&channel, "base_wall", 5.0, 100.0 * 5.0 * (60.0 + 2.0 * 25.0));
    weighs(&channel, "base_width", 63.0, 100.0 * 4.0 * (63.0 + 2.0 * 26.0));
    let tee = polygon(&[
        [0.0, 0.0],
        [40.0, 0.0],
        [40.0, 6.0],
        [22.0, 6.0],
        [22.0, 30.0],
        [18.0, 30.0],
        [18.0, 6.0],
        [0.0, 6.0],
    ]);
    let tee = drawn(vec![("rail", Frame::WORLD, vec![Profile::solid(tee)], 10.0, Mode::New)]);
    assert_eq!(names(&tee), ["rail_depth", "rail_width", "rail_height", "rail_wall_1", "rail_wall_2"]);
    let wider = turned(&tee, "rail_width", 42.0);
    let Loop::Path(edges) = &wider.steps[0].as_extrude().unwrap().sketch.profiles[0].outer else { panic!() };
    assert_eq!([edges[3].start.x, edges[5].start.x], [23.0, 19.0]);
    let stairs = polygon(&[
        [0.0, 0.0],
        [30.0, 0.0],
        [30.0, 7.0],
        [20.0, 7.0],
        [20.0, 14.0],
        [10.0, 14.0],
        [10.0, 21.0],
        [0.0, 21.0],
    ]);
    let stairs = drawn(vec![("stairs", Frame::WORLD, vec![Profile::solid(stairs)], 10.0, Mode::New)]);
    let expected = ["stairs_depth", "stairs_width", "stairs_height", "stairs_step_width", "stairs_step_height"];
    assert_eq!(names(&stairs), expected);
}

#[test]
fn round_corners_stay_tangent_and_holes_keep_their_margins() {
    let holes = [[-40.0, -20.0], [40.0, -20.0], [40.0, 20.0], [-40.0, 20.0]];
    let plate = drawn(vec![
        ("base", Frame::WORLD, vec![Profile::solid(rounded(100.0, 60.0, 8.0))], 6.0, Mode::New),
        ("hole", Frame::WORLD, circles(&holes, 3.0), 6.0, Mode::Cut),
    ]);
    let expected = ["base_depth", "base_width", "base_height", "base_corner_radius", "hole_diameter", "hole_margin"];
    assert_eq!(names(&plate), expected);
    let volume =
        |width: f64, height: f64, radius: f64| 6.0 * (width * height - (4.0 - PI) * radius * radius - 4.0 * PI * 9.0);
    weighs(&plate, "base_corner_radius", 8.4, volume(100.0, 60.0, 8.4));
    weighs(&plate, "base_width", 105.0, volume(105.0, 60.0, 8.0));
    weighs(&plate, "base_height", 57.0, volume(100.0, 57.0, 8.0));
    assert_eq!(x_y(&turned(&plate, "base_width", 105.0), 1, 1), [42.5, -20.0]);
    assert_eq!(x_y(&turned(&plate, "hole_margin", 10.5), 1, 0), [-39.5, -19.5]);
    assert_eq!(x_y(&turned(&plate, "base_depth", 7.0), 1, 0), x_y(&plate, 1, 0));
}

#[test]
fn bent_walls_are_as_thick_round_the_bend_and_chamfers_are_one() {
    let (r, t) = (3.0, 2.0);
    let edge = |x: f64, y: f64, sweep: f64| Edge { start: Vec2::new(x, y), sweep };
    // An angle bent from sheet, 40 by 30.
    let bent = Loop::Path(vec![
        edge(r + t, 0.0, 0.0),
        edge(40.0, 0.0, 0.0),
        edge(40.0, t, 0.0),
        edge(t + r, t, -FRAC_PI_2),
        edge(t, t + r, 0.0),
        edge(t, 30.0, 0.0),
        edge(0.0, 30.0, 0.0),
        edge(0.0, r + t, FRAC_PI_2),
    ]);
    let bent = drawn(vec![("base", Frame::WORLD, vec![Profile::solid(bent)], 10.0, Mode::New)]);
    assert_eq!(names(&bent), ["base_depth", "base_width", "base_height", "base_wall", "base_fillet_radius"]);
    let volume = |r: f64, t: f64| 10.0 * (t * (70.0 - 2.0 * (r + t)) + 0.25 * PI * ((r + t) * (r + t) - r * r));
    weighs(&bent, "base_wall", 2.1, volume(3.0, 2.1));
    weighs(&bent, "base_fillet_radius", 3.1, volume(3.1, 2.0));
    let cut = polygon(&[
        [3.0, 0.0],
        [37.0, 0.0],
        [40.0, 3.0],
        [40.0, 17.0],
        [37.0, 20.0],
        [3.0, 20.0],
        [0.0, 17.0],
        [0.0, 3.0],
    ]);
    let cut = drawn(vec![("base", Frame::WORLD, vec![Profile::solid(cut)], 10.0, Mode::New)]);
    assert_eq!(names(&cut), ["base_depth", "base_width", "base_height", "base_chamfer"]);
    weighs(&cut, "base_chamfer", 3.1, 10.0 * (800.0 - 2.0 * 3.1 * 3.1));
}

#[test]
fn lugs_stay_round_and_their_bores_in_the_middle() {
    let edge = |x: f64, y: f64, sweep: f64| Edge { start: Vec2::new(x, y), sweep };
    let lug =
        Loop::Path(vec![edge(0.0, -10.0, 0.0), edge(30.0, -10.0, PI), edge(30.0, 10.0, 0.0), edge(0.0, 10.0, 0.0)]);
    let bore = Loop::circle(Vec2::new(30.0, 0.0), 5.0);
    let profile = Profile { outer: lug, holes: vec![bore] };
    let lug = drawn(vec![("base", Frame::WORLD, vec![profile], 8.0, Mode::New)]);
    let expected = ["base_depth", "base_straight_width", "base_height", "base_hole_diameter"];
    assert_eq!(names(&lug), expected);
    let volume = |length: f64, height: f64| 8.0 * (length * height + PI * (0.125 * height * height - 25.0));
    weighs(&lug, "base_height", 21.0, volume(30.0, 21.0));
    weighs(&lug, "base_straight_width", 31.0, volume(31.0, 20.0));
    let longer = turned(&lug, "base_straight_width", 31.0);
    let bore = longer.steps[0].as_extrude().unwrap().sketch.profiles[0].holes[0].bounds().center();
    assert_eq!(bore, Vec2::new(31.0, 0.0));
}

#[test]
fn slots_have_a_length_and_a_width_whichever_way_they_lie() {
    let slot = |way: Vec2, middle: Vec2| {
        let (far, off) = (way * 20.0, way.perp() * 6.0);
        let edges = [(-far - off, 0.0), (far - off, PI), (far + off, 0.0), (off - far, PI)];
        Loop::Path(edges.map(|(p, sweep)| Edge { start: p + middle, sweep }).to_vec())
    };
    let area = |length: f64, width: f64| (length - width) * width + 0.25 * PI * width * width;
    for way in [Vec2::X, Vec2::Y, Vec2::from_angle(0.7)] {
        let hole = Profile {
            outer: Loop::rectangle(Vec2::ZERO, Vec2::new(120.0, 90.0)),
            holes: vec![slot(way, Vec2::new(60.0, 45.0))],
        };
        let plate = drawn(vec![("base", Frame::WORLD, vec![hole], 6.0, Mode::New)]);
        let expected = ["base_depth", "base_width", "base_height", "base_slot_length", "base_slot_width"];
        assert_eq!(names(&plate), expected);
        weighs(&plate, "base_slot_length", 54.0, 6.0 * (120.0 * 90.0 - area(54.0, 12.0)));
        weighs(&plate, "base_slot_width", 12.5, 6.0 * (120.0 * 90.0 - area(52.0, 12.5)));
        let wider = turned(&plate, "base_width", 126.0);
        let center = wider.steps[0].as_extrude().unwrap().sketch.profiles[0].holes[0].bounds().center();
        assert!(center.distance(Vec2::new(63.0, 45.0)) < 1e-9, "{center}");
    }
    let apart = [10.0, 30.0].map(|y| Profile::solid(slot(Vec2::X, Vec2::new(60.0, y)))).to_vec();
    let base = Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::new(120.0, 40.0)));
    let plate =
        drawn(vec![("base", Frame::WORLD, vec![base], 6.0, Mode::New), ("slot", Frame::WORLD, apart, 6.0, Mode::Cut)]);
    assert_eq!(names(&plate)[3..], ["slot_length", "slot_width", "slot_margin"]);
}

#[test]
fn holes_on_a_circle_have_its_diameter() {
    let at = |k: usize| (Vec2::from_angle(k as f64 * PI / 3.0) * 30.0).to_array();
    let disc = |radius: f64| circles(&[[0.0, 0.0]], radius);
    let flange = drawn(vec![
        ("base", Frame::WORLD, disc(40.0), 10.0, Mode::New),
        ("boss", Frame::WORLD.at(Vec3::Z * 10.0), disc(20.0), 15.0, Mode::Join),
        ("bore", Frame::WORLD, disc(12.0), 25.0, Mode::Cut),
        ("hole", Frame::WORLD, circles(&[0, 1, 2, 3, 4, 5].map(at), 4.0), 10.0, Mode::Cut),
    ]);
    let expected = [
        "base_depth",
        "base_diameter",
        "boss_depth",
        "boss_diameter",
        "bore_diameter",
        "hole_diameter",
        "hole_pitch_circle_diameter",
    ];
    assert_eq!(names(&flange), expected);
    let volume = |depth: f64, rise: f64| PI * (depth * (1600.0 - 144.0 - 96.0) + rise * (400.0 - 144.0));
    weighs(&flange, "base_depth", 11.0, volume(11.0, 15.0));
    weighs(&flange, "boss_depth", 16.0, volume(10.0, 16.0));
    weighs(&flange, "hole_pitch_circle_diameter", 62.0, volume(10.0, 15.0));
    let [x, y] = x_y(&turned(&flange, "hole_pitch_circle_diameter", 62.0), 3, 1);
    assert!((x - 15.5).abs() < 1e-9 && (y - 31.0 * (PI / 3.0).sin()).abs() < 1e-9, "{x} {y}");
}

#[test]
fn rows_and_grids_have_a_pitch() {
    let base = || Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::new(100.0, 60.0)));
    let grid: Vec<[f64; 2]> = [30.0, 50.0, 70.0].iter().flat_map(|&x| [[x, 15.0], [x, 45.0]]).collect();
    let plate = drawn(vec![
        ("base", Frame::WORLD, vec![base()], 6.0, Mode::New),
        ("hole", Frame::WORLD, circles(&grid, 3.0), 6.0, Mode::Cut),
    ]);
    assert_eq!(names(&plate)[3..], ["hole_diameter", "hole_pitch", "hole_margin"]);
    let wider = turned(&turned(&plate, "base_width", 104.0), "hole_pitch", 21.0);
    assert_eq!([x_y(&wider, 1, 0), x_y(&wider, 1, 5)], [[31.0, 15.0], [73.0, 45.0]]);
    // A row that lies anywhere keeps its first hole, holes without order keep all.
    let row = circles(&[[20.0, 25.0], [30.0, 25.0], [40.0, 25.0]], 3.0);
    let strewn = circles(&[[60.0, 20.0], [71.0, 33.0], [80.0, 40.0]], 2.0);
    let plate = drawn(vec![
        ("base", Frame::WORLD, vec![base()], 6.0, Mode::New),
        ("hole_1", Frame::WORLD, row, 6.0, Mode::Cut),
        ("hole_2", Frame::WORLD, strewn, 6.0, Mode::Cut),
    ]);
    assert_eq!(names(&plate)[3..], ["hole_1_diameter", "hole_1_pitch", "hole_2_diameter"]);
    assert_eq!(x_y(&turned(&plate, "hole_1_pitch", 11.0), 1, 2), [42.0, 25.0]);
}

#[test]
fn what_stands_on_something_goes_with_it() {
    let base = Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::new(100.0, 60.0)));
    let rim = Profile::solid(Loop::rectangle(Vec2::new(90.0, 0.0), Vec2::new(100.0, 60.0)));
    let pillar = circles(&[[95.0, 20.0]], 3.0);
    let top = Frame::WORLD.at(Vec3::Z * 6.0);
    let part = drawn(vec![
        ("base", Frame::WORLD, vec![base], 6.0, Mode::New),
        ("rim", top, vec![rim], 10.0, Mode::Join),
        ("pillar", Frame::WORLD.at(Vec3::Z * 16.0), pillar.clone(), 4.0, Mode::Join),
        ("hole", Frame::WORLD.at(Vec3::Z * 15.0), pillar, 5.0, Mode::Cut),
    ]);
    let expected = [
        "base_depth",
        "base_width",
        "base_height",
        "rim_depth",
        "rim_width",
        "pillar_depth",
        "pillar_diameter",
        "hole_depth",
        "hole_diameter",
    ];
    assert_eq!(names(&part), expected);
    let changed = turned(&turned(&turned(&part, "base_depth", 7.0), "base_width", 105.0), "base_height", 63.0);
    assert_eq!(
        [x_y(&changed, 1, 0), x_y(&changed, 2, 0), x_y(&changed, 3, 0)],
        [[100.0, 31.5], [100.0, 20.0], [100.0, 20.0]]
    );
    let heights: Vec<f64> = changed.steps.iter().map(|s| s.as_extrude().unwrap().sketch.frame.origin.z).collect();
    assert_eq!(heights, [0.0, 7.0, 17.0, 16.0]);
}

#[test]
fn what_abuts_on_something_does_not_come_apart() {
    let rectangle =
        |x: [f64; 2], y: [f64; 2]| vec![Profile::solid(Loop::rectangle(Vec2::new(x[0], y[0]), Vec2::new(x[1], y[1])))];
    let part = drawn(vec![
        ("base", Frame::WORLD, vec![Profile::solid(channel())], 100.0, Mode::New),
        ("rib", Frame::WORLD.at(Vec3::Z * 40.0), rectangle([4.0, 56.0], [4.0, 20.0]), 3.0, Mode::Join),
        ("foot", Frame::WORLD, rectangle([60.0, 75.0], [0.0, 8.0]), 100.0, Mode::Join),
    ]);
    let expected = [
        "base_depth",
        "base_width",
        "base_height",
        "base_wall",
        "rib_depth",
        "rib_height",
        "foot_width",
        "foot_height",
    ];
    assert_eq!(names(&part), expected);
    for parameter in &part.parameters {
        for factor in [0.95, 1.05] {
            let changed = turned(&part, &parameter.name, factor * parameter.value);
            assert_eq!(Evaluator::new(&changed).soundness().pieces, 1, "{}", parameter.name);
        }
    }
    let volume = |width: f64, wall: f64| {
        let inner = width - 2.0 * wall;
        100.0 * (width * 30.0 - inner * (30.0 - wall)) + 3.0 * inner * 16.0 + 100.0 * 15.0 * 8.0
    };
    weighs(&part, "base_width", 63.0, volume(63.0, 4.0));
    weighs(&part, "base_wall", 5.0, volume(60.0, 5.0));
}

#[test]
fn parameters_of_the_golden_parts_can_all_be_turned() {
    let mut count = 0;
    for (id, mut program) in golden() {
        name_sizes(&mut program);
        sound(&program);
        for parameter in &program.parameters {
            let pieces = |part: &Program| Evaluator::new(part).soundness().pieces;
            for factor in [0.95, 1.05] {
                let changed = turned(&program, &parameter.name, factor * parameter.value);
                assert_eq!(pieces(&changed), pieces(&program), "{id}: {}", parameter.name);
            }
            let mut changed = turned(&program, &parameter.name, 1.05 * parameter.value);
            changed.set_parameter(&parameter.name, parameter.value).unwrap();
            assert_eq!(changed, program, "{id}: {} back again", parameter.name);
        }
        count += program.parameters.len();
    }
    assert!(count > 60, "{count} parameters");
}

#[test]
fn whatever_is_drawn_no_parameter_makes_it_worse() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut count = 0;
    for _ in 0..200 {
        let mut program = random_program(&mut rng);
        program.parameters.clear();
        program.bindings.clear();
        for (i, step) in program.steps.iter_mut().enumerate() {
            step.name = Some(format!("step_{i}"));
        }
        name_sizes(&mut program);
        let faults = program.check(1e-9).len();
        for parameter in &program.parameters {
            for factor in [0.95, 1.05] {
                let mut changed = program.clone();
                changed.set_parameter(&parameter.name, factor * parameter.value).unwrap();
                assert!(changed.check(1e-9).len() <= faults, "{} of {}", parameter.name, file::write(&program));
                count += 1;
            }
        }
    }
    assert!(count > 1000, "{count} turns");
}
