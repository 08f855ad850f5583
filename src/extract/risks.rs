//! One row a risk, as it stands: the printed form's columns first, in its order.

use super::value::{Cells, row};
use super::{Kind, Shape, Value, written};
use crate::diff;
use crate::model::{Level, Response, Risk, Status};
use crate::snapshot::{RiskAt, Snapshot};

pub(super) const SHAPE: Shape = Shape {
    name: "risks",
    record: "risk",
    about: "One row a risk as it stands, the columns of the printed form first and in its order.",
    is_history: false,
};

/// A risk in its state.
pub(super) struct Row<'a> {
    at: RiskAt<'a>,
    state: &'a Snapshot,
}

impl<'a> Row<'a> {
    const fn risk(&self) -> &'a Risk {
        self.at.risk
    }
}

type Fill = fn(&Row<'_>) -> Value;

pub(super) const FIELDS: &[Cells<Fill>] = &[
    Cells::new("id", Kind::Text, "Id of the risk, for life.", |row| Value::text(&row.risk().id)),
    Cells::titled(
        "statement",
        "Identified risk",
        Kind::Text,
        "What may happen. For partners and the public, in its wording for sharing.",
        |row| Value::text(&row.risk().statement),
    ),
    Cells::new("likelihood", Kind::Text, "`high`, `medium` or `low`; nothing while it is not rated.", |row| {
        Value::of_word(&row.risk().rating.likelihood, Level::word)
    }),
    Cells::new("impact", Kind::Text, "`high`, `medium` or `low`; nothing while it is not rated.", |row| {
        Value::of_word(&row.risk().rating.impact, Level::word)
    }),
    Cells::titled(
        "mitigation",
        "Risk mitigation strategy",
        Kind::Text,
        "The actions, one a line. The table `actions` has them one a row.",
        |row| Value::text(written::actions(&row.risk().mitigation)),
    ),
    Cells::new("status", Kind::Text, "`open`, `materialised`, `closed` or `not_applicable`.", |row| {
        Value::of(row.risk().status().map(Status::word))
    }),
    Cells::new("status_reason", Kind::Text, "Why it is not open, or open again.", |row| Value::of(row.risk().status_reason.as_ref())),
    Cells::new("what_happened", Kind::Text, "What happened, once materialised.", |row| Value::of(row.risk().what_happened.as_ref())),
    Cells::new("owner", Kind::Text, "The role that answers for it.", |row| Value::of(row.risk().owner.as_ref())),
    Cells::new("rationale", Kind::Text, "Why it is rated so.", |row| Value::of(row.risk().rationale.as_ref())),
    Cells::new("rated_on", Kind::Day, "The day of the judgement.", |row| Value::of_day(&row.risk().rated_on)),
    Cells::new("evidence", Kind::Words, "References of papers behind the rating. The table `evidence` has them one a row.", |row| {
        let references: Vec<String> = row.risk().evidence.iter().map(|entry| entry.reference.clone()).collect();
        Value::words(&references)
    }),
    Cells::new("next_review", Kind::Day, "The day of the next look.", |row| Value::of_day(&row.risk().next_review)),
    Cells::new("response", Kind::Text, "`mitigate`, `avoid`, `share` or `accept`.", |row| {
        let response = if row.risk().response.is_blank() { Some(Response::Mitigate) } else { row.risk().response.get() };
        Value::of(response.map(Response::word))
    }),
    Cells::new("accepted_by", Kind::Text, "The role that accepted it.", |row| Value::of(row.risk().accepted_by.as_ref())),
    Cells::new("accept_until", Kind::Day, "Until when it is accepted.", |row| Value::of_day(&row.risk().accept_until)),
    Cells::new("residual_likelihood", Kind::Text, "Expected once planned actions work.", |row| {
        row.risk().residual.as_ref().map_or(Value::Nothing, |rating| Value::of_word(&rating.likelihood, Level::word))
    }),
    Cells::new("residual_impact", Kind::Text, "Expected once planned actions work.", |row| {
        row.risk().residual.as_ref().map_or(Value::Nothing, |rating| Value::of_word(&rating.impact, Level::word))
    }),
    Cells::new("identified_on", Kind::Day, "The day on which the team saw it.", |row| Value::of_day(&row.risk().identified_on)),
    Cells::new("materialised_on", Kind::Day, "The day it happened.", |row| Value::of_day(&row.risk().materialised_on)),
    Cells::new("closed_on", Kind::Day, "The day it was closed.", |row| Value::of_day(&row.risk().closed_on)),
    Cells::new("escalated_to", Kind::Text, "The role it was taken up to.", |row| Value::of(row.risk().escalated_to.as_ref())),
    Cells::new("escalated_on", Kind::Day, "The day it was taken up.", |row| Value::of_day(&row.risk().escalated_on)),
    Cells::new("topics", Kind::Words, "Topics of the toolkit.", |row| Value::words(&row.risk().topics)),
    Cells::new("rights_at_stake", Kind::Words, "Rights, as words of the catalogue.", |row| Value::words(&row.risk().rights_at_stake)),
    Cells::new("rights_holders", Kind::Words, "People whose rights are at stake.", |row| Value::words(&row.risk().rights_holders)),
    Cells::new("duty_bearers", Kind::Words, "Bodies that owe the right.", |row| Value::words(&row.risk().duty_bearers)),
    Cells::new("public_statement", Kind::Text, "The wording for sharing; for partners and the public it stands in `statement`.", |row| {
        Value::of(row.risk().public_statement.as_ref())
    }),
    Cells::new("wording_note", Kind::Text, "Why the wording is as it is.", |row| Value::of(row.risk().wording_note.as_ref())),
    Cells::new("tool", Kind::Text, "The tool whose table it stands in.", |row| Value::text(&row.at.assessment.tool)),
    Cells::new("scope", Kind::Text, "Which part of the project the table covers, where there are several of one tool.", |row| {
        Value::of(row.at.assessment.scope.as_ref())
    }),
    Cells::new("title", Kind::Text, "The catalogue's short title, or the first words of the statement.", |row| {
        Value::text(diff::title(row.risk(), row.state.edition()))
    }),
    Cells::new("origin", Kind::Text, "`toolkit` for a risk of the form, `user` for one that the team added.", |row| {
        Value::text(if row.risk().is_users_own() { "user" } else { "toolkit" })
    }),
    Cells::new("superseded_by", Kind::Words, "Risks that took its place.", |row| Value::words(&row.risk().superseded_by)),
    Cells::new("split_from", Kind::Words, "Risks that it was split from.", |row| Value::words(&row.risk().split_from)),
    Cells::new("merged_from", Kind::Words, "Risks that were merged into it.", |row| Value::words(&row.risk().merged_from)),
    Cells::new("indicators", Kind::Words, "Indicators that watch it.", |row| Value::words(&row.risk().indicators)),
    Cells::new("related", Kind::Words, "Other risks.", |row| Value::words(&row.risk().related)),
    Cells::new("file", Kind::Text, "The file that holds it.", |row| Value::text(row.at.document.path())),
];

pub(super) fn rows(state: &Snapshot) -> Vec<Vec<Value>> {
    state.risks().map(|at| row(FIELDS, &Row { at, state })).collect()
}
