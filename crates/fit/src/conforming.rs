//! Pieces of a plane brought to share their corners, so that what lies side by side joins without a seam.
//!
//! Two neighbours were cut by one line or circle, but each for itself, and rounding leaves the corners of one a hair beside the side of
//! the other. Their union would be two pieces with a gap between that nobody can see.

use crate::region::{Contour, Region, Shape};
use resolid_geom::Vec2;
use std::collections::HashMap;

/// The regions with corners within `eps` made one, and those within `eps` of another's side put into that side; pieces that this leaves
/// nothing of are gone.
pub fn conforming(regions: Vec<Region>, eps: f64) -> Vec<Region> {
    let mut corners = Corners { eps, places: Vec::new(), near: HashMap::new() };
    let known: Vec<Vec<Vec<Vec<usize>>>> = regions
        .iter()
        .map(|r| r.shapes.iter().map(|s| s.contours().map(|c| corners.of(c)).collect()).collect())
        .collect();
    let sides = Sides::new(corners);
    let drawn = |contours: Vec<Vec<usize>>| {
        let mut contours = contours.into_iter().map(|c| sides.with_corners(&c));
        let outer = contours.next().filter(|c| c.len() > 2)?;
        Some(Shape { outer, holes: contours.filter(|c| c.len() > 2).collect() })
    };
    known
        .into_iter()
        .map(|shapes| Region { shapes: shapes.into_iter().filter_map(drawn).collect() })
        .filter(|r| !r.shapes.is_empty())
        .collect()
}

/// Corners, each known once.
struct Corners {
    eps: f64,
    places: Vec<Vec2>,
    /// By cells of a grid as wide as `eps`.
    near: HashMap<[i64; 2], Vec<usize>>,
}

impl Corners {
    /// The numbers of a contour's corners.
    fn of(&mut self, contour: &Contour) -> Vec<usize> {
        let mut numbers: Vec<usize> = contour.iter().map(|&p| self.number(p)).collect();
        numbers.dedup();
        while numbers.len() > 1 && numbers.first() == numbers.last() {
            numbers.pop();
        }
        numbers
    }

    fn number(&mut self, p: Vec2) -> usize {
        let [x, y] = (p / self.eps).floor().to_array().map(|v| v as i64);
        let around = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| [x, y]));
        let known = around.filter_map(|cell| self.near.get(&cell)).flatten();
        if let Some(&k) = known.into_iter().find(|&&k| self.places[k].distance(p) <= self.eps) {
            return k;
        }
        self.places.push(p);
        self.near.entry([x, y]).or_default().push(self.places.len() - 1);
        self.places.len() - 1
    }
}

/// Corners in the order of either coordinate, to find those that lie on a side.
struct Sides {
    corners: Corners,
    order: [Vec<usize>; 2],
}

impl Sides {
    fn new(corners: Corners) -> Self {
        let order = [0, 1].map(|axis| {
            let mut order: Vec<usize> = (0..corners.places.len()).collect();
            order.sort_by(|&a, &b| corners.places[a][axis].total_cmp(&corners.places[b][axis]));
            order
        });
        Self { corners, order }
    }

    /// A contour with the corners that lie on its sides.
    fn with_corners(&self, contour: &[usize]) -> Contour {
        let places = &self.corners.places;
        let mut drawn = Vec::with_capacity(contour.len());
        for (k, &from) in contour.iter().enumerate() {
            let to = contour[(k + 1) % contour.len()];
            drawn.push(places[from]);
            drawn.extend(self.between(from, to).into_iter().map(|k| places[k]));
        }
        drawn
    }

    /// The corners on the side between two others, in order.
    fn between(&self, from: usize, to: usize) -> Vec<usize> {
        let (places, eps) = (&self.corners.places, self.corners.eps);
        let (a, b) = (places[from], places[to]);
        let length = a.distance(b);
        let along = (b - a) / length;
        // Fewest corners share the coordinate over which the side reaches least.
        let axis = usize::from((b - a).x.abs() > (b - a).y.abs());
        let (low, high) = (a[axis].min(b[axis]) - eps, a[axis].max(b[axis]) + eps);
        let order = &self.order[axis];
        let first = order.partition_point(|&k| places[k][axis] < low);
        let mut found: Vec<(f64, usize)> = order[first..]
            .iter()
            .take_while(|&&k| places[k][axis] <= high)
            .filter(|&&k| k != from && k != to && (places[k] - a).perp_dot(along).abs() <= eps)
            .map(|&k| ((places[k] - a).dot(along), k))
            .filter(|(t, _)| *t > 0.0 && *t < length)
            .collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.into_iter().map(|f| f.1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_a_hair_apart_become_one_piece() {
        let at = Vec2::new;
        let hair = 1e-12;
        // A corner of the right one lies on the left one's side.
        let left = vec![at(0.0, 0.0), at(1.0 - hair, 0.0), at(1.0, 2.0), at(0.0, 2.0)];
        let low = vec![at(1.0, 0.0), at(3.0, 0.0), at(3.0, 0.7), at(1.0 + hair, 0.7)];
        let high = vec![at(1.0, 0.7 + hair), at(3.0, 0.7), at(3.0, 2.0), at(1.0, 2.0)];
        let nothing = vec![at(1.0, 0.0), at(1.0 + hair, 0.5), at(1.0, 1.0)];
        let pieces: Vec<Region> = [left, low, high, nothing].map(|c| Region::of(Shape::solid(c))).into();
        let joined = |pieces: &[Region]| {
            let contours = pieces.iter().flat_map(|p| &p.shapes).map(|s| s.outer.clone()).collect();
            Region::from_oriented(contours)
        };
        assert!(joined(&pieces).shapes.len() > 1, "nothing to mend");
        let mended = conforming(pieces, 1e-9);
        let whole = joined(&mended);
        assert_eq!((whole.shapes.len(), whole.shapes[0].holes.len()), (1, 0), "{whole:?}");
        assert!((whole.area() - 6.0).abs() < 1e-8, "{}", whole.area());
    }
}
