//! The worker's side: questions in, answers out, until its starter is gone.

use super::{Answer, Input, Question, Want, read_frame, write_frame};
use crate::fault::Fault;
use axum::http::StatusCode;
use rayon::prelude::*;
use resolid::editing::{Compared, Edited, Reference, edited, stages};
use resolid::{Options, Source, Tolerance, describe};
use resolid_geom::{Silent, TriMesh};
use resolid_program::check::Severity;
use resolid_program::{Dimension, Evaluator, Mode, PrismFace, Program, file};
use resolid_render::HeatMap;
use resolid_report::{Container, Detail, Face};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Instant;

/// Inputs that are kept ready.
const KEPT: usize = 3;
/// Triangles of a part whose faces are told apart, at most.
const MOST_FACED: usize = 40_000;
/// Steps and curves of a program that is looked at, at most.
const MOST_STEPS: usize = 2_000;

/// Answers questions from standard input on standard output; does not return.
///
/// # Errors
/// Its starter is gone.
pub fn run() -> io::Result<()> {
    let (sender, questions) = channel();
    std::thread::spawn(move || {
        let mut stdin = io::stdin().lock();
        while let Ok(bytes) = read_frame(&mut stdin) {
            if sender.send(bytes).is_err() {
                break;
            }
        }
        // Nobody waits for the answer any more.
        std::process::exit(0);
    });
    let mut clerk = Clerk::default();
    let mut out = io::stdout().lock();
    for bytes in questions {
        let answer = catch_unwind(AssertUnwindSafe(|| clerk.answer(&bytes))).unwrap_or_else(|_| {
            clerk = Clerk::default();
            Err(Fault::own("this program brought the worker down", "undo the last change, and tell the authors"))
        });
        match answer {
            Ok(bytes) => {
                out.write_all(&[0])?;
                write_frame(&mut out, &bytes)?;
            }
            Err(fault) => {
                out.write_all(&[1])?;
                write_frame(&mut out, &serde_json::to_vec(&fault).map_err(io::Error::other)?)?;
            }
        }
    }
    Ok(())
}

/// Answers, and keeps what it read.
#[derive(Default)]
struct Clerk {
    /// The newest last.
    read: VecDeque<(Input, Arc<Reference>)>,
}

/// A header under construction.
type Header = Map<String, Value>;

impl Clerk {
    fn answer(&mut self, bytes: &[u8]) -> Answer {
        let question: Question = serde_json::from_slice(bytes)
            .map_err(|e| Fault::own(format!("a question that makes no sense: {e}"), "tell the authors"))?;
        match question {
            Question::Edit { program, edits, input, want } => {
                let program = read_program(program.get())?;
                let program = edited(program, &edits).map_err(|fault| {
                    let text = fault.error.to_string();
                    let (error, hint) = text.split_once("; ").unwrap_or((&text, "undo it, or edit something else"));
                    Fault { edit: Some(fault.index), ..Fault::unprocessable(error, hint) }
                })?;
                let reference = input.map(|input| self.reference(&input)).transpose()?;
                Ok(looked_at(program, reference.as_deref(), &want, Header::new()))
            }
            Question::Resolve { program, locked, input } => {
                let program = read_program(program.get())?;
                let reference = self.reference(&input)?;
                let resolved = reference.resolve(&program, &locked, &Silent).map_err(|e| {
                    let text = e.to_string();
                    let (error, hint) = text.split_once("; ").unwrap_or((&text, "lock other dimensions"));
                    Fault::unprocessable(error, hint)
                })?;
                let moved =
                    |m: &resolid::editing::Moved| json!({"id": m.id, "from": m.from, "to": m.to, "sigma": m.sigma});
                let mut header = Header::new();
                header.insert(
                    "resolved".into(),
                    json!({
                        "moved": resolved.moved.iter().map(moved).collect::<Vec<_>>(),
                        "rounds": resolved.rounds,
                        "rms_before": resolved.rms[0],
                        "rms_after": resolved.rms[1],
                    }),
                );
                Ok(looked_at(resolved.program, Some(&reference), &[Want::Result], header))
            }
            Question::Stages { program } => {
                let program = read_program(program.get())?;
                let mut container = Container::new(Evaluator::new(&program).bounds().center());
                add_stages(&program, &mut container);
                Ok(container.finish(Header::from_iter([("kind".to_string(), json!("stages"))])))
            }
            Question::Show { input } => {
                let reference = self.reference(&input)?;
                let mut container = Container::new(reference.shown.bounds().center());
                add_input(&reference, None, Detail::Whole, &mut container);
                let header = json!({
                    "kind": "job",
                    "unit": "mm",
                    "tolerance": reference.tolerance,
                    "limit": HeatMap::new(reference.tolerance).limit,
                    "cloud": reference.is_cloud,
                    "missed": [],
                });
                Ok(container.finish(header.as_object().cloned().unwrap_or_default()))
            }
            Question::Read { path } => {
                let bytes = std::fs::read(&path).map_err(|e| Fault::disk(&e))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                match Source::read(&bytes, &name, None)? {
                    Source::Program(source) => Ok(file::write(&source.program).into_bytes()),
                    _ => Err(Fault::unprocessable(
                        "this file holds no program",
                        "send a .resolid.json or DeepCAD .json file",
                    )),
                }
            }
        }
    }

    /// The input, read if it is not kept.
    fn reference(&mut self, input: &Input) -> Result<Arc<Reference>, Fault> {
        if let Some(at) = self.read.iter().position(|(known, _)| known == input) {
            let known = self.read.remove(at).expect("it is there");
            self.read.push_back(known);
        } else {
            let bytes = std::fs::read(&input.path).map_err(|e| Fault::disk(&e))?;
            let name = input.path.file_name().unwrap_or_default().to_string_lossy();
            let options = Options {
                unit: input.unit.as_deref().and_then(unit),
                tolerance: input.tolerance.as_deref().and_then(tolerance),
                ..Options::default()
            };
            let reference = Reference::read(&bytes, &name, &options, &Silent)?;
            if self.read.len() >= KEPT {
                self.read.pop_front();
            }
            self.read.push_back((input.clone(), Arc::new(reference)));
        }
        Ok(Arc::clone(&self.read.back().expect("it was put there").1))
    }
}

/// A unit as the command line writes it.
fn unit(word: &str) -> Option<resolid_program::Unit> {
    use resolid_program::Unit;
    Some(match word {
        "mm" => Unit::Mm,
        "cm" => Unit::Cm,
        "m" => Unit::M,
        "in" => Unit::Inch,
        _ => return None,
    })
}

/// A tolerance as the command line writes it.
pub(crate) fn tolerance(text: &str) -> Option<Tolerance> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|v| v.is_finite() && *v > 0.0);
    match text.trim().strip_suffix('%') {
        Some(share) => number(share).filter(|v| *v <= 10.0).map(|v| Tolerance::Relative(v / 100.0)),
        None => number(text).map(Tolerance::Millimetres),
    }
}

fn read_program(text: &str) -> Result<Program, Fault> {
    let program = file::read(text).map_err(|e| {
        let text = e.to_string();
        let (error, hint) = text.rsplit_once("; ").unwrap_or((&text, "the form is described in docs/program.md"));
        Fault::unprocessable(error, hint)
    })?;
    let steps = program.steps.len() + program.definitions.iter().map(|d| d.steps.len()).sum::<usize>();
    if steps > MOST_STEPS {
        return Err(Fault::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the program has {steps} steps; at most {MOST_STEPS} can be looked at"),
            "split it into parts",
        ));
    }
    Ok(program)
}

fn ms(since: Instant) -> f64 {
    (1e4 * since.elapsed().as_secs_f64()).round() / 10.0
}

/// The answer about a program: checked, built, compared.
fn looked_at(program: Program, reference: Option<&Reference>, want: &[Want], mut header: Header) -> Vec<u8> {
    let started = Instant::now();
    let Edited { program, problems, built } = Edited::new(program);
    let built_in = ms(started);
    let mut put = |key: &str, value: Value| drop(header.insert(key.into(), value));
    put("kind", "edit".into());
    put("ok", built.is_some().into());
    put("program", serde_json::from_str(&file::write(&program)).unwrap_or(Value::Null));
    put("problems", problems.iter().map(problem).collect());
    put("steps", steps(&program));
    put("parameters", parameters(&program));
    put("dimensions", program.dimensions().iter().map(dimension).collect());
    let mut compared_in = 0.0;
    let container = match &built {
        None => Container::new(Default::default()),
        Some(built) => {
            let bounds = built.mesh.bounds();
            put("volume", built.measure.volume.into());
            put("volume_exact", built.measure.exact.into());
            put("area", built.measure.area.into());
            put("bounds", json!([bounds.min.to_array(), bounds.max.to_array()]));
            let mut container = Container::new(bounds.center());
            if want.contains(&Want::Result) {
                let (mesh, faces) = faced(&program, &built.evaluator, &built.mesh);
                container.mesh("result", &mesh, None, Detail::Whole, &faces);
            }
            if let Some(reference) = reference {
                let begun = Instant::now();
                let compared = reference.compare(&built.evaluator);
                compared_in = ms(begun);
                put(
                    "deviation",
                    json!({
                        "tolerance": reference.tolerance,
                        "limit": HeatMap::new(reference.tolerance).limit,
                        "mean": compared.spread.mean,
                        "p95": compared.spread.p95,
                        "max": compared.spread.max,
                        "inside": compared.inside,
                        "points": compared.count,
                    }),
                );
                let detail = if want.contains(&Want::Input) { Detail::Whole } else { Detail::Values };
                add_input(reference, Some(&compared), detail, &mut container);
            }
            if want.contains(&Want::Stages) {
                add_stages(&program, &mut container);
            }
            container
        }
    };
    put("milliseconds", json!({"build": built_in, "compare": compared_in, "total": ms(started)}));
    container.finish(header)
}

fn add_input(reference: &Reference, compared: Option<&Compared>, detail: Detail, container: &mut Container) {
    let values = compared.map(|c| c.values.as_slice());
    if reference.is_cloud {
        container.cloud("input", &reference.shown, values, detail);
    } else {
        container.mesh("input", &reference.shown, values, detail, &[]);
    }
}

fn add_stages(program: &Program, container: &mut Container) {
    for stage in stages(program) {
        for (word, mesh) in [("stage", stage.part), ("tool", stage.tool)] {
            if let Some(mesh) = mesh {
                container.mesh(&format!("{word}:{}", stage.step), &mesh, None, Detail::Whole, &[]);
            }
        }
    }
}

/// The mesh with its triangles in the order of the faces that they are of, and those.
fn faced(program: &Program, part: &Evaluator, mesh: &TriMesh) -> (TriMesh, Vec<Face>) {
    if mesh.triangles.len() > MOST_FACED {
        return (mesh.clone(), Vec::new());
    }
    let of = |t: usize| {
        let [a, b, c] = mesh.corners(t);
        let found = part.nearest((a + b + c) / 3.0)?;
        Some((found.prism, found.face))
    };
    let found: Vec<_> = (0..mesh.triangles.len()).into_par_iter().map(of).collect();
    let mut faces: BTreeMap<Option<(usize, PrismFace)>, Vec<[u32; 3]>> = BTreeMap::new();
    for (face, triangle) in found.into_iter().zip(&mesh.triangles) {
        faces.entry(face).or_default().push(*triangle);
    }
    let mut sorted = TriMesh { vertices: mesh.vertices.clone(), triangles: Vec::with_capacity(mesh.triangles.len()) };
    let mut runs = Vec::new();
    for (face, triangles) in faces {
        let first = sorted.triangles.len();
        // The surface drops triangles without area, and runs count what is left.
        let kept = triangles.into_iter().filter(|t| {
            let [a, b, c] = t.map(|v| mesh.vertices[v as usize]);
            let normal = (b - a).cross(c - a);
            normal.normalize_or_zero() != resolid_geom::Vec3::ZERO
        });
        sorted.triangles.extend(kept);
        let count = sorted.triangles.len() - first;
        let about = face.map_or_else(Header::new, |(prism, face)| about_face(program, part, prism, face));
        if count > 0 {
            runs.push(Face { first, count, about });
        }
    }
    (sorted, runs)
}

fn about_face(program: &Program, part: &Evaluator, prism: usize, face: PrismFace) -> Header {
    let prism = &part.prisms()[prism];
    let (word, profile, loop_, curve) = match face {
        PrismFace::Top { profile } => ("top", profile, None, None),
        PrismFace::Bottom { profile } => ("bottom", profile, None, None),
        PrismFace::Side { profile, loop_, curve } => ("side", profile, Some(loop_), Some(curve)),
    };
    let swept = curve.and_then(|c| prism.profiles.get(profile)?.loops().nth(loop_?)?.curves().nth(c));
    let surface = match swept {
        None | Some(resolid_geom::Curve::Line { .. }) => "plane",
        Some(_) => "cylinder",
    };
    let about = json!({
        "step": prism.step,
        "part": word,
        "profile": profile,
        "loop": loop_,
        "curve": curve,
        "surface": surface,
        "dimension": program.dimension_of_face(prism.step, face),
    });
    about.as_object().cloned().unwrap_or_default()
}

fn problem(p: &resolid_program::Problem) -> Value {
    json!({
        "severity": if p.severity == Severity::Error { "error" } else { "warning" },
        "rule": p.rule,
        "definition": p.at.definition,
        "step": p.at.step,
        "profile": p.at.profile,
        "loop": p.at.loop_,
        "message": p.message,
        "hint": p.hint,
        "text": p.to_string(),
    })
}

fn steps(program: &Program) -> Value {
    // Words are there for steps that are not suppressed, in their order.
    let mut words = describe(program).list.into_iter();
    let of = |(index, step): (usize, &resolid_program::Step)| {
        let text = if step.suppressed { None } else { words.next() };
        let text = text.and_then(|t| t.split_once(": ").map(|(_, what)| what.to_string()));
        let mode = match step.combine.mode {
            Mode::New => "new",
            Mode::Join => "join",
            Mode::Cut => "cut",
            Mode::Intersect => "intersect",
        };
        let frame = step.as_extrude().map(|e| {
            let f = e.sketch.frame;
            json!({"origin": f.origin.to_array(), "x": f.x.to_array(), "y": f.y.to_array(), "z": f.z().to_array()})
        });
        json!({
            "index": index,
            "name": step.name,
            "group": step.group,
            "mode": mode,
            "suppressed": step.suppressed,
            "text": text.unwrap_or_else(|| "left out".into()),
            "frame": frame,
        })
    };
    program.steps.iter().enumerate().map(of).collect()
}

fn parameters(program: &Program) -> Value {
    let followers =
        |name: &str| program.bindings.iter().filter(|b| b.terms.iter().any(|t| t.parameter == name)).count();
    let of = |p: &resolid_program::Parameter| json!({"name": p.name, "value": p.value, "quantity": p.quantity, "numbers": followers(&p.name)});
    program.parameters.iter().map(of).collect()
}

fn dimension(d: &Dimension) -> Value {
    let is_placed = d.direction != resolid_geom::Vec3::ZERO;
    json!({
        "id": d.id,
        "step": d.step,
        "kind": d.kind.word(),
        "label": d.label,
        "value": d.value,
        "parameter": d.parameter,
        "anchor": is_placed.then(|| d.anchor.to_array()),
        "direction": is_placed.then(|| d.direction.to_array()),
        "gain": d.gain,
    })
}
