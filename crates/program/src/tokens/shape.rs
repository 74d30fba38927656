//! One number for one shape.

use super::encode::additions;
use crate::flatten::flatten;
use crate::geom::{Curve, Frame, Profile, Vec2, Vec3};
use crate::program::{Mode, Program};
use crate::region::simplified;

/// Grains to half the longest side. No round dimension falls half-way between two grains.
const GRAINS: f64 = 7193.3719;

/// A number that is the same for the same shape, however it is drawn: of any size, at any place, with sketches whose axes, normals,
/// starts and directions differ, with extents told one way or another, with straight edges in pieces, and with additions (or cuts) in
/// another order among themselves. `None` where nothing is built.
///
/// What is compared is the corners of every prism, relative to the box of all additions and rounded to 1/7193 of half its
/// longest side. Parts that are turned or mirrored differ, as their rows do. So do parts that come to one solid by different prisms.
/// The number is the same on every machine and in every release.
pub fn shape_hash(program: &Program) -> Option<u64> {
    let prisms = flatten(program);
    let bounds = additions(&prisms);
    let half = bounds.size().max_element() / 2.0;
    if bounds.is_empty() || half <= 0.0 || !half.is_finite() {
        return None;
    }
    let center = bounds.center();
    let grid = |p: Vec3| ((p - center) / half * GRAINS).round().to_array().map(|v| v as i64);
    let mut shape = Digest::new();
    let mut run: (u8, Vec<u64>) = (0, Vec::new());
    for prism in prisms {
        let kind = match prism.mode {
            Mode::New | Mode::Join => 0,
            Mode::Cut => 1,
            Mode::Intersect => 2,
        };
        // What intersects twice does so in turn.
        if kind != run.0 || kind == 2 {
            shape.run(&mut run);
            run.0 = kind;
        }
        let solids = prism.profiles.iter().map(|p| solid(p, &prism.frame, prism.range, half, grid));
        run.1.extend(solids);
    }
    shape.run(&mut run);
    Some(shape.0)
}

/// The digest of one profile's prism.
fn solid(profile: &Profile, frame: &Frame, range: [f64; 2], half: f64, grid: impl Fn(Vec3) -> [i64; 3]) -> u64 {
    let mut curves: Vec<u64> = Vec::new();
    for l in profile.loops() {
        for curve in simplified(l, 1e-7 * half).curves() {
            let (points, radius): (Vec<Vec2>, f64) = match curve {
                Curve::Line { start, end } => (vec![start, end], 0.0),
                Curve::Arc { start, end, radius, .. } => (vec![start, end, curve.point(0.5)], radius),
                Curve::Circle(c) => (vec![c.center], c.radius),
            };
            let mut corners: Vec<[i64; 3]> =
                points.into_iter().flat_map(|p| range.map(|h| grid(frame.world_from_local(p.extend(h))))).collect();
            corners.sort_unstable();
            let mut digest = Digest::new();
            digest.add((radius / half * GRAINS).round() as i64);
            corners.iter().flatten().for_each(|&v| digest.add(v));
            curves.push(digest.0);
        }
    }
    curves.sort_unstable();
    let mut digest = Digest::new();
    curves.into_iter().for_each(|c| digest.add(c as i64));
    digest.0
}

/// FNV-1a of 64 bits, whose result is fixed by its definition.
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, value: i64) {
        for byte in value.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Adds prisms whose order does not matter, and empties the run.
    fn run(&mut self, (kind, solids): &mut (u8, Vec<u64>)) {
        if solids.is_empty() {
            return;
        }
        solids.sort_unstable();
        solids.dedup();
        self.add(i64::from(*kind));
        self.add(solids.len() as i64);
        solids.drain(..).for_each(|s| self.add(s as i64));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Loop;
    use crate::program::{Extent, Step};

    fn plate(size: f64, holes: &[Vec2]) -> Program {
        let outer = Loop::rectangle(Vec2::ZERO, Vec2::new(4.0, 2.0) * size);
        let mut steps = vec![Step::extrude(
            Frame::WORLD,
            vec![Profile::solid(outer)],
            Extent::OneSide { distance: size },
            Mode::New,
        )];
        for &h in holes {
            let hole = Profile::solid(Loop::circle(h * size, 0.3 * size));
            steps.push(Step::extrude(Frame::WORLD, vec![hole], Extent::OneSide { distance: size }, Mode::Cut));
        }
        Program { steps, ..Program::default() }
    }

    #[test]
    fn drawing_size_and_place_do_not_matter_and_shape_does() {
        let (a, b) = (Vec2::new(1.0, 1.0), Vec2::new(3.0, 0.9));
        let plain = shape_hash(&plate(1.0, &[a, b])).unwrap();
        assert_eq!(shape_hash(&plate(25.4, &[b, a])), Some(plain));
        assert_ne!(shape_hash(&plate(1.0, &[a])), Some(plain));
        assert_ne!(shape_hash(&plate(1.0, &[a, b + Vec2::X * 0.01])), Some(plain));
        // The plate drawn from above, downwards, clockwise, its long side in two pieces, elsewhere.
        let mut other = plate(1.0, &[a, b]);
        let at = Vec3::new(7.0, -3.0, 11.0);
        for step in &mut other.steps {
            if let crate::program::Operation::Extrude(e) = &mut step.operation {
                e.sketch.frame.origin += at;
            }
        }
        let top = Frame { origin: at + Vec3::new(4.0, 0.0, 1.0), x: Vec3::NEG_X, y: Vec3::Y };
        let outline = [(0.0, 0.0), (0.0, 2.0), (4.0, 2.0), (4.0, 0.0), (1.5, 0.0)].map(|(x, y)| Vec2::new(x, y));
        other.steps[0] = Step::extrude(
            top,
            vec![Profile::solid(Loop::polygon(&outline))],
            Extent::TwoSides { forward: 1.0, backward: 0.0 },
            Mode::New,
        );
        assert_eq!(shape_hash(&other), Some(plain));
        assert_eq!(shape_hash(&Program::default()), None);
    }
}
