//! The families of parts, one file each.

mod block;
mod bracket;
mod clamp;
mod clevis;
mod flange;
mod handle;
mod housing;
mod link;
mod manifold;
mod plate;
mod profile;
mod rail;
mod ribbed;
mod shaft;
mod spacer;
mod wheel;

use super::Brief;
use super::dice::Dice;
use super::dim::Dim;
use super::draft::{Draft, Face, Plane};
use super::furniture::{chair, storage, table};
use rand::RngCore;
use resolid_program::Program;

/// A kind of part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Flat stock with holes, slots, windows.
    Plate,
    /// L, U, Z, with or without gussets.
    Bracket,
    /// Round, square and oval flanges with bolt circles and hubs.
    Flange,
    /// Boxes and cups with walls, posts and openings; lids; frames.
    Housing,
    /// Stepped shafts with keyways, flats, grooves and bores.
    Shaft,
    /// Split blocks, collars and pipe saddles.
    Clamp,
    /// Spacers, washers, bushings, standoffs, caps.
    Spacer,
    /// Pulleys and wheels with spokes or holes.
    Wheel,
    /// Heat sinks and ribbed plates.
    Ribbed,
    /// Stepped, slotted and notched blocks.
    Block,
    /// Forks, lugs and hinge leaves.
    Clevis,
    /// Rails with slots and rows of holes.
    Rail,
    /// Blocks with crossing bores and ports.
    Manifold,
    /// Lengths of angle, tee, beam, channel and tube.
    Profile,
    /// Links, levers and rockers: hulls of circles with bores.
    Link,
    /// Bow handles and knobs.
    Handle,
    /// Chairs, stools, armchairs.
    Chair,
    /// Dining tables, desks, coffee tables.
    Table,
    /// Bookcases, sideboards, chests, wardrobes, racks.
    Storage,
}

impl Family {
    /// Mechanical parts.
    pub const MECHANICAL: [Self; 16] = [
        Self::Plate,
        Self::Bracket,
        Self::Flange,
        Self::Housing,
        Self::Shaft,
        Self::Clamp,
        Self::Spacer,
        Self::Wheel,
        Self::Ribbed,
        Self::Block,
        Self::Clevis,
        Self::Rail,
        Self::Manifold,
        Self::Profile,
        Self::Link,
        Self::Handle,
    ];

    /// Furniture, whose steps are named by [`super::furniture::NAMES`]. It has as many commands as it comes to.
    pub const FURNITURE: [Self; 3] = [Self::Chair, Self::Table, Self::Storage];

    /// All of them, mechanical parts first.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::MECHANICAL.into_iter().chain(Self::FURNITURE)
    }

    /// Whether it is one of [`Family::FURNITURE`].
    pub fn is_furniture(self) -> bool {
        Self::FURNITURE.contains(&self)
    }

    /// Its name in lower case, as orders and files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plate => "plate",
            Self::Bracket => "bracket",
            Self::Flange => "flange",
            Self::Housing => "housing",
            Self::Shaft => "shaft",
            Self::Clamp => "clamp",
            Self::Spacer => "spacer",
            Self::Wheel => "wheel",
            Self::Ribbed => "ribbed",
            Self::Block => "block",
            Self::Clevis => "clevis",
            Self::Rail => "rail",
            Self::Manifold => "manifold",
            Self::Profile => "profile",
            Self::Link => "link",
            Self::Handle => "handle",
            Self::Chair => "chair",
            Self::Table => "table",
            Self::Storage => "storage",
        }
    }

    /// The family of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|f| f.name() == name)
    }

    /// How common it is where none is asked for, among the others.
    pub(super) fn weight(self) -> u32 {
        match self {
            Self::Plate => 22,
            Self::Profile | Self::Block => 16,
            Self::Bracket | Self::Housing => 12,
            Self::Spacer | Self::Shaft | Self::Rail | Self::Ribbed => 6,
            Self::Flange | Self::Link | Self::Clevis => 5,
            Self::Wheel | Self::Clamp | Self::Handle => 4,
            Self::Manifold => 2,
            Self::Chair | Self::Table | Self::Storage => 10,
        }
    }

    /// Draws one.
    pub(super) fn draw(self, rng: &mut dyn RngCore, brief: &Brief) -> Program {
        let part: fn(&mut Draft) = match self {
            Self::Plate => plate::draw,
            Self::Bracket => bracket::draw,
            Self::Flange => flange::draw,
            Self::Housing => housing::draw,
            Self::Shaft => shaft::draw,
            Self::Clamp => clamp::draw,
            Self::Spacer => spacer::draw,
            Self::Wheel => wheel::draw,
            Self::Ribbed => ribbed::draw,
            Self::Block => block::draw,
            Self::Clevis => clevis::draw,
            Self::Rail => rail::draw,
            Self::Manifold => manifold::draw,
            Self::Profile => profile::draw,
            Self::Link => link::draw,
            Self::Handle => handle::draw,
            Self::Chair => return chair::draw(&mut Dice::new(rng)),
            Self::Table => return table::draw(&mut Dice::new(rng)),
            Self::Storage => return storage::draw(&mut Dice::new(rng)),
        };
        let mut draft = Draft::new(rng, brief);
        part(&mut draft);
        draft.finish()
    }
}

/// A place in the part's axes.
fn o(x: impl Into<Dim>, y: impl Into<Dim>, z: impl Into<Dim>) -> [Dim; 3] {
    [x.into(), y.into(), z.into()]
}

/// The six faces of a box `w` × `l` × `h` that stands on the middle of its underside: top first, then front, right, back,
/// left, bottom. `of` is the step that extruded it upward.
fn box_faces(w: Dim, l: Dim, h: Dim, of: usize) -> [Face; 6] {
    let (x, y, z) = (w / 2.0, l / 2.0, h / 2.0);
    let face = |plane, a, b, depth, of| Face { plane, half: [a, b], round: false, corner: 0.0, depth, clear: true, of };
    [
        face(Plane::up(o(0.0, 0.0, h)), x, y, h, Some(of)),
        face(Plane::front(o(0.0, -y, z)), x, z, l, None),
        face(Plane::right(o(x, 0.0, z)), y, z, w, None),
        face(Plane::back(o(0.0, y, z)), x, z, l, None),
        face(Plane::left(o(-x, 0.0, z)), y, z, w, None),
        face(Plane::down(o(0.0, 0.0, 0.0)), x, y, h, Some(of)),
    ]
}
