//! The command line.

use crate::data::reading::Chosen;
use crate::data::scan::LevelName;
use crate::eval::Feed;
use clap::{Args, Parser, Subcommand, ValueEnum};
use resolid::Tolerance;
use resolid_data::corpus::Layout;
use resolid_data::scan::{Level, Scan};
use resolid_geom::{Frame, Vec3};
use std::path::PathBuf;
use std::time::Duration;

/// Turns meshes back into editable CAD programs.
#[derive(Debug, Parser)]
#[command(
    name = "resolid",
    version,
    propagate_version = true,
    disable_help_subcommand = true,
    after_help = "Examples:
  resolid reconstruct bracket.stl -o bracket.step -o bracket.py
  resolid info bracket.stl
  resolid convert bracket.resolid.json bracket.step

Exit codes:
  0 full              4 partial: files written     7 time limit: best so far written
  2 usage             5 refused: none written    130 cancelled
  3 unreadable input  6 cannot write"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// Colours: on a terminal only, always, never.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 900)]
    pub color: When,
    /// End when standard input closes: this is a worker, and its starter has gone.
    #[arg(long, global = true, hide = true)]
    pub tethered: bool,
    /// Largest memory of this process's own, bytes.
    #[arg(long, global = true, hide = true, value_name = "BYTES")]
    pub own_memory: Option<u64>,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Find the program of a mesh or cloud, and write it as STEP, script, program or mesh.
    Reconstruct(Reconstruct),
    /// Look for faults in a program, and build it.
    Check(Check),
    /// Change the form of a program or a mesh.
    Convert(Convert),
    /// Tell what is in a mesh, a program or a STEP file.
    Info(Info),
    /// Reconstruct every part of a folder, each in a process of its own; goes on where it was cut short.
    Batch(crate::batch::Batch),
    /// Measure how well a verb works on a folder of parts.
    Eval(Eval),
    /// Make, compare and keep programs by the thousand.
    Data(crate::data::Data),
    /// Keep a library of known parts, to be searched by shape.
    Index(crate::index::Index),
    /// Find the known parts most like one in hand.
    Search(crate::search::Search),
    /// Train a net as a run file says; goes on where it was cut short.
    Train(crate::train::Train),
    /// Show a program in the browser, beside the scan it was made from, to look at and to change.
    View(crate::serve::View),
    /// Serve the viewer and the HTTP API: files sent become jobs, programs are edited and exported.
    Serve(crate::serve::Serve),
    /// Answer questions about programs from standard input: what `serve` starts.
    #[command(hide = true)]
    Desk,
}

/// What a part is taken for and written as, the same for one part and for many.
#[derive(Debug, Args)]
pub struct Wanted {
    /// Unit of the numbers in a mesh file [default: mm; unknown for parts under 5].
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<LengthUnit>,
    /// Largest deviation that is still the same surface: millimetres, or a share of the bounding diagonal
    /// [default: 0.2%].
    #[arg(long, value_name = "MM|%", value_parser = tolerance, allow_negative_numbers = true)]
    pub tolerance: Option<Tolerance>,
    /// Snap dimensions to round values, even where the unit is unknown.
    #[arg(long, overrides_with = "no_snap")]
    pub snap: bool,
    /// Leave dimensions as measured.
    #[arg(long)]
    pub no_snap: bool,
    /// Protocol of STEP files.
    #[arg(long, value_name = "SCHEMA", default_value = "ap242")]
    pub step_schema: StepSchema,
}

/// `resolid reconstruct`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid reconstruct bracket.stl -o bracket.step
  resolid reconstruct scan.ply -o scan.step -o scan.py --report scan.html --picture scan.png
  resolid reconstruct plate.obj --unit in -o plate.resolid.json
  resolid reconstruct dumb.step -o editable.py --tolerance 0.05")]
pub struct Reconstruct {
    /// Mesh (.stl, .obj, .ply, .off, .glb, .gltf, .3mf), cloud or STEP file; STEP is tessellated and treated as a mesh.
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    /// File to write, its kind by ending: .step .stp .stl .glb .resolid.json .py (CadQuery)
    /// _b123d.py (build123d) .scad (OpenSCAD) .FCMacro (FreeCAD) .kcl (KCL, read by its library, not run) .fs
    /// (FeatureScript, not run) .deepcad.json .vec.npy (DeepCAD); may be given several times.
    #[arg(short, long = "out", value_name = "OUT")]
    pub outputs: Vec<PathBuf>,
    #[command(flatten)]
    pub wanted: Wanted,
    /// Where the part's own zero and axes lie in the file: O, or O, X and Y, three numbers each. Program and report are in
    /// this frame then.
    #[arg(long, value_name = "OX,OY,OZ[,XX,XY,XZ,YX,YY,YZ]", value_parser = frame, allow_hyphen_values = true)]
    pub frame: Option<Frame>,
    /// Make each part of a scan its own, where several stand apart, and each body of a mesh: part.part1.step, part.part2.step, …
    #[arg(long)]
    pub split: bool,
    /// Also draw input, steps, solid and deviation into this PNG.
    #[arg(long, value_name = "PNG")]
    pub picture: Option<PathBuf>,
    /// Also draw the result alone, small and on no background; where there is none, the input.
    #[arg(long, value_name = "PNG", hide = true)]
    pub thumbnail: Option<PathBuf>,
    /// Also write input and result as shapes for the viewer.
    #[arg(long, value_name = "FILE", hide = true)]
    pub shapes: Option<PathBuf>,
    /// Tell progress on standard output, a line of JSON each.
    #[arg(long, hide = true)]
    pub tell: bool,
    /// Also write the report: as a page where the name ends in .html, as JSON where it ends in .json; `-` prints JSON instead
    /// of the short one. May be given several times.
    #[arg(long, value_name = "HTML|JSON")]
    pub report: Vec<PathBuf>,
    /// Have the best so far written after this long (30s, 10m, 1h), whatever is left to search
    /// [default: 30s; 60s for clouds].
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub time_limit: Option<Duration>,
    /// Also write the K next best answers, each beside the first: part.alt1.step, part.alt2.step, …
    #[arg(
        long,
        value_name = "K",
        default_value_t = 0,
        allow_negative_numbers = true,
        value_parser = clap::value_parser!(u8).range(0..=5)
    )]
    pub alternatives: u8,
    /// Seed of all that is left to chance.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Parts of the work to leave out, separated by commas.
    #[arg(long, value_name = "PARTS", value_delimiter = ',', hide = true)]
    pub without: Vec<WithoutPart>,
    /// Explain every decision.
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Print nothing but errors.
    #[arg(short, long)]
    pub quiet: bool,
}

/// `resolid check`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid check part.resolid.json")]
pub struct Check {
    /// The program.
    #[arg(value_name = "PROGRAM")]
    pub program: PathBuf,
}

/// `resolid convert`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid convert part.resolid.json part.step
  resolid convert part.resolid.json part.py
  resolid convert part.resolid.json part_b123d.py
  resolid convert part.resolid.json part.stl --chord 0.01
  resolid convert part.resolid.json part.deepcad.json
  resolid convert deepcad.json part.resolid.json
  resolid convert mesh.obj mesh.stl")]
pub struct Convert {
    /// Program (.resolid.json, DeepCAD .json), mesh or STEP file.
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    /// File to write, its kind by ending: .step .stl .glb .resolid.json .py (CadQuery) _b123d.py
    /// (build123d) .scad (OpenSCAD) .FCMacro (FreeCAD) .kcl (KCL, read by its library, not run) .fs (FeatureScript,
    /// not run) .deepcad.json .vec.npy (DeepCAD) for programs, .stl .glb .obj .ply .off for meshes, .stl .glb for STEP
    /// files.
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    /// Unit of the numbers in a mesh file [default: mm].
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<LengthUnit>,
    /// Chord error of meshes made from curved faces, millimetres [default: 0.05 % of the bounding diagonal].
    #[arg(long, value_name = "MM", value_parser = positive)]
    pub chord: Option<f64>,
    /// Protocol of STEP files.
    #[arg(long, value_name = "SCHEMA", default_value = "ap242")]
    pub step_schema: StepSchema,
}

/// `resolid info`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid info scan.stl
  resolid info part.step
  resolid info part.resolid.json --json")]
pub struct Info {
    /// Mesh, program or STEP file.
    #[arg(value_name = "FILE")]
    pub input: PathBuf,
    /// Unit of the numbers in a mesh file [default: mm].
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<LengthUnit>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `resolid eval`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid eval reconstruct --input mesh --data parts-data
  resolid eval retrieval --help")]
pub struct Eval {
    /// What is under test.
    #[command(subcommand)]
    pub verb: EvalVerb,
}

/// What can be evaluated.
#[derive(Debug, Subcommand)]
pub enum EvalVerb {
    /// `resolid reconstruct` on a folder of real parts.
    Reconstruct(EvalReconstruct),
    /// A program autoencoder, from its latents alone.
    Autoencoder(crate::eval::autoencoder::EvalAutoencoder),
    /// How often the right part comes first, among few and among thousands.
    Retrieval(crate::eval::retrieval::EvalRetrieval),
}

/// `resolid eval reconstruct`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid eval reconstruct --input mesh --data parts-data
  resolid eval reconstruct --input mesh --data parts-data --true-size --csv parts.csv --worst 10
  resolid eval reconstruct --input mesh --data parts-data --ids 00000633,00521000
  resolid eval reconstruct --input mesh --data parts-data --pose --noise 1e-4
  resolid eval reconstruct --input cloud --data parts-data
  resolid eval reconstruct --input scan --level heavy --data parts-data --worst 10
  resolid eval reconstruct --input cloud --data GenCAD3D --split test

A folder of the GenCAD-3D data gives programs of cad_vec/ as originals, and beside them stls/, clouds/*.npy or scans/; with
--level, clouds are taken of the originals there, too.")]
pub struct EvalReconstruct {
    /// What the verb is given.
    #[arg(long, value_name = "KIND", default_value = "mesh")]
    pub input: EvalInput,
    /// How hard simulated scans are to read [default: light; clean for --input cloud].
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<LevelName>,
    /// Folder with parts/*.stl and deepcad/dev_json.jsonl.xz, or of the GenCAD-3D data.
    #[arg(long, value_name = "DIR", env = "RESOLID_DATA")]
    pub data: PathBuf,
    /// Which programs of the GenCAD-3D data.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Only these parts, separated by commas.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub ids: Vec<String>,
    /// Parts at a time; times are only comparable at 1.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub jobs: usize,
    /// Time limit for each part.
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = duration)]
    pub time_limit: Duration,
    /// Scale the parts to the millimetres of their originals, and compare dimensions after snapping.
    #[arg(long)]
    pub true_size: bool,
    /// Turn, resize (not with --true-size) and move each part at random, the same for each id.
    #[arg(long)]
    pub pose: bool,
    /// Shake the meshes' vertices: the deviation along each axis, as a share of the diagonal.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub noise: Option<f64>,
    /// Points of each simulated cloud: 8,192 where nothing is said.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    pub points: Option<u32>,
    /// Clouds of places alone, without normals and sensors.
    #[arg(long)]
    pub bare: bool,
    /// Parts of the work to leave out, separated by commas, to see what each is worth.
    #[arg(long, value_name = "PARTS", value_delimiter = ',')]
    pub without: Vec<WithoutPart>,
    /// Write everything measured, one line a part.
    #[arg(long, value_name = "CSV")]
    pub csv: Option<PathBuf>,
    /// Keep the written STEP files, programs and reports in this folder.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Also print the K worst parts.
    #[arg(long, value_name = "K", default_value_t = 0)]
    pub worst: usize,
    /// Python with cadquery, manifold3d and numpy, which takes the IoU (`make tools`).
    #[arg(long, value_name = "PYTHON", env = "RESOLID_PYTHON", default_value = ".venv-tools/bin/python")]
    pub python: PathBuf,
}

/// A part of the work that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WithoutPart {
    /// Numbers measured on the input again.
    Refine,
    /// Round values.
    Snap,
    /// Walls told by the rims of faces.
    Rims,
    /// What sensors could or could not have seen.
    Light,
    /// Several readings, compared by the judge.
    Judge,
}

impl WithoutPart {
    /// As it is written on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refine => "refine",
            Self::Snap => "snap",
            Self::Rims => "rims",
            Self::Light => "light",
            Self::Judge => "judge",
        }
    }
}

/// What the verb under test is given.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EvalInput {
    /// The parts' meshes.
    Mesh,
    /// The clouds of the GenCAD-3D data; clean clouds of 8,192 points, taken of the originals, where the data are others.
    Cloud,
    /// The scans of the GenCAD-3D data; simulated scans of the originals, as hard to read as --level says, where it says so or the
    /// data are others.
    Scan,
}

/// A unit a file may be in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LengthUnit {
    /// Millimetres.
    Mm,
    /// Centimetres.
    Cm,
    /// Metres.
    M,
    /// Inches.
    In,
}

impl EvalReconstruct {
    /// What the verb is given.
    pub fn feed(&self) -> Feed {
        let published = self.level.is_none() && Layout::is(&self.data);
        let simulated = |usual: LevelName| Feed::Simulated(self.level.unwrap_or(usual).into());
        match self.input {
            EvalInput::Mesh => Feed::Mesh,
            EvalInput::Cloud if published => Feed::Cloud,
            EvalInput::Scan if published => Feed::Scan,
            EvalInput::Cloud => simulated(LevelName::Clean),
            EvalInput::Scan => simulated(LevelName::Light),
        }
    }

    /// How many points a cloud of that level is to have.
    pub fn points(&self, level: Level) -> usize {
        self.points.map_or(Scan::of(level).points, |n| n as usize)
    }
}

impl LengthUnit {
    /// As it is written on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mm => "mm",
            Self::Cm => "cm",
            Self::M => "m",
            Self::In => "in",
        }
    }
}

impl From<LengthUnit> for resolid_program::Unit {
    fn from(unit: LengthUnit) -> Self {
        match unit {
            LengthUnit::Mm => Self::Mm,
            LengthUnit::Cm => Self::Cm,
            LengthUnit::M => Self::M,
            LengthUnit::In => Self::Inch,
        }
    }
}

/// Application protocols of STEP.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum StepSchema {
    /// AP242, the current one.
    Ap242,
    /// AP214, what nearly everything reads.
    Ap214,
}

impl From<StepSchema> for resolid::StepSchema {
    fn from(schema: StepSchema) -> Self {
        match schema {
            StepSchema::Ap242 => Self::Ap242,
            StepSchema::Ap214 => Self::Ap214,
        }
    }
}

/// A tolerance as it is written on the command line.
pub fn tolerance(text: &str) -> Result<Tolerance, String> {
    let wrong = || format!("'{text}' is no tolerance: write millimetres (0.05) or a share of the diagonal (0.1%)");
    let parse = |number: &str| number.trim().parse::<f64>().ok().filter(|v| v.is_finite() && *v > 0.0);
    match text.trim().strip_suffix('%') {
        Some(number) => parse(number).filter(|v| *v <= 10.0).map(|v| Tolerance::Relative(v / 100.0)),
        None => parse(text.trim().strip_suffix("mm").unwrap_or(text)).map(Tolerance::Millimetres),
    }
    .ok_or_else(wrong)
}

/// Bytes: a number with K, M or G after it.
pub fn size(text: &str) -> Result<u64, String> {
    let wrong = || format!("'{text}' is no size: write 500M or 2G");
    let plain = text.trim().trim_end_matches(['b', 'B']).trim_end_matches(['i', 'I']);
    let (number, factor) = match plain.char_indices().last() {
        Some((at, 'k' | 'K')) => (&plain[..at], 1e3),
        Some((at, 'm' | 'M')) => (&plain[..at], 1e6),
        Some((at, 'g' | 'G')) => (&plain[..at], 1e9),
        _ => (plain, 1.0),
    };
    let bytes = factor * number.trim().parse::<f64>().map_err(|_| wrong())?;
    if !(1.0..=1e15).contains(&bytes) {
        return Err(wrong());
    }
    Ok(bytes as u64)
}

/// The memory of a worker, bytes.
pub fn memory(text: &str) -> Result<u64, String> {
    let bytes = size(text)?;
    if bytes < 64_000_000 {
        return Err(format!("{text} is too little for any part; give 200M or more"));
    }
    Ok(bytes)
}

/// A frame as it is written on the command line: an origin, or an origin and two directions; the second is made square to the
/// first.
fn frame(text: &str) -> Result<Frame, String> {
    let wrong = || {
        format!(
            "'{text}' is no frame: write an origin (10,0,5), or an origin, x and y (10,0,5,1,0,0,0,1,0), commas between"
        )
    };
    let numbers: Option<Vec<f64>> =
        text.split(',').map(|n| n.trim().parse().ok().filter(|v: &f64| v.is_finite())).collect();
    let numbers = numbers.ok_or_else(wrong)?;
    let vector = |k: usize| Vec3::new(numbers[k], numbers[k + 1], numbers[k + 2]);
    match numbers.len() {
        3 => Ok(Frame::WORLD.at(vector(0))),
        9 => {
            let x = vector(3).try_normalize().ok_or_else(wrong)?;
            let across = vector(6).reject_from_normalized(x);
            let y = across.try_normalize().filter(|_| across.length() > 1e-6 * vector(6).length());
            Ok(Frame { origin: vector(0), x, y: y.ok_or_else(|| format!("in '{text}' x and y are one direction"))? })
        }
        _ => Err(wrong()),
    }
}

fn share(text: &str) -> Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|v| *v > 0.0 && *v <= 0.1);
    value.ok_or_else(|| format!("'{text}' is no share of the diagonal up to 0.1: write 1e-4, say"))
}

fn positive(text: &str) -> Result<f64, String> {
    text.parse::<f64>()
        .ok()
        .filter(|v| v.is_finite() && *v > 0.0)
        .ok_or_else(|| format!("'{text}' is no positive number"))
}

/// A time as it is written on the command line.
pub fn duration(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let (number, factor) = if let Some(n) = text.strip_suffix("ms") {
        (n, 1e-3)
    } else if let Some(n) = text.strip_suffix('s') {
        (n, 1.0)
    } else if let Some(n) = text.strip_suffix('m') {
        (n, 60.0)
    } else if let Some(n) = text.strip_suffix('h') {
        (n, 3600.0)
    } else {
        (text, 1.0)
    };
    number
        .trim()
        .parse::<f64>()
        .ok()
        .filter(|v| *v > 0.0 && v * factor <= 1e7)
        .map(|v| Duration::from_secs_f64(v * factor))
        .ok_or_else(|| format!("'{text}' is no time: write seconds (30), 30s or 2m"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn frames_are_read() {
        assert_eq!(frame("1,-2, 3"), Ok(Frame::WORLD.at(Vec3::new(1.0, -2.0, 3.0))));
        let turned = frame("0,0,0,0,2,0,-1,1,0").unwrap();
        assert_eq!((turned.x, turned.y), (Vec3::Y, Vec3::NEG_X));
        for wrong in ["", "1,2", "1,2,nan", "0,0,0,1,0,0,2,0,0", "0,0,0,0,0,0,0,1,0", "1,2,3,4,5,6,7,8,9,10"] {
            assert!(frame(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn tolerances_and_times_are_read() {
        assert_eq!(tolerance("0.05"), Ok(Tolerance::Millimetres(0.05)));
        assert_eq!(tolerance("0.1 %"), Ok(Tolerance::Relative(0.1 / 100.0)));
        for wrong in ["0", "-1", "nan", "inf", "%", "50%", "fine"] {
            assert!(tolerance(wrong).is_err(), "{wrong}");
        }
        assert_eq!(share("1e-4"), Ok(1e-4));
        for wrong in ["0", "-1e-4", "0.2", "nan", "1%"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
        assert_eq!(duration("1.5s"), Ok(Duration::from_millis(1500)));
        assert_eq!(duration("2m"), Ok(Duration::from_secs(120)));
        for wrong in ["", "0", "-1s", "1e300h", "soon"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
