//! From samples to pixels: light, colour, lines and veils.

use crate::RenderError;
use crate::camera::Camera;
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
/// What is new.
const NEW: [u8; 3] = [92, 152, 222];
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
    pub style: Style,
    pub width: u32,
    pub height: u32,
}

/// A see-through layer: its picture, where it shows, and its lines.
struct Veil<'a> {
    picture: Picture<'a>,
    shows: Vec<bool>,
    lines: Vec<u8>,
    /// One colour for everything, or the parts' own.
    color: Option<([u8; 3], [u8; 3])>,
}

/// Light from a studio: a key light over the left shoulder, a fill from the right, and sky over ground.
struct Studio {
    key: Vec3,
    fill: Vec3,
    back: Vec3,
    up: Vec3,
}

impl Studio {
    /// Directions as the eye has them: x right, y up, z to the eye.
    fn new(camera: &Camera, lens: &crate::camera::Lens) -> Self {
        let up = camera.view.up.normalize_or_zero();
        Self {
            key: Vec3::new(-0.42, 0.74, 0.52).normalize(),
            fill: Vec3::new(0.85, 0.05, 0.5).normalize(),
            back: Vec3::new(0.2, 0.5, -0.85).normalize(),
            up: Vec3::new(up.dot(lens.right) as f32, up.dot(lens.up) as f32, -up.dot(lens.forward) as f32),
        }
    }

    /// Linear light from a surface. `open` is how much of the sky it sees.
    fn light(&self, albedo: Vec3, n: Vec3, open: f32) -> Vec3 {
        let key = n.dot(self.key).max(0.0);
        let fill = n.dot(self.fill).max(0.0);
        let back = n.dot(self.back).max(0.0);
        let sky = 0.5 + 0.5 * n.dot(self.up);
        // Sky is a touch blue and ground a touch warm, as in a room; neutral greys then do not look dead.
        let ambient = Vec3::new(0.300, 0.292, 0.285).lerp(Vec3::new(0.425, 0.435, 0.455), sky);
        let direct =
            Vec3::new(1.0, 0.985, 0.96) * (0.62 * key) + Vec3::new(0.93, 0.97, 1.0) * (0.16 * fill + 0.1 * back);
        let half = (self.key + Vec3::Z).normalize();
        let gloss = n.dot(half).max(0.0).powi(28) * 0.07;
        let shade = open * open.sqrt();
        albedo * (ambient * shade + direct * (0.35 + 0.65 * open)) + Vec3::splat(gloss * open)
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
        veils.push(veil(picture, &base, 1e-5 * size, None));
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
        let gone = veil(picture, &base, slack, Some((GONE, GONE_INK)));
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
    let shadow = if drawing.style.shadow { Shadow::new(&all, drawing.camera.view) } else { None };

    let studio = Studio::new(&drawing.camera, &lens);
    let encoder = Encoder::new();
    let ink_color = encoder.encode(linear(INK));
    let new = linear(NEW);
    let laid_open = linear(OPENED);
    let per_sample = 1.0 / (samples * samples) as f32;
    let turned =
        |n: Vec3| Vec3::new(n.dot(lens.right.as_vec3()), n.dot(lens.up.as_vec3()), -n.dot(lens.forward.as_vec3()));

    let mut pixels = vec![0u8; out_width * out_height * 4];
    pixels.par_chunks_mut(out_width * 4).enumerate().for_each(|(oy, row)| {
        for ox in 0..out_width {
            let mut sum = Vec4::ZERO;
            let mut table: Option<f32> = None;
            for s in 0..samples * samples {
                let (x, y) = (ox * samples + s % samples, oy * samples + s / samples);
                let at = y * width + x;
                let mut value = if base.canvas.is_hit(at) {
                    let face = base.canvas.face[at];
                    let part = base.part(face);
                    let p = base.point(at);
                    let facet = base.facet(at, p);
                    let n = part.shading_normal(face - part.first, p, facet);
                    let mut albedo = part.albedo(face - part.first, p);
                    if fresh.get(at) == Some(&true) {
                        albedo = new;
                    } else if opened.get(at) == Some(&true) {
                        albedo = laid_open;
                    }
                    if part.wires {
                        let dark = part.wire(face - part.first, x as f64 + 0.5, y as f64 + 0.5, samples as f64);
                        albedo = albedo.lerp(linear([70, 82, 98]), 0.6 * dark);
                    }
                    let sky = if open.is_empty() { 1.0 } else { open_at(&open, &base, at, samples, out_width) };
                    encoder.encode(studio.light(albedo, turned(n), sky)).extend(1.0)
                } else {
                    let dark = *table.get_or_insert_with(|| {
                        shadow.as_ref().map_or(0.0, |shadow| {
                            let (origin, direction) = lens.ray(x as f64 + 0.5, y as f64 + 0.5);
                            shadow.at(origin, direction)
                        })
                    });
                    // The shadow runs out before the edge of the picture.
                    let edge = (ox.min(out_width - 1 - ox) as f32 / out_width as f32)
                        .min(oy.min(out_height - 1 - oy) as f32 / out_height as f32);
                    let dark = dark * (edge / 0.05).clamp(0.0, 1.0);
                    (Vec3::new(0.13, 0.16, 0.21) * dark).extend(dark)
                };
                if draws_lines {
                    over(&mut value, ink_color, f32::from(lines[at]) / 255.0 * 0.92);
                }
                for v in &veils {
                    if v.shows[at] {
                        let face = v.picture.canvas.face[at];
                        let part = v.picture.part(face);
                        let p = v.picture.point(at);
                        let facet = v.picture.facet(at, p);
                        let n = part.shading_normal(face - part.first, p, facet);
                        let albedo = part.albedo(face - part.first, p);
                        over(&mut value, encoder.encode(studio.light(albedo, turned(n), 1.0)), VEIL);
                    }
                    if draws_lines {
                        let color = v.color.map_or(INK, |c| c.1);
                        over(&mut value, encoder.encode(linear(color)), f32::from(v.lines[at]) / 255.0 * 0.75);
                    }
                }
                sum += value * per_sample;
            }
            let pixel = &mut row[ox * 4..ox * 4 + 4];
            let (color, alpha) = match drawing.style.background {
                Background::Plain(c) => {
                    let behind = Vec3::from_array(c.map(|v| f32::from(v) / 255.0));
                    (sum.truncate() + behind * (1.0 - sum.w), 1.0)
                }
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

fn veil<'a>(picture: Picture<'a>, base: &Picture, slack: f64, color: Option<([u8; 3], [u8; 3])>) -> Veil<'a> {
    let shows = nearer(&picture, base, slack);
    Veil { picture, shows, lines: Vec::new(), color }
}

/// The open sky at a sample: its pixel's own, or that of a neighbour where the pixel's middle shows another surface.
fn open_at(open: &[f32], picture: &Picture, at: usize, samples: usize, width: usize) -> f32 {
    let row = picture.canvas.width;
    let (x, y) = (at % row / samples, at / row / samples);
    let middle = |x: usize, y: usize| (y * samples + samples / 2) * row + x * samples + samples / 2;
    let id = |at: usize| {
        let face = picture.canvas.face[at];
        if face == crate::canvas::NOTHING {
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
