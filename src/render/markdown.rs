//! A page as GitHub-flavoured Markdown, never longer than its place takes: what does not fit is counted, and the command
//! that shows it is printed.

use super::escape::Untrusted;
use crate::report::page::{Block, Cell, Entry, Page, Run, Table, Text, Tone};

/// Characters that a comment may have; GitHub takes 65,536.
pub const COMMENT: usize = 60_000;
/// What is kept for the note about what was left out.
const NOTE: usize = 4_000;
/// Characters of the command in that note.
const COMMAND: usize = 200;
/// Sections that the note names.
const SECTIONS: usize = 8;
/// A table may take this part of a page that is too long, so that something is left for what comes behind it.
const SHARE: usize = 3;

/// Writes a page as a comment: with its marker, and within the length of one.
#[must_use]
pub fn comment(page: &Page) -> String {
    write(page, &Limit { most: COMMENT - NOTE, measure: |text| text.chars().count() })
}

/// Writes a page within a number of bytes.
#[must_use]
pub fn summary(page: &Page, most_bytes: usize) -> String {
    write(page, &Limit { most: most_bytes.saturating_sub(NOTE), measure: str::len })
}

/// Writes a page as a document, whatever its length.
#[must_use]
pub fn document(page: &Page) -> String {
    let written = write(page, &Limit { most: usize::MAX, measure: str::len });
    // NOTE: a platform takes the direction of a page from its own language unless the page says so.
    if page.language.is_right_to_left { format!("<div dir=\"rtl\">\n{written}\n</div>\n") } else { written }
}

/// How long a page may be, and how that is measured.
struct Limit {
    most: usize,
    measure: fn(&str) -> usize,
}

/// A page on its way: what is written, and what found no room, by its section.
struct Writer<'a> {
    out: String,
    used: usize,
    limit: &'a Limit,
    /// Headings that are written once something follows that has room.
    headings: Vec<String>,
    section: String,
    left: Vec<(String, usize)>,
}

fn write(page: &Page, limit: &Limit) -> String {
    let out = page.marker.map(|marker| format!("<!-- {marker} -->\n")).unwrap_or_default();
    let mut writer = Writer { used: (limit.measure)(&out), out, limit, headings: Vec::new(), section: String::new(), left: Vec::new() };
    let lengths: Vec<usize> = page.blocks.iter().map(|told| (limit.measure)(&block(told))).collect();
    let fits = writer.used + lengths.iter().sum::<usize>() <= limit.most;
    for told in &page.blocks {
        writer.block(told, fits);
    }
    writer.note(page.command.as_deref().unwrap_or("risklog"))
}

impl Writer<'_> {
    fn block(&mut self, told: &Block, fits: bool) {
        if let Block::Heading { text, .. } = told {
            self.section = plain(text);
            self.headings.push(block(told));
            return;
        }
        let room = self.limit.most.saturating_sub(self.used + self.headings.iter().map(|text| (self.limit.measure)(text)).sum::<usize>());
        let whole = block(told);
        let room = if fits || !matches!(told, Block::Table(_)) { room } else { room.min(self.limit.most / SHARE) };
        if (self.limit.measure)(&whole) <= room {
            self.push(&whole);
            return;
        }
        let (part, shown) = partial(told, room, self.limit.measure);
        if shown > 0 {
            self.push(&part);
        }
        // A paragraph that does not fit counts as well: nothing is left out in silence.
        let left = told.items().max(1) - shown;
        match self.left.last_mut() {
            Some((section, number)) if *section == self.section => *number += left,
            _ => self.left.push((self.section.clone(), left)),
        }
    }

    fn push(&mut self, text: &str) {
        for part in self.headings.drain(..).chain(std::iter::once(text.to_owned())) {
            self.used += (self.limit.measure)(&part);
            self.out.push_str(&part);
        }
    }

    /// Counts what was left out, and names the command that shows it.
    fn note(mut self, command: &str) -> String {
        if self.left.is_empty() {
            return self.out;
        }
        let sum: usize = self.left.iter().map(|(_, number)| number).sum();
        let sections = self.left.iter().filter(|(section, _)| !section.is_empty()).take(SECTIONS);
        let sections: Vec<String> = sections.map(|(section, number)| format!("{section} {number}")).collect();
        let sections = if sections.is_empty() { String::new() } else { format!(" ({})", sections.join(", ")) };
        let command: String = command.chars().filter(|character| *character != '`').take(COMMAND).collect();
        self.out.push_str(&format!(
            "\n{sum} more not shown here{sections}: there is no room for all of it. The whole is shown by\n\n{}\n",
            code(&command)
        ));
        self.out
    }
}

/// Writes as many rows of a table as fit; of anything else nothing.
fn partial(block: &Block, room: usize, measure: fn(&str) -> usize) -> (String, usize) {
    let Block::Table(table) = block else { return (String::new(), 0) };
    let mut out = head(table);
    let mut used = measure(&out);
    let mut shown = 0;
    for cells in &table.rows {
        let row = row(cells);
        used += measure(&row);
        if used > room {
            break;
        }
        out.push_str(&row);
        shown += 1;
    }
    (out, shown)
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text, aside } => {
            let aside = aside.as_ref().map(|aside| format!(" · {}", inline(aside))).unwrap_or_default();
            format!("\n{} {}{aside}\n", "#".repeat(*level + 1), plain(text))
        }
        Block::Paragraph(text) => format!("\n{}\n", inline(text)),
        Block::Marking(marking) => format!("\n{}\n", inline(&Block::marking_line(marking))),
        Block::Entry(told) => entry(told),
        Block::Table(told) => table(told),
        Block::Details { summary, body } => {
            format!("\n<details><summary>{}</summary>\n\n{}\n\n</details>\n", within_html(summary), inline(body))
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
    joined(text, escaped)
}

fn inline(text: &Text) -> String {
    joined(text, |run| dressed(run.tone, escaped(run)))
}

/// Writes a text into a line of HTML, where Markdown is only text and platforms still look for mentions.
fn within_html(text: &Text) -> String {
    joined(text, |run| dressed(run.tone, Untrusted::new(&run.text).markdown_html()))
}

fn escaped(run: &Run) -> String {
    if run.tone == Tone::Code { code(&run.text) } else { Untrusted::new(&run.text).markdown() }
}

fn dressed(tone: Tone, text: String) -> String {
    match tone {
        _ if text.is_empty() => text,
        Tone::Strong | Tone::Bad | Tone::Caution | Tone::Good => format!("<b>{text}</b>"),
        Tone::Gone => format!("<del>{text}</del>"),
        Tone::New => format!("<ins>{text}</ins>"),
        Tone::Plain | Tone::Muted | Tone::Code => text,
    }
}

fn joined(text: &Text, write: impl Fn(&Run) -> String) -> String {
    let mut out = String::new();
    for run in &text.runs {
        let written = write(run);
        let (front, back) = (run.text.starts_with(char::is_whitespace), run.text.ends_with(char::is_whitespace));
        // Two stretches of code must not become one.
        let touches = out.ends_with('`') && written.starts_with('`');
        if (front || touches) && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(&written);
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
