//! A page as GitHub-flavoured Markdown, never longer than a comment may be: what does not fit is counted, and the command
//! that shows it is printed.

use super::escape::Untrusted;
use crate::report::page::{Block, Cell, Entry, Page, Table, Text, Tone};

/// Characters that a comment may have; GitHub takes 65,536.
pub const COMMENT: usize = 60_000;
/// Characters kept for the note about what was left out.
const NOTE: usize = 1_000;
/// Characters of the command in that note.
const COMMAND: usize = 200;

/// Writes a page as a comment: with its marker, and within the length of one.
#[must_use]
pub fn comment(page: &Page) -> String {
    write(page, COMMENT - NOTE)
}

/// Writes a page as a document, whatever its length.
#[must_use]
pub fn document(page: &Page) -> String {
    let written = write(page, usize::MAX);
    // NOTE: a platform takes the direction of a page from its own language unless the page says so.
    if page.language.is_right_to_left { format!("<div dir=\"rtl\">\n{written}\n</div>\n") } else { written }
}

fn write(page: &Page, limit: usize) -> String {
    let mut out = page.marker.map(|marker| format!("<!-- {marker} -->\n")).unwrap_or_default();
    let mut used = out.chars().count();
    let mut left = 0;
    for block in &page.blocks {
        let whole = self::block(block);
        let length = whole.chars().count();
        if left == 0 && used + length <= limit {
            out.push_str(&whole);
            used += length;
            continue;
        }
        let (part, shown) = if left == 0 { partial(block, limit.saturating_sub(used)) } else { (String::new(), 0) };
        used += part.chars().count();
        out.push_str(&part);
        // A paragraph or heading that does not fit counts as well: nothing is left out in silence.
        left += block.items().saturating_sub(shown).max(usize::from(shown == 0));
    }
    if left > 0 {
        let command = page.command.as_deref().unwrap_or("risklog");
        let command: String = command.chars().filter(|character| *character != '`').take(COMMAND).collect();
        out.push_str(&format!(
            "\n{left} more not shown here: the page is too long for a comment. All of it is shown by\n\n{}\n",
            code(&command)
        ));
    }
    out
}

/// Writes as many rows of a table as fit; of anything else nothing.
fn partial(block: &Block, room: usize) -> (String, usize) {
    let Block::Table(table) = block else { return (String::new(), 0) };
    let mut out = head(table);
    let mut used = out.chars().count();
    let mut shown = 0;
    for cells in &table.rows {
        let row = row(cells);
        used += row.chars().count();
        if used > room {
            break;
        }
        out.push_str(&row);
        shown += 1;
    }
    if shown == 0 { (String::new(), 0) } else { (out, shown) }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text, aside } => {
            let aside = aside.as_ref().map(|aside| format!(" · {}", inline(aside))).unwrap_or_default();
            format!("\n{} {}{aside}\n", "#".repeat(*level + 1), plain(text))
        }
        Block::Paragraph(text) => format!("\n{}\n", inline(text)),
        Block::Entry(told) => entry(told),
        Block::Table(told) => table(told),
        Block::Details { summary, body } => {
            format!("\n<details><summary>{}</summary>\n\n{}\n\n</details>\n", inline(summary), inline(body))
        }
    }
}

fn entry(told: &Entry) -> String {
    let head: Vec<String> = told.head.iter().filter(|part| !part.is_empty()).map(inline).collect();
    let mut out = if head.is_empty() { String::new() } else { format!("\n{}\n", head.join(" · ")) };
    out.push('\n');
    for line in &told.lines {
        out.push_str(&format!("- {}: {}\n", Untrusted::new(&line.label).markdown(), inline(&line.text)));
    }
    out
}

fn table(told: &Table) -> String {
    told.rows.iter().fold(head(told), |out, cells| out + &row(cells))
}

fn head(told: &Table) -> String {
    let names = told.head.iter().map(|name| Untrusted::new(name).markdown());
    format!("\n{}{}", line(names), line(told.head.iter().map(|_| "---".to_owned())))
}

fn row(cells: &[Cell]) -> String {
    line(cells.iter().map(|cell| cell.iter().map(inline).collect::<Vec<_>>().join("<br>")))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// Writes a text without its emphasis, for headings.
fn plain(text: &Text) -> String {
    joined(text, |_, text| text)
}

fn inline(text: &Text) -> String {
    joined(text, |tone, text| match tone {
        Tone::Strong | Tone::Bad | Tone::Caution | Tone::Good => format!("<b>{text}</b>"),
        Tone::Gone => format!("<del>{text}</del>"),
        Tone::New => format!("<ins>{text}</ins>"),
        Tone::Plain | Tone::Muted | Tone::Code => text,
    })
}

fn joined(text: &Text, dress: impl Fn(Tone, String) -> String) -> String {
    let mut out = String::new();
    for run in &text.runs {
        let escaped = if run.tone == Tone::Code { code(&run.text) } else { Untrusted::new(&run.text).markdown() };
        let (front, back) = (run.text.starts_with(char::is_whitespace), run.text.ends_with(char::is_whitespace));
        // Two stretches of code must not become one.
        let touches = out.ends_with('`') && escaped.starts_with('`');
        if (front || touches) && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if !escaped.is_empty() {
            out.push_str(&dress(run.tone, escaped));
        }
        if back && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}

/// Writes something to be typed. A backtick or a bar cannot stand in code within a table, and no marker may be forged.
fn code(text: &str) -> String {
    let shown = Untrusted::new(text).terminal();
    if shown.contains(['`', '|', '<']) || shown.trim().is_empty() { Untrusted::new(text).markdown() } else { format!("`{}`", shown.trim()) }
}
