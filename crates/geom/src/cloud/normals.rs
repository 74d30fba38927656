//! Normals that face out of the solid.

use super::sides::{on_sphere, outward};
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

/// Whether the normals that a cloud brings are not those of its surface, but colours, say: on faces that are flat, most of them
/// point elsewhere.
pub(super) fn disagree(cloud: &Cloud, locals: &Locals) -> bool {
    /// Scatter of a flat neighbourhood, as a share of its width.
    const FLAT: f64 = 0.15;
    /// Least cosine between a normal and that of the plane about it.
    const ALIKE: f64 = 0.7;
    /// Least share of normals that are.
    const MOST: f64 = 0.7;
    /// Least share of neighbourhoods that are flat; where points scatter wider than they are apart, hardly any is, but by chance.
    const TOLD: f64 = 0.25;
    let Some(given) = &cloud.normals else { return false };
    let flat = given.iter().zip(&locals.planes).filter(|(n, p)| **n != Vec3::ZERO && p.scatter < FLAT * p.spread[1]);
    let agree: Vec<bool> = flat.map(|(n, p)| n.dot(p.normal).abs() > ALIKE).collect();
    let told = agree.len() as f64;
    told > TOLD * given.len() as f64 && (agree.iter().filter(|a| **a).count() as f64) < MOST * told
}

/// Turns the normals that a cloud brings where they face into the solid, which those of its outermost points tell; how many were
/// turned. Where the sensors are known nothing is: they may have stood inside.
pub(super) fn face_out(cloud: &mut Cloud) -> usize {
    /// Directions in which the outermost point is asked.
    const ASKED: usize = 60;
    /// Least share of them that must agree: of a face that was seen from one side alone half the directions lie behind.
    const MOST: f64 = 0.8;
    let Some(given) = cloud.normals.as_ref().filter(|_| cloud.sensors.is_empty()) else { return 0 };
    let (mut inward, mut told) = (0, 0);
    for k in 0..ASKED {
        let way = on_sphere(k, ASKED);
        let far = |i: &usize, j: &usize| cloud.points[*i].dot(way).total_cmp(&cloud.points[*j].dot(way));
        let Some(outermost) = (0..cloud.len()).filter(|&i| given[i] != Vec3::ZERO).max_by(far) else { return 0 };
        let leaning = given[outermost].dot(way);
        told += usize::from(leaning != 0.0);
        inward += usize::from(leaning < 0.0);
    }
    if told == 0 || (inward as f64) < MOST * told as f64 {
        return 0;
    }
    let given = cloud.normals.iter_mut().flatten().filter(|n| **n != Vec3::ZERO);
    given.map(|n| *n = -*n).count()
}

/// Whether the normals that a cloud brings have no common sign, such as those of a principal axis have none: too many of them face
/// away from where their points can be seen. Where the sensors are known those say.
pub(super) fn face_both_ways(cloud: &Cloud, locals: &Locals) -> bool {
    /// Share of those of which it can be told; of a thin part's that are right some are told wrongly.
    const MOST: f64 = 0.2;
    let Some(given) = cloud.normals.as_ref().filter(|_| cloud.sensors.is_empty()) else { return false };
    let sides = outward(cloud, locals);
    let agreement = |i: usize| given[i].dot(locals.planes[i].normal) * sides[i];
    let told: Vec<f64> = (0..cloud.len()).map(agreement).filter(|a| *a != 0.0).collect();
    told.iter().filter(|a| **a < 0.0).count() as f64 > MOST * told.len() as f64
}

/// Unit normals out of the solid, and how many were estimated.
///
/// Normals that the cloud brings are kept. Others are those of the local planes, faced towards the sensor where it is known, else to
/// where they can be seen from; what is seen from nowhere is passed on from neighbour to neighbour along a minimum spanning tree, which
/// where nothing at all is known starts at the highest point.
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
    if settled.iter().any(|s| !s) {
        let sides = outward(cloud, locals);
        for i in (0..n).filter(|&i| sides[i] != 0.0) {
            if !settled[i] {
                normals[i] *= sides[i];
                settled[i] = true;
            }
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
