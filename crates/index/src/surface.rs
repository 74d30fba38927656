//! What is known of a shape once it is to be described: points spread evenly over its surface, with normals.
//!
//! A mesh, a cloud and a program end in the same form, so that what is made of it does not depend on which it was.

use crate::IndexError;
use nalgebra::{Matrix3, SymmetricEigen};
use resolid_geom::clean;
use resolid_geom::cloud::{Locals, distinct, thinned};
use resolid_geom::{Aabb3, Cloud, TriMesh, Vec3};
use resolid_program::mesh::{self, Fineness};
use resolid_program::{Evaluator, Program};

/// Points that a shape is described by.
pub const SAMPLES: usize = 4096;
/// Points of a cloud that are looked at.
const MOST_POINTS: usize = 3000;
/// Fewest points that show a shape.
pub const FEWEST_POINTS: usize = 50;
/// Neighbours that a cloud's normals and density are taken from.
const NEIGHBOURS: usize = 12;
/// Times the usual distance to its neighbours at which a point is no part of the surface.
const FAR: f64 = 4.0;
/// Scatter of a clean cloud, in diagonals, at most.
const CLEAN: f64 = 4e-4;
/// Length of the mean normal over a surface that was seen from all sides, at most.
const BALANCED: f64 = 0.04;

/// How much of a shape a surface shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sight {
    /// All of it, as it is.
    Whole,
    /// Some of it, with noise.
    Part,
}

/// A surface as points spread evenly over it.
#[derive(Clone, Debug)]
pub struct Surface {
    /// The points.
    pub points: Vec<Vec3>,
    /// Unit normals, outward.
    pub normals: Vec<Vec3>,
    /// Mean of the surface.
    pub center: Vec3,
    /// Second moment of the surface about its mean, over its area, square millimetres.
    pub moment: Matrix3<f64>,
    /// Area, square millimetres; of a cloud what its points stand for.
    pub area: f64,
    /// Enclosed volume, cubic millimetres, where the surface is closed.
    pub volume: Option<f64>,
    /// How much of the shape it shows.
    pub sight: Sight,
    /// Typical distance of the points from the true surface, millimetres; 0 of meshes and programs.
    pub noise: f64,
    /// Bounding diagonal in the axes it was given in, millimetres.
    pub diagonal: f64,
    /// The triangles, where there are any.
    pub mesh: Option<TriMesh>,
}

impl Surface {
    /// The surface of a mesh, millimetres, which is welded, mended and turned outward first.
    ///
    /// # Errors
    /// [`IndexError::Shape`]: nothing that has a surface.
    pub fn of_mesh(mesh: &TriMesh) -> Result<Self, IndexError> {
        let (mesh, report) = clean::clean(mesh).map_err(|e| IndexError::shape(e.to_string()))?;
        Self::of_clean_mesh(mesh, report.is_closed())
    }

    /// The surface of a program, by its mesh or, where it has none, by points drawn on it.
    ///
    /// # Errors
    /// [`IndexError::Shape`]: it builds nothing.
    pub fn of_program(program: &Program) -> Result<Self, IndexError> {
        let part = Evaluator::new(program);
        let size = part.bounds().diagonal();
        if !(size > 0.0 && size.is_finite()) {
            return Err(IndexError::shape("the program builds nothing; see what is wrong with: resolid check"));
        }
        let fineness = Fineness { chord: 3e-4 * size, angle: std::f64::consts::TAU / 36.0 };
        if let Ok(mesh) = mesh::of_prisms(part.prisms(), &fineness) {
            return Self::of_clean_mesh(mesh, true);
        }
        let mut rng = <rand_chacha::ChaCha8Rng as rand_chacha::rand_core::SeedableRng>::seed_from_u64(0);
        let drawn = part.sample_surface(SAMPLES, &mut rng);
        if drawn.len() < SAMPLES {
            return Err(IndexError::shape("the program leaves no solid; see what is wrong with: resolid check"));
        }
        let measure = part.measure();
        let points = drawn.iter().map(|s| s.position).collect();
        let normals = drawn.iter().map(|s| s.normal).collect();
        let surface = Self::of_samples(points, normals, measure.area, Some(measure.volume), Sight::Whole, 0.0);
        Ok(surface)
    }

    /// The surface that a cloud's points lie on, millimetres.
    ///
    /// Of more than 3,000 points so many are looked at. Points far from all others are left out; normals that are missing are
    /// estimated. Points count by the area that each stands for.
    ///
    /// # Errors
    /// [`IndexError::Shape`]: too few points, or no depth.
    pub fn of_cloud(cloud: &Cloud) -> Result<Self, IndexError> {
        let given = cloud.len();
        let few = |left: usize| {
            IndexError::shape(format!(
                "{left} of {given} points are of use; a shape needs at least {FEWEST_POINTS}: scan it more densely"
            ))
        };
        let whole = (0..given).filter(|&i| cloud.points[i].is_finite()).collect::<Vec<_>>();
        let (cloud, _) = distinct(&cloud.subset(&whole));
        if cloud.len() < FEWEST_POINTS {
            return Err(few(cloud.len()));
        }
        let cloud = thinned(&cloud, MOST_POINTS);
        let locals = Locals::new(&cloud, NEIGHBOURS);
        let reach = |i: usize, k: usize| {
            let near = &locals.neighbours[i];
            cloud.points[i].distance(cloud.points[near[k.min(near.len()) - 1] as usize])
        };
        let mut usual: Vec<f64> = (0..cloud.len()).map(|i| reach(i, 8)).collect();
        let middle = usual.len() / 2;
        let usual = *usual.select_nth_unstable_by(middle, f64::total_cmp).1;
        let near = |i: usize| {
            let (own, l) = (&locals.planes[i], &locals.neighbours[i]);
            // A point before or behind its neighbours' plane, as flying points at edges are.
            let off = own.normal.dot(cloud.points[i] - own.center).abs();
            reach(i, 8) <= FAR * usual && off <= (4.0 * locals.noise).max(0.5 * usual) && l.len() > 2
        };
        let kept: Vec<usize> = (0..cloud.len()).filter(|&i| near(i)).collect();
        if kept.len() < FEWEST_POINTS {
            return Err(few(kept.len()));
        }
        let normals = faced(&cloud, &locals);
        let area = |i: usize| {
            let k = locals.neighbours[i].len();
            std::f64::consts::PI * reach(i, k).powi(2) / k as f64
        };
        // An isolated point stands for no more than a few others.
        let areas: Vec<f64> = kept.iter().map(|&i| area(i)).collect();
        let mean = areas.iter().sum::<f64>() / areas.len() as f64;
        let areas: Vec<f64> = areas.into_iter().map(|a| a.min(3.0 * mean)).collect();
        let total: f64 = areas.iter().sum();
        let drawn = drawn_by_weight(&areas, SAMPLES);
        let points: Vec<Vec3> = drawn.iter().map(|&k| cloud.points[kept[k]]).collect();
        let normals: Vec<Vec3> = drawn.iter().map(|&k| normals[kept[k]]).collect();
        let mut surface = Self::of_samples(points, normals, total, None, Sight::Part, locals.noise);
        let lean = surface.normals.iter().copied().sum::<Vec3>().length() / SAMPLES as f64;
        if surface.depth() < 1e-4 {
            return Err(IndexError::shape(
                "the points lie on one plane or line; a shape has depth: scan it from more sides",
            ));
        }
        if locals.noise < CLEAN * surface.diagonal && lean < BALANCED {
            surface.sight = Sight::Whole;
        }
        Ok(surface)
    }

    /// The surface of a mesh that is fit for it.
    fn of_clean_mesh(mesh: TriMesh, closed: bool) -> Result<Self, IndexError> {
        let areas: Vec<f64> = (0..mesh.triangles.len()).map(|t| 0.5 * mesh.area_normal(t).length()).collect();
        let area: f64 = areas.iter().sum();
        if !(area > 0.0 && area.is_finite()) {
            return Err(IndexError::shape("it has no surface; look at it with: resolid info FILE"));
        }
        let drawn = drawn_by_weight(&areas, SAMPLES);
        let mut points = Vec::with_capacity(SAMPLES);
        let mut normals = Vec::with_capacity(SAMPLES);
        for (k, &t) in drawn.iter().enumerate() {
            let [a, b, c] = mesh.corners(t);
            // Neighbours in the sequence fill a triangle evenly.
            let (mut u, mut v) = (
                (0.5 + k as f64 * 0.754_877_666_246_692_7).fract(),
                (0.5 + k as f64 * 0.569_840_290_998_053_2).fract(),
            );
            if u + v > 1.0 {
                (u, v) = (1.0 - u, 1.0 - v);
            }
            points.push(a + (b - a) * u + (c - a) * v);
            normals.push(mesh.normal(t));
        }
        let volume = closed.then(|| mesh.volume()).filter(|v| *v > 0.0);
        let sight = if closed { Sight::Whole } else { Sight::Part };
        let mut surface = Self::of_samples(points, normals, area, volume, sight, 0.0);
        // What triangles say exactly needs no samples.
        let mean = |t: usize| mesh.corners(t).into_iter().sum::<Vec3>() / 3.0;
        surface.center = (0..areas.len()).map(|t| mean(t) * areas[t]).sum::<Vec3>() / area;
        let mut moment = Matrix3::zeros();
        for (t, a) in areas.iter().enumerate() {
            let corners = mesh.corners(t).map(|p| p - surface.center);
            let m = corners.into_iter().sum::<Vec3>() / 3.0;
            let sum = corners.into_iter().map(outer).sum::<Matrix3<f64>>() + outer(m) * 9.0;
            moment += sum * (a / (12.0 * area));
        }
        surface.moment = moment;
        surface.diagonal = mesh.bounds().diagonal();
        surface.mesh = Some(mesh);
        Ok(surface)
    }

    fn of_samples(
        points: Vec<Vec3>,
        normals: Vec<Vec3>,
        area: f64,
        volume: Option<f64>,
        sight: Sight,
        noise: f64,
    ) -> Self {
        let n = points.len() as f64;
        let center = points.iter().copied().sum::<Vec3>() / n;
        let moment = points.iter().map(|&p| outer(p - center)).sum::<Matrix3<f64>>() / n;
        let diagonal = Aabb3::of(points.iter().copied()).diagonal();
        Self { points, normals, center, moment, area, volume, sight, noise, diagonal, mesh: None }
    }

    /// The root mean square distance of the surface from its mean, millimetres: its size, whatever its pose.
    pub fn radius(&self) -> f64 {
        self.moment.trace().max(0.0).sqrt()
    }

    /// Standard deviations along the principal axes, millimetres, the largest first.
    pub fn spreads(&self) -> [f64; 3] {
        let mut values = SymmetricEigen::new(self.moment).eigenvalues.map(|v| v.max(0.0).sqrt());
        values.as_mut_slice().sort_by(|a, b| b.total_cmp(a));
        [values[0], values[1], values[2]]
    }

    /// The least spread over the largest.
    fn depth(&self) -> f64 {
        let [most, _, least] = self.spreads();
        least / most.max(f64::MIN_POSITIVE)
    }

    /// The surface in another pose and size: every point times `scale`, turned by `turn`, moved by `shift`.
    #[must_use]
    pub fn placed(&self, turn: &Matrix3<f64>, scale: f64, shift: Vec3) -> Self {
        let rotated = |p: Vec3| turned(turn, p);
        Self {
            points: self.points.iter().map(|&p| rotated(p) * scale + shift).collect(),
            normals: self.normals.iter().map(|&n| rotated(n)).collect(),
            center: rotated(self.center) * scale + shift,
            moment: turn * self.moment * turn.transpose() * (scale * scale),
            area: self.area * scale * scale,
            volume: self.volume.map(|v| v * scale.powi(3)),
            sight: self.sight,
            noise: self.noise * scale,
            diagonal: self.diagonal * scale,
            mesh: self.mesh.as_ref().map(|m| m.mapped(|p| rotated(p) * scale + shift)),
        }
    }
}

/// `m` times `p`.
pub fn turned(m: &Matrix3<f64>, p: Vec3) -> Vec3 {
    let v = m * nalgebra::Vector3::new(p.x, p.y, p.z);
    Vec3::new(v[0], v[1], v[2])
}

/// The product of a vector with itself, a matrix.
pub(crate) fn outer(p: Vec3) -> Matrix3<f64> {
    let v = nalgebra::Vector3::new(p.x, p.y, p.z);
    v * v.transpose()
}

/// `count` indices, each as often as its weight says, evenly through the list and in order.
fn drawn_by_weight(weights: &[f64], count: usize) -> Vec<usize> {
    let total: f64 = weights.iter().sum();
    let mut drawn = Vec::with_capacity(count);
    let (mut index, mut passed) = (0, weights[0]);
    for k in 0..count {
        let target = (k as f64 + 0.5) / count as f64 * total;
        while passed < target && index + 1 < weights.len() {
            index += 1;
            passed += weights[index];
        }
        drawn.push(index);
    }
    drawn
}

/// The normals of the local planes, faced as the cloud says or as agrees with the neighbours.
fn faced(cloud: &Cloud, locals: &Locals) -> Vec<Vec3> {
    let own = |i: usize| locals.planes[i].normal;
    match &cloud.normals {
        Some(given) => (0..cloud.len()).map(|i| if given[i].dot(own(i)) < 0.0 { -own(i) } else { own(i) }).collect(),
        None => resolid_geom::cloud::oriented(cloud, locals).0,
    }
}
