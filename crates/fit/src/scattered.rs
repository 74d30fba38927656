//! Polygons whose corners scatter back to lines and arcs: the drawing that says most with least.
//!
//! A run of sides read as one curve costs what its corners are off by, squared and in deviations, and a price for each number the
//! curve takes. Of all ways to divide a polygon into runs the cheapest is found by dynamic programming; sums over runs come from
//! running totals, so that a run costs the same to ask about whatever its length.

use crate::sketch::{MOST_TURN, Piece, turn};
use resolid_geom::Vec2;

/// Price of a number, in squared deviations: twice the logarithm of a thousand places it might have been.
const NUMBER: f64 = 14.0;
/// Corners farther than this from a curve, in deviations, are not on it.
const REACH: f64 = 4.5;
/// Sides that an arc has at least: a chamfer has two corners, and they lie on many circles.
const FEWEST: usize = 3;

/// A run that grew this many times and was no line, or no arc, will not become one.
const GIVEN_UP: usize = 6;

/// Divides an open polyline of corners that scatter by `scatter` into lines and arcs.
pub fn pieces(points: &[Vec2], scatter: f64) -> Vec<Piece> {
    // Moments about a place far away leave no digits.
    let origin = points[0];
    let points: Vec<Vec2> = points.iter().map(|p| *p - origin).collect();
    let sides = points.len() - 1;
    let totals = Totals::of(&points);
    let sharp = sharp_corners(&points, scatter);
    // The least that the first `k` sides cost, and the run that they end with.
    let mut best: Vec<(f64, Option<Piece>)> = vec![(0.0, None)];
    for last in 1..=sides {
        let mut cheapest = (f64::INFINITY, None);
        let mut offer = |cost: f64, piece: Piece| {
            if cost < cheapest.0 {
                cheapest = (cost, Some(piece));
            }
        };
        let mut longest_side = 0.0f64;
        let mut refused = [0; 2];
        for first in (0..last).rev() {
            if first + 1 < last && sharp[first + 1] || refused.iter().all(|r| *r > GIVEN_UP) {
                break;
            }
            longest_side = longest_side.max(points[first].distance(points[first + 1]));
            let (run, sums, before) = (&points[first..=last], totals.between(first, last), best[first].0);
            match off_line(run, &sums, scatter) {
                Some(off) => offer(before + off + NUMBER * 2.0, Piece { first, last, circle: None }),
                None => refused[0] += 1,
            }
            if last - first < FEWEST {
                continue;
            }
            match off_circle(run, &sums, longest_side, scatter, REACH) {
                Some((off, (center, radius))) => {
                    let circle = Some((center + origin, radius));
                    offer(before + off + NUMBER * 3.0, Piece { first, last, circle });
                }
                None => refused[1] += 1,
            }
        }
        best.push(cheapest);
    }
    let mut pieces = Vec::new();
    let mut at = sides;
    while let Some(piece) = best[at].1 {
        pieces.push(piece);
        at = piece.first;
    }
    pieces.reverse();
    pieces
}

/// The circle that all corners of a closed polygon scatter about, where it has as many as make one.
pub fn circle(points: &[Vec2], scatter: f64) -> Option<(Vec2, f64)> {
    let n = points.len();
    if n < 12 {
        return None;
    }
    let origin = points[0];
    let closed: Vec<Vec2> = points.iter().chain(&points[..2]).map(|p| *p - origin).collect();
    if sharp_corners(&closed, scatter)[1..=n].contains(&true) {
        return None;
    }
    let longest = closed.windows(2).map(|w| w[0].distance(w[1])).fold(0.0, f64::max);
    // Nothing else closes on itself so evenly: a corner that strays is put up with.
    let sums = Totals::of(&closed[..n]).between(0, n - 1);
    let (off, (center, radius)) = off_circle(&closed[..n], &sums, longest, scatter, 2.0 * REACH)?;
    (off <= 4.0 * n as f64).then_some((center + origin, radius))
}

/// Which corners turn by more than a facet of a curve may, however their neighbours scatter.
fn sharp_corners(points: &[Vec2], scatter: f64) -> Vec<bool> {
    let mut sharp = vec![false; points.len()];
    for k in 1..points.len() - 1 {
        let [a, b, c] = [points[k - 1], points[k], points[k + 1]];
        let unsure = 3.0 * scatter * (1.0 / a.distance(b) + 1.0 / b.distance(c));
        sharp[k] = turn(a, b, c).abs() > MOST_TURN + unsure.min(MOST_TURN);
    }
    sharp
}

/// Squared distances of a run's corners from the line nearest to them, in deviations.
fn off_line(run: &[Vec2], sums: &Sums, scatter: f64) -> Option<f64> {
    let [first, last] = [run[0], run[run.len() - 1]];
    let center = sums.at / sums.count;
    let [xx, xy, yy] = sums.spread();
    // The direction of most spread.
    let half = 0.5 * (2.0 * xy).atan2(xx - yy);
    let across = Vec2::new(-half.sin(), half.cos());
    let worst = run.iter().map(|p| (*p - center).dot(across).abs()).fold(0.0, f64::max);
    // A line leads on: one that turns back has a corner.
    let way = (last - first).normalize_or_zero();
    let onward = run.windows(2).all(|w| (w[1] - w[0]).dot(way) > -scatter);
    let off = (xx + yy) * 0.5 - ((xx - yy) * 0.5).hypot(xy);
    (worst <= REACH * scatter && onward).then_some(off.max(0.0) / (scatter * scatter))
}

/// The same from a circle, and the circle: that of the least squares of `|p|² − 2 p·c − d`, which moments alone give.
fn off_circle(run: &[Vec2], sums: &Sums, longest_side: f64, scatter: f64, reach: f64) -> Option<(f64, (Vec2, f64))> {
    let center = sums.at / sums.count;
    let [xx, xy, yy] = sums.spread();
    let determinant = xx * yy - xy * xy;
    if determinant <= 1e-12 * (xx + yy).powi(2) {
        return None;
    }
    let [u, v] = sums.bend();
    let about = Vec2::new(u * yy - v * xy, v * xx - u * xy) / (2.0 * determinant);
    let radius = (about.length_squared() + (xx + yy) / sums.count).sqrt();
    let at = center + about;
    // No side of a curve spans more of it than a facet may.
    let chord = 2.0 * radius * (0.5 * MOST_TURN).sin();
    if longest_side > chord + 2.0 * scatter {
        return None;
    }
    let mut off = 0.0;
    for p in run {
        let away = p.distance(at) - radius;
        if away.abs() > reach * scatter {
            return None;
        }
        off += away * away;
    }
    Some((off / (scatter * scatter), (at, radius)))
}

/// Sums over the corners of a run, about a place near them.
#[derive(Clone, Copy, Default)]
struct Sums {
    count: f64,
    at: Vec2,
    /// Of x², xy and y².
    squares: [f64; 3],
    /// Of (x² + y²) x and (x² + y²) y.
    cubes: Vec2,
}

impl Sums {
    /// The squares about the mean.
    fn spread(&self) -> [f64; 3] {
        let Sums { count, at, squares: [xx, xy, yy], .. } = *self;
        [xx - at.x * at.x / count, xy - at.x * at.y / count, yy - at.y * at.y / count]
    }

    /// Of (x² + y²) x and (x² + y²) y, both about the mean.
    fn bend(&self) -> [f64; 2] {
        let [xx, xy, yy] = self.spread();
        let mean = self.at / self.count;
        let square = (self.squares[0] + self.squares[2]) / self.count;
        // Σ|p|²(p − m) about the mean: the parts that come of the mean's own distance are taken off.
        let raw = self.cubes - self.at * square;
        [raw.x - 2.0 * (mean.x * xx + mean.y * xy), raw.y - 2.0 * (mean.x * xy + mean.y * yy)]
    }
}

/// Running sums over the corners.
struct Totals(Vec<Sums>);

impl Totals {
    fn of(points: &[Vec2]) -> Self {
        let mut totals = vec![Sums::default()];
        for p in points {
            let Sums { count, at, squares: [xx, xy, yy], cubes } = totals[totals.len() - 1];
            totals.push(Sums {
                count: count + 1.0,
                at: at + *p,
                squares: [xx + p.x * p.x, xy + p.x * p.y, yy + p.y * p.y],
                cubes: cubes + *p * p.length_squared(),
            });
        }
        Self(totals)
    }

    /// Over corners `first` to `last`, both counted.
    fn between(&self, first: usize, last: usize) -> Sums {
        let (a, b) = (&self.0[first], &self.0[last + 1]);
        Sums {
            count: b.count - a.count,
            at: b.at - a.at,
            squares: std::array::from_fn(|k| b.squares[k] - a.squares[k]),
            cubes: b.cubes - a.cubes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::{CurveTolerance, loop_of};
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;
    use resolid_geom::Loop;
    use std::f64::consts::{FRAC_PI_2, PI, TAU};

    const SCATTER: f64 = 0.02;
    const TOLERANCE: CurveTolerance = CurveTolerance { fit: 4.5 * SCATTER, scatter: SCATTER };

    fn arc(center: Vec2, radius: f64, from: f64, sweep: f64, n: usize) -> Vec<Vec2> {
        (0..=n).map(|i| center + Vec2::from_angle(from + sweep * i as f64 / n as f64) * radius).collect()
    }

    fn scattered(mut points: Vec<Vec2>, seed: u64) -> Vec<Vec2> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        // Twelve even numbers less six make a bell of deviation one.
        let mut bell = || SCATTER * ((0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0);
        points.iter_mut().for_each(|p| *p += Vec2::new(bell(), bell()));
        points
    }

    #[test]
    fn circles_slots_and_hexagons_are_told_through_scatter_wherever_they_lie() {
        for seed in 0..30 {
            let far = Vec2::new(40.0, -25.0) * (seed % 3) as f64;
            let ring = scattered(arc(far, 10.0, 0.1, TAU, 48)[..48].to_vec(), seed);
            let Loop::Circle(found) = loop_of(&ring, TOLERANCE) else { panic!("no circle from seed {seed}") };
            assert!((found.radius - 10.0).abs() < SCATTER && found.center.distance(far) < SCATTER);

            let mut slot = arc(far + Vec2::new(5.0, 0.0), 4.0, -FRAC_PI_2, PI, 18);
            slot.extend(arc(far - Vec2::new(5.0, 0.0), 4.0, FRAC_PI_2, PI, 18));
            let slot = loop_of(&scattered(slot, seed), TOLERANCE);
            assert_eq!(slot.curve_count(), 4, "slot of seed {seed}: {slot:?}");
            assert!((slot.signed_area() - (80.0 + 16.0 * PI)).abs() < 1.0);

            let hexagon = scattered(arc(far, 10.0, 0.3, TAU, 6)[..6].to_vec(), seed);
            assert_eq!(loop_of(&hexagon, TOLERANCE).curve_count(), 6);
        }
    }

    #[test]
    fn a_side_with_corners_along_it_is_one_line() {
        for seed in 0..30 {
            let corner = |x: f64, y: f64| Vec2::new(x, y);
            let mut points: Vec<Vec2> = (0..5).map(|k| corner(4.0 * f64::from(k), 0.0)).collect();
            points.extend([corner(16.0, 3.0), corner(16.0, 10.0), corner(9.0, 10.0), corner(0.0, 10.0)]);
            assert_eq!(loop_of(&scattered(points, seed), TOLERANCE).curve_count(), 4, "seed {seed}");
        }
    }
}
