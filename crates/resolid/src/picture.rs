//! A reconstruction as one picture: input, steps, solid, deviation.

use crate::Error;
use crate::reconstruct::Reconstruction;
use crate::report::Verdict;
use rayon::prelude::*;
use resolid_program::{Evaluator, Unit, flatten};
use resolid_render::{Badge, Deviation, Shape, Strip, Tone, program_stages, strip, subdivided};

const WIDTH: u32 = 1600;
/// Triangles that the deviation is drawn on, at most.
const MOST: usize = 60_000;

impl Reconstruction {
    /// Input, steps, solid and deviation side by side, as a PNG file.
    ///
    /// # Errors
    /// [`Error::Output`] when the picture cannot be drawn.
    pub fn picture(&self) -> Result<Vec<u8>, Error> {
        let report = &self.report;
        let program = &self.part.program;
        let prisms = flatten(program);
        let evaluator = Evaluator::from_prisms(prisms.clone());
        let fine = subdivided(&self.input, self.input.bounds().diagonal() / 40.0, MOST.max(self.input.triangles.len()));
        let values: Vec<f64> = fine.mesh.vertices.par_iter().map(|&p| evaluator.signed_distance(p)).collect();
        let spread = report.deviation_mm.input_to_output;
        let unit = if report.unit == Unit::Unknown { "units" } else { "mm" };
        let faces = report.faces.map(|n| format!("{n} faces"));
        let picture = strip(&Strip {
            width: WIDTH,
            title: report.input.file.clone(),
            badge: Some(match report.verdict {
                Verdict::Full => Badge { text: "full".into(), tone: Tone::Good },
                Verdict::Partial => Badge { text: "partial".into(), tone: Tone::Caution },
                Verdict::Refused => Badge { text: "refused".into(), tone: Tone::Bad },
            }),
            facts: vec![
                format!("IoU {:.4}", report.iou),
                format!("{} features", report.features.count),
                format!("{:.1} s", report.seconds.total),
            ],
            input: &self.input,
            input_note: format!("{} triangles", report.input.triangles),
            stages: program_stages(program, &prisms),
            solid: Some(Shape::Prisms(&prisms)),
            solid_note: faces.unwrap_or_default(),
            deviation: Some(Deviation {
                mesh: &self.input,
                fine: &fine,
                values: &values,
                tolerance: report.tolerance,
                mean: spread.mean,
                p95: spread.p95,
                max: spread.max,
            }),
            unit: unit.into(),
            captions: report.reasons.clone(),
            view: None,
        });
        let image = picture.map_err(failed)?;
        image.to_png().map_err(failed)
    }
}

fn failed(error: resolid_render::RenderError) -> Error {
    Error::Output { reason: format!("the picture could not be drawn: {error}"), hint: "leave out --picture".into() }
}
