//! Numbers and names as scripts spell them.

use crate::geom::Vec3;
use std::collections::BTreeSet;

/// The shortest decimal within 1e-9 of `v`, relative, down to 1e-11: `12.5` for 12.500000000001.
pub fn short(v: f64) -> String {
    // Parts come in any size, metres read as millimetres among them; what is smaller is the dust of rounding.
    let tolerance = 1e-9 * v.abs().max(1e-2);
    for digits in 0..=14 {
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

/// How a language's people spell names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spelling {
    /// `hole_depth`
    #[default]
    Snake,
    /// `holeDepth`
    Camel,
}

/// Names taken in a script.
#[derive(Clone, Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
    spelling: Spelling,
    /// Names that mean something else to the language, beside the words taken.
    barred: Option<fn(&str) -> bool>,
}

impl Names {
    /// With these words taken from the start.
    pub fn avoiding(words: &[&str]) -> Self {
        Self { taken: words.iter().map(|w| (*w).to_owned()).collect(), ..Self::default() }
    }

    /// The same, spelled so.
    #[must_use]
    pub fn spelled(self, spelling: Spelling) -> Self {
        Self { spelling, ..self }
    }

    /// The same, and none that `barred` holds for.
    #[must_use]
    pub fn without(self, barred: fn(&str) -> bool) -> Self {
        Self { barred: Some(barred), ..self }
    }

    /// Takes what others have taken.
    pub fn also(&mut self, others: &Self) {
        self.taken.extend(others.taken.iter().cloned());
    }

    /// A free name like `wish`: letters, digits and, where they are used, underscores; `otherwise` where nothing is
    /// left of it.
    pub fn take(&mut self, wish: &str, otherwise: &str) -> String {
        // A name spelled `boltHole` before is two words again.
        let mut spelled = String::new();
        for (i, c) in wish.chars().enumerate() {
            if self.spelling == Spelling::Camel && i > 0 && c.is_ascii_uppercase() {
                spelled.push('_');
            }
            spelled.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
        }
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

    /// The name of a parameter, which is one already, spelled as the language's are.
    pub fn keep(&mut self, name: &str) -> String {
        self.free(name.to_owned())
    }

    /// The name itself, or with a number behind it where it is taken.
    fn free(&mut self, base: String) -> String {
        let mut name = self.cased(&base);
        let mut n = 2;
        while self.barred.is_some_and(|barred| barred(&name)) || !self.taken.insert(name.clone()) {
            name = self.cased(&format!("{base}_{n}"));
            n += 1;
        }
        name
    }

    fn cased(&self, name: &str) -> String {
        let words: Vec<&str> = name.split('_').filter(|w| !w.is_empty()).collect();
        if self.spelling == Spelling::Snake || words.is_empty() {
            return name.to_owned();
        }
        let mut out = String::new();
        for (i, word) in words.iter().enumerate() {
            let (first, rest) = word.split_at(1);
            out.push_str(&if i == 0 { first.to_ascii_lowercase() } else { first.to_ascii_uppercase() });
            out.push_str(rest);
        }
        // Nothing that a name may begin with is left of `_1`.
        if out.starts_with(|c: char| c.is_ascii_digit()) { format!("n{out}") } else { out }
    }
}

/// Text fit for a one-line comment.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).map(str::trim).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_round_trip() {
        for (v, text) in [
            (12.5, "12.5"),
            (12.500000000001, "12.5"),
            (-0.0, "0"),
            (-1e-12, "0"),
            (0.1 + 0.2, "0.3"),
            (1e6, "1000000"),
            (2.0 / 3.0, "0.666666667"),
            (-2.000000003, "-2.000000003"),
            (1e-5, "0.00001"),
            (4.56789e-4, "0.000456789"),
            (1e300, &format!("{:.0}", 1e300)),
        ] {
            assert_eq!(short(v), text);
            assert!((short(v).parse::<f64>().unwrap() - v).abs() <= 1e-9 * v.abs().max(1e-2));
        }
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
        let mut names = Names::avoiding(&["part"]).spelled(Spelling::Camel).without(|n| n == "mm");
        assert_eq!(names.take("Base Plate", "body"), "basePlate");
        assert_eq!(names.keep("hole_2_depth"), "hole2Depth");
        assert_eq!(names.take("boltHole_sketch", "sketch"), "boltHoleSketch");
        assert_eq!(names.keep("_part"), "part2");
        assert_eq!(names.keep("mm"), "mm2");
        assert_eq!(names.keep("_1"), "n1");
    }
}
