//! AdamW over all numbers of a net as one array.
//!
//! One pass in one order, whatever the threads: the framework's own takes a dozen passes over each array, and what is one
//! array can be kept and put back whole.
//!
//! Source: Loshchilov and Hutter, "Decoupled weight decay regularization".

use rayon::prelude::*;

/// How numbers are moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamW {
    /// How long a gradient's mean is remembered.
    pub beta1: f32,
    /// How long its square is.
    pub beta2: f32,
    /// What is added to its root.
    pub epsilon: f32,
    /// How fast matrices shrink, times the rate.
    pub decay: f32,
    /// Largest length of all gradients together.
    pub clip: f32,
}

/// Numbers on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Moving {
    /// The numbers.
    pub numbers: Vec<f32>,
    /// Means of their gradients.
    pub means: Vec<f32>,
    /// Means of their squares.
    pub squares: Vec<f32>,
    /// The numbers, averaged over the last steps.
    pub average: Vec<f32>,
    /// Steps so far.
    pub steps: u64,
}

/// Numbers that one thread moves at a time.
const CHUNK: usize = 1 << 16;

impl Moving {
    /// At the beginning.
    pub fn new(numbers: Vec<f32>) -> Self {
        let zero = vec![0.0; numbers.len()];
        Self { means: zero.clone(), squares: zero, average: numbers.clone(), numbers, steps: 0 }
    }

    /// Moves all numbers against their gradients and returns the gradients' length before it was clipped. Nothing moves, and the
    /// length is not finite, where a gradient is not. `shrinks` says which numbers decay; `keep` is the share of the average that stays.
    pub fn step(&mut self, how: &AdamW, rate: f32, gradients: &[f32], shrinks: &[bool], keep: f32) -> f32 {
        let parts: Vec<f64> =
            gradients.par_chunks(CHUNK).map(|c| c.iter().map(|&g| f64::from(g) * f64::from(g)).sum()).collect();
        let length = parts.into_iter().sum::<f64>().sqrt() as f32;
        if !length.is_finite() {
            return length;
        }
        let scale = if length > how.clip { how.clip / length } else { 1.0 };
        self.steps += 1;
        let steps = self.steps.min(1 << 20) as i32;
        let (fair1, fair2) = (1.0 - how.beta1.powi(steps), 1.0 - how.beta2.powi(steps));
        // The average of few steps is of those few.
        let keep = keep.min((1.0 + self.steps as f32) / (10.0 + self.steps as f32));
        let all = (self.numbers.par_chunks_mut(CHUNK), self.means.par_chunks_mut(CHUNK));
        let more = (self.squares.par_chunks_mut(CHUNK), self.average.par_chunks_mut(CHUNK));
        let given = (gradients.par_chunks(CHUNK), shrinks.par_chunks(CHUNK));
        all.into_par_iter().zip(more).zip(given).for_each(
            |(((numbers, means), (squares, average)), (given, shrinks))| {
                for k in 0..numbers.len() {
                    let g = given[k] * scale;
                    means[k] += (1.0 - how.beta1) * (g - means[k]);
                    squares[k] += (1.0 - how.beta2) * (g * g - squares[k]);
                    let along = means[k] / fair1 / ((squares[k] / fair2).sqrt() + how.epsilon);
                    let decay = if shrinks[k] { how.decay * numbers[k] } else { 0.0 };
                    numbers[k] -= rate * (along + decay);
                    average[k] += (1.0 - keep) * (numbers[k] - average[k]);
                }
            },
        );
        length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOW: AdamW = AdamW { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, decay: 0.1, clip: 1.0 };

    #[test]
    fn a_bowl_is_descended_to_its_bottom() {
        let target: Vec<f32> = (0..100_000).map(|k| (k % 7) as f32 - 3.0).collect();
        let mut moving = Moving::new(vec![0.0; target.len()]);
        let none = vec![false; target.len()];
        for k in 0..400 {
            let rate = 0.05 * (1.0 - k as f32 / 400.0);
            let gradients: Vec<f32> = moving.numbers.iter().zip(&target).map(|(x, t)| x - t).collect();
            moving.step(&HOW, rate, &gradients, &none, 0.9);
        }
        let worst = moving.numbers.iter().zip(&target).map(|(x, t)| (x - t).abs()).fold(0.0, f32::max);
        assert!(worst < 0.01, "{worst}");
        let apart = moving.average.iter().zip(&moving.numbers).map(|(a, x)| (a - x).abs()).fold(0.0, f32::max);
        assert!(apart < 0.01, "{apart}");
    }

    #[test]
    fn the_first_step_is_as_long_as_the_rate_and_decays_what_shrinks() {
        let mut moving = Moving::new(vec![1.0, 1.0]);
        let length = moving.step(&HOW, 0.1, &[3.0, -4.0], &[true, false], 0.9);
        assert!((length - 5.0).abs() < 1e-6);
        assert!((moving.numbers[0] - (1.0 - 0.1 - 0.01)).abs() < 1e-5 && (moving.numbers[1] - 1.1).abs() < 1e-5);
    }

    #[test]
    fn a_gradient_that_is_no_number_moves_nothing() {
        let mut moving = Moving::new(vec![1.0, 2.0]);
        let before = moving.clone();
        assert!(!moving.step(&HOW, 0.1, &[f32::NAN, 1.0], &[true, true], 0.9).is_finite());
        assert_eq!(moving, before);
    }
}
