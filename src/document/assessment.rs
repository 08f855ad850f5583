//! A tree as a risk assessment.

use super::form::Form;
use crate::model::{
    Action, ActionStatus, Covers, Evidence, Level, Rating, Response, Review, Risk, RiskAssessment, Status, ToolkitRef, Waiver,
};
use crate::route::Route;
use crate::source::Source;
use crate::yaml::{Content, Node};

/// Reads a risk assessment; `None` where a row cannot be told apart, so that no risk is lost without a word.
pub(super) fn read(node: &Node, text: &Source) -> Option<RiskAssessment> {
    let form = Form { node, text };
    let rows = node.get("risks");
    let is_table = rows.is_none_or(|rows| matches!(rows.content, Content::List(_) | Content::Null));
    let has_ids =
        rows.into_iter().flat_map(Node::items).all(|row| row.get("id").is_some_and(|id| id.text().is_some_and(|id| !id.is_empty())));
    if !is_table || !has_ids {
        return None;
    }
    Some(RiskAssessment {
        tool: form.text("tool").unwrap_or_default(),
        scope: form.text("scope"),
        title: form.text("title"),
        classification: form.text("classification"),
        edition: form.text("edition"),
        notes: form.text("notes"),
        assessed_on: form.date("assessed_on"),
        risks: form.entries("risks").map(|(position, row)| risk(position, row)).collect(),
        reviews: form.entries("reviews").map(|(position, entry)| review(position, entry)).collect(),
        waivers: waivers(form, &Route::root()),
        local: form.local(),
    })
}

/// Reads the waivers of a document or of one of its entries.
pub(super) fn waivers(form: Form<'_>, parent: &Route) -> Vec<Waiver> {
    let waiver = |(position, entry): (usize, Form<'_>)| Waiver {
        route: parent.key("waivers").index(position),
        rule: entry.text("rule").unwrap_or_default(),
        reason: entry.text("reason"),
        until: entry.date("until"),
    };
    form.entries("waivers").map(waiver).collect()
}

fn risk(position: usize, form: Form<'_>) -> Risk {
    let route = Route::root().key("risks").index(position);
    Risk {
        position,
        id: form.text("id").unwrap_or_default(),
        statement: form.text("statement").unwrap_or_default(),
        rating: rating(form),
        status: form.word("status", &Status::ALL, Status::word),
        status_reason: form.text("status_reason"),
        what_happened: form.text("what_happened"),
        mitigation: form.entries("mitigation").map(|(position, entry)| action(position, entry)).collect(),
        rationale: form.text("rationale"),
        rated_on: form.date("rated_on"),
        evidence: form.entries("evidence").map(|(position, entry)| evidence(position, entry)).collect(),
        identified_on: form.date("identified_on"),
        owner: form.text("owner"),
        next_review: form.date("next_review"),
        closed_on: form.date("closed_on"),
        materialised_on: form.date("materialised_on"),
        response: form.word("response", &Response::ALL, Response::word),
        accepted_by: form.text("accepted_by"),
        accept_until: form.date("accept_until"),
        residual: form.form("residual").map(rating),
        escalated_to: form.text("escalated_to"),
        escalated_on: form.date("escalated_on"),
        topics: form.words("topics"),
        rights_at_stake: form.words("rights_at_stake"),
        rights_holders: form.words("rights_holders"),
        duty_bearers: form.words("duty_bearers"),
        toolkit_ref: form.form("toolkit_ref").map(toolkit_ref),
        superseded_by: form.words("superseded_by"),
        split_from: form.words("split_from"),
        merged_from: form.words("merged_from"),
        indicators: form.words("indicators"),
        related: form.words("related"),
        public_statement: form.text("public_statement"),
        wording_note: form.text("wording_note"),
        waivers: waivers(form, &route),
        local: form.local(),
    }
}

fn rating(form: Form<'_>) -> Rating {
    Rating { likelihood: form.word("likelihood", &Level::ALL, Level::word), impact: form.word("impact", &Level::ALL, Level::word) }
}

/// Reads one action.
pub(super) fn action(position: usize, form: Form<'_>) -> Action {
    Action {
        position,
        id: form.text("id"),
        action: form.text("action").unwrap_or_default(),
        owner: form.text("owner"),
        due: form.date("due"),
        status: form.word("status", &ActionStatus::ALL, ActionStatus::word),
        note: form.text("note"),
    }
}

/// Reads one pointer to a document that is kept elsewhere.
pub(super) fn evidence(position: usize, form: Form<'_>) -> Evidence {
    Evidence {
        position,
        reference: form.text("ref").unwrap_or_default(),
        kind: form.text("kind"),
        date: form.date("date"),
        title: form.text("title"),
    }
}

fn toolkit_ref(form: Form<'_>) -> ToolkitRef {
    ToolkitRef { edition: form.text("edition"), tool: form.text("tool"), number: form.number("number") }
}

fn review(position: usize, form: Form<'_>) -> Review {
    let covers = match form.words("covers") {
        words if words == ["all"] => Covers::All,
        ids => Covers::Ids(ids),
    };
    Review {
        position,
        round: form.text("round").unwrap_or_default(),
        date: form.date("date"),
        covers,
        reviewed_by: form.words("reviewed_by"),
        outcome: form.text("outcome"),
        trigger: form.text("trigger"),
        inputs: form.words("inputs"),
    }
}
