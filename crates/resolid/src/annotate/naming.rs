//! Names of parts as programs can carry them: lower-case identifiers, each its own.

use std::collections::{HashMap, HashSet};

/// Letters of a name at most.
const LONGEST: usize = 40;
/// What a part without a name is called.
const NAMELESS: &str = "part";

/// A name as an identifier: `Leg 1` is `leg_1`, `Rückenlehne` is `rueckenlehne`, `ChairSeat` is `chair_seat`.
///
/// Letters that have no Latin base are left out; where nothing is left it is a `part`.
pub fn word(name: &str) -> String {
    let mut word = String::new();
    let mut before = ' ';
    for c in name.chars() {
        let latin = latin(c);
        // A hump in the middle of a word begins another.
        let begins = c.is_uppercase() && before.is_lowercase();
        if (latin.is_empty() || begins) && !word.is_empty() && !word.ends_with('_') {
            word.push('_');
        }
        word.push_str(&latin);
        before = c;
    }
    word.truncate(LONGEST);
    let word = word.trim_matches('_');
    match word.chars().next() {
        None => NAMELESS.into(),
        Some(first) if first.is_ascii_digit() => format!("{NAMELESS}_{word}"),
        Some(_) => word.into(),
    }
}

/// A letter or digit in ASCII, lower-case; nothing of all else.
fn latin(c: char) -> String {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let base = match lower {
        'a'..='z' | '0'..='9' => return lower.to_string(),
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ť' | 'ţ' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    };
    base.into()
}

/// What parts of one kind are called together: a name without the number at its end.
pub fn base(word: &str) -> &str {
    match word.rsplit_once('_') {
        Some((base, number)) if !base.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => base,
        _ => word,
    }
}

/// The names of parts, each its own: those that come once as they are, those that come again with a number behind.
pub fn own_names(words: &[String]) -> Vec<String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    words.iter().for_each(|w| *count.entry(w).or_default() += 1);
    let mut taken: HashSet<String> = words.iter().filter(|w| count[w.as_str()] == 1).cloned().collect();
    let mut next: HashMap<&str, usize> = HashMap::new();
    words
        .iter()
        .map(|word| {
            if count[word.as_str()] == 1 {
                return word.clone();
            }
            let number = next.entry(word).or_insert(1);
            loop {
                let name = format!("{word}_{number}");
                *number += 1;
                if taken.insert(name.clone()) {
                    return name;
                }
            }
        })
        .collect()
}

/// `name`, or where that is taken, `name` with a word and, if need be, a number behind it; taken from then on.
pub fn free(name: &str, word: &str, taken: &mut HashSet<String>) -> String {
    let others = std::iter::once(format!("{name}_{word}")).chain((2..).map(|k| format!("{name}_{word}_{k}")));
    let name = std::iter::once(name.to_owned()).chain(others).find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_identifiers() {
        for (name, expected) in [
            ("Leg 1", "leg_1"),
            ("  leg  ", "leg"),
            ("Rückenlehne", "rueckenlehne"),
            ("ChairSeat", "chair_seat"),
            ("Cube.001", "cube_001"),
            ("seat/top-left", "seat_top_left"),
            ("2x4", "part_2x4"),
            ("椅子", "part"),
            ("", "part"),
            ("___", "part"),
            ("MDF", "mdf"),
        ] {
            assert_eq!(word(name), expected, "{name}");
        }
        assert_eq!(word(&"long name ".repeat(40)).len(), 39);
    }

    #[test]
    fn every_name_is_there_once() {
        let words = ["leg", "leg", "seat", "leg_2", "leg"].map(String::from);
        assert_eq!(own_names(&words), ["leg_1", "leg_3", "seat", "leg_2", "leg_4"]);
        assert_eq!([base("leg_12"), base("leg"), base("_1"), base("arm_left")], ["leg", "leg", "_1", "arm_left"]);
        let mut taken: HashSet<String> = words.into();
        let names = [(); 3].map(|()| free("leg", "placed", &mut taken));
        assert_eq!(names, ["leg_placed", "leg_placed_2", "leg_placed_3"]);
    }
}
