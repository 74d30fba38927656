//! Which side of a surface faces out, told by from where its points can be seen.

use super::{Cloud, Locals};
use crate::{Vec2, Vec3};
use rayon::prelude::*;
use std::collections::HashMap;

/// Directions that a cloud is looked at from.
const VIEWS: usize = 64;
/// The same, of more points than [`MANY`].
const FEW_VIEWS: usize = 24;
/// More points than these are looked at from fewer directions: each point has more neighbours to say the same.
const MANY: usize = 30_000;
/// The neighbour as far off as which a point's disc reaches: nearer ones leave no gap to look through.
const COVERED: usize = 10;
/// Cosine under which a disc is seen from its edge, and hides nothing.
const EDGE_ON: f64 = 0.2;
/// Least cosine between the normals of points on one face.
const ALIKE: f64 = 0.9;
/// By how much of all sightings those from one side must outweigh the others: into a shell that is open below one sees from below.
const SURE: f64 = 0.2;

/// For each point the sign that turns the normal of its plane out of the solid; 0 where it cannot be told, since it is seen from
/// nowhere or from both sides alike.
///
/// Each point is a small disc in its plane. From each of many directions the points that no disc hides are those a far-off eye sees,
/// and it sees the outside.
pub(super) fn outward(cloud: &Cloud, locals: &Locals) -> Vec<f64> {
    let discs = discs(cloud, locals);
    let views = if cloud.len() > MANY { FEW_VIEWS } else { VIEWS };
    // How squarely each point's plane was seen from its one side, less from its other; and altogether.
    let mut seen = vec![(0.0, 0.0); discs.len()];
    let in_sight: Vec<Vec<usize>> = (0..views).into_par_iter().map(|k| visible(&discs, on_sphere(k, views))).collect();
    // Added up in one order, whatever the threads.
    for (k, points) in in_sight.iter().enumerate() {
        let eye = on_sphere(k, views);
        for &i in points {
            let facing = discs[i].normal.dot(eye);
            seen[i] = (seen[i].0 + facing, seen[i].1 + facing.abs());
        }
    }
    // What stands on one face is seen from one side: all of a neighbourhood that lies in a point's plane say so together.
    let told = |i: usize| {
        let own = &discs[i];
        let (mut balance, mut all) = (0.0, 0.0);
        for j in locals.neighbours[i].iter().map(|&j| j as usize) {
            let alike = own.normal.dot(discs[j].normal);
            if alike.abs() > ALIKE && own.normal.dot(discs[j].center - own.center).abs() <= own.thickness {
                balance += seen[j].0 * alike.signum();
                all += seen[j].1;
            }
        }
        if balance.abs() > SURE * all { balance.signum() } else { 0.0 }
    };
    (0..discs.len()).map(told).collect()
}

/// A point as a piece of surface.
struct Disc {
    center: Vec3,
    normal: Vec3,
    radius: f64,
    /// How far off its plane a point still lies on it.
    thickness: f64,
}

fn discs(cloud: &Cloud, locals: &Locals) -> Vec<Disc> {
    let reach = |i: usize| {
        let near = &locals.neighbours[i];
        cloud.points[i].distance(cloud.points[near[near.len().min(COVERED + 1) - 1] as usize])
    };
    let reaches: Vec<f64> = (0..cloud.len()).map(reach).collect();
    // What stands alone covers no wide gap.
    let most = 1.5 * super::local::median(&mut reaches.clone());
    (0..cloud.len())
        .map(|i| {
            let radius = reaches[i].min(most);
            Disc {
                center: cloud.points[i],
                normal: locals.planes[i].normal,
                radius,
                thickness: (4.0 * locals.noise).max(0.02 * radius),
            }
        })
        .collect()
}

/// The discs whose middles are hidden by no other from far off in direction `eye`.
fn visible(discs: &[Disc], eye: Vec3) -> Vec<usize> {
    let (x, y) = eye.any_orthonormal_pair();
    let flat = |p: Vec3| Vec2::new(p.dot(x), p.dot(y));
    let edge = discs.iter().map(|d| d.radius).fold(f64::MIN_POSITIVE, f64::max);
    let cell = |p: Vec2| ((p.x / edge).floor() as i64, (p.y / edge).floor() as i64);
    let mut grid: HashMap<(i64, i64), Vec<u32>> = HashMap::new();
    for (i, disc) in discs.iter().enumerate() {
        if disc.normal.dot(eye).abs() > EDGE_ON {
            grid.entry(cell(flat(disc.center))).or_default().push(i as u32);
        }
    }
    let hidden = |point: &Disc| {
        let (cx, cy) = cell(flat(point.center));
        let around = (-1..=1).flat_map(|i| (-1..=1).map(move |j| (cx + i, cy + j)));
        around.filter_map(|c| grid.get(&c)).flatten().any(|&j| hides(&discs[j as usize], point, eye))
    };
    (0..discs.len()).filter(|&i| !hidden(&discs[i])).collect()
}

/// Whether a disc lies between a point and an eye far off.
fn hides(disc: &Disc, point: &Disc, eye: Vec3) -> bool {
    let apart = disc.center - point.center;
    let over = disc.normal.dot(apart);
    // How far along the line of sight its plane is met.
    let ahead = over / disc.normal.dot(eye);
    if ahead <= 0.0 || (eye * ahead - apart).length_squared() > disc.radius * disc.radius {
        return false;
    }
    let mut least = disc.thickness;
    let distance = apart.length();
    if distance < 2.0 * disc.radius {
        // Neighbours on a curve or across an edge stand over one another by no more than this.
        let half_turn = (0.5 * (1.0 - disc.normal.dot(point.normal).abs())).max(0.0).sqrt();
        least += 1.5 * distance * half_turn;
    }
    over.abs() > least
}

/// The `k`-th of `count` directions spread evenly: a spiral from pole to pole.
pub(super) fn on_sphere(k: usize, count: usize) -> Vec3 {
    let z = 1.0 - (2 * k + 1) as f64 / count as f64;
    let (sin, cos) = (2.399_963_229_728_653 * k as f64).sin_cos();
    Vec3::new(cos, sin, 0.0) * (1.0 - z * z).sqrt() + Vec3::Z * z
}
