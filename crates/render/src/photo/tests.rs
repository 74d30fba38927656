use super::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

fn block() -> TriMesh {
    TriMesh::cuboid(Vec3::ZERO, Vec3::new(40.0, 30.0, 20.0))
}

/// Mean of the three colours, and the mean of how much neighbours in a row differ.
fn figures(image: &Image) -> (f64, f64) {
    let grey: Vec<f64> =
        image.pixels.chunks_exact(4).map(|p| p[..3].iter().map(|&c| f64::from(c)).sum::<f64>() / 3.0).collect();
    let mean = grey.iter().sum::<f64>() / grey.len() as f64;
    let rough = grey.windows(2).map(|w| (w[0] - w[1]).abs()).sum::<f64>() / grey.len() as f64;
    (mean, rough)
}

#[test]
fn chance_gives_pictures_of_all_kinds_that_show_the_part_and_the_same_ones_again() {
    let mesh = block();
    let subject = Subject::new(&mesh).unwrap();
    let mut kinds = [0; 3];
    for seed in 0..60 {
        let shot = Shot::drawn(&mut ChaCha8Rng::seed_from_u64(seed));
        kinds[match shot.look {
            Look::Photo => 0,
            Look::Shaded { .. } => 1,
            Look::Lines { .. } => 2,
        }] += 1;
        let image = subject.photograph(&shot, 96).unwrap();
        assert_eq!((image.width, image.height, image.pixels.len()), (96, 96, 96 * 96 * 4));
        assert_eq!(image, subject.photograph(&shot, 96).unwrap(), "{seed}");
        // The same without the part is another picture.
        let far = TriMesh::cuboid(Vec3::ZERO, Vec3::splat(1e-3));
        let empty = Subject::new(&far).unwrap().photograph(&Shot { margin: 0.45, ..shot.clone() }, 96).unwrap();
        let differ = image.pixels.iter().zip(&empty.pixels).filter(|(a, b)| a.abs_diff(**b) > 4).count();
        assert!(differ > 96 * 96 / 20, "{seed}: {differ} bytes differ, {shot:?}");
    }
    assert!(kinds.iter().all(|&k| k >= 2), "{kinds:?}");
}

#[test]
fn the_part_stays_in_the_picture_wherever_it_is_shifted() {
    let mesh = block();
    let subject = Subject::new(&mesh).unwrap();
    for shift in [[-0.9, -0.9], [0.9, 0.9], [0.9, -0.9], [0.0, 0.0]] {
        let shot = Shot { margin: 0.15, shift, ..Shot::plain(View::from_angles(-0.8, 0.5)) };
        let image = subject.photograph(&shot, 128).unwrap();
        let dark = |x: u32, y: u32| image.pixel(x, y).unwrap()[0] < 250;
        let border = (0..128).filter(|&k| dark(k, 0) || dark(k, 127) || dark(0, k) || dark(127, k)).count();
        assert_eq!(border, 0, "{shift:?}");
        let columns: Vec<u32> = (0..128).filter(|&x| (0..128).any(|y| dark(x, y))).collect();
        let middle = f64::from(columns[0] + columns[columns.len() - 1] + 1) / 2.0;
        // The border is 0.15 of 128 pixels.
        assert!((middle - 64.0 - 19.2 * shift[0]).abs() < 2.5, "{shift:?}: {middle}");
    }
}

#[test]
fn each_fault_of_camera_and_file_does_what_it_says() {
    let mesh = block();
    let subject = Subject::new(&mesh).unwrap();
    let plain = Shot { look: Look::Photo, ..Shot::plain(View::from_angles(-0.8, 0.5)) };
    let taken = |film: Film| subject.photograph(&Shot { film, ..plain.clone() }, 96).unwrap();
    let (mean, rough) = figures(&taken(Film::default()));
    let dark = figures(&taken(Film { exposure: 0.5, ..Film::default() }));
    assert!(dark.0 < 0.85 * mean, "{dark:?} of {mean}");
    let noisy = figures(&taken(Film { noise: 10.0, ..Film::default() }));
    assert!(noisy.1 > rough + 4.0 && (noisy.0 - mean).abs() < 8.0, "{noisy:?} of {mean} {rough}");
    let soft = taken(Film { blur: 2.0, ..Film::default() });
    // The mean is that of light, so bytes shift a little; steps grow small.
    let largest = |i: &Image| {
        i.pixels.chunks_exact(4).zip(i.pixels.chunks_exact(4).skip(1)).map(|(a, b)| a[0].abs_diff(b[0])).max()
    };
    assert!(largest(&soft) < largest(&taken(Film::default())));
    let vignette = taken(Film { vignette: 0.5, ..Film::default() });
    assert!(vignette.pixel(0, 0).unwrap()[0] < 220 && vignette.pixel(0, 0) < vignette.pixel(48, 2));
    let warm = taken(Film { warmth: 1.0, exposure: 0.6, ..Film::default() }).pixel(2, 2).unwrap();
    assert!(warm[0] > warm[2] + 20, "{warm:?}");
    let grey = taken(Film { warmth: 1.0, exposure: 0.6, grey: true, ..Film::default() });
    assert!(grey.pixels.chunks_exact(4).all(|p| p[0] == p[1] && p[1] == p[2]));
    let file = taken(Film { jpeg: Some(20), ..Film::default() });
    assert_ne!(file, taken(Film::default()));
    assert!((figures(&file).0 - mean).abs() < 3.0);
}

#[test]
fn lines_alone_leave_faces_as_paper() {
    let mesh = block();
    let subject = Subject::new(&mesh).unwrap();
    let shot = |tremble| Shot { look: Look::Lines { ink: 1.2, tremble }, ..Shot::plain(View::from_angles(-0.8, 0.5)) };
    let straight = subject.photograph(&shot(0.0), 128).unwrap();
    let (white, dark) = straight
        .pixels
        .chunks_exact(4)
        .fold((0, 0), |(w, d), p| (w + usize::from(p[0] > 250), d + usize::from(p[0] < 100)));
    assert!(white > 128 * 128 * 8 / 10 && dark > 150, "{white} {dark}");
    assert_ne!(straight, subject.photograph(&shot(2.0), 128).unwrap());
}

#[test]
fn a_shot_that_sees_nothing_is_refused() {
    let mesh = block();
    let subject = Subject::new(&mesh).unwrap();
    let along = Shot::plain(View { direction: Vec3::Z, up: Vec3::Z });
    assert!(matches!(subject.photograph(&along, 64), Err(RenderError::Camera { .. })));
    let fine = Shot::plain(View::from_angles(0.0, 0.3));
    assert!(matches!(subject.photograph(&fine, 0), Err(RenderError::Size { .. })));
}
