//! The ways in which one program becomes another: numbers shaken, sketches and extrusions taken from a donor, extents
//! and arcs drawn by lot.
//!
//! Source: GenCAD-3D's SynthBal, whose operators follow ContrastCAD. Two differ here, both at the upper end: no change
//! makes more than [`LONGEST`] rows, where the published exchange of extrusions could lose the end mark.

use rand::Rng;
use rand::seq::index::sample;
use resolid_program::tokens::{Command, LEVELS, ROWS, Row, Tokens, row};

/// Most rows of a program; one of the 60 is left to the end mark.
pub const LONGEST: usize = ROWS - 1;

/// Columns that noise moves: everything measured but the orientation of the plane.
const SHAKEN: [usize; 10] = [1, 2, 3, 5, 9, 10, 11, 12, 13, 14];
const E1: usize = 13;
const E2: usize = 14;
const EXTENT: usize = 16;

/// One way of changing a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Six commands of ten move by up to 17 levels.
    Noise,
    /// Eight commands of ten move by up to 5 levels.
    SmallNoise,
    /// Sketches are a donor's, extrusions stay. Programs of one extrusion are extruded anew instead.
    ReplaceSketch,
    /// Sketches and extrusions are a donor's. Programs of one extrusion are extruded anew instead.
    ReplaceExtrusion,
    /// Every extent and its kind are drawn by lot.
    ReExtrude,
    /// Any number of lines become arcs of any sweep.
    Arcs,
    /// [`Change::ReplaceExtrusion`], [`Change::ReExtrude`] and [`Change::Arcs`] in turn.
    ReplaceExtrudeArcs,
    /// The donor's last extrusion, a little moved, follows the source's own.
    Attach,
}

impl Change {
    /// One word, as data sets have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Noise => "noise",
            Self::SmallNoise => "small_noise",
            Self::ReplaceSketch => "replace_sketch",
            Self::ReplaceExtrusion => "replace_extrusion",
            Self::ReExtrude => "re_extrude",
            Self::Arcs => "arcs",
            Self::ReplaceExtrudeArcs => "replace_extrude_arcs",
            Self::Attach => "attach",
        }
    }

    /// Whether it is noise already, so that no small noise goes before it.
    pub fn is_noise(self) -> bool {
        matches!(self, Self::Noise | Self::SmallNoise)
    }

    /// The rows of `source` after the change. They may break the grammar's bounds nowhere, but what they draw may be
    /// nothing sound.
    pub fn apply(self, source: &[Row], donor: &Tokens, rng: &mut impl Rng) -> Vec<Row> {
        match self {
            Self::Noise => noise(source, 17, 0.6, rng),
            Self::SmallNoise => noise(source, 5, 0.8, rng),
            Self::ReplaceSketch => exchange(source, donor, false, rng),
            Self::ReplaceExtrusion => exchange(source, donor, true, rng),
            Self::ReExtrude => re_extrude(source, rng),
            Self::Arcs => arcs(source, rng),
            Self::ReplaceExtrudeArcs => {
                let rows = if extrusions(source) > 1 { exchange(source, donor, true, rng) } else { source.to_vec() };
                arcs(&re_extrude(&rows, rng), rng)
            }
            Self::Attach => {
                let group = donor.groups().last().unwrap_or_default();
                let (sketch, extrude) = group.split_at(group.len().saturating_sub(1));
                [source, sketch, &noise(extrude, 5, 1.0, rng)].concat()
            }
        }
    }
}

fn extrusions(rows: &[Row]) -> usize {
    rows.iter().filter(|r| r[0] == Command::Extrude as i16).count()
}

/// Each command moves with `chance`, every number of it by its own whole number from −`reach` to `reach` − 1.
fn noise(source: &[Row], reach: i16, chance: f64, rng: &mut impl Rng) -> Vec<Row> {
    let mut rows = source.to_vec();
    for r in &mut rows {
        if r[0] == Command::Loop as i16 || !rng.random_bool(chance) {
            continue;
        }
        let Some(command) = Command::of(i64::from(r[0])) else { continue };
        for &column in command.columns().iter().filter(|c| SHAKEN.contains(c)) {
            r[column] = (r[column] + rng.random_range(-reach..reach)).clamp(1, LEVELS - 1);
        }
    }
    rows
}

/// Between one and all but one of the source's groups take over a donor's, first to last, and their extrusions too where
/// `whole`. The program ends before the first group that would make it too long.
fn exchange(source: &[Row], donor: &Tokens, whole: bool, rng: &mut impl Rng) -> Vec<Row> {
    let is_end = |r: &Row| r[0] == Command::Extrude as i16;
    let own: Vec<&[Row]> = source.split_inclusive(is_end).collect();
    if own.len() < 2 {
        return re_extrude(source, rng);
    }
    let theirs: Vec<&[Row]> = donor.groups().collect();
    let count = rng.random_range(1..=(own.len() - 1).min(theirs.len()));
    let mut places = sample(rng, own.len(), count).into_vec();
    let mut gifts = sample(rng, theirs.len(), count).into_vec();
    places.sort_unstable();
    gifts.sort_unstable();
    let mut rows = Vec::with_capacity(LONGEST);
    for (k, group) in own.iter().enumerate() {
        let next = match places.binary_search(&k) {
            Ok(at) if whole => theirs[gifts[at]].to_vec(),
            Ok(at) => {
                let gift = theirs[gifts[at]];
                let mut next = gift[..gift.len() - 1].to_vec();
                next.push(group[group.len() - 1]);
                next
            }
            Err(_) => group.to_vec(),
        };
        if rows.len() + next.len() > LONGEST {
            break;
        }
        rows.extend(next);
    }
    rows
}

fn re_extrude(source: &[Row], rng: &mut impl Rng) -> Vec<Row> {
    let mut rows = source.to_vec();
    for r in rows.iter_mut().filter(|r| r[0] == Command::Extrude as i16) {
        r[E1] = rng.random_range(0..LEVELS);
        r[E2] = rng.random_range(0..LEVELS);
        r[EXTENT] = rng.random_range(0..3);
    }
    rows
}

fn arcs(source: &[Row], rng: &mut impl Rng) -> Vec<Row> {
    let mut rows = source.to_vec();
    let lines: Vec<usize> = (0..rows.len()).filter(|&k| rows[k][0] == Command::Line as i16).collect();
    if lines.is_empty() {
        return rows;
    }
    let count = rng.random_range(1..=lines.len());
    // In order of place, so that the numbers drawn for each do not depend on how the places were drawn.
    let mut chosen = sample(rng, lines.len(), count).into_vec();
    chosen.sort_unstable();
    for k in chosen {
        let line = rows[lines[k]];
        let (sweep, flag) = (rng.random_range(1..LEVELS), rng.random_range(0..2));
        rows[lines[k]] = row(Command::Arc, &[line[1], line[2], sweep, flag]);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::balance::tests::{block, tower};
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn noise_keeps_commands_categories_and_orientation_and_moves_the_rest_within_reach() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let source = tower(3);
        let mut moved = [0u32; 17];
        for _ in 0..300 {
            let rows = Change::SmallNoise.apply(source.rows(), &source, &mut rng);
            for (a, b) in source.rows().iter().zip(&rows) {
                for column in 0..17 {
                    let apart = b[column] - a[column];
                    assert!((-5..5).contains(&apart), "column {column} moved by {apart}");
                    moved[column] += u32::from(apart != 0);
                }
            }
            assert!(Tokens::from_rows(&rows).is_ok());
        }
        for column in [0, 4, 6, 7, 8, 15, 16] {
            assert_eq!(moved[column], 0, "column {column}");
        }
        for column in [1, 2, 5, 9, 10, 11, 12, 13, 14] {
            assert!(moved[column] > 0, "column {column} never moved");
        }
    }

    #[test]
    fn an_exchanged_sketch_leaves_every_extrusion_and_one_sketch_of_the_source() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let (source, donor) = (tower(4), block());
        let extrudes = |rows: &[Row]| rows.iter().filter(|r| r[0] == 5).copied().collect::<Vec<_>>();
        for _ in 0..100 {
            let rows = Change::ReplaceSketch.apply(source.rows(), &donor, &mut rng);
            assert_eq!(extrudes(&rows), extrudes(source.rows()));
            assert!(rows.iter().any(|r| r[0] == 2), "a circle of the source is left");
            assert!(rows.iter().any(|r| r[0] == 0), "a line of the donor is there");
        }
    }

    #[test]
    fn what_is_attached_follows_what_was_there() {
        let mut rng = ChaCha8Rng::seed_from_u64(6);
        let (source, donor) = (tower(2), block());
        for _ in 0..50 {
            let rows = Change::Attach.apply(source.rows(), &donor, &mut rng);
            assert_eq!(rows[..6], *source.rows());
            assert_eq!(rows[6..11], donor.rows()[..5]);
            let moved: Vec<usize> = (0..17).filter(|&c| rows[11][c] != donor.rows()[5][c]).collect();
            assert!(moved.iter().all(|c| matches!(c, 9..=14)), "{moved:?}");
        }
    }

    #[test]
    fn no_exchange_makes_a_program_too_long() {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let mut long = block().rows().to_vec();
        [210, 190, 170].into_iter().for_each(|x| long.insert(3, row(Command::Line, &[x, 223])));
        let donor = Tokens::from_rows(&vec![long; 6].concat()).unwrap();
        let source = tower(10);
        let mut cut = 0;
        for change in [Change::ReplaceSketch, Change::ReplaceExtrusion] {
            for _ in 0..200 {
                let rows = change.apply(source.rows(), &donor, &mut rng);
                assert!(rows.len() <= LONGEST && Tokens::from_rows(&rows).is_ok());
                cut += usize::from(extrusions(&rows) < 10);
            }
        }
        assert!(cut > 0, "some had to lose groups");
    }

    #[test]
    fn arcs_end_where_the_lines_did() {
        let mut rng = ChaCha8Rng::seed_from_u64(4);
        let source = block();
        for _ in 0..50 {
            let rows = Change::Arcs.apply(source.rows(), &source, &mut rng);
            assert!(rows.iter().any(|r| r[0] == 1));
            assert!(rows.iter().zip(source.rows()).all(|(a, b)| a[1..3] == b[1..3]));
            assert!(Tokens::from_rows(&rows).is_ok());
        }
    }
}
