//! What is all but equal made equal, and what is all but round made round.
//!
//! Coordinates are compared along the part's own directions, whichever sketch they come from, so that a hole's level in
//! one sketch and a wall in another that lie in one plane are exactly so. Round values are looked for from a datum:
//! the world's zero where that makes numbers round, or a face or centre of the part.

use crate::drawing::{Drawing, Ruler, map_coordinates, rulers};
use crate::{Snap, Snapped};
use resolid_geom::{Frame, Loop};

/// How exactly the drawings are known.
#[derive(Clone, Copy, Debug)]
pub struct Exactness {
    /// Coordinates closer than this are one, millimetres.
    pub equal: f64,
    /// A coordinate may be off by this much, millimetres.
    pub scatter: f64,
}

/// Where round numbers are counted from along each ruler, and what was changed.
pub struct Regular {
    /// The measuring directions.
    pub rulers: Vec<Ruler>,
    /// The datum along each, millimetres.
    pub datum: Vec<f64>,
    /// Dimensions moved to round values.
    pub snapped: Vec<Snapped>,
}

/// Makes the drawings regular: coordinates and radii equal where they are all but equal, and round where `snap` allows.
pub fn regularise(
    drawings: &mut [Drawing],
    frames: &[Frame],
    exactness: Exactness,
    snap: Snap,
    budget: f64,
) -> Regular {
    let rulers = rulers(drawings, frames);
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); rulers.len()];
    map_coordinates(drawings, frames, &rulers, &mut |r, v, _| {
        values[r].push(v);
        v
    });
    let mut snapped = Vec::new();
    let mut datum = vec![0.0; rulers.len()];
    let tables: Vec<Vec<(f64, f64)>> = values
        .iter_mut()
        .enumerate()
        .map(|(r, values)| {
            let clusters = clusters(values, exactness.equal);
            let Snap::To { unit_mm, budget: own } = snap else { return clusters.iter().map(|&c| (c, c)).collect() };
            let reach = exactness.scatter.min(own.unwrap_or(budget));
            datum[r] = best_datum(&clusters, unit_mm, reach);
            clusters
                .iter()
                .map(|&c| (c, datum[r] + rounded(c - datum[r], unit_mm, reach).unwrap_or(c - datum[r])))
                .collect()
        })
        .collect();
    let mut told = std::collections::HashSet::new();
    map_coordinates(drawings, frames, &rulers, &mut |r, v, place| {
        let table = &tables[r];
        let at = table.partition_point(|e| e.0 < v);
        let (from, to) = [at.saturating_sub(1), at.min(table.len() - 1)]
            .map(|i| table[i])
            .into_iter()
            .min_by(|a, b| (a.0 - v).abs().total_cmp(&(b.0 - v).abs()))
            .unwrap_or((v, v));
        if (to - v).abs() > 1e-9 && matches!(snap, Snap::To { .. }) && told.insert((r, from.to_bits(), place.drawing)) {
            let what = if place.level { "level" } else { "position" };
            snapped.push(Snapped {
                what: format!("step {} {what}", place.drawing + 1),
                from: v - datum[r],
                to: to - datum[r],
            });
        }
        to
    });
    regularise_radii(drawings, exactness, snap, budget, &mut snapped);
    Regular { rulers, datum, snapped }
}

/// Radii and sweeps: equal radii equal, diameters round, sweeps whole fractions of a turn.
fn regularise_radii(
    drawings: &mut [Drawing],
    exactness: Exactness,
    snap: Snap,
    budget: f64,
    snapped: &mut Vec<Snapped>,
) {
    let mut radii: Vec<f64> = Vec::new();
    for_each_loop(drawings, |_, l| {
        if let Loop::Circle(c) = l {
            radii.push(c.radius);
        }
    });
    let table = clusters(&mut radii, exactness.equal);
    for_each_loop(drawings, |drawing, l| match l {
        Loop::Circle(c) => {
            let mean = table.iter().copied().min_by(|a, b| (a - c.radius).abs().total_cmp(&(b - c.radius).abs()));
            let mean = mean.unwrap_or(c.radius);
            let round = match snap {
                // A draughtsman writes diameters.
                Snap::To { unit_mm, budget: own } => {
                    rounded(2.0 * mean, unit_mm, 2.0 * exactness.scatter.min(own.unwrap_or(budget))).map(|d| d * 0.5)
                }
                Snap::Off => None,
            };
            let to = round.unwrap_or(mean);
            if round.is_some() && (to - c.radius).abs() > 1e-9 {
                snapped.push(Snapped {
                    what: format!("step {} diameter", drawing + 1),
                    from: 2.0 * c.radius,
                    to: 2.0 * to,
                });
            }
            c.radius = to;
        }
        Loop::Path(edges) => {
            for edge in edges.iter_mut().filter(|e| e.sweep != 0.0) {
                // Fifteen degrees: the step of every drawing board.
                let step = std::f64::consts::PI / 12.0;
                let whole = (edge.sweep / step).round() * step;
                if whole != 0.0 && (edge.sweep - whole).abs() < 2e-5 {
                    edge.sweep = whole;
                }
            }
        }
    });
}

fn for_each_loop(drawings: &mut [Drawing], mut f: impl FnMut(usize, &mut Loop)) {
    for (index, drawing) in drawings.iter_mut().enumerate() {
        for profile in &mut drawing.profiles {
            f(index, &mut profile.outer);
            for hole in &mut profile.holes {
                f(index, hole);
            }
        }
    }
}

/// Means of runs of values whose neighbours lie within `eps`, ascending.
fn clusters(values: &mut [f64], eps: f64) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let mut means = Vec::new();
    let mut i = 0;
    while i < values.len() {
        let end = (i + 1..values.len()).find(|&j| values[j] - values[j - 1] > eps).unwrap_or(values.len());
        let run = &values[i..end];
        // Relative to the first, so that equal values keep all their digits.
        means.push(run[0] + run.iter().map(|v| v - run[0]).sum::<f64>() / run.len() as f64);
        i = end;
    }
    means
}

/// Grids a draughtsman counts in, as multiples of the unit, coarsest first.
const GRIDS: [f64; 14] = [10.0, 5.0, 2.0, 1.0, 0.5, 0.25, 0.2, 0.125, 0.1, 0.0625, 0.05, 0.025, 0.02, 0.01];

/// The roundest value within `reach` of `value`, if any is near enough to be no accident.
fn rounded(value: f64, unit_mm: f64, reach: f64) -> Option<f64> {
    // Divided by a whole number where the grid is a fraction of the unit: 127 · 0.05 is not 6.35, 127 / 20 is.
    grid(value, unit_mm, reach).map(|g| {
        let steps = (value / g).round();
        if g < unit_mm { steps * unit_mm / (unit_mm / g).round() } else { steps * g }
    })
}

fn grid(value: f64, unit_mm: f64, reach: f64) -> Option<f64> {
    // A small dimension of a large part is known better than the part's size suggests.
    let reach = if value.abs() > reach { reach.min(2e-4 * value.abs()) } else { reach };
    GRIDS.iter().map(|g| g * unit_mm).chain([0.001 * unit_mm]).take_while(|g| *g > 8.0 * reach).find(|g| {
        let off = (value - (value / g).round() * g).abs();
        off <= reach
    })
}

/// The datum that makes most coordinates round: the world's zero if nothing is better, else a coordinate of the part or
/// its middle.
fn best_datum(clusters: &[f64], unit_mm: f64, reach: f64) -> f64 {
    let score = |datum: f64| -> f64 {
        clusters.iter().filter_map(|c| grid(c - datum, unit_mm, reach)).map(|g| 3.0 + (g / unit_mm).log10()).sum()
    };
    let (Some(&first), Some(&last)) = (clusters.first(), clusters.last()) else { return 0.0 };
    let mut best = (score(0.0) * 1.05 + 0.01, 0.0);
    let middle = (first + last) * 0.5;
    // A hundred coordinates are enough to find the grid they share.
    for candidate in [first, middle, last].into_iter().chain(clusters.iter().copied().take(100)) {
        let s = score(candidate);
        if s > best.0 + 1e-9 {
            best = (s, candidate);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_values_are_found_and_odd_ones_kept() {
        assert_eq!(rounded(24.999_999, 1.0, 1e-4), Some(25.0));
        assert_eq!(rounded(6.350_001, 1.0, 1e-4), Some(6.35));
        assert_eq!(rounded(12.345_678, 1.0, 1e-6), None);
        assert_eq!(rounded(12.7, 25.4, 1e-4), Some(12.7));
    }

    #[test]
    fn the_datum_moves_to_where_distances_are_round() {
        let shifted = [3.217, 13.217, 15.717];
        let datum = best_datum(&shifted, 1.0, 1e-5);
        assert!((datum - 3.217).abs() < 1e-9 || (datum - 13.217).abs() < 1e-9, "{datum}");
        assert_eq!(best_datum(&[0.0, 10.0, 12.5], 1.0, 1e-5), 0.0);
    }
}
