//! Several readings of one cloud, and their programs in the order of the judge.

use crate::combine::{Combined, combined};
use crate::judge::{Judge, Score};
use crate::overlap::overlap;
use rayon::prelude::*;
use resolid_fit::{Dimension, Fit, FitError, FitOptions, Snapped, Solid, fit_cloud};
use resolid_geom::cloud::Prepared;
use resolid_geom::words::count;
use resolid_geom::{Aside, Loop, Observer, Profile, TriMesh};
use resolid_program::{Evaluator, Mode, Program, Step, features, flatten};

/// Programs that are kept, the best first.
const KEPT: usize = 6;

/// How a cloud is read.
struct Reading {
    name: &'static str,
    /// How much wider than measured the points are taken to scatter: what is told apart then is fewer things.
    scatter: f64,
    /// Added to the seed.
    draw: u64,
}

const READINGS: [Reading; 3] = [
    Reading { name: "as measured", scatter: 1.0, draw: 0 },
    Reading { name: "scatter taken for twice as wide", scatter: 2.0, draw: 0 },
    Reading { name: "another draw", scatter: 1.0, draw: 1 },
];

/// A program and how it came about.
pub(crate) struct Proposal {
    pub program: Program,
    pub snapped: Vec<Snapped>,
    pub dimensions: Vec<Dimension>,
    /// How the cloud was read, and where it is not the first program of that reading, which.
    pub by: String,
    /// Nothing where there was no judge.
    pub score: Option<Score>,
}

impl Proposal {
    /// What was snapped and what is known of the numbers in the steps of `built`, which is the program or what is left of it: called
    /// by the steps' places there.
    pub fn told_of(&self, built: &Program) -> (Vec<Snapped>, Vec<Dimension>) {
        let mut rest = self.program.steps.iter().enumerate();
        // Deleting a first step may turn the next into a new body, but it is drawn as before.
        let mut own = |step: &Step| rest.by_ref().find(|(_, s)| s.operation == step.operation).map(|(k, _)| k);
        let kept: Vec<Option<usize>> = built.steps.iter().map(&mut own).collect();
        let at = |what: &str| {
            let place = kept.iter().enumerate().filter_map(|(to, from)| renumbered(what, (*from)?, to)).next();
            place.or_else(|| (kept.len() == self.program.steps.len()).then(|| what.to_string()))
        };
        let snapped = self.snapped.iter().filter_map(|s| Some(Snapped { what: at(&s.what)?, ..s.clone() }));
        let known = self.dimensions.iter().filter_map(|d| Some(Dimension { what: at(&d.what)?, ..d.clone() }));
        (snapped.collect(), known.collect())
    }

    /// It and its score, in words.
    fn told(&self) -> String {
        let features = count(features::count(&self.program), "feature");
        let score = match &self.score {
            None => "not judged".into(),
            Some(s) => format!(
                "{:.0} bits: {:.0} for distances, {:.0} for places on the surface, {:.0} for light it blocks, {:.0} for the program",
                s.total(),
                s.points.round() + 0.0,
                s.surface.round() + 0.0,
                s.light.round() + 0.0,
                s.program.round() + 0.0
            ),
        };
        format!("{}, {features}: {score}", self.by)
    }
}

/// What is said of the step at place `from`, said of the one at `to`; `None` where it is said of another.
pub(crate) fn renumbered(what: &str, from: usize, to: usize) -> Option<String> {
    what.strip_prefix(&format!("step {} ", from + 1)).map(|rest| format!("step {} {rest}", to + 1))
}

/// The programs of one fit, in its own order.
fn of_fit(fit: Fit, reading: &str) -> Vec<Proposal> {
    let first = Proposal {
        program: fit.program,
        snapped: fit.snapped,
        dimensions: fit.dimensions,
        by: reading.into(),
        score: None,
    };
    let others = fit.alternatives.into_iter().enumerate().map(|(k, drawn)| Proposal {
        program: drawn.program,
        snapped: drawn.snapped,
        dimensions: drawn.dimensions,
        by: format!("{reading}, next best {}", k + 1),
        score: None,
    });
    std::iter::once(first).chain(others).collect()
}

/// What the readings of a cloud come to.
pub(crate) struct Judged {
    /// The best first.
    pub proposals: Vec<Proposal>,
    /// The solid that the winner's reading took the points to bound.
    pub solid: Solid,
    pub noise: f64,
    /// Whether a search was ended by the observer.
    pub stopped: bool,
    /// Whether all were and there was no time to judge what they found, so that the order of the programs says little.
    pub unsure: bool,
}

/// The programs of all readings, found until `observer` says stop and judged until `judging` does; of the first reading alone, in its
/// own order, where `compared` is false.
///
/// # Errors
/// That of the first reading, where none finds a program.
pub(crate) fn judged(
    cloud: &Prepared,
    options: &FitOptions,
    compared: bool,
    observer: &dyn Observer,
    judging: &dyn Observer,
) -> Result<Judged, FitError> {
    let readings = if compared { &READINGS[..] } else { &READINGS[..1] };
    let aside = Aside(observer);
    let names: Vec<&str> = readings.iter().map(|r| r.name).collect();
    observer.note(
        "reading",
        format!(
            "{}: {}; what follows is the first",
            count(readings.len(), "reading") + " of the points",
            names.join(", ")
        ),
    );
    let fits: Vec<_> = readings
        .par_iter()
        .enumerate()
        .map(|(k, reading)| {
            // A reading that begins when time is up would only take what the first one needs.
            if k > 0 && observer.should_stop() {
                return Err(FitError::Stopped);
            }
            let own = FitOptions { seed: options.seed.wrapping_add(reading.draw), ..options.clone() };
            if reading.scatter == 1.0 {
                fit_cloud(cloud, &own, if k == 0 { observer } else { &aside })
            } else {
                let mut wide = cloud.clone();
                wide.locals.noise *= reading.scatter;
                fit_cloud(&wide, &own, &aside)
            }
        })
        .collect();
    let mut found = Vec::new();
    let mut fault = None;
    for (reading, fit) in readings.iter().zip(fits) {
        match fit {
            Ok(fit) => found.push((reading, fit)),
            Err(error) => {
                observer.note("reading", format!("{}: {error}", reading.name));
                fault.get_or_insert(error);
            }
        }
    }
    let stopped = observer.should_stop() || found.iter().any(|(_, f)| f.fit.stopped);
    // What a reading came to that was cut short is no match for one that came to its end.
    let unsure = found.iter().all(|(_, f)| f.fit.stopped);
    found.retain(|(_, f)| unsure || !f.fit.stopped);
    let Some((_, first)) = found.first() else { return Err(fault.unwrap_or(FitError::Stopped)) };
    let Fit { noise, tolerance, .. } = first.fit;
    let mut offered: Vec<(usize, Proposal)> = Vec::new();
    let mut solids = Vec::new();
    let mut plain = None;
    for (k, (reading, found)) in found.into_iter().enumerate() {
        solids.push(found.solid);
        for proposal in of_fit(found.fit, reading.name) {
            if offered.iter().all(|o| o.1.program != proposal.program) {
                offered.push((k, proposal));
            }
        }
        plain = plain.or(offered.last().map(|o| o.1.program.clone()));
    }
    if compared {
        ranked(&mut offered, &Judge::of_cloud(cloud, noise, tolerance, options.seed), options.seed, judging);
    }
    let is_judged = keep_best(&mut offered, plain.as_ref());
    note_scores(&offered, observer);
    let winner = offered.first().map_or(0, |o| o.0);
    Ok(Judged {
        proposals: offered.into_iter().map(|o| o.1).collect(),
        solid: solids.swap_remove(winner),
        noise,
        stopped,
        unsure: unsure && !is_judged,
    })
}

/// The programs of a mesh that scatters by `noise`, the best first, where they are `compared` and there was time for the judge.
pub(crate) fn judged_mesh(
    mesh: &TriMesh,
    fit: Fit,
    seed: u64,
    compared: bool,
    judging: &dyn Observer,
) -> (Vec<Proposal>, bool) {
    let (noise, tolerance) = (fit.noise, fit.tolerance);
    let mut offered: Vec<(usize, Proposal)> = of_fit(fit, "as drawn").into_iter().map(|p| (0, p)).collect();
    let plain = offered.last().map(|o| o.1.program.clone());
    if compared {
        ranked(&mut offered, &Judge::of_mesh(mesh, noise, tolerance, seed), seed, judging);
    }
    let is_judged = keep_best(&mut offered, plain.as_ref());
    note_scores(&offered, judging);
    (offered.into_iter().map(|o| o.1).collect(), is_judged)
}

/// Keeps the best, and the plainest, which is the last resort where nothing else builds, whatever the judge says of it; whether all of
/// them are scored.
fn keep_best(offered: &mut Vec<(usize, Proposal)>, plain: Option<&Program>) -> bool {
    let mut place = 0;
    offered.retain(|o| {
        place += 1;
        place <= KEPT || plain == Some(&o.1.program)
    });
    offered.iter().all(|o| o.1.score.is_some())
}

/// Scores programs and puts them in the order of the judge; what one lacks that another has is added, and where there is but one,
/// what it was preferred to.
fn ranked(offered: &mut Vec<(usize, Proposal)>, judge: &Judge, seed: u64, observer: &dyn Observer) {
    for (_, proposal) in &mut *offered {
        if !observer.should_stop() {
            proposal.score = Some(judge.score(&proposal.program));
        }
    }
    // What there was no time to score comes last, in its own order.
    let total = |p: &Proposal| p.score.map_or(f64::INFINITY, |s| s.total());
    offered.sort_by(|a, b| total(&a.1).total_cmp(&total(&b.1)));
    without_repeats(offered, seed);
    let all: Vec<&Proposal> = offered.iter().map(|o| &o.1).collect();
    let Combined { better, next } = combined(&all, judge, observer);
    let winner = offered[0].0;
    if let Some(next) = next.filter(|_| offered.len() == 1 && better.is_none()) {
        offered.push((winner, next));
    }
    if let Some(better) = better {
        offered.insert(0, (winner, better));
    }
}

/// Tells what was offered, and by how much the first was better.
fn note_scores(offered: &[(usize, Proposal)], observer: &dyn Observer) {
    offered.iter().for_each(|(_, p)| observer.note("candidate", p.told()));
    let scores: Vec<Option<f64>> = offered.iter().map(|(_, p)| p.score.map(|s| s.total())).collect();
    if let [Some(best), next @ ..] = &scores[..] {
        let against = match next.first() {
            Some(Some(next)) => {
                format!("the fewest bits to tell the points with, {:.0} fewer than the next", next - best)
            }
            _ => "the only one that was judged".into(),
        };
        observer.note("choice", format!("{} wins: {against}", offered[0].1.by));
    }
}

/// Share of the points that tell two programs of one and the same outline apart.
const DIFFERENT: f64 = 2e-3;
/// Points asked.
const ASKED: usize = 4_000;

/// Leaves out programs that are one before them with numbers that differ by next to nothing.
fn without_repeats(offered: &mut Vec<(usize, Proposal)>, seed: u64) {
    // How each prism is combined, and the curves of its loops.
    type Outline = Vec<(Mode, Vec<usize>)>;
    let mut kept: Vec<(Outline, Evaluator)> = Vec::new();
    offered.retain(|(_, proposal)| {
        let prisms = flatten(&proposal.program);
        let curves = |profiles: &[Profile]| profiles.iter().flat_map(Profile::loops).map(Loop::curve_count).collect();
        let steps: Outline = prisms.iter().map(|p| (p.mode, curves(&p.profiles))).collect();
        let solid = Evaluator::new(&proposal.program);
        let repeats = kept.iter().any(|(other, before)| {
            let bounds = solid.bounds().union(before.bounds());
            *other == steps
                && overlap(bounds, ASKED, seed, &|p| before.contains(p), &|p| solid.contains(p)).iou >= 1.0 - DIFFERENT
        });
        if !repeats {
            kept.push((steps, solid));
        }
        !repeats
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::tests::plate;

    #[test]
    fn the_same_again_is_no_alternative() {
        let offered =
            |program| Proposal { program, snapped: Vec::new(), dimensions: Vec::new(), by: String::new(), score: None };
        let programs = [
            plate(&[(10.0, 3.0)], &[4.0]),
            plate(&[(10.0001, 3.0)], &[4.0]),
            plate(&[(10.0, 3.5)], &[4.0]),
            plate(&[(10.0, 3.0)], &[]),
        ];
        let mut all: Vec<_> = programs.iter().map(|p| (0, offered(p.clone()))).collect();
        without_repeats(&mut all, 1);
        let kept: Vec<&Program> = all.iter().map(|o| &o.1.program).collect();
        assert_eq!(kept, [&programs[0], &programs[2], &programs[3]]);
    }
}
