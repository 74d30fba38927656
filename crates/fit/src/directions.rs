//! The directions along which a shape may have been extruded: normals of its planes and axes of its cylinders.

use resolid_geom::{Frame, TriMesh, Vec3};

/// Two directions closer than this are one.
const SAME_ANGLE: f64 = 0.005;
/// How many directions are looked at.
const MOST: usize = 8;
/// Neighbouring facets that turn by less than this belong to one curved wall.
const SMOOTH_ANGLE: f64 = 0.6;

/// Where no direction has a greater share of the surface square to it, the shape is a free one.
const FREE: f64 = 0.3;

/// The candidate directions as sketch frames (z along the direction, origin at zero), the most telling first.
///
/// A direction is worth the area that is perpendicular (caps) or parallel (walls) to it: on a part made by one
/// extrusion that is all of it. Candidates are the area-weighted clusters of facet normals, and the directions of
/// the long edges between facets that turn smoothly, which run along cylinders.
/// `noise` is the scatter of the vertices, millimetres.
pub fn directions(mesh: &TriMesh, neighbours: &[[Option<u32>; 3]], noise: f64) -> Vec<Frame> {
    // Noise tilts a facet by its share of the facet's size, some hundredth of the part.
    let tilt = (100.0 * noise / mesh.bounds().diagonal()).min(0.1);
    let facets = facets(mesh);
    let total: f64 = facets.iter().map(|f| f.1).sum();
    let mut order: Vec<usize> = (0..facets.len()).collect();
    order.sort_by(|&a, &b| facets[b].1.total_cmp(&facets[a].1).then(a.cmp(&b)));

    let curved = curved_facets(&facets, neighbours, tilt);
    let mut normals = Clusters::default();
    for &t in &order {
        if !curved[t] {
            normals.add(facets[t].0, facets[t].1);
        }
    }
    let mut axes = Clusters::default();
    for &t in &order {
        for (k, &other) in neighbours[t].iter().enumerate() {
            let Some(other) = other.map(|o| o as usize) else { continue };
            let turn = facets[t].0.angle_between(facets[other].0);
            if other > t && turn > tilt.max(0.005) && turn < SMOOTH_ANGLE {
                let edge = mesh.vertices[mesh.triangles[t][(k + 1) % 3] as usize]
                    - mesh.vertices[mesh.triangles[t][k] as usize];
                axes.add(edge.normalize_or_zero(), edge.length() * turn);
            }
        }
    }
    normals.sort();
    axes.sort();

    let mut candidates: Vec<Vec3> = Vec::new();
    // Two walls of one extrusion meet along its direction, also where nothing caps it.
    let round = cylinder_axes(mesh, neighbours, &facets, &curved, noise);
    let flat: Vec<Vec3> = normals.items.iter().take(MOST).filter(|c| c.1 > 5e-3 * total).map(|c| c.0).collect();
    let between =
        flat.iter().enumerate().flat_map(|(i, a)| flat[..i].iter().map(move |b| a.cross(*b).normalize_or_zero()));
    let flat_or_edge = normals.items.iter().take(2 * MOST).chain(axes.items.iter().take(MOST)).map(|c| c.0);
    let seen = round.iter().map(|a| a.direction).chain(flat_or_edge);
    for d in seen.chain(between.filter(|d| *d != Vec3::ZERO)) {
        if !candidates.iter().any(|c| parallel(*c, d)) {
            candidates.push(d);
        }
    }
    let mut scored: Vec<(f64, Vec3)> = candidates
        .into_iter()
        .map(|d| {
            // A fitted axis is as exact as the vertices; the facets of its cylinder may lean and would spoil it.
            let axis = round.iter().find(|a| parallel(a.direction, d));
            let flat: f64 = facets.iter().filter(|f| is_square(f.0, d, 5e-5)).map(|f| f.1).sum();
            let d = match axis {
                Some(axis) if flat < axis.area => upright(world_aligned(axis.direction)),
                _ => polished(d, &facets, tilt),
            };
            let explained: f64 = facets.iter().filter(|f| is_square(f.0, d, SAME_ANGLE.max(tilt))).map(|f| f.1).sum();
            (explained.max(axis.map_or(0.0, |a| a.area)), d)
        })
        .filter(|(explained, _)| *explained > 1e-3 * total)
        .collect();
    // A ball or a ring has no face and no wall: it is seen along its own axis.
    if scored.iter().all(|s| s.0 < FREE * total) {
        scored.push((total, upright(world_aligned(own_axis(mesh, &facets)))));
    }
    // Equal worth is common (every face of a box): world axes first, z before y before x, so that answers are
    // stable and lie flat.
    let tie = |d: Vec3| d.z.abs() * 4.0 + d.y.abs() * 2.0 + d.x.abs();
    scored.sort_by(|a, b| {
        let worth = |s: f64| (s / total * 1e4).round();
        worth(b.0).total_cmp(&worth(a.0)).then(tie(b.1).total_cmp(&tie(a.1)))
    });
    // Leaning edges of a cylinder look like directions of their own close to its axis; a real one has a face across it.
    let caps = |d: Vec3| -> f64 {
        facets.iter().filter(|f| f.0.cross(d).length_squared() < tilt.max(1e-4).powi(2)).map(|f| f.1).sum::<f64>()
            / total
    };
    let mut kept: Vec<(f64, Vec3)> = Vec::new();
    for s in scored {
        let fitted = round.iter().any(|a| parallel(a.direction, s.1));
        let near = |d: Vec3| d.cross(s.1).length() < 0.2;
        let shadowed = kept.iter().any(|k| near(k.1)) || round.iter().any(|a| near(a.direction));
        if fitted || !shadowed || caps(s.1) > 2e-3 {
            kept.push(s);
        }
    }
    let mut scored = kept;
    scored.truncate(MOST);
    let mut dirs: Vec<Vec3> = scored.into_iter().map(|s| s.1).collect();
    square_up(&mut dirs, tilt.max(1e-4));
    dirs.iter().map(|&d| frame_of(d, &dirs)).collect()
}

/// The principal axis of the surface whose moment differs most from the others': the axis of a turned part; z of a ball.
fn own_axis(mesh: &TriMesh, facets: &[(Vec3, f64)]) -> Vec3 {
    let middles = mesh.triangles.iter().map(|t| t.map(|v| mesh.vertices[v as usize]).iter().sum::<Vec3>() / 3.0);
    let weighted: Vec<(Vec3, f64)> = middles.zip(facets).map(|(middle, facet)| (middle, facet.1)).collect();
    let total: f64 = weighted.iter().map(|f| f.1).sum();
    let center = weighted.iter().map(|f| f.0 * f.1).sum::<Vec3>() / total;
    let mut moment = nalgebra::Matrix3::zeros();
    for &(p, area) in &weighted {
        let d = nalgebra::Vector3::from((p - center).to_array());
        moment += d * d.transpose() * (area / total);
    }
    let eigen = nalgebra::SymmetricEigen::new(moment);
    let mut order = [0, 1, 2];
    order.sort_by(|&a, &b| eigen.eigenvalues[a].total_cmp(&eigen.eigenvalues[b]));
    let [low, middle, high] = order.map(|k| eigen.eigenvalues[k]);
    if high - low < 0.02 * high {
        return Vec3::Z;
    }
    let own = if middle - low < high - middle { order[2] } else { order[0] };
    let axis = eigen.eigenvectors.column(own);
    Vec3::new(axis[0], axis[1], axis[2])
}

/// Which facets belong to curved walls: flat patches that turn smoothly into a patch at least half their size. The flat
/// wall between two fillets is no such patch, since the facets of its fillets are narrower.
fn curved_facets(facets: &[(Vec3, f64)], neighbours: &[[Option<u32>; 3]], tilt: f64) -> Vec<bool> {
    let flat = tilt.max(0.005);
    let mut patch = vec![usize::MAX; facets.len()];
    let mut areas: Vec<f64> = Vec::new();
    for seed in 0..facets.len() {
        if patch[seed] != usize::MAX {
            continue;
        }
        let id = areas.len();
        areas.push(0.0);
        patch[seed] = id;
        let mut queue = vec![seed];
        while let Some(t) = queue.pop() {
            areas[id] += facets[t].1;
            for other in neighbours[t].iter().flatten().map(|&o| o as usize) {
                // Against the seed, so that a fine cylinder does not become one patch step by step.
                if patch[other] == usize::MAX && facets[seed].0.angle_between(facets[other].0) < flat {
                    patch[other] = id;
                    queue.push(other);
                }
            }
        }
    }
    let mut curved = vec![false; areas.len()];
    for t in 0..facets.len() {
        for other in neighbours[t].iter().flatten().map(|&o| o as usize) {
            let turn = facets[t].0.angle_between(facets[other].0);
            if (flat..SMOOTH_ANGLE).contains(&turn) && areas[patch[other]] > 0.5 * areas[patch[t]] {
                curved[patch[t]] = true;
            }
        }
    }
    patch.iter().map(|&p| curved[p]).collect()
}

/// The axis of curved walls.
struct FittedAxis {
    direction: Vec3,
    /// Of all walls around this direction.
    area: f64,
    /// Largest distance of a vertex of the first such wall from its cylinder.
    off: f64,
}

/// How far the vertices of the largest cylinder lie off it, where the mesh has one: an upper bound of their scatter.
pub fn cylinder_scatter(mesh: &TriMesh, neighbours: &[[Option<u32>; 3]]) -> Option<f64> {
    let facets = facets(mesh);
    let curved = curved_facets(&facets, neighbours, 0.0);
    cylinder_axes(mesh, neighbours, &facets, &curved, 0.0).first().map(|a| a.off)
}

/// Unit normal and area of every facet.
fn facets(mesh: &TriMesh) -> Vec<(Vec3, f64)> {
    (0..mesh.triangles.len())
        .map(|t| {
            let n = mesh.area_normal(t);
            let a = n.length();
            (if a > 0.0 { n / a } else { Vec3::ZERO }, a * 0.5)
        })
        .collect()
}

/// Axes of the cylinders among the curved walls, with their areas, largest first: smooth pieces whose vertices lie on a
/// common cylinder to within a ten-thousandth of the part.
fn cylinder_axes(
    mesh: &TriMesh,
    neighbours: &[[Option<u32>; 3]],
    facets: &[(Vec3, f64)],
    curved: &[bool],
    noise: f64,
) -> Vec<FittedAxis> {
    let total: f64 = facets.iter().map(|f| f.1).sum();
    let tolerance = (1e-4 * mesh.bounds().diagonal()).max(5.0 * noise);
    let mut seen = vec![false; facets.len()];
    let mut axes: Vec<FittedAxis> = Vec::new();
    for seed in 0..facets.len() {
        if seen[seed] || !curved[seed] {
            continue;
        }
        seen[seed] = true;
        let mut piece = vec![seed];
        let mut next = 0;
        while next < piece.len() {
            let t = piece[next];
            next += 1;
            for o in neighbours[t].iter().flatten().map(|&o| o as usize) {
                if !seen[o] && curved[o] && facets[t].0.angle_between(facets[o].0) < SMOOTH_ANGLE {
                    seen[o] = true;
                    piece.push(o);
                }
            }
        }
        let area: f64 = piece.iter().map(|&t| facets[t].1).sum();
        if piece.len() < 8 || area < 1e-3 * total {
            continue;
        }
        let normals: Vec<(Vec3, f64)> = piece.iter().map(|&t| facets[t]).collect();
        let mut points: Vec<u32> = piece.iter().flat_map(|&t| mesh.triangles[t]).collect();
        points.sort_unstable();
        points.dedup();
        let points: Vec<Vec3> = points.into_iter().map(|v| mesh.vertices[v as usize]).collect();
        if let Some((axis, off)) = fit_axis(&points, &normals)
            && off < tolerance
        {
            match axes.iter_mut().find(|a| parallel(a.direction, axis)) {
                Some(same) => same.area += area,
                None => axes.push(FittedAxis { direction: axis, area, off }),
            }
        }
    }
    axes.sort_by(|a, b| b.area.total_cmp(&a.area));
    axes.truncate(MOST);
    axes
}

/// The axis direction of the cylinder nearest to `points`, and the largest distance of a point from it.
/// Gauss–Newton on the distances; the start is the direction most perpendicular to the facet normals.
fn fit_axis(points: &[Vec3], normals: &[(Vec3, f64)]) -> Option<(Vec3, f64)> {
    let mut m = nalgebra::Matrix3::<f64>::zeros();
    for &(n, area) in normals {
        m += nalgebra::Vector3::new(n.x, n.y, n.z) * nalgebra::RowVector3::new(n.x, n.y, n.z) * area;
    }
    let eigen = m.symmetric_eigen();
    let smallest = (0..3).min_by(|&a, &b| eigen.eigenvalues[a].total_cmp(&eigen.eigenvalues[b]))?;
    let v = eigen.eigenvectors.column(smallest);
    let mut axis = Vec3::new(v[0], v[1], v[2]).normalize();
    let mean = points.iter().copied().sum::<Vec3>() / points.len() as f64;
    let size = points.iter().map(|p| p.distance(mean)).fold(0.0, f64::max);
    let frame = Frame::from_normal(mean, axis);
    let flat: Vec<_> = points.iter().map(|&p| frame.local_from_world(p).truncate()).collect();
    let (center, mut radius) = crate::sketch::fit_circle(&flat)?;
    let mut center = frame.world_from_sketch(center);
    for _ in 0..12 {
        let frame = Frame::from_normal(center, axis);
        let mut jtj = nalgebra::Matrix5::<f64>::zeros();
        let mut jtr = nalgebra::Vector5::<f64>::zeros();
        for &p in points {
            let local = frame.local_from_world(p);
            let rho = local.truncate().length();
            if rho < 1e-12 * size {
                return None;
            }
            let u = local.truncate() / rho;
            let row = nalgebra::Vector5::new(-u.x, -u.y, -u.x * local.z / size, -u.y * local.z / size, -1.0);
            jtj += row * row.transpose();
            jtr += row * (rho - radius);
        }
        let step = jtj.lu().solve(&-jtr)?;
        center += frame.x * step[0] + frame.y * step[1];
        axis = (axis + (frame.x * step[2] + frame.y * step[3]) / size).normalize();
        radius += step[4];
        if step.norm() < 1e-13 * size {
            break;
        }
    }
    let off = points
        .iter()
        .map(|&p| ((p - center) - axis * (p - center).dot(axis)).length() - radius)
        .fold(0.0, |m: f64, d| m.max(d.abs()));
    (axis.is_finite() && off.is_finite() && radius < 100.0 * size).then_some((axis, off))
}

/// Weighted clusters of undirected unit vectors.
#[derive(Default)]
struct Clusters {
    items: Vec<(Vec3, f64)>,
}

impl Clusters {
    /// Adds to the first cluster within the angle. The heaviest vectors must come first: they are the most exact.
    fn add(&mut self, v: Vec3, weight: f64) {
        if v == Vec3::ZERO {
            return;
        }
        if let Some(cluster) = self.items.iter_mut().find(|c| parallel(c.0, v)) {
            cluster.1 += weight;
        } else if self.items.len() < 512 {
            // Free-form meshes have as many normals as facets; what comes late is light.
            self.items.push((v, weight));
        }
    }

    fn sort(&mut self) {
        self.items.sort_by(|a, b| b.1.total_cmp(&a.1));
    }
}

fn parallel(a: Vec3, b: Vec3) -> bool {
    a.cross(b).length_squared() < SAME_ANGLE * SAME_ANGLE
}

/// The direction that fits the facets parallel and perpendicular to `d` best, by least squares on angles.
///
/// An exact mesh has a good part of its area exactly parallel or perpendicular, and beside it facets that lean
/// a little (a cylinder whose rims are divided differently). The narrowest window of angles that holds a fair share
/// of the area decides; a noisy mesh needs the widest.
fn polished(d: Vec3, facets: &[(Vec3, f64)], tilt: f64) -> Vec3 {
    let widest = SAME_ANGLE.max(tilt);
    let within =
        |d: Vec3, window: f64| -> f64 { facets.iter().filter(|f| is_square(f.0, d, window)).map(|f| f.1).sum() };
    let fair = 0.2 * within(d, widest);
    let narrow = [5e-5, 5e-4, SAME_ANGLE].into_iter().find(|&w| w > tilt && within(d, w) >= fair);
    let window = narrow.unwrap_or(widest);
    let mut best = d;
    for _ in 0..3 {
        let mut m = nalgebra::Matrix3::<f64>::zeros();
        for &(n, area) in facets.iter().filter(|f| is_square(f.0, best, window)) {
            let outer = nalgebra::Vector3::new(n.x, n.y, n.z) * nalgebra::RowVector3::new(n.x, n.y, n.z);
            m += if n.dot(best).abs() < window { outer } else { nalgebra::Matrix3::identity() - outer } * area;
        }
        let eigen = m.symmetric_eigen();
        let smallest = (0..3).min_by(|&a, &b| eigen.eigenvalues[a].total_cmp(&eigen.eigenvalues[b])).unwrap_or(0);
        let v = eigen.eigenvectors.column(smallest);
        let v = Vec3::new(v[0], v[1], v[2]);
        if !parallel(v, best) {
            break;
        }
        best = v.normalize() * v.dot(best).signum();
    }
    upright(world_aligned(best))
}

/// Whether a facet's normal is parallel or perpendicular to `d` within a window of angles.
fn is_square(n: Vec3, d: Vec3, window: f64) -> bool {
    n.dot(d).abs() < window || n.cross(d).length_squared() < window * window
}

/// `d` turned so that its largest component is positive.
fn upright(d: Vec3) -> Vec3 {
    let a = d.abs();
    let lead = if a.z >= a.x - 1e-9 && a.z >= a.y - 1e-9 {
        d.z
    } else if a.y >= a.x - 1e-9 {
        d.y
    } else {
        d.x
    };
    if lead < 0.0 { -d } else { d }
}

/// The world axis that `d` misses by less than a thousandth of a degree or so, or `d` itself.
fn world_aligned(d: Vec3) -> Vec3 {
    for axis in [Vec3::X, Vec3::Y, Vec3::Z] {
        if d.cross(axis).length() < 2e-5 {
            return axis * d.dot(axis).signum();
        }
    }
    d
}

/// Makes directions that are all but perpendicular to a better one exactly so.
fn square_up(dirs: &mut [Vec3], angle: f64) {
    for i in 1..dirs.len() {
        for j in 0..i {
            let c = dirs[i].dot(dirs[j]);
            if c != 0.0 && c.abs() < angle {
                dirs[i] = (dirs[i] - dirs[j] * c).normalize();
            }
        }
        dirs[i] = world_aligned(dirs[i]);
    }
}

/// A sketch frame for `d` whose x lies along the best other direction perpendicular to it.
pub fn frame_of(d: Vec3, dirs: &[Vec3]) -> Frame {
    let on_world = [Vec3::X, Vec3::Y, Vec3::Z].iter().any(|a| d.cross(*a).length() < 1e-12);
    match dirs.iter().find(|o| o.dot(d).abs() < 1e-9) {
        Some(x) if !on_world || x.abs().max_element() < 1.0 - 1e-12 => {
            let x = (*x - d * x.dot(d)).normalize();
            Frame { origin: Vec3::ZERO, x, y: d.cross(x) }
        }
        _ => Frame::from_normal(Vec3::ZERO, d),
    }
}
