//! What is seen at each sample: its depth and the number of the face that is seen there.
//!
//! Triangles are filled by edge functions in double precision. Each edge is evaluated from its lower end to its
//! higher, whichever triangle asks, so two triangles see the very same number with opposite sign and leave no crack
//! between them; a sample on the edge belongs to both, and the nearer, then the lower-numbered, keeps it. Bands of
//! rows are filled side by side, each taking its triangles in order: the result does not depend on threads.

use crate::camera::Lens;
use crate::cast::Caster;
use rayon::prelude::*;

/// No face: the background.
pub(crate) const NOTHING: u32 = u32::MAX;

/// Rows filled by one task.
const BAND: usize = 16;

/// Triangles looked at by one task when they are dealt to the bands.
const BATCH: usize = 8192;

/// A grid of samples.
#[derive(Clone, Debug)]
pub(crate) struct Canvas {
    pub width: usize,
    pub height: usize,
    /// Depth key (see [`Lens`]); infinite on the background.
    pub depth: Vec<f32>,
    /// Face number; [`NOTHING`] on the background.
    pub face: Vec<u32>,
}

impl Canvas {
    pub fn new(width: usize, height: usize) -> Self {
        Self { width, height, depth: vec![f32::INFINITY; width * height], face: vec![NOTHING; width * height] }
    }

    /// Fills in triangles given by corner numbers into projected points; triangle `t` is face `first + t`.
    /// Triangles with a corner that is not finite are left out.
    pub fn fill(&mut self, points: &[[f64; 3]], triangles: &[[u32; 3]], first: u32) {
        let bands = self.height.div_ceil(BAND);
        let (width, height) = (self.width, self.height);
        let dealt: Vec<Vec<Vec<u32>>> = triangles
            .par_chunks(BATCH)
            .enumerate()
            .map(|(batch, list)| {
                let mut by_band = vec![Vec::new(); bands];
                for (k, t) in list.iter().enumerate() {
                    let Some((_, [low, high])) = covered(t.map(|v| points[v as usize]), width, height) else {
                        continue;
                    };
                    for band in &mut by_band[low / BAND..=high / BAND] {
                        band.push((batch * BATCH + k) as u32);
                    }
                }
                by_band
            })
            .collect();
        self.depth.par_chunks_mut(BAND * width).zip(self.face.par_chunks_mut(BAND * width)).enumerate().for_each(
            |(band, (depth, face))| {
                let top = band * BAND;
                for list in dealt.iter().map(|by_band| &by_band[band]) {
                    for &t in list {
                        let corners = triangles[t as usize].map(|v| points[v as usize]);
                        fill_one(corners, first + t, width, height, top, depth, face);
                    }
                }
            },
        );
    }

    /// Fills in the first faces that rays meet; face `f` of the caster is face `first + f`.
    pub fn cast(&mut self, caster: &Caster, lens: &Lens, first: u32) {
        let width = self.width;
        let rays = caster.aimed(lens, width, self.height);
        self.depth.par_chunks_mut(width).zip(self.face.par_chunks_mut(width)).enumerate().for_each_init(
            || rays.scratch(),
            |scratch, (row, (depth, face))| {
                for x in rays.columns(row) {
                    let Some((key, hit)) = rays.first_hit(x, row, scratch) else { continue };
                    if (key as f32) < depth[x] {
                        depth[x] = key as f32;
                        face[x] = first + hit;
                    }
                }
            },
        );
    }

    /// Whether anything is seen at a sample.
    pub fn is_hit(&self, at: usize) -> bool {
        self.face[at] != NOTHING
    }
}

/// First and last column and row whose sample centres lie in the box of a triangle; `None` where there are none.
fn covered(c: [[f64; 3]; 3], width: usize, height: usize) -> Option<([usize; 2], [usize; 2])> {
    if !c.iter().flatten().all(|v| v.is_finite()) {
        return None;
    }
    let range = |k: usize, count: usize| {
        let low = c[0][k].min(c[1][k]).min(c[2][k]);
        let high = c[0][k].max(c[1][k]).max(c[2][k]);
        let first = (low - 0.5).ceil().max(0.0);
        let last = (high - 0.5).floor().min(count as f64 - 1.0);
        (first <= last).then_some([first as usize, last as usize])
    };
    Some((range(0, width)?, range(1, height)?))
}

/// An edge function: positive on the inner side, exactly opposite for the triangle across.
struct EdgeFunction {
    sign: f64,
    base: [f64; 3],
    run: [f64; 2],
}

impl EdgeFunction {
    fn new(p: [f64; 3], q: [f64; 3]) -> Self {
        let (sign, p, q) = if (p[0], p[1]) <= (q[0], q[1]) { (1.0, p, q) } else { (-1.0, q, p) };
        Self { sign, base: p, run: [q[0] - p[0], q[1] - p[1]] }
    }

    /// The part that a row shares.
    fn row(&self, y: f64) -> f64 {
        self.run[0] * (y - self.base[1])
    }

    fn at(&self, row: f64, x: f64) -> f64 {
        self.sign * (row - self.run[1] * (x - self.base[0]))
    }

    /// The columns of `span` that may lie on the inner side; one more at either end, so that [`Self::at`] alone decides.
    fn span(&self, row: f64, [from, to]: [usize; 2]) -> [usize; 2] {
        let slope = -self.sign * self.run[1];
        let border = self.base[0] + row / self.run[1] - 0.5;
        if slope > 0.0 && border.is_finite() {
            // A cast ends at nought.
            [from.max((border - 1.0) as usize), to]
        } else if slope < 0.0 && border.is_finite() {
            [from, to.min((border + 2.0) as usize)]
        } else {
            [from, to]
        }
    }
}

fn fill_one(
    mut c: [[f64; 3]; 3],
    number: u32,
    width: usize,
    height: usize,
    top: usize,
    depth: &mut [f32],
    face: &mut [u32],
) {
    let Some(([left, right], [low, high])) = covered(c, width, height) else { return };
    let twice_area = (c[1][0] - c[0][0]) * (c[2][1] - c[0][1]) - (c[1][1] - c[0][1]) * (c[2][0] - c[0][0]);
    if twice_area == 0.0 {
        return;
    }
    if twice_area < 0.0 {
        c.swap(1, 2);
    }
    let area = twice_area.abs();
    let edges = [EdgeFunction::new(c[0], c[1]), EdgeFunction::new(c[1], c[2]), EdgeFunction::new(c[2], c[0])];
    // Depth is linear over the picture; on slivers rounding must not carry it past the corners.
    let (d1, d2) = (c[1][2] - c[0][2], c[2][2] - c[0][2]);
    let slope_x = (d1 * (c[2][1] - c[0][1]) - d2 * (c[1][1] - c[0][1])) / area;
    let slope_y = (d2 * (c[1][0] - c[0][0]) - d1 * (c[2][0] - c[0][0])) / area;
    let nearest = c[0][2].min(c[1][2]).min(c[2][2]);
    let farthest = c[0][2].max(c[1][2]).max(c[2][2]);
    let rows = depth.len() / width;
    for y in low.max(top)..=high.min(top + rows - 1) {
        let py = y as f64 + 0.5;
        let shared = [edges[0].row(py), edges[1].row(py), edges[2].row(py)];
        let start = (y - top) * width;
        let [from, to] = edges.iter().zip(shared).fold([left, right], |span, (e, row)| e.span(row, span));
        for x in from..=to {
            let px = x as f64 + 0.5;
            if edges[0].at(shared[0], px) < 0.0 || edges[1].at(shared[1], px) < 0.0 || edges[2].at(shared[2], px) < 0.0
            {
                continue;
            }
            let key = (c[0][2] + slope_x * (px - c[0][0]) + slope_y * (py - c[0][1])).clamp(nearest, farthest) as f32;
            if key < depth[start + x] {
                depth[start + x] = key;
                face[start + x] = number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fan_of_slivers_leaves_no_crack() {
        let mut points = vec![[50.3, 50.1, 1.0]];
        let n = 997;
        for i in 0..n {
            let (s, c) = (f64::from(i) / f64::from(n) * std::f64::consts::TAU).sin_cos();
            points.push([50.0 + 45.0 * c, 50.0 + 45.0 * s, 1.0]);
        }
        let triangles: Vec<[u32; 3]> = (0..n as u32).map(|i| [0, 1 + i, 1 + (i + 1) % n as u32]).collect();
        let mut canvas = Canvas::new(100, 100);
        canvas.fill(&points, &triangles, 0);
        let inside = |i: usize| {
            let (x, y) = ((i % 100) as f64 - 49.5, (i / 100) as f64 - 49.5);
            x.hypot(y)
        };
        for i in 0..100 * 100 {
            if inside(i) < 44.9 {
                assert!(canvas.is_hit(i), "a hole at {}, {}", i % 100, i / 100);
            } else if inside(i) > 45.1 {
                assert!(!canvas.is_hit(i));
            }
        }
    }

    #[test]
    fn the_nearer_triangle_wins_whatever_the_order() {
        let points =
            [[0.0, 0.0, 5.0], [64.0, 0.0, 5.0], [0.0, 64.0, 5.0], [0.0, 0.0, 1.0], [64.0, 0.0, 1.0], [0.0, 64.0, 1.0]];
        for triangles in [[[0, 1, 2], [3, 4, 5]], [[3, 4, 5], [0, 1, 2]]] {
            let mut canvas = Canvas::new(64, 64);
            canvas.fill(&points, &triangles, 10);
            let near = if triangles[0][0] == 3 { 10 } else { 11 };
            assert!(canvas.face.iter().all(|&f| f == near || f == NOTHING));
            assert!(canvas.depth.iter().all(|&d| d == 1.0 || d == f32::INFINITY));
        }
    }
}
