//! Risk assessments as tables for a spreadsheet.

use super::columns::{self, About, COLUMNS, Column, Kind};
use super::legend;
use super::marks::{Home, Marks};
use super::table::{Book, Cell, Table};
use crate::document::Document;
use crate::model::{Field, Risk, RiskAssessment};
use crate::snapshot::Snapshot;

/// Longest name of a sheet, and what must not stand in one.
const LONGEST_NAME: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// The name that the sheet with the legend has.
pub const LEGEND: &str = "Legend";

/// Makes tables of risk assessments of a project.
#[must_use]
pub fn export(state: &Snapshot, documents: &[&Document]) -> Book {
    let mut tables: Vec<Table> = Vec::new();
    for assessment in documents.iter().filter_map(|document| document.risk_assessment()) {
        let name = name(state, assessment, &tables);
        let marking = marking(state, assessment);
        let home = Home::of(state, assessment);
        let row = |risk| COLUMNS.iter().map(|column| cell(column, risk, &home, &marking)).collect();
        let rows = assessment.risks.iter().map(row).collect();
        let title = assessment.title.as_deref().unwrap_or_default();
        let project = state.project().map(|project| project.id.as_str()).unwrap_or_default();
        let heading = [project, &belongs_to(assessment), title].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        tables.push(Table { name, heading, marking, home: home.write(), rows });
    }
    let strictest = tables.iter().map(|table| table.marking.as_str()).find(|marking| *marking == "confidential");
    let marking = strictest.or_else(|| tables.first().map(|table| table.marking.as_str())).unwrap_or_default().to_owned();
    let roles = state.project().map(|project| project.roles.iter().map(|role| role.key.clone()).collect()).unwrap_or_default();
    Book { columns: COLUMNS, tables, legend: legend::sections(state.project()), roles, marking }
}

/// Returns which table a risk belongs to, in words that no program takes for a number or a day.
#[must_use]
pub fn belongs_to(assessment: &RiskAssessment) -> String {
    match &assessment.scope {
        Some(scope) => format!("Tool {}, {scope}", assessment.tool),
        None => format!("Tool {}", assessment.tool),
    }
}

fn cell(column: &Column, risk: &Risk, home: &Home, marking: &str) -> Cell {
    match column.about {
        About::Id => Cell::text(risk.id.clone()),
        About::Table => Cell::text(home.table.clone()),
        About::Marking => Cell::text(marking),
        About::Marks => Cell::Text(Marks::of(risk, home).write()),
        About::Field(key) => match columns::day_of(risk, key) {
            Some(Field::Known(day)) if column.kind == Kind::Day && day.year() >= 1901 => Cell::Day(*day),
            _ => Cell::text(columns::written(risk, key)),
        },
    }
}

/// Returns the stricter of the markings of document and project.
fn marking(state: &Snapshot, assessment: &RiskAssessment) -> String {
    let both = [assessment.classification.as_deref(), state.project().and_then(|project| project.classification.as_deref())];
    let strictest = both.into_iter().flatten().find(|marking| *marking == "confidential");
    strictest.or(both[0]).or(both[1]).unwrap_or_default().to_owned()
}

/// Names a sheet: the tool, then its scope or the toolkit's title, cut to what programs allow, and unlike the others.
fn name(state: &Snapshot, assessment: &RiskAssessment, others: &[Table]) -> String {
    let title = state.edition().tool(&assessment.tool).map(|tool| tool.title.as_str());
    let what = assessment.scope.as_deref().or(title).unwrap_or_default();
    let wanted: String = format!("{} {what}", assessment.tool).chars().filter(|character| !NOT_IN_NAMES.contains(character)).collect();
    let wanted = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_taken =
        |name: &str| name.eq_ignore_ascii_case(LEGEND) || others.iter().any(|other| other.name.to_lowercase() == name.to_lowercase());
    let numbered = (1..).map(|number| if number == 1 { cut(&wanted, "") } else { cut(&wanted, &format!(" ({number})")) });
    numbered.into_iter().find(|name| !is_taken(name)).unwrap_or_default()
}

fn cut(name: &str, end: &str) -> String {
    let room = LONGEST_NAME.saturating_sub(end.chars().count());
    let mut cut = String::new();
    for character in name.chars().filter(|character| !character.is_control()) {
        if cut.encode_utf16().count() + character.len_utf16() > room {
            break;
        }
        cut.push(character);
    }
    // A name that is too long ends with a whole word, where it has one.
    let whole = if cut.len() < name.len() { cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole) } else { &cut };
    format!("{}{end}", whole.trim_matches([' ', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    fn table(name: &str) -> Table {
        Table { name: name.to_owned(), heading: String::new(), marking: String::new(), home: String::new(), rows: Vec::new() }
    }

    #[test]
    fn names_of_sheets_are_short_plain_and_unlike_each_other() {
        let state = Snapshot::empty(Origin::Worktree, String::new());
        let scope = Some("border posts: north/south [draft] and much more than fits".to_owned());
        let assessment = RiskAssessment { tool: "3.4".to_owned(), scope, ..RiskAssessment::default() };
        let first = name(&state, &assessment, &[]);
        let second = name(&state, &assessment, &[table(&first.to_uppercase())]);
        assert_ne!(first, second);
        for name in [first, second] {
            assert!(name.chars().count() <= LONGEST_NAME && !name.contains(NOT_IN_NAMES), "{name}");
        }
    }
}
