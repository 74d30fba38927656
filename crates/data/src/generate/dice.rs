//! Choices by lot, and lengths as people write them.

use super::sizes::{Screw, System};
use rand::{Rng, RngCore};
use resolid_program::Unit;

/// A generator of choices, in the system of units one draughtsman works in.
pub(super) struct Dice<'r> {
    pub rng: &'r mut dyn RngCore,
    system: System,
}

impl<'r> Dice<'r> {
    /// Choices drawn from `rng`; every eighth draughtsman or so works in inches.
    pub fn new(rng: &'r mut dyn RngCore) -> Self {
        let system = if rng.random_bool(0.12) { System::Inch } else { System::Metric };
        Self { rng, system }
    }

    /// The unit that goes with the lengths.
    pub fn unit(&self) -> Unit {
        if self.system == System::Inch { Unit::Inch } else { Unit::Mm }
    }

    /// Whether something of this probability happens.
    pub fn chance(&mut self, p: f64) -> bool {
        self.rng.random_bool(p)
    }

    /// One of `choices`, each as likely.
    pub fn among<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.rng.random_range(0..choices.len())]
    }

    /// An index, as likely as its weight.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.rng.random_range(0..weights.iter().sum::<u32>().max(1));
        for (k, &w) in weights.iter().enumerate() {
            if left < w {
                return k;
            }
            left -= w;
        }
        0
    }

    /// A whole number from `low` to `high`, both included.
    pub fn count(&mut self, low: usize, high: usize) -> usize {
        self.rng.random_range(low..=high.max(low))
    }

    /// A length somebody would write; see [`System::pick`].
    pub fn size(&mut self, low: f64, high: f64) -> f64 {
        self.system.pick(self.rng, low, high)
    }

    /// A stock thickness.
    pub fn sheet(&mut self, low: f64, high: f64) -> f64 {
        self.system.sheet(self.rng, low, high)
    }

    /// A screw with a clearance hole of this size.
    pub fn screw(&mut self, low: f64, high: f64) -> Option<Screw> {
        self.system.screw(self.rng, low, high)
    }
}
