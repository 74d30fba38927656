//! Parts as an engineer would draw them, made to order: families with a design logic of their own, dimensions from
//! preferred numbers, holes where screws go, complexity as asked for. And furniture whose parts have names ([`furniture`]).
//!
//! A family draws its part in axes of its own out of [`dim::Dim`]s, numbers that know which parameters they come from;
//! what of that becomes a binding follows by itself ([`draft`]). Room that a feature needs is taken before it is drawn,
//! so features neither meet nor leave slivers. Everything keeps to what the command form can hold: ten profiles,
//! six loops each, fourteen curves a loop.

mod contour;
mod dice;
mod dim;
mod draft;
mod family;
mod feature;
pub mod furniture;
mod order;
mod pattern;
mod sizes;

pub use family::Family;
pub use order::{LENGTHS, Order, Shortfall, generate, part_rng};

use rand::RngCore;
use resolid_program::Program;

/// What is asked of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Command length to come to, as [`crate::statistics::length`] counts it. A family adds features until it is there, never
    /// beyond but where its plainest part is longer. Furniture does not ask.
    pub length: usize,
}

/// A part of `family`, near the length in `brief`. Draws on `rng` only, so equal generators give equal parts.
///
/// ```
/// use resolid_data::generate::{Brief, Family, draw, part_rng};
/// let part = draw(Family::Flange, &mut part_rng(7, 0), &Brief { length: 20 });
/// assert!(part.check(1e-6).is_empty());
/// ```
pub fn draw(family: Family, rng: &mut impl RngCore, brief: &Brief) -> Program {
    family.draw(rng, brief)
}
