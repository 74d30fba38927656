//! Profiles drawn with true curves, before they become the steps of a program.

use crate::prisms::{PolyPrism, Sign};
use crate::region::unpinched;
use crate::sketch::{CurveTolerance, loop_of};
use resolid_geom::{Frame, Profile, Vec3};

/// Prisms over the same heights of one direction, drawn in one sketch.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Index of the direction.
    pub axis: usize,
    /// The profiles, in that direction's frame.
    pub profiles: Vec<Profile>,
    /// Lower height.
    pub lo: f64,
    /// Upper height.
    pub hi: f64,
    /// What it does.
    pub sign: Sign,
}

/// The drawings of a list of prisms, in order; neighbours over the same heights share one.
/// Contours that touch themselves within `eps` are parted.
pub fn drawings(prisms: &[PolyPrism], tolerance: CurveTolerance, eps: f64) -> Vec<Drawing> {
    let mut drawings: Vec<Drawing> = Vec::new();
    for prism in prisms {
        let profiles: Vec<Profile> = unpinched(&prism.shape, eps)
            .iter()
            .map(|shape| Profile {
                outer: loop_of(&shape.outer, tolerance),
                holes: shape.holes.iter().map(|h| loop_of(h, tolerance)).collect(),
            })
            .collect();
        match drawings.last_mut() {
            _ if profiles.is_empty() => {}
            Some(d) if d.axis == prism.axis && d.lo == prism.lo && d.hi == prism.hi && d.sign == prism.sign => {
                d.profiles.extend(profiles);
            }
            _ => drawings.push(Drawing { axis: prism.axis, profiles, lo: prism.lo, hi: prism.hi, sign: prism.sign }),
        }
    }
    drawings
}

/// One of the part's measuring directions: every plane offset and sketch coordinate along it.
#[derive(Clone, Debug)]
pub struct Ruler {
    /// Unit vector.
    pub direction: Vec3,
}

/// The rulers of the sketch frames in use: their axes, parallel ones taken once.
pub fn rulers(drawings: &[Drawing], frames: &[Frame]) -> Vec<Ruler> {
    let mut rulers: Vec<Ruler> = Vec::new();
    for drawing in drawings {
        let frame = &frames[drawing.axis];
        for direction in [frame.x, frame.y, frame.z()] {
            if !rulers.iter().any(|r| r.direction.cross(direction).length() < PARALLEL) {
                rulers.push(Ruler { direction });
            }
        }
    }
    rulers
}

/// Directions were squared up to better than this where they were found.
const PARALLEL: f64 = 1e-7;

/// The ruler along `direction` and whether it runs the same way (1) or against it (−1).
pub fn ruler_of(rulers: &[Ruler], direction: Vec3) -> (usize, f64) {
    let best = (0..rulers.len()).find(|&i| rulers[i].direction.cross(direction).length() < PARALLEL).unwrap_or(0);
    (best, rulers[best].direction.dot(direction).signum())
}
