//! Rows of integers to arrays of numbers for the nets, and levels back to rows.
//!
//! A row becomes [`FEATURES`] numbers: which command it is; each of its numbers as a value and as waves round it, so that
//! near levels look alike and fine ones can still be told apart; and where in the grammar it stands.

use crate::grammar::{COMMANDS, State};
use resolid_program::tokens::{CURVES, Command, EXTRUSIONS, LOOPS, ROWS, Row, Tokens};

/// Columns that measure.
const MEASURES: [usize; 13] = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
/// Columns that name a case, and how many cases there are.
const CASES: [(usize, usize); 3] = [(4, 2), (15, 4), (16, 3)];
/// Waves a number is told by; the finest has a period of 16 levels.
const WAVES: usize = 5;
/// Numbers for one measuring column.
const MEASURE: usize = 1 + 2 * WAVES;
/// The commands, and the beginning.
const KINDS: usize = COMMANDS + 1;
/// Numbers for the state of the grammar.
const STATE: usize = (CURVES + 1) + (LOOPS + 1) + (EXTRUSIONS + 1) + 1;
/// Numbers for a row.
pub const FEATURES: usize = KINDS + MEASURES.len() * MEASURE + 9 + STATE;

/// How many levels the heads tell apart; a column that names a case uses the first few.
pub const LEVELS: usize = 256;

/// The commands that have numbers, in the order of their heads.
pub const DRAWING: [Command; 4] = [Command::Line, Command::Arc, Command::Circle, Command::Extrude];

/// Writes the features of a row (`None`: the beginning) with a state of the grammar beside it. Numbers are left out where
/// `numbers` says so.
pub fn features(row: Option<&Row>, state: &State, numbers: bool, out: &mut [f32]) {
    out.fill(0.0);
    let Some(row) = row else {
        out[COMMANDS] = 1.0;
        return put_state(state, out);
    };
    out[row[0] as usize] = 1.0;
    if let (true, Some(command)) = (numbers, Command::of(i64::from(row[0]))) {
        for &column in command.columns() {
            if let Some(at) = MEASURES.iter().position(|&m| m == column) {
                measure(row[column], &mut out[KINDS + at * MEASURE..][..MEASURE]);
            } else {
                let mut at = KINDS + MEASURES.len() * MEASURE;
                for (case, count) in CASES {
                    if case == column {
                        out[at + row[column] as usize] = 1.0;
                    }
                    at += count;
                }
            }
        }
    }
    put_state(state, out);
}

fn put_state(state: &State, out: &mut [f32]) {
    let mut at = FEATURES - STATE;
    for (value, count) in [(state.curves, CURVES + 1), (state.loops, LOOPS + 1), (state.extrusions, EXTRUSIONS + 1)] {
        out[at + value.min(count - 1)] = 1.0;
        at += count;
    }
    out[at] = f32::from(u8::from(state.circle));
}

fn measure(level: i16, out: &mut [f32]) {
    let u = f32::from(level) / 128.0 - 1.0;
    out[0] = u;
    for k in 0..WAVES {
        let angle = std::f32::consts::PI * u * (1 << k) as f32;
        (out[1 + 2 * k], out[2 + 2 * k]) = angle.sin_cos();
    }
}

/// Programs side by side, padded to the longest and its `EOS`.
///
/// # Shape
/// `rows`: `[count, steps]`, the commands as they are to be told, the `EOS` among them.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// How many programs.
    pub count: usize,
    /// Rows of the longest, its `EOS` among them.
    pub steps: usize,
    /// Features of the rows as the encoder reads them, `[count, steps, FEATURES]`; the `EOS` and what comes after it are nothing.
    pub read: Vec<f32>,
    /// Features of the row before each, as the decoder is told it, `[count, steps, FEATURES]`.
    pub told: Vec<f32>,
    /// 1 for each row of a program, `[count, steps]`.
    pub present: Vec<f32>,
    /// 1 for each row of a program and its `EOS`, `[count, steps]`.
    pub counted: Vec<f32>,
    /// The command of each row, `[count, steps]`.
    pub commands: Vec<i32>,
    /// 0 where the grammar allows a command and −30 where not, `[count, steps, COMMANDS]`.
    pub barred: Vec<f32>,
    /// For each of [`DRAWING`]: the places, in `[count * steps]`, of its rows.
    pub places: [Vec<i32>; 4],
    /// The levels of their numbers, each row's one after the other.
    pub levels: [Vec<i32>; 4],
}

/// What the decoder is not told of the rows before, so that it learns to look at the latent.
pub trait Forget {
    /// Whether the numbers of a row are left out.
    fn forgets(&mut self) -> bool;
}

/// Forgets nothing.
pub struct All;

impl Forget for All {
    fn forgets(&mut self) -> bool {
        false
    }
}

impl<F: FnMut() -> bool> Forget for F {
    fn forgets(&mut self) -> bool {
        self()
    }
}

impl Batch {
    /// The programs as arrays; what `forget` says is left out of what the decoder is told.
    pub fn of(programs: &[&Tokens], forget: &mut impl Forget) -> Self {
        let count = programs.len();
        let steps = programs.iter().map(|p| p.len()).max().unwrap_or(0) + 1;
        let cells = count * steps;
        let mut batch = Self {
            count,
            steps,
            read: vec![0.0; cells * FEATURES],
            told: vec![0.0; cells * FEATURES],
            present: vec![0.0; cells],
            counted: vec![0.0; cells],
            commands: vec![Command::End as i32; cells],
            barred: vec![0.0; cells * COMMANDS],
            ..Self::default()
        };
        for (b, program) in programs.iter().enumerate() {
            let mut state = State::default();
            let mut before: Option<&Row> = None;
            for t in 0..=program.len() {
                let cell = b * steps + t;
                let row = program.rows().get(t);
                batch.counted[cell] = 1.0;
                for (c, may) in state.allowed().into_iter().enumerate() {
                    batch.barred[cell * COMMANDS + c] = if may { 0.0 } else { -30.0 };
                }
                let told = !forget.forgets();
                features(before, &state, told, &mut batch.told[cell * FEATURES..][..FEATURES]);
                let Some(row) = row else { break };
                batch.present[cell] = 1.0;
                batch.commands[cell] = i32::from(row[0]);
                features(Some(row), &state, true, &mut batch.read[cell * FEATURES..][..FEATURES]);
                let Some(command) = Command::of(i64::from(row[0])) else { break };
                if let Some(k) = DRAWING.iter().position(|&d| d == command) {
                    batch.places[k].push(cell as i32);
                    batch.levels[k].extend(command.columns().iter().map(|&c| i32::from(row[c])));
                }
                state = state.after(command);
                before = Some(row);
            }
        }
        batch
    }

    /// Rows of all programs, `EOS` among them.
    pub fn rows(&self) -> usize {
        self.counted.iter().filter(|&&c| c > 0.0).count()
    }

    /// Numbers of all programs.
    pub fn numbers(&self) -> usize {
        self.levels.iter().map(Vec::len).sum()
    }
}

/// Programs in lots of like length that hold about `rows` rows each, padding included, in the order of their lengths.
pub fn lots(lengths: &[usize], rows: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&k| lengths[k]);
    let mut lots: Vec<Vec<usize>> = Vec::new();
    let mut lot: Vec<usize> = Vec::new();
    for k in order {
        if !lot.is_empty() && (lot.len() + 1) * (lengths[k] + 1).min(ROWS) > rows {
            lots.push(std::mem::take(&mut lot));
        }
        lot.push(k);
    }
    if !lot.is_empty() {
        lots.push(lot);
    }
    lots
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_program::tokens::row;

    fn cylinder() -> Tokens {
        Tokens::from_rows(&[
            row(Command::Loop, &[]),
            row(Command::Circle, &[176, 128, 48]),
            row(Command::Extrude, &[128, 128, 128, 128, 128, 128, 64, 160, 128, 0, 2]),
        ])
        .unwrap()
    }

    #[test]
    fn a_batch_holds_rows_targets_and_what_the_grammar_bars() {
        let tokens = cylinder();
        let batch = Batch::of(&[&tokens, &tokens], &mut All);
        assert_eq!((batch.count, batch.steps, batch.rows(), batch.numbers()), (2, 4, 8, 28));
        assert_eq!(batch.commands, [4, 2, 5, 3, 4, 2, 5, 3]);
        assert_eq!(batch.places, [vec![], vec![], vec![1, 5], vec![2, 6]]);
        assert_eq!(batch.levels[2], [176, 128, 48, 176, 128, 48]);
        // What comes is never barred, and only a SOL may come first.
        for (cell, &command) in batch.commands.iter().enumerate() {
            assert_eq!(batch.barred[cell * COMMANDS + command as usize], 0.0);
        }
        assert_eq!(batch.barred[..COMMANDS], [-30.0, -30.0, -30.0, -30.0, 0.0, -30.0]);
    }

    #[test]
    fn features_tell_every_level_and_case_apart() {
        let rows: Vec<Row> = (0..256)
            .map(|v| row(Command::Line, &[v, 128]))
            .chain((0..12).map(|k| row(Command::Extrude, &[0, 0, 0, 0, 0, 0, 0, 0, 0, k / 3, k % 3])))
            .collect();
        let of = |row: &Row| {
            let mut out = [0.0; FEATURES];
            features(Some(row), &State::default(), true, &mut out);
            out
        };
        let all: Vec<_> = rows.iter().map(of).collect();
        for a in 0..all.len() {
            for b in 0..a {
                let apart: f32 = all[a].iter().zip(&all[b]).map(|(x, y)| (x - y).abs()).sum();
                assert!(apart > 0.3, "{a} {b}: {apart}");
            }
        }
    }

    #[test]
    fn what_is_forgotten_is_not_told() {
        let tokens = cylinder();
        let batch = Batch::of(&[&tokens], &mut || true);
        let told = &batch.told[2 * FEATURES..3 * FEATURES];
        assert_eq!(told[Command::Circle as usize], 1.0);
        assert!(told[KINDS..FEATURES - STATE].iter().all(|&v| v == 0.0));
        assert!(batch.read[FEATURES + KINDS..2 * FEATURES - STATE].iter().any(|&v| v != 0.0));
    }

    #[test]
    fn lots_hold_everything_once_and_are_of_like_length() {
        let lengths: Vec<usize> = (0..500).map(|k| 3 + (k * 31) % 57).collect();
        let lots = lots(&lengths, 600);
        let mut all: Vec<usize> = lots.concat();
        all.sort_unstable();
        assert_eq!(all, (0..500).collect::<Vec<_>>());
        assert!(lots.iter().all(|l| l.len() * (l.iter().map(|&k| lengths[k] + 1).max().unwrap()) <= 600));
    }
}
