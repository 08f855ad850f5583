//! A finding as it is told: with its line of text and its fingerprint, so that nobody needs the files any more.

use super::fingerprint;
use crate::finding::{Finding, Severity};
use crate::rules::Waived;
use crate::snapshot::Snapshot;
use crate::source::Region;

/// A line of a file, with the stretch that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line's number, from 1.
    pub line: usize,
    /// What stands before the stretch.
    pub before: String,
    /// The stretch; empty where something is missing.
    pub marked: String,
    /// What stands behind it on the line.
    pub after: String,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRelated {
    /// Its file.
    pub file: String,
    /// Line and column, where they are known.
    pub region: Option<Region>,
    /// What is there.
    pub message: String,
    /// The line.
    pub excerpt: Option<Excerpt>,
}

/// A finding as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldFinding {
    /// Name of the rule.
    pub rule: &'static str,
    /// How serious.
    pub severity: Severity,
    /// Its file.
    pub file: String,
    /// Line and column, where they are known.
    pub region: Option<Region>,
    /// The risk or other entry that it is about.
    pub id: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to put it right.
    pub help: Option<String>,
    /// What stays the same when lines move.
    pub fingerprint: String,
    /// The line.
    pub excerpt: Option<Excerpt>,
    /// Other places.
    pub related: Vec<ToldRelated>,
}

/// A finding that a waiver silences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldWaived {
    /// The finding.
    pub finding: ToldFinding,
    /// The reason that the waiver gives.
    pub reason: String,
}

impl ToldFinding {
    /// Tells a finding with the lines of the files at a state.
    #[must_use]
    pub fn at(finding: &Finding, state: &Snapshot) -> Self {
        Self::told(finding, Some(state))
    }

    /// Tells a finding whose files are not at hand.
    #[must_use]
    pub fn bare(finding: &Finding) -> Self {
        Self::told(finding, None)
    }

    fn told(finding: &Finding, state: Option<&Snapshot>) -> Self {
        let related = finding.related.iter().map(|related| ToldRelated {
            file: related.place.file.clone(),
            region: related.region,
            message: related.message.clone(),
            excerpt: excerpt(state, &related.place.file, related.region),
        });
        Self {
            rule: finding.rule,
            severity: finding.severity,
            file: finding.place.file.clone(),
            region: finding.region,
            id: finding.id.clone(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            fingerprint: fingerprint(finding),
            excerpt: excerpt(state, &finding.place.file, finding.region),
            related: related.collect(),
        }
    }
}

impl ToldWaived {
    /// Tells a waived finding with the lines of the files at a state.
    #[must_use]
    pub fn at(waived: &Waived, state: &Snapshot) -> Self {
        Self { finding: ToldFinding::at(&waived.finding, state), reason: waived.reason.clone() }
    }

    /// Tells a waived finding whose files are not at hand.
    #[must_use]
    pub fn bare(waived: &Waived) -> Self {
        Self { finding: ToldFinding::bare(&waived.finding), reason: waived.reason.clone() }
    }
}

fn excerpt(state: Option<&Snapshot>, file: &str, region: Option<Region>) -> Option<Excerpt> {
    let (document, region) = (state?.document(file)?, region?);
    let line = document.source.line(region.start.line);
    // NOTE: columns do not count a byte order mark, and no editor shows one.
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    let length = line.chars().count();
    if length == 0 {
        return None;
    }
    let start = region.start.column.saturating_sub(1).min(length);
    let end = if region.end.line > region.start.line { length } else { region.end.column.saturating_sub(1).clamp(start, length) };
    let part = |from: usize, to: usize| line.chars().skip(from).take(to - from).collect::<String>();
    // What runs over the end of its line is marked to the last character that can be seen.
    let marked = part(start, end);
    let seen = marked.trim_end().chars().count();
    Some(Excerpt { line: region.start.line, before: part(0, start), marked: part(start, start + seen), after: part(start + seen, length) })
}
