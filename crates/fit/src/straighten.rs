//! Meshes of few facets whose vertices are all off by a little: moved back to where flat faces are flat and walls upright.
//!
//! Such a mesh says more than the points on it: which corners share a face, and which edges run along a wall. The part's three
//! axes follow from its facets by least squares. Then corners that a facet across an axis joins have one coordinate along
//! it, and both ends of an edge along an axis have the other two in common, unless what is known of them by then tells them
//! apart. Each class of equal coordinates takes its mean, which is the least move that makes them equal, and the mesh is
//! exact again but for where its curves run.

use crate::classes::Classes;
use crate::noise::noise;
use resolid_geom::{TriMesh, Vec2, Vec3};
use std::f64::consts::{PI, TAU};

/// Meshes of more facets are seen through points on them: each facet says too little.
const MOST_FACETS: usize = 5_000;
/// Scatter of an exact mesh, in diagonals: the rounding of single precision.
const EXACT: f64 = 1e-6;
/// Scatter that is tried, in diagonals: the least, the most, and by how much each is more than the last.
const TRIED: [f64; 3] = [4e-6, 2e-3, 1.25];
/// Share of the area that must come to lie square to the axes.
const SQUARE: f64 = 0.9995;
/// How many deviations apart two means may be and still be put down to scatter.
const REACH: f64 = 4.0;
/// The farthest a vertex may be moved, in deviations.
const FARTHEST: f64 = 10.0;
/// How much more than was tried the vertices may prove to be off by: where less is tried, some of what is one stays apart.
const PROVEN: f64 = 1.2;
/// How many of them are looked at that are as much as the vertices then prove to be off by.
const TRIES: usize = 3;
/// Pairs of facets in one plane that it takes to tell scatter: some of a box's six.
const FEWEST_PAIRS: usize = 3;
/// Neighbours that turn by less, radians, are pieces of one curve.
const SMOOTH: f64 = 0.6;
/// How far what is small may lean, radians: at first, and when larger neighbours have been made straight.
const LEAN: [f64; 3] = [0.2, 0.4, 0.6];

/// A mesh made straight.
pub struct Straight {
    /// The same triangles, their vertices moved.
    pub mesh: TriMesh,
    /// By how much they were off along each axis: the standard deviation, millimetres.
    pub noise: f64,
}

/// The mesh with its scatter taken out; `None` where it has none, or is not made of faces square to three axes and of walls along
/// them.
pub fn straighten(mesh: &TriMesh, neighbours: &[[Option<u32>; 3]]) -> Option<Straight> {
    if mesh.triangles.len() > MOST_FACETS {
        return None;
    }
    let diagonal = mesh.bounds().diagonal();
    let facets = facets(mesh);
    let exact = match noise(mesh, neighbours, FEWEST_PAIRS) {
        Some(noise) => noise <= 2.0 * EXACT * diagonal,
        // Needles say nothing of each other, but do of the axes.
        None => is_square(&facets, &axes(&facets, EXACT * diagonal), EXACT * diagonal),
    };
    if exact {
        return None;
    }
    let [least, most, factor] = TRIED;
    let tried = std::iter::successors(Some(least), |s| Some(s * factor)).take_while(|s| *s <= most);
    let tries = tried.map(|share| share * diagonal).filter_map(|scatter| {
        let axes = axes(&facets, scatter);
        let (mut equal, noise) = classes(mesh, neighbours, &axes, scatter);
        let noise = noise.filter(|n| *n <= PROVEN * scatter)?;
        Some((settled(mesh, &axes, &mut equal, noise), axes, noise))
    });
    tries.take(TRIES).find_map(|(moved, axes, noise)| {
        let after = self::facets(&moved);
        let farthest = moved.vertices.iter().zip(&mesh.vertices).map(|(a, b)| a.distance(*b)).fold(0.0, f64::max);
        let sound = farthest <= FARTHEST * noise && is_square(&after, &axes, EXACT * diagonal) && moved.volume() > 0.0;
        sound.then_some(Straight { mesh: moved, noise })
    })
}

struct Facet {
    normal: Vec3,
    area: f64,
    /// The least height over a side.
    height: f64,
}

impl Facet {
    /// By how much it may lean, for its vertices' scatter.
    fn lean(&self, scatter: f64) -> f64 {
        (REACH * scatter / self.height.max(f64::MIN_POSITIVE)).min(LEAN[0])
    }

    fn is_cap(&self, axis: Vec3, scatter: f64) -> bool {
        self.normal.cross(axis).length() <= self.lean(scatter)
    }

    fn is_wall(&self, axis: Vec3, scatter: f64) -> bool {
        self.normal.dot(axis).abs() <= self.lean(scatter)
    }
}

fn facets(mesh: &TriMesh) -> Vec<Facet> {
    (0..mesh.triangles.len())
        .map(|t| {
            let corners = mesh.corners(t);
            let double = mesh.area_normal(t);
            let longest = (0..3).map(|k| corners[k].distance(corners[(k + 1) % 3])).fold(0.0, f64::max);
            let height = if longest > 0.0 { double.length() / longest } else { 0.0 };
            Facet { normal: double.normalize_or_zero(), area: double.length() * 0.5, height }
        })
        .collect()
}

/// Whether all but next to nothing of the surface is across one of the axes or along one.
fn is_square(facets: &[Facet], axes: &[Vec3; 3], scatter: f64) -> bool {
    let square = |f: &&Facet| axes.iter().any(|&a| f.is_cap(a, scatter) || f.is_wall(a, scatter));
    let area: f64 = facets.iter().filter(square).map(|f| f.area).sum();
    area >= SQUARE * facets.iter().map(|f| f.area).sum::<f64>()
}

/// Three axes at right angles: the one that most area is across or along, and across it that which most area is square to.
fn axes(facets: &[Facet], scatter: f64) -> [Vec3; 3] {
    const CANDIDATES: usize = 12;
    let mut order: Vec<usize> = (0..facets.len()).collect();
    // The surest normals: of large facets, and high ones.
    let worth = |t: usize| facets[t].area.sqrt() * facets[t].height;
    order.sort_by(|&a, &b| worth(b).total_cmp(&worth(a)).then(a.cmp(&b)));
    let surest: Vec<Vec3> = order.iter().take(CANDIDATES).map(|&t| facets[t].normal).collect();
    let crossed = surest.iter().enumerate().flat_map(|(i, a)| surest[..i].iter().map(move |b| a.cross(*b)));
    let candidates = surest.iter().copied().chain(crossed.filter(|c| c.length() > 0.1).map(Vec3::normalize));
    let explained = |d: Vec3| -> f64 {
        let square = facets.iter().filter(|f| f.is_cap(d, scatter) || f.is_wall(d, scatter));
        square.map(|f| f.area * (1.0 - f.lean(scatter) / (2.0 * LEAN[0]))).sum()
    };
    let best = |candidates: &mut dyn Iterator<Item = Vec3>| {
        let scored = candidates.map(|d| (explained(d), d));
        scored.reduce(|a, b| if b.0 > a.0 * (1.0 + 1e-9) { b } else { a }).map(|s| s.1)
    };
    let Some(first) = best(&mut candidates.into_iter()) else { return Vec3::AXES };
    let z = polished(first, facets, scatter);
    let across = surest.iter().map(|n| *n - z * n.dot(z)).filter(|n| n.length() > 0.5).map(Vec3::normalize);
    let x = best(&mut across.into_iter()).map_or_else(|| z.any_orthonormal_vector(), |x| polished(x, facets, scatter));
    let x = (x - z * x.dot(z)).normalize();
    [x, z.cross(x), z]
}

/// The direction near `d` that facets across and along it agree on, each counting as it can tell.
fn polished(d: Vec3, facets: &[Facet], scatter: f64) -> Vec3 {
    let mut best = d;
    for _ in 0..3 {
        let mut m = nalgebra::Matrix3::<f64>::zeros();
        for f in facets {
            let n = nalgebra::Vector3::new(f.normal.x, f.normal.y, f.normal.z);
            let weight = f.area * f.height * f.height;
            if f.is_wall(best, scatter) {
                m += n * n.transpose() * weight;
            } else if f.is_cap(best, scatter) {
                m += (nalgebra::Matrix3::identity() - n * n.transpose()) * weight;
            }
        }
        let eigen = m.symmetric_eigen();
        let v = eigen.eigenvectors.column(eigen.eigenvalues.imin());
        let found = Vec3::new(v[0], v[1], v[2]);
        // Walls in one plane leave it free to turn.
        if found.dot(best).abs() < 0.99 {
            return best;
        }
        best = if found.dot(best) < 0.0 { -found } else { found };
    }
    best
}

/// The coordinates along the axes, each in classes that have it in common, and the deviation of the vertices from that, where
/// at least half of them have any.
fn classes(
    mesh: &TriMesh,
    neighbours: &[[Option<u32>; 3]],
    axes: &[Vec3; 3],
    scatter: f64,
) -> ([Classes; 3], Option<f64>) {
    let mut equal = axes.map(|axis| Classes::new(mesh.vertices.iter().map(|v| v.dot(axis)), scatter));
    let mut flat = [(); 3].map(|()| vec![false; mesh.vertices.len()]);
    // A curve once seen stays one, however straight its facets are made.
    let mut round: Vec<Option<usize>> = vec![None; mesh.triangles.len()];
    for lean in LEAN {
        let straight = TriMesh { vertices: placed(&mut equal, axes), triangles: mesh.triangles.clone() };
        let facets = self::facets(&straight);
        let seen = facets_on_curves(&straight, neighbours, &facets, axes, scatter);
        round.iter_mut().zip(seen).for_each(|(known, seen)| *known = known.or(seen));
        for tie in ties(&straight, neighbours, &facets, &round, axes, scatter, lean) {
            match tie {
                Tie::Cap { triangle, axis } => {
                    let [a, b, c] = mesh.triangles[triangle];
                    if [[a, b], [b, c], [c, a]].iter().all(|&[a, b]| equal[axis].gap(a, b) <= REACH) {
                        equal[axis].unite(a, b);
                        equal[axis].unite(a, c);
                        [a, b, c].iter().for_each(|&v| flat[axis][v as usize] = true);
                    }
                }
                Tie::Edge { ends: [a, b], axis } => {
                    let across = [(axis + 1) % 3, (axis + 2) % 3];
                    let gap = across.map(|k| equal[k].gap(a, b));
                    if gap[0].hypot(gap[1]) <= REACH {
                        across.iter().for_each(|&k| equal[k].unite(a, b));
                    }
                }
            }
        }
    }
    let mut strayed: Vec<f64> = Vec::new();
    for (k, classes) in equal.iter_mut().enumerate() {
        classes.unite_levels(&flat[k], REACH);
        let values = mesh.vertices.iter().map(|v| v.dot(axes[k]));
        strayed.extend(values.enumerate().filter_map(|(v, value)| classes.strayed(v as u32, value)));
    }
    strayed.sort_by(f64::total_cmp);
    // Half of what is normally distributed lies within this share of its deviation.
    let many = 2 * strayed.len() >= 3 * mesh.vertices.len();
    (equal, many.then(|| strayed[strayed.len() / 2] / 0.6745))
}

/// Where a vertex lies by its classes.
fn place(equal: &mut [Classes; 3], axes: &[Vec3; 3], v: u32) -> Vec3 {
    (0..3).map(|k| axes[k] * equal[k].mean(v)).sum()
}

fn placed(equal: &mut [Classes; 3], axes: &[Vec3; 3]) -> Vec<Vec3> {
    (0..equal[0].len() as u32).map(|v| place(equal, axes, v)).collect()
}

/// The mesh with each class at its mean, and the facets that still lean made straight by moving classes as one, by
/// projection on one facet after another.
fn settled(mesh: &TriMesh, axes: &[Vec3; 3], equal: &mut [Classes; 3], noise: f64) -> TriMesh {
    const ROUNDS: usize = 400;
    let mut moved = TriMesh { vertices: placed(equal, axes), triangles: mesh.triangles.clone() };
    let exact = EXACT * mesh.bounds().diagonal();
    let mut leaning: Vec<(usize, Square)> = Vec::new();
    for (t, facet) in facets(&moved).iter().enumerate() {
        // Heights in deviations.
        let height = facet.height / noise.max(f64::MIN_POSITIVE);
        let ways = (0..3).flat_map(|k| {
            let [across, along] = [facet.normal.cross(axes[k]).length(), facet.normal.dot(axes[k]).abs()];
            [(across, Square::Cap(k)), (along, Square::Wall(k))]
        });
        let Some((lean, way)) = ways.min_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        if lean * facet.height > 0.1 * exact && lean * height <= 1.5 * REACH && lean <= LEAN[2] && height >= 3.0 {
            leaning.push((t, way));
        }
    }
    for _ in 0..ROUNDS {
        let mut worst = 0.0f64;
        moved.vertices = placed(equal, axes);
        for (t, way) in &leaning {
            let corners = moved.corners(*t);
            let normal = match *way {
                Square::Cap(k) => axes[k],
                Square::Wall(k) => {
                    let normal = moved.area_normal(*t);
                    (normal - axes[k] * normal.dot(axes[k])).normalize_or_zero()
                }
            };
            let middle = (corners[0] + corners[1] + corners[2]) / 3.0;
            for (&v, corner) in mesh.triangles[*t].iter().zip(corners) {
                let off = (corner - middle).dot(normal);
                worst = worst.max(off.abs());
                for k in 0..3 {
                    equal[k].shift(v, -off * normal.dot(axes[k]), REACH * noise);
                }
            }
            for &v in &mesh.triangles[*t] {
                moved.vertices[v as usize] = place(equal, axes, v);
            }
        }
        if worst <= 0.1 * exact {
            break;
        }
    }
    moved.vertices = placed(equal, axes);
    moved
}

/// How a facet lies to an axis, by its number.
enum Square {
    Cap(usize),
    Wall(usize),
}

/// Coordinates that may be the same.
enum Tie {
    /// Of the corners of a facet across an axis, along it.
    Cap { triangle: usize, axis: usize },
    /// Of the ends of an edge along an axis, across it.
    Edge { ends: [u32; 2], axis: usize },
}

/// What leans by no more than scatter explains and by less than `most`, the largest first.
fn ties(
    mesh: &TriMesh,
    neighbours: &[[Option<u32>; 3]],
    facets: &[Facet],
    round: &[Option<usize>],
    axes: &[Vec3; 3],
    scatter: f64,
    most: f64,
) -> Vec<Tie> {
    let spread = 1.25 * REACH * scatter;
    let mut ties = Vec::new();
    for (t, facet) in facets.iter().enumerate() {
        let corners = mesh.corners(t);
        for (axis, &along) in axes.iter().enumerate() {
            let heights = corners.map(|c| c.dot(along));
            let range = heights.into_iter().fold(f64::MIN, f64::max) - heights.into_iter().fold(f64::MAX, f64::min);
            if range <= spread && facet.normal.cross(along).length() <= most && round[t].is_none() {
                ties.push((facet.height, Tie::Cap { triangle: t, axis }));
            }
        }
        for k in 0..3 {
            let ends = [mesh.triangles[t][k], mesh.triangles[t][(k + 1) % 3]];
            let edge = corners[(k + 1) % 3] - corners[k];
            for (axis, &along) in axes.iter().enumerate() {
                let off = edge.cross(along).length();
                let other = neighbours[t][k].and_then(|o| round[o as usize]);
                if round[t].or(other).is_some_and(|of| of != axis) {
                    continue;
                }
                if off <= spread && off <= most * edge.length() {
                    ties.push((edge.length(), Tie::Edge { ends, axis }));
                }
            }
        }
    }
    ties.sort_by(|a, b| b.0.total_cmp(&a.0));
    ties.into_iter().map(|t| t.1).collect()
}

/// The number of the axis that a facet's cylinder is along, for those whose neighbours turn on smoothly and surely. What a slim
/// facet and the next cannot tell, a dozen about it can.
fn facets_on_curves(
    mesh: &TriMesh,
    neighbours: &[[Option<u32>; 3]],
    facets: &[Facet],
    axes: &[Vec3; 3],
    scatter: f64,
) -> Vec<Option<usize>> {
    /// How many facets are looked at about one.
    const ABOUT: usize = 14;
    /// Turns, in deviations of one facet's heading, that are no scatter.
    const SURE: f64 = 5.0;
    /// How many times as wide as the others a facet is that is no piece of their curve.
    const WIDER: f64 = 3.0;
    let on = |t: usize, axis: usize| -> bool {
        let [along, x, y] = [axes[axis], axes[(axis + 1) % 3], axes[(axis + 2) % 3]];
        let wall = |t: usize| facets[t].normal.dot(along).abs() <= (REACH * scatter / facets[t].height).min(LEAN[2]);
        let heading = |t: usize| facets[t].normal.dot(y).atan2(facets[t].normal.dot(x));
        if !wall(t) {
            return false;
        }
        let mut about = vec![(t, 0.0)];
        let mut next = 0;
        while next < about.len() && about.len() < ABOUT {
            let (here, turned) = about[next];
            next += 1;
            for other in neighbours[here].iter().flatten().map(|&o| o as usize) {
                let turn = heading(other) - heading(here);
                let turn = (turn + 3.0 * PI).rem_euclid(TAU) - PI;
                if wall(other) && turn.abs() < SMOOTH && !about.iter().any(|a| a.0 == other) {
                    about.push((other, turned + turn));
                }
            }
        }
        let width = |t: usize| {
            let corners = mesh.corners(t).map(|c| Vec2::new(c.dot(x), c.dot(y)));
            (0..3).map(|k| corners[k].distance(corners[(k + 1) % 3])).fold(scatter, f64::max)
        };
        let least = about.iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(&about[0]);
        let most = about.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(&about[0]);
        let unsure = |t: usize| scatter / facets[t].height.max(scatter);
        let sure = SURE * unsure(least.0).hypot(unsure(most.0));
        // A flat face between two curves is wider than what they are made of.
        most.1 - least.1 > sure.max(0.02) && width(t) < WIDER * width(least.0).max(width(most.0))
    };
    (0..facets.len()).map(|t| (0..3).find(|&axis| on(t, axis))).collect()
}
