//! A large mesh with fewer triangles, for the eye: vertices of one cell become one, placed so that edges stay sharp.

use glam::{DMat3, DVec3};
use resolid_geom::TriMesh;
use std::collections::HashMap;

/// A mesh of fewer triangles, and a number for each of its vertices.
#[derive(Clone, Debug, Default)]
pub struct Decimated {
    /// The mesh.
    pub mesh: TriMesh,
    /// Of the numbers in a cell, the one of the greatest size: what stands out is not averaged away.
    pub values: Vec<f64>,
}

/// `mesh` with no more than `most` triangles; `values` are numbers a vertex. What has no more is given back as it is.
///
/// # Source
/// Lindstrom, "Out-of-core simplification of large polygonal models" (2000): each cell's vertex is where its facets'
/// planes agree best, which we look for from the mean of its vertices on and inside the cell only.
pub fn decimated(mesh: TriMesh, values: Vec<f64>, most: usize) -> Decimated {
    if mesh.triangles.len() <= most {
        return Decimated { mesh, values };
    }
    let bounds = mesh.bounds();
    // A surface of about six sides of the box has 2 triangles a cell it passes.
    let mut edge = (2.0 * mesh.area() / most as f64).sqrt().max(1e-6 * bounds.diagonal());
    loop {
        let found = clustered(&mesh, &values, bounds.min, edge);
        if found.mesh.triangles.len() <= most || edge > bounds.diagonal() {
            return found;
        }
        edge *= 1.2;
    }
}

/// What is known of a cell.
#[derive(Clone, Default)]
struct Cell {
    sum: DVec3,
    count: f64,
    /// Normals by themselves, weighted by area, and times their distance from `corner`.
    normals: DMat3,
    offsets: DVec3,
    value: f64,
    corner: DVec3,
}

fn clustered(mesh: &TriMesh, values: &[f64], origin: DVec3, edge: f64) -> Decimated {
    let mut index: HashMap<[i32; 3], u32> = HashMap::new();
    let mut cells: Vec<Cell> = Vec::new();
    let cell_of: Vec<u32> = mesh
        .vertices
        .iter()
        .enumerate()
        .map(|(v, &p)| {
            let key = ((p - origin) / edge).floor();
            let at = *index.entry(key.to_array().map(|k| k as i32)).or_insert_with(|| {
                // The default of a matrix is one, not zero.
                cells.push(Cell { corner: origin + key * edge, normals: DMat3::ZERO, ..Cell::default() });
                cells.len() as u32 - 1
            });
            let cell = &mut cells[at as usize];
            cell.sum += p;
            cell.count += 1.0;
            let value = values.get(v).copied().unwrap_or(0.0);
            if value.abs() > cell.value.abs() {
                cell.value = value;
            }
            at
        })
        .collect();
    let mut triangles: Vec<[u32; 3]> = Vec::new();
    for (t, corners) in mesh.triangles.iter().enumerate() {
        let [a, b, c] = corners.map(|v| cell_of[v as usize]);
        let area_normal = mesh.area_normal(t);
        let Some(normal) = area_normal.try_normalize() else { continue };
        let weight = area_normal.length();
        for at in [a, b, c] {
            let cell = &mut cells[at as usize];
            cell.normals += weight * DMat3::from_cols(normal * normal.x, normal * normal.y, normal * normal.z);
            cell.offsets += weight * normal.dot(mesh.corners(t)[0] - cell.corner) * normal;
        }
        if a != b && b != c && c != a {
            triangles.push([a, b, c]);
        }
    }
    let vertices = cells.iter().map(|cell| placed(cell, edge)).collect();
    let values = cells.iter().map(|c| c.value).collect();
    // Triangles with the same corners that face opposite ways are a fold and nothing: what is left over counts.
    let mut sided: Vec<([u32; 3], i32)> = triangles
        .into_iter()
        .map(|t| {
            let mut sorted = t;
            sorted.sort_unstable();
            let least = (0..3).find(|&k| t[k] == sorted[0]).unwrap_or(0);
            (sorted, if t[(least + 1) % 3] == sorted[1] { 1 } else { -1 })
        })
        .collect();
    sided.sort_unstable();
    let triangles = sided
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| match same.iter().map(|s| s.1).sum::<i32>() {
            0 => None,
            n if n > 0 => Some(same[0].0),
            _ => Some([same[0].0[0], same[0].0[2], same[0].0[1]]),
        })
        .collect();
    Decimated { mesh: TriMesh { vertices, triangles }, values }
}

/// Where the planes through a cell agree best, pulled a little to the mean of its vertices where they say nothing.
fn placed(cell: &Cell, edge: f64) -> DVec3 {
    let mean = cell.sum / cell.count - cell.corner;
    let trace = cell.normals.x_axis.x + cell.normals.y_axis.y + cell.normals.z_axis.z;
    if trace.is_nan() || trace <= 0.0 {
        return cell.corner + mean;
    }
    let pull = 1e-3 * trace;
    let matrix = cell.normals + DMat3::from_diagonal(DVec3::splat(pull));
    let best = matrix.inverse() * (cell.offsets + pull * mean);
    let inside = best.is_finite() && best.distance(mean) <= edge;
    cell.corner + if inside { best } else { mean }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_render::subdivided;

    #[test]
    fn a_finely_cut_box_keeps_its_shape_and_its_greatest_number() {
        let mesh = TriMesh::cuboid(DVec3::ZERO, DVec3::new(30.0, 20.0, 10.0));
        let fine = subdivided(&mesh, 0.15, 1_000_000).mesh;
        assert!(fine.triangles.len() > 200_000);
        let mut values = vec![0.01; fine.vertices.len()];
        values[777] = -0.5;
        let found = decimated(fine, values, 20_000);
        let triangles = found.mesh.triangles.len();
        assert!((8_000..=20_000).contains(&triangles), "{triangles}");
        assert!((found.mesh.volume() / 6000.0 - 1.0).abs() < 1e-3, "{}", found.mesh.volume());
        let size = found.mesh.bounds().size();
        assert!(size.distance(DVec3::new(30.0, 20.0, 10.0)) < 0.02, "{size}");
        assert_eq!(found.values.iter().copied().fold(0.0, f64::min), -0.5);
    }
}
