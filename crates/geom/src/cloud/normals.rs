//! Normals that face out of the solid.

use super::{Cloud, Locals};
use crate::Vec3;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A step of the spanning tree that passes signs on: cheapest first, then by number.
#[derive(PartialEq)]
struct Step {
    cost: f64,
    from: u32,
    to: u32,
}

impl Eq for Step {}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.total_cmp(&self.cost).then(other.to.cmp(&self.to)).then(other.from.cmp(&self.from))
    }
}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Unit normals out of the solid, and how many were estimated.
///
/// Normals that the cloud brings are kept. Others are those of the local planes, faced towards the sensor where it is known,
/// else passed on from neighbour to neighbour along a minimum spanning tree that starts at the highest point.
///
/// # Source
/// The tree is that of Hoppe et al. 1992. A sign is passed on by the mirror plane between two points, which is right on
/// both sides of a thin wall too, where their parallel normals are opposed.
pub fn oriented(cloud: &Cloud, locals: &Locals) -> (Vec<Vec3>, usize) {
    let n = cloud.len();
    let given = |i: usize| cloud.normals.as_ref().map(|v| v[i]).filter(|v| *v != Vec3::ZERO);
    let mut normals: Vec<Vec3> = (0..n).map(|i| given(i).unwrap_or(locals.planes[i].normal)).collect();
    let mut settled: Vec<bool> = (0..n).map(|i| given(i).is_some()).collect();
    let estimated = settled.iter().filter(|s| !**s).count();
    for i in 0..n {
        if !settled[i]
            && let Some(sensor) = cloud.sensor_of(i)
        {
            let towards = (sensor - cloud.points[i]).normalize_or_zero();
            if towards.dot(normals[i]) < 0.0 {
                normals[i] = -normals[i];
            }
            settled[i] = true;
        }
    }
    // Between points nearer to one another than they scatter a direction says nothing; between their feet it does.
    let feet: Vec<Vec3> = (0..n)
        .map(|i| {
            let (p, plane) = (cloud.points[i], &locals.planes[i]);
            p - plane.normal * plane.normal.dot(p - plane.center)
        })
        .collect();
    // Neighbours both ways: a lone point names others, but none names it.
    let mut links: Vec<Vec<u32>> = locals.neighbours.iter().map(|l| l[1..l.len().min(11)].to_vec()).collect();
    for i in 0..n {
        for &j in &locals.neighbours[i][1..locals.neighbours[i].len().min(11)] {
            links[j as usize].push(i as u32);
        }
    }
    let mut heap = BinaryHeap::new();
    let mut by_height: Vec<usize> = (0..n).collect();
    by_height.sort_by(|&a, &b| cloud.points[b].z.total_cmp(&cloud.points[a].z).then(a.cmp(&b)));
    let spread = |from: usize, normals: &[Vec3], settled: &[bool], heap: &mut BinaryHeap<Step>| {
        for &to in &links[from] {
            if !settled[to as usize] {
                let agreement = mirrored(&feet, normals[from], from, to as usize).dot(normals[to as usize]).abs();
                heap.push(Step { cost: 1.0 - agreement, from: from as u32, to });
            }
        }
    };
    for i in (0..n).filter(|&i| settled[i]) {
        spread(i, &normals, &settled, &mut heap);
    }
    let mut starts = by_height.into_iter();
    loop {
        while let Some(Step { from, to, .. }) = heap.pop() {
            let (from, to) = (from as usize, to as usize);
            if settled[to] {
                continue;
            }
            if mirrored(&feet, normals[from], from, to).dot(normals[to]) < 0.0 {
                normals[to] = -normals[to];
            }
            settled[to] = true;
            spread(to, &normals, &settled, &mut heap);
        }
        // Of the points that nothing reached, the highest looks up.
        let Some(start) = starts.find(|&i| !settled[i]) else { break };
        if normals[start].z < 0.0 {
            normals[start] = -normals[start];
        }
        settled[start] = true;
        spread(start, &normals, &settled, &mut heap);
    }
    (normals, estimated)
}

/// The normal at `from` mirrored half way to `to`.
fn mirrored(feet: &[Vec3], normal: Vec3, from: usize, to: usize) -> Vec3 {
    let e = (feet[to] - feet[from]).normalize_or_zero();
    normal - 2.0 * e.dot(normal) * e
}
