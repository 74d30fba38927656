//! The published program autoencoder: all rows at once, from the latent and their places alone.
//!
//! Kept to compare with. The decoder is told no row, so every place is guessed by itself, and nothing keeps what comes out
//! within the grammar. What it looks at, the latent sixty times over, is sixty times the same, so attention to it is a linear layer; its
//! queries and keys are among the arrays all the same, for the count.
//!
//! Source: GenCAD-3D, autoencoder; DeepCAD, section 4. Numbers a row does not use are left out of the loss there too; here they are not even
//! worked out, which changes nothing but the time.

use crate::layers::{causal, linear, only, parameter, tensor};
use crate::ordinal::surprise;
use crate::weights::{self, First, Label, Weights};
use crate::{Cost, ModelError};
use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::tensor::activation::{relu, softmax};
use burn::tensor::{Device, Int, Tensor, TensorData};
use rand::{Rng, RngCore};
use resolid_program::tokens::{Command, ROWS, Row, Tokens, UNUSED, WIDTH, row};
use serde::{Deserialize, Serialize};

/// The net's name in files.
pub const NAME: &str = "gencad3d-autoencoder";
/// Commands.
const COMMANDS: usize = 6;
/// Numbers of a row.
const ARGS: usize = WIDTH - 1;
/// Levels, and one for what is not used.
const CLASSES: usize = 257;
/// Numbers that a number is told by.
const EMBED: usize = 64;
/// Most extrusions that are told apart.
const GROUPS: usize = 32;
/// `EOS` rows past the end that count.
const PAST: usize = 3;
/// Weight of the numbers' loss.
const NUMBERS: f64 = 2.0;

/// Which numbers a set of rows has in common: the commands, and their first and last.
const SETS: [(&[Command], usize, usize); 4] = [
    (&[Command::Line, Command::Arc, Command::Circle], 0, 2),
    (&[Command::Arc], 2, 4),
    (&[Command::Circle], 4, 5),
    (&[Command::Extrude], 5, 16),
];

/// The net's shape; the published one is 256, 8, 512, 4, 4, 256.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Numbers of a row within the net.
    pub width: usize,
    /// Heads of attention.
    pub heads: usize,
    /// Numbers within the second half of a layer.
    pub hidden: usize,
    /// Layers that read.
    pub encoder: usize,
    /// Layers that write.
    pub decoder: usize,
    /// Numbers of the latent.
    pub latent: usize,
    /// Share of numbers left out while it learns.
    pub dropout: f64,
    /// Whether a row is told which extrusion it belongs to. The published scripts train without.
    pub groups: bool,
}

impl Shape {
    /// # Errors
    /// [`ModelError::Shape`].
    pub fn check(&self) -> Result<(), ModelError> {
        let all = [self.width, self.heads, self.hidden, self.encoder, self.decoder, self.latent];
        if all.contains(&0) || !self.width.is_multiple_of(self.heads) || !(0.0..0.9).contains(&self.dropout) {
            return Err(ModelError::Shape("sizes are 1 at least, heads divide the width, dropout is under 0.9".into()));
        }
        if self.latent != self.width {
            let text = format!(
                "a latent of {} and a width of {}: the decoder looks at the latent as a row",
                self.latent, self.width
            );
            return Err(ModelError::Shape(text));
        }
        Ok(())
    }
}

/// Programs side by side, padded to 60 rows.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// How many programs.
    pub count: usize,
    lengths: Vec<usize>,
    /// `[count, ROWS]`
    commands: Vec<i32>,
    /// Level and one, 0 where not used, `[count, ROWS, ARGS]`.
    args: Vec<i32>,
    /// Extrusions up to and with each row, `[count, ROWS]`.
    groups: Vec<i32>,
    present: Vec<f32>,
}

impl Batch {
    /// The programs as arrays.
    pub fn of(programs: &[&Tokens]) -> Self {
        let mut batch = Self { count: programs.len(), ..Self::default() };
        for program in programs {
            batch.lengths.push(program.len());
            let mut group = 0;
            for (t, row) in program.padded().iter().enumerate() {
                group += i32::from(row[0] == Command::Extrude as i16);
                batch.commands.push(i32::from(row[0]));
                batch.args.extend(row[1..].iter().map(|&a| i32::from(a - UNUSED)));
                batch.groups.push(group);
                batch.present.push(if t < program.len() { 1.0 } else { 0.0 });
            }
        }
        batch
    }
}

#[derive(Module, Debug)]
struct Norm {
    gamma: Param<Tensor<1>>,
    beta: Param<Tensor<1>>,
}

impl Norm {
    fn new(width: usize, device: &Device) -> Self {
        Self { gamma: parameter([width], device), beta: parameter([width], device) }
    }

    fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let x = x.clone() - x.mean_dim(2);
        let scale = (x.clone().square().mean_dim(2) + 1e-5).sqrt().recip();
        x * scale * self.gamma.val().unsqueeze::<3>() + self.beta.val().unsqueeze::<3>()
    }
}

#[derive(Module, Debug)]
struct Attention {
    mix: Linear,
    out: Linear,
    #[module(skip)]
    heads: usize,
}

impl Attention {
    fn new(shape: &Shape, device: &Device) -> Self {
        let mix = linear(shape.width, 3 * shape.width, device);
        Self { mix, out: linear(shape.width, shape.width, device), heads: shape.heads }
    }

    fn forward(&self, x: Tensor<3>, mask: &Tensor<4>) -> Tensor<3> {
        let [count, steps, width] = x.dims();
        let each = width / self.heads;
        let all = self.mix.forward(x);
        let part = |k: usize| {
            all.clone().narrow(2, k * width, width).reshape([count, steps, self.heads, each]).swap_dims(1, 2)
        };
        let scores = (part(0) * (each as f64).powf(-0.5)).matmul(part(1).swap_dims(2, 3)) + mask.clone();
        self.out.forward(softmax(scores, 3).matmul(part(2)).swap_dims(1, 2).reshape([count, steps, width]))
    }

    /// Attention to any number of equal rows: their values, whatever is asked.
    fn to_one(&self, z: Tensor<3>) -> Tensor<3> {
        let width = z.dims()[2];
        let values = self.mix.weight.val().narrow(1, 2 * width, width);
        let bias = self.mix.bias.as_ref().map(|b| b.val().narrow(0, 2 * width, width));
        self.out.forward(burn::tensor::module::linear(z, values, bias))
    }
}

#[derive(Module, Debug)]
struct Layer {
    own: Attention,
    cross: Option<Attention>,
    up: Linear,
    down: Linear,
    norms: Vec<Norm>,
}

impl Layer {
    fn new(shape: &Shape, cross: bool, device: &Device) -> Self {
        Self {
            own: Attention::new(shape, device),
            cross: cross.then(|| Attention::new(shape, device)),
            up: linear(shape.width, shape.hidden, device),
            down: linear(shape.hidden, shape.width, device),
            norms: (0..2 + usize::from(cross)).map(|_| Norm::new(shape.width, device)).collect(),
        }
    }

    fn forward(&self, x: Tensor<3>, mask: &Tensor<4>, latent: Option<&Tensor<3>>, drop: &mut Drop) -> Tensor<3> {
        let mut norms = self.norms.iter();
        let mut add = |x: Tensor<3>, y: Tensor<3>| match norms.next() {
            Some(norm) => norm.forward(x + y),
            None => x + y,
        };
        let own = drop.out(self.own.forward(x.clone(), mask));
        let mut x = add(x, own);
        if let (Some(cross), Some(latent)) = (&self.cross, latent) {
            let [count, steps, width] = x.dims();
            let seen = drop.out(cross.to_one(latent.clone()).expand([count, steps, width]));
            x = add(x, seen);
        }
        let hidden = drop.out(relu(self.up.forward(x.clone())));
        let second = drop.out(self.down.forward(hidden));
        add(x, second)
    }
}

/// Leaves numbers out while a net learns.
struct Drop<'a> {
    rng: Option<&'a mut dyn RngCore>,
    share: f64,
}

impl Drop<'_> {
    /// To within a 256th of the share.
    fn out(&mut self, x: Tensor<3>) -> Tensor<3> {
        let under = (self.share * 256.0).round() as u8;
        let Some(rng) = self.rng.as_mut().filter(|_| under > 0) else { return x };
        let mut bytes = vec![0; x.shape().num_elements()];
        rng.fill_bytes(&mut bytes);
        let scale = 256.0 / (256.0 - f32::from(under));
        let keep: Vec<f32> = bytes.into_iter().map(|b| if b < under { 0.0 } else { scale }).collect();
        let mask = tensor(&keep, x.dims(), &x.device());
        x * mask
    }
}

/// The net.
#[derive(Module, Debug)]
pub struct Gencad {
    commands: Param<Tensor<2>>,
    args: Param<Tensor<2>>,
    gather: Linear,
    groups: Option<Param<Tensor<2>>>,
    places: Param<Tensor<2>>,
    encoder: Vec<Layer>,
    bottleneck: Linear,
    queries: Param<Tensor<2>>,
    decoder: Vec<Layer>,
    command: Linear,
    numbers: Linear,
    #[module(skip)]
    shape: Shape,
}

impl Gencad {
    /// With first values.
    ///
    /// # Errors
    /// As [`Shape::check`].
    pub fn new(shape: &Shape, device: &Device, rng: &mut impl Rng) -> Result<Self, ModelError> {
        Ok(weights::begin(Self::empty(shape, device)?, rng, |name, sizes| {
            let spread = |of: usize, gain: f32| Some(First::Spread(gain * (of as f32).powf(-0.5)));
            match name {
                n if n.ends_with("gamma") => Some(First::Same(1.0)),
                // He's, as published; linear layers as the published framework begins them, which is a third of the variance.
                "commands" | "args" | "groups" | "places" | "queries" => spread(sizes[1], 2_f32.sqrt()),
                n if n.contains("mix") && sizes.len() == 2 => {
                    Some(First::Spread((2.0 / (sizes[0] + sizes[1]) as f32).sqrt()))
                }
                _ if sizes.len() == 2 => spread(sizes[0], 3_f32.powf(-0.5)),
                _ => None,
            }
        }))
    }

    /// With numbers from a file.
    ///
    /// # Errors
    /// [`ModelError`]: weights of another net or shape.
    pub fn load(file: &Weights, device: &Device) -> Result<Self, ModelError> {
        file.net(NAME, |shape| Self::empty(shape, device))
    }

    fn empty(shape: &Shape, device: &Device) -> Result<Self, ModelError> {
        shape.check()?;
        let width = shape.width;
        let layers = |count, cross| (0..count).map(|_| Layer::new(shape, cross, device)).collect();
        Ok(Self {
            commands: parameter([COMMANDS, width], device),
            args: parameter([CLASSES, EMBED], device),
            gather: linear(ARGS * EMBED, width, device),
            groups: shape.groups.then(|| parameter([GROUPS, width], device)),
            // Two places more than there are rows, as published.
            places: parameter([ROWS + 2, width], device),
            encoder: layers(shape.encoder, false),
            bottleneck: linear(width, shape.latent, device),
            queries: parameter([ROWS, width], device),
            decoder: layers(shape.decoder, true),
            command: linear(width, COMMANDS, device),
            numbers: linear(width, ARGS * CLASSES, device),
            shape: shape.clone(),
        })
    }

    /// What a file says of it.
    pub fn label(&self) -> Label {
        Label::of(NAME, &self.shape)
    }

    fn device(&self) -> Device {
        self.queries.val().device()
    }

    /// The latents of the programs.
    ///
    /// # Shape
    /// `[count, latent]`
    pub fn encode(&self, batch: &Batch) -> Tensor<2> {
        self.read(batch, &mut Drop { rng: None, share: 0.0 })
    }

    fn read(&self, batch: &Batch, drop: &mut Drop) -> Tensor<2> {
        let device = self.device();
        let (count, width) = (batch.count, self.shape.width);
        let rows = count * ROWS;
        let ints =
            |values: &[i32]| Tensor::<1, Int>::from_data(TensorData::new(values.to_vec(), [values.len()]), &device);
        // The class of what is not used is nothing, whatever stands in its row of the table.
        let used: Vec<f32> = batch.args.iter().map(|&a| if a > 0 { 1.0 } else { 0.0 }).collect();
        let args = self.args.val().select(0, ints(&batch.args)) * tensor(&used, [rows * ARGS, 1], &device);
        let mut x = self.gather.forward(args.reshape([rows, ARGS * EMBED]));
        x = x + self.commands.val().select(0, ints(&batch.commands));
        if let Some(groups) = &self.groups {
            x = x + groups.val().select(0, ints(&batch.groups));
        }
        let places = self.places.val().narrow(0, 0, ROWS).unsqueeze::<3>();
        let mut x = drop.out(x.reshape([count, ROWS, width]) + places);
        let mask = only(&batch.present, count, ROWS, &device);
        for layer in &self.encoder {
            x = layer.forward(x, &mask, None, drop);
        }
        let share: Vec<f32> = batch
            .present
            .chunks(ROWS)
            .zip(&batch.lengths)
            .flat_map(|(p, &n)| p.iter().map(move |v| v / n as f32))
            .collect();
        let mean = (x * tensor(&share, [count, ROWS, 1], &device)).sum_dim(1).reshape([count, width]);
        self.bottleneck.forward(mean).tanh()
    }

    fn written(&self, latents: Tensor<2>, drop: &mut Drop) -> Tensor<3> {
        let [count, _] = latents.dims();
        let mask = causal(ROWS, &self.device());
        let queries = self.queries.val().unsqueeze::<3>().expand([count, ROWS, self.shape.width]);
        let mut x = drop.out(queries);
        let latents = latents.unsqueeze_dim::<3>(1);
        for layer in &self.decoder {
            x = layer.forward(x, &mask, Some(&latents), drop);
        }
        x
    }

    /// The published loss: place t tells row t + 1.
    pub fn cost(&self, batch: &Batch, rng: &mut impl Rng) -> Cost {
        let device = self.device();
        let mut drop = Drop { rng: Some(rng), share: self.shape.dropout };
        let latents = self.read(batch, &mut drop);
        let x = self.written(latents, &mut drop).reshape([batch.count * ROWS, self.shape.width]);
        let ints = |values: Vec<i32>| {
            let count = values.len();
            Tensor::<1, Int>::from_data(TensorData::new(values, [count]), &device)
        };
        // The cell that tells row t of program b.
        let cell = |b: usize, t: usize| (b * ROWS + t - 1) as i32;
        let (mut places, mut told) = (Vec::new(), Vec::new());
        for (b, &length) in batch.lengths.iter().enumerate() {
            for t in 1..=(length + PAST - 1).min(ROWS - 1) {
                places.push(cell(b, t));
                told.push(batch.commands[b * ROWS + t]);
            }
        }
        let told = ints(told).unsqueeze_dim::<2>(1);
        let commands = surprise(self.command.forward(x.clone().select(0, ints(places))), told).mean();
        let (mut sums, mut count) = (Vec::new(), 0);
        for (kinds, first, last) in SETS {
            let (mut places, mut told) = (Vec::new(), Vec::new());
            for (b, &length) in batch.lengths.iter().enumerate() {
                for t in 1..length {
                    let at = b * ROWS + t;
                    if kinds.iter().any(|&k| k as i32 == batch.commands[at]) {
                        places.push(cell(b, t));
                        told.extend_from_slice(&batch.args[at * ARGS + first..at * ARGS + last]);
                    }
                }
            }
            if places.is_empty() {
                continue;
            }
            count += told.len();
            let scores = self.scores(x.clone().select(0, ints(places)), first, last);
            sums.push(surprise(scores, ints(told).unsqueeze_dim::<2>(1)).sum());
        }
        let numbers = Tensor::cat(sums, 0).sum() / count.max(1) as f64;
        Cost { loss: commands.clone() + numbers.clone() * NUMBERS, parts: [commands, numbers] }
    }

    /// Scores of the classes of numbers `first..last` of rows.
    ///
    /// # Shape
    /// `rows`: `[count, width]`; out: `[count * (last - first), CLASSES]`
    fn scores(&self, rows: Tensor<2>, first: usize, last: usize) -> Tensor<2> {
        let [count, _] = rows.dims();
        let (from, width) = (first * CLASSES, (last - first) * CLASSES);
        let bias = self.numbers.bias.as_ref().map(|b| b.val().narrow(0, from, width));
        burn::tensor::module::linear(rows, self.numbers.weight.val().narrow(1, from, width), bias)
            .reshape([count * (last - first), CLASSES])
    }

    /// The rows of the latents, up to their first `EOS`; nothing promises that they are a program.
    ///
    /// # Shape
    /// `latents`: `[count, latent]`
    pub fn decode(&self, latents: Tensor<2>) -> Vec<Vec<Row>> {
        let [count, _] = latents.dims();
        let x = self.written(latents, &mut Drop { rng: None, share: 0.0 });
        let x = x.reshape([count * ROWS, self.shape.width]);
        let commands = best(self.command.forward(x.clone()));
        let numbers = best(self.scores(x, 0, ARGS));
        (0..count)
            .map(|b| {
                let mut rows = vec![row(Command::Loop, &[])];
                for t in 0..ROWS - 1 {
                    let cell = b * ROWS + t;
                    let command = Command::of(commands[cell] as i64).unwrap_or(Command::End);
                    if command == Command::End {
                        break;
                    }
                    let own: Vec<i16> =
                        command.columns().iter().map(|&c| numbers[cell * ARGS + c - 1] as i16 + UNUSED).collect();
                    rows.push(row(command, &own));
                }
                rows
            })
            .collect()
    }
}

/// The best class of each row of scores.
fn best(scores: Tensor<2>) -> Vec<usize> {
    let classes = scores.dims()[1];
    let all: Vec<f32> = scores.into_data().iter::<f32>().collect();
    let best = |s: &[f32]| (0..s.len()).max_by(|&a, &b| s[a].total_cmp(&s[b])).unwrap_or(0);
    all.chunks(classes).map(best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn published(groups: bool) -> Shape {
        Shape { width: 256, heads: 8, hidden: 512, encoder: 4, decoder: 4, latent: 256, dropout: 0.2, groups }
    }

    #[test]
    fn the_published_shape_has_the_published_count_of_numbers() {
        let count = |groups| {
            let net = Gencad::empty(&published(groups), &crate::cpu()).unwrap();
            weights::arrays(&net).iter().map(weights::Array::len).sum::<usize>()
        };
        assert_eq!(count(false), 6_707_286);
        assert_eq!(count(true), 6_715_478);
    }

    #[test]
    fn padding_does_not_change_a_latent_and_all_but_unused_arrays_learn() {
        let device = crate::cpu().autodiff();
        let shape =
            Shape { width: 32, heads: 2, hidden: 48, encoder: 1, decoder: 2, latent: 32, dropout: 0.2, groups: true };
        let net = Gencad::new(&shape, &device, &mut ChaCha8Rng::seed_from_u64(2)).unwrap();
        let cylinder = vec![
            row(Command::Loop, &[]),
            row(Command::Circle, &[176, 128, 48]),
            row(Command::Extrude, &[128, 128, 128, 128, 128, 128, 64, 160, 128, 0, 0]),
        ];
        let tokens = Tokens::from_rows(&cylinder).unwrap();
        let long = Tokens::from_rows(&cylinder.repeat(9)).unwrap();
        let alone: Vec<f32> = net.encode(&Batch::of(&[&tokens])).into_data().iter::<f32>().collect();
        let both: Vec<f32> = net.encode(&Batch::of(&[&tokens, &long])).into_data().iter::<f32>().collect();
        assert!(alone.iter().zip(&both).all(|(a, b)| (a - b).abs() < 1e-5));
        let cost = net.cost(&Batch::of(&[&tokens, &long]), &mut ChaCha8Rng::seed_from_u64(1));
        // Untrained, a number is one of 257 and a command one of 6, give or take.
        let parts = cost.parts.clone().map(|p| p.into_scalar::<f32>());
        assert!((parts[1] - 257_f32.ln()).abs() < 1.0 && parts[0] < 4.0, "{parts:?}");
        let found = weights::gradients(&net, cost.loss.backward());
        let mut at = 0;
        for array in weights::arrays(&net) {
            let own = &found[at..at + array.len()];
            at += array.len();
            assert!(own.iter().any(|&g| g != 0.0), "{} does not learn", array.name);
        }
    }
}
