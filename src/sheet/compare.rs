//! What a sheet that came back changes: each cell is laid beside what was exported and what the file says now. What only
//! the sheet changed is taken, what only the file changed stays, and what both changed in different ways is a conflict.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{About, Column, written};
use super::export::belongs_to;
use super::fields;
use super::follow::Step;
use super::grid::{Grid, Row};
use super::lines::shortened;
use super::marks::{Home, Marks};
use super::newcomer;
use super::plan::{FieldChange, Plan, Refusal};
use super::reading::{self, Reading};
use super::table::{Cell, Sheet, tidy};
use crate::model::{Date, RiskAssessment};
use crate::snapshot::{RiskAt, Snapshot};

/// One row, with the risk that it is about.
struct Pair<'a> {
    grid: &'a Grid<'a>,
    row: &'a Row<'a>,
    at: RiskAt<'a>,
    marks: Option<Marks>,
}

/// What a row is compared in.
struct Around<'a> {
    grid: &'a Grid<'a>,
    state: &'a Snapshot,
    today: Date,
}

/// Why a cell is not taken over.
enum Why {
    /// It is not understood.
    Unclear(String),
    /// It is understood, and the file was changed as well.
    Conflict(String),
}

/// Compares sheets with a project as it is now; what follows from a change happens on the day that is given.
#[must_use]
pub fn compare(sheets: &[Sheet], state: &Snapshot, today: Date) -> Plan {
    let mut plan = Plan::default();
    let grids: Vec<Grid<'_>> = sheets.iter().filter_map(|sheet| Grid::of(sheet, sheets.len() == 1, &mut plan)).collect();
    let mut known: BTreeMap<&str, RiskAt<'_>> = BTreeMap::new();
    for at in state.risks() {
        known.entry(&at.risk.id).or_insert(at);
    }
    let mut seen = BTreeSet::new();
    let mut touched = BTreeSet::new();
    for grid in &grids {
        if let Some(refusal) = from_elsewhere(grid, state) {
            plan.refusals.push(refusal);
            continue;
        }
        let mut newcomers = Vec::new();
        let mut tables = BTreeSet::new();
        for row in &grid.rows {
            let id = grid.cell(row, About::Id).unwrap_or(Cell::Blank).plain().trim().to_owned();
            if id.is_empty() {
                newcomers.push(row);
                continue;
            }
            if !seen.insert(id.clone()) {
                plan.refusals.push(Refusal::new(grid.place(row.number, None), format!("{id} has a row already; keep one of them")));
                continue;
            }
            let Some(at) = known.get(id.as_str()).copied() else {
                let message = format!("`{}` is no risk of this project; leave Id blank for a new risk", shortened(&id));
                plan.refusals.push(Refusal::new(grid.place(row.number, None), message));
                continue;
            };
            plan.rows.insert(id.clone(), grid.place(row.number, None));
            plan.seen.push(id);
            tables.insert(at.document.path());
            compare_row(&Around { grid, state, today }, row, at, &mut plan);
        }
        for row in newcomers {
            newcomer::read(grid, row, state, &tables, &mut plan);
        }
        touched.append(&mut tables);
    }
    if grids.is_empty() {
        plan.refusals.push(Refusal::new("the file", "no heading with `Id` was found, so this is no table of risks"));
    }
    let here = state.risks().filter(|at| touched.contains(at.document.path()));
    plan.not_in_sheet = here.map(|at| at.risk.id.clone()).filter(|id| !seen.contains(id)).collect();
    plan.notes.extend(left_out(&grids));
    plan
}

/// Names the columns that no sheet has any more.
fn left_out(grids: &[Grid<'_>]) -> Option<String> {
    let has = |key| grids.iter().any(|grid| grid.columns.iter().any(|(_, column)| column.about == About::Field(key)));
    let missing: Vec<&str> = super::columns::fields().filter(|(_, key)| !has(key)).map(|(column, _)| column.title).collect();
    (!grids.is_empty() && !missing.is_empty())
        .then(|| format!("columns that are not in the sheet stay as they are: {}", missing.join(", ")))
}

/// Refuses a sheet of another project as a whole: the ids of printed risks are the same in all of them.
fn from_elsewhere(grid: &Grid<'_>, state: &Snapshot) -> Option<Refusal> {
    let here = Home::of(state, &RiskAssessment::default()).project;
    let other = grid.other_project(&here)?;
    let message = format!(
        "this was exported from the project `{}`, and this is the project `{}`: import it there, with --project {}",
        shortened(&other),
        shortened(&here),
        shortened(&other)
    );
    let place = grid.name.map_or_else(|| "the file".to_owned(), |name| format!("sheet `{name}`"));
    Some(Refusal::new(place, message))
}

/// Says that a row was exported from another table than the one in which its risk stands.
fn from_other_table(marks: &Marks, at: RiskAt<'_>, state: &Snapshot) -> Option<String> {
    let here = Home::of(state, at.assessment);
    (marks.home != here).then(|| {
        let (there, here) = (&marks.home, &here);
        let of = |home: &Home| format!("{} of `{}`", home.table, home.project);
        format!("this row was exported from {}, and {} stands in {}", of(there), at.risk.id, of(here))
    })
}

fn compare_row<'a>(around: &Around<'a>, row: &'a Row<'a>, at: RiskAt<'a>, plan: &mut Plan) {
    let (grid, state) = (around.grid, around.state);
    let told = grid.cell(row, About::Marks).filter(|cell| *cell != Cell::Blank).map(|cell| Marks::read(&cell.plain()));
    let damage = match &told {
        Some(None) => Some("what was exported can no longer be read here".to_owned()),
        Some(Some(marks)) if !marks.are_of(&at.risk.id) => {
            Some("this belongs to another risk: were the rows sorted without their hidden column, or was the id changed?".to_owned())
        }
        Some(Some(marks)) => from_other_table(marks, at, state),
        None => None,
    };
    if let Some(damage) = damage {
        let message = format!("{damage}; export again, and make your changes there");
        plan.refusals.push(Refusal::new(format!("{} ({}), Exported state", grid.place(row.number, None), at.risk.id), message));
        return;
    }
    let pair = Pair { grid, row, at, marks: told.flatten() };
    let mut edits = fields::Edits::of(at, state.project());
    let (mut changes, mut refusals, mut edited) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (column, key, cell) in grid.fields(row) {
        if pair.is_edited(column, (key, &cell), state) {
            edited.insert(key);
        }
        match compare_cell(&pair, column, (key, &cell), state, &mut edits) {
            Ok(change) => changes.extend(change),
            Err(why) => refusals.push(pair.refuse(column, why)),
        }
    }
    if refusals.is_empty() {
        match (Step { at, changes: &changes, edited: &edited, today: around.today }).follow() {
            Ok(more) => changes.extend(more),
            Err((key, why)) => refusals.extend(
                super::columns::fields()
                    .filter(|(_, known)| *known == key)
                    .map(|(column, _)| pair.refuse(column, Why::Unclear(why.clone()))),
            ),
        }
    }
    plan.changes.append(&mut changes);
    plan.refusals.append(&mut refusals);
}

/// Compares one cell with the file: nothing where the file stays as it is.
fn compare_cell(
    pair: &Pair<'_>,
    column: &'static Column,
    (key, cell): (&'static str, &Cell),
    state: &Snapshot,
    edits: &mut fields::Edits<'_>,
) -> Result<Option<FieldChange>, Why> {
    let now = tidy(&written(pair.at.risk, key));
    let said = |text: &str| pair.marks.as_ref().and_then(|marks| marks.said(key, text));
    let stays = |text: &str| tidy(text) == now || said(text) == Some(true);
    if !matches!(cell, Cell::Odd(_)) && stays(&cell.plain()) {
        return Ok(None);
    }
    let text = match reading::read(column, cell, state.project()) {
        Reading::Clear(text) => text,
        Reading::Unclear(texts) if texts.iter().any(|text| stays(text)) => return Ok(None),
        Reading::Unclear(texts) => return Err(Why::Unclear(reading::unclear(&cell.plain(), &texts))),
        Reading::Wrong(why) => return Err(Why::Unclear(why)),
    };
    if stays(&text) || edits.says_the_same(column, &text) {
        return Ok(None);
    }
    let both = format!("the sheet says `{}`, the file now says `{}`", brief(&text), brief(&now));
    match said(&now) {
        Some(true) => {}
        Some(false) => return Err(Why::Conflict(format!("conflict: {both}, and neither was exported"))),
        None => return Err(Why::Conflict(format!("{both}, and the row has lost what was exported, by which to see who changed it"))),
    }
    if reading::has_lost_letters(&text, &now) {
        return Err(Why::Unclear("letters were lost when the sheet was saved; save it as Excel workbook, or as CSV UTF-8".to_owned()));
    }
    let made = edits.make(column, key, &text).map_err(Why::Unclear)?;
    let change = FieldChange {
        file: pair.at.document.path().to_owned(),
        id: pair.at.risk.id.clone(),
        key,
        column: column.title,
        before: now,
        after: text,
        follows: false,
        edits: made,
    };
    Ok((!change.edits.is_empty()).then_some(change))
}

/// Returns a text for a message: whole where it is short.
fn brief(text: &str) -> String {
    if text.is_empty() { "(blank)".to_owned() } else { shortened(text) }
}

impl Pair<'_> {
    /// Says whether somebody changed the cell, whatever the file says by now.
    fn is_edited(&self, column: &Column, (key, cell): (&str, &Cell), state: &Snapshot) -> bool {
        let said = |text: &String| self.marks.as_ref().and_then(|marks| marks.said(key, text)) == Some(true);
        match reading::read(column, cell, state.project()) {
            _ if said(&cell.plain()) => false,
            Reading::Clear(text) => !said(&text),
            Reading::Unclear(texts) => !texts.iter().any(said),
            Reading::Wrong(_) => true,
        }
    }

    fn refuse(&self, column: &Column, why: Why) -> Refusal {
        let place = format!("{} ({}), {}", self.grid.place(self.row.number, None), self.at.risk.id, column.title);
        match why {
            Why::Unclear(message) => Refusal::new(place, message),
            Why::Conflict(message) => Refusal { is_conflict: true, ..Refusal::new(place, message) },
        }
    }
}

/// Finds the table that a text names, among those of the project.
pub(super) fn table_named<'a>(state: &'a Snapshot, text: &str) -> Vec<(&'a str, &'a str)> {
    let wanted = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let tables = state.assessments().filter(|(_, assessment)| {
        let name = belongs_to(assessment).to_lowercase();
        name == wanted || name.strip_prefix("tool ").is_some_and(|number| number == wanted)
    });
    tables.map(|(document, assessment)| (document.path(), assessment.tool.as_str())).collect()
}
