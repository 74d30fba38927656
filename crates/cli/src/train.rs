//! `resolid train`: a run file in, weights out; goes on where it was cut short.

use crate::exit::{Exit, Failure};
use crate::interrupt;
use crate::memory;
use crate::progress::{Progress, Talk};
use crate::style::{LABEL, paint};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use resolid::training::{End, Kind, Now, Ours, Pool, Program, Published, Recipe, Run, Trained, Watch, train};
use resolid_geom::Observer;
use resolid_models::weights::Weights;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// `resolid train`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid train runs/program-autoencoder.toml --data DATA -o trained
  resolid train runs/program-autoencoder.toml --data DATA -o trained    (again: goes on where it stands)
  resolid train runs/claim-balanced.toml --set name=plain-heads --set steps=2000 --set 'net.without=[\"ordinal\"]' --data DATA -o trained
  tensorboard --logdir trained")]
pub struct Train {
    /// The run file.
    #[arg(value_name = "RUN.toml")]
    pub run: PathBuf,
    /// Folder that the run's sources are looked for in.
    #[arg(long, value_name = "DIR", env = "RESOLID_DATA", default_value = ".")]
    pub data: PathBuf,
    /// Folder for the run's own folder: checkpoints, tables, events for TensorBoard.
    #[arg(short, long = "out", value_name = "DIR")]
    pub output: PathBuf,
    /// Stop after this long (30m, 2h) with a checkpoint; the same command goes on from there.
    #[arg(long, value_name = "TIME", value_parser = crate::args::duration)]
    pub time_limit: Option<Duration>,
    /// A key of the run set otherwise, several times at will: steps=2000, forget.noise=0.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
    /// Threads [default: one a core].
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

/// Runs the verb.
///
/// # Errors
/// A run file that makes no sense, sources that cannot be read, a folder that holds another run, a loss that is no number.
pub fn run(args: &Train) -> Result<Exit, Failure> {
    memory::keep();
    let name = args.run.display().to_string();
    let text = std::fs::read_to_string(&args.run)
        .map_err(|e| Failure::new(Exit::Unreadable, format!("{name}: {e}"), "give a run file: runs/*.toml"))?;
    let run = Run::read_with(&text, &args.settings).map_err(|e| Failure::from(e).about(&name))?;
    if let Some(threads) = args.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        pool.map_err(|e| Failure::usage(format!("{threads} threads cannot be had: {e}"), "leave out --threads"))?;
    }
    let find = |path: &str| args.data.join(path);
    let reading = Progress::start(Talk::Normal, None);
    let pool = Pool::of(&run, find, &reading)?;
    drop(reading);
    for line in &pool.account {
        anstream::println!("{line}");
    }
    anstream::println!("{} programs to draw from", pool.len());
    let from = run.from.as_ref().map(|other| Weights::read(&args.output.join(other).join("best.safetensors")));
    let from = from
        .transpose()
        .map_err(|e| Failure::new(Exit::Unreadable, e.to_string(), "train that run first, into the same folder"))?;
    let folder = args.output.join(&run.name);
    std::fs::create_dir_all(&folder)
        .and_then(|()| keep(&folder, "validation.txt", &pool.validation))
        .and_then(|()| keep(&folder, "test.txt", &pool.test))
        .map_err(|e| Failure::cannot_write(format!("{}: {e}", folder.display()), "give another folder"))?;
    // What a training writes is whole at any moment, and it stops at a step's end, so Ctrl-C asks first.
    interrupt::ask_first("stopping after this step");
    let device = resolid_models::cpu().autodiff();
    let trained = match &run.net {
        Kind::ProgramAutoencoder(_) => {
            let (recipe, net) = Ours::new(&run, &pool, &device, from.as_ref())?;
            shown(&recipe, net, &run, &folder, args.time_limit)
        }
        Kind::Gencad3d(_) => {
            let (recipe, net) = Published::new(&run, &pool, &device, from.as_ref())?;
            shown(&recipe, net, &run, &folder, args.time_limit)
        }
    }?;
    let best = trained.best.map_or("not judged yet".into(), |(figure, step)| {
        format!("best {figure:.4} at step {step}, in {}", folder.join("best.safetensors").display())
    });
    anstream::println!("{} {} of {} steps; {best}", paint(LABEL, "trained"), trained.step, run.steps);
    Ok(match trained.end {
        End::Full | End::Settled => Exit::Full,
        End::Stopped if interrupt::asked() => Exit::Cancelled,
        End::Stopped => Exit::TimeLimit,
    })
}

/// Writes the ids of programs that were kept back, a line each: what `eval autoencoder --only` takes.
fn keep(folder: &Path, name: &str, programs: &[Program]) -> std::io::Result<()> {
    let lines: String = programs.iter().map(|p| format!("{}\n", p.id)).collect();
    std::fs::write(folder.join(name), lines)
}

/// Trains and shows how it stands: a line that changes on a terminal, lines elsewhere.
fn shown<R: Recipe>(
    recipe: &R,
    net: R::Net,
    run: &Run,
    folder: &Path,
    limit: Option<Duration>,
) -> Result<Trained, Failure> {
    let terminal = std::io::stderr().is_terminal();
    let bar = ProgressBar::with_draw_target(Some(run.steps), ProgressDrawTarget::hidden());
    if terminal {
        bar.set_draw_target(ProgressDrawTarget::stderr());
    }
    let style = ProgressStyle::with_template("{pos} of {len} [{bar:24}] {msg}");
    bar.set_style(style.expect("the template is well formed").progress_chars("━╸ "));
    let started = Instant::now();
    let last = std::cell::Cell::new(None::<Instant>);
    let show = |now: &Now| {
        if let Some(figures) = &now.figures {
            let told: Vec<String> = recipe.figures().iter().zip(figures).map(|(n, v)| format!("{n} {v:.4}")).collect();
            let line = format!("step {:>7}  {}", now.step[0], told.join("  "));
            bar.suspend(|| anstream::eprintln!("{}", paint(LABEL, &line)));
            return;
        }
        let best = now.best.map_or(String::new(), |(figure, step)| format!(", best {figure:.4} at {step}"));
        let text = format!("loss {:.4}, {:.0} programs/s, {} left{best}", now.loss, now.programs, clock(now.left));
        if terminal {
            bar.set_position(now.step[0]);
            bar.set_message(text);
        } else if last.get().is_none_or(|t| t.elapsed() > Duration::from_secs(20)) || now.step[0] == now.step[1] {
            last.set(Some(Instant::now()));
            anstream::eprintln!("step {:>7} of {}: {text}", now.step[0], now.step[1]);
        }
    };
    let seconds = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64());
    let until = Until { end: limit.map(|l| started + l) };
    let watch = Watch { observer: &until, clock: &seconds, show: &show };
    let trained = train(recipe, net, run, folder, &watch);
    bar.finish_and_clear();
    Ok(trained?)
}

/// Stops at a time, or when the user asks.
struct Until {
    end: Option<Instant>,
}

impl Observer for Until {
    fn note(&self, _: &'static str, text: String) {
        anstream::eprintln!("{text}");
    }

    fn should_stop(&self) -> bool {
        interrupt::asked() || self.end.is_some_and(|end| Instant::now() >= end)
    }
}

/// Seconds as hours, minutes and seconds.
fn clock(seconds: f64) -> String {
    let s = seconds.max(0.0) as u64;
    if s >= 3600 {
        format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    } else {
        format!("{}:{:02}", s / 60, s % 60)
    }
}
