//! Triangles without area and triangles given twice are dropped; cracks and T-junctions closed; small holes filled.

use super::CleanReport;
use super::weld::{root, unite};
use crate::bvh::Bvh;
use crate::distance::nearest_on_segment;
use crate::format::polygon::{area_normal, triangulate};
use crate::topology::{Topology, for_each_edge, side_vertices};
use crate::{Aabb3, TriMesh, Vec3};
use std::collections::{HashMap, HashSet};

/// Open edges beyond which cracks are left alone: this is no damaged solid but an open surface or a soup.
const MOST_OPEN: usize = 200_000;
/// Vertices and edges held against one another before the search for cracks ends.
const MOST_TRIES: usize = 50_000_000;
/// Cracks and T-junctions no wider than this share of the diagonal are closed.
const CRACK: f64 = 1e-4;
/// Rounds of snapping and splitting; each can lay open the next gap.
const ROUNDS: usize = 4;
/// Largest share of its shell's area that a hole may have to be filled; the border of a sheet is as large as the sheet.
const HOLE_AREA: f64 = 0.01;
/// Most edges of a hole to be filled.
const HOLE_EDGES: usize = 256;
/// How far a hole's border may leave its plane, as a share of the diagonal.
const HOLE_PLANE: f64 = 1e-3;

/// Whether a triangle's corners are three different vertices.
pub(super) fn has_three_corners(&[a, b, c]: &[u32; 3]) -> bool {
    a != b && b != c && c != a
}

/// Whether triangle `t` is no higher than `tolerance` over its longest side.
pub(super) fn is_sliver(mesh: &TriMesh, t: usize, tolerance: f64) -> bool {
    let [a, b, c] = mesh.corners(t);
    let longest = a.distance_squared(b).max(b.distance_squared(c)).max(c.distance_squared(a)).sqrt();
    mesh.area_normal(t).length() <= tolerance * longest
}

/// Drops triangles that lie on another one; returns how many.
///
/// Copies that face the same way go. Two triangles back to back are the wall between two bodies in contact, and stay,
/// or a surface drawn from both sides, of which one copy stays: at the edge of a wall an even number of other
/// triangles meets it, at the edge of a doubled piece of surface an odd number, or none.
pub(super) fn drop_duplicates(mesh: &mut TriMesh) -> usize {
    let mut keyed: Vec<([u32; 3], u32)> = Vec::with_capacity(mesh.triangles.len());
    for (i, t) in mesh.triangles.iter().enumerate() {
        let mut key = *t;
        key.sort_unstable();
        keyed.push((key, i as u32));
    }
    keyed.sort_unstable();
    let mut keep = vec![true; mesh.triangles.len()];
    let mut pairs: Vec<[u32; 2]> = Vec::new();
    for group in keyed.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
        let forward = is_forward(mesh.triangles[group[0].1 as usize]);
        let back = group.iter().find(|g| is_forward(mesh.triangles[g.1 as usize]) != forward);
        for g in &group[1..] {
            keep[g.1 as usize] = back.is_some_and(|b| b.1 == g.1);
        }
        if let Some(back) = back {
            pairs.push([group[0].1, back.1]);
        }
    }
    if !pairs.is_empty() {
        drop_doubled(mesh, &pairs, &mut keep);
    }
    let before = mesh.triangles.len();
    retain(mesh, &keep);
    before - mesh.triangles.len()
}

/// Whether the corners ascend when the triangle is read from its least one.
fn is_forward([a, b, c]: [u32; 3]) -> bool {
    if a < b && a < c {
        b < c
    } else if b < a && b < c {
        c < a
    } else {
        a < b
    }
}

pub(super) fn retain(mesh: &mut TriMesh, keep: &[bool]) {
    let mut i = 0;
    mesh.triangles.retain(|_| {
        i += 1;
        keep[i - 1]
    });
}

/// Decides for every connected region of back-to-back pairs whether it is a wall, and else drops the second of each.
fn drop_doubled(mesh: &TriMesh, pairs: &[[u32; 2]], keep: &mut [bool]) {
    const NONE: u32 = u32::MAX;
    let mut pair_of = vec![NONE; mesh.triangles.len()];
    for (i, pair) in pairs.iter().enumerate() {
        pair.iter().for_each(|&t| pair_of[t as usize] = i as u32);
    }
    let mut parent: Vec<u32> = (0..pairs.len() as u32).collect();
    // At the region's border: the pair, and whether the number of other triangles is odd.
    let mut border: Vec<(u32, bool)> = Vec::new();
    for_each_edge(mesh, |sides| {
        let live = || sides.iter().map(|&s| s / 3).filter(|&t| keep[t as usize]);
        let mut paired = live().map(|t| pair_of[t as usize]).filter(|&p| p != NONE);
        let Some(first) = paired.next() else { return };
        let mut several = false;
        for p in paired.filter(|&p| p != first) {
            unite(&mut parent, first, p);
            several = true;
        }
        let others = live().filter(|&t| pair_of[t as usize] == NONE).count();
        if !several && others > 0 {
            border.push((first, others % 2 == 1));
        }
    });
    let mut votes = vec![0i64; pairs.len()];
    for (pair, odd) in border {
        votes[root(&parent, pair) as usize] += if odd { -1 } else { 1 };
    }
    for (i, pair) in pairs.iter().enumerate() {
        if votes[root(&parent, i as u32) as usize] <= 0 {
            keep[pair[1] as usize] = false;
        }
    }
}

/// Closes cracks and T-junctions between open edges, if that leaves fewer of them.
pub(super) fn close_cracks(mesh: &mut TriMesh, report: &mut CleanReport) {
    let (width, tolerance) = (CRACK * report.diagonal, report.tolerance);
    for _ in 0..ROUNDS {
        let open: Vec<usize> = Topology::new(mesh).open_sides().collect();
        if open.is_empty() || open.len() > MOST_OPEN {
            return;
        }
        let mut repaired = mesh.clone();
        let snapped = snap(&mut repaired, &open, width);
        let open_now: Vec<usize> =
            if snapped > 0 { Topology::new(&repaired).open_sides().collect() } else { open.clone() };
        let split = split_edges(&mut repaired, &open_now, width, tolerance);
        if snapped + split == 0 {
            return;
        }
        drop_duplicates(&mut repaired);
        if Topology::new(&repaired).open_sides().count() >= open.len() {
            return;
        }
        report.snapped_vertices += snapped;
        report.split_edges += split;
        *mesh = repaired;
    }
}

/// Joins vertices of open edges that lie closer than `width`, nearest pairs first; returns how many.
fn snap(mesh: &mut TriMesh, open: &[usize], width: f64) -> usize {
    // A vertex moves no farther than a third of its shortest open edge, so that no detail folds up.
    let mut reach: HashMap<u32, f64> = HashMap::new();
    let mut joined: HashSet<[u32; 2]> = HashSet::new();
    for &side in open {
        let [a, b] = side_vertices(mesh, side);
        let length = mesh.vertices[a as usize].distance(mesh.vertices[b as usize]);
        joined.insert([a.min(b), a.max(b)]);
        for v in [a, b] {
            let r = reach.entry(v).or_insert(width);
            *r = r.min(length / 3.0);
        }
    }
    let mut vertices: Vec<u32> = reach.keys().copied().collect();
    vertices.sort_unstable();
    let boxes: Vec<Aabb3> = vertices.iter().map(|&v| Aabb3::of([mesh.vertices[v as usize]])).collect();
    let tree = Bvh::new(&boxes);
    let mut pairs: Vec<(f64, u32, u32)> = Vec::new();
    let mut tries = 0;
    for &v in &vertices {
        let p = mesh.vertices[v as usize];
        tree.overlapping(&Aabb3::of([p]).expanded(reach[&v]), |i| {
            let w = vertices[i];
            let distance = p.distance(mesh.vertices[w as usize]);
            if v < w && distance <= reach[&v].min(reach[&w]) && !joined.contains(&[v, w]) {
                pairs.push((distance, v, w));
            }
            tries += 1;
            tries < MOST_TRIES
        });
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut replace: HashMap<u32, u32> = HashMap::new();
    let mut taken: HashSet<u32> = HashSet::new();
    for (_, v, w) in pairs {
        if !taken.contains(&v) && !taken.contains(&w) {
            taken.insert(v);
            taken.insert(w);
            replace.insert(w, v);
        }
    }
    if !replace.is_empty() {
        for v in mesh.triangles.iter_mut().flatten() {
            *v = replace.get(v).copied().unwrap_or(*v);
        }
        mesh.triangles.retain(has_three_corners);
    }
    replace.len()
}

/// Splits open edges at the open vertices that lie on them, within `width`; returns how many vertices were put in.
fn split_edges(mesh: &mut TriMesh, open: &[usize], width: f64, tolerance: f64) -> usize {
    let segment = |mesh: &TriMesh, side: usize| side_vertices(mesh, side).map(|v| mesh.vertices[v as usize]);
    let mut vertices: Vec<u32> = open.iter().flat_map(|&s| side_vertices(mesh, s)).collect();
    vertices.sort_unstable();
    vertices.dedup();
    let boxes: Vec<Aabb3> = open.iter().map(|&s| Aabb3::of(segment(mesh, s)).expanded(width)).collect();
    let tree = Bvh::new(&boxes);
    // Side, place along it, vertex.
    let mut cuts: Vec<(usize, f64, u32)> = Vec::new();
    let mut tries = 0;
    for &v in &vertices {
        let p = mesh.vertices[v as usize];
        tree.overlapping(&Aabb3::of([p]), |i| {
            let [a, b] = segment(mesh, open[i]);
            if !mesh.triangles[open[i] / 3].contains(&v)
                && p.distance(nearest_on_segment(p, a, b)) <= width
                && p.distance(a) > tolerance
                && p.distance(b) > tolerance
            {
                let along = (p - a).dot(b - a) / a.distance_squared(b);
                if along > 0.0 && along < 1.0 {
                    cuts.push((open[i], along, v));
                }
            }
            tries += 1;
            tries < MOST_TRIES
        });
    }
    insert_on_sides(mesh, &mut cuts);
    cuts.len()
}

/// Cuts triangles so that they use more vertices on their sides, given as side, place along it, vertex.
pub(super) fn insert_on_sides(mesh: &mut TriMesh, cuts: &mut [(usize, f64, u32)]) {
    cuts.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut keep = vec![true; mesh.triangles.len()];
    let mut added = Vec::new();
    for triangle in cuts.chunk_by(|a, b| a.0 / 3 == b.0 / 3) {
        let t = triangle[0].0 / 3;
        let mut polygon = Vec::new();
        for k in 0..3 {
            polygon.push(mesh.triangles[t][k]);
            polygon.extend(triangle.iter().filter(|c| c.0 == 3 * t + k).map(|c| c.2));
        }
        keep[t] = false;
        triangulate(&mesh.vertices, &polygon, &mut added);
    }
    retain(mesh, &keep);
    mesh.triangles.extend(added.into_iter().filter(has_three_corners));
}

/// Fills small, flat holes, if no edge gets a third triangle by it. Triangles must be oriented consistently.
pub(super) fn fill_holes(mesh: &mut TriMesh, report: &mut CleanReport) {
    fill_flat_holes(mesh, report, HOLE_AREA);
}

/// Fills flat holes of up to `largest`, a share of their shell's area.
pub(super) fn fill_flat_holes(mesh: &mut TriMesh, report: &mut CleanReport, largest: f64) {
    // Filling one hole can part two others that met at a vertex.
    let mut rounds = 0;
    while rounds < ROUNDS && fill_once(mesh, report, largest) {
        rounds += 1;
    }
}

fn fill_once(mesh: &mut TriMesh, report: &mut CleanReport, largest: f64) -> bool {
    let (diagonal, tolerance) = (report.diagonal, report.tolerance);
    let topology = Topology::new(mesh);
    let open = topology.open_sides().take(MOST_OPEN + 1).count();
    if open == 0 || open > MOST_OPEN {
        return false;
    }
    let crowded = topology.crowded_sides().count();
    let shells = topology.shells();
    let mut shell_area = vec![0.0; shells.count];
    for t in 0..mesh.triangles.len() {
        shell_area[shells.shell_of[t] as usize] += mesh.area_normal(t).length() * 0.5;
    }
    let (mut filled, mut added) = (0, Vec::new());
    for sides in topology.boundary_loops(mesh) {
        let ends = |i: usize| side_vertices(mesh, sides[i % sides.len()]);
        if !(3..=HOLE_EDGES).contains(&sides.len()) || (0..sides.len()).any(|i| ends(i)[1] != ends(i + 1)[0]) {
            continue;
        }
        let shell = shells.shell_of[sides[0] / 3];
        if sides.iter().any(|&s| shells.shell_of[s / 3] != shell) {
            continue;
        }
        // Sides keep the surface on their left, so the patch runs the other way round.
        let border: Vec<u32> = sides.iter().rev().map(|&s| side_vertices(mesh, s)[0]).collect();
        let distinct: HashSet<u32> = border.iter().copied().collect();
        let points = || border.iter().map(|&v| mesh.vertices[v as usize]);
        let area = area_normal(points());
        let perimeter: f64 = sides
            .iter()
            .map(|&s| side_vertices(mesh, s).map(|v| mesh.vertices[v as usize]))
            .map(|[a, b]| a.distance(b))
            .sum();
        let center = points().sum::<Vec3>() / border.len() as f64;
        let normal = area.normalize_or_zero();
        if distinct.len() == border.len()
            && area.length() * 0.5 <= largest * shell_area[shell as usize]
            && area.length() > tolerance * perimeter
            && points().all(|p| (p - center).dot(normal).abs() <= HOLE_PLANE * diagonal)
        {
            triangulate(&mesh.vertices, &border, &mut added);
            filled += 1;
        }
    }
    if filled == 0 {
        return false;
    }
    let mut repaired = mesh.clone();
    repaired.triangles.extend_from_slice(&added);
    if Topology::new(&repaired).crowded_sides().count() > crowded {
        return false;
    }
    report.filled_holes += filled;
    report.added_triangles += added.len();
    *mesh = repaired;
    true
}
