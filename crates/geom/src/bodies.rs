//! The bodies of a mesh: shells, each with the voids inside it.

use crate::TriMesh;
use crate::topology::Topology;

impl TriMesh {
    /// The bodies that the mesh bounds, in the order of their first triangles: shells that face outward, each with
    /// the shells that face inward within its box, the smallest such box winning.
    ///
    /// Bodies that share an edge of more than two triangles are told apart; those that share vertices only are too.
    #[must_use]
    pub fn bodies(&self) -> Vec<Self> {
        let members = Topology::new(self).shells().members();
        let shells: Vec<Self> = members.into_iter().map(|triangles| self.subset(triangles)).collect();
        let (outer, voids): (Vec<Self>, Vec<Self>) = shells.into_iter().partition(|s| s.volume() >= 0.0);
        let boxes: Vec<_> = outer.iter().map(Self::bounds).collect();
        let mut bodies = outer;
        for void in voids {
            let b = void.bounds();
            let around = (0..boxes.len())
                .filter(|&i| boxes[i].min.cmple(b.min).all() && boxes[i].max.cmpge(b.max).all())
                .min_by(|&i, &j| boxes[i].diagonal().total_cmp(&boxes[j].diagonal()));
            match around {
                Some(i) => bodies[i].append(&void),
                // Inside out as a whole: it is a body all the same.
                None => bodies.push(void),
            }
        }
        bodies
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vec3;

    #[test]
    fn voids_stay_with_their_body() {
        let cube = |low: f64, high: f64| TriMesh::cuboid(Vec3::splat(low), Vec3::splat(high));
        let mut mesh = cube(0.0, 10.0);
        mesh.append(&cube(20.0, 21.0));
        mesh.append(&cube(4.0, 6.0).flipped());
        let volumes: Vec<f64> = mesh.bodies().iter().map(TriMesh::volume).collect();
        assert_eq!(volumes.len(), 2);
        assert!((volumes[0] - 992.0).abs() < 1e-9 && (volumes[1] - 1.0).abs() < 1e-9, "{volumes:?}");
        assert!(TriMesh::default().bodies().is_empty());
    }
}
