//! Generated furniture is what it promises: named parts that meet without sharing room, alike to the left and to the right, each
//! drawn once, in sizes that people can use.
#![allow(missing_docs)]

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use resolid_data::generate::furniture::{GROUPS, NAMES};
use resolid_data::generate::{Brief, Family, Order, draw, generate, part_rng};
use resolid_geom::Vec3;
use resolid_program::{Evaluator, Mode, Operation, Prism, Program, Step, file, flatten};
use std::collections::{BTreeMap, BTreeSet};

/// Furniture of every family, with what to call it in messages.
fn furniture(each: u64) -> Vec<(String, Family, Program)> {
    let all: Vec<(Family, u64)> = Family::FURNITURE.into_iter().flat_map(|f| (0..each).map(move |i| (f, i))).collect();
    all.into_par_iter()
        .map(|(family, i)| {
            let program = draw(family, &mut part_rng(31, i), &Brief { length: 20 });
            (format!("{} {i}", family.name()), family, program)
        })
        .collect()
}

fn name(step: &Step) -> &str {
    step.name.as_deref().unwrap_or_default()
}

/// How often a step's part is there.
fn count(step: &Step) -> usize {
    match &step.operation {
        Operation::Extrude(_) => 1,
        Operation::Place { placements, .. } => placements.len(),
    }
}

/// How many parts of each name.
fn tally(program: &Program) -> BTreeMap<&str, usize> {
    let mut tally = BTreeMap::new();
    for step in &program.steps {
        *tally.entry(name(step)).or_default() += count(step);
    }
    tally
}

#[test]
fn every_piece_passes_its_checks_and_survives_its_file() {
    for (piece, _, program) in furniture(400) {
        assert_eq!(program.check(1e-6), vec![], "{piece}");
        assert_eq!(file::read(&file::write(&program)).as_ref(), Ok(&program), "{piece}");
    }
}

#[test]
fn all_parts_have_names_and_groups_that_are_listed_and_none_is_listed_in_vain() {
    let (mut names, mut groups) = (BTreeSet::new(), BTreeSet::new());
    for (piece, _, program) in furniture(400) {
        for step in &program.steps {
            assert!(NAMES.contains(&name(step)), "{piece}: {:?}", step.name);
            let group = step.group.clone().unwrap_or_default();
            assert!(GROUPS.contains(&group.as_str()), "{piece}: {group}");
            names.insert(name(step).to_owned());
            groups.insert(group);
        }
    }
    assert_eq!((names.len(), groups.len()), (NAMES.len(), GROUPS.len()), "{names:?} {groups:?}");
}

#[test]
fn what_makes_a_piece_is_there() {
    for (piece, family, program) in furniture(400) {
        let parts = tally(&program);
        let any = |names: &[&str]| names.iter().any(|n| parts.contains_key(n));
        let carried = any(&["leg", "frame", "column", "panel", "side", "post"]);
        let whole = match family {
            Family::Chair => any(&["seat", "cushion"]) && carried,
            Family::Table => any(&["top"]) && carried,
            _ => any(&["shelf", "door", "drawer", "wardrobe rail"]) && any(&["side", "post"]),
        };
        assert!(whole, "{piece}: {parts:?}");
        // Handles are on fronts, and casters under the arms of a star.
        assert!(!parts.contains_key("handle") || any(&["door", "drawer"]), "{piece}: {parts:?}");
        if let Some(casters) = parts.get("caster") {
            assert_eq!(Some(casters), parts.get("leg"), "{piece}: {parts:?}");
        }
    }
}

/// The bodies of a piece, each as the prisms that make it.
fn bodies(program: &Program) -> Vec<Vec<Prism>> {
    let mut bodies: Vec<Vec<Prism>> = Vec::new();
    for prism in flatten(program) {
        match (prism.mode, bodies.last_mut()) {
            (Mode::Join, Some(body)) => body.push(Prism { targets: Some(vec![0]), ..prism }),
            _ => bodies.push(vec![prism]),
        }
    }
    bodies
}

/// Two bodies and nothing else.
fn both(one: &[Prism], other: &[Prism]) -> Evaluator {
    let moved = |p: &Prism| Prism { targets: p.targets.as_ref().map(|_| vec![one.len()]), ..p.clone() };
    Evaluator::from_prisms(one.iter().cloned().chain(other.iter().map(moved)).collect())
}

#[test]
fn parts_touch_one_another_and_share_no_room() {
    let faults: Vec<String> = furniture(150)
        .into_par_iter()
        .filter_map(|(piece, _, program)| {
            let bodies = bodies(&program);
            assert_eq!(bodies.len(), program.steps.iter().map(count).sum::<usize>(), "{piece}");
            let alone: Vec<Evaluator> = bodies.iter().map(|b| Evaluator::from_prisms(b.clone())).collect();
            let volume: f64 = alone.iter().map(Evaluator::volume).sum();
            let together = Evaluator::new(&program).volume();
            if (volume - together).abs() > 1e-6 * volume {
                return Some(format!("{piece}: parts of {volume} fill {together} mm³"));
            }
            if let Some(k) = alone.iter().position(|body| body.soundness().pieces != 1) {
                return Some(format!("{piece}: body {k} is not in one piece"));
            }
            // From the first on, whatever shares a face with what is reached.
            let mut left: Vec<usize> = (1..bodies.len()).collect();
            let mut reached = vec![0];
            while let Some(at) = reached.pop() {
                let near = |&k: &usize| alone[at].bounds().expanded(1e-6).overlaps(&alone[k].bounds());
                let touches = |k: &usize| near(k) && both(&bodies[at], &bodies[*k]).soundness().pieces == 1;
                let (found, others): (Vec<usize>, Vec<usize>) = left.into_iter().partition(touches);
                reached.extend(found);
                left = others;
            }
            (!left.is_empty()).then(|| format!("{piece}: {} of {} parts hang in the air", left.len(), bodies.len()))
        })
        .collect();
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}

#[test]
fn every_handle_lies_on_one_front() {
    let mut handles = 0;
    for (piece, _, program) in furniture(200) {
        let of = |wanted: &[&str]| -> Vec<_> {
            let named = |b: &Vec<Prism>| wanted.contains(&name(&program.steps[b[0].step]));
            let found = bodies(&program).into_iter().filter(named);
            found.map(|b| Evaluator::from_prisms(b).bounds()).collect()
        };
        let fronts = of(&["door", "drawer"]);
        for handle in of(&["handle"]) {
            handles += 1;
            let holds = |axis: usize, front: &resolid_geom::Aabb3| {
                front.min[axis] < handle.min[axis] && handle.max[axis] < front.max[axis]
            };
            assert!(fronts.iter().any(|f| holds(0, f) && holds(2, f)), "{piece}: {handle:?} of {fronts:?}");
        }
    }
    assert!(handles > 200, "{handles}");
}

#[test]
fn left_and_right_are_mirror_images_and_the_floor_is_at_zero() {
    furniture(200).into_par_iter().for_each(|(piece, _, program)| {
        let part = Evaluator::new(&program);
        assert!(part.bounds().min.z.abs() < 1e-9, "{piece}: {:?}", part.bounds());
        for point in part.sample_surface(300, &mut ChaCha8Rng::seed_from_u64(1)) {
            let p = point.position;
            let off = part.signed_distance(Vec3::new(-p.x, p.y, p.z));
            assert!(off.abs() < 1e-6, "{piece}: {off} mm at {p:?}");
        }
    });
}

#[test]
fn what_is_alike_is_one_definition() {
    for (piece, _, program) in furniture(400) {
        for (k, definition) in program.definitions.iter().enumerate() {
            let twin = program.definitions[..k].iter().find(|d| d.steps == definition.steps);
            assert!(twin.is_none(), "{piece}: {} is {:?} once more", definition.name, twin.map(|d| &d.name));
            let placed = |s: &&Step| matches!(s.operation, Operation::Place { definition, .. } if definition == k);
            assert_eq!(program.steps.iter().filter(placed).count(), 1, "{piece}: {}", definition.name);
        }
        // Legs come in one definition, arms and posts in pairs.
        let of = |wanted: &str| program.steps.iter().filter(|s| name(s) == wanted).map(count).collect::<Vec<_>>();
        assert!(of("leg").iter().all(|n| *n >= 2) && of("leg").len() <= 1, "{piece}: {:?}", of("leg"));
        for pair in ["arm", "arm support", "frame"] {
            assert!(of(pair).iter().all(|n| *n == 2), "{piece}: {pair} {:?}", of(pair));
        }
        assert!(of("handle").len() <= 1, "{piece}");
    }
}

#[test]
fn sizes_are_those_of_the_standards() {
    // The upper face of a step's highest part.
    let upper = |program: &Program, wanted: &str| {
        let steps = program.steps.iter().filter(|s| name(s) == wanted).cloned().collect();
        Evaluator::new(&Program { steps, ..program.clone() }).bounds().max.z
    };
    for (piece, family, program) in furniture(400) {
        let has = |wanted: &str| program.steps.iter().any(|s| name(s) == wanted);
        let size = Evaluator::new(&program).bounds().size();
        match family {
            Family::Chair => {
                let seat = upper(&program, if has("cushion") { "cushion" } else { "seat" });
                // Chairs to sit at a table, at a desk, or at a bar.
                assert!((400.0..=510.0).contains(&seat) || (650.0..=800.0).contains(&seat), "{piece}: {seat}");
            }
            Family::Table => {
                let top = upper(&program, "top");
                assert!((350.0..=1100.0).contains(&top), "{piece}: {top}");
                // Low ones are coffee and side tables.
                assert!(top > 650.0 || size.x <= 1300.0, "{piece}: {top} {size:?}");
            }
            _ => {
                assert!(size.z <= 2500.0 && (250.0..=700.0).contains(&size.y), "{piece}: {size:?}");
                // A wardrobe takes hangers across.
                assert!(!has("wardrobe rail") || size.y >= 550.0, "{piece}: {size:?}");
            }
        }
    }
}

#[test]
fn no_two_are_alike_and_structures_are_many() {
    let mut structures: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut seen: BTreeMap<(&str, String), u32> = BTreeMap::new();
    let mut files = BTreeSet::new();
    for (piece, family, program) in furniture(400) {
        let parts = tally(&program);
        structures.entry(family.name()).or_default().insert(format!("{parts:?}"));
        for part in parts.keys() {
            *seen.entry((family.name(), (*part).to_owned())).or_default() += 1;
        }
        assert!(files.insert(file::write(&program)), "{piece} is there twice");
    }
    let counts: Vec<(&str, usize)> = structures.iter().map(|(family, found)| (*family, found.len())).collect();
    let least = |family: &str| if family == "table" { 40 } else { 100 };
    assert!(counts.iter().all(|(family, found)| *found >= least(family)), "{counts:?}");
    // Each of 400: neither everywhere nor hardly anywhere.
    for (family, part, least, most) in [
        ("chair", "arm", 60, 240),
        ("chair", "stretcher", 40, 240),
        ("chair", "slat", 40, 240),
        ("chair", "spindle", 5, 120),
        ("chair", "column", 40, 200),
        ("chair", "caster", 20, 100),
        ("table", "apron", 40, 300),
        ("table", "shelf", 8, 120),
        ("table", "column", 30, 240),
        ("table", "drawer", 8, 120),
        ("storage", "door", 80, 320),
        ("storage", "drawer", 80, 320),
        ("storage", "leg", 40, 240),
        ("storage", "plinth", 80, 320),
    ] {
        let found = seen.get(&(family, part.to_owned())).copied().unwrap_or(0);
        assert!((least..=most).contains(&found), "{found} of 400 of {family} have {part}");
    }
}

#[test]
fn furniture_is_made_to_order_the_same_whatever_the_threads() {
    let make = |threads: usize, seed: u64| -> Vec<(Family, Program)> {
        let order = Order { families: Family::FURNITURE.to_vec(), length: None, steps: Some(4..=12) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one = |i: u64| generate(&mut part_rng(seed, i), &order).unwrap();
        pool.install(|| (0..200u64).into_par_iter().map(one).collect())
    };
    let made = make(1, 5);
    assert_eq!(made, make(4, 5));
    assert_ne!(made, make(1, 6));
    assert!(Family::FURNITURE.iter().all(|f| made.iter().filter(|m| m.0 == *f).count() > 30));
    assert!(made.iter().all(|(_, p)| (4..=12).contains(&p.steps.len())));
    // Nobody who does not ask for it gets furniture.
    let any = Order { families: Vec::new(), length: None, steps: None };
    assert!((0..300).all(|i| !generate(&mut part_rng(7, i), &any).unwrap().0.is_furniture()));
}
