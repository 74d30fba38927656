//! Meshes whose file names their parts: groups and objects of OBJ, nodes of glTF.

use super::{Format, ReadError, obj};
use crate::{TriMesh, Vec3};
use std::collections::{HashMap, HashSet};

/// Most parts of one file; each is a mesh of its own.
const MOST_PARTS: usize = 4096;
/// Most times that names are mentioned.
const MOST_MENTIONS: usize = 1 << 20;
/// Letters of a name that are kept.
const LONGEST_NAME: usize = 200;

/// A part of a file, and what the file calls it.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPart {
    /// Its names, from the outermost group to its own; empty where the file has none for it.
    pub path: Vec<PartName>,
    /// Its triangles, in the file's frame, nothing repaired; none of a group that holds nothing.
    pub mesh: TriMesh,
}

/// A name in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartName {
    /// As the file writes it.
    pub name: String,
    /// Tells it from others of the same name: parts whose names agree in `id` stand in one group.
    pub id: usize,
}

impl PartName {
    /// A name that tells nothing is none.
    pub(super) fn new(name: &str, id: usize) -> Option<Self> {
        let name: String = name.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        // What modellers write for what nobody named.
        let means_nothing = name.is_empty() || name == "default" || name == "(null)";
        (!means_nothing).then_some(Self { name, id })
    }
}

/// The parts of a file by their names, in its order: those of OBJ by groups (`g`) within objects (`o`), those of glTF by
/// nodes within nodes; coordinates as [`super::read_mesh`] gives them.
///
/// A group of OBJ that is taken up again is one part with what came before where both are open and touch, and another of the same name
/// where they do not: doors side by side are two. Triangles without a name come as one part with an empty path.
///
/// # Errors
/// As [`super::read_mesh`], though one triangle is enough: a file may be a piece of a part; [`ReadError::Unsupported`] for formats
/// that name no parts, [`ReadError::TooManyPlaced`] of more than 4,096.
///
/// ```
/// use resolid_geom::format::read_named;
/// let file = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\no chair\ng leg\nf 1 3 2\nf 1 2 4\ng seat\nf 1 4 3\nf 2 3 4\n";
/// let parts = read_named(file.as_bytes(), None)?;
/// assert_eq!(parts[0].path.iter().map(|n| n.name.as_str()).collect::<Vec<_>>(), ["chair", "leg"]);
/// assert_eq!(parts[1].mesh.triangles.len(), 2);
/// # Ok::<(), resolid_geom::format::ReadError>(())
/// ```
pub fn read_named(bytes: &[u8], hint: Option<Format>) -> Result<Vec<NamedPart>, ReadError> {
    let format = super::format_of(bytes, hint)?;
    let (mesh, labels) = match format {
        Format::Obj => {
            let mut labels = Labels::default();
            let mesh = obj::read(bytes, Some(&mut labels))?;
            (mesh, labels)
        }
        #[cfg(feature = "exchange")]
        Format::Gltf => super::guarded(format, || super::gltf::read_labelled(bytes))?,
        Format::Step => return Err(ReadError::Step),
        _ => {
            return Err(ReadError::Unsupported {
                format,
                what: "a part by its name",
                instead: "OBJ with groups, or glTF with named nodes",
            });
        }
    };
    if mesh.triangles.is_empty() {
        super::enough(&mesh)?;
    }
    parts(&mesh, labels, format == Format::Obj)
}

/// Which triangles belong to which part, noted while a file is read.
#[derive(Debug, Default)]
pub(super) struct Labels {
    list: Vec<Label>,
    object: Option<PartName>,
    count: usize,
}

#[derive(Clone, Debug)]
struct Label {
    /// The first triangle of the part; it ends where the next one begins.
    first: usize,
    path: Vec<PartName>,
}

impl Labels {
    /// From triangle `first` on all belongs to the part with this path.
    #[cfg(feature = "exchange")]
    pub fn begin(&mut self, first: usize, path: &[PartName]) -> Result<(), ReadError> {
        self.list.push(Label { first, path: path.to_vec() });
        self.admit(self.list.len())
    }

    /// Begins an object of OBJ, which is in no group so far.
    pub fn object(&mut self, first: usize, name: &[u8]) -> Result<(), ReadError> {
        self.object = self.named(name);
        self.list.push(Label { first, path: self.object.iter().cloned().collect() });
        self.tidy()
    }

    /// Begins a group of OBJ, within the object that was begun last.
    pub fn group(&mut self, first: usize, name: &[u8]) -> Result<(), ReadError> {
        let group = self.named(name);
        self.list.push(Label { first, path: self.object.iter().cloned().chain(group).collect() });
        self.tidy()
    }

    fn named(&mut self, name: &[u8]) -> Option<PartName> {
        self.count += 1;
        // Old files are in Latin-1.
        let text =
            std::str::from_utf8(name).map_or_else(|_| name.iter().map(|&b| char::from(b)).collect(), String::from);
        PartName::new(&text, self.count)
    }

    /// A file may name its group before every face, which is few parts all the same; but each mention is looked at.
    fn tidy(&mut self) -> Result<(), ReadError> {
        if let [.., before, last] = &self.list[..]
            && before.first == last.first
            && same_names(&before.path, &last.path)
        {
            self.list.pop();
        }
        if self.list.len() > MOST_MENTIONS { self.admit(self.list.len()) } else { Ok(()) }
    }

    fn admit(&self, count: usize) -> Result<(), ReadError> {
        let most = MOST_PARTS as u64;
        if count > MOST_PARTS {
            return Err(ReadError::TooManyPlaced { what: "parts", count: count as u64, most });
        }
        Ok(())
    }
}

fn same_names(a: &[PartName], b: &[PartName]) -> bool {
    a.iter().map(|n| &n.name).eq(b.iter().map(|n| &n.name))
}

/// The parts that the labels tell; of one name those that touch are one, where they are to be `joined`.
fn parts(mesh: &TriMesh, labels: Labels, joined: bool) -> Result<Vec<NamedPart>, ReadError> {
    let mut list = labels.list.clone();
    if list.first().is_none_or(|label| label.first > 0) {
        list.insert(0, Label { first: 0, path: Vec::new() });
    }
    let ends: Vec<usize> = list.iter().skip(1).map(|l| l.first).chain([mesh.triangles.len()]).collect();
    let mut stands_for: Vec<usize> = (0..list.len()).collect();
    if joined {
        let mut of_name: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
        for (k, label) in list.iter().enumerate() {
            of_name.entry(label.path.iter().map(|n| n.name.as_str()).collect()).or_default().push(k);
        }
        for (name, members) in of_name {
            join(mesh, &list, &ends, &members, name.is_empty(), &mut stands_for);
        }
    }
    let mut triangles: Vec<Vec<usize>> = vec![Vec::new(); list.len()];
    for k in 0..list.len() {
        triangles[stands_for[k]].extend(list[k].first..ends[k]);
    }
    let mut parts: Vec<NamedPart> = Vec::new();
    for (k, label) in list.into_iter().enumerate() {
        // A group that holds nothing is told.
        if stands_for[k] == k && !(triangles[k].is_empty() && label.path.is_empty()) {
            parts.push(NamedPart { path: label.path, mesh: gathered(mesh, &triangles[k]) });
        }
    }
    // An object that holds groups alone is not.
    let groups: HashSet<usize> = parts.iter().flat_map(|p| p.path.iter().rev().skip(1).map(|n| n.id)).collect();
    parts.retain(|p| !p.mesh.triangles.is_empty() || p.path.last().is_some_and(|n| !groups.contains(&n.id)));
    labels.admit(parts.len())?;
    Ok(parts)
}

/// Joins those of one name that are open and touch; `all` of them where the name is none. What is empty goes with the first.
fn join(mesh: &TriMesh, list: &[Label], ends: &[usize], members: &[usize], all: bool, stands_for: &mut [usize]) {
    if members.len() < 2 {
        return;
    }
    fn root(stands_for: &mut [usize], mut k: usize) -> usize {
        while stands_for[k] != k {
            stands_for[k] = stands_for[stands_for[k]];
            k = stands_for[k];
        }
        k
    }
    let filled = members.iter().copied().find(|&k| list[k].first < ends[k]).unwrap_or(members[0]);
    let mut at: HashMap<[u64; 3], usize> = HashMap::new();
    for &k in members {
        let range = list[k].first..ends[k];
        if all || range.is_empty() {
            let (a, b) = (root(stands_for, k), root(stands_for, filled));
            stands_for[a.max(b)] = a.min(b);
            continue;
        }
        let triangles = &mesh.triangles[range];
        if is_closed(mesh, triangles) {
            continue;
        }
        for &v in triangles.iter().flatten() {
            let other = *at.entry(place(mesh, v)).or_insert(k);
            let (a, b) = (root(stands_for, k), root(stands_for, other));
            stands_for[a.max(b)] = a.min(b);
        }
    }
    for &k in members {
        stands_for[k] = root(stands_for, k);
    }
}

/// Where a vertex lies, bit for bit.
fn place(mesh: &TriMesh, vertex: u32) -> [u64; 3] {
    // Zero has two signs, and one place.
    (mesh.vertices[vertex as usize] + Vec3::ZERO).to_array().map(f64::to_bits)
}

/// Whether triangles bound a body of their own: each edge is there as often in one direction as in the other.
fn is_closed(mesh: &TriMesh, triangles: &[[u32; 3]]) -> bool {
    let mut edges: HashMap<[[u64; 3]; 2], i64> = HashMap::new();
    for triangle in triangles {
        let [a, b, c] = triangle.map(|v| place(mesh, v));
        for (from, to) in [(a, b), (b, c), (c, a)] {
            let (edge, way) = if from <= to { ([from, to], 1) } else { ([to, from], -1) };
            *edges.entry(edge).or_default() += way;
        }
    }
    edges.values().all(|&n| n == 0)
}

/// The mesh of some triangles. What it costs goes by them and not by the whole, of which there may be thousands of parts.
fn gathered(mesh: &TriMesh, triangles: &[usize]) -> TriMesh {
    let mut own = TriMesh::default();
    let mut number: HashMap<u32, u32> = HashMap::new();
    for &t in triangles {
        own.triangles.push(mesh.triangles[t].map(|v| {
            *number.entry(v).or_insert_with(|| {
                own.vertices.push(mesh.vertices[v as usize]);
                own.vertices.len() as u32 - 1
            })
        }));
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tetrahedron at x, as lines of OBJ that follow `before` vertices.
    fn tetrahedron(x: f64, before: usize) -> [String; 2] {
        let corners = [[0., 0., 0.], [1., 0., 0.], [0., 1., 0.], [0., 0., 1.]];
        let v: String = corners.map(|[a, b, c]| format!("v {} {b} {c}\n", a + x)).concat();
        let f = [[1, 3, 2], [1, 2, 4], [1, 4, 3], [2, 3, 4]].map(|f| {
            let [a, b, c] = f.map(|i| i + before);
            format!("f {a} {b} {c}\n")
        });
        [v, f.concat()]
    }

    fn told(file: &str) -> Vec<(String, usize)> {
        let parts = read_named(file.as_bytes(), None).unwrap();
        let path = |p: &NamedPart| p.path.iter().map(|n| n.name.clone()).collect::<Vec<_>>().join("/");
        parts.iter().map(|p| (path(p), p.mesh.triangles.len())).collect()
    }

    #[test]
    fn groups_taken_up_again_are_one_where_they_touch() {
        let [v1, f1] = tetrahedron(0.0, 0);
        let [v2, f2] = tetrahedron(5.0, 4);
        let (a, b) = f1.split_at(f1.len() / 2);
        let file = format!("{v1}{v2}g leg\n{a}g seat\n{f2}g leg\n{b}");
        assert_eq!(told(&file), [("leg".into(), 4), ("seat".into(), 4)]);
        let apart = format!("{v1}{v2}g leg\n{f1}g\ng leg\n{f2}");
        assert_eq!(told(&apart), [("leg".into(), 4), ("leg".into(), 4)]);
        // Closed ones stay apart though they have a corner in common.
        let [v3, f3] = tetrahedron(1.0, 4);
        assert_eq!(told(&format!("{v1}{v3}g leg\n{f1}g leg\n{f3}")), [("leg".into(), 4), ("leg".into(), 4)]);
    }

    #[test]
    fn names_stand_as_they_are_written() {
        let [v1, f1] = tetrahedron(0.0, 0);
        let [v2, f2] = tetrahedron(5.0, 4);
        let file = format!("{v1}{v2}o Stuhl\ng Leg 1\n{f1}usemtl oak\ng  Lehne, größer \n{f2}g nothing\n");
        let expected = [("Stuhl/Leg 1", 4), ("Stuhl/Lehne, größer", 4), ("Stuhl/nothing", 0)];
        assert_eq!(told(&file), expected.map(|(n, k)| (n.to_string(), k)));
        let latin = [format!("{v1}g Lehne gr").as_bytes(), b"\xf6\xdfer\n", f1.as_bytes()].concat();
        assert_eq!(read_named(&latin, None).unwrap()[0].path[0].name, "Lehne größer");
        // What has no name is one part, whatever else is between.
        let bare = format!("{v1}{v2}{f1}g default\n{f2}");
        assert_eq!(told(&bare), [(String::new(), 8)]);
    }

    #[test]
    fn formats_without_names_and_too_many_parts_are_refused() {
        let stl = super::super::write_stl(&TriMesh::cuboid(Vec3::ZERO, Vec3::ONE));
        let fault = read_named(&stl, None).unwrap_err().to_string();
        assert!(fault.contains("STL: a part by its name") && fault.contains("OBJ with groups"), "{fault}");
        let [v, f] = tetrahedron(0.0, 0);
        let many: String = (0..5000).map(|k| format!("g part{k}\n")).collect();
        let fault = read_named(format!("{v}{many}{f}").as_bytes(), None).unwrap_err().to_string();
        assert!(fault.contains("at most 4,096"), "{fault}");
    }

    #[cfg(feature = "exchange")]
    #[test]
    fn nodes_of_gltf_are_parts_within_their_parents() {
        let cube = |x: f64| TriMesh::cuboid(Vec3::new(x, 0.0, 0.0), Vec3::new(x + 1.0, 1.0, 2.0));
        let bytes =
            super::super::write_glb(&[("leg".into(), cube(0.0)), ("leg".into(), cube(5.0)), ("".into(), cube(9.0))]);
        let parts = read_named(&bytes, None).unwrap();
        assert_eq!(parts.len(), 3);
        let ids: Vec<usize> = parts.iter().map(|p| p.path[0].id).collect();
        assert!(ids.iter().all(|&id| id == ids[0]), "{parts:?}");
        assert_eq!(parts[1].path[1].name, "leg");
        assert_ne!(parts[0].path[1].id, parts[1].path[1].id);
        assert_eq!(parts[2].path.len(), 1, "a node without a name goes by its parent's");
        assert!((parts[1].mesh.bounds().min.x - 5.0).abs() < 1e-4, "{:?}", parts[1].mesh.bounds());
    }
}
