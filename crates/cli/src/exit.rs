//! How a run ends: exit codes, and the two lines an error prints.

use resolid::Error;
use resolid_geom::format::one_line;
pub use resolid_server::Exit;

/// Why a run ends without an answer: what is wrong, what to try, and the exit code.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The code.
    pub exit: Exit,
    /// One line: what is wrong.
    pub message: String,
    /// One line: what to try.
    pub hint: String,
}

impl Failure {
    /// A failure with the given code.
    pub fn new(exit: Exit, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hint: hint.into() }
    }

    /// The command line makes no sense.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message, hint)
    }

    /// An output cannot be written.
    pub fn cannot_write(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Exit::CannotWrite, message, hint)
    }

    /// Puts the name of the file it is about in front.
    #[must_use]
    pub fn about(mut self, name: &str) -> Self {
        self.message = format!("{name}: {}", self.message);
        self
    }

    /// Prints the two lines to standard error.
    pub fn print(&self) {
        use crate::style::{ERROR, HINT, paint};
        anstream::eprintln!("{} {}", paint(ERROR, "error:"), one_line(&self.message));
        if !self.hint.is_empty() {
            anstream::eprintln!("{} {}", paint(HINT, "hint:"), one_line(&self.hint));
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let exit = match &error {
            Error::Unreadable { .. } => Exit::Unreadable,
            Error::Option { .. } => Exit::Usage,
            _ => Exit::Refused,
        };
        Self::new(exit, error.to_string(), error.hint())
    }
}
