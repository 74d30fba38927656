//! A program that was edited by hand fitted to the input again: what was locked stays, all other dimensions move to where
//! the input's points say they are.
//!
//! Each round asks for every point which face of the part it lies next to, and takes the point's distance from the plane or
//! cylinder that carries the face. These distances follow the dimensions that move the face; all free dimensions move together to
//! the least robust sum of their squares (Geman and McClure's loss, whose scale narrows round by round; Gauss–Newton with
//! Levenberg's damping). Since faces are asked for anew each round, this finds back what is off by several times the tolerance.

use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;
use resolid_geom::{Curve, Observer, Vec2, Vec3};
use resolid_program::check::Severity;
use resolid_program::{Dimension, DimensionKind, Evaluator, Prism, PrismFace, Program, Slot, flatten};

/// With more free dimensions than this a solution would take longer than one who watches it waits.
const MOST: usize = 600;
const ROUNDS: usize = 16;
/// Cosine between the normals of a point and of the face that it is taken to lie on, at least.
const ALIKE: f64 = 0.8;
/// How far before and behind a point, relative to the part's size, a face is looked for that looks its way, where the nearest does not.
const LADDER: [f64; 5] = [0.005, 0.01, 0.02, 0.04, 0.08];
/// How far beside the line through a point along its normal such a face may be met, relative to the distance along it.
const ASIDE: f64 = 0.2;
/// Step of difference quotients, relative to the part's size: distances are all but linear in it.
const STEP: f64 = 1e-6;
/// What holds a dimension that nothing is seen of, relative to those that are.
const HELD: f64 = 1e-6;
/// What holds the plane of a sketch: where a step ends and where it begins may be seen only together, and then its depth is what moves.
const PLANE_HELD: f64 = 1e-2;

/// A point of the input and the normal there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Where, millimetres.
    pub point: Vec3,
    /// Unit length, outward.
    pub normal: Vec3,
}

/// A dimension that moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Which, as `Program::dimensions` calls it.
    pub id: String,
    /// Before, millimetres.
    pub from: f64,
    /// After.
    pub to: f64,
    /// Standard deviation with which the input sets it.
    pub sigma: f64,
}

/// A program fitted again.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The program.
    pub program: Program,
    /// Every dimension that was free.
    pub moved: Vec<Moved>,
    /// Rounds it took.
    pub rounds: usize,
    /// Root of the mean square of the points' distances before and after, each counted as no more than `limit`.
    pub rms: [f64; 2],
}

/// Why a program cannot be fitted again.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ResolveError {
    /// No dimension is free.
    #[error("nothing is free to move: {dimensions} dimensions, all of them locked; unlock one")]
    NothingFree {
        /// How many there are.
        dimensions: usize,
    },
    /// Too many are.
    #[error("{free} dimensions are free, more than the {MOST} that can be solved for together; lock some")]
    TooMany {
        /// How many.
        free: usize,
    },
    /// What is to be locked is not there.
    #[error("there is no dimension `{id}` to lock; ask `Program::dimensions` for those there are")]
    NoDimension {
        /// What was asked for.
        id: String,
    },
    /// The input shows nothing of the part.
    #[error(
        "only {near} of the input's {points} points lie by a face of the program; is it the same part, in the same place?"
    )]
    Elsewhere {
        /// Points used.
        near: usize,
        /// Points given.
        points: usize,
    },
}

/// `program` with all dimensions but those `locked` moved to where the points say.
///
/// A locked dimension that follows a parameter locks that, and so all that follow it.
///
/// # Errors
/// [`ResolveError`].
///
/// # Cost
/// Some ten milliseconds a round for a part of ten steps and six thousand points.
pub fn resolve(
    program: &Program,
    locked: &[String],
    points: &[Seen],
    tolerance: f64,
    observer: &dyn Observer,
) -> Result<Resolved, ResolveError> {
    let all = program.dimensions();
    if let Some(id) = locked.iter().find(|id| all.iter().all(|d| d.id != **id)) {
        return Err(ResolveError::NoDimension { id: id.clone() });
    }
    let free = free(program, &all, locked);
    match free.len() {
        0 => return Err(ResolveError::NothingFree { dimensions: all.len() }),
        n if n > MOST => return Err(ResolveError::TooMany { free: n }),
        _ => {}
    }
    let mut state = State::new(program.clone(), points, tolerance);
    let limit = state.scale;
    let before = state.rms(limit);
    let mut offsets = vec![0.0; free.len()];
    let mut rounds = 0;
    let mut covariance = None;
    for round in 0..ROUNDS {
        if observer.should_stop() {
            break;
        }
        observer.stage("resolving", round as f64 / ROUNDS as f64);
        let Some((hessian, gradient)) = state.normal(&free) else {
            return Err(ResolveError::Elsewhere { near: state.used(), points: points.len() });
        };
        rounds = round + 1;
        let top = (0..free.len()).map(|i| hessian[(i, i)]).fold(0.0, f64::max);
        let mut damping = HELD;
        let mut largest = None;
        for _ in 0..6 {
            let mut damped = hessian.clone();
            for i in 0..free.len() {
                let held = if matches!(free[i].kind, DimensionKind::Origin(_)) { PLANE_HELD } else { damping * HELD };
                damped[(i, i)] += damping * hessian[(i, i)] + held * top;
            }
            let Some(solved) = damped.cholesky() else {
                damping = (damping * 30.0).max(1e-9);
                continue;
            };
            let step = -solved.solve(&gradient);
            let Some(next) = state.moved(&free, &step) else {
                damping = (damping * 30.0).max(1e-3);
                continue;
            };
            if next.cost(state.scale) > state.cost(state.scale) * (1.0 + 1e-9) && state.scale <= tolerance {
                damping = (damping * 30.0).max(1e-3);
                continue;
            }
            offsets.iter_mut().zip(step.iter()).for_each(|(o, s)| *o += s);
            largest = Some(step.amax());
            covariance = Some(solved.inverse());
            let scale = (0.5 * state.scale).max(tolerance);
            state = State { scale, ..next };
            break;
        }
        match largest {
            Some(step) if step > 1e-5 * tolerance || state.scale > tolerance => {}
            _ => break,
        }
    }
    let after = state.rms(limit);
    let spread = state.spread();
    let moved = free.iter().enumerate().map(|(i, d)| Moved {
        id: d.id.clone(),
        from: d.value,
        to: d.value + offsets[i],
        sigma: covariance.as_ref().map_or(0.0, |c| c[(i, i)].max(0.0).sqrt() * spread),
    });
    Ok(Resolved { moved: moved.collect(), program: state.program, rounds, rms: [before, after] })
}

/// The dimensions that may move. None changes the value of another, but for parameters, which change all that follow them.
fn free(program: &Program, all: &[Dimension], locked: &[String]) -> Vec<Dimension> {
    let is_locked = |d: &Dimension| locked.contains(&d.id);
    let held: Vec<&String> = all.iter().filter(|d| is_locked(d)).filter_map(|d| d.parameter.as_ref()).collect();
    let follows = |slot: Slot| program.bindings.iter().any(|b| b.slot == slot && !b.terms.is_empty());
    all.iter()
        .filter(|d| match d.kind {
            DimensionKind::Parameter => {
                !d.numbers.is_empty() && d.parameter.as_ref().is_none_or(|p| !held.contains(&p))
            }
            // It is moved through its parameter.
            _ if d.parameter.is_some() => false,
            // No parameter says where a loop about a middle lies.
            DimensionKind::PositionX | DimensionKind::PositionY => true,
            // It is moved through all of its parameters, or would come off what it was tied to.
            _ if d.numbers.iter().all(|&(slot, _)| follows(slot)) => false,
            // Within its own plane a sketch moves by what is drawn in it.
            DimensionKind::Origin(axis) => d.step.is_some_and(|step| {
                let extrude = program.steps[step].as_extrude();
                extrude.is_some_and(|e| e.sketch.frame.z().abs()[axis] > 1.0 - 1e-9)
            }),
            _ => true,
        })
        .filter(|d| d.step.is_none_or(|step| !program.steps[step].suppressed))
        .filter(|d| !is_locked(d))
        .cloned()
        .collect()
}

/// A point and the face that it lies by.
#[derive(Clone, Copy)]
struct Sighting {
    point: Vec3,
    prism: usize,
    face: PrismFace,
    /// Distance from the face's carrier.
    off: f64,
}

/// The program as it stands in a round.
struct State<'a> {
    program: Program,
    prisms: Vec<Prism>,
    points: &'a [Seen],
    sightings: Vec<Sighting>,
    /// Of the robust loss.
    scale: f64,
    size: f64,
}

impl<'a> State<'a> {
    fn new(program: Program, points: &'a [Seen], tolerance: f64) -> Self {
        let mut state = Self::of(program, points, f64::INFINITY);
        // What was moved by hand may be off by much, and be few points; those off for other reasons are let go as the scale narrows.
        let far = state.sightings.iter().map(|s| s.off.abs()).fold(tolerance, f64::max);
        state.scale = far.min(0.1 * state.size).max(tolerance);
        state
    }

    fn of(program: Program, points: &'a [Seen], scale: f64) -> Self {
        let part = Evaluator::new(&program);
        let size = part.bounds().diagonal();
        let reach = 0.1 * size;
        // What the surface next to a place says of a point.
        let by = |place: Vec3, seen: &Seen| {
            let found = part.nearest_within(place, reach).filter(|f| f.normal.dot(seen.normal) >= ALIKE)?;
            let off = carrier(&part.prisms()[found.prism], found.face, seen.point)?;
            Some((
                found.position - seen.point,
                Sighting { point: seen.point, prism: found.prism, face: found.face, off },
            ))
        };
        let sighting = |seen: &Seen| {
            // Past the face's rim its carrier tells nothing of the point.
            let nearest = by(seen.point, seen)
                .filter(|(to, s)| (to.length() - s.off.abs()).abs() <= 1e-6 * size + 0.05 * to.length());
            let along = || {
                LADDER.iter().flat_map(|step| [step * size, -step * size]).find_map(|step| {
                    let met = by(seen.point + seen.normal * step, seen)?;
                    let aside = met.0.reject_from_normalized(seen.normal).length();
                    (aside <= ASIDE * met.0.length() && met.1.off.abs() <= reach).then_some(met)
                })
            };
            nearest.or_else(along).map(|(_, sighting)| sighting)
        };
        let sightings = points.par_iter().filter_map(sighting).collect();
        Self { prisms: part.prisms().to_vec(), program, points, sightings, scale, size }
    }

    fn used(&self) -> usize {
        self.sightings.len()
    }

    /// The cost a point; points that lie by no face cost as much as those far off.
    fn cost(&self, scale: f64) -> f64 {
        let of = |off: f64| off * off / (1.0 + (off / scale).powi(2));
        let seen: f64 = self.sightings.iter().map(|s| of(s.off)).sum();
        seen + (self.points.len() - self.sightings.len()) as f64 * scale * scale
    }

    fn rms(&self, limit: f64) -> f64 {
        let sum: f64 = self.sightings.iter().map(|s| s.off.abs().min(limit).powi(2)).sum();
        let lost = (self.points.len() - self.sightings.len()) as f64 * limit * limit;
        ((sum + lost) / self.points.len().max(1) as f64).sqrt()
    }

    /// Standard deviation of a point about its face, those far off left out.
    fn spread(&self) -> f64 {
        let mut sizes: Vec<f64> = self.sightings.iter().map(|s| s.off.abs()).collect();
        let middle = sizes.len() / 2;
        if sizes.is_empty() {
            return 0.0;
        }
        1.4826 * *sizes.select_nth_unstable_by(middle, f64::total_cmp).1
    }

    /// Normal matrix and gradient; `None` where next to nothing was seen.
    fn normal(&self, free: &[Dimension]) -> Option<(DMatrix<f64>, DVector<f64>)> {
        let n = free.len();
        if self.sightings.len() < 10.max(self.points.len() / 20) {
            return None;
        }
        // How the carrier of every face moves with a dimension: the prisms of the program with that dimension a little larger.
        let h = STEP * self.size;
        let varied: Vec<Option<Vec<Prism>>> = free
            .par_iter()
            .map(|d| {
                let mut program = self.program.clone();
                program.shift(d, h).ok()?;
                Some(flatten(&program)).filter(|prisms| prisms.len() == self.prisms.len())
            })
            .collect();
        // Of a prism only the dimensions of its own step, and parameters, matter.
        let of_prism: Vec<Vec<usize>> = (0..self.prisms.len())
            .map(|p| {
                let step = self.prisms[p].step;
                (0..n).filter(|&k| varied[k].is_some() && free[k].numbers.iter().any(|s| s.0.step() == step)).collect()
            })
            .collect();
        let mut hessian = DMatrix::zeros(n, n);
        let mut gradient = DVector::zeros(n);
        let mut row: Vec<(usize, f64)> = Vec::new();
        for s in &self.sightings {
            row.clear();
            for &k in &of_prism[s.prism] {
                let prisms = varied[k].as_ref()?;
                let rate = carrier(&prisms[s.prism], s.face, s.point).map_or(0.0, |off| (off - s.off) / h);
                if rate.abs() > 1e-9 {
                    row.push((k, rate));
                }
            }
            let weight = (1.0 + (s.off / self.scale).powi(2)).powi(-2);
            for &(i, a) in &row {
                gradient[i] += weight * a * s.off;
                for &(j, b) in &row {
                    hessian[(i, j)] += weight * a * b;
                }
            }
        }
        Some((hessian, gradient))
    }

    /// The state with all free dimensions moved; `None` where that is no sound program.
    fn moved(&self, free: &[Dimension], by: &DVector<f64>) -> Option<State<'a>> {
        let mut program = self.program.clone();
        for (dimension, by) in free.iter().zip(by.iter()).filter(|(_, by)| **by != 0.0) {
            program.shift(dimension, *by).ok()?;
        }
        let sound = program.check(1e-6 * self.size).iter().all(|p| p.severity != Severity::Error);
        sound.then(|| Self::of(program, self.points, self.scale))
    }
}

/// Signed distance of a point from the plane or cylinder that carries a face; `None` where the face has none.
fn carrier(prism: &Prism, face: PrismFace, p: Vec3) -> Option<f64> {
    let local = prism.frame.local_from_world(p);
    match face {
        PrismFace::Bottom { .. } => Some(local.z - prism.range[0]),
        PrismFace::Top { .. } => Some(local.z - prism.range[1]),
        PrismFace::Side { profile, loop_, curve } => {
            let q: Vec2 = local.truncate();
            match prism.profiles.get(profile)?.loops().nth(loop_)?.curves().nth(curve)? {
                Curve::Line { start, end } => Some((q - start).dot((end - start).try_normalize()?.perp())),
                Curve::Arc { center, radius, .. } => Some(q.distance(center) - radius),
                Curve::Circle(c) => Some(q.distance(c.center) - c.radius),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use resolid_geom::{Frame, Loop, Profile, Silent};
    use resolid_program::{Extent, Mode, Step};

    /// A plate with a hole and a boss.
    fn plate(width: f64, depth: f64, hole: f64, boss: f64) -> Program {
        let profile = Profile {
            outer: Loop::rectangle(Vec2::ZERO, Vec2::new(width, 20.0)),
            holes: vec![Loop::circle(Vec2::new(10.0, 10.0), hole)],
        };
        let base = Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance: depth }, Mode::New);
        let disc = Profile::solid(Loop::circle(Vec2::new(28.0, 10.0), 5.0));
        let boss = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: boss }, Mode::Join);
        Program { steps: vec![base, boss], ..Program::default() }
    }

    fn points(program: &Program) -> Vec<Seen> {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(3);
        let drawn = Evaluator::new(program).sample_surface(3000, &mut rng);
        drawn.into_iter().map(|s| Seen { point: s.position, normal: s.normal }).collect()
    }

    fn value(program: &Program, id: &str) -> f64 {
        program.dimensions().into_iter().find(|d| d.id == id).unwrap().value
    }

    #[test]
    fn what_is_free_is_found_again_and_what_is_locked_stays() {
        let truth = plate(40.0, 5.0, 3.0, 9.0);
        let seen = points(&truth);
        let off = plate(40.9, 4.6, 3.4, 9.5);
        let found =
            resolve(&off, &["depth:0", "origin_z:0", "origin_z:1"].map(String::from), &seen, 0.05, &Silent).unwrap();
        for d in truth.dimensions().iter().filter(|d| d.id != "depth:0" && !d.id.starts_with("origin")) {
            let got = value(&found.program, &d.id);
            assert!((got - d.value).abs() < 0.02, "{}: {got} for {}", d.id, d.value);
        }
        assert_eq!(value(&found.program, "depth:0"), 4.6);
        assert!(found.moved.iter().all(|m| m.id != "depth:0"));
        assert!(found.rms[1] < found.rms[0], "{:?}", found.rms);
        let free = resolve(&off, &[], &seen, 0.05, &Silent).unwrap();
        assert!((value(&free.program, "depth:0") - 5.0).abs() < 1e-3 && free.rms[1] < 1e-4, "{:?}", free.rms);
    }

    #[test]
    fn nothing_free_and_another_part_are_said() {
        let truth = plate(40.0, 5.0, 3.0, 9.0);
        let all: Vec<String> = truth.dimensions().into_iter().map(|d| d.id).collect();
        let refused = |locked: &[String], seen: &[Seen]| resolve(&truth, locked, seen, 0.05, &Silent).unwrap_err();
        let seen = points(&truth);
        assert!(matches!(refused(&all, &seen), ResolveError::NothingFree { .. }));
        assert!(matches!(refused(&["depth:9".into()], &seen), ResolveError::NoDimension { .. }));
        let far: Vec<Seen> = seen.iter().map(|s| Seen { point: s.point + Vec3::splat(500.0), ..*s }).collect();
        assert!(matches!(refused(&[], &far), ResolveError::Elsewhere { near: 0, .. }));
    }
}
