//! The surface on which a field has a value, as a mesh.

use crate::{Aabb3, TriMesh, Vec3};
use std::collections::HashMap;

/// The corners of a cell are numbered by bits: x, y, z.
fn offset(corner: usize) -> [i32; 3] {
    [corner as i32 & 1, (corner as i32 >> 1) & 1, corner as i32 >> 2]
}

/// A cell's edges: axis, and the corner they start at.
const EDGES: [(usize, usize); 12] =
    [(0, 0), (0, 2), (0, 4), (0, 6), (1, 0), (1, 1), (1, 4), (1, 5), (2, 0), (2, 1), (2, 2), (2, 3)];

type Place = [i32; 3];

/// A contour and where the grid's edges meet it.
#[derive(Clone, Debug, Default)]
pub struct Contour {
    /// The mesh, outward where the field falls.
    pub mesh: TriMesh,
    /// For each vertex where the edges of its cell cross the surface.
    pub crossings: Vec<Vec<Vec3>>,
}

/// The surface on which `field` is `level`, larger inside, followed from the cells about `seeds`.
///
/// Cells are cubes of edge `cell`. `field` is asked for many places at once, so that the caller may share them among threads.
/// A cell that the surface passes twice gets two vertices, so that it does not touch itself. At most `most` cells
/// are looked at.
///
/// # Source
/// Surface nets (Gibson 1998) with the components of Schaefer et al. 2007.
pub fn contour(
    field: &dyn Fn(&[Vec3]) -> Vec<f64>,
    level: f64,
    cell: f64,
    bounds: &Aabb3,
    seeds: &[Vec3],
    most: usize,
) -> Contour {
    let origin = bounds.min - Vec3::splat(0.37 * cell);
    let place = |p: Vec3| ((p - origin) / cell).floor().to_array().map(|x| x as i32);
    let world = |p: Place| origin + Vec3::new(f64::from(p[0]), f64::from(p[1]), f64::from(p[2])) * cell;
    let add = |a: Place, b: Place| [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
    let low = place(bounds.min).map(|x| x - 4);
    let high = place(bounds.max).map(|x| x + 4);
    let inside_box = |p: &Place| (0..3).all(|k| p[k] >= low[k] && p[k] < high[k]);

    let mut values: HashMap<Place, f64> = HashMap::new();
    let mut seen: std::collections::HashSet<Place> = std::collections::HashSet::new();
    let mut front: Vec<Place> = Vec::new();
    for &s in seeds {
        let own = place(s);
        for d in 0..27 {
            let p = add(own, [d % 3 - 1, d / 3 % 3 - 1, d / 9 - 1]);
            if inside_box(&p) && seen.insert(p) {
                front.push(p);
            }
        }
    }
    let mut active: Vec<Place> = Vec::new();
    while !front.is_empty() && seen.len() <= most {
        let mut wanted: Vec<Place> = Vec::new();
        for &p in &front {
            for c in 0..8 {
                let corner = add(p, offset(c));
                // The outermost corners are outside, so that the surface closes.
                values.entry(corner).or_insert_with(|| {
                    wanted.push(corner);
                    f64::NAN
                });
            }
        }
        let places: Vec<Vec3> = wanted.iter().map(|&p| world(p)).collect();
        for (&p, value) in wanted.iter().zip(field(&places)) {
            let rim = (0..3).any(|k| p[k] <= low[k] || p[k] >= high[k]);
            values.insert(p, if rim { -1.0 } else { value - level });
        }
        let mut next = Vec::new();
        for &p in &front {
            let signs: Vec<bool> = (0..8).map(|c| shifted(values[&add(p, offset(c))]) > 0.0).collect();
            if signs.iter().all(|&s| s) || !signs.iter().any(|&s| s) {
                continue;
            }
            active.push(p);
            // The surface goes on through each face whose corners differ.
            for axis in 0..3 {
                for side in 0..2i32 {
                    let on: Vec<bool> = (0..8).filter(|&c| offset(c)[axis] == side).map(|c| signs[c]).collect();
                    if on.iter().any(|&s| s) && !on.iter().all(|&s| s) {
                        let mut q = p;
                        q[axis] += 2 * side - 1;
                        if inside_box(&q) && seen.insert(q) {
                            next.push(q);
                        }
                    }
                }
            }
        }
        front = next;
    }
    active.sort_unstable();

    let mut out = Contour::default();
    // For each cell the vertex that each of its edges belongs to.
    let mut vertex_of: HashMap<Place, [u32; 12]> = HashMap::new();
    for &p in &active {
        let value: Vec<f64> = (0..8).map(|c| shifted(values[&add(p, offset(c))])).collect();
        let group = groups(&value);
        let mut vertices = [u32::MAX; 12];
        for g in 0..12 {
            let mut crossings = Vec::new();
            for (e, &(axis, start)) in EDGES.iter().enumerate() {
                if group[e] == g {
                    let end = start | (1 << axis);
                    let t = value[start] / (value[start] - value[end]);
                    let mut at = world(add(p, offset(start)));
                    at[axis] += cell * t.clamp(0.02, 0.98);
                    crossings.push(at);
                    vertices[e] = out.crossings.len() as u32;
                }
            }
            if !crossings.is_empty() {
                out.mesh.vertices.push(crossings.iter().copied().sum::<Vec3>() / crossings.len() as f64);
                out.crossings.push(crossings);
            }
        }
        vertex_of.insert(p, vertices);
    }
    // Each grid edge that crosses the surface is circled by four cells.
    for &p in &active {
        for axis in 0..3 {
            let (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
            let mut end = p;
            end[axis] += 1;
            let (a, b) = (shifted(values[&p]) > 0.0, shifted(values[&end]) > 0.0);
            if a == b {
                continue;
            }
            let mut ring = [u32::MAX; 4];
            for (k, (du, dv)) in [(0, 0), (-1, 0), (-1, -1), (0, -1)].into_iter().enumerate() {
                let mut q = p;
                q[u] += du;
                q[v] += dv;
                let corner = ((du != 0) as usize) << u | ((dv != 0) as usize) << v;
                let edge = EDGES.iter().position(|&(x, c)| x == axis && c == corner).unwrap_or(0);
                ring[k] = vertex_of.get(&q).map_or(u32::MAX, |vertices| vertices[edge]);
            }
            if ring.contains(&u32::MAX) {
                continue;
            }
            if !a {
                ring.reverse();
            }
            let v = |k: usize| out.mesh.vertices[ring[k] as usize];
            // The shorter diagonal keeps folds out.
            if v(0).distance_squared(v(2)) <= v(1).distance_squared(v(3)) {
                out.mesh.triangles.extend([[ring[0], ring[1], ring[2]], [ring[0], ring[2], ring[3]]]);
            } else {
                out.mesh.triangles.extend([[ring[0], ring[1], ring[3]], [ring[1], ring[2], ring[3]]]);
            }
        }
    }
    out
}

/// Values of exactly the level count as outside, hence never divide by zero.
fn shifted(value: f64) -> f64 {
    if value == 0.0 || value.is_nan() { -1e-12 } else { value }
}

/// For each edge of a cell the stretch of surface that crosses it, by number; 12 where none does.
fn groups(value: &[f64]) -> [usize; 12] {
    let crossed = |e: usize| {
        let (axis, start) = EDGES[e];
        (value[start] > 0.0) != (value[start | (1 << axis)] > 0.0)
    };
    let mut group: [usize; 12] = std::array::from_fn(|e| if crossed(e) { e } else { 12 });
    let join = |group: &mut [usize; 12], a: usize, b: usize| {
        let (low, high) = (group[a].min(group[b]), group[a].max(group[b]));
        group.iter_mut().filter(|g| **g == high).for_each(|g| *g = low);
    };
    for axis in 0..3 {
        for side in 0..2usize {
            let on = |c: usize| (c >> axis) & 1 == side;
            let edges: Vec<usize> = (0..12).filter(|&e| EDGES[e].0 != axis && on(EDGES[e].1) && crossed(e)).collect();
            if edges.len() == 2 {
                join(&mut group, edges[0], edges[1]);
            } else {
                // Four crossings: each inside corner is cut off on its own, here and in the cell across.
                for c in (0..8).filter(|&c| on(c) && value[c] > 0.0) {
                    let own: Vec<usize> = edges
                        .iter()
                        .copied()
                        .filter(|&e| EDGES[e].1 == c || EDGES[e].1 | (1 << EDGES[e].0) == c)
                        .collect();
                    if own.len() == 2 {
                        join(&mut group, own[0], own[1]);
                    }
                }
            }
        }
    }
    group
}
