//! The training ground that all nets share: a run file in, weights out.
//!
//! A [`Recipe`] says what a net is, what a step of it is given and how it is judged; [`train`] does the rest: schedule, averaging,
//! checkpoints, going on after having been killed, stopping early, metrics. A step's batch hangs on the seed and the step's number
//! alone, and a checkpoint holds all that a step changes, so a run that was killed goes on to the same numbers.

mod autoencoder;
mod checkpoint;
mod events;
mod metrics;
mod pool;
mod run;
mod trainer;

pub use autoencoder::{Ours, Published, rebuilt, rebuilt_by_published};
pub use pool::{Pool, Program, held_out_shapes};
pub use run::{Data, Evaluate, Forget, Kind, Optimiser, Run, Source, Spread};
pub use trainer::{End, Now, Recipe, Trained, Watch, train};
