//! The loop.

use super::checkpoint::{self, BEST, Standing};
use super::metrics::Metrics;
use super::run::Run;
use crate::Error;
use resolid_geom::Observer;
use resolid_models::adamw::Moving;
use resolid_models::weights::{self, Label, Precision};
use resolid_models::{Module, Tensor};
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// Steps whose metrics are averaged for one line.
const LINE: u64 = 20;
/// Batches that are made ahead.
const AHEAD: usize = 4;

/// What is particular to a net.
pub trait Recipe: Sync {
    /// The net.
    type Net: Module;
    /// What a step is given.
    type Batch: Send;

    /// The batch of that number: the same for the same number, whatever came before.
    fn batch(&self, index: u64) -> Self::Batch;

    /// How many programs are in it.
    fn programs(&self, batch: &Self::Batch) -> usize;

    /// Names of the parts of the loss.
    fn parts(&self) -> &'static [&'static str];

    /// The loss, and its parts.
    fn loss(&self, net: &Self::Net, batch: &Self::Batch) -> (Tensor<1>, Vec<Tensor<1>>);

    /// Names of what an evaluation tells; the first is what the best is chosen by, more being better.
    fn figures(&self) -> &'static [&'static str];

    /// The figures of a net, on what was kept back.
    fn evaluate(&self, net: &Self::Net) -> Vec<f64>;

    /// What files say of the net.
    fn label(&self, net: &Self::Net) -> Label;

    /// Whether an array decays.
    fn shrinks(&self, name: &str) -> bool;
}

/// Where a training stands.
#[derive(Clone, Debug)]
pub struct Now {
    /// Steps done, and all.
    pub step: [u64; 2],
    /// The loss, over the last steps.
    pub loss: f64,
    /// Programs a second.
    pub programs: f64,
    /// Seconds left, at that rate.
    pub left: f64,
    /// The best figure so far, and its step.
    pub best: Option<(f64, u64)>,
    /// The figures of an evaluation, where one was just made.
    pub figures: Option<Vec<f64>>,
}

/// The caller's side of a training.
pub struct Watch<'a> {
    /// Told what is decided, and asked whether to stop.
    pub observer: &'a dyn Observer,
    /// Seconds since any fixed moment.
    pub clock: &'a (dyn Fn() -> f64 + Sync),
    /// Shown where it stands.
    pub show: &'a dyn Fn(&Now),
}

/// What came of a training.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// Steps done.
    pub step: u64,
    /// The best figure, and its step.
    pub best: Option<(f64, u64)>,
    /// Why it ended.
    pub end: End,
}

/// Why a training ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All steps are done.
    Full,
    /// Nothing better came for a while.
    Settled,
    /// It was asked to stop; it goes on from there when it is run again.
    Stopped,
}

/// Trains a net in a folder, from where the folder stands.
///
/// Writes `last.safetensors` (all that a step changes), `best.safetensors` (the averaged weights that were judged best, in half precision: what ships), `steps.csv` and
/// `evaluations.csv`, and `events/` for TensorBoard.
///
/// # Errors
/// [`Error::Unreadable`]: the folder holds a damaged checkpoint or another run's. [`Error::Training`]: a loss that is no number; the last
/// checkpoint stays as it was. [`Error::Output`]: the folder cannot be written.
pub fn train<R: Recipe>(
    recipe: &R,
    mut net: R::Net,
    run: &Run,
    folder: &Path,
    watch: &Watch,
) -> Result<Trained, Error> {
    let out = |e: std::io::Error| Error::Output {
        reason: format!("{}: {e}", folder.display()),
        hint: "give another folder".into(),
    };
    std::fs::create_dir_all(folder).map_err(out)?;
    let label = recipe.label(&net);
    let arrays = weights::arrays(&net);
    let learns = |name: &str| !run.frozen.iter().any(|f| name.starts_with(f.as_str()));
    let count: usize = arrays.iter().map(weights::Array::len).sum();
    let text = toml::to_string(run).unwrap_or_default();
    let begun = checkpoint::load(folder, &label, count, &text)?;
    let (mut moving, mut standing) =
        begun.unwrap_or_else(|| (Moving::new(weights::numbers(&net)), Standing::default()));
    net = weights::with(net, &moving.numbers, learns);
    let shrinks: Vec<bool> =
        arrays.iter().flat_map(|a| vec![recipe.shrinks(&a.name) && learns(&a.name); a.len()]).collect();
    let columns: Vec<&str> =
        ["loss", "rate", "gradient", "programs_per_second"].iter().chain(recipe.parts()).copied().collect();
    let clock = watch.clock;
    let mut steps = Metrics::open(folder, "steps", &columns, standing.step, clock())?;
    let mut evaluations = Metrics::open(folder, "evaluations", recipe.figures(), standing.step, clock())?;
    if standing.step > 0 {
        watch.observer.note("training", format!("going on from step {}", standing.step));
    }
    let first = standing.step * run.accumulate as u64;
    std::thread::scope(|scope| {
        let (sender, batches) = sync_channel(AHEAD);
        scope.spawn(move || (first..).take_while(|&k| sender.send(recipe.batch(k)).is_ok()).count());
        standing.sums.resize(columns.len(), 0.0);
        let (mut here, mut programs, mut since) = (0, 0, clock());
        let mut end = End::Full;
        let mut began = clock();
        while standing.step < run.steps {
            let mut gradients = vec![0.0; count];
            let mut told = vec![0.0; 1 + recipe.parts().len()];
            for _ in 0..run.accumulate {
                let Ok(batch) = batches.recv() else { break };
                programs += recipe.programs(&batch);
                let (loss, parts) = recipe.loss(&net, &batch);
                for (sum, part) in told.iter_mut().zip(std::iter::once(loss.clone()).chain(parts)) {
                    *sum += f64::from(part.into_scalar::<f32>()) / run.accumulate as f64;
                }
                let own = weights::gradients(&net, loss.backward());
                gradients.iter_mut().zip(own).for_each(|(g, o)| *g += o / run.accumulate as f32);
            }
            let rate = run.rate(standing.step);
            let length = moving.step(&run.optimiser.adamw(), rate, &gradients, &shrinks, run.optimiser.average);
            if !told[0].is_finite() || !length.is_finite() {
                let at = standing.step + 1;
                return Err(Error::Training {
                    reason: format!(
                        "step {at}: the loss is {} and its gradient {length}; {} is as it was",
                        told[0],
                        checkpoint::LAST
                    ),
                    hint: "lower optimiser.rate, or raise its warmup, and begin in a new folder".into(),
                });
            }
            net = weights::with(net, &moving.numbers, learns);
            standing.step += 1;
            let line = [told[0], f64::from(rate), f64::from(length), 0.0];
            standing.sums.iter_mut().zip(line.iter().chain(&told[1..])).for_each(|(s, v)| *s += v);
            standing.lines += 1;
            here += 1;
            let step = standing.step;
            let mut now = Now {
                step: [step, run.steps],
                loss: told[0],
                programs: 0.0,
                left: 0.0,
                best: standing.best,
                figures: None,
            };
            if step.is_multiple_of(LINE) || step == run.steps {
                let passed = (clock() - since).max(1e-9);
                let mut means: Vec<f64> = standing.sums.iter().map(|s| s / standing.lines as f64).collect();
                means[3] = programs as f64 / passed;
                (now.loss, now.programs) = (means[0], means[3]);
                now.left = passed / f64::from(here) * (run.steps - step) as f64;
                steps.add(step, clock(), &means)?;
                (watch.show)(&now);
                standing.sums.fill(0.0);
                standing.lines = 0;
                (here, programs, since) = (0, 0, clock());
            }
            let stop = watch.observer.should_stop();
            let mut settled = false;
            if step.is_multiple_of(run.evaluate.every) || step == run.steps {
                let figures = recipe.evaluate(&weights::with(net.clone(), &moving.average, |_| false).valid());
                evaluations.add(step, clock(), &figures)?;
                if standing.best.is_none_or(|(best, _)| figures[0] > best) {
                    (standing.best, standing.since) = (Some((figures[0], step)), 0);
                    let mut label = label.clone();
                    label.notes.insert("run".into(), run.name.clone());
                    label.notes.insert("dialect".into(), run.data.dialect.clone());
                    label.notes.insert("step".into(), step.to_string());
                    checkpoint::put(
                        &folder.join(BEST),
                        &weights::to_bytes(&arrays, &moving.average, &label, Precision::Half),
                    )?;
                } else {
                    standing.since += 1;
                    settled = standing.since >= run.evaluate.patience;
                }
                (now.best, now.figures) = (standing.best, Some(figures));
                (watch.show)(&now);
            }
            if stop || settled || step.is_multiple_of(run.checkpoint) || step == run.steps {
                standing.seconds += clock() - began;
                began = clock();
                checkpoint::save(folder, &label, &moving, &standing, &text)?;
            }
            if settled || stop {
                end = if settled { End::Settled } else { End::Stopped };
                break;
            }
        }
        // The maker of batches ends when nobody listens.
        drop(batches);
        Ok(Trained { step: standing.step, best: standing.best, end })
    })
}
