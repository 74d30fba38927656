//! Entries to the bytes of a Parquet file, and back.
//!
//! | column | type | |
//! |---|---|---|
//! | `id`, `root`, `origin` | string | |
//! | `split` | string, may be null | `train`, `validation` or `test` |
//! | `length`, `extrusions` | int32 | commands without `EOS`; extrusion rows among them; 0 where there are no rows |
//! | `rows` | list of int16 | 17 numbers a command, one command after the other, without `EOS`; none where rows cannot hold the program |
//! | `program` | string, may be null | the program file the rows were made of |

use super::Entry;
use crate::corpus::{Reject, Split};
use parquet::basic::Compression;
use parquet::column::reader::get_typed_column_reader;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::Type;
use resolid_geom::guard::guarded;
use resolid_program::tokens::{Row, Tokens, WIDTH};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

const SCHEMA: &str = "
message programs {
  required binary id (STRING);
  required binary root (STRING);
  optional binary split (STRING);
  required binary origin (STRING);
  required int32 length;
  required int32 extrusions;
  required group rows (LIST) { repeated group list { required int32 element (INTEGER(16,true)); } }
  optional binary program (STRING);
}";

fn schema() -> Result<Type, ParquetError> {
    parse_message_type(SCHEMA)
}

/// The bytes of a file with these entries; the same entries make the same bytes.
pub(super) fn encode(entries: &[Entry]) -> Result<Vec<u8>, String> {
    written(entries).map_err(|e| e.to_string())
}

fn written(entries: &[Entry]) -> Result<Vec<u8>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_created_by(format!("resolid {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema()?), Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    let text = |of: fn(&Entry) -> &str| entries.iter().map(|e| ByteArray::from(of(e))).collect::<Vec<_>>();
    let number = |of: fn(&Entry) -> usize| entries.iter().map(|e| of(e) as i32).collect::<Vec<_>>();
    column::<ByteArrayType>(&mut group, &text(|e| &e.id), None, None)?;
    column::<ByteArrayType>(&mut group, &text(|e| &e.root), None, None)?;
    optional(&mut group, entries.iter().map(|e| e.split.map(Split::name)))?;
    column::<ByteArrayType>(&mut group, &text(|e| &e.origin), None, None)?;
    column::<Int32Type>(&mut group, &number(Entry::length), None, None)?;
    column::<Int32Type>(&mut group, &number(|e| e.tokens.as_ref().map_or(0, Tokens::extrusions)), None, None)?;
    let (mut numbers, mut defined, mut repeats) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        let from = repeats.len();
        let rows = entry.tokens.as_ref().map_or(&[][..], Tokens::rows);
        numbers.extend(rows.iter().flatten().map(|&n| i32::from(n)));
        // An empty list is told by one place at which nothing is defined.
        let places = (rows.len() * WIDTH).max(1);
        defined.resize(from + places, i16::from(!rows.is_empty()));
        repeats.resize(from + places, 1);
        repeats[from] = 0;
    }
    column::<Int32Type>(&mut group, &numbers, Some(&defined), Some(&repeats))?;
    optional(&mut group, entries.iter().map(|e| e.program.as_deref()))?;
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<&mut Vec<u8>>,
    values: &[T::T],
    defined: Option<&[i16]>,
    repeats: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let mut column = group.next_column()?.ok_or_else(|| ParquetError::General("a column too many".into()))?;
    column.typed::<T>().write_batch(values, defined, repeats)?;
    column.close()
}

fn optional<'a>(
    group: &mut SerializedRowGroupWriter<&mut Vec<u8>>,
    values: impl Iterator<Item = Option<&'a str>>,
) -> Result<(), ParquetError> {
    let (mut some, mut defined) = (Vec::new(), Vec::new());
    for value in values {
        defined.push(i16::from(value.is_some()));
        some.extend(value.map(ByteArray::from));
    }
    column::<ByteArrayType>(group, &some, Some(&defined), None)
}

/// The entries of a file; one with rows that are none is told, and the rest goes on.
///
/// # Errors
/// In one line: not Parquet, damaged, or of other columns.
pub(super) fn read(path: &Path, place: &str) -> Result<Vec<Result<Entry, Reject>>, String> {
    // Over lengths that contradict one another the reader of Parquet panics.
    guarded(|| decode(path, place)).unwrap_or_else(|| Err("damaged Parquet: its parts contradict one another".into()))
}

fn decode(path: &Path, place: &str) -> Result<Vec<Result<Entry, Reject>>, String> {
    let file = File::open(path).map_err(|e| format!("cannot be read: {e}"))?;
    let reader = SerializedFileReader::new(file).map_err(|e| format!("not Parquet, or damaged: {e}"))?;
    let damaged = |e: ParquetError| format!("damaged Parquet: {e}");
    let found = reader.metadata().file_metadata().schema().get_fields();
    if found != schema().map_err(damaged)?.get_fields() {
        let names: Vec<&str> = found.iter().map(|f| f.name()).collect();
        return Err(format!("columns `{}` are not those of a data set", names.join("`, `")));
    }
    let mut entries = Vec::new();
    for k in 0..reader.num_row_groups() {
        let group = reader.get_row_group(k).map_err(damaged)?;
        entries.extend(read_group(group.as_ref(), place).map_err(damaged)?);
    }
    Ok(entries)
}

fn read_group(group: &dyn RowGroupReader, place: &str) -> Result<Vec<Result<Entry, Reject>>, ParquetError> {
    let count = group.metadata().num_rows().max(0) as usize;
    let short = || ParquetError::General("a column is shorter than the table".into());
    let texts = |at: usize| -> Result<Vec<Option<String>>, ParquetError> {
        let (values, defined, _) = values::<ByteArrayType>(group, at, count)?;
        let every = group.metadata().column(at).column_descr().max_def_level() == 0;
        // The count is the file's own word: nothing is made so long before as many are there.
        if count != if every { values.len() } else { defined.len() } {
            return Err(short());
        }
        let mut values = values.into_iter();
        let text = |v: ByteArray| v.as_utf8().map(str::to_owned);
        (0..count)
            .map(|k| if every || defined.get(k) == Some(&1) { values.next().map(text).transpose() } else { Ok(None) })
            .collect()
    };
    let (mut ids, mut roots, mut splits) = (texts(0)?.into_iter(), texts(1)?.into_iter(), texts(2)?.into_iter());
    let (mut origins, mut programs) = (texts(3)?.into_iter(), texts(7)?.into_iter());
    let (numbers, defined, repeats) = values::<Int32Type>(group, 6, count)?;
    // Where the numbers of each program begin; places at which nothing is defined have none.
    let mut starts = Vec::with_capacity(count + 1);
    let mut before = 0;
    for (&repeat, &level) in repeats.iter().zip(&defined) {
        if repeat == 0 {
            starts.push(before);
        }
        before += usize::from(level == 1);
    }
    starts.push(before);
    if starts.len() != count + 1 || before != numbers.len() {
        return Err(short());
    }
    let mut entries = Vec::with_capacity(count);
    for ends in starts.windows(2) {
        let required = |column: &mut dyn Iterator<Item = Option<String>>| column.next().flatten().ok_or_else(short);
        let (id, root, origin) = (required(&mut ids)?, required(&mut roots)?, required(&mut origins)?);
        let (split, program) = (splits.next().flatten(), programs.next().flatten());
        let reject = |reason: String| Reject { id: Some(id.clone()), place: place.into(), reason };
        let tokens = rows(&numbers[ends[0]..ends[1]]).map_err(reject);
        let split = match split {
            Some(name) => Split::named(&name).map(Some).ok_or_else(|| reject(format!("there is no split `{name}`"))),
            None => Ok(None),
        };
        entries.push(match (tokens, split) {
            (Ok(tokens), Ok(split)) => Ok(Entry { id, root, split, origin, tokens, program }),
            (Err(e), _) | (_, Err(e)) => Err(e),
        });
    }
    Ok(entries)
}

fn rows(numbers: &[i32]) -> Result<Option<Tokens>, String> {
    if numbers.is_empty() {
        return Ok(None);
    }
    let (rows, rest) = numbers.as_chunks::<WIDTH>();
    if !rest.is_empty() {
        return Err(format!("{} numbers are no whole rows of {WIDTH}", numbers.len()));
    }
    let rows: Result<Vec<Row>, String> = rows
        .iter()
        .map(|row| {
            let mut out: Row = [0; WIDTH];
            for (to, &from) in out.iter_mut().zip(row) {
                *to = i16::try_from(from).map_err(|_| format!("{from} is no number of a row"))?;
            }
            Ok(out)
        })
        .collect();
    let tokens = Tokens::from_rows(&rows?);
    tokens.map(Some).map_err(|faults| resolid_program::tokens::TokenError::Faults(faults).to_string())
}

type Values<T> = (Vec<<T as DataType>::T>, Vec<i16>, Vec<i16>);

/// Values, and where they are told, definition and repetition levels of a column.
fn values<T: DataType>(group: &dyn RowGroupReader, at: usize, count: usize) -> Result<Values<T>, ParquetError> {
    let mut reader = get_typed_column_reader::<T>(group.get_column_reader(at)?);
    let (mut values, mut defined, mut repeats) = (Vec::new(), Vec::new(), Vec::new());
    let mut left = count;
    while left > 0 {
        let (records, ..) = reader.read_records(left, Some(&mut defined), Some(&mut repeats), &mut values)?;
        if records == 0 {
            break;
        }
        left -= records;
    }
    Ok((values, defined, repeats))
}
