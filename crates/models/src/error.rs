//! What can go wrong with a net.

/// Why a net cannot be had or used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The bytes are no weights of ours.
    #[error("{path}: no weights, or cut short: {reason}; fetch or train them again")]
    Damaged {
        /// The file.
        path: String,
        /// What the reader says.
        reason: String,
    },
    /// Weights of another net, or of another shape of this one.
    #[error("{path}: {reason}; give the weights of the net that is asked for, or train it again")]
    Foreign {
        /// The file.
        path: String,
        /// What differs.
        reason: String,
    },
    /// A net that cannot be built.
    #[error("{0}")]
    Shape(String),
}
