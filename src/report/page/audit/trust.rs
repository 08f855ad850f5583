//! The answer about trust: what can be seen in the repository that speaks for the record or against it.

use super::super::{Block, Entry, Text, Tone, changelog, words};
use crate::questions::{BulkEdit, MilestoneTrust};
use crate::report::AuditReport;
use crate::report::state::short;

/// Things of one kind that are named; more are counted.
const NAMED: usize = 10;

/// Q13.
pub(super) fn trust(report: &AuditReport<'_>) -> Vec<Block> {
    let seen = report.trust;
    let mut told = Entry::new(Vec::new());
    told.say("signed", changelog::signatures(&report.log.provenance));
    for milestone in &seen.milestones {
        told.say("milestone", self::milestone(milestone, seen.is_shallow));
    }
    if seen.milestones.is_empty() {
        told.say("milestone", Text::plain("none in the manifest"));
    }
    told.say("replaced", if seen.replace_refs { caution("replace refs or grafts are present; they are not followed") } else { none() });
    told.say("shallow", if seen.is_shallow { caution("yes: some of the history is not in this clone") } else { Text::plain("no") });
    let gaps = seen.clock_gaps.iter().map(|gap| {
        let day = gap.recorded.as_deref().map_or_else(|| "not committed".to_owned(), words::day_of);
        format!("{} {} days ({day})", gap.id, gap.days)
    });
    told.say("late notes", listed(&gaps.collect::<Vec<_>>()));
    let backwards = seen.backwards.iter().map(|step| format!("{} by {} s", short(&step.commit), step.seconds));
    told.say("clock back", listed(&backwards.collect::<Vec<_>>()));
    told.say("no date", listed(&seen.undated.iter().map(|commit| short(commit)).collect::<Vec<_>>()));
    told.say("bulk edits", listed(&seen.bulk_edits.iter().map(bulk).collect::<Vec<_>>()));
    let note = "Late notes: more than 30 days between judgement and record. Clock back: recorded before the commit it follows, up to the end of the range. Bulk edits: \
                five or more ratings changed by one commit, first ratings not counted. A tag that was moved cannot be seen, and whoever may rewrite a branch can \
                rewrite its dates: nothing here proves that nobody did.";
    vec![Block::Entry(told), Block::Paragraph(Text::of(Tone::Muted, note))]
}

fn none() -> Text {
    Text::plain("none")
}

fn caution(words: impl Into<String>) -> Text {
    Text::of(Tone::Caution, words)
}

/// Names the first of some things and counts the others.
fn listed(things: &[String]) -> Text {
    let first: Vec<&str> = things.iter().take(NAMED).map(String::as_str).collect();
    match things.len() - first.len() {
        _ if things.is_empty() => none(),
        0 => caution(first.join(", ")),
        more => caution(format!("{} … and {more} more", first.join(", "))),
    }
}

fn milestone(told: &MilestoneTrust, is_shallow: bool) -> Text {
    let day = told.date.map(|day| format!(" of {day}")).unwrap_or_default();
    let name = Text::of(Tone::Strong, told.name.clone()).then(day);
    let name = match &told.tagged {
        None if is_shallow => name.and(Tone::Caution, ", no tag in this shallow clone; whether there is one is not known"),
        None => name.then(", no tag"),
        Some(tag) => {
            let kind = if tag.is_annotated { "annotated tag" } else { "plain tag" };
            let on = tag.recorded.as_deref().map(|recorded| format!(" of {}", words::day_of(recorded))).unwrap_or_default();
            name.then(format!(", {kind} {} at {}{on}, {}", tag.name, short(&tag.commit), tag.signature.words()))
        }
    };
    told.wrong.iter().fold(name, |text, wrong| text.then("; ").and(Tone::Bad, wrong.words()))
}

fn bulk(told: &BulkEdit) -> String {
    let commit = told.commit.as_deref().map_or_else(|| "not committed".to_owned(), short);
    let reason = if told.has_one_reason { ", with one reason" } else { "" };
    format!("{} ratings in {commit}{reason}", told.ids.len())
}
