//! Points spread evenly over the part's surface.
//!
//! Every face is unrolled into a rectangle and cut into cells. A cell that no other slab's border comes near lies on
//! the surface wholly or not at all; the others are halved, largest first, until little area is in doubt. A point is
//! drawn from all cells by area and, where its cell is in doubt, asked for itself, so what is kept is even.

use super::Evaluator;
use super::face::{Face, Faces, Fate, Patch};
use super::solid::{Slab, Solid};
use rand::Rng;
use resolid_geom::region::Stretch;
use resolid_geom::{Vec2, Vec3};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};
use std::f64::consts::PI;

/// A rectangle of an unrolled face, in millimetres both ways.
#[derive(Clone, Copy, Debug)]
struct Cell {
    face: usize,
    min: Vec2,
    max: Vec2,
}

impl Cell {
    fn area(&self) -> f64 {
        let d = self.max - self.min;
        d.x * d.y
    }

    /// Whether two cells of one face share a stretch of an edge; cells come of halving, so their edges agree to the bit.
    fn adjoins(&self, other: &Self) -> bool {
        let share = |k: usize| self.min[k].max(other.min[k]) < self.max[k].min(other.max[k]);
        let touch = |k: usize| self.max[k] == other.min[k] || other.max[k] == self.min[k];
        touch(0) && share(1) || touch(1) && share(0)
    }
}

/// A point, its outward normal and its face.
pub(super) type Spot = (Vec3, Vec3, usize);

/// Largest area first.
struct Doubtful(Cell);

impl PartialEq for Doubtful {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Doubtful {}
impl PartialOrd for Doubtful {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Doubtful {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.area().total_cmp(&other.0.area())
    }
}

/// Cells to draw points from.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    /// The sign that turns the carrier's normal outward, for cells that need no asking.
    cells: Vec<(Cell, Option<f64>)>,
    /// Running sum of the areas.
    sums: Vec<f64>,
    /// Faces that have cells, the numbers of their cells, and running sums of the areas.
    by_face: BTreeMap<usize, Vec<(usize, f64)>>,
}

/// Cells split at least, and at most while nearly everything is in doubt.
const SPLITS: [usize; 2] = [256, 20_000];

impl Cells {
    pub fn new(solid: &Solid, faces: &Faces) -> Self {
        let mut sure: Vec<(Cell, Option<f64>)> = Vec::new();
        let mut doubtful: BinaryHeap<Doubtful> = BinaryHeap::new();
        let (mut sure_area, mut doubtful_area) = (0.0, 0.0);
        let mut sort = |cell: Cell,
                        doubtful: &mut BinaryHeap<Doubtful>,
                        doubtful_area: &mut f64,
                        sure_area: &mut f64| {
            match judge(solid, faces, &cell) {
                Judgement::Off => {}
                Judgement::On(sign) => {
                    *sure_area += cell.area();
                    sure.push((cell, Some(sign)));
                }
                Judgement::Doubtful => {
                    *doubtful_area += cell.area();
                    doubtful.push(Doubtful(cell));
                }
            }
        };
        for (index, face) in faces.list.iter().enumerate() {
            if face.fate != Fate::Gone {
                let [min, max] = unrolled(face, &solid.slabs[face.slab]);
                sort(Cell { face: index, min, max }, &mut doubtful, &mut doubtful_area, &mut sure_area);
            }
        }
        let mut splits = 0;
        while let Some(Doubtful(cell)) = doubtful.peek() {
            let much = doubtful_area > 0.2 * sure_area;
            let most = if doubtful_area > 5.0 * sure_area { SPLITS[1] } else { SPLITS[0] };
            if !much || splits >= most || cell.area() <= 0.0 {
                break;
            }
            let cell = *cell;
            doubtful.pop();
            doubtful_area -= cell.area();
            splits += 1;
            let size = cell.max - cell.min;
            let (mut a, mut b) = (cell, cell);
            if size.x >= size.y {
                a.max.x = cell.min.x + size.x * 0.5;
                b.min.x = a.max.x;
            } else {
                a.max.y = cell.min.y + size.y * 0.5;
                b.min.y = a.max.y;
            }
            sort(a, &mut doubtful, &mut doubtful_area, &mut sure_area);
            sort(b, &mut doubtful, &mut doubtful_area, &mut sure_area);
        }
        let mut cells = sure;
        cells.extend(doubtful.into_sorted_vec().into_iter().map(|d| (d.0, None)));
        let mut sum = 0.0;
        let sums = cells
            .iter()
            .map(|(c, _)| {
                sum += c.area();
                sum
            })
            .collect();
        let mut by_face: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for (i, (cell, _)) in cells.iter().enumerate() {
            let list = by_face.entry(cell.face).or_default();
            let before = list.last().map_or(0.0, |l| l.1);
            list.push((i, before + cell.area()));
        }
        Self { cells, sums, by_face }
    }

    /// One point, its outward normal and its face; `None` where the point drawn is not on the surface.
    pub fn draw(&self, solid: &Solid, faces: &Faces, rng: &mut impl Rng) -> Option<Spot> {
        let total = *self.sums.last()?;
        let at = rng.random::<f64>() * total;
        let i = self.sums.partition_point(|s| *s <= at).min(self.sums.len() - 1);
        self.hit(solid, faces, i, Vec2::new(rng.random(), rng.random()))
    }

    /// The point at `uv`, in 0..1 both ways, of cell `i`; `None` where it is not on the surface.
    fn hit(&self, solid: &Solid, faces: &Faces, i: usize, uv: Vec2) -> Option<Spot> {
        let (cell, sure) = &self.cells[i];
        let face = &faces.list[cell.face];
        let slab = &solid.slabs[face.slab];
        let point = rolled(face, slab, cell.min + (cell.max - cell.min) * uv);
        let sign = match sure {
            Some(sign) => *sign,
            None if counted(solid, faces, cell.face, point) => match face.fate {
                Fate::Bounds(sign) => sign,
                Fate::Gone => return None,
                Fate::Mixed => faces.outward(solid, cell.face, point)?,
            },
            None => return None,
        };
        Some((point, face.carrier.normal(point) * sign, cell.face))
    }

    /// The faces that may bound the part somewhere.
    pub fn faces(&self) -> impl Iterator<Item = usize> + '_ {
        self.by_face.keys().copied()
    }

    /// Whether some of the face bounds the part for certain.
    pub fn is_sure(&self, face: usize) -> bool {
        self.by_face.get(&face).is_some_and(|list| list.iter().any(|(i, _)| self.cells[*i].1.is_some()))
    }

    /// For each cell that lies on the surface wholly the number of its patch: cells of one face that share an edge are one.
    pub fn patches(&self) -> BTreeMap<usize, usize> {
        let mut patches = BTreeMap::new();
        for list in self.by_face.values() {
            let sure: Vec<usize> = list.iter().map(|l| l.0).filter(|&i| self.cells[i].1.is_some()).collect();
            let mut open: Vec<usize> = Vec::new();
            for &first in &sure {
                if patches.contains_key(&first) {
                    continue;
                }
                open.push(first);
                patches.insert(first, first);
                while let Some(i) = open.pop() {
                    for &j in &sure {
                        if !patches.contains_key(&j) && self.cells[i].0.adjoins(&self.cells[j].0) {
                            patches.insert(j, first);
                            open.push(j);
                        }
                    }
                }
            }
        }
        patches
    }

    /// The `k`-th of `count` points that follow a fixed lattice over one face, or over all, in proportion to area, and
    /// the number of its cell; `None` where it is not on the surface.
    pub fn spread(
        &self,
        solid: &Solid,
        faces: &Faces,
        face: Option<usize>,
        k: u32,
        count: u32,
    ) -> Option<(Spot, usize)> {
        let share = (f64::from(k) + 0.5) / f64::from(count);
        let i = match face {
            Some(face) => {
                let list = self.by_face.get(&face)?;
                let at = share * list.last()?.1;
                list[list.partition_point(|l| l.1 <= at).min(list.len() - 1)].0
            }
            None => {
                let at = share * self.sums.last()?;
                self.sums.partition_point(|s| *s <= at).min(self.sums.len() - 1)
            }
        };
        Some((self.hit(solid, faces, i, lattice(k))?, i))
    }

    /// The area of the part's surface: the cells that count whole, and of the others the share of 20,000 draws that hit.
    pub fn area_estimate(&self, part: &Evaluator) -> f64 {
        let (solid, faces) = (&part.solid, part.faces());
        let sure: f64 = self.cells.iter().filter(|c| c.1.is_some()).map(|c| c.0.area()).sum();
        let doubtful = self.sums.last().copied().unwrap_or(0.0) - sure;
        if doubtful <= 0.0 {
            return sure;
        }
        let from = self.sums.len() - self.cells.iter().filter(|c| c.1.is_none()).count();
        const DRAWS: u32 = 20_000;
        let hits = (0..DRAWS)
            .filter(|&k| {
                // Cells in proportion to area, and the plane's most even lattice inside them.
                let at = sure + doubtful * (f64::from(k) + 0.5) / f64::from(DRAWS);
                let i = (from + self.sums[from..].partition_point(|s| *s <= at)).min(self.cells.len() - 1);
                self.hit(solid, faces, i, lattice(k)).is_some()
            })
            .count();
        sure + doubtful * hits as f64 / f64::from(DRAWS)
    }

    /// Whether there is anything to draw from.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

/// The `k`-th point of the plane's most even lattice, in the unit square; none lies in its middle.
fn lattice(k: u32) -> Vec2 {
    Vec2::new(0.37 + f64::from(k) * 0.754_877_666, 0.43 + f64::from(k) * 0.569_840_291).fract()
}

/// Whether a point of face `index`'s surface is on the face, and on no earlier one flush with it: so that
/// what several faces share is counted once.
pub(super) fn counted(solid: &Solid, faces: &Faces, index: usize, p: Vec3) -> bool {
    let face = &faces.list[index];
    face.holds(&solid.slabs[face.slab], p)
        && !face.partners.iter().take_while(|q| q.face < index).any(|q| {
            let other = &faces.list[q.face];
            other.holds(&solid.slabs[other.slab], p)
        })
}

/// The face's rectangle: for a cap the sketch's x and y, for a side length along the curve and height.
fn unrolled(face: &Face, slab: &Slab) -> [Vec2; 2] {
    match &face.patch {
        Patch::Bottom | Patch::Top => {
            let b = slab.region.bounds();
            [b.min, b.max]
        }
        Patch::Side { stretch, .. } => {
            let (from, to) = along(stretch);
            [Vec2::new(from, slab.low), Vec2::new(to, slab.high)]
        }
    }
}

/// Length along a stretch: from its start for a line, about its middle for an arc.
fn along(stretch: &Stretch) -> (f64, f64) {
    match *stretch {
        Stretch::Line { start, end } => (0.0, start.distance(end)),
        Stretch::Arc { center, radius, middle, cos_half, start, .. } => {
            let d = start - center;
            let half = if cos_half <= -1.0 { PI } else { middle.perp_dot(d).abs().atan2(middle.dot(d)) };
            (-half * radius, half * radius)
        }
    }
}

fn rolled(face: &Face, slab: &Slab, uv: Vec2) -> Vec3 {
    match &face.patch {
        Patch::Bottom => slab.axes.world(uv, slab.low),
        Patch::Top => slab.axes.world(uv, slab.high),
        Patch::Side { stretch, .. } => {
            let xy = match *stretch {
                Stretch::Line { start, end } => start + (end - start).normalize() * uv.x,
                Stretch::Arc { center, radius, middle, .. } => {
                    center + Vec2::from_angle(uv.x / radius).rotate(middle) * radius
                }
            };
            slab.axes.world(xy, uv.y)
        }
    }
}

enum Judgement {
    On(f64),
    Off,
    Doubtful,
}

fn judge(solid: &Solid, faces: &Faces, cell: &Cell) -> Judgement {
    let face = &faces.list[cell.face];
    let slab = &solid.slabs[face.slab];
    let middle = (cell.min + cell.max) * 0.5;
    let radius = (cell.max - cell.min).length() * 0.5;
    let flat = matches!(face.patch, Patch::Bottom | Patch::Top);
    if flat {
        let distance = slab.region.signed_distance(middle);
        if distance > radius {
            return Judgement::Off;
        }
        if distance > -radius {
            return Judgement::Doubtful;
        }
    }
    if let Fate::Bounds(sign) = face.fate {
        return Judgement::On(sign);
    }
    let point = rolled(face, slab, middle);
    let margin = radius + 4.0 * solid.scale.beside;
    // A face flush with this one must cover the cell or stay clear of it.
    let mut covering: Vec<usize> = Vec::new();
    for partner in &face.partners {
        let other = &faces.list[partner.face];
        let distance = rim_distance(other, &solid.slabs[other.slab], point);
        if distance.abs() <= margin {
            return Judgement::Doubtful;
        }
        if distance < 0.0 {
            if partner.face < cell.face {
                return Judgement::Off;
            }
            covering.push(other.slab);
        }
    }
    for (s, other) in solid.slabs.iter().enumerate() {
        // The walls of a slab whose face covers the cell meet its surface only at that face's rim.
        if s != face.slab
            && !covering.contains(&s)
            && other.bounds.expanded(margin).contains(point)
            && border_distance(other, point) <= margin
        {
            return Judgement::Doubtful;
        }
    }
    match faces.outward(solid, cell.face, point) {
        Some(sign) => Judgement::On(sign),
        None => Judgement::Off,
    }
}

/// Distance from a point of the face's surface to the face's rim, measured in the unrolled surface and negative on
/// the face; outside, a lower bound.
fn rim_distance(face: &Face, slab: &Slab, p: Vec3) -> f64 {
    let local = slab.axes.local(p);
    let xy = local.truncate();
    let Patch::Side { stretch, .. } = &face.patch else { return slab.region.signed_distance(xy) };
    let beyond = (slab.low - local.z).max(local.z - slab.high);
    let (from, to) = along(stretch);
    match *stretch {
        Stretch::Arc { cos_half: ..=-1.0, .. } => beyond,
        Stretch::Arc { center, radius, middle, .. } => beyond.max(middle.angle_to(xy - center).abs() * radius - to),
        Stretch::Line { start, end } => {
            let s = (xy - start).dot((end - start).normalize());
            beyond.max(from - s).max(s - to)
        }
    }
}

/// Distance from `p` to the slab's border, from either side.
fn border_distance(slab: &Slab, p: Vec3) -> f64 {
    let local = slab.axes.local(p);
    let across = slab.region.signed_distance(local.truncate());
    let along = (slab.low - local.z).max(local.z - slab.high);
    if across <= 0.0 && along <= 0.0 { -across.max(along) } else { across.max(0.0).hypot(along.max(0.0)) }
}
