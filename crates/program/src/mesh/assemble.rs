//! Polyhedra combined as the steps say.

use super::MeshError;
use crate::flatten::Prism;
use crate::program::Mode;
use manifold_rust::manifold::Manifold;
use manifold_rust::types::{Error as Refusal, MeshGLP, OpType};
use resolid_geom::{Aabb3, TriMesh, Vec3};
use std::collections::BTreeMap;

/// The part that `prisms` build, as triangles; none where nothing is left.
pub(super) fn part(prisms: &[Prism], polyhedra: &[Vec<TriMesh>], same: f64) -> Result<TriMesh, MeshError> {
    // The bodies there are, in the order they were begun, and under which of them each prism of mode New answers now.
    let mut bodies: Vec<Option<Manifold>> = Vec::new();
    let mut body_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut last = 0;
    for (index, (prism, polyhedra)) in prisms.iter().zip(polyhedra).enumerate() {
        let step = prism.step;
        last = step;
        let mut tools = apart(polyhedra, same).into_iter().map(|p| solid(&p, same, step));
        let mut tool = tools.next().unwrap_or_else(|| Ok(Manifold::empty()))?;
        // Profiles of one sketch may touch; their union is extruded.
        for next in tools {
            tool = combined(&tool, &next?, OpType::Add, step)?;
        }
        let mut targets: Vec<usize> = match &prism.targets {
            None => (0..bodies.len()).filter(|&b| bodies[b].is_some()).collect(),
            Some(list) => list.iter().filter_map(|t| body_of.get(t).copied()).collect(),
        };
        targets.sort_unstable();
        targets.dedup();
        let operation = match prism.mode {
            Mode::New => None,
            Mode::Join if targets.is_empty() => None,
            Mode::Join => {
                for &t in &targets {
                    if let Some(body) = bodies[t].take() {
                        tool = combined(&body, &tool, OpType::Add, step)?;
                    }
                }
                bodies[targets[0]] = Some(tool);
                body_of.values_mut().filter(|b| targets.contains(b)).for_each(|b| *b = targets[0]);
                continue;
            }
            Mode::Cut => Some(OpType::Subtract),
            Mode::Intersect => Some(OpType::Intersect),
        };
        match operation {
            None => {
                if prism.mode == Mode::New {
                    body_of.insert(index, bodies.len());
                }
                bodies.push(Some(tool));
            }
            Some(operation) => {
                for &t in &targets {
                    if let Some(body) = &bodies[t] {
                        bodies[t] = Some(combined(body, &tool, operation, step)?);
                    }
                }
            }
        }
    }
    let mut part = Manifold::empty();
    for body in bodies.iter().flatten() {
        part = combined(&part, body, OpType::Add, last)?;
    }
    Ok(triangles(&part))
}

/// The polyhedra of one sketch in as few meshes as may be: those whose boxes keep apart need no Boolean to be one solid, as
/// the holes of a pattern.
fn apart(polyhedra: &[TriMesh], same: f64) -> Vec<TriMesh> {
    let mut groups: Vec<(Vec<Aabb3>, TriMesh)> = Vec::new();
    for polyhedron in polyhedra {
        let own = polyhedron.bounds().expanded(same);
        match groups.iter_mut().find(|(boxes, _)| !boxes.iter().any(|b| b.overlaps(&own))) {
            Some((boxes, mesh)) => {
                boxes.push(own);
                mesh.append(polyhedron);
            }
            None => groups.push((vec![own], polyhedron.clone())),
        }
    }
    groups.into_iter().map(|(_, mesh)| mesh).collect()
}

fn solid(polyhedron: &TriMesh, same: f64, step: usize) -> Result<Manifold, MeshError> {
    let mesh = MeshGLP::<f64, u32> {
        num_prop: 3,
        vert_properties: polyhedron.vertices.iter().flat_map(|v| v.to_array()).collect(),
        tri_verts: polyhedron.triangles.concat(),
        tolerance: same,
        ..MeshGLP::default()
    };
    accepted(Manifold::from_mesh_glp(&mesh), step)
}

fn combined(a: &Manifold, b: &Manifold, operation: OpType, step: usize) -> Result<Manifold, MeshError> {
    match (a.is_empty(), b.is_empty()) {
        (true, _) => return Ok(if operation == OpType::Add { b.clone() } else { Manifold::empty() }),
        (_, true) => return Ok(if operation == OpType::Intersect { Manifold::empty() } else { a.clone() }),
        _ => {}
    }
    accepted(a.boolean(b, operation), step)
}

fn accepted(solid: Manifold, step: usize) -> Result<Manifold, MeshError> {
    match solid.status() {
        Refusal::NoError => Ok(solid),
        refusal => Err(MeshError::Boolean { step, reason: refusal.to_str().to_owned() }),
    }
}

fn triangles(solid: &Manifold) -> TriMesh {
    let mesh = solid.get_mesh_glp::<f64, u32>(-1);
    TriMesh {
        vertices: mesh
            .vert_properties
            .chunks_exact(mesh.num_prop.max(3) as usize)
            .map(|p| Vec3::new(p[0], p[1], p[2]))
            .collect(),
        triangles: mesh.tri_verts.chunks_exact(3).map(|t| [t[0], t[1], t[2]]).collect(),
    }
}
