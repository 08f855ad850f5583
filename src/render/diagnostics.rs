//! A check on a terminal: each finding with its line of text, what is meant on it, the way out, and the verdict at the end.

use super::escape::Untrusted;
use super::wrap::{self, width};
use super::{Style, paint};
use crate::finding::Severity;
use crate::report::page::{Text, Tone, is_right_to_left};
use crate::report::{CheckReport, Excerpt, ProjectCheck, ToldFinding};
use crate::source::Region;

/// Writes a check.
#[must_use]
pub fn check(report: &CheckReport, style: &Style) -> String {
    let mut writer = Writer { out: String::new(), style };
    if report.projects.is_empty() {
        writer.hanging(&Text::of(Tone::Caution, "no project was found: nothing was checked"), 0);
    }
    for project in &report.projects {
        writer.project(project, report.projects.len() > 1);
    }
    writer.out
}

struct Writer<'a> {
    out: String,
    style: &'a Style,
}

impl Writer<'_> {
    fn project(&mut self, project: &ProjectCheck, several: bool) {
        for finding in &project.findings {
            self.finding(finding);
            self.out.push('\n');
        }
        for file in &project.unseen {
            self.hanging(&Text::of(Tone::Caution, "not looked at: ").then(format!("{}: {}", file.path, file.reason)), 4);
        }
        let tone = if project.is_incomplete() || project.counts.errors > 0 { Tone::Bad } else { Tone::Strong };
        let name = if several { Text::plain(format!("{}: ", project.name())) } else { Text::default() };
        self.hanging(&name.and(tone, project.verdict()), 4);
    }

    fn finding(&mut self, finding: &ToldFinding) {
        let tone = match finding.severity {
            Severity::Error => Tone::Bad,
            Severity::Warning => Tone::Caution,
            Severity::Info => Tone::Strong,
        };
        let head = Text::of(tone, format!("{}[{}]", finding.severity.word(), finding.rule));
        let message =
            if finding.message.is_empty() { Text::default() } else { Text::plain(": ").and(Tone::Strong, finding.message.clone()) };
        self.hanging(&head.with(message), 4);
        let gutter = self.gutter(finding);
        self.place(&finding.file, finding.region, finding.excerpt.as_ref(), (gutter, tone));
        for related in &finding.related {
            self.labelled(gutter, "see", &related.message);
            self.place(&related.file, related.region, related.excerpt.as_ref(), (gutter, Tone::Muted));
        }
        for help in finding.help.iter().flat_map(|help| help.lines()) {
            self.labelled(gutter, "help", help);
        }
    }

    /// Returns the width of the column of line numbers.
    fn gutter(&self, finding: &ToldFinding) -> usize {
        let excerpts = finding.excerpt.iter().chain(finding.related.iter().filter_map(|related| related.excerpt.as_ref()));
        excerpts.map(|excerpt| excerpt.line.to_string().len()).max().unwrap_or(1)
    }

    fn place(&mut self, file: &str, region: Option<Region>, excerpt: Option<&Excerpt>, (gutter, tone): (usize, Tone)) {
        let at = region.map(|region| format!(":{}:{}", region.start.line, region.start.column)).unwrap_or_default();
        let arrow = paint::paint(Tone::Code, &format!("{}-->", " ".repeat(gutter)), self.style.color);
        self.out.push_str(&format!("{arrow} {}{at}\n", Untrusted::new(file).terminal()));
        if let Some(excerpt) = excerpt {
            self.excerpt(excerpt, gutter, tone);
        }
    }

    /// Writes the line with carets below what is meant. Where the line turns its reading direction, no caret could point;
    /// what is meant is then repeated below it.
    fn excerpt(&mut self, excerpt: &Excerpt, gutter: usize, tone: Tone) {
        let whole = format!("{}{}{}", excerpt.before, excerpt.marked, excerpt.after);
        let cut = Window::around(excerpt, self.style.width.saturating_sub(gutter + 3));
        let bar = |text: String, color: bool| paint::paint(Tone::Code, &text, color);
        let blank = bar(format!("{} |", " ".repeat(gutter)), self.style.color);
        self.out.push_str(&format!("{blank}\n{} {}\n", bar(format!("{:>gutter$} |", excerpt.line), self.style.color), cut.line));
        let below = if is_right_to_left(&whole) {
            Untrusted::new(&excerpt.marked).terminal()
        } else {
            format!("{}{}", " ".repeat(cut.before), "^".repeat(cut.marked.max(1)))
        };
        self.out.push_str(&format!("{blank} {}\n", paint::paint(tone, &below, self.style.color)));
    }

    fn labelled(&mut self, gutter: usize, label: &str, text: &str) {
        let front = format!("{} = {label}: ", " ".repeat(gutter));
        let indent = front.len();
        for (place, line) in wrap::wrap(&Text::plain(text), self.style.width.saturating_sub(indent)).iter().enumerate() {
            let front = if place == 0 { paint::paint(Tone::Strong, &front, self.style.color) } else { " ".repeat(indent) };
            self.out.push_str(&format!("{front}{}\n", paint::line(line, self.style.color)));
        }
    }

    fn hanging(&mut self, text: &Text, indent: usize) {
        for (place, line) in wrap::wrap(text, self.style.width.saturating_sub(indent)).iter().enumerate() {
            let blanks = " ".repeat(if place == 0 { 0 } else { indent });
            self.out.push_str(&format!("{blanks}{}\n", paint::line(line, self.style.color)));
        }
    }
}

/// The stretch of a long line that is shown.
struct Window {
    line: String,
    before: usize,
    marked: usize,
}

impl Window {
    fn around(excerpt: &Excerpt, room: usize) -> Self {
        let [before, marked, after] = [&excerpt.before, &excerpt.marked, &excerpt.after].map(|part| Untrusted::new(part).terminal());
        if width(&before) + width(&marked) + width(&after) <= room {
            return Self { before: width(&before), marked: width(&marked), line: format!("{before}{marked}{after}") };
        }
        // The line is longer than the page: the marked part is shown with what fits round it.
        let marked = front(&marked, room.saturating_sub(8));
        let lead = back(&before, (room / 2).min(room.saturating_sub(width(&marked) + 4)));
        let lead = if lead.len() < before.len() { format!("…{lead}") } else { lead };
        let tail = front(&after, room.saturating_sub(width(&lead) + width(&marked) + 1));
        let dots = if tail.len() < after.len() { "…" } else { "" };
        Self { before: width(&lead), marked: width(&marked), line: format!("{lead}{marked}{tail}{dots}") }
    }
}

fn front(text: &str, columns: usize) -> String {
    fitting(text.chars(), columns).into_iter().collect()
}

fn back(text: &str, columns: usize) -> String {
    fitting(text.chars().rev(), columns).into_iter().rev().collect()
}

fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> Vec<char> {
    let mut used = 0;
    characters
        .take_while(|character| {
            used += width(character.encode_utf8(&mut [0; 4]));
            used <= columns
        })
        .collect()
}
