//! Planes and cylinders that the points of a cloud lie on.

use super::axes::{Direction, directions};
use nalgebra::{SMatrix, SVector};
use rand::Rng;
use resolid_geom::cloud::{LocalPlane, Prepared, plane_through};
use resolid_geom::{Observer, Vec3};
use std::collections::HashSet;

/// Candidates of each kind that are drawn in a round.
const DRAWS: usize = 80;
/// Points on which candidates are compared.
const COMPARED: usize = 1500;
/// Least cosine between a point's normal and the surface's; estimated normals are rounded at edges.
const LEAST_COSINE: f64 = 0.85;
/// Scatters within which a point counts to a surface.
const NEAR: f64 = 2.5;
/// Scatters within which an edge blurs the faces that meet there.
const BESIDE: f64 = 8.0;
/// Points, as a share of all, that make a surface.
const LEAST_SHARE: f64 = 0.004;
/// Fewest points that make one.
const FEWEST: usize = 14;
/// A plane whose direction is known no better, radians, is a strip along a rounded edge.
const WORST_TILT: f64 = 0.03;
/// Rounds in a row that found nothing before the search ends.
const PATIENCE: usize = 4;
/// Most surfaces looked for.
const MOST_SURFACES: usize = 400;
/// Scatter that is assumed at least, in diagonals.
const LEAST_NOISE: f64 = 5e-5;

/// A plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// Unit normal, out of the solid.
    pub normal: Vec3,
    /// The mean of its points.
    pub center: Vec3,
    /// How many points lie on it.
    pub points: usize,
    /// Standard error of the normal's direction, radians.
    pub tilt: f64,
    /// Standard error of its offset, millimetres.
    pub error: f64,
}

/// A circular cylinder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cylinder {
    /// A point on the axis, at the mean height of its points.
    pub center: Vec3,
    /// Unit direction of the axis.
    pub axis: Vec3,
    /// Radius, millimetres.
    pub radius: f64,
    /// Whether the solid lies within.
    pub convex: bool,
    /// How many points lie on it.
    pub points: usize,
    /// Standard error of the axis' direction, radians.
    pub tilt: f64,
    /// Standard error of the radius, millimetres.
    pub error: f64,
}

/// What a cloud is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Primitives {
    /// Planes, in the order found.
    pub planes: Vec<Plane>,
    /// Cylinders, in the order found.
    pub cylinders: Vec<Cylinder>,
    /// The main direction, then those of most points first; those that are square within their errors are exactly so.
    pub directions: Vec<Direction>,
    /// Standard deviation of the points from their surfaces, millimetres.
    pub noise: f64,
    /// Share of the points that lie on one of the surfaces.
    pub coverage: f64,
    /// For each point its surface: planes first, then cylinders.
    pub surface_of: Vec<Option<u32>>,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Plane(Plane),
    Cylinder(Cylinder),
}

impl Plane {
    /// The distance of `p`, positive outside.
    pub fn distance(&self, p: Vec3) -> f64 {
        self.normal.dot(p - self.center)
    }
}

impl Cylinder {
    fn spoke(&self, p: Vec3) -> Vec3 {
        let d = p - self.center;
        d - self.axis * d.dot(self.axis)
    }

    /// The distance of `p`, positive outside the solid.
    pub fn distance(&self, p: Vec3) -> f64 {
        (self.spoke(p).length() - self.radius) * if self.convex { 1.0 } else { -1.0 }
    }

    /// Unit normal out of the solid at the foot of `p`.
    pub fn normal(&self, p: Vec3) -> Vec3 {
        self.spoke(p).normalize_or(Vec3::X) * if self.convex { 1.0 } else { -1.0 }
    }
}

impl Shape {
    fn distance(&self, p: Vec3) -> f64 {
        match self {
            Self::Plane(s) => s.distance(p),
            Self::Cylinder(s) => s.distance(p),
        }
    }

    fn normal(&self, p: Vec3) -> Vec3 {
        match self {
            Self::Plane(s) => s.normal,
            Self::Cylinder(s) => s.normal(p),
        }
    }
}

impl Primitives {
    fn shape(&self, index: u32) -> Shape {
        let index = index as usize;
        match self.planes.get(index) {
            Some(&plane) => Shape::Plane(plane),
            None => Shape::Cylinder(self.cylinders[index - self.planes.len()]),
        }
    }

    /// The distance of `p` from surface `index` (as in `surface_of`), positive outside, and the normal there.
    pub fn at(&self, index: u32, p: Vec3) -> (f64, Vec3) {
        let shape = self.shape(index);
        (shape.distance(p), shape.normal(p))
    }
}

/// The planes and cylinders of a prepared cloud.
///
/// Candidates are drawn from neighbourhoods, the one that most points agree with in place and normal is fitted to them by
/// least squares, and the next is looked for among the points that are left. All thresholds follow from the noise.
/// Directions that nearly are one of `axes` are taken to be it.
///
/// # Cost
/// About 10 ms a surface.
pub fn primitives(ready: &Prepared, axes: &[Vec3], rng: &mut impl Rng, observer: &dyn Observer) -> Primitives {
    let cloud = &ready.cloud;
    let n = cloud.len();
    let diagonal = cloud.bounds().diagonal();
    let noise = ready.locals.noise.max(LEAST_NOISE * diagonal);
    let fewest = FEWEST.max((LEAST_SHARE * n as f64) as usize);
    let search = Search { ready, axes, noise, diagonal };
    let mut left: Vec<usize> = (0..n).collect();
    let mut shapes: Vec<Shape> = Vec::new();
    let mut idle = 0;
    while left.len() >= fewest && idle < PATIENCE && shapes.len() < MOST_SURFACES && !observer.should_stop() {
        observer.stage("finding planes and cylinders", 1.0 - left.len() as f64 / n as f64);
        let found = search.best(&left, rng).and_then(|shape| search.refined(shape, &left, fewest));
        let Some((shape, on)) = found else {
            idle += 1;
            continue;
        };
        idle = 0;
        shapes.push(shape);
        let mut taken = vec![false; n];
        on.iter().for_each(|&i| taken[i] = true);
        left.retain(|&i| !taken[i]);
    }
    search.settle(shapes, fewest)
}

struct Search<'a> {
    ready: &'a Prepared,
    axes: &'a [Vec3],
    noise: f64,
    diagonal: f64,
}

impl Search<'_> {
    fn point(&self, i: usize) -> (Vec3, Vec3) {
        (self.ready.cloud.points[i], self.ready.normals()[i])
    }

    fn lies_on(&self, shape: &Shape, i: usize) -> bool {
        let (p, normal) = self.point(i);
        shape.distance(p).abs() < NEAR * self.noise && shape.normal(p).dot(normal) > LEAST_COSINE
    }

    /// The candidate that most of the points `left` agree with.
    fn best(&self, left: &[usize], rng: &mut impl Rng) -> Option<Shape> {
        let compared: Vec<usize> = if left.len() <= COMPARED {
            left.to_vec()
        } else {
            (0..COMPARED).map(|_| left[rng.random_range(0..left.len())]).collect()
        };
        let mut best: Option<(f64, Shape)> = None;
        for draw in 0..2 * DRAWS {
            // Of a few places the flattest is a plane's most likely.
            let seeds: [usize; 3] = std::array::from_fn(|_| left[rng.random_range(0..left.len())]);
            let candidate = if draw < DRAWS {
                let flattest = |a: &&usize, b: &&usize| {
                    self.ready.locals.planes[**a].scatter.total_cmp(&self.ready.locals.planes[**b].scatter)
                };
                let i = *seeds.iter().min_by(flattest)?;
                let local = self.ready.locals.planes[i];
                let normal = local.normal * local.normal.dot(self.point(i).1).signum();
                Some(Shape::Plane(Plane { normal, center: local.center, points: 0, tilt: 0.0, error: 0.0 }))
            } else {
                self.cylinder_at(seeds[0], rng)
            };
            let Some(shape) = candidate else { continue };
            let count = compared.iter().filter(|&&i| self.lies_on(&shape, i)).count();
            // A cylinder has two numbers more to fit by.
            let score = count as f64 * if matches!(shape, Shape::Cylinder(_)) { 0.8 } else { 1.0 };
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, shape));
            }
        }
        best.map(|b| b.1)
    }

    /// The cylinder that the points about `i` bend as: normals are square to its axis, and change with place by its radius.
    fn cylinder_at(&self, i: usize, rng: &mut impl Rng) -> Option<Shape> {
        /// How many points about a place are asked. A hole has few, and a wide arc needs many before it bends.
        const PATCHES: [usize; 5] = [6, 12, 32, 96, 288];
        /// Least variance of normals, across the axis, that is a bend.
        const BENT: f64 = 0.004;
        let patch = self.patch(i, PATCHES[rng.random_range(0..PATCHES.len())]);
        if patch.len() < 4 {
            return None;
        }
        let count = patch.len() as f64;
        let mut spread = SMatrix::<f64, 3, 3>::zeros();
        for &j in &patch {
            let n = self.smooth_normal(j);
            let n = SVector::<f64, 3>::new(n.x, n.y, n.z);
            spread += n * n.transpose() / count;
        }
        let eigen = spread.symmetric_eigen();
        let mut order = [0, 1, 2];
        order.sort_by(|&a, &b| eigen.eigenvalues[a].total_cmp(&eigen.eigenvalues[b]));
        let axis = eigen.eigenvectors.column(order[0]);
        let axis = Vec3::new(axis[0], axis[1], axis[2]).try_normalize()?;
        if eigen.eigenvalues[order[1]] < BENT {
            return None;
        }
        let flat = |v: Vec3| v - axis * v.dot(axis);
        let mean = patch.iter().map(|&j| self.ready.cloud.points[j]).sum::<Vec3>() / count;
        let facing = patch.iter().map(|&j| flat(self.smooth_normal(j))).sum::<Vec3>() / count;
        let (mut along, mut turned) = (0.0, 0.0);
        for &j in &patch {
            let turn = flat(self.smooth_normal(j)) - facing;
            along += turn.dot(self.ready.cloud.points[j] - mean);
            turned += turn.length_squared();
        }
        let radius = along / turned;
        (radius.is_finite() && radius.abs() < 0.5 * self.diagonal && radius != 0.0).then_some(Shape::Cylinder(
            Cylinder {
                center: mean - facing * radius,
                axis,
                radius: radius.abs(),
                convex: radius > 0.0,
                points: 0,
                tilt: 0.0,
                error: 0.0,
            },
        ))
    }

    /// The normal of the plane of a point's neighbourhood, which scatters less than the point's own; the own one beside edges.
    fn smooth_normal(&self, i: usize) -> Vec3 {
        let (own, plane) = (self.point(i).1, &self.ready.locals.planes[i]);
        let normal = plane.normal * plane.normal.dot(own).signum();
        if plane.scatter < 2.0 * self.noise && normal.dot(own) > LEAST_COSINE { normal } else { own }
    }

    /// Up to `most` points about `i`, reached over neighbours that face much as it does.
    fn patch(&self, i: usize, most: usize) -> Vec<usize> {
        /// A few points go far round a narrow hole; many would go round the edges of a wide one, which noise blurs.
        const ALIKE: [f64; 2] = [0.3, 0.8];
        let alike = ALIKE[usize::from(most > 12)];
        let facing = self.point(i).1;
        let mut patch = vec![i];
        let mut told: HashSet<usize> = HashSet::from([i]);
        let mut next = 0;
        while next < patch.len() && patch.len() < most {
            let at = patch[next];
            next += 1;
            for &j in &self.ready.locals.neighbours[at] {
                let j = j as usize;
                if patch.len() < most && self.point(j).1.dot(facing) > alike && told.insert(j) {
                    patch.push(j);
                }
            }
        }
        patch
    }

    /// The shape fitted to the points that lie on it, and those; `None` where they are too few.
    fn refined(&self, mut shape: Shape, left: &[usize], fewest: usize) -> Option<(Shape, Vec<usize>)> {
        let mut on = Vec::new();
        for _ in 0..4 {
            on = left.iter().copied().filter(|&i| self.lies_on(&shape, i)).collect();
            if on.len() < fewest {
                return None;
            }
            shape = self.fitted(shape, &on)?;
        }
        if let Shape::Cylinder(cylinder) = shape
            && let Some(plane) = self.flat_instead(&cylinder, left)
        {
            return self.refined(Shape::Plane(plane), left, fewest);
        }
        let tilt = match shape {
            Shape::Plane(p) => p.tilt,
            // The axis of a short hole is badly known, and it is a hole all the same.
            Shape::Cylinder(_) => 0.0,
        };
        (tilt < WORST_TILT).then_some((shape, on))
    }

    /// The largest of up to three planes that tell the points about a cylinder in fewer bits than it does; `None` where it is worth
    /// its numbers.
    ///
    /// Noise rounds the estimated normals of a narrow face, and of an edge, as those of a cylinder are. Where the points lie does
    /// not lie: over a face the cylinder is off by its sagitta, and planes are not. Numbers cost half the logarithm of the
    /// points that set them (Schwarz 1978), five for a cylinder and three for a plane.
    fn flat_instead(&self, cylinder: &Cylinder, left: &[usize]) -> Option<Plane> {
        /// Most planes that stand against one cylinder, and places that candidates are taken from.
        const MOST: usize = 3;
        const CANDIDATES: usize = 32;
        /// Scatters within which points are asked, and at which one counts as an outlier.
        const ASKED: f64 = 4.0;
        const ASTRAY: f64 = 3.0;
        let point = |i: usize| self.ready.cloud.points[i];
        let about: Vec<usize> = left
            .iter()
            .copied()
            .filter(|&i| {
                let (p, normal) = self.point(i);
                cylinder.distance(p).abs() < ASKED * self.noise && cylinder.normal(p).dot(normal) > 0.5
            })
            .collect();
        let about: Vec<usize> = about.iter().copied().step_by(about.len().div_ceil(COMPARED).max(1)).collect();
        let bits = |off: f64| 0.5 * (off / self.noise).abs().min(ASTRAY).powi(2);
        let number = 0.5 * (about.len().max(2) as f64).ln();
        let round: f64 = about.iter().map(|&i| bits(cylinder.distance(point(i)))).sum::<f64>() + 5.0 * number;
        let mut off = vec![f64::INFINITY; about.len()];
        let mut first = None;
        for count in 1..=MOST {
            let free: Vec<usize> = (0..about.len()).filter(|&k| off[k] > NEAR * self.noise).collect();
            let near = |plane: &LocalPlane| -> Vec<usize> {
                let on = |k: &&usize| plane.normal.dot(point(about[**k]) - plane.center).abs() < NEAR * self.noise;
                free.iter().filter(on).copied().collect()
            };
            let stride = free.len().div_ceil(CANDIDATES).max(1);
            let candidates = free.iter().step_by(stride).map(|&k| self.ready.locals.planes[about[k]]);
            let mut on = candidates.map(|plane| near(&plane)).max_by_key(Vec::len)?;
            let mut plane = None;
            for _ in 0..3 {
                if on.len() < 4 {
                    break;
                }
                let fitted = plane_through(on.iter().map(|&k| point(about[k])));
                on = near(&fitted);
                plane = Some(fitted);
            }
            let plane = plane?;
            for (k, &i) in about.iter().enumerate() {
                off[k] = off[k].min(plane.normal.dot(point(i) - plane.center).abs());
            }
            let normal = plane.normal * plane.normal.dot(cylinder.normal(plane.center)).signum();
            let first = *first.get_or_insert(Plane { normal, center: plane.center, points: 0, tilt: 0.0, error: 0.0 });
            if off.iter().map(|&d| bits(d)).sum::<f64>() + (3 * count) as f64 * number < round {
                return Some(first);
            }
        }
        None
    }

    fn fitted(&self, shape: Shape, on: &[usize]) -> Option<Shape> {
        let count = on.len() as f64;
        match shape {
            Shape::Plane(plane) => {
                let LocalPlane { center, normal, spread, .. } =
                    plane_through(on.iter().map(|&i| self.ready.cloud.points[i]));
                Some(Shape::Plane(Plane {
                    normal: normal * normal.dot(plane.normal).signum(),
                    center,
                    points: on.len(),
                    tilt: self.noise / (count.sqrt() * spread[1]).max(f64::MIN_POSITIVE),
                    error: self.noise / count.sqrt(),
                }))
            }
            Shape::Cylinder(c) => self.fitted_cylinder(c, on).map(Shape::Cylinder),
        }
    }

    /// Gauss–Newton on the distances, each weighed by how well it agrees.
    fn fitted_cylinder(&self, mut c: Cylinder, on: &[usize]) -> Option<Cylinder> {
        let mut error = (0.0, 0.0);
        for _ in 0..6 {
            let (u, v) = c.axis.any_orthonormal_pair();
            let mut matrix = SMatrix::<f64, 5, 5>::zeros();
            let mut right = SVector::<f64, 5>::zeros();
            let mut height = 0.0;
            for &i in on {
                let p = self.ready.cloud.points[i];
                let h = (p - c.center).dot(c.axis);
                height += h;
                let radial = c.spoke(p);
                let r = radial.length();
                let (x, y) = (radial.dot(u) / r.max(1e-300), radial.dot(v) / r.max(1e-300));
                let residual = r - c.radius;
                let weight = 1.0 / (1.0 + (residual / (2.0 * self.noise)).powi(2));
                // How the residual changes with the centre, the tilt (as a shift at unit height) and the radius.
                let row = SVector::<f64, 5>::from([-x, -y, -x * h, -y * h, -1.0]);
                matrix += weight * row * row.transpose();
                right -= weight * residual * row;
            }
            let inverse = matrix.try_inverse()?;
            let step = inverse * right;
            if !step.iter().all(|x| x.is_finite()) {
                return None;
            }
            c.center += u * step[0] + v * step[1];
            c.axis = (c.axis + u * step[2] + v * step[3]).normalize();
            c.radius += step[4];
            c.center += c.axis * (height / on.len() as f64);
            error = (self.noise * (inverse[(2, 2)] + inverse[(3, 3)]).sqrt(), self.noise * inverse[(4, 4)].sqrt());
            if !(c.radius > 0.0 && c.radius < 0.6 * self.diagonal) {
                return None;
            }
        }
        Some(Cylinder { points: on.len(), tilt: error.0, error: error.1, ..c })
    }

    /// The shapes, most points first, less those whose points lie beside greater ones all the same: what a blurred edge shows.
    fn standing_out(&self, mut shapes: Vec<Shape>) -> Vec<Shape> {
        let count = |s: &Shape| match s {
            Shape::Plane(p) => p.points,
            Shape::Cylinder(c) => c.points,
        };
        shapes.sort_by_key(|s| std::cmp::Reverse(count(s)));
        let beside = |s: &Shape, i: usize| {
            let (p, _) = self.point(i);
            s.distance(p).abs() < BESIDE * self.noise
        };
        let mut kept: Vec<Shape> = Vec::new();
        for shape in shapes {
            let on: Vec<usize> = (0..self.ready.cloud.len()).filter(|&i| self.lies_on(&shape, i)).collect();
            let hidden = |&&i: &&usize| {
                let normal = shape.normal(self.point(i).0);
                kept.iter().any(|k| beside(k, i) && k.normal(self.point(i).0).dot(normal) > 0.5)
            };
            if on.iter().filter(hidden).count() * 10 < on.len() * 7 {
                kept.push(shape);
            }
        }
        kept
    }

    /// Equal surfaces joined, every point given to the one it agrees with best, all fitted once more.
    fn settle(&self, shapes: Vec<Shape>, fewest: usize) -> Primitives {
        let mut planes: Vec<Plane> = Vec::new();
        let mut cylinders: Vec<Cylinder> = Vec::new();
        for shape in self.standing_out(shapes) {
            match shape {
                Shape::Plane(p) => {
                    let same = |q: &Plane| {
                        q.normal.dot(p.normal) > (3.0 * (p.tilt + q.tilt)).min(0.1).cos()
                            && q.distance(p.center).abs() < NEAR * self.noise
                    };
                    if !planes.iter().any(same) {
                        planes.push(p);
                    }
                }
                Shape::Cylinder(c) => {
                    let same = |d: &Cylinder| {
                        d.convex == c.convex
                            && d.axis.dot(c.axis).abs() > (3.0 * (c.tilt + d.tilt)).min(0.1).cos()
                            && d.spoke(c.center).length() < NEAR * self.noise
                            && (d.radius - c.radius).abs() < NEAR * self.noise
                    };
                    if !cylinders.iter().any(same) {
                        cylinders.push(c);
                    }
                }
            }
        }
        let mut found = Primitives { planes, cylinders, noise: self.noise, ..Primitives::default() };
        let n = self.ready.cloud.len();
        for _ in 0..2 {
            let count = (found.planes.len() + found.cylinders.len()) as u32;
            let mut on: Vec<Vec<usize>> = vec![Vec::new(); count as usize];
            for i in 0..n {
                if let Some(k) = self.owner(&found, count, i) {
                    on[k as usize].push(i);
                }
            }
            let mut refitted = Primitives { noise: self.noise, ..Primitives::default() };
            for (k, on) in on.iter().enumerate() {
                let shape = found.shape(k as u32);
                if on.len() < fewest {
                    continue;
                }
                match self.fitted(shape, on) {
                    Some(Shape::Plane(p)) if p.tilt < WORST_TILT => refitted.planes.push(p),
                    Some(Shape::Cylinder(c)) => refitted.cylinders.push(c),
                    _ => {}
                }
            }
            found = refitted;
        }
        let count = (found.planes.len() + found.cylinders.len()) as u32;
        found.surface_of = (0..n).map(|i| self.owner(&found, count, i)).collect();
        let mut residuals: Vec<f64> = Vec::new();
        for (i, owner) in found.surface_of.iter().enumerate() {
            residuals.extend(owner.map(|k| found.at(k, self.ready.cloud.points[i]).0.abs()));
        }
        found.coverage = residuals.len() as f64 / n as f64;
        if !residuals.is_empty() {
            let middle = residuals.len() / 2;
            // The middle of the absolute values of a normal distribution lies at 0.6745 deviations.
            found.noise = *residuals.select_nth_unstable_by(middle, f64::total_cmp).1 / 0.6745;
        }
        found.directions =
            directions(&found.planes, &found.cylinders, 0.003 + 15.0 * self.noise / self.diagonal, self.axes);
        found
    }

    fn owner(&self, found: &Primitives, count: u32, i: usize) -> Option<u32> {
        let (p, normal) = self.point(i);
        // Near an edge the normal is rounded, so the distance decides between surfaces that it agrees with at all.
        (0..count)
            .filter_map(|k| {
                let (d, n) = found.at(k, p);
                (d.abs() < 3.0 * self.noise && n.dot(normal) > 0.5).then_some((d.abs(), k))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|b| b.1)
    }
}
