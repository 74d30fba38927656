//! The winding number of oriented points: about 1 inside, 0 outside, and smooth where points are missing.

use crate::Vec3;

/// Points a leaf holds.
const LEAF: usize = 8;
/// Distances over sizes from which on a group of points acts as one.
const FAR: f64 = 2.5;

#[derive(Clone, Debug)]
struct Node {
    center: Vec3,
    /// Radius about `center` that holds all points.
    radius: f64,
    /// Sum of area × normal.
    dipole: Vec3,
    first: u32,
    count: u32,
    /// The second child; the first comes right after its parent. 0 in leaves.
    second: u32,
}

/// Oriented points prepared for winding numbers.
///
/// # Source
/// The tree of dipoles is that of Barill et al. 2018, of first order; the points' own fields are blunted within
/// `blunt`, so that the number crosses one half on the surface and not about each point.
#[derive(Clone, Debug)]
pub struct Winding {
    nodes: Vec<Node>,
    points: Vec<Vec3>,
    dipoles: Vec<Vec3>,
    blunt: f64,
}

impl Winding {
    /// The field of `points` with outward unit `normals` that stand for `areas` each.
    pub fn new(points: &[Vec3], normals: &[Vec3], areas: &[f64], blunt: f64) -> Self {
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        let mut nodes = Vec::new();
        if !order.is_empty() {
            build(&mut order, 0, points, normals, areas, &mut nodes);
        }
        Self {
            nodes,
            points: order.iter().map(|&i| points[i as usize]).collect(),
            dipoles: order.iter().map(|&i| normals[i as usize] * areas[i as usize]).collect(),
            blunt,
        }
    }

    /// The winding number at `p`.
    pub fn at(&self, p: Vec3) -> f64 {
        let mut sum = 0.0;
        let mut stack = Vec::with_capacity(64);
        if !self.nodes.is_empty() {
            stack.push(0u32);
        }
        let blunt = self.blunt * self.blunt;
        let field = |d: Vec3, dipole: Vec3| {
            let r2 = d.length_squared() + blunt;
            d.dot(dipole) / (r2 * r2.sqrt())
        };
        while let Some(i) = stack.pop() {
            let node = &self.nodes[i as usize];
            let d = node.center - p;
            if d.length_squared() > (FAR * node.radius).powi(2) {
                sum += field(d, node.dipole);
            } else if node.second == 0 {
                for k in node.first as usize..(node.first + node.count) as usize {
                    sum += field(self.points[k] - p, self.dipoles[k]);
                }
            } else {
                stack.push(i + 1);
                stack.push(node.second);
            }
        }
        sum / (4.0 * std::f64::consts::PI)
    }
}

fn build(order: &mut [u32], first: u32, points: &[Vec3], normals: &[Vec3], areas: &[f64], nodes: &mut Vec<Node>) {
    let (mut center, mut area, mut dipole) = (Vec3::ZERO, 0.0, Vec3::ZERO);
    for &i in order.iter() {
        let i = i as usize;
        center += points[i] * areas[i];
        area += areas[i];
        dipole += normals[i] * areas[i];
    }
    center /= area.max(f64::MIN_POSITIVE);
    let radius = order.iter().map(|&i| points[i as usize].distance(center)).fold(0.0, f64::max);
    let own = nodes.len();
    nodes.push(Node { center, radius, dipole, first, count: order.len() as u32, second: 0 });
    if order.len() <= LEAF {
        return;
    }
    let size = crate::Aabb3::of(order.iter().map(|&i| points[i as usize])).size();
    let axis = (0..3).max_by(|&a, &b| size[a].total_cmp(&size[b])).unwrap_or(0);
    let middle = order.len() / 2;
    order.select_nth_unstable_by(middle, |&a, &b| {
        points[a as usize][axis].total_cmp(&points[b as usize][axis]).then(a.cmp(&b))
    });
    let (left, right) = order.split_at_mut(middle);
    build(left, first, points, normals, areas, nodes);
    nodes[own].second = nodes.len() as u32;
    build(right, first + middle as u32, points, normals, areas, nodes);
}
