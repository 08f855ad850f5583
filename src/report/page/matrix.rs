//! The 3×3 matrix on a page, with what came into each cell and what left it.

use std::collections::BTreeMap;

use super::{Cell, Table, Text, Tone};
use crate::change::Change;
use crate::model::Level;
use crate::report::{CellMove, Matrix};

/// Ids of one kind that a cell names; more are counted.
const IDS: usize = 20;

/// Returns the later matrix with the movement since the earlier one.
pub(super) fn table(moves: &[CellMove]) -> Table {
    let head = std::iter::once("likelihood".to_owned()).chain(Level::ALL.map(|impact| format!("impact {}", impact.word())));
    let rows = Level::ALL.map(|likelihood| {
        let cells = moves.iter().filter(|cell| cell.likelihood == likelihood).map(cell);
        std::iter::once(vec![Text::of(Tone::Strong, likelihood.word())]).chain(cells).collect()
    });
    Table { head: head.collect(), rows: rows.into(), is_grid: true }
}

fn cell(cell: &CellMove) -> Cell {
    let count = Text::of(Tone::Strong, cell.count.after.to_string());
    let mut lines = vec![if cell.count.differs() { count.then(format!(" (was {})", cell.count.before)) } else { count }];
    let mut came: BTreeMap<Option<(Level, Level)>, Vec<&str>> = BTreeMap::new();
    for arrival in &cell.came {
        came.entry(arrival.from).or_default().push(&arrival.id);
    }
    lines.extend(came.into_iter().rev().map(|(from, ids)| {
        let from = from.map(|(likelihood, impact)| format!(" from {}/{}", likelihood.word(), impact.word()));
        Text::of(Tone::New, named(&ids)).then(from.unwrap_or_default())
    }));
    if !cell.left.is_empty() {
        lines.push(Text::of(Tone::Gone, named(&cell.left)));
    }
    if !cell.stayed.is_empty() {
        lines.push(Text::plain(named(&cell.stayed)));
    }
    lines
}

/// Returns the line about risks that stand in no cell, where there are any.
pub(super) fn unrated(matrix: Change<&Matrix>) -> Option<Text> {
    let Change { before, after } = matrix.map(|matrix| matrix.unrated.len());
    if before == 0 && after == 0 {
        return None;
    }
    let ids = if after == 0 { String::new() } else { format!(": {}", named(&matrix.after.unrated)) };
    Some(Text::plain(format!("in no cell, because not fully rated or not readable: {after} (before: {before}){ids}")))
}

/// Names the first ids and counts the others.
fn named<T: AsRef<str>>(ids: &[T]) -> String {
    let first: Vec<&str> = ids.iter().take(IDS).map(AsRef::as_ref).collect();
    let more = ids.len() - first.len();
    if more == 0 { first.join(" ") } else { format!("{} … and {more} more", first.join(" ")) }
}
