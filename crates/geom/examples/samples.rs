//! Small files of the forms that are not text: what is damaged on purpose begins as one of them.
//!
//! `cargo run -p resolid-geom --features survey,exchange --example samples FOLDER` writes them, for `tools/fuzz`.
#![allow(dead_code, missing_docs)]

use resolid_geom::{TriMesh, Vec3};
use std::io::{Cursor, Write};

/// LAS 1.4, or LAZ.
pub fn las(points: &[Vec3], compressed: bool) -> Vec<u8> {
    let mut builder = las::Builder::from((1, 4));
    builder.point_format = las::point::Format::new(0).unwrap();
    builder.point_format.is_compressed = compressed;
    let mut writer = las::Writer::new(Cursor::new(Vec::new()), builder.into_header().unwrap()).unwrap();
    for p in points {
        writer.write_point(las::Point { x: p.x, y: p.y, z: p.z, ..Default::default() }).unwrap();
    }
    writer.into_inner().unwrap().into_inner()
}

pub fn e57(points: &[Vec3]) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut writer = e57::E57Writer::new(&mut out, "file").unwrap();
    let prototype = vec![e57::Record::CARTESIAN_X_F64, e57::Record::CARTESIAN_Y_F64, e57::Record::CARTESIAN_Z_F64];
    let mut scan = writer.add_pointcloud("scan", prototype).unwrap();
    for p in points {
        scan.add_point(p.to_array().map(e57::RecordValue::Double).to_vec()).unwrap();
    }
    scan.finalize().unwrap();
    writer.finalize().unwrap();
    drop(writer);
    out.into_inner()
}

/// A mesh twice, the second time beside the first.
pub fn threemf(mesh: &TriMesh) -> Vec<u8> {
    let vertices: String =
        mesh.vertices.iter().map(|v| format!(r#"<vertex x="{}" y="{}" z="{}"/>"#, v.x, v.y, v.z)).collect();
    let triangles: String =
        mesh.triangles.iter().map(|[a, b, c]| format!(r#"<triangle v1="{a}" v2="{b}" v3="{c}"/>"#)).collect();
    let model = format!(
        r#"<model unit="millimeter"><resources><object id="1"><mesh><vertices>{vertices}</vertices><triangles>{triangles}</triangles></mesh></object><object id="2"><components><component objectid="1"/><component objectid="1" transform="1 0 0 0 1 0 0 0 1 90 0 0"/></components></object></resources><build><item objectid="2"/></build></model>"#
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("3D/3dmodel.model", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(model.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// One of each, by the ending of its name.
pub fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let mesh = TriMesh::cuboid(Vec3::ZERO, Vec3::new(40.0, 20.0, 10.0));
    let points: Vec<Vec3> =
        (0..60).map(|k| Vec3::new(f64::from(k % 5), f64::from(k / 5 % 4), f64::from(k / 20))).collect();
    vec![
        ("las", las(&points, false)),
        ("laz", las(&points, true)),
        ("e57", e57(&points)),
        ("3mf", threemf(&mesh)),
        ("glb", resolid_geom::format::write_glb(&[("block".into(), mesh)])),
    ]
}

fn main() {
    let folder = std::env::args_os().nth(1).expect("the folder to write to");
    for (ending, bytes) in samples() {
        std::fs::write(std::path::Path::new(&folder).join(format!("sample.{ending}")), bytes)
            .expect("it can be written");
    }
}
