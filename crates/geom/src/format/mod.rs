//! File formats of meshes and clouds: what a file is; STL, OBJ, PLY, OFF, glTF and 3MF; text, LAS and E57 clouds.
//!
//! Bytes in, bytes out: paths are the caller's. Readers never trust a count before they have compared it with the
//! bytes that are there, so a lying header costs no memory.

mod cloud_ply;
mod error;
#[cfg(feature = "exchange")]
mod gltf;
mod named;
mod obj;
mod off;
#[cfg(feature = "exchange")]
mod placed;
mod ply;
mod points;
mod points_text;
pub(crate) mod polygon;
mod stl;
#[cfg(feature = "survey")]
mod survey;
mod text;
#[cfg(feature = "exchange")]
mod threemf;

pub use cloud_ply::write_cloud_ply;
pub use error::ReadError;
#[cfg(feature = "exchange")]
pub use gltf::write_glb;
pub use named::{NamedPart, PartName, read_named};
pub use obj::write_obj;
pub use off::write_off;
pub use ply::write_ply;
pub use points::{Geometry, PointsFile, announces_points, read_geometry};
use polygon::triangulate;
pub use stl::write_stl;

use crate::{TriMesh, Vec3};

/// Coordinates beyond this are taken as damage.
const LARGEST_COORDINATE: f64 = 1e9;
/// Fewer triangles enclose nothing.
const FEWEST_TRIANGLES: usize = 4;

/// A geometry file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Stereolithography, ASCII or binary.
    Stl,
    /// Wavefront OBJ.
    Obj,
    /// Polygon file format, ASCII or binary.
    Ply,
    /// Object file format of Geomview.
    Off,
    /// glTF 2.0, as text or binary (GLB).
    Gltf,
    /// 3D Manufacturing Format.
    ThreeMf,
    /// ISO 10303-21; only recognised here.
    Step,
    /// Points as text, one a line: XYZ, PTS, ASC.
    Xyz,
    /// ASPRS LAS or LAZ; points.
    Las,
    /// ASTM E57; points.
    E57,
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Stl => "STL",
            Self::Obj => "OBJ",
            Self::Ply => "PLY",
            Self::Off => "OFF",
            Self::Gltf => "glTF",
            Self::ThreeMf => "3MF",
            Self::Step => "STEP",
            Self::Xyz => "XYZ",
            Self::Las => "LAS",
            Self::E57 => "E57",
        })
    }
}

impl Format {
    /// The format a file name's extension stands for, with or without the dot, in any case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.trim_start_matches('.').to_ascii_lowercase().as_str() {
            "stl" => Some(Self::Stl),
            "obj" => Some(Self::Obj),
            "ply" => Some(Self::Ply),
            "off" => Some(Self::Off),
            "gltf" | "glb" => Some(Self::Gltf),
            "3mf" => Some(Self::ThreeMf),
            "step" | "stp" => Some(Self::Step),
            "xyz" | "pts" | "asc" => Some(Self::Xyz),
            "las" | "laz" => Some(Self::Las),
            "e57" => Some(Self::E57),
            _ => None,
        }
    }

    /// Whether files say what their numbers measure, so that meshes are read in millimetres.
    pub fn states_unit(self) -> bool {
        matches!(self, Self::Gltf | Self::ThreeMf)
    }

    /// The format the content shows.
    ///
    /// ```
    /// use resolid_geom::format::Format;
    /// assert_eq!(Format::sniff(b"ply\nformat ascii 1.0\n"), Some(Format::Ply));
    /// assert_eq!(Format::sniff(b"Dear Sir or Madam"), None);
    /// ```
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        let start = text::without_mark(bytes);
        let start = &start[..start.len().min(4096)];
        let first = start.split(|b| b.is_ascii_whitespace()).find(|w| !w.is_empty()).unwrap_or_default();
        if start.trim_ascii_start().starts_with(b"ISO-10303-21") {
            Some(Self::Step)
        } else if bytes.starts_with(b"LASF") {
            Some(Self::Las)
        } else if bytes.starts_with(b"ASTM-E57") {
            Some(Self::E57)
        } else if bytes.starts_with(b"glTF") || is_gltf_text(start) {
            Some(Self::Gltf)
        } else if bytes.starts_with(b"PK\x03\x04") && names_a_model(bytes) {
            Some(Self::ThreeMf)
        } else if first == b"ply" {
            Some(Self::Ply)
        } else if stl::is_binary_of_right_size(bytes) {
            Some(Self::Stl)
        } else if off::flags(first).is_some() {
            Some(Self::Off)
        } else if stl::looks_ascii(bytes) {
            Some(Self::Stl)
        } else if obj::looks_like(bytes) {
            Some(Self::Obj)
        } else if points_text::looks_like(bytes) {
            Some(Self::Xyz)
        } else {
            None
        }
    }
}

/// Whether this is the beginning of glTF's text.
fn is_gltf_text(start: &[u8]) -> bool {
    let has = |word: &[u8]| start.windows(word.len()).any(|w| w == word);
    // A file of our own, or of others, may have any of these alone.
    start.trim_ascii_start().starts_with(b"{")
        && has(b"\"asset\"")
        && (has(b"\"accessors\"") || has(b"\"scenes\"") || has(b"\"buffers\"") || has(b"\"meshes\""))
}

/// Whether the ZIP archive's directory, which stands at its end, lists a model.
fn names_a_model(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(1 << 16)..];
    [b".model".as_slice(), b"3D/"].iter().all(|word| end.windows(word.len()).any(|w| w == *word))
}

/// The mesh in `bytes`, as the file has it: polygons cut into triangles, equal STL corners shared, nothing repaired.
///
/// The content decides on the format; `hint`, usually from the file name, is asked where the content is unclear.
///
/// # Units
/// The file's own numbers; millimetres with z up where the format says what they measure ([`Format::states_unit`]).
///
/// # Errors
/// [`ReadError`]: every variant is one.
///
/// # Cost
/// Two million binary STL triangles: under a second, and 100 MB beside the bytes.
pub fn read_mesh(bytes: &[u8], hint: Option<Format>) -> Result<TriMesh, ReadError> {
    let format = format_of(bytes, hint)?;
    let mesh = match format {
        Format::Stl => stl::read(bytes)?,
        Format::Obj => obj::read(bytes, None)?,
        Format::Ply => ply::read(bytes)?.mesh,
        Format::Off => off::read(bytes)?,
        #[cfg(feature = "exchange")]
        Format::Gltf => guarded(format, || gltf::read(bytes))?,
        #[cfg(feature = "exchange")]
        Format::ThreeMf => guarded(format, || threemf::read(bytes))?,
        #[cfg(not(feature = "exchange"))]
        Format::Gltf | Format::ThreeMf => {
            return Err(ReadError::Unsupported { format, what: "reading it in this build", instead: "binary STL" });
        }
        Format::Step => return Err(ReadError::Step),
        Format::Xyz | Format::Las | Format::E57 => return Err(ReadError::OnlyPoints { format }),
    };
    enough(&mesh)?;
    Ok(mesh.compacted())
}

/// What the bytes are in, by their content first; `hint` is asked where that is unclear.
fn format_of(bytes: &[u8], hint: Option<Format>) -> Result<Format, ReadError> {
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(match (Format::sniff(bytes), hint) {
        (Some(format), _) => format,
        // A binary STL has no mark of its own: only its size speaks for it, and a damaged one has the wrong size.
        (None, Some(Format::Stl)) if !text::is_text(bytes) && known_mark(bytes).is_none() => Format::Stl,
        // Text whose mark stands far from its beginning.
        (None, Some(Format::Gltf)) if text::without_mark(bytes).trim_ascii_start().starts_with(b"{") => Format::Gltf,
        (None, Some(expected)) => return Err(ReadError::WrongFormat { expected, looks_like: looks_like(bytes) }),
        (None, None) => return Err(ReadError::UnknownFormat { looks_like: looks_like(bytes) }),
    })
}

/// Refuses what has too few triangles for any part.
fn enough(mesh: &TriMesh) -> Result<(), ReadError> {
    match mesh.triangles.len() {
        0 if !mesh.vertices.is_empty() => Err(ReadError::NoFaces { points: mesh.vertices.len() as u64 }),
        n if n < FEWEST_TRIANGLES => Err(ReadError::TooFewTriangles { triangles: n as u64 }),
        _ => Ok(()),
    }
}

/// `v`, if it is finite and not absurdly large.
fn checked(v: Vec3, what: &'static str, index: u64) -> Result<Vec3, ReadError> {
    // One comparison in the common case: NaN fails it too.
    if v.abs().max_element() <= LARGEST_COORDINATE && !v.is_nan() {
        return Ok(v);
    }
    let bad = |f: fn(f64) -> bool| v.to_array().into_iter().find(|&x| f(x));
    Err(match (bad(|x| !x.is_finite()), bad(|x| x.abs() > LARGEST_COORDINATE)) {
        (Some(value), _) => ReadError::NotFinite { what, index, value },
        (None, value) => ReadError::TooLarge { what, index, value: value.unwrap_or_default() },
    })
}

/// What the first bytes of well-known other formats say.
fn known_mark(bytes: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &'static str); 11] = [
        (b"PK\x03\x04", "a ZIP archive without a 3MF model: unpack it first"),
        (b"\x1f\x8b", "a gzip archive: unpack it first"),
        (b"\xfd7zXZ", "an xz archive: unpack it first"),
        (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"%PDF", "a PDF document"),
        (b"\x89HDF", "an HDF5 file"),
        (b"\x7fELF", "a program"),
        (b"MZ", "a program"),
        (b"Kaydara FBX", "an FBX file"),
    ];
    marks.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|m| m.1)
}

fn looks_like(bytes: &[u8]) -> &'static str {
    let start = text::without_mark(bytes).trim_ascii_start();
    match known_mark(bytes) {
        Some(what) => what,
        None if start.starts_with(b"{") || start.starts_with(b"[") => "JSON",
        None if start.starts_with(b"<") => "XML or HTML",
        None if text::is_text(bytes) => "plain text",
        None => "unknown binary data",
    }
}

/// What a reader of others gives; where it panics, that the file is damaged.
fn guarded<T>(format: Format, read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    let damaged = ReadError::Damaged { format, reason: "its parts contradict one another".into() };
    crate::guard::guarded(read).unwrap_or(Err(damaged))
}

/// A message as it may be shown: words that a file name or a file brought into it stay on one line, are no longer than a
/// few lines of a terminal, and work none.
pub fn one_line(message: &str) -> String {
    const LONGEST: usize = 400;
    let words: Vec<&str> = message.split_whitespace().collect();
    let mut plain: String = words.join(" ").chars().filter(|c| !c.is_control()).collect();
    if let Some((cut, _)) = plain.char_indices().nth(LONGEST) {
        plain.truncate(cut);
        plain.push('…');
    }
    plain
}

#[cfg(test)]
mod tests {
    #[test]
    fn messages_are_one_line() {
        assert_eq!(super::one_line("a\n  b\u{1b}[31m\tc\u{7}"), "a b[31m c");
        assert_eq!(super::one_line(&"ü".repeat(401)).chars().count(), 401);
        assert!(super::one_line(&"ü".repeat(401)).ends_with('…'));
    }
}
