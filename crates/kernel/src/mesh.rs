//! A solid as triangles.

use crate::error::KernelError;
use crate::shim::ffi;
use crate::solid::Solid;
use resolid_geom::{TriMesh, Vec3};
use std::collections::HashMap;

impl Solid {
    /// Triangles within `linear` millimetres of the surface, whose normals turn by at most `angular` radians from
    /// one to the next: welded, closed and outward for each solid; open surfaces of an imported file as they are.
    ///
    /// Values finer than 10⁻⁵ of the bounding diagonal or 0.01 rad are raised to these.
    ///
    /// # Errors
    /// [`KernelError::Mesh`]: a tolerance that is not positive, a face the kernel cannot triangulate, or a
    /// mesh of a sound solid that does not close.
    pub fn mesh(&self, linear: f64, angular: f64) -> Result<TriMesh, KernelError> {
        let failed = |message: String| KernelError::Mesh { linear, message };
        if !(linear > 0.0 && linear.is_finite() && angular > 0.0 && angular.is_finite()) {
            return Err(failed(format!("the tolerances must be positive, not {linear} mm and {angular} rad")));
        }
        let finest = (1e-5 * self.bounds().diagonal()).max(1e-7);
        let (wanted, angle) = (linear.max(finest), angular.clamp(0.01, 3.0));
        let first = match self.mesh_once(wanted, angle) {
            Ok(mesh) => return Ok(mesh),
            Err(message) => message,
        };
        // Where two circles of one face touch, equal angles make their first chords coincide, and the face's outline
        // overlaps itself. With one chord error for both and no limit on angles, the chords of the larger circle
        // stay outside those of the smaller; the chord error is chosen so that every angle is kept all the same.
        let radius = ffi::least_radius(&self.shape).map_err(|e| failed(e.what().to_string()))?;
        let fine = wanted.min(radius * (1.0 - (angle * 0.5).cos()));
        [1.0, 0.5, 0.2]
            .into_iter()
            .find_map(|factor| self.mesh_once((fine * factor).max(finest), 3.0).ok())
            .ok_or_else(|| failed(first))
    }

    /// A mesh, or why it would not do.
    fn mesh_once(&self, linear: f64, angular: f64) -> Result<TriMesh, String> {
        let record = ffi::mesh(&self.shape, linear, angular).map_err(|e| e.what().to_string())?;
        let sound = self.validity().is_valid();
        if record.failed_faces > 0 && sound {
            return Err(format!("{} of {} faces have no triangles", record.failed_faces, self.counts().faces));
        }
        let mesh = TriMesh {
            vertices: record.positions.chunks_exact(3).map(|p| Vec3::new(p[0], p[1], p[2]) + self.offset).collect(),
            triangles: record.triangles.chunks_exact(3).map(|t| [t[0], t[1], t[2]]).collect(),
        };
        if mesh.triangles.is_empty() {
            return Err("no triangles came out".into());
        }
        if sound {
            let open = unmatched_edges(&mesh);
            if open > 0 {
                return Err(format!("{open} of its edges have no opposite"));
            }
        }
        Ok(mesh)
    }
}

/// Directed edges that are not run as often the other way: zero for a closed, consistently turned mesh.
fn unmatched_edges(mesh: &TriMesh) -> usize {
    let mut balance: HashMap<(u32, u32), i32> = HashMap::with_capacity(mesh.triangles.len() * 2);
    for t in &mesh.triangles {
        for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
            *balance.entry((a.min(b), a.max(b))).or_default() += if a < b { 1 } else { -1 };
        }
    }
    balance.values().filter(|&&b| b != 0).count()
}
