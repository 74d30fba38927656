//! Reconstructions as pages that people read: [`page`] shows one part, [`index`] a folder of them.
//!
//! A page is one file that asks for nothing else: pictures, geometry and the code that turns it round lie in it, and its
//! content policy forbids the browser to fetch anything. All names and words pass through `maud`, which escapes them.
//! What a page shows on paper, or where scripts are off, are pictures drawn here.
#![forbid(unsafe_code)]

mod container;
mod decimate;
mod findings;
mod geometry;
mod histogram;
pub mod hits;
mod index;
mod page;
mod pictures;
mod surface;
pub mod words;

pub use container::{Container, Detail, Face, header as container_header};
pub use index::{Entry, index};
pub use page::{Provenance, colours, page, shapes};
pub use pictures::{thumbnail, thumbnail_of_input};
pub use resolid_render::Tone;

/// Colours and type, shared by all pages.
const STYLE: &str = include_str!("../web/style.css");

/// What keeps a page to itself: nothing is fetched, whatever a name or a script might try.
const POLICY: &str = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
/// The same for a page beside its pictures.
const POLICY_WITH_FILES: &str =
    "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
