//! Distances, samples and metrics against brute force, closed forms and laws.

use rand::Rng;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use resolid_geom::distance::nearest_on_triangle;
use resolid_geom::metrics::{
    Deviation, PointTree, chamfer_in_unit_cube, chamfer_of_papers, f_score, iou, normal_consistency, overlap,
};
use resolid_geom::sample::SurfaceSample;
use resolid_geom::{Aabb3, Frame, MeshDistance, TriMesh, Vec3, sample};

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn random_point(rng: &mut impl Rng, half: f64) -> Vec3 {
    Vec3::new(rng.random_range(-half..half), rng.random_range(-half..half), rng.random_range(-half..half))
}

/// A sphere of triangles, `n` rings.
fn sphere(n: u32) -> TriMesh {
    let mut mesh = TriMesh::default();
    let around = 2 * n;
    for i in 1..n {
        let theta = f64::from(i) / f64::from(n) * std::f64::consts::PI;
        for j in 0..around {
            let phi = f64::from(j) / f64::from(around) * std::f64::consts::TAU;
            mesh.vertices.push(Vec3::new(theta.sin() * phi.cos(), theta.sin() * phi.sin(), theta.cos()));
        }
    }
    let at = |i: u32, j: u32| (i - 1) * around + j % around;
    let (top, bottom) = (mesh.vertices.len() as u32, mesh.vertices.len() as u32 + 1);
    mesh.vertices.extend([Vec3::Z, Vec3::NEG_Z]);
    for j in 0..around {
        mesh.triangles.push([top, at(1, j), at(1, j + 1)]);
        mesh.triangles.push([bottom, at(n - 1, j + 1), at(n - 1, j)]);
        for i in 1..n - 1 {
            mesh.triangles.push([at(i, j), at(i + 1, j), at(i + 1, j + 1)]);
            mesh.triangles.push([at(i, j), at(i + 1, j + 1), at(i, j + 1)]);
        }
    }
    mesh
}

fn soup(rng: &mut impl Rng, triangles: u32) -> TriMesh {
    TriMesh {
        vertices: (0..3 * triangles)
            .map(|i| {
                let near = if i % 3 == 0 { 3.0 } else { 0.0 };
                random_point(rng, 1.0) + Vec3::splat(near)
            })
            .collect(),
        triangles: (0..triangles).map(|t| [3 * t, 3 * t + 1, 3 * t + 2]).collect(),
    }
}

/// Solid angle of a triangle by the sum of angles of its spherical image: another formula than the library's.
fn winding_by_angles(mesh: &TriMesh, p: Vec3) -> f64 {
    let mut total = 0.0;
    for t in 0..mesh.triangles.len() {
        let [a, b, c] = mesh.corners(t).map(|v| (v - p).normalize());
        let angle = |x: Vec3, y: Vec3, z: Vec3| {
            let (u, v) = (x.cross(y).normalize(), x.cross(z).normalize());
            u.dot(v).clamp(-1.0, 1.0).acos()
        };
        let excess = angle(a, b, c) + angle(b, c, a) + angle(c, a, b) - std::f64::consts::PI;
        total += excess * a.dot(b.cross(c)).signum();
    }
    total / (4.0 * std::f64::consts::PI)
}

#[test]
fn nearest_point_agrees_with_trying_every_triangle() {
    let mut rng = rng(1);
    for mesh in [soup(&mut rng, 300), sphere(12), TriMesh::cuboid(Vec3::ZERO, Vec3::ONE)] {
        let surface = MeshDistance::new(&mesh);
        for _ in 0..500 {
            let p = random_point(&mut rng, 4.0);
            let best = (0..mesh.triangles.len())
                .map(|t| nearest_on_triangle(p, mesh.corners(t)).distance(p))
                .fold(f64::INFINITY, f64::min);
            let found = surface.nearest(p);
            assert!((found.distance - best).abs() < 1e-12);
            assert!((found.point.distance(p) - best).abs() < 1e-12);
            let on_it = nearest_on_triangle(p, mesh.corners(found.triangle));
            assert!(on_it.distance(found.point) < 1e-12);
            assert!(surface.nearest_within(p, best * 0.999).is_none());
            assert!(surface.nearest_within(p, best * 1.001).is_some());
        }
    }
}

#[test]
fn nearest_point_of_a_triangle_is_a_minimum() {
    let mut rng = rng(2);
    for round in 0..2000 {
        let mut corners = [random_point(&mut rng, 1.0), random_point(&mut rng, 1.0), random_point(&mut rng, 1.0)];
        if round % 4 == 0 {
            // Flat triangles, of three corners in line or of two.
            corners[2] = corners[0].lerp(corners[1], [0.0, 0.3, 1.0, 1.7][round / 4 % 4]);
        }
        let p = random_point(&mut rng, 2.0);
        let found = nearest_on_triangle(p, corners).distance(p);
        for _ in 0..40 {
            let (mut u, mut v) = (rng.random::<f64>(), rng.random::<f64>());
            if u + v > 1.0 {
                (u, v) = (1.0 - u, 1.0 - v);
            }
            let q = corners[0] + (corners[1] - corners[0]) * u + (corners[2] - corners[0]) * v;
            assert!(q.distance(p) >= found - 1e-9, "{corners:?} {p}");
        }
    }
}

#[test]
fn signed_distance_of_a_box_is_the_closed_form() {
    let (min, max) = (Vec3::new(-1.0, -2.0, -0.5), Vec3::new(1.0, 2.0, 0.5));
    let surface = MeshDistance::new(&TriMesh::cuboid(min, max));
    let mut rng = rng(3);
    for _ in 0..5000 {
        let p = random_point(&mut rng, 3.0);
        let q = p.abs() - max;
        let expected = q.max(Vec3::ZERO).length() + q.max_element().min(0.0);
        assert!((surface.signed_distance(p) - expected).abs() < 1e-12);
    }
}

#[test]
fn winding_number_is_the_sum_of_solid_angles() {
    let mut rng = rng(4);
    let ball = sphere(40);
    let mut gap = ball.clone();
    gap.triangles.truncate(5000);
    for mesh in [&ball, &gap, &soup(&mut rng, 500)] {
        let surface = MeshDistance::new(mesh);
        for _ in 0..200 {
            let p = random_point(&mut rng, 2.0);
            let exact = winding_by_angles(mesh, p);
            assert!((surface.winding_number(p) - exact).abs() < 2e-3, "{} {exact}", surface.winding_number(p));
        }
    }
}

#[test]
fn inside_is_found_also_through_gaps() {
    let mut rng = rng(5);
    let ball = sphere(40);
    let mut leaky = ball.clone();
    // One triangle in fifty is missing.
    let mut i = 0;
    leaky.triangles.retain(|_| {
        i += 1;
        i % 50 != 0
    });
    for (mesh, margin) in [(&ball, 0.01), (&leaky, 0.06)] {
        let surface = MeshDistance::new(mesh);
        for _ in 0..5000 {
            let p = random_point(&mut rng, 1.3);
            if (p.length() - 1.0).abs() > margin {
                assert_eq!(surface.contains(p), p.length() < 1.0, "{p}");
            }
        }
    }
}

#[test]
fn rays_agree_with_trying_every_triangle_and_slip_through_no_edge() {
    let mut rng = rng(6);
    let ball = sphere(16);
    let surface = MeshDistance::new(&ball);
    for round in 0..3000 {
        let origin = random_point(&mut rng, 0.5);
        // Half the rays aim exactly at vertices and at middles of edges.
        let direction = match round % 4 {
            0 => ball.vertices[rng.random_range(0..ball.vertices.len())] - origin,
            1 => {
                let [a, b, _] = ball.corners(rng.random_range(0..ball.triangles.len()));
                (a + b) * 0.5 - origin
            }
            _ => random_point(&mut rng, 1.0),
        };
        let hit = surface.cast(origin, direction).expect("a ray from inside a closed mesh meets it");
        assert!(surface.distance(hit.point) < 1e-9);
        assert!((origin + direction * hit.distance).distance(hit.point) < 1e-12);
        assert!(surface.cast_within(origin, direction, hit.distance * 0.999).is_none());
    }
    let cube = MeshDistance::new(&TriMesh::cuboid(Vec3::ZERO, Vec3::ONE));
    assert_eq!(cube.cast(Vec3::new(0.25, 0.5, 3.0), Vec3::NEG_Z).unwrap().distance, 2.0);
    assert_eq!(cube.cast(Vec3::new(0.5, 0.5, 0.5), Vec3::X * 2.0).unwrap().distance, 0.25);
    assert!(cube.cast(Vec3::new(0.25, 0.5, 3.0), Vec3::Z).is_none());
    assert!(cube.cast(Vec3::new(2.0, 0.5, 3.0), Vec3::NEG_Z).is_none());
}

#[test]
fn queries_of_an_empty_mesh_find_nothing() {
    let nothing = MeshDistance::new(&TriMesh::default());
    assert_eq!(nothing.distance(Vec3::ZERO), f64::INFINITY);
    assert!(!nothing.contains(Vec3::ZERO) && nothing.cast(Vec3::ZERO, Vec3::X).is_none());
    assert!(sample::surface(&TriMesh::default(), 10, &mut rng(0)).is_empty());
}

#[test]
fn many_items_in_one_place_do_not_break_the_tree() {
    let mut mesh = TriMesh::default();
    for _ in 0..5000 {
        mesh.append(&TriMesh { vertices: vec![Vec3::ZERO, Vec3::X, Vec3::Y], triangles: vec![[0, 1, 2]] });
    }
    // Sizes that halve again and again make the deepest trees.
    for i in 0..500 {
        let s = 0.5f64.powi(i);
        mesh.append(&TriMesh { vertices: vec![Vec3::X * s, Vec3::Y * s, Vec3::Z * s], triangles: vec![[0, 1, 2]] });
    }
    let surface = MeshDistance::new(&mesh);
    assert!((surface.distance(Vec3::new(0.2, 0.2, -3.0)) - 3.0).abs() < 1e-12);
    assert!(surface.winding_number(Vec3::new(0.2, 0.2, -3.0)).is_finite());
}

#[test]
fn samples_are_uniform_by_area_and_repeat_with_the_seed() {
    // Faces of 1, 2 and 6 square units on either side.
    let mesh = TriMesh::cuboid(Vec3::ZERO, Vec3::new(1.0, 2.0, 3.0));
    let n = 60_000;
    let samples = sample::surface(&mesh, n, &mut rng(8));
    assert_eq!(samples, sample::surface(&mesh, n, &mut rng(8)));
    assert_ne!(samples, sample::surface(&mesh, n, &mut rng(9)));
    let mut chi_squared = 0.0;
    // Each face in 4 × 4 fields.
    for (axis, area) in [(0, 6.0), (1, 3.0), (2, 2.0)] {
        for sign in [-1.0, 1.0] {
            let mut fields = [0usize; 16];
            for s in samples.iter().filter(|s| s.normal[axis] == sign) {
                let size = Vec3::new(1.0, 2.0, 3.0);
                assert!((s.point[axis] - if sign > 0.0 { size[axis] } else { 0.0 }).abs() < 1e-12);
                let (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
                let field = |k: usize| ((s.point[k] / size[k] * 4.0) as usize).min(3);
                fields[4 * field(u) + field(v)] += 1;
            }
            let expected = n as f64 * area / 22.0 / 16.0;
            chi_squared += fields.iter().map(|&f| (f as f64 - expected).powi(2) / expected).sum::<f64>();
        }
    }
    // 95 degrees of freedom: mean 95, deviation 14.
    assert!((50.0..150.0).contains(&chi_squared), "{chi_squared}");
}

#[test]
fn chamfer_is_what_the_papers_compute() {
    let a = [Vec3::ZERO, Vec3::new(2.0, 0.0, 0.0)];
    let b = [Vec3::new(0.0, 1.0, 0.0), Vec3::new(2.0, 0.0, 0.0), Vec3::new(2.0, 0.0, 3.0)];
    // One way (1 + 0) / 2, the other way (1 + 0 + 9) / 3.
    assert!((chamfer_of_papers(&a, &b) - 1000.0 * (0.5 + 10.0 / 3.0)).abs() < 1e-9);
    // The reference's longest extent is 2: squared distances shrink by 4.
    assert!((chamfer_in_unit_cube(&a, &b) - 250.0 * (0.5 + 10.0 / 3.0)).abs() < 1e-9);
    assert_eq!(chamfer_of_papers(&a, &a), 0.0);
    assert!(chamfer_of_papers(&a, &[]).is_nan());
    // Of a two are within 1; of b two are.
    assert!((f_score(&a, &b, 1.0) - 2.0 * (2.0 / 3.0) / (1.0 + 2.0 / 3.0)).abs() < 1e-12);
    let mut rng = rng(10);
    let points: Vec<Vec3> = (0..3000).map(|_| random_point(&mut rng, 1.0)).collect();
    let tree = PointTree::new(&points);
    for _ in 0..300 {
        let p = random_point(&mut rng, 2.0);
        let best = points.iter().map(|q| q.distance_squared(p)).fold(f64::INFINITY, f64::min);
        assert_eq!(tree.nearest(p).unwrap().1, best);
    }
}

#[test]
fn normals_of_a_turned_cube_agree_by_the_cosine() {
    let cube = TriMesh::cuboid(Vec3::splat(-1.0), Vec3::splat(1.0));
    let samples = sample::surface(&cube, 4000, &mut rng(20));
    assert_eq!(normal_consistency(&samples, &samples), 1.0);
    let flipped = sample::surface(&cube.flipped(), 4000, &mut rng(21));
    assert!(normal_consistency(&samples, &flipped) > 0.94, "direction counts, not orientation");
    let tilted: Vec<_> = samples
        .iter()
        .map(|s| SurfaceSample { normal: (s.normal + s.normal.any_orthonormal_vector()).normalize(), ..*s })
        .collect();
    assert!((normal_consistency(&samples, &tilted) - 0.5f64.sqrt()).abs() < 1e-12);
    assert!(normal_consistency(&samples, &[]).is_nan());
}

#[test]
fn overlap_of_boxes_and_balls_is_their_volume() {
    let region = Aabb3 { min: Vec3::splat(-1.5), max: Vec3::splat(2.5) };
    let cube = |at: f64| move |p: Vec3| (p - Vec3::splat(at)).abs().max_element() < 1.0;
    let found = overlap(&region, 300_000, &mut rng(11), cube(0.0), cube(1.0));
    assert!((found.volume_both - 1.0).abs() < 0.01 && (found.volume_a - 8.0).abs() < 0.02, "{found:?}");
    assert!((found.iou.unwrap() - 1.0 / 15.0).abs() < 1e-3);
    let ball = |r: f64| move |p: Vec3| p.length() < r;
    let shared = iou(&region, 200_000, &mut rng(12), ball(1.0), ball(0.9));
    assert!((shared - 0.729).abs() < 2e-3, "{shared}");
    assert_eq!(iou(&region, 1000, &mut rng(13), ball(1.0), ball(1.0)), 1.0);
    assert_eq!(overlap(&region, 1000, &mut rng(13), |_| false, |_| false).iou, None);
    let flat = Aabb3 { min: Vec3::ZERO, max: Vec3::new(1.0, 1.0, 0.0) };
    assert_eq!(overlap(&flat, 1000, &mut rng(13), |_| true, |_| true).volume_both, 0.0);
}

#[test]
fn deviation_counts_the_nineteenth_of_twenty() {
    assert_eq!(Deviation::of(vec![]), None);
    let twenty: Vec<f64> = (1..=20).rev().map(f64::from).collect();
    assert_eq!(Deviation::of(twenty), Some(Deviation { mean: 10.5, p95: 19.0, max: 20.0 }));
    let surface = MeshDistance::new(&TriMesh::cuboid(Vec3::ZERO, Vec3::ONE));
    let points = [Vec3::splat(0.5), Vec3::new(0.5, 0.5, 1.25), Vec3::new(4.0, 5.0, 1.0)];
    let found = Deviation::between(&points, &surface).unwrap();
    assert_eq!((found.p95, found.max), (5.0, 5.0));
    assert!((found.mean - 5.75 / 3.0).abs() < 1e-15);
}

#[test]
fn rigid_motion_leaves_metrics_unchanged() {
    let (a, b) = (sphere(20), TriMesh::cuboid(Vec3::splat(-0.8), Vec3::splat(0.7)));
    for seed in 0..5 {
        let mut random = rng(seed);
        let frame = Frame::from_normal(random_point(&mut random, 50.0), random_point(&mut random, 1.0));
        let move_points = |points: &[Vec3]| points.iter().map(|&p| frame.world_from_local(p)).collect::<Vec<_>>();
        let (pa, pb) = (sample::points(&a, 1000, &mut random), sample::points(&b, 1000, &mut random));
        let (ma, mb) = (move_points(&pa), move_points(&pb));
        let close = |x: f64, y: f64| (x - y).abs() <= 1e-9 * x.abs().max(1e-3);
        assert!(close(chamfer_of_papers(&pa, &pb), chamfer_of_papers(&ma, &mb)));
        assert!(close(f_score(&pa, &pb, 0.1), f_score(&ma, &mb, 0.1)));
        let moved_a = a.mapped(|p| frame.world_from_local(p));
        let moved_b = b.mapped(|p| frame.world_from_local(p));
        assert!(close(a.volume(), moved_a.volume()) && close(a.area(), moved_a.area()));
        // The same seed draws the same points of a moved mesh.
        let drawn = |mesh: &TriMesh| sample::points(mesh, 200, &mut rng(seed));
        for (p, q) in move_points(&drawn(&a)).iter().zip(drawn(&moved_a)) {
            assert!(p.distance(q) < 1e-9);
        }
        let (da, moved_da) = (MeshDistance::new(&a), MeshDistance::new(&moved_a));
        let (db, moved_db) = (MeshDistance::new(&b), MeshDistance::new(&moved_b));
        let (before, after) = (Deviation::between(&pb, &da).unwrap(), Deviation::between(&mb, &moved_da).unwrap());
        assert!(close(before.mean, after.mean) && close(before.p95, after.p95) && close(before.max, after.max));
        for (p, m) in pb.iter().zip(&mb) {
            assert!((da.signed_distance(*p) - moved_da.signed_distance(*m)).abs() < 1e-9);
        }
        // Samples in the moved frame, so that the very same points are asked.
        let region = a.bounds().union(b.bounds());
        let before = iou(&region, 3000, &mut rng(seed), |p| da.contains(p), |p| db.contains(p));
        let world = |p: Vec3| frame.world_from_local(p);
        let after =
            iou(&region, 3000, &mut rng(seed), |p| moved_da.contains(world(p)), |p| moved_db.contains(world(p)));
        assert!((before - after).abs() < 1e-3);
    }
}
