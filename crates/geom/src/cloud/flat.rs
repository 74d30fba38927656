//! Points that show no depth: on one plane or line, exactly or but for their scatter.

use super::{Cloud, LocalPlane, plane_through};
use crate::Vec3;

/// Depth of an exact plane or line, as a share of its length: the rounding of its numbers.
const EXACT: f64 = 1e-6;
/// Depth that scatter is taken to make at most, as a share of the next extent.
const THIN: f64 = 0.1;
/// How far a bell's skewness may be off nought, and its kurtosis off three, in draws as large as scans are.
const BELL: [f64; 2] = [0.2, 0.3];
/// Share of the normals that a second side has.
const SECOND_SIDE: f64 = 0.1;

/// "line" or "plane", where the points lie on one but for the rounding of their numbers.
pub fn exactly_flat(points: &[Vec3]) -> Option<&'static str> {
    let whole = plane_through(points.iter().copied());
    let share = |extent: f64| extent / whole.spread[0].max(f64::MIN_POSITIVE);
    [("line", whole.spread[1]), ("plane", whole.scatter)].into_iter().find(|s| share(s.1) < EXACT).map(|s| s.0)
}

/// "line" or "plane", where no depth of the points is more than their scatter.
///
/// A part has two sides, however thin, and the distances of its points from the plane between them gather about two places; those of a
/// plane that was seen badly are a bell about one.
pub fn flat_but_for_scatter(cloud: &Cloud) -> Option<&'static str> {
    let whole = plane_through(cloud.points.iter().copied());
    let shape = if whole.spread[1] < THIN * whole.spread[0] { "line" } else { "plane" };
    if whole.scatter > THIN * whole.spread[0] || (shape == "plane" && whole.scatter > THIN * whole.spread[1]) {
        return None;
    }
    (is_bell(cloud, &whole) && !has_two_sides(cloud, whole.normal)).then_some(shape)
}

/// Whether the distances from the plane are distributed normally.
fn is_bell(cloud: &Cloud, plane: &LocalPlane) -> bool {
    let mut moments = [0.0; 3];
    for p in &cloud.points {
        let off = plane.normal.dot(*p - plane.center) / plane.scatter.max(f64::MIN_POSITIVE);
        (2..5).zip(&mut moments).for_each(|(power, sum)| *sum += off.powi(power));
    }
    let [second, third, fourth] = moments.map(|sum| sum / cloud.len() as f64);
    (third / second.powf(1.5)).abs() < BELL[0] && (fourth / second.powi(2) - 3.0).abs() < BELL[1]
}

/// Whether normals say that the surface faces both ways.
fn has_two_sides(cloud: &Cloud, normal: Vec3) -> bool {
    const FACING: f64 = 0.5;
    let Some(normals) = &cloud.normals else { return false };
    let facing = |way: f64| normals.iter().filter(|n| n.dot(normal) * way > FACING).count();
    facing(1.0).min(facing(-1.0)) as f64 > SECOND_SIDE * cloud.len() as f64
}
