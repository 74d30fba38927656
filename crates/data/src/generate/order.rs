//! Parts to order: which families, how long, how many steps.

use super::{Brief, Family, draw};
use crate::statistics::length;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_program::Program;
use std::ops::RangeInclusive;

/// The command lengths a part can have: from a disc to what the command form holds.
pub const LENGTHS: RangeInclusive<usize> = 3..=59;
/// Drawings a part is allowed before it is given up.
const ATTEMPTS: usize = 400;
/// Drawings after which another family is tried.
const PATIENCE: usize = 12;

/// What is wanted of parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The families to choose from; none means all mechanical ones, each as often as it is common.
    pub families: Vec<Family>,
    /// Command lengths, each as likely; `None` for lengths as real parts have them, and furniture of any.
    pub length: Option<RangeInclusive<usize>>,
    /// Steps of the timeline; `None` for any number.
    pub steps: Option<RangeInclusive<usize>>,
}

/// No part could be made to this order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no {family} of {length} commands{} came of {attempts} drawings; widen the lengths or the steps, or allow more families",
    steps.as_ref().map(|s| format!(" in {} to {} steps", s.start(), s.end())).unwrap_or_default()
)]
pub struct Shortfall {
    /// The last family that was tried.
    pub family: &'static str,
    /// The command length that was asked for.
    pub length: usize,
    /// The steps that were asked for.
    pub steps: Option<RangeInclusive<usize>>,
    /// How many parts were drawn.
    pub attempts: usize,
}

/// The generator for part `index` of a lot: one stream each, so that neither order nor threads matter.
pub fn part_rng(seed: u64, index: u64) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(index);
    rng
}

/// A part to `order`, and its family. Where the order gives lengths, the part has exactly the one that was drawn by lot
/// from them.
///
/// # Errors
/// [`Shortfall`] where 400 drawings did not come to what was ordered, as for lengths outside [`LENGTHS`].
pub fn generate(rng: &mut impl Rng, order: &Order) -> Result<(Family, Program), Shortfall> {
    let wanted = match &order.length {
        Some(range) => rng.random_range(range.clone()),
        None => natural_length(rng),
    };
    let families: &[Family] = if order.families.is_empty() { &Family::MECHANICAL } else { &order.families };
    let mut family = families[0];
    for attempt in 0..ATTEMPTS {
        if attempt % PATIENCE == 0 {
            family = chosen(rng, families);
        }
        let program = draw(family, rng, &Brief { length: wanted });
        let steps = order.steps.as_ref().is_none_or(|s| s.contains(&program.steps.len()));
        let any = order.length.is_none() && family.is_furniture();
        if steps && (any || length(&program) == wanted) {
            return Ok((family, program));
        }
    }
    Err(Shortfall { family: family.name(), length: wanted, steps: order.steps.clone(), attempts: ATTEMPTS })
}

fn chosen(rng: &mut impl Rng, families: &[Family]) -> Family {
    let mut left = rng.random_range(0..families.iter().map(|f| f.weight()).sum());
    for &family in families {
        if left < family.weight() {
            return family;
        }
        left -= family.weight();
    }
    families[0]
}

/// A command length as common as in the training half of DeepCAD, smoothed.
fn natural_length(rng: &mut impl Rng) -> usize {
    // Share of programs, in thousandths, from each length to the next.
    const STEPS: [(usize, u32); 13] = [
        (3, 96),
        (4, 10),
        (5, 60),
        (6, 190),
        (7, 20),
        (8, 105),
        (10, 80),
        (12, 110),
        (16, 105),
        (20, 110),
        (30, 70),
        (40, 30),
        (50, 14),
    ];
    let mut left = rng.random_range(0..STEPS.iter().map(|s| s.1).sum());
    for (k, &(low, weight)) in STEPS.iter().enumerate() {
        if left < weight {
            let high = STEPS.get(k + 1).map_or(60, |next| next.0);
            return rng.random_range(low..high);
        }
        left -= weight;
    }
    6
}
