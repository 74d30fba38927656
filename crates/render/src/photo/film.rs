//! What camera and file do to a picture.

/// From light to a file's pixels. By default nothing but the sRGB curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Film {
    /// What light is multiplied by.
    pub exposure: f32,
    /// How warm (over 0) or cold it is read, −1 to 1.
    pub warmth: f32,
    /// How much of the range between black and white is used, 1 for all.
    pub contrast: f32,
    /// How much darker the corners are, 0 to 1.
    pub vignette: f32,
    /// Standard deviation of the blur, pixels.
    pub blur: f32,
    /// Standard deviation of the sensor's noise in mid grey, bytes.
    pub noise: f32,
    /// Quality of a JPEG file it went through, 1 to 100.
    pub jpeg: Option<u8>,
    /// Whether colours are dropped.
    pub grey: bool,
}

impl Default for Film {
    fn default() -> Self {
        Self {
            exposure: 1.0,
            warmth: 0.0,
            contrast: 1.0,
            vignette: 0.0,
            blur: 0.0,
            noise: 0.0,
            jpeg: None,
            grey: false,
        }
    }
}
