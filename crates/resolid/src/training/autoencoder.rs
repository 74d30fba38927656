//! What is particular to the program autoencoders.

use super::pool::Pool;
use super::run::{Kind, Run};
use super::trainer::Recipe;
use crate::Error;
use crate::accuracy::{Accuracy, accuracy};
use crate::rebuilding::fault;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_models::autoencoder::Autoencoder;
use resolid_models::codec::{All, Batch, lots};
use resolid_models::gencad::{self, Gencad};
use resolid_models::search::Search;
use resolid_models::weights::{Label, Weights};
use resolid_models::{Device, ModelError, Module, Tensor};
use resolid_program::tokens::{Dialect, Row, Tokens};

/// Chance for first values, apart from that for batches.
const FIRST: u64 = 0x5eed;
/// Rows that are encoded and decoded at a time.
const AT_ONCE: usize = 8192;

/// What evaluations of both tell.
const FIGURES: &[&str] = &["both", "commands", "numbers", "whole", "commands_truncated", "numbers_truncated"];

/// Training of [`Autoencoder`].
pub struct Ours<'a> {
    run: &'a Run,
    pool: &'a Pool,
}

impl<'a> Ours<'a> {
    /// The recipe, and the net with its first values: chance's, or another run's.
    ///
    /// # Errors
    /// [`Error::Unreadable`]: weights that do not fit; [`Error::Option`]: the run is of another net.
    pub fn new(
        run: &'a Run,
        pool: &'a Pool,
        device: &Device,
        from: Option<&Weights>,
    ) -> Result<(Self, Autoencoder), Error> {
        let Kind::ProgramAutoencoder(shape) = &run.net else { return Err(other(run)) };
        let mut rng = ChaCha8Rng::seed_from_u64(run.seed ^ FIRST);
        let net = begun(Autoencoder::new(shape, device, &mut rng), from)?;
        Ok((Self { run, pool }, net))
    }
}

/// The net with its first values, or with those it begins from.
fn begun<M: Module>(net: Result<M, ModelError>, from: Option<&Weights>) -> Result<M, Error> {
    let net = match from {
        Some(from) => net.and_then(|net| from.put_into(net, true)),
        None => net,
    };
    net.map_err(unfit)
}

fn other(run: &Run) -> Error {
    Error::Option {
        reason: format!("the run {} is of another net", run.name),
        hint: "name the run whose net it is".into(),
    }
}

fn unfit(e: ModelError) -> Error {
    Error::Unreadable { reason: e.to_string(), hint: "give the weights of a run with the same [net]".into() }
}

/// A batch, and what blurs its latents.
pub struct Blurred {
    batch: Batch,
    noise: Vec<f32>,
}

impl Recipe for Ours<'_> {
    type Net = Autoencoder;
    type Batch = Blurred;

    fn batch(&self, index: u64) -> Blurred {
        let programs = self.pool.batch(self.run.seed, index, self.run.rows);
        let mut rng = ChaCha8Rng::seed_from_u64(self.run.seed ^ 1);
        rng.set_stream(index);
        let Kind::ProgramAutoencoder(shape) = &self.run.net else { unreachable!("checked when the recipe was made") };
        let noise = (0..programs.len() * shape.latent).map(|_| self.run.forget.noise * normal(&mut rng)).collect();
        // One batch forgets, the next does not: whether a program forgets is drawn for each, rows within it too.
        let forgets: Vec<bool> = programs.iter().map(|_| rng.random_bool(self.run.forget.programs)).collect();
        let ends: Vec<usize> = programs
            .iter()
            .scan(0, |at, p| {
                *at += p.len() + 1;
                Some(*at)
            })
            .collect();
        let (mut row, mut program) = (0, 0);
        let mut forget = || {
            while ends.get(program).is_some_and(|&end| row >= end) {
                program += 1;
            }
            row += 1;
            forgets.get(program).copied().unwrap_or(false) && rng.random_bool(self.run.forget.rows)
        };
        Blurred { batch: Batch::of(&programs, &mut forget), noise }
    }

    fn programs(&self, batch: &Blurred) -> usize {
        batch.batch.count
    }

    fn parts(&self) -> &'static [&'static str] {
        &["command", "number"]
    }

    fn loss(&self, net: &Autoencoder, batch: &Blurred) -> (Tensor<1>, Vec<Tensor<1>>) {
        let cost = net.cost(&batch.batch, &batch.noise);
        (cost.loss, cost.parts.into())
    }

    fn figures(&self) -> &'static [&'static str] {
        FIGURES
    }

    fn evaluate(&self, net: &Autoencoder) -> Vec<f64> {
        judged(self.pool, self.run, |programs| {
            let back = rebuilt(net, programs, Search::default(), Dialect::Resolid);
            back.into_iter().map(|b| b.0).collect()
        })
    }

    fn label(&self, net: &Autoencoder) -> Label {
        net.label()
    }

    fn shrinks(&self, name: &str) -> bool {
        name.ends_with("weight") && !name.starts_with("numbers")
    }
}

/// A number of a normal distribution (Box and Muller).
fn normal(rng: &mut impl Rng) -> f32 {
    let u: f32 = rng.random_range(f32::EPSILON..1.0);
    (-2.0 * u.ln()).sqrt() * (std::f32::consts::TAU * rng.random::<f32>()).cos()
}

/// The programs, encoded and written again from their latents alone, in their order, with what their own latents are off.
pub fn rebuilt(net: &Autoencoder, programs: &[&Tokens], how: Search, dialect: Dialect) -> Vec<(Vec<Row>, f32)> {
    let sound = |program: &Tokens| fault(program, dialect).is_none();
    in_lots(programs, |own| {
        let back = net.search(net.encode(&Batch::of(own, &mut All)), how, &sound);
        back.into_iter().map(|f| (f.tokens.rows().to_vec(), f.apart)).collect()
    })
}

/// As [`rebuilt`], by the published net; what it writes need be no program.
pub fn rebuilt_by_published(net: &Gencad, programs: &[&Tokens]) -> Vec<Vec<Row>> {
    in_lots(programs, |own| net.decode(net.encode(&gencad::Batch::of(own))))
}

fn in_lots<T: Default + Clone>(programs: &[&Tokens], of: impl Fn(&[&Tokens]) -> Vec<T>) -> Vec<T> {
    let lengths: Vec<usize> = programs.iter().map(|p| p.len()).collect();
    let mut out = vec![T::default(); programs.len()];
    for lot in lots(&lengths, AT_ONCE) {
        let own: Vec<&Tokens> = lot.iter().map(|&k| programs[k]).collect();
        for (&k, back) in lot.iter().zip(of(&own)) {
            out[k] = back;
        }
    }
    out
}

fn judged(pool: &Pool, run: &Run, rebuild: impl Fn(&[&Tokens]) -> Vec<Vec<Row>>) -> Vec<f64> {
    let programs: Vec<&Tokens> = pool.validation.iter().take(run.evaluate.programs).map(|p| &p.tokens).collect();
    let back = rebuild(&programs);
    let all: Vec<Accuracy> = programs.iter().zip(&back).map(|(p, b)| accuracy(p, b)).collect();
    let mean = |of: &dyn Fn(&Accuracy) -> f64| all.iter().map(of).sum::<f64>() / all.len().max(1) as f64;
    let (commands, numbers) = (mean(&|a| a.commands), mean(&|a| a.numbers));
    vec![
        (commands + numbers) / 2.0,
        commands,
        numbers,
        mean(&|a| f64::from(u8::from(a.whole))),
        mean(&|a| a.commands_truncated),
        mean(&|a| a.numbers_truncated.unwrap_or(0.0)),
    ]
}

/// Training of [`Gencad`].
pub struct Published<'a> {
    run: &'a Run,
    pool: &'a Pool,
}

impl<'a> Published<'a> {
    /// As [`Ours::new`].
    ///
    /// # Errors
    /// As [`Ours::new`].
    pub fn new(run: &'a Run, pool: &'a Pool, device: &Device, from: Option<&Weights>) -> Result<(Self, Gencad), Error> {
        let Kind::Gencad3d(shape) = &run.net else { return Err(other(run)) };
        let mut rng = ChaCha8Rng::seed_from_u64(run.seed ^ FIRST);
        let net = begun(Gencad::new(shape, device, &mut rng), from)?;
        Ok((Self { run, pool }, net))
    }
}

impl Recipe for Published<'_> {
    type Net = Gencad;
    type Batch = (u64, gencad::Batch);

    fn batch(&self, index: u64) -> Self::Batch {
        let programs = self.pool.batch(self.run.seed, index, self.run.rows);
        (index, gencad::Batch::of(&programs))
    }

    fn programs(&self, batch: &Self::Batch) -> usize {
        batch.1.count
    }

    fn parts(&self) -> &'static [&'static str] {
        &["command", "number"]
    }

    fn loss(&self, net: &Gencad, (index, batch): &Self::Batch) -> (Tensor<1>, Vec<Tensor<1>>) {
        let mut rng = ChaCha8Rng::seed_from_u64(self.run.seed ^ 2);
        rng.set_stream(*index);
        let cost = net.cost(batch, &mut rng);
        (cost.loss, cost.parts.into())
    }

    fn figures(&self) -> &'static [&'static str] {
        FIGURES
    }

    fn evaluate(&self, net: &Gencad) -> Vec<f64> {
        judged(self.pool, self.run, |programs| rebuilt_by_published(net, programs))
    }

    fn label(&self, net: &Gencad) -> Label {
        net.label()
    }

    fn shrinks(&self, _: &str) -> bool {
        false
    }
}
