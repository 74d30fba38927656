//! STEP files: what they say, and that they come back the same.

mod parts;

use parts::*;
use resolid_geom::{Loop, Profile, Vec2, Vec3};
use resolid_kernel::{KernelError, Schema, Solid, StepOptions, build, read_step};
use resolid_program::{Mode, Program};
use std::f64::consts::PI;

fn text(solid: &Solid, options: &StepOptions) -> String {
    String::from_utf8(solid.write_step(options).unwrap()).unwrap()
}

fn two_bodies() -> Program {
    let mut seat = block(Mode::New, [0.0, 0.0, 40.0], [40.0, 40.0, 44.0]);
    seat.name = Some("seat".into());
    let mut leg = cylinder(Mode::New, 5.0, 5.0, 2.0, 0.0, 40.0);
    leg.name = Some("Stützbein".into());
    program(vec![seat, leg])
}

#[test]
fn a_part_comes_back_the_same() {
    let slot = path(&[(0.0, 0.0, 0.0), (20.0, 0.0, PI), (20.0, 8.0, 0.0), (0.0, 8.0, PI)]);
    let programs = [
        everyday(),
        carried(&everyday(), &askew(Vec3::new(3.0, 4.0, 5.0))),
        carried(&everyday(), &askew(Vec3::new(1e6, 4e5, 5.0))),
        two_bodies(),
        program(vec![prism(Mode::New, vec![Profile::solid(slot)], 0.0, 3.0)]),
        program(vec![block(Mode::New, [0.0; 3], [9.0; 3]), block(Mode::Cut, [3.0; 3], [6.0; 3])]),
    ];
    for (index, program) in programs.iter().enumerate() {
        let solid = build(program).unwrap();
        for schema in [Schema::Ap242, Schema::Ap214] {
            let bytes = solid.write_step(&StepOptions { schema, ..StepOptions::default() }).unwrap();
            let back = read_step(&bytes).unwrap();
            let (a, b) = (solid.mass(), back.mass());
            assert!((a.volume - b.volume).abs() <= 1e-6 * a.volume, "program {index}: {a:?} became {b:?}");
            assert!((a.area - b.area).abs() <= 1e-6 * a.area, "program {index}: {a:?} became {b:?}");
            assert!((a.centroid - b.centroid).length() < 1e-5, "program {index}: {a:?} became {b:?}");
            let (a, b) = (solid.counts(), back.counts());
            assert_eq!((a.solids, a.shells, a.faces), (b.solids, b.shells, b.faces), "program {index}");
            assert_eq!((a.planes, a.cylinders), (b.planes, b.cylinders), "program {index}");
            assert_eq!(back.validity().fault, None, "program {index}");
            let (a, b) = (solid.bounds(), back.bounds());
            assert!((a.min - b.min).length() < 1e-6 && (a.max - b.max).length() < 1e-6, "program {index}");
        }
    }
}

#[test]
fn the_header_tells_schema_and_name_and_nothing_of_the_writer() {
    let solid = build(&everyday()).unwrap();
    for (schema, word) in
        [(Schema::Ap242, "AP242_MANAGED_MODEL_BASED_3D_ENGINEERING"), (Schema::Ap214, "AUTOMOTIVE_DESIGN")]
    {
        let options = StepOptions { schema, name: "Träger 'A'".into(), timestamp: "2026-01-02T03:04:05".into() };
        let text = text(&solid, &options);
        let header = &text[..text.find("DATA;").unwrap()];
        assert!(header.starts_with("ISO-10303-21;\nHEADER;\n"), "{header}");
        assert!(header.contains(word), "{header}");
        assert!(
            header.contains("FILE_NAME('Tr\\X2\\00E4\\X0\\ger ''A''','2026-01-02T03:04:05',(''),(''),'Open CASCADE"),
            "{header}"
        );
        assert_eq!(text, self::text(&solid, &options), "the same bytes each time");
        assert!(text.trim_end().ends_with("END-ISO-10303-21;"));
    }
}

#[test]
fn one_product_one_brep_a_solid_millimetres_analytic_faces() {
    for (program, solids) in [(everyday(), 1), (two_bodies(), 2)] {
        let solid = build(&program).unwrap();
        let text = text(&solid, &StepOptions { name: "part seven".into(), ..StepOptions::default() });
        let count = |word: &str| text.matches(word).count();
        assert_eq!(count("=PRODUCT(") + count("= PRODUCT("), 1);
        assert!(text.contains("PRODUCT('part seven','part seven'"), "{text}");
        assert_eq!(count("MANIFOLD_SOLID_BREP("), solids);
        assert_eq!(count("ADVANCED_BREP_SHAPE_REPRESENTATION("), 1);
        assert_eq!(count("SHAPE_DEFINITION_REPRESENTATION("), 1);
        assert_eq!(count("NEXT_ASSEMBLY_USAGE_OCCURRENCE"), 0);
        assert_eq!(count("SHELL_BASED_SURFACE_MODEL"), 0);
        assert_eq!(count("ADVANCED_FACE("), solid.counts().faces);
        assert_eq!(count("PLANE("), solid.counts().planes);
        assert_eq!(count("CYLINDRICAL_SURFACE("), solid.counts().cylinders);
        assert_eq!(count("B_SPLINE"), 0);
        assert!(text.contains("SI_UNIT(.MILLI.,.METRE.)"));
        assert!(!text.contains("resolid_"), "no placeholder is left");
    }
    let text = text(&build(&two_bodies()).unwrap(), &StepOptions::default());
    assert!(text.contains("MANIFOLD_SOLID_BREP('seat'"), "bodies carry their names");
    assert!(text.contains("MANIFOLD_SOLID_BREP('St\\X2\\00FC\\X0\\tzbein'"));
}

#[test]
fn other_units_are_converted() {
    let solid = build(&everyday()).unwrap();
    let text = text(&solid, &StepOptions::default());
    let metres = text.replace("SI_UNIT(.MILLI.,.METRE.)", "SI_UNIT($,.METRE.)");
    assert_ne!(text, metres);
    let back = read_step(metres.as_bytes()).unwrap();
    let ratio = back.mass().volume / solid.mass().volume;
    assert!((ratio / 1e9 - 1.0).abs() < 1e-6, "a cubic metre holds 10⁹ mm³; the ratio is {ratio}");
    let centimetres = text.replace("SI_UNIT(.MILLI.,.METRE.)", "SI_UNIT(.CENTI.,.METRE.)");
    let ratio = read_step(centimetres.as_bytes()).unwrap().mass().volume / solid.mass().volume;
    assert!((ratio / 1e3 - 1.0).abs() < 1e-6, "{ratio}");
}

#[test]
fn shells_without_a_solid_are_closed_or_kept() {
    let text = text(&build(&everyday()).unwrap(), &StepOptions::default());
    // The same faces as a surface model: closed, so they are a solid again.
    let surface = text
        .replace("ADVANCED_BREP_SHAPE_REPRESENTATION", "MANIFOLD_SURFACE_SHAPE_REPRESENTATION")
        .replace("MANIFOLD_SOLID_BREP('part',", "SHELL_BASED_SURFACE_MODEL('part',(");
    let at = surface.find("SHELL_BASED_SURFACE_MODEL").unwrap();
    let end = at + surface[at..].find(");").unwrap();
    let surface = format!("{}){}", &surface[..end], &surface[end..]);
    let back = read_step(surface.as_bytes()).unwrap();
    assert_eq!(back.counts().solids, 1);
    assert!((back.mass().volume - everyday_volume()).abs() < 1e-3);
    // One face taken out: an open shell, which has triangles but no volume.
    let open = surface.replace("CLOSED_SHELL", "OPEN_SHELL");
    let at = open.find("OPEN_SHELL").unwrap();
    let first = at + open[at..].find("(#").unwrap() + 1;
    let comma = first + open[first..].find(',').unwrap() + 1;
    let open = format!("{}{}", &open[..first], &open[comma..]);
    let back = read_step(open.as_bytes()).unwrap();
    assert_eq!((back.counts().solids, back.validity().is_valid()), (0, false));
    assert!(back.mesh(0.1, 0.3).unwrap().triangles.len() > 20);
    assert!(matches!(back.write_step(&StepOptions::default()), Err(KernelError::Unsound { .. })));
}

#[test]
fn damaged_files_are_errors() {
    let text = text(&build(&everyday()).unwrap(), &StepOptions::default());
    let refused = |bytes: &[u8]| assert!(matches!(read_step(bytes), Err(KernelError::ReadStep { .. })));
    refused(b"");
    refused(b"solid cube\nendsolid");
    refused(b"ISO-10303-21;");
    refused(&[0xff; 5000]);
    refused(&text.as_bytes()[..text.find("DATA;").unwrap()]);
    refused(format!("{}DATA;\nENDSEC;\nEND-ISO-10303-21;\n", &text[..text.find("DATA;").unwrap()]).as_bytes());
    // Cut off anywhere, or with bytes turned over: an error or a shape, but never the end of the process.
    for k in 1..40 {
        let _ = read_step(&text.as_bytes()[..text.len() * k / 40]);
    }
    for k in 0..60usize {
        let mut bytes = text.clone().into_bytes();
        for i in 0..5 {
            let at = (k * 7919 + i * 104_729) % bytes.len();
            bytes[at] = b"0#(),;'$*A.-"[(k + i) % 12];
        }
        let _ = read_step(&bytes);
    }
}

#[test]
fn writing_from_several_threads_gives_the_same_bytes() {
    let expected = text(&build(&everyday()).unwrap(), &StepOptions::default());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..3 {
                    let solid = build(&everyday()).unwrap();
                    assert_eq!(text(&solid, &StepOptions::default()), expected);
                    assert_eq!(read_step(expected.as_bytes()).unwrap().counts().faces, solid.counts().faces);
                }
            });
        }
    });
}

#[test]
fn a_circle_of_a_profile_is_one_edge() {
    let disc = program(vec![prism(Mode::New, vec![Profile::solid(Loop::circle(Vec2::ZERO, 4.0))], 0.0, 2.0)]);
    let counts = build(&disc).unwrap().counts();
    assert_eq!((counts.faces, counts.edges, counts.vertices), (3, 3, 2));
}
