//! Rows against the grammar: `(SOL curve+)+ Ext`, again and again, then `EOS`.

use super::{COLUMNS, CURVES, Command, EXTRUSIONS, LOOPS, ROWS, Row, Tokens, UNUSED, WIDTH, bounds};

/// One way in which rows are not a program. Rows and columns are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No command before the end.
    #[error("there are no commands; a program has three rows at least")]
    Empty,
    /// Not 17 numbers.
    #[error("row {row} has {found} numbers; {WIDTH} are needed")]
    Width {
        /// Which row.
        row: usize,
        /// How many it has.
        found: usize,
    },
    /// No command of that number.
    #[error("row {row}: there is no command {found}; commands are 0 to 5")]
    Unknown {
        /// Which row.
        row: usize,
        /// Its first number.
        found: i64,
    },
    /// A number where none belongs.
    #[error("row {row}: {} is {found}, and its command does not use it; -1 belongs there", COLUMNS[*.column])]
    Unused {
        /// Which row.
        row: usize,
        /// Which column.
        column: usize,
        /// What stands there.
        found: i64,
    },
    /// A number outside its levels.
    #[error("row {row}: {} is {found}; {} to {} is allowed", COLUMNS[*.column], bounds(*.column)[0], bounds(*.column)[1])]
    Range {
        /// Which row.
        row: usize,
        /// Which column.
        column: usize,
        /// What stands there.
        found: i64,
    },
    /// A curve before its loop.
    #[error("row {row}: a curve outside a loop; a SOL must come before it")]
    Astray {
        /// Which row.
        row: usize,
    },
    /// A loop without curves.
    #[error("row {row}: the loop has no curves")]
    NoCurves {
        /// The row of its `SOL`.
        row: usize,
    },
    /// A loop that cannot close.
    #[error("row {row}: a loop of a single line or arc encloses nothing")]
    Single {
        /// The row of its `SOL`.
        row: usize,
    },
    /// A circle with company.
    #[error("row {row}: a circle shares its loop with other curves")]
    Shared {
        /// The row of the loop's `SOL`.
        row: usize,
    },
    /// An extrusion of nothing.
    #[error("row {row}: an extrusion without a loop")]
    NoLoop {
        /// Which row.
        row: usize,
    },
    /// Loops nobody extrudes.
    #[error("row {row}: the last loops have no extrusion")]
    NotExtruded {
        /// The row of the first of these loops.
        row: usize,
    },
    /// A command behind the end.
    #[error("row {row}: a command after EOS")]
    AfterEnd {
        /// Which row.
        row: usize,
    },
    /// Over a limit.
    #[error("row {row}: {found} {what}; at most {most} fit")]
    TooMany {
        /// Where the count stands.
        row: usize,
        /// Of what.
        what: &'static str,
        /// How many.
        found: usize,
        /// The limit.
        most: usize,
    },
}

/// All faults in one line.
pub(super) fn listed(faults: &[Fault]) -> String {
    let mut text: Vec<String> = faults.iter().take(4).map(Fault::to_string).collect();
    if faults.len() > text.len() {
        text.push(format!("and {} more", faults.len() - text.len()));
    }
    text.join("; ")
}

/// What is known of the loops since the last extrusion.
#[derive(Default)]
struct Open {
    /// The `SOL` rows.
    loops: Vec<usize>,
    curves: usize,
    circles: usize,
}

impl Open {
    /// Ends the loop at hand.
    fn close(&mut self, faults: &mut Vec<Fault>) {
        let Some(&row) = self.loops.last() else { return };
        match (self.curves, self.circles) {
            (0, _) => faults.push(Fault::NoCurves { row }),
            (1, 0) => faults.push(Fault::Single { row }),
            (1, 1) | (_, 0) => {}
            _ => faults.push(Fault::Shared { row }),
        }
        if self.curves > CURVES {
            faults.push(Fault::TooMany { row, what: "curves in a loop", found: self.curves, most: CURVES });
        }
        (self.curves, self.circles) = (0, 0);
    }
}

impl Tokens {
    /// The program in `rows`, padded or not, with `EOS` or without; what follows the first `EOS` must be `EOS` too.
    ///
    /// # Errors
    /// Every fault of grammar, range and limits, in order of rows.
    pub fn read<R: AsRef<[i64]>>(rows: &[R]) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut read: Vec<Row> = Vec::new();
        let mut open = Open::default();
        let (mut ended, mut extrusions) = (false, 0);
        for (index, numbers) in rows.iter().enumerate() {
            let numbers = numbers.as_ref();
            if numbers.len() != WIDTH {
                faults.push(Fault::Width { row: index, found: numbers.len() });
                continue;
            }
            let Some(command) = Command::of(numbers[0]) else {
                faults.push(Fault::Unknown { row: index, found: numbers[0] });
                continue;
            };
            if ended {
                if command != Command::End {
                    faults.push(Fault::AfterEnd { row: index });
                    break;
                }
                continue;
            }
            let row = checked(index, command, numbers, &mut faults);
            match command {
                Command::End => {
                    ended = true;
                    continue;
                }
                Command::Loop => {
                    open.close(&mut faults);
                    open.loops.push(index);
                }
                Command::Extrude => {
                    open.close(&mut faults);
                    extrusions += 1;
                    if open.loops.is_empty() {
                        faults.push(Fault::NoLoop { row: index });
                    }
                    if open.loops.len() > LOOPS {
                        faults.push(Fault::TooMany {
                            row: index,
                            what: "loops in an extrusion",
                            found: open.loops.len(),
                            most: LOOPS,
                        });
                    }
                    open = Open::default();
                }
                Command::Line | Command::Arc | Command::Circle => {
                    if open.loops.is_empty() {
                        faults.push(Fault::Astray { row: index });
                    } else {
                        open.curves += 1;
                        open.circles += usize::from(command == Command::Circle);
                    }
                }
            }
            read.push(row);
        }
        open.close(&mut faults);
        if let Some(&row) = open.loops.first() {
            faults.push(Fault::NotExtruded { row });
        }
        if extrusions > EXTRUSIONS {
            faults.push(Fault::TooMany { row: read.len(), what: "extrusions", found: extrusions, most: EXTRUSIONS });
        }
        if read.len() >= ROWS {
            faults.push(Fault::TooMany { row: ROWS - 1, what: "commands", found: read.len(), most: ROWS - 1 });
        }
        if read.is_empty() && faults.is_empty() {
            faults.push(Fault::Empty);
        }
        if faults.is_empty() { Ok(Self { rows: read }) } else { Err(faults) }
    }

    /// As [`Tokens::read`], from rows that are wide enough already.
    ///
    /// # Errors
    /// As [`Tokens::read`].
    pub fn from_rows(rows: &[Row]) -> Result<Self, Vec<Fault>> {
        let wide: Vec<[i64; WIDTH]> = rows.iter().map(|r| r.map(i64::from)).collect();
        Self::read(&wide)
    }
}

/// The row, its numbers held against the command's columns.
fn checked(index: usize, command: Command, numbers: &[i64], faults: &mut Vec<Fault>) -> Row {
    let mut row = [UNUSED; WIDTH];
    row[0] = command as i16;
    for (column, &found) in numbers.iter().enumerate().skip(1) {
        if command.columns().contains(&column) {
            let [least, most] = bounds(column);
            if (i64::from(least)..=i64::from(most)).contains(&found) {
                row[column] = found as i16;
            } else {
                faults.push(Fault::Range { row: index, column, found });
            }
        } else if found != i64::from(UNUSED) {
            faults.push(Fault::Unused { row: index, column, found });
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::super::{END, row};
    use super::*;

    fn cylinder() -> Vec<Row> {
        vec![
            row(Command::Loop, &[]),
            row(Command::Circle, &[176, 128, 48]),
            row(Command::Extrude, &[128, 128, 128, 128, 128, 128, 64, 160, 128, 0, 0]),
        ]
    }

    #[test]
    fn a_cylinder_reads_with_any_padding() {
        let mut rows = cylinder();
        let bare = Tokens::from_rows(&rows).unwrap();
        assert_eq!((bare.len(), bare.extrusions()), (3, 1));
        for _ in 0..57 {
            rows.push(END);
            assert_eq!(Tokens::from_rows(&rows).unwrap(), bare);
        }
        assert_eq!(Tokens::from_rows(&bare.padded()).unwrap(), bare);
    }

    #[test]
    fn every_fault_is_named_with_its_row() {
        let faults = |change: &dyn Fn(&mut Vec<Row>)| {
            let mut rows = cylinder();
            change(&mut rows);
            Tokens::from_rows(&rows).unwrap_err()
        };
        assert_eq!(Tokens::from_rows(&[]).unwrap_err(), [Fault::Empty]);
        assert_eq!(Tokens::from_rows(&[END]).unwrap_err(), [Fault::Empty]);
        assert_eq!(faults(&|r| r[1][5] = 256), [Fault::Range { row: 1, column: 5, found: 256 }]);
        assert_eq!(faults(&|r| r[1][5] = -1), [Fault::Range { row: 1, column: 5, found: -1 }]);
        assert_eq!(faults(&|r| r[1][7] = 3), [Fault::Unused { row: 1, column: 7, found: 3 }]);
        assert_eq!(faults(&|r| r[1][0] = 9), [Fault::Unknown { row: 1, found: 9 }, Fault::NoCurves { row: 0 }]);
        assert_eq!(faults(&|r| _ = r.remove(0)), [Fault::Astray { row: 0 }, Fault::NoLoop { row: 1 }]);
        assert_eq!(faults(&|r| _ = r.remove(1)), [Fault::NoCurves { row: 0 }]);
        assert_eq!(faults(&|r| _ = r.pop()), [Fault::NotExtruded { row: 0 }]);
        assert_eq!(faults(&|r| r[1] = row(Command::Line, &[1, 2])), [Fault::Single { row: 0 }]);
        assert_eq!(faults(&|r| r.insert(1, row(Command::Line, &[1, 2]))), [Fault::Shared { row: 0 }]);
        assert_eq!(
            faults(&|r| r.insert(1, END)),
            [Fault::AfterEnd { row: 2 }, Fault::NoCurves { row: 0 }, Fault::NotExtruded { row: 0 }]
        );
        // Two faults at once are both told.
        assert_eq!(faults(&|r| (r[1][5], r[2][16]) = (0, 3)).len(), 2);
        let many = faults(&|r| *r = cylinder().repeat(11));
        assert_eq!(many, [Fault::TooMany { row: 33, what: "extrusions", found: 11, most: 10 }]);
        let narrow: Vec<Vec<i64>> = vec![vec![4; 16]];
        assert_eq!(Tokens::read(&narrow).unwrap_err(), [Fault::Width { row: 0, found: 16 }]);
    }
}
