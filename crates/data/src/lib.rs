//! Programs by the hundred thousand: read from corpora, balanced, generated, scanned and kept. No tensors.
#![forbid(unsafe_code)]

pub mod balance;
pub mod corpus;
pub mod dataset;
pub mod generate;
pub mod partnet;
pub mod scan;
pub mod statistics;
