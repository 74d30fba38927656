//! The sketch plane cut into cells by the walls seen along a direction, and how much of each cell is solid at what height.
//!
//! Where a surface is known only to within noise, its sections are ragged and no two are alike. The walls found in it
//! are not: between them lie cells with exact borders, and whether a cell is inside is asked of the ragged surface at many
//! places, so that its noise averages out. Sections made of whole cells have straight and round borders and compare
//! exactly, as those of an exact mesh do.

use crate::facets::clipped;
use crate::layout::Layout;
use crate::region::{Contour, Region, Shape, inside, signed_area};
use rayon::prelude::*;
use resolid_geom::{Aabb2, Frame, TriMesh, Vec2, Vec3};
use std::f64::consts::TAU;

/// Corners of the polygon that stands for a full circle.
const CIRCLE: usize = 72;
/// Columns a cell is asked at.
const COLUMNS: usize = 14;
/// A plane cut into more cells than this is no drawing.
const MOST_CELLS: usize = 1500;

/// A piece of the sketch plane that no wall crosses.
struct Cell {
    region: Region,
    columns: Vec<Column>,
    area: f64,
}

/// The line through a place of a cell along the direction.
struct Column {
    at: Vec2,
    /// Ranges of height in which it is solid.
    solid: Vec<[f64; 2]>,
}

/// The cells of a direction.
pub struct Cells {
    cells: Vec<Cell>,
    /// How far from a level its noise reaches.
    margin: f64,
}

/// A column solid over a share of a slab between these is cut off within it.
const CUT_OFF: [f64; 2] = [0.12, 0.88];

impl Cells {
    /// The cells of `layout`, asked of a closed mesh in the coordinates of `frame`.
    pub fn new(layout: &Layout, mesh: &TriMesh, frame: &Frame, noise: f64) -> Self {
        let local: Vec<Vec3> = mesh.vertices.iter().map(|&v| frame.local_from_world(v)).collect();
        let bounds = Aabb2::of(local.iter().map(|p| p.truncate())).expanded(4.0 * noise);
        let regions = cut(layout, bounds);
        let field = Field::new(&local, &mesh.triangles, bounds);
        let cells = regions
            .into_par_iter()
            .map(|region| {
                let columns = places(&region, noise).into_iter().map(|at| Column { at, solid: field.column(at) });
                Cell { columns: columns.collect(), area: region.area(), region }
            })
            .collect();
        Self { cells, margin: 2.0 * noise }
    }

    /// The cells more than half solid about `height`.
    pub fn section(&self, height: f64) -> Region {
        let reach = self.margin.max(1e-9);
        self.collect(|c| c.solid(height - reach, height + reach) > 0.5)
    }

    /// Between two heights: the cells solid all along, those more than half solid, and those not empty all along.
    pub fn within(&self, lo: f64, hi: f64) -> [Region; 3] {
        let inset = self.margin.min(0.25 * (hi - lo));
        let (lo, hi) = (lo + inset, hi - inset);
        // A cell whose columns are each solid or empty is one or the other, though its wall lie a little off: only columns
        // that end within the slab make it neither.
        let mixed = |c: &Cell| c.cut_off(lo, hi) > 0.4;
        let solid = |c: &Cell| c.solid(lo, hi) > 0.5;
        [self.collect(|c| solid(c) && !mixed(c)), self.collect(solid), self.collect(|c| solid(c) || mixed(c))]
    }

    /// The area at `height` in which `built` differs from the surface, by the columns.
    pub fn misfit(&self, built: &Region, height: f64) -> f64 {
        let contours: Vec<&Contour> = built.shapes.iter().flat_map(|s| s.contours()).collect();
        let wrong = |c: &&Column| {
            inside(contours.iter().copied(), c.at) != c.solid.iter().any(|r| r[0] < height && height < r[1])
        };
        self.cells
            .iter()
            .map(|c| c.area * c.columns.iter().filter(wrong).count() as f64 / c.columns.len().max(1) as f64)
            .sum()
    }

    fn collect(&self, wanted: impl Fn(&Cell) -> bool) -> Region {
        let contours = self
            .cells
            .iter()
            .filter(|c| wanted(c))
            .flat_map(|c| &c.region.shapes)
            .flat_map(|s| s.contours().cloned().collect::<Vec<_>>())
            .collect();
        Region::from_oriented(contours)
    }
}

impl Cell {
    /// The share of the columns that are solid over a part of the slab only.
    fn cut_off(&self, lo: f64, hi: f64) -> f64 {
        let ends = |c: &&Column| (CUT_OFF[0]..CUT_OFF[1]).contains(&c.solid_share(lo, hi));
        self.columns.iter().filter(ends).count() as f64 / self.columns.len().max(1) as f64
    }

    /// The share of the columns' length between two heights that is solid.
    fn solid(&self, lo: f64, hi: f64) -> f64 {
        self.columns.iter().map(|c| c.solid_share(lo, hi)).sum::<f64>() / self.columns.len().max(1) as f64
    }
}

impl Column {
    fn solid_share(&self, lo: f64, hi: f64) -> f64 {
        self.solid.iter().map(|r| (r[1].min(hi) - r[0].max(lo)).max(0.0)).sum::<f64>() / (hi - lo)
    }
}

/// The plane within `bounds` cut by all walls.
fn cut(layout: &Layout, bounds: Aabb2) -> Vec<Region> {
    let corner = |x: f64, y: f64| Vec2::new(x, y);
    let (a, b) = (bounds.min, bounds.max);
    let mut pieces: Vec<Contour> = vec![vec![a, corner(b.x, a.y), b, corner(a.x, b.y)]];
    for wall in &layout.straight {
        if pieces.len() > MOST_CELLS {
            break;
        }
        pieces = pieces
            .into_iter()
            .flat_map(|p| {
                let side = |q: Vec2| q.dot(wall.normal) - wall.offset;
                [clipped(&p, side), clipped(&p, |q| -side(q))]
            })
            .filter(|p| p.len() >= 3 && signed_area(p) > 0.0)
            .collect();
    }
    let mut regions: Vec<Region> = pieces.into_iter().map(|p| Region::of(Shape::solid(p))).collect();
    for wall in &layout.round {
        if regions.len() > MOST_CELLS {
            break;
        }
        let disc: Contour =
            (0..CIRCLE).map(|i| wall.center + Vec2::from_angle(TAU * i as f64 / CIRCLE as f64) * wall.radius).collect();
        let disc = Region::of(Shape::solid(disc));
        let reach = disc.bounds();
        regions = regions
            .into_iter()
            .flat_map(|r| {
                if r.bounds().overlaps(&reach) {
                    let (inside, outside) = (r.intersection(&disc), r.difference(&disc));
                    // Each connected piece is a cell of its own.
                    inside.shapes.into_iter().chain(outside.shapes).map(Region::of).collect()
                } else {
                    vec![r]
                }
            })
            .collect();
    }
    regions
}

/// Places spread over a region, those farther than `noise` from its border if there are enough.
fn places(region: &Region, noise: f64) -> Vec<Vec2> {
    let bounds = region.bounds();
    let contours: Vec<&Contour> = region.shapes.iter().flat_map(|s| s.contours()).collect();
    let mut clear = Vec::new();
    let mut close = Vec::new();
    for k in 1..40 * COLUMNS {
        // Halton's points in bases two and three.
        let p = bounds.min + bounds.size() * Vec2::new(halton(k, 2), halton(k, 3));
        if !inside(contours.iter().copied(), p) {
            continue;
        }
        if contours.iter().all(|c| border_distance(c, p) > noise) {
            clear.push(p);
        } else if close.len() < COLUMNS {
            close.push(p);
        }
        if clear.len() == COLUMNS {
            break;
        }
    }
    if clear.len() >= COLUMNS / 2 {
        return clear;
    }
    clear.extend(close);
    if clear.is_empty() {
        clear.extend(contours.first().map(|c| c.iter().copied().sum::<Vec2>() / c.len() as f64));
    }
    clear
}

fn halton(mut k: usize, base: usize) -> f64 {
    let (mut f, mut r) = (1.0, 0.0);
    while k > 0 {
        f /= base as f64;
        r += f * (k % base) as f64;
        k /= base;
    }
    r
}

fn border_distance(contour: &Contour, p: Vec2) -> f64 {
    let n = contour.len();
    (0..n)
        .map(|i| {
            let (a, b) = (contour[i], contour[(i + 1) % n]);
            let t = ((p - a).dot(b - a) / a.distance_squared(b).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
            p.distance(a.lerp(b, t))
        })
        .fold(f64::MAX, f64::min)
}

/// The facets of a mesh over a grid of the sketch plane.
struct Field<'a> {
    points: &'a [Vec3],
    triangles: &'a [[u32; 3]],
    min: Vec2,
    step: Vec2,
    side: usize,
    bins: Vec<Vec<u32>>,
}

impl<'a> Field<'a> {
    fn new(points: &'a [Vec3], triangles: &'a [[u32; 3]], bounds: Aabb2) -> Self {
        let side = ((triangles.len() as f64).sqrt() as usize).clamp(4, 256);
        let step = bounds.size() / side as f64;
        let mut field = Self { points, triangles, min: bounds.min, step, side, bins: vec![Vec::new(); side * side] };
        for (t, tri) in triangles.iter().enumerate() {
            let b = Aabb2::of(tri.map(|v| points[v as usize].truncate()));
            let (lo, hi) = (field.bin(b.min), field.bin(b.max));
            for y in lo.1..=hi.1 {
                for x in lo.0..=hi.0 {
                    field.bins[y * side + x].push(t as u32);
                }
            }
        }
        field
    }

    fn bin(&self, p: Vec2) -> (usize, usize) {
        let q = (p - self.min) / self.step;
        let at = |v: f64| (v.max(0.0) as usize).min(self.side - 1);
        (at(q.x), at(q.y))
    }

    /// The ranges of height in which the line through `p` along the direction runs inside the mesh.
    fn column(&self, p: Vec2) -> Vec<[f64; 2]> {
        let (x, y) = self.bin(p);
        let mut crossings: Vec<(f64, i32)> = Vec::new();
        for &t in &self.bins[y * self.side + x] {
            let [a, b, c] = self.triangles[t as usize].map(|v| self.points[v as usize]);
            let (u, v, w) = (b.truncate() - p, c.truncate() - p, a.truncate() - p);
            let (wa, wb, wc) = (u.perp_dot(v), v.perp_dot(w), w.perp_dot(u));
            let area = wa + wb + wc;
            // Half-open, so that a line through a shared edge meets one of the two facets.
            let inside = if area > 0.0 { wa >= 0.0 && wb > 0.0 && wc > 0.0 } else { wa <= 0.0 && wb < 0.0 && wc < 0.0 };
            if inside && area != 0.0 {
                let z = (a.z * wa + b.z * wb + c.z * wc) / area;
                // A facet that faces up is left when rising through it.
                crossings.push((z, if area > 0.0 { -1 } else { 1 }));
            }
        }
        crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut ranges = Vec::new();
        let mut depth = 0;
        let mut start = 0.0;
        for (z, turn) in crossings {
            if depth <= 0 && depth + turn > 0 {
                start = z;
            } else if depth > 0 && depth + turn <= 0 {
                ranges.push([start, z]);
            }
            depth += turn;
        }
        ranges
    }
}
