//! One shape laid on another, and how far they differ then.
//!
//! First every way in which their axes can come to lie on one another is tried on a few points against a coarse field of distances. The
//! best are moved to the least robust sum of squared distances (points to planes, Geman and McClure's loss, Gauss–Newton with
//! Levenberg's damping), and at last the distances are taken both ways.

use crate::body::{Body, Field};
use crate::pose::{Placing, frames, relabelings};
use crate::sketch::Sketch;
use crate::surface::{Sight, Surface, turned};
use nalgebra::{Matrix3, Rotation3, SMatrix, SVector};
use resolid_geom::Vec3;
use resolid_geom::metrics::Deviation;
use std::sync::LazyLock;

/// Points of a sketch that poses are tried on.
const TRIED: usize = 128;
/// Poses that are worked out.
const KEPT: usize = 4;
/// Distances count no more than this, in diagonals.
const CAP: f64 = 0.06;
/// Points a side that ways to lie are chosen by.
const TOLD: usize = 250;
/// Points a side that a shape is moved by.
const MOVED: usize = 400;
/// Points a side that distances are told of.
const MEASURED: usize = 1500;
/// Share of a scan's points that need lie on nothing.
const STRAY: f64 = 0.05;
/// Misfits by a sketch that are nothing to choose by, in diagonals.
const LIKE: f64 = 4e-3;
/// How much the part of a shape that a scan does not show counts.
const UNSEEN: f64 = 0.25;

/// A query, ready to be compared with many parts.
pub struct Query {
    /// Its surface.
    pub body: Body,
    field: Field,
    frames: Vec<Framed>,
}

/// A frame, and where the middle of the box lies in it.
struct Framed {
    frame: Matrix3<f64>,
    middle: Vec3,
}

/// Whether a part may be made larger or smaller to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sizing {
    /// Both are in millimetres.
    True,
    /// Only the shape matters.
    Any,
}

/// How alike two shapes are, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// No difference that a mesh or a scan would show.
    Identical,
    /// Small differences: a hole, a radius, a few per cent of a length.
    Nearly,
    /// Of one kind.
    Similar,
    /// No more than the nearest there is.
    Unlike,
}

impl Likeness {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Nearly => "nearly",
            Self::Similar => "similar",
            Self::Unlike => "unlike",
        }
    }
}

/// A part laid roughly on the query.
#[derive(Clone, Debug)]
pub struct Rough {
    /// How the part lies.
    pub placing: Placing,
    /// Mean distance of its points from the query, capped, in the query's diagonals.
    pub off: f64,
    /// Other ways it may lie, about as good by the few points that were looked at.
    pub others: Vec<Placing>,
    /// How it lies mirrored, where that fits better.
    pub mirrored: Option<Placing>,
}

/// A part laid on the query as well as it goes.
#[derive(Clone, Copy, Debug)]
pub struct Agreement {
    /// How the part lies.
    pub placing: Placing,
    /// What parts are ranked by, in the query's diagonals: mean capped distance both ways.
    pub off: f64,
    /// Distances of the part's surface from the query, millimetres.
    pub part_to_query: Deviation,
    /// Distances of the query's surface from the part, millimetres; of a scan without its worst twentieth.
    pub query_to_part: Deviation,
    /// In a word.
    pub likeness: Likeness,
}

static RELABELINGS: LazyLock<Vec<Matrix3<f64>>> = LazyLock::new(relabelings);

impl Query {
    /// The query, prepared.
    ///
    /// # Cost
    /// Some 20 ms.
    pub fn new(surface: Surface) -> Self {
        let frames = frames(&surface, true);
        let frames = frames.into_iter().map(|frame| Framed { frame, middle: middle(&surface, &frame) }).collect();
        let body = Body::new(surface);
        let field = Field::new(&body);
        Self { body, field, frames }
    }

    /// Bounding diagonal, millimetres: what distances are relative to.
    pub fn diagonal(&self) -> f64 {
        self.body.surface.diagonal
    }

    fn is_partial(&self) -> bool {
        self.body.surface.sight == Sight::Part
    }

    /// A part laid on the query by its sketch.
    ///
    /// # Cost
    /// Some 5 ms.
    pub fn rough(&self, sketch: &Sketch, sizing: Sizing) -> Rough {
        let surface = &self.body.surface;
        let scale = match sizing {
            Sizing::True => 1.0,
            Sizing::Any => surface.radius() / sketch.radius,
        };
        let into = sketch.frame.transpose();
        let local: Vec<Vec3> = sketch.points.iter().map(|&p| turned(&into, p)).collect();
        let low = local.iter().copied().fold(Vec3::INFINITY, Vec3::min);
        let high = local.iter().copied().fold(Vec3::NEG_INFINITY, Vec3::max);
        let own_middle = (low + high) / 2.0;
        let cap = CAP * self.diagonal();
        let mut best: [Vec<(f64, Placing)>; 2] = [Vec::new(), Vec::new()];
        let step = sketch.points.len() / TRIED;
        for framed in &self.frames {
            for (k, way) in RELABELINGS.iter().enumerate() {
                let turn = framed.frame * way * into;
                let by_mean = surface.center - turned(&turn, sketch.center) * scale;
                let by_middle = turned(&framed.frame, framed.middle - turned(way, own_middle) * scale)
                    - turned(&turn, sketch.center) * scale;
                let shifts = [by_mean, by_middle];
                for &shift in &shifts[..if self.is_partial() { 2 } else { 1 }] {
                    let placing = Placing { turn, scale, shift };
                    let tried = sketch.points.iter().step_by(step.max(1));
                    let sum: f64 = tried.map(|&p| self.field.distance(placing.of(p + sketch.center)).min(cap)).sum();
                    keep(&mut best[usize::from(k >= 24)], sum, placing);
                }
            }
        }
        let [proper, improper] = best;
        let worked = proper.iter().map(|&(_, placing)| {
            let mut placing = placing;
            let moving = Moving { query: self, part: None, sketch: Some(sketch), sizing };
            moving.settle(&mut placing, 8);
            (self.off_of(sketch, &placing), placing)
        });
        let mut worked: Vec<(f64, Placing)> = worked.collect();
        worked.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (off, placing) = worked[0];
        let others = worked[1..].iter().filter(|w| w.0 < 2.0 * off + LIKE).map(|w| w.1).collect();
        let mirrored = improper.first().filter(|i| i.0 < proper[0].0).map(|i| i.1);
        Rough { placing, off, others, mirrored }
    }

    /// Mean capped distance of a sketch's points, in diagonals; of a scan also of its points from the sketch's tangent planes, as far as
    /// so few tell.
    fn off_of(&self, sketch: &Sketch, placing: &Placing) -> f64 {
        let diagonal = self.diagonal();
        let cap = CAP * diagonal;
        let distance = |p: &Vec3| self.body.nearest(placing.of(*p + sketch.center)).distance.min(cap);
        let there = sketch.points.iter().map(distance).sum::<f64>() / (sketch.points.len() as f64 * diagonal);
        if !self.is_partial() {
            return there;
        }
        let reach = 1.5 * (sketch.area / sketch.points.len() as f64).sqrt();
        let mut back: Vec<f64> = spread(&self.body.surface.points, TOLD)
            .map(|q| sketch.distance(placing.back(q) - sketch.center, reach) * placing.scale)
            .collect();
        back.sort_by(f64::total_cmp);
        back.truncate(((1.0 - STRAY) * back.len() as f64) as usize);
        let back = back.iter().map(|d| d.min(cap)).sum::<f64>() / (back.len() as f64 * diagonal);
        (back + UNSEEN * there) / (1.0 + UNSEEN)
    }

    /// A part laid on the query from where it lies roughly, by its whole surface.
    ///
    /// # Cost
    /// Some 15 ms.
    pub fn exact(&self, part: &Body, from: Placing, sizing: Sizing) -> Agreement {
        let mut placing = from;
        Moving { query: self, part: Some(part), sketch: None, sizing }.settle(&mut placing, 25);
        let part_to_query = spread(&part.surface.points, MEASURED).map(|p| self.body.nearest(placing.of(p)).distance);
        let query_to_part =
            spread(&self.body.surface.points, MEASURED).map(|p| part.nearest(placing.back(p)).distance * placing.scale);
        let volumes = (part.surface.volume.map(|v| v * placing.scale.powi(3)), self.body.surface.volume);
        self.agreement(placing, part_to_query.collect(), query_to_part.collect(), volumes)
    }

    /// Of several ways a part may lie the one in which it and the query are nearest, both ways.
    pub fn likeliest(&self, part: &Body, ways: impl Iterator<Item = Placing>) -> Option<Placing> {
        let cap = CAP * self.diagonal();
        let off = |placing: &Placing| {
            let back =
                spread(&self.body.surface.points, TOLD).map(|q| part.nearest(placing.back(q)).distance * placing.scale);
            let there = spread(&part.surface.points, TOLD).map(|p| self.body.nearest(placing.of(p)).distance);
            let share = if self.is_partial() { UNSEEN } else { 1.0 };
            back.map(|d| d.min(cap)).sum::<f64>() + share * there.map(|d| d.min(cap)).sum::<f64>()
        };
        let scored = ways.map(|placing| (off(&placing), placing));
        scored.min_by(|a, b| a.0.total_cmp(&b.0)).map(|s| s.1)
    }

    /// A part laid on the query, by its sketch alone: one way only, so that what the query has more goes unseen but for its volume.
    pub fn by_sketch(&self, sketch: &Sketch, placing: Placing) -> Agreement {
        let distances: Vec<f64> =
            sketch.points.iter().map(|&p| self.body.nearest(placing.of(p + sketch.center)).distance).collect();
        let volumes = (sketch.volume.map(|v| v * placing.scale.powi(3)), self.body.surface.volume);
        self.agreement(placing, distances.clone(), distances, volumes)
    }

    fn agreement(
        &self,
        placing: Placing,
        part_to_query: Vec<f64>,
        mut query_to_part: Vec<f64>,
        volumes: (Option<f64>, Option<f64>),
    ) -> Agreement {
        let diagonal = self.diagonal();
        let cap = CAP * diagonal;
        if self.is_partial() {
            query_to_part.sort_by(f64::total_cmp);
            query_to_part.truncate(((1.0 - STRAY) * query_to_part.len() as f64) as usize);
        }
        let capped = |d: &[f64]| d.iter().map(|v| v.min(cap)).sum::<f64>() / (d.len().max(1) as f64 * diagonal);
        let (there, back) = (capped(&part_to_query), capped(&query_to_part));
        let off = if self.is_partial() { (back + UNSEEN * there) / (1.0 + UNSEEN) } else { (there + back) / 2.0 };
        let (part_to_query, query_to_part) =
            (Deviation::of(part_to_query).unwrap_or_default(), Deviation::of(query_to_part).unwrap_or_default());
        let both = |d: Deviation, e: Deviation| Deviation {
            mean: d.mean.max(e.mean),
            p95: d.p95.max(e.p95),
            max: d.max.max(e.max),
        };
        // Of a scan only what it shows can be judged, and that to within its scatter.
        let (d, noise) = if self.is_partial() {
            (query_to_part, 2.5 * self.body.surface.noise)
        } else {
            (both(part_to_query, query_to_part), 2.5 * self.body.surface.noise)
        };
        let volume_differs = match volumes {
            (Some(a), Some(b)) => (a - b).abs() > 0.01 * b,
            _ => false,
        };
        let likeness = if d.p95 <= 1e-3 * diagonal + noise && d.max <= 5e-3 * diagonal + 2.0 * noise && !volume_differs
        {
            Likeness::Identical
        } else if d.p95 <= 0.012 * diagonal + noise {
            Likeness::Nearly
        } else if d.mean <= 0.02 * diagonal + noise {
            Likeness::Similar
        } else {
            Likeness::Unlike
        };
        Agreement { placing, off, part_to_query, query_to_part, likeness }
    }
}

/// The middle of the box that all but the outermost points fill, in a frame.
fn middle(surface: &Surface, frame: &Matrix3<f64>) -> Vec3 {
    let into = frame.transpose();
    let fringe = if surface.sight == Sight::Part { surface.points.len() / 200 } else { 0 };
    let mut middle = Vec3::ZERO;
    for k in 0..3 {
        let axis = Vec3::new(into[(k, 0)], into[(k, 1)], into[(k, 2)]);
        let mut along: Vec<f64> = surface.points.iter().map(|p| p.dot(axis)).collect();
        along.sort_by(f64::total_cmp);
        middle[k] = (along[fringe] + along[along.len() - 1 - fringe]) / 2.0;
    }
    middle
}

/// Keeps the best few placings that differ by more than a few degrees.
fn keep(best: &mut Vec<(f64, Placing)>, off: f64, placing: Placing) {
    if best.len() == KEPT && off >= best[KEPT - 1].0 {
        return;
    }
    let near = |p: &Placing| (p.turn.transpose() * placing.turn).trace() > 2.96;
    if let Some(at) = best.iter().position(|b| near(&b.1)) {
        if best[at].0 <= off {
            return;
        }
        best.remove(at);
    }
    let at = best.partition_point(|b| b.0 <= off);
    best.insert(at, (off, placing));
    best.truncate(KEPT);
}

/// About `count` of the points, evenly.
fn spread(points: &[Vec3], count: usize) -> impl Iterator<Item = Vec3> + '_ {
    let step = (points.len() / count).max(1);
    points.iter().copied().step_by(step)
}

/// A part on its way.
struct Moving<'a> {
    query: &'a Query,
    part: Option<&'a Body>,
    sketch: Option<&'a Sketch>,
    sizing: Sizing,
}

/// A point of the moved part, the direction its distance is taken along, and that distance.
struct Pull {
    point: Vec3,
    along: Vec3,
    off: f64,
}

impl Moving<'_> {
    /// Moves the part to the least sum of distances, in at most so many steps.
    fn settle(&self, placing: &mut Placing, steps: usize) {
        let diagonal = self.query.diagonal();
        for step in 0..steps {
            let pulls = self.pulls(placing);
            let mut sizes: Vec<f64> = pulls.iter().map(|p| p.off.abs()).collect();
            let middle = sizes.len() / 2;
            let median = *sizes.select_nth_unstable_by(middle, f64::total_cmp).1;
            // Wide at first, then no wider than what does not fit.
            let wide = 0.1 * 0.6f64.powi(step as i32);
            let sigma = (3.0 * median).max(1e-3 * diagonal).max(wide.min(0.05) * diagonal);
            let (moved, by) = self.moved(placing, &pulls, sigma);
            *placing = moved;
            if by < 2e-6 {
                break;
            }
        }
    }

    fn pulls(&self, placing: &Placing) -> Vec<Pull> {
        let mut pulls = Vec::with_capacity(2 * MOVED + 200);
        let mut toward_query = |p: Vec3| {
            let foot = self.query.body.nearest(p);
            pulls.push(Pull { point: p, along: foot.normal, off: foot.normal.dot(p - foot.point) });
        };
        if let Some(sketch) = self.sketch {
            sketch.points.iter().for_each(|&p| toward_query(placing.of(p + sketch.center)));
        }
        if let Some(part) = self.part {
            if !self.query.is_partial() {
                spread(&part.surface.points, MOVED).for_each(|p| toward_query(placing.of(p)));
            }
            for q in spread(&self.query.body.surface.points, MOVED) {
                let foot = part.nearest(placing.back(q));
                let (point, along) = (placing.of(foot.point), placing.direction(foot.normal));
                pulls.push(Pull { point, along, off: along.dot(point - q) });
            }
        }
        pulls
    }

    /// The placing after one step, and how far the step moves the part, in diagonals.
    fn moved(&self, placing: &Placing, pulls: &[Pull], sigma: f64) -> (Placing, f64) {
        let diagonal = self.query.diagonal();
        let center = pulls.iter().map(|p| p.point).sum::<Vec3>() / pulls.len() as f64;
        let mut normal = SMatrix::<f64, 7, 7>::zeros();
        let mut right = SVector::<f64, 7>::zeros();
        for pull in pulls {
            let arm = (pull.point - center) / diagonal;
            let (turn, n) = (arm.cross(pull.along), pull.along);
            let row = SVector::<f64, 7>::from([turn.x, turn.y, turn.z, n.x, n.y, n.z, n.dot(arm)]);
            let weight = 1.0 / (1.0 + (pull.off / sigma).powi(2)).powi(2);
            normal += row * row.transpose() * weight;
            right -= row * (weight * pull.off / diagonal);
        }
        let size = normal.trace() / 7.0;
        for k in 0..7 {
            normal[(k, k)] += 1e-4 * size + f64::MIN_POSITIVE;
        }
        if self.sizing == Sizing::True {
            normal[(6, 6)] = f64::MAX.sqrt();
        }
        let Some(step) = normal.cholesky().map(|c| c.solve(&right)) else { return (*placing, 0.0) };
        // A step so large comes of a matrix that says nothing.
        let step = step * (0.2 / step.norm().max(0.2));
        let rotation = *Rotation3::new(nalgebra::Vector3::new(step[0], step[1], step[2])).matrix();
        let growth = if self.sizing == Sizing::True { 1.0 } else { step[6].exp() };
        let along = Vec3::new(step[3], step[4], step[5]) * diagonal;
        let moved = Placing {
            turn: rotation * placing.turn,
            scale: placing.scale * growth,
            shift: center + turned(&rotation, placing.shift - center) * growth + along,
        };
        (moved, step.norm())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::TriMesh;

    /// An L of three boxes that no turn brings onto its mirror image.
    fn crooked() -> TriMesh {
        let mut mesh = TriMesh::cuboid(Vec3::ZERO, Vec3::new(40.0, 10.0, 10.0));
        mesh.append(&TriMesh::cuboid(Vec3::new(0.0, 10.0, 0.0), Vec3::new(10.0, 30.0, 10.0)));
        mesh.append(&TriMesh::cuboid(Vec3::new(30.0, 0.0, 10.0), Vec3::new(40.0, 10.0, 25.0)));
        mesh
    }

    fn surface(mesh: &TriMesh) -> Surface {
        Surface::of_mesh(mesh).unwrap()
    }

    fn compared(query: Surface, part: &Surface, sizing: Sizing) -> (Rough, Agreement) {
        let query = Query::new(query);
        let rough = query.rough(&Sketch::new(part), sizing);
        let exact = query.exact(&Body::new(part.clone()), rough.placing, sizing);
        (rough, exact)
    }

    #[test]
    fn a_part_turned_and_enlarged_is_identical_and_lies_where_it_was_put() {
        let part = surface(&crooked());
        let turn = *Rotation3::from_euler_angles(0.3, -1.0, 2.0).matrix();
        let placed = part.placed(&turn, 2.0, Vec3::new(5.0, 6.0, 7.0));
        let (_, found) = compared(placed, &part, Sizing::Any);
        assert_eq!(found.likeness, Likeness::Identical, "{found:?}");
        assert!((found.placing.scale - 2.0).abs() < 1e-4 && (found.placing.turn - turn).norm() < 1e-3, "{found:?}");
        assert!(found.placing.shift.distance(Vec3::new(5.0, 6.0, 7.0)) < 0.02, "{found:?}");
    }

    #[test]
    fn a_mirror_image_is_no_equal_and_is_known() {
        let part = surface(&crooked());
        let mirror = surface(&crooked().mapped(|p| Vec3::new(-p.x, p.y, p.z)).flipped());
        let query = Query::new(mirror);
        let rough = query.rough(&Sketch::new(&part), Sizing::True);
        let body = Body::new(part);
        let plain = query.exact(&body, rough.placing, Sizing::True);
        assert_ne!(plain.likeness, Likeness::Identical);
        let mirrored = query.exact(&body, rough.mirrored.expect("it fits better mirrored"), Sizing::True);
        assert_eq!(mirrored.likeness, Likeness::Identical, "{mirrored:?}");
        assert!(mirrored.placing.is_mirrored());
    }

    #[test]
    fn at_its_true_size_a_larger_part_is_another() {
        let part = surface(&crooked());
        let larger = part.placed(&Matrix3::identity(), 1.1, Vec3::ZERO);
        assert_ne!(compared(larger.clone(), &part, Sizing::True).1.likeness, Likeness::Identical);
        assert_eq!(compared(larger, &part, Sizing::Any).1.likeness, Likeness::Identical);
    }
}
