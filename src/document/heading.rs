//! What the readers of the toolkit's other documents share: the heading, and the check that every row can be told apart.

use super::assessment::waivers;
use super::form::Form;
use crate::model::Heading;
use crate::route::Route;
use crate::yaml::{Content, Node};

/// Reads the keys at the top of a document, with the local keys of its `blocks`. A form that is the only one of its kind
/// has its tool by itself.
pub(super) fn heading(form: Form<'_>, tool: Option<&str>, blocks: &[&str]) -> Heading {
    let mut local = form.local();
    local.extend(form.local_in(blocks));
    Heading {
        tool: tool.map_or_else(|| form.text("tool").unwrap_or_default(), str::to_owned),
        scope: form.text("scope"),
        title: form.text("title"),
        classification: form.text("classification"),
        edition: form.text("edition"),
        notes: form.text("notes"),
        waivers: waivers(form, &Route::root()),
        local,
    }
}

/// Says whether the rows behind a key can be told apart by their ids, so that none is lost without a word.
pub(super) fn has_rows(node: &Node, key: &str) -> bool {
    let rows = node.get(key);
    let is_list = rows.is_none_or(|rows| matches!(rows.content, Content::List(_) | Content::Null));
    is_list && rows.into_iter().flat_map(Node::items).all(has_id)
}

/// Says whether a block has an id.
pub(super) fn has_id(block: &Node) -> bool {
    block.get("id").is_some_and(|id| id.text().is_some_and(|id| !id.is_empty()))
}
