//! Clouds in surveyors' formats: LAS, LAZ and E57.

use super::points::PointsFile;
use super::{Format, LARGEST_COORDINATE, ReadError};
use crate::{Cloud, Vec3};
use std::io::Cursor;

/// Points asked for at once, and bytes that those may take; a header that lies costs no more memory than these.
const CHUNK: u64 = 65_536;
const CHUNK_BYTES: u64 = 16 << 20;

fn foreign(format: Format, error: impl std::fmt::Display) -> ReadError {
    let reason = error.to_string().lines().next().unwrap_or_default().to_string();
    // The system's words for reading past the end.
    let reason = if reason.contains("failed to fill whole buffer") { "the file is cut off".into() } else { reason };
    ReadError::Damaged { format, reason }
}

fn push(file: &mut PointsFile, p: Vec3) -> Result<bool, ReadError> {
    if !p.is_finite() {
        file.dropped += 1;
        return Ok(false);
    }
    if p.abs().max_element() > LARGEST_COORDINATE {
        let value = p.abs().max_element();
        return Err(ReadError::TooLarge { what: "point", index: file.cloud.len() as u64 + 1, value });
    }
    file.cloud.points.push(p);
    Ok(true)
}

/// The points of a LAS or LAZ file, in its own unit.
pub(super) fn las(bytes: &[u8]) -> Result<PointsFile, ReadError> {
    extended_records_fit(bytes)?;
    chunks_fit(bytes)?;
    let failed = |e: las::Error| foreign(Format::Las, e);
    // The reader wants to own what it reads.
    let mut reader = las::Reader::new(Cursor::new(bytes.to_vec())).map_err(failed)?;
    let said = reader.header().number_of_points();
    let length = bytes.get(105..107).map_or(1, |b| u64::from(u16::from_le_bytes([b[0], b[1]]))).max(1);
    let most = CHUNK.min(CHUNK_BYTES / length);
    let mut file = PointsFile { cloud: Cloud::default(), format: Format::Las, dropped: 0, millimetres: None };
    loop {
        let held = (file.cloud.len() + file.dropped) as u64;
        if held >= said {
            break;
        }
        let chunk = reader.read_points(most.min(said - held)).map_err(failed)?;
        if chunk.is_empty() {
            return Err(ReadError::Count { format: Format::Las, what: "points", said, held });
        }
        for ((x, y), z) in chunk.x().zip(chunk.y()).zip(chunk.z()) {
            push(&mut file, Vec3::new(x, y, z))?;
        }
    }
    Ok(file)
}

/// Whether the extended records of a LAS 1.4 file lie inside it, and its points in what can be counted; the reader makes room for
/// whatever the first claim, and multiplies out whatever the second do.
fn extended_records_fit(bytes: &[u8]) -> Result<(), ReadError> {
    let number = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?));
    if bytes.get(24..26) != Some(&[1, 4]) {
        return Ok(());
    }
    let points = number(247).unwrap_or_default();
    let length = bytes.get(105..107).map_or(0, |b| u64::from(u16::from_le_bytes([b[0], b[1]])));
    if points.checked_mul(length).and_then(|all| all.checked_add(u64::from(u32::MAX))).is_none() {
        let held = bytes.len() as u64 / length.max(1);
        return Err(ReadError::Count { format: Format::Las, what: "points", said: points, held });
    }
    let count = bytes.get(243..247).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let mut at = number(235).unwrap_or_default();
    for i in 0..count {
        let end = usize::try_from(at)
            .ok()
            .and_then(|a| number(a.checked_add(20)?))
            .and_then(|length| at.checked_add(60)?.checked_add(length));
        match end {
            Some(end) if end <= bytes.len() as u64 => at = end,
            _ => {
                return Err(ReadError::Truncated {
                    format: Format::Las,
                    what: "extended record",
                    index: u64::from(i) + 1,
                });
            }
        }
    }
    Ok(())
}

/// Whether the table of a compressed file counts no more chunks of points than it has bytes; the reader makes room for whatever it claims.
fn chunks_fit(bytes: &[u8]) -> Result<(), ReadError> {
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?));
    let place = |at: usize| Some(i64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?));
    let is_compressed = bytes.get(104).is_some_and(|format| format & 0xc0 != 0);
    let start = number(96).filter(|_| is_compressed).map(|at| at as usize);
    let Some(start) = start else { return Ok(()) };
    // A writer that could not go back says where the table is at the end.
    let after = |at: &i64| *at > start as i64;
    let table = place(start).filter(after).or_else(|| place(bytes.len().checked_sub(8)?).filter(after));
    let chunks = table.and_then(|at| number(usize::try_from(at).ok()?.checked_add(4)?)).unwrap_or_default();
    if chunks as usize > bytes.len() {
        let reason = format!("its table counts {chunks} chunks of points");
        return Err(ReadError::Damaged { format: Format::Las, reason });
    }
    Ok(())
}

/// The points of all scans of an E57 file, registered; where each scanner stood, where all scans say.
pub(super) fn e57(bytes: &[u8]) -> Result<PointsFile, ReadError> {
    let failed = |e: e57::Error| foreign(Format::E57, e);
    let mut reader = e57::E57Reader::new(Cursor::new(bytes)).map_err(failed)?;
    // E57 is in metres by its standard.
    let mut file = PointsFile { cloud: Cloud::default(), format: Format::E57, dropped: 0, millimetres: Some(1000.0) };
    let scans = reader.pointclouds();
    if scans.is_empty() {
        return Err(ReadError::NoScan);
    }
    let placed = scans.iter().all(|s| s.transform.is_some());
    let mut views = Vec::new();
    for (view, scan) in scans.iter().enumerate() {
        let mut points = reader.pointcloud_simple(scan).map_err(failed)?;
        points.apply_pose(true);
        for point in points {
            match point.map_err(failed)?.cartesian {
                e57::CartesianCoordinate::Valid { x, y, z } => {
                    if push(&mut file, Vec3::new(x, y, z))? {
                        views.push(view as u32);
                    }
                }
                _ => file.dropped += 1,
            }
        }
        if let Some(pose) = &scan.transform {
            let t = &pose.translation;
            file.cloud.sensors.push(Vec3::new(t.x, t.y, t.z));
        }
    }
    if placed {
        file.cloud.views = Some(views);
    } else {
        file.cloud.sensors.clear();
    }
    Ok(file)
}
