//! What an evaluator looks for first, each as a table; an empty list says so.

use maud::{Markup, html};

use super::super::anchor::Anchors;
use super::{Places, day, heading};
use crate::render::escape::Untrusted;
use crate::report::annex::{Annex, Happened, LateAction};

pub(super) fn lists(annex: &Annex, places: &Places<'_>, anchors: &mut Anchors) -> Markup {
    let lists = &annex.lists;
    let not_rated: Vec<Vec<Markup>> = lists
        .not_rated
        .iter()
        .map(|one| {
            let before = if one.was_rated { "had been rated" } else { "never rated" };
            vec![places.named(&one.id, &one.title), day(one.since), html! { (before) }]
        })
        .collect();
    let never: Vec<Vec<Markup>> = lists
        .never_mitigated
        .iter()
        .map(|one| vec![places.named(&one.id, &one.title), day(one.since), html! { (Untrusted::new(&one.now.words())) }])
        .collect();
    let late: Vec<Vec<Markup>> = lists.late.iter().map(|one| vec![places.named(&one.id, &one.title), action(one), due(one)]).collect();
    let happened: Vec<Vec<Markup>> = lists.happened.iter().map(|one| happened(one, places)).collect();
    html! {
        (heading("Not rated", anchors))
        (table(&["risk", "not rated since", "before"], &not_rated, "No open risk waits for a rating."))
        (heading("Never mitigated", anchors))
        (table(&["risk", "strategy asked for since", "stands"], &never,
            "Every risk that asked for a mitigation strategy had a live action at some time."))
        (heading("Late", anchors))
        (table(&["risk", "action", "was due"], &late, "No action is past its day."))
        (heading("Happened", anchors))
        (table(&["risk", "recorded", "rated then", "in place or under way then", "what happened"], &happened,
            "No risk happened in this record."))
    }
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
    let rating = &one.rating;
    vec![
        places.named(&one.id, &one.title),
        day(one.day),
        html! { (crate::report::annex::level(&rating.likelihood)) " / " (crate::report::annex::level(&rating.impact)) },
        html! {
            @if one.mitigation.is_empty() { strong.bad { "nothing" } }
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
