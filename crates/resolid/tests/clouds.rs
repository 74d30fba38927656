//! Clouds through the facade: golden parts as points, what was not seen, and what shows no part.
#![allow(missing_docs)]

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid::{Error, Host, Options, Reconstruction, Verdict, reconstruct};
use resolid_geom::format::write_cloud_ply;
use resolid_geom::{Cloud, Frame, Observer, Silent, Vec3, metrics};
use resolid_program::{Evaluator, Program, features, file};
use std::sync::atomic::{AtomicUsize, Ordering};

fn golden(case: &str) -> Program {
    let path = format!("{}/../../tests/cases/{case}/program.resolid.json", env!("CARGO_MANIFEST_DIR"));
    file::read(&std::fs::read_to_string(path).expect("the golden part is there")).expect("it reads")
}

/// Points of a part's surface with normals, each moved by about `noise` of the diagonal, in another pose.
fn scan(part: &Evaluator, count: usize, noise: f64) -> (Cloud, Frame) {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let z = Vec3::new(0.36, 0.48, 0.8);
    let x = Vec3::new(0.8, -0.6, 0.0);
    let frame = Frame { origin: Vec3::new(70.0, -30.0, 12.0), x, y: z.cross(x) };
    let drawn = part.sample_surface(count, &mut rng);
    let sigma = noise * part.bounds().diagonal();
    // The sum of three even numbers is near enough to a bell, of deviation one.
    let mut bell = || (0..3).map(|_| rng.random_range(-1.0..1.0)).sum::<f64>() * sigma;
    let cloud = Cloud {
        points: drawn.iter().map(|s| s.position + Vec3::new(bell(), bell(), bell())).collect(),
        normals: Some(drawn.iter().map(|s| s.normal).collect()),
        ..Cloud::default()
    };
    (cloud.placed(&frame), frame)
}

fn run(bytes: Vec<u8>, name: &str) -> Result<Reconstruction, Error> {
    reconstruct(bytes, name, &Options::default(), Host { observer: &Silent, clock: &|| 0.0 })
}

fn text(cloud: &Cloud) -> Vec<u8> {
    cloud.points.iter().map(|p| format!("{} {} {}\n", p.x, p.y, p.z)).collect::<String>().into_bytes()
}

#[test]
fn golden_parts_come_back_from_their_points() {
    for (case, noise, least) in
        [("flange", 1e-3, 0.985), ("plate_with_four_holes", 5e-4, 0.985), ("l_bracket", 2e-3, 0.97)]
    {
        let program = golden(case);
        let part = Evaluator::new(&program);
        let (cloud, frame) = scan(&part, 8192, noise);
        let found = run(write_cloud_ply(&cloud), "scan.ply").expect(case);
        let report = &found.report;
        let answer = Evaluator::new(&found.part.program);
        let iou = metrics::iou(
            &answer.bounds(),
            60_000,
            &mut ChaCha8Rng::seed_from_u64(1),
            |p| answer.contains(p),
            |p| part.contains(frame.local_from_world(p)),
        );
        assert!(iou > least, "{case}: IoU {iou:.4}");
        // Through noise, holes of one size may come back in two.
        let drawn = features::count(&program);
        assert!((drawn..=drawn + 1).contains(&report.features.count), "{case}: {:?}", report.features.list);
        assert_eq!(report.verdict, Verdict::Full, "{case}: {:?}", report.reasons);
        let sigma = noise * part.bounds().diagonal();
        assert!((report.noise_mm / sigma - 1.0).abs() < 0.3, "{case}: noise {} for {sigma}", report.noise_mm);
        let coverage = report.coverage.as_ref().expect("a cloud has one");
        assert!(coverage.share > 0.99 && coverage.unseen.is_empty(), "{case}: {coverage:?}");
        assert_eq!((report.input.points, report.input.triangles), (8192, 0), "{case}");
    }
}

#[test]
fn few_points_without_normals_are_enough_for_a_plain_part() {
    for (case, count) in [("stairs", 1000), ("plate_with_four_holes", 8192)] {
        let part = Evaluator::new(&golden(case));
        let (cloud, _) = scan(&part, count, 0.0);
        let report = run(text(&cloud), "few.xyz").expect("it is read").report;
        assert_eq!(report.verdict, Verdict::Full, "{case}: {:?}", report.reasons);
        assert!(
            (report.volume_mm3.output / part.measure().volume - 1.0).abs() < 0.02,
            "{case}: {:?}",
            report.volume_mm3
        );
    }
}

#[test]
fn readings_are_compared_and_the_next_best_are_built_too() {
    let options = Options { alternatives: 2, ..Options::default() };
    let host = Host { observer: &Silent, clock: &|| 0.0 };
    let mut others = 0;
    for case in ["plate_with_four_holes", "stairs", "pocketed_block"] {
        let (cloud, _) = scan(&Evaluator::new(&golden(case)), 6000, 2e-3);
        let bytes = write_cloud_ply(&cloud);
        let found = reconstruct(bytes.clone(), "scan.ply", &options, host).unwrap();
        let proposals = &found.report.proposals;
        assert!(proposals[0].built && proposals.len() > 1, "{case}: {proposals:#?}");
        let bits: Vec<f64> = proposals.iter().map(|p| p.score_bits.expect("a cloud is judged").total()).collect();
        assert!(bits[..bits.len().min(2)].is_sorted(), "{case}: {bits:?}");
        assert!(found.alternatives.iter().all(|a| a.program != found.part.program), "{case}");
        let told = found.report.notes.iter().any(|n| n.contains("alternatives"));
        assert_eq!(told, found.alternatives.len() < 2, "{case}: {:?}", found.report.notes);
        others += found.alternatives.len();

        let alone = Options { compared: false, ..Options::default() };
        let plain = reconstruct(bytes, "scan.ply", &alone, host).unwrap();
        assert!(plain.report.proposals.iter().all(|p| p.score_bits.is_none()) && plain.alternatives.is_empty());
    }
    assert!(others > 0, "none of the parts can be told in another way");
}

#[test]
fn an_unfinished_search_is_judged_and_its_numbers_keep_their_deviations() {
    let (cloud, _) = scan(&Evaluator::new(&golden("plate_with_four_holes")), 8192, 2e-3);
    /// Wants to stop when it has been asked so often.
    struct Impatient(AtomicUsize);
    impl Observer for Impatient {
        fn should_stop(&self) -> bool {
            self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err()
        }
    }
    let cut_short = [30, 60, 120, 240, 480, 960].map(|questions| {
        let host = Host { observer: &Impatient(AtomicUsize::new(questions)), clock: &|| 0.0 };
        reconstruct(write_cloud_ply(&cloud), "scan.ply", &Options::default(), host).ok().map(|found| found.report)
    });
    let stopped: Vec<_> = cut_short.iter().flatten().filter(|r| r.stopped).collect();
    assert!(!stopped.is_empty(), "none was stopped with an answer");
    for report in stopped {
        assert!(report.proposals.iter().all(|p| p.score_bits.is_some()), "{:#?}", report.proposals);
        assert!(report.dimensions.iter().any(|d| d.deviation.is_some_and(|d| d > 0.0)), "{:#?}", report.dimensions);
    }
}

#[test]
fn dimensions_are_known_as_well_as_the_report_says() {
    let program = golden("plate_with_four_holes");
    let part = Evaluator::new(&program);
    let (cloud, _) = scan(&part, 8192, 2e-3);
    let options = Options { snapping: resolid::Snapping::Never, ..Options::default() };
    let found = reconstruct(write_cloud_ply(&cloud), "scan.ply", &options, Host { observer: &Silent, clock: &|| 0.0 });
    let report = found.unwrap().report;
    let depth = report.dimensions.iter().find(|d| d.what == "step 1 depth").expect("a depth");
    let truth = part.bounds().size().min_element();
    let deviation = depth.deviation.expect("it was seen");
    assert!((depth.value - truth).abs() < 5.0 * deviation, "{depth:?} for {truth}");
    let sigma = 2e-3 * part.bounds().diagonal();
    // Thousands of points set a depth, so that it is known far better than one of them.
    assert!(deviation > 0.0 && deviation < 0.3 * sigma, "{depth:?}, points scatter by {sigma}");
}

#[test]
fn a_side_that_was_not_seen_is_named() {
    let part = Evaluator::new(&golden("l_bracket"));
    let (mut cloud, frame) = scan(&part, 8192, 5e-4);
    let low = part.bounds().min.z + 0.01 * part.bounds().size().z;
    let seen: Vec<usize> = (0..cloud.len()).filter(|&i| frame.local_from_world(cloud.points[i]).z > low).collect();
    cloud = cloud.subset(&seen);
    let found = run(write_cloud_ply(&cloud), "scan.ply").unwrap();
    let coverage = found.report.coverage.as_ref().expect("a cloud has one");
    assert!((0.5..0.95).contains(&coverage.share), "{coverage:?}");
    let largest = frame.local_from_world(Vec3::from_array(coverage.unseen[0].center));
    assert!((largest.z - part.bounds().min.z).abs() < 0.05 * part.bounds().size().z, "{largest}");
    assert_eq!(found.report.verdict, Verdict::Partial);
    assert!(found.report.reasons.iter().any(|r| r.contains("not seen")), "{:?}", found.report.reasons);
    let volume = part.measure().volume;
    assert!((found.report.volume_mm3.output / volume - 1.0).abs() < 0.05, "{:?} for {volume}", found.report.volume_mm3);
}

#[test]
fn text_without_normals_says_the_same_part_twice_over() {
    let part = Evaluator::new(&golden("plate_with_four_holes"));
    let (cloud, _) = scan(&part, 6000, 5e-4);
    let (first, second) = (run(text(&cloud), "scan.xyz").unwrap(), run(text(&cloud), "scan.xyz").unwrap());
    assert_eq!(first.part.program, second.part.program);
    assert_eq!(first.report.input.format, "XYZ");
    assert!(first.report.input.repairs.iter().any(|r| r.contains("normals estimated")), "{:?}", first.report.input);
    let volume = part.measure().volume;
    assert!((first.report.volume_mm3.output / volume - 1.0).abs() < 0.02, "{:?}", first.report.volume_mm3);
}

#[test]
fn what_shows_no_part_is_refused_in_words() {
    let refused = |points: Vec<Vec3>, what: &str| {
        let error = run(text(&Cloud::of(points)), "scan.xyz").err().expect(what);
        assert!(matches!(error, Error::Unreadable { .. } | Error::Fit(_)), "{error:?}");
        assert!(error.to_string().contains(what), "{error}");
        assert!(!error.hint().is_empty());
    };
    let grid = |i: i32| (f64::from(i % 40), f64::from(i / 40));
    refused((0..1600).map(grid).map(|(x, y)| Vec3::new(x, y, 0.5 * x)).collect(), "plane");
    refused((0..1600).map(|i| Vec3::ONE * f64::from(i)).collect(), "line");
    refused(vec![Vec3::ONE; 1000], "999 stand in the place of others");
    let part = Evaluator::new(&golden("flange"));
    let (cloud, _) = scan(&part, 2000, 1e-4);
    refused(cloud.points.iter().map(|&p| Vec3::splat(9e8) + p).collect(), "coordinates end at");
    refused(cloud.points.iter().map(|&p| p * 1e8).collect(), "has the coordinate");
}

#[test]
fn heavy_scatter_does_not_make_everything_the_same_surface() {
    let part = Evaluator::new(&golden("l_bracket"));
    let (cloud, _) = scan(&part, 6000, 0.012);
    let report = run(write_cloud_ply(&cloud), "scan.ply").unwrap().report;
    let size = report.input.size_mm.iter().map(|s| s * s).sum::<f64>().sqrt();
    assert!((report.tolerance / size - 0.01).abs() < 1e-9, "{} of {size}", report.tolerance);
    assert!(report.notes.iter().any(|n| n.contains("scatter by")), "{:?}", report.notes);
}

#[test]
fn normals_that_are_no_numbers_do_no_harm() {
    let part = Evaluator::new(&golden("flange"));
    let (mut cloud, _) = scan(&part, 6000, 5e-4);
    cloud.normals = Some(vec![Vec3::NAN; cloud.len()]);
    let found = run(write_cloud_ply(&cloud), "scan.ply").unwrap();
    let volume = part.measure().volume;
    assert!((found.report.volume_mm3.output / volume - 1.0).abs() < 0.02, "{:?}", found.report.volume_mm3);
}

#[test]
fn a_few_hundred_points_get_an_answer_or_a_reason() {
    let part = Evaluator::new(&golden("plate_with_four_holes"));
    for count in [60, 499] {
        let (cloud, _) = scan(&part, count, 0.0);
        match run(write_cloud_ply(&cloud), "scan.ply") {
            Ok(found) => assert!(found.report.volume_mm3.output > 0.0),
            Err(error) => assert!(!error.to_string().is_empty() && !error.hint().is_empty(), "{error:?}"),
        }
    }
}
