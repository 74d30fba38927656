//! A folder of parts as one page: a picture, a verdict and the figures of each, to be sorted and searched.

use crate::words::{count, number};
use crate::{POLICY_WITH_FILES, STYLE};
use maud::{DOCTYPE, PreEscaped, html};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use resolid_render::Tone;

/// What cannot stand in the path of an address.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b':')
    .add(b'&')
    .add(b'\'')
    .add(b'|')
    .add(b'^')
    .add(b'[')
    .add(b']');

/// A part in the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// How it ended, in a word or two.
    pub verdict: String,
    /// The same at a glance.
    pub tone: Tone,
    /// Its picture, a path from the page; `None` where there is none.
    pub picture: Option<String>,
    /// Its files: what each is called, and its path from the page.
    pub files: Vec<(String, String)>,
    /// IoU with its input.
    pub iou: Option<f64>,
    /// 95th percentile of its deviation, over its tolerance.
    pub deviation: Option<f64>,
    /// Its features.
    pub features: Option<usize>,
    /// Seconds it took.
    pub seconds: f64,
    /// What else there is to say.
    pub words: String,
}

/// The page over all `entries`, under `title`; `command` is what made them.
pub fn index(title: &str, command: &str, entries: &[Entry]) -> String {
    let mut verdicts: Vec<(&str, usize)> = Vec::new();
    for entry in entries {
        match verdicts.iter_mut().find(|(v, _)| *v == entry.verdict) {
            Some((_, n)) => *n += 1,
            None => verdicts.push((&entry.verdict, 1)),
        }
    }
    verdicts.sort_by_key(|v| std::cmp::Reverse(v.1));
    let sortings = [
        ("name", "name"),
        ("verdict", "verdict"),
        ("iou", "IoU, lowest first"),
        ("deviation", "deviation, largest first"),
        ("features", "features, most first"),
        ("seconds", "seconds, most first"),
    ];
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY_WITH_FILES);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Resolid" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main.broad {
                    header {
                        h1 { (title) }
                        p.quiet { (count(entries.len(), "part")) " · " code { (command) } }
                    }
                    div.bar.index.screen {
                        div.tabs {
                            button data-verdict="" aria-pressed="true" { "all " (entries.len()) }
                            @for (verdict, n) in &verdicts {
                                button data-verdict=(verdict) aria-pressed="false" { (verdict) " " (n) }
                            }
                        }
                        input #search type="search" placeholder="Search names and words" aria-label="Search";
                        label { "Sort by "
                            select #sort { @for (id, name) in sortings { option value=(id) { (name) } } }
                        }
                        span #shown.quiet {}
                    }
                    div #parts {
                        @for (k, e) in entries.iter().enumerate() {
                            article data-order=(k) data-verdict=(e.verdict)
                                data-iou=[e.iou] data-deviation=[e.deviation] data-features=[e.features] data-seconds=(e.seconds) {
                                @match &e.picture {
                                    Some(path) => img src=(encoded(path)) alt="" loading="lazy" width="320" height="240";,
                                    None => div.none { "no picture" }
                                }
                                h3 title=(e.name) { (e.name) }
                                p {
                                    span class=(format!("verdict {}", class(e.tone))) { (e.verdict) }
                                    span.quiet {
                                        @if let Some(iou) = e.iou { (format!(" IoU {iou:.4}")) }
                                        @if let Some(d) = e.deviation { " · " (number((d * 1e4).round() / 1e4)) " tol." }
                                        @if let Some(n) = e.features { " · " (count(n, "feature")) }
                                        " · " (format!("{:.1} s", e.seconds))
                                    }
                                }
                                @if !e.words.is_empty() { p.words title=(e.words) { (e.words) } }
                                p.files {
                                    @for (name, path) in &e.files { a href=(encoded(path)) { (name) } " " }
                                }
                            }
                        }
                    }
                }
                script { (PreEscaped(include_str!("../web/index.js"))) }
            }
        }
    };
    page.into_string()
}

pub(crate) fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Caution => "caution",
        Tone::Bad => "bad",
    }
}

/// A path as an address from where the page lies; it can be no other kind of address, since it begins with a dot.
fn encoded(path: &str) -> String {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    format!("./{}", utf8_percent_encode(&path, PATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_be_tags_or_addresses_are_words() {
        let name = "<script>alert(1)</script>&\"'.stl";
        let entry = Entry {
            name: name.into(),
            verdict: "full".into(),
            tone: Tone::Good,
            picture: Some(format!("parts/{name}/thumbnail.png")),
            files: vec![("step".into(), "javascript:alert(2)#a?b %.step".into())],
            iou: Some(0.9991),
            deviation: None,
            features: Some(3),
            seconds: 0.2,
            words: "<img src=x onerror=alert(3)>".into(),
        };
        let page = index(name, name, &[entry]);
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
        assert!(page.contains("href=\"./javascript%3Aalert(2)%23a%3Fb%20%25.step\""), "{page}");
        assert!(
            page.contains("src=\"./parts/%3Cscript%3Ealert(1)%3C/script%3E%26%22%27.stl/thumbnail.png\""),
            "{page}"
        );
    }
}
