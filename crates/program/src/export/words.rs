//! Numbers, expressions and names as scripts spell them.

use crate::geom::Vec3;
use crate::program::{Binding, Program, Slot};
use std::collections::BTreeSet;

/// The shortest decimal within 1e-9 of `v` (relative, past 1): `12.5` for 12.500000000001.
pub fn short(v: f64) -> String {
    let tolerance = 1e-9 * v.abs().max(1.0);
    for digits in 0..=12 {
        let text = format!("{v:.digits$}");
        if text.parse::<f64>().is_ok_and(|r| (r - v).abs() <= tolerance) {
            return if text.trim_start_matches('-').bytes().all(|b| b == b'0' || b == b'.') {
                "0".into()
            } else {
                text
            };
        }
    }
    format!("{v:?}")
}

/// `(1, 0, 0)`
pub fn vector(v: Vec3) -> String {
    format!("({}, {}, {})", short(v.x), short(v.y), short(v.z))
}

/// A number, or a sum over parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// As a script spells it.
    pub text: String,
    /// What it comes to.
    pub value: f64,
    /// Whether it names a parameter.
    pub driven: bool,
}

impl Expression {
    /// A bare number.
    pub fn number(value: f64) -> Self {
        Self { text: short(value), value, driven: false }
    }

    /// The number of a slot: its binding if it has one; `renamed` gives each parameter's name in the script.
    pub fn of(program: &Program, slot: Slot, value: f64, renamed: impl Fn(&str) -> String) -> Self {
        match program.bindings.iter().find(|b| b.slot == slot && !b.terms.is_empty()) {
            Some(binding) => Self { text: sum(binding, renamed), value, driven: true },
            None => Self::number(value),
        }
    }

    /// The sum of both.
    pub fn plus(&self, other: &Self) -> Self {
        let value = self.value + other.value;
        if !(self.driven || other.driven) {
            return Self::number(value);
        }
        if other.text == "0" {
            return self.clone();
        }
        if self.text == "0" {
            return other.clone();
        }
        let text = match other.text.strip_prefix('-') {
            Some(rest) if !other.driven => format!("{} - {rest}", self.text),
            _ => format!("{} + {}", self.text, other.text),
        };
        Self { text, value, driven: true }
    }

    /// The number with its sign turned round.
    pub fn negated(&self) -> Self {
        if !self.driven {
            return Self::number(-self.value);
        }
        let single = self.text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let text = if single { format!("-{}", self.text) } else { format!("-({})", self.text) };
        Self { text, value: -self.value, driven: true }
    }

    /// Twice the number.
    pub fn doubled(&self) -> Self {
        if !self.driven {
            return Self::number(2.0 * self.value);
        }
        let single = self.text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let text = if single { format!("2 * {}", self.text) } else { format!("2 * ({})", self.text) };
        Self { text, value: 2.0 * self.value, driven: true }
    }
}

/// `width / 2 - wall + 3`
fn sum(binding: &Binding, renamed: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    let mut add = |negative: bool, part: String| {
        let sign = match (text.is_empty(), negative) {
            (true, false) => "",
            (true, true) => "-",
            (false, false) => " + ",
            (false, true) => " - ",
        };
        text.push_str(sign);
        text.push_str(&part);
    };
    for term in &binding.terms {
        let name = renamed(&term.parameter);
        let size = term.factor.abs();
        let part = if size == 1.0 {
            name
        } else if size != 0.0 && (1.0 / size).fract() == 0.0 && size >= 0.001 {
            format!("{name} / {}", short(1.0 / size))
        } else {
            // A factor is no length: it keeps all its digits.
            format!("{size:?} * {name}")
        };
        add(term.factor < 0.0, part);
    }
    if short(binding.offset) != "0" {
        add(binding.offset < 0.0, short(binding.offset.abs()));
    }
    text
}

/// Names taken in a script.
#[derive(Clone, Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// With these words taken from the start.
    pub fn avoiding(words: &[&str]) -> Self {
        Self { taken: words.iter().map(|w| (*w).to_owned()).collect() }
    }

    /// A free name like `wish`: lower-case letters, digits and underscores; `otherwise` where nothing is left of it.
    pub fn take(&mut self, wish: &str, otherwise: &str) -> String {
        let spelled: String =
            wish.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
        let words: Vec<&str> = spelled.split('_').filter(|w| !w.is_empty()).collect();
        let mut base = words.join("_");
        if base.is_empty() {
            otherwise.clone_into(&mut base);
        }
        if base.starts_with(|c: char| c.is_ascii_digit()) {
            base = format!("{otherwise}_{base}");
        }
        self.free(base)
    }

    /// The name itself, or with a number behind it where it is taken.
    pub fn free(&mut self, base: String) -> String {
        let mut name = base.clone();
        let mut n = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{base}_{n}");
            n += 1;
        }
        name
    }
}

/// Text fit for a one-line comment.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).map(str::trim).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Term;

    #[test]
    fn numbers_are_short_and_round_trip() {
        for (v, text) in [
            (12.5, "12.5"),
            (12.500000000001, "12.5"),
            (-0.0, "0"),
            (-1e-12, "0"),
            (0.1 + 0.2, "0.3"),
            (1e6, "1000000"),
            (1.0 / 3.0, "0.333333333"),
            (-2.000000002, "-2.000000002"),
            (1e-5, "0.00001"),
            (1e300, &format!("{:.0}", 1e300)),
        ] {
            assert_eq!(short(v), text);
            assert!((short(v).parse::<f64>().unwrap() - v).abs() <= 1e-9 * v.abs().max(1.0));
        }
    }

    #[test]
    fn sums_read_as_a_person_writes_them() {
        let term = |name: &str, factor| Term { parameter: name.into(), factor };
        let spelled = |terms: Vec<Term>, offset| {
            sum(&Binding { slot: Slot::Distance { step: 0 }, terms, offset }, |n| n.to_owned())
        };
        assert_eq!(spelled(vec![term("w", 1.0)], 0.0), "w");
        assert_eq!(spelled(vec![term("w", 0.5), term("r", -2.0)], -3.0), "w / 2 - 2.0 * r - 3");
        assert_eq!(spelled(vec![term("w", -1.0)], 10.0), "-w + 10");
        let w = Expression { text: "w - 1".into(), value: 4.0, driven: true };
        assert_eq!(w.negated().text, "-(w - 1)");
        assert_eq!(w.plus(&Expression::number(-2.0)).text, "w - 1 - 2");
        assert_eq!(Expression::number(1.5).plus(&Expression::number(2.0)).text, "3.5");
    }

    #[test]
    fn names_are_words_each_once() {
        let mut names = Names::avoiding(&["result"]);
        assert_eq!(names.take("Base Plate", "body"), "base_plate");
        assert_eq!(names.take("base-plate!", "body"), "base_plate_2");
        assert_eq!(names.take("Größe", "body"), "gr_e");
        assert_eq!(names.take("3rd leg", "body"), "body_3rd_leg");
        assert_eq!(names.take("…", "body"), "body");
        assert_eq!(names.take("result", "body"), "result_2");
    }
}
