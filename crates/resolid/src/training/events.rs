//! Event files as TensorBoard reads them: records of length, checksum, message, checksum; the messages are protobuf.
//!
//! Source: `tensorflow/core/lib/io/record_writer` and `event.proto`, of which a scalar needs four fields.

/// The first record: which form the others are in.
pub fn beginning(seconds: f64) -> Vec<u8> {
    let mut event = fixed64(1, seconds);
    event.extend(bytes(3, b"brain.Event:2"));
    record(&event)
}

/// One scalar at one step.
pub fn scalar(seconds: f64, step: u64, tag: &str, value: f32) -> Vec<u8> {
    let mut point = bytes(1, tag.as_bytes());
    point.push(2 << 3 | 5);
    point.extend(value.to_le_bytes());
    let mut event = fixed64(1, seconds);
    event.push(2 << 3);
    event.extend(varint(step));
    event.extend(bytes(5, &bytes(1, &point)));
    record(&event)
}

fn record(message: &[u8]) -> Vec<u8> {
    let length = (message.len() as u64).to_le_bytes();
    let mut out = length.to_vec();
    out.extend(masked(&length).to_le_bytes());
    out.extend(message);
    out.extend(masked(message).to_le_bytes());
    out
}

fn fixed64(field: u8, value: f64) -> Vec<u8> {
    let mut out = vec![field << 3 | 1];
    out.extend(value.to_le_bytes());
    out
}

fn bytes(field: u8, text: &[u8]) -> Vec<u8> {
    let mut out = vec![field << 3 | 2];
    out.extend(varint(text.len() as u64));
    out.extend(text);
    out
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    out
}

/// The checksum of records: Castagnoli's, turned and shifted so that a checksum of checksums means something.
fn masked(data: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for &byte in data {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0x82f6_3b78 } else { sum >> 1 };
        }
    }
    (!sum).rotate_right(15).wrapping_add(0xa282_ead8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_castagnolis() {
        // The published check value of CRC-32C.
        let sum = masked(b"123456789").wrapping_sub(0xa282_ead8).rotate_left(15);
        assert_eq!(sum, 0xe306_9283);
    }

    #[test]
    fn a_scalar_is_the_message_protobuf_describes() {
        let record = scalar(1.5, 300, "loss", 0.25);
        let length = u64::from_le_bytes(record[..8].try_into().unwrap()) as usize;
        assert_eq!(record.len(), length + 16);
        let mut expected = vec![0x09];
        expected.extend(1.5_f64.to_le_bytes());
        expected.extend([0x10, 0xac, 0x02, 0x2a, 13, 0x0a, 11, 0x0a, 4]);
        expected.extend(b"loss");
        expected.push(0x15);
        expected.extend(0.25_f32.to_le_bytes());
        assert_eq!(record[12..12 + length], expected);
    }
}
