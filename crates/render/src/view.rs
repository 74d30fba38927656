//! The view that shows a shape best.

use crate::RenderError;
use crate::camera::{Camera, Projection, View};
use crate::part::{Picture, Prepared};
use crate::scene::{Paint, Shape};
use rayon::prelude::*;
use resolid_geom::{TriMesh, Vec3};
use std::collections::BTreeMap;

/// Side of the trial pictures, in samples.
const TRIAL: usize = 80;

/// Side of the pictures by which steps are compared.
const HISTORY: usize = 40;

/// Larger meshes are judged by a part of their triangles.
const ENOUGH: usize = 20_000;

/// Azimuths in degrees, the customary one first: a front view stands at −90.
const AZIMUTHS: [f64; 8] = [-58.0, -32.0, -122.0, -148.0, 32.0, 58.0, 122.0, 148.0];

/// Elevations in degrees.
const ELEVATIONS: [f64; 2] = [30.0, 46.0];

/// The view, of a fixed list, in which most faces of `shape` are seen well and little is hidden. The list holds views
/// from all eight corners, raised and flat; the customary view from the front right wins unless another is clearly
/// better. From below the part is turned over: it then stands on what was its top.
///
/// # Errors
/// [`RenderError::Vertex`] where a triangle names a missing vertex.
pub fn best_view(shape: Shape) -> Result<View, RenderError> {
    Ok(best_of(&[&Prepared::new(shape)?]))
}

/// [`best_view`] of shapes that are ready.
pub(crate) fn best_of(shapes: &[&Prepared]) -> View {
    best_with_history(shapes, &[])
}

/// [`best_view`] of shapes, preferring views in which each step of `history` is seen to change something.
pub(crate) fn best_with_history(shapes: &[&Prepared], history: &[&Prepared]) -> View {
    let thinned: Vec<Option<TriMesh>> =
        shapes.iter().map(|s| s.mesh().filter(|m| m.triangles.len() > ENOUGH).map(thinned)).collect();
    let trial: Vec<Option<Prepared>> = thinned.iter().map(|m| Prepared::new(Shape::Mesh(m.as_ref()?)).ok()).collect();
    let shapes: Vec<&Prepared> = shapes.iter().zip(&trial).map(|(s, t)| t.as_ref().unwrap_or(s)).collect();
    let points: Vec<Vec3> = shapes.iter().flat_map(|s| s.points()).collect();
    let candidates = candidates();
    let judged = |&(view, liking): &(View, f64)| {
        let seen = changes(history, &points, view, HISTORY);
        let told: f64 = seen.iter().skip(1).map(|c| c / (c + 0.01)).sum();
        let told = if history.len() > 1 { told / (history.len() - 1) as f64 } else { 1.0 };
        score(&shapes, &points, view) * liking * (0.45 + 0.55 * told)
    };
    let scores: Vec<f64> = candidates.par_iter().map(judged).collect();
    let mut best = 0;
    for (k, s) in scores.iter().enumerate() {
        if *s > scores[best] * (1.0 + 1e-9) {
            best = k;
        }
    }
    candidates[best].0
}

/// For each shape of a history, what part of the picture it changes against the one before, the first against nothing.
pub(crate) fn changes(history: &[&Prepared], points: &[Vec3], view: View, side: usize) -> Vec<f64> {
    let camera = Camera::fitted(view, Projection::Orthographic, points.iter().copied(), 1.0, 0.02);
    let Ok(lens) = camera.lens(side, side) else { return vec![0.0; history.len()] };
    // Facets of two meshes of one curved wall lie this far apart.
    let slack = camera.height as f32 * 3e-3;
    let mut last = vec![f32::INFINITY; side * side];
    history
        .iter()
        .map(|shape| {
            let mut picture = Picture::new(side, side, &lens);
            picture.add(shape, Paint::NEUTRAL, false);
            let now = picture.canvas.depth;
            let differ =
                |(a, b): &(&f32, &f32)| a != b && (a.is_infinite() || b.is_infinite() || (*a - *b).abs() > slack);
            let changed = now.iter().zip(&last).filter(differ).count();
            last = now;
            changed as f64 / (side * side) as f64
        })
        .collect()
}

/// The views and how much each is liked before anything is seen.
fn candidates() -> Vec<(View, f64)> {
    let mut list = Vec::new();
    for from_below in [false, true] {
        for elevation in ELEVATIONS {
            for (k, azimuth) in AZIMUTHS.into_iter().enumerate() {
                let mut view = View::from_angles(azimuth.to_radians(), elevation.to_radians());
                let mut liking = if k < 2 { 1.0 } else { 0.94 };
                if elevation != ELEVATIONS[0] {
                    liking *= 0.97;
                }
                if from_below {
                    view = View {
                        direction: Vec3::new(view.direction.x, view.direction.y, -view.direction.z),
                        up: -Vec3::Z,
                    };
                    liking *= 0.84;
                }
                list.push((view, liking));
            }
        }
    }
    list
}

/// How much a view shows: every face counts, up to a fill, and so does the area.
fn score(shapes: &[&Prepared], points: &[Vec3], view: View) -> f64 {
    let camera = Camera::fitted(view, Projection::Orthographic, points.iter().copied(), 1.0, 0.02);
    let Ok(lens) = camera.lens(TRIAL, TRIAL) else { return 0.0 };
    let mut picture = Picture::new(TRIAL, TRIAL, &lens);
    for shape in shapes {
        picture.add(shape, Paint::NEUTRAL, false);
    }
    let mut seen: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for &face in picture.canvas.face.iter().filter(|&&f| f != crate::canvas::NOTHING) {
        let part = picture.part(face);
        *seen.entry((part.first, part.shape.patch(face - part.first))).or_default() += 1;
    }
    let all: usize = seen.values().sum();
    if all == 0 {
        return 0.0;
    }
    // A face is well seen from about one part in a hundred of what is seen.
    let enough = all as f64 * 0.012;
    let faces: f64 = seen.values().map(|&n| n as f64 / (n as f64 + enough)).sum();
    // Foreshortened faces tell less: a view in which one face takes nearly all is a plan, not a picture.
    let spread: f64 = seen.values().map(|&n| n as f64 / all as f64).map(|p| -p * p.ln()).sum();
    faces * (1.0 + 0.35 * spread)
}

/// Every so many-th triangle, spread over the mesh, with the vertices it needs.
fn thinned(mesh: &TriMesh) -> TriMesh {
    let step = mesh.triangles.len().div_ceil(ENOUGH);
    let mut own: BTreeMap<u32, u32> = BTreeMap::new();
    let mut thin = TriMesh::default();
    for t in mesh.triangles.iter().step_by(step) {
        let corners = t.map(|v| {
            *own.entry(v).or_insert_with(|| {
                thin.vertices.push(mesh.vertices[v as usize]);
                thin.vertices.len() as u32 - 1
            })
        });
        thin.triangles.push(corners);
    }
    thin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prism::tests::{prism, slab};
    use resolid_geom::{Loop, Profile, Vec2};
    use resolid_program::Mode;

    #[test]
    fn a_cube_is_seen_from_the_customary_corner() {
        let view = best_view(Shape::Mesh(&slab(10.0, 10.0, 10.0))).unwrap();
        assert_eq!(view, candidates()[0].0);
    }

    #[test]
    fn a_blind_hole_in_the_far_side_turns_the_view_to_it() {
        // The hole's axis is y; its mouth lies in the plane y = 20, the back of the customary view.
        let back = resolid_geom::Frame { origin: Vec3::new(0.0, 20.0, 0.0), x: -Vec3::X, y: Vec3::Z };
        let block = prism(
            vec![Profile::solid(Loop::rectangle(Vec2::splat(-10.0), Vec2::new(10.0, 20.0)))],
            [-10.0, 10.0],
            Mode::New,
        );
        let hole = |x: f64, z: f64| resolid_program::Prism {
            frame: back,
            ..prism(vec![Profile::solid(Loop::circle(Vec2::new(x, z), 3.0))], [-6.0, 0.0], Mode::Cut)
        };
        let view =
            best_view(Shape::Prisms(&[block, hole(5.0, 5.0), hole(-5.0, 5.0), hole(5.0, -5.0), hole(-5.0, -5.0)]))
                .unwrap();
        assert!(view.direction.y < 0.0, "{view:?}");
    }

    #[test]
    fn nothing_is_seen_from_the_customary_corner_too() {
        let view = best_view(Shape::Mesh(&TriMesh::default())).unwrap();
        assert_eq!(view, candidates()[0].0);
    }
}
