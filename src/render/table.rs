//! Tables on a terminal: cells are laid into lines first, then drawn. The table crate lives here and nowhere else.

use tabled::builder::Builder;
use tabled::settings::Style as Borders;

use super::{Style, paint, wrap};
use crate::report::page::{Cell, Table, Text, Tone, is_right_to_left};

/// Columns from which on a table is drawn; on a narrower page its rows stand under each other.
const WIDE: usize = 70;
/// The least width of a column, unless its content is narrower.
const LEAST: usize = 9;
/// What borders and blanks take per column, and the last border.
const FRAME: (usize, usize) = (3, 1);

/// Draws a table; `None` where it does not fit or would not stay straight, so that its rows must stand under each other.
pub(super) fn draw(table: &Table, style: &Style) -> Option<String> {
    let turned = table.head.iter().any(|name| is_right_to_left(name)) || table.rows.iter().flatten().flatten().any(Text::is_right_to_left);
    // NOTE: a terminal that turns right-to-left text may swap neighbouring cells: such text keeps lines of its own.
    if (style.width < WIDE && !table.is_grid) || turned {
        return None;
    }
    let head: Vec<Cell> = table.head.iter().map(|name| vec![Text::of(Tone::Strong, name.clone())]).collect();
    let rows: Vec<&Vec<Cell>> = std::iter::once(&head).chain(&table.rows).collect();
    let widths = widths(&rows, style.width)?;
    let mut builder = Builder::new();
    for row in rows {
        builder.push_record(row.iter().zip(&widths).map(|(cell, width)| cell_text(cell, *width, style.color)));
    }
    let mut drawn = builder.build();
    drawn.with(Borders::modern());
    Some(drawn.to_string())
}

fn cell_text(cell: &Cell, width: usize, color: bool) -> String {
    let lines = cell.iter().flat_map(|text| wrap::wrap(text, width));
    lines.map(|line| paint::line(&line, color)).collect::<Vec<_>>().join("\n")
}

/// Shares the width out: every column gets what it needs; where that is too much, the widest give way.
fn widths(rows: &[&Vec<Cell>], total: usize) -> Option<Vec<usize>> {
    let columns = rows.iter().map(|row| row.len()).max()?;
    let room = total.checked_sub(columns * FRAME.0 + FRAME.1)?;
    let natural = |column: usize| {
        let lines = rows.iter().filter_map(|row| row.get(column)).flatten();
        lines.map(|text| wrap::line_width(&wrap::pieces(text))).max().unwrap_or(0).max(1)
    };
    let mut widths: Vec<usize> = (0..columns).map(natural).collect();
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max_by_key(|width| **width)?;
        if *widest <= LEAST {
            return None;
        }
        *widest -= 1;
    }
    Some(widths)
}
