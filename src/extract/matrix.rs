//! One row a cell of the form's matrix, and one for the risks that stand in none.

use super::value::{Cells, row};
use super::{Kind, Shape, Value};
use crate::model::Level;
use crate::report::Matrix;
use crate::snapshot::Snapshot;

pub(super) const SHAPE: Shape = Shape {
    name: "matrix",
    record: "cell",
    about: "One row a cell of the 3×3 matrix of open and materialised risks; a last one, with nothing in `likelihood` and `impact`, for those not rated.",
    is_history: false,
};

/// A cell.
pub(super) struct Row {
    levels: Option<(Level, Level)>,
    ids: Vec<String>,
}

type Fill = fn(&Row) -> Value;

pub(super) const FIELDS: &[Cells<Fill>] = &[
    Cells::new("likelihood", Kind::Text, "`high`, `medium` or `low`.", |row| Value::of(row.levels.map(|(level, _)| level.word()))),
    Cells::new("impact", Kind::Text, "`high`, `medium` or `low`.", |row| Value::of(row.levels.map(|(_, level)| level.word()))),
    Cells::new("count", Kind::Number, "How many risks stand in it.", |row| Value::count(row.ids.len())),
    Cells::new("ids", Kind::Words, "Which.", |row| Value::words(&row.ids)),
];

pub(super) fn rows(state: &Snapshot) -> Vec<Vec<Value>> {
    let matrix = Matrix::of(state);
    let cells = matrix.cells.into_iter().map(|cell| Row { levels: Some((cell.likelihood, cell.impact)), ids: cell.ids });
    cells.chain([Row { levels: None, ids: matrix.unrated }]).map(|cell| row(FIELDS, &cell)).collect()
}
