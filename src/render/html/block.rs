//! The parts of a page: headings with anchors, paragraphs, entries as description lists, tables, and texts to fold.

use maud::{Markup, html};

use super::anchor::Anchors;
use super::text::{bare, direction, inline};
use crate::render::escape::Untrusted;
use crate::report::page::{Block, Cell, Entry, Page, Table, Text};

/// Writes the parts of a page: what opens it, and a section for each heading of the second level. All
/// headings are so many levels lower than they say.
pub(super) fn blocks(page: &Page, lower: usize, anchors: &mut Anchors) -> (Markup, Markup) {
    let starts = |block: &Block| matches!(block, Block::Heading { level, .. } if level + lower == 2);
    let first = page.blocks.iter().position(starts).unwrap_or(page.blocks.len());
    let (opening, mut rest) = page.blocks.split_at_checked(first).unwrap_or((&page.blocks, &[]));
    let name = Text::plain(page.title.clone().unwrap_or_default());
    let opening = section(opening, &name, lower, anchors);
    let mut sections = Vec::new();
    while !rest.is_empty() {
        let length = rest.iter().skip(1).position(starts).map_or(rest.len(), |place| place + 1);
        let (part, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        sections.push(section(part, &name, lower, anchors));
        rest = behind;
    }
    (opening, html! { @for content in &sections { section { (content) } "\n" } })
}

fn section(part: &[Block], name: &Text, lower: usize, anchors: &mut Anchors) -> Markup {
    let mut name = name.clone();
    let mut written = Vec::new();
    for told in part {
        written.push(match told {
            Block::Heading { level, text, aside } => {
                name = text.clone();
                heading(level + lower, text, aside.as_ref(), anchors)
            }
            Block::Paragraph(text) => html! { p dir=[direction(text)] { (inline(text)) } },
            // The shell shows it in head and foot.
            Block::Marking(_) => html! {},
            Block::Entry(told) => entry(told),
            Block::Table(told) => table(told, &name, anchors),
            Block::Details { summary, body } => details(summary, body),
        });
    }
    html! { @for part in &written { (part) "\n" } }
}

fn heading(level: usize, text: &Text, aside: Option<&Text>, anchors: &mut Anchors) -> Markup {
    let id = anchors.name(level, text);
    let content = html! {
        span { (inline(text)) }
        @if let Some(aside) = aside { " " span.aside dir=[direction(aside)] { (inline(aside)) } }
    };
    let way = direction(text);
    match level {
        0 | 1 => html! { h1 id=(id) dir=[way] { (content) } },
        2 => html! { h2 id=(id) dir=[way] { (content) } },
        3 => html! { h3 id=(id) dir=[way] { (content) } },
        _ => html! { h4 id=(id) dir=[way] { (content) } },
    }
}

fn entry(told: &Entry) -> Markup {
    let parts: Vec<&Text> = told.head.iter().filter(|part| !part.is_empty()).collect();
    html! {
        div.entry {
            @if !parts.is_empty() {
                p.head { @for part in parts { span dir=[direction(part)] { (inline(part)) } " " } }
            }
            @if !told.lines.is_empty() {
                dl {
                    @for line in &told.lines {
                        div {
                            dt { bdi { (Untrusted::new(&line.label)) } }
                            dd dir=[direction(&line.text)] { (inline(&line.text)) }
                        }
                    }
                }
            }
        }
    }
}

fn details(summary: &Text, body: &Text) -> Markup {
    // NOTE: open, since a printer and a search within the page see only what is.
    html! {
        details open {
            summary dir=[direction(summary)] { (inline(summary)) }
            p dir=[direction(body)] { (inline(body)) }
        }
    }
}

/// Writes a table. One whose cells belong under each other can be scrolled on a narrow screen; of any other the rows are
/// then read one below the other, each cell with the name of its column.
fn table(told: &Table, name: &Text, anchors: &mut Anchors) -> Markup {
    let id = anchors.unique("table");
    let caption = html! { caption id=(id) { (bare(name)) } };
    if told.is_grid {
        return html! {
            div.scroll role="region" aria-labelledby=(id) tabindex="0" {
                table.grid { (caption) (head(told)) tbody { @for cells in &told.rows { (row(cells, &told.head)) "\n" } } }
            }
        };
    }
    // NOTE: a browser forgets what a table is once its rows are laid out as blocks; the roles say it again.
    html! {
        table.rows role="table" {
            (caption)
            (head(told))
            tbody role="rowgroup" { @for cells in &told.rows { (row(cells, &told.head)) "\n" } }
        }
    }
}

fn head(told: &Table) -> Markup {
    html! {
        thead role="rowgroup" {
            tr role="row" { @for name in &told.head { th scope="col" role="columnheader" { bdi { (Untrusted::new(name)) } } } }
        }
    }
}

fn row(cells: &[Cell], names: &[String]) -> Markup {
    html! {
        tr role="row" {
            @for (place, cell) in cells.iter().enumerate() {
                @let label = names.get(place).map(|name| Untrusted::new(name));
                @if place == 0 {
                    th scope="row" role="rowheader" { (lines(cell)) }
                } @else {
                    td role="cell" data-label=[label] { (lines(cell)) }
                }
            }
        }
    }
}

fn lines(cell: &Cell) -> Markup {
    html! { @for line in cell { div dir=[direction(line)] { (inline(line)) } } }
}
