//! What is written is read back, and the odd files of the real world are understood.

use rand::Rng;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use resolid_geom::format::{Format, read_mesh, write_obj, write_off, write_ply, write_stl};
use resolid_geom::{TriMesh, Vec3};

fn read(text: &str) -> TriMesh {
    read_mesh(text.as_bytes(), None).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

fn cube() -> TriMesh {
    TriMesh::cuboid(Vec3::new(-1.0, 2.0, 0.5), Vec3::new(3.0, 5.0, 7.25))
}

/// A cube as ASCII STL, with the words and line ends asked for.
fn ascii_stl(end: &str, upper: bool, name: &str) -> String {
    let mesh = cube();
    let mut text = format!("solid {name}{end}");
    for t in 0..mesh.triangles.len() {
        let n = mesh.normal(t);
        text += &format!("facet normal {} {} {}{end}\touter  loop{end}", n.x, n.y, n.z);
        for v in mesh.corners(t) {
            text += &format!("vertex {:e}   {:e}\t{:e}{end}", v.x, v.y, v.z);
        }
        text += &format!("endloop{end}endfacet{end}");
    }
    text += &format!("endsolid {name}{end}");
    if upper { text.to_uppercase() } else { text }
}

#[test]
fn text_formats_and_ply_keep_every_bit() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut mesh = TriMesh::default();
    for _ in 0..200 {
        let exponent = rng.random_range(-12.0..8.0);
        let scale = 10f64.powf(exponent);
        mesh.vertices.push(Vec3::new(rng.random(), rng.random(), -rng.random::<f64>()) * scale);
    }
    // Every vertex is used, as vertices without triangles are not kept.
    mesh.triangles = (0..200).map(|i| [i, (i + 1) % 200, (i + 7) % 200]).collect();
    for write in [write_obj, write_off, write_ply] {
        assert_eq!(read_mesh(&write(&mesh), None).as_ref(), Ok(&mesh));
    }
}

#[test]
fn stl_keeps_seven_digits_and_shares_corners() {
    let mesh = cube();
    let back = read_mesh(&write_stl(&mesh), None).unwrap();
    assert_eq!((back.vertices.len(), back.triangles.len()), (8, 12));
    assert!((back.volume() - mesh.volume()).abs() < 1e-6 * mesh.volume());
}

#[test]
fn binary_stl_may_begin_with_solid() {
    let mut bytes = write_stl(&cube());
    bytes[..18].copy_from_slice(b"solid facet normal");
    assert_eq!(read_mesh(&bytes, None).unwrap().triangles.len(), 12);
    // A few stray bytes behind the last triangle do no harm.
    bytes.extend_from_slice(b"\0\0\0\0");
    assert_eq!(read_mesh(&bytes, None).unwrap().triangles.len(), 12);
}

#[test]
fn ascii_stl_in_many_dresses() {
    let plain = read(&ascii_stl("\n", false, "part"));
    assert_eq!((plain.vertices.len(), plain.triangles.len()), (8, 12));
    for end in ["\n", "\r\n", "\r", "\n\n \t\n"] {
        for upper in [false, true] {
            for name in ["", "part", "my facet solid", "ünïcode №1"] {
                assert_eq!(read(&ascii_stl(end, upper, name)), plain, "{end:?} {upper} {name}");
            }
        }
    }
    // All on one line; a byte order mark; no name at the end, or no word about solids at all.
    assert_eq!(read(&ascii_stl(" ", false, "a b")), plain);
    assert_eq!(read(&format!("\u{feff}{}", ascii_stl("\n", false, "x"))), plain);
    assert_eq!(read(ascii_stl("\n", false, "x").trim_end().trim_end_matches(" x")), plain);
    let facets = ascii_stl("\n", false, "");
    assert_eq!(read(facets.trim_start_matches("solid").trim_end().trim_end_matches("endsolid")), plain);
    // Normals that are no numbers are nobody's business.
    let broken_normals = ascii_stl("\n", false, "").replace("normal 0 0 1", "normal -nan(ind) -1.#IND nan");
    assert_eq!(read(&broken_normals), plain);
    // Several solids in one file are read as one mesh.
    for end in ["\n", " "] {
        let two = ascii_stl(end, false, "a") + &ascii_stl(end, true, "b");
        assert_eq!(read(&two).triangles.len(), 24);
    }
}

#[test]
fn ascii_stl_that_is_cut_short_is_told_wherever_it_ends() {
    for end in ["\n", " "] {
        let two = ascii_stl(end, false, "") + &ascii_stl(end, true, "b");
        let whole = two.trim_end().len();
        let names = two.find("ENDSOLID").unwrap() + "ENDSOLID".len();
        // Behind the first solid the file is whole; on one line what follows is its name, until a facet begins.
        let first = two.find("endsolid").unwrap() + "endsolid".len();
        let last = if end == " " { two.find("NORMAL").unwrap() + 5 } else { two.find("SOLID B").unwrap() };
        let between = first..=last;
        for cut in 40..whole {
            let read = read_mesh(&two.as_bytes()[..cut], Some(Format::Stl));
            match read {
                Ok(_) => assert!(cut >= names || between.contains(&cut), "cut at {cut}: {:?}", &two[cut - 30..cut]),
                Err(error) => assert!(!between.contains(&cut) && cut < names, "cut at {cut}: {error}"),
            }
        }
        let told = |cut: usize| read_mesh(&two.as_bytes()[..cut], None).unwrap_err().to_string();
        let facet = two.match_indices("ENDFACET").nth(3).unwrap().0 + "ENDFACET".len();
        assert_eq!(
            told(facet),
            "the STL file ends after facet 16 without 'endsolid'; it is cut short: export it again"
        );
        assert_eq!(told(facet - 9), "the STL file ends inside facet 16; it is cut short: export it again");
    }
}

#[test]
fn obj_with_polygons_groups_and_negative_indices() {
    let mesh = read(
        "# a comment\nmtllib none.mtl\no prism\nv 0 0 0\nv 4 0 0\nv 4 4 0 0.5 0.5 0.5\nv 2 1 0\nv 0 4 0\ng top\n\
         v 0 0 2\nv 4 0 2\nv 4 4 2\nv 2 1 2\nv 0 4 2\nvn 0 0 1\nvt 0 0\nusemtl m\n\
         f 6/1/1 7/1/1 8/1/1 9/1/1 10/1/1\ng bottom\ns off\nf -6 -7 \\\n -8 -9 -10 # the floor\n\
         f 1//1 2//1 7//1 6//1\nf 2 3 8 7\nf 3 4 9 8\nf 4 5 10 9\nf 5 1 6 10\nl 1 2\n",
    );
    // The floor is a pentagon that is not convex: area 10 by the shoelace formula, and no fan from its first corner.
    assert!((mesh.volume() - 20.0).abs() < 1e-12, "{}", mesh.volume());
    assert_eq!(mesh.triangles.len(), 3 + 3 + 5 * 2);
    assert!((0..mesh.triangles.len()).all(|t| mesh.area_normal(t).length() > 0.1));
    let up: f64 = (0..mesh.triangles.len()).map(|t| mesh.area_normal(t).z.max(0.0) / 2.0).sum();
    assert!((up - 10.0).abs() < 1e-12, "the polygon is covered once: {up}");
}

#[test]
fn polygons_keep_corners_on_straight_edges() {
    // A square with a corner in the middle of each side: dropping them would leave T-junctions.
    let mesh = read(
        "OFF\n8 2 0\n0 0 0\n1 0 0\n2 0 0\n2 1 0\n2 2 0\n1 2 0\n0 2 0\n0 1 0\n8 0 1 2 3 4 5 6 7\n8 7 6 5 4 3 2 1 0\n",
    );
    assert_eq!(mesh.triangles.len(), 12);
    assert!((mesh.area() - 8.0).abs() < 1e-12);
    assert!((0..12).all(|t| mesh.area_normal(t).length() > 1e-3));
}

#[test]
fn ply_of_both_byte_orders_with_extras() {
    let mesh = cube();
    for big in [false, true] {
        let name = if big { "big" } else { "little" };
        let mut bytes = format!(
            "ply\r\nformat binary_{name}_endian 1.0\r\ncomment made by hand\r\nobj_info none\r\nelement camera 2\r\n\
             property float f\r\nelement empty 4000000000\r\nelement vertex 8\r\nproperty uchar red\r\nproperty float x\r\n\
             property double y\r\nproperty list uchar short weights\r\nproperty float z\r\nelement face 12\r\n\
             property list ushort uint vertex_index\r\nproperty list uchar float texcoord\r\nproperty uchar flags\r\nend_header\r\n"
        )
        .into_bytes();
        let mut put = |b: &[u8]| {
            if big {
                bytes.extend(b.iter().rev());
            } else {
                bytes.extend(b);
            }
        };
        put(&1.5f32.to_le_bytes());
        put(&2.5f32.to_le_bytes());
        for v in &mesh.vertices {
            put(&[200]);
            put(&(v.x as f32).to_le_bytes());
            put(&v.y.to_le_bytes());
            put(&[2]);
            put(&7i16.to_le_bytes());
            put(&(-7i16).to_le_bytes());
            put(&(v.z as f32).to_le_bytes());
        }
        for t in &mesh.triangles {
            put(&3u16.to_le_bytes());
            t.iter().for_each(|i| put(&i.to_le_bytes()));
            put(&[1]);
            put(&0.25f32.to_le_bytes());
            put(&[9]);
        }
        assert_eq!(read_mesh(&bytes, None).as_ref(), Ok(&mesh), "{name}");
    }
}

#[test]
fn ply_in_ascii_with_faces_first_and_strips() {
    let faces_first = read(
        "ply\nformat ascii 1.0\nelement face 4\nproperty list uchar int vertex_indices\nelement vertex 4\nproperty float x\n\
         property float y\nproperty float z\nend_header\n3 0 2 1\n3 0 1 3\n3 1 2 3\n3 2 0 3\n0 0 0\n1 0 0\n0 1 0\n0 0 1",
    );
    assert!((faces_first.volume() - 1.0 / 6.0).abs() < 1e-15);
    let strip = read(
        "ply\nformat ascii 1.0\nelement vertex 6\nproperty float x\nproperty float y\nproperty float z\nelement tristrips 1\n\
         property list int int vertex_indices\nend_header\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 2 0\n1 2 0\n10 0 1 2 3 4 5 -1 0 2 1\n",
    );
    // Four triangles of one strip face up together, the one behind the restart faces down.
    let ups: Vec<bool> = (0..5).map(|t| strip.area_normal(t).z > 0.0).collect();
    assert_eq!(ups, [true, true, true, true, false]);
}

#[test]
fn off_with_colours_comments_and_polygons() {
    let plain = read("OFF 4 4 6\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n3 0 2 1\n3 0 1 3\n3 1 2 3\n3 2 0 3\n");
    let dressed = read(
        "COFF # coloured\n# a tetrahedron\n\n4 4 # no edges given\n0 0 0 255 0 0 255\n1 0 0 0 255 0 255\n0 1 0 0 0 255 255# glued\n\
         \n0 0 1 1 1 1 1\n# faces\n3 0 2 1 255 0 0\n3 0 1 3\n3 1 2 3 0.5 0.5 0.5\n3  2 0 3",
    );
    assert_eq!(plain, dressed);
    let four = read("4OFF\n4 4 0\n0 0 0 1\n2 0 0 2\n0 3 0 3\n0 0 4 4\n3 0 2 1\n3 0 1 3\n3 1 2 3\n3 2 0 3\n");
    assert_eq!(plain, four);
    // Edges and points among the faces bound nothing.
    let extras = read("OFF\n4 6 0\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n2 0 1\n3 0 2 1\n3 0 1 3\n3 1 2 3\n3 2 0 3\n1 3\n");
    assert_eq!(plain, extras);
}

#[test]
fn content_wins_over_the_name() {
    let mesh = cube();
    for hint in [None, Some(Format::Stl), Some(Format::Obj), Some(Format::Step)] {
        for write in [write_obj, write_off, write_ply, write_stl] {
            assert_eq!(read_mesh(&write(&mesh), hint).map(|m| m.triangles.len()), Ok(12), "{hint:?}");
        }
    }
    assert_eq!(Format::from_extension(".STL"), Some(Format::Stl));
    assert_eq!(Format::from_extension("stp"), Some(Format::Step));
    assert_eq!(Format::from_extension("docx"), None);
    assert_eq!(Format::sniff(b"ISO-10303-21;\nHEADER;"), Some(Format::Step));
}

/// Reading damaged files ends, in time and without panic; what it gives is a mesh that can be used.
#[test]
fn damaged_files_never_bring_the_reader_down() {
    let mut rng = ChaCha8Rng::seed_from_u64(99);
    let mesh = cube();
    let originals = [
        write_obj(&mesh),
        write_off(&mesh),
        write_ply(&mesh),
        write_stl(&mesh),
        ascii_stl("\n", false, "part").into_bytes(),
        b"ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\nelement face 2\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n3 2 1 0\n".to_vec(),
    ];
    let mut read = 0;
    for round in 0..6000 {
        let mut bytes = originals[round % originals.len()].clone();
        for _ in 0..rng.random_range(1..4) {
            let at = rng.random_range(0..bytes.len());
            match rng.random_range(0..5) {
                0 => bytes.truncate(at.max(1)),
                1 => bytes[at] = rng.random(),
                2 => bytes[at] ^= 1 << rng.random_range(0..8),
                3 => bytes[at] = b"0123456789-. \n#e"[rng.random_range(0..16)],
                _ => {
                    let to = rng.random_range(at..bytes.len());
                    bytes.drain(at..to);
                }
            }
            if bytes.is_empty() {
                bytes.push(b'x');
            }
        }
        let hint = [None, Some(Format::Stl), Some(Format::Ply)][rng.random_range(0..3)];
        match read_mesh(&bytes, hint) {
            Ok(mesh) => {
                read += 1;
                let vertices = mesh.vertices.len() as u32;
                assert!(mesh.triangles.iter().flatten().all(|&v| v < vertices));
                assert!(mesh.vertices.iter().all(|v| v.is_finite() && v.abs().max_element() <= 1e9));
            }
            Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
        }
    }
    assert!(read > 500, "too much damage to be a test: {read} were read");
}
