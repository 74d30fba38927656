//! Space divided by the planes and cylinders that points lie on, and each piece told to be solid or empty.
//!
//! Every piece (cell) lies on one side of each surface, so its sides name it. A point on a surface says that the cell behind it is solid
//! and the one before it empty; a stretch of surface without points says that both its sides are alike. The
//! labels that contradict the least area are a minimum cut, hence exact, and a plate far thinner than points are apart is
//! as sure as its two faces are.

mod cut;
mod dividers;
mod labels;
mod light;
mod patches;
mod rims;
mod solid;
mod walls;

pub use dividers::{Divider, Dividers, Role, all_walls};
pub use light::{Hint, passed};
pub use solid::{ROOM, Solid};
pub use walls::heading;

/// On which side of every surface a place lies, a bit each.
pub type Sides = u128;
