//! The form's 3×3 matrix as data: which open and materialised risks stand in which cell, and how they moved.

use std::collections::BTreeMap;

use crate::change::Change;
use crate::model::Level;
use crate::snapshot::Snapshot;

/// One of the nine cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// Its likelihood.
    pub likelihood: Level,
    /// Its impact.
    pub impact: Level,
    /// The risks in it, by id.
    pub ids: Vec<String>,
}

/// The nine cells, and the risks that stand in none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The cells: likelihood high first, in it impact high first.
    pub cells: Vec<MatrixCell>,
    /// Risks that are not rated, or only in half, or whose rating cannot be read.
    pub unrated: Vec<String>,
}

impl Matrix {
    /// Fills the matrix with the open and materialised risks of a state.
    #[must_use]
    pub fn of(state: &Snapshot) -> Self {
        let mut first: BTreeMap<&str, Option<(Level, Level)>> = BTreeMap::new();
        for at in state.risks().filter(|at| at.risk.status().is_none() || at.risk.is_active()) {
            first.entry(&at.risk.id).or_insert_with(|| at.risk.rating.levels());
        }
        let ids = |wanted: Option<(Level, Level)>| -> Vec<String> {
            first.iter().filter(|(_, levels)| **levels == wanted).map(|(id, _)| (*id).to_owned()).collect()
        };
        let pairs = Level::ALL.into_iter().flat_map(|likelihood| Level::ALL.map(|impact| (likelihood, impact)));
        let cells = pairs.map(|(likelihood, impact)| MatrixCell { likelihood, impact, ids: ids(Some((likelihood, impact))) });
        Self { cells: cells.collect(), unrated: ids(None) }
    }

    /// Returns the risks in a cell.
    #[must_use]
    pub fn ids(&self, likelihood: Level, impact: Level) -> &[String] {
        let cell = self.cells.iter().find(|cell| (cell.likelihood, cell.impact) == (likelihood, impact));
        cell.map(|cell| cell.ids.as_slice()).unwrap_or_default()
    }

    fn cell_of(&self, id: &str) -> Option<(Level, Level)> {
        self.cells.iter().find(|cell| cell.ids.iter().any(|other| other == id)).map(|cell| (cell.likelihood, cell.impact))
    }
}

/// A risk that came into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The risk.
    pub id: String,
    /// The cell that it came from; none where it stood in no cell.
    pub from: Option<(Level, Level)>,
}

/// What happened to one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellMove {
    /// Its likelihood.
    pub likelihood: Level,
    /// Its impact.
    pub impact: Level,
    /// How many risks it holds on each side.
    pub count: Change<usize>,
    /// Risks that are in it on both sides.
    pub stayed: Vec<String>,
    /// Risks that came into it.
    pub came: Vec<Arrival>,
    /// Risks that left it.
    pub left: Vec<String>,
}

/// Compares two matrices, cell by cell.
#[must_use]
pub fn movement(matrices: Change<&Matrix>) -> Vec<CellMove> {
    let cells = matrices.after.cells.iter().map(|cell| {
        let before = matrices.before.ids(cell.likelihood, cell.impact);
        let is_old = |id: &&String| before.contains(id);
        let came = cell.ids.iter().filter(|id| !is_old(id)).map(|id| Arrival { id: id.clone(), from: matrices.before.cell_of(id) });
        CellMove {
            likelihood: cell.likelihood,
            impact: cell.impact,
            count: Change::new(before.len(), cell.ids.len()),
            stayed: cell.ids.iter().filter(is_old).cloned().collect(),
            came: came.collect(),
            left: before.iter().filter(|id| !cell.ids.contains(id)).cloned().collect(),
        }
    });
    cells.collect()
}
