//! Slots: two parallel lines between two half circles, whichever way they lie.

use super::shape::{Along, Place, Shape};
use super::sheet::{Of, Sheet, Sum, near};
use resolid_geom::{Curve, Loop, Vec2};
use std::f64::consts::PI;

/// Arcs turn by a half to this.
const ANGLE: f64 = 1e-7;

/// A slot.
pub struct Obround {
    center: Vec2,
    /// Which way it runs.
    way: Vec2,
    /// Over all, and across.
    length: f64,
    width: f64,
    /// Where its corners lie from the middle, along and across.
    corners: Vec<[f64; 2]>,
}

impl Obround {
    /// The loop, if it is a slot.
    pub fn of(l: &Loop) -> Option<Self> {
        let curves: Vec<Curve> = l.curves().collect();
        let [a, b, c, d] = curves.as_slice() else { return None };
        let (line, arcs, other) = match (a, b) {
            (Curve::Line { .. }, _) => (a, [b, d], c),
            _ => (b, [a, c], d),
        };
        let (Curve::Line { start, end }, Curve::Line { start: back, end: home }) = (line, other) else { return None };
        let half = |arc: &Curve| match arc {
            Curve::Arc { sweep, .. } if (sweep.abs() - PI).abs() < ANGLE => Some(sweep.signum()),
            _ => None,
        };
        let turns = [half(arcs[0])?, half(arcs[1])?];
        let straight = *end - *start;
        let across = *back - *end;
        let scale = straight.length() + across.length();
        let is_box = near((*home - *back + straight).length(), 0.0, scale)
            && near(straight.normalize_or_zero().dot(across), 0.0, scale);
        // Ends that bulge inwards are no slot's.
        let bulges = turns.iter().all(|turn| *turn == l.signed_area().signum());
        if !bulges || !is_box {
            return None;
        }
        let center = (*start + *back) * 0.5;
        let way = axis(straight.normalize_or_zero());
        let corners = curves.iter().map(|c| c.point(0.0) - center).map(|p| [p.dot(way), way.perp_dot(p)]).collect();
        Some(Self { center, way, length: straight.length() + across.length(), width: across.length(), corners })
    }

    /// Its sizes, and where its numbers lie from its middle.
    pub fn shape(&self, place: &Place, sheet: &mut Sheet) -> Shape {
        let prefix = if place.loop_ > 0 { "slot_" } else { "" };
        let [length, width] = [("length", self.length), ("width", self.width)]
            .map(|(what, value)| sheet.size(Of::Alike, place.name, &format!("{prefix}{what}"), value));
        let straight = length.minus(&width).times(0.5);
        let half = width.times(0.5);
        let across = self.way.perp();
        let mut along = [0, 1].map(|axis| Along::middle(self.center[axis], Vec::new()));
        for (edge, [far, off]) in self.corners.iter().enumerate() {
            for (axis, own) in along.iter_mut().enumerate() {
                let far = straight.times(far.signum() * self.way[axis]);
                let off = half.times(off.signum() * across[axis]);
                own.numbers.push((place.slot(axis, edge), far.plus(&off)));
            }
        }
        let centers = vec![[0, 1].map(|axis| (self.center[axis], Sum::ZERO))];
        Shape { along, kind: "slot", sizes: vec![length, width], prefix: prefix.to_owned(), centers }
    }
}

/// A direction that is an axis but for rounding, as that axis.
fn axis(way: Vec2) -> Vec2 {
    let snapped = way.round();
    if (way - snapped).length() < 1e-9 { snapped } else { way }
}
