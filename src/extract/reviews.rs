//! One row a review of a risk assessment.

use super::value::{Cells, row};
use super::{Kind, Shape, Value};
use crate::model::{Covers, Review, RiskAssessment};
use crate::snapshot::Snapshot;

pub(super) const SHAPE: Shape =
    Shape { name: "reviews", record: "review", about: "One row a review that a risk assessment holds.", is_history: false };

/// A review of an assessment.
pub(super) struct Row<'a> {
    assessment: &'a RiskAssessment,
    review: &'a Review,
}

type Fill = fn(&Row<'_>) -> Value;

pub(super) const FIELDS: &[Cells<Fill>] = &[
    Cells::new("tool", Kind::Text, "The tool of the assessment.", |row| Value::text(&row.assessment.tool)),
    Cells::new("scope", Kind::Text, "Its part of the project, where there are several of one tool.", |row| {
        Value::of(row.assessment.scope.as_ref())
    }),
    Cells::new("round", Kind::Text, "Name of the review.", |row| Value::text(&row.review.round)),
    Cells::new("date", Kind::Day, "The day it was held.", |row| Value::of_day(&row.review.date)),
    Cells::new("covers_all", Kind::Flag, "Whether it looked at all risks of the assessment.", |row| {
        Value::Flag(row.review.covers == Covers::All)
    }),
    Cells::new("covers", Kind::Words, "The risks that it looked at, where not all.", |row| match &row.review.covers {
        Covers::All => Value::Nothing,
        Covers::Ids(ids) => Value::words(ids),
    }),
    Cells::new("reviewed_by", Kind::Words, "The roles that took part.", |row| Value::words(&row.review.reviewed_by)),
    Cells::new("outcome", Kind::Text, "What came of it.", |row| Value::of(row.review.outcome.as_ref())),
    Cells::new("trigger", Kind::Text, "Why it was held outside the periods.", |row| Value::of(row.review.trigger.as_ref())),
    Cells::new("inputs", Kind::Words, "What it worked from.", |row| Value::words(&row.review.inputs)),
];

pub(super) fn rows(state: &Snapshot) -> Vec<Vec<Value>> {
    let all = state.assessments().flat_map(|(_, assessment)| assessment.reviews.iter().map(move |review| Row { assessment, review }));
    all.map(|review| row(FIELDS, &review)).collect()
}
