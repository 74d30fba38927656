//! Points that a slip of the scanner or of a program put anywhere.

use super::Cloud;
use crate::Vec3;

/// Points that are asked where most of them lie.
const ASKED: usize = 20_000;
/// Share of the points on either side of the middle part.
const TAIL: f64 = 0.02;
/// How many sizes of the middle part away nothing belongs to it.
const SIZES: f64 = 1000.0;

impl Cloud {
    /// Leaves out points a thousand times as far away as nearly all others; how many there were. They would decide the unit, and
    /// leave no digits for the shape.
    pub fn leave_out_astray(&mut self) -> usize {
        let step = self.len().div_ceil(ASKED).max(1);
        let middle = |axis: usize| {
            let mut values: Vec<f64> = self.points.iter().step_by(step).map(|p| p[axis]).collect();
            values.sort_unstable_by(f64::total_cmp);
            let at = |share: f64| values[((values.len() - 1) as f64 * share).round() as usize];
            [at(TAIL), at(1.0 - TAIL)]
        };
        if self.is_empty() {
            return 0;
        }
        let [x, y, z] = [middle(0), middle(1), middle(2)];
        let (low, high) = (Vec3::new(x[0], y[0], z[0]), Vec3::new(x[1], y[1], z[1]));
        let (center, size) = ((low + high) * 0.5, low.distance(high));
        // Of points that are nearly all in one place nothing can be told.
        if size <= 0.0 {
            return 0;
        }
        let kept: Vec<usize> = (0..self.len()).filter(|&i| self.points[i].distance(center) <= SIZES * size).collect();
        let astray = self.len() - kept.len();
        if astray > 0 {
            *self = self.subset(&kept);
        }
        astray
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_strays_go_and_a_second_part_stays() {
        let grid = |i: u32| Vec3::new(f64::from(i % 20), f64::from(i / 20 % 20), f64::from(i / 400));
        let mut cloud = Cloud::of((0..4000).map(grid).collect());
        assert_eq!(cloud.leave_out_astray(), 0);
        cloud.points.extend([Vec3::splat(1e9), Vec3::X * -3e6, Vec3::X * 900.0]);
        assert_eq!((cloud.leave_out_astray(), cloud.len()), (2, 4001));
        assert_eq!(Cloud::of(vec![Vec3::ONE; 9]).leave_out_astray(), 0);
        assert_eq!(Cloud::default().leave_out_astray(), 0);
    }
}
