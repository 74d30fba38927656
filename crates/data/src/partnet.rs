//! Objects of PartNet: a folder with a tree of named parts and the meshes of its leaves.
//!
//! ```text
//! 173/result_after_merging.json   the tree, as it was brought into one form for all objects; read first where it is there
//! 173/result.json                 the tree as it was drawn: name, objs, children of each node
//! 173/objs/original-3.obj         a piece of a leaf; textured_objs/ in PartNet-Mobility
//! ```
//!
//! # Source
//! Mo et al., PartNet, CVPR 2019 (<https://partnet.cs.stanford.edu>); PartNet-Mobility of Xiang et al., SAPIEN, CVPR 2020.

use resolid_geom::TriMesh;
use resolid_geom::format::{Format, NamedPart, PartName, ReadError, one_line, read_named};
use serde::Deserialize;
use std::path::{Component, Path, PathBuf};

/// Where the tree is looked for, in this order.
const TREES: [&str; 2] = ["result_after_merging.json", "result.json"];
/// Where meshes are.
const MESHES: [&str; 2] = ["objs", "textured_objs"];
/// The largest file that is read, bytes.
const LARGEST: u64 = 1 << 30;

/// Why a folder is no object; every message is one line.
#[derive(Debug, thiserror::Error)]
pub enum PartNetError {
    /// A file cannot be read.
    #[error("{file} cannot be read: {reason}")]
    Io {
        /// Which, within the folder.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// The tree is no tree.
    #[error("{file} is damaged: {reason}")]
    Tree {
        /// Its file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A node names a mesh that is not there.
    #[error("part `{part}` is made of {mesh}.obj, which is not in {}", MESHES[0])]
    Missing {
        /// The node's name.
        part: String,
        /// The mesh.
        mesh: String,
    },
    /// A node names a mesh that would lie elsewhere.
    #[error("part `{part}` names `{mesh}`, which leads out of the folder")]
    Escape {
        /// The node's name.
        part: String,
        /// What it names.
        mesh: String,
    },
    /// A mesh that cannot be read.
    #[error("{file}: {source}")]
    Mesh {
        /// Which.
        file: String,
        /// Why.
        source: ReadError,
    },
}

/// An object: what it is, and its parts.
#[derive(Debug)]
pub struct Object {
    /// The name of the tree's root: `chair`.
    pub category: String,
    /// Its leaves, each with the names of the nodes that lead to it, without the root's; a leaf that has no mesh has no triangles.
    /// Coordinates are the files' own, y up.
    pub parts: Vec<NamedPart>,
}

#[derive(Debug, Deserialize)]
struct Node {
    name: String,
    #[serde(default)]
    objs: Vec<String>,
    #[serde(default)]
    children: Vec<Node>,
}

/// Whether a folder is laid out as an object.
pub fn is(folder: &Path) -> bool {
    tree(folder).is_some()
}

/// The files of an object, its tree first.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut meshes: Vec<PathBuf> = MESHES
        .iter()
        .filter_map(|name| std::fs::read_dir(folder.join(name)).ok())
        .flat_map(|entries| entries.flatten().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("obj")))
        .collect();
    meshes.sort();
    tree(folder).into_iter().map(|name| folder.join(name)).chain(meshes).collect()
}

fn tree(folder: &Path) -> Option<&'static str> {
    TREES.into_iter().find(|name| folder.join(name).is_file())
}

/// The object in a folder.
///
/// # Errors
/// [`PartNetError`]: each variant is one.
pub fn read(folder: &Path) -> Result<Object, PartNetError> {
    let file = tree(folder).unwrap_or(TREES[1]);
    let text = bytes(folder, Path::new(file))?;
    let damaged = |reason: String| PartNetError::Tree { file: file.into(), reason: one_line(&reason) };
    // PartNet wraps the root in a list.
    let is_list = text.trim_ascii_start().starts_with(b"[");
    let roots: Result<Vec<Node>, _> =
        if is_list { serde_json::from_slice(&text) } else { serde_json::from_slice(&text).map(|root| vec![root]) };
    let mut roots = roots.map_err(|e| damaged(e.to_string()))?;
    let root = match roots.len() {
        1 => roots.remove(0),
        0 => return Err(damaged("it has no root".into())),
        _ => Node { name: String::new(), objs: Vec::new(), children: roots },
    };
    let mut gathered = Gathered { folder, parts: Vec::new(), nodes: 0 };
    let mut path = Vec::new();
    if root.children.is_empty() {
        gathered.leaf(&root, &mut path)?;
    }
    root.children.iter().try_for_each(|child| gathered.node(child, &mut path))?;
    Ok(Object { category: root.name, parts: gathered.parts })
}

struct Gathered<'a> {
    folder: &'a Path,
    parts: Vec<NamedPart>,
    nodes: usize,
}

impl Gathered<'_> {
    fn node(&mut self, node: &Node, path: &mut Vec<PartName>) -> Result<(), PartNetError> {
        if node.children.is_empty() {
            return self.leaf(node, path);
        }
        self.nodes += 1;
        path.push(PartName { name: node.name.clone(), id: self.nodes });
        node.children.iter().try_for_each(|child| self.node(child, path))?;
        path.pop();
        Ok(())
    }

    fn leaf(&mut self, node: &Node, path: &mut [PartName]) -> Result<(), PartNetError> {
        self.nodes += 1;
        let own = PartName { name: node.name.clone(), id: self.nodes };
        let mut mesh = TriMesh::default();
        for piece in &node.objs {
            mesh.append(&self.piece(piece, &node.name)?);
        }
        self.parts.push(NamedPart { path: path.iter().cloned().chain([own]).collect(), mesh });
        Ok(())
    }

    /// The mesh that a node calls by name.
    fn piece(&self, name: &str, part: &str) -> Result<TriMesh, PartNetError> {
        let is_plain =
            matches!(Path::new(name).components().collect::<Vec<_>>()[..], [Component::Normal(own)] if own == name);
        if !is_plain || name.contains(['/', '\\', ':']) {
            return Err(PartNetError::Escape { part: one_line(part), mesh: one_line(name) });
        }
        let file = MESHES.iter().map(|within| Path::new(within).join(format!("{name}.obj")));
        let file = file.into_iter().find(|file| self.folder.join(file).is_file());
        let file = file.ok_or_else(|| PartNetError::Missing { part: one_line(part), mesh: one_line(name) })?;
        match read_named(&bytes(self.folder, &file)?, Some(Format::Obj)) {
            Ok(parts) => Ok(parts.into_iter().fold(TriMesh::default(), |mut all, part| {
                all.append(&part.mesh);
                all
            })),
            // A piece without faces is nothing, and its part may have others.
            Err(ReadError::Empty | ReadError::NoFaces { .. } | ReadError::TooFewTriangles { .. }) => {
                Ok(TriMesh::default())
            }
            Err(source) => Err(PartNetError::Mesh { file: file.display().to_string(), source }),
        }
    }
}

fn bytes(folder: &Path, file: &Path) -> Result<Vec<u8>, PartNetError> {
    let failed = |reason: String| PartNetError::Io { file: file.display().to_string(), reason };
    let path = folder.join(file);
    let size = std::fs::metadata(&path).map_err(|e| failed(e.to_string()))?.len();
    if size > LARGEST {
        return Err(failed(format!("over {} MiB", LARGEST >> 20)));
    }
    std::fs::read(path).map_err(|e| failed(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::Vec3;
    use resolid_geom::format::write_obj;
    use serde_json::json;

    fn folder(tree: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("objs")).unwrap();
        std::fs::write(folder.path().join("result.json"), tree).unwrap();
        for (name, x) in [("new-0", 0.0), ("new-1", 5.0), ("original-2", 9.0)] {
            let mesh = TriMesh::cuboid(Vec3::new(x, 0.0, 0.0), Vec3::new(x + 1.0, 1.0, 1.0));
            std::fs::write(folder.path().join("objs").join(format!("{name}.obj")), write_obj(&mesh)).unwrap();
        }
        folder
    }

    #[test]
    fn leaves_are_parts_and_inner_nodes_their_groups() {
        let leg = |objs: &[&str]| json!({"id": 3, "name": "leg", "text": "Leg", "objs": objs});
        let base =
            json!({"name": "chair_base", "objs": ["new-0", "new-1"], "children": [leg(&["new-0"]), leg(&["new-1"])]});
        let tree = json!([{"name": "chair", "children": [base, {"name": "chair_seat", "objs": ["original-2"]}, {"name": "cushion"}]}]);
        let at = folder(&tree.to_string());
        assert!(is(at.path()));
        assert_eq!(files(at.path()).len(), 4);
        let object = read(at.path()).unwrap();
        assert_eq!(object.category, "chair");
        let told: Vec<(Vec<&str>, usize)> = object
            .parts
            .iter()
            .map(|p| (p.path.iter().map(|n| n.name.as_str()).collect(), p.mesh.triangles.len()))
            .collect();
        let expected = [
            (vec!["chair_base", "leg"], 12),
            (vec!["chair_base", "leg"], 12),
            (vec!["chair_seat"], 12),
            (vec!["cushion"], 0),
        ];
        assert_eq!(told, expected);
        assert_ne!(object.parts[0].path[1].id, object.parts[1].path[1].id);
    }

    #[test]
    fn what_is_wrong_is_told_in_one_line() {
        for (tree, said) in [
            ("[{", "result.json is damaged: EOF"),
            ("[]", "no root"),
            (r#"{"children": []}"#, "missing field `name`"),
            (r#"{"name": "a", "objs": ["../new-0"]}"#, "part `a` names `../new-0`, which leads out"),
            (r#"{"name": "a", "objs": ["/etc/passwd"]}"#, "leads out"),
            (r#"{"name": "a", "objs": ["."]}"#, "leads out"),
            (r#"{"name": "a", "objs": [""]}"#, "leads out"),
            (r#"{"name": "a", "objs": ["new-7"]}"#, "part `a` is made of new-7.obj, which is not in objs"),
        ] {
            let fault = read(folder(tree).path()).unwrap_err().to_string();
            assert!(fault.contains(said) && fault.lines().count() == 1, "{tree}: {fault}");
        }
        let deep = "{\"name\":\"a\",\"children\":[".repeat(5000);
        assert!(read(folder(&deep).path()).unwrap_err().to_string().contains("recursion limit"));
    }
}
