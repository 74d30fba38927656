//! Why something could not be indexed, found or read.

/// Why something could not be indexed, found or read. The text may end in "; what to try".
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// A shape that cannot be described.
    #[error("{0}")]
    Shape(String),
    /// There is no index.
    #[error("there is no index at {place}; make one with: resolid index add DIR")]
    Missing {
        /// Where.
        place: String,
    },
    /// Something is there that is no index.
    #[error("{place} is no index of parts; give another place with --store")]
    Foreign {
        /// Where.
        place: String,
    },
    /// An index of another version.
    #[error(
        "the index at {place} is of version {found}, and this resolid reads version {known}; make it anew with: resolid index rebuild"
    )]
    Version {
        /// Where.
        place: String,
        /// Its version.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// A checksum that does not match, or a file that SQLite calls malformed.
    #[error("the index at {place} is damaged ({what}); make it anew with: resolid index rebuild")]
    Damaged {
        /// Where.
        place: String,
        /// What was noticed.
        what: String,
    },
    /// Another process writes to it.
    #[error("the index at {place} is being written to by another process; wait for it to end")]
    Busy {
        /// Where.
        place: String,
    },
    /// An embedding that the index does not hold, or holds otherwise.
    #[error("the index at {place} holds no embedding {name}; make it anew with: resolid index rebuild")]
    Embedding {
        /// Where.
        place: String,
        /// Which.
        name: String,
    },
    /// The disk, or the database, says no.
    #[error("the index at {place} cannot be used: {reason}")]
    Store {
        /// Where.
        place: String,
        /// In the store's words.
        reason: String,
    },
}

impl IndexError {
    /// A shape that cannot be described.
    pub fn shape(text: impl Into<String>) -> Self {
        Self::Shape(text.into())
    }
}
