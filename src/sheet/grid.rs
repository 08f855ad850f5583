//! A sheet that came back, by its headings: which column is which, wherever it stands now, and which rows are risks.

use super::columns::{self, About, Column};
use super::export::LEGEND;
use super::marks::{Home, Marks};
use super::plan::{Plan, Refusal};
use super::table::{Cell, Sheet};

/// Rows at the top in which the headings are looked for.
const SEARCHED_ROWS: usize = 20;

/// The rows of one sheet below its headings.
#[derive(Debug)]
pub struct Grid<'a> {
    /// The name of the sheet, where it has one and is not alone.
    pub name: Option<&'a str>,
    /// Where its rows are at home, where it says so above the headings.
    pub home: Option<Home>,
    /// The columns that are known, each with its place.
    pub columns: Vec<(usize, &'static Column)>,
    /// The rows below, that are not blank.
    pub rows: Vec<Row<'a>>,
}

/// One row.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its number as programs show it.
    pub number: usize,
    cells: &'a [(usize, Cell)],
}

impl<'a> Grid<'a> {
    /// Finds the headings of a sheet; what is not understood about them goes to the plan.
    #[must_use]
    pub fn of(sheet: &'a Sheet, is_alone: bool, plan: &mut Plan) -> Option<Self> {
        let name = sheet.name.as_deref().filter(|_| !is_alone);
        let Some(at) = sheet.rows.iter().take(SEARCHED_ROWS).position(|(_, cells)| is_heading(cells)) else {
            if let Some(name) = sheet.name.as_deref().filter(|name| *name != LEGEND) {
                plan.notes.push(format!("sheet `{name}` has no heading with `Id`: it was not read"));
            }
            return None;
        };
        let (above, below) = sheet.rows.split_at(at + 1);
        let headings = above.last().map(|(_, cells)| cells.as_slice()).unwrap_or_default();
        let number = above.last().map_or(0, |(number, _)| *number);
        let home = above.iter().flat_map(|(_, cells)| cells).find_map(|(_, cell)| Home::read(&cell.plain()));
        let mut grid = Self { name, home, columns: Vec::new(), rows: Vec::new() };
        for (place, heading) in headings {
            match columns::named(&heading.plain()) {
                Some(column) if grid.columns.iter().any(|(_, known)| known.about == column.about) => {
                    plan.refusals.push(Refusal::new(grid.place(number, Some(column)), "this column stands twice; keep one of them"));
                }
                Some(column) => grid.columns.push((*place, column)),
                None => plan.notes.push(format!("column `{}` is not one of ours: it was not read", heading.plain().trim())),
            }
        }
        grid.rows = below.iter().map(|(number, cells)| Row { number: *number, cells }).collect();
        Some(grid)
    }

    /// Names a place in the sheet, for people.
    #[must_use]
    pub fn place(&self, row: usize, column: Option<&Column>) -> String {
        let sheet = self.name.map(|name| format!("sheet `{name}`, ")).unwrap_or_default();
        let column = column.map(|column| format!(", {}", column.title)).unwrap_or_default();
        format!("{sheet}row {row}{column}")
    }

    /// Returns the cell of a row in the column that is about something; nothing where the sheet has no such column.
    #[must_use]
    pub fn cell(&self, row: &Row<'a>, about: About) -> Option<Cell> {
        let (place, _) = self.columns.iter().find(|(_, column)| column.about == about)?;
        Some(row.at(*place))
    }

    /// Returns the marks of a row, where it has some that can be read.
    #[must_use]
    pub fn marks(&self, row: &Row<'a>) -> Option<Marks> {
        self.cell(row, About::Marks).and_then(|cell| Marks::read(&cell.plain()))
    }

    /// Returns a project other than this one that the sheet was exported from.
    #[must_use]
    pub fn other_project(&self, project: &str) -> Option<String> {
        let of_rows = self.rows.iter().filter_map(|row| self.marks(row).map(|marks| marks.home));
        self.home.clone().into_iter().chain(of_rows).map(|home| home.project).find(|known| known != project)
    }

    /// Returns the columns that are fields of a risk, each with its key and the cell of a row.
    pub fn fields<'b>(&'b self, row: &'b Row<'a>) -> impl Iterator<Item = (&'static Column, &'static str, Cell)> + use<'a, 'b> {
        self.columns.iter().filter_map(|(place, column)| match column.about {
            About::Field(key) => Some((*column, key, row.at(*place))),
            About::Id | About::Table | About::Marking | About::Marks => None,
        })
    }
}

impl Row<'_> {
    fn at(&self, place: usize) -> Cell {
        self.cells.iter().find(|(at, _)| *at == place).map_or(Cell::Blank, |(_, cell)| cell.clone())
    }
}

fn is_heading(cells: &[(usize, Cell)]) -> bool {
    let known: Vec<&Column> = cells.iter().filter_map(|(_, cell)| columns::named(&cell.plain())).collect();
    known.len() >= 2 && known.iter().any(|column| column.about == About::Id)
}
