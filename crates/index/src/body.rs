//! A surface made ready to be asked for its nearest point.

use crate::surface::Surface;
use rayon::prelude::*;
use resolid_geom::metrics::PointTree;
use resolid_geom::{Aabb3, MeshDistance, Vec3};

/// A point of a surface, seen from a place.
#[derive(Clone, Copy, Debug)]
pub struct Foot {
    /// The point.
    pub point: Vec3,
    /// The surface's normal there.
    pub normal: Vec3,
    /// How far it is.
    pub distance: f64,
}

/// A surface with a tree over it: exact where it has triangles, by the planes of its points where not.
#[derive(Clone, Debug)]
pub struct Body {
    /// The surface.
    pub surface: Surface,
    exact: Option<Box<MeshDistance>>,
    tree: PointTree,
    /// How far from a point its plane is believed.
    reach: f64,
}

/// Triangles up to which a mesh is asked itself.
const MOST_TRIANGLES: usize = 200_000;

impl Body {
    /// The surface, prepared.
    pub fn new(surface: Surface) -> Self {
        let exact = surface.mesh.as_ref().filter(|m| m.triangles.len() <= MOST_TRIANGLES);
        let exact = exact.map(|m| Box::new(MeshDistance::new(m)));
        let tree = PointTree::new(if exact.is_some() { &[] } else { &surface.points });
        let reach = 2.0 * (surface.area / surface.points.len().max(1) as f64).sqrt();
        Self { surface, exact, tree, reach }
    }

    /// The point of the surface nearest to `p`.
    pub fn nearest(&self, p: Vec3) -> Foot {
        if let Some(exact) = &self.exact {
            let near = exact.nearest(p);
            return Foot { point: near.point, normal: exact.mesh().normal(near.triangle), distance: near.distance };
        }
        let (i, _) = self.tree.nearest(p).expect("a surface has points");
        let (q, normal) = (self.surface.points[i], self.surface.normals[i]);
        let height = normal.dot(p - q);
        let beside = (p - q - normal * height).length();
        if beside < self.reach {
            return Foot { point: p - normal * height, normal, distance: height.abs() };
        }
        Foot { point: q, normal, distance: (p - q).length() }
    }
}

/// Cells along the longest side of a field.
const CELLS: f64 = 26.0;

/// Distances to a surface on a grid, for thousands of rough questions.
#[derive(Clone, Debug)]
pub struct Field {
    origin: Vec3,
    edge: f64,
    counts: [usize; 3],
    values: Vec<f32>,
}

impl Field {
    /// Distances about `body`, to a tenth of its diagonal around it.
    pub fn new(body: &Body) -> Self {
        let points = body.surface.points.iter().copied();
        let bounds = Aabb3::of(points);
        let margin = 0.1 * bounds.diagonal();
        let bounds = bounds.expanded(margin);
        let edge = (bounds.size().max_element() / CELLS).max(f64::MIN_POSITIVE);
        let counts = bounds.size().to_array().map(|s| (s / edge).ceil() as usize + 2);
        let [nx, ny, nz] = counts;
        let value = |at: usize| {
            let cell = [at % nx, at / nx % ny, at / (nx * ny)].map(|k| k as f64);
            body.nearest(bounds.min + Vec3::from_array(cell) * edge).distance as f32
        };
        let values = (0..nx * ny * nz).into_par_iter().map(value).collect();
        Self { origin: bounds.min, edge, counts, values }
    }

    /// About how far `p` lies from the surface; outside of the grid, at least so far.
    pub fn distance(&self, p: Vec3) -> f64 {
        let at = (p - self.origin) / self.edge;
        let mut outside = 0.0;
        let mut cell = [0usize; 3];
        let mut share = [0f32; 3];
        for k in 0..3 {
            let most = (self.counts[k] - 1) as f64;
            let inside = at[k].clamp(0.0, most - 1e-9);
            outside += (at[k] - inside) * (at[k] - inside);
            cell[k] = inside as usize;
            share[k] = (inside - cell[k] as f64) as f32;
        }
        let [nx, ny, _] = self.counts;
        let value =
            |dx: usize, dy: usize, dz: usize| self.values[(cell[0] + dx) + nx * ((cell[1] + dy) + ny * (cell[2] + dz))];
        let along = |dy: usize, dz: usize| value(0, dy, dz) * (1.0 - share[0]) + value(1, dy, dz) * share[0];
        let across = |dz: usize| along(0, dz) * (1.0 - share[1]) + along(1, dz) * share[1];
        let within = across(0) * (1.0 - share[2]) + across(1) * share[2];
        f64::from(within) + outside.sqrt() * self.edge
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::TriMesh;

    #[test]
    fn a_field_is_near_the_distance_inside_and_outside_of_its_grid() {
        let body = Body::new(Surface::of_mesh(&TriMesh::cuboid(Vec3::ZERO, Vec3::new(4.0, 3.0, 2.0))).unwrap());
        let field = Field::new(&body);
        for p in
            [Vec3::new(2.0, 1.5, 1.0), Vec3::new(4.3, 1.0, 1.0), Vec3::new(1.0, 1.0, 0.1), Vec3::new(9.0, 1.0, 1.0)]
        {
            let exact = body.nearest(p).distance;
            assert!((field.distance(p) - exact).abs() < 0.1, "{p}: {} {exact}", field.distance(p));
        }
    }
}
