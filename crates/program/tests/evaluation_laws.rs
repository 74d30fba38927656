//! Laws of direct evaluation, over random programs whose faces are flush and tangent as a rule.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_program::geom::{Aabb3, Frame, Vec3};
use resolid_program::random::random_program;
use resolid_program::{Evaluator, Prism, Side, flatten};

fn parts(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (u64, Evaluator, ChaCha8Rng)> {
    seeds.filter_map(|seed| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let part = Evaluator::new(&random_program(&mut rng));
        (part.measure().volume > 1e-6).then_some((seed, part, rng))
    })
}

fn point_in(bounds: Aabb3, rng: &mut ChaCha8Rng) -> Vec3 {
    let b = bounds.expanded(0.2 * bounds.diagonal());
    // Half on the lattice that the programs are drawn on, where every coincidence lies.
    let p = b.min + b.size() * Vec3::new(rng.random(), rng.random(), rng.random());
    if rng.random_bool(0.5) { (p / 2.5).round() * 2.5 } else { p }
}

fn samples_lie_on_the_surface(seeds: std::ops::Range<u64>) {
    let (mut drawn, mut thin) = (0, 0);
    for (seed, part, mut rng) in parts(seeds) {
        let size = part.bounds().diagonal();
        for s in part.sample_surface(200, &mut rng) {
            let d = part.signed_distance(s.position);
            assert!(d.abs() < 1e-7 * size, "seed {seed}: {s:?} at {d}");
            assert!((s.normal.length() - 1.0).abs() < 1e-12, "seed {seed}: {s:?}");
            // A step out along the normal is outside, a step in is inside, but where a wedge under a tangent
            // cylinder is thinner than the step.
            let step = 1e-5 * size;
            drawn += 1;
            thin += usize::from(
                part.contains(s.position + s.normal * step) || !part.contains(s.position - s.normal * step),
            );
            assert_eq!(part.classify(s.position, 1e-6 * size), Side::On);
        }
    }
    assert!(thin * 2000 <= drawn, "{thin} of {drawn} samples have the wrong side out");
}

fn distance_is_lipschitz_and_signed_as_membership(seeds: std::ops::Range<u64>) {
    for (seed, part, mut rng) in parts(seeds) {
        let size = part.bounds().diagonal();
        for _ in 0..200 {
            let p = point_in(part.bounds(), &mut rng);
            let d = part.signed_distance(p);
            if d.abs() > 1e-6 * size {
                assert_eq!(d < 0.0, part.contains(p), "seed {seed}: {p} at {d}");
            }
            for scale in [1e-4, 1e-2, 0.3] {
                let q = p + Vec3::new(
                    rng.random_range(-1.0..1.0),
                    rng.random_range(-1.0..1.0),
                    rng.random_range(-1.0..1.0),
                ) * scale
                    * size;
                let e = part.signed_distance(q);
                assert!((d - e).abs() <= p.distance(q) + 1e-6 * size, "seed {seed}: {d} at {p}, {e} at {q}");
            }
            let near = part.nearest(p).expect("a part has a surface");
            assert!((near.position.distance(p) - d.abs()).abs() < 1e-9 * size, "seed {seed}: {near:?} from {p}");
            let there = part.signed_distance(near.position);
            assert!(there.abs() < 2e-6 * size, "seed {seed}: {near:?}, nearest to {p}, lies {there} off");
        }
    }
}

fn distance_is_that_of_a_dense_sample(seeds: std::ops::Range<u64>, count: usize) {
    for (seed, part, mut rng) in parts(seeds) {
        let size = part.bounds().diagonal();
        let sample = part.sample_surface(count, &mut rng);
        // A disc this wide holds 25 points on average: one without any does not turn up.
        let spacing = (25.0 * part.measure().area / (count as f64 * std::f64::consts::PI)).sqrt();
        for _ in 0..40 {
            let p = point_in(part.bounds(), &mut rng);
            let d = part.signed_distance(p).abs();
            let least = sample.iter().map(|s| s.position.distance(p)).fold(f64::INFINITY, f64::min);
            assert!(d <= least + 1e-7 * size, "seed {seed}: {d} at {p}, a sample is at {least}");
            assert!(
                least <= d + spacing,
                "seed {seed}: {d} at {p}, the nearest sample is at {least}, spacing {spacing}"
            );
        }
    }
}

fn moved(prisms: &[Prism], frame: &Frame, scale: f64) -> Vec<Prism> {
    prisms
        .iter()
        .map(|p| {
            let mut p = p.clone();
            p.frame = frame.compose(&p.frame);
            p.frame.origin *= scale;
            for profile in &mut p.profiles {
                profile.outer = profile.outer.mapped(scale, false, |v| v * scale);
                for hole in &mut profile.holes {
                    *hole = hole.mapped(scale, false, |v| v * scale);
                }
            }
            p.range = p.range.map(|v| v * scale);
            p
        })
        .collect()
}

fn motion_and_scale_carry_everything_along(seeds: std::ops::Range<u64>) {
    for (seed, part, mut rng) in parts(seeds) {
        let mut angle = || rng.random_range(-3.0..3.0f64);
        let (a, b) = (angle().sin_cos(), angle().sin_cos());
        let frame = Frame {
            origin: Vec3::new(113.0, -57.0, 31.0),
            x: Vec3::new(a.1, a.0, 0.0),
            y: Vec3::new(-a.0 * b.1, a.1 * b.1, b.0),
        };
        for scale in [1.0, 1e-4, 3e5] {
            let there = Evaluator::from_prisms(moved(part.prisms(), &frame, scale));
            let carry = |p: Vec3| frame.world_from_local(p) * scale;
            let size = part.bounds().diagonal();
            let (m, n) = (part.measure(), there.measure());
            let tolerance = if m.exact && n.exact { 1e-6 } else { 5e-2 };
            assert!(
                (m.volume * scale.powi(3) - n.volume).abs() <= tolerance * size.powi(3) * scale.powi(3),
                "seed {seed}, {scale}: {m:?} {n:?}"
            );
            for _ in 0..50 {
                let p = point_in(part.bounds(), &mut rng);
                let (d, e) = (part.signed_distance(p), there.signed_distance(carry(p)) / scale);
                assert!((d - e).abs() < 1e-6 * size, "seed {seed}, {scale}: {d} {e} at {p}");
            }
        }
    }
}

fn measures_are_exact_and_match_the_samples(seeds: std::ops::Range<u64>) -> (usize, usize) {
    let (mut exact, mut all) = (0, 0);
    for (seed, part, mut rng) in parts(seeds) {
        let m = part.measure();
        all += 1;
        exact += usize::from(m.exact);
        // The divergence theorem over the sample: volume is area times the mean of p·n / 3.
        let c = part.bounds().center();
        let sample = part.sample_surface(4000, &mut rng);
        let values: Vec<f64> = sample.iter().map(|s| (s.position - c).dot(s.normal) / 3.0 * m.area).collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let error = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n / n).sqrt();
        assert!(
            (mean - m.volume).abs() <= 6.0 * error + 1e-3 * m.volume,
            "seed {seed}: {m:?}, sampled {mean} ± {error}"
        );
    }
    (exact, all)
}

#[test]
fn samples_lie_on_the_surface_quick() {
    samples_lie_on_the_surface(0..300);
}

#[test]
fn distance_is_lipschitz_quick() {
    distance_is_lipschitz_and_signed_as_membership(0..300);
}

#[test]
fn distance_is_that_of_a_dense_sample_quick() {
    distance_is_that_of_a_dense_sample(0..60, 20_000);
}

#[test]
fn motion_and_scale_quick() {
    motion_and_scale_carry_everything_along(0..100);
}

#[test]
fn measures_match_samples_quick() {
    let (exact, all) = measures_are_exact_and_match_the_samples(0..300);
    assert!(exact * 100 >= all * 98, "{exact} of {all} exact");
}

#[test]
#[ignore = "slow: 10,000 programs, a minute"]
fn samples_lie_on_the_surface_of_ten_thousand() {
    samples_lie_on_the_surface(1000..11_000);
}

#[test]
#[ignore = "slow: 10,000 programs, minutes"]
fn distance_is_lipschitz_on_ten_thousand() {
    distance_is_lipschitz_and_signed_as_membership(1000..11_000);
}

#[test]
#[ignore = "slow: 20 million samples, a minute"]
fn distance_is_that_of_a_dense_sample_on_a_thousand() {
    distance_is_that_of_a_dense_sample(1000..2000, 20_000);
}

#[test]
#[ignore = "slow: 3,000 programs in three poses each, a minute"]
fn motion_and_scale_on_three_thousand() {
    motion_and_scale_carry_everything_along(1000..4000);
}

#[test]
#[ignore = "slow: 10,000 programs, minutes"]
fn measures_match_samples_on_ten_thousand() {
    let (exact, all) = measures_are_exact_and_match_the_samples(1000..11_000);
    assert!(exact * 100 >= all * 98, "{exact} of {all} exact");
}

/// Prisms that only touch, are copies of one another, or leave nothing.
#[test]
fn nothing_left_is_nothing() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    for seed in 0..50 {
        let mut prisms = flatten(&random_program(&mut ChaCha8Rng::seed_from_u64(seed)));
        let copies: Vec<Prism> =
            prisms.iter().map(|p| Prism { mode: resolid_program::Mode::Cut, targets: None, ..p.clone() }).collect();
        prisms.extend(copies);
        let part = Evaluator::from_prisms(prisms);
        let m = part.measure();
        assert!(m.volume < 1e-6 && m.area < 1e-6, "seed {seed}: {m:?}");
        assert!(part.sample_surface(10, &mut rng).is_empty(), "seed {seed}");
        assert_eq!(part.signed_distance(Vec3::ONE), f64::INFINITY, "seed {seed}");
    }
}
