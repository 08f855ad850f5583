//! A page on a terminal: headings, entries with hanging lines, tables that fit the width.

use super::wrap::{self, Line};
use super::{Style, paint, table};
use crate::report::page::{Block, Entry, Page, Table, Text, Tone};

/// Columns of the labels of an entry.
const LABEL: usize = 12;
/// What stands between the parts of the head of an entry.
const GAP: &str = "  ";

/// Writes a page.
#[must_use]
pub fn page(page: &Page, style: &Style) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        write_block(&mut out, block, style);
    }
    out
}

/// Writes a line of a text in which `+` stands before what is new and `-` before what is gone.
pub(super) fn changed_line(line: &str, style: &Style) -> String {
    let tone = match line.as_bytes().first() {
        Some(b'+') => Tone::New,
        Some(b'-') => Tone::Gone,
        Some(b'@') => Tone::Muted,
        _ => Tone::Plain,
    };
    format!("{}\n", paint::paint(tone, &super::Untrusted::new(line).terminal(), style.color))
}

fn write_block(out: &mut String, block: &Block, style: &Style) {
    match block {
        Block::Heading { level, text, aside } => heading(out, *level, text, aside.as_ref(), style),
        Block::Paragraph(text) => lines(out, &wrap::wrap(text, style.width), 0, style),
        Block::Marking(marking) => lines(out, &wrap::wrap(&Block::marking_line(marking), style.width), 0, style),
        Block::Entry(told) => entry(out, told, style),
        Block::Table(told) => match table::draw(told, style) {
            Some(drawn) => {
                out.push_str(&drawn);
                out.push('\n');
            }
            None => rows(out, told, style),
        },
        Block::Details { summary, body } => {
            lines(out, &wrap::wrap(summary, style.width.saturating_sub(2)), 2, style);
            lines(out, &wrap::wrap(body, style.width.saturating_sub(4)), 4, style);
        }
    }
}

fn heading(out: &mut String, level: usize, text: &Text, aside: Option<&Text>, style: &Style) {
    if !out.is_empty() {
        out.push('\n');
    }
    let strong = |line: Line| line.into_iter().map(|piece| wrap::Piece { tone: Tone::Strong, ..piece }).collect::<Line>();
    let aside = aside.map(wrap::pieces).unwrap_or_default();
    let (head, far) = (wrap::pieces(text), wrap::line_width(&aside));
    let near = wrap::line_width(&head);
    let fits = near + far + 2 <= style.width && !text.is_right_to_left();
    if fits && far > 0 {
        let blanks = " ".repeat(style.width - near - far);
        out.push_str(&format!("{}{blanks}{}\n", paint::line(&strong(head), style.color), paint::line(&aside, style.color)));
        return;
    }
    let wrapped: Vec<Line> = wrap::wrap(text, style.width).into_iter().map(strong).collect();
    lines(out, &wrapped, 0, style);
    if far > 0 {
        lines(out, &[aside], 2, style);
    }
    if level == 1 {
        let longest = wrapped.iter().map(wrap::line_width).max().unwrap_or(0);
        out.push_str(&format!("{}\n", "=".repeat(longest)));
    }
}

fn entry(out: &mut String, told: &Entry, style: &Style) {
    head(out, &told.head, style);
    for line in &told.lines {
        labelled(out, &line.label, &line.text, style);
    }
}

/// Writes the head of an entry: as many parts on a line as fit. Right-to-left text keeps lines of its own, so that its
/// direction does not move the other parts.
fn head(out: &mut String, parts: &[Text], style: &Style) {
    let mut wrapped: Vec<Line> = Vec::new();
    let mut is_open = false;
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let room = style.width.saturating_sub(if wrapped.is_empty() { 2 } else { 4 });
        let (pieces, turned) = (wrap::pieces(part), part.is_right_to_left());
        match wrapped.last_mut() {
            Some(last) if is_open && !turned && wrap::line_width(last) + GAP.len() + wrap::line_width(&pieces) <= room => {
                last.push(wrap::Piece { tone: Tone::Plain, text: GAP.to_owned() });
                last.extend(pieces);
            }
            _ => wrapped.extend(wrap::wrap(part, style.width.saturating_sub(4))),
        }
        is_open = !turned;
    }
    hanging(out, &wrapped, style);
}

fn hanging(out: &mut String, wrapped: &[Line], style: &Style) {
    for (place, line) in wrapped.iter().enumerate() {
        lines(out, std::slice::from_ref(line), if place == 0 { 2 } else { 4 }, style);
    }
}

/// Writes a labelled line; right-to-left text and long labels keep lines of their own.
fn labelled(out: &mut String, label: &str, text: &Text, style: &Style) {
    let label = wrap::pieces(&Text::of(Tone::Muted, label));
    let long = wrap::line_width(&label);
    if long >= LABEL || text.is_right_to_left() || unwrapped(&label).is_right_to_left() || style.width < 2 * LABEL {
        lines(out, &wrap::wrap(&unwrapped(&label), style.width.saturating_sub(4)), 4, style);
        lines(out, &wrap::wrap(text, style.width.saturating_sub(6)), 6, style);
        return;
    }
    for (place, line) in wrap::wrap(text, style.width.saturating_sub(4 + LABEL)).iter().enumerate() {
        let front = if place == 0 { paint::line(&label, style.color) } else { String::new() };
        let blanks = " ".repeat(if place == 0 { LABEL - long } else { LABEL });
        out.push_str(&format!("    {front}{blanks}{}\n", paint::line(line, style.color)));
    }
}

/// Makes a text of pieces that are escaped already; escaping twice changes nothing.
fn unwrapped(line: &Line) -> Text {
    line.iter().fold(Text::default(), |text, piece| text.and(piece.tone, piece.text.clone()))
}

/// Writes the rows of a table under each other: the first cell as a head, the others labelled.
fn rows(out: &mut String, told: &Table, style: &Style) {
    for row in &told.rows {
        for (place, (cell, name)) in row.iter().zip(&told.head).enumerate() {
            for (line, text) in cell.iter().enumerate() {
                match (place, line) {
                    (0, _) => hanging(out, &wrap::wrap(text, style.width.saturating_sub(4)), style),
                    (_, 0) => labelled(out, name, text, style),
                    _ => labelled(out, "", text, style),
                }
            }
        }
    }
}

fn lines(out: &mut String, lines: &[Line], indent: usize, style: &Style) {
    for line in lines {
        out.push_str(&format!("{}{}\n", " ".repeat(indent), paint::line(line, style.color)));
    }
}
