//! Drawings mended until the program they make passes its own checks.

use crate::assemble;
use crate::drawing::Drawing;
use crate::region::{Contour, Region, unpinched};
use crate::regular::Regular;
use resolid_geom::{Curve, Loop, Profile};
use resolid_program::Program;
use resolid_program::check::Severity;

/// The program of the drawings. Edges shorter than `eps` are taken out; a profile that fails a check is redrawn
/// as plain polygons, coarser and coarser, and, if it still fails, left out.
pub fn sound_program(mut drawings: Vec<Drawing>, regular: &Regular, size: f64, eps: f64) -> Program {
    for drawing in &mut drawings {
        for profile in &mut drawing.profiles {
            shorten(&mut profile.outer, eps);
            profile.holes.iter_mut().for_each(|h| shorten(h, eps));
            profile.holes.retain(|h| !is_nothing(h, eps));
        }
        drawing.profiles.retain(|p| !is_nothing(&p.outer, eps));
    }
    drawings.retain(|d| !d.profiles.is_empty() && d.hi - d.lo > eps);
    for fineness in [Some(1.0), Some(10.0), Some(50.0), None] {
        let program = assemble::program(&drawings, regular);
        let mut faulty: Vec<(usize, usize)> = program
            .check(1e-6 * size)
            .into_iter()
            .filter(|p| p.severity == Severity::Error)
            .filter_map(|p| Some((p.step()?, p.at.profile?)))
            .collect();
        faulty.dedup();
        if faulty.is_empty() {
            return program;
        }
        // From the back, so that the places of those in front stay.
        for &(step, profile) in faulty.iter().rev() {
            let old = drawings[step].profiles.remove(profile);
            if let Some(times) = fineness {
                drawings[step].profiles.extend(as_polygons(&old, size, times * eps));
            }
        }
        drawings.retain(|d| !d.profiles.is_empty());
    }
    assemble::program(&drawings, regular)
}

/// Takes out edges that end where they begin.
fn shorten(l: &mut Loop, eps: f64) {
    let Loop::Path(edges) = l else { return };
    let mut i = 0;
    while edges.len() > 2 && i < edges.len() {
        let next = edges[(i + 1) % edges.len()].start;
        if edges[i].start.distance(next) <= eps && edges[i].sweep.abs() < std::f64::consts::PI {
            edges.remove(i);
            i = i.saturating_sub(1);
        } else {
            i += 1;
        }
    }
}

fn is_nothing(l: &Loop, eps: f64) -> bool {
    l.signed_area().abs() <= eps * l.length()
}

/// The profile's region drawn with straight edges, in as many simple pieces as it takes.
fn as_polygons(profile: &Profile, size: f64, eps: f64) -> Vec<Profile> {
    let polygon = |l: &Loop| -> Contour {
        // Arcs as fine as a tessellation for the eye; true curves are what failed.
        let chord = if l.curves().any(|c| !matches!(c, Curve::Line { .. })) { 1e-4 * size } else { size };
        let mut points = l.polyline(chord);
        if crate::region::signed_area(&points) < 0.0 {
            points.reverse();
        }
        points
    };
    let outer = Region::from_oriented(vec![polygon(&profile.outer)]);
    let holes = Region::from_oriented(profile.holes.iter().map(polygon).collect());
    let region = outer.difference(&holes).cleaned(2.0 * eps, 8.0 * eps);
    region
        .shapes
        .iter()
        .flat_map(|s| unpinched(s, 4.0 * eps))
        .map(|s| Profile { outer: Loop::polygon(&s.outer), holes: s.holes.iter().map(|h| Loop::polygon(h)).collect() })
        .collect()
}
