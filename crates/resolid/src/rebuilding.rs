//! How well programs come back from what an autoencoder makes of them: rows, shapes, and how sure the figures are.

use crate::accuracy::{Accuracy, accuracy};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use resolid_data::balance::{CUBE, drawn};
use resolid_geom::Vec3;
use resolid_geom::metrics::{PAPER_POINTS, chamfer_of_papers, iou};
use resolid_program::Evaluator;
use resolid_program::tokens::{Dialect, Row, Tokens};

/// Samples that an IoU is taken by.
const IOU_SAMPLES: usize = 20_000;
/// Draws that an interval is taken from.
const DRAWS: usize = 1000;

/// What came back of one program.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebuilt {
    /// Its id.
    pub id: String,
    /// Its length.
    pub length: usize,
    /// Rows and numbers.
    pub accuracy: Accuracy,
    /// Why what came back is no part; `None` where it is one.
    pub invalid: Option<&'static str>,
    /// Chamfer distance as the papers take it, × 1000; `None` where there is no part.
    pub chamfer: Option<f64>,
    /// Volume in common over volume of both; 0 where there is no part.
    pub iou: f64,
}

/// What came back of the programs, in their order; the same for the same seed, whatever the threads.
pub fn rebuilt(programs: &[(String, Tokens)], back: &[Vec<Row>], dialect: Dialect, seed: u64) -> Vec<Rebuilt> {
    let one = |(k, ((id, truth), found)): (usize, (&(String, Tokens), &Vec<Row>))| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(k as u64);
        let accuracy = accuracy(truth, found);
        let (chamfer, iou, invalid) = match (part(truth, dialect), answer(found, dialect)) {
            (Ok(truth), Ok(found)) => {
                let (chamfer, iou) = compare(&truth, &found, &mut rng);
                (Some(chamfer), iou, None)
            }
            (_, Err(why)) => (None, 0.0, Some(why)),
            (Err(_), Ok(_)) => (None, 0.0, None),
        };
        Rebuilt { id: id.clone(), length: truth.len(), accuracy, invalid, chamfer, iou }
    };
    programs.par_iter().zip(back).enumerate().map(one).collect()
}

/// Why a program is no part; `None` where it is one.
pub fn fault(program: &Tokens, dialect: Dialect) -> Option<&'static str> {
    part(program, dialect).err()
}

fn answer(rows: &[Row], dialect: Dialect) -> Result<Evaluator, &'static str> {
    part(&Tokens::from_rows(rows).map_err(|_| "rows that do not parse")?, dialect)
}

fn part(program: &Tokens, dialect: Dialect) -> Result<Evaluator, &'static str> {
    let program = program.to_program(dialect, CUBE).map_err(|_| "a loop that is a point or a line")?;
    drawn(&program).map_err(|_| "a drawing at fault")?;
    let part = Evaluator::new(&program);
    if part.sample_surface(1, &mut ChaCha8Rng::seed_from_u64(0)).is_empty() {
        return Err("nothing is left");
    }
    Ok(part)
}

fn compare(truth: &Evaluator, found: &Evaluator, rng: &mut ChaCha8Rng) -> (f64, f64) {
    let mut points = |part: &Evaluator| -> Vec<Vec3> {
        part.sample_surface(PAPER_POINTS, rng).iter().map(|s| CUBE.local(s.position)).collect()
    };
    let chamfer = chamfer_of_papers(&points(truth), &points(found));
    let region = truth.bounds().union(found.bounds());
    (chamfer, iou(&region, IOU_SAMPLES, rng, |p| truth.contains(p), |p| found.contains(p)))
}

/// A figure, and the range that 95 % of the draws with replacement fall into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The figure.
    pub value: f64,
    /// From where to where.
    pub range: [f64; 2],
}

/// How values become one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Their mean.
    Mean,
    /// Their median.
    Median,
}

/// The figure of some programs; `None` where there are none. Each value stands beside the length of its program: with `balanced` the
/// lengths count alike, as many programs as each may have.
pub fn figure(values: &[(usize, f64)], sum: Sum, balanced: bool, seed: u64) -> Option<Figure> {
    if values.is_empty() {
        return None;
    }
    let of = |values: &[(usize, f64)]| {
        if !balanced {
            return summed(values.iter().map(|v| v.1).collect(), sum);
        }
        let mut lengths: Vec<usize> = values.iter().map(|v| v.0).collect();
        lengths.sort_unstable();
        lengths.dedup();
        let each = |l: &usize| summed(values.iter().filter(|v| v.0 == *l).map(|v| v.1).collect(), sum);
        lengths.iter().map(each).sum::<f64>() / lengths.len() as f64
    };
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut draws: Vec<f64> = (0..DRAWS)
        .map(|_| of(&(0..values.len()).map(|_| values[rng.random_range(0..values.len())]).collect::<Vec<_>>()))
        .collect();
    draws.sort_by(f64::total_cmp);
    Some(Figure { value: of(values), range: [draws[DRAWS / 40], draws[DRAWS - 1 - DRAWS / 40]] })
}

fn summed(mut values: Vec<f64>, sum: Sum) -> f64 {
    if sum == Sum::Mean {
        return values.iter().sum::<f64>() / values.len() as f64;
    }
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { (values[half - 1] + values[half]) / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_program::tokens::{Command, row};

    fn cylinder(radius: i16, height: i16) -> Vec<Row> {
        vec![
            row(Command::Loop, &[]),
            row(Command::Circle, &[128 + radius, 128, radius]),
            row(Command::Extrude, &[128, 128, 128, 128, 128, 128, 64, height, 128, 0, 0]),
        ]
    }

    #[test]
    fn shapes_are_compared_and_what_is_no_part_counts_as_one() {
        let truth = Tokens::from_rows(&cylinder(47, 160)).unwrap();
        let programs = vec![("a".to_string(), truth); 4];
        let mut empty = cylinder(47, 160);
        empty.extend(cylinder(47, 160));
        empty[5][15] = 2;
        let back = vec![cylinder(47, 160), cylinder(47, 144), vec![cylinder(47, 160)[0]], empty];
        let found = rebuilt(&programs, &back, Dialect::Resolid, 1);
        assert!(found[0].iou > 0.999 && found[0].chamfer.unwrap() < 0.5 && found[0].accuracy.whole);
        // Half as high: half the volume.
        assert!((found[1].iou - 0.5).abs() < 0.02, "{:?}", found[1]);
        assert_eq!((found[2].invalid, found[2].iou), (Some("rows that do not parse"), 0.0));
        assert_eq!((found[3].invalid, found[3].chamfer), (Some("nothing is left"), None));
        assert_eq!(found, rebuilt(&programs, &back, Dialect::Resolid, 1));
    }

    #[test]
    fn figures_have_ranges_and_lengths_count_alike_where_asked() {
        let values: Vec<(usize, f64)> =
            (0..90).map(|k| (3, f64::from(k % 2))).chain((0..10).map(|_| (40, 0.0))).collect();
        let plain = figure(&values, Sum::Mean, false, 1).unwrap();
        let balanced = figure(&values, Sum::Mean, true, 1).unwrap();
        assert!((plain.value - 0.45).abs() < 1e-12 && (balanced.value - 0.25).abs() < 1e-12);
        assert!(plain.range[0] < 0.42 && plain.range[1] > 0.48 && plain.range[0] > 0.3 && plain.range[1] < 0.6);
        assert_eq!(figure(&[(3, 1.0), (4, 2.0), (5, 9.0)], Sum::Median, false, 1).unwrap().value, 2.0);
        assert_eq!(figure(&[], Sum::Mean, false, 1), None);
    }
}
