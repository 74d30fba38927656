//! A reconstruction as one picture: input, steps, solid, deviation.

use crate::Error;
use crate::options::Host;
use crate::reconstruct::Reconstruction;
use crate::report::Verdict;
use rayon::prelude::*;
use resolid_geom::{TriMesh, Vec3};
use resolid_program::flatten;
use resolid_render::{Badge, Deviation, Fine, Shape, Strip, Tone, View, program_stages, strip, subdivided};
use std::collections::HashMap;

const WIDTH: u32 = 1600;
/// The width of a draft, which says how long the picture will take.
const DRAFT: u32 = 480;
/// Triangles that the deviation is drawn on, at most.
const MOST: usize = 60_000;
/// On meshes of more vertices, those in one cell share one distance; so many cells lie along the diagonal.
const CELLS: f64 = 400.0;
/// How many times longer than foreseen a picture may take: stages differ, and so does the load of the machine.
const MARGIN: f64 = 3.5;
/// Distances taken to learn how long one takes.
const TRIAL: usize = 256;

impl Reconstruction {
    /// Input, steps, solid and deviation side by side, as a PNG file. Where the time limit is near, smaller.
    ///
    /// # Errors
    /// [`Error::Output`] when the picture cannot be drawn.
    pub fn picture(&self, host: Host) -> Result<Vec<u8>, Error> {
        host.observer.stage("drawing", 0.0);
        let report = &self.report;
        let program = &self.part.program;
        let prisms = flatten(program);
        // What was not seen stands beside what was, in the colour of what was not measured.
        let mut shown = self.input.clone();
        let own = (shown.vertices.len() as u32, shown.triangles.len() as u32);
        shown.vertices.extend(&self.unseen.vertices);
        shown.triangles.extend(self.unseen.triangles.iter().map(|t| t.map(|v| v + own.0)));
        let (fine, mut values) = self.deviations_on(&shown, host);
        let bare = fine.mesh.triangles.iter().zip(&fine.parent).filter(|(_, from)| **from >= own.1);
        bare.flat_map(|(corners, _)| corners).for_each(|&v| values[v as usize] = f64::NAN);
        let spread = report.deviation_mm.input_to_output;
        let unit = report.unit.of_lengths();
        let faces = report.faces.map(|n| format!("{n} faces"));
        let picture = Strip {
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
            loose: report.input.points > 0,
            input_note: match report.input.points {
                0 => format!("{} triangles", report.input.triangles),
                points => format!("{points} points"),
            },
            stages: program_stages(program, &prisms),
            solid: Some(Shape::Prisms(&prisms)),
            solid_note: faces.unwrap_or_default(),
            deviation: Some(Deviation {
                mesh: &shown,
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
        };
        if !self.picture_end.is_finite() {
            return strip(&picture).map_err(failed)?.to_png().map_err(failed);
        }
        // A draft of the solid alone says how long a ray takes.
        let start = (host.clock)();
        let customary = Some(View::from_angles(-1.0, 0.5));
        let draft = Strip { width: DRAFT, stages: Vec::new(), view: customary, ..picture.clone() };
        let image = strip(&draft).map_err(failed)?;
        let (took, left) = ((host.clock)() - start, self.picture_end - (host.clock)());
        let a_ray = took / rays(&draft);
        let all = [
            picture.clone(),
            Strip { width: WIDTH / 2, view: customary, ..picture.clone() },
            Strip { width: WIDTH / 2, ..draft.clone() },
        ];
        let affordable = all.iter().find(|strip| MARGIN * a_ray * rays(strip) < left);
        let image = affordable.map_or(Ok(image), strip).map_err(failed)?;
        image.to_png().map_err(failed)
    }

    /// Seconds left for pictures, by the time limit; infinite without one.
    pub fn picture_seconds(&self, host: Host) -> f64 {
        self.picture_end - (host.clock)()
    }

    /// The input cut fine, and the signed distance of its vertices from the program, millimetres: positive outside.
    /// Where the time limit is near, vertices close together share one.
    pub fn deviations(&self, host: Host) -> (Fine, Vec<f64>) {
        self.deviations_on(&self.input, host)
    }

    fn deviations_on(&self, mesh: &TriMesh, host: Host) -> (Fine, Vec<f64>) {
        let evaluator = &self.part.evaluator;
        let distance = |p: Vec3| evaluator.signed_distance(p);
        let mut most = MOST;
        if self.picture_end.is_finite() {
            // A third of the time that is left is for distances.
            let step = mesh.vertices.len().div_ceil(TRIAL).max(1);
            // The quickest of a few tries: what else the machine does is not to change a picture.
            let tries = (0..3).map(|_| {
                let start = (host.clock)();
                let trial: Vec<f64> = mesh.vertices.par_iter().step_by(step).map(|&p| distance(p)).collect();
                trial.len() as f64 / ((host.clock)() - start).max(1e-6)
            });
            let a_second = tries.fold(0.0, f64::max);
            let left = (self.picture_end - (host.clock)()).max(0.0) / 3.0;
            most = (left * a_second).clamp(TRIAL as f64, MOST as f64) as usize;
        }
        let diagonal = mesh.bounds().diagonal();
        let fine = subdivided(mesh, diagonal / 40.0, most.max(mesh.triangles.len()));
        let vertices = &fine.mesh.vertices;
        if vertices.len() <= most {
            let values = vertices.par_iter().map(|&p| distance(p)).collect();
            return (fine, values);
        }
        // One distance for each cell that holds vertices; cells so wide that there are no more than may be asked for.
        let mut edge = diagonal / CELLS;
        loop {
            let mut cells: HashMap<[i64; 3], usize> = HashMap::new();
            let mut asked: Vec<Vec3> = Vec::new();
            let cell_of: Vec<usize> = vertices
                .iter()
                .map(|&p| {
                    let cell = (p / edge).floor().to_array().map(|v| v as i64);
                    *cells.entry(cell).or_insert_with(|| {
                        asked.push(p);
                        asked.len() - 1
                    })
                })
                .collect();
            if asked.len() <= most || edge > diagonal {
                let distances: Vec<f64> = asked.par_iter().map(|&p| distance(p)).collect();
                let values = cell_of.into_iter().map(|cell| distances[cell]).collect();
                return (fine, values);
            }
            edge *= 1.5;
        }
    }
}

/// About how many rays through the whole part a picture takes: for the view and the choice of stages, and for the panels.
fn rays(strip: &Strip) -> f64 {
    let stages = strip.stages.len() as f64;
    let choosing = 16.0 * 40.0 * 40.0 * stages + 32.0 * 80.0 * 80.0;
    let telling = 0.5 * 120.0 * 120.0 * stages;
    // Stages are half the part in the mean, and drawn with what stood before; nine samples a pixel.
    let (shown, panels) = (stages.min(5.0), stages.min(5.0) + 3.0);
    let card = f64::from(strip.width) / panels;
    let drawing = 9.0 * 0.8 * card * card * (1.0 + shown);
    drawing + telling + if strip.view.is_none() { choosing } else { 0.0 }
}

fn failed(error: resolid_render::RenderError) -> Error {
    Error::Output { reason: format!("the picture could not be drawn: {error}"), hint: "leave out --picture".into() }
}
