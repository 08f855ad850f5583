//! A tree as an overlay of the catalogue.

use super::form::Form;
use crate::model::{Overlay, OverlayRisk, Tongue, Translated, Wording};
use crate::source::Source;
use crate::yaml::Node;

/// Reads an overlay, as far as it can be read.
pub(super) fn read(node: &Node, text: &Source) -> Overlay {
    let form = Form { node, text };
    Overlay {
        title: form.text("title"),
        base: form.text("base"),
        prefixes: named(form, "prefixes", |prefixes, key| prefixes.text(key).map(|tool| (key.to_owned(), tool))),
        risks: form.entries("risks").filter_map(|(position, row)| risk(position, row)).collect(),
        wording: named(form, "wording", |all, id| wording(id, all.form(id)?)),
        translations: named(form, "translations", |all, tag| tongue(tag, all.form(tag)?)),
        notes: form.text("notes"),
        local: form.local(),
    }
}

/// Reads what stands in a block under names of its own, in the order of the file.
fn named<'a, T>(form: Form<'a>, key: &str, read: impl Fn(Form<'a>, &str) -> Option<T>) -> Vec<T> {
    let Some(block) = form.form(key) else { return Vec::new() };
    block.node.entries().iter().filter_map(|entry| read(block, &entry.key)).collect()
}

/// A row without an id adds nothing. One that lacks something else is a risk all the same, and the schema says what it
/// lacks: the rows of the project's tables must not be blamed for it.
fn risk(position: usize, form: Form<'_>) -> Option<OverlayRisk> {
    let id = form.text("id")?;
    Some(OverlayRisk {
        position,
        title: form.text("title").unwrap_or_else(|| id.clone()),
        id,
        number: form.number("number"),
        statement: form.text("statement").unwrap_or_default(),
        mitigation_hint: form.text("mitigation_hint"),
        topics: form.words("topics"),
        references: form.words("references"),
        rights_at_stake: form.words("rights_at_stake"),
        rights_holders: form.words("rights_holders"),
    })
}

fn wording(id: &str, form: Form<'_>) -> Option<Wording> {
    let wording = Wording { id: id.to_owned(), statement: form.text("statement"), mitigation_hint: form.text("mitigation_hint") };
    Some(wording)
}

fn tongue(language: &str, form: Form<'_>) -> Option<Tongue> {
    let entry = |id: &str| {
        let told = form.form(id)?;
        Some(Translated { id: id.to_owned(), title: told.text("title"), statement: told.text("statement") })
    };
    let entries = form.node.entries().iter().filter_map(|written| entry(&written.key)).collect();
    Some(Tongue { language: language.to_owned(), entries })
}
