//! A page: what a report says to people, as headings, tables and notes, without any format. Every text on it counts as
//! untrusted; whoever renders a page escapes all of it.

mod annex;
mod audit;
mod biography;
mod blame;
mod catalogue;
mod changelog;
mod check;
mod diff;
mod document;
mod edited;
mod file;
mod findings;
mod matrix;
mod periods;
mod portfolio;
mod proposal;
mod register;
mod status;
mod step;
mod veil;
mod verification;
mod waivers;
mod words;

pub use annex::annex;
pub use catalogue::catalogue;
pub use check::check;
pub use edited::{actions, card, edited, remark, scale};
pub use file::file;
pub use proposal::proposal;
pub use words::level;

pub(super) use changelog::{boundary, provenance};
pub(super) use step::{recorded, why};
pub(super) use words::{day_of, kinds};

use super::portfolio::PortfolioReport;
use super::{AuditReport, BlameReport, ChangelogReport, DiffReport, HistoryReport, StatusReport, VerifyReport};

/// Makes the page of the answers about a range.
#[must_use]
pub fn audit(report: &AuditReport<'_>) -> Page {
    veil::hide(audit::audit(report), &report.veil)
}

/// Makes the page of a comparison.
#[must_use]
pub fn diff(report: &DiffReport) -> Page {
    veil::hide(diff::diff(report), &report.veil)
}

/// Makes the page of a change log.
#[must_use]
pub fn changelog(report: &ChangelogReport<'_>) -> Page {
    veil::hide(changelog::changelog(report), &report.veil)
}

/// Makes the page of the state of a register.
#[must_use]
pub fn status(report: &StatusReport<'_>) -> Page {
    veil::hide(status::status(report), &report.veil)
}

/// Makes the page of a register in full.
#[must_use]
pub fn register(report: &StatusReport<'_>) -> Page {
    veil::hide(register::register(report), &report.veil)
}

/// Makes the page of the life of one risk.
#[must_use]
pub fn history(report: &HistoryReport<'_>) -> Page {
    veil::hide(biography::history(report), &report.veil)
}

/// Makes the page of who last set what.
#[must_use]
pub fn blame(report: &BlameReport) -> Page {
    veil::hide(blame::blame(report), &report.veil)
}

/// Makes the page of projects side by side.
#[must_use]
pub fn portfolio(report: &PortfolioReport) -> Page {
    veil::hide(portfolio::portfolio(report), &report.veil)
}

/// Makes the page of looking at an evidence folder.
#[must_use]
pub fn verification(report: &VerifyReport) -> Page {
    veil::hide(verification::verification(report), &report.veil)
}

/// Makes the page of what became of each risk and of the documents, without head and foot: a part of another page.
#[must_use]
pub(super) fn biographies(report: &ChangelogReport<'_>) -> Page {
    veil::hide(changelog::biographies(report), &report.veil)
}

/// How a run of text is meant; every meaning is also in the words or marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Plain.
    #[default]
    Plain,
    /// Stands out.
    Strong,
    /// Steps back.
    Muted,
    /// Good news: lowered, delivered.
    Good,
    /// Bad news: raised, an error.
    Bad,
    /// Asks for attention: a warning, something incomplete.
    Caution,
    /// Only in the earlier text.
    Gone,
    /// Only in the later text.
    New,
    /// To be typed as it stands.
    Code,
}

/// A stretch of text with one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// How it is meant.
    pub tone: Tone,
    /// The text, unescaped.
    pub text: String,
}

/// A line of text that may be wrapped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Its runs, in reading order.
    pub runs: Vec<Run>,
}

impl Text {
    /// Makes a plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().and(Tone::Plain, text)
    }

    /// Makes a text with one meaning.
    pub fn of(tone: Tone, text: impl Into<String>) -> Self {
        Self::default().and(tone, text)
    }

    /// Adds a run.
    #[must_use]
    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.runs.push(Run { tone, text });
        }
        self
    }

    /// Adds a plain run.
    #[must_use]
    pub fn then(self, text: impl Into<String>) -> Self {
        self.and(Tone::Plain, text)
    }

    /// Adds another text.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.runs.extend(other.runs);
        self
    }

    /// Joins texts with a separator between them.
    #[must_use]
    pub fn join(texts: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        let mut joined = Self::default();
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            joined = if joined.is_empty() { text } else { joined.then(separator).with(text) };
        }
        joined
    }

    /// Says whether it holds letters that are read from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        self.runs.iter().any(|run| is_right_to_left(&run.text))
    }

    /// Says whether there is nothing to read.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}

/// Says whether a text holds letters that are read from right to left.
#[must_use]
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().any(|character| {
        matches!(u32::from(character), 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff)
    })
}

/// A cell of a table: its lines.
pub type Cell = Vec<Text>;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// Its cells belong under each other, so that it stays a table however narrow the page is.
    pub is_grid: bool,
}

/// A labelled line of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its label.
    pub label: String,
    /// What it says.
    pub text: Text,
}

/// Something with a head and labelled lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its head, in parts.
    pub head: Vec<Text>,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Entry {
    /// Starts an entry.
    #[must_use]
    pub const fn new(head: Vec<Text>) -> Self {
        Self { head, lines: Vec::new() }
    }

    /// Adds a line, unless there is nothing to say.
    pub fn say(&mut self, label: impl Into<String>, text: Text) {
        if !text.is_empty() {
            self.lines.push(Line { label: label.into(), text });
        }
    }
}

/// One part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; 1 is the highest.
    Heading {
        /// Its level.
        level: usize,
        /// Its text.
        text: Text,
        /// What stands at the far end of its line.
        aside: Option<Text>,
    },
    /// A paragraph.
    Paragraph(Text),
    /// The marking of what is told; it stands in head and foot.
    Marking(String),
    /// An entry.
    Entry(Entry),
    /// A table.
    Table(Table),
    /// A long text that may be folded away.
    Details {
        /// What is shown when it is folded.
        summary: Text,
        /// The text.
        body: Text,
    },
}

impl Block {
    /// Makes a heading.
    #[must_use]
    pub fn heading(level: usize, text: impl Into<String>) -> Self {
        Self::Heading { level, text: Text::plain(text), aside: None }
    }

    /// Returns the line that carries a marking, for formats without a place of their own for it.
    #[must_use]
    pub fn marking_line(marking: &str) -> Text {
        Text::plain("marking: ").and(Tone::Strong, marking)
    }

    /// Counts the things in it, for when it has to be left out.
    #[must_use]
    pub const fn items(&self) -> usize {
        match self {
            Self::Heading { .. } | Self::Paragraph(_) | Self::Marking(_) => 0,
            Self::Entry(_) | Self::Details { .. } => 1,
            Self::Table(table) => table.rows.len(),
        }
    }
}

/// The language that a page is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag (BCP 47).
    pub tag: String,
    /// Whether it is written from right to left: what renders the page as a document says so there.
    pub is_right_to_left: bool,
}

impl Default for Language {
    /// English.
    fn default() -> Self {
        Self { tag: "en".to_owned(), is_right_to_left: false }
    }
}

/// What a report says to people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The mark by which a program finds its own page again (`risklog:diff`).
    pub marker: Option<&'static str>,
    /// The command that shows the whole page.
    pub command: Option<String>,
    /// Its name, for a format in which every document has one.
    pub title: Option<String>,
    /// The language that it is written in.
    pub language: Language,
    /// Its parts.
    pub blocks: Vec<Block>,
}
