//! Figures of many programs, and several such lots side by side.

use super::Figures;
use std::fmt::Write;

/// Lower ends of the bins that command lengths are counted in; the last is open.
pub(super) const BINS: [usize; 10] = [3, 6, 9, 12, 16, 20, 30, 40, 50, 60];

/// What many programs are like.
#[derive(Clone, Debug)]
pub struct Summary {
    /// What the programs are called in the table's head.
    pub name: String,
    /// The figures of each.
    pub figures: Vec<Figures>,
}

impl Summary {
    /// The programs of each bin of command lengths, lowest first; those under 3 go with the first.
    pub(super) fn lengths(&self) -> [usize; BINS.len()] {
        let mut counts = [0; BINS.len()];
        for f in &self.figures {
            counts[BINS.iter().rposition(|&b| f.length >= b).unwrap_or(0)] += 1;
        }
        counts
    }
}

/// What a bin is called: `3–5`, `60+`.
pub(super) fn bin_name(bin: usize) -> String {
    match BINS.get(bin + 1) {
        Some(next) => format!("{}–{}", BINS[bin], next - 1),
        None => format!("{}+", BINS[bin]),
    }
}

/// One row of the table: what it shows and how it is worked out.
type Row = (&'static str, fn(&[Figures]) -> String);

const ROWS: [Row; 30] = [
    ("programs", |f| f.len().to_string()),
    ("steps, mean (median, 90 %)", |f| spread(f, |f| f.steps as f64)),
    ("features", |f| spread(f, |f| f.features as f64)),
    ("profiles", |f| spread(f, |f| f.profiles as f64)),
    ("commands", |f| spread(f, |f| f.length as f64)),
    ("one step only", |f| share(f, |f| f.steps == 1)),
    ("lines, share of curves", |f| part(f, |f| f.lines, curves)),
    ("arcs", |f| part(f, |f| f.arcs, curves)),
    ("circles", |f| part(f, |f| f.circles, curves)),
    ("programs with an arc", |f| share(f, |f| f.arcs > 0)),
    ("programs with a circle", |f| share(f, |f| f.circles > 0)),
    ("curves a loop, mean", |f| ratio(f, curves, |f| f.loops)),
    ("loops a profile, mean", |f| ratio(f, |f| f.loops, |f| f.profiles)),
    ("new, share of extrusions", |f| part(f, |f| f.modes[0], extrusions)),
    ("join", |f| part(f, |f| f.modes[1], extrusions)),
    ("cut", |f| part(f, |f| f.modes[2], extrusions)),
    ("intersect", |f| part(f, |f| f.modes[3], extrusions)),
    ("one side, share of extents", |f| part(f, |f| f.extents[0], extents)),
    ("symmetric", |f| part(f, |f| f.extents[1], extents)),
    ("two sides", |f| part(f, |f| f.extents[2], extents)),
    ("one direction, of programs with several steps", |f| share(&several(f), |f| f.directions == 1)),
    ("two directions", |f| share(&several(f), |f| f.directions == 2)),
    ("three or more directions", |f| share(&several(f), |f| f.directions > 2)),
    ("a step along none of the world's axes", |f| share(f, |f| f.oblique > 0)),
    ("pairs of steps with a common plane or cylinder", |f| spread(&several(f), |f| f.contacts as f64)),
    ("longest side, mm", |f| spread(f, |f| f.sides[0])),
    ("middle side over longest", |f| spread(&solid(f), |f| f.sides[1] / f.sides[0])),
    ("shortest side over longest", |f| spread(&solid(f), |f| f.sides[2] / f.sides[0])),
    ("volume over box", |f| spread(&solid(f), |f| f.fill)),
    ("mirror image of itself in a middle plane or more", |f| share(f, |f| f.mirrors > 0)),
];

/// The summaries side by side, as a Markdown table: one row a figure, one column a summary; then the lengths.
pub fn table(summaries: &[Summary]) -> String {
    let mut text = String::new();
    let line = |text: &mut String, head: &str, cells: Vec<String>| {
        let _ = writeln!(text, "| {head} | {} |", cells.join(" | "));
    };
    line(&mut text, "", summaries.iter().map(|s| s.name.clone()).collect());
    line(&mut text, "---", summaries.iter().map(|_| "---:".to_owned()).collect());
    for (name, figure) in ROWS {
        line(&mut text, name, summaries.iter().map(|s| figure(&s.figures)).collect());
    }
    for bin in 0..BINS.len() {
        let cells = summaries.iter().map(|s| percent(s.lengths()[bin] as f64 / s.figures.len() as f64)).collect();
        line(&mut text, &format!("{} commands", bin_name(bin)), cells);
    }
    text
}

fn curves(f: &Figures) -> usize {
    f.lines + f.arcs + f.circles
}

fn extrusions(f: &Figures) -> usize {
    f.modes.iter().sum()
}

fn extents(f: &Figures) -> usize {
    f.extents.iter().sum()
}

/// Those of more than one step.
fn several(figures: &[Figures]) -> Vec<Figures> {
    figures.iter().filter(|f| f.steps > 1).cloned().collect()
}

/// Those that build something.
fn solid(figures: &[Figures]) -> Vec<Figures> {
    figures.iter().filter(|f| f.fill > 0.0).cloned().collect()
}

fn percent(v: f64) -> String {
    if v.is_finite() { format!("{:.1} %", 100.0 * v) } else { "–".into() }
}

fn share(figures: &[Figures], of: fn(&Figures) -> bool) -> String {
    percent(figures.iter().filter(|f| of(f)).count() as f64 / figures.len() as f64)
}

fn sum(figures: &[Figures], of: fn(&Figures) -> usize) -> f64 {
    figures.iter().map(of).sum::<usize>() as f64
}

fn part(figures: &[Figures], of: fn(&Figures) -> usize, all: fn(&Figures) -> usize) -> String {
    percent(sum(figures, of) / sum(figures, all))
}

fn ratio(figures: &[Figures], of: fn(&Figures) -> usize, over: fn(&Figures) -> usize) -> String {
    let v = sum(figures, of) / sum(figures, over);
    if v.is_finite() { format!("{v:.2}") } else { "–".into() }
}

/// Mean, median and the value nine of ten do not pass.
fn spread(figures: &[Figures], of: fn(&Figures) -> f64) -> String {
    let mut values: Vec<f64> = figures.iter().map(of).collect();
    if values.is_empty() {
        return "–".into();
    }
    values.sort_by(f64::total_cmp);
    let at = |q: f64| values[((values.len() - 1) as f64 * q).round() as usize];
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let shown = |v: f64| match v {
        v if v >= 100.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v => format!("{v:.2}"),
    };
    format!("{} ({}, {})", shown(mean), shown(at(0.5)), shown(at(0.9)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::figures;
    use resolid_geom::{Frame, Loop, Profile, Vec2};
    use resolid_program::{Extent, Mode, Program, Step};

    fn disc(radius: f64) -> Figures {
        let profile = Profile::solid(Loop::circle(Vec2::ZERO, radius));
        let step = Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance: 4.0 }, Mode::New);
        figures(&Program { steps: vec![step], ..Program::default() })
    }

    #[test]
    fn the_table_says_what_the_figures_are() {
        let small = Summary { name: "small".into(), figures: vec![disc(2.0), disc(2.0), disc(4.0)] };
        let none = Summary { name: "none".into(), figures: vec![] };
        let text = table(&[small, none]);
        assert!(text.starts_with("|  | small | none |\n| --- | ---: | ---: |\n| programs | 3 | 0 |\n"), "{text}");
        assert!(text.contains("| circles | 100.0 % | – |"), "{text}");
        assert!(text.contains("| longest side, mm | 5.33 (4.00, 8.00) | – |"), "{text}");
        assert!(text.contains("| volume over box | 0.79 (0.79, 0.79) | – |"), "{text}");
        assert!(text.contains("| 3–5 commands | 100.0 % | – |"), "{text}");
        assert!(text.ends_with("| 60+ commands | 0.0 % | – |\n"), "{text}");
    }
}
