//! What `audit` has to say: the answers to an evaluator's questions about a range, what the rules about changes say of its steps,
//! and what could not be known.

use super::check::count;
use super::{StateName, ToldFinding, ToldWaived};
use crate::finding::Severity;
use crate::history::{Boundary, Changelog, Entry, Proposal};
use crate::model::Date;
use crate::model::period::Periods;
use crate::privacy::Veil;
use crate::questions::{Answers, BASELINE, BaselinePlace, Lowering, Moment, Trust};
use crate::snapshot::Snapshot;

/// The answers about a range.
#[derive(Debug, Clone)]
pub struct AuditReport<'a> {
    /// The change log of the range.
    pub log: &'a Changelog,
    /// What was found out while it was read.
    pub answers: &'a Answers,
    /// What can be seen of whether the record can be trusted.
    pub trust: &'a Trust,
    /// The end of the range.
    pub head: StateName,
    /// The day of the answers.
    pub as_of: Date,
    /// What the rules say of the steps, oldest step first.
    pub findings: Vec<Judged<ToldFinding>>,
    /// What they would say, were it not waived.
    pub waived: Vec<Judged<ToldWaived>>,
    /// Documents that cannot be read at the end of the range, with the reason: their risks are told as they last were.
    pub unreadable: Vec<(String, String)>,
    /// Files that could not be looked at, with the reason.
    pub unseen: Vec<(String, String)>,
    /// Questions that have no whole answer, by their keys in the machine format, and why.
    pub not_known: Vec<(&'static str, String)>,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

/// Something said about a step.
#[derive(Debug, Clone)]
pub struct Judged<T> {
    /// The commit; none for what is not committed.
    pub commit: Option<String>,
    /// When it was recorded.
    pub recorded: Option<String>,
    /// What is said.
    pub told: T,
}

/// The questions about what happened in the range.
const EVENTS: [&str; 6] = ["lowered", "added_during_implementation", "materialised", "dropped", "softened", "findings"];
/// The questions about the whole mainline up to the end of the range.
const LASTING: [&str; 4] = ["first_rated_high", "never_mitigated", "time_to_mitigation", "not_rated"];

impl<'a> AuditReport<'a> {
    /// Tells the answers of a reading. `end` is the state at the end of the range, as it is.
    #[must_use]
    pub fn new(log: &'a Changelog, answers: &'a Answers, trust: &'a Trust, end: &Snapshot, as_of: Date) -> Self {
        let broken = end.all_documents().filter(|document| !document.is_readable());
        let reason = |document: &crate::document::Document| {
            document.reason().map_or_else(|| "it cannot be read".to_owned(), |finding| finding.message.clone())
        };
        Self {
            log,
            answers,
            trust,
            head: StateName { origin: end.origin.clone(), name: None },
            as_of,
            findings: judged(log, |entry| entry.findings.iter().map(ToldFinding::bare).collect()),
            waived: judged(log, |entry| entry.waived.iter().map(ToldWaived::bare).collect()),
            unreadable: broken.map(|document| (document.path().to_owned(), reason(document))).collect(),
            unseen: end.unseen.iter().map(|file| (file.path.clone(), file.reason.clone())).collect(),
            not_known: not_known(log, answers, trust, end),
            veil: Veil::default(),
        }
    }

    /// Hides the words of a project's own list as well.
    #[must_use]
    pub fn behind(mut self, veil: Veil) -> Self {
        self.veil = veil;
        self
    }

    /// Returns the step of the log that a moment in the range names.
    #[must_use]
    pub fn entry(&self, moment: &Moment) -> Option<&'a Entry> {
        self.log.entries.iter().find(|entry| entry.commit == moment.commit)
    }

    /// Returns the commits that proposed a lowering: those of the merged branch that touched the risk, else the step itself.
    #[must_use]
    pub fn proposals(&self, lowering: &Lowering) -> Vec<&'a Proposal> {
        let all = self.entry(&lowering.moment).map(|entry| entry.proposed_by.as_slice()).unwrap_or_default();
        all.iter().filter(|proposal| proposal.risks.contains(&lowering.id)).collect()
    }

    /// Returns the title of a risk.
    #[must_use]
    pub fn title(&self, id: &str) -> &str {
        self.answers.titles.get(id).map(String::as_str).unwrap_or_default()
    }

    /// Says why a question has no whole answer; nothing where it has.
    pub fn doubts(&self, question: &str) -> impl Iterator<Item = &str> {
        self.not_known.iter().filter(move |(about, _)| *about == question).map(|(_, why)| why.as_str())
    }

    /// Says whether a change rule was broken at or above a severity, in any step of the range.
    #[must_use]
    pub fn reaches(&self, severity: Severity) -> bool {
        self.findings.iter().any(|judged| judged.told.severity >= severity)
    }

    /// Says whether some of the range could not be looked at, so that a rule may have been broken unseen.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        matches!(self.log.boundary, Boundary::Shallow(_) | Boundary::MissingObject(_)) || !self.unseen.is_empty()
    }

    /// Says whether anything in the range could not be read or looked at.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.is_cut() || !self.unreadable.is_empty()
    }

    /// Counts the events of a question that lie before the range.
    #[must_use]
    pub fn before_the_range(&self, question: &str) -> usize {
        let before = &self.answers.before;
        match question {
            "lowered" => before.lowered,
            "added_during_implementation" => before.added,
            "materialised" => before.materialised,
            "dropped" => before.dropped,
            "softened" => before.softened,
            _ => 0,
        }
    }

    /// Returns the verdict in one sentence. What is incomplete says so first.
    #[must_use]
    pub fn verdict(&self) -> String {
        let severities = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")];
        let of = |severity: Severity| self.findings.iter().filter(|judged| judged.told.severity == severity).count();
        let counted = severities.map(|(severity, word)| (of(severity), word));
        let parts: Vec<String> = counted.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| count(number, word)).collect();
        let steps = count(self.log.provenance.commits_read, "step");
        let broken = match parts.as_slice() {
            [] => format!("no rule about changes was broken in {steps}"),
            parts => format!("rules about changes were broken in the range: {} in {steps}", parts.join(", ")),
        };
        let waived = if self.waived.is_empty() { String::new() } else { format!("; waived: {}", self.waived.len()) };
        format!("{}{broken}{waived}", self.incomplete())
    }

    fn incomplete(&self) -> String {
        let mut parts = Vec::new();
        if matches!(self.log.boundary, Boundary::Shallow(_) | Boundary::MissingObject(_)) {
            parts.push("the beginning of the range is not in this clone".to_owned());
        }
        if !self.unreadable.is_empty() {
            parts.push(format!("{} cannot be read at its end", count(self.unreadable.len(), "document")));
        }
        if !self.unseen.is_empty() {
            parts.push(format!("{} could not be looked at", count(self.unseen.len(), "file")));
        }
        if parts.is_empty() { String::new() } else { format!("incomplete: {}; ", parts.join(", ")) }
    }

    /// Says why nothing is known of the time since the baseline; nothing where something is.
    #[must_use]
    pub fn why_no_baseline(&self) -> Option<String> {
        why_no_baseline(&self.answers.baseline.place)
    }
}

fn judged<T>(log: &Changelog, told: impl Fn(&Entry) -> Vec<T>) -> Vec<Judged<T>> {
    let of = |entry: &Entry| {
        let (commit, recorded) = (entry.commit.clone(), entry.recorded.clone());
        told(entry).into_iter().map(move |told| Judged { commit: commit.clone(), recorded: recorded.clone(), told }).collect::<Vec<_>>()
    };
    log.entries.iter().flat_map(of).collect()
}

/// Collects what cannot be known, question by question.
pub(super) fn not_known(log: &Changelog, answers: &Answers, trust: &Trust, end: &Snapshot) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if let Some(cut) = &answers.cut {
        let oldest = cut.commit.as_deref().map(super::state::short).unwrap_or_default();
        let lasting = format!("the history in this clone begins with {oldest}: what is so there may have been so earlier");
        found.extend(LASTING.map(|question| (question, lasting.clone())));
        if matches!(log.boundary, Boundary::Shallow(_) | Boundary::MissingObject(_)) {
            let events = format!("what happened up to {oldest} is not in this clone");
            found.extend(EVENTS.map(|question| (question, events.clone())));
        }
    }
    if let Some(day) = answers.review_coverage.known_from {
        found.push(("review_coverage", format!("the history in this clone begins on {day}: periods that ended before are left out")));
    }
    if answers.review_coverage.periods.is_empty() && end.project().and_then(Periods::of).is_none() {
        found.push(("review_coverage", "the manifest at the end of the range has no review periods that can be read".to_owned()));
    }
    let place = &answers.baseline.place;
    if let Some(why) = why_no_baseline(place) {
        found.extend(["added_during_implementation", "since_baseline"].map(|question| (question, why.clone())));
    } else if answers.since_baseline.is_none() {
        found.push(("since_baseline", "the state at the baseline is not in this clone".to_owned()));
    }
    let untagged = trust.milestones.iter().filter(|milestone| milestone.tagged.is_none()).map(|milestone| milestone.name.as_str());
    let untagged: Vec<&str> = untagged.filter(|_| trust.is_shallow).collect();
    if !untagged.is_empty() {
        found.push(("trust", format!("a shallow clone need not have all tags: whether {} has one is not known", untagged.join(", "))));
    }
    found
}

fn why_no_baseline(place: &BaselinePlace) -> Option<String> {
    match place {
        BaselinePlace::At(..) | BaselinePlace::BeforeTheFirst(_) | BaselinePlace::BeyondTheEdge(_) => None,
        BaselinePlace::NoMilestone => Some(format!("the manifest at the end of the range has no milestone `{BASELINE}`")),
        BaselinePlace::Later => Some(format!("the milestone `{BASELINE}` comes after the end of the range")),
        BaselinePlace::NotFound => Some(format!(
            "the milestone `{BASELINE}` has no date, and its tag is not in this clone or marks a commit that is no step of this line"
        )),
    }
}
