//! How much of the sky each pixel's surroundings hide: corners and pockets get darker.
//!
//! Each pixel looks at a spiral of neighbours; those that rise over its tangent plane, near it, hide some sky. The
//! spiral is turned from pixel to pixel in a pattern of four by four, and a four by four average that keeps to the
//! same surface takes the pattern out again. Nothing is random.

use crate::part::Picture;
use glam::Vec3;
use rayon::prelude::*;

/// Neighbours a pixel looks at.
const TAPS: usize = 28;

/// Turns of the spiral.
const TURNS: f32 = 7.0;

/// What is known at one pixel: place and normal as the eye has them (x right, y up, z to the eye).
#[derive(Clone, Copy)]
struct Spot {
    place: Vec3,
    normal: Vec3,
}

/// Light left at each pixel, 0 to 1, for `samples` × `samples` samples a pixel; 1 on the background.
/// `radius` is how far the surroundings reach, in millimetres.
pub(crate) fn open_sky(picture: &Picture, samples: usize, radius: f64) -> Vec<f32> {
    let canvas = &picture.canvas;
    let (width, height) = (canvas.width / samples, canvas.height / samples);
    let lens = picture.lens;
    let spots: Vec<Option<Spot>> = (0..width * height)
        .into_par_iter()
        .map(|i| {
            let at = middle_sample(i, width, samples, canvas.width);
            canvas.is_hit(at).then(|| {
                let p = picture.point(at);
                let n = picture.facet(at, p).as_dvec3();
                let d = p - lens.target;
                let turned = |v: resolid_geom::Vec3| {
                    Vec3::new(v.dot(lens.right) as f32, v.dot(lens.up) as f32, -v.dot(lens.forward) as f32)
                };
                Spot { place: turned(d), normal: turned(n) }
            })
        })
        .collect();
    let reach = radius as f32;
    let raw: Vec<f32> = (0..width * height)
        .into_par_iter()
        .map(|i| {
            let Some(spot) = spots[i] else { return 1.0 };
            let (x, y) = ((i % width) as i64, (i / width) as i64);
            let at = middle_sample(i, width, samples, canvas.width);
            let pixel = (lens.sample_size(f64::from(canvas.depth[at])) * samples as f64) as f32;
            let span = (reach / pixel).clamp(3.0, width.max(height) as f32 * 0.35);
            // Sixteen starting angles, neighbours far apart.
            let start = ((x & 3) * 4 + (y & 3)) as f32 * 7.0 / 16.0 % 1.0;
            let mut hidden = 0.0;
            for k in 0..TAPS {
                let part = (k as f32 + 0.5) / TAPS as f32;
                let angle = (part * TURNS + start) * std::f32::consts::TAU;
                let (dx, dy) = (angle.cos() * part * span, angle.sin() * part * span);
                let (nx, ny) = (x + dx.round() as i64, y + dy.round() as i64);
                if (nx == x && ny == y) || nx < 0 || ny < 0 || nx >= width as i64 || ny >= height as i64 {
                    continue;
                }
                let Some(other) = spots[ny as usize * width + nx as usize] else { continue };
                let way = other.place - spot.place;
                let length = way.length();
                if length > 0.0 {
                    let rise = (way.dot(spot.normal) / length - 0.06).max(0.0);
                    hidden += rise * (1.0 - (length / (1.25 * reach)).powi(2)).max(0.0);
                }
            }
            (1.0 - 2.1 * hidden / TAPS as f32).clamp(0.0, 1.0)
        })
        .collect();
    (0..width * height)
        .into_par_iter()
        .map(|i| {
            let Some(spot) = spots[i] else { return 1.0 };
            let (x, y) = ((i % width) as i64, (i / width) as i64);
            let (mut sum, mut count) = (0.0, 0.0);
            for ny in (y - 2).max(0)..=(y + 1).min(height as i64 - 1) {
                for nx in (x - 2).max(0)..=(x + 1).min(width as i64 - 1) {
                    let j = ny as usize * width + nx as usize;
                    let Some(other) = spots[j] else { continue };
                    let off = (other.place - spot.place).dot(spot.normal).abs();
                    if other.normal.dot(spot.normal) > 0.85 && off < 0.03 * reach {
                        sum += raw[j];
                        count += 1.0;
                    }
                }
            }
            if count > 0.0 { sum / count } else { raw[i] }
        })
        .collect()
}

/// The sample in the middle of pixel `i`.
fn middle_sample(i: usize, width: usize, samples: usize, row: usize) -> usize {
    let (x, y) = (i % width, i / width);
    (y * samples + samples / 2) * row + x * samples + samples / 2
}
