//! Whether a program like this one was seen before, among hundreds of thousands, without comparing with all of them.

use resolid_program::tokens::{Tokens, WIDTH, is_category};
use std::collections::HashMap;

/// Width of a cell of the grid, levels.
const CELL: i16 = 32;
/// Numbers of a program that choose its cell.
const KEYS: usize = 8;

/// Programs seen so far, found again by any program whose every number is within some levels of theirs.
///
/// Programs lie in the cells of a grid over a few of their numbers. A number near a cell's edge is looked for on both
/// sides, so nothing near is ever missed. Cost: one cell a look-up, twice as many for each of these numbers that lies
/// within the levels of an edge.
#[derive(Debug)]
pub struct Seen {
    levels: u16,
    /// By a digest of commands and cell: what shares a digest by chance is told apart by comparing.
    cells: HashMap<u64, Vec<u32>>,
    programs: Vec<Tokens>,
}

/// What is like a program that was seen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Every number is.
    Exact,
    /// Every number is within the levels.
    Near,
}

impl Seen {
    /// Nothing seen yet. `levels` is how far apart numbers may be and still be alike; below half a cell, 16.
    ///
    /// # Panics
    /// At 16 levels and above: more than two cells would have to be searched a number.
    pub fn within(levels: u16) -> Self {
        assert!((levels as i16) < CELL / 2, "{levels} levels span more than two cells of {CELL}");
        Self { levels, cells: HashMap::new(), programs: Vec::new() }
    }

    /// How like something seen before `program` is. An exact match goes before a near one.
    pub fn like(&self, program: &Tokens) -> Option<Likeness> {
        let reach = self.levels as i16;
        let mut digests = vec![commands(program)];
        for n in keys(program) {
            let (low, high) = (cell(n - reach), cell(n + reach));
            let split = digests.len();
            if high != low {
                digests.extend_from_within(..);
            }
            for (k, digest) in digests.iter_mut().enumerate() {
                *digest = mixed(*digest, if k < split { low } else { high });
            }
        }
        let mut found = None;
        for digest in digests {
            for &k in self.cells.get(&digest).into_iter().flatten() {
                match program.difference(&self.programs[k as usize]) {
                    Some(0) => return Some(Likeness::Exact),
                    Some(d) if d <= self.levels => found = Some(Likeness::Near),
                    _ => {}
                }
            }
        }
        found
    }

    /// Remembers `program`.
    pub fn add(&mut self, program: Tokens) {
        let digest = keys(&program).into_iter().map(cell).fold(commands(&program), mixed);
        self.cells.entry(digest).or_default().push(self.programs.len() as u32);
        self.programs.push(program);
    }
}

/// A digest of what programs near one another share.
fn commands(program: &Tokens) -> u64 {
    program.signature().into_iter().fold(0x9e37_79b9_7f4a_7c15, |digest, byte| mixed(digest, byte.into()))
}

/// The digest with one more number in it.
fn mixed(digest: u64, number: i16) -> u64 {
    let spread = (digest.rotate_left(23) ^ u64::from(number as u16)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    spread ^ (spread >> 33)
}

/// The cell of a number. Cells are set so that 128, where sketches start and parts are centred, is well inside one.
fn cell(number: i16) -> i16 {
    (number + CELL / 2).div_euclid(CELL)
}

/// Numbers spread over the program, the same slots in all of one signature. Angles are left out: they go round.
fn keys(program: &Tokens) -> Vec<i16> {
    let slots: Vec<i16> = program
        .rows()
        .iter()
        .flat_map(|r| (1..WIDTH).filter(|&c| r[c] >= 0 && !is_category(c) && !matches!(c, 6..=8)).map(|c| r[c]))
        .collect();
    let count = slots.len().min(KEYS);
    (0..count).map(|k| slots[k * slots.len() / count]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::balance::tests::tower;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn finds_exactly_what_comparing_with_all_finds() {
        let mut rng = ChaCha8Rng::seed_from_u64(6);
        let mut seen = Seen::within(2);
        let mut all: Vec<Tokens> = Vec::new();
        let (mut near, mut exact, mut none) = (0, 0, 0);
        for _ in 0..3000 {
            let base = tower(rng.random_range(1..4));
            let mut rows = base.rows().to_vec();
            for r in rows.iter_mut().filter(|r| r[0] == 5) {
                for column in [6, 9, 10, 13] {
                    r[column] = (r[column] + rng.random_range(-2..3)).rem_euclid(256);
                }
            }
            let program = Tokens::from_rows(&rows).unwrap();
            let expected = if all.contains(&program) {
                exact += 1;
                Some(Likeness::Exact)
            } else if all.iter().any(|o| o.near(&program, 2)) {
                near += 1;
                Some(Likeness::Near)
            } else {
                none += 1;
                None
            };
            assert_eq!(seen.like(&program), expected);
            if expected.is_none() || rng.random_bool(0.1) {
                seen.add(program.clone());
                all.push(program);
            }
        }
        assert!(near > 100 && exact > 5 && none > 100, "{near} near, {exact} exact, {none} new");
    }
}
