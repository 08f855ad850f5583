//! The files of an evidence folder: each has a name, a sentence for its readers, and a function that makes its bytes.

use risklog::extract::{Extract, Part};
use risklog::render::{self, Format, Style};
use risklog::report::{AuditReport, By, ChangelogReport};
use risklog::sharing::Audience;
use risklog::sheet;

use super::Matter;
use crate::error::CliError;

/// One file of an evidence folder.
pub struct Exhibit {
    /// Its name.
    pub name: &'static str,
    /// What it is, for its readers.
    pub about: &'static str,
    /// Makes it.
    pub make: fn(&Matter) -> Result<Made, CliError>,
}

/// What became of making a file.
pub enum Made {
    /// Its content.
    File(Vec<u8>),
    /// There is none, for this reason.
    Nothing(String),
}

/// All files, in the order of their names. README, checksums and list are made from them.
pub const EXHIBITS: &[Exhibit] = &[
    Exhibit {
        name: "audit.html",
        about: "answers to an evaluator's questions, as a page for a browser",
        make: |matter| audit(matter, Format::Html),
    },
    Exhibit { name: "audit.json", about: "the same for programs (risklog-audit/1)", make: |matter| audit(matter, Format::Json) },
    Exhibit { name: "audit.md", about: "the same as plain text", make: |matter| audit(matter, Format::Markdown) },
    Exhibit {
        name: "changelog.html",
        about: "how each risk evolved and when, as a page for a browser",
        make: |matter| log(matter, Format::Html),
    },
    Exhibit { name: "changelog.json", about: "the same for programs (risklog-changelog/1)", make: |matter| log(matter, Format::Json) },
    Exhibit { name: "changelog.md", about: "the same as plain text", make: |matter| log(matter, Format::Markdown) },
    Exhibit {
        name: "events.csv",
        about: "everything that changed in the range, one row each",
        make: |matter| Ok(Made::File(csv(&matter.events, Part::Events))),
    },
    Exhibit { name: "register.jsonl", about: "state and history for programs, one value a line (risklog-export/1)", make: lines },
    Exhibit { name: "register.xlsx", about: "state and history as a workbook, with the matrix", make: workbook },
    Exhibit {
        name: "report.html",
        about: "the annex on one page, to read and to print",
        make: |matter| Ok(Made::File(render::annex_html(&matter.annex).into_bytes())),
    },
    Exhibit {
        name: "report.md",
        about: "the same as plain text",
        make: |matter| Ok(Made::File(render::annex_markdown(&matter.annex).into_bytes())),
    },
    Exhibit { name: "risks.csv", about: "the risks at the end of the range, one row each", make: |matter| table(matter, Part::Risks) },
];

/// The answers quote what the team wrote, so that nobody else is given them.
fn audit(matter: &Matter, format: Format) -> Result<Made, CliError> {
    if matter.audience != Audience::Internal {
        return Ok(Made::Nothing("the answers quote reasons and evidence, so they are only for the team".to_owned()));
    }
    let report = AuditReport::new(&matter.log, &matter.answers, &matter.trust, &matter.last, matter.as_of).behind(matter.veil.clone());
    Ok(Made::File(render::audit(&report, format, &Style::default()).into_bytes()))
}

fn log(matter: &Matter, format: Format) -> Result<Made, CliError> {
    let report = ChangelogReport::new(&matter.shared_log, By::Risk).behind(matter.veil.clone());
    Ok(Made::File(render::changelog(&report, format, &Style::default()).into_bytes()))
}

fn table(matter: &Matter, part: Part) -> Result<Made, CliError> {
    of_tables(matter, |extract| Ok(csv(extract, part)))
}

fn csv(extract: &Extract, part: Part) -> Vec<u8> {
    let table = extract.tables.iter().find(|table| table.shape == part.shape());
    table.map(|table| sheet::write_csv(table, true).into_bytes()).unwrap_or_default()
}

fn lines(matter: &Matter) -> Result<Made, CliError> {
    of_tables(matter, |extract| Ok(render::json_lines(extract).into_bytes()))
}

fn workbook(matter: &Matter) -> Result<Made, CliError> {
    of_tables(matter, |extract| Ok(sheet::write_register(extract)?))
}

fn of_tables(matter: &Matter, write: impl Fn(&Extract) -> Result<Vec<u8>, CliError>) -> Result<Made, CliError> {
    match &matter.tables {
        Ok(extract) => Ok(Made::File(write(extract)?)),
        Err(reason) => Ok(Made::Nothing(reason.clone())),
    }
}
