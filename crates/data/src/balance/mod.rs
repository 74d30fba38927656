//! As many programs of each length as of any other, made from real ones: short programs are plenty in every corpus and
//! long ones rare, so long ones are made out of real ones by changes that are checked one by one.
//!
//! A [`Balancer`] fills bins of equal size over the lengths, round by round. What goes into the bins of a split is made
//! of that split's sources alone, donors included, so nothing of another can come out; and no two programs are alike,
//! whatever their splits. It can be put back to where it stood after any round, so work that was cut short goes on
//! ([`run`] keeps it in a data set).
//!
//! Source: SynthBal of GenCAD-3D. The recipe `resolid` differs by counting a program by its own length, by rejecting
//! what is unsound or was there before, and by attaching extrusions of others: noise alone leaves few long programs
//! whole.

mod change;
mod near;
mod recipe;
mod run;
mod sources;
mod verdict;

pub use change::{Change, LONGEST};
pub use near::{Likeness, Seen};
pub use recipe::{Asks, Bins, RECIPES, Recipe};
pub use run::{Run, run};
pub use sources::{Dropped, Source, Sources, root_of};
pub use verdict::{CUBE, Rejection, drawn, parse, read, sound};

use crate::corpus::Split;
use crate::generate::part_rng;
use rand::Rng;
use rand::seq::index::sample;
use rayon::prelude::*;
use resolid_program::Evaluator;
use resolid_program::tokens::{Dialect, Row, Tokens, shape_hash};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// The shortest length that is balanced: a circle and its extrusion.
pub const SHORTEST: usize = 3;
/// How many lengths there are.
pub const LENGTHS: usize = LONGEST - SHORTEST + 1;
/// Numbers within so many levels of another program's make a program no new one.
pub const ALIKE: u16 = 2;
/// Share of a bin that originals may fill.
const ORIGINALS: f64 = 0.2;
/// Most attempts for one bin before what came of the last ones is looked at.
const ROUND: usize = 256;
/// How much more than its share a bin may take over from those that stay short.
const MORE: f64 = 0.09;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Order {
    /// How programs are made.
    pub recipe: &'static Recipe,
    /// How rows are read.
    pub dialect: Dialect,
    /// Programs over all lengths and splits.
    pub count: usize,
    /// Equal seeds make equal programs, whatever the threads.
    pub seed: u64,
    /// Whether weights are read as running sums, as the published program does.
    pub cumulative: bool,
    /// Attempts for each program that a bin wants, after which the bin is given up.
    pub patience: usize,
    /// Shapes that no program may have; see [`shape_hash`].
    pub held_out: HashSet<u64>,
}

/// A program that was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its rows.
    pub tokens: Tokens,
    /// Which of the sources it was made from.
    pub source: usize,
    /// The attempt that made it, and how; none for an original.
    pub made_by: Option<(u64, Change)>,
}

/// The programs of one split and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// The split.
    pub split: Split,
    /// The length.
    pub length: usize,
    /// Programs that are asked for.
    pub wanted: usize,
    /// Its equal share, before it took over any from bins that stay short.
    pub share: usize,
    /// Programs there are.
    pub made: usize,
    /// Attempts made for it.
    pub attempts: usize,
}

/// Where a [`Balancer`] stands after a round, besides the programs it has given out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// All bins, by split and length.
    pub bins: Vec<Bin>,
    /// How many programs were not kept, by reason.
    pub rejected: BTreeMap<Rejection, u64>,
    /// Attempts so far.
    pub attempts: u64,
    /// Whether originals have been given out.
    pub begun: bool,
}

/// Fills bins from sources.
pub struct Balancer<'a> {
    sources: &'a [Source],
    order: &'a Order,
    /// For each bin, the sources of its split and length.
    pools: Vec<Vec<usize>>,
    /// For each bin, all sources of its split, as a place in `donors`.
    split_of: Vec<usize>,
    donors: Vec<Vec<usize>>,
    /// For each bin, the single extrusions of its split with as many commands.
    groups: Vec<Vec<Tokens>>,
    seen: Seen,
    at: Standing,
}

impl<'a> Balancer<'a> {
    /// Nothing made yet. Splits without sources get no bins; the others share the count by their sources.
    pub fn new(sources: &'a [Source], order: &'a Order) -> Self {
        let splits = [Split::Train, Split::Validation, Split::Test];
        let of = |split| (0..sources.len()).filter(|&k| sources[k].split == split).collect::<Vec<_>>();
        let all: Vec<(Split, Vec<usize>)> =
            splits.map(|s| (s, of(s))).into_iter().filter(|(_, own)| !own.is_empty()).collect();
        let realised = order.recipe.bins == Bins::Realised;
        let (mut bins, mut pools, mut split_of, mut donors) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut groups = Vec::new();
        let (mut given, mut before) = (0, 0);
        for (k, (split, own)) in all.into_iter().enumerate() {
            before += own.len();
            // Running sums, so that the splits' shares add up to what was asked for.
            let until = (order.count as u128 * before as u128 / sources.len() as u128) as usize;
            let count = until - given;
            given = until;
            let mut of_length: Vec<Vec<usize>> = vec![Vec::new(); LENGTHS];
            own.iter().for_each(|&s| of_length[sources[s].tokens.len() - SHORTEST].push(s));
            for (b, pool) in of_length.into_iter().enumerate() {
                // The published quota is rounded down; ours adds up.
                let share = count / LENGTHS + usize::from(realised && b < count % LENGTHS);
                bins.push(Bin { split, length: b + SHORTEST, wanted: share, share, made: 0, attempts: 0 });
                pools.push(pool);
                split_of.push(k);
            }
            let mut of_length: Vec<Vec<Tokens>> = vec![Vec::new(); LENGTHS];
            for group in own.iter().flat_map(|&s| sources[s].tokens.groups()) {
                of_length[group.len() - SHORTEST].extend(parse(group));
            }
            groups.extend(of_length);
            donors.push(own);
        }
        let at = Standing { bins, rejected: BTreeMap::new(), attempts: 0, begun: false };
        Self { sources, order, pools, split_of, donors, groups, seen: Seen::within(ALIKE), at }
    }

    /// Where it stands.
    pub fn standing(&self) -> &Standing {
        &self.at
    }

    /// Puts it back to where it stood when it had given out `programs`.
    pub fn put_back(&mut self, standing: Standing, programs: impl IntoIterator<Item = Tokens>) {
        self.at = standing;
        self.seen = Seen::within(ALIKE);
        if self.order.recipe.bins == Bins::Realised {
            programs.into_iter().for_each(|p| self.seen.add(p));
        }
    }

    /// Programs that are asked for, less those that bins given up will miss.
    pub fn wanted(&self) -> usize {
        self.at.bins.iter().map(|b| b.wanted).sum()
    }

    /// The next programs, `None` when every bin is full or given up. Runs on the threads of the pool it is called in.
    pub fn round(&mut self) -> Option<Vec<Made>> {
        if !self.at.begun {
            self.at.begun = true;
            return Some(self.originals());
        }
        let mut jobs = Vec::new();
        for b in 0..self.at.bins.len() {
            if self.pool(b).is_empty() {
                continue;
            }
            let bin = &mut self.at.bins[b];
            let missing = bin.wanted - bin.made;
            let left = (bin.wanted * self.order.patience).saturating_sub(bin.attempts);
            let tries = if missing == 0 { 0 } else { (2 * missing).clamp(8, ROUND).min(left) };
            bin.attempts += tries;
            for _ in 0..tries {
                jobs.push((b, self.at.attempts));
                self.at.attempts += 1;
            }
        }
        if jobs.is_empty() {
            return self.take_over().then(Vec::new);
        }
        let this: &Self = self;
        let tried: Vec<_> = jobs.par_iter().map(|&(b, attempt)| (b, this.attempt(b, attempt))).collect();
        let mut kept = Vec::new();
        for (b, result) in tried {
            match result {
                Ok(made) => self.keep(made, b, &mut kept),
                Err(reason) => self.reject(reason),
            }
        }
        Some(kept)
    }

    fn reject(&mut self, reason: Rejection) {
        *self.at.rejected.entry(reason).or_default() += 1;
    }

    /// Each bin's share of unchanged programs.
    fn originals(&mut self) -> Vec<Made> {
        let mut kept = Vec::new();
        for b in 0..self.at.bins.len() {
            let pool = &self.pools[b];
            let share = ((self.at.bins[b].wanted as f64 * ORIGINALS) as usize).min(pool.len());
            let mut rng = part_rng(self.order.seed, u64::MAX - b as u64);
            let chosen: Vec<usize> = sample(&mut rng, pool.len(), share).into_iter().map(|at| pool[at]).collect();
            for source in chosen {
                let tokens = self.sources[source].tokens.clone();
                // Published balancing takes originals as they are.
                let asks = if self.order.recipe.asks == Asks::Part { Asks::Part } else { Asks::Rows };
                match self.judged(&tokens, asks) {
                    Ok(()) => self.keep(Made { tokens, source, made_by: None }, b, &mut kept),
                    Err(reason) => self.reject(reason),
                }
            }
        }
        kept
    }

    /// The rows of one try for bin `b`, the source they are made from, and how.
    pub fn proposed(&self, b: usize, attempt: u64) -> (Vec<Row>, usize, Change) {
        let mut rng = part_rng(self.order.seed, attempt);
        let recipe = self.order.recipe;
        let change = recipe.draw(self.order.cumulative, &mut rng);
        if change == Change::Attach
            && let Some((source, donor)) = self.fitting(b, &mut rng)
        {
            return (recipe.cook(change, &self.sources[source].tokens, donor, &mut rng), source, change);
        }
        // Where nothing can be attached, as for the shortest lengths, numbers move instead.
        let change = if change == Change::Attach { Change::Noise } else { change };
        let pool = self.pool(b);
        let source = pool[rng.random_range(0..pool.len())];
        let donors = &self.donors[self.split_of[b]];
        let donor = &self.sources[donors[rng.random_range(0..donors.len())]].tokens;
        (recipe.cook(change, &self.sources[source].tokens, donor, &mut rng), source, change)
    }

    /// A source and an extrusion that together have the length of bin `b`.
    fn fitting(&self, b: usize, rng: &mut impl Rng) -> Option<(usize, &Tokens)> {
        let (first, own) = (b - b % LENGTHS, b % LENGTHS);
        // Numbers of a source and of an extrusion count from the shortest, so theirs sum to less by that.
        let pairs = (0..LENGTHS).filter_map(|k| Some((k, own.checked_sub(k + SHORTEST)?)));
        let pairs = pairs.filter(|&(k, g)| !self.pools[first + k].is_empty() && !self.groups[first + g].is_empty());
        let pairs: Vec<(usize, usize)> = pairs.collect();
        if pairs.is_empty() {
            return None;
        }
        let (k, g) = pairs[rng.random_range(0..pairs.len())];
        let (pool, groups) = (&self.pools[first + k], &self.groups[first + g]);
        Some((pool[rng.random_range(0..pool.len())], &groups[rng.random_range(0..groups.len())]))
    }

    /// One try for bin `b`. What the outcome is held against is what stood when the round began, so that it does not
    /// depend on the order in which threads come to it.
    fn attempt(&self, b: usize, attempt: u64) -> Result<Made, Rejection> {
        let (rows, source, change) = self.proposed(b, attempt);
        let tokens = parse(&rows)?;
        if self.order.recipe.bins == Bins::Realised {
            self.open(b, &tokens)?;
            self.new_to(&tokens)?;
        }
        self.judged(&tokens, self.order.recipe.asks)?;
        Ok(Made { tokens, source, made_by: Some((attempt, change)) })
    }

    /// Whether the program is what is asked for.
    fn judged(&self, tokens: &Tokens, asks: Asks) -> Result<(), Rejection> {
        let program = read(tokens, self.order.dialect)?;
        if asks != Asks::Rows {
            drawn(&program)?;
        }
        if asks == Asks::Part {
            if !self.order.held_out.is_empty()
                && shape_hash(&program).is_some_and(|shape| self.order.held_out.contains(&shape))
            {
                return Err(Rejection::HeldOut);
            }
            sound(&Evaluator::new(&program))?;
        }
        Ok(())
    }

    /// The bin of the program's own length in the split of bin `b`, if that has room.
    fn open(&self, b: usize, tokens: &Tokens) -> Result<usize, Rejection> {
        let own = tokens.len().checked_sub(SHORTEST).filter(|&k| k < LENGTHS).ok_or(Rejection::Length)?;
        let bin = b - b % LENGTHS + own;
        if self.at.bins[bin].made < self.at.bins[bin].wanted { Ok(bin) } else { Err(Rejection::Length) }
    }

    fn new_to(&self, tokens: &Tokens) -> Result<(), Rejection> {
        match self.seen.like(tokens) {
            Some(Likeness::Exact) => Err(Rejection::Exact),
            Some(Likeness::Near) => Err(Rejection::Near),
            None => Ok(()),
        }
    }

    /// Keeps `made` in the bin of its length, or in bin `b` where sources are counted.
    fn keep(&mut self, made: Made, b: usize, kept: &mut Vec<Made>) {
        let bin = if self.order.recipe.bins == Bins::Realised {
            let found = self.open(b, &made.tokens).and_then(|bin| self.new_to(&made.tokens).map(|()| bin));
            match found {
                Ok(bin) => bin,
                Err(reason) => return self.reject(reason),
            }
        } else if self.at.bins[b].made < self.at.bins[b].wanted {
            b
        } else {
            // The bin was asked for more attempts than it turned out to need; nothing is wrong with the rest.
            return;
        };
        if self.order.recipe.bins == Bins::Realised {
            self.seen.add(made.tokens.clone());
        }
        self.at.bins[bin].made += 1;
        kept.push(made);
    }

    /// The sources of bin `b`'s length or, where a program is counted by its own length, of the nearest there is.
    fn pool(&self, b: usize) -> &[usize] {
        let reach = if self.order.recipe.bins == Bins::Realised { LENGTHS } else { 1 };
        let first = b - b % LENGTHS;
        let near = (0..reach).flat_map(|d| [b + d, b.wrapping_sub(d)]);
        near.filter(|k| (first..first + LENGTHS).contains(k))
            .map(|k| self.pools[k].as_slice())
            .find(|p| !p.is_empty())
            .unwrap_or_default()
    }

    /// Shares out what bins that were given up miss among the full ones of their split; whether any has room.
    fn take_over(&mut self) -> bool {
        if self.order.recipe.bins != Bins::Realised {
            return false;
        }
        let mut any = false;
        for split in self.at.bins.chunks_mut(LENGTHS) {
            let asked: usize = split.iter().map(|b| b.share).sum();
            let made: usize = split.iter().map(|b| b.made).sum();
            let room = |b: &Bin| {
                let most = b.share + (b.share as f64 * MORE) as usize;
                if b.made == b.wanted { most.saturating_sub(b.wanted) } else { 0 }
            };
            let mut missing = asked.saturating_sub(made);
            loop {
                let ready: Vec<usize> = (0..LENGTHS).filter(|&k| room(&split[k]) > 0).collect();
                if missing == 0 || ready.is_empty() {
                    break;
                }
                any = true;
                for k in ready.into_iter().take(missing) {
                    split[k].wanted += 1;
                    missing -= 1;
                }
            }
        }
        any
    }
}

/// Programs of each length by number; the index is the length.
pub fn histogram<'a>(programs: impl IntoIterator<Item = &'a Tokens>) -> [usize; LONGEST + 1] {
    let mut counts = [0; LONGEST + 1];
    for program in programs {
        counts[program.len()] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_program::tokens::{Command, row};

    /// A square block with its corner in the middle of the cube.
    pub(super) fn block() -> Tokens {
        let corner = |x, y| row(Command::Line, &[x, y]);
        let rows = [
            row(Command::Loop, &[]),
            corner(223, 128),
            corner(223, 223),
            corner(128, 223),
            corner(128, 128),
            row(Command::Extrude, &[128, 128, 128, 128, 128, 128, 64, 160, 128, 0, 0]),
        ];
        Tokens::from_rows(&rows).unwrap()
    }

    /// Upright cylinders of one size, each begun halfway up the one before.
    pub(super) fn tower(cylinders: i16) -> Tokens {
        let rows: Vec<_> = (0..cylinders)
            .flat_map(|k| {
                let mode = i16::from(k > 0);
                let extrude = [128, 128, 128, 128, 128, 100 + 8 * k, 50, 144, 128, mode, 0];
                [row(Command::Loop, &[]), row(Command::Circle, &[176, 128, 40]), row(Command::Extrude, &extrude)]
            })
            .collect();
        Tokens::from_rows(&rows).unwrap()
    }

    fn order(name: &str, count: usize) -> Order {
        Order {
            recipe: Recipe::named(name).unwrap(),
            dialect: Dialect::DeepCad,
            count,
            seed: 11,
            cumulative: false,
            patience: 10,
            held_out: HashSet::new(),
        }
    }

    fn sources() -> Vec<Source> {
        let source = |(k, tokens): (usize, Tokens)| {
            let split = if k < 9 { Split::Train } else { Split::Test };
            Source { id: format!("{k:04}0000"), root: format!("{k:04}0000"), split, tokens }
        };
        (1..=10).map(tower).chain([block(), tower(3)]).enumerate().map(source).collect()
    }

    fn all(sources: &[Source], order: &Order) -> (Vec<Made>, Standing) {
        let mut balancer = Balancer::new(sources, order);
        let made = std::iter::from_fn(|| balancer.round()).flatten().collect();
        (made, balancer.standing().clone())
    }

    #[test]
    fn threads_change_nothing() {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| all(&sources(), &order("resolid", 300)))
        };
        let one = run(1);
        assert!(one.0.len() > 30, "{} kept", one.0.len());
        assert_eq!(one, run(2));
        assert_eq!(one, run(8));
    }

    #[test]
    fn put_back_after_any_round_it_goes_on_as_if_nothing_had_happened() {
        let (given, order) = (sources(), order("resolid", 300));
        let whole = all(&given, &order);
        let mut first = Balancer::new(&given, &order);
        let mut made = Vec::new();
        for _ in 0..6 {
            made.extend(first.round().unwrap());
        }
        let standing = serde_json::to_string(first.standing()).unwrap();
        let mut second = Balancer::new(&given, &order);
        second.put_back(serde_json::from_str(&standing).unwrap(), made.iter().map(|m| m.tokens.clone()));
        made.extend(std::iter::from_fn(|| second.round()).flatten());
        assert_eq!((made, second.standing().clone()), whole);
    }

    #[test]
    fn ours_holds_no_two_alike_nothing_unsound_and_no_bin_over_its_share_and_a_tenth() {
        let given = sources();
        let (made, at) = all(&given, &Order { patience: 10, ..order("resolid", 300) });
        assert_eq!(at.bins.iter().map(|b| b.share).sum::<usize>(), 300);
        assert_eq!(at.bins.iter().map(|b| b.made).sum::<usize>(), made.len());
        for split in at.bins.chunks(LENGTHS) {
            let of_split = made.iter().filter(|m| given[m.source].split == split[0].split);
            let counts = histogram(of_split.map(|m| &m.tokens));
            for bin in split {
                assert_eq!(counts[bin.length], bin.made, "{bin:?}");
                assert!(bin.made <= bin.wanted && bin.wanted <= bin.share + bin.share / 10, "{bin:?}");
            }
        }
        for (k, a) in made.iter().enumerate() {
            assert!(made[..k].iter().all(|b| !a.tokens.near(&b.tokens, ALIKE)));
            let program = read(&a.tokens, Dialect::DeepCad).unwrap();
            assert!(drawn(&program).is_ok() && sound(&Evaluator::new(&program)).is_ok());
        }
    }

    #[test]
    fn held_out_shapes_are_not_made() {
        let mut order = Order { patience: 3, ..order("resolid", 1140) };
        let shape = shape_hash(&read(&tower(2), Dialect::DeepCad).unwrap()).unwrap();
        order.held_out.insert(shape);
        let (made, at) = all(&sources(), &order);
        assert!(at.rejected[&Rejection::HeldOut] >= 1);
        assert!(made.iter().all(|m| shape_hash(&read(&m.tokens, Dialect::DeepCad).unwrap()) != Some(shape)));
    }

    #[test]
    fn published_bins_count_sources() {
        let given = sources();
        let (made, at) = all(&given, &order("gencad3d", 1140));
        let mut counts = BTreeMap::new();
        for made in &made {
            *counts.entry((given[made.source].split, given[made.source].tokens.len())).or_insert(0) += 1;
        }
        // Nine of twelve sources are for training: 855 programs, 15 a length.
        assert_eq!(counts[&(Split::Train, 3)], 15);
        assert_eq!(counts.get(&(Split::Train, 59)), None);
        assert!(at.bins.iter().any(|b| b.length == 59 && b.wanted == 15 && b.attempts == 0));
    }
}
