//! What lies behind a part, and the noise that textures and trembling lines are made of.

use crate::color::{Rgb, linear};
use glam::Vec3;

/// What lies behind the part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Backdrop {
    /// One colour.
    Plain(Rgb),
    /// From the upper to the lower edge.
    Gradient(Rgb, Rgb),
    /// A wall above, a table below `horizon` (share of the height).
    Table {
        /// Colour of the wall.
        wall: Rgb,
        /// Colour of the table.
        table: Rgb,
        /// Where it begins.
        horizon: f32,
    },
    /// Cloth, stone, wood: patches of two colours, `size` of the picture across and `long` times as long.
    Texture {
        /// One colour.
        one: Rgb,
        /// The other.
        other: Rgb,
        /// Width of a patch, as a share of the picture.
        size: f32,
        /// How many times longer patches are than wide.
        long: f32,
    },
}

impl Backdrop {
    /// The colour that fills most of it, linear light.
    pub(super) fn color(&self) -> Vec3 {
        match *self {
            Self::Plain(c) | Self::Gradient(c, _) | Self::Table { wall: c, .. } | Self::Texture { one: c, .. } => {
                linear(c)
            }
        }
    }

    /// Linear light of each of `side` × `side` pixels.
    pub(super) fn painted(&self, side: usize, seed: u64) -> Vec<Vec3> {
        let mut all = Vec::with_capacity(side * side);
        let share = |k: usize| (k as f32 + 0.5) / side as f32;
        match *self {
            Self::Plain(c) => all.resize(side * side, linear(c)),
            Self::Gradient(upper, lower) => {
                let (upper, lower) = (linear(upper), linear(lower));
                for y in 0..side {
                    all.resize(all.len() + side, upper.lerp(lower, share(y)));
                }
            }
            Self::Table { wall, table, horizon } => {
                let (wall, table) = (linear(wall), linear(table));
                for y in 0..side {
                    // An edge out of focus.
                    let below = ((share(y) - horizon) * 40.0 + 0.5).clamp(0.0, 1.0);
                    all.resize(all.len() + side, wall.lerp(table, below));
                }
            }
            Self::Texture { one, other, size, long } => {
                let (one, other) = (linear(one), linear(other));
                for y in 0..side {
                    for x in 0..side {
                        let (u, v) = (share(x) / size, share(y) / (size * long));
                        let t = 0.6 * noise(u, v, seed) + 0.4 * noise(2.3 * u, 2.3 * v, seed ^ 1);
                        all.push(one.lerp(other, t));
                    }
                }
            }
        }
        all
    }
}

/// How far a line strays at a place of the picture, both ways, −1 to 1 each.
pub(super) fn stray(x: f32, y: f32, seed: u64) -> [f32; 2] {
    [2, 3].map(|k| 2.0 * noise(7.0 * x, 7.0 * y, seed ^ k) - 1.0)
}

/// Values of chance at whole places and smooth between them, 0 to 1.
fn noise(x: f32, y: f32, seed: u64) -> f32 {
    let (i, j) = (x.floor(), y.floor());
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (fx, fy) = (ease(x - i), ease(y - j));
    let value = |di: i64, dj: i64| {
        let key = ((i as i64 + di) as u64) << 32 ^ ((j as i64 + dj) as u64 & 0xffff_ffff);
        (mixed(key ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)) >> 40) as f32 / (1u64 << 24) as f32
    };
    let upper = value(0, 0) * (1.0 - fx) + value(1, 0) * fx;
    let lower = value(0, 1) * (1.0 - fx) + value(1, 1) * fx;
    upper * (1.0 - fy) + lower * fy
}

/// All bits of a number, stirred.
///
/// # Source
/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
fn mixed(mut v: u64) -> u64 {
    v = (v ^ v >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    v = (v ^ v >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    v ^ v >> 31
}
