//! Counts as bars: several rows of them over one scale of whole numbers.

use crate::color::Rgb;
use crate::image::Image;
use crate::paper::{Area, stroke};
use crate::text::{Hand, Weight};

const INK: Rgb = [44, 50, 58];
const SOFT: Rgb = [120, 128, 138];
const LINE: Rgb = [214, 218, 223];
const BAR: Rgb = [62, 124, 196];
const TITLE: Hand = Hand { weight: Weight::SemiBold, size: 22.0, color: INK };
const NAME: Hand = Hand { weight: Weight::SemiBold, size: 16.0, color: INK };
const SMALL: Hand = Hand { weight: Weight::Regular, size: 13.0, color: SOFT };
const WIDTH: u32 = 1200;
const ROW: f32 = 230.0;
const HEAD: f32 = 64.0;
const LEFT: f32 = 84.0;
const RIGHT: f32 = 24.0;

/// Rows of bars under one title, each row a name and its counts; the first bar stands for the number `first`, the next for
/// the one after. Each row has its own height scale, from 0 to a round number above its tallest bar.
pub fn bars(title: &str, axis: &str, first: usize, rows: &[(&str, &[usize])]) -> Image {
    let mut image = Image::filled(WIDTH, (HEAD + ROW * rows.len() as f32 + 24.0) as u32, [255, 255, 255, 255]);
    TITLE.write(&mut image, title, 24.0, 38.0);
    for (k, (name, counts)) in rows.iter().enumerate() {
        let top = HEAD + ROW * k as f32;
        let (low, high) = (top + ROW - 40.0, top + 28.0);
        NAME.write(&mut image, name, LEFT, top + 14.0);
        let most = round_up(counts.iter().copied().max().unwrap_or(0));
        for part in 0..=2 {
            let y = low - (low - high) * part as f32 / 2.0;
            stroke(&mut image, [LEFT, y], [WIDTH as f32 - RIGHT, y], 1.0, LINE);
            let text = grouped(most * part / 2);
            SMALL.write(&mut image, &text, LEFT - 10.0 - SMALL.width(&text), y + 4.5);
        }
        let pitch = (WIDTH as f32 - LEFT - RIGHT) / counts.len().max(1) as f32;
        for (i, &count) in counts.iter().enumerate() {
            let x = LEFT + pitch * i as f32;
            let height = (low - high) * count as f32 / most as f32;
            if count > 0 {
                Area { x: x + 0.12 * pitch, y: low - height, width: 0.76 * pitch, height }.fill(&mut image, 0.0, BAR);
            }
            if (first + i).is_multiple_of(5) {
                let text = (first + i).to_string();
                SMALL.write(&mut image, &text, x + 0.5 * (pitch - SMALL.width(&text)), low + 18.0);
            }
        }
        if k + 1 == rows.len() {
            let x = 0.5 * (LEFT + WIDTH as f32 - RIGHT - SMALL.width(axis));
            SMALL.write(&mut image, axis, x, low + 38.0);
        }
    }
    image
}

/// The next even number of the form 1, 2, 3, 4, 5, 6 or 8 times a power of ten; 2 at least.
fn round_up(count: usize) -> usize {
    let mut power = 1;
    loop {
        for digit in [2, 4, 6, 8, 10, 20, 30, 40, 50] {
            if digit * power >= count && (digit * power).is_multiple_of(2) {
                return digit * power;
            }
        }
        power *= 10;
    }
}

/// A number with a thin gap before each three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (k, c) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_tall_as_their_counts() {
        let image = bars("Lengths", "commands", 3, &[("before", &[10, 0, 5]), ("after", &[7, 7, 7])]);
        let column = |x: f32, row: usize| {
            let top = (HEAD + ROW * row as f32) as u32;
            (top..top + ROW as u32).filter(|&y| image.pixel(x as u32, y).unwrap()[..3] == BAR).count() as f32
        };
        let pitch = (WIDTH as f32 - LEFT - RIGHT) / 3.0;
        let middle = |i: usize| LEFT + pitch * (i as f32 + 0.5);
        let full = ROW - 68.0;
        for (row, i, share) in [(0, 0, 1.0), (0, 1, 0.0), (0, 2, 0.5), (1, 0, 7.0 / 8.0), (1, 2, 7.0 / 8.0)] {
            let tall = column(middle(i), row);
            assert!((tall - share * full).abs() < 2.0, "bar {i} of row {row} is {tall}, not {}", share * full);
        }
    }

    #[test]
    fn scales_end_in_round_numbers() {
        assert_eq!([0, 1, 3, 7, 11, 99, 2983, 51_000].map(round_up), [2, 2, 4, 8, 20, 100, 3000, 60_000]);
        assert_eq!(grouped(1_234_567), "1 234 567");
    }
}
