//! Flat things on a picture: cards, pills, strokes.

use crate::color::Rgb;
use crate::image::Image;

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    /// How far a point lies outside the rectangle with rounded corners; negative inside.
    fn outside(&self, x: f32, y: f32, radius: f32) -> f32 {
        let (hx, hy) = (self.width * 0.5 - radius, self.height * 0.5 - radius);
        let dx = (x - self.x - self.width * 0.5).abs() - hx;
        let dy = (y - self.y - self.height * 0.5).abs() - hy;
        dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - radius
    }

    /// Fills the rectangle, its corners rounded by `radius`.
    pub fn fill(&self, image: &mut Image, radius: f32, color: Rgb) {
        self.paint(image, |d| (0.5 - d).clamp(0.0, 1.0), radius, color);
    }

    /// Draws the rectangle's border, `width` pixels wide and inside it.
    pub fn border(&self, image: &mut Image, radius: f32, width: f32, color: Rgb) {
        self.paint(image, |d| (0.5 - d).clamp(0.0, 1.0) - (0.5 - d - width).clamp(0.0, 1.0), radius, color);
    }

    /// Clears what lies outside the rounded corners to `color`.
    pub fn round_off(&self, image: &mut Image, radius: f32, color: Rgb) {
        self.paint(image, |d| (0.5 + d).clamp(0.0, 1.0), radius, color);
    }

    fn paint(&self, image: &mut Image, cover: impl Fn(f32) -> f32, radius: f32, color: Rgb) {
        let radius = radius.min(self.width * 0.5).min(self.height * 0.5);
        let rows = self.y.floor() as i64..=(self.y + self.height).ceil() as i64;
        for y in rows {
            for x in self.x.floor() as i64..=(self.x + self.width).ceil() as i64 {
                let d = self.outside(x as f32 + 0.5, y as f32 + 0.5, radius);
                image.blend(x, y, color, cover(d));
            }
        }
    }
}

/// A straight stroke with round ends.
pub(crate) fn stroke(image: &mut Image, from: [f32; 2], to: [f32; 2], width: f32, color: Rgb) {
    let (ex, ey) = (to[0] - from[0], to[1] - from[1]);
    let length = (ex * ex + ey * ey).max(1e-9);
    let reach = width * 0.5 + 1.0;
    for y in (from[1].min(to[1]) - reach).floor() as i64..=(from[1].max(to[1]) + reach).ceil() as i64 {
        for x in (from[0].min(to[0]) - reach).floor() as i64..=(from[0].max(to[0]) + reach).ceil() as i64 {
            let (px, py) = (x as f32 + 0.5 - from[0], y as f32 + 0.5 - from[1]);
            let t = ((px * ex + py * ey) / length).clamp(0.0, 1.0);
            let away = (px - ex * t).hypot(py - ey * t);
            image.blend(x, y, color, (width * 0.5 + 0.5 - away).clamp(0.0, 1.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_card_covers_its_area() {
        let mut image = Image::filled(60, 40, [255, 255, 255, 255]);
        Area { x: 5.0, y: 4.0, width: 50.0, height: 32.0 }.fill(&mut image, 8.0, [0, 0, 0]);
        let dark: f64 = image.pixels.chunks(4).map(|p| 1.0 - f64::from(p[0]) / 255.0).sum();
        let expected = 50.0 * 32.0 - (4.0 - std::f64::consts::PI) * 64.0;
        assert!((dark / expected - 1.0).abs() < 0.003, "{dark} for {expected}");
    }
}
