//! What a scanner would have made of a part: the points it sees from where it stands, with a scanner's faults.
//!
//! Lengths of the faults are shares of the part's bounding diagonal, so that one setting suits parts of all sizes.
//!
//! A sensor sees a point when nothing of the part lies between them and the surface does not look away. How many points it takes there
//! follows from how the surface appears to it: rays that leave it evenly meet a surface at distance *d* whose
//! normal is turned by *θ* from them cos *θ* / *d*² times as often, so points of the surface are drawn evenly by
//! area and kept with that probability. Every fault comes after that, view by view.

mod flaws;
mod level;
mod parameter;
mod sensors;

pub use level::Level;
pub use parameter::{PARAMETERS, Parameter};

use crate::dataset::digest;
use crate::generate::part_rng;
use flaws::Flaws;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use resolid_geom::{Cloud, MeshDistance, Vec3, sample};
use resolid_program::mesh::{self, Fineness, MeshError};
use resolid_program::{Evaluator, Program};

/// Draws of the surface for each point wanted, before a scan ends with fewer.
const MOST_DRAWS: usize = 400;

/// How points are spread over what is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Density {
    /// Evenly by area over all that any sensor sees.
    Even,
    /// As rays fall that leave each sensor evenly.
    Rays {
        /// How fast the density falls with the distance from the sensor: 2 is what rays do, 0 is not at all.
        falloff: f64,
        /// How fast it falls with the angle of incidence, as a power of its cosine: 1 is what rays do.
        facing: f64,
    },
}

/// A scanner, how it is used and what its faults are.
#[derive(Clone, Debug, PartialEq)]
pub struct Scan {
    /// Points wanted, outliers among them.
    pub points: usize,
    /// How many places the sensor is put at, spread evenly about the part.
    pub views: usize,
    /// Lowest elevation of those places over the part's horizontal plane, radians: −π/2 is all round, 0 leaves the underside unseen.
    pub lowest: f64,
    /// Their distance from the part's middle, in diagonals.
    pub distance: f64,
    /// Angle of incidence from which on a surface gives nothing back, radians.
    pub grazing: f64,
    /// How points are spread.
    pub density: Density,
    /// Standard deviation of a measured distance at `distance` and square incidence, in diagonals.
    pub noise: f64,
    /// Power of the distance, relative to `distance`, that the noise grows with.
    pub noise_by_distance: f64,
    /// Share of `noise` that is added for each unit of tan² of the angle of incidence.
    pub noise_by_angle: f64,
    /// Standard deviation of the direction of normals, radians.
    pub tilt: f64,
    /// Radius over which the sensor blurs edges, in diagonals.
    pub blur: f64,
    /// Share of points that do not lie on the surface: half of them on a ray before or behind it, half anywhere.
    pub outliers: f64,
    /// How far outliers lie from the surface along their ray at most, in diagonals.
    pub outlier_reach: f64,
    /// How many places give nothing back, be they shiny or black.
    pub holes: usize,
    /// Their largest radius, in diagonals; the smallest is half that.
    pub hole_radius: f64,
    /// Standard deviation, an axis, of the shift with which each view is registered, in diagonals.
    pub drift: f64,
    /// Standard deviation, an axis, of the turn with which each view is registered, radians.
    pub drift_turn: f64,
    /// Whether normals are given.
    pub normals: bool,
}

/// Why there is no scan.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ScanError {
    /// A parameter makes no sense.
    #[error("a scan with {name} = {value}: it should be {wanted}")]
    Parameter {
        /// Its name.
        name: &'static str,
        /// As given.
        value: f64,
        /// What would do.
        wanted: String,
    },
    /// The part has no surface.
    #[error("the part has no surface to scan; look at it with `resolid info`")]
    NoSurface,
    /// No sensor sees any of it.
    #[error("no point of {draws} drawn on the part is seen from {views} views; take more views, or fewer holes")]
    NothingSeen {
        /// Points of the surface tried.
        draws: usize,
        /// As given.
        views: usize,
    },
    /// The program has no mesh.
    #[error(transparent)]
    Mesh(#[from] MeshError),
}

/// The chance that a part's scan is left to: of the seed and the part's name alone, whatever else is scanned.
pub fn chance(seed: u64, id: &str) -> ChaCha8Rng {
    part_rng(seed, digest::number(id))
}

/// The cloud that `scan` takes of the part that `program` builds; see [`scan`].
///
/// # Accuracy
/// Points lie within a ten-thousandth of the diagonal of the part, faults apart: they are taken of its mesh.
///
/// # Errors
/// [`ScanError`], each case as it says.
pub fn of_program(program: &Program, scan: &Scan, rng: &mut impl Rng) -> Result<Cloud, ScanError> {
    let size = Evaluator::new(program).bounds().diagonal();
    if size <= 0.0 {
        return Err(MeshError::Empty.into());
    }
    let mesh = mesh::of_program(program, &Fineness { chord: 1e-4 * size, angle: 0.3 })?;
    self::scan(&MeshDistance::new(&mesh), scan, rng)
}

/// The cloud that `scan` takes of `surface`, with views and sensors; fewer points than wanted where hardly any of the part is seen.
///
/// The sensors are where they were registered: drift carries each along with its points. Points come in random order.
///
/// ```
/// use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
/// use resolid_data::scan::{Level, Scan, scan};
/// use resolid_geom::{MeshDistance, TriMesh, Vec3};
/// let part = MeshDistance::new(&TriMesh::cuboid(Vec3::ZERO, Vec3::new(40.0, 20.0, 10.0)));
/// let cloud = scan(&part, &Scan::of(Level::Heavy), &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert_eq!((cloud.len(), cloud.sensors.len()), (8192, 6));
/// # Ok::<(), resolid_data::scan::ScanError>(())
/// ```
///
/// # Errors
/// [`ScanError`], each case as it says.
///
/// # Cost
/// Some two rays a point: see `benches/scan.rs`.
pub fn scan(surface: &MeshDistance, scan: &Scan, rng: &mut impl Rng) -> Result<Cloud, ScanError> {
    scan.check()?;
    let bounds = surface.mesh().bounds();
    let size = bounds.diagonal();
    if surface.mesh().triangles.is_empty() || size.is_nan() || size <= 0.0 {
        return Err(ScanError::NoSurface);
    }
    let sensors: Vec<Vec3> = sensors::directions(scan.views, scan.lowest, rng)
        .into_iter()
        .map(|d| bounds.center() + d * (scan.distance * size))
        .collect();
    let holes: Vec<(Vec3, f64)> = sample::points(surface.mesh(), scan.holes, rng)
        .into_iter()
        .map(|p| (p, scan.hole_radius * size * rng.random_range(0.5..=1.0)))
        .collect();
    let nearest = sensors.iter().map(|&s| surface.distance(s)).fold(f64::INFINITY, f64::min);
    let eye = Eye { surface, scan, size, sensors: &sensors, holes: &holes, nearest };
    let mut seen = Vec::with_capacity(scan.points);
    let mut draws = 0;
    while seen.len() < scan.points && draws < scan.points * MOST_DRAWS {
        // As many at a time as are missing, so that few are drawn in vain.
        let batch = (scan.points - seen.len()).max(64);
        draws += batch;
        for s in sample::surface(surface.mesh(), batch, rng) {
            if seen.len() < scan.points
                && let Some(view) = eye.sees(s.point, s.normal, rng)
            {
                seen.push(Seen { point: s.point, normal: s.normal, view });
            }
        }
    }
    if seen.is_empty() && scan.points > 0 {
        return Err(ScanError::NothingSeen { draws, views: scan.views });
    }
    Ok(Flaws::new(surface, scan, size).apply(seen, sensors, rng))
}

/// A point of the surface and the view it is seen in.
#[derive(Clone, Copy, Debug)]
struct Seen {
    point: Vec3,
    normal: Vec3,
    view: usize,
}

/// What decides whether a point is taken.
struct Eye<'a> {
    surface: &'a MeshDistance,
    scan: &'a Scan,
    size: f64,
    sensors: &'a [Vec3],
    holes: &'a [(Vec3, f64)],
    /// The least distance of a sensor from the part: where points are densest.
    nearest: f64,
}

impl Eye<'_> {
    /// The view that takes a point of the surface, if one does.
    fn sees(&self, point: Vec3, normal: Vec3, rng: &mut impl Rng) -> Option<usize> {
        let first = rng.random_range(0..self.sensors.len());
        // Whether a ray comes back does not depend on chance, so a hole loses no draw to it.
        let lost = || self.holes.iter().any(|(c, r)| c.distance(point) < *r);
        match self.scan.density {
            Density::Even => {
                // From a random one on, so that the views share evenly what several see.
                let views = (0..self.sensors.len()).map(|k| (first + k) % self.sensors.len());
                let mut found = views.filter(|&v| self.visible(v, point, normal).is_some());
                found.next().filter(|_| !lost())
            }
            Density::Rays { falloff, facing } => {
                let chance: f64 = rng.random();
                let toward = self.sensors[first] - point;
                let distance = toward.length();
                let cosine = (normal.dot(toward) / distance).max(0.0);
                if chance >= cosine.powf(facing) * (self.nearest / distance).powf(falloff) {
                    return None;
                }
                self.visible(first, point, normal).map(|_| first).filter(|_| !lost())
            }
        }
    }

    /// The distance at which a sensor sees a point, if it does.
    fn visible(&self, view: usize, point: Vec3, normal: Vec3) -> Option<f64> {
        let toward = self.sensors[view] - point;
        let distance = toward.length();
        if normal.dot(toward) <= self.scan.grazing.cos() * distance {
            return None;
        }
        // Off the surface by a hair, so that the point does not hide itself.
        let from = point + normal * (1e-7 * self.size);
        self.surface.cast_within(from, toward, 1.0).is_none().then_some(distance)
    }
}

impl Scan {
    /// Whether the parameters make sense.
    fn check(&self) -> Result<(), ScanError> {
        PARAMETERS.iter().try_for_each(|p| p.get(self).map_or(Ok(()), |value| p.check(value)))
    }
}
