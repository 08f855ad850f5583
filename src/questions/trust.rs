//! Can the record be trusted? What can be seen in a repository that speaks for it or against it, exactly:
//!
//! * **Signatures** are those of the mainline commits of the range and, apart, of the commits that merges brought in. Only a
//!   key that the user handed over makes one good.
//! * **A milestone** is looked up by its tag, else by a tag of its own name. Something is wrong where the tag that the
//!   manifest names does not exist (and its day has passed by the end of the range), where its commit is no ancestor of the end of the range (nor comes after it), or where that
//!   commit was recorded more than 30 days from the milestone's day, or where the tag's own object gives it another name. Where a shallow clone cannot tell, nothing is said.
//! * **A moved tag cannot be seen**: git keeps no record of where a tag was before. A signed tag with a date is harder to move.
//! * **A clock gap** lies between the day of a judgement and the day of its record; those over 30 days are listed.
//! * **Backwards** runs a mainline commit that was recorded before its first parent. These, and commits without a date, are listed
//!   from the beginning of the history to the end of the range: they tell of days, and a range may have been found by a day.
//! * **A bulk edit** is one commit that changes the ratings of five or more risks, first ratings not counted, or a step that
//!   `bulk-rating-change` speaks of.
//!
//! None of this proves that nobody rewrote the history: whoever may rewrite a branch can rewrite its dates as well.

use std::collections::BTreeSet;

use crate::diff::RiskChange;
use crate::git::{CommitInfo, Error, Id, Repository};
use crate::history::{self, Boundary, Changelog, Entry, Signature, Signatures, clock};
use crate::model::{Date, Milestone, Project};
use crate::signature::{Flaw, TrustedKeys};

/// Risks whose rating one commit changes, from which on it is a bulk edit.
const FEWEST: usize = 5;
const BULK_RULE: &str = "bulk-rating-change";

/// The answer.
#[derive(Debug, Clone)]
pub struct Trust {
    /// Whether the user handed over keys: without any, no signature is verified.
    pub has_trusted_keys: bool,
    /// Signatures of the mainline commits in the range.
    pub signatures: Signatures,
    /// Signatures of the commits of merged branches.
    pub branch_signatures: Signatures,
    /// The commits whose signature does not hold, in both.
    pub bad_signatures: Vec<String>,
    /// The milestones of the manifest at the end of the range, in its order.
    pub milestones: Vec<MilestoneTrust>,
    /// Replace refs or grafts are present; they are not followed.
    pub replace_refs: bool,
    /// Whether the clone was cut off on purpose.
    pub is_shallow: bool,
    /// Where the history that was read ends: a missing object is named here.
    pub boundary: Boundary,
    /// The largest gap between judgement and record, in days.
    pub largest_clock_gap_days: i64,
    /// The gaps of more than thirty days, oldest step first.
    pub clock_gaps: Vec<ClockGap>,
    /// Mainline commits up to the end of the range that were recorded before their first parent, oldest first.
    pub backwards: Vec<BackwardStep>,
    /// Mainline commits without a date that can be read, oldest first.
    pub undated: Vec<String>,
    /// Commits that change many ratings at once, oldest step first.
    pub bulk_edits: Vec<BulkEdit>,
    /// Steps at which documents cannot be read, oldest first.
    pub unreadable: Vec<UnreadableStep>,
}

/// What can be seen of a milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestoneTrust {
    /// Its name.
    pub name: String,
    /// The day that the manifest gives it.
    pub date: Option<Date>,
    /// The tag that the manifest names.
    pub tag: Option<String>,
    /// The tag that it was found by; none where there is none.
    pub tagged: Option<Tagged>,
    /// What is wrong with it, if anything.
    pub wrong: Vec<BadTag>,
}

/// A tag of a milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Its name.
    pub name: String,
    /// The commit that it leads to.
    pub commit: String,
    /// When that was recorded.
    pub recorded: Option<String>,
    /// Whether the tag has an object of its own, with who made it and when.
    pub is_annotated: bool,
    /// When the tag was made, by its own word.
    pub tagged_on: Option<String>,
    /// What is known about its signature.
    pub signature: Signature,
}

/// What is wrong with a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadTag {
    /// The manifest names a tag that does not exist.
    Missing,
    /// Its commit is not part of the history that leads to the end of the range: that was rewritten, or the tag was moved.
    NotAnAncestor,
    /// Its commit was recorded so many days after the milestone's day (before it, where negative).
    FarFromItsDay(i64),
    /// The tag's own object, which a signature covers, gives it another name: it was made as another tag.
    OtherName,
}

impl BadTag {
    /// Returns the word of machine formats.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotAnAncestor => "not_an_ancestor",
            Self::FarFromItsDay(_) => "far_from_its_day",
            Self::OtherName => "other_name",
        }
    }

    /// Says what is wrong, for people.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Missing => "the manifest names a tag that does not exist".to_owned(),
            Self::NotAnAncestor => {
                "its tag is not part of the history that was read: the history was rewritten, or the tag moved".to_owned()
            }
            Self::FarFromItsDay(days) if days < 0 => format!("its tag leads to a commit {} days before its day", -days),
            Self::FarFromItsDay(days) => format!("its tag leads to a commit {days} days after its day"),
            Self::OtherName => "its tag was made under another name, and put in this place".to_owned(),
        }
    }
}

/// A judgement that was recorded long after it was made, or before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockGap {
    /// The commit; none for what is not committed.
    pub commit: Option<String>,
    /// When it was recorded.
    pub recorded: Option<String>,
    /// The risk.
    pub id: String,
    /// Days from judgement to record.
    pub days: i64,
}

/// A commit that was recorded before its first parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackwardStep {
    /// The commit.
    pub commit: String,
    /// When it was recorded, by its own word.
    pub recorded: Option<String>,
    /// When its first parent was.
    pub parent_recorded: Option<String>,
    /// By how many seconds it comes before it.
    pub seconds: i64,
}

/// A commit that changes many ratings at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkEdit {
    /// The commit that made the changes.
    pub commit: Option<String>,
    /// The mainline commit that brought them in.
    pub brought_in: Option<String>,
    /// When that was recorded.
    pub recorded: Option<String>,
    /// The risks, in the order of the log.
    pub ids: Vec<String>,
    /// Whether the rules find one and the same reason for many of them.
    pub has_one_reason: bool,
}

/// A document that cannot be read at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableStep {
    /// The commit; none for what is not committed.
    pub commit: Option<String>,
    /// When it was recorded.
    pub recorded: Option<String>,
    /// The file.
    pub file: String,
    /// Why.
    pub reason: String,
}

/// Answers the question for a log of whole steps, with the manifest in force at its end.
///
/// # Errors
/// Returns an error where the repository cannot be read. What is missing from it is part of the answer.
pub fn trust(repository: &Repository, log: &Changelog, project: Option<&Project>, keys: Option<&TrustedKeys>) -> Result<Trust, Error> {
    let read = &log.provenance;
    let (backwards, undated) = clocks(repository, log)?;
    let gaps = |entry: &Entry| {
        let gap = |(id, days): &(String, i64)| ClockGap {
            commit: entry.commit.clone(),
            recorded: entry.recorded.clone(),
            id: id.clone(),
            days: *days,
        };
        entry.clock_gaps.iter().map(gap).collect::<Vec<_>>()
    };
    Ok(Trust {
        has_trusted_keys: read.has_trusted_keys,
        signatures: read.signatures,
        branch_signatures: read.branch_signatures,
        bad_signatures: read.bad_signatures.clone(),
        milestones: milestones(repository, log, project, keys)?,
        replace_refs: read.replace_refs,
        is_shallow: repository.is_shallow()?,
        boundary: log.boundary.clone(),
        largest_clock_gap_days: read.largest_clock_gap_days,
        clock_gaps: log.entries.iter().flat_map(gaps).collect(),
        backwards,
        undated,
        bulk_edits: log.entries.iter().flat_map(bulk_edits).collect(),
        unreadable: log.entries.iter().flat_map(unreadable).collect(),
    })
}

fn milestones(
    repository: &Repository,
    log: &Changelog,
    project: Option<&Project>,
    keys: Option<&TrustedKeys>,
) -> Result<Vec<MilestoneTrust>, Error> {
    let milestones = project.map(|project| project.milestones.as_slice()).unwrap_or_default();
    let end = end_of(log)?;
    let before = match end {
        Some(end) if !milestones.is_empty() => history::ancestors(repository, end)?,
        _ => BTreeSet::new(),
    };
    let as_of = end.map(|end| history::day_of(repository, end)).transpose()?.flatten();
    let is_shallow = repository.is_shallow()?;
    let mut told = Vec::new();
    for milestone in milestones {
        let tag = history::tag_of(repository, milestone)?;
        let mut wrong = Vec::new();
        let is_due = milestone.date.get().zip(as_of).is_some_and(|(date, as_of)| date < as_of);
        if milestone.tag.as_ref().is_some_and(|named| is_due && !is_shallow && tag.is_none_or(|(name, _)| name != named)) {
            wrong.push(BadTag::Missing);
        }
        let tagged = match tag {
            Some((name, commit)) => {
                let commit = repository.commit(commit)?;
                wrong.extend(misplaced(repository, end, &before, commit.id)?.filter(|_| !is_shallow));
                wrong.extend(far(milestone, &commit).map(BadTag::FarFromItsDay));
                let (tagged, has_other_name) = tagged(repository, name, &commit, keys)?;
                wrong.extend(has_other_name.then_some(BadTag::OtherName));
                Some(tagged)
            }
            None => None,
        };
        let (name, date) = (milestone.name.clone(), milestone.date.get());
        told.push(MilestoneTrust { name, date, tag: milestone.tag.clone(), tagged, wrong });
    }
    Ok(told)
}

/// Says whether a commit lies beside the history that leads to the end; one that comes after the end does not.
fn misplaced(repository: &Repository, end: Option<Id>, before: &BTreeSet<Id>, commit: Id) -> Result<Option<BadTag>, Error> {
    let Some(end) = end else { return Ok(None) };
    let is_part = before.contains(&commit) || history::ancestors(repository, commit)?.contains(&end);
    Ok((!is_part).then_some(BadTag::NotAnAncestor))
}

/// Returns the days from a milestone's day to the record of its commit, where they are many.
fn far(milestone: &Milestone, commit: &CommitInfo) -> Option<i64> {
    let days = clock::days_between(milestone.date.get()?, clock::day(&commit.committer)?);
    (days.abs() > clock::GAP_DAYS).then_some(days)
}

/// Looks at a tag, and says whether its own object gives it another name: then its signature, too, is one of another tag.
fn tagged(repository: &Repository, name: &str, commit: &CommitInfo, keys: Option<&TrustedKeys>) -> Result<(Tagged, bool), Error> {
    let annotated = repository.annotated_tag(name)?;
    let has_other_name = annotated.as_ref().is_some_and(|tag| tag.own_name.as_deref() != Some(name));
    let signature = annotated.as_ref().and_then(|tag| Some((tag.signed.as_ref()?, tag.tagger.seconds)));
    let signature = signature.map(|(part, moment)| history::signature_of_part(part, moment, keys)).unwrap_or_default();
    let tagged = Tagged {
        name: name.to_owned(),
        commit: commit.id.to_string(),
        recorded: clock::moment(&commit.committer),
        is_annotated: annotated.is_some(),
        signature: match signature {
            Signature::Good { .. } if has_other_name => Signature::Bad(Flaw::OtherPurpose),
            signature => signature,
        },
        tagged_on: annotated.as_ref().and_then(|tag| clock::moment(&tag.tagger)),
    };
    Ok((tagged, has_other_name))
}

/// Finds the mainline commits up to the end of the range whose clocks run backwards, and those without a date.
fn clocks(repository: &Repository, log: &Changelog) -> Result<(Vec<BackwardStep>, Vec<String>), Error> {
    let (mut backwards, mut undated) = (Vec::new(), Vec::new());
    let cut: BTreeSet<Id> = repository.shallow_commits()?.into_iter().collect();
    let mut later: Option<CommitInfo> = None;
    let mut next = end_of(log)?;
    while let Some(id) = next {
        let commit = match repository.commit(id) {
            Ok(commit) => commit,
            Err(Error::MissingObject { .. }) => break,
            Err(error) => return Err(error),
        };
        backwards.extend(later.as_ref().and_then(|later| backward(later, &commit)));
        if commit.committer.seconds.is_none() {
            undated.push(id.to_string());
        }
        next = if cut.contains(&id) { None } else { commit.parents.first().copied() };
        later = Some(commit);
    }
    backwards.reverse();
    undated.reverse();
    Ok((backwards, undated))
}

fn backward(later: &CommitInfo, parent: &CommitInfo) -> Option<BackwardStep> {
    let seconds = parent.committer.seconds?.saturating_sub(later.committer.seconds?);
    (seconds > 0).then(|| BackwardStep {
        commit: later.id.to_string(),
        recorded: clock::moment(&later.committer),
        parent_recorded: clock::moment(&parent.committer),
        seconds,
    })
}

fn end_of(log: &Changelog) -> Result<Option<Id>, Error> {
    log.range.to.as_deref().map(str::parse).transpose()
}

/// Finds, among the commits that made a step, those that change many ratings.
fn bulk_edits(entry: &Entry) -> Vec<BulkEdit> {
    let moved: Vec<&str> = entry.changes.iter().filter(|change| is_rated_again(change)).map(|change| change.id.as_str()).collect();
    let has_one_reason = entry.findings.iter().any(|finding| finding.rule == BULK_RULE)
        || entry.waived.iter().any(|waived| waived.finding.rule == BULK_RULE);
    let bulk = |commit: Option<&String>, ids: Vec<&str>| BulkEdit {
        commit: commit.cloned(),
        brought_in: entry.commit.clone(),
        recorded: entry.recorded.clone(),
        ids: ids.into_iter().map(str::to_owned).collect(),
        has_one_reason,
    };
    let mut found: Vec<BulkEdit> = entry
        .proposed_by
        .iter()
        .map(|proposal| {
            let own = moved.iter().copied().filter(|id| proposal.risks.iter().any(|risk| risk == id));
            bulk(proposal.commit.as_ref(), own.collect())
        })
        .filter(|edit| edit.ids.len() >= FEWEST)
        .collect();
    let is_untold = found.is_empty() && (has_one_reason || entry.commit.is_none() && moved.len() >= FEWEST);
    if is_untold {
        found.push(bulk(entry.commit.as_ref(), moved));
    }
    found
}

/// Says whether a rating moved that was there before.
fn is_rated_again(change: &RiskChange) -> bool {
    change.risk.before.as_ref().is_some_and(|risk| !risk.rating.is_blank()) && change.rating_move().is_any()
}

fn unreadable(entry: &Entry) -> Vec<UnreadableStep> {
    let step = |document: &history::Unreadable| UnreadableStep {
        commit: entry.commit.clone(),
        recorded: entry.recorded.clone(),
        file: document.file.clone(),
        reason: document.reason.clone(),
    };
    entry.unreadable.iter().map(step).collect()
}
