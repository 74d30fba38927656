//! Why there is no answer, and what to try.

use resolid_fit::FitError;

/// Why there is no answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The input cannot be read.
    #[error("{reason}")]
    Unreadable {
        /// What is wrong with it.
        reason: String,
        /// What to try.
        hint: String,
    },
    /// An option makes no sense for this input.
    #[error("{reason}")]
    Option {
        /// What is wrong with it.
        reason: String,
        /// What to try.
        hint: String,
    },
    /// The input was read, but no program was found for it.
    #[error(transparent)]
    Fit(#[from] FitError),
    /// The input was read, but it is open, and nothing was found in it.
    #[error("the mesh is open ({fault}), and what there is of it encloses no part")]
    Open {
        /// Where it is open.
        fault: String,
    },
    /// The points were read, but nothing was found in them.
    #[error("no sketch-and-extrude program was found: {reason}")]
    Points {
        /// What stood in the way.
        reason: String,
    },
    /// A program has a fault.
    #[error("{reason}")]
    Program {
        /// Where and what.
        reason: String,
        /// What to try.
        hint: &'static str,
    },
    /// A program was found or given that does not build.
    #[error("the program does not make a sound solid: {reason}")]
    Unsound {
        /// What the check or the kernel says.
        reason: String,
    },
    /// This build has no kernel.
    #[error("{what} needs the kernel, and this resolid was built without it")]
    NoKernel {
        /// What was asked for.
        what: &'static str,
    },
    /// A training went wrong.
    #[error("{reason}")]
    Training {
        /// What, and at which step.
        reason: String,
        /// What to try.
        hint: String,
    },
    /// An output could not be made.
    #[error("{reason}")]
    Output {
        /// What went wrong.
        reason: String,
        /// What to try.
        hint: String,
    },
}

impl Error {
    /// Whether time was up, or the caller's wish to stop came, before there was an answer.
    pub fn is_stop(&self) -> bool {
        matches!(self, Self::Fit(FitError::Stopped))
    }

    /// What to try, in one line.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreadable { hint, .. }
            | Self::Option { hint, .. }
            | Self::Output { hint, .. }
            | Self::Training { hint, .. } => hint.clone(),
            Self::Program { hint, .. } => (*hint).into(),
            Self::Fit(FitError::NoVolume { .. }) => {
                "close it, or part what crosses itself, in the tool that wrote it; look at it with: resolid info FILE"
                    .into()
            }
            Self::Points { .. } => {
                "scan it more densely and from more sides; -v says what was tried, resolid info FILE what there is"
                    .into()
            }
            Self::Open { .. } => {
                "close its holes in the tool that wrote it; resolid info FILE says where they are".into()
            }
            Self::Fit(FitError::NothingFound { .. }) => {
                "raise --tolerance if the mesh is rough; -v says what was tried".into()
            }
            Self::Fit(FitError::Stopped) => "give it longer: --time-limit".into(),
            Self::Unsound { .. } => "try another --tolerance, or --no-snap; -v says what was tried".into(),
            Self::NoKernel { .. } => "install OpenCASCADE and build again; without it give meshes or clouds, and ask for .resolid.json or .py".into(),
        }
    }
}
