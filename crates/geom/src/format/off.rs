//! OFF, in the plain form and with colours, normals, texture or a fourth coordinate (COFF, NOFF, STOFF, 4OFF).

use super::text::Words;
use super::{Format, ReadError, checked, triangulate};
use crate::{TriMesh, Vec3};
use std::fmt::Write;

/// The letters in front of `OFF`, if this word is an OFF header.
pub(super) fn flags(word: &[u8]) -> Option<&[u8]> {
    let flags = word.strip_suffix(b"OFF").or_else(|| word.strip_suffix(b"off"))?;
    let mut rest = flags;
    for prefix in [&b"ST"[..], b"C", b"N", b"4", b"n"] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    rest.is_empty().then_some(flags)
}

/// The mesh in an ASCII OFF file.
pub(super) fn read(bytes: &[u8]) -> Result<TriMesh, ReadError> {
    let mut words = Words::new(bytes, Format::Off);
    let header = words.next_uncommented().unwrap_or_default();
    let flags = flags(header).ok_or_else(|| words.syntax("'OFF'", header))?;
    if flags.contains(&b'n') {
        return Err(ReadError::Unsupported {
            format: Format::Off,
            what: "a space of n dimensions",
            instead: "binary STL",
        });
    }
    let four = flags.contains(&b'4');
    let mut counts = [0u64; 3];
    for (i, count) in counts.iter_mut().enumerate() {
        // Many writers leave out the number of edges, which nobody needs.
        let word = if i < 2 { words.next_uncommented() } else { words.next_on_line() };
        let Some(word) = word else {
            if i == 2 {
                break;
            }
            return Err(words.syntax("the counts of vertices and faces", b"the end of the file"));
        };
        if word.eq_ignore_ascii_case(b"BINARY") {
            return Err(ReadError::Unsupported { format: Format::Off, what: "binary OFF", instead: "binary STL" });
        }
        if i == 2 && word.starts_with(b"#") {
            break;
        }
        let n = words.integer(word)?;
        *count = u64::try_from(n).map_err(|_| words.syntax("a count", word))?;
    }
    let [vertices, faces, _] = counts;
    words.skip_line();
    // A vertex takes 6 bytes at least and a face 2, so more cannot be there.
    for (what, said, least) in [("vertices", vertices, 6), ("faces", faces, 2)] {
        let most = words.left() as u64 / least + 1;
        if said > most {
            let (v, f) = count_records(words, vertices);
            return Err(ReadError::Count {
                format: Format::Off,
                what,
                said,
                held: if what == "vertices" { v } else { f },
            });
        }
    }
    if vertices >= u64::from(u32::MAX) {
        return Err(ReadError::TooMany { what: "vertices", count: vertices });
    }
    let mut mesh = TriMesh::default();
    mesh.vertices.reserve(vertices as usize);
    mesh.triangles.reserve(faces as usize);
    for i in 0..vertices {
        let mut p = [0.0; 3];
        for x in &mut p {
            let Some(word) = words.next_uncommented() else {
                return Err(ReadError::Count { format: Format::Off, what: "vertices", said: vertices, held: i });
            };
            *x = words.number(word)?;
        }
        let mut p = Vec3::from_array(p);
        if four {
            let w = words.next_on_line().map_or(Ok(1.0), |w| words.number(w))?;
            p /= w;
        }
        mesh.vertices.push(checked(p, "vertex", i + 1)?);
        // Normals, colours and texture follow on the line.
        words.skip_line();
    }
    let mut polygon = Vec::new();
    for i in 0..faces {
        let cut_short = || ReadError::Count { format: Format::Off, what: "faces", said: faces, held: i };
        let word = words.next_uncommented().ok_or_else(cut_short)?;
        let corners = words.integer(word)?;
        if corners < 1 || corners as u64 > words.left() as u64 {
            return Err(words.syntax("the face's number of corners", word));
        }
        polygon.clear();
        for _ in 0..corners {
            let word = words.next_uncommented().ok_or_else(cut_short)?;
            let index = words.integer(word)?;
            if index < 0 || index as u64 >= vertices {
                return Err(ReadError::IndexOutOfRange { face: i + 1, vertex: index, vertices });
            }
            polygon.push(index as u32);
        }
        // Edges and points stand among the faces; they bound nothing.
        if corners >= 3 {
            triangulate(&mesh.vertices, &polygon, &mut mesh.triangles);
        }
        words.skip_line();
    }
    if words.next_uncommented().is_some() {
        return Err(ReadError::GoesOn { format: Format::Off });
    }
    Ok(mesh)
}

/// Lines that are there, as vertices and then faces.
fn count_records(mut words: Words, vertices: u64) -> (u64, u64) {
    let mut lines = 0u64;
    while words.left() > 0 {
        let line = words.skip_line().trim_ascii();
        lines += u64::from(!line.is_empty() && !line.starts_with(b"#"));
    }
    (lines.min(vertices), lines.saturating_sub(vertices))
}

/// The mesh as OFF, coordinates in full.
pub fn write_off(mesh: &TriMesh) -> Vec<u8> {
    let mut text = String::with_capacity(mesh.vertices.len() * 40 + mesh.triangles.len() * 24);
    // Writing to a String cannot fail.
    let _ = writeln!(text, "OFF\n{} {} 0", mesh.vertices.len(), mesh.triangles.len());
    for v in &mesh.vertices {
        let _ = writeln!(text, "{} {} {}", v.x, v.y, v.z);
    }
    for t in &mesh.triangles {
        let _ = writeln!(text, "3 {} {} {}", t[0], t[1], t[2]);
    }
    text.into_bytes()
}
