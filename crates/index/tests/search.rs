//! The right part comes first, however it is shown.
#![allow(missing_docs)]

mod common;

use common::{entry, plate, plates};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use resolid_data::scan::{Level, Scan, scan};
use resolid_geom::{Cloud, Frame, Loop, MeshDistance, Profile, Silent, TriMesh, Vec2, Vec3};
use resolid_index::{
    Embedded, Entry, FileState, Found, IndexError, Likeness, Original, Query, Sight, Store, Surface, Wish,
    encode_query, search,
};

use resolid_program::{Extent, Mode, Program, Step};

const TURN: [f64; 3] = [0.7, -0.4, 2.1];

fn turned(p: Vec3) -> Vec3 {
    let turn = glam::DQuat::from_euler(glam::EulerRot::XYZ, TURN[0], TURN[1], TURN[2]);
    turn * p + Vec3::new(100.0, -20.0, 5.0)
}

struct Library {
    _room: tempfile::TempDir,
    index: Embedded,
    surfaces: Vec<Surface>,
}

fn library(count: usize) -> Library {
    let room = tempfile::tempdir().unwrap();
    let surfaces: Vec<Surface> = plates(count).iter().map(|p| Surface::of_program(p).unwrap()).collect();
    let mut index = Embedded::open_or_make(room.path()).unwrap();
    let entries: Vec<Entry> = surfaces.iter().enumerate().map(|(k, s)| entry(&k.to_string(), s)).collect();
    index.put(&entries).unwrap();
    Library { _room: room, index, surfaces }
}

impl Library {
    fn find(&mut self, query: Surface, wish: &Wish) -> Found {
        let surfaces = &self.surfaces;
        let original = |part: &resolid_index::Listed| {
            Original::Same(Box::new(surfaces[part.path.parse::<usize>().unwrap()].clone()))
        };
        let encodings = encode_query(&query);
        search(&mut self.index, &Query::new(query), &encodings, wish, &original, &Silent).unwrap()
    }
}

const TRUE_SIZE: Wish = Wish { top: 5, sized: true, any_size: false };
const ANY_SIZE: Wish = Wish { top: 5, sized: true, any_size: true };

#[test]
fn a_turned_mesh_finds_its_program_and_the_way_it_lies() {
    let mut library = library(40);
    for k in [0, 7, 33] {
        let mesh = library.surfaces[k].mesh.clone().unwrap().mapped(turned);
        let found = library.find(Surface::of_mesh(&mesh).unwrap(), &TRUE_SIZE);
        let best = &found.hits[0];
        assert_eq!(
            (best.part.path.as_str(), best.agreement.likeness),
            (&*k.to_string(), Likeness::Identical),
            "{best:?}"
        );
        assert!(best.score > 0.95 && !best.mirrored && best.file == FileState::Same, "{best:?}");
        // Each point of the part comes to lie on the query.
        let body = resolid_index::Body::new(Surface::of_mesh(&mesh).unwrap());
        let off = library.surfaces[k].points.iter().map(|&p| body.nearest(best.agreement.placing.of(p)).distance);
        assert!(off.fold(0.0, f64::max) < 0.05);
        assert!(found.hits.windows(2).all(|w| w[0].score >= w[1].score));
        assert_ne!(found.hits[1].agreement.likeness, Likeness::Identical);
    }
}

#[test]
fn scans_find_their_parts() {
    let mut library = library(40);
    for (level, k) in [(Level::Clean, 4), (Level::Light, 12), (Level::Heavy, 20)] {
        let mesh = MeshDistance::new(library.surfaces[k].mesh.as_ref().unwrap());
        let seen = scan(&mesh, &Scan::of(level), &mut ChaCha8Rng::seed_from_u64(5)).unwrap();
        let cloud = Cloud { points: seen.points.iter().map(|&p| turned(p)).collect(), ..Cloud::default() };
        let surface = Surface::of_cloud(&cloud).unwrap();
        // What twelve views show of a part is all of it; six from above do not show its underside.
        assert_eq!(surface.sight == Sight::Part, level == Level::Heavy, "{level:?}");
        let found = library.find(surface, &TRUE_SIZE);
        assert_eq!(found.hits[0].part.path, k.to_string(), "{level:?} {:?}", found.hits[0]);
        assert!(found.hits[0].agreement.likeness <= Likeness::Nearly);
    }
}

#[test]
fn size_counts_unless_any_will_do() {
    let mut library = library(10);
    // The same plate a good deal larger, and one of the query's size that is nearly like it.
    let own = library.surfaces[3].clone();
    let inches = own.mesh.clone().unwrap().mapped(|p| p * 25.4);
    let entries = [entry("10", &Surface::of_mesh(&inches).unwrap())];
    library.index.put(&entries).unwrap();
    library.surfaces.push(Surface::of_mesh(&inches).unwrap());
    let found = library.find(own.clone(), &TRUE_SIZE);
    assert_eq!(found.hits[0].part.path, "3");
    let found = library.find(Surface::of_mesh(&inches).unwrap(), &TRUE_SIZE);
    assert_eq!(found.hits[0].part.path, "10");
    let found = library.find(Surface::of_mesh(&inches).unwrap(), &ANY_SIZE);
    let both: Vec<&str> = found.hits[..2].iter().map(|h| h.part.path.as_str()).collect();
    assert!(both.contains(&"3") && both.contains(&"10"), "{both:?}");
    let smaller = found.hits.iter().find(|h| h.part.path == "3").unwrap();
    assert_eq!(smaller.agreement.likeness, Likeness::Identical);
    assert!((smaller.scale - 25.4).abs() < 0.01, "{}", smaller.scale);
}

#[test]
fn a_mirrored_part_is_called_one() {
    // A hole off both middles and a block in a corner: no turn makes its mirror image of it.
    let chiral = plate(Vec2::new(40.0, 25.0), 3.0, Some((Vec2::new(30.0, 8.0), 3.0)), 5.0);
    let mut library = library(6);
    library.surfaces.push(Surface::of_program(&chiral).unwrap());
    library.index.put(&[entry("6", &library.surfaces[6])]).unwrap();
    let mirror: TriMesh =
        library.surfaces[6].mesh.clone().unwrap().mapped(|p| turned(Vec3::new(-p.x, p.y, p.z))).flipped();
    let found = library.find(Surface::of_mesh(&mirror).unwrap(), &TRUE_SIZE);
    let hit = found.hits.iter().find(|h| h.part.path == "6").unwrap();
    assert!(hit.mirrored && hit.agreement.likeness == Likeness::Identical, "{hit:?}");
    assert!(hit.score < 0.9);
}

#[test]
fn what_only_its_holes_fix_about_an_axis_is_found() {
    // A round flange whose holes stand unevenly: no flat face and no axis says how it is turned.
    let at = |degrees: f64| Vec2::from_angle(degrees.to_radians()) * 14.0;
    let flange = |angles: &[f64]| {
        let holes = angles.iter().map(|&a| Loop::circle(at(a), 3.0)).collect();
        let profile = Profile { outer: Loop::circle(Vec2::ZERO, 20.0), holes };
        let step = Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance: 6.0 }, Mode::New);
        Surface::of_program(&Program { steps: vec![step], ..Program::default() }).unwrap()
    };
    let mut library = library(4);
    for (k, angles) in [[0.0, 120.0, 240.0], [10.0, 150.0, 250.0], [30.0, 80.0, 170.0]].iter().enumerate() {
        library.surfaces.push(flange(angles));
        library.index.put(&[entry(&(4 + k).to_string(), &library.surfaces[4 + k])]).unwrap();
    }
    let mesh = library.surfaces[6].mesh.clone().unwrap().mapped(turned);
    let found = library.find(Surface::of_mesh(&mesh).unwrap(), &TRUE_SIZE);
    // Few points lie in holes, and pull it no farther than nearly there.
    assert_eq!(found.hits[0].part.path, "6");
    assert!(matches!(found.hits[0].agreement.likeness, Likeness::Identical | Likeness::Nearly), "{:?}", found.hits[0]);
    assert_ne!(found.hits[1].agreement.likeness, Likeness::Identical, "{:?}", found.hits[1]);
}

#[test]
fn a_file_that_is_gone_or_changed_is_said_to_be() {
    let mut library = library(8);
    let query = library.surfaces[2].clone();
    let encodings = encode_query(&query);
    let query = Query::new(query);
    let found = search(&mut library.index, &query, &encodings, &TRUE_SIZE, &|_| Original::Missing, &Silent).unwrap();
    assert_eq!((found.hits[0].part.path.as_str(), &found.hits[0].file), ("2", &FileState::Missing));
    let other = library.surfaces[5].clone();
    let changed = |_: &resolid_index::Listed| Original::Changed(Box::new(other.clone()));
    let found = search(&mut library.index, &query, &encodings, &TRUE_SIZE, &changed, &Silent).unwrap();
    assert!(found.hits.iter().all(|h| h.file == FileState::Changed && h.agreement.likeness != Likeness::Identical));
}

#[test]
fn what_shows_no_shape_is_refused_in_one_line() {
    let few = Surface::of_cloud(&Cloud::of(vec![Vec3::ZERO, Vec3::X, Vec3::Y])).unwrap_err();
    assert!(matches!(&few, IndexError::Shape(s) if s.contains("3 of 3 points") && !s.contains('\n')), "{few}");
    let same = Surface::of_cloud(&Cloud::of(vec![Vec3::ONE; 5000])).unwrap_err();
    assert!(same.to_string().contains("1 of 5000"), "{same}");
    let flat = (0..400).map(|i| Vec3::new(f64::from(i % 20), f64::from(i / 20), 0.0)).collect();
    let flat = Surface::of_cloud(&Cloud::of(flat)).unwrap_err();
    assert!(flat.to_string().contains("plane or line"), "{flat}");
    let odd = (0..400).map(|i| Vec3::new(f64::from(i % 20), f64::NAN, f64::INFINITY)).collect();
    assert!(Surface::of_cloud(&Cloud::of(odd)).is_err());
    assert!(Surface::of_mesh(&TriMesh::default()).is_err());
    assert!(Surface::of_program(&resolid_program::Program::default()).is_err());
}

#[test]
fn an_index_without_parts_finds_none() {
    let room = tempfile::tempdir().unwrap();
    let mut index = Embedded::open_or_make(room.path()).unwrap();
    let surface = Surface::of_mesh(&TriMesh::cuboid(Vec3::ZERO, Vec3::ONE)).unwrap();
    let encodings = encode_query(&surface);
    let found =
        search(&mut index, &Query::new(surface), &encodings, &TRUE_SIZE, &|_| Original::Missing, &Silent).unwrap();
    assert!(found.hits.is_empty());
}
