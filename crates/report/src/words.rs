//! Numbers and sizes as people read them.

use resolid_program::Unit;

/// `n` things: "1 face", "2 faces".
pub fn count(n: usize, one: &str) -> String {
    let plural = match one.strip_suffix("ex") {
        Some(stem) => format!("{stem}ices"),
        None => format!("{one}s"),
    };
    format!("{} {}", grouped(n), if n == 1 { one } else { &plural })
}

/// A whole number with its thousands set apart.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with about four significant digits, never in scientific notation between 10⁻⁴ and 10⁹.
pub fn number(v: f64) -> String {
    if v == 0.0 {
        return "0".into();
    }
    let magnitude = v.abs().log10().floor();
    if !(-4.0..9.0).contains(&magnitude) {
        return format!("{v:.2e}");
    }
    let decimals = (3.0 - magnitude).clamp(0.0, 7.0) as usize;
    let text = format!("{v:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').into() } else { text }
}

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
    fn numbers_are_short() {
        assert_eq!(number(48210.34), "48210");
        assert_eq!(number(12.0), "12");
        assert_eq!(number(0.012345), "0.01235");
        assert_eq!(number(-7.9984), "-7.998");
        assert_eq!(number(1e-9), "1.00e-9");
        assert_eq!(distance(1e-9, 0.1), "0");
        assert_eq!(grouped(1234567), "1,234,567");
        assert_eq!(count(1, "face"), "1 face");
        assert_eq!(count(2000, "vertex"), "2,000 vertices");
    }
}
