//! `resolid data annotate`, through the real binary: what was drawn with names comes back with them.
#![allow(missing_docs)]

mod common;

use common::{names, resolid, start};
use resolid_data::corpus;
use resolid_geom::format::{write_glb, write_obj};
use resolid_geom::{TriMesh, Vec3};
use resolid_program::mesh::{Fineness, of_program};
use resolid_program::{Operation, Program, file};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

type Part = (String, TriMesh);

/// The parts of a piece of furniture, each under the name of its step.
fn parts(program: &Program) -> Vec<Part> {
    let mut parts = Vec::new();
    for step in &program.steps {
        let alone = match &step.operation {
            Operation::Extrude(_) => vec![step.clone()],
            Operation::Place { definition, placements } => placements
                .iter()
                .map(|place| {
                    let operation = Operation::Place { definition: *definition, placements: vec![place.clone()] };
                    resolid_program::Step { operation, ..step.clone() }
                })
                .collect(),
        };
        for step in alone {
            let name = step.name.clone().unwrap();
            let one = Program { definitions: program.definitions.clone(), steps: vec![step], ..Program::default() };
            let mesh = of_program(&one, &Fineness { chord: 0.5, angle: 0.3 }).unwrap();
            parts.push((name, mesh));
        }
    }
    parts
}

/// Parts as OBJ, a group each.
fn obj(parts: &[Part]) -> String {
    let (mut text, mut before) = (String::new(), 0);
    for (name, mesh) in parts {
        text += &format!("g {name}\n");
        for line in String::from_utf8(write_obj(mesh)).unwrap().lines().filter(|l| !l.starts_with('#')) {
            let Some(corners) = line.strip_prefix("f ") else {
                text += &format!("{line}\n");
                continue;
            };
            let corners: Vec<String> =
                corners.split(' ').map(|c| (c.parse::<usize>().unwrap() + before).to_string()).collect();
            text += &format!("f {}\n", corners.join(" "));
        }
        before += mesh.vertices.len();
    }
    text
}

/// Parts as an object of PartNet, y up and a unit across: each name is a group, each part of it a leaf.
fn partnet(folder: &Path, parts: &[Part]) {
    std::fs::create_dir_all(folder.join("objs")).unwrap();
    let mut groups: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (k, (name, mesh)) in parts.iter().enumerate() {
        let file = format!("new-{k}");
        let mesh = mesh.mapped(|v| Vec3::new(v.x, v.z, -v.y) / 1000.0);
        std::fs::write(folder.join("objs").join(format!("{file}.obj")), write_obj(&mesh)).unwrap();
        groups.entry(name).or_default().push(json!({"id": k, "name": name, "objs": [file]}));
    }
    let children: Vec<Value> =
        groups.into_iter().map(|(name, leaves)| json!({"name": format!("{name}s"), "children": leaves})).collect();
    let tree = json!([{"id": 0, "name": "chair", "children": children}]);
    std::fs::write(folder.join("result.json"), tree.to_string()).unwrap();
}

fn furniture(folder: &Path, family: &str, count: usize, seed: u64) -> Vec<(String, Program)> {
    let (count, seed) = (count.to_string(), seed.to_string());
    let out = format!("drawn-{}", family.replace(',', "-"));
    let run =
        resolid(folder, &["data", "generate", "--family", family, "--count", &count, "--seed", &seed, "-o", &out]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let read = |name: &String| {
        let text = std::fs::read_to_string(folder.join(&out).join(name)).unwrap();
        (name.trim_end_matches(".resolid.json").to_string(), file::read(&text).unwrap())
    };
    names(&folder.join(&out)).iter().map(read).collect()
}

fn read(path: &Path) -> Program {
    let program = file::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(program.check(1e-6).is_empty(), "{:?}", program.check(1e-6));
    program
}

/// The name of every part that a program builds: of what is drawn once its step's, of what is placed its placements'.
fn built(program: &Program) -> Vec<String> {
    let mut names = Vec::new();
    for step in &program.steps {
        match &step.operation {
            Operation::Place { placements, .. } => names.extend(placements.iter().filter_map(|p| p.name.clone())),
            Operation::Extrude(_) if step.combine.mode == resolid_program::Mode::New => names.extend(step.name.clone()),
            Operation::Extrude(_) => {}
        }
    }
    names.sort();
    names
}

fn cuboid(x: f64, y: f64, z: f64, size: [f64; 3]) -> TriMesh {
    TriMesh::cuboid(Vec3::new(x, y, z), Vec3::new(x, y, z) + Vec3::from_array(size))
}

/// A table of boxes: four legs, of which two are turned, and a top.
fn table() -> Vec<Part> {
    let leg = |x: f64, y: f64, size: [f64; 3]| ("Leg".to_string(), cuboid(x, y, 0.0, size));
    let (flat, deep) = ([40.0, 60.0, 700.0], [60.0, 40.0, 700.0]);
    let mut parts = vec![leg(0.0, 0.0, flat), leg(900.0, 0.0, flat), leg(0.0, 500.0, deep), leg(900.0, 500.0, deep)];
    parts.push(("Tischplatte, größer".into(), cuboid(-50.0, -50.0, 700.0, [1100.0, 700.0, 25.0])));
    parts
}

#[test]
fn named_groups_become_named_bodies_and_equal_ones_one_definition() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("a table.obj"), obj(&table())).unwrap();
    let run = resolid(at, &["data", "annotate", "a table.obj", "-o", "table.resolid.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("5 of 5 kept, leg drawn once and placed"), "{run:?}");
    let program = read(&at.join("table.resolid.json"));
    assert_eq!(built(&program), ["leg_1", "leg_2", "leg_3", "leg_4", "tischplatte_groesser"]);
    assert_eq!(program.definitions.len(), 1);
    assert_eq!(program.definitions[0].name, "leg");
    let volume = resolid_program::Evaluator::new(&program).volume();
    assert!((volume - (4.0 * 40.0 * 60.0 * 700.0 + 1100.0 * 700.0 * 25.0)).abs() < 1.0, "{volume}");
    // The program that was made is one that the other verbs take.
    assert_eq!(resolid(at, &["check", "table.resolid.json"]).code, Some(0));
}

#[test]
fn parts_that_stand_askew_are_one_definition_and_doors_side_by_side_are_two() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let arm = |k: i32| {
        let (s, c) = (f64::from(k) * std::f64::consts::TAU / 5.0).sin_cos();
        let mesh = cuboid(30.0, -15.0, 0.0, [270.0, 30.0, 25.0]);
        ("arm".to_string(), mesh.mapped(|p| Vec3::new(c * p.x - s * p.y, s * p.x + c * p.y, p.z)))
    };
    let mut parts: Vec<Part> = (0..5).map(arm).collect();
    parts.extend([0.0, 200.0].map(|x| ("door".to_string(), cuboid(x, 0.0, 50.0, [200.0, 20.0, 300.0]))));
    std::fs::write(at.join("star.obj"), obj(&parts)).unwrap();
    let run = resolid(at, &["data", "annotate", "star.obj", "-o", "star.resolid.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let program = read(&at.join("star.resolid.json"));
    let names = ["arm_1", "arm_2", "arm_3", "arm_4", "arm_5", "door_1", "door_2"];
    assert_eq!(built(&program), names);
    assert_eq!(program.definitions.iter().map(|d| d.name.as_str()).collect::<Vec<_>>(), ["arm", "door"]);
}

#[test]
fn nodes_of_gltf_and_the_tree_of_partnet_name_parts_too() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::create_dir(at.join("in")).unwrap();
    std::fs::write(at.join("in/desk.glb"), write_glb(&table())).unwrap();
    partnet(&at.join("in/173"), &table());
    let run = resolid(at, &["data", "annotate", "in", "-o", "set"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("2 of 2 kept, 100.0 %") && run.stdout.contains("10 of 10 kept"), "{run:?}");
    let records: BTreeMap<String, corpus::Record> =
        corpus::open(&at.join("set")).unwrap().map(|r| r.unwrap()).map(|r| (r.id.clone(), r)).collect();
    assert_eq!(records.keys().collect::<Vec<_>>(), ["173", "desk"]);
    for record in records.values() {
        let program = &record.program;
        assert_eq!(built(program), ["leg_1", "leg_2", "leg_3", "leg_4", "tischplatte_groesser"]);
        // The top lies on z, whatever the file calls up.
        let size = resolid_program::Evaluator::new(program).bounds().size();
        assert!((size.z / size.x - 725.0 / 1100.0).abs() < 1e-3, "{size}");
    }
    let legs = &records["173"].program.steps[0];
    assert_eq!(legs.group.as_deref(), Some("legs"));
    // The group of a whole tree is one part where no deeper names are asked for.
    let run = resolid(at, &["data", "annotate", "in/173", "--level", "1", "-o", "whole.resolid.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("2 of 2 kept") && run.stdout.contains("tischplatte_groessers"), "{run:?}");
    std::fs::write(at.join("names.json"), r#"{"Leg": "foot/leg", "Tischplatte, größer": "top"}"#).unwrap();
    let run = resolid(at, &["data", "annotate", "in/173", "--names", "names.json", "-o", "named.resolid.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(built(&read(&at.join("named.resolid.json"))), ["foot_1", "foot_2", "foot_3", "foot_4", "top"]);
}

#[test]
fn drawn_furniture_comes_back_part_by_part() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let (_, drawn) = furniture(at, "storage", 1, 3).remove(0);
    let parts = parts(&drawn);
    std::fs::write(at.join("piece.obj"), obj(&parts)).unwrap();
    let run = resolid(at, &["data", "annotate", "piece.obj", "-o", "piece.resolid.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let program = read(&at.join("piece.resolid.json"));
    assert_eq!(built(&program).len(), parts.len(), "{run:?}");
    let (one, other) = (resolid_program::Evaluator::new(&drawn), resolid_program::Evaluator::new(&program));
    assert!((one.volume() / other.volume() - 1.0).abs() < 0.01, "{} {}", one.volume(), other.volume());
}

#[test]
fn parts_that_cannot_be_read_are_listed_and_cost_the_object_its_place_only_where_they_are_many() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let mut parts = table();
    // A sheet is no solid, two triangles are no part, and a box without its lid is closed over.
    let sheet = TriMesh {
        vertices: [[0., 0., 0.], [9., 0., 0.], [9., 9., 0.], [0., 9., 0.]].map(Vec3::from_array).to_vec(),
        triangles: vec![[0, 1, 2], [0, 2, 3]],
    };
    let open = cuboid(200.0, 200.0, 100.0, [300.0, 200.0, 150.0]);
    let lidless = open.subset((0..open.triangles.len()).filter(|&t| open.normal(t).z < 0.5));
    parts.push(("sheet".into(), sheet.clone()));
    parts.push(("box".into(), lidless));
    std::fs::write(at.join("table.obj"), obj(&parts) + "g nothing\n").unwrap();
    let run = resolid(at, &["data", "annotate", "table.obj", "-o", "t.resolid.json"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    for said in ["6 of 7 kept", "lie in one plane", "open ", "it has no faces"] {
        assert!(run.stdout.contains(said), "{said}: {run:?}");
    }
    assert_eq!(built(&read(&at.join("t.resolid.json"))).len(), 6);
    let run = resolid(at, &["data", "annotate", "table.obj", "--min-parts", "1", "-o", "u.resolid.json"]);
    assert_eq!(run.code, Some(5), "{run:?}");
    assert!(run.stderr.contains("error: table is not kept: only 6 of 7 parts are kept"), "{run:?}");
    assert!(!at.join("u.resolid.json").exists());
    // Nothing but a sheet, beside what is fine and what is no object at all.
    std::fs::create_dir_all(at.join("in/broken/objs")).unwrap();
    std::fs::write(at.join("in/sheet.obj"), obj(&[("sheet".into(), sheet.clone()), ("sheet".into(), sheet)])).unwrap();
    std::fs::write(at.join("in/fine.obj"), obj(&table()[3..])).unwrap();
    std::fs::write(at.join("in/broken/result.json"), r#"[{"name": "a", "children": ["#).unwrap();
    let run = resolid(at, &["data", "annotate", "in", "-o", "set"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    for said in ["1 of 3 kept, 33.3 %", "broken: result.json is damaged", "sheet: no part is kept"] {
        assert!(run.stdout.contains(said), "{said}: {run:?}");
    }
    let csv = std::fs::read_to_string(at.join("set/_objects.csv")).unwrap();
    assert!(csv.starts_with("object,category,kept,iou,parts,parts_kept,seconds,reason\n"), "{csv}");
    assert!(csv.contains("\nfine,,yes,1.000000,2,2,"), "{csv}");
    // What is whole is only told again; another command is not taken for it.
    let again = resolid(at, &["data", "annotate", "in", "-o", "set"]);
    assert_eq!((again.code, &again.stdout), (Some(4), &run.stdout));
    resolid(at, &["data", "annotate", "in", "--min-iou", "0.9", "-o", "set"])
        .fails(6, "it holds what `resolid data annotate");
    std::fs::write(at.join("in/fine.obj"), obj(&table()[2..])).unwrap();
    resolid(at, &["data", "annotate", "in", "-o", "set"]).fails(6, "of other programs");
}

#[test]
fn bad_inputs_get_one_line_and_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let annotate = |arguments: &[&str]| resolid(at, &[&["data", "annotate"], arguments].concat());
    let bare = String::from_utf8(write_obj(&table()[0].1)).unwrap();
    std::fs::write(at.join("bare.obj"), &bare).unwrap();
    std::fs::write(at.join("part.stl"), common::stl(&common::cuboid([0.0; 3], [9.0; 3]))).unwrap();
    annotate(&["bare.obj", "-o", "a.resolid.json"]).fails(3, "none of its parts has a name");
    annotate(&["part.stl", "-o", "a.resolid.json"]).fails(3, "a part by its name is not supported");
    annotate(&["nowhere", "-o", "set"]).fails(3, "nowhere does not exist");
    std::fs::create_dir(at.join("empty")).unwrap();
    annotate(&["empty", "-o", "set"]).fails(3, "there is no object in empty");
    annotate(&["bare.obj", "-o", "a.step"]).fails(2, "neither a folder nor a .resolid.json");
    annotate(&["bare.obj", "bare.obj", "-o", "set"]).fails(2, "two objects are called");
    annotate(&["bare.obj", "--min-iou", "2", "-o", "set"]).fails(2, "no number from 0 to 1");
    annotate(&["bare.obj", "--names", "part.stl", "-o", "a.resolid.json"]).fails(3, "holds no names");
    for (name, objs, said) in
        [("out", "../bare", "leads out of the folder"), ("gone", "new-7", "new-7.obj, which is not in objs")]
    {
        std::fs::create_dir_all(at.join(name).join("objs")).unwrap();
        let tree = json!([{"name": "chair", "objs": [objs]}]);
        std::fs::write(at.join(name).join("result.json"), tree.to_string()).unwrap();
        annotate(&[name, "-o", "a.resolid.json"]).fails(3, said);
    }
    assert!(!at.join("a.resolid.json").exists() && !at.join("set").exists());
    // One group is a part like any other.
    std::fs::write(at.join("one.obj"), format!("g 1\n{bare}")).unwrap();
    let run = annotate(&["one.obj", "-o", "one.resolid.json", "-q"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    assert_eq!(built(&read(&at.join("one.resolid.json"))), ["part_1"]);
}

#[test]
fn annotating_goes_on_after_being_killed() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::create_dir(at.join("in")).unwrap();
    // More than a lot, so that there is something to go on from.
    for k in 0..18 {
        let parts = [("leg".to_string(), cuboid(0.0, 0.0, 0.0, [10.0, 20.0, 30.0 + f64::from(k)]))];
        std::fs::write(at.join(format!("in/{k:02}.obj")), obj(&parts)).unwrap();
    }
    let mut child = start(at, &["data", "annotate", "in", "-o", "set"]);
    let manifest = at.join("set/_manifest.json");
    let begun = |text: String| text.contains("\"done\"");
    for _ in 0..2000 {
        if std::fs::read_to_string(&manifest).is_ok_and(begun) || child.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    child.wait().unwrap();
    let run = resolid(at, &["data", "annotate", "in", "-o", "set"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("18 of 18 kept"), "{run:?}");
    assert_eq!(corpus::open(&at.join("set")).unwrap().filter(|r| r.is_ok()).count(), 18);
    let files = ["_manifest.json", "_objects.csv", "_objects.jsonl", "_parts.csv"];
    assert_eq!(names(&at.join("set"))[..4], files);
}

#[test]
#[ignore = "slow: sixty pieces of furniture, part by part"]
fn most_drawn_furniture_is_kept_and_near() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::create_dir(at.join("in")).unwrap();
    let mut expected = BTreeMap::new();
    for (id, program) in furniture(at, "chair,table,storage", 60, 11) {
        let parts = parts(&program);
        std::fs::write(at.join(format!("in/{id}.obj")), obj(&parts)).unwrap();
        expected.insert(id, parts.len());
    }
    let run = resolid(at, &["data", "annotate", "in", "-o", "set"]);
    println!("{}", run.stdout);
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    let kept: Vec<corpus::Record> = corpus::open(&at.join("set")).unwrap().map(|r| r.unwrap()).collect();
    assert!(kept.len() >= 59, "{} of 60", kept.len());
    let whole = kept.iter().filter(|r| built(&r.program).len() == expected[&r.id]).count();
    assert!(whole >= 57, "{whole} of 60 have all their parts");
    let records = std::fs::read_to_string(at.join("set/_objects.jsonl")).unwrap();
    let ious: Vec<f64> =
        records.lines().filter_map(|line| serde_json::from_str::<Value>(line).unwrap()["iou"].as_f64()).collect();
    let mean = ious.iter().sum::<f64>() / ious.len() as f64;
    assert!(mean > 0.99, "{mean}");
}
