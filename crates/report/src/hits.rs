//! What a search found, as one page: the query first, then the parts, each as it lies on the query.

use crate::index::class;
use crate::{POLICY, STYLE};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, PreEscaped, html};
use resolid_render::Tone;

/// A shape on the page.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its name.
    pub title: String,
    /// How alike it is, in a word or two.
    pub verdict: String,
    /// The same at a glance.
    pub tone: Tone,
    /// What else there is to say.
    pub words: String,
    /// A PNG file; `None` where there is nothing to draw.
    pub picture: Option<Vec<u8>>,
}

/// The page of `cards` under `title`; `about` says what was looked for.
pub fn hits_page(title: &str, about: &str, cards: &[Card]) -> String {
    let data = |png: &[u8]| format!("data:image/png;base64,{}", STANDARD.encode(png));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Resolid" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main.broad {
                    header {
                        h1 { (title) }
                        p.quiet { (about) }
                    }
                    div #parts {
                        @for card in cards {
                            article {
                                @match &card.picture {
                                    Some(png) => img src=(data(png)) alt="" width="320" height="240";,
                                    None => div.none { "no picture" }
                                }
                                h3 title=(card.title) { (card.title) }
                                p { span class=(format!("verdict {}", class(card.tone))) { (card.verdict) } }
                                @if !card.words.is_empty() { p.words title=(card.words) { (card.words) } }
                            }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_be_tags_are_words_and_nothing_is_fetched() {
        let name = "<img src=x onerror=alert(1)>.stl";
        let card = Card {
            title: name.into(),
            verdict: "identical".into(),
            tone: Tone::Good,
            words: name.into(),
            picture: Some(b"png".to_vec()),
        };
        let page = hits_page(name, name, &[card]);
        assert!(!page.contains("<img src=x") && !page.contains("http:"), "{page}");
        assert!(page.contains("data:image/png;base64,cG5n"));
    }
}
