//! The page of `check`, for formats that show no lines of files.

use super::{Block, Page, Text, Tone, findings};
use crate::report::{CheckReport, ProjectCheck};

/// Makes the page of a check.
#[must_use]
pub fn check(report: &CheckReport) -> Page {
    let several = report.projects.len() > 1;
    let mut blocks = Vec::new();
    if report.projects.is_empty() {
        blocks.push(Block::Paragraph(Text::of(Tone::Caution, "no project was found: nothing was checked")));
    }
    for project in &report.projects {
        if several {
            blocks.push(Block::heading(2, name(project)));
        }
        let tone = if project.is_incomplete() || project.counts.errors > 0 { Tone::Bad } else { Tone::Strong };
        blocks.push(Block::Paragraph(Text::of(tone, project.verdict())));
        blocks.extend(unseen(project).into_iter().map(Block::Paragraph));
        blocks.extend(project.findings.iter().map(|finding| Block::Entry(findings::entry(finding))));
    }
    Page { marker: Some("risklog:check"), command: Some("risklog check".to_owned()), blocks, ..Page::default() }
}

/// Names a project by its id and folder.
fn name(project: &ProjectCheck) -> String {
    let root = if project.root.is_empty() { "." } else { &project.root };
    project.project.as_ref().map_or_else(|| root.to_owned(), |id| format!("{id} ({root})"))
}

/// Returns a line for each file that could not be looked at.
fn unseen(project: &ProjectCheck) -> Vec<Text> {
    let tell = |path: &str, reason: &str| Text::of(Tone::Caution, "not looked at: ").then(format!("{path}: {reason}"));
    project.unseen.iter().map(|file| tell(&file.path, &file.reason)).collect()
}
