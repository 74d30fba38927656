//! `resolid eval retrieval`: how often the right part comes first, among few and among thousands.

use super::table::quantile;
use crate::exit::{Exit, Failure};
use crate::progress::{Progress, Talk};
use crate::style::{LABEL, STRONG, count, csv_field, paint};
use crate::write::{Target, write_all};
use clap::{Args, ValueEnum};
use resolid::retrieval::{Asked, Asking, GALLERIES, Parts, Ranks, Shown, ask};
use resolid_data::corpus::open;
use resolid_data::generate::{Order, generate, part_rng};
use resolid_data::scan::Level;
use resolid_geom::Observer;
use resolid_program::Program;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// `resolid eval retrieval`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid eval retrieval --data parts-data
  resolid eval retrieval --data parts-data --input mesh,heavy --pose random --csv queries.csv
  resolid eval retrieval --data parts-data --gallery generated")]
pub struct EvalRetrieval {
    /// What queries are made of; a table for each.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', default_value = "mesh,clean,light,heavy,one-view")]
    pub input: Vec<Input>,
    /// How queries lie; a table for each.
    #[arg(long, value_name = "POSES", value_delimiter = ',', default_value = "random,own")]
    pub pose: Vec<Pose>,
    /// Which programs are asked for: settings are to be tried on others than results are told of.
    #[arg(long, value_name = "SPLIT", default_value = "dev")]
    pub ask: Split,
    /// Lay parts on the query in the smaller galleries, too.
    #[arg(long)]
    pub all_sizes: bool,
    /// Folder with deepcad/dev_*.jsonl.xz, which are asked for, and deepcad/train_*.jsonl.xz, which fill the gallery.
    #[arg(long, value_name = "DIR", env = "RESOLID_DATA")]
    pub data: PathBuf,
    /// What fills the gallery beside what is asked for.
    #[arg(long, value_name = "KIND", default_value = "real")]
    pub gallery: Filling,
    /// Ask for the first N only.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Seed of everything that is left to chance.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Write what came of each query, one line each.
    #[arg(long, value_name = "CSV")]
    pub csv: Option<PathBuf>,
}

/// What a query is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Input {
    /// The program's mesh.
    Mesh,
    /// A clean cloud of 8,192 points.
    Clean,
    /// A good scan.
    Light,
    /// A poor scan.
    Heavy,
    /// A single view.
    OneView,
}

/// Which programs are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Split {
    /// Those of the evaluation.
    Dev,
    /// As many others.
    Train,
}

/// How queries lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Pose {
    /// Turned, each its own way.
    Random,
    /// As their programs do.
    Own,
}

/// What fills a gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Filling {
    /// Real programs, and where there are too few, generated ones.
    Real,
    /// Generated programs alone; they are asked for, too.
    Generated,
}

/// Queries of a generated gallery.
const ASKED: usize = 279;
/// Programs beyond a gallery's size that are looked at.
const SPARE: usize = 60;
/// What the names of generated parts begin with.
const GENERATED: &str = "generated-";

/// Runs the verb.
///
/// # Errors
/// A folder that holds no programs.
pub fn run(args: &EvalRetrieval) -> Result<Exit, Failure> {
    let csv = args.csv.as_deref().map(Target::check).transpose()?;
    let largest = GALLERIES[GALLERIES.len() - 1];
    let (mut programs, queries) = match args.gallery {
        Filling::Real => real(&args.data, largest)?,
        Filling::Generated => (generated(args.seed, largest + SPARE), ASKED),
    };
    if args.ask == Split::Train {
        // Every sixth, so that all of the others' sources are among them; what is asked for stands first.
        let (asked, rest): (Vec<_>, Vec<_>) =
            programs.drain(..).enumerate().partition(|(k, _)| *k >= queries && k % 6 == 0);
        programs = asked.into_iter().chain(rest).map(|p| p.1).collect();
    }
    // Some to spare for those that build nothing.
    programs.truncate(largest + SPARE);
    let progress = Progress::counting(Talk::Normal, programs.len() as u64);
    let (mut parts, empty) = Parts::new(&programs, &progress);
    drop(progress);
    // Queries stand first, so those that build nothing are missing there.
    let lost = programs[..queries].iter().filter(|p| empty.contains(&p.0)).count();
    let queries = args.limit.unwrap_or(queries - lost).min(queries - lost);
    parts.truncate(largest);
    let filled = parts.known.iter().filter(|k| !k.id.starts_with(GENERATED)).count();
    anstream::println!(
        "{} in the gallery, {filled} of them real, the others generated; {queries} are asked for; {} more built nothing",
        count(parts.known.len(), "program"),
        empty.len()
    );
    let progress = Progress::counting(Talk::Normal, queries as u64);
    let mut same = Vec::new();
    for own in 0..queries {
        same.push(parts.same(own));
        progress.stage("duplicates", (own + 1) as f64 / queries as f64);
    }
    drop(progress);
    let twice = same.iter().filter(|s| s.len() > 1).count();
    anstream::println!("{twice} of these have the shape of another in the gallery");
    let started = Instant::now();
    let clock = || started.elapsed().as_secs_f64();
    let mut lines = String::from(HEAD);
    for &input in &args.input {
        for &pose in &args.pose {
            let how = match input {
                Input::Mesh => Shown::Mesh,
                Input::Clean => Shown::Cloud(Level::Clean),
                Input::Light => Shown::Cloud(Level::Light),
                Input::Heavy => Shown::Cloud(Level::Heavy),
                Input::OneView => Shown::Cloud(Level::OneView),
            };
            let asking = Asking { how, turned: pose == Pose::Random, laid_in_all: args.all_sizes, seed: args.seed };
            let progress = Progress::counting(Talk::Normal, queries as u64);
            let mut rows: Vec<(String, Option<Asked>)> = Vec::new();
            for (own, same) in same.iter().enumerate() {
                rows.push((parts.known[own].id.clone(), ask(&parts, own, same, &asking, &clock)));
                progress.stage("queries", (own + 1) as f64 / queries as f64);
            }
            drop(progress);
            let title = format!("{}, {}", word(&input), if pose == Pose::Random { "turned" } else { "as drawn" });
            anstream::print!("\n{}", report(&title, &rows));
            lines += &table(&title, &rows);
        }
    }
    if let Some(target) = csv {
        write_all(&[(target, lines.into_bytes())])?;
    }
    Ok(Exit::Full)
}

/// A choice as users write it.
fn word(value: &impl ValueEnum) -> String {
    value.to_possible_value().map_or_else(String::new, |v| v.get_name().to_owned())
}

/// The programs of a folder: those of `dev_*`, then those of `train_*`, and generated ones where there are too few; and how many the
/// first are.
fn real(data: &Path, wanted: usize) -> Result<(Vec<(String, Program)>, usize), Failure> {
    let (mut programs, mut seen) = (Vec::new(), BTreeSet::new());
    let mut queries = 0;
    for (k, name) in ["dev_json", "dev_vec", "train_json", "train_vec"].into_iter().enumerate() {
        let folder = data.join("deepcad");
        let path = ["jsonl.xz", "jsonl"].map(|ending| folder.join(format!("{name}.{ending}")));
        let path = path.iter().find(|p| p.is_file()).unwrap_or(&path[0]);
        let corpus = open(path).map_err(|e| {
            Failure::new(
                Exit::Unreadable,
                e.to_string(),
                "--data names the folder that holds deepcad/dev_json.jsonl.xz and the others",
            )
        })?;
        for record in corpus.flatten() {
            let program = record.program;
            if !program.steps.is_empty() && seen.insert(record.id.clone()) {
                programs.push((record.id, program));
            }
        }
        if k == 1 {
            queries = programs.len();
        }
    }
    let real = programs.len();
    if programs.len() < wanted + SPARE {
        programs.extend(generated(0, wanted + SPARE - real));
    }
    Ok((programs, queries))
}

fn generated(seed: u64, number: usize) -> Vec<(String, Program)> {
    let one = |i: usize| {
        let order = Order { families: Vec::new(), length: None, steps: None };
        let (_, program) = generate(&mut part_rng(seed, i as u64), &order).ok()?;
        Some((format!("{GENERATED}{i}"), program))
    };
    (0..).filter_map(one).take(number).collect()
}

/// The first line of the table of queries.
const HEAD: &str = "shown,id,whole,first,off,own_off,encode_ms,rank_ms,lay_ms,gallery,own,same,laid_own,laid_same\n";

/// One line a query and gallery: top-1 by numbers, and once parts were laid on it.
fn table(title: &str, rows: &[(String, Option<Asked>)]) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for (id, asked) in rows {
        let Some(a) = asked else {
            let _ = writeln!(text, "{},{}", csv_field(title), csv_field(id));
            continue;
        };
        let own = a.off.1.map(|o| format!("{o:.6}")).unwrap_or_default();
        let ms = a.seconds.map(|s| format!("{:.2}", 1000.0 * s)).join(",");
        for (size, r) in &a.ranks {
            let laid = r.laid.map_or(",".into(), |l| format!("{},{}", l[0][0], l[1][0]));
            let _ = writeln!(
                text,
                "{},{},{},{},{:.6},{own},{ms},{size},{},{},{laid}",
                csv_field(title),
                csv_field(id),
                a.whole,
                csv_field(&a.first),
                a.off.0,
                r.own[0],
                r.same[0]
            );
        }
    }
    text
}

fn report(title: &str, rows: &[(String, Option<Asked>)]) -> String {
    use std::fmt::Write;
    let asked: Vec<&Asked> = rows.iter().filter_map(|r| r.1.as_ref()).collect();
    let all = rows.len().max(1) as f64;
    let whole = asked.iter().filter(|a| a.whole).count();
    let mut text = format!("{}: {} asked, {whole} read as whole", paint(STRONG, title), asked.len());
    if asked.len() < rows.len() {
        let _ = write!(text, "; {} could not be shown and count as not found", rows.len() - asked.len());
    }
    let _ = writeln!(text, "\n{}", paint(LABEL, format!("  {:<32}  top-1    top-2    top-5", "")));
    type Pick = fn(&Ranks) -> Option<[f64; 3]>;
    let kinds: [(&str, Pick); 4] = [
        ("own program, by numbers", |r| Some(r.own)),
        ("same shape, by numbers", |r| Some(r.same)),
        ("own program, laid on", |r| r.laid.map(|l| l[0])),
        ("same shape, laid on", |r| r.laid.map(|l| l[1])),
    ];
    for (name, pick) in kinds {
        for size in GALLERIES {
            let found: Vec<[f64; 3]> = asked.iter().filter_map(|a| a.ranks.get(&size).and_then(pick)).collect();
            if !found.is_empty() {
                let share = |k: usize| format!("{:5.1} %", 100.0 * found.iter().map(|f| f[k]).sum::<f64>() / all);
                let label = format!("{name}, of {size}");
                let _ = writeln!(text, "  {label:<32}{}  {}  {}", share(0), share(1), share(2));
            }
        }
    }
    let median = |k: usize| {
        let times: Vec<f64> = asked.iter().map(|a| 1000.0 * a.seconds[k]).collect();
        quantile(&times, 0.5).unwrap_or_default()
    };
    let _ = writeln!(
        text,
        "  ms in the median: to describe {:.1}, to rank {:.2}, to lay parts on it {:.0}",
        median(0),
        median(1),
        median(2)
    );
    text
}
