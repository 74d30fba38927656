//! The soft shadow of a part on the table it stands on.
//!
//! Seen from below, every column of the part has a height over the table. Low ones darken the table sharply, high
//! ones faintly and far around: the map is split by height, each slice blurred by as much as it is high, and summed.

use crate::camera::{Camera, Lens, Projection, View};
use crate::part::{Picture, Prepared, box_corners};
use crate::scene::Paint;
use resolid_geom::Vec3;

/// Cells along each side of the map.
const CELLS: usize = 192;

/// The part stands on the middle of the map; its shadow may run over this much of the whole on each side.
const MARGIN: f64 = 0.22;

/// Slices by height, relative to the longer side of the map: up to where, blurred by how much, and how dark.
const SLICES: [(f64, f64, f32); 4] = [(0.015, 0.012, 0.42), (0.06, 0.03, 0.30), (0.2, 0.06, 0.16), (1e9, 0.1, 0.045)];

/// Shadow on the plane under a part.
pub(crate) struct Shadow {
    lens: Lens,
    dark: Vec<f32>,
    up: Vec3,
    ground: f64,
}

impl Shadow {
    /// The shadow of `shapes` for an eye that looks down on them; `None` for one that does not. The table is at
    /// height `ground` along the view's up, or touches the lowest point.
    pub fn new(shapes: &[&Prepared], view: View, ground: Option<f64>) -> Option<Self> {
        let up = view.up.try_normalize()?;
        if view.direction.try_normalize()?.dot(up) > -0.12 {
            return None;
        }
        let corners = box_corners(shapes);
        let lowest = shapes.iter().flat_map(|s| s.points()).map(|p| p.dot(up)).fold(f64::INFINITY, f64::min);
        if corners.is_empty() || !lowest.is_finite() {
            return None;
        }
        let ground = ground.unwrap_or(lowest);
        let side = if up.x.abs() < 0.9 { Vec3::X } else { Vec3::Y };
        let from_below = View { direction: up, up: side };
        let camera = Camera::fitted(from_below, Projection::Orthographic, corners.into_iter(), 1.0, MARGIN);
        let lens = camera.lens(CELLS, CELLS).ok()?;
        let mut picture = Picture::new(CELLS, CELLS, &lens);
        for &shape in shapes {
            picture.add(shape, Paint::Plain([0; 3]), false);
        }
        let size = camera.height;
        let mut dark = vec![0.0f32; CELLS * CELLS];
        let mut from = f64::NEG_INFINITY;
        for (to, blur, strength) in SLICES {
            let mut slice: Vec<f32> = (0..CELLS * CELLS)
                .map(|i| {
                    if !picture.canvas.is_hit(i) {
                        return 0.0;
                    }
                    let height = (picture.point(i).dot(up) - ground) / size;
                    if height >= from && height < to { 1.0 } else { 0.0 }
                })
                .collect();
            from = to;
            let radius = (blur * CELLS as f64).round() as usize;
            // Three box averages come close to a bell curve.
            for _ in 0..3 {
                slice = averaged(&slice, radius);
            }
            for (d, s) in dark.iter_mut().zip(&slice) {
                *d += s * strength;
            }
        }
        Some(Self { lens, dark, up, ground })
    }

    /// How dark the table is where a ray of the eye meets it, 0 to 1.
    pub fn at(&self, origin: Vec3, direction: Vec3) -> f32 {
        let fall = direction.dot(self.up);
        if fall > -1e-6 {
            return 0.0;
        }
        let hit = origin + direction * ((self.ground - origin.dot(self.up)) / fall);
        let [x, y, _] = self.lens.project(hit);
        let (x, y) = (x - 0.5, y - 0.5);
        if !(x > 0.0 && y > 0.0 && x < (CELLS - 1) as f64 && y < (CELLS - 1) as f64) {
            return 0.0;
        }
        let (i, j) = (x as usize, y as usize);
        let (fx, fy) = ((x - i as f64) as f32, (y - j as f64) as f32);
        let cell = |i: usize, j: usize| self.dark[j * CELLS + i];
        let upper = cell(i, j) * (1.0 - fx) + cell(i + 1, j) * fx;
        let lower = cell(i, j + 1) * (1.0 - fx) + cell(i + 1, j + 1) * fx;
        (upper * (1.0 - fy) + lower * fy).min(1.0)
    }
}

/// Each cell averaged over a square about it.
fn averaged(cells: &[f32], radius: usize) -> Vec<f32> {
    let pass = |cells: &[f32], step: usize, line: usize| {
        let mut out = vec![0.0f32; cells.len()];
        for l in 0..CELLS {
            let cell = |i: usize| l * line + i * step;
            let mut sum: f32 = (0..radius.min(CELLS)).map(|i| cells[cell(i)]).sum();
            for i in 0..CELLS {
                if i + radius < CELLS {
                    sum += cells[cell(i + radius)];
                }
                if i > radius {
                    sum -= cells[cell(i - radius - 1)];
                }
                out[cell(i)] = sum.max(0.0) / (2 * radius + 1) as f32;
            }
        }
        out
    };
    let across = pass(cells, 1, CELLS);
    pass(&across, CELLS, 1)
}
