//! Whether rows draw a solid worth keeping, by direct evaluation.

use crate::generate::part_rng;
use resolid_geom::{Aabb3, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::flatten::Prism;
use resolid_program::tokens::{Cube, Dialect, LEVELS, Row, Tokens};
use resolid_program::{Evaluator, Mode, Program, Severity};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a program was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Its rows break the grammar or its limits.
    Grammar,
    /// Its rows can be read but not drawn.
    Undrawable,
    /// Its drawing is at fault: loops cross or touch, a hole leaves its profile, an extent is nothing.
    Faulty,
    /// It builds nothing.
    Empty,
    /// Some wall is thinner than half a level.
    Sliver,
    /// It is in several pieces.
    Disconnected,
    /// It reaches beyond the cube.
    OutOfBox,
    /// It is a program that is there already.
    Exact,
    /// Its every number is within two levels of a program that is there already.
    Near,
    /// Its shape is that of a program that is held out.
    HeldOut,
    /// Its own length has all the programs it needs, or is none of those asked for.
    Length,
}

impl Rejection {
    /// Every reason, in the order in which they are looked for.
    pub const ALL: [Self; 11] = [
        Self::Grammar,
        Self::Length,
        Self::Exact,
        Self::Near,
        Self::Undrawable,
        Self::Faulty,
        Self::OutOfBox,
        Self::Empty,
        Self::Disconnected,
        Self::Sliver,
        Self::HeldOut,
    ];

    /// One word, as reports and manifests have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grammar => "grammar",
            Self::Undrawable => "undrawable",
            Self::Faulty => "faulty",
            Self::Empty => "empty",
            Self::Sliver => "sliver",
            Self::Disconnected => "disconnected",
            Self::OutOfBox => "out_of_box",
            Self::Exact => "exact",
            Self::Near => "near",
            Self::HeldOut => "held_out",
            Self::Length => "length",
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Grammar => "the grammar or its limits broken",
            Self::Undrawable => "a loop that is a point or a line",
            Self::Faulty => "a drawing at fault",
            Self::Empty => "empty",
            Self::Sliver => "a wall under half a level",
            Self::Disconnected => "in several pieces",
            Self::OutOfBox => "beyond the cube",
            Self::Exact => "there already",
            Self::Near => "within two levels of one there already",
            Self::HeldOut => "of a shape that is held out",
            Self::Length => "of a length that is full",
        })
    }
}

/// The cube that balanced rows are measured in.
pub const CUBE: Cube = Cube::UNKNOWN;

/// How far beyond the cube is still in it: rounding alone carries a part of full size beyond by a level.
const ROOM: f64 = 2.0 / LEVELS as f64;

/// The program of `rows`, whatever it draws.
///
/// # Errors
/// [`Rejection::Undrawable`].
pub fn read(tokens: &Tokens, dialect: Dialect) -> Result<Program, Rejection> {
    tokens.to_program(dialect, CUBE).map_err(|_| Rejection::Undrawable)
}

/// The rows as a program's, if the grammar allows them.
///
/// # Errors
/// [`Rejection::Grammar`].
pub fn parse(rows: &[Row]) -> Result<Tokens, Rejection> {
    Tokens::from_rows(rows).map_err(|_| Rejection::Grammar)
}

/// Whether each step draws what can be built: loops that neither cross nor touch, holes in their profiles, extents. Walls of
/// no thickness are drawings to some kernels and none to others.
///
/// # Errors
/// [`Rejection::Faulty`].
pub fn drawn(program: &Program) -> Result<(), Rejection> {
    let problems = program.check(1e-7 * CUBE.half);
    let faulty = problems.iter().any(|p| p.severity == Severity::Error || p.rule == "crossing");
    if faulty { Err(Rejection::Faulty) } else { Ok(()) }
}

/// Whether the part is one sound piece within the cube.
///
/// # Errors
/// [`Rejection::OutOfBox`], [`Rejection::Empty`], [`Rejection::Disconnected`] or [`Rejection::Sliver`].
///
/// # Cost
/// That of [`Evaluator::soundness`].
pub fn sound(part: &Evaluator) -> Result<(), Rejection> {
    if leaves_cube(part) {
        return Err(Rejection::OutOfBox);
    }
    let found = part.soundness();
    if found.pieces == 0 {
        return Err(Rejection::Empty);
    }
    if found.pieces > 1 {
        return Err(Rejection::Disconnected);
    }
    if found.thinnest_wall < CUBE.half / f64::from(LEVELS) {
        return Err(Rejection::Sliver);
    }
    Ok(())
}

/// Whether any of the part's material lies beyond the cube. What is added may reach beyond and be cut off again, so
/// where the additions' box does, the part is intersected with what is out there.
fn leaves_cube(part: &Evaluator) -> bool {
    let limit = CUBE.half * (1.0 + ROOM);
    let Aabb3 { min, max } = part.bounds();
    let reach = min.abs().max(max.abs()).max_element() + limit;
    (0..3).any(|k| {
        [(max[k], 1.0), (-min[k], -1.0)].into_iter().any(|(far, sign)| {
            if far <= limit {
                return false;
            }
            let [x, y] = [Vec3::AXES[(k + 1) % 3], Vec3::AXES[(k + 2) % 3]];
            let corner = Vec2::splat(reach);
            let beyond = Prism {
                step: part.prisms().len(),
                frame: Frame { origin: CUBE.center, x, y },
                profiles: vec![Profile::solid(Loop::rectangle(-corner, corner))],
                range: if sign > 0.0 { [limit, reach] } else { [-reach, -limit] },
                mode: Mode::Intersect,
                targets: None,
            };
            let cut = Evaluator::from_prisms(part.prisms().iter().cloned().chain([beyond]).collect());
            !cut.sample_surface(1, &mut part_rng(0, 0)).is_empty()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::balance::tests::{block, tower};

    fn verdict(rows: &[Row]) -> Result<(), Rejection> {
        let tokens = parse(rows)?;
        let program = read(&tokens, Dialect::DeepCad)?;
        drawn(&program)?;
        sound(&Evaluator::new(&program))
    }

    #[test]
    fn each_fault_is_named() {
        let with = |rows: &[Row], column: usize, value: i16| {
            let mut rows = rows.to_vec();
            rows.last_mut().unwrap()[column] = value;
            rows
        };
        let good = block();
        assert_eq!(verdict(good.rows()), Ok(()));
        assert_eq!(verdict(&with(good.rows(), 16, 7)), Err(Rejection::Grammar));
        assert_eq!(verdict(&with(good.rows(), 9, 255)), Err(Rejection::OutOfBox));
        assert_eq!(verdict(&with(good.rows(), 13, 128)), Err(Rejection::Faulty));
        let two = tower(2);
        assert_eq!(verdict(two.rows()), Ok(()));
        // The second cylinder goes up and away from the first.
        assert_eq!(verdict(&with(two.rows(), 11, 230)), Err(Rejection::Disconnected));
        // A cut over all of the first cylinder leaves nothing: place and height are the first's own.
        let mut all = two.rows().to_vec();
        all[5] = all[2];
        all[5][15] = 2;
        assert_eq!(verdict(&all), Err(Rejection::Empty));
        // Two corners change places, and the outline crosses itself.
        let mut crossed = good.rows().to_vec();
        crossed.swap(1, 2);
        assert_eq!(verdict(&crossed), Err(Rejection::Faulty));
        // Coordinates of a small sketch are finer than levels: a plate a third of a level thick.
        let mut thin = with(good.rows(), 12, 30);
        (thin[2][2], thin[3][2]) = (129, 129);
        assert_eq!(verdict(&thin), Err(Rejection::Sliver));
    }

    #[test]
    fn what_is_cut_off_beyond_the_cube_does_not_count() {
        // A block that reaches from the middle to 1.25, and a cut of all beyond 0.86.
        let mut rows = block().rows().to_vec();
        let last = rows.len() - 1;
        rows[last][9] = 224;
        assert_eq!(verdict(&rows), Err(Rejection::OutOfBox));
        let mut cut = rows.clone();
        cut[last][15] = 2;
        cut[last][9] = 240;
        cut[last][10] = 100;
        cut[last][12] = 128;
        cut[last][13] = 255;
        rows.extend(cut);
        assert_eq!(verdict(&rows), Ok(()));
    }
}
