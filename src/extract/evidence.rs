//! One row a paper behind the rating of a risk.

use super::value::{Cells, row};
use super::{Kind, Shape, Value};
use crate::model::Evidence;
use crate::snapshot::{RiskAt, Snapshot};

pub(super) const SHAPE: Shape = Shape {
    name: "evidence",
    record: "evidence",
    about: "One row a reference to a paper behind the rating of a risk. None for partners and the public.",
    is_history: false,
};

/// A piece of evidence of a risk.
pub(super) struct Row<'a> {
    at: RiskAt<'a>,
    entry: &'a Evidence,
}

type Fill = fn(&Row<'_>) -> Value;

pub(super) const FIELDS: &[Cells<Fill>] = &[
    Cells::new("risk", Kind::Text, "Id of the risk.", |row| Value::text(&row.at.risk.id)),
    Cells::new("ref", Kind::Text, "Its reference where it is kept.", |row| Value::text(&row.entry.reference)),
    Cells::new("kind", Kind::Text, "What sort of paper it is.", |row| Value::of(row.entry.kind.as_ref())),
    Cells::new("date", Kind::Day, "Its day.", |row| Value::of_day(&row.entry.date)),
    Cells::new("title", Kind::Text, "What it is called.", |row| Value::of(row.entry.title.as_ref())),
    Cells::new("tool", Kind::Text, "The tool of the risk's table.", |row| Value::text(&row.at.assessment.tool)),
];

pub(super) fn rows(state: &Snapshot) -> Vec<Vec<Value>> {
    let all = state.risks().flat_map(|at| at.risk.evidence.iter().map(move |entry| Row { at, entry }));
    all.map(|entry| row(FIELDS, &entry)).collect()
}
