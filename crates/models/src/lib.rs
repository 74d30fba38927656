//! The nets: batch in, loss or program out. No data sets, no downloads, no clock; the only crate that knows tensors.
//!
//! | module | what |
//! |---|---|
//! | [`codec`] | rows of integers to arrays of numbers, and back |
//! | [`grammar`] | which command may come next |
//! | [`autoencoder`] | our program autoencoder: a row at a time, from the latent and the rows before |
//! | [`search`] | its answers encoded again, and mended where their latents are off |
//! | [`gencad`] | the published one: all rows at once |
//! | [`weights`] | a net's numbers by name: files, first values |
//! | [`adamw`] | the optimiser |
#![forbid(unsafe_code)]

pub mod adamw;
pub mod autoencoder;
pub mod codec;
mod error;
pub mod gencad;
pub mod grammar;
mod layers;
pub mod ordinal;
pub mod search;
pub mod weights;

pub use burn::module::Module;
pub use burn::tensor::{Device, Tensor};
pub use error::ModelError;

/// The processor, through the backend in pure Rust.
pub fn cpu() -> Device {
    Device::flex()
}

/// What a batch costs a net.
pub struct Cost {
    /// What is descended.
    pub loss: Tensor<1>,
    /// Nats for a row's command, and for a number.
    pub parts: [Tensor<1>; 2],
}
