//! What a step is drawn on: the planes and centres of the steps before it, from which its own numbers may be written.

use super::shape::Shape;
use super::sheet::{Sum, near};
use resolid_geom::{Aabb2, Frame, Vec2, Vec3};

/// Directions are parallel, and boxes touch, to this.
const SAME: f64 = 1e-9;

/// A step as others see it. Places along a direction are those of its points' dot products with it.
#[derive(Debug)]
pub struct Drawn {
    /// The axes of its frame.
    axes: [Vec3; 3],
    /// Where it begins and ends along each.
    ends: [[f64; 2]; 3],
    /// Planes across each, and what they are sums of.
    planes: [Vec<(f64, Sum)>; 3],
    /// Middles of its arcs along the first two axes.
    centers: Vec<[(f64, Sum); 2]>,
    /// Whether it is material.
    adds: bool,
    scale: f64,
}

impl Drawn {
    /// Nothing but its box: `flat` around its profiles, and how far along z it reaches from the frame.
    pub fn new(frame: &Frame, flat: Aabb2, range: [f64; 2], adds: bool) -> Self {
        let axes = [frame.x, frame.y, frame.z()];
        let [x, y, z] = axes.map(|d| frame.origin.dot(d));
        let ends = [[x + flat.min.x, x + flat.max.x], [y + flat.min.y, y + flat.max.y], [z + range[0], z + range[1]]];
        let scale = ends.iter().flatten().fold(0.0, |most: f64, v| most.max(v.abs()));
        Self { axes, ends, planes: Default::default(), centers: Vec::new(), adds, scale }
    }

    /// With the planes across z that it runs between.
    pub fn between(mut self, levels: &[(f64, Sum); 2]) -> Self {
        self.planes[2] = levels.to_vec();
        self
    }

    /// Adds the sides and middles of a shape whose low ends are these sums in the sketch.
    pub fn shape(&mut self, frame: &Frame, shape: &Shape, low: &[Sum; 2]) {
        for (axis, along) in shape.along.iter().enumerate() {
            let origin = frame.origin.dot(self.axes[axis]);
            let planes = along.levels.iter().map(|(at, sum)| (origin + at, low[axis].plus(sum).add(origin)));
            self.planes[axis].extend(planes);
        }
        self.centers(frame, shape, low);
    }

    /// Adds the middles of a shape's arcs.
    pub fn centers(&mut self, frame: &Frame, shape: &Shape, low: &[Sum; 2]) {
        let origin = [0, 1].map(|axis| frame.origin.dot(self.axes[axis]));
        self.centers.extend(shape.centers.iter().map(|center| {
            [0, 1].map(|axis| {
                let (at, sum) = &center[axis];
                (origin[axis] + at, low[axis].plus(sum).add(origin[axis]))
            })
        }));
    }

    /// Which of its axes lies along a direction, and whether the same way.
    fn axis(&self, direction: Vec3) -> Option<(usize, f64)> {
        let found = |axis: usize| {
            let cosine = self.axes[axis].dot(direction);
            (cosine.abs() > 1.0 - SAME).then_some((axis, cosine.signum()))
        };
        (0..3).find_map(found)
    }

    /// Where it begins and ends along a direction, which must be one of its axes.
    fn ends_along(&self, direction: Vec3) -> Option<[f64; 2]> {
        let (axis, sign) = self.axis(direction)?;
        let [a, b] = self.ends[axis].map(|v| v * sign);
        Some([a.min(b), a.max(b)])
    }

    /// Whether the boxes of both meet, and all their axes are parallel.
    fn meets(&self, other: &Self) -> bool {
        let reach = SAME * self.scale.max(other.scale);
        other.axes.iter().zip(other.ends).all(|(&direction, [low, high])| {
            self.ends_along(direction).is_some_and(|[from, to]| from <= high + reach && low <= to + reach)
        })
    }

    fn plane(&self, direction: Vec3, at: f64) -> Option<Sum> {
        let (axis, sign) = self.axis(direction)?;
        let planes = &self.planes[axis];
        planes.iter().find(|(p, _)| near(p * sign, at, self.scale)).map(|(_, sum)| sum.times(sign))
    }
}

/// What a step is drawn on, in the places of its own sketch.
pub struct Ground<'a> {
    on: Vec<&'a Drawn>,
    frame: Frame,
}

/// The two sides that a shape lies between.
#[derive(Clone, Debug)]
pub struct Between {
    pub ends: [f64; 2],
    pub sums: [Sum; 2],
}

impl<'a> Ground<'a> {
    /// What of all that was drawn before meets the step.
    pub fn of(step: &Drawn, before: &'a [Drawn], frame: &Frame) -> Self {
        Self { on: before.iter().filter(|d| d.meets(step)).collect(), frame: *frame }
    }

    /// The step's own outlines, for the holes in them.
    pub fn own(step: &'a Drawn, frame: &Frame) -> Self {
        Self { on: vec![step], frame: *frame }
    }

    fn direction(&self, axis: usize) -> Vec3 {
        [self.frame.x, self.frame.y][axis]
    }

    /// What a plane at a place along a direction follows.
    pub fn plane(&self, direction: Vec3, at: f64) -> Option<Sum> {
        self.on.iter().find_map(|d| d.plane(direction, at))
    }

    /// The outermost sides, along an axis, of the first material that is there from end to end of a box and meets it.
    pub fn between(&self, axis: usize, ends: [[f64; 2]; 2]) -> Option<Between> {
        let direction = self.direction(axis);
        let origin = self.frame.origin.dot(direction);
        self.on.iter().filter(|d| d.adds && self.meets(d, ends)).find_map(|d| {
            let own = self.flat(d)?[axis];
            let reach = SAME * d.scale;
            if own[0] > ends[axis][0] + reach || ends[axis][1] > own[1] + reach {
                return None;
            }
            let plane = |at: f64| d.plane(direction, at + origin).map(|sum| sum.add(-origin));
            Some(Between { ends: own, sums: [plane(own[0])?, plane(own[1])?] })
        })
    }

    /// Where something begins and ends along both axes of the sketch.
    fn flat(&self, drawn: &Drawn) -> Option<[[f64; 2]; 2]> {
        let along = |axis: usize| {
            let direction = self.direction(axis);
            let ends = drawn.ends_along(direction)?;
            Some(ends.map(|v| v - self.frame.origin.dot(direction)))
        };
        Some([along(0)?, along(1)?])
    }

    /// Whether something meets a box in the sketch.
    fn meets(&self, drawn: &Drawn, ends: [[f64; 2]; 2]) -> bool {
        let reach = SAME * drawn.scale;
        self.flat(drawn).is_some_and(|own| {
            own.iter().zip(ends).all(|(own, ends)| own[0] <= ends[1] + reach && ends[0] <= own[1] + reach)
        })
    }

    /// What a side of the box follows that lies at a place along an axis: a plane that is there, of what the box meets.
    pub fn side(&self, axis: usize, at: f64, ends: [[f64; 2]; 2]) -> Option<Sum> {
        let origin = self.frame.origin.dot(self.direction(axis));
        let met = self.on.iter().filter(|d| self.meets(d, ends));
        let found = met.filter_map(|d| d.plane(self.direction(axis), at + origin)).next();
        found.map(|sum| sum.add(-origin))
    }

    /// The width of the box along an axis, where both its sides follow planes.
    pub fn whole(&self, axis: usize, within: Aabb2) -> Option<Sum> {
        let ends = [0, 1].map(|k| [within.min[k], within.max[k]]);
        let [from, to] = ends[axis].map(|at| self.side(axis, at, ends));
        Some(to?.minus(&from?)).filter(|width| !width.is_number())
    }

    /// What the middle of a circle or slot at this place follows.
    pub fn center(&self, at: Vec2) -> Option<[Sum; 2]> {
        let directions = [self.direction(0), self.direction(1)];
        self.on.iter().find_map(|d| {
            let [(a, s), (b, t)] = [d.axis(directions[0])?, d.axis(directions[1])?];
            if a > 1 || b > 1 {
                return None;
            }
            let origin = directions.map(|d| self.frame.origin.dot(d));
            let found = d
                .centers
                .iter()
                .find(|c| near(c[a].0 * s, origin[0] + at.x, d.scale) && near(c[b].0 * t, origin[1] + at.y, d.scale))?;
            Some([found[a].1.times(s).add(-origin[0]), found[b].1.times(t).add(-origin[1])])
        })
    }
}
