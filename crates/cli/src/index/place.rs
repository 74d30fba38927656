//! Where an index is.

use crate::exit::{Exit, Failure};
use clap::Args;
use resolid_index::{Embedded, IndexError, Root, Store};
use std::path::PathBuf;

/// Where the index is.
#[derive(Debug, Args)]
pub struct Place {
    /// The index: a folder of its own, or a PostgreSQL database with pgvector (postgres://USER@HOST/DATABASE).
    #[arg(
        long,
        value_name = "DIR|URL",
        env = "RESOLID_INDEX",
        hide_env_values = true,
        default_value = "resolid-index"
    )]
    pub store: PathBuf,
}

impl Place {
    /// The index that is there.
    ///
    /// # Errors
    /// None is there, or it cannot be used.
    pub fn open(&self) -> Result<Box<dyn Store>, Failure> {
        #[cfg(feature = "postgres")]
        if let Some(address) = self.address() {
            return Ok(Box::new(resolid_index::Postgres::open(address).map_err(failure)?));
        }
        self.is_folder()?;
        Ok(Box::new(Embedded::open(&self.store).map_err(failure)?))
    }

    /// The index that is there, or a new one.
    ///
    /// # Errors
    /// It cannot be used, or not be made.
    pub fn open_or_make(&self) -> Result<Box<dyn Store>, Failure> {
        #[cfg(feature = "postgres")]
        if let Some(address) = self.address() {
            return Ok(Box::new(resolid_index::Postgres::open_or_make(address).map_err(failure)?));
        }
        self.is_folder()?;
        Ok(Box::new(Embedded::open_or_make(&self.store).map_err(failure)?))
    }

    /// A new one in the place of what is there.
    ///
    /// # Errors
    /// It cannot be made, or what is there is no index.
    pub fn make(&self, roots: &[Root]) -> Result<Box<dyn Store>, Failure> {
        #[cfg(feature = "postgres")]
        if let Some(address) = self.address() {
            return Ok(Box::new(resolid_index::Postgres::make(address, roots).map_err(failure)?));
        }
        self.is_folder()?;
        // Something else of that name is not to be lost.
        if let Err(e @ IndexError::Foreign { .. }) = Embedded::open(&self.store) {
            return Err(failure(e));
        }
        Ok(Box::new(Embedded::make(&self.store, roots).map_err(failure)?))
    }

    /// What was added to it, whatever state it is in.
    pub fn known_roots(&self) -> Vec<Root> {
        match self.open().and_then(|mut store| store.roots().map_err(failure)) {
            Ok(roots) => roots,
            Err(_) => Embedded::roots_of(&self.store),
        }
    }

    /// Where it is, for people.
    pub fn shown(&self) -> String {
        self.store.display().to_string()
    }

    /// The address of a database, where it is one.
    fn address(&self) -> Option<&str> {
        let schemes = ["postgres://", "postgresql://"];
        self.store.to_str().filter(|text| schemes.iter().any(|s| text.starts_with(s)))
    }

    /// Refuses addresses that this build cannot follow.
    fn is_folder(&self) -> Result<(), Failure> {
        if self.address().is_some() {
            return Err(Failure::usage(
                "this resolid was built without PostgreSQL",
                "build it with: cargo build --release -p resolid-cli --features postgres",
            ));
        }
        Ok(())
    }
}

/// Why an index cannot be used, in two lines.
pub fn failure(e: IndexError) -> Failure {
    let exit = match &e {
        IndexError::Store { .. } | IndexError::Busy { .. } => Exit::CannotWrite,
        _ => Exit::Unreadable,
    };
    let text = e.to_string();
    let (message, hint) = text.rsplit_once("; ").unwrap_or((&text, "check the disk, and what may be written to"));
    Failure::new(exit, message, hint)
}
