//! The tables of an HDF5 file, whatever number type they hold.

use hdf5_reader::error::Error;
use hdf5_reader::group::Group;
use hdf5_reader::messages::datatype::Datatype;
use hdf5_reader::{Hdf5File, OpenOptions};

/// Most bytes of one table. A program has 60 rows of 17 numbers; a part, a few more.
const MOST: usize = 1 << 24;
/// Groups within groups: a part's name with slashes in it makes some.
const DEEPEST: usize = 8;

/// A table of numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    /// Its path in the file, without the leading slash.
    pub name: String,
    /// Its rows; a list of numbers is one row.
    pub rows: Vec<Vec<f64>>,
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Its tables, in the file's order.
    pub tables: Vec<Table>,
    /// Paths of what is no table of numbers, and what it is instead.
    pub others: Vec<(String, String)>,
}

/// The tables of a file, and what else is in it.
///
/// # Errors
/// What is wrong, in one line: not HDF5, truncated, or damaged.
pub(super) fn read(bytes: Vec<u8>) -> Result<Found, String> {
    if !bytes.starts_with(b"\x89HDF\r\n\x1a\n") {
        return Err("not HDF5: the signature is missing".into());
    }
    let options = OpenOptions::default().with_max_read_bytes(MOST).with_max_chunk_bytes(MOST);
    let file = Hdf5File::from_vec_with_options(bytes, options).map_err(damaged)?;
    let mut found = Found::default();
    collect(&file.root_group().map_err(damaged)?, "", 0, &mut found)?;
    Ok(found)
}

#[allow(clippy::needless_pass_by_value)] // for `map_err`
fn damaged(e: Error) -> String {
    format!("truncated or damaged HDF5: {e}")
}

fn collect(group: &Group, path: &str, depth: usize, found: &mut Found) -> Result<(), String> {
    if depth > DEEPEST {
        return Err(format!("groups nested deeper than {DEEPEST}"));
    }
    let (groups, datasets) = group.members().map_err(damaged)?;
    for dataset in datasets {
        let name = format!("{path}{}", dataset.name());
        let columns = match dataset.shape() {
            [n] | [_, n] => *n,
            other => {
                let what = format!("of shape {other:?}; [rows, 17] is read");
                found.others.push((name, what));
                continue;
            }
        };
        let Some((size, number)) = number(dataset.dtype()) else {
            let what = "of another type; whole numbers of 1 to 8 bytes and floats of 2, 4 and 8 are read";
            found.others.push((name, what.into()));
            continue;
        };
        let bytes = dataset.read_native_bytes().map_err(|e| format!("`{name}`: {}", damaged(e)))?;
        let values: Vec<f64> = bytes.chunks_exact(size).map(number).collect();
        let rows =
            if columns == 0 { Vec::new() } else { values.chunks(columns as usize).map(<[f64]>::to_vec).collect() };
        found.tables.push(Table { name, rows });
    }
    for group in groups {
        collect(&group, &format!("{path}{}/", group.name()), depth + 1, found)?;
    }
    Ok(())
}

/// How many bytes a number has, and how they are read.
type Number = (usize, fn(&[u8]) -> f64);

/// Numbers of that type; none where it is no number, or of a width of its own.
fn number(kind: &Datatype) -> Option<Number> {
    Some(match kind {
        Datatype::FloatingPoint { size: 8, .. } => (8, |b| f64::from_ne_bytes(b.try_into().unwrap_or_default())),
        Datatype::FloatingPoint { size: 4, .. } => (4, |b| f32::from_ne_bytes(b.try_into().unwrap_or_default()).into()),
        Datatype::FloatingPoint { size: 2, .. } => (2, |b| half(u16::from_ne_bytes(b.try_into().unwrap_or_default()))),
        Datatype::FixedPoint { size: 8, signed: true, .. } => {
            (8, |b| i64::from_ne_bytes(b.try_into().unwrap_or_default()) as f64)
        }
        Datatype::FixedPoint { size: 4, signed: true, .. } => {
            (4, |b| i32::from_ne_bytes(b.try_into().unwrap_or_default()).into())
        }
        Datatype::FixedPoint { size: 2, signed: true, .. } => {
            (2, |b| i16::from_ne_bytes(b.try_into().unwrap_or_default()).into())
        }
        Datatype::FixedPoint { size: 1, signed: true, .. } => {
            (1, |b| i8::from_ne_bytes(b.try_into().unwrap_or_default()).into())
        }
        Datatype::FixedPoint { size: 8, signed: false, .. } => {
            (8, |b| u64::from_ne_bytes(b.try_into().unwrap_or_default()) as f64)
        }
        Datatype::FixedPoint { size: 4, signed: false, .. } => {
            (4, |b| u32::from_ne_bytes(b.try_into().unwrap_or_default()).into())
        }
        Datatype::FixedPoint { size: 2, signed: false, .. } => {
            (2, |b| u16::from_ne_bytes(b.try_into().unwrap_or_default()).into())
        }
        Datatype::FixedPoint { size: 1, signed: false, .. } => {
            (1, |b| u8::from_ne_bytes(b.try_into().unwrap_or_default()).into())
        }
        _ => return None,
    })
}

/// A float of two bytes: sign, five bits of exponent, ten of fraction.
fn half(bits: u16) -> f64 {
    let fraction = f64::from(bits & 0x3ff);
    let size = match i32::from(bits >> 10 & 0x1f) {
        0 => fraction * 2_f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => (1024.0 + fraction) * 2_f64.powi(exponent - 25),
    };
    if bits >> 15 == 0 { size } else { -size }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn floats_of_two_bytes_are_read() {
        let read = [0x0000, 0x3c00, 0xbc00, 0x5bf8, 0x7bff, 0x0001, 0x7c00].map(half);
        assert_eq!(read, [0.0, 1.0, -1.0, 255.0, 65504.0, 2_f64.powi(-24), f64::INFINITY]);
        assert!(half(0x7e00).is_nan());
    }
}
