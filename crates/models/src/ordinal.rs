//! Heads for numbers of 256 levels that know which levels are near one another.
//!
//! A level's score is the sum of two: one falls off round a centre `μ` with a width `σ`, as Student's distribution does,
//!
//! ```text
//! s₁(v) = −ν ln(1 + (v − μ)² / σ²),
//! ```
//!
//! and one is free but smooth-minded, `c · B(v)`, a few numbers times functions of the level that are learnt and begin as waves. The first makes what is
//! learnt of one level good for its neighbours, the second tells cases apart (angles are mostly quarters of a turn, extents end where others
//! begin). So a head gives 26 numbers in place of 256, and only for the numbers a command has.

use crate::layers::{linear, parameter, tensor};
use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::tensor::{Device, Int, Tensor, TensorData};

use crate::codec::{DRAWING, LEVELS};

/// Functions of the level that the free score is made of.
pub const BASIS: usize = 24;
/// Numbers a head gives.
const GIVEN: usize = BASIS + 2;
/// Weight ν of the score round the centre.
const TAILS: f64 = 2.0;

/// The heads of all numbers of all commands.
#[derive(Module, Debug)]
pub struct Numbers {
    heads: Vec<Linear>,
    /// None where every level has a score of its own.
    basis: Option<Param<Tensor<2>>>,
}

impl Numbers {
    /// On rows of `width`; where they are not `ordinal`, heads give a score for every level.
    pub fn new(width: usize, ordinal: bool, device: &Device) -> Self {
        let given = if ordinal { GIVEN } else { LEVELS };
        let head = |k: usize| linear(width, DRAWING[k].columns().len() * given, device);
        let basis = ordinal.then(|| parameter([BASIS, LEVELS], device));
        Self { heads: (0..DRAWING.len()).map(head).collect(), basis }
    }

    /// Numbers that a head gives.
    fn width(&self) -> usize {
        if self.basis.is_some() { GIVEN } else { LEVELS }
    }

    /// What the head of command `k` of [`DRAWING`] gives for its rows.
    ///
    /// # Shape
    /// `rows`: `[count, width]`; out: `[count * numbers, given]`
    pub fn given(&self, k: usize, rows: Tensor<2>) -> Tensor<2> {
        let [count, _] = rows.dims();
        self.heads[k].forward(rows).reshape([count * DRAWING[k].columns().len(), self.width()])
    }

    /// The score of every level.
    ///
    /// # Shape
    /// `given`: `[count, given]`; out: `[count, LEVELS]`
    pub fn scores(&self, given: Tensor<2>) -> Tensor<2> {
        let Some(basis) = &self.basis else { return given };
        let device = given.device();
        let (center, sharp, free) = parts(given);
        let levels: Vec<f32> = (0..LEVELS).map(unit).collect();
        let off = (tensor(&levels, [1, LEVELS], &device) - center) * sharp;
        free.matmul(basis.val()) - (off.square() + 1.0).log() * TAILS
    }

    /// How unlikely each told level is by the scores, in nats.
    ///
    /// # Shape
    /// `given`: `[count, given]`, `levels`: `count` of them; out: `[count, 1]`
    pub fn surprise(&self, given: Tensor<2>, levels: &[i32]) -> Tensor<2> {
        let device = given.device();
        let told = Tensor::<2, Int>::from_data(TensorData::new(levels.to_vec(), [levels.len(), 1]), &device);
        surprise(self.scores(given), told)
    }
}

/// How unlikely each told class is by the scores, in nats.
///
/// # Shape
/// `scores`: `[count, classes]`, `told`: `[count, 1]`; out: `[count, 1]`
pub fn surprise(scores: Tensor<2>, told: Tensor<2, Int>) -> Tensor<2> {
    let most = scores.clone().detach().max_dim(1);
    let all = (scores.clone() - most.clone()).exp().sum_dim(1).log() + most;
    all - scores.gather(1, told)
}

/// Centre, one over the width, and the free part.
fn parts(given: Tensor<2>) -> (Tensor<2>, Tensor<2>, Tensor<2>) {
    let center = given.clone().narrow(1, 0, 1);
    // Widths from three times the range to a twentieth of a level; an untrained head's is half the range.
    let sharp = ((given.clone().narrow(1, 1, 1) - 0.75).tanh() * 4.4 + 3.4).exp();
    (center, sharp, given.narrow(1, 2, BASIS))
}

/// A level between −1 and 1.
fn unit(level: usize) -> f32 {
    level as f32 / 128.0 - 1.0
}

/// The first values of the free part: waves of rising frequency.
pub fn waves() -> Vec<f32> {
    let mut out = Vec::with_capacity(BASIS * LEVELS);
    for k in 0..BASIS {
        for level in 0..LEVELS {
            let angle = std::f32::consts::PI * unit(level) * (k / 2 + 1) as f32;
            out.push(if k % 2 == 0 { angle.cos() } else { angle.sin() });
        }
    }
    out
}
