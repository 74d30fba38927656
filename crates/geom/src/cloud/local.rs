//! What the neighbourhood of a point says: its plane, how far points scatter about it, how far they are apart.

use super::Cloud;
use crate::Vec3;
use crate::metrics::PointTree;
use nalgebra::{Matrix3, SymmetricEigen};
use rayon::prelude::*;

/// The plane of a point's neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LocalPlane {
    /// The neighbours' mean.
    pub center: Vec3,
    /// Unit normal, of either sign.
    pub normal: Vec3,
    /// Standard deviation of the neighbours from the plane.
    pub scatter: f64,
    /// Standard deviations along the plane's two axes, the larger first.
    pub spread: [f64; 2],
}

/// What a cloud's neighbourhoods say.
#[derive(Clone, Debug)]
pub struct Locals {
    /// For each point its nearest, itself first.
    pub neighbours: Vec<Vec<u32>>,
    /// For each point the plane of those.
    pub planes: Vec<LocalPlane>,
    /// Typical distance of a point to its nearest.
    pub spacing: f64,
    /// Standard deviation of the points from the surface: the median over all neighbourhoods, which are mostly flat; without
    /// normals the lesser of that of wide and that of small ones.
    pub noise: f64,
}

/// The plane that lies nearest to `points` in the sense of least squares.
pub fn plane_through(points: impl Iterator<Item = Vec3> + Clone) -> LocalPlane {
    let mut n = 0.0;
    let mut center = Vec3::ZERO;
    for p in points.clone() {
        n += 1.0;
        center += p;
    }
    center /= f64::max(n, 1.0);
    let mut m = Matrix3::zeros();
    for p in points {
        let d = p - center;
        let d = nalgebra::Vector3::new(d.x, d.y, d.z);
        m += d * d.transpose();
    }
    let eigen = SymmetricEigen::new(m);
    let mut order = [0, 1, 2];
    order.sort_by(|&a, &b| eigen.eigenvalues[a].total_cmp(&eigen.eigenvalues[b]));
    let v = eigen.eigenvectors.column(order[0]);
    let deviation = |k: usize, free: f64| (eigen.eigenvalues[order[k]].max(0.0) / f64::max(n - free, 1.0)).sqrt();
    LocalPlane {
        center,
        normal: Vec3::new(v[0], v[1], v[2]).normalize_or(Vec3::Z),
        // Three numbers of the plane were taken from the points.
        scatter: deviation(0, 3.0),
        spread: [deviation(2, 1.0), deviation(1, 1.0)],
    }
}

/// Least cosine between the normals of points on one face.
const ALIKE: f64 = 0.7;
/// Points of a neighbourhood that hardly ever takes in two faces.
const SMALL: usize = 10;
/// Points of one face that make its plane.
const FEWEST: usize = 6;

/// Deviations of the points by which a neighbourhood scatters at most that takes in one face.
const MIXED: f64 = 2.0;
/// Nearest neighbours that candidates are laid through.
const TRIED: usize = 12;
/// The share of a neighbourhood, at a corner of three faces, that lies on the face of its first point.
const OWN: f64 = 0.35;

/// The share of a neighbourhood's width that points of a flat face lie off it at most, where they do not scatter.
const STRAIGHT: f64 = 5e-3;
/// Neighbourhoods that are asked how far points lie off a face of their own.
const ASKED: usize = 1_000;
/// Standard deviations of points for each unit of what [`own_face`] says they are off (24 normally scattered points of one face).
const ASIDE: f64 = 3.1;
/// Times the points' spacing that they scatter by at most where [`ASIDE`] holds.
const FINE: f64 = 2.5;
/// The share of a neighbourhood's scatter that is left on one side, where it took in two.
const TWO_SIDED: f64 = 0.25;

/// The normal of the face that the first of some points lies on, where they are of several, and how far the nearest third of them
/// lies off: of the planes through the first and two of those next to it the one where that is least (least quantile).
fn own_face(near: &[Vec3]) -> Option<(f64, Vec3)> {
    let first = near[0];
    let counted = ((OWN * near.len() as f64).ceil() as usize).clamp(3, near.len());
    let mut best: Option<(f64, Vec3)> = None;
    let mut off = vec![0.0; near.len()];
    for a in 1..near.len().min(TRIED) {
        for b in 1..a {
            let Some(normal) = (near[a] - first).cross(near[b] - first).try_normalize() else { continue };
            off.iter_mut().zip(near).for_each(|(off, &p)| *off = normal.dot(p - first).abs());
            let quantile = *off.select_nth_unstable_by(counted - 1, f64::total_cmp).1;
            if best.is_none_or(|b| quantile < b.0) {
                best = Some((quantile, normal));
            }
        }
    }
    best
}

/// For some points how far their neighbours lie off the face that they are on.
fn one_sided(cloud: &Cloud, neighbours: &[Vec<u32>]) -> Vec<f64> {
    let some = neighbours.par_iter().step_by(neighbours.len().div_ceil(ASKED).max(1));
    some.filter_map(|near| Some(own_face(&places(cloud, near))?.0)).collect()
}

fn places(cloud: &Cloud, some: &[u32]) -> Vec<Vec3> {
    some.iter().map(|&j| cloud.points[j as usize]).collect()
}

impl Locals {
    /// The neighbourhoods of `count` points each. Where the cloud brings normals, the plane is that of the neighbours
    /// which face as the point does, so that the two sides of a thin plate have a plane each.
    ///
    /// # Cost
    /// About 10 µs a point.
    pub fn new(cloud: &Cloud, count: usize) -> Self {
        let tree = PointTree::new(&cloud.points);
        let mut found = Vec::new();
        let mut neighbours = Vec::with_capacity(cloud.len());
        let mut nearest = Vec::with_capacity(cloud.len());
        for &p in &cloud.points {
            tree.nearest_some(p, count, &mut found);
            nearest.push(found.get(1).map_or(0.0, |n| n.1.sqrt()));
            neighbours.push(found.iter().map(|n| n.0 as u32).collect());
        }
        Self::of(cloud, neighbours, median(&mut nearest))
    }

    /// The same neighbourhoods, of a cloud whose normals have become known since.
    pub(super) fn with_normals(self, cloud: &Cloud) -> Self {
        Self::of(cloud, self.neighbours, self.spacing)
    }

    fn of(cloud: &Cloud, neighbours: Vec<Vec<u32>>, spacing: f64) -> Self {
        let plane = |near: &Vec<u32>| {
            let place = |&j: &u32| cloud.points[j as usize];
            let facing = |j: &&u32| {
                cloud
                    .normals
                    .as_ref()
                    .is_none_or(|normals| normals[**j as usize].dot(normals[near[0] as usize]) > ALIKE)
            };
            if near.iter().filter(facing).count() >= FEWEST {
                plane_through(near.iter().filter(facing).map(place))
            } else {
                plane_through(near.iter().map(place))
            }
        };
        let mut planes: Vec<LocalPlane> = neighbours.iter().map(plane).collect();
        let mut noise = median(&mut planes.iter().map(|p| p.scatter).collect::<Vec<_>>());
        if cloud.normals.is_none() {
            // A wide neighbourhood takes in the other side of a thin plate, a small one only what is near.
            let near = |p: &Vec<u32>| plane_through(p.iter().take(SMALL).map(|&j| cloud.points[j as usize])).scatter;
            noise = noise.min(median(&mut neighbours.iter().map(near).collect::<Vec<_>>()));
            // Where most neighbourhoods take in two sides, their scatter is the thickness.
            let of_one_side = ASIDE * median(&mut one_sided(cloud, &neighbours));
            if noise < FINE * spacing && of_one_side < TWO_SIDED * noise {
                noise = of_one_side;
            }
            let mixed = planes.par_iter_mut().zip(&neighbours).filter(|(plane, _)| plane.scatter > MIXED * noise);
            mixed.for_each(|(plane, near)| {
                let near = places(cloud, near);
                let reach = near[near.len() - 1].distance(near[0]);
                // On a curve a third of the points is nearest to a plane that cuts through it.
                if let Some((off, normal)) = own_face(&near).filter(|own| own.0 <= noise.max(STRAIGHT * reach)) {
                    let width = (2.5 * off).max(3.0 * noise);
                    let on = near.iter().copied().filter(|&p| normal.dot(p - near[0]).abs() <= width);
                    *plane = plane_through(on);
                }
            });
        }
        Self { neighbours, planes, spacing, noise }
    }
}

/// The middle value; 0 of none.
pub(super) fn median(values: &mut [f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}
