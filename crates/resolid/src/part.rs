//! A program and what the kernel makes of it, written in any form.

use crate::Error;
use crate::source::split;
use resolid_geom::{Aabb3, Observer, TriMesh};
use resolid_program::check::{Problem, Severity};
use resolid_program::mesh::{self, Fineness};
use resolid_program::{Evaluator, Program, deepcad, export, file};

/// Whether this build has the kernel.
pub const HAS_KERNEL: bool = cfg!(feature = "kernel");

/// Share of the volume in which kernel and direct evaluation may differ where both are exact.
#[cfg(feature = "kernel")]
const SAME_VOLUME: f64 = 1e-4;
/// The same where direct evaluation only estimates.
#[cfg(feature = "kernel")]
const LIKE_VOLUME: f64 = 0.03;

/// A form that a program can be written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A solid with analytic faces, ISO 10303.
    Step(StepSchema),
    /// A mesh, binary STL; the chord error in millimetres, or 0.05 % of the bounding diagonal.
    Stl(Option<f64>),
    /// A mesh a body, binary glTF; the chord error likewise.
    Glb(Option<f64>),
    /// The program itself, `*.resolid.json`.
    Program,
    /// A CadQuery script.
    CadQuery,
    /// A build123d script.
    Build123d,
    /// An OpenSCAD script.
    OpenScad,
    /// A FreeCAD macro.
    FreeCad,
    /// A KCL script; read by its own library, but never run.
    Kcl,
    /// An Onshape FeatureScript; never run.
    FeatureScript,
    /// DeepCAD JSON.
    DeepCad,
    /// DeepCAD's `vec`, rows of 17 integers, as a NumPy array.
    Rows,
}

/// The application protocol of a STEP file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepSchema {
    /// ISO 10303-242, what current systems write.
    #[default]
    Ap242,
    /// ISO 10303-214, what nearly everything reads.
    Ap214,
}

impl Form {
    /// The endings that stand for a form, as messages list them.
    pub const ENDINGS: &str =
        ".step .stp .stl .glb .resolid.json .py _b123d.py .scad .FCMacro .kcl .fs .deepcad.json .vec.npy";

    /// The form that the ending of `name` stands for; `None` for an ending that is no form.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let ends = |ending: &str| name.ends_with(ending) && name.len() > ending.len();
        if ends(".step") || ends(".stp") {
            Some(Self::Step(StepSchema::default()))
        } else if ends(".stl") {
            Some(Self::Stl(None))
        } else if ends(".glb") {
            Some(Self::Glb(None))
        } else if ends(".deepcad.json") {
            Some(Self::DeepCad)
        } else if ends(".resolid.json") {
            Some(Self::Program)
        } else if ends("_b123d.py") {
            Some(Self::Build123d)
        } else if ends(".py") {
            Some(Self::CadQuery)
        } else if ends(".scad") {
            Some(Self::OpenScad)
        } else if ends(".fcmacro") {
            Some(Self::FreeCad)
        } else if ends(".kcl") {
            Some(Self::Kcl)
        } else if ends(".fs") {
            Some(Self::FeatureScript)
        } else if ends(".vec.npy") {
            Some(Self::Rows)
        } else {
            None
        }
    }

    /// What needs the kernel, where it is needed.
    pub fn needs_kernel(self) -> Option<&'static str> {
        match self {
            Self::Step(_) => Some("writing STEP"),
            _ => None,
        }
    }
}

/// Every fault of `program`, lengths under a millionth of the part's diagonal counting as nothing.
pub fn problems(program: &Program) -> Vec<Problem> {
    let diagonal = Evaluator::new(program).bounds().diagonal();
    program.check(1e-6 * if diagonal.is_finite() { diagonal.max(1e-3) } else { 1.0 })
}

/// The volume of a solid, where it is sound and what direct evaluation says of its program.
///
/// # Errors
/// [`Error::Unsound`].
#[cfg(feature = "kernel")]
pub(crate) fn sound(solid: &resolid_kernel::Solid, program: &Evaluator) -> Result<f64, Error> {
    if let Some(fault) = &solid.validity().fault {
        return Err(Error::Unsound { reason: fault.clone() });
    }
    let volume = solid.mass().volume;
    // The kernel may lose pieces of a join and call what is left valid.
    let direct = program.measure();
    let allowed = if direct.exact { SAME_VOLUME } else { LIKE_VOLUME };
    if (volume - direct.volume).abs() > allowed * direct.volume {
        let reason = format!(
            "the kernel's solid holds {volume:.6} mm³, but the program encloses {:.6} mm³; move the sketches a little \
             where surfaces only touch",
            direct.volume
        );
        return Err(Error::Unsound { reason });
    }
    Ok(volume)
}

/// A program that builds, and its solid.
pub struct Part {
    /// The program.
    pub program: Program,
    /// What the kernel built.
    #[cfg(feature = "kernel")]
    pub solid: resolid_kernel::Solid,
    /// The program, ready to be asked.
    pub(crate) evaluator: Evaluator,
    /// Enclosed volume, mm³.
    volume: f64,
}

impl Part {
    /// Checks `program` and builds it.
    ///
    /// # Errors
    /// [`Error::Program`] where the check finds a fault; [`Error::Unsound`] where the kernel cannot build it or
    /// nothing is left of it.
    pub fn new(program: Program, observer: &dyn Observer) -> Result<Self, Error> {
        let problems = problems(&program);
        for problem in problems.iter().filter(|p| p.severity == Severity::Warning) {
            observer.note("building", problem.to_string());
        }
        let mut errors = problems.iter().filter(|p| p.severity == Severity::Error);
        if let Some(first) = errors.next() {
            let more = match errors.count() {
                0 => String::new(),
                n => format!(" (and {n} more)"),
            };
            return Err(Error::Program { reason: format!("{}: {}{more}", first.at, first.message), hint: first.hint });
        }
        Self::build(program, observer)
    }

    #[cfg(feature = "kernel")]
    fn build(program: Program, observer: &dyn Observer) -> Result<Self, Error> {
        let solid = resolid_kernel::build_observed(&program, observer).map_err(|e| match e {
            resolid_kernel::KernelError::Stopped => Error::Fit(resolid_fit::FitError::Stopped),
            e => Error::Unsound { reason: e.to_string() },
        })?;
        Self::of(program, solid)
    }

    /// A program and what the kernel built of it.
    ///
    /// # Errors
    /// [`Error::Unsound`].
    #[cfg(feature = "kernel")]
    pub(crate) fn of(program: Program, solid: resolid_kernel::Solid) -> Result<Self, Error> {
        let evaluator = Evaluator::new(&program);
        let volume = sound(&solid, &evaluator)?;
        Ok(Self { program, solid, evaluator, volume })
    }

    #[cfg(not(feature = "kernel"))]
    fn build(program: Program, _: &dyn Observer) -> Result<Self, Error> {
        let evaluator = Evaluator::new(&program);
        let volume = evaluator.volume();
        if !(volume > 0.0) {
            return Err(Error::Unsound { reason: "it encloses no volume".into() });
        }
        Ok(Self { program, evaluator, volume })
    }

    /// Enclosed volume, mm³: the kernel's, or by direct evaluation.
    pub fn volume(&self) -> f64 {
        self.volume
    }

    /// The smallest box around it; without the kernel, one that is blind to what is cut away.
    pub fn bounds(&self) -> Aabb3 {
        #[cfg(feature = "kernel")]
        return self.solid.bounds();
        #[cfg(not(feature = "kernel"))]
        self.evaluator.bounds()
    }

    /// Number of separate solids, where the kernel is there to count.
    pub fn solids(&self) -> Option<usize> {
        #[cfg(feature = "kernel")]
        return Some(self.solid.counts().solids);
        #[cfg(not(feature = "kernel"))]
        None
    }

    /// Number of faces, where the kernel is there to count.
    pub fn faces(&self) -> Option<usize> {
        #[cfg(feature = "kernel")]
        return Some(self.solid.counts().faces);
        #[cfg(not(feature = "kernel"))]
        None
    }

    /// Edges shared by more than two faces: sound, but refused by some systems.
    pub fn non_manifold_edges(&self) -> usize {
        #[cfg(feature = "kernel")]
        return self.solid.validity().non_manifold_edges;
        #[cfg(not(feature = "kernel"))]
        0
    }

    /// The surface as triangles, with this chord error in millimetres or 0.05 % of the bounding diagonal.
    ///
    /// # Errors
    /// [`Error::Output`] where it cannot be meshed.
    pub fn mesh(&self, chord: Option<f64>) -> Result<TriMesh, Error> {
        let chord = chord.unwrap_or(5e-4 * self.bounds().diagonal());
        // 36 facets to a circle at least: what a chord error alone makes of small holes is a square.
        let fineness = Fineness { chord, angle: std::f64::consts::TAU / 36.0 };
        mesh::of_program(&self.program, &fineness).map_err(output)
    }

    /// The part in a form, as the bytes of a file; `name` is what a STEP file calls it.
    ///
    /// # Errors
    /// [`Error::NoKernel`]; [`Error::Output`]: the form cannot say what the program says.
    pub fn write(&self, form: Form, name: &str) -> Result<Vec<u8>, Error> {
        match form {
            Form::Program => Ok(file::write(&self.program).into_bytes()),
            Form::CadQuery => Ok(export::cadquery(&self.program).into_bytes()),
            Form::Build123d => Ok(export::build123d(&self.program).into_bytes()),
            Form::OpenScad => Ok(export::openscad(&self.program).into_bytes()),
            Form::FreeCad => Ok(export::freecad(&self.program).into_bytes()),
            Form::Kcl => Ok(export::kcl(&self.program).into_bytes()),
            Form::FeatureScript => Ok(export::featurescript(&self.program).into_bytes()),
            Form::Rows => export::deepcad_rows(&self.program).map_err(output),
            Form::DeepCad => deepcad::write(&self.program).map(String::into_bytes).map_err(output),
            Form::Stl(chord) => Ok(resolid_geom::format::write_stl(&self.mesh(chord)?)),
            Form::Glb(chord) => {
                let bodies = self.mesh(chord)?.bodies();
                let named = |(i, mesh)| (if i == 0 { name.to_owned() } else { format!("{name} {}", i + 1) }, mesh);
                let bodies: Vec<_> = bodies.into_iter().enumerate().map(named).collect();
                Ok(resolid_geom::format::write_glb(&bodies))
            }
            Form::Step(schema) => self.step(schema, name),
        }
    }

    #[cfg(feature = "kernel")]
    fn step(&self, schema: StepSchema, name: &str) -> Result<Vec<u8>, Error> {
        let schema = match schema {
            StepSchema::Ap242 => resolid_kernel::Schema::Ap242,
            StepSchema::Ap214 => resolid_kernel::Schema::Ap214,
        };
        let options = resolid_kernel::StepOptions { schema, name: name.into(), ..Default::default() };
        self.solid.write_step(&options).map_err(output)
    }

    #[cfg(not(feature = "kernel"))]
    fn step(&self, _: StepSchema, _: &str) -> Result<Vec<u8>, Error> {
        Err(Error::NoKernel { what: "writing STEP" })
    }
}

fn output(error: impl std::fmt::Display) -> Error {
    match split(&error.to_string(), "ask for another form") {
        Error::Unreadable { reason, hint } => Error::Output { reason, hint },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_by_ending() {
        assert_eq!(Form::of_name("A.STP"), Some(Form::Step(StepSchema::Ap242)));
        assert_eq!(Form::of_name("a.b.resolid.json"), Some(Form::Program));
        assert_eq!(Form::of_name("a.deepcad.json"), Some(Form::DeepCad));
        assert_eq!(Form::of_name("a_b123d.py"), Some(Form::Build123d));
        assert_eq!(Form::of_name("a.py"), Some(Form::CadQuery));
        let endings: Vec<&str> = Form::ENDINGS.split(' ').collect();
        assert!(endings.iter().all(|e| Form::of_name(&format!("part{e}")).is_some()), "{endings:?}");
        for none in ["a.json", "a", ".step", "step", "a.step.txt"] {
            assert_eq!(Form::of_name(none), None, "{none}");
        }
    }
}
