//! DeepCAD JSON to rows, bit for bit as the published preprocessing makes them.
//!
//! Every quirk here is meant: see the table in [`crate::tokens`]. Curves are kept as the file gives them (metres, both
//! ends, a middle), because the pipeline chooses a loop's start and direction from these and not from the drawn shape.

use super::DeepCadError as Error;
use super::form;
use super::published::{Plane, rounded};
use super::read::{MM, entity};
use crate::geom::{Vec2, Vec3};
use crate::tokens::{Command, Cube, FILL, MIDDLE, REACH, Row, Tokens, row};
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// The rows the published preprocessing makes of a DeepCAD model: dialect [`crate::tokens::Dialect::DeepCad`].
///
/// # Errors
/// [`DeepCadError`](Error): not of the form, no bounding box, nothing to build, a name that leads nowhere, a curve or
/// extent of another kind, an extent over twice the unit, or rows over the limits.
///
/// # Source
/// DeepCAD (arXiv 2105.09492), its preprocessing; GenCAD and GenCAD-3D use the files it made.
pub fn tokens(text: &str) -> Result<Tokens, Error> {
    tokens_in_cube(text).map(|(tokens, _)| tokens)
}

/// As [`tokens`], and the cube the rows are measured in.
///
/// # Errors
/// As [`tokens`].
pub fn tokens_in_cube(text: &str) -> Result<(Tokens, Cube), Error> {
    let model: form::Model = serde_json::from_str(text).map_err(|e| Error::Form { message: e.to_string() })?;
    let unit = FILL / largest_coordinate(&model)?;
    let mut rows = Vec::new();
    let mut count = 0;
    for (extrusion, item) in model.sequence.iter().filter(|i| i.kind == "ExtrudeFeature").enumerate() {
        count += 1;
        let source: form::Extrusion = entity(&model, extrusion, "extrusion", &item.entity)?;
        for (index, name) in source.profiles.iter().enumerate() {
            let sketch: form::Sketch = entity(&model, extrusion, "sketch", &name.sketch)?;
            let profile = sketch.profiles.get(&name.profile).ok_or_else(|| Error::Missing {
                extrusion,
                what: "profile",
                id: format!("{}/{}", name.sketch, name.profile),
            })?;
            let profile = Drawn::of(profile, &Place { extrusion, profile: index })?;
            let t = &sketch.transform;
            let plane = Plane::new(t.x_axis.vec3(), t.y_axis.vec3(), t.z_axis.vec3());
            profile.rows(&mut rows);
            rows.push(extrude_row(extrusion, index, &source, &plane, t.origin.vec3(), &profile, unit)?);
        }
    }
    if rows.is_empty() {
        return Err(Error::Empty { extrusions: count, passed: count });
    }
    let tokens = Tokens::from_rows(&rows).map_err(Error::Rows)?;
    Ok((tokens, Cube { center: Vec3::ZERO, half: MM / unit }))
}

/// Largest coordinate of the box the file names, metres.
fn largest_coordinate(model: &form::Model) -> Result<f64, Error> {
    let corners = super::boxes::named(model).ok_or(Error::NoBox)?;
    let largest = corners.iter().map(|c| c.abs().max_element()).fold(0.0, f64::max);
    if largest > 0.0 && largest.is_finite() { Ok(largest) } else { Err(Error::NoBox) }
}

/// A level of 0 to 255.
fn clipped(value: f64) -> i16 {
    value.round_ties_even().clamp(0.0, 255.0) as i16
}

/// The level of a length in units, −1 to 1.
fn signed(value: f64) -> i16 {
    clipped((value + 1.0) / 2.0 * 256.0)
}

fn extrude_row(
    extrusion: usize,
    index: usize,
    source: &form::Extrusion,
    plane: &Plane,
    origin: Vec3,
    profile: &Drawn,
    unit: f64,
) -> Result<Row, Error> {
    let unsupported = |what, value: &str, known| Error::Unsupported { extrusion, what, value: value.to_owned(), known };
    if let Some(start) = source.start_extent.as_ref().filter(|s| s.kind != "ProfilePlaneStartDefinition") {
        return Err(unsupported("start_extent", &start.kind, "ProfilePlaneStartDefinition"));
    }
    let operation = match source.operation.as_str() {
        "NewBodyFeatureOperation" => i16::from(index > 0),
        "JoinFeatureOperation" => 1,
        "CutFeatureOperation" => 2,
        "IntersectFeatureOperation" => 3,
        other => return Err(unsupported("operation", other, super::read::OPERATIONS)),
    };
    let mut two = 0.0;
    let extent = match source.extent_type.as_str() {
        "OneSideFeatureExtentType" => 0,
        "SymmetricFeatureExtentType" => 1,
        "TwoSidesFeatureExtentType" => {
            two = source.extent_two.as_ref().map_or(0.0, |d| d.distance.value);
            2
        }
        other => return Err(unsupported("extent_type", other, super::read::EXTENTS)),
    };
    let [one, two] = [source.extent_one.distance.value * unit, two * unit];
    for value in [one, two] {
        if !(-2.0..=2.0).contains(&value) {
            return Err(Error::Extent { extrusion, value });
        }
    }
    let start = profile.start();
    let position = (plane.x * start.x + plane.y * start.y + origin) * unit;
    let [theta, phi, gamma] = plane.angles.map(|a| clipped((a / PI + 1.0) / 2.0 * 256.0));
    Ok(row(
        Command::Extrude,
        &[
            theta,
            phi,
            gamma,
            signed(position.x),
            signed(position.y),
            signed(position.z),
            clipped(profile.size() * unit / 2.0 * 256.0),
            signed(one),
            signed(two),
            operation,
            extent,
        ],
    ))
}

/// Where in the file a profile stands, for messages.
struct Place {
    extrusion: usize,
    profile: usize,
}

/// A curve as the file gives it, metres.
#[derive(Clone, Copy, Debug)]
enum Stroke {
    Line { start: Vec2, end: Vec2 },
    Arc { start: Vec2, end: Vec2, middle: Vec2, center: Vec2, radius: f64, angles: [f64; 2] },
    Circle { center: Vec2, radius: f64 },
}

impl Stroke {
    fn of(curve: &form::Curve, place: &Place, loop_: usize) -> Result<Self, Error> {
        let missing = |name: &str| Error::Curve {
            extrusion: place.extrusion,
            profile: place.profile,
            loop_,
            reason: format!("{} has no {name}", curve.kind),
        };
        let point = |p: Option<form::Point>, name: &str| p.map(form::Point::vec2).ok_or_else(|| missing(name));
        let number = |n: Option<f64>, name: &str| n.ok_or_else(|| missing(name));
        Ok(match curve.kind.as_str() {
            "Line3D" => Self::Line {
                start: point(curve.start_point, "start_point")?,
                end: point(curve.end_point, "end_point")?,
            },
            "Circle3D" => Self::Circle {
                center: point(curve.center_point, "center_point")?,
                radius: number(curve.radius, "radius")?,
            },
            "Arc3D" => {
                let center = point(curve.center_point, "center_point")?;
                let radius = number(curve.radius, "radius")?;
                let reference = point(curve.reference_vector, "reference_vector")?;
                let angles = [number(curve.start_angle, "start_angle")?, number(curve.end_angle, "end_angle")?];
                let (s, c) = ((angles[0] + angles[1]) / 2.0).sin_cos();
                let turned = Vec2::new(c * reference.x - s * reference.y, s * reference.x + c * reference.y);
                Self::Arc {
                    start: point(curve.start_point, "start_point")?,
                    end: point(curve.end_point, "end_point")?,
                    middle: center + turned * radius,
                    center,
                    radius,
                    angles,
                }
            }
            other => {
                return Err(Error::Unsupported {
                    extrusion: place.extrusion,
                    what: "curve",
                    value: other.to_owned(),
                    known: "Line3D, Arc3D, Circle3D",
                });
            }
        })
    }

    /// A circle is taken to run from its left to its right.
    fn start(&self) -> Vec2 {
        match *self {
            Self::Line { start, .. } | Self::Arc { start, .. } => start,
            Self::Circle { center, radius } => Vec2::new(center.x - radius, center.y),
        }
    }

    fn end(&self) -> Vec2 {
        match *self {
            Self::Line { end, .. } | Self::Arc { end, .. } => end,
            Self::Circle { center, radius } => Vec2::new(center.x + radius, center.y),
        }
    }

    fn reverse(&mut self) {
        match self {
            Self::Line { start, end } | Self::Arc { start, end, .. } => std::mem::swap(start, end),
            Self::Circle { .. } => {}
        }
    }

    /// Towards the middle from the start, or from the middle to the end.
    fn direction(&self, from_start: bool) -> Vec2 {
        match *self {
            Self::Arc { start, middle, .. } if from_start => middle - start,
            Self::Arc { end, middle, .. } => end - middle,
            _ => self.end() - self.start(),
        }
    }

    fn bounds(&self) -> [Vec2; 2] {
        let (start, end) = (self.start(), self.end());
        match *self {
            Self::Line { .. } => [start.min(end), start.max(end)],
            Self::Circle { center, radius } => [center - Vec2::splat(radius), center + Vec2::splat(radius)],
            Self::Arc { middle, center, radius, .. } => {
                let heading = |p: Vec2| from_x((p - center) / ((p - center).length() + 1e-8));
                let (s, m, e) = (heading(start), heading(middle), heading(end));
                let (mut s, mut e) = (s.min(e), s.max(e));
                if !(s < m && m < e) {
                    (s, e) = (e - TAU, s);
                }
                let within = |a: f64| s < a && a < e;
                let mut bounds = [start.min(end), start.max(end)];
                for (axis, angles) in [
                    (Vec2::X, [0.0, 0.0]),
                    (Vec2::Y, [FRAC_PI_2, -FRAC_PI_2 * 3.0]),
                    (Vec2::NEG_X, [PI, -PI]),
                    (Vec2::NEG_Y, [FRAC_PI_2 * 3.0, -FRAC_PI_2]),
                ] {
                    if angles.into_iter().any(within) {
                        let p = center + axis * radius;
                        bounds = [bounds[0].min(p), bounds[1].max(p)];
                    }
                }
                bounds
            }
        }
    }

    /// The row, sketch coordinates scaled by `scale` about `start`.
    fn row(&self, start: Vec2, scale: f64) -> Row {
        let place = |p: Vec2| ((p - start) * scale + MIDDLE).map(|v| f64::from(clipped(v)));
        let end = place(self.end());
        match *self {
            Self::Line { .. } => row(Command::Line, &[end.x as i16, end.y as i16]),
            Self::Circle { center, radius } => {
                let c = place(center);
                let r = (radius * scale).abs().round_ties_even().clamp(1.0, 255.0);
                row(Command::Circle, &[c.x as i16, c.y as i16, r as i16])
            }
            Self::Arc { start: from, middle, angles, .. } => {
                // The direction is looked for after rounding, so shallow arcs may turn round.
                let (from, middle) = (place(from), place(middle));
                let counter_clockwise = (middle - from).perp_dot(end - from) >= 0.0;
                let [a, b] = angles.map(|a| clipped(a / TAU * 256.0));
                row(Command::Arc, &[end.x as i16, end.y as i16, (b - a).abs().max(1), i16::from(counter_clockwise)])
            }
        }
    }
}

/// Angle from the x axis, 0 to 2π.
fn from_x(v: Vec2) -> f64 {
    let u = v / v.length();
    match (u.x >= 0.0, u.y >= 0.0) {
        (true, true) => u.y.asin(),
        (true, false) => TAU - (-u.y).asin(),
        (false, true) => PI - u.y.asin(),
        (false, false) => PI + (-u.y).asin(),
    }
}

/// Equal as the pipeline compares: 1e-8 and 1e-5 of the second.
fn close(a: Vec2, b: Vec2) -> bool {
    let one = |a: f64, b: f64| (a - b).abs() <= 1e-8 + 1e-5 * b.abs();
    one(a.x, b.x) && one(a.y, b.y)
}

/// The curves in the pipeline's order: from the leftmost start, mostly counter-clockwise.
fn ordered(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    if strokes.len() < 2 {
        return strokes;
    }
    let first = strokes[0].start();
    if close(first, strokes[1].start()) || close(first, strokes[1].end()) {
        strokes[0].reverse();
    }
    let mut leftmost = 0;
    let mut least = [f64::INFINITY; 2];
    for i in 0..strokes.len() {
        let end = strokes[i].end();
        if let Some(next) = strokes.get_mut(i + 1)
            && close(end, next.end())
        {
            next.reverse();
        }
        let at = strokes[i].start().to_array().map(rounded);
        if at[0] < least[0] || (at[0] == least[0] && at[1] < least[1]) {
            (leftmost, least) = (i, at);
        }
    }
    strokes.rotate_left(leftmost);
    let (first, last) = (strokes[0], strokes[strokes.len() - 1]);
    if matches!(first, Stroke::Circle { .. }) || matches!(last, Stroke::Circle { .. }) {
        return strokes;
    }
    if last.direction(false).perp_dot(first.direction(true)) <= 0.0 {
        strokes.iter_mut().for_each(Stroke::reverse);
        strokes.reverse();
    }
    strokes
}

fn bounds_of(boxes: impl Iterator<Item = [Vec2; 2]>) -> [Vec2; 2] {
    boxes.fold([Vec2::INFINITY, Vec2::NEG_INFINITY], |a, b| [a[0].min(b[0]), a[1].max(b[1])])
}

/// A profile: its loops from left to right.
struct Drawn {
    loops: Vec<Vec<Stroke>>,
}

impl Drawn {
    fn of(profile: &form::Profile, place: &Place) -> Result<Self, Error> {
        let mut loops: Vec<([f64; 2], Vec<Stroke>)> = Vec::new();
        for (index, source) in profile.loops.iter().enumerate() {
            let strokes: Result<Vec<Stroke>, Error> =
                source.profile_curves.iter().map(|c| Stroke::of(c, place, index)).collect();
            let strokes = ordered(strokes?);
            let [corner, _] = bounds_of(strokes.iter().map(Stroke::bounds));
            loops.push((corner.to_array().map(rounded), strokes));
        }
        if loops.iter().all(|(_, l)| l.is_empty()) {
            let (extrusion, profile) = (place.extrusion, place.profile);
            return Err(Error::Curve { extrusion, profile, loop_: 0, reason: "the profile has no curves".into() });
        }
        loops.sort_by(|(a, _), (b, _)| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        Ok(Self { loops: loops.into_iter().map(|(_, l)| l).collect() })
    }

    fn start(&self) -> Vec2 {
        self.loops.iter().flatten().next().map_or(Vec2::ZERO, Stroke::start)
    }

    /// Largest distance, along an axis, of the box from the start point.
    fn size(&self) -> f64 {
        let [low, high] = bounds_of(self.loops.iter().flatten().map(Stroke::bounds));
        let start = self.start();
        (high - start).abs().max((low - start).abs()).max_element()
    }

    fn rows(&self, rows: &mut Vec<Row>) {
        let (start, scale) = (self.start(), REACH / self.size());
        for strokes in &self.loops {
            rows.push(row(Command::Loop, &[]));
            rows.extend(strokes.iter().map(|s| s.row(start, scale)));
        }
    }
}
