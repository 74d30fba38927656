//! The pictures of a page: still, all from one side, drawn without a browser.

use glam::DVec3;
use resolid::{Error, Host, Reconstruction};
use resolid_geom::TriMesh;
use resolid_program::flatten;
use resolid_program::mesh::{Fineness, of_program};
use resolid_render::{
    Background, Camera, HeatMap, Object, Paint, Projection, RenderError, Scene, Shape, Stage, Style, View, best_view,
    program_stages, render,
};

/// Width and height of the pictures of input, result and deviation.
const LARGE: [u32; 2] = [560, 420];
/// Of a stage.
const SMALL: [u32; 2] = [264, 198];
/// Of the picture of a part in a list.
const THUMBNAIL: [u32; 2] = [320, 240];
/// Stages that are drawn at most.
const MOST_STAGES: usize = 96;
/// What all stages together may take, bytes.
const MOST_BYTES: usize = 1_500_000;
/// A picture from which the time of others is learnt is so many times smaller, each way.
const TRIAL: u32 = 6;
/// How many times longer than the last a stage may take.
const CAUTION: f64 = 2.0;
/// Margin around the part, as a share of the picture.
const MARGIN: f64 = 0.07;

const INPUT: Paint = Paint::Plain([224, 218, 206]);
const RESULT: Paint = Paint::Plain([178, 196, 218]);

/// The pictures of one part, as PNG files.
pub struct Pictures {
    /// What came in.
    pub input: Vec<u8>,
    /// What came out.
    pub result: Vec<u8>,
    /// The input, coloured by its distance from the result.
    pub deviation: Vec<u8>,
    /// The part after each step, with what the step is called and does.
    pub stages: Vec<StagePicture>,
    /// Where all of them are seen from.
    pub view: View,
}

/// The part after a step.
pub struct StagePicture {
    /// What the step is called.
    pub title: String,
    /// What it does.
    pub note: String,
    /// The picture; `None` where there are too many steps, or no time is left.
    pub png: Option<Vec<u8>>,
}

/// The shapes that are drawn.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The input, cut fine.
    pub fine: &'a TriMesh,
    /// Its signed distances from the result, one a vertex.
    pub values: &'a [f64],
    /// The result.
    pub result: &'a TriMesh,
}

/// The pictures of `found`. What is drawn of meshes takes the same time whatever the program; stages are drawn while there
/// is time.
///
/// # Errors
/// [`Error::Output`] when one cannot be drawn.
pub fn pictures(found: &Reconstruction, shown: Shown, host: Host) -> Result<Pictures, Error> {
    let prisms = flatten(&found.part.program);
    let stages = program_stages(&found.part.program, &prisms);
    draw(found, shown, &stages, host).map_err(failed)
}

/// The result as a mesh: the kernel's, or without it the program's own.
///
/// # Errors
/// [`Error::Output`] where there is neither.
pub fn result_mesh(found: &Reconstruction) -> Result<TriMesh, Error> {
    found.part.mesh(None).or_else(|_| {
        let fineness = Fineness::of_diagonal(found.part.bounds().diagonal());
        of_program(&found.part.program, &fineness)
            .map_err(|e| Error::Output { reason: e.to_string(), hint: "ask for the report as JSON".into() })
    })
}

fn draw(found: &Reconstruction, shown: Shown, stages: &[Stage], host: Host) -> Result<Pictures, RenderError> {
    let Shown { fine, values, result } = shown;
    let view = best_view(Shape::Mesh(result))?;
    let corners: Vec<DVec3> = [found.input.bounds(), found.part.bounds()]
        .iter()
        .flat_map(|b| (0..8).map(|k| DVec3::select(bits(k), b.max, b.min)))
        .collect();
    let camera = |[w, h]: [u32; 2]| {
        let aspect = f64::from(w) / f64::from(h);
        Camera::fitted(view, Projection::Orthographic, corners.iter().copied(), aspect, MARGIN)
    };
    let loose = found.report.input.points > 0;
    let lines = |there: bool| if there { 1.0 } else { 0.0 };
    let one = |object: Object, before: Option<Shape>, size: [u32; 2], line_width: f64, samples: u32| {
        let style =
            Style { background: Background::Transparent, line_width, samples, shadow: false, ..Style::default() };
        let scene = Scene { objects: vec![object], before, camera: Some(camera(size)), style };
        render(&scene, size[0], size[1])?.to_png()
    };
    let painted = |shape, paint| Object { paint, ..Object::new(shape) };
    let input = Object { wires: !loose, ..painted(Shape::Mesh(&found.input), INPUT) };
    let map = HeatMap::new(found.report.tolerance);
    let heat = painted(Shape::Mesh(fine), Paint::Heat { values, map: &map });
    host.observer.stage("drawing", 0.0);
    let mut made = Pictures {
        input: one(input, None, LARGE, lines(!loose), 2)?,
        result: one(painted(Shape::Mesh(result), RESULT), None, LARGE, 1.0, 2)?,
        deviation: one(heat, None, LARGE, lines(!loose), 2)?,
        stages: Vec::new(),
        view,
    };
    let nothing = TriMesh::default();
    let mut bytes = 0;
    // What a stage takes is learnt from a very small picture of the last, which has most to it, and then from each.
    let started = (host.clock)();
    if let Some(last) = stages.last().filter(|_| found.picture_seconds(host).is_finite()) {
        one(Object::new(last.shape), None, SMALL.map(|side| side / TRIAL), 0.0, 2)?;
    }
    let mut cost = 2.0 * f64::from(TRIAL * TRIAL) * ((host.clock)() - started);
    for (k, stage) in stages.iter().enumerate() {
        host.observer.stage("drawing", (k + 1) as f64 / (stages.len() + 1) as f64);
        let wanted = k < MOST_STAGES && bytes < MOST_BYTES && CAUTION * cost < found.picture_seconds(host);
        let before = if k == 0 { Shape::Mesh(&nothing) } else { stages[k - 1].shape };
        let started = (host.clock)();
        let png = wanted.then(|| one(Object::new(stage.shape), Some(before), SMALL, 0.8, 2)).transpose()?;
        if wanted {
            cost = (host.clock)() - started;
        }
        bytes += png.as_ref().map_or(0, Vec::len);
        made.stages.push(StagePicture { title: stage.title.clone(), note: stage.note.clone(), png });
    }
    Ok(made)
}

/// The result alone, small and on no background, as a PNG file.
///
/// # Errors
/// [`Error::Output`] when it cannot be drawn.
pub fn thumbnail(found: &Reconstruction) -> Result<Vec<u8>, Error> {
    let mesh = result_mesh(found)?;
    small(Object { paint: RESULT, ..Object::new(Shape::Mesh(&mesh)) }, 1.0).map_err(failed)
}

/// A mesh for which there is no result, the same way.
///
/// # Errors
/// [`Error::Output`] when it cannot be drawn.
pub fn thumbnail_of_input(mesh: &TriMesh) -> Result<Vec<u8>, Error> {
    small(Object { paint: INPUT, wires: true, ..Object::new(Shape::Mesh(mesh)) }, 1.0).map_err(failed)
}

fn small(object: Object, line_width: f64) -> Result<Vec<u8>, RenderError> {
    let style =
        Style { background: Background::Transparent, line_width, samples: 2, shadow: false, ..Style::default() };
    let [width, height] = THUMBNAIL;
    render(&Scene { objects: vec![object], before: None, camera: None, style }, width, height)?.to_png()
}

fn bits(k: u8) -> glam::BVec3 {
    glam::BVec3::new(k & 1 != 0, k & 2 != 0, k & 4 != 0)
}

fn failed(error: RenderError) -> Error {
    Error::Output { reason: format!("a picture could not be drawn: {error}"), hint: "leave out the page".into() }
}
