//! A finding as it is told: with its line of text and its fingerprint, so that nobody needs the files any more.

use super::fingerprint;
use crate::finding::{Finding, Severity};
use crate::privacy::Veil;
use crate::rules::Waived;
use crate::snapshot::Snapshot;
use crate::source::{Region, Source};

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
        Self::told(finding, &|file: &str| state.source(file), &state.veil())
    }

    /// Tells a finding whose files are not at hand.
    #[must_use]
    pub fn bare(finding: &Finding) -> Self {
        Self::told(finding, &|_: &str| None, &Veil::default())
    }

    /// Tells a finding in one text that belongs to no project.
    #[must_use]
    pub fn in_text(finding: &Finding, source: &Source, veil: &Veil) -> Self {
        Self::told(finding, &|_: &str| Some(source), veil)
    }

    /// NOTE: personal data gets out of a finding nowhere: not by its words, its line, its places or the name of its file.
    fn told<'a>(finding: &Finding, source: &dyn Fn(&str) -> Option<&'a Source>, veil: &Veil) -> Self {
        let hidden = |text: &str| veil.hide_all(text).into_owned();
        let line = |file: &str, region: Option<Region>| region.zip(source(file)).and_then(|(region, source)| excerpt(source, region, veil));
        let related = finding.related.iter().map(|related| ToldRelated {
            file: veil.hide_path(&related.place.file),
            region: related.region,
            message: hidden(&related.message),
            excerpt: line(&related.place.file, related.region),
        });
        Self {
            rule: finding.rule,
            severity: finding.severity,
            file: veil.hide_path(&finding.place.file),
            region: finding.region,
            id: finding.id.as_deref().map(hidden),
            message: hidden(&finding.message),
            help: finding.help.as_deref().map(hidden),
            fingerprint: fingerprint(finding),
            excerpt: line(&finding.place.file, finding.region),
            related: related.collect(),
        }
    }
}

impl ToldWaived {
    /// Tells a waived finding with the lines of the files at a state.
    #[must_use]
    pub fn at(waived: &Waived, state: &Snapshot) -> Self {
        Self { finding: ToldFinding::at(&waived.finding, state), reason: state.veil().hide_all(&waived.reason).into_owned() }
    }

    /// Tells a waived finding whose files are not at hand.
    #[must_use]
    pub fn bare(waived: &Waived) -> Self {
        Self { finding: ToldFinding::bare(&waived.finding), reason: waived.reason.clone() }
    }
}

fn excerpt(source: &Source, region: Region, veil: &Veil) -> Option<Excerpt> {
    let line = veil.hide_line(source, region.start.line);
    // NOTE: columns do not count a byte order mark, and no editor shows one.
    let line = line.strip_prefix('\u{feff}').unwrap_or(&line);
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
