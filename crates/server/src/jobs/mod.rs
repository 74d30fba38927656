//! Jobs: files that clients sent, and what was made of them, each in a worker of its own.

mod queue;
mod record;
mod run;
mod store;

pub use queue::{Change, Jobs, Limits};
pub use record::{Asked, Job, Mode};
pub use store::{Store, safe_name};
