//! All numbers of the drawings moved together to where the input says they are.
//!
//! What is minimised is the sum of squared distances of the sightings from their faces, each weighed by a robust loss so
//! that a point on a fillet nobody drew pulls at nothing. Distances and their derivatives are closed forms: a cap is off
//! by a height, a wall over a line by the distance from the line through its ends, a wall over an arc by the distance
//! from its centre less its radius. Ties enter as equations of great weight and are made exact at the end by the
//! shortest step onto them. Gauss–Newton with Levenberg's damping; the normal matrix is dense, since a part has tens of
//! numbers.

use crate::classes::root;
use crate::numbers::{Numbers, Outline, Round, Seen};
use crate::sightings::{Face, Sighting};
use crate::ties::Tie;
use nalgebra::{DMatrix, DVector};
use resolid_geom::words::{count, number};
use resolid_geom::{Frame, Observer, Vec2, Vec3};
use std::collections::BTreeMap;

/// With more numbers than this the solution would take longer than it is worth.
pub const MOST_NUMBERS: usize = 900;
/// The same where time is up already.
const MOST_NUMBERS_LATE: usize = 500;
const MOST_ROUNDS: usize = 12;
/// How much heavier a tie weighs than everything seen together.
const TIE_WEIGHT: f64 = 1e6;

/// How well the numbers are known after refinement.
pub struct Refined {
    /// Covariance of the numbers (and of the turn, in the last three rows, where it was free), square millimetres.
    pub covariance: DMatrix<f64>,
    /// Rotation vector of the part against its frames, radians; zero where it was held.
    turn: Vec3,
    /// What it turns about.
    center: Vec3,
}

impl Refined {
    /// Turns the frames to where the part lies.
    pub fn turn_back(&self, frames: &mut [Frame]) {
        let back = glam::DQuat::from_scaled_axis(-self.turn);
        for frame in frames {
            frame.origin = self.center + back * (frame.origin - self.center);
            frame.x = (back * frame.x).normalize();
            frame.y = back * frame.y;
            frame.y = (frame.y - frame.x * frame.x.dot(frame.y)).normalize();
        }
    }

    /// Standard deviation of a sum of numbers.
    pub fn deviation(&self, terms: &[(usize, f64)]) -> f64 {
        let c = &self.covariance;
        let sum: f64 = terms.iter().flat_map(|a| terms.iter().map(move |b| a.1 * b.1 * c[(a.0, b.0)])).sum();
        sum.max(0.0).sqrt()
    }
}

/// Whether the part may turn against its frames as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turning {
    /// The directions are exact.
    Held,
    /// The directions are measured.
    Free,
}

/// Moves `numbers` to the least robust sum of squared distances under `ties`; `None`, with nothing moved, where there
/// are too many, nothing was seen, or one would move by more than the leash. The robust loss forgives nothing below
/// `floor`; both in millimetres.
pub fn refine(
    numbers: &mut Numbers,
    ties: &[Tie],
    sightings: &[Sighting],
    frames: &[Frame],
    turning: Turning,
    [floor, leash]: [f64; 2],
    observer: &dyn Observer,
) -> Option<Refined> {
    let n = numbers.values.len();
    // Out of time nothing is moved any more, but how well the numbers are known where they are is a moment's work.
    let most = if observer.should_stop() { MOST_NUMBERS_LATE } else { MOST_NUMBERS };
    if n == 0 || n > most || sightings.len() < 4 {
        let why = match (n, sightings.len()) {
            (n, _) if n > most => format!("{} are too many to be moved together", count(n, "number")),
            (_, seen) if seen < 4 => format!("{} on its faces are too few", count(seen, "point")),
            _ => "there are none".into(),
        };
        observer.note("refining", format!("numbers stay as drawn: {why}"));
        return None;
    }
    let size = n + if turning == Turning::Free { 3 } else { 0 };
    let center = sightings.iter().map(|s| s.point).sum::<Vec3>() / sightings.len() as f64;
    // Rotations are counted in millimetres at the part's own size, so that all numbers weigh alike.
    let arm = (sightings.iter().map(|s| s.point.distance_squared(center)).sum::<f64>() / sightings.len() as f64).sqrt();
    let problem = Problem { frames, ties, sightings, center, arm, turning, floor };
    let start = numbers.clone();
    let mut turn = Vec3::ZERO;
    let mut damping = 1e-6;
    let mut cost = problem.cost(numbers, turn, None);
    for _ in 0..MOST_ROUNDS {
        // Each round leaves the numbers better than before, so any of them may be the last.
        if observer.should_stop() {
            break;
        }
        let (hessian, gradient) = problem.normal(numbers, turn, cost.1);
        let mut moved = false;
        for _ in 0..6 {
            let mut damped = hessian.clone();
            let top = (0..size).map(|i| hessian[(i, i)]).fold(0.0, f64::max);
            for i in 0..size {
                // A number nothing is seen of stays where it is.
                damped[(i, i)] += damping * hessian[(i, i)] + 1e-12 * top;
            }
            let Some(step) = damped.cholesky().map(|c| -c.solve(&gradient)) else {
                damping = (damping * 10.0).max(1e-9);
                continue;
            };
            let mut next = numbers.clone();
            for i in 0..n {
                next.values[i] += step[i];
            }
            let next_turn = if size > n { turn + Vec3::new(step[n], step[n + 1], step[n + 2]) / arm } else { turn };
            let next_cost = problem.cost(&next, next_turn, Some(cost.1));
            if next_cost.0.is_finite() && next_cost.0 <= cost.0 {
                let gain = cost.0 - next_cost.0;
                let small = step.amax() < 1e-13 * arm.max(1.0) || gain <= 1e-12 * cost.0;
                (*numbers, turn) = (next, next_turn);
                cost = problem.cost(numbers, turn, None);
                damping = (damping * 0.1).max(1e-12);
                moved = !small;
                break;
            }
            damping *= 30.0;
        }
        if !moved {
            break;
        }
    }
    settle(numbers, ties, &[]);
    // A drawing whose numbers run away is not the one that was seen.
    let ran = numbers.values.iter().zip(&start.values).any(|(a, b)| (a - b).is_nan() || (a - b).abs() > leash);
    if ran || turn.length() > 0.1 {
        *numbers = start;
        let why = format!("one would move by more than {} mm", number(leash));
        observer.note("refining", format!("numbers stay as drawn: {why}, so this is not the drawing that was seen"));
        return None;
    }
    let sigma = cost.1 / SCALE;
    let moved: Vec<f64> = numbers.values.iter().zip(&start.values).map(|(a, b)| (a - b).abs()).collect();
    let [most, mean] = [moved.iter().copied().fold(0.0, f64::max), moved.iter().sum::<f64>() / n as f64].map(number);
    let turned = match turn.length().to_degrees() {
        0.0 => String::new(),
        angle => format!("; the part as a whole by {}°", number(angle)),
    };
    let [of, on, under] =
        [(n, "number"), (sightings.len(), "point"), (ties.len(), "tie")].map(|(count_of, what)| count(count_of, what));
    observer.note(
        "refining",
        format!("{of} measured on {on} under {under}: moved by {most} mm at most, {mean} mm on the mean{turned}"),
    );
    let (mut hessian, _) = problem.normal(numbers, turn, cost.1);
    let top = (0..size).map(|i| hessian[(i, i)]).fold(0.0, f64::max);
    for i in 0..size {
        hessian[(i, i)] += 1e-12 * top;
    }
    let covariance = hessian.cholesky()?.inverse() * sigma.powi(2);
    Some(Refined { covariance, turn, center })
}

/// The robust loss begins to forgive at this many standard deviations.
const SCALE: f64 = 3.0;

struct Problem<'a> {
    frames: &'a [Frame],
    ties: &'a [Tie],
    sightings: &'a [Sighting],
    center: Vec3,
    arm: f64,
    turning: Turning,
    floor: f64,
}

impl Problem<'_> {
    fn turned(&self, p: Vec3, turn: Vec3) -> Vec3 {
        if self.turning == Turning::Held {
            return p;
        }
        let d = p - self.center;
        // Second order keeps lengths to a millionth at a degree.
        self.center + d + turn.cross(d) + turn.cross(turn.cross(d)) * 0.5
    }

    /// Robust cost and the loss's scale; the scale is estimated where none is given.
    fn cost(&self, numbers: &Numbers, turn: Vec3, scale: Option<f64>) -> (f64, f64) {
        let off: Vec<f64> =
            self.sightings.iter().map(|s| distance(numbers, self.frames, s, self.turned(s.point, turn)).0).collect();
        let scale = scale.unwrap_or_else(|| {
            let mut sizes: Vec<f64> = off.iter().map(|o| o.abs()).collect();
            let middle = sizes.len() / 2;
            let median = *sizes.select_nth_unstable_by(middle, f64::total_cmp).1;
            // 1.4826 medians are a standard deviation.
            (SCALE * 1.4826 * median).max(self.floor)
        });
        // Geman and McClure's loss.
        let seen: f64 = off.iter().map(|o| o * o / (1.0 + (o / scale).powi(2))).sum();
        let weight = TIE_WEIGHT * self.sightings.len() as f64;
        let tied: f64 = self.ties.iter().map(|t| weight * t.row(numbers).0.powi(2)).sum();
        (seen + tied, scale)
    }

    /// Normal matrix and gradient of half the cost, the loss's weights held.
    fn normal(&self, numbers: &Numbers, turn: Vec3, scale: f64) -> (DMatrix<f64>, DVector<f64>) {
        let n = numbers.values.len();
        let size = n + if self.turning == Turning::Free { 3 } else { 0 };
        let mut hessian = DMatrix::zeros(size, size);
        let mut gradient = DVector::zeros(size);
        let mut add = |value: f64, terms: &[(usize, f64)], weight: f64| {
            for &(i, a) in terms {
                gradient[i] += weight * a * value;
                for &(j, b) in terms {
                    hessian[(i, j)] += weight * a * b;
                }
            }
        };
        let mut terms: Vec<(usize, f64)> = Vec::new();
        for s in self.sightings {
            let p = self.turned(s.point, turn);
            let (off, normal) = distance_terms(numbers, self.frames, s, p, &mut terms);
            if self.turning == Turning::Free {
                let lever = (p - self.center).cross(normal) / self.arm;
                terms.extend([(n, lever.x), (n + 1, lever.y), (n + 2, lever.z)]);
            }
            let weight = (1.0 + (off / scale).powi(2)).powi(-2);
            add(off, &terms, weight);
        }
        let weight = TIE_WEIGHT * self.sightings.len() as f64;
        for tie in self.ties {
            let (off, terms) = tie.row(numbers);
            add(off, &terms, weight);
        }
        (hessian, gradient)
    }
}

/// Distance of `p` from the face of `s`, and the face's normal in the sketch's frame.
fn distance(numbers: &Numbers, frames: &[Frame], s: &Sighting, p: Vec3) -> (f64, Vec3) {
    let local = |drawing: usize| frames[numbers.plans[drawing].axis].local_from_world(p);
    match s.face {
        Face::Cap { drawing, top } => {
            let plan = &numbers.plans[drawing];
            (local(drawing).z - numbers.value(if top { plan.hi } else { plan.lo }), Vec3::Z)
        }
        Face::Wall { drawing, outline, span } => {
            let q = local(drawing).truncate();
            match wall(numbers, drawing, outline, span) {
                Wall::Round(round) => {
                    let spoke = q - numbers.point(round.center);
                    (spoke.length() - numbers.values[round.radius], spoke.normalize_or_zero().extend(0.0))
                }
                Wall::Line(a, b) => {
                    let (start, end) = (numbers.point(a), numbers.point(b));
                    let across = (end - start).normalize_or_zero().perp();
                    ((q - start).dot(across), across.extend(0.0))
                }
                Wall::Flat => (0.0, Vec3::ZERO),
            }
        }
    }
}

/// The same, with the derivatives by number in `terms` and the normal in the world.
fn distance_terms(
    numbers: &Numbers,
    frames: &[Frame],
    s: &Sighting,
    p: Vec3,
    terms: &mut Vec<(usize, f64)>,
) -> (f64, Vec3) {
    terms.clear();
    let (off, normal) = distance(numbers, frames, s, p);
    let mut point = |at: [Seen; 2], g: Vec2| {
        terms.push((at[0].number, at[0].sign * g.x));
        terms.push((at[1].number, at[1].sign * g.y));
    };
    let drawing = match s.face {
        Face::Cap { drawing, top } => {
            let plan = &numbers.plans[drawing];
            let level = if top { plan.hi } else { plan.lo };
            terms.push((level.number, -level.sign));
            drawing
        }
        Face::Wall { drawing, outline, span } => {
            let across = normal.truncate();
            match wall(numbers, drawing, outline, span) {
                Wall::Round(round) => {
                    point(round.center, -across);
                    terms.push((round.radius, -1.0));
                }
                Wall::Line(a, b) => {
                    // Moving an end turns the line: at share t of its length the end's motion counts t-fold.
                    let q = frames[numbers.plans[drawing].axis].local_from_world(p).truncate();
                    let (start, end) = (numbers.point(a), numbers.point(b));
                    let t = (q - start).dot(end - start) / start.distance_squared(end).max(f64::MIN_POSITIVE);
                    point(a, -across * (1.0 - t));
                    point(b, -across * t);
                }
                Wall::Flat => {}
            }
            drawing
        }
    };
    (off, frames[numbers.plans[drawing].axis].world_from_local_direction(normal))
}

enum Wall {
    Round(Round),
    Line([Seen; 2], [Seen; 2]),
    /// An arc too flat to have a centre of its own.
    Flat,
}

fn wall(numbers: &Numbers, drawing: usize, outline: usize, span: usize) -> Wall {
    match &numbers.plans[drawing].outlines[outline] {
        Outline::Circle(round) => Wall::Round(*round),
        Outline::Path(spans) => {
            let this = &spans[span];
            match this.round {
                Some(round) => Wall::Round(round),
                None if this.sweep == 0.0 => Wall::Line(this.start, spans[(span + 1) % spans.len()].start),
                None => Wall::Flat,
            }
        }
    }
}

/// The shortest steps of the numbers not in `held` onto the ties. Ties that contradict each other are met in the mean;
/// where too many numbers hang together they are left as they are.
pub fn settle(numbers: &mut Numbers, ties: &[Tie], held: &[usize]) {
    let n = numbers.values.len();
    let mut is_held = vec![false; n];
    held.iter().for_each(|&i| is_held[i] = true);
    let free =
        |terms: &[(usize, f64)]| -> Vec<(usize, f64)> { terms.iter().copied().filter(|t| !is_held[t.0]).collect() };
    // Numbers that no tie joins, however indirectly, are solved for apart.
    let mut group: Vec<usize> = (0..n).collect();
    for tie in ties {
        let terms = free(&tie.row(numbers).1);
        for pair in terms.windows(2) {
            let (a, b) = (root(&mut group, pair[0].0), root(&mut group, pair[1].0));
            group[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, (Vec<&Tie>, Vec<usize>)> = BTreeMap::new();
    for tie in ties {
        if let Some(term) = free(&tie.row(numbers).1).first() {
            groups.entry(root(&mut group, term.0)).or_default().0.push(tie);
        }
    }
    for i in 0..n {
        if let Some(members) = groups.get_mut(&root(&mut group, i)) {
            members.1.push(i);
        }
    }
    let mut place = vec![0; n];
    for (ties, members) in groups.into_values().filter(|g| g.1.len() <= MOST_NUMBERS) {
        members.iter().enumerate().for_each(|(k, &i)| place[i] = k);
        for _ in 0..4 {
            let mut gram = DMatrix::<f64>::zeros(members.len(), members.len());
            let mut right = DVector::<f64>::zeros(members.len());
            for tie in &ties {
                let (off, terms) = tie.row(numbers);
                let terms = free(&terms);
                for &(i, a) in &terms {
                    right[place[i]] -= a * off;
                    for &(j, b) in &terms {
                        gram[(place[i], place[j])] += a * b;
                    }
                }
            }
            // With a floor, since ties may repeat one another.
            for k in 0..members.len() {
                gram[(k, k)] += 1e-9;
            }
            let Some(step) = gram.cholesky().map(|c| c.solve(&right)) else { break };
            members.iter().enumerate().for_each(|(k, &i)| numbers.values[i] += step[k]);
            if step.amax() < 1e-13 {
                break;
            }
        }
    }
}
