//! Lines: outlines, contours where one surface passes before another, and creases.
//!
//! A line runs wherever two neighbouring samples see different things, and nowhere else, so lines that are hidden
//! are never drawn, and the line where two bodies merely intersect is. Each place found leaves a small round dot on
//! the grid of samples; averaging the samples of a pixel makes the line smooth.

use crate::part::Picture;
use crate::skin::CREASE;
use rayon::prelude::*;

/// Rows that one task inks.
const BAND: usize = 32;

/// Line widths in samples.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pens {
    pub outline: f32,
    pub contour: f32,
    pub crease: f32,
}

/// Between two samples: a pen and how dark.
#[derive(Clone, Copy, Debug)]
struct Stroke {
    width: f32,
    dark: f32,
    /// Whether it takes company to be believed: where a surface turns away slowly, or a sliver of no area lies in a
    /// flat face, single samples decide by chance.
    weak: bool,
}

/// One place where a line runs, on the border between a sample and its right or lower neighbour.
#[derive(Clone, Copy, Debug)]
struct Dot {
    x: u32,
    below: bool,
    stroke: Stroke,
}

/// How much of each sample lines cover, 0 to 255. `shown` says at which samples the picture counts.
pub(crate) fn ink(picture: &Picture, shown: impl Fn(usize) -> bool + Sync, pens: &Pens, samples: usize) -> Vec<u8> {
    let (width, height) = (picture.canvas.width, picture.canvas.height);
    let dots: Vec<Vec<Dot>> = (0..height)
        .into_par_iter()
        .map(|y| {
            let mut row = Vec::new();
            for x in 0..width {
                let at = y * width + x;
                if x + 1 < width
                    && let Some(stroke) = between(picture, at, at + 1, &shown, pens, samples)
                {
                    row.push(Dot { x: x as u32, below: false, stroke });
                }
                if y + 1 < height
                    && let Some(stroke) = between(picture, at, at + width, &shown, pens, samples)
                {
                    row.push(Dot { x: x as u32, below: true, stroke });
                }
            }
            row
        })
        .collect();
    let reach = (pens.outline.max(pens.contour).max(pens.crease) * 0.5 + 1.5).ceil() as usize;
    let mut mask = vec![0u8; width * height];
    mask.par_chunks_mut(BAND * width).enumerate().for_each(|(band, mask)| {
        let top = band * BAND;
        let rows = mask.len() / width;
        for y in top.saturating_sub(reach)..(top + rows + reach).min(height) {
            for dot in &dots[y] {
                if dot.stroke.weak && company(&dots, dot.x, y, 2 * samples) < 2 * samples {
                    continue;
                }
                // The dot's middle, counted in sample centres.
                let (cx, cy) = if dot.below { (dot.x as f32, y as f32 + 0.5) } else { (dot.x as f32 + 0.5, y as f32) };
                let radius = dot.stroke.width * 0.5;
                let far = radius + 0.5;
                let first = (cy - far).ceil().max(top as f32) as usize;
                let last = ((cy + far).floor() as i64).min((top + rows) as i64 - 1);
                for py in first as i64..=last {
                    let left = (cx - far).ceil().max(0.0) as usize;
                    let right = ((cx + far).floor() as usize).min(width - 1);
                    for px in left..=right {
                        let away = (px as f32 - cx).hypot(py as f32 - cy);
                        let cover = (far - away).clamp(0.0, 1.0) * dot.stroke.dark;
                        let value = &mut mask[(py as usize - top) * width + px];
                        *value = (*value).max((cover * 255.0) as u8);
                    }
                }
            }
        }
    });
    mask
}

/// How many dots there are within `reach` samples across and down.
fn company(dots: &[Vec<Dot>], x: u32, y: usize, reach: usize) -> usize {
    let columns = x.saturating_sub(reach as u32)..=x + reach as u32;
    dots[y.saturating_sub(reach)..(y + reach + 1).min(dots.len())]
        .iter()
        .map(|row| {
            let from = row.partition_point(|d| d.x < *columns.start());
            row[from..].iter().take_while(|d| columns.contains(&d.x)).count()
        })
        .sum()
}

fn between(
    picture: &Picture,
    a: usize,
    b: usize,
    shown: &impl Fn(usize) -> bool,
    pens: &Pens,
    samples: usize,
) -> Option<Stroke> {
    let canvas = &picture.canvas;
    let (fa, fb) = (canvas.face[a], canvas.face[b]);
    match (shown(a), shown(b)) {
        (false, false) => return None,
        (true, true) => {}
        _ => return Some(Stroke { width: pens.outline, dark: 1.0, weak: false }),
    }
    let part_a = picture.part(fa);
    if fa == fb && part_a.shape.is_flat(fa - part_a.first) {
        return None;
    }
    let part_b = picture.part(fb);
    let same_patch =
        part_a.first == part_b.first && part_a.shape.patch(fa - part_a.first) == part_b.shape.patch(fb - part_b.first);
    // One surface runs through both samples where each lies near the plane of the other; half a pixel is near.
    let (key_a, key_b) = (f64::from(canvas.depth[a]), f64::from(canvas.depth[b]));
    let sample = picture.lens.sample_size(key_a.min(key_b));
    let near = 0.6 * samples as f64 * sample;
    let apart = picture.lens.depth(key_a) - picture.lens.depth(key_b);
    if same_patch && apart * apart + 1.1 * sample * sample < near * near {
        return None;
    }
    let (pa, pb) = (picture.point(a), picture.point(b));
    let (na, nb) = (picture.facet(a, pa), picture.facet(b, pb));
    let step = (pb - pa).as_vec3();
    let gap = na.dot(step).abs().min(nb.dot(step).abs());
    if f64::from(gap) > near {
        return Some(Stroke { width: pens.contour, dark: 0.95, weak: same_patch && f64::from(gap) < 2.5 * near });
    }
    let cos = na.dot(nb);
    // A little under the crease angle: patches are told apart by exact normals, these are of two samples.
    if same_patch || cos > (CREASE - 4.0).to_radians().cos() as f32 {
        return None;
    }
    // Slight creases are drawn lighter than sharp ones.
    let dark = 0.55 + 0.35 * ((0.92 - cos) / 0.5).clamp(0.0, 1.0);
    Some(Stroke { width: pens.crease, dark, weak: true })
}
