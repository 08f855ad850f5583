//! The annex of an evaluation as one document: its parts in their order, with the style and the script of their own.

mod chart;
mod cover;
mod coverage;
mod glossary;
mod lists;
mod matrix;
mod movement;
mod risks;

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::anchor::Anchors;
use super::block;
use super::shell::Shell;
use crate::model::Date;
use crate::render::escape::Untrusted;
use crate::report::annex::Annex;
use crate::report::page::{Text, Tone};

/// What the annex looks like beyond the common style.
const STYLE: &str = include_str!("annex.css");
/// What filters and sorts.
const SCRIPT: &str = include_str!("annex.js");

/// Writes the annex.
#[must_use]
pub fn annex(annex: &Annex) -> String {
    let mut anchors = Anchors::default();
    let places = Places::of(annex, &mut anchors);
    let opening = cover::cover(annex);
    let sections = html! {
        (section("Matrix", &mut anchors, |anchors| matrix::matrices(annex, &places, anchors)))
        @if let Some(moved) = &annex.movement {
            (section("Movement", &mut anchors, |_| movement::movement(annex, moved, &places)))
        }
        (section("Lists", &mut anchors, |anchors| lists::lists(annex, &places, anchors)))
        @if let Some(coverage) = &annex.coverage {
            (section("Reviews", &mut anchors, |_| coverage::coverage(coverage, &places)))
        }
        (section("Risks over time", &mut anchors, |anchors| risks::risks(annex, &places, anchors)))
        (section("Change log", &mut anchors, |anchors| html! {
            p { "Every step that changed something, risk by risk. " (DAYS) }
            @let (log, more) = block::blocks(&annex.changelog, 0, anchors);
            div.log { (log) (more) }
        }))
        (section("Words", &mut anchors, |anchors| glossary::glossary(annex, anchors)))
    };
    let title = format!("Human rights risks of {}: annex", annex.cover.project);
    let shell = Shell {
        title: &title,
        language: &annex.language,
        marking: annex.cover.marking.as_deref(),
        contents: anchors.contents(),
        command: Some(&annex.cover.command),
        style: Some(STYLE),
        script: Some(SCRIPT),
    };
    shell.document(&opening, &sections)
}

/// What has to be known to read days.
const DAYS: &str = "Judged is the day that the team wrote down, recorded the day on which it entered the record.";

fn section(title: &str, anchors: &mut Anchors, content: impl FnOnce(&mut Anchors) -> Markup) -> Markup {
    let id = anchors.name(2, &Text::plain(title));
    let content = content(anchors);
    html! { section { h2 id=(id) { span { (title) } } (content) } }
}

/// Writes a heading within a section.
fn heading(title: &str, anchors: &mut Anchors) -> Markup {
    let id = anchors.name(3, &Text::plain(title));
    html! { h3 id=(id) { (title) } }
}

/// Where each risk is told on the page.
struct Places<'a> {
    of: BTreeMap<&'a str, String>,
}

impl<'a> Places<'a> {
    fn of(annex: &'a Annex, anchors: &mut Anchors) -> Self {
        let names = annex.risks.iter().map(|risk| (risk.id.as_str(), anchors.name(3, &Text::of(Tone::Strong, risk.id.clone()))));
        Self { of: names.collect() }
    }

    fn id(&self, id: &str) -> Option<&str> {
        self.of.get(id).map(String::as_str)
    }

    /// Writes the id of a risk, as a way to where it is told.
    fn link(&self, id: &str) -> Markup {
        html! {
            @if let Some(place) = self.id(id) {
                a.id href={ "#" (place) } { bdi { (Untrusted::new(id)) } }
            } @else {
                span.id { bdi { (Untrusted::new(id)) } }
            }
        }
    }

    /// Writes id and title of a risk.
    fn named(&self, id: &str, title: &str) -> Markup {
        html! { (self.link(id)) " " span.name dir="auto" { (Untrusted::new(title)) } }
    }
}

/// Writes a day.
fn day(day: Option<Date>) -> Markup {
    match day {
        Some(day) => html! { time datetime=(day) { (day) } },
        None => html! { span.muted { "no date" } },
    }
}
