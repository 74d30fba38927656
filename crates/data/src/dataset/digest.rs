//! Digests of bytes, and of what a data set is made of.

use super::Entry;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::path::Path;

/// A digest of entries, in order, whatever shards they are written in.
pub fn of_entries(entries: &[Entry]) -> String {
    let mut hash = Sha256::new();
    for Entry { id, root, split, origin, tokens, program } in entries {
        // JSON says where each part ends.
        let text = serde_json::to_vec(&(id, root, split, origin, tokens.as_ref().map(|t| t.rows()), program));
        hash.update(text.unwrap_or_default());
    }
    hex(hash)
}

/// A digest of files by what they are called and what is in them, in order.
///
/// # Errors
/// The system's, of the first that cannot be read.
pub fn of_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a Path)>) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    for (name, path) in files {
        let bytes = std::fs::read(path)?;
        for part in [name.as_bytes(), &bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    Ok(hex(hash))
}

/// The digest of what goes in, with the shapes that are held out; the same digest where none are.
pub fn with_shapes(digest: String, held_out: &HashSet<u64>) -> String {
    if held_out.is_empty() {
        return digest;
    }
    let mut shapes: Vec<u64> = held_out.iter().copied().collect();
    shapes.sort_unstable();
    let mut hash = Sha256::new_with_prefix(digest);
    shapes.iter().for_each(|shape| hash.update(shape.to_le_bytes()));
    hex(hash)
}

/// The first 64 bits of a text's SHA-256: other texts have other numbers, for all that chance can do.
pub fn number(text: &str) -> u64 {
    Sha256::digest(text).iter().take(8).fold(0, |n, &b| n << 8 | u64::from(b))
}

/// SHA-256 of bytes.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(Sha256::new_with_prefix(bytes))
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
