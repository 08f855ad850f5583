//! The grid of reviews: which risk was looked at in which period.

use maud::{Markup, html};

use super::{Places, day};
use crate::questions::Reviewed;
use crate::render::escape::Untrusted;
use crate::report::annex::{Coverage, CoverageCell};

pub(super) fn coverage(coverage: &Coverage, places: &Places<'_>) -> Markup {
    html! {
        p {
            "Whether a review of each period looked at each risk that was open at the period's end. "
            span.key { (mark(Some(Reviewed::Yes))) " in the period or its days of grace" } ", "
            span.key { (mark(Some(Reviewed::Late))) " later" } ", "
            span.key { (mark(Some(Reviewed::No))) " not" } ", "
            span.key { (mark(Some(Reviewed::Open))) " still to come" } ", "
            span.key { (mark(None)) " not asked for: it was not open, or came after the review" } "."
        }
        @if let Some(known) = coverage.known_from { p { "Known only from " (day(Some(known))) " on: the history is cut off before." } }
        div.scroll role="region" aria-label="Reviews by period" tabindex="0" {
            table.coverage {
                caption { "Reviews by risk and period" }
                thead {
                    tr {
                        th scope="col" { "risk" }
                        @for period in &coverage.periods {
                            th scope="col" title={ (period.first) " to " (period.last) } { (Untrusted::new(&period.name)) }
                        }
                    }
                }
                tbody {
                    @for row in &coverage.rows {
                        tr { th scope="row" { (places.named(&row.id, &row.title)) } @for cell in &row.cells { (one(cell)) } }
                    }
                }
                tfoot {
                    tr {
                        th scope="row" { "looked at, of those asked for" }
                        @for period in &coverage.periods {
                            td {
                                (period.done + period.late) " of " (period.asked)
                                @if period.late > 0 { br; span.muted { (period.late) " late" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn one(cell: &CoverageCell) -> Markup {
    html! { td title=[cell.review.as_deref().map(Untrusted::new)] { (mark(cell.result)) } }
}

/// Writes an answer: its word, with a shape that can be told without colour.
fn mark(result: Option<Reviewed>) -> Markup {
    match result {
        Some(Reviewed::Yes) => html! { span.yes { span aria-hidden="true" { "●" } " yes" } },
        Some(Reviewed::Late) => html! { span.caution { span aria-hidden="true" { "◐" } " late" } },
        Some(Reviewed::No) => html! { strong.bad { span aria-hidden="true" { "○" } " no" } },
        Some(Reviewed::Open) => html! { span.muted { span aria-hidden="true" { "…" } " open" } },
        None => html! { span.muted role="img" aria-label="not asked for" { "–" } },
    }
}
