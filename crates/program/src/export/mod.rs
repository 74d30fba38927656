//! Programs as text for other tools: what a person would have written there.

mod cadquery;
mod words;

pub use cadquery::cadquery;
