//! Words on a picture, in Inter (SIL Open Font License 1.1; `fonts/OFL.txt`, made by `fonts/subset.py`).

use crate::color::Rgb;
use crate::image::Image;
use ab_glyph::{Font, FontRef, GlyphId, PxScale, ScaleFont, point};
use std::sync::OnceLock;

static REGULAR: &[u8] = include_bytes!("../fonts/Inter-Regular.ttf");
static SEMIBOLD: &[u8] = include_bytes!("../fonts/Inter-SemiBold.ttf");

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

/// A way to write: weight, size of the em in pixels, colour.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hand {
    pub weight: Weight,
    pub size: f32,
    pub color: Rgb,
}

fn font(weight: Weight) -> &'static FontRef<'static> {
    static FONTS: OnceLock<[FontRef<'static>; 2]> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        [REGULAR, SEMIBOLD].map(|bytes| FontRef::try_from_slice(bytes).expect("the embedded fonts are whole"))
    });
    &fonts[usize::from(weight == Weight::SemiBold)]
}

impl Hand {
    fn scale(&self) -> PxScale {
        let font = font(self.weight);
        // The crate scales by the height of a line; designers speak of the em.
        PxScale::from(self.size * font.height_unscaled() / font.units_per_em().unwrap_or(1000.0))
    }

    /// The glyphs of a line and where each begins; then the whole width.
    fn set(&self, text: &str) -> (Vec<(GlyphId, f32)>, f32) {
        let scaled = font(self.weight).as_scaled(self.scale());
        let mut glyphs: Vec<(GlyphId, f32)> = Vec::new();
        let mut x = 0.0;
        for c in text.chars() {
            let glyph = scaled.glyph_id(if c.is_control() { ' ' } else { c });
            if let Some(&(last, _)) = glyphs.last() {
                x += scaled.kern(last, glyph);
            }
            glyphs.push((glyph, x));
            x += scaled.h_advance(glyph);
        }
        (glyphs, x)
    }

    /// Width of a line in pixels.
    pub fn width(&self, text: &str) -> f32 {
        self.set(text).1
    }

    /// Writes a line from `x` on, standing on `baseline`; what comes back is where it ends.
    pub fn write(&self, image: &mut Image, text: &str, x: f32, baseline: f32) -> f32 {
        let font = font(self.weight);
        let (glyphs, width) = self.set(text);
        for (id, dx) in glyphs {
            let glyph = id.with_scale_and_position(self.scale(), point(x + dx, baseline));
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let corner = outline.px_bounds().min;
            outline.draw(|gx, gy, cover| {
                image.blend(corner.x as i64 + i64::from(gx), corner.y as i64 + i64::from(gy), self.color, cover);
            });
        }
        x + width
    }

    /// The line, shortened in its middle by "…" to fit into `room` pixels.
    pub fn shortened(&self, text: &str, room: f32) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let chars: Vec<char> = text.chars().collect();
        for keep in (0..chars.len()).rev() {
            // Names differ at their ends: a little more of the end is kept.
            let head = keep / 2;
            let tail = keep - head;
            let short: String = chars[..head].iter().chain(&['…']).chain(&chars[chars.len() - tail..]).collect();
            if self.width(&short) <= room {
                return short;
            }
        }
        String::new()
    }

    /// The line, cut at its end by "…" to fit into `room` pixels.
    pub fn cut(&self, text: &str, room: f32) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let chars: Vec<char> = text.chars().collect();
        for keep in (0..chars.len()).rev() {
            let short: String = chars[..keep].iter().collect::<String>().trim_end().to_owned() + "…";
            if self.width(&short) <= room {
                return short;
            }
        }
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HAND: Hand = Hand { weight: Weight::SemiBold, size: 20.0, color: [0, 0, 0] };

    #[test]
    fn kerning_draws_pairs_together() {
        assert!(HAND.width("AV") < HAND.width("A") + HAND.width("V") - 0.2);
    }

    #[test]
    fn letters_stand_on_the_baseline_and_inside_their_width() {
        let mut image = Image::filled(200, 60, [255, 255, 255, 255]);
        let end = HAND.write(&mut image, "Hxz", 10.0, 40.0);
        let dark = |x: u32, y: u32| image.pixel(x, y).unwrap()[0] < 128;
        let rows: Vec<u32> = (0..60).filter(|&y| (0..200).any(|x| dark(x, y))).collect();
        let columns: Vec<u32> = (0..200).filter(|&x| (0..60).any(|y| dark(x, y))).collect();
        assert_eq!(*rows.last().unwrap(), 39);
        // Capitals of this font are 0.727 em high.
        assert!(rows[0] == 25 || rows[0] == 26, "{}", rows[0]);
        assert!(columns[0] >= 10 && (*columns.last().unwrap() as f32) < end);
    }

    #[test]
    fn long_lines_are_shortened_to_the_room() {
        let text = "a-very-long-file-name-of-a-bracket-rev-17.stl";
        let short = HAND.shortened(text, 180.0);
        assert!(HAND.width(&short) <= 180.0 && short.contains('…') && short.ends_with(".stl"), "{short}");
        assert!(HAND.cut(text, 180.0).starts_with("a-very") && HAND.width(&HAND.cut(text, 180.0)) <= 180.0);
        assert_eq!(HAND.shortened("short", 180.0), "short");
        assert_eq!(HAND.shortened(text, 1.0), "");
    }

    #[test]
    fn letters_without_a_glyph_do_not_stop_the_rest() {
        let mut image = Image::filled(100, 40, [255, 255, 255, 255]);
        assert!(HAND.write(&mut image, "漢\n字", 2.0, 30.0) > 10.0);
    }
}
