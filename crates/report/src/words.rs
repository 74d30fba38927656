//! Numbers and sizes as people read them.

pub use resolid_geom::words::{count, grouped, number};
use resolid_program::Unit;

/// A measured distance: [`number`], and nothing where it is under a ten-thousandth of the tolerance, which is rounding.
pub fn distance(v: f64, tolerance: f64) -> String {
    if v.abs() < 1e-4 * tolerance { "0".into() } else { number(v) }
}

/// Extents, in the unit of the input.
pub fn size(mm: [f64; 3], unit: Unit) -> String {
    let (factor, name) = match unit {
        Unit::Mm => (1.0, " mm"),
        Unit::Cm => (0.1, " cm"),
        Unit::M => (1e-3, " m"),
        Unit::Inch => (1.0 / 25.4, " in"),
        Unit::Unknown => (1.0, ", unit unknown"),
    };
    format!("{}{name}", mm.map(|v| number(v * factor)).join(" × "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rounding_is_nothing() {
        assert_eq!(distance(1e-9, 0.1), "0");
        assert_eq!(distance(0.05, 0.1), "0.05");
    }
}
