//! The numbers a draughtsman writes: even steps, Renard series, sheet thicknesses, screws, keys.
//!
//! # Source
//! ISO 3 (preferred numbers), ISO 273 (clearance holes, medium), DIN 974-1 (counterbores for socket head screws),
//! DIN 6885-1 (parallel keys).

use rand::Rng;

/// The system a part is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    Metric,
    /// Inches and their binary fractions.
    Inch,
}

/// One inch.
const INCH: f64 = 25.4;

const R10: [f64; 10] = [1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.3, 8.0];
const R20: [f64; 20] =
    [1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.2, 2.5, 2.8, 3.2, 3.6, 4.0, 4.5, 5.0, 5.6, 6.3, 7.1, 8.0, 9.0];
const SHEETS: [f64; 16] = [0.5, 0.8, 1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 15.0, 20.0];
const GAUGES: [f64; 9] = [0.0625, 0.09375, 0.125, 0.1875, 0.25, 0.375, 0.5, 0.75, 1.0];

/// A screw's hole and the seat of its head, millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Screw {
    /// Diameter of the clearance hole.
    pub hole: f64,
    /// Diameter of the counterbore.
    pub head: f64,
    /// Depth of the counterbore.
    pub seat: f64,
}

const fn screw(hole: f64, head: f64, seat: f64) -> Screw {
    Screw { hole, head, seat }
}

const SCREWS: [Screw; 11] = [
    screw(2.4, 4.3, 2.2),
    screw(2.9, 5.0, 2.7),
    screw(3.4, 6.5, 3.4),
    screw(4.5, 8.0, 4.4),
    screw(5.5, 10.0, 5.4),
    screw(6.6, 11.0, 6.4),
    screw(9.0, 15.0, 8.6),
    screw(11.0, 18.0, 10.6),
    screw(13.5, 20.0, 12.6),
    screw(17.5, 26.0, 16.6),
    screw(22.0, 33.0, 20.6),
];

/// Number 4 to half an inch.
const INCH_SCREWS: [Screw; 7] = [
    screw(0.125 * INCH, 0.25 * INCH, 0.125 * INCH),
    screw(0.1875 * INCH, 0.34375 * INCH, 0.1875 * INCH),
    screw(0.21875 * INCH, 0.375 * INCH, 0.25 * INCH),
    screw(0.28125 * INCH, 0.4375 * INCH, 0.25 * INCH),
    screw(0.34375 * INCH, 0.53125 * INCH, 0.3125 * INCH),
    screw(0.40625 * INCH, 0.625 * INCH, 0.375 * INCH),
    screw(0.53125 * INCH, 0.8125 * INCH, 0.5 * INCH),
];

/// A parallel key for shafts up to `shaft`: its width, and how deep it sits in the shaft and in the hub.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Key {
    pub shaft: f64,
    pub width: f64,
    pub in_shaft: f64,
    pub in_hub: f64,
}

const fn key(shaft: f64, width: f64, in_shaft: f64, in_hub: f64) -> Key {
    Key { shaft, width, in_shaft, in_hub }
}

const KEYS: [Key; 11] = [
    key(8.0, 2.0, 1.2, 1.0),
    key(10.0, 3.0, 1.8, 1.4),
    key(12.0, 4.0, 2.5, 1.8),
    key(17.0, 5.0, 3.0, 2.3),
    key(22.0, 6.0, 3.5, 2.8),
    key(30.0, 8.0, 4.0, 3.3),
    key(38.0, 10.0, 5.0, 3.3),
    key(44.0, 12.0, 5.0, 3.3),
    key(50.0, 14.0, 5.5, 3.8),
    key(58.0, 16.0, 6.0, 4.3),
    key(75.0, 20.0, 7.5, 4.9),
];

/// The key for a shaft of this diameter; `None` for shafts under 6 mm and over 75 mm.
pub(super) fn key_for(shaft: f64) -> Option<Key> {
    if shaft < 6.0 { None } else { KEYS.iter().copied().find(|k| shaft <= k.shaft) }
}

impl System {
    /// A number from `low` to `high` that somebody would write, small ones as likely as large ones of their kind: even
    /// steps most often, else a Renard series.
    pub fn pick(self, rng: &mut (impl Rng + ?Sized), low: f64, high: f64) -> f64 {
        let high = high.max(low);
        // Even in the logarithm, so that a range over two decades is not all large numbers.
        let wanted = low * (high / low).powf(rng.random::<f64>());
        for _ in 0..4 {
            let step = match self {
                Self::Inch => self.inch_step(rng, wanted),
                Self::Metric => match rng.random_range(0..100) {
                    0..62 => metric_step(rng, wanted),
                    62..82 => {
                        let v = nearest_of(&R10, wanted);
                        if (low..=high).contains(&v) {
                            return v;
                        }
                        continue;
                    }
                    82..92 => {
                        let v = nearest_of(&R20, wanted);
                        if (low..=high).contains(&v) {
                            return v;
                        }
                        continue;
                    }
                    _ => 0.5,
                },
            };
            let v = (wanted / step).round() * step;
            if (low..=high).contains(&v) {
                return v;
            }
        }
        // A range too narrow for its round numbers: the finest step that has one.
        let unit = if self == Self::Inch { INCH / 16.0 } else { 1.0 };
        for fineness in [1.0, 2.0, 10.0, 20.0, 100.0] {
            let count = wanted / unit * fineness;
            let found = [count.round(), count.floor(), count.ceil()].map(|n| n / fineness * unit);
            if let Some(v) = found.into_iter().find(|v| (low..=high).contains(v)) {
                return v;
            }
        }
        wanted
    }

    /// A stock thickness from `low` to `high`, or a picked number where there is none.
    pub fn sheet(self, rng: &mut (impl Rng + ?Sized), low: f64, high: f64) -> f64 {
        let stock: Vec<f64> = match self {
            Self::Metric => SHEETS.to_vec(),
            Self::Inch => GAUGES.iter().map(|g| g * INCH).collect(),
        };
        let fitting: Vec<f64> = stock.into_iter().filter(|t| (low..=high).contains(t)).collect();
        if fitting.is_empty() { self.pick(rng, low, high) } else { fitting[rng.random_range(0..fitting.len())] }
    }

    /// A screw whose clearance hole lies between `low` and `high`, if there is one.
    pub fn screw(self, rng: &mut (impl Rng + ?Sized), low: f64, high: f64) -> Option<Screw> {
        let list: &[Screw] = if self == Self::Inch { &INCH_SCREWS } else { &SCREWS };
        let fitting: Vec<Screw> = list.iter().copied().filter(|s| (low..=high).contains(&s.hole)).collect();
        if fitting.is_empty() { None } else { Some(fitting[rng.random_range(0..fitting.len())]) }
    }

    fn inch_step(self, rng: &mut (impl Rng + ?Sized), v: f64) -> f64 {
        let inches = v / INCH;
        let coarse = match inches {
            v if v >= 6.0 => 0.5,
            v if v >= 1.0 => 0.25,
            v if v >= 0.25 => 0.125,
            v if v >= 0.125 => 0.0625,
            _ => 0.015_625,
        };
        INCH * if rng.random_bool(0.7) { coarse } else { coarse * 0.5 }
    }
}

/// A step to which a length of about `v` is rounded by hand.
fn metric_step(rng: &mut (impl Rng + ?Sized), v: f64) -> f64 {
    let (coarse, fine) = match v {
        v if v >= 200.0 => (20.0, 10.0),
        v if v >= 80.0 => (10.0, 5.0),
        v if v >= 30.0 => (5.0, 2.0),
        v if v >= 10.0 => (2.0, 1.0),
        v if v >= 4.0 => (1.0, 0.5),
        _ => (0.5, 0.1),
    };
    if rng.random_bool(0.65) { coarse } else { fine }
}

fn nearest_of(series: &[f64], v: f64) -> f64 {
    let decade = 10f64.powf(v.log10().floor());
    let scaled = v / decade;
    let best = series.iter().copied().chain([10.0]).min_by(|a, b| (a - scaled).abs().total_cmp(&(b - scaled).abs()));
    // Digits beyond the series' own are rounding.
    (best.unwrap_or(1.0) * decade * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn picked_numbers_lie_in_their_range_and_are_short() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for k in 0..5000 {
            let low = 0.5 + f64::from(k % 50) * 3.0;
            let high = low * (1.05 + f64::from(k % 7) * 0.5);
            let v = System::Metric.pick(&mut rng, low, high);
            assert!((low..=high).contains(&v), "{v} of {low}..{high}");
            let short = (v * 100.0 - (v * 100.0).round()).abs() < 1e-6;
            assert!(short || high < low * 1.1, "{v} of {low}..{high}");
            let v = System::Inch.pick(&mut rng, low, high) / INCH;
            let short = [128.0, 1600.0].iter().any(|n| (v * n - (v * n).round()).abs() < 1e-6);
            assert!(short || high < low * 1.1, "{v} inches of {low}..{high}");
        }
    }

    #[test]
    fn tables_rise() {
        assert!(SCREWS.windows(2).all(|w| w[0].hole < w[1].hole && w[0].head < w[1].head && w[0].seat < w[1].seat));
        assert!(SCREWS.iter().chain(&INCH_SCREWS).all(|s| s.head > s.hole * 1.4));
        assert!(KEYS.windows(2).all(|w| w[0].shaft < w[1].shaft && w[0].width < w[1].width));
        assert_eq!(key_for(25.0).map(|k| k.width), Some(8.0));
        assert_eq!(key_for(3.0), None);
    }
}
