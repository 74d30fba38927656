//! Rows of integers, two bytes each: read by the grammar, made into a program in both dialects, and back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use resolid_program::tokens::{Cube, Dialect, ROWS, Tokens, WIDTH};

fuzz_target!(|bytes: &[u8]| {
    let numbers: Vec<i64> = bytes.as_chunks().0.iter().map(|&b| i64::from(i16::from_le_bytes(b))).collect();
    let rows: Vec<&[i64]> = numbers.chunks(WIDTH).take(ROWS + 2).collect();
    let Ok(tokens) = Tokens::read(&rows) else { return };
    assert_eq!(Tokens::read(&tokens.padded().map(|row| row.map(i64::from))).as_ref(), Ok(&tokens));
    for dialect in [Dialect::DeepCad, Dialect::Resolid] {
        if let Ok(program) = tokens.to_program(dialect, Cube::UNKNOWN) {
            let _ = program.check(1e-6);
            let _ = Tokens::from_program(&program, dialect);
        }
    }
});
