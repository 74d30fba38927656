//! What an object is taken apart into: its parts at the level that is asked for, and which of them are one and the same.

use super::naming;
use resolid_fit::congruence;
use resolid_geom::format::NamedPart;
use resolid_geom::{Frame, TriMesh};
use resolid_program::Placement;
use std::collections::{HashMap, HashSet};

/// Vertices that a motion carries this near to one another are one, as a share of the object's diagonal: meshes of data sets have
/// six digits, the last of which is rounded.
const SAME: f64 = 1e-5;

/// A part, under its own name.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What the program calls it.
    pub name: String,
    /// What the file calls it.
    pub source: String,
    /// What the program calls the group it is in, where the file has some.
    pub group: Option<String>,
    /// Its triangles.
    pub mesh: TriMesh,
}

/// The parts that stand `level` names below what all have in common, or those that nothing stands below; none where no part has a
/// name. `called` says what names are replaced by.
pub fn pieces(parts: Vec<NamedPart>, level: Option<usize>, called: &HashMap<String, String>) -> Vec<Piece> {
    if parts.iter().all(|p| p.path.is_empty()) {
        return Vec::new();
    }
    // What all parts are in is the object itself.
    let common = |depth: usize| {
        let mut ids = parts.iter().map(|p| (p.path.len() > depth + 1).then(|| p.path[depth].id));
        let first = ids.next().flatten();
        first.is_some() && ids.all(|id| id == first)
    };
    let shared = (0..).take_while(|&depth| common(depth)).count();
    let mut order: HashMap<Vec<usize>, usize> = HashMap::new();
    let mut found: Vec<(Vec<String>, TriMesh)> = Vec::new();
    for part in parts {
        let below = &part.path[shared.min(part.path.len())..];
        let below = &below[..level.unwrap_or(usize::MAX).min(below.len())];
        let at = *order.entry(below.iter().map(|n| n.id).collect()).or_insert(found.len());
        if at == found.len() {
            found.push((below.iter().map(|n| n.name.clone()).collect(), TriMesh::default()));
        }
        found[at].1.append(&part.mesh);
    }
    let spoken = |name: &str| called.get(name).map_or(name.to_owned(), Clone::clone);
    let words: Vec<String> =
        found.iter().map(|(path, _)| naming::word(&path.last().map(|n| spoken(n)).unwrap_or_default())).collect();
    let groups: Vec<Option<String>> = found
        .iter()
        .map(|(path, _)| path.split_last().and_then(|(_, above)| above.first()).map(|n| naming::word(&spoken(n))))
        .collect();
    // A group that all are in says nothing.
    let told = groups.iter().collect::<HashSet<_>>().len() > 1;
    let names = naming::own_names(&words);
    let pieces = names.into_iter().zip(found).zip(groups).map(|((name, (path, mesh)), group)| Piece {
        name,
        source: path.last().cloned().unwrap_or_default(),
        group: group.filter(|_| told),
        mesh,
    });
    pieces.collect()
}

/// Parts that are one and the same, and where each of them stands.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Which parts, and how the first is carried to each; the first to itself.
    pub members: Vec<(usize, Placement)>,
}

impl Kind {
    /// The part that is drawn.
    pub fn first(&self) -> usize {
        self.members[0].0
    }
}

/// The kinds of parts, in the order of their first; a part without a welded mesh is of its own.
pub fn kinds(welded: &[Option<TriMesh>], diagonal: f64) -> Vec<Kind> {
    let here = || Placement { frame: Frame::WORLD, mirrored: false, name: None };
    let mut kinds: Vec<Kind> = Vec::new();
    // Only parts of as many vertices and triangles are compared.
    let mut alike: HashMap<[usize; 2], Vec<usize>> = HashMap::new();
    for (index, mesh) in welded.iter().enumerate() {
        let Some(mesh) = mesh else {
            kinds.push(Kind { members: vec![(index, here())] });
            continue;
        };
        let others = alike.entry([mesh.vertices.len(), mesh.triangles.len()]).or_default();
        let place = others.iter().find_map(|&k| {
            let first = welded[kinds[k].first()].as_ref()?;
            Some((k, congruence(first, mesh, SAME * diagonal)?))
        });
        match place {
            Some((k, place)) => kinds[k].members.push((index, place)),
            None => {
                others.push(kinds.len());
                kinds.push(Kind { members: vec![(index, here())] });
            }
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::Vec3;
    use resolid_geom::format::PartName;

    fn part(path: &[(&str, usize)], x: f64) -> NamedPart {
        let path = path.iter().map(|&(name, id)| PartName { name: name.into(), id }).collect();
        NamedPart { path, mesh: TriMesh::cuboid(Vec3::new(x, 0.0, 0.0), Vec3::new(x + 1.0, 2.0, 3.0)) }
    }

    #[test]
    fn what_all_have_in_common_is_the_object() {
        let parts = vec![
            part(&[("Chair", 1), ("Base", 2), ("Leg", 3)], 0.0),
            part(&[("Chair", 1), ("Base", 2), ("Leg", 4)], 5.0),
            part(&[("Chair", 1), ("Seat", 5)], 9.0),
        ];
        let told = |level, called: &HashMap<String, String>| -> Vec<(String, Option<String>)> {
            pieces(parts.clone(), level, called).into_iter().map(|p| (p.name, p.group)).collect()
        };
        let none = HashMap::new();
        let some = |name: &str| (name.to_string(), Some("base".to_string()));
        assert_eq!(told(None, &none), [some("leg_1"), some("leg_2"), ("seat".into(), None)]);
        assert_eq!(told(Some(1), &none), [("base".into(), None), ("seat".into(), None)]);
        let called = HashMap::from([("Leg".to_string(), "foot".to_string())]);
        assert_eq!(told(None, &called)[1].0, "foot_2");
        assert!(pieces(vec![part(&[], 0.0)], None, &none).is_empty());
        assert_eq!(pieces(vec![part(&[("Chair", 1)], 0.0)], None, &none)[0].name, "chair");
    }

    #[test]
    fn parts_that_were_moved_are_one_kind() {
        let cube = |x: f64, height: f64| Some(TriMesh::cuboid(Vec3::new(x, 0.0, 0.0), Vec3::new(x + 1.0, 2.0, height)));
        let turned = cube(30.0, 3.0).map(|m| m.mapped(|p| Vec3::new(p.y, -p.x, p.z)));
        let kinds = kinds(&[cube(0.0, 3.0), cube(9.0, 4.0), None, cube(5.0, 3.0), turned], 10.0);
        let members: Vec<Vec<usize>> = kinds.iter().map(|k| k.members.iter().map(|m| m.0).collect()).collect();
        assert_eq!(members, [vec![0, 3, 4], vec![1], vec![2]]);
        assert_eq!(kinds[0].members[1].1.frame.origin, Vec3::new(5.0, 0.0, 0.0));
    }
}
