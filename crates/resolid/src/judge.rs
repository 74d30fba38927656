//! The one judge of proposals: how many bits a program saves in telling what was seen.
//!
//! A scan, or points drawn on a mesh, is told by naming a program and then, for each point, where on its surface it was taken
//! and how far it lies off. Of two programs the better is the one with which both together are shorter; the derivation stands
//! in DESIGN.md.

use crate::measure_cloud::GAP;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use resolid_fit::{Hint, passed_by_light};
use resolid_geom::cloud::Prepared;
use resolid_geom::metrics::PointTree;
use resolid_geom::{Curve, Loop, TriMesh, Vec3, sample};
use resolid_program::{Evaluator, Program, flatten};
use serde::{Deserialize, Serialize};

/// Points that are asked for their distance.
const ASKED: usize = 2_000;
/// Of more points than this several say the same thing: a scanner blurs what lies so near together.
const COUNTED: f64 = 8_192.0;
/// Places passed by light that are looked at.
const PASSED: usize = 4_000;
/// Share of points that are taken to be no scatter.
const ASTRAY: f64 = 0.02;
/// The share that counts of a surface without points: not everything is seen.
const BARE: f64 = 0.3;
/// Samples of a proposal's surface.
const SAMPLES: usize = 2_000;

/// What it takes to tell the points with a program, in bits, beyond what any program must pay; less is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// How far points lie off its surface.
    pub points: f64,
    /// Where on its surface they lie: the larger it is, the more there is to choose from.
    pub surface: f64,
    /// Points that could not have been seen through what it fills.
    pub light: f64,
    /// The program itself: its curves, and each number that no other repeats.
    pub program: f64,
}

impl Score {
    /// All of it.
    pub fn total(&self) -> f64 {
        self.points + self.surface + self.light + self.program
    }
}

/// Scores programs against one cloud or mesh.
pub(crate) struct Judge {
    asked: Vec<Vec3>,
    tree: PointTree,
    reach: f64,
    passed: Vec<Hint>,
    /// Area that the points stand for.
    area: f64,
    /// Independent points.
    counted: f64,
    /// Standard deviation of points from a right surface.
    sigma: f64,
    size: f64,
}

impl Judge {
    /// A judge of programs for `cloud`, whose points scatter by `noise`; a quarter of `tolerance` is no difference to it.
    pub fn of_cloud(cloud: &Prepared, noise: f64, tolerance: f64, seed: u64) -> Self {
        let points = &cloud.cloud.points;
        let stride = points.len().div_ceil(ASKED).max(1);
        let mut passed = passed_by_light(cloud, noise, &mut ChaCha8Rng::seed_from_u64(seed));
        let every = passed.len().div_ceil(PASSED).max(1);
        passed = passed.into_iter().step_by(every).collect();
        Self {
            asked: points.iter().copied().step_by(stride).collect(),
            tree: PointTree::new(points),
            reach: GAP * cloud.apart(),
            passed,
            area: cloud.areas().iter().sum(),
            counted: (points.len() as f64).min(COUNTED),
            sigma: noise.hypot(0.25 * tolerance),
            size: cloud.cloud.bounds().diagonal(),
        }
    }

    /// A judge of programs for a closed `mesh`, whose vertices scatter by `noise`: by points drawn on it. No light passed them, but
    /// what is filled without need has a surface that none of them lies on.
    pub fn of_mesh(mesh: &TriMesh, noise: f64, tolerance: f64, seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let points: Vec<Vec3> = sample::surface(mesh, COUNTED as usize, &mut rng).iter().map(|s| s.point).collect();
        let area = mesh.area();
        let counted = points.len() as f64;
        Self {
            tree: PointTree::new(&points),
            reach: GAP * (area / counted).sqrt(),
            // They were drawn in no order, so the first are any.
            asked: points.into_iter().take(ASKED).collect(),
            passed: Vec::new(),
            area,
            counted,
            sigma: noise.hypot(0.25 * tolerance),
            size: mesh.bounds().diagonal(),
        }
    }

    /// The score of a program.
    pub fn score(&self, program: &Program) -> Score {
        let part = Evaluator::new(program);
        let off: Vec<f64> = self
            .asked
            .par_iter()
            .map(|&p| self.off(part.nearest(p).map_or(self.size, |n| n.position.distance(p))))
            .collect();
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        let samples = part.sample_surface(SAMPLES, &mut rng);
        let near = |p: Vec3| self.tree.nearest(p).is_some_and(|n| n.1 <= self.reach * self.reach);
        let seen = samples.par_iter().filter(|s| near(s.position)).count() as f64 / samples.len().max(1) as f64;
        let area = part.measure().area * (seen + BARE * (1.0 - seen));
        let weight = |hints: &mut dyn Iterator<Item = &Hint>| hints.map(|h| h.solid.abs()).sum::<f64>();
        let within: Vec<bool> = self.passed.par_iter().map(|h| part.contains(h.at)).collect();
        let all = weight(&mut self.passed.iter());
        let blocked = weight(&mut self.passed.iter().zip(&within).filter(|(_, w)| **w).map(|(h, _)| h));
        Score {
            points: self.counted * off.iter().sum::<f64>() / off.len().max(1) as f64,
            surface: self.counted * (area / self.area).max(1e-6).log2(),
            light: if all > 0.0 { self.counted * blocked / all * self.off(self.size) } else { 0.0 },
            program: self.description(program),
        }
    }

    /// Bits by which a point that lies off by `distance` costs more than one on the surface, where some lie off by any order of
    /// magnitude alike: what is missed narrowly is better than what is not there at all.
    fn off(&self, distance: f64) -> f64 {
        let orders = (self.size / self.sigma).max(2.0).ln();
        let density = |distance: f64| {
            let bell = (-0.5 * (distance / self.sigma).powi(2)).exp() / std::f64::consts::TAU.sqrt();
            (1.0 - ASTRAY) * bell + ASTRAY / (orders * (distance / self.sigma).max(1.0))
        };
        (density(0.0) / density(distance)).log2()
    }

    /// Bits of a program: three for each step and loop, two for each curve, and its numbers. One that none before repeats is
    /// written as finely as the points can tell it, any other by its place among those before.
    fn description(&self, program: &Program) -> f64 {
        let prisms = flatten(program);
        let mut numbers =
            Numbers { rulers: Vec::new(), radii: Vec::new(), new: 0, repeated: 0.0, same: 1e-6 * self.size };
        let mut shape = 0.0;
        for prism in &prisms {
            let frame = &prism.frame;
            shape += 3.0;
            for height in prism.range {
                numbers.place(frame.z(), frame.z().dot(frame.origin) + height);
            }
            for l in prism.profiles.iter().flat_map(|p| p.loops()) {
                shape += 3.0;
                let mut point = |p| {
                    let p = frame.world_from_sketch(p);
                    numbers.place(frame.x, frame.x.dot(p));
                    numbers.place(frame.y, frame.y.dot(p));
                };
                match l {
                    Loop::Circle(c) => point(c.center),
                    Loop::Path(edges) => edges.iter().for_each(|e| point(e.start)),
                }
                for curve in l.curves() {
                    shape += 2.0;
                    match curve {
                        Curve::Line { .. } => {}
                        Curve::Arc { radius, .. } => numbers.radius(radius),
                        Curve::Circle(c) => numbers.radius(c.radius),
                    }
                }
            }
        }
        // Each number is told by its share of the points, and better by the root of how many they are.
        let told = (self.counted / numbers.new.max(1) as f64).max(1.0).sqrt();
        shape + numbers.repeated + numbers.new as f64 * (self.size * told / self.sigma).log2().max(1.0)
    }
}

/// The numbers of a program, each counted where it comes first.
struct Numbers {
    rulers: Vec<(Vec3, Vec<f64>)>,
    radii: Vec<f64>,
    new: usize,
    /// Bits of those that repeat one.
    repeated: f64,
    same: f64,
}

impl Numbers {
    /// A coordinate along a direction.
    fn place(&mut self, direction: Vec3, value: f64) {
        const PARALLEL: f64 = 1e-6;
        let ruler = match self.rulers.iter().position(|r| r.0.cross(direction).length() < PARALLEL) {
            Some(k) => k,
            None => {
                // Two angles set a direction, one where it is square to another.
                let square = self.rulers.iter().filter(|r| r.0.dot(direction).abs() < PARALLEL).count();
                self.new += 2usize.saturating_sub(square);
                self.rulers.push((direction, Vec::new()));
                self.rulers.len() - 1
            }
        };
        let (own, values) = &mut self.rulers[ruler];
        let value = value * own.dot(direction).signum();
        note(values, value, self.same, &mut self.new, &mut self.repeated);
    }

    fn radius(&mut self, value: f64) {
        note(&mut self.radii, value, self.same, &mut self.new, &mut self.repeated);
    }
}

fn note(values: &mut Vec<f64>, value: f64, same: f64, new: &mut usize, repeated: &mut f64) {
    *repeated += (values.len() as f64 + 1.0).log2();
    if values.iter().all(|v| (v - value).abs() > same) {
        values.push(value);
        *new += 1;
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use resolid_geom::{Cloud, Frame, Profile, Silent, Vec2, cloud};
    use resolid_program::{Extent, Mode, Step};

    /// A plate of 40 × 20 × 5 with holes, and steps put on it.
    pub fn plate(holes: &[(f64, f64)], bosses: &[f64]) -> Program {
        let outer = Loop::rectangle(Vec2::ZERO, Vec2::new(40.0, 20.0));
        let holes = holes.iter().map(|&(x, r)| Loop::circle(Vec2::new(x, 10.0), r)).collect();
        let mut steps = vec![Step::extrude(
            Frame::WORLD,
            vec![Profile { outer, holes }],
            Extent::OneSide { distance: 5.0 },
            Mode::New,
        )];
        for &height in bosses {
            let profile = Profile::solid(Loop::circle(Vec2::new(20.0, 10.0), 2.5));
            let frame = Frame { origin: Vec3::Z * 5.0, ..Frame::WORLD };
            steps.push(Step::extrude(frame, vec![profile], Extent::OneSide { distance: height }, Mode::Join));
        }
        Program { steps, ..Program::default() }
    }

    pub fn scanned(program: &Program, sigma: f64) -> Prepared {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let drawn = Evaluator::new(program).sample_surface(6000, &mut rng);
        let points = drawn.iter().enumerate().map(|(i, s)| {
            // The golden ratio's multiples fill the unit evenly; four of them make a bell.
            let bell = |k: f64| (1..5).map(|j| ((i * 4 + j) as f64 * k).fract() - 0.5).sum::<f64>() * 3f64.sqrt();
            s.position + s.normal * (sigma * bell(0.618_033_988_75))
        });
        let cloud = Cloud {
            points: points.collect(),
            normals: Some(drawn.iter().map(|s| s.normal).collect()),
            ..Cloud::default()
        };
        cloud::prepare(&cloud, &Silent).unwrap()
    }

    #[test]
    fn the_true_program_wins_over_one_that_lacks_a_hole_and_one_with_a_bump_of_noise() {
        let truth = plate(&[(10.0, 3.0), (30.0, 3.0)], &[]);
        for sigma in [0.01, 0.1] {
            let ready = scanned(&truth, sigma);
            let judge = Judge::of_cloud(&ready, sigma, 0.09, 0);
            let total = |p: &Program| judge.score(p).total();
            let best = total(&truth);
            for (what, worse) in [
                ("a hole less", plate(&[(10.0, 3.0)], &[])),
                ("a hole too wide", plate(&[(10.0, 3.0), (30.0, 3.6)], &[])),
                ("a bump as low as the noise", plate(&[(10.0, 3.0), (30.0, 3.0)], &[0.3 * sigma])),
                ("unequal holes", plate(&[(10.0, 3.0), (30.0, 3.0 + 0.05 * sigma)], &[])),
            ] {
                assert!(
                    total(&worse) > best,
                    "{what} at {sigma}: {:?} for {:?}",
                    judge.score(&worse),
                    judge.score(&truth)
                );
            }
        }
    }

    #[test]
    fn what_blocks_the_light_costs() {
        let truth = plate(&[(20.0, 6.0)], &[]);
        let mut ready = scanned(&truth, 0.01);
        let sensor = Vec3::new(20.0, 10.0, 200.0);
        ready.cloud.sensors = vec![sensor];
        ready.cloud.views = Some(vec![0; ready.cloud.len()]);
        let judge = Judge::of_cloud(&ready, 0.01, 0.09, 0);
        let open = judge.score(&truth).light;
        let shut = judge.score(&plate(&[], &[40.0])).light;
        assert!(shut > open + 100.0, "{shut} for {open}");
    }

    #[test]
    fn a_number_that_repeats_is_cheaper_than_a_new_one() {
        let ready = scanned(&plate(&[], &[]), 0.05);
        let judge = Judge::of_cloud(&ready, 0.05, 0.09, 0);
        let bits = |holes: &[(f64, f64)]| judge.description(&plate(holes, &[]));
        let none = bits(&[]);
        let same = bits(&[(10.0, 3.0), (30.0, 3.0)]);
        let other = bits(&[(10.0, 3.0), (30.0, 3.4)]);
        assert!(none < same && same + 3.0 < other, "{none} {same} {other}");
    }
}
