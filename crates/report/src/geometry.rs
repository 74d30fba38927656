//! Meshes as bytes that a page carries: places on a grid, normals as two bytes, numbers as differences from the one
//! before, all of it compressed and written as text.

use crate::surface::{Surface, octahedral};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use glam::DVec3;
use resolid_geom::Aabb3;
use serde_json::{Value, json};
use std::io::Write;

/// Steps along the longest side of the box around everything.
const STEPS: f64 = 65_535.0;
/// Numbers are written as so many steps of the greatest.
const VALUE_STEPS: f64 = 32_767.0;

/// The bytes, and what a reader must know of them.
///
/// In order, for each shape: places x, y, z (u16 each, differences, one coordinate after the other), normals u, v (i8),
/// numbers (i16) where it has them, then corners of triangles, ends of edges and ends of facets' sides (u32, differences).
/// Little-endian.
pub struct Packing {
    origin: DVec3,
    step: f64,
    bytes: Vec<u8>,
    shapes: Vec<Value>,
}

/// What is packed as one shape.
pub struct Packed<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Places and normals, and triangles and edges unless it is a cloud.
    pub surface: &'a Surface,
    /// A number a place.
    pub values: Option<&'a [f64]>,
    /// Further lines.
    pub facets: &'a [[u32; 2]],
}

impl Packing {
    /// Nothing yet; all that comes lies in `bounds`.
    pub fn new(bounds: Aabb3) -> Self {
        let step = (bounds.size().max_element() / STEPS).max(f64::MIN_POSITIVE);
        Self { origin: bounds.min, step, bytes: Vec::new(), shapes: Vec::new() }
    }

    /// Adds a shape.
    pub fn add(&mut self, shape: &Packed) {
        let surface = shape.surface;
        for axis in 0..3 {
            let mut before = 0u16;
            for p in &surface.positions {
                let at = ((p[axis] - self.origin[axis]) / self.step).round().clamp(0.0, STEPS) as u16;
                self.bytes.extend(at.wrapping_sub(before).to_le_bytes());
                before = at;
            }
        }
        let normals: Vec<[i8; 2]> = surface.normals.iter().map(|&n| octahedral(n)).collect();
        for k in 0..2 {
            self.bytes.extend(normals.iter().map(|n| n[k] as u8));
        }
        let greatest = shape.values.unwrap_or_default().iter().fold(0.0, |m: f64, v| m.max(v.abs()));
        for v in shape.values.unwrap_or_default() {
            let share = if greatest > 0.0 { v / greatest } else { 0.0 };
            self.bytes.extend(((share * VALUE_STEPS).round() as i16).to_le_bytes());
        }
        let lists = [surface.triangles.as_flattened(), surface.edges.as_flattened(), shape.facets.as_flattened()];
        for list in lists {
            let mut before = 0u32;
            for &v in list {
                self.bytes.extend(v.wrapping_sub(before).to_le_bytes());
                before = v;
            }
        }
        self.shapes.push(json!({
            "name": shape.name,
            "places": surface.positions.len(),
            "triangles": surface.triangles.len(),
            "edges": surface.edges.len(),
            "facets": shape.facets.len(),
            "greatest": shape.values.map(|_| greatest),
        }));
    }

    /// What a reader must know.
    pub fn description(&self) -> Value {
        json!({ "origin": self.origin.to_array(), "step": self.step, "shapes": self.shapes })
    }

    /// The bytes, as text.
    pub fn text(&self) -> String {
        compressed(&self.bytes)
    }
}

/// Bytes as gzip in base 64.
pub fn compressed(bytes: &[u8]) -> String {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(9));
    encoder.write_all(bytes).expect("memory takes all bytes");
    STANDARD.encode(encoder.finish().expect("memory takes all bytes"))
}

/// A PNG file as an address within the page.
pub fn address(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png))
}
