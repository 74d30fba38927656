//! Frames are orthonormal.

use super::{At, Found, steps};
use crate::geom::Frame;
use crate::program::{Operation, Program};

const RULE: &str = "frame";

/// Axes this far from unit length or a right angle bend a part of a metre by less than a micrometre.
const ORTHONORMAL: f64 = 1e-9;

pub(super) fn check(program: &Program, _tol: f64, found: &mut Found) {
    for (at, step) in steps(program) {
        if found.bad(at) {
            continue;
        }
        match &step.operation {
            Operation::Extrude(e) => judge(&e.sketch.frame, at, "the sketch's", found),
            Operation::Place { placements, .. } => {
                for (i, p) in placements.iter().enumerate() {
                    judge(&p.frame, at, &format!("placement {i}'s"), found);
                }
            }
        }
    }
}

fn judge(f: &Frame, at: At, whose: &str, found: &mut Found) {
    let hint = "make x and y unit vectors at right angles (Frame::from_normal does)";
    for (name, axis) in [("x", f.x), ("y", f.y)] {
        if (axis.length() - 1.0).abs() > ORTHONORMAL {
            found.error(RULE, at, format!("{whose} {name} axis has length {}", axis.length()), hint);
            return;
        }
    }
    if f.x.dot(f.y).abs() > ORTHONORMAL {
        let angle = f.x.dot(f.y).clamp(-1.0, 1.0).acos().to_degrees();
        found.error(RULE, at, format!("{whose} axes meet at {angle}°"), hint);
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{extrude, only, plate};
    use crate::geom::Vec3;

    #[test]
    fn long_and_slanted_axes_are_found() {
        let mut p = plate();
        extrude(&mut p).sketch.frame.x *= 2.0;
        only(&p, "frame error: step 1: the sketch's x axis has length 2");
        let mut p = plate();
        extrude(&mut p).sketch.frame.y = Vec3::new(0.5, 0.75f64.sqrt(), 0.0);
        only(&p, "frame error: step 1: the sketch's axes meet at 60.0");
    }
}
