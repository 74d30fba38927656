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

/// All tables of a file, in the file's order; what is no table of numbers is left out.
///
/// # Errors
/// What is wrong, in one line: not HDF5, truncated, or damaged.
pub(super) fn tables(bytes: Vec<u8>) -> Result<Vec<Table>, String> {
    if !bytes.starts_with(b"\x89HDF\r\n\x1a\n") {
        return Err("not HDF5: the signature is missing".into());
    }
    let options = OpenOptions::default().with_max_read_bytes(MOST).with_max_chunk_bytes(MOST);
    let damaged = |e: Error| format!("truncated or damaged HDF5: {e}");
    let file = Hdf5File::from_vec_with_options(bytes, options).map_err(damaged)?;
    let mut tables = Vec::new();
    collect(&file.root_group().map_err(damaged)?, "", 0, &mut tables)?;
    Ok(tables)
}

fn collect(group: &Group, path: &str, depth: usize, tables: &mut Vec<Table>) -> Result<(), String> {
    if depth > DEEPEST {
        return Err(format!("groups nested deeper than {DEEPEST}"));
    }
    let damaged = |e: Error| format!("truncated or damaged HDF5: {e}");
    let (groups, datasets) = group.members().map_err(damaged)?;
    for dataset in datasets {
        let name = format!("{path}{}", dataset.name());
        let columns = match dataset.shape() {
            [n] => *n,
            [_, n] => *n,
            _ => continue,
        };
        let read: fn(&[u8]) -> f64 = match dataset.dtype() {
            Datatype::FloatingPoint { size: 8, .. } => |b| f64::from_ne_bytes(b.try_into().unwrap_or_default()),
            Datatype::FloatingPoint { size: 4, .. } => |b| f32::from_ne_bytes(b.try_into().unwrap_or_default()).into(),
            Datatype::FixedPoint { size: 8, signed: true, .. } => {
                |b| i64::from_ne_bytes(b.try_into().unwrap_or_default()) as f64
            }
            Datatype::FixedPoint { size: 4, signed: true, .. } => {
                |b| i32::from_ne_bytes(b.try_into().unwrap_or_default()).into()
            }
            Datatype::FixedPoint { size: 2, signed: true, .. } => {
                |b| i16::from_ne_bytes(b.try_into().unwrap_or_default()).into()
            }
            Datatype::FixedPoint { size: 1, signed: true, .. } => {
                |b| i8::from_ne_bytes(b.try_into().unwrap_or_default()).into()
            }
            Datatype::FixedPoint { size: 8, signed: false, .. } => {
                |b| u64::from_ne_bytes(b.try_into().unwrap_or_default()) as f64
            }
            Datatype::FixedPoint { size: 4, signed: false, .. } => {
                |b| u32::from_ne_bytes(b.try_into().unwrap_or_default()).into()
            }
            _ => continue,
        };
        let bytes = dataset.read_native_bytes().map_err(|e| format!("`{name}`: {}", damaged(e)))?;
        let size = match dataset.dtype() {
            Datatype::FloatingPoint { size, .. } | Datatype::FixedPoint { size, .. } => usize::from(*size),
            _ => continue,
        };
        let values: Vec<f64> = bytes.chunks_exact(size).map(read).collect();
        let rows =
            if columns == 0 { Vec::new() } else { values.chunks(columns as usize).map(<[f64]>::to_vec).collect() };
        tables.push(Table { name, rows });
    }
    for group in groups {
        collect(&group, &format!("{path}{}/", group.name()), depth + 1, tables)?;
    }
    Ok(())
}
