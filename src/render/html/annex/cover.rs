//! The first page: whose history this is, how whole it is, and how many of what there are.

use maud::{Markup, html};

use crate::render::escape::Untrusted;
use crate::report::annex::{Annex, Fact};

pub(super) fn cover(annex: &Annex) -> Markup {
    let cover = &annex.cover;
    html! {
        div.cover {
            p.kicker { "Annex: human rights and gender risks" }
            h1 #annex dir="auto" { (Untrusted::new(if cover.title.is_empty() { &cover.project } else { &cover.title })) }
            @for caution in &cover.cautions { p.note { strong.caution { "Mind: " } (Untrusted::new(caution)) } }
            dl.counts {
                @for count in &cover.counts { div { dt { (Untrusted::new(&count.words)) } dd { (count.number) } } }
            }
            div.two {
                div { h2.plain { "Project" } (facts(&cover.facts)) }
                div {
                    h2.plain { "Where this comes from" }
                    (facts(&cover.provenance))
                }
            }
            dl.made {
                div { dt { "made for" } dd { (Untrusted::new(&cover.audience)) } }
                div { dt { "made with" } dd { code dir="ltr" { (Untrusted::new(&cover.command)) } } }
            }
            p.muted {
                "The same command on the same history gives this page again, byte for byte. It shows what the record holds; "
                "it cannot show what was never recorded."
            }
        }
    }
}

fn facts(facts: &[Fact]) -> Markup {
    html! {
        dl {
            @for fact in facts {
                div {
                    dt { (Untrusted::new(&fact.label)) }
                    dd dir="auto" { @if fact.is_code { code { (Untrusted::new(&fact.words)) } } @else { (Untrusted::new(&fact.words)) } }
                }
            }
        }
    }
}
