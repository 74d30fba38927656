//! Counts and numbers as people read them.

/// A count with its thousands set apart: 1,234,567.
pub(crate) struct Grouped(pub u64);

impl std::fmt::Display for Grouped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = self.0.to_string();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// A whole number with its thousands set apart.
pub fn grouped(n: usize) -> String {
    Grouped(n as u64).to_string()
}

/// `n` things: "1 face", "2 faces", "3 bodies".
pub fn count(n: usize, one: &str) -> String {
    let plural = match (one.strip_suffix("ex"), one.strip_suffix("dy")) {
        (Some(stem), _) => format!("{stem}ices"),
        (_, Some(stem)) => format!("{stem}dies"),
        _ => format!("{one}s"),
    };
    format!("{} {}", grouped(n), if n == 1 { one } else { &plural })
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
        assert_eq!(grouped(1234567), "1,234,567");
        assert_eq!(count(1, "face"), "1 face");
        assert_eq!(count(2000, "vertex"), "2,000 vertices");
        assert_eq!(count(2, "body"), "2 bodies");
    }
}
