//! Clouds: the planes and cylinders in them, and the directions that those share.

mod axes;
mod primitives;

pub use axes::{Direction, squared};
pub use primitives::{Cylinder, Plane, Primitives, primitives};
