//! The finished picture.

use crate::RenderError;

/// Pixels from the top left, row by row; four bytes each: red, green, blue, opacity (not multiplied in).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Pixels a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width · height · 4` bytes.
    pub pixels: Vec<u8>,
}

impl Image {
    /// A picture of one colour.
    pub fn filled(width: u32, height: u32, color: [u8; 4]) -> Self {
        Self { width, height, pixels: color.repeat(width as usize * height as usize) }
    }

    /// The four bytes of a pixel; `None` outside.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let at = (y as usize * self.width as usize + x as usize) * 4;
        self.pixels.get(at..at + 4)?.try_into().ok()
    }

    /// The picture as a PNG file: the same bytes for the same pixels.
    ///
    /// # Errors
    /// [`RenderError::Png`] where the pixels do not fill width × height.
    pub fn to_png(&self) -> Result<Vec<u8>, RenderError> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Balanced);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        let failed = |e: png::EncodingError| RenderError::Png(e.to_string());
        let mut writer = encoder.write_header().map_err(failed)?;
        writer.write_image_data(&self.pixels).map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(file)
    }

    /// Lays `color` over a pixel with `cover` from 0 to 1; nothing happens outside.
    pub(crate) fn blend(&mut self, x: i64, y: i64, color: [u8; 3], cover: f32) {
        if x < 0 || y < 0 || x >= i64::from(self.width) || y >= i64::from(self.height) || cover <= 0.0 {
            return;
        }
        let cover = cover.min(1.0);
        let at = (y as usize * self.width as usize + x as usize) * 4;
        let below = f32::from(self.pixels[at + 3]) / 255.0;
        let alpha = cover + below * (1.0 - cover);
        for (k, &over) in color.iter().enumerate() {
            let under = f32::from(self.pixels[at + k]) * below * (1.0 - cover);
            self.pixels[at + k] = ((f32::from(over) * cover + under) / alpha).round() as u8;
        }
        self.pixels[at + 3] = (alpha * 255.0).round() as u8;
    }

    /// Lays another picture over this one, its top left corner at `x`, `y`.
    pub(crate) fn lay(&mut self, other: &Self, x: i64, y: i64) {
        for (i, p) in other.pixels.chunks_exact(4).enumerate() {
            let (dx, dy) = ((i % other.width as usize) as i64, (i / other.width as usize) as i64);
            self.blend(x + dx, y + dy, [p[0], p[1], p[2]], f32::from(p[3]) / 255.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn png_reads_back_to_the_same_pixels() {
        let mut image = Image::filled(7, 5, [10, 20, 30, 255]);
        image.blend(3, 2, [250, 0, 0], 0.5);
        let file = image.to_png().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, image.pixels);
        assert_eq!(image.pixel(3, 2), Some([130, 10, 15, 255]));
        assert_eq!(image.pixel(7, 0), None);
    }

    #[test]
    fn half_cover_on_nothing_keeps_the_colour() {
        let mut image = Image::filled(1, 1, [0, 0, 0, 0]);
        image.blend(0, 0, [200, 100, 50], 0.5);
        assert_eq!(image.pixel(0, 0), Some([200, 100, 50, 128]));
    }
}
