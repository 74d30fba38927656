//! A mesh made fit for measuring: welded, without waste, consistently oriented, outward; and a true report on it.
//!
//! Repairs are small by intent: none moves the surface by more than a ten-thousandth of the diagonal, none fills more
//! than a hundredth of the area, and one that leaves more open edges than it found is taken back.

mod crossings;
mod idle;
mod orient;
mod repair;
mod unite;
mod weld;

pub use crossings::Crossings;
pub use unite::united;

use crate::topology::{Topology, for_each_edge};
use crate::words::{Grouped, count, grouped, number};
use crate::{Aabb3, Aside, Observer, Silent, TriMesh};
use serde::{Deserialize, Serialize};

/// What [`Observer::stage`] is told.
const STAGE: &str = "clean";
/// Vertices closer than this share of the diagonal are one.
const WELD: f64 = 1e-6;
/// Least share of its diagonal that a mesh keeps in cleaning.
const KEPT: f64 = 0.9;

/// What was found and done. Counts are of the input unless they say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CleanReport {
    /// Triangles given.
    pub input_triangles: usize,
    /// Vertices given.
    pub input_vertices: usize,
    /// Triangles left.
    pub triangles: usize,
    /// Vertices left.
    pub vertices: usize,
    /// Bounding diagonal, millimetres; of what is a part, where single corners lie far off.
    pub diagonal: f64,
    /// Vertices closer than this were joined, millimetres.
    pub tolerance: f64,

    /// Vertices joined with another one.
    pub welded_vertices: usize,
    /// Triangles without area, dropped.
    pub flat_triangles: usize,
    /// Triangles that lay on another one, dropped.
    pub duplicate_triangles: usize,
    /// Vertices moved to close cracks.
    pub snapped_vertices: usize,
    /// Vertices put into edges they lay on, which closes T-junctions.
    pub split_edges: usize,
    /// Small flat holes filled.
    pub filled_holes: usize,
    /// Triangles added to fill them.
    pub added_triangles: usize,
    /// Triangles turned to agree with their neighbours.
    pub turned_triangles: usize,
    /// Shells that were inside out, turned.
    pub turned_shells: usize,
    /// Edges at which bodies touch, now with vertices of their own for each.
    pub separated_edges: usize,
    /// Vertices in the middle of flat places and straight edges, left out of a mesh that had many.
    pub idle_vertices: usize,

    /// Connected pieces of the result.
    pub shells: usize,
    /// Closed shells that bound a void inside another one.
    pub voids: usize,
    /// Those of them that faced as the shell around them does: taken for voids all the same.
    pub outward_voids: usize,
    /// Shells that cut through another one and faced the other way, turned to face as it does.
    pub turned_against: usize,
    /// Shells with open or unresolved edges.
    pub open_shells: usize,
    /// Edges of the result with one triangle.
    pub open_edges: usize,
    /// Loops that the open edges form.
    pub boundary_loops: usize,
    /// Edges of the result where three or more triangles meet and no pairing makes sense.
    pub nonmanifold_edges: usize,
    /// Edges of the result whose triangles cannot face the same way.
    pub twisted_edges: usize,
    /// Triangles of the result that cut through one another.
    pub crossings: Crossings,
    /// Whether there were too many shells to tell voids from bodies.
    pub nesting_unknown: bool,

    /// Surface area of the result, square millimetres.
    pub area: f64,
    /// Enclosed volume of the result, cubic millimetres; without meaning where the mesh is open.
    pub volume: f64,
}

impl CleanReport {
    /// Whether the result bounds a solid: no edge is open, crowded or twisted.
    pub fn is_closed(&self) -> bool {
        self.open_edges == 0 && self.nonmanifold_edges == 0 && self.twisted_edges == 0
    }

    /// Whether the result bounds a solid and no shell cuts through itself.
    pub fn is_sound(&self) -> bool {
        self.is_closed() && self.crossings.within_shells == 0 && self.crossings.complete
    }

    /// What was repaired, one phrase each: "3 triangles without area dropped".
    ///
    /// Welding is left out: STL files store no shared vertices, so it is no repair.
    pub fn repairs(&self) -> Vec<String> {
        phrases(&[
            (self.flat_triangles, "triangle without area dropped", "triangles without area dropped"),
            (self.duplicate_triangles, "duplicate triangle dropped", "duplicate triangles dropped"),
            (self.snapped_vertices, "vertex moved to close a crack", "vertices moved to close cracks"),
            (self.split_edges, "T-junction closed", "T-junctions closed"),
            (self.filled_holes, "small flat hole filled", "small flat holes filled"),
            (
                self.turned_triangles,
                "triangle turned to agree with its neighbours",
                "triangles turned to agree with their neighbours",
            ),
            (self.turned_shells, "inside-out shell turned", "inside-out shells turned"),
            (self.separated_edges, "edge where bodies touch separated", "edges where bodies touch separated"),
            (
                self.idle_vertices,
                "vertex in a flat place or straight edge left out",
                "vertices in flat places and straight edges left out",
            ),
        ])
    }

    /// What is still wrong, one phrase each: "12 open edges in 2 loops".
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.open_edges > 0 {
            faults.push(format!("{} in {}", count(self.open_edges, "open edge"), count(self.boundary_loops, "loop")));
        }
        faults.extend(phrases(&[
            (self.nonmanifold_edges, "edge of three or more triangles", "edges of three or more triangles"),
            (self.twisted_edges, "edge where the surface is one-sided", "edges where the surface is one-sided"),
        ]));
        let least = if self.crossings.complete { "" } else { "at least " };
        let crossing = [
            (
                self.crossings.within_shells,
                "pair of triangles cuts through one another",
                "pairs of triangles cut through one another",
            ),
            (
                self.crossings.between_shells,
                "pair of triangles of different bodies overlaps",
                "pairs of triangles of different bodies overlap",
            ),
        ];
        faults.extend(phrases(&crossing).into_iter().map(|p| format!("{least}{p}")));
        if !self.crossings.complete && self.crossings.total() == 0 {
            faults.push("the search for self-crossings was cut short".into());
        }
        if self.nesting_unknown {
            faults.push(format!("{} shells: too many to tell voids from bodies", grouped(self.shells)));
        }
        faults.extend(self.doubts());
        faults
    }

    /// What was decided, one line each.
    fn told(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{} of {} welded to another: closer than {} mm, a millionth of the diagonal, is one",
            grouped(self.welded_vertices),
            count(self.input_vertices, "vertex"),
            number(self.tolerance)
        )];
        let before = lines.len();
        lines.extend(self.repairs().into_iter().map(|r| format!("mended: {r}")));
        if lines.len() == before {
            lines.push(
                "nothing to mend: no crack, no triangle without area or twice, none that faces the wrong way".into(),
            );
        }
        lines.extend(self.faults().into_iter().map(|f| format!("left as it is: {f}")));
        let open = if self.open_shells == 0 { String::new() } else { format!("; {} open", grouped(self.open_shells)) };
        lines.push(format!(
            "{} left in {}, which bound {} and {}{open}",
            count(self.triangles, "triangle"),
            count(self.shells, "shell"),
            count(self.shells - self.voids - self.open_shells, "body"),
            count(self.voids, "void")
        ));
        lines
    }

    /// What the way shells face speaks against, and was assumed all the same, one phrase each.
    pub fn doubts(&self) -> Vec<String> {
        phrases(&[
            (
                self.outward_voids,
                "inner shell taken for a void, though it faces outward",
                "inner shells taken for voids, though they face outward",
            ),
            (
                self.turned_against,
                "shell that cuts through another taken for a body, though it faces inward",
                "shells that cut through others taken for bodies, though they face inward",
            ),
        ])
    }
}

fn phrases(counts: &[(usize, &str, &str)]) -> Vec<String> {
    let some = counts.iter().filter(|c| c.0 > 0);
    some.map(|&(n, one, many)| format!("{} {}", Grouped(n as u64), if n == 1 { one } else { many })).collect()
}

/// Why nothing is left to measure.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CleanError {
    /// A coordinate is NaN or infinite.
    #[error("vertex {vertex} has a coordinate that is no number; repair the file where it was made")]
    NotFinite {
        /// The vertex, from 0.
        vertex: usize,
    },
    /// A triangle uses a vertex that does not exist.
    #[error("triangle {triangle} uses vertex {vertex}, but there are {vertices}; export the mesh again")]
    IndexOutOfRange {
        /// The triangle, from 0.
        triangle: usize,
        /// The vertex it uses.
        vertex: u32,
        /// Vertices there are.
        vertices: usize,
    },
    /// More triangles than 32-bit numbers can count the sides of.
    #[error("{triangles} triangles are too many: at most {most} can be cleaned; simplify the mesh")]
    TooMany {
        /// Triangles given.
        triangles: usize,
        /// Triangles that can be handled.
        most: usize,
    },
    /// All triangles are without area.
    #[error(
        "none of the {triangles} triangles has an area; check that the export was not flattened to a line or a point"
    )]
    NoArea {
        /// Triangles given.
        triangles: usize,
    },
    /// All vertices lie in one plane.
    #[error("all {triangles} triangles lie in one plane: this is a drawing, not a solid; export the 3D part")]
    Flat {
        /// Triangles given.
        triangles: usize,
    },
}

/// The mesh, welded and repaired where the repair is small and sure, and what was found and done.
///
/// Vertices are joined within 10⁻⁶ of the diagonal; triangles without area and duplicates dropped; cracks,
/// T-junctions and small flat holes closed; triangles turned to agree with their neighbours; bodies that touch given
/// vertices of their own, so that every edge has two triangles; shells turned outward, or inward where they lie inside
/// an odd number of others. A closed mesh that was refined without need is drawn plainly again.
///
/// # Errors
/// [`CleanError`]: bad numbers or indices, or nothing solid is left. Open, crossing and non-manifold meshes are no
/// errors; the report names them.
///
/// # Cost
/// Two million triangles: about 6 s on one core, half of it for self-crossings, and 250 MB.
///
/// ```
/// use resolid_geom::{TriMesh, Vec3, clean::clean};
/// let (mesh, report) = clean(&TriMesh::cuboid(Vec3::ZERO, Vec3::ONE).flipped())?;
/// assert_eq!(mesh.volume(), 1.0);
/// assert_eq!(report.repairs(), ["1 inside-out shell turned"]);
/// # Ok::<(), resolid_geom::clean::CleanError>(())
/// ```
pub fn clean(mesh: &TriMesh) -> Result<(TriMesh, CleanReport), CleanError> {
    clean_observed(mesh, &Silent)
}

/// What [`clean`] gives, with progress told to `observer`. Told to stop, it leaves out the search for self-crossings,
/// and the report says that it is not complete.
///
/// # Errors
/// As [`clean`].
pub fn clean_observed(mesh: &TriMesh, observer: &dyn Observer) -> Result<(TriMesh, CleanReport), CleanError> {
    check(mesh)?;
    let used = Aabb3::of(mesh.triangles.iter().flatten().map(|&v| mesh.vertices[v as usize]));
    let (result, report) = clean_within(mesh, used.diagonal(), observer)?;
    // A corner far off that was mended away made every repair as wide as it is far: too wide for the part that is left.
    let left = result.bounds().diagonal();
    let (result, report) =
        if left < KEPT * used.diagonal() { clean_within(mesh, left, observer)? } else { (result, report) };
    report.told().into_iter().for_each(|line| observer.note("cleaning", line));
    Ok((result, report))
}

/// What [`clean_observed`] gives, with repairs as wide as suits a part of this diagonal.
fn clean_within(mesh: &TriMesh, diagonal: f64, observer: &dyn Observer) -> Result<(TriMesh, CleanReport), CleanError> {
    observer.stage(STAGE, 0.0);
    let tolerance = WELD * diagonal;
    let mut report = CleanReport {
        input_triangles: mesh.triangles.len(),
        input_vertices: mesh.vertices.len(),
        diagonal,
        tolerance,
        ..CleanReport::default()
    };
    let standing_for = weld::weld(&mesh.vertices, tolerance);
    report.welded_vertices = standing_for.iter().enumerate().filter(|&(i, &s)| s as usize != i).count();
    let mut result = TriMesh {
        vertices: mesh.vertices.clone(),
        triangles: mesh.triangles.iter().map(|t| t.map(|v| standing_for[v as usize])).collect(),
    };
    drop(standing_for);
    result.triangles.retain(repair::has_three_corners);
    report.flat_triangles = report.input_triangles - result.triangles.len();
    report.duplicate_triangles = repair::drop_duplicates(&mut result);
    observer.stage(STAGE, 0.25);
    close_gaps(&mut result, &mut report);
    if result.triangles.is_empty() {
        return Err(CleanError::NoArea { triangles: report.input_triangles });
    }
    if is_flat(&result, tolerance) {
        return Err(CleanError::Flat { triangles: report.input_triangles });
    }
    observer.stage(STAGE, 0.35);
    report.turned_triangles = orient::agree(&mut result).0;
    repair::fill_holes(&mut result, &mut report);
    // Wedges of solid are told by orientation; in a mesh that is inside out as a whole they show inverted.
    let inverted = result.volume() < 0.0;
    report.separated_edges = orient::separate(&mut result, inverted);
    let (turned, twisted) = orient::agree(&mut result);
    report.turned_triangles += turned;
    report.twisted_edges = twisted;
    observer.stage(STAGE, 0.45);
    let turned = orient::turn_shells(&mut result, &mut report);
    let mut result = result.compacted();
    let mut topology = Topology::new(&result);
    report.open_edges = topology.open_sides().count();
    for_each_edge(&result, |sides| report.nonmanifold_edges += usize::from(sides.len() > 2));
    if report.is_closed()
        && let Some(plain) = idle::without_idle(&result, tolerance)
    {
        report.idle_vertices = result.vertices.len() - plain.vertices.len();
        topology = Topology::new(&plain);
        result = plain;
    }
    report.boundary_loops = topology.boundary_loops(&result).len();
    observer.stage(STAGE, 0.55);
    let shell_of = topology.shells().shell_of;
    let (crossings, pairs) = crossings::crossings(&result, &shell_of, tolerance, observer);
    report.crossings = crossings;
    report.turned_against = orient::turned_against(&result, &shell_of, &pairs, &turned, tolerance);
    report.triangles = result.triangles.len();
    report.vertices = result.vertices.len();
    report.area = result.area();
    report.volume = result.volume();
    observer.stage(STAGE, 1.0);
    Ok((result, report))
}

/// What is left of a cleaned, open mesh when each of its holes is closed by a flat patch, however large, and how many there were;
/// `None` where a hole is not flat, or where what comes of it does not bound a solid or cuts through itself. Nobody knows that
/// something flat was there: this is a guess, for its caller to name.
pub fn close_over(mesh: &TriMesh, observer: &dyn Observer) -> Option<(TriMesh, usize)> {
    /// Half of a bowl is its rim's disc; a sheet's rim is as large as the sheet.
    const LARGEST: f64 = 0.4;
    let diagonal = mesh.bounds().diagonal();
    let mut filled = CleanReport { diagonal, tolerance: WELD * diagonal, ..CleanReport::default() };
    let mut closed = mesh.clone();
    repair::fill_flat_holes(&mut closed, &mut filled, LARGEST);
    // Cleaning looks for all that crosses, which is long work for nothing where a hole is left.
    if filled.filled_holes == 0 || Topology::new(&closed).open_sides().next().is_some() {
        return None;
    }
    let (closed, report) = clean_observed(&closed, &Aside(observer)).ok()?;
    (report.is_sound() && report.volume > 0.0).then_some((closed, filled.filled_holes))
}

/// Drops triangles without area and closes cracks, those included that the dropped triangles leave.
fn close_gaps(mesh: &mut TriMesh, report: &mut CleanReport) {
    let keep: Vec<bool> = (0..mesh.triangles.len()).map(|t| !repair::is_sliver(mesh, t, report.tolerance)).collect();
    let slivers = keep.iter().filter(|k| !**k).count();
    if slivers > 0 {
        let open = |mesh: &TriMesh| Topology::new(mesh).open_sides().count();
        let mut without = mesh.clone();
        repair::retain(&mut without, &keep);
        let mut trial = report.clone();
        repair::close_cracks(&mut without, &mut trial);
        // A sliver whose loss cannot be healed holds the surface together: then all stay.
        if open(&without) <= open(mesh) {
            trial.flat_triangles += slivers;
            *report = trial;
            *mesh = without;
            return;
        }
    }
    repair::close_cracks(mesh, report);
}

fn check(mesh: &TriMesh) -> Result<(), CleanError> {
    let most = (u32::MAX / 3 - 1) as usize;
    if mesh.triangles.len() > most {
        return Err(CleanError::TooMany { triangles: mesh.triangles.len(), most });
    }
    if let Some(vertex) = mesh.vertices.iter().position(|v| !v.is_finite()) {
        return Err(CleanError::NotFinite { vertex });
    }
    let vertices = mesh.vertices.len();
    for (triangle, t) in mesh.triangles.iter().enumerate() {
        if let Some(&vertex) = t.iter().find(|&&v| v as usize >= vertices) {
            return Err(CleanError::IndexOutOfRange { triangle, vertex, vertices });
        }
    }
    Ok(())
}

/// Whether all triangles lie in one plane.
fn is_flat(mesh: &TriMesh, tolerance: f64) -> bool {
    let largest = (0..mesh.triangles.len())
        .max_by(|&a, &b| mesh.area_normal(a).length_squared().total_cmp(&mesh.area_normal(b).length_squared()));
    largest.is_none_or(|t| {
        let (origin, normal) = (mesh.corners(t)[0], mesh.normal(t));
        mesh.triangles.iter().flatten().all(|&v| (mesh.vertices[v as usize] - origin).dot(normal).abs() <= tolerance)
    })
}
