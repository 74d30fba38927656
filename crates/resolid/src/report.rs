//! The report of a reconstruction: what was asked, what came out, and how far it is from the input.
//!
//! As JSON it is a published form, described in `docs/report.md`.

use crate::judge::Score;
use resolid_program::Unit;
use serde::{Deserialize, Serialize};

/// The form's name and version; a field that changes its meaning or goes raises the number.
pub const REPORT_SCHEMA: &str = "resolid-report/1";

/// Everything there is to say about one reconstruction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`REPORT_SCHEMA`].
    pub schema: String,
    /// Version of Resolid.
    pub version: String,
    /// What was read.
    pub input: InputReport,
    /// The unit of the input's numbers, given or assumed.
    pub unit: Unit,
    /// Which proposal won.
    pub method: Method,
    /// How good the answer is.
    pub verdict: Verdict,
    /// What stands between the answer and `full`.
    pub reasons: Vec<String>,
    /// Whether the program builds to a sound solid.
    pub valid: bool,
    /// Who says so.
    pub judged_by: Judge,
    /// Separate solids, where the kernel counted them.
    pub solids: Option<usize>,
    /// Faces of the solid, where the kernel counted them.
    pub faces: Option<usize>,
    /// Steps of the program.
    pub steps: usize,
    /// The features that the steps make, as a designer counts them.
    pub features: Features,
    /// Intersection over union with the input's own facets; for a cloud, with the solid that its points were taken to bound.
    pub iou: f64,
    /// Standard error of `iou`, which is sampled.
    pub iou_error: f64,
    /// Distances between the input's surface and the program's.
    pub deviation_mm: Deviation,
    /// Enclosed volumes.
    pub volume_mm3: Volumes,
    /// Standard deviation with which the input scatters about its surface, millimetres.
    pub noise_mm: f64,
    /// How much of the part's surface a cloud shows; `null` for a mesh.
    pub coverage: Option<Coverage>,
    /// Largest deviation that counts as the same surface, millimetres.
    pub tolerance: f64,
    /// Whether dimensions were moved to round values where that was possible.
    pub snapping: bool,
    /// The dimensions that were.
    pub snapped: Vec<SnappedDimension>,
    /// The program's dimensions, and how well the input sets each.
    #[serde(default)]
    pub dimensions: Vec<DimensionReport>,
    /// What was proposed, the best first; the one that was built says so.
    #[serde(default)]
    pub proposals: Vec<ProposalReport>,
    /// The regions of the input that the program does not reproduce.
    pub missed: Vec<MissedRegion>,
    /// Whether the search was stopped before its end.
    pub stopped: bool,
    /// What else a reader should know.
    pub notes: Vec<String>,
    /// Where the time went.
    pub seconds: Seconds,
    /// Largest resident memory of the process, MiB, where the caller could tell.
    pub peak_memory_mib: Option<f64>,
}

/// What there is to say about an input that no answer was found for: the same form, with the fields there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// [`REPORT_SCHEMA`].
    pub schema: String,
    /// Version of Resolid.
    pub version: String,
    /// What was read.
    pub input: RefusedInput,
    /// [`Verdict::Refused`].
    pub verdict: Verdict,
    /// What is wrong, in words.
    pub reasons: Vec<String>,
    /// What to try.
    pub hint: String,
}

/// What is known of an input without an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RefusedInput {
    /// The name it was given under.
    pub file: String,
}

impl Refusal {
    /// The report on the input called `file`, refused for `error`.
    pub fn new(file: &str, error: &crate::Error) -> Self {
        Self {
            schema: REPORT_SCHEMA.into(),
            version: env!("CARGO_PKG_VERSION").into(),
            input: RefusedInput { file: file.into() },
            verdict: Verdict::Refused,
            reasons: vec![error.to_string()],
            hint: error.hint(),
        }
    }
}

/// What was read and mended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputReport {
    /// The name it was given under.
    pub file: String,
    /// "STL", "OBJ", "PLY", "OFF", "STEP", "XYZ", "LAS" or "E57".
    pub format: String,
    /// Triangles in the file, or of the tessellation; 0 of a cloud.
    pub triangles: usize,
    /// Triangles left after cleaning.
    pub triangles_used: usize,
    /// Points of a cloud.
    pub points: usize,
    /// Points left after cleaning and thinning.
    pub points_used: usize,
    /// Connected surfaces.
    pub shells: usize,
    /// Bodies that they bound; fewer than `solids` never, more where bodies that touch or overlap were joined.
    #[serde(default)]
    pub bodies: usize,
    /// Whether every edge has two triangles that agree, once welded and mended.
    pub closed: bool,
    /// What was mended.
    pub repairs: Vec<String>,
    /// What is still wrong.
    pub faults: Vec<String>,
    /// Extents along x, y and z.
    pub size_mm: [f64; 3],
}

/// How much of a part's surface was seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Share of the surface with points near.
    pub share: f64,
    /// The regions without, which are guesses, largest first.
    pub unseen: Vec<Unseen>,
}

/// A region of the part's surface that no point supports.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unseen {
    /// Its middle, millimetres.
    pub center: [f64; 3],
    /// Its area, square millimetres.
    pub area: f64,
}

/// Where the program came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Planes, cylinders and sections fitted to the input.
    Fit,
}

/// How good an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Valid, nothing missed, within tolerance.
    Full,
    /// The closest answer there is; the report says what it misses.
    Partial,
    /// No answer.
    Refused,
}

/// Who decided that a program is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judge {
    /// The kernel built it.
    Kernel,
    /// Direct evaluation; the kernel was not there.
    Evaluation,
}

/// The features of a program.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Features {
    /// An outer profile extruded is one, each family of equal holes is one.
    pub count: usize,
    /// One line a step.
    pub list: Vec<String>,
}

/// Distances in both directions, millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deviation {
    /// From the input's vertices, which lie on the true surface, to the program's surface.
    pub input_to_output: Spread,
    /// From samples on the program's surface to the input's facets, less the facets' chord height.
    pub output_to_input: Spread,
    /// From samples on the input's facets to the program's surface, chord height and all.
    pub facets_to_output: Spread,
    /// The largest height of the curved surface over one of the input's facets.
    pub chord_height: f64,
}

/// A distribution of distances, millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// 95th percentile.
    pub p95: f64,
    /// Largest.
    pub max: f64,
}

impl Spread {
    /// The spread of `values`; zero of none. Reorders them.
    pub fn of(values: &mut [f64]) -> Self {
        if values.is_empty() {
            return Self::default();
        }
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.sort_unstable_by(f64::total_cmp);
        let rank = (0.95 * values.len() as f64).ceil() as usize;
        Self { mean, p95: values[rank.clamp(1, values.len()) - 1], max: values[values.len() - 1] }
    }
}

/// Enclosed volumes, mm³.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Volumes {
    /// Of the input's facets.
    pub input: f64,
    /// Of the program's solid.
    pub output: f64,
}

/// A dimension that was moved to a round value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SnappedDimension {
    /// Which.
    pub what: String,
    /// Measured, millimetres.
    pub from: f64,
    /// Written, millimetres.
    pub to: f64,
}

/// A dimension and how well it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DimensionReport {
    /// Which; a position counts from the lowest along its direction.
    pub what: String,
    /// As written, millimetres.
    pub value: f64,
    /// Standard deviation with which the input sets it, millimetres; `null` where nothing of it was seen, and its value is a guess.
    pub deviation: Option<f64>,
}

impl DimensionReport {
    /// A dimension of a part of this bounding diagonal; what is known no better than to a tenth of that is not known.
    pub fn new(what: String, value: f64, deviation: f64, diagonal: f64) -> Self {
        Self { what, value, deviation: Some(deviation).filter(|d| *d < 0.1 * diagonal) }
    }

    /// "12.00 ± 0.04", "12.003 ± 0.031": one digit of the deviation, two where the first is three or less; "12, a guess".
    pub fn shown(&self) -> String {
        let Some(deviation) = self.deviation else {
            let digits = (2.0 - self.value.abs().max(1e-12).log10().floor()).clamp(0.0, 9.0) as usize;
            let text = format!("{:.digits$}", self.value);
            let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
            return format!("{short}, a guess");
        };
        let digits = (1.5 - deviation.max(1e-12).log10()).floor().clamp(0.0, 9.0) as usize;
        format!("{:.digits$} ± {deviation:.digits$}", self.value)
    }
}

/// A program that was proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProposalReport {
    /// How it came about.
    pub by: String,
    /// Its features.
    pub features: usize,
    /// What it takes to tell the scan with it, in bits, less is better; `null` where there was no judge.
    pub score_bits: Option<Score>,
    /// Whether it is the answer.
    pub built: bool,
}

/// A region of the input that the program does not reproduce.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MissedRegion {
    /// What it looks like.
    pub kind: String,
    /// Its middle, millimetres, in the input's frame.
    pub center: [f64; 3],
    /// Its area, mm².
    pub area: f64,
    /// Its farthest distance from the program's surface, millimetres.
    pub deviation: f64,
}

/// Seconds by stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seconds {
    /// Parsing the file; for STEP also tessellating it.
    pub read: f64,
    /// Welding, orienting, mending.
    pub clean: f64,
    /// Finding the program.
    pub fit: f64,
    /// Checking and building it.
    pub build: f64,
    /// Deviation and IoU.
    pub measure: f64,
    /// All of it.
    pub total: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dimensions_have_as_many_digits_as_are_known() {
        let shown = |value, deviation| DimensionReport::new(String::new(), value, deviation, 5000.0).shown();
        assert_eq!(shown(12.003, 0.04), "12.00 ± 0.04");
        assert_eq!(shown(12.003, 0.031), "12.003 ± 0.031");
        assert_eq!(shown(250.43, 1.2), "250.4 ± 1.2");
        assert_eq!(shown(250.4, 400.0), "250 ± 400");
        assert_eq!(shown(30.102, 551.0), "30.1, a guess");
        assert_eq!(shown(1999.0, 469_464.0), "1999, a guess");
        assert_eq!(shown(0.0, 779.0), "0, a guess");
    }

    #[test]
    fn spread_of_a_hundred() {
        let mut values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(Spread::of(&mut values), Spread { mean: 50.5, p95: 95.0, max: 100.0 });
        assert_eq!(Spread::of(&mut [2.0]), Spread { mean: 2.0, p95: 2.0, max: 2.0 });
    }
}
