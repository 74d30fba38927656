//! Every kind of bad input gets one line that says what is wrong, with numbers, and what to try.

use resolid_geom::clean::{CleanError, clean};
use resolid_geom::format::{Format, read_mesh, write_stl};
use resolid_geom::{TriMesh, Vec3};

/// Name, content, format by name, what the message holds.
type Case = (&'static str, Vec<u8>, Option<Format>, &'static [&'static str]);

fn cube() -> TriMesh {
    TriMesh::cuboid(Vec3::ZERO, Vec3::splat(10.0))
}

fn cube_stl() -> Vec<u8> {
    write_stl(&cube())
}

fn stl_with_count(count: u32) -> Vec<u8> {
    let mut bytes = cube_stl();
    bytes[80..84].copy_from_slice(&count.to_le_bytes());
    bytes
}

/// A cube whose third triangle has `value` for a coordinate.
fn stl_with_coordinate(value: f32) -> Vec<u8> {
    let mut bytes = cube_stl();
    let at = 84 + 2 * 50 + 12;
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    bytes
}

fn ply_header(vertices: &str, faces: &str, encoding: &str) -> Vec<u8> {
    format!(
        "ply\nformat {encoding} 1.0\nelement vertex {vertices}\nproperty float x\nproperty float y\nproperty float z\n\
         element face {faces}\nproperty list uchar int vertex_indices\nend_header\n"
    )
    .into_bytes()
}

fn joined(mut head: Vec<u8>, tail: &[u8]) -> Vec<u8> {
    head.extend_from_slice(tail);
    head
}

#[test]
fn each_bad_file_gets_one_line_that_says_what_and_what_to_try() {
    let half = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let ascii =
        b"solid a\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\nendsolid a\n";
    let corners = b"OFF\n4 4 0\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n";
    #[rustfmt::skip]
    let table: Vec<Case> = vec![
        ("empty", vec![], Some(Format::Stl), &["is empty", "export it again"]),
        ("blanks", b" \n\n\t".to_vec(), None, &["is empty"]),
        ("text renamed", b"Dear customer,\nplease find attached\n".to_vec(), Some(Format::Stl), &["no STL file", "plain text", "renamed"]),
        ("text that begins with solid", b"solid advice for everyone\n".to_vec(), Some(Format::Stl), &["no STL file", "plain text"]),
        ("text of no name", b"Dear customer".to_vec(), None, &["no mesh file", "plain text", "give an STL"]),
        ("picture renamed", b"\x89PNG\r\n\x1a\n\0\0\0\0".to_vec(), Some(Format::Stl), &["no STL file", "PNG picture"]),
        ("archive", b"PK\x03\x04\x14\0\0\0".to_vec(), Some(Format::Obj), &["ZIP archive", "unpack"]),
        ("web page", b"<!DOCTYPE html><html>".to_vec(), Some(Format::Ply), &["XML or HTML"]),
        ("STEP", b"ISO-10303-21;\n".to_vec(), Some(Format::Step), &["STEP file", "kernel"]),
        ("STL cut short", half(cube_stl()), Some(Format::Stl), &["says 12 triangles", "holds 5", "export it again"]),
        ("STL header alone", vec![0; 60], Some(Format::Stl), &["ends inside the header"]),
        ("STL that lies upwards", stl_with_count(5_000_000), Some(Format::Stl), &["says 5,000,000 triangles", "holds 12"]),
        ("STL that lies wildly", stl_with_count(u32::MAX), Some(Format::Stl), &["says 4,294,967,295 triangles", "holds 12"]),
        ("STL that lies downwards", stl_with_count(3), Some(Format::Stl), &["says 3 triangles", "holds 12"]),
        ("ASCII STL cut short", ascii[..60].to_vec(), None, &["STL", "ends inside facet 1"]),
        ("ASCII STL with a word for a number", String::from_utf8_lossy(ascii).replace("1 0 0", "1 zero 0").into_bytes(), None, &["STL line 5", "number", "'zero'"]),
        ("decimal commas", String::from_utf8_lossy(ascii).replace("1 0 0", "1,5 0 0").into_bytes(), None, &["line 5", "decimal point", "'1,5'"]),
        ("one triangle", ascii.to_vec(), None, &["1 triangle;", "at least 4"]),
        ("NaN", stl_with_coordinate(f32::NAN), None, &["triangle 3", "NaN", "no number"]),
        ("infinite", stl_with_coordinate(f32::NEG_INFINITY), None, &["triangle 3", "-inf"]),
        ("huge", stl_with_coordinate(3e20), None, &["triangle 3", "e20", "check the unit"]),
        ("NaN in text", b"v 0 0 0\nv nan 0 0\nv 0 1 0\nf 1 2 3\n".to_vec(), None, &["vertex 2", "NaN"]),
        ("huge in text", b"v 0 0 0\nv 1e300 0 0\nv 0 1 0\nf 1 2 3\n".to_vec(), None, &["vertex 2", "1e300"]),
        ("OBJ index too high", b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 9\n".to_vec(), None, &["face 1 uses vertex 9", "3 vertices"]),
        ("OBJ index zero", b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 0 1 2\n".to_vec(), None, &["face 1 uses vertex 0"]),
        ("OBJ index too low", b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf -4 1 2\n".to_vec(), None, &["face 1 uses vertex -4"]),
        ("OBJ short line", b"v 0 0 0\nv 1 0\n".to_vec(), None, &["OBJ line 2", "three coordinates"]),
        ("OBJ face of two", b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2\n".to_vec(), None, &["OBJ line 4", "three or more corners", "'2'"]),
        ("points alone", b"v 0 0 0\nv 1 0 0\nv 0 1 0\n".to_vec(), None, &["3 points and no faces", "point cloud"]),
        ("OFF index", joined(corners.to_vec(), b"3 0 1 2\n3 0 1 4\n"), None, &["face 2 uses vertex 4", "4 vertices"]),
        ("OFF cut short", joined(corners.to_vec(), b"3 0 1 2\n3 0 1 3\n"), None, &["says 4 faces", "holds 2"]),
        ("OFF that lies", b"OFF\n4000000000 4 0\n0 0 0\n".to_vec(), None, &["says 4,000,000,000 vertices", "holds 1"]),
        ("OFF that lies downwards", joined(corners.to_vec(), b"3 0 1 2\n3 0 3 1\n3 0 2 3\n3 1 3 2\n# the end\n3 0 1 2\n"), None, &["goes on after all", "export it again"]),
        ("OFF, lying face", joined(corners.to_vec(), b"4000000000 0 1 2\n"), None, &["OFF line 7", "number of corners"]),
        ("OFF, binary", b"OFF BINARY\n\0\0\0\x04".to_vec(), None, &["binary OFF", "not supported"]),
        ("PLY that lies", joined(ply_header("4000000000", "1", "binary_little_endian"), &[0; 24]), None, &["says 4,000,000,000 vertices", "holds 2"]),
        ("PLY that lies about faces", joined(ply_header("1", "900000000", "binary_big_endian"), &[0; 22]), None, &["says 900,000,000 faces", "holds 10"]),
        ("PLY list that lies", joined(ply_header("1", "2", "binary_little_endian"), &[[0; 12].as_slice(), &[255, 0, 0, 0]].concat()), None, &["says 2 faces", "holds 0"]),
        ("PLY in text that lies", joined(ply_header("5000000", "1", "ascii"), b"0 0 0\n1 0 0\n"), None, &["says 5,000,000 vertices", "holds 2"]),
        ("PLY in text that lies downwards", joined(ply_header("3", "1", "ascii"), b"0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n3 2 1 0\n"), None, &["goes on after all"]),
        ("PLY that lies downwards", joined(ply_header("1", "0", "binary_little_endian"), &[7; 24]), None, &["goes on after all"]),
        ("PLY index", joined(ply_header("3", "1", "ascii"), b"0 0 0\n1 0 0\n0 1 0\n3 0 1 3\n"), None, &["face 1 uses vertex 3", "3 vertices"]),
        ("PLY negative index", joined(ply_header("3", "1", "ascii"), b"0 0 0\n1 0 0\n0 1 0\n3 0 1 -2\n"), None, &["face 1 uses vertex -2"]),
        ("PLY cloud", joined(ply_header("2", "0", "ascii"), b"0 0 0\n1 0 0\n"), None, &["2 points and no faces"]),
        ("PLY without end", b"ply\nformat ascii 1.0\nelement vertex 3\n".to_vec(), None, &["PLY line 4", "end_header"]),
        ("PLY of no encoding", b"ply\nelement vertex 3\nend_header\n".to_vec(), None, &["'format' line"]),
        ("PLY of an odd type", b"ply\nformat ascii 1.0\nelement vertex 3\nproperty quaternion x\nend_header\n".to_vec(), None, &["PLY line 4", "quaternion"]),
        ("PLY of a negative count", ply_header("-3", "0", "ascii"), None, &["PLY line 3", "a count", "'-3'"]),
    ];
    for (name, bytes, hint, parts) in table {
        let error = read_mesh(&bytes, hint).expect_err(name).to_string();
        for part in parts {
            assert!(error.contains(part), "{name}: '{part}' is not in: {error}");
        }
        assert!(!error.contains('\n') && error.len() < 240, "{name}: {error}");
    }
}

#[test]
fn meshes_that_bound_nothing_are_refused() {
    let mut no_number = cube();
    no_number.vertices[3].y = f64::NAN;
    assert_eq!(clean(&no_number).unwrap_err(), CleanError::NotFinite { vertex: 3 });
    let mut bad_index = cube();
    bad_index.triangles[5][1] = 8;
    assert_eq!(clean(&bad_index).unwrap_err(), CleanError::IndexOutOfRange { triangle: 5, vertex: 8, vertices: 8 });
    assert_eq!(clean(&TriMesh::default()).unwrap_err(), CleanError::NoArea { triangles: 0 });
    let point = cube().mapped(|_| Vec3::ONE);
    assert_eq!(clean(&point).unwrap_err(), CleanError::NoArea { triangles: 12 });
    let line = cube().mapped(|p| Vec3::new(p.x + p.y + p.z, 0.0, 0.0));
    assert_eq!(clean(&line).unwrap_err(), CleanError::NoArea { triangles: 12 });
    let sheet = TriMesh {
        vertices: (0..9).map(|i| Vec3::new(f64::from(i % 3), f64::from(i / 3), 1.0)).collect(),
        triangles: vec![[0, 1, 4], [0, 4, 3], [1, 2, 5], [1, 5, 4], [3, 4, 7]],
    };
    assert_eq!(clean(&sheet).unwrap_err(), CleanError::Flat { triangles: 5 });
}

#[test]
fn flawed_solids_are_described_as_what_they_are() {
    // Open: a cube without its lid.
    let mut open = cube();
    open.triangles.truncate(10);
    let (_, report) = clean(&open).unwrap();
    assert_eq!((report.open_edges, report.boundary_loops, report.open_shells), (4, 1, 1));
    assert!(!report.is_closed() && !report.is_sound());
    assert_eq!(report.faults(), ["4 open edges in 1 loop"]);

    // Inside out.
    let (turned, report) = clean(&cube().flipped()).unwrap();
    assert!((turned.volume() - 1000.0).abs() < 1e-9);
    assert_eq!(report.turned_shells, 1);
    assert!(report.is_sound());
    assert_eq!(report.repairs(), ["1 inside-out shell turned"]);

    // Two shells.
    let mut two = cube();
    two.append(&TriMesh::cuboid(Vec3::splat(20.0), Vec3::splat(21.0)));
    let (_, report) = clean(&two).unwrap();
    assert_eq!((report.shells, report.voids, report.repairs().len(), report.faults().len()), (2, 0, 0, 0));

    // Self-crossing: a cube that runs through another one.
    let mut crossing = cube();
    crossing.append(&TriMesh::cuboid(Vec3::splat(5.0), Vec3::splat(15.0)));
    let (_, report) = clean(&crossing).unwrap();
    assert!(report.crossings.between_shells > 0 && report.crossings.within_shells == 0 && report.crossings.complete);

    // Triangles without area.
    let mut flat = cube();
    flat.triangles.extend([[0, 0, 1], [3, 5, 3], [2, 2, 2]]);
    let (mesh, report) = clean(&flat).unwrap();
    assert_eq!((report.flat_triangles, mesh.triangles.len()), (3, 12));
    assert!(report.is_sound());
}
