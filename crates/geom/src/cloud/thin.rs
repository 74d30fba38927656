//! Fewer points: duplicates dropped, dense places thinned.

use crate::{Aabb3, Cloud, Vec3};
use std::collections::HashSet;

/// The cloud without points that stand in the place of an earlier one, and how many those were.
pub fn distinct(cloud: &Cloud) -> (Cloud, usize) {
    // Zero has two signs.
    let key = |p: Vec3| (p + Vec3::ZERO).to_array().map(f64::to_bits);
    let mut seen = HashSet::with_capacity(cloud.len());
    let kept: Vec<usize> = (0..cloud.len()).filter(|&i| seen.insert(key(cloud.points[i]))).collect();
    let dropped = cloud.len() - kept.len();
    if dropped == 0 { (cloud.clone(), 0) } else { (cloud.subset(&kept), dropped) }
}

/// The first point of every cell of a grid, with cells just so large that at most `budget` points stay; all points
/// where they are no more than that.
///
/// # Cost
/// A few passes over the points: about a second for five million.
pub fn thinned(cloud: &Cloud, budget: usize) -> Cloud {
    let budget = budget.max(1);
    if cloud.len() <= budget {
        return cloud.clone();
    }
    let bounds = cloud.bounds();
    // A surface meets about as many cells as its area holds squares.
    let mut cell = bounds.diagonal() / (budget as f64).sqrt();
    let mut kept = firsts(cloud, &bounds, cell, budget);
    for _ in 0..60 {
        match kept {
            None => cell *= 1.25,
            // Much below the budget the grid is too coarse.
            Some(ref few) if few.len() * 5 < budget * 3 => cell *= 0.8,
            Some(_) => break,
        }
        let next = firsts(cloud, &bounds, cell, budget);
        if next.is_none() && kept.is_some() {
            break;
        }
        kept = next;
    }
    match kept {
        Some(kept) => cloud.subset(&kept),
        None => cloud.subset(&(0..cloud.len()).step_by(cloud.len().div_ceil(budget)).collect::<Vec<_>>()),
    }
}

/// The first point in each cell; `None` as soon as there are more than `most`.
fn firsts(cloud: &Cloud, bounds: &Aabb3, cell: f64, most: usize) -> Option<Vec<usize>> {
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for (i, &p) in cloud.points.iter().enumerate() {
        let at = (p - bounds.min) / cell.max(f64::MIN_POSITIVE);
        if seen.insert((at.x as u32, at.y as u32, at.z as u32)) {
            kept.push(i);
            if kept.len() > most {
                return None;
            }
        }
    }
    Some(kept)
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
        assert!((600..=1000).contains(&thin.len()), "{}", thin.len());
        assert!(thin.bounds().diagonal() > 0.9 * cloud.bounds().diagonal());
        // Each quarter keeps its share.
        let left = thin.points.iter().filter(|p| p.x < 100.0 && p.y < 100.0).count();
        assert!((thin.len() / 5..thin.len() / 3).contains(&left), "{left} of {}", thin.len());
    }
}
