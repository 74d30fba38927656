//! Pictures as a whole: what they show, that they are the same on any machine, and that bad input does no harm.

use resolid_geom::{Frame, Loop, Profile, TriMesh, Vec2, Vec3};
use resolid_program::{Mode, Prism};
use resolid_render::{
    Background, Badge, Camera, Deviation, Fine, HeatMap, Image, Object, Paint, Projection, RenderError, Scene, Shape,
    Stage, Strip, Style, Tone, View, best_view, prism_mesh, render, strip, subdivided,
};

fn prism(profile: Profile, range: [f64; 2], mode: Mode) -> Prism {
    Prism { frame: Frame::WORLD, profiles: vec![profile], range, mode, targets: None, step: 0 }
}

fn rectangle(x: f64, y: f64) -> Profile {
    Profile::solid(Loop::rectangle(Vec2::new(-x / 2.0, -y / 2.0), Vec2::new(x / 2.0, y / 2.0)))
}

fn disc(x: f64, y: f64, radius: f64) -> Profile {
    Profile::solid(Loop::circle(Vec2::new(x, y), radius))
}

fn cube() -> TriMesh {
    prism_mesh(&prism(rectangle(10.0, 10.0), [-5.0, 5.0], Mode::New), 0.1)
}

/// A plate with a boss, a bore through both and a slot cut into one side.
fn bracket() -> Vec<Prism> {
    let mut bore = prism(disc(0.0, 0.0, 5.0), [-5.0, 25.0], Mode::Cut);
    bore.step = 2;
    let mut boss = prism(disc(0.0, 0.0, 9.0), [6.0, 20.0], Mode::Join);
    boss.step = 1;
    let mut slot = prism(rectangle(10.0, 12.0), [2.0, 6.0], Mode::Cut);
    slot.step = 3;
    slot.frame.origin = Vec3::new(-20.0, 0.0, 0.0);
    vec![prism(rectangle(50.0, 30.0), [0.0, 6.0], Mode::New), boss, bore, slot]
}

/// Nothing but the part: no shadow, no lines, nothing behind.
fn bare() -> Style {
    Style { background: Background::Transparent, line_width: 0.0, shadow: false, ..Style::default() }
}

fn opacity(image: &Image) -> f64 {
    image.pixels.chunks_exact(4).map(|p| f64::from(p[3]) / 255.0).sum()
}

/// A camera that shows 40 mm of height, looking along `direction`.
fn camera(direction: Vec3, up: Vec3) -> Camera {
    Camera { view: View { direction, up }, projection: Projection::Orthographic, target: Vec3::ZERO, height: 40.0 }
}

#[test]
fn a_cube_covers_its_projected_area() {
    // A convex body throws half the sum of its faces, each by the cosine it is seen under.
    for direction in [Vec3::new(-1.0, 2.0, -1.3), Vec3::new(0.3, 0.2, 1.0), Vec3::new(0.0, 1.0, 0.0)] {
        let d = direction.normalize().abs();
        let area = 100.0 * (d.x + d.y + d.z);
        let mesh = cube();
        let block = [prism(rectangle(10.0, 10.0), [-5.0, 5.0], Mode::New)];
        for shape in [Shape::Mesh(&mesh), Shape::Prisms(&block)] {
            let up = if direction.z > 0.5 { Vec3::Y } else { Vec3::Z };
            let scene = Scene { camera: Some(camera(direction, up)), style: bare(), ..Scene::of(shape) };
            let image = render(&scene, 500, 400).unwrap();
            let seen = opacity(&image) * (40.0f64 / 400.0).powi(2);
            assert!((seen / area - 1.0).abs() < 0.01, "{seen} mm² for {area} mm²");
        }
    }
}

#[test]
fn hidden_faces_do_not_show() {
    let mesh = cube();
    // Painted by the outward normal; the eye sees +x, −y and +z.
    let colors: Vec<[u8; 3]> = (0..mesh.triangles.len())
        .map(|t| {
            let n = mesh.area_normal(t).normalize();
            if n.x > 0.9 || n.y < -0.9 || n.z > 0.9 { [20, 200, 20] } else { [220, 10, 10] }
        })
        .collect();
    let object = Object { paint: Paint::Triangles(&colors), ..Object::new(Shape::Mesh(&mesh)) };
    let scene = Scene {
        objects: vec![object],
        camera: Some(camera(Vec3::new(-1.0, 1.3, -0.8), Vec3::Z)),
        ..Scene::of(Shape::Mesh(&mesh))
    };
    for style in [bare(), Style::default()] {
        let image = render(&Scene { style, ..scene.clone() }, 300, 300).unwrap();
        assert!(image.pixels.chunks_exact(4).all(|p| p[3] == 0 || p[1] >= p[0].saturating_sub(8)), "red shows through");
    }
}

#[test]
fn prisms_look_like_the_mesh_they_build() {
    // The bore goes right through: what is seen of the plate is a mesh that can be built by hand.
    let plate = Profile { outer: rectangle(50.0, 30.0).outer, holes: vec![Loop::circle(Vec2::ZERO, 5.0)] };
    let by_hand = prism_mesh(&prism(plate, [0.0, 6.0], Mode::New), 1e-4);
    let prisms =
        [prism(rectangle(50.0, 30.0), [0.0, 6.0], Mode::New), prism(disc(0.0, 0.0, 5.0), [-5.0, 25.0], Mode::Cut)];
    for (direction, projection) in [
        (Vec3::new(-1.0, 1.3, -0.8), Projection::Orthographic),
        (Vec3::new(-0.2, 0.3, -1.0), Projection::Perspective { fov: 0.7 }),
        // Along the axis of the bore, where rays have no direction in the sketch.
        (Vec3::NEG_Z, Projection::Orthographic),
    ] {
        let up = if direction.x == 0.0 { Vec3::Y } else { Vec3::Z };
        let camera = Camera { projection, height: 50.0, ..camera(direction, up) };
        let picture = |shape| render(&Scene { camera: Some(camera), ..Scene::of(shape) }, 300, 240).unwrap();
        let (a, b) = (picture(Shape::Mesh(&by_hand)), picture(Shape::Prisms(&prisms)));
        let differing = a.pixels.chunks(4).zip(b.pixels.chunks(4)).filter(|(p, q)| p[0].abs_diff(q[0]) > 24).count();
        assert!(differing < 60, "{differing} pixels differ from {direction}");
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    let mesh = subdivided(&cube(), 0.4, 100_000).mesh;
    let prisms = bracket();
    let values: Vec<f64> = mesh.vertices.iter().map(|v| v.x * 0.01).collect();
    let map = HeatMap::new(0.02);
    let heat = Object { paint: Paint::Heat { values: &values, map: &map }, ..Object::new(Shape::Mesh(&mesh)) };
    let scene = Scene {
        objects: vec![heat, Object { ghost: true, ..Object::new(Shape::Prisms(&prisms)) }],
        before: Some(Shape::Prisms(&prisms[..2])),
        ..Scene::of(Shape::Mesh(&mesh))
    };
    let draw = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| render(&scene, 320, 240).unwrap().to_png().unwrap())
    };
    let one = draw(1);
    assert!(one.len() > 5_000);
    for threads in [2, 3, 7] {
        assert!(draw(threads) == one, "{threads} threads");
    }
}

#[test]
fn deviations_have_the_colours_of_the_map() {
    let mesh = cube();
    let map = HeatMap::new(0.1);
    for (value, hot) in [(0.4, true), (-0.4, false)] {
        let values = vec![value; mesh.vertices.len()];
        let object = Object { paint: Paint::Heat { values: &values, map: &map }, ..Object::new(Shape::Mesh(&mesh)) };
        let scene = Scene { objects: vec![object], style: bare(), ..Scene::of(Shape::Mesh(&mesh)) };
        let image = render(&scene, 200, 200).unwrap();
        let middle = image.pixel(100, 90).unwrap();
        assert_eq!(middle[3], 255);
        let (red, blue) = (i32::from(middle[0]), i32::from(middle[2]));
        assert!(if hot { red > blue + 80 } else { blue > red + 80 }, "{value}: {middle:?}");
        // Light scales the map's colour and does not turn it: the channels keep their order.
        let own = map.color(value);
        let order = |c: [u8; 3]| [c[0] > c[1], c[1] > c[2]];
        assert_eq!(order([middle[0], middle[1], middle[2]]), order(own), "{middle:?} of {own:?}");
    }
}

#[test]
fn what_a_step_does_is_tinted() {
    let prisms = bracket();
    let view = Camera { height: 60.0, ..camera(Vec3::new(-0.1, 0.6, -1.0), Vec3::Z) };
    let shown = |from: usize, to: usize| {
        let scene = Scene {
            before: Some(Shape::Prisms(&prisms[..from])),
            camera: Some(view),
            style: bare(),
            ..Scene::of(Shape::Prisms(&prisms[..to]))
        };
        let image = render(&scene, 300, 300).unwrap();
        let count = |f: fn([i32; 3]) -> bool| {
            image.pixels.chunks_exact(4).filter(|p| p[3] > 0 && f([p[0], p[1], p[2]].map(i32::from))).count()
        };
        (count(|[r, _, b]| b > r + 60), count(|[r, _, b]| r > b + 60))
    };
    let (blue, red) = shown(1, 2);
    assert!(blue > 2_000 && red == 0, "boss: {blue} blue, {red} red");
    let (blue, red) = shown(2, 3);
    assert!(blue == 0 && red > 1_000, "bore: {blue} blue, {red} red");
    assert_eq!(shown(4, 4), (0, 0));
}

#[test]
fn broken_input_gives_a_picture_or_an_error() {
    let picture = |mesh: &TriMesh| render(&Scene::of(Shape::Mesh(mesh)), 64, 48);
    let empty = picture(&TriMesh::default()).unwrap();
    assert!(empty.pixels.iter().all(|&b| b == 255));
    let corner = |x: f64, y: f64, z: f64| Vec3::new(x, y, z);
    let one = |vertices: Vec<Vec3>| TriMesh { vertices, triangles: vec![[0, 1, 2]] };
    let triangle = one(vec![corner(0.0, 0.0, 0.0), corner(3.0, 0.0, 0.0), corner(0.0, 3.0, 1.0)]);
    assert!(picture(&triangle).unwrap().pixels.iter().any(|&b| b < 200));
    let mut partly = cube();
    partly.vertices[0].x = f64::NAN;
    partly.vertices[1].y = f64::INFINITY;
    assert!(picture(&partly).unwrap().pixels.iter().any(|&b| b < 200));
    for strange in [
        one(vec![Vec3::NAN; 3]),
        one(vec![Vec3::ZERO; 3]),
        one(vec![Vec3::ZERO, Vec3::X, Vec3::X * 2.0]),
        one(vec![Vec3::splat(1e300), Vec3::splat(-1e300), Vec3::X]),
        one(vec![Vec3::ZERO, Vec3::X * 1e-200, Vec3::Y * 1e-200]),
        one(vec![Vec3::splat(1e12), Vec3::splat(1e12) + Vec3::X, Vec3::splat(1e12) + Vec3::Y]),
    ] {
        picture(&strange).unwrap();
    }
    let damaged = TriMesh { vertices: vec![Vec3::ZERO; 3], triangles: vec![[0, 1, 3]] };
    assert_eq!(picture(&damaged), Err(RenderError::Vertex { triangle: 0, vertex: 3, vertices: 3 }));
    assert!(best_view(Shape::Mesh(&damaged)).is_err());
    let mesh = cube();
    for (width, height) in [(0, 10), (10, 0), (10, 9000)] {
        assert!(matches!(
            render(&Scene::of(Shape::Mesh(&mesh)), width, height),
            Err(RenderError::Size { least: 1, limit: 8192, .. })
        ));
    }
    let short = Object { paint: Paint::Vertices(&[[0; 3]]), ..Object::new(Shape::Mesh(&mesh)) };
    let scene = Scene { objects: vec![short], ..Scene::of(Shape::Mesh(&mesh)) };
    assert!(matches!(render(&scene, 10, 10), Err(RenderError::PaintLength { given: 1, .. })));
    let mut broken = bracket();
    broken[1].range[1] = f64::NAN;
    broken[2].frame.origin.x = f64::INFINITY;
    broken[3].targets = Some(vec![99]);
    render(&Scene::of(Shape::Prisms(&broken)), 64, 48).unwrap();
    render(&Scene::of(Shape::Prisms(&[])), 1, 1).unwrap();
}

fn stages(prisms: &[Prism], count: usize) -> Vec<Stage<'_>> {
    (0..count)
        .map(|k| Stage {
            title: format!("A step with rather a long name, number {k}"),
            note: "cut".into(),
            shape: Shape::Prisms(&prisms[..(k + 1).min(prisms.len())]),
        })
        .collect()
}

fn made_strip<'a>(
    input: &'a TriMesh,
    stages: Vec<Stage<'a>>,
    solid: Option<Shape<'a>>,
    fine: Option<(&'a Fine, &'a [f64])>,
) -> Strip<'a> {
    Strip {
        width: 1000,
        title: "a-bracket-with-a-very-long-file-name-that-must-not-run-into-the-facts-at-the-right.stl".into(),
        badge: Some(Badge { text: "partial".into(), tone: Tone::Caution }),
        facts: vec!["IoU 0.9991".into(), "4 steps".into()],
        input,
        loose: false,
        input_note: "12 triangles".into(),
        stages,
        solid,
        solid_note: "valid".into(),
        deviation: fine.map(|(fine, values)| Deviation {
            mesh: input,
            fine,
            values,
            tolerance: 0.1,
            mean: 0.02,
            p95: 0.08,
            max: 0.4,
        }),
        unit: "mm".into(),
        captions: vec!["One line.".into(), "And another.".into()],
        view: None,
    }
}

/// Whether the outermost pixels all have the colour of the page: nothing runs off it.
fn has_clean_border(image: &Image) -> bool {
    let (w, h) = (image.width, image.height);
    (0..w)
        .flat_map(|x| [(x, 0), (x, h - 1)])
        .chain((0..h).flat_map(|y| [(0, y), (w - 1, y)]))
        .all(|(x, y)| image.pixel(x, y) == Some([255; 4]))
}

#[test]
fn strips_have_the_width_asked_for_and_nothing_is_cut_off() {
    let prisms = bracket();
    let input = prism_mesh(&prisms[0], 0.1);
    let fine = subdivided(&input, 2.0, 50_000);
    let values: Vec<f64> = fine.mesh.vertices.iter().map(|v| v.x * 0.02).collect();
    let heat = Some((&fine, values.as_slice()));
    for count in [0, 1, 4, 9] {
        let made = made_strip(&input, stages(&prisms, count), Some(Shape::Prisms(&prisms)), heat);
        let image = strip(&made).unwrap();
        assert_eq!(image.width, 1000);
        assert!(image.height > 200 && image.height < 1200, "{count} steps: {} high", image.height);
        assert!(has_clean_border(&image), "{count} steps");
    }
    let narrow = Strip { width: 480, ..made_strip(&input, stages(&prisms, 4), Some(Shape::Prisms(&prisms)), heat) };
    assert!(has_clean_border(&strip(&narrow).unwrap()));
}

#[test]
fn strips_of_failed_reconstructions_are_made_too() {
    let cube = cube();
    let empty = TriMesh::default();
    for input in [&cube, &empty] {
        let image = strip(&made_strip(input, Vec::new(), None, None)).unwrap();
        assert_eq!(image.width, 1000);
    }
    let fine = subdivided(&cube, 1.0, 10_000);
    let short = strip(&made_strip(&cube, Vec::new(), None, Some((&fine, &[0.0]))));
    assert!(matches!(short, Err(RenderError::PaintLength { given: 1, .. })));
    let thin = Strip { width: 479, ..made_strip(&cube, Vec::new(), None, None) };
    assert!(matches!(strip(&thin), Err(RenderError::Size { least: 480, .. })));
}
