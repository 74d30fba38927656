//! What came out of the kernel, and what can be asked of it.

use crate::error::KernelError;
use crate::shim::ffi::{self, Position, Shape};
use crate::sketch::position;
use cxx::UniquePtr;
use resolid_geom::{Aabb3, Vec3};

/// A shape of the kernel, measured once when it was made.
///
/// What [`crate::build()`] returns is always sound. What [`crate::read_step`] returns may not be: it may hold
/// surfaces that enclose nothing; [`Solid::validity`] tells.
pub struct Solid {
    pub(crate) shape: UniquePtr<Shape>,
    /// Where `shape`'s zero lies in the world.
    pub(crate) offset: Vec3,
    /// The names of its solids, in order.
    pub(crate) names: Vec<Option<String>>,
    mass: Mass,
    bounds: Aabb3,
    counts: Counts,
    validity: Validity,
}

/// Volume, area, centroid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mass {
    /// Enclosed volume, mm³.
    pub volume: f64,
    /// Surface area, mm². Faces where two solids touch count for each of them.
    pub area: f64,
    /// Centre of the volume, mm; of the surface where there is no volume.
    pub centroid: Vec3,
}

/// How many parts of each kind. A part that several others share counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Solids.
    pub solids: usize,
    /// Shells: one a solid, and one for each cavity.
    pub shells: usize,
    /// Faces.
    pub faces: usize,
    /// Edges, seams included.
    pub edges: usize,
    /// Vertices.
    pub vertices: usize,
    /// Faces that are plane.
    pub planes: usize,
    /// Faces that are cylindrical.
    pub cylinders: usize,
    /// Faces that are neither.
    pub others: usize,
}

/// Whether a shape is a sound solid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validity {
    /// What is wrong; `None` when the kernel's check passes, there is a solid, and every solid has volume.
    pub fault: Option<String>,
    /// Edges in which more than two faces of one solid meet. Such a solid is sound here, as it touches itself in a
    /// line, but printers and some CAD systems refuse it.
    pub non_manifold_edges: usize,
}

impl Validity {
    /// Whether nothing is wrong.
    pub fn is_valid(&self) -> bool {
        self.fault.is_none()
    }
}

/// Where a point lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Outside every solid.
    Outside,
    /// Within the tolerance of a solid's surface, and inside no other solid.
    Surface,
    /// Inside a solid.
    Inside,
}

impl Solid {
    /// Wraps a shape that was checked, and shares geometry with no other.
    pub(crate) fn sound(
        shape: UniquePtr<Shape>,
        names: Vec<Option<String>>,
        offset: Vec3,
    ) -> Result<Self, KernelError> {
        Self::measured(shape, names, offset, String::new())
    }

    /// Wraps a shape of unknown quality that shares geometry with no other.
    pub(crate) fn unchecked(shape: UniquePtr<Shape>) -> Result<Self, KernelError> {
        let fault = ffi::fault(&shape).map_err(measure)?;
        Self::measured(shape, Vec::new(), Vec3::ZERO, fault)
    }

    fn measured(
        shape: UniquePtr<Shape>,
        names: Vec<Option<String>>,
        offset: Vec3,
        mut fault: String,
    ) -> Result<Self, KernelError> {
        let mass = ffi::mass(&shape).map_err(measure)?;
        let bounds = ffi::bounds(&shape).map_err(measure)?;
        let tally = ffi::tally(&shape).map_err(measure)?;
        // The check passes an empty shape and one turned inside out.
        if fault.is_empty() && tally.solids == 0 {
            fault = "it holds no solid".into();
        }
        if fault.is_empty() && !(mass.least_volume > 0.0) {
            fault = format!("a solid has a volume of {} mm³", mass.least_volume);
        }
        Ok(Self {
            mass: Mass { volume: mass.volume, area: mass.area, centroid: vector(mass.centroid) + offset },
            bounds: Aabb3 { min: vector(bounds.min) + offset, max: vector(bounds.max) + offset },
            counts: Counts {
                solids: tally.solids as usize,
                shells: tally.shells as usize,
                faces: tally.faces as usize,
                edges: tally.edges as usize,
                vertices: tally.vertices as usize,
                planes: tally.planes as usize,
                cylinders: tally.cylinders as usize,
                others: (tally.faces - tally.planes - tally.cylinders) as usize,
            },
            validity: Validity {
                fault: (!fault.is_empty()).then_some(fault),
                non_manifold_edges: ffi::non_manifold_edges(&shape).map_err(measure)? as usize,
            },
            shape,
            names,
            offset,
        })
    }

    /// Volume, area and centroid, from the exact surfaces.
    pub fn mass(&self) -> Mass {
        self.mass
    }

    /// The smallest axis-aligned box, exact for planes, cylinders and cones bounded by lines and conics; empty
    /// where there is nothing.
    pub fn bounds(&self) -> Aabb3 {
        self.bounds
    }

    /// How many solids, faces and so on.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether it is a sound solid, and if not, why.
    pub fn validity(&self) -> &Validity {
        &self.validity
    }

    /// The name of each solid, where the program gave one: that of the step that began its body.
    pub fn names(&self) -> &[Option<String>] {
        &self.names
    }

    /// Where each point lies; within `tolerance` of the surface counts as on it.
    ///
    /// # Errors
    /// [`KernelError::Measure`] when the kernel gives up.
    ///
    /// # Cost
    /// Tens of microseconds a point for simple parts.
    pub fn locate(&self, points: &[Vec3], tolerance: f64) -> Result<Vec<Place>, KernelError> {
        let places = ffi::locate(&self.shape, &self.positions(points)?, tolerance).map_err(measure)?;
        let place = |p| match p {
            0 => Place::Outside,
            1 => Place::Surface,
            _ => Place::Inside,
        };
        Ok(places.into_iter().map(place).collect())
    }

    /// The distance from each point to the surface, never negative.
    ///
    /// # Errors
    /// [`KernelError::Measure`] when the kernel finds no nearest point.
    ///
    /// # Cost
    /// Hundreds of microseconds a point: for checks, not for search.
    pub fn distances(&self, points: &[Vec3]) -> Result<Vec<f64>, KernelError> {
        Ok(ffi::distances(&self.shape, &self.positions(points)?).map_err(measure)?.into_iter().collect())
    }
}

impl Solid {
    /// World points as the shape has them.
    fn positions(&self, points: &[Vec3]) -> Result<Vec<Position>, KernelError> {
        if let Some(p) = points.iter().find(|p| !p.is_finite()) {
            return Err(KernelError::Measure { message: format!("a point is not a number: {p}") });
        }
        Ok(points.iter().map(|&p| position(p - self.offset)).collect())
    }
}

impl std::fmt::Debug for Solid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Solid")
            .field("mass", &self.mass)
            .field("bounds", &self.bounds)
            .field("counts", &self.counts)
            .field("validity", &self.validity)
            .finish_non_exhaustive()
    }
}

fn measure(error: cxx::Exception) -> KernelError {
    KernelError::Measure { message: error.what().to_string() }
}

fn vector(p: Position) -> Vec3 {
    Vec3::new(p.x, p.y, p.z)
}

/// Takes OpenCASCADE's printers away, which write to stdout, and has its crashes caught. A failure to do so is
/// not worth an error.
pub(crate) fn prepare() {
    let _ = ffi::prepare();
}
