//! Points in files: what is a mesh and what is a cloud.

use super::{Format, ReadError, guarded, looks_like, points_text, read_mesh};
use crate::{Cloud, TriMesh, Vec3};

/// Fewer points show no part.
const FEWEST_POINTS: usize = 50;

/// What a geometry file held.
#[derive(Clone, Debug)]
pub enum Geometry {
    /// Faces.
    Mesh(TriMesh),
    /// Points without faces.
    Cloud(PointsFile),
}

/// The points of a file, and what was seen in reading it.
#[derive(Clone, Debug)]
pub struct PointsFile {
    /// The points in the file's own numbers; normals are of unit length, or zero where the file has none for a point.
    pub cloud: Cloud,
    /// The format it came in.
    pub format: Format,
    /// Points left out because a coordinate was no number, which scanners write where nothing came back.
    pub dropped: usize,
    /// Millimetres in one of the file's units, where the format says.
    pub millimetres: Option<f64>,
}

/// The mesh or cloud in `bytes`: faces make a mesh, points without faces a cloud.
///
/// The content decides on the format; `hint`, usually from the file name, is asked where the content is unclear.
///
/// # Errors
/// [`ReadError`]: as [`read_mesh`]; and fewer than 50 points, or a format this build leaves out.
pub fn read_geometry(bytes: &[u8], hint: Option<Format>) -> Result<Geometry, ReadError> {
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    let wrong = |expected| ReadError::WrongFormat { expected, looks_like: looks_like(bytes) };
    let file = match (Format::sniff(bytes), hint) {
        (Some(Format::Las), _) => guarded(Format::Las, || survey::las(bytes))?,
        (Some(Format::E57), _) => guarded(Format::E57, || survey::e57(bytes))?,
        (Some(Format::Ply), _) => {
            let content = super::ply::read(bytes)?;
            if !content.mesh.triangles.is_empty() {
                return read_mesh(bytes, hint).map(Geometry::Mesh);
            }
            content.into_points()
        }
        (None, Some(expected @ (Format::Las | Format::E57))) => return Err(wrong(expected)),
        (None, Some(Format::Xyz)) if super::text::is_text(bytes) => points_text::read(bytes)?,
        (None, Some(Format::Xyz)) => return Err(wrong(Format::Xyz)),
        (Some(Format::Xyz), _) => points_text::read(bytes)?,
        _ => return read_mesh(bytes, hint).map(Geometry::Mesh),
    };
    let PointsFile { mut cloud, format, dropped, millimetres } = file;
    if cloud.is_empty() && dropped == 0 && format == Format::Xyz {
        // Text without a line of coordinates is no cloud of none.
        return Err(wrong(Format::Xyz));
    }
    if cloud.len() < FEWEST_POINTS {
        return Err(ReadError::TooFewPoints { points: cloud.len() as u64, dropped: dropped as u64 });
    }
    if let Some(normals) = &mut cloud.normals {
        for n in normals.iter_mut() {
            // NaN and zero both mean that there is none.
            *n = n.try_normalize().unwrap_or(Vec3::ZERO);
        }
        if normals.iter().all(|n| *n == Vec3::ZERO) {
            cloud.normals = None;
        }
    }
    Ok(Geometry::Cloud(PointsFile { cloud, format, dropped, millimetres }))
}

/// Whether a file is a cloud, as far as its first bytes say; [`read_geometry`] knows after reading all.
pub fn announces_points(bytes: &[u8], hint: Option<Format>) -> bool {
    match Format::sniff(bytes).or(hint) {
        Some(Format::Las | Format::E57 | Format::Xyz) => true,
        Some(Format::Ply) => super::ply::announces_points(bytes),
        _ => false,
    }
}

#[cfg(not(feature = "survey"))]
mod survey {
    //! Builds without the readers of surveyors' formats know them by their mark.
    use super::{Format, PointsFile, ReadError};

    pub fn las(_: &[u8]) -> Result<PointsFile, ReadError> {
        Err(ReadError::Unsupported { format: Format::Las, what: "reading it in this build", instead: "XYZ" })
    }

    pub fn e57(_: &[u8]) -> Result<PointsFile, ReadError> {
        Err(ReadError::Unsupported { format: Format::E57, what: "reading it in this build", instead: "XYZ" })
    }
}

#[cfg(feature = "survey")]
use super::survey;
