//! Bodies that overlap as the one solid they fill; and meshes handed to the library of Booleans and back.

use crate::{TriMesh, Vec3};
use manifold_rust::manifold::Manifold;
use manifold_rust::types::{Error, MeshGLP, OpType};

/// The surface of all that the bodies of a closed, outward mesh fill together, without what of each is buried in others; `None`
/// where the union cannot be made. Where curved bodies meet it has vertices on facets.
///
/// # Cost
/// That of a Boolean for each body.
pub fn united(mesh: &TriMesh) -> Option<TriMesh> {
    let mut whole = Manifold::empty();
    for body in mesh.bodies() {
        let body = solid_of(&body)?;
        whole = if whole.is_empty() { body } else { whole.boolean(&body, OpType::Add) };
    }
    (whole.status() == Error::NoError && !whole.is_empty()).then(|| mesh_of(&whole))
}

pub(super) fn solid_of(mesh: &TriMesh) -> Option<Manifold> {
    let solid = Manifold::from_mesh_glp(&MeshGLP::<f64, u32> {
        num_prop: 3,
        vert_properties: mesh.vertices.iter().flat_map(|v| v.to_array()).collect(),
        tri_verts: mesh.triangles.concat(),
        ..MeshGLP::default()
    });
    (solid.status() == Error::NoError).then_some(solid)
}

pub(super) fn mesh_of(solid: &Manifold) -> TriMesh {
    let mesh = solid.get_mesh_glp::<f64, u32>(-1);
    TriMesh {
        vertices: mesh.vert_properties.chunks_exact(3).map(|p| Vec3::new(p[0], p[1], p[2])).collect(),
        triangles: mesh.tri_verts.chunks_exact(3).map(|t| [t[0], t[1], t[2]]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_buried_is_gone() {
        let cube = |low: f64| TriMesh::cuboid(Vec3::splat(low), Vec3::splat(low + 2.0));
        let mut mesh = cube(0.0);
        mesh.append(&cube(1.0));
        mesh.append(&cube(10.0));
        let whole = united(&mesh).unwrap();
        assert!((whole.volume() - 23.0).abs() < 1e-9, "{}", whole.volume());
        assert!((whole.area() - 66.0).abs() < 1e-9, "{}", whole.area());
    }
}
