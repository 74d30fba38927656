//! Meshes as bytes that a program reads without unpacking: a header in JSON, then arrays of numbers as they lie in memory.
//!
//! `u32` magic "RSG1", `u32` bytes of the header, the header, padded with spaces so that the arrays begin at a multiple of 8, then
//! the arrays, each at a multiple of 8. Little-endian. The form is described in `docs/http.md`.

use crate::surface::Surface;
use glam::DVec3;
use resolid_geom::TriMesh;
use serde_json::{Map, Value, json};

/// The first four bytes.
const MAGIC: &[u8; 4] = b"RSG1";
/// Arrays begin at multiples of this.
const ALIGNMENT: usize = 8;

/// Shapes with one header.
pub struct Container {
    origin: DVec3,
    shapes: Vec<Value>,
    bytes: Vec<u8>,
}

/// A run of triangles of one face.
#[derive(Clone, Debug)]
pub struct Face {
    /// First triangle.
    pub first: usize,
    /// How many.
    pub count: usize,
    /// What else is known of it.
    pub about: Map<String, Value>,
}

/// How a shape is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Places, normals, triangles and edges.
    Whole,
    /// The numbers alone, in the same order.
    Values,
}

impl Container {
    /// Nothing yet; places are written relative to `origin`, since they are so in single precision.
    pub fn new(origin: DVec3) -> Self {
        Self { origin: if origin.is_finite() { origin } else { DVec3::ZERO }, shapes: Vec::new(), bytes: Vec::new() }
    }

    /// Adds a mesh, smooth where it curves and with lines where it has edges; `values` are numbers a vertex.
    pub fn mesh(&mut self, name: &str, mesh: &TriMesh, values: Option<&[f64]>, detail: Detail, faces: &[Face]) {
        let surface = Surface::new(mesh);
        let values = values.map(|v| surface.of_vertex.iter().map(|&i| v[i as usize]).collect::<Vec<f64>>());
        self.surface(name, &surface, false, values.as_deref(), detail, faces);
    }

    /// Adds a cloud that is drawn as a square tile each, four corners in a row; `values` are numbers a corner.
    pub fn cloud(&mut self, name: &str, tiles: &TriMesh, values: Option<&[f64]>, detail: Detail) {
        let (surface, own) = crate::page::points(tiles, values.unwrap_or_default());
        self.surface(name, &surface, true, values.map(|_| own.as_slice()), detail, &[]);
    }

    pub(crate) fn surface(
        &mut self,
        name: &str,
        surface: &Surface,
        is_cloud: bool,
        values: Option<&[f64]>,
        detail: Detail,
        faces: &[Face],
    ) {
        let mut shape = Map::new();
        shape.insert("name".into(), name.into());
        shape.insert("cloud".into(), is_cloud.into());
        if detail == Detail::Whole {
            let origin = self.origin;
            let places = self.floats(surface.positions.iter().flat_map(|p| (*p - origin).as_vec3().to_array()));
            shape.insert("positions".into(), places);
            let normals = surface.normals.iter().flat_map(|n| n.to_array().map(|v| (v * 127.0).round() as i8 as u8));
            let normals = self.array("i8", 1, normals.collect());
            shape.insert("normals".into(), normals);
            let triangles = self.integers(surface.triangles.as_flattened());
            shape.insert("triangles".into(), triangles);
            let edges = self.integers(surface.edges.as_flattened());
            shape.insert("edges".into(), edges);
        }
        if let Some(values) = values {
            let values = self.floats(values.iter().map(|v| *v as f32));
            shape.insert("values".into(), values);
        }
        if !faces.is_empty() {
            let faces = faces.iter().map(|f| {
                let mut about = f.about.clone();
                about.insert("first".into(), f.first.into());
                about.insert("count".into(), f.count.into());
                Value::Object(about)
            });
            shape.insert("faces".into(), faces.collect());
        }
        self.shapes.push(Value::Object(shape));
    }

    /// The whole, with the fields of `header` beside its own: `origin` and `shapes`.
    pub fn finish(self, mut header: Map<String, Value>) -> Vec<u8> {
        header.insert("origin".into(), json!(self.origin.to_array()));
        header.insert("shapes".into(), Value::Array(self.shapes));
        let mut text = Value::Object(header).to_string().into_bytes();
        // Magic and length are eight bytes themselves.
        text.resize(text.len().next_multiple_of(ALIGNMENT), b' ');
        let mut all = Vec::with_capacity(8 + text.len() + self.bytes.len());
        all.extend(MAGIC);
        all.extend((text.len() as u32).to_le_bytes());
        all.extend(text);
        all.extend(self.bytes);
        all
    }

    fn floats(&mut self, numbers: impl Iterator<Item = f32>) -> Value {
        self.array("f32", 4, numbers.flat_map(f32::to_le_bytes).collect())
    }

    fn integers(&mut self, numbers: &[u32]) -> Value {
        self.array("u32", 4, numbers.iter().flat_map(|v| v.to_le_bytes()).collect())
    }

    fn array(&mut self, kind: &str, size: usize, bytes: Vec<u8>) -> Value {
        let offset = self.bytes.len();
        let length = bytes.len() / size;
        self.bytes.extend(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(ALIGNMENT), 0);
        json!({ "offset": offset, "length": length, "type": kind })
    }
}

/// The header of a container.
///
/// # Errors
/// It is none.
pub fn header(container: &[u8]) -> Result<Value, String> {
    let is_one = container.get(..4) == Some(MAGIC.as_slice());
    let length = container.get(4..8).filter(|_| is_one).ok_or("this is no container of shapes")?;
    let length = u32::from_le_bytes(length.try_into().expect("four bytes")) as usize;
    let text = container.get(8..8 + length).ok_or("the container ends within its header")?;
    serde_json::from_slice(text).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_lie_where_the_header_says() {
        let mesh = TriMesh::cuboid(DVec3::splat(1000.0), DVec3::new(1003.0, 1002.0, 1001.0));
        let values: Vec<f64> = (0..8).map(f64::from).collect();
        let mut made = Container::new(DVec3::splat(1000.0));
        made.mesh("result", &mesh, Some(&values), Detail::Whole, &[]);
        made.mesh("again", &mesh, Some(&values), Detail::Values, &[]);
        let bytes = made.finish(Map::from_iter([("kind".to_string(), json!("test"))]));
        let header = header(&bytes).unwrap();
        assert_eq!((&header["kind"], &header["origin"][0]), (&json!("test"), &json!(1000.0)));
        let start = 8 + u32::from_le_bytes(bytes[4..8].try_into().unwrap()) as usize;
        assert_eq!(start % 8, 0);
        let floats = |array: &Value| -> Vec<f32> {
            let at = start + array["offset"].as_u64().unwrap() as usize;
            let length = array["length"].as_u64().unwrap() as usize;
            bytes[at..at + 4 * length].as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect()
        };
        let [whole, values_only] = [&header["shapes"][0], &header["shapes"][1]];
        let places = floats(&whole["positions"]);
        assert_eq!(places.len(), 72);
        assert_eq!(places.iter().copied().fold(0.0, f32::max), 3.0);
        assert_eq!(floats(&whole["values"]), floats(&values_only["values"]));
        assert!(values_only.get("positions").is_none());
        assert_eq!(whole["edges"]["length"], 24);
        assert!(super::header(b"no").is_err() && super::header(&bytes[..20]).is_err());
    }
}
