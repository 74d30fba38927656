//! A program changed by hand, seen at once: edited, checked, meshed without the kernel, compared with the input it was made for,
//! and fitted to that again.

use crate::chord_heights;
use crate::error::Error;
use crate::options::{DEFAULT_TOLERANCE, Options, Tolerance};
use crate::part::problems;
use crate::ready::Ready;
use crate::report::Spread;
use crate::source::Source;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
pub use resolid_fit::resolve::{Moved, ResolveError, Resolved};
use resolid_fit::resolve::{Seen, resolve};
use resolid_geom::{Observer, TriMesh, sample};
use resolid_program::check::{Problem, Severity};
use resolid_program::mesh::{self, Fineness};
use resolid_program::{Edit, EditError, Evaluator, Measure, Prism, Program, flatten};
use resolid_render::subdivided;

/// Triangles of an input as it is compared on screen, at most where its own are fewer.
const SHOWN: usize = 9_000;
/// Vertices of an input whose distances are taken; those of larger meshes in between are not measured.
const MEASURED: usize = 12_000;
/// Points that a program is fitted to again.
const FITTED: usize = 6_000;
/// Facets to a circle on screen.
const FACETS: f64 = 48.0;

/// A program after edits.
pub struct Edited {
    /// The program.
    pub program: Program,
    /// Every fault of it.
    pub problems: Vec<Problem>,
    /// What it builds, where no fault is an error.
    pub built: Option<Built>,
}

/// What a sound program builds.
pub struct Built {
    /// The program, ready to be asked.
    pub evaluator: Evaluator,
    /// Its surface.
    pub mesh: TriMesh,
    /// Volume and area.
    pub measure: Measure,
}

/// An edit that could not be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("edit {}: {error}", index + 1)]
pub struct EditFault {
    /// Which, from 0.
    pub index: usize,
    /// Why.
    pub error: EditError,
}

/// Makes `edits` one after the other.
///
/// # Errors
/// The first that cannot be made.
pub fn edited(mut program: Program, edits: &[Edit]) -> Result<Program, EditFault> {
    for (index, edit) in edits.iter().enumerate() {
        program.edit(edit).map_err(|error| EditFault { index, error })?;
    }
    Ok(program)
}

impl Edited {
    /// The program checked, and built where that is possible. What cannot be meshed is a fault of the whole program.
    pub fn new(program: Program) -> Self {
        let mut problems = problems(&program);
        if problems.iter().any(|p| p.severity == Severity::Error) {
            return Self { program, problems, built: None };
        }
        let evaluator = Evaluator::new(&program);
        let built = match surface(evaluator.prisms(), evaluator.bounds().diagonal()) {
            Ok(mesh) => Some(Built { measure: evaluator.measure(), evaluator, mesh }),
            Err(error) => {
                problems.push(Problem {
                    severity: Severity::Error,
                    rule: "mesh",
                    at: Default::default(),
                    message: error.to_string(),
                    hint: "undo the last change",
                });
                None
            }
        };
        Self { program, problems, built }
    }
}

/// The surface of a part for the screen.
fn surface(prisms: &[Prism], diagonal: f64) -> Result<TriMesh, mesh::MeshError> {
    mesh::of_prisms(prisms, &Fineness { chord: 1e-3 * diagonal, angle: std::f64::consts::TAU / FACETS })
}

/// The part after a step, and what the step itself extrudes.
pub struct Stage {
    /// The step.
    pub step: usize,
    /// What stands after it; `None` where nothing does.
    pub part: Option<TriMesh>,
    /// Its own extrusions.
    pub tool: Option<TriMesh>,
}

/// The part after each step that is not suppressed.
pub fn stages(program: &Program) -> Vec<Stage> {
    let prisms = flatten(program);
    let diagonal = Evaluator::from_prisms(prisms.clone()).bounds().diagonal();
    let mut steps: Vec<usize> = prisms.iter().map(|p| p.step).collect();
    steps.dedup();
    let of = |step: usize| {
        let upto = prisms.partition_point(|p| p.step <= step);
        let from = prisms.partition_point(|p| p.step < step);
        let tool = |p: &Prism| Prism { mode: resolid_program::Mode::New, targets: None, ..p.clone() };
        let own: Vec<Prism> = prisms[from..upto].iter().map(tool).collect();
        Stage { step, part: surface(&prisms[..upto], diagonal).ok(), tool: surface(&own, diagonal).ok() }
    };
    steps.into_par_iter().map(of).collect()
}

/// An input that programs are compared with.
pub struct Reference {
    /// It, for the eye: cut fine where its own triangles are large; of a cloud a tile a point.
    pub shown: TriMesh,
    /// Whether it is a cloud.
    pub is_cloud: bool,
    /// Largest deviation that counts as the same surface, millimetres.
    pub tolerance: f64,
    /// Every how manyth vertex of `shown` is measured.
    stride: usize,
    /// What programs are fitted to.
    seen: Vec<Seen>,
}

/// How far an input is from a program.
pub struct Compared {
    /// Signed distance of each vertex shown, millimetres, positive outside the program; NaN where it was not measured.
    pub values: Vec<f64>,
    /// Their sizes.
    pub spread: Spread,
    /// Share of them within the tolerance.
    pub inside: f64,
    /// How many were measured.
    pub count: usize,
}

impl Reference {
    /// The mesh, cloud or STEP file in `bytes`, called `name`, cleaned as a reconstruction cleans it.
    ///
    /// # Errors
    /// [`Error`]: it cannot be read, is a program, or the tolerance makes no sense for it.
    pub fn read(bytes: &[u8], name: &str, options: &Options, observer: &dyn Observer) -> Result<Self, Error> {
        let ready = match Source::read(bytes, name, options.unit)? {
            Source::Cloud(source) => Ready::cloud(source, observer)?,
            source => Ready::mesh(source.into_mesh()?, observer)?,
        };
        let diagonal = ready.bounds().diagonal();
        let tolerance = options.tolerance.unwrap_or(Tolerance::Relative(DEFAULT_TOLERANCE)).of(diagonal)?;
        let is_cloud = matches!(ready, Ready::Cloud { .. });
        let seen = match &ready {
            Ready::Mesh { mesh, .. } => seen_on(mesh, options.seed),
            Ready::Cloud { cloud, .. } => {
                let every = cloud.cloud.len().div_ceil(FITTED).max(1);
                let points = cloud.cloud.points.iter().zip(cloud.normals()).step_by(every);
                points.map(|(&point, &normal)| Seen { point, normal }).collect()
            }
        };
        let drawn = ready.drawn();
        let shown =
            if is_cloud { drawn } else { subdivided(&drawn, diagonal / 30.0, SHOWN.max(drawn.triangles.len())).mesh };
        let stride = shown.vertices.len().div_ceil(MEASURED).max(1);
        Ok(Self { shown, is_cloud, tolerance, stride, seen })
    }

    /// The distances of its vertices from a program.
    ///
    /// # Cost
    /// A few microseconds a vertex, 12,000 of them at most, shared among the threads.
    pub fn compare(&self, part: &Evaluator) -> Compared {
        let vertices = &self.shown.vertices;
        // All corners of a tile stand for one point.
        let unit = if self.is_cloud { 4 } else { 1 };
        let stride = self.stride.div_ceil(unit);
        let mut values = vec![f64::NAN; vertices.len()];
        values.par_chunks_mut(unit).zip(vertices.par_chunks(unit)).enumerate().for_each(|(k, (out, corners))| {
            if k % stride == 0 {
                let middle = corners.iter().sum::<resolid_geom::Vec3>() / corners.len() as f64;
                out.fill(part.signed_distance(middle));
            }
        });
        let mut sizes: Vec<f64> = values.chunks(unit).map(|v| v[0].abs()).filter(|v| v.is_finite()).collect();
        let count = sizes.len();
        let within = sizes.iter().filter(|v| **v <= self.tolerance).count();
        let spread = Spread::of(&mut sizes);
        Compared { values, spread, inside: within as f64 / count.max(1) as f64, count }
    }

    /// The program with all dimensions but the locked ones moved to where the input says; see [`resolve`].
    ///
    /// # Errors
    /// [`ResolveError`].
    pub fn resolve(
        &self,
        program: &Program,
        locked: &[String],
        observer: &dyn Observer,
    ) -> Result<Resolved, ResolveError> {
        resolve(program, locked, &self.seen, self.tolerance, observer)
    }
}

/// Points of a mesh that lie on the true surface: anywhere on flat facets, at the corners of facets that stand for a curve.
fn seen_on(mesh: &TriMesh, seed: u64) -> Vec<Seen> {
    let heights = chord_heights(mesh);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let drawn = sample::surface(mesh, FITTED, &mut rng);
    drawn
        .into_iter()
        .enumerate()
        .map(|(k, s)| {
            let corner = mesh.corners(s.triangle)[k % 3];
            Seen { point: if heights[s.triangle] > 0.0 { corner } else { s.point }, normal: s.normal }
        })
        .collect()
}
