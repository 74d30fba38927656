//! What is all but equal made equal, and what is all but round made round.
//!
//! Coordinates are compared along the part's own directions, whichever sketch they come from, so that a hole's level in
//! one sketch and a wall in another that lie in one plane are exactly so. Round values are looked for from a datum:
//! the world's zero where that makes numbers round, or a face or centre of the part.

use crate::drawing::{Drawing, Ruler, rulers};
use crate::evidence::Evidence;
use crate::numbers::{Kind, Numbers, Outline, Seen};
use crate::refine::{MOST_NUMBERS, Refined, Turning, refine, settle};
use crate::sightings::{sightings_of_mesh, sightings_of_points};
use crate::{Dimension, Snap, Snapped, ties};
use resolid_geom::words;
use resolid_geom::{Frame, Observer, TriMesh, Vec3};
use std::collections::HashMap;

/// How exactly the drawings are known before they are refined.
#[derive(Clone, Copy, Debug)]
pub struct Exactness {
    /// Coordinates closer than this are one, millimetres.
    pub equal: f64,
    /// A coordinate may be off by this much even where the input says it is not, millimetres.
    pub scatter: f64,
    /// How far a point of the input may lie from the face it belongs to, millimetres.
    pub reach: f64,
    /// Whether numbers are measured on the input again.
    pub measured: bool,
    /// Whether the directions are measured with them.
    pub turning: Turning,
}

impl Exactness {
    /// Floor and leash of the refinement: a number may move by some times what a point may be off.
    fn bounds(&self) -> [f64; 2] {
        [self.scatter, 20.0 * self.reach]
    }
}

/// What the drawings are measured on.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// A mesh whose vertices lie on the surface, and whose directions are exact.
    Mesh(&'a TriMesh),
    /// Points that scatter about the surface.
    Points(&'a Evidence),
}

/// The numbers behind regular drawings, and what was changed.
pub struct Regular {
    /// The sketch frames, turned to where the part lies.
    pub frames: Vec<Frame>,
    /// The measuring directions.
    pub rulers: Vec<Ruler>,
    /// Where round numbers are counted from along each, millimetres.
    pub datum: Vec<f64>,
    /// Dimensions moved to round values.
    pub snapped: Vec<Snapped>,
    /// The numbers of the drawings, as written.
    pub numbers: Numbers,
    /// How well they are known, where they were measured together.
    pub refined: Option<Refined>,
}

/// Makes the drawings regular: what is all but equal, tangent, symmetric or evenly spaced exactly so, all numbers moved
/// together to where the source says under these ties, and round where `snap` allows.
pub fn regularise(
    drawings: &mut [Drawing],
    frames: &[Frame],
    source: Source,
    exactness: Exactness,
    snap: Snap,
    budget: f64,
    observer: &dyn Observer,
) -> Regular {
    let rulers = rulers(drawings, frames);
    let mut numbers = Numbers::of(drawings, frames, &rulers, exactness.equal);
    let mut frames = frames.to_vec();
    let (all, refined) = match source {
        Source::Mesh(mesh) => {
            let seen = sightings_of_mesh(mesh, drawings, &frames, exactness.reach);
            let mut all = ties::ends_on_arcs(&numbers);
            // Where too many numbers stand for all to be moved together, what ties them is not asked.
            if numbers.values.len() <= MOST_NUMBERS {
                all.extend(ties::found(&numbers, |_| exactness.equal));
            }
            let refine = || refine(&mut numbers, &all, &seen, &frames, exactness.turning, exactness.bounds(), observer);
            let refined = exactness.measured.then(refine).flatten();
            (all, refined)
        }
        Source::Points(evidence) => measured(drawings, &mut frames, &mut numbers, evidence, exactness, observer),
    };
    observer.note(
        "ties",
        format!("{} hold together: {}", words::count(numbers.values.len(), "number"), ties::summary(&all)),
    );
    let rulers = crate::drawing::rulers(drawings, &frames);
    let mut regular = Regular { frames, datum: vec![0.0; rulers.len()], rulers, snapped: Vec::new(), numbers, refined };
    if let Snap::To { unit_mm, budget: own } = snap {
        let held = regular.snap(unit_mm, exactness.scatter, own.unwrap_or(budget), observer);
        settle(&mut regular.numbers, &all, &held);
    }
    let before: Vec<Drawing> = drawings.to_vec();
    regular.numbers.write(drawings);
    // Walls that are all but parallel meet anywhere once they are moved: such a profile stays as it was measured.
    let farthest = 20.0 * exactness.reach;
    for (drawing, before) in drawings.iter_mut().zip(before) {
        for (profile, before) in drawing.profiles.iter_mut().zip(before.profiles) {
            let (now, then) = (profile.bounds(), before.bounds());
            let moved = (now.min - then.min).abs().max((now.max - then.max).abs()).max_element();
            if moved.is_nan() || moved > farthest {
                *profile = before;
            }
        }
    }
    regular
}

/// The numbers and frames moved to where scattered points say they are. What may be equal, tangent or symmetric for all
/// the points can tell (within three standard deviations of its own difference) is made so, since the drawing with
/// fewer free numbers is the likelier one.
fn measured(
    drawings: &mut [Drawing],
    frames: &mut [Frame],
    numbers: &mut Numbers,
    evidence: &Evidence,
    exactness: Exactness,
    observer: &dyn Observer,
) -> (Vec<ties::Tie>, Option<Refined>) {
    const SURE: f64 = 3.0;
    let mut all = ties::ends_on_arcs(numbers);
    let mut refined = None;
    for round in 0..if exactness.measured { 3 } else { 0 } {
        let seen = sightings_of_points(evidence, drawings, frames, exactness.reach);
        let Some(now) = refine(numbers, &all, &seen, frames, exactness.turning, exactness.bounds(), observer) else {
            break;
        };
        if exactness.turning == Turning::Free {
            now.turn_back(frames);
        }
        if round == 0 {
            numbers.merge(&alike(numbers, &now, SURE, exactness));
            all = ties::ends_on_arcs(numbers);
        } else if round == 1 {
            all.extend(ties::found(numbers, |tie| {
                let known = now.deviation(&tie.row(numbers).1);
                (SURE * known).clamp(exactness.equal, exactness.reach)
            }));
        }
        numbers.write(drawings);
        refined = Some(now);
        if observer.should_stop() {
            break;
        }
    }
    (all, refined)
}

/// Runs of numbers that may be one for all that is known of them.
fn alike(numbers: &Numbers, refined: &Refined, sure: f64, exactness: Exactness) -> Vec<Vec<usize>> {
    let apart = |a: usize, b: usize| {
        // The two ends of a drawing are two, however thin it is.
        numbers.plans.iter().any(|p| [(a, b), (b, a)].contains(&(p.lo.number, p.hi.number)))
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in numbers.ascending() {
        let joins = groups.last().is_some_and(|g| {
            numbers.kinds[g[0]] == numbers.kinds[i]
                && g.iter().all(|&j| {
                    let known = sure * refined.deviation(&[(i, 1.0), (j, -1.0)]);
                    (numbers.values[i] - numbers.values[j]).abs() <= known.clamp(exactness.equal, exactness.reach)
                        && !apart(i, j)
                })
        });
        match groups.last_mut() {
            Some(group) if joins => group.push(i),
            _ => groups.push(vec![i]),
        }
    }
    groups
}

impl Regular {
    /// Depths, diameters, and distances of positions from the lowest along their direction, each with how well it is known;
    /// none where the numbers were not measured together.
    pub fn dimensions(&self) -> Vec<Dimension> {
        let Some(refined) = &self.refined else { return Vec::new() };
        let values = &self.numbers.values;
        let mut found: Vec<Dimension> = Vec::new();
        for (index, plan) in self.numbers.plans.iter().enumerate() {
            let terms = [(plan.hi.number, plan.hi.sign), (plan.lo.number, -plan.lo.sign)];
            found.push(Dimension {
                what: format!("step {} depth", index + 1),
                value: self.numbers.value(plan.hi) - self.numbers.value(plan.lo),
                deviation: refined.deviation(&terms),
            });
        }
        let drawn = drawn(&self.numbers, &self.rulers);
        let mut lowest: HashMap<usize, usize> = HashMap::new();
        for &(number, _) in &drawn {
            if let Kind::Along(ruler) = self.numbers.kinds[number] {
                let low = lowest.entry(ruler).or_insert(number);
                if values[number] < values[*low] {
                    *low = number;
                }
            }
        }
        for (number, what) in drawn {
            match self.numbers.kinds[number] {
                // A number is counted twice in a diameter.
                Kind::Radius => found.push(Dimension {
                    what,
                    value: 2.0 * values[number],
                    deviation: refined.deviation(&[(number, 2.0)]),
                }),
                Kind::Along(ruler) if lowest[&ruler] != number && !what.ends_with("level") => {
                    let low = lowest[&ruler];
                    found.push(Dimension {
                        what,
                        value: values[number] - values[low],
                        deviation: refined.deviation(&[(number, 1.0), (low, -1.0)]),
                    });
                }
                Kind::Along(_) => {}
            }
        }
        found
    }

    /// Rounds what may be rounded; the indices of the numbers that were.
    fn snap(&mut self, unit_mm: f64, scatter: f64, budget: f64, observer: &dyn Observer) -> Vec<usize> {
        let count = self.numbers.values.len();
        let reach: Vec<f64> = (0..count)
            .map(|i| {
                let known = self.refined.as_ref().map_or(0.0, |r| 3.0 * r.deviation(&[(i, 1.0)]));
                known.max(scatter).min(budget)
            })
            .collect();
        for ruler in 0..self.rulers.len() {
            let mut own: Vec<usize> = (0..count).filter(|&i| self.numbers.kinds[i] == Kind::Along(ruler)).collect();
            own.sort_by(|&a, &b| self.numbers.values[a].total_cmp(&self.numbers.values[b]));
            let values: Vec<f64> = own.iter().map(|&i| self.numbers.values[i]).collect();
            let least = own.iter().map(|&i| reach[i]).fold(f64::MAX, f64::min);
            self.datum[ruler] = best_datum(&values, unit_mm, least);
        }
        let mut held = Vec::new();
        let mut told = Vec::new();
        for (number, place) in drawn(&self.numbers, &self.rulers) {
            let (value, reach) = (self.numbers.values[number], reach[number]);
            let (from, to) = match self.numbers.kinds[number] {
                Kind::Along(ruler) => {
                    let from = value - self.datum[ruler];
                    (from, rounded(from, unit_mm, reach))
                }
                // A draughtsman writes diameters.
                Kind::Radius => (2.0 * value, rounded(2.0 * value, unit_mm, 2.0 * reach)),
            };
            told.push(snapping(&place, from, to, reach));
            let Some(to) = to else { continue };
            held.push(number);
            self.numbers.values[number] = match self.numbers.kinds[number] {
                Kind::Along(ruler) => self.datum[ruler] + to,
                Kind::Radius => 0.5 * to,
            };
            if (to - from).abs() > 1e-9 {
                self.snapped.push(Snapped { what: place, from, to });
            }
        }
        let more = told.len().saturating_sub(MOST_TOLD);
        told.into_iter().take(MOST_TOLD).for_each(|line| observer.note("snapping", line));
        if more > 0 {
            observer.note("snapping", format!("and {} more", words::count(more, "number")));
        }
        held
    }
}

/// Numbers whose snapping is told one by one.
const MOST_TOLD: usize = 60;

/// What was decided of a number that may move by `reach`.
fn snapping(what: &str, from: f64, to: Option<f64>, reach: f64) -> String {
    let within = format!("within {} mm", words::number(reach));
    match to {
        Some(to) if (to - from).abs() < 5e-7 => format!("{what}: {} mm is round", words::number(to)),
        Some(to) => format!("{what}: {from:.6} → {} mm, the roundest {within}", words::number(to)),
        None => format!("{what}: {from:.6} mm stays, nothing round lies {within}"),
    }
}

/// The numbers a draughtsman would write, each with the first place it stands at: levels, centres, radii, corners of
/// straight edges, and walls along an axis. Where an arc ends follows from these.
fn drawn(numbers: &Numbers, rulers: &[Ruler]) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (index, plan) in numbers.plans.iter().enumerate() {
        let mut note = |number: usize, what: &str| {
            if found.iter().all(|f| f.0 != number) {
                let along = match numbers.kinds[number] {
                    Kind::Along(ruler) => format!(" along {}", axis_name(rulers[ruler].direction)),
                    Kind::Radius => String::new(),
                };
                found.push((number, format!("step {} {what}{along}", index + 1)));
            }
        };
        note(plan.lo.number, "level");
        note(plan.hi.number, "level");
        for outline in &plan.outlines {
            match outline {
                Outline::Circle(round) => {
                    round.center.iter().for_each(|c: &Seen| note(c.number, "position"));
                    note(round.radius, "diameter");
                }
                Outline::Path(spans) => {
                    let n = spans.len();
                    for i in 0..n {
                        let (before, this, next) = (&spans[(i + n - 1) % n], &spans[i], &spans[(i + 1) % n]);
                        for axis in 0..2 {
                            let wall = this.sweep == 0.0 && this.start[axis].number == next.start[axis].number;
                            let corner = this.sweep == 0.0 && before.sweep == 0.0;
                            if wall || corner {
                                note(this.start[axis].number, "position");
                            }
                        }
                        if let Some(round) = this.round {
                            round.center.iter().for_each(|c| note(c.number, "position"));
                            note(round.radius, "diameter");
                        }
                    }
                }
            }
        }
    }
    found
}

/// "x", or "(0.6, 0.8, 0)" where the direction is a tenth of a degree and more from any of the input's axes.
pub(crate) fn axis_name(direction: Vec3) -> String {
    let along = |axis: &Vec3| direction.cross(*axis).length() < 2e-3;
    match Vec3::AXES.iter().position(along) {
        Some(axis) => ["x", "y", "z"][axis].into(),
        None => {
            let [x, y, z] = direction.to_array().map(|v| (v * 1e3).round() / 1e3 + 0.0);
            format!("({x}, {y}, {z})")
        }
    }
}

/// Grids a draughtsman counts in, as multiples of the unit, coarsest first.
const GRIDS: [f64; 14] = [10.0, 5.0, 2.0, 1.0, 0.5, 0.25, 0.2, 0.125, 0.1, 0.0625, 0.05, 0.025, 0.02, 0.01];

/// The roundest value within `reach` of `value`, if any is near enough to be no accident.
fn rounded(value: f64, unit_mm: f64, reach: f64) -> Option<f64> {
    // Divided by a whole number where the grid is a fraction of the unit: 127 · 0.05 is not 6.35, 127 / 20 is.
    grid(value, unit_mm, reach).map(|g| {
        let steps = (value / g).round();
        if g < unit_mm { steps * unit_mm / (unit_mm / g).round() } else { steps * g }
    })
}

fn grid(value: f64, unit_mm: f64, reach: f64) -> Option<f64> {
    // A small dimension of a large part is known better than the part's size suggests.
    let reach = if value.abs() > reach { reach.min(2e-4 * value.abs()) } else { reach };
    GRIDS.iter().map(|g| g * unit_mm).chain([0.001 * unit_mm]).take_while(|g| *g > 8.0 * reach).find(|g| {
        let off = (value - (value / g).round() * g).abs();
        off <= reach
    })
}

/// The datum that makes most coordinates round: the world's zero if nothing is better, else a coordinate of the part or
/// its middle.
fn best_datum(clusters: &[f64], unit_mm: f64, reach: f64) -> f64 {
    let score = |datum: f64| -> f64 {
        clusters.iter().filter_map(|c| grid(c - datum, unit_mm, reach)).map(|g| 3.0 + (g / unit_mm).log10()).sum()
    };
    let (Some(&first), Some(&last)) = (clusters.first(), clusters.last()) else { return 0.0 };
    let mut best = (score(0.0) * 1.05 + 0.01, 0.0);
    let middle = (first + last) * 0.5;
    // A hundred coordinates are enough to find the grid they share.
    for candidate in [first, middle, last].into_iter().chain(clusters.iter().copied().take(100)) {
        let s = score(candidate);
        if s > best.0 + 1e-9 {
            best = (s, candidate);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_values_are_found_and_odd_ones_kept() {
        assert_eq!(rounded(24.999_999, 1.0, 1e-4), Some(25.0));
        assert_eq!(rounded(6.350_001, 1.0, 1e-4), Some(6.35));
        assert_eq!(rounded(12.345_678, 1.0, 1e-6), None);
        assert_eq!(rounded(12.7, 25.4, 1e-4), Some(12.7));
    }

    #[test]
    fn the_datum_moves_to_where_distances_are_round() {
        let shifted = [3.217, 13.217, 15.717];
        let datum = best_datum(&shifted, 1.0, 1e-5);
        assert!((datum - 3.217).abs() < 1e-9 || (datum - 13.217).abs() < 1e-9, "{datum}");
        assert_eq!(best_datum(&[0.0, 10.0, 12.5], 1.0, 1e-5), 0.0);
    }
}
