//! Numbers of a script: plain ones, and sums over named parameters.

use super::words::short;

/// `offset + Σ factor · name`, and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Parameters, as the script names them, and what each is multiplied by; none twice.
    pub terms: Vec<(String, f64)>,
    /// The constant part.
    pub offset: f64,
    /// What it comes to.
    pub value: f64,
}

impl Expression {
    /// A bare number.
    pub fn number(value: f64) -> Self {
        Self { terms: Vec::new(), offset: value, value }
    }

    /// Whether it names a parameter.
    pub fn driven(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Whether it is nothing, whatever the parameters are.
    pub fn is_zero(&self) -> bool {
        !self.driven() && short(self.offset) == "0"
    }

    /// The sum of both.
    pub fn plus(&self, other: &Self) -> Self {
        let mut terms = self.terms.clone();
        for (name, factor) in &other.terms {
            match terms.iter_mut().find(|(n, _)| n == name) {
                Some((_, sum)) => *sum += factor,
                None => terms.push((name.clone(), *factor)),
            }
        }
        terms.retain(|(_, factor)| factor.abs() > 1e-12);
        let value = self.value + other.value;
        // What is left without parameters is the number itself, not the sum of roundings.
        let offset = if terms.is_empty() { value } else { self.offset + other.offset };
        Self { terms, offset, value }
    }

    /// This less `other`.
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.times(-1.0))
    }

    /// This times a number that is not zero.
    pub fn times(&self, factor: f64) -> Self {
        Self {
            terms: self.terms.iter().map(|(name, f)| (name.clone(), f * factor)).collect(),
            offset: self.offset * factor,
            value: self.value * factor,
        }
    }

    /// As all the scripts' languages spell it: `width / 2 - wall + 3`.
    pub fn text(&self) -> String {
        self.spelled(|name| name.to_owned())
    }

    /// The same with each parameter spelled as `named` says.
    pub fn spelled(&self, named: impl Fn(&str) -> String) -> String {
        let mut parts: Vec<(bool, String)> = self
            .terms
            .iter()
            .map(|(name, factor)| {
                let (name, size) = (named(name), factor.abs());
                let text = if size == 1.0 {
                    name
                } else if (1.0 / size).fract() == 0.0 && size >= 0.001 {
                    format!("{name} / {}", short(1.0 / size))
                } else if size.fract() == 0.0 && size < 1e6 {
                    format!("{} * {name}", short(size))
                } else {
                    // A factor is no length: it keeps all its digits.
                    format!("{size:?} * {name}")
                };
                (*factor < 0.0, text)
            })
            .collect();
        if parts.is_empty() {
            return short(self.offset);
        }
        if short(self.offset) != "0" {
            parts.push((self.offset < 0.0, short(self.offset.abs())));
        }
        // `10 - width` reads better than `-width + 10`.
        if let Some(first) = parts.iter().position(|(negative, _)| !negative) {
            parts[..=first].rotate_right(1);
        }
        let mut text = String::new();
        for (negative, part) in parts {
            text.push_str(match (text.is_empty(), negative) {
                (true, false) => "",
                (true, true) => "-",
                (false, false) => " + ",
                (false, true) => " - ",
            });
            text.push_str(&part);
        }
        text
    }

    /// The text, in brackets where it is more than one number or name, to be multiplied or negated.
    pub fn factor_text(&self) -> String {
        let text = self.text();
        if text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.') {
            text
        } else {
            format!("({text})")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(terms: &[(&str, f64)], offset: f64) -> Expression {
        Expression { terms: terms.iter().map(|&(n, f)| (n.to_owned(), f)).collect(), offset, value: 1.0 }
    }

    #[test]
    fn sums_read_as_a_person_writes_them() {
        assert_eq!(sum(&[("w", 1.0)], 0.0).text(), "w");
        assert_eq!(sum(&[("w", 0.5), ("r", -2.0)], -3.0).text(), "w / 2 - 2 * r - 3");
        assert_eq!(sum(&[("w", -1.0)], 10.0).text(), "10 - w");
        assert_eq!(sum(&[("w", -0.7)], -1.0).text(), "-0.7 * w - 1");
        assert_eq!(sum(&[], 12.500000000001).text(), "12.5");
        assert_eq!(sum(&[("w", 1.0)], 2.0).spelled(|n| format!("p.{n}")), "p.w + 2");
        assert_eq!(sum(&[("w", 1.0)], 2.0).factor_text(), "(w + 2)");
        assert_eq!(Expression::number(-1.0).factor_text(), "(-1)");
    }

    #[test]
    fn sums_are_added_by_parameter() {
        let (a, b) = (sum(&[("w", 1.0), ("m", -1.0)], 1.0), sum(&[("m", 1.0)], 1.0));
        assert_eq!(a.plus(&b).text(), "w + 2");
        assert_eq!(a.minus(&a).text(), "0");
        assert!(!a.minus(&a).driven());
        assert_eq!(a.times(-2.0).text(), "2 * m - 2 * w - 2");
    }
}
