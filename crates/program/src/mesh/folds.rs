//! Sheets of no thickness, taken away.
//!
//! Where two flush faces stand oblique to everything, rounding leaves them a hair apart, and the Boolean keeps what lies
//! between: a sheet that hangs on the part, a slit within it, or a shell of no volume. The surface runs out on one side of
//! it and back on the other, so two triangles meet there whose normals are opposite; nothing else in a part has such an
//! edge. A vertex that is drawn along the sheet to a neighbour moves no volume and takes area away, and so does such an edge
//! that is turned to join the corners across it; both are repeated until no area goes.

use resolid_geom::topology::Topology;
use resolid_geom::{TriMesh, Vec3};
use std::collections::{BTreeSet, HashMap};

/// The mesh without sheets and shells thinner than `thickness`.
pub(super) fn unfolded(mesh: TriMesh, thickness: f64) -> TriMesh {
    let mesh = without_thin_shells(mesh, thickness);
    let pending = folded_vertices(&mesh);
    if pending.is_empty() {
        return mesh;
    }
    let mut sheet = Sheet::new(mesh);
    sheet.draw_in(pending, thickness);
    without_thin_shells(apart(sheet.mesh()), thickness)
}

/// The mesh without shells whose volume is less than `thickness` times half their area.
fn without_thin_shells(mesh: TriMesh, thickness: f64) -> TriMesh {
    let shells = Topology::new(&mesh).shells();
    let mut volume = vec![0.0; shells.count];
    let mut area = vec![0.0; shells.count];
    let center = mesh.bounds().center();
    for t in 0..mesh.triangles.len() {
        let shell = shells.shell_of[t] as usize;
        let [a, b, c] = mesh.corners(t).map(|v| v - center);
        volume[shell] += a.dot(b.cross(c)) / 6.0;
        area[shell] += mesh.area_normal(t).length() * 0.5;
    }
    let thin = |s: u32| volume[s as usize].abs() <= thickness * 0.5 * area[s as usize];
    if !(0..shells.count as u32).any(thin) {
        return mesh;
    }
    mesh.subset((0..mesh.triangles.len()).filter(|&t| !thin(shells.shell_of[t])))
}

/// The vertices of edges whose two triangles lie on one another.
fn folded_vertices(mesh: &TriMesh) -> BTreeSet<u32> {
    let topology = Topology::new(mesh);
    let mut found = BTreeSet::new();
    for (a, b) in topology.edges() {
        if mesh.normal(a / 3).dot(mesh.normal(b / 3)) < -1.0 + 1e-9 {
            found.extend(mesh.triangles[a / 3]);
            found.extend(mesh.triangles[b / 3]);
        }
    }
    found
}

/// A mesh whose vertices can be drawn into one another.
struct Sheet {
    vertices: Vec<Vec3>,
    /// Taken-away triangles have three equal corners.
    triangles: Vec<[u32; 3]>,
    around: Vec<Vec<u32>>,
}

const GONE: [u32; 3] = [u32::MAX; 3];

impl Sheet {
    fn new(mesh: TriMesh) -> Self {
        let mut around = vec![Vec::new(); mesh.vertices.len()];
        for (t, corners) in mesh.triangles.iter().enumerate() {
            for &v in corners {
                around[v as usize].push(t as u32);
            }
        }
        Self { vertices: mesh.vertices, triangles: mesh.triangles, around }
    }

    fn mesh(self) -> TriMesh {
        let triangles = self.triangles.into_iter().filter(|t| *t != GONE).collect();
        TriMesh { vertices: self.vertices, triangles }.compacted()
    }

    fn area_normal(&self, t: [u32; 3]) -> Vec3 {
        let [a, b, c] = t.map(|v| self.vertices[v as usize]);
        (b - a).cross(c - a)
    }

    /// Draws vertices along their sheets for as long as that takes area away.
    fn draw_in(&mut self, mut pending: BTreeSet<u32>, thickness: f64) {
        while let Some(v) = pending.pop_first() {
            if self.turn_fold(v, thickness, &mut pending) {
                continue;
            }
            let Some(target) = self.target(v, thickness) else { continue };
            let moved = std::mem::take(&mut self.around[v as usize]);
            for t in moved {
                let corners = &mut self.triangles[t as usize];
                pending.extend(*corners);
                corners.iter_mut().filter(|c| **c == v).for_each(|c| *c = target);
                let [a, b, c] = *corners;
                if a == b || b == c || c == a {
                    self.remove(t);
                } else {
                    self.around[target as usize].push(t);
                }
            }
            self.cancel(target);
            pending.remove(&v);
            pending.insert(target);
            pending.remove(&u32::MAX);
        }
    }

    /// Turns a folded edge at `v`, if one has area to lose; the vertices about it are looked at again.
    fn turn_fold(&mut self, v: u32, thickness: f64, pending: &mut BTreeSet<u32>) -> bool {
        for &front in &self.around[v as usize] {
            let own = self.triangles[front as usize];
            let normal = self.area_normal(own);
            for k in 0..3 {
                let (a, b, c) = (own[k], own[(k + 1) % 3], own[(k + 2) % 3]);
                if v == c {
                    continue;
                }
                let across = self.around[v as usize].iter().find_map(|&t| {
                    let theirs = self.triangles[t as usize];
                    (0..3).find(|&k| theirs[k] == b && theirs[(k + 1) % 3] == a).map(|k| (t, theirs[(k + 2) % 3]))
                });
                let Some((back, d)) = across.filter(|&(_, d)| d != c) else { continue };
                let other = self.area_normal(self.triangles[back as usize]);
                if normal.dot(other) > -(1.0 - 1e-9) * normal.length() * other.length() {
                    continue;
                }
                let off = normal.dot(self.vertices[d as usize] - self.vertices[a as usize]).abs();
                let (first, second) = ([c, d, b], [d, c, a]);
                let gain = normal.length() + other.length()
                    - self.area_normal(first).length()
                    - self.area_normal(second).length();
                if off > thickness * normal.length() || gain <= thickness * thickness {
                    continue;
                }
                self.remove(front);
                self.remove(back);
                for (t, corners) in [(front, first), (back, second)] {
                    self.triangles[t as usize] = corners;
                    corners.iter().for_each(|&w| self.around[w as usize].push(t));
                }
                for w in [a, b, c, d] {
                    self.cancel(w);
                    pending.insert(w);
                }
                return true;
            }
        }
        false
    }

    /// The neighbour to which `v` is drawn: every triangle about `v` lies in a plane with it, and most area goes.
    fn target(&self, v: u32, thickness: f64) -> Option<u32> {
        let star = &self.around[v as usize];
        let neighbours: BTreeSet<u32> =
            star.iter().flat_map(|&t| self.triangles[t as usize]).filter(|&w| w != v).collect();
        let mut best: Option<(f64, u32)> = None;
        for w in neighbours {
            let to = self.vertices[w as usize];
            let (mut before, mut after, mut flat) = (0.0, 0.0, true);
            for &t in star {
                let corners = self.triangles[t as usize];
                let normal = self.area_normal(corners);
                let area = normal.length();
                before += area;
                if corners.contains(&w) {
                    continue;
                }
                let off = normal.dot(to - self.vertices[v as usize]).abs();
                // Needles have no plane to leave.
                flat &= off <= thickness * area || area <= thickness * thickness;
                let moved = corners.map(|c| if c == v { w } else { c });
                after += self.area_normal(moved).length();
            }
            let gain = before - after;
            if flat && gain > 1e-6 * before && gain > thickness * thickness && best.is_none_or(|(g, _)| gain > g) {
                best = Some((gain, w));
            }
        }
        best.map(|(_, w)| w)
    }

    /// Takes away pairs of triangles about `v` that lie on one another, back to back.
    fn cancel(&mut self, v: u32) {
        let turned = |t: [u32; 3]| {
            let least = (0..3).min_by_key(|&k| t[k]).unwrap_or(0);
            [t[least], t[(least + 1) % 3], t[(least + 2) % 3]]
        };
        let mut fronts: HashMap<[u32; 3], Vec<u32>> = HashMap::new();
        for t in self.around[v as usize].clone() {
            let own = turned(self.triangles[t as usize]);
            let back = [own[0], own[2], own[1]];
            if let Some(partner) = fronts.get_mut(&back).and_then(Vec::pop) {
                self.remove(partner);
                self.remove(t);
            } else {
                fronts.entry(own).or_default().push(t);
            }
        }
    }

    fn remove(&mut self, t: u32) {
        for v in self.triangles[t as usize] {
            if v != u32::MAX {
                self.around[v as usize].retain(|o| *o != t);
            }
        }
        self.triangles[t as usize] = GONE;
    }
}

/// The mesh with every edge between exactly two triangles: where more meet, those that bound one wedge of the solid stay
/// together and the others get vertices of their own.
fn apart(mesh: TriMesh) -> TriMesh {
    // The corners at the beginning of the sides from one vertex to another.
    let mut sides: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
    for (t, corners) in mesh.triangles.iter().enumerate() {
        for k in 0..3 {
            sides.entry((corners[k], corners[(k + 1) % 3])).or_default().push(3 * t + k);
        }
    }
    let next = |corner: usize| corner - corner % 3 + (corner + 1) % 3;
    // Corners that share a vertex, as a forest.
    let mut parent: Vec<usize> = (0..mesh.triangles.len() * 3).collect();
    fn root(parent: &mut [usize], mut i: usize) -> usize {
        while parent[i] != i {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        i
    }
    let mut join = |a: usize, b: usize| {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a.max(b)] = a.min(b);
    };
    let opposite = |corner: usize| mesh.vertices[mesh.triangles[corner / 3][(corner + 2) % 3] as usize];
    for corner in 0..mesh.triangles.len() * 3 {
        let t = mesh.triangles[corner / 3];
        let (a, b) = (t[corner % 3], t[(corner + 1) % 3]);
        let Some(partners) = sides.get(&(b, a)) else { continue };
        // Seen along the side, the solid lies clockwise from this triangle: its wedge ends at the partner met first.
        let axis = (mesh.vertices[b as usize] - mesh.vertices[a as usize]).normalize_or_zero();
        let flat = |p: Vec3| {
            let d = p - mesh.vertices[a as usize];
            d - axis * d.dot(axis)
        };
        let from = flat(opposite(corner));
        let turn = |&partner: &usize| {
            let to = flat(opposite(partner));
            (-axis.dot(from.cross(to))).atan2(from.dot(to)).rem_euclid(std::f64::consts::TAU)
        };
        let nearest = match partners.as_slice() {
            [one] => Some(*one),
            several => several.iter().copied().min_by(|x, y| turn(x).total_cmp(&turn(y))),
        };
        if let Some(partner) = nearest {
            join(corner, next(partner));
            join(next(corner), partner);
        }
    }
    let mut number = HashMap::new();
    let mut vertices = Vec::new();
    let mut triangles = mesh.triangles.clone();
    for (corner, v) in triangles.iter_mut().flatten().enumerate() {
        let class = root(&mut parent, corner);
        let place = mesh.vertices[*v as usize];
        *v = *number.entry(class).or_insert_with(|| {
            vertices.push(place);
            vertices.len() as u32 - 1
        });
    }
    TriMesh { vertices, triangles }
}
