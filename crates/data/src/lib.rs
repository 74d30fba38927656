//! Programs by the hundred thousand: read from corpora, balanced, generated, scanned and kept. No tensors.

pub mod scan;
