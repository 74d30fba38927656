//! Bodies that are one and the same part, drawn once and placed.
//!
//! Two bodies of one mesh are the same where a motion carries the vertices of one onto those of the other. Motions that
//! turn or mirror by the world's axes are tried; bodies that lie askew to one another stay apart.

use crate::congruent::{Places, middle};
use crate::{Fit, FitError, FitOptions};
use glam::{DMat3, DVec3};
use resolid_geom::topology::Topology;
use resolid_geom::{Frame, Observer, TriMesh, Vec3};
use resolid_program::{Combine, Definition, Mode, Operation, Placement, Program, Step};

/// Of more bodies than this, or of more kinds, the whole is looked at at once.
const MOST_BODIES: usize = 200;
const MOST_KINDS: usize = 12;
/// A body of no more triangles is a box, which needs no definition.
const BOX: usize = 12;
/// Vertices that a motion carries this near to one another are one, as a share of the diagonal.
const SAME: f64 = 1e-6;

/// A body, and where it stands: first as it is.
pub struct Kind {
    /// Its mesh, where it stands first.
    pub mesh: TriMesh,
    /// How it is carried to each of its places.
    pub places: Vec<Placement>,
}

/// The kinds of bodies in a closed mesh, in the order of their first; `None` where no body but boxes comes twice.
pub fn kinds(mesh: &TriMesh) -> Option<Vec<Kind>> {
    let members = Topology::new(mesh).shells().members();
    if !(2..=MOST_BODIES).contains(&members.len()) {
        return None;
    }
    let eps = SAME * mesh.bounds().diagonal();
    let mut kinds: Vec<Kind> = Vec::new();
    for shell in members {
        let body = mesh.subset(shell).compacted();
        // A shell that faces inward is a cavity of another body.
        if body.volume() <= 0.0 {
            return None;
        }
        let place = kinds.iter().enumerate().find_map(|(k, kind)| Some((k, motion(&kind.mesh, &body, eps)?)));
        match place {
            Some((kind, place)) => kinds[kind].places.push(place),
            None if kinds.len() == MOST_KINDS => return None,
            None => {
                kinds.push(Kind {
                    mesh: body,
                    places: vec![Placement { frame: Frame::WORLD, mirrored: false, name: None }],
                });
            }
        }
    }
    kinds.iter().any(|k| k.places.len() > 1 && k.mesh.triangles.len() > BOX).then_some(kinds)
}

/// The motion that carries the vertices of `a` onto those of `b`, within `eps`: a turn by the world's axes, and mirrored where no
/// turn does. Both are to be welded.
pub(crate) fn motion(a: &TriMesh, b: &TriMesh, eps: f64) -> Option<Placement> {
    if !may_be_same(a, b, eps) {
        return None;
    }
    let (from, to) = (middle(a), middle(b));
    let places = Places::of(&b.vertices, eps);
    let met = |p: Vec3| places.have(p);
    turns().into_iter().find(|turn| a.vertices.iter().all(|&p| met(*turn * (p - from) + to))).map(|turn| {
        let mirrored = turn.determinant() < 0.0;
        let x = if mirrored { -turn.x_axis } else { turn.x_axis };
        // A file's numbers are rounded; a place that is round but for that is meant so.
        let tidy = |v: f64| Some((v * 1e3).round() / 1e3).filter(|r| (v - r).abs() <= eps).unwrap_or(v);
        let origin = (to - turn * from).to_array().map(tidy).into();
        Placement { frame: Frame { origin, x, y: turn.y_axis }, mirrored, name: None }
    })
}

/// Whether all that no motion changes is the same of both.
pub(crate) fn may_be_same(a: &TriMesh, b: &TriMesh, eps: f64) -> bool {
    if a.vertices.len() != b.vertices.len() || a.triangles.len() != b.triangles.len() {
        return false;
    }
    let size = a.bounds().diagonal();
    (a.area() - b.area()).abs() <= eps * size && (a.volume() - b.volume()).abs() <= eps * size * size
}

/// All ways to turn and mirror by the world's axes, the plainest first.
fn turns() -> Vec<DMat3> {
    let axes = [DVec3::X, DVec3::Y, DVec3::Z];
    let mut turns = Vec::new();
    for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1], [1, 0, 2], [2, 1, 0]] {
        for signs in 0..8 {
            let sign = |k: usize| if signs >> k & 1 == 1 { -1.0 } else { 1.0 };
            turns.push(DMat3::from_cols(axes[order[0]] * sign(0), axes[order[1]] * sign(1), axes[order[2]] * sign(2)));
        }
    }
    // What is only moved comes before what is turned, and that before what is mirrored.
    turns.sort_by_key(|t| (t.determinant() < 0.0, *t != DMat3::IDENTITY));
    turns
}

/// The program in which every kind is drawn once; `None` where that says no more than drawing them together, or where a
/// kind cannot be drawn.
pub fn fit_kinds(
    kinds: &[Kind],
    options: &FitOptions,
    observer: &dyn Observer,
    fit: impl Fn(&TriMesh, &FitOptions, &dyn Observer) -> Result<Fit, FitError>,
) -> Option<Fit> {
    let fits: Vec<Fit> = kinds.iter().map_while(|kind| fit(&kind.mesh, options, observer).ok()).collect();
    // Bodies of one step are drawn together in one sketch, and no definition is shorter.
    let is_worth_it = kinds.iter().zip(&fits).any(|(k, f)| k.places.len() > 1 && f.program.steps.len() > 1);
    if fits.len() < kinds.len() || !is_worth_it {
        return None;
    }
    let mut program = Program::default();
    let mut snapped = Vec::new();
    let several = kinds.len() > 1;
    for (index, (kind, fit)) in kinds.iter().zip(&fits).enumerate() {
        let name = if several { format!("body_{}", index + 1) } else { "body".to_string() };
        if kind.places.len() > 1 {
            program.steps.push(Step {
                operation: Operation::Place { definition: program.definitions.len(), placements: kind.places.clone() },
                combine: Combine::all(Mode::New),
                name: Some(format!("{name}_placed")),
                group: None,
                suppressed: false,
            });
            program.definitions.push(Definition { name, steps: fit.program.steps.clone() });
        } else {
            program.append(&fit.program, &name);
        }
        snapped.extend(fit.snapped.iter().cloned());
    }
    let most = |of: fn(&Fit) -> f64| fits.iter().map(of).fold(0.0, f64::max);
    Some(Fit {
        program,
        alternatives: Vec::new(),
        snapped,
        dimensions: Vec::new(),
        tolerance: most(|f| f.tolerance),
        noise: most(|f| f.noise),
        stopped: fits.iter().any(|f| f.stopped),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two boxes on one another, which is no box and has no symmetry.
    fn step_block() -> TriMesh {
        let corner = |x: f64, y: f64, z: f64| Vec3::new(x, y, z);
        let outline = [(0.0, 0.0), (30.0, 0.0), (30.0, 5.0), (10.0, 5.0), (10.0, 12.0), (0.0, 12.0)];
        let mut mesh = TriMesh::default();
        mesh.vertices.extend(outline.iter().map(|&(x, z)| corner(x, 0.0, z)));
        mesh.vertices.extend(outline.iter().map(|&(x, z)| corner(x, 20.0, z)));
        for i in 0..6u32 {
            let j = (i + 1) % 6;
            mesh.triangles.extend([[i, j, 6 + j], [i, 6 + j, 6 + i]]);
        }
        for [a, b, c] in [[0, 1, 2], [0, 2, 3], [0, 3, 4], [0, 4, 5]] {
            mesh.triangles.extend([[a, c, b], [6 + a, 6 + b, 6 + c]]);
        }
        if mesh.volume() < 0.0 { mesh.flipped() } else { mesh }
    }

    #[test]
    fn bodies_that_were_moved_turned_or_mirrored_are_one_kind() {
        let block = step_block();
        let turned = |p: Vec3| Vec3::new(-p.y, p.x, p.z) + Vec3::new(100.0, 0.3, 7.0);
        let mirrored = |p: Vec3| Vec3::new(-p.x, p.y, p.z) - Vec3::new(50.0, 0.0, 0.0);
        let taller = |p: Vec3| Vec3::new(p.x, p.y - 90.0, 1.1 * p.z);
        let mut all = block.clone();
        all.append(&block.mapped(turned));
        all.append(&block.mapped(mirrored).flipped());
        all.append(&block.mapped(taller));
        let kinds = kinds(&all).unwrap();
        assert_eq!(kinds.iter().map(|k| k.places.len()).collect::<Vec<_>>(), [3, 1]);
        for (place, expected) in kinds[0].places[1..].iter().zip([&turned as &dyn Fn(Vec3) -> Vec3, &mirrored]) {
            // The block is its own mirror image along y, so that a corner may be carried onto another one's place.
            let carried = |p: Vec3| {
                let own = if place.mirrored { Vec3::new(-p.x, p.y, p.z) } else { p };
                place.frame.world_from_local(own)
            };
            for q in block.vertices.iter().map(|&p| expected(p)) {
                assert!(block.vertices.iter().any(|&p| carried(p).distance(q) < 1e-9), "{place:?}");
            }
        }
        assert!(super::kinds(&block).is_none());
    }
}
