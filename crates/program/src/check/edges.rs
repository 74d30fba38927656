//! Paths are made of edges that have length, and of arcs under a full turn.

use super::{Found, loops, shown};
use crate::geom::Loop;
use crate::program::Program;
use std::f64::consts::TAU;

const RULE: &str = "edges";

pub(super) fn check(program: &Program, tol: f64, found: &mut Found) {
    for (at, l) in loops(program) {
        let Loop::Path(edges) = l else { continue };
        if found.bad(at) {
            continue;
        }
        let arcs = edges.iter().filter(|e| e.sweep != 0.0).count();
        if edges.len() < 2 || (edges.len() == 2 && arcs == 0) {
            let message = format!("a path of {} edges encloses nothing", edges.len());
            found.error(RULE, at, message, "draw at least three lines, or two edges one of which is an arc");
            continue;
        }
        for (i, edge) in edges.iter().enumerate() {
            let end = edges[(i + 1) % edges.len()].start;
            let chord = edge.start.distance(end);
            if edge.sweep.abs() >= TAU {
                let message = format!("edge {} turns through {:.3}°", i + 1, edge.sweep.to_degrees());
                found.error(RULE, at, message, "an arc turns through less than 360°; use a circle loop for a circle");
            } else if chord <= tol {
                let message = format!("edge {} at {} is {chord:e} mm long; tolerance {tol}", i + 1, shown(edge.start));
                found.error(RULE, at, message, "delete the edge");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{found, only, with};
    use crate::geom::{Edge, Loop, Profile, Vec2};

    #[test]
    fn degenerate_edges_are_found_each() {
        let v = Vec2::new;
        let mut points = vec![v(0.0, 0.0), v(9.0, 0.0), v(9.0, 0.0), v(5.0, 9.0), v(5.0, 9.0)];
        let all = found(&with(Profile::solid(Loop::polygon(&points))));
        assert_eq!(all.len(), 2, "{all:?}");
        assert!(all[0].starts_with("edges error: step 1, profile 1, outer loop: edge 2 at (9, 0) is 0e0 mm long"));
        points.truncate(2);
        only(
            &with(Profile::solid(Loop::polygon(&points))),
            "edges error: step 1, profile 1, outer loop: a path of 2 edges",
        );
        only(
            &with(Profile::solid(Loop::Path(vec![]))),
            "edges error: step 1, profile 1, outer loop: a path of 0 edges",
        );
        let turn = Loop::Path(vec![Edge { start: v(0.0, 0.0), sweep: 7.0 }, Edge { start: v(1.0, 0.0), sweep: 0.0 }]);
        only(&with(Profile::solid(turn)), "edges error: step 1, profile 1, outer loop: edge 1 turns through 401.070°");
    }
}
