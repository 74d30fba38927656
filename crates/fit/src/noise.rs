//! How far a mesh's vertices scatter about the surface they stand for.

use resolid_geom::TriMesh;

/// An estimate of the standard deviation of the vertices, millimetres: next to nothing on a mesh exported from CAD.
///
/// Most neighbouring facets of a part lie in one plane (every flat face, every quad of a wall), so the lower part of the
/// distances of a facet's far corner from its neighbour's plane is noise, where the upper part is shape. Nothing is told from less than
/// `fewest` of them.
pub fn noise(mesh: &TriMesh, neighbours: &[[Option<u32>; 3]], fewest: usize) -> Option<f64> {
    let mut off: Vec<f64> = Vec::new();
    for (t, across) in neighbours.iter().enumerate() {
        let n = mesh.area_normal(t);
        let corners = mesh.corners(t);
        let longest = (0..3).map(|k| corners[k].distance(corners[(k + 1) % 3])).fold(0.0, f64::max);
        // A needle's plane says nothing, and neither does what lies beyond its own size.
        if n.length() < 0.05 * longest * longest {
            continue;
        }
        let n = n.normalize();
        for other in across.iter().flatten().map(|&o| o as usize).filter(|&o| o > t) {
            let far = mesh.triangles[other].iter().find(|v| !mesh.triangles[t].contains(v));
            let Some(&far) = far else { continue };
            let far = mesh.vertices[far as usize];
            if n.angle_between(mesh.area_normal(other)) < 0.3 && far.distance(corners[0]) < 3.0 * longest {
                off.push((far - corners[0]).dot(n).abs());
            }
        }
    }
    if off.len() < fewest {
        return None;
    }
    off.sort_by(f64::total_cmp);
    // A fifth of the values lie below a quarter of their standard deviation, which itself is about twice that of one
    // vertex, since four take part.
    Some(off[off.len() / 5] / 0.25 / 2.0)
}
