//! `resolid eval reconstruct`: the verb run on a folder of real parts, judged by a tool that is not ours.
//!
//! Every part goes through the same binary a user runs, in a process of its own; failures count as IoU 0. The
//! original is built from its program, scaled into the frame of the mesh or cloud, or with `--true-size` the mesh is scaled
//! to the original's millimetres. With `--pose` both are turned, resized and moved, and `--noise` shakes the mesh.

pub mod autoencoder;
mod disguise;
mod given;
mod parts;
pub mod retrieval;
mod second_tool;
mod similarity;
mod table;

use crate::args::EvalReconstruct;
use crate::exit::{Exit, Failure};
use crate::interrupt;
use crate::worker;
use given::Given;
use parts::Part;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use resolid::Report;
use resolid::dimensions::{Agreement, agreement};
use resolid_data::scan::{self, Level, Scan};
use resolid_geom::metrics::{PAPER_POINTS, PAPER_REACH, UNIT_CUBE_POINTS, chamfer_in_unit_cube, chamfer_of_papers};
use resolid_geom::{Aabb3, Cloud, Frame, Vec3};
use resolid_program::{Evaluator, Program, features, file};
use second_tool::Pair;
use similarity::Similarity;
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Where the mesh's vertices are farther than this from the original's surface, relative to its size, the data set
/// has another part under the same id.
const OTHER_PART: f64 = 1e-4;

/// The same for a scan, whose points lie beside the surface by the scanner's noise and by what the part was made to.
const OTHER_SCAN: f64 = 1e-2;

/// Vertices or points that an original is laid on, at most: more do not lay it better.
const MOST_LAID: usize = 20_000;

/// Relative difference up to which a dimension counts as equal.
const EQUAL: f64 = 1e-3;

/// What the verb under test is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feed {
    /// The data's meshes.
    Mesh,
    /// The data's clouds.
    Cloud,
    /// The data's scans.
    Scan,
    /// Clouds that are taken of the originals.
    Simulated(Level),
}

/// Everything measured on one part.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Exit code of `resolid reconstruct`; `None` where it crashed or overran.
    pub code: Option<i32>,
    /// What went wrong, in its own words or ours.
    pub error: String,
    /// The report, where there is one.
    pub report: Option<Report>,
    /// Whether a STEP file of a valid solid was written.
    pub valid: bool,
    /// IoU of the written STEP with the original, by the second tool; 0 where there is none.
    pub iou: f64,
    /// How the second tool took it: "mesh", "solid" or "points".
    pub iou_by: String,
    /// IoU of the original with the mesh, by the second tool: how far the data agree with themselves.
    pub iou_data: Option<f64>,
    /// Median distance of the mesh's vertices, or the cloud's points, from the original's surface, relative to its size.
    pub data_off: Option<f64>,
    /// Whether that is so far that it must be of another part.
    pub of_another: bool,
    /// Faces of the original as the kernel builds it.
    pub original_faces: Option<usize>,
    /// Features of the original.
    pub original_features: usize,
    /// Wall-clock seconds of the process.
    pub seconds: f64,
    /// Chamfer distance from the original, in the unit cube, squared, summed, × 1000; for clouds.
    pub chamfer: Option<f64>,
    /// The same as GenCAD-3D takes it.
    pub chamfer_papers: Option<f64>,
    /// Dimensions compared, with `--true-size`.
    pub dimensions: Option<Agreement>,
}

impl Row {
    /// Faces over the original's.
    pub fn face_ratio(&self) -> Option<f64> {
        Some(self.report.as_ref()?.faces? as f64 / self.original_faces? as f64)
    }

    /// Features over the original's.
    pub fn feature_ratio(&self) -> Option<f64> {
        Some(self.report.as_ref()?.features.count as f64 / self.original_features as f64)
    }

    /// Whether the part came out with the right faces: IoU at least 0.99, faces at most a quarter more.
    pub fn right_faces(&self) -> bool {
        self.valid && self.iou >= 0.99 && self.face_ratio().is_some_and(|r| r <= 1.25)
    }

    /// Peak memory, MiB.
    pub fn memory(&self) -> Option<f64> {
        self.report.as_ref()?.peak_memory_mib
    }
}

/// Runs the evaluation and prints its table.
///
/// # Errors
/// Missing data, a Python that cannot take the IoU, an unwritable CSV. That parts fail is no error.
pub fn run(args: &EvalReconstruct) -> Result<Exit, Failure> {
    if !resolid::HAS_KERNEL {
        return Err(resolid::Error::NoKernel { what: "eval" }.into());
    }
    let feed = args.feed();
    if args.noise.is_some() && feed != Feed::Mesh {
        return Err(Failure::usage("--noise is for meshes", "a cloud's noise is told by --input scan --level"));
    }
    if args.bare && feed == Feed::Mesh {
        return Err(Failure::usage("--bare is for clouds", "say --input cloud or --input scan"));
    }
    if args.points.is_some() && !matches!(feed, Feed::Simulated(_)) {
        return Err(Failure::usage("--points is for simulated clouds", "say --input scan --level LEVEL"));
    }
    let parts = parts::parts(args)?;
    second_tool::ready(&args.python)?;
    let csv = args.csv.as_deref().map(crate::write::Target::check).transpose()?;
    let folder = Folder::new(args.keep.as_deref())?;
    let rows = measure_all(args, &parts, &folder.path);
    let rows = compare(args, rows, &folder.path)?;
    if let Some(target) = csv {
        crate::write::write_all(&[(target, table::csv(&rows).into_bytes())])?;
    }
    anstream::print!("{}", table::table(args, &rows));
    Ok(Exit::Full)
}

/// Where the workers write: kept if the user named it, else taken away at the end.
struct Folder {
    path: PathBuf,
    _temporary: Option<(tempfile::TempDir, interrupt::Registration)>,
}

impl Folder {
    fn new(keep: Option<&Path>) -> Result<Self, Failure> {
        let failed = |e: std::io::Error| {
            Failure::cannot_write(format!("no folder for the workers' files: {e}"), "name one with --keep")
        };
        if let Some(path) = keep {
            std::fs::create_dir_all(path).map_err(failed)?;
            return Ok(Self { path: path.into(), _temporary: None });
        }
        let folder = tempfile::Builder::new().prefix("resolid-eval-").tempdir().map_err(failed)?;
        let path = folder.path().to_path_buf();
        let gone = path.clone();
        let registration = interrupt::on_cancel(move || {
            let _ = std::fs::remove_dir_all(gone);
        });
        Ok(Self { path, _temporary: Some((folder, registration)) })
    }
}

fn measure_all(args: &EvalReconstruct, parts: &[Part], folder: &Path) -> Vec<Row> {
    let next = AtomicUsize::new(0);
    let rows: Mutex<Vec<Option<Row>>> = Mutex::new(vec![None; parts.len()]);
    let bar = indicatif::ProgressBar::new(parts.len() as u64);
    bar.set_style(
        indicatif::ProgressStyle::with_template("{msg:<10} [{bar:32}] {pos}/{len}  {elapsed}, {eta} left")
            .expect("the template is well formed"),
    );
    std::thread::scope(|scope| {
        for _ in 0..args.jobs.clamp(1, parts.len()) {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let Some(part) = parts.get(i) else { break };
                    bar.set_message(part.id.clone());
                    let row = measure_one(args, part, folder).unwrap_or_else(|error| Row {
                        id: part.id.clone(),
                        error,
                        ..Row::default()
                    });
                    rows.lock().expect("no thread panics holding it")[i] = Some(row);
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    rows.into_inner().expect("no thread panicked").into_iter().flatten().collect()
}

/// Files of one part in the workers' folder.
struct Files {
    mesh: PathBuf,
    cloud: PathBuf,
    original_program: PathBuf,
    original_step: PathBuf,
    step: PathBuf,
    program: PathBuf,
    report: PathBuf,
}

impl Files {
    fn new(folder: &Path, id: &str) -> Self {
        let file = |ending: &str| folder.join(format!("{id}{ending}"));
        Self {
            mesh: file(".stl"),
            cloud: file(".ply"),
            original_program: file(".original.resolid.json"),
            original_step: file(".original.step"),
            step: file(".step"),
            program: file(".resolid.json"),
            report: file(".report.json"),
        }
    }
}

fn measure_one(args: &EvalReconstruct, part: &Part, folder: &Path) -> Result<Row, String> {
    let files = Files::new(folder, &part.id);
    let mut row = Row { id: part.id.clone(), ..Row::default() };
    for old in [&files.mesh, &files.cloud, &files.original_step, &files.step, &files.program, &files.report] {
        let _ = std::fs::remove_file(old);
    }
    let mut given = part.file.as_deref().map(Given::read).transpose()?;
    let mut original = part.original.clone()?;
    row.original_features = features::count(&original);
    let write = |path: &Path, bytes: &[u8]| std::fs::write(path, bytes).map_err(|e| e.to_string());
    write(&files.original_program, file::write(&original).as_bytes())?;
    let minute = Duration::from_secs(60);
    let info = ["info".into(), (&files.original_program).into(), "--json".into()];
    let told = worker::run(&info, minute).map_err(|e| e.to_string())?;
    let told: Told =
        serde_json::from_str(&told.stdout).map_err(|_| format!("the original does not build: {}", told.said))?;
    row.original_faces = told.faces;
    let feed = args.feed();
    if let Some(given) = &mut given {
        let off = align(&mut original, told.bounds_mm, given, args.true_size)?;
        row.of_another = off > if feed == Feed::Scan { OTHER_SCAN } else { OTHER_PART };
        row.data_off = Some(off);
    }
    if args.pose {
        let size = given.as_ref().map_or_else(|| Evaluator::new(&original).bounds(), bounds).size().max_element();
        let (scale, frame) =
            disguise::pose(&mut original, size, &part.id, args.true_size).map_err(|e| e.to_string())?;
        if let Some(given) = &mut given {
            given.place(scale, &frame);
        }
    }
    if let Some(Given::Mesh(mesh)) = &mut given {
        if let Some(share) = args.noise {
            disguise::shake(mesh, &part.id, share);
        }
        write(&files.mesh, &resolid_geom::format::write_stl(mesh))?;
    }
    write(&files.original_program, file::write(&original).as_bytes())?;
    let convert = ["convert".into(), (&files.original_program).into(), (&files.original_step).into()];
    let built = worker::run(&convert, minute).map_err(|e| e.to_string())?;
    if built.code != Some(0) {
        return Err(format!("the original does not build: {}", built.said));
    }

    let changed = args.true_size || args.pose || args.noise.is_some();
    let cloud = match (feed, given) {
        (Feed::Simulated(level), _) => {
            let mut rng = ChaCha8Rng::seed_from_u64(disguise::seed(&part.id));
            let scan = Scan { points: args.points(level), normals: !args.bare, ..Scan::of(level) };
            Some(scan::of_program(&original, &scan, &mut rng).map_err(|e| e.to_string())?)
        }
        (_, Some(Given::Cloud(cloud))) => Some(cloud),
        _ => None,
    };
    if let Some(cloud) = &cloud {
        let cloud = if args.bare { &Cloud::of(cloud.points.clone()) } else { cloud };
        write(&files.cloud, &resolid_geom::format::write_cloud_ply(cloud))?;
    }
    // A mesh as it came, where nothing was changed, so that a user's run is what is measured.
    let input = match (&cloud, &part.file) {
        (Some(_), _) => &files.cloud,
        (None, Some(file)) if !changed => file,
        _ => &files.mesh,
    };
    let mut command: Vec<OsString> = vec!["reconstruct".into(), input.into()];
    for (flag, value) in [("-o", &files.step), ("-o", &files.program), ("--report", &files.report)] {
        command.push(flag.into());
        command.push(value.into());
    }
    let limit = format!("{}s", args.time_limit.as_secs_f64());
    command.extend(["-q".into(), "--time-limit".into(), limit.into()]);
    if args.true_size {
        command.extend(["--unit".into(), "mm".into()]);
    }
    for part in &args.without {
        command.extend(["--without".into(), part.word().into()]);
    }
    let ended = worker::run(&command, args.time_limit + Duration::from_secs(10)).map_err(|e| e.to_string())?;
    row.code = ended.code;
    row.seconds = ended.seconds;
    row.error = match (ended.overran, ended.code) {
        (true, _) => "ran past the time limit".into(),
        (_, None) => "crashed".into(),
        _ => ended.said,
    };
    row.report = std::fs::read(&files.report).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    row.valid = row.report.as_ref().is_some_and(|r| r.valid) && files.step.is_file();

    if feed != Feed::Mesh && row.valid {
        let text = std::fs::read_to_string(&files.program).map_err(|e| e.to_string())?;
        let program = file::read(&text).map_err(|e| e.to_string())?;
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        let mut drawn = |program: &Program, count: usize| -> Vec<Vec3> {
            let points = Evaluator::new(program).sample_surface(count, &mut rng);
            points.into_iter().map(|s| s.position).collect()
        };
        let [right, found] = [&original, &program].map(|p| drawn(p, UNIT_CUBE_POINTS));
        row.chamfer = Some(chamfer_in_unit_cube(&right, &found));
        let [right, found] = [&original, &program].map(|p| drawn(p, PAPER_POINTS));
        let reach = right.iter().map(|p| p.abs().max_element()).fold(0.0, f64::max);
        row.chamfer_papers = Some(chamfer_of_papers(&right, &found) * (PAPER_REACH / reach).powi(2));
    }
    if args.true_size && row.valid {
        let text = std::fs::read_to_string(&files.program).map_err(|e| e.to_string())?;
        let program = file::read(&text).map_err(|e| e.to_string())?;
        row.dimensions = Some(agreement(&original, &program, EQUAL));
    } else if args.true_size {
        row.dimensions = Some(agreement(&original, &Program::default(), EQUAL));
    }
    Ok(row)
}

/// What `resolid info --json` tells of a program.
#[derive(serde::Deserialize)]
struct Told {
    faces: Option<usize>,
    bounds_mm: [[f64; 3]; 2],
}

fn bounds(given: &Given) -> Aabb3 {
    Aabb3::of(given.points().iter().copied())
}

/// Brings the original, whose box is given, and the mesh or cloud into one frame, and returns how far its points are from the
/// original's surface then, at the median, relative to its size.
///
/// The data are normalised: scaled by one factor and moved. Their boxes give both only roughly, because facets
/// fall short of the circles they stand for.
fn align(original: &mut Program, own_bounds: [[f64; 3]; 2], given: &mut Given, true_size: bool) -> Result<f64, String> {
    let own_bounds = Aabb3::of(own_bounds.map(Vec3::from_array));
    let other_bounds = bounds(given);
    let (own, other) = (own_bounds.size().max_element(), other_bounds.size().max_element());
    if !(own > 0.0 && other > 0.0) {
        return Err("the original or the input has no extent".into());
    }
    let scale = own / other;
    let rough = Similarity { scale, shift: own_bounds.center() - other_bounds.center() * scale };
    let evaluator = Evaluator::new(original);
    let points: Vec<Vec3> = given.points().iter().step_by(given.points().len().div_ceil(MOST_LAID)).copied().collect();
    let found = similarity::refine(&points, &evaluator, rough);
    let off = similarity::median_distance(&points, &evaluator, found) / own;
    if true_size {
        given.place(found.scale, &Frame { origin: found.shift, ..Frame::WORLD });
    } else {
        let back = found.inverse();
        original.scale(back.scale).map_err(|e| e.to_string())?;
        original.move_by(&Frame { origin: back.shift, ..Frame::WORLD }).map_err(|e| e.to_string())?;
    }
    Ok(off)
}

fn compare(args: &EvalReconstruct, mut rows: Vec<Row>, folder: &Path) -> Result<Vec<Row>, Failure> {
    let mut pairs = Vec::new();
    for row in &rows {
        let files = Files::new(folder, &row.id);
        if !files.original_step.is_file() {
            continue;
        }
        if row.valid {
            pairs.push(Pair { id: row.id.clone(), a: files.step.clone(), b: files.original_step.clone() });
        }
        if files.mesh.is_file() {
            pairs.push(Pair { id: format!("{} data", row.id), a: files.original_step, b: files.mesh });
        }
    }
    let answers: HashMap<_, _> = second_tool::compare(&args.python, &pairs)?;
    for row in &mut rows {
        if let Some(answer) = answers.get(&row.id) {
            row.iou = answer.iou.unwrap_or(0.0);
            row.iou_by = answer.by.clone();
            if answer.iou.is_none() {
                row.error = format!("no IoU: {}", answer.error);
            }
        }
        row.iou_data = answers.get(&format!("{} data", row.id)).and_then(|a| a.iou);
    }
    Ok(rows)
}
