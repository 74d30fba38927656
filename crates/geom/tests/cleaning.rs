//! Cleaning gives back the solid that was damaged, and says what it did and what it could not do.

use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use resolid_geom::clean::{CleanReport, clean, close_over};
use resolid_geom::topology::Topology;
use resolid_geom::{MeshDistance, Silent, TriMesh, Vec3};

fn cuboid(min: [f64; 3], max: [f64; 3]) -> TriMesh {
    TriMesh::cuboid(Vec3::from_array(min), Vec3::from_array(max))
}

fn join(parts: &[TriMesh]) -> TriMesh {
    let mut mesh = TriMesh::default();
    parts.iter().for_each(|p| mesh.append(p));
    mesh
}

/// Every triangle with corners of its own.
fn unwelded(mesh: &TriMesh) -> TriMesh {
    TriMesh {
        vertices: (0..mesh.triangles.len()).flat_map(|t| mesh.corners(t)).collect(),
        triangles: (0..mesh.triangles.len() as u32).map(|t| [3 * t, 3 * t + 1, 3 * t + 2]).collect(),
    }
}

/// A tube: an annulus of `n` corners, extruded. Its genus is 1.
fn tube(n: u32, inner: f64, outer: f64, height: f64) -> TriMesh {
    let mut mesh = TriMesh::default();
    for i in 0..n {
        let angle = f64::from(i) / f64::from(n) * std::f64::consts::TAU;
        for (r, z) in [(outer, 0.0), (outer, height), (inner, height), (inner, 0.0)] {
            mesh.vertices.push(Vec3::new(r * angle.cos(), r * angle.sin(), z));
        }
        for k in 0..4 {
            let at = |i: u32, k: u32| 4 * (i % n) + k % 4;
            mesh.triangles.push([at(i, k), at(i + 1, k), at(i + 1, k + 1)]);
            mesh.triangles.push([at(i, k), at(i + 1, k + 1), at(i, k + 1)]);
        }
    }
    mesh
}

fn cleaned(mesh: &TriMesh) -> (TriMesh, CleanReport) {
    clean(mesh).unwrap_or_else(|e| panic!("{e}"))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1e-3)
}

#[test]
fn a_clean_mesh_stays_as_it_is() {
    for mesh in [cuboid([0.0; 3], [1.0, 2.0, 3.0]), tube(40, 3.0, 5.0, 2.0)] {
        let (result, report) = cleaned(&mesh);
        assert_eq!(result, mesh);
        assert!(report.is_sound() && report.repairs().is_empty() && report.faults().is_empty());
        let (again, second) = cleaned(&result);
        assert_eq!((again, second), (result, report));
    }
}

/// Whatever mixture of damage that loses nothing, the solid comes back.
#[test]
fn any_mixture_of_harmless_damage_is_undone() {
    let original = tube(24, 3.0, 5.0, 2.0);
    let (area, volume) = (original.area(), original.volume());
    for seed in 0..60 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut mesh = unwelded(&original);
        // Corners no longer meet exactly, as after rounding.
        let noise = [0.0, 1e-7, 1e-6][seed as usize % 3];
        for v in &mut mesh.vertices {
            *v += Vec3::new(rng.random(), rng.random(), rng.random()) * noise;
        }
        for _ in 0..rng.random_range(0..60) {
            let t = rng.random_range(0..mesh.triangles.len());
            mesh.triangles[t].swap(0, 1);
        }
        for _ in 0..rng.random_range(0..20) {
            // Repeated triangles, the same way round or the other; triangles without area.
            let mut t = mesh.triangles[rng.random_range(0..mesh.triangles.len())];
            t.rotate_left(rng.random_range(0..3));
            if rng.random() {
                t.swap(0, 1);
            }
            if rng.random_range(0..4) == 0 {
                t[2] = t[0];
            }
            mesh.triangles.push(t);
        }
        mesh.triangles.shuffle(&mut rng);
        let (result, report) = cleaned(&mesh);
        assert!(report.is_sound(), "seed {seed}: {:?} {:?}", report.repairs(), report.faults());
        assert!((result.volume() - volume).abs() < 1e-5 * volume, "seed {seed}");
        assert!((result.area() - area).abs() < 1e-5 * area, "seed {seed}");
        assert_eq!((result.triangles.len(), result.vertices.len()), (192, 96), "seed {seed}");
    }
}

#[test]
fn welding_does_not_depend_on_the_order() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let mut mesh = unwelded(&tube(30, 1.0, 2.0, 1.0));
    for v in &mut mesh.vertices {
        *v += Vec3::new(rng.random(), rng.random(), rng.random()) * 1e-6;
    }
    let sorted = |mesh: &TriMesh| {
        let mut v: Vec<[u64; 3]> = mesh.vertices.iter().map(|v| v.to_array().map(f64::to_bits)).collect();
        v.sort_unstable();
        v
    };
    let first = sorted(&cleaned(&mesh).0);
    assert_eq!(first.len(), 120);
    for _ in 0..10 {
        mesh.triangles.shuffle(&mut rng);
        let shuffled = unwelded(&mesh);
        assert_eq!(sorted(&cleaned(&shuffled).0), first);
    }
}

#[test]
fn nested_shells_are_solid_void_solid() {
    // Four boxes inside one another, each turned at random; a fifth stands apart.
    let boxes: Vec<TriMesh> = [10.0, 8.0, 5.0, 2.0].map(|s| cuboid([-s; 3], [s; 3])).to_vec();
    let apart = cuboid([20.0; 3], [21.0; 3]);
    let expected = 20f64.powi(3) - 16f64.powi(3) + 10f64.powi(3) - 4f64.powi(3) + 1.0;
    for turned in 0..32u32 {
        let parts: Vec<TriMesh> = boxes
            .iter()
            .chain([&apart])
            .enumerate()
            .map(|(i, b)| if turned >> i & 1 == 1 { b.flipped() } else { b.clone() })
            .collect();
        let (result, report) = cleaned(&join(&parts));
        assert!(near(result.volume(), expected), "{}", result.volume());
        assert_eq!((report.shells, report.voids), (5, 2));
        // Voids face inward: originally right are 0, 2 and the one apart as they are, 1 and 3 turned.
        assert_eq!(report.turned_shells as u32, (turned ^ 0b01010).count_ones());
        // A void that faces as the solid around it does is doubtful, whichever way that is.
        let faces = |i: u32| turned >> i & 1;
        let doubtful = [1, 3].into_iter().filter(|&void| faces(void) == faces(void - 1)).count();
        assert_eq!((report.outward_voids, report.doubts().len()), (doubtful, doubtful.min(1)));
        let surface = MeshDistance::new(&result);
        for (x, inside) in [(9.0, true), (6.0, false), (3.0, true), (0.0, false), (20.5, true)] {
            assert_eq!(surface.contains(Vec3::splat(x)), inside, "{x}");
        }
    }
}

#[test]
fn bodies_that_overlap_must_face_the_same_way() {
    let parts = [cuboid([0.0; 3], [2.0; 3]), cuboid([1.0; 3], [3.0; 3]), cuboid([9.0; 3], [10.0; 3])];
    for turned in 0..8u32 {
        let faces = |i: usize| turned >> i & 1;
        let mesh: Vec<_> = (0..3).map(|i| if faces(i) == 1 { parts[i].flipped() } else { parts[i].clone() }).collect();
        let (result, report) = cleaned(&join(&mesh));
        assert!(near(result.volume(), 17.0), "{}", result.volume());
        assert_eq!(report.turned_shells as u32, turned.count_ones());
        // Which way the third faces, apart from both, contradicts nothing.
        let told = (faces(0) != faces(1))
            .then(|| "1 shell that cuts through another taken for a body, though it faces inward".to_string());
        assert_eq!(report.doubts(), Vec::from_iter(told));
    }
}

#[test]
fn t_junctions_are_closed() {
    // The lid is cut along other lines than the walls: vertices in the middle of its edges and a fan inside.
    let mut mesh = cuboid([0.0; 3], [2.0, 2.0, 1.0]);
    mesh.triangles.retain(|t| !t.iter().all(|&v| v >= 4));
    let first = mesh.vertices.len() as u32;
    let rim = [[0.0, 0.0], [0.7, 0.0], [2.0, 0.0], [2.0, 1.0], [2.0, 2.0], [1.3, 2.0], [0.3, 2.0], [0.0, 2.0]];
    mesh.vertices.extend(rim.iter().map(|&[x, y]| Vec3::new(x, y, 1.0)));
    mesh.vertices.push(Vec3::new(1.0, 1.0, 1.0));
    mesh.triangles.extend((0..8).map(|i| [first + 8, first + i, first + (i + 1) % 8]));
    let (result, report) = cleaned(&mesh);
    assert_eq!(report.split_edges, 4);
    assert!(report.is_sound(), "{:?}", report.faults());
    assert!(near(result.volume(), 4.0));
}

#[test]
fn slivers_leave_no_crack() {
    // The wall's edge carries a vertex, and a triangle without height stands between the lid and the wall.
    let mut mesh = cuboid([0.0; 3], [1.0; 3]);
    let sides = [4, 5];
    let t =
        mesh.triangles.iter().position(|t| sides.iter().all(|v| t.contains(v)) && t.iter().all(|&v| v >= 4)).unwrap();
    let [a, b, c] = mesh.triangles[t];
    let start = (0..3).find(|&k| sides.contains(&[a, b, c][k]) && sides.contains(&[a, b, c][(k + 1) % 3])).unwrap();
    let corner = |k: usize| [a, b, c][(start + k) % 3];
    let middle = mesh.vertices.len() as u32;
    mesh.vertices.push(Vec3::new(0.4, 0.0, 1.0));
    mesh.triangles[t] = [corner(0), middle, corner(2)];
    mesh.triangles.push([middle, corner(1), corner(2)]);
    mesh.triangles.push([corner(0), corner(1), middle]);
    let (result, report) = cleaned(&mesh);
    assert_eq!((report.flat_triangles, report.split_edges), (1, 1));
    assert!(report.is_sound() && near(result.volume(), 1.0));
}

#[test]
fn narrow_cracks_are_closed_and_wide_ones_reported() {
    for (gap, closed) in [(3e-5, true), (1e-2, false)] {
        // The lid floats over the walls by the gap, as if two surfaces had been meshed apart.
        let mut walls = cuboid([0.0; 3], [1.0; 3]);
        let lid: Vec<usize> = (0..12).filter(|&t| walls.triangles[t].iter().all(|&v| v >= 4)).collect();
        let floating = walls.subset(lid.iter().copied()).mapped(|p| p + Vec3::Z * gap);
        walls = walls.subset((0..12).filter(|t| !lid.contains(t)));
        let (result, report) = cleaned(&join(&[walls, floating]));
        assert_eq!(report.is_closed(), closed, "gap {gap}: {:?} {:?}", report.repairs(), report.faults());
        if closed {
            assert_eq!(report.snapped_vertices, 4);
            assert!((result.volume() - 1.0).abs() < 1e-4);
        } else {
            assert_eq!((report.open_edges, report.boundary_loops, report.shells), (8, 2, 2));
        }
    }
}

/// Widths are shares of the diagonal, and one stray corner makes that as large as it lies far.
#[test]
fn one_corner_far_off_makes_no_repair_wide() {
    let mut mesh = unwelded(&cuboid([0.0; 3], [40.0, 30.0, 20.0]));
    mesh.vertices[5] = Vec3::splat(1e6);
    let (result, report) = cleaned(&mesh);
    assert_eq!((report.snapped_vertices, report.split_edges, result.triangles.len()), (0, 0, 12));
    assert!(report.open_edges > 0 && report.diagonal < 60.0, "{report:?}");
}

#[test]
fn small_flat_holes_are_filled_and_large_ones_left() {
    let mut mesh = tube(200, 4.0, 5.0, 3.0);
    let volume = mesh.volume();
    mesh.triangles.remove(777);
    mesh.triangles.drain(100..102);
    let (result, report) = cleaned(&mesh);
    assert_eq!((report.filled_holes, report.added_triangles), (2, 3));
    assert!(report.is_sound() && near(result.volume(), volume));
    // A whole side of a cube is a sixth of its surface: nobody knows what was there.
    let mut open = cuboid([0.0; 3], [1.0; 3]);
    open.triangles.truncate(10);
    let (result, report) = cleaned(&open);
    assert_eq!((report.filled_holes, report.open_edges, result.triangles.len()), (0, 4, 10));
    // Asked to guess, a flat patch closes it; not so two or three sides, whose border is not flat.
    let (closed, holes) = close_over(&result, &Silent).unwrap();
    assert!(holes == 1 && near(closed.volume(), 1.0), "{holes} {}", closed.volume());
    for kept in [2..6, 0..6] {
        let (open, _) = cleaned(&cuboid([0.0; 3], [1.0; 3]).subset(kept));
        assert!(close_over(&open, &Silent).is_none());
    }
    // The border of a loose scrap is no hole.
    let mut scrap = cuboid([0.0; 3], [1.0; 3]);
    scrap.append(&cuboid([3.0; 3], [3.01; 3]).subset([0]));
    let (_, report) = cleaned(&scrap);
    assert_eq!((report.filled_holes, report.open_edges, report.open_shells), (0, 3, 1));
}

#[test]
fn a_doubled_surface_is_halved_and_a_shared_wall_kept() {
    let cube = cuboid([0.0; 3], [1.0; 3]);
    // Drawn from both sides throughout, or on one face.
    for doubled in [12, 2] {
        let back = cube.subset(0..doubled).flipped();
        let (result, report) = cleaned(&join(&[cube.clone(), back]));
        assert_eq!((report.duplicate_triangles, result.triangles.len()), (doubled, 12));
        assert!(report.is_sound() && near(result.volume(), 1.0), "{:?}", report.faults());
    }
    // Two cubes against one another: the wall between them is there twice and belongs to both.
    let other = cuboid([1.0, 0.0, 0.0], [2.0, 1.0, 1.0]);
    let mirrored = other.mapped(|p| Vec3::new(2.0 - p.x, p.y, p.z) + Vec3::X).flipped();
    for second in [other, mirrored] {
        let (result, report) = cleaned(&join(&[cube.clone(), second]));
        assert!(report.is_sound() && near(result.volume(), 2.0), "{:?} {:?}", report.repairs(), report.faults());
        assert_eq!((report.shells, report.duplicate_triangles), (2, 0));
    }
}

#[test]
fn bodies_that_touch_are_kept_apart() {
    let at = |x: f64, y: f64, z: f64| cuboid([x, y, z], [x + 1.0, y + 1.0, z + 1.0]);
    // Along an edge, at a vertex, four round an edge like a chequer board of two layers.
    let cases = [
        (vec![at(0.0, 0.0, 0.0), at(1.0, 1.0, 0.0)], 2, 1),
        (vec![at(0.0, 0.0, 0.0), at(1.0, 1.0, 1.0)], 2, 0),
        (vec![at(0.0, 0.0, 0.0), at(1.0, 1.0, 0.0), at(1.0, 0.0, 1.0), at(0.0, 1.0, 1.0)], 4, 6),
    ];
    for (parts, shells, edges) in cases {
        for inside_out in [false, true] {
            let mesh = if inside_out { join(&parts).flipped() } else { join(&parts) };
            let (result, report) = cleaned(&mesh);
            assert!(report.is_sound(), "{:?}", report.faults());
            assert_eq!((report.shells, report.separated_edges), (shells, edges));
            assert!(near(result.volume(), parts.len() as f64));
            assert_eq!(report.turned_shells, if inside_out { shells } else { 0 });
            assert!(Topology::new(&result).is_closed());
        }
    }
}

#[test]
fn a_body_that_touches_itself_along_an_edge_is_manifold_afterwards() {
    // Two towers on one foot meet in a vertical edge only.
    let cells =
        [(0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 0, 1), (1, 1, 1), (0, 0, 2), (1, 0, 2), (0, 1, 2), (1, 1, 2)];
    let mesh = voxels(&cells);
    let (result, report) = cleaned(&mesh);
    assert_eq!((report.shells, report.separated_edges), (1, 1));
    assert!(report.is_sound() && near(result.volume(), 10.0), "{:?}", report.faults());
    assert!(Topology::new(&result).is_closed());
}

/// The surface of a set of unit cells.
fn voxels(cells: &[(i32, i32, i32)]) -> TriMesh {
    let mut mesh = TriMesh::default();
    for &(x, y, z) in cells {
        let min = Vec3::new(f64::from(x), f64::from(y), f64::from(z));
        let cube = TriMesh::cuboid(min, min + Vec3::ONE);
        let bare = (0..12).filter(|&t| {
            let n = cube.normal(t).round().as_ivec3();
            !cells.contains(&(x + n.x, y + n.y, z + n.z))
        });
        mesh.append(&cube.subset(bare.collect::<Vec<_>>()));
    }
    mesh
}

/// Random heaps of cells touch along edges and at vertices in every way there is.
#[test]
fn random_heaps_of_cells_become_closed_manifolds() {
    for seed in 0..300 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut cells: Vec<(i32, i32, i32)> = (0..rng.random_range(2..20))
            .map(|_| (rng.random_range(0..3), rng.random_range(0..3), rng.random_range(0..3)))
            .collect();
        cells.sort_unstable();
        cells.dedup();
        let mut mesh = voxels(&cells);
        mesh.triangles.shuffle(&mut rng);
        let (result, report) = cleaned(&mesh);
        assert!(Topology::new(&result).is_closed(), "seed {seed}: {:?}", report.faults());
        assert!(report.is_sound(), "seed {seed}: {:?}", report.faults());
        assert!(near(result.volume(), cells.len() as f64), "seed {seed}: {}", result.volume());
    }
}

#[test]
fn crossings_are_counted_where_surfaces_really_cross() {
    let cube = cuboid([0.0; 3], [2.0; 3]);
    let moved = |x: f64, y: f64, z: f64| cube.mapped(|p| p + Vec3::new(x, y, z));
    // Edges run exactly through diagonals here, the hardest case for a test of edges against faces.
    let (_, report) = cleaned(&join(&[cube.clone(), moved(1.0, 1.0, 1.0)]));
    assert!(report.crossings.between_shells >= 6 && report.crossings.within_shells == 0, "{:?}", report.crossings);
    // Flush, standing on one another, corner to corner, apart by little: no crossing.
    for (x, y, z) in
        [(2.0, 0.0, 0.0), (2.0, 1.0, 1.0), (1.0, 1.0, 2.0), (2.0, 2.0, 1.0), (2.001, 0.3, 0.3), (0.5, 0.5, -2.0)]
    {
        let (_, report) = cleaned(&join(&[cube.clone(), moved(x, y, z)]));
        assert_eq!(report.crossings.total(), 0, "{x} {y} {z}");
        assert!(report.faults().is_empty());
    }
    // One shell through itself: a tube whose one vertex was pulled out through the far wall.
    let mut bent = tube(20, 3.0, 5.0, 2.0);
    bent.vertices[0] = Vec3::new(-7.0, 0.3, 1.1);
    let (_, report) = cleaned(&bent);
    assert!(report.is_closed() && report.crossings.within_shells > 0 && !report.is_sound());
}

#[test]
fn a_one_sided_surface_is_called_so() {
    let n = 24;
    let mut mesh = TriMesh::default();
    for i in 0..n {
        let angle = f64::from(i) / f64::from(n) * std::f64::consts::TAU;
        for side in [-1.0, 1.0] {
            let r = 5.0 + side * (angle / 2.0).cos();
            mesh.vertices.push(Vec3::new(r * angle.cos(), r * angle.sin(), side * (angle / 2.0).sin()));
        }
        // The last piece joins crosswise.
        let [a, b] = if i + 1 < n { [2 * i + 2, 2 * i + 3] } else { [1, 0] };
        mesh.triangles.push([2 * i, a, b]);
        mesh.triangles.push([2 * i, b, 2 * i + 1]);
    }
    let (_, report) = cleaned(&mesh);
    assert!(report.twisted_edges > 0 && !report.is_closed());
    assert_eq!(report.boundary_loops, 1, "a Möbius band has one border");
}

#[test]
fn three_sheets_at_an_edge_are_reported() {
    let mut mesh = cuboid([0.0; 3], [1.0; 3]);
    // A fin on an edge of the cube.
    mesh.vertices.push(Vec3::new(2.0, 2.0, 0.5));
    mesh.triangles.push([3, 7, 8]);
    let (_, report) = cleaned(&mesh);
    assert_eq!((report.nonmanifold_edges, report.open_edges), (1, 2));
    assert!(!report.is_closed());
    assert!(report.faults().iter().any(|f| f == "1 edge of three or more triangles"), "{:?}", report.faults());
}

/// Counts what it is told, and stops at once if asked to.
struct Listener {
    stop: bool,
    told: std::sync::Mutex<(Vec<f64>, Vec<String>)>,
}

impl resolid_geom::Observer for Listener {
    fn stage(&self, _name: &'static str, done: f64) {
        self.told.lock().unwrap().0.push(done);
    }

    fn note(&self, _: &'static str, text: String) {
        self.told.lock().unwrap().1.push(text);
    }

    fn should_stop(&self) -> bool {
        self.stop
    }
}

#[test]
fn progress_is_told_and_stopping_is_admitted() {
    let mesh = cuboid([0.0; 3], [1.0; 3]).flipped();
    for stop in [false, true] {
        let listener = Listener { stop, told: Default::default() };
        let (result, report) = resolid_geom::clean::clean_observed(&mesh, &listener).unwrap();
        assert!(near(result.volume(), 1.0));
        assert_eq!(report.crossings.complete, !stop);
        assert_eq!(report.is_sound(), !stop);
        let (stages, notes) = listener.told.into_inner().unwrap();
        assert!(stages.is_sorted() && stages.first() == Some(&0.0) && stages.last() == Some(&1.0));
        let (first, rest) = notes.split_first().unwrap();
        assert!(first.starts_with("0 of 8 vertices welded to another: closer than "), "{notes:?}");
        let cut_short = stop.then_some("left as it is: the search for self-crossings was cut short");
        let expected: Vec<&str> = std::iter::once("mended: 1 inside-out shell turned")
            .chain(cut_short)
            .chain(["12 triangles left in 1 shell, which bound 1 body and 0 voids"])
            .collect();
        assert_eq!(rest, expected);
    }
}

/// Hostile meshes end in time: everything at one vertex, everything across everything, shells inside shells.
#[test]
fn hostile_meshes_end_in_time() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let mut point = || Vec3::new(rng.random(), rng.random(), rng.random());
    let n = 3_000u32;
    let fan = TriMesh {
        vertices: (0..=2 * n).map(|i| if i == 0 { Vec3::ZERO } else { point() }).collect(),
        triangles: (0..n).map(|t| [0, 2 * t + 1, 2 * t + 2]).collect(),
    };
    let (_, report) = cleaned(&fan);
    assert!(report.open_edges > n as usize && report.crossings.between_shells > 1000);
    let soup = TriMesh {
        vertices: (0..3 * n).map(|_| point()).collect(),
        triangles: (0..n).map(|t| [3 * t, 3 * t + 1, 3 * t + 2]).collect(),
    };
    let (_, report) = cleaned(&soup);
    assert_eq!((report.shells, report.open_edges), (n as usize, 3 * n as usize));
    let book = TriMesh {
        vertices: (0..n + 2).map(|i| if i < 2 { Vec3::Z * f64::from(i) } else { point() }).collect(),
        triangles: (0..n).map(|t| if t % 2 == 0 { [0, 1, t + 2] } else { [1, 0, t + 2] }).collect(),
    };
    assert!(!cleaned(&book).1.is_closed());
    let shells: Vec<TriMesh> = (1..2000).map(|i| cuboid([-f64::from(i); 3], [f64::from(i); 3])).collect();
    let (_, report) = cleaned(&join(&shells));
    assert!(report.nesting_unknown && !report.faults().is_empty());
}
