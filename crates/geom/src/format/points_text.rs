//! Clouds as text: one point a line, as XYZ, PTS, ASC, TXT and CSV files have them.

use super::points::PointsFile;
use super::text::Words;
use super::{Format, LARGEST_COORDINATE, ReadError};
use crate::{Cloud, Vec3};

/// Lines from which the meaning of the columns is guessed.
const LOOKED_AT: usize = 200;
/// Columns that are kept of a line; more are passed over.
const MOST_COLUMNS: usize = 12;

fn is_comment(line: &[u8]) -> bool {
    line.starts_with(b"#") || line.starts_with(b"//") || line.starts_with(b";")
}

fn is_gap(b: &u8) -> bool {
    b.is_ascii_whitespace() || *b == b',' || *b == b';'
}

fn columns(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let decimal = has_decimal_commas(line);
    line.split(move |b| is_gap(b) && !(decimal && *b == b',')).filter(|word| !word.is_empty())
}

/// Whether commas stand within the numbers of a line, not between them: three numbers or more, none with two of them.
fn has_decimal_commas(line: &[u8]) -> bool {
    if !line.contains(&b',') {
        return false;
    }
    let plain = |word: &[u8]| {
        let mut commas = (0..word.len()).filter(|&i| word[i] == b',');
        let Some(at) = commas.next() else { return true };
        let digit = |i: usize| word.get(i).is_some_and(u8::is_ascii_digit);
        commas.next().is_none() && at > 0 && digit(at - 1) && digit(at + 1)
    };
    let mut words = line.split(|b| b.is_ascii_whitespace() || *b == b';').filter(|word| !word.is_empty());
    words.clone().count() >= 3 && words.all(plain)
}

fn number(word: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(word).ok()?;
    text.parse().ok().or_else(|| text.replace(',', ".").parse().ok())
}

/// Whether the first lines hold at least three numbers each.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let start = super::text::without_mark(bytes);
    let start = &start[..start.len().min(4096)];
    if !super::text::is_text(start) {
        return false;
    }
    let whole = start.len() < 4096;
    let mut lines: Vec<&[u8]> = start.split(|&b| b == b'\n' || b == b'\r').map(<[u8]>::trim_ascii).collect();
    if !whole {
        // The last one is cut.
        lines.pop();
    }
    let lines: Vec<&[u8]> = lines.into_iter().filter(|l| !l.is_empty() && !is_comment(l)).collect();
    let points = lines.iter().filter(|l| columns(l).count() >= 3 && columns(l).all(|w| number(w).is_some())).count();
    // A line may name the columns, another may count the points.
    points > 0 && points + 2 >= lines.len()
}

/// The cloud in a text file: a count or names of columns may come first, and a count before each further scan; comments start with
/// `#` or `//`.
///
/// The first three columns are the place. Three later columns that are as long as a unit vector, and not the same on all lines, are
/// the normal.
pub(super) fn read(bytes: &[u8]) -> Result<PointsFile, ReadError> {
    let mut words = Words::new(bytes, Format::Xyz);
    let mut rows: Vec<[f64; MOST_COLUMNS]> = Vec::new();
    let mut normal_at = None;
    let mut names: Option<Vec<Vec<u8>>> = None;
    let (mut cloud, mut normals, mut dropped) = (Cloud::default(), Vec::new(), 0);
    let mut lines_read = 0u64;
    let mut counted: Option<u64> = None;
    let mut settle = |rows: &mut Vec<[f64; MOST_COLUMNS]>, at: Option<usize>| -> Result<(), ReadError> {
        for row in rows.drain(..) {
            let p = Vec3::new(row[0], row[1], row[2]);
            let index = (cloud.points.len() + dropped + 1) as u64;
            if !p.is_finite() {
                dropped += 1;
                continue;
            }
            if p.abs().max_element() > LARGEST_COORDINATE {
                let value = p.to_array().into_iter().find(|x| x.abs() > LARGEST_COORDINATE).unwrap_or_default();
                return Err(ReadError::TooLarge { what: "point", index, value });
            }
            cloud.points.push(p);
            if let Some(at) = at {
                normals.push(Vec3::new(row[at], row[at + 1], row[at + 2]));
            }
        }
        Ok(())
    };
    let mut settled = false;
    while words.left() > 0 {
        let before = words.clone();
        let line = words.skip_line().trim_ascii();
        if line.is_empty() || is_comment(line) {
            continue;
        }
        lines_read += 1;
        let mut row = [0.0; MOST_COLUMNS];
        let mut n = 0;
        let mut fault = None;
        for word in columns(line) {
            match number(word) {
                Some(x) if n < MOST_COLUMNS => row[n] = x,
                Some(_) => {}
                None => fault = fault.or(Some(word)),
            }
            n += 1;
        }
        match fault {
            // Before the first point words are names of columns.
            Some(_) if rows.is_empty() && !settled && lines_read <= 2 => {
                names = Some(columns(line).map(<[u8]>::to_ascii_lowercase).collect());
                continue;
            }
            Some(word) => return Err(before.syntax("numbers only", word)),
            // PTS counts the points of each scan on a line of their own.
            None if n == 1 && (counted.is_some() || (rows.is_empty() && !settled && lines_read <= 2)) => {
                let Some(count) = whole(row[0]) else { return Err(before.syntax("x, y and z", line)) };
                counted = Some(counted.unwrap_or(0).saturating_add(count));
                continue;
            }
            None if n < 3 => return Err(before.syntax("x, y and z", line)),
            None => rows.push(row),
        }
        if !settled && rows.len() == LOOKED_AT {
            normal_at = normal_columns(names.as_deref(), &rows);
            settled = true;
        }
        if settled && rows.len() >= LOOKED_AT {
            settle(&mut rows, normal_at)?;
        }
    }
    if !settled {
        normal_at = normal_columns(names.as_deref(), &rows);
    }
    settle(&mut rows, normal_at)?;
    let held = (cloud.len() + dropped) as u64;
    if let Some(said) = counted.filter(|&said| said > held) {
        return Err(ReadError::Count { format: Format::Xyz, what: "points", said, held });
    }
    // One direction all over is a colour.
    cloud.normals = normal_at.map(|_| normals).filter(|n| n.iter().any(|v| *v != n[0]));
    Ok(PointsFile { cloud, format: Format::Xyz, dropped, millimetres: None })
}

/// The count that a number is.
fn whole(number: f64) -> Option<u64> {
    ((0.0..1e15).contains(&number) && number.fract() == 0.0).then_some(number as u64)
}

/// Where the normal's columns start: as named, else the last three that are of length 1 on almost all lines.
fn normal_columns(names: Option<&[Vec<u8>]>, rows: &[[f64; MOST_COLUMNS]]) -> Option<usize> {
    if let Some(names) = names
        && let Some(at) = names.iter().position(|n| n == b"nx" || n == b"normalx" || n == b"normal_x")
    {
        return (at + 3 <= MOST_COLUMNS).then_some(at);
    }
    let unit = |at: usize| {
        let long = |r: &&[f64; MOST_COLUMNS]| {
            let n = Vec3::new(r[at], r[at + 1], r[at + 2]);
            (n.length() - 1.0).abs() < 0.02 || n.is_nan()
        };
        rows.len() - rows.iter().filter(long).count() <= rows.len() / 20
    };
    [3, 4, 6, 7, 9].into_iter().rev().find(|&at| !rows.is_empty() && unit(at))
}
