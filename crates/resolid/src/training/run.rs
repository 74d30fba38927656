//! A run file: everything a training hangs on, in TOML.

use crate::Error;
use resolid_models::adamw::AdamW;
use resolid_models::{autoencoder, gencad};
use serde::{Deserialize, Serialize};

/// A named training. The file's comments give the reason for each number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Its name, and the name of its folder.
    pub name: String,
    /// Seed of all chance.
    pub seed: u64,
    /// Steps of the optimiser.
    pub steps: u64,
    /// Rows of programs a step, `EOS` among them.
    pub rows: usize,
    /// Batches whose gradients are summed for one step.
    #[serde(default = "one")]
    pub accumulate: usize,
    /// The net.
    pub net: Kind,
    /// What it learns from.
    pub data: Data,
    /// How numbers move.
    pub optimiser: Optimiser,
    /// What the decoder is not told, and how latents are blurred.
    #[serde(default)]
    pub forget: Forget,
    /// When it is judged.
    pub evaluate: Evaluate,
    /// Steps between checkpoints.
    pub checkpoint: u64,
    /// A finished run this one goes on from, by its folder's name: weights only.
    #[serde(default)]
    pub from: Option<String>,
    /// Arrays that stay as they are, by the beginning of their names.
    #[serde(default)]
    pub frozen: Vec<String>,
}

fn one() -> usize {
    1
}

/// Which net.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Kind {
    /// Our program autoencoder.
    ProgramAutoencoder(autoencoder::Shape),
    /// The published one.
    Gencad3d(gencad::Shape),
}

/// What a net learns from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// How rows are made: `resolid` or `deepcad`.
    pub dialect: String,
    /// Corpora; paths are looked for in the folder that `--data` names.
    pub sources: Vec<Source>,
    /// Corpora whose shapes are dropped from all sources.
    pub held_out: Vec<String>,
    /// Share of the programs, by blocks of ids, that is kept back to choose by.
    pub validation: f64,
    /// Share that is kept back to report on.
    #[serde(default)]
    pub test: f64,
}

/// One corpus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// File or folder.
    pub path: String,
    /// How often its programs are drawn, against those of the others.
    pub share: f64,
    /// Which lengths are drawn how often.
    pub lengths: Spread,
    /// Whether these are the programs the net is judged by: blocks are kept back of them.
    #[serde(default)]
    pub real: bool,
}

/// How often programs of each length are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spread {
    /// As the corpus has them.
    Own,
    /// As the real programs have them.
    Real,
}

/// How numbers move.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Optimiser {
    /// The highest rate.
    pub rate: f32,
    /// Steps in which it rises from nothing.
    pub warmup: u64,
    /// Share of the highest rate that is left at the end; it falls there along half a cosine. 1 keeps it.
    pub last: f32,
    /// Share of the averaged weights that stays at each step.
    pub average: f32,
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

impl Optimiser {
    /// What is the optimiser's own of it.
    pub fn adamw(&self) -> AdamW {
        let Self { beta1, beta2, epsilon, decay, clip, .. } = *self;
        AdamW { beta1, beta2, epsilon, decay, clip }
    }
}

/// What makes the decoder look at the latent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Forget {
    /// Share of the programs of which rows are left out.
    pub programs: f64,
    /// Share of such a program's rows whose numbers the decoder is not told.
    pub rows: f64,
    /// Standard deviation of what is added to the latents.
    pub noise: f32,
}

/// When the net is judged, on what was kept back.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluate {
    /// Steps between.
    pub every: u64,
    /// Programs at most.
    pub programs: usize,
    /// Times in a row without a better figure after which it ends.
    pub patience: usize,
}

impl Run {
    /// The run in a file's text.
    ///
    /// # Errors
    /// [`Error::Option`]: no TOML, an unknown key, a number that makes no sense; with the line.
    pub fn read(text: &str) -> Result<Self, Error> {
        let wrong =
            |reason: String| Error::Option { reason, hint: "docs/models.md lists the keys of a run file".into() };
        let run: Self = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(0, |s| text[..s.start.min(text.len())].matches('\n').count() + 1);
            wrong(format!("line {line}: {}", e.message()))
        })?;
        let name = !run.name.is_empty() && run.name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        let shares = |v: f64| (0.0..1.0).contains(&v);
        for (right, what) in [
            (name, "`name` is letters, digits and dashes"),
            (
                run.steps > 0 && run.checkpoint > 0 && run.evaluate.every > 0,
                "`steps`, `checkpoint` and `evaluate.every` are 1 at least",
            ),
            (run.rows >= 64 && run.accumulate > 0, "`rows` is 64 at least, `accumulate` 1"),
            (run.optimiser.rate > 0.0 && run.optimiser.clip > 0.0, "`rate` and `clip` are over 0"),
            (
                shares(f64::from(run.optimiser.beta1)) && shares(f64::from(run.optimiser.beta2)),
                "`beta1` and `beta2` are from 0 to under 1",
            ),
            (shares(f64::from(run.optimiser.average)), "`average` is from 0 to under 1"),
            (
                run.data.validation > 0.0 && run.data.validation + run.data.test < 0.9,
                "`validation` is over 0, and a tenth at least is left to learn from",
            ),
            (
                run.data.sources.iter().all(|s| s.share >= 0.0) && run.data.sources.iter().any(|s| s.share > 0.0),
                "some source has a `share`",
            ),
            (run.data.sources.iter().any(|s| s.real), "one source at least is `real`: it is judged by"),
            (["resolid", "deepcad"].contains(&run.data.dialect.as_str()), "`dialect` is resolid or deepcad"),
            (
                [run.forget.programs, run.forget.rows].iter().all(|v| (0.0..=1.0).contains(v)),
                "`forget.programs` and `forget.rows` are from 0 to 1",
            ),
            (run.forget.noise >= 0.0 && run.forget.noise.is_finite(), "`forget.noise` is 0 at least"),
        ] {
            if !right {
                return Err(wrong(what.into()));
            }
        }
        let shape = match &run.net {
            Kind::ProgramAutoencoder(shape) => shape.check(),
            Kind::Gencad3d(shape) => shape.check(),
        };
        shape.map_err(|e| wrong(e.to_string()))?;
        Ok(run)
    }

    /// The run in a file's text, some of its keys set otherwise: `NAME=VALUE` each, such as `steps=2000` or `forget.noise=0`.
    ///
    /// # Errors
    /// As [`Self::read`]; a setting that is none.
    pub fn read_with(text: &str, settings: &[String]) -> Result<Self, Error> {
        let run = Self::read(text)?;
        if settings.is_empty() {
            return Ok(run);
        }
        let wrong = |setting: &str, reason: String| Error::Option {
            reason: format!("{setting}: {reason}"),
            hint: "name a key of docs/models.md and its value: steps=2000, forget.noise=0, net.without=[\"ordinal\"]"
                .into(),
        };
        let mut table: toml::Table = toml::from_str(text).map_err(|e| wrong("the run", e.message().into()))?;
        for setting in settings {
            let (name, value) = setting.split_once('=').ok_or_else(|| wrong(setting, "no `=`".into()))?;
            // Words need no quotes.
            let value = toml::from_str::<toml::Table>(&format!("v = {value}"))
                .ok()
                .and_then(|mut t| t.remove("v"))
                .unwrap_or_else(|| value.into());
            let mut at = &mut table;
            let mut keys = name.split('.').peekable();
            while let Some(key) = keys.next() {
                if keys.peek().is_none() {
                    at.insert(key.into(), value.clone());
                    break;
                }
                let inner = at.entry(key).or_insert_with(|| toml::Table::new().into());
                at = inner.as_table_mut().ok_or_else(|| wrong(setting, format!("`{key}` holds no keys")))?;
            }
        }
        let whole = toml::to_string(&table).map_err(|e| wrong(&settings.join(" "), e.to_string()))?;
        Self::read(&whole).map_err(|e| match e {
            Error::Option { reason, .. } => {
                // Its lines are those of no file.
                let reason =
                    reason.split_once(": ").filter(|(l, _)| l.starts_with("line ")).map_or(&*reason, |(_, r)| r);
                wrong(&settings.join(" "), reason.trim().into())
            }
            other => other,
        })
    }

    /// The rate at a step.
    pub fn rate(&self, step: u64) -> f32 {
        let o = &self.optimiser;
        if step < o.warmup {
            return o.rate * (step + 1) as f32 / o.warmup as f32;
        }
        let along = (step - o.warmup) as f32 / (self.steps - o.warmup).max(1) as f32;
        o.rate * (o.last + (1.0 - o.last) * 0.5 * (1.0 + (std::f32::consts::PI * along.min(1.0)).cos()))
    }
}
