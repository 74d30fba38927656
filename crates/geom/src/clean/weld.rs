//! Vertices that lie within a tolerance of one another become one.

use crate::{Aabb3, Vec3};
use std::collections::HashMap;

/// Cell edge in tolerances: small enough for short lists, large enough that few points lie near a border.
const CELL: f64 = 4.0;
/// Points in one cell after which further ones are merged unmeasured; a cell is 7 tolerances across at most.
const MOST_IN_CELL: usize = 48;
const NONE: u32 = u32::MAX;

/// For every vertex the number of the vertex that stands for it: the one with the least coordinates among all that
/// are linked to it by steps no longer than `tolerance`.
///
/// Which vertices are merged, and into which position, does not depend on their order.
pub(super) fn weld(vertices: &[Vec3], tolerance: f64) -> Vec<u32> {
    let mut order: Vec<u32> = (0..vertices.len() as u32).collect();
    // Adding 0 makes −0 equal to 0.
    let key = |i: u32| (vertices[i as usize] + Vec3::ZERO).to_array();
    order.sort_unstable_by(|&i, &j| {
        let (a, b) = (key(i), key(j));
        a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])).then(a[2].total_cmp(&b[2])).then(i.cmp(&j))
    });
    // Ranks follow the coordinates; equal points share a rank.
    let mut first_of_rank: Vec<u32> = Vec::new();
    let mut rank = vec![0u32; vertices.len()];
    for &i in &order {
        if first_of_rank.last().is_none_or(|&f| key(f) != key(i)) {
            first_of_rank.push(i);
        }
        rank[i as usize] = first_of_rank.len() as u32 - 1;
    }
    drop(order);
    let parent = link(&first_of_rank, vertices, tolerance);
    rank.into_iter().map(|r| first_of_rank[root(&parent, r) as usize]).collect()
}

/// A forest over the ranks whose roots are the least ranks of their trees.
fn link(first_of_rank: &[u32], vertices: &[Vec3], tolerance: f64) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..first_of_rank.len() as u32).collect();
    if tolerance <= 0.0 {
        return parent;
    }
    let point = |r: u32| vertices[first_of_rank[r as usize] as usize];
    let origin = Aabb3::of((0..first_of_rank.len() as u32).map(point)).min;
    let edge = CELL * tolerance;
    let mut heads: HashMap<[i64; 3], u32> = HashMap::with_capacity(first_of_rank.len());
    let mut next = vec![NONE; first_of_rank.len()];
    for r in 0..first_of_rank.len() as u32 {
        let p = point(r);
        let at = (p - origin) / edge;
        let cell = at.floor();
        let within = at - cell;
        // Only the neighbours that the tolerance reaches into are looked at.
        let reach = |x: f64| (-i64::from(x < 1.0 / CELL), i64::from(x > 1.0 - 1.0 / CELL));
        let (x, y, z) = (reach(within.x), reach(within.y), reach(within.z));
        let cell = cell.to_array().map(|c| c as i64);
        for dx in x.0..=x.1 {
            for dy in y.0..=y.1 {
                for dz in z.0..=z.1 {
                    let Some(&head) = heads.get(&[cell[0] + dx, cell[1] + dy, cell[2] + dz]) else { continue };
                    let (mut other, mut seen) = (head, 0);
                    while other != NONE {
                        if point(other).distance_squared(p) <= tolerance * tolerance {
                            unite(&mut parent, other, r);
                        }
                        seen += 1;
                        if seen > MOST_IN_CELL {
                            unite(&mut parent, head, r);
                            break;
                        }
                        other = next[other as usize];
                    }
                }
            }
        }
        let head = heads.entry(cell).or_insert(NONE);
        next[r as usize] = *head;
        *head = r;
    }
    parent
}

/// The root of `i`'s tree.
pub(super) fn root(parent: &[u32], mut i: u32) -> u32 {
    while parent[i as usize] != i {
        i = parent[i as usize];
    }
    i
}

/// Joins the trees of `i` and `j` under the lesser root, and shortens both paths.
pub(super) fn unite(parent: &mut [u32], i: u32, j: u32) {
    let (a, b) = (root(parent, i), root(parent, j));
    let least = a.min(b);
    for mut k in [i, j] {
        while parent[k as usize] != least {
            let up = parent[k as usize];
            parent[k as usize] = least;
            if up == k {
                break;
            }
            k = up;
        }
    }
}
