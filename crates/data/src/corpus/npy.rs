//! Point clouds in NumPy's `.npy` files: N × 3 points, or N × 6 with normals.

use super::CorpusError;
use resolid_geom::format::one_line;
use resolid_geom::{Cloud, Vec3};
use std::path::Path;

/// The cloud of a `.npy` file: `f4` or `f8`, little-endian, in C order.
///
/// # Shape
/// `[points, 3 | 6]`
///
/// # Errors
/// [`CorpusError`]: unreadable, truncated, another type or shape, a number that is not finite.
pub fn read(path: &Path) -> Result<Cloud, CorpusError> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| CorpusError::Io { path: shown.clone(), source })?;
    // What the header says may stand in the reason.
    cloud(&bytes).map_err(|reason| CorpusError::Array { path: shown, reason: one_line(&reason) })
}

fn cloud(bytes: &[u8]) -> Result<Cloud, String> {
    let body = bytes.strip_prefix(b"\x93NUMPY").ok_or("not a .npy file: the signature is missing")?;
    let short = "the .npy header is cut off";
    let version = *body.first().ok_or(short)?;
    // Version 1 gives the header's length in two bytes, later ones in four.
    let (length, from): (usize, usize) = match (version, body.get(2..6)) {
        (1, Some(b)) => (usize::from(u16::from_le_bytes([b[0], b[1]])), 4),
        (2 | 3, Some(b)) => (u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize, 6),
        (1..=3, None) => return Err(short.into()),
        _ => return Err(format!("version {version} of .npy is not known; 1 to 3 are")),
    };
    let header = from.checked_add(length).and_then(|end| body.get(from..end)).ok_or(short)?;
    let header = std::str::from_utf8(header).map_err(|_| "the .npy header is no text")?;
    let field = |key: &str| header.split_once(&format!("'{key}':")).map(|(_, rest)| rest.trim_start());
    let kind = field("descr").and_then(|r| r.split('\'').nth(1)).ok_or("the .npy header has no `descr`")?;
    let size = match kind {
        "<f4" => 4,
        "<f8" => 8,
        other => return Err(format!("numbers of type `{other}`; <f4 and <f8 are read")),
    };
    if !field("fortran_order").is_some_and(|r| r.starts_with("False")) {
        return Err("columns first; only rows first (C order) is read".into());
    }
    let shape = field("shape").and_then(|r| r.strip_prefix('(')).and_then(|r| r.split_once(')'));
    let (shape, _) = shape.ok_or("the .npy header has no `shape`")?;
    let shape: Vec<usize> = shape.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    let [points, columns @ (3 | 6)] = shape[..] else {
        return Err(format!("of shape {shape:?}; [points, 3] and [points, 6] are read"));
    };
    let data = &body[from + length..];
    let wanted = points.checked_mul(columns * size);
    if wanted != Some(data.len()) {
        return Err(format!("{} bytes of numbers for {points} × {columns} of {size} bytes", data.len()));
    }
    let numbers: Vec<f64> = data
        .chunks_exact(size)
        .map(|b| match b.try_into() {
            Ok(b) => f64::from_le_bytes(b),
            Err(_) => f32::from_le_bytes([b[0], b[1], b[2], b[3]]).into(),
        })
        .collect();
    if let Some(i) = numbers.iter().position(|v| !v.is_finite()) {
        return Err(format!("point {} has a number that is not finite", i / columns));
    }
    let vec = |c: &[f64]| Vec3::new(c[0], c[1], c[2]);
    let mut cloud = Cloud::of(numbers.chunks_exact(columns).map(vec).collect());
    if columns == 6 {
        cloud.normals = Some(numbers.chunks_exact(6).map(|c| vec(&c[3..])).collect());
    }
    Ok(cloud)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(kind: &str, shape: &str, data: &[u8]) -> Vec<u8> {
        let header = format!("{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}\n");
        let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header.bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    fn points_and_normals_are_read_and_faults_are_named() {
        let numbers: Vec<u8> = (0..12u8).flat_map(|i| f32::from(i).to_le_bytes()).collect();
        let read = cloud(&file("<f4", "(2, 6)", &numbers)).unwrap();
        assert_eq!(read.points, [Vec3::new(0.0, 1.0, 2.0), Vec3::new(6.0, 7.0, 8.0)]);
        assert_eq!(read.normals.unwrap()[1], Vec3::new(9.0, 10.0, 11.0));
        assert_eq!(cloud(&file("<f4", "(4, 3)", &numbers)).unwrap().points.len(), 4);
        let refused = |b: &[u8]| cloud(b).unwrap_err();
        assert!(refused(&file("<f4", "(4, 4)", &numbers)).contains("[4, 4]"));
        assert!(refused(&file("<i8", "(2, 6)", &numbers)).contains("<i8"));
        assert!(
            refused(&file("<f4", "(9999999999999999999, 6)", &numbers))
                .contains("48 bytes of numbers for 9999999999999999999")
        );
        assert!(refused(&file("<f4", "(2, 6)", &numbers[..40])).contains("40 bytes"));
        assert!(refused(&file("<f4", "(1, 3)", &[0xff; 12])).contains("not finite"));
        let whole = file("<f4", "(2, 6)", &numbers);
        for n in 0..whole.len() {
            assert!(cloud(&whole[..n]).is_err());
        }
    }
}
