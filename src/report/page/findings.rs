//! Findings on a page that shows no lines of files.

use super::{Entry, Text, Tone, words};
use crate::finding::Severity;
use crate::report::{ToldFinding, ToldWaived};

/// Returns a finding as an entry.
pub(super) fn entry(finding: &ToldFinding) -> Entry {
    let mut entry = Entry::new(vec![line(finding)]);
    entry.say("at", Text::plain(words::place(&finding.file, finding.region)));
    entry.say("help", finding.help.as_deref().map(Text::plain).unwrap_or_default());
    for related in &finding.related {
        entry.say("see", Text::plain(format!("{}: {}", words::place(&related.file, related.region), related.message)));
    }
    entry
}

/// Returns a finding that a waiver silences, with the reason that it gives.
pub(super) fn waived(waived: &ToldWaived) -> Entry {
    let finding = &waived.finding;
    let mut entry = Entry::new(vec![Text::plain(format!("waived[{}] {}", finding.rule, finding.message))]);
    entry.say("at", Text::plain(words::place(&finding.file, finding.region)));
    let reason = if waived.reason.trim().is_empty() { "none is given" } else { &waived.reason };
    entry.say("reason", Text::plain(reason));
    entry
}

/// Returns a finding in one line: `error[rule] message`.
pub(super) fn line(finding: &ToldFinding) -> Text {
    Text::of(tone(finding.severity), format!("{}[{}]", finding.severity.word(), finding.rule)).then(format!(" {}", finding.message))
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Caution,
        Severity::Info => Tone::Strong,
    }
}
