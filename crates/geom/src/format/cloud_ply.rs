//! Clouds as PLY.

use crate::{Cloud, Vec3};

/// The cloud as little-endian binary PLY with double coordinates: element `vertex` with `x y z`, `nx ny nz` where there are
/// normals, and `view` where views are known; element `sensor` with a place for each view.
pub fn write_cloud_ply(cloud: &Cloud) -> Vec<u8> {
    let mut header =
        format!("ply\nformat binary_little_endian 1.0\ncomment Resolid, millimetres\nelement vertex {}\n", cloud.len());
    let mut property = |kind: &str, names: &[&str]| {
        for name in names {
            header += &format!("property {kind} {name}\n");
        }
    };
    property("double", &["x", "y", "z"]);
    if cloud.normals.is_some() {
        property("double", &["nx", "ny", "nz"]);
    }
    if cloud.views.is_some() {
        property("uint", &["view"]);
    }
    if !cloud.sensors.is_empty() {
        header += &format!(
            "element sensor {}\nproperty double x\nproperty double y\nproperty double z\n",
            cloud.sensors.len()
        );
    }
    header += "end_header\n";
    let mut bytes = header.into_bytes();
    let place = |bytes: &mut Vec<u8>, p: Vec3| p.to_array().iter().for_each(|x| bytes.extend(x.to_le_bytes()));
    for i in 0..cloud.len() {
        place(&mut bytes, cloud.points[i]);
        if let Some(normals) = &cloud.normals {
            place(&mut bytes, normals[i]);
        }
        if let Some(views) = &cloud.views {
            bytes.extend(views[i].to_le_bytes());
        }
    }
    cloud.sensors.iter().for_each(|&s| place(&mut bytes, s));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_counts_what_follows() {
        let cloud = Cloud {
            points: vec![Vec3::new(1.0, 2.0, 3.0), Vec3::X],
            normals: Some(vec![Vec3::Z, Vec3::X]),
            views: Some(vec![0, 7]),
            sensors: vec![Vec3::Y * 5.0],
        };
        let split = |bytes: &[u8]| {
            let end = bytes.windows(11).position(|w| w == b"end_header\n").unwrap() + 11;
            (String::from_utf8(bytes[..end].to_vec()).unwrap(), bytes[end..].to_vec())
        };
        let (header, body) = split(&write_cloud_ply(&cloud));
        assert!(header.contains("element vertex 2\n") && header.contains("element sensor 1\n"), "{header}");
        assert_eq!(body.len(), 2 * (6 * 8 + 4) + 3 * 8);
        assert_eq!(body[16..24], 3f64.to_le_bytes());
        assert_eq!(body[52 + 48..52 + 52], 7u32.to_le_bytes());
        assert_eq!(body[2 * 52 + 8..2 * 52 + 16], 5f64.to_le_bytes());
        let (header, body) = split(&write_cloud_ply(&Cloud::of(cloud.points)));
        assert!(!header.contains("nx") && !header.contains("view") && !header.contains("sensor"), "{header}");
        assert_eq!(body.len(), 48);
    }
}
