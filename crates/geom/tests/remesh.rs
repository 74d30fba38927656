//! Isotropic remeshing: budget, evenness, sharp edges, open and round surfaces, and what is refused.

use resolid_geom::remesh::{Remesh, RemeshError, evenness, remesh, remesh_to_length};
use resolid_geom::topology::Topology;
use resolid_geom::{MeshDistance, Observer, Silent, TriMesh, Vec3};
use std::collections::BTreeMap;
use std::f64::consts::TAU;

fn torus(major: f64, minor: f64, around: u32, across: u32) -> TriMesh {
    let vertex = |i: u32, j: u32| {
        let (s, c) = (TAU * f64::from(i) / f64::from(around)).sin_cos();
        let (t, d) = (TAU * f64::from(j) / f64::from(across)).sin_cos();
        Vec3::new((major + minor * d) * c, (major + minor * d) * s, minor * t)
    };
    let number = |i: u32, j: u32| (i % around) * across + j % across;
    let mut mesh = TriMesh::default();
    for i in 0..around {
        for j in 0..across {
            mesh.vertices.push(vertex(i, j));
            let [a, b, c, d] = [number(i, j), number(i + 1, j), number(i + 1, j + 1), number(i, j + 1)];
            mesh.triangles.extend([[a, b, c], [a, c, d]]);
        }
    }
    mesh
}

/// A box without its lid.
fn tray() -> TriMesh {
    let mesh = TriMesh::cuboid(Vec3::ZERO, Vec3::new(40.0, 30.0, 10.0));
    let open = mesh.subset((0..12).filter(|&t| mesh.normal(t).z < 0.5));
    assert_eq!(open.triangles.len(), 10);
    open
}

fn valences(mesh: &TriMesh) -> BTreeMap<usize, usize> {
    let mut count = vec![0; mesh.vertices.len()];
    mesh.triangles.iter().flatten().for_each(|&v| count[v as usize] += 1);
    count.into_iter().fold(BTreeMap::new(), |mut all, n| {
        *all.entry(n).or_default() += 1;
        all
    })
}

#[test]
fn a_box_keeps_its_edges_to_the_last_bit() {
    let cuboid = TriMesh::cuboid(Vec3::new(-3.0, 1.0, 5.0), Vec3::new(37.0, 21.0, 15.0));
    let fine = remesh(&cuboid, &Remesh::default(), &Silent).unwrap();
    assert!((2048..=4000).contains(&fine.vertices.len()), "{}", fine.vertices.len());
    assert!(Topology::new(&fine).is_closed());
    assert!((fine.volume() - 8000.0).abs() < 1e-6 && (fine.area() - 2800.0).abs() < 1e-6);
    let (share, angle) = evenness(&fine);
    assert!(share > 0.98 && angle > 0.75, "{share} {angle}");
    let regular = valences(&fine)[&6] as f64 / fine.vertices.len() as f64;
    assert!(regular > 0.7, "{:?}", valences(&fine));
    for corner in &cuboid.vertices {
        assert!(fine.vertices.contains(corner));
    }
}

#[test]
fn every_budget_is_met() {
    let cuboid = TriMesh::cuboid(Vec3::ZERO, Vec3::new(40.0, 20.0, 2.0));
    for budget in [100..=140, 500..=600, 2048..=4000, 9000..=11000] {
        let fine = remesh(&cuboid, &Remesh { vertices: budget.clone(), ..Remesh::default() }, &Silent).unwrap();
        assert!(budget.contains(&fine.vertices.len()));
        assert!((fine.volume() - 1600.0).abs() < 1e-6);
    }
    let refused = remesh(&cuboid, &Remesh { vertices: 1..=6, ..Remesh::default() }, &Silent);
    assert!(matches!(refused, Err(RemeshError::Budget { vertices: 8.., least: 1, most: 6 })), "{refused:?}");
}

#[test]
fn a_torus_stays_round_whichever_way_it_was_divided() {
    for (around, across) in [(200, 12), (24, 100), (60, 24)] {
        let before = torus(20.0, 8.0, around, across);
        let after = remesh(&before, &Remesh::default(), &Silent).unwrap();
        assert!(Topology::new(&after).is_closed());
        assert!((2048..=4000).contains(&after.vertices.len()));
        assert!((after.volume() / before.volume() - 1.0).abs() < 0.01, "{} {}", after.volume(), before.volume());
        let surface = MeshDistance::new(&before);
        assert!(after.vertices.iter().all(|&v| surface.distance(v) < 1e-9));
        let (share, angle) = evenness(&after);
        assert!(share > 0.97 && angle > 0.75, "{around} × {across}: {share} {angle}");
        let euler = after.vertices.len() as i64 - after.triangles.len() as i64 / 2;
        assert_eq!(euler, 0, "still one hole");
    }
}

#[test]
fn an_open_surface_keeps_its_rim() {
    let after = remesh_to_length(&tray(), 1.5, &Remesh::default(), &Silent).unwrap();
    let topology = Topology::new(&after);
    let loops = topology.boundary_loops(&after);
    assert_eq!(loops.len(), 1);
    let rim: f64 = topology
        .open_sides()
        .map(|s| {
            let [a, b] = resolid_geom::topology::side_vertices(&after, s).map(|v| after.vertices[v as usize]);
            assert_eq!((a.z, b.z), (10.0, 10.0));
            a.distance(b)
        })
        .sum();
    assert!((rim - 140.0).abs() < 1e-6, "{rim}");
    assert!((after.area() - tray().area()).abs() < 1e-6, "{} for {}", after.area(), tray().area());
}

#[test]
fn size_and_place_change_nothing_but_rounding() {
    let wanted = Remesh { vertices: 700..=900, ..Remesh::default() };
    let before = torus(20.0, 8.0, 60, 24);
    let here = remesh(&before, &wanted, &Silent).unwrap();
    assert_eq!(remesh(&before, &wanted, &Silent).unwrap(), here);
    for (scale, shift) in [(1e-3, Vec3::ZERO), (1e4, Vec3::ZERO), (1.0, Vec3::splat(1e4))] {
        let there = remesh(&before.mapped(|p| p * scale + shift), &wanted, &Silent).unwrap();
        assert!(wanted.vertices.contains(&there.vertices.len()));
        assert!((there.area() / (here.area() * scale * scale) - 1.0).abs() < 2e-3);
        assert!(evenness(&there).0 > 0.97);
    }
}

#[test]
fn needles_of_a_triangulated_drawing_do_no_harm() {
    // A square whose sides carry vertices that its cap's triangles run along, as triangulators leave them.
    let mut mesh = TriMesh::cuboid(Vec3::ZERO, Vec3::splat(10.0));
    // Split the edge from corner 0 to corner 1 in three; the pieces on one side are needles along it.
    let (a, b) = (0u32, 1u32);
    let [m, n] = [8u32, 9u32];
    mesh.vertices.extend([Vec3::new(3.0, 0.0, 0.0), Vec3::new(6.0, 0.0, 0.0)]);
    let mut triangles = Vec::new();
    for t in mesh.triangles.clone() {
        match (0..3).find(|&k| t[k] == a && t[(k + 1) % 3] == b) {
            Some(k) => {
                let c = t[(k + 2) % 3];
                triangles.extend([[a, m, c], [m, n, c], [n, b, c]]);
            }
            None => triangles.push(t),
        }
    }
    // The other side keeps the whole edge, and needles close the gap.
    triangles.extend([[b, n, m], [b, m, a]]);
    mesh.triangles = triangles;
    assert!(Topology::new(&mesh).is_closed());
    let after = remesh(&mesh, &Remesh::default(), &Silent).unwrap();
    assert!(Topology::new(&after).is_closed());
    assert!((after.volume() - 1000.0).abs() < 1e-6 && (after.area() - 600.0).abs() < 1e-6);
    assert!(evenness(&after).1 > 0.75, "{:?}", evenness(&after));
}

#[test]
fn what_cannot_be_remeshed_says_why() {
    let nothing = TriMesh::default();
    assert_eq!(remesh(&nothing, &Remesh::default(), &Silent), Err(RemeshError::NoSurface { triangles: 0 }));
    let flat = TriMesh { vertices: vec![Vec3::ZERO, Vec3::X, Vec3::X * 2.0], triangles: vec![[0, 1, 2]] };
    assert_eq!(remesh(&flat, &Remesh::default(), &Silent), Err(RemeshError::NoSurface { triangles: 1 }));
    let lost = TriMesh { vertices: vec![Vec3::NAN, Vec3::X, Vec3::Y], triangles: vec![[0, 1, 2]] };
    assert!(matches!(remesh(&lost, &Remesh::default(), &Silent), Err(RemeshError::NoSurface { .. })));
    let mut fins = TriMesh::cuboid(Vec3::ZERO, Vec3::ONE);
    fins.vertices.push(Vec3::splat(3.0));
    fins.triangles.push([0, 1, 8]);
    assert_eq!(remesh(&fins, &Remesh::default(), &Silent), Err(RemeshError::Crowded { edges: 1 }));
    struct Stop;
    impl Observer for Stop {
        fn should_stop(&self) -> bool {
            true
        }
    }
    let cuboid = TriMesh::cuboid(Vec3::ZERO, Vec3::ONE);
    assert_eq!(remesh(&cuboid, &Remesh::default(), &Stop), Err(RemeshError::Stopped));
}
