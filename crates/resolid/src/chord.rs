//! How far a curved surface rises over the facets that stand for it.

use resolid_geom::TriMesh;

/// Edges whose facets meet at less than this are smooth: a circle of nine chords or more.
const SMOOTH: f64 = 44.5 * std::f64::consts::PI / 180.0;
/// Below this, facets lie in one plane.
const FLAT: f64 = 2e-3;

/// For each triangle the height of the true surface over it, millimetres: 0 on flat faces, the sagitta of the
/// chord on facets of a curved one.
///
/// Two facets of width `w` that stand for one arc meet at its own angle θ, and the arc rises `w/2 · tan(θ/4)` over
/// its chord. A plane facet beside a chamfer also meets it at a small angle; a facet counts as part of a curved
/// surface only where a second edge of it is bent too, and by a like angle.
pub fn chord_heights(mesh: &TriMesh) -> Vec<f64> {
    let n = mesh.triangles.len();
    let normals: Vec<_> = (0..n).map(|t| mesh.area_normal(t)).collect();
    // Every undirected edge with its triangle, sorted so that the two sides of an edge stand side by side.
    let mut sides: Vec<(u32, u32, u32)> = Vec::with_capacity(3 * n);
    for (t, tri) in mesh.triangles.iter().enumerate() {
        for k in 0..3 {
            let (a, b) = (tri[k], tri[(k + 1) % 3]);
            sides.push((a.min(b), a.max(b), t as u32));
        }
    }
    sides.sort_unstable();

    let mut regions = Regions((0..n as u32).collect());
    let mut bent: Vec<Bend> = Vec::new();
    let mut first = 0;
    while first < sides.len() {
        let (a, b, _) = sides[first];
        let mut last = first + 1;
        while last < sides.len() && (sides[last].0, sides[last].1) == (a, b) {
            last += 1;
        }
        if last - first == 2 {
            let (s, t) = (sides[first].2, sides[first + 1].2);
            let (u, v) = (normals[s as usize], normals[t as usize]);
            let angle = u.cross(v).length().atan2(u.dot(v));
            if u.length_squared() == 0.0 || v.length_squared() == 0.0 || angle < FLAT {
                regions.join(s, t);
            } else if angle < SMOOTH {
                let length = mesh.vertices[a as usize].distance(mesh.vertices[b as usize]);
                let width = u.length().min(v.length()) / length.max(f64::MIN_POSITIVE);
                bent.push(Bend { sides: [s, t], angle, height: 0.5 * width * (angle / 4.0).tan() });
            }
        }
        first = last;
    }

    // The smallest and largest bend of each region: a curved strip is bent on both sides, a plane beside a
    // chamfer on one. Two collinear pieces of one edge would pass as two; the like angle bounds the error.
    let mut curved = vec![false; n];
    let mut by_region: Vec<(u32, usize)> = Vec::new();
    for (i, bend) in bent.iter().enumerate() {
        by_region.extend(bend.sides.map(|s| (regions.of(s), i)));
    }
    by_region.sort_unstable();
    for group in by_region.chunk_by(|a, b| a.0 == b.0) {
        let others: std::collections::BTreeSet<u32> = group
            .iter()
            .map(|&(region, i)| {
                let [s, t] = bent[i].sides.map(|s| regions.of(s));
                if s == region { t } else { s }
            })
            .collect();
        let largest = group.iter().map(|&(_, i)| bent[i].angle).fold(0.0, f64::max);
        let alike = group.iter().filter(|&&(_, i)| bent[i].angle * 3.0 >= largest).count();
        curved[group[0].0 as usize] = others.len() >= 2 && alike >= 2;
    }
    let mut height = vec![0.0f64; n];
    for bend in &bent {
        let ends = bend.sides.map(|s| regions.of(s) as usize);
        if ends.iter().any(|&r| curved[r]) {
            for r in ends {
                height[r] = height[r].max(bend.height);
            }
        }
    }
    (0..n as u32).map(|t| height[regions.of(t) as usize]).collect()
}

/// An edge whose two facets meet at a small angle.
struct Bend {
    sides: [u32; 2],
    angle: f64,
    height: f64,
}

/// Disjoint sets of triangles that lie in one plane.
struct Regions(Vec<u32>);

impl Regions {
    fn of(&mut self, t: u32) -> u32 {
        let mut root = t;
        while self.0[root as usize] != root {
            root = self.0[root as usize];
        }
        let mut walk = t;
        while self.0[walk as usize] != root {
            walk = std::mem::replace(&mut self.0[walk as usize], root);
        }
        root
    }

    fn join(&mut self, s: u32, t: u32) {
        let (s, t) = (self.of(s), self.of(t));
        self.0[s.max(t) as usize] = s.min(t);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::Vec3;
    use std::f64::consts::TAU;

    /// A prism over a polygon, caps as fans.
    fn prism(outline: &[(f64, f64)], height: f64) -> TriMesh {
        let n = outline.len() as u32;
        let ring = |z: f64| outline.iter().map(move |&(x, y)| Vec3::new(x, y, z));
        let mut triangles = Vec::new();
        for i in 0..n {
            let j = (i + 1) % n;
            triangles.extend([[i, j, n + j], [i, n + j, n + i]]);
        }
        for i in 1..n - 1 {
            triangles.extend([[0, i + 1, i], [n, n + i, n + i + 1]]);
        }
        TriMesh { vertices: ring(0.0).chain(ring(height)).collect(), triangles }
    }

    #[test]
    fn cylinder_facets_have_their_sagitta() {
        for n in [12, 36, 100] {
            let points: Vec<_> = (0..n)
                .map(|i| (TAU * f64::from(i) / f64::from(n)).sin_cos())
                .map(|(s, c)| (5.0 * c, 5.0 * s))
                .collect();
            let heights = chord_heights(&prism(&points, 3.0));
            let sagitta = 5.0 * (1.0 - (TAU / f64::from(n) / 2.0).cos());
            for h in &heights[..2 * n as usize] {
                assert!((h - sagitta).abs() < 1e-9 * sagitta + 1e-12, "{n}: {h} for {sagitta}");
            }
            assert!(heights[2 * n as usize..].iter().all(|h| *h == 0.0));
        }
    }

    #[test]
    fn boxes_roofs_and_single_chamfers_have_none() {
        let square = [(0.0, 0.0), (8.0, 0.0), (8.0, 8.0), (0.0, 8.0)];
        assert!(chord_heights(&prism(&square, 2.0)).iter().all(|h| *h == 0.0));
        let roof = [(0.0, 0.0), (100.0, 0.0), (100.0, 20.0), (50.0, 30.0), (0.0, 20.0)];
        assert!(chord_heights(&prism(&roof, 40.0)).iter().all(|h| *h == 0.0));
    }
}
