//! The dimensions of a part as a drawing would give them, and how many of them another part repeats.
//!
//! Two programs may draw one part in different ways, so what is compared is not their numbers but what these build:
//! the planes and cylinders that bound the solid, found by sampling its surface.
//!
//! - **Ordinates**: planes are grouped by direction; the lowest plane of each group is its datum, and the distance of every
//!   other plane from it is a dimension. So is the distance from it of every cylinder axis parallel to it.
//! - **Radii**: of every cylinder.
//! - **Axis distances**: of every cylinder from the widest one parallel to it, where they are not concentric.
//! - A lone plane of its direction (a chamfer, say) gives one dimension: that the other part has this plane.
//!
//! A dimension is repeated where the other part has the planes or cylinders it belongs to, and its value there
//! agrees within the relative tolerance.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_geom::Curve;
use resolid_geom::Vec3;
use resolid_program::{Evaluator, PrismFace, Program};
use std::collections::BTreeSet;

/// How far apart the two parts may lie in space, relative to their size, for a plane or cylinder to be found again.
const REACH: f64 = 0.01;
/// Directions this close are one.
const PARALLEL: f64 = 2e-3;

/// How many dimensions there are and how many are repeated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Dimensions of the original.
    pub dimensions: usize,
    /// Those that the other part repeats.
    pub repeated: usize,
    /// The others, in words.
    pub lost: Vec<String>,
}

#[derive(Clone, Copy, Debug)]
struct Plane {
    normal: Vec3,
    offset: f64,
}

#[derive(Clone, Copy, Debug)]
struct Cylinder {
    axis: Vec3,
    /// The axis's point nearest to the origin.
    point: Vec3,
    radius: f64,
}

/// How many dimensions of `original` the part `other`, which lies in the same place, repeats within `relative`.
///
/// # Cost
/// 40,000 surface samples of each part, about a second for a hundred faces.
pub fn agreement(original: &Program, other: &Program, relative: f64) -> Agreement {
    let (a, b) = (Evaluator::new(original), Evaluator::new(other));
    let diagonal = a.bounds().diagonal();
    let center = a.bounds().center();
    let (planes, cylinders) = surfaces(&a, center, diagonal);
    let (other_planes, other_cylinders) = surfaces(&b, center, diagonal);
    let reach = REACH * diagonal;
    let mut found = Agreement::default();
    let mut count = |what: String, value: f64, there: Option<f64>| {
        found.dimensions += 1;
        match there {
            Some(v) if (v - value).abs() <= relative * value.abs() => found.repeated += 1,
            Some(v) => found.lost.push(format!("{what}: {value:.5} became {v:.5}")),
            None => found.lost.push(format!("{what}: {value:.5} is gone")),
        }
    };
    let same_plane = |p: &Plane| {
        other_planes
            .iter()
            .filter(|q| parallel(p.normal, q.normal))
            .map(|q| (q.offset * p.normal.dot(q.normal).signum() - p.offset, q))
            .filter(|(d, _)| d.abs() <= reach)
            .min_by(|x, y| x.0.abs().total_cmp(&y.0.abs()))
            .map(|(d, _)| p.offset + d)
    };
    let same_cylinder = |c: &Cylinder| {
        let off = |d: &Cylinder| (d.point - c.point).length() + (d.radius - c.radius).abs();
        other_cylinders
            .iter()
            .filter(|d| parallel(c.axis, d.axis) && off(d) <= 2.0 * reach)
            .min_by(|d, e| off(d).total_cmp(&off(e)))
            .copied()
    };

    let mut groups: Vec<Vec<Plane>> = Vec::new();
    for plane in planes {
        match groups.iter_mut().find(|g| parallel(g[0].normal, plane.normal)) {
            Some(group) => group.push(plane),
            None => groups.push(vec![plane]),
        }
    }
    for group in &mut groups {
        group.sort_by(|p, q| p.offset.total_cmp(&q.offset));
        let n = group[0].normal;
        let name = format!("({:.2}, {:.2}, {:.2})", n.x, n.y, n.z);
        if let [lone] = group[..] {
            // Without a second plane there is no length to compare, so the plane itself is the dimension.
            let there = same_plane(&lone).filter(|o| (o - lone.offset).abs() <= relative * diagonal);
            count(format!("plane along {name}"), 1.0, there.map(|_| 1.0));
            continue;
        }
        let datum = same_plane(&group[0]);
        for plane in &group[1..] {
            let there = datum.and_then(|d| Some(same_plane(plane)? - d));
            count(format!("ordinate along {name}"), plane.offset - group[0].offset, there);
        }
        let mut seen: Vec<f64> = Vec::new();
        for cylinder in cylinders.iter().filter(|c| c.axis.dot(n).abs() < PARALLEL) {
            let value = cylinder.point.dot(n) - group[0].offset;
            // Two holes in one row share the ordinate of the row; an axis in the datum has none.
            if value.abs() <= 1e-6 * diagonal || seen.iter().any(|v| (v - value).abs() <= 1e-6 * diagonal) {
                continue;
            }
            seen.push(value);
            let there = datum.and_then(|d| Some(same_cylinder(cylinder)?.point.dot(n) - d));
            count(format!("axis along {name}"), value, there);
        }
    }
    for (i, cylinder) in cylinders.iter().enumerate() {
        let there = same_cylinder(cylinder);
        count("radius".into(), cylinder.radius, there.map(|c| c.radius));
        let widest = cylinders
            .iter()
            .enumerate()
            .filter(|(_, c)| parallel(c.axis, cylinder.axis))
            .max_by(|x, y| x.1.radius.total_cmp(&y.1.radius).then(y.0.cmp(&x.0)));
        let Some((w, widest)) = widest else { continue };
        let value = (cylinder.point - widest.point).length();
        if w != i && value > 1e-6 * diagonal {
            let there = there.and_then(|c| Some((c.point - same_cylinder(widest)?.point).length()));
            count("distance between axes".into(), value, there);
        }
    }
    found
}

fn parallel(a: Vec3, b: Vec3) -> bool {
    a.cross(b).length() < PARALLEL
}

/// The planes and cylinders that bound the part, each once, normals made comparable and positions about `center`.
fn surfaces(part: &Evaluator, center: Vec3, diagonal: f64) -> (Vec<Plane>, Vec<Cylinder>) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut faces: BTreeSet<(usize, PrismFace)> = BTreeSet::new();
    for point in part.sample_surface(40_000, &mut rng) {
        faces.insert((point.prism, point.face));
    }
    let same = 1e-6 * diagonal;
    let (mut planes, mut cylinders): (Vec<Plane>, Vec<Cylinder>) = (Vec::new(), Vec::new());
    for (prism, face) in faces {
        let prism = &part.prisms()[prism];
        let frame = prism.frame;
        let mut plane = |normal: Vec3, point: Vec3| {
            let normal = upward(normal);
            let new = Plane { normal, offset: (point - center).dot(normal) };
            if !planes.iter().any(|p| parallel(p.normal, normal) && (p.offset - new.offset).abs() <= same) {
                planes.push(new);
            }
        };
        let at = |height: f64| frame.origin + frame.z() * height;
        match face {
            PrismFace::Bottom { .. } => plane(frame.z(), at(prism.range[0])),
            PrismFace::Top { .. } => plane(frame.z(), at(prism.range[1])),
            PrismFace::Side { profile, loop_, curve } => {
                let outline = prism.profiles[profile].loops().nth(loop_).and_then(|l| l.curves().nth(curve));
                let (middle, radius) = match outline {
                    Some(Curve::Line { start, end }) => {
                        let along = frame.world_from_sketch(end) - frame.world_from_sketch(start);
                        plane(along.cross(frame.z()).normalize(), frame.world_from_sketch(start));
                        continue;
                    }
                    Some(Curve::Arc { center, radius, .. }) => (center, radius),
                    Some(Curve::Circle(c)) => (c.center, c.radius),
                    None => continue,
                };
                let axis = upward(frame.z());
                let p = frame.world_from_sketch(middle) - center;
                let new = Cylinder { axis, point: p - axis * p.dot(axis), radius };
                let known = |c: &Cylinder| {
                    parallel(c.axis, axis)
                        && (c.point - new.point).length() <= same
                        && (c.radius - radius).abs() <= same
                };
                if !cylinders.iter().any(known) {
                    cylinders.push(new);
                }
            }
        }
    }
    (planes, cylinders)
}

/// The direction or its opposite, whichever has its first component that is not zero positive.
fn upward(v: Vec3) -> Vec3 {
    let lead = v.to_array().into_iter().find(|c| c.abs() > 1e-6).unwrap_or(1.0);
    if lead < 0.0 { -v } else { v }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::{Frame, Loop, Profile, Vec2};
    use resolid_program::{Extent, Mode, Step};

    fn plate(width: f64, radius: f64, depth: f64) -> Program {
        let rectangle = Loop::rectangle(Vec2::ZERO, Vec2::new(width, 20.0));
        let holes = vec![Loop::circle(Vec2::new(10.0, 10.0), radius), Loop::circle(Vec2::new(30.0, 10.0), 3.0)];
        let profile = Profile { outer: rectangle, holes };
        let step = Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance: depth }, Mode::New);
        Program { steps: vec![step], ..Program::default() }
    }

    #[test]
    fn a_plate_has_the_dimensions_of_its_drawing() {
        let original = plate(40.0, 4.0, 5.0);
        // Width, height, depth; x of two axes, y of their row; two radii, one distance between axes.
        let same = agreement(&original, &original, 1e-3);
        assert_eq!((same.dimensions, same.repeated), (9, 9), "{:?}", same.lost);
        let thicker = agreement(&original, &plate(40.0, 4.0, 5.02), 1e-3);
        assert_eq!((thicker.dimensions, thicker.repeated), (9, 8), "{:?}", thicker.lost);
        let wider_hole = agreement(&original, &plate(40.0, 4.02, 5.0), 1e-3);
        assert_eq!(wider_hole.repeated, 8, "{:?}", wider_hole.lost);
        let longer = agreement(&original, &plate(41.0, 4.0, 5.0), 1e-3);
        assert_eq!(longer.repeated, 8, "{:?}", longer.lost);
    }

    #[test]
    fn a_missing_hole_loses_its_dimensions() {
        let mut other = plate(40.0, 4.0, 5.0);
        if let resolid_program::Operation::Extrude(e) = &mut other.steps[0].operation {
            e.sketch.profiles[0].holes.remove(1);
        }
        let found = agreement(&plate(40.0, 4.0, 5.0), &other, 1e-3);
        // Its x, its radius and its distance are gone; the row's y is still told by the other hole.
        assert_eq!((found.dimensions, found.repeated), (9, 6), "{:?}", found.lost);
    }
}
