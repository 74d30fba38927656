//! What balancing starts from: programs in rows, each in one split, no shape in two of them.

use super::verdict::{CUBE, Rejection, drawn};
use crate::corpus::{Record, Split};
use resolid_program::tokens::{Dialect, Tokens, shape_hash};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A program to start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its name in the corpus.
    pub id: String,
    /// The name of the model it goes back to: what stands before `_`, for a corpus that holds variants.
    pub root: String,
    /// Its split.
    pub split: Split,
    /// Its rows.
    pub tokens: Tokens,
}

/// Why a record does not become a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dropped {
    /// Rows cannot hold it.
    Rows,
    /// Its drawing is at fault.
    Drawing,
    /// Its rows, or others of its shape, came before.
    Twice,
    /// A program of its name came before, of another shape: a data set has each name once.
    Name,
    /// Its shape stands in another split.
    Leak,
    /// Its shape is that of a program that is held out.
    HeldOut,
}

impl Dropped {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rows => "rows cannot hold it",
            Self::Drawing => "a drawing at fault",
            Self::Twice => "a shape that came before",
            Self::Name => "an id that came before",
            Self::Leak => "a shape that stands in another split",
            Self::HeldOut => "a shape that is held out",
        }
    }
}

/// Sources, gathered record by record.
#[derive(Debug, Default)]
pub struct Sources {
    /// Those there are; splits are final after [`Sources::split`].
    pub list: Vec<Source>,
    /// Records that were left out.
    pub dropped: BTreeMap<Dropped, usize>,
    shapes: HashMap<u64, usize>,
    names: HashSet<String>,
    /// Whether the corpus itself says where a source belongs.
    given: Vec<bool>,
}

impl Sources {
    /// Takes a record over, unless there is a reason against it.
    pub fn take(&mut self, record: &Record, dialect: Dialect, held_out: &HashSet<u64>) {
        if let Err(reason) = self.try_take(record, dialect, held_out) {
            *self.dropped.entry(reason).or_default() += 1;
        }
    }

    fn try_take(&mut self, record: &Record, dialect: Dialect, held_out: &HashSet<u64>) -> Result<(), Dropped> {
        let shape = shape_hash(&record.program);
        if shape.is_some_and(|s| held_out.contains(&s)) {
            return Err(Dropped::HeldOut);
        }
        let tokens = record.tokens(dialect).map_err(|_| Dropped::Rows)?;
        let program = tokens.to_program(dialect, CUBE).map_err(|_| Dropped::Rows)?;
        drawn(&program).map_err(|_: Rejection| Dropped::Drawing)?;
        // Rows of one model differ with the form it came in; what they draw, rounded, is told by the rows' own shape.
        let shape = shape_hash(&program).ok_or(Dropped::Rows)?;
        if held_out.contains(&shape) {
            return Err(Dropped::HeldOut);
        }
        if let Some(&first) = self.shapes.get(&shape) {
            let leaks = record.split.is_some_and(|s| self.given[first] && s != self.list[first].split);
            return Err(if leaks { Dropped::Leak } else { Dropped::Twice });
        }
        if !self.names.insert(record.id.clone()) {
            return Err(Dropped::Name);
        }
        let root = root_of(&record.id);
        self.shapes.insert(shape, self.list.len());
        self.given.push(record.split.is_some());
        let split = record.split.unwrap_or(Split::Train);
        self.list.push(Source { id: record.id.clone(), root, split, tokens });
        Ok(())
    }

    /// Deals blocks of ids out to validation and test until these hold their shares (of 1) of the sources; the rest is for
    /// training. Sources whose corpus says where they belong stay there, and so do those that share their block.
    pub fn split(&mut self, validation: f64, test: f64, seed: u64) {
        let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
        let mut fixed: BTreeMap<String, Split> = BTreeMap::new();
        for (source, given) in self.list.iter().zip(&self.given) {
            let block = block_of(&source.root);
            *sizes.entry(block.clone()).or_default() += 1;
            if *given {
                // Of a block in two splits the more guarded one counts, so that nothing of it can come into training.
                let split = fixed.entry(block).or_insert(source.split);
                *split = (*split).max(source.split);
            }
        }
        let mut order: Vec<(String, usize)> = sizes.into_iter().filter(|(b, _)| !fixed.contains_key(b)).collect();
        order.sort_by_cached_key(|(block, _)| Sha256::digest(format!("{seed}/{block}")).to_vec());
        let all = self.list.len() as f64;
        let mut full = BTreeMap::new();
        let (mut of_test, mut of_validation) = (0, 0);
        for (block, size) in order {
            // A block goes where it brings the share nearer to what it should be.
            let lacks = |has: usize, share: f64| (has as f64 + 0.5 * size as f64) < share * all;
            let split = if lacks(of_test, test) {
                of_test += size;
                Split::Test
            } else if lacks(of_validation, validation) {
                of_validation += size;
                Split::Validation
            } else {
                Split::Train
            };
            full.insert(block, split);
        }
        for (source, given) in self.list.iter_mut().zip(&self.given) {
            if !given {
                let block = block_of(&source.root);
                source.split = fixed.get(&block).or_else(|| full.get(&block)).copied().unwrap_or(Split::Train);
            }
        }
    }

    /// Blocks that stand in more than one split: none after [`Sources::split`], unless the corpus itself has some.
    pub fn shared_blocks(&self) -> Vec<String> {
        let mut splits: BTreeMap<String, BTreeSet<Split>> = BTreeMap::new();
        self.list.iter().for_each(|s| _ = splits.entry(block_of(&s.root)).or_default().insert(s.split));
        splits.into_iter().filter(|(_, s)| s.len() > 1).map(|(b, _)| b).collect()
    }

    /// A digest of all sources, in order: what a data set names to say what it was made of.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for source in &self.list {
            hash.update(source.id.as_bytes());
            hash.update([0, source.split as u8]);
            source.tokens.rows().iter().flatten().for_each(|n| hash.update(n.to_le_bytes()));
        }
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// The model an id goes back to: variants are called by its id, `_` and a number.
pub fn root_of(id: &str) -> String {
    let (model, variant) = id.split_once('_').unwrap_or((id, ""));
    let named = !model.is_empty() && model.bytes().all(|b| b.is_ascii_digit() || b == b'/') && !variant.is_empty();
    if named { model.to_owned() } else { id.to_owned() }
}

/// The block of a root id: the folder it lies in or, for an id of eight digits, its first four; else the id itself.
fn block_of(root: &str) -> String {
    let digits = |t: &str| t.len() == 8 && t.bytes().all(|b| b.is_ascii_digit());
    match root.rsplit_once('/') {
        Some((folder, _)) => folder.rsplit('/').next().unwrap_or(folder).to_owned(),
        None if digits(root) => root[..4].to_owned(),
        None => root.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::balance::tests::block;
    use crate::corpus::Form;
    use resolid_program::tokens::{Cube, Row};

    fn record(id: &str, rows: &[Row], split: Option<Split>) -> Record {
        let rows = Tokens::from_rows(rows).unwrap();
        Record {
            id: id.into(),
            place: id.into(),
            form: Form::RowsJson,
            split,
            program: rows.to_program(Dialect::DeepCad, Cube::UNKNOWN).unwrap(),
            rows: Some((Dialect::DeepCad, rows)),
            text: None,
            notes: Vec::new(),
        }
    }

    /// A block like no other number's.
    fn numbered(number: i16) -> Vec<Row> {
        let mut rows = block().rows().to_vec();
        (rows[1][1], rows[2][1]) = (150 + number % 70, 150 + number % 70);
        rows[5][13] = 150 + number / 70;
        rows
    }

    fn gathered() -> Sources {
        let mut sources = Sources::default();
        for k in 0..400 {
            // Forty blocks of ten.
            let record = record(&format!("{:04}{:04}", k / 10, k), &numbered(k), None);
            sources.take(&record, Dialect::DeepCad, &HashSet::new());
        }
        sources
    }

    #[test]
    fn no_block_stands_in_two_splits_and_the_shares_are_met() {
        let mut sources = gathered();
        assert_eq!(sources.list.len(), 400, "{:?}", sources.dropped);
        sources.split(0.1, 0.05, 3);
        assert!(sources.shared_blocks().is_empty());
        let count = |split| sources.list.iter().filter(|s| s.split == split).count();
        assert_eq!((count(Split::Train), count(Split::Validation), count(Split::Test)), (340, 40, 20));
        let first: Vec<Split> = sources.list.iter().map(|s| s.split).collect();
        let mut again = gathered();
        again.split(0.1, 0.05, 4);
        assert_ne!(first, again.list.iter().map(|s| s.split).collect::<Vec<_>>(), "the seed deals");
    }

    #[test]
    fn variants_go_where_their_root_goes_and_doubles_are_dropped() {
        let mut sources = gathered();
        let none = HashSet::new();
        sources.take(&record("00390399_17", &numbered(401), None), Dialect::DeepCad, &none);
        sources.take(&record("00990000", &numbered(7), None), Dialect::DeepCad, &none);
        sources.take(&record("00990001", &numbered(402), Some(Split::Test)), Dialect::DeepCad, &none);
        sources.take(&record("00990002", &numbered(402), Some(Split::Train)), Dialect::DeepCad, &none);
        let shape = shape_hash(&record("x", &numbered(403), None).program).unwrap();
        sources.take(&record("00990003", &numbered(403), None), Dialect::DeepCad, &HashSet::from([shape]));
        let dropped = BTreeMap::from([(Dropped::Twice, 1), (Dropped::Leak, 1), (Dropped::HeldOut, 1)]);
        assert_eq!(sources.dropped, dropped);
        sources.split(0.3, 0.3, 1);
        let of = |root: &str| sources.list.iter().filter(|s| s.root == root).map(|s| s.split).collect::<Vec<_>>();
        let family = of("00390399");
        assert_eq!(family.len(), 2);
        assert_eq!(family[0], family[1]);
        assert_eq!(of("00990001"), [Split::Test]);
    }
}
