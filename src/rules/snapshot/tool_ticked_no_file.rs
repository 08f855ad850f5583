//! `tool-ticked-no-file`: a tool that the planning form ticks has a document.

use std::collections::BTreeSet;

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "tool-ticked-no-file",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "Every tool of Parts 2, 3 and 4 that a planning form ticks has a document in the project.",
    why: "A tick says that the tool was used; without its document nobody can see what it brought to light.",
    bad: "tools: [\"3.2\"]",
    good: "tools: [\"3.3\"]",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // The document may be one that cannot be read.
    if subject.is_incomplete() {
        return;
    }
    let present: BTreeSet<&str> = subject.snapshot.documents.iter().filter_map(|document| Document::tool(document)).collect();
    for (document, form) in subject.snapshot.interventions() {
        for (position, tool) in form.tools.iter().enumerate() {
            // Part 1 is for reading: the catalogue lists the tools that are filled in.
            if subject.edition.tool(tool).is_none() || present.contains(tool.as_str()) {
                continue;
            }
            let route = Route::root().key("mainstreaming").key("tools").index(position);
            let message = format!("Tool {tool} is ticked, and this project has no document of it");
            let finding = Finding::new(RULE.name, Place::value(document.path(), route), message).about(form.id.clone());
            findings.push(finding.help("fill in the tool in a file of its own, or take its number out"));
        }
    }
}
