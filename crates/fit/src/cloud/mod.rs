//! Clouds: planes and cylinders in them, and the closed surface they show.

mod primitives;
mod surface;

pub use primitives::{Cylinder, Direction, Level, Plane, Primitives, primitives};
pub use surface::{Surface, Unseen, surface};
