//! Pictures as a camera would take them, or another program's window show them: what nets that see learn from.
//!
//! A [`Shot`] says everything: where the eye stands, its lens, the light, what the part is made of, what lies behind it, and what
//! camera and file did to the picture. [`Shot::plain`] is a drawing program's own view, [`Shot::drawn`] one left to chance. A [`Subject`] is a mesh made
//! ready for many of them.
//!
//! Not modelled: the part's shadow on itself, light that goes from face to face, what a shiny face mirrors of the room (a smooth sky and a floor
//! stand for it), depth of field, hands, screws and dirt, other things before the part.

mod backdrop;
mod chance;
mod develop;
mod film;

pub use backdrop::Backdrop;
pub use film::Film;

use crate::camera::{Camera, Lens, Projection, View};
use crate::canvas::NOTHING;
use crate::color::{Rgb, linear};
use crate::image::Image;
use crate::part::{Picture, Prepared};
use crate::scene::{Paint, Shape, check_size};
use crate::shadow::Shadow;
use crate::{RenderError, ink};
use glam::Vec3 as Normal;
use resolid_geom::{TriMesh, Vec3};

/// Samples along each side of a pixel.
const SAMPLES: usize = 2;

/// A mesh that pictures are taken of.
pub struct Subject<'a>(Prepared<'a>);

/// How a surface is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// Under lamps, without lines.
    Photo,
    /// As drawing programs do: evenly lit, edges dark. `ink` is how wide they are, pixels.
    Shaded {
        /// Width of an edge, pixels.
        ink: f32,
    },
    /// Edges alone, on paper, by a hand that trembles by `tremble` pixels.
    Lines {
        /// Width of an edge, pixels.
        ink: f32,
        /// How far lines stray, pixels.
        tremble: f32,
    },
}

/// What the part is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Material {
    /// Its colour.
    pub color: Rgb,
    /// How much it shines, 0 to 1.
    pub gloss: f32,
    /// How much of its light is mirrored from the room, as metal does, 0 to 1.
    pub metal: f32,
    /// How rough it is, 0 a mirror, 1 chalk.
    pub rough: f32,
}

/// One lamp, and the room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Light {
    /// Towards the lamp, in the picture's axes: right, up, to the eye.
    pub lamp: [f32; 3],
    /// Colour of the lamp.
    pub color: Rgb,
    /// How bright it is.
    pub strength: f32,
    /// How bright the sky of the room is.
    pub sky: f32,
    /// How bright its floor.
    pub floor: f32,
    /// How dark the part's shadow is on what it stands on, 0 to 1; none where it is not seen from above.
    pub shadow: f32,
}

/// Everything that makes a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Shot {
    /// Where the eye stands.
    pub view: View,
    /// How far the picture is turned about the line of sight, radians.
    pub roll: f64,
    /// Angle from the lower to the upper edge, radians; 0 for parallel rays.
    pub fov: f64,
    /// Free border, as a share of the picture's side.
    pub margin: f64,
    /// How far the part is off the middle, in shares of the free border either side: −1 to 1.
    pub shift: [f64; 2],
    /// How the surface is shown.
    pub look: Look,
    /// What it is made of.
    pub material: Material,
    /// What light falls on it.
    pub light: Light,
    /// What lies behind it.
    pub backdrop: Backdrop,
    /// What camera and file do to it.
    pub film: Film,
    /// Seed of grain, texture and tremble.
    pub seed: u64,
}

impl Shot {
    /// A drawing program's own view: even light, dark edges, white behind it, nothing left to chance.
    pub fn plain(view: View) -> Self {
        Self {
            view,
            roll: 0.0,
            fov: 0.0,
            margin: 0.08,
            shift: [0.0; 2],
            look: Look::Shaded { ink: 1.0 },
            material: Material { color: [176, 184, 194], gloss: 0.0, metal: 0.0, rough: 1.0 },
            light: Light {
                lamp: [-0.42, 0.74, 0.52],
                color: [255; 3],
                strength: 0.7,
                sky: 0.45,
                floor: 0.3,
                shadow: 0.0,
            },
            backdrop: Backdrop::Plain([255; 3]),
            film: Film::default(),
            seed: 0,
        }
    }
}

impl<'a> Subject<'a> {
    /// A mesh made ready.
    ///
    /// # Errors
    /// [`RenderError::Vertex`]: a triangle that names a missing vertex.
    pub fn new(mesh: &'a TriMesh) -> Result<Self, RenderError> {
        Prepared::new(Shape::Mesh(mesh)).map(Self)
    }

    /// The picture, `side` pixels wide and high. The same shot gives the same bytes.
    ///
    /// # Errors
    /// [`RenderError`]: a side of 0 or too many pixels, a view that looks nowhere.
    ///
    /// # Cost
    /// At 224 pixels some milliseconds on one core (`cargo bench -p resolid-render --bench photo`).
    pub fn photograph(&self, shot: &Shot, side: u32) -> Result<Image, RenderError> {
        check_size(side, side, 1)?;
        let out = side as usize;
        let camera = self.camera(shot);
        let lens = camera.lens(out * SAMPLES, out * SAMPLES)?;
        let mut picture = Picture::new(out * SAMPLES, out * SAMPLES, &lens);
        picture.add(&self.0, Paint::Plain(shot.material.color), false);
        picture.smooth();
        let lines = match shot.look {
            Look::Photo => None,
            Look::Shaded { ink } | Look::Lines { ink, .. } => {
                let wide = ink * SAMPLES as f32;
                let pens = ink::Pens { outline: 1.4 * wide, contour: wide, crease: wide };
                Some(ink::ink(&picture, |at| picture.canvas.is_hit(at), &pens, SAMPLES))
            }
        };
        let shadow = (shot.light.shadow > 0.0).then(|| Shadow::new(&[&self.0], camera.view, None)).flatten();
        let frame = Frame { picture: &picture, lens: &lens, shot, lines, shadow, out };
        Ok(develop::develop(shot, frame.exposed(), out))
    }

    fn camera(&self, shot: &Shot) -> Camera {
        let View { direction, up } = shot.view;
        let turned = glam::DQuat::from_axis_angle(direction.normalize_or(Vec3::Y), shot.roll) * up;
        let view = View { direction, up: turned };
        let projection =
            if shot.fov > 0.0 { Projection::Perspective { fov: shot.fov } } else { Projection::Orthographic };
        let mut camera = Camera::fitted(view, projection, self.0.points().into_iter(), 1.0, shot.margin);
        // What is shifted within the border stays in the picture, but for what perspective adds.
        let free = camera.height * shot.margin;
        if let Ok(lens) = camera.lens(1, 1) {
            camera.target -= lens.right * (free * shot.shift[0]) + lens.up * (free * shot.shift[1]);
        }
        camera
    }
}

/// What falls on the film.
struct Frame<'a> {
    picture: &'a Picture<'a>,
    lens: &'a Lens,
    shot: &'a Shot,
    /// How much of each sample lines cover, 0 to 255.
    lines: Option<Vec<u8>>,
    shadow: Option<Shadow>,
    out: usize,
}

impl Frame<'_> {
    /// Linear light of each pixel.
    fn exposed(&self) -> Vec<Normal> {
        let wide = self.out * SAMPLES;
        let behind = self.shot.backdrop.painted(self.out, self.shot.seed);
        let lamp = Normal::from_array(self.shot.light.lamp).normalize_or(Normal::Z);
        let mut all = Vec::with_capacity(self.out * self.out);
        for y in 0..self.out {
            for x in 0..self.out {
                let first = y * SAMPLES * wide + x * SAMPLES;
                let own = [first, first + 1, first + wide, first + wide + 1];
                let faces = own.map(|at| self.picture.canvas.face[at]);
                let mut sum = Normal::ZERO;
                let open = faces.iter().filter(|&&f| f == NOTHING).count();
                if open > 0 {
                    sum = behind[y * self.out + x] * ((1.0 - self.shade(x, y)) * open as f32);
                }
                // A face is lit once a pixel: as good as always it is one.
                let mut lit = (NOTHING, Normal::ZERO);
                for (at, face) in own.into_iter().zip(faces).filter(|&(_, f)| f != NOTHING) {
                    if face != lit.0 {
                        lit = (face, self.surface(at, face, lamp));
                    }
                    sum += lit.1;
                }
                let light = sum / own.len() as f32;
                let ink = self.inked(x, y, &own);
                all.push(light.lerp(Normal::splat(0.012), ink));
            }
        }
        all
    }

    /// How dark the part's shadow makes what lies behind it at a pixel.
    fn shade(&self, x: usize, y: usize) -> f32 {
        let Some(shadow) = &self.shadow else { return 0.0 };
        let middle = |k: usize| (k * SAMPLES) as f64 + 0.5 * SAMPLES as f64;
        let (origin, direction) = self.lens.ray(middle(x), middle(y));
        shadow.at(origin, direction) * self.shot.light.shadow
    }

    /// How much of a pixel lines cover.
    fn inked(&self, x: usize, y: usize, own: &[usize; 4]) -> f32 {
        let Some(lines) = &self.lines else { return 0.0 };
        let cover = |at: usize| f32::from(lines[at]) / 255.0;
        let Look::Lines { tremble, .. } = self.shot.look else {
            return own.iter().map(|&at| cover(at)).sum::<f32>() / own.len() as f32;
        };
        let [dx, dy] = backdrop::stray(x as f32 / self.out as f32, y as f32 / self.out as f32, self.shot.seed)
            .map(|v| (v * tremble * SAMPLES as f32).round() as i64);
        let wide = (self.out * SAMPLES) as i64;
        let moved = |at: usize| {
            let (x, y) = (at as i64 % wide + dx, at as i64 / wide + dy);
            let inside = (0..wide).contains(&x) && (0..wide).contains(&y);
            if inside { cover((y * wide + x) as usize) } else { 0.0 }
        };
        own.iter().map(|&at| moved(at)).sum::<f32>() / own.len() as f32
    }

    /// Light from the surface at a sample.
    fn surface(&self, at: usize, face: u32, lamp: Normal) -> Normal {
        let Shot { material, light, look, .. } = self.shot;
        if matches!(look, Look::Lines { .. }) {
            return self.shot.backdrop.color();
        }
        let p = self.picture.point(at);
        let facet = self.picture.facet(at, p);
        let n = self.picture.part(face).shading_normal(face, p, facet);
        let Lens { right, up, forward, .. } = self.lens;
        let seen = |v: &Vec3| v.as_vec3();
        // In the picture's axes.
        let n = Normal::new(n.dot(seen(right)), n.dot(seen(up)), -n.dot(seen(forward)));
        let albedo = linear(material.color);
        let room = |toward: Normal| light.floor + (light.sky - light.floor) * (0.5 + 0.5 * toward.y);
        let lamp_light = linear(light.color) * light.strength;
        // A lamp is as large as a window: its light reaches round the edge of the lit side.
        let soft = (0.15 + 0.85 * n.dot(lamp)).max(0.0);
        let matt = albedo * (Normal::splat(room(n)) + lamp_light * soft);
        let half = (lamp + Normal::Z).normalize_or(Normal::Z);
        let sharp = 4.0 + 120.0 * (1.0 - material.rough).powi(2);
        let glint = lamp_light * (n.dot(half).max(0.0).powf(sharp) * material.gloss * (1.0 - 0.7 * material.rough));
        let mirrored = 2.0 * n.z * n - Normal::Z;
        // What the room looks like in a face of metal: sharp horizons where it is smooth.
        let band = (mirrored.y / (0.12 + material.rough)).clamp(-1.0, 1.0);
        let metal = albedo * (light.floor + (light.sky - light.floor) * (0.5 + 0.5 * band)) * 1.6;
        matt.lerp(metal, material.metal) + glint
    }
}

#[cfg(test)]
mod tests;
