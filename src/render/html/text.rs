//! Lines of text: every run escaped, dressed by its tone, and kept from turning the words beside it round.

use maud::{Markup, PreEscaped, Render, html};

use super::class;
use crate::render::escape::Untrusted;
use crate::report::page::{Text, Tone, is_right_to_left};

impl Render for Untrusted<'_> {
    fn render_to(&self, out: &mut String) {
        out.push_str(&self.html());
    }
}

/// Writes a text. Where one of its runs is read from right to left, each stands in an isolation of its own.
pub(super) fn inline(text: &Text) -> Markup {
    let is_mixed = text.is_right_to_left();
    html! {
        @for run in &text.runs {
            (dressed(run.tone, &said(&run.text, is_mixed)))
        }
    }
}

/// Writes a text without emphasis.
pub(super) fn bare(text: &Text) -> Markup {
    let is_mixed = text.is_right_to_left();
    html! { @for run in &text.runs { (said(&run.text, is_mixed)) } }
}

fn said(text: &str, is_isolated: bool) -> Markup {
    // NOTE: blanks between runs are outside of the isolation, or lines could not be broken at them.
    let words = text.trim();
    if !is_isolated || words.is_empty() {
        return Untrusted::new(text).render();
    }
    let (front, back) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    html! { @if front { " " } bdi { (Untrusted::new(words)) } @if back { " " } }
}

fn dressed(tone: Tone, text: &Markup) -> Markup {
    match tone {
        Tone::Plain => PreEscaped(text.0.clone()),
        Tone::Strong => html! { strong { (text) } },
        Tone::Muted => html! { span class=(class(tone)) { (text) } },
        Tone::Good | Tone::Bad | Tone::Caution => html! { strong class=(class(tone)) { (text) } },
        Tone::Gone => html! { del { (text) } },
        Tone::New => html! { ins { (text) } },
        Tone::Code => html! { code dir="ltr" { (text) } },
    }
}

/// Returns the direction of a text by its first letter, where there is one.
///
/// NOTE: `dir="auto"` looks past isolated runs, and would find no letter in a text that is made of them.
pub(super) fn direction(text: &Text) -> Option<&'static str> {
    let first = text.runs.iter().flat_map(|run| run.text.chars()).find(|letter| letter.is_alphabetic())?;
    Some(if is_right_to_left(first.encode_utf8(&mut [0; 4])) { "rtl" } else { "ltr" })
}
