//! What a scanner does to the points it sees: blurred edges, noise, outliers, views that do not quite fit together.

use super::sensors::on_sphere;
use super::{Scan, Seen};
use rand::Rng;
use rand_distr::StandardNormal;
use resolid_geom::bvh::Bvh;
use resolid_geom::distance::{Nearest, nearest_on_segment};
use resolid_geom::topology::{Topology, side_vertices};
use resolid_geom::{Aabb3, Cloud, MeshDistance, TriMesh, Vec3};
use std::f64::consts::TAU;

/// Edges that turn less than this are curvature, which blur changes by less than noise does: cos 20°.
const SHARP: f64 = 0.94;

pub(super) struct Flaws<'a> {
    surface: &'a MeshDistance,
    scan: &'a Scan,
    /// The part's diagonal.
    size: f64,
    edges: SharpEdges,
}

/// The edges that blur rounds off.
struct SharpEdges {
    ends: Vec<[Vec3; 2]>,
    tree: Bvh,
}

impl SharpEdges {
    fn of(mesh: &TriMesh) -> Self {
        let topology = Topology::new(mesh);
        let folded =
            topology.edges().filter(|(a, b)| mesh.normal(a / 3).dot(mesh.normal(b / 3)) < SHARP).map(|(a, _)| a);
        // What a mesh leaves open or crowded is an edge too.
        let sides = folded.chain(topology.open_sides()).chain(topology.crowded_sides());
        let ends: Vec<[Vec3; 2]> =
            sides.map(|side| side_vertices(mesh, side).map(|v| mesh.vertices[v as usize])).collect();
        let boxes: Vec<Aabb3> = ends.iter().map(|&e| Aabb3::of(e)).collect();
        Self { tree: Bvh::new(&boxes), ends }
    }

    fn within(&self, p: Vec3, reach: f64) -> bool {
        let squared = |i: usize| p.distance_squared(nearest_on_segment(p, self.ends[i][0], self.ends[i][1]));
        self.tree.nearest(p, reach * reach, squared).is_some()
    }
}

impl<'a> Flaws<'a> {
    pub(super) fn new(surface: &'a MeshDistance, scan: &'a Scan, size: f64) -> Self {
        let edges = if scan.blur > 0.0 {
            SharpEdges::of(surface.mesh())
        } else {
            SharpEdges { ends: Vec::new(), tree: Bvh::default() }
        };
        Self { surface, scan, size, edges }
    }

    /// The cloud that comes of what was seen.
    pub(super) fn apply(&self, seen: Vec<Seen>, sensors: Vec<Vec3>, rng: &mut impl Rng) -> Cloud {
        let bounds = self.surface.mesh().bounds();
        let drifts: Vec<Drift> =
            sensors.iter().map(|_| Drift::draw(self.scan, self.size, bounds.center(), rng)).collect();
        let room = bounds.expanded(self.scan.outlier_reach * self.size);
        let mut cloud = Cloud {
            points: Vec::with_capacity(seen.len()),
            normals: self.scan.normals.then(Vec::new),
            views: Some(Vec::with_capacity(seen.len())),
            sensors: sensors.iter().zip(&drifts).map(|(&s, d)| d.place(s)).collect(),
        };
        for Seen { point, normal, view } in seen {
            let (mut p, mut n) = self.blurred(point, normal, rng);
            let toward = sensors[view] - p;
            let distance = toward.length();
            let ray = toward / distance;
            if rng.random::<f64>() < self.scan.outliers {
                if rng.random_bool(0.5) {
                    p += ray * (self.scan.outlier_reach * self.size * rng.random_range(-1.0..=1.0));
                } else {
                    p = room.min + room.size() * Vec3::new(rng.random(), rng.random(), rng.random());
                    n = on_sphere(rng);
                }
                // A normal that looks away from the sensor cannot have been seen.
                n *= if n.dot(ray) < 0.0 { -1.0 } else { 1.0 };
            } else {
                p += ray * self.noise(n.dot(ray), distance, rng);
            }
            if self.scan.tilt > 0.0 {
                n = (n + gaussian(rng) * self.scan.tilt).normalize_or(n);
            }
            let drift = &drifts[view];
            cloud.points.push(drift.place(p));
            if let Some(normals) = &mut cloud.normals {
                normals.push(drift.turned(n));
            }
            if let Some(views) = &mut cloud.views {
                views.push(view as u32);
            }
        }
        cloud
    }

    /// An error of the measured distance.
    fn noise(&self, cosine: f64, distance: f64, rng: &mut impl Rng) -> f64 {
        let scan = self.scan;
        if scan.noise == 0.0 {
            return 0.0;
        }
        // At the edge of what is seen the angle's share would have no bound.
        let cosine = cosine.max(scan.grazing.cos()).max(0.05);
        let by_angle = 1.0 + scan.noise_by_angle * (1.0 / (cosine * cosine) - 1.0);
        let by_distance = (distance / (scan.distance * self.size)).powf(scan.noise_by_distance);
        scan.noise * self.size * by_angle * by_distance * rng.sample::<f64, _>(StandardNormal)
    }

    /// The point of the surface that `q`, beside a point of normal `n`, is laid on: what reaches over an edge goes down the
    /// face behind it, or up where the edge is a hollow one.
    fn folded(&self, q: Vec3, n: Vec3, radius: f64) -> Option<Nearest> {
        let near = self.surface.nearest_within(q, 2.0 * radius)?;
        let over = near.distance;
        if over < 1e-3 * radius {
            return Some(near);
        }
        // The wrong way leads off the surface: down from a face into the air, or up from a hollow into the wall.
        let ways = [q - n * over, q + n * over].map(|way| self.surface.nearest_within(way, 2.0 * radius));
        ways.into_iter().flatten().min_by(|a, b| a.distance.total_cmp(&b.distance)).or(Some(near))
    }

    /// A point and its normal, averaged over the surface within the blur.
    fn blurred(&self, p: Vec3, n: Vec3, rng: &mut impl Rng) -> (Vec3, Vec3) {
        let radius = self.scan.blur * self.size;
        if radius <= 0.0 || !self.edges.within(p, radius) {
            return (p, n);
        }
        let u = n.any_orthonormal_vector();
        let v = n.cross(u);
        let first = rng.random::<f64>() * TAU;
        let (mut place, mut normal, mut weight) = (p, n, 1.0);
        // Two rings of four: enough for an average, and even about the point.
        for k in 0..8 {
            let reach = if k % 2 == 0 { 0.45 } else { 0.9 } * radius;
            let (s, c) = (first + TAU * k as f64 / 8.0).sin_cos();
            let q = p + (u * c + v * s) * reach;
            if let Some(near) = self.folded(q, n, radius) {
                place += near.point;
                normal += self.surface.mesh().normal(near.triangle);
                weight += 1.0;
            }
        }
        (place / weight, normal.normalize_or(n))
    }
}

/// How wrongly a view was registered.
struct Drift {
    center: Vec3,
    /// A turn about its direction, by its length.
    turn: Vec3,
    shift: Vec3,
}

impl Drift {
    fn draw(scan: &Scan, size: f64, center: Vec3, rng: &mut impl Rng) -> Self {
        let (turn, shift) = (gaussian(rng) * scan.drift_turn, gaussian(rng) * (scan.drift * size));
        Self { center, turn, shift }
    }

    /// A direction, turned (Rodrigues' formula).
    fn turned(&self, d: Vec3) -> Vec3 {
        let angle = self.turn.length();
        if angle == 0.0 {
            return d;
        }
        let axis = self.turn / angle;
        let (s, c) = angle.sin_cos();
        d * c + axis.cross(d) * s + axis * (axis.dot(d) * (1.0 - c))
    }

    fn place(&self, p: Vec3) -> Vec3 {
        self.center + self.turned(p - self.center) + self.shift
    }
}

/// Three independent numbers of standard deviation one.
fn gaussian(rng: &mut impl Rng) -> Vec3 {
    Vec3::new(rng.sample(StandardNormal), rng.sample(StandardNormal), rng.sample(StandardNormal))
}
