//! Learns the two projections of `weights/` from programs: how a part's description changes from one look at it to the next, against how
//! parts differ.
//!
//! `cargo run -p resolid-index --example projections -- OUT LIMIT HELD_OUT… -- SOURCE…`
//!
//! Of each program there is the description that an index holds, and those of several looks at it, turned at random: coarser meshes and clean
//! clouds for the one projection, simulated scans for the other. Directions in which parts differ most, in units of what looks differ by, are
//! kept (Fisher's linear discriminants). Programs whose shape is among the held-out ones are passed over.
#![allow(missing_docs)]

use nalgebra::{DMatrix, DVector, Rotation3, SymmetricEigen, Unit, Vector3};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;
use resolid_data::corpus::open;
use resolid_data::scan::{Level, Scan, scan};
use resolid_geom::{Cloud, MeshDistance, TriMesh, Vec3};
use resolid_index::{LENGTH, Projection, Surface, describe};
use resolid_program::mesh::{self, Fineness};
use resolid_program::tokens::shape_hash;
use resolid_program::{Evaluator, Program};
use std::collections::HashSet;
use std::path::Path;

/// Numbers that are kept.
const KEPT: usize = 64;

struct Looks {
    own: Vec<f32>,
    whole: Vec<Vec<f32>>,
    scan: Vec<Vec<f32>>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let out = Path::new(&arguments[0]);
    let limit: usize = arguments[1].parse().expect("a number of programs");
    let (held_out, sources) = arguments[2..].split_at(arguments[2..].iter().position(|a| a == "--").expect("--"));
    let records = |paths: &[String]| -> Vec<(String, Program)> {
        let records = paths.iter().flat_map(|p| open(Path::new(p)).expect("a corpus").flatten());
        records.map(|r| (r.id, r.program)).collect()
    };
    let mut seen: HashSet<u64> = records(held_out).iter().filter_map(|r| shape_hash(&r.1)).collect();
    let held = seen.len();
    // Each shape once: a common one is no more than one.
    let mut programs: Vec<Program> = records(&sources[1..])
        .into_iter()
        .filter(|r| shape_hash(&r.1).is_some_and(|h| seen.insert(h)))
        .map(|r| r.1)
        .collect();
    println!("{} shapes, none of the {held} held out", programs.len());
    let step = (programs.len() / limit).max(1);
    programs = programs.into_iter().step_by(step).take(limit).collect();
    let looks: Vec<Looks> = programs.par_iter().enumerate().filter_map(|(i, p)| looks(p, i as u64)).collect();
    println!("{} of them looked at", looks.len());
    for (name, pick) in [("whole", (|l| &l.whole) as fn(&Looks) -> &Vec<Vec<f32>>), ("scan", |l| &l.scan)] {
        let file = learnt(&looks, pick);
        std::fs::write(out.join(format!("{name}.projection")), file).expect("the folder is there");
    }
}

fn turned(rng: &mut ChaCha8Rng) -> impl Fn(Vec3) -> Vec3 + use<> {
    let axis = loop {
        let v = Vector3::from_fn(|_, _| rng.random_range(-1.0..1.0));
        if v.norm() > 0.1 && v.norm() < 1.0 {
            break Unit::new_normalize(v);
        }
    };
    let r = Rotation3::from_axis_angle(&axis, rng.random_range(0.0..std::f64::consts::TAU));
    move |p| {
        let v = r * Vector3::new(p.x, p.y, p.z);
        Vec3::new(v.x, v.y, v.z)
    }
}

fn cloud(mesh: &MeshDistance, level: Level, normals: bool, rng: &mut ChaCha8Rng) -> Option<Surface> {
    let settings = Scan { normals, ..Scan::of(level) };
    let seen = scan(mesh, &settings, rng).ok()?;
    let turn = turned(rng);
    let cloud = Cloud {
        points: seen.points.iter().map(|&p| turn(p)).collect(),
        normals: seen.normals.map(|n| n.iter().map(|&n| turn(n)).collect()),
        ..Cloud::default()
    };
    Surface::of_cloud(&cloud).ok()
}

fn looks(program: &Program, stream: u64) -> Option<Looks> {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    rng.set_stream(stream);
    let size = Evaluator::new(program).bounds().diagonal();
    let own = describe(&Surface::of_program(program).ok()?);
    let coarse = |angle: f64, chord: f64| mesh::of_program(program, &Fineness { chord: chord * size, angle }).ok();
    let mut whole = Vec::new();
    for (angle, chord) in [(0.35, 5e-3), (0.1, 1e-4)] {
        let mesh: TriMesh = coarse(angle, chord)?;
        whole.push(describe(&Surface::of_mesh(&mesh.mapped(turned(&mut rng))).ok()?));
    }
    let fine = MeshDistance::new(&coarse(0.3, 1e-4)?);
    for normals in [true, false] {
        whole.push(describe(&cloud(&fine, Level::Clean, normals, &mut rng)?));
    }
    let mut scans = Vec::new();
    for level in [Level::Heavy, Level::Heavy, Level::Light] {
        scans.push(describe(&cloud(&fine, level, true, &mut rng)?));
    }
    Some(Looks { own, whole, scan: scans })
}

fn learnt(looks: &[Looks], pick: fn(&Looks) -> &Vec<Vec<f32>>) -> Vec<u8> {
    let vector = |d: &[f32]| DVector::from_iterator(LENGTH, d.iter().map(|&v| f64::from(v)));
    let own: Vec<DVector<f64>> = looks.iter().map(|l| vector(&l.own)).collect();
    let mean = own.iter().sum::<DVector<f64>>() / own.len() as f64;
    let between = own.iter().map(|v| (v - &mean) * (v - &mean).transpose()).sum::<DMatrix<f64>>() / own.len() as f64;
    let off: Vec<DVector<f64>> =
        looks.iter().zip(&own).flat_map(|(l, o)| pick(l).iter().map(|d| vector(d) - o).collect::<Vec<_>>()).collect();
    let bias = off.iter().sum::<DVector<f64>>() / off.len() as f64;
    let mut within = off.iter().map(|v| (v - &bias) * (v - &bias).transpose()).sum::<DMatrix<f64>>() / off.len() as f64;
    for k in 0..LENGTH {
        // No number is surer than a thousandth of how parts differ in it, nor than half precision.
        within[(k, k)] += 1e-3 * between[(k, k)] + 1e-7;
    }
    let root = within.cholesky().expect("positive").l();
    let inverse = root.clone().try_inverse().expect("a triangle");
    let eigen = SymmetricEigen::new(&inverse * between * inverse.transpose());
    let mut order: Vec<usize> = (0..LENGTH).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    let ratio = |k: usize| eigen.eigenvalues[order[k]];
    println!("parts over looks: {:.0} {:.0} {:.1} … {:.2}", ratio(0), ratio(7), ratio(31), ratio(KEPT - 1));
    let rows: Vec<Vec<f32>> = order[..KEPT]
        .iter()
        .map(|&k| (eigen.eigenvectors.column(k).transpose() * &inverse).iter().map(|&v| v as f32).collect())
        .collect();
    let single = |v: &DVector<f64>| v.iter().map(|&x| x as f32).collect::<Vec<f32>>();
    Projection::file(&single(&mean), &single(&bias), &rows)
}
