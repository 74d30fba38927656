//! The directions of a shape known only by scattered points.
//!
//! A direction is told by the points whose normals lie along it (caps) and by those whose normals are square to it
//! (walls). Both are peaks on the sphere of directions: they are climbed from seeds spread evenly over it, since single
//! normals scatter too much to be seeds themselves.

use crate::evidence::Evidence;
use resolid_geom::{Aabb3, Vec3};
use std::f64::consts::PI;

const SEEDS: usize = 700;
/// How many directions are looked at.
const MOST: usize = 4;
/// Directions closer than this are one, radians.
const SAME: f64 = 0.17;
/// Directions this near to square are made so, radians.
const SQUARE: f64 = 0.035;

/// Unit directions, the most telling first, with the share of the points that speak for each.
pub fn bearings(evidence: &Evidence) -> Vec<(Vec3, f64)> {
    let told = |plain: bool| -> Vec<Vec3> {
        let known = evidence.normals.iter().zip(&evidence.plain).filter(|(n, p)| **n != Vec3::ZERO && (!plain || **p));
        known.map(|(n, _)| *n).collect()
    };
    let plain = told(true);
    // Where hardly a place is flat, blurred normals are better than none.
    let normals = if 20 * plain.len() > evidence.normals.len() { plain } else { told(false) };
    if normals.is_empty() {
        return Vec::new();
    }
    let stride = normals.len().div_ceil(4000);
    let few: Vec<Vec3> = normals.iter().copied().step_by(stride).collect();
    let mut found: Vec<Vec3> = Vec::new();
    let mut seeds: Vec<(f64, Vec3)> = hemisphere().map(|d| (caps(&few, d, 0.15), d)).collect();
    seeds.sort_by(|a, b| b.0.total_cmp(&a.0));
    let alone = seeds.iter().take(SEEDS / 8).filter(|s| s.0 > 0.01);
    for (_, d) in alone {
        offer(&mut found, climb_caps(&few, *d));
    }
    let mut belts: Vec<(f64, Vec3)> = hemisphere().map(|d| (walls(&few, d, 0.12), d)).collect();
    belts.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (_, d) in belts.iter().take(SEEDS / 16) {
        offer(&mut found, climb_walls(&few, *d));
    }
    // Two walls of one extrusion meet along its direction, also where nothing caps it.
    let flat = found.clone();
    for (i, a) in flat.iter().enumerate() {
        for b in &flat[..i] {
            offer(&mut found, Some(a.cross(*b)).filter(|c| c.length() > 0.3).map(Vec3::normalize));
        }
    }
    let mut scored: Vec<(Vec3, f64)> =
        found.into_iter().map(|d| (d, caps(&normals, d, 0.2) + walls(&normals, d, 0.15))).collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    let least = 0.4 * scored.first().map_or(0.0, |s| s.1);
    scored.retain(|s| s.1 > least);
    scored.truncate(MOST);
    for s in &mut scored {
        s.0 = levelled(evidence, s.0);
    }
    square_up(&mut scored);
    scored
}

fn offer(found: &mut Vec<Vec3>, d: Option<Vec3>) {
    if let Some(d) = d
        && !found.iter().any(|f| f.cross(d).length() < SAME)
    {
        found.push(d);
    }
}

/// Directions spread evenly over a hemisphere, by the golden angle.
fn hemisphere() -> impl Iterator<Item = Vec3> {
    let golden = PI * (3.0 - 5f64.sqrt());
    (0..SEEDS).map(move |i| {
        let z = (i as f64 + 0.5) / SEEDS as f64;
        let r = (1.0 - z * z).sqrt();
        let (s, c) = (golden * i as f64).sin_cos();
        Vec3::new(r * c, r * s, z)
    })
}

/// Share of the normals within `angle` of ±`d`.
fn caps(normals: &[Vec3], d: Vec3, angle: f64) -> f64 {
    let least = angle.cos();
    normals.iter().filter(|n| n.dot(d).abs() > least).count() as f64 / normals.len() as f64
}

/// Share of the normals within `angle` of square to `d`.
fn walls(normals: &[Vec3], d: Vec3, angle: f64) -> f64 {
    let most = angle.sin();
    normals.iter().filter(|n| n.dot(d).abs() < most).count() as f64 / normals.len() as f64
}

/// The mean of the normals along `d`, with a window that narrows; nothing where few remain.
fn climb_caps(normals: &[Vec3], mut d: Vec3) -> Option<Vec3> {
    for angle in [0.3, 0.2, 0.15, 0.12, 0.12, 0.12] {
        let least = f64::cos(angle);
        let sum: Vec3 =
            normals.iter().map(|n| (*n, n.dot(d))).filter(|c| c.1.abs() > least).map(|(n, c)| n * c.signum()).sum();
        d = sum.try_normalize()?;
    }
    (caps(normals, d, 0.12) > 0.01).then_some(d)
}

/// The direction most square to the normals about square to `d`: the least axis of their spread.
fn climb_walls(normals: &[Vec3], mut d: Vec3) -> Option<Vec3> {
    for angle in [0.25, 0.15, 0.12, 0.1, 0.1] {
        let most = f64::sin(angle);
        let mut m = nalgebra::Matrix3::<f64>::zeros();
        let mut count = 0.0;
        for n in normals.iter().filter(|n| n.dot(d).abs() < most) {
            let n = nalgebra::Vector3::new(n.x, n.y, n.z);
            m += n * n.transpose();
            count += 1.0;
        }
        if count < 12.0 {
            return None;
        }
        let eigen = m.symmetric_eigen();
        let values = eigen.eigenvalues;
        let least = values.imin();
        // Normals that all lie along one line are square to a whole circle of directions.
        let middle = (0..3).filter(|&k| k != least && k != values.imax()).map(|k| values[k]).sum::<f64>();
        if middle < 0.02 * count {
            return None;
        }
        let v = eigen.eigenvectors.column(least);
        d = Vec3::new(v[0], v[1], v[2]).try_normalize()?;
    }
    Some(d)
}

/// The direction under which the caps lie flattest: a thousandth of a turn across a long face is more than its noise, and
/// normals alone do not tell it. Caps that face along `d` are parted by height, each has a height of its own, and the
/// direction is the least axis of what spread is left.
fn levelled(evidence: &Evidence, d: Vec3) -> Vec3 {
    let mut d = d;
    let size = Aabb3::of(evidence.points.iter().copied()).diagonal();
    for window in [0.02, 0.01, 0.005, 0.003] {
        let near = (window * size).max(3.0 * evidence.noise);
        let mut caps: Vec<(f64, Vec3)> = evidence
            .points
            .iter()
            .zip(&evidence.normals)
            .zip(&evidence.plain)
            .filter(|((_, n), plain)| **plain && n.dot(d).abs() > 0.985)
            .map(|((p, _), _)| (p.dot(d), *p))
            .collect();
        caps.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut m = nalgebra::Matrix3::<f64>::zeros();
        let mut count = 0;
        for level in caps.chunk_by(|a, b| b.0 - a.0 < 0.2 * near) {
            if level.len() < 30 || level[level.len() - 1].0 - level[0].0 > 3.0 * near {
                continue;
            }
            let mean = level.iter().map(|c| c.1).sum::<Vec3>() / level.len() as f64;
            for (_, p) in level {
                let q = *p - mean;
                let q = nalgebra::Vector3::new(q.x, q.y, q.z);
                m += q * q.transpose();
            }
            count += level.len();
        }
        if count < 100 {
            return d;
        }
        let eigen = m.symmetric_eigen();
        let least = eigen.eigenvalues.imin();
        let v = eigen.eigenvectors.column(least);
        let next = Vec3::new(v[0], v[1], v[2]).normalize_or_zero();
        // A strip says nothing about the turn along itself.
        let middle = (0..3).filter(|&k| k != least).map(|k| eigen.eigenvalues[k]).fold(f64::MAX, f64::min);
        if next.dot(d).abs() < 0.99 || middle < 20.0 * eigen.eigenvalues[least] {
            return d;
        }
        d = next * next.dot(d).signum();
    }
    d
}

/// Directions nearly square to better ones made square, and those nearly along the world's axes left to refinement.
fn square_up(scored: &mut [(Vec3, f64)]) {
    for i in 1..scored.len() {
        let mut d = scored[i].0;
        let near: Vec<Vec3> = scored[..i].iter().map(|s| s.0).filter(|b| b.dot(d).abs() < SQUARE).take(2).collect();
        match near.as_slice() {
            [a, b, ..] if a.dot(*b).abs() < 1e-9 => d = a.cross(*b) * a.cross(*b).dot(d).signum(),
            [a, ..] => d = (d - *a * a.dot(d)).normalize(),
            [] => {}
        }
        scored[i].0 = d;
    }
}
