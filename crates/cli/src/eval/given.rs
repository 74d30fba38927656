//! What the verb under test is handed: a mesh or a cloud.

use resolid::Source;
use resolid_data::corpus::npy;
use resolid_geom::{Cloud, Frame, TriMesh, Vec3};
use std::path::Path;

/// A mesh or a cloud, as its file has it.
#[derive(Clone, Debug)]
pub enum Given {
    /// Triangles.
    Mesh(TriMesh),
    /// Points.
    Cloud(Cloud),
}

impl Given {
    /// What a file holds; NumPy's arrays are clouds.
    ///
    /// # Errors
    /// In one line: it cannot be read, or holds something else.
    pub fn read(path: &Path) -> Result<Self, String> {
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("npy")) {
            return npy::read(path).map(Self::Cloud).map_err(|e| e.to_string());
        }
        let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        match Source::read(&bytes, &crate::files::name(path), None).map_err(|e| e.to_string())? {
            Source::Mesh(source) => Ok(Self::Mesh(source.mesh)),
            Source::Cloud(source) => Ok(Self::Cloud(source.cloud)),
            _ => Err("neither a mesh nor a cloud".into()),
        }
    }

    /// Its vertices, or its points.
    pub fn points(&self) -> &[Vec3] {
        match self {
            Self::Mesh(mesh) => &mesh.vertices,
            Self::Cloud(cloud) => &cloud.points,
        }
    }

    /// Makes it `scale` times as large about zero, and takes what it is then as given in `frame`.
    pub fn place(&mut self, scale: f64, frame: &Frame) {
        match self {
            Self::Mesh(mesh) => mesh.vertices.iter_mut().for_each(|v| *v = frame.world_from_local(*v * scale)),
            Self::Cloud(cloud) => *cloud = cloud.scaled(scale).placed(frame),
        }
    }
}
