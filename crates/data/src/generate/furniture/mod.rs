//! Furniture whose parts have names: chairs, tables, storage.
//!
//! A piece stands on the floor at z = 0, its front towards −y, the same to the left and to the right of x = 0. Every
//! part that a joiner would make is a body of its own, under a name of [`NAMES`] and in a group of [`GROUPS`]; parts
//! that are alike are one definition, placed. Bodies meet in faces and never share volume, so what is built is one
//! thing, and each part of it can still be told.
//!
//! ```
//! use resolid_data::generate::{Brief, Family, draw, part_rng};
//! let chair = draw(Family::Chair, &mut part_rng(7, 0), &Brief { length: 20 });
//! assert!(chair.steps.iter().any(|step| step.group.as_deref() == Some("seat")));
//! ```
//!
//! # Source
//! Dimensions are those of published standards, as far as they give any: EN 527-1 (desks: fixed height 740 ± 20 mm),
//! EN 1335-1 (office chairs: seats from 400 to 510 mm), EN 1729-1 (school furniture: seat 460 mm at a table of 760 mm,
//! size mark 6), ISO 216 (shelves hold A4 upright), the 32 mm drilling system of cabinet makers. Where there is none, they
//! are those of the trade.

mod assembly;
mod back;
mod bay;
pub(super) mod chair;
mod front;
mod leg;
mod pedestal;
pub(super) mod storage;
pub(super) mod table;

/// The names that parts have.
pub const NAMES: [&str; 31] = [
    "apron",
    "arm",
    "arm support",
    "back",
    "back support",
    "base",
    "bottom",
    "caster",
    "column",
    "cushion",
    "divider",
    "door",
    "drawer",
    "foot",
    "frame",
    "handle",
    "leg",
    "panel",
    "plinth",
    "post",
    "rail",
    "seat",
    "seat support",
    "shelf",
    "side",
    "slat",
    "spindle",
    "stretcher",
    "top",
    "top support",
    "wardrobe rail",
];

/// The groups that parts stand in.
pub const GROUPS: [&str; 7] = ["arms", "back", "base", "carcass", "fronts", "seat", "top"];
