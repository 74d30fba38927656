//! Where the published pipeline puts a sketch: its polar angles, by plain arctan, and what comes back from them.

use crate::geom::{Frame, Loop, Profile, Vec2, Vec3};

/// A sketch plane as the pipeline keeps it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane {
    /// Polar angle, azimuth and turn of its normal and x axis.
    pub angles: [f64; 3],
    /// The x axis that comes back from the angles.
    pub x: Vec3,
    /// The y axis, which goes through polar angles of its own.
    pub y: Vec3,
}

impl Plane {
    pub fn new(x: Vec3, y: Vec3, normal: Vec3) -> Self {
        let [theta, phi] = polar(normal);
        let reference = Vec3::new(phi.cos() * theta.cos(), phi.sin() * theta.cos(), -theta.sin());
        let turn = rounded(x.dot(reference)).clamp(-1.0, 1.0).acos();
        let turn = if reference.cross(x).dot(normal) < 0.0 { -turn } else { turn };
        let back = direction([theta, phi]);
        let x = reference * turn.cos() + back.cross(reference) * turn.sin();
        Self { angles: [theta, phi, turn], x, y: direction(polar(y)) }
    }

    /// The normal that comes back from the angles.
    pub fn normal(&self) -> Vec3 {
        direction([self.angles[0], self.angles[1]])
    }
}

/// `frame` as it comes back from the pipeline's angles: polar angles of the normal by plain arctan, then the turn
/// of x about it. The y axis goes the same way on its own, and moves the sketch by its start point's y where the two disagree.
pub(super) fn frame(frame: &Frame, profiles: &[Profile]) -> Frame {
    let plane = Plane::new(frame.x, frame.y, frame.z());
    let x = plane.x.normalize();
    let y = plane.normal().cross(x).normalize();
    let off = plane.y - y;
    // Agreement to rounding keeps the sketch where it is, and its profiles together.
    let shift = if off.length() < 1e-5 { Vec3::ZERO } else { off * start(profiles).y };
    Frame { origin: frame.origin + shift, x, y }
}

/// To six decimals, halves to the even neighbour.
pub(super) fn rounded(v: f64) -> f64 {
    (v * 1e6).round_ties_even() / 1e6
}

fn polar(v: Vec3) -> [f64; 2] {
    let v = v.map(rounded);
    [(v.z / v.length()).clamp(-1.0, 1.0).acos(), (v.y / (v.x + 1e-15)).atan()]
}

fn direction([theta, phi]: [f64; 2]) -> Vec3 {
    Vec3::new(theta.sin() * phi.cos(), theta.sin() * phi.sin(), theta.cos())
}
/// The pipeline's start point: of the loop whose box begins leftmost, the leftmost corner; lower ones first.
fn start(profiles: &[Profile]) -> Vec2 {
    let corners = profiles.iter().flat_map(|p| match &p.outer {
        Loop::Circle(c) => vec![c.center - Vec2::X * c.radius],
        Loop::Path(edges) => edges.iter().map(|e| e.start).collect(),
    });
    corners.min_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))).unwrap_or(Vec2::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_normals_of_negative_x_are_turned_round() {
        let at = |x: Vec3, y: Vec3| frame(&Frame { origin: Vec3::ONE, x, y }, &[]);
        let near = |a: Frame, x: Vec3, y: Vec3| (a.x - x).length() < 1e-9 && (a.y - y).length() < 1e-9;
        for (x, y) in [(Vec3::X, Vec3::Y), (Vec3::X, Vec3::Z), (Vec3::Y, Vec3::Z), (Vec3::X, Vec3::NEG_Y)] {
            assert!(near(at(x, y), x, y), "{x} {y}: {:?}", at(x, y));
        }
        // Normal −X with x along −Y: the normal and x turn round, y stays; with x along Z: x stays, y turns.
        assert!(near(at(Vec3::NEG_Y, Vec3::Z), Vec3::Y, Vec3::Z));
        assert!(near(at(Vec3::Z, Vec3::Y), Vec3::Z, Vec3::NEG_Y));
    }
}
