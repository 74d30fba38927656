//! Clouds: files of every format, hostile points, and what cleaning makes of them.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_geom::cloud::{CloudError, prepare};
use resolid_geom::format::{
    Format, Geometry, PointsFile, ReadError, announces_points, read_geometry, write_cloud_ply, write_ply,
};
use resolid_geom::{Cloud, Observer, Silent, TriMesh, Vec3, sample};

fn block(count: usize) -> Cloud {
    let mesh = TriMesh::cuboid(Vec3::new(5.0, -3.0, 2.0), Vec3::new(45.0, 17.0, 12.0));
    let drawn = sample::surface(&mesh, count, &mut ChaCha8Rng::seed_from_u64(7));
    Cloud {
        points: drawn.iter().map(|s| s.point).collect(),
        normals: Some(drawn.iter().map(|s| s.normal).collect()),
        ..Cloud::default()
    }
}

fn noisy(mut cloud: Cloud, sigma: f64) -> Cloud {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let mut bell = || (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
    cloud.points.iter_mut().for_each(|p| *p += sigma * Vec3::new(bell(), bell(), bell()));
    cloud.normals = None;
    cloud
}

fn points(bytes: &[u8], hint: Option<Format>) -> PointsFile {
    match read_geometry(bytes, hint).expect("readable") {
        Geometry::Cloud(file) => file,
        Geometry::Mesh(_) => panic!("a cloud was taken for a mesh"),
    }
}

fn text(cloud: &Cloud, row: impl Fn(Vec3, Vec3) -> String) -> Vec<u8> {
    let normals = cloud.normals.as_ref().unwrap();
    cloud.points.iter().zip(normals).map(|(p, n)| row(*p, *n) + "\n").collect::<String>().into_bytes()
}

#[test]
fn ply_with_faces_is_a_mesh_and_without_a_cloud() {
    let mesh = TriMesh::cuboid(Vec3::ZERO, Vec3::ONE);
    assert!(matches!(read_geometry(&write_ply(&mesh), None), Ok(Geometry::Mesh(m)) if m.triangles.len() == 12));
    assert!(!announces_points(&write_ply(&mesh), None));
    let mut cloud = block(200);
    assert!(announces_points(&write_cloud_ply(&cloud), None));
    cloud.views = Some((0..200).map(|i| i % 2).collect());
    cloud.sensors = vec![Vec3::X * 300.0, Vec3::Z * 300.0];
    let read = points(&write_cloud_ply(&cloud), None).cloud;
    assert_eq!((&read.points, &read.views, &read.sensors), (&cloud.points, &cloud.views, &cloud.sensors));
    let off = |(a, b): (&Vec3, &Vec3)| a.distance(*b);
    assert!(read.normals.unwrap().iter().zip(cloud.normals.as_ref().unwrap()).map(off).all(|d| d < 1e-12));
}

#[test]
fn text_is_read_with_and_without_normals_counts_names_and_colours() {
    let cloud = block(300);
    let plain = text(&cloud, |p, _| format!("{} {} {}", p.x, p.y, p.z));
    assert_eq!(points(&plain, None).cloud, Cloud::of(cloud.points.clone()));
    let with = text(&cloud, |p, n| format!("{},{},{},{},{},{}", p.x, p.y, p.z, n.x, n.y, n.z));
    assert_eq!(
        points(&[b"X,Y,Z,Nx,Ny,Nz\n".as_slice(), &with].concat(), Some(Format::Xyz)).cloud.normals,
        cloud.normals
    );
    let colours = text(&cloud, |p, _| format!("{} {} {} -812 120 130 90", p.x, p.y, p.z));
    let pts = points(&[b"300\n".as_slice(), &colours].concat(), Some(Format::Xyz));
    assert_eq!((pts.cloud.len(), pts.cloud.normals), (300, None));
}

#[test]
fn a_colour_is_no_normal() {
    let red = text(&block(300), |p, _| format!("{} {} {} 1 0 0", p.x, p.y, p.z));
    assert_eq!(points(&red, None).cloud.normals, None);
}

#[test]
fn commas_may_stand_within_numbers() {
    let cloud = block(300);
    for gap in [" ", ";", "\t"] {
        let row = |p: Vec3, _: Vec3| format!("{:.6}{gap}{:.6}{gap}{:.6}", p.x, p.y, p.z).replace('.', ",");
        let read = points(&text(&cloud, row), Some(Format::Xyz)).cloud;
        assert_eq!(read.len(), 300);
        assert!(read.points.iter().zip(&cloud.points).all(|(a, b)| a.distance(*b) < 1e-5), "'{gap}'");
    }
}

#[test]
fn scans_one_after_the_other_are_counted_each_and_none_may_be_short() {
    let row = |p: Vec3, _: Vec3| format!("{} {} {} -812 120 130 90", p.x, p.y, p.z);
    let (first, second) = (text(&block(300), row), text(&block(200), row));
    let both = [b"300\n".as_slice(), &first, b"200\n", &second].concat();
    assert_eq!(points(&both, Some(Format::Xyz)).cloud.len(), 500);
    let cut = [b"300\n".as_slice(), &first, b"201\n", &second].concat();
    assert!(matches!(read_geometry(&cut, Some(Format::Xyz)), Err(ReadError::Count { said: 501, held: 500, .. })));
}

#[test]
fn normals_that_are_no_numbers_are_none_and_such_points_are_dropped() {
    let cloud = block(300);
    let mut lines = text(&cloud, |p, n| format!("{} {} {} {} {} {}", p.x, p.y, p.z, n.x, n.y, n.z));
    lines.extend(b"nan nan nan 0 0 1\n1 2 3 nan nan nan\n");
    let file = points(&lines, None);
    assert_eq!((file.cloud.len(), file.dropped), (301, 1));
    assert_eq!(file.cloud.normals.unwrap()[300], Vec3::ZERO);
}

#[test]
fn bad_text_names_its_line() {
    let mut lines = text(&block(300), |p, _| format!("{} {} {}", p.x, p.y, p.z));
    lines.extend(b"1 2\n");
    assert!(matches!(read_geometry(&lines, None), Err(ReadError::Syntax { line: 301, .. })));
    let far = "0 0 1e12\n".repeat(60);
    assert!(matches!(read_geometry(far.as_bytes(), None), Err(ReadError::TooLarge { value: 1e12, .. })));
    let few = "0 0 1\n".repeat(10);
    assert!(matches!(read_geometry(few.as_bytes(), None), Err(ReadError::TooFewPoints { points: 10, .. })));
}

#[cfg(all(feature = "survey", feature = "exchange"))]
#[path = "../examples/samples.rs"]
mod samples;

#[cfg(all(feature = "survey", feature = "exchange"))]
mod survey {
    use super::samples::{e57, las};
    use super::*;

    #[test]
    fn las_laz_and_e57_give_their_points() {
        let cloud = block(500);
        for bytes in [las(&cloud.points, false), las(&cloud.points, true)] {
            let file = points(&bytes, None);
            assert_eq!((file.cloud.len(), file.format), (500, Format::Las));
            // LAS rounds to a thousandth.
            assert!(file.cloud.points.iter().zip(&cloud.points).all(|(a, b)| a.distance(*b) < 1e-3));
        }
        let file = points(&e57(&cloud.points), None);
        assert_eq!((file.cloud.points, file.millimetres), (cloud.points, Some(1000.0)));
    }

    #[test]
    fn what_is_cut_off_or_holds_no_scan_is_said_in_plain_words() {
        let whole = las(&block(200).points, false);
        let said = |bytes: &[u8]| read_geometry(bytes, None).unwrap_err().to_string();
        assert!(said(&whole[..300]).contains("cut off"), "{}", said(&whole[..300]));
        let mut empty = std::io::Cursor::new(Vec::new());
        ::e57::E57Writer::new(&mut empty, "file").unwrap().finalize().unwrap();
        assert!(said(empty.get_ref()).contains("holds no scan"), "{}", said(empty.get_ref()));
    }

    #[test]
    fn a_count_that_cannot_be_is_refused() {
        let mut bytes = las(&block(200).points, false);
        bytes[107..111].fill(0);
        bytes[247..255].fill(0xff);
        assert!(read_geometry(&bytes, None).unwrap_err().to_string().contains("18,446,744,073,709,551,615"));
    }

    #[test]
    fn a_table_of_more_chunks_than_there_are_bytes_is_refused() {
        let mut bytes = las(&block(200).points, true);
        let at = |bytes: &[u8], k: usize| usize::from(bytes[k]) + 256 * usize::from(bytes[k + 1]);
        let table = at(&bytes, at(&bytes, 96));
        bytes[table + 4..table + 8].fill(0xe0);
        let error = read_geometry(&bytes, None).unwrap_err().to_string();
        assert!(error.contains("3772834016 chunks"), "{error}");
    }

    #[test]
    fn damaged_files_are_errors() {
        let cloud = block(200);
        for bytes in [las(&cloud.points, false), las(&cloud.points, true), e57(&cloud.points)] {
            for cut in [12, 120, bytes.len() / 2, bytes.len() - 700] {
                assert!(read_geometry(&bytes[..cut], None).is_err(), "cut to {cut}");
            }
        }
    }
}

#[test]
fn what_bounds_nothing_is_refused() {
    let refuse = |points: Vec<Vec3>| prepare(&Cloud::of(points), &Silent).unwrap_err();
    let grid = |i: i32| (f64::from(i % 40), f64::from(i / 40));
    assert!(matches!(refuse(vec![Vec3::ONE; 1000]), CloudError::TooFew { left: 1, duplicates: 999, .. }));
    let plane = (0..1600).map(grid).map(|(x, y)| Vec3::new(x, y, 0.5 * x)).collect();
    assert!(matches!(refuse(plane), CloudError::Flat { shape: "plane", .. }));
    let line = (0..1600).map(|i| Vec3::ONE * f64::from(i)).collect();
    assert!(matches!(refuse(line), CloudError::Flat { shape: "line", .. }));
    // Scattered about one, closely or sparsely, they show no more.
    for count in [900, 20_000] {
        for sigma in [0.02, 0.3] {
            let share = |i: usize, k: f64| (i as f64 * k).fract();
            let spread = |i: usize| (100.0 * share(i, 0.754_877_666), 60.0 * share(i, 0.569_840_291));
            let plane = (0..count).map(spread).map(|(x, y)| Vec3::new(x, y, 0.5 * x)).collect();
            let refused = refuse(noisy(Cloud::of(plane), sigma).points);
            assert!(matches!(refused, CloudError::Flat { shape: "plane", .. }), "{refused:?} {count} {sigma}");
            let line = (0..count).map(|i| Vec3::ONE * (60.0 * share(i, 0.754_877_666))).collect();
            let refused = refuse(noisy(Cloud::of(line), sigma).points);
            assert!(matches!(refused, CloudError::Flat { shape: "line", .. }), "{refused:?} {count} {sigma}");
        }
    }
    let far = block(1000).points.iter().map(|p| Vec3::splat(9e8) + *p * 1e-3).collect();
    assert!(matches!(refuse(far), CloudError::FarOff { .. }));
}

/// As thin as its points are off by three deviations, a plate has two sides all the same.
#[test]
fn a_thin_plate_is_no_plane() {
    let share = |i: usize, k: f64| (i as f64 * k).fract();
    let at = |i: usize| Vec3::new(100.0 * share(i, 0.754_877_666), 60.0 * share(i, 0.569_840_291), (i % 2) as f64);
    for sigma in [0.0, 0.05, 0.3] {
        let plate = noisy(Cloud::of((0..8000).map(at).collect()), sigma);
        assert!(prepare(&plate, &Silent).is_ok(), "{sigma}");
    }
}

#[test]
fn noise_is_measured_outliers_go_and_normals_face_out() {
    let sigma = 0.1;
    let mut cloud = noisy(block(4000), sigma);
    cloud.points.extend((0..40).map(|i| Vec3::new(f64::from(i) * 9.0, 200.0, 90.0)));
    let ready = prepare(&cloud, &Silent).unwrap();
    assert!((ready.locals.noise / sigma - 1.0).abs() < 0.2, "{}", ready.locals.noise);
    assert!((40..200).contains(&ready.outliers), "{}", ready.outliers);
    let out = |i: usize| {
        let from_middle = (ready.cloud.points[i] - Vec3::new(25.0, 7.0, 7.0)) / Vec3::new(20.0, 10.0, 5.0);
        let axis = (0..3).max_by(|&a, &b| from_middle[a].abs().total_cmp(&from_middle[b].abs())).unwrap();
        ready.normals()[i][axis] * from_middle[axis] > 0.0
    };
    let right = (0..ready.cloud.len()).filter(|&i| out(i)).count();
    assert!(right * 100 >= ready.cloud.len() * 98, "{right} of {}", ready.cloud.len());
}

/// Its faces are nearer to one another than its points are.
#[test]
fn both_sides_of_a_thin_plate_are_known_from_places_alone() {
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    let thickness = 0.8;
    let mut of = |k: usize| {
        let (u, v) = (rng.random::<f64>() * 60.0, rng.random::<f64>() * 40.0);
        Vec3::new(u, v, if k.is_multiple_of(2) { 0.0 } else { thickness })
    };
    let points: Vec<Vec3> = (0..3000).map(&mut of).collect();
    let ready = prepare(&Cloud::of(points), &Silent).unwrap();
    assert!(ready.locals.spacing > 0.5 && ready.locals.noise < 0.02 * thickness, "{:?}", ready.locals.noise);
    let out = |i: &usize| {
        let up = if ready.cloud.points[*i].z > 0.5 * thickness { 1.0 } else { -1.0 };
        ready.normals()[*i].z * up > 0.99
    };
    let right = (0..ready.cloud.len()).filter(out).count();
    assert!(right * 100 >= ready.cloud.len() * 97, "{right} of {}", ready.cloud.len());
}

#[test]
fn normals_are_not_trusted_blindly() {
    let right = block(4000);
    let ready = prepare(&right, &Silent).unwrap();
    assert_eq!((ready.normals_turned, ready.normals_distrusted, ready.normals_estimated), (0, 0, 0));

    let inward = right.normals.as_ref().unwrap().iter().map(|n| -*n).collect();
    let turned = prepare(&Cloud { normals: Some(inward), ..right.clone() }, &Silent).unwrap();
    assert_eq!((turned.normals_turned, turned.normals()), (4000, ready.normals()));

    // Those of principal axes, turned to one side, face into the solid on half of its faces.
    let up = |n: &Vec3| if n.dot(Vec3::new(0.3, 0.5, 0.8)) < 0.0 { -*n } else { *n };
    let one_sided = right.normals.as_ref().unwrap().iter().map(up).collect();
    let mended = prepare(&Cloud { normals: Some(one_sided), ..right.clone() }, &Silent).unwrap();
    assert_eq!((mended.normals_distrusted, mended.normals_estimated), (4000, 4000));
    let alike = mended.normals().iter().zip(ready.normals()).filter(|(a, b)| a.dot(**b) > 0.9).count();
    assert!(alike * 100 >= 4000 * 97, "{alike}");

    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let mut drawn = || Vec3::new(rng.random::<f64>() - 0.5, rng.random::<f64>() - 0.5, rng.random::<f64>() - 0.5);
    let random = (0..4000).map(|_| drawn().normalize_or(Vec3::X)).collect();
    let left_out = prepare(&Cloud { normals: Some(random), ..right.clone() }, &Silent).unwrap();
    assert_eq!((left_out.normals_distrusted, left_out.normals_estimated), (4000, left_out.cloud.len()));

    // Through heavy scatter the points say less than good normals do.
    let shaken = Cloud { normals: right.normals.clone(), ..noisy(right.clone(), 1.5) };
    assert_eq!(prepare(&shaken, &Silent).unwrap().normals_distrusted, 0);

    // A plate of which only the top was seen may face either way.
    let top: Vec<usize> = (0..4000).filter(|&i| ready.normals()[i].z > 0.9).collect();
    let mut seen = ready.cloud.subset(&top);
    seen.points.iter_mut().enumerate().for_each(|(i, p)| p.z += 1e-3 * (i % 7) as f64);
    assert_eq!(prepare(&seen, &Silent).unwrap().normals_turned, 0);
}

#[test]
fn a_wish_to_stop_is_heard() {
    struct Stop;
    impl Observer for Stop {
        fn should_stop(&self) -> bool {
            true
        }
    }
    assert!(matches!(prepare(&block(4000), &Stop), Err(CloudError::Stopped)));
}

#[test]
fn two_parts_are_noticed() {
    let mut cloud = block(2000);
    let other: Vec<Vec3> = cloud.points.iter().map(|p| *p + Vec3::X * 60.0).collect();
    cloud.normals = None;
    cloud.points.extend(other);
    let parts = prepare(&cloud, &Silent).unwrap().parts();
    assert_eq!(parts.iter().map(Cloud::len).collect::<Vec<_>>().len(), 2);
    assert!(parts.iter().all(|p| p.bounds().size().x < 45.0));
}
