//! Words and numbers in ASCII files.

use super::{Format, ReadError};
use crate::Vec3;

/// `bytes` without the byte order mark that some editors write.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Whether the first kilobytes hold nothing that text does not.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    !bytes.iter().take(4096).any(|&b| b < 9 || (14..32).contains(&b) || b == 127)
}

/// A reader of words. Positions are kept in bytes; lines are counted only when an error needs one.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
    format: Format,
}

impl<'a> Words<'a> {
    pub(super) fn new(bytes: &'a [u8], format: Format) -> Self {
        Self { bytes, at: bytes.len() - without_mark(bytes).len(), format }
    }

    /// Continues at byte `at`.
    pub(super) fn at(bytes: &'a [u8], format: Format, at: usize) -> Self {
        Self { bytes, at, format }
    }

    /// Bytes not yet read.
    pub(super) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// The next word, on whatever line.
    pub(super) fn next(&mut self) -> Option<&'a [u8]> {
        while self.at < self.bytes.len() && self.bytes[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
        self.word()
    }

    /// The next word on this line; `None` at its end.
    pub(super) fn next_on_line(&mut self) -> Option<&'a [u8]> {
        while let Some(&b) = self.bytes.get(self.at) {
            if b == b'\n' || b == b'\r' {
                return None;
            }
            if !b.is_ascii_whitespace() {
                break;
            }
            self.at += 1;
        }
        self.word()
    }

    fn word(&mut self) -> Option<&'a [u8]> {
        let start = self.at;
        while self.at < self.bytes.len() && !self.bytes[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
        (self.at > start).then(|| &self.bytes[start..self.at])
    }

    /// The next word, not in a comment that runs from '#' to the end of its line.
    pub(super) fn next_uncommented(&mut self) -> Option<&'a [u8]> {
        loop {
            let before = self.clone();
            let word = self.next()?;
            match word.iter().position(|&b| b == b'#') {
                None => return Some(word),
                Some(0) => {
                    self.skip_line();
                }
                Some(n) => {
                    // The comment is glued to the word: stop in front of it.
                    *self = before;
                    while self.bytes[self.at].is_ascii_whitespace() {
                        self.at += 1;
                    }
                    self.at += n;
                    return Some(&word[..n]);
                }
            }
        }
    }

    /// Goes behind the end of this line and gives what stood before it.
    pub(super) fn skip_line(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.at < self.bytes.len() && self.bytes[self.at] != b'\n' && self.bytes[self.at] != b'\r' {
            self.at += 1;
        }
        let line = &self.bytes[start..self.at];
        if self.at < self.bytes.len() {
            let crlf = self.bytes[self.at] == b'\r' && self.bytes.get(self.at + 1) == Some(&b'\n');
            self.at += if crlf { 2 } else { 1 };
        }
        line
    }

    /// Byte position.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The line, from 1, that byte `at` lies on.
    fn line_of(&self, at: usize) -> u64 {
        let before = &self.bytes[..at.min(self.bytes.len())];
        let feeds = before.iter().filter(|&&b| b == b'\n').count();
        let returns = before.iter().filter(|&&b| b == b'\r').count();
        // Old files end lines with a bare carriage return.
        1 + if feeds > 0 { feeds } else { returns } as u64
    }

    /// That `expected` should stand where `found` stands.
    pub(super) fn syntax(&self, expected: &'static str, found: &[u8]) -> ReadError {
        let text: String = String::from_utf8_lossy(found)
            .chars()
            .take(24)
            .map(|c| if c.is_control() { '\u{fffd}' } else { c })
            .collect();
        ReadError::Syntax { format: self.format, line: self.line_of(self.at), expected, found: text }
    }

    /// The number in `word`.
    pub(super) fn number(&self, word: &[u8]) -> Result<f64, ReadError> {
        std::str::from_utf8(word)
            .ok()
            .and_then(|w| w.parse().ok())
            .ok_or_else(|| self.syntax("a number with a decimal point", word))
    }

    /// The whole number in `word`; `3.0` counts as one, since some writers print so.
    pub(super) fn integer(&self, word: &[u8]) -> Result<i64, ReadError> {
        let text = std::str::from_utf8(word).unwrap_or_default();
        if let Ok(n) = text.parse() {
            return Ok(n);
        }
        match text.parse::<f64>() {
            Ok(x) if x.fract() == 0.0 && x.abs() < 9e15 => Ok(x as i64),
            _ => Err(self.syntax("a whole number", word)),
        }
    }

    /// The next three numbers, or `None` where the file ends.
    pub(super) fn point(&mut self) -> Result<Option<Vec3>, ReadError> {
        let mut p = [0.0; 3];
        for x in &mut p {
            let Some(word) = self.next() else { return Ok(None) };
            *x = self.number(word)?;
        }
        Ok(Some(Vec3::from_array(p)))
    }
}
