//! The search's own form of a program: polygonal prisms added and cut in order, and their plane sections.

use crate::facets::clipped;
use crate::region::{Contour, Region, Shape};
use crate::sketch::loop_of;
use crate::stack::Fineness;
use resolid_geom::{Frame, Vec2, Vec3};

/// Whether a prism adds material or takes it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    /// Adds.
    Add,
    /// Takes away.
    Cut,
}

/// A polygon pushed from `lo` to `hi` along one of the directions.
#[derive(Clone, Debug)]
pub struct PolyPrism {
    /// Index of the direction.
    pub axis: usize,
    /// The profile, in that direction's sketch frame.
    pub shape: Shape,
    /// Lower height.
    pub lo: f64,
    /// Upper height.
    pub hi: f64,
    /// What it does.
    pub sign: Sign,
}

impl PolyPrism {
    /// Volume.
    pub fn volume(&self) -> f64 {
        self.shape.area() * (self.hi - self.lo)
    }

    /// Lowest and highest coordinate along `direction`.
    pub fn extent_along(&self, frame: &Frame, direction: Vec3) -> [f64; 2] {
        let mut range = [f64::MAX, f64::MIN];
        for p in &self.shape.outer {
            for z in [self.lo, self.hi] {
                let h = frame.world_from_local(p.extend(z)).dot(direction);
                range = [range[0].min(h), range[1].max(h)];
            }
        }
        range
    }

    /// A section before this prism as it is after it, `slice` being the prism's own.
    pub fn applied(&self, region: Region, slice: &Region) -> Region {
        match self.sign {
            _ if slice.is_empty() => region,
            Sign::Add => region.union(slice),
            Sign::Cut => region.difference(slice),
        }
    }

    /// The section by the plane at `height` of the direction `of`, in that direction's sketch frame.
    pub fn section(&self, frames: &[Frame], of: usize, height: f64) -> Region {
        if of == self.axis {
            return if self.lo < height && height < self.hi {
                Region::of(self.shape.clone())
            } else {
                Region::default()
            };
        }
        let (own, plane) = (&frames[self.axis], &frames[of]);
        let local = |p: Vec2| own.local_from_world(plane.world_from_local(p.extend(height)));
        // Local coordinates of the plane's points are origin + x · u + y · v.
        let (origin, x, y) =
            (local(Vec2::ZERO), own.local_from_world_direction(plane.x), own.local_from_world_direction(plane.y));
        let det = x.truncate().perp_dot(y.truncate());
        // Directions nearer than this to a right angle were made exactly so where they were found.
        if det.abs() > 1e-5 { self.oblique_section(origin, x, y, det) } else { self.upright_section(origin, x, y) }
    }

    /// Plane crossing the prism's direction: its profile, sheared into the plane, between two parallel lines.
    fn oblique_section(&self, origin: Vec3, x: Vec3, y: Vec3, det: f64) -> Region {
        let into_plane = |p: Vec2| {
            let d = p - origin.truncate();
            Vec2::new(d.perp_dot(y.truncate()), x.truncate().perp_dot(d)) / det
        };
        let contours: Vec<Contour> = self
            .shape
            .contours()
            .map(|c| {
                let mut mapped: Contour = c.iter().map(|&p| into_plane(p)).collect();
                if det < 0.0 {
                    mapped.reverse();
                }
                mapped
            })
            .collect();
        let full = Region::from_oriented(contours);
        let slope = Vec2::new(x.z, y.z);
        if slope.length() < 1e-12 {
            return if self.lo < origin.z && origin.z < self.hi { full } else { Region::default() };
        }
        let along = slope / slope.length_squared();
        let side = slope.perp().normalize() * (full.bounds().diagonal() + full.bounds().center().length() + 1.0) * 4.0;
        let (a, b) = (along * (self.lo - origin.z), along * (self.hi - origin.z));
        let strip = Region::of(Shape::solid(vec![a - side, b - side, b + side, a + side]));
        let strip = Region::from_oriented(strip.shapes.into_iter().map(|s| counter_clockwise(s.outer)).collect());
        full.intersection(&strip)
    }

    /// Plane along the prism's direction: one rectangle for each stretch where its trace runs inside the profile.
    fn upright_section(&self, origin: Vec3, x: Vec3, y: Vec3) -> Region {
        // In the plane, `rise` changes only the height over the profile and `run` only the place on it.
        let (xy, yy) = (x.truncate(), y.truncate());
        let run = if xy.length_squared() >= yy.length_squared() {
            Vec2::new(xy.length(), yy.dot(xy) / xy.length())
        } else {
            Vec2::new(xy.dot(yy) / yy.length(), yy.length())
        }
        .normalize();
        let rise = run.perp();
        let step = xy * run.x + yy * run.y;
        let climb = x.z * rise.x + y.z * rise.y;
        let drift = x.z * run.x + y.z * run.y;
        let normal = step.perp();
        let start = origin.truncate();
        let mut crossings: Vec<f64> = Vec::new();
        for contour in self.shape.contours() {
            let n = contour.len();
            for i in 0..n {
                let (p, q) = (contour[i], contour[(i + 1) % n]);
                let (sp, sq) = ((p - start).dot(normal), (q - start).dot(normal));
                if (sp > 0.0) != (sq > 0.0) {
                    let at = p.lerp(q, sp / (sp - sq));
                    crossings.push((at - start).dot(step) / step.length_squared());
                }
            }
        }
        crossings.sort_by(f64::total_cmp);
        let contours = crossings
            .chunks_exact(2)
            .map(|s| {
                let corner = |t: f64, z: f64| run * t + rise * ((z - origin.z - drift * t) / climb);
                counter_clockwise(vec![
                    corner(s[0], self.lo),
                    corner(s[1], self.lo),
                    corner(s[1], self.hi),
                    corner(s[0], self.hi),
                ])
            })
            .collect();
        Region::from_oriented(contours)
    }
}

/// `region` with what the additions among the prisms cover between two heights of direction `of`, seen along it; cuts are
/// not taken off.
pub fn shadow_onto(mut region: Region, prisms: &[PolyPrism], frames: &[Frame], of: usize, lo: f64, hi: f64) -> Region {
    for prism in prisms.iter().filter(|p| p.sign == Sign::Add) {
        if prism.axis == of {
            if prism.lo.max(lo) < prism.hi.min(hi) {
                region = region.union(&Region::of(prism.shape.clone()));
            }
            continue;
        }
        let place = |p: Vec2, z: f64| frames[of].local_from_world(frames[prism.axis].world_from_local(p.extend(z)));
        let mut faces: Vec<Vec<Vec3>> = Vec::new();
        for contour in prism.shape.contours() {
            for i in 0..contour.len() {
                let (p, q) = (contour[i], contour[(i + 1) % contour.len()]);
                faces.push(vec![place(p, prism.lo), place(q, prism.lo), place(q, prism.hi), place(p, prism.hi)]);
            }
        }
        for z in [prism.lo, prism.hi] {
            faces.push(prism.shape.outer.iter().map(|&p| place(p, z)).collect());
        }
        let pieces = faces
            .iter()
            .map(|face| clipped(&clipped(face, |p| p.z - lo), |p| hi - p.z))
            .filter(|face| face.len() >= 3)
            .map(|face| counter_clockwise(face.iter().map(|p| p.truncate()).collect()))
            .collect();
        // The faces' shadows close around the inside but may leave its middle out.
        let middle = prism.section(frames, of, (lo + hi) * 0.5);
        region = region.union(&Region::from_oriented(pieces)).union(&middle);
    }
    region
}

fn counter_clockwise(mut contour: Contour) -> Contour {
    if crate::region::signed_area(&contour) < 0.0 {
        contour.reverse();
    }
    contour
}

/// The section of a list of prisms by the plane at `height` of direction `of`.
pub fn section(prisms: &[PolyPrism], frames: &[Frame], of: usize, height: f64) -> Region {
    section_onto(Region::default(), prisms, frames, of, height)
}

/// A section after more prisms.
pub fn section_onto(mut region: Region, prisms: &[PolyPrism], frames: &[Frame], of: usize, height: f64) -> Region {
    for prism in prisms {
        region = prism.applied(region, &prism.section(frames, of, height));
    }
    region
}

/// What the profiles cost to draw: a feature for each kind of profile or hole, and a twentieth for each curve.
pub fn drawing_price(prisms: &[PolyPrism], fineness: Fineness) -> f64 {
    features(prisms, fineness.sliver) as f64 + 0.05 * curve_count(prisms, fineness) as f64
}

/// How many lines, arcs and circles the profiles are drawn with.
pub fn curve_count(prisms: &[PolyPrism], fineness: Fineness) -> usize {
    prisms.iter().flat_map(|p| p.shape.contours()).map(|c| loop_of(c, fineness.curve()).curve_count()).sum()
}

/// How many features the prisms make: equal profiles over the same heights are one, and so are equal holes.
pub fn features(prisms: &[PolyPrism], fineness: f64) -> usize {
    let round = |v: f64| (v / (20.0 * fineness)).round() as i64;
    let mut seen = std::collections::HashSet::new();
    for p in prisms {
        let signature = |c: &Contour| (round(crate::region::perimeter(c)), c.len());
        seen.insert((p.sign, p.axis, round(p.hi - p.lo), signature(&p.shape.outer)));
        for hole in &p.shape.holes {
            seen.insert((Sign::Cut, p.axis, round(p.hi - p.lo), signature(hole)));
        }
    }
    seen.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_across_and_along_have_the_right_area() {
        let frames = [
            Frame::from_normal(Vec3::ZERO, Vec3::Z),
            Frame::from_normal(Vec3::ZERO, Vec3::X),
            Frame::from_normal(Vec3::ZERO, Vec3::new(0.0, 1.0, 1.0).normalize()),
        ];
        let shape = Shape {
            outer: vec![Vec2::ZERO, Vec2::new(4.0, 0.0), Vec2::new(4.0, 3.0), Vec2::new(0.0, 3.0)],
            holes: vec![vec![Vec2::new(1.0, 1.0), Vec2::new(1.0, 2.0), Vec2::new(3.0, 2.0), Vec2::new(3.0, 1.0)]],
        };
        let prism = [PolyPrism { axis: 0, shape, lo: 1.0, hi: 3.0, sign: Sign::Add }];
        assert!((section(&prism, &frames, 0, 2.0).area() - 10.0).abs() < 1e-6);
        assert!(section(&prism, &frames, 0, 3.5).is_empty());
        // x = 2 runs through the hole: two stretches of 1 mm, 2 mm high.
        assert!((section(&prism, &frames, 1, 2.0).area() - 4.0).abs() < 1e-6);
        assert!((section(&prism, &frames, 1, 0.5).area() - 6.0).abs() < 1e-6);
        // An oblique plane through the middle, y + z = 3.5: 4 wide, limited by z = 1..3 → length 2√2, minus the hole
        // 2 wide between y = 1 and 2 → √2.
        let oblique = section(&prism, &frames, 2, 3.5 / 2f64.sqrt()).area();
        assert!((oblique - (4.0 * 2.0 * 2f64.sqrt() - 2.0 * 2f64.sqrt())).abs() < 1e-6, "{oblique}");
    }
}
