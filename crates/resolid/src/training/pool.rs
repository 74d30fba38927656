//! Programs to learn from, and how often each is drawn.

use super::run::{Data, Run, Spread};
use crate::Error;
use rand::Rng;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use resolid_data::balance::Sources;
use resolid_data::corpus::{self, Record, Split};
use resolid_geom::Observer;
use resolid_program::tokens::{Dialect, ROWS, Tokens, shape_hash};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// Batches that are drawn together, so that each can hold programs of like length.
pub const TOGETHER: u64 = 16;

/// A program that was kept back.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Its id.
    pub id: String,
    /// Its rows.
    pub tokens: Tokens,
}

/// All programs of a run.
#[derive(Clone, Debug)]
pub struct Pool {
    programs: Vec<Tokens>,
    /// Running sums of the weights.
    sums: Vec<f64>,
    /// Real programs to choose by.
    pub validation: Vec<Program>,
    /// Real programs to report on.
    pub test: Vec<Program>,
    /// What was read, in lines for the reader.
    pub account: Vec<String>,
}

/// The shapes of corpora, whatever form their programs are in.
///
/// # Errors
/// [`Error::Unreadable`].
pub fn held_out_shapes(paths: &[PathBuf], dialect: Dialect) -> Result<HashSet<u64>, Error> {
    let mut shapes = HashSet::new();
    for path in paths {
        for record in corpus::open(path).map_err(|e| unreadable(e.to_string()))?.flatten() {
            shapes.extend(shape_hash(&record.program));
            // As it looks once it is rounded to rows, in either dialect.
            for d in [dialect, Dialect::DeepCad, Dialect::Resolid] {
                if let Ok(tokens) = record.tokens(d) {
                    shapes.extend(tokens.to_program(d, resolid_data::balance::CUBE).ok().as_ref().and_then(shape_hash));
                }
            }
        }
    }
    Ok(shapes)
}

fn unreadable(reason: String) -> Error {
    Error::Unreadable { reason, hint: "check the paths of the run's sources, and --data".into() }
}

impl Pool {
    /// The programs of a run's sources. `find` leads from a source's path to where it lies.
    ///
    /// Of made programs (data sets with splits) only those for training are learnt from; of real ones blocks of ids are kept back, and made programs
    /// whose root lies in such a block are dropped too.
    ///
    /// # Errors
    /// [`Error::Unreadable`]: a source that cannot be read, or nothing to learn from or to choose by.
    pub fn of(run: &Run, find: impl Fn(&str) -> PathBuf, observer: &dyn Observer) -> Result<Self, Error> {
        let data: &Data = &run.data;
        let dialect = if data.dialect == "deepcad" { Dialect::DeepCad } else { Dialect::Resolid };
        let guarded: Vec<PathBuf> = data.held_out.iter().map(|p| find(p)).collect();
        let held_out = held_out_shapes(&guarded, dialect)?;
        let mut account = vec![format!("{} shapes are held out", held_out.len())];
        let mut real = Sources::default();
        for source in data.sources.iter().filter(|s| s.real) {
            for record in open(&find(&source.path))?.flatten() {
                real.take(&record, dialect, &held_out);
            }
        }
        real.split(data.validation, data.test, 1);
        let of = |split: Split| real.list.iter().filter(move |s| s.split == split);
        let kept =
            |split| of(split).map(|s| Program { id: s.id.clone(), tokens: s.tokens.clone() }).collect::<Vec<_>>();
        let (validation, test) = (kept(Split::Validation), kept(Split::Test));
        let train: Vec<Tokens> = of(Split::Train).map(|s| s.tokens.clone()).collect();
        let dropped: Vec<String> = real.dropped.iter().map(|(why, n)| format!("{n} × {}", why.name())).collect();
        account.push(format!(
            "real programs: {} to learn from, {} to choose by, {} to report on; left out: {}",
            train.len(),
            validation.len(),
            test.len(),
            dropped.join(", ")
        ));
        let mut shapes = held_out;
        for program in of(Split::Validation).chain(of(Split::Test)) {
            shapes.extend(
                program.tokens.to_program(dialect, resolid_data::balance::CUBE).ok().as_ref().and_then(shape_hash),
            );
        }
        let back: HashSet<&str> = of(Split::Validation).chain(of(Split::Test)).map(|s| block(&s.root)).collect();
        let mut natural = [0.0; ROWS];
        train.iter().for_each(|t| natural[t.len()] += 1.0);
        let mut pool = Self { programs: Vec::new(), sums: Vec::new(), validation, test, account };
        // A corpus that several sources draw from is read once.
        let mut paths: Vec<&str> = data.sources.iter().map(|s| s.path.as_str()).collect();
        paths.dedup();
        let is_real = |path: &str| data.sources.iter().any(|s| s.real && s.path == path);
        let mut begun = Vec::new();
        for path in paths.into_iter().filter(|p| !is_real(p)) {
            if !begun.contains(&path) {
                begun.push(path);
                let own = pool.made(&find(path), path, dialect, &shapes, &back, observer)?;
                let wanted = data.sources.iter().filter(|s| s.path == path);
                pool.add(own, &wanted.map(|s| (s.share, s.lengths)).collect::<Vec<_>>(), &natural);
            }
        }
        // Real programs are one corpus, in however many files: each file's share is of all of them.
        let wanted = data.sources.iter().filter(|s| s.real);
        pool.add(train, &wanted.map(|s| (s.share, s.lengths)).collect::<Vec<_>>(), &natural);
        if pool.programs.is_empty() || pool.validation.is_empty() {
            let (n, m) = (pool.programs.len(), pool.validation.len());
            return Err(unreadable(format!("{n} programs to learn from and {m} to choose by; both are needed")));
        }
        Ok(pool)
    }

    /// The programs of a data set or corpus that may be learnt from.
    fn made(
        &mut self,
        path: &Path,
        name: &str,
        dialect: Dialect,
        shapes: &HashSet<u64>,
        back: &HashSet<&str>,
        observer: &dyn Observer,
    ) -> Result<Vec<Tokens>, Error> {
        let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
        let mut own = Vec::new();
        let judge = |record: &Record| {
            if record.split.is_some_and(|s| s != Split::Train) {
                Err("of another split")
            } else if back.contains(block(&resolid_data::balance::root_of(&record.id))) {
                Err("made of what was kept back")
            } else if shape_hash(&record.program).is_some_and(|s| shapes.contains(&s)) {
                Err("of a shape that is held out")
            } else {
                record.tokens(dialect).map_err(|_| "rows cannot hold it")
            }
        };
        let mut records = open(path)?.flatten();
        loop {
            let some: Vec<Record> = records.by_ref().take(4096).collect();
            if some.is_empty() {
                break;
            }
            for found in some.par_iter().map(judge).collect::<Vec<_>>() {
                match found {
                    Ok(tokens) => own.push(tokens),
                    Err(why) => *left_out.entry(why).or_default() += 1,
                }
            }
            observer.stage("reading", 1.0 - 1.0 / (1.0 + own.len() as f64 / 1e5));
        }
        let why: Vec<String> = left_out.iter().map(|(why, n)| format!("{n} × {why}")).collect();
        self.account.push(format!("{name}: {} to learn from; left out: {}", own.len(), why.join(", ")));
        Ok(own)
    }

    /// Adds programs that are drawn in several ways, each as often as its share says.
    fn add(&mut self, own: Vec<Tokens>, ways: &[(f64, Spread)], natural: &[f64; ROWS]) {
        if own.is_empty() || ways.iter().all(|w| w.0 <= 0.0) {
            return;
        }
        let mut counts = [0.0; ROWS];
        own.iter().for_each(|t| counts[t.len()] += 1.0);
        let mut weights = vec![0.0; own.len()];
        for &(share, spread) in ways {
            let weight = |t: &Tokens| match spread {
                Spread::Own => 1.0,
                // Every length some, even where no real program has it.
                Spread::Real => (natural[t.len()] + 0.5) / counts[t.len()],
            };
            let total: f64 = own.iter().map(weight).sum();
            own.iter().zip(&mut weights).for_each(|(t, w)| *w += share * weight(t) / total);
        }
        let mut sum = self.sums.last().copied().unwrap_or(0.0);
        for (tokens, weight) in own.into_iter().zip(weights) {
            sum += weight;
            self.sums.push(sum);
            self.programs.push(tokens);
        }
    }

    /// How many programs there are to draw from.
    pub fn len(&self) -> usize {
        self.programs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.programs.is_empty()
    }

    fn draw(&self, rng: &mut impl Rng) -> &Tokens {
        let most = self.sums.last().copied().unwrap_or(1.0);
        let at = rng.random::<f64>() * most;
        let k = self.sums.partition_point(|&s| s <= at).min(self.programs.len() - 1);
        &self.programs[k]
    }

    /// The programs of batch number `index`, about `rows` rows of them and of like length: the same for the same seed, whatever was drawn before.
    pub fn batch(&self, seed: u64, index: u64, rows: usize) -> Vec<&Tokens> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(1 + index / TOGETHER);
        let (mut drawn, mut count) = (Vec::new(), 0);
        while count < rows * TOGETHER as usize {
            let program = self.draw(&mut rng);
            count += program.len() + 1;
            drawn.push(program);
        }
        drawn.sort_by_key(|p| p.len());
        // Sixteen lots of as many rows each, in an order that is drawn too.
        let mut order: Vec<usize> = (0..TOGETHER as usize).collect();
        for k in (1..order.len()).rev() {
            order.swap(k, rng.random_range(0..=k));
        }
        let lot = order[(index % TOGETHER) as usize];
        let (low, high) = (count * lot / TOGETHER as usize, count * (lot + 1) / TOGETHER as usize);
        let mut at = 0;
        drawn.retain(|p| {
            let inside = (low..high).contains(&at);
            at += p.len() + 1;
            inside
        });
        drawn
    }
}

fn open(path: &Path) -> Result<corpus::Corpus, Error> {
    corpus::open(path).map_err(|e| unreadable(e.to_string()))
}

/// The block that an id of eight digits belongs to, or the id itself.
fn block(root: &str) -> &str {
    let digits = root.len() == 8 && root.bytes().all(|b| b.is_ascii_digit());
    if digits { &root[..4] } else { root }
}
