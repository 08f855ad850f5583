//! A row without an id: a risk that the team added in the sheet.

use std::collections::BTreeSet;

use super::columns::{About, Column, written};
use super::compare::table_named;
use super::fields;
use super::grid::{Grid, Row};
use super::plan::{NewRisk, Plan, Refusal};
use super::reading::{self, Reading};
use super::table::{Cell, tidy};
use crate::likeness;
use crate::model::Risk;
use crate::snapshot::Snapshot;

/// How alike two sentences are that say the same.
const SAME: f64 = 0.9;

/// Reads a row without an id; one in which nothing stands is passed over.
pub fn read(grid: &Grid<'_>, row: &Row<'_>, state: &Snapshot, tables: &BTreeSet<&str>, plan: &mut Plan) {
    let filled: Vec<(&Column, &str, Cell)> = grid.fields(row).filter(|(_, _, cell)| is_filled(cell)).collect();
    let about = |about| grid.cell(row, about).unwrap_or(Cell::Blank);
    // NOTE: a status alone is what a program fills down; it is no risk.
    if filled.iter().all(|(_, key, _)| *key == "status") && about(About::Marks) == Cell::Blank {
        return;
    }
    let mut refuse = |column: Option<&Column>, message: String| plan.refusals.push(Refusal::new(grid.place(row.number, column), message));
    if about(About::Marks) != Cell::Blank {
        refuse(None, "this row was exported and has lost its id; write the id again, or blank Exported state for a new risk".to_owned());
        return;
    }
    if !filled.iter().any(|(_, key, _)| *key == "statement") {
        refuse(None, "this row has neither an id nor an identified risk; a new risk says at least what may happen".to_owned());
        return;
    }
    let (file, tool) = match table(&about(About::Table), state, tables) {
        Ok(table) => table,
        Err(why) => {
            refuse(None, why);
            return;
        }
    };
    let (mut values, mut statement, mut is_clear) = (Vec::new(), String::new(), true);
    for (column, key, cell) in filled {
        let value = text(column, &cell, state).and_then(|text| {
            if key == "statement" {
                statement.clone_from(&text);
            }
            let is_usual = key == "status" && text == written(&Risk::default(), key);
            if is_usual { Ok(None) } else { fields::of_new(column, key, &text, state.project()) }
        });
        match value {
            Ok(Some(value)) => fields::put(&mut values, key, value),
            Ok(None) => {}
            Err(why) => {
                is_clear = false;
                refuse(Some(column), why);
            }
        }
    }
    if let Some(why) = known_already(&statement, &file, state, &plan.new_risks) {
        plan.refusals.push(Refusal::new(grid.place(row.number, None), why));
    } else if is_clear {
        let place = grid.place(row.number, None);
        plan.new_risks.push(NewRisk { file, tool, place, statement, fields: values });
    }
}

/// Says which risk of the team's own, or which row above, says the same: a sheet may be imported twice.
fn known_already(statement: &str, file: &str, state: &Snapshot, above: &[NewRisk]) -> Option<String> {
    let is_same = |other: &str| likeness::similarity(statement, other) >= SAME;
    let mut risks = state.risks().filter(|at| at.document.path() == file && at.risk.is_users_own());
    if let Some(at) = risks.find(|at| is_same(&at.risk.statement)) {
        return Some(format!(
            "this new risk is {id} already, in the same words or nearly so: take the row out and work in the row of {id}; where it is another \
             risk, say in other words what is different",
            id = at.risk.id
        ));
    }
    let twin = above.iter().find(|risk| risk.file == file && is_same(&risk.statement))?;
    Some(format!("this new risk stands in {} already; keep one of the two", twin.place))
}

fn is_filled(cell: &Cell) -> bool {
    matches!(cell, Cell::Odd(_)) || !tidy(&cell.plain()).is_empty()
}

fn text(column: &Column, cell: &Cell, state: &Snapshot) -> Result<String, String> {
    match reading::read(column, cell, state.project()) {
        Reading::Clear(text) => Ok(text),
        Reading::Unclear(texts) => Err(reading::unclear(&cell.plain(), &texts)),
        Reading::Wrong(why) => Err(why),
    }
}

/// Finds the file and the tool of the table that a new risk belongs to: the one that is named, else that of the rows around.
fn table(cell: &Cell, state: &Snapshot, tables: &BTreeSet<&str>) -> Result<(String, String), String> {
    let named = tidy(&cell.plain());
    if named.is_empty() {
        let around: Vec<_> = state.assessments().filter(|(document, _)| tables.contains(document.path())).collect();
        return match around.as_slice() {
            [(document, assessment)] => Ok((document.path().to_owned(), assessment.tool.clone())),
            _ => Err("this new risk does not say which table it belongs to; write it under Table, as in the other rows".to_owned()),
        };
    }
    match table_named(state, &named).as_slice() {
        [(file, tool)] => Ok(((*file).to_owned(), (*tool).to_owned())),
        [] => Err(format!("`{named}` is no table of this project")),
        _ => Err(format!("there are several tables called `{named}` in this project; add the risk with `risklog add`")),
    }
}
