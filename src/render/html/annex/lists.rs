//! What an evaluator looks for first, each as a table; an empty list says so.

use maud::{Markup, html};

use super::super::anchor::Anchors;
use super::{Places, day, heading};
use crate::finding::Severity;
use crate::render::escape::Untrusted;
use crate::report::annex::{Annex, Broken, Happened, KnownDay, LateAction, Lists, level};

pub(super) fn lists(annex: &Annex, places: &Places<'_>, anchors: &mut Anchors) -> Markup {
    let lists = &annex.lists;
    let not_rated: Vec<Vec<Markup>> =
        lists.not_rated.iter().map(|one| vec![places.named(&one.id, &one.title), known(one.since), html! { (one.before) }]).collect();
    let never: Vec<Vec<Markup>> = lists
        .never_mitigated
        .iter()
        .map(|one| vec![places.named(&one.id, &one.title), known(one.since), html! { (Untrusted::new(&one.now.words())) }])
        .collect();
    let late: Vec<Vec<Markup>> = lists.late.iter().map(|one| vec![places.named(&one.id, &one.title), action(one), due(one)]).collect();
    let happened: Vec<Vec<Markup>> = lists.happened.iter().map(|one| happened(one, places)).collect();
    html! {
        (heading("Not rated", anchors))
        (table(&["risk", "not rated since", "before"], &not_rated, "No open risk waits for a rating."))
        (heading("Never mitigated", anchors))
        (doubted(lists, "never_mitigated", &["risk", "strategy asked for since", "stands"], &never,
            "Every risk that asked for a mitigation strategy had a live action at some time."))
        (heading("Late", anchors))
        (table(&["risk", "action", "was due"], &late, "No action is past its day."))
        (heading("Happened", anchors))
        (doubted(lists, "materialised",
            &["risk", "happened", "recorded", "rated then", "in place or under way then", "what happened"], &happened,
            "No risk happened in this record."))
        (against(lists, places, anchors))
    }
}

/// What speaks against the record, or asks for a second look.
fn against(lists: &Lists, places: &Places<'_>, anchors: &mut Anchors) -> Markup {
    let dropped = lists.dropped.iter().map(|one| {
        let how = html! {
            strong.bad { (one.how) }
            @for words in &one.aside { "; " (Untrusted::new(words)) }
        };
        vec![places.named(&one.id, &one.title), day(one.day), how, html! { (one.rating) }]
    });
    let added = lists.added.iter().flatten();
    let added = added.map(|one| vec![places.named(&one.id, &one.title), day(one.day), html! { (Untrusted::new(&one.source)) }]);
    let (dropped, added): (Vec<Vec<Markup>>, Vec<Vec<Markup>>) = (dropped.collect(), added.collect());
    let broken: Vec<Vec<Markup>> = lists.broken.iter().map(broken).collect();
    html! {
        (heading("Dropped", anchors))
        (doubted(lists, "dropped", &["risk", "recorded", "how", "rated then"], &dropped,
            "No risk vanished, and none was closed while medium or high."))
        (heading("Added after the baseline", anchors))
        (doubted(lists, "added_during_implementation", &["risk", "recorded", "from"], &added, "No risk was added after the baseline."))
        (heading("Rules about changes that were broken", anchors))
        (doubted(lists, "findings", &["severity", "risk", "rule", "step"], &broken, "No rule about changes was broken."))
        @if lists.waived > 0 { p.muted { "waived: " (lists.waived) } }
    }
}

fn broken(one: &Broken) -> Vec<Markup> {
    vec![
        html! { @if one.severity == Severity::Error { strong.bad { (one.severity.word()) } } @else { (one.severity.word()) } },
        html! { (Untrusted::new(one.id.as_deref().unwrap_or_default())) },
        html! { code { (one.rule) } ": " span dir="auto" { (Untrusted::new(&one.message)) } },
        html! {
            (Untrusted::new(one.day.as_deref().unwrap_or("not committed")))
            @if let Some(commit) = &one.commit { " " code { (commit) } }
        },
    ]
}

/// A list with what is not known about it: then an empty one does not say that there is nothing.
fn doubted(lists: &Lists, key: &str, head: &[&str], rows: &[Vec<Markup>], none: &str) -> Markup {
    let doubts: Vec<&str> = lists.doubts(key).collect();
    html! {
        @for why in &doubts { p.note { strong.caution { "Not known: " } (Untrusted::new(why)) } }
        @if doubts.is_empty() || !rows.is_empty() { (table(head, rows, none)) }
    }
}

fn known(known: KnownDay) -> Markup {
    html! { (day(known.day)) (known.aside()) }
}

fn action(late: &LateAction) -> Markup {
    html! {
        strong { (Untrusted::new(&late.action)) } " " span dir="auto" { (Untrusted::new(&late.words)) }
        @if let Some(owner) = &late.owner { " " span.muted { "(" (Untrusted::new(owner)) ")" } }
    }
}

fn due(late: &LateAction) -> Markup {
    html! {
        (day(Some(late.due))) ", " strong.bad { (late.days) " days ago" }
        @if late.moved > 0 { " " span.muted { "moved " (late.moved) @if late.moved == 1 { " time" } @else { " times" } } }
    }
}

fn happened(one: &Happened, places: &Places<'_>) -> Vec<Markup> {
    vec![
        places.named(&one.id, &one.title),
        html! { (one.on) },
        known(one.day),
        html! {
            @match &one.rating {
                Some(rating) => { (level(&rating.likelihood)) " / " (level(&rating.impact)) }
                None => { "not known" }
            }
        },
        html! {
            @if one.rating.is_none() { "not known" } @else if one.mitigation.is_empty() { strong.bad { "nothing" } }
            (Untrusted::new(&one.mitigation.join(", ")))
            @if !one.answer.is_empty() { span.muted { "; in answer " (Untrusted::new(&one.answer.join(", "))) } }
        },
        html! {
            @match &one.what {
                Some(what) => { span dir="auto" { (Untrusted::new(what)) } }
                None => { span.muted { "not shown or not said" } }
            }
            " " span.muted { "Now: " (Untrusted::new(&one.now.words())) "." }
        },
    ]
}

fn table(head: &[&str], rows: &[Vec<Markup>], none: &str) -> Markup {
    if rows.is_empty() {
        return html! { p.muted { (none) } };
    }
    html! {
        table.rows role="table" {
            caption { (head.join(", ")) }
            thead role="rowgroup" { tr role="row" { @for name in head { th scope="col" role="columnheader" { (name) } } } }
            tbody role="rowgroup" {
                @for cells in rows {
                    tr role="row" {
                        @for (place, cell) in cells.iter().enumerate() {
                            @if place == 0 {
                                th scope="row" role="rowheader" { div { (cell) } }
                            } @else {
                                td role="cell" data-label=[head.get(place)] { div { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
