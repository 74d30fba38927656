//! The box a file names, against the box of what it draws.

use super::DeepCadError as Error;
use super::form;
use super::read::{MM, read};
use crate::evaluate::Evaluator;
use crate::geom::{Aabb3, Vec3};
use crate::mesh::{self, Fineness};
use serde::Deserialize;

/// Two boxes that should be one, millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Boxes {
    /// `properties.bounding_box`.
    pub named: Aabb3,
    /// The box of the part the file draws.
    pub drawn: Aabb3,
}

impl Boxes {
    /// Largest distance between corresponding faces, relative to the drawn box's longest side.
    pub fn contradiction(&self) -> f64 {
        let off = (self.named.min - self.drawn.min).abs().max((self.named.max - self.drawn.max).abs());
        off.max_element() / self.drawn.size().max_element()
    }
}

/// How far the boxes may lie apart, relative to the longest side, before the drawn one is taken from a mesh.
const ALIKE: f64 = 1e-3;

/// Both boxes of a DeepCAD model. The drawn one is that of all additions where it agrees with the named one to a
/// thousandth; else it is the mesh's, which knows what cuts took off, to a ten-thousandth.
///
/// # Errors
/// [`DeepCadError::NoBox`](Error::NoBox), and as [`read`].
pub fn boxes(text: &str) -> Result<Boxes, Error> {
    let model: form::Model = serde_json::from_str(text).map_err(|e| Error::Form { message: e.to_string() })?;
    let named = named(&model).ok_or(Error::NoBox)?;
    let program = read(text)?;
    let mut boxes = Boxes { named: Aabb3::of(named.map(|c| c * MM)), drawn: Evaluator::new(&program).bounds() };
    if boxes.contradiction() > ALIKE {
        let fineness = Fineness { chord: 0.1 * ALIKE * boxes.drawn.diagonal(), angle: 0.3 };
        if let Some(mesh) = mesh::of_program(&program, &fineness).ok().filter(|m| !m.triangles.is_empty()) {
            boxes.drawn = mesh.bounds();
        }
    }
    Ok(boxes)
}

/// The named box's corners, metres.
pub(super) fn named(model: &form::Model) -> Option<[Vec3; 2]> {
    let bounds = form::Bounds::deserialize(model.properties.get("bounding_box")?).ok()?;
    Some([bounds.max_point.vec3(), bounds.min_point.vec3()])
}
