//! STL, ASCII and binary.
//!
//! Own reader: `stl_io` takes every file that begins with "solid" for ASCII (many binary files do), wants lower-case
//! keywords and one facet layout, and says neither line nor count when something is wrong.

use super::text::{self, Words};
use super::{Format, ReadError, checked};
use crate::{TriMesh, Vec3};
use std::collections::HashMap;

/// Bytes before the count.
const HEADER: usize = 80;
/// Bytes before the triangles.
const START: usize = HEADER + 4;
/// Bytes of a triangle.
const RECORD: usize = 50;

/// The triangle count in a binary header.
fn said(bytes: &[u8]) -> Option<u64> {
    let count = bytes.get(HEADER..START)?;
    Some(u64::from(u32::from_le_bytes([count[0], count[1], count[2], count[3]])))
}

/// Whether the size is that of a binary STL file with the count in its header, give or take a few bytes at the end.
pub(super) fn is_binary_of_right_size(bytes: &[u8]) -> bool {
    said(bytes).is_some_and(|n| {
        let rest = (bytes.len() as u64).checked_sub(START as u64 + n * RECORD as u64);
        n > 0 && rest.is_some_and(|r| r < RECORD as u64)
    })
}

/// Whether this begins like ASCII STL.
pub(super) fn looks_ascii(bytes: &[u8]) -> bool {
    let start = text::without_mark(bytes).trim_ascii_start();
    let word = |w: &[u8]| start.len() > w.len() && start[..w.len()].eq_ignore_ascii_case(w);
    if !(word(b"solid") || word(b"facet")) || !text::is_text(bytes) {
        return false;
    }
    // "Solid advice for travellers" is text, too: a keyword must follow.
    let head = start[..start.len().min(4096)].to_ascii_lowercase();
    let has = |w: &[u8]| head.windows(w.len()).any(|x| x == w);
    has(b"facet") || has(b"endsolid")
}

/// The mesh in an ASCII or binary STL file; corners at equal coordinates are shared.
pub(super) fn read(bytes: &[u8]) -> Result<TriMesh, ReadError> {
    if !is_binary_of_right_size(bytes) && looks_ascii(bytes) { read_ascii(bytes) } else { read_binary(bytes) }
}

/// Shares corners whose coordinates are equal: STL repeats every vertex about six times.
#[derive(Default)]
struct Corners<K> {
    mesh: TriMesh,
    seen: HashMap<K, u32>,
}

impl<K: std::hash::Hash + Eq> Corners<K> {
    fn index(&mut self, key: K, p: Vec3) -> Result<u32, ReadError> {
        let next = self.mesh.vertices.len();
        let vertices = &mut self.mesh.vertices;
        let index = *self.seen.entry(key).or_insert_with(|| {
            vertices.push(p);
            next as u32
        });
        if next >= u32::MAX as usize - 1 {
            return Err(ReadError::TooMany { what: "vertices", count: next as u64 });
        }
        Ok(index)
    }
}

fn read_binary(bytes: &[u8]) -> Result<TriMesh, ReadError> {
    let Some(said) = said(bytes) else {
        return Err(ReadError::Truncated { format: Format::Stl, what: "the header, byte", index: bytes.len() as u64 });
    };
    let body = &bytes[START..];
    let held = (body.len() / RECORD) as u64;
    if said != held {
        return Err(ReadError::Count { format: Format::Stl, what: "triangles", said, held });
    }
    let mut corners = Corners::<[u32; 3]>::default();
    corners.mesh.triangles.reserve(held as usize);
    for (t, record) in body.chunks_exact(RECORD).enumerate() {
        let mut triangle = [0; 3];
        // The first 12 bytes are the normal, which says nothing that the corners do not.
        for (corner, raw) in triangle.iter_mut().zip(record[12..48].chunks_exact(12)) {
            let x: [f32; 3] = std::array::from_fn(|k| {
                f32::from_le_bytes([raw[4 * k], raw[4 * k + 1], raw[4 * k + 2], raw[4 * k + 3]])
            });
            let p = checked(Vec3::new(x[0].into(), x[1].into(), x[2].into()), "triangle", t as u64 + 1)?;
            // Adding 0 turns −0 into 0.
            *corner = corners.index(x.map(|v| (v + 0.0).to_bits()), p)?;
        }
        corners.mesh.triangles.push(triangle);
    }
    Ok(corners.mesh)
}

fn read_ascii(bytes: &[u8]) -> Result<TriMesh, ReadError> {
    let mut words = Words::new(bytes, Format::Stl);
    let mut corners = Corners::<[u64; 3]>::default();
    let mut facets = 0u64;
    // Whether what was begun last has ended; facets alone, without the words about them, were never begun.
    let mut ended = None;
    while let Some(word) = words.next() {
        if word.eq_ignore_ascii_case(b"solid") {
            ended = Some(false);
            skip_name(&mut words);
        } else if word.eq_ignore_ascii_case(b"endsolid") {
            ended = Some(true);
            skip_name(&mut words);
        } else if word.eq_ignore_ascii_case(b"facet") {
            facets += 1;
            // On a file of one line the word that begins the next solid is read over with the name of the last.
            ended = ended.and(Some(false));
            read_facet(&mut words, &mut corners, facets)?;
        } else {
            return Err(words.syntax("'facet' or 'endsolid'", word));
        }
    }
    match ended {
        Some(false) if facets > 0 => Err(ReadError::NoEnd { format: Format::Stl, word: "endsolid", facets }),
        _ => Ok(corners.mesh),
    }
}

/// Reads over a solid's name, which ends with its line, or before the first facet where all stands on one line.
fn skip_name(words: &mut Words) {
    loop {
        let before = words.clone();
        match words.next_on_line() {
            None => return,
            Some(word) if word.eq_ignore_ascii_case(b"facet") || word.eq_ignore_ascii_case(b"solid") => {
                let follower = words.clone().next_on_line();
                if follower.is_some_and(|w| w.eq_ignore_ascii_case(b"normal")) {
                    *words = before;
                    return;
                }
            }
            Some(_) => {}
        }
    }
}

fn read_facet(words: &mut Words, corners: &mut Corners<[u64; 3]>, facet: u64) -> Result<(), ReadError> {
    let cut_short = || ReadError::Truncated { format: Format::Stl, what: "facet", index: facet };
    let mut polygon = Vec::with_capacity(3);
    loop {
        let word = words.next().ok_or_else(cut_short)?;
        if word.eq_ignore_ascii_case(b"vertex") {
            let p = words.point()?.ok_or_else(cut_short)?;
            let p = checked(p, "triangle", facet)?;
            polygon.push(corners.index(p.to_array().map(|v| (v + 0.0).to_bits()), p)?);
        } else if word.eq_ignore_ascii_case(b"endfacet") {
            break;
        } else if word.eq_ignore_ascii_case(b"normal") {
            // Some writers print the normals of flat facets as "-nan(ind)": the words are not even read.
            for _ in 0..3 {
                words.next().ok_or_else(cut_short)?;
            }
        } else if ![&b"outer"[..], b"loop", b"endloop"].iter().any(|k| word.eq_ignore_ascii_case(k)) {
            return Err(words.syntax("'vertex' or 'endfacet'", word));
        }
    }
    if polygon.len() < 3 {
        return Err(words.syntax("three vertices in the facet", polygon.len().to_string().as_bytes()));
    }
    for i in 1..polygon.len() - 1 {
        corners.mesh.triangles.push([polygon[0], polygon[i], polygon[i + 1]]);
    }
    Ok(())
}

/// The mesh as binary STL.
///
/// # Accuracy
/// Coordinates are rounded to 32 bits: 7 digits.
pub fn write_stl(mesh: &TriMesh) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(START + RECORD * mesh.triangles.len());
    bytes.extend_from_slice(b"Resolid, binary STL, millimetres");
    bytes.resize(HEADER, b' ');
    bytes.extend_from_slice(&(mesh.triangles.len() as u32).to_le_bytes());
    for t in 0..mesh.triangles.len() {
        let normal = mesh.area_normal(t).normalize_or_zero();
        for v in std::iter::once(normal).chain(mesh.corners(t)) {
            for x in v.to_array() {
                bytes.extend_from_slice(&(x as f32).to_le_bytes());
            }
        }
        bytes.extend_from_slice(&[0, 0]);
    }
    bytes
}
