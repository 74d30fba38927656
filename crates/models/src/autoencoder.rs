//! Our program autoencoder: a program to 256 numbers between −1 and 1, and back from them alone.
//!
//! The encoder reads all rows at once; each row's short code then goes into the latent through a matrix of its own place, and out of it again
//! through another: that copies from the first step on, where one mean over all rows has to be taught which row is which. The decoder writes
//! one row after the other, from the latent and the rows before. Of the commands only those are looked at that the grammar
//! allows, so that whatever comes out parses, and the end is a command like the others. Numbers have heads of their own for each command ([`crate::ordinal`]).
//!
//! Source: the task is that of GenCAD-3D's autoencoder ([`crate::gencad`]); DESIGN.md says what differs and why.

use crate::codec::{All, Batch, DRAWING, FEATURES, LEVELS, features};
use crate::grammar::{COMMANDS, State};
use crate::layers::{Block, Cache, causal, linear, only, parameter, rms_norm, tensor};
use crate::ordinal::{self, Numbers};
use crate::weights::{self, First, Label, Weights};
use crate::{Cost, ModelError};
use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::tensor::activation::log_softmax;
use burn::tensor::{Device, Int, Tensor, TensorData};
use rand::Rng;
use resolid_program::tokens::{Command, ROWS, Row, Tokens, bounds, row};
use serde::{Deserialize, Serialize};

/// The net's name in files.
pub const NAME: &str = "program-autoencoder";

/// The net's shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Numbers of a row's code on its way into the latent and out of it.
    pub code: usize,
    /// Numbers of the latent.
    pub latent: usize,
    /// What is done in a plainer way, to see what it is worth.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Piece>,
}

/// A piece of the net that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// Heads that know which levels are near one another; without, a score for each of 256.
    Ordinal,
    /// Matrices for each row into the latent and out of it; without, the mean of all rows' codes, and the same for all rows.
    Places,
    /// Rows normalised before each half of a layer; without, after it.
    PreNorm,
}

impl Shape {
    fn has(&self, piece: Piece) -> bool {
        !self.without.contains(&piece)
    }

    /// Rows that have matrices of their own.
    fn places(&self) -> usize {
        if self.has(Piece::Places) { ROWS } else { 1 }
    }

    /// # Errors
    /// [`ModelError::Shape`]: a size of nothing, or a width that the heads do not divide.
    pub fn check(&self) -> Result<(), ModelError> {
        let all = [self.width, self.heads, self.hidden, self.encoder, self.decoder, self.code, self.latent];
        if all.contains(&0) || !self.width.is_multiple_of(self.heads) {
            let text = format!(
                "a width of {} and {} heads: sizes are 1 at least, and heads divide the width",
                self.width, self.heads
            );
            return Err(ModelError::Shape(text));
        }
        Ok(())
    }
}

/// The net.
#[derive(Module, Debug)]
pub struct Autoencoder {
    read: Linear,
    read_place: Param<Tensor<2>>,
    encoder: Vec<Block>,
    shorten: Linear,
    into: Param<Tensor<2>>,
    into_shift: Param<Tensor<1>>,
    out_of: Param<Tensor<2>>,
    lengthen: Linear,
    told: Linear,
    told_place: Param<Tensor<2>>,
    decoder: Vec<Block>,
    command: Linear,
    numbers: Numbers,
    #[module(skip)]
    shape: Shape,
}

impl Autoencoder {
    /// With first values.
    ///
    /// # Errors
    /// As [`Shape::check`].
    pub fn new(shape: &Shape, device: &Device, rng: &mut impl Rng) -> Result<Self, ModelError> {
        let depth = (2.0 * (shape.encoder + shape.decoder) as f32).sqrt();
        let (hidden, width, latent, code) = (shape.hidden, shape.width, shape.latent, shape.code);
        Ok(weights::begin(Self::empty(shape, device)?, rng, |name, _| {
            let spread = |inputs: usize, gain: f32| Some(First::Spread(gain * (inputs as f32).powf(-0.5)));
            if name == "numbers.basis" {
                return Some(First::These(ordinal::waves()));
            }
            match name.rsplit('.').nth(1) {
                Some("down") => return spread(hidden, 1.0 / depth),
                Some("out") => return spread(width, 1.0 / depth),
                _ => {}
            }
            match name {
                // Ten or so rows at a time stand in the latent.
                "into" => spread(10.min(shape.places()) * code, 1.0),
                "out_of" => spread(latent, 2.0),
                "read_place" | "told_place" => Some(First::Spread(0.3)),
                "command.weight" => spread(width, 0.3),
                n if n.starts_with("numbers.heads") && n.ends_with("weight") => spread(width, 0.3),
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
        let Shape { width, heads, hidden, code, latent, .. } = *shape;
        let before = shape.has(Piece::PreNorm);
        let blocks = |count| (0..count).map(|_| Block::new(width, heads, hidden, before, device)).collect();
        let places = shape.places();
        Ok(Self {
            read: linear(FEATURES, width, device),
            read_place: parameter([ROWS, width], device),
            encoder: blocks(shape.encoder),
            shorten: linear(width, code, device),
            into: parameter([places * code, latent], device),
            into_shift: parameter([latent], device),
            out_of: parameter([latent, places * code], device),
            lengthen: linear(code, width, device),
            told: linear(FEATURES, width, device),
            told_place: parameter([ROWS, width], device),
            decoder: blocks(shape.decoder),
            command: linear(width, COMMANDS, device),
            numbers: Numbers::new(width, shape.has(Piece::Ordinal), device),
            shape: shape.clone(),
        })
    }

    /// Its shape.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// What a file says of it.
    pub fn label(&self) -> Label {
        Label::of(NAME, &self.shape)
    }

    pub(crate) fn device(&self) -> Device {
        self.into.val().device()
    }

    /// The latents of the programs.
    ///
    /// # Shape
    /// `[count, latent]`
    pub fn encode(&self, batch: &Batch) -> Tensor<2> {
        let device = self.device();
        let [count, steps] = [batch.count, batch.steps];
        let mask = only(&batch.present, count, steps, &device);
        let place = self.read_place.val().narrow(0, 0, steps).unsqueeze::<3>();
        let mut x = self.read.forward(tensor(&batch.read, [count, steps, FEATURES], &device)) + place;
        for block in &self.encoder {
            x = block.forward(x, &mask);
        }
        let code = self.shorten.forward(rms_norm(x)) * tensor(&batch.present, [count, steps, 1], &device);
        let sum = if self.shape.has(Piece::Places) {
            let into = self.into.val().narrow(0, 0, steps * self.shape.code);
            code.reshape([count, steps * self.shape.code]).matmul(into)
        } else {
            let rows = tensor(&batch.present, [count, steps], &device).sum_dim(1);
            (code.sum_dim(1).reshape([count, self.shape.code]) / rows).matmul(self.into.val())
        };
        (sum + self.into_shift.val().unsqueeze::<2>()).tanh()
    }

    /// What the latents say of each row.
    ///
    /// # Shape
    /// `latents`: `[count, latent]`; out: `[count, steps, width]`, or one row for all steps
    fn unfolded(&self, latents: Tensor<2>, steps: usize) -> Tensor<3> {
        let [count, _] = latents.dims();
        let steps = steps.min(self.shape.places());
        let code = latents.matmul(self.out_of.val().narrow(1, 0, steps * self.shape.code));
        self.lengthen.forward(code.reshape([count, steps, self.shape.code]))
    }

    /// The rows before the heads, each from the latent and the rows before it.
    fn written(&self, latents: Tensor<2>, batch: &Batch) -> Tensor<3> {
        let device = self.device();
        let [count, steps] = [batch.count, batch.steps];
        let place = self.told_place.val().narrow(0, 0, steps).unsqueeze::<3>();
        let told = self.told.forward(tensor(&batch.told, [count, steps, FEATURES], &device));
        let mut x = self.unfolded(latents, steps) + told + place;
        let mask = causal(steps, &device);
        for block in &self.decoder {
            x = block.forward(x, &mask);
        }
        rms_norm(x)
    }

    /// What the programs cost to tell: encoded, the latents blurred by `noise`, and decoded with the right rows before each.
    ///
    /// # Shape
    /// `noise`: `[count, latent]`
    pub fn cost(&self, batch: &Batch, noise: &[f32]) -> Cost {
        let device = self.device();
        let noise = tensor(noise, [batch.count, self.shape.latent], &device);
        let cells = batch.count * batch.steps;
        let x = self.written(self.encode(batch) + noise, batch).reshape([cells, self.shape.width]);
        let scores = self.command.forward(x.clone()) + tensor(&batch.barred, [cells, COMMANDS], &device);
        let told = Tensor::<2, Int>::from_data(TensorData::new(batch.commands.clone(), [cells, 1]), &device);
        let counted = tensor(&batch.counted, [cells, 1], &device);
        let commands = (ordinal::surprise(scores, told) * counted).sum();
        let (mut given, mut levels) = (Vec::new(), Vec::new());
        for (k, places) in batch.places.iter().enumerate().filter(|(_, p)| !p.is_empty()) {
            let places = Tensor::<1, Int>::from_data(TensorData::new(places.clone(), [places.len()]), &device);
            given.push(self.numbers.given(k, x.clone().select(0, places)));
            levels.extend_from_slice(&batch.levels[k]);
        }
        let numbers = self.numbers.surprise(Tensor::cat(given, 0), &levels).sum();
        let rows = batch.rows() as f64;
        let parts = [commands.clone() / rows, numbers.clone() / batch.numbers().max(1) as f64];
        Cost { loss: (commands + numbers) / rows, parts }
    }

    /// The programs of the latents, a row at a time, the likeliest each. Every one parses.
    ///
    /// # Shape
    /// `latents`: `[count, latent]`
    pub fn decode(&self, latents: Tensor<2>) -> Vec<Tokens> {
        let [count, _] = latents.dims();
        self.resume(latents, &vec![Begun::default(); count])
    }

    /// As [`Self::decode`], each program beginning as it is told.
    ///
    /// # Shape
    /// `latents`: `[count, latent]`, `begun`: `count`
    pub fn resume(&self, latents: Tensor<2>, begun: &[Begun]) -> Vec<Tokens> {
        let device = self.device();
        let count = begun.len();
        let mut done: Vec<Vec<Row>> = vec![Vec::new(); count];
        let mut going: Vec<usize> = (0..count).collect();
        let mut states = vec![State::default(); count];
        let unfolded = self.unfolded(latents, ROWS) + self.told_place.val().unsqueeze::<3>();
        let mut from_latent = unfolded;
        let room = || Cache::new(count, self.shape.heads, ROWS, self.shape.width, &device);
        let mut caches: Vec<Cache> = self.decoder.iter().map(|_| room()).collect();
        for t in 0..ROWS {
            let mut told = vec![0.0; going.len() * FEATURES];
            for (place, &k) in told.chunks_mut(FEATURES).zip(&going) {
                features(done[k].last(), &states[k], true, place);
            }
            let told = self.told.forward(tensor(&told, [going.len(), 1, FEATURES], &device));
            let mut x = from_latent.clone().narrow(1, t, 1) + told;
            for (block, cache) in self.decoder.iter().zip(&mut caches) {
                x = block.step(x, cache, t);
            }
            let x = rms_norm(x).reshape([going.len(), self.shape.width]);
            let ended = self.chosen(x, &going, begun, &mut states, &mut done);
            // What has ended is left out of the work as soon as it is a fair share of it.
            let stay: Vec<i32> = (0..going.len()).filter(|&i| !ended[i]).map(|i| i as i32).collect();
            if stay.is_empty() {
                break;
            }
            if stay.len() < going.len() {
                going = stay.iter().map(|&i| going[i as usize]).collect();
                let stay = Tensor::<1, Int>::from_data(TensorData::new(stay.clone(), [stay.len()]), &device);
                from_latent = from_latent.select(0, stay.clone());
                caches = caches.into_iter().map(|c| c.select(&stay)).collect();
            }
        }
        done.into_iter().filter_map(|rows| Tokens::from_rows(&rows).ok()).collect()
    }

    /// Adds each program's next row; which of them have ended.
    fn chosen(
        &self,
        x: Tensor<2>,
        going: &[usize],
        begun: &[Begun],
        states: &mut [State],
        done: &mut [Vec<Row>],
    ) -> Vec<bool> {
        let told = |k: usize, done: &[Vec<Row>]| begun[k].rows.get(done[k].len()).copied();
        let scores = floats(self.command.forward(x.clone()));
        let mut commands = Vec::with_capacity(going.len());
        for (scores, &k) in scores.chunks(COMMANDS).zip(going) {
            let may = states[k].allowed();
            let best = (0..COMMANDS).filter(|&c| may[c]).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
            let set = match told(k, done) {
                Some(row) => Command::of(i64::from(row[0])),
                None if done[k].len() == begun[k].rows.len() => begun[k].next.filter(|&c| may[c as usize]),
                None => None,
            };
            commands.push(set.or(best.and_then(|c| Command::of(c as i64))).unwrap_or(Command::End));
        }
        for (head, &command) in DRAWING.iter().enumerate() {
            let free = |&i: &usize| commands[i] == command && told(going[i], done).is_none();
            let own: Vec<i32> = (0..going.len()).filter(free).map(|i| i as i32).collect();
            if own.is_empty() {
                continue;
            }
            let places = Tensor::<1, Int>::from_data(TensorData::new(own.clone(), [own.len()]), &x.device());
            let scores = floats(self.numbers.scores(self.numbers.given(head, x.clone().select(0, places))));
            let columns = command.columns();
            for (scores, &i) in scores.chunks(columns.len() * LEVELS).zip(&own) {
                let numbers: Vec<i16> = scores.chunks(LEVELS).zip(columns).map(|(s, &c)| likeliest(s, c)).collect();
                done[going[i as usize]].push(row(command, &numbers));
            }
        }
        for (&k, &command) in going.iter().zip(&commands) {
            // Rows that were drawn above have been added already.
            if done[k].len() == states[k].rows {
                match told(k, done) {
                    Some(row) => done[k].push(row),
                    None if command == Command::Loop => done[k].push(row(command, &[])),
                    None => {}
                }
            }
            states[k] = states[k].after(command);
        }
        commands.iter().map(|&c| c == Command::End).collect()
    }

    /// What the net holds likely at every row of the programs, told the rows before it.
    ///
    /// # Shape
    /// `latents`: `[count, latent]`, `programs`: `count`
    pub fn opinions(&self, latents: Tensor<2>, programs: &[&Tokens]) -> Vec<Vec<Opinion>> {
        let batch = Batch::of(programs, &mut All);
        let device = self.device();
        let cells = batch.count * batch.steps;
        let x = self.written(latents, &batch).reshape([cells, self.shape.width]);
        let barred = tensor(&batch.barred, [cells, COMMANDS], &device);
        let scores = floats(log_softmax(self.command.forward(x.clone()) + barred, 1));
        let mut all: Vec<Opinion> = scores
            .chunks(COMMANDS)
            .map(|s| Opinion { commands: std::array::from_fn(|c| s[c]), numbers: Vec::new() })
            .collect();
        for (k, places) in batch.places.iter().enumerate().filter(|(_, p)| !p.is_empty()) {
            let columns = DRAWING[k].columns().len();
            let own = Tensor::<1, Int>::from_data(TensorData::new(places.clone(), [places.len()]), &device);
            let scores = floats(log_softmax(self.numbers.scores(self.numbers.given(k, x.clone().select(0, own))), 1));
            for (scores, &cell) in scores.chunks(columns * LEVELS).zip(places) {
                all[cell as usize].numbers = scores.chunks(LEVELS).map(<[f32]>::to_vec).collect();
            }
        }
        let mut lots = all.chunks_mut(batch.steps);
        let take = |p: &&Tokens| lots.next().map(|l| l[..=p.len()].iter_mut().map(std::mem::take).collect());
        programs.iter().filter_map(take).collect()
    }
}

/// How a program begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Begun {
    /// Its first rows, sound in the grammar.
    pub rows: Vec<Row>,
    /// The command after them; where the grammar does not allow it, the net chooses.
    pub next: Option<Command>,
}

/// What the net holds likely at one row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opinion {
    /// Logarithm of each command's chance.
    pub commands: [f32; COMMANDS],
    /// For each number of the row's command: the logarithm of each level's chance.
    pub numbers: Vec<Vec<f32>>,
}

/// The best of the levels that the column may hold.
fn likeliest(scores: &[f32], column: usize) -> i16 {
    let [least, most] = bounds(column);
    (least..=most).max_by(|&a, &b| scores[a as usize].total_cmp(&scores[b as usize])).unwrap_or(least)
}

fn floats(tensor: Tensor<2>) -> Vec<f32> {
    tensor.into_data().iter::<f32>().collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::adamw::{AdamW, Moving};
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn small() -> Shape {
        Shape { width: 32, heads: 2, hidden: 64, encoder: 1, decoder: 2, code: 16, latent: 32, without: Vec::new() }
    }

    /// Cylinders and blocks of several sizes.
    fn parts() -> Vec<Tokens> {
        let mut all = Vec::new();
        for k in 0..6_i16 {
            let extrude = [128, 128, 128, 128, 128, 100 + 4 * k, 64 + k, 160 - 3 * k, 128, 0, k % 3];
            all.push(vec![
                row(Command::Loop, &[]),
                row(Command::Circle, &[170 + k, 128, 42 + k]),
                row(Command::Extrude, &extrude),
            ]);
            let corner = |x, y| row(Command::Line, &[x, y]);
            let block = [
                corner(223, 128),
                corner(223, 150 + k),
                row(Command::Arc, &[128, 150 + k, 100, k % 2]),
                corner(128, 128),
            ];
            all.push([vec![row(Command::Loop, &[])], block.to_vec(), vec![row(Command::Extrude, &extrude)]].concat());
        }
        all.iter().map(|rows| Tokens::from_rows(rows).unwrap()).collect()
    }

    #[test]
    fn an_untrained_net_writes_programs_that_parse_and_the_cache_changes_nothing() {
        let plain = Shape { without: vec![Piece::Ordinal, Piece::Places, Piece::PreNorm], ..small() };
        for shape in [small(), plain] {
            writes_what_parses(&shape);
        }
    }

    fn writes_what_parses(shape: &Shape) {
        let device = crate::cpu();
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let net = Autoencoder::new(shape, &device, &mut rng).unwrap();
        let latents: Vec<f32> = (0..40 * 32).map(|_| rng.random_range(-1.0..1.0)).collect();
        let latents = tensor(&latents, [40, 32], &device);
        let written = net.decode(latents.clone());
        assert_eq!(written.len(), 40);
        // What came out, told to the net whole: every row must again be the likeliest.
        for (k, program) in written.iter().enumerate() {
            let batch = Batch::of(&[program], &mut All);
            let own = latents.clone().narrow(0, k, 1);
            let x = net.written(own, &batch).reshape([batch.steps, 32]);
            let scores = floats(net.command.forward(x));
            for (t, scores) in scores.chunks(COMMANDS).enumerate() {
                let told = batch.commands[t] as usize;
                let best = (0..COMMANDS)
                    .filter(|&c| batch.barred[t * COMMANDS + c] == 0.0)
                    .map(|c| scores[c])
                    .fold(f32::MIN, f32::max);
                assert!(scores[told] > best - 1e-4, "{k} {t}");
            }
        }
    }

    /// A small net that has learnt [`parts`] by heart, and what its losses were.
    pub(crate) fn learnt() -> (Autoencoder, Vec<Tokens>, Vec<f32>) {
        let device = crate::cpu().autodiff();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut net = Autoencoder::new(&small(), &device, &mut rng).unwrap();
        let parts = parts();
        let all: Vec<&Tokens> = parts.iter().collect();
        let how = AdamW { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, decay: 0.0, clip: 1.0 };
        let mut moving = Moving::new(weights::numbers(&net));
        let shrinks = vec![false; moving.numbers.len()];
        let mut losses = Vec::new();
        for k in 0..300 {
            let batch = Batch::of(&all, &mut All);
            let cost = net.cost(&batch, &vec![0.0; all.len() * 32]);
            losses.push(cost.loss.clone().into_scalar::<f32>());
            let gradients = weights::gradients(&net, cost.loss.backward());
            let rate = 4e-3 * (1.0 - k as f32 / 300.0);
            moving.step(&how, rate, &gradients, &shrinks, 0.99);
            net = weights::with(net, &moving.numbers, |_| true);
        }
        (net.valid(), parts, losses)
    }

    #[test]
    fn a_small_net_learns_a_few_parts_by_heart_and_writes_them_from_the_latent_alone() {
        let (net, parts, losses) = learnt();
        assert!(losses[0] > 4.0 && losses[299] < 0.2, "{} to {}", losses[0], losses[299]);
        let all: Vec<&Tokens> = parts.iter().collect();
        let latents = net.encode(&Batch::of(&all, &mut All));
        let written = net.decode(latents.clone());
        let near = written.iter().zip(&parts).filter(|(a, b)| a.near(b, 2)).count();
        assert_eq!(near, parts.len(), "{written:?}");
        // Begun with another part's first rows and a command of its own, it keeps to them.
        let rows = parts[1].rows();
        let begun = vec![Begun { rows: rows[..3].to_vec(), next: Some(Command::Line) }; parts.len()];
        for (program, own) in net.resume(latents.clone(), &begun).iter().zip(&parts) {
            assert_eq!(program.rows()[..3], rows[..3]);
            assert_eq!(program.rows()[3][0], Command::Line as i16, "{own:?}");
        }
        let whole: Vec<Begun> = parts.iter().map(|p| Begun { rows: p.rows().to_vec(), next: None }).collect();
        assert!(net.resume(latents.clone(), &whole).iter().zip(&parts).all(|(a, b)| a.rows().starts_with(b.rows())));
        // It is sure of what it learnt.
        for (opinions, part) in net.opinions(latents, &all).iter().zip(&parts) {
            assert_eq!(opinions.len(), part.len() + 1);
            for (opinion, row) in opinions.iter().zip(part.rows()) {
                assert!(opinion.commands[row[0] as usize] > -0.3);
                assert_eq!(opinion.numbers.len(), Command::of(i64::from(row[0])).unwrap().columns().len());
            }
        }
    }

    #[test]
    fn files_give_the_net_back_and_refuse_what_is_none() {
        let device = crate::cpu();
        let net = Autoencoder::new(&small(), &device, &mut ChaCha8Rng::seed_from_u64(9)).unwrap();
        let (arrays, numbers) = (weights::arrays(&net), weights::numbers(&net));
        let bytes = weights::to_bytes(&arrays, &numbers, &net.label(), weights::Precision::Single);
        assert_eq!(bytes, weights::to_bytes(&arrays, &numbers, &net.label(), weights::Precision::Single));
        let back = Autoencoder::load(&Weights::from_bytes(&bytes, "w").unwrap(), &device).unwrap();
        assert_eq!(weights::numbers(&back), numbers);
        assert_eq!(back.shape(), &small());
        let half = weights::to_bytes(&arrays, &numbers, &net.label(), weights::Precision::Half);
        assert!(half.len() < bytes.len() * 6 / 10);
        let of = |bytes: &[u8]| {
            Weights::from_bytes(bytes, "w").and_then(|w| Autoencoder::load(&w, &device)).map(|_| ()).unwrap_err()
        };
        for cut in [0, 7, 100, bytes.len() / 2, bytes.len() - 1] {
            assert!(matches!(of(&bytes[..cut]), ModelError::Damaged { .. }), "{cut}");
        }
        let version = format!("version\\\":\\\"{}", weights::VERSION);
        let at = bytes.windows(version.len()).position(|w| w == version.as_bytes()).unwrap() + version.len() - 1;
        let mut newer = bytes.clone();
        newer[at] = b'9';
        assert!(of(&newer).to_string().contains("weights of version 9"), "{}", of(&newer));
        let nan: Vec<f32> = numbers.iter().map(|v| if *v == numbers[7] { f32::NAN } else { *v }).collect();
        let nan = weights::to_bytes(&arrays, &nan, &net.label(), weights::Precision::Single);
        assert!(of(&nan).to_string().contains("not finite"));
        let label = |net: &str, width: usize| {
            let shape = Shape { width, ..small() };
            Label { net: net.into(), configuration: serde_json::to_string(&shape).unwrap(), notes: Default::default() }
        };
        let other = weights::to_bytes(&arrays, &numbers, &label("another", 32), weights::Precision::Half);
        assert!(matches!(of(&other), ModelError::Foreign { .. }));
        let wide = weights::to_bytes(&arrays, &numbers, &label(NAME, 64), weights::Precision::Half);
        assert!(of(&wide).to_string().contains("has the shape"));
        let few = weights::to_bytes(&arrays[1..], &numbers[arrays[0].len()..], &net.label(), weights::Precision::Half);
        assert!(of(&few).to_string().contains("is missing"));
    }
}
