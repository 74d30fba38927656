//! `resolid eval autoencoder`: programs to latents and back from these alone, judged row by row and as shapes.

use crate::exit::{Exit, Failure};
use crate::memory;
use crate::style::{LABEL, STRONG, count, csv_field, paint};
use crate::write::{Target, write_all};
use clap::Args;
use resolid::rebuilding::{Rebuilt, Sum, fault, figure, rebuilt};
use resolid::training;
use resolid_data::corpus::open;
use resolid_models::autoencoder::{self, Autoencoder};
use resolid_models::gencad::{self, Gencad};
use resolid_models::search::{SAME, Search};
use resolid_models::weights::Weights;
use resolid_program::tokens::{Dialect, Row, Tokens};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::time::Instant;

/// `resolid eval autoencoder`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid eval autoencoder --weights trained/program-autoencoder/best.safetensors dev_json.jsonl.xz dev_vec.jsonl.xz
  resolid eval autoencoder --weights best.safetensors --width 8 dev_json.jsonl.xz dev_vec.jsonl.xz
  resolid eval autoencoder --weights best.safetensors --csv programs.csv balanced")]
pub struct EvalAutoencoder {
    /// Programs, in any form that `resolid data import` reads; of one id in several forms the first counts.
    #[arg(value_name = "SOURCE", required = true)]
    pub sources: Vec<PathBuf>,
    /// The net's weights.
    #[arg(long, value_name = "FILE")]
    pub weights: PathBuf,
    /// Only programs whose ids are in this file, one a line.
    #[arg(long, value_name = "FILE")]
    pub only: Option<PathBuf>,
    /// At most so many programs.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Write everything measured, one line a program.
    #[arg(long, value_name = "CSV")]
    pub csv: Option<PathBuf>,
    /// Search: encode each answer again and mend it while its latent is off, by numbers and by so many other beginnings a round; 0 takes
    /// what the decoder says first. Ours only.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub width: usize,
    /// Rounds of the search.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub rounds: usize,
    /// Change answers that are no parts until they are, by a number or by the loss of a feature; needs --width.
    #[arg(long, requires = "width")]
    pub sound: bool,
    /// Seed of the points that shapes are compared by.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
}

/// Lengths that are told together.
const RANGES: [[usize; 2]; 5] = [[3, 5], [6, 8], [9, 15], [16, 30], [31, 59]];

/// Runs the verb.
///
/// # Errors
/// Weights that cannot be used, sources that cannot be read or hold nothing.
pub fn run(args: &EvalAutoencoder) -> Result<Exit, Failure> {
    memory::keep();
    let csv = args.csv.as_deref().map(Target::check).transpose()?;
    let file = Weights::read(&args.weights).map_err(unusable)?;
    let dialect = match file.label.notes.get("dialect").map(String::as_str) {
        Some("deepcad") => Dialect::DeepCad,
        _ => Dialect::Resolid,
    };
    let Read { programs, untold, unread } = read(args, dialect)?;
    let device = resolid_models::cpu();
    let all: Vec<&Tokens> = programs.iter().map(|p| &p.1).collect();
    let started = Instant::now();
    let (back, off): (Vec<Vec<Row>>, Vec<f32>) = if file.label.net == gencad::NAME {
        (training::rebuilt_by_published(&Gencad::load(&file, &device).map_err(unusable)?, &all), Vec::new())
    } else {
        file.expect(autoencoder::NAME).map_err(unusable)?;
        let net = Autoencoder::load(&file, &device).map_err(unusable)?;
        let how = Search { width: args.width, rounds: args.rounds, sound: args.sound };
        training::rebuilt(&net, &all, how, dialect).into_iter().unzip()
    };
    let seconds = started.elapsed().as_secs_f64();
    let found = rebuilt(&programs, &back, dialect, args.seed);
    if let Some(target) = csv {
        write_all(&[(target, table(&found).into_bytes())])?;
    }
    let own = programs.iter().filter(|p| fault(&p.1, dialect).is_some()).count();
    anstream::println!(
        "{}: {} of {}; {} more cannot be told in rows, {unread} records cannot be read; {own} are no parts themselves",
        file.label.net,
        count(programs.len(), "program"),
        programs.len() + untold,
        untold
    );
    anstream::println!("encoded and decoded in {seconds:.2} s, {:.0} a second", programs.len() as f64 / seconds);
    if !off.is_empty() {
        let same = off.iter().filter(|&&d| d <= SAME).count();
        anstream::println!("{same} have the very latent they were written from");
    }
    anstream::print!("{}", report(&found));
    Ok(Exit::Full)
}

fn unusable(e: resolid_models::ModelError) -> Failure {
    Failure::new(Exit::Unreadable, e.to_string(), "give weights of a program autoencoder: best.safetensors of a run")
}

/// What the sources hold.
struct Read {
    programs: Vec<(String, Tokens)>,
    /// Programs that rows cannot hold.
    untold: usize,
    /// Records that are no programs.
    unread: usize,
}

fn read(args: &EvalAutoencoder, dialect: Dialect) -> Result<Read, Failure> {
    let only: Option<BTreeSet<String>> = match &args.only {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|e| Failure::new(Exit::Unreadable, format!("{}: {e}", path.display()), "check --only"))?;
            Some(text.split_whitespace().map(str::to_owned).collect())
        }
        None => None,
    };
    let (mut programs, mut seen) = (Vec::new(), BTreeSet::new());
    let (mut untold, mut unread) = (0, 0);
    for source in &args.sources {
        let corpus = open(source).map_err(|e| Failure::new(Exit::Unreadable, e.to_string(), "check the path"))?;
        for record in corpus {
            let Ok(record) = record else {
                unread += 1;
                continue;
            };
            let wanted = only.as_ref().is_none_or(|only| only.contains(&record.id));
            if !wanted || args.limit.is_some_and(|most| programs.len() >= most) || !seen.insert(record.id.clone()) {
                continue;
            }
            match record.tokens(dialect) {
                Ok(tokens) => programs.push((record.id, tokens)),
                Err(_) => untold += 1,
            }
        }
    }
    if programs.is_empty() {
        return Err(Failure::new(
            Exit::Unreadable,
            "no source holds a program that rows can tell",
            "resolid data import --list-rejects says why",
        ));
    }
    Ok(Read { programs, untold, unread })
}

/// One line a program.
fn table(found: &[Rebuilt]) -> String {
    let mut text =
        String::from("id,length,commands,numbers,commands_truncated,numbers_truncated,whole,invalid,chamfer,iou\n");
    for r in found {
        let a = &r.accuracy;
        let cell = |v: Option<f64>| v.map_or(String::new(), |v| v.to_string());
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{},{},{},{}",
            csv_field(&r.id),
            r.length,
            a.commands,
            a.numbers,
            a.commands_truncated,
            cell(a.numbers_truncated),
            a.whole,
            r.invalid.unwrap_or_default(),
            cell(r.chamfer),
            r.iou
        );
    }
    text
}

/// The table: a line for each group of lengths, then all, then all with lengths counting alike.
fn report(found: &[Rebuilt]) -> String {
    let mut text = format!(
        "{}\n",
        paint(
            LABEL,
            format!(
                "{:<10}{:>6}{:>9}{:>9}{:>9}{:>11}{:>11}{:>9}{:>10}{:>10}{:>8}",
                "length",
                "n",
                "commands",
                "numbers",
                "whole",
                "cmd (cut)",
                "num (cut)",
                "invalid",
                "CD median",
                "CD mean",
                "IoU"
            )
        )
    );
    let mut line = |name: &str, own: &[&Rebuilt], balanced: bool| {
        let cells: Vec<String> = cells(own, balanced).iter().map(|c| c.value.clone()).collect();
        let widths = [9, 9, 9, 11, 11, 9, 10, 10, 8];
        let row: String = cells.iter().zip(widths).map(|(c, w)| format!("{c:>w$}")).collect();
        let _ = writeln!(text, "{name:<10}{:>6}{row}", own.len());
    };
    for [low, high] in RANGES {
        let own: Vec<&Rebuilt> = found.iter().filter(|r| (low..=high).contains(&r.length)).collect();
        if !own.is_empty() {
            line(&format!("{low}–{high}"), &own, false);
        }
    }
    let all: Vec<&Rebuilt> = found.iter().collect();
    line("all", &all, false);
    line("balanced", &all, true);
    for (name, balanced) in [("all", false), ("balanced", true)] {
        let _ = writeln!(text, "{}", paint(STRONG, format!("{name}, with 95 % of draws")));
        for cell in cells(&all, balanced) {
            let _ = writeln!(text, "  {:<22}{:>9}  {}", cell.name, cell.value, cell.range);
        }
    }
    text
}

struct Cell {
    name: &'static str,
    value: String,
    range: String,
}

fn cells(own: &[&Rebuilt], balanced: bool) -> Vec<Cell> {
    let share = |name, of: &dyn Fn(&Rebuilt) -> Option<f64>| {
        let values: Vec<(usize, f64)> = own.iter().filter_map(|r| of(r).map(|v| (r.length, v))).collect();
        let found = figure(&values, Sum::Mean, balanced, 7);
        let show = |v: f64| format!("{:.2} %", 100.0 * v);
        cell(name, found, show)
    };
    let flag = |b: bool| f64::from(u8::from(b));
    let distance = |name, sum| {
        let values: Vec<(usize, f64)> = own.iter().filter_map(|r| r.chamfer.map(|c| (r.length, c))).collect();
        cell(name, figure(&values, sum, balanced, 7), |v| format!("{v:.3}"))
    };
    vec![
        share("commands", &|r| Some(r.accuracy.commands)),
        share("numbers", &|r| Some(r.accuracy.numbers)),
        share("whole", &|r| Some(flag(r.accuracy.whole))),
        share("commands, cut off", &|r| Some(r.accuracy.commands_truncated)),
        share("numbers, cut off", &|r| r.accuracy.numbers_truncated),
        share("invalid", &|r| Some(flag(r.invalid.is_some()))),
        distance("Chamfer, median", Sum::Median),
        distance("Chamfer, mean", Sum::Mean),
        {
            let values: Vec<(usize, f64)> = own.iter().map(|r| (r.length, r.iou)).collect();
            cell("IoU, failures 0", figure(&values, Sum::Mean, balanced, 7), |v| format!("{v:.4}"))
        },
    ]
}

fn cell(name: &'static str, found: Option<resolid::rebuilding::Figure>, show: impl Fn(f64) -> String) -> Cell {
    match found {
        Some(f) => Cell { name, value: show(f.value), range: format!("{} – {}", show(f.range[0]), show(f.range[1])) },
        None => Cell { name, value: "–".into(), range: String::new() },
    }
}
