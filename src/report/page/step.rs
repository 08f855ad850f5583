//! One step of a risk: when it was judged and recorded, what moved, why, on what evidence, and what was being done.

use super::{Entry, Text, Tone, findings, waivers, words};
use crate::change::Change;
use crate::diff::{ChangeKind, FieldChange, RiskChange};
use crate::history::{self, Proposal, Step};
use crate::report::state::short;
use crate::report::{ToldFinding, ToldWaived};

/// Keys that have a line of their own.
const STATUS_KEYS: [(&str, &str); 2] = [("status_reason", "reason"), ("what_happened", "happened")];

/// Returns the parts of the head of a step: the day of judgement (or of the record, where nothing was judged), the rating,
/// and what kind of change it is. A step that moved neither rating nor status says so in few words.
pub(super) fn head(entry: &history::Entry, change: &RiskChange) -> Vec<Text> {
    if is_quiet(change) {
        return vec![day(entry, change), words::kinds(&change.kinds), standing(change)];
    }
    let loud: Vec<ChangeKind> = change.kinds.iter().copied().filter(|kind| !is_minor(*kind)).collect();
    if change.rating().before.is_blank() && change.rating().after.is_blank() {
        return vec![day(entry, change), Text::of(Tone::Muted, "not rated"), words::kinds(&loud)];
    }
    let likelihood = Text::plain("likelihood ").with(words::rating_part(change, &change.likelihood()));
    let impact = Text::plain("impact ").with(words::rating_part(change, &change.impact()));
    vec![day(entry, change), likelihood, impact, words::kinds(&loud)]
}

/// Says whether neither rating nor status moved.
fn is_quiet(change: &RiskChange) -> bool {
    change.kinds.iter().all(|kind| is_minor(*kind))
}

const fn is_minor(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::Mitigation | ChangeKind::Text | ChangeKind::Other)
}

/// Returns the rating that a quiet step leaves as it is.
fn standing(change: &RiskChange) -> Text {
    let rating = change.rating().after;
    if rating.is_blank() {
        return Text::of(Tone::Muted, "(not rated)");
    }
    Text::of(Tone::Muted, format!("(stays {} / {})", words::level(&rating.likelihood), words::level(&rating.impact)))
}

/// Returns the day of judgement, where the step brought one; else the day on which it was recorded.
fn day(entry: &history::Entry, change: &RiskChange) -> Text {
    let rated_on = change.risk.as_ref().map(|risk| risk.as_ref().map(|risk| &risk.rated_on));
    match rated_on.after {
        Some(day) if rated_on.differs() && !day.is_blank() => Text::of(Tone::Strong, format!("judged {}", words::day(day))),
        Some(_) if change.rating_move().is_any() => Text::of(Tone::Caution, "judged on no new date"),
        _ => when(entry),
    }
}

/// Returns the day on which a step was recorded.
pub(super) fn when(entry: &history::Entry) -> Text {
    match (&entry.commit, &entry.recorded) {
        (None, _) => Text::of(Tone::Caution, "not committed"),
        (Some(_), Some(recorded)) => Text::of(Tone::Strong, words::day_of(recorded)),
        (Some(_), None) => Text::of(Tone::Caution, "no readable date"),
    }
}

/// Returns the line about who recorded a step and when, in the words of the two clocks.
pub(super) fn recorded(entry: &history::Entry, risk: Option<&RiskChange>) -> Text {
    if entry.commit.is_none() {
        return Text::of(Tone::Caution, "not committed");
    }
    // NOTE: a value that the merge itself brought was proposed by nobody on the branch.
    let proposes = |proposal: &&Proposal| risk.is_none_or(|change| proposal.risks.contains(&change.id) && !change.by_merge);
    let own = short(entry.commit.as_deref().unwrap_or_default());
    let recorded = entry.recorded.as_deref().map_or_else(|| "an unknown day".to_owned(), words::day_of);
    let line = if entry.is_merge {
        let others = entry.proposed_by.iter().filter(|proposal| proposal.commit != entry.commit);
        let told = others.filter(proposes).map(|proposal| Text::plain(proposed(proposal)));
        let told = Text::join(told, " and ");
        let brought = format!("brought in {recorded} by {} ({own})", words::person(&entry.committer));
        if told.is_empty() { Text::plain(brought) } else { told.then(format!(", {brought}")) }
    } else {
        let written = entry.proposed_by.first().and_then(|proposal| proposal.date.as_deref()).map(words::day_of);
        let written = written.filter(|day| *day != recorded).map(|day| format!(", written {day}")).unwrap_or_default();
        let by = if entry.committer == entry.author || entry.committer == history::Person::default() {
            String::new()
        } else {
            format!(", committed by {}", words::person(&entry.committer))
        };
        Text::plain(format!("{recorded} by {} ({own}){written}{by}", words::person(&entry.author)))
    };
    let tags = if entry.tags.is_empty() { String::new() } else { format!(", tagged {}", entry.tags.join(", ")) };
    let review = risk.and_then(|change| change.review.as_deref()).map(|review| format!(", review {review}")).unwrap_or_default();
    line.then(review).then(tags)
}

fn proposed(proposal: &Proposal) -> String {
    let day = proposal.date.as_deref().map_or_else(|| "an unknown day".to_owned(), words::day_of);
    let commit = proposal.commit.as_deref().map(|commit| format!(" ({})", short(commit))).unwrap_or_default();
    format!("{day} by {}{commit}", words::person(&proposal.author))
}

/// Adds the lines about one changed risk: why, evidence, mitigation, everything else, and what the rules say.
pub(super) fn tell(told: &mut Entry, entry: &history::Entry, change: &RiskChange) {
    for (_, days) in entry.clock_gaps.iter().filter(|(id, _)| *id == change.id) {
        told.say("mind", Text::of(Tone::Caution, format!("{days} days lie between judgement and record")));
    }
    if change.by_merge {
        told.say("mind", Text::of(Tone::Caution, "the merge itself brought a value that none of its parents had"));
    }
    for step in &entry.steps {
        told.say("step", branch_step(step, &change.id));
    }
    tell_change(told, change);
    waivers::say_of_risk(told, &entry.waivers, &change.id);
    for waived in entry.waived.iter().filter(|waived| waived.finding.id.as_deref() == Some(&change.id)) {
        told.say("waived", waivers::waived(&ToldWaived::bare(waived)));
    }
    for finding in entry.findings.iter().filter(|finding| finding.id.as_deref() == Some(&change.id)) {
        told.say("rule", findings::line(&ToldFinding::bare(finding)));
    }
}

/// Adds the lines that need no log: why, evidence, mitigation, everything else.
fn tell_change(told: &mut Entry, change: &RiskChange) {
    told.say("why", why(change));
    for (key, label) in STATUS_KEYS {
        for field in change.fields.iter().filter(|field| field.path == key) {
            told.say(label, words::field(field));
        }
    }
    told.say("evidence", Text::join(change.evidence_added.iter().map(words::evidence), " · "));
    for action in mitigation(change) {
        told.say("mitigation", action);
    }
    let has_own_line = |field: &FieldChange| STATUS_KEYS.iter().any(|(key, _)| *key == field.path) || waivers::is_waiver(field);
    let shown = |field: &&FieldChange| !has_own_line(field) && !words::is_unsaid(change, field);
    let (minor, major): (Vec<&FieldChange>, Vec<&FieldChange>) =
        change.fields.iter().filter(shown).partition(|field| words::is_minor_field(field));
    for field in major {
        told.say(field.path.clone(), words::field(field));
    }
    told.say("also", words::minor_fields(minor.into_iter()));
}

/// Returns what a step of a merged branch did to a risk; nothing where it did nothing to it.
pub(super) fn branch_step(step: &Step, id: &str) -> Text {
    let Some(change) = step.changes.iter().find(|change| change.id == id) else { return Text::default() };
    Text::plain(format!("{} by {} ({}): likelihood ", words::day_of(&step.date), words::person(&step.author), short(&step.commit)))
        .with(words::rating_part(change, &change.likelihood()))
        .then(", impact ")
        .with(words::rating_part(change, &change.impact()))
        .then(", ")
        .with(words::kinds(&change.kinds))
}

/// Returns the rationale of a change: the new one; where the rating moved without one, that is said.
pub(super) fn why(change: &RiskChange) -> Text {
    let Change { before, after } = change.rationale();
    match (before, after) {
        (_, None) if change.rating_move().is_any() || is_rated_from_the_start(change) => Text::of(Tone::Caution, "no reason is given"),
        (before, Some(after)) if before.as_ref() != Some(&after) => Text::plain(after),
        (_, Some(after)) if change.rating_move().is_any() => Text::of(Tone::Caution, "(unchanged) ").then(after),
        (Some(before), None) => Text::of(Tone::Muted, "removed (was: ").then(before).then(")"),
        _ => Text::default(),
    }
}

/// Says whether a risk appears with a rating.
fn is_rated_from_the_start(change: &RiskChange) -> bool {
    change.risk.before.is_none() && !change.rating().after.is_blank()
}

/// Returns what was being done: changed actions; where rating or status moved, also the live ones that did not change.
fn mitigation(change: &RiskChange) -> Vec<Text> {
    let changed = change.mitigation.iter().map(words::action_change);
    let actions = change.risk.after.as_ref().map(|risk| risk.mitigation.as_slice()).unwrap_or_default();
    let is_changed = |action: &&crate::model::Action| change.mitigation.iter().any(|other| other.action.after.as_ref() == Some(*action));
    let live = actions.iter().filter(|action| !is_quiet(change) && action.is_live() && !is_changed(action));
    let mut told: Vec<Text> = changed.chain(live.map(words::action_unchanged)).collect();
    if told.is_empty() && change.risk.after.is_some() && change.rating_move().is_any() {
        told.push(Text::of(Tone::Muted, "none"));
    }
    told
}
