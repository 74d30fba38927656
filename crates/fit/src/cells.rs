//! The sketch plane cut into cells by the walls seen along a direction, and how much of each cell is solid at what height.
//!
//! The walls of a solid found in scattered points are not ragged as the points are: between them lie cells with exact
//! borders. Sections made of whole cells have straight and round borders and compare exactly, as those of an exact mesh do.
//! What lies across the direction shows as columns that end within a slab.

use crate::complex::Solid;
use crate::conforming::conforming;
use crate::facets::clipped;
use crate::layout::Layout;
use crate::region::{Contour, Region, Shape, inside, signed_area};
use rayon::prelude::*;
use resolid_geom::{Aabb2, Frame, Vec2};
use std::f64::consts::TAU;
use std::ops::Range;

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
}

/// A column solid over a share of a slab between these is cut off within it.
const CUT_OFF: Range<f64> = 0.02..0.98;
/// The share of a cell's columns that must be cut off within a slab for the cell to be.
const MIXED: f64 = 0.02;
/// Columns that the whole plan is asked at.
const ALL_COLUMNS: f64 = 1500.0;
/// Half the height about which a section is taken, as a share of what a number of its size is exact to.
const BESIDE: f64 = 1e-9;
/// How far apart corners are one and the same, as a share of the plan's diagonal.
const SEAM: f64 = 1e-8;

impl Cells {
    /// The cells of `layout`, asked of a solid known exactly, in the coordinates of `frame`.
    pub fn new(layout: &Layout, solid: &Solid, frame: &Frame, bounds: Aabb2) -> Self {
        let area = bounds.size().x * bounds.size().y;
        let column = |p: Vec2| solid.along(frame.world_from_local(p.extend(0.0)), frame.z());
        let cells = conforming(cut(layout, bounds), SEAM * bounds.size().length())
            .into_par_iter()
            .map(|region| {
                let count = ((ALL_COLUMNS * region.area() / area) as usize).max(COLUMNS);
                let columns = places(&region, count).into_iter().map(|at| Column { at, solid: column(at) });
                Cell { columns: columns.collect(), area: region.area(), region }
            })
            .collect();
        Self { cells }
    }

    /// The cells more than half solid about `height`.
    pub fn section(&self, height: f64) -> Region {
        let reach = BESIDE * height.abs().max(1.0);
        self.collect(|c| c.solid(height - reach, height + reach) > 0.5)
    }

    /// Between two heights: the cells solid all along, those more than half solid, and those not empty all along.
    pub fn within(&self, lo: f64, hi: f64) -> [Region; 3] {
        // A cell whose columns are each solid or empty is one or the other, though its wall lie a little off: only columns
        // that end within the slab make it neither.
        let mixed = |c: &Cell| c.cut_off(lo, hi) > MIXED;
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
        let ends = |c: &&Column| CUT_OFF.contains(&c.solid_share(lo, hi));
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

/// About `count` places spread over a region.
fn places(region: &Region, count: usize) -> Vec<Vec2> {
    let bounds = region.bounds();
    let contours: Vec<&Contour> = region.shapes.iter().flat_map(|s| s.contours()).collect();
    // Halton's points in bases two and three.
    let mut found: Vec<Vec2> = (1..40 * count)
        .map(|k| bounds.min + bounds.size() * Vec2::new(halton(k, 2), halton(k, 3)))
        .filter(|&p| inside(contours.iter().copied(), p))
        .take(count)
        .collect();
    if found.is_empty() {
        found.extend(contours.first().map(|c| c.iter().copied().sum::<Vec2>() / c.len() as f64));
    }
    found
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
