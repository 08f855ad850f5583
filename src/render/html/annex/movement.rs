//! What moved since a point: arrows between the cells, and each risk by name.

use maud::{Markup, html};

use super::{Places, day};
use crate::model::Level;
use crate::render::escape::Untrusted;
use crate::report::annex::{Annex, Flow, How, Moved, Movement};

/// Half the width of a cell of the drawing; everything else is counted in it.
const HALF: i32 = 50;
/// How far an arrow keeps from the middle of a cell.
const CLEAR: i32 = 24;
/// How far arrows in both directions keep from each other.
const ASIDE: i32 = 9;

pub(super) fn movement(annex: &Annex, moved: &Movement, places: &Places<'_>) -> Markup {
    html! {
        p {
            "From " strong dir="auto" { (Untrusted::new(&moved.since)) } " (" (day(moved.since_day)) ") to now ("
            (day(annex.cover.as_of)) "): " (moved.moves.len()) " risks stand elsewhere, "
            (moved.unchanged) " that need looking after stand where they stood. Both ends are compared; the steps between are in the change log."
        }
        @if !moved.flows.is_empty() { (arrows(annex, moved)) }
        @if moved.moves.is_empty() {
            p { "Nothing moved." }
        } @else {
            table.rows role="table" {
                caption { "Risks that stand elsewhere than at the earlier point" }
                thead role="rowgroup" { tr role="row" {
                    @for name in ["risk", "what became of it", "likelihood / impact then", "now"] { th scope="col" role="columnheader" { (name) } }
                } }
                tbody role="rowgroup" { @for one in &moved.moves { (row(one, places)) } }
            }
        }
    }
}

fn row(moved: &Moved, places: &Places<'_>) -> Markup {
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { div { (places.named(&moved.id, &moved.title)) } }
            td role="cell" data-label="what" { div { @for (place, how) in moved.how.iter().enumerate() { @if place > 0 { ", " } (words(*how)) } } }
            td role="cell" data-label="then" { div { (Untrusted::new(&moved.standing.before)) } }
            td role="cell" data-label="now" { div { (Untrusted::new(&moved.standing.after)) } }
        }
    }
}

fn words(how: How) -> Markup {
    match how {
        How::Gone | How::Happened | How::Withdrawn | How::Raised => html! { strong.bad { (how.words()) } },
        How::Lowered => html! { strong.good { (how.words()) } },
        How::Mixed => html! { strong.caution { (how.words()) } },
        How::FirstRated | How::Added | How::Reopened => html! { strong { (how.words()) } },
        How::Closed | How::NotApplicable => html! { (how.words()) },
    }
}

/// Draws the matrix with an arrow for each way that risks went; the table below tells the same by name.
fn arrows(annex: &Annex, moved: &Movement) -> Markup {
    let size = HALF * 6;
    let told: Vec<String> = moved.flows.iter().map(flow_words).collect();
    html! {
        figure.arrows {
            svg viewBox={ "-84 -6 " (size + 90) " " (size + 46) } role="img" aria-label={ "Moves between cells: " (told.join("; ")) } direction="ltr" {
                defs {
                    marker #tip viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto" {
                        path.tip d="M0 0L8 4L0 8z" {}
                    }
                }
                @for (row, likelihood) in Level::ALL.into_iter().enumerate() {
                    @let top = place(row) * 2 * HALF;
                    text.level x="-8" y=(top + HALF + 4) text-anchor="end" { (likelihood.word()) }
                    @for (column, impact) in [Level::Low, Level::Medium, Level::High].into_iter().enumerate() {
                        @let is_asked = annex.asked_cells.contains(&(likelihood, impact));
                        rect.cell.asked[is_asked] x=(place(column) * 2 * HALF) y=(top) width=(2 * HALF) height=(2 * HALF) {}
                    }
                }
                @for (column, impact) in [Level::Low, Level::Medium, Level::High].into_iter().enumerate() {
                    text.level x=(place(column) * 2 * HALF + HALF) y=(size + 16) text-anchor="middle" { (impact.word()) }
                }
                text.name x=(size / 2) y=(size + 34) text-anchor="middle" { "impact" }
                text.name x="0" y="0" text-anchor="middle" transform={ "translate(-72 " (size / 2) ") rotate(-90)" } { "likelihood" }
                @for flow in &moved.flows { (arrow(flow)) }
            }
            figcaption { "Each arrow is a way that risks went from one cell to another, with their number." }
        }
    }
}

fn flow_words(flow: &Flow) -> String {
    let name = |(likelihood, impact): (Level, Level)| format!("{}/{}", likelihood.word(), impact.word());
    format!("{} from {} to {}", flow.ids.len(), name(flow.cells.before), name(flow.cells.after))
}

fn arrow(flow: &Flow) -> Markup {
    let (start, end) = (middle(flow.cells.before), middle(flow.cells.after));
    let (across, down) = (end.0 - start.0, end.1 - start.1);
    let length = isqrt(across * across + down * down).max(1);
    // Whoever goes one way keeps to the left, so that both directions are seen.
    let aside = (down * ASIDE / length, -across * ASIDE / length);
    let clear = (across * CLEAR / length, down * CLEAR / length);
    let (x1, y1) = (start.0 + clear.0 + aside.0, start.1 + clear.1 + aside.1);
    let (x2, y2) = (end.0 - clear.0 + aside.0, end.1 - clear.1 + aside.1);
    // Nearer to its beginning, since long arrows cross in their middle.
    let (x, y) = (x1 + (x2 - x1) * 2 / 5, y1 + (y2 - y1) * 2 / 5);
    let width = match flow.ids.len() {
        1 => "w1",
        2 | 3 => "w2",
        _ => "w3",
    };
    html! {
        g {
            title { (flow_words(flow)) ": " (Untrusted::new(&flow.ids.join(", "))) }
            line class={ "flow " (width) } x1=(x1) y1=(y1) x2=(x2) y2=(y2) marker-end="url(#tip)" {}
            circle.plate cx=(x) cy=(y) r="8" {}
            text.number x=(x) y=(y + 4) text-anchor="middle" { (flow.ids.len()) }
        }
    }
}

/// Returns the middle of a cell.
fn middle((likelihood, impact): (Level, Level)) -> (i32, i32) {
    let step = |level: Level| match level {
        Level::Low => 0,
        Level::Medium => 1,
        Level::High => 2,
    };
    (step(impact) * 2 * HALF + HALF, (2 - step(likelihood)) * 2 * HALF + HALF)
}

fn place(number: usize) -> i32 {
    i32::try_from(number).unwrap_or_default()
}

fn isqrt(number: i32) -> i32 {
    number.max(0).isqrt()
}
