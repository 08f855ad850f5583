//! The document round a page: head, marking, contents, and the place where it ends. The style sheet is part of it, and a
//! policy that lets nothing else in.

use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::anchor::Anchor;
use super::text::{bare, direction};
use crate::render::escape::Untrusted;
use crate::report::page::Language;

/// The style of every document.
const STYLE: &str = include_str!("page.css");
/// From so many headings on a document has a list of them.
const CONTENTS: usize = 3;

/// What a document says about itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shell<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its language and direction.
    pub language: &'a Language,
    /// Its marking, for head and foot of every page.
    pub marking: Option<&'a str>,
    /// Places to jump to.
    pub contents: &'a [Anchor],
    /// The command that makes it again.
    pub command: Option<&'a str>,
    /// A style sheet of its own, behind the common one.
    pub style: Option<&'a str>,
    /// A script of its own; without it everything has to be there as well.
    pub script: Option<&'a str>,
}

impl Shell<'_> {
    /// Writes a document: an opening with the one heading of the first level, and the sections behind it.
    #[must_use]
    pub(super) fn document(&self, opening: &Markup, sections: &Markup) -> String {
        let direction = if self.language.is_right_to_left { "rtl" } else { "ltr" };
        let document = html! {
            (DOCTYPE)
            html lang=(Untrusted::new(&self.language.tag)) dir=(direction) {
                (self.head())
                body {
                    a.skip href="#content" lang=[self.foreign()] { "Skip to the content" }
                    header.banner {
                        p.running aria-hidden="true" { bdi { (Untrusted::new(self.title)) } }
                        (self.marking())
                    }
                    main #content tabindex="-1" {
                        (opening)
                        div.columns {
                            (self.contents())
                            div.sections { (sections) }
                        }
                    }
                    footer.banner {
                        @if let Some(command) = self.command {
                            p.made lang=[self.foreign()] { "Made with " code dir="ltr" { (Untrusted::new(command)) } }
                        }
                        (self.marking())
                    }
                    @if let Some(script) = self.script { script { (PreEscaped(script)) } }
                }
            }
        };
        document.into_string() + "\n"
    }

    fn head(&self) -> Markup {
        let mut policy = format!("default-src 'none'; base-uri 'none'; form-action 'none'; style-src {}", hash(STYLE));
        if let Some(style) = self.style {
            policy.push_str(&format!(" {}", hash(style)));
        }
        if let Some(script) = self.script {
            policy.push_str(&format!("; script-src {}", hash(script)));
        }
        html! {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (Untrusted::new(self.title)) }
                style { (PreEscaped(STYLE)) }
                @if let Some(style) = self.style { style { (PreEscaped(style)) } }
            }
        }
    }

    /// The language of the few words of the shell itself, where the page is in another.
    fn foreign(&self) -> Option<&'static str> {
        (self.language.tag != "en").then_some("en")
    }

    fn marking(&self) -> Markup {
        html! { @if let Some(marking) = self.marking { p.marking { span lang=[self.foreign()] { "marking: " } strong { bdi { (Untrusted::new(marking)) } } } } }
    }

    fn contents(&self) -> Markup {
        html! {
            @if self.contents.len() >= CONTENTS {
                nav aria-labelledby="contents" {
                    p #contents lang=[self.foreign()] { "Contents" }
                    ul { @for place in self.contents { li { a href={ "#" (place.id) } dir=[direction(&place.label)] { (bare(&place.label)) } } } }
                }
            }
        }
    }
}

/// Names an inline style or script in the policy, by its hash: nothing else of its kind is obeyed.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded() {
        assert_eq!(["", "f", "fo", "foo", "foob"].map(|text| BASE64.encode(text.as_bytes())), ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }

    #[test]
    fn no_style_sheet_ends_itself_or_asks_for_anything() {
        for never in ["</", "url(", "@import", "@font-face", "http"] {
            assert!(!STYLE.contains(never), "{never}");
        }
    }
}
