//! The page of a proposed change: what it changes, project by project, and what the check of its result found.

use super::{Block, Page, Text, Tone};
use crate::report::{CheckReport, DiffReport};

/// Makes the page of a change: the comparisons, then the check. `command` shows all of it again.
#[must_use]
pub fn proposal(diffs: &[DiffReport], check: &CheckReport, command: &str) -> Page {
    let mut page = Page { marker: Some("risklog:diff"), command: Some(command.to_owned()), ..Page::default() };
    let several = diffs.len() > 1;
    for diff in diffs {
        if several {
            let name = diff.project.clone().unwrap_or_else(|| "a project without a readable manifest".to_owned());
            page.blocks.push(Block::heading(1, name));
        }
        page.blocks.extend(super::diff(diff).blocks);
    }
    if diffs.is_empty() {
        let note = "There is no earlier state to compare with: only the result was checked.";
        page.blocks.push(Block::Paragraph(Text::of(Tone::Caution, note)));
    }
    page.blocks.push(Block::heading(if several { 1 } else { 2 }, "Check of the result"));
    page.blocks.extend(super::check(check).blocks);
    page
}
