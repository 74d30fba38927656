//! The prisms of a part, ready for membership questions.

use super::booleans::Booleans;
use crate::flatten::Prism;
use resolid_geom::region::Region;
use resolid_geom::{Aabb3, Vec2, Vec3};

/// The lengths that decide what counts as the same, all relative to the part's size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Surfaces of different prisms closer than this over their whole extent are taken as one: 1e-8 of the size.
    pub coincident: f64,
    /// How far a query is moved off exact coincidences, along [`AWRY`]: four times `coincident`.
    pub nudge: f64,
    /// How far beside an edge its faces are tried: 1e-6 of the size.
    pub beside: f64,
}

impl Scale {
    /// An area that is none: 1e-6 of the square of the size.
    pub fn speck(&self) -> f64 {
        1e10 * self.coincident * self.coincident
    }
}

/// A unit direction that no drawing uses: a point moved along it leaves every plane it happens to lie in.
pub(super) const AWRY: Vec3 = Vec3::new(0.541_196_1, 0.383_460_9, 0.748_390_5);

/// One profile of a prism: a region of the sketch plane between two heights.
#[derive(Clone, Debug)]
pub(super) struct Slab {
    pub prism: usize,
    pub profile: usize,
    pub region: Region,
    pub axes: Axes,
    pub low: f64,
    pub high: f64,
    pub bounds: Aabb3,
    /// Number of the slab's first wall; see [`Slab::bottom_wall`].
    pub walls: u32,
}

/// A frame with its third axis worked out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axes {
    pub origin: Vec3,
    pub x: Vec3,
    pub y: Vec3,
    pub z: Vec3,
}

impl Axes {
    #[inline]
    pub fn local(&self, p: Vec3) -> Vec3 {
        self.local_direction(p - self.origin)
    }

    #[inline]
    pub fn local_direction(&self, d: Vec3) -> Vec3 {
        Vec3::new(d.dot(self.x), d.dot(self.y), d.dot(self.z))
    }

    #[inline]
    pub fn world(&self, xy: Vec2, z: f64) -> Vec3 {
        self.origin + self.x * xy.x + self.y * xy.y + self.z * z
    }
}

impl Slab {
    /// Walls are numbered through all slabs: bottom, top, then one for each contour.
    pub fn bottom_wall(&self) -> u32 {
        self.walls
    }
    pub fn top_wall(&self) -> u32 {
        self.walls + 1
    }
    pub fn contour_wall(&self, contour: usize) -> u32 {
        self.walls + 2 + contour as u32
    }

    /// Whether the other slab may come within `hair` of this one: no unless their boxes, each along its own axes, are apart.
    pub fn may_reach(&self, other: &Slab, hair: f64) -> bool {
        self.bounds.expanded(hair).overlaps(&other.bounds) && !self.apart(other, hair) && !other.apart(self, hair)
    }

    fn apart(&self, other: &Slab, hair: f64) -> bool {
        let here = self.region.bounds();
        let there = other.region.bounds();
        let own = [[here.min.x, here.max.x], [here.min.y, here.max.y], [self.low, self.high]];
        [self.axes.x, self.axes.y, self.axes.z].iter().zip(own).any(|(axis, [low, high])| {
            let middle = other.axes.world(there.center(), (other.low + other.high) * 0.5) - self.axes.origin;
            let half = there.size() * 0.5;
            let reach = half.x * other.axes.x.dot(*axis).abs()
                + half.y * other.axes.y.dot(*axis).abs()
                + (other.high - other.low) * 0.5 * other.axes.z.dot(*axis).abs()
                + hair;
            let middle = middle.dot(*axis);
            middle + reach < low || middle - reach > high
        })
    }

    /// Whether a point in the slab's own axes is in it.
    #[inline]
    pub fn contains(&self, local: Vec3) -> bool {
        self.low <= local.z && local.z <= self.high && self.region.contains(local.truncate())
    }

    /// Membership of the points just beside `p`: for the walls of `active`, and for those only, `offset` is added.
    fn contains_beside(&self, p: Vec3, offset: Vec3, active: &[u32]) -> bool {
        let on = |wall: u32| active.contains(&wall);
        let local = self.axes.local(p);
        let moved = local + self.axes.local_direction(offset);
        let z = |wall| if on(wall) { moved.z } else { local.z };
        if z(self.bottom_wall()) < self.low || z(self.top_wall()) > self.high {
            return false;
        }
        let enclosed = |k: usize| {
            let at = if on(self.contour_wall(k)) { moved } else { local };
            self.region.contour(k).contains(at.truncate())
        };
        enclosed(0) && !(1..self.region.contours().count()).any(enclosed)
    }
}

/// All slabs, the history that joins them, and the box of each prism.
#[derive(Clone, Debug)]
pub(super) struct Solid {
    pub slabs: Vec<Slab>,
    booleans: Booleans,
    /// Per prism: its slabs and its box, a little widened.
    prisms: Vec<(std::ops::Range<usize>, Aabb3)>,
    pub bounds: Aabb3,
    pub scale: Scale,
}

impl Solid {
    pub fn new(prisms: &[Prism]) -> Self {
        let booleans = Booleans::new(prisms);
        let mut slabs: Vec<Slab> = Vec::new();
        let mut ranges = Vec::with_capacity(prisms.len());
        let mut walls = 0;
        for (index, prism) in prisms.iter().enumerate() {
            let first = slabs.len();
            let axes = Axes { origin: prism.frame.origin, x: prism.frame.x, y: prism.frame.y, z: prism.frame.z() };
            let [low, high] = prism.range;
            for (k, profile) in prism.profiles.iter().enumerate() {
                let region = Region::new(profile);
                let bounds = slab_bounds(&axes, &region, low, high);
                // Nothing is enclosed where a number is broken or the height is none.
                if !(bounds.min.is_finite() && bounds.max.is_finite() && low < high) {
                    continue;
                }
                let count = 2 + region.contours().count() as u32;
                slabs.push(Slab { prism: index, profile: k, region, axes, low, high, bounds, walls });
                walls += count;
            }
            let bounds = slabs[first..].iter().fold(Aabb3::EMPTY, |b, s| b.union(s.bounds));
            ranges.push((first..slabs.len(), bounds));
        }
        let bounds = booleans.bounds(
            Aabb3::EMPTY,
            |j| ranges[j].1,
            Aabb3::union,
            |a, b| {
                let both = Aabb3 { min: a.min.max(b.min), max: a.max.min(b.max) };
                if both.is_empty() { Aabb3::EMPTY } else { both }
            },
        );
        let added = booleans.adders().fold(Aabb3::EMPTY, |b, j| b.union(ranges[j].1));
        let size = added.diagonal();
        let reach = slabs
            .iter()
            .filter(|s| s.bounds.overlaps(&added))
            .map(|s| s.axes.origin.abs().max_element())
            .fold(added.min.abs().max_element().max(added.max.abs().max_element()), f64::max);
        // Far from the origin rounding is coarser than 1e-8 of a small part.
        let coincident = (1e-8 * size).max(if reach.is_finite() { 64.0 * f64::EPSILON * reach } else { 0.0 });
        let scale = Scale { coincident, nudge: 4.0 * coincident, beside: 100.0 * coincident };
        for (_, b) in &mut ranges {
            *b = b.expanded(scale.beside);
        }
        Self { slabs, booleans, prisms: ranges, bounds, scale }
    }

    /// Membership of the point itself, with no care for coincidences.
    #[inline]
    fn contains_exact(&self, p: Vec3) -> bool {
        self.booleans.evaluate(|j| self.prism_contains(j, p))
    }

    #[inline]
    pub fn prism_contains(&self, j: usize, p: Vec3) -> bool {
        let (range, bounds) = &self.prisms[j];
        if !bounds.contains(p) {
            return false;
        }
        let slabs = &self.slabs[range.clone()];
        // The slabs of a prism share its frame.
        let local = slabs[0].axes.local(p);
        slabs.iter().any(|s| s.contains(local))
    }

    /// Membership, steady where faces meet flush: the point is asked for a hair beside where it lies.
    #[inline]
    pub fn contains(&self, p: Vec3) -> bool {
        self.contains_exact(p + AWRY * self.scale.nudge)
    }

    /// Membership just to the side of `p` that `offset` points to, for a point of a surface that the walls of
    /// `active` share; all other prisms are taken at `p`, moved a hair along the surface.
    pub fn contains_beside(&self, p: Vec3, offset: Vec3, active: &[u32]) -> bool {
        self.booleans.evaluate(|j| {
            let (range, bounds) = &self.prisms[j];
            bounds.contains(p) && self.slabs[range.clone()].iter().any(|s| s.contains_beside(p, offset, active))
        })
    }
}

/// The world box of a slab, exact.
fn slab_bounds(axes: &Axes, region: &Region, low: f64, high: f64) -> Aabb3 {
    let mut bounds = Aabb3::EMPTY;
    for k in 0..3 {
        let [from, to] = region.contour(0).extent(Vec2::new(axes.x[k], axes.y[k]));
        let (a, b) = (axes.z[k] * low, axes.z[k] * high);
        bounds.min[k] = axes.origin[k] + from + a.min(b);
        bounds.max[k] = axes.origin[k] + to + a.max(b);
    }
    bounds
}
