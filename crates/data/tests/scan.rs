//! Simulated scans: what is seen, how densely, and that each fault is as large as it says.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use resolid_data::scan::{Density, Level, Scan, ScanError, scan};
use resolid_geom::{Cloud, MeshDistance, TriMesh, Vec3};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn faultless() -> Scan {
    Scan::of(Level::Clean)
}

fn cuboid(x: f64, y: f64, z: f64) -> MeshDistance {
    MeshDistance::new(&TriMesh::cuboid(Vec3::ZERO, Vec3::new(x, y, z)))
}

/// A block with a pit that only steep views reach into, and a void that none does.
fn pitted() -> MeshDistance {
    let mut mesh = TriMesh::cuboid(Vec3::ZERO, Vec3::new(30.0, 30.0, 10.0));
    mesh.append(&TriMesh::cuboid(Vec3::splat(2.0), Vec3::splat(5.0)).flipped());
    // Walls that stand on top, round a pit.
    for (x0, y0, x1, y1) in [(10., 10., 20., 12.), (10., 18., 20., 20.), (10., 12., 12., 18.), (18., 12., 20., 18.)] {
        mesh.append(&TriMesh::cuboid(Vec3::new(x0, y0, 10.0), Vec3::new(x1, y1, 22.0)));
    }
    MeshDistance::new(&mesh)
}

fn sees(surface: &MeshDistance, cloud: &Cloud, i: usize) -> bool {
    let sensor = cloud.sensor_of(i).unwrap();
    let p = cloud.points[i];
    let toward = sensor - p;
    surface.cast_within(p + toward * 1e-6, toward, 1.0).is_none()
}

#[test]
fn without_faults_points_lie_on_the_surface_and_are_seen() {
    let surface = pitted();
    for density in [Density::Even, Density::Rays { falloff: 2.0, facing: 1.0 }] {
        let cloud = scan(&surface, &Scan { density, ..faultless() }, &mut rng(1)).unwrap();
        assert_eq!(cloud.len(), 8192);
        for i in 0..cloud.len() {
            let (p, normal) = (cloud.points[i], cloud.normals.as_ref().unwrap()[i]);
            assert!(surface.distance(p) < 1e-9);
            assert!(sees(&surface, &cloud, i), "{p}");
            assert!(normal.dot(cloud.sensor_of(i).unwrap() - p) > 0.0);
            // The void is nobody's.
            assert!(!(p.cmpge(Vec3::splat(1.9)).all() && p.cmple(Vec3::splat(5.1)).all()), "{p}");
        }
    }
}

#[test]
fn even_density_follows_area() {
    let cloud = scan(&cuboid(10.0, 20.0, 40.0), &faultless(), &mut rng(2)).unwrap();
    let normals = cloud.normals.as_ref().unwrap();
    let total = 2.0 * (200.0 + 400.0 + 800.0);
    for (axis, area) in [(0, 800.0), (1, 400.0), (2, 200.0)] {
        for side in [-1.0, 1.0] {
            let count = normals.iter().filter(|n| n[axis] * side > 0.5).count() as f64;
            let wanted = 8192.0 * area / total;
            assert!((count - wanted).abs() < 4.5 * wanted.sqrt(), "axis {axis}: {count} for {wanted}");
        }
    }
}

#[test]
fn rays_meet_a_surface_less_often_far_off_and_askew() {
    // Two plates of one size, one a good deal farther below the only sensor.
    let mut mesh = TriMesh::cuboid(Vec3::new(-60.0, -5.0, 100.0), Vec3::new(-50.0, 5.0, 101.0));
    mesh.append(&TriMesh::cuboid(Vec3::new(50.0, -5.0, -100.0), Vec3::new(60.0, 5.0, -99.0)));
    let surface = MeshDistance::new(&mesh);
    let above = Scan {
        views: 1,
        lowest: FRAC_PI_2,
        distance: 1.0,
        density: Density::Rays { falloff: 2.0, facing: 0.0 },
        ..faultless()
    };
    let cloud = scan(&surface, &above, &mut rng(3)).unwrap();
    let sensor = cloud.sensors[0];
    let normals = cloud.normals.as_ref().unwrap();
    let top = |x: f64, z: f64| {
        let on = |i: &usize| (cloud.points[*i].x - x).abs() <= 5.0 && (cloud.points[*i].z - z).abs() < 1e-6;
        (0..cloud.len()).filter(|&i| normals[i].z > 0.9).filter(on).count() as f64
    };
    let square = |x: f64, z: f64| sensor.distance_squared(Vec3::new(x, 0.0, z));
    let wanted = square(55.0, -99.0) / square(-55.0, 101.0);
    let got = top(-55.0, 101.0) / top(55.0, -99.0);
    assert!(wanted > 2.0 && (got / wanted - 1.0).abs() < 0.1, "{got} for {wanted}");

    // A roof whose slopes rise 1 in 3 and 3 in 1, under a sensor all but straight above: by area they share alike, by rays
    // as their cosines.
    let roof = |facing: f64| {
        let askew = Scan { density: Density::Rays { falloff: 0.0, facing }, distance: 50.0, ..above.clone() };
        let turn = |p: Vec3| Vec3::new(p.x, (p.y + 3.0 * p.z) / 10f64.sqrt(), (p.z - 3.0 * p.y) / 10f64.sqrt());
        let turned = cuboid(40.0, 40.0, 40.0).mesh().mapped(turn);
        let cloud = scan(&MeshDistance::new(&turned), &askew, &mut rng(4)).unwrap();
        let toward = (cloud.sensors[0] - turned.bounds().center()).normalize();
        let (steep, shallow) = (turn(Vec3::NEG_Y), turn(Vec3::Z));
        let count = |n: Vec3| cloud.normals.as_ref().unwrap().iter().filter(|m| m.dot(n) > 0.99).count() as f64;
        (count(steep) / count(shallow), steep.dot(toward) / shallow.dot(toward))
    };
    let ((even, _), (by_rays, wanted)) = (roof(0.0), roof(1.0));
    assert!((even - 1.0).abs() < 0.1, "{even}");
    assert!((wanted - 1.0).abs() > 0.01, "the slopes are alike");
    assert!((by_rays / wanted - 1.0).abs() < 0.1, "{by_rays} for {wanted}");
}

#[test]
fn noise_is_as_large_as_it_says() {
    // One view, square on a plate so far away that rays run all but parallel.
    let surface = cuboid(40.0, 40.0, 1.0);
    let size = surface.mesh().bounds().diagonal();
    let far = Scan { views: 1, lowest: FRAC_PI_2, distance: 50.0, noise: 2e-3, noise_by_angle: 0.0, ..faultless() };
    let cloud = scan(&surface, &far, &mut rng(5)).unwrap();
    let heights: Vec<f64> = cloud.points.iter().map(|p| p.z - 1.0).filter(|z| z.abs() < 0.5).collect();
    let mean = heights.iter().sum::<f64>() / heights.len() as f64;
    let deviation = (heights.iter().map(|z| (z - mean).powi(2)).sum::<f64>() / heights.len() as f64).sqrt();
    assert!(heights.len() > 8000 && mean.abs() < 0.01, "{} {mean}", heights.len());
    assert!((deviation / (2e-3 * size) - 1.0).abs() < 0.05, "{deviation} for {}", 2e-3 * size);
}

#[test]
fn outliers_holes_and_the_grazing_limit_are_what_they_say() {
    let surface = cuboid(40.0, 30.0, 20.0);
    let size = surface.mesh().bounds().diagonal();
    let many = scan(&surface, &Scan { outliers: 0.1, ..faultless() }, &mut rng(6)).unwrap();
    let off = many.points.iter().filter(|p| surface.distance(**p) > 1e-6).count() as f64;
    assert!((off / 8192.0 - 0.1).abs() < 0.015, "{off} outliers");
    let reach = surface.mesh().bounds().expanded(0.051 * size);
    assert!(many.points.iter().all(|p| reach.contains(*p)));

    let whole = scan(&surface, &faultless(), &mut rng(7)).unwrap();
    let holed = scan(&surface, &Scan { holes: 3, hole_radius: 0.1, ..faultless() }, &mut rng(7)).unwrap();
    // The farthest that a point of the surface lies from the cloud grows to a hole's size.
    let gap = |cloud: &Cloud| {
        let tree = resolid_geom::metrics::PointTree::new(&cloud.points);
        whole.points.iter().map(|&p| tree.nearest(p).unwrap().1.sqrt()).fold(0.0, f64::max)
    };
    assert!(gap(&holed) > 0.045 * size && gap(&holed) < 0.25 * size, "{} of {size}", gap(&holed));

    let steep = Scan { grazing: FRAC_PI_4, ..faultless() };
    let cloud = scan(&surface, &steep, &mut rng(8)).unwrap();
    for i in 0..cloud.len() {
        let toward = (cloud.sensor_of(i).unwrap() - cloud.points[i]).normalize();
        assert!(toward.dot(cloud.normals.as_ref().unwrap()[i]) > FRAC_PI_4.cos() - 1e-12);
    }
}

#[test]
fn blur_rounds_edges_inwards_and_leaves_faces_alone() {
    let surface = cuboid(40.0, 30.0, 20.0);
    let size = surface.mesh().bounds().diagonal();
    let cloud = scan(&surface, &Scan { blur: 0.02, ..faultless() }, &mut rng(9)).unwrap();
    let (mut moved, mut deepest) = (0, 0.0f64);
    for p in &cloud.points {
        let d = surface.signed_distance(*p);
        assert!(d < 1e-9, "{p} lies {d} outside");
        moved += usize::from(d < -1e-9);
        deepest = deepest.max(-d);
    }
    // A strip of the blur's width along both sides of each edge, and no more.
    let strip = 4.0 * (40.0 + 30.0 + 20.0) * 2.0 * 0.02 * size / surface.mesh().area();
    let share = moved as f64 / 8192.0;
    assert!(share > 0.5 * strip && share < 1.05 * strip, "{share} for {strip}");
    assert!(deepest > 0.1 * 0.02 * size && deepest < 0.02 * size, "{deepest}");
}

#[test]
fn drift_moves_each_view_as_a_whole_with_its_sensor() {
    let surface = cuboid(40.0, 30.0, 20.0);
    let size = surface.mesh().bounds().diagonal();
    let still = Scan { views: 8, ..faultless() };
    let drifting = Scan { drift: 1e-3, drift_turn: 2e-3, ..still.clone() };
    let (a, b) = (scan(&surface, &still, &mut rng(10)).unwrap(), scan(&surface, &drifting, &mut rng(10)).unwrap());
    // The same points were drawn, for faults come after; within a view all distances are kept.
    assert_eq!(a.views, b.views);
    let views = a.views.as_ref().unwrap();
    let mut total = 0.0;
    for i in 1..a.len() {
        total += a.points[i].distance(b.points[i]);
        if views[i] == views[0] {
            let (before, after) = (a.points[i].distance(a.points[0]), b.points[i].distance(b.points[0]));
            assert!((before - after).abs() < 1e-9);
            let sensors = [&a, &b].map(|c| c.sensor_of(i).unwrap().distance(c.points[i]));
            assert!((sensors[0] - sensors[1]).abs() < 1e-9);
        }
    }
    let mean = total / a.len() as f64 / size;
    assert!((5e-4..5e-3).contains(&mean), "{mean}");
}

#[test]
fn a_single_view_sees_one_side() {
    let surface = cuboid(40.0, 30.0, 20.0);
    for seed in 0..5 {
        let still = Scan { noise: 0.0, outliers: 0.0, tilt: 0.0, blur: 0.0, ..Scan::of(Level::OneView) };
        let cloud = scan(&surface, &still, &mut rng(seed)).unwrap();
        let faces: std::collections::BTreeSet<_> =
            cloud.normals.as_ref().unwrap().iter().map(|n| n.round().to_array().map(|x| x as i32)).collect();
        assert!((1..=3).contains(&faces.len()), "{faces:?}");
        assert_eq!(cloud.sensors.len(), 1);
    }
}

#[test]
fn the_same_seed_gives_the_same_scan_on_any_thread() {
    let surface = pitted();
    for level in Level::ALL {
        let take = |seed| scan(&surface, &Scan { points: 1000, ..Scan::of(level) }, &mut rng(seed)).unwrap();
        let first = take(1);
        assert_ne!(first, take(2));
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| assert_eq!(take(1), first));
            }
        });
    }
}

#[test]
fn what_cannot_be_scanned_says_why() {
    let surface = cuboid(1.0, 1.0, 1.0);
    let refused = |s: Scan| match scan(&surface, &s, &mut rng(0)) {
        Err(ScanError::Parameter { name, .. }) => name,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(Scan { noise: -1.0, ..faultless() }), "noise");
    assert_eq!(refused(Scan { blur: f64::NAN, ..faultless() }), "blur");
    assert_eq!(refused(Scan { views: 0, ..faultless() }), "views");
    assert_eq!(refused(Scan { outliers: 1.5, ..faultless() }), "outliers");
    assert_eq!(refused(Scan { distance: 0.2, ..faultless() }), "distance");
    let nothing = MeshDistance::new(&TriMesh::default());
    assert_eq!(scan(&nothing, &faultless(), &mut rng(0)), Err(ScanError::NoSurface));
    let alone = Scan { views: 1, lowest: FRAC_PI_2, points: 100, ..faultless() };
    assert!(scan(&surface, &alone, &mut rng(0)).is_ok());
    // Inside out, what faces the sensor lies behind what does not.
    let inside_out = MeshDistance::new(&TriMesh::cuboid(Vec3::ZERO, Vec3::ONE).flipped());
    let seen = scan(&inside_out, &alone, &mut rng(0));
    assert!(matches!(seen, Err(ScanError::NothingSeen { .. })), "{seen:?}");
}
