//! JSON laid out for people: a list or object stands on one line where it fits, else one entry a line.

const WIDTH: usize = 100;

/// `compact` JSON (no white space outside strings) with line breaks and indentation; ends in a line break.
/// The outermost object is always broken up.
pub fn laid_out(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 2);
    let mut writer = Writer { rest: compact, out: &mut out };
    writer.value(0, 0, true);
    out.push('\n');
    out
}

struct Writer<'a> {
    rest: &'a str,
    out: &'a mut String,
}

impl Writer<'_> {
    /// Writes the value at the front of `rest`. `used` columns of the line are taken, by indentation and key.
    fn value(&mut self, indent: usize, used: usize, broken: bool) {
        let text = &self.rest[..length(self.rest)];
        let composite = text.starts_with(['{', '[']) && text.len() > 2;
        if !composite {
            self.out.push_str(text);
            self.rest = &self.rest[text.len()..];
            return;
        }
        let line = one_line(text);
        if !broken && used + line.chars().count() < WIDTH {
            self.out.push_str(&line);
            self.rest = &self.rest[text.len()..];
            return;
        }
        let object = text.starts_with('{');
        self.out.push_str(&text[..1]);
        self.rest = &self.rest[1..];
        loop {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n("  ", indent + 1));
            let mut used = 2 * (indent + 1);
            if object {
                let key = &self.rest[..length(self.rest)];
                self.out.push_str(key);
                self.out.push_str(": ");
                used += key.chars().count() + 2;
                self.rest = &self.rest[key.len() + 1..];
            }
            self.value(indent + 1, used, false);
            let separator = &self.rest[..1];
            self.rest = &self.rest[1..];
            if separator != "," {
                self.out.push('\n');
                self.out.extend(std::iter::repeat_n("  ", indent));
                self.out.push_str(separator);
                return;
            }
            self.out.push(',');
        }
    }
}

/// Bytes of the value at the front of a compact text.
fn length(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (i, b) in text.bytes().enumerate() {
        if quoted {
            match b {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    quoted = false;
                    if depth == 0 {
                        return i + 1;
                    }
                }
                _ => {}
            }
            continue;
        }
        match b {
            b'"' => quoted = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' | b':' if depth == 0 => return i,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// The compact text with a space after every comma and colon.
fn one_line(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 5 / 4);
    let (mut quoted, mut escaped) = (false, false);
    for c in compact.chars() {
        out.push(c);
        if quoted {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = false,
                _ => {}
            }
        } else if c == '"' {
            quoted = true;
        } else if c == ',' || c == ':' {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_things_stand_on_one_line_and_strings_are_left_alone() {
        let compact = r#"{"a":[1.0,2.5],"b":"x,y:{\"[","c":{},"d":[{"k":[]}]}"#;
        let want = "{\n  \"a\": [1.0, 2.5],\n  \"b\": \"x,y:{\\\"[\",\n  \"c\": {},\n  \"d\": [{\"k\": []}]\n}\n";
        assert_eq!(laid_out(compact), want);
    }

    #[test]
    fn long_lists_break_by_entry_and_mean_the_same() {
        let entry = r#"{"start":[12.5,-3.25],"sweep":1.5707963267948966}"#;
        let compact = format!("{{\"path\":[{}]}}", [entry; 4].join(","));
        let text = laid_out(&compact);
        assert_eq!(text.lines().count(), 8);
        assert!(text.lines().all(|l| l.len() <= WIDTH));
        let (a, b): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(&compact).unwrap(), serde_json::from_str(&text).unwrap());
        assert_eq!(a, b);
    }
}
