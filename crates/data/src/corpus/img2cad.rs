//! The HDF5 files of Img2CAD: one table of rows a part, its name the part's, with numbers that are not quantised.
//!
//! Sketch coordinates are lengths of the model, not scaled by the sketch's size; arcs give their sweep in degrees; the position
//! is the sketch plane's origin. The model fills a cube of about one unit, and carries no scale of its own.

use super::hdf5::Table;
use super::{Form, Record, Reject};
use resolid_program::geom::{Edge, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::program::{Extent, Mode, Program, Step, Unit};
use resolid_program::tokens::{Command, Cube, WIDTH};
use std::f64::consts::TAU;

/// Tables that hold no part.
fn reserved(name: &str) -> bool {
    matches!(name, "vec" | "out_vec" | "gt_vec") || name.contains("_bbox")
}

/// The tables of parts.
pub(super) fn parts(tables: &[Table]) -> impl Iterator<Item = &Table> {
    tables.iter().filter(|t| !reserved(&t.name))
}

/// The record of a file's parts; each step carries its part's name as its group.
pub(super) fn record(tables: &[Table], id: &str, place: &str) -> Result<Record, Reject> {
    let mut steps = Vec::new();
    for part in parts(tables) {
        let read = part_steps(part, &mut steps);
        read.map_err(|reason| Reject {
            id: Some(id.into()),
            place: place.into(),
            reason: format!("part `{}`: {reason}", part.name),
        })?;
    }
    if steps.is_empty() {
        return Err(Reject { id: Some(id.into()), place: place.into(), reason: "no part builds anything".into() });
    }
    Ok(Record {
        id: id.into(),
        place: place.into(),
        form: Form::PartsHdf5,
        split: None,
        program: Program { unit: Unit::Unknown, steps, ..Program::default() },
        rows: None,
        text: None,
        notes: Vec::new(),
    })
}

fn part_steps(part: &Table, steps: &mut Vec<Step>) -> Result<(), String> {
    let mut loops: Vec<Vec<&[f64]>> = Vec::new();
    for (i, row) in part.rows.iter().enumerate() {
        if row.len() != WIDTH {
            return Err(format!("row {i} has {} numbers; {WIDTH} are needed", row.len()));
        }
        if let Some(c) = row.iter().position(|v| !v.is_finite()) {
            return Err(format!("row {i}, column {c}: {} is no number", row[c]));
        }
        let command = Some(row[0]).filter(|c| c.fract() == 0.0).and_then(|c| Command::of(c as i64));
        match command {
            None => return Err(format!("row {i}: there is no command {}", row[0])),
            Some(Command::End) => break,
            Some(Command::Loop) => loops.push(Vec::new()),
            Some(Command::Extrude) => {
                let read: Result<Vec<Loop>, String> = loops.drain(..).map(|l| contour(&l, i)).collect();
                let mut read = read?.into_iter();
                let outer = read.next().ok_or(format!("row {i}: an extrusion without a loop"))?;
                let profile = Profile { outer, holes: read.collect() };
                let mut step = extrusion(row, profile, i, steps.is_empty())?;
                step.group = Some(part.name.clone());
                steps.push(step);
            }
            Some(_) => loops.last_mut().ok_or(format!("row {i}: a curve outside a loop"))?.push(row),
        }
    }
    if loops.is_empty() { Ok(()) } else { Err("the last loops have no extrusion".into()) }
}

fn extrusion(row: &[f64], profile: Profile, i: usize, first: bool) -> Result<Step, String> {
    let [theta, phi, gamma] = [row[6], row[7], row[8]];
    let normal = Vec3::new(theta.sin() * phi.cos(), theta.sin() * phi.sin(), theta.cos());
    let reference = Vec3::new(theta.cos() * phi.cos(), theta.cos() * phi.sin(), -theta.sin());
    let x = reference * gamma.cos() + normal.cross(reference) * gamma.sin();
    let origin = Cube::UNKNOWN.world(Vec3::new(row[9], row[10], row[11]));
    let [one, two] = [row[13], row[14]].map(|v| v * Cube::UNKNOWN.half);
    let extent = match row[16] {
        1.0 => Extent::Symmetric { distance: one.abs() },
        2.0 => Extent::TwoSides { forward: one, backward: two },
        // Where the kind is not given it is one side.
        0.0 | -1.0 => Extent::OneSide { distance: one },
        other => return Err(format!("row {i}: there is no extent of kind {other}; 0, 1, 2 are")),
    };
    let mode = match row[15] {
        _ if first => Mode::New,
        0.0 | 1.0 | -1.0 => Mode::Join,
        2.0 => Mode::Cut,
        3.0 => Mode::Intersect,
        other => return Err(format!("row {i}: there is no operation {other}; 0 to 3 are")),
    };
    Ok(Step::extrude(Frame { origin, x, y: normal.cross(x) }, vec![profile], extent, mode))
}

/// A loop of rows, millimetres; `i` is the extrusion's row, for messages.
fn contour(rows: &[&[f64]], i: usize) -> Result<Loop, String> {
    let half = Cube::UNKNOWN.half;
    let point = |r: &[f64]| Vec2::new(r[1], r[2]) * half;
    let last = rows.last().ok_or(format!("row {i}: one of its loops has no curves"))?;
    if let [circle] = rows
        && circle[0] == 2.0
    {
        if circle[5] <= 0.0 {
            return Err(format!("row {i}: a circle of radius {}", circle[5]));
        }
        return Ok(Loop::circle(point(circle), circle[5] * half));
    }
    let mut at = point(last);
    let mut edges = Vec::new();
    for row in rows {
        let sweep = match row[0] {
            0.0 => 0.0,
            1.0 => row[3].to_radians() * if row[4] == 0.0 { -1.0 } else { 1.0 },
            _ => return Err(format!("row {i}: a circle shares a loop with other curves")),
        };
        if sweep.abs() >= TAU || (row[0] == 1.0 && sweep == 0.0) {
            return Err(format!("row {i}: an arc of {}°; between 0° and 360° is allowed", row[3]));
        }
        let end = point(row);
        if end.distance(at) > 1e-6 * half {
            edges.push(Edge { start: at, sweep });
        }
        at = end;
    }
    if edges.len() < 2 {
        return Err(format!("row {i}: one of its loops encloses nothing"));
    }
    Ok(Loop::Path(edges))
}
