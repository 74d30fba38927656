//! An input made ready: a mended mesh or a cleaned cloud, and what either is asked by the stages after.

use crate::error::Error;
use crate::measure::{Measured, Sampling, measure};
use crate::measure_cloud::{Covered, measure_cloud};
use crate::options::millimetres;
use crate::proposals::{Judged, Proposal, judged, judged_mesh};
use crate::report::InputReport;
use crate::source::{CloudSource, LOOK, MeshSource, no_part, split};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_fit::{FitError, FitOptions, Solid, fit};
use resolid_geom::clean::{self, CleanReport};
use resolid_geom::cloud::{Prepared, prepare};
use resolid_geom::words::{count, number};
use resolid_geom::{Aabb3, Cloud, MeshDistance, Observer, TriMesh, Vec3, sample};
use resolid_program::Evaluator;
use std::sync::OnceLock;

/// An input made ready for fitting, millimetres.
pub(crate) enum Ready {
    /// Welded, mended, outward; open ones, where that makes solids of them, with flat patches over so many holes. Where bodies
    /// overlap, `united` is what they bound together.
    Mesh {
        mesh: TriMesh,
        united: Option<Box<TriMesh>>,
        cleaned: Box<CleanReport>,
        closed_over: usize,
        format: String,
        triangles: usize,
    },
    /// Thinned, without outliers, with normals; of an open mesh points on its `triangles`.
    Cloud { cloud: Box<Prepared>, format: String, dropped: usize, astray: usize, triangles: usize },
}

/// What was found, and what the input was taken for.
pub(crate) struct Found {
    /// Programs, the best first.
    pub proposals: Vec<Proposal>,
    /// The solid that a cloud's points were taken to bound.
    pub solid: Option<Solid>,
    /// Standard deviation with which the input scatters about its surface, millimetres.
    pub noise: f64,
    /// Whether a search was stopped before its end.
    pub stopped: bool,
    /// Whether all were and there was no time to judge what they found, so that the order of the programs says little.
    pub unsure: bool,
}

impl Ready {
    /// A mesh, cleaned.
    ///
    /// # Errors
    /// [`Error::Unreadable`]: nothing that could be a part.
    pub fn mesh(source: MeshSource, observer: &dyn Observer) -> Result<Self, Error> {
        let (format, triangles) = (source.format.clone(), source.mesh.triangles.len());
        let factor = millimetres(source.taken_unit());
        let raw = source.into_millimetres();
        in_reach(&raw.bounds(), factor)?;
        let held = [(triangles, "triangle"), (raw.vertices.len(), "vertex")].map(|(n, what)| count(n, what));
        observer.note("input", format!("{format}, {}", held.join(", ")));
        let (mesh, cleaned) = clean::clean_observed(&raw, observer).map_err(unusable)?;
        // A sheet's border is no hole, so what is closed over was all but a solid: better a guess with a name than none.
        let open = !cleaned.is_closed();
        let (mesh, closed_over) = match open.then(|| clean::close_over(&mesh, observer)).flatten() {
            Some((closed, holes)) => (closed, holes),
            None => (mesh, 0),
        };
        let overlap = cleaned.is_sound() && cleaned.crossings.between_shells > 0;
        let united = if overlap { clean::united(&mesh).map(Box::new) } else { None };
        over(closed_over).into_iter().for_each(|guess| observer.note("cleaning", guess));
        if let Some(whole) = &united {
            let [apart, joined] = [mesh.volume(), whole.volume()].map(number);
            observer.note(
                "cleaning",
                format!("bodies overlap: of {apart} mm³ in all of them {joined} mm³ are left in their union"),
            );
        }
        Ok(Self::Mesh { mesh, united, cleaned: Box::new(cleaned), closed_over, format, triangles })
    }

    /// A cloud, cleaned.
    ///
    /// # Errors
    /// [`Error::Unreadable`]: nothing that could be a part.
    pub fn cloud(source: CloudSource, observer: &dyn Observer) -> Result<Self, Error> {
        let cloud = source.in_millimetres();
        in_reach(&cloud.bounds(), millimetres(source.taken_unit()))?;
        let told = |have: bool, what: &str| if have { format!("with {what}") } else { format!("without {what}") };
        let normals = told(cloud.normals.is_some(), "normals");
        let sensors = told(!cloud.sensors.is_empty(), "the place of the scanner");
        observer.note("input", format!("{}, {}, {normals}, {sensors}", source.format, count(cloud.len(), "point")));
        let cloud = prepare(&cloud, observer).map_err(no_part)?;
        let CloudSource { format, dropped, astray, .. } = source;
        repairs(&cloud, dropped, astray).into_iter().for_each(|done| observer.note("cleaning", done));
        let [apart, noise] = [cloud.apart(), cloud.locals.noise].map(number);
        let left = count(cloud.cloud.len(), "point");
        observer
            .note("cleaning", format!("{left} left, {apart} mm apart, which scatter by {noise} mm about the surface"));
        Ok(Self::Cloud { cloud: Box::new(cloud), format, dropped, astray, triangles: 0 })
    }

    /// A mesh as a scan: points drawn on it, with its normals; `None` of a cloud, of a few facets, which no scanner made, and
    /// where they show no part.
    pub fn as_scan(&self, seed: u64, observer: &dyn Observer) -> Option<Self> {
        const POINTS: usize = 20_000;
        const FEWEST: usize = 1000;
        let Self::Mesh { mesh, format, triangles, .. } = self else { return None };
        if mesh.triangles.len() < FEWEST {
            return None;
        }
        let drawn = sample::surface(mesh, POINTS, &mut ChaCha8Rng::seed_from_u64(seed));
        let cloud = Cloud {
            points: drawn.iter().map(|s| s.point).collect(),
            normals: Some(drawn.iter().map(|s| s.normal).collect()),
            ..Cloud::default()
        };
        let cloud = prepare(&cloud, observer).ok()?;
        Some(Self::Cloud {
            cloud: Box::new(cloud),
            format: format.clone(),
            dropped: 0,
            astray: 0,
            triangles: *triangles,
        })
    }

    /// The box around it.
    pub fn bounds(&self) -> Aabb3 {
        match self {
            Self::Mesh { mesh, .. } => mesh.bounds(),
            Self::Cloud { cloud, .. } => cloud.cloud.bounds(),
        }
    }

    /// The programs that fit it, found until `observer` says stop; judged until `judging` does, where they are `compared`.
    ///
    /// # Errors
    /// As the fit says.
    pub fn fit(
        &self,
        options: &FitOptions,
        compared: bool,
        observer: &dyn Observer,
        judging: &dyn Observer,
    ) -> Result<Found, Error> {
        Ok(match self {
            Self::Mesh { mesh, cleaned, .. } => {
                let faults = cleaned.faults();
                let fit = fit(mesh, options, observer).map_err(|error| match (error, faults.first()) {
                    // What is wrong with the mesh says more than what was not found in it.
                    (FitError::NothingFound { .. } | FitError::NoVolume { .. }, Some(fault))
                        if !cleaned.is_closed() =>
                    {
                        Error::Open { fault: fault.clone() }
                    }
                    (error, _) => in_time(error, observer).into(),
                })?;
                let (noise, stopped) = (fit.noise, fit.stopped);
                let surface = self.surface().unwrap_or(mesh);
                let (proposals, is_judged) = judged_mesh(surface, fit, options.seed, compared, judging);
                Found { proposals, solid: None, noise, stopped, unsure: stopped && !is_judged }
            }
            Self::Cloud { cloud, .. } => {
                let Judged { proposals, solid, noise, stopped, unsure } =
                    judged(cloud, options, compared, observer, judging).map_err(|error| {
                        match in_time(error, observer) {
                            FitError::NoVolume { .. } => {
                                Error::Points { reason: "the points enclose no volume".into() }
                            }
                            FitError::NothingFound { reason } => Error::Points { reason },
                            stopped @ FitError::Stopped => stopped.into(),
                        }
                    })?;
                Found { proposals, solid: Some(solid), noise, stopped, unsure }
            }
        })
    }

    /// Whether places lie inside, as far as the input says: behind its facets, or in what `found` took it for.
    pub fn inside<'a>(&'a self, found: &'a Found) -> Box<dyn Fn(Vec3) -> bool + Sync + 'a> {
        match (self, &found.solid) {
            (_, Some(solid)) => Box::new(|p| solid.contains(p)),
            (Self::Mesh { mesh, .. }, None) => {
                // Asked rarely, and of large meshes it takes memory.
                let surface = OnceLock::new();
                Box::new(move |p| surface.get_or_init(|| MeshDistance::new(mesh)).contains(p))
            }
            (Self::Cloud { .. }, None) => Box::new(|_| false),
        }
    }

    /// The surface that bounds it, where it is a mesh: of bodies that overlap what is not buried in others.
    pub fn surface(&self) -> Option<&TriMesh> {
        match self {
            Self::Mesh { mesh, united, .. } => Some(united.as_deref().unwrap_or(mesh)),
            Self::Cloud { .. } => None,
        }
    }

    /// The volume it encloses, as far as it says.
    pub fn volume(&self, found: &Found) -> f64 {
        match (self, &found.solid) {
            (Self::Mesh { .. }, _) => self.surface().map_or(0.0, TriMesh::volume),
            (_, solid) => solid.as_ref().map_or(0.0, Solid::volume),
        }
    }

    /// How far `program` is from it; and for a cloud, how much of the program's surface it shows, and which points lie far
    /// off where `tolerance` counts as the same surface.
    pub fn measure(
        &self,
        found: &Found,
        program: &Evaluator,
        sampling: Sampling,
        tolerance: f64,
        observer: &dyn Observer,
    ) -> (Measured, Option<Covered>) {
        match self {
            Self::Mesh { mesh, .. } => (measure(self.surface().unwrap_or(mesh), program, sampling, observer), None),
            Self::Cloud { cloud, .. } => {
                let inside = self.inside(found);
                let (measured, covered) = measure_cloud(cloud, &*inside, program, sampling, tolerance, observer);
                (measured, Some(covered))
            }
        }
    }

    /// Whether it has a border where the surface goes on unseen.
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Mesh { cleaned, .. } if cleaned.is_closed())
    }

    /// What the way a mesh's shells face speaks against, and was assumed of them all the same.
    pub fn doubts(&self) -> Vec<String> {
        match self {
            Self::Mesh { cleaned, .. } => cleaned.doubts(),
            Self::Cloud { .. } => Vec::new(),
        }
    }

    /// How many bodies it shows: of a cloud, groups of points.
    pub fn bodies(&self) -> usize {
        match self {
            Self::Mesh { cleaned, .. } => cleaned.shells - cleaned.voids,
            Self::Cloud { cloud, .. } => cloud.groups.sizes.len(),
        }
    }

    /// What was read and mended, under the name `file`.
    pub fn report(&self, file: &str) -> InputReport {
        let size_mm = self.bounds().size().to_array();
        match self {
            Self::Mesh { mesh, cleaned, closed_over, format, triangles, .. } => InputReport {
                file: file.into(),
                format: format.clone(),
                triangles: *triangles,
                triangles_used: mesh.triangles.len(),
                points: 0,
                points_used: 0,
                shells: cleaned.shells,
                bodies: self.bodies(),
                closed: cleaned.is_closed(),
                repairs: [cleaned.repairs(), over(*closed_over)].concat(),
                faults: cleaned.faults(),
                size_mm,
            },
            Self::Cloud { cloud, format, dropped, astray, triangles } => InputReport {
                file: file.into(),
                format: format.clone(),
                triangles: *triangles,
                triangles_used: 0,
                points: cloud.given + dropped + astray,
                points_used: cloud.cloud.len(),
                shells: cloud.parts().len().max(1),
                bodies: self.bodies(),
                closed: false,
                repairs: repairs(cloud, *dropped, *astray),
                faults: Vec::new(),
                size_mm,
            },
        }
    }

    /// It as a mesh that can be drawn: a cloud is a tile at each of some of its points.
    pub fn drawn(self) -> TriMesh {
        match self {
            Self::Mesh { mesh, .. } => mesh,
            Self::Cloud { cloud, .. } => tiles(&cloud),
        }
    }
}

/// What a search ended by: that nothing was found before time was up is no fault of the part.
fn in_time(error: FitError, observer: &dyn Observer) -> FitError {
    match error {
        FitError::NothingFound { .. } if observer.should_stop() => FitError::Stopped,
        error => error,
    }
}

/// What was guessed of an open mesh.
fn over(holes: usize) -> Vec<String> {
    match holes {
        0 => Vec::new(),
        1 => vec!["1 flat hole closed over: a guess".into()],
        n => vec![format!("{n} flat holes closed over: a guess")],
    }
}

/// What was done to a cloud.
fn repairs(cloud: &Prepared, dropped: usize, astray: usize) -> Vec<String> {
    let mut done = Vec::new();
    let mut say = |count: usize, what: &str| {
        if count > 0 {
            done.push(format!("{count} {what}"));
        }
    };
    say(dropped, "points without a place left out");
    say(astray, "points a thousand times as far away as all others left out");
    say(cloud.duplicates, "points in the place of others left out");
    say((cloud.given - cloud.duplicates).saturating_sub(cloud.thinned), "points thinned out");
    say(cloud.outliers, "points far from all others left out");
    say(cloud.normals_distrusted, "normals left out, which are not those of the surface");
    say(cloud.normals_turned, "normals turned outward");
    say(cloud.normals_estimated, "normals estimated");
    done
}

/// A square tile at each point, about as wide as points are apart.
fn tiles(cloud: &Prepared) -> TriMesh {
    const MOST: usize = 20_000;
    let stride = cloud.cloud.len().div_ceil(MOST).max(1);
    let areas = cloud.areas();
    let mut mesh = TriMesh::default();
    for i in (0..cloud.cloud.len()).step_by(stride) {
        add_tile(&mut mesh, cloud.cloud.points[i], cloud.normals()[i], areas[i] * stride as f64);
    }
    mesh
}

/// Adds a square tile that nearly fills its share of the surface; none where there is no normal.
pub(crate) fn add_tile(mesh: &mut TriMesh, p: Vec3, normal: Vec3, area: f64) {
    let Some(normal) = normal.try_normalize() else { return };
    let (u, v) = normal.any_orthonormal_pair();
    let half = 0.4 * area.sqrt();
    let first = mesh.vertices.len() as u32;
    mesh.vertices.extend([p - (u + v) * half, p + (u - v) * half, p + (u + v) * half, p - (u - v) * half]);
    mesh.triangles.extend([[first, first + 1, first + 2], [first, first + 2, first + 3]]);
}

/// Refuses what lies where the kernel holds no coordinates, or is as small as what it takes for nothing; the file counts in units of
/// `factor` millimetres.
fn in_reach(bounds: &Aabb3, factor: f64) -> Result<(), Error> {
    const FARTHEST: f64 = 1e7;
    const SMALLEST: f64 = 1e-5;
    let size = bounds.size().max_element();
    if size > 0.0 && size < SMALLEST {
        return Err(Error::Unreadable {
            reason: format!("the part is only {} mm across; shapes begin at {SMALLEST:e} mm", number(size)),
            hint: "say what its numbers count: --unit m, or in; or scale it up where it was made".into(),
        });
    }
    let farthest = bounds.min.abs().max(bounds.max.abs()).max_element();
    if farthest < FARTHEST {
        return Ok(());
    }
    Err(Error::Unreadable {
        reason: format!("the part reaches to {farthest:.3e} mm from the origin; coordinates end at {FARTHEST:e} mm"),
        hint: if bounds.size().max_element() < FARTHEST {
            let [x, y, z] = bounds.min.to_array().map(|v| (v / factor).floor());
            format!("say where its own zero lies in the file: --frame {x},{y},{z}; or check --unit")
        } else {
            "move it to the origin where it was made, or check --unit".into()
        },
    })
}

fn unusable(error: impl std::fmt::Display) -> Error {
    split(&error.to_string(), LOOK)
}
