//! Programs as text for other tools: what a person would have written there.
//!
//! [`planner`] turns a program into a [`plan::Plan`], which knows names, parameters, planes and sketches but no
//! language; each language has a module that writes it.

mod build123d;
mod cadquery;
mod expression;
mod openscad;
mod plan;
mod planner;
mod python;
mod sketch;
mod tree;
mod words;

pub use build123d::build123d;
pub use cadquery::cadquery;
pub use openscad::{FACETS, openscad};
