//! Whether an answer is the part, or only the closest there is.

use crate::measure::Measured;
use crate::report::{Coverage, MissedRegion, Spread, Verdict};
use resolid_geom::words::number;

/// Least IoU of a full answer, before the facets of curved surfaces are allowed for.
pub const FULL_IOU: f64 = 0.99;

/// How many tolerances the farthest point of a full answer may lie off: a scan has its outliers, but a missing
/// feature is no outlier.
const FARTHEST: f64 = 2.0;

/// The least share of the surface that must have been seen: the rest are gaps between points.
const SEEN: f64 = 0.98;

/// What a verdict is made from.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// Whether the input was closed as it came.
    pub closed: bool,
    /// How much of the surface was seen, where the input is a cloud.
    pub coverage: Option<&'a Coverage>,
    /// What was assumed of the input against what it says.
    pub doubts: &'a [String],
    /// Bodies that the input shows.
    pub bodies: usize,
    /// Solids that were built, where the kernel is there to count.
    pub solids: Option<usize>,
    /// Regions the fit says it does not reproduce.
    pub missed: &'a [MissedRegion],
    /// Distances and overlap.
    pub measured: &'a Measured,
    /// Largest deviation that counts as the same surface, millimetres.
    pub tolerance: f64,
}

/// The verdict on a valid solid, and what stands between it and `full`.
pub fn verdict(evidence: &Evidence) -> (Verdict, Vec<String>) {
    let Evidence { closed, coverage, doubts, bodies, solids, missed, measured, tolerance } = *evidence;
    let mut reasons = Vec::new();
    if let Some(coverage) = coverage {
        if coverage.share < SEEN {
            let share = 100.0 * (1.0 - coverage.share);
            reasons.push(format!("{share:.1} % of the surface was not seen; there it is a guess"));
        }
    } else if !closed {
        reasons.push("the input is open; what closes it is a guess".to_string());
    }
    reasons.extend(doubts.iter().cloned());
    // Fewer are none to wonder at: bodies that touch or overlap become one, and a note says so.
    if let Some(solids) = solids.filter(|&solids| solids > bodies) {
        reasons.push(format!("the result falls into {solids} solids, the input into {bodies}"));
    }
    if !missed.is_empty() {
        let regions = if missed.len() == 1 { "1 region is".into() } else { format!("{} regions are", missed.len()) };
        reasons.push(format!("{regions} not reproduced"));
    }
    let deviation = &measured.deviation;
    for (direction, spread) in [("input", deviation.input_to_output), ("output", deviation.output_to_input)] {
        if spread.p95.is_nan() || spread.p95 > tolerance {
            reasons.push(format!(
                "5 % of the {direction}'s surface lie {:.4} mm off or more; tolerance {tolerance:.4}",
                spread.p95
            ));
        } else if coverage.is_none() && (spread.max.is_nan() || spread.max > FARTHEST * tolerance) {
            reasons.push(format!(
                "the {direction}'s surface lies up to {:.4} mm off; tolerance {tolerance:.4}",
                spread.max
            ));
        }
    }
    let least = FULL_IOU - measured.chord_share - 2.0 * measured.overlap.error.min(0.005);
    if measured.overlap.iou.is_nan() || measured.overlap.iou < least {
        let of = if coverage.is_some() { "what the points were taken to bound" } else { "these facets" };
        reasons.push(format!("IoU is {:.4}; {least:.4} is expected of {of}", measured.overlap.iou));
    }
    (if reasons.is_empty() { Verdict::Full } else { Verdict::Partial }, reasons)
}

/// A verdict and what it stands on, one line each.
pub fn told(evidence: &Evidence, verdict: Verdict, reasons: &[String]) -> Vec<String> {
    let Evidence { measured, tolerance, .. } = *evidence;
    let deviation = &measured.deviation;
    let spread = |s: Spread| format!("95 % within {} mm, all within {} mm", number(s.p95), number(s.max));
    let mut lines = vec![
        format!("input to output: {}", spread(deviation.input_to_output)),
        format!("output to input: {}", spread(deviation.output_to_input)),
        format!("IoU {:.4} ± {:.4}", measured.overlap.iou, measured.overlap.error),
    ];
    lines.extend(reasons.iter().map(|reason| format!("against full: {reason}")));
    lines.push(match verdict {
        Verdict::Full => format!("full: nothing speaks against it at a tolerance of {} mm", number(tolerance)),
        Verdict::Partial => format!("partial: {} against full", speak(reasons.len())),
        Verdict::Refused => "refused".into(),
    });
    lines
}

/// "1 reason speaks", "2 reasons speak".
fn speak(reasons: usize) -> String {
    if reasons == 1 { "1 reason speaks".into() } else { format!("{reasons} reasons speak") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overlap::Overlap;
    use crate::report::Deviation;

    fn measured(max: f64, iou: f64) -> Measured {
        let spread = Spread { mean: max / 4.0, p95: max / 2.0, max };
        Measured {
            deviation: Deviation {
                input_to_output: spread,
                output_to_input: spread,
                facets_to_output: spread,
                chord_height: 0.0,
            },
            overlap: Overlap { iou, error: 0.001 },
            chord_share: 0.0,
        }
    }

    fn judge(closed: bool, missed: usize, measured: &Measured) -> (Verdict, usize) {
        judge_solids(closed, missed, measured, None)
    }

    fn judge_solids(closed: bool, missed: usize, measured: &Measured, solids: Option<usize>) -> (Verdict, usize) {
        let region = MissedRegion { kind: "fillet".into(), center: [0.0; 3], area: 1.0, deviation: 0.2 };
        let missed = vec![region; missed];
        let evidence = Evidence { solids, missed: &missed, ..plain(closed, measured) };
        let (verdict, reasons) = verdict(&evidence);
        (verdict, reasons.len())
    }

    fn plain(closed: bool, measured: &Measured) -> Evidence<'_> {
        Evidence { closed, coverage: None, doubts: &[], bodies: 2, solids: None, missed: &[], measured, tolerance: 0.1 }
    }

    #[test]
    fn each_fault_alone_denies_full() {
        assert_eq!(judge(true, 0, &measured(0.1, 0.999)), (Verdict::Full, 0));
        assert_eq!(judge(false, 0, &measured(0.1, 0.999)), (Verdict::Partial, 1));
        assert_eq!(judge(true, 3, &measured(0.1, 0.999)), (Verdict::Partial, 1));
        assert_eq!(judge(true, 0, &measured(0.3, 0.999)), (Verdict::Partial, 2));
        assert_eq!(judge(true, 0, &measured(0.1, 0.98)), (Verdict::Partial, 1));
        assert_eq!(judge_solids(true, 0, &measured(0.1, 0.999), Some(2)).0, Verdict::Full);
        assert_eq!(judge_solids(true, 0, &measured(0.1, 0.999), Some(3)), (Verdict::Partial, 1));
        let (doubts, measured_well) = (["1 shell taken for what it does not say".to_string()], measured(0.1, 0.999));
        let doubtful = Evidence { doubts: &doubts, ..plain(true, &measured_well) };
        assert_eq!(verdict(&doubtful), (Verdict::Partial, doubts.to_vec()));
        assert_eq!(judge(true, 0, &measured(f64::NAN, 0.999)).0, Verdict::Partial);
        assert_eq!(judge(true, 0, &measured(0.1, f64::NAN)).0, Verdict::Partial);
    }
}
