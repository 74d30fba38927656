//! Mixtures of changes under the names they were published by, and our own.

use super::change::Change;
use rand::Rng;
use resolid_program::tokens::{Row, Tokens};

/// By which length a program is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bins {
    /// That of the program it was made from, as published: donors' sketches are of other lengths, so the lengths that
    /// come out are not even.
    Source,
    /// Its own.
    Realised,
}

/// What a program must be to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Rows that can be read.
    Rows,
    /// A drawing without fault, as the published kernel check asks; it may come to nothing, or to pieces.
    Drawing,
    /// One sound piece within the cube, unlike all others.
    Part,
}

/// How programs are changed, and what is asked of the outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// What it goes by.
    pub name: &'static str,
    /// Changes and their weights, one of which is drawn for each program.
    pub mixture: &'static [(Change, f64)],
    /// Whether small noise goes before a change that is no noise itself.
    pub shaken_first: bool,
    /// What is asked of what comes out.
    pub asks: Asks,
    /// By which length programs are counted.
    pub bins: Bins,
}

const fn published(name: &'static str, mixture: &'static [(Change, f64)], shaken_first: bool, checked: bool) -> Recipe {
    let asks = if checked { Asks::Drawing } else { Asks::Rows };
    Recipe { name, mixture, shaken_first, asks, bins: Bins::Source }
}

use Change::{Arcs, Attach, Noise, ReExtrude, ReplaceExtrudeArcs, ReplaceExtrusion, ReplaceSketch, SmallNoise};

/// Every recipe. `SN_RS` is published with the two weights but not which is whose; it is read like `SN_snRS`.
pub static RECIPES: [Recipe; 16] = [
    Recipe {
        name: "resolid",
        mixture: &[(ReplaceSketch, 0.3), (Noise, 0.2), (SmallNoise, 0.1), (Attach, 0.4)],
        shaken_first: true,
        asks: Asks::Part,
        bins: Bins::Realised,
    },
    published("gencad3d", &[(ReplaceSketch, 0.6), (Noise, 0.4)], true, true),
    published("LN_snRS", &[(ReplaceSketch, 0.6), (Noise, 0.4)], true, true),
    published("SN_snRS", &[(ReplaceSketch, 0.6), (SmallNoise, 0.4)], true, true),
    published("snRS", &[(ReplaceSketch, 1.0)], true, true),
    published("RS", &[(ReplaceSketch, 1.0)], false, true),
    published("SN", &[(SmallNoise, 1.0)], false, true),
    published("SN_RS", &[(ReplaceSketch, 0.6), (SmallNoise, 0.4)], false, true),
    published("LN_snRS_ne", &[(ReplaceSketch, 0.6), (Noise, 0.4)], true, false),
    published("RRE", &[(ReplaceExtrudeArcs, 1.0)], false, true),
    published("RRE_ne", &[(ReplaceExtrudeArcs, 1.0)], false, false),
    published("LN_snRRE", &[(ReplaceExtrudeArcs, 0.6), (Noise, 0.4)], true, true),
    published("LN_snRRE_ne", &[(ReplaceExtrudeArcs, 0.6), (Noise, 0.4)], true, false),
    published("LN_snReE", &[(ReExtrude, 0.6), (Noise, 0.4)], true, true),
    published("LN_snRE", &[(ReplaceExtrusion, 0.6), (Noise, 0.4)], true, true),
    published("LN_snArc", &[(Arcs, 0.6), (Noise, 0.4)], true, true),
];

impl Recipe {
    /// The recipe of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        RECIPES.iter().find(|r| r.name == name)
    }

    /// A change, drawn by weight. With `cumulative` the weights are taken for running sums, the slip of the published
    /// program: 0.6 then 0.4 draws the first always.
    pub fn draw(&self, cumulative: bool, rng: &mut impl Rng) -> Change {
        let last = self.mixture.len() - 1;
        if cumulative {
            let at = rng.random::<f64>() * self.mixture[last].1;
            return self.mixture[self.mixture[..last].partition_point(|m| m.1 <= at)].0;
        }
        let mut left = rng.random::<f64>() * self.mixture.iter().map(|m| m.1).sum::<f64>();
        for &(change, weight) in &self.mixture[..last] {
            if left < weight {
                return change;
            }
            left -= weight;
        }
        self.mixture[last].0
    }

    /// The rows of a new program out of `source` and `donor` by `change`.
    pub fn cook(&self, change: Change, source: &Tokens, donor: &Tokens, rng: &mut impl Rng) -> Vec<Row> {
        if self.shaken_first && !change.is_noise() && change != Attach {
            let shaken = SmallNoise.apply(source.rows(), donor, rng);
            return change.apply(&shaken, donor, rng);
        }
        change.apply(source.rows(), donor, rng)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn weights_are_true_unless_the_slip_is_asked_for() {
        let recipe = Recipe::named("gencad3d").unwrap();
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        let mut share = |slip| (0..20_000).filter(|_| recipe.draw(slip, &mut rng) == ReplaceSketch).count();
        let honest = share(false);
        assert!((11_700..12_300).contains(&honest), "{honest} of 20000 where 12000 are due");
        assert_eq!(share(true), 20_000);
    }

    #[test]
    fn names_are_distinct() {
        for (k, r) in RECIPES.iter().enumerate() {
            assert_eq!(Recipe::named(r.name), Some(r));
            assert!(RECIPES[..k].iter().all(|o| o.name != r.name));
        }
    }
}
