//! Coordinates that agree to rounding, made equal.

use resolid_geom::TriMesh;

/// Gives coordinates of one axis that lie within `same` of each other one value.
///
/// Flush faces of a part drawn square then lie in one plane to the last bit, however their heights were summed up. What
/// stands oblique moves by no more than `same`.
pub(super) fn snap(polyhedra: &mut [Vec<TriMesh>], same: f64) {
    for axis in 0..3 {
        let all = polyhedra.iter().flatten().flat_map(|p| &p.vertices);
        let mut values: Vec<f64> = all.map(|v| v[axis]).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        // The first value of each run of near ones; a run ends where it has become wide, so that none drifts.
        let mut chosen: Vec<f64> = Vec::with_capacity(values.len());
        for v in values {
            if chosen.last().is_none_or(|&c| v - c > same) {
                chosen.push(v);
            }
        }
        for vertex in polyhedra.iter_mut().flatten().flat_map(|p| &mut p.vertices) {
            let i = chosen.partition_point(|&c| c <= vertex[axis]);
            vertex[axis] = chosen[i.max(1) - 1];
        }
    }
}
