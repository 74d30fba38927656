//! Points, curves, frames and meshes: the geometry every other crate of Resolid stands on.
//!
//! Lengths are millimetres and angles radians throughout. Nothing here knows paths, clocks or threads,
//! so the crate builds for `wasm32-unknown-unknown`.
#![forbid(unsafe_code)]

pub mod aabb;
mod bodies;
pub mod boxtree;
pub mod bvh;
pub mod clean;
pub mod cloud;
pub mod distance;
pub mod format;
pub mod frame;
pub mod guard;
pub mod mesh;
pub mod metrics;
pub mod observe;
pub mod profile;
pub mod region;
pub mod remesh;
pub mod sample;
pub mod topology;
pub mod words;

pub use aabb::{Aabb2, Aabb3};
pub use cloud::Cloud;
pub use distance::MeshDistance;
pub use frame::Frame;
pub use glam::{DVec2 as Vec2, DVec3 as Vec3};
pub use mesh::TriMesh;
pub use observe::{Aside, Observer, Silent};
pub use profile::{Circle, Curve, Edge, Loop, Profile};
