//! The faces of all prisms, and which of their points bound the part.
//!
//! A point of a face bounds the part where membership differs between its two sides. Flush faces of several prisms
//! share their points, so the two sides are asked with every *coincident* wall taken at the same side, and every
//! other wall where the point lies. Faces are matched once, over their whole extent, not point by point: only so a
//! hair-thin gap under a tangent cylinder is told from rounding between two planes that are meant to be one.

use super::solid::{AWRY, Slab, Solid};
use resolid_geom::boxtree::{BoxTree, Span};
use resolid_geom::region::Stretch;
use resolid_geom::{Aabb3, Vec2, Vec3};

/// The unbounded surface a face lies in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Carrier {
    Plane { origin: Vec3, normal: Vec3 },
    Cylinder { origin: Vec3, axis: Vec3, x: Vec3, y: Vec3, radius: f64 },
}

impl Carrier {
    /// Unit normal at a point of the surface: the plane's own, or away from the axis.
    pub fn normal(&self, p: Vec3) -> Vec3 {
        match *self {
            Self::Plane { normal, .. } => normal,
            Self::Cylinder { origin, axis, x, .. } => {
                let d = p - origin;
                (d - axis * d.dot(axis)).try_normalize().unwrap_or(x)
            }
        }
    }

    /// Height over the plane, or distance from the cylinder, negative within.
    pub fn height(&self, p: Vec3) -> f64 {
        match *self {
            Self::Plane { origin, normal } => (p - origin).dot(normal),
            Self::Cylinder { origin, axis, radius, .. } => {
                let d = p - origin;
                (d - axis * d.dot(axis)).length() - radius
            }
        }
    }

    /// The surface point under `p`.
    pub fn project(&self, p: Vec3) -> Vec3 {
        p - self.normal(p) * self.height(p)
    }
}

/// The part of a slab's border that a face is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Patch {
    Bottom,
    Top,
    Side { contour: usize, curve: u32, stretch: Stretch },
}

/// A face of another wall in the same surface.
#[derive(Clone, Debug)]
pub(super) struct Partner {
    pub face: usize,
    wall: u32,
}

/// What is known of all points of a face at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fate {
    /// All bound the part, which lies against (1) or along (−1) the carrier's normal: that sign turns it outward.
    Bounds(f64),
    /// None does.
    Gone,
    /// Each point is asked for itself.
    Mixed,
}

#[derive(Clone, Debug)]
pub(super) struct Face {
    pub slab: usize,
    pub patch: Patch,
    pub carrier: Carrier,
    pub bounds: Aabb3,
    wall: u32,
    pub partners: Vec<Partner>,
    /// Whether another slab's surface touches this one without crossing it.
    touched: bool,
    pub fate: Fate,
}

impl Face {
    /// Whether a point of the carrier lies on the face; on its rim, either.
    pub fn holds(&self, slab: &Slab, p: Vec3) -> bool {
        let local = slab.axes.local(p);
        match &self.patch {
            Patch::Bottom | Patch::Top => slab.region.contains(local.truncate()),
            Patch::Side { stretch, .. } => {
                slab.low <= local.z && local.z <= slab.high && stretch.spans(local.truncate())
            }
        }
    }

    /// Whether the face's wall follows its surface at `p`. Where a side goes over smoothly into the next, the wall
    /// leaves the surface so slowly that a hair's width would not tell; past the face's end it counts as gone.
    fn reaches(&self, solid: &Solid, p: Vec3) -> bool {
        let Patch::Side { stretch, .. } = &self.patch else { return true };
        let xy = solid.slabs[self.slab].axes.local(p).truncate();
        let (Stretch::Line { start, end } | Stretch::Arc { start, end, .. }) = *stretch;
        let hair = solid.scale.nudge;
        stretch.spans(xy) || xy.distance(start) <= hair || xy.distance(end) <= hair
    }

    /// The face's point nearest to the slab-local `p` among those whose perpendicular passes through `p`, and its
    /// squared distance; `None` where there is none closer than the bound.
    pub fn foot(&self, slab: &Slab, local: Vec3, bound: f64) -> Option<(Vec2, f64, f64)> {
        let xy = local.truncate();
        match &self.patch {
            Patch::Bottom | Patch::Top => {
                let z = if matches!(self.patch, Patch::Bottom) { slab.low } else { slab.high };
                let squared = (local.z - z) * (local.z - z);
                (squared < bound && slab.region.contains(xy)).then_some((xy, z, squared))
            }
            Patch::Side { stretch, .. } => {
                if !(slab.low <= local.z && local.z <= slab.high && stretch.spans(xy)) {
                    return None;
                }
                let foot = stretch.nearest(xy);
                let squared = foot.distance_squared(xy);
                (squared < bound).then_some((foot, local.z, squared))
            }
        }
    }
}

/// All faces, and a tree over their boxes.
#[derive(Clone, Debug)]
pub(super) struct Faces {
    pub list: Vec<Face>,
    pub tree: BoxTree<3>,
}

/// Walls in one surface at one point; more than this are not told apart, which only matters for heaps of copies.
const FLUSH: usize = 16;

impl Faces {
    pub fn new(solid: &Solid) -> Self {
        let mut list: Vec<Face> = Vec::new();
        for (index, slab) in solid.slabs.iter().enumerate() {
            faces_of(index, slab, &mut list);
        }
        let tree = BoxTree::new(list.iter().map(|f| Span::from(f.bounds)));
        let mut faces = Self { list, tree };
        faces.match_partners(solid);
        for i in 0..faces.list.len() {
            faces.list[i].fate = faces.fate(solid, i);
        }
        faces
    }

    fn match_partners(&mut self, solid: &Solid) {
        let margin = 4.0 * solid.scale.beside;
        for i in 0..self.list.len() {
            let face = &self.list[i];
            let near = Span::from(face.bounds.expanded(margin));
            let mut partners = Vec::new();
            let mut touched = false;
            self.tree.visit(
                |s| s.overlaps(&near),
                |g| {
                    let other = &self.list[g];
                    if other.wall != face.wall && coincident(solid, face, other) {
                        partners.push(Partner { face: g, wall: other.wall });
                    } else if other.slab != face.slab {
                        touched |= touching(&face.carrier, &other.carrier, solid.scale.coincident);
                    }
                },
            );
            partners.sort_by_key(|p| p.face);
            self.list[i].partners = partners;
            self.list[i].touched = touched;
        }
    }

    /// Decided at one point where no other slab comes near the face.
    fn fate(&self, solid: &Solid, index: usize) -> Fate {
        let face = &self.list[index];
        let near = face.bounds.expanded(4.0 * solid.scale.beside);
        let slab = &solid.slabs[face.slab];
        if solid.slabs.iter().enumerate().any(|(s, other)| {
            s != face.slab && other.bounds.overlaps(&near) && slab.may_reach(other, 4.0 * solid.scale.beside)
        }) {
            return Fate::Mixed;
        }
        let middle = (slab.low + slab.high) * 0.5;
        let point = match &face.patch {
            Patch::Side { stretch, .. } => {
                let xy = match *stretch {
                    Stretch::Line { start, end } => start.lerp(end, 0.43),
                    Stretch::Arc { center, radius, middle, .. } => center + middle * radius,
                };
                Some(slab.axes.world(xy, middle))
            }
            Patch::Bottom | Patch::Top => {
                let z = if matches!(face.patch, Patch::Bottom) { slab.low } else { slab.high };
                interior(slab, 100.0 * solid.scale.beside).map(|xy| slab.axes.world(xy, z))
            }
        };
        match point {
            None => Fate::Mixed,
            Some(p) => self.outward(solid, index, p).map_or(Fate::Gone, Fate::Bounds),
        }
    }

    /// Whether the face is a cap, or the slab has a cap that bounds the part from end to end and so shares a whole
    /// edge with this face.
    pub fn capped(&self, index: usize) -> bool {
        let face = &self.list[index];
        // A slab's faces follow one another, caps first.
        let first = self.list[..=index].partition_point(|f| f.slab < face.slab);
        self.list[first..first + 2].iter().any(|cap| matches!(cap.fate, Fate::Bounds(_)))
    }

    /// The sign that turns the carrier's normal at `p` out of the part, where `p`, a point of face `index`'s
    /// surface, bounds the part; `None` where it does not.
    pub fn outward(&self, solid: &Solid, index: usize, p: Vec3) -> Option<f64> {
        let face = &self.list[index];
        let normal = face.carrier.normal(p);
        let mut active = [face.wall; FLUSH];
        let mut count = usize::from(face.reaches(solid, p));
        for partner in &face.partners {
            if count < FLUSH && !active[..count].contains(&partner.wall) && self.list[partner.face].reaches(solid, p) {
                active[count] = partner.wall;
                count += 1;
            }
        }
        let aside = (AWRY - normal * AWRY.dot(normal)).normalize();
        let offset = normal * solid.scale.coincident;
        let ask = |p: Vec3| {
            let above = solid.contains_beside(p, offset, &active[..count]);
            let below = solid.contains_beside(p, -offset, &active[..count]);
            (above != below).then_some(if above { -1.0 } else { 1.0 })
        };
        if face.touched {
            // Where a tangent surface touches, even a nudge stays within rounding of it. A wider step to either side
            // leaves it; the two disagree only near a rim, which the nudge resolves.
            let wide = aside * (0.3 * solid.scale.beside);
            let (here, there) = (ask(face.carrier.project(p + wide)), ask(face.carrier.project(p - wide)));
            if here == there {
                return here;
            }
        }
        ask(p + aside * solid.scale.nudge)
    }
}

/// Whether two surfaces touch along a line or at a point without crossing there.
fn touching(a: &Carrier, b: &Carrier, hair: f64) -> bool {
    match (a, b) {
        (Carrier::Plane { .. }, Carrier::Plane { .. }) => false,
        (Carrier::Cylinder { .. }, Carrier::Plane { .. }) => touching(b, a, hair),
        (Carrier::Plane { normal, .. }, Carrier::Cylinder { origin, axis, radius, .. }) => {
            normal.dot(*axis).abs() < 1e-9 && (a.height(*origin).abs() - radius).abs() <= hair
        }
        (Carrier::Cylinder { origin, axis, radius, .. }, Carrier::Cylinder { origin: o, axis: m, radius: r, .. }) => {
            let d = *o - *origin;
            let cross = axis.cross(*m);
            let apart = match cross.try_normalize() {
                Some(across) if cross.length() > 1e-9 => d.dot(across).abs(),
                _ => (d - *axis * d.dot(*axis)).length(),
            };
            (apart - (radius + r)).abs() <= hair || (apart - (radius - r).abs()).abs() <= hair
        }
    }
}

fn faces_of(index: usize, slab: &Slab, list: &mut Vec<Face>) {
    let axes = &slab.axes;
    let rim = slab.region.bounds();
    let center = rim.center();
    for (patch, z, wall) in [(Patch::Bottom, slab.low, slab.bottom_wall()), (Patch::Top, slab.high, slab.top_wall())] {
        let mut bounds = Aabb3::EMPTY;
        for k in 0..3 {
            let [from, to] = slab.region.contour(0).extent(Vec2::new(axes.x[k], axes.y[k]));
            bounds.min[k] = axes.origin[k] + from + axes.z[k] * z;
            bounds.max[k] = axes.origin[k] + to + axes.z[k] * z;
        }
        let carrier = Carrier::Plane { origin: axes.world(center, z), normal: axes.z };
        list.push(Face {
            slab: index,
            patch,
            carrier,
            bounds,
            wall,
            partners: Vec::new(),
            touched: false,
            fate: Fate::Mixed,
        });
    }
    for (k, contour) in slab.region.contours().enumerate() {
        for (stretch, curve) in contour.stretches() {
            let carrier = match *stretch {
                Stretch::Line { start, end } => {
                    let normal = (end - start).perp().normalize();
                    Carrier::Plane {
                        origin: axes.world((start + end) * 0.5, (slab.low + slab.high) * 0.5),
                        normal: axes.x * normal.x + axes.y * normal.y,
                    }
                }
                Stretch::Arc { center, radius, .. } => Carrier::Cylinder {
                    origin: axes.world(center, (slab.low + slab.high) * 0.5),
                    axis: axes.z,
                    x: axes.x,
                    y: axes.y,
                    radius,
                },
            };
            list.push(Face {
                slab: index,
                patch: Patch::Side { contour: k, curve: *curve, stretch: *stretch },
                carrier,
                bounds: side_bounds(slab, stretch),
                wall: slab.contour_wall(k),
                partners: Vec::new(),
                touched: false,
                fate: Fate::Mixed,
            });
        }
    }
}

fn side_bounds(slab: &Slab, stretch: &Stretch) -> Aabb3 {
    let axes = &slab.axes;
    let mut bounds = Aabb3::EMPTY;
    let mut include = |xy: Vec2| {
        bounds.include(axes.world(xy, slab.low));
        bounds.include(axes.world(xy, slab.high));
    };
    match *stretch {
        Stretch::Line { start, end } => {
            include(start);
            include(end);
        }
        Stretch::Arc { center, radius, start, end, .. } => {
            include(start);
            include(end);
            // Where the arc runs farthest along each world axis, either way.
            for k in 0..3 {
                let way = Vec2::new(axes.x[k], axes.y[k]);
                if let Some(way) = way.try_normalize() {
                    for way in [way, -way] {
                        if stretch.spans(center + way) {
                            include(center + way * radius);
                        }
                    }
                }
            }
        }
    }
    bounds
}

/// Whether two faces lie in one surface, over the whole of the second.
fn coincident(solid: &Solid, face: &Face, other: &Face) -> bool {
    let slab = &solid.slabs[other.slab];
    let height = slab.high - slab.low;
    let reach = match &other.patch {
        Patch::Bottom | Patch::Top => slab.region.bounds().diagonal(),
        Patch::Side { stretch: Stretch::Line { start, end }, .. } => start.distance(*end).hypot(height),
        Patch::Side { .. } => height,
    } * 0.5;
    let apart = match (&face.carrier, &other.carrier) {
        (Carrier::Plane { normal, .. }, Carrier::Plane { origin: o, normal: n }) => {
            face.carrier.height(*o).abs() + normal.cross(*n).length() * reach
        }
        (Carrier::Cylinder { origin, axis, radius, .. }, Carrier::Cylinder { origin: o, axis: a, radius: r, .. }) => {
            let d = *o - *origin;
            (d - *axis * d.dot(*axis)).length() + (radius - r).abs() + axis.cross(*a).length() * reach
        }
        _ => return false,
    };
    apart <= 0.5 * solid.scale.coincident
}

/// A point of the slab's region a little inside its border.
fn interior(slab: &Slab, step: f64) -> Option<Vec2> {
    for contour in slab.region.contours() {
        for (stretch, _) in contour.stretches() {
            let (at, normal) = match *stretch {
                Stretch::Line { start, end } => (start.lerp(end, 0.43), (end - start).perp().normalize()),
                Stretch::Arc { center, radius, middle, .. } => (center + middle * radius, middle),
            };
            for side in [at + normal * step, at - normal * step] {
                if slab.region.contains(side) {
                    return Some(side);
                }
            }
        }
    }
    None
}
