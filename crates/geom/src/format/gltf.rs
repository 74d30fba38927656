//! glTF 2.0, as text with its buffers inside or binary (GLB).
//!
//! Lengths of the format are metres and its y points up; here they become millimetres and z points up.

use super::named::{Labels, PartName};
use super::placed::Placed;
use super::{Format, ReadError};
use crate::{TriMesh, Vec3};
use base64::Engine;
use glam::{DMat4, DVec3};
use gltf::accessor::{DataType, Dimensions};
use gltf::mesh::Mode;
use gltf::scene::Node;
use serde_json::json;
use std::borrow::Cow;

/// Millimetres in a metre.
const MM: f64 = 1000.0;
/// Nodes under nodes; more is a circle.
const DEEPEST: usize = 100;

/// The triangles of all nodes of the file's scene, millimetres.
pub(super) fn read(bytes: &[u8]) -> Result<TriMesh, ReadError> {
    read_into(bytes, None)
}

/// The same, and which nodes they belong to.
pub(super) fn read_labelled(bytes: &[u8]) -> Result<(TriMesh, Labels), ReadError> {
    let mut labels = Labels::default();
    let mesh = read_into(bytes, Some(&mut labels))?;
    Ok((mesh, labels))
}

fn read_into(bytes: &[u8], labels: Option<&mut Labels>) -> Result<TriMesh, ReadError> {
    // The reader takes its header's own twelve bytes off whatever length that says.
    if let [b'g', b'l', b'T', b'F', _, _, _, _, a, b, c, d, ..] = *bytes
        && u32::from_le_bytes([a, b, c, d]) < 12
    {
        return Err(damaged("its header says that it is shorter than its header".into()));
    }
    let file = gltf::Gltf::from_slice(bytes).map_err(fault)?;
    if file.document.as_json().asset.version.starts_with("1.") {
        return Err(ReadError::Unsupported {
            format: Format::Gltf,
            what: "version 1",
            instead: "glTF 2.0 or binary STL",
        });
    }
    let buffers = buffers(&file)?;
    let scene = file.default_scene().or_else(|| file.scenes().next());
    let roots: Vec<Node> = match scene {
        Some(scene) => scene.nodes().collect(),
        None => file.nodes().collect(),
    };
    // Metres with y up to millimetres with z up: (x, y, z) goes to (x, −z, y).
    let world = DMat4::from_cols_array(&[MM, 0., 0., 0., 0., 0., MM, 0., 0., -MM, 0., 0., 0., 0., 0., 1.]);
    let mut scene = Scene { buffers: &buffers, placed: Placed::default(), labels, path: Vec::new() };
    for root in roots {
        scene.gather(&root, world, 0)?;
    }
    Ok(scene.placed.mesh)
}

/// What is wrong with a file that the reader refuses: one that needs an extension is not damaged.
fn fault(error: gltf::Error) -> ReadError {
    use gltf::json::validation::Error::Unsupported;
    match &error {
        gltf::Error::Validation(faults) if faults.iter().any(|f| f.1 == Unsupported) => ReadError::Unsupported {
            format: Format::Gltf,
            what: "an extension that it requires, such as compressed geometry,",
            instead: "glTF without it, or binary STL",
        },
        error => damaged(error.to_string()),
    }
}

/// The bytes of each buffer.
fn buffers(file: &gltf::Gltf) -> Result<Vec<Cow<'_, [u8]>>, ReadError> {
    file.buffers()
        .map(|buffer| match buffer.source() {
            gltf::buffer::Source::Bin => Ok(Cow::Borrowed(file.blob.as_deref().unwrap_or_default())),
            gltf::buffer::Source::Uri(uri) => {
                let Some((_, data)) = uri.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,")) else {
                    return Err(ReadError::Unsupported {
                        format: Format::Gltf,
                        what: "a buffer in a file of its own",
                        instead: ".glb, which holds it",
                    });
                };
                base64::engine::general_purpose::STANDARD
                    .decode(data)
                    .map(Cow::Owned)
                    .map_err(|e| damaged(format!("buffer {}: {e}", buffer.index())))
            }
        })
        .collect()
}

fn damaged(reason: String) -> ReadError {
    ReadError::Damaged { format: Format::Gltf, reason }
}

/// A scene being read.
struct Scene<'a> {
    buffers: &'a [Cow<'a, [u8]>],
    placed: Placed,
    labels: Option<&'a mut Labels>,
    /// The names of the nodes that lead to the one being read.
    path: Vec<PartName>,
}

impl Scene<'_> {
    fn gather(&mut self, node: &Node, parent: DMat4, depth: usize) -> Result<(), ReadError> {
        self.placed.admit(0)?;
        if depth > DEEPEST {
            return Err(damaged(format!("node {} lies under more than {DEEPEST} others", node.index())));
        }
        let columns = node.transform().matrix().map(|c| c.map(f64::from));
        let world = parent * DMat4::from_cols_array_2d(&columns);
        let names = self.path.len();
        if let Some(labels) = &mut self.labels {
            // Some writers name the mesh alone.
            let of_mesh = node.mesh().and_then(|mesh| mesh.name());
            let name = node.name().filter(|name| !name.trim().is_empty()).or(of_mesh).unwrap_or_default();
            self.path.extend(PartName::new(name, self.placed.places() as usize));
            if node.mesh().is_some() {
                labels.begin(self.placed.mesh.triangles.len(), &self.path)?;
            }
        }
        for primitive in node.mesh().iter().flat_map(gltf::Mesh::primitives) {
            add(&primitive, world, self.buffers, &mut self.placed)?;
        }
        node.children().try_for_each(|child| self.gather(&child, world, depth + 1))?;
        self.path.truncate(names);
        Ok(())
    }
}

fn add(primitive: &gltf::Primitive, world: DMat4, buffers: &[Cow<[u8]>], placed: &mut Placed) -> Result<(), ReadError> {
    let Some(places) = primitive.get(&gltf::Semantic::Positions) else { return Ok(()) };
    if matches!(primitive.mode(), Mode::Points | Mode::Lines | Mode::LineLoop | Mode::LineStrip) {
        return Ok(());
    }
    let floats = numbers(&places, buffers)?;
    if places.dimensions() != Dimensions::Vec3 || places.data_type() != DataType::F32 {
        return Err(ReadError::Unsupported {
            format: Format::Gltf,
            what: "a mesh of packed coordinates",
            instead: "binary STL",
        });
    }
    placed.admit(floats.len() / 3)?;
    let mesh = &mut placed.mesh;
    let first = mesh.vertices.len();
    for (i, xyz) in floats.chunks_exact(3).enumerate() {
        let place = world.transform_point3(DVec3::new(xyz[0], xyz[1], xyz[2]));
        mesh.vertices.push(super::checked(place, "vertex", (first + i) as u64 + 1)?);
    }
    let count = (mesh.vertices.len() - first) as u64;
    let corners: Vec<u64> = match primitive.indices() {
        Some(indices) if indices.dimensions() == Dimensions::Scalar => {
            numbers(&indices, buffers)?.into_iter().map(|n| n as u64).collect()
        }
        Some(_) => return Err(damaged("indices that are no single numbers".into())),
        None => (0..count).collect(),
    };
    if let Some(&vertex) = corners.iter().find(|&&c| c >= count) {
        let face = mesh.triangles.len() as u64 + 1;
        return Err(ReadError::IndexOutOfRange { face, vertex: vertex as i64, vertices: count });
    }
    let at = |i: usize| corners[i] as u32 + first as u32;
    // A mirrored node turns its triangles inside out.
    let flipped = world.determinant() < 0.0;
    let mut push = |a: u32, b: u32, c: u32| mesh.triangles.push(if flipped { [a, c, b] } else { [a, b, c] });
    match primitive.mode() {
        Mode::Triangles => (0..corners.len() / 3).for_each(|i| push(at(3 * i), at(3 * i + 1), at(3 * i + 2))),
        Mode::TriangleStrip => (2..corners.len()).for_each(|i| {
            let odd = i % 2;
            push(at(i - 2), at(i - 1 + odd), at(i - odd));
        }),
        Mode::TriangleFan => (2..corners.len()).for_each(|i| push(at(0), at(i - 1), at(i))),
        _ => {}
    }
    Ok(())
}

/// The numbers of an accessor, one after another; nothing it says of offsets and counts is believed.
fn numbers(accessor: &gltf::Accessor, buffers: &[Cow<[u8]>]) -> Result<Vec<f64>, ReadError> {
    if accessor.sparse().is_some() {
        return Err(ReadError::Unsupported { format: Format::Gltf, what: "a sparse accessor", instead: "binary STL" });
    }
    let index = accessor.index();
    let view = accessor.view().ok_or_else(|| damaged(format!("accessor {index} has no data")))?;
    let (of_number, size) = (accessor.data_type().size(), accessor.size());
    let stride = view.stride().unwrap_or(size).max(size);
    let cut = || damaged(format!("accessor {index} reaches over the end of its buffer"));
    let end = view.offset().checked_add(view.length()).ok_or_else(cut)?;
    let data = buffers.get(view.buffer().index()).and_then(|b| b.get(view.offset()..end)).ok_or_else(cut)?;
    let data = data.get(accessor.offset()..).ok_or_else(cut)?;
    if accessor.count() > 0 {
        let needed = (accessor.count() - 1).checked_mul(stride).and_then(|n| n.checked_add(size)).ok_or_else(cut)?;
        if needed > data.len() {
            return Err(cut());
        }
    }
    let mut out = Vec::with_capacity(accessor.count() * (size / of_number));
    for i in 0..accessor.count() {
        let item = &data[i * stride..i * stride + size];
        out.extend(item.chunks_exact(of_number).map(|b| match accessor.data_type() {
            DataType::I8 => f64::from(b[0] as i8),
            DataType::U8 => f64::from(b[0]),
            DataType::I16 => f64::from(i16::from_le_bytes([b[0], b[1]])),
            DataType::U16 => f64::from(u16::from_le_bytes([b[0], b[1]])),
            DataType::U32 => f64::from(u32::from_le_bytes([b[0], b[1], b[2], b[3]])),
            DataType::F32 => f64::from(f32::from_le_bytes([b[0], b[1], b[2], b[3]])),
        }));
    }
    Ok(out)
}

/// Facets that meet at less than this are shaded as one surface: cos 40°, more than the turn between the facets of a
/// coarse circle and less than any chamfer.
const CREASE: f64 = 0.766;

/// Bodies as binary glTF, each a mesh of its own, with normals for smooth shading; lengths are millimetres here.
///
/// Vertices keep their millimetres, in single precision: a node over all bodies scales and turns them to the format's
/// metres with y up.
pub fn write_glb(bodies: &[(String, TriMesh)]) -> Vec<u8> {
    let mut bin: Vec<u8> = Vec::new();
    let (mut views, mut accessors, mut meshes, mut nodes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (name, mesh) in bodies {
        let (places, normals, triangles) = shaded(mesh);
        if triangles.is_empty() {
            continue;
        }
        let low = places.iter().fold([f32::INFINITY; 3], |l, p| [0, 1, 2].map(|i| l[i].min(p[i])));
        let high = places.iter().fold([f32::NEG_INFINITY; 3], |h, p| [0, 1, 2].map(|i| h[i].max(p[i])));
        let mut view = |bytes: Vec<u8>, target: u32| {
            views.push(json!({"buffer": 0, "byteOffset": bin.len(), "byteLength": bytes.len(), "target": target}));
            bin.extend(bytes);
            views.len() - 1
        };
        let floats = |list: &[[f32; 3]]| list.iter().flatten().flat_map(|v| v.to_le_bytes()).collect();
        let place_view = view(floats(&places), ARRAY_BUFFER);
        let normal_view = view(floats(&normals), ARRAY_BUFFER);
        let corner_view = view(triangles.iter().flatten().flat_map(|c| c.to_le_bytes()).collect(), ELEMENT_BUFFER);
        let first = accessors.len();
        accessors.push(json!({"bufferView": place_view, "componentType": FLOAT, "count": places.len(),
            "type": "VEC3", "min": low, "max": high}));
        accessors.push(json!({"bufferView": normal_view, "componentType": FLOAT, "count": normals.len(),
            "type": "VEC3"}));
        accessors.push(json!({"bufferView": corner_view, "componentType": UNSIGNED_INT,
            "count": 3 * triangles.len(), "type": "SCALAR"}));
        nodes.push(json!({"name": name, "mesh": meshes.len()}));
        meshes.push(json!({"name": name, "primitives": [{"attributes": {"POSITION": first, "NORMAL": first + 1},
            "indices": first + 2, "material": 0}]}));
    }
    let bodies: Vec<usize> = (0..nodes.len()).collect();
    // A quarter turn back about x takes z to y.
    let half = std::f64::consts::FRAC_1_SQRT_2;
    nodes.push(json!({"name": "millimetres, z up", "children": bodies, "rotation": [-half, 0.0, 0.0, half],
        "scale": [1.0 / MM, 1.0 / MM, 1.0 / MM]}));
    let mut root = json!({
        "asset": {"version": "2.0", "generator": "Resolid"},
        "scene": 0,
        "scenes": [{"nodes": [nodes.len() - 1]}],
        "nodes": nodes,
    });
    if !meshes.is_empty() {
        root["meshes"] = json!(meshes);
        root["materials"] = json!([{"name": "part", "pbrMetallicRoughness":
            {"baseColorFactor": [0.62, 0.66, 0.7, 1.0], "metallicFactor": 0.1, "roughnessFactor": 0.6}}]);
        root["accessors"] = json!(accessors);
        root["bufferViews"] = json!(views);
        root["buffers"] = json!([{"byteLength": bin.len()}]);
    }
    let text = root.to_string().into_bytes();
    let header = gltf::binary::Header { magic: *b"glTF", version: 2, length: 0 };
    let glb = gltf::binary::Glb { header, json: text.into(), bin: (!bin.is_empty()).then(|| bin.into()) };
    glb.to_vec().expect("less than 4 GiB, since vertices are counted in 32 bits")
}

const ARRAY_BUFFER: u32 = 34962;
const ELEMENT_BUFFER: u32 = 34963;
const FLOAT: u32 = 5126;
const UNSIGNED_INT: u32 = 5125;

/// Places, normals and triangles; a vertex stands once for each smooth surface it lies on.
type Shaded = (Vec<[f32; 3]>, Vec<[f32; 3]>, Vec<[u32; 3]>);

fn shaded(mesh: &TriMesh) -> Shaded {
    let facets: Vec<Vec3> = (0..mesh.triangles.len()).map(|t| mesh.area_normal(t)).collect();
    let mut around: Vec<Vec<u32>> = vec![Vec::new(); mesh.vertices.len()];
    for (t, triangle) in mesh.triangles.iter().enumerate() {
        triangle.iter().for_each(|&v| around[v as usize].push(t as u32));
    }
    let (mut places, mut normals): (Vec<[f32; 3]>, Vec<[f32; 3]>) = (Vec::new(), Vec::new());
    let mut triangles = Vec::with_capacity(mesh.triangles.len());
    // For each vertex, the copies made of it so far.
    let mut copies: Vec<Vec<u32>> = vec![Vec::new(); mesh.vertices.len()];
    let single = |v: Vec3| v.to_array().map(|c| c as f32);
    for (t, triangle) in mesh.triangles.iter().enumerate() {
        let own = facets[t].normalize_or_zero();
        triangles.push(triangle.map(|v| {
            let smooth = around[v as usize].iter().map(|&o| facets[o as usize]);
            let sum: Vec3 = smooth.filter(|n| n.normalize_or_zero().dot(own) >= CREASE).sum();
            let normal = single(sum.try_normalize().unwrap_or(Vec3::Z));
            let same = |c: &&u32| normals[**c as usize].iter().zip(normal).all(|(a, b)| (a - b).abs() < 1e-4);
            if let Some(&copy) = copies[v as usize].iter().find(same) {
                return copy;
            }
            let copy = places.len() as u32;
            places.push(single(mesh.vertices[v as usize]));
            normals.push(normal);
            copies[v as usize].push(copy);
            copy
        }));
    }
    (places, normals, triangles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Format, read_mesh};

    fn cube(at: f64) -> TriMesh {
        TriMesh::cuboid(Vec3::splat(at), Vec3::new(at + 1.0, at + 2.0, at + 3.0))
    }

    #[test]
    fn what_is_written_is_read_back_in_its_place() {
        let bodies = [("one".to_owned(), cube(0.0)), ("two".to_owned(), cube(10.0))];
        let bytes = write_glb(&bodies);
        assert_eq!(Format::sniff(&bytes), Some(Format::Gltf));
        let back = read_mesh(&bytes, None).unwrap();
        assert!((back.volume() - 12.0).abs() < 1e-5, "{}", back.volume());
        let b = back.bounds();
        assert!((b.min - Vec3::ZERO).length() < 1e-5 && (b.max - Vec3::new(11.0, 12.0, 13.0)).length() < 1e-5, "{b:?}");
        // A corner of a cube stands three times, once for each face.
        assert_eq!(back.vertices.len(), 48);
    }

    #[test]
    fn nodes_that_double_forty_times_are_refused() {
        let nodes: Vec<_> = (0..40).map(|k| json!({ "children": [k + 1, k + 1] })).chain([json!({})]).collect();
        let file = json!({ "asset": { "version": "2.0" }, "scene": 0, "scenes": [{ "nodes": [0] }], "nodes": nodes });
        let error = read(file.to_string().as_bytes()).unwrap_err().to_string();
        assert!(error.contains("1,000,001 parts and more"), "{error}");
    }

    #[test]
    fn metres_with_y_up_become_millimetres_with_z_up() {
        // A tetrahedron of a metre: x along x, its height along the file's y.
        let text = br#"{"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}],
            "nodes": [{"mesh": 0, "scale": [1, 2, 1]}],
            "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
            "accessors": [{"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3",
                "min": [0, 0, 0], "max": [1, 1, 1]},
                {"bufferView": 1, "componentType": 5121, "count": 12, "type": "SCALAR"}],
            "bufferViews": [{"buffer": 0, "byteLength": 48}, {"buffer": 0, "byteOffset": 48, "byteLength": 12}],
            "buffers": [{"byteLength": 60, "uri": "data:application/octet-stream;base64,DATA"}]}"#;
        let floats: [f32; 12] = [0., 0., 0., 1., 0., 0., 0., 1., 0., 0., 0., 1.];
        let mut data: Vec<u8> = floats.iter().flat_map(|f| f.to_le_bytes()).collect();
        data.extend([0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3]);
        let data = base64::engine::general_purpose::STANDARD.encode(data);
        let text = String::from_utf8(text.to_vec()).unwrap().replace("DATA", &data);
        let mesh = read_mesh(text.as_bytes(), None).unwrap();
        assert_eq!(mesh.triangles.len(), 4);
        assert!((mesh.volume() - 1e9 / 3.0).abs() < 1.0, "{}", mesh.volume());
        assert!((mesh.bounds().max - Vec3::new(1000.0, 0.0, 2000.0)).length() < 1e-6, "{:?}", mesh.bounds());
        let cut = text.replace("\"count\": 12", "\"count\": 13");
        assert!(read_mesh(cut.as_bytes(), None).unwrap_err().to_string().contains("reaches over the end"));
        let far = text.replace("data:application/octet-stream;base64,", "part.bin?");
        let fault = read_mesh(far.as_bytes(), None).unwrap_err().to_string();
        assert!(fault.contains("a file of its own") && fault.contains(".glb"), "{fault}");
        let packed =
            text.replace("\"scene\": 0", "\"scene\": 0, \"extensionsRequired\": [\"KHR_draco_mesh_compression\"]");
        assert!(read_mesh(packed.as_bytes(), None).unwrap_err().to_string().contains("extension"));
        let old = text.replace("\"version\": \"2.0\"", "\"version\": \"1.0\"");
        assert!(read_mesh(old.as_bytes(), None).unwrap_err().to_string().contains("version 1"));
    }
}
