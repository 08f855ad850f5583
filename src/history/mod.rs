//! How a project's risks evolved along the mainline of a revision: one step per mainline commit, with who proposed it.

mod attribution;
mod branch;
mod census;
mod changelog;
pub mod clock;
mod entry;
mod held;
mod landing;
mod last_known;
mod line;
mod pages;
mod past;
mod person;
mod point;
mod roots;
mod signed;
mod step;
mod used;
mod walk;
mod witness;

pub use changelog::{Request, changelog, follow};
pub use last_known::recall;
pub use line::{Line, day_of, upto};
pub use past::{End, past};
pub use person::Naming;
pub use point::{at_end_of, before, commit_at, tag_of};
pub use signed::{Signatures, signature_of, signature_of_part};
pub use used::{numbers_in, used_numbers};
pub use walk::ancestors;
pub use witness::{Seen, Witness};

use crate::diff::{DocumentChange, RiskChange, WaiverChange};
use crate::finding::Finding;
use crate::rules::Waived;
pub use crate::signature::Signature;

/// The change log of one project over a range.
#[derive(Debug, Clone)]
pub struct Changelog {
    /// The project's id, where it can be read.
    pub project: Option<String>,
    /// The strictest marking of what is told (`confidential`): of the project and its documents at the end, and in any step.
    pub classification: Option<String>,
    /// The range that was asked for.
    pub range: LogRange,
    /// The steps that changed something, oldest first.
    pub entries: Vec<Entry>,
    /// Where the history that was read ends.
    pub boundary: Boundary,
    /// What was read, so that others can read it again.
    pub provenance: Provenance,
}

impl Changelog {
    /// Keeps only the steps of some risks; what became of documents apart from them is left out.
    pub fn keep_only(&mut self, ids: &[String]) {
        for entry in &mut self.entries {
            entry.changes.retain(|change| ids.contains(&change.id));
            let is_kept = |id: &Option<String>| id.as_ref().is_some_and(|id| ids.contains(id));
            entry.findings.retain(|finding| is_kept(&finding.id));
            entry.waived.retain(|waived| is_kept(&waived.finding.id));
            entry.waivers.retain(|change| is_kept(&change.id));
            entry.clock_gaps.retain(|(id, _)| ids.contains(id));
            entry.documents.clear();
            for step in &mut entry.steps {
                step.changes.retain(|change| ids.contains(&change.id));
            }
            entry.steps.retain(|step| !step.changes.is_empty());
        }
        self.entries.retain(|entry| !entry.changes.is_empty() || !entry.unreadable.is_empty() || !entry.steps.is_empty());
        self.provenance.commits_with_changes = self.entries.len();
    }
}

/// The range of a log, as full commit ids.
#[derive(Debug, Clone, Default)]
pub struct LogRange {
    /// The state before the first step; none for the beginning.
    pub from: Option<String>,
    /// The last step; none for an unborn branch.
    pub to: Option<String>,
}

/// One step of the mainline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The commit; none for what is not committed.
    pub commit: Option<String>,
    /// When it was recorded: ISO 8601 with the committer's offset.
    pub recorded: Option<String>,
    /// Who wrote it.
    pub author: Person,
    /// Who brought it in.
    pub committer: Person,
    /// First line of the message.
    pub subject: String,
    /// Tags on the commit.
    pub tags: Vec<String>,
    /// Says whether it is a merge.
    pub is_merge: bool,
    /// Commits that made the changes; the commit itself, where it is no merge.
    pub proposed_by: Vec<Proposal>,
    /// Signature of the commit.
    pub signature: Signature,
    /// Changed risks.
    pub changes: Vec<RiskChange>,
    /// Changed documents, apart from their risks.
    pub documents: Vec<DocumentChange>,
    /// Documents that cannot be read at this step.
    pub unreadable: Vec<Unreadable>,
    /// Waivers that were added, changed or taken out.
    pub waivers: Vec<WaiverChange>,
    /// What the rules about changes say.
    pub findings: Vec<Finding>,
    /// What they would say, were it not waived.
    pub waived: Vec<Waived>,
    /// Days between judgement and record, where they are more than thirty: the risk and the days.
    pub clock_gaps: Vec<(String, i64)>,
    /// The steps of a merged branch, oldest first, where they were asked for.
    pub steps: Vec<Step>,
}

/// One step of a merged branch.
#[derive(Debug, Clone)]
pub struct Step {
    /// The commit.
    pub commit: String,
    /// When it was written: ISO 8601 with the author's offset.
    pub date: String,
    /// Who wrote it.
    pub author: Person,
    /// First line of the message.
    pub subject: String,
    /// Changed risks.
    pub changes: Vec<RiskChange>,
}

/// A commit that made a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The commit.
    pub commit: Option<String>,
    /// Who wrote it.
    pub author: Person,
    /// When: ISO 8601 with the author's offset.
    pub date: Option<String>,
    /// First line of the message.
    pub subject: String,
    /// The risks that it changed.
    pub risks: Vec<String>,
    /// The documents that it changed, by identity: neither the manifest nor risk assessments.
    pub documents: Vec<String>,
}

/// An author or committer, as the project wants people named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name; none where authors are hidden.
    pub name: Option<String>,
    /// The address; only with `--authors name`.
    pub email: Option<String>,
    /// The role, where the name is the key of one.
    pub role: Option<String>,
}

/// A document that cannot be read at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its file.
    pub file: String,
    /// What it was when it last could be read.
    pub document: Option<String>,
    /// Why.
    pub reason: String,
    /// Line and column.
    pub line: Option<(usize, usize)>,
}

/// Where the history that was read ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Boundary {
    /// At the first commit.
    Root,
    /// At the start of the range.
    Range,
    /// At the edge of a shallow clone: this commit's parents are not here.
    Shallow(String),
    /// At an object that is not here.
    MissingObject(String),
}

/// What was read, so that others can read it again.
#[derive(Debug, Clone, Default)]
pub struct Provenance {
    /// Mainline commits read.
    pub commits_read: usize,
    /// Mainline commits that changed something.
    pub commits_with_changes: usize,
    /// Commits of merged branches read.
    pub branch_commits_read: usize,
    /// Documents at the end of the range.
    pub documents: usize,
    /// Steps with documents that could not be read.
    pub unreadable_entries: usize,
    /// Signatures of the mainline commits in the range.
    pub signatures: Signatures,
    /// Signatures of the commits of merged branches.
    pub branch_signatures: Signatures,
    /// The commits whose signature does not hold, mainline or branch.
    pub bad_signatures: Vec<String>,
    /// Whether the user handed over keys to verify them with.
    pub has_trusted_keys: bool,
    /// The largest gap between judgement and record, in days.
    pub largest_clock_gap_days: i64,
    /// Replace refs or grafts are present (they are not followed).
    pub replace_refs: bool,
    /// Version of the program.
    pub version: String,
    /// The command that makes the log again.
    pub command: String,
}
