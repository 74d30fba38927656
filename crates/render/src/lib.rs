//! Pictures of meshes and programs, drawn on the CPU: the same bytes whatever the number of threads.
//!
//! A [`Scene`] holds [`Object`]s, a [`Camera`] and a [`Style`]; [`render`] makes an [`Image`] of it. A shape is a mesh
//! or a list of prisms: prisms are drawn exactly, by casting rays through their Boolean history, so no kernel is
//! needed. [`strip`] puts a whole reconstruction into one picture: input, steps, solid and deviation.
//!
//! How a picture comes about: every shape leaves, at each of several samples a pixel, its depth and the number of the
//! triangle or face that is seen there (`canvas`); light, lines and colours are worked out from those numbers alone
//! (`shade`, `ink`), so meshes and prisms look alike, and hidden lines are hidden because nothing hidden is known.
#![forbid(unsafe_code)]

mod bars;
mod camera;
mod canvas;
mod cast;
mod color;
mod heat;
mod image;
mod ink;
mod occlusion;
mod paper;
mod part;
pub mod photo;
mod prism;
mod profile_pieces;
mod scene;
mod shade;
mod shadow;
mod skin;
mod spans;
mod strip;
mod text;
mod view;

pub use self::image::Image;
pub use bars::bars;
pub use camera::{Camera, Projection, View};
pub use color::Rgb;
pub use heat::{Fine, HeatMap, subdivided};
pub use prism::prism_mesh;
pub use scene::{Background, LONGEST_SIDE, Object, Paint, Scene, Shape, Style, render};
pub use strip::{Badge, Deviation, Stage, Strip, Tone, program_stages, strip};
pub use view::best_view;

/// Why no picture can be given.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RenderError {
    /// No side, or too large a picture.
    #[error("a picture of {width} × {height} pixels cannot be made; a side may have {least} to {limit}")]
    Size {
        /// Asked for.
        width: u32,
        /// Asked for.
        height: u32,
        /// Shortest side there is.
        least: u32,
        /// Longest side there is.
        limit: u32,
    },
    /// A triangle names a vertex that is not there.
    #[error("triangle {triangle} names vertex {vertex} of {vertices}; the mesh is damaged, read it again")]
    Vertex {
        /// The triangle.
        triangle: usize,
        /// The vertex it names.
        vertex: u32,
        /// How many there are.
        vertices: usize,
    },
    /// Colours or values do not match the mesh.
    #[error("{given} colours or values for {expected} {what}; give one for each")]
    PaintLength {
        /// What they are given for.
        what: &'static str,
        /// How many were given.
        given: usize,
        /// How many are needed.
        expected: usize,
    },
    /// The camera looks nowhere.
    #[error("the camera sees nothing: {reason}")]
    Camera {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The PNG encoder refused.
    #[error("the picture could not be written as PNG: {0}")]
    Png(String),
}
