//! Which command may come next: the token language as a state machine.
//!
//! `(SOL curve+)+ Ext`, again and again, then `EOS`, within the limits of [`resolid_program::tokens`]. A command is
//! allowed only where the program can still be ended within its 59 rows, so whatever is chosen among the allowed, the rows parse.

use resolid_program::tokens::{CURVES, Command, EXTRUSIONS, LOOPS, ROWS};

/// How many commands there are.
pub const COMMANDS: usize = 6;
/// Most rows before the `EOS`.
pub const MOST: usize = ROWS - 1;

/// All that the rows so far say about the next command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Rows so far.
    pub rows: usize,
    /// Extrusions so far.
    pub extrusions: usize,
    /// Loops since the last extrusion.
    pub loops: usize,
    /// Curves of the open loop.
    pub curves: usize,
    /// Whether the open loop is a circle.
    pub circle: bool,
}

impl State {
    /// Whether each command may come next, by its number.
    pub fn allowed(&self) -> [bool; COMMANDS] {
        let left = MOST - self.rows.min(MOST);
        let mut may = [false; COMMANDS];
        let mut allow = |command: Command, when: bool| may[command as usize] = when;
        if self.loops == 0 {
            // The shortest group is a loop, a circle and an extrusion.
            allow(Command::Loop, self.extrusions < EXTRUSIONS && left >= 3);
            allow(Command::End, self.extrusions > 0);
            return may;
        }
        let closed = self.circle || self.curves >= 2;
        // An open path needs this curve, perhaps one more, and the extrusion.
        let path = !self.circle && self.curves < CURVES && left >= if self.curves == 0 { 3 } else { 2 };
        allow(Command::Line, path);
        allow(Command::Arc, path);
        allow(Command::Circle, self.curves == 0);
        allow(Command::Loop, closed && self.loops < LOOPS && left >= 3);
        allow(Command::Extrude, closed);
        may
    }

    /// The state after a command.
    #[must_use]
    pub fn after(mut self, command: Command) -> Self {
        self.rows += 1;
        match command {
            Command::Loop => (self.loops, self.curves, self.circle) = (self.loops + 1, 0, false),
            Command::Extrude => {
                self.extrusions += 1;
                (self.loops, self.curves, self.circle) = (0, 0, false);
            }
            Command::Line | Command::Arc => self.curves += 1,
            Command::Circle => (self.curves, self.circle) = (self.curves + 1, true),
            Command::End => self.rows -= 1,
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;
    use resolid_program::tokens::{Tokens, bounds, row};

    #[test]
    fn whatever_is_chosen_parses_and_every_limit_is_reached() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let (mut longest, mut extrusions, mut loops, mut curves) = (0, 0, 0, 0);
        for k in 0..4000 {
            let mut state = State::default();
            let mut rows = Vec::new();
            loop {
                let may = state.allowed();
                // Each run likes some commands better, so that long loops, many loops and many extrusions all come up.
                let weight = |c: usize| if may[c] { [1.0, 30.0][usize::from(c == k % 6)] } else { 0.0 };
                let total: f64 = (0..6).map(weight).sum();
                assert!(total > 0.0, "{state:?} has no way on");
                let mut at = rng.random::<f64>() * total;
                let chosen = (0..6).find(|&c| {
                    at -= weight(c);
                    may[c] && at <= 0.0
                });
                let command = Command::of(chosen.unwrap() as i64).unwrap();
                if command == Command::End {
                    break;
                }
                let numbers: Vec<i16> = command.columns().iter().map(|&c| bounds(c)[0]).collect();
                rows.push(row(command, &numbers));
                state = state.after(command);
                (loops, curves) = (loops.max(state.loops), curves.max(state.curves));
            }
            let tokens = Tokens::from_rows(&rows).unwrap_or_else(|e| panic!("{e:?}"));
            (longest, extrusions) = (longest.max(tokens.len()), extrusions.max(tokens.extrusions()));
        }
        assert_eq!((longest, extrusions, loops, curves), (MOST, EXTRUSIONS, LOOPS, CURVES));
    }
}
