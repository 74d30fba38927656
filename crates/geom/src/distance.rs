//! Distances to a mesh: nearest point, ray casts, inside or outside.

use crate::bvh::Bvh;
use crate::{Aabb3, TriMesh, Vec3};
use std::f64::consts::PI;

/// The point of a mesh nearest to a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// The point on the surface.
    pub point: Vec3,
    /// Its distance from the query.
    pub distance: f64,
    /// The triangle it lies on.
    pub triangle: usize,
}

/// Where a ray meets a mesh.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The point.
    pub point: Vec3,
    /// Its distance along the ray, in lengths of the direction.
    pub distance: f64,
    /// The triangle met.
    pub triangle: usize,
}

/// What a far query sees of a node's triangles: all their area in one place.
#[derive(Clone, Copy, Debug)]
struct Dipole {
    center: Vec3,
    /// Sum of the area vectors.
    area: Vec3,
    /// Radius of a ball about `center` that holds the node.
    radius: f64,
}

/// A mesh prepared for distance queries. It keeps a copy of the mesh.
///
/// ```
/// use resolid_geom::{MeshDistance, TriMesh, Vec3};
/// let cube = TriMesh::cuboid(Vec3::ZERO, Vec3::splat(2.0));
/// let surface = MeshDistance::new(&cube);
/// assert_eq!(surface.nearest(Vec3::new(1.0, 1.0, 5.0)).distance, 3.0);
/// assert!(surface.contains(Vec3::ONE));
/// assert_eq!(surface.signed_distance(Vec3::ONE), -1.0);
/// ```
#[derive(Clone, Debug)]
pub struct MeshDistance {
    mesh: TriMesh,
    bvh: Bvh,
    dipoles: Vec<Dipole>,
}

impl MeshDistance {
    /// The mesh, prepared.
    ///
    /// # Cost
    /// O(n log n): about a second and 150 bytes a triangle at two million triangles.
    pub fn new(mesh: &TriMesh) -> Self {
        let boxes: Vec<Aabb3> = (0..mesh.triangles.len()).map(|t| Aabb3::of(mesh.corners(t))).collect();
        let bvh = Bvh::new(&boxes);
        drop(boxes);
        let mut dipoles = vec![Dipole { center: Vec3::ZERO, area: Vec3::ZERO, radius: 0.0 }; bvh.nodes.len()];
        let mut weights = vec![0.0; bvh.nodes.len()];
        for i in (0..bvh.nodes.len()).rev() {
            let node = &bvh.nodes[i];
            let (mut center, mut area, mut weight) = (Vec3::ZERO, Vec3::ZERO, 0.0);
            if node.count > 0 {
                for &t in &bvh.items[node.first as usize..(node.first + node.count) as usize] {
                    let [a, b, c] = mesh.corners(t as usize);
                    let vector = (b - a).cross(c - a) * 0.5;
                    let size = vector.length();
                    center += (a + b + c) * (size / 3.0);
                    area += vector;
                    weight += size;
                }
            } else {
                for child in [node.first as usize, node.first as usize + 1] {
                    center += dipoles[child].center * weights[child];
                    area += dipoles[child].area;
                    weight += weights[child];
                }
            }
            let center = if weight > 0.0 { center / weight } else { node.bounds.center() };
            let radius = (center - node.bounds.min).max(node.bounds.max - center).length();
            dipoles[i] = Dipole { center, area, radius };
            weights[i] = weight;
        }
        Self { mesh: mesh.clone(), bvh, dipoles }
    }

    /// The mesh asked about.
    pub fn mesh(&self) -> &TriMesh {
        &self.mesh
    }

    /// The tree over the triangles.
    pub fn bvh(&self) -> &Bvh {
        &self.bvh
    }

    /// The point of the mesh nearest to `p`; at infinity when the mesh has no triangles.
    ///
    /// # Cost
    /// O(log n) near the surface: 0.5–2 µs.
    pub fn nearest(&self, p: Vec3) -> Nearest {
        self.nearest_within(p, f64::INFINITY).unwrap_or(Nearest {
            point: Vec3::INFINITY,
            distance: f64::INFINITY,
            triangle: usize::MAX,
        })
    }

    /// The point of the mesh nearest to `p`, if it is nearer than `limit`.
    pub fn nearest_within(&self, p: Vec3, limit: f64) -> Option<Nearest> {
        let (triangle, squared) =
            self.bvh.nearest(p, limit * limit, |t| p.distance_squared(nearest_on_triangle(p, self.mesh.corners(t))))?;
        Some(Nearest { point: nearest_on_triangle(p, self.mesh.corners(triangle)), distance: squared.sqrt(), triangle })
    }

    /// Distance from `p` to the surface.
    pub fn distance(&self, p: Vec3) -> f64 {
        self.nearest(p).distance
    }

    /// Distance from `p` to the surface, negative inside.
    pub fn signed_distance(&self, p: Vec3) -> f64 {
        let distance = self.distance(p);
        if self.contains(p) { -distance } else { distance }
    }

    /// Whether `p` lies inside: the winding number exceeds one half.
    ///
    /// Right for meshes with several bodies and with voids (which face inwards), and sensible for meshes with
    /// gaps, where the surface is closed by the level set that continues it. Where bodies overlap it is inside both. On the surface either answer may come.
    pub fn contains(&self, p: Vec3) -> bool {
        if !self.bvh.bounds().contains(p) {
            return false;
        }
        let rough = self.winding(p, 2.2);
        // Far triangles taken together err by a few hundredths at most; only a value near one half needs a closer
        // look, and a closed mesh gives such values on its surface alone.
        if (rough - 0.5).abs() > 0.12 { rough > 0.5 } else { self.winding(p, 8.0) > 0.5 }
    }

    /// How often the mesh winds around `p`: 1 inside, 0 outside, in between near gaps.
    ///
    /// # Accuracy
    /// Within 0.002 of the exact sum of solid angles.
    ///
    /// # Source
    /// Van Oosterom and Strackee 1983 for the solid angle of a triangle; far groups of triangles count as one
    /// dipole, after Barill et al. 2018.
    pub fn winding_number(&self, p: Vec3) -> f64 {
        self.winding(p, 8.0)
    }

    /// Where the ray from `origin` along `direction` first meets the mesh.
    pub fn cast(&self, origin: Vec3, direction: Vec3) -> Option<Hit> {
        self.cast_within(origin, direction, f64::INFINITY)
    }

    /// Where the ray first meets the mesh nearer than `limit` lengths of `direction`.
    pub fn cast_within(&self, origin: Vec3, direction: Vec3, limit: f64) -> Option<Hit> {
        let ray = Ray::new(origin, direction);
        let (triangle, distance) = self.bvh.cast(origin, direction, limit, |t| ray.meets(self.mesh.corners(t)))?;
        Some(Hit { point: origin + direction * distance, distance, triangle })
    }

    /// Sum of solid angles over 4π; groups farther off than `reach` times their radius count as dipoles.
    fn winding(&self, p: Vec3, reach: f64) -> f64 {
        if self.bvh.nodes.is_empty() {
            return 0.0;
        }
        let mut total = 0.0;
        let mut stack = [0u32; 96];
        let mut top = 1;
        while top > 0 {
            top -= 1;
            let index = stack[top] as usize;
            let dipole = &self.dipoles[index];
            let d = dipole.center - p;
            let squared = d.length_squared();
            if squared > (reach * dipole.radius).powi(2) {
                total += dipole.area.dot(d) / (squared * squared.sqrt());
                continue;
            }
            let node = &self.bvh.nodes[index];
            if node.count > 0 {
                for &t in &self.bvh.items[node.first as usize..(node.first + node.count) as usize] {
                    total += solid_angle(self.mesh.corners(t as usize).map(|v| v - p));
                }
            } else {
                stack[top] = node.first;
                stack[top + 1] = node.first + 1;
                top += 2;
            }
        }
        total / (4.0 * PI)
    }
}

/// Signed solid angle of a triangle seen from the origin.
fn solid_angle([a, b, c]: [Vec3; 3]) -> f64 {
    let (la, lb, lc) = (a.length(), b.length(), c.length());
    let volume = a.dot(b.cross(c));
    let denominator = la * lb * lc + a.dot(b) * lc + b.dot(c) * la + c.dot(a) * lb;
    2.0 * volume.atan2(denominator)
}

/// The point of a triangle nearest to `p`; flat triangles count as the segments they are.
pub fn nearest_on_triangle(p: Vec3, [a, b, c]: [Vec3; 3]) -> Vec3 {
    // The barycentric coordinates of p's projection tell which corner, edge or face is nearest.
    let (ab, ac, ap) = (b - a, c - a, p - a);
    let (d1, d2) = (ab.dot(ap), ac.dot(ap));
    if d1 <= 0.0 && d2 <= 0.0 {
        return a;
    }
    let bp = p - b;
    let (d3, d4) = (ab.dot(bp), ac.dot(bp));
    if d3 >= 0.0 && d4 <= d3 {
        return b;
    }
    let cp = p - c;
    let (d5, d6) = (ab.dot(cp), ac.dot(cp));
    if d6 >= 0.0 && d5 <= d6 {
        return c;
    }
    let vc = d1 * d4 - d3 * d2;
    let vb = d5 * d2 - d1 * d6;
    let va = d3 * d6 - d5 * d4;
    if va > 0.0 && vb > 0.0 && vc > 0.0 {
        let scale = 1.0 / (va + vb + vc);
        return a + ab * (vb * scale) + ac * (vc * scale);
    }
    // On an edge, or the triangle is flat: the nearest of the three edges is right for both.
    [nearest_on_segment(p, a, b), nearest_on_segment(p, b, c), nearest_on_segment(p, c, a)]
        .into_iter()
        .min_by(|x, y| x.distance_squared(p).total_cmp(&y.distance_squared(p)))
        .unwrap_or(a)
}

/// The point of a segment nearest to `p`.
pub fn nearest_on_segment(p: Vec3, a: Vec3, b: Vec3) -> Vec3 {
    let ab = b - a;
    let squared = ab.length_squared();
    if squared > 0.0 { a + ab * ((p - a).dot(ab) / squared).clamp(0.0, 1.0) } else { a }
}

/// A ray in coordinates of its own: the axis it mostly follows comes last, and a shear makes it run along that axis.
///
/// Every vertex is brought into the plane across the ray once, always by the same arithmetic, so that two triangles at
/// an edge judge the edge alike and no ray slips between them.
///
/// # Source
/// Woop, Benthin and Wald 2013.
struct Ray {
    origin: Vec3,
    axes: [usize; 3],
    shear: [f64; 2],
    scale: f64,
}

impl Ray {
    fn new(origin: Vec3, direction: Vec3) -> Self {
        let a = direction.abs();
        let z = if a.x >= a.y && a.x >= a.z {
            0
        } else if a.y >= a.z {
            1
        } else {
            2
        };
        let axes = [(z + 1) % 3, (z + 2) % 3, z];
        let shear = [direction[axes[0]] / direction[z], direction[axes[1]] / direction[z]];
        Self { origin, axes, shear, scale: 1.0 / direction[z] }
    }

    /// The parameter at which the ray meets a triangle, from either side.
    fn meets(&self, corners: [Vec3; 3]) -> Option<f64> {
        let [a, b, c] = corners.map(|v| {
            let d = v - self.origin;
            let height = d[self.axes[2]];
            [d[self.axes[0]] - self.shear[0] * height, d[self.axes[1]] - self.shear[1] * height, height * self.scale]
        });
        let u = c[0] * b[1] - c[1] * b[0];
        let v = a[0] * c[1] - a[1] * c[0];
        let w = b[0] * a[1] - b[1] * a[0];
        if (u < 0.0 || v < 0.0 || w < 0.0) && (u > 0.0 || v > 0.0 || w > 0.0) {
            return None;
        }
        let sum = u + v + w;
        // A triangle seen edge-on is met by its neighbours.
        if sum == 0.0 {
            return None;
        }
        let t = (u * a[2] + v * b[2] + w * c[2]) / sum;
        (t >= 0.0).then_some(t)
    }
}
