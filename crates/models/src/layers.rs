//! What both nets' layers are made of.

use burn::module::{Module, Param};
use burn::nn::{Linear, LinearConfig};
use burn::tensor::activation::{relu, softmax};
use burn::tensor::{Device, Tensor, TensorData};

/// A linear layer.
pub fn linear(from: usize, to: usize, device: &Device) -> Linear {
    LinearConfig::new(from, to).init(device)
}

/// A parameter of zeros; [`crate::weights::begin`] gives it its first values.
pub fn parameter<const D: usize>(shape: [usize; D], device: &Device) -> Param<Tensor<D>> {
    Param::from_tensor(Tensor::zeros(shape, device))
}

/// A tensor of numbers of the host.
pub fn tensor<const D: usize>(numbers: &[f32], shape: [usize; D], device: &Device) -> Tensor<D> {
    Tensor::from_data(TensorData::new(numbers.to_vec(), shape), device)
}

/// Each row over its root mean square. Its gain is the next layer's.
///
/// # Shape
/// `x`: `[.., width]`
pub fn rms_norm<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    let scale = (x.clone().square().mean_dim(D - 1) + 1e-6).sqrt().recip();
    x * scale
}

/// 0 where a step may look, −1e9 where not: at itself and before.
///
/// # Shape
/// `[1, 1, steps, steps]`
pub fn causal(steps: usize, device: &Device) -> Tensor<4> {
    let mut mask = vec![0.0; steps * steps];
    for t in 0..steps {
        mask[t * steps + t + 1..(t + 1) * steps].fill(-1e9);
    }
    tensor(&mask, [1, 1, steps, steps], device)
}

/// 0 where a step may be looked at, −1e9 where not.
///
/// # Shape
/// `present`: `[count, steps]`, 1 or 0; out: `[count, 1, 1, steps]`
pub fn only(present: &[f32], count: usize, steps: usize, device: &Device) -> Tensor<4> {
    let mask: Vec<f32> = present.iter().map(|&p| if p > 0.0 { 0.0 } else { -1e9 }).collect();
    tensor(&mask, [count, 1, 1, steps], device)
}

/// What a layer has seen so far, so that a step need not be worked out twice.
#[derive(Clone, Debug)]
pub struct Cache {
    /// `[count, heads, most, width / heads]`
    keys: Tensor<4>,
    values: Tensor<4>,
}

impl Cache {
    /// Empty, with room for `most` steps.
    pub fn new(count: usize, heads: usize, most: usize, width: usize, device: &Device) -> Self {
        let room = || Tensor::zeros([count, heads, most, width / heads], device);
        Self { keys: room(), values: room() }
    }

    /// Of the programs `kept` only.
    pub fn select(self, kept: &Tensor<1, burn::tensor::Int>) -> Self {
        Self { keys: self.keys.select(0, kept.clone()), values: self.values.select(0, kept.clone()) }
    }
}

/// Self-attention and two linear layers, each added to what came in; normalised before each, or after.
#[derive(Module, Debug)]
pub struct Block {
    mix: Linear,
    out: Linear,
    up: Linear,
    down: Linear,
    #[module(skip)]
    heads: usize,
    #[module(skip)]
    before: bool,
}

impl Block {
    /// Of `width`, with `hidden` in the second half.
    pub fn new(width: usize, heads: usize, hidden: usize, before: bool, device: &Device) -> Self {
        Self {
            mix: linear(width, 3 * width, device),
            out: linear(width, width, device),
            up: linear(width, hidden, device),
            down: linear(hidden, width, device),
            heads,
            before,
        }
    }

    /// The rows after the layer; `mask` is added to the scores.
    ///
    /// # Shape
    /// `x`: `[count, steps, width]`
    pub fn forward(&self, x: Tensor<3>, mask: &Tensor<4>) -> Tensor<3> {
        let [count, steps, width] = x.dims();
        let [q, k, v] = self.mixed(x.clone());
        let scores = q.matmul(k.swap_dims(2, 3)) + mask.clone();
        let seen = softmax(scores, 3).matmul(v).swap_dims(1, 2).reshape([count, steps, width]);
        self.second(self.after(x + self.out.forward(seen)))
    }

    /// The row of step `t` after the layer, which adds it to what the layer has seen.
    ///
    /// # Shape
    /// `x`: `[count, 1, width]`
    pub fn step(&self, x: Tensor<3>, cache: &mut Cache, t: usize) -> Tensor<3> {
        let [count, _, width] = x.dims();
        let [q, k, v] = self.mixed(x.clone());
        let each = width / self.heads;
        let place = [0..count, 0..self.heads, t..t + 1, 0..each];
        cache.keys.inplace(|all| all.slice_assign(place.clone(), k));
        cache.values.inplace(|all| all.slice_assign(place, v));
        let past = [0..count, 0..self.heads, 0..t + 1, 0..each];
        let scores = q.matmul(cache.keys.clone().slice(past.clone()).swap_dims(2, 3));
        let seen = softmax(scores, 3).matmul(cache.values.clone().slice(past)).swap_dims(1, 2);
        self.second(self.after(x + self.out.forward(seen.reshape([count, 1, width]))))
    }

    /// Queries, already scaled, keys and values, `[count, heads, steps, width / heads]` each.
    fn mixed(&self, x: Tensor<3>) -> [Tensor<4>; 3] {
        let [count, steps, width] = x.dims();
        let each = width / self.heads;
        let all = self.mix.forward(self.ahead(x));
        let part = |k: usize| {
            all.clone().narrow(2, k * width, width).reshape([count, steps, self.heads, each]).swap_dims(1, 2)
        };
        [part(0) * (each as f64).powf(-0.5), part(1), part(2)]
    }

    fn second(&self, x: Tensor<3>) -> Tensor<3> {
        self.after(x.clone() + self.down.forward(relu(self.up.forward(self.ahead(x)))))
    }

    /// What goes into a half of the layer.
    fn ahead(&self, x: Tensor<3>) -> Tensor<3> {
        if self.before { rms_norm(x) } else { x }
    }

    /// What comes out of it.
    fn after(&self, x: Tensor<3>) -> Tensor<3> {
        if self.before { x } else { rms_norm(x) }
    }
}
