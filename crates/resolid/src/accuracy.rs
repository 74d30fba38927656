//! How much of a program comes back, row by row and number by number.

use resolid_program::tokens::{Command, Row, Tokens, is_category};

/// Levels that a number may be off, exclusive.
const NEAR: u16 = 3;

/// How much of one program came back. Shares are from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accuracy {
    /// Right commands, of the rows of the longer of the two: what is missing counts, and what is too much.
    pub commands: f64,
    /// Right numbers, of those of the original; a number of a wrong or missing command is wrong.
    pub numbers: f64,
    /// Right commands of the original's rows, the answer cut off or filled with `EOS` there, as the papers do.
    pub commands_truncated: f64,
    /// Right numbers of those rows whose command is right, as the papers do; `None` where there is none.
    pub numbers_truncated: Option<f64>,
    /// Whether every command and every number is right.
    pub whole: bool,
}

/// How much of `truth` came back in the rows before an answer's `EOS`, be they a program or not. Numbers may be two levels off, cases not at all; angles are compared round the turn.
///
/// # Source
/// DeepCAD, section 5.1; `commands_truncated` and `numbers_truncated` are theirs. Theirs compare angles as numbers.
pub fn accuracy(truth: &Tokens, found: &[Row]) -> Accuracy {
    let (a, b) = (truth.rows(), found);
    let same = a.iter().zip(b).filter(|(a, b)| a[0] == b[0]).count() as f64;
    let (mut right, mut all, mut seen) = (0.0, 0.0, 0.0);
    for (k, row) in a.iter().enumerate() {
        let columns = Command::of(i64::from(row[0])).map_or(&[][..], Command::columns);
        all += columns.len() as f64;
        let Some(other) = b.get(k).filter(|o| o[0] == row[0]) else { continue };
        seen += columns.len() as f64;
        right += columns.iter().filter(|&&c| close(c, row[c], other[c])).count() as f64;
    }
    let longer = a.len().max(b.len()).max(1) as f64;
    Accuracy {
        commands: same / longer,
        numbers: right / f64::max(all, 1.0),
        commands_truncated: same / a.len().max(1) as f64,
        numbers_truncated: (seen > 0.0).then(|| right / seen),
        whole: same == longer && right == all,
    }
}

fn close(column: usize, a: i16, b: i16) -> bool {
    let apart = a.abs_diff(b);
    if is_category(column) {
        return apart == 0;
    }
    let apart = if matches!(column, 6..=8) { apart.min(256 - apart) } else { apart };
    apart < NEAR
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_program::tokens::row;

    fn part(radius: i16, angle: i16, extra: bool) -> Tokens {
        let mut rows = vec![
            row(Command::Loop, &[]),
            row(Command::Circle, &[176, 128, radius]),
            row(Command::Extrude, &[angle, 128, 128, 128, 128, 128, 64, 160, 128, 0, 0]),
        ];
        if extra {
            rows.extend(rows.clone());
        }
        Tokens::from_rows(&rows).unwrap()
    }

    #[test]
    fn two_levels_are_near_three_are_not_and_turns_close() {
        let truth = part(48, 255, false);
        assert!(accuracy(&truth, part(50, 1, false).rows()).whole);
        let off = accuracy(&truth, part(51, 2, false).rows());
        assert_eq!((off.commands, off.numbers, off.whole), (1.0, 12.0 / 14.0, false));
    }

    #[test]
    fn rows_too_many_count_only_where_nothing_is_cut_off() {
        let (short, long) = (part(48, 0, false), part(48, 0, true));
        let over = accuracy(&short, long.rows());
        assert_eq!((over.commands, over.commands_truncated, over.whole), (0.5, 1.0, false));
        let under = accuracy(&long, short.rows());
        assert_eq!((under.commands, under.numbers, under.numbers_truncated), (0.5, 0.5, Some(1.0)));
        let none = accuracy(&short, &[]);
        assert_eq!((none.commands, none.numbers, none.numbers_truncated, none.whole), (0.0, 0.0, None, false));
    }
}
