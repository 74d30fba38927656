//! From samples to pixels: light, colour, lines and veils.

use crate::RenderError;
use crate::camera::{Camera, Lens};
use crate::canvas::NOTHING;
use crate::color::{Encoder, linear};
use crate::image::Image;
use crate::ink::{Pens, ink};
use crate::occlusion::open_sky;
use crate::part::{Picture, Prepared, bounds_of};
use crate::scene::{Background, Paint, Style};
use crate::shadow::Shadow;
use glam::{Vec3, Vec4};
use rayon::prelude::*;

/// More samples than this are not taken in one picture.
const MOST_SAMPLES: u64 = 48_000_000;

/// The colour of lines.
const INK: [u8; 3] = [28, 36, 48];
/// The edges of a mesh's triangles.
const WIRE: [u8; 3] = [70, 82, 98];
/// What is new.
const NEW: [u8; 3] = [116, 170, 232];
/// What was laid open by a cut.
const OPENED: [u8; 3] = [228, 148, 136];
/// What is gone: veil and lines.
const GONE: [u8; 3] = [232, 84, 72];
const GONE_INK: [u8; 3] = [176, 40, 36];
/// How much a veil hides.
const VEIL: f32 = 0.3;

/// One shape of a drawing.
pub(crate) struct Layer<'a> {
    pub shape: &'a Prepared<'a>,
    pub paint: Paint<'a>,
    pub wires: bool,
}

/// All that [`draw`] needs.
pub(crate) struct Drawing<'a> {
    pub solid: Vec<Layer<'a>>,
    pub ghosts: Vec<Layer<'a>>,
    /// What stood there before; see [`crate::Scene::before`].
    pub before: Option<&'a Prepared<'a>>,
    pub camera: Camera,
    /// Height of the table along the view's up; `None` for the lowest point.
    pub ground: Option<f64>,
    pub style: Style,
    pub width: u32,
    pub height: u32,
}

/// A see-through layer: its picture, where it shows, and its lines.
struct Veil<'a> {
    picture: Picture<'a>,
    shows: Vec<bool>,
    lines: Vec<u8>,
    ink: [u8; 3],
}

/// Light from a studio: a key light over the left shoulder, a fill from the right, and sky over ground.
struct Studio {
    key: Vec3,
    fill: Vec3,
    /// Halfway between key and eye.
    shine: Vec3,
    up: Vec3,
}

impl Studio {
    /// Directions as the eye has them: x right, y up, z to the eye.
    fn new(camera: &Camera, lens: &Lens) -> Self {
        let up = camera.view.up.normalize_or_zero();
        let key = Vec3::new(-0.42, 0.74, 0.52).normalize();
        Self {
            key,
            fill: Vec3::new(0.85, 0.05, 0.5).normalize(),
            shine: (key + Vec3::Z).normalize(),
            up: Vec3::new(up.dot(lens.right) as f32, up.dot(lens.up) as f32, -up.dot(lens.forward) as f32),
        }
    }

    /// Linear light from a surface. `open` is how much of the sky it sees; `flat`, 0 to 1, evens out the light where
    /// colours are to be read.
    fn light(&self, albedo: Vec3, n: Vec3, open: f32, flat: f32) -> Vec3 {
        // A lamp as large as a window reaches round the edge of the lit side: no seam where its light begins.
        let soft = |lamp: Vec3| (0.5 + 0.5 * n.dot(lamp)).powi(2);
        let sky = 0.5 + 0.5 * n.dot(self.up);
        // Sky is a touch blue and ground a touch warm, as in a room; neutral greys then do not look dead.
        let ambient = Vec3::new(0.265, 0.258, 0.250).lerp(Vec3::new(0.345, 0.355, 0.375), sky);
        let direct = Vec3::new(1.0, 0.988, 0.965) * (0.70 * soft(self.key))
            + Vec3::new(0.93, 0.97, 1.0) * (0.17 * soft(self.fill));
        let lit = ambient * (open * open.sqrt()) + direct * (0.3 + 0.7 * open);
        let gloss = n.dot(self.shine).max(0.0).powi(30) * 0.06 * open * (1.0 - flat);
        albedo * lit.lerp(Vec3::splat(0.86), flat) + Vec3::splat(gloss)
    }
}

/// The picture.
pub(crate) fn draw(drawing: &Drawing) -> Result<Image, RenderError> {
    let (out_width, out_height) = (drawing.width as usize, drawing.height as usize);
    let mut samples = drawing.style.samples.clamp(1, 8) as usize;
    while samples > 1 && (out_width * out_height * samples * samples) as u64 > MOST_SAMPLES {
        samples -= 1;
    }
    let (width, height) = (out_width * samples, out_height * samples);
    let lens = drawing.camera.lens(width, height)?;
    let mut base = Picture::new(width, height, &lens);
    for layer in &drawing.solid {
        base.add(layer.shape, layer.paint, layer.wires);
    }
    base.smooth();

    let all: Vec<&Prepared> = drawing.solid.iter().map(|l| l.shape).collect();
    let size = bounds_of(&all).diagonal();
    let mut veils = Vec::new();
    if !drawing.ghosts.is_empty() {
        let mut picture = Picture::new(width, height, &lens);
        for layer in &drawing.ghosts {
            picture.add(layer.shape, layer.paint, layer.wires);
        }
        veils.push(veil(picture, &base, 1e-5 * size, INK));
    }
    let mut fresh = Vec::new();
    let mut opened = Vec::new();
    if let Some(before) = drawing.before {
        let mut picture = Picture::new(width, height, &lens);
        picture.add(before, Paint::Plain(GONE), false);
        // Two meshes of one curved wall differ by the height of their facets, exact shapes by nothing.
        let exact = before.is_exact() && all.iter().all(|s| s.is_exact());
        let slack = size * if exact { 1e-5 } else { 2e-3 };
        fresh = nearer(&base, &picture, slack);
        let gone = veil(picture, &base, slack, GONE_INK);
        opened.clone_from(&gone.shows);
        veils.push(gone);
    }

    let line = drawing.style.line_width.clamp(0.0, 20.0) as f32 * samples as f32;
    let draws_lines = line > 0.0;
    let pens = Pens { outline: line * 1.6, contour: line * 1.25, crease: line };
    let lines = if draws_lines { ink(&base, |at| base.canvas.is_hit(at), &pens, samples) } else { Vec::new() };
    for v in &mut veils {
        v.picture.smooth();
        if draws_lines {
            let thin = Pens { outline: line * 0.8, contour: line * 0.8, crease: line * 0.7 };
            let shows = &v.shows;
            v.lines = ink(&v.picture, |at| shows[at], &thin, samples);
        }
    }
    let open = if drawing.style.occlusion { open_sky(&base, samples, 0.11 * size) } else { Vec::new() };
    let shadow = if drawing.style.shadow { Shadow::new(&all, drawing.camera.view, drawing.ground) } else { None };
    let finish = Finish {
        encoder: Encoder::new(),
        studio: Studio::new(&drawing.camera, &lens),
        tints: [linear(NEW), linear(OPENED)],
        wire: linear(WIRE),
        base,
        fresh,
        opened,
        lines,
        open,
        veils,
        shadow,
        samples,
        size: [out_width, out_height],
    };
    let mut pixels = vec![0u8; out_width * out_height * 4];
    pixels.par_chunks_mut(out_width * 4).enumerate().for_each(|(y, row)| {
        for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
            let sum = finish.pixel(x, y);
            let (color, alpha) = match drawing.style.background {
                Background::Plain(c) => (sum.truncate() + srgb(c) * (1.0 - sum.w), 1.0),
                Background::Transparent if sum.w > 0.0 => (sum.truncate() / sum.w, sum.w),
                Background::Transparent => (Vec3::ZERO, 0.0),
            };
            for (out, v) in pixel.iter_mut().zip(color.extend(alpha).to_array()) {
                *out = (v.clamp(0.0, 1.0) * 255.0).round() as u8;
            }
        }
    });
    Ok(Image { width: drawing.width, height: drawing.height, pixels })
}

fn srgb(c: [u8; 3]) -> Vec3 {
    Vec3::from_array(c.map(|v| f32::from(v) / 255.0))
}

/// All that is known of the samples, ready to be made into pixels.
struct Finish<'a> {
    encoder: Encoder,
    studio: Studio,
    /// What is new, and what a cut laid open, in linear light.
    tints: [Vec3; 2],
    wire: Vec3,
    base: Picture<'a>,
    fresh: Vec<bool>,
    opened: Vec<bool>,
    lines: Vec<u8>,
    open: Vec<f32>,
    veils: Vec<Veil<'a>>,
    shadow: Option<Shadow>,
    samples: usize,
    /// Pixels across and down.
    size: [usize; 2],
}

impl Finish<'_> {
    /// The colour of a pixel, multiplied with its opacity. Averages are taken of encoded values: lines then look as
    /// heavy on light faces as on dark ones.
    fn pixel(&self, px: usize, py: usize) -> Vec4 {
        let n = self.samples;
        let width = self.base.canvas.width;
        let corner = py * n * width + px * n;
        let face = self.base.canvas.face[corner];
        let tint = self.tint(corner);
        // Light changes little over a pixel of one face: its middle then stands for all.
        let at_of = |s: usize| corner + s / n * width + s % n;
        let even = (1..n * n).all(|s| self.base.canvas.face[at_of(s)] == face && self.tint(at_of(s)) == tint);
        let mut shared = None;
        if even {
            shared = if face == NOTHING {
                Some(self.table(px, py))
            } else if self.base.part(face).wires {
                None
            } else {
                Some(self.surface(at_of(n * n / 2)))
            };
        }
        let mut sum = Vec4::ZERO;
        let mut table = None;
        for s in 0..n * n {
            let at = at_of(s);
            let mut value = match shared {
                Some(value) => value,
                None if self.base.canvas.is_hit(at) => self.surface(at),
                None => *table.get_or_insert_with(|| self.table(px, py)),
            };
            if let Some(&dark) = self.lines.get(at)
                && dark > 0
            {
                over(&mut value, srgb(INK), f32::from(dark) / 255.0 * 0.92);
            }
            for v in &self.veils {
                if v.shows[at] {
                    over(&mut value, self.lit(&v.picture, at, None, 1.0), VEIL);
                }
                if let Some(&dark) = v.lines.get(at)
                    && dark > 0
                {
                    over(&mut value, srgb(v.ink), f32::from(dark) / 255.0 * 0.75);
                }
            }
            sum += value;
        }
        sum / (n * n) as f32
    }

    fn tint(&self, at: usize) -> Option<usize> {
        if self.fresh.get(at) == Some(&true) {
            Some(0)
        } else if self.opened.get(at) == Some(&true) {
            Some(1)
        } else {
            None
        }
    }

    /// The surface seen at a sample.
    fn surface(&self, at: usize) -> Vec4 {
        let sky = if self.open.is_empty() { 1.0 } else { self.open_at(at) };
        self.lit(&self.base, at, self.tint(at).map(|t| self.tints[t]), sky).extend(1.0)
    }

    /// Encoded colour of what a picture shows at a sample.
    fn lit(&self, picture: &Picture, at: usize, tint: Option<Vec3>, open: f32) -> Vec3 {
        let face = picture.canvas.face[at];
        let part = picture.part(face);
        let face = face - part.first;
        let p = picture.point(at);
        let n = part.shading_normal(face, p, picture.facet(at, p));
        let lens = picture.lens;
        let turned = Vec3::new(n.dot(lens.right.as_vec3()), n.dot(lens.up.as_vec3()), -n.dot(lens.forward.as_vec3()));
        let mut albedo = tint.unwrap_or_else(|| part.albedo(face, p));
        if part.wires {
            let (x, y) = (at % picture.canvas.width, at / picture.canvas.width);
            let dark = part.wire(face, x as f64 + 0.5, y as f64 + 0.5, self.samples as f64);
            albedo = albedo.lerp(self.wire, 0.6 * dark);
        }
        let flat = if matches!(part.paint, Paint::Heat { .. }) { 0.45 } else { 0.0 };
        self.encoder.encode(self.studio.light(albedo, turned, open, flat))
    }

    /// The table beside the part: nothing but shadow.
    fn table(&self, px: usize, py: usize) -> Vec4 {
        let Some(shadow) = &self.shadow else { return Vec4::ZERO };
        let middle = self.samples as f64 * 0.5;
        let at = |p: usize| (p * self.samples) as f64 + middle;
        let (origin, direction) = self.base.lens.ray(at(px), at(py));
        // The shadow runs out before the edge of the picture.
        let [width, height] = self.size;
        let edge = px.min(width - 1 - px).min(py.min(height - 1 - py)) as f32 / width.min(height) as f32;
        let fade = (edge / 0.14).clamp(0.0, 1.0);
        let dark = shadow.at(origin, direction) * fade * fade * (3.0 - 2.0 * fade);
        (Vec3::new(0.13, 0.16, 0.21) * dark).extend(dark)
    }

    /// The open sky at a sample: its pixel's own, or that of a neighbour where the pixel's middle shows another surface.
    fn open_at(&self, at: usize) -> f32 {
        let (open, picture, samples, width) = (&self.open, &self.base, self.samples, self.size[0]);
        let row = picture.canvas.width;
        let (x, y) = (at % row / samples, at / row / samples);
        let middle = |x: usize, y: usize| (y * samples + samples / 2) * row + x * samples + samples / 2;
        let id = |at: usize| {
            let face = picture.canvas.face[at];
            if face == NOTHING {
                return (u32::MAX, u32::MAX);
            }
            let part = picture.part(face);
            (part.first, part.shape.patch(face - part.first))
        };
        let own = middle(x, y);
        if picture.canvas.face[own] == picture.canvas.face[at] {
            return open[y * width + x];
        }
        let here = id(at);
        if id(own) == here {
            return open[y * width + x];
        }
        let height = open.len() / width;
        let (mut sum, mut count) = (0.0, 0.0);
        for ny in y.saturating_sub(1)..(y + 2).min(height) {
            for nx in x.saturating_sub(1)..(x + 2).min(width) {
                if id(middle(nx, ny)) == here {
                    sum += open[ny * width + nx];
                    count += 1.0;
                }
            }
        }
        if count > 0.0 { sum / count } else { open[y * width + x].max(0.6) }
    }
}

/// Lays a colour over a value whose colour is multiplied with its opacity.
fn over(value: &mut Vec4, color: Vec3, cover: f32) {
    *value = color.extend(1.0) * cover + *value * (1.0 - cover);
}

/// Where `front` shows something that lies before what `back` shows by more than `slack` millimetres.
fn nearer(front: &Picture, back: &Picture, slack: f64) -> Vec<bool> {
    (0..front.canvas.face.len())
        .into_par_iter()
        .map(|at| {
            if !front.canvas.is_hit(at) || front.canvas.depth[at] >= back.canvas.depth[at] {
                return false;
            }
            if !back.canvas.is_hit(at) {
                return true;
            }
            let (p, q) = (front.point(at), back.point(at));
            // Across the surface: along the ray a slanting one would exaggerate.
            let n = front.facet(at, p).as_dvec3();
            (q - p).dot(n).abs() > slack
        })
        .collect()
}

fn veil<'a>(picture: Picture<'a>, base: &Picture, slack: f64, ink: [u8; 3]) -> Veil<'a> {
    let shows = nearer(&picture, base, slack);
    Veil { picture, shows, lines: Vec::new(), ink }
}
