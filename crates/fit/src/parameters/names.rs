//! What sizes are called.

use super::sheet::{Size, stem};

/// `hole_diameter` where holes of several steps share it and there is no other, else the name of the first step that has
/// the size: `hole_1_diameter`. What would be named twice is numbered.
pub fn names(sizes: &[Size]) -> Vec<String> {
    let shared = |size: &Size| {
        let first = stem(&size.steps[0]);
        let others = size.steps.iter().any(|s| *s != size.steps[0]);
        (others && size.steps.iter().all(|s| stem(s) == first)).then(|| joined(first, &size.what))
    };
    let general: Vec<Option<String>> = sizes.iter().map(shared).collect();
    let wanted: Vec<String> = sizes
        .iter()
        .zip(&general)
        .map(|(size, own)| match own {
            Some(name) if general.iter().filter(|g| g.as_ref() == Some(name)).count() == 1 => name.clone(),
            _ => joined(&size.steps[0], &size.what),
        })
        .collect();
    let mut names: Vec<String> = Vec::new();
    for name in &wanted {
        let alone = wanted.iter().filter(|n| *n == name).count() == 1;
        let numbered = (1..).map(|n| format!("{name}_{n}"));
        let mut free = alone.then(|| name.clone()).into_iter().chain(numbered);
        // A number may be what another is called by itself.
        names.extend(free.find(|n| !names.contains(n) && (n == name || !wanted.contains(n))));
    }
    names
}

/// `slot` and `slot_width` are `slot_width`; what a step is called becomes an identifier.
fn joined(step: &str, what: &str) -> String {
    let word: String = step.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let head = if word.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    format!("{head}{word}_{what}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::sheet::Of;

    #[test]
    fn names_are_identifiers_and_each_its_own() {
        let size =
            |step: &str, what: &str| Size { of: Of::Side, value: 1.0, steps: vec![step.into()], what: what.into() };
        let sizes =
            [size("bolt holes", "depth"), size("a", "wall"), size("a", "wall"), size("a_wall", "1"), size("2", "x")];
        assert_eq!(names(&sizes), ["bolt_holes_depth", "a_wall_2", "a_wall_3", "a_wall_1", "_2_x"]);
    }
}
