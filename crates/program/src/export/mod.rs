//! Programs as text for other tools: what a person would have written there.
//!
//! [`planner`] turns a program into a [`plan::Plan`], which knows names, parameters, planes and sketches but no
//! language; each language has a module that writes it.

mod build123d;
mod cadquery;
mod expression;
mod featurescript;
mod freecad;
mod kcl;
mod openscad;
mod plan;
mod planner;
mod python;
mod rows;
mod sketch;
mod tree;
mod words;

pub use build123d::build123d;
pub use cadquery::cadquery;
pub use featurescript::featurescript;
pub use freecad::freecad;
pub use kcl::kcl;
pub use openscad::{FACETS, openscad};
pub use rows::deepcad_rows;
