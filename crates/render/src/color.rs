//! Colours: sRGB bytes outside, linear light inside, OKLab between two colours.

use glam::{Mat3, Vec3};

/// An sRGB colour, a byte a channel.
pub type Rgb = [u8; 3];

/// Linear light of an sRGB colour, 0 to 1 a channel.
pub(crate) fn linear(c: Rgb) -> Vec3 {
    Vec3::from_array(c.map(|v| {
        let v = f32::from(v) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    }))
}

/// sRGB encoding of one channel of linear light, still 0 to 1.
fn encoded(v: f32) -> f32 {
    let v = v.clamp(0.0, 1.0);
    if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}

/// The sRGB colour of linear light.
pub(crate) fn bytes(v: Vec3) -> Rgb {
    v.to_array().map(|c| (encoded(c) * 255.0).round() as u8)
}

/// A table of the sRGB encoding: millions of samples need it.
pub(crate) struct Encoder(Vec<f32>);

impl Encoder {
    const STEPS: usize = 4096;

    pub fn new() -> Self {
        // Steps are even in the square root, where the encoding is nearly straight.
        Self((0..=Self::STEPS).map(|i| encoded((i as f32 / Self::STEPS as f32).powi(2))).collect())
    }

    /// sRGB encoding of linear light, 0 to 1 a channel.
    pub fn encode(&self, v: Vec3) -> Vec3 {
        let one = |c: f32| self.0[(c.clamp(0.0, 1.0).sqrt() * Self::STEPS as f32 + 0.5) as usize];
        Vec3::new(one(v.x), one(v.y), one(v.z))
    }
}

/// A colour in OKLab, where distances are as people see them.
///
/// # Source
/// Björn Ottosson, "A perceptual color space for image processing" (2020): the two matrices and the cube root.
fn oklab(c: Rgb) -> Vec3 {
    let lms = Mat3::from_cols_array(&[
        0.412_221_47,
        0.211_903_5,
        0.088_302_46,
        0.536_332_55,
        0.680_699_5,
        0.281_718_85,
        0.051_445_995,
        0.107_396_96,
        0.629_978_7,
    ]) * linear(c);
    Mat3::from_cols_array(&[
        0.210_454_26,
        1.977_998_5,
        0.025_904_037,
        0.793_617_8,
        -2.428_592_2,
        0.782_771_77,
        -0.004_072_047,
        0.450_593_7,
        -0.808_675_77,
    ]) * lms.map(f32::cbrt)
}

fn from_oklab(lab: Vec3) -> Rgb {
    let lms = (Mat3::from_cols_array(&[
        1.0,
        1.0,
        1.0,
        0.396_337_78,
        -0.105_561_346,
        -0.089_484_18,
        0.215_803_76,
        -0.063_854_17,
        -1.291_485_5,
    ]) * lab)
        .map(|v| v * v * v);
    bytes(
        Mat3::from_cols_array(&[
            4.076_741_7,
            -1.268_438,
            -0.004_196_086,
            -3.307_711_6,
            2.609_757_4,
            -0.703_418_6,
            0.230_969_93,
            -0.341_319_4,
            1.707_614_7,
        ]) * lms,
    )
}

/// The colour at `t` (0 to 1) between two colours, even to the eye.
pub(crate) fn mix(a: Rgb, b: Rgb, t: f32) -> Rgb {
    from_oklab(oklab(a).lerp(oklab(b), t.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_survive_the_way_there_and_back() {
        for c in [[0, 0, 0], [255, 255, 255], [12, 200, 77], [180, 30, 240], [128, 128, 128]] {
            assert_eq!(bytes(linear(c)), c);
            let there = from_oklab(oklab(c));
            assert!(there.iter().zip(c).all(|(a, b)| a.abs_diff(b) <= 1), "{c:?} came back as {there:?}");
        }
    }

    #[test]
    fn table_agrees_with_formula_within_a_third_of_a_byte() {
        let encoder = Encoder::new();
        for i in 0..=10_000 {
            let v = i as f32 / 10_000.0;
            assert!((encoder.encode(Vec3::splat(v)).x - encoded(v)).abs() * 255.0 < 0.34, "at {v}");
        }
    }
}
