//! Corners of an outline that are round or cut off.

use super::shape::Place;
use super::sheet::{Of, Sheet, Sum, near};
use resolid_geom::Curve;
use std::f64::consts::FRAC_PI_2;

/// Arcs turn by a quarter, and tangents agree, to this.
const ANGLE: f64 = 1e-7;

/// What takes the place of a sharp corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An arc with the material inside.
    Round,
    /// An arc with the material outside.
    Fillet,
    /// A line that takes as much from both sides.
    Chamfer,
}

/// A corner that is not sharp.
#[derive(Clone, Copy, Debug)]
pub struct Corner {
    pub kind: Kind,
    /// How far both its ends are from where the sharp corner would be.
    pub reach: f64,
}

impl Corner {
    /// What lies between two sides, if it turns by a quarter and an arc runs on smoothly from both. `left`: whether the loop has
    /// its material on the left.
    pub fn of([before, between, after]: [&Curve; 3], left: bool, scale: f64) -> Option<Self> {
        let turn = (between.point(1.0) - between.point(0.0)).abs();
        let smooth = |a: &Curve, b: &Curve| (a.tangent(1.0) - b.tangent(0.0)).length() < ANGLE;
        let kind = match *between {
            Curve::Line { .. } => Kind::Chamfer,
            Curve::Arc { sweep, .. }
                if (sweep.abs() - FRAC_PI_2).abs() < ANGLE && smooth(before, between) && smooth(between, after) =>
            {
                if (sweep > 0.0) == left {
                    Kind::Round
                } else {
                    Kind::Fillet
                }
            }
            _ => return None,
        };
        near(turn.x, turn.y, scale).then_some(Self { kind, reach: turn.x })
    }

    pub fn size(&self, place: &Place, sheet: &mut Sheet) -> Sum {
        let what = match self.kind {
            Kind::Round => "corner_radius",
            Kind::Fillet => "fillet_radius",
            Kind::Chamfer => "chamfer",
        };
        place.size(Of::Alike, what, self.reach, sheet)
    }
}
