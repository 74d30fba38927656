//! One prism as a mesh.

use earcut::Earcut;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::float::simplify::SimplifyShape;
use resolid_geom::{Aabb3, Loop, Profile, TriMesh, Vec2, Vec3};
use resolid_program::Prism;

/// The surface of a single prism, curves kept within `chord_error` millimetres, facing outward. Overlapping
/// profiles are united first. Empty where the prism has no height, no area, or numbers that are not finite.
pub fn prism_mesh(prism: &Prism, chord_error: f64) -> TriMesh {
    let mut mesh = TriMesh::default();
    let [low, high] = prism.range;
    let around = bounds(prism);
    if around.is_empty() || !around.size().is_finite() || high <= low {
        return mesh;
    }
    let chord_error = chord_error.max(around.diagonal() * 1e-6);
    let shapes: Vec<Vec<Vec<Vec2>>> = prism.profiles.iter().map(|p| outline(p, chord_error)).collect();
    let shapes = if shapes.len() > 1 { united(&shapes) } else { shapes };
    for shape in shapes {
        extrude(prism, &shape, &mut mesh);
    }
    mesh
}

/// The box of a prism; empty or not finite where the prism has no profile or broken numbers.
pub(crate) fn bounds(prism: &Prism) -> Aabb3 {
    let mut around = Aabb3::EMPTY;
    for profile in &prism.profiles {
        let b = profile.bounds();
        if b.is_empty() {
            continue;
        }
        for p in [b.min, b.max, Vec2::new(b.min.x, b.max.y), Vec2::new(b.max.x, b.min.y)] {
            for z in prism.range {
                around.include(prism.frame.world_from_local(p.extend(z)));
            }
        }
    }
    around
}

/// The eight corners of a box.
pub(crate) fn corners_of(b: Aabb3) -> impl Iterator<Item = Vec3> {
    (0..8).map(move |i| {
        let pick = |axis: usize| if i >> axis & 1 == 0 { b.min[axis] } else { b.max[axis] };
        Vec3::new(pick(0), pick(1), pick(2))
    })
}

/// The loops of a profile as polygons: the outer one counter-clockwise, holes clockwise.
fn outline(profile: &Profile, chord_error: f64) -> Vec<Vec<Vec2>> {
    let run = |l: &Loop, forward: bool| {
        let mut points = l.polyline(chord_error);
        if (l.signed_area() > 0.0) != forward {
            points.reverse();
        }
        points
    };
    std::iter::once(run(&profile.outer, true)).chain(profile.holes.iter().map(|h| run(h, false))).collect()
}

fn united(shapes: &[Vec<Vec<Vec2>>]) -> Vec<Vec<Vec<Vec2>>> {
    let loops: Vec<Vec<[f64; 2]>> = shapes.iter().flatten().map(|l| l.iter().map(|p| [p.x, p.y]).collect()).collect();
    loops
        .simplify_shape(FillRule::Positive)
        .into_iter()
        .map(|shape| shape.into_iter().map(|l| l.into_iter().map(Vec2::from_array).collect()).collect())
        .collect()
}

fn extrude(prism: &Prism, shape: &[Vec<Vec2>], mesh: &mut TriMesh) {
    let points: Vec<Vec2> = shape.iter().flatten().copied().collect();
    let mut holes: Vec<u32> = Vec::new();
    let mut at = 0;
    for l in &shape[..shape.len().saturating_sub(1)] {
        at += l.len() as u32;
        holes.push(at);
    }
    let mut cap: Vec<u32> = Vec::new();
    Earcut::new().earcut(points.iter().map(|p| [p.x, p.y]), &holes, &mut cap);
    let base = mesh.vertices.len() as u32;
    let count = points.len() as u32;
    for z in prism.range {
        mesh.vertices.extend(points.iter().map(|p| prism.frame.world_from_local(p.extend(z))));
    }
    for t in cap.chunks_exact(3) {
        let [a, b, c] = [t[0], t[1], t[2]].map(|i| points[i as usize]);
        let (b_at, c_at) = if (b - a).perp_dot(c - a) >= 0.0 { (t[1], t[2]) } else { (t[2], t[1]) };
        mesh.triangles.push([base + t[0], base + c_at, base + b_at]);
        mesh.triangles.push([base + count + t[0], base + count + b_at, base + count + c_at]);
    }
    let mut first = base;
    for l in shape {
        let n = l.len() as u32;
        for i in 0..n {
            let (p, q) = (first + i, first + (i + 1) % n);
            mesh.triangles.extend([[p, q, q + count], [p, q + count, p + count]]);
        }
        first += n;
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use resolid_geom::Frame;
    use resolid_program::Mode;

    /// One prism that begins a body.
    pub(crate) fn prism(profiles: Vec<Profile>, range: [f64; 2], mode: Mode) -> Prism {
        Prism { frame: Frame::WORLD, profiles, range, mode, targets: None, step: 0 }
    }

    /// A box with a corner at the origin.
    pub(crate) fn slab(x: f64, y: f64, z: f64) -> TriMesh {
        let base = Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::new(x, y)));
        prism_mesh(&prism(vec![base], [0.0, z], Mode::New), 0.1)
    }

    /// A cylinder about z with facets of about ten degrees.
    pub(crate) fn cylinder(radius: f64, height: f64) -> TriMesh {
        let base = Profile::solid(Loop::circle(Vec2::ZERO, radius));
        prism_mesh(&prism(vec![base], [0.0, height], Mode::New), radius * 0.0038)
    }

    #[test]
    fn a_plate_with_a_hole_has_its_volume() {
        let plate = Profile {
            outer: Loop::rectangle(Vec2::ZERO, Vec2::new(40.0, 30.0)),
            holes: vec![Loop::circle(Vec2::new(20.0, 15.0), 8.0)],
        };
        let mesh = prism_mesh(&prism(vec![plate.clone()], [-2.0, 3.0], Mode::New), 1e-3);
        assert!((mesh.volume() / (plate.area() * 5.0) - 1.0).abs() < 1e-4, "{}", mesh.volume());
        assert_eq!(mesh.bounds().size(), Vec3::new(40.0, 30.0, 5.0));
    }

    #[test]
    fn overlapping_profiles_are_united() {
        let square = |x: f64| Profile::solid(Loop::rectangle(Vec2::new(x, 0.0), Vec2::new(x + 2.0, 2.0)));
        let mesh = prism_mesh(&prism(vec![square(0.0), square(1.0), square(10.0)], [0.0, 1.0], Mode::New), 0.1);
        assert!((mesh.volume() - 10.0).abs() < 1e-6, "{}", mesh.volume());
        assert!((mesh.area() - (2.0 * 10.0 + 10.0 + 8.0)).abs() < 1e-5, "{}", mesh.area());
    }

    #[test]
    fn prisms_of_nothing_are_empty_meshes() {
        let circle = |r: f64| vec![Profile::solid(Loop::circle(Vec2::ZERO, r))];
        for broken in [
            prism(Vec::new(), [0.0, 1.0], Mode::New),
            prism(circle(1.0), [1.0, 1.0], Mode::New),
            prism(circle(f64::NAN), [0.0, 1.0], Mode::New),
            prism(vec![Profile::solid(Loop::Path(Vec::new()))], [0.0, 1.0], Mode::New),
        ] {
            assert!(prism_mesh(&broken, 0.1).triangles.is_empty());
        }
    }
}
