//! `resolid data scan`.

use crate::exit::{Exit, Failure};
use crate::progress::{Progress, Talk};
use crate::style::{LABEL, WARN, count, number, paint};
use crate::write::{Target, write_all};
use crate::{files, summary};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use resolid::{Source, millimetres};
use resolid_data::scan::{self, Level, PARAMETERS, Parameter, ScanError};
use resolid_geom::clean::clean;
use resolid_geom::format::{one_line, write_cloud_ply};
use resolid_geom::{Cloud, MeshDistance, Observer};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

const EXAMPLES: &str = "Examples:
  resolid data scan bracket.resolid.json --level light -o scan.ply
  resolid data scan bracket.stl --level one-view --seed 7 -o scan.ply
  resolid data scan bracket.stl --level light --set noise=0.001,views=4 -o scan.ply
  resolid data scan parts/*.stl --level heavy -o scans/";

/// `resolid data scan`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", listed()))]
pub struct Scan {
    /// Programs, meshes or STEP files.
    #[arg(value_name = "IN", required = true)]
    pub inputs: Vec<PathBuf>,
    /// PLY file to write; for several inputs a folder, made where there is none, each scan under its input's name.
    #[arg(short, long = "out", value_name = "PLY|DIR")]
    pub output: PathBuf,
    /// How hard the scan is to read.
    #[arg(long, value_name = "LEVEL", default_value = "light")]
    pub level: LevelName,
    /// One of the scanner's parameters, separated by commas or given again, as in noise=0.001,views=4 [default: those of the level].
    #[arg(long, value_name = "NAME=VALUE", value_delimiter = ',', value_parser = setting)]
    pub set: Vec<(&'static Parameter, f64)>,
    /// Seed of everything that is left to chance: with the input's name it makes the scan, whatever else is scanned.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Points of each scan.
    #[arg(long, value_name = "N", default_value_t = 8192, value_parser = clap::value_parser!(u32).range(1..=50_000_000))]
    pub points: u32,
    /// Write no normals.
    #[arg(long)]
    pub no_normals: bool,
    /// Unit of the numbers in mesh files [default: mm].
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<crate::args::LengthUnit>,
}

/// The levels, as users write them.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LevelName {
    /// All that can be seen from outside, evenly and without fault.
    Clean,
    /// A good scanner in good hands, twelve views.
    Light,
    /// A poor one in a hurry, six views from above.
    Heavy,
    /// A single view.
    OneView,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Clean => Self::Clean,
            LevelName::Light => Self::Light,
            LevelName::Heavy => Self::Heavy,
            LevelName::OneView => Self::OneView,
        }
    }
}

/// The parameters, as `--help` lists them: what each level sets.
fn listed() -> String {
    let mut text = String::from("Parameters for --set, and what the levels clean, light, heavy and one-view set:\n");
    for parameter in &PARAMETERS {
        let levels = at_levels(parameter).join("  ");
        let unit = if parameter.unit.is_empty() { String::new() } else { format!(", {}", parameter.unit) };
        let _ = writeln!(text, "  {:<18} {levels}\n    {}{unit}", parameter.name, parameter.about);
    }
    text + "Diagonals are those of the part's box."
}

/// The value of a parameter at each level.
fn at_levels(parameter: &Parameter) -> [String; 4] {
    Level::ALL.map(|level| parameter.get(&scan::Scan::of(level)).map_or("–".into(), number))
}

/// `noise=0.001`.
fn setting(text: &str) -> Result<(&'static Parameter, f64), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE, as in noise=0.001")?;
    let parameter = Parameter::named(name.trim()).ok_or_else(|| {
        let names: Vec<&str> = PARAMETERS.iter().map(|p| p.name).collect();
        format!("a scan has no `{}`; there are {}", name.trim(), names.join(", "))
    })?;
    let value: f64 = value.trim().parse().map_err(|_| format!("`{}` is no number", value.trim()))?;
    parameter.check(value).map_err(|e| e.to_string())?;
    Ok((parameter, value))
}

/// Runs the verb.
///
/// # Errors
/// A single input that is unreadable or without a surface, an unwritable output. Of several inputs each is named that cannot be
/// scanned, and the code is that for "partial", or for "refused" where none can.
pub fn run(args: &Scan) -> Result<Exit, Failure> {
    let targets = targets(args)?;
    let mut settings =
        scan::Scan { points: args.points as usize, normals: !args.no_normals, ..scan::Scan::of(args.level.into()) };
    for (parameter, value) in &args.set {
        parameter.set(&mut settings, *value).map_err(|e| Failure::usage(e.to_string(), "give another value"))?;
    }
    let progress = Progress::counting(Talk::Normal, args.inputs.len() as u64);
    let done = AtomicUsize::new(0);
    let one = |(input, target): (&PathBuf, Target)| {
        let scanned = scanned(args, &settings, input);
        // Each as soon as it is there: many scans need not lie in memory together, and those that are done stay done.
        let written = scanned.map(|cloud| {
            let bytes = write_cloud_ply(&cloud);
            let short = (cloud.len() < settings.points).then_some(cloud.len());
            let made = Made { path: target.path.clone(), bytes: bytes.len(), short };
            write_all(&[(target, bytes)]).map(|()| made)
        });
        progress.stage("scanning", (done.fetch_add(1, Ordering::Relaxed) + 1) as f64 / args.inputs.len() as f64);
        // What cannot be written ends the work; what cannot be scanned does not.
        written.map_or_else(|refused| Ok(Err(refused)), |written| written.map(Ok))
    };
    let inputs: Vec<_> = args.inputs.iter().zip(targets).collect();
    let made: Vec<Result<Made, Failure>> = inputs.into_par_iter().map(one).collect::<Result<_, Failure>>()?;
    drop(progress);
    if let [Err(refused)] = &made[..] {
        return Err(refused.clone());
    }
    let mut refused = 0;
    for (input, made) in args.inputs.iter().zip(&made) {
        match made {
            Ok(made) => {
                if let Some(points) = made.short {
                    let label = paint(LABEL, "note:");
                    let (name, points) = (files::name(input), count(points, "point"));
                    anstream::eprintln!("{label} {name}: {points} only: hardly any of it can be seen");
                }
                anstream::println!("wrote {} ({})", made.path.display(), summary::bytes(made.bytes));
            }
            Err(failure) => {
                refused += 1;
                anstream::eprintln!("{} {}", paint(WARN, "not scanned:"), one_line(&failure.message));
            }
        }
    }
    Ok(match refused {
        0 => Exit::Full,
        n if n == made.len() => Exit::Refused,
        _ => Exit::Partial,
    })
}

/// A scan that was written.
struct Made {
    path: PathBuf,
    bytes: usize,
    /// How many points it has, where these are fewer than asked for.
    short: Option<usize>,
}

/// Where each input's scan goes.
fn targets(args: &Scan) -> Result<Vec<Target>, Failure> {
    let folder = args.inputs.len() > 1 || args.output.is_dir();
    if folder {
        std::fs::create_dir_all(&args.output).map_err(|e| {
            Failure::cannot_write(
                format!("cannot make the folder {}: {e}", args.output.display()),
                "give another folder",
            )
        })?;
    } else if !files::name(&args.output).to_ascii_lowercase().ends_with(".ply") {
        return Err(Failure::usage(
            format!("{}: scans are PLY files", args.output.display()),
            "give -o a name that ends in .ply",
        ));
    }
    let mut targets: Vec<Target> = Vec::new();
    for input in &args.inputs {
        let path = if folder { args.output.join(format!("{}.ply", files::stem(input))) } else { args.output.clone() };
        let target = Target::check(&path)?;
        if let Some(taken) = args.inputs.iter().find(|i| target.is_same(i)) {
            return Err(Failure::usage(format!("{} is an input itself", taken.display()), "give another name"));
        }
        if let Some(other) = targets.iter().find(|t| t.is_same(&path)) {
            return Err(Failure::usage(
                format!("two inputs would be written to {}", other.path.display()),
                "scan inputs of one name in calls of their own",
            ));
        }
        targets.push(target);
    }
    Ok(targets)
}

/// The scan of one input.
fn scanned(args: &Scan, settings: &scan::Scan, input: &Path) -> Result<Cloud, Failure> {
    let name = files::name(input);
    let about = |e: resolid::Error| Failure::from(e).about(&name);
    let mut rng = scan::chance(args.seed, &files::stem(input));
    let bytes = files::read(input)?;
    let cloud = match Source::read(&bytes, &name, args.unit.map(Into::into)).map_err(about)? {
        Source::Program(source) => scan::of_program(&source.program, settings, &mut rng),
        source => {
            let source = source.into_mesh().map_err(about)?;
            let mut mesh = source.mesh;
            // A mesh keeps its numbers unless something says what they mean.
            if let Some(unit) = source.unit {
                let factor = millimetres(unit);
                mesh.vertices.iter_mut().for_each(|v| *v *= factor);
            }
            // Which side is out decides what is seen.
            let (mesh, _) = clean(&mesh).map_err(|e| refused(&e.to_string()).about(&name))?;
            scan::scan(&MeshDistance::new(&mesh), settings, &mut rng)
        }
    };
    cloud.map_err(|e: ScanError| refused(&e.to_string()).about(&name))
}

/// What cannot be scanned; its text may end in "; what to try".
fn refused(text: &str) -> Failure {
    let (message, hint) = text.split_once("; ").unwrap_or((text, "look at it with: resolid info IN"));
    Failure::new(Exit::Refused, message, hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_has_every_parameter_and_what_the_levels_set() {
        let text = include_str!("../../../../docs/data.md");
        for parameter in &PARAMETERS {
            let Parameter { name, unit, about, .. } = parameter;
            let line = format!("| `{name}` | {about} | {unit} | {} |", at_levels(parameter).join(" | "));
            assert!(text.contains(&line), "docs/data.md lacks\n{line}");
        }
    }

    #[test]
    fn settings_are_read_and_what_is_wrong_is_named() {
        let (parameter, value) = setting("noise=0.001").unwrap();
        assert_eq!((parameter.name, value), ("noise", 0.001));
        let wrong = |text: &str| setting(text).unwrap_err();
        assert!(wrong("noise").contains("NAME=VALUE"));
        assert!(wrong("sound=1").contains("no `sound`; there are views, lowest"));
        assert!(wrong("noise=much").contains("`much` is no number"));
        assert!(wrong("noise=-1").contains("noise = -1: it should be 0 diagonals or more"));
    }
}
