//! DeepCAD's `vec` as a NumPy array.

use crate::program::Program;
use crate::tokens::{Dialect, END, TokenError, Tokens, WIDTH};

/// The program as DeepCAD's `vec` in a `.npy` file: rows of 17 integers in the published dialect, `EOS` the last.
///
/// # Shape
/// `[rows, 17]`, little-endian 32-bit integers, rows first.
///
/// # Errors
/// [`TokenError`]: what rows cannot hold.
///
/// # Source
/// The array form is NumPy's `.npy`, version 1.0.
pub fn deepcad_rows(program: &Program) -> Result<Vec<u8>, TokenError> {
    let (tokens, _) = Tokens::from_program(program, Dialect::DeepCad)?;
    let rows = tokens.len() + 1;
    let mut header = format!("{{'descr': '<i4', 'fortran_order': False, 'shape': ({rows}, {WIDTH}), }}");
    // Magic, version, length and header together are a multiple of 64 bytes and end in a line break.
    let taken = 10 + header.len() + 1;
    header.push_str(&" ".repeat(taken.next_multiple_of(64) - taken));
    header.push('\n');
    let mut out = b"\x93NUMPY\x01\x00".to_vec();
    out.extend((header.len() as u16).to_le_bytes());
    out.extend(header.as_bytes());
    for number in tokens.rows().iter().chain([&END]).flatten() {
        out.extend(i32::from(*number).to_le_bytes());
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Frame, Loop, Profile, Vec2};
    use crate::program::{Extent, Mode, Step};

    #[test]
    fn a_disc_is_three_rows_and_a_header_of_whole_blocks() {
        let disc = Profile::solid(Loop::circle(Vec2::ZERO, 12.5));
        let step = Step::extrude(Frame::WORLD, vec![disc], Extent::OneSide { distance: 4.0 }, Mode::New);
        let bytes = deepcad_rows(&Program { steps: vec![step], ..Program::default() }).unwrap();
        let header = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
        assert_eq!((10 + header) % 64, 0);
        let text = std::str::from_utf8(&bytes[10..10 + header]).unwrap();
        assert!(text.contains("'shape': (4, 17)") && text.ends_with('\n'));
        let numbers: Vec<i32> =
            bytes[10 + header..].chunks_exact(4).map(|b| i32::from_le_bytes(b.try_into().unwrap())).collect();
        let commands: Vec<i32> = numbers.chunks_exact(WIDTH).map(|r| r[0]).collect();
        assert_eq!(commands, [4, 2, 5, 3]);
        assert!(deepcad_rows(&Program::default()).is_err());
    }
}
