//! The page of `check`, for formats that show no lines of files.

use std::collections::BTreeSet;

use super::diff::marking_line;
use super::{Block, Page, Text, Tone, findings};
use crate::report::{CheckReport, ProjectCheck};

/// Makes the page of a check.
#[must_use]
pub fn check(report: &CheckReport) -> Page {
    let several = report.projects.len() > 1;
    let level = if several { 3 } else { 2 };
    let mut blocks = Vec::new();
    if report.projects.is_empty() {
        blocks.push(Block::Paragraph(Text::of(Tone::Caution, "no project was found: nothing was checked")));
    }
    let marking: Vec<Block> = markings(report).map(marking_line).collect();
    blocks.extend(marking.clone());
    for project in &report.projects {
        if several {
            blocks.push(Block::heading(2, project.name()));
        }
        let tone = if project.is_incomplete() || project.counts.errors > 0 { Tone::Bad } else { Tone::Strong };
        blocks.push(Block::Paragraph(Text::of(tone, project.verdict())));
        blocks.extend(unseen(project).into_iter().map(Block::Paragraph));
        if !project.findings.is_empty() {
            blocks.push(Block::heading(level, "Findings"));
            blocks.extend(project.findings.iter().map(|finding| Block::Entry(findings::entry(finding))));
        }
        if !project.waived.is_empty() {
            blocks.push(Block::heading(level, "Waived"));
            blocks.extend(project.waived.iter().map(|waived| Block::Entry(findings::waived(waived))));
        }
    }
    blocks.extend(marking);
    Page { marker: Some("risklog:check"), command: Some("risklog check".to_owned()), blocks, ..Page::default() }
}

/// Returns the markings of the projects, each once.
fn markings(report: &CheckReport) -> impl Iterator<Item = &str> {
    let markings: BTreeSet<&str> = report.projects.iter().filter_map(|project| project.classification.as_deref()).collect();
    markings.into_iter()
}

/// Returns a line for each file that could not be looked at.
fn unseen(project: &ProjectCheck) -> Vec<Text> {
    let tell = |path: &str, reason: &str| Text::of(Tone::Caution, "not looked at: ").then(format!("{path}: {reason}"));
    project.unseen.iter().map(|file| tell(&file.path, &file.reason)).collect()
}
