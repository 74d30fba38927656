//! Rows to program.

use super::{Command, Cube, Dialect, MIDDLE, REACH, Row, TokenError, Tokens, plane};
use crate::geom::{Edge, Frame, Loop, Profile, Vec2, Vec3};
use crate::program::{Extent, Mode, Program, Sketch, Step, Unit};
use std::f64::consts::TAU;

impl Tokens {
    /// The program of the rows, in the world that `cube` stands in. Extrusions that follow one another in one plane, with one
    /// extent and one operation, are rejoined to one step where their profiles' boxes lie apart.
    ///
    /// The first extrusion starts a body whatever its operation says. What the numbers draw may still be unsound (a contour
    /// that crosses itself, an extent of nothing): that is for [`Program::check`].
    ///
    /// # Errors
    /// [`TokenError::Point`]: a loop with nothing left, its curves' ends being equal or its sketch of size 0.
    pub fn to_program(&self, dialect: Dialect, cube: Cube) -> Result<Program, TokenError> {
        let mut steps: Vec<Step> = Vec::new();
        let mut last: Option<Group> = None;
        let mut first_row = 0;
        for rows in self.groups() {
            let group = Group::read(rows, first_row, cube)?;
            first_row += rows.len();
            if let (Some(last), Some(step)) = (&last, steps.last_mut())
                && let Some(shift) = last.rejoined(&group)
                && let crate::program::Operation::Extrude(extrude) = &mut step.operation
                && apart(&extrude.sketch, &group.profile, shift)
            {
                extrude.sketch.profiles.push(moved(&group.profile, shift));
                continue;
            }
            let mode = match (steps.is_empty(), group.operation, dialect) {
                (true, ..) | (_, 0, Dialect::Resolid) => Mode::New,
                (_, 0 | 1, _) => Mode::Join,
                (_, 2, _) => Mode::Cut,
                _ => Mode::Intersect,
            };
            steps.push(Step::extrude(group.frame, vec![group.profile.clone()], group.extent, mode));
            last = Some(group);
        }
        let unit = if cube == Cube::UNKNOWN { Unit::Unknown } else { Unit::Mm };
        Ok(Program { unit, steps, ..Program::default() })
    }
}

/// One extrusion's rows, read.
struct Group {
    frame: Frame,
    profile: Profile,
    extent: Extent,
    operation: i16,
    angles: [i16; 3],
    level_mm: f64,
}

impl Group {
    fn read(rows: &[Row], first_row: usize, cube: Cube) -> Result<Self, TokenError> {
        let (e, loops) = rows.split_last().ok_or(TokenError::Empty)?;
        let angles = [e[6], e[7], e[8]];
        let (normal, x) = plane::axes(angles);
        let signed = |level: i16| (f64::from(level) - MIDDLE) / MIDDLE;
        let origin = cube.world(Vec3::new(signed(e[9]), signed(e[10]), signed(e[11])));
        let frame = Frame { origin, x, y: normal.cross(x) };
        let scale = coordinate_scale(e[12]) * cube.half;
        let mut contours = Vec::new();
        let mut at = 0;
        for curves in loops.split(|r| r[0] == Command::Loop as i16).skip(1) {
            let contour = contour(curves).filter(|_| scale > 0.0);
            let contour = contour.ok_or(TokenError::Point { row: first_row + at })?;
            contours.push(contour.mapped(scale, false, |p| p * scale));
            at += curves.len() + 1;
        }
        let mut contours = contours.into_iter();
        let outer = contours.next().ok_or(TokenError::Empty)?;
        let [one, two] = [signed(e[13]), signed(e[14])].map(|v| v * cube.half);
        let extent = match e[16] {
            0 => Extent::OneSide { distance: one },
            1 => Extent::Symmetric { distance: one.abs() },
            // Both prisms start in the plane, whichever way their signs send them.
            _ => Extent::TwoSides { forward: one.max(-two).max(0.0), backward: (-one).max(two).max(0.0) },
        };
        let profile = Profile { outer, holes: contours.collect() };
        Ok(Self { frame, profile, extent, operation: e[15], angles, level_mm: cube.half / MIDDLE })
    }

    /// Where `next` lies in this one's sketch, if it can be part of it.
    fn rejoined(&self, next: &Self) -> Option<Vec2> {
        let same = match (self.operation, next.operation) {
            // One body's further profiles are joined; intersecting twice is not intersecting with both.
            (0 | 1, 1) => true,
            (a, b) => a == b && a == 2,
        };
        let offset = self.frame.local_from_world(next.frame.origin);
        // Rounding throws start points of oblique planes off by half a level along each axis.
        let flush = offset.z.abs() <= 0.87 * self.level_mm;
        (same && flush && self.angles == next.angles && self.extent == next.extent).then(|| offset.truncate())
    }
}

/// Whether the boxes of a sketch's profiles and of one more, moved by `shift`, do not meet.
fn apart(sketch: &Sketch, profile: &Profile, shift: Vec2) -> bool {
    let new = profile.bounds();
    let (low, high) = (new.min + shift, new.max + shift);
    sketch.profiles.iter().map(Profile::bounds).all(|b| {
        let gap = (low - b.max).max(b.min - high);
        gap.max_element() > 1e-9 * b.diagonal()
    })
}

fn moved(profile: &Profile, shift: Vec2) -> Profile {
    let moved = |l: &Loop| l.mapped(1.0, false, |p| p + shift);
    Profile { outer: moved(&profile.outer), holes: profile.holes.iter().map(moved).collect() }
}

/// Units of the cube that a level of sketch coordinates stands for, in a sketch of that size level.
pub(super) fn coordinate_scale(size: i16) -> f64 {
    f64::from(size) / MIDDLE / REACH
}

/// The loop of its curves' rows, in levels from the start point; curves whose ends are equal are left out. `None` where
/// fewer than two are left, and no circle.
pub(super) fn contour(curves: &[Row]) -> Option<Loop> {
    let point = |r: &Row| Vec2::new(f64::from(r[1]), f64::from(r[2])) - MIDDLE;
    let last = curves.last()?;
    if last[0] == Command::Circle as i16 {
        return Some(Loop::circle(point(last), f64::from(last[5])));
    }
    let mut at = point(last);
    let mut edges = Vec::with_capacity(curves.len());
    for row in curves {
        let sweep = match row[0] {
            1 => f64::from(row[3]) / 256.0 * TAU * if row[4] == 1 { 1.0 } else { -1.0 },
            _ => 0.0,
        };
        let end = point(row);
        if end != at {
            edges.push(Edge { start: at, sweep });
        }
        at = end;
    }
    (edges.len() > 1).then_some(Loop::Path(edges))
}
