//! From linear light to pixels: lens, sensor, file.

use super::{Film, Shot};
use crate::color::Encoder;
use crate::image::Image;
use glam::Vec3;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::{ExtendedColorType, ImageDecoder};
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::LazyLock;

/// The sRGB curve.
static ENCODER: LazyLock<Encoder> = LazyLock::new(Encoder::new);

/// The picture of `light`, `side` pixels wide and high.
pub(super) fn develop(shot: &Shot, mut light: Vec<Vec3>, side: usize) -> Image {
    let film = &shot.film;
    expose(film, &mut light, side);
    if film.blur > 0.05 {
        blur(&mut light, side, film.blur);
    }
    let mut rng = ChaCha8Rng::seed_from_u64(shot.seed);
    let mut bytes = Vec::with_capacity(side * side * 3);
    for v in light {
        let mut v = (ENCODER.encode(v) - Vec3::splat(0.5)) * film.contrast + Vec3::splat(0.5);
        if film.grey {
            v = Vec3::splat(v.dot(Vec3::new(0.299, 0.587, 0.114)));
        }
        let mut grain = Vec3::ZERO;
        if film.noise > 0.0 {
            let [a, b] = [rng.next_u64(), rng.next_u64()];
            // Light comes in grains: bright places are noisier, though less than they are brighter.
            let strength = film.noise * (0.5 + v);
            grain = Vec3::new(bell(a as u32), bell((a >> 32) as u32), bell(b as u32)) * strength;
        }
        // The cast ends at 0 and 255.
        bytes.extend((v * 255.0 + grain + Vec3::splat(0.5)).to_array().map(|c| c as u8));
    }
    if let Some(quality) = film.jpeg {
        bytes = through_jpeg(bytes, side, quality);
    }
    let pixels = bytes.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    Image { width: side as u32, height: side as u32, pixels }
}

/// A number of standard deviation 1, distributed nearly normally: the sum of the four bytes.
fn bell(bits: u32) -> f32 {
    let sum: u32 = bits.to_le_bytes().iter().map(|&b| u32::from(b)).sum();
    // A byte's variance is (256² − 1) / 12.
    (sum as f32 - 510.0) / 147.8
}

fn expose(film: &Film, light: &mut [Vec3], side: usize) {
    let tint = Vec3::new(1.0 + 0.25 * film.warmth, 1.0, 1.0 - 0.25 * film.warmth) * film.exposure;
    let middle = side as f32 / 2.0;
    for (at, v) in light.iter_mut().enumerate() {
        let (x, y) = ((at % side) as f32 + 0.5 - middle, (at / side) as f32 + 0.5 - middle);
        let out = (x * x + y * y) / (2.0 * middle * middle);
        *v *= tint * (1.0 - film.vignette * out);
    }
}

/// A bell curve over each row and column.
fn blur(light: &mut [Vec3], side: usize, deviation: f32) {
    let reach = (2.5 * deviation).ceil() as usize;
    let weight = |k: usize| (-0.5 * (k as f32 / deviation).powi(2)).exp();
    let whole: f32 = weight(0) + 2.0 * (1..=reach).map(weight).sum::<f32>();
    let weights: Vec<f32> = (0..=reach).map(|k| weight(k) / whole).collect();
    let mut line = vec![Vec3::ZERO; side];
    for (step, row) in [(1, side), (side, 1)] {
        for r in 0..side {
            for (k, v) in line.iter_mut().enumerate() {
                *v = light[r * row + k * step];
            }
            for k in 0..side {
                let mut sum = line[k] * weights[0];
                for (d, w) in weights.iter().enumerate().skip(1) {
                    sum += (line[k.saturating_sub(d)] + line[(k + d).min(side - 1)]) * *w;
                }
                light[r * row + k * step] = sum;
            }
        }
    }
}

/// The pixels after a JPEG file was made of them and read again; as they were where it cannot be.
fn through_jpeg(bytes: Vec<u8>, side: usize, quality: u8) -> Vec<u8> {
    let round = || {
        let mut file = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut file, quality.clamp(1, 100));
        encoder.encode(&bytes, side as u32, side as u32, ExtendedColorType::Rgb8).ok()?;
        let decoder = JpegDecoder::new(std::io::Cursor::new(&file)).ok()?;
        let mut out = vec![0; decoder.total_bytes() as usize];
        decoder.read_image(&mut out).ok()?;
        (out.len() == bytes.len()).then_some(out)
    };
    round().unwrap_or(bytes)
}
