//! Triangles are turned to agree with their neighbours, bodies in contact separated, shells turned outward.

use super::CleanReport;
use super::repair::insert_on_sides;
use super::weld::{root, unite};
use crate::bvh::Bvh;
use crate::topology::{Across, Topology, for_each_edge, side_vertices};
use crate::{Aabb3, MeshDistance, TriMesh, Vec3};
use std::collections::{BTreeMap, BTreeSet};

/// Directions round an edge that differ by less than this, in radians, count as one.
const SAME_DIRECTION: f64 = 1e-7;
/// Squared border length over area up to which an open shell counts as nearly closed: a box without its lid has 3.2,
/// a disc 12.6.
const MOST_BORDER: f64 = 4.0;
/// Points of a shell that are asked whether they lie inside another shell.
const PROBES: usize = 9;
/// Shells beyond which nesting is not looked at: this is noise, not a part with voids.
const MOST_SHELLS: usize = 20_000;
/// Pairs of a shell and one whose box holds it, beyond which the same is true.
const MOST_NESTED: usize = 200_000;

/// Turns triangles so that neighbours agree, each connected piece towards the majority of its area; returns how
/// many were turned, and how many edges could not be made to agree (a Möbius band has some).
pub(super) fn agree(mesh: &mut TriMesh) -> (usize, usize) {
    let topology = Topology::new(mesh);
    // 0: not reached, 1: as it is, 2: to be turned.
    let mut state = vec![0u8; mesh.triangles.len()];
    let (mut turned, mut piece, mut pending) = (0, Vec::new(), Vec::new());
    for start in 0..mesh.triangles.len() {
        if state[start] != 0 {
            continue;
        }
        state[start] = 1;
        piece.clear();
        pending.push(start);
        while let Some(t) = pending.pop() {
            piece.push(t);
            for (own, theirs) in topology.neighbours(t) {
                let other = theirs / 3;
                if state[other] == 0 {
                    let opposed = side_vertices(mesh, own)[0] == side_vertices(mesh, theirs)[1];
                    state[other] = if opposed { state[t] } else { 3 - state[t] };
                    pending.push(other);
                }
            }
        }
        let area = |which: u8| -> f64 {
            piece.iter().filter(|&&t| state[t] == which).map(|&t| mesh.area_normal(t).length()).sum()
        };
        let minority = if area(2) > area(1) { 1 } else { 2 };
        for &t in &piece {
            if state[t] == minority {
                mesh.triangles[t].swap(1, 2);
                turned += 1;
            }
        }
    }
    // Turning renumbers the sides of a triangle, so agreement is looked up afresh where anything was turned.
    let topology = if turned > 0 { Topology::new(mesh) } else { topology };
    let conflicts = topology.edges().filter(|&(a, b)| side_vertices(mesh, a)[0] != side_vertices(mesh, b)[1]).count();
    (turned, conflicts)
}

/// Gives bodies that touch along edges or at vertices vertices of their own; returns at how many edges.
///
/// Round an edge, solid lies between a triangle that faces away on one side and the next that faces away on the other:
/// each such wedge is one body's corner. `inverted` says that the mesh faces inward as a whole.
pub(super) fn separate(mesh: &mut TriMesh, inverted: bool) -> usize {
    let mut corner: Vec<u32> = (0..mesh.triangles.len() as u32 * 3).collect();
    let mut separated = 0;
    let mut resolved: Vec<[u32; 2]> = Vec::new();
    let reading = &*mesh;
    for_each_edge(reading, |sides| match sides {
        [_] => {}
        [a, b] => join(reading, &mut corner, *a, *b),
        _ => match wedges(reading, sides, inverted) {
            Some(pairs) => {
                pairs.iter().for_each(|&[a, b]| join(reading, &mut corner, a, b));
                resolved.extend(pairs);
                separated += 1;
            }
            None => sides.windows(2).for_each(|w| join(reading, &mut corner, w[0], w[1])),
        },
    });
    // The first corner at a vertex keeps it; every other fan gets a copy.
    let mut vertex_of_fan = vec![u32::MAX; corner.len()];
    let mut owned = vec![false; mesh.vertices.len()];
    for i in 0..corner.len() as u32 {
        let fan = root(&corner, i) as usize;
        let slot = mesh.triangles[i as usize / 3][i as usize % 3];
        if vertex_of_fan[fan] == u32::MAX {
            vertex_of_fan[fan] = if owned[slot as usize] {
                mesh.vertices.push(mesh.vertices[slot as usize]);
                mesh.vertices.len() as u32 - 1
            } else {
                owned[slot as usize] = true;
                slot
            };
        }
        mesh.triangles[i as usize / 3][i as usize % 3] = vertex_of_fan[fan];
    }
    unpinch(mesh, &resolved);
    separated
}

/// Splits the edges where a body touches itself and both ends hang together elsewhere, so that copies of the ends
/// could not part them: each wedge of solid gets a middle vertex of its own.
fn unpinch(mesh: &mut TriMesh, wedges: &[[u32; 2]]) {
    let mut wedge_of = std::collections::HashMap::new();
    for (i, pair) in wedges.iter().enumerate() {
        wedge_of.extend(pair.map(|side| (side, i)));
    }
    let mut pinched: Vec<usize> = Vec::new();
    for_each_edge(mesh, |sides| {
        if sides.len() > 2 {
            let mut here: Vec<usize> = sides.iter().filter_map(|s| wedge_of.get(s).copied()).collect();
            here.sort_unstable();
            here.dedup();
            // One wedge may keep the edge as it is.
            pinched.extend(here.iter().skip(1));
        }
    });
    let mut cuts = Vec::new();
    for i in pinched {
        let [a, b] = side_vertices(mesh, wedges[i][0] as usize).map(|v| mesh.vertices[v as usize]);
        cuts.extend(wedges[i].iter().map(|&side| (side as usize, 0.5, mesh.vertices.len() as u32)));
        mesh.vertices.push((a + b) * 0.5);
    }
    insert_on_sides(mesh, &mut cuts);
}

/// Makes the corners at both ends of an edge, in two triangles, one fan each.
fn join(mesh: &TriMesh, corner: &mut [u32], a: u32, b: u32) {
    let next = |side: u32| side / 3 * 3 + (side % 3 + 1) % 3;
    let same = side_vertices(mesh, a as usize)[0] == side_vertices(mesh, b as usize)[0];
    let (from, to) = if same { (b, next(b)) } else { (next(b), b) };
    unite(corner, a, from);
    unite(corner, next(a), to);
}

/// The sides at an edge, paired by the wedge of solid between them; `None` where they do not alternate.
fn wedges(mesh: &TriMesh, sides: &[u32], inverted: bool) -> Option<Vec<[u32; 2]>> {
    let [from, to] = side_vertices(mesh, sides[0] as usize);
    let (low, high) = (from.min(to), from.max(to));
    let origin = mesh.vertices[low as usize];
    let axis = (mesh.vertices[high as usize] - origin).try_normalize()?;
    let x = axis.any_orthonormal_vector();
    let y = axis.cross(x);
    // Solid lies clockwise of a side that runs up the axis, and counter-clockwise of one that runs down.
    let mut round: Vec<(f64, bool, u32)> = sides
        .iter()
        .map(|&s| {
            let apex = mesh.triangles[s as usize / 3][(s as usize % 3 + 2) % 3];
            let d = mesh.vertices[apex as usize] - origin;
            let up = (side_vertices(mesh, s as usize)[0] == low) != inverted;
            (d.dot(y).atan2(d.dot(x)), up, s)
        })
        .collect();
    if round.iter().filter(|r| r.1).count() * 2 != round.len() {
        return None;
    }
    round.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    // Reading starts behind the widest gap, so that no group of equal directions is torn.
    let gap = |i: usize| {
        let before = round[(i + round.len() - 1) % round.len()].0;
        if i == 0 { round[0].0 - before + std::f64::consts::TAU } else { round[i].0 - before }
    };
    let start = (0..round.len()).max_by(|&a, &b| gap(a).total_cmp(&gap(b)).then(b.cmp(&a)))?;
    round.rotate_left(start);
    // In one direction a wedge ends before the next begins: bodies that share a wall lie on either side of it.
    let mut i = 0;
    while i < round.len() {
        let first = round[i].0;
        let turn = |angle: f64| (angle - first).rem_euclid(std::f64::consts::TAU);
        let end = (i + 1..round.len()).find(|&j| turn(round[j].0) > SAME_DIRECTION).unwrap_or(round.len());
        round[i..end].sort_by_key(|r| (!r.1, r.2));
        i = end;
    }
    // Twice round: what is still unmatched after the first turn began before its start.
    let mut pairs = Vec::new();
    let mut begun = Vec::new();
    let mut done = vec![false; round.len()];
    for i in (0..round.len()).chain(0..round.len()) {
        if done[i] {
            continue;
        }
        if !round[i].1 {
            begun.push(i);
            done[i] = true;
        } else if let Some(j) = begun.pop() {
            pairs.push([round[j].2, round[i].2]);
            done[i] = true;
        }
    }
    (pairs.len() * 2 == round.len()).then_some(pairs)
}

/// Turns every shell so that solid lies behind it: outward, or inward for voids. Returns the boxes of those it turned.
pub(super) fn turn_shells(mesh: &mut TriMesh, report: &mut CleanReport) -> Vec<Aabb3> {
    let topology = Topology::new(mesh);
    let shells = topology.shells();
    let members = shells.members();
    let mut closed = vec![true; shells.count];
    let mut border = vec![0.0; shells.count];
    for side in 0..mesh.triangles.len() * 3 {
        if !matches!(topology.across(side), Across::Side(_)) {
            let shell = shells.shell_of[side / 3] as usize;
            let [a, b] = side_vertices(mesh, side).map(|v| mesh.vertices[v as usize]);
            closed[shell] = false;
            border[shell] += a.distance(b);
        }
    }
    report.shells = shells.count;
    report.open_shells = closed.iter().filter(|c| !**c).count();
    let parts: Vec<Part> = (0..shells.count).map(|i| Part::new(mesh, &members[i], closed[i], border[i])).collect();
    let around = shells_around(mesh, &members, &parts, report);
    let mut turned = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let void = around[i].len() % 2 == 1;
        report.voids += usize::from(void);
        // The shell next around a void bounds the solid that the void lies in.
        let next = around[i].iter().copied().find(|&j| around[j].len() + 1 == around[i].len());
        let alike = next.is_some_and(|j| (parts[j].volume < 0.0) == (part.volume < 0.0));
        report.outward_voids += usize::from(void && alike);
        if part.has_outside() && part.volume != 0.0 && (part.volume < 0.0) != void {
            turned.push(part.bounds);
            for &t in &members[i] {
                mesh.triangles[t].swap(1, 2);
            }
        }
    }
    report.turned_shells = turned.len();
    turned
}

/// How many shells that were turned, known by their boxes, cut through one that was not: what the file says of them contradicts
/// itself. `crossing` are the pairs that cut through one another.
pub(super) fn turned_against(
    mesh: &TriMesh,
    shell_of: &[u32],
    crossing: &BTreeSet<[u32; 2]>,
    turned: &[Aabb3],
    tolerance: f64,
) -> usize {
    if crossing.is_empty() || turned.is_empty() {
        return 0;
    }
    let mut boxes: BTreeMap<u32, Aabb3> = BTreeMap::new();
    for (t, shell) in shell_of.iter().enumerate() {
        let own = Aabb3::of(mesh.corners(t));
        boxes.entry(*shell).and_modify(|b| *b = b.union(own)).or_insert(own);
    }
    let was_turned = |shell: &u32| {
        let same = |a: &Aabb3, b: &Aabb3| a.min.distance(b.min).max(a.max.distance(b.max)) <= 2.0 * tolerance;
        turned.iter().any(|b| same(b, &boxes[shell]))
    };
    let contradicted = crossing.iter().filter_map(|[a, b]| match (was_turned(a), was_turned(b)) {
        (true, false) => Some(*a),
        (false, true) => Some(*b),
        _ => None,
    });
    contradicted.collect::<BTreeSet<u32>>().len()
}

struct Part {
    bounds: Aabb3,
    volume: f64,
    area: f64,
    /// Length of the open edges.
    border: f64,
    closed: bool,
}

impl Part {
    /// Whether the shell is closed, or nearly so. Sheets, tubes and scanned patches face as they were given.
    fn has_outside(&self) -> bool {
        self.closed || self.border * self.border < MOST_BORDER * self.area
    }

    fn new(mesh: &TriMesh, triangles: &[usize], closed: bool, border: f64) -> Self {
        let bounds = Aabb3::of(triangles.iter().flat_map(|&t| mesh.corners(t)));
        // About the area's centre, so that a small gap in an open shell counts for little.
        let (mut center, mut area) = (Vec3::ZERO, 0.0);
        for &t in triangles {
            let size = mesh.area_normal(t).length() * 0.5;
            let [a, b, c] = mesh.corners(t);
            center += (a + b + c) * (size / 3.0);
            area += size;
        }
        let center = if area > 0.0 { center / area } else { bounds.center() };
        let volume = triangles
            .iter()
            .map(|&t| {
                let [a, b, c] = mesh.corners(t).map(|v| v - center);
                a.dot(b.cross(c)) / 6.0
            })
            .sum();
        Self { bounds, volume, area, border, closed }
    }
}

/// The closed shells that each closed shell lies inside of.
fn shells_around(mesh: &TriMesh, members: &[Vec<usize>], parts: &[Part], report: &mut CleanReport) -> Vec<Vec<usize>> {
    let mut around = vec![Vec::new(); parts.len()];
    if parts.len() < 2 {
        return around;
    }
    if parts.len() > MOST_SHELLS {
        report.nesting_unknown = true;
        return around;
    }
    let boxes: Vec<Aabb3> = parts.iter().map(|p| p.bounds).collect();
    let tree = Bvh::new(&boxes);
    // A shell can only lie inside one whose box holds its own.
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); parts.len()];
    for (i, part) in parts.iter().enumerate().filter(|(_, p)| p.closed) {
        tree.overlapping(&Aabb3::of([part.bounds.center()]), |j| {
            let b = &boxes[j];
            if j != i && parts[j].closed && b.contains(part.bounds.min) && b.contains(part.bounds.max) {
                held[j].push(i);
            }
            true
        });
    }
    if held.iter().map(Vec::len).sum::<usize>() > MOST_NESTED {
        report.nesting_unknown = true;
        return around;
    }
    for (outer, held) in held.iter().enumerate().filter(|(_, h)| !h.is_empty()) {
        let surface = MeshDistance::new(&mesh.subset(members[outer].iter().copied()));
        for &inner in held {
            let triangles = &members[inner];
            // Points where the shells touch say nothing, so the others decide.
            let (mut inside, mut outside) = (0, 0);
            for k in 0..PROBES {
                let [a, b, c] = mesh.corners(triangles[k * (triangles.len() - 1) / (PROBES - 1)]);
                let winding = surface.winding_number((a + b + c) / 3.0).abs();
                if winding > 0.75 {
                    inside += 1;
                } else if winding < 0.25 {
                    outside += 1;
                }
            }
            if inside > 0 && outside == 0 {
                around[inner].push(outer);
            }
        }
    }
    around
}
