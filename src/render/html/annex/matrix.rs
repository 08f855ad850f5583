//! The matrix now, large and with ids, and small at every milestone.

use maud::{Markup, html};

use super::super::anchor::Anchors;
use super::{Places, day, heading};
use crate::model::Level;
use crate::render::escape::Untrusted;
use crate::report::Matrix;
use crate::report::annex::{Annex, Station};

/// Levels from left to right.
const ACROSS: [Level; 3] = [Level::Low, Level::Medium, Level::High];

pub(super) fn matrices(annex: &Annex, places: &Places<'_>, anchors: &mut Anchors) -> Markup {
    html! {
        p { "Open risks and risks that happened, by likelihood and impact as they are in force. "
            "Marked cells ask for a mitigation strategy. What is not rated stands below, in no cell." }
        @if let Some((station, matrix)) = annex.matrices.last().and_then(|station| Some((station, station.matrix.as_ref()?))) {
            (large(annex, station, matrix, places))
        } @else {
            p { "There is no state to show." }
        }
        @if annex.matrices.len() > 1 {
            (heading("From milestone to milestone", anchors))
            p { "The same matrix in numbers, where the range begins, at each milestone, and now." }
            div.small-matrices { @for station in &annex.matrices { (small(annex, station)) } }
        }
    }
}

fn asked(annex: &Annex, likelihood: Level, impact: Level) -> Option<&'static str> {
    annex.asked_cells.contains(&(likelihood, impact)).then_some("asked")
}

fn large(annex: &Annex, station: &Station, matrix: &Matrix, places: &Places<'_>) -> Markup {
    html! {
        table.matrix {
            caption.shown { "As of " (day(station.day)) ": number and ids of risks" }
            thead {
                tr { td rowspan="2" {} th.axis colspan="3" scope="colgroup" { "Impact" } }
                tr { @for impact in ACROSS { th scope="col" { (impact.word()) } } }
            }
            tbody {
                @for likelihood in Level::ALL {
                    tr {
                        th scope="row" { span.axis { "Likelihood " } (likelihood.word()) }
                        @for impact in ACROSS {
                            @let ids = matrix.ids(likelihood, impact);
                            td class=[asked(annex, likelihood, impact)] {
                                span.count { (ids.len()) }
                                @if !ids.is_empty() { ul.ids { @for id in ids { li { (places.link(id)) } } } }
                            }
                        }
                    }
                }
            }
        }
        p.unrated {
            strong { (matrix.unrated.len()) } " in no cell, because not fully rated"
            @if !matrix.unrated.is_empty() { ": " @for id in &matrix.unrated { (places.link(id)) " " } }
        }
    }
}

fn small(annex: &Annex, station: &Station) -> Markup {
    html! {
        figure.station {
            figcaption {
                strong dir="auto" { (Untrusted::new(&station.name)) } " " span.muted { (day(station.day)) }
            }
            @if let Some(matrix) = &station.matrix {
                table {
                    caption { "Number of risks, " (Untrusted::new(&station.name)) }
                    thead { tr { td { span.corner aria-hidden="true" { "impact →" } } @for impact in ACROSS { th scope="col" aria-label={ "impact " (impact.word()) } { (short(impact)) } } } }
                    tbody {
                        @for likelihood in Level::ALL {
                            tr {
                                th scope="row" aria-label={ "likelihood " (likelihood.word()) } { (short(likelihood)) }
                                @for impact in ACROSS {
                                    @let number = matrix.ids(likelihood, impact).len();
                                    td class=[asked(annex, likelihood, impact)] { @if number == 0 { span.none { "0" } } @else { (number) } }
                                }
                            }
                        }
                    }
                }
                p { (matrix.unrated.len()) " not rated" }
            }
            @if let Some(note) = &station.note { p.muted { (note) } }
        }
    }
}

/// Returns a level in few letters; its heading cell says the whole word to those who do not see it.
const fn short(level: Level) -> &'static str {
    match level {
        Level::High => "high",
        Level::Medium => "med.",
        Level::Low => "low",
    }
}
