//! `resolid data scan`.

use crate::exit::{Exit, Failure};
use crate::style::{LABEL, count, paint};
use crate::write::{Target, write_all};
use crate::{files, summary};
use clap::{Args, ValueEnum};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use resolid::{Source, millimetres};
use resolid_data::scan::{self, Level, ScanError};
use resolid_geom::MeshDistance;
use resolid_geom::clean::clean;
use resolid_geom::format::write_cloud_ply;
use std::path::{Path, PathBuf};

/// `resolid data scan`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid data scan bracket.resolid.json --level light -o scan.ply
  resolid data scan bracket.stl --level one-view --seed 7 -o scan.ply
  resolid data scan parts/*.stl --level heavy -o scans/")]
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
    /// Seed of everything that is left to chance; each input has a stream of its own.
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

/// Runs the verb.
///
/// # Errors
/// An unreadable input, one without a surface, an unwritable output; nothing is written then.
pub fn run(args: &Scan) -> Result<Exit, Failure> {
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
    let mut outputs = Vec::new();
    for (index, (input, target)) in args.inputs.iter().zip(targets).enumerate() {
        let bytes = scanned(args, input, index as u64)?;
        outputs.push((target, bytes));
    }
    write_all(&outputs)?;
    for (target, bytes) in &outputs {
        anstream::println!("wrote {} ({})", target.path.display(), summary::bytes(bytes.len()));
    }
    Ok(Exit::Full)
}

/// The scan of one input, as PLY.
fn scanned(args: &Scan, input: &Path, index: u64) -> Result<Vec<u8>, Failure> {
    let name = files::name(input);
    let about = |e: resolid::Error| Failure::from(e).about(&name);
    let settings =
        scan::Scan { points: args.points as usize, normals: !args.no_normals, ..scan::Scan::of(args.level.into()) };
    let mut rng = ChaCha8Rng::seed_from_u64(args.seed);
    // A stream of its own, so that a scan does not depend on what else was scanned before it.
    rng.set_stream(index);
    let bytes = files::read(input)?;
    let cloud = match Source::read(&bytes, &name, args.unit.map(Into::into)).map_err(about)? {
        Source::Program(source) => scan::of_program(&source.program, &settings, &mut rng),
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
            scan::scan(&MeshDistance::new(&mesh), &settings, &mut rng)
        }
    };
    let cloud = cloud.map_err(|e: ScanError| refused(&e.to_string()).about(&name))?;
    if cloud.len() < settings.points {
        anstream::eprintln!(
            "{} {name}: {} only: hardly any of it can be seen",
            paint(LABEL, "note:"),
            count(cloud.len(), "point")
        );
    }
    Ok(write_cloud_ply(&cloud))
}

/// What cannot be scanned; its text may end in "; what to try".
fn refused(text: &str) -> Failure {
    let (message, hint) = text.split_once("; ").unwrap_or((text, "look at it with: resolid info IN"));
    Failure::new(Exit::Refused, message, hint)
}
