//! A tree as an advocacy log, Tool 3.7.

use super::assessment::waivers;
use super::form::Form;
use super::heading::{has_rows, heading};
use crate::model::{AdvocacyEntry, AdvocacyLog, Outcome};
use crate::route::Route;
use crate::source::Source;
use crate::yaml::Node;

/// Reads an advocacy log; `None` where its rows cannot be told apart.
pub(super) fn read(node: &Node, text: &Source) -> Option<AdvocacyLog> {
    let form = Form { node, text };
    has_rows(node, "entries").then(|| AdvocacyLog {
        heading: heading(form, Some("3.7"), &[]),
        entries: form.entries("entries").map(|(position, row)| entry(position, row)).collect(),
    })
}

fn entry(position: usize, form: Form<'_>) -> AdvocacyEntry {
    let route = Route::root().key("entries").index(position);
    AdvocacyEntry {
        position,
        id: form.text("id").unwrap_or_default(),
        topic: form.text("topic").unwrap_or_default(),
        concern: form.text("concern").unwrap_or_default(),
        advocacy_point: form.text("advocacy_point").unwrap_or_default(),
        used_on: form.date("used_on"),
        audience: form.text("audience"),
        outcome: form.word("outcome", &Outcome::ALL, Outcome::word),
        lesson: form.text("lesson"),
        use_for: form.words("use_for"),
        related_risks: form.words("related_risks"),
        waivers: waivers(form, &route),
        local: form.local(),
    }
}
