//! What the words mean: the project's scale, the terms, the roles.

use maud::{Markup, html};

use super::super::anchor::Anchors;
use super::heading;
use crate::render::escape::Untrusted;
use crate::report::annex::Annex;

pub(super) fn glossary(annex: &Annex, anchors: &mut Anchors) -> Markup {
    let glossary = &annex.glossary;
    html! {
        (heading("What high, medium and low mean in this project", anchors))
        p { (glossary.reading) }
        table.rows.scale role="table" {
            caption { "The project's words for its scale" }
            thead role="rowgroup" { tr role="row" { @for name in ["level", "likelihood", "impact"] { th scope="col" role="columnheader" { (name) } } } }
            tbody role="rowgroup" {
                @for ((level, likelihood), (_, impact)) in glossary.likelihood.iter().zip(&glossary.impact) {
                    tr role="row" {
                        th scope="row" role="rowheader" { div { strong { (level.word()) } } }
                        td role="cell" data-label="likelihood" { div { (words(likelihood.as_deref())) } }
                        td role="cell" data-label="impact" { div { (words(impact.as_deref())) } }
                    }
                }
            }
        }
        (heading("Terms", anchors))
        dl.terms { @for (term, meaning) in &glossary.terms { div { dt { (term) } dd { (meaning) } } } }
        @if !glossary.roles.is_empty() {
            (heading("Roles", anchors))
            dl.terms { @for (key, title) in &glossary.roles { div { dt { code { (Untrusted::new(key)) } } dd dir="auto" { (Untrusted::new(title)) } } } }
        }
    }
}

fn words(words: Option<&str>) -> Markup {
    match words {
        Some(words) => html! { span dir="auto" { (Untrusted::new(words)) } },
        None => html! { span.muted { "not described" } },
    }
}
