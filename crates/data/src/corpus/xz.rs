//! Compressed files as a stream of bytes: all that can be unpacked comes out before what is wrong is told.

use lzma_rust2::{Action, Status, XzStream};
use std::io::{BufRead, ErrorKind, Read, Result};

/// The bytes of an `.xz` file. Of one that was cut off it gives what lies before the cut, and then the error.
pub(super) struct Unpacked<R> {
    packed: R,
    stream: XzStream,
}

impl<R: BufRead> Unpacked<R> {
    pub(super) fn new(packed: R) -> Self {
        Self { packed, stream: XzStream::new(true) }
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            let input = self.packed.fill_buf()?;
            let ended = input.is_empty();
            // Being told that nothing more comes, the stream would fail and keep what it has unpacked to itself.
            let step = self.stream.process(input, out, Action::Run)?;
            self.packed.consume(step.bytes_consumed);
            if step.bytes_produced > 0 {
                return Ok(step.bytes_produced);
            }
            if step.status == Status::StreamEnd {
                return Ok(0);
            }
            if ended {
                return match self.stream.process(&[], out, Action::Finish) {
                    Ok(last) if last.bytes_produced > 0 => Ok(last.bytes_produced),
                    Ok(last) if last.status == Status::StreamEnd => Ok(0),
                    Ok(_) => Err(ErrorKind::UnexpectedEof.into()),
                    Err(e) => Err(e),
                };
            }
        }
    }
}
