//! Whatever a user may hand in: a mesh, a cloud, a program or a STEP file.

use crate::Error;
use crate::options::millimetres;
use resolid_fit::FitError;
use resolid_geom::clean::clean_observed;
use resolid_geom::cloud::{CloudError, prepare};
use resolid_geom::format::{Format, Geometry, PointsFile, ReadError, one_line, read_geometry};
use resolid_geom::{Aabb3, Aside, Cloud, Observer, TriMesh};
use resolid_program::{Program, Unit, deepcad, file};

/// What a file held.
pub enum Source {
    /// A mesh, as the file has it: nothing repaired, numbers as they stand.
    Mesh(MeshSource),
    /// Points, as the file has them.
    Cloud(CloudSource),
    /// A program, from its own form or from DeepCAD JSON.
    Program(ProgramSource),
    /// A shape of the kernel, millimetres.
    #[cfg(feature = "kernel")]
    Step(resolid_kernel::Solid),
}

/// A mesh and where it comes from.
#[derive(Clone, Debug)]
pub struct MeshSource {
    /// The mesh, as the file has it.
    pub mesh: TriMesh,
    /// "STL", "OBJ", "PLY", "OFF", "glTF", "3MF", or "STEP" for a tessellation.
    pub format: String,
    /// The unit of its numbers, where the file or the user says.
    pub unit: Option<Unit>,
}

/// A cloud and where it comes from.
#[derive(Clone, Debug)]
pub struct CloudSource {
    /// The points, as the file has them.
    pub cloud: Cloud,
    /// "PLY", "XYZ", "LAS" or "E57".
    pub format: String,
    /// The unit of its numbers, where the file or the user says.
    pub unit: Option<Unit>,
    /// Points left out in reading, since they have no place.
    pub dropped: usize,
    /// Points left out in reading, since they lie a thousand times as far away as all others.
    pub astray: usize,
}

/// A program and what was passed over in reading it.
#[derive(Clone, Debug)]
pub struct ProgramSource {
    /// The program.
    pub program: Program,
    /// "Resolid program" or "DeepCAD JSON".
    pub format: &'static str,
    /// What was left out, in words.
    pub notes: Vec<String>,
}

impl Source {
    /// What `bytes` hold; the content decides, and where it is unclear the ending of `name`.
    ///
    /// `unit` is the unit of a mesh's numbers, where it is known.
    ///
    /// # Errors
    /// [`Error::Unreadable`]; [`Error::NoKernel`] for STEP in a build without it.
    pub fn read(bytes: &[u8], name: &str, unit: Option<Unit>) -> Result<Self, Error> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let hint = Format::from_extension(&ending);
        if bytes.trim_ascii().is_empty() {
            return Err(unreadable("the file is empty", "export it again"));
        }
        let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(b"{");
        if ending == "json" || (hint.is_none() && json) {
            return read_program(bytes).map(Self::Program);
        }
        if hint == Some(Format::Step) || Format::sniff(bytes) == Some(Format::Step) {
            return read_step(bytes);
        }
        let geometry = read_geometry(bytes, hint).map_err(|e| match e {
            ReadError::UnknownFormat { looks_like } => unreadable(
                &format!("this looks like {looks_like}, not like a part"),
                "give a mesh (STL, OBJ, PLY, OFF, glTF, 3MF), a cloud (PLY, XYZ, PTS, ASC, LAS, E57), a STEP file or a program (.resolid.json)",
            ),
            e => split(&e.to_string(), "export it again"),
        })?;
        Ok(match geometry {
            Geometry::Mesh(mesh) => {
                let format = Format::sniff(bytes).or(hint);
                // What the format says of its unit has been followed already.
                let unit = if format.is_some_and(Format::states_unit) { Some(Unit::Mm) } else { unit };
                Self::Mesh(MeshSource { mesh, format: format.map_or("mesh".into(), |f| f.to_string()), unit })
            }
            Geometry::Cloud(PointsFile { mut cloud, format, dropped, millimetres }) => {
                // What the format says of its unit holds unless the user knows better.
                let said = millimetres.filter(|_| unit.is_none());
                if let Some(factor) = said {
                    cloud = cloud.scaled(factor);
                }
                let unit = unit.or(said.map(|_| Unit::Mm));
                let astray = cloud.leave_out_astray();
                Self::Cloud(CloudSource { cloud, format: format.to_string(), unit, dropped, astray })
            }
        })
    }

    /// The unit of its numbers, where the file or the caller says it; programs and STEP files say their own.
    pub fn unit(&self) -> Option<Unit> {
        match self {
            Self::Mesh(source) => source.unit,
            Self::Cloud(source) => source.unit,
            Self::Program(source) => Some(source.program.unit),
            #[cfg(feature = "kernel")]
            Self::Step(_) => Some(Unit::Mm),
        }
    }

    /// The parts of a cloud that stand apart, those with a tenth of its points or more, without outliers and with normals; the
    /// bodies of a mesh, each with its voids. The source itself where there is but one.
    ///
    /// # Errors
    /// [`Error::Unreadable`]: nothing that could be a part; as [`Self::into_mesh`].
    pub fn parts(self, observer: &dyn Observer) -> Result<Vec<Self>, Error> {
        let source = match self {
            Self::Cloud(source) => source,
            other => return other.into_mesh()?.bodies(observer),
        };
        let ready = prepare(&source.cloud, observer).map_err(no_part)?;
        let parts = ready.parts();
        if parts.len() < 2 {
            return Ok(vec![Self::Cloud(source)]);
        }
        Ok(parts
            .into_iter()
            .map(|cloud| Self::Cloud(CloudSource { cloud, dropped: 0, astray: 0, ..source.clone() }))
            .collect())
    }

    /// The source as a mesh: STEP is tessellated, a program or a cloud refused.
    ///
    /// # Errors
    /// [`Error::Option`] for a program or a cloud, [`Error::Unreadable`] for a STEP file that cannot be tessellated.
    pub fn into_mesh(self) -> Result<MeshSource, Error> {
        match self {
            Self::Mesh(source) => Ok(source),
            Self::Cloud(source) => Err(Error::Option {
                reason: format!("this is a cloud of {} points; a mesh is needed here", source.cloud.len()),
                hint: "make a part of it with: resolid reconstruct".into(),
            }),
            Self::Program(_) => Err(Error::Option {
                reason: "this is a program already; there is nothing to reconstruct".into(),
                hint: "write it in another form with: resolid convert IN OUT".into(),
            }),
            #[cfg(feature = "kernel")]
            Self::Step(solid) => {
                let (linear, angular) = (CHORD * solid.bounds().diagonal(), ANGLE);
                let mesh = solid.mesh(linear, angular).map_err(|e| split(&e.to_string(), "export it again"))?;
                Ok(MeshSource { mesh, format: "STEP".into(), unit: Some(Unit::Mm) })
            }
        }
    }
}

/// Chord error of tessellated STEP files, as a share of the bounding diagonal.
#[cfg(feature = "kernel")]
const CHORD: f64 = 5e-4;
/// Angle between the facets of tessellated STEP files, radians: 24 to a circle, however small.
#[cfg(feature = "kernel")]
const ANGLE: f64 = std::f64::consts::TAU / 24.0;

impl MeshSource {
    /// The unit the numbers are taken to be in: what was said, else millimetres, or unknown for very small parts.
    pub fn taken_unit(&self) -> Unit {
        taken(self.unit, self.mesh.bounds())
    }

    /// The bodies it bounds, each with its voids, once welded and turned outward; itself where there is but one, or where what
    /// its shells say against where they lie is for the report to tell.
    ///
    /// # Errors
    /// [`Error::Unreadable`]: nothing that could be a part.
    fn bodies(self, observer: &dyn Observer) -> Result<Vec<Source>, Error> {
        let (cleaned, report) =
            clean_observed(&self.mesh, &Aside(observer)).map_err(|e| split(&e.to_string(), LOOK))?;
        let bodies = cleaned.bodies();
        if bodies.len() < 2 || !report.doubts().is_empty() {
            return Ok(vec![Source::Mesh(self)]);
        }
        // Each is in the unit that the whole was taken to be in, however small it is.
        let unit = Some(self.taken_unit());
        Ok(bodies
            .into_iter()
            .map(|mesh| Source::Mesh(MeshSource { mesh, unit, format: self.format.clone() }))
            .collect())
    }

    /// The mesh in millimetres.
    pub fn into_millimetres(self) -> TriMesh {
        let factor = millimetres(self.taken_unit());
        let mut mesh = self.mesh;
        if factor != 1.0 {
            mesh.vertices.iter_mut().for_each(|v| *v *= factor);
        }
        mesh
    }
}

impl CloudSource {
    /// The unit the numbers are taken to be in; see [`MeshSource::taken_unit`].
    pub fn taken_unit(&self) -> Unit {
        taken(self.unit, self.cloud.bounds())
    }

    /// The cloud in millimetres.
    pub fn in_millimetres(&self) -> Cloud {
        self.cloud.scaled(millimetres(self.taken_unit()))
    }
}

fn taken(said: Option<Unit>, bounds: Aabb3) -> Unit {
    match said {
        Some(unit) => unit,
        None if bounds.size().max_element() < crate::options::UNKNOWN_UNDER => Unit::Unknown,
        None => Unit::Mm,
    }
}

fn read_program(bytes: &[u8]) -> Result<ProgramSource, Error> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        unreadable(&format!("not text: byte {} is not UTF-8", e.valid_up_to()), "give the file as UTF-8")
    })?;
    let is_deepcad = match serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}')) {
        Ok(value) => value.get("entities").is_some() && value.get("sequence").is_some(),
        Err(_) => false,
    };
    if !is_deepcad {
        let hint = "the form is described in docs/program.md";
        let program = file::read(text).map_err(|e| split(&e.to_string(), hint))?;
        return Ok(ProgramSource { program, format: "Resolid program", notes: Vec::new() });
    }
    let hint = "only sketches of lines, arcs and circles, extruded, can be read";
    let imported = deepcad::read_reporting(text).map_err(|e| split(&e.to_string(), hint))?;
    let notes = imported
        .passed
        .iter()
        .map(|p| format!("extrusion {} ({}) was left out: {}", p.extrusion, p.name, p.reason))
        .collect();
    Ok(ProgramSource { program: imported.program, format: "DeepCAD JSON", notes })
}

#[cfg(feature = "kernel")]
fn read_step(bytes: &[u8]) -> Result<Source, Error> {
    resolid_kernel::read_step(bytes)
        .map(Source::Step)
        .map_err(|e| split(&e.to_string(), "export it again as AP214 or AP242"))
}

#[cfg(not(feature = "kernel"))]
fn read_step(bytes: &[u8]) -> Result<Source, Error> {
    match Format::sniff(bytes) {
        Some(Format::Step) => Err(Error::NoKernel { what: "reading STEP" }),
        _ => Err(unreadable(
            "this is no STEP file: it does not begin with ISO-10303-21",
            "check that it was not renamed or damaged",
        )),
    }
}

fn unreadable(reason: &str, hint: &str) -> Error {
    Error::Unreadable { reason: one_line(reason), hint: one_line(hint) }
}

/// What to try with points that make no part.
pub(crate) const LOOK: &str = "look at it with: resolid info FILE";

/// Why points make no part.
pub(crate) fn no_part(error: CloudError) -> Error {
    match error {
        CloudError::Stopped => Error::Fit(FitError::Stopped),
        error => split(&error.to_string(), LOOK),
    }
}

/// An error whose text may end in "; what to try".
pub(crate) fn split(text: &str, hint: &str) -> Error {
    match text.rsplit_once("; ") {
        Some((reason, hint)) => unreadable(reason, hint),
        None => unreadable(text, hint),
    }
}
