//! A history as an audience sees it: commits, days and what changed, without people and what they wrote for git. A step in
//! which nothing changed that the audience is shown is left out.

use std::collections::BTreeSet;

use super::{Audience, Part, Refusal, Sharing, marking};
use crate::diff::{self, RiskChange};
use crate::history::{Changelog, Entry, Person, Proposal, Step, Unreadable};
use crate::snapshot::Snapshot;

/// What stands in the place of why a file could not be read: that may quote the file.
const UNREADABLE: &str = "it cannot be read";

impl Sharing {
    /// Returns a log as the audience sees it. `last` is the state at the end of the log, before it is shared: its milestones
    /// tell which tags are shown. NOTE: before `Changelog::keep_only`, which drops what documents say about their marking.
    ///
    /// # Errors
    /// Refuses to show the public what is or was confidential in any step.
    pub fn of_log(&self, log: &Changelog, last: &Snapshot) -> Result<Changelog, Refusal> {
        if self.audience == Audience::Internal {
            return Ok(log.clone());
        }
        if self.audience == Audience::Public {
            marking::may_be_public(last)?;
            marking::was_always_public(log)?;
        }
        let milestones = marking::milestones(last);
        // Backwards, so that the wording for sharing that came later is known where there was none yet.
        let mut lens = self.clone().knowing(last);
        let mut entries: Vec<Entry> = log.entries.iter().rev().filter_map(|entry| lens.back_over(entry, &milestones)).collect();
        entries.reverse();
        let mut provenance = log.provenance.clone();
        provenance.commits_with_changes = entries.iter().filter(|entry| entry.commit.is_some()).count();
        Ok(Changelog {
            project: log.project.clone(),
            classification: log.classification.clone(),
            range: log.range.clone(),
            entries,
            boundary: log.boundary.clone(),
            provenance,
        })
    }

    /// Shares one step, and learns the wordings that its earlier state had.
    fn back_over(&mut self, entry: &Entry, milestones: &BTreeSet<String>) -> Option<Entry> {
        let mut on_branch = self.clone();
        entry.changes.iter().filter_map(|change| change.risk.after.as_ref()).for_each(|risk| on_branch.learn(risk));
        let mut steps: Vec<Step> = entry.steps.iter().rev().filter_map(|step| on_branch.back_over_step(step)).collect();
        steps.reverse();
        let mut changes: Vec<RiskChange> = entry.changes.iter().filter_map(|change| self.back_over_change(change)).collect();
        diff::sort_changes(&mut changes);
        let documents: Vec<_> = entry.documents.iter().filter_map(|change| self.of_document_change(change)).collect();
        let is_shown = |proposed: &String| {
            documents.iter().any(|change| change.document.is_some_and(|kind| *proposed == format!("{kind} {}", change.key)))
        };
        let proposal = |proposal: &Proposal| Proposal {
            commit: proposal.commit.clone(),
            author: self.person(&proposal.author),
            date: proposal.date.clone(),
            subject: self.audience.keep(Part::Notes, proposal.subject.clone()),
            risks: proposal.risks.iter().filter(|id| changes.iter().any(|change| change.id == **id)).cloned().collect(),
            documents: proposal.documents.iter().filter(|name| is_shown(name)).cloned().collect(),
        };
        let shared = Entry {
            commit: entry.commit.clone(),
            recorded: entry.recorded.clone(),
            author: self.person(&entry.author),
            committer: self.person(&entry.committer),
            subject: self.audience.keep(Part::Notes, entry.subject.clone()),
            tags: entry.tags.iter().filter(|tag| milestones.contains(*tag)).cloned().collect(),
            is_merge: entry.is_merge,
            proposed_by: entry.proposed_by.iter().map(proposal).collect(),
            signature: entry.signature.clone(),
            unreadable: entry.unreadable.iter().map(unreadable).collect(),
            waivers: entry.waivers.iter().filter_map(|change| self.of_waiver_change(change)).collect(),
            findings: entry.findings.iter().map(|finding| self.of_finding(finding)).collect(),
            waived: entry.waived.iter().map(|waived| self.of_waived(waived)).collect(),
            clock_gaps: entry.clock_gaps.clone(),
            changes,
            documents,
            steps,
        };
        let is_empty = shared.changes.is_empty() && shared.documents.is_empty() && shared.unreadable.is_empty() && shared.steps.is_empty();
        (!is_empty).then_some(shared)
    }

    fn back_over_step(&mut self, step: &Step) -> Option<Step> {
        let changes: Vec<RiskChange> = step.changes.iter().filter_map(|change| self.back_over_change(change)).collect();
        let shared = Step {
            commit: step.commit.clone(),
            date: step.date.clone(),
            author: self.person(&step.author),
            subject: self.audience.keep(Part::Notes, step.subject.clone()),
            changes,
        };
        (!shared.changes.is_empty()).then_some(shared)
    }

    fn back_over_change(&mut self, change: &RiskChange) -> Option<RiskChange> {
        let shared = self.of_change(change);
        change.risk.after.iter().chain(&change.risk.before).for_each(|risk| self.learn(risk));
        shared
    }

    /// Returns a person as the audience sees one.
    #[must_use]
    pub fn person(&self, person: &Person) -> Person {
        self.audience.keep(Part::Authors, person.clone())
    }
}

fn unreadable(document: &Unreadable) -> Unreadable {
    Unreadable { file: document.file.clone(), document: document.document.clone(), reason: UNREADABLE.to_owned(), line: document.line }
}
