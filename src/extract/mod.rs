//! The full state and the full history of a project as tables, without a format: what other programs count and join. Names
//! of tables and columns are for good; `docs/exports.md` lists them, and a test holds the two together.

mod actions;
mod documents;
mod events;
mod evidence;
mod matrix;
mod reviews;
mod risks;
mod told;
mod value;
mod written;

pub use told::Told;
pub use value::{Kind, Value};

use crate::history::Changelog;
use crate::privacy::Veil;
use crate::report::StateName;
use crate::report::page::{Block, Page, Text, Tone};
use crate::sharing::{Audience, Refusal, Sharing};
use crate::snapshot::Snapshot;

/// Name and version of the shape of all tables.
pub const FORMAT: &str = "risklog-export/1";

/// A table: its name, what a row of it is, and its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Its name (`risks`).
    pub name: &'static str,
    /// What one row is called (`risk`).
    pub record: &'static str,
    /// What a row stands for.
    pub about: &'static str,
    /// Whether it tells what happened, and not how things are.
    pub is_history: bool,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, for good.
    pub name: &'static str,
    /// What stands above it for people.
    pub title: Option<&'static str>,
    /// What its values are.
    pub kind: Kind,
    /// What it says.
    pub about: &'static str,
}

/// A table with its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is.
    pub shape: Shape,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with one value a column.
    pub rows: Vec<Vec<Value>>,
}

/// A part of an export that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// One row a risk.
    Risks,
    /// One row an action.
    Actions,
    /// One row a piece of evidence.
    Evidence,
    /// One row a review.
    Reviews,
    /// One row a document.
    Documents,
    /// One row a field of the other documents.
    Fields,
    /// One row a cell of the matrix.
    Matrix,
    /// One row a thing that changed.
    Events,
}

impl Part {
    /// All parts, in their order.
    pub const ALL: [Self; 8] =
        [Self::Risks, Self::Actions, Self::Evidence, Self::Reviews, Self::Documents, Self::Fields, Self::Matrix, Self::Events];

    /// Returns what its table is.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Risks => risks::SHAPE,
            Self::Actions => actions::SHAPE,
            Self::Evidence => evidence::SHAPE,
            Self::Reviews => reviews::SHAPE,
            Self::Documents => documents::SHAPE,
            Self::Fields => documents::FIELDS,
            Self::Matrix => matrix::SHAPE,
            Self::Events => events::SHAPE,
        }
    }

    /// Returns its columns; the last three stand in every table.
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        let own = match self {
            Self::Risks => value::columns(risks::FIELDS),
            Self::Actions => value::columns(actions::FIELDS),
            Self::Evidence => value::columns(evidence::FIELDS),
            Self::Reviews => value::columns(reviews::FIELDS),
            Self::Documents => value::columns(documents::COLUMNS),
            Self::Fields => value::columns(documents::FIELD_COLUMNS),
            Self::Matrix => value::columns(matrix::FIELDS),
            Self::Events => value::columns(events::FIELDS),
        };
        own.into_iter().chain(COMMON).collect()
    }
}

/// The columns at the end of every table.
const COMMON: [Column; 3] = [
    Column { name: "project", title: None, kind: Kind::Text, about: "Id of the project." },
    Column { name: "marking", title: None, kind: Kind::Text, about: "The strictest marking of what was exported." },
    Column { name: "audience", title: None, kind: Kind::Text, about: "For whom it was made: `internal`, `partners` or `public`." },
];

/// What is exported of a project.
#[derive(Debug)]
pub struct Source<'a> {
    /// The state, with everything in it.
    pub state: &'a Snapshot,
    /// Its name.
    pub name: StateName,
    /// The newest state: its wordings for sharing protect older ones.
    pub newest: &'a Snapshot,
    /// The history up to the state, where it was read.
    pub log: Option<&'a Changelog>,
    /// For whom.
    pub audience: Audience,
    /// Version of the program.
    pub version: &'a str,
    /// The command that makes the export again.
    pub command: &'a str,
}

/// A project as tables.
#[derive(Debug, Clone)]
pub struct Extract {
    /// What the tables are of.
    pub told: Told,
    /// The tables that were asked for, in their order.
    pub tables: Vec<Table>,
}

impl Extract {
    /// Tells what was written where, how it is marked, and for whom it is.
    #[must_use]
    pub fn written(&self, name: &str) -> Page {
        let counted = |count: usize, what: &str| if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") };
        let rows = self.tables.iter().map(|table| table.rows.len()).sum();
        let marking = self.told.marking.as_ref().map_or_else(|| "no marking".to_owned(), |marking| format!("marked {marking}"));
        let whom = self.told.audience.word();
        let line = format!("Wrote {name}: {} in {}, {marking}, for {whom}.", counted(rows, "row"), counted(self.tables.len(), "table"));
        let mut blocks = vec![Block::Paragraph(Text::plain(line))];
        if let Some((word @ ("shallow" | "missing_object"), commit)) = self.told.boundary.as_ref().map(|(word, commit)| (*word, commit)) {
            let commit = commit.as_deref().unwrap_or_default();
            let note = format!("The history is not whole: it begins at {commit} ({word}). `git fetch --unshallow --tags` gets the rest.");
            blocks.push(Block::Paragraph(Text::of(Tone::Caution, note)));
        }
        Page { blocks, ..Page::default() }
    }
}

/// Makes the tables that are asked for. Personal data is masked in them.
///
/// # Errors
/// Refuses to make for the public what is confidential.
pub fn extract(source: &Source<'_>, parts: &[Part]) -> Result<Extract, Refusal> {
    let sharing = Sharing::with(source.audience).knowing(source.newest);
    let state = sharing.of_snapshot(source.state)?;
    let log = source.log.map(|log| sharing.of_log(log, source.state)).transpose()?;
    let told = Told::of(source, &state, log.as_ref());
    let tables = parts.iter().map(|part| table(*part, &state, log.as_ref(), &told)).collect();
    Ok(Extract { told, tables })
}

fn table(part: Part, state: &Snapshot, log: Option<&Changelog>, told: &Told) -> Table {
    let rows = match part {
        Part::Risks => risks::rows(state),
        Part::Actions => actions::rows(state),
        Part::Evidence => evidence::rows(state),
        Part::Reviews => reviews::rows(state),
        Part::Documents => documents::rows(state),
        Part::Fields => documents::field_rows(state),
        Part::Matrix => matrix::rows(state),
        Part::Events => log.map(events::rows).unwrap_or_default(),
    };
    let veil = state.veil();
    let common = [&told.project, &told.marking].map(|text| text.as_ref().map_or(Value::Nothing, Value::text));
    let whole = |row: Vec<Value>| -> Vec<Value> {
        let own = row.into_iter().chain(common.iter().cloned()).map(|value| value.behind(&veil));
        own.chain([Value::text(told.audience.word())]).collect()
    };
    Table { shape: part.shape(), columns: part.columns(), rows: rows.into_iter().map(whole).collect() }
}

/// Returns a text with what must never be shown masked.
fn masked(text: &str, veil: &Veil) -> String {
    veil.hide(text).into_owned()
}
