//! How it is said: one file a format. A renderer computes nothing, and escapes every text for its own medium.

mod diagnostics;
mod escape;
mod fields;
mod github;
mod gitlab;
mod html;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod paint;
mod plain;
mod sarif;
mod table;
mod terminal;
mod wrap;

#[cfg(test)]
mod tests;

pub use escape::Untrusted;
pub use fields::fields;
pub use markdown::COMMENT;

use crate::extract::Extract;
use crate::report::annex::Annex;
use crate::report::catalogue::CatalogueReport;
use crate::report::page::Page;
use crate::report::portfolio::PortfolioReport;
use crate::report::{
    AuditReport, BlameReport, ChangelogReport, CheckReport, CiReport, DiffReport, FileChanges, FileReport, HistoryReport, StatusReport,
    VerifyReport, page,
};

/// A format of output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Terminal,
    /// One line a finding, for editors and scripts.
    Plain,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// JSON with a name and a version.
    Json,
    /// One HTML document that needs nothing else.
    Html,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Terminal, Self::Plain, Self::Markdown, Self::Json, Self::Html];

    /// Returns the word of the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Html => "html",
        }
    }
}

/// A format for a platform that runs checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CiFormat {
    /// Annotations of GitHub.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// Code Quality of GitLab.
    Gitlab,
    /// A test report in the XML of JUnit.
    Junit,
}

impl CiFormat {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Github, Self::Sarif, Self::Gitlab, Self::Junit];

    /// Returns the word of the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Sarif => "sarif",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
        }
    }
}

/// What the terminal can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Colour is wanted.
    pub color: bool,
    /// Columns.
    pub width: usize,
}

impl Default for Style {
    /// No colour, 80 columns.
    fn default() -> Self {
        Self { color: false, width: 80 }
    }
}

impl Style {
    /// The same width, without colour.
    const fn colorless(self) -> Self {
        Self { color: false, width: self.width }
    }
}

/// Writes tables as JSON lines.
#[must_use]
pub fn json_lines(extract: &Extract) -> String {
    jsonl::extract(extract)
}

/// Writes what `check` has to say.
#[must_use]
pub fn check(report: &CheckReport, format: Format, style: &Style) -> String {
    match format {
        Format::Terminal => diagnostics::check(report, style),
        Format::Plain => plain::check(report),
        Format::Markdown => markdown::comment(&page::check(report)),
        Format::Json => json::check(report),
        Format::Html => html::page(&page::check(report)),
    }
}

/// Writes what became of one file, for a terminal.
#[must_use]
pub fn file(report: &FileReport, style: &Style) -> String {
    let mut text = terminal::page(&page::file(report), style);
    if let FileChanges::Lines(lines) = &report.changes {
        text.extend(lines.lines().map(|line| terminal::changed_line(line, style)));
    }
    text.push('\n');
    text
}

/// Writes what `diff` has to say; plain is the terminal's without colour.
#[must_use]
pub fn diff(report: &DiffReport, format: Format, style: &Style) -> String {
    match format {
        Format::Terminal => terminal::page(&page::diff(report), style),
        Format::Plain => terminal::page(&page::diff(report), &style.colorless()),
        Format::Markdown => markdown::comment(&page::diff(report)),
        Format::Json => json::diff(report),
        Format::Html => html::page(&page::diff(report)),
    }
}

/// Writes a machine format that a command makes itself: indented, keys in their order, with nothing hidden in it.
#[must_use]
pub fn json(value: &serde_json::Value) -> String {
    json::write(value)
}

/// Writes a page as a comment under a pull request: no longer than a platform takes, what is left out is counted.
#[must_use]
pub fn comment(page: &Page) -> String {
    markdown::comment(page)
}

/// Writes a page as an HTML document.
#[must_use]
pub fn html(page: &Page) -> String {
    html::page(page)
}

/// Writes a page for a terminal.
#[must_use]
pub fn page(page: &Page, style: &Style) -> String {
    terminal::page(page, style)
}

/// Writes what `toolkit` has to say; plain is the terminal's without colour.
#[must_use]
pub fn catalogue(report: &CatalogueReport<'_>, format: Format, style: &Style) -> String {
    told(&page::catalogue(report), &|| json::catalogue(report), format, style)
}

/// Writes what `changelog` has to say; plain is the terminal's without colour. A change log is a document, not a comment:
/// nothing of it is left out.
#[must_use]
pub fn changelog(report: &ChangelogReport<'_>, format: Format, style: &Style) -> String {
    told(&page::changelog(report), &|| json::changelog(report), format, style)
}

/// Writes what `portfolio` has to say; plain is the terminal's without colour.
#[must_use]
pub fn portfolio(report: &PortfolioReport, format: Format, style: &Style) -> String {
    told(&page::portfolio(report), &|| json::portfolio(report), format, style)
}

/// Writes what `verify` has to say; plain is the terminal's without colour.
#[must_use]
pub fn verification(report: &VerifyReport, format: Format, style: &Style) -> String {
    told(&page::verification(report), &|| json::verification(report), format, style)
}

/// Writes the annex of an evaluation as one HTML document.
#[must_use]
pub fn annex_html(annex: &Annex) -> String {
    html::annex(annex)
}

/// Writes the annex of an evaluation as Markdown.
#[must_use]
pub fn annex_markdown(annex: &Annex) -> String {
    markdown::document(&page::annex(annex))
}

/// Writes what `audit` has to say; plain is the terminal's without colour. An audit is a document: nothing of it is left out.
#[must_use]
pub fn audit(report: &AuditReport<'_>, format: Format, style: &Style) -> String {
    told(&page::audit(report), &|| json::audit(report), format, style)
}

/// Writes what `status` has to say.
#[must_use]
pub fn status(report: &StatusReport<'_>, format: Format, style: &Style) -> String {
    told(&page::status(report), &|| json::status(report), format, style)
}

/// Writes what `show` has to say.
#[must_use]
pub fn register(report: &StatusReport<'_>, format: Format, style: &Style) -> String {
    told(&page::register(report), &|| json::status(report), format, style)
}

/// Writes what `history` has to say.
#[must_use]
pub fn history(report: &HistoryReport<'_>, format: Format, style: &Style) -> String {
    told(&page::history(report), &|| json::history(report), format, style)
}

/// Writes what `blame` has to say.
#[must_use]
pub fn blame(report: &BlameReport, format: Format, style: &Style) -> String {
    told(&page::blame(report), &|| json::blame(report), format, style)
}

/// Writes a page as a document, or the machine format of its report.
fn told(page: &Page, json: &dyn Fn() -> String, format: Format, style: &Style) -> String {
    match format {
        Format::Terminal => terminal::page(page, style),
        Format::Plain => terminal::page(page, &style.colorless()),
        Format::Markdown => markdown::document(page),
        Format::Html => html::page(page),
        Format::Json => json(),
    }
}

/// Writes what a platform gets to see of a check or a comparison.
#[must_use]
pub fn ci(report: &CiReport, format: CiFormat) -> String {
    match format {
        CiFormat::Github => github::annotations(report),
        CiFormat::Sarif => sarif::log(report),
        CiFormat::Gitlab => gitlab::code_quality(report),
        CiFormat::Junit => junit::report(report),
    }
}

/// Writes a page as Markdown of at most so many bytes, for the summary of a job.
#[must_use]
pub fn summary(page: &Page, most_bytes: usize) -> String {
    markdown::summary(page, most_bytes)
}
