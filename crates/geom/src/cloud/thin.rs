//! Fewer points: duplicates dropped, dense places thinned.

use crate::{Cloud, Vec3};
use std::collections::{HashMap, HashSet};

/// The cloud without points that stand in the place of an earlier one, and how many those were.
pub fn distinct(cloud: &Cloud) -> (Cloud, usize) {
    // Zero has two signs.
    let key = |p: Vec3| (p + Vec3::ZERO).to_array().map(f64::to_bits);
    let mut seen = HashSet::with_capacity(cloud.len());
    let kept: Vec<usize> = (0..cloud.len()).filter(|&i| seen.insert(key(cloud.points[i]))).collect();
    let dropped = cloud.len() - kept.len();
    if dropped == 0 { (cloud.clone(), 0) } else { (cloud.subset(&kept), dropped) }
}

/// At most `budget` of the points, the more thinned the denser they lie; all where they are no more than that.
///
/// A point is kept by chance, which its own place in the density about it has no part in: the first, or the middle, of each cell of a grid would
/// stand for the whole cell, and where a surface lies beside a border of the grid, the few points that scatter across it would weigh as much as all
/// the others.
///
/// # Cost
/// A few passes over the points: about a second for five million.
pub fn thinned(cloud: &Cloud, budget: usize) -> Cloud {
    /// What is aimed at: chance may keep some more.
    const AIM: f64 = 0.9;
    /// Points in a cell in the mean, once they are thinned.
    const IN_A_CELL: usize = 4;
    let budget = budget.max(1);
    if cloud.len() <= budget {
        return cloud.clone();
    }
    let grid = Grid::of(cloud, (budget / IN_A_CELL).max(1));
    let mut counts: HashMap<Cell, f64> = HashMap::new();
    cloud.points.iter().for_each(|&p| *counts.entry(grid.cell(p)).or_default() += 1.0);
    let about = |&[x, y, z]: &Cell| -> f64 {
        let near = (0..27).map(|k| [x + k % 3 - 1, y + k / 3 % 3 - 1, z + k / 9 - 1]);
        near.filter_map(|cell| counts.get(&cell)).sum()
    };
    let rarity: HashMap<Cell, f64> = counts.keys().map(|cell| (*cell, 1.0 / about(cell))).collect();
    // Added up in one order, for the last digit's sake.
    let share = AIM * budget as f64 / cloud.points.iter().map(|&p| rarity[&grid.cell(p)]).sum::<f64>();
    let drawn = (0..cloud.len()).filter(|&i| lot(i) < share * rarity[&grid.cell(cloud.points[i])]);
    cloud.subset(&drawn.take(budget).collect::<Vec<_>>())
}

/// A number from 0 to 1 for each index; those of any run of indices are spread evenly.
fn lot(index: usize) -> f64 {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    (index as u64).wrapping_mul(GOLDEN) as f64 / 2f64.powi(64)
}

type Cell = [i64; 3];

/// Cubes that fill space.
struct Grid {
    origin: Vec3,
    edge: f64,
}

impl Grid {
    /// The finest of a few of which no more than about `most` cells hold points.
    fn of(cloud: &Cloud, most: usize) -> Self {
        let bounds = cloud.bounds();
        // A surface meets about as many cells as its area holds squares.
        let edge = bounds.diagonal() / (most as f64).sqrt();
        let mut grid = Self { origin: bounds.min, edge: edge.max(f64::MIN_POSITIVE) };
        let mut held = grid.held(cloud, most);
        for _ in 0..60 {
            match held {
                None => grid.edge *= 1.25,
                Some(few) if few * 5 < most * 3 => grid.edge *= 0.8,
                Some(_) => break,
            }
            let next = grid.held(cloud, most);
            if next.is_none() && held.is_some() {
                grid.edge *= 1.25;
                break;
            }
            held = next;
        }
        grid
    }

    fn cell(&self, p: Vec3) -> Cell {
        ((p - self.origin) / self.edge).to_array().map(|v| v as i64)
    }

    /// How many cells hold points; `None` as soon as there are more than `most`.
    fn held(&self, cloud: &Cloud, most: usize) -> Option<usize> {
        let mut seen = HashSet::new();
        let few = cloud.points.iter().all(|&p| {
            seen.insert(self.cell(p));
            seen.len() <= most
        });
        few.then_some(seen.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_point_a_thousand_times_is_one_point() {
        let (cloud, dropped) = distinct(&Cloud::of(vec![Vec3::new(0.0, -0.0, 1.0); 1000]));
        assert_eq!((cloud.len(), dropped), (1, 999));
    }

    #[test]
    fn a_plane_keeps_its_spread_within_the_budget() {
        let points = (0..40_000).map(|i| Vec3::new(f64::from(i % 200), f64::from(i / 200), 0.0)).collect();
        let cloud = Cloud::of(points);
        let thin = thinned(&cloud, 1000);
        assert!((800..=1000).contains(&thin.len()), "{}", thin.len());
        assert!(thin.bounds().diagonal() > 0.9 * cloud.bounds().diagonal());
        // Each quarter keeps its share.
        let left = thin.points.iter().filter(|p| p.x < 100.0 && p.y < 100.0).count();
        assert!((thin.len() / 5..thin.len() / 3).contains(&left), "{left} of {}", thin.len());
    }
    #[test]
    fn thinning_moves_no_surface() {
        // Forty heights of a plane that scatters by one, wherever it lies in a grid.
        for height in 0..40 {
            let height = 0.37 * f64::from(height);
            let points = (0..60_000).map(|i| {
                let bell = (1..13).map(|k| ((i * 12 + k) as f64 * 0.754_877_666).fract() - 0.5).sum::<f64>();
                Vec3::new((i as f64 * 0.618_033_988_75).fract() * 300.0, f64::from(i) * 0.005, height + bell)
            });
            let corner = Vec3::new(0.0, 0.0, -20.0);
            let thin = thinned(&Cloud::of(points.chain([corner]).collect()), 2_000);
            let on: Vec<f64> = thin.points.iter().filter(|p| p.z > -10.0).map(|p| p.z).collect();
            let mean = on.iter().sum::<f64>() / on.len() as f64;
            assert!((mean - height).abs() < 0.1, "{mean} for {height}");
        }
    }
}
