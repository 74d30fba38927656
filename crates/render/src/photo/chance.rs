//! Shots left to chance.

use super::{Backdrop, Film, Light, Look, Material, Shot};
use crate::camera::View;
use crate::color::Rgb;
use rand::Rng;

/// What a part may look like: colours of metals, plastics and woods.
const MATERIALS: [(Rgb, f32); 14] = [
    ([196, 199, 204], 0.9),
    ([150, 153, 158], 0.9),
    ([206, 174, 110], 0.8),
    ([186, 118, 84], 0.8),
    ([92, 94, 98], 0.5),
    ([238, 238, 236], 0.0),
    ([36, 37, 40], 0.0),
    ([200, 52, 44], 0.0),
    ([44, 98, 176], 0.0),
    ([236, 184, 40], 0.0),
    ([64, 140, 86], 0.0),
    ([224, 116, 40], 0.0),
    ([176, 128, 80], 0.0),
    ([120, 78, 48], 0.0),
];

impl Shot {
    /// A shot left to chance: a third as drawing programs show parts, a tenth lines alone, the rest photographs. The eye stands anywhere over the part,
    /// now and then under it, `level` shots hardly at all rolled.
    pub fn drawn(rng: &mut impl Rng) -> Self {
        let mut part = |low: f32, high: f32| rng.random_range(low..=high);
        let azimuth = f64::from(part(-std::f32::consts::PI, std::f32::consts::PI));
        let elevation = f64::from(part(-0.35_f32.sin(), 1.35_f32.sin()).asin());
        let kind = part(0.0, 1.0);
        let plain = Self::plain(View::from_angles(azimuth, elevation));
        let frame = Self {
            margin: f64::from(part(0.02, 0.2)),
            shift: [f64::from(part(-0.9, 0.9)), f64::from(part(-0.9, 0.9))],
            ..plain
        };
        let seed = rng.random();
        if kind < 0.33 {
            window(frame, seed, rng)
        } else if kind < 0.43 {
            sketch(frame, seed, rng)
        } else {
            photo(frame, seed, rng)
        }
    }
}

/// As a drawing program's window shows it.
fn window(frame: Shot, seed: u64, rng: &mut impl Rng) -> Shot {
    let white = rng.random_bool(0.5);
    let pale = any_grey(rng, 200, 255);
    let backdrop = if white { Backdrop::Plain([255; 3]) } else { Backdrop::Gradient(pale, any_grey(rng, 120, 255)) };
    let grey = any_grey(rng, 120, 220);
    let color = if rng.random_bool(0.6) { grey } else { MATERIALS[rng.random_range(0..MATERIALS.len())].0 };
    Shot {
        fov: if rng.random_bool(0.5) { 0.0 } else { rng.random_range(0.3..0.9) },
        look: Look::Shaded { ink: if rng.random_bool(0.25) { 0.0 } else { rng.random_range(0.4..1.6) } },
        material: Material { color, gloss: rng.random_range(0.0..0.3), metal: 0.0, rough: 0.6 },
        light: Light {
            lamp: lamp(rng),
            strength: rng.random_range(0.35..0.9),
            sky: rng.random_range(0.25..0.6),
            floor: rng.random_range(0.15..0.4),
            ..frame.light
        },
        backdrop,
        film: Film { jpeg: rng.random_bool(0.3).then(|| rng.random_range(60..=95)), ..Film::default() },
        seed,
        ..frame
    }
}

/// As a hand draws it.
fn sketch(frame: Shot, seed: u64, rng: &mut impl Rng) -> Shot {
    Shot {
        fov: if rng.random_bool(0.5) { 0.0 } else { rng.random_range(0.3..0.7) },
        look: Look::Lines { ink: rng.random_range(0.6..2.0), tremble: rng.random_range(0.0..2.0) },
        backdrop: Backdrop::Plain(any_grey(rng, 215, 255)),
        film: Film {
            blur: rng.random_range(0.0..0.6),
            noise: rng.random_range(0.0..3.0),
            grey: rng.random_bool(0.7),
            ..Film::default()
        },
        seed,
        ..frame
    }
}

/// As a camera sees it.
fn photo(frame: Shot, seed: u64, rng: &mut impl Rng) -> Shot {
    let (color, metal) = MATERIALS[rng.random_range(0..MATERIALS.len())];
    let near = |c: Rgb, rng: &mut dyn rand::RngCore| {
        c.map(|v| (i16::from(v) + rng.random_range(-18..=18)).clamp(8, 250) as u8)
    };
    let [one, other, third] = [0; 3].map(|_| any_color(rng));
    let backdrop = match rng.random_range(0..4) {
        0 => Backdrop::Plain(one),
        1 => Backdrop::Gradient(one, other),
        2 => Backdrop::Table { wall: one, table: other, horizon: rng.random_range(0.2..0.7) },
        _ => Backdrop::Texture {
            one,
            other: [0, 1, 2].map(|k| ((u16::from(one[k]) + u16::from(third[k])) / 2) as u8),
            size: rng.random_range(0.02..0.3),
            long: if rng.random_bool(0.3) { 6.0 } else { 1.0 },
        },
    };
    let warm = rng.random_range(0.0_f32..1.0);
    Shot {
        roll: if rng.random_bool(0.7) { rng.random_range(-0.12..0.12) } else { rng.random_range(-0.6..0.6) },
        fov: rng.random_range(0.25..1.0),
        look: Look::Photo,
        material: Material {
            color: near(color, rng),
            gloss: rng.random_range(0.0..0.8),
            metal: metal * rng.random_range(0.3..1.0),
            rough: rng.random_range(0.1..1.0),
        },
        light: Light {
            lamp: lamp(rng),
            color: [255, (255.0 - 30.0 * warm) as u8, (255.0 - 80.0 * warm) as u8],
            strength: rng.random_range(0.3..1.3),
            sky: rng.random_range(0.15..0.6),
            floor: rng.random_range(0.05..0.35),
            shadow: if rng.random_bool(0.7) { rng.random_range(0.3..1.0) } else { 0.0 },
        },
        backdrop,
        film: Film {
            exposure: rng.random_range(-0.5_f32..0.4).exp2(),
            warmth: rng.random_range(-0.6..0.6),
            contrast: rng.random_range(0.75..1.1),
            vignette: rng.random_range(0.0..0.35),
            blur: rng.random_range(0.0_f32..1.0).powi(2) * 1.8,
            noise: rng.random_range(0.0_f32..1.0).powi(2) * 12.0,
            jpeg: rng.random_bool(0.7).then(|| rng.random_range(30..=95)),
            grey: rng.random_bool(0.1),
        },
        seed,
        ..frame
    }
}

/// Towards a lamp over or beside the eye.
fn lamp(rng: &mut impl Rng) -> [f32; 3] {
    [rng.random_range(-1.0..1.0), rng.random_range(-0.1..1.0), rng.random_range(0.1..1.0)]
}

fn any_grey(rng: &mut impl Rng, low: u8, high: u8) -> Rgb {
    [rng.random_range(low..=high); 3]
}

/// More often pale and grey than bright, as rooms are.
fn any_color(rng: &mut impl Rng) -> Rgb {
    let grey: f32 = rng.random_range(20.0..245.0);
    let far = if rng.random_bool(0.6) { 12.0 } else { 60.0 };
    [0; 3].map(|_| (grey + rng.random_range(-far..far)).clamp(0.0, 255.0) as u8)
}
