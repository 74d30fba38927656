//! A sketch as scripts draw it: every coordinate an [`Expression`].

use super::expression::Expression;
use crate::geom::{Curve, Loop, Profile, Vec2};
use crate::region::merged;

/// What is inside an outline and outside its holes.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// The boundary.
    pub outer: Outline,
    /// Inner boundaries.
    pub holes: Vec<Outline>,
}

/// A closed curve.
#[derive(Clone, Debug, PartialEq)]
pub enum Outline {
    /// A full circle.
    Circle(Round),
    /// Lines and arcs, each from its corner to the next one's.
    Path(Vec<Corner>),
}

/// A full circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Centre.
    pub center: [Expression; 2],
    /// Radius.
    pub radius: Expression,
}

/// Where an edge begins, and how it runs to the next corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Corner {
    /// The place.
    pub at: [Expression; 2],
    /// Set where the edge is an arc.
    pub bend: Option<Bend>,
}

/// An arc from one corner to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bend {
    /// Signed sweep, radians, counter-clockwise positive.
    pub sweep: f64,
    /// Halfway along, while the parameters are as they are.
    pub middle: Vec2,
    /// Centre, likewise.
    pub center: Vec2,
    /// Whether its ends follow parameters, so that it must be computed when the script runs.
    pub driven: bool,
}

/// An axis-parallel rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Rectangle {
    /// The corner with the least coordinates.
    pub low: [Expression; 2],
    /// Width and height, positive.
    pub size: [Expression; 2],
}

impl Rectangle {
    /// Its middle.
    pub fn center(&self) -> [Expression; 2] {
        [0, 1].map(|axis| self.low[axis].plus(&self.size[axis].times(0.5)))
    }

    /// Whether its middle is at zero, whatever the parameters are.
    pub fn is_centered(&self) -> bool {
        self.center().iter().all(Expression::is_zero)
    }
}

impl Region {
    /// The outer boundary, then the inner ones.
    pub fn outlines(&self) -> impl Iterator<Item = &Outline> {
        std::iter::once(&self.outer).chain(&self.holes)
    }
}

impl Outline {
    /// Draws a loop; `number` gives each of its numbers as the script is to spell it.
    pub fn of(l: &Loop, mut number: impl FnMut(Number, f64) -> Expression) -> Self {
        let edges = match l {
            Loop::Circle(c) => {
                let center = [number(Number::X(0), c.center.x), number(Number::Y(0), c.center.y)];
                return Self::Circle(Round { center, radius: number(Number::Radius, c.radius) });
            }
            Loop::Path(edges) => edges,
        };
        let places: Vec<[Expression; 2]> = edges
            .iter()
            .enumerate()
            .map(|(i, e)| [number(Number::X(i), e.start.x), number(Number::Y(i), e.start.y)])
            .collect();
        let driven = |i: usize| places[i % places.len()].iter().any(Expression::driven);
        let corners = l
            .curves()
            .enumerate()
            .map(|(i, curve)| Corner {
                at: places[i].clone(),
                bend: match curve {
                    Curve::Arc { sweep, center, .. } => {
                        Some(Bend { sweep, middle: curve.point(0.5), center, driven: driven(i) || driven(i + 1) })
                    }
                    _ => None,
                },
            })
            .collect();
        Self::Path(corners)
    }

    /// The corners in pairs, each with the one its edge runs to.
    pub fn edges(corners: &[Corner]) -> impl Iterator<Item = (&Corner, &Corner)> {
        corners.iter().enumerate().map(|(i, c)| (c, &corners[(i + 1) % corners.len()]))
    }

    /// Whether all its edges are straight.
    pub fn is_straight(corners: &[Corner]) -> bool {
        corners.iter().all(|c| c.bend.is_none())
    }

    /// The outline as a rectangle along the axes, where it is one for all values of the parameters.
    pub fn rectangle(&self) -> Option<Rectangle> {
        let Self::Path(corners) = self else { return None };
        let [a, b, c, d] = corners.as_slice() else { return None };
        if !Self::is_straight(corners) {
            return None;
        }
        let same = |p: &Corner, q: &Corner, axis: usize| p.at[axis].text() == q.at[axis].text();
        let along_x = same(a, b, 1) && same(b, c, 0) && same(c, d, 1) && same(d, a, 0);
        let along_y = same(a, b, 0) && same(b, c, 1) && same(c, d, 0) && same(d, a, 1);
        if !(along_x || along_y) {
            return None;
        }
        let ends = [0, 1].map(|axis| {
            let (p, q) = (&a.at[axis], &c.at[axis]);
            if p.value <= q.value { [p, q] } else { [q, p] }
        });
        Some(Rectangle { low: ends.map(|[l, _]| l.clone()), size: ends.map(|[l, h]| h.minus(l)) })
    }
}

/// Which number of a loop is meant.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// First coordinate of an edge's start, or of a circle's centre.
    X(usize),
    /// The second.
    Y(usize),
    /// A circle's radius.
    Radius,
}

/// Circles of one radius that follow one another, as one drawing at several places.
pub fn rows_of_circles<'a>(outlines: impl Iterator<Item = &'a Outline>) -> Vec<Drawn<'a>> {
    let mut rows: Vec<Drawn<'a>> = Vec::new();
    for outline in outlines {
        match (outline, rows.last_mut()) {
            (Outline::Circle(c), Some(Drawn::Circles(row))) if row[0].radius.text() == c.radius.text() => row.push(c),
            (Outline::Circle(c), _) => rows.push(Drawn::Circles(vec![c])),
            (Outline::Path(corners), _) => rows.push(Drawn::Path(outline, corners)),
        }
    }
    rows
}

/// What a script draws in one go.
pub enum Drawn<'a> {
    /// Circles of one radius.
    Circles(Vec<&'a Round>),
    /// A path, and its corners.
    Path(&'a Outline, &'a [Corner]),
}

/// Whether the profiles' boxes are apart, so that a sketch of all their loops means their union.
pub fn apart(profiles: &[Profile]) -> bool {
    let boxes: Vec<_> = profiles.iter().map(Profile::bounds).collect();
    let size = boxes.iter().map(|b| b.diagonal()).fold(0.0, f64::max);
    let boxes: Vec<_> = boxes.into_iter().map(|b| b.expanded(1e-6 * size)).collect();
    (0..boxes.len()).all(|i| (i + 1..boxes.len()).all(|j| !boxes[i].overlaps(&boxes[j])))
}

/// The outline of regions that touch, where it can be drawn and says the same.
pub fn outline(profiles: &[Profile]) -> Option<Vec<Profile>> {
    let size = profiles.iter().map(|p| p.bounds().diagonal()).fold(0.0, f64::max);
    let outline = merged(profiles, 1e-9 * size);
    let area = |list: &[Profile]| list.iter().map(Profile::area).sum::<f64>();
    (apart(&outline) && (area(&outline) - area(profiles)).abs() < 1e-9 * size * size).then_some(outline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_are_told_for_all_values_of_their_parameters() {
        let w = |f: f64| Expression { terms: vec![("w".into(), f)], offset: 0.0, value: 10.0 * f };
        let n = Expression::number;
        let corner = |x: Expression, y: Expression| Corner { at: [x, y], bend: None };
        let sides = |right: Expression| {
            let c = [
                corner(w(-0.5), n(0.0)),
                corner(right.clone(), n(0.0)),
                corner(right, n(4.0)),
                corner(w(-0.5), n(4.0)),
            ];
            Outline::Path(c.to_vec()).rectangle().unwrap()
        };
        let centered = sides(w(0.5));
        assert_eq!(centered.size.clone().map(|e| e.text()), ["w", "4"]);
        assert_eq!(centered.center().map(|e| e.text()), ["0", "2"]);
        assert_eq!(sides(n(7.0)).size[0].text(), "w / 2 + 7");
        let skew = [corner(n(0.0), n(0.0)), corner(n(1.0), n(0.0)), corner(n(1.0), n(1.0)), corner(n(0.5), n(1.0))];
        assert!(Outline::Path(skew.to_vec()).rectangle().is_none());
    }
}
