//! The library of known parts: shapes described, kept, found again and compared.
#![forbid(unsafe_code)]

mod body;
mod compare;
mod descriptor;
mod embedded;
mod embedding;
mod error;
mod gallery;
mod part;
mod pose;
#[cfg(feature = "postgres")]
mod postgres;
mod search;
mod sketch;
mod store;
mod surface;

pub use body::{Body, Foot};
pub use compare::{Agreement, Likeness, Query, Rough, Sizing};
pub use descriptor::{LENGTH, describe};
pub use embedded::Embedded;
pub use embedding::{Embedding, Encoding, Projection, as_held, closed_form, encode_part, encode_query};
pub use error::IndexError;
pub use gallery::{Gallery, Near, SizeWish};
pub use part::{Entry, Kind, Listed, Part, Stamp};
pub use pose::Placing;
#[cfg(feature = "postgres")]
pub use postgres::Postgres;
pub use search::{CANDIDATES, COMPARED, FileState, Found, Hit, Laid, Original, Settled, Wish, search};
pub use sketch::Sketch;
pub use store::{Candidate, Root, Store, VERSION, usable};
pub use surface::{Sight, Surface, turned};
