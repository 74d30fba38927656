//! What is drawn, and how: plain structs, and [`render`].

use crate::RenderError;
use crate::camera::Camera;
use crate::color::Rgb;
use crate::heat::HeatMap;
use crate::image::Image;
use crate::part::Prepared;
use crate::shade::{Drawing, Layer, draw};
use resolid_geom::TriMesh;
use resolid_program::Prism;

/// Longest side of a picture, in pixels.
pub const LONGEST_SIDE: u32 = 8192;

/// What an object is.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'a> {
    /// A surface of triangles. Both sides are drawn; triangles with a corner that is not finite are left out.
    Mesh(&'a TriMesh),
    /// The solid that prisms build in order, drawn exactly.
    Prisms(&'a [Prism]),
}

/// The colour of a surface, before light falls on it.
#[derive(Clone, Copy, Debug)]
pub enum Paint<'a> {
    /// The same everywhere.
    Plain(Rgb),
    /// One for each triangle of a mesh.
    Triangles(&'a [Rgb]),
    /// One for each vertex of a mesh, even in between.
    Vertices(&'a [Rgb]),
    /// A number for each vertex of a mesh, shown through a colour map.
    Heat {
        /// The numbers.
        values: &'a [f64],
        /// Their colours.
        map: &'a HeatMap,
    },
}

impl Paint<'_> {
    /// The grey of a part nothing particular is said of.
    pub const NEUTRAL: Self = Self::Plain([214, 219, 226]);
}

/// A shape and how it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    /// What it is.
    pub shape: Shape<'a>,
    /// Its colour.
    pub paint: Paint<'a>,
    /// Whether it is a veil: seen through, and only where it lies before everything solid.
    pub ghost: bool,
    /// Whether a mesh's own edges show, faintly.
    pub wires: bool,
}

impl<'a> Object<'a> {
    /// A solid, neutral object.
    pub fn new(shape: Shape<'a>) -> Self {
        Self { shape, paint: Paint::NEUTRAL, ghost: false, wires: false }
    }
}

/// What lies behind the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Nothing: the picture can be laid over any page.
    Transparent,
    /// One colour.
    Plain(Rgb),
}

/// How a picture looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// What lies behind the part.
    pub background: Background,
    /// Samples along each side of a pixel, 1 to 8; 3 gives smooth edges. Large pictures get fewer.
    pub samples: u32,
    /// Width of a crease in pixels; outlines are wider. 0 draws no lines.
    pub line_width: f64,
    /// Whether corners and pockets are darkened.
    pub occlusion: bool,
    /// Whether a part seen from above throws a soft shadow on the table it stands on.
    pub shadow: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            background: Background::Plain([255, 255, 255]),
            samples: 3,
            line_width: 1.1,
            occlusion: true,
            shadow: true,
        }
    }
}

/// Everything a picture shows.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    /// What is in it.
    pub objects: Vec<Object<'a>>,
    /// What was there before, if that matters: what is new since then is tinted blue, and what is gone stands as a red
    /// veil. `Some` of an empty shape makes everything new.
    pub before: Option<Shape<'a>>,
    /// Where it is seen from; `None` for the view that shows most ([`crate::best_view`]).
    pub camera: Option<Camera>,
    /// How it looks.
    pub style: Style,
}

impl<'a> Scene<'a> {
    /// One neutral object, seen from where it shows most.
    pub fn of(shape: Shape<'a>) -> Self {
        Self { objects: vec![Object::new(shape)], before: None, camera: None, style: Style::default() }
    }
}

/// The picture of a scene. An empty scene gives the background alone.
///
/// # Errors
/// [`RenderError`]: a side of 0 or over [`LONGEST_SIDE`] pixels, a triangle that names a missing vertex, colours or
/// values that do not match their mesh, a camera that sees nothing.
///
/// # Cost
/// About 20 bytes a sample and 200 a triangle. At 800 pixels, CPU-seconds over all threads: 0.9 for a small part, 2.5
/// for a million triangles, 3.8 for two million.
pub fn render(scene: &Scene, width: u32, height: u32) -> Result<Image, RenderError> {
    check_size(width, height, 1)?;
    for object in &scene.objects {
        check_paint(object)?;
    }
    let shapes = scene.objects.iter().map(|o| Prepared::new(o.shape)).collect::<Result<Vec<_>, _>>()?;
    let before = scene.before.map(Prepared::new).transpose()?;
    let aspect = f64::from(width) / f64::from(height);
    let camera = match scene.camera {
        Some(camera) => camera,
        None => {
            let solid: Vec<&Prepared> =
                scene.objects.iter().zip(&shapes).filter(|(o, _)| !o.ghost).map(|(_, s)| s).collect();
            let view = crate::view::best_of(&solid);
            let points = shapes.iter().chain(&before).flat_map(|s| s.points());
            Camera::fitted(view, crate::Projection::Orthographic, points, aspect, 0.08)
        }
    };
    let layer = |ghost: bool| {
        scene
            .objects
            .iter()
            .zip(&shapes)
            .filter(|(o, _)| o.ghost == ghost)
            .map(|(o, shape)| Layer { shape, paint: o.paint, wires: o.wires })
            .collect()
    };
    draw(&Drawing {
        solid: layer(false),
        ghosts: layer(true),
        before: before.as_ref(),
        camera,
        ground: None,
        style: scene.style,
        width,
        height,
    })
}

/// Refuses sides that are not `least` to [`LONGEST_SIDE`] pixels.
pub(crate) fn check_size(width: u32, height: u32, least: u32) -> Result<(), RenderError> {
    let fine = least..=LONGEST_SIDE;
    if fine.contains(&width) && fine.contains(&height) {
        return Ok(());
    }
    Err(RenderError::Size { width, height, least, limit: LONGEST_SIDE })
}

fn check_paint(object: &Object) -> Result<(), RenderError> {
    let (vertices, triangles) = match object.shape {
        Shape::Mesh(mesh) => (mesh.vertices.len(), mesh.triangles.len()),
        Shape::Prisms(_) => (0, 0),
    };
    let (what, given, expected) = match (object.shape, object.paint) {
        (_, Paint::Plain(_)) => return Ok(()),
        (Shape::Prisms(_), Paint::Triangles(c) | Paint::Vertices(c)) => ("vertices, for prisms have none", c.len(), 0),
        (Shape::Prisms(_), Paint::Heat { values, .. }) => ("vertices, for prisms have none", values.len(), 0),
        (_, Paint::Triangles(c)) => ("triangles", c.len(), triangles),
        (_, Paint::Vertices(c)) => ("vertices", c.len(), vertices),
        (_, Paint::Heat { values, .. }) => ("vertices", values.len(), vertices),
    };
    // Prisms take no such paint at all, not even an empty one.
    if given == expected && matches!(object.shape, Shape::Mesh(_)) {
        return Ok(());
    }
    Err(RenderError::PaintLength { what, given, expected })
}
