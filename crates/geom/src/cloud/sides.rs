//! Which side of a surface faces out, told by from where its points can be seen.

use super::{Cloud, Locals};
use crate::{Vec2, Vec3};
use rayon::prelude::*;

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
    /// Most cells along a side of the grid: a point far from all others must not make it endless.
    const MOST_CELLS: f64 = 1000.0;
    let (x, y) = eye.any_orthonormal_pair();
    let flat: Vec<Vec2> = discs.iter().map(|d| Vec2::new(d.center.dot(x), d.center.dot(y))).collect();
    let far = Vec2::splat(f64::MAX);
    let (low, high) = flat.iter().fold((far, -far), |(low, high), p| (low.min(*p), high.max(*p)));
    let widest = discs.iter().map(|d| d.radius).fold(f64::MIN_POSITIVE, f64::max);
    let edge = widest.max((high - low).max_element() / MOST_CELLS);
    // A cell's discs lie in one row, with an empty cell all around so that every cell has neighbours.
    let cell = |p: Vec2| ((p - low) / edge + Vec2::ONE).as_usizevec2();
    let (columns, rows) = (cell(high).x + 2, cell(high).y + 2);
    let facing = |d: &Disc| d.normal.dot(eye).abs() > EDGE_ON;
    let numbers: Vec<usize> = flat.iter().map(|&p| cell(p).y * columns + cell(p).x).collect();
    let mut ends = vec![0u32; columns * rows + 1];
    let covering = || (0..discs.len()).filter(|&i| facing(&discs[i]));
    covering().for_each(|i| ends[numbers[i]] += 1);
    let mut before = 0;
    for end in &mut ends {
        before += *end;
        *end = before;
    }
    let mut listed = vec![(Vec2::ZERO, 0u32); before as usize];
    // From the last one backwards, so that each end becomes its cell's start.
    for i in covering() {
        ends[numbers[i]] -= 1;
        listed[ends[numbers[i]] as usize] = (flat[i], i as u32);
    }
    let starts = ends;
    let reach = widest * widest;
    let hidden = |i: usize| {
        // Three cells that follow each other in a row are one stretch of the list.
        [numbers[i], numbers[i] - columns, numbers[i] + columns].into_iter().any(|n| {
            let near = &listed[starts[n - 1] as usize..starts[n + 2] as usize];
            near.iter()
                .any(|(at, j)| at.distance_squared(flat[i]) <= reach && hides(&discs[*j as usize], &discs[i], eye))
        })
    };
    (0..discs.len()).filter(|&i| !hidden(i)).collect()
}

/// Whether a disc lies between a point and an eye far off.
fn hides(disc: &Disc, point: &Disc, eye: Vec3) -> bool {
    let apart = disc.center - point.center;
    let (over, facing) = (disc.normal.dot(apart), disc.normal.dot(eye));
    if over.abs() <= disc.thickness || over * facing <= 0.0 {
        return false;
    }
    // How far along the line of sight its plane is met.
    let ahead = over / facing;
    if (eye * ahead - apart).length_squared() > disc.radius * disc.radius {
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
