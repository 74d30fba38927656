//! The box a file names, against the box of what it draws.

use super::DeepCadError as Error;
use super::form;
use super::read::{MM, read};
use crate::evaluate::Evaluator;
use crate::geom::{Aabb3, Vec3};
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

/// Both boxes of a DeepCAD model. The drawn one is exact for the additions; material that a cut takes off the outside
/// still counts.
///
/// # Errors
/// [`DeepCadError::NoBox`](Error::NoBox), and as [`read`].
pub fn boxes(text: &str) -> Result<Boxes, Error> {
    let model: form::Model = serde_json::from_str(text).map_err(|e| Error::Form { message: e.to_string() })?;
    let named = named(&model).ok_or(Error::NoBox)?;
    let drawn = Evaluator::new(&read(text)?).bounds();
    Ok(Boxes { named: Aabb3::of(named.map(|c| c * MM)), drawn })
}

/// The named box's corners, metres.
pub(super) fn named(model: &form::Model) -> Option<[Vec3; 2]> {
    let bounds = form::Bounds::deserialize(model.properties.get("bounding_box")?).ok()?;
    Some([bounds.max_point.vec3(), bounds.min_point.vec3()])
}
