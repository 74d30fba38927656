//! A mesh as facets seen along one direction: exact sections, and the shadows of what leans.

use crate::cylinders::{Cylinder, Facets, cylinders};
use crate::region::{Contour, Region};
use crate::stack::Fineness;
use resolid_geom::{Frame, Observer, TriMesh, Vec2, Vec3};
use std::collections::HashMap;
use std::ops::{Add, Mul};

/// A mesh in the coordinates of a sketch frame.
pub struct FacetView {
    plan: Vec<Vec2>,
    height: Vec<f64>,
    triangles: Vec<[u32; 3]>,
    /// Facets neither parallel nor perpendicular to the direction.
    oblique: Vec<Oblique>,
    cylinders: Vec<Cylinder>,
    /// For each facet the cylinder it stands on.
    on_cylinder: Vec<Option<u32>>,
    fineness: Fineness,
    /// Height of the part.
    span: f64,
    rising: Rising,
}

/// Facets by the height of their lowest corner, so that a section need not ask all of them.
struct Rising {
    /// Facets that are not level, ascending by their lowest corner.
    order: Vec<u32>,
    /// The lowest corner of each.
    low: Vec<f64>,
    /// The highest corner of each block of [`BLOCK`] of them.
    high: Vec<f64>,
    /// All corners' heights, ascending.
    corners: Vec<f64>,
}

const BLOCK: usize = 64;

impl Rising {
    fn new(triangles: &[[u32; 3]], height: &[f64]) -> Self {
        let ends = |t: u32| {
            let z = triangles[t as usize].map(|v| height[v as usize]);
            (z[0].min(z[1]).min(z[2]), z[0].max(z[1]).max(z[2]))
        };
        let mut order: Vec<u32> = (0..triangles.len() as u32).filter(|&t| ends(t).0 < ends(t).1).collect();
        // Of facets that begin together, those that end together follow one another.
        order.sort_by(|&a, &b| ends(a).0.total_cmp(&ends(b).0).then(ends(a).1.total_cmp(&ends(b).1)).then(a.cmp(&b)));
        let low = order.iter().map(|&t| ends(t).0).collect();
        let high = order.chunks(BLOCK).map(|c| c.iter().map(|&t| ends(t).1).fold(f64::MIN, f64::max)).collect();
        let mut corners = height.to_vec();
        corners.sort_by(f64::total_cmp);
        corners.dedup();
        Self { order, low, high, corners }
    }

    /// The facets that may cross `height`, ascending.
    fn at(&self, height: f64) -> Vec<u32> {
        let begun = self.low.partition_point(|&z| z <= height);
        let blocks = self.order[..begun].chunks(BLOCK).zip(&self.high).filter(|(_, high)| **high > height);
        let mut found: Vec<u32> = blocks.flat_map(|(block, _)| block.iter().copied()).collect();
        found.sort_unstable();
        found
    }

    /// Whether a corner lies at `height`, to the last digits.
    fn has_corner(&self, height: f64) -> bool {
        let near = 1e-12 * (1.0 + height.abs());
        let next = self.corners.partition_point(|&z| z <= height - near);
        self.corners.get(next).is_some_and(|&z| z < height + near)
    }
}

/// A facet that is neither parallel nor perpendicular to the direction.
struct Oblique {
    facet: u32,
    /// For each side the cylinder it is a chord of, where the facet ends at one.
    rims: [Option<u32>; 3],
}

/// With more oblique facets than this the shape is free-form along the direction: its middle sections are all that is
/// taken, since no program of sketches and extrusions will be exact and shadows of thousands of facets take long.
const MOST_OBLIQUE: usize = 6000;

impl FacetView {
    /// The facets of `mesh` seen along `frame`'s z, and the levels they show.
    pub fn new(
        mesh: &TriMesh,
        neighbours: &[[Option<u32>; 3]],
        frame: &Frame,
        fineness: Fineness,
        observer: &dyn Observer,
    ) -> (Self, Vec<f64>) {
        let local: Vec<Vec3> = mesh.vertices.iter().map(|&v| frame.local_from_world(v)).collect();
        let plan = merged_points(&local.iter().map(|v| v.truncate()).collect::<Vec<_>>(), fineness.point);
        let mut height: Vec<f64> = local.iter().map(|v| v.z).collect();
        merge_values(&mut height, fineness.point);
        let normals: Vec<Vec3> = (0..mesh.triangles.len())
            .map(|t| frame.local_from_world_direction(mesh.area_normal(t)).normalize_or_zero())
            .collect();
        let facets = Facets { plan: &plan, triangles: &mesh.triangles, normals: &normals, neighbours };
        let (cylinders, on_cylinder) = cylinders(&facets, fineness.curve().fit, observer);
        let mut caps: Vec<(f64, f64)> = Vec::new();
        let mut oblique = Vec::new();
        for (t, tri) in mesh.triangles.iter().enumerate() {
            let [a, b, c] = tri.map(|v| plan[v as usize]);
            let z = tri.map(|v| height[v as usize]);
            let spread = z[0].max(z[1]).max(z[2]) - z[0].min(z[1]).min(z[2]);
            let area = (b - a).perp_dot(c - a).abs();
            let longest = a.distance(b).max(b.distance(c)).max(c.distance(a));
            if spread <= fineness.sliver && area > longest * fineness.sliver {
                caps.push(((z[0] + z[1] + z[2]) / 3.0, area * 0.5));
            } else if area > longest * fineness.sliver && on_cylinder[t].is_none() {
                let rims = neighbours[t].map(|other| other.and_then(|o| on_cylinder[o as usize]));
                oblique.push(Oblique { facet: t as u32, rims });
            }
        }
        let levels = levels_of(&caps, &height, fineness);
        let span = levels.last().unwrap_or(&0.0) - levels.first().unwrap_or(&0.0);
        let triangles = mesh.triangles.clone();
        let rising = Rising::new(&triangles, &height);
        (Self { plan, height, triangles, oblique, cylinders, on_cylinder, fineness, span, rising }, levels)
    }

    /// Whether shadows are taken at all along this direction.
    pub fn shadows_known(&self) -> bool {
        self.oblique.len() <= MOST_OBLIQUE
    }

    /// The section at `height`, moved off vertices where it would pass through some.
    pub fn section(&self, height: f64) -> Region {
        let height = self.clear_height(height);
        let mut links = Links::new();
        for t in self.rising.at(height) {
            let (t, tri) = (t as usize, self.triangles[t as usize]);
            let z = tri.map(|v| self.height[v as usize]);
            let above = z.map(|z| z > height);
            if above[0] == above[1] && above[1] == above[2] {
                continue;
            }
            // The corner that is alone on its side; its two edges cross the height.
            let k = (0..3).find(|&k| above[k] != above[(k + 1) % 3] && above[k] != above[(k + 2) % 3]).unwrap_or(0);
            let (apex, next, last) = (tri[k], tri[(k + 1) % 3], tri[(k + 2) % 3]);
            let (out, back) = (self.crossing(apex, next, height), self.crossing(apex, last, height));
            let (key_out, key_back) = (edge_key(apex, next), edge_key(apex, last));
            // Counter-clockwise facets keep the inside on the left when walked from the edge that rises.
            let (start, end) =
                if above[k] { ((key_out, out), (key_back, back)) } else { ((key_back, back), (key_out, out)) };
            links.entry(start.0).or_default().push(Link { to: end.0, start: start.1, wall: self.on_cylinder[t] });
        }
        let contours = chained(links).into_iter().map(|c| self.rounded(c)).collect();
        Region::from_oriented(contours).cleaned(self.fineness.point, self.fineness.sliver)
    }

    /// A contour with each stretch on a cylinder drawn through the mesh's own points on the true circle.
    fn rounded(&self, contour: Vec<(Vec2, Option<u32>)>) -> Contour {
        let n = contour.len();
        let Some(first) = (0..n).find(|&i| contour[i].1 != contour[(i + n - 1) % n].1) else {
            // One wall all round.
            let Some(cylinder) = contour[0].1.map(|c| &self.cylinders[c as usize]) else {
                return contour.into_iter().map(|c| c.0).collect();
            };
            let mut all = cylinder.all();
            let plain: Contour = contour.iter().map(|c| c.0).collect();
            if crate::region::signed_area(&plain) < 0.0 {
                all.reverse();
            }
            return all;
        };
        let at = |i: usize| contour[(first + i) % n];
        let on_wall = |p: Vec2, walls: [Option<u32>; 2]| {
            let wall = walls.iter().flatten().next();
            wall.map_or(p, |&c| self.cylinders[c as usize].projected(p))
        };
        let mut points = Contour::new();
        let mut i = 0;
        while i < n {
            let (start, wall) = at(i);
            points.push(on_wall(start, [at(i + n - 1).1, wall]));
            let end = (i + 1..=n).find(|&j| j == n || at(j).1 != wall).unwrap_or(n);
            if let Some(c) = wall {
                points.extend(self.cylinders[c as usize].between(start, at(i + 1).0, at(end).0));
            } else {
                points.extend((i + 1..end).map(|j| at(j).0));
            }
            i = end;
        }
        points
    }

    /// The region with every contour that follows one of the cylinders all round, but for chords, drawn on the true circle.
    pub fn with_true_circles(&self, mut region: Region) -> Region {
        for contour in region.contours_mut() {
            let area = crate::region::signed_area(contour);
            let circle = self.cylinders.iter().find(|c| {
                let disc = std::f64::consts::PI * c.radius * c.radius;
                (area.abs() / disc - 1.0).abs() < 0.05
                    && contour.iter().all(|p| (p.distance(c.center) - c.radius).abs() <= self.fineness.detail)
            });
            if let Some(circle) = circle {
                *contour = circle.all();
                if area < 0.0 {
                    contour.reverse();
                }
            }
        }
        region
    }

    fn clear_height(&self, height: f64) -> f64 {
        let shifts = [0.0, 1.37e-5, -1.37e-5, 3.11e-5];
        shifts.iter().map(|f| height + f * self.span).find(|&h| !self.rising.has_corner(h)).unwrap_or(height)
    }

    fn crossing(&self, a: u32, b: u32, height: f64) -> Vec2 {
        // From the lower index, so that both facets at the edge compute the same point.
        let (a, b) = (a.min(b) as usize, a.max(b) as usize);
        if self.plan[a] == self.plan[b] {
            return self.plan[a];
        }
        let t = (height - self.height[a]) / (self.height[b] - self.height[a]);
        self.plan[a].lerp(self.plan[b], t)
    }

    /// The corners of an oblique facet, with the mesh's own points on the true circle along every side that ends at a
    /// cylinder: the shadow then ends where the sections through the cylinder do.
    fn rounded_facet(&self, oblique: &Oblique) -> Vec<Vec3> {
        let corners =
            self.triangles[oblique.facet as usize].map(|v| self.plan[v as usize].extend(self.height[v as usize]));
        let mut points = Vec::with_capacity(8);
        for k in 0..3 {
            let (from, to) = (corners[k], corners[(k + 1) % 3]);
            points.push(from);
            let Some(cylinder) = oblique.rims[k].map(|c| &self.cylinders[c as usize]) else { continue };
            let (a, b) = (from.truncate(), to.truncate());
            let chord = b - a;
            for p in cylinder.between(a, a.midpoint(b), b) {
                let t = (p - a).dot(chord) / chord.length_squared();
                points.push(p.extend(from.z + t * (to.z - from.z)));
            }
        }
        points
    }

    /// The shadow of the oblique facets between two heights.
    pub fn shadow(&self, lo: f64, hi: f64) -> Region {
        if !self.shadows_known() {
            return Region::default();
        }
        // The corners of a cap scatter about its level; what sticks out by that little is not between the levels.
        let (lo, hi) = (lo + self.fineness.sliver, hi - self.fineness.sliver);
        let mut pieces: Vec<Contour> = Vec::new();
        for oblique in &self.oblique {
            let corners = self.rounded_facet(oblique);
            let below = clipped(&corners, |p| p.z - lo);
            let mut piece: Contour = clipped(&below, |p| hi - p.z).iter().map(|p| p.truncate()).collect();
            if piece.len() < 3 {
                continue;
            }
            if crate::region::signed_area(&piece) < 0.0 {
                piece.reverse();
            }
            pieces.push(piece);
        }
        Region::from_oriented(pieces).cleaned(self.fineness.point, self.fineness.sliver)
    }
}

/// The half of a convex polygon, in the plane or in space, where `side` is positive.
pub fn clipped<P>(polygon: &[P], side: impl Fn(P) -> f64) -> Vec<P>
where
    P: Copy + Add<Output = P> + Mul<f64, Output = P>,
{
    let n = polygon.len();
    let mut kept = Vec::with_capacity(n + 1);
    for i in 0..n {
        let (p, q) = (polygon[i], polygon[(i + 1) % n]);
        let (sp, sq) = (side(p), side(q));
        if sp >= 0.0 {
            kept.push(p);
        }
        if (sp >= 0.0) != (sq >= 0.0) {
            let t = sp / (sp - sq);
            kept.push(p * (1.0 - t) + q * t);
        }
    }
    kept
}

fn edge_key(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

/// A piece of a section across one facet: from `start`, on one mesh edge, to the edge `to`.
struct Link {
    to: (u32, u32),
    start: Vec2,
    wall: Option<u32>,
}

type Links = HashMap<(u32, u32), Vec<Link>>;

/// Closed contours from directed segments that share mesh edges. A chain that ends in a gap is closed straight.
fn chained(mut links: Links) -> Vec<Vec<(Vec2, Option<u32>)>> {
    let mut starts: Vec<(u32, u32)> = links.keys().copied().collect();
    starts.sort_unstable();
    let mut contours = Vec::new();
    for start in starts {
        loop {
            let mut contour = Vec::new();
            let mut at = start;
            while let Some(link) = links.get_mut(&at).and_then(Vec::pop) {
                contour.push((link.start, link.wall));
                at = link.to;
                if at == start {
                    break;
                }
            }
            if contour.is_empty() {
                break;
            }
            if contour.len() >= 3 {
                contours.push(contour);
            }
        }
    }
    contours
}

/// Levels from the heights of caps, heaviest first within `sliver`, with the two ends added.
fn levels_of(caps: &[(f64, f64)], height: &[f64], fineness: Fineness) -> Vec<f64> {
    const MOST: usize = 48;
    let mut sorted = caps.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut clusters: Vec<(f64, f64)> = Vec::new(); // Σ area · height, Σ area
    for (z, area) in sorted {
        match clusters.last_mut() {
            Some(c) if z - c.0 / c.1 <= fineness.sliver => {
                c.0 += z * area;
                c.1 += area;
            }
            _ => clusters.push((z * area, area)),
        }
    }
    clusters.sort_by(|a, b| b.1.total_cmp(&a.1));
    clusters.truncate(MOST);
    let mut levels: Vec<f64> = clusters.iter().map(|c| c.0 / c.1).collect();
    let ends = height.iter().fold((f64::MAX, f64::MIN), |(a, b), &z| (a.min(z), b.max(z)));
    for end in [ends.0, ends.1] {
        if end.is_finite() && !levels.iter().any(|l| (l - end).abs() <= fineness.sliver) {
            levels.push(end);
        }
    }
    levels.sort_by(f64::total_cmp);
    levels
}

/// Each point replaced by the mean of those within `eps` of the first one found there.
fn merged_points(points: &[Vec2], eps: f64) -> Vec<Vec2> {
    let cell = |p: Vec2| ((p.x / eps).floor() as i64, (p.y / eps).floor() as i64);
    let mut seen: HashMap<(i64, i64), usize> = HashMap::new();
    // First point, sum of offsets from it, count.
    let mut clusters: Vec<(Vec2, Vec2, f64)> = Vec::new();
    let member: Vec<usize> = points
        .iter()
        .map(|&p| {
            let (cx, cy) = cell(p);
            let near = (-1..=1)
                .flat_map(|dx| (-1..=1).map(move |dy| (cx + dx, cy + dy)))
                .filter_map(|c| seen.get(&c).copied())
                .find(|&c| clusters[c].0.distance(p) <= eps);
            let id = near.unwrap_or_else(|| {
                clusters.push((p, Vec2::ZERO, 0.0));
                seen.insert((cx, cy), clusters.len() - 1);
                clusters.len() - 1
            });
            let (first, sum, count) = &mut clusters[id];
            *sum += p - *first;
            *count += 1.0;
            id
        })
        .collect();
    member.into_iter().map(|id| clusters[id].0 + clusters[id].1 / clusters[id].2).collect()
}

/// Values closer than `eps` to the next made one (their mean).
fn merge_values(values: &mut [f64], eps: f64) {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut i = 0;
    while i < order.len() {
        let first = values[order[i]];
        let end = (i..order.len()).find(|&j| values[order[j]] - first > eps).unwrap_or(order.len());
        let mean = order[i..end].iter().map(|&k| values[k]).sum::<f64>() / (end - i) as f64;
        for &k in &order[i..end] {
            values[k] = mean;
        }
        i = end;
    }
}
