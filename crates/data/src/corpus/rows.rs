//! Rows in HDF5: one program a file, padded or not, whole numbers of any type.

use super::hdf5::Table;
use super::json::read_rows;
use super::{Form, Record, Reject};
use resolid_program::tokens::Dialect;

/// The record of the table that holds rows.
pub(super) fn record(table: &Table, id: &str, place: &str) -> Result<Record, Reject> {
    let reject = |reason: String| Reject { id: Some(id.into()), place: place.into(), reason };
    let mut rows = Vec::with_capacity(table.rows.len());
    for (i, row) in table.rows.iter().enumerate() {
        if let Some(c) = row.iter().position(|v| v.fract() != 0.0 || v.abs() > 1e9) {
            return Err(reject(format!("`{}`, row {i}, column {c}: {} is no whole number", table.name, row[c])));
        }
        rows.push(row.iter().map(|&v| v as i64).collect());
    }
    let (rows, program) = read_rows(&rows).map_err(|e| reject(format!("`{}`: {e}", table.name)))?;
    Ok(Record {
        id: id.into(),
        place: place.into(),
        form: Form::RowsHdf5,
        split: None,
        program,
        rows: Some((Dialect::DeepCad, rows)),
        text: None,
        notes: Vec::new(),
    })
}
