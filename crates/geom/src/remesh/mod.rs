//! Isotropic remeshing: the same surface with triangles as near equilateral, and edges as near equal, as its shape allows.
//!
//! Long edges are split, short ones collapsed, edges flipped towards six at a vertex, vertices evened out along the
//! surface and put back on the original. What keeps a part a part is in the restrictions: an edge that is sharp in the
//! original stays one, each vertex remembers the smooth patch, or the sharp line, it lies on and is put back on that and
//! on nothing else, and no edge is made that strays from the original.
//!
//! # Source
//! The loop is Botsch and Kobbelt's of 2004; patches, lines and the limit on straying are ours.

mod net;
mod original;
mod steps;

use crate::TriMesh;
use crate::observe::Observer;
use net::Net;
use original::Original;
use std::ops::RangeInclusive;

/// Runs with other edge lengths, before a number of vertices is given up.
const RUNS: usize = 6;

/// Edges this many times as long as wanted are split: their halves are as far from it as they are.
const LONGEST: f64 = 4.0 / 3.0;
/// What a collapse may leave in early rounds.
const BROKEN: f64 = 1.7;

/// What kind of mesh is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Remesh {
    /// How many vertices the result may have.
    pub vertices: RangeInclusive<usize>,
    /// Angle between the normals at an edge from which on it is kept, radians.
    pub sharp: f64,
    /// How far an edge may stray from the original, in edge lengths.
    pub stray: f64,
    /// Rounds of splitting, collapsing, flipping and evening out.
    pub rounds: usize,
}

impl Default for Remesh {
    /// What the mesh encoder reads: 2,048 to 4,000 vertices.
    fn default() -> Self {
        Self { vertices: 2048..=4000, sharp: 0.6, stray: 0.1, rounds: 6 }
    }
}

/// Why there is no such mesh.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RemeshError {
    /// The input has no area.
    #[error(
        "the mesh has no surface to divide anew: {triangles} triangles without area; look at it with `resolid info`"
    )]
    NoSurface {
        /// How many there are.
        triangles: usize,
    },
    /// The input is no surface.
    #[error("{edges} edges of the mesh belong to three or more triangles; clean the mesh first")]
    Crowded {
        /// How many.
        edges: usize,
    },
    /// The shape needs more vertices, or fewer.
    #[error(
        "the shape comes to {vertices} vertices, not {least} to {most}; allow for that many, or leave fewer edges sharp"
    )]
    Budget {
        /// The nearest that was reached.
        vertices: usize,
        /// As asked for.
        least: usize,
        /// As asked for.
        most: usize,
    },
    /// The observer said stop.
    #[error("remeshing was stopped")]
    Stopped,
}

/// The surface of `mesh` with as many vertices as `wanted` allows, open where `mesh` is open.
///
/// Vertices must be shared and oriented alike ([`crate::clean`] does that). The same mesh gives the same result.
///
/// # Accuracy
/// Vertices lie on the original; edges stray from it by no more than `wanted.stray` edge lengths, or twice and four times that
/// where the number of vertices cannot be had otherwise.
///
/// # Errors
/// [`RemeshError`], each case as it says.
///
/// # Cost
/// Some 50 µs a vertex of the result and 10 µs a triangle of the input: see `benches/remesh.rs`.
pub fn remesh(mesh: &TriMesh, wanted: &Remesh, observer: &dyn Observer) -> Result<TriMesh, RemeshError> {
    let (least, most) = (*wanted.vertices.start(), *wanted.vertices.end());
    let original = Original::new(mesh, wanted.sharp)?;
    let middle = ((least.max(1) as f64) * (most.max(1) as f64)).sqrt();
    // An even triangulation has two triangles, of √3/4 square edges each, a vertex.
    let mut length = (mesh.area() / (middle * 0.75f64.sqrt())).sqrt();
    let mut stray = wanted.stray;
    let mut nearest: Option<usize> = None;
    for run in 0..RUNS {
        observer.stage("remesh", run as f64 / RUNS as f64);
        let net = evened(&original, length, stray * length, wanted.rounds, observer)?;
        let count = net.vertex_count();
        if wanted.vertices.contains(&count) {
            observer.stage("remesh", 1.0);
            return Ok(net.into_mesh());
        }
        let off = |n: usize| (n as f64 / middle).ln().abs();
        if nearest.is_none_or(|n| off(count) < off(n)) {
            nearest = Some(count);
        }
        // Lines and corners take a share that does not follow the length, so the step is a little more than the plain rule's.
        length *= (count as f64 / middle).powf(0.6).clamp(0.3, 3.0);
        // Small round features keep the vertices they need; half way on they have to make do.
        if count > most && run >= RUNS / 2 - 1 {
            stray *= 2.0;
        }
    }
    Err(RemeshError::Budget { vertices: nearest.unwrap_or(0), least, most })
}

/// The surface of `mesh` with edges about `length` long.
///
/// # Errors
/// As [`remesh`], but for [`RemeshError::Budget`].
pub fn remesh_to_length(
    mesh: &TriMesh,
    length: f64,
    wanted: &Remesh,
    observer: &dyn Observer,
) -> Result<TriMesh, RemeshError> {
    let original = Original::new(mesh, wanted.sharp)?;
    Ok(evened(&original, length, wanted.stray * length, wanted.rounds, observer)?.into_mesh())
}

fn evened(
    original: &Original,
    length: f64,
    stray: f64,
    rounds: usize,
    observer: &dyn Observer,
) -> Result<Net, RemeshError> {
    let mut net = Net::of(original);
    for round in 0..rounds {
        if observer.should_stop() {
            return Err(RemeshError::Stopped);
        }
        steps::split(&mut net, original, length * LONGEST);
        // Halves of halves make a lattice of equal lean triangles, which nothing moves: early on it is broken up.
        let longest = if 2 * round < rounds { BROKEN } else { LONGEST };
        steps::collapse(&mut net, original, length, longest * length, stray);
        steps::flip(&mut net, original, stray);
        // The last rounds only even out, so that the result is as even as it gets.
        for _ in 0..if round + 2 >= rounds { 3 } else { 1 } {
            steps::relax(&mut net, original);
        }
    }
    Ok(net)
}

/// How even a mesh is: the shares of its edges between 0.5 and 1.5 of the mean length, and the mean of its triangles' smallest
/// angles over 60°.
pub fn evenness(mesh: &TriMesh) -> (f64, f64) {
    let mut lengths = Vec::with_capacity(mesh.triangles.len() * 3);
    let mut angles = 0.0;
    for t in 0..mesh.triangles.len() {
        let c = mesh.corners(t);
        lengths.extend((0..3).map(|k| c[k].distance(c[(k + 1) % 3])));
        let angle = |k: usize| (c[(k + 1) % 3] - c[k]).angle_between(c[(k + 2) % 3] - c[k]);
        angles += (0..3).map(angle).fold(f64::INFINITY, f64::min);
    }
    let mean = lengths.iter().sum::<f64>() / lengths.len().max(1) as f64;
    let near = lengths.iter().filter(|l| (0.5..=1.5).contains(&(**l / mean))).count();
    let third = std::f64::consts::FRAC_PI_3;
    (near as f64 / lengths.len().max(1) as f64, angles / (mesh.triangles.len().max(1) as f64 * third))
}
