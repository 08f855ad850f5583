//! Every risk over time: its chart, its actions, and the same as a table.

use maud::{Markup, html};

use super::super::anchor::Anchors;
use super::{Places, chart, day};
use crate::model::{Field, Level, Status};
use crate::render::escape::Untrusted;
use crate::report::annex::{ActionBar, Annex, Standing, Timeline, TimelineRow, action_status, level};

pub(super) fn risks(annex: &Annex, places: &Places<'_>, anchors: &mut Anchors) -> Markup {
    html! {
        p { "Likelihood and impact as they were in force, day by day; reviews, evidence and actions below them on the same days. "
            "A gap means that the risk was not rated, closed, not applicable, or not there." }
        (chart::legend())
        (filter(annex))
        div #risks {
            @for (place, risk) in annex.risks.iter().enumerate() { (card(annex, risk, place, places, anchors)) }
        }
    }
}

/// Writes what filters and sorts; a script shows it, since without one it would do nothing.
fn filter(annex: &Annex) -> Markup {
    let mut tools: Vec<&str> = annex.risks.iter().map(|risk| risk.tool.as_str()).collect();
    tools.dedup();
    html! {
        form.filter #filter hidden aria-label="Filter and sort the risks" {
            label { "Find " input type="search" name="text" autocomplete="off"; }
            label { "Tool " select name="tool" {
                option value="" { "all" }
                @for tool in &tools { option value=(Untrusted::new(tool)) { (Untrusted::new(tool)) } }
            } }
            label { "Rating " select name="rating" {
                @for (value, words) in [("", "all"), ("l-high", "likelihood high"), ("i-high", "impact high"), ("both-high", "both high"),
                    ("any-high", "likelihood or impact high"), ("blank", "not fully rated")] { option value=(value) { (words) } }
            } }
            label { "Status " select name="status" {
                @for (value, words) in [("", "all"), ("open", "open"), ("materialised", "happened"), ("closed", "closed"),
                    ("not_applicable", "not applicable"), ("gone", "not there any more")] { option value=(value) { (words) } }
            } }
            label { "Sort " select name="sort" {
                @for (value, words) in [("", "by tool and id"), ("changed", "last changed first"), ("likelihood", "by likelihood"),
                    ("impact", "by impact")] { option value=(value) { (words) } }
            } }
            button type="reset" { "Clear" }
            p role="status" aria-live="polite" {}
        }
    }
}

fn card(annex: &Annex, risk: &Timeline, place: usize, places: &Places<'_>, anchors: &mut Anchors) -> Markup {
    let anchor = places.id(&risk.id).unwrap_or("risk");
    let now = &risk.now;
    html! {
        article.risk data-place=(place) data-tool=(Untrusted::new(&risk.tool)) data-status=(status(now))
            data-likelihood=(word(&now.likelihood)) data-impact=(word(&now.impact)) data-changed=[risk.changed] {
            header {
                h3 id=(anchor) { span { span.id { bdi { (Untrusted::new(&risk.id)) } } " " span dir="auto" { (Untrusted::new(&risk.title)) } }
                    " " span.aside { (Untrusted::new(&risk.printed)) } }
                p.stands { (stands(risk)) }
                p.statement dir="auto" { (Untrusted::new(&risk.statement)) }
                @if let Some(relatives) = &risk.relatives { p.muted { (Untrusted::new(relatives)) } }
            }
            @if let Some(axis) = &annex.axis { (chart::chart(axis, risk, anchors)) }
            @if !risk.actions.is_empty() { ul.actions { @for action in &risk.actions { li { (action_line(action)) } } } }
            (twin(risk))
        }
    }
}

fn stands(risk: &Timeline) -> Markup {
    let now = &risk.now;
    let state = match now.status {
        _ if !now.is_there => "not there any more",
        Some(Status::Open) => "open",
        Some(Status::Materialised) => "happened",
        Some(Status::Closed) => "closed",
        Some(Status::NotApplicable) => "not applicable",
        None => "status cannot be read",
    };
    html! {
        span { "Now: " strong { (state) } }
        @if now.is_there && now.status != Some(Status::NotApplicable) {
            span { "likelihood " strong { (level(&now.likelihood)) } }
            span { "impact " strong { (level(&now.impact)) } }
        }
        @if let Some(owner) = &risk.owner { span { "owner " (Untrusted::new(owner)) } }
    }
}

fn action_line(action: &ActionBar) -> Markup {
    let last = action.phases.last();
    html! {
        strong { (Untrusted::new(&action.name)) } " "
        span.state { (last.map_or("removed", |phase| phase.status.map_or("status cannot be read", action_status))) }
        @if let Some(due) = action.due { span.muted { ", due " (day(Some(due))) } }
        @if action.is_late { ", " strong.bad { "late" } }
        ": " span dir="auto" { (Untrusted::new(&action.words)) }
    }
}

/// Writes the chart as a table.
fn twin(risk: &Timeline) -> Markup {
    html! {
        details.twin {
            summary { "As a table" span.unseen { ": " (Untrusted::new(&risk.id)) } }
            table.rows role="table" {
                caption { "What became of " (Untrusted::new(&risk.id)) }
                thead role="rowgroup" { tr role="row" {
                    @for name in ["day", "what", "likelihood / impact", "who and when", "why"] { th scope="col" role="columnheader" { (name) } }
                } }
                tbody role="rowgroup" { @for row in &risk.rows { (twin_row(row)) } }
            }
        }
    }
}

fn twin_row(row: &TimelineRow) -> Markup {
    let standing = row.standing.as_ref().map(Standing::words);
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { div { (day(row.day)) } }
            td role="cell" data-label="what" { @for what in &row.what { div dir="auto" { (Untrusted::new(what)) } } }
            td role="cell" data-label="rating" { div { (Untrusted::new(standing.as_deref().unwrap_or_default())) } }
            td role="cell" data-label="who" { div { (Untrusted::new(row.who.as_deref().unwrap_or_default())) } }
            td role="cell" data-label="why" { div dir="auto" { (Untrusted::new(row.why.as_deref().unwrap_or_default())) } }
        }
    }
}

const fn status(now: &Standing) -> &'static str {
    match now.status {
        _ if !now.is_there => "gone",
        Some(status) => status.word(),
        None => "",
    }
}

const fn word(field: &Field<Level>) -> &'static str {
    match field {
        Field::Known(level) => level.word(),
        Field::Blank | Field::Unreadable(_) => "",
    }
}
