//! Clouds: the planes and cylinders in them.

mod primitives;

pub use primitives::{Cylinder, Direction, Level, Plane, Primitives, primitives};
