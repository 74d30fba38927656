//! Wavefront OBJ: vertices and faces, and the names of groups and objects where they are asked for; materials, texture and
//! normals are read over.
//!
//! Own reader: `tobj` copies the vertices once per group, fans polygons that are not convex, and names no line when
//! something is wrong.

use super::named::Labels;
use super::text::{self, Words};
use super::{Format, ReadError, checked, triangulate};
use crate::{TriMesh, Vec3};
use std::fmt::Write;

/// Whether this begins like OBJ: a known keyword on the first line that is no comment, and a vertex.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    if !text::is_text(bytes) {
        return false;
    }
    let mut words = Words::new(&bytes[..bytes.len().min(1 << 16)], Format::Obj);
    let mut begun = false;
    while let Some(word) = words.next() {
        match word {
            b"v" => return (0..3).all(|_| words.next_on_line().is_some_and(|w| words.number(w).is_ok())),
            b"vn" | b"vt" | b"vp" | b"o" | b"g" | b"s" | b"mtllib" | b"usemtl" | b"mg" => begun = true,
            w if w.starts_with(b"#") => {}
            // A header line may follow that belongs to no standard.
            _ if begun => {}
            _ => return false,
        }
        words.skip_line();
    }
    false
}

/// The mesh in an OBJ file; which group each triangle is in goes to `labels`.
pub(super) fn read(bytes: &[u8], mut labels: Option<&mut Labels>) -> Result<TriMesh, ReadError> {
    let mut words = Words::new(bytes, Format::Obj);
    let mut mesh = TriMesh::default();
    let mut polygon = Vec::new();
    let mut faces = 0;
    while let Some(word) = words.next() {
        match word {
            b"v" => {
                let index = mesh.vertices.len() as u64 + 1;
                let mut p = [0.0; 3];
                for x in &mut p {
                    let Some(w) = words.next_on_line() else {
                        return Err(words.syntax("three coordinates", b"the end of the line"));
                    };
                    *x = words.number(w)?;
                }
                mesh.vertices.push(checked(Vec3::from_array(p), "vertex", index)?);
            }
            b"f" => {
                faces += 1;
                polygon.clear();
                while let Some(corner) = words.next_on_line() {
                    if corner.starts_with(b"#") {
                        break;
                    }
                    if corner == b"\\" {
                        words.skip_line();
                        continue;
                    }
                    // vertex/texture/normal: the vertex comes first, whatever else is given.
                    let number = corner.split(|&b| b == b'/').next().unwrap_or(corner);
                    polygon.push(resolve(words.integer(number)?, mesh.vertices.len(), faces)?);
                }
                if polygon.len() < 3 {
                    return Err(words.syntax("three or more corners in the face", polygon.len().to_string().as_bytes()));
                }
                triangulate(&mesh.vertices, &polygon, &mut mesh.triangles);
            }
            b"o" | b"g" => {
                let (first, name) = (mesh.triangles.len(), words.skip_line());
                match &mut labels {
                    Some(labels) if word == b"o" => labels.object(first, name)?,
                    Some(labels) => labels.group(first, name)?,
                    None => {}
                }
                continue;
            }
            _ => {}
        }
        words.skip_line();
    }
    if mesh.vertices.len() >= u32::MAX as usize {
        return Err(ReadError::TooMany { what: "vertices", count: mesh.vertices.len() as u64 });
    }
    Ok(mesh)
}

/// The vertex that an index means: 1 is the first, −1 the last so far.
fn resolve(index: i64, vertices: usize, face: u64) -> Result<u32, ReadError> {
    let n = vertices as i64;
    let zero_based = if index < 0 { n.checked_add(index).unwrap_or(-1) } else { index - 1 };
    if (0..n).contains(&zero_based) {
        Ok(zero_based as u32)
    } else {
        Err(ReadError::IndexOutOfRange { face, vertex: index, vertices: vertices as u64 })
    }
}

/// The mesh as OBJ, coordinates in full.
pub fn write_obj(mesh: &TriMesh) -> Vec<u8> {
    let mut text = String::with_capacity(mesh.vertices.len() * 40 + mesh.triangles.len() * 24);
    text.push_str("# Resolid, millimetres\n");
    for v in &mesh.vertices {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "v {} {} {}", v.x, v.y, v.z);
    }
    for t in &mesh.triangles {
        let _ = writeln!(text, "f {} {} {}", t[0] + 1, t[1] + 1, t[2] + 1);
    }
    text.into_bytes()
}
