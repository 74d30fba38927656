//! A mesh or cloud to a checked program: clean, fit, build, measure, judge.

use crate::budget::{Budget, Until};
use crate::building::{Choices, Wanted, build_best, others};
use crate::error::Error;
use crate::measure::Sampling;
use crate::options::{DEFAULT_TOLERANCE, Host, Options, Snapping, Tolerance, millimetres};
use crate::part::{HAS_KERNEL, Part};
use crate::ready::{Ready, add_tile};
use crate::report::{
    Coverage, DimensionReport, Features, Judge, Method, MissedRegion, ProposalReport, REPORT_SCHEMA, Report, Seconds,
    SnappedDimension, Unseen, Volumes,
};
use crate::source::Source;
use crate::verdict::{self, Evidence};
use resolid_fit::{FitOptions, Snap};
use resolid_geom::words::number;
use resolid_geom::{Observer, TriMesh, Vec3};
use resolid_program::{Operation, Program, Unit, features};
use std::borrow::Cow;

/// How many deviations of its points a cloud's surface may lie off, where the user does not say.
const SCATTER: f64 = 3.0;
/// But no more than this share of the bounding diagonal, in which a feature could hide.
const WIDEST: f64 = 0.01;

/// A part that was found for an input, and how good it is.
pub struct Reconstruction {
    /// The program and its solid.
    pub part: Part,
    /// What there is to say about it.
    pub report: Report,
    /// The input as it was fitted: welded, mended, outward, millimetres; of a cloud a tile a point.
    pub input: TriMesh,
    /// The next best answers that build whole, as many as were asked for at most.
    pub alternatives: Vec<Part>,
    /// A tile at places of the program's surface that no point of a cloud supports.
    pub(crate) unseen: TriMesh,
    /// The solid that a cloud's points, or an open mesh's, were taken to bound.
    pub(crate) taken: Option<resolid_fit::Solid>,
    /// When the picture is to be there, on the host's clock.
    pub(crate) picture_end: f64,
}

/// The program of the mesh, cloud or STEP file in `bytes`, called `name`.
///
/// Program and report are in millimetres, in the input's own frame.
///
/// # Errors
/// [`Error`]: an input that cannot be read, an option that makes no sense for it, no program found, or one that
/// does not build. When the observer asks to stop, the best so far is returned, `Error::Fit` if there is none.
pub fn reconstruct<'a>(
    bytes: impl Into<Cow<'a, [u8]>>,
    name: &str,
    options: &Options,
    host: Host,
) -> Result<Reconstruction, Error> {
    let start = (host.clock)();
    host.observer.stage("reading", 0.0);
    let bytes = bytes.into();
    let source = Source::read(&bytes, name, options.unit)?;
    // Owned bytes are not needed any more, and of large meshes they are many.
    drop(bytes);
    reconstruct_source(source, name, options, start, host)
}

/// The program of what was read under `name`, by a caller that began at `start` on the host's clock; see [`reconstruct()`].
///
/// # Errors
/// As [`reconstruct()`].
pub fn reconstruct_source(
    source: Source,
    name: &str,
    options: &Options,
    start: f64,
    host: Host,
) -> Result<Reconstruction, Error> {
    let Host { observer, clock } = host;
    let budget = Budget::new(start, options.time_limit);
    let read = clock();

    observer.stage("cleaning", 0.0);
    let cleaning = Until { observer, clock, end: budget.search };
    let datum = options.datum.map(|frame| frame.inverse());
    let said = source.unit().is_some();
    let (unit, mut ready) = match source {
        Source::Cloud(mut source) => {
            if let Some(own) = datum {
                source.cloud = source.cloud.placed(&own);
            }
            (source.taken_unit(), Ready::cloud(source, &cleaning)?)
        }
        source => {
            let mut source = source.into_mesh()?;
            if let Some(own) = datum {
                source.mesh.vertices.iter_mut().for_each(|v| *v = own.world_from_local(*v));
            }
            (source.taken_unit(), Ready::mesh(source, &cleaning)?)
        }
    };
    let size = ready.bounds().size();
    let mut tolerance = options.tolerance.unwrap_or(Tolerance::Relative(DEFAULT_TOLERANCE)).of(size.length())?;
    let snapping = match options.snapping {
        Snapping::Always => true,
        Snapping::Never => false,
        Snapping::WhereUnitKnown => unit != Unit::Unknown,
    };
    told_scale(options, unit, said, size, tolerance).into_iter().for_each(|line| observer.note("scale", line));
    let cleaned_at = clock();

    observer.stage("fitting", 0.0);
    let snap = if snapping { Snap::To { unit_mm: millimetres(unit), budget: None } } else { Snap::Off };
    let searching = Until { observer, clock, end: budget.search };
    // A wish to stop that came during the search is no wish to lose what it found: only the clock ends what follows.
    let finishing = Finishing(observer);
    let until = |end: f64| Until { observer: &finishing, clock, end };
    let judging = until(budget.judge);
    let wanted = FitOptions {
        tolerance: Some(tolerance),
        snap,
        seed: options.seed,
        upright: options.datum.is_some(),
        without: options.without,
    };
    let mut as_scan = None;
    let found = match ready.fit(&wanted, options.compared, &searching, &judging) {
        // Facets that enclose nothing are a scan all the same.
        Err(Error::Open { fault }) => {
            let open = Error::Open { fault: fault.clone() };
            ready = ready.as_scan(options.seed, &searching).ok_or_else(|| open.clone())?;
            as_scan = Some(fault);
            observer.note("reading", "facets enclose nothing: points drawn on them are read as a scan".into());
            ready.fit(&wanted, options.compared, &searching, &judging).map_err(|_| open)?
        }
        found => found?,
    };
    let noise = found.noise;
    let mut notes = Vec::new();
    let wide = (SCATTER * noise).min(WIDEST * size.length());
    if matches!(ready, Ready::Cloud { .. }) && options.tolerance.is_none() && wide > tolerance {
        // Points that scatter lie off the true surface too.
        tolerance = wide;
        notes.push(format!("the points scatter by {noise:.3} mm, so {tolerance:.3} mm counts as the same surface"));
        observer.note("scale", notes[0].clone());
    }
    let fitted = clock();

    observer.stage("building", 0.0);
    let programs: Vec<Program> = found.proposals.iter().map(|p| Program { unit, ..p.program.clone() }).collect();
    let choices = Choices { programs: &programs, unsure: found.unsure };
    let inside = ready.inside(&found);
    let wanted = Wanted { bounds: ready.bounds(), inside: &*inside };
    let made = build_best(&choices, &wanted, &until(budget.build), &finishing)?;
    let stopped = found.stopped || made.stopped;
    let part = made.part;
    let (snapped, dimensions) = found.proposals.get(made.choice).map(|p| p.told_of(&part.program)).unwrap_or_default();
    let alternatives = others(&programs, made.choice, options.alternatives, &until(budget.build));
    let built = clock();

    observer.stage("measuring", 0.0);
    let evaluator = &part.evaluator;
    let sampling = Sampling { surface: options.surface_samples, overlap: options.overlap_samples, seed: options.seed };
    let missed_regions = ready
        .surface()
        .map_or_else(Vec::new, |mesh| resolid_fit::missed_regions(mesh, evaluator, tolerance, &until(budget.missed)));
    let (measured, covered) = ready.measure(&found, evaluator, sampling, tolerance, &until(budget.measure));
    let mut missed: Vec<MissedRegion> = missed_regions
        .iter()
        .map(|m| MissedRegion {
            kind: m.kind.into(),
            center: m.center.to_array(),
            area: m.area,
            deviation: m.deviation,
        })
        .collect();
    let mut unseen = TriMesh::default();
    if let Some(c) = &covered {
        missed.extend(c.missed.iter().cloned());
        c.bare.iter().for_each(|&(p, normal)| add_tile(&mut unseen, p, normal, c.each));
    }
    let coverage = covered.map(|c| Coverage {
        share: c.share,
        unseen: c.unseen.iter().map(|&(center, area)| Unseen { center: center.to_array(), area }).collect(),
    });
    let (closed, doubts) = (ready.is_closed(), ready.doubts());
    let evidence = Evidence {
        closed,
        coverage: coverage.as_ref(),
        doubts: &doubts,
        bodies: ready.bodies(),
        solids: part.solids(),
        missed: &missed,
        measured: &measured,
        tolerance,
    };
    let (verdict, reasons) = verdict::verdict(&evidence);
    verdict::told(&evidence, verdict, &reasons).into_iter().for_each(|line| observer.note("verdict", line));
    let end = clock();

    if unit == Unit::Unknown {
        notes.push(format!(
            "the unit is unknown: the part is only {:.3} across; say --unit if you know it{}",
            size.max_element(),
            if snapping { "" } else { ". Nothing was snapped" }
        ));
    }
    if let Ready::Cloud { cloud, .. } = &ready
        && cloud.parts().len() > 1
    {
        notes.push(format!(
            "the cloud holds {} parts that stand apart, here made one; --split makes each of its own",
            cloud.parts().len()
        ));
    }
    if let (Ready::Mesh { .. }, Some(solids)) = (&ready, part.solids())
        && solids < ready.bodies()
        && missed.is_empty()
    {
        let made = if solids == 1 { "1 solid".into() } else { format!("{solids} solids") };
        notes.push(format!("the input's {} bodies touch or overlap and were joined to {made}", ready.bodies()));
    }
    if let Some(fault) = as_scan {
        notes.push(format!(
            "the mesh is open ({fault}) and encloses no part: it was read as a scan, and what closes it is a guess"
        ));
    }
    if stopped {
        notes.push("the search was stopped before its end; this is the best so far".into());
    }
    if made.left_out > 0 {
        // The number of a step that is not in the program would only mislead.
        let why = made.refused.unwrap_or_else(|| "time was up".into());
        let why = why.split_once("step ").and_then(|(_, rest)| Some(rest.split_once(": ")?.1)).unwrap_or(&why);
        let steps = if made.left_out == 1 { "1 step was".into() } else { format!("{} steps were", made.left_out) };
        notes.push(format!("{steps} left out of the program; the first because: {why}"));
    }
    if alternatives.len() < options.alternatives {
        let (found, asked) = (alternatives.len(), options.alternatives);
        notes.push(format!("of {asked} alternatives {found} were found that build and are not the same again"));
    }
    if part.non_manifold_edges() > 0 {
        let shared = match part.non_manifold_edges() {
            1 => "1 edge is".into(),
            n => format!("{n} edges are"),
        };
        notes.push(format!(
            "{shared} shared by more than two faces (solids that touch along a line); some systems refuse that"
        ));
    }
    if !HAS_KERNEL {
        notes.push("built without the kernel: the solid was judged by direct evaluation alone".into());
    }
    let report = Report {
        schema: REPORT_SCHEMA.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        input: ready.report(name),
        unit,
        method: Method::Fit,
        verdict,
        reasons,
        valid: true,
        judged_by: if HAS_KERNEL { Judge::Kernel } else { Judge::Evaluation },
        solids: part.solids(),
        faces: part.faces(),
        steps: drawn_steps(&part.program),
        features: describe(&part.program),
        iou: measured.overlap.iou,
        iou_error: measured.overlap.error,
        deviation_mm: measured.deviation,
        volume_mm3: Volumes { input: ready.volume(&found), output: part.volume() },
        noise_mm: noise,
        coverage,
        tolerance,
        snapping,
        // What was round but for the rounding of the file's own numbers was not changed to anyone's eye.
        snapped: snapped
            .into_iter()
            .filter(|s| (s.to - s.from).abs() > 1e-4 * tolerance)
            .map(|s| SnappedDimension { what: s.what, from: s.from, to: s.to })
            .collect(),
        dimensions: dimensions
            .into_iter()
            .map(|d| DimensionReport::new(d.what, d.value, d.deviation, size.length()))
            .collect(),
        proposals: found
            .proposals
            .iter()
            .enumerate()
            .map(|(k, p)| ProposalReport {
                by: p.by.clone(),
                features: features::count(&p.program),
                score_bits: p.score,
                built: k == made.choice,
            })
            .collect(),
        missed,
        stopped,
        notes,
        seconds: Seconds {
            read: read - start,
            clean: cleaned_at - read,
            fit: fitted - cleaned_at,
            build: built - fitted,
            measure: end - built,
            total: end - start,
        },
        peak_memory_mib: None,
    };
    drop(inside);
    let taken = found.solid;
    Ok(Reconstruction { part, report, alternatives, input: ready.drawn(), unseen, taken, picture_end: budget.picture })
}

/// The steps of a program and of what it places, each drawn once.
fn drawn_steps(program: &Program) -> usize {
    let lists = std::iter::once(&program.steps).chain(program.definitions.iter().map(|d| &d.steps));
    lists.flatten().filter(|s| !s.suppressed && s.as_extrude().is_some()).count()
}

/// The features of a program: how many, and one line a step.
pub fn describe(program: &Program) -> Features {
    let list = features::list(program);
    let unit = if program.unit == Unit::Unknown { "" } else { " mm" };
    let lines = program
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| !step.suppressed)
        .map(|(index, step)| {
            let name = step.name.as_ref().map_or(String::new(), |n| format!(" \"{n}\""));
            let what = match &step.operation {
                Operation::Extrude(extrude) => {
                    let [low, high] = extrude.extent.range();
                    let profiles = extrude.sketch.profiles.len();
                    let profiles = if profiles == 1 { String::new() } else { format!(", {profiles} profiles") };
                    format!("{} {}{unit} deep{profiles}", mode_word(step.combine.mode), short(high - low))
                }
                Operation::Place { definition, placements } => {
                    let placed = program.definitions.get(*definition);
                    let (name, steps) = placed.map_or(("", 0), |d| (d.name.as_str(), d.steps.len()));
                    let steps = if steps == 1 { "1 step".into() } else { format!("{steps} steps") };
                    format!("{} {} × \"{name}\" of {steps}", mode_word(step.combine.mode), placements.len())
                }
            };
            let own: Vec<String> = list.iter().filter(|f| f.step == index).map(feature_words).collect();
            format!(
                "step {}{name}: {what}{}",
                index + 1,
                if own.is_empty() { String::new() } else { format!(": {}", own.join(", ")) }
            )
        })
        .collect();
    Features { count: list.len(), list: lines }
}

fn feature_words(feature: &features::Feature) -> String {
    let what = match feature.kind {
        features::Kind::Addition => "solid",
        features::Kind::Hole => "hole",
        features::Kind::Island => "island",
        features::Kind::Intersection => "intersection",
    };
    let round = feature.radius().map_or(String::new(), |r| format!(" ⌀{}", short(2.0 * r)));
    let times = if feature.instances == 1 { String::new() } else { format!("{} × ", feature.instances) };
    format!("{times}{what}{round}")
}

/// A length to a tenth of a micrometre, or to five digits if that is finer.
fn short(length: f64) -> String {
    let digits = (4.0 - length.abs().max(1e-12).log10().floor()).clamp(4.0, 12.0) as usize;
    let text = format!("{length:.digits$}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn mode_word(mode: resolid_program::Mode) -> &'static str {
    match mode {
        resolid_program::Mode::New => "new body",
        resolid_program::Mode::Join => "join",
        resolid_program::Mode::Cut => "cut",
        resolid_program::Mode::Intersect => "intersect",
    }
}

fn name_of(unit: Unit) -> &'static str {
    match unit {
        Unit::Mm => "mm",
        Unit::Cm => "cm",
        Unit::M => "m",
        Unit::Inch => "in",
        Unit::Unknown => "unknown",
    }
}

/// What lengths and tolerance were taken to be, and why; `said` is whether the unit was.
fn told_scale(options: &Options, unit: Unit, said: bool, size: Vec3, tolerance: f64) -> [String; 3] {
    let extent = number(size.max_element());
    let taken = match (unit, said) {
        (Unit::Unknown, _) => {
            format!(
                "unit unknown, since the largest extent is {extent}: what is called mm here is one of the file's own"
            )
        }
        (_, true) => format!("unit {}, as was said; the largest extent is {extent} mm", name_of(unit)),
        (_, false) => format!("unit mm, since nothing was said and the largest extent is {extent}"),
    };
    let shown = number(tolerance);
    let tolerated = match options.tolerance {
        Some(Tolerance::Millimetres(_)) => format!("tolerance {shown} mm, as asked"),
        share => {
            let share = if let Some(Tolerance::Relative(share)) = share { share } else { DEFAULT_TOLERANCE };
            format!("tolerance {shown} mm, {} % of the diagonal of {} mm", number(100.0 * share), number(size.length()))
        }
    };
    let snapped = match (options.snapping, unit) {
        (Snapping::Never, _) => "snapping off, as asked".into(),
        (Snapping::WhereUnitKnown, Unit::Unknown) => "snapping off, since the unit is unknown".into(),
        _ => format!("snapping on, by a quarter of the tolerance at most: {} mm", number(0.25 * tolerance)),
    };
    [taken, tolerated, snapped]
}

/// Passes everything on, but does not stop any more.
struct Finishing<'a>(&'a dyn Observer);

impl Observer for Finishing<'_> {
    fn stage(&self, name: &'static str, done: f64) {
        self.0.stage(name, done);
    }

    fn note(&self, about: &'static str, text: String) {
        self.0.note(about, text);
    }
}
