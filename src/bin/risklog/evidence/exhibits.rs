//! The files of an evidence folder: each has a name, a sentence for its readers, and a function that makes its bytes.

use risklog::document::Document;
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
        make: |matter| Ok(audit(matter, Format::Html)),
    },
    Exhibit { name: "audit.json", about: "the same for programs (risklog-audit/1)", make: |matter| Ok(audit(matter, Format::Json)) },
    Exhibit { name: "audit.md", about: "the same as plain text", make: |matter| Ok(audit(matter, Format::Markdown)) },
    Exhibit {
        name: "changelog.html",
        about: "how each risk evolved, who proposed it, why, on what evidence: as a page for a browser",
        make: |matter| Ok(log(matter, Format::Html)),
    },
    Exhibit { name: "changelog.json", about: "the same for programs (risklog-changelog/1)", make: |matter| Ok(log(matter, Format::Json)) },
    Exhibit { name: "changelog.md", about: "the same as plain text", make: |matter| Ok(log(matter, Format::Markdown)) },
    Exhibit {
        name: "risks.csv",
        about: "the risk assessments at the end of the range, as one table",
        make: |matter| sheet(matter, sheet::Format::Csv { byte_order_mark: true }),
    },
    Exhibit {
        name: "risks.xlsx",
        about: "the same as a workbook, in the order of the printed form",
        make: |matter| sheet(matter, sheet::Format::Xlsx),
    },
];

/// The answers quote what the team wrote, so that nobody else is given them.
fn audit(matter: &Matter, format: Format) -> Made {
    if matter.audience != Audience::Internal {
        return Made::Nothing("the answers quote reasons and evidence, so they are only for the team".to_owned());
    }
    let report = AuditReport::new(&matter.log, &matter.answers, &matter.trust, &matter.last, matter.as_of).behind(matter.veil.clone());
    Made::File(render::audit(&report, format, &Style::default()).into_bytes())
}

fn log(matter: &Matter, format: Format) -> Made {
    let report = ChangelogReport::new(&matter.log, By::Risk).behind(matter.veil.clone());
    Made::File(render::changelog(&report, format, &Style::default()).into_bytes())
}

/// A sheet that leaves out a table without a word would be a false one.
fn sheet(matter: &Matter, format: sheet::Format) -> Result<Made, CliError> {
    let last = &matter.last;
    if matter.audience != Audience::Internal {
        return Ok(Made::Nothing("the sheet for filling in shows everything, so it is only for the team".to_owned()));
    }
    if let Some(document) = last.unreadable().next() {
        return Ok(Made::Nothing(format!("{} cannot be read at the end of the range", matter.veil.hide_path(document.path()))));
    }
    let tables: Vec<&Document> = last.assessments().map(|(document, _)| document).collect();
    if tables.is_empty() {
        return Ok(Made::Nothing("the project has no risk assessment at the end of the range".to_owned()));
    }
    Ok(Made::File(sheet::write(&sheet::export(last, &tables), format)?))
}
