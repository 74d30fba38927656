//! Direct evaluation: membership, distance, samples and volume of a part without building its boundary.
//!
//! A prism is a region of the plane between two heights, so whether a point lies in it is a closed form, and the
//! Booleans turn those answers into one for the part. The part's surface consists of pieces of the prisms' faces,
//! planes and cylinders; a point of a face belongs to it where membership differs between the face's two sides.
//! The nearest point of the surface is a foot of a perpendicular onto a face or lies on an edge, where two faces meet.
//!
//! Everything is exact to rounding but for one tolerance, 1e-8 of the part's diagonal: faces of different prisms
//! that agree within half of that over their whole extent are one surface, with neither wall nor gap between them.

mod booleans;
mod chord;
mod edges;
mod face;
mod measure;
mod sample;
mod solid;
mod soundness;
mod track;

use crate::flatten::{Prism, flatten};
use crate::program::Program;
use edges::Edge;
use face::{Faces, Fate, Patch};
pub use measure::Measure;
use rand::Rng;
use resolid_geom::boxtree::{BoxTree, Span};
use resolid_geom::{Aabb3, Vec3};
use sample::Cells;
use solid::Solid;
pub use soundness::Soundness;
use std::sync::OnceLock;

/// Where a point lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Inside, farther from the surface than the tolerance.
    Inside,
    /// Outside, farther from the surface than the tolerance.
    Outside,
    /// Within the tolerance of the surface.
    On,
}

/// The face of a prism.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PrismFace {
    /// The flat face at the lower end of the range.
    Bottom {
        /// Index in the prism's profiles.
        profile: usize,
    },
    /// The flat face at the upper end of the range.
    Top {
        /// Index in the prism's profiles.
        profile: usize,
    },
    /// The face a curve of the sketch sweeps.
    Side {
        /// Index in the prism's profiles.
        profile: usize,
        /// 0 is the outer loop, `k` hole `k − 1`.
        loop_: usize,
        /// Index of the curve in its loop.
        curve: usize,
    },
}

/// A point of the part's surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfacePoint {
    /// Where.
    pub position: Vec3,
    /// Unit normal, out of the part; on an edge, of the face that looks most toward the query.
    pub normal: Vec3,
    /// Index of the prism whose face it lies on; where faces of several are flush, one of them.
    pub prism: usize,
    /// Which face of it.
    pub face: PrismFace,
}

/// A part, ready to be asked. Built once; what a question needs is prepared at the first such question.
#[derive(Clone, Debug)]
pub struct Evaluator {
    prisms: Vec<Prism>,
    solid: Solid,
    faces: OnceLock<Faces>,
    surface: OnceLock<Surface>,
    cells: OnceLock<Cells>,
    measure: OnceLock<Measure>,
}

/// What distance questions need.
#[derive(Clone, Debug)]
struct Surface {
    edges: Vec<Edge>,
    /// Faces that may bound the part, then edges.
    members: Vec<Member>,
    tree: BoxTree<3>,
}

#[derive(Clone, Copy, Debug)]
enum Member {
    Face(usize),
    Edge(usize),
}

impl Evaluator {
    /// The part that `program` builds.
    pub fn new(program: &Program) -> Self {
        Self::from_prisms(flatten(program))
    }

    /// The part that `prisms` build, in order.
    ///
    /// # Cost
    /// O(curves); the first question about the surface adds a search for the faces and edges that meet.
    pub fn from_prisms(prisms: Vec<Prism>) -> Self {
        let solid = Solid::new(&prisms);
        Self {
            prisms,
            solid,
            faces: OnceLock::new(),
            surface: OnceLock::new(),
            cells: OnceLock::new(),
            measure: OnceLock::new(),
        }
    }

    /// The prisms, as given.
    pub fn prisms(&self) -> &[Prism] {
        &self.prisms
    }

    /// A box around the part: exact for what is added, clipped by what is intersected, blind to what is cut.
    pub fn bounds(&self) -> Aabb3 {
        self.solid.bounds
    }

    /// Whether `p` belongs to the part.
    ///
    /// # Accuracy
    /// Exact for points farther than 4e-8 of the diagonal from the surface; nearer, either.
    #[inline]
    pub fn contains(&self, p: Vec3) -> bool {
        self.solid.contains(p)
    }

    /// Where `p` lies; on the surface where that is within `tol`.
    pub fn classify(&self, p: Vec3, tol: f64) -> Side {
        if self.nearest_within(p, tol).is_some() {
            Side::On
        } else if self.contains(p) {
            Side::Inside
        } else {
            Side::Outside
        }
    }

    /// Distance from `p` to the part's surface, negative inside; infinite where there is no part.
    ///
    /// # Accuracy
    /// Closed form to feet on planes and cylinders, and to straight and circular edges; to rounding, by bisection,
    /// to elliptic edges and those of two crossing cylinders. Features smaller than 1e-6 of the diagonal may be passed over.
    pub fn signed_distance(&self, p: Vec3) -> f64 {
        let Some(found) = self.search(p, f64::INFINITY) else {
            return if self.contains(p) { f64::NEG_INFINITY } else { f64::INFINITY };
        };
        let distance = found.squared.sqrt();
        if self.contains(p) { -distance } else { distance }
    }

    /// The nearest point of the part's surface; `None` where there is no part.
    pub fn nearest(&self, p: Vec3) -> Option<SurfacePoint> {
        self.nearest_within(p, f64::INFINITY)
    }

    /// The nearest point of the part's surface, if it is no farther than `reach`.
    pub fn nearest_within(&self, p: Vec3, reach: f64) -> Option<SurfacePoint> {
        let found = self.search(p, reach)?;
        let (surface, faces) = (self.surface(), self.faces());
        let (face, sign) = match found.member {
            Member::Face(f) => (f, found.sign),
            Member::Edge(e) => {
                let toward = if self.contains(p) { found.point - p } else { p - found.point };
                let facing = |(f, sign): &(usize, f64)| faces.list[*f].carrier.normal(found.point).dot(toward) * sign;
                *surface.edges[e].faces.iter().max_by(|a, b| facing(a).total_cmp(&facing(b)))?
            }
        };
        let normal = faces.list[face].carrier.normal(found.point) * sign;
        Some(SurfacePoint {
            position: found.point,
            normal,
            prism: self.solid.slabs[faces.list[face].slab].prism,
            face: self.name(face),
        })
    }

    /// `n` points spread evenly by area over the part's surface, with outward normals; none where there is no part.
    ///
    /// Faces that are flush are covered once, walls inside the part not at all. Points are independent of one another.
    pub fn sample_surface(&self, n: usize, rng: &mut impl Rng) -> Vec<SurfacePoint> {
        let faces = self.faces();
        let cells = self.cells();
        let mut points = Vec::with_capacity(n);
        // A part of no area is told from an unlucky one by how long nothing is met.
        let mut misses = 0;
        while points.len() < n && misses < 100_000 && !cells.is_empty() {
            let Some((position, normal, face)) = cells.draw(&self.solid, faces, rng) else {
                misses += 1;
                if misses == 1000 && points.is_empty() && self.measure().area <= self.solid.scale.speck() {
                    break;
                }
                continue;
            };
            misses = 0;
            let prism = self.solid.slabs[faces.list[face].slab].prism;
            points.push(SurfacePoint { position, normal, prism, face: self.name(face) });
        }
        points
    }

    /// Volume, cubic millimetres; see [`Evaluator::measure`].
    pub fn volume(&self) -> f64 {
        self.measure().volume
    }

    /// Volume and area.
    ///
    /// # Accuracy
    /// By the divergence theorem over the surviving part of every face, whose rim is integrated in closed form along
    /// lines and by 16-point Gauss elsewhere. Where every rim closes, [`Measure::exact`] says so: the relative error
    /// is that of rounding, and about 1e-7 where slivers narrower than 1e-6 of the diagonal are passed over. A rim
    /// that closes to 2e-3 of the diagonal only, as where cylinders touch, leaves an error of about 1e-4; where one
    /// stands open wider, the volume is counted at 400,000 places (some 1e-3) and the area by 20,000 draws (about 2 %).
    pub fn measure(&self) -> Measure {
        *self.measure.get_or_init(|| measure::measure(self))
    }

    /// Pieces, thinnest wall and size: whether the part is empty, in one piece, and free of slivers.
    ///
    /// Deterministic, but found from places spread over the faces: a piece that is a minute part of each of its faces may not
    /// be counted, and pieces that come nearer one another than the evaluator's tolerance may be taken for one. Parts whose
    /// places do not all see one another are counted on a coarse mesh, which may part what holds by less than a
    /// thousandth of the size.
    ///
    /// # Cost
    /// A fraction of a millisecond for a part of a few prisms in one piece, a few milliseconds for one in several.
    pub fn soundness(&self) -> Soundness {
        soundness::soundness(self)
    }

    fn name(&self, face: usize) -> PrismFace {
        let face = &self.faces().list[face];
        let profile = self.solid.slabs[face.slab].profile;
        match face.patch {
            Patch::Bottom => PrismFace::Bottom { profile },
            Patch::Top => PrismFace::Top { profile },
            Patch::Side { contour, curve, .. } => PrismFace::Side { profile, loop_: contour, curve: curve as usize },
        }
    }

    fn cells(&self) -> &Cells {
        self.cells.get_or_init(|| Cells::new(&self.solid, self.faces()))
    }

    fn faces(&self) -> &Faces {
        self.faces.get_or_init(|| Faces::new(&self.solid))
    }

    fn surface(&self) -> &Surface {
        self.surface.get_or_init(|| {
            let faces = self.faces();
            let edges = edges::edges(&self.solid, faces);
            let mut members = Vec::new();
            let mut spans = Vec::new();
            for (i, face) in faces.list.iter().enumerate() {
                if face.fate != Fate::Gone {
                    members.push(Member::Face(i));
                    spans.push(Span::from(face.bounds.expanded(self.solid.scale.coincident)));
                }
            }
            for (i, edge) in edges.iter().enumerate() {
                members.push(Member::Edge(i));
                spans.push(Span::from(edge.bounds));
            }
            Surface { edges, members, tree: BoxTree::new(spans) }
        })
    }

    /// The nearest point of the surface within `reach`.
    fn search(&self, p: Vec3, reach: f64) -> Option<Found> {
        let (surface, faces) = (self.surface(), self.faces());
        let mut found = None;
        surface.tree.nearest(&p.to_array(), reach * reach, |i, bound| match surface.members[i] {
            Member::Face(f) => {
                let face = &faces.list[f];
                let slab = &self.solid.slabs[face.slab];
                let Some((xy, z, squared)) = face.foot(slab, slab.axes.local(p), bound) else { return bound };
                let point = slab.axes.world(xy, z);
                let sign = match face.fate {
                    Fate::Bounds(sign) => Some(sign),
                    Fate::Gone => None,
                    Fate::Mixed => faces.outward(&self.solid, f, point),
                };
                let Some(sign) = sign else { return bound };
                found = Some(Found { point, squared, member: Member::Face(f), sign });
                squared
            }
            Member::Edge(e) => {
                let edge = &surface.edges[e];
                let point = edge.track.point(edge.track.nearest(p, edge.from, edge.to));
                let squared = point.distance_squared(p);
                if squared >= bound {
                    return bound;
                }
                found = Some(Found { point, squared, member: Member::Edge(e), sign: 1.0 });
                squared
            }
        });
        found
    }
}

#[derive(Clone, Copy)]
struct Found {
    point: Vec3,
    squared: f64,
    member: Member,
    /// Turns the face's normal outward.
    sign: f64,
}
