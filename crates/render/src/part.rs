//! Shapes made ready for drawing, and what a canvas knows of their faces.

use crate::camera::{Lens, drawable};
use crate::canvas::Canvas;
use crate::cast::Caster;
use crate::heat::{Fine, Scale};
use crate::prism::{corners_of, prism_mesh};
use crate::scene::{Paint, Shape};
use crate::skin::Skin;
use crate::{RenderError, color};
use glam::Vec3 as Normal;
use rayon::prelude::*;
use resolid_geom::{Aabb3, TriMesh, Vec3};

/// A shape with all that does not depend on the camera.
pub(crate) struct Prepared<'a> {
    body: Body<'a>,
    /// The box around all that can be drawn.
    pub bounds: Aabb3,
}

enum Body<'a> {
    Mesh { mesh: &'a TriMesh, skin: Skin, coarse: Option<Coarse<'a>> },
    Solid { caster: Caster, outline: Vec<Vec3> },
}

/// The mesh that a finer one was cut from: light and lines are its.
#[derive(Clone, Copy)]
pub(crate) struct Coarse<'a> {
    mesh: &'a TriMesh,
    parent: &'a [u32],
}

impl<'a> Prepared<'a> {
    pub fn new(shape: Shape<'a>) -> Result<Self, RenderError> {
        match shape {
            Shape::Mesh(mesh) => {
                check(mesh)?;
                Ok(Self::with_bounds(Body::Mesh { mesh, skin: Skin::new(mesh), coarse: None }))
            }
            Shape::Prisms(prisms) => {
                // Cuts take away and intersections keep: neither reaches past what was there.
                let grows = |p: &&resolid_program::Prism| {
                    matches!(p.mode, resolid_program::Mode::New | resolid_program::Mode::Join)
                };
                let outline = prisms
                    .iter()
                    .filter(grows)
                    .flat_map(|p| prism_mesh(p, crate::prism::bounds(p).diagonal() * 1e-3).vertices)
                    .collect();
                Ok(Self::with_bounds(Body::Solid { caster: Caster::new(prisms), outline }))
            }
        }
    }

    fn with_bounds(body: Body<'a>) -> Self {
        let mut shape = Self { body, bounds: Aabb3::EMPTY };
        shape.bounds = Aabb3::of(shape.points());
        shape
    }

    /// The mesh, where the shape is one.
    pub fn mesh(&self) -> Option<&'a TriMesh> {
        if let Body::Mesh { mesh, .. } = self.body { Some(mesh) } else { None }
    }

    /// `fine`, looking like the mesh it was cut from.
    pub fn fine(coarse: &'a TriMesh, fine: &'a Fine) -> Result<Self, RenderError> {
        check(coarse)?;
        check(&fine.mesh)?;
        let (given, expected) = (fine.parent.len(), fine.mesh.triangles.len());
        if given != expected {
            return Err(RenderError::PaintLength { what: "triangles cut finer", given, expected });
        }
        if let Some(triangle) = fine.parent.iter().position(|&p| p as usize >= coarse.triangles.len()) {
            let (vertex, vertices) = (fine.parent[triangle], coarse.triangles.len());
            return Err(RenderError::Vertex { triangle, vertex, vertices });
        }
        let own = Coarse { mesh: coarse, parent: &fine.parent };
        Ok(Self::with_bounds(Body::Mesh { mesh: &fine.mesh, skin: Skin::new(coarse), coarse: Some(own) }))
    }

    /// The mesh light falls on, and the triangle of it that a face lies in.
    fn lit(&self, face: u32) -> Option<(&'a TriMesh, u32)> {
        match &self.body {
            Body::Mesh { coarse: Some(coarse), .. } => Some((coarse.mesh, coarse.parent[face as usize])),
            Body::Mesh { mesh, .. } => Some((mesh, face)),
            Body::Solid { .. } => None,
        }
    }

    /// Points whose hull holds the shape; all of them can be drawn.
    pub fn points(&self) -> Vec<Vec3> {
        match &self.body {
            Body::Mesh { mesh, .. } => {
                let whole = |t: &&[u32; 3]| t.iter().all(|&v| drawable(mesh.vertices[v as usize]));
                let mut used = vec![false; mesh.vertices.len()];
                for &v in mesh.triangles.iter().filter(whole).flatten() {
                    used[v as usize] = true;
                }
                mesh.vertices.iter().zip(used).filter(|(_, u)| *u).map(|(v, _)| *v).collect()
            }
            Body::Solid { outline, .. } => outline.iter().copied().filter(|&p| drawable(p)).collect(),
        }
    }

    /// How many face numbers the shape takes.
    pub fn face_count(&self) -> u32 {
        match &self.body {
            Body::Mesh { mesh, .. } => mesh.triangles.len() as u32,
            Body::Solid { caster, .. } => caster.face_count(),
        }
    }

    /// Whether depths are exact, or those of facets.
    pub fn is_exact(&self) -> bool {
        matches!(self.body, Body::Solid { .. })
    }

    /// Puts the shape on a canvas; what comes back are a mesh's projected vertices.
    pub fn draw(&self, canvas: &mut Canvas, lens: &Lens, first: u32) -> Vec<[f64; 3]> {
        match &self.body {
            Body::Mesh { mesh, .. } => {
                let project = |&v: &Vec3| if drawable(v) { lens.project(v) } else { [f64::NAN; 3] };
                let points: Vec<[f64; 3]> = mesh.vertices.par_iter().map(project).collect();
                canvas.fill(&points, &mesh.triangles, first);
                points
            }
            Body::Solid { caster, .. } => {
                canvas.cast(caster, lens, first);
                Vec::new()
            }
        }
    }

    /// Unit normal of a face's surface at `p`, to either side; zero on triangles without area.
    pub fn normal(&self, face: u32, p: Vec3) -> Normal {
        match &self.body {
            Body::Mesh { skin, .. } => self.lit(face).map_or(Normal::ZERO, |(_, t)| skin.normals[t as usize]),
            Body::Solid { caster, .. } => caster.normal(face, p),
        }
    }

    /// Faces of one patch run smoothly into each other.
    pub fn patch(&self, face: u32) -> u32 {
        match &self.body {
            Body::Mesh { skin, .. } => self.lit(face).map_or(face, |(_, t)| skin.patches[t as usize]),
            Body::Solid { .. } => face,
        }
    }

    /// Whether a face is flat, so that it cannot hide itself.
    pub fn is_flat(&self, face: u32) -> bool {
        match &self.body {
            Body::Mesh { .. } => true,
            Body::Solid { caster, .. } => caster.is_flat(face),
        }
    }
}

fn check(mesh: &TriMesh) -> Result<(), RenderError> {
    let vertices = mesh.vertices.len();
    for (triangle, t) in mesh.triangles.iter().enumerate() {
        if let Some(&vertex) = t.iter().find(|&&v| v as usize >= vertices) {
            return Err(RenderError::Vertex { triangle, vertex, vertices });
        }
    }
    Ok(())
}

/// The box around several shapes.
pub(crate) fn bounds_of(parts: &[&Prepared]) -> Aabb3 {
    parts.iter().fold(Aabb3::EMPTY, |b, p| b.union(p.bounds))
}

/// A shape on a canvas: its face numbers begin at `first`.
pub(crate) struct Part<'a> {
    pub shape: &'a Prepared<'a>,
    pub paint: Paint<'a>,
    pub wires: bool,
    pub first: u32,
    /// The paint where it is plain, in linear light, and the table of a heat map.
    plain: Normal,
    scale: Option<Scale>,
    /// Projected vertices of a mesh whose edges show.
    points: Vec<[f64; 3]>,
    /// For each triangle that is seen and not flat to the eye, where its corner normals stand; else the largest number.
    bent: Vec<u32>,
    corners: Vec<[Normal; 3]>,
}

/// Several parts on one canvas.
pub(crate) struct Picture<'a> {
    pub canvas: Canvas,
    pub lens: &'a Lens,
    pub parts: Vec<Part<'a>>,
}

impl<'a> Picture<'a> {
    pub fn new(width: usize, height: usize, lens: &'a Lens) -> Self {
        Self { canvas: Canvas::new(width, height), lens, parts: Vec::new() }
    }

    /// Draws one more shape.
    pub fn add(&mut self, shape: &'a Prepared<'a>, paint: Paint<'a>, wires: bool) {
        let first = self.parts.last().map_or(0, |p| p.first + p.shape.face_count());
        let mut points = shape.draw(&mut self.canvas, self.lens, first);
        if !wires {
            points = Vec::new();
        }
        let plain = if let Paint::Plain(c) = paint { color::linear(c) } else { Normal::ONE };
        let scale = if let Paint::Heat { map, .. } = paint { Some(Scale::new(map)) } else { None };
        let (bent, corners) = (Vec::new(), Vec::new());
        self.parts.push(Part { shape, paint, wires, first, plain, scale, points, bent, corners });
    }

    /// Works out the normals that light needs, of the triangles that are seen. Call once all shapes are drawn.
    pub fn smooth(&mut self) {
        for k in 0..self.parts.len() {
            let shape = self.parts[k].shape;
            let Body::Mesh { skin, .. } = &shape.body else { continue };
            let (first, count) = (self.parts[k].first, self.parts[k].shape.face_count());
            let mut seen = vec![false; count as usize];
            for &f in &self.canvas.face {
                if f >= first && f - first < count {
                    seen[(f - first) as usize] = true;
                }
            }
            let found: Vec<(u32, [Normal; 3])> = (0..count)
                .into_par_iter()
                .filter(|&t| seen[t as usize])
                .filter_map(|face| {
                    let (mesh, t) = shape.lit(face)?;
                    let own = skin.normals[t as usize];
                    let corners = skin.corner_normals(mesh, t);
                    corners.iter().any(|n| n.dot(own) < 0.9999).then_some((face, corners))
                })
                .collect();
            let part = &mut self.parts[k];
            part.bent = vec![u32::MAX; count as usize];
            for (slot, (t, _)) in found.iter().enumerate() {
                part.bent[*t as usize] = slot as u32;
            }
            part.corners = found.into_iter().map(|(_, c)| c).collect();
        }
    }

    /// The part a face number belongs to.
    pub fn part(&self, face: u32) -> &Part<'a> {
        let after = self.parts.partition_point(|p| p.first <= face);
        &self.parts[after - 1]
    }

    /// The world point at a sample that shows something.
    pub fn point(&self, at: usize) -> Vec3 {
        let (x, y) = (at % self.canvas.width, at / self.canvas.width);
        self.lens.point(x as f64 + 0.5, y as f64 + 0.5, f64::from(self.canvas.depth[at]))
    }

    /// Geometric unit normal at a sample that shows something, turned to the eye; the eye's direction where a
    /// triangle has none.
    pub fn facet(&self, at: usize, p: Vec3) -> Normal {
        let face = self.canvas.face[at];
        let part = self.part(face);
        let eye = self.lens.toward_eye(p).as_vec3();
        let n = part.shape.normal(face - part.first, p);
        if n == Normal::ZERO {
            eye
        } else if n.dot(eye) < 0.0 {
            -n
        } else {
            n
        }
    }
}

impl Part<'_> {
    /// The colour of a surface point in linear light.
    pub fn albedo(&self, face: u32, p: Vec3) -> Normal {
        let Some(mesh) = self.shape.mesh() else { return self.plain };
        let corners = mesh.triangles[face as usize];
        match self.paint {
            Paint::Plain(_) => self.plain,
            Paint::Triangles(colors) => color::linear(colors[face as usize]),
            Paint::Vertices(colors) => {
                let w = weights(mesh, face, p);
                corners.iter().zip(w).map(|(&v, w)| color::linear(colors[v as usize]) * w as f32).sum()
            }
            Paint::Heat { values, .. } => {
                let w = weights(mesh, face, p);
                let value: f64 = corners.iter().zip(w).map(|(&v, w)| values[v as usize] * w).sum();
                self.scale.as_ref().map_or(self.plain, |scale| scale.color(value))
            }
        }
    }

    /// Unit normal light is worked out with, turned to the eye.
    pub fn shading_normal(&self, face: u32, p: Vec3, facet: Normal) -> Normal {
        let slot = self.bent.get(face as usize).copied().unwrap_or(u32::MAX);
        if slot == u32::MAX {
            return facet;
        }
        let corners = self.corners[slot as usize];
        let Some((mesh, t)) = self.shape.lit(face) else { return facet };
        let w = weights(mesh, t, p);
        let n = corners[0] * w[0] as f32 + corners[1] * w[1] as f32 + corners[2] * w[2] as f32;
        let n = if n.dot(facet) < 0.0 { -n } else { n };
        n.try_normalize().unwrap_or(facet)
    }

    /// How dark the mesh's own edges are at a sample, 0 to 1. Triangles too small to be told apart have none.
    pub fn wire(&self, face: u32, x: f64, y: f64, samples: f64) -> f32 {
        let Some(mesh) = self.shape.mesh() else { return 0.0 };
        let c = mesh.triangles[face as usize].map(|v| self.points[v as usize]);
        let edge = |k: usize| [c[(k + 1) % 3][0] - c[k][0], c[(k + 1) % 3][1] - c[k][1]];
        let lengths = [0, 1, 2].map(|k| edge(k)[0].hypot(edge(k)[1]));
        let twice_area = (edge(0)[0] * edge(1)[1] - edge(0)[1] * edge(1)[0]).abs();
        let longest = lengths.iter().copied().fold(0.0, f64::max);
        let height = twice_area / longest.max(1e-9) / samples;
        let strength = ((height - 1.5) / 5.0).clamp(0.0, 1.0);
        let nearest = (0..3)
            .map(|k| {
                let e = edge(k);
                ((x - c[k][0]) * e[1] - (y - c[k][1]) * e[0]).abs() / lengths[k].max(1e-9)
            })
            .fold(f64::INFINITY, f64::min)
            / samples;
        (strength * ((0.42 - nearest) * 3.0).clamp(0.0, 1.0)) as f32
    }
}

/// The corners of the box around all points of some shapes.
pub(crate) fn box_corners(parts: &[&Prepared]) -> Vec<Vec3> {
    let b = bounds_of(parts);
    if b.is_empty() { Vec::new() } else { corners_of(b).collect() }
}

/// Where in its triangle a point lies.
fn weights(mesh: &TriMesh, face: u32, p: Vec3) -> [f64; 3] {
    let [a, b, c] = mesh.corners(face as usize);
    let (u, v, w) = (b - a, c - a, p - a);
    let (uu, uv, vv, wu, wv) = (u.dot(u), u.dot(v), v.dot(v), w.dot(u), w.dot(v));
    let det = uu * vv - uv * uv;
    if det <= 0.0 {
        return [1.0, 0.0, 0.0];
    }
    let (s, t) = (((vv * wu - uv * wv) / det).clamp(0.0, 1.0), ((uu * wv - uv * wu) / det).clamp(0.0, 1.0));
    [(1.0 - s - t).max(0.0), s, t]
}
