//! Generated parts are what they promise: sound text, one solid piece, the ordered length, parameters that drive.

use rayon::prelude::*;
use resolid_data::generate::{Brief, Family, LENGTHS, Order, draw, generate, part_rng};
use resolid_data::statistics::{figures, length};
use resolid_geom::Vec3;
use resolid_program::{Evaluator, Mode, Program};

fn any() -> Order {
    Order { families: Vec::new(), length: None, steps: None }
}

/// Parts of every family over all lengths, with what to call them in messages.
fn parts(each: u64) -> Vec<(String, Program)> {
    let all: Vec<(Family, u64)> = Family::MECHANICAL.into_iter().flat_map(|f| (0..each).map(move |i| (f, i))).collect();
    all.into_par_iter()
        .map(|(family, i)| {
            let wanted = LENGTHS.start() + (i as usize * 7) % LENGTHS.count();
            let part = draw(family, &mut part_rng(11, i), &Brief { length: wanted });
            (format!("{} {i} of length {wanted}", family.name()), part)
        })
        .collect()
}

#[test]
fn every_part_passes_its_checks_and_fits_the_command_form() {
    for (name, part) in parts(300) {
        assert_eq!(part.check(1e-6), vec![], "{name}");
        let extrusions: Vec<_> = part.steps.iter().filter_map(|s| s.as_extrude()).collect();
        let profiles: Vec<_> = extrusions.iter().flat_map(|e| &e.sketch.profiles).collect();
        assert!(profiles.len() <= 10, "{name}: {} profiles", profiles.len());
        for p in profiles {
            assert!(p.loops().count() <= 6, "{name}: {} loops", p.loops().count());
            assert!(p.loops().all(|l| l.curve_count() <= 14), "{name}: a loop of more than 14 curves");
        }
        assert!(part.steps.iter().all(|s| s.name.is_some()), "{name}");
    }
}

#[test]
fn lengths_are_met_exactly_and_none_is_missing() {
    let missing: Vec<String> = LENGTHS
        .into_par_iter()
        .flat_map_iter(|l| {
            let order = Order { length: Some(l..=l), ..any() };
            (0..20u64).filter_map(move |i| match generate(&mut part_rng(2, i), &order) {
                Ok((_, part)) => (length(&part) != l).then(|| format!("{l} asked, {} made", length(&part))),
                Err(shortfall) => Some(shortfall.to_string()),
            })
        })
        .collect();
    // Odd lengths at the long end come seldom; one in a hundred orders may go unfilled.
    assert!(missing.len() <= 11, "{missing:#?}");
}

#[test]
fn steps_are_met_too() {
    let order = Order { steps: Some(3..=4), length: Some(12..=20), families: vec![Family::Plate, Family::Bracket] };
    let made: Vec<_> = (0..40).filter_map(|i| generate(&mut part_rng(3, i), &order).ok()).collect();
    for (family, part) in &made {
        assert!((3..=4).contains(&part.steps.len()) && order.families.contains(family));
    }
    // Few plates and brackets of these steps have 13 commands.
    assert!(made.len() >= 32, "{} of 40", made.len());
    let order = Order { steps: Some(9..=9), length: Some(3..=3), families: vec![] };
    let refused = generate(&mut part_rng(3, 0), &order).unwrap_err().to_string();
    assert!(refused.contains("of 3 commands in 9 to 9 steps came of 400 drawings"), "{refused}");
}

#[test]
fn one_seed_makes_one_lot_whatever_the_threads() {
    let make = |threads: usize, seed: u64| -> Vec<Program> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            (0..300u64).into_par_iter().map(|i| generate(&mut part_rng(seed, i), &any()).unwrap().1).collect()
        })
    };
    assert_eq!(make(1, 5), make(4, 5));
    assert_ne!(make(1, 5), make(1, 6));
}

/// Where boxes end along one of the world's axes: at every end, corner and turning point of the drawing, and `extra` more.
fn marks(part: &Evaluator, axis: usize, extra: u32) -> Vec<f64> {
    let bounds = part.bounds();
    let (low, high) = (bounds.min[axis], bounds.max[axis]);
    let mut marks: Vec<f64> = (0..=extra).map(|k| low + (high - low) * f64::from(k) / f64::from(extra)).collect();
    for prism in part.prisms() {
        for curve in prism.profiles.iter().flat_map(|p| p.loops()).flat_map(|l| l.curves().collect::<Vec<_>>()) {
            let flat = curve.bounds();
            for (p, h) in [flat.min, flat.max].into_iter().flat_map(|p| prism.range.map(|h| (p, h))) {
                marks.push(prism.frame.world_from_local(Vec3::new(p.x, p.y, h))[axis]);
            }
        }
    }
    marks.retain(|m| (low..=high).contains(m));
    marks.sort_by(f64::total_cmp);
    marks.dedup_by(|a, b| (*a - *b).abs() < 1e-6 * (high - low));
    marks
}

/// A picture of the part in boxes: how many have their middle inside, and into what pieces these fall that meet by faces.
fn pieces(part: &Evaluator, extra: u32) -> (usize, Vec<usize>) {
    let marks = [0, 1, 2].map(|axis| marks(part, axis, extra));
    let [nx, ny, nz] = [0, 1, 2].map(|axis| marks[axis].len() - 1);
    let middle = |axis: usize, k: usize| (marks[axis][k] + marks[axis][k + 1]) / 2.0;
    let index = |x: usize, y: usize, z: usize| (z * ny + y) * nx + x;
    let mut inside = vec![false; nx * ny * nz];
    for z in 0..nz {
        for y in 0..ny {
            for x in 0..nx {
                inside[index(x, y, z)] = part.contains(Vec3::new(middle(0, x), middle(1, y), middle(2, z)));
            }
        }
    }
    let total = inside.iter().filter(|i| **i).count();
    let mut found = Vec::new();
    for start in 0..inside.len() {
        if !inside[start] {
            continue;
        }
        inside[start] = false;
        let mut open = vec![start];
        let mut count = 0;
        while let Some(at) = open.pop() {
            count += 1;
            let (x, y, z) = (at % nx, at / nx % ny, at / nx / ny);
            let mut visit = |x: usize, y: usize, z: usize| {
                let k = index(x, y, z);
                if std::mem::take(&mut inside[k]) {
                    open.push(k);
                }
            };
            if x > 0 {
                visit(x - 1, y, z)
            }
            if y > 0 {
                visit(x, y - 1, z)
            }
            if z > 0 {
                visit(x, y, z - 1)
            }
            if x + 1 < nx {
                visit(x + 1, y, z)
            }
            if y + 1 < ny {
                visit(x, y + 1, z)
            }
            if z + 1 < nz {
                visit(x, y, z + 1)
            }
        }
        found.push(count);
    }
    found.sort();
    (total, found)
}

#[test]
fn parts_are_of_one_piece() {
    let faults: Vec<String> = parts(60)
        .into_par_iter()
        .filter_map(|(name, program)| {
            let part = Evaluator::new(&program);
            // Thin curved walls come apart in a coarse picture; a finer one puts them together.
            let coarse = pieces(&part, 24);
            let (total, found) = if coarse.1.len() == 1 { coarse } else { pieces(&part, 150) };
            (found.len() != 1).then(|| format!("{name}: {total} boxes in pieces {found:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_wall_is_a_film() {
    let films: Vec<String> = parts(120)
        .into_par_iter()
        .filter_map(|(name, program)| {
            let found = Evaluator::new(&program).soundness();
            (found.thinnest_wall < 0.001 * found.size).then(|| format!("{name}: {found:?}"))
        })
        .collect();
    assert!(films.is_empty(), "{} {films:#?}", films.len());
}

#[test]
fn every_step_changes_the_part() {
    let idle: Vec<String> = parts(60)
        .into_par_iter()
        .flat_map_iter(|(name, program)| {
            let volume = |n: usize| {
                Evaluator::new(&Program { steps: program.steps[..n].to_vec(), ..Program::default() }).volume()
            };
            let mut last = 0.0;
            let mut faults = Vec::new();
            for n in 1..=program.steps.len() {
                let now = volume(n);
                let step = &program.steps[n - 1];
                let gained = if matches!(step.combine.mode, Mode::New | Mode::Join) { now - last } else { last - now };
                if gained < 1e-5 * now.max(last) {
                    faults.push(format!("{name}: step {n} ({:?}) changes {last} to {now}", step.name));
                }
                last = now;
            }
            faults
        })
        .collect();
    assert!(idle.is_empty(), "{} {:#?}", idle.len(), &idle[..idle.len().min(30)]);
}

#[test]
fn parameters_drive_parts_that_stay_whole() {
    let tried: Vec<Option<String>> = parts(60)
        .into_par_iter()
        .flat_map_iter(|(name, part)| {
            let contacts = figures(&part).contacts;
            let names: Vec<(String, f64)> = part.parameters.iter().map(|p| (p.name.clone(), p.value)).collect();
            let change = move |(parameter, value): (String, f64)| {
                let mut changed = part.clone();
                let driven = changed.set_parameter(&parameter, value * 1.01).unwrap();
                let problems = changed.check(1e-6);
                if driven == 0 || !problems.is_empty() {
                    panic!("{name}: {parameter} drives {driven}: {problems:?}");
                }
                (figures(&changed).contacts < contacts).then(|| format!("{name}: {parameter} parts flush faces"))
            };
            names.into_iter().map(change)
        })
        .collect();
    let parted: Vec<_> = tried.iter().flatten().collect();
    // Now and then two faces lie in one plane by chance, and only one of them follows.
    assert!(parted.len() * 500 <= tried.len(), "{} of {}: {parted:#?}", parted.len(), tried.len());
    assert!(tried.len() > 3000);
}
